//! Rows of a word-processor table as they come, to a table of spanning cells.

use std::collections::BTreeMap;

use crate::document::{Block, Cell, Image, Table};
use crate::ingest::header_rows;

/// Columns that one cell can cover. Word itself stops at 63; without a bound a hostile span costs memory
/// in everything that makes the table dense.
const MOST_COLUMNS: u32 = 256;

/// How a cell takes part in a vertical merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Merge {
    /// It does not.
    #[default]
    None,
    /// It begins one.
    Restart,
    /// It continues the cell above (or, for old horizontal merges, the cell before).
    Continue,
}

/// A cell as read.
#[derive(Debug, Default)]
pub(crate) struct CellDraft {
    pub(crate) text: String,
    /// Grid columns it covers.
    pub(crate) span: u32,
    pub(crate) vertical: Merge,
    pub(crate) horizontal: Merge,
    pub(crate) shaded: bool,
    /// Some of its text is not bold.
    pub(crate) plain: bool,
    /// Pictures, nested tables and what else cannot be cell text.
    pub(crate) inside: Vec<Block>,
}

/// A row as read.
#[derive(Debug, Default)]
pub(crate) struct RowDraft {
    pub(crate) cells: Vec<CellDraft>,
    /// Grid columns left out before the first cell.
    pub(crate) before: u32,
    /// The file says that it is a header.
    pub(crate) header: bool,
    /// A tracked deletion: gone once accepted.
    pub(crate) deleted: bool,
}

/// A table as read.
#[derive(Debug, Default)]
pub(crate) struct TableDraft {
    pub(crate) rows: Vec<RowDraft>,
}

/// Where a cell went: row and place in the row's list.
type Slot = (usize, usize);

impl TableDraft {
    /// The table and, after it, what its cells hold besides text; `None` in place of a table without cells.
    pub(crate) fn finish(self) -> (Option<Table>, Vec<Block>) {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut after: Vec<(Slot, u32, Vec<Block>)> = Vec::new();
        let mut marked: Vec<bool> = Vec::new();
        let mut declared = 0_usize;
        let mut still_header = true;
        // Cells that a continuation below can extend: column to place and width.
        let mut open: BTreeMap<u32, (Slot, u32)> = BTreeMap::new();
        for draft in self.rows.into_iter().filter(|r| !r.deleted) {
            let index = rows.len();
            let mut row: Vec<Cell> = Vec::new();
            let mut column = draft.before.min(MOST_COLUMNS);
            if column > 0 {
                row.push(spanning(String::new(), column));
            }
            let filled = draft.cells.iter().filter(|c| !c.text.is_empty()).count();
            let standing_out = draft
                .cells
                .iter()
                .filter(|c| !c.text.is_empty() && (!c.plain || c.shaded))
                .count();
            marked.push(filled > 0 && filled == standing_out);
            still_header &= draft.header;
            if still_header {
                declared = declared.saturating_add(1);
            }
            for cell in draft.cells {
                let span = cell.span.clamp(1, MOST_COLUMNS);
                if cell.horizontal == Merge::Continue
                    && let Some(last) = row.last_mut()
                {
                    last.col_span = last.col_span.saturating_add(span).min(MOST_COLUMNS);
                    append(&mut last.text, &cell.text);
                    column = column.saturating_add(span);
                    continue;
                }
                let above = (cell.vertical == Merge::Continue)
                    .then(|| open.get(&column).copied())
                    .flatten()
                    .filter(|(slot, width)| *width == span && ends_at(&rows, *slot, index));
                if let Some((slot, _)) = above {
                    if let Some(upper) = rows.get_mut(slot.0).and_then(|r| r.get_mut(slot.1)) {
                        upper.row_span = upper.row_span.saturating_add(1);
                        append(&mut upper.text, &cell.text);
                    }
                    if !cell.inside.is_empty() {
                        after.push((slot, column, cell.inside));
                    }
                } else {
                    let end = column.saturating_add(span);
                    open.retain(|start, (_, width)| {
                        *start >= end || start.saturating_add(*width) <= column
                    });
                    let slot = (index, row.len());
                    if cell.vertical != Merge::None {
                        open.insert(column, (slot, span));
                    }
                    if !cell.inside.is_empty() {
                        after.push((slot, column, cell.inside));
                    }
                    row.push(spanning(cell.text, span));
                }
                column = column.saturating_add(span);
            }
            rows.push(row);
        }
        let blocks = placed_blocks(&rows, after);
        if rows.iter().all(Vec::is_empty) {
            return (None, blocks);
        }
        let header_rows = if declared > 0 && declared < rows.len() {
            u32::try_from(reach(&rows, declared)).unwrap_or(0)
        } else {
            header_rows::count(&rows, &marked)
        };
        let table = Table {
            rows,
            header_rows,
            ..Table::default()
        };
        (Some(table), blocks)
    }
}

/// The declared header rows and those that their cells reach into, as long as a row of data is left.
fn reach(rows: &[Vec<Cell>], declared: usize) -> usize {
    let end = rows
        .iter()
        .take(declared)
        .enumerate()
        .flat_map(|(index, row)| {
            row.iter()
                .map(move |cell| index.saturating_add(cell.row_span as usize))
        })
        .max()
        .unwrap_or(declared)
        .max(declared);
    if end < rows.len() { end } else { declared }
}

/// What cells hold besides text, in the order of the cells. A picture without a caption takes the text of
/// its cell, else of the cell below it, as photo sheets are laid out, or of the one after it, as lists of persons are.
fn placed_blocks(rows: &[Vec<Cell>], after: Vec<(Slot, u32, Vec<Block>)>) -> Vec<Block> {
    let text_at = |slot: Slot| {
        let text = rows.get(slot.0)?.get(slot.1)?.text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let mut blocks = Vec::new();
    for (slot, column, inside) in after {
        for mut block in inside {
            if let Block::Image(Image { caption, .. }) = &mut block
                && caption.is_none()
            {
                let below = || {
                    let row = slot.0.saturating_add(1);
                    let mut at = 0_u32;
                    for (index, cell) in rows.get(row)?.iter().enumerate() {
                        if at == column {
                            return text_at((row, index));
                        }
                        at = at.saturating_add(cell.col_span);
                    }
                    None
                };
                let after = || text_at((slot.0, slot.1.saturating_add(1)));
                *caption = text_at(slot).or_else(below).or_else(after);
            }
            blocks.push(block);
        }
    }
    blocks
}

/// Whether a cell's rows end just above a row, so that it can be continued there.
fn ends_at(rows: &[Vec<Cell>], slot: Slot, row: usize) -> bool {
    rows.get(slot.0)
        .and_then(|r| r.get(slot.1))
        .is_some_and(|cell| slot.0.saturating_add(cell.row_span as usize) == row)
}

fn spanning(text: String, col_span: u32) -> Cell {
    Cell {
        col_span,
        ..Cell::plain(text)
    }
}

/// Adds the text of a swallowed cell as a further line.
fn append(text: &mut String, more: &str) {
    if more.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(more);
}
