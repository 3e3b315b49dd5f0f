//! What stands in the sample files is what the program reads out of them: every paragraph, caption and cell that
//! was put in is in the extracted text, whatever program wrote the file.

use std::collections::BTreeMap;

use crate::common::{assert_none, oitcheck, root};

/// Of a hundred strings of all PDF files together, so many are found at least. What is missing lies in columns
/// of text side by side, which a PDF does not tell from running text.
const PDF_SHARE: usize = 98;

/// Text without white space: where lines break is the page's affair.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_string_of_the_samples_is_read() {
    let mut complaints = Vec::new();
    let mut pdf_strings = 0;
    let mut pdf_lost = Vec::new();
    for agency in ["police-station-2568", "local-government-2568"] {
        let contents = root().join(format!("samples/expected/{agency}.text.json"));
        let contents: BTreeMap<String, Vec<String>> =
            serde_json::from_slice(&std::fs::read(contents).unwrap()).unwrap();
        for (path, strings) in contents {
            let output = oitcheck()
                .args(["extract", "--format", "text"])
                .arg(root().join("samples").join(agency).join(&path))
                .output()
                .unwrap();
            if !output.status.success() {
                complaints.push(format!(
                    "{path}: {}",
                    String::from_utf8_lossy(&output.stderr)
                ));
                continue;
            }
            let text = dense(&String::from_utf8(output.stdout).unwrap());
            let lost = strings
                .iter()
                .filter(|string| !text.contains(&dense(string)))
                .map(|string| format!("{path}: {string}"));
            if path.ends_with(".pdf") {
                pdf_strings += strings.len();
                pdf_lost.extend(lost);
            } else {
                complaints.extend(lost);
            }
        }
    }
    let listing = pdf_lost.join("\n");
    println!(
        "{} of {pdf_strings} strings of PDF files not found\n{listing}",
        pdf_lost.len()
    );
    if pdf_lost.len() * 100 > pdf_strings * (100 - PDF_SHARE) {
        complaints.append(&mut pdf_lost);
    }
    assert_none("strings", &complaints);
}
