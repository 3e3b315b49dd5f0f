//! `follows`: every measure of another item's table has its result here.

use std::collections::BTreeSet;

use super::{Located, Outcome, Part, Scope, Spot, table};
use crate::result::Verdict;
use crate::rules::model::{Follows, Layout};
use crate::thai::fold::fold;

/// Share of a measure's letter triples that must come back; agencies shorten and inflect.
const ALIKE: f64 = 0.5;

/// Share of the measures that must come back; a reader forgives one renamed measure among seven.
const ENOUGH: f64 = 0.85;

pub(super) fn check<'a>(rule: &Follows, scope: &Scope<'a>) -> Outcome<'a> {
    let with = scope.find_any(&rule.with);
    let (standing, denied): (Vec<_>, Vec<_>) = with
        .into_iter()
        // The title of the report promises what should be in it.
        .filter(|hit| !super::text::is_title(hit, scope))
        .partition(|hit| !super::text::denied(hit, &rule.unless));
    let taken_back: Vec<Spot<'a>> = scope.find(&rule.unless).iter().map(Located::spot).collect();
    if let Some(quote) = taken_back.first() {
        return Outcome::fail("says-not-yet")
            .with("quote", quote.evidence().quote)
            .near(taken_back);
    }
    if standing.is_empty() {
        return match denied.first().map(Located::spot) {
            Some(quote) => Outcome::fail("says-not-yet")
                .with("quote", quote.evidence().quote)
                .near(vec![quote]),
            None => Outcome::fail("not-found")
                .with("absent", rule.with.first().cloned().unwrap_or_default()),
        };
    }
    let evidence: Vec<Spot<'a>> = standing.iter().map(Located::spot).collect();
    let measures = measures(rule, scope);
    if measures.is_empty() {
        return Outcome {
            evidence,
            ..Outcome::new(Verdict::Review, "nothing-to-follow").with("item", &rule.item)
        };
    }
    let here = triples(&scope.parts.iter().map(text_of).collect::<String>());
    let mut absent = Vec::new();
    for (text, piece) in &measures {
        let wanted = triples(&fold(text));
        let shared = wanted.intersection(&here).count() as f64;
        if shared < ALIKE * wanted.len() as f64 {
            absent.push((text.clone(), piece.clone()));
        }
    }
    let back = measures.len() - absent.len();
    if back as f64 >= ENOUGH * measures.len() as f64 {
        return Outcome::pass("measures-followed", evidence)
            .with("count", back.to_string())
            .with("wanted", measures.len().to_string())
            .with("item", &rule.item)
            .sure(if absent.is_empty() { 0.85 } else { 0.65 });
    }
    let names = absent
        .iter()
        .map(|(text, _)| text.trim().to_owned())
        .collect::<Vec<_>>()
        .join("; ");
    Outcome::fail("measures-not-followed")
        .with("absent", names)
        .with("item", &rule.item)
        .near(absent.into_iter().map(|(_, piece)| piece).collect())
}

fn text_of(part: &Part<'_>) -> String {
    part.unit_numbers()
        .map(|unit| fold(part.document.unit_text(unit)))
        .collect()
}

/// Cells of the other item's column.
fn measures<'a>(rule: &Follows, scope: &Scope<'a>) -> Vec<(String, Spot<'a>)> {
    let Some(parts) = scope.others.get(&rule.item) else {
        return Vec::new();
    };
    let layout = Layout {
        name: rule.item.clone(),
        columns: vec![rule.column.clone()],
    };
    let other = Scope { parts, ..*scope };
    let mut list = Vec::new();
    for fit in table::fits(std::slice::from_ref(&layout), &other) {
        for (unit, text) in fit.column(&rule.column.name) {
            if text.trim().chars().count() >= 4 {
                list.push((text.to_owned(), fit.spot(unit)));
            }
        }
    }
    list
}

/// Every three letters in a row.
fn triples(folded: &str) -> BTreeSet<[char; 3]> {
    let letters: Vec<char> = folded.chars().collect();
    letters
        .windows(3)
        .filter_map(|window| <[char; 3]>::try_from(window).ok())
        .collect()
}
