use super::*;
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

proptest! {
    #[test]
    fn repairing_twice_changes_nothing_more(text in "[ก-ฮะ-ฺเ-๎ า่้ำํ\u{FFFD}\u{F70A}ดาเนินการกำร]{0,40}") {
        let once = repair(&text).into_owned();
        prop_assert_eq!(repair(&once).into_owned(), once);
    }
}
