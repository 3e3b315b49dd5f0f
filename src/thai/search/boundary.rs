//! Whether a find stands as words of its own or is a piece of another word.
//!
//! Thai has no spaces between words, so a dictionary decides: a boundary is refused when some word
//! runs across it and the text around splits into words worse with a boundary there than without.
//! So "แผน" is refused in "แผนก" (ก is left over) and accepted in "แผนการ" (การ is a word).

use std::ops::Range;

use super::letters::{Letters, is_lead_vowel, is_thai_letter};
use crate::thai::chars::is_letter;
use crate::thai::fold::{Folded, Sources};
use crate::thai::lexicon::{
    Run, SIDE, is_contested, is_contested_between, parts_well, starts_cell,
};

/// Letters of context on each side that the split into words may use.
const CONTEXT: usize = 12;

/// What is known about word boundaries in one text. Phrases often begin and end at the same places, and
/// the same words stand beside them again and again, so each is judged once.
#[derive(Debug)]
pub(super) struct Boundaries<'t> {
    letters: &'t Letters<'t>,
    sources: Sources<'t>,
    judged: Judged,
    known: Known,
}

impl<'t> Boundaries<'t> {
    /// Takes a text and all letters of it.
    pub(super) fn of(text: &'t Folded<'t>, letters: &'t Letters<'t>) -> Self {
        Boundaries {
            letters,
            sources: text.sources(),
            judged: Judged::of(letters.codes.len() + 1),
            known: Known::default(),
        }
    }

    /// Whether both ends of a find, in letters, are at word boundaries.
    pub(super) fn stands_alone(&mut self, found: &Range<usize>) -> bool {
        self.is_boundary(found.start) && self.is_boundary(found.end)
    }

    /// Whether a word may begin or end before this letter.
    #[inline]
    pub(super) fn is_boundary(&mut self, at: usize) -> bool {
        self.judged.get(at).unwrap_or_else(|| {
            let verdict = self.judge(at);
            self.judged.set(at, verdict);
            verdict
        })
    }

    fn judge(&mut self, at: usize) -> bool {
        let (head, tail) = self.letters.codes.split_at_checked(at).unwrap_or_default();
        // A vowel written before its consonant belongs to it: "กม" is not in "เกม".
        if head.last().is_some_and(|&code| is_lead_vowel(code)) {
            return false;
        }
        let (Some(&before), Some(&after)) = (head.last(), tail.first()) else {
            return true;
        };
        if !starts_cell(after) {
            return false;
        }
        if !is_thai_letter(before) || !is_thai_letter(after) {
            let is_one_word = (before.is_ascii_alphabetic() && after.is_ascii_alphabetic())
                || (before.is_ascii_digit() && after.is_ascii_digit());
            return !is_one_word || self.is_spaced(at);
        }
        if !is_contested_at(head, tail) {
            return true;
        }
        let before = thai_before(head);
        let text = self.letters.codes.get(at - before..).unwrap_or_default();
        self.known
            .parts_well(text, before, before + thai_after(tail))
            || self.is_spaced(at)
    }

    fn is_spaced(&mut self, at: usize) -> bool {
        self.sources.is_spaced_at(self.letters.byte(at))
    }
}

/// The verdict on each letter of a text, in two bits of a number for 32 of them: whether it was judged, and how.
#[derive(Debug)]
struct Judged(Vec<u64>);

impl Judged {
    fn of(letters: usize) -> Self {
        Judged(vec![0; letters.div_ceil(32)])
    }

    fn get(&self, at: usize) -> Option<bool> {
        let bits = self.0.get(at / 32)? >> (2 * (at % 32));
        (bits & 1 != 0).then_some(bits & 2 != 0)
    }

    fn set(&mut self, at: usize, verdict: bool) {
        if let Some(bits) = self.0.get_mut(at / 32) {
            *bits |= (1 | u64::from(verdict) << 1) << (2 * (at % 32));
        }
    }
}

/// Verdicts on the boundaries in runs of letters. Each has one place for itself and one other, which goes to whoever
/// comes next: they stay in a near cache, no text can make them many, and two that often take turns both stay.
#[derive(Debug)]
struct Known(Vec<[Option<(Context, bool)>; 2]>);

/// Places of [`Known`], as a power of two: 48 KB. A text of 100 pages has some thousands of contested boundaries.
const KNOWN: u32 = 9;

impl Default for Known {
    fn default() -> Self {
        Known(vec![[None; 2]; 1 << KNOWN])
    }
}

impl Known {
    /// [`parts_well`], if need be, for a run of `length` letters at the beginning of a text.
    fn parts_well(&mut self, text: &[u8], before: usize, length: usize) -> bool {
        let judge = || parts_well(text.get(..length).unwrap_or(text), before);
        let Some(context) = Context::of(text, before, length) else {
            return judge();
        };
        let Some(place) = self.0.get_mut(context.place()) else {
            return judge();
        };
        let mut known = place.iter().flatten();
        if let Some((_, verdict)) = known.find(|(known, _)| *known == context) {
            return *verdict;
        }
        let verdict = judge();
        *place = [Some((context, verdict)), place[0]];
        verdict
    }
}

/// The letters around a boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Context {
    letters: [u64; 4],
    /// How many of them are before it.
    before: usize,
}

impl Context {
    /// `None` for longer runs, which have cells of many marks, and for those near the end of the text: whole words are
    /// read and what is after the run taken out.
    fn of(text: &[u8], before: usize, length: usize) -> Option<Self> {
        let (words, _) = text.first_chunk::<32>()?.as_chunks();
        let mut left = u32::try_from(length).ok().filter(|&length| length <= 32)?;
        let mut letters = [0; 4];
        for (own, word) in letters.iter_mut().zip(words) {
            let bits = u8::BITS * left.min(8);
            *own = u64::from_le_bytes(*word) & !u64::MAX.checked_shl(bits).unwrap_or(0);
            left = left.saturating_sub(8);
        }
        Some(Context { letters, before })
    }

    /// Fibonacci hashing: the upper bits of a product with 2^64 divided by the golden ratio.
    fn place(&self) -> usize {
        let hash = self.letters.iter().fold(self.before as u64, |hash, word| {
            (hash.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        });
        (hash >> (u64::BITS - KNOWN)) as usize
    }
}

/// Whether the boundary between two parts of a text is in doubt.
fn is_contested_at(head: &[u8], tail: &[u8]) -> bool {
    if let (Some(&[a, b, c]), Some(&[d, e, f])) = (head.last_chunk(), tail.first_chunk()) {
        let letters: [u8; 2 * SIDE] = [a, b, c, d, e, f];
        if letters.iter().all(|&code| is_thai_letter(code)) {
            return is_contested_between(letters);
        }
    }
    let left = thai_letters(head.iter().rev(), SIDE);
    let right = thai_letters(tail.iter(), SIDE);
    is_contested(&head[head.len() - left..], &tail[..right])
}

/// How many Thai letters come first, counted up to `most`.
fn thai_letters<'c>(codes: impl Iterator<Item = &'c u8>, most: usize) -> usize {
    codes
        .take(most)
        .take_while(|&&code| is_thai_letter(code))
        .count()
}

/// Up to [`CONTEXT`] Thai letters at the end of a text, from the beginning of a cell.
fn thai_before(head: &[u8]) -> usize {
    let near = &head[head.len().saturating_sub(CONTEXT)..];
    let mut letters = 0;
    for (before, &code) in near.iter().rev().enumerate() {
        if !is_thai_letter(code) {
            break;
        }
        if starts_cell(code) {
            letters = before + 1;
        }
    }
    letters
}

/// [`CONTEXT`] Thai letters at the beginning of a text, and more up to the end of the cell.
fn thai_after(tail: &[u8]) -> usize {
    let (near, rest) = tail.split_at(tail.len().min(CONTEXT));
    let end = near.iter().position(|&code| !is_thai_letter(code));
    end.unwrap_or_else(|| {
        let goes_on = |&&code: &&u8| is_thai_letter(code) && !starts_cell(code);
        near.len() + rest.iter().take_while(goes_on).count()
    })
}

/// Whether the text most likely says something else than the phrase: misreading a letter leaves letters that
/// belong to no word, while another phrase ("ทรัพย์สินของราชการ" for "ทรัพย์สินทางราชการ") is all words.
pub(super) fn says_something_else(phrase: &str, text: &str) -> bool {
    letters_outside_words(text) <= letters_outside_words(phrase)
}

fn letters_outside_words(text: &str) -> u32 {
    text.split(|c| !is_letter(c))
        .filter_map(Run::new)
        .map(|run| run.split_common().unknown)
        .sum()
}
