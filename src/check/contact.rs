//! `contact`: telephone, e-mail, address, map, web; a label with nothing beside it does not count.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use super::{Located, Outcome, Part, Scope, Spot};
use crate::index::{Indexed, UnitKind, is_dash};
use crate::language::Bilingual;
use crate::result::Match;
use crate::rules::model::{Contact, ContactField};
use crate::thai::names::NameKind;

/// Thai numbers: nine or ten digits that begin with 0, short service numbers beside a label (191, 1599),
/// and internal extensions written after them. Numbering plan: NBTC, 2-digit area code or 3-digit mobile prefix.
static PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:\+66|(?-u:\b)0)(?:\s?[\-.]\s?|\s)?\d(?:(?:\s?[\-.]\s?|\s)?\d){6,8}(?-u:\b)|(?:โทร|สายด่วน|สายตรง|โทรศัพท์)[^\d\n]{0,24}\d{3,4}(?-u:\b)").ok()
});
/// A label of a contact that ends a line with a dash or blank.
static BLANK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:โทร(?:ศัพท์)?|มือถือ|เบอร์|[Tt]el)\.?\s*:?\s*[-–—._…]+\s*$").ok());
/// A rank with dots in the place of a name.
static UNNAMED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[พร]\.\s?ต\.\s?[อทต]\.\s?(?:หญิง)?\s*[._…]{5,}").ok());
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

pub(super) fn check<'a>(rule: &Contact, scope: &Scope<'a>) -> Outcome<'a> {
    let near = if rule.near.is_empty() {
        Vec::new()
    } else {
        scope.find_any(&rule.near)
    };
    let mut evidence = Vec::new();
    let mut absent = Vec::new();
    for field in &rule.fields {
        let found: Vec<Spot<'a>> = scope
            .parts
            .iter()
            .flat_map(|part| find(*field, part, scope))
            .filter(|(unit, spot)| {
                rule.near.is_empty()
                    || near.iter().any(|hit| {
                        std::ptr::eq(hit.part.document, spot.document)
                            && hit.unit.abs_diff(*unit) <= 3
                    })
            })
            .map(|(_, spot)| spot)
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
        let labels = near.iter().map(Located::spot).collect();
        return Outcome::fail("contact-missing")
            .with_both("fields", names)
            .near(labels);
    }
    if rule.each_person {
        let blank: Vec<Spot<'a>> = scope.parts.iter().flat_map(blank_contacts).collect();
        if !blank.is_empty() {
            return Outcome::fail("contact-blank").near(blank);
        }
        if let Some(without) = scope.parts.iter().find_map(left_out) {
            return Outcome::fail("contact-blank").near(without);
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

/// Persons whose contact is a label with a dash or nothing beside it, or a dash below the head of its column.
fn blank_contacts<'a>(part: &Part<'a>) -> Vec<Spot<'a>> {
    let document = part.document;
    let is_person = |number: usize| {
        let mut names = document.names(number).iter();
        names.any(|name| name.kind == NameKind::Person)
    };
    let matches = |pattern: &LazyLock<Option<Regex>>, text: &str| {
        pattern
            .as_ref()
            .is_some_and(|pattern| pattern.is_match(text))
    };
    let labelled = part.unit_numbers().filter(|number| {
        let text = document.unit_text(*number);
        // A caption is broken where its line is full.
        let goes_on = || {
            let next = document.unit_in_arabic_digits(number.saturating_add(1));
            let found = PHONE.as_ref().and_then(|phone| phone.find(next));
            part.holds(number.saturating_add(1)) && found.is_some_and(|found| found.start() == 0)
        };
        let picture = document
            .units
            .get(*number)
            .is_some_and(|unit| matches!(unit.kind, UnitKind::Picture { .. }));
        matches(&BLANK, text)
            && !picture
            && (is_person(*number) || matches(&UNNAMED, text))
            && !goes_on()
    });
    let tables = document.tables.iter();
    let tables = tables.filter(|table| part.holds(table.units.start));
    let dashes = tables.flat_map(|table| {
        let heads = table.heads().filter(|head| {
            let text = document.unit_text(head.unit).trim();
            TELEPHONE.iter().any(|word| text.starts_with(word))
        });
        let columns: Vec<usize> = heads.map(|head| head.column).collect();
        let of_person = |row: usize| {
            let mut cells = table.cells.iter().filter(|cell| cell.row == row);
            cells.any(|cell| is_person(cell.unit))
        };
        let below = table.cells.iter().filter(move |cell| {
            columns.contains(&cell.column) && is_dash(document.unit_text(cell.unit))
        });
        below
            .filter(move |cell| of_person(cell.row))
            .map(|cell| cell.unit)
    });
    labelled
        .chain(dashes)
        .map(|number| part.spot(number))
        .collect()
}

/// What the head of a column of telephone numbers begins with.
const TELEPHONE: &[&str] = &[
    "โทร",
    "เบอร์",
    "หมายเลขโทรศัพท์",
    "มือถือ",
    "ติดต่อ",
    "Tel",
    "Phone",
];

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

/// Units of a document with contact details, a unit as often as it has one; looked for when they are first asked.
#[derive(Debug, Default)]
pub(super) struct Contacts {
    phone: OnceLock<Vec<usize>>,
    email: OnceLock<Vec<usize>>,
    web: OnceLock<Vec<usize>>,
    map_link: OnceLock<Vec<usize>>,
    address: OnceLock<Vec<usize>>,
    agency_name: OnceLock<Vec<usize>>,
}

impl Contacts {
    fn phones(&self, document: &Indexed) -> &Vec<usize> {
        let digits = |text: &str| {
            let called = text.contains("โทร") || text.contains("สาย");
            let least = if called { 3 } else { 8 };
            text.bytes().filter(u8::is_ascii_digit).count() >= least
        };
        self.phone
            .get_or_init(|| matching(&PHONE, digits, document))
    }

    fn emails(&self, document: &Indexed) -> &Vec<usize> {
        self.email
            .get_or_init(|| matching(&EMAIL, |text| text.contains('@'), document))
    }
}

/// Where a field stands, by unit.
fn find<'a>(field: ContactField, part: &Part<'a>, scope: &Scope<'a>) -> Vec<(usize, Spot<'a>)> {
    let contacts = &part.hits.contacts;
    let document = part.document;
    let phone = || contacts.phones(document);
    let email = || contacts.emails(document);
    let web = || {
        let letter = |text: &str| text.contains(|c: char| c.is_ascii_alphabetic());
        contacts
            .web
            .get_or_init(|| matching(&WEB, letter, document))
    };
    let map_link = || {
        let letter = |text: &str| text.contains(|c: char| c.is_ascii_alphanumeric());
        contacts
            .map_link
            .get_or_init(|| matching(&MAP_LINK, letter, document))
    };
    let address = || contacts.address.get_or_init(|| addresses(document));
    let agency_name = || contacts.agency_name.get_or_init(|| agencies(document));
    let units: Vec<&Vec<usize>> = match field {
        ContactField::Phone => vec![phone()],
        ContactField::Email => vec![email()],
        ContactField::Web => vec![web()],
        ContactField::Any => vec![phone(), email(), web()],
        ContactField::Map => vec![map_link()],
        ContactField::Address => vec![address()],
        ContactField::AgencyName => vec![agency_name()],
    };
    let units = units.into_iter().flatten().copied();
    let counting = units.filter(|unit| part.holds(*unit));
    let mut found: Vec<_> = counting.map(|unit| (unit, part.spot(unit))).collect();
    match field {
        ContactField::Map => found.extend(map_pictures(part)),
        ContactField::AgencyName => found.extend(agency_words(part, scope)),
        _ => {}
    }
    found
}

/// Units as often as they match; most units lack what every match needs, which is told sooner.
fn matching(
    pattern: &LazyLock<Option<Regex>>,
    may_match: impl Fn(&str) -> bool,
    document: &Indexed,
) -> Vec<usize> {
    let Some(pattern) = pattern.as_ref() else {
        return Vec::new();
    };
    let units = 0..document.units.len();
    // Thai and Arabic digits have different lengths, so the whole unit is the evidence.
    let texts = units.map(|number| (number, document.unit_in_arabic_digits(number)));
    let possible = texts.filter(|(_, text)| may_match(text));
    let found = possible.flat_map(|(number, text)| pattern.find_iter(text).map(move |_| number));
    found.collect()
}

/// A map is a link or coordinates, or a picture named as one.
fn map_pictures<'a>(part: &Part<'a>) -> Vec<(usize, Spot<'a>)> {
    let document = part.document;
    let mut list = Vec::new();
    for number in part.unit_numbers() {
        let mut around = number.saturating_sub(2)..=number + 2;
        if !around.any(|other| part.holds(other) && document.is_photograph(other)) {
            continue;
        }
        let text = document.unit_text(number).to_ascii_lowercase();
        if MAP.iter().any(|word| text.contains(word)) {
            list.push((number, part.spot(number)));
        }
    }
    list
}

/// Whether the cell before a unit calls it an address.
fn is_labelled(document: &Indexed, number: usize) -> bool {
    const LABELS: &[&str] = &["ที่อยู่", "ที่ตั้ง", "สถานที่ตั้ง", "ตั้งอยู่"];
    let row = |unit: usize| document.units.get(unit).and_then(|unit| unit.row);
    number.checked_sub(1).is_some_and(|before| {
        let label = document.unit_text(before).trim();
        row(before).is_some() && row(before) == row(number) && LABELS.contains(&label)
    })
}

/// An address is three of its words, or two with a postcode or beside its label.
fn addresses(document: &Indexed) -> Vec<usize> {
    let units = 0..document.units.len();
    let has_address = |number: &usize| {
        let text = document.unit_in_arabic_digits(*number);
        let words = ADDRESS.iter().filter(|word| text.contains(*word)).count();
        let postcode = || {
            let pattern = POSTCODE.as_ref();
            pattern.is_some_and(|pattern| pattern.is_match(text))
        };
        let digits = || text.chars().any(|c| c.is_ascii_digit());
        (words >= 3 && digits()) || (words >= 2 && (postcode() || is_labelled(document, *number)))
    };
    units.filter(has_address).collect()
}

fn agencies(document: &Indexed) -> Vec<usize> {
    let units = 0..document.units.len();
    let names_agency = |number: &usize| {
        document.names(*number).iter().any(|name| {
            // A province or district of an address is no name of an agency.
            name.agency.is_some_and(|agency| !agency.is_place())
        })
    };
    units.filter(names_agency).collect()
}

fn agency_words<'a>(part: &Part<'a>, scope: &Scope<'a>) -> Vec<(usize, Spot<'a>)> {
    let hits = part.hits.of_any(scope.agency_words);
    let found = hits.filter_map(|hit| {
        let unit = part.document.unit_at(hit.span.start);
        let spot = || part.spot_of(hit.span.clone(), Match::Folded);
        part.holds(unit).then(|| (unit, spot()))
    });
    found.collect()
}

/// Persons of a group with fewer contacts after it than persons, where nearly all groups have enough: a card or a row
/// was left without one.
fn left_out<'a>(part: &Part<'a>) -> Option<Vec<Spot<'a>>> {
    let contacts = &part.hits.contacts;
    let document = part.document;
    let phones = contacts.phones(document);
    let emails = contacts.emails(document);
    let mut groups: Vec<(BTreeMap<&str, usize>, usize)> = Vec::new();
    for unit in part.unit_numbers() {
        // The caption of a picture is told again where it stands.
        let kind = document.units.get(unit).map(|unit| unit.kind);
        if matches!(kind, Some(UnitKind::Picture { .. })) {
            continue;
        }
        let persons = document.names(unit).iter();
        let persons = persons.filter(|name| name.kind == NameKind::Person);
        let reached = phones.iter().chain(emails).filter(|other| **other == unit);
        for person in persons {
            if groups.last().is_none_or(|(_, contacts)| *contacts > 0) {
                groups.push((BTreeMap::new(), 0));
            }
            if let Some((persons, _)) = groups.last_mut() {
                persons.entry(&person.name).or_insert(unit);
            }
        }
        if let Some((_, contacts)) = groups.last_mut() {
            *contacts += reached.count();
        }
    }
    // After the last contact come those who sign.
    groups.retain(|(_, contacts)| *contacts > 0);
    let served = groups
        .iter()
        .filter(|(persons, contacts)| *contacts >= persons.len());
    let persons: usize = groups.iter().map(|(persons, _)| persons.len()).sum();
    // The numbers of the station itself stand by the head's.
    let of_persons = |(number, (persons, contacts)): (usize, &(BTreeMap<_, _>, usize))| match number
    {
        0 => persons.len().min(*contacts),
        _ => *contacts,
    };
    let contacts: usize = groups.iter().enumerate().map(of_persons).sum();
    // As many as persons are only read in another order.
    if contacts >= persons || !super::nearly_all(served.count(), groups.len()) {
        return None;
    }
    // Those before the first contact may be named in passing.
    let (persons, _) = groups
        .iter()
        .skip(1)
        .find(|(persons, contacts)| *contacts < persons.len())?;
    Some(persons.values().map(|unit| part.spot(*unit)).collect())
}

/// Different persons named in the parts.
fn persons(parts: &[Part<'_>]) -> usize {
    let mut seen = BTreeSet::new();
    for part in parts {
        for number in part.unit_numbers() {
            for name in part.document.names(number) {
                if name.kind == NameKind::Person {
                    seen.insert(crate::thai::fold::fold(&name.name));
                }
            }
        }
    }
    seen.len()
}
