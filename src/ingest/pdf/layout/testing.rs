//! Synthetic page content for unit tests of layout and tables.

use crate::document::Rect;
use crate::ingest::pdf::content::{FontUse, Glyph, PageContent, Rule};

/// Width of a test glyph as a share of its size.
pub(crate) const ADVANCE: f32 = 0.6;

/// A glyph of usual width with its origin at `x` on `baseline`.
pub(crate) fn glyph(text: &str, x: f32, baseline: f32, size: f32) -> Glyph {
    let mut glyph = glyph_width(text, x, baseline, ADVANCE * size);
    glyph.size = size;
    glyph.bbox = Rect::new(
        x,
        baseline - 0.8 * size,
        x + ADVANCE * size,
        baseline + 0.2 * size,
    );
    glyph
}

/// A 10 pt glyph of a given width.
pub(crate) fn glyph_width(text: &str, x: f32, baseline: f32, width: f32) -> Glyph {
    Glyph {
        text: text.into(),
        bbox: Rect::new(x, baseline - 8.0, x + width, baseline + 2.0),
        baseline,
        size: 10.0,
        font: 0,
        angle: 0,
        artifact: false,
        mcid: None,
    }
}

/// A string as glyphs; marks get no width.
pub(crate) fn word(text: &str, x: f32, baseline: f32, size: f32) -> Vec<Glyph> {
    let mut x = x;
    text.chars()
        .map(|c| {
            let mut drawn = glyph(&c.to_string(), x, baseline, size);
            if super::clusters::is_thai_mark(c) {
                drawn.bbox.x1 = drawn.bbox.x0;
            } else {
                x += ADVANCE * size;
            }
            drawn
        })
        .collect()
}

/// An A4 page with one font.
pub(crate) fn page() -> PageContent {
    PageContent {
        number: 1,
        width: 595.0,
        height: 842.0,
        fonts: vec![FontUse::default()],
        ..PageContent::default()
    }
}

/// A horizontal rule.
pub(crate) fn across(x0: f32, x1: f32, y: f32) -> Rule {
    Rule {
        rect: Rect::new(x0, y, x1, y),
        horizontal: true,
    }
}

/// A vertical rule.
pub(crate) fn down(x: f32, y0: f32, y1: f32) -> Rule {
    Rule {
        rect: Rect::new(x, y0, x, y1),
        horizontal: false,
    }
}
