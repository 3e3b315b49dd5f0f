//! PDF to document: objects by `lopdf`, everything above them here.
//!
//! `objects` opens the file (encryption, repair); `fonts` turns codes into Unicode; `interpreter` runs the
//! content streams of a page into a [`content::PageContent`] of glyphs, lines and pictures; `layout`
//! turns that into blocks, with `tables` finding the grids and `structure` the tagged tables.

mod cmap;
pub(crate) mod content;
mod fonts;
pub(crate) mod interpreter;
mod lexer;
mod matrix;
pub(crate) mod objects;

use super::{IngestError, Options};
use crate::document::{Block, Body, Document, Format, Page, TextBlock, Warning};
use content::PageContent;

/// Reads a PDF.
pub fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Document, IngestError> {
    let file = objects::open(bytes, &options.limits)?;
    let mut budget = objects::Budget::new(&options.limits);
    let mut pages = Vec::new();
    for index in 0..file.page_count() {
        let content = interpreter::page_content(&file, index, &mut budget);
        pages.push(page_of(&content));
    }
    let mut document = Document::new(path, Format::Pdf, Body::Pages { pages });
    document.metadata = file.metadata();
    if let Some(limit) = budget.exceeded {
        document.warnings.push(Warning {
            code: "limit".into(),
            page: None,
            detail: format!("reading stopped at the bound on {limit}"),
        });
    }
    Ok(document)
}

/// Lines of glyphs by baseline, one paragraph each.
fn page_of(content: &PageContent) -> Page {
    let mut page = Page::new(content.number);
    page.width_pt = Some(content.width);
    page.height_pt = Some(content.height);
    let mut glyphs: Vec<_> = content.glyphs.iter().collect();
    glyphs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut lines: Vec<Vec<&content::Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line)
                if line.first().is_some_and(|first| {
                    (first.baseline - glyph.baseline).abs() < 0.3 * glyph.size
                }) =>
            {
                line.push(glyph);
            }
            _ => lines.push(vec![glyph]),
        }
    }
    for mut line in lines {
        line.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        let mut text = String::new();
        let mut end = f32::MAX;
        let mut bbox = None;
        for glyph in line {
            if glyph.bbox.x0 - end > 0.25 * glyph.size && !text.ends_with(' ') && glyph.text != " "
            {
                text.push(' ');
            }
            text.push_str(&glyph.text);
            end = glyph.bbox.x1;
            bbox = Some(bbox.map_or(glyph.bbox, |b: crate::document::Rect| b.union(&glyph.bbox)));
        }
        let text = text.trim().to_owned();
        if !text.is_empty() {
            page.blocks.push(Block::Paragraph(TextBlock {
                bbox,
                text,
                ..TextBlock::default()
            }));
        }
    }
    page
}
