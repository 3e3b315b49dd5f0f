//! Whether a find stands as words of its own or is a piece of another word.
//!
//! Thai has no spaces between words, so a dictionary decides: a boundary is refused when some word
//! runs across it and the text around splits into words worse with a boundary there than without.
//! So "แผน" is refused in "แผนก" (ก is left over) and accepted in "แผนการ" (การ is a word).

use std::collections::HashMap;
use std::ops::Range;

use crate::thai::chars::{is_letter, starts_cell, tis620};
use crate::thai::fold::Folded;
use crate::thai::lexicon::{Run, is_contested};

/// Letters of context on each side that the split into words may use.
const CONTEXT: usize = 12;

/// Whether the find begins and ends between cells.
fn on_cells(text: &Folded, found: &Range<usize>) -> bool {
    let text = text.text();
    let cell_at = |at: usize| {
        text.get(at..)
            .and_then(|rest| rest.chars().next())
            .is_none_or(starts_cell)
    };
    cell_at(found.start) && cell_at(found.end) && !lead_vowel_before(text, found)
}

/// A vowel written before its consonant belongs to the consonant: "กม" is not in "เกม", nor does
/// "การแ" end before its consonant.
fn lead_vowel_before(text: &str, found: &Range<usize>) -> bool {
    let lead = |c: char| matches!(c, 'เ'..='ไ');
    let before = text.get(..found.start).and_then(|s| s.chars().next_back());
    let last = text.get(found.clone()).and_then(|s| s.chars().next_back());
    before.is_some_and(lead) || last.is_some_and(lead)
}

/// Whether Latin letters or digits at the ends of the find do not go on beyond it. A space in the
/// source ends a word, and a change between letters and digits does too.
fn latin_stands_alone(text: &Folded, found: &Range<usize>) -> bool {
    let joined = |at: usize| {
        let (before, after) = around(text.text(), at);
        let same_kind = match (before, after) {
            (Some(a), Some(b)) => {
                (a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
                    || (a.is_ascii_digit() && b.is_ascii_digit())
            }
            _ => false,
        };
        same_kind && !text.is_spaced_at(at)
    };
    !joined(found.start) && !joined(found.end)
}

fn around(text: &str, at: usize) -> (Option<char>, Option<char>) {
    (
        text.get(..at).and_then(|s| s.chars().next_back()),
        text.get(at..).and_then(|s| s.chars().next()),
    )
}

/// What is known about word boundaries in one text. Phrases often begin and end at the same places, and
/// the same words stand beside them again and again, so each is judged once.
#[derive(Debug)]
pub(super) struct Boundaries<'t> {
    text: &'t Folded,
    /// By byte of the folded text.
    judged: Vec<Option<bool>>,
    /// By the letters around, and how many of them are before the place.
    known: HashMap<(Run, usize), bool>,
}

impl<'t> Boundaries<'t> {
    pub(super) fn of(text: &'t Folded) -> Self {
        Boundaries {
            text,
            judged: vec![None; text.text().len() + 1],
            known: HashMap::new(),
        }
    }

    /// Whether both ends of a find are at word boundaries.
    pub(super) fn stands_alone(&mut self, found: &Range<usize>) -> bool {
        on_cells(self.text, found)
            && latin_stands_alone(self.text, found)
            && self.is_boundary(found.start)
            && self.is_boundary(found.end)
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
        let text = self.text.text();
        let (before, after) = around(text, at);
        if !before.is_some_and(is_letter)
            || !after.is_some_and(is_letter)
            || !near_is_contested(text, at)
            || self.text.is_spaced_at(at)
        {
            return true;
        }
        let left = thai_before(text, at);
        // Every Thai letter has three bytes.
        let letters = left.len() / 3;
        let Some(run) = Run::joined(left, thai_after(text, at)) else {
            return true;
        };
        *self
            .known
            .entry((run, letters))
            .or_insert_with_key(|(run, letters)| parts_well(run, *letters))
    }
}

/// Whether the letters make words as well with a boundary after the first `letters` of them as without.
fn parts_well(run: &Run, letters: usize) -> bool {
    if !run.has_word_across(letters) {
        return true;
    }
    let parted = run.split_at(letters).unknown;
    parted == 0 || parted <= run.split().unknown
}

/// Whether the three letters on each side of a place leave any doubt.
fn near_is_contested(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let mut left = [0; 3];
    let mut right = [0; 3];
    let letters = |c: &char| is_letter(*c);
    let left_count = (before.chars().rev().take_while(letters).filter_map(tis620))
        .zip(left.iter_mut().rev())
        .map(|(byte, place)| *place = byte)
        .count();
    let right_count = (after.chars().take_while(letters).filter_map(tis620))
        .zip(right.iter_mut())
        .map(|(byte, place)| *place = byte)
        .count();
    is_contested(&left[3 - left_count..], &right[..right_count])
}

/// Up to [`CONTEXT`] Thai letters before a place, from the beginning of a cell.
fn thai_before(text: &str, at: usize) -> &str {
    let head = text.get(..at).unwrap_or("");
    let start = head
        .char_indices()
        .rev()
        .take(CONTEXT)
        .take_while(|&(_, c)| is_letter(c))
        .filter(|&(_, c)| starts_cell(c))
        .last()
        .map_or(head.len(), |(start, _)| start);
    head.get(start..).unwrap_or("")
}

/// Up to [`CONTEXT`] Thai letters after a place, to the end of a cell.
fn thai_after(text: &str, at: usize) -> &str {
    let tail = text.get(at..).unwrap_or("");
    let end = tail
        .char_indices()
        .enumerate()
        .find(|&(count, (_, c))| !is_letter(c) || (count >= CONTEXT && starts_cell(c)))
        .map_or(tail.len(), |(_, (end, _))| end);
    tail.get(..end).unwrap_or("")
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
