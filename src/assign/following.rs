//! Results beside the plan they follow: a file that was given to the plan holds what became of it too.

use std::collections::BTreeMap;
use std::ops::Range;

use super::candidate::signal;
use super::sections::SECTION;
use super::{AssignedPart, Assignment, Context, same_stem, weight};
use crate::check::phrases::Hits;
use crate::check::{self, Part, Scope};
use crate::index::{Indexed, UnitKind};
use crate::result::Verdict;
use crate::rules::model::{Condition, Item, Requirement};

/// Most places of a document that are tried for where the results begin.
const BEGINNINGS: usize = 60;

/// Gives the results in the documents of a plan to the item that asks for them, where nothing else answers it.
pub(super) fn following(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    assignment: &mut Assignment,
) {
    for item in &context.rules.items {
        let unread = assignment
            .unread
            .iter()
            .any(|file| file.items.contains(&item.id));
        if !check::only_follows(item) || assignment.parts.contains_key(&item.id) || unread {
            continue;
        }
        let Some((requirement, plan)) = followed(item) else {
            continue;
        };
        let Some(parts) = assignment.parts.get(plan).cloned() else {
            continue;
        };
        let follows = Following {
            context,
            documents,
            item,
            requirement,
            plan,
        };
        let Some((number, results)) = follows.find(&parts) else {
            continue;
        };
        // A file of its own that was taken for the plan is the results, and not the plan.
        let whole = parts
            .iter()
            .any(|(other, units)| *other == number && *units == results);
        if let (true, Some(parts)) = (whole, assignment.parts.get_mut(plan)) {
            parts.retain(|(other, _)| *other != number);
        }
        assignment.add(&item.id, number, results);
        let Some(decision) = assignment.documents.get_mut(number) else {
            continue;
        };
        if whole {
            decision.items.retain(|other| other != plan);
            decision.signals.retain(|signal| signal.item != plan);
        }
        decision.items.push(item.id.clone());
        decision.items.sort_by_key(|id| context.order(id));
        decision
            .signals
            .push(signal(&item.id, "content", "1/1", weight::CONTENT));
    }
}

/// The requirement of an item that follows another, and that other.
fn followed(item: &Item) -> Option<(&Requirement, &str)> {
    item.requirements
        .iter()
        .find_map(|requirement| match &requirement.condition {
            Condition::Follows(rule) => Some((requirement, rule.item.as_str())),
            _ => None,
        })
}

struct Following<'a> {
    context: &'a Context<'a>,
    documents: &'a [(Indexed, Hits)],
    item: &'a Item,
    requirement: &'a Requirement,
    /// Id of the item that is followed.
    plan: &'a str,
}

impl Following<'_> {
    /// Where the results stand: in a file of its own, or behind the plan in the same.
    fn find(&self, parts: &[AssignedPart]) -> Option<AssignedPart> {
        let path = |number: usize| {
            let document = self.documents.get(number);
            document.map_or("", |(document, _)| document.path.as_str())
        };
        let whole = parts.iter().find(|(number, _)| {
            let (own, others): (Vec<_>, Vec<_>) = parts
                .iter()
                .cloned()
                .partition(|(other, _)| other == number);
            // The other half of a pair says the same as the plan.
            let mut twins = others.iter();
            let twin = twins.any(|(other, _)| same_stem(path(*number), path(*other)));
            !others.is_empty() && !twin && self.is_met(&own, &others)
        });
        whole.cloned().or_else(|| {
            parts.iter().find_map(|(number, units)| {
                let (document, _) = self.documents.get(*number)?;
                let mut cuts = cuts(document, units);
                cuts.find_map(|(plan, results)| {
                    let results = vec![(*number, results)];
                    let met = self.is_met(&results, &[(*number, plan)]);
                    met.then_some(results).and_then(|mut results| results.pop())
                })
            })
        })
    }

    /// Whether some parts hold the results of what others plan.
    fn is_met(&self, results: &[AssignedPart], plan: &[AssignedPart]) -> bool {
        let results = self.parts(results);
        let others = BTreeMap::from([(self.plan.to_owned(), self.parts(plan))]);
        let scope = Scope {
            phrases: self.context.phrases,
            item: self.item,
            parts: &results,
            unreadable: &[],
            unread: &[],
            agency_words: &self.context.rules.recognise,
            others: &others,
            approximate: false,
        };
        let long = results.iter().map(Part::length).sum::<usize>() >= SECTION;
        long && check::requirement(self.requirement, &scope).verdict == Verdict::Pass
    }

    fn parts(&self, parts: &[AssignedPart]) -> Vec<Part<'_>> {
        let found = parts.iter().filter_map(|(number, units)| {
            let (document, hits) = self.documents.get(*number)?;
            Some(Part {
                document,
                hits,
                units: units.clone(),
            })
        });
        found.collect()
    }
}

/// Units before and after each place where something else may begin: a heading or a table.
fn cuts(
    document: &Indexed,
    units: &[Range<usize>],
) -> impl Iterator<Item = (Vec<Range<usize>>, Vec<Range<usize>>)> {
    let begins = |unit: &usize| {
        let heading = document.units.get(*unit);
        heading.is_some_and(|unit| unit.kind == UnitKind::Heading)
            || document
                .tables
                .iter()
                .any(|table| table.units.start == *unit)
    };
    let beginnings = units.iter().flat_map(Clone::clone).skip(1).filter(begins);
    beginnings.take(BEGINNINGS).map(|at| {
        let cut = |from: usize, to: usize| {
            let clipped = units
                .iter()
                .map(|range| range.start.max(from)..range.end.min(to));
            clipped.filter(|range| !range.is_empty()).collect()
        };
        (cut(0, at), cut(at, usize::MAX))
    })
}
