//! Whether the text of a page is what the page shows, as far as its drawing tells.
//!
//! A page that is a picture has no text of its own: what little is printed over it (a page number, a
//! stamp) does not make it readable, and the invisible text of a scanner counts only if it is Thai in
//! words. What orthography and dictionary say about visible text is measured when the document is settled.

use std::collections::BTreeSet;

use super::content::{Glyph, PageContent};
use crate::document::{Damage, TextLayer};
use crate::thai::chars::is_thai;
use crate::thai::validity::measure;

/// Part of the page that a picture covers when the page is one, as a share of its area.
const PICTURE: f32 = 0.5;

/// Visible characters that a picture page may have in print: page numbers, stamps, a "scanned by" line.
const STAMP: usize = 25;

/// The share of glyphs without certain text from which a page is called damaged; bullets and logos stay below. A glyph
/// of a font that shows Thai letters is a letter or mark itself, and counts for several.
const UNREADABLE: f32 = 0.05;
const OF_LETTERS: u32 = 4;

/// Share of Thai letters in words that an invisible layer needs. Recognised text reaches 0.8 and more; the
/// layers of scanners that know no Thai stay under 0.3.
const READABLE: f32 = 0.6;

/// Judges a page; `hidden` are the lines of its invisible text.
pub(super) fn judge(content: &PageContent, hidden: &[String]) -> (TextLayer, Option<Damage>) {
    let drawn = |glyph: &&Glyph| !glyph.text.chars().all(char::is_whitespace);
    let letters = content.glyphs.iter().filter(drawn).count();
    if letters <= STAMP && is_picture(content, letters) {
        let layer = if readable(hidden) {
            TextLayer::Ocr
        } else {
            TextLayer::None
        };
        return (layer, None);
    }
    let damage = unreadable(content);
    let damaged = damage
        .as_ref()
        .is_some_and(|damage| damage.score >= UNREADABLE);
    let layer = if damaged {
        TextLayer::Damaged
    } else {
        TextLayer::Native
    };
    (layer, damage)
}

/// What of a page has no certain text: glyphs without a character, and those of fonts whose decoding is doubtful.
/// Orthography cannot see either afterwards.
fn unreadable(content: &PageContent) -> Option<Damage> {
    let (mut drawn, mut lost, mut unmapped) = (0_u32, 0_u32, 0_u32);
    let mut fonts = BTreeSet::new();
    let thai = content
        .glyphs
        .iter()
        .filter(|glyph| glyph.text.chars().any(is_thai));
    let thai: BTreeSet<u16> = thai.map(|glyph| glyph.font).collect();
    for glyph in &content.glyphs {
        if glyph.text.chars().all(char::is_whitespace) && !glyph.text.is_empty() {
            continue;
        }
        drawn = drawn.saturating_add(1);
        let font = content.fonts.get(usize::from(glyph.font));
        if glyph.text.is_empty() {
            unmapped = unmapped.saturating_add(1);
        } else if !font.is_some_and(|font| font.doubtful) {
            continue;
        }
        let counts = glyph.text.is_empty() && thai.contains(&glyph.font);
        lost = lost.saturating_add(if counts { OF_LETTERS } else { 1 });
        fonts.extend(font.map(|font| font.name.clone()));
    }
    (lost > 0).then(|| Damage {
        score: (lost as f32 / drawn as f32).min(1.0),
        unmapped,
        fonts: fonts.into_iter().collect(),
        ..Damage::default()
    })
}

/// Whether pictures make up the page: any, where there is no text at all; one over most of it otherwise.
fn is_picture(content: &PageContent, letters: usize) -> bool {
    let area = content.width * content.height;
    (letters == 0 && !content.images.is_empty())
        || content
            .images
            .iter()
            .any(|picture| picture.rect.width() * picture.rect.height() >= PICTURE * area)
}

/// Whether invisible text is Thai in words.
fn readable(hidden: &[String]) -> bool {
    let found = measure(&hidden.join("\n"));
    let thai = found.thai.saturating_mul(3) >= found.visible;
    thai && found.word_coverage.is_some_and(|share| share >= READABLE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;
    use crate::ingest::pdf::content::Picture;
    use crate::ingest::pdf::layout::testing::{page, word};

    fn scan() -> PageContent {
        PageContent {
            images: vec![Picture {
                rect: Rect::new(0.0, 0.0, 595.0, 842.0),
                width_px: 1654,
                height_px: 2339,
                source: None,
            }],
            ..page()
        }
    }

    #[test]
    fn a_scan_with_a_page_number_has_no_text_of_its_own() {
        let content = PageContent {
            glyphs: word("- 2 -", 280.0, 40.0, 12.0),
            ..scan()
        };
        assert_eq!(judge(&content, &[]).0, TextLayer::None);
    }

    #[test]
    fn a_recognised_layer_without_thai_counts_as_no_text() {
        let hidden = vec!["lJ1:;nlfl m1111vn'l1flL rn1:;mnlJ'VllJ".to_owned(); 20];
        assert_eq!(judge(&scan(), &hidden).0, TextLayer::None);
    }

    #[test]
    fn a_recognised_layer_in_thai_words_is_ocr() {
        let hidden = vec!["ประกาศสถานีตำรวจภูธร เรื่อง นโยบายไม่รับของขวัญ".to_owned()];
        assert_eq!(judge(&scan(), &hidden).0, TextLayer::Ocr);
    }

    #[test]
    fn text_over_a_background_picture_is_native() {
        let content = PageContent {
            glyphs: word(&"ประกาศ ".repeat(20), 60.0, 100.0, 12.0),
            ..scan()
        };
        assert_eq!(judge(&content, &[]), (TextLayer::Native, None));
    }

    #[test]
    fn glyphs_without_characters_make_a_page_damaged() {
        let mut content = page();
        content.glyphs = word("กขคงจฉชซฌญ", 60.0, 100.0, 12.0);
        for glyph in content.glyphs.iter_mut().take(5) {
            glyph.text.clear();
        }
        let few = PageContent {
            glyphs: word(&"กขคงจฉชซ".repeat(20), 60.0, 100.0, 12.0),
            ..page()
        };
        let lost = |letters: usize| {
            let mut content = few.clone();
            for glyph in content.glyphs.iter_mut().take(letters) {
                glyph.text.clear();
            }
            judge(&content, &[]).0
        };
        assert_eq!(lost(1), TextLayer::Native);
        assert_eq!(
            lost(3),
            TextLayer::Damaged,
            "among Thai letters each counts"
        );
        let (layer, damage) = judge(&content, &[]);
        assert_eq!(layer, TextLayer::Damaged);
        assert_eq!(damage.map(|d| d.unmapped), Some(5));
    }
}
