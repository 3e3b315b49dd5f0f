//! The piece table: where in the main stream the characters of the text lie ([MS-DOC] 2.4.1, 2.8.35).
//!
//! A file that was saved fast keeps old text and puts new pieces between it, so the text is read through this table
//! only.

use std::borrow::Cow;

use super::fib::Plc;
use crate::ingest::code_page::is_thai;
use crate::ingest::compound::{u16_at, u32_at};

/// Bytes of text that are looked at to tell its code page.
const LOOKED_AT: usize = 1 << 20;

/// A stretch of text that lies in one place.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Position of its first character, and of the one after its last.
    pub(super) start: u32,
    pub(super) end: u32,
    offset: u32,
    /// Two bytes for each character, else one.
    pub(super) wide: bool,
    /// Formatting of the whole piece.
    pub(super) modifier: u16,
}

impl Piece {
    /// Bytes of a character.
    pub(super) fn width(&self) -> u32 {
        if self.wide { 2 } else { 1 }
    }

    /// Where in the main stream a character lies.
    pub(super) fn place(&self, position: u32) -> u32 {
        let characters = position.saturating_sub(self.start);
        self.offset
            .saturating_add(characters.saturating_mul(self.width()))
    }

    /// The bytes of the characters from a position to another.
    pub(super) fn bytes<'m>(&self, main: &'m [u8], from: u32, to: u32) -> &'m [u8] {
        let at = |position| usize::try_from(self.place(position)).unwrap_or(usize::MAX);
        let end = at(to).min(main.len());
        main.get(at(from)..end).unwrap_or_default()
    }
}

/// The pieces of a text in order.
#[derive(Debug, Default)]
pub(super) struct Pieces<'f> {
    pieces: Vec<Piece>,
    /// Formatting that pieces name by number.
    modifiers: Vec<&'f [u8]>,
    /// Text of one byte for each character is Thai. The format knows the Western code page only; Thai text is in two
    /// bytes, but not all programs that wrote the format knew that.
    pub(super) thai: bool,
}

impl<'f> Pieces<'f> {
    /// From the part that holds the table; `None` where it has none.
    pub(super) fn read(part: &'f [u8], main: &[u8]) -> Option<Self> {
        let mut pieces = Pieces::default();
        let mut rest = part;
        while rest.first() == Some(&1) {
            let end = usize::from(u16_at(rest, 1)?).checked_add(3)?;
            pieces.modifiers.push(rest.get(3..end)?);
            rest = rest.get(end..)?;
        }
        if rest.first() != Some(&2) {
            return None;
        }
        let length = usize::try_from(u32_at(rest, 1)?).ok()?;
        let table = rest.get(5..)?;
        let table = Plc::new(table.get(..length.min(table.len()))?, 8);
        let mut end = 0;
        for index in 0..table.len() {
            let (Some(start), Some(next), Some(data)) = (
                table.position(index),
                table.position(index.saturating_add(1)),
                table.data(index),
            ) else {
                break;
            };
            // Positions only rise; what goes back is damage.
            if start < end || next <= start {
                continue;
            }
            end = next;
            pieces.pieces.extend(piece(start, next, data));
        }
        pieces.thai = pieces.are_thai(main);
        Some(pieces)
    }

    /// The piece that holds a position, or the next one.
    pub(super) fn at(&self, position: u32) -> Option<&Piece> {
        let index = self.pieces.partition_point(|piece| piece.end <= position);
        self.pieces.get(index)
    }

    /// The formatting of a whole piece, as if it were written after that of its paragraphs and characters,
    /// [MS-DOC] 2.9.214 and 2.9.215.
    pub(super) fn modifier(&self, piece: &Piece) -> Cow<'_, [u8]> {
        /// Short modifiers that matter here, and the property each stands for.
        const SHORT: &[(u8, u16)] = &[
            (0x18, 0x2416),
            (0x19, 0x2417),
            (0x41, 0x0800),
            (0x55, 0x0835),
            (0x5C, 0x083C),
        ];
        if piece.modifier & 1 == 1 {
            let index = usize::from(piece.modifier >> 1);
            return Cow::Borrowed(self.modifiers.get(index).copied().unwrap_or_default());
        }
        let [kind, value] = piece.modifier.to_le_bytes();
        match SHORT.iter().find(|(short, _)| *short == kind >> 1) {
            Some((_, property)) => {
                let mut bytes = property.to_le_bytes().to_vec();
                bytes.push(value);
                Cow::Owned(bytes)
            }
            None => Cow::Borrowed(&[]),
        }
    }

    fn are_thai(&self, main: &[u8]) -> bool {
        let mut text: Vec<u8> = Vec::new();
        for piece in self.pieces.iter().filter(|piece| !piece.wide) {
            let left = LOOKED_AT.saturating_sub(text.len());
            let bytes = piece.bytes(main, piece.start, piece.end);
            text.extend(bytes.iter().take(left));
            if text.len() >= LOOKED_AT {
                break;
            }
        }
        is_thai(&text)
    }
}

fn piece(start: u32, end: u32, data: &[u8]) -> Option<Piece> {
    let place = u32_at(data, 2)?;
    let wide = place & 0x4000_0000 == 0;
    let offset = place & 0x3FFF_FFFF;
    Some(Piece {
        start,
        end,
        offset: if wide { offset } else { offset / 2 },
        wide,
        modifier: u16_at(data, 6)?,
    })
}
