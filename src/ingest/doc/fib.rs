//! The head of a Word file, and the parts that it points at ([MS-DOC] 2.5).

use crate::ingest::IngestError;
use crate::ingest::compound::{Compound, u16_at, u32_at};

/// The first bytes of the main stream of Word 97 and later.
const IDENTIFIER: u16 = 0xA5EC;

/// The first version of the format that is read: Word 97, with its variants for other scripts.
const WORD_97: u16 = 0x00C0;

/// Where the numbers of characters of the subdocuments begin, [MS-DOC] 2.5.4: `ccpText` and the six after it.
const COUNTS: usize = 0x4C;

/// Where the places of the parts begin, [MS-DOC] 2.5.6: eight bytes each.
const PLACES: usize = 0x9A;

/// Parts of the table stream by their number in the head, [MS-DOC] 2.5.6.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Styles = 1,
    FootnoteReferences = 2,
    Footnotes = 3,
    Sections = 6,
    Headers = 11,
    CharacterBins = 12,
    ParagraphBins = 13,
    Fonts = 15,
    Properties = 31,
    Pieces = 33,
    ShapesOfText = 40,
    ShapesOfHeaders = 41,
    EndnoteReferences = 46,
    Endnotes = 47,
    Drawings = 50,
    TextBoxes = 56,
    HeaderTextBoxes = 58,
    Lists = 73,
    ListOverrides = 74,
}

/// The streams of a file.
#[derive(Debug)]
pub(super) struct Streams {
    /// The head, the text and its formatting.
    pub(super) main: Vec<u8>,
    /// What the head points at.
    table: Vec<u8>,
    /// Pictures and formatting that is too long for its place.
    pub(super) data: Vec<u8>,
}

impl Streams {
    /// Takes the streams out of the container, unless they are of another version or locked.
    pub(super) fn open(file: &Compound<'_>) -> Result<Self, IngestError> {
        let main = file
            .stream("WordDocument")
            .ok_or_else(|| IngestError::Corrupt("no text stream".into()))?;
        let old = || {
            IngestError::Unsupported(
                "Word 6.0 or 95 document (.doc); save it as DOCX or PDF".into(),
            )
        };
        let head = |at| u16_at(&main, at).ok_or_else(|| IngestError::Corrupt("no head".into()));
        if head(0)? != IDENTIFIER || head(2)? < WORD_97 {
            return Err(old());
        }
        let flags = head(10)?;
        if flags & 0x0100 != 0 {
            return Err(IngestError::Encrypted);
        }
        let name = if flags & 0x0200 != 0 {
            "1Table"
        } else {
            "0Table"
        };
        let table = file
            .stream(name)
            .ok_or_else(|| IngestError::Corrupt(format!("no stream {name}")))?;
        Ok(Streams {
            table,
            data: file.stream("Data").unwrap_or_default(),
            main,
        })
    }

    /// Whether the text is Thai by its head.
    pub(super) fn is_thai(&self) -> bool {
        u16_at(&self.main, 6) == Some(0x041E)
    }

    /// A part; empty where the file has none, cut off where it ends early.
    pub(super) fn part(&self, part: Part) -> &[u8] {
        let (rest, length) = self.from(part);
        rest.get(..length.min(rest.len())).unwrap_or_default()
    }

    /// The table stream from a part on, and the length that the part should have.
    pub(super) fn from(&self, part: Part) -> (&[u8], usize) {
        let at = (part as usize).saturating_mul(8).saturating_add(PLACES);
        let number = |at: usize| {
            let number = u32_at(&self.main, at).unwrap_or(0);
            usize::try_from(number).unwrap_or(usize::MAX)
        };
        let (start, length) = (number(at), number(at.saturating_add(4)));
        if length == 0 {
            return (&[], 0);
        }
        (self.table.get(start..).unwrap_or_default(), length)
    }

    /// The subdocuments, one after the other in the text.
    pub(super) fn subdocuments(&self) -> Subdocuments {
        let mut start = 0_u32;
        let mut next = |place: usize| {
            let at = COUNTS.saturating_add(place.saturating_mul(4));
            let count = u32_at(&self.main, at)
                .unwrap_or(0)
                .min(i32::MAX.unsigned_abs());
            let range = start..start.saturating_add(count);
            start = range.end;
            range
        };
        let (body, footnotes, headers) = (next(0), next(1), next(2));
        // Macros, which have no text any more, and comments.
        next(3);
        next(4);
        Subdocuments {
            body,
            footnotes,
            headers,
            endnotes: next(5),
            text_boxes: next(6),
            header_text_boxes: next(7),
        }
    }
}

/// Characters of the text by subdocument, [MS-DOC] 2.4.1.
#[derive(Debug, Clone)]
pub(super) struct Subdocuments {
    pub(super) body: Range,
    pub(super) footnotes: Range,
    pub(super) headers: Range,
    pub(super) endnotes: Range,
    pub(super) text_boxes: Range,
    pub(super) header_text_boxes: Range,
}

/// Positions of characters, from the beginning of the whole text.
pub(super) type Range = std::ops::Range<u32>;

/// A list of positions with data of `size` bytes between them, [MS-DOC] 2.2.2: one position more than there are data.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plc<'p> {
    part: &'p [u8],
    size: usize,
    count: usize,
}

impl<'p> Plc<'p> {
    pub(super) fn new(part: &'p [u8], size: usize) -> Self {
        let count = part
            .len()
            .saturating_sub(4)
            .checked_div(size.saturating_add(4))
            .unwrap_or(0);
        Plc { part, size, count }
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// A position; there is one after the last data.
    pub(super) fn position(&self, index: usize) -> Option<u32> {
        if index > self.count {
            return None;
        }
        u32_at(self.part, index.checked_mul(4)?)
    }

    pub(super) fn data(&self, index: usize) -> Option<&'p [u8]> {
        if index >= self.count {
            return None;
        }
        let start = self
            .count
            .checked_add(1)?
            .checked_mul(4)?
            .checked_add(index.checked_mul(self.size)?)?;
        self.part.get(start..start.checked_add(self.size)?)
    }

    /// From a position to the next one, counted from the beginning of a subdocument and kept inside of it.
    pub(super) fn range(&self, index: usize, inside: &Range) -> Option<Range> {
        let place = |index| {
            let position = self.position(index)?;
            Some(inside.start.saturating_add(position).min(inside.end))
        };
        let (start, end) = (place(index)?, place(index.checked_add(1)?)?);
        (start < end).then_some(start..end)
    }
}
