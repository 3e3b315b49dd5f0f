//! Approximate search: where a phrase stands with a few letters wrong.
//!
//! Both sides are reduced to one byte a letter of the loose key. A phrase allowed `k` errors is cut into
//! `k + 1` pieces, one of which must then be there unharmed (the pigeonhole principle); one pass finds
//! the pieces of all phrases, and Myers' bit-parallel algorithm measures the text around each hit.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::letters::{Letters, codes};
use crate::thai::fold::{Folded, loose_char};

/// Phrases up to this many letters of their loose key are compared; one machine word holds them.
const LONGEST: usize = 64;

/// Wrong letters allowed in a phrase of so many letters: one for short words, then about a tenth.
/// `None` when the phrase is too short to be told from other words with a letter changed.
fn errors_allowed(letters: usize) -> Option<usize> {
    match letters {
        0..=2 => None,
        3..=5 => Some(0),
        6..=11 => Some(1),
        12..=21 => Some(2),
        22..=LONGEST => Some(3),
        _ => None,
    }
}

/// The phrases, cut and indexed.
#[derive(Debug)]
pub(super) struct Pieces {
    phrases: Vec<Option<Pattern>>,
    index: Option<AhoCorasick>,
    /// Phrase and offset in it of each pattern of `index`.
    pieces: Vec<(usize, usize)>,
}

#[derive(Debug)]
struct Pattern {
    letters: Vec<u8>,
    errors: usize,
}

impl Pieces {
    /// Takes the loose keys of the phrases.
    pub(super) fn new<'p>(phrases: impl Iterator<Item = &'p str>) -> Self {
        let phrases: Vec<Option<Pattern>> = phrases
            .map(|phrase| {
                let letters = codes(phrase);
                errors_allowed(letters.len()).map(|errors| Pattern { letters, errors })
            })
            .collect();
        let mut pieces = Vec::new();
        let mut patterns: Vec<&[u8]> = Vec::new();
        for (index, pattern) in phrases.iter().enumerate() {
            let Some(pattern) = pattern else { continue };
            let parts = pattern.errors + 1;
            let cut = |part: usize| part * pattern.letters.len() / parts;
            for part in 0..parts {
                pieces.push((index, cut(part)));
                patterns.push(&pattern.letters[cut(part)..cut(part + 1)]);
            }
        }
        let index = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(patterns)
            .ok();
        Pieces {
            phrases,
            index,
            pieces,
        }
    }

    /// Places in the folded text that are near enough to a phrase, best end for each hit.
    pub(super) fn candidates(&self, text: &Folded, wanted: &[usize]) -> Vec<(usize, Range<usize>)> {
        let Some(index) = &self.index else {
            return Vec::new();
        };
        let mut is_wanted = vec![false; self.phrases.len()];
        for &phrase in wanted {
            if let Some(flag) = is_wanted.get_mut(phrase) {
                *flag = true;
            }
        }
        let text = Letters::of(text.text(), loose_char);
        let mut measured = vec![usize::MAX; self.phrases.len()];
        let mut found = Vec::new();
        for hit in index.find_overlapping_iter(&text.codes) {
            let Some(&(phrase, offset)) = self.pieces.get(hit.pattern().as_usize()) else {
                continue;
            };
            let Some(pattern) = self.phrases[phrase].as_ref().filter(|_| is_wanted[phrase]) else {
                continue;
            };
            // Where the phrase would begin if nothing before the piece were missing or added.
            let begin = hit.start().saturating_sub(offset);
            if measured[phrase] == begin {
                continue;
            }
            measured[phrase] = begin;
            let from = begin.saturating_sub(pattern.errors);
            let to = (begin + pattern.letters.len() + pattern.errors).min(text.codes.len());
            if let Some(range) = nearest(pattern, &text.codes[from..to]) {
                let range = from + range.start..from + range.end;
                found.push((phrase, text.bytes(&range)));
            }
        }
        found.sort_by_key(|(phrase, range)| (*phrase, range.start, range.end));
        found.dedup();
        found
    }
}

/// The part of a short text that is nearest to the pattern, when it is near enough.
fn nearest(pattern: &Pattern, text: &[u8]) -> Option<Range<usize>> {
    let (end, distance) = nearest_end(&pattern.letters, text.iter().copied())?;
    if distance > pattern.errors {
        return None;
    }
    // Reading backwards from the end finds the beginning.
    let reversed: Vec<u8> = pattern.letters.iter().rev().copied().collect();
    let head = text.get(..end)?;
    let (length, _) = nearest_end(
        &reversed,
        head.iter()
            .rev()
            .copied()
            .take(pattern.letters.len() + pattern.errors),
    )
    .filter(|&(_, back)| back <= pattern.errors)?;
    Some(end - length..end)
}

/// Where in the text the best approximate match of the pattern ends, and its distance: Myers, "A fast
/// bit-vector algorithm for approximate string matching", 1999. The pattern has 1 to 64 letters.
fn nearest_end(pattern: &[u8], text: impl Iterator<Item = u8>) -> Option<(usize, usize)> {
    let last = 1u64.checked_shl(u32::try_from(pattern.len()).ok()?.checked_sub(1)?)?;
    let mut peq = [0u64; 256];
    for (bit, &letter) in pattern.iter().enumerate() {
        peq[usize::from(letter)] |= 1 << bit;
    }
    let (mut plus, mut minus) = (u64::MAX, 0u64);
    let mut score = pattern.len();
    let mut best = None;
    for (at, letter) in text.enumerate() {
        let equal = peq[usize::from(letter)];
        let vertical = equal | minus;
        let horizontal = (((equal & plus).wrapping_add(plus)) ^ plus) | equal;
        let mut up = minus | !(horizontal | plus);
        let mut down = plus & horizontal;
        if up & last != 0 {
            score += 1;
        } else if down & last != 0 {
            score -= 1;
        }
        up <<= 1;
        down <<= 1;
        plus = down | !(vertical | up);
        minus = up & vertical;
        if best.is_none_or(|(_, least)| score < least) {
            best = Some((at + 1, score));
        }
    }
    best
}

/// Letters to insert, delete or replace to make one text the other.
pub(in crate::thai) fn distance(a: &str, b: &str) -> u32 {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<u32> = (0..).take(b.len() + 1).collect();
    for (i, c) in (1..).zip(a.chars()) {
        let mut diagonal = row[0];
        row[0] = i;
        for j in 1..row.len() {
            let replace = diagonal + u32::from(b[j - 1] != c);
            diagonal = row[j];
            row[j] = replace.min(row[j] + 1).min(row[j - 1] + 1);
        }
    }
    row[b.len()]
}

/// Whether both texts have the same digits in the same order and as many negations: those are facts, not
/// misreadings. "ไตรมาสที่ 1" is not "ไตรมาสที่ 2".
pub(super) fn same_facts(a: &str, b: &str) -> bool {
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let negations = |text: &str| text.matches("ไม่").count() + text.matches("มิ").count();
    digits(a) == digits(b) && negations(a) == negations(b)
}
