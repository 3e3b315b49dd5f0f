//! What binary Word files mean, and what must not go wrong, on files put together here.

use proptest::prelude::*;

use super::fib::Part;
use crate::document::{Block, Document, Format, Page};
use crate::ingest::testing::{compound, texts};
use crate::ingest::{IngestError, Limits, Options, doc, sniff};

/// A file in the making: a text with formatting, and the parts beside it.
#[derive(Clone, Default)]
struct Draft {
    text: String,
    /// Bytes of one for each character in place of the text.
    narrow: Vec<u8>,
    /// Characters by subdocument; all are the body's where nothing is said.
    counts: [u32; 8],
    /// Up to which character which formatting goes.
    paragraphs: Vec<(u32, u16, Vec<u8>)>,
    characters: Vec<(u32, Vec<u8>)>,
    parts: Vec<(Part, Vec<u8>)>,
    /// The list of pieces, where it is not one piece with all of the text.
    pieces: Option<Vec<u8>>,
    data: Vec<u8>,
    version: u16,
    flags: u16,
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) {
    bytes[at..at + value.len()].copy_from_slice(value);
}

fn words(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

const TEXT: u32 = 2048;

impl Draft {
    fn of(text: &str) -> Self {
        Draft {
            text: text.to_owned(),
            version: 0x00C1,
            ..Draft::default()
        }
    }

    /// The paragraphs up to the next one given are formatted like this; by the text before their end.
    fn paragraph(mut self, until: &str, style: u16, list: &[u8]) -> Self {
        let end = self.after(until);
        self.paragraphs.push((end, style, list.to_vec()));
        self
    }

    fn run(mut self, until: &str, list: &[u8]) -> Self {
        let end = self.after(until);
        self.characters.push((end, list.to_vec()));
        self
    }

    /// How many characters there are up to the end of this text.
    fn after(&self, until: &str) -> u32 {
        let at = self.text.find(until).unwrap() + until.len();
        u32::try_from(self.text[..at].chars().count()).unwrap()
    }

    fn part(mut self, part: Part, bytes: Vec<u8>) -> Self {
        self.parts.push((part, bytes));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let wide: Vec<u8> = self
            .text
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let (text, width) = match self.narrow.is_empty() {
            true => (&wide, 2),
            false => (&self.narrow, 1),
        };
        let count = u32::try_from(text.len()).unwrap() / width;
        let place = |character: u32| TEXT + character * width;
        let mut main = vec![0_u8; 2048];
        put(&mut main, 0, &0xA5EC_u16.to_le_bytes());
        put(&mut main, 2, &self.version.to_le_bytes());
        put(&mut main, 10, &self.flags.to_le_bytes());
        let mut counts = self.counts;
        counts[0] = count - counts[1..].iter().sum::<u32>();
        put(&mut main, 0x4C, &words(&counts));
        // The pages of runs: places, then entries, and from the end their lists.
        let mut page = |at: usize, runs: &[(u32, Vec<u8>)], size: usize| {
            let mut ends: Vec<u32> = vec![place(0)];
            ends.extend(runs.iter().map(|(end, _)| place(*end)));
            put(&mut main, at, &words(&ends));
            let mut free = 510;
            for (index, (_, list)) in runs.iter().enumerate() {
                free = (free - list.len()) & !1;
                put(&mut main, at + free, list);
                main[at + ends.len() * 4 + index * size] = u8::try_from(free / 2).unwrap();
            }
            main[at + 511] = u8::try_from(runs.len()).unwrap();
        };
        let mut paragraphs: Vec<(u32, Vec<u8>)> = self
            .paragraphs
            .iter()
            .map(|(end, style, list)| {
                let mut stored = vec![0, 0];
                stored.extend(style.to_le_bytes());
                stored.extend(list);
                stored.resize(stored.len() + stored.len() % 2, 0);
                stored[1] = u8::try_from(stored.len() / 2 - 1).unwrap();
                (*end, stored)
            })
            .collect();
        paragraphs.push((count, vec![0, 1, 0, 0]));
        page(512, &paragraphs, 13);
        let mut characters: Vec<(u32, Vec<u8>)> = self
            .characters
            .iter()
            .map(|(end, list)| {
                (
                    *end,
                    [&[u8::try_from(list.len()).unwrap()][..], list].concat(),
                )
            })
            .collect();
        characters.push((count, vec![0]));
        page(1024, &characters, 1);
        let mut pieces = words(&[0, count]);
        let narrow = if width == 1 { 0x4000_0000 + TEXT } else { 0 };
        pieces.extend([0, 0]);
        pieces.extend((TEXT + narrow).to_le_bytes());
        pieces.extend([0, 0]);
        let pieces = self.pieces.clone().unwrap_or(pieces);
        let mut table: Vec<u8> = Vec::new();
        let length = u32::try_from(pieces.len()).unwrap();
        let clx = [&[2][..], &length.to_le_bytes(), &pieces].concat();
        let bins = |page: u32| words(&[place(0), place(count), page]);
        let mut parts = self.parts.clone();
        parts.push((Part::Pieces, clx));
        parts.push((Part::ParagraphBins, bins(1)));
        parts.push((Part::CharacterBins, bins(2)));
        for (part, bytes) in &parts {
            let at = 0x9A + 8 * (*part as usize);
            let length = match part {
                // What follows the definitions belongs to no part.
                Part::Lists => 30,
                _ => u32::try_from(bytes.len()).unwrap(),
            };
            put(
                &mut main,
                at,
                &words(&[u32::try_from(table.len()).unwrap(), length]),
            );
            table.extend(bytes);
        }
        main.extend(text);
        let streams: [(&str, &[u8]); 3] = [
            ("WordDocument", &main),
            ("0Table", &table),
            ("Data", &self.data),
        ];
        // A workbook that the document carries.
        compound(&streams, &[("Workbook", &[])])
    }

    fn read(&self) -> Document {
        doc::read("test.doc", &self.bytes(), &Options::default()).unwrap()
    }
}

fn lines(page: &Page) -> Vec<&str> {
    page.blocks
        .iter()
        .filter_map(|block| Some(block.text()?.text.as_str()))
        .collect()
}

/// Styles by built-in number, name, base and the properties of paragraphs.
fn styles(list: &[(u16, &str, u16, &[u8])]) -> Vec<u8> {
    let mut part = vec![18, 0];
    part.extend(u16::try_from(list.len()).unwrap().to_le_bytes());
    part.extend([10, 0]);
    part.resize(20, 0);
    for (number, name, base, properties) in list {
        let mut style: Vec<u8> = [*number, 1 | base << 4, 2, 0, 0]
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect();
        style.extend(
            u16::try_from(name.encode_utf16().count())
                .unwrap()
                .to_le_bytes(),
        );
        style.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        style.extend([0, 0]);
        style.extend(u16::try_from(properties.len() + 2).unwrap().to_le_bytes());
        style.extend([0, 0]);
        style.extend(*properties);
        style.resize(style.len() + style.len() % 2, 0);
        style.extend([0, 0]);
        part.extend(u16::try_from(style.len()).unwrap().to_le_bytes());
        part.extend(style);
    }
    part
}

const IN_TABLE: [u8; 3] = [0x16, 0x24, 1];

/// The end of a row whose cells end at these places, with the flags of each cell.
fn row_end(edges: &[i16], flags: &[u16], header: bool) -> Vec<u8> {
    let mut list = IN_TABLE.to_vec();
    list.extend([0x17, 0x24, 1, 0x04, 0x34, u8::from(header), 0x08, 0xD6]);
    let length = 2 + 2 * edges.len() + 20 * flags.len();
    list.extend(u16::try_from(length).unwrap().to_le_bytes());
    list.push(u8::try_from(edges.len() - 1).unwrap());
    list.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
    for flags in flags {
        list.extend(flags.to_le_bytes());
        list.extend([0; 18]);
    }
    list
}

#[test]
fn headings_links_breaks_and_hidden_text() {
    let draft = Draft::of(
        "บทที่ ๑\rหมวด\rดู \u{13} HYPERLINK \"https://example.go.th\" \u{14}ประกาศ\u{15} ซ่อน ลบ\u{B}จบ\r",
    )
    .part(
        Part::Styles,
        styles(&[(0, "normal", 0xFFF, &[]), (2, "heading 2", 0, &[]), (0xFFE, "หมวด", 1, &[0x40, 0x26, 0])]),
    )
    .paragraph("บทที่ ๑\r", 1, &[])
    .paragraph("หมวด\r", 2, &[])
    .run("\u{15}", &[])
    .run(" ซ่อน", &[0x3C, 0x08, 1])
    .run(" ลบ", &[0x00, 0x08, 1]);
    let document = draft.read();
    let page = &document.pages()[0];
    assert_eq!(lines(page), ["บทที่ ๑", "หมวด", "ดู ประกาศ\nจบ"]);
    let level = |index: usize| page.blocks[index].text().unwrap().level;
    assert_eq!((level(0), level(1), level(2)), (Some(2), Some(1), None));
    assert_eq!(page.links[0].target, "https://example.go.th");
    assert_eq!(page.links[0].text, "ประกาศ");
    assert_eq!(page.hidden, ["ซ่อน"]);
}

#[test]
fn tables_have_spans_by_the_edges_of_their_cells() {
    let text =
        "ที่\u{7}วงเงิน\u{7}\u{7}\u{7}ตั้งไว้\u{7}ใช้ไป\u{7}\u{7}๑\u{7}๒๐๐\u{7}๑๕๐\u{7}\u{7}หลังตาราง\r";
    // A row's end is its last cell end; each is found by the text before it.
    let document = Draft::of(text)
        .paragraph("วงเงิน\u{7}", 0, &IN_TABLE)
        .paragraph(
            "วงเงิน\u{7}\u{7}",
            0,
            &row_end(&[0, 500, 2000], &[3 << 5, 0], true),
        )
        .paragraph("ใช้ไป\u{7}", 0, &IN_TABLE)
        .paragraph(
            "ใช้ไป\u{7}\u{7}",
            0,
            &row_end(&[0, 502, 1200, 1998], &[1 << 5, 0, 0], true),
        )
        .paragraph("๑๕๐\u{7}", 0, &IN_TABLE)
        .paragraph(
            "๑๕๐\u{7}\u{7}",
            0,
            &row_end(&[0, 500, 1200, 2000], &[], false),
        )
        .read();
    let page = &document.pages()[0];
    let table = page.blocks[0].table().unwrap();
    assert_eq!(
        texts(table),
        [
            vec!["ที่", "วงเงิน"],
            vec!["ตั้งไว้", "ใช้ไป"],
            vec!["๑", "๒๐๐", "๑๕๐"]
        ]
    );
    assert_eq!(
        (table.rows[0][0].row_span, table.rows[0][1].col_span),
        (2, 2)
    );
    assert_eq!(table.header_rows, 2);
    assert_eq!(lines(page), ["หลังตาราง"]);
}

#[test]
fn a_table_in_a_cell_comes_after_its_table() {
    let inner = [&IN_TABLE[..], &[0x49, 0x66, 2, 0, 0, 0]].concat();
    let cell = [&inner[..], &[0x4B, 0x24, 1]].concat();
    let row = [&inner[..], &[0x4C, 0x24, 1]].concat();
    let document = Draft::of("นอก\rใน\r\r\u{7}\u{7}")
        .paragraph("นอก\r", 0, &IN_TABLE)
        .paragraph("ใน\r", 0, &cell)
        .paragraph("ใน\r\r", 0, &row)
        .paragraph("\r\r\u{7}", 0, &IN_TABLE)
        .paragraph("\u{7}\u{7}", 0, &row_end(&[0, 900], &[], false))
        .read();
    let tables: Vec<_> = document.pages()[0]
        .blocks
        .iter()
        .filter_map(Block::table)
        .collect();
    assert_eq!(
        tables.iter().map(|table| texts(table)).collect::<Vec<_>>(),
        [vec![vec!["นอก"]], vec![vec!["ใน"]]]
    );
}

#[test]
fn lists_are_counted_and_bullets_drawn() {
    let level = |format: u8, text: &str| {
        let mut level = vec![0; 28];
        level[0] = 1;
        level[4] = format;
        level.extend(
            u16::try_from(text.encode_utf16().count())
                .unwrap()
                .to_le_bytes(),
        );
        level.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        level
    };
    let mut lists = vec![1, 0];
    let mut head = vec![0; 28];
    head[0] = 7;
    head[8..26].fill(0xFF);
    lists.extend(head);
    lists.extend(level(54, "\0."));
    lists.extend(level(53, "\0.\u{1})"));
    for _ in 2..9 {
        lists.extend(level(23, "•"));
    }
    let mut overrides = words(&[1, 7, 0, 0, 0]);
    overrides.extend(words(&[u32::MAX]));
    let item = |level: u8| [0x0A, 0x26, level, 0x0B, 0x46, 1, 0];
    let document = Draft::of("หนึ่ง\rย่อย\rจุด\rสอง\r")
        .part(Part::Lists, lists)
        .part(Part::ListOverrides, overrides)
        .paragraph("หนึ่ง\r", 0, &item(0))
        .paragraph("ย่อย\r", 0, &item(1))
        .paragraph("จุด\r", 0, &item(2))
        .paragraph("สอง\r", 0, &item(0))
        .read();
    assert_eq!(
        lines(&document.pages()[0]),
        ["๑. หนึ่ง", "๑.ก) ย่อย", "• จุด", "๒. สอง"]
    );
}

#[test]
fn notes_and_headers_stand_where_they_are_printed() {
    let mut draft = Draft::of("เนื้อหา\u{2}\rหมายเหตุ\r\rหัว\r\rท้าย\r\r")
        .run("เนื้อหา", &[])
        .run("เนื้อหา\u{2}", &[0x55, 0x08, 1]);
    let body = draft.after("เนื้อหา\u{2}\r");
    draft.counts = [0, 10, draft.after("ท้าย\r\r") - body - 10, 0, 0, 0, 0, 0];
    let headers = [0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 11, 11, 11];
    let document = draft
        .part(
            Part::FootnoteReferences,
            [words(&[7, body]), vec![1, 0]].concat(),
        )
        .part(Part::Footnotes, words(&[0, 9, 10]))
        .part(Part::Headers, words(&headers))
        .read();
    assert_eq!(
        lines(&document.pages()[0]),
        ["หัว", "เนื้อหา", "1 หมายเหตุ", "ท้าย"]
    );
}

#[test]
fn bytes_of_thai_programs_are_thai() {
    let mut draft = Draft::of("");
    draft.narrow = b"\xA1\xD2\xC3\xA1\xD4\xB9 caf\xE9\r".to_vec();
    assert_eq!(lines(&draft.read().pages()[0]), ["การกิน caf้"]);
    draft.narrow = b"caf\xE9\r".to_vec();
    assert_eq!(lines(&draft.read().pages()[0]), ["café"]);
}

#[test]
fn a_document_that_carries_a_workbook_is_a_document() {
    let format = sniff::format_of("a.doc", &Draft::of("ก\r").bytes(), &Limits::default());
    assert_eq!(format, Ok(Format::Doc));
}

#[test]
fn what_is_not_read_says_so() {
    let read = |draft: &Draft| doc::read("a.doc", &draft.bytes(), &Options::default());
    let mut draft = Draft::of("ก\r");
    draft.flags = 0x0100;
    assert_eq!(read(&draft), Err(IngestError::Encrypted));
    draft.flags = 0;
    draft.version = 0x0065;
    assert!(matches!(read(&draft), Err(IngestError::Unsupported(said)) if said.contains("95")));
    draft.version = 0x00C1;
    draft.pieces = Some(Vec::new());
    let document = read(&draft).unwrap();
    assert_eq!(document.warnings.len(), 2);
}

#[test]
fn pieces_that_are_the_same_text_over_and_over_end() {
    let mut draft = Draft::of(&"ก".repeat(1_000));
    let count = 4_000;
    let mut pieces: Vec<u8> = (0..=count)
        .flat_map(|n: u32| (n * 1_000).to_le_bytes())
        .collect();
    for _ in 0..count {
        pieces.extend([0, 0]);
        pieces.extend(TEXT.to_le_bytes());
        pieces.extend([0, 0]);
    }
    draft.pieces = Some(pieces);
    draft.counts[0] = 0;
    let mut bytes = draft.bytes();
    // The head claims as many characters as the pieces have.
    let at = bytes
        .windows(4)
        .position(|w| w == [0xEC, 0xA5, 0xC1, 0])
        .unwrap();
    put(&mut bytes, at + 0x4C, &(count * 1_000).to_le_bytes());
    let options = Options {
        limits: Limits {
            unpacked_bytes: 100_000,
            ..Limits::default()
        },
        ..Options::default()
    };
    let document = doc::read("a.doc", &bytes, &options).unwrap();
    assert!(document.is_cut());
    assert!(lines(&document.pages()[0])[0].len() < 400_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn damaged_files_end_in_a_document_or_an_error(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        length in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let inner = [&IN_TABLE[..], &[0x49, 0x66, 2, 0, 0, 0, 0x4B, 0x24, 1]].concat();
        let mut bytes = Draft::of("ก\u{7}ข\u{7}\u{7}ใน\r\u{13} PAGE \u{14}๑\u{15}\u{1}\u{8}\u{2}\r")
            .part(Part::Styles, styles(&[(0, "normal", 0xFFF, &[]), (1, "heading 1", 0, &[])]))
            .part(Part::Headers, words(&[0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 11, 11, 11]))
            .part(Part::TextBoxes, vec![0; 60])
            .part(Part::Drawings, vec![0xF; 60])
            .paragraph("ข\u{7}", 0, &IN_TABLE)
            .paragraph("ข\u{7}\u{7}", 0, &row_end(&[0, 500, 2000], &[3 << 5, 0], true))
            .paragraph("ใน\r", 1, &inner)
            .run("\u{15}", &[0x55, 0x08, 1, 0x03, 0x6A, 0, 0, 0, 0])
            .bytes();
        for (place, value) in changes {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if cut {
            bytes.truncate(length.index(bytes.len()));
        }
        let _ = doc::read("a.doc", &bytes, &Options::default());
    }
}
