//! Last year's report beside this year's: it stays in the folder and must not answer for this year.

use std::collections::BTreeSet;

use crate::check::phrases::Hits;
use crate::document::{Warning, WarningCode};
use crate::index::{Indexed, UnitKind};
use crate::rules::model::{Condition, RuleSet};
use crate::thai::chars::to_arabic_digits;
use crate::thai::dates::{DateKind, find_dates};
use crate::thai::fiscal::FiscalYear;

use super::candidate::NAMING;
use super::path::stem;
use super::{Assignment, Decision};

/// Units at the beginning of a document that may be its title.
const BEGINNING: usize = 4;

/// Longest title, in characters.
const TITLE: usize = 110;

/// Words before the year of a law, which says nothing about the report that cites it.
const LAWS: &[&str] = &[
    "พระราชบัญญัติ",
    "พ.ร.บ.",
    "พรบ.",
    "ประมวล",
    "ระเบียบ",
    "กฎกระทรวง",
    "ประกาศคณะกรรมการ",
];

/// From the common era to the Buddhist era.
const ERA: i16 = 543;

/// Takes an item from documents that name an earlier year as theirs, where others name the year of the
/// rule set.
pub(super) fn without_older(
    rules: &RuleSet,
    documents: &[(Indexed, Hits)],
    assignment: &mut Assignment,
) {
    let [year] = rules.fiscal_years.as_slice() else {
        return;
    };
    let ages: Vec<Age> = documents
        .iter()
        .map(|(document, _)| Age::of(document, FiscalYear(*year)))
        .collect();
    let age_of = |number: usize| ages.get(number).copied().unwrap_or(Age::Unknown);
    for (item, parts) in &mut assignment.parts {
        // What asks for results of the year before is answered by them.
        let earlier = rules
            .items
            .iter()
            .filter(|known| known.id == *item)
            .flat_map(|item| &item.requirements)
            .any(|requirement| asks_earlier(&requirement.condition));
        if earlier {
            continue;
        }
        let of_year = parts.iter().map(|(number, _)| *number);
        let of_year: Vec<usize> = of_year
            .filter(|number| age_of(*number) == Age::Asked)
            .collect();
        let called = |number: usize| {
            let decision = assignment.documents.get(number);
            decision.is_some_and(|decision| is_called(decision, item))
        };
        // A text that is not called like the item does not supersede one that is.
        let superseded: BTreeSet<usize> = parts
            .iter()
            .map(|(number, _)| *number)
            .filter(|older| {
                of_year
                    .iter()
                    .any(|newer| called(*newer) || !called(*older))
            })
            .collect();
        parts.retain(|(number, _)| {
            let (Age::Older(own), true) = (age_of(*number), superseded.contains(number)) else {
                return true;
            };
            if let Some(decision) = assignment.documents.get_mut(*number) {
                decision.items.retain(|known| known != item);
                decision.warnings.push(Warning::of_file(
                    WarningCode::OlderYear,
                    format!("{own} < {year}"),
                ));
            }
            false
        });
    }
}

/// Whether a document was given to an item by a number or a title, not only by what it says or where it lies.
fn is_called(decision: &Decision, item: &str) -> bool {
    decision.says(item, |name| {
        NAMING.contains(&name) && !name.ends_with("-folder")
    })
}

/// Of which fiscal year a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Age {
    /// Of the year asked for.
    Asked,
    /// Of this earlier one.
    Older(u16),
    Unknown,
}

impl Age {
    /// By the year that the document calls its own; its days and months tell more, since a fiscal year begins in
    /// the calendar year before.
    fn of(document: &Indexed, asked: FiscalYear) -> Age {
        let days = document.dates.iter().filter(|date| {
            !matches!(
                date.kind,
                DateKind::Year | DateKind::FiscalYear | DateKind::AcademicYear
            )
        });
        let (inside, before) =
            days.fold(
                (0_usize, 0_usize),
                |(inside, before), date| match FiscalYear::of(date.from) {
                    year if year == asked => (inside + 1, before),
                    year if year.0 < asked.0 => (inside, before + 1),
                    _ => (inside, before),
                },
            );
        match own_year(document) {
            None if is_kept_as_old(&document.path) && before > inside => {
                Age::Older(asked.0.saturating_sub(1))
            }
            Some(own) if own == asked.0 => Age::Asked,
            Some(own) if own < asked.0 && before >= inside => Age::Older(own),
            _ if inside > before => Age::Asked,
            _ => Age::Unknown,
        }
    }
}

/// Whether a condition asks for a period before the fiscal year.
fn asks_earlier(condition: &Condition) -> bool {
    condition.has(&|part| match part {
        Condition::Period(rule) => rule.window.name.starts_with("FY-"),
        _ => false,
    })
}

/// Whether the folders of a file say that it is kept from before: "เก่า ปี67 (อย่าเพิ่งลบ)".
fn is_kept_as_old(path: &str) -> bool {
    const OLD: &[&str] = &["เก่า", "ปีก่อน", "ปีที่แล้ว", "ปีที่ผ่านมา"];
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    OLD.iter().any(|word| folders.contains(word))
}

/// The one year that the file name or the title gives.
fn own_year(document: &Indexed) -> Option<u16> {
    let titles = document
        .units
        .iter()
        .enumerate()
        .filter(|(_, unit)| matches!(unit.kind, UnitKind::Heading | UnitKind::Paragraph))
        .map(|(number, _)| document.unit_text(number))
        .take(BEGINNING)
        .filter(|text| text.chars().count() <= TITLE && !LAWS.iter().any(|law| text.contains(law)));
    let mut years: Vec<u16> = years_in(stem(&document.path))
        .into_iter()
        .chain(titles.flat_map(years_in))
        .collect();
    years.sort_unstable();
    years.dedup();
    match years.as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}

/// Years that a text names, whole or by a half or a quarter, and years at its end; months and days belong to either of two
/// fiscal years.
fn years_in(text: &str) -> Vec<u16> {
    let dates = find_dates(text);
    if dates.is_empty() {
        let text = to_arabic_digits(text);
        let digits = text.trim_end().rsplit(|c: char| !c.is_ascii_digit()).next();
        let year = digits.and_then(|digits| digits.parse::<u16>().ok());
        return year
            .filter(|year| (2550..2600).contains(year))
            .into_iter()
            .collect();
    }
    dates
        .iter()
        .filter_map(|date| match date.kind {
            DateKind::Year | DateKind::FiscalYear => {
                u16::try_from(date.to.year().checked_add(ERA)?).ok()
            }
            DateKind::HalfYear | DateKind::Quarter => Some(FiscalYear::of(date.from).0),
            _ => None,
        })
        .collect()
}
