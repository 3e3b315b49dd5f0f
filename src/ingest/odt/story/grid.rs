//! The columns of a table's rows: which cell a covered place belongs to.

use std::collections::BTreeMap;

use crate::ingest::table_draft::{CellDraft, Merge};

/// Columns of a table that are looked at; without a bound a hostile count of repeats costs time.
pub(super) const MOST_COLUMNS: u32 = 256;

/// A table while its rows are read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The rows read now are headers.
    pub(super) header: bool,
    column: u32,
    /// Places of this row that the cell before them covers.
    covered: u32,
    /// Cells that reach into rows below: column to rows left and width.
    open: BTreeMap<u32, (u32, u32)>,
}

impl Grid {
    /// A row begins; says whether it is a header.
    pub(super) fn next_row(&mut self) -> bool {
        self.column = 0;
        self.covered = 0;
        self.header
    }

    /// A cell of so many columns and rows.
    pub(super) fn cell(&mut self, span: u32, rows: u32) {
        if rows > 1 {
            self.open
                .insert(self.column, (rows.saturating_sub(1), span));
        } else {
            self.open.remove(&self.column);
        }
        self.covered = span.saturating_sub(1);
        self.column = self.column.saturating_add(1);
    }

    /// A place without a cell of its own: what continues there, unless the cell before it reaches that far.
    pub(super) fn covered(&mut self) -> Option<CellDraft> {
        let column = self.column;
        self.column = self.column.saturating_add(1);
        if self.covered > 0 {
            self.covered = self.covered.saturating_sub(1);
            return None;
        }
        let (span, vertical) = match self.open.get_mut(&column) {
            Some((rows, span)) if *rows > 0 => {
                *rows = rows.saturating_sub(1);
                self.covered = span.saturating_sub(1);
                (*span, Merge::Continue)
            }
            _ => (1, Merge::None),
        };
        Some(CellDraft {
            span,
            vertical,
            ..CellDraft::default()
        })
    }
}
