//! Requirements judged against the documents assigned to their item.
//!
//! In: a requirement and a [`Scope`], which holds documents and rules but never files. Out: an
//! [`Outcome`] with evidence, nearest misses and a reason. One module per kind; a new kind is one file
//! and one line in `condition`.

mod contact;
mod count;
mod date;
mod follows;
mod format;
mod image;
mod language;
mod link;
mod period;
pub mod phrases;
mod required;
mod signature;
mod sum;
mod table;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(crate) use format::family;
use phrases::{Hit, Hits, Phrases};

use crate::document::Format;
use crate::index::{Indexed, UnitKind};
use crate::language::Bilingual;
use crate::messages;
use crate::result::{Evidence, Match, Reason, RequirementResult, Searched, Verdict};
use crate::rules::model::{
    Basis, Condition, Cover, FormatFamily, Item, PhraseList, Requirement, Window,
};
use crate::thai::chars::is_numeric;

/// Most pieces of evidence and of nearest misses in a result: enough to check, short enough to read.
const EVIDENCE: usize = 6;

/// The part of a document that speaks for an item.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// The document.
    pub document: &'a Indexed,
    /// Where the rule set's phrases stand in it.
    pub hits: &'a Hits,
    /// Its units that count; what lists other items is left out.
    pub units: Vec<Range<usize>>,
}

impl<'a> Part<'a> {
    /// The units that count, in order.
    pub fn unit_numbers(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.units.iter().flat_map(Clone::clone)
    }

    /// Whether a unit counts.
    pub fn holds(&self, unit: usize) -> bool {
        self.units.iter().any(|range| range.contains(&unit))
    }

    /// A whole unit, to be quoted.
    fn spot(&self, unit: usize) -> Spot<'a> {
        let unit = self.document.units.get(unit);
        let span = unit.map_or(0..0, |unit| unit.span.clone());
        self.spot_of(span, Match::Exact)
    }

    fn spot_of(&self, span: Range<usize>, matched: Match) -> Spot<'a> {
        Spot {
            document: self.document,
            span,
            matched,
            distance: 0,
            picture: None,
        }
    }

    /// The first unit that counts, to be quoted.
    fn beginning(&self) -> Spot<'a> {
        self.spot(self.unit_numbers().next().unwrap_or_default())
    }

    /// Letters in the units that count.
    pub fn length(&self) -> usize {
        self.unit_numbers()
            .map(|unit| self.document.unit_text(unit).chars().count())
            .sum()
    }
}

/// A file that belongs to an item and cannot be read.
#[derive(Debug, Clone)]
pub struct Unreadable {
    /// Relative to the agency folder.
    pub path: String,
    /// `None` when unknown.
    pub format: Option<Format>,
    /// What format it counts as, which is known of some that are not read.
    pub family: Option<FormatFamily>,
    /// Whether it is empty or damaged, so that nobody can open it.
    pub broken: bool,
}

/// What one item is judged on.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The rule set's phrases.
    pub phrases: &'a Phrases,
    /// The item.
    pub item: &'a Item,
    /// Readable parts of documents assigned to it.
    pub parts: &'a [Part<'a>],
    /// Files and pages assigned to it that cannot be read.
    pub unreadable: &'a [Unreadable],
    /// All files assigned to it that cannot be read, those too of which a readable one says the same.
    pub unread: &'a [Unreadable],
    /// Words that name the agency type, from the rule set.
    pub agency_words: &'a PhraseList,
    /// Parts of every item, for requirements that follow another item.
    pub others: &'a BTreeMap<String, Vec<Part<'a>>>,
    /// Whether to look for spelling slips where nothing was found; slower.
    pub approximate: bool,
}

/// A hit with the part it stands in.
#[derive(Debug, Clone)]
struct Located<'a> {
    part: &'a Part<'a>,
    unit: usize,
    hit: Hit,
}

impl<'a> Located<'a> {
    fn spot(&self) -> Spot<'a> {
        Spot {
            distance: self.hit.distance,
            ..self.part.spot_of(self.hit.span.clone(), self.hit.matched)
        }
    }

    fn fuzzy(&self) -> bool {
        self.hit.matched == Match::Fuzzy
    }
}

/// A place in a document; quoted only when it is reported, since most of what is looked at never is.
#[derive(Debug, Clone)]
struct Spot<'a> {
    document: &'a Indexed,
    /// Bytes of the source text.
    span: Range<usize>,
    matched: Match,
    distance: u32,
    /// Unit of the picture that is meant where the text only names it.
    picture: Option<usize>,
}

impl Spot<'_> {
    fn evidence(&self) -> Evidence {
        let document = self.document;
        let mut evidence = document.evidence(self.span.clone(), self.matched, self.distance);
        if let Some(picture) = self.picture.and_then(|unit| document.units.get(unit)) {
            evidence.bbox = picture.bbox.or(evidence.bbox);
            evidence.page = picture.page.or(evidence.page);
        }
        evidence
    }
}

impl<'a> Scope<'a> {
    /// Where any of the phrases stands in the parts.
    fn find(&self, phrases: &PhraseList) -> Vec<Located<'a>> {
        let mut located: Vec<Located<'a>> = self.located(phrases).collect();
        located.sort_by_key(|found| found.hit.span.start);
        located
    }

    /// The same phrase by phrase.
    fn located<'p>(
        &self,
        phrases: &'p PhraseList,
    ) -> impl Iterator<Item = Located<'a>> + use<'a, 'p> {
        self.parts.iter().flat_map(move |part| {
            let hits = part.hits.of_any(phrases);
            hits.filter_map(move |hit| locate(part, hit))
        })
    }

    /// The same with spelling slips.
    fn find_approximately(&self, phrases: &PhraseList) -> Vec<Located<'a>> {
        if !self.approximate {
            return Vec::new();
        }
        let parts = self.parts.iter();
        let located = parts.flat_map(|part| {
            let hits = self.phrases.approximate(part.document, phrases);
            hits.into_iter().filter_map(move |hit| locate(part, &hit))
        });
        located.collect()
    }

    fn find_any(&self, phrases: &PhraseList) -> Vec<Located<'a>> {
        let found = self.find(phrases);
        if found.is_empty() {
            self.find_approximately(phrases)
        } else {
            found
        }
    }

    /// Whether none of the phrases stands in the documents, even where it does not count.
    fn lacks(&self, phrases: &PhraseList) -> bool {
        let mut parts = self.parts.iter();
        parts.all(|part| part.hits.of_any(phrases).next().is_none())
    }

    fn searched(&self) -> Searched {
        let mut documents: Vec<(&str, u32)> = self
            .parts
            .iter()
            .map(|part| (part.document.path.as_str(), part.document.pages))
            .collect();
        documents.sort_unstable();
        documents.dedup();
        Searched {
            documents: u32::try_from(documents.len()).unwrap_or(u32::MAX),
            pages: documents.iter().map(|(_, pages)| pages).sum(),
        }
    }
}

/// A hit with its unit, if that counts.
fn locate<'a>(part: &'a Part<'a>, hit: &Hit) -> Option<Located<'a>> {
    let unit = part.document.unit_at(hit.span.start);
    let counts = part
        .document
        .units
        .get(unit)
        .is_some_and(|unit| unit.kind != UnitKind::Margin && !unit.unfilled && !unit.blank);
    (counts && part.holds(unit)).then(|| Located {
        part,
        unit,
        hit: hit.clone(),
    })
}

/// What a check found.
#[derive(Debug, Clone)]
struct Outcome<'a> {
    verdict: Verdict,
    /// Why, as a code of the message catalogue.
    code: &'static str,
    /// What fills the sentence.
    arguments: Vec<(&'static str, Bilingual)>,
    /// What the verdict rests on.
    evidence: Vec<Spot<'a>>,
    /// What came nearest.
    nearest: Vec<Spot<'a>>,
    /// How sure, 0 to 1.
    confidence: f64,
}

/// How often a verdict is right unless its check says otherwise: shares measured on labelled agencies in words
/// that the rules were not written for, see `docs/verdicts.md`. What is found is there; what is not found
/// may be there in other words.
const SURE_PASS: f64 = 0.97;
const SURE_FAIL: f64 = 0.75;
const SURE_REVIEW: f64 = 0.9;

impl<'a> Outcome<'a> {
    fn new(verdict: Verdict, code: &'static str) -> Self {
        Outcome {
            verdict,
            code,
            arguments: Vec::new(),
            evidence: Vec::new(),
            nearest: Vec::new(),
            confidence: SURE_REVIEW,
        }
    }

    fn pass(code: &'static str, evidence: Vec<Spot<'a>>) -> Self {
        Outcome {
            evidence,
            ..Outcome::new(Verdict::Pass, code).sure(SURE_PASS)
        }
    }

    fn fail(code: &'static str) -> Self {
        Outcome::new(Verdict::Fail, code).sure(SURE_FAIL)
    }

    fn near(mut self, nearest: Vec<Spot<'a>>) -> Self {
        self.nearest = nearest;
        self
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        self.arguments.push((
            name,
            Bilingual {
                th: value.clone(),
                en: value,
            },
        ));
        self
    }

    fn with_both(mut self, name: &'static str, value: Bilingual) -> Self {
        self.arguments.push((name, value));
        self
    }

    fn sure(mut self, confidence: f64) -> Self {
        self.confidence = confidence;
        self
    }

    fn passed(&self) -> bool {
        self.verdict == Verdict::Pass
    }
}

/// Judges one requirement of an item that has documents.
pub fn requirement(requirement: &Requirement, scope: &Scope<'_>) -> RequirementResult {
    let outcome = judge(requirement, scope);
    result(requirement, outcome, scope.searched())
}

fn judge<'a>(requirement: &Requirement, scope: &Scope<'a>) -> Outcome<'a> {
    if let Some(broken) = &scope.item.broken {
        return broken_rule(broken);
    }
    if let Some(when) = &requirement.when {
        let arises = condition(when, scope);
        if arises.verdict == Verdict::Fail && scope.unreadable.is_empty() {
            let evidence = scope.parts.first().map(Part::beginning);
            return Outcome::pass("not-applicable", evidence.into_iter().collect());
        }
    }
    let outcome = condition(&requirement.condition, scope);
    // A fail may be said only over readable text; of a file that nobody can open no text is needed.
    match scope.unreadable.first() {
        Some(_) if outcome.code == format::BROKEN => outcome,
        Some(unreadable) if outcome.verdict == Verdict::Fail => Outcome {
            nearest: outcome.nearest,
            ..Outcome::new(Verdict::Review, "unreadable-evidence").with("path", &unreadable.path)
        },
        _ => outcome,
    }
}

fn broken_rule(detail: &str) -> Outcome<'static> {
    Outcome::new(Verdict::Review, "broken-rule").with("detail", detail)
}

/// Turns a failed requirement into one whose period is not over.
pub fn not_due(result: &mut RequirementResult, requirement: &Requirement, window: &Window) {
    let outcome = Outcome::new(Verdict::Review, "not-due-yet")
        .with_both("window", period::window_name(window));
    *result = RequirementResult {
        nearest: std::mem::take(&mut result.nearest),
        ..self::result(requirement, outcome, result.searched.clone())
    };
}

/// Which of an item's content requirements the parts meet. What any document has, such as a date or a
/// format, says nothing about which item it is for and is left out.
pub fn coverage(item: &Item, scope: &Scope<'_>) -> Vec<bool> {
    telling(item)
        .map(|condition| covers(condition, scope))
        .collect()
}

/// Whether the parts meet at least so many of an item's content requirements, and at least this share of them. Most
/// parts answer nothing of most items, which the first requirements tell.
pub fn is_covered(item: &Item, scope: &Scope<'_>, least: usize, share: f64) -> bool {
    let asked = telling(item).count();
    let enough = |count: usize| count >= least && count as f64 >= share * asked as f64;
    let (mut met, mut left) = (0, asked);
    for condition in telling(item) {
        if enough(met) || !enough(met + left) {
            break;
        }
        left -= 1;
        met += usize::from(covers(condition, scope));
    }
    enough(met)
}

/// What an item asks of content that other items lack.
fn telling(item: &Item) -> impl Iterator<Item = &Condition> {
    let conditions = item.requirements.iter();
    conditions
        .map(|requirement| &requirement.condition)
        .filter(|condition| tells(condition))
}

fn covers(condition: &Condition, scope: &Scope<'_>) -> bool {
    match condition {
        // Results are results before it is known what they are the results of.
        Condition::Follows(rule) => follows::check(rule, scope).verdict != Verdict::Fail,
        other => meets(other, scope),
    }
}

/// Whether an item asks mostly for contacts.
pub fn asks_for_contacts(item: &Item) -> bool {
    let asks = |condition: &Condition| matches!(condition, Condition::Contact(_));
    let conditions = item.requirements.iter().map(|asked| &asked.condition);
    let contacts = conditions.filter(|condition| condition.has(&asks)).count();
    contacts * 2 > item.requirements.len()
}

/// How many of all requirements of an item the parts meet, and of how many, but for the formats of files: those too that
/// any document may meet.
pub fn met_of_all(item: &Item, scope: &Scope<'_>) -> (usize, usize) {
    let conditions = item.requirements.iter();
    let conditions = conditions
        .map(|requirement| &requirement.condition)
        .filter(|condition| !matches!(condition, Condition::Format(_)));
    let asked = conditions.clone().count();
    let met = conditions.filter(|condition| covers(condition, scope));
    (met.count(), asked)
}

/// Whether the parts of an item tell what became of another item's plan, be it incompletely.
pub fn partly_follows(requirement: &Requirement, scope: &Scope<'_>) -> bool {
    match &requirement.condition {
        Condition::Follows(rule) => follows::is_partly_met(rule, scope),
        _ => false,
    }
}

/// Whether an item asks for every month.
pub fn asks_each_month(item: &Item) -> bool {
    let asks = |condition: &Condition| match condition {
        Condition::Period(rule) => rule.cover == Cover::EachMonth,
        _ => false,
    };
    let mut requirements = item.requirements.iter();
    requirements.any(|requirement| requirement.condition.has(&asks))
}

/// Whether what an item asks of content is only what became of another item's plan.
pub fn only_follows(item: &Item) -> bool {
    let mut asked = telling(item)
        .filter(|condition| !shows(condition))
        .peekable();
    asked.peek().is_some() && asked.all(|condition| matches!(condition, Condition::Follows(_)))
}

/// Whether a condition passes without slips of spelling, and without saying why: most conditions of most items have
/// nothing to do with a document, and their phrases tell so at once.
fn meets(condition: &Condition, scope: &Scope<'_>) -> bool {
    let absent = |phrases: &PhraseList| !phrases.is_empty() && scope.lacks(phrases);
    match condition {
        Condition::All(list) => list.iter().all(|part| meets(part, scope)),
        Condition::Any(list) => list.iter().any(|part| meets(part, scope)),
        Condition::AtLeast(wanted, list) => {
            let met = list.iter().filter(|part| meets(part, scope));
            met.take(*wanted).count() == *wanted
        }
        Condition::Text(rule) => text::is_met(rule, scope),
        Condition::Language(rule) => {
            !absent(&rule.phrases) && language::check(rule, scope).passed()
        }
        Condition::Contact(rule) => !absent(&rule.near) && contact::check(rule, scope).passed(),
        Condition::Table(rule) => {
            table::is_possible(rule, scope) && table::check(rule, scope).passed()
        }
        Condition::Image(rule) => {
            (rule.of_rows || !absent(&rule.near)) && image::check(rule, scope).passed()
        }
        Condition::Link(rule) => !absent(&rule.near) && link::check(rule, scope).passed(),
        Condition::Date(rule) => !absent(&rule.near) && date::check(rule, scope).passed(),
        other => self::condition(other, scope).passed(),
    }
}

/// Where the evidence of an item's content requirements stands, as page or sheet, paragraph, table and row.
pub fn places(item: &Item, scope: &Scope<'_>) -> BTreeSet<Place> {
    telling(item)
        .map(|asked| condition(asked, scope))
        .filter(Outcome::passed)
        .flat_map(|outcome| outcome.evidence)
        .filter_map(|spot| Place::of(&spot))
        .collect()
}

/// A place in a document, coarse enough that two requirements met by the same line share it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    page: Option<u32>,
    sheet: Option<String>,
    paragraph: Option<u32>,
    table: Option<u32>,
    row: Option<u32>,
}

impl Place {
    fn of(spot: &Spot<'_>) -> Option<Self> {
        let units = &spot.document.units;
        let unit = units.get(spot.document.unit_at(spot.span.start))?;
        let picture = spot.picture.and_then(|picture| units.get(picture));
        Some(Place {
            page: picture.and_then(|picture| picture.page).or(unit.page),
            sheet: unit.sheet.clone(),
            paragraph: unit.paragraph,
            table: unit.table,
            row: unit.row,
        })
    }
}

/// Caption words of any picture; a picture with one of them says nothing about which item it is for.
const ANY_PICTURE: &[&str] = &["ภาพ", "รูป"];

/// How many of an item's requirements for a picture are met, by what [`coverage`] says of all.
pub fn pictured(item: &Item, met: &[bool]) -> usize {
    telling(item)
        .zip(met)
        .filter(|(condition, met)| **met && shows(condition))
        .count()
}

/// Whether a condition asks for a picture.
fn shows(condition: &Condition) -> bool {
    condition.has(&|part| matches!(part, Condition::Image(_)))
}

/// Whether a condition is about content that other items lack.
fn tells(condition: &Condition) -> bool {
    match condition {
        Condition::Text(_) | Condition::Table(_) | Condition::Follows(_) => true,
        Condition::Contact(rule) => !rule.near.is_empty(),
        Condition::Image(rule) => {
            !rule.near.is_empty()
                && !rule
                    .near
                    .iter()
                    .any(|word| ANY_PICTURE.contains(&word.as_str()))
        }
        Condition::Link(rule) => !rule.near.is_empty(),
        Condition::Language(rule) => !rule.phrases.is_empty(),
        Condition::Count(rule) => !rule.near.is_empty(),
        Condition::Date(_)
        | Condition::Period(_)
        | Condition::Format(_)
        | Condition::Signature(_)
        | Condition::Sum(_)
        | Condition::Human(_) => false,
        Condition::All(list) | Condition::Any(list) | Condition::AtLeast(_, list) => {
            list.iter().any(tells)
        }
    }
}

/// The result of a requirement whose item has no document at all.
pub fn without_documents(
    item: &Item,
    requirement: &Requirement,
    unreadable: Option<&Unreadable>,
) -> RequirementResult {
    let outcome = match (&item.broken, unreadable) {
        // A document may be there that the rule would have found.
        (Some(broken), _) => broken_rule(broken),
        (None, None) => Outcome::fail("no-document"),
        (None, Some(file)) => Outcome::new(Verdict::Review, "unreadable-document")
            .with("path", &file.path)
            .sure(0.5),
    };
    result(requirement, outcome, Searched::default())
}

fn result(
    requirement: &Requirement,
    outcome: Outcome<'_>,
    searched: Searched,
) -> RequirementResult {
    let arguments: Vec<(&str, &Bilingual)> = outcome
        .arguments
        .iter()
        .map(|(name, value)| (*name, value))
        .chain([("asks", &requirement.asks)])
        .collect();
    let sentence = messages::bilingual(outcome.code, &arguments);
    let quoted = |spots: &[Spot<'_>]| {
        let mut list: Vec<Evidence> = Vec::new();
        for evidence in spots.iter().map(Spot::evidence) {
            if list.last() == Some(&evidence) {
                continue;
            }
            list.push(evidence);
            if list.len() == EVIDENCE {
                break;
            }
        }
        list
    };
    RequirementResult {
        id: requirement.id.clone(),
        text: requirement.asks.th.clone(),
        text_en: requirement.asks.en.clone(),
        kind: kind(&requirement.condition).to_owned(),
        verdict: outcome.verdict,
        confidence: (outcome.confidence * 100.0).round() / 100.0,
        reason: Reason {
            code: outcome.code.to_owned(),
            args: outcome
                .arguments
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.th))
                .collect(),
            th: sentence.th,
            en: sentence.en,
        },
        searched,
        nearest: quoted(&outcome.nearest),
        advice: requirement.basis == Basis::Advice,
        waived: None,
        evidence: quoted(&outcome.evidence),
    }
}

/// Name of a condition's kind, as rule files write it.
pub fn kind(condition: &Condition) -> &'static str {
    match condition {
        Condition::Text(_) => "text",
        Condition::Table(_) => "table",
        Condition::Period(_) => "period",
        Condition::Format(_) => "format",
        Condition::Count(_) => "count",
        Condition::Contact(_) => "contact",
        Condition::Date(_) => "date",
        Condition::Signature(_) => "signature",
        Condition::Image(_) => "image",
        Condition::Language(_) => "language",
        Condition::Link(_) => "link",
        Condition::Follows(_) => "follows",
        Condition::Sum(_) => "sum",
        Condition::Human(_) => "human",
        Condition::All(_) => "all",
        Condition::Any(_) => "any",
        Condition::AtLeast(..) => "at_least",
    }
}

/// Judges one condition.
fn condition<'a>(condition: &Condition, scope: &Scope<'a>) -> Outcome<'a> {
    match condition {
        Condition::Text(rule) => text::check(rule, scope),
        Condition::Table(rule) => table::check(rule, scope),
        Condition::Period(rule) => period::check(rule, scope),
        Condition::Format(rule) => format::check(rule, scope),
        Condition::Count(rule) => count::check(rule, scope),
        Condition::Contact(rule) => contact::check(rule, scope),
        Condition::Date(rule) => date::check(rule, scope),
        Condition::Signature(rule) => signature::check(rule, scope),
        Condition::Image(rule) => image::check(rule, scope),
        Condition::Language(rule) => language::check(rule, scope),
        Condition::Link(rule) => link::check(rule, scope),
        Condition::Follows(rule) => follows::check(rule, scope),
        Condition::Sum(rule) => sum::check(rule, scope),
        Condition::Human(rule) => Outcome {
            evidence: scope.parts.iter().map(Part::beginning).collect(),
            ..Outcome::new(Verdict::Review, "human").with_both("look_at", rule.look_at.clone())
        },
        Condition::All(list) => at_least(list.len(), list, scope),
        Condition::Any(list) => at_least(1, list, scope),
        Condition::AtLeast(wanted, list) => at_least(*wanted, list, scope),
    }
}

/// Combines several conditions; the outcome that decides gives the reason.
fn at_least<'a>(wanted: usize, list: &[Condition], scope: &Scope<'a>) -> Outcome<'a> {
    let mut outcomes: Vec<Outcome<'a>> = list.iter().map(|part| condition(part, scope)).collect();
    let contradicts = |outcome: &Outcome<'_>| {
        const CONTRADICTING: &[&str] = &[
            period::TABLE_ENDS_EARLY,
            period::MONTH_LEFT_OUT,
            table::CELLS_LEFT_OUT,
        ];
        CONTRADICTING.contains(&outcome.code)
    };
    if let Some(contradicted) = outcomes.iter().position(contradicts) {
        return outcomes.swap_remove(contradicted);
    }
    let passed = outcomes.iter().filter(|outcome| outcome.passed()).count();
    let possible = outcomes
        .iter()
        .filter(|outcome| outcome.verdict != Verdict::Fail)
        .count();
    let verdict = if passed >= wanted {
        Verdict::Pass
    } else if possible >= wanted {
        Verdict::Review
    } else {
        Verdict::Fail
    };
    let nearest: Vec<Spot<'a>> = outcomes
        .iter()
        .flat_map(|outcome| outcome.nearest.clone())
        .collect();
    // Evidence of what was met beside what was not is the nearest miss.
    let found: Vec<Spot<'a>> = outcomes
        .iter()
        .zip(list)
        .filter(|(outcome, _)| outcome.passed())
        .flat_map(|(outcome, part)| {
            // Of several conditions it is some of each already.
            let several = matches!(
                part,
                Condition::All(_) | Condition::Any(_) | Condition::AtLeast(..)
            );
            let most = if several { usize::MAX } else { 2 };
            outcome.evidence.iter().take(most).cloned()
        })
        .collect();
    // The strongest outcome of the verdict speaks for all.
    let speaker = outcomes
        .into_iter()
        .filter(|outcome| outcome.verdict == verdict)
        .reduce(|best, next| {
            if next.confidence > best.confidence {
                next
            } else {
                best
            }
        });
    let Some(mut speaker) = speaker else {
        return Outcome::fail("not-found");
    };
    if verdict == Verdict::Pass {
        speaker.evidence = found;
    } else {
        speaker.nearest = nearest.into_iter().chain(found).collect();
    }
    speaker
}

/// Least number and least share of those of a kind that have something, for the others to be lacking it.
const SEVERAL: usize = 3;
const NEARLY_ALL: f64 = 0.7;

/// Whether so many of all have something that it was meant for each: a row left empty among full ones is a gap, one full
/// row among empty ones is none.
fn nearly_all(having: usize, all: usize) -> bool {
    having >= SEVERAL && having as f64 >= NEARLY_ALL * all as f64
}

/// Bytes of the first `count` characters.
fn prefix(text: &str, count: usize) -> usize {
    text.chars().take(count).map(char::len_utf8).sum()
}

/// Whether a text is short enough to be a heading that its producer did not mark.
pub(crate) fn short(text: &str) -> bool {
    text.chars().count() <= 70
}

/// Whether the first word of a line is this one: "เรื่อง ส่งรายงาน", but not "เรื่องร้องเรียน".
fn begins_with(text: &str, word: &str) -> bool {
    let rest = text.trim_start().strip_prefix(word);
    rest.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// Whether a unit is the subject of a letter.
fn is_subject(document: &Indexed, unit: usize) -> bool {
    begins_with(document.unit_text(unit), "เรื่อง")
}

/// Whether a text begins like a list item: `(1)`, `๒.`, `ก)`, `4 ป้าย`, `-`, `•`.
fn list_item(text: &str) -> bool {
    let text = text.trim_start();
    let body = text.strip_prefix('(').unwrap_or(text);
    let mut rest = body.chars();
    match rest.next() {
        Some('-' | '•' | '–' | '▪' | '●' | '*') => true,
        Some(first) if is_numeric(first) => {
            let after = rest.as_str().trim_start_matches(is_numeric);
            let digits = text.chars().take_while(|c| is_numeric(*c)).count();
            // A year begins a heading.
            after.starts_with(['.', ')']) || (after.starts_with(' ') && (1..=2).contains(&digits))
        }
        Some('ก'..='ฮ') => rest.as_str().starts_with(['.', ')']),
        _ => false,
    }
}
