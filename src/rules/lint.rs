//! What loads but is probably not meant: phrases too short to be safe, titles of other items used as
//! evidence, requirements that cannot fail, requirements nobody showed to work.
//!
//! In: an inspected set. Out: warnings at the places of the phrases and requirements.

use std::collections::BTreeMap;

use super::diagnostic::{self, Diagnostic};
use super::inherit::RequirementDraft;
use super::load::Inspection;
use super::model::{Condition, Item, Requirement, RuleSet};
use super::problem::{Problem, Report};
use super::source::{Node, Span};
use crate::result::Verdict;
use crate::thai::chars::is_alphanumeric;

/// Fewest letters of a phrase that may stand alone: shorter ones stand inside other words (สูง, ที่, ยา).
const SAFE_LETTERS: usize = 4;

/// A phrase that is at least one part in so many of another item's title stands for that title.
const TITLE_SHARE: usize = 2;

/// All problems of a set: those of loading, then those of style.
pub fn lint(inspection: &Inspection) -> Vec<Diagnostic> {
    let mut all = inspection.diagnostics.clone();
    let Some(set) = &inspection.set else {
        return all;
    };
    let mut report = Report::default();
    let name = inspection
        .sources
        .0
        .first()
        .map_or("", |source| &source.name);
    if std::path::Path::new(name)
        .file_stem()
        .is_some_and(|stem| stem != set.id.as_str())
        && let Some(id) = inspection.draft.head.get("id")
    {
        report.error(id.span, Problem::FileName { id: set.id.clone() });
    }
    let asked = inspection.draft.items.iter().zip(&set.items);
    for (draft, item) in asked.filter(|(_, item)| item.broken.is_none()) {
        for (place, requirement) in draft.requirements.iter().zip(&item.requirements) {
            phrases(place, item, set, &mut report);
            never_fails(place, requirement, item, &mut report);
            own_columns(place, &mut report);
        }
        without_examples(&draft.requirements, item, &mut report);
    }
    all.extend(diagnostic::diagnostics(&inspection.sources, &report));
    all
}

/// Phrases of `text` conditions that decide alone: no other group near them.
fn phrases(place: &RequirementDraft, item: &Item, set: &RuleSet, report: &mut Report) {
    for node in place.fields.values() {
        each_table(node, "text", place.fields.get("text"), &mut |text| {
            if text.get("near").is_some() || text.flag_of("in_heading") {
                return;
            }
            let several = text.get("all").map_or(0, |all| all.elements().len())
                + text
                    .get("groups")
                    .map_or(0, |groups| groups.elements().len());
            for list in ["any", "all", "groups"]
                .iter()
                .filter_map(|key| text.get(key))
            {
                for phrase in list.elements().iter().flat_map(|one| {
                    if one.elements().is_empty() {
                        std::slice::from_ref(one)
                    } else {
                        one.elements()
                    }
                }) {
                    judge(phrase, several > 1, item, set, report);
                }
            }
        });
    }
}

fn judge(node: &Node, among_others: bool, item: &Item, set: &RuleSet, report: &mut Report) {
    let Some(phrase) = node.text().filter(|text| !text.starts_with('@')) else {
        return;
    };
    let letters = phrase.chars().filter(|c| is_alphanumeric(*c)).count();
    if letters < SAFE_LETTERS && !among_others {
        report.error(
            node.span,
            Problem::ShortPhrase {
                phrase: phrase.to_owned(),
            },
        );
        return;
    }
    if among_others {
        return;
    }
    let phrase_letters = squeeze(phrase);
    let is_title_of = |item: &Item| {
        let title = squeeze(&item.title.th);
        title.contains(&phrase_letters) && phrase_letters.len() * TITLE_SHARE >= title.len()
    };
    let other = set
        .items
        .iter()
        .find(|other| other.id != item.id && is_title_of(other));
    if let Some(other) = other.filter(|_| !squeeze(&item.title.th).contains(&phrase_letters)) {
        report.error(
            node.span,
            Problem::PhraseIsTitle {
                phrase: phrase.to_owned(),
                item: other.id.clone(),
            },
        );
    }
}

fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_lowercase()
}

/// Calls `visit` for every table under the given key, wherever conditions are nested.
fn each_table(node: &Node, key: &str, own: Option<&Node>, visit: &mut dyn FnMut(&Node)) {
    if own.is_some_and(|own| own.span == node.span) {
        visit(node);
    }
    for element in node.elements() {
        each_table(element, key, None, visit);
    }
    for entry in node.entries() {
        let below = (entry.key == key).then_some(&entry.node);
        each_table(&entry.node, key, below, visit);
    }
}

/// A requirement whose verdict does not depend on the documents.
fn never_fails(
    place: &RequirementDraft,
    requirement: &Requirement,
    item: &Item,
    report: &mut Report,
) {
    if matches!(requirement.condition, Condition::Human(_)) {
        return;
    }
    if cannot_fail(&requirement.condition, item) {
        let problem = Problem::NeverFails {
            id: requirement.id.clone(),
        };
        report.error(id_span(place), problem);
    }
}

fn cannot_fail(condition: &Condition, item: &Item) -> bool {
    match condition {
        Condition::Human(_) => true,
        Condition::All(list) => list.iter().all(|one| cannot_fail(one, item)),
        Condition::Any(list) => list.iter().any(|one| cannot_fail(one, item)),
        Condition::AtLeast(wanted, list) => {
            list.iter().filter(|one| cannot_fail(one, item)).count() >= *wanted
        }
        // Every document of the item carries its title.
        Condition::Text(text) => {
            text.title_counts
                && text.patterns.is_empty()
                && text.groups.iter().all(|group| {
                    group
                        .iter()
                        .any(|phrase| squeeze(&item.title.th).contains(&squeeze(phrase)))
                })
        }
        _ => false,
    }
}

/// Columns that bring their own headers where the vocabulary should know them.
fn own_columns(place: &RequirementDraft, report: &mut Report) {
    for node in place.fields.values() {
        each_table(node, "headers", None, &mut |headers| {
            report.error(headers.span, Problem::OwnHeaders);
        });
    }
}

fn without_examples(places: &[RequirementDraft], item: &Item, report: &mut Report) {
    let mut shown: BTreeMap<&str, Vec<Verdict>> = BTreeMap::new();
    for (id, verdict) in item.examples.iter().flat_map(|example| &example.expect) {
        shown.entry(id).or_default().push(*verdict);
    }
    for (place, requirement) in places.iter().zip(&item.requirements) {
        if matches!(requirement.condition, Condition::Human(_)) {
            continue;
        }
        let verdicts = shown
            .get(requirement.id.as_str())
            .map(Vec::as_slice)
            .unwrap_or_default();
        let lacks = |wanted: Verdict| !verdicts.contains(&wanted);
        if lacks(Verdict::Pass) || lacks(Verdict::Fail) {
            report.error(
                id_span(place),
                Problem::NoExample {
                    id: requirement.id.clone(),
                    passing: lacks(Verdict::Pass),
                    failing: lacks(Verdict::Fail),
                },
            );
        }
    }
}

fn id_span(place: &RequirementDraft) -> Span {
    place.fields.get("id").map_or(place.span, |node| node.span)
}
