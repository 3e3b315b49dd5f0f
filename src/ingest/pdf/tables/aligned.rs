//! Tables without rules: text that stands in columns.
//!
//! Rows whose parts leave the same vertical corridors free make a table. Corridors are judged over all
//! rows together, so they may be narrow; prose has no corridor that many lines respect. A wider step
//! between baselines than inside the cells starts a new row.

mod build;
mod rows;
#[cfg(test)]
mod tests;
mod verdict;

use super::corridors::{Row, belongs, corridors_of, fits, push};
use super::{PageRow, PageTable};
use crate::document::Rect;
use crate::ingest::pdf::layout::lines::Line;
use crate::ingest::pdf::layout::order::Item;
use crate::ingest::pdf::layout::paragraphs::{Setting, Style, paragraphs};
use build::table_of;
use rows::rows_of;
use verdict::{Verdict, judge};

/// Widest step between two rows of one table, in font sizes.
const WIDEST_STEP: f32 = 3.4;

/// Lines of a running header or footer, beyond which a table may go on over the page break.
const MARGIN_LINES: usize = 2;

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
    // Those of the zone; looking for them is most of the work, so it is done once for each row that joins.
    let mut corridors: Vec<(f32, f32)> = Vec::new();
    let mut after: Vec<Row> = Vec::new();
    let mut started = !result.is_empty();
    for (index, row) in rows.into_iter().enumerate() {
        let at_end = count.saturating_sub(index) <= MARGIN_LINES;
        let near = after.last().or(zone.last()).is_some_and(|last: &Row| {
            let step = (row.baseline - last.baseline) / row.size.max(last.size);
            step > 0.3 && step <= WIDEST_STEP
        });
        let joins = !zone.is_empty() && near && belongs(&zone, &corridors, &row);
        let narrow = row.width() < 0.7 * (column.1 - column.0);
        if row.parts.len() > 1 {
            if joins {
                zone.append(&mut after);
            } else {
                if !zone.is_empty() {
                    lead_in(&mut lead, &mut zone, result);
                    close(std::mem::take(&mut zone), at_end, column, style, result);
                }
                give_back(std::mem::take(&mut after), result);
            }
            started = true;
            zone.push(row);
            corridors = corridors_of(&zone);
        } else if !started && narrow {
            lead.push(row);
        } else if joins && fits(&corridors, &row) {
            // The rest of a cell, if it follows closely; else it waits for the next row of columns.
            let close_by = after.is_empty()
                && zone.last().is_some_and(|last| {
                    row.baseline - last.baseline <= 2.0 * row.size.max(last.size)
                });
            if close_by {
                zone.push(row);
                corridors = corridors_of(&zone);
            } else {
                after.push(row);
            }
        } else if joins && after.len() < 2 && narrow {
            after.push(row);
        } else {
            started = true;
            lead_in(&mut lead, &mut zone, result);
            close(std::mem::take(&mut zone), at_end, column, style, result);
            give_back(std::mem::take(&mut after), result);
            result.extend(row.parts.into_iter().map(Item::Line));
        }
        if index.saturating_add(1) == count {
            let at_end = after.len() <= MARGIN_LINES;
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
            && fits(&corridors, &row);
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

/// Ends a zone: a table if it convinces, else its lines again. `at_end` says that nothing but a running footer can follow
/// it in its flow, so that it may be the beginning of a table on the next page.
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
    let corridors = corridors_of(&zone);
    let before = |item: &Item| matches!(item, Item::Line(_));
    let at_edge = at_end || (result.len() <= MARGIN_LINES && result.iter().all(before));
    let lines: Vec<Line> = zone.iter().flat_map(|row| row.parts.clone()).collect();
    let groups = rows_of(zone.clone(), &corridors, style);
    let verdict = judge(&zone, &corridors, &groups, at_edge, style.spacing);
    if verdict == Verdict::Text || below_pictures(&zone, &corridors, result) {
        result.extend(lines.into_iter().map(Item::Line));
        return;
    }
    let mut table = table_of(groups.rows, &corridors, style);
    // One row, however many lines it has, is a table only together with others.
    let whole = verdict == Verdict::Table && has_columns(&table);
    if !whole && !at_edge {
        result.extend(lines.into_iter().map(Item::Line));
        return;
    }
    if !whole {
        table.otherwise = Some(paragraphs(lines, column, Setting::Body, style));
    }
    result.push(Item::Table(table));
}

/// Whether each column stands below or beside a picture of its own, those of all columns side by side: portraits with
/// names, photographs with captions. A table with pictures has them below each other.
fn below_pictures(zone: &[Row], corridors: &[(f32, f32)], before: &[Item]) -> bool {
    let Some((first, last)) = zone.first().zip(zone.last()) else {
        return false;
    };
    let near = |picture: &Rect| {
        picture.y1 >= first.baseline - WIDEST_STEP * first.size && picture.y0 < last.baseline
    };
    let pictures: Vec<Rect> = before
        .iter()
        .rev()
        .filter_map(|item| match item {
            Item::Picture(picture) => Some(picture.rect),
            _ => None,
        })
        .take_while(near)
        .collect();
    let beside = |a: &Rect, b: &Rect| a.y0 < b.y1 && b.y0 < a.y1;
    let (left, right) = zone
        .iter()
        .flat_map(Row::spans)
        .fold((f32::MAX, f32::MIN), |all, span| {
            (all.0.min(span.0), all.1.max(span.1))
        });
    let middles = corridors.iter().map(|c| (c.0 + c.1) / 2.0);
    let starts = std::iter::once(left.min(0.0)).chain(middles.clone());
    let ends = middles.chain([right]);
    let portraits: Vec<&Rect> = starts
        .zip(ends)
        .filter_map(|(from, to)| {
            pictures.iter().find(|picture| {
                let middle = (picture.x0 + picture.x1) / 2.0;
                middle >= from && middle <= to
            })
        })
        .collect();
    portraits.len() > corridors.len()
        && portraits
            .iter()
            .zip(portraits.iter().skip(1))
            .all(|(a, b)| beside(a, b))
}

/// Whether two rows at least have text in two cells. The wide spaces of a few justified lines may look like corridors,
/// but most of the text runs over them.
fn has_columns(table: &PageTable) -> bool {
    let filled = |row: &&PageRow| row.cells.iter().filter(|c| !c.text.is_empty()).count() >= 2;
    table.rows.iter().filter(filled).count() >= 2
}
