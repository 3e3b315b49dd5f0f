//! The best split into words when า and ำ may have been taken for each other.

use fst::raw::CompiledAddr;

use super::{COMMON, Fst, LONGEST, Run, Split, UNKNOWN, WORDS, cost, decode, starts_cell};

const SARA_AA: u8 = 0xD2;
const SARA_AM: u8 = 0xD3;

/// A run with some of its vowels read otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respelled {
    /// The new spelling, of as many letters.
    pub text: String,
    /// How it splits, the cost of the exchanges included.
    pub split: Split,
    /// Vowels that were exchanged.
    pub exchanged: u32,
}

/// The best way to a place in the run.
#[derive(Debug, Clone)]
struct Way {
    split: Split,
    from: usize,
    /// The last piece as it is spelled now.
    piece: Vec<u8>,
    exchanged: u32,
}

impl Run {
    /// The best split when any า may be ำ and the reverse, each exchange at a cost in bits. Words that are
    /// read otherwise must be common.
    pub fn respell(&self, exchange: u32) -> Respelled {
        let text = &self.0;
        let mut ways: Vec<Option<Way>> = vec![None; text.len() + 1];
        ways[0] = Some(Way {
            split: Split {
                cost: 0,
                unknown: 0,
            },
            from: 0,
            piece: Vec::new(),
            exchanged: 0,
        });
        for start in 0..text.len() {
            let Some(here) = ways[start].as_ref().map(|way| way.split) else {
                continue;
            };
            let mut offer = |end: usize, cost: u32, unknown: u32, piece: &[u8], exchanged: u32| {
                let split = Split {
                    cost: here.cost.saturating_add(cost),
                    unknown: here.unknown + unknown,
                };
                if ways[end].as_ref().is_none_or(|way| split < way.split) {
                    ways[end] = Some(Way {
                        split,
                        from: start,
                        piece: piece.to_vec(),
                        exchanged,
                    });
                }
            };
            offer(start + 1, UNKNOWN, 1, &text[start..=start], 0);
            if let Some(words) = WORDS.as_ref().filter(|_| starts_cell(text[start])) {
                let mut spelled = Vec::with_capacity(LONGEST);
                let mut search = Search {
                    words,
                    rest: &text[start..],
                    found: &mut |piece: &[u8], cost, exchanged| {
                        let cost = cost + exchanged * exchange;
                        offer(start + piece.len(), cost, 0, piece, exchanged);
                    },
                };
                search.walk(words.root().addr(), 0, 0, &mut spelled);
            }
        }
        finish(ways, text)
    }
}

fn finish(ways: Vec<Option<Way>>, text: &[u8]) -> Respelled {
    let split = ways.last().and_then(Option::as_ref).map_or(
        Split {
            cost: 0,
            unknown: 0,
        },
        |way| way.split,
    );
    let mut pieces: Vec<&[u8]> = Vec::new();
    let mut exchanged = 0;
    let mut at = text.len();
    while at > 0 {
        let Some(way) = ways[at].as_ref() else { break };
        pieces.push(&way.piece);
        exchanged += way.exchanged;
        at = way.from;
    }
    pieces.reverse();
    Respelled {
        text: decode(&pieces.concat()),
        split,
        exchanged,
    }
}

/// A walk through the automaton that may take either vowel.
struct Search<'a> {
    words: &'static Fst<&'static [u8]>,
    rest: &'a [u8],
    /// Takes the spelling of a word, its cost, and the exchanges in it.
    found: &'a mut dyn FnMut(&[u8], u32, u32),
}

impl Search<'_> {
    fn walk(&mut self, node: CompiledAddr, output: u64, exchanged: u32, spelled: &mut Vec<u8>) {
        let node = self.words.node(node);
        let length = spelled.len();
        let ends_cell = self.rest.get(length).is_none_or(|&next| starts_cell(next));
        if length > 0 && ends_cell && node.is_final() {
            let cost = cost(output + node.final_output().value());
            if exchanged == 0 || cost <= COMMON {
                (self.found)(spelled, cost, exchanged);
            }
        }
        let Some(&byte) = self.rest.get(length).filter(|_| length < LONGEST) else {
            return;
        };
        let other = match byte {
            SARA_AA => Some(SARA_AM),
            SARA_AM => Some(SARA_AA),
            _ => None,
        };
        for (letter, exchanges) in [(Some(byte), 0), (other, 1)] {
            let Some(transition) = letter
                .and_then(|letter| node.find_input(letter))
                .map(|index| node.transition(index))
            else {
                continue;
            };
            spelled.push(transition.inp);
            self.walk(
                transition.addr,
                output + transition.out.value(),
                exchanged + exchanges,
                spelled,
            );
            spelled.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exchanges_only_what_makes_words() {
        for (damaged, sound) in [
            ("ดาเนินการ", "ดำเนินการ"),
            ("รายงำนผล", "รายงานผล"),
            ("ทำงำน", "ทำงาน"),
            ("บันทึกข้อควำม", "บันทึกข้อความ"),
            ("สำนักงาน", "สำนักงาน"),
            ("คุณน้าทำนา", "คุณน้าทำนา"),
        ] {
            let respelled = Run::new(damaged).expect("Thai").respell(10);
            assert_eq!(respelled.text, sound);
            assert_eq!(respelled.exchanged == 0, damaged == sound);
        }
    }
}
