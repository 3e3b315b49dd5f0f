//! A sheet of scattered cells to paragraphs and tables in reading order.
//!
//! A sheet holds any number of tables with lines of text around them, told apart only by empty rows and
//! columns. In: the visible cells. Out: blocks. A title that touches its table stays its first row, spanning
//! the width, and is its caption too; a title set apart by an empty row becomes a paragraph. The work is in
//! proportion to the filled cells, never to the sheet's extent.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::{Area, Drawing, Position, Sheet, SheetCell};
use crate::document::{Block, Cell, Table, TextBlock, Value};
use crate::ingest::{captions, header_rows};

/// Empty cells per filled cell up to which a region is a table; beyond, its rows become lines of text.
const SPARSEST: u64 = 64;

/// Cells of a region that is a table however sparse: a form of one screen.
const SMALL: u64 = 4096;

/// Empty rows that a table can have inside, when what follows is plainly its continuation.
const WIDEST_GAP: u32 = 2;

/// A filled cell at its place among the visible rows and columns.
#[derive(Debug, Clone, Copy)]
struct Filled<'s> {
    row: u32,
    column: u32,
    cell: &'s SheetCell,
}

/// Cells that belong together.
#[derive(Debug, Default)]
struct Piece<'s> {
    cells: Vec<Filled<'s>>,
}

/// The visible part of a sheet with its own coordinates: hidden rows and columns take no place.
struct Visible<'s> {
    cells: Vec<Filled<'s>>,
    /// Merged areas by first cell.
    merges: BTreeMap<Position, Area>,
}

/// Sheet to blocks. `cells_left` counts down the table cells of the whole document; hidden text is
/// appended to `hidden`.
pub(super) fn blocks(sheet: &Sheet, cells_left: &mut u64, hidden: &mut Vec<String>) -> Vec<Block> {
    let visible = visible(sheet, hidden);
    let mut placed: Vec<(Position, Block)> = Vec::new();
    for piece in join_continued(pieces(&visible), &visible) {
        piece.place(&visible, cells_left, &mut placed);
    }
    let rows = Hidden::of(&sheet.hidden_rows);
    for (anchor, drawing) in &sheet.drawings {
        let block = match drawing {
            Drawing::Picture(image) => Block::Image(image.clone()),
            Drawing::Text(text) => Block::Paragraph(TextBlock::plain(text.clone())),
        };
        placed.push(((rows.shown(anchor.0), anchor.1), block));
    }
    placed.sort_by_key(|(position, _)| *position);
    let mut blocks: Vec<Block> = placed.into_iter().map(|(_, block)| block).collect();
    captions::assign(&mut blocks);
    blocks
}

/// Hidden rows or columns: first, last, and how many are hidden before, in order and without overlap.
struct Hidden(Vec<(u32, u32, u32)>);

impl Hidden {
    fn of(hidden: &[(u32, u32)]) -> Self {
        let mut sorted = hidden.to_vec();
        sorted.sort_unstable();
        let mut ranges: Vec<(u32, u32, u32)> = Vec::new();
        let mut count = 0_u32;
        for (first, last) in sorted {
            let first = ranges
                .last()
                .map_or(first, |before| first.max(before.1.saturating_add(1)));
            if first <= last {
                ranges.push((first, last, count));
                count = count.saturating_add(last.saturating_sub(first).saturating_add(1));
            }
        }
        Hidden(ranges)
    }

    /// The last range that begins at or before an index.
    fn before(&self, index: u32) -> Option<&(u32, u32, u32)> {
        let count = self.0.partition_point(|(first, ..)| *first <= index);
        self.0.get(count.checked_sub(1)?)
    }

    /// The place among the shown ones; for a hidden one, that of the next shown.
    fn shown(&self, index: u32) -> u32 {
        self.before(index).map_or(index, |(first, last, count)| {
            let inside = index
                .saturating_sub(*first)
                .min(last.saturating_sub(*first).saturating_add(1));
            index.saturating_sub(count.saturating_add(inside))
        })
    }

    fn contains(&self, index: u32) -> bool {
        self.before(index)
            .is_some_and(|(_, last, _)| index <= *last)
    }
}

fn visible<'s>(sheet: &'s Sheet, hidden: &mut Vec<String>) -> Visible<'s> {
    let rows = Hidden::of(&sheet.hidden_rows);
    let columns = Hidden::of(&sheet.hidden_columns);
    let mut merges = BTreeMap::new();
    // A merged cell shows its text as long as some of it is shown.
    let mut shown_at: BTreeMap<Position, Position> = BTreeMap::new();
    for area in &sheet.merges {
        let first = (rows.shown(area.first.0), columns.shown(area.first.1));
        let end = (
            rows.shown(area.last.0.saturating_add(1)),
            columns.shown(area.last.1.saturating_add(1)),
        );
        if end.0 > first.0 && end.1 > first.1 {
            let last = (end.0.saturating_sub(1), end.1.saturating_sub(1));
            if last != first {
                merges.entry(first).or_insert(Area { first, last });
            }
            shown_at.insert(area.first, first);
        }
    }
    let mut cells: Vec<Filled<'s>> = Vec::new();
    for (position, cell) in &sheet.cells {
        if cell.text.trim().is_empty() {
            continue;
        }
        let concealed = rows.contains(position.0) || columns.contains(position.1);
        match shown_at.get(position) {
            Some(at) => cells.push(Filled {
                row: at.0,
                column: at.1,
                cell,
            }),
            None if concealed => hidden.push(cell.text.clone()),
            None => cells.push(Filled {
                row: rows.shown(position.0),
                column: columns.shown(position.1),
                cell,
            }),
        }
    }
    cells.sort_by_key(|c| (c.row, c.column));
    Visible { cells, merges }
}

impl Visible<'_> {
    /// The last row and column that a cell reaches.
    fn reach(&self, filled: &Filled<'_>) -> Position {
        self.merges
            .get(&(filled.row, filled.column))
            .map_or((filled.row, filled.column), |area| area.last)
    }
}

/// Splits at empty rows, then side by side, then at empty rows again.
fn pieces<'s>(visible: &Visible<'s>) -> Vec<Piece<'s>> {
    let mut pieces = Vec::new();
    for band in split_rows(&visible.cells, visible) {
        let columns = split_columns(&band, visible);
        if columns.len() == 1 {
            pieces.push(band);
        } else {
            for part in columns {
                pieces.extend(split_rows(&part.cells, visible));
            }
        }
    }
    pieces
}

fn split_rows<'s>(cells: &[Filled<'s>], visible: &Visible<'s>) -> Vec<Piece<'s>> {
    let mut bands: Vec<Piece<'s>> = Vec::new();
    let mut end = 0_u32;
    for filled in cells {
        match bands.last_mut() {
            Some(band) if filled.row <= end.saturating_add(1) => band.cells.push(*filled),
            _ => bands.push(Piece {
                cells: vec![*filled],
            }),
        }
        end = end.max(visible.reach(filled).0);
    }
    bands
}

/// Splits a band into parts side by side, where the empty columns between have a table on either side.
fn split_columns<'s>(band: &Piece<'s>, visible: &Visible<'s>) -> Vec<Piece<'s>> {
    let mut by_column: Vec<Filled<'s>> = band.cells.clone();
    by_column.sort_by_key(|c| (c.column, c.row));
    let mut parts: Vec<Piece<'s>> = Vec::new();
    let mut end = 0_u32;
    for filled in by_column {
        match parts.last_mut() {
            Some(part) if filled.column <= end.saturating_add(1) => part.cells.push(filled),
            _ => parts.push(Piece {
                cells: vec![filled],
            }),
        }
        end = end.max(visible.reach(&filled).1);
    }
    let tabular = |part: &Piece<'_>| {
        let (first, last) = part.bounds();
        last.0 > first.0 && last.1 > first.1
    };
    if parts.len() < 2 || !parts.iter().all(tabular) {
        return vec![Piece {
            cells: band.cells.clone(),
        }];
    }
    for part in &mut parts {
        part.cells.sort_by_key(|c| (c.row, c.column));
    }
    parts
}

/// Joins a piece to the table above it when an empty row only separates groups of the same table: within
/// its columns, with numbers, and without a header of its own.
fn join_continued<'s>(pieces: Vec<Piece<'s>>, visible: &Visible<'s>) -> Vec<Piece<'s>> {
    let mut joined: Vec<Piece<'s>> = Vec::new();
    for piece in pieces {
        let continues = joined.last().is_some_and(|above| {
            let (first, last) = piece.bounds();
            let (above_first, above_last) = above.bounds();
            let gap = first.0.saturating_sub(above_last.0.saturating_add(1));
            let within = first.1 >= above_first.1 && last.1 <= above_last.1;
            above_last.1 > above_first.1
                && within
                && first.0 > above_last.0
                && gap <= WIDEST_GAP
                && piece.cells.len() >= 2
                && piece.cells.iter().any(|c| is_quantity(c.cell))
                && !piece.has_header(visible)
        });
        match joined.last_mut() {
            Some(above) if continues => above.cells.extend(piece.cells),
            _ => joined.push(piece),
        }
    }
    joined
}

fn is_quantity(cell: &SheetCell) -> bool {
    matches!(
        cell.value,
        Some(Value::Number { .. } | Value::Money { .. } | Value::Percent { .. })
    )
}

impl Piece<'_> {
    /// First and last row and column of the filled cells.
    fn bounds(&self) -> (Position, Position) {
        let mut cells = self.cells.iter();
        let Some(first) = cells.next() else {
            return ((0, 0), (0, 0));
        };
        let start = (first.row, first.column);
        cells.fold((start, start), |(low, high), c| {
            (
                (low.0.min(c.row), low.1.min(c.column)),
                (high.0.max(c.row), high.1.max(c.column)),
            )
        })
    }

    /// Cells of the rectangle around the piece.
    fn area(&self) -> u64 {
        let (first, last) = self.bounds();
        let side = |a: u32, b: u32| u64::from(b.saturating_sub(a)).saturating_add(1);
        side(first.0, last.0).saturating_mul(side(first.1, last.1))
    }

    fn dense_enough(&self) -> bool {
        let filled = u64::try_from(self.cells.len()).unwrap_or(u64::MAX);
        self.area() <= filled.saturating_mul(SPARSEST).max(SMALL)
    }

    fn has_header(&self, visible: &Visible<'_>) -> bool {
        // A header lies in the first rows; looking further would cost more than it tells.
        let (first, _) = self.bounds();
        let head = Piece {
            cells: self
                .cells
                .iter()
                .take_while(|c| c.row < first.0.saturating_add(12))
                .copied()
                .collect(),
        };
        head.dense_enough() && head.table(visible).header_rows > 0
    }

    /// Adds the piece's blocks with their places.
    fn place(
        &self,
        visible: &Visible<'_>,
        cells_left: &mut u64,
        placed: &mut Vec<(Position, Block)>,
    ) {
        let (first, last) = self.bounds();
        let tabular = last.1 > first.1 && last.0 > first.0;
        let left = cells_left.checked_sub(self.area());
        if let (true, true, Some(left)) = (tabular, self.dense_enough(), left) {
            *cells_left = left;
            placed.push((first, Block::Table(self.table(visible))));
            return;
        }
        let mut lines: BTreeMap<u32, Vec<&Filled<'_>>> = BTreeMap::new();
        for filled in &self.cells {
            lines.entry(filled.row).or_default().push(filled);
        }
        for (row, line) in lines {
            let texts: Vec<&str> = line.iter().map(|c| c.cell.text.trim()).collect();
            let text = TextBlock::plain(texts.join(" "));
            let heading = line.iter().all(|c| c.cell.emphasised);
            let block = if heading {
                Block::Heading(text)
            } else {
                Block::Paragraph(text)
            };
            placed.push(((row, first.1), block));
        }
    }

    /// The piece as a table, empty cells in their places.
    fn table(&self, visible: &Visible<'_>) -> Table {
        let (first, last) = self.bounds();
        let width = last.1.saturating_sub(first.1).saturating_add(1);
        let spans = self.spans(visible, first, last);
        let filled: BTreeMap<Position, &SheetCell> = self
            .cells
            .iter()
            .map(|c| ((c.row, c.column), c.cell))
            .collect();
        let mut covered: BTreeSet<Position> = BTreeSet::new();
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut emphasised: Vec<bool> = Vec::new();
        for row in first.0..=last.0 {
            let mut cells = Vec::new();
            let (mut some, mut all) = (false, true);
            for column in first.1..=last.1 {
                if covered.contains(&(row, column)) {
                    // Text under a merged cell is not shown and cannot be entered, yet some files hold it.
                    continue;
                }
                let source = filled.get(&(row, column));
                let mut cell = Cell::plain(source.map_or("", |c| c.text.trim()));
                cell.value = source.and_then(|c| c.value.clone());
                if let Some(source) = source {
                    some = true;
                    all &= source.emphasised;
                }
                if let Some(area) = spans.get(&(row, column)) {
                    cell.row_span = area.last.0.saturating_sub(row).saturating_add(1);
                    cell.col_span = area.last.1.saturating_sub(column).saturating_add(1);
                    for r in row..=area.last.0 {
                        covered.extend((column..=area.last.1).map(|c| (r, c)));
                    }
                }
                cells.push(cell);
            }
            rows.push(cells);
            emphasised.push(some && all);
        }
        let header_rows = header_rows::count(&rows, &emphasised);
        let titles = span_titles(&mut rows, header_rows, width);
        Table {
            caption: (!titles.is_empty()).then(|| titles.join(" ")),
            rows,
            header_rows,
            ..Table::default()
        }
    }

    /// Merged areas that begin in the piece, cut to it, without those that overlap an earlier one.
    fn spans(
        &self,
        visible: &Visible<'_>,
        first: Position,
        last: Position,
    ) -> BTreeMap<Position, Area> {
        let mut taken: BTreeSet<Position> = BTreeSet::new();
        let mut spans = BTreeMap::new();
        for (anchor, area) in visible.merges.range(first..=last) {
            if anchor.1 < first.1 || anchor.1 > last.1 {
                continue;
            }
            let end = (area.last.0.min(last.0), area.last.1.min(last.1));
            let corners = [*anchor, end, (anchor.0, end.1), (end.0, anchor.1)];
            if corners.iter().any(|corner| taken.contains(corner)) {
                continue;
            }
            for row in anchor.0..=end.0 {
                taken.extend((anchor.1..=end.1).map(|column| (row, column)));
            }
            spans.insert(
                *anchor,
                Area {
                    first: *anchor,
                    last: end,
                },
            );
        }
        spans
    }
}

/// Lets the title rows above the column heads span the table, and gives their texts.
fn span_titles(rows: &mut [Vec<Cell>], header_rows: u32, width: u32) -> Vec<String> {
    let mut titles = Vec::new();
    for row in rows.iter_mut().take(header_rows as usize) {
        let mut filled = row.iter().filter(|cell| !cell.text.is_empty());
        let (Some(only), None) = (filled.next(), filled.next()) else {
            break;
        };
        let at_start = row.first().is_some_and(|cell| !cell.text.is_empty());
        if !at_start || only.row_span > 1 || row.iter().any(|cell| cell.row_span > 1) {
            break;
        }
        titles.push(only.text.clone());
        let title = Cell {
            col_span: width,
            ..only.clone()
        };
        *row = vec![title];
    }
    // A table whose every header row is a title has no title.
    if titles.len() == header_rows as usize {
        titles.clear();
    }
    titles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[(u32, &[&str])]) -> Sheet {
        let mut sheet = Sheet::default();
        for (row, texts) in rows {
            for (column, text) in (0_u32..).zip(*texts) {
                if !text.is_empty() {
                    let number = text.replace(',', "").parse().ok();
                    sheet.cells.insert(
                        (*row, column),
                        SheetCell {
                            text: (*text).to_owned(),
                            value: number.map(|number| Value::Number { number }),
                            emphasised: false,
                        },
                    );
                }
            }
        }
        sheet
    }

    fn read(sheet: &Sheet) -> (Vec<Block>, Vec<String>) {
        let mut hidden = Vec::new();
        let blocks = blocks(sheet, &mut 10_000, &mut hidden);
        (blocks, hidden)
    }

    fn tables(blocks: &[Block]) -> Vec<&Table> {
        blocks.iter().filter_map(Block::table).collect()
    }

    #[test]
    fn tables_side_by_side_and_below_each_other_are_told_apart() {
        let sheet = sheet(&[
            (0, &["รายการ", "จำนวน", "", "ชื่อ", "คะแนน"]),
            (1, &["ก", "1", "", "ข", "2"]),
            (3, &["ลำดับ", "รายการ"]),
            (4, &["1", "ค"]),
        ]);
        let (blocks, _) = read(&sheet);
        let tables = tables(&blocks);
        assert_eq!(tables.len(), 3);
        assert_eq!(tables[1].rows[0][0].text, "ชื่อ");
        assert!(tables.iter().all(|t| t.header_rows == 1));
    }

    #[test]
    fn an_empty_row_between_groups_of_data_does_not_cut_the_table() {
        let sheet = sheet(&[
            (0, &["รายการ", "จำนวน"]),
            (1, &["ก", "1"]),
            (3, &["ข", "2"]),
            (5, &["(ลงชื่อ)", "ผู้รายงาน"]),
        ]);
        let (blocks, _) = read(&sheet);
        let tables = tables(&blocks);
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].rows.len(), 4);
        assert_eq!(blocks[1].text().unwrap().text, "(ลงชื่อ) ผู้รายงาน");
    }

    #[test]
    fn a_title_row_spans_the_table_and_is_its_caption() {
        let sheet = sheet(&[
            (0, &["สรุปผลการจัดซื้อจัดจ้าง"]),
            (1, &["ลำดับ", "งาน", "ราคา"]),
            (2, &["1", "กระดาษ", "500"]),
        ]);
        let (blocks, _) = read(&sheet);
        let table = tables(&blocks)[0];
        assert_eq!(table.rows[0].len(), 1);
        assert_eq!(table.rows[0][0].col_span, 3);
        assert_eq!(table.header_rows, 2);
        assert_eq!(table.caption.as_deref(), Some("สรุปผลการจัดซื้อจัดจ้าง"));
    }

    #[test]
    fn hidden_rows_and_columns_are_apart() {
        let mut sheet = sheet(&[
            (0, &["ลำดับ", "ลับ", "งาน"]),
            (1, &["1", "x", "ก"]),
            (2, &["2", "y", "ข"]),
        ]);
        sheet.hidden_columns.push((1, 1));
        sheet.hidden_rows.push((2, 2));
        let (blocks, hidden) = read(&sheet);
        let table = tables(&blocks)[0];
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.rows[1].len(), 2);
        assert_eq!(hidden, ["ลับ", "x", "2", "y", "ข"]);
    }

    #[test]
    fn overlapping_hidden_ranges_count_once() {
        let hidden = Hidden::of(&[(5, 9), (2, 3), (8, 12), (3, 3)]);
        let shown: Vec<u32> = [0, 2, 4, 7, 13, 20].map(|i| hidden.shown(i)).to_vec();
        assert_eq!(shown, [0, 2, 2, 3, 3, 10]);
        assert!(hidden.contains(12) && !hidden.contains(4) && !hidden.contains(13));
    }

    #[test]
    fn merged_cells_span_and_reversed_or_overlapping_merges_do_no_harm() {
        let mut sheet = sheet(&[
            (0, &["ลำดับ", "วงเงิน", ""]),
            (1, &["", "ตั้งไว้", "ใช้ไป"]),
            (2, &["1", "100.00", "50.00"]),
        ]);
        sheet.merges = vec![
            Area::new((1, 0), (0, 0)),
            Area::new((0, 1), (0, 2)),
            Area::new((0, 0), (2, 2)),
            Area::new((1, 1), (1 << 19, 1 << 13)),
        ];
        let (blocks, _) = read(&sheet);
        let table = tables(&blocks)[0];
        assert_eq!(
            (table.rows[0][0].row_span, table.rows[0][1].col_span),
            (2, 2)
        );
    }

    #[test]
    fn cells_at_the_far_corner_and_on_a_diagonal_cost_nothing() {
        let mut sheet = Sheet::default();
        let cell = |text: &str| SheetCell {
            text: text.to_owned(),
            ..SheetCell::default()
        };
        sheet.cells.insert((1_048_575, 16_383), cell("x"));
        for n in 0..5_000 {
            sheet.cells.insert((n, n), cell("d"));
        }
        let mut left = 1_000_000;
        let blocks = blocks(&sheet, &mut left, &mut Vec::new());
        assert_eq!(blocks.len(), 5_001);
        assert_eq!(left, 1_000_000);
    }
}
