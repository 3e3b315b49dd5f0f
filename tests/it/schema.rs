//! The JSON Schemas in `docs/` are those of the types, and what the program prints is valid against them.

use crate::common::{assert_none, files, oitcheck, root};
use serde_json::Value;

fn printed(form: &str) -> String {
    let output = oitcheck().args(["schema", form]).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_published_schemas_are_current() {
    for form in ["result", "document"] {
        let path = root().join(format!("docs/{form}.schema.json"));
        let published = std::fs::read_to_string(&path).unwrap();
        assert!(
            published == printed(form),
            "{} is not what the types say; write it again with: cargo run -- schema {form} > docs/{form}.schema.json",
            path.display()
        );
    }
}

#[test]
fn every_sample_file_extracts_to_a_valid_document() {
    let schema: Value = serde_json::from_str(&printed("document")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut complaints = Vec::new();
    let mut extracted = 0;
    for path in files(&root().join("samples"), &["pdf", "docx", "xlsx"]) {
        let output = oitcheck()
            .args(["extract", "--format", "json"])
            .arg(&path)
            .output()
            .unwrap();
        match output.status.code() {
            Some(0) => {
                extracted += 1;
                let document: Value = serde_json::from_slice(&output.stdout).unwrap();
                complaints.extend(validator.iter_errors(&document).map(|error| {
                    format!("{}: {}: {error}", path.display(), error.instance_path())
                }));
            }
            // Encrypted, corrupt, or a lock file under a report's name.
            Some(2) => {}
            other => complaints.push(format!("{}: ended with {other:?}", path.display())),
        }
    }
    assert_none("documents", &complaints);
    assert!(
        extracted > 40,
        "only {extracted} sample files could be read"
    );
}
