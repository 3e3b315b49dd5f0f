//! Any bytes as a binary workbook or OpenDocument spreadsheet, the two formats read without `calamine`.
//! (The fuzzer ends at the first panic, also where a guard would hold it, so `calamine` is left out.)
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use oitcheck::document::Format;
use oitcheck::ingest::{Options, workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn container(part: &[u8]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("content.xml", SimpleFileOptions::default())
        .ok()?;
    writer.write_all(part).ok()?;
    Some(writer.finish().ok()?.into_inner())
}

fuzz_target!(|data: &[u8]| {
    let mut options = Options::default();
    options.limits.unpacked_bytes = 16 << 20;
    options.limits.cells = 100_000;
    let _ = workbook::read("fuzz.xls", data, Format::Xls, &options);
    if let Some(file) = container(data) {
        let _ = workbook::read("fuzz.ods", &file, Format::Ods, &options);
    }
});
