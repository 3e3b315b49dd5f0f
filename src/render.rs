//! A document as text, Markdown or comma-separated values, for people who want to see what was read.

use std::fmt::Write;

use crate::document::{Block, Document, Table};

/// Text in reading order; tables as tab-separated rows; a blank line between pages.
pub fn text(document: &Document) -> String {
    let mut out = String::new();
    for page in document.pages() {
        if let Some(name) = &page.name {
            line(&mut out, name);
        }
        for block in &page.blocks {
            match block {
                Block::Table(table) => {
                    for row in grid(table) {
                        line(
                            &mut out,
                            &row.iter()
                                .map(|cell| one_line(cell))
                                .collect::<Vec<_>>()
                                .join("\t"),
                        );
                    }
                }
                Block::Image(image) => {
                    if let Some(caption) = &image.caption {
                        line(&mut out, &format!("[{caption}]"));
                    }
                }
                _ => {
                    if let Some(text) = block.text() {
                        line(&mut out, &text.text);
                    }
                }
            }
        }
        out.push('\n');
    }
    out
}

/// Markdown; spanning cells are written once, headers of several rows are joined by ` / `.
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    for page in document.pages() {
        match &page.name {
            Some(name) => line(&mut out, &format!("<!-- sheet {} -->\n", escape(name))),
            None => line(&mut out, &format!("<!-- page {} -->\n", page.number)),
        }
        for block in &page.blocks {
            match block {
                Block::Heading(text) => {
                    let level = usize::from(text.level.unwrap_or(2).clamp(1, 6));
                    line(
                        &mut out,
                        &format!("{} {}\n", "#".repeat(level), escape(&one_line(&text.text))),
                    );
                }
                Block::Table(table) => markdown_table(&mut out, table),
                Block::Image(image) => {
                    let caption = image.chart().or_else(|| image.caption.clone());
                    let caption = caption.unwrap_or_default();
                    line(&mut out, &format!("![{}]()\n", escape(&one_line(&caption))));
                }
                Block::Paragraph(text) => {
                    line(
                        &mut out,
                        &format!("{}\n", escape(&text.text).replace('\n', "  \n")),
                    );
                }
                Block::Header(text) | Block::Footer(text) | Block::Footnote(text) => {
                    line(&mut out, &format!("> {}\n", escape(&one_line(&text.text))));
                }
            }
        }
    }
    out
}

fn markdown_table(out: &mut String, table: &Table) {
    if let Some(caption) = &table.caption {
        line(out, &format!("**{}**\n", escape(&one_line(caption))));
    }
    let rows = grid(table);
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if width == 0 {
        return;
    }
    let headers = usize::try_from(table.header_rows)
        .unwrap_or(0)
        .min(rows.len());
    let mut header = vec![String::new(); width];
    for row in rows.iter().take(headers) {
        for (cell, text) in header.iter_mut().zip(row) {
            if !text.is_empty() && *cell != *text {
                if !cell.is_empty() {
                    cell.push_str(" / ");
                }
                cell.push_str(text);
            }
        }
    }
    let mut put = |cells: &[String]| {
        out.push('|');
        for k in 0..width {
            let text = cells
                .get(k)
                .map(|cell| escape(cell).replace('\n', "<br>"))
                .unwrap_or_default();
            let _ = write!(out, " {text} |");
        }
        out.push('\n');
    };
    put(&header);
    put(&vec!["---".to_owned(); width]);
    for row in rows.iter().skip(headers) {
        put(row);
    }
    out.push('\n');
}

/// Every table of the document in order.
pub fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    document
        .pages()
        .iter()
        .flat_map(|page| &page.blocks)
        .filter_map(Block::table)
}

/// Table `number` (from 1) as RFC 4180 text; `None` when there are fewer.
pub fn csv(document: &Document, number: usize) -> Option<String> {
    let table = tables(document).nth(number.checked_sub(1)?)?;
    let mut out = String::new();
    for row in grid(table) {
        out.push_str(&csv_line(&row));
    }
    Some(out)
}

/// One record of RFC 4180. A cell that a spreadsheet would run as a formula gets an apostrophe before it.
pub(crate) fn csv_line<T: AsRef<str>>(cells: &[T]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell.as_ref())).collect();
    format!("{}\r\n", cells.join(","))
}

fn csv_cell(text: &str) -> String {
    let number = text.replace(',', "").parse::<f64>().is_ok();
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number && text != "-";
    let text = if risky {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    // A semicolon or a tab parts cells too where the system says so, and what follows it is a cell of its own.
    if text.contains(['"', ',', ';', '\t', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// A table as a dense grid: a spanning cell has its text at its first position, the others are empty.
pub fn grid(table: &Table) -> Vec<Vec<String>> {
    let placed = crate::document::place(table);
    let width = placed
        .iter()
        .map(|p| p.column + p.cell.col_span as usize)
        .max()
        .unwrap_or(0);
    let mut rows = vec![vec![String::new(); width]; table.rows.len()];
    for p in placed {
        if let Some(slot) = rows.get_mut(p.row).and_then(|row| row.get_mut(p.column)) {
            slot.clone_from(&p.cell.text);
        }
    }
    rows
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters that Markdown would take for markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '#'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Body, Cell, Format, Page};

    fn sample() -> Document {
        let mut page = Page::new(1);
        page.blocks.push(Block::Table(Table {
            rows: vec![
                vec![
                    Cell {
                        row_span: 2,
                        ..Cell::plain("ที่")
                    },
                    Cell {
                        col_span: 2,
                        ..Cell::plain("งาน")
                    },
                ],
                vec![Cell::plain("ชื่อ"), Cell::plain("เงิน")],
                vec![
                    Cell::plain("๑"),
                    Cell::plain("=HYPERLINK(\"x\")"),
                    Cell::plain("-5"),
                ],
            ],
            header_rows: 2,
            ..Table::default()
        }));
        Document::new("a.pdf", Format::Pdf, Body::Pages { pages: vec![page] })
    }

    #[test]
    fn spans_are_placed_once() {
        assert_eq!(
            text(&sample()),
            "ที่\tงาน\t\n\tชื่อ\tเงิน\n๑\t=HYPERLINK(\"x\")\t-5\n\n"
        );
        assert!(markdown(&sample()).contains("| ที่ | งาน / ชื่อ | เงิน |\n| --- | --- | --- |"));
    }

    #[test]
    fn a_cell_cannot_become_a_formula() {
        assert_eq!(
            csv(&sample(), 1).unwrap().lines().nth(2).unwrap(),
            "๑,\"'=HYPERLINK(\"\"x\"\")\",-5"
        );
        assert_eq!(csv(&sample(), 2), None);
    }
}
