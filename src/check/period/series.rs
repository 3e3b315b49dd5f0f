//! Months that headings or rows tell one by one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::stated::Stated;
use super::{TABLE_ENDS_EARLY, is_fiscal, month_names, months, stated_whole};
use crate::check::Outcome;
use crate::rules::model::Window;
use crate::thai::chars::{is_alphabetic, is_numeric};
use crate::thai::dates::DateKind;

/// Longest line that is the heading of a month, in characters.
const MONTH_HEADING: usize = 80;

/// Months that the same words name one by one, if only by their place: headings, captions of tables, first cells of rows.
pub(super) fn series<'s, 'a>(stated: &'s [Stated<'a>]) -> Vec<&'s Stated<'a>> {
    let mut alike: BTreeMap<String, Vec<&Stated<'a>>> = BTreeMap::new();
    for period in stated {
        let document = period.part.document;
        let unit = document.unit_at(period.span.start);
        let text = document.unit_text(unit);
        let Some(span) = document.units.get(unit).map(|unit| &unit.span) else {
            continue;
        };
        let source = document.text.source();
        let around = source
            .get(span.start..period.span.start)
            .zip(source.get(period.span.end..span.end));
        if let Some((before, after)) = around
            && period.kind == DateKind::Month
            && !period.in_row
            && text.chars().count() <= MONTH_HEADING
        {
            let words = before.chars().chain(after.chars());
            let words = words.filter(|c| is_alphabetic(*c)).collect();
            alike.entry(words).or_default().push(period);
        }
    }
    let several = |months: &Vec<&Stated<'_>>| {
        let months: BTreeSet<Date> = months.iter().map(|period| period.from).collect();
        months.len() > 2
    };
    alike.into_values().filter(several).flatten().collect()
}

/// Months that one line names, for it to be a list of them.
const LISTED: usize = 4;

/// Whether a month stands in a line that names several.
pub(super) fn lists_months(period: &Stated<'_>) -> bool {
    let document = period.part.document;
    let unit = document.unit_at(period.span.start);
    let months = document.months.iter();
    let named: BTreeSet<_> = months
        .filter(|month| document.unit_at(month.span.start) == unit)
        .map(|month| month.month)
        .collect();
    named.len() >= LISTED
}

/// Months told one by one, some of the window that a title names being left out, with nothing else about them: more of the
/// months are there than not.
pub(super) fn series_that_ends_early<'a>(
    window: &Window,
    stated: &[Stated<'a>],
) -> Option<Outcome<'a>> {
    let promised = stated_whole(window, stated).is_some();
    // A table of months is of the year so far.
    if is_fiscal(window) || !promised {
        return None;
    }
    let series = series(stated);
    let touches =
        |period: &Stated<'_>, slot: &(Date, Date)| period.from <= slot.1 && period.to >= slot.0;
    // A range over the whole window promises what the table should have.
    let tells = |period: &Stated<'_>| {
        !period.inferred && (period.from > window.from || period.to < window.to)
    };
    let (told, others): (Vec<_>, Vec<_>) = months(window)
        .into_iter()
        .partition(|slot| series.iter().any(|period| touches(period, slot)));
    let absent: Vec<(Date, Date)> = others
        .into_iter()
        .filter(|slot| {
            !stated
                .iter()
                .any(|period| tells(period) && touches(period, slot))
        })
        .collect();
    if absent.is_empty() || told.len() <= absent.len() {
        return None;
    }
    let named = months(window).into_iter();
    let named: Vec<(Date, Date)> = named.filter(|slot| !absent.contains(slot)).collect();
    // Of meetings and visits some months have none, and so of purchases, of which a month can have two.
    let between = |slot: &&(Date, Date)| {
        named.iter().any(|other| other.0 < slot.0) && named.iter().any(|other| other.0 > slot.0)
    };
    let now_and_then = (absent.len() > 1 || lists_what_happened(&series))
        && absent.iter().filter(between).count() == absent.len();
    (!now_and_then).then(|| {
        let evidence = series.iter().map(|period| period.spot()).collect();
        Outcome::fail(TABLE_ENDS_EARLY)
            .near(evidence)
            .with_both("months", month_names(&absent))
    })
}

/// Whether the rows of a table are of what happened, not of months: two are of the same month, or most have no figure.
fn lists_what_happened(series: &[&Stated<'_>]) -> bool {
    let mut seen = BTreeSet::new();
    let (mut twice, mut rows, mut figures) = (false, 0, 0);
    for period in series {
        let document = period.part.document;
        let number = document.unit_at(period.span.start);
        let Some(table) = document.table_of(number) else {
            continue;
        };
        let Some(own) = table.cells.iter().find(|cell| cell.unit == number) else {
            continue;
        };
        twice |= !seen.insert((&document.path, table.units.start, own.column, period.from));
        let cells = table.cells.iter();
        let mut beside = cells.filter(|cell| cell.row == own.row && cell.unit != number);
        rows += 1;
        figures += usize::from(beside.any(|cell| is_figure(document.unit_text(cell.unit))));
    }
    twice || figures * 2 < rows
}

/// Whether a cell begins with a number or says by a dash that there is none.
fn is_figure(text: &str) -> bool {
    text.trim_start()
        .starts_with(|c: char| is_numeric(c) || matches!(c, '-' | '–'))
}
