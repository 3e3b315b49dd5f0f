//! Tables without rules: text that stands in columns.
//!
//! Rows whose parts leave the same vertical corridors free make a table. Corridors are judged over all
//! rows together, so they may be narrow; prose has no corridor that many lines respect. A wider step
//! between baselines than inside the cells starts a new row.

use super::header::{self, arabic};
use super::{PageCell, PageRow, PageTable};
use crate::document::Rect;
use crate::ingest::pdf::layout::clusters::Cluster;
use crate::ingest::pdf::layout::lines::{Line, Spacing};
use crate::ingest::pdf::layout::order::Item;
use crate::ingest::pdf::layout::paragraphs::{
    Setting, Style, paragraphs, starts_with_bullet, starts_with_number,
};

/// The parts of lines that stand on one baseline.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) parts: Vec<Line>,
    pub(super) baseline: f32,
    pub(super) size: f32,
}

impl Row {
    fn width(&self) -> f32 {
        let x0 = self.parts.first().map_or(0.0, |part| part.bbox.x0);
        let x1 = self.parts.last().map_or(0.0, |part| part.bbox.x1);
        x1 - x0
    }

    /// From where to where each part reaches.
    pub(super) fn spans(&self) -> impl Iterator<Item = (f32, f32)> {
        self.parts.iter().map(|part| (part.bbox.x0, part.bbox.x1))
    }
}

/// Narrowest corridor, in points. Letters of different lines leave no such strip free by chance over
/// four lines and more.
pub(super) const CORRIDOR: f32 = 2.5;

/// Widest step between two rows of one table, in font sizes.
const WIDEST_STEP: f32 = 3.4;

/// Rows of a flow beyond which no table is looked for: a page cannot hold more readable lines.
const MOST_ROWS: usize = 300;

/// Replaces the lines of a flow that make up tables by the tables.
pub(crate) fn find(flow: Vec<Item>, column: (f32, f32), style: Style<'_>) -> Vec<Item> {
    let mut result: Vec<Item> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for item in flow {
        match item {
            Item::Line(line) => push(&mut rows, line),
            other => {
                zones(std::mem::take(&mut rows), column, style, &mut result);
                result.push(other);
            }
        }
    }
    zones(rows, column, style, &mut result);
    result
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

/// Cuts rows into zones that may be tables and the rows between them.
fn zones(rows: Vec<Row>, column: (f32, f32), style: Style<'_>, result: &mut Vec<Item>) {
    let give_back = |rows: Vec<Row>, result: &mut Vec<Item>| {
        result.extend(rows.into_iter().flat_map(|row| row.parts).map(Item::Line));
    };
    if rows.len() > MOST_ROWS || rows.iter().filter(|row| row.parts.len() > 1).count() == 0 {
        give_back(rows, result);
        return;
    }
    let count = rows.len();
    // Single parts at the top of the flow, before the first row of columns.
    let mut lead: Vec<Row> = Vec::new();
    let mut zone: Vec<Row> = Vec::new();
    let mut after: Vec<Row> = Vec::new();
    let mut started = !result.is_empty();
    for (index, row) in rows.into_iter().enumerate() {
        let near = after.last().or(zone.last()).is_some_and(|last: &Row| {
            let step = (row.baseline - last.baseline) / row.size.max(last.size);
            step > 0.3 && step <= WIDEST_STEP
        });
        let joins = !zone.is_empty() && near && belongs(&zone, &row);
        let narrow = row.width() < 0.7 * (column.1 - column.0);
        if row.parts.len() > 1 {
            if joins {
                zone.append(&mut after);
            } else {
                if !zone.is_empty() {
                    lead_in(&mut lead, &mut zone, result);
                    close(std::mem::take(&mut zone), false, column, style, result);
                }
                give_back(std::mem::take(&mut after), result);
            }
            started = true;
            zone.push(row);
        } else if !started && narrow {
            lead.push(row);
        } else if joins && fits(&zone, &row) {
            // The rest of a cell, if it follows closely; else it waits for the next row of columns.
            let close_by = after.is_empty()
                && zone.last().is_some_and(|last| {
                    row.baseline - last.baseline <= 2.0 * row.size.max(last.size)
                });
            if close_by {
                zone.push(row);
            } else {
                after.push(row);
            }
        } else if joins && after.len() < 2 && narrow {
            after.push(row);
        } else {
            started = true;
            lead_in(&mut lead, &mut zone, result);
            close(std::mem::take(&mut zone), false, column, style, result);
            give_back(std::mem::take(&mut after), result);
            result.extend(row.parts.into_iter().map(Item::Line));
        }
        if index.saturating_add(1) == count {
            let at_end = after.is_empty();
            lead_in(&mut lead, &mut zone, result);
            close(std::mem::take(&mut zone), at_end, column, style, result);
            give_back(std::mem::take(&mut after), result);
        }
    }
}

/// Gives the rows before a zone to it where they are the rest of a cell from the page before: close above
/// and not in the first column, where a heading would stand. The others become text.
fn lead_in(lead: &mut Vec<Row>, zone: &mut Vec<Row>, result: &mut Vec<Item>) {
    let corridors = corridors_of(zone);
    let mut taken: Vec<Row> = Vec::new();
    while let Some(row) = lead.pop() {
        let below = taken.last().or(zone.first());
        let rest = below.is_some_and(|below| {
            let step = (below.baseline - row.baseline) / row.size.max(below.size);
            step <= WIDEST_STEP && (row.size - below.size).abs() <= 0.15 * row.size
        }) && corridors
            .first()
            .is_some_and(|corridor| row.parts.iter().all(|part| part.bbox.x0 >= corridor.0))
            && fits(zone, &row);
        if !rest {
            lead.push(row);
            break;
        }
        taken.push(row);
    }
    result.extend(
        std::mem::take(lead)
            .into_iter()
            .flat_map(|row| row.parts)
            .map(Item::Line),
    );
    taken.reverse();
    taken.append(zone);
    *zone = taken;
}

/// Whether a row of parts respects enough of the zone's corridors, or a single part could stand in it.
fn belongs(zone: &[Row], row: &Row) -> bool {
    let size = zone.first().map_or(row.size, |first| first.size);
    if (row.size - size).abs() > 0.15 * size {
        return false;
    }
    if row.parts.len() == 1 {
        return true;
    }
    let corridors = corridors_of(zone);
    let respected = corridors
        .iter()
        .filter(|corridor| free(row, **corridor) >= CORRIDOR)
        .count();
    let shared = corridors
        .iter()
        .any(|corridor| gaps(row).any(|gap| shared(gap, *corridor) >= CORRIDOR));
    (shared && respected.saturating_mul(2) >= corridors.len()) || respected == corridors.len()
}

/// Whether a row crosses no corridor of the zone.
fn fits(zone: &[Row], row: &Row) -> bool {
    corridors_of(zone)
        .iter()
        .all(|corridor| free(row, *corridor) >= CORRIDOR.min(corridor.1 - corridor.0))
}

fn gaps(row: &Row) -> impl Iterator<Item = (f32, f32)> {
    row.parts
        .iter()
        .zip(row.parts.iter().skip(1))
        .map(|(a, b)| (a.bbox.x1, b.bbox.x0))
}

fn shared(a: (f32, f32), b: (f32, f32)) -> f32 {
    a.1.min(b.1) - a.0.max(b.0)
}

/// The widest piece of a corridor that a row leaves free.
pub(super) fn free(row: &Row, corridor: (f32, f32)) -> f32 {
    let mut widest: f32 = 0.0;
    let mut from = corridor.0;
    for (x0, x1) in row.spans() {
        widest = widest.max(x0.min(corridor.1) - from);
        from = from.max(x1);
    }
    widest.max(corridor.1 - from)
}

/// Strips between spans that no span covers.
fn strips(mut spans: Vec<(f32, f32)>) -> Vec<(f32, f32)> {
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
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
    let remaining = |left_out: &[usize]| {
        strips(
            zone.iter()
                .enumerate()
                .filter(|(index, _)| !left_out.contains(index))
                .flat_map(|(_, row)| row.spans())
                .collect(),
        )
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
    let mut spans: Vec<(f32, f32)> = Vec::new();
    for (index, row) in zone.iter().enumerate() {
        let out = left_out.contains(&index);
        let clear = |span: &(f32, f32)| best.iter().all(|c| shared(*span, *c) < CORRIDOR);
        spans.extend(row.spans().filter(|span| !out || clear(span)));
    }
    strips(spans)
}

/// Ends a zone: a table if it convinces, else its lines again. `at_end` says that nothing follows it in
/// its flow, so that it may be the beginning of a table on the next page.
fn close(
    zone: Vec<Row>,
    at_end: bool,
    column: (f32, f32),
    style: Style<'_>,
    result: &mut Vec<Item>,
) {
    if zone.is_empty() {
        return;
    }
    // Lines below the last row of columns are cell text only if the cells above go on that way.
    let corridors = corridors_of(&zone);
    let verdict = judge(&zone, &corridors, at_end || result.is_empty());
    match verdict {
        Verdict::Text => {
            result.extend(zone.into_iter().flat_map(|row| row.parts).map(Item::Line));
        }
        Verdict::Table => {
            let lines: Vec<Line> = zone.iter().flat_map(|row| row.parts.clone()).collect();
            let table = table_of(zone, &corridors, style, None);
            if has_columns(&table) {
                result.push(Item::Table(table));
            } else {
                result.extend(lines.into_iter().map(Item::Line));
            }
        }
        Verdict::Part => {
            let lines: Vec<Line> = zone.iter().flat_map(|row| row.parts.clone()).collect();
            let text = paragraphs(lines, column, Setting::Body, style);
            result.push(Item::Table(table_of(zone, &corridors, style, Some(text))));
        }
    }
}

/// Whether two rows at least have text in two cells. The wide spaces of a few justified lines may look like corridors,
/// but most of the text runs over them.
fn has_columns(table: &PageTable) -> bool {
    let filled = |row: &&PageRow| row.cells.iter().filter(|c| !c.text.is_empty()).count() >= 2;
    table.rows.iter().filter(filled).count() >= 2
}

/// What a zone is.
enum Verdict {
    Text,
    Table,
    /// Too little to be a table by itself; it may continue one, or be continued, on another page.
    Part,
}

fn judge(zone: &[Row], corridors: &[(f32, f32)], at_edge: bool) -> Verdict {
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
    if !deliberate(&multi, corridors) {
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
/// have two rows (one, if there is only one) whose gap is very wide or was left out by the drawing.
fn deliberate(multi: &[&Row], corridors: &[(f32, f32)]) -> bool {
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
                            let stroke = |line: &Line, last: bool| {
                                let cluster = if last {
                                    line.clusters.last()
                                } else {
                                    line.clusters.first()
                                };
                                cluster.map(|c| c.stroke)
                            };
                            let apart = gap.1 - gap.0 > 2.0 * row.size
                                || stroke(a, true) != stroke(b, false);
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

/// The column a span begins in and how many it covers.
fn columns_of(span: (f32, f32), corridors: &[(f32, f32)]) -> (usize, usize) {
    let middle = |c: &(f32, f32)| (c.0 + c.1) / 2.0;
    let first = corridors
        .iter()
        .filter(|c| middle(c) <= span.0 + 0.1)
        .count();
    let last = corridors.iter().filter(|c| middle(c) < span.1).count();
    (first, last.saturating_sub(first).saturating_add(1))
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

/// Builds the table of a zone. `otherwise` is its text for when it turns out to be no table.
fn table_of(
    zone: Vec<Row>,
    corridors: &[(f32, f32)],
    style: Style<'_>,
    otherwise: Option<Vec<crate::ingest::pdf::layout::paragraphs::Paragraph>>,
) -> PageTable {
    let columns = corridors.len().saturating_add(1);
    let groups = rows_of(zone, corridors, style);
    let parts = || groups.iter().flatten().flat_map(|row| &row.parts);
    let order = parts().map(Line::order).min().unwrap_or(0);
    let bbox = parts()
        .map(|part| part.bbox)
        .reduce(|a, b| a.union(&b))
        .unwrap_or(Rect::new(0.0, 0.0, 0.0, 0.0));
    let mut ink: Vec<Option<(f32, f32)>> = vec![None; columns];
    for part in parts() {
        let span = (part.bbox.x0, part.bbox.x1);
        if let (first, 1) = columns_of(span, corridors)
            && let Some(place) = ink.get_mut(first)
        {
            *place = Some(place.map_or(span, |old| (old.0.min(span.0), old.1.max(span.1))));
        }
    }
    let mut xs = vec![bbox.x0];
    xs.extend(corridors.iter().map(|c| (c.0 + c.1) / 2.0));
    xs.push(bbox.x1);
    let rows = groups
        .into_iter()
        .map(|rows| row_of(rows, corridors, &xs, style))
        .collect();
    let ink = ink
        .into_iter()
        .zip(xs.iter().zip(xs.iter().skip(1)))
        .map(|(span, (from, to))| span.unwrap_or((*from, *to)))
        .collect();
    let mut table = PageTable {
        bbox,
        xs,
        rows,
        open_top: false,
        open_bottom: false,
        header_rows: 0,
        order,
        ink: Some(ink),
        otherwise,
        tree: None,
    };
    table.header_rows = header::header_rows(&table);
    table
}

/// Groups the printed rows of a zone into table rows.
fn rows_of(zone: Vec<Row>, corridors: &[(f32, f32)], style: Style<'_>) -> Vec<Vec<Row>> {
    let steps: Vec<f32> = zone
        .iter()
        .zip(zone.iter().skip(1))
        .map(|(a, b)| b.baseline - a.baseline)
        .collect();
    let size = zone.iter().map(|row| row.size).fold(1.0, f32::max);
    let least = steps
        .iter()
        .copied()
        .filter(|step| *step >= 0.9 * size)
        .fold(f32::MAX, f32::min);
    let most = steps.iter().copied().fold(0.0, f32::max);
    let uniform = most <= 1.2 * least;
    let in_first = |row: &Row| {
        row.spans()
            .next()
            .is_some_and(|span| columns_of(span, corridors).0 == 0)
    };
    let multi = zone.iter().filter(|row| row.parts.len() > 1).count();
    // Evenly spaced rows that nearly all have several parts are rows of one line each.
    let first = zone.iter().filter(|row| in_first(row)).count();
    let single_lines = uniform
        && multi.saturating_mul(10) >= zone.len().saturating_mul(8)
        && (least >= 1.9 * size || first.saturating_mul(10) >= zone.len().saturating_mul(7))
        && !wrapped(&zone, corridors);
    let bold = |row: &Row| row.parts.iter().all(|part| style.is_bold(part));
    let first_width = zone
        .iter()
        .filter(|row| in_first(row))
        .filter_map(|row| row.spans().next())
        .map(|span| span.1 - span.0)
        .fold(0.0, f32::max);
    // The first column goes on in the next line when the line before filled it.
    let goes_on = |last: &Row| {
        in_first(last)
            && last
                .spans()
                .next()
                .is_some_and(|span| span.1 - span.0 >= 0.8 * first_width)
    };
    // Cells of one row share their first baseline; a row that begins off the others' pitch is a new one.
    // Where cells are centred vertically, such steps come in a row.
    let irregular = |step: Option<&f32>| step.is_some_and(|step| *step < 0.8 * least);
    let breaks: Vec<bool> = (0..steps.len())
        .map(|i| {
            irregular(steps.get(i))
                && !irregular(steps.get(i.saturating_add(1)))
                && !(i > 0 && irregular(steps.get(i.saturating_sub(1))))
        })
        .collect();
    let mut groups: Vec<Vec<Row>> = Vec::new();
    for (index, row) in zone.into_iter().enumerate() {
        let starts = match groups.last().and_then(|group| group.last()) {
            None => true,
            Some(last) => {
                let step = row.baseline - last.baseline;
                let off = breaks
                    .get(index.saturating_sub(1))
                    .copied()
                    .unwrap_or(false);
                bold(last) != bold(&row)
                    || off
                    || if uniform {
                        single_lines || (in_first(&row) && row.parts.len() > 1 && !goes_on(last))
                    } else {
                        step > 1.2 * least
                    }
            }
        };
        match groups.last_mut() {
            Some(group) if !starts => group.push(row),
            _ => groups.push(vec![row]),
        }
    }
    groups
}

/// Cuts a part where it has a gap over a corridor; a title over several columns has none.
fn cut_at_corridors(part: Line, corridors: &[(f32, f32)]) -> Vec<Line> {
    if columns_of((part.bbox.x0, part.bbox.x1), corridors).1 == 1 {
        return vec![part];
    }
    let mut pieces: Vec<Vec<Cluster>> = Vec::new();
    for cluster in part.clusters {
        let cut = pieces.last().and_then(|p| p.last()).is_none_or(|last| {
            let gap = (last.bbox.x1, cluster.bbox.x0);
            gap.1 - gap.0 >= 0.35 * cluster.size
                && corridors.iter().any(|c| shared(gap, *c) >= CORRIDOR)
        });
        match pieces.last_mut() {
            Some(piece) if !cut => piece.push(cluster),
            _ => pieces.push(vec![cluster]),
        }
    }
    pieces.into_iter().filter_map(Line::new).collect()
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

fn row_of(rows: Vec<Row>, corridors: &[(f32, f32)], xs: &[f32], style: Style<'_>) -> PageRow {
    let columns = corridors.len().saturating_add(1);
    let mut cells: Vec<(usize, usize, Vec<Line>)> = Vec::new();
    let parts = rows
        .into_iter()
        .flat_map(|row| row.parts)
        .flat_map(|part| cut_at_corridors(part, corridors));
    for part in parts {
        let (first, count) = columns_of((part.bbox.x0, part.bbox.x1), corridors);
        let overlapping = cells.iter_mut().find(|(col, cols, _)| {
            first < col.saturating_add(*cols) && *col < first.saturating_add(count)
        });
        match overlapping {
            Some((col, cols, lines)) => {
                let end = col.saturating_add(*cols).max(first.saturating_add(count));
                *col = (*col).min(first);
                *cols = end.saturating_sub(*col);
                lines.push(part);
            }
            None => cells.push((first, count, vec![part])),
        }
    }
    for column in 0..columns {
        let covered = cells
            .iter()
            .any(|(col, cols, _)| column >= *col && column < col.saturating_add(*cols));
        if !covered {
            cells.push((column, 1, Vec::new()));
        }
    }
    cells.sort_by_key(|(col, _, _)| *col);
    // A cell widened by a later part may have swallowed its neighbour's place.
    let mut next = 0_usize;
    let row_box = cells
        .iter()
        .flat_map(|(_, _, lines)| lines)
        .map(|line| line.bbox)
        .reduce(|a, b| a.union(&b));
    let mut result = PageRow::default();
    for (col, cols, lines) in cells {
        if col < next {
            continue;
        }
        next = col.saturating_add(cols);
        let at = |index: usize| xs.get(index).or(xs.last()).copied().unwrap_or(0.0);
        let column = (at(col), at(next));
        let bbox = row_box.map_or(Rect::new(column.0, 0.0, column.1, 0.0), |row| Rect {
            x0: column.0,
            x1: column.1,
            ..row
        });
        let full = lines
            .last()
            .is_some_and(|line| column.1 - line.bbox.x1 < 0.25 * (column.1 - column.0));
        let paragraphs = paragraphs(lines, column, Setting::Cell, style);
        let bold = !paragraphs.is_empty() && paragraphs.iter().all(|p| p.bold);
        let text: Vec<String> = paragraphs.into_iter().map(|p| p.text).collect();
        result.cells.push(PageCell {
            col,
            cols,
            rows: 1,
            bbox,
            page: 0,
            text: text.join("\n"),
            bold,
            shaded: false,
            full,
        });
    }
    result
}
