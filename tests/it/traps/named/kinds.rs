//! Papers of a kind that names much and publishes something else, or nothing.

use crate::made::PHOTOGRAPH;
use crate::traps::{check, item, spoilt};
use oitcheck::result::{ItemVerdict, Verdict};

#[test]
fn minutes_that_hand_out_the_items_are_no_list_of_them() {
    let lines: &[&str] = &[
        "# ผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ 2568",
        "จุดประชาสัมพันธ์ ป้ายจุดบริการ และเว็บไซต์ ดำเนินการครบตามมาตรการ",
        "รายงานการประชุม 10 ม.ค. 68: ที่ประชุมมอบ สว.อก. รับผิดชอบ O1-O10, สวป. O11-O15, งานสอบสวน O16-O25",
    ];
    let spoil = |line: &str| {
        line.replace(
            "รับผิดชอบ O1-O10, สวป. O11-O15, งานสอบสวน O16-O25",
            "ดูแลอาหารว่าง",
        )
    };
    let found = spoilt("O25.h", "O25 รายงานผล.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn minutes_are_no_monthly_report_and_a_page_that_promises_is_no_document() {
    let answered = |name: &str, lines: &[&str]| {
        let result = check(&[(name, lines)]);
        !result.documents[0].items.is_empty()
    };
    let report: &[&str] = &[
        "# รายงานผลการปฏิบัติราชการประจำเดือนกุมภาพันธ์ 2568",
        "จับกุมยาเสพติด 4 ราย ตั้งจุดตรวจ 12 ครั้ง ผู้รับผิดชอบ งานป้องกันปราบปราม",
        "ออกตรวจวันที่ 3 กุมภาพันธ์ 2568 ที่ตลาดกลาง ไม่มีเหตุร้าย",
    ];
    assert!(answered("รายงานประจำเดือน ก.พ. 68.docx", report));
    let mut minutes = vec!["# รายงานการประชุมข้าราชการตำรวจประจำเดือน"];
    minutes.extend(&report[1..]);
    assert!(!answered("รายงานประชุม ก.พ. 68.docx", &minutes));
    let promise: &[&str] = &[
        "# กองทุนเพื่อการสืบสวนและสอบสวนคดีอาญา",
        "หัวข้อนี้อยู่ระหว่างจัดทำ คาดว่าจะเผยแพร่ได้ภายในไตรมาสที่ 4",
    ];
    assert!(!answered("O13 กองทุนสืบสวนสอบสวน.docx", promise));
}

/// Steps for those who come to the station, line of work by line of work.
const SERVICES: &[&str] = &[
    "# คู่มือการให้บริการประชาชน สำหรับประชาชนผู้มาติดต่อราชการ",
    "ก. งานอำนวยการ - ขอหนังสือรับรอง",
    "ยื่นคำขอ > ตรวจเอกสาร > รับหนังสือ ภายใน 1 วัน",
    "ข. งานป้องกันปราบปราม - ฝากบ้าน",
    "กรอกแบบ > สายตรวจลงพื้นที่ > แจ้งผล ภายใน 1 วัน",
    "ค. งานจราจร - เสียค่าปรับ",
    "แสดงใบสั่ง > ชำระเงิน > รับใบเสร็จ 10 นาที",
    "ง. งานสืบสวน - แจ้งเบาะแส",
    "แจ้ง > จดบันทึก > แจ้งผล ภายใน 3 วัน",
    "จ. งานสอบสวน - แจ้งความ",
    "พบพนักงานสอบสวน > สอบปากคำ > รับเลขคดี 1 ชั่วโมง",
];

#[test]
fn a_manual_for_the_public_is_none_for_officers_whatever_its_file_is_called() {
    let items = |title: &str| {
        let mut lines = SERVICES.to_vec();
        if let Some(first) = lines.first_mut() {
            *first = title;
        }
        let name = "O8 คู่มือปฏิบัติงานเจ้าหน้าที่.docx";
        let result = check(&[(name, &lines)]);
        result.documents[0].items.clone()
    };
    assert_eq!(items(SERVICES[0]), ["O9"]);
    let own = items("# คู่มือการปฏิบัติงานของเจ้าหน้าที่");
    assert!(own.contains(&"O8".to_owned()), "{own:?}");
}

#[test]
fn duties_of_the_lines_of_work_are_no_manual() {
    let lines: &[&str] = &[
        "# ส่วนที่ 3 ภารกิจของโรงพัก",
        "มีหน้าที่รักษาความสงบ ป้องกันและปราบปรามการกระทำผิดอาญา สอบสวนคดี และดูแลความปลอดภัยทางถนน",
        "| สายงาน | รับผิดชอบเรื่อง |",
        "| อำนวยการ | หนังสือ การเงิน กำลังพล |",
        "| ป้องกันปราบปราม | สายตรวจรถยนต์ ห้องควบคุม |",
        "| จราจร | ถนนสายหลักและสะพาน |",
        "| สืบสวน | จับตามหมาย ยาเสพติด |",
        "| สอบสวน | รับแจ้งความ สำนวน ของกลาง |",
    ];
    let result = check(&[("ภารกิจ.docx", lines)]);
    assert_eq!(item(&result, "O8").verdict, ItemVerdict::Missing);
}

#[test]
fn an_unticked_list_of_what_is_asked_answers_nothing() {
    let of = |boxes: &str| {
        let asks = [
            "คำสั่งแต่งตั้งคณะทำงานขับเคลื่อน ITA",
            "จัดประชุมชี้แจงข้าราชการตำรวจ",
            "จัดให้มีจุดประชาสัมพันธ์และป้ายจุดบริการ One Stop Service",
            "จัดทำป้ายพันธสัญญาและป้ายดาวน์โหลดคู่มือ",
            "สิ่งอำนวยความสะดวก น้ำดื่ม ที่จอดรถ ห้องน้ำ WIFI",
            "ปรับปรุงเว็บไซต์ให้เป็นปัจจุบัน",
        ];
        let mut lines = vec![
            "# มาตรการยกระดับคุณธรรมและความโปร่งใส".to_owned(),
            "| ที่ | รายการ | มี | ไม่มี |".to_owned(),
        ];
        let rows = (1..).zip(asks);
        lines.extend(rows.map(|(number, asks)| format!("| {number} | {asks} | {boxes} |")));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let result = check(&[("O24 มาตรการ.docx", &lines)]);
        let requirements = &item(&result, "O24").requirements;
        let passed = requirements
            .iter()
            .filter(|one| one.verdict == Verdict::Pass);
        passed.count()
    };
    assert!(of("☑ | ☐") >= 4, "{}", of("☑ | ☐"));
    assert_eq!(of("☐ | ☐"), 0);
}

#[test]
fn a_printed_form_has_numbers_of_rows_and_the_label_of_the_sum() {
    let of = |amount: &str| {
        let row = format!("| 1 | {amount} | {amount} |");
        let lines = [
            "# ข้อมูลเงินกองทุนเพื่อการสืบสวนและสอบสวนคดีอาญา ปีงบประมาณ 2568",
            "| ลำดับ | ได้รับจัดสรร (บาท) | ใช้จ่าย (บาท) |",
            &row,
            "| 2 | | |",
            "| รวม | | |",
        ];
        let result = check(&[("O13 กองทุน.docx", &lines)]);
        result.documents[0].items.len()
    };
    assert_eq!(of("90,000"), 1);
    assert_eq!(of(""), 0);
}

#[test]
fn results_of_months_are_the_monthly_report_and_no_manual() {
    let months: &[&str] = &[
        "# ผลการปฏิบัติงาน เดือนตุลาคม ๒๕๖๗",
        "| ที่ | งาน/โครงการ | รายละเอียด | วันที่ทำ | ฝ่ายที่ทำ |",
        "| ๑ | อบรมอาสาจราจร | อาสา ๓๐ คน เรียนสัญญาณมือ | ๘-๙ ต.ค. ๖๗ | จราจร |",
        "| ๒ | เยี่ยมผู้สูงอายุ | มอบถุงยังชีพ ๑๕ ครัวเรือน | ๒๔ ต.ค. ๖๗ | ป้องกันปราบปราม |",
        PHOTOGRAPH,
        "ภาพถ่าย: อบรมอาสาจราจร",
    ];
    let result = check(&[("รายงานประจำเดือน/ไตรมาสแรก.docx", months)]);
    let documents = |id: &str| item(&result, id).documents.len();
    assert_eq!((documents("O7"), documents("O8")), (1, 0));
}

#[test]
fn a_heading_of_the_station_and_the_month_alone_is_like_no_title() {
    let report: &[&str] = &[
        "# งานของ สภ.บ้านสมมุติ เดือนธันวาคม 2567",
        "| ทำเรื่อง | ทำอะไรบ้าง | วันไหน | งานไหนทำ |",
        "| จุดพักรถปีใหม่ | ตั้งเต็นท์แยกโคกยาง ตรวจเมา 210 ราย | 28-31 ธ.ค. 67 | งานจราจร |",
    ];
    let result = check(&[("671231_เดือนนี้.docx", report)]);
    let signals = result
        .documents
        .iter()
        .flat_map(|document| &document.assigned_by);
    let like_a_title = signals.filter(|signal| signal.signal == "like-title-in-heading");
    assert_eq!(like_a_title.count(), 0);
}
