//! Which document, or which part of it, evidences which item, and why.
//!
//! In: indexed documents, files that could not be read, the rule set. Out: an [`Assignment`]. A number in
//! a file name is only one signal, since the same number means different things by year and list: the
//! name, the headings and above all the content decide, and every signal is recorded with its weight.

mod listing;
mod name;
mod sections;
mod years;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

pub use name::{NameIndex, same_stem};

use sections::{Cut, Section, is_cover_letter, is_foreign, sections};

use crate::check::phrases::{Hits, Phrases};
use crate::check::{self, Part, Scope};
use crate::document::Warning;
use crate::index::{Indexed, UnitKind};
use crate::result::Signal;
use crate::rules::model::{Item, RuleSet};
use crate::thai::codes::{Certainty, codes_in_file_name};

/// What each signal is worth. Content can outweigh a number in a file name (4 against 5 + 2), and no
/// single weak signal reaches [`ACCEPT`].
mod weight {
    /// `[pins]` of `oitcheck.toml`: an auditor has decided.
    pub(super) const PIN: f64 = 100.0;
    /// The item's number in the file name: agencies number files by the list, but some by an older one.
    pub(super) const CODE_IN_FILE_NAME: f64 = 4.0;
    /// The item's number in a folder name: folders often hold several items.
    pub(super) const CODE_IN_FOLDER: f64 = 2.0;
    /// The item's words in the file name, times their similarity.
    pub(super) const FILE_NAME: f64 = 4.0;
    /// The same for the folder.
    pub(super) const FOLDER: f64 = 1.5;
    /// The item's official title as a heading.
    pub(super) const TITLE_IN_HEADING: f64 = 5.0;
    /// A heading in other words or spelling, times its similarity to the item's titles.
    pub(super) const LIKE_TITLE: f64 = 4.5;
    /// A shorter title as a heading.
    pub(super) const ALIAS_IN_HEADING: f64 = 2.5;
    /// The item's number in a heading.
    pub(super) const CODE_IN_HEADING: f64 = 3.0;
    /// Share of the item's requirements whose words and tables are there.
    pub(super) const CONTENT: f64 = 6.0;
    /// Share of the item's profile phrases.
    pub(super) const PROFILE: f64 = 2.0;
    /// Several of the pictures that the item asks for: a report shows what its plan only names.
    pub(super) const PICTURES: f64 = 2.5;
    /// A phrase that belongs to an item this one is mistaken for.
    pub(super) const AGAINST: f64 = -1.5;
    /// Same name or content as a document of the item.
    pub(super) const TWIN: f64 = 5.0;
}

/// The signals that come from the path, and the most they count together.
const PATH_SIGNALS: &[&str] = &[
    "code-in-file-name",
    "code-in-folder",
    "title-in-file-name",
    "title-in-folder",
];
const PATH: f64 = 4.0;

/// Least total for an assignment.
const ACCEPT: f64 = 4.0;

/// Least total, most that another item may be ahead, and least share of the requirements for a part that is
/// left over to answer an item that has no document.
const LEFT_OVER: f64 = 3.0;
const LEFT_OVER_BEHIND: f64 = 1.0;
const LEFT_OVER_CONTENT: f64 = 0.4;

/// Documents of an agency from which on what is left over says something: among a few, any words are telling.
const LEFT_OVER_AMONG: usize = 8;

/// Least share of the requirements for a part that answers another item to answer one that nothing else does.
const SHARED_CONTENT: f64 = 0.45;

/// Least share of the requirements for content alone, without title or number, to assign a document.
const CONTENT_ALONE: f64 = 0.55;

/// Least number of requirements for the same, unless words of the item's profile are there too: an item
/// that asks one thing is met by many documents.
const CONTENT_MET: usize = 3;

/// Most of a further item's evidence that may be where the first item's is: the two halves of a web page
/// are apart, a report and the plan it repeats are not.
const SHARED: f64 = 0.25;

/// Least similarity of a name to count, and to assign a file that cannot be read.
const NAME_ALIKE: f64 = 0.5;

/// Least share of the requirements for a further item of the same document, when its number is in the
/// file name, and when only the content speaks for it.
const SEVERAL: f64 = 0.3;
const ALSO: f64 = 0.65;

/// Pictures an item asks for that are there, to speak for it.
const PICTURED: usize = 3;

/// A requirement that this many documents or fewer meet is fully telling.
const TELLING: f64 = 4.0;

/// What a requirement tells when there are too few documents to compare with.
const TELLING_UNKNOWN: f64 = 0.5;

/// What a requirement that every document meets still tells.
const LEAST_TELLING: f64 = 0.15;

/// Profile phrases that make a full profile.
const PROFILE_FULL: usize = 4;

/// Least characters of a section; less is a line in a list of contents.
const SECTION: usize = 60;

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

/// Assigns documents to items.
pub fn assign(
    rules: &RuleSet,
    phrases: &Phrases,
    documents: &[(Indexed, Hits)],
    unread: &[Unread],
    pins: &BTreeMap<String, String>,
) -> Assignment {
    let names = NameIndex::new(rules);
    let context = Context {
        rules,
        phrases,
        names: &names,
        pins,
    };
    let mut assignment = Assignment::default();
    let sections: Vec<Vec<Section>> = documents
        .par_iter()
        .map(|(document, hits)| {
            let pinned = pins.contains_key(&document.path);
            if !pinned && (is_cover_letter(document) || is_foreign(document, rules.scheme())) {
                return Vec::new();
            }
            sections(&context, document, hits)
        })
        .collect();
    let telling = Telling::new(rules, sections.iter().flatten());
    let mut open: Vec<Open> = Vec::new();
    for (number, ((document, hits), sections)) in documents.iter().zip(&sections).enumerate() {
        let mut decision = Decision::default();
        if sections.is_empty() {
            let (code, detail) = if is_foreign(document, rules.scheme()) {
                ("other-scheme", "numbered for the list of another ministry")
            } else {
                (
                    "cover-letter",
                    "sends other documents and has nothing of them",
                )
            };
            decision.warnings.push(Warning {
                code: code.into(),
                page: None,
                detail: detail.into(),
            });
        }
        let mut before: Vec<String> = Vec::new();
        for section in sections {
            let part = Part {
                document,
                hits,
                units: section.units.clone(),
            };
            let candidates = context.candidates(&part, section, &telling);
            let mut items = context.decide(&part, section, &candidates, &mut decision);
            if items.is_empty() && section.cut == Cut::Likeness {
                items.clone_from(&before);
            } else {
                open.push(Open {
                    document: number,
                    units: section.units.clone(),
                    candidates: context.further(&part, candidates, &items),
                    shared: !items.is_empty(),
                });
            }
            for item in &items {
                assignment
                    .parts
                    .entry(item.clone())
                    .or_default()
                    .push((number, section.units.clone()));
            }
            before = items;
        }
        decision.items.sort_by_key(|id| context.order(id));
        decision.items.dedup();
        assignment.documents.push(decision);
    }
    twins(&context, documents, &mut assignment);
    for file in unread {
        let decision = context.unread(&file.path, documents, &assignment);
        assignment.unread.push(decision);
    }
    if documents.len() >= LEFT_OVER_AMONG {
        left_over(&context, documents, open, &mut assignment);
        twins(&context, documents, &mut assignment);
    }
    years::without_older(rules, documents, &mut assignment);
    for (decision, (document, _)) in assignment.documents.iter_mut().zip(documents) {
        contradictions(&context, &document.path, decision);
    }
    assignment
}

struct Context<'a> {
    rules: &'a RuleSet,
    phrases: &'a Phrases,
    names: &'a NameIndex,
    pins: &'a BTreeMap<String, String>,
}

/// How telling each content requirement is among the documents at hand: what half of them meet, such as
/// naming the lines of work, says little about which item they are for.
struct Telling {
    /// By item and content requirement, 0 to 1.
    weights: Vec<Vec<f64>>,
}

impl Telling {
    fn new<'s>(rules: &RuleSet, sections: impl Iterator<Item = &'s Section>) -> Self {
        let mut counts: Vec<Vec<usize>> = vec![Vec::new(); rules.items.len()];
        let mut all = 0usize;
        for section in sections {
            all += 1;
            for (counts, met) in counts.iter_mut().zip(&section.met) {
                counts.resize(met.len(), 0);
                for (count, met) in counts.iter_mut().zip(met) {
                    *count += usize::from(*met);
                }
            }
        }
        let all = all as f64;
        // What a tenth of the documents meet is fully telling; with few documents everything is.
        let full = (all / TELLING).ln();
        let weight = |count: usize| {
            if full <= 0.0 {
                return TELLING_UNKNOWN;
            }
            let weight = ((all + 1.0) / count.max(1) as f64).ln() / full;
            weight.clamp(LEAST_TELLING, 1.0)
        };
        Telling {
            weights: counts
                .into_iter()
                .map(|counts| counts.into_iter().map(weight).collect())
                .collect(),
        }
    }
}

/// Mean of the weights of what is met.
fn mean_where(met: &[bool], weights: &[f64]) -> f64 {
    let sum: f64 = met
        .iter()
        .zip(weights)
        .filter(|(met, _)| **met)
        .map(|(_, weight)| weight)
        .sum();
    if met.is_empty() {
        0.0
    } else {
        sum / met.len() as f64
    }
}

impl Context<'_> {
    fn order(&self, id: &str) -> usize {
        self.rules
            .items
            .iter()
            .position(|item| item.id == id)
            .unwrap_or(usize::MAX)
    }

    /// Items of this rule set that a name numbers, with how sure each is.
    fn codes(&self, name: &str) -> Vec<(String, f64)> {
        let mut list: Vec<(String, f64)> = Vec::new();
        let scheme = self.rules.scheme();
        for code in codes_in_file_name(name)
            .iter()
            .filter(|code| code.scheme == scheme)
        {
            for number in code.numbers() {
                let id = format!("{}{number}", scheme.prefix());
                if self.order(&id) != usize::MAX && !list.iter().any(|(known, _)| *known == id) {
                    list.push((id, certainty(code.certainty)));
                }
            }
        }
        list
    }

    /// Signals of the path: numbers and words in the file and folder names.
    fn path_signals(&self, path: &str) -> Vec<Signal> {
        let mut signals = Vec::new();
        if let Some(item) = self.pins.get(path) {
            signals.push(signal(item, "pin", path, weight::PIN));
        }
        let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
        if codes_in_file_name(file)
            .iter()
            .any(|code| code.scheme != self.rules.scheme() && code.certainty == Certainty::Stated)
        {
            // Numbered for the list of another ministry; what it is called there says nothing here.
            return signals;
        }
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        for (id, sure) in self.codes(stem) {
            signals.push(signal(
                &id,
                "code-in-file-name",
                file,
                weight::CODE_IN_FILE_NAME * sure,
            ));
        }
        for (item, alike) in self.names.alike(stem) {
            if alike >= NAME_ALIKE {
                signals.push(signal(
                    &item,
                    "title-in-file-name",
                    file,
                    weight::FILE_NAME * alike,
                ));
            }
        }
        // The innermost folder speaks of its files most closely.
        if let Some(folder) = folders.rsplit('/').next().filter(|name| !name.is_empty()) {
            for (id, sure) in self.codes(folder) {
                signals.push(signal(
                    &id,
                    "code-in-folder",
                    folder,
                    weight::CODE_IN_FOLDER * sure,
                ));
            }
            for (item, alike) in self.names.alike(folder) {
                if alike >= NAME_ALIKE {
                    signals.push(signal(
                        &item,
                        "title-in-folder",
                        folder,
                        weight::FOLDER * alike,
                    ));
                }
            }
        }
        signals
    }

    /// A section with what it meets of every item's content.
    fn section(
        &self,
        document: &Indexed,
        hits: &Hits,
        units: Vec<Range<usize>>,
        headed: Vec<Signal>,
        cut: Cut,
    ) -> Section {
        let part = Part {
            document,
            hits,
            units,
        };
        let others = BTreeMap::new();
        let met = self
            .rules
            .items
            .iter()
            .map(|item| check::coverage(item, &self.scope(item, &part, &others)))
            .collect();
        Section {
            units: part.units,
            headed,
            cut,
            met,
        }
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
            agency_words: &self.rules.recognise,
            others,
            approximate: false,
        }
    }

    /// Whether the evidence of two items stands in different places.
    fn apart(&self, first: &str, second: &str, part: &Part<'_>) -> bool {
        let others = BTreeMap::new();
        let places = |id: &str| {
            let item = self.rules.items.iter().find(|item| item.id == id);
            item.map(|item| check::places(item, &self.scope(item, part, &others)))
                .unwrap_or_default()
        };
        let (first, second) = (places(first), places(second));
        let shared = second.intersection(&first).count() as f64;
        shared <= SHARED * second.len() as f64
    }

    /// What speaks for each item, the strongest first.
    fn candidates(&self, part: &Part<'_>, section: &Section, telling: &Telling) -> Vec<Candidate> {
        let pictures = part
            .unit_numbers()
            .any(|unit| is_picture(part.document, unit));
        if part.length() < SECTION / 2 && !pictures {
            return Vec::new();
        }
        let path = match section.cut {
            Cut::Whole | Cut::Beginning => self.path_signals(&part.document.path),
            Cut::Title | Cut::Likeness => Vec::new(),
        };
        let mut candidates: Vec<Candidate> = self
            .rules
            .items
            .iter()
            .zip(&section.met)
            .zip(&telling.weights)
            .map(|((item, met), weights)| {
                let mut signals: Vec<Signal> = path
                    .iter()
                    .chain(&section.headed)
                    .filter(|s| s.item == item.id)
                    .cloned()
                    .collect();
                let content = mean_where(met, weights);
                let count = met.iter().filter(|met| **met).count();
                if content > 0.0 {
                    let detail = format!("{count}/{}", met.len());
                    signals.push(signal(
                        &item.id,
                        "content",
                        &detail,
                        weight::CONTENT * content,
                    ));
                }
                let pictured = check::pictured(item, met);
                if pictured >= PICTURED {
                    let detail = pictured.to_string();
                    signals.push(signal(&item.id, "pictures", &detail, weight::PICTURES));
                }
                self.profile(item, part, &mut signals);
                Candidate {
                    item: item.id.clone(),
                    content,
                    met: count,
                    signals,
                }
            })
            .collect();
        // The official order breaks ties, since the sort is stable.
        candidates.sort_by(|a, b| b.total().total_cmp(&a.total()));
        candidates
    }

    /// Decides which items a section evidences.
    fn decide(
        &self,
        part: &Part<'_>,
        section: &Section,
        candidates: &[Candidate],
        decision: &mut Decision,
    ) -> Vec<String> {
        let mut accepted: Vec<String> = Vec::new();
        for candidate in candidates {
            let fits = match accepted.first() {
                None => true,
                Some(_) if candidate.has("pin") => true,
                Some(_) if candidate.has("code-in-file-name") => candidate.content >= SEVERAL,
                Some(first) => {
                    candidate.content >= ALSO
                        && candidate.met >= CONTENT_MET
                        && candidate.profile() >= weight::PROFILE / 2.0
                        && self.apart(first, &candidate.item, part)
                }
            };
            if fits && candidate.acceptable() {
                accepted.push(candidate.item.clone());
                decision.items.push(candidate.item.clone());
                decision.signals.extend(candidate.signals.iter().cloned());
            }
        }
        if let (true, true, Some(best)) = (
            accepted.is_empty(),
            section.cut == Cut::Whole,
            candidates.first(),
        ) {
            decision.signals.extend(best.signals.iter().cloned());
        }
        accepted
    }

    /// What could answer another item beside those a part was given: all of it when it has none, else what
    /// stands in other places.
    fn further(
        &self,
        part: &Part<'_>,
        candidates: Vec<Candidate>,
        items: &[String],
    ) -> Vec<Candidate> {
        let Some(first) = items.first() else {
            return candidates;
        };
        candidates
            .into_iter()
            .filter(|candidate| {
                !items.contains(&candidate.item)
                    && candidate.content >= SHARED_CONTENT
                    && candidate.profile() > 0.0
                    && self.apart(first, &candidate.item, part)
            })
            .collect()
    }

    /// Phrases that speak for and against an item.
    fn profile(&self, item: &Item, part: &Part<'_>, signals: &mut Vec<Signal>) {
        let standing = |phrase: &String| {
            self.phrases
                .hits(part.hits, phrase)
                .iter()
                .any(|hit| part.holds(part.document.unit_at(hit.span.start)))
        };
        let seen: Vec<&str> = item
            .profile
            .iter()
            .filter(|phrase| standing(phrase))
            .map(String::as_str)
            .collect();
        if !seen.is_empty() {
            let full = PROFILE_FULL.min(item.profile.len()).max(1);
            let share = (seen.len() as f64 / full as f64).min(1.0);
            signals.push(signal(
                &item.id,
                "profile",
                &seen.join(", "),
                weight::PROFILE * share,
            ));
        }
        for phrase in item.not_profile.iter().filter(|phrase| standing(phrase)) {
            signals.push(signal(&item.id, "speaks-against", phrase, weight::AGAINST));
        }
    }

    /// What an unreadable file could be, by its name and by the readable files beside it.
    fn unread(
        &self,
        path: &str,
        documents: &[(Indexed, Hits)],
        assignment: &Assignment,
    ) -> Decision {
        let mut signals = self.path_signals(path);
        for ((document, _), decision) in documents.iter().zip(&assignment.documents) {
            if name::same_stem(path, &document.path) {
                for item in &decision.items {
                    signals.push(signal(item, "same-name", &document.path, weight::TWIN));
                }
            }
        }
        let mut totals: BTreeMap<&str, f64> = BTreeMap::new();
        for signal in &signals {
            *totals.entry(&signal.item).or_default() += signal.weight;
        }
        let best = totals.values().copied().fold(0.0, f64::max);
        let mut items: Vec<String> = totals
            .iter()
            .filter(|(_, total)| **total >= best - 0.5 && **total >= weight::FOLDER * NAME_ALIKE)
            .map(|(item, _)| (*item).to_owned())
            .collect();
        items.sort_by_key(|id| self.order(id));
        signals.retain(|signal| items.contains(&signal.item));
        Decision {
            items,
            signals,
            warnings: Vec::new(),
        }
    }
}

#[derive(Debug, Clone)]
struct Candidate {
    item: String,
    content: f64,
    met: usize,
    signals: Vec<Signal>,
}

impl Candidate {
    /// Sum of the signals. A title that is there counts once, however like it another heading is. All that a path says comes from one person naming one file, who may have
    /// swapped two, so that it counts only up to [`PATH`].
    fn total(&self) -> f64 {
        let of_path = |signal: &&Signal| PATH_SIGNALS.contains(&signal.signal.as_str());
        let path: f64 = self
            .signals
            .iter()
            .filter(of_path)
            .map(|signal| signal.weight)
            .sum();
        let rest: f64 = self
            .signals
            .iter()
            .filter(|s| !of_path(s))
            .map(|signal| signal.weight)
            .sum();
        path.min(PATH) + rest
    }

    fn has(&self, name: &str) -> bool {
        self.signals.iter().any(|signal| signal.signal == name)
    }

    /// Weight of the profile phrases found.
    fn profile(&self) -> f64 {
        self.signals
            .iter()
            .filter(|s| s.signal == "profile")
            .map(|s| s.weight)
            .sum()
    }

    /// Whether the document itself speaks for the item, not only its name.
    fn spoken(&self) -> bool {
        const SPEAKING: &[&str] = &[
            "pin",
            "title-in-heading",
            "alias-in-heading",
            "code-in-heading",
            "profile",
        ];
        self.content > 0.0 || SPEAKING.iter().any(|name| self.has(name))
    }

    fn acceptable(&self) -> bool {
        const NAMING: &[&str] = &[
            "pin",
            "code-in-file-name",
            "code-in-folder",
            "title-in-file-name",
            "title-in-folder",
            "title-in-heading",
            "like-title-in-heading",
            "alias-in-heading",
            "code-in-heading",
        ];
        let named = NAMING.iter().any(|name| self.has(name));
        let spoken = self.spoken();
        let content = self.content >= CONTENT_ALONE
            && (self.met >= CONTENT_MET || self.profile() >= weight::PROFILE / 2.0);
        self.total() >= ACCEPT && ((named && spoken) || content)
    }
}

/// A part of a document that answers no item by itself.
struct Open {
    document: usize,
    units: Vec<Range<usize>>,
    candidates: Vec<Candidate>,
    /// It answers another item.
    shared: bool,
}

/// Gives parts without an item to items without a document, the strongest first: what by itself would say
/// too little says enough where nothing else is left that could answer the item. What a file that cannot be
/// read answers by its name is left to it.
fn left_over(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    open: Vec<Open>,
    assignment: &mut Assignment,
) {
    let path = |number: usize| documents.get(number).map_or("", |(it, _)| it.path.as_str());
    let folder = |number: usize| path(number).rsplit_once('/').map(|(folder, _)| folder);
    // An item that others of the same folder answer goes on there: six notices, one manual for each line.
    let beside = |part: &Open, item: &str| {
        let parts = assignment.parts.get(item).into_iter().flatten();
        folder(part.document).is_some()
            && parts
                .clone()
                .any(|(other, _)| folder(*other) == folder(part.document))
    };
    let named = |item: &String| {
        assignment
            .unread
            .iter()
            .any(|file| file.items.contains(item))
    };
    let twin = |part: &Open| {
        let decision = assignment.documents.get(part.document);
        !part.shared && decision.is_some_and(|decision| decision.signals.iter().any(is_twin))
    };
    let mut pairs: Vec<(f64, usize, Candidate)> = Vec::new();
    for (number, part) in open.iter().enumerate().filter(|(_, part)| !twin(part)) {
        let best = part.candidates.first().map_or(0.0, Candidate::total);
        let least = if part.shared { ACCEPT } else { LEFT_OVER };
        let fitting = part.candidates.iter().filter(|candidate| {
            candidate.total() >= least
                && candidate.total() >= best - LEFT_OVER_BEHIND
                && candidate.content >= LEFT_OVER_CONTENT
                && candidate.spoken()
                && !named(&candidate.item)
                && (!assignment.parts.contains_key(&candidate.item)
                    || (!part.shared && beside(part, &candidate.item)))
        });
        pairs.extend(fitting.map(|candidate| (candidate.total(), number, candidate.clone())));
    }
    let shared = |number: usize| open.get(number).is_some_and(|part| part.shared);
    pairs.sort_by(|(a, first, _), (b, second, _)| {
        shared(*first).cmp(&shared(*second)).then(b.total_cmp(a))
    });
    let mut taken = vec![false; open.len()];
    for (_, number, candidate) in pairs {
        let (Some(part), Some(taken)) = (open.get(number), taken.get_mut(number)) else {
            continue;
        };
        let Some(decision) = assignment.documents.get_mut(part.document) else {
            continue;
        };
        // A part of its own goes before a part of what answers something else.
        let late = part.shared && assignment.parts.contains_key(&candidate.item);
        if late || std::mem::replace(taken, true) {
            continue;
        }
        if decision.items.is_empty() {
            decision.signals.clear();
        }
        if !decision.items.contains(&candidate.item) {
            decision.items.push(candidate.item.clone());
            decision.items.sort_by_key(|id| context.order(id));
        }
        decision.signals.extend(candidate.signals);
        assignment
            .parts
            .entry(candidate.item)
            .or_default()
            .push((part.document, part.units.clone()));
    }
}

/// What a number is worth by its form: a bare number may count anything.
fn certainty(certainty: Certainty) -> f64 {
    match certainty {
        Certainty::Stated => 1.0,
        Certainty::Likely => 0.9,
        Certainty::Possible => 0.6,
    }
}

fn signal(item: &str, name: &str, detail: &str, weight: f64) -> Signal {
    Signal {
        item: item.to_owned(),
        signal: name.to_owned(),
        detail: detail.to_owned(),
        weight: (weight * 100.0).round() / 100.0,
    }
}

fn is_twin(signal: &Signal) -> bool {
    signal.signal == "twin"
}

fn is_picture(document: &Indexed, unit: usize) -> bool {
    document
        .units
        .get(unit)
        .is_some_and(|unit| matches!(unit.kind, UnitKind::Picture { .. }))
}

/// Documents without an item of their own that repeat an assigned document in another format.
fn twins(context: &Context<'_>, documents: &[(Indexed, Hits)], assignment: &mut Assignment) {
    for number in 0..documents.len() {
        let Some((document, _)) = documents.get(number) else {
            continue;
        };
        if assignment
            .documents
            .get(number)
            .is_none_or(|decision| !decision.items.is_empty())
        {
            continue;
        }
        let twin = documents
            .iter()
            .zip(&assignment.documents)
            .find(|((other, _), decision)| {
                !decision.items.is_empty()
                    && other.path != document.path
                    && (name::same_stem(&document.path, &other.path)
                        || name::same_content(document, other))
            });
        let Some(((other, _), decision)) = twin else {
            continue;
        };
        let (path, items) = (other.path.clone(), decision.items.clone());
        let signals: Vec<Signal> = items
            .iter()
            .map(|item| signal(item, "twin", &path, weight::TWIN))
            .collect();
        for item in &items {
            let units = std::iter::once(0..document.units.len()).collect();
            assignment
                .parts
                .entry(item.clone())
                .or_default()
                .push((number, units));
        }
        if let Some(decision) = assignment.documents.get_mut(number) {
            decision.items = items;
            decision.signals = signals;
            decision.items.sort_by_key(|id| context.order(id));
        }
    }
}

/// A number in the file name that the content does not bear out.
fn contradictions(context: &Context<'_>, path: &str, decision: &mut Decision) {
    let file = path.rsplit('/').next().unwrap_or(path);
    for (code, _) in context.codes(file.rsplit_once('.').map_or(file, |(stem, _)| stem)) {
        if !decision.items.is_empty() && !decision.items.contains(&code) {
            decision.warnings.push(Warning {
                code: "code-differs".into(),
                page: None,
                detail: format!("named {code}, the content is {}", decision.items.join(", ")),
            });
        }
    }
}
