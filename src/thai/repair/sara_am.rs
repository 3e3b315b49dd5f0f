//! า where ำ was meant and the reverse, and letters lost as U+FFFD: the lexicon decides.
//!
//! To leave sound text alone at nearly no cost, only suspicious places are looked at: spellings that a
//! word takes when its ำ becomes า and that are no words themselves, and ำ that no longer word covers.

use std::ops::Range;

use super::Outcome;
use crate::thai::chars::{is_letter, is_mark, starts_cell};
use crate::thai::lexicon::{Loss, Run, find_lost, longest_match};

/// Letters on each side of a suspicious place that decide about it.
const WINDOW: usize = 16;

/// `None` when there is nothing to do.
pub(super) fn repair(text: &str) -> Option<Outcome> {
    let has_sign = text.contains(['ำ', '\u{FFFD}']);
    if !has_sign && find_lost(text, 0, Loss::Certain).is_none() {
        return None;
    }
    let mut outcome = Outcome {
        text: text.to_owned(),
        repaired: 0,
        ambiguous: 0,
    };
    replacement_signs(&mut outcome);
    let sound = outcome.text.matches('ำ').count();
    let lost = lost_nikhahit(&mut outcome);
    false_sara_am(&mut outcome);
    outcome.repaired += lost;
    if lost > 0 {
        // Where many were certainly lost, the uncertain ones were too.
        let mostly_lost = lost > 1 && lost as usize * 2 >= sound;
        uncertain_nikhahit(&mut outcome, mostly_lost);
    }
    (outcome.repaired + outcome.ambiguous > 0).then_some(outcome)
}

/// Respells the windows around certain forms. Gives the number of places changed.
fn lost_nikhahit(outcome: &mut Outcome) -> u32 {
    let mut changed = 0;
    let mut at = 0;
    while let Some(form) = find_lost(&outcome.text, at, Loss::Certain) {
        at = form.end;
        changed += respell(&mut outcome.text, form, Loss::Certain);
    }
    changed
}

/// Looks at every ำ that no word of three letters or more covers.
fn false_sara_am(outcome: &mut Outcome) {
    let mut at = 0;
    while let Some(found) = outcome
        .text
        .get(at..)
        .and_then(|rest| rest.find('ำ'))
        .map(|o| at + o)
    {
        let end = found + 'ำ'.len_utf8();
        at = end;
        if is_suspicious(&outcome.text, found) {
            outcome.repaired += respell(&mut outcome.text, found..end, Loss::Certain);
        }
    }
}

/// Whether the syllable of this ำ is neither followed by a new syllable nor part of a longer word.
fn is_suspicious(text: &str, at: usize) -> bool {
    let cell = cell_before(text, at);
    let rest = text.get(cell..).unwrap_or("");
    let syllable = at + 'ำ'.len_utf8() - cell;
    let next = text.get(at + 'ำ'.len_utf8()..).unwrap_or("").chars().next();
    if longest_match(rest).is_some_and(|length| length > syllable) {
        return false;
    }
    // A vowel that opens the next syllable leaves the syllable of ำ closed, as it should be.
    if next.is_some_and(|c| matches!(c, 'เ'..='ไ')) && longest_match(rest).is_some() {
        return false;
    }
    true
}

/// The beginning of the cell that a vowel at `at` belongs to.
fn cell_before(text: &str, at: usize) -> usize {
    text.get(..at)
        .unwrap_or("")
        .char_indices()
        .rev()
        .find(|&(_, c)| starts_cell(c))
        .map_or(at, |(start, _)| start)
}

/// Forms that can be read either way: exchanged when the text lost most of its ำ, else counted.
fn uncertain_nikhahit(outcome: &mut Outcome, mostly_lost: bool) {
    let mut at = 0;
    while let Some(form) = find_lost(&outcome.text, at, Loss::Uncertain) {
        at = form.end;
        if mostly_lost {
            outcome.repaired += respell(&mut outcome.text, form, Loss::Uncertain);
        } else if respelled(&outcome.text, form, Loss::Uncertain).is_some() {
            outcome.ambiguous += 1;
        }
    }
}

/// Spells a place with า and ำ exchanged where that makes likelier words of the letters around it. Gives the number of
/// vowels exchanged.
fn respell(text: &mut String, place: Range<usize>, loss: Loss) -> u32 {
    match respelled(text, place.clone(), loss) {
        Some((spelled, exchanged)) => {
            text.replace_range(place, &spelled);
            exchanged
        }
        None => 0,
    }
}

/// The likelier spelling of a place, and how many of its vowels are exchanged. What else of the letters around it would be
/// exchanged stays: it is no suspicious place, and the window may end inside a word, as in จำน|วน.
fn respelled(text: &str, place: Range<usize>, loss: Loss) -> Option<(String, u32)> {
    let before = window_before(text, place.start);
    let after = window_after(text, place.end);
    let window = place.start - before.len()..place.end + after.len();
    let run = Run::new(text.get(window.clone())?)?;
    let respelled = run.respell(loss.exchange());
    // Both vowels have three bytes, so that places stay the same.
    let inside = place.start - window.start..place.end - window.start;
    let spelled = respelled.text.get(inside)?;
    let before = text.get(place)?.chars();
    let exchanged = spelled.chars().zip(before).filter(|(a, b)| a != b).count();
    let exchanged = u32::try_from(exchanged).unwrap_or(u32::MAX);
    (exchanged > 0).then(|| (spelled.to_owned(), exchanged))
}

/// Thai letters before a place, at most a window of them, from the beginning of a cell.
pub(super) fn window_before(text: &str, at: usize) -> &str {
    let head = text.get(..at).unwrap_or("");
    let mut start = at;
    for (count, (place, c)) in head.char_indices().rev().enumerate() {
        if !is_letter(c) {
            break;
        }
        if starts_cell(c) {
            start = place;
            if count >= WINDOW {
                break;
            }
        }
    }
    head.get(start..).unwrap_or("")
}

/// Thai letters after a place, at most a window of them, to the end of a cell.
pub(super) fn window_after(text: &str, at: usize) -> &str {
    let tail = text.get(at..).unwrap_or("");
    let end = tail
        .char_indices()
        .enumerate()
        .find(|&(count, (_, c))| !is_letter(c) || (count >= WINDOW && starts_cell(c)))
        .map_or(tail.len(), |(_, (end, _))| end);
    tail.get(..end).unwrap_or("")
}

/// U+FFFD inside Thai: before า or ำ it is the nikhahit; elsewhere the one sign that makes words.
fn replacement_signs(outcome: &mut Outcome) {
    let mut at = 0;
    while let Some(start) = outcome
        .text
        .get(at..)
        .and_then(|rest| rest.find('\u{FFFD}'))
        .map(|o| at + o)
    {
        let end = start + '\u{FFFD}'.len_utf8();
        at = end;
        let before = window_before(&outcome.text, start).to_owned();
        let rest = outcome.text.get(end..).unwrap_or("");
        let vowel = rest.chars().next().filter(|c| matches!(c, 'า' | 'ำ'));
        let after_from = end + vowel.map_or(0, char::len_utf8);
        let after = window_after(&outcome.text, after_from).to_owned();
        if before.is_empty() && after.is_empty() {
            continue;
        }
        let candidates: Vec<String> = match vowel {
            Some('ำ') => vec!["ำ".into()],
            Some(_) => ["ำ", "\u{E48}า", "\u{E49}า"].map(str::to_owned).into(),
            None => ('ก'..='\u{0E4C}')
                .filter(|&c| is_letter(c))
                .map(String::from)
                .collect(),
        };
        match best(&before, &candidates, &after, vowel.is_some()) {
            Some(sign) => {
                outcome.text.replace_range(start..after_from, &sign);
                at = start + sign.len();
                outcome.repaired += 1;
            }
            None => outcome.ambiguous += 1,
        }
    }
}

/// The one candidate that leaves fewest letters outside words; the first of equals only when `any`.
fn best(before: &str, candidates: &[String], after: &str, any: bool) -> Option<String> {
    let mut ranked: Vec<(u32, &String)> = candidates
        .iter()
        .filter(|sign| !(before.is_empty() && sign.starts_with(|c| is_mark(c) || !starts_cell(c))))
        .filter_map(|sign| {
            let run = Run::new(&format!("{before}{sign}{after}"))?;
            Some((run.split_common().unknown, sign))
        })
        .collect();
    ranked.sort_by_key(|(unknown, _)| *unknown);
    let (least, sign) = ranked.first()?;
    let unique = ranked.get(1).is_none_or(|(second, _)| second > least);
    (any || (unique && *least == 0)).then(|| (*sign).clone())
}
