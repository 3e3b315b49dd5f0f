//! Files to documents: format by content, limits, one reader per format.
//!
//! In: bytes and a path for messages. Out: a [`Document`] or an [`IngestError`] that says why not.
//! Every document is untrusted; a reader may fail but must not panic, hang or grow without bound.

pub(crate) mod archive;
pub mod bundle;
pub(crate) mod captions;
pub(crate) mod code_page;
pub(crate) mod compound;
pub(crate) mod counting;
pub mod doc;
pub mod docx;
pub(crate) mod drawn_text;
pub(crate) mod fields;
pub(crate) mod flow;
pub(crate) mod header_rows;
pub(crate) mod numbering;
pub(crate) mod odf;
pub mod odt;
pub(crate) mod office_art;
pub(crate) mod package;
pub mod pdf;
pub(crate) mod pictorial;
pub(crate) mod picture;
pub(crate) mod property_set;
pub(crate) mod settle;
pub mod sniff;
pub(crate) mod style_names;
pub(crate) mod table_draft;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod values;
pub mod workbook;
pub(crate) mod xml;

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::document::Document;

/// Bounds on one document. Each has a default that no honest report comes near.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file itself. Real reports stay under 60 MB.
    pub file_bytes: u64,
    /// Bytes after decompression, all parts together: a zip bomb of 42 kB can hold petabytes.
    pub unpacked_bytes: u64,
    /// Pages of a PDF.
    pub pages: u32,
    /// Entries of a zip container.
    pub archive_entries: u32,
    /// Elements inside elements of an XML part; nested tables of a hostile DOCX reach thousands.
    pub xml_depth: u32,
    /// Cells of all tables and sheets together.
    pub cells: u64,
    /// Operators of all PDF content streams together.
    pub operators: u64,
    /// PDF forms inside forms; real files stay under 5.
    pub form_depth: u32,
    /// Executions of PDF forms per page: a form that draws ten forms that draw ten forms is exponential.
    pub form_executions: u32,
    /// Seconds until a reader gives up in the middle of a document and keeps what it has.
    pub seconds: u64,
}

impl Limits {
    /// When the time for a document that is begun now is over.
    pub(crate) fn deadline(&self) -> Instant {
        let now = Instant::now();
        now.checked_add(Duration::from_secs(self.seconds))
            .unwrap_or(now)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 200 << 20,
            unpacked_bytes: 512 << 20,
            pages: 5_000,
            archive_entries: 10_000,
            xml_depth: 256,
            cells: 2_000_000,
            operators: 50_000_000,
            form_depth: 16,
            form_executions: 4_096,
            seconds: 60,
        }
    }
}

/// What to extract.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Bounds on the document.
    pub limits: Limits,
    /// Leaves tables as running text; faster.
    pub no_tables: bool,
}

/// Why a file gave no document. The text of each variant is for the log; users get the translated
/// message of its [`code`](IngestError::code).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum IngestError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file needs a password that is not the empty one.
    #[error("the file is encrypted and needs a password")]
    Encrypted,
    /// The bytes are of a kind that is not read.
    #[error("unsupported format: {0}")]
    Unsupported(String),
    /// The bytes claim a format and break its rules beyond repair.
    #[error("corrupt file: {0}")]
    Corrupt(String),
    /// A bound was exceeded; says which and where.
    #[error("limit exceeded: {0}")]
    Limit(String),
    /// The operating system would not give the bytes.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// The reader itself failed: a panic, an abort, a full stack.
    #[error("the reader failed: {0}")]
    Crashed(String),
    /// The run was stopped before the file was read.
    #[error("the run was interrupted")]
    Interrupted,
}

impl IngestError {
    /// Stable code for results and messages.
    pub fn code(&self) -> &'static str {
        match self {
            IngestError::Empty => "empty",
            IngestError::Encrypted => "encrypted",
            IngestError::Unsupported(_) => "unsupported",
            IngestError::Corrupt(_) => "corrupt",
            IngestError::Limit(_) => "limit",
            IngestError::Unreadable(_) => "unreadable",
            IngestError::Crashed(_) => "crashed",
            IngestError::Interrupted => "interrupted",
        }
    }
}

/// Extracts one file. `path` is only for messages and for telling what an extension claims.
pub fn extract(path: &str, bytes: &[u8], options: &Options) -> Result<Document, IngestError> {
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    if bytes.len() as u64 > options.limits.file_bytes {
        return Err(IngestError::Limit(format!(
            "{} bytes, at most {}",
            bytes.len(),
            options.limits.file_bytes
        )));
    }
    use crate::document::Format;
    let format = sniff::format_of(path, bytes, &options.limits)?;
    let mut document = match format {
        Format::Pdf => pdf::read(path, bytes, options)?,
        Format::Docx => docx::read(path, bytes, options)?,
        Format::Odt => odt::read(path, bytes, options)?,
        Format::Doc => doc::read(path, bytes, options)?,
        Format::Xlsx | Format::Xls | Format::Xlsb | Format::Ods => {
            workbook::read(path, bytes, format, options)?
        }
    };
    settle::settle(&mut document);
    if let Some(warning) = sniff::extension_warning(path, format) {
        document.warnings.push(warning);
    }
    Ok(document)
}
