//! The tables of a PDF and of its machine-readable twin should agree, cell by cell.

use std::collections::BTreeMap;

use crate::document::Format;
use crate::index::{Indexed, IndexedTable};
use crate::messages;
use crate::result::{Finding, Severity};
use crate::thai::chars::is_alphabetic;
use crate::thai::fold::fold;
use crate::thai::numbers::find_numbers;

/// Share of the rows' first texts that tables must have in common to be the same table.
const ALIKE: f64 = 0.6;

/// Cells reported per pair of files; more means that they are different tables.
const CELLS: usize = 20;

/// Differing cells between the PDFs and the other files of one item.
pub(super) fn differences(item: &str, documents: &[&Indexed]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let pdfs = documents
        .iter()
        .filter(|document| document.format == Format::Pdf);
    for pdf in pdfs {
        for twin in documents
            .iter()
            .filter(|document| document.format != Format::Pdf)
        {
            for table in &pdf.tables {
                let best = twin
                    .tables
                    .iter()
                    .map(|other| (likeness(pdf, table, twin, other), other))
                    .max_by(|a, b| a.0.total_cmp(&b.0));
                if let Some((_, other)) = best.filter(|(likeness, _)| *likeness >= ALIKE) {
                    let cells = compare(item, pdf, table, twin, other);
                    if cells.len() <= CELLS {
                        findings.extend(cells);
                    }
                }
            }
        }
    }
    findings
}

/// Rows below the header by their number, each with its cells by column; headers are worded as one likes.
fn rows<'a>(
    document: &'a Indexed,
    table: &IndexedTable,
) -> BTreeMap<usize, BTreeMap<usize, (usize, &'a str)>> {
    let mut rows: BTreeMap<usize, BTreeMap<usize, (usize, &str)>> = BTreeMap::new();
    let headers = (table.table.header_rows as usize).max(1);
    for cell in table.cells.iter().filter(|cell| cell.row >= headers) {
        let text = document.unit_text(cell.unit).trim();
        if !text.is_empty() {
            rows.entry(cell.row)
                .or_default()
                .insert(cell.column, (cell.unit, text));
        }
    }
    rows
}

/// What two cells are compared by: the number they show, else their letters.
fn value(text: &str) -> String {
    let numbers = find_numbers(text);
    match numbers.as_slice() {
        [number] if fold(text).chars().filter(|c| is_alphabetic(*c)).count() <= 4 => {
            format!("{:.2}", number.value)
        }
        _ => fold(text),
    }
}

fn likeness(a: &Indexed, table: &IndexedTable, b: &Indexed, other: &IndexedTable) -> f64 {
    let texts = |document: &Indexed, table: &IndexedTable| -> Vec<String> {
        let mut list: Vec<String> = rows(document, table)
            .values()
            .flat_map(|row| {
                row.values()
                    .map(|(_, text)| value(text))
                    .collect::<Vec<_>>()
            })
            .collect();
        list.sort();
        list
    };
    let (a, b) = (texts(a, table), texts(b, other));
    let all = a.len().max(b.len());
    if all == 0 {
        return 0.0;
    }
    let shared = a
        .iter()
        .filter(|text| b.binary_search(text).is_ok())
        .count();
    shared as f64 / all as f64
}

/// Cells in the same column of rows that have most other cells in common.
fn compare(
    item: &str,
    pdf: &Indexed,
    table: &IndexedTable,
    twin: &Indexed,
    other: &IndexedTable,
) -> Vec<Finding> {
    let (own, theirs) = (rows(pdf, table), rows(twin, other));
    let mut findings = Vec::new();
    for row in own.values() {
        let shared = |candidate: &BTreeMap<usize, (usize, &str)>| {
            row.iter()
                .filter(|(column, (_, text))| {
                    candidate
                        .get(column)
                        .is_some_and(|(_, other)| value(text) == value(other))
                })
                .count()
        };
        let Some(match_row) = theirs.values().max_by_key(|candidate| shared(candidate)) else {
            continue;
        };
        if shared(match_row) * 2 <= row.len() || match_row.len() != row.len() {
            continue;
        }
        for (column, (unit, text)) in row {
            let Some((other_unit, other_text)) = match_row.get(column) else {
                continue;
            };
            if value(text) != value(other_text) {
                let arguments = [
                    ("item", item),
                    ("a", *text),
                    ("b", *other_text),
                    ("path", twin.path.as_str()),
                ];
                let sentence = messages::text("twins-differ", &arguments);
                findings.push(Finding {
                    code: "twins-differ".into(),
                    severity: Severity::Warning,
                    th: sentence.th,
                    en: sentence.en,
                    evidence: vec![pdf.unit_evidence(*unit), twin.unit_evidence(*other_unit)],
                });
            }
        }
    }
    findings
}
