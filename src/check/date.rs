//! `date`: a stated date, such as ข้อมูล ณ วันที่ ....

use super::{Located, Outcome, Scope, Spot};
use crate::result::Match;
use crate::rules::model::DateStated;
use crate::thai::dates::{DateKind, DateMention};

/// Characters between a phrase and its date: "ข้อมูล ณ วันที่", the date, nothing between but blanks and words.
const REACH: usize = 80;

pub(super) fn check<'a>(rule: &DateStated, scope: &Scope<'a>) -> Outcome<'a> {
    let near = if rule.near.is_empty() {
        Vec::new()
    } else {
        scope.find_any(&rule.near)
    };
    if !rule.near.is_empty() && near.is_empty() {
        return Outcome::fail("date-label-missing")
            .with("label", rule.near.first().cloned().unwrap_or_default());
    }
    let refused = scope.find(&rule.unless);
    let mut inside: Vec<Dated<'a>> = Vec::new();
    let mut outside: Vec<Dated<'a>> = Vec::new();
    for part in scope.parts {
        let document = part.document;
        for date in &document.dates {
            let unit = document.unit_at(date.span.start);
            let of_other =
                |hit: &Located<'_>| std::ptr::eq(hit.part.document, document) && hit.unit == unit;
            if !part.holds(unit) || !precise(rule, date) || refused.iter().any(of_other) {
                continue;
            }
            let close: Vec<&Located<'_>> = near
                .iter()
                .filter(|hit| beside(hit, document, date))
                .collect();
            if !rule.near.is_empty() && close.is_empty() || is_next(document, unit, date) {
                continue;
            }
            let dated = Dated {
                spot: part.spot_of(date.span.clone(), Match::Folded),
                text: document
                    .text
                    .source()
                    .get(date.span.clone())
                    .unwrap_or_default(),
                labelled: close.iter().any(|hit| hit.unit == unit),
            };
            let fits = rule
                .window
                .as_ref()
                .is_none_or(|window| date.from >= window.from && date.to <= window.to);
            if fits {
                inside.push(dated);
            } else {
                outside.push(dated);
            }
        }
    }
    // A date in the line of its label is the one meant, and not that of the next line.
    let labelled = |dates: &[Dated<'_>]| dates.iter().any(|date| date.labelled);
    if labelled(&outside) && !labelled(&inside) {
        inside.clear();
        outside.retain(|date| date.labelled);
    }
    let spots = |dates: Vec<Dated<'a>>| dates.into_iter().map(|date| date.spot).collect();
    if !inside.is_empty() {
        return Outcome::pass("date-found", spots(inside));
    }
    match (outside.first(), &rule.window) {
        (Some(first), Some(window)) => Outcome::fail("other-period")
            .with("found", first.text)
            .with_both("window", super::period::window_name(window))
            .near(spots(outside)),
        _ => Outcome::fail("date-missing").near(near.iter().map(Located::spot).collect()),
    }
}

/// Whether a date is when something is to be done again: "Update รอบหน้า: มี.ค. 2568".
fn is_next(document: &crate::index::Indexed, unit: usize, date: &DateMention) -> bool {
    const NEXT: &[&str] = &[
        "รอบหน้า",
        "ครั้งหน้า",
        "รอบต่อไป",
        "ครั้งต่อไป",
        "รอบถัดไป",
        "ครั้งถัดไป",
    ];
    let start = document.units.get(unit).map_or(0, |unit| unit.span.start);
    let before = document.text.source().get(start..date.span.start);
    before.is_some_and(|before| NEXT.iter().any(|word| before.contains(word)))
}

/// A date near its label.
struct Dated<'a> {
    spot: Spot<'a>,
    /// As it is written.
    text: &'a str,
    /// In one line with it.
    labelled: bool,
}

fn precise(rule: &DateStated, date: &DateMention) -> bool {
    match date.kind {
        DateKind::Date => true,
        DateKind::Month => !rule.day,
        _ => false,
    }
}

/// Whether a date stands just after a phrase, or is part of it.
fn beside(hit: &Located<'_>, document: &crate::index::Indexed, date: &DateMention) -> bool {
    if !std::ptr::eq(hit.part.document, document) {
        return false;
    }
    let (from, to) = (hit.hit.span.end.min(date.span.start), date.span.start);
    // A character takes four bytes at most; most dates are pages away.
    if to - from > REACH * 4 {
        return false;
    }
    let between = document
        .text
        .source()
        .get(from..to)
        .map_or(usize::MAX, |text| text.chars().count());
    date.span.end >= hit.hit.span.start && between <= REACH
}
