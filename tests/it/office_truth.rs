//! Word-processor files and workbooks against the truth of the corpus beside the project: every cell, every
//! span, every header row, and each feature a word processor shows or hides.

use std::path::Path;

use crate::common::{left_out, shared};
use oitcheck::document::{Block, Document, Table};
use oitcheck::ingest::{Options, extract};
use oitcheck::render;
use serde_json::Value;

/// What of a table the truth states: its dense grid without white space, its spans, its header rows.
#[derive(Debug, PartialEq)]
struct Shape {
    grid: Vec<Vec<String>>,
    /// Row, column, rows and columns of every cell over more than one.
    spans: Vec<[u64; 4]>,
    header_rows: u64,
}

fn read(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap();
    extract(&path.to_string_lossy(), &bytes, &Options::default()).unwrap()
}

fn truth(folder: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap()
}

fn squeeze(text: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '\u{200B}' | '\u{FEFF}');
    text.chars().filter(kept).collect()
}

fn blocks(document: &Document) -> impl Iterator<Item = &Block> {
    document.pages().iter().flat_map(|page| &page.blocks)
}

fn all_text(document: &Document) -> String {
    let mut text = String::new();
    for block in blocks(document) {
        match block {
            Block::Table(table) => {
                text.extend(table.rows.iter().flatten().map(|cell| squeeze(&cell.text)));
            }
            other => text.push_str(&other.text().map_or(String::new(), |t| squeeze(&t.text))),
        }
    }
    text
}

fn shape(table: &Table) -> Shape {
    let mut cells: Vec<(u64, u64, String)> = Vec::new();
    let mut covered: Vec<(u64, u64)> = Vec::new();
    let mut spans = Vec::new();
    let mut width = 0;
    for (row, line) in (0..).zip(&table.rows) {
        let mut column = 0;
        for cell in line {
            while covered.contains(&(row, column)) {
                column += 1;
            }
            let (rows, columns) = (u64::from(cell.row_span), u64::from(cell.col_span));
            if rows > 1 || columns > 1 {
                spans.push([row, column, rows, columns]);
            }
            covered.extend(
                (row..row + rows).flat_map(|r| (column..column + columns).map(move |c| (r, c))),
            );
            cells.push((row, column, squeeze(&cell.text)));
            column += columns;
            width = width.max(column);
        }
    }
    let mut grid = vec![vec![String::new(); usize::try_from(width).unwrap()]; table.rows.len()];
    for (row, column, text) in cells {
        grid[usize::try_from(row).unwrap()][usize::try_from(column).unwrap()] = text;
    }
    Shape {
        grid,
        spans,
        header_rows: u64::from(table.header_rows),
    }
}

fn true_shape(table: &Value) -> Shape {
    let strings = |row: &Value| -> Vec<String> {
        let cells = row.as_array().unwrap().iter();
        cells.map(|cell| squeeze(cell.as_str().unwrap())).collect()
    };
    let mut spans: Vec<[u64; 4]> = table["spans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|span| [0, 1, 2, 3].map(|i| span[i].as_u64().unwrap()))
        .collect();
    spans.sort_unstable();
    Shape {
        grid: table["grid"]
            .as_array()
            .unwrap()
            .iter()
            .map(strings)
            .collect(),
        spans,
        header_rows: table["header_rows"].as_u64().unwrap(),
    }
}

#[test]
fn tables_of_word_files_have_every_cell_span_and_header_row() {
    let Some(corpus) = shared("corpus") else {
        left_out(35, "no corpus beside the project");
        return;
    };
    let mut compared = 0;
    for document in ["A", "B", "C", "H"] {
        let folder = corpus.join(document);
        let truth = truth(&folder);
        for producer in [
            "python-docx.docx",
            "libreoffice.docx",
            "libreoffice.odt",
            "libreoffice.doc",
        ] {
            let path = folder.join(producer);
            if !path.exists() {
                continue;
            }
            let found: Vec<Shape> = render::tables(&read(&path)).map(shape).collect();
            for table in truth["tables"].as_array().unwrap() {
                let want = true_shape(table);
                assert!(
                    found.contains(&want),
                    "{document}/{producer}: {} is not among the tables\n{want:?}",
                    table["name"]
                );
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 35);
}

#[test]
fn every_feature_of_a_word_processor_is_shown_or_hidden_as_word_does() {
    let Some(folder) = shared("corpus/H") else {
        left_out(57, "no corpus beside the project");
        return;
    };
    let truth = truth(&folder);
    let features = truth["features"].as_object().unwrap();
    assert_eq!(features.len(), 19);
    for file in ["python-docx.docx", "libreoffice.odt", "libreoffice.doc"] {
        let text = all_text(&read(&folder.join(file)));
        for (name, feature) in features {
            let said = squeeze(feature["text"].as_str().unwrap());
            let times = text.matches(&said).count();
            // LibreOffice writes a content control into a DOC several times.
            let repeated = file == "libreoffice.doc" && name == "content_control";
            let times = if repeated { times.min(1) } else { times };
            let want = usize::from(feature["want"].as_bool().unwrap());
            assert_eq!(times, want, "{file}: {name}");
        }
    }
}

#[test]
fn procurement_sheets_of_three_formats_have_every_cell() {
    let Some(folder) = shared("corpus/X") else {
        left_out(3, "no corpus beside the project");
        return;
    };
    let truth = truth(&folder);
    for file in ["libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods"] {
        let document = read(&folder.join(file));
        let shape = shape(render::tables(&document).next().unwrap());
        assert_eq!(shape.header_rows, 3, "{file}");
        let rows = truth["sheets"][0]["grid"].as_array().unwrap();
        assert_eq!(shape.grid.len(), rows.len(), "{file}");
        for (got, want) in shape.grid.iter().zip(rows) {
            for (got, want) in got.iter().zip(want.as_array().unwrap()) {
                // Numbers are shown with thousands; the truth states them bare.
                let same = match want.as_f64() {
                    Some(number) => got.replace(',', "").parse() == Ok(number),
                    None => *got == squeeze(want.as_str().unwrap()),
                };
                assert!(same, "{file}: {got} is not {want}");
            }
        }
        let hidden = document.pages().iter().flat_map(|page| &page.hidden);
        assert_eq!(hidden.collect::<Vec<_>>(), ["ชีตซ่อนมีข้อมูล"], "{file}");
    }
}
