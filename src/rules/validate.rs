//! Walks a parsed file against the grammar: unknown and missing keys, wrong types, words that are no choice.
//!
//! After it every later step may read a value by the type the grammar promises and treat its absence as
//! already reported.

use super::grammar::{Holds, KIND_KEYS, Key, Kinds, Shape};
use super::problem::{Problem, Report, nearest};
use super::source::{Node, Span, Value};

use crate::thai::chars::is_alphanumeric;

/// Most characters of a phrase or a name. Longer phrases never match two documents alike.
const PHRASE_CHARACTERS: usize = 300;

/// Most characters of any other text.
const TEXT_CHARACTERS: usize = 20_000;

/// Checks a table and everything in it.
pub(crate) fn table(node: &Node, shape: &'static Shape, report: &mut Report) {
    if !matches!(node.value, Value::Table(_)) {
        wrong_type(node, shape.name, "a table { .. }", "ตาราง { .. }", report);
        return;
    }
    let mut kinds: Vec<(&str, Span)> = Vec::new();
    let mut stray: Option<&str> = None;
    for entry in node.entries() {
        if report.is_full() {
            return;
        }
        let Some(key) = shape.all_keys().find(|key| key.name == entry.key) else {
            let known: Vec<&str> = shape.all_keys().map(|key| key.name).collect();
            stray = Some(&entry.key);
            report.error(
                entry.key_span,
                Problem::UnknownKey {
                    near: nearest(&entry.key, known.iter().copied()),
                    key: shorten(&entry.key),
                    place: shape.name,
                    known,
                },
            );
            continue;
        };
        let is_own = shape.keys.iter().any(|own| own.name == entry.key);
        if !is_own {
            kinds.push((key.name, entry.key_span));
        }
        value(&entry.node, key, report);
    }
    for key in shape.keys.iter().filter(|key| key.required) {
        if node.get(key.name).is_none() {
            report.error(
                node.span,
                Problem::MissingKey {
                    key: key.name,
                    place: shape.name,
                },
            );
        }
    }
    match (shape.kinds, kinds.as_slice()) {
        (Kinds::One, []) => {
            let near = stray.and_then(|key| nearest(key, KIND_KEYS.iter().map(|key| key.name)));
            // The misspelt kind was reported with its right spelling; once is enough.
            if near.is_none() {
                report.error(
                    node.span,
                    Problem::NoCondition {
                        place: shape.name,
                        near,
                    },
                );
            }
        }
        (Kinds::One | Kinds::AtMostOne, [_, (_, second), ..]) => report.error(
            *second,
            Problem::SeveralConditions {
                kinds: kinds.iter().map(|(name, _)| (*name).to_owned()).collect(),
            },
        ),
        _ => {}
    }
}

fn value(node: &Node, key: &Key, report: &mut Report) {
    let name = key.name;
    match key.holds {
        Holds::Text => text(node, name, TEXT_CHARACTERS, report),
        Holds::Window => text(node, name, PHRASE_CHARACTERS, report),
        Holds::Number(least, most) => match node.value {
            Value::Integer(number) if (least..=most).contains(&number) => {}
            Value::Integer(_) => {
                report.error(
                    node.span,
                    Problem::OutOfRange {
                        key: name.to_owned(),
                        least,
                        most,
                    },
                );
            }
            _ => wrong_type(node, name, "a whole number", "จำนวนเต็ม", report),
        },
        Holds::Flag => {
            if !matches!(node.value, Value::Flag(_)) {
                wrong_type(node, name, "true or false", " true หรือ false", report);
            }
        }
        Holds::Both => both(node, name, report),
        Holds::Phrases | Holds::Names | Holds::Patterns => {
            each(node, name, report, |element, report| {
                text(element, name, PHRASE_CHARACTERS, report);
            });
        }
        Holds::Groups => each(node, name, report, |group, report| {
            each(group, name, report, |element, report| {
                text(element, name, PHRASE_CHARACTERS, report);
            });
        }),
        Holds::Choice(choices) => choice(node, name, choices, report),
        Holds::Choices(choices) => each(node, name, report, |element, report| {
            choice(element, name, choices, report);
        }),
        Holds::Years => each(node, name, report, |element, report| match element.value {
            Value::Integer(year) if (2540..=2700).contains(&year) => {}
            Value::Integer(_) => report.error(
                element.span,
                Problem::OutOfRange {
                    key: name.to_owned(),
                    least: 2540,
                    most: 2700,
                },
            ),
            _ => wrong_type(element, name, "a list of years", "รายการปี", report),
        }),
        Holds::Column => column(node, name, report),
        Holds::Columns => each(node, name, report, |element, report| {
            column(element, name, report)
        }),
        Holds::Table(shape) => table(node, shape, report),
        Holds::Tables(shape) => each(node, name, report, |element, report| {
            table(element, shape, report);
        }),
        Holds::Verdicts => named(node, name, report, |element, report| {
            choice(element, name, &["pass", "fail", "review"], report);
        }),
        Holds::Rows => each(node, name, report, |row, report| {
            each(row, name, report, |cell, report| {
                if cell.text().is_none() {
                    wrong_type(
                        cell,
                        name,
                        "a list of rows of texts",
                        "รายการแถวของข้อความ",
                        report,
                    );
                }
            });
        }),
        Holds::PhraseLists | Holds::NameLists => named(node, name, report, |list, report| {
            each(list, name, report, |element, report| {
                text(element, name, PHRASE_CHARACTERS, report);
            });
        }),
    }
}

/// Every element of a list that must not be empty.
fn each(node: &Node, name: &str, report: &mut Report, mut check: impl FnMut(&Node, &mut Report)) {
    match &node.value {
        Value::List(elements) if elements.is_empty() => {
            report.error(
                node.span,
                Problem::EmptyList {
                    key: name.to_owned(),
                },
            );
        }
        Value::List(elements) => {
            for element in elements {
                if report.is_full() {
                    return;
                }
                check(element, report);
            }
        }
        _ => wrong_type(node, name, "a list [ .. ]", "รายการใน [ .. ]", report),
    }
}

/// Every value of a table with free keys.
fn named(node: &Node, name: &str, report: &mut Report, mut check: impl FnMut(&Node, &mut Report)) {
    if !matches!(node.value, Value::Table(_)) {
        wrong_type(node, name, "a table { .. }", "ตาราง { .. }", report);
    }
    for entry in node.entries() {
        if report.is_full() {
            return;
        }
        check(&entry.node, report);
    }
}

fn text(node: &Node, name: &str, most: usize, report: &mut Report) {
    match node.text() {
        None => wrong_type(
            node,
            name,
            "a text in quotes",
            "ข้อความในเครื่องหมายคำพูด",
            report,
        ),
        // What folding removes altogether would match everywhere.
        Some(text) if !text.chars().any(is_alphanumeric) => {
            report.error(
                node.span,
                Problem::EmptyText {
                    key: name.to_owned(),
                },
            );
        }
        Some(text) if text.len() > most && text.chars().count() > most => {
            report.error(
                node.span,
                Problem::LongText {
                    key: name.to_owned(),
                    most,
                },
            );
        }
        Some(_) => {}
    }
}

fn both(node: &Node, name: &str, report: &mut Report) {
    if !matches!(node.value, Value::Table(_)) {
        wrong_type(
            node,
            name,
            "{ th = \"..\", en = \"..\" }",
            " { th = \"..\", en = \"..\" }",
            report,
        );
        return;
    }
    for entry in node.entries() {
        if matches!(entry.key.as_str(), "th" | "en") {
            text(&entry.node, name, TEXT_CHARACTERS, report);
        } else {
            report.error(
                entry.key_span,
                Problem::UnknownKey {
                    near: nearest(&entry.key, ["th", "en"]),
                    key: shorten(&entry.key),
                    place: "a text in two languages",
                    known: vec!["th", "en"],
                },
            );
        }
    }
    for language in ["th", "en"] {
        if node.get(language).is_none() {
            report.error(
                node.span,
                Problem::MissingKey {
                    key: language,
                    place: "a text in two languages",
                },
            );
        }
    }
}

fn choice(node: &Node, name: &str, choices: &[&str], report: &mut Report) {
    match node.text() {
        Some(word) if choices.contains(&word) => {}
        Some(word) => report.error(
            node.span,
            Problem::UnknownChoice {
                key: name.to_owned(),
                near: nearest(word, choices.iter().copied()),
                value: shorten(word),
                choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
            },
        ),
        None => wrong_type(
            node,
            name,
            "a text in quotes",
            "ข้อความในเครื่องหมายคำพูด",
            report,
        ),
    }
}

/// A column is a name of the vocabulary or brings its own headers.
fn column(node: &Node, name: &str, report: &mut Report) {
    const KEYS: &[&str] = &["name", "headers"];
    if node.text().is_some() {
        text(node, name, PHRASE_CHARACTERS, report);
        return;
    }
    if !matches!(node.value, Value::Table(_)) {
        wrong_type(
            node,
            name,
            "a column name or { name = \"..\", headers = [..] }",
            "ชื่อคอลัมน์ หรือ { name = \"..\", headers = [..] }",
            report,
        );
        return;
    }
    for entry in node.entries() {
        match entry.key.as_str() {
            "name" => text(&entry.node, "name", PHRASE_CHARACTERS, report),
            "headers" => each(&entry.node, "headers", report, |element, report| {
                text(element, "headers", PHRASE_CHARACTERS, report);
            }),
            other => report.error(
                entry.key_span,
                Problem::UnknownKey {
                    near: nearest(other, KEYS.iter().copied()),
                    key: shorten(other),
                    place: "a column",
                    known: KEYS.to_vec(),
                },
            ),
        }
    }
    for key in KEYS {
        if node.get(key).is_none() {
            report.error(
                node.span,
                Problem::MissingKey {
                    key,
                    place: "a column",
                },
            );
        }
    }
}

fn wrong_type(
    node: &Node,
    key: &str,
    wanted: &'static str,
    wanted_th: &'static str,
    report: &mut Report,
) {
    report.error(
        node.span,
        Problem::WrongType {
            key: key.to_owned(),
            wanted,
            wanted_th,
            found: node.kind(),
        },
    );
}

/// A name as it is repeated in a message: a hostile one may be a megabyte long.
fn shorten(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}
