//! `text`: phrases in the folded text.

use std::ops::Range;

use super::image::PICTURE;
use super::{Located, Outcome, Scope, Spot, prefix};
use crate::index::UnitKind;
use crate::rules::model::{Pattern, PhraseList, Text};
use crate::thai::awaited::is_awaited;
use crate::thai::chars::is_numeric;
use crate::thai::names::NameKind;

/// Units up to this many characters are one statement; in longer ones only what is around the match counts.
const STATEMENT: usize = 200;

/// Characters after and before a match that belong to its statement in a longer unit.
const AFTER: usize = 60;
const BEFORE: usize = 30;

/// A heading's statement goes on this far into the text below it.
const BELOW_HEADING: usize = 120;

pub(super) fn check<'a>(rule: &Text, scope: &Scope<'a>) -> Outcome<'a> {
    let mut met: Vec<Vec<Located<'a>>> = Vec::new();
    let mut taken_back = Vec::new();
    let mut absent = Vec::new();
    for group in &rule.groups {
        let found = look(group, rule, scope);
        if found.standing.is_empty() {
            taken_back.extend(found.denied);
            absent.extend(group.first().cloned());
        } else {
            met.push(found.standing);
        }
    }
    let mut formless = false;
    for pattern in &rule.patterns {
        let found: Vec<_> = matching(pattern, scope)
            .filter(|hit| !denies_form(hit, rule))
            .collect();
        if found.is_empty() {
            formless = true;
        } else {
            met.push(found);
        }
    }
    let first_of_each = |met: &[Vec<Located<'a>>]| -> Vec<Spot<'a>> {
        let firsts = met.iter().filter_map(|hits| hits.first());
        firsts.map(Located::spot).collect()
    };
    let apart = first_of_each(&met);
    if let Some(limit) = rule.near {
        met = within(met, limit);
    }
    let evidence = first_of_each(&met);
    let pending = rule.nobody_pending.then(|| pending_person(rule, scope));
    if let Some(person) = pending.flatten() {
        return Outcome::fail("says-not-yet")
            .with("quote", person.evidence().quote)
            .near(vec![person]);
    }
    if met.len() >= rule.at_least.max(1) {
        let fuzzy = met
            .iter()
            .any(|hits| hits.first().is_some_and(Located::fuzzy));
        return Outcome::pass("found", evidence).sure(if fuzzy { 0.85 } else { super::SURE_PASS });
    }
    if let Some(first) = taken_back.first() {
        let spot = first.spot();
        return Outcome::fail("says-not-yet")
            .with("quote", spot.evidence().quote)
            .near(vec![spot]);
    }
    if absent.is_empty() {
        // No auditor reads regular expressions.
        let code = if formless {
            "form-missing"
        } else {
            "found-apart"
        };
        return Outcome::fail(code).near(apart).sure(0.65);
    }
    Outcome::fail("not-found")
        .with("absent", absent.join(", "))
        .near(evidence)
        .sure(0.65)
}

/// Whether a rule is met by what is there letter by letter: what [`check`] says, without saying why.
pub(super) fn is_met(rule: &Text, scope: &Scope<'_>) -> bool {
    if rule.nobody_pending {
        return check(rule, scope).passed();
    }
    let wanted = rule.at_least.max(1);
    let possible = rule.groups.iter().filter(|group| !scope.lacks(group));
    if possible.count() + rule.patterns.len() < wanted {
        return false;
    }
    if let Some(limit) = rule.near {
        // What stands is judged only where enough stands together at all.
        let groups = rule
            .groups
            .iter()
            .map(|group| scope.located(group).collect());
        let patterns = rule.patterns.iter();
        let patterns = patterns.map(|pattern| matching(pattern, scope).collect());
        let all: Vec<Vec<Located<'_>>> = groups.chain(patterns).collect();
        return within(all, limit).len() >= wanted && check(rule, scope).passed();
    }
    let groups = rule.groups.iter().filter(|group| {
        let mut subject = false;
        let mut denied = false;
        let mut found = scope.located(group);
        let met = found.any(|hit| match standing(&hit, rule, scope) {
            Some(true) if is_subject(&hit) => {
                subject = true;
                false
            }
            Some(false) => {
                denied = true;
                false
            }
            met => met == Some(true),
        });
        met || subject && !denied
    });
    let patterns = rule.patterns.iter().filter(|pattern| {
        let mut found = matching(pattern, scope);
        found.any(|hit| !denies_form(&hit, rule))
    });
    let met = groups.map(|_| ()).chain(patterns.map(|_| ()));
    met.take(wanted).count() == wanted
}

/// Longest line that is the name of a person, or says that something is still to come, in characters.
const ENTRY: usize = 120;

/// Labels of what is told of a person.
const OF_PERSON: &[&str] = &["ประวัติ", "ข้อมูล", "นาย", "นาง", "อาชีพ", "การศึกษา"];

/// Where a statement that something is still to come stands beside or below the name of a person, in place of their entry.
fn pending_person<'a>(rule: &Text, scope: &Scope<'a>) -> Option<Spot<'a>> {
    scope.parts.iter().find_map(|part| {
        let document = part.document;
        let own = part.hits.of_any(&rule.unless).map(|hit| &hit.span);
        // Whose picture is still to come has told of his life.
        let pictures = |denial: &&Range<usize>| {
            let from = document.text.source().get(denial.start..);
            let (said, after) = from
                .and_then(|from| from.split_at_checked(denial.len()))
                .unwrap_or_default();
            let after = after.trim_start();
            let mut words = PICTURE.iter();
            words.any(|word| said.ends_with(word) || after.starts_with(word))
        };
        let not_yet = part.hits.not_yet.iter().filter(|denial| !pictures(denial));
        // A line with a label of its own says it of that: "รายงานผลงานของคณะกรรมการ: อยู่ระหว่างเรียบเรียง".
        let labelled = |denial: &&Range<usize>| {
            let unit = document.units.get(document.unit_at(denial.start));
            let before = unit.map(|unit| unit.span.start..denial.start);
            let before = before.and_then(|before| document.text.source().get(before));
            let label = before.and_then(|before| before.split_once(':'));
            label.is_some_and(|(label, _)| !OF_PERSON.iter().any(|word| label.contains(word)))
        };
        let units = not_yet.chain(own).filter(|denial| !labelled(denial));
        let units = units.map(|denial| document.unit_at(denial.start));
        let of_person = |unit: &usize| {
            let names = |unit: usize| {
                let short = document.unit_text(unit).chars().count() <= ENTRY;
                short && !document.names(unit).is_empty()
            };
            let before = unit.checked_sub(1);
            names(*unit)
                || document.unit_text(*unit).chars().count() <= ENTRY && before.is_some_and(names)
        };
        let mut pending = units.filter(|unit| part.holds(*unit)).filter(of_person);
        pending.next().map(|unit| part.spot(unit))
    })
}

/// Places where a regular expression matches, the first of each unit.
fn matching<'a>(pattern: &Pattern, scope: &Scope<'a>) -> impl Iterator<Item = Located<'a>> {
    scope.parts.iter().flat_map(move |part| {
        let found = part.hits.of_pattern(pattern, part.document).iter();
        let counting = found.filter(|(unit, _)| part.holds(*unit));
        counting.map(move |(unit, hit)| Located {
            part,
            unit: *unit,
            hit: hit.clone(),
        })
    })
}

struct Look<'a> {
    standing: Vec<Located<'a>>,
    denied: Vec<Located<'a>>,
}

/// Hits of a group that stand, and those that the text itself takes back.
fn look<'a>(group: &PhraseList, rule: &Text, scope: &Scope<'a>) -> Look<'a> {
    let mut result = judge(scope.find(group), rule, scope);
    if result.standing.is_empty() && result.denied.is_empty() {
        result = judge(scope.find_approximately(group), rule, scope);
    }
    if !result.denied.is_empty() {
        // What a letter is about is not there when the letter says so.
        result.standing.retain(|located| !is_subject(located));
    }
    result
}

/// Whether a hit stands in the subject of a letter.
fn is_subject(located: &Located<'_>) -> bool {
    super::is_subject(located.part.document, located.unit)
}

fn judge<'a>(found: Vec<Located<'a>>, rule: &Text, scope: &Scope<'a>) -> Look<'a> {
    let mut look = Look {
        standing: Vec::new(),
        denied: Vec::new(),
    };
    for located in found {
        match standing(&located, rule, scope) {
            Some(true) => look.standing.push(located),
            Some(false) => look.denied.push(located),
            None => {}
        }
    }
    look
}

/// Whether a hit stands, or is taken back by the text itself; `None` where it does not count.
fn standing(located: &Located<'_>, rule: &Text, scope: &Scope<'_>) -> Option<bool> {
    let counts = (!rule.in_heading || is_heading(located))
        && (!rule.in_box || is_box(located))
        && (rule.title_counts || !is_title(located, scope));
    if !counts {
        return None;
    }
    if denies(located, rule) {
        return Some(false);
    }
    (rule.content == 0 || content_below(located) >= rule.content).then_some(true)
}

fn is_heading(located: &Located<'_>) -> bool {
    located
        .part
        .document
        .units
        .get(located.unit)
        .is_some_and(|unit| {
            matches!(
                unit.kind,
                UnitKind::Heading | UnitKind::Cell { header: true } | UnitKind::Picture { .. }
            )
        })
        || super::short(located.part.document.unit_text(located.unit))
}

/// Longest text of a box of a chart, in characters: several boxes may have been read as one line.
const BOX: usize = 60;

/// Whether a hit stands in what may be a box of a chart.
fn is_box(located: &Located<'_>) -> bool {
    let document = located.part.document;
    let is_label = |unit: usize| {
        let mut names = document.names(unit).iter();
        !document.unit_text(unit).contains(is_numeric)
            && !names.any(|name| name.kind == NameKind::Person)
    };
    let short = document.unit_text(located.unit).chars().count() <= BOX;
    match document.units.get(located.unit).map(|unit| &unit.kind) {
        Some(UnitKind::Heading | UnitKind::Paragraph) => short && is_label(located.unit),
        // A chart drawn as a table has neither figures nor names in any of its cells.
        Some(UnitKind::Cell { .. }) => {
            let mut tables = document.tables.iter();
            let table = tables.find(|table| table.units.contains(&located.unit));
            short && table.is_some_and(|table| table.cells.iter().all(|cell| is_label(cell.unit)))
        }
        _ => false,
    }
}

/// Whether a hit is only the item's own title: naming the duty does not fulfil it.
pub(super) fn is_title(located: &Located<'_>, scope: &Scope<'_>) -> bool {
    let document = located.part.document;
    let title_length = scope.item.title.th.chars().count();
    let item = scope.item;
    let titles = item.titles.iter().zip(item.titles.numbers()).enumerate();
    titles
        .filter(|(place, (title, _))| {
            let short = title.chars().count() * 5 < title_length * 3;
            *place == 0 || (*place >= item.official && !short)
        })
        .flat_map(|(_, (_, number))| located.part.hits.of(*number))
        .any(|title| {
            let inside = title.span.start <= located.hit.span.start
                && located.hit.span.end <= title.span.end;
            let (first, last) = (
                document.unit_at(title.span.start),
                document.unit_at(title.span.end),
            );
            let around: usize = (first..=last)
                .map(|unit| document.unit_text(unit).chars().count())
                .sum();
            inside && around * 5 <= title_length * 8 + 100
        })
}

fn denies(located: &Located<'_>, rule: &Text) -> bool {
    says(located, !rule.not_yet_counts, &rule.unless, Inside::IsSaid)
}

/// The same of what a regular expression matches, which may hold its denial: "[แผนที่: กำลังจัดทำ]".
fn denies_form(located: &Located<'_>, rule: &Text) -> bool {
    says(located, !rule.not_yet_counts, &rule.unless, Inside::Denies)
}

/// Whether the statement around a hit says that the thing is not there yet.
pub(super) fn denied(located: &Located<'_>, unless: &PhraseList) -> bool {
    says(located, true, unless, Inside::IsSaid)
}

/// Whether the statement around a hit has one of these phrases.
pub(super) fn taken_back(located: &Located<'_>, unless: &PhraseList) -> bool {
    !unless.is_empty() && says(located, false, unless, Inside::IsSaid)
}

/// What a denial says that stands inside a hit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// It is a part of the phrase: "ไม่มีเรื่องร้องเรียน" does not deny itself.
    IsSaid,
    /// It denies what stands around it.
    Denies,
}

fn says(located: &Located<'_>, not_yet: bool, unless: &PhraseList, inside: Inside) -> bool {
    if not_yet && is_awaited_after(located) {
        return true;
    }
    let hits = located.part.hits;
    // What a rule itself refuses is meant wherever it stands.
    let not_yet = hits
        .not_yet
        .iter()
        .filter(|denial| not_yet && !turns(located, denial));
    let own = hits.of_any(unless).map(|hit| &hit.span);
    let mut denials = not_yet.chain(&hits.template).chain(own).peekable();
    if denials.peek().is_none() {
        return false;
    }
    let windows = statement(located);
    denials.any(|denial| {
        let hit = &located.hit.span;
        let is_inside = hit.start <= denial.start && denial.end <= hit.end;
        !(is_inside && inside == Inside::IsSaid)
            && windows
                .iter()
                .any(|window| window.start <= denial.start && denial.end <= window.end)
    })
}

/// Whether the text turns to something else between a hit and a denial: "ทำป้ายแล้ว ส่วนเว็บไซต์ยังไม่เสร็จ".
fn turns(located: &Located<'_>, denial: &Range<usize>) -> bool {
    const TURNS: &[&str] = &[" ส่วน", " แต่"];
    let hit = &located.hit.span;
    let between = match denial.start >= hit.end {
        true => hit.end..denial.start,
        false => denial.end..hit.start,
    };
    let document = located.part.document;
    let between = document.text.source().get(between).unwrap_or_default();
    document.unit_at(denial.start) == located.unit
        && TURNS.iter().any(|word| between.contains(word))
}

/// Whether a line goes on after a hit by saying that it is waited for, and gives no number: "มี.ค. 68 รอปิดยอดในระบบ".
fn is_awaited_after(located: &Located<'_>) -> bool {
    let document = located.part.document;
    let Some(unit) = document.units.get(located.unit) else {
        return false;
    };
    let end = located.hit.span.end;
    let after = document.text.source().get(end..unit.span.end.max(end));
    let after = after.unwrap_or_default();
    // The year of a month stands between.
    let after = after.trim_start_matches(|c: char| is_numeric(c) || c.is_whitespace());
    is_awaited(after) && !after.contains(is_numeric)
}

/// Whether the statement around a hit says only that there is none: a cell beside it, or its last word.
pub(super) fn says_none(located: &Located<'_>) -> bool {
    const NONE: &str = "ไม่มี";
    let source = located.part.document.text.source();
    statement(located).into_iter().any(|window| {
        let text = source.get(window).unwrap_or_default().trim();
        text.strip_suffix(NONE)
            .is_some_and(|before| before.is_empty() || before.ends_with([' ', ':', '-', '–']))
    })
}

/// The ranges of the source text that belong to the same statement as a hit.
fn statement(located: &Located<'_>) -> Vec<Range<usize>> {
    let document = located.part.document;
    let Some(unit) = document.units.get(located.unit) else {
        return Vec::new();
    };
    if let UnitKind::Cell { header: false } = unit.kind {
        // The row speaks as a whole.
        let table = document.table_of(located.unit);
        let cells = table.and_then(|table| document.units.get(table.units.clone()));
        let cells = cells.unwrap_or_default().iter();
        let beside = cells.filter(|other| other.table == unit.table && other.row == unit.row);
        return beside.map(|cell| cell.span.clone()).collect();
    }
    let text = document.unit_text(located.unit);
    let length = text.chars().count();
    let mut windows = Vec::new();
    if length <= STATEMENT {
        windows.push(unit.span.clone());
        let below = located.unit + 1;
        let text_below = document.unit_text(below);
        // A numbered line heads a note in brackets, and may be an entry of a list otherwise.
        let numbered = super::list_item(text) && !is_note(text_below);
        let heads = unit.kind == UnitKind::Heading
            || (super::short(text) && !numbered && !has_address(text));
        let follows = document
            .units
            .get(below)
            .is_some_and(|next| next.kind == UnitKind::Paragraph);
        if heads && follows && !super::list_item(text_below) {
            let start = document.units.get(below).map_or(0, |next| next.span.start);
            windows.push(start..start + prefix(text_below, BELOW_HEADING));
        }
    } else {
        let source = document.text.source();
        let (start, end) = (located.hit.span.start, located.hit.span.end);
        let before = source.get(unit.span.start..start).unwrap_or_default();
        let after = source.get(end..unit.span.end.max(end)).unwrap_or_default();
        let back: usize = before.chars().rev().take(BEFORE).map(char::len_utf8).sum();
        windows.push(start - back..end + prefix(after, AFTER));
    }
    windows
}

/// Whether a text is a short note in brackets: "(อยู่ระหว่างจัดทำ)".
fn is_note(text: &str) -> bool {
    let text = text.trim();
    super::short(text) && text.starts_with('(') && text.ends_with(')')
}

/// Whether a text gives an address, as an entry of a list does and a heading does not.
fn has_address(text: &str) -> bool {
    text.contains("://") || text.contains("www.") || text.contains('@')
}

/// Characters between a heading hit and the next heading.
fn content_below(located: &Located<'_>) -> usize {
    let document = located.part.document;
    let own = document.unit_text(located.unit).chars().count();
    let rest: usize = document
        .units
        .iter()
        .enumerate()
        .skip(located.unit + 1)
        .take_while(|(number, unit)| located.part.holds(*number) && unit.kind != UnitKind::Heading)
        .map(|(number, _)| document.unit_text(number).chars().count())
        .sum();
    // A paragraph that holds more than the phrase is content by itself.
    let inside = document
        .text
        .source()
        .get(located.hit.span.clone())
        .map_or(0, |phrase| own.saturating_sub(phrase.chars().count()));
    rest + inside
}

/// Keeps the groups that have hits within `limit` characters of a hit of the group that gives the most.
fn within(met: Vec<Vec<Located<'_>>>, limit: usize) -> Vec<Vec<Located<'_>>> {
    // Thai takes three bytes a character.
    let reach = limit.saturating_mul(3);
    let places: Vec<Vec<Place<'_>>> = met
        .iter()
        .map(|hits| {
            let mut places: Vec<_> = hits.iter().map(place).collect();
            places.sort_unstable();
            places
        })
        .collect();
    let anchors = met.iter().flatten().map(place);
    let best = anchors.max_by_key(|&anchor| {
        let near = places.iter().filter(|hits| near(hits, anchor, reach));
        near.count()
    });
    let Some((document, start)) = best else {
        return met;
    };
    let close = |hit: &Located<'_>| {
        let (other, at) = place(hit);
        other == document && at.abs_diff(start) <= reach
    };
    let kept = met.into_iter().map(|mut hits| {
        hits.retain(close);
        hits
    });
    kept.filter(|hits| !hits.is_empty()).collect()
}

/// Document and byte of its source.
type Place<'a> = (&'a str, usize);

fn place<'a>(hit: &Located<'a>) -> Place<'a> {
    (&hit.part.document.path, hit.hit.span.start)
}

/// Whether one of the places, in order, is at most `reach` bytes from another.
fn near(places: &[Place<'_>], (document, start): Place<'_>, reach: usize) -> bool {
    let first = (document, start.saturating_sub(reach));
    let nearest = places.get(places.partition_point(|&place| place < first));
    nearest.is_some_and(|&place| place <= (document, start.saturating_add(reach)))
}
