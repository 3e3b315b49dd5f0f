//! What differs between two rule sets, item by item, found by the keys that survive renumbering.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::inherit::{ItemDraft, RequirementDraft};
use super::load::Inspection;
use super::show::toml;
use super::source::Node;

/// The differences from one set to another as text: one line per change, the new value after the old.
pub fn diff(old: &Inspection, new: &Inspection, thai: bool) -> String {
    let mut out = String::new();
    let say = |th: &'static str, en: &'static str| if thai { th } else { en };
    for item in &old.draft.items {
        if find(new, item).is_none() {
            let _ = writeln!(
                out,
                "- {} {} ({})",
                item.id(),
                title(item, thai),
                say("ไม่ถามแล้ว", "no longer asked")
            );
        }
    }
    for item in &new.draft.items {
        let Some(before) = find(old, item) else {
            let _ = writeln!(
                out,
                "+ {} {} ({})",
                item.id(),
                title(item, thai),
                say("ข้อใหม่", "new")
            );
            reasons(item, thai, &mut out);
            continue;
        };
        let mut lines = String::new();
        if before.id() != item.id() {
            let _ = writeln!(
                lines,
                "    {}: {} > {}",
                say("หมายเลข", "number"),
                before.id(),
                item.id()
            );
        }
        fields(&before.fields, &item.fields, &["id"], &mut lines);
        requirements(before, item, thai, &mut lines);
        if !lines.is_empty() {
            let _ = writeln!(out, "~ {} {}", item.id(), title(item, thai));
            reasons(item, thai, &mut out);
            out.push_str(&lines);
        }
    }
    out
}

fn find<'a>(set: &'a Inspection, item: &ItemDraft) -> Option<&'a ItemDraft> {
    set.draft.items.iter().find(|other| key(other) == key(item))
}

fn key(item: &ItemDraft) -> &str {
    item.fields
        .get("key")
        .and_then(Node::text)
        .unwrap_or_default()
}

fn title(item: &ItemDraft, thai: bool) -> &str {
    let language = if thai { "th" } else { "en" };
    item.fields
        .get("title")
        .and_then(|title| title.text_of(language))
        .unwrap_or_default()
}

fn reasons(item: &ItemDraft, thai: bool, out: &mut String) {
    for reason in &item.reasons {
        let text = reason
            .text_of(if thai { "th" } else { "en" })
            .unwrap_or_default();
        let _ = writeln!(out, "    # {text}");
    }
}

fn requirements(before: &ItemDraft, after: &ItemDraft, thai: bool, out: &mut String) {
    for requirement in &before.requirements {
        if same(after, requirement).is_none() {
            let _ = writeln!(
                out,
                "    - {} {}",
                requirement.id(),
                asks(requirement, thai)
            );
        }
    }
    for requirement in &after.requirements {
        let Some(old) = same(before, requirement) else {
            let _ = writeln!(
                out,
                "    + {} {}",
                requirement.id(),
                asks(requirement, thai)
            );
            continue;
        };
        let mut lines = String::new();
        fields(&old.fields, &requirement.fields, &["id"], &mut lines);
        if !lines.is_empty() {
            let _ = writeln!(out, "    ~ {}", requirement.id());
            for line in lines.lines() {
                let _ = writeln!(out, "    {line}");
            }
        }
    }
}

/// The requirement with the same letter.
fn same<'a>(item: &'a ItemDraft, requirement: &RequirementDraft) -> Option<&'a RequirementDraft> {
    let letter = |id: &str| id.split_once('.').map(|(_, letter)| letter.to_owned());
    item.requirements
        .iter()
        .find(|other| letter(other.id()) == letter(requirement.id()))
}

fn asks(requirement: &RequirementDraft, thai: bool) -> &str {
    let language = if thai { "th" } else { "en" };
    requirement
        .fields
        .get("asks")
        .and_then(|asks| asks.text_of(language))
        .unwrap_or_default()
}

fn fields(
    before: &BTreeMap<String, Node>,
    after: &BTreeMap<String, Node>,
    without: &[&str],
    out: &mut String,
) {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for key in keys
        .into_iter()
        .filter(|key| !without.contains(&key.as_str()))
    {
        let (old, new) = (before.get(key).map(toml), after.get(key).map(toml));
        if old == new {
            continue;
        }
        if let Some(old) = old {
            let _ = writeln!(out, "    - {key} = {}", old.replace('\n', "\n      "));
        }
        if let Some(new) = new {
            let _ = writeln!(out, "    + {key} = {}", new.replace('\n', "\n      "));
        }
    }
}
