//! Edges to grids: which cells a set of crossing borders encloses.
//!
//! Borders that touch form a component. Its distinct positions span a lattice; where no border
//! separates two neighbouring lattice cells they are one merged cell. A lattice that is mostly not
//! rectangles is a drawing (an organisation chart), not a table.

use super::rules::{Edge, Edges};
use crate::document::Rect;

/// A ruled grid with merged cells, without text.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// Column boundaries from the left, one more than there are columns.
    pub(crate) xs: Vec<f32>,
    /// Row boundaries from the top, one more than there are rows.
    pub(crate) ys: Vec<f32>,
    /// Cells row by row; together they cover the lattice once.
    pub(crate) cells: Vec<Slot>,
    /// No border closes the grid at the top: it may continue what the page before began.
    pub(crate) open_top: bool,
    /// No border closes the grid at the bottom.
    pub(crate) open_bottom: bool,
}

/// Place of a cell in a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    /// First row.
    pub(crate) row: usize,
    /// First column.
    pub(crate) col: usize,
    /// Rows covered.
    pub(crate) rows: usize,
    /// Columns covered.
    pub(crate) cols: usize,
}

impl Grid {
    /// Around all cells.
    pub(crate) fn bbox(&self) -> Rect {
        let edge = |v: Option<&f32>| v.copied().unwrap_or(0.0);
        Rect::new(
            edge(self.xs.first()),
            edge(self.ys.first()),
            edge(self.xs.last()),
            edge(self.ys.last()),
        )
    }

    /// Rows of the lattice.
    pub(crate) fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    /// Columns of the lattice.
    pub(crate) fn cols(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// Where a cell is on the page.
    pub(crate) fn rect(&self, slot: &Slot) -> Rect {
        let at = |v: &[f32], i: usize| v.get(i).or(v.last()).copied().unwrap_or(0.0);
        Rect::new(
            at(&self.xs, slot.col),
            at(&self.ys, slot.row),
            at(&self.xs, slot.col.saturating_add(slot.cols)),
            at(&self.ys, slot.row.saturating_add(slot.rows)),
        )
    }
}

/// Borders that end this close to a crossing border touch it, in points.
const TOUCHING: f32 = 3.0;

/// Columns and rows narrower than this are double borders, in points.
const THINNEST: f32 = 4.0;

/// Part of a cell's side that a border must cover to close it. Corners are often left out.
const COVERED: f32 = 0.6;

/// Crossings looked at per page: more than any table, less than a hostile page can ask for.
const CROSSINGS: usize = 4_000_000;

/// Lattice cells per grid; a page cannot show more readable ones.
const LATTICE: usize = 20_000;

/// Finds every grid on a page, from the top.
pub(crate) fn grids(edges: &Edges) -> Vec<Grid> {
    let mut grids: Vec<Grid> = components(edges).iter().filter_map(grid_of).collect();
    grids.sort_by(|a, b| {
        let (a, b) = (a.bbox(), b.bbox());
        a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0))
    });
    grids
}

/// Borders that touch each other, directly or through others.
fn components(edges: &Edges) -> Vec<Edges> {
    let (across, down) = (&edges.across, &edges.down);
    if across.len().saturating_mul(down.len()) > CROSSINGS {
        return Vec::new();
    }
    let mut sets = Sets::new(across.len().saturating_add(down.len()));
    for (i, h) in across.iter().enumerate() {
        for (j, v) in down.iter().enumerate() {
            let touches = v.at >= h.from - TOUCHING
                && v.at <= h.to + TOUCHING
                && h.at >= v.from - TOUCHING
                && h.at <= v.to + TOUCHING;
            if touches {
                sets.unite(i, across.len().saturating_add(j));
            }
        }
    }
    let mut parts: std::collections::BTreeMap<usize, Edges> = std::collections::BTreeMap::new();
    for (i, h) in across.iter().enumerate() {
        parts.entry(sets.root(i)).or_default().across.push(*h);
    }
    for (j, v) in down.iter().enumerate() {
        let root = sets.root(across.len().saturating_add(j));
        parts.entry(root).or_default().down.push(*v);
    }
    let (mut parts, loose): (Vec<Edges>, Vec<Edges>) = parts
        .into_values()
        .partition(|part| !part.across.is_empty() && !part.down.is_empty());
    // A page in the middle of one long row shows only the sides of its cells.
    let mut sides: Vec<Edges> = Vec::new();
    for side in loose.into_iter().flat_map(|part| part.down) {
        let like = |other: &Edge| {
            (other.from - side.from).abs() <= TOUCHING && (other.to - side.to).abs() <= TOUCHING
        };
        match sides
            .iter_mut()
            .find(|part| part.down.first().is_some_and(like))
        {
            Some(part) => part.down.push(side),
            None => sides.push(Edges {
                across: Vec::new(),
                down: vec![side],
            }),
        }
    }
    parts.extend(sides.into_iter().filter(|part| part.down.len() >= 3));
    // One border across needs more sides to be part of a table: an underlined T is none.
    parts.retain(|part| part.across.len() >= 2 || part.down.len() >= 3);
    parts
}

/// Distinct positions, sorted; those closer than [`THINNEST`] count once.
fn positions(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    let mut kept: Vec<f32> = Vec::new();
    for value in values {
        if kept.last().is_none_or(|last| value - last >= THINNEST) {
            kept.push(value);
        }
    }
    kept
}

/// The grid of borders that belong together.
pub(super) fn grid_of(part: &Edges) -> Option<Grid> {
    let mut xs = positions(part.down.iter().map(|e| e.at));
    let mut ys = positions(part.across.iter().map(|e| e.at));
    // Borders that stick out past the outermost crossing border show a side that is not drawn.
    let left = part.across.iter().map(|e| e.from).fold(f32::MAX, f32::min);
    let right = part.across.iter().map(|e| e.to).fold(f32::MIN, f32::max);
    let top = part.down.iter().map(|e| e.from).fold(f32::MAX, f32::min);
    let bottom = part.down.iter().map(|e| e.to).fold(f32::MIN, f32::max);
    let open_left = xs.first().is_some_and(|x| x - left > 2.0 * THINNEST);
    let open_right = xs.last().is_some_and(|x| right - x > 2.0 * THINNEST);
    let open_top = ys.first().is_none_or(|y| y - top > 1.5 * THINNEST);
    let open_bottom = ys.last().is_none_or(|y| bottom - y > 1.5 * THINNEST);
    if open_left {
        xs.insert(0, left);
    }
    if open_right {
        xs.push(right);
    }
    if open_top {
        ys.insert(0, top);
    }
    if open_bottom {
        ys.push(bottom);
    }
    let (rows, cols) = (ys.len().checked_sub(1)?, xs.len().checked_sub(1)?);
    let lattice = rows.saturating_mul(cols);
    let pieces = part.across.len().saturating_add(part.down.len());
    if lattice == 0 || lattice > LATTICE || lattice.saturating_mul(pieces) > CROSSINGS {
        return None;
    }
    let cells = merge(part, &xs, &ys)?;
    Some(Grid {
        xs,
        ys,
        cells,
        open_top,
        open_bottom,
    })
}

/// Whether borders at `at` cover most of `from..to`.
fn closed(edges: &[Edge], at: f32, from: f32, to: f32) -> bool {
    let covered: f32 = edges
        .iter()
        .filter(|edge| (edge.at - at).abs() < THINNEST)
        .map(|edge| (edge.to.min(to) - edge.from.max(from)).max(0.0))
        .fold(0.0, f32::max);
    covered >= COVERED * (to - from)
}

/// Merges lattice cells that nothing separates. `None` when too much of the lattice is no rectangle.
fn merge(part: &Edges, xs: &[f32], ys: &[f32]) -> Option<Vec<Slot>> {
    let columns: Vec<(f32, f32)> = xs.iter().copied().zip(xs.iter().skip(1).copied()).collect();
    let lanes: Vec<(f32, f32)> = ys.iter().copied().zip(ys.iter().skip(1).copied()).collect();
    let width = columns.len();
    let at = |row: usize, col: usize| row.saturating_mul(width).saturating_add(col);
    let mut sets = Sets::new(lanes.len().saturating_mul(width));
    for (r, (y0, y1)) in lanes.iter().enumerate() {
        for (c, (x0, x1)) in columns.iter().enumerate() {
            let next = c.saturating_add(1);
            if next < width && !closed(&part.down, *x1, *y0, *y1) {
                sets.unite(at(r, c), at(r, next));
            }
            let below = r.saturating_add(1);
            if below < lanes.len() && !closed(&part.across, *y1, *x0, *x1) {
                sets.unite(at(r, c), at(below, c));
            }
        }
    }
    let mut shapes: std::collections::BTreeMap<usize, Vec<(usize, usize)>> =
        std::collections::BTreeMap::new();
    for r in 0..lanes.len() {
        for c in 0..width {
            shapes.entry(sets.root(at(r, c))).or_default().push((r, c));
        }
    }
    let mut cells = Vec::new();
    let mut ragged = 0_usize;
    for shape in shapes.values() {
        let row = shape.iter().map(|(r, _)| *r).min()?;
        let last_row = shape.iter().map(|(r, _)| *r).max()?;
        let col = shape.iter().map(|(_, c)| *c).min()?;
        let last_col = shape.iter().map(|(_, c)| *c).max()?;
        let rows = last_row.saturating_sub(row).saturating_add(1);
        let cols = last_col.saturating_sub(col).saturating_add(1);
        if rows.saturating_mul(cols) == shape.len() {
            cells.push(Slot {
                row,
                col,
                rows,
                cols,
            });
        } else {
            ragged = ragged.saturating_add(shape.len());
            cells.extend(strips(shape));
        }
    }
    // A few ragged cells come from borders that are a little short; many mean a drawing.
    if ragged.saturating_mul(4) > lanes.len().saturating_mul(width) {
        return None;
    }
    cells.sort_by_key(|slot| (slot.row, slot.col));
    Some(cells)
}

/// Cuts a shape that is no rectangle into strips of one row.
fn strips(shape: &[(usize, usize)]) -> Vec<Slot> {
    let mut sorted = shape.to_vec();
    sorted.sort_unstable();
    let mut strips: Vec<Slot> = Vec::new();
    for (row, col) in sorted {
        match strips.last_mut() {
            Some(strip) if strip.row == row && strip.col.saturating_add(strip.cols) == col => {
                strip.cols = strip.cols.saturating_add(1);
            }
            _ => strips.push(Slot {
                row,
                col,
                rows: 1,
                cols: 1,
            }),
        }
    }
    strips
}

/// Disjoint sets of numbers.
struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn new(count: usize) -> Self {
        Sets {
            parent: (0..count).collect(),
        }
    }

    fn root(&mut self, of: usize) -> usize {
        let mut at = of;
        while let Some(&up) = self.parent.get(at)
            && up != at
        {
            // Halving the path keeps the trees flat.
            let above = self.parent.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(at) {
                *slot = above;
            }
            at = above;
        }
        at
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.parent.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules::edges;
    use super::*;
    use crate::ingest::pdf::layout::testing::{across, down};

    #[test]
    fn missing_border_between_cells_merges_them() {
        // 2 x 2 with the two upper cells merged.
        let grids = grids(&edges(&[
            across(0.0, 100.0, 0.0),
            across(0.0, 100.0, 20.0),
            across(0.0, 100.0, 40.0),
            down(0.0, 0.0, 40.0),
            down(50.0, 20.0, 40.0),
            down(100.0, 0.0, 40.0),
        ]));
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].cells.len(), 3);
        assert_eq!(
            grids[0].cells[0],
            Slot {
                row: 0,
                col: 0,
                rows: 1,
                cols: 2
            }
        );
    }

    #[test]
    fn missing_outer_borders_are_inferred() {
        let grids = grids(&edges(&[
            across(0.0, 100.0, 0.0),
            across(0.0, 100.0, 20.0),
            across(0.0, 100.0, 40.0),
            down(50.0, 0.0, 40.0),
        ]));
        assert_eq!((grids[0].rows(), grids[0].cols()), (2, 2));
    }

    #[test]
    fn a_row_cut_by_the_page_is_open_at_the_bottom() {
        let grids = grids(&edges(&[
            across(0.0, 100.0, 0.0),
            across(0.0, 100.0, 20.0),
            down(0.0, 0.0, 60.0),
            down(50.0, 0.0, 60.0),
            down(100.0, 0.0, 60.0),
        ]));
        assert_eq!(grids[0].rows(), 2);
        assert!(grids[0].open_bottom && !grids[0].open_top);
    }

    #[test]
    fn a_page_inside_one_long_row_has_only_sides() {
        let grids = grids(&edges(&[
            down(0.0, 50.0, 780.0),
            down(50.0, 50.0, 780.0),
            down(100.0, 50.0, 780.0),
        ]));
        assert_eq!((grids[0].rows(), grids[0].cols()), (1, 2));
        assert!(grids[0].open_top && grids[0].open_bottom);
    }

    #[test]
    fn a_box_and_its_connector_lines_are_no_grid() {
        // Two boxes joined by a bent line: most of the lattice is no rectangle.
        let grids = grids(&edges(&[
            across(0.0, 40.0, 0.0),
            across(0.0, 40.0, 20.0),
            down(0.0, 0.0, 20.0),
            down(40.0, 0.0, 20.0),
            down(20.0, 20.0, 50.0),
            across(20.0, 100.0, 50.0),
            down(100.0, 50.0, 70.0),
            across(80.0, 120.0, 70.0),
            across(80.0, 120.0, 90.0),
            down(80.0, 70.0, 90.0),
            down(120.0, 70.0, 90.0),
        ]));
        assert!(grids.is_empty());
    }
}
