//! Drawn rules to edges: collinear pieces joined, double rules made one.
//!
//! Producers draw one border of a table as one line, as a piece per cell, as two thin lines, as dashes
//! or as the edges of filled rectangles. The grid wants each border once.

use crate::document::Rect;
use crate::ingest::pdf::content::Rule;

/// A horizontal or vertical border.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    /// y of a horizontal edge, x of a vertical one.
    pub(crate) at: f32,
    /// Smaller end on the other axis.
    pub(crate) from: f32,
    /// Larger end on the other axis.
    pub(crate) to: f32,
}

/// The borders of a page by direction.
#[derive(Debug, Clone, Default)]
pub(crate) struct Edges {
    /// Horizontal edges, sorted by y.
    pub(crate) across: Vec<Edge>,
    /// Vertical edges, sorted by x.
    pub(crate) down: Vec<Edge>,
}

/// Pieces of one border may lie this far apart across it, in points: the two lines of a double rule, or
/// the borders of neighbouring cells drawn separately.
const SAME_BORDER: f32 = 2.5;

/// Gaps along a border that are bridged, in points: dashes and rounding at cell corners.
const BRIDGED: f32 = 3.5;

/// Shorter borders do not bound a cell, in points: underlines of single letters, tick marks.
const SHORTEST: f32 = 5.0;

/// Pieces of rules per page that are looked at. The busiest ruled page of real reports has some 4,000;
/// a vector map has more and no table.
const PIECES: usize = 20_000;

/// Joins the rules of a page.
pub(crate) fn edges(rules: &[Rule]) -> Edges {
    if rules.len() > PIECES {
        return Edges::default();
    }
    let (across, down): (Vec<&Rule>, Vec<&Rule>) = rules.iter().partition(|rule| rule.horizontal);
    let middle = |a: f32, b: f32| (a + b) / 2.0;
    Edges {
        across: join(
            across
                .iter()
                .map(|rule| Edge {
                    at: middle(rule.rect.y0, rule.rect.y1),
                    from: rule.rect.x0,
                    to: rule.rect.x1,
                })
                .collect(),
        ),
        down: join(
            down.iter()
                .map(|rule| Edge {
                    at: middle(rule.rect.x0, rule.rect.x1),
                    from: rule.rect.y0,
                    to: rule.rect.y1,
                })
                .collect(),
        ),
    }
}

/// The four sides of filled rectangles, for tables that are drawn as backgrounds only.
pub(crate) fn sides(fills: &[Rect]) -> Edges {
    if fills.len() > PIECES {
        return Edges::default();
    }
    let across = |y: f32, r: &Rect| Edge {
        at: y,
        from: r.x0,
        to: r.x1,
    };
    let down = |x: f32, r: &Rect| Edge {
        at: x,
        from: r.y0,
        to: r.y1,
    };
    Edges {
        across: join(
            fills
                .iter()
                .flat_map(|r| [across(r.y0, r), across(r.y1, r)])
                .collect(),
        ),
        down: join(
            fills
                .iter()
                .flat_map(|r| [down(r.x0, r), down(r.x1, r)])
                .collect(),
        ),
    }
}

fn join(mut pieces: Vec<Edge>) -> Vec<Edge> {
    pieces.retain(|p| p.at.is_finite() && p.from.is_finite() && p.to.is_finite());
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut joined = Vec::new();
    let mut border: Vec<Edge> = Vec::new();
    for piece in pieces {
        if border
            .first()
            .is_some_and(|first| piece.at - first.at > SAME_BORDER)
        {
            bridge(std::mem::take(&mut border), &mut joined);
        }
        border.push(piece);
    }
    bridge(border, &mut joined);
    joined
}

/// Joins the pieces of one border along its length.
fn bridge(mut border: Vec<Edge>, joined: &mut Vec<Edge>) {
    let count = border.len().max(1) as f32;
    let at = border.iter().map(|edge| edge.at).sum::<f32>() / count;
    border.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut open: Option<Edge> = None;
    for piece in border {
        match open.as_mut() {
            Some(edge) if piece.from - edge.to <= BRIDGED => edge.to = edge.to.max(piece.to),
            _ => {
                joined.extend(open.filter(|edge| edge.to - edge.from >= SHORTEST));
                open = Some(Edge { at, ..piece });
            }
        }
    }
    joined.extend(open.filter(|edge| edge.to - edge.from >= SHORTEST));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pdf::layout::testing::{across, down};

    #[test]
    fn a_border_drawn_per_cell_is_one_edge() {
        let edges = edges(&[across(10.0, 60.0, 100.0), across(60.0, 110.0, 100.2)]);
        assert_eq!(edges.across.len(), 1);
        assert_eq!((edges.across[0].from, edges.across[0].to), (10.0, 110.0));
    }

    #[test]
    fn a_double_rule_is_one_edge() {
        let edges = edges(&[down(50.0, 0.0, 80.0), down(52.0, 0.0, 80.0)]);
        assert_eq!(edges.down.len(), 1);
    }

    #[test]
    fn dashes_are_one_edge() {
        let dashes: Vec<Rule> = (0..20)
            .map(|i| across(10.0 + 5.0 * i as f32, 13.0 + 5.0 * i as f32, 40.0))
            .collect();
        assert_eq!(edges(&dashes).across.len(), 1);
    }

    #[test]
    fn borders_of_tables_side_by_side_stay_apart() {
        let edges = edges(&[across(10.0, 100.0, 40.0), across(120.0, 200.0, 40.0)]);
        assert_eq!(edges.across.len(), 2);
    }
}
