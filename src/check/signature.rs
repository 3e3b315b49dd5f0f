//! `signature`: a name in brackets above a position.

use std::sync::LazyLock;

use regex::Regex;

use super::{Outcome, Part, Scope};
use crate::result::{Evidence, Match};
use crate::rules::model::Signature;
use crate::thai::fold::fold;
use crate::thai::names::{NameKind, NameMention, find_names};

/// A name in brackets: Thai letters and spaces, no digits; a dotted blank to be filled in is not a name.
static NAME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\(\s*((?:[\u{0E01}-\u{0E4E}]+\.?\s*){1,8})\)").ok());

/// What stands in brackets where a name is to be written.
const NO_NAMES: &[&str] = &[
    "ลงชื่อ",
    "ลงนาม",
    "ลายมือชื่อ",
    "ลายเซ็น",
    "ตัวบรรจง",
    "ชื่อ-สกุล",
    "ชื่อสกุล",
    "ชื่อ สกุล",
    "ประทับตรา",
];

/// Least similarity of two spellings of a person's name.
const ALIKE: f64 = 0.8;

/// Characters between the name and the position under it.
const REACH: usize = 120;

pub(super) fn check(rule: &Signature, scope: &Scope<'_>) -> Outcome {
    let Some(pattern) = NAME.as_ref() else {
        return Outcome::fail("signature-missing");
    };
    let positions = scope.find(&rule.positions);
    let holders = holders(rule, scope);
    // Whoever that item names at all is no stranger: its tables set names and positions in many ways.
    let there = scope
        .others
        .get(&rule.same_as)
        .map_or(&[][..], Vec::as_slice);
    let known = |name: &str| names_person(there, name);
    let (mut nearest, mut other) = (Vec::new(), Vec::new());
    for part in scope.parts {
        if !rule.in_document_with.is_empty() && !carries(part, rule, scope) {
            continue;
        }
        let source = part.document.text.source();
        for name in pattern.captures_iter(source) {
            let (Some(whole), Some(inner)) = (name.get(0), name.get(1)) else {
                continue;
            };
            if !part.holds(part.document.unit_at(whole.start()))
                || inner.as_str().chars().count() < 6
                || NO_NAMES.iter().any(|word| inner.as_str().contains(word))
            {
                continue;
            }
            let after: usize = source
                .get(whole.end()..)
                .unwrap_or_default()
                .chars()
                .take(REACH)
                .map(char::len_utf8)
                .sum();
            let position = positions.iter().find(|hit| {
                std::ptr::eq(hit.part.document, part.document)
                    && hit.hit.span.start >= whole.end()
                    && hit.hit.span.start <= whole.end() + after
            });
            match position {
                Some(hit) => {
                    let span = whole.start()..hit.hit.span.end;
                    let signature = part.document.evidence(span, Match::Folded, 0);
                    if !holders.is_empty() && !known(inner.as_str()) {
                        other.push((inner.as_str().trim().to_owned(), signature));
                        continue;
                    }
                    return Outcome::pass("signature-found", vec![signature, hit.evidence()]);
                }
                None if rule.positions.is_empty() => {
                    return Outcome::pass(
                        "signature-found",
                        vec![part.document.evidence(whole.range(), Match::Exact, 0)],
                    );
                }
                None => nearest.push(part.document.evidence(whole.range(), Match::Exact, 0)),
            }
        }
    }
    if let (Some((name, _)), Some((holder, piece))) = (other.first(), holders.first()) {
        return Outcome::fail("signed-by-other")
            .with("name", name)
            .with("holder", holder)
            .with("item", &rule.same_as)
            .near(
                other
                    .iter()
                    .map(|(_, signature)| signature.clone())
                    .chain([piece.clone()])
                    .collect(),
            );
    }
    if nearest.is_empty() {
        nearest.extend(positions.iter().map(super::Located::evidence));
    }
    Outcome::fail("signature-missing").near(nearest)
}

/// Persons named beside one of the positions in the documents of the item that says who holds it.
fn holders(rule: &Signature, scope: &Scope<'_>) -> Vec<(String, Evidence)> {
    let Some(parts) = scope.others.get(&rule.same_as) else {
        return Vec::new();
    };
    let there = Scope { parts, ..*scope };
    let mut holders = Vec::new();
    for hit in there.find(&rule.positions) {
        let document = hit.part.document;
        // The name stands in the same cell or line, or in the one above: a portrait, the name, the position.
        for unit in [Some(hit.unit), hit.unit.checked_sub(1)]
            .into_iter()
            .flatten()
        {
            for name in find_names(document.unit_text(unit)) {
                let known = holders.iter().any(|(known, _)| *known == name.name);
                if name.kind == NameKind::Person && !known {
                    holders.push((name.name, document.unit_evidence(unit)));
                }
            }
        }
    }
    holders
}

/// Whether documents name a person, written apart or together or with a slip of the pen.
fn names_person(parts: &[Part<'_>], name: &str) -> bool {
    let name = fold(name);
    parts.iter().any(|part| {
        part.unit_numbers().any(|unit| {
            let text = part.document.unit_text(unit);
            let alike = |other: &NameMention| {
                strsim::normalized_levenshtein(&fold(&other.name), &name) >= ALIKE
            };
            fold(text).contains(&name) || find_names(text).iter().any(alike)
        })
    })
}

fn carries(part: &Part<'_>, rule: &Signature, scope: &Scope<'_>) -> bool {
    rule.in_document_with.iter().any(|phrase| {
        scope
            .phrases
            .hits(part.hits, phrase)
            .iter()
            .any(|hit| part.holds(part.document.unit_at(hit.span.start)))
    })
}
