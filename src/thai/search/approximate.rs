//! Approximate search: where a phrase stands with a few letters wrong.
//!
//! Both sides are reduced to one byte a letter of the loose key. A phrase allowed `k` errors is cut into
//! `k + 1` pieces, one of which must then be there unharmed (the pigeonhole principle); one pass finds
//! the pieces of the phrases asked for. Around each, a phrase has most of its pairs of letters, or it is not
//! there; where it has, Myers' bit-parallel algorithm measures the text.

use std::ops::Range;

use super::letters::{Letters, LooseLetters, codes, place};
use super::trie::Trie;

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

/// The phrases that can be looked for.
#[derive(Debug)]
pub(super) struct Patterns(Vec<Option<Pattern>>);

#[derive(Debug)]
struct Pattern {
    letters: Vec<u8>,
    /// Wrong letters allowed.
    errors: usize,
    /// [`pairs`] of all its letters, together.
    pairs: u64,
}

/// A part of a phrase that is looked for unharmed, with what decides about most places where it is: a look at the
/// phrase takes longer than the decision.
#[derive(Debug, Clone, Copy)]
struct Piece {
    phrase: u32,
    /// Letters of the phrase before it.
    offset: u8,
    /// Letters of the phrase in all.
    letters: u8,
    /// As of the [`Pattern`].
    errors: u8,
    pairs: u64,
}

impl Patterns {
    /// Takes the loose keys of the phrases.
    pub(super) fn new<'p>(phrases: impl Iterator<Item = &'p str>) -> Self {
        let pattern = |phrase| {
            let letters = codes(phrase);
            let errors = errors_allowed(letters.len())?;
            let pairs = pairs(&letters).fold(0, |pairs, pair| pairs | pair);
            Some(Pattern {
                letters,
                errors,
                pairs,
            })
        };
        Patterns(phrases.map(pattern).collect())
    }

    /// Places, in letters, that are near enough to a phrase, best end for each hit.
    ///
    /// The pieces are indexed anew for each call: that takes a millisecond for a whole rule set and nothing for
    /// the few phrases that are mostly asked for, and then their pieces alone are found.
    pub(super) fn candidates(
        &self,
        letters: &Letters<'_>,
        wanted: &[usize],
    ) -> Vec<(usize, Range<usize>)> {
        let pieces = self.pieces(wanted).unwrap_or_default();
        // They are sorted, so that those that are alike are beside each other.
        let (parts, pieces): (Vec<&[u8]>, Vec<Piece>) = pieces.into_iter().unzip();
        let Some(index) = Trie::new(&parts) else {
            return Vec::new();
        };
        let text = LooseLetters::of(letters);
        let neighbours = Neighbours::of(&text.codes);
        let mut measure = Measure::default();
        let mut measured = vec![u32::MAX; self.0.len()];
        let mut found = Vec::new();
        index.find(&text.codes, |start, _, hits| {
            for piece in hits.iter().filter_map(|&hit| pieces.get(hit as usize)) {
                // Where the phrase would begin if nothing before the piece were missing or added.
                let begin = start.saturating_sub(usize::from(piece.offset));
                let phrase = piece.phrase as usize;
                let measured = &mut measured[phrase];
                if std::mem::replace(measured, place(begin)) == place(begin) {
                    continue;
                }
                let errors = usize::from(piece.errors);
                let from = begin.saturating_sub(errors);
                let to = begin + usize::from(piece.letters) + errors;
                let around = from..to.min(text.codes.len());
                if neighbours.may_have(piece, &around)
                    && let Some(pattern) = &self.0[phrase]
                    && let Some(range) = measure.nearest(pattern, &text.codes[around])
                {
                    let range = from + range.start..from + range.end;
                    found.push((phrase, text.letters(&range)));
                }
            }
        });
        found.sort_by_key(|(phrase, range)| (*phrase, range.start, range.end));
        found.dedup();
        found
    }

    /// The pieces of phrases, each after its letters, sorted by these. `None` when there are too many phrases to number.
    fn pieces(&self, wanted: &[usize]) -> Option<Vec<(&[u8], Piece)>> {
        let mut pieces = Vec::new();
        for &phrase in wanted {
            let Some(Some(pattern)) = self.0.get(phrase) else {
                continue;
            };
            let parts = pattern.errors + 1;
            let cut = |part: usize| part * pattern.letters.len() / parts;
            for part in 0..parts {
                let piece = Piece {
                    phrase: u32::try_from(phrase).ok()?,
                    offset: u8::try_from(cut(part)).ok()?,
                    letters: u8::try_from(pattern.letters.len()).ok()?,
                    errors: u8::try_from(pattern.errors).ok()?,
                    pairs: pattern.pairs,
                };
                pieces.push((&pattern.letters[cut(part)..cut(part + 1)], piece));
            }
        }
        pieces.sort_by_key(|(letters, _)| *letters);
        Some(pieces)
    }
}

/// The pairs of letters that follow each other, each as one bit of 64, which pairs share.
fn pairs(letters: &[u8]) -> impl Iterator<Item = u64> {
    letters.windows(2).map(|pair| {
        let pair = pair
            .iter()
            .fold(0, |pair, &letter| pair << 8 | u32::from(letter));
        // Fibonacci hashing: the upper bits of a product with 2^32 divided by the golden ratio.
        1 << (pair.wrapping_mul(0x9E37_79B9) >> (u32::BITS - u64::BITS.ilog2()))
    })
}

/// The pairs of letters in the neighbourhood of each place of a text: a filter that spares two measurements in three.
struct Neighbours(Vec<u64>);

/// Pairs in a neighbourhood.
const NEIGHBOURS: usize = 8;

impl Neighbours {
    fn of(text: &[u8]) -> Self {
        let mut near: Vec<u64> = pairs(text).collect();
        let mut reach = 1;
        while reach < NEIGHBOURS {
            for at in 0..near.len().saturating_sub(reach) {
                near[at] |= near[at + reach];
            }
            reach *= 2;
        }
        Neighbours(near)
    }

    /// Whether a part of the text has so many pairs of a phrase that the phrase may be in it: an error destroys two.
    fn may_have(&self, piece: &Piece, part: &Range<usize>) -> bool {
        // Each place stands for some pairs, the last of them for those up to the end.
        let last = part.end.saturating_sub(NEIGHBOURS + 1).max(part.start);
        let near = |place: usize| self.0.get(place).copied().unwrap_or_default();
        let mut there = near(last);
        let mut place = part.start;
        while place < last {
            there |= near(place);
            place += NEIGHBOURS;
        }
        let missing = (piece.pairs & !there).count_ones();
        missing <= 2 * u32::from(piece.errors)
    }
}

/// Measures with Myers' algorithm: "A fast bit-vector algorithm for approximate string matching", 1999.
struct Measure {
    /// The places of each letter in the pattern, as bits. Empty between measurements: to empty what was
    /// filled is cheaper than a new table.
    places: [u64; 256],
}

impl Default for Measure {
    fn default() -> Self {
        Measure { places: [0; 256] }
    }
}

impl Measure {
    /// The part of a short text that is nearest to the pattern, when it is near enough.
    fn nearest(&mut self, pattern: &Pattern, text: &[u8]) -> Option<Range<usize>> {
        let letters = pattern.letters.iter();
        let (end, distance) = self.nearest_end(letters, text.iter())?;
        if distance > pattern.errors {
            return None;
        }
        // Reading backwards from the end finds the beginning.
        let letters = pattern.letters.iter().rev();
        let head = text.get(..end)?.iter().rev();
        let (length, _) = self
            .nearest_end(letters, head.take(pattern.letters.len() + pattern.errors))
            .filter(|&(_, back)| back <= pattern.errors)?;
        Some(end - length..end)
    }

    /// Where in the text the best approximate match of the pattern ends, and its distance. The pattern has 1 to 64
    /// letters.
    fn nearest_end<'a>(
        &mut self,
        pattern: impl ExactSizeIterator<Item = &'a u8> + Clone,
        text: impl Iterator<Item = &'a u8>,
    ) -> Option<(usize, usize)> {
        let last = 1u64.checked_shl(u32::try_from(pattern.len()).ok()?.checked_sub(1)?)?;
        for (bit, &letter) in pattern.clone().enumerate() {
            self.places[usize::from(letter)] |= 1 << bit;
        }
        let (mut plus, mut minus) = (u64::MAX, 0u64);
        let mut score = pattern.len();
        let mut best = (0, usize::MAX);
        for (at, &letter) in text.enumerate() {
            let equal = self.places[usize::from(letter)];
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
            if score < best.1 {
                best = (at + 1, score);
            }
        }
        for &letter in pattern {
            self.places[usize::from(letter)] = 0;
        }
        Some(best).filter(|&(end, _)| end > 0)
    }
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
