//! What speaks for each item in a part of a document, and how much.

use std::collections::BTreeMap;

use super::left_over::NAMED;
use super::name::{bare, letters};
use super::path::stem;
use super::sections::{Cut, SECTION, Section};
use super::{Context, weight};
use crate::check::phrases::Hit;
use crate::check::{self, Part};
use crate::index::{Indexed, UnitKind};
use crate::result::Signal;
use crate::rules::model::{Item, PhraseList, RuleSet};

/// Pictures an item asks for that are there, to speak for it.
const PICTURED: usize = 3;

/// Profile phrases that make a full profile.
const PROFILE_FULL: usize = 4;

/// The signals that come from the path.
const PATH_SIGNALS: &[&str] = &[
    "code-in-file-name",
    "code-in-folder",
    "title-in-file-name",
    "title-in-folder",
];

/// The signals that name the item.
pub(super) const NAMING: &[&str] = &[
    "pin",
    "code-in-file-name",
    "code-in-folder",
    "title-in-file-name",
    "title-in-folder",
    "title-in-heading",
    "like-title-in-heading",
    "alias-in-heading",
    "code-in-heading",
    MONTHLY,
];

/// The signal of a file that is one of a series, one for each month.
const MONTHLY: &str = "monthly-series";

/// Least share of the requirements for content alone, without title or number, to assign a document.
const CONTENT_ALONE: f64 = 0.55;

/// The same where words of the item's profile fill it.
const CONTENT_TYPICAL: f64 = 0.45;

/// Least number of requirements for the same, unless words of the item's profile are there too: an item
/// that asks one thing is met by many documents.
pub(super) const CONTENT_MET: usize = 3;

/// A requirement that this many documents or fewer meet is fully telling.
const TELLING: f64 = 4.0;

/// What a requirement tells when there are too few documents to compare with.
const TELLING_UNKNOWN: f64 = 0.5;

/// What a requirement that every document meets still tells.
const LEAST_TELLING: f64 = 0.15;

/// How telling each content requirement is among the documents at hand: what half of them meet, such as
/// naming the lines of work, says little about which item they are for.
pub(super) struct Telling {
    /// By item and content requirement, 0 to 1.
    weights: Vec<Vec<f64>>,
}

impl Telling {
    /// Sections with the paths of their documents. Twelve monthly reports by one name are one kind of document.
    pub(super) fn new<'s>(
        rules: &RuleSet,
        sections: impl Iterator<Item = (&'s str, &'s Section)>,
    ) -> Self {
        let mut kinds: BTreeMap<String, Vec<Vec<bool>>> = BTreeMap::new();
        for (number, (path, section)) in sections.enumerate() {
            let name = letters(&bare(stem(path)));
            // The sections of one document are of several kinds.
            let series = section.cut == Cut::Whole && name.chars().count() >= NAMED;
            let kind = if series { name } else { number.to_string() };
            let known = kinds.entry(kind).or_default();
            known.resize(section.met.len(), Vec::new());
            for (known, met) in known.iter_mut().zip(&section.met) {
                known.resize(met.len(), false);
                for (known, met) in known.iter_mut().zip(met) {
                    *known |= *met;
                }
            }
        }
        let mut counts: Vec<Vec<usize>> = vec![Vec::new(); rules.items.len()];
        for kind in kinds.values() {
            for (counts, met) in counts.iter_mut().zip(kind) {
                counts.resize(met.len(), 0);
                for (count, met) in counts.iter_mut().zip(met) {
                    *count += usize::from(*met);
                }
            }
        }
        let all = kinds.len() as f64;
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

#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) item: String,
    pub(super) content: f64,
    /// How many of the item's content requirements are met, and of how many.
    pub(super) met: usize,
    pub(super) asked: usize,
    /// The item asks only for what became of another's plan.
    pub(super) follows: bool,
    pub(super) signals: Vec<Signal>,
}

impl Candidate {
    /// Sum of the signals. All that a path says comes from one person naming one file, who may have swapped
    /// two, so that it counts only up to [`weight::PATH`].
    pub(super) fn total(&self) -> f64 {
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
        path.min(weight::PATH) + rest
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.signals.iter().any(|signal| signal.signal == name)
    }

    /// Weight of the profile phrases found.
    pub(super) fn profile(&self) -> f64 {
        self.signals
            .iter()
            .filter(|s| s.signal == "profile")
            .map(|s| s.weight)
            .sum()
    }

    /// Whether enough requirements are met: several, or all of an item that asks two things.
    fn complete(&self) -> bool {
        self.met >= CONTENT_MET || (self.met > 1 && self.met == self.asked)
    }

    /// Whether the item asks for one thing only, or for what became of another's plan.
    pub(super) fn asks_little(&self) -> bool {
        self.follows || self.asked <= 1
    }

    /// Whether several words of the item's profile are there.
    pub(super) fn typical(&self) -> bool {
        self.profile() >= weight::PROFILE / 2.0
    }

    /// Whether something tells that these are the results the item asks for: what follows another item's plan is met
    /// by the results of anything.
    pub(super) fn tells_of_what(&self) -> bool {
        !self.follows || self.typical() || self.named()
    }

    /// Whether a name or a heading says that the document is for the item.
    pub(super) fn named(&self) -> bool {
        NAMING.iter().any(|name| self.has(name))
    }

    /// Whether the document itself speaks for the item, not only its name.
    pub(super) fn spoken(&self) -> bool {
        const SPEAKING: &[&str] = &[
            "pin",
            "title-in-heading",
            "alias-in-heading",
            "code-in-heading",
            "profile",
        ];
        self.content > 0.0 || SPEAKING.iter().any(|name| self.has(name))
    }

    pub(super) fn acceptable(&self) -> bool {
        let named = self.named();
        let spoken = self.spoken();
        let content = (self.content >= CONTENT_ALONE && (self.complete() || self.typical()))
            || (self.content >= CONTENT_TYPICAL
                && self.met >= CONTENT_MET
                && self.profile() >= weight::PROFILE);
        self.total() >= weight::ACCEPT && ((named && spoken) || content)
    }
}

pub(super) fn signal(item: &str, name: &str, detail: &str, weight: f64) -> Signal {
    Signal {
        item: item.to_owned(),
        signal: name.to_owned(),
        detail: detail.to_owned(),
        weight: (weight * 100.0).round() / 100.0,
    }
}

impl Context<'_> {
    /// What speaks for each item, the strongest first.
    pub(super) fn candidates(
        &self,
        part: &Part<'_>,
        section: &Section,
        telling: &Telling,
    ) -> Vec<Candidate> {
        let pictures = part
            .unit_numbers()
            .any(|unit| is_picture(part.document, unit));
        if part.length() < SECTION / 2 && !pictures {
            return Vec::new();
        }
        let path = match section.cut {
            Cut::Whole | Cut::Beginning => self.path_signals(&part.document.path),
            // The name of a book may list what its chapters answer.
            Cut::Title | Cut::Chapter | Cut::Likeness => self.listed_in_name(&part.document.path),
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
                let monthly = self.monthly.contains(&part.document.path);
                if monthly && count * 2 >= met.len() && check::asks_each_month(item) {
                    let detail = stem(&part.document.path);
                    signals.push(signal(&item.id, MONTHLY, detail, weight::MONTHLY));
                }
                self.profile(item, part, &mut signals);
                Candidate {
                    item: item.id.clone(),
                    content,
                    met: count,
                    asked: met.len(),
                    follows: check::only_follows(item),
                    signals,
                }
            })
            .collect();
        // The official order breaks ties, since the sort is stable.
        candidates.sort_by(|a, b| b.total().total_cmp(&a.total()));
        candidates
    }

    /// Phrases that speak for and against an item.
    fn profile(&self, item: &Item, part: &Part<'_>, signals: &mut Vec<Signal>) {
        let seen: Vec<&str> = standing(&item.profile, part).collect();
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
        for phrase in standing(&item.not_profile, part) {
            signals.push(signal(&item.id, "speaks-against", phrase, weight::AGAINST));
        }
    }
}

/// Which of the phrases stand in a part.
fn standing<'p>(phrases: &'p PhraseList, part: &Part<'_>) -> impl Iterator<Item = &'p str> {
    let holds = |hit: &Hit| part.holds(part.document.unit_at(hit.span.start));
    let numbered = phrases.iter().zip(phrases.numbers());
    let standing = numbered.filter(move |(_, number)| part.hits.of(**number).iter().any(holds));
    standing.map(|(phrase, _)| phrase.as_str())
}

fn is_picture(document: &Indexed, unit: usize) -> bool {
    document
        .units
        .get(unit)
        .is_some_and(|unit| matches!(unit.kind, UnitKind::Picture { .. }))
}
