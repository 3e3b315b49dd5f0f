//! Many phrases at once in folded text: exactly first, then approximately for what was not found.
//!
//! A find is reported with the place in the source, how it matched, and whether the sentence denies
//! it. A find inside another word ("แผน" in "แผนก", "ITA" in "digital") is not reported.

mod approximate;
pub(super) use self::approximate::distance;
mod boundary;
mod letters;
mod negation;
mod trie;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use self::approximate::Patterns;
use self::boundary::Boundaries;
use self::letters::{Letters, codes, is_shared};
use self::negation::Denials;
use self::trie::Trie;
use super::fold::{Folded, Sources, fold, loose, loose_key};

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
    /// The folded phrases. `None` when they are too many to index.
    exact: Option<Trie>,
    near: Patterns,
}

#[derive(Debug)]
struct Phrase {
    /// As it was given.
    written: String,
    folded: String,
    /// Whether other letters than those of the folded form have their codes.
    is_shared: bool,
    loose: String,
}

impl Searcher {
    /// Prepares phrases. One that folds to nothing is never found.
    pub fn new(phrases: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut patterns = Vec::new();
        let phrases: Vec<Phrase> = phrases
            .into_iter()
            .map(|phrase| {
                let written = phrase.as_ref().to_owned();
                let folded = fold(&written);
                let codes = codes(&folded);
                let phrase = Phrase {
                    is_shared: codes.iter().any(|&code| is_shared(code)),
                    loose: loose_key(&folded),
                    written,
                    folded,
                };
                patterns.push(codes);
                phrase
            })
            .collect();
        let patterns: Vec<&[u8]> = patterns.iter().map(Vec::as_slice).collect();
        Searcher {
            exact: Trie::new(&patterns),
            near: Patterns::new(phrases.iter().map(|phrase| phrase.loose.as_str())),
            phrases,
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
        let letters = Letters::of(text.text());
        let mut boundaries = Boundaries::of(text, &letters);
        let mut free_from = vec![0; self.phrases.len()];
        // By beginning and phrase, which also says where they end.
        let mut places: Vec<(u32, u32)> = Vec::new();
        exact.find(&letters.codes, |start, length, phrases| {
            let place = start..start + length;
            for &phrase in phrases {
                let index = phrase as usize;
                if start >= free_from[index]
                    && self.phrases[index].is_at(text, &letters, &place)
                    && boundaries.stands_alone(&place)
                    && let Ok(start) = u32::try_from(start)
                {
                    free_from[index] = place.end;
                    insert(&mut places, (start, phrase));
                }
            }
        });
        let mut denials = Denials::of(text, &letters);
        let mut sources = text.sources();
        let found = |(start, index): (u32, u32)| {
            let index = index as usize;
            let phrase = &self.phrases[index];
            let begin = letters.byte(start as usize);
            let folded = begin..begin + phrase.folded.len();
            let source = sources.of(folded.clone());
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
    pub fn find_approximate(&self, text: &Folded<'_>, phrases: &[usize]) -> Vec<Found> {
        let letters = Letters::of(text.text());
        let mut judge = Judge {
            text,
            sources: text.sources(),
            letters: &letters,
            boundaries: Boundaries::of(text, &letters),
            denials: Denials::of(text, &letters),
        };
        let mut finds: Vec<Found> = self
            .near
            .candidates(&letters, phrases)
            .into_iter()
            .filter_map(|(index, place)| judge.find(index, &self.phrases[index], &place))
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

/// Puts a place where it belongs in sorted ones: at the end, or before some that begin at the same letter.
fn insert(places: &mut Vec<(u32, u32)>, place: (u32, u32)) {
    let after = places.iter().rev().take_while(|other| **other > place);
    places.insert(places.len() - after.count(), place);
}

/// Decides which near places are misreadings of their phrase.
struct Judge<'t> {
    text: &'t Folded<'t>,
    sources: Sources<'t>,
    letters: &'t Letters<'t>,
    boundaries: Boundaries<'t>,
    denials: Denials<'t>,
}

impl Judge<'_> {
    /// Takes a place in letters.
    fn find(&mut self, index: usize, phrase: &Phrase, place: &Range<usize>) -> Option<Found> {
        let folded = self.letters.bytes(place);
        let slice = self.text.text().get(folded.clone())?;
        if slice == phrase.folded
            || !self.boundaries.stands_alone(place)
            || !approximate::same_facts(&phrase.folded, slice)
        {
            return None;
        }
        let same_key = loose(slice) == phrase.loose;
        if !same_key && boundary::says_something_else(&phrase.folded, slice) {
            return None;
        }
        Some(Found {
            phrase: index,
            source: self.sources.of(folded.clone()),
            negated: self.denials.of_find(&folded),
            distance: approximate::distance(&phrase.folded, slice),
            folded,
            matched: Matched::Fuzzy,
            loose: same_key,
        })
    }
}

impl Phrase {
    /// Whether the phrase is at a place where its codes are.
    fn is_at(&self, text: &Folded<'_>, letters: &Letters<'_>, place: &Range<usize>) -> bool {
        !self.is_shared || text.text().get(letters.bytes(place)) == Some(&self.folded)
    }
}

#[cfg(test)]
mod tests;
