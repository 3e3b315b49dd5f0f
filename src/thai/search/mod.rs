//! Many phrases at once in folded text: exactly first, then approximately for what was not found.
//!
//! A find is reported with the place in the source, how it matched, and whether the sentence denies
//! it. A find inside another word ("แผน" in "แผนก", "ITA" in "digital") is not reported.

mod approximate;
pub(super) use self::approximate::distance;
mod boundary;
mod letters;
mod negation;

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::{Deserialize, Serialize};

use self::approximate::Pieces;
use self::boundary::Boundaries;
use self::letters::{Letters, codes};
use self::negation::Denials;
use super::fold::{Folded, fold, loose};

/// How a phrase matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Matched {
    /// The source has the phrase letter by letter.
    Exact,
    /// Equal after folding.
    Folded,
    /// Equal but for `distance` letters.
    Fuzzy,
}

/// One place where a phrase was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Index of the phrase in the order they were given.
    pub phrase: usize,
    /// Where it is in the source, in bytes, on whole grapheme clusters.
    pub source: Range<usize>,
    /// Where it is in the folded text, in bytes.
    pub folded: Range<usize>,
    /// How it matched.
    pub matched: Matched,
    /// Letters to insert, delete or replace in the folded text to get the phrase; 0 unless fuzzy.
    pub distance: u32,
    /// Whether the loose keys are equal: only tones, or า against ำ, differ. Always true unless fuzzy.
    pub loose: bool,
    /// The words that deny it ("ไม่มี", "ยังไม่ได้") in the source; `None` when nothing does.
    pub negated: Option<Range<usize>>,
}

/// Finds any number of phrases in one pass. Building it costs more than a search: keep it.
#[derive(Debug)]
pub struct Searcher {
    phrases: Vec<Phrase>,
    /// `None` when there is no phrase with any letter, or they are too many to index.
    exact: Option<AhoCorasick>,
    /// Phrase of each pattern of `exact`: phrases that fold to nothing have no pattern.
    patterns: Vec<usize>,
    pieces: Pieces,
}

#[derive(Debug)]
struct Phrase {
    /// As it was given.
    written: String,
    folded: String,
    /// In the folded form.
    letters: usize,
    loose: String,
}

impl Searcher {
    /// Prepares phrases. One that folds to nothing is never found.
    pub fn new(phrases: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let phrases: Vec<Phrase> = phrases
            .into_iter()
            .map(|phrase| {
                let folded = fold(phrase.as_ref());
                Phrase {
                    written: phrase.as_ref().to_owned(),
                    letters: folded.chars().count(),
                    loose: loose(phrase.as_ref()),
                    folded,
                }
            })
            .collect();
        let patterns: Vec<usize> = (0..phrases.len())
            .filter(|&index| !phrases[index].folded.is_empty())
            .collect();
        let exact = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(patterns.iter().map(|&index| codes(&phrases[index].folded)))
            .ok();
        let pieces = Pieces::new(phrases.iter().map(|phrase| phrase.loose.as_str()));
        Searcher {
            phrases,
            exact,
            patterns,
            pieces,
        }
    }

    /// How many phrases there are.
    pub fn len(&self) -> usize {
        self.phrases.len()
    }

    /// Whether there is no phrase at all.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Every place where a phrase stands as words of its own, in the order of the text. Places of
    /// different phrases may overlap; of one phrase the first of overlapping places is taken.
    pub fn find(&self, text: &Folded) -> Vec<Found> {
        let Some(exact) = &self.exact else {
            return Vec::new();
        };
        let letters = Letters::of(text.text(), Some);
        let mut boundaries = Boundaries::of(text, &letters);
        let mut free_from = vec![0; self.phrases.len()];
        // By beginning and phrase, which also says where they end. Places of one phrase come in the order of the text.
        let mut places: Vec<(usize, usize)> = Vec::new();
        for hit in exact.find_overlapping_iter(&letters.codes) {
            let Some(&index) = self.patterns.get(hit.pattern().as_usize()) else {
                continue;
            };
            let place = hit.start()..hit.end();
            if place.start >= free_from[index]
                && text.text().get(letters.bytes(&place)) == Some(&self.phrases[index].folded)
                && boundaries.stands_alone(&place)
            {
                free_from[index] = place.end;
                places.push((place.start, index));
            }
        }
        places.sort_unstable();
        let denials = Denials::of(text, &letters);
        let found = |(start, index): (usize, usize)| {
            let phrase = &self.phrases[index];
            let folded = letters.bytes(&(start..start + phrase.letters));
            let source = text.to_source(folded.clone());
            let same = text.source().get(source.clone()) == Some(&phrase.written);
            Found {
                phrase: index,
                negated: denials.of_find(&folded),
                source,
                folded,
                matched: if same {
                    Matched::Exact
                } else {
                    Matched::Folded
                },
                distance: 0,
                loose: true,
            }
        };
        places.into_iter().map(found).collect()
    }

    /// The places where the phrases with these indices stand with a few wrong letters. Meant for what
    /// [`Searcher::find`] did not find: places that are right letter by letter are left out.
    ///
    /// The number of wrong letters allowed grows with the phrase; a phrase of fewer than six letters
    /// must be equal by its loose key. Digits and negations are never taken for another.
    pub fn find_approximate(&self, text: &Folded, phrases: &[usize]) -> Vec<Found> {
        let letters = Letters::of(text.text(), Some);
        let mut judge = Judge {
            text,
            letters: &letters,
            boundaries: Boundaries::of(text, &letters),
            denials: Denials::of(text, &letters),
        };
        let mut finds: Vec<Found> = self
            .pieces
            .candidates(text, phrases)
            .into_iter()
            .filter_map(|(index, folded)| judge.find(index, &self.phrases[index], folded))
            .collect();
        // Of overlapping places of one phrase, the nearest; then the first.
        finds.sort_by_key(|f| (f.phrase, f.distance, f.folded.start, f.folded.end));
        let mut kept: Vec<Found> = Vec::new();
        for found in finds {
            let overlaps = kept
                .iter()
                .rev()
                .take_while(|k| k.phrase == found.phrase)
                .any(|k| k.folded.start < found.folded.end && found.folded.start < k.folded.end);
            if !overlaps {
                kept.push(found);
            }
        }
        kept.sort_by_key(|found| (found.folded.start, found.phrase));
        kept
    }
}

/// Decides which near places are misreadings of their phrase.
struct Judge<'t> {
    text: &'t Folded,
    letters: &'t Letters,
    boundaries: Boundaries<'t>,
    denials: Denials<'t>,
}

impl Judge<'_> {
    fn stands_alone(&mut self, folded: &Range<usize>) -> bool {
        let letters = self.letters.letter(folded.start)..self.letters.letter(folded.end);
        self.boundaries.stands_alone(&letters)
    }

    fn find(&mut self, index: usize, phrase: &Phrase, folded: Range<usize>) -> Option<Found> {
        let slice = self.text.text().get(folded.clone())?;
        let same_key = loose(slice) == phrase.loose;
        let is_misreading = slice != phrase.folded
            && approximate::same_facts(&phrase.folded, slice)
            && self.stands_alone(&folded)
            && (same_key || !boundary::says_something_else(&phrase.folded, slice));
        is_misreading.then(|| Found {
            phrase: index,
            source: self.text.to_source(folded.clone()),
            negated: self.denials.of_find(&folded),
            distance: approximate::distance(&phrase.folded, slice),
            folded,
            matched: Matched::Fuzzy,
            loose: same_key,
        })
    }
}

#[cfg(test)]
mod tests;
