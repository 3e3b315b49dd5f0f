//! DOCX to document.

use super::{IngestError, Options};
use crate::document::{Body, Document, Format};

/// Reads a DOCX.
pub fn read(path: &str, _bytes: &[u8], _options: &Options) -> Result<Document, IngestError> {
    Ok(Document::new(
        path,
        Format::Docx,
        Body::Pages { pages: Vec::new() },
    ))
}
