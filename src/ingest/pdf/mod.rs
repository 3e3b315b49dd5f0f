//! PDF to document: objects by `lopdf`, everything above them here.
//!
//! `objects` opens the file (encryption, repair); `fonts` turns codes into Unicode; `interpreter` runs the
//! content streams of a page into a `PageContent` of glyphs, lines and pictures; `layout`
//! turns that into pieces in reading order, with `tables` finding the grids; `assemble` sees all pages
//! together and makes the blocks of the document.

mod assemble;
mod cmap;
pub(crate) mod content;
mod fonts;
pub(crate) mod interpreter;
mod layout;
mod lexer;
mod matrix;
pub(crate) mod objects;
#[cfg(test)]
mod sample;
mod structure;
mod tables;
mod trust;

use super::{IngestError, Options};
use crate::document::{Body, Document, Format, Page, TextLayer, Warning, WarningCode};
use content::{Glyph, PageContent};
use structure::Structure;
use tables::tagged::Tags;

/// Reads a PDF.
pub fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Document, IngestError> {
    let file = objects::open(bytes, &options.limits)?;
    let mut budget = objects::Budget::new(&options.limits);
    let structure = if options.no_tables {
        Structure::default()
    } else {
        Structure::read(&file)
    };
    let mut pages = Vec::new();
    let mut laid = Vec::new();
    for index in 0..file.page_count() {
        let mut content = interpreter::page_content(&file, index, &mut budget);
        pages.push(page_of(&mut content));
        let tags = (!options.no_tables).then(|| Tags::of_page(&structure, index));
        laid.push(layout::lay_out(content, tags.as_ref()));
    }
    for (page, blocks) in pages.iter_mut().zip(assemble::blocks(laid)) {
        page.blocks = blocks;
    }
    let mut document = Document::new(path, Format::Pdf, Body::Pages { pages });
    document.metadata = file.metadata();
    if let Some(limit) = budget.exceeded {
        document
            .warnings
            .push(Warning::of_file(WarningCode::StoppedAtLimit, limit));
    }
    Ok(document)
}

/// What a page says about itself, without blocks. Gives the content the text to lay out: where a picture
/// of the page has a readable recognised layer, that.
fn page_of(content: &mut PageContent) -> Page {
    let mut page = Page::new(content.number);
    page.width_pt = Some(content.width);
    page.height_pt = Some(content.height);
    page.links = content.links.iter().map(|(_, link)| link.clone()).collect();
    let hidden = hidden_text(&content.invisible);
    (page.text_layer, page.damage) = trust::judge(content, &hidden);
    if page.text_layer == TextLayer::Ocr {
        content.glyphs.append(&mut content.invisible);
    } else {
        page.hidden = hidden;
    }
    page
}

/// The lines of glyphs that nobody sees.
fn hidden_text(glyphs: &[Glyph]) -> Vec<String> {
    let clusters = layout::clusters::gather(glyphs.to_vec());
    let spacing = layout::lines::Spacing::of(&clusters);
    layout::lines::assemble(layout::lines::fragments(clusters))
        .iter()
        .map(|line| line.text(spacing))
        .collect()
}
