//! What fuzzing once found, and the files of the project, through the functions that the fuzzer calls.

use std::path::PathBuf;

use crate::common;

#[path = "../../fuzz/entry.rs"]
mod entry;

/// The seeds of a target and files of the project that are seeds too.
fn seeds(target: &str, folder: &str, extensions: &[&str]) -> Vec<Vec<u8>> {
    let kept = common::root().join("fuzz/seeds").join(target);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(kept)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.extend(common::files(&common::root().join(folder), extensions));
    assert!(!paths.is_empty(), "nothing to try {target} with");
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

fn text(seed: &[u8]) -> String {
    String::from_utf8_lossy(seed).into_owned()
}

#[test]
fn pdf() {
    seeds("pdf", "samples/local-government-2568", &["pdf"])
        .iter()
        .for_each(|seed| entry::pdf(seed));
}

#[test]
fn docx() {
    seeds("docx", "samples/local-government-2568", &["docx"])
        .iter()
        .for_each(|seed| entry::docx(seed));
}

#[test]
fn workbook() {
    seeds("workbook", "samples", &["xlsx", "docx"])
        .iter()
        .for_each(|seed| entry::workbook(seed));
}

#[test]
fn rules() {
    seeds("rules", "rules", &["toml"])
        .iter()
        .for_each(|seed| entry::rules(&text(seed)));
}

#[test]
fn thai() {
    for seed in seeds("thai", "src/thai/testdata", &["tsv"]) {
        text(&seed)
            .lines()
            .for_each(|line| entry::thai(&format!("สรุปผล\n{line}")));
    }
}
