//! The reports: made from results of the samples and from a hostile one, and opened with readers of other
//! makers (`tests/readers`).

mod exchange;
mod marks;
mod office;
mod pages;
mod store;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::common::{check_bytes, oitcheck, root, to_pdf};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Texts that some reader would obey, and the part of each that must not survive as it is.
const HOSTILE: &[&str] = &[
    "=HYPERLINK(\"http://evil.example\",\"กด\")",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\u{1b}[31mred\u{1b}]0;title\u{7}",
    "\u{202e}fdp.exe\u{2066}",
    "]]> & \" ' {path} \u{0}\u{fffe}",
    "@SUM(1+1)*cmd|' /C calc'!A0",
];

/// The result of the sample police station, as `check --format json` prints it; read once for all tests of a
/// process.
fn sample() -> &'static [u8] {
    static RESULT: OnceLock<Vec<u8>> = OnceLock::new();
    RESULT.get_or_init(|| check_bytes(&root().join("samples/police-station-2568"), &[]))
}

fn sample_value() -> Value {
    serde_json::from_slice(sample()).unwrap()
}

/// A result in which every text that could come from a document or a file name is hostile.
fn hostile() -> Value {
    let mut run = sample_value();
    let mut texts = HOSTILE.iter().cycle();
    let mut next = || json!(texts.next().unwrap());
    let agency = &mut run["agencies"][0];
    agency["agency"]["name"] = next();
    agency["agency"]["province"] = next();
    for item in agency["items"].as_array_mut().unwrap() {
        item["title"] = next();
        for requirement in item["requirements"].as_array_mut().unwrap() {
            requirement["text"] = next();
            requirement["reason"]["th"] = next();
            for list in ["evidence", "nearest"] {
                let evidence = requirement.get_mut(list).and_then(Value::as_array_mut);
                for evidence in evidence.into_iter().flatten() {
                    evidence["quote"] = next();
                    evidence["document"] = next();
                }
            }
        }
    }
    for document in agency["documents"].as_array_mut().unwrap() {
        document["path"] = next();
    }
    agency["findings"] = json!([{ "code": "twins-differ", "severity": "warning",
        "th": next(), "en": next(), "evidence": [] }]);
    run
}

/// A result of many agencies that differ in name, province and verdicts.
fn many(count: usize) -> Value {
    let mut run = sample_value();
    let sample = run["agencies"][0].clone();
    let agencies = (0..count).map(|number| {
        let mut agency = sample.clone();
        agency["agency"]["id"] = json!(format!("สภ.ตัวอย่าง {number:03}"));
        agency["agency"]["path"] = json!(format!("สภ.ตัวอย่าง {number:03}"));
        agency["agency"]["name"] = json!(format!("สถานีตำรวจภูธรตัวอย่าง {number:03}"));
        agency["agency"]["province"] = json!(format!("จังหวัด {}", number % 3));
        agency["summary"]["score"]["min"] = json!(number % 80);
        for (item, place) in agency["items"].as_array_mut().unwrap().iter_mut().zip(0..) {
            if (number + place) % 5 == 0 {
                item["verdict"] = json!("missing");
            }
        }
        agency
    });
    run["agencies"] = agencies.collect();
    run
}

/// A folder with a result in it.
struct Place(TempDir);

impl Place {
    fn with(result: &Value) -> Place {
        Place::with_bytes(&serde_json::to_vec(result).unwrap())
    }

    fn with_bytes(result: &[u8]) -> Place {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("result.json"), result).unwrap();
        Place(place)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs `report result.json` there, which must succeed; what it printed.
    fn report(&self, arguments: &[&str]) -> String {
        let output = oitcheck()
            .current_dir(self.0.path())
            .args(["report", "result.json"])
            .args(arguments)
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {error}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs `report` there, which must refuse; what it said.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = oitcheck()
            .current_dir(self.0.path())
            .arg("report")
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }
}

/// Where `tests/run` put the readers; `None` where they could not be installed.
fn readers() -> Option<PathBuf> {
    std::env::var_os("OITCHECK_READERS").map(PathBuf::from)
}

/// Runs a job of `office.py`; `None` where its readers are not installed.
fn office(arguments: &[&Path]) -> Option<Value> {
    let python = readers()?.join("venv/bin/python");
    let output = Command::new(python)
        .arg(root().join("tests/readers/office.py"))
        .args(arguments)
        .output()
        .ok()?;
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Opens files in LibreOffice and has it print them as PDF; the texts of the PDF files, in the order of the
/// names, or `None` where it is not installed.
fn print_with_libreoffice(files: &[PathBuf], folder: &Path) -> Option<Vec<String>> {
    let texts = || {
        files.iter().map(|file| {
            let pdf = folder.join(file.file_name().unwrap()).with_extension("pdf");
            let output = oitcheck().arg("extract").arg(&pdf).output().unwrap();
            String::from_utf8(output.stdout).unwrap()
        })
    };
    to_pdf(files, folder).then(|| texts().collect())
}

/// What no output for people may hold: escape sequences and other controls, direction overrides.
fn assert_harmless(what: &str, text: &str) {
    let bad: Vec<char> = text
        .chars()
        .filter(|c| {
            (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
        .collect();
    assert!(bad.is_empty(), "{what} holds {bad:?}");
}
