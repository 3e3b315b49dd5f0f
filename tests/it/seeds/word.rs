//! Blocks to a Word file with docx-rs.

use std::path::Path;

use docx_rs::{BreakType, Docx, Paragraph, Run, RunFonts, Table, TableCell, TableRow};

use super::text::{Block, Cell};

/// A font that Debian has (fonts-thai-tlwg), so that the PDF gets real Thai glyphs.
const FONT: &str = "Laksaman";

/// Width of a line of text in twentieths of a point: A4 less the margins of docx-rs.
const LINE_WIDTH: usize = 9_000;

/// Writes the blocks to a new file.
pub(crate) fn write(blocks: &[Block], path: &Path) {
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT);
    let mut docx = Docx::new().default_fonts(fonts).default_size(24);
    for block in blocks {
        docx = match block {
            Block::Heading(level, text) => docx.add_paragraph(
                Paragraph::new()
                    .add_run(run(text).bold())
                    .style(&format!("Heading{level}")),
            ),
            Block::Paragraph(text) => docx.add_paragraph(Paragraph::new().add_run(run(text))),
            Block::Table(rows) => docx
                .add_table(table(rows))
                // Two tables without a paragraph between them are one to Word.
                .add_paragraph(Paragraph::new()),
        };
    }
    docx.build()
        .pack(std::fs::File::create(path).unwrap())
        .unwrap();
}

fn table(rows: &[Vec<Cell>]) -> Table {
    let columns = rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.columns).sum::<usize>())
        .max()
        .unwrap_or(1);
    let made = rows.iter().map(|row| {
        TableRow::new(
            row.iter()
                .map(|cell| {
                    TableCell::new()
                        .add_paragraph(Paragraph::new().add_run(run(&cell.text)))
                        .grid_span(cell.columns)
                })
                .collect(),
        )
    });
    Table::new(made.collect()).set_grid(vec![LINE_WIDTH / columns; columns])
}

fn run(text: &str) -> Run {
    let mut run = Run::new();
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    run
}
