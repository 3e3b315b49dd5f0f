//! A sheet between its file format and the document model: what every workbook reader fills in.

use std::collections::BTreeMap;

use crate::document::{Image, Link, Value};

/// Row and column, from 0.
pub(super) type Position = (u32, u32);

/// A cell with text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct SheetCell {
    /// As shown.
    pub(super) text: String,
    pub(super) value: Option<Value>,
    /// Bold or on a coloured ground.
    pub(super) emphasised: bool,
}

/// A rectangle of cells, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Area {
    pub(super) first: Position,
    pub(super) last: Position,
}

impl Area {
    /// From any two opposite corners: some producers write them reversed.
    pub(super) fn new(a: Position, b: Position) -> Self {
        Area {
            first: (a.0.min(b.0), a.1.min(b.1)),
            last: (a.0.max(b.0), a.1.max(b.1)),
        }
    }
}

/// What lies on the sheet and not in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Drawing {
    Picture(Image),
    /// Text of a shape or a chart.
    Text(String),
}

/// A sheet, read.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) cells: BTreeMap<Position, SheetCell>,
    pub(super) merges: Vec<Area>,
    /// First and last of the hidden rows, in any order.
    pub(super) hidden_rows: Vec<(u32, u32)>,
    /// First and last of the hidden columns, in any order.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    pub(super) links: Vec<Link>,
    /// Drawings by the cell they are anchored at.
    pub(super) drawings: Vec<(Position, Drawing)>,
    /// What is printed above and below every page of the sheet.
    pub(super) header: Option<String>,
    pub(super) footer: Option<String>,
}

/// Rows and columns of the largest workbook format; references beyond are damaged.
pub(super) const MOST_ROWS: u32 = 1 << 20;
pub(super) const MOST_COLUMNS: u32 = 1 << 14;

/// A reference such as `$AB$12`; `None` when it is none or lies outside any sheet.
pub(super) fn position(reference: &str) -> Option<Position> {
    let reference = reference.trim();
    let split = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = reference.split_at(split);
    let mut column = 0_u32;
    for letter in letters.chars().filter(|c| *c != '$') {
        let value = letter.to_digit(36)?.checked_sub(9)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let row: u32 = digits.parse().ok()?;
    let position = (row.checked_sub(1)?, column.checked_sub(1)?);
    (position.0 < MOST_ROWS && position.1 < MOST_COLUMNS).then_some(position)
}

/// A range such as `A1:B2`, or one cell.
pub(super) fn area(reference: &str) -> Option<Area> {
    match reference.split_once(':') {
        Some((a, b)) => Some(Area::new(position(a)?, position(b)?)),
        None => position(reference).map(|p| Area::new(p, p)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_within_the_sheet() {
        assert_eq!(position("A1"), Some((0, 0)));
        assert_eq!(position("$AB$12"), Some((11, 27)));
        assert_eq!(
            position("XFD1048576"),
            Some((MOST_ROWS - 1, MOST_COLUMNS - 1))
        );
        for wrong in [
            "",
            "1",
            "A",
            "A0",
            "XFE1",
            "A1048577",
            "ก1",
            "AAAAAAAAAAAAAA1",
            "A99999999999",
        ] {
            assert_eq!(position(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn reversed_ranges_are_the_same_range() {
        assert_eq!(area("B2:A1"), area("A1:B2"));
    }
}
