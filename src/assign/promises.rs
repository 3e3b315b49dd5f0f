//! Pages that only say that something is still to come: nothing of their item is published by them.

use std::collections::BTreeMap;

use super::following::followed;
use super::unrelated::Unrelated;
use super::{AssignedPart, Assignment, Context, part_of};
use crate::check::phrases::Hits;
use crate::check::{self, Part};
use crate::index::Indexed;
use crate::rules::model::Item;

/// Characters of the longest such page: a title, why it is not ready, when it will be, who says so.
const LONGEST: usize = 900;

/// Takes from an item the documents that say of it only that it is not there yet.
pub(super) fn without_promises(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    assignment: &mut Assignment,
) {
    for (number, (document, hits)) in documents.iter().enumerate() {
        let pinned = context.pins.contains_key(&document.path);
        let part = Part {
            document,
            hits,
            units: std::iter::once(0..document.units.len()).collect(),
        };
        if pinned || !is_promise(&part) {
            continue;
        }
        let Some(decision) = assignment.documents.get_mut(number) else {
            continue;
        };
        let items = context.rules.items.iter();
        let own = items.filter(|item| decision.items.contains(&item.id));
        let empty: Vec<String> = own
            .filter(|item| {
                let others = plan_of(item, documents, &assignment.parts);
                let scope = context.scope(item, &part, &others);
                let mut asked = item.requirements.iter();
                match check::only_follows(item) && !others.is_empty() {
                    true => !asked.any(|asked| check::partly_follows(asked, &scope)),
                    false => !check::coverage(item, &scope).contains(&true),
                }
            })
            .map(|item| item.id.clone())
            .collect();
        if !empty.is_empty() {
            decision.warnings.push(Unrelated::AsksForTime.warning());
        }
        for item in empty {
            assignment.take(&item, number);
        }
    }
}

/// The parts of the plan that an item follows, by its id.
fn plan_of<'d>(
    item: &Item,
    documents: &'d [(Indexed, Hits)],
    assigned: &BTreeMap<String, Vec<AssignedPart>>,
) -> BTreeMap<String, Vec<Part<'d>>> {
    let plan = followed(item).and_then(|(_, plan)| assigned.get_key_value(plan));
    let plan = plan.map(|(plan, parts)| {
        let parts = parts.iter();
        let parts = parts.filter_map(|(number, units)| part_of(documents, *number, units));
        (plan.clone(), parts.collect())
    });
    plan.into_iter().collect()
}

/// Whether a document is short, shows nothing, and says that something is not there yet.
fn is_promise(whole: &Part<'_>) -> bool {
    let document = whole.document;
    let shows = || {
        whole
            .unit_numbers()
            .any(|unit| document.is_photograph(unit))
    };
    let lists = || document.tables.iter().any(|table| !table.empty);
    !whole.hits.not_yet.is_empty() && whole.length() <= LONGEST && !shows() && !lists()
}
