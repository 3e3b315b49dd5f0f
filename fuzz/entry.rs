//! What the fuzz targets do with their bytes, here because the tests do the same with what was once found:
//! `tests/it/fuzz_seeds.rs`.

#![allow(dead_code, reason = "each target calls one of these functions")]

use std::io::{Cursor, Write};

use oitcheck::document::Format;
use oitcheck::ingest::{Options, doc, docx, odt, pdf, workbook};
use oitcheck::rules;
use oitcheck::thai::fold::{Folded, fold};
use oitcheck::thai::search::{Denials, Searcher};
use oitcheck::thai::{codes, dates, names, numbers, repair, validity};

/// Limits that a small machine reaches in no time.
fn options() -> Options {
    let mut options = Options::default();
    options.limits.unpacked_bytes = 16 << 20;
    options.limits.cells = 100_000;
    options.limits.operators = 1 << 20;
    options.limits.seconds = 5;
    options
}

/// Bytes as the part of this name inside a sound zip container.
fn container(name: &str, part: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let written = writer
        .start_file(name, zip::write::SimpleFileOptions::default())
        .and_then(|()| Ok(writer.write_all(part)?));
    match (written, writer.finish()) {
        (Ok(()), Ok(file)) => file.into_inner(),
        // Memory is written to, which does not fail.
        _ => Vec::new(),
    }
}

/// Any bytes as a word-processor file of each format, and any bytes as the main part inside a sound container.
pub(crate) fn docx(data: &[u8]) {
    let _ = doc::read("fuzz.doc", data, &options());
    let _ = odt::read("fuzz.odt", data, &options());
    let _ = odt::read("fuzz.odt", &container("content.xml", data), &options());
    let _ = docx::read("fuzz.docx", data, &options());
    let _ = docx::read(
        "fuzz.docx",
        &container("word/document.xml", data),
        &options(),
    );
}

/// Any bytes as a workbook of each format, and any bytes as the main part inside a sound container.
pub(crate) fn workbook(data: &[u8]) {
    for format in [Format::Xls, Format::Xlsx, Format::Xlsb, Format::Ods] {
        let _ = workbook::read("fuzz", data, format, &options());
    }
    let _ = workbook::read(
        "fuzz.ods",
        &container("content.xml", data),
        Format::Ods,
        &options(),
    );
}

/// Any bytes as a PDF file, and any bytes as the content stream, the character map and the embedded font of a sound
/// one: random bytes seldom get past the object layer by themselves.
pub(crate) fn pdf(data: &[u8]) {
    let _ = pdf::read("fuzz.pdf", data, &options());
    let _ = pdf::read("fuzz.pdf", &pdf_around(data), &options());
}

/// A file whose page, map and font are the same bytes.
fn pdf_around(data: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n\
        1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
        2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
        3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R\
        /Resources<</Font<</F 5 0 R/G 8 0 R>>/XObject<</X 9 0 R>>>>>>\nendobj\n\
        5 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding 4 0 R/DescendantFonts[6 0 R]/ToUnicode 4 0 R>>\nendobj\n\
        6 0 obj\n<</Type/Font/Subtype/CIDFontType2/BaseFont/Test/DW 600/FontDescriptor 7 0 R>>\nendobj\n\
        7 0 obj\n<</Type/FontDescriptor/FontName/Test/Flags 4/FontFile2 4 0 R>>\nendobj\n\
        8 0 obj\n<</Type/Font/Subtype/TrueType/BaseFont/Test/FontDescriptor 7 0 R/Encoding/WinAnsiEncoding>>\nendobj\n"
        .to_vec();
    for (number, entries) in [(4, ""), (9, "/Subtype/Form/BBox[0 0 99 99]")] {
        file.extend_from_slice(
            format!(
                "{number} 0 obj\n<<{entries}/Length {}>>\nstream\n",
                data.len()
            )
            .as_bytes(),
        );
        file.extend_from_slice(data);
        file.extend_from_slice(b"\nendstream\nendobj\n");
    }
    // The cross-reference table is left to the reader to rebuild.
    file.extend_from_slice(b"trailer\n<</Size 10/Root 1 0 R>>\n%%EOF\n");
    file
}

/// Any text as a rule file: no panic, and every problem can be shown.
pub(crate) fn rules(text: &str) {
    let inspection = rules::inspect_str("fuzz.toml", text);
    for diagnostic in &inspection.diagnostics {
        let _ = diagnostic.render(true);
        let _ = diagnostic.render(false);
    }
    let _ = rules::lint(&inspection);
}

/// The Thai core on any text: no panic, spans on character boundaries, repair and folding idempotent.
pub(crate) fn thai(text: &str) {
    // The first line is a phrase to look for in the rest.
    let (phrase, text) = text.split_once('\n').unwrap_or(("", text));
    let spans = (dates::find_dates(text).into_iter().map(|d| d.span))
        .chain(dates::find_months(text).into_iter().map(|m| m.span))
        .chain(numbers::find_numbers(text).into_iter().map(|n| n.span))
        .chain(codes::find_codes(text).into_iter().map(|c| c.span))
        .chain(codes::codes_in_file_name(text).into_iter().map(|c| c.span))
        .chain(names::find_names(text).into_iter().map(|n| n.span));
    for span in spans {
        assert!(text.get(span).is_some());
    }
    let folded = Folded::new(text);
    assert_eq!(fold(folded.text()), folded.text());
    let searcher = Searcher::new([phrase]);
    let mut denials = Denials::of(&folded);
    for found in searcher
        .find(&folded)
        .into_iter()
        .chain(searcher.find_approximate(&folded, &[0]))
    {
        assert!(text.get(found.source()).is_some());
        let denial = denials.of_find(&found);
        assert!(denial.is_none_or(|span| text.get(span).is_some()));
    }
    let once = repair::repair(text).into_owned();
    assert_eq!(repair::repair(&once), once);
    let validity = validity::measure(text);
    assert!((0.0..=1.0).contains(&validity.damage()));
    let _ = numbers::parse_number(text);
}
