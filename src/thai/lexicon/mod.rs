//! Thai words: whether something is one, the longest one at a place, and how well text splits into them.
//!
//! The list is `words_th` of PyThaiNLP (62,000 words, CC0) with a small list of our own for the
//! language of government (`data/government_words.txt`). `examples/build_lexicon.rs` makes
//! `data/words.fst` from both. Keys are TIS-620, one byte a letter, so that a walk through the
//! automaton takes one step a letter instead of three.

mod respell;

use std::sync::LazyLock;

use fst::raw::{CompiledAddr, Fst};

use super::chars;

pub use self::respell::Respelled;

/// See the module; a file that does not open would leave every word unknown, which a test excludes.
static WORDS: LazyLock<Option<Fst<&'static [u8]>>> =
    LazyLock::new(|| Fst::new(include_bytes!("../data/words.fst").as_slice()).ok());

/// The longest word looked for, in letters. Longer entries exist but are names and sayings.
const LONGEST: usize = 40;

/// Cost in bits of a letter that belongs to no word: more than two rare words, so that leaving letters
/// over is the last resort.
const UNKNOWN: u32 = 60;
/// Words up to this cost in bits are common: they occur five times or more in 33 million words.
const COMMON: u32 = 23;

/// Whether this is a word of the list, in canonical spelling.
pub fn is_word(word: &str) -> bool {
    encode(word).is_some_and(|code| {
        WORDS
            .as_ref()
            .is_some_and(|words| words.contains_key(&code))
    })
}

/// The length in bytes of the longest word at the start of the text; `None` when there is none.
pub fn longest_match(text: &str) -> Option<usize> {
    let code: Vec<u8> = text
        .chars()
        .map_while(chars::tis620)
        .take(LONGEST)
        .collect();
    // Every Thai letter takes three bytes in UTF-8.
    Walk::new(&code).last().map(|word| word.letters * 3)
}

/// The text in TIS-620 when every character of it is Thai and it is not empty.
fn encode(text: &str) -> Option<Vec<u8>> {
    let code: Option<Vec<u8>> = text.chars().map(chars::tis620).collect();
    code.filter(|code| !code.is_empty())
}

/// The lengths of the words at the start of a TIS-620 text, shortest first.
struct Walk<'t> {
    words: Option<&'static Fst<&'static [u8]>>,
    node: CompiledAddr,
    /// Sum of the outputs on the way; that of a whole word is its cost.
    output: u64,
    rest: &'t [u8],
    length: usize,
}

impl<'t> Walk<'t> {
    fn new(text: &'t [u8]) -> Self {
        let words = WORDS.as_ref();
        Walk {
            words,
            node: words.map_or(0, |words| words.root().addr()),
            output: 0,
            rest: text,
            length: 0,
        }
    }
}

/// A word at the start of a text.
#[derive(Debug, Clone, Copy)]
struct Word {
    letters: usize,
    /// In bits.
    cost: u32,
}

impl Iterator for Walk<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let words = self.words?;
        while let Some((&byte, rest)) = self.rest.split_first() {
            if self.length == LONGEST {
                return None;
            }
            let node = words.node(self.node);
            let transition = node.transition(node.find_input(byte)?);
            self.node = transition.addr;
            self.output += transition.out.value();
            self.rest = rest;
            self.length += 1;
            let ends_cell = rest.first().is_none_or(|&next| starts_cell(next));
            let node = words.node(self.node);
            if ends_cell && node.is_final() {
                return Some(Word {
                    letters: self.length,
                    cost: cost(self.output + node.final_output().value()),
                });
            }
        }
        None
    }
}

/// The value of a word in the automaton as its cost.
fn cost(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(UNKNOWN)
}

/// [`chars::starts_cell`] for a TIS-620 byte.
fn starts_cell(byte: u8) -> bool {
    !matches!(byte, 0xD0..=0xDA | 0xE5 | 0xE7..=0xEE)
}

/// A run of Thai letters in TIS-620, ready to be split into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run(Vec<u8>);

/// How a run splits into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Split {
    /// How unlikely the words are, in bits; letters outside words weigh most.
    pub cost: u32,
    /// Letters that belong to no word.
    pub unknown: u32,
}

impl Run {
    /// Takes the text when all of it is Thai.
    pub fn new(text: &str) -> Option<Run> {
        encode(text).map(Run)
    }

    /// Takes two texts as one.
    pub fn joined(left: &str, right: &str) -> Option<Run> {
        let mut code = Vec::with_capacity((left.len() + right.len()) / 3);
        for c in left.chars().chain(right.chars()) {
            code.push(chars::tis620(c)?);
        }
        (!code.is_empty()).then_some(Run(code))
    }

    /// Letters in the run.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the run has no letters; one made by [`Run::new`] always has.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The best split into words.
    pub fn split(&self) -> Split {
        self.best_split(None, false)
    }

    /// The best split into common words alone.
    pub fn split_common(&self) -> Split {
        self.best_split(None, true)
    }

    /// The best split that has a word boundary after `letters` letters.
    pub fn split_at(&self, letters: usize) -> Split {
        self.best_split(Some(letters), false)
    }

    /// Whether some word covers the boundary after `letters` letters.
    pub fn has_word_across(&self, letters: usize) -> bool {
        let first = letters.saturating_sub(LONGEST);
        (first..letters).any(|start| {
            self.0
                .get(start..)
                .filter(|rest| rest.first().is_some_and(|&first| starts_cell(first)))
                .is_some_and(|rest| Walk::new(rest).any(|word| start + word.letters > letters))
        })
    }

    fn best_split(&self, boundary: Option<usize>, only_common: bool) -> Split {
        let text = &self.0;
        let worst = Split {
            cost: u32::MAX,
            unknown: u32::MAX,
        };
        let mut best = vec![worst; text.len() + 1];
        best[0] = Split {
            cost: 0,
            unknown: 0,
        };
        for start in 0..text.len() {
            let here = best[start];
            let crosses = |end: usize| boundary.is_some_and(|at| start < at && at < end);
            let mut offer = |end: usize, cost: u32, unknown: u32| {
                let next = Split {
                    cost: here.cost.saturating_add(cost),
                    unknown: here.unknown.saturating_add(unknown),
                };
                if next < best[end] {
                    best[end] = next;
                }
            };
            offer(start + 1, UNKNOWN, 1);
            if starts_cell(text[start]) {
                for Word {
                    letters: length,
                    cost,
                } in Walk::new(&text[start..])
                {
                    if !crosses(start + length) && (cost <= COMMON || !only_common) {
                        offer(start + length, cost, 0);
                    }
                }
            }
        }
        best[text.len()]
    }
}

/// Every common word that has the letter in it, in no order that matters.
pub(super) fn common_words_with(letter: char) -> Vec<String> {
    let (Some(words), Some(byte)) = (WORDS.as_ref(), chars::tis620(letter)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut stream = words.stream();
    while let Some((key, value)) = fst::Streamer::next(&mut stream) {
        if cost(value.value()) <= COMMON && key.contains(&byte) {
            found.push(decode(key));
        }
    }
    found
}

/// The text of TIS-620 bytes.
fn decode(code: &[u8]) -> String {
    code.iter()
        .filter_map(|&byte| char::from_u32(u32::from(byte).checked_sub(0xA0)? + 0x0E00))
        .collect()
}

/// Letters of the run that greedy longest matching puts into words. Faster
/// than [`Run::split`], and what the share of words in a text is measured with.
pub fn letters_in_words(run: &[u8]) -> usize {
    let mut covered = 0;
    let mut at = 0;
    while let Some(rest) = run.get(at..).filter(|rest| !rest.is_empty()) {
        match Walk::new(rest).last() {
            Some(word) => {
                covered += word.letters;
                at += word.letters;
            }
            None => at += 1,
        }
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_opens_and_has_both_sources() {
        assert!(is_word("สถานี"));
        assert!(is_word("ตำแหน่ง"));
        assert!(is_word("สขร"), "a word of our own list");
        assert!(!is_word("ตาแหน่ง"));
        assert!(!is_word(""));
        assert!(!is_word("abc"));
    }

    #[test]
    fn longest_match_is_in_bytes_and_keeps_cells_whole() {
        assert_eq!(longest_match("แผนกช่าง"), Some("แผนก".len()));
        assert_eq!(longest_match("ABC"), None);
        assert_eq!(longest_match(""), None);
        // "กา" is a word, but not here: its last cell goes on.
        assert_ne!(longest_match("แผนี"), Some("แผน".len()));
    }

    #[test]
    fn a_forced_boundary_inside_a_word_leaves_letters_over() {
        let run = Run::new("แผนกช่าง").expect("Thai");
        assert!(run.split_at(3) > run.split());
        assert!(run.has_word_across(3));
        let run = Run::new("แผนการ").expect("Thai");
        assert_eq!(run.split_at(3).unknown, 0);
    }
}
