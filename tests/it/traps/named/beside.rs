//! Files that add what the others of an item lack.

use crate::traps::{CHECKPOINTS, NEWS, ORDER, POLICY, RISKS, check, item, verdict};
use oitcheck::result::Verdict;

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
        ("O18.docx", POLICY),
        ("O19.docx", NEWS),
        ("O20.docx", RISKS),
        ("O24.docx", ORDER),
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
            ("O18.docx", POLICY),
            ("O19.docx", NEWS),
            ("O20.docx", RISKS),
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
