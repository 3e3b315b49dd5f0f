//! What the content streams of one page draw: the seam between the interpreter, which knows PDF, and
//! layout and tables, which know pages.
//!
//! All coordinates are in points on the page as shown: rotation applied, origin at the top left of the
//! crop box, y downwards.

use ecow::EcoString;

use crate::document::{Link, Rect};

/// Everything drawn on one page, in drawing order.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageContent {
    /// Page number from 1.
    pub(crate) number: u32,
    /// Width as shown, in points.
    pub(crate) width: f32,
    /// Height as shown, in points.
    pub(crate) height: f32,
    /// Visible glyphs with their text, in drawing order; what is outside the page or clipped away is left out.
    pub(crate) glyphs: Vec<Glyph>,
    /// Glyphs of render mode 3 or in switched-off layers: maybe an OCR layer.
    pub(crate) invisible: Vec<Glyph>,
    /// Straight strokes and thin filled rectangles, horizontal or vertical only.
    pub(crate) rules: Vec<Rule>,
    /// Filled rectangles that are too thick to be lines: cell backgrounds, boxes.
    pub(crate) fills: Vec<Rect>,
    /// Filled or outlined rectangles of some size, also with round corners: cards, frames, panels.
    pub(crate) boxes: Vec<Rect>,
    /// Around filled polygons as small as the heads of arrows and arrows that are one shape.
    pub(crate) arrows: Vec<Rect>,
    /// Pictures.
    pub(crate) images: Vec<Picture>,
    /// Link annotations with their box.
    pub(crate) links: Vec<(Rect, Link)>,
    /// Fonts by index, as glyphs name them.
    pub(crate) fonts: Vec<FontUse>,
}

/// The writing direction of text that runs along no side of the page: a watermark.
pub(crate) const SLANTED: u16 = 45;

/// One drawn cluster with its text.
#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    /// Unicode after font decoding: usually one character; several for ligatures and for `ActualText`;
    /// empty when the glyph has no known character.
    pub(crate) text: EcoString,
    /// Advance box: x from the origin by the advance, y from ascent to descent of the font size.
    pub(crate) bbox: Rect,
    /// Where the baseline is.
    pub(crate) baseline: f32,
    /// Font size as shown, in points.
    pub(crate) size: f32,
    /// Index into [`PageContent::fonts`].
    pub(crate) font: u16,
    /// Writing direction in degrees, clockwise as shown: 0, 90, 180 or 270 (the nearest), or [`SLANTED`].
    pub(crate) angle: u16,
    /// Part of a pagination artifact (running header, page number, watermark).
    pub(crate) artifact: bool,
    /// Marked-content identifier, by which the structure tree names it.
    pub(crate) mcid: Option<u32>,
}

/// A font as used on a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct FontUse {
    /// Base font name without the subset prefix.
    pub(crate) name: String,
    /// Bold by name, flags or weight.
    pub(crate) bold: bool,
    /// The decoding could not be made certain.
    pub(crate) doubtful: bool,
}

/// A horizontal or vertical line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// From the start to the end of the line, without its thickness.
    pub(crate) rect: Rect,
    /// Horizontal, else vertical.
    pub(crate) horizontal: bool,
}

/// A picture drawn on the page.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    /// Where it is drawn.
    pub(crate) rect: Rect,
    /// Pixels across; 0 when unknown.
    pub(crate) width_px: u32,
    /// Pixels down; 0 when unknown.
    pub(crate) height_px: u32,
    /// What tells the stored picture from others; `None` for one inside the content stream.
    pub(crate) source: Option<String>,
}
