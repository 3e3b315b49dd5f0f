//! Results beside the plan they follow: a file that was given to one of them holds the other too.

use std::collections::BTreeMap;
use std::ops::Range;

use super::candidate::signal;
use super::sections::SECTION;
use super::{AssignedPart, Assignment, Context, part_of, same_stem, weight};
use crate::check::phrases::Hits;
use crate::check::{self, Part, Scope};
use crate::index::{Indexed, UnitKind};
use crate::result::Verdict;
use crate::rules::model::{Condition, Item, Requirement};
use crate::thai::chapters::chapter_title;

/// Most places of a document that are tried for where the results begin.
const BEGINNINGS: usize = 60;

/// Gives the results in the documents of a plan to the item that asks for them, and the plan in those of results,
/// where nothing else answers it.
pub(super) fn following(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    assignment: &mut Assignment,
) {
    for item in &context.rules.items {
        let Some((requirement, plan)) = followed(item) else {
            continue;
        };
        if !check::only_follows(item) {
            continue;
        }
        let follows = Following {
            context,
            documents,
            item,
            requirement,
            plan,
        };
        let answered = |id: &str| {
            let mut unread = assignment.unread.iter().flat_map(|file| &file.items);
            assignment.parts.contains_key(id) || unread.any(|other| other == id)
        };
        match (answered(&item.id), answered(plan)) {
            (false, true) => follows.results(assignment),
            (true, false) => follows.plans(assignment),
            _ => {}
        }
    }
}

/// The requirement of an item that follows another, and that other.
pub(super) fn followed(item: &Item) -> Option<(&Requirement, &str)> {
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
    /// Gives the results in the documents of the plan to the item.
    fn results(&self, assignment: &mut Assignment) {
        let Some(parts) = assignment.parts.get(self.plan).cloned() else {
            return;
        };
        let Some((number, results)) = self.find(&parts, assignment) else {
            return;
        };
        // A file of its own that was taken for the plan is the results, and not the plan.
        let own = |part: &AssignedPart| part.0 == number && part.1 == results;
        if parts.iter().any(own) {
            assignment.take(self.plan, number);
        }
        self.give(assignment, &self.item.id, number, results);
    }

    /// Gives the plan that stands before the results in a document of the item to the item it is of.
    fn plans(&self, assignment: &mut Assignment) {
        let Some(parts) = assignment.parts.get(&self.item.id).cloned() else {
            return;
        };
        let mut free = parts.iter().filter(|(number, _)| !self.is_pinned(*number));
        let found = free.find_map(|(number, units)| Some((*number, self.cut(*number, units)?)));
        if let Some((number, (plan, results))) = found {
            assignment.take(&self.item.id, number);
            self.give(assignment, self.plan, number, plan);
            self.give(assignment, &self.item.id, number, results);
        }
    }

    /// Lets a part of a document answer an item.
    fn give(
        &self,
        assignment: &mut Assignment,
        item: &str,
        number: usize,
        units: Vec<Range<usize>>,
    ) {
        assignment.add(item, number, units);
        if let Some(decision) = assignment.documents.get_mut(number) {
            decision.items.push(item.to_owned());
            decision.items.sort_by_key(|id| self.context.order(id));
            let content = signal(item, "content", "1/1", weight::CONTENT);
            decision.signals.push(content);
        }
    }

    /// Where the results stand: in a file of its own, or behind the plan in the same.
    fn find(&self, parts: &[AssignedPart], assignment: &Assignment) -> Option<AssignedPart> {
        let mut free = parts.iter().filter(|(number, _)| !self.is_pinned(*number));
        let whole = free.find(|(number, _)| {
            let (own, others): (Vec<_>, Vec<_>) = parts
                .iter()
                .cloned()
                .partition(|(other, _)| other == number);
            // The other half of a pair says the same as the plan.
            let mut twins = others.iter();
            let twin = twins.any(|(other, _)| same_stem(self.path(*number), self.path(*other)));
            !others.is_empty() && !twin && self.is_met(&own, &others)
        });
        whole.cloned().or_else(|| {
            parts.iter().find_map(|(number, units)| {
                let behind = self.behind(*number, units, assignment);
                let (_, results) = self.cut(*number, &behind)?;
                Some((*number, results))
            })
        })
    }

    /// A part of a document and what stands behind it that answers nothing.
    fn behind(
        &self,
        number: usize,
        units: &[Range<usize>],
        assignment: &Assignment,
    ) -> Vec<Range<usize>> {
        let mut behind = units.to_vec();
        let parts = assignment.parts.values().flatten();
        let taken = parts.filter(|(other, _)| *other == number);
        let taken: Vec<&Range<usize>> = taken.flat_map(|(_, units)| units).collect();
        let document = self.documents.get(number);
        let end = document.map_or(0, |(document, _)| document.units.len());
        let last = units.last().map_or(end, |range| range.end);
        let next = taken.iter().map(|range| range.start);
        let next = next.filter(|start| *start >= last).min().unwrap_or(end);
        if last < next {
            behind.push(last..next);
        }
        behind
    }

    fn path(&self, number: usize) -> &str {
        let document = self.documents.get(number);
        document.map_or("", |(document, _)| document.path.as_str())
    }

    /// Whether a person said which item a document is for; it is not taken from that.
    fn is_pinned(&self, number: usize) -> bool {
        self.context.pins.contains_key(self.path(number))
    }

    /// A part of a document as a plan and what became of it.
    fn cut(&self, number: usize, units: &[Range<usize>]) -> Option<Cut> {
        let (document, _) = self.documents.get(number)?;
        let mut cuts = cuts(document, units);
        cuts.find(|(plan, results)| {
            self.judge(
                &[(number, results.clone())],
                &[(number, plan.clone())],
                check::partly_follows,
            )
        })
    }

    /// Whether some parts hold the results of all that others plan.
    fn is_met(&self, results: &[AssignedPart], plan: &[AssignedPart]) -> bool {
        self.judge(results, plan, |requirement, scope| {
            check::requirement(requirement, scope).verdict == Verdict::Pass
        })
    }

    fn judge(
        &self,
        results: &[AssignedPart],
        plan: &[AssignedPart],
        follows: impl Fn(&Requirement, &Scope<'_>) -> bool,
    ) -> bool {
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
        long && follows(self.requirement, &scope)
    }

    fn parts(&self, parts: &[AssignedPart]) -> Vec<Part<'_>> {
        let parts = parts.iter();
        let found = parts.filter_map(|(number, units)| part_of(self.documents, *number, units));
        found.collect()
    }
}

/// Units before and after a place.
type Cut = (Vec<Range<usize>>, Vec<Range<usize>>);

/// Units before and after each place where something else may begin: a heading, a chapter or a table.
fn cuts(document: &Indexed, units: &[Range<usize>]) -> impl Iterator<Item = Cut> {
    let begins = |unit: &usize| {
        let heading = document.units.get(*unit);
        heading.is_some_and(|unit| unit.kind == UnitKind::Heading)
            || chapter_title(document.unit_text(*unit)).is_some()
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
