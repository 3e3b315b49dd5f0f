//! Which items a part answers, and which others it might.

use std::collections::{BTreeMap, BTreeSet};

use super::candidate::{CONTENT_MET, Candidate};
use super::sections::{Cut, Section};
use super::{Context, Decision, weight};
use crate::check::{self, Part};

/// Least share of the requirements for a part that answers another item to answer one that nothing else does.
const SHARED_CONTENT: f64 = 0.45;

/// Most of a further item's evidence that may be where that of the others is: the two halves of a web page
/// are apart, a report and the plan it repeats are not.
const SHARED: f64 = 0.25;

/// Least share of the requirements for a further item of the same document, when its number is in the
/// file name, and when only the content speaks for it.
const SEVERAL: f64 = 0.3;
const ALSO: f64 = 0.65;

impl Context<'_> {
    /// Whether the evidence of a further item stands in other places than that of the items a part answers.
    fn apart(&self, answered: &[String], further: &str, part: &Part<'_>) -> bool {
        let others = BTreeMap::new();
        let places = |id: &str| {
            let item = self.rules.items.iter().find(|item| item.id == id);
            item.map(|item| check::places(item, &self.scope(item, part, &others)))
                .unwrap_or_default()
        };
        let taken: BTreeSet<_> = answered.iter().flat_map(|id| places(id)).collect();
        let further = places(further);
        let shared = further.intersection(&taken).count() as f64;
        shared <= SHARED * further.len() as f64
    }

    /// Decides which items a section evidences.
    pub(super) fn decide(
        &self,
        part: &Part<'_>,
        section: &Section,
        candidates: &[Candidate],
        decision: &mut Decision,
    ) -> Vec<String> {
        let mut accepted: Vec<String> = Vec::new();
        for candidate in candidates {
            let fits = match accepted.first() {
                None => true,
                Some(_) if candidate.has("pin") => true,
                Some(first) if candidate.has("code-in-file-name") => {
                    let named = |other: &&Candidate| other.item == *first;
                    let first_too = candidates.iter().find(named);
                    let called = first_too.is_some_and(|other| other.has("code-in-file-name"));
                    // The name says one item and the text another, which it holds against the first.
                    let mistaken = !called && candidate.has("speaks-against");
                    candidate.content >= SEVERAL
                        && (!mistaken || self.apart(&accepted, &candidate.item, part))
                }
                Some(_) => {
                    candidate.content >= ALSO
                        && candidate.met >= CONTENT_MET
                        && candidate.profile() >= weight::PROFILE / 2.0
                        && self.apart(&accepted, &candidate.item, part)
                }
            };
            if fits && candidate.acceptable() {
                accepted.push(candidate.item.clone());
                decision.items.push(candidate.item.clone());
                decision.signals.extend(candidate.signals.iter().cloned());
            }
        }
        if let (true, true, Some(best)) = (
            accepted.is_empty(),
            section.cut == Cut::Whole,
            candidates.first(),
        ) {
            decision.signals.extend(best.signals.iter().cloned());
        }
        accepted
    }

    /// What could answer another item beside those a part was given: all of it when it has none, else what
    /// stands in other places.
    pub(super) fn further(
        &self,
        part: &Part<'_>,
        candidates: Vec<Candidate>,
        items: &[String],
    ) -> Vec<Candidate> {
        if items.is_empty() {
            return candidates;
        }
        candidates
            .into_iter()
            .filter(|candidate| {
                !items.contains(&candidate.item)
                    && candidate.content >= SHARED_CONTENT
                    && candidate.profile() > 0.0
                    && self.apart(items, &candidate.item, part)
            })
            .collect()
    }
}
