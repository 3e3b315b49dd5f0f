//! `signature`: a name in brackets above a position, or where a rule says so any name before one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Located, Outcome, Part, Scope, Spot};
use crate::index::Indexed;
use crate::result::Match;
use crate::rules::model::Signature;
use crate::thai::chars::{is_numeric, is_thai};
use crate::thai::fold::fold;
use crate::thai::names::{NameKind, NameMention, find_names};

/// A name in brackets: Thai letters and spaces, no digits; a dotted blank to be filled in is not a name.
static NAME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\(\s*((?:[\u{0E01}-\u{0E4E}]+\.?\s*){1,8})\)").ok());

/// What stands in brackets where a name is to be written.
const NO_NAMES: &[&str] = &[
    "ลงชื่อ",
    "ลงนาม",
    "ลายมือชื่อ",
    "ลายเซ็น",
    "ตัวบรรจง",
    "ชื่อ-สกุล",
    "ชื่อสกุล",
    "ชื่อ สกุล",
    "ประทับตรา",
];

/// A name behind "(ลงชื่อ)", where the rank stands before it.
static SIGNED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"\(\s*(?:ลงชื่อ|ลงนาม)\s*\)[ \t]*((?:[\u{0E01}-\u{0E4E}]+[ \t]+){1,3}[\u{0E01}-\u{0E4E}]+)",
    )
    .ok()
});

/// Least similarity of two spellings of a person's name.
const ALIKE: f64 = 0.8;

/// Characters between the name and the position under it.
const REACH: usize = 120;

/// Bytes between a name without brackets and its position, or the end of its line: a few letters, such as "ตำแหน่ง".
const BESIDE: usize = 40;

/// Least letters of a name: shorter texts in brackets are abbreviations.
const SHORTEST_NAME: usize = 6;

pub(super) fn check<'a>(rule: &Signature, scope: &Scope<'a>) -> Outcome<'a> {
    let positions = scope.find(&rule.positions);
    let holders = holders(rule, scope);
    // Whoever that item names at all is no stranger: its tables set names and positions in many ways.
    let there = scope
        .others
        .get(&rule.same_as)
        .map_or(&[][..], Vec::as_slice);
    let known = |name: &str| names_person(there, name);
    let (mut nearest, mut other) = (Vec::new(), Vec::new());
    for part in scope.parts {
        if !rule.in_document_with.is_empty() && !carries(part, rule) {
            continue;
        }
        let own: Vec<&Located<'a>> = positions
            .iter()
            .filter(|hit| std::ptr::eq(hit.part.document, part.document))
            .collect();
        let mut signatures = bracketed(part, &own);
        signatures.extend(behind_brackets(part, &own));
        if rule.without_brackets {
            signatures.extend(own.iter().filter_map(|hit| beside(hit)));
        }
        for Signed {
            name,
            span,
            position,
        } in signatures
        {
            let spot = part.spot_of(span, Match::Folded);
            match position {
                None if !rule.positions.is_empty() => nearest.push(spot),
                Some(_) if !holders.is_empty() && !known(&name) => other.push((name, spot)),
                _ => {
                    let position = position.map(Located::spot);
                    let evidence = std::iter::once(spot).chain(position).collect();
                    return Outcome::pass("signature-found", evidence);
                }
            }
        }
    }
    if let (Some((name, _)), Some((holder, piece))) = (other.first(), holders.first()) {
        return Outcome::fail("signed-by-other")
            .with("name", name)
            .with("holder", holder)
            .with("item", &rule.same_as)
            .near(
                other
                    .iter()
                    .map(|(_, signature)| signature.clone())
                    .chain([piece.clone()])
                    .collect(),
            );
    }
    if nearest.is_empty() {
        nearest.extend(positions.iter().map(Located::spot));
    }
    Outcome::fail("signature-missing").near(nearest)
}

/// A name that may be a signature.
struct Signed<'h, 'a> {
    name: String,
    /// From the name to the position, in the source.
    span: Range<usize>,
    /// The position under it.
    position: Option<&'h Located<'a>>,
}

/// Names in brackets, each with the position that follows.
fn bracketed<'h, 'a>(part: &Part<'_>, positions: &[&'h Located<'a>]) -> Vec<Signed<'h, 'a>> {
    let found = names_by(&NAME, part).into_iter();
    let found = found.map(|(name, whole)| signed(part, name, whole, positions));
    found.collect()
}

/// Names behind "(ลงชื่อ)", each with the position that follows: in the next line, or joined to the name as the next line
/// was to its own.
fn behind_brackets<'h, 'a>(part: &Part<'_>, positions: &[&'h Located<'a>]) -> Vec<Signed<'h, 'a>> {
    let source = part.document.text.source();
    let found = names_by(&SIGNED, part).into_iter();
    let found = found.filter_map(|(name, whole)| {
        let mut starts = positions.iter().map(|hit| hit.hit.span.start);
        if let Some(start) = starts.find(|start| (name.start + 1..name.end).contains(start)) {
            let joined = whole.start..start;
            return Some(signed(part, name.start..start, joined, positions));
        }
        let rest = source.get(whole.end..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        let ends = line.trim().is_empty();
        ends.then(|| signed(part, name, whole, positions))
    });
    found.collect()
}

/// Where a pattern finds names that may sign, each with the whole match.
fn names_by(
    pattern: &LazyLock<Option<Regex>>,
    part: &Part<'_>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let Some(pattern) = pattern.as_ref() else {
        return Vec::new();
    };
    let source = part.document.text.source();
    let found = pattern.captures_iter(source).filter_map(|name| {
        let (whole, inner) = (name.get(0)?, name.get(1)?);
        let unit = part.document.unit_at(whole.start());
        let signs = part.holds(unit)
            && !super::is_subject(part.document, unit)
            && inner.as_str().trim().chars().count() >= SHORTEST_NAME
            && !NO_NAMES.iter().any(|word| inner.as_str().contains(word));
        signs.then(|| (inner.range(), whole.range()))
    });
    found.collect()
}

/// A name with the first position within reach of the end of what it stands in.
fn signed<'h, 'a>(
    part: &Part<'_>,
    name: Range<usize>,
    whole: Range<usize>,
    positions: &[&'h Located<'a>],
) -> Signed<'h, 'a> {
    let source = part.document.text.source();
    let rest = source.get(whole.end..).unwrap_or_default();
    let reach: usize = rest.chars().take(REACH).map(char::len_utf8).sum();
    let near = whole.end..=whole.end + reach;
    let mut positions = positions.iter().copied();
    let position = positions.find(|hit| near.contains(&hit.hit.span.start));
    let end = position.map_or(whole.end, |hit| hit.hit.span.end);
    Signed {
        name: source.get(name).unwrap_or_default().trim().to_owned(),
        span: whole.start..end,
        position,
    }
}

/// The person named last before a position in its line, or by the whole of the line above.
fn beside<'h, 'a>(position: &'h Located<'a>) -> Option<Signed<'h, 'a>> {
    let document = position.part.document;
    let start = document.units.get(position.unit)?.span.start;
    let within = position.hit.span.start.checked_sub(start)?;
    let before = document.unit_text(position.unit).get(..within)?;
    let person = |text: &str| {
        let mut names = find_names(text).into_iter().rev();
        names.find(|name| name.kind == NameKind::Person)
    };
    let signed = |name: NameMention, start: usize| Signed {
        span: name.span.start + start..position.hit.span.end,
        name: name.name,
        position: Some(position),
    };
    if let Some(name) = person(before) {
        return (before.len() - name.span.end <= BESIDE).then(|| signed(name, start));
    }
    let above = position.unit.checked_sub(1)?;
    let text = document.unit_text(above);
    let name = person(text).filter(|name| text.len() - name.span.end <= BESIDE)?;
    let start = document.units.get(above)?.span.start;
    (before.trim().is_empty() && super::short(text)).then(|| signed(name, start))
}

/// Persons named beside one of the positions in the documents of the item that says who holds it.
fn holders<'a>(rule: &Signature, scope: &Scope<'a>) -> Vec<(String, Spot<'a>)> {
    let Some(parts) = scope.others.get(&rule.same_as) else {
        return Vec::new();
    };
    let there = Scope { parts, ..*scope };
    let mut holders: Vec<(String, Spot<'a>)> = Vec::new();
    for hit in there.find(&rule.positions) {
        let document = hit.part.document;
        if is_deputy(&hit) {
            continue;
        }
        // The name stands in the same cell or line, or in the one above: a portrait, the name, the position.
        let above = hit.unit.checked_sub(1);
        let further = above
            .filter(|above| rest_of_name(document, *above).is_some())
            .and_then(|above| above.checked_sub(1));
        for unit in [Some(hit.unit), above, further].into_iter().flatten() {
            let rest = rest_of_name(document, unit + 1).unwrap_or_default();
            for name in document.names(unit) {
                let ends = document.unit_text(unit).trim_end().len() == name.span.end;
                let whole = format!("{}{}", name.name, if ends { rest } else { "" });
                let known = holders.iter().any(|(known, _)| *known == whole);
                if name.kind == NameKind::Person && !known {
                    holders.push((whole, hit.part.spot(unit)));
                }
            }
        }
    }
    holders
}

/// Longest end of a name that a narrow caption leaves to its next line, in characters.
const REST: usize = 12;

/// A line that may be the end of the name in the line before it.
fn rest_of_name(document: &Indexed, unit: usize) -> Option<&str> {
    let text = document
        .units
        .get(unit)
        .map(|_| document.unit_text(unit).trim())?;
    let rest = !text.is_empty()
        && text.chars().count() <= REST
        && text.chars().all(|c| is_thai(c) && !is_numeric(c))
        && document.names(unit).is_empty();
    rest.then_some(text)
}

/// Whether a position is that of a deputy: "รอง ผกก.".
fn is_deputy(position: &Located<'_>) -> bool {
    const DEPUTY: &str = "รอง";
    let document = position.part.document;
    let before = document.text.source().get(..position.hit.span.start);
    before.is_some_and(|before| before.trim_end().ends_with(DEPUTY))
}

/// Whether documents name a person, written apart or together or with a slip of the pen, and not as one whom another
/// has replaced.
fn names_person(parts: &[Part<'_>], name: &str) -> bool {
    // Above a position the rank may stand before the name, in a caption another form of it or none.
    let bare = find_names(name)
        .into_iter()
        .find(|found| found.kind == NameKind::Person);
    let name = fold(bare.as_ref().map_or(name, |found| &found.name));
    parts.iter().any(|part| {
        part.unit_numbers().any(|unit| {
            let text = part.document.unit_text(unit);
            let alike = |other: &&NameMention| {
                let known = fold(&other.name);
                // A narrow caption may break within the surname.
                let broken = other.name.contains(' ') && name.starts_with(&known);
                broken || strsim::normalized_levenshtein(&known, &name) >= ALIKE
            };
            match part.document.names(unit).iter().find(alike) {
                Some(mention) => !is_replaced(text, mention),
                None => {
                    let rest = rest_of_name(part.document, unit + 1).unwrap_or_default();
                    fold(&format!("{text}{rest}")).contains(&name)
                }
            }
        })
    })
}

/// Whether a person is only named as the one before: "รับตำแหน่งแทน พ.ต.อ. ...".
fn is_replaced(text: &str, mention: &NameMention) -> bool {
    const BEFORE: &[&str] = &["แทน", "แทนที่", "ต่อจาก", "อดีต", "คนเดิมคือ"];
    let before = text.get(..mention.span.start).unwrap_or_default();
    BEFORE.iter().any(|word| before.trim_end().ends_with(word))
}

fn carries(part: &Part<'_>, rule: &Signature) -> bool {
    let mut hits = part.hits.of_any(&rule.in_document_with);
    hits.any(|hit| part.holds(part.document.unit_at(hit.span.start)))
}
