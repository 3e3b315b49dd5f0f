//! `format`: which file formats the documents come in.

use std::collections::BTreeSet;

use super::{Outcome, Part, Scope, Spot};
use crate::assign::same_stem;
use crate::document::Format;
use crate::result::Verdict;
use crate::rules::model::{FormatFamily, Formats};

/// Why a format counts as missing although there is a file of it.
pub(super) const BROKEN: &str = "formats-broken";

pub(super) fn check<'a>(rule: &Formats, scope: &Scope<'a>) -> Outcome<'a> {
    let present: BTreeSet<FormatFamily> = scope
        .parts
        .iter()
        .filter_map(|part| family(part.document.format))
        .collect();
    let mut absent: Vec<FormatFamily> = rule
        .all
        .iter()
        .copied()
        .filter(|family| !present.contains(family))
        .collect();
    if !rule.any.is_empty() && !rule.any.iter().any(|family| present.contains(family)) {
        absent.extend(&rule.any);
    }
    let evidence: Vec<Spot<'a>> = scope.parts.iter().map(Part::beginning).collect();
    let alone = match rule.same_content {
        true => without_twin(scope),
        false => Vec::new(),
    };
    if let (true, Some(part)) = (absent.is_empty(), alone.first()) {
        return Outcome::fail("formats-not-each")
            .with("path", &part.document.path)
            .near(alone.into_iter().map(Part::beginning).collect());
    }
    if absent.is_empty() {
        return Outcome::pass("formats-found", evidence)
            .with("formats", names(&present))
            .sure(0.95);
    }
    let names = names(&absent.iter().copied().collect());
    let mut unreadable = scope.unread.iter().filter(|file| {
        let family = file.family;
        family.is_some_and(|family| absent.contains(&family))
    });
    // What nobody can open is not published; what needs a password, or another program, a person must see.
    match unreadable
        .clone()
        .find(|file| !file.broken)
        .or(unreadable.next())
    {
        Some(file) if file.broken => Outcome::fail(BROKEN)
            .with("formats", names)
            .with("path", &file.path)
            .near(evidence),
        Some(file) => Outcome::new(Verdict::Review, "unreadable-evidence").with("path", &file.path),
        None => Outcome::fail("formats-missing")
            .with("formats", names)
            .near(evidence)
            .sure(0.95),
    }
}

/// PDF files without a file of the same name in another format, where nearly all of several have one: a month was
/// handed in once only.
fn without_twin<'a>(scope: &Scope<'a>) -> Vec<&'a Part<'a>> {
    let is_pdf = |part: &&Part<'_>| part.document.format == Format::Pdf;
    let twin = |part: &&Part<'_>| {
        let path = &part.document.path;
        let read = scope.parts.iter().filter(|other| !is_pdf(other));
        let mut others = read
            .map(|other| &other.document.path)
            .chain(scope.unread.iter().map(|file| &file.path));
        others.any(|other| same_stem(path, other))
    };
    let (with, without): (Vec<&Part<'a>>, Vec<&Part<'a>>) =
        scope.parts.iter().filter(is_pdf).partition(twin);
    let all = with.len() + without.len();
    if super::nearly_all(with.len(), all) {
        without
    } else {
        Vec::new()
    }
}

/// The family a format counts as.
pub(crate) fn family(format: Format) -> Option<FormatFamily> {
    Some(match format {
        Format::Pdf => FormatFamily::Pdf,
        Format::Docx | Format::Odt | Format::Doc => FormatFamily::Docx,
        Format::Xlsx | Format::Xls | Format::Xlsb | Format::Ods => FormatFamily::Xlsx,
    })
}

fn names(families: &BTreeSet<FormatFamily>) -> String {
    let name = |family: &FormatFamily| match family {
        FormatFamily::Pdf => "PDF",
        FormatFamily::Xlsx => "Excel",
        FormatFamily::Docx => "Word",
    };
    families.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::check::phrases::Phrases;
    use crate::check::{Part, Unreadable};
    use crate::document::{Body, Document, Page};
    use crate::index::Indexed;

    #[test]
    fn a_word_file_that_is_not_read_is_left_to_a_person_and_a_damaged_one_is_none() {
        let rules = crate::rules::load("police-station-2568").unwrap();
        let phrases = Phrases::of(&rules);
        let pages = vec![Page::new(1)];
        let document = Document::new("a.pdf", Format::Pdf, Body::Pages { pages });
        let document = Indexed::new("a.pdf", &document);
        let hits = phrases.search(&document);
        let whole = 0..1;
        let parts = [Part {
            document: &document,
            hits: &hits,
            units: vec![whole],
        }];
        let verdict = |unread: &[Unreadable]| {
            let scope = Scope {
                phrases: &phrases,
                item: &rules.items[0],
                parts: &parts,
                unreadable: &[],
                unread,
                agency_words: &rules.recognise,
                others: &BTreeMap::new(),
                approximate: true,
            };
            let rule = Formats {
                all: vec![FormatFamily::Pdf, FormatFamily::Docx],
                ..Formats::default()
            };
            check(&rule, &scope).verdict
        };
        let copy = Unreadable {
            path: "a.doc".into(),
            format: None,
            family: Some(FormatFamily::Docx),
            broken: false,
        };
        let broken = Unreadable {
            broken: true,
            ..copy.clone()
        };
        assert_eq!(verdict(&[]), Verdict::Fail);
        assert_eq!(verdict(std::slice::from_ref(&copy)), Verdict::Review);
        assert_eq!(verdict(std::slice::from_ref(&broken)), Verdict::Fail);
        assert_eq!(verdict(&[broken, copy]), Verdict::Review);
    }
}
