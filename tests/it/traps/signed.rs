//! Who signs, and who takes part.

use super::{NEWS, POLICY, check, of_station, spoilt, verdict};
use crate::made::word_lines;
use oitcheck::result::Verdict;

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
    let lines = [
        "พันตำรวจเอก (ลงชื่อ) เกริกไกร ตัวอย่างดี",
        "ผู้กำกับการสถานีตำรวจภูธรบ้านสมมุติ",
    ];
    assert_eq!(signed(&lines), Verdict::Pass);
    let lines = ["พันตำรวจเอก (ลงชื่อ)", "ผู้กำกับการสถานีตำรวจภูธรบ้านสมมุติ"];
    assert_eq!(signed(&lines), Verdict::Fail);
    let former = ["พ.ต.อ.สมศักดิ์ศรี แต่งขึ้นใหม่ ผกก.สภ.บ้านสมมุติ"];
    assert_eq!(signed(&former), Verdict::Fail);
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
fn who_is_sent_in_the_place_of_the_head_is_not_the_head() {
    let spoil = |line: &str| line.replace("2568 ผู้กำกับการ", "2568 รอง ผกก. แทนผู้กำกับการ");
    let found = spoilt("O19.c", "O19 กิจกรรม.docx", NEWS, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn the_subject_in_brackets_signs_nothing() {
    let spoil = |line: &str| match line {
        "เรื่อง นโยบายต่อต้านการรับสินบน" => {
            "เรื่อง เราไม่รับสินบน (นโยบายต่อต้านการรับสินบน)".to_owned()
        }
        "1. วัตถุประสงค์ เพื่อให้การปฏิบัติหน้าที่โปร่งใส" => {
            "ผู้กำกับการสถานีตำรวจภูธรบ้านสมมุติขอประกาศ".to_owned()
        }
        "(เกริกไกร ตัวอย่างดี)" => String::new(),
        other => other.to_owned(),
    };
    let found = spoilt("O18.a", "O18 นโยบาย.docx", POLICY, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_deputy_is_not_the_head_who_must_sign() {
    let structure = [
        "# โครงสร้างและผู้บริหาร สถานีตำรวจภูธรบ้านสมมุติ",
        "พ.ต.ท.สมศักดิ์ศรี แต่งขึ้นใหม่ รอง ผกก. โทร 0-0000-0002",
    ];
    let documents: [(&str, &[&str]); 2] = [
        ("O1 โครงสร้าง.docx", &structure),
        ("O18 นโยบาย.docx", POLICY),
    ];
    assert_eq!(verdict(&check(&documents), "O18.a").0, Verdict::Pass);
}

#[test]
fn what_a_deputy_did_while_the_head_was_away_is_not_the_heads() {
    let last = |who: &str, note: &str| {
        let entry = format!("13 มีนาคม 2568 {who}ประชุมเรื่องการไม่รับสินบน");
        let told = format!("กำชับสายตรวจไม่รับผลประโยชน์จากสถานบริการ{note}");
        let lines = [
            "# กิจกรรมต่อต้านการทุจริตของหัวหน้าสถานี",
            "9 ธันวาคม 2567 ผู้กำกับการนำตำรวจประกาศเจตนารมณ์ต่อต้านการทุจริต",
            "17 มกราคม 2568 ผู้กำกับการอบรมคุณธรรมจริยธรรมข้าราชการตำรวจ",
            &entry,
            &told,
            "ภาพการประชุมสายตรวจ 13 มี.ค. 68",
        ];
        verdict(&check(&[("O19 กิจกรรม.docx", &lines)]), "O19.c").0
    };
    assert_eq!(last("ผู้กำกับการ", ""), Verdict::Pass);
    assert_eq!(last("รอง ผกก.ป. ", " (ผกก. ติดราชการที่จังหวัด)"), Verdict::Fail);
}

#[test]
fn news_beside_the_activities_of_the_head_are_none_of_them() {
    let third = |told: &str| {
        let lines = [
            "# ข่าวเด่นครึ่งปี และกิจกรรมต่อต้านการทุจริตของหัวหน้าสถานี",
            "3 ต.ค. 67 จับเรือขนน้ำมันเถื่อน 2 ลำ",
            "31 ธ.ค. 67 ตั้งจุดพักรถปีใหม่",
            "22 ก.พ. 68 ยึดใบกระท่อมผสม 40 ลิตร",
            "9 ธ.ค. 67 พ.ต.อ.เกริกไกร ตัวอย่างดี ผกก. นำแถวประกาศต้านการทุจริต",
            "13 ก.พ. 68 ผกก. อบรมคุณธรรม ย้ำห้ามรับสินบน",
            told,
        ];
        verdict(&check(&[("O19 กิจกรรม.docx", &lines)]), "O19.c").0
    };
    assert_eq!(third("5 มี.ค. 68 ผกก. ร่วมเวทีต้านสินบน"), Verdict::Pass);
    assert_eq!(third("5 มี.ค. 68 ชาวบ้านร่วมเวทีต้านสินบน"), Verdict::Fail);
}

#[test]
fn what_a_former_head_or_a_deputy_did_is_not_of_the_head() {
    let last = |who: &str| {
        let told = format!("พ.ต.อ.สมมุติ นามเดิม {who}นำข้าราชการตำรวจต้านสินบน");
        let lines = [
            "# กิจกรรมต่อต้านการทุจริตของหัวหน้าสถานี",
            "17 มกราคม 2568",
            "ผู้กำกับการอบรมคุณธรรมจริยธรรมข้าราชการตำรวจ",
            "13 มีนาคม 2568",
            "ผู้กำกับการร่วมเวทีต้านสินบน",
            "9 ธันวาคม 2567",
            &told,
        ];
        verdict(&check(&[("O19 กิจกรรม.docx", &lines)]), "O19.c").0
    };
    assert_eq!(last("ผกก. "), Verdict::Pass);
    assert_eq!(last("ผกก. (ในขณะนั้น ย้ายตั้งแต่ 16 ธ.ค. 2567) "), Verdict::Fail);
    assert_eq!(last("รอง ผกก.ป. เป็นวิทยากร "), Verdict::Fail);
}

#[test]
fn what_another_chaired_is_not_the_heads_third_activity() {
    let news: &[&str] = &[
        "# ผู้กำกับการนำทำดี ไม่มีสินบน",
        "วันต่อต้านคอร์รัปชันสากล (9 ธันวาคม 2567)",
        "ผู้กำกับการนำตำรวจกล่าวคำปฏิญาณไม่รับสินบน",
        "ธรรมะก่อนเข้าเวร (14 กุมภาพันธ์ 2568)",
        "ผู้กำกับการฟังธรรมและย้ำจริยธรรมในการตั้งจุดตรวจ",
        "ชมรมคนดีเยี่ยมโรงเรียน (7 มีนาคม 2568)",
        "ผู้กำกับการเล่านิทานคุณธรรมให้เด็กฟัง",
    ];
    let spoil = |line: &str| {
        let deputy = "รองผู้กำกับการเป็นประธานแทน เล่านิทาน";
        line.replace("ผู้กำกับการเล่านิทาน", deputy)
    };
    let found = spoilt("O19.c", "O19 ข่าว.docx", news, spoil);
    assert_eq!(found, (Verdict::Pass, Verdict::Fail));
}

#[test]
fn a_name_that_a_narrow_caption_breaks_is_one_name() {
    let signed_beside = |caption: [&str; 3], rank: &str| {
        let [name, rest, position] = caption;
        let name = format!("พ.ต.อ.{name}");
        let title = "# โครงสร้างและผู้บริหาร สถานีตำรวจภูธรบ้านสมมุติ";
        let lines = [title, &name, rest, position];
        let signature = format!("({rank}เกริกไกร ตัวอย่างดี)");
        let of_head = |line: &str| line.contains("(เกริกไกร");
        let policy: Vec<&str> = POLICY
            .iter()
            .map(|line| if of_head(line) { &signature } else { *line })
            .collect();
        let documents: [(&str, &[&str]); 2] =
            [("O1 โครงสร้าง.docx", &lines), ("O18 นโยบาย.docx", &policy)];
        verdict(&check(&documents), "O18.a")
    };
    for rank in ["", "พันตำรวจเอก "] {
        for of_head in [
            ["เกริกไกร ตัวอย่าง", "ดี", "ผกก.สภ.บ้านสมมุติ"],
            ["เกริกไกร ตัวอย่าง", "ดี ผกก. ติดต่อ", "08-0000-2201"],
        ] {
            let (found, _) = signed_beside(of_head, rank);
            assert_eq!(found, Verdict::Pass, "{rank}{of_head:?}");
        }
        let other = signed_beside(["สมศักดิ์ศรี แต่งขึ้น", "ใหม่", "ผกก.สภ.บ้านสมมุติ"], rank);
        assert_eq!(other, (Verdict::Fail, "signed-by-other".to_owned()));
    }
}

#[test]
fn news_in_files_of_their_own_are_counted_one_by_one() {
    let news = |day: &str, what: &str| {
        let what = format!("พ.ต.อ.เกริกไกร ตัวอย่างดี ผกก. {what}");
        word_lines(&["# ข่าว สภ.บ้านสมมุติ", day, &what])
    };
    let of = |last: &str| {
        let documents = [
            ("9 ธ.ค. 2567", "นำตำรวจปฏิญาณตนต่อต้านการทุจริต"),
            ("14 ม.ค. 2568", "เปิดอบรมจริยธรรมและวินัยตำรวจ"),
            (last, "เดินรณรงค์งดรับสินบนหน้าตลาด"),
        ];
        let documents = documents.iter().zip(1..);
        let documents = documents
            .map(|((day, what), number)| (format!("O19 ข่าว {number}.docx"), news(day, what)));
        verdict(&of_station(documents.collect()), "O19.c").0
    };
    assert_eq!(
        (of("6 มี.ค. 2568"), of("6 มี.ค. 2566")),
        (Verdict::Pass, Verdict::Fail)
    );
}

#[test]
fn a_position_that_was_joined_to_the_line_of_the_name_is_not_of_the_name() {
    let of = |signed: &str| {
        let lines = [&POLICY[..4], &[signed]].concat();
        verdict(&check(&[("O18 นโยบาย.docx", &lines)]), "O18.a").0
    };
    let head = "พันตำรวจเอก (ลงชื่อ) เกริกไกร ตัวอย่างดีผู้กำกับการสถานีตำรวจภูธรบ้านสมมุติ";
    let deputy = "พันตำรวจเอก (ลงชื่อ) เกริกไกร ตัวอย่างดีสารวัตรอำนวยการ";
    assert_eq!((of(head), of(deputy)), (Verdict::Pass, Verdict::Fail));
}
