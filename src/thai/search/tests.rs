use super::*;

fn found(phrase: &str, text: &str) -> Vec<Found> {
    Searcher::new([phrase]).find(&Folded::new(text))
}

fn near(phrase: &str, text: &str) -> Option<(String, u16, bool)> {
    let searcher = Searcher::new([phrase]);
    let folded = Folded::new(text);
    let mut finds = searcher.find_approximate(&folded, &[0]);
    assert!(finds.len() <= 1, "{finds:?}");
    finds
        .pop()
        .map(|f| (text[f.source()].to_owned(), f.distance, f.loose))
}

#[test]
fn finds_what_is_written_otherwise() {
    for (phrase, text, quote) in [
        (
            "ปีงบประมาณ พ.ศ. 2568",
            "ประจำปีงบประมาณ พ.ศ.๒๕๖๘ ของ",
            "ปีงบประมาณ พ.ศ.๒๕๖๘",
        ),
        ("จัดซื้อจัดจ้าง", "การจัด ซื้อ\nจัดจ้าง", "จัด ซื้อ\nจัดจ้าง"),
        (
            "No Gift Policy",
            "นโยบาย NO GIFT  POLICY",
            "NO GIFT  POLICY",
        ),
        ("ลำดับ", "ลําดับที่", "ลําดับ"),
    ] {
        let finds = found(phrase, text);
        assert_eq!(finds.len(), 1, "{phrase} in {text}");
        assert_eq!(&text[finds[0].source()], quote);
        assert_eq!(finds[0].matched, Matched::Folded);
    }
    assert_eq!(found("สุจริต", "ซื่อสัตย์ สุจริต")[0].matched, Matched::Exact);
}

#[test]
fn a_word_inside_another_word_is_not_found() {
    for (phrase, text) in [
        ("แผน", "แผนกช่างยนต์"),
        ("แผน", "หัวหน้าแผนกการเงิน"),
        ("ITA", "digital"),
        ("ITA", "ITAX"),
        ("ยา", "ความยาวรวม"),
        ("O1", "O15"),
        ("2568", "25680"),
        ("กม", "เกม"),
        ("กา", "ก่า"),
        ("สูง", "สูงิ"),
    ] {
        assert_eq!(found(phrase, text), [], "{phrase} in {text}");
    }
}

#[test]
fn a_word_in_a_compound_or_beside_an_unknown_name_is_found() {
    for (phrase, text) in [
        ("แผน", "แผนการจัดหาพัสดุ"),
        ("แผน", "จัดทำแผนกลาง"),
        ("แผน", "แผนปฏิบัติการ"),
        ("ITA", "การประเมินITAประจำปี"),
        ("ITA", "ITA2568"),
        ("ตำบล", "องค์การบริหารส่วนตำบลหนองกรุงเก่า"),
        ("สถานีตำรวจ", "สถานีตำรวจภูธรบ้านดงเย็น"),
        ("การจัดซื้อ", "สรุปผลการจัดซื้อ"),
        ("คู่มือ", "คู่มือปฏิบัติงาน"),
        ("ร้องเรียน", "ช่องทางร้องเรียนการทุจริต"),
    ] {
        assert_eq!(found(phrase, text).len(), 1, "{phrase} in {text}");
    }
}

#[test]
fn overlapping_phrases_are_all_found() {
    let searcher = Searcher::new(["การจัดซื้อ", "จัดซื้อจัดจ้าง", "", "จัดจ้าง"]);
    let finds = searcher.find(&Folded::new("ผลการจัดซื้อจัดจ้าง"));
    let phrases: Vec<usize> = finds.iter().map(Found::phrase).collect();
    assert_eq!(phrases, [0, 1, 3]);
}

#[test]
fn of_overlapping_places_of_a_phrase_the_first_is_found() {
    let starts: Vec<usize> = found("1-1", "1-1-1-1")
        .iter()
        .map(|f| f.source().start)
        .collect();
    assert_eq!(starts, [0, 4]);
}

#[test]
fn misread_words_are_found_with_their_distance() {
    for (phrase, text, quote, distance, loose) in [
        ("สถานีตำรวจ", "ของสถานีดำรวจภูธร", "สถานีดำรวจ", 1, false),
        ("ประพฤติ", "ความประพตติมิชอบ", "ประพตติ", 1, false),
        ("ตำแหน่ง", "ผู้ดำรงตาแหน่งใด", "ตาแหน่ง", 1, true),
        ("บันทึกข้อความ", "บันทึกข้อควำม", "บันทึกข้อควำม", 1, true),
        ("เรื่อง", "เรือง ขออนุมัติ", "เรือง", 1, true),
        (
            "ผลการดำเนินงาน",
            "สรุปผลการดาเนินงาน",
            "ผลการดาเนินงาน",
            1,
            true,
        ),
    ] {
        assert_eq!(
            near(phrase, text),
            Some((quote.to_owned(), distance, loose)),
            "{phrase} in {text}"
        );
    }
}

#[test]
fn another_fact_or_word_is_not_a_misreading() {
    for (phrase, text) in [
        ("ไตรมาสที่ 1", "ไตรมาสที่ 2"),
        ("พ.ศ. 2568", "พ.ศ. 2567"),
        ("แผนงาน", "แผนกงาน"),
        ("รับของขวัญ", "ขอรับ"),
        ("ทรัพย์สินทางราชการ", "การใช้ทรัพย์สินของราชการ"),
        ("ผลการเบิกจ่าย", "แผนการเบิกจ่าย"),
        ("นำตำรวจ", "สถานีตำรวจ"),
        ("เผยแพร่แผน", "เผยแพร่แนวทาง"),
        ("ข้อกำหนด", "ของกำหนดการ"),
        ("มีเรื่องร้องเรียน", "ไม่มีเรื่องร้องเรียน"),
    ] {
        let hit = near(phrase, text);
        assert!(hit.as_ref().is_none(), "{phrase} in {text}: {hit:?}");
    }
}

#[test]
fn denial_of_a_find_is_told() {
    for (phrase, text, denial) in [
        ("เรื่องร้องเรียน", "ไม่มีเรื่องร้องเรียน", Some("ไม่มี")),
        ("ทุจริต", "ไม่มีเรื่องร้องเรียนการทุจริต", Some("ไม่มี")),
        ("ดำเนินการ", "ยังไม่ได้ดำเนินการ", Some("ยังไม่ได้")),
        ("ข้อบกพร่อง", "จากการตรวจสอบไม่พบข้อบกพร่อง", Some("ไม่พบ")),
        ("เรื่องร้องเรียน", "เรื่องร้องเรียน : ไม่มี", Some("ไม่มี")),
        ("การดำเนินการ", "การดำเนินการยังไม่แล้วเสร็จ", Some("ยังไม่")),
        ("ประกาศ", "ไม่มีเรื่องร้องเรียน แต่ได้ประกาศนโยบาย", None),
        ("ประกาศ", "ไม่มีเรื่องร้องเรียน\nประกาศนโยบาย", None),
        ("ดำเนินการแล้ว", "ดำเนินการแล้ว ไม่มีปัญหา", None),
        ("ของขวัญ", "ไม่รับของขวัญ", None),
        ("ครั้ง", "ไม่น้อยกว่า ๒ ครั้ง", None),
    ] {
        let finds = found(phrase, text);
        assert_eq!(finds.len(), 1, "{phrase} in {text}");
        let folded = Folded::new(text);
        let said = Denials::of(&folded)
            .of_find(&finds[0])
            .map(|span| &text[span]);
        assert_eq!(said, denial, "{phrase} in {text}");
    }
}
