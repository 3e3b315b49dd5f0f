//! `image`: an embedded picture of real size near a caption.

use std::collections::{BTreeMap, BTreeSet};

use super::{Located, Outcome, Part, Scope, Spot, table, text};
use crate::index::{Indexed, UnitKind};
use crate::rules::model::ImageNear;
use crate::thai::awaited::is_awaited;
use crate::thai::chars::is_alphanumeric;
use crate::thai::fold::fold;
use crate::thai::names::NameKind;

/// Points between a picture and the line below it: one line at most.
const CAPTION_GAP: f32 = 16.0;

/// Words that names of pictures begin with.
pub(super) const PICTURE: &[&str] = &["ภาพ", "รูป"];

/// Characters of "ยังไม่มี" with the picture that is not there.
const NOT_YET: usize = 20;

/// Characters of a note in the place of a portrait: "(รอรูปถ่าย)".
const NOTE: usize = 25;

/// Least letters of what a row calls an activity.
const CALLED: usize = 4;

/// Units of two rows of pictures with their captions.
const ROW: usize = 8;

/// Units between a picture and the text that names it: the caption below or the heading above.
const REACH: usize = 2;

pub(super) fn check<'a>(rule: &ImageNear, scope: &Scope<'a>) -> Outcome<'a> {
    let near = if rule.near.is_empty() {
        Vec::new()
    } else {
        let mut near = scope.find_any(&rule.near);
        // A caption is listed with its picture and again as a line, which may be taken back by what goes on below it.
        let said = |hit: &Located<'_>| fold(hit.part.document.unit_text(hit.unit));
        let taken_back = near
            .iter()
            .filter(|hit| text::taken_back(hit, &rule.unless));
        let taken_back: BTreeSet<String> = taken_back.map(said).collect();
        near.retain(|hit| !text::denied(hit, &rule.unless) && !taken_back.contains(&said(hit)));
        near
    };
    let wanted = rule.at_least.max(1);
    let mut evidence = Vec::new();
    let mut others = Vec::new();
    for part in scope.parts {
        for number in part.unit_numbers() {
            if !part.document.is_photograph(number) {
                continue;
            }
            let label = near
                .iter()
                .filter(|hit| std::ptr::eq(hit.part.document, part.document) && beside(hit, number))
                .min_by_key(|hit| {
                    let own = hit.unit == number;
                    (!own, !below(hit, number), hit.unit.abs_diff(number))
                });
            match label {
                Some(hit) => {
                    // The evidence is the picture; its caption is the quote.
                    evidence.push(Spot {
                        picture: Some(number),
                        ..hit.spot()
                    });
                }
                None if rule.near.is_empty() || (rule.of_rows && is_of_row(part, number)) => {
                    evidence.push(part.spot(number));
                }
                None => others.push(part.spot(number)),
            }
        }
    }
    let left_out = || {
        let parts = || scope.parts.iter();
        parts()
            .find_map(without_picture)
            .or_else(|| parts().find_map(still_to_come))
    };
    if let (true, Some(persons)) = (rule.each_person && evidence.len() >= wanted, left_out()) {
        return Outcome::fail("image-not-each").near(persons);
    }
    if evidence.len() >= wanted {
        return Outcome::pass("image-found", evidence);
    }
    if others.is_empty() && evidence.is_empty() {
        return Outcome::fail("no-image").near(near.iter().map(Located::spot).collect());
    }
    Outcome::fail("image-without-caption").near(evidence.into_iter().chain(others).collect())
}

/// Whether a text stands just below a picture on the page, as names do in a row of portraits.
fn below(hit: &Located<'_>, picture: usize) -> bool {
    let unit = |number: usize| hit.part.document.units.get(number);
    let (Some(text), Some(picture)) = (unit(hit.unit), unit(picture)) else {
        return false;
    };
    let (Some(line), Some(frame)) = (text.bbox, picture.bbox) else {
        return false;
    };
    let middle = line.x0 + line.width() / 2.0;
    text.page == picture.page
        && (frame.x0..=frame.x1).contains(&middle)
        && (-CAPTION_GAP / 2.0..=CAPTION_GAP).contains(&(line.y0 - frame.y1))
}

/// Whether a picture stands in the row of a cell: in the column for pictures, which has no text.
fn in_row(document: &Indexed, cell: usize, picture: usize) -> bool {
    let (Some(cell), Some(picture)) = (document.units.get(cell), document.units.get(picture))
    else {
        return false;
    };
    let (Some(text), Some(frame)) = (cell.bbox, picture.bbox) else {
        return false;
    };
    let middle = |a: f32, b: f32| f32::midpoint(a, b);
    let beside = text.x1 <= middle(frame.x0, frame.x1) || middle(frame.x0, frame.x1) <= text.x0;
    matches!(cell.kind, UnitKind::Cell { .. })
        && cell.page == picture.page
        && beside
        && ((frame.y0..=frame.y1).contains(&middle(text.y0, text.y1))
            || (text.y0..=text.y1).contains(&middle(frame.y0, frame.y1)))
}

/// Whether a phrase names a picture: in its caption, or beside it without another picture between.
fn beside(hit: &Located<'_>, picture: usize) -> bool {
    let document = hit.part.document;
    if is_placeholder(document.unit_text(hit.unit)) {
        return false;
    }
    if hit.unit == picture {
        return true;
    }
    // A line just below, or a cell beside it, names a picture, whatever heading it was given for a caption.
    if below(hit, picture) || in_row(document, hit.unit, picture) {
        return true;
    }
    let caption = document.unit_text(picture).trim();
    // A caption below one picture may have been given to the one that follows it too, whose own is on the next page.
    let shared = (picture.saturating_sub(ROW)..picture)
        .any(|other| document.is_picture(other) && document.unit_text(other).trim() == caption);
    if !caption.is_empty() && !shared {
        return false;
    }
    if hit.unit.abs_diff(picture) > REACH {
        return false;
    }
    // A paragraph tells of many things; a line below the picture says what it shows.
    let unit_below = document.units.get(picture + 1);
    let captioned = unit_below.is_some_and(|unit| unit.kind == UnitKind::Paragraph)
        && super::short(document.unit_text(picture + 1));
    if hit.unit < picture && captioned && !super::short(document.unit_text(hit.unit)) {
        return false;
    }
    let between = hit.unit.min(picture) + 1..hit.unit.max(picture);
    between.into_iter().all(|other| !document.is_picture(other))
}

/// Persons of whom a text says that their picture is not there yet, and notes that stand in its place.
fn still_to_come<'a>(part: &Part<'a>) -> Option<Vec<Spot<'a>>> {
    let notes: Vec<Spot<'a>> = part
        .unit_numbers()
        .filter(|unit| {
            let note = part.document.unit_text(*unit);
            let note = note.trim_matches(|c: char| !is_alphanumeric(c));
            let none = note.strip_prefix("ไม่มี").unwrap_or_default();
            let left_out = PICTURE.iter().any(|word| none.starts_with(word))
                || is_awaited(note) && PICTURE.iter().any(|word| note.contains(word));
            left_out && note.chars().count() <= NOTE
        })
        .map(|unit| part.spot(unit))
        .collect();
    if !notes.is_empty() {
        return Some(notes);
    }
    let document = part.document;
    let units = part.hits.not_yet.iter().filter(|denial| {
        let rest = document
            .text
            .source()
            .get(denial.start..)
            .unwrap_or_default();
        let near = rest.get(..super::prefix(rest, NOT_YET)).unwrap_or_default();
        PICTURE.iter().any(|word| near.contains(word))
    });
    let units = units.map(|denial| document.unit_at(denial.start));
    let of_persons: Vec<Spot<'a>> = units
        .filter(|unit| {
            let mut names = document.names(*unit).iter();
            part.holds(*unit) && names.any(|name| name.kind == NameKind::Person)
        })
        .map(|unit| part.spot(unit))
        .collect();
    (!of_persons.is_empty()).then_some(of_persons)
}

/// Persons of a table without a picture, where nearly all of it have one that names them.
fn without_picture<'a>(part: &Part<'a>) -> Option<Vec<Spot<'a>>> {
    let document = part.document;
    let persons = |unit: usize| {
        let names = document.names(unit).iter();
        names
            .filter(|name| name.kind == NameKind::Person)
            .map(|name| name.name.as_str())
    };
    let pictures: Vec<usize> = part
        .unit_numbers()
        .filter(|unit| document.is_photograph(*unit))
        .collect();
    let captions = pictures.iter().copied().flat_map(persons);
    let named: Vec<usize> = part
        .unit_numbers()
        .filter(|unit| persons(*unit).next().is_some())
        .collect();
    // A row of portraits names several; a picture there is of the person below it.
    let alone = |cell: usize| {
        let row = |unit: usize| {
            let unit = document.units.get(unit)?;
            Some((unit.page, unit.table, unit.row?))
        };
        let mut others = named.iter().filter(|other| **other != cell);
        !others.any(|other| row(*other) == row(cell))
    };
    let in_rows = named.iter().copied().filter(|cell| {
        let mut pictures = pictures.iter();
        alone(*cell) && pictures.any(|picture| in_row(document, *cell, *picture))
    });
    let shown: BTreeSet<&str> = captions.chain(in_rows.flat_map(persons)).collect();
    let tables = document
        .tables
        .iter()
        .filter(|table| part.holds(table.units.start));
    tables.into_iter().find_map(|table| {
        let named: BTreeMap<&str, usize> = table
            .units
            .clone()
            .flat_map(|unit| persons(unit).map(move |person| (person, unit)))
            .collect();
        let without: Vec<usize> = named
            .iter()
            .filter(|(person, _)| !shown.iter().any(|shown| is_named(shown, person)))
            .map(|(_, unit)| *unit)
            .collect();
        let with = named.len() - without.len();
        (super::nearly_all(with, named.len()) && !without.is_empty())
            .then(|| without.into_iter().map(|unit| part.spot(unit)).collect())
    })
}

/// Whether a caption names a person: a narrow one may break within the surname.
fn is_named(caption: &str, person: &str) -> bool {
    caption == person || (caption.contains(' ') && person.starts_with(caption))
}

/// Whether the caption of a picture is what a row of a table names: a caption of its own, or the line below.
fn is_of_row(part: &Part<'_>, picture: usize) -> bool {
    let document = part.document;
    let own = fold(document.unit_text(picture));
    let caption = match own.is_empty() {
        true => fold(document.unit_text(picture + 1)),
        false => own,
    };
    let mut cells = part.unit_numbers().filter(|unit| {
        let unit = document.units.get(*unit);
        unit.is_some_and(|unit| table::is_body_cell(unit.kind))
    });
    caption.chars().count() >= CALLED && cells.any(|cell| fold(document.unit_text(cell)) == caption)
}

/// Whether a text stands where a picture should: `[ภาพ: ป้ายจุดบริการ]` names one that was not put in.
fn is_placeholder(text: &str) -> bool {
    const PICTURE: &[&str] = &["ภาพ", "รูป", "photo", "picture", "image"];
    let inner = text
        .trim()
        .strip_prefix(['[', '<', '【'])
        .and_then(|rest| rest.strip_suffix([']', '>', '】']));
    inner.is_some_and(|inner| {
        let inner = inner.trim().to_lowercase();
        PICTURE.iter().any(|word| inner.starts_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn a_caption_cut_within_a_surname_names_the_person() {
        assert!(is_named("บดินทร์ กลมเกลียว", "บดินทร์ กลมเกลียวใจ"));
        assert!(!is_named("บดินทร์", "บดินทร์ กลมเกลียวใจ"));
        assert!(!is_named("มาลัย กลมเกลียว", "บดินทร์ กลมเกลียวใจ"));
    }
}
