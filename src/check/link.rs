//! `link`: a web address of the kind asked.

use std::sync::LazyLock;

use regex::Regex;

use super::{Located, Outcome, Scope, Spot};
use crate::index::{Indexed, UnitKind};
use crate::rules::model::LinkTo;

static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:https?://|www\.)[^\s]{3,}|(?-u:\b)[a-z0-9\-]+(?:\.[a-z0-9\-]+)+(?:/[^\s]*)?(?-u:\b)|@[a-z0-9._\-]{3,}").ok()
});

/// Whether an address is half of an e-mail address.
fn is_mail(text: &str, found: regex::Match<'_>) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let before = text
        .get(..found.start())
        .and_then(|before| before.chars().next_back());
    let after = text
        .get(found.end()..)
        .and_then(|after| after.chars().next());
    let handle = found.as_str().starts_with('@');
    (handle && before.is_some_and(word)) || (!handle && (before == Some('@') || after == Some('@')))
}

fn has_address(text: &str) -> bool {
    let pattern = ADDRESS.as_ref();
    pattern.is_some_and(|pattern| pattern.find_iter(text).any(|found| !is_mail(text, found)))
}

/// Whether a text names one of the hosts, if any is asked.
fn is_on(hosts: &[String], text: &str) -> bool {
    hosts.is_empty() || {
        let text = text.to_ascii_lowercase();
        hosts
            .iter()
            .any(|host| text.contains(&host.to_ascii_lowercase()))
    }
}

fn is_hyperlink(document: &Indexed, number: usize) -> bool {
    let unit = document.units.get(number);
    unit.is_some_and(|unit| unit.kind == UnitKind::Link)
}

/// Units with a web address, and hyperlinks.
fn links(document: &Indexed) -> Vec<usize> {
    let is_link = |number: &usize| {
        is_hyperlink(document, *number) || has_address(document.unit_text(*number))
    };
    (0..document.units.len()).filter(is_link).collect()
}

/// Units between a phrase and the address below it.
const REACH: usize = 2;

pub(super) fn check<'a>(rule: &LinkTo, scope: &Scope<'a>) -> Outcome<'a> {
    let near: Vec<Located<'a>> = if rule.near.is_empty() {
        Vec::new()
    } else {
        scope.find_any(&rule.near)
    };
    let (standing, denied): (Vec<_>, Vec<_>) = near
        .into_iter()
        .partition(|hit| !super::text::denied(hit, &rule.unless) && !super::text::says_none(hit));
    if !rule.near.is_empty() && standing.is_empty() {
        return match denied.first() {
            Some(hit) => {
                let spot = hit.spot();
                Outcome::fail("says-not-yet")
                    .with("quote", spot.evidence().quote)
                    .near(vec![spot])
            }
            None => Outcome::fail("not-found")
                .with("absent", rule.near.first().cloned().unwrap_or_default()),
        };
    }
    let mut evidence: Vec<Spot<'a>> = Vec::new();
    for part in scope.parts {
        let document = part.document;
        let own = part.hits.links.get_or_init(|| links(document)).iter();
        for number in own.copied().filter(|number| part.holds(*number)) {
            let text = document.unit_text(number);
            let close = rule.near.is_empty()
                || standing.iter().any(|hit| {
                    std::ptr::eq(hit.part.document, document)
                        && if is_hyperlink(document, number) {
                            carries(hit, number, text)
                        } else {
                            belongs(hit, number)
                        }
                });
            if close && is_on(&rule.hosts, text) {
                evidence.push(part.spot(number));
            }
        }
    }
    if !evidence.is_empty() {
        return Outcome::pass("link-found", evidence);
    }
    let says: Vec<Spot<'a>> = scope
        .find_any(&rule.or_says)
        .iter()
        .filter(|hit| !super::text::denied(hit, &rule.unless))
        .map(Located::spot)
        .collect();
    if !rule.or_says.is_empty() && !says.is_empty() {
        return Outcome::pass("link-said", says).sure(0.7);
    }
    Outcome::fail("link-missing").near(standing.iter().map(Located::spot).collect())
}

/// Whether an address belongs to a phrase: it stands in the same unit, below, or in the same row. An
/// address above belongs to what stands above.
fn belongs(hit: &Located<'_>, number: usize) -> bool {
    let document = hit.part.document;
    let (Some(own), Some(other)) = (document.units.get(hit.unit), document.units.get(number))
    else {
        return false;
    };
    if own.row.is_some() {
        return (own.page, own.table, own.row) == (other.page, other.table, other.row)
            && own.sheet == other.sheet
            || is_below(document, hit.unit, number);
    }
    number >= hit.unit && number - hit.unit <= REACH && other.row.is_none()
}

/// Whether a cell stands directly below another, in a row of nothing but addresses: cards side by side have theirs there.
fn is_below(document: &Indexed, above: usize, below: usize) -> bool {
    let Some(table) = document.table_of(above) else {
        return false;
    };
    let cell = |unit: usize| table.cells.iter().find(|cell| cell.unit == unit);
    let (Some(above), Some(below)) = (cell(above), cell(below)) else {
        return false;
    };
    let mut row = table.cells.iter().filter(|cell| cell.row == below.row);
    let is_address = |text: &str| text.is_empty() || has_address(text);
    below.row == above.row + 1
        && below.column == above.column
        && row.all(|cell| is_address(document.unit_text(cell.unit).trim()))
}

/// Whether a hyperlink belongs to a phrase. Links are listed at the end of a page: the text that carries one has the
/// phrase, or stands where an address of the phrase would; a link without a text says only where it stands.
fn carries(hit: &Located<'_>, number: usize, link: &str) -> bool {
    let document = hit.part.document;
    let phrase = document.text.source().get(hit.hit.span.clone());
    if phrase.is_some_and(|phrase| link.contains(phrase.trim())) {
        return true;
    }
    match link.rsplit_once(' ') {
        Some((text, _)) => (hit.unit..=hit.unit + REACH)
            .any(|unit| belongs(hit, unit) && document.unit_text(unit).contains(text.trim())),
        None => belongs(hit, number),
    }
}
