//! Captions of pictures and tables.
//!
//! A captioned photograph is evidence, so a picture takes the text that stands with it: in the same table
//! cell or the one below, else the paragraph below, else the one above. The text also stays in its place
//! in reading order.

use super::margins::Margin;
use crate::document::Rect;
use crate::ingest::pdf::layout::paragraphs::Paragraph;
use crate::ingest::pdf::layout::{LaidPage, Piece};
use crate::ingest::pdf::tables::PageTable;

/// Words that captions of pictures begin with.
const PICTURE_WORDS: [&str; 8] = [
    "ภาพ",
    "รูป",
    "แผนภาพ",
    "แผนภูมิ",
    "Figure",
    "Fig",
    "Photo",
    "Picture",
];

/// Words that captions of tables begin with.
const TABLE_WORDS: [&str; 2] = ["ตาราง", "Table"];

/// Farthest distance between a picture and its caption, in points: two lines.
const REACH: f32 = 40.0;

/// Longest caption, in characters.
const LONGEST: usize = 400;

/// The caption of the picture at `index`; `None` when nothing stands with it.
pub(crate) fn of_picture(page: &LaidPage, margins: &[Margin], index: usize) -> Option<String> {
    let rect = page.pieces.get(index)?.bbox();
    // A scan of the whole page has no caption; its text is around it, not about it.
    if rect.height() > 0.8 * page.height {
        return None;
    }
    let tables = page.pieces.iter().filter_map(|piece| match piece {
        Piece::Table(table) => Some(table),
        _ => None,
    });
    if let Some(text) = tables.into_iter().find_map(|table| in_table(table, &rect)) {
        return Some(text);
    }
    // What stands farther away is about something else, whatever it begins with.
    let nearest = |wanted: bool| {
        texts(page, margins)
            .filter_map(|paragraph| {
                let (distance, below) = distance(&rect, &paragraph.bbox)?;
                (below == wanted).then_some((distance, paragraph.text.as_str()))
            })
            .min_by(|a, b| a.0.total_cmp(&b.0))
    };
    let cost = |(distance, text): (f32, &str)| {
        let named = PICTURE_WORDS
            .iter()
            .any(|word| text.trim_start().starts_with(word));
        distance - if named { 100.0 } else { 0.0 }
    };
    match (nearest(true), nearest(false)) {
        (Some(below), Some(above)) if cost(above) + 30.0 < cost(below) => Some(above.1),
        (below, above) => below.or(above).map(|(_, text)| text),
    }
    .map(str::to_owned)
}

/// Texts of a page that may be captions: neither long nor in a running header or footer.
fn texts<'p>(page: &'p LaidPage, margins: &'p [Margin]) -> impl Iterator<Item = &'p Paragraph> {
    let pieces = page.pieces.iter().zip(margins);
    pieces.filter_map(|(piece, margin)| match piece {
        Piece::Text(paragraph) if !paragraph.artifact && *margin == Margin::No => {
            Some(paragraph).filter(|paragraph| paragraph.text.chars().count() <= LONGEST)
        }
        _ => None,
    })
}

/// Vertical distance of a text from a picture it stands under or over, and whether it stands under.
fn distance(picture: &Rect, text: &Rect) -> Option<(f32, bool)> {
    let shared = picture.x1.min(text.x1) - picture.x0.max(text.x0);
    if shared < 0.3 * picture.width().min(text.width()) {
        return None;
    }
    let below = text.y0 - picture.y1;
    let above = picture.y0 - text.y1;
    if (-6.0..=REACH).contains(&below) {
        Some((below.max(0.0), true))
    } else if (-6.0..=REACH).contains(&above) {
        Some((above.max(0.0), false))
    } else {
        None
    }
}

/// The text of the cell that holds the picture, else of the cell below it, else of the cell above.
fn in_table(table: &PageTable, picture: &Rect) -> Option<String> {
    let (x, y) = (
        (picture.x0 + picture.x1) / 2.0,
        (picture.y0 + picture.y1) / 2.0,
    );
    if !table.bbox.contains(x, y) {
        return None;
    }
    let cells = || table.rows.iter().flat_map(|row| &row.cells);
    let holder = cells().find(|cell| cell.bbox.contains(x, y))?;
    if !holder.text.is_empty() {
        return Some(holder.text.clone());
    }
    let beside = |y: f32| {
        cells()
            .find(|cell| cell.bbox.contains(x, y) && !cell.text.is_empty())
            .map(|cell| cell.text.clone())
    };
    beside(holder.bbox.y1 + 2.0).or_else(|| beside(holder.bbox.y0 - 2.0))
}

/// The caption of the table at `index`: the paragraph directly above, or one below that says it is one.
pub(crate) fn of_table(page: &LaidPage, margins: &[Margin], index: usize) -> Option<String> {
    let rect = page.pieces.get(index)?.bbox();
    let above = texts(page, margins)
        .filter_map(|paragraph| {
            let gap = rect.y0 - paragraph.bbox.y1;
            let over = paragraph.bbox.x0 < rect.x1 && paragraph.bbox.x1 > rect.x0;
            (over && (-6.0..=REACH).contains(&gap)).then_some((gap, &paragraph.text))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, text)| text.clone());
    let named = |text: &str| {
        TABLE_WORDS
            .iter()
            .any(|word| text.trim_start().starts_with(word))
    };
    if above.as_deref().is_some_and(named) {
        return above;
    }
    let below = texts(page, margins).find(|paragraph| {
        named(&paragraph.text) && (-6.0..=REACH / 2.0).contains(&(paragraph.bbox.y0 - rect.y1))
    });
    below.map(|paragraph| paragraph.text.clone()).or(above)
}
