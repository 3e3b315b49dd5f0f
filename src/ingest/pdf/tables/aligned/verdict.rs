//! Whether rows in columns are a table: lists, contents, forms, signatures and justified lines have columns too.

use std::collections::BTreeSet;

use super::super::corridors::{CORRIDOR, Row, columns_of, corridors_of, shared};
use super::super::header::arabic;
use super::rows::Groups;
use crate::ingest::pdf::layout::lines::{Line, Spacing};
use crate::ingest::pdf::layout::paragraphs::{had_room, starts_with_bullet, starts_with_number};
use crate::thai::chars::is_alphabetic;

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
    groups: &Groups,
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
    if !(groups.by_cells
        || deliberate(&multi, corridors, spacing)
        || deliberate_below(zone, spacing))
        || is_cards(groups, corridors)
        || is_dialogue(groups, corridors)
    {
        return Verdict::Text;
    }
    let rows = rows_of_columns(zone);
    // Cells of several lines leave few printed lines with text in two columns.
    let full = full_rows(groups, corridors).unwrap_or(0);
    let enough = match columns {
        2 => full >= 4 || rows >= 4 && rows.saturating_mul(2) >= zone.len(),
        _ => full >= 3 || rows >= 3,
    };
    // A table that goes on from another page has no title on this one either.
    let list = first_of_list(groups, corridors);
    if list.is_some_and(|first| first <= 1 || !at_edge) {
        Verdict::Text
    } else if list.is_some() {
        Verdict::Part
    } else if enough {
        Verdict::Table
    } else if at_edge && rows > 0 && (columns >= 3 || rows >= 2) {
        Verdict::Part
    } else {
        Verdict::Text
    }
}

/// How many rows of the table have text in two columns that is more than a list mark, begun on one baseline where the
/// drawing does not prove the rows; `None` where these are fewer than four of five.
fn full_rows(groups: &Groups, corridors: &[(f32, f32)]) -> Option<usize> {
    let full = |group: &&Vec<Row>| {
        let lines = if groups.by_cells { group.len() } else { 1 };
        let parts = group.iter().take(lines).flat_map(texts_in);
        let columns: BTreeSet<usize> = parts
            .map(|part| columns_of((part.bbox.x0, part.bbox.x1), corridors))
            .filter(|(_, count)| *count == 1)
            .map(|(column, _)| column)
            .collect();
        columns.len() >= 2
    };
    // An item that ends with its amount is no row: what follows the amount begins further left.
    let outdented = |group: &&Vec<Row>| {
        let mut starts = group
            .iter()
            .filter_map(|row| row.spans().next())
            .filter(|span| columns_of(*span, corridors).0 == 0);
        let size = group.first().map_or(1.0, |row| row.size);
        starts
            .next()
            .is_some_and(|first| starts.any(|span| span.0 < first.0 - 0.5 * size))
    };
    let tall = groups.rows.iter().filter(|group| group.len() > 1);
    let begun_late = tall.clone().filter(outdented).count();
    if !groups.by_cells && begun_late > 0 && begun_late.saturating_mul(2) >= tall.count() {
        return None;
    }
    let count = groups.rows.iter().filter(full).count();
    (count.saturating_mul(5) >= groups.rows.len().saturating_mul(4)).then_some(count)
}

/// Share of the way from one card to the next that text may take.
const CARD: f32 = 0.85;

/// Cards side by side: rows whose cells were drawn one after the other and all have several lines, nearly all of them
/// ended on purpose (a name, a position, a telephone number). Each cell says all of something; a table has a column for
/// each thing.
fn is_cards(groups: &Groups, corridors: &[(f32, f32)]) -> bool {
    if !groups.by_cells {
        return false;
    }
    let columns = corridors.len().saturating_add(1);
    let mut spans: Vec<Option<(f32, f32)>> = vec![None; columns];
    for span in groups.rows.iter().flatten().flat_map(Row::spans) {
        if let (column, 1) = columns_of(span, corridors)
            && let Some(place) = spans.get_mut(column)
        {
            *place = Some(place.map_or(span, |old| (old.0.min(span.0), old.1.max(span.1))));
        }
    }
    // The room of a card is not drawn: that of the widest text, or most of the way to the next card.
    let widest = spans
        .iter()
        .flatten()
        .map(|span| span.1 - span.0)
        .fold(0.0, f32::max);
    let pitch = spans
        .iter()
        .flatten()
        .zip(spans.iter().flatten().skip(1))
        .map(|(a, b)| (b.0 + b.1 - a.0 - a.1) / 2.0)
        .fold(f32::MAX, f32::min);
    // Cards are as wide as each other.
    if widest > pitch {
        return false;
    }
    let room = widest.max(CARD * pitch);
    let (mut beside, mut cards) = (0_usize, 0_usize);
    for group in &groups.rows {
        let mut cells: Vec<Vec<&Line>> = vec![Vec::new(); columns];
        for part in group.iter().flat_map(|row| &row.parts) {
            let (column, _) = columns_of((part.bbox.x0, part.bbox.x1), corridors);
            if let Some(cell) = cells.get_mut(column) {
                cell.push(part);
            }
        }
        cells.retain(|cell| !cell.is_empty());
        if cells.len() < 2 {
            continue;
        }
        beside = beside.saturating_add(1);
        let (mut ended, mut all) = (0_usize, 0_usize);
        for cell in &cells {
            for (line, next) in cell.iter().zip(cell.iter().skip(1)) {
                all = all.saturating_add(1);
                let free = room - line.bbox.width();
                ended = ended.saturating_add(usize::from(had_room(free, line, next)));
            }
        }
        let tall = cells.iter().all(|cell| cell.len() >= 2);
        cards = cards.saturating_add(usize::from(
            tall && ended.saturating_mul(3) >= all.saturating_mul(2),
        ));
    }
    beside > 0 && cards.saturating_mul(5) >= beside.saturating_mul(4)
}

/// The same for the rows below the first, whose titles may leave strips free that no other row uses.
fn deliberate_below(zone: &[Row], spacing: Spacing) -> bool {
    let rest = zone.get(1..).unwrap_or_default();
    let corridors = corridors_of(rest);
    let multi: Vec<&Row> = rest.iter().filter(|row| row.parts.len() > 1).collect();
    !corridors.is_empty() && multi.len() >= 3 && deliberate(&multi, &corridors, spacing)
}

/// Rows whose text behind a gap must begin at one place for it to be a column; the spaces of justified lines end anywhere.
const LEVEL_ROWS: usize = 4;

/// Whether the gaps are columns and not the wide spaces of justified lines: three of four corridors (half of two)
/// have two rows (one, if there is only one) whose gap is very wide, was left out by the drawing, or has no space where
/// spaces are drawn; or the text behind it begins at one place in nearly all rows.
fn deliberate(multi: &[&Row], corridors: &[(f32, f32)], spacing: Spacing) -> bool {
    let needed = multi.len().min(2);
    let between = beside_titles(multi, corridors);
    let clear = between
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
            users >= needed || level(multi, **corridor)
        })
        .count();
    let share = if between.len() > 2 { 3 } else { 2 };
    clear.saturating_mul(4) >= between.len().saturating_mul(share)
}

/// The corridors without those between a title and the cells below it, where it stands over none of them.
fn beside_titles(multi: &[&Row], corridors: &[(f32, f32)]) -> Vec<(f32, f32)> {
    // Whether the first row, and a further one, has text in a column.
    let mut filled = vec![(false, false); corridors.len().saturating_add(1)];
    for (index, row) in multi.iter().enumerate() {
        for span in row.spans() {
            let (column, count) = columns_of(span, corridors);
            for (title, cells) in filled.iter_mut().skip(column).take(count) {
                *title |= index == 0;
                *cells |= index > 0;
            }
        }
    }
    let mut columns = filled.into_iter();
    let mut left = columns.next().unwrap_or_default();
    let mut kept = Vec::with_capacity(corridors.len());
    for (corridor, right) in corridors.iter().zip(columns) {
        if matches!(
            (left, right),
            ((true, false), (false, true)) | ((false, true), (true, false))
        ) {
            left = (true, true);
        } else {
            kept.push(*corridor);
            left = right;
        }
    }
    kept
}

/// Whether the text behind a corridor begins at one place in nearly all rows.
fn level(multi: &[&Row], corridor: (f32, f32)) -> bool {
    let starts: Vec<f32> = multi
        .iter()
        .filter_map(|row| {
            row.spans()
                .map(|span| span.0)
                .find(|x0| *x0 >= corridor.1 - 0.5)
        })
        .collect();
    let same = starts
        .iter()
        .filter(|start| (*start - corridor.1).abs() <= 1.0)
        .count();
    same >= LEVEL_ROWS && same.saturating_mul(5) >= multi.len().saturating_mul(4)
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

/// Whether a part says what a bullet or list number does.
fn is_mark(part: &Line) -> bool {
    let text = text_of(part);
    let spaced = format!("{text} x");
    text.chars().count() <= 6 && (starts_with_bullet(&spaced) || starts_with_number(&spaced))
}

/// The parts of a row that are more than marks of a list, which stand before their text: `2.10` is an amount where nothing
/// but amounts follows.
fn texts_in(row: &Row) -> impl Iterator<Item = &Line> {
    let next = row.parts.iter().skip(1).map(Some).chain([None]);
    let parts = row.parts.iter().zip(next);
    let before_text = |next: Option<&Line>| next.is_some_and(|next| !is_mark(next));
    parts
        .filter(move |(part, next)| !(is_mark(part) && before_text(*next)))
        .map(|(part, _)| part)
}

/// Rows with at least two parts that are more than list marks: a list with hanging indentation has none.
fn rows_of_columns(zone: &[Row]) -> usize {
    zone.iter().filter(|row| texts_in(row).count() > 1).count()
}

/// A table of contents: titles, and page numbers that never fall. The first pages may be counted in letters.
fn is_contents(zone: &[Row], corridors: &[(f32, f32)]) -> bool {
    let mut numbers: Vec<u32> = Vec::new();
    let (mut entries, mut titled) = (0_usize, false);
    for part in zone
        .iter()
        .filter(|row| row.parts.len() > 1)
        .filter_map(|row| row.parts.last())
    {
        let text = arabic(text_of(part).trim());
        if matches!(text.as_str(), "หน้า" | "หน้าที่" | "page") {
            titled = true;
        } else if text.chars().filter(|c| is_alphabetic(*c)).count() == 1 && text.len() <= 6 {
            entries = entries.saturating_add(1);
        } else {
            entries = entries.saturating_add(1);
            numbers.extend(page_number(&text));
        }
    }
    let rising = numbers
        .iter()
        .zip(numbers.iter().skip(1))
        .all(|(a, b)| a <= b);
    let enough = if titled {
        numbers.len().saturating_mul(2) >= entries
    } else {
        numbers.len() == entries
    };
    corridors.len() <= 2 && numbers.len() >= 3 && rising && enough
}

/// The number of a page, or the first of `1 - 74` and `1 ถึง 74`.
fn page_number(text: &str) -> Option<u32> {
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|n| *n < 2_000);
    match text
        .split_once("ถึง")
        .or_else(|| text.split_once(['-', '–']))
    {
        Some((first, last)) => number(first).filter(|first| number(last) >= Some(*first)),
        None => number(text),
    }
}

/// Two columns of which the first only says, in turns, whose words the second has: questions and answers.
fn is_dialogue(groups: &Groups, corridors: &[(f32, f32)]) -> bool {
    let label = |group: &Vec<Row>| -> String {
        let parts = group.iter().flat_map(|row| &row.parts);
        parts
            .filter(|part| columns_of((part.bbox.x0, part.bbox.x1), corridors) == (0, 1))
            .map(text_of)
            .collect()
    };
    let labels: Vec<String> = groups
        .rows
        .iter()
        .map(label)
        .filter(|label| !label.is_empty())
        .collect();
    let distinct: BTreeSet<&String> = labels.iter().collect();
    corridors.len() == 1 && labels.len() >= 4 && distinct.len() <= 2
}

/// The number of the first row where two columns are a list: the first counts the rows (`S1`, `S2`, `S3`) and has no title.
fn first_of_list(groups: &Groups, corridors: &[(f32, f32)]) -> Option<u32> {
    let counter = |group: &Vec<Row>| -> Option<u32> {
        let part = group.first()?.parts.first()?;
        let text = arabic(text_of(part).trim());
        let number = text.trim_start_matches(is_alphabetic);
        let short = text.chars().count() <= 5;
        number.parse().ok().filter(|_| short)
    };
    let numbers: Vec<Option<u32>> = groups.rows.iter().map(counter).collect();
    let first = numbers.first().copied().flatten()?;
    let next = |pair: &(&Option<u32>, &Option<u32>)| {
        pair.0
            .zip(*pair.1)
            .is_some_and(|(a, b)| b == a.saturating_add(1))
    };
    let steps = numbers.iter().zip(numbers.iter().skip(1));
    let counted = steps.filter(next).count().saturating_add(1);
    (corridors.len() == 1 && counted.saturating_mul(5) >= numbers.len().saturating_mul(3))
        .then_some(first)
}

/// Signatures side by side: a row of names in brackets.
fn is_signatures(zone: &[Row]) -> bool {
    zone.iter().any(|row| {
        row.parts.len() > 1
            && row.parts.iter().all(|part| {
                let text = text_of(part);
                let inside = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
                inside.is_some_and(|name| name.chars().filter(|c| is_alphabetic(*c)).count() >= 6)
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
