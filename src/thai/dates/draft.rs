//! What was read so far of a date: its parts, and what is still to be found elsewhere in the text.

use std::ops::Range;

use jiff::civil::Date;

use super::tokens::Kind;
use super::{DateKind, Era, Precision};
use crate::thai::fiscal::{ERA_OFFSET, FiscalYear, day_of, first_of, last_of};

/// Buddhist-era years that four digits can mean without "พ.ศ.": from 1917 to 2107 of the common era.
pub(super) const BUDDHIST: Range<u32> = 2460..2651;
/// Common-era years that four digits can mean without "ค.ศ.".
pub(super) const COMMON: Range<u32> = 1917..2108;
/// Years that a number alone, without any word beside it, is taken for: those reports are about.
pub(super) const BARE_YEARS: Range<u32> = 2540..2600;
/// Two-digit years that a month alone makes sure of: 2540 to 2599. "ม.ค. 25" may be twenty-five of something.
pub(super) const SURE_TWO_DIGITS: u32 = 40;

/// A year, as Buddhist era.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) year: u16,
    pub(super) era: Era,
}

/// One end of a range, or a whole date: what was written of it.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) day: Option<u8>,
    pub(super) month: Option<u8>,
    pub(super) year: Option<Year>,
    pub(super) span: Range<usize>,
    /// Index of the token after it.
    pub(super) next: usize,
}

/// A mention that may still lack its year.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) span: Range<usize>,
    pub(super) when: When,
}

#[derive(Debug, Clone)]
pub(super) enum When {
    Known {
        from: Date,
        to: Date,
        kind: DateKind,
        precision: Precision,
        era: Era,
    },
    /// A quarter or round of a fiscal year that is said elsewhere.
    PartOfYear(Period),
    /// Months, or days of months, of a fiscal year that is said elsewhere.
    Months { from: Part, to: Part },
}

/// A part of a fiscal year.
#[derive(Debug, Clone, Copy)]
pub(super) enum Period {
    Quarters(u8, u8),
    FirstMonths(u8),
    LastSixMonths,
}

impl Period {
    pub(super) fn of(self, year: FiscalYear) -> Option<(Date, Date, DateKind)> {
        let months = year.months();
        Some(match self {
            Period::Quarters(first, last) => {
                let kind = if first == last {
                    DateKind::Quarter
                } else {
                    DateKind::Range
                };
                (year.quarter(first)?.0, year.quarter(last)?.1, kind)
            }
            Period::FirstMonths(count) => {
                let last = months.get(usize::from(count).checked_sub(1)?)?;
                let kind = match count {
                    3 => DateKind::Quarter,
                    6 => DateKind::HalfYear,
                    12 => DateKind::FiscalYear,
                    _ => DateKind::Range,
                };
                (year.start(), last.1, kind)
            }
            Period::LastSixMonths => {
                let (from, to) = year.second_half();
                (from, to, DateKind::HalfYear)
            }
        })
    }
}

pub(super) fn resolve(when: When, near: Option<FiscalYear>) -> Option<When> {
    match when {
        When::Known { .. } => Some(when),
        When::PartOfYear(period) => {
            let (from, to, kind) = period.of(near?)?;
            Some(When::Known {
                from,
                to,
                kind,
                precision: Precision::Month,
                era: Era::Inherited,
            })
        }
        When::Months { mut from, mut to } => {
            let fiscal = near?;
            for part in [&mut from, &mut to] {
                let year = fiscal.year_of_month(part.month?);
                part.year = Some(Year {
                    year,
                    era: Era::Inherited,
                });
            }
            range(&from, &to)
        }
    }
}

pub(super) fn known(from: Date, to: Date, kind: DateKind, precision: Precision, era: Era) -> When {
    When::Known {
        from,
        to,
        kind,
        precision,
        era,
    }
}

/// The year that digits mean. Two digits without an era are 25xx; after a month alone only where they
/// cannot be a count.
pub(super) fn read_year(
    value: u32,
    digits: usize,
    stated: Option<Kind>,
    after_month: bool,
) -> Option<Year> {
    let short = u16::try_from(value).ok()?;
    let (year, era) = match (digits, stated) {
        // A wrong era word does not make 2024 a Buddhist year.
        (4, _) if BUDDHIST.contains(&value) => (
            short,
            if stated == Some(Kind::Buddhist) {
                Era::BuddhistStated
            } else {
                Era::BuddhistByRange
            },
        ),
        (4, _) if COMMON.contains(&value) => (
            short + ERA_OFFSET,
            if stated == Some(Kind::Common) {
                Era::CommonStated
            } else {
                Era::CommonByRange
            },
        ),
        (4, Some(Kind::Buddhist)) if (2300..2800).contains(&value) => (short, Era::BuddhistStated),
        (4, Some(Kind::Common)) if (1700..2300).contains(&value) => {
            (short + ERA_OFFSET, Era::CommonStated)
        }
        (2, Some(Kind::Buddhist)) => (2500 + short, Era::BuddhistStated),
        (2, Some(Kind::Common)) => (2000 + short + ERA_OFFSET, Era::CommonStated),
        (2, _) if !after_month || value >= SURE_TWO_DIGITS => {
            (2500 + short, Era::BuddhistTwoDigits)
        }
        _ => return None,
    };
    Some(Year { year, era })
}

/// The two-digit year of "30/09/68": from 40 on Buddhist, below that common (2000 to 2039).
pub(super) fn read_numeric_year(value: u32) -> Option<Year> {
    let short = u16::try_from(value).ok()?;
    Some(if value >= SURE_TWO_DIGITS {
        Year {
            year: 2500 + short,
            era: Era::BuddhistTwoDigits,
        }
    } else {
        Year {
            year: 2000 + short + ERA_OFFSET,
            era: Era::CommonTwoDigits,
        }
    })
}

/// Gives each end what only the other says, and the range between them.
pub(super) fn range_of(first: &Part, second: &Part) -> Option<When> {
    let (mut first, mut second) = (first.clone(), second.clone());
    match (first.month, second.month) {
        (None, Some(_)) if second.day.is_some() => first.month = second.month,
        (Some(_), Some(_)) => {}
        _ => return None,
    }
    if first.day.is_none() && second.day.is_some() && first.year.is_none() {
        return None;
    }
    let wraps = (first.month, first.day) > (second.month, second.day.or(first.day));
    match (first.year, second.year) {
        (None, Some(year)) => {
            let year = Year {
                year: year.year.saturating_sub(u16::from(wraps)),
                ..year
            };
            first.year = Some(year);
        }
        (Some(year), None) => {
            let year = Year {
                year: year.year.saturating_add(u16::from(wraps)),
                ..year
            };
            second.year = Some(year);
        }
        (None, None) => {
            return Some(When::Months {
                from: first,
                to: second,
            });
        }
        (Some(_), Some(_)) => {}
    }
    range(&first, &second)
}

/// The range from one complete part to another; a single part is its own range. `None` when it runs
/// backwards or does not exist.
pub(super) fn range(first: &Part, second: &Part) -> Option<When> {
    let (year, month) = (first.year?, first.month?);
    // A day that the month does not have (31 กันยายน) leaves the month.
    let start = first.day.and_then(|day| day_of(year.year, month, day));
    let from = start.unwrap_or(first_of(year.year, month));
    let (last_year, last_month) = (second.year?, second.month?);
    let end = second
        .day
        .and_then(|day| day_of(last_year.year, last_month, day));
    let to = end.unwrap_or(last_of(last_year.year, last_month));
    if from > to {
        return None;
    }
    let single = first.span == second.span;
    let precision = if start.is_some() || end.is_some() {
        Precision::Day
    } else {
        Precision::Month
    };
    let kind = match (single, start.is_some()) {
        (true, true) => DateKind::Date,
        (true, false) => DateKind::Month,
        _ => DateKind::Range,
    };
    Some(known(from, to, kind, precision, year.era))
}
