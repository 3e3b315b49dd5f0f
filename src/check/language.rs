//! `language`: a version of the document in a language.

use super::{Located, Outcome, Scope};
use crate::rules::model::Language;
use crate::thai::chars::is_alphabetic;

/// Letters that make a version when the rule does not say: a short announcement has several hundred.
const LETTERS: usize = 80;

pub(super) fn check<'a>(rule: &Language, scope: &Scope<'a>) -> Outcome<'a> {
    let belongs = |c: char| match rule.language.as_str() {
        "en" => c.is_ascii_alphabetic(),
        _ => ('\u{0E01}'..='\u{0E4E}').contains(&c),
    };
    let wanted = if rule.letters_at_least == 0 {
        LETTERS
    } else {
        rule.letters_at_least
    };
    let letters: usize = scope
        .parts
        .iter()
        .flat_map(|part| {
            part.unit_numbers()
                .map(|unit| part.document.unit_text(unit))
        })
        .map(|text| {
            let own = text.chars().filter(|c| belongs(*c)).count();
            // A web address or a name inside Thai text is not an English version.
            let others = text.chars().filter(|c| !belongs(*c) && is_alphabetic(*c));
            let mostly = own > 0 && others.take(own).count() < own;
            if mostly { own } else { 0 }
        })
        .sum();
    let found = scope.find_any(&rule.phrases);
    let evidence: Vec<_> = found.iter().map(Located::spot).collect();
    if letters < wanted {
        return Outcome::fail("language-missing")
            .with("count", letters.to_string())
            .near(evidence);
    }
    if !rule.phrases.is_empty() && found.is_empty() {
        return Outcome::fail("not-found")
            .with("absent", rule.phrases.first().cloned().unwrap_or_default());
    }
    if evidence.is_empty() {
        let first = scope.parts.iter().find_map(|part| {
            let unit = part.unit_numbers().find(|unit| {
                part.document
                    .unit_text(*unit)
                    .chars()
                    .filter(|c| belongs(*c))
                    .count()
                    > 10
            })?;
            Some(part.spot(unit))
        });
        return Outcome::pass("language-found", first.into_iter().collect());
    }
    Outcome::pass("language-found", evidence)
}
