//! A rule set written out: as its file stands, or resolved, with the place every value comes from.

use std::fmt::Write as _;

use super::inherit::{ItemDraft, RequirementDraft, SetDraft};
use super::load::Inspection;
use super::source::{Node, Sources, Span, Value};

/// Widest line of a list before it is broken up.
const WIDTH: usize = 100;

/// The file of a set as it was written.
pub fn source(inspection: &Inspection) -> &str {
    inspection
        .sources
        .0
        .first()
        .map_or("", |source| &source.text)
}

/// The set without its parents: TOML that loads by itself, with the file and line of each value.
pub fn resolved(inspection: &Inspection) -> String {
    let mut writer = Writer {
        out: String::new(),
        sources: &inspection.sources,
    };
    writer.set(&inspection.draft);
    writer.out
}

struct Writer<'a> {
    out: String,
    sources: &'a Sources,
}

impl Writer<'_> {
    fn set(&mut self, set: &SetDraft) {
        for (key, node) in ordered(&set.head, HEAD) {
            if key != "extends" {
                self.value(key, node);
            }
        }
        for indicator in &set.indicators {
            self.out.push_str("\n[[indicator]]\n");
            for entry in indicator.entries() {
                self.value(&entry.key, &entry.node);
            }
        }
        for item in &set.items {
            self.item(item);
        }
        for table in ["phrases", "columns", "layouts"] {
            let mut names: Vec<(&str, &Node)> = Vec::new();
            for file in &set.files {
                for entry in file.get(table).map(Node::entries).unwrap_or_default() {
                    names.retain(|(name, _)| *name != entry.key);
                    names.push((&entry.key, &entry.node));
                }
            }
            if !names.is_empty() {
                let _ = writeln!(self.out, "\n[{table}]");
            }
            for (name, node) in names {
                self.value(name, node);
            }
        }
    }

    fn item(&mut self, item: &ItemDraft) {
        self.out.push('\n');
        for reason in &item.reasons {
            let text = reason.text_of("en").unwrap_or_default();
            let _ = writeln!(self.out, "# {}: {text}", self.place(reason.span));
        }
        self.out.push_str("[[item]]\n");
        for (key, node) in ordered(&item.fields, ITEM) {
            self.value(key, node);
        }
        for requirement in &item.requirements {
            self.requirement(requirement);
        }
        for example in &item.examples {
            self.out.push_str("\n[[item.example]]\n");
            for entry in example.entries() {
                self.value(&entry.key, &entry.node);
            }
        }
    }

    fn requirement(&mut self, requirement: &RequirementDraft) {
        self.out.push_str("\n[[item.requirement]]\n");
        for (key, node) in ordered(&requirement.fields, REQUIREMENT) {
            self.value(key, node);
        }
    }

    fn value(&mut self, key: &str, node: &Node) {
        let text = toml(node);
        let place = self.place(node.span);
        if text.chars().count() + key.len() > WIDTH {
            let _ = writeln!(self.out, "# {place}\n{} = {text}", toml_key(key));
        } else {
            let _ = writeln!(self.out, "{} = {text}  # {place}", toml_key(key));
        }
    }

    fn place(&self, span: Span) -> String {
        let Some(source) = self.sources.0.get(span.file) else {
            return String::new();
        };
        let before = source.text.get(..span.start).unwrap_or_default();
        format!("{}:{}", source.name, before.matches('\n').count() + 1)
    }
}

const HEAD: &[&str] = &[
    "id",
    "version",
    "agency_type",
    "fiscal_years",
    "title",
    "recognise",
    "typical",
    "sources",
];
const ITEM: &[&str] = &[
    "id",
    "key",
    "title",
    "indicator",
    "aliases",
    "profile",
    "not_profile",
    "note",
    "combine",
];
const REQUIREMENT: &[&str] = &["id", "asks", "basis", "source", "note", "due", "when"];

/// Entries with the known keys first, in the order people expect them.
fn ordered<'a>(
    fields: &'a std::collections::BTreeMap<String, Node>,
    order: &[&str],
) -> Vec<(&'a str, &'a Node)> {
    let mut list: Vec<(&str, &Node)> = fields
        .iter()
        .map(|(key, node)| (key.as_str(), node))
        .collect();
    list.sort_by_key(|(key, _)| {
        order
            .iter()
            .position(|known| known == key)
            .unwrap_or(order.len())
    });
    list
}

/// A value as TOML on one line; a list that is too long for it gets a line per element.
pub(crate) fn toml(node: &Node) -> String {
    let line = inline(node);
    let elements = node.elements();
    if line.chars().count() <= WIDTH || elements.is_empty() {
        return line;
    }
    let lines: String = elements
        .iter()
        .map(|element| format!("  {},\n", inline(element)))
        .collect();
    format!("[\n{lines}]")
}

fn inline(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => quoted(text),
        Value::Integer(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::List(elements) => {
            let elements: Vec<String> = elements.iter().map(inline).collect();
            format!("[{}]", elements.join(", "))
        }
        Value::Table(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|entry| format!("{} = {}", toml_key(&entry.key), inline(&entry.node)))
                .collect();
            if entries.is_empty() {
                "{}".to_owned()
            } else {
                format!("{{ {} }}", entries.join(", "))
            }
        }
        // The grammar has no place for these; a set that shows one does not load.
        Value::Other(kind) => quoted(kind),
    }
}

fn toml_key(key: &str) -> String {
    let bare = key
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if bare && !key.is_empty() {
        key.to_owned()
    } else {
        quoted(key)
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resolved_set_loads_and_means_the_same() {
        for set in super::super::embedded::SETS {
            let before = super::super::inspect(set.id);
            let text = resolved(&before);
            let after = super::super::load_str("resolved", &text)
                .unwrap_or_else(|problems| panic!("{}", problems[0].render(false)));
            let before = before.set.unwrap();
            assert_eq!(
                format!("{:?}", before.items),
                format!("{:?}", after.items),
                "{}",
                set.id
            );
        }
    }
}
