//! Which regular expressions can match a text at all, told in one pass over it by letters that each of them needs.
//!
//! `[0-9]+ *(?:คน|ราย)` needs a digit and one of the two words; most texts lack one of them, and most of a hundred
//! expressions need something that most texts lack.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind};

/// Strings of which a match has one.
type Clause = Vec<Vec<u8>>;

/// The letters that regular expressions need.
#[derive(Debug)]
pub(super) struct Required {
    /// Finds what is needed; `None` where nothing can be told.
    literals: Option<AhoCorasick>,
    /// By literal: the clauses that have it.
    clauses_of: Vec<Vec<usize>>,
    /// How many clauses there are.
    clauses: usize,
    /// By expression: the clauses it needs, each of them.
    needs: Vec<Vec<usize>>,
}

impl Required {
    pub(super) fn of(patterns: &[String]) -> Self {
        let mut numbers: BTreeMap<Clause, usize> = BTreeMap::new();
        let mut needs = Vec::new();
        for pattern in patterns {
            let hir = regex_syntax::parse(pattern).ok();
            let clauses = hir.as_ref().map(clauses).unwrap_or_default();
            let number = |clause: Clause| {
                let next = numbers.len();
                *numbers.entry(clause).or_insert(next)
            };
            needs.push(clauses.into_iter().map(number).collect());
        }
        let clauses = numbers.len();
        let mut having: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
        for (clause, number) in numbers {
            for literal in clause {
                having.entry(literal).or_default().push(number);
            }
        }
        let (literals, clauses_of): (Vec<_>, Vec<_>) = having.into_iter().unzip();
        Required {
            literals: AhoCorasick::new(&literals).ok(),
            clauses_of,
            clauses,
            needs,
        }
    }

    /// By expression, which of the texts it may match, in order.
    pub(super) fn possible<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Vec<Vec<usize>> {
        let mut possible = vec![Vec::new(); self.needs.len()];
        let mut met = vec![false; self.clauses];
        for (number, text) in texts.enumerate() {
            met.fill(self.literals.is_none());
            let found = self.literals.iter();
            let found = found.flat_map(|all| all.find_overlapping_iter(text));
            let clauses = found.filter_map(|one| self.clauses_of.get(one.pattern().as_usize()));
            for clause in clauses.flatten() {
                if let Some(met) = met.get_mut(*clause) {
                    *met = true;
                }
            }
            let is_met = |clause: &usize| met.get(*clause).copied().unwrap_or(true);
            for (needs, texts) in self.needs.iter().zip(&mut possible) {
                if needs.iter().all(is_met) {
                    texts.push(number);
                }
            }
        }
        possible
    }
}

/// Whether texts often lack all of a clause: not so if a space or one Thai letter meets it.
fn is_telling(clause: &Clause) -> bool {
    let in_most = |literal: &Vec<u8>| match str::from_utf8(literal) {
        Ok("" | " " | ".") => true,
        Ok(text) => text.len() == 3 && text.starts_with(is_thai),
        // Part of a letter.
        Err(_) => true,
    };
    !clause.iter().any(in_most)
}

fn is_thai(letter: char) -> bool {
    matches!(letter, '\u{E00}'..='\u{E7F}')
}

/// What every match has: one of each clause.
fn clauses(hir: &Hir) -> Vec<Clause> {
    let mut found: Vec<Clause> = match hir.kind() {
        HirKind::Concat(parts) => parts.iter().flat_map(clauses).collect(),
        // Whichever part matches: one of all that any of them needs.
        HirKind::Alternation(parts) => {
            let best = |part: &Hir| clauses(part).into_iter().max_by_key(shortest);
            let sets: Option<Vec<Clause>> = parts.iter().map(best).collect();
            sets.into_iter().map(|sets| sets.concat()).collect()
        }
        HirKind::Capture(group) => clauses(&group.sub),
        HirKind::Repetition(repeated) if repeated.min > 0 => clauses(&repeated.sub),
        _ => Vec::new(),
    };
    found.extend(beginnings(hir));
    found.retain(is_telling);
    found.iter_mut().for_each(|clause| {
        clause.sort_unstable();
        clause.dedup();
    });
    found.sort_unstable();
    found.dedup();
    found
}

/// Bytes of the shortest string of a clause: the longer it is, the fewer texts have any.
fn shortest(clause: &Clause) -> usize {
    clause.iter().map(Vec::len).min().unwrap_or_default()
}

/// Strings of which every match begins with one; `None` where there is no such set of reasonable size.
fn beginnings(hir: &Hir) -> Option<Clause> {
    let beginnings = Extractor::new().extract(hir);
    let literals = beginnings.literals()?.iter();
    let set: Clause = literals
        .map(|literal| literal.as_bytes().to_vec())
        .collect();
    (!set.is_empty()).then_some(set)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::string::string_regex;

    /// In the forms that rules have; without `^` and `$`, which strings cannot be made from.
    const PATTERNS: &[&str] = &[
        "[0-9]+ *(?:นาย|อัตรา|ตำแหน่ง|คน)",
        "(?i)(?:ไลน์|line) *(?:ไอดี|id|oa)? *[:=]? *@?[a-z0-9._-]{4,}",
        "[0-9],[0-9]{3}|[0-9] *(?:บาท|แสน|หมื่น|ล้าน)",
        "(?:[a-c]|กข){2}(?:คง)+",
        "(?:กข)?[ก-ฮ]{2}|ตำบล",
        "สถาน[ีิ] *ตำ?[ก-๎]{1,4}(?:ภูธร|นครบาล)",
    ];

    fn required() -> Required {
        let patterns: Vec<String> = PATTERNS.iter().map(|&pattern| pattern.to_owned()).collect();
        Required::of(&patterns)
    }

    fn matching() -> impl Strategy<Value = (usize, String)> {
        (0..PATTERNS.len()).prop_flat_map(|number| {
            let text = string_regex(PATTERNS[number]).expect("a pattern without anchors");
            (Just(number), text)
        })
    }

    proptest! {
        #[test]
        fn what_matches_is_possible((number, matching) in matching(), before in "[ก-ฮ0-9 ]{0,5}") {
            let text = before + &matching;
            let possible = required().possible([text.as_str()].into_iter());
            prop_assert_eq!(&possible[number], &[0]);
        }
    }

    #[test]
    fn what_lacks_the_words_is_not_possible() {
        let texts = ["ตำแหน่ง 3", "แผนที่", "เงิน 3 บาท"];
        let possible = required().possible(texts.into_iter());
        assert_eq!(possible[0], [0]);
        assert_eq!(possible[1], [0_usize; 0]);
    }
}
