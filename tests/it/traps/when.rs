//! Days, months and half-years.

use super::{check, item, of_station, spoilt, verdict};
use crate::made::word_lines;
use oitcheck::result::Verdict;

/// Figures of the first half-year, month by month.
const FIGURES: &[&str] = &[
    "คดีอาญาจากระบบ CRIMES",
    "| เดือน | รับคำร้องทุกข์ | จับกุม |",
    "| ต.ค. 67 | 31 | 14 |",
    "| พ.ย. 67 | 28 | 12 |",
    "| ธ.ค. 67 | 35 | 20 |",
    "| ม.ค. 68 | 30 | 17 |",
    "| ก.พ. 68 | 27 | 11 |",
    "| มี.ค. 68 | 29 | 15 |",
];

#[test]
fn the_day_a_report_is_written_is_not_its_month() {
    let months = [
        "ตุลาคม 2567",
        "พฤศจิกายน 2567",
        "ธันวาคม 2567",
        "มกราคม 2568",
        "กุมภาพันธ์ 2568",
        "มีนาคม 2568",
    ];
    let reports = |left_out: Option<usize>| {
        let mut lines = Vec::new();
        for (number, month) in months.iter().enumerate() {
            if Some(number) != left_out {
                let next = months.get(number + 1).unwrap_or(&"เมษายน 2568");
                lines.push(format!("เรื่อง รายงานผลการปฏิบัติราชการประจำเดือน{month}"));
                lines.push(format!("วันที่ 5 {next}"));
                lines.push("งานป้องกันปราบปรามออกตรวจทุกวันและจัดอบรมประชาชนในพื้นที่".to_owned());
            }
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        verdict(&check(&[("O7 รายงานประจำเดือน.docx", &lines)]), "O7.a").0
    };
    assert_eq!(reports(None), Verdict::Pass);
    assert_eq!(reports(Some(4)), Verdict::Fail);
}

#[test]
fn notices_up_to_a_day_in_december_are_not_those_of_six_months() {
    let lines: &[&str] = &[
        "# ประกาศจัดซื้อจัดจ้างทั้งหมด (ณ 31 มี.ค. 2568)",
        "| ประเภท | เรื่อง | ลงวันที่ |",
        "| แผน | แผนจัดซื้อจัดจ้างปี 2568 | 10 ต.ค. 67 |",
        "| เชิญชวน | ซื้อกล้อง 4 ชุด | 4 พ.ย. 67 |",
        "| ผู้ชนะ | ซื้อกล้อง 188,500 บาท | 22 พ.ย. 67 |",
        "| ผู้ชนะ | จ้างซ่อมรั้ว 118,000 บาท | 16 ธ.ค. 67 |",
    ];
    let spoil = |line: &str| line.replace("31 มี.ค. 2568", "31 ธ.ค. 2567");
    let found = spoilt("O14.e", "O14 ประกาศ.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_month_that_is_still_to_come_is_not_covered() {
    let lines = [&["# สถิติผลการดำเนินงาน ปีงบประมาณ 2568"], FIGURES].concat();
    let spoil = |line: &str| match line {
        "| มี.ค. 68 | 29 | 15 |" => "เดือนมีนาคม 2568 อยู่ระหว่างรวบรวม".to_owned(),
        other => other.to_owned(),
    };
    let found = spoilt("O11.d", "O11 สถิติ.docx", &lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_table_that_ends_before_its_title_covers_no_half_year() {
    let lines = [&["# สถิติ 6 เดือน ต.ค.67 - มี.ค.68"], FIGURES].concat();
    let without = lines.get(..8).unwrap();
    let of = |lines: &[&str]| verdict(&check(&[("O11 สถิติ.docx", lines)]), "O11.d");
    assert_eq!(of(&lines).0, Verdict::Pass);
    let ends_early = (Verdict::Fail, "table-ends-early".to_owned());
    assert_eq!(of(without), ends_early);
}

#[test]
fn what_a_book_is_of_is_true_of_its_chapters() {
    let lines: &[&str] = &[
        "# รายงานครึ่งปี ห้วง 1 ตุลาคม 2567 – 31 มีนาคม 2568",
        "# บทที่ 1 เงินกองทุนเพื่อการสืบสวนและสอบสวน",
        "| รายการ | รับโอน (บาท) | เบิกใช้ (บาท) | คงเหลือ (บาท) |",
        "| ค่าเดินทางตามพยาน | 24,000 | 21,500 | 2,500 |",
        "# บทที่ 2 ร้องเรียนการทุจริต",
        "แจ้งได้ที่ตู้รับเรื่องร้องเรียนหน้าสถานี โทร. 0-0000-0000",
        "เรื่องร้องเรียนการทุจริตของเจ้าหน้าที่ 2 เรื่อง ยุติแล้วทั้งหมด",
        "# บทที่ 3 การจัดการทรัพย์สินของราชการและของกลาง",
        "แบ่งผู้ดูแล ตรวจสภาพทุกเดือน ยืมด้วยใบยืม ของกลางเก็บในห้องมั่นคง",
    ];
    let spoil = |line: &str| line.replace(" ห้วง 1 ตุลาคม 2567 – 31 มีนาคม 2568", "");
    let found = spoilt("O13.c", "รายงาน (ข้อ 13 17 23).docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

pub(super) const MONTHS: [&str; 6] = [
    "ตุลาคม 2567",
    "พฤศจิกายน 2567",
    "ธันวาคม 2567",
    "มกราคม 2568",
    "กุมภาพันธ์ 2568",
    "มีนาคม 2568",
];

#[test]
fn a_cover_that_names_all_months_holds_none_that_has_no_report() {
    let reports = |left_out: Option<usize>| {
        let mut lines = vec![
            "# รายงานผลการปฏิบัติราชการประจำเดือน".to_owned(),
            "ต.ค. 67 | พ.ย. 67 | ธ.ค. 67 | ม.ค. 68 | ก.พ. 68 | มี.ค. 68".to_owned(),
        ];
        for (number, month) in MONTHS.iter().enumerate() {
            if Some(number) != left_out {
                lines.push(format!("# {month}"));
                lines.push("ออกตรวจตลาดและแนะนำพ่อค้าแม่ค้าเรื่องธนบัตรปลอม".to_owned());
            }
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        verdict(&check(&[("O7 รายงานประจำเดือน.docx", &lines)]), "O7.a").0
    };
    assert_eq!(reports(None), Verdict::Pass);
    assert_eq!(reports(Some(3)), Verdict::Fail);
}

#[test]
fn purchases_told_month_by_month_end_with_the_last_month_told() {
    let summary = |until: usize| {
        let mut lines = vec!["# สขร.1 ต.ค. 67 - มี.ค. 68".to_owned()];
        for month in MONTHS.iter().take(until) {
            lines.push(format!("สรุปผลการจัดซื้อจัดจ้าง เดือน{month}"));
            lines.push("| งาน | วงเงิน | ราคากลาง | วิธี |".to_owned());
            lines.push("| ซื้อหมึกพิมพ์ | 12,000 | 12,000 | เฉพาะเจาะจง |".to_owned());
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        verdict(&check(&[("O15 สขร1.docx", &lines)]), "O15.d").0
    };
    assert_eq!(summary(6), Verdict::Pass);
    assert_eq!(summary(5), Verdict::Fail);
}

#[test]
fn a_report_published_again_is_not_that_of_another_month() {
    let reports = |again: bool| {
        let short = [
            "ต.ค. 67",
            "พ.ย. 67",
            "ธ.ค. 67",
            "ม.ค. 68",
            "ก.พ. 68",
            "มี.ค. 68",
        ];
        let report = |(number, month): (usize, &&str)| {
            let rows = if again && number == 4 {
                short[3]
            } else {
                short[number]
            };
            let lines = [
                format!("# รายงานผลการปฏิบัติราชการประจำเดือน {month}"),
                "| ที่ | กิจกรรม | รายละเอียด | ห้วงเวลา |".to_owned(),
                format!("| 1 | สอนนักเรียน | โรงเรียน 38 คน | 8 {rows} |"),
                format!("| 2 | ออกตรวจ | ตลาดนัด 12 ราย | 13 {rows} |"),
            ];
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let name = format!("O7 รายงาน {}.docx", number + 1);
            (name, crate::made::word_lines(&lines))
        };
        let documents = MONTHS.iter().enumerate().map(report).collect();
        verdict(&super::of_station(documents), "O7.a").0
    };
    assert_eq!(reports(false), Verdict::Pass);
    assert_eq!(reports(true), Verdict::Fail);
}

#[test]
fn last_years_tables_below_this_years_title_are_last_years() {
    let lines: &[&str] = &[
        "# แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2568 และผลการใช้จ่าย",
        "| แหล่งเงิน | ต.ค.67-ก.ย.68 |",
        "| งบ ตร. | 3,600,000 |",
        "| เงินอุดหนุนจังหวัด | 300,000 |",
        "ผลการใช้จ่าย 6 เดือน (ต.ค. 2567 - มี.ค. 2568)",
        "| รายการ | เป้า 6 เดือน | ใช้จริง | ร้อยละ |",
        "| น้ำมัน | 1,800,000 | 1,700,000 | 94.4 |",
    ];
    let plan = |line: &str| line.replace("ต.ค.67-ก.ย.68", "ต.ค.66-ก.ย.67");
    let found = spoilt("O12.a", "O12 งบ.docx", lines, plan);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
    let spending = |line: &str| line.replace("ต.ค. 2567 - มี.ค. 2568", "ต.ค. 2566 - มี.ค. 2567");
    let found = spoilt("O12.b", "O12 งบ.docx", lines, spending);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_month_left_out_between_others_is_missed_whatever_else_is_said() {
    let summary = |left_out: Option<usize>| {
        let mut lines = vec!["# สรุปจัดซื้อจัดจ้างรายเดือน".to_owned()];
        for (number, month) in MONTHS.iter().enumerate() {
            if Some(number) != left_out {
                lines.push(format!("แบบ สขร. 1 รอบเดือน {month}"));
                lines.push("ไม่มีการจัดซื้อจัดจ้าง".to_owned());
            }
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        verdict(&check(&[("O15 สขร1.docx", &lines)]), "O15.b")
    };
    assert_eq!(summary(None).0, Verdict::Pass);
    let left_out = (Verdict::Fail, "month-left-out".to_owned());
    assert_eq!(summary(Some(3)), left_out);
    // The last months are a matter of O15.d.
    assert_eq!(summary(Some(5)).0, Verdict::Pass);
}

#[test]
fn figures_are_of_the_day_in_the_line_of_their_label() {
    let lines: &[&str] = &[
        "# โครงสร้างและกำลังพล",
        "| กำลังพล | ตามอัตรา | มีจริง |",
        "| สัญญาบัตร | 48 | 41 |",
        "(ข้อมูลกำลังพล ณ วันที่ 31 มกราคม 2568)",
        "ผู้บริหารปัจจุบัน (มกราคม 2568)",
    ];
    let spoil = |line: &str| line.replace("31 มกราคม 2568", "30 กันยายน 2566");
    let found = spoilt("O1.b", "O1 ผัง.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn half_of_a_calendar_year_is_no_half_of_the_fiscal_year() {
    let title = "# สรุปผลการจัดซื้อจัดจ้าง รอบ 6 เดือนแรกของปี 2568 (ตุลาคม 2567 - มีนาคม 2568)";
    let spoil = |line: &str| line.replace("ตุลาคม 2567 - มีนาคม 2568", "มกราคม - มิถุนายน 2568");
    let found = spoilt("O15.d", "O15 สขร1.docx", &[title], spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn the_head_of_an_empty_column_is_no_month() {
    let lines: &[&str] = &[
        "# สถิติคดีจากระบบ CRIMES ปีงบประมาณ 2568",
        "| คดี | ต.ค.67 | พ.ย.67 | ธ.ค.67 | ม.ค.68 | ก.พ.68 | มี.ค.68 |",
        "| ลักทรัพย์ รับแจ้ง | 9 | 7 | 11 | 8 | 7 | 6. |",
        "| ทำร้ายร่างกาย รับแจ้ง | 3 | 4 | 6 | 2 | 3 | 5. |",
        "| ด่าน | | | | | | |",
        "| จุดตรวจ | ต.ค.67 | พ.ย.67 | ธ.ค.67 | ม.ค.68 | ก.พ.68 | มี.ค.68 |",
        "| จุดสกัด (ครั้ง) | 3 | 3 | 5 | 4 | 3 | 5. |",
    ];
    let spoil = |line: &str| line.replace("| 6. |", "| |").replace("| 5. |", "| |");
    let found = spoilt("O11.d", "O11 สถิติ.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn meetings_now_and_then_leave_no_month_out() {
    let board: &[&str] = &[
        "# กต.ตร. สถานีตำรวจภูธรบ้านสมมุติ",
        "ผลงาน 6 เดือนแรก ปีงบประมาณ 2568",
        "| เมื่อ | ทำอะไร | ได้ผล |",
        "| ต.ค. 67 | ประชุม 1/2568 | เห็นชอบติดสัญญาณไฟหน้าตลาด |",
        "| ธ.ค. 67 | เยี่ยมด่านปีใหม่ | มอบกรวย 20 อัน |",
        "| ก.พ. 68 | ประชุม 2/2568 | ตั้งเวรยาม 5 หมู่บ้าน |",
        "| มี.ค. 68 | ลงพื้นที่หมู่ 4 | ไกล่เกลี่ย 2 คู่ |",
    ];
    let spoil = |line: &str| {
        line.replace("ธ.ค. 67", "พ.ย. 67")
            .replace("มี.ค. 68", "ม.ค. 68")
    };
    let found = spoilt("O4.e", "O4 กต.ตร.docx", board, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn one_month_without_an_event_between_others_is_no_gap() {
    let board: &[&str] = &[
        "# กต.ตร. สถานีตำรวจภูธรบ้านสมมุติ",
        "งานที่ กต.ตร. ทำ (ต.ค. 67 - มี.ค. 68)",
        "| เดือน | เรื่อง | ผล |",
        "| ต.ค. 67 | ประชุม 1/2568 | เห็นชอบติดสัญญาณไฟหน้าตลาด |",
        "| ธ.ค. 67 | เยี่ยมด่านปีใหม่ | มอบกรวย 20 อัน |",
        "| ม.ค. 68 | ประชุม 2/2568 | แก้ไขเรื่องเสียงดังแล้ว |",
        "| ก.พ. 68 | ออกตรวจจุดบริการ | เสนอทำทางลาด |",
        "| มี.ค. 68 | ลงพื้นที่หมู่ 4 | ไกล่เกลี่ยสำเร็จ |",
    ];
    let figures = |line: &str| {
        line.replace("เห็นชอบติดสัญญาณไฟหน้าตลาด", "12")
            .replace("มอบกรวย 20 อัน", "9")
            .replace("แก้ไขเรื่องเสียงดังแล้ว", "14")
            .replace("เสนอทำทางลาด", "7")
            .replace("ไกล่เกลี่ยสำเร็จ", "11")
    };
    let found = spoilt("O4.e", "O4 กต.ตร.docx", board, figures);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn purchases_of_some_months_leave_no_month_out_where_one_has_two() {
    let notices: &[&str] = &[
        "# ประกาศจัดซื้อจัดจ้าง ระหว่างวันที่ 1 ตุลาคม 2567 ถึง 31 มีนาคม 2568",
        "| เดือน | รายการ | บาท |",
        "| ต.ค. 67 | น้ำมันเชื้อเพลิง | 103,180 |",
        "| พ.ย. 67 | น้ำมันเชื้อเพลิง | 103,180 |",
        "| พ.ย. 67 | ซ่อมรถสายตรวจ | 14,700 |",
        "| ม.ค. 68 | กระดาษ | 8,850 |",
        "| ก.พ. 68 | หมึกพิมพ์ | 18,400 |",
        "| มี.ค. 68 | ผ้าหมึก | 2,100 |",
    ];
    // A row for each month, but for one.
    let spoil = |line: &str| line.replace("| พ.ย. 67 | ซ่อมรถ", "| รวม | ซ่อมรถ");
    let found = spoilt("O14.e", "O14 ประกาศจัดซื้อจัดจ้าง.docx", notices, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn results_all_of_last_year_are_not_those_of_this_years_measures() {
    let results: &[&str] = &[
        "# ผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใส",
        "| มาตรการ | ผลการดำเนินการ |",
        "| One Stop Service | จัดจุดบริการใหม่ แล้วเสร็จ 8 ม.ค. 68 |",
        "| เว็บไซต์และ OIT | ลงข้อมูลครบ เมื่อ 22 มี.ค. 68 |",
    ];
    let of_last_year = |line: &str| line.replace(" 68 |", " 67 |");
    let found = spoilt("O25.a", "O25 ผล.docx", results, of_last_year);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
    let undated = |line: &str| {
        line.replace(" 8 ม.ค. 68", "")
            .replace(" เมื่อ 22 มี.ค. 68", "")
    };
    let found = spoilt("O25.a", "O25 ผล.docx", results, undated);
    assert_eq!(found, (Verdict::Pass, Verdict::Pass));
}

#[test]
fn months_that_are_awaited_are_not_covered() {
    let complaints: &[&str] = &[
        "# สถิติเรื่องร้องเรียนการทุจริต",
        "| เดือน | เรื่องทั้งหมด | เสร็จ | ยังทำ |",
        "| ต.ค. 67 | 1 | 1 | 0 |",
        "| พ.ย. 67 | 0 | 0 | 0 |",
        "| ธ.ค. 67 | 0 | 0 | 0 |",
        "เรื่องเดียวนั้น ร้องเรื่องรับเงินในด่าน สอบแล้วไม่จริง",
        "ม.ค. ถึง มี.ค. 68 ไม่มีเรื่องร้องเรียน",
    ];
    let awaited = |line: &str| line.replace("ไม่มีเรื่องร้องเรียน", "รอหัวหน้างานรวบรวม");
    let found = spoilt("O17.e", "O17 ร้องเรียน.docx", complaints, awaited);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn two_tables_by_quarter_are_not_by_month() {
    let purchases: &[&str] = &[
        "# สรุปผลการจัดซื้อจัดจ้าง",
        "เดือนตุลาคม 2567",
        "| ลำดับ | ผู้ขาย | จำนวนเงิน | วันที่ |",
        "| 1 | ร้านสมมุติ | 82,000 | 3 ต.ค. 67 |",
        "เดือนพฤศจิกายน 2567",
        "| ลำดับ | ผู้ขาย | จำนวนเงิน | วันที่ |",
        "| 1 | ร้านสมมุติ | 4,900 | 1 พ.ย. 67 |",
        "เดือนธันวาคม 2567",
        "| ลำดับ | ผู้ขาย | จำนวนเงิน | วันที่ |",
        "| 1 | ร้านสมมุติ | 5,210 | 20 ธ.ค. 67 |",
        "เดือนมกราคม 2568 ถึง มีนาคม 2568",
        "| ลำดับ | ผู้ขาย | จำนวนเงิน | วันที่ |",
        "| 1 | ร้านสมมุติ | 5,100 | 6 ม.ค. 68 |",
    ];
    let quarter = |line: &str| match line {
        "เดือนตุลาคม 2567" => "ไตรมาส 1 (ต.ค.-ธ.ค. 2567)".to_owned(),
        "เดือนพฤศจิกายน 2567" | "เดือนธันวาคม 2567" => {
            "รายการต่อไป".to_owned()
        }
        "เดือนมกราคม 2568 ถึง มีนาคม 2568" => {
            "ไตรมาส 2 (ม.ค.-มี.ค. 2568)".to_owned()
        }
        other => other.to_owned(),
    };
    let found = spoilt("O15.b", "O15 สขร.1.docx", purchases, quarter);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_month_with_a_heading_and_no_report_is_not_there() {
    let reports: &[&str] = &[
        "# รายงานการปฏิบัติราชการประจำเดือน",
        "ต.ค. 67",
        "ตรวจเยี่ยมร้านทอง งานป้องกันปราบปราม",
        "พ.ย. 67",
        "ลอยกระทงปลอดภัย งานจราจร",
        "ธ.ค. 67",
        "จุดบริการปีใหม่ งานจราจร",
        "ม.ค. 68",
        "งานวันเด็ก งานอำนวยการ",
        "ก.พ. 68",
        "ตรวจหอพัก งานสืบสวน",
        "มี.ค. 68",
        "อบรมผู้สูงวัย งานสอบสวน",
    ];
    let skipped = |line: &str| line.replace("ตรวจหอพัก งานสืบสวน", "เดือนนี้ทำรายงานไม่ทัน ขอข้ามไปก่อน");
    let found = spoilt("O7.a", "O7 รายเดือน.docx", reports, skipped);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_note_below_the_table_that_a_month_is_awaited_does_not_add_the_month() {
    let rows = FIGURES.get(..7).unwrap();
    let of = |note: &'static str| {
        let lines = [&["# สถิติคดี"], rows, &[note]].concat();
        verdict(&check(&[("O11 สถิติ.docx", &lines)]), "O11.d").0
    };
    assert_eq!(of("มี.ค. 68 รับคำร้องทุกข์ 29 จับกุม 15"), Verdict::Pass);
    assert_eq!(of("หมายเหตุ มี.ค. 68 รอปิดยอดในระบบ"), Verdict::Fail);
}

#[test]
fn the_day_of_the_next_figures_is_not_theirs() {
    let figures = |told: &'static str| {
        let lines = [
            "# สถิติเรื่องร้องเรียนการทุจริต",
            "| เดือน | เรื่อง |",
            "| ต.ค. 67 | 0 |",
            told,
        ];
        verdict(&check(&[("O17 ร้องเรียน.docx", &lines)]), "O17.f").0
    };
    assert_eq!(figures("ข้อมูล ณ มี.ค. 2568"), Verdict::Pass);
    assert_eq!(figures("Update รอบหน้า: มี.ค. 2568"), Verdict::Fail);
}

#[test]
fn what_is_set_for_later_in_the_year_was_not_done() {
    let property = |when: &'static str| {
        let line = format!("การตรวจนับอาวุธปืนพร้อมใช้ราชการ {when}");
        let lines = [
            "# การดูแลทรัพย์สินของราชการ",
            "ครุภัณฑ์ 14 รายการ อาวุธปืน 58 กระบอก",
            &line,
        ];
        verdict(&check(&[("O23 ทรัพย์สิน.docx", &lines)]), "O23.c").0
    };
    assert_eq!(property("ทำทุกเดือน ครบทุกกระบอก"), Verdict::Pass);
    assert_eq!(property("กำหนดให้กระทำในห้วงเดือนพฤษภาคม 2568"), Verdict::Fail);
}

#[test]
fn what_is_kept_in_a_folder_of_the_past_does_not_answer_beside_this_years() {
    let policy = |day: &str| {
        let day = format!("ประกาศ ณ วันที่ {day}");
        word_lines(&[
            "# ประกาศ เรื่อง โรงพักนี้ไม่รับสินบน",
            "1. วัตถุประสงค์ เพื่อให้การปฏิบัติหน้าที่โปร่งใส",
            &day,
            "(เกริกไกร ตัวอย่างดี)",
            "ผู้กำกับการสถานีตำรวจภูธรบ้านสมมุติ",
        ])
    };
    let of = |folder: &str| {
        let documents = vec![
            (
                "ประกาศ/นโยบายต่อต้านการรับสินบน.docx".to_owned(),
                policy("7 มกราคม 2568"),
            ),
            (
                format!("{folder}/นโยบายต่อต้านการรับสินบน เดิม.docx"),
                policy("9 มกราคม 2567"),
            ),
        ];
        item(&of_station(documents), "O18").documents.len()
    };
    assert_eq!((of("อื่น ๆ"), of("เก่า ปี67 (อย่าเพิ่งลบ)")), (2, 1));
}

#[test]
fn a_half_of_last_year_does_not_answer_beside_this_years_plan() {
    let report = |year: &str, half: &str| {
        let lines = [
            format!("# รายงานผลการใช้จ่ายงบประมาณ รอบ 6 เดือน ปีงบประมาณ พ.ศ. {year}"),
            format!("ผลการใช้จ่ายรอบ 6 เดือน ({half}) เทียบกับเป้าหมายตามแผน"),
            "| แหล่งเงิน | เป้าหมายตามแผน | เบิกจ่ายจริง |".to_owned(),
            "| ค่าน้ำมันเชื้อเพลิง | 705,000 | 645,000 |".to_owned(),
        ];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let plan: &[&str] = &[
            "# แผนการใช้จ่ายงบประมาณ ปีงบประมาณ พ.ศ. 2568",
            "| แหล่งเงิน | แผน (บาท) |",
            "| งบดำเนินงาน ตร. | 1,204,000 |",
        ];
        let result = check(&[("O12 แผน 2568.docx", plan), ("O12 ผล 6 เดือน.docx", &lines)]);
        (
            verdict(&result, "O12.b").0,
            item(&result, "O12").documents.len(),
        )
    };
    let own = report("2568", "ตุลาคม 2567 - มีนาคม 2568");
    let older = report("2567", "ตุลาคม 2566 - มีนาคม 2567");
    assert_eq!((own, older), ((Verdict::Pass, 2), (Verdict::Fail, 1)));
}

#[test]
fn the_day_of_the_list_of_executives_is_not_that_of_the_manpower() {
    let lines: &[&str] = &[
        "# โครงสร้างและกำลังพล",
        "ทำเนียบผู้บริหาร (ปรับปรุงเมื่อ พฤศจิกายน 2567)",
        "อัตรากำลังพล",
        "| ระดับ | อนุญาต | คนครอง |",
        "| สารวัตร | 9 | 7 |",
        "ข้อมูล ณ วันที่ 31 มกราคม 2568",
    ];
    let spoil = |line: &str| line.replace("31 มกราคม 2568", "31 มีนาคม 2567");
    let found = spoilt("O1.b", "O1 โครงสร้าง.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn what_a_memo_reports_is_of_its_day() {
    let lines: &[&str] = &[
        "# บันทึกข้อความ",
        "ส่วนราชการ งานป้องกันปราบปราม โทร. 0-0000-0000",
        "ที่ 0022/144 วันที่ 31 มี.ค. 68",
        "เรื่อง หน้าที่ของสถานีและเขตตรวจ",
        "เขตรับผิดชอบ 3 ตำบล 214 ตารางกิโลเมตร 3,912 หลังคาเรือน",
    ];
    let spoil = |line: &str| line.replace("31 มี.ค. 68", "");
    let found = spoilt("O2.e", "O2 หน้าที่และเขตพื้นที่.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn the_front_of_a_book_says_when_its_chapters_were_made() {
    let lines: &[&str] = &[
        "# รู้จักสถานีตำรวจภูธรบ้านสมมุติ",
        "จัดทำ กุมภาพันธ์ 2568",
        "# ตอนที่ 1 โครงสร้างและผู้บริหาร",
        "พ.ต.อ.เกริกไกร ตัวอย่างดี ผู้กำกับการ โทร. 0-0000-0001",
        "พ.ต.ท.สมชาย นามสมมุติ รองผู้กำกับการ โทร. 0-0000-0002",
        "# ตอนที่ 2 อำนาจหน้าที่และพื้นที่รับผิดชอบ",
        "มีหน้าที่รักษาความสงบ ป้องกันและปราบปรามผู้กระทำผิด",
        "พื้นที่รับผิดชอบ 4 ตำบล 156 ตารางกิโลเมตร ประชากร 31,874 คน",
        "# ตอนที่ 3 กฎหมายที่เกี่ยวข้อง",
        "ประมวลกฎหมายอาญา พ.ร.บ.จราจรทางบก พ.ศ. 2522",
    ];
    let spoil = |line: &str| line.replace("จัดทำ กุมภาพันธ์ 2568", "ยินดีต้อนรับทุกท่าน");
    let found = spoilt("O2.e", "รู้จักสถานี.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn the_title_of_a_plan_above_its_heads_is_no_column_of_what_was_spent() {
    let of = |last: &str| {
        let head = format!("| แหล่งเงิน | หมวด | ต.ค.-ธ.ค.67 | ม.ค.-มี.ค.68 | {last} |");
        let lines: &[&str] = &[
            "แผนการเงินปีงบประมาณ พ.ศ. 2568",
            "| แผนการใช้จ่ายเงินปีงบ 2568 | | | | |",
            &head,
            "| งบประมาณ ตร. | น้ำมัน | 210,000 | 210,000 | 420,000 |",
        ];
        verdict(&check(&[("O12 แผน.docx", lines)]), "O12.b").0
    };
    assert_eq!(of("รวม"), Verdict::Fail);
    assert_eq!(of("เบิกจ่ายจริง 6 เดือน"), Verdict::Pass);
}

#[test]
fn a_month_of_which_the_sum_is_still_checked_is_not_covered() {
    let lines: &[&str] = &[
        "# สถิติผลการดำเนินงาน ตุลาคม 2567 - มีนาคม 2568",
        "คดีอาญาจากระบบ CRIMES การตั้งจุดตรวจ จุดสกัด",
        "เดือนตุลาคม 2567 รับคำร้องทุกข์ 31 คดี จับกุม 24 คดี ตั้งจุดตรวจ 18 ครั้ง",
        "เดือนพฤศจิกายน 2567 รับคำร้องทุกข์ 28 คดี จับกุม 22 คดี ตั้งจุดตรวจ 17 ครั้ง",
        "เดือนธันวาคม 2567 รับคำร้องทุกข์ 30 คดี จับกุม 21 คดี ตั้งจุดตรวจ 19 ครั้ง",
        "เดือนมกราคม 2568 รับคำร้องทุกข์ 29 คดี จับกุม 20 คดี ตั้งจุดตรวจ 16 ครั้ง",
        "เดือนกุมภาพันธ์ 2568 รับคำร้องทุกข์ 27 คดี จับกุม 19 คดี ตั้งจุดตรวจ 15 ครั้ง",
        "เดือนมีนาคม 2568 รับคำร้องทุกข์ 26 คดี จับกุม 18 คดี ตั้งจุดตรวจ 14 ครั้ง",
    ];
    let spoil = |line: &str| match line.starts_with("เดือนมีนาคม") {
        true => "สำหรับเดือนมีนาคม 2568 งานสอบสวนยังตรวจยอดไม่เสร็จ จะนำเรียนเพิ่มเติมในภายหลัง".to_owned(),
        false => line.replace("ตุลาคม 2567 - มีนาคม 2568", "ปีงบประมาณ 2568"),
    };
    let found = spoilt("O11.d", "O11 สถิติ.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}
