//! Any bytes as a PDF file, and any bytes as the content stream, the character map and the embedded font of a sound
//! one: random bytes seldom get past the object layer by themselves.
//!
//! `cargo fuzz run pdf fuzz/seeds/pdf` starts from small files of each kind of damage.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oitcheck::ingest::{Options, pdf};

/// A file whose page, map and font are the same bytes.
fn container(data: &[u8]) -> Vec<u8> {
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

fuzz_target!(|data: &[u8]| {
    let mut options = Options::default();
    options.limits.unpacked_bytes = 16 << 20;
    options.limits.operators = 1 << 20;
    options.limits.seconds = 5;
    let _ = pdf::read("fuzz.pdf", data, &options);
    let _ = pdf::read("fuzz.pdf", &container(data), &options);
});
