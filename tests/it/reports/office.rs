//! The workbook and the memo, opened by LibreOffice, openpyxl and python-docx.

use super::{
    Place, assert_harmless, hostile, many, office, print_with_libreoffice, sample, sample_value,
};
use crate::common::left_out;
use serde_json::Value;

/// Sheets of a workbook as openpyxl sees them; `None` where it is not installed.
fn sheets(place: &Place) -> Option<Vec<Value>> {
    let seen = office(&["workbook".as_ref(), &place.path("work.xlsx")])?;
    Some(seen.as_array().unwrap().clone())
}

/// Memos of a folder, in order.
fn memos(place: &Place) -> Vec<std::path::PathBuf> {
    crate::common::files(&place.path("memos"), &["docx"])
}

#[test]
fn the_workbook_opens_with_its_sheets_filters_and_decisions() {
    let place = Place::with_bytes(sample());
    place.report(&["--xlsx", "work.xlsx", "--lang", "en"]);
    let Some(sheets) = sheets(&place) else {
        left_out(1, "no openpyxl to open workbooks with");
        return;
    };
    let names: Vec<&str> = sheets
        .iter()
        .map(|sheet| sheet["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "Summary",
            "What is missing",
            "All requirements",
            "Documents",
            "Findings"
        ]
    );
    for sheet in &sheets {
        assert_eq!(sheet["frozen"], "A2", "{}", sheet["name"]);
        assert!(
            sheet["filter"].as_str().unwrap().starts_with("A1:"),
            "{}",
            sheet["name"]
        );
    }
    for sheet in &sheets[1..3] {
        assert_eq!(sheet["choices"].as_array().unwrap().len(), 1);
    }
    let all = sample_value();
    let items = all["agencies"][0]["items"].as_array().unwrap().iter();
    let count: usize = items
        .map(|item| item["requirements"].as_array().unwrap().len())
        .sum();
    assert_eq!(sheets[2]["rows"].as_array().unwrap().len(), count + 1);
}

#[test]
fn no_text_becomes_a_formula_or_a_link() {
    let place = Place::with(&hostile());
    place.report(&["--xlsx", "work.xlsx", "--docx", "memos"]);
    match sheets(&place) {
        None => left_out(1, "no openpyxl to open workbooks with"),
        Some(sheets) => {
            for sheet in sheets {
                assert_eq!(
                    sheet["formulas"],
                    serde_json::json!([]),
                    "{}",
                    sheet["name"]
                );
                assert_eq!(sheet["links"], serde_json::json!([]), "{}", sheet["name"]);
                for cell in sheet["rows"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .flat_map(|row| row.as_array().unwrap())
                {
                    assert_harmless("a cell", cell.as_str().unwrap_or_default());
                }
            }
        }
    }
    match office(&["memo".as_ref(), &memos(&place)[0]]) {
        None => left_out(1, "no python-docx to open memos with"),
        Some(memo) => {
            assert_eq!(memo["links"], 0);
            assert_eq!(memo["fields"], 0);
            for text in memo["paragraphs"].as_array().unwrap() {
                assert_harmless("a paragraph", text.as_str().unwrap());
            }
        }
    }
}

#[test]
fn the_memo_lists_what_is_missing_with_thai_digits() {
    let place = Place::with_bytes(sample());
    place.report(&["--docx", "memos", "--lang", "en"]);
    let Some(memo) = office(&["memo".as_ref(), &memos(&place)[0]]) else {
        left_out(1, "no python-docx to open memos with");
        return;
    };
    assert_eq!(memo["fonts"], serde_json::json!(["TH Sarabun New"]));
    assert_eq!(memo["paragraphs"][0], "บันทึกข้อความ");
    let rows = memo["tables"][0].as_array().unwrap();
    let row = rows
        .iter()
        .find(|row| row[1].as_str().unwrap().starts_with("O๑๖ "));
    let row = row.expect("O16 is missing");
    assert!(row[2].as_str().unwrap().contains("ไม่พบเอกสาร"), "{row}");
    let text = memo["paragraphs"].to_string();
    assert!(text.contains("๒๕๖๘") && !text.contains("2568"), "{text}");
}

#[test]
fn libreoffice_opens_workbook_and_memos() {
    let place = Place::with(&many(2));
    place.report(&["--xlsx", "work.xlsx", "--docx", "memos"]);
    let mut files = memos(&place);
    assert_eq!(files.len(), 2, "one memo for each agency");
    files.push(place.path("work.xlsx"));
    let Some(texts) = print_with_libreoffice(&files, &place.path("pdf")) else {
        left_out(3, "no LibreOffice to open workbooks and memos with");
        return;
    };
    for (text, word) in texts.iter().zip(["บันทึกข้อความ", "บันทึกข้อความ", "ตัวอย่าง 001"])
    {
        assert!(text.contains(word), "{word} is not in {text}");
    }
}

#[test]
fn the_same_result_gives_the_same_bytes() {
    let made = [(), ()].map(|()| {
        let place = Place::with_bytes(sample());
        place.report(&["--xlsx", "work.xlsx", "--docx", "memos", "--html", "html"]);
        let files = [
            place.path("work.xlsx"),
            memos(&place)[0].clone(),
            place.path("html/index.html"),
        ];
        files.map(|file| std::fs::read(file).unwrap())
    });
    assert!(made[0] == made[1]);
}
