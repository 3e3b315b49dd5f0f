//! `signature`: a name in brackets above a position.

use std::sync::LazyLock;

use regex::Regex;

use super::{Outcome, Part, Scope};
use crate::result::Match;
use crate::rules::model::Signature;

/// A name in brackets: Thai letters and spaces, no digits; a dotted blank to be filled in is not a name.
static NAME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\(\s*((?:[\u{0E01}-\u{0E4E}]+\.?\s*){1,8})\)").ok());

/// Characters between the name and the position under it.
const REACH: usize = 120;

pub(super) fn check(rule: &Signature, scope: &Scope<'_>) -> Outcome {
    let Some(pattern) = NAME.as_ref() else {
        return Outcome::fail("signature-missing");
    };
    let positions = scope.find(&rule.positions);
    let mut nearest = Vec::new();
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
                    return Outcome::pass(
                        "signature-found",
                        vec![
                            part.document.evidence(span, Match::Folded, 0),
                            hit.evidence(),
                        ],
                    );
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
    if nearest.is_empty() {
        nearest.extend(positions.iter().map(super::Located::evidence));
    }
    Outcome::fail("signature-missing").near(nearest)
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
