//! Flow charts: boxes of text that lines or arrows join one to the next.
//!
//! The text of the boxes is in the running text too, where nothing tells that they lead to each other.

use std::iter;

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::Dfs;

use super::boxes::is_same;
use super::lines::{Fragment, assemble};
use super::paragraphs::{Paragraph, Setting, Style, paragraphs};
use crate::document::Rect;
use crate::ingest::flow::FEWEST_BOXES;
use crate::ingest::pdf::content::PageContent;
use crate::ingest::pdf::tables::PageTable;

/// A flow chart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Chart {
    /// Around all boxes.
    pub(crate) rect: Rect,
    /// The texts of the boxes, from box to box.
    pub(crate) boxes: Vec<String>,
}

/// Lines and arrows that are looked at; a page with more has a map or a plot.
const CONNECTORS: usize = 2_000;

/// How far a line or arrow may end before its box, in points: the head of an arrow may be drawn apart.
const REACH: f32 = 10.0;

/// How far it may go into the box, in points.
const INTO: f32 = 2.5;

/// How near the ends of two lines are that go on in each other, in points.
const JOINT: f32 = 2.0;

/// Share of the side of a box at either end where borders of tables go on, and connectors do not begin.
const CORNER: f32 = 0.1;

/// Least distance between two boxes of a chart, in points; cells are nearer.
const APART: f32 = 3.0;

/// How much more a place above counts than one to the left for where a chart begins; boxes of a row are not quite level.
const FIRST_ABOVE: f32 = 4.0;

/// Most characters in a box; cards and panels have more.
const LABEL: usize = 150;

/// The flow charts of a page. `drawn` are its boxes, `tables` what was found to be one.
pub(crate) fn find(
    drawn: &[Rect],
    content: &PageContent,
    tables: &[PageTable],
    fragments: &[Fragment],
    style: Style<'_>,
) -> Vec<Chart> {
    let lines = content.rules.len().saturating_add(content.arrows.len());
    let cells = tables.iter().filter_map(|table| table.otherwise.as_ref());
    let cells: Vec<&Paragraph> = cells.flatten().collect();
    if drawn.len() < FEWEST_BOXES || lines == 0 {
        return Vec::new();
    }
    let mut boxes = labelled(drawn, &cells, tables, fragments);
    if boxes.len() < FEWEST_BOXES {
        return Vec::new();
    }
    let from_top = |rect: &Rect| rect.x0 + FIRST_ABOVE * rect.y0;
    boxes.sort_by(|a, b| from_top(a).total_cmp(&from_top(b)));
    let mut joined = Vec::new();
    for connector in connectors(content, &boxes) {
        let mut ends = (0..boxes.len()).filter(|number| {
            let rect = boxes.get(*number);
            rect.is_some_and(|rect| connector.iter().any(|part| part.meets(rect)))
        });
        // What joins more than two at once shows who is above whom, not what follows.
        if let (Some(first), Some(second), None) = (ends.next(), ends.next(), ends.next()) {
            joined.push((first, second));
        }
    }
    let charts = connected(&boxes, &joined).into_iter();
    charts
        .filter(|boxes| is_chart(boxes))
        .filter_map(|boxes| {
            let texts: Vec<String> = boxes
                .iter()
                .map(|rect| label(rect, &cells, fragments, style))
                .collect();
            let long = texts.iter().any(|text| text.chars().count() > LABEL);
            let rect = boxes.into_iter().reduce(|a, b| a.union(&b))?;
            (!long).then_some(Chart { rect, boxes: texts })
        })
        .collect()
}

/// The innermost boxes that hold text, outside tables. A row of boxes may have been taken for a table with these cells.
fn labelled(
    drawn: &[Rect],
    cells: &[&Paragraph],
    tables: &[PageTable],
    fragments: &[Fragment],
) -> Vec<Rect> {
    let tables = tables.iter().filter(|table| table.otherwise.is_none());
    let tables: Vec<Rect> = tables.map(|table| table.bbox).collect();
    let mut boxes: Vec<Rect> = Vec::new();
    for rect in drawn {
        let has_text = || {
            let mut texts = fragments.iter().map(|fragment| &fragment.bbox);
            texts.any(|text| rect.holds_middle_of(text))
                || cells.iter().any(|cell| rect.holds_middle_of(&cell.bbox))
        };
        let free = !tables.iter().any(|table| apart(table, rect) < 0.0);
        if free && !boxes.iter().any(|other| is_same(other, rect)) && has_text() {
            boxes.push(*rect);
        }
    }
    let area = |rect: &Rect| rect.width() * rect.height();
    let is_outer = |outer: &Rect| {
        let mut inner = boxes.iter().filter(|rect| area(rect) < area(outer));
        inner.any(|rect| outer.holds_middle_of(rect))
    };
    boxes
        .iter()
        .filter(|rect| !is_outer(rect))
        .copied()
        .collect()
}

/// What stands in a box.
fn label(rect: &Rect, cells: &[&Paragraph], fragments: &[Fragment], style: Style<'_>) -> String {
    let inside = fragments
        .iter()
        .filter(|fragment| rect.holds_middle_of(&fragment.bbox));
    let lines = assemble(inside.cloned().collect());
    let loose = paragraphs(lines, (rect.x0, rect.x1), Setting::Cell, style);
    let cells = cells.iter().filter(|cell| rect.holds_middle_of(&cell.bbox));
    let texts = loose
        .iter()
        .chain(cells.copied())
        .map(|part| part.text.as_str());
    texts.collect::<Vec<_>>().join(" ")
}

/// A straight part of a connector, or the head of an arrow.
#[derive(Debug, Clone, Copy)]
struct Part {
    rect: Rect,
    /// The ways it leads: across, down the page, or both for a head.
    across: bool,
    down: bool,
}

impl Part {
    /// Whether it ends at a side of a box and comes from outside.
    fn meets(&self, rect: &Rect) -> bool {
        let part = &self.rect;
        let within = |at: (f32, f32), side: (f32, f32)| {
            let corner = CORNER * (side.1 - side.0);
            (side.0 + corner..=side.1 - corner).contains(&f32::midpoint(at.0, at.1))
        };
        let touches = |distance: f32| (-INTO..=REACH).contains(&distance);
        let level = within((part.y0, part.y1), (rect.y0, rect.y1));
        let upright = within((part.x0, part.x1), (rect.x0, rect.x1));
        self.across && level && (touches(rect.x0 - part.x1) || touches(part.x0 - rect.x1))
            || self.down && upright && (touches(rect.y0 - part.y1) || touches(part.y0 - rect.y1))
    }

    /// Whether it goes on in another.
    fn goes_on_in(&self, other: &Part) -> bool {
        apart(&self.rect, &other.rect) <= JOINT
    }
}

/// What may join boxes, each with all its parts: the lines and arrows between them that touch each other.
fn connectors(content: &PageContent, boxes: &[Rect]) -> Vec<Vec<Part>> {
    // Borders of boxes and what is written in them, such as a line below a word, join nothing.
    let between = |part: &Part| {
        !boxes.iter().any(|rect| {
            let wider = Rect::new(
                rect.x0 - INTO,
                rect.y0 - INTO,
                rect.x1 + INTO,
                rect.y1 + INTO,
            );
            wider.holds_middle_of(&part.rect)
        })
    };
    let lines = content.rules.iter().map(|rule| Part {
        rect: rule.rect,
        across: rule.horizontal,
        down: !rule.horizontal,
    });
    let heads = content.arrows.iter().map(|rect| Part {
        rect: *rect,
        across: true,
        down: true,
    });
    let parts = lines.chain(heads).filter(between);
    let parts: Vec<Part> = parts.take(CONNECTORS).collect();
    if parts.len() == CONNECTORS {
        return Vec::new();
    }
    let mut joined = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let others = parts.iter().enumerate().skip(number.saturating_add(1));
        let touching = others.filter(|(_, other)| part.goes_on_in(other));
        joined.extend(touching.map(|(other, _)| (number, other)));
    }
    connected(&parts, &joined)
}

/// Whether boxes that lead to each other are a chart: enough of them, none a cell of a table.
fn is_chart(boxes: &[Rect]) -> bool {
    let touch = |(number, rect): (usize, &Rect)| {
        let mut others = boxes.iter().skip(number.saturating_add(1));
        others.any(|other| apart(rect, other) < APART)
    };
    boxes.len() >= FEWEST_BOXES && !boxes.iter().enumerate().any(touch)
}

/// How far two rectangles are from each other on the axis that parts them most; negative where they overlap.
fn apart(a: &Rect, b: &Rect) -> f32 {
    let across = (b.x0 - a.x1).max(a.x0 - b.x1);
    let down = (b.y0 - a.y1).max(a.y0 - b.y1);
    across.max(down)
}

/// The groups of what is joined by number, each from its first along what joins it.
fn connected<T: Copy>(items: &[T], joined: &[(usize, usize)]) -> Vec<Vec<T>> {
    let mut graph = UnGraph::<T, ()>::default();
    for item in items {
        graph.add_node(*item);
    }
    for (a, b) in joined {
        graph.add_edge(NodeIndex::new(*a), NodeIndex::new(*b), ());
    }
    let mut walk = Dfs::empty(&graph);
    let mut groups = Vec::new();
    for first in graph.node_indices() {
        if !walk.discovered.contains(first.index()) {
            walk.move_to(first);
            let group = iter::from_fn(|| walk.next(&graph));
            groups.push(
                group
                    .filter_map(|node| graph.node_weight(node).copied())
                    .collect(),
            );
        }
    }
    groups
}
