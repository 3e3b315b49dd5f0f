//! Which regular expressions can match a text at all, told in one pass over it by letters that each of them needs.
//!
//! `[0-9]+ *(?:คน|ราย)` needs one of the two words; most texts have neither, and most of a hundred expressions need
//! something that most texts lack.

use aho_corasick::AhoCorasick;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind};

/// Least bytes of what is needed: one Thai letter has three, and stands everywhere.
const TELLING: usize = 4;

/// The letters that regular expressions need.
#[derive(Debug)]
pub(super) struct Required {
    /// Finds what is needed; `None` where nothing can be told.
    literals: Option<AhoCorasick>,
    /// By literal: which expression needs it.
    needed_by: Vec<usize>,
    /// Expressions that may match anything.
    always: Vec<usize>,
    /// How many expressions there are.
    count: usize,
}

impl Required {
    pub(super) fn of(patterns: &[String]) -> Self {
        let mut literals: Vec<Vec<u8>> = Vec::new();
        let mut needed_by = Vec::new();
        let mut always = Vec::new();
        for (number, pattern) in patterns.iter().enumerate() {
            let hir = regex_syntax::parse(pattern).ok();
            match hir.as_ref().and_then(needs).filter(|set| is_telling(set)) {
                Some(set) => {
                    needed_by.extend(set.iter().map(|_| number));
                    literals.extend(set);
                }
                None => always.push(number),
            }
        }
        let literals = AhoCorasick::new(&literals).ok();
        if literals.is_none() {
            always = (0..patterns.len()).collect();
        }
        Required {
            literals,
            needed_by,
            always,
            count: patterns.len(),
        }
    }

    /// By expression, which of the texts it may match, in order.
    pub(super) fn possible<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Vec<Vec<usize>> {
        let mut possible = vec![Vec::new(); self.count];
        let mut add = |pattern: usize, text: usize| {
            let texts: Option<&mut Vec<usize>> = possible.get_mut(pattern);
            if let Some(texts) = texts.filter(|texts| texts.last() != Some(&text)) {
                texts.push(text);
            }
        };
        for (number, text) in texts.enumerate() {
            let found = self
                .literals
                .iter()
                .flat_map(|all| all.find_overlapping_iter(text));
            for literal in found {
                if let Some(pattern) = self.needed_by.get(literal.pattern().as_usize()) {
                    add(*pattern, number);
                }
            }
            self.always.iter().for_each(|pattern| add(*pattern, number));
        }
        possible
    }
}

/// Whether texts often lack all of a set.
fn is_telling(set: &[Vec<u8>]) -> bool {
    set.iter().all(|literal| literal.len() >= TELLING)
}

/// Strings of which every match has one; `None` where there is no such set of reasonable size.
fn needs(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        // Each part must match: the one whose shortest string is longest tells most.
        HirKind::Concat(parts) => {
            let sets = parts.iter().filter_map(needs).chain(begins_with(hir));
            sets.max_by_key(|set| set.iter().map(Vec::len).min())
        }
        HirKind::Alternation(parts) => {
            let sets: Option<Vec<_>> = parts.iter().map(needs).collect();
            sets.map(|sets| sets.concat())
        }
        HirKind::Capture(group) => needs(&group.sub),
        HirKind::Repetition(repeated) if repeated.min > 0 => needs(&repeated.sub),
        _ => begins_with(hir),
    }
}

/// Strings of which every match begins with one.
fn begins_with(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let beginnings = Extractor::new().extract(hir);
    let literals = beginnings.literals()?.iter();
    let set: Vec<_> = literals
        .map(|literal| literal.as_bytes().to_vec())
        .collect();
    let needed = !set.is_empty() && set.iter().all(|literal| !literal.is_empty());
    needed.then_some(set)
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
