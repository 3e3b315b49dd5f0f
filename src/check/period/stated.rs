//! The periods that documents state, and those that they only seem to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;

use crate::check::table::is_body_cell;
use crate::check::{Part, Scope, Spot};
use crate::index::{Indexed, UnitKind};
use crate::result::Match;
use crate::rules::model::PhraseList;
use crate::thai::awaited::is_awaited;
use crate::thai::chapters::chapter_title;
use crate::thai::chars::is_numeric;
use crate::thai::dates::{DateKind, DateMention};
use crate::thai::fiscal::FiscalYear;

/// A stated period with where it stands.
#[derive(Clone)]
pub(super) struct Stated<'a> {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) kind: DateKind,
    pub(super) part: &'a Part<'a>,
    pub(super) span: Range<usize>,
    /// The year is the document's, not its own.
    pub(super) inferred: bool,
    /// In a row of a table, of which it dates one entry.
    pub(super) in_row: bool,
}

impl<'a> Stated<'a> {
    /// What a date says by itself.
    pub(super) fn of(part: &'a Part<'a>, date: &DateMention) -> Self {
        Stated {
            from: date.from,
            to: date.to,
            kind: date.kind,
            part,
            span: date.span.clone(),
            inferred: false,
            in_row: false,
        }
    }

    pub(super) fn spot(&self) -> Spot<'a> {
        self.part.spot_of(self.span.clone(), Match::Folded)
    }

    pub(super) fn months(&self) -> i32 {
        i32::from(self.to.year() - self.from.year()) * 12
            + i32::from(self.to.month() - self.from.month())
            + 1
    }
}

/// Whether a unit is the head of a column in which nothing stands.
fn heads_nothing(document: &Indexed, unit: usize) -> bool {
    document
        .units
        .get(unit)
        .is_some_and(|unit| unit.unfilled && matches!(unit.kind, UnitKind::Cell { .. }))
}

/// Every period the parts state, bare months completed by the fiscal year the document speaks of.
pub(super) fn collect<'a>(scope: &Scope<'a>, near: &PhraseList) -> Vec<Stated<'a>> {
    let mut list = Vec::new();
    let hits = scope.find(near);
    for part in scope.parts {
        let document = part.document;
        let close = |unit: usize| {
            near.is_empty()
                || hits.iter().any(|hit| {
                    std::ptr::eq(hit.part.document, document) && unit.abs_diff(hit.unit) <= 2
                })
        };
        let year = document_year(part);
        for (number, date) in document.dates.iter().enumerate() {
            let unit = document.unit_at(date.span.start);
            let spelt_out = || {
                is_label(date.kind)
                    && document.dates.get(number + 1).is_some_and(|next| {
                        let between = document.text.source().get(date.span.end..next.span.start);
                        matches!(next.kind, DateKind::Range)
                            && between.is_some_and(|between| between.trim() == "(")
                    })
            };
            let stamp = || date.from == date.to && is_stamp(document, unit);
            let pending = || is_pending(part, unit, date.span.end);
            let told = || !pending() && !heads_nothing(document, unit);
            if part.holds(unit) && close(unit) && !spelt_out() && !stamp() && told() {
                let in_row = in_row(document, unit);
                list.push(Stated {
                    in_row,
                    ..Stated::of(part, date)
                });
            }
        }
        let Some(year) = year else { continue };
        let written_out: BTreeSet<Date> = document
            .dates
            .iter()
            .filter(|date| date.kind == DateKind::Month)
            .map(|date| date.from)
            .collect();
        // Where a month is of another year in full, it is so in short.
        let of_other_year = |number: i8| {
            let mut same = written_out.iter().filter(|date| date.month() == number);
            let only = same.next().filter(|_| same.next().is_none());
            only.is_some_and(|month| FiscalYear::of(*month) != year)
        };
        for month in document.months.iter().filter(|month| month.year.is_none()) {
            let unit = document.unit_at(month.span.start);
            let pending = || is_pending(part, unit, month.span.end);
            let told = || !pending() && !heads_nothing(document, unit);
            let holds = part.holds(unit) && close(unit) && told();
            if !holds || of_other_year(month.month as i8) {
                continue;
            }
            let months = year.months();
            let same = |(day, _): &&(Date, Date)| day.month() == month.month as i8;
            if let Some((from, to)) = months.iter().find(same) {
                list.push(Stated {
                    from: *from,
                    to: *to,
                    kind: DateKind::Month,
                    part,
                    span: month.span.clone(),
                    inferred: true,
                    in_row: in_row(document, unit),
                });
            }
        }
    }
    list
}

/// What the units of a part say of months and years.
pub(super) fn periods_in<'a>(part: &'a Part<'a>, holds: impl Fn(usize) -> bool) -> Vec<Stated<'a>> {
    let document = part.document;
    let dates = document.dates.iter();
    dates
        .filter(|date| date.from != date.to && holds(document.unit_at(date.span.start)))
        .map(|date| Stated::of(part, date))
        .collect()
}

/// Whether a cell tells about the entry of its row; the first two columns name the entry, or number and name it.
fn in_row(document: &Indexed, unit: usize) -> bool {
    let unit = document.units.get(unit);
    unit.is_some_and(|unit| is_body_cell(unit.kind) && unit.column > Some(2))
}

/// Characters of a month that heads what is told of it: "ประจำเดือน กุมภาพันธ์ พ.ศ. 2568".
const MONTH: usize = 32;

/// Longest line that says of a month only that its report is still to come, in characters.
const PENDING: usize = 160;

/// Whether a line says that what is of a date is not there yet: "เดือนมีนาคม 2568 อยู่ระหว่างรวบรวม". What is said of a
/// number of cases is no such line: "มีนาคม 2568 อยู่ระหว่างดำเนินการ 2 เรื่อง".
fn is_pending(part: &Part<'_>, unit: usize, end: usize) -> bool {
    let document = part.document;
    let Some(own) = document.units.get(unit) else {
        return false;
    };
    let source = document.text.source();
    let after = source.get(end..own.span.end).unwrap_or_default();
    let denied = |number: usize| {
        let Some(line) = document.units.get(number) else {
            return false;
        };
        let mut not_yet = part.hits.not_yet.iter();
        let within =
            |denial: &Range<usize>| line.span.start <= denial.start && denial.end <= line.span.end;
        not_yet.any(within) && document.unit_text(number).chars().count() <= PENDING
    };
    // A month as a heading, and below it that there is nothing.
    let headed = || {
        let next = document.units.get(unit + 1);
        own.row.is_none()
            && document.unit_text(unit).trim().chars().count() <= MONTH
            && next.is_some_and(|next| next.kind == UnitKind::Paragraph)
            && denied(unit + 1)
    };
    denied(unit) || is_awaited(after) && !after.contains(is_numeric) || headed()
}

/// Whether a day is only when a page was printed: browsers write it into the margin.
fn is_stamp(document: &Indexed, unit: usize) -> bool {
    const PRINTED: &[&str] = &["พิมพ์เมื่อ", "วันที่พิมพ์", "พิมพ์วันที่", "printed on", "print date"];
    let text = document.unit_text(unit).to_ascii_lowercase();
    let margin = document
        .units
        .get(unit)
        .is_some_and(|unit| unit.kind == UnitKind::Margin);
    margin || PRINTED.iter().any(|word| text.contains(word))
}

/// Whether a period is a name such as "the first half": where the months follow in brackets, they are meant.
fn is_label(kind: DateKind) -> bool {
    matches!(kind, DateKind::HalfYear | DateKind::Quarter)
}

/// The fiscal year a document speaks of most often.
fn document_year(part: &Part<'_>) -> Option<FiscalYear> {
    let mut votes = BTreeMap::<u16, usize>::new();
    for date in &part.document.dates {
        let unit = part.document.unit_at(date.span.start);
        if !part.holds(unit) {
            continue;
        }
        let weight = if date.kind == DateKind::FiscalYear {
            3
        } else {
            1
        };
        *votes.entry(FiscalYear::of(date.from).0).or_default() += weight;
    }
    votes
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(year, _)| FiscalYear(year))
}

/// Units of the front of a book at most.
const FRONT: usize = 8;

/// Periods on the first page of the book that a part is a chapter of, before its chapters.
pub(super) fn front<'a>(part: &'a Part<'a>) -> Vec<Stated<'a>> {
    let document = part.document;
    let first = part.unit_numbers().next().unwrap_or_default();
    let page = document.units.first().map(|unit| unit.page);
    let before = document.units.iter().enumerate().take(first.min(FRONT));
    let front = before.take_while(|(number, unit)| {
        Some(unit.page) == page && chapter_title(document.unit_text(*number)).is_none()
    });
    let end = front.last().map_or(0, |(_, unit)| unit.span.end);
    let dates = document
        .dates
        .iter()
        .take_while(|date| date.span.end <= end);
    dates.map(|date| Stated::of(part, date)).collect()
}
