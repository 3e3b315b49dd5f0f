//! What lies on the sheets of an XLS file and not in a cell: pictures and the text of shapes.
//!
//! Excel 97 and later keep pictures once per file, in the drawing group ([MS-XLS] 2.4.102), and on each sheet the
//! shapes that show them, with the cell they are anchored at ([MS-ODRAW]). Excel 5, and programs that write as it did
//! (xlwt), put the picture itself behind its object (IMDATA). Only the beginning of a picture is looked at, for its
//! size.

use super::TextRules;
use crate::document::Image;
use crate::ingest::code_page::utf16;
use crate::ingest::compound::u16_at;
use crate::ingest::office_art::{self, Atoms, Shape, art};
use crate::ingest::picture;
use crate::ingest::workbook::sheet::{Drawing, Position};

/// The record type of the cell that a shape is anchored at, [MS-XLS] 2.5.193.
const CELL_ANCHOR: u16 = 0xF010;

/// Object types whose text is a comment and no part of the sheet as shown.
const NOTE: u16 = 0x19;

/// The sizes of a file's pictures, by number from 1.
#[derive(Default)]
pub(super) struct Pictures(Vec<Option<picture::Size>>);

impl Pictures {
    /// From the records of the drawing group, joined.
    pub(super) fn of(group: &[u8]) -> Self {
        let entries = Atoms { rest: group }.filter(|atom| atom.kind == art::BLIP_ENTRY);
        Pictures(
            entries
                .map(|entry| office_art::of_entry(entry.data, &[]))
                .collect(),
        )
    }

    fn image(&self, number: u32, description: Option<String>) -> Image {
        let index = usize::try_from(number).unwrap_or(0).checked_sub(1);
        let size = index.and_then(|index| *self.0.get(index)?);
        Image {
            caption: description,
            ..sized(size)
        }
    }
}

fn sized(size: Option<picture::Size>) -> Image {
    Image {
        width_px: size.map(|size| size.width),
        height_px: size.map(|size| size.height),
        ..Image::default()
    }
}

/// Gathers the drawings of one sheet from its records.
#[derive(Default)]
pub(super) struct Drawn {
    /// The drawing records, joined.
    art: Vec<u8>,
    /// Texts of shapes, with how much of `art` stood before each: the shape is the last one in it.
    texts: Vec<(usize, String)>,
    /// Pictures kept with their objects, by the cell they are anchored at.
    own: Vec<(Position, Drawing)>,
    /// The anchor and kind of the last object.
    object: Option<(Position, u16)>,
    /// Characters of a text that are still to come, in the records that go on with it, and whether its
    /// formatting is.
    text_left: usize,
    formatting_left: bool,
}

impl Drawn {
    pub(super) fn drawing(&mut self, data: &[u8]) {
        self.art.extend_from_slice(data);
    }

    /// An object. Its kind is at the same place in both versions of the record; the anchor is in the older one only.
    pub(super) fn object(&mut self, data: &[u8]) {
        /// How the newer one begins: the common part and its length.
        const COMMON: [u8; 4] = [0x15, 0, 0x12, 0];
        let number = |at| u16_at(data, at).unwrap_or(0);
        let anchor = if data.starts_with(&COMMON) {
            (0, 0)
        } else {
            (u32::from(number(14)), u32::from(number(10)))
        };
        self.object = Some((anchor, number(4)));
    }

    /// A picture as Excel 5 keeps it: its format, the system it was made on, and its length before it.
    pub(super) fn own_picture(&mut self, data: &[u8]) {
        /// A bitmap; others are metafiles, or of one program.
        const BITMAP: u16 = 9;
        let Some((anchor, _)) = self.object.take() else {
            return;
        };
        let body = data.get(8..).unwrap_or_default();
        let size = (u16_at(data, 0) == Some(BITMAP))
            .then(|| office_art::bitmap(body))
            .flatten();
        self.own.push((anchor, Drawing::Picture(sized(size))));
    }

    /// The head of a shape's text. Its characters follow.
    pub(super) fn text(&mut self, data: &[u8]) {
        let length = |at| u16_at(data, at).map_or(0, usize::from);
        let note = self.object.is_some_and(|(_, kind)| kind == NOTE);
        self.text_left = length(10);
        self.formatting_left = length(12) > 0;
        if self.text_left > 0 && !note {
            self.texts.push((self.art.len(), String::new()));
        }
    }

    /// A record that goes on with the one before. After an object or its text it goes on with the drawing, as Excel
    /// writes long drawings.
    pub(super) fn continued(&mut self, data: &[u8], rules: TextRules) {
        if self.text_left > 0 {
            let (flags, rest) = data.split_first().unwrap_or((&0, &[]));
            let width = if flags & 1 != 0 { 2 } else { 1 };
            let most = self.text_left.saturating_mul(width).min(rest.len());
            let bytes = rest.get(..most).unwrap_or_default();
            let note = self.object.is_some_and(|(_, kind)| kind == NOTE);
            if let (false, Some((_, text))) = (note, self.texts.last_mut()) {
                if width == 2 {
                    text.push_str(&utf16(bytes));
                } else {
                    text.push_str(&rules.bytes(bytes));
                }
            }
            let read = bytes.len().checked_div(width).unwrap_or(0);
            // A record without characters ends the text, lest all that follows be taken for it.
            self.text_left = if read == 0 {
                0
            } else {
                self.text_left.saturating_sub(read)
            };
        } else if self.formatting_left {
            self.formatting_left = false;
        } else {
            self.drawing(data);
        }
    }

    /// The drawings with the cells they are anchored at, in the order of the file.
    pub(super) fn finish(self, pictures: &Pictures) -> Vec<(Position, Drawing)> {
        let mut found = self.own;
        let mut texts = self.texts.into_iter().peekable();
        let mut anchor: Position = (0, 0);
        let mut shape = Shape::default();
        let mut atoms = Atoms { rest: &self.art };
        let total = self.art.len();
        loop {
            let atom = atoms.next();
            let read = total.saturating_sub(atoms.rest.len());
            if atom.as_ref().is_none_or(|atom| atom.kind == art::SHAPE) {
                let done = std::mem::take(&mut shape);
                if let Some(number) = done.picture {
                    let image = pictures.image(number, done.description);
                    found.push((anchor, Drawing::Picture(image)));
                }
            }
            // A text belongs to the shape whose records end where it was written.
            while let Some((_, text)) =
                texts.next_if(|(before, _)| atom.is_none() || *before < read)
            {
                let text = text.replace(['\r', '\n'], "\n").trim().to_owned();
                if !text.is_empty() {
                    found.push((anchor, Drawing::Text(text)));
                }
            }
            let Some(atom) = atom else {
                return found;
            };
            match atom.kind {
                // Parts of a group are anchored in it and not at a cell: the group's own anchor stays theirs.
                CELL_ANCHOR => {
                    let at = |at| u16_at(atom.data, at).map(u32::from);
                    if let (Some(row), Some(column)) = (at(6), at(2)) {
                        anchor = (row, column);
                    }
                }
                art::OPTIONS => shape.read(&atom),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    fn atom(head: u16, kind: u16, data: &[u8]) -> Vec<u8> {
        let mut bytes = head.to_le_bytes().to_vec();
        bytes.extend(kind.to_le_bytes());
        bytes.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        bytes.extend(data);
        bytes
    }

    /// An entry of the drawing group whose picture says that it measures 640 x 480.
    fn entry(name: &[u8], two_digests: bool) -> Vec<u8> {
        let mut png = vec![0; if two_digests { 33 } else { 17 }];
        png.extend(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
        png.extend([0, 0, 2, 128, 0, 0, 1, 224]);
        let blip = atom(if two_digests { 0x6E10 } else { 0x6E00 }, 0xF01E, &png);
        let mut data = vec![0; office_art::ENTRY_HEAD];
        data[33] = u8::try_from(name.len()).unwrap();
        data.extend(name);
        data.extend(blip);
        atom(0x62, art::BLIP_ENTRY, &data)
    }

    fn anchor(row: u16, column: u16) -> Vec<u8> {
        let places = [2, column, 0, row, 0, column + 1, 0, row + 1, 0];
        let data: Vec<u8> = places.into_iter().flat_map(u16::to_le_bytes).collect();
        atom(0, CELL_ANCHOR, &data)
    }

    fn shape(parts: &[Vec<u8>]) -> Vec<u8> {
        atom(0xF, art::SHAPE, &parts.concat())
    }

    /// The properties of a shape that shows a picture and says what it is.
    fn picture(number: u8, description: &str) -> Vec<u8> {
        let text: Vec<u8> = description
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let mut data = vec![0x04, 0x41, number, 0, 0, 0, 0x81, 0xC3];
        data.extend(u32::try_from(text.len()).unwrap().to_le_bytes());
        data.extend(text);
        atom(0x23, art::OPTIONS, &data)
    }

    fn images(found: &[(Position, Drawing)]) -> Vec<(Position, Option<u32>, Option<&str>)> {
        found
            .iter()
            .filter_map(|(at, drawing)| match drawing {
                Drawing::Picture(image) => Some((*at, image.width_px, image.caption.as_deref())),
                Drawing::Text(_) => None,
            })
            .collect()
    }

    #[test]
    fn pictures_are_found_by_their_number_in_the_drawing_group() {
        let group = [entry(b"", false), entry(b"na", true)].concat();
        let pictures = Pictures::of(&atom(0xF, 0xF000, &atom(0x2F, 0xF001, &group)));
        assert_eq!(pictures.0.len(), 2);
        assert!(
            pictures
                .0
                .iter()
                .all(|size| size.is_some_and(|size| size.width == 640))
        );
        let shapes = [
            shape(&[picture(2, "ตราสำนักงาน"), anchor(4, 2)]),
            // The reader names what is not there, without a size.
            shape(&[picture(9, ""), anchor(8, 0)]),
        ];
        let mut drawn = Drawn::default();
        drawn.drawing(&atom(0xF, 0xF002, &shapes.concat()));
        assert_eq!(
            images(&drawn.finish(&pictures)),
            [
                ((4, 2), Some(640), Some("ตราสำนักงาน")),
                ((8, 0), None, None)
            ]
        );
    }

    #[test]
    fn a_drawing_that_goes_on_after_an_object_is_one_drawing() {
        let art = shape(&[picture(1, "ก"), anchor(1, 1)]);
        let mut drawn = Drawn::default();
        let (first, rest) = art.split_at(30);
        drawn.drawing(first);
        drawn.object(&[0x15, 0, 0x12, 0, 8, 0]);
        drawn.continued(rest, TextRules::default());
        assert_eq!(
            images(&drawn.finish(&Pictures::default())),
            [((1, 1), None, Some("ก"))]
        );
    }

    #[test]
    fn text_of_a_shape_is_shown_at_its_anchor_and_a_comment_is_not() {
        let mut head = vec![0; 18];
        head[10] = 3;
        head[12] = 16;
        let mut drawn = Drawn::default();
        for (row, kind) in [(2, 6), (5, 0x19), (7, 6)] {
            drawn.drawing(&shape(&[anchor(row, 0), atom(0, 0xF00D, &[])]));
            drawn.object(&[0x15, 0, 0x12, 0, kind, 0]);
            drawn.text(&head);
            // Two characters of two bytes, the third of one.
            drawn.continued(&[1, 0x01, 0x0E, 0x02, 0x0E], TextRules::default());
            drawn.continued(&[0, b'x'], TextRules::default());
            drawn.continued(&[0; 16], TextRules::default());
        }
        let text = |row| ((row, 0), Drawing::Text("กขx".to_owned()));
        assert_eq!(drawn.finish(&Pictures::default()), [text(2), text(7)]);
    }

    #[test]
    fn a_bitmap_that_stands_behind_its_object_is_a_picture() {
        let mut object = vec![0; 60];
        object[0] = 1;
        object[4] = 8;
        object[10] = 2;
        object[14] = 3;
        let mut bitmap = vec![9, 0, 1, 0, 16, 0, 0, 0];
        bitmap.extend([12, 0, 0, 0, 40, 0, 30, 0, 1, 0, 24, 0]);
        let mut drawn = Drawn::default();
        // Without an object before it, it is anchored nowhere.
        drawn.own_picture(&bitmap);
        drawn.object(&object);
        drawn.own_picture(&bitmap);
        assert_eq!(
            images(&drawn.finish(&Pictures::default())),
            [((3, 2), Some(40), None)]
        );
    }

    #[test]
    fn drawings_cut_off_anywhere_or_of_absurd_length_end() {
        let group = entry(b"na", true);
        let mut art = atom(
            0xF,
            0xF002,
            &shape(&[picture(1, "ภาพกิจกรรม"), anchor(1, 1)]),
        );
        for end in 0..group.len() {
            let _ = Pictures::of(&group[..end]);
        }
        for at in 0..art.len() {
            let mut drawn = Drawn::default();
            drawn.drawing(&art[..at]);
            let _ = drawn.finish(&Pictures::default());
            let kept = std::mem::replace(&mut art[at], 0xFF);
            let mut drawn = Drawn::default();
            drawn.drawing(&art);
            let _ = drawn.finish(&Pictures::default());
            art[at] = kept;
        }
    }

    /// The blocks of a file that another program wrote, by sheet: each picture as its size and caption.
    fn blocks(bytes: &[u8]) -> Vec<Vec<String>> {
        let options = crate::ingest::Options::default();
        let format = crate::document::Format::Xls;
        let document = crate::ingest::workbook::read("a.xls", bytes, format, &options).unwrap();
        let show = |block: &Block| match block {
            Block::Image(image) => format!(
                "{}x{} {}",
                image.width_px.unwrap(),
                image.height_px.unwrap(),
                image.caption.as_deref().unwrap_or("-")
            ),
            Block::Paragraph(text) | Block::Heading(text) => text.text.clone(),
            _ => "other".to_owned(),
        };
        let pages = document.pages().iter();
        pages
            .map(|page| page.blocks.iter().map(show).collect())
            .collect()
    }

    #[test]
    fn pictures_and_boxes_that_libreoffice_writes_stand_among_the_cells() {
        // Converted from a flat ODS with one PNG on two sheets, a JPEG, a box and a comment.
        let found = blocks(include_bytes!("testdata/libreoffice.xls"));
        assert_eq!(
            found,
            [
                vec![
                    "รายงานภาพกิจกรรม",
                    "เดือนมกราคม",
                    "12x8 ภาพที่ 1 การประชุม",
                    "ภาพที่ 1 การประชุม",
                    "ข้อความในกล่อง",
                    "ท้าย"
                ],
                vec!["แผ่นสอง", "40x30 -", "12x8 -"]
            ]
        );
    }

    #[test]
    fn bitmaps_that_xlwt_inserts_stand_among_the_cells() {
        let found = blocks(include_bytes!("testdata/xlwt.xls"));
        assert_eq!(
            found,
            [vec![
                "ภาพกิจกรรม",
                "เดือนมกราคม",
                "12x8 ภาพที่ 1 การประชุม",
                "ภาพที่ 1 การประชุม",
                "12x8 ภาพที่ 1 การประชุม"
            ]]
        );
    }
}
