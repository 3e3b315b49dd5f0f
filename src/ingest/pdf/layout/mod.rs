//! One page of drawn glyphs to blocks in reading order.
//!
//! In: a [`PageContent`]. Out: a [`LaidPage`] of paragraphs, tables and pictures. What needs more than
//! one page (running headers, heading levels, tables that continue) is decided in [`super::assemble`].

pub(crate) mod boxes;
pub(crate) mod charts;
pub(crate) mod clusters;
pub(crate) mod lines;
pub(crate) mod order;
pub(crate) mod paragraphs;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub(crate) mod turn;

use super::content::{PageContent, Picture};
use super::tables::tagged::Tags;
use super::tables::{self, PageTable};
use crate::document::Rect;
use boxes::Loose;
use charts::Chart;
use lines::{Line, Spacing};
use order::Item;
use paragraphs::{Paragraph, Setting, Style};

/// A piece of a laid-out page.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    /// Running text.
    Text(Paragraph),
    /// A table.
    Table(PageTable),
    /// A picture.
    Picture(Picture),
}

impl Piece {
    /// Where it is.
    pub(crate) fn bbox(&self) -> Rect {
        match self {
            Piece::Text(paragraph) => paragraph.bbox,
            Piece::Table(table) => table.bbox,
            Piece::Picture(picture) => picture.rect,
        }
    }
}

/// A page with its pieces in reading order.
#[derive(Debug, Clone)]
pub(crate) struct LaidPage {
    /// Page number from 1.
    pub(crate) number: u32,
    /// Width as shown, in points.
    pub(crate) width: f32,
    /// Height as shown, in points.
    pub(crate) height: f32,
    /// In reading order.
    pub(crate) pieces: Vec<Piece>,
    /// Drawings whose text is in the pieces.
    pub(crate) charts: Vec<Chart>,
}

/// A gap wider than this many font sizes may separate columns; a justified line's spaces stay below.
const COLUMN_GAP: f32 = 1.0;

/// Pictures smaller than this on either side, in points, are bullets and ornaments.
const SMALLEST_PICTURE: f32 = 20.0;

/// Lays out one page; with its tables where `tags` says what the structure tree knows of them.
pub(crate) fn lay_out(mut content: PageContent, tags: Option<&Tags<'_>>) -> LaidPage {
    let slanted = turn::slanted(&mut content);
    let angle = turn::main_angle(&content);
    let (mut content, mut sideways) = turn::upright(content, angle);
    let (number, width, height) = (content.number, content.width, content.height);
    let bold: Vec<bool> = content.fonts.iter().map(|font| font.bold).collect();
    let clusters = clusters::gather(std::mem::take(&mut content.glyphs));
    let style = Style {
        spacing: Spacing::of(&clusters),
        bold: &bold,
    };
    let mut fragments = lines::fragments(clusters);
    let mut items: Vec<Item> = Vec::new();
    let mut drawn = std::mem::take(&mut content.boxes);
    let mut taken: Vec<Rect> = Vec::new();
    let mut charts = Vec::new();
    if let Some(tags) = tags {
        let (found, frames) = tables::drawn(tags, &content, &mut fragments, &mut sideways, style);
        drawn.extend(frames);
        charts = charts::find(&drawn, &content, &found, &fragments, style);
        taken.extend(found.iter().map(|table| table.bbox));
        items.extend(found.into_iter().map(Item::Table));
    }
    let mut pictures = std::mem::take(&mut content.images);
    pictures.retain(|picture| {
        picture.rect.width() >= SMALLEST_PICTURE && picture.rect.height() >= SMALLEST_PICTURE
    });
    let loose = Loose {
        fragments,
        sideways,
        pictures,
    };
    items.extend(loose.into_items(&drawn, (width, height), &taken, style.spacing));
    let mut pieces = Vec::new();
    arrange(items, (0.0, width), tags.is_some(), style, &mut pieces);
    let mut page = LaidPage {
        number,
        width,
        height,
        pieces,
        charts,
    };
    turn::back(&mut page, angle);
    page.pieces.extend(slanted.into_iter().map(Piece::Text));
    page
}

/// The pieces of a page, or of a box on it, in reading order. `room` is from the left to the right end of it; `tables`
/// says whether tables are looked for.
fn arrange(
    items: Vec<Item>,
    room: (f32, f32),
    tables: bool,
    style: Style<'_>,
    pieces: &mut Vec<Piece>,
) {
    let flows = order::flows(items);
    let single = flows.len() == 1;
    for flow in flows {
        let column = column_of(&flow, single.then_some(room));
        let flow = if tables {
            tables::aligned::find(flow, column, style)
        } else {
            flow
        };
        pieces_of(flow, column, tables, style, pieces);
    }
}

/// Widest usual margin, in points: 1.25 inches. A page of centred lines says nothing about its own.
const WIDEST_MARGIN: f32 = 90.0;

/// Left and right end of the column a flow stands in. Where there is one column and its lines are all short, the
/// margins in its `room`, the page or a box, are taken to be equal.
fn column_of(flow: &[Item], room: Option<(f32, f32)>) -> (f32, f32) {
    let ends = flow
        .iter()
        .filter(|item| !matches!(item, Item::Picture(_)))
        .map(Item::bbox)
        .reduce(|a, b| a.union(&b));
    let (left, right) = ends.map_or((0.0, 0.0), |b| (b.x0, b.x1));
    match room {
        Some((start, end)) => {
            let margin = (left - start).clamp(0.0, WIDEST_MARGIN);
            (start + margin, right.max(end - margin))
        }
        None => (left, right),
    }
}

/// The pieces of one flow: paragraphs between tables, pictures and boxes.
fn pieces_of(
    flow: Vec<Item>,
    column: (f32, f32),
    tables: bool,
    style: Style<'_>,
    pieces: &mut Vec<Piece>,
) {
    let mut lines: Vec<Line> = Vec::new();
    let flush = |lines: &mut Vec<Line>, pieces: &mut Vec<Piece>| {
        let lines = order::labels_first(std::mem::take(lines));
        for stretch in under_pictures(lines, column, pieces) {
            let Stretch {
                lines,
                column,
                setting,
            } = stretch;
            let paragraphs = paragraphs::paragraphs(lines, column, setting, style);
            pieces.extend(paragraphs.into_iter().map(Piece::Text));
        }
    };
    for item in flow {
        match item {
            Item::Line(line) => lines.push(line),
            Item::Table(table) => {
                flush(&mut lines, pieces);
                pieces.push(Piece::Table(table));
            }
            Item::Picture(picture) => {
                flush(&mut lines, pieces);
                pieces.push(Piece::Picture(picture));
            }
            Item::Boxed(boxed) => {
                flush(&mut lines, pieces);
                let room = (boxed.rect.x0, boxed.rect.x1);
                arrange(boxed.items, room, tables, style, pieces);
            }
        }
    }
    flush(&mut lines, pieces);
}

/// Font sizes between a picture and its caption, and between the lines of a caption.
const ABOVE_CAPTION: f32 = 2.0;
const IN_CAPTION: f32 = 1.0;

/// Share of the width of a picture at the end of a row that its caption may stand out.
const CAPTION_BEYOND: f32 = 0.3;

/// Widest picture that has a caption of its own where none stands beside it, in points, and how far the middle of a line
/// of that caption may be from its own, in font sizes.
const PORTRAIT: f32 = 200.0;
const CENTRED: f32 = 0.5;

/// Lines in stretches, those apart that stand below one picture of a row of pictures: each is in the caption of its
/// own picture, while lines of running text go on under the next.
fn under_pictures(lines: Vec<Line>, column: (f32, f32), before: &[Piece]) -> Vec<Stretch> {
    let mut captions = captions(before);
    let mut goes_on = true;
    let owners: Vec<Option<usize>> = lines
        .iter()
        .map(|line| {
            let owner = captions.iter().position(|caption| caption.reaches(line));
            let owner = owner.filter(|_| goes_on);
            match owner.and_then(|number| captions.get_mut(number)) {
                Some(caption) => caption.end = Some(line.bbox.y1),
                // What goes across ends the captions.
                None => goes_on &= captions.iter().any(|caption| caption.is_over(line)),
            }
            owner
        })
        .collect();
    // One line below several pictures may speak for all of them.
    let captioned = captions.iter().filter(|caption| caption.end.is_some());
    if captioned.count() < captions.len().clamp(1, 2) {
        return vec![Stretch {
            lines,
            column,
            setting: Setting::Body,
        }];
    }
    let below = captions
        .iter()
        .map(|caption| (caption.column, Setting::Caption));
    let mut stretches: Vec<Stretch> = below
        .chain([(column, Setting::Body)])
        .map(|(column, setting)| Stretch {
            lines: Vec::new(),
            column,
            setting,
        })
        .collect();
    for (line, owner) in lines.into_iter().zip(owners) {
        if let Some(stretch) = stretches.get_mut(owner.unwrap_or(captions.len())) {
            stretch.lines.push(line);
        }
    }
    stretches
}

/// Lines that go on from one to the next.
struct Stretch {
    lines: Vec<Line>,
    /// Left and right end of the room they have.
    column: (f32, f32),
    setting: Setting,
}

/// The room below a picture of a row.
struct Caption {
    picture: Rect,
    /// Left and right end.
    column: (f32, f32),
    /// Whether nothing stands beside the picture: then the text below it may be no caption.
    alone: bool,
    /// Lower end of what is in it so far.
    end: Option<f32>,
}

impl Caption {
    /// Whether a line is the next one of the caption.
    fn reaches(&self, line: &Line) -> bool {
        let (above, reach) = match self.end {
            Some(end) => (end, IN_CAPTION),
            None => (self.picture.y1, ABOVE_CAPTION),
        };
        let (left, right) = self.column;
        self.is_over(line)
            && line.bbox.x0 >= left
            && line.bbox.x1 <= right
            && line.bbox.y1 > above
            && line.bbox.y0 - above <= reach * line.size
    }

    /// Whether the middle of a line is below the picture.
    fn is_over(&self, line: &Line) -> bool {
        let middle = |bbox: Rect| f32::midpoint(bbox.x0, bbox.x1);
        let aside = (middle(line.bbox) - middle(self.picture)).abs();
        aside
            <= if self.alone {
                CENTRED * line.size
            } else {
                self.picture.width() / 2.0
            }
    }
}

/// Room for captions below the row of pictures that comes last, from left to right.
fn captions(before: &[Piece]) -> Vec<Caption> {
    let pictures = before.iter().rev().map_while(|piece| match piece {
        Piece::Picture(picture) => Some(picture.rect),
        _ => None,
    });
    let mut row: Vec<Rect> = pictures.collect();
    if let Some(last) = row.first().copied() {
        row.retain(|picture| picture.y0 < last.y1 && last.y0 < picture.y1);
    }
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let alone = row.len() == 1;
    row.retain(|picture| !alone || picture.width() <= PORTRAIT);
    let room = |number: usize, picture: &Rect| {
        let left = number.checked_sub(1).and_then(|before| row.get(before));
        let right = row.get(number.saturating_add(1));
        let left = left.map(|left| (picture.x0 - left.x1) / 2.0);
        let right = right.map(|right| (right.x0 - picture.x1) / 2.0);
        // At the end of a row there is no less room than on the other side.
        let beyond = CAPTION_BEYOND * picture.width();
        let beyond = left.or(right).unwrap_or_default().max(beyond);
        (
            picture.x0 - left.unwrap_or(beyond),
            picture.x1 + right.unwrap_or(beyond),
        )
    };
    let pictures = row.iter().enumerate();
    let captions = pictures.map(|(number, picture)| Caption {
        picture: *picture,
        column: room(number, picture),
        alone,
        end: None,
    });
    captions.collect()
}
