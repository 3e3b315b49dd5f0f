//! Files that cannot be read.

use crate::made::word_lines;
use crate::traps::{CHECKPOINTS, POLICY, item, of_station, verdict};
use oitcheck::result::{ItemVerdict, Verdict};

#[test]
fn a_broken_copy_of_a_readable_file_makes_no_other_item_doubtful() {
    let of = |broken: &str| {
        let documents = vec![
            ("สถิติ/สรุป.docx".to_owned(), word_lines(CHECKPOINTS)),
            (broken.to_owned(), b"%PDF-1.4 broken".to_vec()),
        ];
        item(&of_station(documents), "O5").verdict
    };
    assert_eq!(of("สถิติ/สรุป.pdf"), ItemVerdict::Missing);
    assert_eq!(of("เบ็ดเตล็ด/1.pdf"), ItemVerdict::Review);
    // Nor does what its name says to be a photograph.
    assert_eq!(of("เบ็ดเตล็ด/รูปเสาธง.pdf"), ItemVerdict::Missing);
}

#[test]
fn a_broken_copy_of_a_readable_document_hides_nothing() {
    let of = |broken: &str| {
        let documents = vec![
            ("O11 สถิติ.docx".to_owned(), word_lines(CHECKPOINTS)),
            (broken.to_owned(), b"PK\x03\x04 cut off".to_vec()),
        ];
        verdict(&of_station(documents), "O11.e").0
    };
    // What is not in the one that can be read could be in another of the item.
    assert_eq!(of("เก่า/O11 อีกฉบับ.docx"), Verdict::Review);
    assert_eq!(of("เก่า/O11 สถิติ (1).docx"), Verdict::Fail);
}

#[test]
fn a_folder_for_a_theme_gives_a_scan_to_no_item() {
    let scan = "08 คุณธรรม/scan0417.docx";
    let documents = vec![
        ("O11 สถิติ.docx".to_owned(), word_lines(CHECKPOINTS)),
        ("08 คุณธรรม/นโยบาย.docx".to_owned(), word_lines(POLICY)),
        (scan.to_owned(), b"PK\x03\x04 cut off".to_vec()),
    ];
    let result = of_station(documents);
    let unread = result.documents.iter().find(|paper| paper.path == scan);
    assert!(unread.unwrap().items.is_empty());
    // It could be anything that is missing.
    assert_eq!(item(&result, "O17").verdict, ItemVerdict::Review);
    assert_eq!(item(&result, "O18").verdict, ItemVerdict::Partial);
}

#[test]
fn a_few_words_name_the_item_of_a_file_that_cannot_be_read() {
    let items = |scan: &str| {
        let documents = vec![
            ("คู่มือ/นโยบาย.docx".to_owned(), word_lines(POLICY)),
            (scan.to_owned(), b"PK\x03\x04 cut off".to_vec()),
        ];
        let result = of_station(documents);
        let unread = result.documents.iter().find(|paper| paper.path == scan);
        unread.unwrap().items.clone()
    };
    assert_eq!(items("คู่มือ/จริยธรรม ตร.บ้านสมมุติ (ฉบับล็อก).docx"), ["O22"]);
    assert_eq!(items("คู่มือ/คู่มือ จนท.ทุกงาน สแกน 0425.docx"), ["O8"]);
    // What answers the item of that name already is another paper; this one is of the item of those beside it.
    assert_eq!(items("คู่มือ/ไม่รับสินบน ฉบับล็อก.docx"), ["O18"]);
}

#[test]
fn a_damaged_workbook_is_no_workbook() {
    let of = |bytes: &[u8]| {
        let documents = vec![
            ("O11 สถิติ.docx".to_owned(), word_lines(CHECKPOINTS)),
            ("O11 สถิติ.pdf".to_owned(), bytes.to_vec()),
        ];
        verdict(&of_station(documents), "O11.e")
    };
    let (broken, code) = of(b"%PDF-1.4 broken");
    assert_eq!((broken, code.as_str()), (Verdict::Fail, "formats-broken"));
}

#[test]
fn a_scan_in_a_folder_for_a_theme_may_be_what_nothing_else_of_it_answers() {
    let scan = "กำลังพล/สแกน0042.docx";
    let structure: &[&str] = &[
        "# โครงสร้าง อัตรากำลัง และผู้บริหาร",
        "งานอำนวยการ งานป้องกันปราบปราม งานจราจร งานสืบสวน งานสอบสวน",
        "พ.ต.อ.เกริกไกร ตัวอย่างดี ผู้กำกับการ โทร. 0-0000-0001",
    ];
    let documents = vec![
        ("O1 โครงสร้าง.docx".to_owned(), word_lines(structure)),
        ("O18 นโยบาย.docx".to_owned(), word_lines(POLICY)),
        (scan.to_owned(), b"PK\x03\x04 cut off".to_vec()),
    ];
    let result = of_station(documents);
    let unread = result.documents.iter().find(|paper| paper.path == scan);
    assert_eq!(unread.unwrap().items, ["O16"]);
    assert_eq!(item(&result, "O16").verdict, ItemVerdict::Review);
    assert_eq!(item(&result, "O10").verdict, ItemVerdict::Missing);
}
