//! A reader that breaks costs the one document it had, wherever in a run that is and however it breaks.

use std::path::Path;

use serde_json::Value;

use crate::common::oitcheck;
use crate::made::report;

/// Files of the run.
const FILES: usize = 50;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..FILES {
        std::fs::write(folder.path().join(name(number)), report(number)).unwrap();
    }
    folder
}

fn name(number: usize) -> String {
    format!("{number:02}.docx")
}

/// The one agency of a run over a folder.
fn run(folder: &Path, arguments: &[&str]) -> Value {
    let output = oitcheck()
        .arg("check")
        .arg(folder)
        .args(["--one-agency", "--rules", "police-station-2568"])
        .args(["--format", "json", "--reproducible", "--no-cache"])
        .args(["--jobs", "2", "--max-memory", "256"])
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let run: Value = serde_json::from_slice(&output.stdout).unwrap();
    run["agencies"][0].clone()
}

/// What is said of each document by itself: not what a missing neighbour changes.
fn documents(agency: &Value) -> Vec<Value> {
    agency["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|document| {
            serde_json::json!({
                "path": document["path"], "sha256": document["sha256"],
                "status": document["status"], "pages": document["pages"],
                "text_layer": document["text_layer"], "warnings": document["warnings"],
            })
        })
        .collect()
}

/// Breaks the reader at the first, a middle and the last file, with a limit of time that only what waits reaches.
fn costs_one_document(fault: &str, seconds: &str, code: &str, detail: &str) {
    let folder = folder();
    let sound = documents(&run(folder.path(), &[]));
    assert_eq!(sound.len(), FILES);
    assert!(sound.iter().all(|document| document["status"] == "read"));
    for number in [0, FILES / 2, FILES - 1] {
        let name = name(number);
        let fault_there = format!("{fault}:{name}");
        let arguments = ["--max-seconds", seconds, "--fault", &fault_there];
        let agency = run(folder.path(), &arguments);
        let errors = agency["errors"].as_array().unwrap();
        assert_eq!(errors.len(), 1, "{fault} at {name}: {errors:?}");
        assert_eq!(errors[0]["path"], name.as_str(), "{fault}");
        assert_eq!(errors[0]["code"], code, "{fault} at {name}: {errors:?}");
        let message = errors[0]["message"]["en"].as_str().unwrap();
        assert!(message.contains(detail), "{fault} at {name}: {message}");
        for (broken, sound) in documents(&agency).iter().zip(&sound) {
            if sound["path"] == name.as_str() {
                assert_eq!(broken["status"], "unreadable", "{fault} at {name}");
                assert_eq!(broken["sha256"], sound["sha256"], "{fault} at {name}");
            } else {
                assert_eq!(broken, sound, "{fault} at {name}");
            }
        }
    }
}

#[test]
fn a_panic() {
    costs_one_document("panic", "60", "crashed", "panic");
}

#[test]
fn an_abort() {
    costs_one_document("abort", "60", "crashed", "ended");
}

#[test]
fn a_stack_overflow() {
    costs_one_document("overflow", "60", "crashed", "stack");
}

#[test]
fn a_full_memory() {
    costs_one_document("allocate", "60", "limit", "256 MiB");
}

#[test]
fn an_endless_loop() {
    costs_one_document("loop", "2", "limit", "2 seconds");
}

#[test]
fn an_endless_sleep() {
    costs_one_document("sleep", "2", "limit", "2 seconds");
}

#[test]
fn deafness_to_termination() {
    costs_one_document("ignore-termination", "2", "limit", "2 seconds");
}

#[test]
fn garbage_on_the_pipe() {
    costs_one_document("garbage", "60", "crashed", "answer");
}

#[test]
fn half_an_answer() {
    costs_one_document("half-answer", "60", "crashed", "answer");
}

#[test]
fn a_quiet_exit() {
    costs_one_document("exit", "60", "crashed", "ended");
}
