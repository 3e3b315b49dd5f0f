//! `period`: the documents' own dates cover a window.

mod series;
mod stated;

use std::collections::BTreeSet;

use jiff::civil::Date;

use series::{lists_months, series, series_that_ends_early};
use stated::{Stated, collect, front, periods_in};

use super::{Outcome, Part, Scope};
use crate::index::UnitKind;
use crate::language::Bilingual;
use crate::rules::model::{Cover, Period, PhraseList, Window};
use crate::thai::dates::{DateKind, MONTHS_SHORT};
use crate::thai::fiscal::FiscalYear;

/// Dates of another year that together contradict a stated period.
const CONTRADICT: usize = 3;

pub(super) fn check<'a>(rule: &Period, scope: &Scope<'a>) -> Outcome<'a> {
    if !rule.heads.is_empty() {
        return headed(rule, scope);
    }
    let mut stated = collect(scope, &rule.near);
    if stated.is_empty() && !rule.near.is_empty() {
        // Layouts separate a label from its dates; the documents as a whole still speak.
        stated = collect(scope, &PhraseList::default());
    }
    if rule.cover == Cover::Whole {
        // What a book says of itself is true of its chapters.
        let front: Vec<Stated<'a>> = scope.parts.iter().flat_map(front).collect();
        let of_book = stated_whole(&rule.window, &front);
        if let Some(period) = of_book.filter(|_| !whole(&rule.window, &stated).passed()) {
            stated.push(period.clone());
        }
    }
    if stated.is_empty() && rule.or_undated {
        let evidence = scope.parts.iter().map(Part::beginning).collect();
        return Outcome::pass("undated", evidence).sure(0.7);
    }
    if stated.is_empty() {
        return Outcome::fail("no-dates").with_both("window", window_name(&rule.window));
    }
    match rule.cover {
        Cover::EachMonth => each(&rule.window, months(&rule.window), &stated),
        Cover::EachQuarter => {
            // A day is when something was written or happened, and says nothing of the quarter around it.
            stated.retain(|period| period.from != period.to);
            each(&rule.window, quarters(&rule.window), &stated)
        }
        Cover::Whole => whole(&rule.window, &stated),
        Cover::Within(wanted) => within(&rule.window, wanted, &stated),
    }
}

/// No table has heads that name another period, or one has heads that name the window: last year's table stays last
/// year's below the title of this year.
fn headed<'a>(rule: &Period, scope: &Scope<'a>) -> Outcome<'a> {
    let window = &rule.window;
    let without = scope.find(&rule.heads_without);
    let mut judged = BTreeSet::new();
    let mut other = Vec::new();
    for hit in scope.find(&rule.heads) {
        let document = hit.part.document;
        let Some(table) = document.table_of(hit.unit) else {
            continue;
        };
        let heads: BTreeSet<usize> = table.heads().map(|cell| cell.unit).collect();
        let left_out = without
            .iter()
            .any(|hit| std::ptr::eq(hit.part.document, document) && heads.contains(&hit.unit));
        let place = (std::ptr::from_ref(document), table.units.start);
        if !heads.contains(&hit.unit) || left_out || !judged.insert(place) {
            continue;
        }
        let mut named = periods_in(hit.part, |unit| heads.contains(&unit));
        if named.is_empty() {
            // A title stands right above its table.
            let first = table.units.start;
            let title = first
                .checked_sub(1)
                .filter(|unit| super::short(document.unit_text(*unit)));
            named = periods_in(hit.part, |unit| Some(unit) == title || unit == first);
        }
        let inside = |period: &Stated<'_>| match period.kind {
            DateKind::Year => period.to.year() == window.to.year(),
            _ => period.to >= window.from && period.from <= window.to,
        };
        if named.iter().any(inside) {
            return Outcome::pass("period-stated", named.iter().map(Stated::spot).collect())
                .with_both("window", window_name(window));
        }
        other.extend(named);
    }
    if other.is_empty() {
        return Outcome::pass("no-other-period", Vec::new());
    }
    miss(window, &other)
}

/// First and last day of each month of a window.
fn months(window: &Window) -> Vec<(Date, Date)> {
    let mut list = Vec::new();
    let mut day = window.from.first_of_month();
    while day <= window.to && list.len() < 120 {
        list.push((day, day.last_of_month()));
        let Ok(next) = day.last_of_month().tomorrow() else {
            break;
        };
        day = next;
    }
    list
}

fn quarters(window: &Window) -> Vec<(Date, Date)> {
    months(window)
        .chunks(3)
        .filter_map(|chunk| Some((chunk.first()?.0, chunk.last()?.1)))
        .collect()
}

/// Every slot of the window has a period of its own: one that lies inside it.
///
/// Where the reports name the months they are about, the day on which one was written or published stands for no
/// month: the report for January is signed in February.
fn each<'a>(window: &Window, slots: Vec<(Date, Date)>, stated: &[Stated<'a>]) -> Outcome<'a> {
    let fills =
        |period: &Stated<'_>, slot: &(Date, Date)| period.from >= slot.0 && period.to <= slot.1;
    let within = |period: &&Stated<'_>| {
        !period.in_row && period.from >= window.from && period.to <= window.to
    };
    let headed = || stated.iter().filter(within);
    // Reports by quarter date their rows by month and are still not by month.
    let length = i32::try_from(slots.len()).unwrap_or(i32::MAX);
    let next = |period: &Stated<'_>| {
        !period.in_row && period.from > window.to && period.months() == length && length > 1
    };
    let coarse = (stated.iter().any(next)
        || headed().any(|period| period.from != window.from || period.to != window.to))
        && headed().all(|period| !slots.iter().any(|slot| fills(period, slot)));
    let counted = stated
        .iter()
        .filter(|period| !(coarse && period.in_row || repeats(period, stated)));
    let (mut longer, days): (Vec<&Stated<'_>>, Vec<&Stated<'_>>) =
        counted.partition(|period| period.from != period.to);
    // Where most months have a heading of their own, a line that names them all only says what should come.
    let headed = series(stated);
    let alone = |slot: &&(Date, Date)| headed.iter().any(|period| fills(period, slot));
    if slots.iter().filter(alone).count() * 2 > slots.len() {
        longer.retain(|period| !lists_months(period));
    }
    let named = slots
        .iter()
        .filter(|slot| longer.iter().any(|period| fills(period, slot)))
        .count();
    let days = if named * 2 >= slots.len() {
        &[][..]
    } else {
        &days
    };
    let mut evidence = Vec::new();
    let mut absent = Vec::new();
    let mut other_year: Vec<&Stated<'_>> = Vec::new();
    for (from, to) in slots {
        match longer
            .iter()
            .chain(days)
            .find(|period| fills(period, &(from, to)))
        {
            Some(period) => evidence.push(period.spot()),
            None => {
                absent.push((from, to));
                other_year.extend(stated.iter().find(|period| {
                    period.months() == 1
                        && period.from.month() == from.month()
                        && period.from.year() != from.year()
                }));
            }
        }
    }
    if absent.is_empty() {
        return Outcome::pass("period-complete", evidence).with_both("window", window_name(window));
    }
    let told = |period: &&Stated<'_>| period.from >= window.from && period.to <= window.to;
    let told: Vec<&Stated<'_>> = headed.into_iter().filter(told).collect();
    let left_out = absent.iter().any(|(from, to)| {
        told.iter().any(|period| period.to < *from) && told.iter().any(|period| period.from > *to)
    });
    let outcome = match other_year.first() {
        None if left_out => Outcome::fail(MONTH_LEFT_OUT).near(evidence),
        Some(period) => Outcome::fail("months-of-other-year")
            .with_both("found", month_name(period.from))
            .near(other_year.iter().map(|period| period.spot()).collect()),
        None => Outcome::fail("months-missing").near(evidence),
    };
    outcome.with_both("months", month_names(&absent))
}

/// Whether the month on the front of a report is contradicted by its rows, which are all of one other month that has a report of
/// its own: the report of that month was published again.
fn repeats(period: &Stated<'_>, stated: &[Stated<'_>]) -> bool {
    let month = |day: Date| (day.year(), day.month());
    let same = |other: &&Stated<'_>| std::ptr::eq(other.part.document, period.part.document);
    let (rows, heads): (Vec<_>, Vec<_>) =
        stated.iter().filter(same).partition(|other| other.in_row);
    let mut named = heads.iter().filter(|other| other.kind == DateKind::Month);
    let alone = named.all(|other| month(other.from) == month(period.from));
    let (Some(first), true) = (rows.first(), alone && rows.len() > 1) else {
        return false;
    };
    let of_first = |other: &&Stated<'_>| {
        month(other.from) == month(first.from) && month(other.to) == month(first.from)
    };
    let elsewhere = |other: &Stated<'_>| {
        !same(&other) && !other.in_row && other.kind == DateKind::Month && of_first(&other)
    };
    period.kind == DateKind::Month
        && !period.in_row
        && month(first.from) != month(period.from)
        && rows.iter().all(of_first)
        && stated.iter().any(elsewhere)
}

/// The months that some slots begin with.
fn month_names(slots: &[(Date, Date)]) -> Bilingual {
    let names = || slots.iter().map(|(from, _)| month_name(*from));
    Bilingual {
        th: names().map(|name| name.th).collect::<Vec<_>>().join(", "),
        en: names().map(|name| name.en).collect::<Vec<_>>().join(", "),
    }
}

/// The whole window is stated: as a range, as half-year or quarters, or by its first and last month.
fn whole<'a>(window: &Window, stated: &[Stated<'a>]) -> Outcome<'a> {
    let fiscal = is_fiscal(window);
    // Months and days tell more than a label: six months of the year before under this year's heading are
    // the year before.
    let telling = || {
        stated.iter().filter(|period| {
            matches!(period.kind, DateKind::Month | DateKind::Date) && !period.inferred
        })
    };
    let inside = telling()
        .filter(|period| period.from >= window.from && period.to <= window.to)
        .count();
    let other_year = telling()
        .filter(|period| {
            [-12, 12].into_iter().any(|shift| {
                let shifted = |day: Date| {
                    day.checked_add(jiff::Span::new().months(shift))
                        .unwrap_or(day)
                };
                shifted(period.from) >= window.from && shifted(period.from) <= window.to
            })
        })
        .count();
    if other_year >= CONTRADICT && other_year > inside {
        return miss(window, stated);
    }
    if let Some(short) = series_that_ends_early(window, stated) {
        return short;
    }
    let specific = |period: &&Stated<'_>| is_specific(period, window);
    if let Some(period) = stated_whole(window, stated) {
        return Outcome::pass("period-stated", vec![period.spot()])
            .with_both("window", window_name(window));
    }
    // "พ.ศ. 2568" of a plan is its fiscal year, as offices write it.
    let named = |period: &&Stated<'_>| {
        period.kind == DateKind::Year && period.to.year() == window.to.year()
    };
    if let (true, Some(period)) = (fiscal, stated.iter().find(named)) {
        return Outcome::pass("period-stated", vec![period.spot()])
            .with_both("window", window_name(window))
            .sure(0.7);
    }
    // Quarters and months may add up to the window.
    let mut pieces: Vec<&Stated<'_>> = stated
        .iter()
        .filter(specific)
        .filter(|period| period.to >= window.from && period.from <= window.to)
        .collect();
    // What is headed as of some months is not of the day before them on which something else happened.
    let partial = |period: &&Stated<'_>| {
        let range = matches!(period.kind, DateKind::Range | DateKind::Quarter);
        range && !period.in_row && period.months() > 1
    };
    if pieces.iter().copied().any(|period| partial(&period)) {
        pieces.retain(|period| period.from != period.to);
    }
    pieces.sort_by_key(|period| (period.from, period.to));
    let first = pieces
        .iter()
        .find(|period| period.from <= window.from.last_of_month());
    let last = pieces
        .iter()
        .find(|period| period.to >= window.to.first_of_month());
    if let (Some(first), Some(last)) = (first, last) {
        if let Some(gap) = gap(window, &pieces) {
            return gap;
        }
        return Outcome::pass("period-stated", vec![first.spot(), last.spot()])
            .with_both("window", window_name(window))
            .sure(0.8);
    }
    miss(window, stated)
}

fn is_fiscal(window: &Window) -> bool {
    window.from.month() == 10 && window.to.month() == 9
}

/// Whether a period can stand for a window: neither a year nor a term of office says anything of a half-year.
fn is_specific(period: &Stated<'_>, window: &Window) -> bool {
    let year = matches!(period.kind, DateKind::FiscalYear | DateKind::Year);
    is_fiscal(window) || !(year || period.months() > 12)
}

/// A period that holds the whole window.
fn stated_whole<'s, 'a>(window: &Window, stated: &'s [Stated<'a>]) -> Option<&'s Stated<'a>> {
    stated
        .iter()
        .filter(|period| is_specific(period, window))
        .find(|period| period.from <= window.from && period.to >= window.to)
}

/// Why a period is missing that a title names; other words for the period do not make up for it.
pub(super) const TABLE_ENDS_EARLY: &str = "table-ends-early";

/// Why a month is missing between others that are headed alike; words for some of the period do not make up for it either.
pub(super) const MONTH_LEFT_OUT: &str = "month-left-out";

/// Months that no period touches, where most of the window's months have one of their own: a month was left out.
fn gap<'a>(window: &Window, pieces: &[&Stated<'a>]) -> Option<Outcome<'a>> {
    let longer: Vec<&&Stated<'_>> = pieces
        .iter()
        .filter(|period| period.from != period.to)
        .collect();
    let (told, absent): (Vec<_>, Vec<_>) = months(window).into_iter().partition(|(from, to)| {
        longer
            .iter()
            .any(|period| period.from <= *to && period.to >= *from)
    });
    (!absent.is_empty() && told.len() > absent.len()).then(|| {
        let evidence = longer.iter().map(|period| period.spot()).collect();
        Outcome::fail("months-missing")
            .near(evidence)
            .with_both("months", month_names(&absent))
    })
}

/// Enough dates lie inside, and more than outside. Several that stand for the whole window cannot do so for what came
/// after the day that the documents say they are of.
fn within<'a>(window: &Window, wanted: usize, stated: &[Stated<'a>]) -> Outcome<'a> {
    let early = || stated.iter().find(|period| ends_early(period, window));
    if let Some(period) = (wanted > 1).then(early).flatten() {
        return miss(window, std::slice::from_ref(period));
    }
    let telling: Vec<&Stated<'_>> = stated
        .iter()
        .filter(|period| !matches!(period.kind, DateKind::FiscalYear | DateKind::Year))
        .collect();
    let telling = if telling.is_empty() {
        stated.iter().collect()
    } else {
        telling
    };
    let (inside, outside): (Vec<&Stated<'_>>, Vec<&Stated<'_>>) = telling
        .iter()
        .partition(|period| period.from >= window.from && period.to <= window.to);
    let mut different: Vec<(Date, Date)> = inside
        .iter()
        .map(|period| (period.from, period.to))
        .collect();
    different.sort_unstable();
    different.dedup();
    if different.len() >= wanted.max(1) && inside.len() >= outside.len() {
        return Outcome::pass(
            "dates-inside",
            inside.iter().map(|period| period.spot()).collect(),
        )
        .with_both("window", window_name(window));
    }
    miss(window, stated)
}

/// Whether a heading says that a document is of a day before the last month of a window. The day of an announcement
/// is none.
fn ends_early(period: &Stated<'_>, window: &Window) -> bool {
    const AS_OF: &[&str] = &["ณ", "ณ วันที่", "ถึง", "ถึงวันที่", "สิ้นสุดวันที่"];
    const ISSUED: &[&str] = &["ประกาศ", "สั่ง", "ให้ไว้"];
    let document = period.part.document;
    let unit = document.unit_at(period.span.start);
    let heads = document
        .units
        .get(unit)
        .is_some_and(|unit| unit.kind == UnitKind::Heading);
    let before = document.units.get(unit).and_then(|unit| {
        document
            .text
            .source()
            .get(unit.span.start..period.span.start)
    });
    let before = before.unwrap_or_default().trim_end();
    let as_of = AS_OF.iter().find_map(|word| before.strip_suffix(word));
    heads
        && as_of.is_some_and(|rest| {
            let rest = rest.trim_end();
            !ISSUED.iter().any(|word| rest.ends_with(word))
        })
        && period.from >= window.from
        && period.to < window.to.first_of_month()
}

fn miss<'a>(window: &Window, stated: &[Stated<'a>]) -> Outcome<'a> {
    let nearest = stated
        .iter()
        .filter(|period| !matches!(period.kind, DateKind::FiscalYear | DateKind::Year))
        .chain(stated)
        .min_by_key(|period| (period.from - window.from).get_days().abs());
    if let Some(part) = part_of(window, stated) {
        return part;
    }
    let outcome = Outcome::fail("other-period").with_both("window", window_name(window));
    match nearest {
        Some(period) => {
            let evidence = period.spot();
            let source = period.part.document.text.source();
            let found = source
                .get(period.span.clone())
                .unwrap_or_default()
                .to_owned();
            outcome.with("found", found).near(vec![evidence])
        }
        None => outcome,
    }
}

/// What is said where some of a window is there, and nothing near it that is of another time.
fn part_of<'a>(window: &Window, stated: &[Stated<'a>]) -> Option<Outcome<'a>> {
    let specific = stated
        .iter()
        .filter(|period| !matches!(period.kind, DateKind::FiscalYear | DateKind::Year));
    let (inside, outside): (Vec<_>, Vec<_>) =
        specific.partition(|period| period.from >= window.from && period.to <= window.to);
    let from = inside.iter().map(|period| period.from).min()?;
    let to = inside.iter().map(|period| period.to).max()?;
    let found = Window {
        name: String::new(),
        from,
        to,
    };
    let (found, whole) = (window_name(&found), window_name(window));
    (inside.len() > outside.len() && found != whole).then(|| {
        Outcome::fail("part-of-period")
            .with_both("found", found)
            .with_both("window", whole)
            .near(inside.iter().map(|period| period.spot()).collect())
    })
}

/// What a reader calls a window: `ปีงบประมาณ 2568 (ต.ค. 2567 – ก.ย. 2568)`, or its months.
pub(super) fn window_name(window: &Window) -> Bilingual {
    let (from, to) = (month_name(window.from), month_name(window.to));
    if from == to {
        return from;
    }
    let months = Bilingual {
        th: format!("{} – {}", from.th, to.th),
        en: format!("{} – {}", from.en, to.en),
    };
    let year = FiscalYear::of(window.from);
    if window.from == year.start() && window.to == year.end() {
        return Bilingual {
            th: format!("ปีงบประมาณ {} ({})", year.0, months.th),
            en: format!("fiscal year {} ({})", year.0, months.en),
        };
    }
    months
}

/// `ต.ค. 2567` / `Oct 2567 BE`.
pub(super) fn month_name(day: Date) -> Bilingual {
    const EN: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = usize::try_from(day.month() - 1).unwrap_or(0);
    let year = i32::from(day.year()) + 543;
    Bilingual {
        th: format!("{} {year}", MONTHS_SHORT.get(month).unwrap_or(&"")),
        en: format!("{} {year} BE", EN.get(month).unwrap_or(&"")),
    }
}
