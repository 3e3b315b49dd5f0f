//! Rows in columns to a table: which cell each part belongs to.

use super::super::corridors::{CORRIDOR, Row, columns_of, shared};
use super::super::header;
use super::super::{PageCell, PageRow, PageTable};
use crate::document::Rect;
use crate::ingest::pdf::layout::clusters::Cluster;
use crate::ingest::pdf::layout::lines::Line;
use crate::ingest::pdf::layout::paragraphs::{Setting, Style, paragraphs};

/// Builds the table of a zone from the printed lines of each row.
pub(super) fn table_of(
    groups: Vec<Vec<Row>>,
    corridors: &[(f32, f32)],
    style: Style<'_>,
) -> PageTable {
    let columns = corridors.len().saturating_add(1);
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
        otherwise: None,
        tree: None,
    };
    join_titles(&mut table);
    table.header_rows = header::header_rows(&table);
    table
}

/// Joins two columns of which one has the title and the other the cells, because the title stands at the left and
/// amounts at the right, or in the middle of longer text.
fn join_titles(table: &mut PageTable) {
    let titles = header::header_rows(table).max(1);
    let mut col = 0_usize;
    while col.saturating_add(2) < table.xs.len() {
        let next = col.saturating_add(1);
        // From the first to the last row with text in a column; what runs over both columns is of either.
        let filled = |row: &PageRow, at: usize| {
            row.cells.iter().any(|cell| {
                let end = cell.col.saturating_add(cell.cols);
                let both = cell.col <= col && next < end;
                cell.col <= at && at < end && !both && !cell.text.is_empty()
            })
        };
        let reach = |at: usize| {
            let first = table.rows.iter().position(|row| filled(row, at))?;
            let last = table.rows.iter().rposition(|row| filled(row, at))?;
            Some((first, last))
        };
        let title =
            |title: (usize, usize), cells: (usize, usize)| title.1 < titles && cells.0 >= titles;
        match reach(col).zip(reach(next)) {
            Some((a, b)) if title(a, b) || title(b, a) => drop_border(table, col),
            _ => col = next,
        }
    }
}

/// Makes one column of a column and the next, where no row has text in both.
fn drop_border(table: &mut PageTable, col: usize) {
    let next = col.saturating_add(1);
    table.xs.remove(next);
    if let Some(ink) = &mut table.ink
        && next < ink.len()
    {
        let gone = ink.remove(next);
        if let Some(kept) = ink.get_mut(col) {
            *kept = (kept.0.min(gone.0), kept.1.max(gone.1));
        }
    }
    for row in &mut table.rows {
        // Of the two cells the one without text goes; a cell over several columns loses one.
        let starts = |cell: &PageCell, at: usize| cell.col == at && cell.cols == 1;
        let empty = row
            .cells
            .iter()
            .position(|cell| cell.text.is_empty() && (starts(cell, col) || starts(cell, next)));
        match empty {
            Some(at) => {
                let gone = row.cells.remove(at);
                if let Some(kept) = row.cells.iter_mut().find(|cell| {
                    cell.col == next && gone.col == col
                        || gone.col == next && cell.col.saturating_add(cell.cols) == next
                }) {
                    kept.bbox = kept.bbox.union(&gone.bbox);
                }
            }
            None => {
                for cell in &mut row.cells {
                    if cell.col <= col && next < cell.col.saturating_add(cell.cols) {
                        cell.cols = cell.cols.saturating_sub(1);
                    }
                }
            }
        }
        for cell in &mut row.cells {
            if cell.col >= next {
                cell.col = cell.col.saturating_sub(1);
            }
        }
    }
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
