//! CSV, JUnit XML, SARIF and the terminal: formats that other programs take in.

use super::{HOSTILE, Place, assert_harmless, hostile, many, office, sample, sample_value};
use crate::common::{files, left_out, oitcheck, root};
use serde_json::Value;

#[test]
fn the_terminal_report_of_a_result_is_that_of_the_check() {
    let place = Place::with_bytes(sample());
    let reported = place.report(&[]);
    let checked = oitcheck()
        .args(["check", "samples/police-station-2568"])
        .output()
        .unwrap();
    assert_eq!(reported, String::from_utf8(checked.stdout).unwrap());
}

#[test]
fn a_document_cannot_command_the_terminal() {
    let place = Place::with(&hostile());
    for language in ["th", "en"] {
        assert_harmless("the terminal report", &place.report(&["--lang", language]));
    }
}

#[test]
fn results_come_back_from_every_form_they_are_written_in() {
    let place = Place::with_bytes(sample());
    assert_eq!(place.report(&["--format", "json"]).as_bytes(), sample());
    // NDJSON has no tool and no run beside its agencies.
    std::fs::write(
        place.path("lines.json"),
        place.report(&["--format", "ndjson"]),
    )
    .unwrap();
    let out = place.path("out");
    let checked = oitcheck()
        .args([
            "check",
            "samples/police-station-2568",
            "--reproducible",
            "--out",
        ])
        .arg(&out)
        .output()
        .unwrap();
    assert!(checked.status.success());
    for form in [
        place.path("lines.json"),
        out.join("index.json"),
        out.clone(),
    ] {
        let output = oitcheck()
            .arg("report")
            .arg(&form)
            .args(["--format", "json"])
            .output()
            .unwrap();
        assert_eq!(output.stdout, sample(), "{}", form.display());
    }
}

#[test]
fn what_is_no_result_is_refused_with_its_reason() {
    let place = Place::with_bytes(b"{\"schema\": \"other/1\"}");
    for (name, bytes, word) in [
        ("result.json", None, "other/1"),
        ("empty.json", Some(&b""[..]), "empty"),
        ("text.json", Some(&b"# notes"[..]), "not readable JSON"),
        (
            "half.json",
            Some(&sample()[..sample().len() / 2]),
            "not readable JSON",
        ),
        ("list.json", Some(&b"{\"a\": 1}"[..]), "not a result"),
        (
            "store.db",
            Some(&b"SQLite format 3\0and no more"[..]),
            "store.db",
        ),
    ] {
        if let Some(bytes) = bytes {
            std::fs::write(place.path(name), bytes).unwrap();
        }
        let message = place.refused(&[name]);
        assert!(
            message.contains(word) && message.contains(name),
            "{message}"
        );
    }
}

#[test]
fn csv_is_strict_and_holds_every_requirement() {
    let place = Place::with(&hostile());
    place.report(&["--csv", "tables"]);
    let tables = files(&place.path("tables"), &["csv"]);
    assert_eq!(tables.len(), 7);
    for table in &tables {
        let bytes = std::fs::read(table).unwrap();
        let rest = bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .expect("Excel needs the mark");
        let text = std::str::from_utf8(rest).unwrap();
        assert_harmless(&table.display().to_string(), text);
        // The reader refuses records of unequal length.
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(rest);
        for record in reader.records() {
            for cell in record.unwrap().iter() {
                assert!(!cell.starts_with(['=', '@', '+']), "a formula: {cell}");
            }
        }
    }
    let wanted = place.read("result.json").matches("\"searched\"").count();
    let mut reader = csv::Reader::from_path(place.path("tables/requirements.csv")).unwrap();
    assert_eq!(reader.records().count(), wanted);
}

#[test]
fn junit_follows_its_schema_and_passes_nothing_that_is_open() {
    for (name, result) in [
        ("sample", sample_value()),
        ("hostile", hostile()),
        ("many", many(3)),
    ] {
        let place = Place::with(&result);
        place.report(&["--junit", "junit.xml"]);
        let text = place.read("junit.xml");
        assert_harmless(name, &text);
        let agencies = result["agencies"].as_array().unwrap();
        let requirements = |agency: &Value, verdict: &str| -> usize {
            let items = agency["items"].as_array().unwrap().iter();
            let all = items.flat_map(|item| item["requirements"].as_array().unwrap());
            all.filter(|requirement| requirement["verdict"] == verdict)
                .count()
        };
        let passed: usize = agencies
            .iter()
            .map(|agency| requirements(agency, "pass"))
            .sum();
        let cases = text.matches("<testcase ").count();
        let problems = text.matches("<failure ").count() + text.matches("<skipped ").count();
        assert_eq!(cases - problems, passed, "{name}");
        let schema = root().join("tests/readers/junit.xsd");
        match office(&["xml".as_ref(), &schema, &place.path("junit.xml")]) {
            Some(errors) => assert_eq!(errors, serde_json::json!([]), "{name}"),
            None => left_out(1, "no lxml to validate JUnit XML with"),
        }
    }
}

#[test]
fn sarif_follows_its_schema() {
    let schema = root().join("tests/readers/sarif-schema-2.1.0.json");
    // The official pattern of a language has a bracket too many, which not every engine lets pass.
    let schema = std::fs::read_to_string(schema)
        .unwrap()
        .replace("]?$\"", "$\"");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for result in [sample_value(), hostile(), many(3)] {
        let place = Place::with(&result);
        place.report(&["--sarif", "result.sarif", "--baseline", "result.json"]);
        let log: Value = serde_json::from_str(&place.read("result.sarif")).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        let run = &log["runs"][0];
        let results = run["results"].as_array().unwrap();
        assert!(!results.is_empty());
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(
                run["tool"]["driver"]["rules"][index]["id"],
                result["ruleId"]
            );
            assert_ne!(result["kind"], "pass");
        }
    }
}

#[test]
fn every_hostile_text_is_there_without_its_sting() {
    // Otherwise the other tests would look at nothing.
    let place = Place::with(&hostile());
    let text = place.report(&[]);
    for part in [
        "HYPERLINK",
        "<script>",
        "[31mred",
        "fdp.exe",
        "]]> &",
        "@SUM",
    ] {
        assert!(text.contains(part), "{part}");
        assert!(HOSTILE.iter().any(|hostile| hostile.contains(part)));
    }
}
