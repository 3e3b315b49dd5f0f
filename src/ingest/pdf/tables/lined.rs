//! Tables with lines between their rows and none between their columns.
//!
//! Lines of one width below each other divide the rows; where the columns are, the text between the lines tells, as in
//! a table without any. In: the horizontal edges that no grid used. Out: grids like those of ruled tables, with the
//! borders that are not drawn put in. A header above the first line and a row below the last belong to the table.

use super::corridors::{CORRIDOR, Row, corridors_of, free, push};
use super::grid::{Grid, grid_of};
use super::rules::{Edge, Edges};
use crate::document::Rect;
use crate::ingest::pdf::layout::lines::{Drawing, Fragment, Spacing, assemble, cut_at_gaps};

/// Ends of lines that count as the same place, in points.
const SAME_END: f32 = 4.0;

/// Shortest line between rows, in points: two columns of a few letters.
const NARROWEST: f32 = 80.0;

/// Lines from which on they divide rows. Two are the borders of a running header and footer.
const FEWEST_LINES: usize = 3;

/// A gap between columns, in font sizes, where spaces are drawn: a gap that no space fills ends a part before.
const COLUMN_GAP_OR_SPACE: f32 = 1.0;

/// The same where spaces are gaps, of about a quarter.
const COLUMN_GAP: f32 = 0.5;

/// A part this long, in widths of the table, is running text between two tables.
const RUNNING_TEXT: f32 = 0.7;

/// Bands up to which lines may stand around the header and the end of a table only.
const FEW_BANDS: usize = 4;

/// Steps between the baselines of one cell, in font sizes.
const WIDEST_LEADING: f32 = 2.0;

/// A grid, and where the text of its columns stands.
pub(super) struct Lined {
    pub(super) grid: Grid,
    pub(super) ink: Vec<(f32, f32)>,
}

/// Finds the tables of a page. `grounds` are the edges of backgrounds, which divide rows where lines of the same
/// width do; `taken` are the places of tables found before.
pub(super) fn find(
    edges: &Edges,
    grounds: &Edges,
    taken: &[Rect],
    fragments: &[Fragment],
    spacing: Spacing,
) -> Vec<Lined> {
    let unused = |edge: &&Edge| {
        let x = (edge.from + edge.to) / 2.0;
        let inside = |rect: &Rect| {
            x >= rect.x0
                && x <= rect.x1
                && edge.at >= rect.y0 - SAME_END
                && edge.at <= rect.y1 + SAME_END
        };
        !taken.iter().any(inside)
    };
    let across: Vec<Edge> = edges.across.iter().filter(unused).copied().collect();
    let mut stacks: Vec<Vec<Edge>> = Vec::new();
    for edge in across
        .iter()
        .filter(|edge| edge.to - edge.from >= NARROWEST)
    {
        let same = |first: &Edge| {
            (first.from - edge.from).abs() <= SAME_END && (first.to - edge.to).abs() <= SAME_END
        };
        match stacks
            .iter_mut()
            .find(|stack| stack.first().is_some_and(same))
        {
            Some(stack) => stack.push(*edge),
            None => stacks.push(vec![*edge]),
        }
    }
    stacks.retain(|stack| stack.len() >= FEWEST_LINES);
    if stacks.is_empty() {
        return Vec::new();
    }
    let drawing = Drawing::of(fragments);
    for stack in &mut stacks {
        let Some(first) = stack.first().copied() else {
            continue;
        };
        for ground in &grounds.across {
            let same = (first.from - ground.from).abs() <= SAME_END
                && (first.to - ground.to).abs() <= SAME_END;
            let new = stack
                .iter()
                .all(|edge| (edge.at - ground.at).abs() > SAME_END);
            if same && new {
                stack.push(*ground);
            }
        }
        stack.sort_by(|a, b| a.at.total_cmp(&b.at));
    }
    stacks
        .iter()
        .flat_map(|stack| {
            let rows = rows_in(stack, fragments, spacing, &drawing);
            runs(stack, &rows)
                .into_iter()
                .filter_map(|run| table(run, &across, &rows))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The printed lines between the ends of a stack's lines, from the top, cut into parts.
fn rows_in(
    stack: &[Edge],
    fragments: &[Fragment],
    spacing: Spacing,
    drawing: &Drawing,
) -> Vec<Row> {
    let Some(first) = stack.first() else {
        return Vec::new();
    };
    let within = |fragment: &&Fragment| {
        let x = (fragment.bbox.x0 + fragment.bbox.x1) / 2.0;
        x >= first.from - SAME_END && x <= first.to + SAME_END
    };
    let gap = match spacing {
        Spacing::Drawn => COLUMN_GAP_OR_SPACE,
        Spacing::Gaps => COLUMN_GAP,
    };
    let mut rows = Vec::new();
    for line in assemble(fragments.iter().filter(within).cloned().collect()) {
        for part in cut_at_gaps(line, gap, spacing, drawing) {
            push(&mut rows, part);
        }
    }
    rows
}

/// Where the letters of a row are, vertically.
fn level(row: &Row) -> f32 {
    row.baseline - 0.3 * row.size
}

fn between(rows: &[Row], top: f32, bottom: f32) -> impl Iterator<Item = &Row> {
    rows.iter()
        .filter(move |row| level(row) > top && level(row) <= bottom)
}

/// Cuts a stack where running text stands between two lines: tables above each other have the same width.
fn runs<'s>(stack: &'s [Edge], rows: &[Row]) -> Vec<&'s [Edge]> {
    let width = stack.first().map_or(0.0, |edge| edge.to - edge.from);
    stack
        .chunk_by(|above, below| {
            let running = |row: &Row| row.spans().any(|(x0, x1)| x1 - x0 > RUNNING_TEXT * width);
            let mut inside = between(rows, above.at, below.at).peekable();
            inside.peek().is_some() && !inside.any(running)
        })
        .filter(|run| run.len() >= FEWEST_LINES)
        .collect()
}

/// The table that a run of lines divides; `None` when the text between them stands in no columns.
fn table(run: &[Edge], across: &[Edge], rows: &[Row]) -> Option<Lined> {
    let (first, last) = (run.first()?, run.last()?);
    // A row of one text alone is a title over a group of rows and says nothing of the columns.
    let mut inside: Vec<Row> = Vec::new();
    for (above, below) in run.iter().zip(run.iter().skip(1)) {
        let band: Vec<&Row> = between(rows, above.at, below.at).collect();
        if band.iter().any(|row| row.parts.len() > 1) {
            inside.extend(band.into_iter().cloned());
        }
    }
    let corridors = corridors_of(&inside);
    if corridors.is_empty() {
        return None;
    }
    let above: Vec<&Row> = rows
        .iter()
        .filter(|row| level(row) <= first.at)
        .rev()
        .collect();
    let below: Vec<&Row> = rows.iter().filter(|row| level(row) > last.at).collect();
    let head = beyond(&above, first.at, &corridors);
    let foot = beyond(&below, last.at, &corridors);
    let top = head.map(|span| span.0 - 1.0);
    let bottom = foot.map(|span| span.1 + 1.0);
    let (y0, y1) = (top.unwrap_or(first.at), bottom.unwrap_or(last.at));
    let mut levels: Vec<f32> = top.into_iter().collect();
    levels.extend(run.iter().map(|edge| edge.at));
    levels.extend(bottom);
    let bands: Vec<(f32, f32)> = levels
        .iter()
        .copied()
        .zip(levels.iter().skip(1).copied())
        .collect();
    if !convinces(&bands, rows, &corridors) {
        return None;
    }
    let border = |at: f32| Edge {
        at,
        from: first.from,
        to: first.to,
    };
    let mut part = Edges {
        across: levels.iter().map(|at| border(*at)).collect(),
        down: vec![
            Edge {
                at: first.from,
                from: y0,
                to: y1,
            },
            Edge {
                at: first.to,
                from: y0,
                to: y1,
            },
        ],
    };
    // A shorter line divides the cells it stands under: a heading over several columns from theirs.
    let shorter = across.iter().filter(|edge| {
        edge.at > y0
            && edge.at < y1
            && edge.from >= first.from - SAME_END
            && edge.to <= first.to + SAME_END
            && edge.to - edge.from < first.to - first.from - 2.0 * SAME_END
    });
    part.across.extend(shorter.copied());
    part.across.sort_by(|a, b| a.at.total_cmp(&b.at));
    let cuts: Vec<f32> = part.across.iter().map(|edge| edge.at).collect();
    for (from, to) in cuts.iter().copied().zip(cuts.iter().skip(1).copied()) {
        for corridor in &corridors {
            let crossed = between(rows, from, to).any(|row| !leaves_free(row, *corridor));
            if !crossed {
                let at = (corridor.0 + corridor.1) / 2.0;
                part.down.push(Edge { at, from, to });
            }
        }
    }
    let mut grid = grid_of(&part)?;
    grid.open_top = false;
    grid.open_bottom = foot.is_some();
    let mut ink = Vec::with_capacity(corridors.len().saturating_add(1));
    let mut start = first.from;
    for corridor in &corridors {
        ink.push((start, corridor.0));
        start = corridor.1;
    }
    ink.push((start, first.to));
    (grid.cols() == ink.len()).then_some(Lined { grid, ink })
}

fn leaves_free(row: &Row, corridor: (f32, f32)) -> bool {
    free(row, corridor) >= CORRIDOR.min(corridor.1 - corridor.0)
}

/// Upper and lower end of the rows of a table beyond its outermost line, `rows` being those on that side from the
/// nearest on: they follow closely, keep to the columns, and some line has text in several; or they are the rest of
/// cells, not of the first column, where a heading would stand, and nothing follows them.
fn beyond(rows: &[&Row], line: f32, corridors: &[(f32, f32)]) -> Option<(f32, f32)> {
    let mut from = line;
    let mut open: Vec<&Row> = Vec::new();
    // How many of the open rows belong to the table for sure.
    let mut sure = 0_usize;
    let mut at_edge = true;
    let first_column = corridors.first().map_or(f32::MAX, |corridor| corridor.0);
    for row in rows {
        let near = (level(row) - from).abs() <= WIDEST_LEADING * row.size;
        let keeps = if row.parts.len() > 1 {
            corridors.iter().any(|corridor| leaves_free(row, *corridor))
        } else {
            corridors.iter().all(|corridor| leaves_free(row, *corridor))
        };
        if !near || !keeps {
            at_edge = !near;
            break;
        }
        from = level(row);
        open.push(row);
        if row.parts.len() > 1 {
            sure = open.len();
        }
    }
    let rest = |row: &&Row| row.spans().all(|(x0, _)| x0 >= first_column);
    // The lines of a cell below those of its row are its rest; what stands above a header may be anything.
    let below = open.first().is_some_and(|row| level(row) > line);
    let known = if below { sure } else { 0 };
    if !(at_edge && open.iter().skip(known).all(rest)) {
        open.truncate(sure);
    }
    open.iter()
        .flat_map(|row| &row.parts)
        .map(|part| (part.bbox.y0, part.bbox.y1))
        .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// Whether the bands between lines are rows of a table: most have text in several columns, and none holds several
/// rows, as the one band of a table with lines around its header only does.
fn convinces(bands: &[(f32, f32)], rows: &[Row], corridors: &[(f32, f32)]) -> bool {
    let columns = corridors.len().saturating_add(1);
    let column_of = |x: f32| {
        corridors
            .iter()
            .filter(|corridor| corridor.1 <= x + 0.1)
            .count()
    };
    let mut tabular = 0_usize;
    for (top, bottom) in bands {
        // How many lines have text in each column.
        let mut lines = vec![0_usize; columns];
        let mut all = 0_usize;
        let mut begun: Vec<(f32, bool)> = Vec::new();
        for row in between(rows, *top, *bottom) {
            let mut here = vec![false; columns];
            for (x0, _) in row.spans() {
                if let Some(slot) = here.get_mut(column_of(x0)) {
                    *slot = true;
                }
            }
            for (count, here) in lines.iter_mut().zip(&here) {
                *count = count.saturating_add(usize::from(*here));
            }
            all = all.saturating_add(1);
            let beside = here.iter().filter(|here| **here).count() >= 2;
            begun.push((row.baseline, beside));
        }
        let filled = lines.iter().filter(|count| **count > 0).count();
        let level = lines.iter().filter(|count| **count == all).count();
        if bands.len() <= FEW_BANDS && (all >= 3 && level == columns || several_rows(&begun)) {
            return false;
        }
        tabular = tabular.saturating_add(usize::from(filled >= 2));
    }
    tabular >= 2 && tabular.saturating_mul(2) >= bands.len()
}

/// Whether wider steps divide the lines of a band into three rows or more, each begun in several columns. `lines` are the
/// baselines, and whether a line has text in several columns.
fn several_rows(lines: &[(f32, bool)]) -> bool {
    let steps = || {
        lines
            .iter()
            .zip(lines.iter().skip(1))
            .map(|(above, below)| (below.0 - above.0, below.1))
    };
    let least = steps().map(|(step, _)| step).fold(f32::MAX, f32::min);
    let rows = steps().filter(|(step, beside)| *beside && *step > 1.2 * least);
    rows.count() >= 2
}
