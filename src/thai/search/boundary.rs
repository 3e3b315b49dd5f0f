//! Whether a find stands as words of its own or is a piece of another word.
//!
//! Thai has no spaces between words, so a dictionary decides: a boundary is refused when some word
//! runs across it and the text around splits into words worse with a boundary there than without.
//! So "แผน" is refused in "แผนก" (ก is left over) and accepted in "แผนการ" (การ is a word).

use std::collections::HashMap;
use std::ops::Range;

use super::letters::{Letters, is_lead_vowel, is_thai_letter};
use crate::thai::chars::is_letter;
use crate::thai::fold::Folded;
use crate::thai::lexicon::{Run, is_contested, starts_cell};

/// Letters of context on each side that the split into words may use.
const CONTEXT: usize = 12;

/// Letters on each side that tell whether a boundary is in doubt at all.
const NEAR: usize = 3;

/// What is known about word boundaries in one text. Phrases often begin and end at the same places, and
/// the same words stand beside them again and again, so each is judged once.
#[derive(Debug)]
pub(super) struct Boundaries<'t> {
    text: &'t Folded,
    letters: &'t Letters,
    /// By letter of the text.
    judged: Vec<Option<bool>>,
    /// By the letters around, and how many of them are before the place.
    known: HashMap<(Run, usize), bool>,
}

impl<'t> Boundaries<'t> {
    /// Takes a text and all letters of it.
    pub(super) fn of(text: &'t Folded, letters: &'t Letters) -> Self {
        Boundaries {
            text,
            letters,
            judged: vec![None; letters.codes.len() + 1],
            known: HashMap::new(),
        }
    }

    /// Whether both ends of a find, in letters, are at word boundaries.
    pub(super) fn stands_alone(&mut self, found: &Range<usize>) -> bool {
        self.is_boundary(found.start) && self.is_boundary(found.end)
    }

    fn is_boundary(&mut self, at: usize) -> bool {
        if let Some(judged) = self.judged.get(at).copied().flatten() {
            return judged;
        }
        let verdict = self.judge(at);
        if let Some(judged) = self.judged.get_mut(at) {
            *judged = Some(verdict);
        }
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
        let is_spaced = || self.text.is_spaced_at(self.letters.byte(at));
        if !is_thai_letter(before) || !is_thai_letter(after) {
            let is_one_word = (before.is_ascii_alphabetic() && after.is_ascii_alphabetic())
                || (before.is_ascii_digit() && after.is_ascii_digit());
            return !is_one_word || is_spaced();
        }
        let left = &head[head.len() - thai_letters(head.iter().rev(), NEAR)..];
        let right = &tail[..thai_letters(tail.iter(), NEAR)];
        if !is_contested(left, right) || is_spaced() {
            return true;
        }
        let left = thai_before(head);
        let run = Run::of_codes(&[left, thai_after(tail)].concat());
        *self
            .known
            .entry((run, left.len()))
            .or_insert_with_key(|(run, letters)| parts_well(run, *letters))
    }
}

/// How many Thai letters come first, counted up to `most`.
fn thai_letters<'c>(codes: impl Iterator<Item = &'c u8>, most: usize) -> usize {
    codes
        .take(most)
        .take_while(|&&code| is_thai_letter(code))
        .count()
}

/// Whether the letters make words as well with a boundary after the first `letters` of them as without.
fn parts_well(run: &Run, letters: usize) -> bool {
    if !run.has_word_across(letters) {
        return true;
    }
    let parted = run.split_at(letters).unknown;
    parted == 0 || parted <= run.split().unknown
}

/// Up to [`CONTEXT`] Thai letters at the end of a text, from the beginning of a cell.
fn thai_before(head: &[u8]) -> &[u8] {
    let letters = &head[head.len() - thai_letters(head.iter().rev(), CONTEXT)..];
    let cell = letters.iter().position(|&code| starts_cell(code));
    &letters[cell.unwrap_or(letters.len())..]
}

/// [`CONTEXT`] Thai letters at the beginning of a text, and more up to the end of the cell.
fn thai_after(tail: &[u8]) -> &[u8] {
    let end = tail.iter().enumerate().position(|(count, &code)| {
        !is_thai_letter(code) || (count >= CONTEXT && starts_cell(code))
    });
    &tail[..end.unwrap_or(tail.len())]
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
