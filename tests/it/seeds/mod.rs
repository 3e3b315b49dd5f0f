//! Five real agency documents that came as plain text, made into Word files and PDF again: each is read without
//! an error, its tables are found, and each goes to the item it answers.
//!
//! The texts are no part of the project: they name real officials. Without them the tests say what they leave out.

mod text;
mod word;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::common::{assert_none, check, has_rule_set, left_out, oitcheck, shared, to_pdf};
use serde_json::Value;
use text::Block;

/// A text, and what `seeds/README.md` says that it answers.
struct Seed {
    file: &'static str,
    /// Rule set and items; the document evidences these and no others.
    answers: &'static [(&'static str, &'static [&'static str])],
}

const SEEDS: [Seed; 5] = [
    Seed {
        // A plan of fiscal year 2564: no shipped list is of that year.
        file: "000_0e76f2251d110378.txt",
        answers: &[("police-station-2568", &[])],
    },
    Seed {
        file: "001_cdfbe1510e658d34.txt",
        answers: &[("local-government-2568", &["O27"])],
    },
    Seed {
        // Measures that reproduce the whole checklist O1 to O25 as a table.
        file: "002_7f8d68b639eaefe8.txt",
        answers: &[("police-station-2568", &["O24"])],
    },
    Seed {
        file: "003_31778753319759e2.txt",
        answers: &[("general-2568", &["O27"])],
    },
    Seed {
        file: "004_f81f378ca2341cd5.txt",
        answers: &[("local-government-2568", &["O28"])],
    },
];

/// One seed as a file of one format in a folder of its own.
struct Made {
    seed: &'static Seed,
    blocks: Vec<Block>,
    path: PathBuf,
}

/// Every seed as Word file and, where LibreOffice is installed, as PDF. The folder goes when it is dropped.
fn made() -> Option<(tempfile::TempDir, Vec<Made>)> {
    let Some(folder) = shared("seeds") else {
        left_out(SEEDS.len() * 2, "no seed texts beside the project");
        return None;
    };
    let place = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    let mut pdf_works = true;
    for seed in &SEEDS {
        let source = std::fs::read_to_string(folder.join(seed.file)).unwrap();
        let blocks = text::parse(&source);
        // Neither the folder nor the file says what is in it.
        let word = place
            .path()
            .join(&seed.file[..3])
            .join("w/agency/document.docx");
        std::fs::create_dir_all(word.parent().unwrap()).unwrap();
        word::write(&blocks, &word);
        let pdf = place
            .path()
            .join(&seed.file[..3])
            .join("p/agency/document.pdf");
        pdf_works = pdf_works && to_pdf(std::slice::from_ref(&word), pdf.parent().unwrap());
        files.push(Made {
            seed,
            blocks: blocks.clone(),
            path: word,
        });
        if pdf_works {
            files.push(Made {
                seed,
                blocks,
                path: pdf,
            });
        }
    }
    if !pdf_works {
        left_out(SEEDS.len(), "no LibreOffice (soffice) to make PDF with");
    }
    Some((place, files))
}

/// Text without white space: where lines break is the page's affair.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What the tables of an extracted document hold.
#[derive(Default)]
struct Tables {
    /// The text of every cell.
    cells: BTreeSet<String>,
    /// The text of every column from the top down. A cell that the end of a page cuts is whole here.
    columns: Vec<String>,
}

impl Tables {
    fn of(document: &Value) -> Tables {
        let mut tables = Tables::default();
        let blocks = document["pages"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|page| page["blocks"].as_array().into_iter().flatten());
        for table in blocks.filter(|block| block["kind"] == "table") {
            let mut columns: Vec<String> = Vec::new();
            // Rows below the current one that a tall cell still covers, by column.
            let mut covered: Vec<u64> = Vec::new();
            for row in table["rows"].as_array().into_iter().flatten() {
                let mut column = 0;
                for cell in row.as_array().into_iter().flatten() {
                    while covered.get(column).is_some_and(|&rows| rows > 0) {
                        column += 1;
                    }
                    let span = |name: &str| cell[name].as_u64().unwrap_or(1);
                    let end = column + usize::try_from(span("col_span")).unwrap();
                    columns.resize(columns.len().max(end), String::new());
                    covered.resize(covered.len().max(end), 0);
                    covered[column..end].fill(span("row_span"));
                    let text = dense(cell["text"].as_str().unwrap_or_default());
                    columns[column].push_str(&text);
                    tables.cells.insert(text);
                    column = end;
                }
                for rows in &mut covered {
                    *rows = rows.saturating_sub(1);
                }
            }
            tables.columns.append(&mut columns);
        }
        tables
    }

    /// Whether a cell is there; a long one may be in two pieces, one below the other.
    fn hold(&self, cell: &str) -> bool {
        self.cells.contains(cell)
            || cell.chars().count() > 12 && self.columns.iter().any(|column| column.contains(cell))
    }
}

#[test]
fn each_is_read_and_its_tables_are_found() {
    let Some((_place, files)) = made() else {
        return;
    };
    let mut complaints = Vec::new();
    for made in &files {
        let name = format!("{} as {}", made.seed.file, extension(&made.path));
        let output = oitcheck()
            .args(["extract", "--format", "json"])
            .arg(&made.path)
            .output()
            .unwrap();
        if !output.status.success() {
            complaints.push(format!(
                "{name}: {}",
                String::from_utf8_lossy(&output.stderr)
            ));
            continue;
        }
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        let tables = Tables::of(&document);
        let wanted: Vec<String> = made
            .blocks
            .iter()
            .filter_map(Block::rows)
            .flatten()
            .flatten()
            .map(|cell| dense(&cell.text))
            .filter(|text| !text.is_empty())
            .collect();
        assert!(wanted.len() > 20, "{name}: the text has no tables");
        let lost = wanted.iter().filter(|text| !tables.hold(text)).count();
        // A PDF has no tables, only text and lines. A row that fills a page by itself leaves nothing to tell it
        // from a paragraph: measured, up to 9 of 224 cells of these texts.
        let allowed = match extension(&made.path) {
            "pdf" => wanted.len() * 6 / 100,
            _ => 0,
        };
        println!("{name}: {lost} of {} cells not found", wanted.len());
        if lost > allowed {
            complaints.push(format!(
                "{name}: {lost} of {} cells not found",
                wanted.len()
            ));
        }
    }
    assert_none("seeds", &complaints);
}

#[test]
fn each_goes_to_the_item_it_answers_and_to_no_other() {
    let Some((_place, files)) = made() else {
        return;
    };
    let mut complaints = Vec::new();
    for made in &files {
        for &(rule_set, items) in made.seed.answers {
            if !has_rule_set(rule_set) {
                left_out(1, &format!("rule set {rule_set} is not shipped"));
                continue;
            }
            let run = check(made.path.parent().unwrap(), &["--rules", rule_set]);
            let evidenced: Vec<&str> = run["agencies"][0]["items"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|item| !item["documents"].as_array().unwrap().is_empty())
                .filter_map(|item| item["id"].as_str())
                .collect();
            if evidenced != items {
                complaints.push(format!(
                    "{} as {} under {rule_set}: {evidenced:?} instead of {items:?}",
                    made.seed.file,
                    extension(&made.path)
                ));
            }
        }
    }
    assert_none("seeds", &complaints);
}

fn extension(path: &Path) -> &str {
    path.extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default()
}
