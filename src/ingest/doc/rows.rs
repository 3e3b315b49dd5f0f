//! The rows of a table: where their cells begin and how they are merged ([MS-DOC] 2.6.3).
//!
//! Word has no columns: each row says where its cells end, in twentieths of a point. The places of all rows together
//! are the columns.

use super::properties::{Property, code};
use crate::ingest::compound::u16_at;
use crate::ingest::table_draft::{Merge, TableDraft};

/// Places closer than this are one, since programs round. Half a point in twentieths.
const SAME: i32 = 10;

/// Bytes of a cell's description.
const CELL: usize = 20;

/// What the end of a row says about it.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Left edge of each cell, and the right edge of the last.
    edges: Vec<i32>,
    vertical: Vec<Merge>,
    horizontal: Vec<Merge>,
    shaded: Vec<bool>,
    header: bool,
}

impl Row {
    pub(super) fn apply(&mut self, property: &Property<'_>) {
        let value = property.value;
        match property.code {
            code::HEADER_ROW => self.header = property.is_on(),
            code::TABLE | code::OLD_TABLE => {
                // A list that breaks off leaves the cells before it.
                let _ = self.define(value);
            }
            code::VERTICAL_MERGE => {
                if let (Some(cell), Some(flags)) = (value.first(), value.get(1))
                    && let Some(merge) = self.vertical.get_mut(usize::from(*cell))
                {
                    *merge = vertical(u16::from(*flags));
                }
            }
            code::MERGE => {
                if let [first, end, ..] = *value {
                    let cells = usize::from(first)..usize::from(end);
                    for (index, merge) in self.horizontal.iter_mut().enumerate() {
                        if cells.contains(&index) {
                            *merge = if index == cells.start {
                                Merge::Restart
                            } else {
                                Merge::Continue
                            };
                        }
                    }
                }
            }
            code::OLD_SHADING => {
                let shaded = |shading: &[u8]| {
                    let word = u16_at(shading, 0).unwrap_or(0);
                    // A pattern, or a background that is neither that of the page nor white.
                    word != 0xFFFF && (word >> 10 != 0 || !matches!((word >> 5) & 0x1F, 0 | 8))
                };
                self.shade(value.chunks_exact(2).map(shaded));
            }
            code::SHADING => {
                let shaded = |shading: &[u8]| {
                    let back = shading.get(4..8).unwrap_or_default();
                    !matches!(back, [_, _, _, 0xFF] | [0xFF, 0xFF, 0xFF, 0] | [])
                };
                self.shade(value.chunks_exact(10).map(shaded));
            }
            _ => {}
        }
    }

    fn shade(&mut self, shaded: impl Iterator<Item = bool>) {
        for (cell, shaded) in self.shaded.iter_mut().zip(shaded) {
            *cell = shaded;
        }
    }

    /// The definition of the row: its cells' edges, then what each is like, [MS-DOC] 2.9.321.
    fn define(&mut self, value: &[u8]) -> Option<()> {
        let count = usize::from(*value.first()?);
        let edges = count.checked_add(1)?.checked_mul(2)?.checked_add(1)?;
        self.edges = value
            .get(1..edges)?
            .chunks_exact(2)
            .filter_map(|edge| Some(i32::from(u16_at(edge, 0)?.cast_signed())))
            .collect();
        self.vertical = vec![Merge::None; count];
        self.horizontal = vec![Merge::None; count];
        self.shaded = vec![false; count];
        let cells = value.get(edges..)?.chunks_exact(CELL);
        let merges = self.vertical.iter_mut().zip(&mut self.horizontal);
        for ((down, across), cell) in merges.zip(cells) {
            let flags = u16_at(cell, 0)?;
            *down = vertical(flags >> 5);
            *across = match flags & 3 {
                0 => Merge::None,
                1 => Merge::Continue,
                _ => Merge::Restart,
            };
        }
        Some(())
    }
}

/// A vertical merge as its two bits say it.
fn vertical(bits: u16) -> Merge {
    match bits & 3 {
        0 => Merge::None,
        1 => Merge::Continue,
        _ => Merge::Restart,
    }
}

/// Gives the cells of a table what the ends of their rows say.
pub(super) fn lay_out(table: &mut TableDraft, rows: &[Row]) {
    let mut columns: Vec<i32> = rows.iter().flat_map(|row| row.edges.clone()).collect();
    columns.sort_unstable();
    columns.dedup_by(|next, kept| next.saturating_sub(*kept) <= SAME);
    // Each edge belongs to the last column that does not begin after it.
    let column = |edge: i32| columns.partition_point(|column| *column <= edge);
    for (draft, row) in table.rows.iter_mut().zip(rows) {
        draft.header = row.header;
        let first = row.edges.first().map_or(1, |edge| column(*edge));
        draft.before = u32::try_from(first.saturating_sub(1)).unwrap_or(0);
        for (index, cell) in draft.cells.iter_mut().enumerate() {
            if let (Some(left), Some(right)) =
                (row.edges.get(index), row.edges.get(index.saturating_add(1)))
            {
                let span = column(*right).saturating_sub(column(*left));
                cell.span = u32::try_from(span).unwrap_or(1).max(1);
            }
            let of = |merges: &[Merge]| merges.get(index).copied().unwrap_or_default();
            cell.vertical = of(&row.vertical);
            cell.horizontal = of(&row.horizontal);
            cell.shaded = row.shaded.get(index).copied().unwrap_or(false);
        }
    }
}
