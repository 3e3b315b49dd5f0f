//! The program on the two sample agencies: the verdicts a careful reader gives, a valid result, the same bytes
//! however many files are read at the same time.

use crate::common::{Truth, assert_none, check, check_bytes, has_rule_set, left_out, root};
use serde_json::Value;

const AGENCIES: [&str; 2] = ["police-station-2568", "local-government-2568"];

/// The agencies whose rule set is shipped, with their truth.
fn agencies() -> Vec<Truth> {
    AGENCIES
        .into_iter()
        .map(|name| Truth::read(&root().join(format!("samples/expected/{name}.json"))))
        .filter(|truth| {
            let shipped = has_rule_set(&truth.ruleset);
            if !shipped {
                left_out(
                    truth.items.len(),
                    &format!("rule set {} is not shipped", truth.ruleset),
                );
            }
            shipped
        })
        .collect()
}

fn folder(truth: &Truth) -> std::path::PathBuf {
    root().join("samples").join(&truth.agency)
}

#[test]
fn every_item_and_requirement_has_the_expected_verdict() {
    let mut differences = Vec::new();
    for truth in agencies() {
        let run = check(&folder(&truth), &["--rules", &truth.ruleset]);
        differences.extend(
            truth
                .differences(&run)
                .into_iter()
                .map(|difference| format!("{} {difference}", truth.agency)),
        );
    }
    assert_none("verdicts", &differences);
}

#[test]
fn the_rule_set_is_chosen_from_what_the_documents_say() {
    for truth in agencies() {
        let run = check(&folder(&truth), &[]);
        assert_eq!(
            run["agencies"][0]["rule_set"]["id"],
            truth.ruleset.as_str(),
            "{}",
            run["agencies"][0]["errors"]
        );
    }
}

#[test]
fn every_file_is_in_the_result_with_its_outcome() {
    let mut complaints = Vec::new();
    for truth in agencies() {
        let run = check(&folder(&truth), &["--rules", &truth.ruleset]);
        let agency = &run["agencies"][0];
        for (path, file) in &truth.files {
            let document = agency["documents"]
                .as_array()
                .unwrap()
                .iter()
                .find(|document| document["path"] == path.as_str());
            let status = document.map_or("lost", |d| d["status"].as_str().unwrap_or_default());
            let expected = match (file.producer.as_str(), file.readable.as_str()) {
                ("noise", _) => &["skipped"][..],
                (_, Some("encrypted" | "corrupt")) => &["unreadable"],
                // A scan is a sound file without text.
                (_, Some("scan")) => &["read", "partial", "unreadable"],
                _ => &["read"],
            };
            if !expected.contains(&status) {
                complaints.push(format!("{path}: {status} instead of {expected:?}"));
            }
            let is_error = agency["errors"]
                .as_array()
                .unwrap()
                .iter()
                .any(|error| error["path"] == path.as_str());
            let is_broken = matches!(file.readable.as_str(), Some("encrypted" | "corrupt"));
            if is_error != is_broken {
                complaints.push(format!("{path}: listed in errors: {is_error}"));
            }
        }
        let counted: u64 = ["read", "partial", "unreadable", "skipped"]
            .iter()
            .filter_map(|outcome| agency["summary"]["files"][outcome].as_u64())
            .sum();
        if counted != truth.files.len() as u64 {
            complaints.push(format!("{counted} of {} files counted", truth.files.len()));
        }
    }
    assert_none("files", &complaints);
}

#[test]
fn the_result_is_valid_against_the_published_schema() {
    let schema: Value =
        serde_json::from_slice(&std::fs::read(root().join("docs/result.schema.json")).unwrap())
            .unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for truth in agencies() {
        let run = check(&folder(&truth), &["--rules", &truth.ruleset]);
        let errors: Vec<String> = validator
            .iter_errors(&run)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_none("schema", &errors);
    }
}

#[test]
fn one_job_and_two_jobs_give_the_same_bytes() {
    for truth in agencies() {
        let arguments = |jobs| ["--rules", truth.ruleset.as_str(), "--jobs", jobs];
        let one = check_bytes(&folder(&truth), &arguments("1"));
        let two = check_bytes(&folder(&truth), &arguments("2"));
        assert!(one == two, "{}: the bytes differ", truth.agency);
    }
}

#[test]
fn the_result_names_nothing_of_this_machine() {
    for truth in agencies() {
        let bytes = check_bytes(&folder(&truth), &["--rules", &truth.ruleset]);
        let text = String::from_utf8(bytes).unwrap();
        let here = root().to_str().unwrap();
        assert!(!text.contains(here), "an absolute path is in the result");
    }
}
