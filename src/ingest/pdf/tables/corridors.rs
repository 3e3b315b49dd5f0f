//! Rows of parts of lines, and the vertical strips that they leave free: the columns of what has no lines between them.

use crate::ingest::pdf::layout::lines::Line;

/// The parts of lines that stand on one baseline.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) parts: Vec<Line>,
    pub(super) baseline: f32,
    pub(super) size: f32,
}

impl Row {
    pub(super) fn width(&self) -> f32 {
        let x0 = self.parts.first().map_or(0.0, |part| part.bbox.x0);
        let x1 = self.parts.last().map_or(0.0, |part| part.bbox.x1);
        x1 - x0
    }

    /// From where to where each part reaches.
    pub(super) fn spans(&self) -> impl Iterator<Item = (f32, f32)> {
        self.parts.iter().map(|part| (part.bbox.x0, part.bbox.x1))
    }
}

/// Adds the next line, or part of one, in reading order.
pub(super) fn push(rows: &mut Vec<Row>, line: Line) {
    match rows.last_mut() {
        Some(row)
            if (row.baseline - line.baseline).abs() <= 0.3 * row.size.min(line.size)
                && row
                    .parts
                    .last()
                    .is_some_and(|part| part.bbox.x1 <= line.bbox.x0 + 0.5) =>
        {
            row.parts.push(line);
        }
        _ => rows.push(Row {
            baseline: line.baseline,
            size: line.size,
            parts: vec![line],
        }),
    }
}

/// Narrowest corridor, in points. Letters of different lines leave no such strip free by chance over
/// four lines and more.
pub(super) const CORRIDOR: f32 = 2.5;

pub(super) fn gaps(row: &Row) -> impl Iterator<Item = (f32, f32)> {
    row.parts
        .iter()
        .zip(row.parts.iter().skip(1))
        .map(|(a, b)| (a.bbox.x1, b.bbox.x0))
}

pub(super) fn shared(a: (f32, f32), b: (f32, f32)) -> f32 {
    a.1.min(b.1) - a.0.max(b.0)
}

/// The width of the widest piece of a corridor that a row leaves free.
pub(super) fn free(row: &Row, corridor: (f32, f32)) -> f32 {
    let piece = free_piece(row, corridor);
    piece.1 - piece.0
}

/// The widest piece of a corridor that a row leaves free, empty where it leaves none.
fn free_piece(row: &Row, corridor: (f32, f32)) -> (f32, f32) {
    let mut widest = (corridor.0, corridor.0);
    let mut from = corridor.0;
    let ends = row.spans().chain([(corridor.1, corridor.1)]);
    for (x0, x1) in ends {
        let to = x0.min(corridor.1);
        if to - from > widest.1 - widest.0 {
            widest = (from, to);
        }
        from = from.max(x1);
    }
    widest
}

/// Strips between spans, from the left, that no span covers.
fn strips(spans: impl Iterator<Item = (f32, f32)>) -> Vec<(f32, f32)> {
    let mut free = Vec::new();
    let mut end: Option<f32> = None;
    for (x0, x1) in spans {
        if let Some(end) = end
            && x0 - end >= CORRIDOR
        {
            free.push((end, x0));
        }
        end = Some(end.map_or(x1, |end| end.max(x1)));
    }
    free
}

/// The corridors of a zone. Up to a fifth of its rows may cross them: titles over several columns.
pub(super) fn corridors_of(zone: &[Row]) -> Vec<(f32, f32)> {
    let mut left_out: Vec<usize> = Vec::new();
    let mut spans: Vec<(usize, (f32, f32))> = zone
        .iter()
        .enumerate()
        .flat_map(|(index, row)| row.spans().map(move |span| (index, span)))
        .collect();
    spans.sort_by(|(_, a), (_, b)| a.0.total_cmp(&b.0));
    let remaining = |left_out: &[usize]| {
        let kept = spans.iter().filter(|(index, _)| !left_out.contains(index));
        strips(kept.map(|(_, span)| *span))
    };
    let mut best = remaining(&left_out);
    let most = if zone.len() < 4 {
        0
    } else {
        (zone.len() / 5).clamp(1, 4)
    };
    while left_out.len() < most {
        let next = (0..zone.len())
            .filter(|index| !left_out.contains(index))
            .map(|index| {
                let mut without = left_out.clone();
                without.push(index);
                (remaining(&without), index)
            })
            .max_by_key(|(found, index)| (found.len(), std::cmp::Reverse(*index)));
        match next {
            Some((found, index)) if found.len() > best.len() => {
                // New corridors must be used: parts on both sides of each in several rows.
                let used = found.iter().all(|corridor| {
                    let users = zone
                        .iter()
                        .filter(|row| gaps(row).any(|gap| shared(gap, *corridor) >= CORRIDOR))
                        .count();
                    users >= 2
                });
                if !used {
                    break;
                }
                left_out.push(index);
                best = found;
            }
            _ => break,
        }
    }
    if left_out.is_empty() {
        return best;
    }
    // What stands apart in a row that was left out (the last column's title) still makes a column.
    let clear = |span: &(f32, f32)| best.iter().all(|c| shared(*span, *c) < CORRIDOR);
    let kept = spans
        .iter()
        .filter(|(index, span)| !left_out.contains(index) || clear(span));
    let mut corridors = strips(kept.map(|(_, span)| *span));
    // Titles of one column each, beside one over several, show how far the corridors beside them reach.
    for row in left_out.iter().filter_map(|index| zone.get(*index)) {
        for corridor in &mut corridors {
            let piece = free_piece(row, *corridor);
            if piece.1 - piece.0 >= CORRIDOR {
                *corridor = piece;
            }
        }
    }
    corridors
}

/// The column a span begins in and how many it covers.
pub(super) fn columns_of(span: (f32, f32), corridors: &[(f32, f32)]) -> (usize, usize) {
    let middle = |c: &(f32, f32)| (c.0 + c.1) / 2.0;
    let first = corridors
        .iter()
        .filter(|c| middle(c) <= span.0 + 0.1)
        .count();
    let last = corridors.iter().filter(|c| middle(c) < span.1).count();
    (first, last.saturating_sub(first).saturating_add(1))
}

/// Rows from which on more of them no longer move the corridors much.
const SETTLED: usize = 6;

/// A line with this much text over a corridor, in widths of the zone, is running text.
const RUNNING_TEXT: f32 = 0.7;

/// A part this long, in widths of its row, may be most of a justified line.
const HALF: f32 = 0.5;

/// Rows up to which the corridors of a zone may be other gaps than columns.
const FEW_ROWS: usize = 3;

/// Whether a row of parts respects enough of the zone's corridors, or a single part could stand in it.
pub(super) fn belongs(zone: &[Row], corridors: &[(f32, f32)], row: &Row) -> bool {
    let size = zone.first().map_or(row.size, |first| first.size);
    if (row.size - size).abs() > 0.15 * size {
        return false;
    }
    if row.parts.len() == 1 {
        return true;
    }
    // Nor is one a row whose other gaps meet a column by chance.
    let crosses = || {
        corridors
            .iter()
            .any(|corridor| free(row, *corridor) < CORRIDOR)
    };
    let (left, right) = zone
        .iter()
        .flat_map(Row::spans)
        .fold((f32::MAX, f32::MIN), |all, span| {
            (all.0.min(span.0), all.1.max(span.1))
        });
    let ink: f32 = row.spans().map(|(x0, x1)| x1 - x0).sum();
    if zone.len() >= SETTLED && ink > RUNNING_TEXT * (right - left) && crosses() {
        return false;
    }
    let respected = corridors
        .iter()
        .filter(|corridor| free(row, **corridor) >= CORRIDOR)
        .count();
    let shared = corridors
        .iter()
        .any(|corridor| gaps(row).any(|gap| shared(gap, *corridor) >= CORRIDOR));
    // The one wide gap of a justified line has another place than the columns below it.
    let justified = |row: &Row| {
        let longest = row.spans().map(|(x0, x1)| x1 - x0).fold(0.0, f32::max);
        let ink: f32 = row.spans().map(|(x0, x1)| x1 - x0).sum();
        longest >= HALF * row.width() || ink > RUNNING_TEXT * row.width()
    };
    (shared && respected.saturating_mul(2) >= corridors.len())
        || (respected == corridors.len() && !(zone.len() < FEW_ROWS && zone.iter().all(justified)))
}

/// Whether a row crosses no corridor of the zone.
pub(super) fn fits(corridors: &[(f32, f32)], row: &Row) -> bool {
    corridors
        .iter()
        .all(|corridor| free(row, *corridor) >= CORRIDOR.min(corridor.1 - corridor.0))
}
