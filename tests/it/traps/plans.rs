//! Plans and what became of them.

use super::{RISKS, check, item, judge, of_station, spoilt, verdict};
use crate::made::{PHOTOGRAPH, word_lines};
use oitcheck::result::{AgencyInfo, ItemVerdict, Verdict};
use oitcheck::settings::Settings;

const RESULTS: &[&str] = &[
    "# ผลการดำเนินการตามมาตรการ ตุลาคม 2567 - มีนาคม 2568",
    "| สายงาน | มาตรการ | ผลการดำเนินการ |",
    "| จราจร | ใช้ใบสั่งอิเล็กทรอนิกส์ทุกราย | ใช้ครบทุกนาย 2,140 ใบ |",
    "| สอบสวน | สุ่มตรวจสำนวนเดือนละสองครั้ง | สุ่มตรวจ 12 ครั้ง |",
    "| สืบสวน | บันทึกภาพทุกครั้งที่ตรวจค้น | บันทึกครบ 31 ครั้ง |",
];

#[test]
fn results_behind_their_plan_or_taken_for_it_answer_their_own_item() {
    let of = |documents: &[(&str, &[&str])]| {
        let result = check(documents);
        let documents = |id: &str| item(&result, id).documents.clone();
        (documents("O20"), documents("O21"))
    };
    let both = [RISKS, RESULTS].concat();
    let one = vec!["O20 ความเสี่ยง.docx".to_owned()];
    assert_eq!(
        of(&[("O20 ความเสี่ยง.docx", &both)]),
        (one.clone(), one.clone())
    );
    assert_eq!(
        of(&[("O20 ความเสี่ยง.docx", RISKS)]),
        (one.clone(), Vec::new())
    );
    let apart = of(&[
        ("O20 ความเสี่ยง.docx", RISKS),
        ("แผนความเสี่ยง 2.docx", RESULTS),
    ]);
    assert_eq!(apart, (one, vec!["แผนความเสี่ยง 2.docx".to_owned()]));
}

#[test]
fn a_plan_before_the_results_it_was_taken_for_answers_its_own_item() {
    let both = [&["# รายงานผลการจัดการความเสี่ยงต่อการรับสินบน"], RISKS, RESULTS].concat();
    let result = check(&[("O21 ผลความเสี่ยง.docx", &both)]);
    for id in ["O20", "O21"] {
        assert_eq!(item(&result, id).documents, ["O21 ผลความเสี่ยง.docx"], "{id}");
    }
}

#[test]
fn part_of_the_results_behind_a_plan_is_a_report_with_gaps() {
    let some = RESULTS.get(..4).unwrap();
    let both = [RISKS, some].concat();
    let result = check(&[("O20 ความเสี่ยง.docx", &both)]);
    assert_eq!(item(&result, "O21").verdict, ItemVerdict::Partial);
}

#[test]
fn results_that_are_only_planned_are_none() {
    let spoil = |line: &str| {
        let line = line.replace("ใช้ครบทุกนาย 2,140 ใบ", "จะใช้ให้ครบทุกนาย");
        let line = line.replace("สุ่มตรวจ 12 ครั้ง", "กำหนดเริ่มสุ่มตรวจ ก.ค. 68");
        line.replace("บันทึกครบ 31 ครั้ง", "มีแผนจัดซื้อกล้องปี 2569")
    };
    let planned: Vec<String> = RESULTS.iter().map(|line| spoil(line)).collect();
    let planned: Vec<&str> = planned.iter().map(String::as_str).collect();
    let of = |results: &[&str]| {
        let result = check(&[
            ("O20 ความเสี่ยง.docx", RISKS),
            ("O21 ผลความเสี่ยง.docx", results),
        ]);
        verdict(&result, "O21.a").0
    };
    assert_eq!((of(RESULTS), of(&planned)), (Verdict::Pass, Verdict::Fail));
}

#[test]
fn what_a_person_pinned_stays_where_it_was_pinned() {
    let mut settings = Settings::default();
    let pinned = "แผนความเสี่ยง 2.docx";
    settings.pins.insert(pinned.to_owned(), "O20".to_owned());
    let documents = vec![
        ("O20 ความเสี่ยง.docx".to_owned(), word_lines(RISKS)),
        (pinned.to_owned(), word_lines(RESULTS)),
    ];
    let result = judge(AgencyInfo::default(), &settings, documents);
    assert!(item(&result, "O20").documents.contains(&pinned.to_owned()));
    assert!(!item(&result, "O21").documents.contains(&pinned.to_owned()));
}

#[test]
fn pictures_under_the_number_of_their_plan_are_the_report() {
    let plan: &[&str] = &[
        "# มาตรการยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ 2568",
        "คำสั่งแต่งตั้งคณะทำงานขับเคลื่อน ITA ที่ 12/2568 ประกอบด้วย ผู้กำกับการ ประธาน",
        "ผู้กำกับการประชุมชี้แจงข้าราชการตำรวจทุกนาย",
        "จุดประชาสัมพันธ์และสอบถามความคืบหน้าคดี",
        "ป้ายประชาสัมพันธ์จุดบริการ ป้ายพันธะสัญญา ป้าย No Gift Policy",
        "ป้ายดาวน์โหลดคู่มือการให้บริการ และสิ่งอำนวยความสะดวก",
        "ปรับปรุงเว็บไซต์ จัดทำข้อมูล OIT ตามเกณฑ์ และกำกับติดตามการเผยแพร่",
    ];
    let pictures = std::fs::read("rules/examples/pictures.docx").unwrap();
    let mut documents = vec![
        ("O25 แผน.docx".to_owned(), word_lines(plan)),
        ("O24 สรุปผล.docx".to_owned(), pictures),
    ];
    // Few documents are not looked through for what is left over.
    for place in [
        "ตลาด",
        "โรงเรียน",
        "วัด",
        "ชุมชน",
        "ท่าเรือ",
        "สถานีรถไฟ",
        "โรงพยาบาล",
        "สนามกีฬา",
    ] {
        let lines = ["# ข่าว", "พบปะประชาชนในตลาด", "ประชาชนร่วมงานเป็นจำนวนมาก"];
        documents.push((format!("ข่าว{place}.docx"), word_lines(&lines)));
    }
    let result = of_station(documents);
    assert_eq!(item(&result, "O24").documents, ["O25 แผน.docx"]);
    assert_eq!(item(&result, "O25").documents, ["O24 สรุปผล.docx"]);
}

#[test]
fn a_measure_beside_an_empty_result_has_none() {
    let results = |last: &str| {
        let mut lines = RESULTS.to_vec();
        let row = format!("| สืบสวน | บันทึกภาพทุกครั้งที่ตรวจค้น | {last} |");
        lines.pop();
        lines.push(&row);
        let documents: &[(&str, &[&str])] = &[("O20.docx", RISKS), ("O21.docx", &lines)];
        verdict(&check(documents), "O21.a")
    };
    assert_eq!(results("บันทึกครบ 31 ครั้ง").0, Verdict::Pass);
    let without = (Verdict::Fail, "measures-not-followed".to_owned());
    assert_eq!(results("-"), without);
}

#[test]
fn a_measure_of_which_it_is_said_that_nothing_has_come_has_no_result() {
    let report = |last: &str| {
        let lines = [
            "# ผลการดำเนินการเพื่อจัดการความเสี่ยงต่อการรับสินบน ปีงบประมาณ 2568",
            "| สายงาน | มาตรการ | ผลการดำเนินการ |",
            "| จราจร | ใช้ใบสั่งอิเล็กทรอนิกส์ทุกราย | ออกใบสั่งครบ 480 ใบ |",
            "| สืบสวน | บันทึกภาพทุกครั้งที่ตรวจค้น | ตรวจครบ 57 ครั้ง |",
            last,
        ];
        let plan = ("O20 ความเสี่ยง.docx", RISKS);
        verdict(&check(&[plan, ("O21 ผล.docx", &lines)]), "O21.a").0
    };
    let done = "| สอบสวน | สุ่มตรวจสำนวนเดือนละสองครั้ง | สุ่มแล้ว 12 ครั้ง |";
    assert_eq!(report(done), Verdict::Pass);
    let to_come = "งานสอบสวนยังไม่ส่งผลการสุ่มตรวจสำนวนเดือนละสองครั้ง";
    assert_eq!(report(to_come), Verdict::Fail);
}

#[test]
fn a_line_of_work_is_a_row_of_its_own_not_a_word_beside_another() {
    let risks: &[&str] = &[
        "# การประเมินความเสี่ยงการรับสินบน ปีงบประมาณ 2568",
        "| สายงาน | เหตุการณ์เสี่ยง | ระดับ | จะป้องกันอย่างไร |",
        "| อำนวยการ | ขอเงินทอน | กลาง | เปิดซองต่อหน้า |",
        "| ป้องกันปราบปราม | รับเงินจากร้าน | สูง | สลับสายตรวจ |",
        "| จราจร | รับเงินแทนใบสั่ง | กลาง | กล้องติดตัว |",
        "| สืบสวน | ยักยอกเงินล่อซื้อ | กลาง | เบิกสองคน |",
        "| สอบสวน | เรียกค่าคืนของ | สูง | ถ่ายภาพตอนคืน |",
    ];
    let spoil = |line: &str| match line.starts_with("| สืบสวน") {
        true => "| จราจร | ขายคิว | กลาง | สืบราคา 3 ร้าน |".to_owned(),
        false => line.to_owned(),
    };
    let found = spoilt("O20.b", "O20 ความเสี่ยง.docx", risks, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_measure_told_only_in_its_plan_has_no_result() {
    let of = |results: &[&str]| {
        let lines = [RISKS, &["# ผลการดำเนินการตามมาตรการ เสร็จแล้ว"], results].concat();
        verdict(&check(&[("O20 O21 ความเสี่ยง.docx", &lines)]), "O21.a").0
    };
    let told = RESULTS.get(1..).unwrap();
    assert_eq!(
        (of(told), of(&["ทุกสายงานทำแล้ว"])),
        (Verdict::Pass, Verdict::Fail)
    );
}

#[test]
fn the_measures_of_a_plan_may_stand_beside_their_names() {
    let plan: &[&str] = &[
        "# ความเสี่ยงต่อการรับสินบน ปีงบประมาณ 2568",
        "เกณฑ์ โอกาส 1-5 ผลกระทบ 1-5 ระดับความเสี่ยง ต่ำ ปานกลาง สูง",
        "1. งานจราจร",
        "| เหตุการณ์ความเสี่ยง | รับเงินแทนการออกใบสั่ง |",
        "| ระดับ | สูง |",
        "| จะจัดการอย่างไร | ใช้ใบสั่งอิเล็กทรอนิกส์ทุกราย |",
        "2. งานสอบสวน",
        "| เหตุการณ์ความเสี่ยง | เรียกเงินเพื่อเร่งคดี |",
        "| ระดับ | สูง |",
        "| จะจัดการอย่างไร | สุ่มตรวจสำนวนเดือนละสองครั้ง |",
    ];
    let of = |results: &[&str]| {
        let result = check(&[
            ("O20 ความเสี่ยง.docx", plan),
            ("O21 ผลความเสี่ยง.docx", results),
        ]);
        verdict(&result, "O21.a").0
    };
    let without = RESULTS.get(..3).unwrap();
    assert_eq!((of(RESULTS), of(without)), (Verdict::Pass, Verdict::Fail));
}

#[test]
fn the_two_parts_of_a_book_may_be_called_first_and_last() {
    let measures = [
        "# มาตรการความโปร่งใส ปี 68 และผล",
        "ส่วนแรก มาตรการ",
        "คำสั่งที่ 12/2568 แต่งตั้งคณะทำงาน ITA พ.ต.ท.สมชาย นามสมมุติ เป็นประธาน",
        "ผกก. เรียกแถวชี้แจงการประเมิน ITA แก่ตำรวจทุกนาย",
        "One Stop Service ติดป้ายบอกจุดบริการ ป้ายพันธะสัญญา ป้าย No Gift Policy ป้ายดาวน์โหลดคู่มือ",
        "ปรับเว็บไซต์ ทำข้อมูล OIT ให้ครบตามเกณฑ์ กำกับติดตามการเผยแพร่ทุกเดือน",
        "ส่วนหลัง ผลที่ทำแล้ว",
        "ติดป้ายครบ 4 ชนิด เปิดเว็บใหม่ ประชุมแบ่งงาน OIT แล้ว",
        PHOTOGRAPH,
        "ป้ายบอกจุดบริการ",
        PHOTOGRAPH,
        "ป้ายพันธะสัญญา",
        PHOTOGRAPH,
        "ป้าย No Gift Policy",
        PHOTOGRAPH,
        "ป้ายดาวน์โหลดคู่มือ",
    ];
    // Among few documents no words are telling.
    let result = check(&[
        ("มาตรการและผล.docx", &measures),
        ("O18.docx", super::POLICY),
        ("O19.docx", super::NEWS),
        ("O20.docx", RISKS),
        ("O21.docx", RESULTS),
        ("O11.docx", super::CHECKPOINTS),
    ]);
    for id in ["O24", "O25"] {
        assert_eq!(item(&result, id).documents, ["มาตรการและผล.docx"], "{id}");
    }
}

#[test]
fn lines_of_work_may_be_the_columns_of_a_plan() {
    let plan: &[&str] = &[
        "# Bribery Risk 2568 ประเมินและแผนจัดการ",
        "| | อำนวยการ | ป้องกันปราบปราม | จราจร | สืบสวน | สอบสวน |",
        "| อาจเกิดอะไร | ร้านให้ของแลกงาน | เรียกเงินแลกปล่อย | รับเงินแทนใบสั่ง | ลดจำนวนของกลาง | รับเงินให้ประกันง่าย |",
        "| ระดับ | กลาง | สูง | สูง | กลาง | กลาง |",
    ];
    let without = |line: &str| line.replace("| สืบสวน |", "| |");
    let found = spoilt("O20.b", "O20 ความเสี่ยง.docx", plan, without);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn the_measures_of_a_plan_may_be_lines_that_begin_with_their_name() {
    let plan: &[&str] = &[
        "# ความเสี่ยงต่อการรับสินบน ปีงบประมาณ 2568",
        "เกณฑ์ โอกาส 1-5 ผลกระทบ 1-5 ระดับความเสี่ยง ต่ำ ปานกลาง สูง",
        "งานจราจร",
        "กระบวนการ ออกใบสั่ง",
        "อาจเกิด รับเงินแทนการออกใบสั่ง คะแนน 4×4=16 สูง",
        "แผนจัดการ ใช้ใบสั่งอิเล็กทรอนิกส์ทุกราย (ผู้รับผิดชอบ หัวหน้างานจราจร ภายใน ก.ย. 68)",
        "งานสอบสวน",
        "กระบวนการ สอบสวนคดี",
        "อาจเกิด เรียกเงินเพื่อเร่งคดี คะแนน 3×4=12 สูง",
        "แผนจัดการ สุ่มตรวจสำนวนเดือนละสองครั้ง (ผู้รับผิดชอบ หัวหน้างานสอบสวน ภายใน ก.ย. 68)",
    ];
    let of = |results: &[&str]| {
        let result = check(&[
            ("O20 ความเสี่ยง.docx", plan),
            ("O21 ผลความเสี่ยง.docx", results),
        ]);
        assert_eq!(verdict(&result, "O20.c").0, Verdict::Pass);
        verdict(&result, "O21.a").0
    };
    let without = RESULTS.get(..3).unwrap();
    assert_eq!((of(RESULTS), of(without)), (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_line_of_work_that_is_left_for_the_next_round_is_not_assessed() {
    let lines: &[&str] = &[
        "# ความเสี่ยงต่อการรับสินบน ปีงบประมาณ 2568",
        "งานอำนวยการ จัดซื้อพัสดุ เอื้อผู้ขาย คะแนน 9",
        "งานป้องกันปราบปราม ตรวจสถานบริการ รับส่วย คะแนน 15",
        "งานจราจร ตั้งด่าน รับเงินแทนใบสั่ง คะแนน 16",
        "งานสืบสวน จับบัญชีม้า เรียกเงินแลกปล่อย คะแนน 10",
        "งานสอบสวน เร่งสำนวน เรียกค่าเร่งสำนวน คะแนน 12",
    ];
    let spoil = |line: &str| match line.starts_with("งานจราจร") {
        true => "งานจราจร จะประเมินในรอบถัดไป".to_owned(),
        false => line.to_owned(),
    };
    let found = spoilt("O20.b", "O20 ความเสี่ยง.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_measure_may_come_back_in_other_words_by_its_line_of_work() {
    let plan: &[&str] = &[
        "# ความเสี่ยงต่อการรับสินบน ปีงบประมาณ 2568",
        "| งาน | เรื่องที่อาจเกิด | จะทำอะไรกันไว้ |",
        "| งานอำนวยการ | ร้านค้าให้ของกำนัล | เปลี่ยนคนตรวจรับทุก 3 เดือน |",
        "| งานป้องกันปราบปราม | รับเงินแล้วปล่อย | เปิดกล้องติดตัวทุกครั้ง |",
        "| งานสืบสวน | รับเงินเปลี่ยนข้อหา | ชั่งของต่อหน้าสองคน ถ่ายคลิป |",
        "| งานสอบสวน | เรียกค่าเร่งเรื่อง | ติดราคาและขั้นตอนหน้าห้อง โทรสุ่มถาม |",
    ];
    let of = |last: &str| {
        let results = [
            "# ความเสี่ยงสินบน: ทำไปแล้วตามแผน (ถึง 31 มี.ค. 68)",
            "งานอำนวยการ - เปลี่ยนคนตรวจรับแล้ว 2 รอบ",
            "งานป้องกันปราบปราม - เปิดกล้องติดตัวครบ 153 ด่าน",
            "งานสืบสวน - ชั่งของต่อหน้าสองคนพร้อมคลิป 210 คดี",
            last,
        ];
        let result = check(&[("O20 ความเสี่ยง.docx", plan), ("O21 ทำไปแล้ว.docx", &results)]);
        verdict(&result, "O21.a").0
    };
    let told = "งานสอบสวน - ติดป้ายราคาแล้ว โทรถาม 60 คน ไม่มีใครโดนเรียกเงิน";
    let awaited = "งานสอบสวน - ยังไม่ได้ติดป้ายราคา";
    assert_eq!((of(told), of(awaited)), (Verdict::Pass, Verdict::Fail));
    assert_eq!(of("งานธุรการ - ติดป้ายราคาแล้ว"), Verdict::Fail);
}

#[test]
fn a_memo_that_nothing_of_a_plan_was_begun_is_no_report() {
    let of = |said: &str| {
        let memo = [
            "# บันทึกข้อความ",
            "เรื่อง การรายงานผลการจัดการความเสี่ยงต่อการรับสินบน",
            said,
            "ส่วนงานสืบสวนยังมิได้เริ่มดำเนินการ",
            "จะรวบรวมผลพร้อมภาพกิจกรรมรายงานให้ทราบในไตรมาสที่ 4",
        ];
        let result = check(&[
            ("O20 ความเสี่ยง.docx", RISKS),
            ("O21 ผลจัดการความเสี่ยง.docx", &memo),
        ]);
        item(&result, "O21").documents.len()
    };
    let begun = "ผลการดำเนินการ ใช้ใบสั่งอิเล็กทรอนิกส์ทุกราย สุ่มตรวจสำนวนเดือนละสองครั้ง";
    let nothing = "ทุกงานแจ้งว่ายังมิได้เริ่มดำเนินการ เนื่องจากกล้องยังไม่ได้รับจัดสรร";
    assert_eq!((of(begun), of(nothing)), (1, 0));
}
