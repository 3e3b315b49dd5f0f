//! Running headers, footers and page numbers.
//!
//! They are known by what they do over pages: the same words at the same height, or a number that counts
//! the pages. On one page alone only a pagination artifact or the form `- 2 -` proves it.

use std::collections::BTreeMap;

use crate::ingest::pdf::layout::paragraphs::Paragraph;
use crate::ingest::pdf::layout::{LaidPage, Piece};
use crate::thai::chars::is_numeric;

/// What a paragraph is with respect to the margins of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Margin {
    /// Part of the text.
    No,
    /// Running header or a page number at the top.
    Header,
    /// Running footer or a page number at the bottom.
    Footer,
}

/// Height of the strips in which running text is looked for, in points: the usual margins are 57 to 72, and the first line of
/// a footer that fills its margin has its middle just above.
const STRIP: f32 = 76.0;

/// Heights that count as the same, in points.
const SAME_HEIGHT: f32 = 4.0;

/// For each page, what each of its pieces is.
pub(crate) fn margins(pages: &[LaidPage]) -> Vec<Vec<Margin>> {
    let mut seen: BTreeMap<(Strip, String), Vec<f32>> = BTreeMap::new();
    let mut counting: BTreeMap<(Strip, i64), usize> = BTreeMap::new();
    for page in pages {
        for (strip, paragraph) in candidates(page) {
            let height = match strip {
                Strip::Top => paragraph.bbox.y0,
                Strip::Bottom => page.height - paragraph.bbox.y0,
            };
            seen.entry((strip, shape(&paragraph.text)))
                .or_default()
                .push(height);
            if let Some(number) = page_number(&paragraph.text) {
                let offset = number.saturating_sub(i64::from(page.number));
                let count = counting.entry((strip, offset)).or_default();
                *count = count.saturating_add(1);
            }
        }
    }
    let repeated = |strip: Strip, page: &LaidPage, paragraph: &Paragraph| {
        let height = match strip {
            Strip::Top => paragraph.bbox.y0,
            Strip::Bottom => page.height - paragraph.bbox.y0,
        };
        let same = seen
            .get(&(strip, shape(&paragraph.text)))
            .map_or(0, |heights| {
                heights
                    .iter()
                    .filter(|h| (**h - height).abs() <= SAME_HEIGHT)
                    .count()
            });
        same >= 2 && same.saturating_mul(2) >= pages.len()
    };
    let counts = |strip: Strip, page: &LaidPage, text: &str| {
        page_number(text).is_some_and(|number| {
            let offset = number.saturating_sub(i64::from(page.number));
            // A dashed number, or the page's own number, needs no second page to prove it.
            let certain = is_dashed(text) || offset == 0;
            let enough = if certain { 1 } else { 2 };
            counting.get(&(strip, offset)).copied().unwrap_or(0) >= enough
        })
    };
    pages
        .iter()
        .map(|page| {
            page.pieces
                .iter()
                .map(|piece| {
                    let Piece::Text(paragraph) = piece else {
                        return Margin::No;
                    };
                    let Some(strip) = strip_of(page, paragraph) else {
                        return Margin::No;
                    };
                    let running = paragraph.artifact
                        || counts(strip, page, &paragraph.text)
                        || repeated(strip, page, paragraph);
                    match (running, strip) {
                        (false, _) => Margin::No,
                        (true, Strip::Top) => Margin::Header,
                        (true, Strip::Bottom) => Margin::Footer,
                    }
                })
                .collect()
        })
        .collect()
}

/// The strip a paragraph lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strip {
    Top,
    Bottom,
}

fn strip_of(page: &LaidPage, paragraph: &Paragraph) -> Option<Strip> {
    let middle = (paragraph.bbox.y0 + paragraph.bbox.y1) / 2.0;
    let strip = if paragraph.artifact {
        // Artifacts say what they are; only the side is in question.
        page.height / 2.0
    } else {
        STRIP
    };
    if middle <= strip {
        Some(Strip::Top)
    } else if middle >= page.height - strip {
        Some(Strip::Bottom)
    } else {
        None
    }
}

fn candidates(page: &LaidPage) -> impl Iterator<Item = (Strip, &Paragraph)> {
    page.pieces.iter().filter_map(|piece| match piece {
        Piece::Text(paragraph) => Some((strip_of(page, paragraph)?, paragraph)),
        _ => None,
    })
}

/// The text with digits made equal, so that `หน้า 3` and `หน้า 4` are the same.
fn shape(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if is_numeric(c) { '#' } else { c })
        .collect()
}

/// The number of a text that is nothing but a page number: `2`, `- ๒ -`, `หน้า 2`, `หน้า 2 จาก 5`, `2/5`; or ends with one
/// after a sign that divides: `สภ.สมมุติ · หน้า 2`.
fn page_number(text: &str) -> Option<i64> {
    let divided = text.rsplit_once(['·', '|', '•']);
    let last = divided.map(|(_, last)| last.trim_start());
    let last = last.filter(|last| PAGE.iter().any(|word| last.starts_with(word)));
    only_page_number(last.unwrap_or(text))
}

/// Words before the number of a page.
const PAGE: [&str; 5] = ["หน้าที่", "หน้า", "Page", "page", "PAGE"];

fn only_page_number(text: &str) -> Option<i64> {
    let bare = text.trim();
    let bare = PAGE
        .iter()
        .find_map(|word| bare.strip_prefix(word))
        .unwrap_or(bare);
    let bare = bare.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | '(' | ')' | '[' | ']' | '.' | ':')
    });
    let digits: String = bare
        .chars()
        .map_while(|c| match c {
            '0'..='9' => Some(c),
            '๐'..='๙' => char::from_digit(u32::from(c).saturating_sub(0xe50), 10),
            _ => None,
        })
        .collect();
    let rest = bare
        .trim_start_matches(|c: char| c.is_ascii_digit() || ('๐'..='๙').contains(&c))
        .trim_start();
    let rest = ["จาก", "/", "of"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest)
        .trim();
    let only_number = rest.chars().all(is_numeric);
    (digits.len() <= 4 && only_number)
        .then(|| digits.parse().ok())
        .flatten()
}

/// `- 2 -`: a form only page numbers have.
fn is_dashed(text: &str) -> bool {
    let dash = ['-', '–', '—'];
    let text = text.trim();
    text.starts_with(dash) && text.ends_with(dash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_every_usual_form() {
        for (text, number) in [
            ("2", 2),
            ("- ๒ -", 2),
            ("หน้า 3", 3),
            ("หน้า ๓ จาก ๑๐", 3),
            ("Page 4 of 7", 4),
            ("5/9", 5),
            ("สภ.สมมุติ · หน้า 1", 1),
            ("เอกสารเผยแพร่ | หน้า ๒ จาก ๒", 2),
        ] {
            assert_eq!(page_number(text), Some(number), "{text}");
        }
        for text in [
            "ข้อ 2",
            "2567 บาท",
            "หน้าที่ของหน่วยงาน",
            "12345",
            "โทร. 191 | ตู้ ปณ. 2",
        ] {
            assert_eq!(page_number(text), None, "{text}");
        }
    }
}
