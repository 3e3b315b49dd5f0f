//! The health ministry's own list: its codes choose the rule set and the items, codes of another list do not.

use std::path::Path;

use docx_rs::{Docx, Paragraph, Run};
use serde_json::Value;

use crate::common::check;

/// A Word file of a few paragraphs.
fn word(folder: &Path, name: &str, paragraphs: &[&str]) {
    let mut document = Docx::new();
    for text in paragraphs {
        document =
            document.add_paragraph(Paragraph::new().add_run(Run::new().add_text(text.to_owned())));
    }
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut bytes = std::io::Cursor::new(Vec::new());
    document.build().pack(&mut bytes).unwrap();
    std::fs::write(path, bytes.into_inner()).unwrap();
}

fn documents(agency: &Value, item: &str) -> Vec<String> {
    let found = agency["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == item)
        .unwrap();
    let documents = found["documents"].as_array().unwrap().iter();
    documents
        .map(|path| path.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn moit_codes_choose_the_rule_set_and_its_items() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("hospital");
    let memo = [
        "บันทึกข้อความ",
        "ส่วนราชการ โรงพยาบาลทดสอบ จังหวัดตัวอย่าง",
        "เรื่อง ขออนุญาตเผยแพร่รายงานการวิเคราะห์ผลการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. 2567 บนเว็บไซต์ของหน่วยงาน",
        "เรียน ผู้อำนวยการโรงพยาบาลทดสอบ",
        "การวิเคราะห์ความเสี่ยงในการจัดซื้อจัดจ้าง ปัญหา อุปสรรค และข้อจำกัด",
    ];
    word(&folder, "MOIT3 รายงานวิเคราะห์.docx", &memo);
    word(
        &folder,
        "MOIT2/1.2 นโยบายของผู้บริหาร.docx",
        &["โรงพยาบาลทดสอบ", "นโยบายของผู้บริหาร ปีงบประมาณ พ.ศ. 2568"],
    );
    word(
        &folder,
        "MOIT17-68-12.docx",
        &[
            "โรงพยาบาลทดสอบ",
            "รายงานการประชุมจัดทำแผนบริหารความเสี่ยงการทุจริต ปีงบประมาณ พ.ศ. 2568",
        ],
    );
    word(
        &folder,
        "O4 ข้อมูลการติดต่อ.docx",
        &["โรงพยาบาลทดสอบ โทรศัพท์ 0 2000 0000"],
    );
    let run = check(&folder, &["--one-agency"]);
    let agency = &run["agencies"][0];
    assert_eq!(agency["rule_set"]["id"], "moph-moit-2568", "{agency}");
    assert_eq!(documents(agency, "MOIT3"), ["MOIT3 รายงานวิเคราะห์.docx"]);
    assert!(documents(agency, "MOIT2").contains(&"MOIT2/1.2 นโยบายของผู้บริหาร.docx".to_owned()));
    assert_eq!(documents(agency, "MOIT17"), ["MOIT17-68-12.docx"]);
    assert!(documents(agency, "MOIT4").is_empty());
    let passed = agency["items"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|item| item["requirements"].as_array().unwrap())
        .any(|requirement| requirement["id"] == "MOIT3.c" && requirement["verdict"] == "pass");
    assert!(passed, "the risk analysis is read from the file of MOIT3");
}
