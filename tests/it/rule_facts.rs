//! The shipped rule sets against the facts they were written from: every item with its official title, every
//! element, and no element above the standing its source has.

use std::collections::{BTreeMap, BTreeSet};

use oitcheck::rules::model::{Basis, RuleSet};
use oitcheck::rules::shipped;
use serde_json::Value;

use crate::common::{left_out, shared};

/// Sources that confirm an element for the year; whatever rests on others is advice.
const OFFICIAL: [&str; 3] = ["seed", "page", "repo"];

/// The facts of a set; a list used for several years has one file for all of them.
fn facts(set: &RuleSet) -> Option<Value> {
    let path = shared(&format!("oit/{}.json", set.id))?;
    Some(serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn titles_and_elements_are_those_of_the_facts() {
    if shared("oit").is_none() {
        left_out(shipped().len(), "the facts about the lists are not there");
        return;
    }
    let mut compared = 0;
    let mut differ = Vec::new();
    for set in shipped() {
        let Some(facts) = facts(set) else { continue };
        compared += 1;
        let known: BTreeMap<&str, &Value> = list(&facts, "items")
            .map(|item| (text(item, "id"), item))
            .collect();
        let ids: BTreeSet<&str> = set.items.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(ids, known.keys().copied().collect(), "{}", set.id);
        for item in &set.items {
            let fact = known[item.id.as_str()];
            if squeeze(&item.title.th) != squeeze(text(fact, "title")) {
                differ.push(format!("{} {}: {}", set.id, item.id, item.title.th));
            }
            let elements: BTreeMap<&str, &Value> = list(fact, "required_elements")
                .filter(|element| element["withdrawn"] != true)
                .map(|element| (text(element, "id"), element))
                .collect();
            if elements.is_empty() {
                // Titles only: the set recognises the item and asks a person.
                continue;
            }
            let ours: BTreeSet<&str> = item.requirements.iter().map(|r| r.id.as_str()).collect();
            if ours != elements.keys().copied().collect() {
                differ.push(format!("{} {}: {ours:?}", set.id, item.id));
            }
            for requirement in &item.requirements {
                let basis = elements
                    .get(requirement.id.as_str())
                    .map_or("", |element| text(element, "basis"));
                if requirement.basis == Basis::Official && !OFFICIAL.contains(&basis) {
                    differ.push(format!("{} {} rests on {basis}", set.id, requirement.id));
                }
            }
        }
    }
    assert!(compared >= 8, "{compared} sets compared");
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}
