//! Which printed lines are one row of a table without rules.
//!
//! Producers draw a table cell by cell: all lines of a cell, then the next one, which begins further up where it stands
//! beside a cell of several lines. Such a step up proves the order, and the order tells the rows, whatever the spacing
//! and wherever in its row a cell is set. Where nothing proves it (no cell but the last has several lines, or the text
//! was drawn line by line), wider steps divide rows, and between even ones what the lines say: a line that had room for
//! the next one's first word is not continued by it, nor is an amount by another.

use super::super::corridors::{Row, columns_of};
use super::super::header::is_amount;
use crate::ingest::pdf::layout::lines::{Line, Spacing};
use crate::ingest::pdf::layout::paragraphs::{Style, had_room};

/// The printed lines of a zone by rows of its table.
pub(super) struct Groups {
    pub(super) rows: Vec<Vec<Row>>,
    /// The drawing proves them.
    pub(super) by_cells: bool,
}

/// Lines from which on columns of the same number of lines, each drawn by itself, can be a table.
const MANY_LINES: usize = 3;

/// Step between lines, in font sizes, that two parts of one printed line do not have.
const STEP: f32 = 0.5;

/// Groups the printed lines of a zone.
pub(super) fn rows_of(zone: Vec<Row>, corridors: &[(f32, f32)], style: Style<'_>) -> Groups {
    let columns = Columns::of(&zone, corridors);
    let drawn = drawn_starts(&zone, corridors);
    let by_cells = drawn.is_some();
    let starts = match drawn {
        Some(mut starts) => {
            split_columns(&zone, &columns, &mut starts);
            starts
        }
        None => spaced_starts(&zone, &columns, style),
    };
    let mut rows: Vec<Vec<Row>> = Vec::new();
    for (row, starts) in zone.into_iter().zip(starts) {
        match rows.last_mut() {
            Some(group) if !starts => group.push(row),
            _ => rows.push(vec![row]),
        }
    }
    Groups { rows, by_cells }
}

/// The columns of a zone and how wide the text in each is.
struct Columns<'c> {
    corridors: &'c [(f32, f32)],
    widths: Vec<f32>,
}

impl<'c> Columns<'c> {
    fn of(zone: &[Row], corridors: &'c [(f32, f32)]) -> Self {
        let mut spans: Vec<Option<(f32, f32)>> = vec![None; corridors.len().saturating_add(1)];
        for span in zone.iter().flat_map(Row::spans) {
            if let (column, 1) = columns_of(span, corridors)
                && let Some(place) = spans.get_mut(column)
            {
                *place = Some(place.map_or(span, |old| (old.0.min(span.0), old.1.max(span.1))));
            }
        }
        Columns {
            corridors,
            widths: spans
                .into_iter()
                .map(|span| span.map_or(0.0, |(from, to)| to - from))
                .collect(),
        }
    }

    /// The part of a printed line that stands in one column.
    fn part<'r>(&self, row: &'r Row, column: usize) -> Option<&'r Line> {
        row.parts
            .iter()
            .find(|part| columns_of((part.bbox.x0, part.bbox.x1), self.corridors) == (column, 1))
    }

    /// Whether two printed lines have text in no column both.
    fn apart(&self, above: &Row, below: &Row) -> bool {
        (0..self.widths.len())
            .all(|column| self.part(above, column).is_none() || self.part(below, column).is_none())
    }

    fn in_first(&self, row: &Row) -> bool {
        row.spans()
            .next()
            .is_some_and(|span| columns_of(span, self.corridors).0 == 0)
    }

    /// Whether the text of a column ended with its line in `above` although that in `below` follows; `None` where one of
    /// them has none.
    fn ended(&self, above: &Row, below: &Row, column: usize) -> Option<bool> {
        let (above, below) = (self.part(above, column)?, self.part(below, column)?);
        let room = self.widths.get(column).copied().unwrap_or(0.0) - above.bbox.width();
        let amount = |line: &Line| {
            let text = line.text(Spacing::Drawn);
            is_amount(text.trim().trim_end_matches("บาท"))
        };
        Some(had_room(room, above, below) || amount(above) && amount(below))
    }
}

/// Where rows start as the drawing tells it; `None` when nothing proves that it went cell by cell and row by row.
fn drawn_starts(zone: &[Row], corridors: &[(f32, f32)]) -> Option<Vec<bool>> {
    struct Part {
        row: usize,
        column: usize,
        columns: usize,
        baseline: f32,
        size: f32,
        order: u32,
    }
    let mut parts: Vec<Part> = zone
        .iter()
        .enumerate()
        .flat_map(|(index, row)| {
            row.parts.iter().map(move |part| {
                let (column, columns) = columns_of((part.bbox.x0, part.bbox.x1), corridors);
                Part {
                    row: index,
                    column,
                    columns,
                    baseline: part.baseline,
                    size: part.size,
                    order: part.order(),
                }
            })
        })
        .collect();
    parts.sort_by_key(|part| (part.order, part.row));
    // The rows of the table by printed line, and the lowest baseline of the present one.
    let mut of_line: Vec<Option<usize>> = vec![None; zone.len()];
    let mut present = 0_usize;
    let mut lowest = f32::MIN;
    let mut proven = false;
    let mut last: Option<&Part> = None;
    // Steps within a column of which nothing tells yet whether they end a row.
    let mut stacked: Vec<(usize, f32)> = Vec::new();
    let mut row_step = f32::MAX;
    for (index, part) in parts.iter().enumerate() {
        if let Some(last) = last {
            let tolerance = STEP * part.size.min(last.size);
            let below = part.baseline > lowest + tolerance;
            let title = part.columns != last.columns && (part.columns > 1 || last.columns > 1);
            // Titles of one column each stand side by side below the one over them.
            let over = below
                && last.columns > 1
                && zone.get(part.row).is_some_and(|row| {
                    let end = last.column.saturating_add(last.columns);
                    let under = row.spans().filter(|span| {
                        let (column, count) = columns_of(*span, corridors);
                        count == 1 && column >= last.column && column < end
                    });
                    under.count() > 1
                });
            let new = if over {
                true
            } else if part.column == last.column && !(title && part.column == 0) {
                if part.baseline < last.baseline - tolerance {
                    return None;
                }
                if below {
                    stacked.push((index, part.baseline - last.baseline));
                }
                false
            } else if part.column > last.column {
                proven |= part.baseline < last.baseline - tolerance;
                below
            } else {
                true
            };
            if new {
                if !below {
                    return None;
                }
                row_step = row_step.min(part.baseline - lowest);
                present = present.saturating_add(1);
                lowest = f32::MIN;
            }
        }
        lowest = lowest.max(part.baseline);
        let place = of_line.get_mut(part.row)?;
        if place.is_some_and(|known| known != present) {
            return None;
        }
        *place = Some(present);
        last = Some(part);
    }
    let in_order = of_line.is_sorted();
    if !proven || !in_order {
        return None;
    }
    let mut starts: Vec<bool> = of_line
        .iter()
        .zip(std::iter::once(&None).chain(&of_line))
        .map(|(row, before)| row != before)
        .collect();
    // A line of the same column after a step as wide as those between rows begins a row, unless a cell that was drawn
    // later stands beside what is above it.
    for (index, step) in stacked {
        let Some(part) = parts.get(index) else {
            continue;
        };
        let row = of_line.get(part.row);
        let beside = parts
            .iter()
            .skip(index)
            .take_while(|later| of_line.get(later.row) == row)
            .any(|later| later.baseline < part.baseline - STEP * part.size);
        if !beside
            && step >= row_step - 0.5
            && step > 1.2 * least_step(zone, part.size)
            && let Some(start) = starts.get_mut(part.row)
        {
            *start = true;
        }
    }
    Some(starts)
}

/// The least step between two printed lines.
fn least_step(zone: &[Row], size: f32) -> f32 {
    zone.iter()
        .zip(zone.iter().skip(1))
        .map(|(a, b)| b.baseline - a.baseline)
        .filter(|step| *step >= 0.9 * size)
        .fold(f32::MAX, f32::min)
}

/// Columns that were each drawn by themselves, of as many lines, all on the same baselines: lists beside each other, or a
/// table made of text boxes. It is one where a column has nothing but amounts below its title; each line is a row.
fn split_columns(zone: &[Row], columns: &Columns<'_>, starts: &mut [bool]) {
    let count = columns.widths.len();
    let mut from = 0_usize;
    while from < zone.len() {
        let to = starts
            .iter()
            .skip(from.saturating_add(1))
            .position(|start| *start)
            .map_or(zone.len(), |next| {
                from.saturating_add(next).saturating_add(1)
            });
        let group = zone.get(from..to).unwrap_or_default();
        let even = group.len() >= MANY_LINES && group.iter().all(|row| row.parts.len() == count);
        let amounts = |column: usize| {
            group.iter().skip(1).all(|row| {
                columns
                    .part(row, column)
                    .is_some_and(|part| is_amount(&part.text(Spacing::Drawn)))
            })
        };
        if even && (0..count).any(amounts) {
            for start in starts.iter_mut().take(to).skip(from) {
                *start = true;
            }
        }
        from = to;
    }
}

/// The least step between two lines of one column: that of the lines of one cell. Lines of different columns stand closer
/// where cells are centred over several rows.
fn leading(zone: &[Row], corridors: &[(f32, f32)], size: f32) -> f32 {
    let mut last = vec![None; corridors.len().saturating_add(1)];
    let mut least = f32::MAX;
    for row in zone {
        for span in row.spans() {
            let (first, count) = columns_of(span, corridors);
            for above in last.iter_mut().skip(first).take(count) {
                if let Some(above) = above.replace(row.baseline)
                    && row.baseline - above >= 0.9 * size
                {
                    least = least.min(row.baseline - above);
                }
            }
        }
    }
    least
}

/// Where rows start as the steps between lines and their text tell it.
fn spaced_starts(zone: &[Row], columns: &Columns<'_>, style: Style<'_>) -> Vec<bool> {
    let steps: Vec<f32> = zone
        .iter()
        .zip(zone.iter().skip(1))
        .map(|(a, b)| b.baseline - a.baseline)
        .collect();
    let size = zone.iter().map(|row| row.size).fold(1.0, f32::max);
    let least = leading(zone, columns.corridors, size);
    let most = steps.iter().copied().fold(0.0, f32::max);
    let uniform = most <= 1.2 * least;
    let multi = zone.iter().filter(|row| row.parts.len() > 1).count();
    // Evenly spaced rows that nearly all have several parts are rows of one line each.
    let first = zone.iter().filter(|row| columns.in_first(row)).count();
    let single_lines = uniform
        && multi.saturating_mul(10) >= zone.len().saturating_mul(8)
        && (least >= 1.9 * size || first.saturating_mul(10) >= zone.len().saturating_mul(7))
        && (!wrapped(zone, columns.corridors) || all_filled(zone, columns));
    let bold = |row: &Row| row.parts.iter().all(|part| style.is_bold(part));
    // Cells of one row share their first baseline; a row that begins off the others' pitch is a new one.
    // Where cells are centred vertically, such steps come in a row.
    let irregular = |step: Option<&f32>| step.is_some_and(|step| *step < 0.8 * least);
    let off = |i: usize| {
        irregular(steps.get(i))
            && !irregular(steps.get(i.saturating_add(1)))
            && !(i > 0 && irregular(steps.get(i.saturating_sub(1))))
    };
    let mut starts = vec![true];
    let mut group = 0_usize;
    for (index, (above, row)) in zone.iter().zip(zone.iter().skip(1)).enumerate() {
        let step = steps.get(index).copied().unwrap_or(f32::MAX);
        // A raised mark moves the baseline of its cell only.
        if step < STEP * row.size.min(above.size) && columns.apart(above, row) {
            starts.push(false);
            continue;
        }
        let wider = steps.get(index).is_some_and(|step| *step > 1.2 * least);
        let so_far = zone.get(group..=index).unwrap_or_default();
        let start = bold(above) != bold(row)
            || off(index)
            || wider
            || (uniform && single_lines)
            || begins(so_far, above, row, columns);
        if start {
            group = index.saturating_add(1);
        }
        starts.push(start);
    }
    starts
}

/// Whether nearly every printed line has text in each of three columns or more: a table of wrapped cells has lines that
/// only the longest of them reach.
fn all_filled(zone: &[Row], columns: &Columns<'_>) -> bool {
    let count = columns.widths.len();
    let filled = zone
        .iter()
        .filter(|row| (0..count).all(|column| columns.part(row, column).is_some()))
        .count();
    count >= 3 && filled.saturating_mul(10) >= zone.len().saturating_mul(9)
}

/// Whether a printed line begins a row although it follows as closely as one of the same cells.
fn begins(group: &[Row], above: &Row, row: &Row, columns: &Columns<'_>) -> bool {
    let ended: Vec<bool> = (0..columns.widths.len())
        .filter_map(|column| columns.ended(above, row, column))
        .collect();
    if !columns.in_first(row) {
        // The first cell may be empty, below one that stands for several rows.
        return ended.len() >= 2
            && ended.len() == row.parts.len()
            && ended.iter().all(|ended| *ended);
    }
    if row.parts.len() < 2 {
        return false;
    }
    // A first cell that ended further up is not continued here.
    let gone_on = columns.in_first(above);
    let begun = group.iter().any(|row| columns.in_first(row));
    !gone_on && begun || ended.iter().any(|ended| *ended)
}

/// Whether the widest column holds running text: most of its lines reach its right end, and there are
/// many letters in them. Evenly spaced lines are then lines of cells, not rows.
fn wrapped(zone: &[Row], corridors: &[(f32, f32)]) -> bool {
    let columns = corridors.len().saturating_add(1);
    let widths = |column: usize| -> Vec<f32> {
        zone.iter()
            .flat_map(Row::spans)
            .filter(|span| columns_of(*span, corridors) == (column, 1))
            .map(|span| span.1 - span.0)
            .collect()
    };
    let size = zone.first().map_or(1.0, |row| row.size);
    (0..columns).map(widths).any(|widths| {
        let widest = widths.iter().copied().fold(0.0, f32::max);
        let full = widths.iter().filter(|w| **w >= 0.85 * widest).count();
        widest >= 15.0 * size
            && widths.len() >= 4
            && full.saturating_mul(10) >= widths.len().saturating_mul(6)
    })
}
