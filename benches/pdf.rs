//! Speed of reading the PDF files of the sample agencies, stage upon stage.
//!
//!     cargo bench --bench pdf
//!
//! Each figure is for all pages of all files. Every stage holds the one before it: objects and inflated streams, which is
//! the least that any reader must do; then text (decoding and layout); then tables; then repair and measures.

#![allow(
    clippy::expect_used,
    reason = "a benchmark without its files has nothing to say"
)]

use std::path::Path;

use divan::{Bencher, black_box, counter::ItemsCount};
use oitcheck::ingest::{Options, extract, pdf};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");

/// The PDF files below a folder, in order of their paths.
fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|path| match path.extension() {
            _ if path.is_dir() => files(&path),
            Some(extension) if extension == "pdf" => vec![std::fs::read(path).expect("a file")],
            _ => Vec::new(),
        })
        .collect()
}

/// Runs one stage over all files.
fn bench(bencher: Bencher, stage: impl Fn(&[u8]) + Sync) {
    let files = files(Path::new(SAMPLES));
    let pages: usize = files
        .iter()
        .map(|file| {
            lopdf::Document::load_mem(file).map_or(0, |document| document.get_pages().len())
        })
        .sum();
    bencher
        .counter(ItemsCount::new(pages))
        .bench(|| files.iter().for_each(|file| stage(black_box(file))));
}

fn options(no_tables: bool) -> Options {
    Options {
        no_tables,
        ..Options::default()
    }
}

fn main() {
    divan::main();
}

#[divan::bench]
fn a_inflate(bencher: Bencher) {
    bench(bencher, |file| {
        let Ok(document) = lopdf::Document::load_mem(file) else {
            return;
        };
        for stream in document.objects.values().filter_map(|o| o.as_stream().ok()) {
            let _ = black_box(stream.get_plain_content());
        }
    });
}

#[divan::bench]
fn b_text(bencher: Bencher) {
    let options = options(true);
    bench(bencher, |file| {
        let _ = black_box(pdf::read("sample.pdf", file, &options));
    });
}

#[divan::bench]
fn c_tables(bencher: Bencher) {
    let options = options(false);
    bench(bencher, |file| {
        let _ = black_box(pdf::read("sample.pdf", file, &options));
    });
}

#[divan::bench]
fn d_whole(bencher: Bencher) {
    let options = options(false);
    bench(bencher, |file| {
        let _ = black_box(extract("sample.pdf", file, &options));
    });
}
