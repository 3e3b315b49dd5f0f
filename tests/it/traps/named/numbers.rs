//! What the number and the words of a file name are worth.

use crate::made::word_lines;
use crate::traps::{CHECKPOINTS, NEWS, ORDER, POLICY, RISKS, check, item, of_station, verdict};
use oitcheck::result::Verdict;

#[test]
fn numbers_of_file_names_that_are_mostly_wrong_are_not_believed() {
    let manual: &[&str] = &[
        "# คู่มือการปฏิบัติงาน (SOP) งานอำนวยการ",
        "สำหรับข้าราชการตำรวจในสังกัด",
        "1. รับหนังสือ ลงเลขรับ แยกเรื่อง เสนอภายใน 4 ชั่วโมง",
        "2. เงินยืมส่งคืนใน 15 วัน",
        "3. หัวหน้างานตรวจทุกสัปดาห์",
    ];
    let others = ["O12 a.docx", "O23 b.docx", "O5 c.docx", "O2 d.docx"];
    let papers = [CHECKPOINTS, POLICY, ORDER, RISKS];
    let mut documents: Vec<(&str, &[&str])> = others.into_iter().zip(papers).collect();
    documents.push(("O9 e.docx", manual));
    let items = |documents: &[(&str, &[&str])]| {
        let result = check(documents);
        let own = result
            .documents
            .iter()
            .find(|paper| paper.path == "O9 e.docx");
        own.unwrap().items.clone()
    };
    assert_eq!(items(&documents), ["O8"]);
    // By itself it is taken at its word.
    assert_eq!(items(documents.get(4..).unwrap()), ["O9"]);
}

#[test]
fn files_of_one_name_but_for_their_number_answer_one_item() {
    let news: &[&str] = &[
        "# ข่าวประชาสัมพันธ์ สถานีตำรวจภูธรบ้านสมมุติ ปี 2568",
        "6 ม.ค. 68 ตำรวจร่วมพัฒนาวัด",
        "ข่าว ITA เชิญประชาชนตอบแบบวัด EIT ทาง QR code",
    ];
    let pictures: &[&str] = &["2 ต.ค. 67 ปล่อยแถว", "31 ธ.ค. 67 ดูแลงานปีใหม่"];
    let result = check(&[
        ("ข่าว/ข่าวไตรมาส1.docx", pictures),
        ("ข่าว/ข่าวไตรมาส2.docx", news),
        ("O20.docx", RISKS),
        ("O18.docx", POLICY),
        ("O24.docx", ORDER),
        ("O11.docx", CHECKPOINTS),
    ]);
    let both = ["ข่าว/ข่าวไตรมาส1.docx", "ข่าว/ข่าวไตรมาส2.docx"];
    assert_eq!(item(&result, "O6").documents, both);
}

#[test]
fn of_two_files_with_swapped_numbers_each_answers_what_it_holds() {
    let manual: &[&str] = &[
        "# คู่มือการทำงานของตำรวจ",
        "งานอำนวยการ รับหนังสือ ลงเลขรับ เสนอภายใน 4 ชั่วโมง",
        "งานป้องกันปราบปราม สายตรวจออกตรวจวันละสองผลัด ถึงที่เกิดเหตุใน 10 นาที",
        "งานสืบสวน รวบรวมข่าว ขออนุมัติหมายจับ",
        "งานสอบสวน รับคำร้องทุกข์ ออกเลขคดี แจ้งความคืบหน้า",
    ];
    let service: &[&str] = &[
        "# ติดต่อราชการที่โรงพัก",
        "| สาย | บริการ | วิธี | เวลา |",
        "| อำนวยการ | ขอข้อมูลข่าวสาร ขอใบรับรอง | กรอกแบบ รอลงนาม รับ | 1 วัน |",
        "| ป้องกันฯ | ฝากบ้าน แจ้งเหตุ | โทรหรือมาเอง สายตรวจไป | 10 นาที |",
        "| จราจร | เสียค่าปรับ | ยื่นใบสั่ง จ่าย รับคืน | 15 นาที |",
        "| สืบสวน | แจ้งเบาะแส | ให้ข้อมูล รับเลขอ้างอิง | 20 นาที |",
        "| สอบสวน | แจ้งความ เอกสารหาย | เล่าเหตุ ลงประจำวัน รับสำเนา | 30 นาที |",
    ];
    let result = check(&[
        ("O8 บริการ.docx", service),
        ("O9 คู่มือ.docx", manual),
        ("O11 สถิติ.docx", CHECKPOINTS),
        ("O18 นโยบาย.docx", POLICY),
        ("O20 ความเสี่ยง.docx", RISKS),
        ("O24 คำสั่ง.docx", ORDER),
    ]);
    let items = |path: &str| {
        let paper = result.documents.iter().find(|paper| paper.path == path);
        paper.unwrap().items.clone()
    };
    assert_eq!(items("O8 บริการ.docx"), ["O9"]);
    assert_eq!(items("O9 คู่มือ.docx"), ["O8"]);
}

#[test]
fn a_short_name_of_an_item_is_known_beside_months() {
    let month = |name: &str, row: &'static str| -> Vec<String> {
        vec![
            name.to_owned(),
            "| ลำดับ | ผู้ประกอบการ | รายการพัสดุ | จำนวนเงิน | วันที่ | เลขที่ | เหตุผลสนับสนุน |".to_owned(),
            row.to_owned(),
        ]
    };
    let told = |november: &'static str| {
        let mut lines = vec!["สขร.1 สภ.บ้านสมมุติ รายเดือน".to_owned()];
        lines.extend(month(
            "ต.ค. 67",
            "| 1 | ร้านบุญสมมุติ | กระดาษ | 4,800 | 9 ต.ค. 67 | 12/4 | ใช้ในราชการ |",
        ));
        lines.extend(month("พ.ย. 67", november));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        verdict(&check(&[("สขร1 ต.ค.67-พ.ย.67.docx", &lines)]), "O15.c").0
    };
    let said = told("| - | ไม่มีการจัดซื้อจัดจ้าง | | | | | |");
    // A month whose table is empty does not say that nothing was bought.
    assert_eq!(
        (said, told("| | | | | | | |")),
        (Verdict::Pass, Verdict::Fail)
    );
}

#[test]
fn a_report_may_be_counted_by_the_number_of_its_item() {
    let numbered = |number: &str| format!("รายงานที่ {number} ของสถานี.docx");
    let files: [(&str, &[&str]); 8] = [
        (
            "1",
            &[
                "# โครงสร้างสถานี",
                "งานอำนวยการ งานป้องกันปราบปราม งานจราจร งานสืบสวน งานสอบสวน",
            ],
        ),
        (
            "3",
            &[
                "# กฎหมายที่ควรรู้",
                "ประมวลกฎหมายอาญา พ.ร.บ.จราจรทางบก พ.ศ. 2522",
            ],
        ),
        ("11", CHECKPOINTS),
        ("18", POLICY),
        ("19", NEWS),
        ("๒๐", RISKS),
        ("24", ORDER),
        (
            "๒๓",
            &[
                "เรื่องที่เล่าไว้",
                "ของที่โรงพักมีและของที่ยึดไว้ ปิดล็อกสองชั้น มีคนเฝ้าและสมุดลงชื่อทุกครั้งที่เปิดห้อง",
            ],
        ),
    ];
    let documents = files
        .iter()
        .map(|(number, lines)| (numbered(number), word_lines(lines)));
    let result = of_station(documents.collect());
    assert_eq!(item(&result, "O23").documents, [numbered("๒๓")]);
}

#[test]
fn bulletins_named_for_each_month_are_the_monthly_reports() {
    let others: [(&str, &[&str]); 6] = [
        ("O18.docx", POLICY),
        ("O19.docx", NEWS),
        (
            "O6.docx",
            &["# ข่าวประชาสัมพันธ์", "7 ต.ค. 67 งานจราจร อบรมวินัยจราจรนักเรียน"],
        ),
        (
            "O21.docx",
            &[
                "# ผลการดำเนินการตามมาตรการ",
                "งานจราจร ทำเมื่อ 7 ต.ค. 67 อบรมตำรวจ",
            ],
        ),
        (
            "O25.docx",
            &[
                "# รายงานผลมาตรการยกระดับ",
                "งานอำนวยการ ทำเมื่อ 7 ต.ค. 67 ปรับเว็บ",
            ],
        ),
        (
            "O23.docx",
            &["# การจัดการทรัพย์สิน", "งานอำนวยการ ตรวจนับ 7 ต.ค. 67"],
        ),
    ];
    let of = |names: [&str; 6]| {
        let bulletins = names
            .iter()
            .zip(crate::traps::when::MONTHS)
            .map(|(name, month)| {
                let told = format!("สิ่งที่ทีมทำตลอดเดือน{month}");
                let lines = ["# โรงพักเล่าเรื่อง ฉบับใหม่", &told, "อบรมวินัยจราจรนักเรียน 64 คน"];
                (format!("ข่าว/{name}.docx"), word_lines(&lines))
            });
        let others = others.map(|(name, lines)| (name.to_owned(), word_lines(lines)));
        let result = of_station(bulletins.chain(others).collect());
        item(&result, "O7").documents.len()
    };
    let monthly =
        ["ตค67", "พย67", "ธค67", "มค68", "กพ68", "มีค68"].map(|month| format!("เล่าเรื่อง-{month}"));
    assert_eq!(of(monthly.each_ref().map(String::as_str)), 6);
    // One at most is taken for want of anything else.
    assert!(of(["กระต่าย", "แมว", "นก", "ปลา", "ม้า", "เต่า"]) < 2);
}

#[test]
fn a_number_before_a_word_that_is_counted_numbers_the_file() {
    let lines: &[&str] = &["# คนของเรา", "พ.ต.อ.เกริกไกร ตัวอย่างดี ผกก. โทร. 0-0000-0001"];
    let result = check(&[("o1 คนของเรา.docx", lines)]);
    assert_eq!(result.documents[0].items, ["O1"]);
}

#[test]
fn figures_by_the_way_in_a_numbered_report_are_no_statistics() {
    let mut monthly = vec![
        "# รายงานผลการปฏิบัติราชการประจำเดือน".to_owned(),
        "งาน: อบรมวินัยจราจรนักเรียน 64 คน ทำเมื่อ: 7 ต.ค. 67 ผู้รับผิดชอบ: งานจราจร".to_owned(),
        "งาน: ตรวจเยี่ยมชุมชน ทำเมื่อ: 9 ธ.ค. 67 ผู้รับผิดชอบ: งานป้องกันปราบปราม".to_owned(),
    ];
    for (head, told) in [
        ("คดีอาญาจากระบบ CRIMES", "| เดือน | รับคำร้องทุกข์ | จับกุม |"),
        ("การตั้งจุดตรวจ จุดสกัด", "| เดือน | ครั้ง | ผล |"),
    ] {
        monthly.extend([head.to_owned(), told.to_owned()]);
        let rows = crate::traps::when::MONTHS.iter();
        monthly.extend(rows.map(|month| format!("| {month} | 29 | 14 |")));
    }
    let monthly: Vec<&str> = monthly.iter().map(String::as_str).collect();
    let of = |name: &str| {
        let result = check(&[
            (name, &monthly),
            ("O11 สถิติ.docx", CHECKPOINTS),
            ("O18.docx", POLICY),
            ("O19.docx", NEWS),
            ("O20.docx", RISKS),
            ("O24.docx", ORDER),
            (
                "O3.docx",
                &[
                    "# กฎหมายที่เกี่ยวข้อง",
                    "ประมวลกฎหมายอาญา พ.ร.บ.จราจรทางบก พ.ศ. 2522",
                ],
            ),
        ]);
        item(&result, "O11").documents.len()
    };
    assert_eq!(of("O7 รายงานประจำเดือน.docx"), 1);
    assert_eq!(of("งานของเรา.docx"), 2);
}
