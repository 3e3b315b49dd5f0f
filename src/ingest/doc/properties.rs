//! What formatting says: single property modifiers of paragraphs and characters ([MS-DOC] 2.6).

use super::styles::Styles;
use crate::ingest::compound::{u16_at, u32_at};

/// One property: its code and value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Property<'g> {
    pub(super) code: u16,
    pub(super) value: &'g [u8],
}

impl Property<'_> {
    /// The value as a switch.
    pub(super) fn is_on(&self) -> bool {
        self.value.first().is_some_and(|value| *value != 0)
    }

    fn byte(&self) -> u8 {
        self.value.first().copied().unwrap_or(0)
    }

    pub(super) fn number(&self) -> u16 {
        u16_at(self.value, 0).unwrap_or(0)
    }

    pub(super) fn long(&self) -> u32 {
        u32_at(self.value, 0).unwrap_or(0)
    }
}

/// The properties of a list of them, up to where it breaks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Properties<'g> {
    pub(super) rest: &'g [u8],
}

impl<'g> Iterator for Properties<'g> {
    type Item = Property<'g>;

    fn next(&mut self) -> Option<Property<'g>> {
        let code = u16_at(self.rest, 0)?;
        let rest = self.rest.get(2..)?;
        // The length is in the code, else before the value, [MS-DOC] 2.6.1.
        let (skip, length) = match (code >> 13, code) {
            (0 | 1, _) => (0, 1),
            (2 | 4 | 5, _) => (0, 2),
            (3, _) => (0, 4),
            (7, _) => (0, 3),
            (_, code::TABLE | code::OLD_TABLE) => {
                (2, usize::from(u16_at(rest, 0)?).saturating_sub(1))
            }
            (_, code::TABS) if rest.first() == Some(&255) => {
                let deleted = usize::from(*rest.get(1)?);
                let added_at = deleted.saturating_mul(4).saturating_add(2);
                let added = usize::from(*rest.get(added_at)?);
                let added = added.saturating_mul(3).saturating_add(1);
                (
                    1,
                    deleted
                        .saturating_mul(4)
                        .saturating_add(1)
                        .saturating_add(added),
                )
            }
            _ => (1, usize::from(*rest.first()?)),
        };
        let end = length.saturating_add(skip);
        let value = rest.get(skip..end)?;
        self.rest = rest.get(end..)?;
        Some(Property { code, value })
    }
}

/// Codes of properties that matter here.
pub(super) mod code {
    pub(in crate::ingest::doc) const DELETED: u16 = 0x0800;
    pub(in crate::ingest::doc) const IS_DATA: u16 = 0x0806;
    pub(in crate::ingest::doc) const IS_OLE: u16 = 0x080A;
    pub(in crate::ingest::doc) const BOLD: u16 = 0x0835;
    pub(in crate::ingest::doc) const HIDDEN: u16 = 0x083C;
    pub(in crate::ingest::doc) const SPECIAL: u16 = 0x0855;
    pub(in crate::ingest::doc) const BOLD_COMPLEX: u16 = 0x085C;
    pub(in crate::ingest::doc) const IN_TABLE: u16 = 0x2416;
    pub(in crate::ingest::doc) const ROW_END: u16 = 0x2417;
    pub(in crate::ingest::doc) const INNER_CELL_END: u16 = 0x244B;
    pub(in crate::ingest::doc) const INNER_ROW_END: u16 = 0x244C;
    pub(in crate::ingest::doc) const LIST_LEVEL: u16 = 0x260A;
    pub(in crate::ingest::doc) const OUTLINE: u16 = 0x2640;
    pub(in crate::ingest::doc) const PLAIN: u16 = 0x2A33;
    pub(in crate::ingest::doc) const TITLE_PAGE: u16 = 0x300A;
    pub(in crate::ingest::doc) const HEADER_ROW: u16 = 0x3404;
    pub(in crate::ingest::doc) const LIST: u16 = 0x460B;
    pub(in crate::ingest::doc) const CHARACTER_STYLE: u16 = 0x4A30;
    pub(in crate::ingest::doc) const FONT: u16 = 0x4A4F;
    pub(in crate::ingest::doc) const FOOTNOTE_FORMAT: u16 = 0x5040;
    pub(in crate::ingest::doc) const MERGE: u16 = 0x5624;
    pub(in crate::ingest::doc) const LONG_OLD: u16 = 0x6645;
    pub(in crate::ingest::doc) const LONG: u16 = 0x6646;
    pub(in crate::ingest::doc) const DEPTH: u16 = 0x6649;
    pub(in crate::ingest::doc) const DEPTH_CHANGE: u16 = 0x664A;
    pub(in crate::ingest::doc) const TABLE_IN_DATA: u16 = 0x646B;
    pub(in crate::ingest::doc) const PICTURE: u16 = 0x6A03;
    pub(in crate::ingest::doc) const SYMBOL: u16 = 0x6A09;
    pub(in crate::ingest::doc) const TABS: u16 = 0xC615;
    pub(in crate::ingest::doc) const OLD_TABLE: u16 = 0xD606;
    pub(in crate::ingest::doc) const TABLE: u16 = 0xD608;
    pub(in crate::ingest::doc) const OLD_SHADING: u16 = 0xD609;
    pub(in crate::ingest::doc) const SHADING: u16 = 0xD612;
    pub(in crate::ingest::doc) const VERTICAL_MERGE: u16 = 0xD62B;
}

/// Properties and those that lie in the data stream because they are too long for their place.
pub(super) fn with_long<'g>(list: &'g [u8], data: &'g [u8]) -> impl Iterator<Item = Property<'g>> {
    let elsewhere = move |property: Property<'g>| {
        let is_long = matches!(
            property.code,
            code::LONG | code::LONG_OLD | code::TABLE_IN_DATA
        );
        let stored = usize::try_from(property.long())
            .ok()
            .filter(|_| is_long)
            .and_then(|at| {
                let length = usize::from(u16_at(data, at)?);
                let start = at.checked_add(2)?;
                data.get(start..start.checked_add(length)?.min(data.len()))
            })
            .unwrap_or_default();
        std::iter::once(property).chain(Properties { rest: stored })
    };
    Properties { rest: list }.flat_map(elsewhere)
}

/// What applies to a paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ParagraphLook {
    pub(super) style: u16,
    pub(super) in_table: bool,
    /// Tables inside tables, from 1; 0 where only `in_table` says it.
    depth: u32,
    pub(super) row_end: bool,
    pub(super) inner_cell_end: bool,
    pub(super) inner_row_end: bool,
    /// Heading level from 1; 10 is body text.
    pub(super) outline: Option<u8>,
    /// Number of the list from 1; 0 takes the paragraph out of its style's list.
    pub(super) list: Option<u16>,
    pub(super) list_level: Option<u8>,
}

impl ParagraphLook {
    /// Tables that the paragraph lies in.
    pub(super) fn tables(&self) -> u32 {
        self.depth.max(u32::from(self.in_table))
    }

    pub(super) fn apply(&mut self, property: &Property<'_>) {
        match property.code {
            code::IN_TABLE => self.in_table = property.is_on(),
            code::DEPTH => self.depth = property.long(),
            code::DEPTH_CHANGE => {
                let change = property.long().cast_signed();
                self.depth = self.depth.saturating_add_signed(change);
            }
            code::ROW_END => self.row_end = property.is_on(),
            code::INNER_CELL_END => self.inner_cell_end = property.is_on(),
            code::INNER_ROW_END => self.inner_row_end = property.is_on(),
            code::OUTLINE => self.outline = Some(property.byte().saturating_add(1)),
            code::LIST => self.list = Some(property.number()),
            code::LIST_LEVEL => self.list_level = Some(property.byte()),
            _ => {}
        }
    }
}

/// What applies to characters.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct CharacterLook {
    pub(super) hidden: bool,
    pub(super) bold: bool,
    /// Gone once tracked changes are accepted.
    pub(super) deleted: bool,
    /// The character stands for something else.
    pub(super) special: bool,
    /// What it stands for lies in the data stream and is no picture.
    pub(super) is_data: bool,
    pub(super) is_ole: bool,
    pub(super) font: Option<u16>,
    /// Font and code of a symbol.
    pub(super) symbol: Option<(u16, u16)>,
    /// Where in the data stream the picture lies.
    pub(super) picture: Option<u32>,
}

impl CharacterLook {
    /// `base` is what the style of the paragraph says: switches may say "as there" or "not as there".
    pub(super) fn apply(&mut self, property: &Property<'_>, base: &CharacterLook, styles: &Styles) {
        let switch = |style: bool| match property.byte() {
            0 => false,
            0x80 => style,
            0x81 => !style,
            _ => true,
        };
        match property.code {
            code::HIDDEN => self.hidden = switch(base.hidden),
            // Thai letters take the second, others the first; either makes a text stand out.
            code::BOLD | code::BOLD_COMPLEX => self.bold = switch(base.bold),
            code::DELETED => self.deleted = property.is_on(),
            code::SPECIAL => self.special = property.is_on(),
            code::IS_DATA => self.is_data = property.is_on(),
            code::IS_OLE => self.is_ole = property.is_on(),
            code::FONT => self.font = Some(property.number()),
            code::PICTURE => self.picture = Some(property.long()),
            code::SYMBOL => {
                self.symbol = u16_at(property.value, 0).zip(u16_at(property.value, 2));
            }
            code::PLAIN => {
                *self = CharacterLook {
                    deleted: self.deleted,
                    special: self.special,
                    ..*base
                };
            }
            code::CHARACTER_STYLE => {
                for property in styles.character(property.number()) {
                    // A style of characters names no other.
                    if property.code != code::CHARACTER_STYLE {
                        self.apply(&property, base, styles);
                    }
                }
            }
            _ => {}
        }
    }
}
