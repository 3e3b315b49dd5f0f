//! Tables that continue over pages.
//!
//! The last table of a page and the first of the next are one when their columns stand in the same
//! places and nothing is printed between them. The header printed again is dropped (its place is
//! kept), and a row that the page break cut in two is put together.

use crate::document::{Position, Rect};
use crate::ingest::pdf::layout::paragraphs::append;
use crate::ingest::pdf::tables::{PageCell, PageRow, PageTable, header};
use crate::thai::numbers::find_numbers;

/// A table over one or more pages.
#[derive(Debug, Clone)]
pub(crate) struct WholeTable {
    /// All rows; `bbox` and `xs` are those of the first page.
    pub(crate) table: PageTable,
    /// Where the header was printed again.
    pub(crate) repeated: Vec<Position>,
    /// The part that was added last, for judging the next page.
    last_part: LastPart,
}

#[derive(Debug, Clone)]
struct LastPart {
    bottom: f32,
    open_bottom: bool,
}

/// Column boundaries that count as the same place, in points.
const SAME_COLUMN: f32 = 5.0;

impl WholeTable {
    /// A table as it stands on its first page.
    pub(crate) fn new(table: PageTable) -> Self {
        let last_part = LastPart {
            bottom: table.bbox.y1,
            open_bottom: table.open_bottom,
        };
        WholeTable {
            table,
            repeated: Vec::new(),
            last_part,
        }
    }

    /// Adds the first table of the next page if it continues this one, else gives it back.
    /// `page_height` is that of the page this table's last part stands on.
    pub(crate) fn add(
        &mut self,
        next: PageTable,
        page: u32,
        page_height: f32,
    ) -> Option<PageTable> {
        if let (Some(here), Some(there)) = (&self.table.tree, &next.tree)
            && here.table == there.table
        {
            self.add_tagged(next, page);
            return None;
        }
        let common = match (&self.table.ink, &next.ink) {
            (None, None) => common_borders(&self.table.xs, &next.xs),
            (Some(a), Some(b)) => common_ink(a, b),
            _ => common_header(&self.table, &next),
        };
        let Some(common) = common else {
            return Some(next);
        };
        // Two closed rows of boxes are two drawings.
        let closed = !self.last_part.open_bottom && !next.open_top;
        let boxes = self.table.otherwise.is_some() && next.otherwise.is_some();
        if boxes && closed && next.ink.is_none() {
            return Some(next);
        }
        let repeated = repeated_rows(&self.table, &next);
        let cut_by_page = self.last_part.bottom > 0.5 * page_height;
        let own_header = next.header_rows > 0
            && self.table.header_rows > 0
            && next.rows.first().is_some_and(is_marked)
            && self.table.rows.first().is_some_and(is_marked);
        if repeated == 0 && (!cut_by_page || own_header) {
            return Some(next);
        }
        let mut next = next;
        if common.there_has_more {
            std::mem::swap(&mut self.table.xs, &mut next.xs);
            std::mem::swap(&mut self.table.ink, &mut next.ink);
        }
        respace(&mut self.table.rows, &common.here, &self.table.xs);
        respace(&mut next.rows, &common.there, &self.table.xs);
        self.table.otherwise = None;
        self.table.tree = None;
        if repeated > 0 {
            self.table.header_rows = self.table.header_rows.max(repeated);
            let header: Vec<PageRow> = next.rows.drain(..repeated).collect();
            let bbox = around(&header);
            if let Some(first) = next.rows.first_mut() {
                first.cells.splice(0..0, reaching_below(header));
                first.cells.sort_by_key(|cell| cell.col);
            }
            self.repeated.push(Position { page, bbox });
        }
        // A border left out on either side of the page break means that the break is inside a row.
        let open = self.last_part.open_bottom || next.open_top;
        self.last_part = LastPart {
            bottom: next.bbox.y1,
            open_bottom: next.open_bottom,
        };
        let mut rows = next.rows.into_iter();
        if let Some(first) = rows.next() {
            self.add_first(first, open);
        }
        self.table.rows.extend(rows);
        if self.table.header_rows == 0 {
            self.table.header_rows = header::header_rows(&self.table);
        }
        None
    }

    /// Whether the structure tree has more rows of this table than were added, or `next` is another part of it.
    pub(crate) fn expects(&self, next: Option<&PageTable>) -> bool {
        match (&self.table.tree, next) {
            (Some(tree), None) => tree
                .rows
                .last()
                .is_some_and(|row| row.saturating_add(1) < tree.total),
            (Some(tree), Some(next)) => next
                .tree
                .as_ref()
                .is_some_and(|other| other.table == tree.table),
            (None, _) => false,
        }
    }

    /// Adds a part whose rows the structure tree names: what it says again is a repeated header, what belongs to a
    /// row that is there already was cut by the page break.
    fn add_tagged(&mut self, next: PageTable, page: u32) {
        self.last_part = LastPart {
            bottom: next.bbox.y1,
            open_bottom: false,
        };
        let (Some(here), Some(there)) = (self.table.tree.as_mut(), next.tree) else {
            return;
        };
        let mut repeated: Vec<PageRow> = Vec::new();
        for (number, row) in there.rows.into_iter().zip(next.rows) {
            match here.rows.binary_search(&number) {
                Err(at) => {
                    here.rows.insert(at, number);
                    self.table.rows.insert(at, row);
                }
                Ok(at) => {
                    let Some(known) = self.table.rows.get_mut(at) else {
                        continue;
                    };
                    let texts = squeezed(&row);
                    if !texts.is_empty() && texts == squeezed(known) {
                        repeated.push(row);
                        continue;
                    }
                    for cell in row.cells {
                        if let Some(whole) = known.cells.iter_mut().find(|c| c.col == cell.col) {
                            attach(whole, cell);
                        }
                    }
                }
            }
        }
        if !repeated.is_empty() {
            self.table.header_rows = self.table.header_rows.max(repeated.len());
            let bbox = around(&repeated);
            self.repeated.push(Position { page, bbox });
        }
    }

    /// Adds the first row after a page break: a new row, or the rest of the row before.
    fn add_first(&mut self, first: PageRow, open: bool) {
        let count = self.table.rows.len();
        let header = self.table.header_rows;
        let body_row = count > header.max(1) || header == 0;
        let Some(last) = self.table.rows.last_mut() else {
            self.table.rows.push(first);
            return;
        };
        if body_row && continues(last, &first, open) {
            for cell in first.cells {
                match last.cells.iter_mut().find(|c| c.col == cell.col) {
                    Some(whole) => attach(whole, cell),
                    None if !cell.text.is_empty() => last.cells.push(cell),
                    None => {}
                }
            }
            last.cells.sort_by_key(|cell| cell.col);
            return;
        }
        let first = self.extend_spans(first, count);
        self.table.rows.push(first);
    }

    /// An empty first cell below a cell that spans rows to the end of the page belongs to that cell.
    fn extend_spans(&mut self, mut first: PageRow, at: usize) -> PageRow {
        for (row, above) in self.table.rows.iter_mut().enumerate() {
            for spanning in &mut above.cells {
                let reaches_end = row.saturating_add(spanning.rows) == at;
                if spanning.rows > 1 && reaches_end && row > 0 {
                    let before = first.cells.len();
                    let mut rows = 0;
                    first.cells.retain(|cell| {
                        let same = cell.text.is_empty()
                            && cell.col == spanning.col
                            && cell.cols == spanning.cols;
                        if same {
                            rows = cell.rows;
                        }
                        !same
                    });
                    if first.cells.len() < before {
                        spanning.rows = spanning.rows.saturating_add(rows);
                    }
                }
            }
        }
        first
    }
}

fn attach(whole: &mut PageCell, rest: PageCell) {
    if rest.text.is_empty() {
        return;
    }
    if whole.text.is_empty() {
        whole.text = rest.text;
    } else if whole.full && !crate::ingest::pdf::layout::paragraphs::starts_with_bullet(&rest.text)
    {
        append(&mut whole.text, &rest.text, false);
    } else {
        whole.text.push('\n');
        whole.text.push_str(&rest.text);
    }
    whole.full = rest.full;
}

/// Whether `first`, printed after a page break, is the rest of `last`.
fn continues(last: &PageRow, first: &PageRow, open: bool) -> bool {
    let filled = |row: &PageRow| -> Vec<usize> {
        row.cells
            .iter()
            .filter(|cell| !cell.text.is_empty())
            .map(|cell| cell.col)
            .collect()
    };
    let (before, after) = (filled(last), filled(first));
    if after.is_empty() {
        return true;
    }
    if open {
        // A page may end without the line between two rows.
        return !counts_on(last, first) && !has_own_numbers(last, first);
    }
    let within = after.iter().all(|col| before.contains(col));
    let first_column_empty = !after.contains(&0);
    within
        && first_column_empty
        && before.contains(&0)
        && after.len().saturating_mul(2) <= before.len()
}

/// The number that is all a cell of a row says, if it is one.
fn number_in(row: &PageRow, col: usize) -> Option<f64> {
    let cell = row.cells.iter().find(|cell| cell.col == col)?;
    let text = cell.text.trim().trim_end_matches('.');
    match find_numbers(text).as_slice() {
        [number] if number.span == (0..text.len()) => Some(number.value),
        _ => None,
    }
}

/// Whether the first cell of a row is the number after that of the row before: a new entry.
fn counts_on(last: &PageRow, first: &PageRow) -> bool {
    let numbers = number_in(last, 0).zip(number_in(first, 0));
    numbers.is_some_and(|(last, first)| (first - last - 1.0).abs() < f64::EPSILON)
}

/// Whether two or more columns have a whole number in each of both rows: no number goes on after another.
fn has_own_numbers(last: &PageRow, first: &PageRow) -> bool {
    let number = |row: &PageRow, cell: &PageCell| number_in(row, cell.col).is_some();
    let both = |cell: &&PageCell| number(last, cell) && number(first, cell);
    first.cells.iter().filter(both).count() >= 2
}

fn is_marked(row: &PageRow) -> bool {
    let mut cells = row.cells.iter().filter(|c| !c.text.is_empty()).peekable();
    cells.peek().is_some() && cells.all(|cell| cell.bold || cell.shaded)
}

/// What the cells of a row say, without white space.
fn squeezed(row: &PageRow) -> Vec<String> {
    row.cells
        .iter()
        .map(|cell| cell.text.chars().filter(|c| !c.is_whitespace()).collect())
        .filter(|text: &String| !text.is_empty())
        .collect()
}

/// How many of the first rows of `next` print the first rows of `table` again.
fn repeated_rows(table: &PageTable, next: &PageTable) -> usize {
    table
        .rows
        .iter()
        .zip(&next.rows)
        .take(next.rows.len().min(6))
        .take_while(|(a, b)| {
            let (a, b) = (squeezed(a), squeezed(b));
            !a.is_empty() && a == b
        })
        .count()
}

fn around(rows: &[PageRow]) -> Option<Rect> {
    rows.iter()
        .flat_map(|row| &row.cells)
        .map(|cell| cell.bbox)
        .reduce(|a, b| a.union(&b))
}

/// What is left of a repeated header below its last row, without text: a cell that goes on from the page before and has no
/// border to the header.
fn reaching_below(header: Vec<PageRow>) -> Vec<PageCell> {
    let count = header.len();
    let rows = header.into_iter().enumerate();
    rows.flat_map(|(number, row)| {
        let above = count.saturating_sub(number);
        let below = move |cell: PageCell| PageCell {
            rows: cell.rows.saturating_sub(above),
            text: String::new(),
            ..cell
        };
        let reaching = row.cells.into_iter().map(below);
        reaching.filter(|cell| cell.rows > 0)
    })
    .collect()
}

/// How the columns of two parts of a table correspond. The part with more columns gives the common ones.
struct Common {
    /// For each column of the first part, the common columns it covers: first and one past the last.
    here: Vec<(usize, usize)>,
    /// The same for the second part.
    there: Vec<(usize, usize)>,
    /// The second part has more columns.
    there_has_more: bool,
}

impl Common {
    fn new(few: Vec<(usize, usize)>, many: usize, there_has_more: bool) -> Self {
        let all = (0..many).map(|i| (i, i.saturating_add(1))).collect();
        let (here, there) = if there_has_more {
            (few, all)
        } else {
            (all, few)
        };
        Common {
            here,
            there,
            there_has_more,
        }
    }
}

/// Compares the borders of two ruled parts: the outer ones must agree, and every border of the one with
/// fewer columns must be a border of the other.
fn common_borders(a: &[f32], b: &[f32]) -> Option<Common> {
    // Mirrored margins shift a page's table as a whole.
    let shift = b.first()? - a.first()?;
    if shift.abs() > 60.0 || (a.last()? + shift - b.last()?).abs() > SAME_COLUMN {
        return None;
    }
    let there_has_more = b.len() > a.len();
    let (few, many, shift) = if there_has_more {
        (a, b, shift)
    } else {
        (b, a, -shift)
    };
    let place = |x: f32| {
        many.iter()
            .position(|other| (other - x - shift).abs() <= SAME_COLUMN)
    };
    let places: Vec<usize> = few.iter().map(|x| place(*x)).collect::<Option<_>>()?;
    let columns = places
        .iter()
        .copied()
        .zip(places.iter().skip(1).copied())
        .collect();
    Some(Common::new(
        columns,
        many.len().saturating_sub(1),
        there_has_more,
    ))
}

/// Cells of a header printed again that tell the columns of a part without rules.
const TELLING: usize = 3;

/// Whether two parts of which only one has upright rules have the same columns below the same header: browsers leave out
/// those rules where a page ends.
fn common_header(here: &PageTable, there: &PageTable) -> Option<Common> {
    let header = here.rows.iter().take(repeated_rows(here, there));
    let telling = header.map(|row| squeezed(row).len()).max()?;
    let columns = |table: &PageTable| {
        let xs = &table.xs;
        xs.array_windows()
            .map(|[a, b]| (*a, *b))
            .collect::<Vec<_>>()
    };
    let (here, there) = (columns(here), columns(there));
    let same = |((a0, a1), (b0, b1)): (&(f32, f32), &(f32, f32))| {
        (*a0..*a1).contains(&f32::midpoint(*b0, *b1))
            && (*b0..*b1).contains(&f32::midpoint(*a0, *a1))
    };
    let agree = here.len() == there.len() && here.iter().zip(&there).all(same);
    (telling >= TELLING && agree).then(|| {
        let all = (0..here.len()).map(|i| (i, i.saturating_add(1)));
        Common::new(all.collect(), here.len(), false)
    })
}

/// Compares where the text of two parts without rules stands: each column of the one with fewer must lie
/// over columns of the other, in the same order.
fn common_ink(a: &[(f32, f32)], b: &[(f32, f32)]) -> Option<Common> {
    let there_has_more = b.len() > a.len();
    let (few, many) = if there_has_more { (a, b) } else { (b, a) };
    let mut columns = Vec::with_capacity(few.len());
    let mut next = 0_usize;
    for span in few {
        let over = |other: &(f32, f32)| span.1.min(other.1) - span.0.max(other.0) > 0.0;
        let first = many.iter().position(over)?;
        let last = many.iter().rposition(over)?;
        if first < next {
            return None;
        }
        next = last.saturating_add(1);
        columns.push((first, next));
    }
    Some(Common::new(columns, many.len(), there_has_more))
}

/// Expresses the columns of rows by the common ones, which `xs` bound. A column that is empty on a whole page of a table
/// without rules is none there, so it gets empty cells.
fn respace(rows: &mut [PageRow], places: &[(usize, usize)], xs: &[f32]) {
    let columns = xs.len().saturating_sub(1);
    // How many more rows the cells above cover, by column.
    let mut covered = vec![0_usize; columns];
    for row in rows {
        for cell in &mut row.cells {
            let last = cell.col.saturating_add(cell.cols).saturating_sub(1);
            let start = places.get(cell.col).map_or(cell.col, |place| place.0);
            let end = places.get(last).map_or(start, |place| place.1);
            cell.col = start;
            cell.cols = end.saturating_sub(start).max(1);
            let over = start..start.saturating_add(cell.cols).min(columns);
            for rows in covered.get_mut(over).into_iter().flatten() {
                *rows = (*rows).max(cell.rows);
            }
        }
        if let Some(like) = row.cells.first().cloned() {
            let bounds = xs.iter().zip(xs.iter().skip(1)).enumerate();
            for ((col, (x0, x1)), _) in bounds.zip(&covered).filter(|(_, rows)| **rows == 0) {
                row.cells.push(PageCell {
                    col,
                    cols: 1,
                    rows: 1,
                    bbox: Rect {
                        x0: *x0,
                        x1: *x1,
                        ..like.bbox
                    },
                    text: String::new(),
                    ..like
                });
            }
            row.cells.sort_by_key(|cell| cell.col);
        }
        for rows in &mut covered {
            *rows = rows.saturating_sub(1);
        }
    }
}
