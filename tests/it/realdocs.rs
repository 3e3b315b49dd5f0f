//! Real documents of many producers: whatever they are, reading them ends, without a panic, and the result
//! names every one. They are no part of the project; without them the tests say what they leave out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::common::{assert_none, check, files, left_out, oitcheck, shared};

const EXTENSIONS: [&str; 6] = ["pdf", "docx", "xlsx", "xls", "xlsb", "ods"];

fn real_files() -> Option<(PathBuf, Vec<PathBuf>)> {
    let Some(folder) = shared("realdocs") else {
        left_out(1, "no real documents beside the project");
        return None;
    };
    let found = files(&folder, &EXTENSIONS);
    assert!(!found.is_empty());
    Some((folder, found))
}

/// Runs `work` on every path, two at a time; the complaints in the order of the paths.
fn two_at_a_time(paths: &[PathBuf], work: impl Fn(&Path) -> Option<String> + Sync) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let complaints = Mutex::new(BTreeSet::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                    complaints.lock().unwrap().extend(work(path));
                }
            });
        }
    });
    complaints.into_inner().unwrap().into_iter().collect()
}

#[test]
fn extract_ends_with_a_document_or_a_clear_error() {
    let Some((_, paths)) = real_files() else {
        return;
    };
    let complaints = two_at_a_time(&paths, |path| {
        let output = oitcheck()
            .args(["extract", "--format", "json"])
            .arg(path)
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        let name = path.display();
        if stderr.contains("panicked") {
            return Some(format!("{name}: {stderr}"));
        }
        match output.status.code() {
            Some(0) => serde_json::from_slice::<serde_json::Value>(&output.stdout)
                .err()
                .map(|error| format!("{name}: not JSON: {error}")),
            Some(2) if !stderr.trim().is_empty() => None,
            Some(code) => Some(format!("{name}: exit code {code}: {stderr}")),
            None => Some(format!("{name}: killed, it hung or crashed: {stderr}")),
        }
    });
    assert_none("extract", &complaints);
}

#[test]
fn check_loses_no_file() {
    let Some((folder, paths)) = real_files() else {
        return;
    };
    let run = check(&folder, &["--rules", "police-station-2568", "--one-agency"]);
    let agency = &run["agencies"][0];
    let named: BTreeSet<&str> = agency["documents"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|document| document["path"].as_str())
        .collect();
    let lost: Vec<String> = paths
        .iter()
        .map(|path| path.strip_prefix(&folder).unwrap().to_str().unwrap())
        .filter(|path| !named.contains(path))
        .map(str::to_owned)
        .collect();
    assert_none("lost files", &lost);
    for document in agency["documents"].as_array().unwrap() {
        // A scan is a sound file; it has nothing to read, and its items say so.
        if document["status"] == "unreadable" && document["text_layer"] != "none" {
            let is_error = agency["errors"]
                .as_array()
                .unwrap()
                .iter()
                .any(|error| error["path"] == document["path"]);
            assert!(
                is_error,
                "{}: unreadable without an error",
                document["path"]
            );
        }
    }
}
