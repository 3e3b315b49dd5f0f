//! `contact`: telephone, e-mail, address, map, web; a label with nothing beside it does not count.

use std::sync::LazyLock;

use regex::Regex;

use super::{Located, Outcome, Part, Scope};
use crate::index::UnitKind;
use crate::language::Bilingual;
use crate::result::{Evidence, Match};
use crate::rules::model::{Contact, ContactField};
use crate::thai::names::{NameKind, find_names};

/// Thai numbers: nine or ten digits that begin with 0, short service numbers beside a label (191, 1599),
/// and internal extensions written after them. Numbering plan: NBTC, 2-digit area code or 3-digit mobile prefix.
static PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:\+66|(?-u:\b)0)(?:\s?[\-.]\s?|\s)?\d(?:(?:\s?[\-.]\s?|\s)?\d){6,8}(?-u:\b)|(?:โทร|สายด่วน|สายตรง|โทรศัพท์)[^\d\n]{0,24}\d{3,4}(?-u:\b)").ok()
});
/// A label of a contact that ends a line with a dash or blank.
static BLANK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:โทร(?:ศัพท์)?|มือถือ|เบอร์|[Tt]el)\.?\s*:?\s*[-–—._…]+\s*$").ok());
static EMAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9._%+\-]+\s?@\s?[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+").ok()
});
static WEB: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:https?://|www\.)[^\s]{3,}|(?-u:\b)[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.(?:go\.th|or\.th|ac\.th|in\.th|co\.th|com|org|net|example)(?-u:\b)|(?-u:\b)(?:facebook|line|fb)(?-u:\b)\s?(?:id)?\s?[:/@.]?\s?[@\w.\-/]{3,}").ok()
});
static MAP_LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)maps\.app\.goo\.gl|goo\.gl/maps|google\.[a-z.]+/maps|maps\.google|openstreetmap|maps\.|/maps?/|(?-u:\b)1?\d{1,2}\.\d{3,}\s*[,/ ]\s*1?\d{2}\.\d{3,}").ok()
});
static POSTCODE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)[1-9]\d{4}(?-u:\b)").ok());

/// Words of a Thai postal address.
const ADDRESS: &[&str] = &[
    "เลขที่",
    "หมู่ที่",
    "หมู่",
    "ม.",
    "ถนน",
    "ถ.",
    "ซอย",
    "ซ.",
    "ตำบล",
    "ต.",
    "แขวง",
    "อำเภอ",
    "อ.",
    "เขต",
    "จังหวัด",
    "จ.",
    "กรุงเทพ",
    "รหัสไปรษณีย์",
];

/// Words that name a map.
const MAP: &[&str] = &["แผนที่", "พิกัด", "google map", "ที่ตั้งสถานี"];

pub(super) fn check(rule: &Contact, scope: &Scope<'_>) -> Outcome {
    let near = if rule.near.is_empty() {
        Vec::new()
    } else {
        scope.find_any(&rule.near)
    };
    let mut evidence = Vec::new();
    let mut absent = Vec::new();
    for field in &rule.fields {
        let found: Vec<Evidence> = scope
            .parts
            .iter()
            .flat_map(|part| find(*field, part, scope))
            .filter(|(unit, piece)| {
                rule.near.is_empty()
                    || near.iter().any(|hit| {
                        hit.part.document.path == piece.document && hit.unit.abs_diff(*unit) <= 3
                    })
            })
            .map(|(_, piece)| piece)
            .collect();
        if found.is_empty() {
            absent.push(*field);
        } else {
            evidence.extend(found);
        }
    }
    if !absent.is_empty() {
        let names = Bilingual {
            th: absent
                .iter()
                .map(|field| name(*field).0)
                .collect::<Vec<_>>()
                .join(", "),
            en: absent
                .iter()
                .map(|field| name(*field).1)
                .collect::<Vec<_>>()
                .join(", "),
        };
        let labels = near.iter().map(Located::evidence).collect();
        return Outcome::fail("contact-missing")
            .with_both("fields", names)
            .near(labels);
    }
    if rule.each_person {
        let blank: Vec<Evidence> = scope.parts.iter().flat_map(blank_contacts).collect();
        if !blank.is_empty() {
            return Outcome::fail("contact-blank").near(blank);
        }
        let persons = persons(scope.parts);
        // One shared switchboard number is not the contact of each of eight officers.
        if persons > 1 && evidence.len() * 10 < persons * 7 {
            return Outcome::fail("contact-not-each")
                .with("count", evidence.len().to_string())
                .with("wanted", persons.to_string())
                .near(evidence);
        }
    }
    Outcome::pass("contact-found", evidence)
}

/// Persons whose contact is a label with a dash or nothing beside it.
fn blank_contacts(part: &Part<'_>) -> Vec<Evidence> {
    let document = part.document;
    part.unit_numbers()
        .filter(|number| {
            let text = document.unit_text(*number);
            let person = || {
                find_names(text)
                    .iter()
                    .any(|name| name.kind == NameKind::Person)
            };
            BLANK.as_ref().is_some_and(|blank| blank.is_match(text)) && person()
        })
        .map(|number| document.unit_evidence(number))
        .collect()
}

fn name(field: ContactField) -> (&'static str, &'static str) {
    match field {
        ContactField::AgencyName => ("ชื่อหน่วยงาน", "agency name"),
        ContactField::Phone => ("หมายเลขโทรศัพท์", "telephone number"),
        ContactField::Email => ("อีเมล", "e-mail address"),
        ContactField::Address => ("ที่อยู่", "postal address"),
        ContactField::Map => ("แผนที่", "map"),
        ContactField::Web => ("เว็บไซต์หรือสื่อสังคม", "web address or social media"),
        ContactField::Any => ("ช่องทางติดต่อ", "any contact channel"),
    }
}

/// Where a field stands, by unit.
fn find(field: ContactField, part: &Part<'_>, scope: &Scope<'_>) -> Vec<(usize, Evidence)> {
    match field {
        ContactField::Phone => matching(&PHONE, part),
        ContactField::Email => matching(&EMAIL, part),
        ContactField::Web => matching(&WEB, part),
        ContactField::Any => [&PHONE, &EMAIL, &WEB]
            .iter()
            .flat_map(|pattern| matching(pattern, part))
            .collect(),
        ContactField::Map => map(part),
        ContactField::Address => address(part),
        ContactField::AgencyName => agency_name(part, scope),
    }
}

fn matching(pattern: &LazyLock<Option<Regex>>, part: &Part<'_>) -> Vec<(usize, Evidence)> {
    let Some(pattern) = pattern.as_ref() else {
        return Vec::new();
    };
    let mut list = Vec::new();
    for number in part.unit_numbers() {
        // Thai and Arabic digits have different lengths, so the whole unit is the evidence.
        let text = part.document.unit_in_arabic_digits(number);
        for _ in pattern.find_iter(text) {
            list.push((number, part.document.unit_evidence(number)));
        }
    }
    list
}

/// A map is a link or coordinates, or a picture named as one.
fn map(part: &Part<'_>) -> Vec<(usize, Evidence)> {
    let mut list = matching(&MAP_LINK, part);
    let document = part.document;
    for number in part.unit_numbers() {
        let text = document.unit_text(number).to_lowercase();
        if !MAP.iter().any(|word| text.contains(word)) {
            continue;
        }
        let picture = (number.saturating_sub(2)..=number + 2).any(|other| {
            part.holds(other)
                && document
                    .units
                    .get(other)
                    .is_some_and(|unit| unit.kind == UnitKind::Picture { real: true })
        });
        if picture {
            list.push((number, document.unit_evidence(number)));
        }
    }
    list
}

/// An address is three of its words, or two with a postcode.
fn address(part: &Part<'_>) -> Vec<(usize, Evidence)> {
    let document = part.document;
    let mut list = Vec::new();
    for number in part.unit_numbers() {
        let text = document.unit_in_arabic_digits(number);
        let words = ADDRESS.iter().filter(|word| text.contains(*word)).count();
        let postcode = POSTCODE
            .as_ref()
            .is_some_and(|pattern| pattern.is_match(text));
        let digits = text.chars().any(|c| c.is_ascii_digit());
        if (words >= 3 && digits) || (words >= 2 && postcode) {
            list.push((number, document.unit_evidence(number)));
        }
    }
    list
}

fn agency_name(part: &Part<'_>, scope: &Scope<'_>) -> Vec<(usize, Evidence)> {
    let mut list = Vec::new();
    for number in part.unit_numbers() {
        let text = part.document.unit_text(number);
        let agency = find_names(text).into_iter().any(|name| {
            // A province or district of an address is no name of an agency.
            name.agency.is_some_and(|agency| !agency.is_place())
        });
        if agency {
            list.push((number, part.document.unit_evidence(number)));
        }
    }
    for phrase in scope.agency_words {
        for hit in scope.phrases.hits(part.hits, phrase) {
            let unit = part.document.unit_at(hit.span.start);
            if part.holds(unit) {
                list.push((
                    unit,
                    part.document.evidence(hit.span.clone(), Match::Folded, 0),
                ));
            }
        }
    }
    list
}

/// Different persons named in the parts.
fn persons(parts: &[Part<'_>]) -> usize {
    let mut seen = std::collections::BTreeSet::new();
    for part in parts {
        for number in part.unit_numbers() {
            for name in find_names(part.document.unit_text(number)) {
                if name.kind == NameKind::Person {
                    seen.insert(crate::thai::fold::fold(&name.name));
                }
            }
        }
    }
    seen.len()
}
