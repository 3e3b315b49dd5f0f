//! The labelled lists: short texts in the forms real reports use, with what must be read in them.
//!
//! At least 99 of 100 lines of each list must be right as a whole: every mention found with its value, and
//! nothing else.

use std::fmt::Write as _;

use super::codes::{codes_in_file_name, find_codes};
use super::dates::find_dates;
use super::numbers::{Unit, find_numbers};

/// Reads a list, compares each line, and fails with the wrong ones when they are too many.
fn score(list: &str, least: usize, seen: impl Fn(&str) -> Vec<String>) {
    let (mut lines, mut wrong, mut report) = (0, 0, String::new());
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let (text, expected) = line.split_once('\t').expect("a tab");
        let text = text.replace("\\n", "\n");
        let expected: Vec<&str> = expected.split("; ").filter(|e| !e.is_empty()).collect();
        let seen = seen(&text);
        lines += 1;
        if seen != expected {
            wrong += 1;
            writeln!(report, "{text:?}\n  want {expected:?}\n  seen {seen:?}").expect("a string");
        }
    }
    assert!(lines >= least, "only {lines} lines");
    println!("{} of {lines} right\n{report}", lines - wrong);
    assert!(wrong * 100 <= lines, "{wrong} of {lines} wrong\n{report}");
}

fn name_of(value: impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .expect("a name")
}

#[test]
fn dates() {
    score(include_str!("testdata/dates.tsv"), 400, |text| {
        find_dates(text)
            .into_iter()
            .map(|date| {
                let kind = name_of(date.kind);
                if date.from == date.to {
                    format!("{} {kind}", date.from)
                } else {
                    format!("{}..{} {kind}", date.from, date.to)
                }
            })
            .collect()
    });
}

#[test]
fn numbers() {
    score(include_str!("testdata/numbers.tsv"), 200, |text| {
        find_numbers(text)
            .into_iter()
            .map(|number| match number.unit {
                Some(Unit::Counted(word)) => format!("{} {word}", number.value),
                Some(unit) => format!("{} {}", number.value, name_of(unit)),
                None if number.ordinal => format!("{} ordinal", number.value),
                None => number.value.to_string(),
            })
            .collect()
    });
}

#[test]
fn codes() {
    score(include_str!("testdata/codes.tsv"), 200, |text| {
        let mentions = match text.strip_prefix("file:") {
            Some(name) => codes_in_file_name(name),
            None => find_codes(text),
        };
        mentions.iter().map(|mention| mention.id()).collect()
    });
}
