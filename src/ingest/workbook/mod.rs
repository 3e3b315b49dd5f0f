//! Workbooks (XLSX, XLS, XLSB, ODS) to document: one page per visible sheet.
//!
//! `calamine` gives the cells of the Office formats as a stream, because a dense range of an untrusted sheet
//! can ask for hundreds of GiB. What it does not give is read beside it: number formats as shown
//! (`number_format`), hidden rows and columns, links and drawings (`xlsx`). `regions` finds the tables.

mod look;
mod number_format;
mod ods;
mod regions;
mod serial;
mod sheet;
#[cfg(test)]
mod tests;
mod xls;
mod xlsb;
mod xlsx;

use std::panic::{AssertUnwindSafe, catch_unwind};

use self::sheet::Sheet;
use super::{IngestError, Options};
use crate::document::{Block, Body, Document, Format, Metadata, Page, TextBlock, Warning};

/// A workbook, read from its format.
#[derive(Debug, Default)]
struct Workbook {
    sheets: Vec<Sheet>,
    metadata: Metadata,
    warnings: Vec<Warning>,
}

/// Reads a workbook.
pub fn read(
    path: &str,
    bytes: &[u8],
    format: Format,
    options: &Options,
) -> Result<Document, IngestError> {
    let workbook = match format {
        Format::Xls => xls::read(bytes, options)?,
        Format::Xlsb => xlsb::read(bytes, options)?,
        Format::Xlsx => xlsx::read(bytes, options)?,
        Format::Ods => ods::read(bytes, options)?,
        Format::Pdf | Format::Docx | Format::Odt | Format::Doc => {
            return Err(IngestError::Unsupported("not a workbook".into()));
        }
    };
    Ok(assemble(path, format, workbook, options))
}

/// Sheets to pages. Hidden sheets are kept apart as hidden text of the first page.
fn assemble(path: &str, format: Format, workbook: Workbook, options: &Options) -> Document {
    let mut pages: Vec<Page> = Vec::new();
    let mut hidden: Vec<String> = Vec::new();
    let mut cells_left = options.limits.cells;
    for sheet in workbook.sheets {
        if sheet.hidden {
            let texts = sheet.cells.into_values().map(|cell| cell.text);
            hidden.extend(texts.filter(|text| !text.trim().is_empty()));
            continue;
        }
        let number = u32::try_from(pages.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        let mut page = Page::new(number);
        let margin = |text: &Option<String>| text.clone().map(TextBlock::plain);
        page.blocks.extend(margin(&sheet.header).map(Block::Header));
        page.blocks
            .extend(regions::blocks(&sheet, &mut cells_left, &mut page.hidden));
        page.blocks.extend(margin(&sheet.footer).map(Block::Footer));
        page.links = sheet.links;
        page.name = Some(sheet.name);
        pages.push(page);
    }
    if pages.is_empty() {
        pages.push(Page::new(1));
    }
    if let Some(first) = pages.first_mut() {
        first.hidden.extend(hidden);
    }
    let mut document = Document::new(path, format, Body::Sheets { sheets: pages });
    document.metadata = workbook.metadata;
    document.warnings = workbook.warnings;
    document
}

/// Runs `calamine`, which panics on some damaged files, and turns that into an error of the file.
fn guarded<T, E: Into<IngestError>>(run: impl FnOnce() -> Result<T, E>) -> Result<T, IngestError> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(result) => result.map_err(Into::into),
        Err(_) => Err(IngestError::Corrupt("the workbook reader gave up".into())),
    }
}
