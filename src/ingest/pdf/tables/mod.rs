//! Tables of one page.
//!
//! In: the rules, fills and fragments of a page. Out: tables with the text of each cell; the fragments
//! they used are gone from the page's running text. Joining tables over pages is
//! [`super::assemble`]'s.

pub(crate) mod aligned;
mod corridors;
pub(crate) mod grid;
pub(crate) mod header;
mod lined;
pub(crate) mod rules;
pub(crate) mod tagged;

use super::content::PageContent;
use super::layout::lines::{Fragment, Line, Spacing, assemble, typical_gap};
use super::layout::paragraphs::{Paragraph, Setting, Style, paragraphs};
use crate::document::Rect;
use grid::{Grid, Slot};
use tagged::{Tags, TreePlace};

/// A table, or the part of one that stands on a page.
#[derive(Debug, Clone)]
pub(crate) struct PageTable {
    /// Around all cells.
    pub(crate) bbox: Rect,
    /// Column boundaries in reading direction, one more than there are columns.
    pub(crate) xs: Vec<f32>,
    /// From the top.
    pub(crate) rows: Vec<PageRow>,
    /// No border closes it at the top.
    pub(crate) open_top: bool,
    /// No border closes it at the bottom.
    pub(crate) open_bottom: bool,
    /// How many of the first rows are headers, as far as this page tells.
    pub(crate) header_rows: usize,
    /// Drawing order of its first text.
    pub(crate) order: u32,
    /// Where the text of each column stands, for tables without rules; `None` for ruled ones, whose
    /// borders say it.
    pub(crate) ink: Option<Vec<(f32, f32)>>,
    /// The same content as running text, for what is a table only together with another page's.
    pub(crate) otherwise: Option<Vec<Paragraph>>,
    /// Its rows in the structure tree; `None` for a table that the tree did not give.
    pub(crate) tree: Option<TreePlace>,
}

/// One row.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageRow {
    /// Cells that start in this row, from the left.
    pub(crate) cells: Vec<PageCell>,
}

/// One cell.
#[derive(Debug, Clone)]
pub(crate) struct PageCell {
    /// First column.
    pub(crate) col: usize,
    /// Columns covered.
    pub(crate) cols: usize,
    /// Rows covered.
    pub(crate) rows: usize,
    /// Where it is.
    pub(crate) bbox: Rect,
    /// Page it is on, from 1; 0 until the page is known.
    pub(crate) page: u32,
    /// Its paragraphs, separated by `\n`.
    pub(crate) text: String,
    /// All of its text is bold.
    pub(crate) bold: bool,
    /// It has a background.
    pub(crate) shaded: bool,
    /// Its last line is full: a text that goes on after a page break goes on in the same paragraph.
    pub(crate) full: bool,
}

/// Finds the tables of a page that its structure tree names or that are drawn with lines or backgrounds, and takes
/// their text out of `fragments` and `sideways`. Also gives the boxes that lines draw and that are no tables.
pub(crate) fn drawn(
    tags: &Tags<'_>,
    content: &PageContent,
    fragments: &mut Vec<Fragment>,
    sideways: &mut Vec<Line>,
    style: Style<'_>,
) -> (Vec<PageTable>, Vec<Rect>) {
    let page = (content.width, content.height);
    let fills = &content.fills;
    let edges = rules::edges(&content.rules);
    let mut found = grid::grids(&edges);
    let single = found.iter().filter(|grid| grid.cells.len() == 1);
    let frames: Vec<Rect> = single.map(Grid::bbox).collect();
    found.retain(|grid| plausible(grid, page));
    let mut tables = tagged::find(tags, &found, content, fragments, sideways, style);
    for grid in outermost(found) {
        tables.extend(fill(&grid, fragments, sideways, fills, style, 2));
    }
    let taken: Vec<Rect> = tables.iter().map(|table| table.bbox).collect();
    for lined in lined::find(
        &edges,
        &rules::sides(fills),
        &taken,
        fragments,
        style.spacing,
    ) {
        if let Some(table) = fill(&lined.grid, fragments, sideways, fills, style, 4) {
            tables.push(PageTable {
                ink: Some(lined.ink),
                ..table
            });
        }
    }
    // Backgrounds alone make a table only where no rules did, and only with plenty of text.
    let free: Vec<Rect> = fills
        .iter()
        .filter(|fill| {
            let inside = |table: &PageTable| {
                table
                    .bbox
                    .contains((fill.x0 + fill.x1) / 2.0, (fill.y0 + fill.y1) / 2.0)
            };
            fill.width() >= 10.0 && fill.height() >= 6.0 && !tables.iter().any(inside)
        })
        .copied()
        .collect();
    if free.len() >= 4 {
        let mut found = grid::grids(&rules::sides(&free));
        found.retain(|grid| plausible(grid, page) && grid.rows() >= 2);
        for grid in outermost(found) {
            let enough = grid.cells.len() / 2;
            tables.extend(fill(
                &grid,
                fragments,
                sideways,
                fills,
                style,
                enough.max(4),
            ));
        }
    }
    (tables, frames)
}

/// Whether a grid can be a table at all: at least two cells side by side, and no frame around the page.
fn plausible(grid: &Grid, page: (f32, f32)) -> bool {
    let area = page.0 * page.1;
    let frame = grid.cells.len() <= 4
        && grid.cells.iter().any(|slot| {
            let rect = grid.rect(slot);
            rect.width() * rect.height() > 0.6 * area
        });
    grid.cells.len() >= 2 && grid.cols() >= 2 && !frame
}

/// Drops grids inside a cell of another. Of a frame with up to two cells around a larger grid, the frame goes.
fn outermost(grids: Vec<Grid>) -> Vec<Grid> {
    let inside = |inner: &Grid, outer: &Grid| {
        let (a, b) = (inner.bbox(), outer.bbox());
        a.x0 >= b.x0 - 1.0
            && a.x1 <= b.x1 + 1.0
            && a.y0 >= b.y0 - 1.0
            && a.y1 <= b.y1 + 1.0
            && a.width() * a.height() < b.width() * b.height()
    };
    let frame = |outer: &Grid| {
        outer.cells.len() <= 2
            && grids
                .iter()
                .any(|inner| inside(inner, outer) && inner.cells.len() > outer.cells.len())
    };
    let keep: Vec<bool> = grids
        .iter()
        .map(|grid| {
            !frame(grid)
                && !grids
                    .iter()
                    .any(|outer| inside(grid, outer) && !frame(outer))
        })
        .collect();
    grids
        .into_iter()
        .zip(keep)
        .filter_map(|(grid, keep)| keep.then_some(grid))
        .collect()
}

/// What stands in one cell while a table is filled.
#[derive(Default)]
struct Content {
    fragments: Vec<Fragment>,
    sideways: Vec<Line>,
}

/// Gives each cell its text. Puts everything back and gives nothing when fewer than `enough` cells or
/// only one column have text.
fn fill(
    grid: &Grid,
    fragments: &mut Vec<Fragment>,
    sideways: &mut Vec<Line>,
    fills: &[Rect],
    style: Style<'_>,
    enough: usize,
) -> Option<PageTable> {
    let lattice = Lattice::new(grid);
    let bbox = grid.bbox();
    let (inside, outside): (Vec<Fragment>, Vec<Fragment>) = std::mem::take(fragments)
        .into_iter()
        .partition(|f| bbox.contains((f.bbox.x0 + f.bbox.x1) / 2.0, middle_of(f)));
    let (turned, upright): (Vec<Line>, Vec<Line>) =
        std::mem::take(sideways).into_iter().partition(|line| {
            bbox.contains(
                (line.bbox.x0 + line.bbox.x1) / 2.0,
                (line.bbox.y0 + line.bbox.y1) / 2.0,
            )
        });
    *fragments = outside;
    *sideways = upright;
    let order = inside
        .iter()
        .filter_map(|f| f.clusters.first())
        .map(|c| c.order)
        .min()
        .unwrap_or(0);
    let mut contents: Vec<Content> = grid.cells.iter().map(|_| Content::default()).collect();
    for fragment in inside {
        for part in lattice.split(fragment) {
            if let Some(content) = lattice.slot_of(&part).and_then(|i| contents.get_mut(i)) {
                content.fragments.push(part);
            }
        }
    }
    for line in turned {
        let (x, y) = (
            (line.bbox.x0 + line.bbox.x1) / 2.0,
            (line.bbox.y0 + line.bbox.y1) / 2.0,
        );
        if let Some(content) = lattice.at(x, y).and_then(|i| contents.get_mut(i)) {
            content.sideways.push(line);
        }
    }
    let full = |content: &Content| !content.fragments.is_empty() || !content.sideways.is_empty();
    let filled = contents.iter().filter(|c| full(c)).count();
    let columns: std::collections::BTreeSet<usize> = grid
        .cells
        .iter()
        .zip(&contents)
        .filter(|(_, content)| full(content))
        .map(|(slot, _)| slot.col)
        .collect();
    if filled < enough || columns.len() < 2 {
        for content in contents {
            fragments.extend(content.fragments);
            sideways.extend(content.sideways);
        }
        return None;
    }
    let mut rows: Vec<PageRow> = vec![PageRow::default(); grid.rows()];
    let mut lines: Vec<Vec<Line>> = Vec::new();
    for (slot, content) in grid.cells.iter().zip(contents) {
        let last_row = slot.row.saturating_add(1) == grid.rows();
        if last_row && slot.rows == 1 && content.sideways.is_empty() {
            lines.push(assemble(content.fragments.clone()));
        }
        let rect = grid.rect(slot);
        let (x, y) = ((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0);
        let shaded = fills.iter().any(|fill| {
            fill.contains(x, y) && (fill.height() < 0.9 * bbox.height() || grid.rows() == 1)
        });
        let cell = cell_of(*slot, rect, content, shaded, style);
        if let Some(row) = rows.get_mut(slot.row) {
            row.cells.push(cell);
        }
    }
    let mut table = PageTable {
        bbox,
        xs: grid.xs.clone(),
        rows,
        open_top: grid.open_top,
        open_bottom: grid.open_bottom,
        header_rows: 0,
        order,
        ink: None,
        otherwise: None,
        tree: None,
    };
    split_lines(&mut table, &lines);
    table.header_rows = header::header_rows(&table);
    if table.rows.len() == 1 {
        // A row of boxes by itself is a drawing; it is part of a table if another page says so.
        table.otherwise = Some(texts_of(&table));
    }
    Some(table)
}

/// The text of each cell as a paragraph.
fn texts_of(table: &PageTable) -> Vec<Paragraph> {
    table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| !cell.text.is_empty())
        .map(|cell| Paragraph {
            text: cell.text.clone(),
            bbox: cell.bbox,
            size: 0.0,
            bold: cell.bold,
            lines: 1,
            artifact: false,
        })
        .collect()
}

/// Lines from which on a row that stands for many is believed.
const MANY_LINES: usize = 4;

/// A table may have borders between its columns and none between its rows. Then its last row holds them
/// all: the same number of lines in every column, on the same baselines, and short, because none was
/// wrapped. Each line becomes a row. `lines` are those of the last row's cells.
fn split_lines(table: &mut PageTable, lines: &[Vec<Line>]) {
    let count = lines.first().map_or(0, Vec::len);
    let cells = table.rows.last().map_or(0, |row| row.cells.len());
    if table.rows.len() > 3 || cells < 2 || cells != lines.len() || count < MANY_LINES {
        return;
    }
    let level = lines.iter().all(|column| {
        column.len() == count
            && column
                .iter()
                .zip(lines.iter().flatten())
                .all(|(line, first)| (line.baseline - first.baseline).abs() <= 0.3 * line.size)
    });
    let Some(last) = table.rows.last() else {
        return;
    };
    // Three columns of wrapped text do not come out at the same number of lines; two may.
    let short = cells >= 3
        || last.cells.iter().zip(lines).all(|(cell, column)| {
            let room =
                |line: &&Line| line.bbox.width() <= 0.8 * (cell.bbox.width() - 2.0 * PADDING);
            column.iter().filter(room).count().saturating_mul(5) >= count.saturating_mul(4)
        });
    if !level || !short {
        return;
    }
    let Some(whole) = table.rows.pop() else {
        return;
    };
    for index in 0..count {
        let cells = whole.cells.iter().zip(lines).filter_map(|(cell, column)| {
            let line = column.get(index)?;
            Some(PageCell {
                text: line.text(Spacing::Drawn),
                bbox: Rect {
                    y0: line.bbox.y0,
                    y1: line.bbox.y1,
                    ..cell.bbox
                },
                ..cell.clone()
            })
        });
        table.rows.push(PageRow {
            cells: cells.collect(),
        });
    }
}

/// Where the letters of a fragment are, vertically.
fn middle_of(fragment: &Fragment) -> f32 {
    fragment.baseline - 0.3 * fragment.size
}

/// Space between a cell's border and its text, in points; producers use 2 to 6.
const PADDING: f32 = 4.0;

fn cell_of(slot: Slot, bbox: Rect, content: Content, shaded: bool, style: Style<'_>) -> PageCell {
    let mut lines = content.sideways;
    lines.extend(assemble(content.fragments));
    let column = (bbox.x0 + PADDING, bbox.x1 - PADDING);
    let full = lines
        .last()
        .is_some_and(|line| column.1 - line.bbox.x1 < 0.2 * (column.1 - column.0));
    let paragraphs = paragraphs(lines, column, Setting::Cell, style);
    let bold = !paragraphs.is_empty() && paragraphs.iter().all(|p| p.bold);
    let text: Vec<String> = paragraphs.into_iter().map(|p| p.text).collect();
    PageCell {
        col: slot.col,
        cols: slot.cols,
        rows: slot.rows,
        bbox,
        page: 0,
        text: text.join("\n"),
        bold,
        shaded,
        full,
    }
}

/// Finds the cell of a point.
struct Lattice<'a> {
    grid: &'a Grid,
    /// Index of the cell that covers each lattice position, row by row.
    owner: Vec<usize>,
}

impl<'a> Lattice<'a> {
    fn new(grid: &'a Grid) -> Self {
        let mut owner = vec![usize::MAX; grid.rows().saturating_mul(grid.cols())];
        for (index, slot) in grid.cells.iter().enumerate() {
            for row in slot.row..slot.row.saturating_add(slot.rows) {
                for col in slot.col..slot.col.saturating_add(slot.cols) {
                    let at = row.saturating_mul(grid.cols()).saturating_add(col);
                    if let Some(place) = owner.get_mut(at) {
                        *place = index;
                    }
                }
            }
        }
        Lattice { grid, owner }
    }

    /// Which interval of sorted boundaries a value lies in; the outer ones reach to infinity.
    fn interval(boundaries: &[f32], value: f32) -> usize {
        let last = boundaries.len().saturating_sub(2);
        boundaries
            .partition_point(|b| *b <= value)
            .saturating_sub(1)
            .min(last)
    }

    /// Index of the cell at a point.
    fn at(&self, x: f32, y: f32) -> Option<usize> {
        let row = Self::interval(&self.grid.ys, y);
        let col = Self::interval(&self.grid.xs, x);
        let at = row.saturating_mul(self.grid.cols()).saturating_add(col);
        self.owner.get(at).copied().filter(|i| *i != usize::MAX)
    }

    /// Cuts a fragment that runs over a cell border where it has a gap at the border. Text that overflows
    /// its cell has none and stays whole.
    fn split(&self, fragment: Fragment) -> Vec<Fragment> {
        let y = middle_of(&fragment);
        let start = self.at(fragment.bbox.x0 + 0.5, y);
        if start == self.at(fragment.bbox.x1 - 0.5, y) {
            return vec![fragment];
        }
        // Letter-spaced text has a gap everywhere; only a wider one than usual ends a cell's text.
        let usual = typical_gap(&fragment.clusters);
        fragment.split(|a, b| {
            let centre = |r: &Rect| (r.x0 + r.x1) / 2.0;
            let gap = b.bbox.x0 - a.bbox.x1;
            // A plain space at the border is chance: text that overflows its cell has spaces too.
            let limit = if a.space_after || b.space_before {
                2.0 * usual + 0.45 * a.size
            } else {
                usual + 0.25 * a.size
            };
            self.at(centre(&a.bbox), y) != self.at(centre(&b.bbox), y)
                && (gap > limit || gap < -0.15 * a.size)
        })
    }

    /// The cell that most of a fragment lies in.
    fn slot_of(&self, fragment: &Fragment) -> Option<usize> {
        let y = middle_of(fragment);
        let mut widths: Vec<(usize, f32)> = Vec::new();
        for cluster in &fragment.clusters {
            let x = (cluster.bbox.x0 + cluster.bbox.x1) / 2.0;
            let Some(index) = self.at(x, y) else {
                continue;
            };
            match widths.iter_mut().find(|(i, _)| *i == index) {
                Some((_, width)) => *width += cluster.bbox.width().max(0.1),
                None => widths.push((index, cluster.bbox.width().max(0.1))),
            }
        }
        widths
            .into_iter()
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
            .map(|(index, _)| index)
    }
}
