//! The last step of reading: Thai text repaired, cells typed, damage measured.
//!
//! It runs once over a finished document, for every format. Repairing text that a reader has repaired
//! already changes nothing, and what a reader knows better (the typed value behind a workbook cell, the
//! damage of a font) stays as it is. Boxes get the precision they are written with, so that a document that
//! was written and read again is the same one.

use std::borrow::Cow;

use super::values;
use crate::document::{Block, Body, Cell, Damage, Document, Page, Rect, TextLayer};
use crate::thai::repair::repair;
use crate::thai::validity::{Validity, measure};

/// Thai letters from which on the share of words alone tells that a text is not what the page shows.
const LONG_TEXT: f32 = 200.0;

/// Share of Thai letters in words below which a long text is gibberish. Lists of names stay above 0.7.
const GIBBERISH: f32 = 0.5;

/// The same where at least one in so many Thai characters cannot stand where it does, repaired as the text is.
const DOUBTFUL: f32 = 0.65;
const ONE_ILLEGAL_IN: u32 = 100;

/// From this damage on a page cannot be judged by its text.
const DAMAGED: f32 = 0.5;

/// Completes a document.
pub(crate) fn settle(document: &mut Document) {
    let (Body::Pages { pages } | Body::Sheets { sheets: pages }) = &mut document.body;
    for page in pages {
        for block in &mut page.blocks {
            settle_block(block);
        }
        for hidden in &mut page.hidden {
            settle_text(hidden);
        }
        for link in &mut page.links {
            settle_text(&mut link.text);
        }
        if page.text_layer == TextLayer::Native {
            measure_page(page);
        }
    }
}

fn settle_block(block: &mut Block) {
    match block {
        Block::Heading(text)
        | Block::Paragraph(text)
        | Block::Header(text)
        | Block::Footer(text)
        | Block::Footnote(text) => {
            let before = settle_text(&mut text.text);
            text.original = text.original.take().or(before);
            settle_box(&mut text.bbox);
        }
        Block::Table(table) => {
            settle_box(&mut table.bbox);
            for header in &mut table.repeated_headers {
                settle_box(&mut header.bbox);
            }
            if let Some(caption) = &mut table.caption {
                settle_text(caption);
            }
            for cell in table.rows.iter_mut().flatten() {
                settle_cell(cell);
            }
        }
        Block::Image(image) => {
            settle_box(&mut image.bbox);
            if let Some(caption) = &mut image.caption {
                settle_text(caption);
            }
            for label in &mut image.boxes {
                settle_text(label);
            }
        }
    }
}

fn settle_box(bbox: &mut Option<Rect>) {
    *bbox = bbox.map(|bbox| <[f32; 4]>::from(bbox).into());
}

fn settle_cell(cell: &mut Cell) {
    settle_box(&mut cell.bbox);
    let before = settle_text(&mut cell.text);
    cell.original = cell.original.take().or(before);
    if cell.value.is_none() {
        cell.value = values::of(&cell.text);
    }
}

/// Repairs a text and gives what it was, if it changed.
fn settle_text(text: &mut String) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let repaired = match repair(text) {
        Cow::Borrowed(_) => return None,
        Cow::Owned(repaired) => repaired,
    };
    (repaired != *text).then(|| std::mem::replace(text, repaired))
}

/// Notes what is wrong with the text of a page, if anything is.
fn measure_page(page: &mut Page) {
    let mut total = Validity::default();
    let (mut letters, mut in_words) = (0.0_f32, 0.0_f32);
    let mut add = |text: &str| {
        if text.is_ascii() {
            return;
        }
        let found = measure(text);
        total.thai = total.thai.saturating_add(found.thai);
        total.illegal = total.illegal.saturating_add(found.illegal);
        total.private_use = total.private_use.saturating_add(found.private_use);
        total.replacement = total.replacement.saturating_add(found.replacement);
        total.split_sara_am = total.split_sara_am.saturating_add(found.split_sara_am);
        total.intruders = total.intruders.saturating_add(found.intruders);
        if let Some(share) = found.word_coverage {
            #[allow(
                clippy::cast_precision_loss,
                reason = "a share needs no more precision"
            )]
            let count = found.thai as f32;
            letters += count;
            in_words += share * count;
        }
    };
    for block in &page.blocks {
        match block {
            Block::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    add(&cell.text);
                }
            }
            other => {
                if let Some(text) = other.text() {
                    add(&text.text);
                }
            }
        }
    }
    let known = page.damage.take();
    let word_coverage = (letters > 0.0).then(|| in_words / letters);
    // Names and abbreviations fill tables, so words count only where whole letters are missing, or where
    // a long text has hardly any.
    let flaws = total.illegal.max(total.private_use).max(total.replacement);
    let illegal = total.illegal.saturating_mul(ONE_ILLEGAL_IN) >= total.thai;
    let least = if illegal { DOUBTFUL } else { GIBBERISH };
    let gibberish = letters >= LONG_TEXT && word_coverage.is_some_and(|share| share < least);
    if flaws == 0 && !gibberish && known.is_none() {
        return;
    }
    let known = known.unwrap_or_default();
    let measured = if flaws > 0 || gibberish {
        total.damage()
    } else {
        0.0
    };
    let score = measured.max(known.score);
    if score >= DAMAGED || gibberish {
        page.text_layer = TextLayer::Damaged;
    }
    page.damage = Some(Damage {
        score,
        thai: total.thai,
        illegal: total.illegal,
        private_use: total.private_use,
        replacement: total.replacement,
        word_coverage,
        ..known
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Table, TextBlock, Value};

    fn document(blocks: Vec<Block>) -> Document {
        let page = Page {
            blocks,
            ..Page::new(1)
        };
        Document::new("a.docx", Format::Docx, Body::Pages { pages: vec![page] })
    }

    #[test]
    fn repaired_text_keeps_what_the_file_said() {
        let mut document = document(vec![
            Block::Paragraph(TextBlock::plain("ท\u{F70A}าน")),
            Block::Paragraph(TextBlock::plain("งบประมาณ")),
        ]);
        settle(&mut document);
        let page = &document.pages()[0];
        let first = page.blocks[0].text().unwrap();
        assert_eq!(first.text, "ท่าน");
        assert_eq!(first.original.as_deref(), Some("ท\u{F70A}าน"));
        assert_eq!(page.blocks[1].text().unwrap().original, None);
        assert_eq!(page.damage, None);
    }

    #[test]
    fn cells_get_values_unless_the_reader_knew_better() {
        let known = Cell {
            value: Some(Value::Percent { share: 0.5 }),
            ..Cell::plain("50")
        };
        let mut document = document(vec![Block::Table(Table {
            rows: vec![vec![Cell::plain("๕๐๐ บาท"), known]],
            ..Table::default()
        })]);
        settle(&mut document);
        let Block::Table(table) = &document.pages()[0].blocks[0] else {
            panic!("no table");
        };
        assert_eq!(table.rows[0][0].value, Some(Value::Money { baht: 500.0 }));
        assert_eq!(table.rows[0][1].value, Some(Value::Percent { share: 0.5 }));
    }

    #[test]
    fn text_beyond_repair_is_damaged() {
        let mut document = document(vec![Block::Paragraph(TextBlock::plain(
            "\u{F8FF}\u{FFFD}ก".repeat(30),
        ))]);
        settle(&mut document);
        assert_eq!(document.pages()[0].text_layer, TextLayer::Damaged);
    }

    #[test]
    fn clusters_in_place_of_letters_are_damaged_though_half_of_the_words_are_known() {
        let sound = "สถานีตำรวจภูธรรายงานผลการดำเนินงานต่อประชาชนในพื้นที่ ".repeat(6);
        let wrong = "กิารเป่นีป่ระจาที่ฎุกิปี่เจาหนีาทีั่งอาชญ่ากิรรมนีันี ".repeat(7);
        for (text, layer) in [
            (sound.clone(), TextLayer::Native),
            (sound + &wrong, TextLayer::Damaged),
        ] {
            let mut document = document(vec![Block::Paragraph(TextBlock::plain(text))]);
            settle(&mut document);
            assert_eq!(document.pages()[0].text_layer, layer);
        }
    }
}
