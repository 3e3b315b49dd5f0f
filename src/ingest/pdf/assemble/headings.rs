//! Headings by size and weight, against what the document uses for its running text.

use crate::ingest::pdf::layout::paragraphs::{Paragraph, starts_with_bullet};
use crate::ingest::pdf::layout::{LaidPage, Piece};
use crate::thai::chars::is_alphabetic;

/// What the running text of a document looks like, and which styles stand out from it.
#[derive(Debug, Clone)]
pub(crate) struct Styles {
    body: f32,
    body_bold: bool,
    /// Heading styles from the most to the least prominent: size in half points, bold.
    ranks: Vec<(u32, bool)>,
}

/// Longer texts are no headings even when they are bold.
const LONGEST: usize = 220;

/// Characters below which shares of styles say nothing: a cover page is all headings.
const SHORT_DOCUMENT: usize = 600;

/// Size of running text where a document has none, in points.
const USUAL: f32 = 14.0;

impl Styles {
    /// Looks at every paragraph of the document.
    pub(crate) fn of(pages: &[LaidPage]) -> Styles {
        let paragraphs = || {
            pages
                .iter()
                .flat_map(|page| &page.pieces)
                .filter_map(|piece| match piece {
                    Piece::Text(paragraph) if !paragraph.artifact => Some(paragraph),
                    _ => None,
                })
        };
        let mut sizes: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
        let (mut bold, mut all) = (0_usize, 0_usize);
        for paragraph in paragraphs() {
            let length = paragraph.text.chars().count();
            let count = sizes.entry(half_points(paragraph.size)).or_default();
            *count = count.saturating_add(length);
            all = all.saturating_add(length);
            if paragraph.bold {
                bold = bold.saturating_add(length);
            }
        }
        let body = sizes
            .iter()
            .max_by_key(|(_, length)| **length)
            .map_or(USUAL, |(size, _)| *size as f32 / 2.0);
        let mut styles = Styles {
            body,
            body_bold: bold.saturating_mul(2) > all,
            ranks: Vec::new(),
        };
        // A style in which a good part of the text is set is no heading style, whatever its size.
        let mut ranks: std::collections::BTreeMap<(u32, bool), usize> =
            std::collections::BTreeMap::new();
        for paragraph in paragraphs() {
            let count = ranks
                .entry((half_points(paragraph.size), paragraph.bold))
                .or_default();
            *count = count.saturating_add(paragraph.text.chars().count());
        }
        let short = all < SHORT_DOCUMENT;
        styles.ranks = ranks
            .into_iter()
            .rev()
            .filter(|(_, length)| short || length.saturating_mul(3) < all)
            .map(|(style, _)| style)
            .filter(|(size, bold)| {
                styles.larger(*size as f32 / 2.0) || styles.bolder(*size as f32 / 2.0, *bold)
            })
            .collect();
        styles
    }

    /// The heading level of a paragraph, from 1; `None` when it is running text.
    pub(crate) fn level(&self, paragraph: &Paragraph) -> Option<u8> {
        if !self.stands_out(paragraph) {
            return None;
        }
        let style = (half_points(paragraph.size), paragraph.bold);
        let rank = self.ranks.iter().position(|rank| *rank == style)?;
        u8::try_from(rank.saturating_add(1).min(6)).ok()
    }

    /// The size of running text, in points.
    pub(crate) fn body(&self) -> f32 {
        self.body
    }

    fn larger(&self, size: f32) -> bool {
        size >= 1.12 * self.body
    }

    fn bolder(&self, size: f32, bold: bool) -> bool {
        bold && !self.body_bold && size >= 0.95 * self.body
    }

    fn stands_out(&self, paragraph: &Paragraph) -> bool {
        let larger = self.larger(paragraph.size);
        let bolder = self.bolder(paragraph.size, paragraph.bold);
        let letters = || {
            let is_letter = |c: &char| matches!(c, 'ก'..='\u{0E4E}') || is_alphabetic(*c);
            paragraph.text.chars().filter(is_letter)
        };
        (larger || bolder)
            && paragraph.lines <= 4
            && paragraph.text.chars().count() <= LONGEST
            && letters().nth(1).is_some()
            && !starts_with_bullet(&paragraph.text)
    }
}

fn half_points(size: f32) -> u32 {
    // Sizes of real text are 4 to 100 points; a hostile size saturates.
    (size * 2.0).round().clamp(0.0, 10_000.0) as u32
}
