//! Amounts in Thai words, as money lines repeat them: "(หนึ่งหมื่นสองพันบาทถ้วน)".
//!
//! Only amounts of baht, satang and percentages ("ร้อยละแปดสิบ") are read: number words stand in too many
//! other words to mean a number by themselves.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{NumberMention, Unit};

const DIGITS: [(&str, u64); 13] = [
    ("ศูนย์", 0),
    ("หนึ่ง", 1),
    ("เอ็ด", 1),
    ("สอง", 2),
    ("ยี่", 2),
    ("สาม", 3),
    ("สี่", 4),
    ("ห้า", 5),
    ("หก", 6),
    ("เจ็ด", 7),
    ("แปด", 8),
    ("เก้า", 9),
    ("นึ่ง", 1),
];

const POWERS: [(&str, u64); 5] = [
    ("สิบ", 10),
    ("ร้อย", 100),
    ("พัน", 1_000),
    ("หมื่น", 10_000),
    ("แสน", 100_000),
];

/// Every amount in words in folded text with single spaces.
pub(super) fn find(text: &str) -> Vec<NumberMention> {
    let mut found: Vec<NumberMention> = Vec::new();
    let Some(starts) = STARTS.as_ref() else {
        return found;
    };
    for hit in starts.find_iter(text) {
        let free = found.last().is_none_or(|last| last.span.end <= hit.start());
        if free && let Some(mention) = amount(text, hit.start()) {
            found.push(mention);
        }
    }
    found
}

/// Every word that an amount can begin with. `None` cannot happen: a fixed list of short words always builds.
static STARTS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = DIGITS.iter().chain(&POWERS).map(|(word, _)| *word);
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words.chain(["ร้อยละ"]))
        .ok()
});

fn amount(text: &str, at: usize) -> Option<NumberMention> {
    if let Some(rest) = text.get(at..)?.strip_prefix("ร้อยละ") {
        let start = text.len() - rest.trim_start().len();
        let (value, end) = cardinal(text, start)?;
        return Some(mention(at, end, value as f64, Unit::Percent));
    }
    let (value, end) = cardinal(text, at)?;
    let rest = text.get(end..)?.trim_start();
    let after_unit = |word: &str| {
        rest.strip_prefix(word)
            .map(|after| text.len() - after.len())
    };
    if let Some(end) = after_unit("สตางค์") {
        return Some(mention(at, end, value as f64 / 100.0, Unit::Baht));
    }
    let mut end = after_unit("บาท")?;
    let mut baht = value as f64;
    let after = text.len() - text.get(end..)?.trim_start().len();
    if text.get(after..)?.starts_with("ถ้วน") {
        end = after + "ถ้วน".len();
    } else if let Some((satang, satang_end)) = cardinal(text, after)
        && let Some(rest) = text.get(satang_end..)?.trim_start().strip_prefix("สตางค์")
    {
        baht += satang as f64 / 100.0;
        end = text.len() - rest.len();
    }
    Some(mention(at, end, baht, Unit::Baht))
}

fn mention(start: usize, end: usize, value: f64, unit: Unit) -> NumberMention {
    NumberMention {
        span: start..end,
        value,
        unit: Some(unit),
        ordinal: false,
    }
}

/// Reads number words at `at` as far as they go: the value and where they end.
fn cardinal(text: &str, at: usize) -> Option<(u64, usize)> {
    let mut end = at;
    // Complete millions, the part below a million, and a digit that waits for its power.
    let (mut millions, mut part, mut digit): (u64, u64, Option<u64>) = (0, 0, None);
    let mut any = false;
    while let Some(rest) = text.get(end..) {
        let skipped = if any {
            rest.trim_start_matches(' ')
        } else {
            rest
        };
        let word_at = text.len() - skipped.len();
        if let Some((word, value)) = starts_with(&DIGITS, skipped) {
            if digit.is_some() {
                return None;
            }
            digit = Some(value);
            end = word_at + word.len();
        } else if let Some((word, power)) =
            starts_with(&POWERS, skipped).filter(|_| !skipped.starts_with("ร้อยละ"))
        {
            part = part.checked_add(digit.take().unwrap_or(1).checked_mul(power)?)?;
            end = word_at + word.len();
        } else if any && skipped.starts_with("ล้าน") {
            let below = part.checked_add(digit.take().unwrap_or(0))?;
            millions = millions.checked_add(below)?.checked_mul(1_000_000)?;
            part = 0;
            end = word_at + "ล้าน".len();
        } else {
            break;
        }
        any = true;
    }
    let value = millions
        .checked_add(part)?
        .checked_add(digit.unwrap_or(0))?;
    any.then_some((value, end))
}

fn starts_with<'w>(words: &'w [(&'w str, u64)], text: &str) -> Option<(&'w str, u64)> {
    words
        .iter()
        .find(|(word, _)| text.starts_with(word))
        .copied()
}
