//! Rule sets that extend others: one parent, and a reason for everything that differs.
//!
//! In: the tree of a file and the draft of its parent. Out: a draft in which every value still knows the
//! file and line it comes from, so that windows are resolved for the child's year and `rules show
//! --resolved` can say where each value was written.

use std::collections::BTreeMap;

use super::problem::{Problem, Report, nearest};
use super::source::{FileId, Node, Span, Value};

/// A rule set before its values are interpreted.
#[derive(Debug, Clone, Default)]
pub(crate) struct SetDraft {
    /// Single values by key.
    pub(crate) head: BTreeMap<String, Node>,
    pub(crate) indicators: Vec<Node>,
    pub(crate) items: Vec<ItemDraft>,
    /// The files whose vocabulary tables hold, the oldest ancestor first.
    pub(crate) files: Vec<Node>,
}

/// An item before its values are interpreted.
#[derive(Debug, Clone)]
pub(crate) struct ItemDraft {
    pub(crate) span: Span,
    /// Its number in the parent, by which changes name it; empty in a set without parent.
    parent_id: String,
    pub(crate) fields: BTreeMap<String, Node>,
    pub(crate) requirements: Vec<RequirementDraft>,
    pub(crate) examples: Vec<Node>,
    /// Where its parts are written: file and first byte of each `[[item]]` and `[[change]]`.
    pub(crate) regions: Vec<(FileId, usize)>,
    /// The changes that made it differ, oldest first: their reasons.
    pub(crate) reasons: Vec<Node>,
}

/// A requirement before its values are interpreted.
#[derive(Debug, Clone)]
pub(crate) struct RequirementDraft {
    pub(crate) span: Span,
    pub(crate) fields: BTreeMap<String, Node>,
}

impl ItemDraft {
    pub(crate) fn id(&self) -> &str {
        self.fields
            .get("id")
            .and_then(Node::text)
            .unwrap_or_default()
    }

    fn key(&self) -> &str {
        self.fields
            .get("key")
            .and_then(Node::text)
            .unwrap_or_default()
    }
}

impl RequirementDraft {
    pub(crate) fn id(&self) -> &str {
        self.fields
            .get("id")
            .and_then(Node::text)
            .unwrap_or_default()
    }

    fn of(node: &Node) -> Self {
        Self {
            span: node.span,
            fields: fields(node, &[]),
        }
    }
}

/// Keys of a file that are not single values.
const LISTS: &[&str] = &[
    "item",
    "change",
    "indicator",
    "phrases",
    "columns",
    "layouts",
];

/// The draft of a file, on top of its parent's where it has one.
pub(crate) fn draft(file: &Node, parent: Option<SetDraft>, report: &mut Report) -> SetDraft {
    let extends = parent.is_some();
    let mut set = parent.unwrap_or_default();
    set.head.extend(fields(file, LISTS));
    if let Some(indicators) = file.get("indicator") {
        set.indicators = indicators.elements().to_vec();
    }
    set.files.push(file.clone());
    renumber(list(file, "change"), &mut set);
    for change in list(file, "change") {
        if extends {
            apply(change, &mut set, report);
        } else {
            report.error(change.span, Problem::ChangeWithoutExtends);
        }
    }
    for node in list(file, "item") {
        let reasons: Vec<Node> = node.get("reason").cloned().into_iter().collect();
        if extends && reasons.is_empty() {
            report.error(node.span, Problem::MissingReason);
        }
        let item = ItemDraft {
            span: node.span,
            parent_id: String::new(),
            fields: fields(node, &["requirement", "example", "after", "reason"]),
            requirements: list(node, "requirement")
                .iter()
                .map(RequirementDraft::of)
                .collect(),
            examples: list(node, "example").to_vec(),
            regions: vec![(node.span.file, node.span.start)],
            reasons,
        };
        place(item, node.get("after"), &mut set, report);
    }
    set
}

fn list<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).map(Node::elements).unwrap_or_default()
}

fn fields(node: &Node, without: &[&str]) -> BTreeMap<String, Node> {
    node.entries()
        .iter()
        .filter(|entry| !without.contains(&entry.key.as_str()))
        .map(|entry| (entry.key.clone(), entry.node.clone()))
        .collect()
}

/// Puts an item behind the one `after` names, or at the end.
fn place(item: ItemDraft, after: Option<&Node>, set: &mut SetDraft, report: &mut Report) {
    let at = after.and_then(|after| {
        let name = after.text().unwrap_or_default();
        let position = set
            .items
            .iter()
            .position(|item| item.id() == name || item.key() == name);
        if position.is_none() {
            unknown_item(after, set, report);
        }
        position
    });
    match at {
        Some(at) => set.items.insert(at + 1, item),
        None => set.items.push(item),
    }
}

fn unknown_item(node: &Node, set: &SetDraft, report: &mut Report) {
    let item = node.text().unwrap_or_default().to_owned();
    let names = set.items.iter().flat_map(|item| [item.id(), item.key()]);
    report.error(
        node.span,
        Problem::ChangeUnknownItem {
            near: nearest(&item, names),
            item,
        },
    );
}

/// Applies one `[[change]]`.
fn apply(change: &Node, set: &mut SetDraft, report: &mut Report) {
    let Some(name) = change.get("item") else {
        return;
    };
    let wanted = name.text().unwrap_or_default();
    let is_it = |item: &ItemDraft| item.parent_id == wanted || item.key() == wanted;
    let Some(at) = set.items.iter().position(is_it) else {
        unknown_item(name, set, report);
        return;
    };
    if change.flag_of("remove") {
        set.items.remove(at);
        return;
    }
    let Some(item) = set.items.get_mut(at) else {
        return;
    };
    item.regions.push((change.span.file, change.span.start));
    item.reasons.extend(change.get("reason").cloned());
    item.fields.extend(fields(
        change,
        &[
            "item",
            "reason",
            "remove",
            "remove_requirements",
            "after",
            "requirement",
            "example",
            "replace_examples",
            "id",
        ],
    ));
    for removed in list(change, "remove_requirements") {
        let id = removed.text().unwrap_or_default();
        let before = item.requirements.len();
        item.requirements
            .retain(|requirement| requirement.id() != id);
        if item.requirements.len() == before {
            let names = item.requirements.iter().map(RequirementDraft::id);
            let near = nearest(id, names);
            report.error(
                removed.span,
                Problem::ChangeUnknownRequirement {
                    id: id.to_owned(),
                    near,
                },
            );
        }
    }
    for node in list(change, "requirement") {
        let id = node.text_of("id").unwrap_or_default();
        match item
            .requirements
            .iter_mut()
            .find(|requirement| requirement.id() == id)
        {
            Some(requirement) => {
                let new = fields(node, &[]);
                let is_kind = |key: &String| {
                    super::grammar::KIND_KEYS
                        .iter()
                        .any(|kind| kind.name == key)
                };
                if new.keys().any(is_kind) {
                    requirement.fields.retain(|key, _| !is_kind(key));
                }
                requirement.fields.extend(new);
            }
            None => item.requirements.push(RequirementDraft::of(node)),
        }
    }
    if change.flag_of("replace_examples") {
        item.examples.clear();
    }
    item.examples.extend_from_slice(list(change, "example"));
    if let Some(after) = change.get("after") {
        let item = set.items.remove(at);
        place(item, Some(after), set, report);
    }
}

/// Gives items new numbers, all at once, because numbers are exchanged: their requirements, their examples
/// and whoever follows them go along.
fn renumber(changes: &[Node], set: &mut SetDraft) {
    let mut numbers: BTreeMap<String, Node> = BTreeMap::new();
    for item in &mut set.items {
        item.parent_id = item.id().to_owned();
        let names = [item.id(), item.key()];
        let change = changes.iter().find(|change| {
            change
                .text_of("item")
                .is_some_and(|name| names.contains(&name))
        });
        if let Some(id) = change.and_then(|change| change.get("id")) {
            numbers.insert(item.parent_id.clone(), id.clone());
        }
    }
    if numbers.is_empty() {
        return;
    }
    for item in &mut set.items {
        if let Some(id) = numbers.get(&item.parent_id) {
            item.fields.insert("id".into(), id.clone());
        }
        for requirement in &mut item.requirements {
            if let Some(Value::Text(id)) =
                requirement.fields.get_mut("id").map(|node| &mut node.value)
            {
                rename(id, &numbers);
            }
            for node in requirement.fields.values_mut() {
                refollow(node, &numbers);
            }
        }
        for example in &mut item.examples {
            let Value::Table(entries) = &mut example.value else {
                continue;
            };
            for entry in entries.iter_mut().filter(|entry| entry.key == "expect") {
                let Value::Table(verdicts) = &mut entry.node.value else {
                    continue;
                };
                for verdict in verdicts {
                    rename(&mut verdict.key, &numbers);
                }
            }
        }
    }
}

/// `O15.a` becomes `O14.a` where O15 became O14.
fn rename(id: &mut String, numbers: &BTreeMap<String, Node>) {
    if let Some((item, letter)) = id.split_once('.')
        && let Some(new) = numbers.get(item).and_then(Node::text)
    {
        *id = format!("{new}.{letter}");
    }
}

/// Corrects `follows = { item = ".." }` wherever it stands in a condition.
fn refollow(node: &mut Node, numbers: &BTreeMap<String, Node>) {
    match &mut node.value {
        Value::List(nodes) => nodes.iter_mut().for_each(|node| refollow(node, numbers)),
        Value::Table(entries) => {
            for entry in entries {
                match (&mut entry.node.value, entry.key.as_str()) {
                    (Value::Text(item), "item") => {
                        if let Some(new) = numbers.get(item.as_str()).and_then(Node::text) {
                            *item = new.to_owned();
                        }
                    }
                    _ => refollow(&mut entry.node, numbers),
                }
            }
        }
        _ => {}
    }
}
