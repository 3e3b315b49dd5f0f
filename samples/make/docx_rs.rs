//! Writes a sample Word file with docx-rs: the blocks of `blocks.py` come as JSON on standard input, the
//! file goes to the path given as the only argument.

use std::io::Read as _;

use anyhow::{Context as _, anyhow};
use docx_rs::{
    AlignmentType, BreakType, Docx, Hyperlink, HyperlinkType, PageOrientationType, Paragraph, Pic,
    Run, RunFonts, Table, TableCell, TableRow, VMergeType,
};
use serde::Deserialize;

/// What `convert.py` sends.
#[derive(Deserialize)]
struct Source {
    font: String,
    size: usize,
    landscape: bool,
    blocks: Vec<Block>,
}

/// One block of the report; the names are those of `blocks.py`.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Block {
    Heading {
        text: String,
        level: usize,
        align: String,
    },
    Para {
        text: String,
        align: String,
        bold: bool,
        indent: bool,
    },
    Table {
        header: Vec<Vec<Cell>>,
        rows: Vec<Vec<Cell>>,
        widths: Vec<f64>,
    },
    Image {
        picture: String,
        caption: String,
        width_cm: f64,
    },
    Link {
        text: String,
        url: String,
    },
    Break,
}

/// A table cell with the rows and columns it covers.
#[derive(Deserialize)]
struct Cell {
    text: String,
    rows: usize,
    cols: usize,
}

/// English metric units in a centimetre.
const EMU_PER_CM: f64 = 360_000.0;

fn alignment(name: &str) -> AlignmentType {
    match name {
        "center" => AlignmentType::Center,
        "right" => AlignmentType::Right,
        _ => AlignmentType::Left,
    }
}

fn run(text: &str, bold: bool) -> Run {
    let mut run = Run::new();
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    if bold { run.bold() } else { run }
}

fn paragraph(text: &str, align: &str, bold: bool) -> Paragraph {
    Paragraph::new()
        .add_run(run(text, bold))
        .align(alignment(align))
}

/// Rows of a table. docx-rs wants a cell in every row that a tall cell covers.
fn rows(header: &[Vec<Cell>], body: &[Vec<Cell>], width: usize) -> Vec<TableRow> {
    let mut covered = vec![0; width];
    let mut made = Vec::new();
    for (number, source) in header.iter().chain(body).enumerate() {
        let bold = number < header.len();
        let mut cells = Vec::new();
        let mut next = source.iter();
        let mut column = 0;
        while column < width {
            if covered[column] > 0 {
                covered[column] -= 1;
                cells.push(
                    TableCell::new()
                        .add_paragraph(Paragraph::new())
                        .vertical_merge(VMergeType::Continue),
                );
                column += 1;
                continue;
            }
            let Some(cell) = next.next() else { break };
            let mut made = TableCell::new().add_paragraph(paragraph(&cell.text, "left", bold));
            if cell.cols > 1 {
                made = made.grid_span(cell.cols);
            }
            if cell.rows > 1 {
                made = made.vertical_merge(VMergeType::Restart);
                covered[column] = cell.rows - 1;
            }
            cells.push(made);
            column += cell.cols;
        }
        made.push(TableRow::new(cells));
    }
    made
}

fn main() -> anyhow::Result<()> {
    let path = std::env::args_os()
        .nth(1)
        .context("give the path of the file to write")?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let source: Source = serde_json::from_str(&text)?;

    let fonts = RunFonts::new()
        .ascii(&source.font)
        .hi_ansi(&source.font)
        .cs(&source.font);
    let mut docx = Docx::new()
        .default_fonts(fonts)
        .default_size(source.size * 2);
    if source.landscape {
        docx = docx
            .page_size(16838, 11906)
            .page_orient(PageOrientationType::Landscape);
    }
    for block in &source.blocks {
        docx = match block {
            Block::Heading { text, level, align } => docx.add_paragraph(
                Paragraph::new()
                    .add_run(run(text, true).size((source.size + 5 - 2 * level.min(&3)) * 2))
                    .style(&format!("Heading{level}"))
                    .align(alignment(align)),
            ),
            Block::Para {
                text,
                align,
                bold,
                indent,
            } => {
                let made = paragraph(text, align, *bold);
                docx.add_paragraph(if *indent {
                    made.indent(
                        None,
                        Some(docx_rs::SpecialIndentType::FirstLine(850)),
                        None,
                        None,
                    )
                } else {
                    made
                })
            }
            Block::Table {
                header,
                rows: body,
                widths,
            } => {
                let total: f64 = widths.iter().sum();
                let line = if source.landscape { 14_000.0 } else { 9_000.0 };
                // Twentieths of a point, far below what an integer holds.
                let grid = widths.iter().map(|w| (line * w / total) as usize).collect();
                docx.add_table(Table::new(rows(header, body, widths.len())).set_grid(grid))
            }
            Block::Image {
                picture,
                caption,
                width_cm,
            } => {
                let bytes = std::fs::read(picture).with_context(|| picture.clone())?;
                let pic = Pic::new(&bytes);
                let (wide, high) = pic.size;
                let width = (width_cm * EMU_PER_CM) as u32;
                let height = (f64::from(width) * f64::from(high) / f64::from(wide)) as u32;
                docx.add_paragraph(
                    Paragraph::new()
                        .add_run(Run::new().add_image(pic.size(width, height)))
                        .align(AlignmentType::Center),
                )
                .add_paragraph(paragraph(caption, "center", false))
            }
            Block::Link { text, url } => docx.add_paragraph(Paragraph::new().add_hyperlink(
                Hyperlink::new(url, HyperlinkType::External).add_run(Run::new().add_text(text)),
            )),
            Block::Break => {
                docx.add_paragraph(Paragraph::new().add_run(Run::new().add_break(BreakType::Page)))
            }
        };
    }
    let file = std::fs::File::create(&path)?;
    docx.build()
        .pack(file)
        .map_err(|error| anyhow!("cannot write {}: {error}", path.display()))
}
