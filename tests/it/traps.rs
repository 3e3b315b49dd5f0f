//! What looks like evidence and is none, each with the like that is: judged by the rules of police stations.

use crate::made::word_lines;
use oitcheck::choose::RuleChoice;
use oitcheck::document::WarningCode;
use oitcheck::pipeline::{self, Options};
use oitcheck::result::{AgencyInfo, AgencyResult, ItemVerdict, Verdict};
use oitcheck::rules;
use oitcheck::settings::Settings;

/// The result of a station with these documents, each a name and its lines.
fn check(documents: &[(&str, &[&str])]) -> AgencyResult {
    let documents = documents
        .iter()
        .map(|(name, lines)| ((*name).to_owned(), word_lines(lines)))
        .collect();
    let options = Options {
        rules: RuleChoice::Given(Box::new(rules::load("police-station-2568").unwrap())),
        ..Options::default()
    };
    pipeline::check_documents(
        AgencyInfo::default(),
        &Settings::default(),
        documents,
        &options,
    )
}

fn verdict(result: &AgencyResult, id: &str) -> (Verdict, String) {
    let mut requirements = result.items.iter().flat_map(|item| &item.requirements);
    let found = requirements
        .find(|requirement| requirement.id == id)
        .unwrap();
    (found.verdict, found.reason.code.clone())
}

/// Whether a requirement passes, alone and after `lines` were changed by `spoil`.
fn spoilt(
    id: &str,
    name: &str,
    lines: &[&str],
    spoil: impl Fn(&str) -> String,
) -> (Verdict, Verdict) {
    let changed: Vec<String> = lines.iter().map(|line| spoil(line)).collect();
    let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
    let of = |lines: &[&str]| verdict(&check(&[(name, lines)]), id).0;
    (of(lines), of(&changed))
}

const CHECKPOINTS: &[&str] = &[
    "# สถิติผลการดำเนินงาน ปีงบประมาณ 2568",
    "คดีอาญาจากระบบ CRIMES",
    "| เดือน | รับคำร้องทุกข์ | จับกุม |",
    "| ตุลาคม 2567 | 31 | 14 |",
    "สถิติการตั้งจุดตรวจ จุดสกัด",
    "| เดือน | ครั้ง | ผล |",
    "| ตุลาคม 2567 | 30 | 3 |",
];

#[test]
fn a_table_with_nothing_below_its_heads_is_no_statistics() {
    let spoil = |line: &str| match line {
        "| ตุลาคม 2567 | 30 | 3 |" => "| | | |".to_owned(),
        other => other.to_owned(),
    };
    let found = spoilt("O11.b", "O11 สถิติ.docx", CHECKPOINTS, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

const POLICY: &[&str] = &[
    "# ประกาศสถานีตำรวจภูธรบ้านสมมุติ",
    "เรื่อง นโยบายต่อต้านการรับสินบน",
    "1. วัตถุประสงค์ เพื่อให้การปฏิบัติหน้าที่โปร่งใส",
    "ประกาศ ณ วันที่ 4 พฤศจิกายน พ.ศ. 2567",
    "(เกริกไกร ตัวอย่างดี)",
    "ผู้กำกับการสถานีตำรวจภูธรบ้านสมมุติ",
];

#[test]
fn a_policy_is_signed_by_whom_the_structure_names() {
    let structure = |head: &str| {
        let head = format!("พ.ต.อ.{head} ผู้กำกับการ โทร 0-0000-0001");
        let lines = ["# โครงสร้างและผู้บริหาร สถานีตำรวจภูธรบ้านสมมุติ", head.as_str()];
        let documents: [(&str, &[&str]); 2] =
            [("O1 โครงสร้าง.docx", &lines), ("O18 นโยบาย.docx", POLICY)];
        verdict(&check(&documents), "O18.a")
    };
    assert_eq!(structure("เกริกไกร ตัวอย่างดี").0, Verdict::Pass);
    let other = structure("สมศักดิ์ศรี แต่งขึ้นใหม่");
    assert_eq!(other, (Verdict::Fail, "signed-by-other".to_owned()));
}

#[test]
fn a_line_to_sign_on_is_no_signature() {
    let spoil = |line: &str| match line {
        "(เกริกไกร ตัวอย่างดี)" => {
            "(ลงชื่อ) ..............................".to_owned()
        }
        other => other.to_owned(),
    };
    let found = spoilt("O18.a", "O18 นโยบาย.docx", POLICY, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

const NEWS: &[&str] = &[
    "# กิจกรรมต่อต้านการทุจริตของหัวหน้าสถานี",
    "9 ธันวาคม 2567 ผู้กำกับการนำตำรวจประกาศเจตนารมณ์ต่อต้านการทุจริต",
    "17 มกราคม 2568 ผู้กำกับการอบรมคุณธรรมจริยธรรมข้าราชการตำรวจ",
    "5 มีนาคม 2568 ผู้กำกับการร่วมเวทีต้านสินบน",
];

#[test]
fn who_is_sent_in_the_place_of_the_head_is_not_the_head() {
    let spoil = |line: &str| line.replace("2568 ผู้กำกับการ", "2568 รอง ผกก. แทนผู้กำกับการ");
    let found = spoilt("O19.c", "O19 กิจกรรม.docx", NEWS, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

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
fn papers_of_other_agencies_and_samples_answer_nothing() {
    let plan: &[&str] = &[
        "# ประกาศโรงพยาบาลบ้านสมมุติ",
        "เรื่อง เผยแพร่แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ 2568",
        "โรงพยาบาลขอประกาศแผนการจัดซื้อจัดจ้างตามพระราชบัญญัติการจัดซื้อจัดจ้าง พ.ศ. 2560",
        "ประกาศ ณ วันที่ 7 ตุลาคม 2567",
    ];
    let own: Vec<String> = plan
        .iter()
        .map(|line| line.replace("โรงพยาบาล", "สถานีตำรวจภูธร"))
        .collect();
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    let mut sample = vec!["ตัวอย่าง"];
    sample.extend(&own);
    let of = |lines: &[&str]| {
        let result = check(&[("O14 ประกาศ.docx", lines), ("O18 นโยบาย.docx", POLICY)]);
        let document = result
            .documents
            .iter()
            .find(|document| document.path.starts_with("O14"))
            .unwrap();
        let warnings = document.warnings.iter().map(|warning| warning.code);
        (document.items.clone(), warnings.collect::<Vec<_>>())
    };
    assert_eq!(of(&own), (vec!["O14".to_owned()], vec![]));
    assert_eq!(of(plan), (vec![], vec![WarningCode::OtherAgency]));
    assert_eq!(of(&sample), (vec![], vec![WarningCode::Sample]));
}

#[test]
fn a_short_or_wrong_name_of_the_agency_makes_no_strangers() {
    for name in ["สภ.บ้าน", "เทศบาลตำบลอื่นไกล"] {
        let info = AgencyInfo {
            name: Some(name.to_owned()),
            ..AgencyInfo::default()
        };
        let documents = vec![("O18 นโยบาย.docx".to_owned(), word_lines(POLICY))];
        let options = Options {
            rules: RuleChoice::Given(Box::new(rules::load("police-station-2568").unwrap())),
            ..Options::default()
        };
        let result = pipeline::check_documents(info, &Settings::default(), documents, &options);
        assert_eq!(result.documents[0].items, ["O18"], "{name}");
    }
}

#[test]
fn an_item_with_a_broken_rule_is_never_missing() {
    let rules = rules::load_str(
        "mine-2568.toml",
        r#"id = "mine-2568"
version = "1"
agency_type = "police-station"
fiscal_years = [2568]
title = { th = "ของเรา", en = "Ours" }

[[item]]
id = "O1"
key = "structure"
title = { th = "โครงสร้าง", en = "Structure" }

[[item.requirement]]
id = "O1.a"
asks = { th = "แผนผัง", en = "A chart" }
text = { anny = ["แผนผัง"] }
"#,
    );
    let options = Options {
        rules: RuleChoice::Given(Box::new(rules.unwrap())),
        ..Options::default()
    };
    let documents = vec![("ประกาศ.docx".to_owned(), word_lines(POLICY))];
    let (info, settings) = (AgencyInfo::default(), Settings::default());
    let result = pipeline::check_documents(info, &settings, documents, &options);
    assert_eq!(result.items[0].verdict, ItemVerdict::Review);
    assert_eq!(verdict(&result, "O1.a").1, "broken-rule");
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
    let item = result.items.iter().find(|item| item.id == "O8").unwrap();
    assert_eq!(item.verdict, ItemVerdict::Missing);
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
    let item = result.items.iter().find(|item| item.id == "O22").unwrap();
    assert_eq!(item.verdict, ItemVerdict::Missing);
}

#[test]
fn a_title_that_ends_with_another_agency_is_of_that_agency() {
    let lines: &[&str] = &[
        "# อำนาจหน้าที่และเขตพื้นที่ สถานีตำรวจภูธรบ้านอื่น",
        "ป้องกันปราบปรามอาชญากรรม ดูแลตำบลบ้านอื่น ประชากร 12,345 คน ข้อมูล ณ มีนาคม 2568",
    ];
    let result = check(&[
        ("O2 พื้นที่.docx", lines),
        ("O18 นโยบาย.docx", POLICY),
        ("O19.docx", NEWS),
    ]);
    let document = result
        .documents
        .iter()
        .find(|document| document.path.starts_with("O2"))
        .unwrap();
    let warnings = document.warnings.iter().map(|warning| warning.code);
    assert_eq!(
        warnings.collect::<Vec<_>>(),
        [WarningCode::OtherAgency],
        "{:?}",
        result.agency.name
    );
}

#[test]
fn a_name_without_brackets_signs_too_and_must_be_the_heads() {
    let structure = [
        "# โครงสร้างและผู้บริหาร สถานีตำรวจภูธรบ้านสมมุติ",
        "พ.ต.อ.เกริกไกร ตัวอย่างดี ผู้กำกับการ โทร 0-0000-0001",
    ];
    let signed = |last: &[&str]| {
        let mut lines = POLICY[..4].to_vec();
        lines.extend(last);
        let documents: [(&str, &[&str]); 2] = [
            ("O1 โครงสร้าง.docx", &structure),
            ("O18 นโยบาย.docx", &lines),
        ];
        verdict(&check(&documents), "O18.a").0
    };
    assert_eq!(
        signed(&["พ.ต.อ.เกริกไกร ตัวอย่างดี ผกก.สภ.บ้านสมมุติ"]),
        Verdict::Pass
    );
    let lines = ["พ.ต.อ.เกริกไกร ตัวอย่างดี", "ผู้กำกับการสถานีตำรวจภูธรบ้านสมมุติ"];
    assert_eq!(signed(&lines), Verdict::Pass);
    let former = ["พ.ต.อ.สมศักดิ์ศรี แต่งขึ้นใหม่ ผกก.สภ.บ้านสมมุติ"];
    assert_eq!(signed(&former), Verdict::Fail);
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
fn a_broken_copy_of_a_readable_file_makes_no_other_item_doubtful() {
    let of = |broken: &str| {
        let documents = vec![
            ("สถิติ/สรุป.docx".to_owned(), word_lines(CHECKPOINTS)),
            (broken.to_owned(), b"%PDF-1.4 broken".to_vec()),
        ];
        let options = Options {
            rules: RuleChoice::Given(Box::new(rules::load("police-station-2568").unwrap())),
            ..Options::default()
        };
        let (info, settings) = (AgencyInfo::default(), Settings::default());
        let result = pipeline::check_documents(info, &settings, documents, &options);
        let item = result.items.iter().find(|item| item.id == "O5").unwrap();
        item.verdict
    };
    assert_eq!(of("สถิติ/สรุป.pdf"), ItemVerdict::Missing);
    assert_eq!(of("เบ็ดเตล็ด/1.pdf"), ItemVerdict::Review);
    // Nor does what its name says to be a photograph.
    assert_eq!(of("เบ็ดเตล็ด/รูปเสาธง.pdf"), ItemVerdict::Missing);
}

#[test]
fn a_row_without_a_number_leaves_somebody_without_contact() {
    let lines: &[&str] = &[
        "# โครงสร้างและทำเนียบผู้บริหาร สถานีตำรวจภูธรบ้านสมมุติ",
        "| ชื่อ | ตำแหน่ง | โทรศัพท์ |",
        "| พ.ต.อ.เกริกไกร ตัวอย่างดี | ผู้กำกับการ | 0-0000-0001 |",
        "| พ.ต.ท.หญิง ดวงสมมุติ ลองเขียน | รองผู้กำกับการ | 0-0000-0002 |",
        "| พ.ต.ท.นามแฝง แต่งขึ้น | สารวัตรสืบสวน | 0-0000-0003 |",
        "| พ.ต.ต.สมมุติ เติมแต่ง | สารวัตรจราจร | 0-0000-0004 |",
        "| พ.ต.ต.หญิง ลองนึก วาดเล่น | สารวัตรอำนวยการ | 0-0000-0005 |",
    ];
    let spoil = |line: &str| line.replace("0-0000-0003", "");
    let found = spoilt("O1.f", "O1 โครงสร้าง.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn what_the_next_point_of_a_list_lacks_is_not_said_of_this_one() {
    let lines: &[&str] = &[
        "# มาตรการยกระดับคุณธรรมและความโปร่งใส ปีงบประมาณ 2568",
        "จุดบริการ One Stop Service",
        "1 จุดประชาสัมพันธ์และสอบถามความคืบหน้าคดี มีเวรทุกวัน",
        "2 ป้าย No Gift Policy ทุกโต๊ะ",
        "3 ป้ายดาวน์โหลดคู่มือบริการ ทุกโต๊ะ",
    ];
    let spoil = |line: &str| match line.strip_prefix("3 ป้ายดาวน์โหลดคู่มือบริการ")
    {
        Some(_) => "3 ป้ายดาวน์โหลดคู่มือบริการ ยังไม่ได้จัดทำ".to_owned(),
        None => line.to_owned(),
    };
    let of = |id| spoilt(id, "O24 มาตรการ.docx", lines, spoil);
    assert_eq!(of("O24.f"), (Verdict::Pass, Verdict::Pass));
    assert_eq!(of("O24.g"), (Verdict::Pass, Verdict::Fail));
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
fn papers_of_last_year_do_not_take_an_agency_from_its_list() {
    let station = "สถานีตำรวจภูธรบ้านสมมุติ";
    let chosen = |years: &[&str]| {
        let paper = |(number, year): (usize, &&str)| {
            let title = format!("# รายงาน ประจำปีงบประมาณ พ.ศ. {year}");
            (format!("{number}.docx"), word_lines(&[&title, station]))
        };
        let documents = years.iter().enumerate().map(paper).collect();
        let (info, settings) = (AgencyInfo::default(), Settings::default());
        let result = pipeline::check_documents(info, &settings, documents, &Options::default());
        result.rule_set.map(|rules| rules.id)
    };
    let police = Some("police-station-2568".to_owned());
    assert_eq!(chosen(&["2567", "2567", "2568"]), police);
    // Of another year only: whose list is meant must be said.
    assert_eq!(chosen(&["2565", "2565", "2565"]), None);
}

const RISKS: &[&str] = &[
    "# ความเสี่ยงต่อการรับสินบน ปีงบประมาณ 2568",
    "เกณฑ์ โอกาส 1-5 ผลกระทบ 1-5 ระดับความเสี่ยง ต่ำ ปานกลาง สูง",
    "| สายงาน | เหตุการณ์ความเสี่ยง | ระดับ | มาตรการ |",
    "| จราจร | รับเงินแทนการออกใบสั่ง | สูง | ใช้ใบสั่งอิเล็กทรอนิกส์ทุกราย |",
    "| สอบสวน | เรียกเงินเพื่อเร่งคดี | สูง | สุ่มตรวจสำนวนเดือนละสองครั้ง |",
    "| สืบสวน | รับผลประโยชน์จากผู้ต้องหา | ปานกลาง | บันทึกภาพทุกครั้งที่ตรวจค้น |",
];

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
        let item = |id: &str| result.items.iter().find(|item| item.id == id).unwrap();
        let documents = |id: &str| item(id).documents.clone();
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
fn a_month_that_is_still_to_come_is_not_covered() {
    let lines: &[&str] = &[
        "# สถิติผลการดำเนินงาน ปีงบประมาณ 2568",
        "คดีอาญาจากระบบ CRIMES",
        "| เดือน | รับคำร้องทุกข์ | จับกุม |",
        "| ต.ค. 67 | 31 | 14 |",
        "| พ.ย. 67 | 28 | 12 |",
        "| ธ.ค. 67 | 35 | 20 |",
        "| ม.ค. 68 | 30 | 17 |",
        "| ก.พ. 68 | 27 | 11 |",
        "| มี.ค. 68 | 29 | 15 |",
    ];
    let spoil = |line: &str| match line {
        "| มี.ค. 68 | 29 | 15 |" => "เดือนมีนาคม 2568 อยู่ระหว่างรวบรวม".to_owned(),
        other => other.to_owned(),
    };
    let found = spoilt("O11.d", "O11 สถิติ.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
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
    let options = Options {
        rules: RuleChoice::Given(Box::new(rules::load("police-station-2568").unwrap())),
        ..Options::default()
    };
    let result = pipeline::check_documents(AgencyInfo::default(), &settings, documents, &options);
    let item = |id: &str| result.items.iter().find(|item| item.id == id).unwrap();
    assert!(item("O20").documents.contains(&pinned.to_owned()));
    assert!(!item("O21").documents.contains(&pinned.to_owned()));
}

#[test]
fn a_plan_before_the_results_it_was_taken_for_answers_its_own_item() {
    let both = [&["# รายงานผลการจัดการความเสี่ยงต่อการรับสินบน"], RISKS, RESULTS].concat();
    let result = check(&[("O21 ผลความเสี่ยง.docx", &both)]);
    for id in ["O20", "O21"] {
        let item = result.items.iter().find(|item| item.id == id).unwrap();
        assert_eq!(item.documents, ["O21 ผลความเสี่ยง.docx"], "{id}");
    }
}

#[test]
fn part_of_the_results_behind_a_plan_is_a_report_with_gaps() {
    let some = RESULTS.get(..4).unwrap();
    let both = [RISKS, some].concat();
    let result = check(&[("O20 ความเสี่ยง.docx", &both)]);
    let report = result.items.iter().find(|item| item.id == "O21").unwrap();
    assert_eq!(report.verdict, ItemVerdict::Partial);
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
fn a_table_that_ends_before_its_title_covers_no_half_year() {
    let lines: &[&str] = &[
        "# สถิติ 6 เดือน ต.ค.67 - มี.ค.68",
        "คดีอาญาจากระบบ CRIMES",
        "| เดือน | รับคำร้องทุกข์ | จับกุม |",
        "| ต.ค. 67 | 31 | 14 |",
        "| พ.ย. 67 | 28 | 12 |",
        "| ธ.ค. 67 | 35 | 20 |",
        "| ม.ค. 68 | 30 | 17 |",
        "| ก.พ. 68 | 27 | 11 |",
        "| มี.ค. 68 | 29 | 15 |",
    ];
    let without = lines.get(..8).unwrap();
    let of = |lines: &[&str]| verdict(&check(&[("O11 สถิติ.docx", lines)]), "O11.d");
    assert_eq!(of(lines).0, Verdict::Pass);
    let ends_early = (Verdict::Fail, "table-ends-early".to_owned());
    assert_eq!(of(without), ends_early);
}

const ORDER: &[&str] = &[
    "# คำสั่งสถานีตำรวจภูธรบ้านสมมุติ ที่ 12/2568",
    "เรื่อง แต่งตั้งคณะทำงานขับเคลื่อน ITA ประจำปีงบประมาณ พ.ศ. 2568",
    "1. พ.ต.อ.เกริกไกร ตัวอย่างดี ผู้กำกับการ ประธาน",
    "2. พ.ต.ท.สมชาย นามสมมุติ สารวัตรอำนวยการ เลขานุการ",
    "สั่ง ณ วันที่ 6 มกราคม พ.ศ. 2568",
];

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
fn whom_another_has_replaced_is_head_no_longer() {
    let of = |head: &str| {
        let structure = ["# โครงสร้างและผู้บริหาร", head];
        let result = check(&[
            ("O1 โครงสร้าง.docx", &structure),
            ("O18 นโยบาย.docx", POLICY),
        ]);
        verdict(&result, "O18.a")
    };
    assert_eq!(of("พ.ต.อ.เกริกไกร ตัวอย่างดี ผู้กำกับการ").0, Verdict::Pass);
    let replaced = "พ.ต.อ.มานะ นามสมมุติ ผู้กำกับการ รับตำแหน่งแทน พ.ต.อ.เกริกไกร ตัวอย่างดี";
    assert_eq!(of(replaced).1, "signed-by-other");
}

#[test]
fn a_station_that_meets_with_its_neighbours_is_still_a_station() {
    let papers: [&[&str]; 4] = [
        &[
            "# ทำเนียบ",
            "พ.ต.อ.เกริกไกร ตัวอย่างดี ผกก.",
            "รอง ผกก.ป.",
            "1 ต.ค. 67",
        ],
        &[
            "# ข่าว",
            "สายตรวจร่วมกับ อบต.สมมุติ และ อบต.บ้านสมมุติ",
            "ผกก. พบกำนัน 3 ธ.ค. 67",
        ],
        &[
            "# งบที่ได้จาก อบต.",
            "อุดหนุนน้ำมันสายตรวจ สภ.บ้านสมมุติ",
            "12 ม.ค. 68",
        ],
        &["# ระวัง", "อบต.สมมุติ แจ้งปิดถนน 14 ก.พ. 68"],
    ];
    let documents = papers.iter().enumerate();
    let documents = documents.map(|(number, lines)| (format!("{number}.docx"), word_lines(lines)));
    let result = pipeline::check_documents(
        AgencyInfo::default(),
        &Settings::default(),
        documents.collect(),
        &Options::default(),
    );
    // No paper names a fiscal year either.
    let chosen = result.rule_set.map(|rules| rules.id);
    assert_eq!(chosen.as_deref(), Some("police-station-2568"));
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
    let item = result.items.iter().find(|item| item.id == "O19").unwrap();
    assert_eq!(item.verdict, ItemVerdict::Missing);
}

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
    for number in 0..8 {
        let lines = ["# ข่าว", "พบปะประชาชนในตลาด", "ประชาชนร่วมงานเป็นจำนวนมาก"];
        documents.push((format!("ข่าว {number}.docx"), word_lines(&lines)));
    }
    let options = Options {
        rules: RuleChoice::Given(Box::new(rules::load("police-station-2568").unwrap())),
        ..Options::default()
    };
    let (info, settings) = (AgencyInfo::default(), Settings::default());
    let result = pipeline::check_documents(info, &settings, documents, &options);
    let item = |id: &str| result.items.iter().find(|item| item.id == id).unwrap();
    assert_eq!(item("O24").documents, ["O25 แผน.docx"]);
    assert_eq!(item("O25").documents, ["O24 สรุปผล.docx"]);
}

#[test]
fn a_short_address_beside_its_label_is_one() {
    let lines: &[&str] = &[
        "# ติดต่อสถานี",
        "| หน่วยงาน | สถานีตำรวจภูธรบ้านสมมุติ |",
        "| ที่อยู่ | 55/5 หมู่ 2 ถนนเลียบหาด |",
        "| โทร | 0-0000-0000 |",
    ];
    let spoil = |line: &str| line.replace("| ที่อยู่ |", "| จุดตรวจ |");
    let found = spoilt("O5.b", "O5 ติดต่อ.docx", lines, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}
