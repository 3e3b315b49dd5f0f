//! `check` when things are not as they should be: broken files, missing folders, rule files with errors; and
//! what it writes where.

use std::path::{Path, PathBuf};
use std::process::Output;

use crate::common::{oitcheck, root};
use serde_json::Value;
use tempfile::TempDir;

const STATION: &str = "samples/police-station-2568";

/// A folder of an agency with copies of sample files and files of given bytes.
struct Folder(TempDir);

impl Folder {
    fn new() -> Folder {
        let place = tempfile::tempdir().unwrap();
        std::fs::create_dir(place.path().join("station")).unwrap();
        Folder(place)
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("station")
    }

    fn with_sample(self, sample: &str, name: &str) -> Folder {
        let bytes = std::fs::read(root().join(STATION).join(sample)).unwrap();
        self.with(name, &bytes)
    }

    fn with(self, name: &str, bytes: &[u8]) -> Folder {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        #[allow(
            clippy::disallowed_methods,
            reason = "nobody reads this file before it is whole"
        )]
        std::fs::write(path, bytes).unwrap();
        self
    }

    fn check(&self, arguments: &[&str]) -> Output {
        oitcheck()
            .arg("check")
            .arg(self.path())
            .args(["--rules", "police-station-2568"])
            .args(arguments)
            .output()
            .unwrap()
    }

    /// The one agency of the JSON result.
    fn agency(&self) -> Value {
        let output = self.check(&["--format", "json", "--reproducible"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let run: Value = serde_json::from_slice(&output.stdout).unwrap();
        run["agencies"][0].clone()
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn item<'a>(agency: &'a Value, id: &str) -> &'a Value {
    agency["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["id"] == id)
        .unwrap()
}

/// The errors and the outcome of one file.
fn outcome(agency: &Value, path: &str) -> (Vec<String>, String) {
    let codes = agency["errors"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|error| error["path"] == path)
        .map(|error| error["code"].as_str().unwrap().to_owned())
        .collect();
    let status = agency["documents"]
        .as_array()
        .unwrap()
        .iter()
        .find(|document| document["path"] == path)
        .unwrap_or_else(|| panic!("{path} is lost from the result"))["status"]
        .as_str()
        .unwrap()
        .to_owned();
    (codes, status)
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_of_its_own_and_review_of_its_item() {
    let readable = "0๓_กฎหมายที่เกี่ยวข้อง.pdf";
    let folder = Folder::new()
        .with_sample(readable, readable)
        .with_sample(
            "ต้านสินบน/O21 รายงานผลจัดการความเสี่ยงสินบน.pdf",
            "O18 ประกาศนโยบายต่อต้านการรับสินบน.pdf",
        )
        .with("O9 คู่มือการให้บริการประชาชน.docx", b"")
        .with(
            "O23 การจัดการทรัพย์สินของราชการ.pdf",
            b"%PDF-1.7\nthis is where it broke off",
        )
        .with("O1 โครงสร้าง.doc", b"{\\rtf1\\ansi O1}");
    let agency = folder.agency();
    for (path, item_id, code) in [
        ("O18 ประกาศนโยบายต่อต้านการรับสินบน.pdf", "O18", "encrypted"),
        ("O9 คู่มือการให้บริการประชาชน.docx", "O9", "empty"),
        ("O23 การจัดการทรัพย์สินของราชการ.pdf", "O23", "corrupt"),
        ("O1 โครงสร้าง.doc", "O1", "unsupported"),
    ] {
        let (codes, status) = outcome(&agency, path);
        assert_eq!(codes, [code], "{path}");
        assert_eq!(status, "unreadable", "{path}");
        assert_eq!(item(&agency, item_id)["verdict"], "review", "{path}");
    }
    assert_eq!(item(&agency, "O3")["verdict"], "pass");
    assert_eq!(item(&agency, "O7")["verdict"], "missing");
}

#[test]
fn a_missing_folder_is_named_in_both_languages() {
    let output = oitcheck()
        .args(["check", "no such folder"])
        .output()
        .unwrap();
    let message = stderr(&output);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(message.contains("no such folder"), "{message}");
    assert!(message.contains("ไม่พบ"), "{message}");
}

#[test]
fn a_folder_without_documents_says_so() {
    let folder = Folder::new().with("Thumbs.db", b"pictures of pictures");
    let output = folder.check(&["--format", "json"]);
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        stderr(&output)
    );
    assert!(said.contains("no PDF, DOCX or XLSX"), "{said}");
    assert!(said.contains("ไม่มีเอกสาร"), "{said}");
}

#[test]
fn an_error_in_a_rule_file_names_file_and_line() {
    let folder = Folder::new().with_sample("O1 โครงสร้าง อัตรากำลัง ผู้บริหาร.pdf", "O1.pdf");
    let rules = folder.0.path().join("mine.toml");
    #[allow(
        clippy::disallowed_methods,
        reason = "nobody reads this file before it is whole"
    )]
    std::fs::write(&rules, "id = \"mine\"\nversion = \"1\"\nno-such-key = 3\n").unwrap();
    let output = oitcheck()
        .arg("check")
        .arg(folder.path())
        .arg("--rules")
        .arg(&rules)
        .output()
        .unwrap();
    let message = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("mine.toml"), "{message}");
    assert!(message.contains("no-such-key"), "{message}");
    assert!(
        message.contains(":3") || message.contains("3 |"),
        "{message}"
    );
}

#[test]
fn an_unknown_rule_set_names_those_there_are() {
    let output = oitcheck()
        .args(["check", STATION, "--rules", "police-station-2599"])
        .output()
        .unwrap();
    let message = stderr(&output);
    assert_eq!(output.status.code(), Some(2));
    assert!(message.contains("police-station-2568"), "{message}");
}

#[test]
fn the_exit_code_follows_fail_on() {
    let folder = Folder::new().with_sample("0๓_กฎหมายที่เกี่ยวข้อง.pdf", "0๓_กฎหมายที่เกี่ยวข้อง.pdf");
    for (fail_on, code) in [("never", 0), ("missing", 1), ("partial", 1), ("review", 1)] {
        let output = folder.check(&["--format", "json", "--fail-on", fail_on]);
        assert_eq!(output.status.code(), Some(code), "--fail-on {fail_on}");
    }
}

#[test]
fn a_pipe_gets_data_and_nothing_else() {
    for format in ["json", "ndjson", "table"] {
        let output = oitcheck()
            .args(["check", STATION, "--format", format])
            .output()
            .unwrap();
        assert_eq!(stderr(&output), "", "{format}");
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(!text.contains('\u{1b}'), "{format}: colours in a pipe");
    }
}

#[test]
fn ndjson_has_one_agency_a_line() {
    let output = oitcheck()
        .args(["check", "samples", "--each-subfolder", "--format", "ndjson"])
        .args(["--rules", "police-station-2568"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let names: Vec<String> = text
        .lines()
        .map(|line| {
            let agency: Value = serde_json::from_str(line).unwrap();
            agency["agency"]["id"].as_str().unwrap().to_owned()
        })
        .collect();
    for name in ["local-government-2568", "police-station-2568"] {
        assert!(names.iter().any(|n| n == name), "{names:?}");
    }
}

#[test]
fn out_holds_one_file_for_each_agency_and_an_index() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("results");
    let output = oitcheck()
        .args(["check", STATION, "--reproducible", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let mut names: Vec<String> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    // A number keeps agencies of the same name apart.
    assert_eq!(names, ["00001-police-station-2568.json", "index.json"]);
    let agency = json(&out.join(&names[0]));
    let text = serde_json::to_string(&agency).unwrap();
    assert!(text.contains("O25.i"));
    assert!(json(&out.join("index.json")).is_object());
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn each_line_of_the_table_is_in_the_language_asked_for() {
    for (language, word) in [("th", "ไม่มี"), ("en", "missing")] {
        let output = oitcheck()
            .args(["check", STATION, "--format", "table", "--lang", language])
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(word), "{text}");
        assert!(text.contains("O16"), "{text}");
    }
}
