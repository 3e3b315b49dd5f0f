//! Spaces before marks and vowels that cannot begin a cell.
//!
//! Some are put there by kerning or justification ("ก าร"); some are what is left of a nikhahit whose
//! glyph had no code ("ส านัก"). Before a mark the space goes; before า the lexicon says whether a
//! nikhahit was there.

use super::Outcome;
use super::sara_am::{window_after, window_before};
use crate::thai::chars::{Class, class, is_letter};
use crate::thai::lexicon::Run;
use crate::thai::marks::is_tail;

/// A place with spaces before a tail.
struct Place {
    /// Bytes of the spaces.
    start: usize,
    end: usize,
    /// Bytes of the tones after the spaces, and of the vowel after those when it is า.
    tones_end: usize,
    aa_end: Option<usize>,
}

/// What stands at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Only a space too many.
    Space,
    /// A nikhahit.
    Nikhahit,
    /// Either makes words, or neither.
    Either,
}

/// `None` when there is nothing to do.
pub(super) fn repair(text: &str) -> Option<Outcome> {
    let places = places(text);
    if places.is_empty() {
        return None;
    }
    let readings: Vec<Reading> = places.iter().map(|place| read(text, place)).collect();
    let count = |wanted: Reading| {
        readings
            .iter()
            .filter(|&&reading| reading == wanted)
            .count()
    };
    // What the certain places of a text are, the others are too; without any, a space before า is
    // nearly always a lost nikhahit.
    let either_is_nikhahit = count(Reading::Nikhahit) >= count(Reading::Space);
    let mut output = String::with_capacity(text.len());
    let mut copied = 0;
    for (place, reading) in places.iter().zip(&readings) {
        output.push_str(text.get(copied..place.start)?);
        copied = place.end;
        let nikhahit = match reading {
            Reading::Space => false,
            Reading::Nikhahit => true,
            Reading::Either => either_is_nikhahit,
        };
        if let Some(aa_end) = place.aa_end.filter(|_| nikhahit) {
            output.push_str(text.get(place.end..place.tones_end)?);
            output.push('ำ');
            copied = aa_end;
        }
    }
    output.push_str(text.get(copied..)?);
    Some(Outcome {
        text: output,
        repaired: u32::try_from(places.len()).unwrap_or(u32::MAX),
        ambiguous: u32::try_from(count(Reading::Either)).unwrap_or(u32::MAX),
    })
}

fn places(text: &str) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text
        .get(at..)
        .and_then(|rest| rest.find([' ', '\u{A0}']))
        .map(|o| at + o)
    {
        let rest = text.get(start..).unwrap_or("");
        let end = text.len() - rest.trim_start_matches([' ', '\u{A0}']).len();
        at = end;
        let after = text.get(end..).unwrap_or("");
        let carried = text
            .get(..start)
            .and_then(|before| before.chars().next_back())
            .is_some_and(|c| {
                matches!(class(c), Class::Consonant) || crate::thai::chars::is_mark(c)
            });
        if !carried || !after.starts_with(is_tail) {
            continue;
        }
        let tones = after.trim_start_matches(|c| class(c) == Class::Tone);
        let tones_end = text.len() - tones.len();
        found.push(Place {
            start,
            end,
            tones_end,
            aa_end: tones.starts_with('า').then_some(tones_end + 'า'.len_utf8()),
        });
    }
    found
}

fn read(text: &str, place: &Place) -> Reading {
    let Some(aa_end) = place.aa_end else {
        return Reading::Space;
    };
    let before = window_before(text, place.start);
    let tones = text.get(place.end..place.tones_end).unwrap_or("");
    let after = window_after(text, aa_end);
    let unknown = |vowel: char| {
        Run::new(&format!("{before}{tones}{vowel}{after}"))
            .map_or(u32::MAX, |run| run.split().unknown)
    };
    debug_assert!(after.chars().all(is_letter));
    match unknown('า').cmp(&unknown('ำ')) {
        std::cmp::Ordering::Less => Reading::Space,
        std::cmp::Ordering::Greater => Reading::Nikhahit,
        std::cmp::Ordering::Equal => Reading::Either,
    }
}
