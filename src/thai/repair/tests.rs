use super::*;
use crate::thai::lexicon::{Run, common_words_with};
use proptest::prelude::*;

#[test]
fn each_kind_of_damage() {
    for (damaged, sound) in [
        ("ท\u{F70A}านผู\u{F70B}บริหาร", "ท่านผู้บริหาร"),
        ("ข้อมููล", "ข้อมูล"),
        ("ลําดับที\u{E48}", "ลำดับที่"),
        ("นํ้าประปา", "น้ำประปา"),
        ("นำ้ประปา", "น้ำประปา"),
        ("จำานวน", "จำนวน"),
        ("ค รั ้ง", "ค รั้ง"),
        ("ส านักงานปลัด", "สำนักงานปลัด"),
        ("ก ารจัดซื้อ", "การจัดซื้อ"),
        ("ผลการดาเนินการ", "ผลการดำเนินการ"),
        ("ผู้ดำรงตาแหน่ง", "ผู้ดำรงตำแหน่ง"),
        ("รายงำนผลกำรประเมิน", "รายงานผลการประเมิน"),
        ("บันทึกข้อควำม", "บันทึกข้อความ"),
        ("งบประมำณรำยจ่ำยประจำปี", "งบประมาณรายจ่ายประจำปี"),
        ("ประจ�ำปี", "ประจำปี"),
        ("ส�านักงาน", "สำนักงาน"),
        ("เเผนงาน", "แผนงาน"),
    ] {
        assert_eq!(repair(damaged), sound, "{damaged}");
    }
}

#[test]
fn ambiguous_stays_and_is_counted() {
    let repaired = repair_counted("ตาแหน่งและจานวน จาเป็น คำ ทำ นำ จำ ดำ");
    assert_eq!(repaired.text, "ตำแหน่งและจำนวน จาเป็น คำ ทำ นำ จำ ดำ");
    assert_eq!((repaired.repaired, repaired.ambiguous), (2, 1));
    // A text that lost most of its ำ lost these too.
    assert_eq!(repair("ตาแหน่งและจานวน จาเป็น"), "ตำแหน่งและจำนวน จำเป็น");
}

#[test]
fn sound_text_is_not_touched() {
    for sound in [
        "สำนักงานตำรวจแห่งชาติ กำหนดให้สถานีตำรวจดำเนินการตามคำสั่ง",
        "คุณน้าทำนาและตากลม ณ บ้านนา",
        // The letters looked at around the first ำ end inside the last word.
        "น้ำประปา ทำคำสั่งจัดซื้อจำนวน",
        "เกาะ เพราะ เอา ฤๅษี เราะ",
        "The quick brown fox 12,345.67",
        "จังหวัดลำพูน อำเภอป่าซาง ตำบลท่าตุ้ม",
    ] {
        assert!(
            matches!(repair(sound), Cow::Borrowed(_)),
            "{sound} became {}",
            repair(sound)
        );
    }
}

/// The same word with its marks as text layers print them, one kind of damage each.
fn with_damaged_marks(word: &str) -> Vec<String> {
    let variants = [
        ('\u{0E48}', '\u{F70A}'),
        ('\u{0E49}', '\u{F70B}'),
        ('\u{0E34}', '\u{F701}'),
        ('\u{0E31}', '\u{F710}'),
    ];
    let mut damaged = vec![word.replace('ำ', "\u{0E4D}า")];
    let mut reordered: Vec<char> = word.chars().collect();
    for at in 1..reordered.len() {
        let (before, after) = (reordered[at - 1], reordered[at]);
        if is_tail(before) && is_tail(after) {
            reordered.swap(at - 1, at);
            break;
        }
    }
    damaged.push(reordered.into_iter().collect());
    for (mark, variant) in variants {
        damaged.push(word.replace(mark, &variant.to_string()));
        damaged.push(word.replace(mark, &format!("{mark}{mark}")));
    }
    damaged.retain(|damaged| damaged != word);
    damaged
}

#[test]
fn every_common_word_comes_back_when_its_marks_were_damaged() {
    let mut tried = 0;
    for mark in ['ำ', '\u{0E34}', '\u{0E48}', '\u{0E49}'] {
        for word in common_words_with(mark) {
            for damaged in with_damaged_marks(&word) {
                assert_eq!(repair(&damaged), word, "{damaged:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 10_000, "{tried}");
}

#[test]
fn a_common_word_without_its_nikhahit_comes_back_or_stays_as_it_is() {
    let mut back = 0;
    let words = common_words_with('ำ').into_iter();
    for word in words.filter(|word| word.matches('ำ').count() == 1) {
        let damaged = word.replace('ำ', "า");
        let repaired = repair_counted(&damaged);
        if repaired.text == word {
            back += 1;
            continue;
        }
        assert_eq!(repaired.text, damaged, "of {word}");
        let reads_well = Run::new(&damaged).is_some_and(|run| run.split().unknown == 0);
        // Up to four letters alone say too little to be called damaged.
        let says_little = word.chars().count() <= 4;
        assert!(
            repaired.ambiguous > 0 || reads_well || says_little,
            "{damaged} for {word}"
        );
    }
    assert!(back > 400, "{back} came back");
}

proptest! {
    #[test]
    fn repairing_twice_changes_nothing_more(text in "[ก-ฮะ-ฺเ-๎ า่้ำํ\u{FFFD}\u{F70A}ดาเนินการกำร]{0,40}") {
        let once = repair(&text).into_owned();
        prop_assert_eq!(repair(&once).into_owned(), once);
    }
}
