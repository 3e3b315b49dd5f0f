//! Which document, or which part of it, evidences which item, and why.
//!
//! In: indexed documents, files that could not be read, the rule set. Out: an [`Assignment`]. A number in
//! a file name is only one signal, since the same number means different things by year and list: the
//! name, the headings and above all the content decide, and every signal is recorded with its weight.

mod candidate;
mod decide;
mod following;
mod left_over;
mod listing;
mod name;
mod path;
mod promises;
mod sections;
mod twins;
mod unrelated;
mod weight;
mod years;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

pub use name::NameIndex;
pub use twins::{is_copy, same_stem};

use candidate::Telling;
use following::following;
use left_over::{
    Open, answered_beside, beginnings, by_numbering, complements, left_over, misplaced, series,
};
use path::{contradictions, one_item_by_number, swapped};
use sections::{Cut, Section, sections};
use twins::twins;
use unrelated::{Unrelated, strangers};

use crate::check::phrases::{Hits, Phrases};
use crate::check::{Part, Scope};
use crate::document::Warning;
use crate::index::Indexed;
use crate::result::Signal;
use crate::rules::model::{Item, RuleSet};

/// Parts of documents from which on what is left over says something: among a few, any words are telling.
const LEFT_OVER_AMONG: usize = 8;

/// A file that could not be read.
#[derive(Debug, Clone)]
pub struct Unread {
    /// Relative to the agency folder.
    pub path: String,
}

/// The parts of documents for each item.
#[derive(Debug, Default)]
pub struct Assignment {
    /// By item id: index of the document and the units that count.
    pub parts: BTreeMap<String, Vec<AssignedPart>>,
    /// By document, in the order given.
    pub documents: Vec<Decision>,
    /// By unreadable file, in the order given.
    pub unread: Vec<Decision>,
}

/// Index of a document and its units that count.
pub type AssignedPart = (usize, Vec<Range<usize>>);

/// A part of a document, given by its number and its units that count; `None` for a number of none.
pub fn part_of<'d>(
    documents: &'d [(Indexed, Hits)],
    number: usize,
    units: &[Range<usize>],
) -> Option<Part<'d>> {
    let (document, hits) = documents.get(number)?;
    let units = units.to_vec();
    Some(Part {
        document,
        hits,
        units,
    })
}

impl Assignment {
    /// Lets a part of a document evidence an item.
    fn add(&mut self, item: &str, document: usize, units: Vec<Range<usize>>) {
        let parts = self.parts.entry(item.to_owned()).or_default();
        parts.push((document, units));
    }

    /// Takes a document from an item.
    fn take(&mut self, item: &str, document: usize) {
        if let Some(parts) = self.parts.get_mut(item) {
            parts.retain(|(other, _)| *other != document);
        }
        if let Some(decision) = self.documents.get_mut(document) {
            decision.items.retain(|other| other != item);
            decision.signals.retain(|signal| signal.item != item);
        }
    }
}

/// What was decided about one document.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    /// Items it evidences; for an unreadable file, those it could evidence.
    pub items: Vec<String>,
    /// Why; for a document without items, the best guess and what was seen of it.
    pub signals: Vec<Signal>,
    /// Contradictions.
    pub warnings: Vec<Warning>,
}

impl Decision {
    /// Whether a signal by such a name speaks for an item.
    fn says(&self, item: &str, name: impl Fn(&str) -> bool) -> bool {
        let mut signals = self.signals.iter();
        signals.any(|signal| signal.item == item && name(&signal.signal))
    }
}

/// Numbered files from which on their numbers are doubted, where fewer than this share are those of their items; and what
/// the numbers are worth then.
const DOUBTED: usize = 4;
const BELIEVED: f64 = 0.5;
const DISTRUST: f64 = 0.25;

/// Assigns documents to items.
pub fn assign(
    rules: &RuleSet,
    phrases: &Phrases,
    documents: &[(Indexed, Hits)],
    unread: &[Unread],
    pins: &BTreeMap<String, String>,
    agency: Option<&str>,
) -> Assignment {
    let names = NameIndex::new(rules);
    let mut context = Context {
        rules,
        phrases,
        names: &names,
        pins,
        trust: 1.0,
        monthly: path::monthly_series(documents),
    };
    let mut assignment = Assignment::default();
    let strangers = strangers(documents, agency);
    let cut: Vec<Result<Vec<Section>, Unrelated>> = documents
        .par_iter()
        .zip(strangers)
        .map(|((document, hits), stranger)| {
            let pinned = pins.contains_key(&document.path);
            match Unrelated::of(document, hits, rules.scheme(), stranger, agency) {
                Some(unrelated) if !pinned => Err(unrelated),
                _ => Ok(sections(&context, document, hits)),
            }
        })
        .collect();
    let unrelated: Vec<bool> = cut.iter().map(Result::is_err).collect();
    let of_path = documents.iter().zip(&cut);
    let sections = of_path.flat_map(|((document, _), cut)| {
        let sections = cut.iter().flatten();
        sections.map(|section| (document.path.as_str(), section))
    });
    let telling = Telling::new(rules, sections);
    let mut open = by_themselves(&context, documents, &cut, &telling, &mut assignment);
    let (right, numbered) = context.numbering(documents, &assignment, path::stem);
    if numbered >= DOUBTED && (right as f64) < BELIEVED * numbered as f64 {
        // Numbered by another list, or by nobody who looked.
        context.trust = DISTRUST;
        assignment = Assignment::default();
        open = by_themselves(&context, documents, &cut, &telling, &mut assignment);
    }
    swapped(&context, documents, &mut assignment);
    by_numbering(&context, &mut open, &mut assignment, documents);
    twins(&context, documents, &unrelated, &mut assignment);
    assignment.unread = context.unread(unread, documents, &assignment, false);
    if cut.iter().flatten().flatten().count() >= LEFT_OVER_AMONG {
        left_over(&context, documents, &mut open, &mut assignment);
        // What was found tells what its folder is for.
        left_over(&context, documents, &mut open, &mut assignment);
        misplaced(&open, &mut assignment);
        complements(&context, documents, &mut open, &mut assignment);
        twins(&context, documents, &unrelated, &mut assignment);
    }
    if assignment.unread.iter().any(|file| file.items.is_empty()) {
        let late = context.unread(unread, documents, &assignment, true);
        for (known, late) in assignment.unread.iter_mut().zip(late) {
            if known.items.is_empty() {
                *known = late;
            }
        }
    }
    answered_beside(&context, documents, &open, &mut assignment);
    one_item_by_number(&context, documents, &mut assignment);
    series(documents, &mut open, &mut assignment);
    beginnings(&open, &mut assignment);
    following(&context, documents, &mut assignment);
    years::without_older(rules, documents, &mut assignment);
    fronts(documents, &cut, &mut assignment);
    promises::without_promises(&context, documents, &mut assignment);
    for (decision, (document, _)) in assignment.documents.iter_mut().zip(documents) {
        contradictions(&context, &document.path, decision);
    }
    assignment
}

/// Lets the line on the front of a book that says when it was made speak for its chapters too.
fn fronts(
    documents: &[(Indexed, Hits)],
    cut: &[Result<Vec<Section>, Unrelated>],
    assignment: &mut Assignment,
) {
    let made = cut.iter().zip(documents).map(|(cut, (document, _))| {
        let sections = cut.as_deref().unwrap_or_default();
        sections::made(document, sections)
    });
    let made: Vec<Option<usize>> = made.collect();
    for (document, units) in assignment.parts.values_mut().flatten() {
        if let Some(Some(made)) = made.get(*document)
            && !units.iter().any(|range| range.contains(made))
        {
            units.insert(0, *made..made + 1);
        }
    }
}

/// What each part says of itself; gives back what is open.
fn by_themselves(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    cut: &[Result<Vec<Section>, Unrelated>],
    telling: &Telling,
    assignment: &mut Assignment,
) -> Vec<Open> {
    let mut open: Vec<Open> = Vec::new();
    for (number, ((document, hits), cut)) in documents.iter().zip(cut).enumerate() {
        let mut decision = Decision::default();
        let sections = match cut {
            Ok(sections) => sections.as_slice(),
            Err(unrelated) => {
                decision.warnings.push(unrelated.warning());
                &[]
            }
        };
        let mut before: Vec<String> = Vec::new();
        for section in sections {
            let part = Part {
                document,
                hits,
                units: section.units.clone(),
            };
            let candidates = context.candidates(&part, section, telling);
            let mut items = context.decide(&part, section, &candidates, &mut decision);
            if items.is_empty() && section.cut == Cut::Likeness {
                items.clone_from(&before);
            } else {
                open.push(Open {
                    document: number,
                    units: section.units.clone(),
                    candidates: context.further(&part, candidates.clone(), &items),
                    shared: !items.is_empty(),
                    beginning: section.cut == Cut::Beginning,
                    all: candidates,
                });
            }
            for item in &items {
                assignment.add(item, number, section.units.clone());
            }
            before = items;
        }
        decision.items.sort_by_key(|id| context.order(id));
        decision.items.dedup();
        assignment.documents.push(decision);
    }
    open
}

struct Context<'a> {
    rules: &'a RuleSet,
    phrases: &'a Phrases,
    names: &'a NameIndex,
    pins: &'a BTreeMap<String, String>,
    /// What the numbers of file names are worth, as a share.
    trust: f64,
    /// Paths of files that are one of a series, one for each month.
    monthly: BTreeSet<String>,
}

impl Context<'_> {
    fn order(&self, id: &str) -> usize {
        self.rules
            .items
            .iter()
            .position(|item| item.id == id)
            .unwrap_or(usize::MAX)
    }

    /// One part by itself, for one item.
    fn scope<'s>(
        &'s self,
        item: &'s Item,
        part: &'s Part<'s>,
        others: &'s BTreeMap<String, Vec<Part<'s>>>,
    ) -> Scope<'s> {
        Scope {
            phrases: self.phrases,
            item,
            parts: std::slice::from_ref(part),
            unreadable: &[],
            unread: &[],
            agency_words: &self.rules.recognise,
            others,
            approximate: false,
        }
    }
}
