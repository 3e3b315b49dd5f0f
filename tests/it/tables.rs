//! Tables of PDF files against the truth of the corpus beside the project, and prose of real documents, which has none.

use std::path::Path;

use crate::common::{left_out, shared};
use oitcheck::document::Document;
use oitcheck::ingest::{Options, extract};
use oitcheck::render;
use serde_json::Value;

fn read(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap();
    extract(&path.to_string_lossy(), &bytes, &Options::default()).unwrap()
}

type Grid = Vec<Vec<String>>;

fn dense(rows: impl IntoIterator<Item = Vec<String>>) -> Grid {
    let squeeze = |text: &String| text.chars().filter(|c| !c.is_whitespace()).collect();
    rows.into_iter()
        .map(|row| row.iter().map(squeeze).collect())
        .collect()
}

fn filled(grid: &Grid) -> usize {
    grid.iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .count()
}

/// F1 of the cells with their exact text in their column, rows aligned as well as they go.
fn cell_f1(want: &Grid, got: &Grid) -> f64 {
    let mut previous = vec![0; got.len() + 1];
    for line in want {
        let mut current = vec![0; got.len() + 1];
        for (k, row) in got.iter().enumerate() {
            let hits = line
                .iter()
                .zip(row)
                .filter(|(a, b)| !a.is_empty() && a == b)
                .count();
            current[k + 1] = current[k].max(previous[k + 1]).max(previous[k] + hits);
        }
        previous = current;
    }
    let hits = previous.last().copied().unwrap_or(0);
    2.0 * hits as f64 / (filled(want) + filled(got)).max(1) as f64
}

/// Mean over the tables of one file.
fn file_f1(path: &Path, truth: &Value) -> f64 {
    let document = read(path);
    let found: Vec<Grid> = render::tables(&document)
        .map(|table| dense(render::grid(table)))
        .collect();
    let strings = |row: &Value| -> Vec<String> {
        let cells = row.as_array().unwrap().iter();
        cells
            .map(|cell| cell.as_str().unwrap().to_owned())
            .collect()
    };
    let scores: Vec<f64> = truth["tables"]
        .as_array()
        .unwrap()
        .iter()
        .map(|table| {
            let want = dense(table["grid"].as_array().unwrap().iter().map(strings));
            let scores = found.iter().map(|got| cell_f1(&want, got));
            scores.fold(0.0, f64::max)
        })
        .collect();
    scores.iter().sum::<f64>() / scores.len() as f64
}

/// The lowest means over the three documents with tables that are no loss.
const RULED: f64 = 0.985;
const WITHOUT_RULES: f64 = 0.985;

#[test]
fn cells_of_the_corpus_are_found_in_their_places() {
    let Some(corpus) = shared("corpus") else {
        left_out(2, "no corpus beside the project");
        return;
    };
    let (mut ruled, mut without) = (Vec::new(), Vec::new());
    for document in ["A", "B", "C"] {
        let folder = corpus.join(document);
        let truth: Value =
            serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap();
        for path in crate::common::files(&folder, &["pdf"]) {
            let score = file_f1(&path, &truth);
            println!("{score:.4} {}", path.display());
            if path.ends_with("legacy_norules.pdf") {
                without.push(score);
            } else {
                ruled.push(score);
            }
        }
    }
    let mean = |scores: &[f64]| scores.iter().sum::<f64>() / scores.len() as f64;
    assert!(ruled.len() > 60 && without.len() == 3);
    let (ruled, without) = (mean(&ruled), mean(&without));
    println!("with rules or tags {ruled:.4}, without rules {without:.4}");
    assert!(ruled >= RULED, "with rules or tags: {ruled:.4}");
    assert!(without >= WITHOUT_RULES, "without rules: {without:.4}");
}

/// Documents of running text, lists, formulas and pictures, without a single table: 57 pages.
const PROSE: [&str; 11] = [
    "acc_indesign_cs5",
    "coe_conduct_distiller5",
    "coe_law59_distiller10",
    "egp_bid_itextsharp",
    "gazette_140a022",
    "hangdong_pledge_word2016",
    "itrepair_skia_m97",
    "mis_1099_pagemaker",
    "nysso_eb1_1.6",
    "quarto_xelatex",
    "treasury_reserve_ilovepdf",
];

#[test]
fn prose_has_no_tables() {
    let Some(folder) = shared("realdocs/pdf") else {
        left_out(PROSE.len(), "no real documents beside the project");
        return;
    };
    for name in PROSE {
        let document = read(&folder.join(format!("{name}.pdf")));
        let found = render::tables(&document).count();
        assert_eq!(found, 0, "{name}: tables where there are none");
    }
}
