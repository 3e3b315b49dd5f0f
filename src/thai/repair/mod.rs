//! Repairs Thai text where it is certain what was meant, and counts what is not.
//!
//! What text layers do to Thai, and what is done about it:
//!
//! | damage | example | repair |
//! | --- | --- | --- |
//! | marks as private-use variants | ท\u{F70A}าน | the standard mark |
//! | marks out of order, doubled | ข้อมููล | canonical order, once |
//! | sara am split, its tone displaced | นํ้า | ำ |
//! | spaces before marks and vowels that cannot begin a cell | ค รั ้ง | removed |
//! | nikhahit printed as a space | ส านัก | ำ or า, whichever makes words |
//! | nikhahit lost, or า printed as ำ | ดาเนินการ, รายงำน | the other, where only that makes words |
//! | a lost letter as U+FFFD | ประจ�ปี | the one sign that makes words |
//!
//! Whoever needs the words to be right asks the lexicon; where both readings are words the text stays
//! as it is and is counted. Sound text is given back as it came.

mod sara_am;
mod spaces;

use std::borrow::Cow;

use super::chars::is_private_use;
use super::marks::{canonicalise, from_private_use, is_canonical, is_tail};

/// What was repaired in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired<'t> {
    /// The text after repair; borrowed when nothing was changed.
    pub text: Cow<'t, str>,
    /// Cells and words that were changed.
    pub repaired: u32,
    /// Places that look damaged but can be read in two ways, left as they are.
    pub ambiguous: u32,
}

/// Repairs a text. Repairing twice changes nothing more.
pub fn repair(text: &str) -> Cow<'_, str> {
    repair_counted(text).text
}

/// Repairs a text and says how much there was to repair.
pub fn repair_counted(text: &str) -> Repaired<'_> {
    let mut state = Repaired {
        text: Cow::Borrowed(text),
        repaired: 0,
        ambiguous: 0,
    };
    // One repair can uncover another (a space removed brings marks together), so run until nothing
    // changes. Each round shortens the text or removes a flaw; the bound is for text made to harm.
    const ROUNDS: usize = 4;
    for _ in 0..ROUNDS {
        let before = state.repaired;
        for step in [cells, spaces::repair, sara_am::repair] {
            let Some(outcome) = step(&state.text) else {
                continue;
            };
            state.ambiguous = outcome.ambiguous;
            if outcome.repaired > 0 {
                state.repaired += outcome.repaired;
                state.text = Cow::Owned(outcome.text);
            }
        }
        if state.repaired == before {
            break;
        }
    }
    state
}

/// What one step did.
struct Outcome {
    text: String,
    repaired: u32,
    ambiguous: u32,
}

/// Private-use variants, and the spelling of cells. `None` when there is nothing to do.
fn cells(text: &str) -> Option<Outcome> {
    let mut output = String::new();
    let mut copied = 0;
    let mut repaired = 0;
    let mut tail: Vec<char> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let standard = if is_private_use(c) {
            from_private_use(c).unwrap_or(c)
        } else {
            c
        };
        if !is_tail(standard) {
            let doubled = c == 'เ' && rest.next_if(|&(_, next)| next == 'เ').is_some();
            if standard != c || doubled {
                output.push_str(text.get(copied..at)?);
                output.push(if doubled { 'แ' } else { standard });
                copied = rest.peek().map_or(text.len(), |&(next, _)| next);
                repaired += 1;
            }
            continue;
        }
        tail.clear();
        tail.push(standard);
        let mut changed = standard != c;
        while let Some(&(_, next)) = rest.peek() {
            let standard = from_private_use(next).unwrap_or(next);
            if !is_tail(standard) {
                break;
            }
            changed |= standard != next;
            tail.push(standard);
            rest.next();
        }
        if changed || !is_canonical(&tail) {
            let before = tail.clone();
            canonicalise(&mut tail);
            if changed || before != tail {
                output.push_str(text.get(copied..at)?);
                output.extend(&tail);
                copied = rest.peek().map_or(text.len(), |&(next, _)| next);
                repaired += 1;
            }
        }
    }
    if repaired == 0 {
        return None;
    }
    output.push_str(text.get(copied..)?);
    Some(Outcome {
        text: output,
        repaired,
        ambiguous: 0,
    })
}

#[cfg(test)]
mod tests;
