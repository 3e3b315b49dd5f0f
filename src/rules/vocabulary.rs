//! Words that live once and are used by name: phrase lists, columns with their header spellings, layouts.
//!
//! In: the `[phrases]`, `[columns]` and `[layouts]` tables of the shared vocabulary and of the rule files
//! themselves. Out: lists with every `@name` replaced. A later file replaces a name of an earlier one.

use std::collections::BTreeMap;

use super::model::{Column, Layout};
use super::problem::{Problem, Report, nearest};
use super::source::Node;

/// Most phrases a rule set may come to once every `@name` is replaced. The largest shipped set has 12,000;
/// lists that name each other twice over would otherwise grow without end.
const MOST_PHRASES: usize = 200_000;

/// How deep lists may name lists.
const DEEPEST: usize = 16;

/// All names a rule set can use.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    phrases: BTreeMap<String, Node>,
    columns: BTreeMap<String, Node>,
    layouts: BTreeMap<String, Node>,
    spent: usize,
}

impl Vocabulary {
    /// Takes over the tables of a file.
    pub(crate) fn add(&mut self, file: &Node) {
        for (key, into) in [
            ("phrases", &mut self.phrases),
            ("columns", &mut self.columns),
            ("layouts", &mut self.layouts),
        ] {
            let entries = file.get(key).map(Node::entries).unwrap_or_default();
            for entry in entries {
                into.insert(entry.key.clone(), entry.node.clone());
            }
        }
    }

    /// The phrases of a list with every `@name` replaced, in order, each once.
    pub(crate) fn phrases(&mut self, list: &Node, report: &mut Report) -> Vec<String> {
        let mut out = Vec::new();
        let mut open = Vec::new();
        self.expand(list, &mut open, &mut out, report);
        let mut seen = std::collections::HashSet::new();
        out.retain(|phrase| seen.insert(phrase.clone()));
        out
    }

    /// The alternatives one entry of a list stands for: itself, or the list it names.
    pub(crate) fn alternatives(&mut self, entry: &Node, report: &mut Report) -> Vec<String> {
        let mut out = Vec::new();
        let mut open = Vec::new();
        self.expand_entry(entry, &mut open, &mut out, report);
        out
    }

    fn expand(
        &mut self,
        list: &Node,
        open: &mut Vec<String>,
        out: &mut Vec<String>,
        report: &mut Report,
    ) {
        for entry in list.elements() {
            if report.is_full() {
                return;
            }
            self.expand_entry(entry, open, out, report);
        }
    }

    fn expand_entry(
        &mut self,
        entry: &Node,
        open: &mut Vec<String>,
        out: &mut Vec<String>,
        report: &mut Report,
    ) {
        let Some(text) = entry.text() else { return };
        self.spent += 1;
        if self.spent > MOST_PHRASES {
            // Said once; afterwards nothing is expanded any more.
            if self.spent == MOST_PHRASES + 1 {
                report.error(entry.span, Problem::TooManyPhrases { most: MOST_PHRASES });
            }
            return;
        }
        let Some(name) = text.strip_prefix('@') else {
            out.push(text.trim().to_owned());
            return;
        };
        if open.iter().any(|outer| outer == name) || open.len() >= DEEPEST {
            report.error(
                entry.span,
                Problem::PhraseLoop {
                    name: name.to_owned(),
                },
            );
            return;
        }
        let Some(list) = self.phrases.get(name).cloned() else {
            let near = nearest(name, self.phrases.keys().map(String::as_str));
            report.error(
                entry.span,
                Problem::UnknownPhrases {
                    name: name.to_owned(),
                    near: near.map(|near| format!("@{near}")),
                },
            );
            return;
        };
        open.push(name.to_owned());
        self.expand(&list, open, out, report);
        open.pop();
    }

    /// A column by name, or with the headers it brings.
    pub(crate) fn column(&mut self, node: &Node, report: &mut Report) -> Option<Column> {
        if let Some(headers) = node.get("headers") {
            let name = node.text_of("name")?;
            return Some(Column::new(name, self.phrases(headers, report)));
        }
        let name = node.text()?;
        let Some(headers) = self.columns.get(name).cloned() else {
            report.error(
                node.span,
                Problem::UnknownColumn {
                    name: name.to_owned(),
                    near: nearest(name, self.columns.keys().map(String::as_str)),
                },
            );
            return None;
        };
        Some(Column::new(name, self.phrases(&headers, report)))
    }

    /// A layout by name.
    pub(crate) fn layout(&mut self, node: &Node, report: &mut Report) -> Option<Layout> {
        let name = node.text()?;
        let Some(columns) = self.layouts.get(name).cloned() else {
            report.error(
                node.span,
                Problem::UnknownLayout {
                    name: name.to_owned(),
                    near: nearest(name, self.layouts.keys().map(String::as_str)),
                },
            );
            return None;
        };
        Some(Layout {
            name: name.to_owned(),
            columns: columns
                .elements()
                .iter()
                .filter_map(|column| self.column(column, report))
                .collect(),
        })
    }
}
