//! Paths and pictures: lines and boxes that may be a table's ruling, backgrounds, where pictures lie.

use super::state::State;
use crate::document::Rect;
use crate::hash;
use crate::ingest::pdf::content::{PageContent, Picture, Rule};
use crate::ingest::pdf::matrix::{Matrix, bounds};

/// A filled box up to this thick is a line, in points. Word draws borders of up to 3 pt as filled boxes; the
/// thinnest real cells are over 6 pt high.
const THICKEST_RULE: f32 = 3.0;

/// Shorter lines are dots of letters and ornaments, in points.
const SHORTEST_RULE: f32 = 0.8;

/// Lines, boxes and pictures one page may have; a map drawn as vectors has some tens of thousands.
const SHAPES: usize = 200_000;

/// Smallest side of a box that may hold text of its own, in points, and how many a page may have: more are cells or a
/// drawing.
const SMALLEST_BOX: f32 = 20.0;
const BOXES: usize = 400;

/// How near a side of a box is what is on it, in points, how far from both sides its round corners may go, as a share of
/// its smaller side, and how much of the way around is straight.
const ON_SIDE: f64 = 0.5;
const ROUND: f64 = 0.35;
const MOSTLY: f64 = 0.6;

/// Smallest and largest side of an arrow or its head, in points, and how many corners it has: a triangle 3, an arrow
/// with a shaft 7. A path may come back to its start.
const ARROW: std::ops::RangeInclusive<f32> = 2.0..=60.0;
const ARROW_CORNERS: std::ops::RangeInclusive<usize> = 3..=8;

/// The path under construction, on the page as shown.
#[derive(Debug, Default)]
pub(super) struct Path {
    subpaths: Vec<Subpath>,
    /// `W` or `W*` came before the painting operator.
    pub(super) clips: bool,
}

#[derive(Debug, Default)]
struct Subpath {
    /// Corners, and whether a curve leads to them.
    points: Vec<(f64, f64, bool)>,
    closed: bool,
}

impl Path {
    /// `m`
    pub(super) fn move_to(&mut self, (x, y): (f64, f64)) {
        self.subpaths.push(Subpath {
            points: vec![(x, y, false)],
            closed: false,
        });
    }

    /// `l`, or the end of a curve.
    pub(super) fn line_to(&mut self, (x, y): (f64, f64), curved: bool) {
        match self.subpaths.last_mut() {
            Some(subpath) if !subpath.closed => subpath.points.push((x, y, curved)),
            Some(subpath) => {
                let start = subpath.points.first().copied().unwrap_or((x, y, false));
                self.subpaths.push(Subpath {
                    points: vec![start, (x, y, curved)],
                    closed: false,
                });
            }
            None => self.move_to((x, y)),
        }
    }

    /// `h`
    pub(super) fn close(&mut self) {
        if let Some(subpath) = self.subpaths.last_mut() {
            subpath.closed = true;
        }
    }

    /// `re`
    pub(super) fn rectangle(&mut self, ctm: &Matrix, [x, y, w, h]: [f64; 4]) {
        let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)];
        self.subpaths.push(Subpath {
            points: corners
                .map(|(x, y)| ctm.apply(x, y))
                .map(|(x, y)| (x, y, false))
                .to_vec(),
            closed: true,
        });
    }

    /// Paints and ends the path.
    pub(super) fn paint(
        &mut self,
        fill: bool,
        stroke: bool,
        state: &mut State,
        page: &mut PageContent,
    ) {
        let fill = fill && !state.fill.transparent;
        let stroke = stroke && !state.stroke.transparent;
        for subpath in &self.subpaths {
            subpath.enclose(fill, stroke, state, page);
            if fill {
                subpath.fill(state, page);
            }
            if stroke {
                subpath.stroke(state, page);
            }
        }
        if self.clips {
            let points = self.subpaths.iter().flat_map(|s| &s.points);
            state.clip_to(bounds(points.map(|&(x, y, _)| (x, y))));
            self.clips = false;
        }
        self.subpaths.clear();
    }
}

impl Subpath {
    /// Keeps a box that may hold text of its own. Its corners may be round.
    fn enclose(&self, fill: bool, stroke: bool, state: &State, page: &mut PageContent) {
        if self.points.len() < 4 || page.boxes.len() >= BOXES {
            return;
        }
        let whole = bounds(self.points.iter().map(|&(x, y, _)| (x, y)));
        if whole.width() < SMALLEST_BOX || whole.height() < SMALLEST_BOX {
            return;
        }
        // How far a point is from the nearer upright and from the nearer level side.
        let aside = |&(x, y, _): &(f64, f64, bool)| {
            let nearer = |value: f64, a: f32, b: f32| {
                (value - f64::from(a))
                    .abs()
                    .min((value - f64::from(b)).abs())
            };
            (nearer(x, whole.x0, whole.x1), nearer(y, whole.y0, whole.y1))
        };
        let corner = ROUND * f64::from(whole.width().min(whole.height()));
        let next = self.points.iter().cycle().skip(1);
        let mut straight = 0.0;
        for (a, b) in self.points.iter().zip(next) {
            let ((ax, ay), (bx, by)) = (aside(a), aside(b));
            let (dx, dy) = ((b.0 - a.0).abs(), (b.1 - a.1).abs());
            if (dx <= ON_SIDE && ax <= ON_SIDE) || (dy <= ON_SIDE && ay <= ON_SIDE) {
                straight += dx.max(dy);
            } else if ax.max(ay).max(bx).max(by) > corner {
                return;
            }
        }
        let around = 2.0 * f64::from(whole.width() + whole.height());
        let Some(rect) = visible(whole, state.clip).filter(|_| straight >= MOSTLY * around) else {
            return;
        };
        // White is seen only on a coloured ground.
        let (x, y) = ((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0);
        let seen = |white: bool| !white || page.fills.iter().any(|fill| fill.contains(x, y));
        if (fill && seen(state.fill.white)) || (stroke && !state.stroke.white) {
            page.boxes.push(rect);
        }
    }

    fn fill(&self, state: &State, page: &mut PageContent) {
        let corners = self.points.len();
        if !ARROW_CORNERS.contains(&corners) || self.points.iter().any(|p| p.2) {
            return;
        }
        let rect = bounds(self.points.iter().map(|&(x, y, _)| (x, y)));
        let Some(rect) = visible(rect, state.clip) else {
            return;
        };
        // A rectangle: every side runs along an axis.
        let next = self.points.iter().cycle().skip(1);
        let straight = self
            .points
            .iter()
            .zip(next)
            .all(|(a, b)| (a.0 - b.0).abs() < 0.05 || (a.1 - b.1).abs() < 0.05);
        if !straight {
            let small = ARROW.contains(&rect.width()) && ARROW.contains(&rect.height());
            if small && !state.fill.white && page.arrows.len() < SHAPES {
                page.arrows.push(rect);
            }
            return;
        }
        if !(4..=6).contains(&corners) {
            return;
        }
        let (thin, long) = (
            rect.width().min(rect.height()),
            rect.width().max(rect.height()),
        );
        if thin <= THICKEST_RULE && long > 2.0 * thin {
            // A white line is seen only on a coloured ground.
            let (x, y) = ((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0);
            if !state.fill.white || page.fills.iter().any(|fill| fill.contains(x, y)) {
                push_rule(page, rect);
            }
        } else if !state.fill.white && page.fills.len() < SHAPES {
            page.fills.push(rect);
        }
    }

    fn stroke(&self, state: &State, page: &mut PageContent) {
        let thickness = ((state.line_width * state.ctm.scale()) as f32).max(0.1);
        if state.stroke.white {
            return;
        }
        let next = self.points.iter().cycle().skip(1);
        let sides = self.points.len().saturating_sub(usize::from(!self.closed));
        for (a, b) in self.points.iter().zip(next).take(sides) {
            let (dx, dy) = ((b.0 - a.0).abs(), (b.1 - a.1).abs());
            if b.2 || dx.min(dy) > 0.3 {
                continue;
            }
            let half = f64::from(thickness) / 2.0;
            let line = if dx >= dy {
                [(a.0, a.1 - half), (b.0, b.1 + half)]
            } else {
                [(a.0 - half, a.1), (b.0 + half, b.1)]
            };
            if let Some(rect) = visible(bounds(line), state.clip) {
                // A short, very thick stroke is a filled box drawn as a line.
                if thickness > THICKEST_RULE {
                    if page.fills.len() < SHAPES {
                        page.fills.push(rect);
                    }
                } else {
                    push_rule(page, rect);
                }
            }
        }
    }
}

/// A line from the box it fills.
fn push_rule(page: &mut PageContent, rect: Rect) {
    let horizontal = rect.width() >= rect.height();
    let middle = if horizontal {
        let y = (rect.y0 + rect.y1) / 2.0;
        Rect::new(rect.x0, y, rect.x1, y)
    } else {
        let x = (rect.x0 + rect.x1) / 2.0;
        Rect::new(x, rect.y0, x, rect.y1)
    };
    if middle.width().max(middle.height()) >= SHORTEST_RULE && page.rules.len() < SHAPES {
        page.rules.push(Rule {
            rect: middle,
            horizontal,
        });
    }
}

/// The part of a box inside the clip; `None` when nothing of it is seen. Lines may lie on the clip's edge.
pub(super) fn visible(rect: Rect, clip: Rect) -> Option<Rect> {
    let finite = [rect.x0, rect.y0, rect.x1, rect.y1]
        .iter()
        .all(|v| v.is_finite());
    let seen = rect.x0 <= clip.x1 + 0.5
        && rect.x1 >= clip.x0 - 0.5
        && rect.y0 <= clip.y1 + 0.5
        && rect.y1 >= clip.y0 - 0.5;
    (finite && seen).then(|| Rect {
        x0: rect.x0.clamp(clip.x0 - 0.5, clip.x1 + 0.5),
        y0: rect.y0.clamp(clip.y0 - 0.5, clip.y1 + 0.5),
        x1: rect.x1.clamp(clip.x0 - 0.5, clip.x1 + 0.5),
        y1: rect.y1.clamp(clip.y0 - 0.5, clip.y1 + 0.5),
    })
}

/// Bytes of a stored picture that tell it from others of its length.
const TELLING: usize = 4096;

/// What a stored picture is known by. A picture may be drawn on every page, so it is not read whole each time.
fn digest(stored: &[u8]) -> String {
    let beginning = stored.get(..TELLING).unwrap_or(stored);
    format!("{}-{}", stored.len(), hash::of(beginning))
}

/// A picture drawn into the unit square. `stored` is what the file keeps of it, where it stands outside the content.
pub(super) fn picture(
    state: &State,
    page: &mut PageContent,
    size: (u32, u32),
    stored: Option<&[u8]>,
) {
    let Some(rect) = visible(state.ctm.apply_rect([0.0, 0.0, 1.0, 1.0]), state.clip) else {
        return;
    };
    let (thin, long) = (
        rect.width().min(rect.height()),
        rect.width().max(rect.height()),
    );
    if thin <= THICKEST_RULE && long > 8.0 * thin.max(0.5) {
        // Some writers draw lines as stretched one-pixel pictures.
        push_rule(page, rect);
    } else if page.images.len() < SHAPES {
        page.images.push(Picture {
            rect,
            width_px: size.0,
            height_px: size.1,
            source: stored.map(digest),
        });
    }
}
