//! What the program knows about Thai: digits, marks, dates, fiscal years, item codes, numbers, names,
//! words, and the folded text that search works on.
//!
//! Everything here is a pure function of text and depends on nothing else of this crate. Positions
//! are byte ranges of the text that was given, always on whole grapheme clusters. No function panics
//! on any input, and none splits a consonant from its marks.
//!
//! The parts build on each other in this order: [`chars`] (classes of code points), [`lexicon`]
//! (words), [`fold`] (the normal form with its map back), then [`label`], [`search`], [`dates`], [`numbers`],
//! [`codes`] and [`names`], [`chapters`] for headings of books, [`awaited`] for what is not there yet, and beside
//! them [`validity`] and [`repair`] for text that is damaged.

pub mod awaited;
pub mod chapters;
pub mod chars;
pub mod codes;
pub mod dates;
pub mod fiscal;
pub mod fold;
pub mod label;
pub mod lexicon;
pub mod marks;
pub mod names;
pub mod numbers;
pub mod repair;
pub mod search;
pub mod validity;

#[cfg(test)]
mod labelled;
