//! Whether rows in columns are a table: lists, contents, forms, signatures and justified lines have columns too.

use super::super::corridors::{CORRIDOR, Row, columns_of, shared};
use super::super::header::arabic;
use crate::ingest::pdf::layout::lines::{Line, Spacing};
use crate::ingest::pdf::layout::paragraphs::{starts_with_bullet, starts_with_number};

/// What a zone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Text,
    Table,
    /// Too little to be a table by itself; it may continue one, or be continued, on another page.
    Part,
}

pub(super) fn judge(
    zone: &[Row],
    corridors: &[(f32, f32)],
    at_edge: bool,
    spacing: Spacing,
) -> Verdict {
    let columns = corridors.len().saturating_add(1);
    let multi: Vec<&Row> = zone.iter().filter(|row| row.parts.len() > 1).collect();
    if columns < 2 || multi.is_empty() {
        return Verdict::Text;
    }
    let leaders = zone
        .iter()
        .flat_map(|row| &row.parts)
        .filter(|part| is_leader(part))
        .count();
    if leaders.saturating_mul(3) >= zone.len() {
        return Verdict::Text;
    }
    if !keeps_to_columns(zone, corridors)
        || !aligned(zone, corridors)
        || is_contents(zone, corridors)
        || is_signatures(zone)
    {
        return Verdict::Text;
    }
    if !deliberate(&multi, corridors, spacing) {
        return Verdict::Text;
    }
    let rows = rows_of_columns(zone);
    let enough = match columns {
        2 => rows >= 4 && rows.saturating_mul(2) >= zone.len(),
        _ => rows >= 3,
    };
    if enough {
        Verdict::Table
    } else if at_edge && rows > 0 && (columns >= 3 || rows >= 2) {
        Verdict::Part
    } else {
        Verdict::Text
    }
}

/// Whether the gaps are columns and not the wide spaces of justified lines: three of four corridors (half of two)
/// have two rows (one, if there is only one) whose gap is very wide, was left out by the drawing, or has no space where
/// spaces are drawn.
fn deliberate(multi: &[&Row], corridors: &[(f32, f32)], spacing: Spacing) -> bool {
    let needed = multi.len().min(2);
    let clear = corridors
        .iter()
        .filter(|corridor| {
            let users = multi
                .iter()
                .filter(|row| {
                    row.parts
                        .iter()
                        .zip(row.parts.iter().skip(1))
                        .any(|(a, b)| {
                            let gap = (a.bbox.x1, b.bbox.x0);
                            let (end, start) = (a.clusters.last(), b.clusters.first());
                            let jumped = end.map(|c| c.stroke) != start.map(|c| c.stroke);
                            let unspaced = spacing == Spacing::Drawn
                                && !end.is_some_and(|c| c.space_after)
                                && !start.is_some_and(|c| c.space_before);
                            let apart = gap.1 - gap.0 > 2.0 * row.size || jumped || unspaced;
                            apart && shared(gap, **corridor) >= CORRIDOR
                        })
                })
                .count();
            users >= needed
        })
        .count();
    let share = if corridors.len() > 2 { 3 } else { 2 };
    clear.saturating_mul(4) >= corridors.len().saturating_mul(share)
}

/// Dots or dashes that lead the eye: a form to fill in or a table of contents.
fn is_leader(part: &Line) -> bool {
    let dots = part
        .clusters
        .iter()
        .filter(|cluster| matches!(cluster.text.as_str(), "." | "…" | "_" | "·"))
        .count();
    dots >= 5 && dots.saturating_mul(2) >= part.clusters.len() || dots >= 12
}

/// Whether the parts of each column share a left edge, a right edge or a centre.
fn aligned(zone: &[Row], corridors: &[(f32, f32)]) -> bool {
    let columns = corridors.len().saturating_add(1);
    let mut tidy = 0_usize;
    for column in 0..columns {
        let spans: Vec<(f32, f32)> = zone
            .iter()
            .flat_map(Row::spans)
            .filter(|span| columns_of(*span, corridors) == (column, 1))
            .collect();
        let agreeing = |edge: &dyn Fn(&(f32, f32)) -> f32| {
            spans
                .iter()
                .map(|span| {
                    let at = edge(span);
                    spans
                        .iter()
                        .filter(|other| (edge(other) - at).abs() <= 3.0)
                        .count()
                })
                .max()
                .unwrap_or(0)
        };
        let best = agreeing(&|s| s.0)
            .max(agreeing(&|s| s.1))
            .max(agreeing(&|s| (s.0 + s.1) / 2.0));
        if best.saturating_mul(10) >= spans.len().saturating_mul(6) {
            tidy = tidy.saturating_add(1);
        }
    }
    // One untidy column in four is a column of mixed content.
    tidy.saturating_mul(4) >= columns.saturating_mul(3)
}

/// The text of a part, for telling marks from words.
fn text_of(part: &Line) -> String {
    part.text(Spacing::Drawn)
}

/// A bullet or list number that stands before its text.
fn is_mark(part: &Line) -> bool {
    let text = text_of(part);
    let spaced = format!("{text} x");
    text.chars().count() <= 6 && (starts_with_bullet(&spaced) || starts_with_number(&spaced))
}

/// Rows with at least two parts that are more than list marks: a list with hanging indentation has none.
fn rows_of_columns(zone: &[Row]) -> usize {
    zone.iter()
        .filter(|row| row.parts.iter().filter(|part| !is_mark(part)).count() > 1)
        .count()
}

/// A table of contents: titles, and page numbers that never fall.
fn is_contents(zone: &[Row], corridors: &[(f32, f32)]) -> bool {
    let numbers: Vec<u32> = zone
        .iter()
        .filter(|row| row.parts.len() > 1)
        .filter_map(|row| row.parts.last())
        .map(|part| arabic(&text_of(part)).parse().unwrap_or(u32::MAX))
        .collect();
    let rising = numbers
        .iter()
        .zip(numbers.iter().skip(1))
        .all(|(a, b)| a <= b);
    corridors.len() <= 2 && numbers.len() >= 3 && rising && numbers.iter().all(|n| *n < 2_000)
}

/// Signatures side by side: a row of names in brackets.
fn is_signatures(zone: &[Row]) -> bool {
    zone.iter().any(|row| {
        row.parts.len() > 1
            && row.parts.iter().all(|part| {
                let text = text_of(part);
                let inside = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
                inside.is_some_and(|name| name.chars().filter(|c| c.is_alphabetic()).count() >= 6)
            })
    })
}

/// Whether most parts keep to one column.
fn keeps_to_columns(zone: &[Row], corridors: &[(f32, f32)]) -> bool {
    let spans: Vec<(f32, f32)> = zone.iter().flat_map(Row::spans).collect();
    let wide = spans
        .iter()
        .filter(|span| columns_of(**span, corridors).1 > 1)
        .count();
    wide.saturating_mul(4) <= spans.len()
}
