//! Numbers and names of files, lists of items, files that cannot be read.

use super::{CHECKPOINTS, ORDER, POLICY, RISKS, check, item, of_station, spoilt, verdict};
use crate::made::{NEXT_PAGE, word_lines};
use oitcheck::choose::RuleChoice;
use oitcheck::pipeline::{self, Options};
use oitcheck::result::{AgencyInfo, AgencyResult, ItemVerdict, Verdict};
use oitcheck::rules;
use oitcheck::settings::Settings;

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
fn chapters_of_a_document_named_for_one_item_are_of_that_item() {
    let result = check(&[(
        "O16 หลักเกณฑ์การบริหารและพัฒนากำลังพล.docx",
        &[
            "# หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล",
            "# หมวด 1 การประเมินผลการปฏิบัติราชการ",
            "ประเมินปีละ 2 รอบ ผลสัมฤทธิ์ของงานร้อยละ 70 พฤติกรรมร้อยละ 30",
            "# หมวด 2 การเลื่อนเงินเดือน",
            "นำผลประเมินมาเรียงลำดับ เสนอคณะกรรมการพิจารณาเลื่อนขั้นเงินเดือน",
            "# หมวด 3 การพัฒนากำลังพล",
            "ทุกนายอบรมไม่น้อยกว่าปีละ 2 หลักสูตร",
        ],
    )]);
    for id in ["O16.a", "O16.b", "O16.c"] {
        assert_eq!(verdict(&result, id).0, Verdict::Pass, "{id}");
    }
}

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

/// The result of a policy by a rule set of one requirement, `O1.a`.
fn by_rule(requirement: &str, pinned: bool) -> AgencyResult {
    let rules = format!(
        r#"id = "mine-2568"
version = "1"
agency_type = "police-station"
fiscal_years = [2568]
title = {{ th = "ของเรา", en = "Ours" }}

[[item]]
id = "O1"
key = "policy"
title = {{ th = "ประกาศนโยบาย", en = "Policy" }}

[[item.requirement]]
id = "O1.a"
asks = {{ th = "วัตถุประสงค์", en = "Its aim" }}
{requirement}
"#
    );
    let options = Options {
        rules: RuleChoice::Given(Box::new(rules::load_str("mine-2568.toml", &rules).unwrap())),
        ..Options::default()
    };
    let name = "ประกาศ.docx".to_owned();
    let mut settings = Settings::default();
    if pinned {
        settings.pins.insert(name.clone(), "O1".to_owned());
    }
    let documents = vec![(name, word_lines(POLICY))];
    pipeline::check_documents(AgencyInfo::default(), &settings, documents, &options)
}

#[test]
fn an_item_with_a_broken_rule_is_never_missing() {
    let result = by_rule(r#"text = { anny = ["แผนผัง"] }"#, false);
    assert_eq!(result.items[0].verdict, ItemVerdict::Review);
    assert_eq!(verdict(&result, "O1.a").1, "broken-rule");
}

#[test]
fn a_reason_says_whether_words_a_form_or_their_nearness_is_missing() {
    let reason = |rule: &str| verdict(&by_rule(rule, true), "O1.a").1;
    let groups = r#"groups = [["โปร่งใส"], ["ตัวอย่างดี"]]"#;
    assert_eq!(
        reason(&format!("text = {{ {groups}, near = 300 }}")),
        "found"
    );
    let apart = reason(&format!("text = {{ {groups}, near = 5 }}"));
    assert_eq!(apart, "found-apart");
    let formless = reason(r#"text = { any = ["โปร่งใส"], patterns = ['ข้อ [0-9]{4}'] }"#);
    assert_eq!(formless, "form-missing");
    assert_eq!(reason(r#"text = { any = ["แผนผัง"] }"#), "not-found");
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
fn parts_of_a_book_may_be_lettered() {
    let result = check(&[(
        "เล่มรวม.docx",
        &[
            "# ภาค ก วิธีทำงานของเจ้าหน้าที่",
            "งานอำนวยการ ลงรับหนังสือ แยกชั้นความเร็ว เสนอภายใน 1 ชั่วโมง",
            "งานจราจร ตั้งจุดตรวจ เป่าแอลกอฮอล์ ออกใบสั่ง",
            "งานสืบสวน จัดทำแฟ้มประวัติ วิเคราะห์ข้อมูล รายงานผล",
            "# ภาค ข บริการสำหรับประชาชน",
            "| งานบริการ | ขั้นตอน | ระยะเวลา |",
            "| แจ้งเอกสารหาย | 1 แจ้ง 2 ลงบันทึก 3 รับสำเนา | 20 นาที |",
            "# ภาค ค ข้อพึงปฏิบัติทางจริยธรรม",
            "| ทำ (Do) | อย่าทำ (Don't) |",
            "| บริการด้วยความเสมอภาค | เรียกรับประโยชน์ |",
        ],
    )]);
    for id in ["O8", "O9", "O22"] {
        assert_eq!(item(&result, id).documents, ["เล่มรวม.docx"], "{id}");
    }
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

#[test]
fn two_manuals_in_one_book_are_two_items_and_parts_of_one_are_one() {
    let items = |name: &str, lines: &[&str]| check(&[(name, lines)]).documents[0].items.clone();
    let book: &[&str] = &[
        "# ภาคหนึ่ง คู่มือสำหรับเจ้าหน้าที่",
        "ใช้ในสถานีตำรวจภูธรบ้านสมมุติ",
        "๑. งานอำนวยการ รับหนังสือ ลงทะเบียน เสนอ สว.อก. ภายในวัน ปิดบัญชีทุกสิ้นเดือน",
        "๒. งานป้องกันปราบปราม สายตรวจเซ็นตู้แดง ๑๒ จุดต่อเวร เมื่อได้รับเหตุให้ไปก่อนแล้ววิทยุแจ้ง",
        "๓. งานจราจร ตั้งกรวยก่อนจุดตรวจ ๕๐ เมตร อธิบายข้อหา ออกใบสั่ง",
        "๔. งานสืบสวน หาข่าวจาก ๒ แหล่ง เขียนรายงาน ขอหมายค้นหมายจับ",
        "๕. งานสอบสวน รับคำร้องทุกข์ทุกเรื่อง ออกเลขคดี แจ้งสิทธิ ส่งสำนวนก่อนครบกำหนด",
        "# ภาคสอง คู่มือการให้บริการประชาชน",
        "มีบริการอะไรบ้าง แยกตามงานทั้งห้า",
        "| งาน | เรื่องที่ทำได้ | ขั้นตอน |",
        "| อำนวยการ | ขอเอกสาร | เขียนคำขอ ยื่นห้องธุรการ รับเอกสาร |",
        "| ป้องกันปราบปราม | ฝากบ้าน แจ้งเหตุ ๑๙๑ | แจ้งที่หน้าโถง ตำรวจไปดู |",
        "| จราจร | จ่ายค่าปรับ แจ้งรถชน | ยื่นใบสั่ง ชำระ รับใบเสร็จ |",
        "| สืบสวน | แจ้งเบาะแส ตามทรัพย์หาย | เล่าเรื่อง นัดแจ้งผล |",
        "| สอบสวน | แจ้งความ แจ้งเอกสารหาย | พบร้อยเวร ให้ถ้อยคำ ลงชื่อ |",
        "แผนผังการให้บริการ เข้าโรงพัก → โต๊ะหน้าโถง → ห้องของงานนั้น → ได้ใบรับ",
    ];
    assert_eq!(items("เล่มรวม.docx", book), ["O8", "O9"]);
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
fn two_chapters_of_two_items_are_a_book() {
    let contact: &[&str] = &[
        "# ตอนที่ 1 จะติดต่อเราได้อย่างไร",
        "สถานีตำรวจภูธรบ้านสมมุติ เลขที่ 9 หมู่ 1 ตำบลสมมุติ อำเภอสมมุติ จังหวัดสมมุติ 99999",
        "หมายเลขโทรศัพท์ 0-5555-2200 อีเมล contact@sommut.example",
        "แผนที่ตั้งสถานี https://maps.example/sommut",
        "ถามตอบได้ที่กระดานถาม-ตอบ https://sommut.example/webboard",
        "ฝากคำติชมหรือคำแนะนำได้ที่หน้าแสดงความคิดเห็น https://sommut.example/comment",
    ];
    let news: &[&str] = &[
        "# ตอนที่ 2 ข่าวผลงานปีงบประมาณ 2568",
        "เผยแพร่ที่เว็บไซต์สถานี https://sommut.example/news และเฟซบุ๊กเพจ https://facebook.example/sommut",
        "| วันลงข่าว | หัวข้อ |",
        "| 2 ต.ค. 67 | จับยาบ้า 12,000 เม็ด |",
        "| 29 ธ.ค. 67 | ผกก. ตรวจด่านปีใหม่ |",
        "| 7 มี.ค. 68 | สถานีเข้าร่วมการประเมิน ITA ปี 2568 |",
        "ขอเชิญตอบแบบวัด EIT ที่ https://eit.example/sommut",
    ];
    let both = [contact, news].concat();
    let result = check(&[("รายงานชุดที่ 3.docx", &both)]);
    for id in ["O5.a", "O5.c", "O6.a"] {
        assert_eq!(verdict(&result, id).0, Verdict::Pass, "{id}");
    }
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
fn a_web_page_answers_what_stands_in_its_halves() {
    let page: &[&str] = &[
        "สถานีตำรวจภูธรบ้านสมมุติ",
        "หน้าแรก | ติดต่อ | e-Service",
        "# ติดต่อสถานี",
        "สถานีตำรวจภูธรบ้านสมมุติ 55 หมู่ 1 ต.บ้านสมมุติ อ.เมืองสมมุติ จ.สมมุติบุรี 78880",
        "โทรศัพท์ 0-0000-4400 | อีเมล กำลังขอบัญชีใหม่",
        "ฝากคำถามถึงตำรวจ: https://baan.example/ask (ถาม-ตอบ)",
        "# e-Service",
        "ลิงก์ด้านซ้ายของเว็บไซต์ https://baan.example",
        "• แจ้งความออนไลน์ https://report.example",
        "• ค่าปรับใบสั่งออนไลน์ https://fine.example",
        "• ติดตามคดี https://case.example",
    ];
    // Among few documents nothing is given to items that are left over.
    let names: Vec<String> = (1..=8)
        .map(|number| format!("ภาพกิจกรรม {number}.docx"))
        .collect();
    let mut documents: Vec<(&str, &[&str])> = vec![("หน้าเว็บ.docx", page)];
    let others: &[&str] = &["ตำรวจจัดกิจกรรมจิตอาสาพัฒนาวัดในหมู่บ้าน"];
    documents.extend(names.iter().map(|name| (name.as_str(), others)));
    let page = check(&documents);
    for id in ["O5", "O10"] {
        assert_eq!(item(&page, id).documents.len(), 1, "{id}");
    }
}

#[test]
fn the_month_of_a_table_is_no_title() {
    let purchases = check(&[(
        "สรุปซื้อจ้าง.docx",
        &[
            "สรุปผลการจัดซื้อจัดจ้าง",
            "# ประจำเดือนกุมภาพันธ์ 2568",
            "| งานที่จัดซื้อหรือจัดจ้าง | วงเงิน | ราคากลาง | วิธีซื้อหรือจ้าง | ระยะเวลา |",
            "| น้ำมันเชื้อเพลิงของงานป้องกันปราบปราม | 82,000 | 82,000 | เฉพาะเจาะจง | 28 วัน |",
        ],
    )]);
    assert!(item(&purchases, "O7").documents.is_empty());
}

#[test]
fn a_page_of_figures_stays_with_the_report_that_its_name_and_heading_tell() {
    let report: &[&str] = &[
        "# ทรัพย์สินราชการ + ของกลาง ต.ค. 67 - มี.ค. 68",
        "| กลุ่ม | จำนวน |",
        "| ครุภัณฑ์ ยานพาหนะ | 212 |",
        "| อาวุธและยุทธภัณฑ์ | 96 |",
        "ตรวจสภาพทุกสัปดาห์ ตรวจนับปืนทุกเดือน พร้อมใช้ครบ 96 รายการ",
        "ใบยืม: กรอกใบยืม หัวหน้างานเซ็น คลังจ่าย คืนภายใน 3 วัน",
        NEXT_PAGE,
        "# ของกลาง",
        "รับของ > ปิดผนึก ติดเลขคดี > ลงสมุดและ CRIMES > เข้าห้องชั้น 2 มีกล้อง กุญแจ 2 คน",
        "# ผลครึ่งปี",
        "| เดือน | รับ | จำหน่าย/คืน |",
        "| ต.ค. 67 | 14 | 9 |",
        "| พ.ย. 67 | 11 | 12 |",
        "| ธ.ค. 67 | 8 | 6 |",
        "| ม.ค. 68 | 19 | 10 |",
        "| ก.พ. 68 | 7 | 8 |",
        "| มี.ค. 68 | 12 | 15 |",
    ];
    // Among few documents, or many of one name, nothing tells what is common.
    let names = [
        "งานวัด",
        "ตลาดนัด",
        "ท่าเรือ",
        "สนามกีฬา",
        "โรงเรียน",
        "ชายหาด",
        "ป่าชุมชน",
        "ศาลากลาง",
    ]
    .map(|place| format!("ภาพ{place}.docx"));
    let others: &[&str] = &["ตำรวจจัดกิจกรรมจิตอาสาพัฒนาวัดในหมู่บ้าน"];
    let mut documents: Vec<(&str, &[&str])> = vec![("ทรัพย์สิน-ของกลาง.docx", report)];
    documents.extend(names.iter().map(|name| (name.as_str(), others)));
    let result = check(&documents);
    assert!(item(&result, "O11").documents.is_empty());
    assert_eq!(verdict(&result, "O23.f").0, Verdict::Pass);
}

#[test]
fn a_report_named_by_number_and_words_is_not_cut_where_it_repeats_its_plan() {
    let report = check(&[(
        "O25 ผลตามมาตรการ.docx",
        &[
            "ทำจริงแล้ว 31 มี.ค. 68",
            "| มาตรการ | ผล |",
            "| โต๊ะต้อนรับและสอบถามความคืบหน้าคดี | เปิดแล้ว 6 ม.ค. 68 |",
            "| ป้ายจุดบริการ | ติดตั้งแล้ว 12 ป้าย |",
            "| ป้ายพันธสัญญา | ติดแล้ว |",
            "| ป้าย No Gift Policy | ติดแล้ว 7 ห้อง |",
        ],
    )]);
    assert_eq!(verdict(&report, "O25.a").0, Verdict::Pass);
    assert!(item(&report, "O24").documents.is_empty());
}

#[test]
fn a_file_without_a_title_adds_what_those_of_its_item_lack() {
    let crimes: &[&str] = &[
        "# สถิติคดีอาญา (ข้อมูลจาก CRIMES) ปีงบประมาณ 2568",
        "| เดือน | รับแจ้ง | จับได้ |",
        "| ต.ค. 67 | 28 | 25 |",
        "| พ.ย. 67 | 31 | 26 |",
    ];
    let checkpoints: &[&str] = &[
        "การตั้งจุดตรวจ/จุดสกัด",
        "| จุด | ไตรมาส 1 (ต.ค.-ธ.ค. 67) | ไตรมาส 2 (ม.ค.-มี.ค. 68) |",
        "| จุดตรวจหน้าตลาด | 34 ครั้ง | 31 ครั้ง |",
        "| จุดสกัดสะพาน | 12 ครั้ง | 9 ครั้ง |",
    ];
    let mut documents: Vec<(&str, &[&str])> = vec![
        ("งานสอบสวน/O11 คดี.docx", crimes),
        ("งานป้องกัน/ด่าน.docx", checkpoints),
        ("O18.docx", super::POLICY),
        ("O19.docx", super::NEWS),
        ("O20.docx", super::RISKS),
        ("O24.docx", super::ORDER),
    ];
    let of = |documents: &[(&str, &[&str])]| {
        let result = check(documents);
        (
            verdict(&result, "O11.b").0,
            item(&result, "O11").documents.len(),
        )
    };
    let few = of(&documents);
    let more: [(&str, &[&str]); 3] = [
        (
            "O1.docx",
            &[
                "# โครงสร้างสถานี",
                "งานอำนวยการ งานป้องกันปราบปราม งานจราจร งานสืบสวน งานสอบสวน",
            ],
        ),
        (
            "O3.docx",
            &[
                "# กฎหมายที่ควรรู้",
                "ประมวลกฎหมายอาญา พ.ร.บ.จราจรทางบก พ.ศ. 2522",
            ],
        ),
        (
            "O22.docx",
            &["# ประมวลจริยธรรมข้าราชการตำรวจ", "ยึดมั่นในสถาบันหลัก ซื่อสัตย์ สุจริต"],
        ),
    ];
    documents.extend(more);
    assert_eq!((few.0, of(&documents)), (Verdict::Fail, (Verdict::Pass, 2)));
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
        ("19", super::NEWS),
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
fn a_chapter_beside_another_may_be_of_its_item() {
    let book = [
        "# ข้อมูลพื้นฐาน สภ.บ้านสมมุติ",
        "ส่วนที่ 1 ผังสายงาน",
        "งานอำนวยการ งานป้องกันปราบปราม งานจราจร งานสืบสวน งานสอบสวน",
        "กำลังพลที่มีอยู่จริง 88 นาย จากกรอบ 121 นาย (สัญญาบัตร 24 ประทวน 64) ยอด ณ 28 ก.พ. 68",
        "พ.ต.อ.เกริกไกร ตัวอย่างดี ผกก.สภ.บ้านสมมุติ โทร 08-0000-0001",
        "ส่วนที่ 2 งานของโรงพัก",
        "มีหน้าที่ตาม พ.ร.บ.ตำรวจแห่งชาติ 2565 ในการรักษาความสงบ ป้องกันและปราบปรามการกระทำผิดอาญา",
        "| สายงาน | รับผิดชอบเรื่อง |",
        "| อำนวยการ | หนังสือ การเงิน กำลังพล |",
        "| ป้องกันปราบปราม | สายตรวจ ห้องควบคุม |",
        "| จราจร | ถนนและสะพาน |",
        "| สืบสวน | จับตามหมาย ยาเสพติด |",
        "| สอบสวน | รับแจ้งความ สำนวน ของกลาง |",
        "ส่วนที่ 3 เขตรับผิดชอบและประชากร (สำรวจ ธ.ค. 67)",
        "| ตำบล | หมู่บ้าน | ประชากร (คน) |",
        "| บ้านสมมุติ | 7 | 9,842 |",
        "| ท่าตัวอย่าง | 5 | 6,110 |",
    ];
    let result = check(&[
        ("รวม.docx", &book),
        ("O18.docx", POLICY),
        ("O19.docx", super::NEWS),
        ("O20.docx", RISKS),
        ("O11.docx", CHECKPOINTS),
        ("O24.docx", ORDER),
        (
            "O7.docx",
            &[
                "# รายงานการปฏิบัติราชการประจำเดือน ตุลาคม 2567",
                "ลอยกระทงปลอดภัย งานจราจร",
            ],
        ),
        (
            "O9.docx",
            &[
                "# คู่มือสำหรับประชาชน",
                "งานสอบสวน แจ้งความ นำบัตรมา ใช้เวลา 30 นาที",
            ],
        ),
        (
            "O3.docx",
            &[
                "# กฎหมายที่ควรรู้",
                "ประมวลกฎหมายอาญา พ.ร.บ.จราจรทางบก พ.ศ. 2522",
            ],
        ),
        (
            "O22.docx",
            &["# ประมวลจริยธรรมข้าราชการตำรวจ", "ยึดมั่นในสถาบันหลัก ซื่อสัตย์ สุจริต"],
        ),
    ]);
    assert_eq!(verdict(&result, "O2.b").0, Verdict::Pass);
}

#[test]
fn bulletins_named_for_each_month_are_the_monthly_reports() {
    let others: [(&str, &[&str]); 6] = [
        ("O18.docx", super::POLICY),
        ("O19.docx", super::NEWS),
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
        let bulletins = names.iter().zip(super::when::MONTHS).map(|(name, month)| {
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
fn a_scan_in_a_folder_for_a_theme_may_be_what_nothing_else_of_it_answers() {
    let scan = "กำลังพล/สแกน0042.docx";
    let structure: &[&str] = &[
        "# โครงสร้าง อัตรากำลัง และผู้บริหาร",
        "งานอำนวยการ งานป้องกันปราบปราม งานจราจร งานสืบสวน งานสอบสวน",
        "พ.ต.อ.เกริกไกร ตัวอย่างดี ผู้กำกับการ โทร. 0-0000-0001",
    ];
    let documents = vec![
        ("O1 โครงสร้าง.docx".to_owned(), word_lines(structure)),
        ("O18 นโยบาย.docx".to_owned(), word_lines(super::POLICY)),
        (scan.to_owned(), b"PK\x03\x04 cut off".to_vec()),
    ];
    let result = of_station(documents);
    let unread = result.documents.iter().find(|paper| paper.path == scan);
    assert_eq!(unread.unwrap().items, ["O16"]);
    assert_eq!(item(&result, "O16").verdict, ItemVerdict::Review);
    assert_eq!(item(&result, "O10").verdict, ItemVerdict::Missing);
}

#[test]
fn a_chapter_of_a_report_that_number_and_name_tell_is_no_monthly_report() {
    let lines: &[&str] = &[
        "# การจัดการทรัพย์สินของราชการและของกลาง",
        "แบ่งผู้ดูแล ตรวจสภาพทุกเดือน ยืมด้วยใบยืม ของกลางเก็บในห้องมั่นคง",
        crate::made::NEXT_PAGE,
        "6. รายงานผลการปฏิบัติราชการประจำเดือน",
        "| เดือน | ตรวจนับอาวุธปืน | ของกลางรับเข้า | จำหน่าย |",
        "| ต.ค. 2567 | 140 | 20 | 11 |",
        "| พ.ย. 2567 | 140 | 23 | 12 |",
    ];
    let of = |name: &str| check(&[(name, lines)]).documents[0].items.clone();
    assert_eq!(of("O23 ทรัพย์สินของราชการและของกลาง.docx"), ["O23"]);
}

#[test]
fn minutes_in_the_folder_of_the_order_show_what_order_and_measures_lack() {
    let measures: &[&str] = &[
        "# มาตรการยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ 2568",
        "จุดประชาสัมพันธ์และสอบถามความคืบหน้าคดี ป้ายจุดบริการ ป้าย No Gift Policy",
        "ปรับเว็บไซต์ให้เป็นปัจจุบัน ทำ OIT ทุกข้อตามเกณฑ์",
    ];
    let minutes: &[&str] = &[
        "# รายงานการประชุม ครั้งที่ 1/2568",
        "ผู้มาประชุม ผู้กำกับการ (ประธาน) และตำรวจในสังกัด 74 นาย",
        "วาระ 1 ประธานชี้แจงการประเมิน ITA ให้ตำรวจทุกนายทราบ",
    ];
    let of = |folder: &str| {
        let minutes_path = format!("{folder}/บันทึก 20 ม.ค..docx");
        let result = check(&[
            ("ITA/คำสั่ง.docx", ORDER),
            ("ITA/มาตรการ.docx", measures),
            (&minutes_path, minutes),
            ("O11.docx", CHECKPOINTS),
            ("O18.docx", super::POLICY),
            ("O19.docx", super::NEWS),
            ("O20.docx", super::RISKS),
            (
                "O2.docx",
                &["# อำนาจหน้าที่และพื้นที่รับผิดชอบ", "ดูแล 3 ตำบล ประชากร 12,345 คน"],
            ),
            (
                "O3.docx",
                &[
                    "# กฎหมายที่เกี่ยวข้อง",
                    "ประมวลกฎหมายอาญา พ.ร.บ.จราจรทางบก พ.ศ. 2522",
                ],
            ),
        ]);
        verdict(&result, "O24.b").0
    };
    assert_eq!((of("ITA"), of("อื่นๆ")), (Verdict::Pass, Verdict::Fail));
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
        let rows = super::when::MONTHS.iter();
        monthly.extend(rows.map(|month| format!("| {month} | 29 | 14 |")));
    }
    let monthly: Vec<&str> = monthly.iter().map(String::as_str).collect();
    let of = |name: &str| {
        let result = check(&[
            (name, &monthly),
            ("O11 สถิติ.docx", CHECKPOINTS),
            ("O18.docx", super::POLICY),
            ("O19.docx", super::NEWS),
            ("O20.docx", super::RISKS),
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

#[test]
fn a_web_page_of_services_answers_for_the_contacts_it_gives() {
    let lines: &[&str] = &[
        "# บริการออนไลน์ สภ.บ้านสมมุติ",
        "สถานีตำรวจภูธรบ้านสมมุติ",
        "12 ม.1 ต.บ้านสมมุติ อ.เมือง จ.สมมุติ 99980",
        "โทรศัพท์ 0-0000-6300 อีเมล station@police.example",
        "ถามตำรวจ (Q&A) https://police.example/webboard",
        "กล่องความเห็น ติ ชม แนะนำ https://police.example/comment",
        "แจ้งความออนไลน์ https://police.example/online-report",
        "จ่ายค่าปรับออนไลน์ https://police.example/pay-fine",
        "ติดตามคดี Case Tracking https://police.example/case",
    ];
    let of = |lines: &[&str]| {
        check(&[("O10 บริการ.docx", lines)]).documents[0]
            .items
            .clone()
    };
    assert_eq!(of(lines), ["O5", "O10"]);
    let without: Vec<&str> = lines
        .iter()
        .copied()
        .filter(|line| !line.contains("ถาม") && !line.contains("ชม"))
        .collect();
    assert_eq!(of(&without), ["O10"]);
}
