//! Thai words: whether something is one, the longest one at a place, and how well text splits into them.
//!
//! The list is `words_th` of PyThaiNLP (62,000 words, CC0) with a small list of our own for the
//! language of government (`data/government_words.txt`). `examples/build_lexicon.rs` makes
//! `data/words.fst` from both. Keys are TIS-620, one byte a letter, so that a walk through the
//! automaton takes one step a letter instead of three.

mod contested;
mod lost;
mod respell;

use std::sync::LazyLock;

use fst::raw::{CompiledAddr, Fst};

use super::chars;

pub use self::contested::table as contested_table;
pub(in crate::thai) use self::contested::{SIDE, is_contested, is_contested_between};
pub use self::lost::table as lost_table;
pub(in crate::thai) use self::lost::{Loss, find_lost};
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
    let mut codes = [0; LONGEST];
    let letters = text.chars().map_while(chars::tis620).zip(&mut codes);
    let count = letters.map(|(code, slot)| *slot = code).count();
    // Every Thai letter takes three bytes in UTF-8.
    let longest = Walk::words(codes.get(..count)?).last()?;
    Some(longest.letters * 3)
}

/// The text in TIS-620 when every character of it is Thai and it is not empty.
fn encode(text: &str) -> Option<Vec<u8>> {
    let code: Option<Vec<u8>> = text.chars().map(chars::tis620).collect();
    code.filter(|code| !code.is_empty())
}

/// Where the automaton is after two letters, which saves a walk its two widest steps and ends most at once.
/// Made when the program starts to need words, in a fraction of a millisecond.
static PAIRS: LazyLock<Pairs> =
    LazyLock::new(|| WORDS.as_ref().map_or_else(Pairs::default, Pairs::of));

/// Where an automaton is after the first two letters of what it knows. Kept small: what is touched at the start of
/// a run over one file costs more than what is looked up.
#[derive(Default)]
struct Pairs {
    /// Place of each pair in `states`, from 1; 0 when nothing begins so.
    places: Vec<u16>,
    states: Vec<State>,
}

impl Pairs {
    fn of(automaton: &Fst<&'static [u8]>) -> Pairs {
        let mut pairs = Pairs {
            places: vec![0; THAI_BYTES * THAI_BYTES],
            states: Vec::new(),
        };
        for first in automaton.root().transitions() {
            for second in automaton.node(first.addr).transitions() {
                pairs.states.push(State {
                    node: second.addr,
                    output: first.out.value() + second.out.value(),
                });
                let place = pair(first.inp, second.inp).and_then(|at| pairs.places.get_mut(at));
                if let (Some(place), Ok(count)) = (place, u16::try_from(pairs.states.len())) {
                    *place = count;
                }
            }
        }
        pairs
    }

    /// Where the automaton is after two letters; `None` when nothing begins so.
    fn after(&self, first: u8, second: u8) -> Option<State> {
        let place = *self.places.get(pair(first, second)?)?;
        self.states.get(usize::from(place).checked_sub(1)?).copied()
    }
}

/// TIS-620 bytes from 0xA0 on.
const THAI_BYTES: usize = 96;

fn pair(first: u8, second: u8) -> Option<usize> {
    let first = usize::from(first.checked_sub(0xA0)?);
    let second = usize::from(second.checked_sub(0xA0)?);
    Some(first * THAI_BYTES + second)
}

/// A place in the automaton.
#[derive(Debug, Clone, Copy)]
struct State {
    node: CompiledAddr,
    /// Sum of the outputs on the way; that of a whole word is its cost.
    output: u64,
}

/// The words at the start of a TIS-620 text, shortest first. None has one letter alone.
struct Walk<'t> {
    words: &'static Fst<&'static [u8]>,
    /// `None` when no word goes on from here.
    state: Option<State>,
    text: &'t [u8],
    /// Letters already walked.
    length: usize,
}

impl<'t> Walk<'t> {
    /// `None` when no word begins as the text does.
    fn new(text: &'t [u8]) -> Option<Self> {
        let (&first, &second) = (text.first()?, text.get(1)?);
        Some(Walk {
            words: WORDS.as_ref()?,
            state: Some(PAIRS.after(first, second)?),
            text,
            length: 2,
        })
    }

    /// The words at the start of a text; none when no word begins so.
    fn words(text: &'t [u8]) -> impl Iterator<Item = Word> {
        Walk::new(text).into_iter().flatten()
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
        loop {
            let state = self.state?;
            let node = self.words.node(state.node);
            let letters = self.length;
            let next = self.text.get(letters).copied();
            self.state = next
                .filter(|_| letters < LONGEST)
                .and_then(|next| node.find_input(next))
                .map(|index| node.transition(index))
                .map(|transition| State {
                    node: transition.addr,
                    output: state.output + transition.out.value(),
                });
            self.length += 1;
            if node.is_final() && next.is_none_or(starts_cell) {
                return Some(Word {
                    letters,
                    cost: cost(state.output + node.final_output().value()),
                });
            }
        }
    }
}

/// The value of a word in the automaton as its cost.
fn cost(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(UNKNOWN)
}

/// [`chars::starts_cell`] for a TIS-620 byte.
pub(in crate::thai) fn starts_cell(byte: u8) -> bool {
    !matches!(byte, 0xD0..=0xDA | 0xE5 | 0xE7..=0xEE)
}

/// A run of Thai letters in TIS-620, ready to be split into words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
        best_split(&self.0, None, false)
    }

    /// The best split into common words alone.
    pub fn split_common(&self) -> Split {
        best_split(&self.0, None, true)
    }

    /// The best split that has a word boundary after `letters` letters.
    pub fn split_at(&self, letters: usize) -> Split {
        best_split(&self.0, Some(letters), false)
    }
}

/// Whether Thai letters in TIS-620 make words as well with a boundary after the first `letters` of them as without.
pub(in crate::thai) fn parts_well(run: &[u8], letters: usize) -> bool {
    if !has_word_across(run, letters) {
        return true;
    }
    let [parted, whole] = best_splits(run, [Some(letters), None], false);
    parted.unknown <= whole.unknown
}

/// Whether some common word covers the boundary after `letters` letters.
fn has_word_across(run: &[u8], letters: usize) -> bool {
    let first = letters.saturating_sub(LONGEST);
    (first..letters).any(|start| {
        run.get(start..)
            .filter(|rest| rest.first().is_some_and(|&first| starts_cell(first)))
            .is_some_and(|rest| {
                Walk::words(rest).any(|word| start + word.letters > letters && word.cost <= COMMON)
            })
    })
}

fn best_split(text: &[u8], boundary: Option<usize>, only_common: bool) -> Split {
    let [split] = best_splits(text, [boundary], only_common);
    split
}

/// The best split with each of the boundaries, or with none: the words are looked up once for all.
fn best_splits<const N: usize>(
    text: &[u8],
    boundaries: [Option<usize>; N],
    only_common: bool,
) -> [Split; N] {
    const WORST: Split = Split {
        cost: u32::MAX,
        unknown: u32::MAX,
    };
    let mut best = vec![[WORST; N]; text.len() + 1];
    best[0] = [Split {
        cost: 0,
        unknown: 0,
    }; N];
    for start in 0..text.len() {
        let here = best[start];
        let mut offer = |end: usize, cost: u32, unknown: u32| {
            for ((boundary, here), best) in boundaries.iter().zip(here).zip(&mut best[end]) {
                let next = Split {
                    cost: here.cost.saturating_add(cost),
                    unknown: here.unknown.saturating_add(unknown),
                };
                let crosses = boundary.is_some_and(|at| start < at && at < end);
                if !crosses && next < *best {
                    *best = next;
                }
            }
        };
        offer(start + 1, UNKNOWN, 1);
        if starts_cell(text[start]) {
            for Word {
                letters: length,
                cost,
            } in Walk::words(&text[start..])
            {
                if cost <= COMMON || !only_common {
                    offer(start + length, cost, 0);
                }
            }
        }
    }
    best[text.len()]
}

/// Every common word that has the letter in it, in no order that matters.
#[cfg(test)]
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
        match Walk::words(rest).last() {
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
        assert!(has_word_across(&run.0, 3));
        let run = Run::new("แผนการ").expect("Thai");
        assert_eq!(run.split_at(3).unknown, 0);
    }
}
