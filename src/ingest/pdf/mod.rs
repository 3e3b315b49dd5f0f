//! PDF to document: objects by `lopdf`, everything above them here.
//!
//! `objects` opens the file (encryption, repair); `fonts` turns codes into Unicode; `interpreter` runs the
//! content streams of a page into a [`content::PageContent`] of glyphs, lines and pictures; `layout`
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
mod tables;

use super::{IngestError, Options};
use crate::document::{Body, Damage, Document, Format, Page, TextLayer, Warning};
use content::{Glyph, PageContent};
use std::collections::BTreeSet;

/// The share of glyphs without certain text from which a page is called damaged; bullets and logos stay below.
const UNREADABLE: f32 = 0.05;

/// Reads a PDF.
pub fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Document, IngestError> {
    let file = objects::open(bytes, &options.limits)?;
    let mut budget = objects::Budget::new(&options.limits);
    let mut pages = Vec::new();
    let mut laid = Vec::new();
    for index in 0..file.page_count() {
        let content = interpreter::page_content(&file, index, &mut budget);
        pages.push(page_of(&content));
        laid.push(layout::lay_out(content, !options.no_tables));
    }
    for (page, blocks) in pages.iter_mut().zip(assemble::blocks(laid)) {
        page.blocks = blocks;
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

/// What a page says about itself, without blocks.
fn page_of(content: &PageContent) -> Page {
    let mut page = Page::new(content.number);
    page.width_pt = Some(content.width);
    page.height_pt = Some(content.height);
    page.links = content.links.iter().map(|(_, link)| link.clone()).collect();
    page.hidden = hidden_text(&content.invisible);
    if content.glyphs.is_empty() && !content.images.is_empty() {
        page.text_layer = TextLayer::None;
    }
    page.damage = unreadable(content);
    if page
        .damage
        .as_ref()
        .is_some_and(|damage| damage.score >= UNREADABLE)
    {
        page.text_layer = TextLayer::Damaged;
    }
    page
}

/// What of a page has no certain text: glyphs without a character, and those of fonts whose decoding is doubtful.
/// Orthography cannot see either afterwards.
fn unreadable(content: &PageContent) -> Option<Damage> {
    let (mut drawn, mut lost, mut unmapped) = (0_u32, 0_u32, 0_u32);
    let mut fonts = BTreeSet::new();
    for glyph in &content.glyphs {
        if glyph.text.chars().all(char::is_whitespace) && !glyph.text.is_empty() {
            continue;
        }
        drawn = drawn.saturating_add(1);
        let font = content.fonts.get(usize::from(glyph.font));
        if glyph.text.is_empty() {
            unmapped = unmapped.saturating_add(1);
        } else if !font.is_some_and(|font| font.doubtful) {
            continue;
        }
        lost = lost.saturating_add(1);
        fonts.extend(font.map(|font| font.name.clone()));
    }
    (lost > 0).then(|| Damage {
        score: lost as f32 / drawn as f32,
        unmapped,
        fonts: fonts.into_iter().collect(),
        ..Damage::default()
    })
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
