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
    pub(super) fn of(text: &'t Folded, letters: &'t Letters<'t>) -> Self {
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

    fn is_boundary(&mut self, at: usize) -> bool {
        if let Some(verdict) = self.judged.get(at) {
            return verdict;
        }
        let verdict = self.judge(at);
        self.judged.set(at, verdict);
        verdict
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
        let context = at - before..at + thai_after(tail);
        let run = self.letters.codes.get(context).unwrap_or_default();
        self.known.parts_well(run, before) || self.is_spaced(at)
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

/// Verdicts on the boundaries in runs of letters. Each has one slot that it may have to give up to another, so that
/// they stay in a near cache and no text can make them many.
#[derive(Debug)]
struct Known(Vec<Option<(Context, bool)>>);

/// Slots of [`Known`], as a power of two: 40 KB. A text of 100 pages has some thousands of contested places.
const KNOWN: u32 = 10;

/// The letters around a boundary, after how many of them are before it. Longer runs, which have cells of
/// many marks, are not kept.
type Context = [u8; 32];

impl Default for Known {
    fn default() -> Self {
        Known(vec![None; 1 << KNOWN])
    }
}

impl Known {
    /// [`parts_well`], if need be.
    fn parts_well(&mut self, run: &[u8], letters: usize) -> bool {
        let mut context: Context = [0; 32];
        let (Ok(before), Some(around)) = (u8::try_from(letters), context.get_mut(1..=run.len()))
        else {
            return parts_well(run, letters);
        };
        around.copy_from_slice(run);
        context[0] = before;
        let Some(slot) = self.0.get_mut(slot(&context)) else {
            return parts_well(run, letters);
        };
        match slot {
            Some((known, verdict)) if *known == context => *verdict,
            _ => {
                let verdict = parts_well(run, letters);
                *slot = Some((context, verdict));
                verdict
            }
        }
    }
}

/// Fibonacci hashing: the upper bits of a product with 2^64 divided by the golden ratio.
fn slot(context: &Context) -> usize {
    let (words, _) = context.as_chunks::<8>();
    let hash = words.iter().fold(0u64, |hash, word| {
        (hash.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    });
    (hash >> (u64::BITS - KNOWN)) as usize
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
    let mut letters = 0;
    for (count, &code) in (1..=CONTEXT).zip(head.iter().rev()) {
        if !is_thai_letter(code) {
            break;
        }
        if starts_cell(code) {
            letters = count;
        }
    }
    letters
}

/// [`CONTEXT`] Thai letters at the beginning of a text, and more up to the end of the cell.
fn thai_after(tail: &[u8]) -> usize {
    let end = tail.iter().enumerate().position(|(count, &code)| {
        !is_thai_letter(code) || (count >= CONTEXT && starts_cell(code))
    });
    end.unwrap_or(tail.len())
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
