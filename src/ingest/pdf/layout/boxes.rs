//! Boxes that hold text of their own: cards, panels and frames side by side.
//!
//! What stands in a box is read together. Without that, two cards beside each other are read across, line by line,
//! for text too short or too ragged to show columns.

use super::lines::{Drawing, Fragment, Line};
use super::order::Item;
use super::{COLUMN_GAP, lines};
use crate::document::Rect;
use crate::ingest::pdf::content::Picture;
use crate::ingest::pdf::layout::lines::Spacing;

/// A box with what stands in it.
#[derive(Debug, Clone)]
pub(crate) struct Boxed {
    /// The box as drawn.
    pub(crate) rect: Rect,
    /// What stands in it, in no order.
    pub(crate) items: Vec<Item>,
    /// Drawing order of its first text.
    pub(crate) order: u32,
}

/// Share of the page beyond which a box is its background.
const BACKGROUND: f32 = 0.5;

/// How far apart the sides of one box may be that was filled and outlined, in points.
const SAME_BOX: f32 = 4.0;

/// How far text may stand out of its box, in points.
const OVERHANG: f32 = 1.0;

/// Baselines that count as one, in points.
const SAME_BASELINE: f32 = 1.5;

/// Lines of text in a box; a row of shaded cells that touch has more only if they are panels.
const FEWEST_LINES: usize = 2;
const PANEL_LINES: usize = 4;

/// Least distance between boxes that do not touch, in points.
const APART: f32 = 3.0;

/// Boxes in boxes that are looked at.
const DEPTH: u32 = 3;

/// A gap between two letters in which the border of a box may stand, in font sizes.
const BORDER_GAP: f32 = 0.5;

/// What stands on a page, or in a box, outside tables.
pub(crate) struct Loose {
    pub(crate) fragments: Vec<Fragment>,
    pub(crate) sideways: Vec<Line>,
    pub(crate) pictures: Vec<Picture>,
}

impl Loose {
    /// Takes the boxes out that hold text of their own, and gives everything as items. `drawn` are the boxes of the
    /// page, `taken` what no box may stand over.
    pub(crate) fn into_items(
        mut self,
        drawn: &[Rect],
        page: (f32, f32),
        taken: &[Rect],
        spacing: Spacing,
    ) -> Vec<Item> {
        let small = |rect: &&Rect| area(rect) <= BACKGROUND * page.0 * page.1;
        let free = |rect: &&Rect| !taken.iter().any(|taken| overlap(taken, rect));
        let mut boxes: Vec<Rect> = Vec::new();
        for rect in drawn.iter().filter(small).filter(free) {
            if !boxes.iter().any(|other| is_same(other, rect)) {
                boxes.push(*rect);
            }
        }
        // The largest first, so that what holds others is looked at before them.
        boxes.sort_by(|a, b| area(b).total_cmp(&area(a)));
        if !boxes.is_empty() {
            self.split(&boxes);
        }
        self.items(&boxes, DEPTH, spacing)
    }

    /// Cuts fragments that were drawn from one box into the next.
    fn split(&mut self, boxes: &[Rect]) {
        let fragments = std::mem::take(&mut self.fragments).into_iter();
        self.fragments = fragments
            .flat_map(|fragment| {
                let crossed: Vec<Rect> = boxes
                    .iter()
                    .filter(|rect| overlap(rect, &fragment.bbox) && !contains(rect, &fragment.bbox))
                    .copied()
                    .collect();
                fragment.split(|a, b| {
                    b.bbox.x0 - a.bbox.x1 > BORDER_GAP * a.size
                        && crossed.iter().any(|rect| {
                            rect.holds_middle_of(&a.bbox) != rect.holds_middle_of(&b.bbox)
                        })
                })
            })
            .collect();
    }

    /// Everything as items, with what stands in boxes in these.
    fn items(mut self, boxes: &[Rect], depth: u32, spacing: Spacing) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        if depth > 0 && !boxes.is_empty() {
            for rect in self.holders(boxes) {
                let inside = self.take(&rect);
                let first = inside
                    .fragments
                    .iter()
                    .filter_map(|fragment| fragment.clusters.first());
                let order = first.map(|cluster| cluster.order).min().unwrap_or_default();
                let inner = boxes
                    .iter()
                    .filter(|inner| contains(&rect, inner) && !is_same(inner, &rect));
                let inner: Vec<Rect> = inner.copied().collect();
                items.push(Item::Boxed(Boxed {
                    rect,
                    items: inside.items(&inner, depth - 1, spacing),
                    order,
                }));
            }
        }
        let drawing = Drawing::of(&self.fragments);
        let lines = lines::assemble(self.fragments)
            .into_iter()
            .flat_map(|line| lines::cut_at_gaps(line, COLUMN_GAP, spacing, &drawing))
            .chain(self.sideways);
        items.extend(lines.map(Item::Line));
        items.extend(self.pictures.into_iter().map(Item::Picture));
        items
    }

    /// The outermost boxes that hold text of their own.
    fn holders(&self, boxes: &[Rect]) -> Vec<Rect> {
        let texts: Vec<Text> = self.fragments.iter().map(Text::of).collect();
        let mut kept: Vec<Rect> = Vec::new();
        for rect in boxes {
            if !kept.iter().any(|outer| overlap(outer, rect)) && holds_its_own(rect, boxes, &texts)
            {
                kept.push(*rect);
            }
        }
        kept
    }

    /// Takes out what stands in a box.
    fn take(&mut self, rect: &Rect) -> Loose {
        let smaller = |picture: &Rect| contains(rect, picture) && area(picture) < area(rect);
        Loose {
            fragments: self
                .fragments
                .extract_if(.., |fragment| contains(rect, &fragment.bbox))
                .collect(),
            sideways: self
                .sideways
                .extract_if(.., |line| contains(rect, &line.bbox))
                .collect(),
            pictures: self
                .pictures
                .extract_if(.., |picture| smaller(&picture.rect))
                .collect(),
        }
    }
}

/// Whether a box has text of several lines that was drawn in one go, and something beside it.
fn holds_its_own(rect: &Rect, boxes: &[Rect], texts: &[Text]) -> bool {
    let (inside, outside): (Vec<&Text>, Vec<&Text>) =
        texts.iter().partition(|text| contains(rect, &text.rect));
    let mut baselines: Vec<f32> = inside.iter().map(|text| text.baseline).collect();
    baselines.sort_by(f32::total_cmp);
    let lines = baselines.chunk_by(|a, b| b - a <= SAME_BASELINE).count();
    let touched = boxes
        .iter()
        .filter(|other| !overlap(other, rect) && level(other, rect))
        .any(|other| (other.x0 - rect.x1).abs().min((rect.x0 - other.x1).abs()) < APART);
    if lines < if touched { PANEL_LINES } else { FEWEST_LINES } {
        return false;
    }
    let first = inside
        .iter()
        .map(|text| text.order)
        .min()
        .unwrap_or_default();
    let last = inside
        .iter()
        .map(|text| text.order)
        .max()
        .unwrap_or_default();
    let in_one_go = !outside
        .iter()
        .any(|text| (first..=last).contains(&text.order));
    let beside = outside.iter().any(|text| {
        let middle = f32::midpoint(text.rect.y0, text.rect.y1);
        let aside = text.rect.x0 >= rect.x1 - OVERHANG || text.rect.x1 <= rect.x0 + OVERHANG;
        aside && (rect.y0..=rect.y1).contains(&middle)
    });
    // Text that crosses the border stands on the box, not in it.
    let crosses = outside.iter().any(|text| overlap(&text.rect, rect));
    in_one_go && beside && !crosses
}

/// What is known of a fragment.
struct Text {
    rect: Rect,
    baseline: f32,
    order: u32,
}

impl Text {
    fn of(fragment: &Fragment) -> Text {
        Text {
            rect: fragment.bbox,
            baseline: fragment.baseline,
            order: fragment.clusters.first().map_or(0, |first| first.order),
        }
    }
}

/// Whether a box holds what stands at `inner`.
fn contains(rect: &Rect, inner: &Rect) -> bool {
    inner.x0 >= rect.x0 - OVERHANG
        && inner.x1 <= rect.x1 + OVERHANG
        && (rect.y0..=rect.y1).contains(&f32::midpoint(inner.y0, inner.y1))
}

fn area(rect: &Rect) -> f32 {
    rect.width() * rect.height()
}

/// Whether two boxes are one that was filled and outlined.
pub(super) fn is_same(a: &Rect, b: &Rect) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() <= SAME_BOX;
    near(a.x0, b.x0) && near(a.y0, b.y0) && near(a.x1, b.x1) && near(a.y1, b.y1)
}

/// Whether two rectangles share more than a border.
fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x1.min(b.x1) - a.x0.max(b.x0) > OVERHANG && a.y1.min(b.y1) - a.y0.max(b.y0) > OVERHANG
}

/// Whether two boxes stand beside each other.
fn level(a: &Rect, b: &Rect) -> bool {
    a.y1.min(b.y1) - a.y0.max(b.y0) > 0.5 * a.height().min(b.height())
}
