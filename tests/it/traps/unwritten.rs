//! Heads, labels, forms, drafts and memos: what names something that nobody wrote or did.

use super::{CHECKPOINTS, ORDER, POLICY, RISKS, check, item, spoilt, verdict};
use crate::made::PHOTOGRAPH;
use oitcheck::document::WarningCode;
use oitcheck::result::{ItemVerdict, Verdict};

#[test]
fn a_table_with_nothing_below_its_heads_is_no_statistics() {
    let spoil = |line: &str| match line {
        "| ตุลาคม 2567 | 30 | 3 |" => "| | | |".to_owned(),
        other => other.to_owned(),
    };
    let found = spoilt("O11.b", "O11 สถิติ.docx", CHECKPOINTS, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

const PERSONNEL: &[&str] = &[
    "# หลักเกณฑ์การบริหารและพัฒนากำลังพล",
    "# การประเมินผลการปฏิบัติงาน",
    "ประเมินทุกหกเดือนโดยผู้บังคับบัญชา ใช้ตัวชี้วัดรายบุคคลและสมรรถนะ",
    "# การเลื่อนขั้นเงินเดือน",
    "เลื่อนปีละสองครั้งตามผลการประเมิน ประกาศรายชื่อผู้ได้ดีเด่นและดีมากทุกครั้ง",
    "# การพัฒนากำลังพล",
    "อบรมกฎหมายใหม่ไตรมาสละครั้ง และฝึกทบทวนยุทธวิธีเดือนละครั้ง",
];

#[test]
fn a_heading_with_nothing_below_it_answers_nothing() {
    let spoil = |line: &str| {
        line.replace(
            "เลื่อนปีละสองครั้งตามผลการประเมิน ประกาศรายชื่อผู้ได้ดีเด่นและดีมากทุกครั้ง",
            "",
        )
    };
    let found = spoilt("O16.b", "O16 หลักเกณฑ์.docx", PERSONNEL, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn an_order_that_nobody_filled_in_appoints_nobody() {
    let lines: &[&str] = &[
        "คำสั่งสถานีตำรวจภูธรบ้านสมมุติ ที่ 12/2568",
        "เรื่อง แต่งตั้งคณะทำงานขับเคลื่อนการประเมิน ITA",
        "1. พ.ต.ท.เกริกไกร ตัวอย่างดี ประธานคณะทำงาน",
        "2. ร.ต.อ.สมศักดิ์ศรี แต่งขึ้นใหม่ เลขานุการ",
        "สั่ง ณ วันที่ 6 มกราคม 2568",
    ];
    let spoil = |line: &str| match line.split_once("ที่ ").or(line.split_once(". ")) {
        Some((head, _)) if !line.starts_with("เรื่อง") => {
            format!("{head} {}", ".".repeat(60))
        }
        _ => line.to_owned(),
    };
    let found = spoilt("O24.a", "O24 คำสั่ง.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn an_order_of_last_year_or_a_draft_appoints_nobody() {
    let last_year = |line: &str| line.replace("2568", "2567");
    let found = spoilt("O24.a", "O24 คำสั่ง.docx", ORDER, last_year);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
    let draft = |line: &str| match line {
        "สั่ง ณ วันที่ 6 มกราคม พ.ศ. 2568" => {
            "(ร่าง ยังไม่ลงนาม)".to_owned()
        }
        other => other.to_owned(),
    };
    let found = spoilt("O24.a", "O24 คำสั่ง.docx", ORDER, draft);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_note_in_the_place_of_a_text_is_no_text() {
    for note in [
        "-",
        "(อยู่ระหว่างเรียบเรียง)",
        "(รอข้อมูลจากงานกำลังพล)",
        "กำลังจัดทำ",
    ] {
        let spoil = |line: &str| match line {
            line if line.starts_with("เลื่อนปีละ") => note.to_owned(),
            line => line.to_owned(),
        };
        let found = spoilt("O16.b", "O16 หลักเกณฑ์.docx", PERSONNEL, spoil);
        assert_eq!(found, (Verdict::Pass, Verdict::Fail), "{note}");
    }
}

#[test]
fn a_note_that_a_text_is_elsewhere_is_not_the_text() {
    let lines: &[&str] = &[
        "# กฎหมายที่ประชาชนควรรู้",
        "# เมื่อท่านเป็นผู้เสียหาย",
        "ขอทราบความคืบหน้าของคดี แต่งตั้งทนายเป็นโจทก์ร่วม และเรียกค่าเสียหายได้",
        "# เมื่อท่านเป็นผู้ต้องหา",
        "ไม่ให้การก็ได้ มีทนายและล่าม ขอประกันตัวได้",
    ];
    let spoil = |line: &str| match line {
        "ขอทราบความคืบหน้าของคดี แต่งตั้งทนายเป็นโจทก์ร่วม และเรียกค่าเสียหายได้" => {
            "(รายละเอียดตามเอกสารแนบ)".to_owned()
        }
        other => other.to_owned(),
    };
    let found = spoilt("O3.c", "O3 กฎหมาย.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_table_of_months_without_figures_is_no_statistics() {
    let table = |figures: &str| {
        let rows = ["ตุลาคม 2567", "พฤศจิกายน 2567", "ธันวาคม 2567"];
        let mut lines = vec![
            "# สถิติผลการดำเนินงาน ปีงบประมาณ 2568".to_owned(),
            "คดีอาญาจากระบบ CRIMES".to_owned(),
            "| เดือน | รับคำร้องทุกข์ | จับกุม |".to_owned(),
            "| ตุลาคม 2567 | 31 | 14 |".to_owned(),
            "# สถิติการตั้งจุดตรวจ จุดสกัด".to_owned(),
            "| เดือน | ครั้ง | ผลจับกุม |".to_owned(),
        ];
        lines.extend(rows.map(|month| format!("| {month} | {figures} | {figures} |")));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        verdict(&check(&[("O11 สถิติ.docx", &lines)]), "O11.b").0
    };
    assert_eq!(table("12"), Verdict::Pass);
    assert_eq!(table(""), Verdict::Fail);
}

#[test]
fn a_memo_that_asks_for_time_is_no_manual() {
    let lines: &[&str] = &[
        "# บันทึกข้อความ",
        "เรื่อง ขอขยายเวลาจัดทำคู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่",
        "ตามที่สั่งให้งานอำนวยการ งานป้องกันปราบปราม งานจราจร งานสืบสวน และงานสอบสวน เรียบเรียงคู่มือการปฏิบัติงาน ขั้นตอนและลำดับการทำงาน จึงขอขยายเวลา",
    ];
    let result = check(&[("O8 คู่มือ.docx", lines), ("O18 นโยบาย.docx", POLICY)]);
    assert_eq!(item(&result, "O8").verdict, ItemVerdict::Missing);
    let document = result
        .documents
        .iter()
        .find(|document| document.path.starts_with("O8"))
        .unwrap();
    assert_eq!(document.warnings[0].code, WarningCode::AsksForTime);
}

#[test]
fn a_memo_that_chases_what_has_not_come_answers_nothing() {
    let lines: &[&str] = &[
        "# บันทึกข้อความ",
        "เรื่อง เร่งรัดข้อมูล ITA ที่ยังขาด",
        "เรียน หัวหน้างานทุกงาน",
        "ข้อที่ยังไม่มีใครส่ง คือ ข้อมูลการให้บริการผ่านระบบออนไลน์ ข้อมูลเงินกองทุนเพื่อการสืบสวนและสอบสวน ประจำปีงบประมาณ 2568 และคู่มือจริยธรรมตำรวจ แนวทาง Do และ Don't ตามบทบาท",
    ];
    let result = check(&[("หนังสือเวียน.docx", lines), ("O18 นโยบาย.docx", POLICY)]);
    assert_eq!(item(&result, "O22").verdict, ItemVerdict::Missing);
}

#[test]
fn a_memo_that_nothing_was_done_reports_nothing() {
    let result = check(&[(
        "O19 ผกก.มีส่วนร่วม.docx",
        &[
            "# กิจกรรมเสริมสร้างคุณธรรมโดยหัวหน้าสถานี ปีงบประมาณ 2568",
            "ขณะนี้ยังไม่ได้ดำเนินกิจกรรมใด มีกำหนดจะจัดดังนี้",
            "| กิจกรรมที่จะจัด | กำหนด |",
            "| ผกก. บรรยายต้านสินบน | กรกฎาคม 2568 |",
        ],
    )]);
    assert_eq!(item(&result, "O19").verdict, ItemVerdict::Missing);
}

#[test]
fn what_a_letter_is_about_is_not_there_when_the_letter_says_so() {
    let lines: &[&str] = &[
        "บันทึกข้อความ",
        "เรื่อง หลักเกณฑ์บริหารและพัฒนากำลังพล",
        "1. การประเมินผลการปฏิบัติราชการ ปีละสองรอบ",
        "2. การเลื่อนเงินเดือน ใช้ผลประเมินสองรอบ",
        "3. การพัฒนากำลังพล กำหนดให้ทุกนายเข้าอบรมปีละหนึ่งหลักสูตร",
    ];
    let spoil = |line: &str| {
        line.replace(
            "กำหนดให้ทุกนายเข้าอบรมปีละหนึ่งหลักสูตร",
            "ยังไม่ได้กำหนดหลักเกณฑ์ไว้ จะเสนอในปีงบประมาณถัดไป",
        )
    };
    let found = spoilt("O16.c", "O16 กำลังพล.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_row_of_dashes_does_not_say_that_nothing_was_bought() {
    let heads = "| ที่ | งาน | วงเงิน | ราคากลาง | วิธี | ผู้เสนอราคา | ผู้ได้รับคัดเลือก | เหตุผล | เลขที่สัญญา |";
    let bought =
        "| 1 | ซื้อหมึก | 9,000 | 9,000 | เฉพาะเจาะจง | ร้าน ก 9,000 | ร้าน ก 9,000 | ถูกสุด | 1/2568 |";
    let lines: &[&str] = &[
        "# สขร.1 เดือนมกราคม 2568",
        heads,
        bought,
        "# สขร.1 เดือนกุมภาพันธ์ 2568",
        heads,
        "| 2 | ซื้อกรวย | 8,000 | 8,000 | เฉพาะเจาะจง | ร้าน ข 8,000 | ร้าน ข 8,000 | ถูกสุด | 2/2568 |",
    ];
    let spoil = |line: &str| match line.starts_with("| 2 |") {
        true => "| - | - | - | - | - | - | - | - | - |".to_owned(),
        false => line.to_owned(),
    };
    let found = spoilt("O15.c", "O15 สขร1.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn the_date_of_a_letter_is_no_news() {
    let lines: &[&str] = &[
        "ที่ 0000(16).16/88 วันที่ 3 เม.ย. 2568",
        "เรื่อง กิจกรรมที่ ผกก. ร่วมด้านคุณธรรมและต้านทุจริต",
        "ข่าวที่ 1 วันที่ 9 ธ.ค. 2567 ผกก. นำตำรวจประกาศเจตจำนงต่อต้านการทุจริต",
        "ข่าวที่ 2 วันที่ 24 ม.ค. 2568 ผกก. เป็นประธานอบรมคุณธรรมจริยธรรม",
        "ข่าวที่ 3 วันที่ 7 มี.ค. 2568 ผกก. มอบนโยบายสุจริต",
    ];
    let of = |lines: &[&str]| verdict(&check(&[("O19 ผกก.ร่วมกิจกรรม.docx", lines)]), "O19.c").0;
    assert_eq!(of(lines), Verdict::Pass);
    assert_eq!(of(lines.get(..4).unwrap()), Verdict::Fail);
}

#[test]
fn a_person_whose_life_is_still_to_be_told_is_missed() {
    let lines: &[&str] = &[
        "# กต.ตร. สถานี",
        "กรรมการภาคประชาชนที่มาจากการคัดเลือก",
        "นางละไม ชื่อแต่ง",
        "อายุ 61 ปี จบครุศาสตร์ อดีตครูโรงเรียนเทศบาล",
        "นายอนันต์ คำสมมุติ",
        "อายุ 54 ปี ปริญญาตรี เจ้าของร้านวัสดุก่อสร้าง",
    ];
    let spoil = |line: &str| match line.starts_with("อายุ 54") {
        true => "(ขอเวลารวบรวมข้อมูล จะนำลงในโอกาสต่อไป)".to_owned(),
        false => line.to_owned(),
    };
    let found = spoilt("O4.d", "O4 กต.ตร..docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_list_of_contents_without_pages_is_no_text() {
    let lines: &[&str] = &[
        "# มาตรฐานการปฏิบัติงานเจ้าหน้าที่",
        "สารบัญ",
        "• งานอำนวยการ",
        "• งานจราจร",
        "• งานสืบสวน",
        "งานอำนวยการ",
        "ลงรับหนังสือภายใน 30 นาที เสนอผู้บังคับบัญชาเช้าและบ่าย",
        "งานจราจร",
        "ประจำแยกเช้าและเย็น ล็อกล้อเมื่อกีดขวางเกิน 15 นาที",
        "งานสืบสวน",
        "จัดทำแฟ้มประวัติ ขออนุมัติล่อซื้อ รายงานผลใน 7 วัน",
    ];
    let spoil = |line: &str| match line.starts_with("จัดทำแฟ้ม") {
        true => "(อยู่ระหว่างจัดทำ)".to_owned(),
        false => line.to_owned(),
    };
    let found = spoilt("O8.d", "O8 มาตรฐานงาน.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_note_in_brackets_below_a_numbered_heading_is_its_text() {
    let lines: &[&str] = &[
        "# คู่มือการปฏิบัติงาน",
        "2 งานป้องกันปราบปราม",
        "สายตรวจรับเหตุจากศูนย์ ถึงใน 5 นาที ตรวจจุดเสี่ยงวันละสองครั้ง",
        "3 งานจราจร",
        "จัดกำลังประจำแยกเช้าและเย็น ตรวจวัดแอลกอฮอล์ทุกคืน",
        "4 งานสืบสวน",
        "รวบรวมข่าว ตรวจกล้องวงจรปิด ขออนุมัติหมายจับ",
    ];
    let spoil = |line: &str| match line.starts_with("จัดกำลัง") {
        true => "(อยู่ระหว่างจัดทำ)".to_owned(),
        false => line.to_owned(),
    };
    let found = spoilt("O8.c", "O8 คู่มือ.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_form_that_says_where_to_put_pictures_is_blank() {
    let lines: &[&str] = &[
        "# รายงานผลการดำเนินการตามมาตรการยกระดับคุณธรรม",
        "1. ภาพจุดประชาสัมพันธ์ [วางภาพ]",
        "2. ภาพป้ายจุดบริการ [วางภาพ]",
        "3. ภาพป้ายพันธสัญญา [วางภาพ]",
        "4. ภาพป้าย No Gift Policy [วางภาพ]",
    ];
    let filled: Vec<String> = lines
        .iter()
        .map(|line| line.replace("[วางภาพ]", "ติดตั้งแล้วเมื่อ 3 มีนาคม 2568"))
        .collect();
    let filled: Vec<&str> = filled.iter().map(String::as_str).collect();
    let of = |lines: &[&str]| {
        let result = check(&[("O25 รายงาน.docx", lines)]);
        let warnings = result.documents.iter().flat_map(|paper| &paper.warnings);
        let blank = warnings
            .map(|warning| warning.code)
            .any(|code| code == WarningCode::BlankForm);
        (item(&result, "O25").verdict, blank)
    };
    assert_eq!(of(lines), (ItemVerdict::Missing, true));
    assert_eq!(of(&filled), (ItemVerdict::Partial, false));
    let table: &[&str] = &[
        "# แบบรายงานผลตามมาตรการยกระดับคุณธรรมและความโปร่งใส",
        "| มาตรการ | ผล | ภาพ |",
        "| จุดประชาสัมพันธ์ | ........ | (ติดภาพ) |",
        "| ป้ายจุดบริการ | ........ | (ติดภาพ) |",
        "| ประชุมมอบหมาย OIT | ........ | (ติดภาพ) |",
    ];
    assert_eq!(of(table), (ItemVerdict::Missing, true));
}

#[test]
fn what_is_still_being_proofread_is_not_there() {
    let lines: &[&str] = &[
        "# คณะกรรมการภาคประชาชน (กต.ตร.)",
        "| ลำดับ | ชื่อ | ตำแหน่ง |",
        "| 1 | นายสมศักดิ์ศรี แต่งขึ้นใหม่ | กรรมการ (ผู้ทรงคุณวุฒิภาคประชาชน) |",
        "| 2 | นางสมมุติ นามสมมุติ | กรรมการ (ประธานชุมชน) |",
        "ประวัติโดยสังเขปของกรรมการผู้ทรงคุณวุฒิ อดีตครูและประธานชมรมผู้สูงอายุ",
    ];
    let spoil = |line: &str| {
        let pending = "ขณะนี้เจ้าของประวัติกำลังตรวจทานต้นฉบับ จะนำขึ้นหน้านี้ในโอกาสต่อไป";
        line.replace("อดีตครูและประธานชมรมผู้สูงอายุ", pending)
    };
    let found = spoilt("O4.d", "O4 กต.ตร..docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn what_is_not_collected_in_full_is_not_there() {
    let lines: &[&str] = &[
        "# สถิติผลการดำเนินงาน ปีงบประมาณ 2568",
        "| เดือน | รับคำร้องทุกข์ | จับกุม |",
        "| ตุลาคม 2567 | 31 | 14 |",
        "การตั้งจุดตรวจ จุดสกัด 42 ครั้ง ผลการตรวจค้น 12 ราย",
    ];
    let spoil = |line: &str| match line.starts_with("การตั้ง") {
        true => "ส่วนข้อมูลการตั้งจุดตรวจ จุดสกัดยังรวบรวมไม่เสร็จ รอรายงานจากหัวหน้าสายตรวจ".to_owned(),
        false => line.to_owned(),
    };
    let found = spoilt("O11.b", "O11 สถิติ.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_form_printed_for_its_year_with_labelled_rows_is_blank() {
    let form: &[&str] = &[
        "# แบบประเมินความเสี่ยงต่อการรับสินบน ประจำปีงบประมาณ พ.ศ. 2568",
        "| สายงาน | เหตุการณ์ความเสี่ยง | ระดับ | มาตรการ |",
        "| จราจร | | | |",
        "| สอบสวน | | | |",
        "| สืบสวน | | | |",
    ];
    let last_year: Vec<String> = RISKS
        .iter()
        .map(|line| line.replace("2568", "2567"))
        .collect();
    let last_year: Vec<&str> = last_year.iter().map(String::as_str).collect();
    let result = check(&[
        ("O20 ความเสี่ยง.docx", &last_year),
        ("แบบประเมินความเสี่ยง ปี 2568.docx", form),
    ]);
    // The form of this year does not take the place of what there is.
    assert_eq!(item(&result, "O20").documents, ["O20 ความเสี่ยง.docx"]);
    assert_eq!(verdict(&result, "O20.e").0, Verdict::Pass);
}

#[test]
fn an_order_below_the_note_that_it_is_a_draft_is_none() {
    let of = |note: &[&str]| {
        let lines = [note, ORDER].concat();
        verdict(&check(&[("O24 คำสั่งและมาตรการ.docx", &lines)]), "O24.a").0
    };
    assert_eq!(of(&[]), Verdict::Pass);
    assert_eq!(of(&["- ร่าง -"]), Verdict::Fail);
}

#[test]
fn one_month_without_purchases_excuses_no_columns_where_others_list_amounts() {
    let of = |row: &str| {
        let lines = [
            "# สขร.1 รายเดือน ต.ค. 67",
            "| ที่ | ผู้ประกอบการ | ซื้ออะไร | รวมเงิน |",
            row,
            "พ.ย. 67",
            "| ที่ | ผู้ประกอบการ | ซื้ออะไร | รวมเงิน |",
            "| - | ไม่มีการจัดซื้อจัดจ้าง | | |",
        ];
        verdict(&check(&[("O15 สขร.1.docx", &lines)]), "O15.a").0
    };
    assert_eq!(of("| - | ไม่มีการจัดซื้อจัดจ้าง | | |"), Verdict::Pass);
    assert_eq!(
        of("| 1 | หจก.สมมุติปิโตรเลียม | น้ำมันเรือ | 82,000 |"),
        Verdict::Fail
    );
}

#[test]
fn a_chart_typed_as_boxes_is_one_and_a_list_of_persons_is_none() {
    let chart = [
        "# ทำเนียบและกำลังพล สภ.บ้านสมมุติ",
        "ผกก.",
        "รอง ผกก.ป. รอง ผกก.สส. รอง ผกก.สอบสวน",
        "งาน อก. งาน ป. งาน จร.",
        "งาน สส. งาน สอบสวน",
    ];
    let persons = |line: &str| match line.strip_prefix('#') {
        Some(_) => line.to_owned(),
        None => format!("พ.ต.ท.สมชาย นามสมมุติ {line} โทร 0-0000-0001"),
    };
    let found = spoilt("O1.a", "O1 ทำเนียบ.docx", &chart, persons);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
    let table = [
        "# ทำเนียบและกำลังพล สภ.บ้านสมมุติ",
        "| ผู้กำกับการ | | | | |",
        "| รอง ผกก.ป. | | รอง ผกก.สส. | | |",
        "| งานอำนวยการ | งานป้องกันปราบปราม | งานจราจร | งานสืบสวน | งานสอบสวน |",
    ];
    let manpower = |line: &str| line.replace("| |", "| 12 |");
    let found = spoilt("O1.a", "O1 ทำเนียบ.docx", &table, manpower);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_flow_chart_that_hangs_at_the_station_is_not_published() {
    let manual = |line: &'static str| {
        let lines = [
            "# คู่มือสำหรับประชาชน",
            "งานสอบสวน แจ้งความ นำบัตรมา ใช้เวลา 30 นาที",
            line,
        ];
        verdict(&check(&[("O9 คู่มือประชาชน.docx", &lines)]), "O9.c").0
    };
    let here = manual("แผนภูมิขั้นตอนการให้บริการ");
    let there = manual("แผนภูมิขั้นตอนขนาดใหญ่ดูได้ที่บอร์ดข้างเคาน์เตอร์");
    assert_eq!((here, there), (Verdict::Pass, Verdict::Fail));
}

#[test]
fn what_is_proposed_announced_or_counted_otherwise_is_not_there() {
    let of = |id: &str, name: &str, line: &'static str| {
        let title = name.trim_end_matches(".docx");
        verdict(&check(&[(name, &[title, line])]), id).0
    };
    for (id, name, there, not) in [
        (
            "O23.d",
            "O23 การดูแลทรัพย์สินของราชการและของกลาง.docx",
            "การยืมวิทยุให้ลงใบยืมและคืนภายในหนึ่งวัน",
            "ผู้เข้าฟังเสนอให้มีระเบียบการยืมวิทยุ",
        ),
        (
            "O24.a",
            "O24 มาตรการยกระดับความโปร่งใส.docx",
            "คำสั่งที่ 12/2568 แต่งตั้งคณะทำงาน ITA พ.ต.ท.สมชาย นามสมมุติ เป็นประธาน",
            "แจ้งว่าจะมีคำสั่งตั้งคณะทำงาน ITA พ.ต.ท.สมชาย นามสมมุติ ในโอกาสต่อไป",
        ),
        (
            "O2.d",
            "O2 อำนาจหน้าที่และพื้นที่รับผิดชอบ.docx",
            "ประชากร 32,418 คน",
            "ทะเบียนบ้าน 32,418 หลังคาเรือน มีประชากรแฝงจำนวนมาก",
        ),
    ] {
        let found = (of(id, name, there), of(id, name, not));
        assert_eq!(found, (Verdict::Pass, Verdict::Fail), "{id}");
    }
}

#[test]
fn a_column_of_what_is_awaited_is_not_filled_in() {
    let fund: &[&str] = &[
        "# กองทุนเพื่อการสืบสวนและสอบสวนคดีอาญา ต.ค. 67 - มี.ค. 68",
        "| ไตรมาส | วันที่ได้รับ | ได้รับจัดสรร (บาท) | การใช้จ่าย |",
        "| 1 | 31 ต.ค. 67 | 45,000 | 40,000 |",
        "| 2 | 5 ก.พ. 68 | 45,000 | 31,000 |",
    ];
    let awaited = |line: &str| {
        line.replace("40,000", "ยังไม่ได้สรุปยอด")
            .replace("31,000", "รอใบสำคัญ")
    };
    let found = spoilt("O13.b", "O13 กองทุน.docx", fund, awaited);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
    let area: &[&str] = &[
        "# อำนาจหน้าที่และพื้นที่รับผิดชอบ",
        "| ชุมชน | โรงเรียน | ประชากร |",
        "| 19 แห่ง | 11 แห่ง | 32,418 |",
    ];
    let awaited = |line: &str| line.replace("32,418", "รอตัวเลขจากสำนักงานเขต");
    let found = spoilt("O2.d", "O2 พื้นที่.docx", area, awaited);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_note_in_the_place_of_a_portrait_leaves_somebody_out() {
    let persons: &[&str] = &[
        "# ทำเนียบผู้บริหาร",
        "| ภาพ | ชื่อ | ตำแหน่ง |",
        "| <photograph> | พ.ต.อ.เกริกไกร ตัวอย่างดี | ผู้กำกับการ |",
        "| <photograph> | พ.ต.ท.สมชาย นามสมมุติ | รอง ผกก.ป. |",
        "| <photograph> | พ.ต.ต.สมหมาย มีนาม | สว.อก. |",
        "| <photograph> | พ.ต.ต.สมปอง นามมี | สว.จร. |",
    ];
    let last = |line: &str| match line.contains("สว.จร.") {
        true => line.replace(PHOTOGRAPH, "(รอรูปถ่าย)"),
        false => line.to_owned(),
    };
    let found = spoilt("O1.e", "O1 ทำเนียบ.docx", persons, last);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_paragraph_above_a_picture_with_its_own_caption_is_not_what_it_shows() {
    let report = |told: &'static str| {
        let lines = [
            "# ผลการดำเนินการตามมาตรการยกระดับความโปร่งใส",
            told,
            PHOTOGRAPH,
            "โต๊ะประชาสัมพันธ์",
        ];
        verdict(&check(&[("O25 ผลตามมาตรการ.docx", &lines)]), "O25.h").0
    };
    let meeting = "ภาพการประชุมแบ่งงาน OIT";
    let circular = "ได้ทำตามมาตรการแล้ว คือ ตั้งจุดบริการ ปรับเว็บไซต์ และนำข้อมูลขึ้นแล้ว ส่วนการแบ่งงาน OIT ใช้หนังสือเวียนแจ้งหัวหน้างานทุกงาน";
    let found = (report(meeting), report(circular));
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_label_beside_an_empty_cell_is_not_filled_in() {
    let report: &[&str] = &[
        "# รายงานการปฏิบัติราชการประจำเดือน ตุลาคม 2567",
        "| หัวข้อ | งาน |",
        "| ทำอะไร | ตรวจเยี่ยมร้านทอง |",
        "| รายละเอียด | ซักซ้อมแผนเผชิญเหตุ 3 ร้าน |",
        "| วันที่ | 8-10 ต.ค. 67 |",
        "| ผู้รับผิดชอบ | หัวหน้าสายตรวจ |",
        "<photograph>",
    ];
    let empty = |line: &str| line.replace("หัวหน้าสายตรวจ", "");
    let found = spoilt("O7.e", "O7 รายงาน.docx", report, empty);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_sentence_denies_what_it_turns_to_and_not_what_it_told() {
    let results = |told: &'static str| {
        let lines = ["# ผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใส", told];
        verdict(&check(&[("O25 ผล.docx", &lines)]), "O25.a").0
    };
    assert_eq!(
        results("ได้ทำตามมาตรการแล้ว ตั้งจุดบริการและปรับเว็บไซต์ ส่วนป้ายช่างยังทำไม่เสร็จ"),
        Verdict::Pass
    );
    assert_eq!(
        results("มาตรการตั้งจุดบริการและปรับเว็บไซต์ ยังไม่ได้ทำ"),
        Verdict::Fail
    );
}

#[test]
fn a_form_that_is_called_blank_is_none_whatever_is_printed_on_it() {
    let form: &[&str] = &[
        "# รายงานผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใส",
        "One Stop Service ติดป้ายบอกจุดบริการ ป้ายพันธะสัญญา ป้าย No Gift Policy",
        "ผลการดำเนินการตามมาตรการ ได้ดำเนินการแล้ว",
    ];
    let of = |name: &'static str| item(&check(&[(name, form)]), "O25").documents.len();
    assert_eq!((of("O25 ผล.docx"), of("O25 ผล (แบบเปล่า).docx")), (1, 0));
}

#[test]
fn what_happens_online_is_no_social_media() {
    let news = |told: &'static str| {
        let lines = ["# ข่าวประชาสัมพันธ์", "www.station.example", told];
        verdict(&check(&[("O6 ข่าว.docx", &lines)]), "O6.b").0
    };
    assert_eq!(news("5 พ.ย. 67 จับคดีออนไลน์ ลงทางไลน์ของสถานี"), Verdict::Pass);
    assert_eq!(news("5 พ.ย. 67 จับคดีออนไลน์"), Verdict::Fail);
    assert_eq!(news("5 พ.ย. 67 จับคดี เพจของสถานีถูกแฮ็ก"), Verdict::Fail);
}

#[test]
fn the_number_of_a_table_does_not_make_its_chart_a_list() {
    let chart = [
        "# ทำเนียบและกำลังพล สภ.บ้านสมมุติ",
        "ตารางที่ 1 แบ่งงาน",
        "| ผู้กำกับการ | | | | |",
        "| รอง ผกก.ป. | | รอง ผกก.สส. | | |",
        "| งานอำนวยการ | งานป้องกันปราบปราม | งานจราจร | งานสืบสวน | งานสอบสวน |",
    ];
    let manpower = |line: &str| line.replace("| |", "| 12 |");
    let found = spoilt("O1.a", "O1 ทำเนียบ.docx", &chart, manpower);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn what_else_is_awaited_beside_a_person_is_not_the_persons_life() {
    let awaited = |line: &str| {
        let lines = [
            "# กต.ตร. สถานี",
            "กรรมการภาคประชาชนที่มาจากการคัดเลือก",
            "นางละไม ชื่อแต่ง",
            "อายุ 61 ปี จบครุศาสตร์ อดีตครูโรงเรียนเทศบาล",
            "รอภาพ นายอนันต์ คำสมมุติ",
            "อายุ 54 ปี ปริญญาตรี เจ้าของร้านวัสดุก่อสร้าง ชื่อร้านของนายอนันต์ คำสมมุติ",
            line,
        ];
        verdict(&check(&[("O4 กต.ตร..docx", &lines)]), "O4.d").0
    };
    let report = "รายงานผลงานของคณะกรรมการ: อยู่ระหว่างเรียบเรียง จะเผยแพร่ภายหลัง";
    let life = "ประวัติ: อยู่ระหว่างเรียบเรียง จะเผยแพร่ภายหลัง";
    assert_eq!(
        (awaited(report), awaited(life)),
        (Verdict::Pass, Verdict::Fail)
    );
}

#[test]
fn manuals_that_are_being_written_are_none() {
    let written = [
        "# คู่มือปฏิบัติงานสำหรับเจ้าหน้าที่",
        "งานอำนวยการ",
        "รับหนังสือ ลงเลขรับ เสนอหัวหน้างานภายในวันเดียว แล้วแจกจ่ายให้งานที่รับผิดชอบ",
        "งานจราจร",
        "ตั้งด่านต้องมีหัวหน้าชุด แสดงป้ายชื่อ ออกใบสั่งทุกราย ห้ามรับเงินหน้าด่าน",
    ];
    let item_of = |line: &dyn Fn(&str) -> String| {
        let lines: Vec<String> = written.iter().map(|text| line(text)).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let result = check(&[("O8 คู่มือ.docx", &lines)]);
        super::item(&result, "O8").verdict
    };
    let to_come = |text: &str| match text.contains("ห") && !text.starts_with(['#', 'ง', 'ค'])
    {
        true => "เล่มนี้กำลังเขียน โปรดกลับมาใหม่".to_owned(),
        false => text.to_owned(),
    };
    assert_eq!(item_of(&str::to_owned), ItemVerdict::Partial);
    assert_eq!(item_of(&to_come), ItemVerdict::Missing);
}

#[test]
fn an_order_whose_title_says_that_it_is_a_draft_is_none() {
    let of = |mark: &str| {
        let title = format!("# {mark}คำสั่งสถานีตำรวจภูธรบ้านสมมุติ ที่ 12/2568");
        let lines: Vec<&str> = [title.as_str()]
            .into_iter()
            .chain(ORDER.iter().skip(1).copied())
            .collect();
        verdict(&check(&[("O24 คำสั่งและมาตรการ.docx", &lines)]), "O24.a").0
    };
    assert_eq!((of(""), of("(ร่าง) ")), (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_map_that_is_being_made_is_none() {
    let lines: &[&str] = &[
        "# ติดต่อเรา สถานีตำรวจภูธรบ้านสมมุติ",
        "โทร. 0-0000-0001 อีเมล station@police.example",
        "[ แผนที่: ทางเข้าหน้าสถานี ]",
    ];
    let spoil = |line: &str| line.replace("ทางเข้าหน้าสถานี", "กำลังจัดทำ");
    let found = spoilt("O5.e", "O5 ติดต่อ.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn what_is_not_done_this_year_is_no_measure() {
    let lines: &[&str] = &[
        "# มาตรการยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ 2568",
        "ป้ายบอกจุดบริการ ภาษาไทย อังกฤษ จีน",
        "ป้ายพันธสัญญา ติดหน้าห้องสอบสวน",
    ];
    let spoil = |line: &str| line.replace("ติดหน้าห้องสอบสวน", "ปีนี้ไม่ทำ เพราะไม่มีงบ");
    let found = spoilt("O24.e", "O24 มาตรการ.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_column_that_waits_for_a_line_of_work_is_not_filled_in() {
    let lines: &[&str] = &[
        "# เงินกองทุนสืบสวนสอบสวนคดีอาญา ครึ่งปีแรก ปีงบประมาณ 2568",
        "| ไตรมาส | รับจัดสรร (บาท) | ใช้จ่าย (บาท) | คงเหลือ (บาท) |",
        "| 1 (ต.ค.-ธ.ค. 67) | 38,000 | 21,000 | 17,000 |",
        "| 2 (ม.ค.-มี.ค. 68) | 38,000 | 30,000 | 8,000 |",
    ];
    let awaited: &[&str] = &[
        lines[0],
        lines[1],
        "| 1 (ต.ค.-ธ.ค. 67) | 38,000 | | |",
        "| 2 (ม.ค.-มี.ค. 68) | 38,000 | | |",
        "หมายเหตุ ช่องใช้จ่ายรองานสืบสวนส่งใบสำคัญ",
    ];
    let of = |lines: &[&str]| verdict(&check(&[("O13 กองทุน.docx", lines)]), "O13.b").0;
    assert_eq!((of(lines), of(awaited)), (Verdict::Pass, Verdict::Fail));
}

#[test]
fn that_nothing_was_bought_in_one_month_does_not_answer_the_table_of_the_next() {
    let of = |november: &str| {
        let lines = [
            "# แบบ สขร.1",
            "เดือนตุลาคม 2567",
            "เดือนนี้ไม่มีการจัดซื้อจัดจ้าง",
            "เดือนพฤศจิกายน 2567",
            "| รายการ | วงเงิน | ราคากลาง | วิธี | ผู้เสนอราคา | ผู้ได้รับคัดเลือก | เหตุผล | สัญญาเลขที่ |",
            november,
            "เดือนธันวาคม 2567",
            "| รายการ | วงเงิน | ราคากลาง | วิธี | ผู้เสนอราคา | ผู้ได้รับคัดเลือก | เหตุผล | สัญญาเลขที่ |",
            "| ซ่อมเรือ | 260,000 | 258,000 | คัดเลือก | อู่หินช้าง 257,500 | อู่หินช้าง 257,500 | ต่ำสุด | จ.1/68 30 ธ.ค.67 |",
        ];
        verdict(&check(&[("O15 สขร.1.docx", &lines)]), "O15.c").0
    };
    let row = "| ซื้อหมึก | 12,500 | 12,500 | เฉพาะเจาะจง | ร้าน ก 12,400 | ร้าน ก 12,400 | ตรงรุ่น | 11/68 12 พ.ย.67 |";
    assert_eq!(of(row), Verdict::Pass);
    assert_eq!(of("| | | | | | | | |"), Verdict::Fail);
    assert_eq!(of("| ไม่มีการจัดซื้อจัดจ้าง | | | | | | | |"), Verdict::Pass);
}
