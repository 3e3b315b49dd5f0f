//! Many phrases at once in folded text: exactly first, then approximately for what was not found.
//!
//! A find is reported with the place in the source and how it matched; [`Denials`] tells whether the sentence denies
//! it. A find inside another word ("แผน" in "แผนก", "ITA" in "digital") is not reported.

mod approximate;
pub(super) use self::approximate::distance;
mod boundary;
mod letters;
mod negation;
pub use self::negation::Denials;
mod trie;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use self::approximate::Patterns;
use self::boundary::Boundaries;
use self::letters::{Letters, codes, is_shared, place};
use self::trie::Trie;
use super::fold::{Begin, Folded, Sources, fold, loose, loose_key};

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
///
/// A megabyte of text has tens of thousands, and to fill memory for the first time costs more than to find them: places
/// are kept in 32 bits, enough for 4 GB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    phrase: u32,
    source: Span,
    folded: Span,
    /// Letters to insert, delete or replace in the folded text to get the phrase; 0 unless fuzzy.
    pub distance: u16,
    /// How it matched.
    pub matched: Matched,
    /// Whether the loose keys are equal: only tones, or า against ำ, differ. Always true unless fuzzy.
    pub loose: bool,
}

impl Found {
    /// Index of the phrase in the order they were given.
    pub fn phrase(&self) -> usize {
        self.phrase as usize
    }

    /// Where it is in the source, in bytes, on whole grapheme clusters.
    pub fn source(&self) -> Range<usize> {
        self.source.range()
    }

    /// Where it is in the folded text, in bytes.
    pub fn folded(&self) -> Range<usize> {
        self.folded.range()
    }
}

/// A range of a text in the 64 bits it is kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    fn of(range: &Range<usize>) -> Self {
        Span {
            start: place(range.start),
            end: place(range.end),
        }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Finds any number of phrases in one pass. Building it costs more than a search: keep it.
#[derive(Debug)]
pub struct Searcher {
    phrases: Vec<Phrase>,
    /// Of each phrase what every find of it asks for, so that this stays in a near cache.
    shapes: Vec<Shape>,
    /// The folded phrases. `None` when they are too many to index.
    exact: Option<Trie>,
    near: Patterns,
}

#[derive(Debug)]
struct Phrase {
    /// As it was given.
    written: String,
    folded: String,
    loose: String,
}

#[derive(Debug)]
struct Shape {
    /// Of the folded form.
    bytes: u32,
    /// Whether other letters than those of the folded form have their codes.
    is_shared: bool,
    /// Whether its end may be its beginning, so that two of it may overlap.
    may_overlap: bool,
    /// Whether it is written as it is folded, without Latin letters, and so also in a source that is alike.
    is_plain: bool,
}

impl Searcher {
    /// Prepares phrases. One that folds to nothing is never found.
    pub fn new(phrases: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut patterns = Vec::new();
        let mut shapes = Vec::new();
        let phrases: Vec<Phrase> = phrases
            .into_iter()
            .map(|phrase| {
                let written = phrase.as_ref().to_owned();
                let folded = fold(&written);
                let codes = codes(&folded);
                shapes.push(Shape {
                    bytes: place(folded.len()),
                    is_shared: codes.iter().any(|&code| is_shared(code)),
                    may_overlap: (1..codes.len()).any(|at| codes.starts_with(&codes[at..])),
                    is_plain: written == folded && !codes.iter().any(u8::is_ascii_alphabetic),
                });
                patterns.push(codes);
                Phrase {
                    loose: loose_key(&folded),
                    written,
                    folded,
                }
            })
            .collect();
        let patterns: Vec<&[u8]> = patterns.iter().map(Vec::as_slice).collect();
        Searcher {
            exact: Trie::new(&patterns),
            near: Patterns::new(phrases.iter().map(|phrase| phrase.loose.as_str())),
            phrases,
            shapes,
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
    pub fn find(&self, text: &Folded<'_>) -> Vec<Found> {
        let Some(exact) = &self.exact else {
            return Vec::new();
        };
        let letters = Letters::of(text.text());
        let mut boundaries = Boundaries::of(text, &letters);
        let mut sources = text.sources();
        // Of the phrases that may overlap themselves.
        let mut free_from = vec![0; self.phrases.len()];
        let mut finds = Vec::new();
        // What all finds that begin at the same letter have in common, unless none may begin there.
        let mut last: (usize, Option<Begin>) = (usize::MAX, None);
        exact.find(&letters.codes, |start, length, numbers| {
            if last.0 != start {
                let may_begin = boundaries.is_boundary(start);
                let begin = may_begin.then(|| sources.begin(letters.byte(start)));
                last = (start, begin);
            }
            let Some(begin) = &last.1 else { return };
            let end = start + length;
            if !boundaries.is_boundary(end) {
                return;
            }
            for &number in numbers {
                let index = number as usize;
                let shape = &self.shapes[index];
                if (!shape.may_overlap || start >= free_from[index])
                    && (!shape.is_shared || self.phrases[index].is_at(text, begin))
                {
                    if shape.may_overlap {
                        free_from[index] = end;
                    }
                    let folded = begin.folded..begin.folded + shape.bytes as usize;
                    let source = sources.of(begin, folded.end);
                    let is_exact = (shape.is_plain && source.is_alike) || {
                        let source = text.source().get(source.range.clone());
                        source == Some(&self.phrases[index].written)
                    };
                    let found = Found {
                        phrase: number,
                        source: Span::of(&source.range),
                        folded: Span::of(&folded),
                        distance: 0,
                        matched: if is_exact {
                            Matched::Exact
                        } else {
                            Matched::Folded
                        },
                        loose: true,
                    };
                    insert(&mut finds, found);
                }
            }
        });
        finds
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
        };
        let mut finds: Vec<Found> = self
            .near
            .candidates(&letters, phrases)
            .into_iter()
            .filter_map(|(index, place)| judge.find(index, &self.phrases[index], &place))
            .collect();
        // Of overlapping places of one phrase, the nearest; then the first.
        finds.sort_by_key(|f| (f.phrase, f.distance, f.folded));
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

/// Puts a find where it belongs in sorted ones: at the end, or before some that begin at the same letter.
fn insert(finds: &mut Vec<Found>, found: Found) {
    let is_after =
        |other: &Found| (other.folded.start, other.phrase) > (found.folded.start, found.phrase);
    if finds.last().is_none_or(|last| !is_after(last)) {
        finds.push(found);
    } else {
        let after = finds.iter().rev().take_while(|other| is_after(other));
        finds.insert(finds.len() - after.count(), found);
    }
}

/// Decides which near places are misreadings of their phrase.
struct Judge<'t> {
    text: &'t Folded<'t>,
    sources: Sources<'t>,
    letters: &'t Letters<'t>,
    boundaries: Boundaries<'t>,
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
        let begin = self.sources.begin(folded.start);
        let distance = approximate::distance(&phrase.folded, slice);
        Some(Found {
            phrase: u32::try_from(index).ok()?,
            source: Span::of(&self.sources.of(&begin, folded.end).range),
            folded: Span::of(&folded),
            distance: u16::try_from(distance).unwrap_or(u16::MAX),
            matched: Matched::Fuzzy,
            loose: same_key,
        })
    }
}

impl Phrase {
    /// Whether the phrase is at a place where its codes are.
    fn is_at(&self, text: &Folded<'_>, begin: &Begin) -> bool {
        let rest = text.text().get(begin.folded..);
        rest.is_some_and(|rest| rest.starts_with(&self.folded))
    }
}

#[cfg(test)]
mod tests;
