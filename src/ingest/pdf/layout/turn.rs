//! Text that does not run from left to right.
//!
//! A page whose text mostly runs sideways (a landscape table on a portrait page) is turned as a whole,
//! laid out, and its boxes turned back. The few sideways glyphs of an upright page (turned header cells,
//! a stamp in the margin) become lines of their own with their box on the page.

use super::clusters::{Cluster, gather};
use super::lines::{Line, assemble, fragments};
use super::{LaidPage, Piece};
use crate::document::Rect;
use crate::ingest::pdf::content::{Glyph, PageContent, SLANTED};
use crate::ingest::pdf::layout::paragraphs::Paragraph;

/// The angle that most glyphs of the page have.
pub(crate) fn main_angle(content: &PageContent) -> u16 {
    let count = |angle: u16| content.glyphs.iter().filter(|g| g.angle == angle).count();
    let upright = count(0);
    if upright.saturating_mul(2) >= content.glyphs.len() {
        return 0;
    }
    [0, 90, 180, 270]
        .into_iter()
        .max_by_key(|angle| (count(*angle), u16::MAX.saturating_sub(*angle)))
        .unwrap_or(0)
}

/// A rectangle of a page of `width` x `height`, after the page was turned counter-clockwise by `angle`,
/// so that text of that angle runs from left to right.
fn turned(rect: &Rect, width: f32, height: f32, angle: u16) -> Rect {
    match angle {
        90 => Rect::new(rect.y0, width - rect.x0, rect.y1, width - rect.x1),
        180 => Rect::new(
            width - rect.x0,
            height - rect.y0,
            width - rect.x1,
            height - rect.y1,
        ),
        270 => Rect::new(height - rect.y0, rect.x0, height - rect.y1, rect.x1),
        _ => *rect,
    }
}

/// The size of the page after [`turned`].
fn turned_size(width: f32, height: f32, angle: u16) -> (f32, f32) {
    match angle {
        90 | 270 => (height, width),
        _ => (width, height),
    }
}

/// Undoes an angle.
fn inverse(angle: u16) -> u16 {
    match angle {
        90 => 270,
        270 => 90,
        other => other,
    }
}

fn turn_glyph(mut glyph: Glyph, width: f32, height: f32, angle: u16) -> Glyph {
    if angle != 0 {
        let bbox = glyph.bbox;
        glyph.bbox = turned(&bbox, width, height, angle);
        // The baseline of a sideways glyph is an x of the page.
        glyph.baseline = match angle {
            90 => width - glyph.baseline,
            180 => height - glyph.baseline,
            _ => glyph.baseline,
        };
        if glyph.angle != SLANTED {
            glyph.angle = (glyph.angle.saturating_add(360).saturating_sub(angle)) % 360;
        }
    }
    glyph
}

/// Takes what is written aslant out of a page: watermarks and stamps, each as a paragraph that belongs to no text.
pub(crate) fn slanted(content: &mut PageContent) -> Vec<Paragraph> {
    let glyphs = content
        .glyphs
        .extract_if(.., |glyph| glyph.angle == SLANTED);
    let glyphs: Vec<Glyph> = glyphs.collect();
    let near = |a: &Glyph, b: &Glyph| {
        let reach = 2.0 * a.size.max(b.size);
        (a.bbox.x0 - b.bbox.x0).abs() <= reach && (a.bbox.y0 - b.bbox.y0).abs() <= reach
    };
    let texts = glyphs.chunk_by(near).filter_map(|run| {
        let bbox = run
            .iter()
            .map(|glyph| glyph.bbox)
            .reduce(|a, b| a.union(&b))?;
        let text: String = run.iter().map(|glyph| glyph.text.as_str()).collect();
        (!text.trim().is_empty()).then(|| Paragraph {
            text: text.trim().to_owned(),
            bbox,
            size: run.first().map_or(0.0, |glyph| glyph.size),
            bold: false,
            lines: 1,
            artifact: true,
        })
    });
    texts.collect()
}

/// Turns a page so that its main text is upright. Also gives the lines of the glyphs that are not, with
/// their boxes on the turned page.
pub(crate) fn upright(mut content: PageContent, angle: u16) -> (PageContent, Vec<Line>) {
    let (width, height) = (content.width, content.height);
    if angle != 0 {
        content.glyphs = content
            .glyphs
            .into_iter()
            .map(|glyph| turn_glyph(glyph, width, height, angle))
            .collect();
        for rule in &mut content.rules {
            rule.rect = turned(&rule.rect, width, height, angle);
            rule.horizontal ^= angle != 180;
        }
        let areas = content.fills.iter_mut().chain(&mut content.boxes);
        for area in areas.chain(&mut content.arrows) {
            *area = turned(area, width, height, angle);
        }
        for picture in &mut content.images {
            picture.rect = turned(&picture.rect, width, height, angle);
        }
        (content.width, content.height) = turned_size(width, height, angle);
    }
    if content.glyphs.iter().all(|glyph| glyph.angle == 0) {
        return (content, Vec::new());
    }
    let (glyphs, others): (Vec<Glyph>, Vec<Glyph>) = content
        .glyphs
        .into_iter()
        .partition(|glyph| glyph.angle == 0);
    content.glyphs = glyphs;
    let mut lines = Vec::new();
    for sideways in [90, 180, 270] {
        let of_angle: Vec<Glyph> = others
            .iter()
            .filter(|glyph| glyph.angle == sideways)
            .map(|glyph| turn_glyph(glyph.clone(), content.width, content.height, sideways))
            .collect();
        let size = turned_size(content.width, content.height, sideways);
        lines.extend(
            assemble(fragments(gather(of_angle)))
                .into_iter()
                .filter_map(|line| lay_down(line, size, inverse(sideways))),
        );
    }
    (content, lines)
}

/// A line read sideways as one cluster with its box on the page.
fn lay_down(line: Line, (width, height): (f32, f32), angle: u16) -> Option<Line> {
    let text = line.text(super::Spacing::Drawn);
    let bbox = turned(&line.bbox, width, height, angle);
    let first = line.clusters.into_iter().next()?;
    Line::new(vec![Cluster {
        text: text.into(),
        bbox,
        baseline: bbox.y1,
        ..first
    }])
}

/// Turns the boxes of a laid-out page back to the page as shown.
pub(crate) fn back(page: &mut LaidPage, angle: u16) {
    if angle == 0 {
        return;
    }
    let (width, height) = (page.width, page.height);
    let back = |rect: &mut Rect| *rect = turned(rect, width, height, inverse(angle));
    for piece in &mut page.pieces {
        match piece {
            Piece::Text(paragraph) => back(&mut paragraph.bbox),
            Piece::Picture(picture) => back(&mut picture.rect),
            Piece::Table(table) => {
                back(&mut table.bbox);
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    back(&mut cell.bbox);
                }
            }
        }
    }
    for chart in &mut page.charts {
        back(&mut chart.rect);
    }
    (page.width, page.height) = turned_size(width, height, angle);
}
