//! One page of drawn glyphs to blocks in reading order.
//!
//! In: a [`PageContent`]. Out: a [`LaidPage`] of paragraphs, tables and pictures. What needs more than
//! one page (running headers, heading levels, tables that continue) is decided in [`super::assemble`].

pub(crate) mod clusters;
pub(crate) mod lines;
pub(crate) mod order;
pub(crate) mod paragraphs;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod turn;

use std::collections::BTreeSet;

use super::content::{PageContent, Picture};
use super::tables::tagged::Tags;
use super::tables::{self, PageTable};
use crate::document::Rect;
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
}

/// A gap wider than this many font sizes may separate columns; a justified line's spaces stay below.
const COLUMN_GAP: f32 = 1.0;

/// Pictures smaller than this on either side, in points, are bullets and ornaments.
const SMALLEST_PICTURE: f32 = 20.0;

/// Lays out one page; with its tables where `tags` says what the structure tree knows of them.
pub(crate) fn lay_out(content: PageContent, tags: Option<&Tags<'_>>) -> LaidPage {
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
    if let Some(tags) = tags {
        let found = tables::drawn(tags, &content, &mut fragments, &mut sideways, style);
        items.extend(found.into_iter().map(Item::Table));
    }
    let mut parts: Vec<Line> = lines::assemble(fragments)
        .into_iter()
        .flat_map(|line| lines::cut_at_gaps(line, COLUMN_GAP, style.spacing))
        .collect();
    parts.extend(sideways);
    items.extend(parts.into_iter().map(Item::Line));
    items.extend(
        content
            .images
            .iter()
            .filter(|picture| {
                picture.rect.width() >= SMALLEST_PICTURE
                    && picture.rect.height() >= SMALLEST_PICTURE
            })
            .map(|picture| Item::Picture(picture.clone())),
    );
    let mut pieces = Vec::new();
    let flows = order::flows(items);
    let single = flows.len() == 1;
    for flow in flows {
        let column = column_of(&flow, single.then_some(width));
        let flow = if tags.is_some() {
            tables::aligned::find(flow, column, style)
        } else {
            flow
        };
        pieces_of(flow, column, style, &mut pieces);
    }
    let mut page = LaidPage {
        number,
        width,
        height,
        pieces,
    };
    turn::back(&mut page, angle);
    page
}

/// Widest usual margin, in points: 1.25 inches. A page of centred lines says nothing about its own.
const WIDEST_MARGIN: f32 = 90.0;

/// Left and right end of the column a flow stands in. On a page of one column whose lines are all short,
/// the margins are taken to be equal. `page` is the page's width when it has one column.
fn column_of(flow: &[Item], page: Option<f32>) -> (f32, f32) {
    let ends = flow
        .iter()
        .filter(|item| !matches!(item, Item::Picture(_)))
        .map(Item::bbox)
        .reduce(|a, b| a.union(&b));
    let (left, right) = ends.map_or((0.0, 0.0), |b| (b.x0, b.x1));
    match page {
        Some(width) => {
            let margin = left.clamp(0.0, WIDEST_MARGIN);
            (margin, right.max(width - margin))
        }
        None => (left, right),
    }
}

/// The pieces of one flow: paragraphs between tables and pictures.
fn pieces_of(flow: Vec<Item>, column: (f32, f32), style: Style<'_>, pieces: &mut Vec<Piece>) {
    let mut lines: Vec<Line> = Vec::new();
    let flush = |lines: &mut Vec<Line>, pieces: &mut Vec<Piece>| {
        for taken in under_pictures(std::mem::take(lines), pieces) {
            pieces.extend(
                paragraphs::paragraphs(taken, column, Setting::Body, style)
                    .into_iter()
                    .map(Piece::Text),
            );
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
        }
    }
    flush(&mut lines, pieces);
}

/// Font sizes below a picture in which its caption stands: two lines and the gap above them.
const CAPTION_REACH: f32 = 3.5;

/// Share of a picture's width that its caption may stand out on either side.
const CAPTION_BEYOND: f32 = 0.3;

/// Lines with those apart that stand below one picture of a row of pictures: each is the caption of its own picture,
/// while lines of running text go on under the next.
fn under_pictures(lines: Vec<Line>, before: &[Piece]) -> Vec<Vec<Line>> {
    let row: Vec<Rect> = before
        .iter()
        .rev()
        .map_while(|piece| match piece {
            Piece::Picture(picture) => Some(picture.rect),
            _ => None,
        })
        .collect();
    let owner = |line: &Line| {
        let middle = f32::midpoint(line.bbox.x0, line.bbox.x1);
        row.iter().position(|picture| {
            let beyond = CAPTION_BEYOND * picture.width();
            (picture.x0..=picture.x1).contains(&middle)
                && line.bbox.x0 >= picture.x0 - beyond
                && line.bbox.x1 <= picture.x1 + beyond
                && (0.0..CAPTION_REACH * line.size).contains(&(line.bbox.y1 - picture.y1))
        })
    };
    let owners: Vec<Option<usize>> = lines.iter().map(owner).collect();
    let owned: BTreeSet<usize> = owners.iter().copied().flatten().collect();
    // One line below several pictures may speak for all of them.
    if owned.len() < 2 {
        return vec![lines];
    }
    let mut groups: Vec<Vec<Line>> = row.iter().map(|_| Vec::new()).collect();
    let mut rest = Vec::new();
    for (line, owner) in lines.into_iter().zip(owners) {
        match owner.and_then(|number| groups.get_mut(number)) {
            Some(group) => group.push(line),
            None => rest.push(line),
        }
    }
    groups.reverse();
    groups.push(rest);
    groups
}
