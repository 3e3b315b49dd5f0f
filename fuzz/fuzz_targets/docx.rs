//! Any bytes as a word-processor file, and any bytes as its main part inside a sound container.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use oitcheck::ingest::{Options, docx};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn container(part: &[u8]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("word/document.xml", SimpleFileOptions::default())
        .ok()?;
    writer.write_all(part).ok()?;
    Some(writer.finish().ok()?.into_inner())
}

fuzz_target!(|data: &[u8]| {
    let mut options = Options::default();
    options.limits.unpacked_bytes = 16 << 20;
    options.limits.cells = 100_000;
    let _ = docx::read("fuzz.docx", data, &options);
    if let Some(file) = container(data) {
        let _ = docx::read("fuzz.docx", &file, &options);
    }
});
