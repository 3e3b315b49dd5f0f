//! What words with ำ become when it is read as า, as a table made before the program runs.
//!
//! A form is kept when it is much less likely than the word it comes from: "ดาเนิน" can only be ดำเนิน. Whether that
//! is so takes two splits of every such word, a few milliseconds that every run would pay.

use std::ops::Range;
use std::sync::LazyLock;

use fst::Streamer as _;
use fst::raw::{Builder, Fst};

use super::{COMMON, Pairs, Run, WORDS, cost, decode};
use crate::thai::chars::tis620;

/// How sure a form tells that ำ was lost. The number is its value in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::thai) enum Loss {
    /// The form is far less likely than the word.
    Certain = 0,
    /// The form makes words too ("นาเสนอ": นา, เสนอ), though less likely ones.
    Uncertain = 1,
}

impl Loss {
    /// By how many bits the word must be likelier than its form: at 12 it is 4,000 times as likely.
    pub(in crate::thai) const fn exchange(self) -> u32 {
        match self {
            Loss::Certain => 12,
            Loss::Uncertain => 3,
        }
    }
}

/// Shorter forms (ทา, นา) say nothing by themselves.
const ENOUGH_LETTERS: usize = 4;

/// See [`table`], which a test compares it with. One that does not open would leave every form unknown.
static FORMS: LazyLock<Option<Fst<&'static [u8]>>> =
    LazyLock::new(|| Fst::new(include_bytes!("../data/lost_sara_am.fst").as_slice()).ok());

/// Where the table is after two letters: at nearly all places of a text no form begins.
static BEGINNINGS: LazyLock<Pairs> =
    LazyLock::new(|| FORMS.as_ref().map_or_else(Pairs::default, Pairs::of));

/// The first form from `from` on, the longest of those that begin there, in bytes of the text.
pub(in crate::thai) fn find_lost(text: &str, from: usize, loss: Loss) -> Option<Range<usize>> {
    let forms = FORMS.as_ref()?;
    let rest = text.get(from..)?;
    rest.char_indices().find_map(|(at, _)| {
        let length = longest(forms, rest.get(at..)?, loss)?;
        Some(from + at..from + at + length)
    })
}

/// The length in bytes of the longest form at the start of the text. None has two letters alone.
fn longest(forms: &Fst<&'static [u8]>, text: &str, loss: Loss) -> Option<usize> {
    let mut letters = text.char_indices();
    let mut code = || tis620(letters.next()?.1);
    let begun = BEGINNINGS.after(code()?, code()?)?;
    let mut node = forms.node(begun.node);
    let mut value = begun.output;
    let mut found = None;
    for (at, c) in letters {
        let Some(transition) = tis620(c)
            .and_then(|letter| node.find_input(letter))
            .map(|index| node.transition(index))
        else {
            break;
        };
        value += transition.out.value();
        node = forms.node(transition.addr);
        if node.is_final() && value + node.final_output().value() == loss as u64 {
            found = Some(at + c.len_utf8());
        }
    }
    found
}

/// Makes the table from the words; `examples/build_tables.rs` writes it as `data/lost_sara_am.fst`.
pub fn table() -> Result<Vec<u8>, fst::Error> {
    let mut forms = std::collections::BTreeMap::new();
    if let Some(words) = WORDS.as_ref() {
        let mut stream = words.stream();
        while let Some((word, value)) = stream.next() {
            if cost(value.value()) <= COMMON
                && let Some((form, loss)) = form_of(&decode(word))
            {
                forms
                    .entry(form.0)
                    .and_modify(|known: &mut u64| *known = (*known).min(loss as u64))
                    .or_insert(loss as u64);
            }
        }
    }
    let mut builder = Builder::memory();
    for (form, loss) in forms {
        builder.insert(form, loss)?;
    }
    builder.into_inner()
}

/// What a word becomes without its ำ, when that says enough.
fn form_of(word: &str) -> Option<(Run, Loss)> {
    let form = Run::new(&word.replace('ำ', "า"))?;
    if !word.contains('ำ') || form.len() < ENOUGH_LETTERS {
        return None;
    }
    let (as_form, as_word) = (form.split().cost, Run::new(word)?.split().cost);
    let loss = [Loss::Certain, Loss::Uncertain]
        .into_iter()
        .find(|loss| as_form > as_word + loss.exchange())?;
    Some((form, loss))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_table_is_that_of_the_words() {
        assert!(
            FORMS.as_ref().expect("opens").as_bytes() == table().expect("builds"),
            "run: cargo run --example build_tables"
        );
    }

    #[test]
    fn the_longest_form_is_found_where_it_stands() {
        let text = "ได้ดาเนินการ";
        let found = find_lost(text, 0, Loss::Certain).expect("a form");
        assert!(text[found.clone()].starts_with("ดาเนิน"), "{found:?}");
        assert_eq!(find_lost(text, found.end, Loss::Certain), None);
        assert_eq!(find_lost("ได้ดำเนินการ", 0, Loss::Certain), None);
    }

    #[test]
    fn a_form_of_words_is_uncertain() {
        assert!(find_lost("นาเสนอ", 0, Loss::Uncertain).is_some());
        assert_eq!(find_lost("นาเสนอ", 0, Loss::Certain), None);
    }
}
