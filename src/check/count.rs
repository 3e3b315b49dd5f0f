//! `count`: at least n of something.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Located, Outcome, Part, Scope, Spot};
use crate::document::Format;
use crate::index::{Indexed, IndexedTable, UnitKind};
use crate::rules::model::{Count, Counted};
use crate::thai::dates::DateMention;
use crate::thai::names::NameKind;
use crate::thai::numbers::find_numbers;

/// A number belongs to a phrase in a cell when it stands this many units after it: the next cells of the row.
const REACH: usize = 6;

/// The same for a phrase in a line of its own, which the number stands below.
const BELOW: usize = 2;

/// Units that an entry below its date takes at most.
const ENTRY: usize = 4;

pub(super) fn check<'a>(rule: &Count, scope: &Scope<'a>) -> Outcome<'a> {
    let near: Vec<Located<'a>> = if rule.near.is_empty() {
        Vec::new()
    } else {
        let mut near = scope.find_any(&rule.near);
        near.retain(|hit| !super::text::taken_back(hit, &rule.unless));
        near
    };
    let mut evidence = Vec::new();
    for part in scope.parts {
        match rule.what {
            Counted::DatedEntries => {
                let mut entries = Vec::new();
                dated(rule, part, scope, &mut entries);
                keep_named(&near, part.document, &mut entries);
                evidence.extend(entries);
            }
            Counted::Rows => rows(part, &mut evidence),
            Counted::Images => images(part, &mut evidence),
            Counted::Numbers => numbers(rule, part, &near, &mut evidence),
            Counted::Persons => persons(part, &mut evidence),
        }
    }
    // Twins hold the same entries; the fuller one counts.
    let fuller = scope
        .parts
        .iter()
        .map(|part| {
            evidence
                .iter()
                .filter(|spot| std::ptr::eq(spot.document, part.document))
                .count()
        })
        .max()
        .unwrap_or(0);
    let separate = scope
        .parts
        .iter()
        .all(|part| part.document.format == Format::Pdf);
    let count = match rule.what {
        _ if separate => evidence.len(),
        Counted::DatedEntries => entries_of_days(&evidence),
        _ => fuller,
    };
    if count >= rule.at_least.max(1) {
        return Outcome::pass("count-reached", evidence).with("count", count.to_string());
    }
    Outcome::fail("count-short")
        .with("count", count.to_string())
        .with("wanted", rule.at_least.max(1).to_string())
        .near(evidence)
}

/// Entries of each day, in the PDF files or in the others, whichever have more: three news items may be two PDF files and a
/// document, and each of them may have a twin.
fn entries_of_days(entries: &[Spot<'_>]) -> usize {
    let mut days: BTreeMap<Option<(Date, Date)>, [usize; 2]> = BTreeMap::new();
    for entry in entries {
        let of_unit = |date: &&DateMention| {
            entry.document.unit_at(date.span.start) == entry.document.unit_at(entry.span.start)
        };
        let day = entry.document.dates.iter().find(of_unit);
        let [pdf, other] = days.entry(day.map(|day| (day.from, day.to))).or_default();
        match entry.document.format {
            Format::Pdf => *pdf += 1,
            _ => *other += 1,
        }
    }
    days.into_values().map(|[pdf, other]| pdf.max(other)).sum()
}

/// Paragraphs, headings, captions and rows that carry a date of their own.
fn dated<'a>(rule: &Count, part: &Part<'a>, scope: &Scope<'a>, evidence: &mut Vec<Spot<'a>>) {
    let document = part.document;
    let refused: Vec<usize> = scope
        .find(&rule.unless)
        .iter()
        .filter(|hit| std::ptr::eq(hit.part.document, document))
        .map(|hit| hit.unit)
        .collect();
    let takes_back = |date: &DateMention| {
        let number = document.unit_at(date.span.start);
        refused.iter().any(|unit| of_entry(document, number, *unit))
    };
    // Of one day are an entry, its caption and what is told beside the picture.
    let refused_days: std::collections::BTreeSet<_> = document
        .dates
        .iter()
        .filter(|date| date.from == date.to && takes_back(date))
        .map(|date| date.from)
        .collect();
    let mut seen = Vec::new();
    let mut texts = std::collections::BTreeSet::new();
    let mut last: Option<(&DateMention, usize)> = None;
    for date in &document.dates {
        let number = document.unit_at(date.span.start);
        let inside = rule
            .window
            .as_ref()
            .is_none_or(|window| date.from >= window.from && date.to <= window.to);
        let whole_year = (date.to - date.from).get_days() > 92;
        if !part.holds(number) || !inside || whole_year || in_letter_head(document, number) {
            continue;
        }
        let Some(unit) = document.units.get(number) else {
            continue;
        };
        // A row is one entry however many dates it has.
        let entry = match unit.row {
            Some(row) => (unit.page, unit.table, Some(row), None),
            None => (unit.page, None, None, Some(number)),
        };
        if takes_back(date) || date.from == date.to && refused_days.contains(&date.from) {
            continue;
        }
        // A caption is listed with its picture and again as a paragraph, and says the day of its entry again.
        let repeated = !texts.insert(crate::thai::fold::fold(document.unit_text(number)));
        let captions = last.is_some_and(|(entry, begin)| {
            (entry.from, entry.to) == (date.from, date.to)
                && (begin..=number).any(|unit| document.is_picture(unit))
        });
        if !seen.contains(&entry) && (unit.row.is_some() || !(repeated || captions)) {
            last = Some((date, number));
            seen.push(entry);
            evidence.push(part.spot(number));
        }
    }
}

/// Leaves of the entries those that name whom they are about, where several do: of the news of a station beside the
/// activities of its head the latter.
fn keep_named<'a>(near: &[Located<'_>], document: &Indexed, entries: &mut Vec<Spot<'a>>) {
    let own = |hit: &&Located<'_>| std::ptr::eq(hit.part.document, document);
    let units: Vec<usize> = near.iter().filter(own).map(|hit| hit.unit).collect();
    let named = |entry: &Spot<'_>| {
        let first = document.unit_at(entry.span.start);
        units.iter().any(|unit| of_entry(document, first, *unit))
    };
    if entries.iter().filter(|entry| named(entry)).count() >= SEVERAL {
        entries.retain(named);
    }
}

/// Entries that name somebody, from which on the others are taken to be about somebody else.
const SEVERAL: usize = 2;

/// Units of the head of a letter at most, from its number to its subject.
const LETTER_HEAD: usize = 5;

/// Whether a unit stands between the number of an official letter and its subject, where the letter is dated
/// (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526, forms 1 and 2).
fn in_letter_head(document: &Indexed, number: usize) -> bool {
    let begins = |unit: usize, word: &str| super::begins_with(document.unit_text(unit), word);
    let first = number.saturating_sub(LETTER_HEAD);
    let numbered = (first..=number).any(|unit| begins(unit, "ที่"));
    numbered && (number + 1..=number + LETTER_HEAD).any(|unit| begins(unit, "เรื่อง"))
}

/// Whether a unit is of the entry that a date begins: its own line, or one of the few up to the next date. A day
/// since when something is so begins none.
fn of_entry(document: &Indexed, entry: usize, unit: usize) -> bool {
    let dates = document.dates.iter();
    let since = |date: &&DateMention| {
        let before = document.text.source().get(..date.span.start);
        before.is_some_and(|before| before.trim_end().ends_with("ตั้งแต่"))
    };
    let mut begins = dates
        .filter(|date| !since(date))
        .map(|date| document.unit_at(date.span.start));
    (entry..entry + ENTRY).contains(&unit) && !begins.any(|begin| begin > entry && begin <= unit)
}

fn rows<'a>(part: &Part<'a>, evidence: &mut Vec<Spot<'a>>) {
    let mut last = None;
    for number in part.unit_numbers() {
        let Some(unit) = part.document.units.get(number) else {
            continue;
        };
        let row = (unit.page, unit.table, unit.row);
        let body = super::table::is_body_cell(unit.kind);
        if body && last != Some(row) && !part.document.unit_text(number).trim().is_empty() {
            last = Some(row);
            evidence.push(part.spot(number));
        }
    }
}

fn images<'a>(part: &Part<'a>, evidence: &mut Vec<Spot<'a>>) {
    for number in part.unit_numbers() {
        if part.document.is_photograph(number) {
            evidence.push(part.spot(number));
        }
    }
}

fn numbers<'a>(rule: &Count, part: &Part<'a>, near: &[Located<'_>], evidence: &mut Vec<Spot<'a>>) {
    let document = part.document;
    let mut seen = Vec::new();
    for hit in near
        .iter()
        .filter(|hit| std::ptr::eq(hit.part.document, document))
    {
        for number in belonging(document, hit.unit) {
            if !part.holds(number) || seen.contains(&number) {
                continue;
            }
            let after = if number == hit.unit {
                hit.hit.span.end
            } else {
                0
            };
            let Some(unit) = document.units.get(number) else {
                continue;
            };
            let text = document
                .text
                .source()
                .get(after.max(unit.span.start)..unit.span.end);
            let text = text.unwrap_or_default();
            let counted = find_numbers(text)
                .iter()
                .any(|found| !in_date(document, found.span.start + after.max(unit.span.start)));
            if counted {
                seen.push(number);
                evidence.push(part.spot(number));
            }
        }
    }
    if rule.near.is_empty() {
        for number in part.unit_numbers() {
            if !find_numbers(document.unit_text(number)).is_empty() {
                evidence.push(part.spot(number));
            }
        }
    }
}

/// Units in which the number for a phrase may stand: for the head of a column the cells below it, else the phrase's own
/// unit and those after it.
fn belonging(document: &Indexed, unit: usize) -> Vec<usize> {
    let counts = |number: usize| !find_numbers(document.unit_text(number)).is_empty();
    // A first row with numbers in it is not one of heads, whatever it was taken for.
    let headed = |table: &&IndexedTable| !table.heads().any(|cell| counts(cell.unit));
    let table = document.table_of(unit).filter(headed);
    let head = table.and_then(|table| Some((table, table.heads().find(|cell| cell.unit == unit)?)));
    let Some((table, head)) = head else {
        return (unit..=unit + reach(document, unit)).collect();
    };
    let columns = head.column..head.column + head.columns;
    let cells = table.cells.iter();
    let below = cells.filter(|cell| cell.row >= head.row && columns.contains(&cell.column));
    below.map(|cell| cell.unit).collect()
}

/// How many units after a phrase its number may stand. What follows a paragraph speaks of something else.
fn reach(document: &Indexed, unit: usize) -> usize {
    let kind = document.units.get(unit).map(|unit| unit.kind);
    match kind {
        Some(UnitKind::Cell { .. }) => REACH,
        _ if super::short(document.unit_text(unit)) => BELOW,
        _ => 0,
    }
}

/// A year or a day is not a count.
fn in_date(document: &Indexed, offset: usize) -> bool {
    document
        .dates
        .iter()
        .any(|date| date.span.contains(&offset))
}

fn persons<'a>(part: &Part<'a>, evidence: &mut Vec<Spot<'a>>) {
    let mut seen = std::collections::BTreeSet::new();
    for number in part.unit_numbers() {
        for name in part.document.names(number) {
            if name.kind == NameKind::Person && seen.insert(crate::thai::fold::fold(&name.name)) {
                evidence.push(part.spot(number));
            }
        }
    }
}
