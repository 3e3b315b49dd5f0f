//! What is left: parts without an item, for items without a document.

use std::ops::Range;

use super::candidate::Candidate;
use super::twins::is_twin;
use super::weight::ACCEPT;
use super::{Assignment, Context};
use crate::check::phrases::Hits;
use crate::index::Indexed;

/// Least total, most that another item may be ahead, and least share of the requirements for a part that is
/// left over to answer an item that has no document.
const LEFT_OVER: f64 = 3.0;

const LEFT_OVER_BEHIND: f64 = 1.0;

const LEFT_OVER_CONTENT: f64 = 0.4;

/// A part of a document that answers no item by itself.
pub(super) struct Open {
    pub(super) document: usize,
    pub(super) units: Vec<Range<usize>>,
    pub(super) candidates: Vec<Candidate>,
    /// It answers another item.
    pub(super) shared: bool,
}

/// Gives parts without an item to items without a document, the strongest first: what by itself would say
/// too little says enough where nothing else is left that could answer the item. What a file that cannot be
/// read answers by its name is left to it.
pub(super) fn left_over(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    open: Vec<Open>,
    assignment: &mut Assignment,
) {
    let path = |number: usize| documents.get(number).map_or("", |(it, _)| it.path.as_str());
    let folder = |number: usize| path(number).rsplit_once('/').map(|(folder, _)| folder);
    // An item that others of the same folder answer goes on there: six notices, one manual for each line.
    let beside = |part: &Open, item: &str| {
        let parts = assignment.parts.get(item).into_iter().flatten();
        folder(part.document).is_some()
            && parts
                .clone()
                .any(|(other, _)| folder(*other) == folder(part.document))
    };
    let named = |item: &String| {
        assignment
            .unread
            .iter()
            .any(|file| file.items.contains(item))
    };
    let twin = |part: &Open| {
        let decision = assignment.documents.get(part.document);
        !part.shared && decision.is_some_and(|decision| decision.signals.iter().any(is_twin))
    };
    let mut pairs: Vec<(f64, usize, Candidate)> = Vec::new();
    for (number, part) in open.iter().enumerate().filter(|(_, part)| !twin(part)) {
        let best = part.candidates.first().map_or(0.0, Candidate::total);
        let least = if part.shared { ACCEPT } else { LEFT_OVER };
        let fitting = part.candidates.iter().filter(|candidate| {
            candidate.total() >= least
                && candidate.total() >= best - LEFT_OVER_BEHIND
                && candidate.content >= LEFT_OVER_CONTENT
                && candidate.spoken()
                && !named(&candidate.item)
                && (!assignment.parts.contains_key(&candidate.item)
                    || (!part.shared && beside(part, &candidate.item)))
        });
        pairs.extend(fitting.map(|candidate| (candidate.total(), number, candidate.clone())));
    }
    let shared = |number: usize| open.get(number).is_some_and(|part| part.shared);
    pairs.sort_by(|(a, first, _), (b, second, _)| {
        shared(*first).cmp(&shared(*second)).then(b.total_cmp(a))
    });
    let mut taken = vec![false; open.len()];
    for (_, number, candidate) in pairs {
        let (Some(part), Some(taken)) = (open.get(number), taken.get_mut(number)) else {
            continue;
        };
        let Some(decision) = assignment.documents.get_mut(part.document) else {
            continue;
        };
        // A part of its own goes before a part of what answers something else.
        let late = part.shared && assignment.parts.contains_key(&candidate.item);
        if late || std::mem::replace(taken, true) {
            continue;
        }
        if decision.items.is_empty() {
            decision.signals.clear();
        }
        if !decision.items.contains(&candidate.item) {
            decision.items.push(candidate.item.clone());
            decision.items.sort_by_key(|id| context.order(id));
        }
        decision.signals.extend(candidate.signals);
        assignment
            .parts
            .entry(candidate.item)
            .or_default()
            .push((part.document, part.units.clone()));
    }
}
