//! `follows`: every measure of another item's table has its result here.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Located, Outcome, Part, Scope, Spot, table};
use crate::index::{Indexed, IndexedTable, PlacedUnit};
use crate::result::Verdict;
use crate::rules::model::{Column, Follows, HeaderSpelling, Layout};
use crate::thai::awaited::is_to_come;
use crate::thai::chars::{is_alphabetic, is_alphanumeric};
use crate::thai::fold::fold;

/// Share of a measure's letter triples that must come back; agencies shorten and inflect.
const ALIKE: f64 = 0.5;

/// The same of one line, whose letters come from one thing told.
const ALIKE_IN_LINE: f64 = 0.35;

/// The same of a measure whose row begins as a line of the results does, where most others come back.
const BY_LINE: f64 = 0.05;

/// Share of the measures that must come back; a reader forgives one renamed measure among seven.
const ENOUGH: f64 = 0.85;

/// Share of the measures that must come back for a text to be about what became of them, however incompletely.
const PARTLY: f64 = 0.5;

/// Characters of the shortest measure; less is a dash or a number.
const SHORTEST: usize = 4;

/// Share of the entries of a column of results that only say what is to be done, for none to be a result.
const PLANNED: f64 = 0.5;

pub(super) fn check<'a>(rule: &Follows, scope: &Scope<'a>) -> Outcome<'a> {
    let evidence = match results(rule, scope) {
        Ok(evidence) => evidence,
        Err(outcome) => return outcome,
    };
    let plan = plan(rule, scope);
    let measures = &plan.measures;
    if measures.is_empty() {
        return Outcome {
            evidence,
            ..Outcome::new(Verdict::Review, "nothing-to-follow").with("item", &rule.item)
        };
    }
    let absent = absent(&plan, scope);
    let back = measures.len() - absent.len();
    let unanswered = unanswered(rule, measures, scope);
    if unanswered.is_empty() && back as f64 >= ENOUGH * measures.len() as f64 {
        return Outcome::pass("measures-followed", evidence)
            .with("count", back.to_string())
            .with("wanted", measures.len().to_string())
            .with("item", &rule.item)
            .sure(if absent.is_empty() { 0.85 } else { 0.65 });
    }
    let without: Vec<_> = absent.into_iter().chain(unanswered).collect();
    let names: Vec<&str> = without.iter().map(|(text, _)| text.trim()).collect();
    Outcome::fail("measures-not-followed")
        .with("absent", names.join("; "))
        .with("item", &rule.item)
        .near(without.into_iter().map(|(_, piece)| piece).collect())
}

/// Whether the parts tell what became of the measures, be it of half of them.
pub(super) fn is_partly_met(rule: &Follows, scope: &Scope<'_>) -> bool {
    let plan = plan(rule, scope);
    let measures = plan.measures.len();
    let back = measures - absent(&plan, scope).len();
    back > 1 && back as f64 >= PARTLY * measures as f64 && results(rule, scope).is_ok()
}

/// Where the parts say that there are results; else why they do not count.
fn results<'a>(rule: &Follows, scope: &Scope<'a>) -> Result<Vec<Spot<'a>>, Outcome<'a>> {
    let with = scope.find_any(&rule.with);
    let (standing, denied): (Vec<_>, Vec<_>) = with
        .into_iter()
        // The title of the report promises what should be in it.
        .filter(|hit| !super::text::is_title(hit, scope))
        .partition(|hit| !super::text::denied(hit, &rule.unless));
    let taken_back = scope.find(&rule.unless);
    let not_yet = |hits: &[Located<'a>]| {
        let spots: Vec<Spot<'a>> = hits.iter().map(Located::spot).collect();
        let quote = spots.first()?.evidence().quote;
        let outcome = Outcome::fail("says-not-yet").with("quote", quote);
        Some(outcome.near(spots))
    };
    if let Some(outcome) = not_yet(&taken_back) {
        return Err(outcome);
    }
    if standing.is_empty() {
        return Err(not_yet(&denied).unwrap_or_else(|| {
            let absent = rule.with.first().cloned().unwrap_or_default();
            Outcome::fail("not-found").with("absent", absent)
        }));
    }
    let planned: Vec<Spot<'a>> = standing.iter().flat_map(only_planned).collect();
    if let Some(first) = planned.first() {
        let quote = first.evidence().quote;
        return Err(Outcome::fail("says-not-yet")
            .with("quote", quote)
            .near(planned));
    }
    Ok(standing.iter().map(Located::spot).collect())
}

/// The cells below the head of a column; none below another cell or a line.
fn below<'a>(part: &'a Part<'a>, head: usize) -> Vec<(&'a IndexedTable, &'a PlacedUnit)> {
    let Some(table) = part.document.table_of(head) else {
        return Vec::new();
    };
    let Some(own) = table.heads().find(|cell| cell.unit == head) else {
        return Vec::new();
    };
    let cells = table.cells.iter();
    let below = cells.filter(|cell| cell.row > own.row && cell.column == own.column);
    below.map(|cell| (table, cell)).collect()
}

/// Entries below the head of a column of results, where most only say what is to be done; none below another cell.
fn only_planned<'a>(head: &Located<'a>) -> Vec<Spot<'a>> {
    let document = head.part.document;
    let (planned, done): (Vec<usize>, Vec<usize>) = below(head.part, head.unit)
        .into_iter()
        .map(|(_, cell)| cell.unit)
        .filter(|unit| !document.unit_text(*unit).trim().is_empty())
        .partition(|unit| is_to_come(document.unit_text(*unit)));
    if (planned.len() as f64) < PLANNED * (planned.len() + done.len()) as f64 {
        return Vec::new();
    }
    planned
        .into_iter()
        .map(|unit| head.part.spot(unit))
        .collect()
}

/// What the head of a column of results begins with, where it says no more.
const RESULT: &str = "ผล";

/// Measures in whose row the cell for the result is empty, where most others are filled.
fn unanswered<'a>(
    rule: &Follows,
    measures: &[(String, Spot<'a>)],
    scope: &Scope<'a>,
) -> Vec<(String, Spot<'a>)> {
    let mut without = BTreeSet::new();
    let said = scope.find_any(&rule.with);
    let said = said.iter().map(|head| (head.part, head.unit));
    let named = scope.parts.iter().flat_map(|part| {
        let text = |unit: &usize| part.document.unit_text(*unit).trim_start();
        let units = part
            .unit_numbers()
            .filter(move |unit| text(unit).starts_with(RESULT));
        units.map(move |unit| (part, unit))
    });
    for (part, head) in said.chain(named) {
        let document = part.document;
        let said = |cell: &PlacedUnit| document.unit_text(cell.unit).contains(is_alphanumeric);
        let (filled, empty): (Vec<_>, Vec<_>) = below(part, head)
            .into_iter()
            .partition(|(_, cell)| said(cell));
        if empty.len() >= filled.len() {
            continue;
        }
        for (table, cell) in empty {
            let row = table.cells.iter().filter(|other| other.row == cell.row);
            let row: String = row
                .map(|other| fold(document.unit_text(other.unit)))
                .collect();
            let row = triples(&row);
            let of_row = (0..)
                .zip(measures)
                .filter(|(_, (text, _))| is_in(text, &row));
            without.extend(of_row.map(|(number, _): (usize, _)| number));
        }
    }
    let without = without.into_iter();
    without
        .filter_map(|number| measures.get(number).cloned())
        .collect()
}

/// Measures that do not come back in the parts outside the plan, or only where it is said that they are still to come.
fn absent<'a>(plan: &Plan<'a>, scope: &Scope<'a>) -> Vec<(String, Spot<'a>)> {
    let parts = scope.parts.iter();
    let lines: Vec<String> = parts.flat_map(|part| told_lines(part, plan)).collect();
    let here = triples(&lines.concat());
    let of_line: Vec<_> = lines.iter().map(|line| triples(line)).collect();
    let comes_back = |measure: &str| {
        let mut of_line = of_line.iter();
        is_in(measure, &here) || of_line.any(|line| shares(measure, line, ALIKE_IN_LINE))
    };
    let measures = plan.measures.iter();
    let (back, absent): (Vec<_>, Vec<_>) = measures.partition(|(text, _)| comes_back(text));
    // Where most come back, the others may be told in words of their own.
    let mostly = back.len() as f64 >= PARTLY * plan.measures.len() as f64;
    let absent = absent
        .into_iter()
        .filter(|(text, spot)| !(mostly && told_by_line(text, spot, &lines)));
    absent.cloned().collect()
}

/// Whether a measure is told again by a text of these letters.
fn is_in(measure: &str, text: &BTreeSet<[char; 3]>) -> bool {
    shares(measure, text, ALIKE)
}

/// Whether a text of these letters has at least a share of those of a measure.
fn shares(measure: &str, text: &BTreeSet<[char; 3]>, least: f64) -> bool {
    let wanted = triples(&fold(measure));
    let shared = wanted.intersection(text).count() as f64;
    shared >= least * wanted.len() as f64
}

/// Whether a line that begins with what the measure's row begins with, such as the line of work, tells some of it again: of
/// that line nothing else was planned.
fn told_by_line(measure: &str, spot: &Spot<'_>, lines: &[String]) -> bool {
    let document = spot.document;
    let own = document.unit_at(spot.span.start);
    let Some(table) = document.table_of(own) else {
        return false;
    };
    let mut cells = table.cells.iter();
    let row = cells.find(|cell| cell.unit == own).map(|cell| cell.row);
    let mut cells = table.cells.iter().filter(|cell| Some(cell.row) == row);
    let label = cells.find_map(|cell| {
        let text = fold(document.unit_text(cell.unit));
        let letters = text.chars().filter(|c| is_alphabetic(*c)).count();
        (cell.unit != own && letters >= SHORTEST).then_some(text)
    });
    let Some(label) = label else { return false };
    lines.iter().any(|line| {
        let line = line.trim_start_matches(|c: char| !is_alphabetic(c));
        let said = line.strip_prefix(&label);
        said.is_some_and(|said| shares(measure, &triples(said), BY_LINE))
    })
}

/// The folded texts outside the plan that do not say that something is still to come.
fn told_lines(part: &Part<'_>, plan: &Plan<'_>) -> Vec<String> {
    let document = part.document;
    let of_plan = |unit: &usize| {
        let mut tables = plan.tables.iter();
        tables.any(|(other, units)| std::ptr::eq(*other, document) && units.contains(unit))
    };
    let denials = part.hits.not_yet.iter();
    let to_come: BTreeSet<usize> = denials.map(|span| document.unit_at(span.start)).collect();
    part.unit_numbers()
        .filter(|unit| !to_come.contains(unit) && !of_plan(unit))
        .map(|unit| fold(document.unit_text(unit)))
        .collect()
}

/// What another item says is to be done.
#[derive(Default)]
struct Plan<'a> {
    measures: Vec<(String, Spot<'a>)>,

    /// Tables that are nothing but the plan, by their units.
    tables: Vec<(&'a Indexed, Range<usize>)>,
}

/// Cells of the other item's column, or those beside its name where each entry has a table of its own.
fn plan<'a>(rule: &Follows, scope: &Scope<'a>) -> Plan<'a> {
    let Some(parts) = scope.others.get(&rule.item) else {
        return Plan::default();
    };
    let layout = Layout {
        name: rule.item.clone(),
        columns: vec![rule.column.clone()],
    };
    let other = Scope { parts, ..*scope };
    let results = other.find(&rule.with);
    // What became of a plan stands in a table of its own, which the plan's document may have too.
    let tells_results = |fit: &table::Fit<'_>| {
        let told = |unit: usize| results.iter().any(|hit| hit.unit == unit && fit.holds(hit));
        fit.table.heads().any(|cell| told(cell.unit))
    };
    let fits = table::fits(std::slice::from_ref(&layout), &other);
    let (reports, mut plans): (Vec<_>, Vec<_>) = fits.into_iter().partition(tells_results);
    let mut plan = Plan::default();
    for fit in if plans.is_empty() { &reports } else { &plans } {
        let cells = fit.column(&rule.column.name).into_iter();
        plan.measures
            .extend(cells.map(|(unit, text)| (text.to_owned(), fit.spot(unit))));
    }
    // Below a plan its results may stand in a table of the same shape.
    plans.truncate(1);
    let own = plans
        .iter()
        .map(|fit| (fit.document(), fit.table.units.clone()));
    plan.tables = own.collect();
    if plan.measures.is_empty() {
        for (part, table, unit) in table::beside_labels(&rule.column, &other) {
            let text = part.document.unit_text(unit);
            plan.measures.push((text.to_owned(), part.spot(unit)));
            plan.tables.push((part.document, table.units.clone()));
        }
    }
    if plan.measures.is_empty() {
        plan.measures = labelled_lines(&rule.column, &other);
        let lines = plan.measures.iter().map(|(_, spot)| {
            let unit = spot.document.unit_at(spot.span.start);
            (spot.document, unit..unit + 1)
        });
        plan.tables.extend(lines);
    }
    plan.measures
        .retain(|(text, _)| text.trim().chars().count() >= SHORTEST);
    plan
}

/// What lines say after the name of a column, where several begin with it: the cards of a plan without a table.
fn labelled_lines<'a>(column: &Column, scope: &Scope<'a>) -> Vec<(String, Spot<'a>)> {
    let said = |text: &str| {
        let text = text.trim_start();
        let rest = |key: &HeaderSpelling| {
            let rest = text.strip_prefix(key.text.as_str())?;
            rest.starts_with([' ', ':', '-', '–']).then_some(rest)
        };
        let rest = column.keys().find_map(rest)?;
        // Who is to do it and until when tells nothing of what.
        let measure = rest.split('(').next().unwrap_or(rest);
        Some(measure.trim_matches([' ', ':', '-', '–']).to_owned())
    };
    let lines = scope.parts.iter().flat_map(|part| {
        let lines = part
            .unit_numbers()
            .filter_map(move |unit| Some((said(part.document.unit_text(unit))?, part.spot(unit))));
        lines.collect::<Vec<_>>()
    });
    let lines: Vec<_> = lines.collect();
    if lines.len() < SEVERAL {
        return Vec::new();
    }
    lines
}

/// Lines that begin alike, from which on they are entries of a plan.
const SEVERAL: usize = 2;

/// Every three letters in a row.
fn triples(folded: &str) -> BTreeSet<[char; 3]> {
    let letters: Vec<char> = folded.chars().collect();
    letters
        .windows(3)
        .filter_map(|window| <[char; 3]>::try_from(window).ok())
        .collect()
}
