//! Papers of other agencies, samples, and the list that an agency is judged by.

use super::{NEWS, POLICY, check, judge, list_chosen_for};
use crate::made::word_lines;
use oitcheck::document::WarningCode;
use oitcheck::result::AgencyInfo;
use oitcheck::settings::Settings;

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
        let result = judge(info, &Settings::default(), documents);
        assert_eq!(result.documents[0].items, ["O18"], "{name}");
    }
}

#[test]
fn a_title_that_ends_with_another_agency_is_of_that_agency() {
    let titles = [
        "# อำนาจหน้าที่และเขตพื้นที่ สถานีตำรวจภูธรบ้านอื่น",
        "# อำนาจหน้าที่และเขตพื้นที่ สถานีตำรวจภูธรบ้านอื่น ปี 2568",
    ];
    for title in titles {
        let lines: &[&str] = &[
            title,
            "ป้องกันปราบปรามอาชญากรรม ดูแลตำบลบ้านอื่น ประชากร 12,345 คน ข้อมูล ณ มีนาคม 2568",
        ];
        let result = check(&[
            ("O2 พื้นที่.docx", lines),
            ("O18 นโยบาย.docx", POLICY),
            ("O19.docx", NEWS),
        ]);
        let mut documents = result.documents.iter();
        let document = documents.find(|document| document.path.starts_with("O2"));
        let warnings = document.unwrap().warnings.iter();
        let codes: Vec<WarningCode> = warnings.map(|warning| warning.code).collect();
        assert_eq!(codes, [WarningCode::OtherAgency], "{title}");
    }
}

#[test]
fn papers_of_last_year_do_not_take_an_agency_from_its_list() {
    let station = "สถานีตำรวจภูธรบ้านสมมุติ";
    let list = |years: &[&str]| {
        let paper = |(number, year): (usize, &&str)| {
            let title = format!("# รายงาน ประจำปีงบประมาณ พ.ศ. {year}");
            (format!("{number}.docx"), word_lines(&[&title, station]))
        };
        let documents = years.iter().enumerate().map(paper).collect();
        list_chosen_for(documents)
    };
    let police = Some("police-station-2568".to_owned());
    assert_eq!(list(&["2567", "2567", "2568"]), police);
    // Of another year only: whose list is meant must be said.
    assert_eq!(list(&["2565", "2565", "2565"]), None);
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
    // No paper names a fiscal year either.
    let chosen = list_chosen_for(documents.collect());
    assert_eq!(chosen.as_deref(), Some("police-station-2568"));
}

#[test]
fn results_of_the_year_before_do_not_make_it_last_years_list() {
    let of_year = |year: &str, number: usize| {
        let title = format!("# รายงาน ประจำปีงบประมาณ พ.ศ. {year}");
        let lines = [&title, "องค์การบริหารส่วนตำบลสมมุติ"];
        (format!("{number} ปี {year}.docx"), word_lines(&lines))
    };
    let list = |last: usize, this: usize| {
        let last = (0..last).map(|number| of_year("2567", number));
        let this = (0..this).map(|number| of_year("2568", number));
        list_chosen_for(last.chain(this).collect())
    };
    assert_eq!(list(3, 2), Some("local-government-2568".to_owned()));
    // A plan for the next year is made in time.
    assert_eq!(list(9, 1), Some("local-government-2567".to_owned()));
}

#[test]
fn a_school_in_a_heading_tells_where_something_was_done() {
    let of = |place: &str| {
        let lesson = format!("เรื่องที่ 1 อบรมครู D.A.R.E. {place}");
        let lines: &[&str] = &["# โรงพักเล่าเรื่อง ฉบับที่ 1", &lesson, "สอนเด็ก 64 คน"];
        let result = judge(
            AgencyInfo {
                name: Some("สถานีตำรวจภูธรบ้านสมมุติ".to_owned()),
                ..AgencyInfo::default()
            },
            &Settings::default(),
            vec![
                ("ข่าว.docx".to_owned(), word_lines(lines)),
                ("O18 นโยบาย.docx".to_owned(), word_lines(POLICY)),
                ("O19.docx".to_owned(), word_lines(NEWS)),
            ],
        );
        let mut documents = result.documents.iter();
        let news = documents.find(|document| document.path == "ข่าว.docx");
        let mut warnings = news.unwrap().warnings.iter();
        warnings.any(|warning| warning.code == WarningCode::OtherAgency)
    };
    assert!(!of("โรงเรียนบ้านสมมุติวิทยา"));
    assert!(of("สถานีตำรวจภูธรบ้านอื่น"));
}

#[test]
fn what_a_station_heads_with_its_name_it_may_number_by_another_list() {
    let of = |owner: &str| {
        let title = format!("# MOIT 3 ท้องที่และหน้าที่ {owner}");
        let lines: &[&str] = &[
            &title,
            "มีอำนาจหน้าที่ป้องกันและปราบปรามอาชญากรรม พื้นที่รับผิดชอบ 3 ตำบล ประชากร 12,418 คน",
        ];
        let info = AgencyInfo {
            name: Some("สถานีตำรวจภูธรบ้านสมมุติ".to_owned()),
            ..AgencyInfo::default()
        };
        let documents = vec![
            ("ท้องที่และหน้าที่.docx".to_owned(), word_lines(lines)),
            ("O18 นโยบาย.docx".to_owned(), word_lines(POLICY)),
        ];
        let result = judge(info, &Settings::default(), documents);
        let mut documents = result.documents.iter();
        let paper = documents.find(|document| document.path.starts_with("ท้องที่"));
        paper.unwrap().items.clone()
    };
    assert_eq!(of("สภ.บ้านสมมุติ"), ["O2"]);
    assert!(of("รพ.สมมุติ").is_empty());
}

#[test]
fn an_example_of_another_station_is_no_report_of_this_one() {
    let of = |note: &[&str]| {
        let lines = [note, POLICY].concat();
        check(&[("O18 นโยบาย.docx", &lines)]).documents[0]
            .items
            .len()
    };
    let note = "ตัวอย่างจากสถานีอื่น เก็บไว้ดูเป็นแนวทาง ไม่ใช่ของ สภ.บ้านสมมุติ";
    assert_eq!((of(&[]), of(&[note])), (1, 0));
}
