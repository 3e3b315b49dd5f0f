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
use crate::document::{Body, Document, Format, Link, Page, TextLayer, Warning, WarningCode};
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
    let hidden = lines(content.invisible.clone());
    (page.text_layer, page.damage) = trust::judge(content, &hidden);
    if page.text_layer == TextLayer::Ocr {
        content.glyphs.append(&mut content.invisible);
    } else {
        page.hidden = hidden;
    }
    page.links = links(content);
    page
}

/// The links with the text that lies on them.
fn links(content: &PageContent) -> Vec<Link> {
    let links = content.links.iter();
    links
        .map(|(rect, link)| {
            let on_it = |glyph: &&Glyph| {
                let middle = glyph.bbox.x0 + glyph.bbox.width() / 2.0;
                let line = glyph.bbox.y0 + glyph.bbox.height() / 2.0;
                (rect.x0..rect.x1).contains(&middle) && (rect.y0..rect.y1).contains(&line)
            };
            Link {
                text: lines(content.glyphs.iter().filter(on_it).cloned().collect()).join(" "),
                target: link.target.clone(),
            }
        })
        .collect()
}

/// The text of some glyphs by lines.
fn lines(glyphs: Vec<Glyph>) -> Vec<String> {
    let clusters = layout::clusters::gather(glyphs);
    let spacing = layout::lines::Spacing::of(&clusters);
    layout::lines::assemble(layout::lines::fragments(clusters))
        .iter()
        .map(|line| line.text(spacing))
        .collect()
}
