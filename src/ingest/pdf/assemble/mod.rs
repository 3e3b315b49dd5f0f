//! Laid-out pages to the pages of a document: what needs more than one page, or the document model.
//!
//! Running headers and page numbers, heading levels, tables that continue, captions.

mod captions;
mod continuation;
mod headings;
mod margins;
#[cfg(test)]
mod tests;

use super::layout::charts::Chart;
use super::layout::{LaidPage, Piece};
use super::tables::PageTable;
use crate::document::{Block, Cell, Image, Rect, Table, TextBlock};
use crate::thai::chars::is_numeric;
use continuation::WholeTable;
use headings::Styles;
use margins::Margin;

/// The blocks of each page, in the order of the pages.
pub(crate) fn blocks(mut pages: Vec<LaidPage>) -> Vec<Vec<Block>> {
    number_cells(&mut pages);
    let margins = margins::margins(&pages);
    let styles = Styles::of(&pages);
    let mut result: Vec<Vec<Block>> = Vec::with_capacity(pages.len());
    // The table that may continue: the page and block it is, and the height of its last page.
    let mut open: Option<Open> = None;
    for (page, margins) in pages.iter().zip(&margins) {
        let mut blocks = Vec::new();
        let mut before_text = true;
        let last = last_piece(page, margins);
        for (index, (piece, margin)) in page.pieces.iter().zip(margins).enumerate() {
            match piece {
                Piece::Text(paragraph) => {
                    let text = text_block(&paragraph.text, paragraph.bbox);
                    blocks.push(match margin {
                        Margin::Header => Block::Header(text),
                        Margin::Footer => Block::Footer(text),
                        Margin::No => {
                            before_text = false;
                            match styles.level(paragraph) {
                                Some(level) => Block::Heading(TextBlock {
                                    level: Some(level),
                                    ..text
                                }),
                                None if is_footnote(page, paragraph, &styles) => {
                                    Block::Footnote(text)
                                }
                                None => Block::Paragraph(text),
                            }
                        }
                    });
                }
                Piece::Picture(picture) => blocks.push(Block::Image(Image {
                    bbox: Some(picture.rect),
                    caption: captions::of_picture(page, margins, index),
                    width_px: Some(picture.width_px).filter(|n| *n > 0),
                    height_px: Some(picture.height_px).filter(|n| *n > 0),
                    source: picture.source.clone(),
                    ..Image::default()
                })),
                Piece::Table(table) => {
                    let mut table = Some(table.clone());
                    if let Some(open) = open.as_mut()
                        && (before_text && open.page.saturating_add(1) == page.number
                            || open.whole.expects(table.as_ref()))
                        && let Some(next) = table.take()
                    {
                        match open.whole.add(next, page.number, open.height) {
                            None => {
                                open.page = page.number;
                                open.height = page.height;
                            }
                            back => table = back,
                        }
                    }
                    let first = std::mem::replace(&mut before_text, false);
                    if let Some(table) = table {
                        close(open.take(), &mut result, &mut blocks);
                        let caption = captions::of_table(page, margins, index)
                            .or_else(|| first.then(|| stranded(result.last()))?);
                        let at = (result.len(), blocks.len());
                        blocks.push(Block::Table(Table {
                            bbox: Some(table.bbox),
                            caption,
                            ..Table::default()
                        }));
                        open = Some(Open {
                            whole: WholeTable::new(table),
                            at,
                            page: page.number,
                            height: page.height,
                        });
                    }
                }
            }
        }
        // Only a table that ends its page can continue on the next.
        let ends_page = last.is_none_or(|last| {
            page.pieces
                .get(last)
                .is_some_and(|piece| matches!(piece, Piece::Table(_)))
        });
        let expects = open.as_ref().is_some_and(|open| open.whole.expects(None));
        if !ends_page && !expects {
            close(open.take(), &mut result, &mut blocks);
        }
        result.push(blocks);
    }
    close(open.take(), &mut result, &mut Vec::new());
    for (page, blocks) in pages.iter().zip(&mut result) {
        for chart in &page.charts {
            insert(chart, blocks);
        }
    }
    result
}

/// Puts a flow chart before what it shows.
fn insert(chart: &Chart, blocks: &mut Vec<Block>) {
    let shown = |block: &Block| {
        let bbox = block.bbox();
        bbox.is_some_and(|bbox| chart.rect.holds_middle_of(&bbox))
    };
    let at = blocks.iter().position(shown).unwrap_or(blocks.len());
    blocks.insert(
        at,
        Block::Image(Image {
            bbox: Some(chart.rect),
            boxes: chart.boxes.clone(),
            ..Image::default()
        }),
    );
}

/// The short text that ends the page before a table: a caption that the page break cut off.
fn stranded(blocks: Option<&Vec<Block>>) -> Option<String> {
    let last = blocks?
        .iter()
        .rfind(|block| !matches!(block, Block::Footer(_) | Block::Header(_)))?;
    let text = match last {
        Block::Heading(text) | Block::Paragraph(text) => &text.text,
        _ => return None,
    };
    (text.chars().count() <= 200).then(|| text.clone())
}

/// A table that the next page may continue.
struct Open {
    whole: WholeTable,
    /// Index of its page in the result and of its block there.
    at: (usize, usize),
    /// Number of the page its last part stands on.
    page: u32,
    /// Height of that page.
    height: f32,
}

/// Writes a finished table into the block that was kept for it, which may be on the page in work.
fn close(open: Option<Open>, done: &mut [Vec<Block>], current: &mut Vec<Block>) {
    let Some(open) = open else {
        return;
    };
    let (page, block) = open.at;
    let blocks = match done.get_mut(page) {
        Some(blocks) => blocks,
        None => current,
    };
    if let Some(text) = open.whole.table.otherwise {
        // It found no other part: it is text after all.
        if block < blocks.len() {
            let text = text
                .iter()
                .map(|paragraph| Block::Paragraph(text_block(&paragraph.text, paragraph.bbox)));
            blocks.splice(block..=block, text);
        }
        return;
    }
    if let Some(Block::Table(table)) = blocks.get_mut(block) {
        table.rows = rows_of(&open.whole.table);
        table.header_rows = u32::try_from(open.whole.table.header_rows).unwrap_or(0);
        table.repeated_headers = open.whole.repeated;
    }
}

/// Index of the last text or table of a page that is not in its margins.
fn last_piece(page: &LaidPage, margins: &[Margin]) -> Option<usize> {
    page.pieces
        .iter()
        .zip(margins)
        .enumerate()
        .filter(|(_, (piece, margin))| {
            **margin == Margin::No && !matches!(piece, Piece::Picture(_))
        })
        .map(|(index, _)| index)
        .next_back()
}

fn number_cells(pages: &mut [LaidPage]) {
    for page in pages {
        for piece in &mut page.pieces {
            if let Piece::Table(table) = piece {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    cell.page = page.number;
                }
            }
        }
    }
}

fn rows_of(table: &PageTable) -> Vec<Vec<Cell>> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).max(1);
    table
        .rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| Cell {
                    row_span: count(cell.rows),
                    col_span: count(cell.cols),
                    bbox: Some(cell.bbox),
                    page: Some(cell.page),
                    ..Cell::plain(cell.text.clone())
                })
                .collect()
        })
        .collect()
}

/// Small text at the foot of a page that starts with a mark.
fn is_footnote(
    page: &LaidPage,
    paragraph: &super::layout::paragraphs::Paragraph,
    styles: &Styles,
) -> bool {
    let marked = paragraph
        .text
        .starts_with(|c: char| is_numeric(c) || matches!(c, '*' | '†' | '‡'));
    marked && paragraph.size <= 0.85 * styles.body() && paragraph.bbox.y0 > 0.7 * page.height
}

fn text_block(text: &str, bbox: Rect) -> TextBlock {
    TextBlock {
        bbox: Some(bbox),
        ..TextBlock::plain(text)
    }
}
