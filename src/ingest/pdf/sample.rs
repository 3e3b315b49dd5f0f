//! Tiny PDF and font files, built by the tests that show one kind of damage each.

use super::content::PageContent;
use super::interpreter::page_content;
use super::objects::{Budget, PdfFile, open};
use crate::ingest::Limits;

/// A file of the given objects, numbered from 1; the first is the catalog.
pub(super) fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let xref = bytes.len();
    bytes.extend_from_slice(
        format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).as_bytes(),
    );
    for offset in &offsets {
        bytes.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    bytes.extend_from_slice(
        format!(
            "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n",
            offsets.len() + 1
        )
        .as_bytes(),
    );
    bytes
}

/// A stream object.
pub(super) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{entries}/Length {}>>\nstream\n", data.len()).into_bytes();
    object.extend_from_slice(data);
    object.extend_from_slice(b"\nendstream");
    object
}

/// One page of 200 by 100 points: its content, further page entries, resources, and objects from number 5 on.
pub(super) fn page(content: &[u8], entries: &str, resources: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<<{resources}>>{entries}>>"
        )
        .into_bytes(),
        stream("", content),
    ];
    objects.extend_from_slice(more);
    file(&objects)
}

/// A composite font as object 5 to 7: its ToUnicode lines (`bfchar`), widths of 600 except for the codes given 0.
pub(super) fn composite(bfchar: &str, zero: &[u32], descriptor: &str) -> Vec<Vec<u8>> {
    let widths: String = zero.iter().map(|code| format!("{code}[0]")).collect();
    vec![
        b"<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
            .to_vec(),
        format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Test/CIDToGIDMap/Identity/DW 600/W[{widths}]{descriptor}>>"
        )
        .into_bytes(),
        stream("", format!("1 beginbfchar\n{bfchar}\nendbfchar").as_bytes()),
    ]
}

/// Runs the only page of a file.
pub(super) fn run(bytes: &[u8]) -> PageContent {
    page_content(&opened(bytes), 0, &mut Budget::new(&Limits::default()))
}

/// Opens a file that must open.
pub(super) fn opened(bytes: &[u8]) -> PdfFile {
    open(bytes, &Limits::default()).expect("the file opens")
}

/// The text of the only page in drawing order.
pub(super) fn text(bytes: &[u8]) -> String {
    run(bytes)
        .glyphs
        .into_iter()
        .map(|glyph| String::from(glyph.text))
        .collect()
}

/// A TrueType font: for each glyph from 1, how many square contours it has; and its `cmap`, as pairs of character
/// and glyph.
pub(super) fn true_type(contours: &[u16], cmap: &[(char, u16)]) -> Vec<u8> {
    let at_baseline: Vec<(u16, i32)> = contours.iter().map(|&count| (count, 0)).collect();
    true_type_at(&at_baseline, cmap)
}

/// The same with the lower edge of each glyph.
pub(super) fn true_type_at(contours: &[(u16, i32)], cmap: &[(char, u16)]) -> Vec<u8> {
    fn words(values: &[i32]) -> Vec<u8> {
        values
            .iter()
            .flat_map(|v| (*v as u16).to_be_bytes())
            .collect()
    }
    let (mut glyf, mut loca) = (Vec::new(), words(&[0, 0]));
    for &(count, bottom) in contours {
        if count > 0 {
            glyf.extend(words(&[
                i32::from(count),
                0,
                bottom,
                100 * i32::from(count),
                bottom + 100,
            ]));
            glyf.extend((0..count).flat_map(|c| words(&[i32::from(c) * 4 + 3])));
            glyf.extend(words(&[0]));
            let points = usize::from(count) * 4;
            glyf.extend(std::iter::repeat_n(1_u8, points));
            // Squares of 80 side by side, given as differences.
            for c in 0..count {
                glyf.extend(words(&[if c == 0 { 0 } else { 100 }, 80, 0, -80]));
            }
            for c in 0..count {
                glyf.extend(words(&[if c == 0 { bottom } else { -80 }, 0, 80, 0]));
            }
            if glyf.len() % 2 == 1 {
                glyf.push(0);
            }
        }
        loca.extend(words(&[(glyf.len() / 2) as i32]));
    }
    let glyphs = contours.len() as i32 + 1;
    let segments = cmap.len() as i32 + 1;
    let column = |f: &dyn Fn(&(char, u16)) -> i32| cmap.iter().map(f).collect::<Vec<i32>>();
    let ends = [column(&|(c, _)| *c as i32), vec![0xFFFF]].concat();
    let deltas = [column(&|(c, g)| i32::from(*g) - *c as i32), vec![1]].concat();
    let table = [
        words(&[4, 16 + segments * 8, 0, segments * 2, 0, 0, 0]),
        words(&ends),
        words(&[0]),
        words(&ends),
        words(&deltas),
        words(&vec![0; segments as usize]),
    ]
    .concat();
    let tables: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"cmap", [words(&[0, 1, 3, 1, 0, 12]), table].concat()),
        (b"glyf", glyf),
        (
            b"head",
            words(&[
                1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000,
                1000, 0, 8, 2, 0, 0,
            ]),
        ),
        (
            b"hhea",
            words(&[
                1, 0, 800, -200, 0, 600, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, glyphs,
            ]),
        ),
        (
            b"hmtx",
            (0..glyphs).flat_map(|_| words(&[600, 0])).collect(),
        ),
        (b"loca", loca),
        (
            b"maxp",
            words(&[1, 0, glyphs, 64, 16, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
        ),
    ];
    let mut font = [words(&[1, 0, tables.len() as i32, 0, 0, 0])].concat();
    let mut body = Vec::new();
    let start = 12 + 16 * tables.len();
    for (tag, data) in &tables {
        font.extend_from_slice(*tag);
        font.extend_from_slice(&0_u32.to_be_bytes());
        font.extend_from_slice(&((start + body.len()) as u32).to_be_bytes());
        font.extend_from_slice(&(data.len() as u32).to_be_bytes());
        body.extend_from_slice(data);
        body.resize(body.len().div_ceil(4) * 4, 0);
    }
    font.extend(body);
    font
}
