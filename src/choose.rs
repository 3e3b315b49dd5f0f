//! Which rule set judges an agency, when nobody says so.

use std::borrow::Cow;
use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use crate::index::Indexed;
use crate::language::Bilingual;
use crate::messages;
use crate::rules;
use crate::rules::model::RuleSet;
use crate::settings::Settings;
use crate::thai::codes::{Certainty, Scheme, codes_in_file_name};
use crate::thai::dates::DateKind;
use crate::thai::fiscal::FiscalYear;
use crate::thai::fold::fold;
use crate::thai::names::{NameKind, find_names};

/// How the user names a rule set.
#[derive(Debug, Clone, Default)]
pub enum RuleChoice {
    /// By what the agency or its documents say.
    #[default]
    Guess,
    /// A set that was loaded for `--rules`.
    Given(Box<RuleSet>),
}

/// Least share of the documents that state a fiscal year for the list of that year: lists ask for results of the year
/// before too, up to a third of their items, and years are written down for long after.
const STATED: f64 = 0.25;

/// Letters at the beginning of each document that are read for the agency type and year.
const HEAD: usize = 4_000;

/// The rule set for an agency, and who chose it.
pub fn rule_set<'r>(
    choice: &'r RuleChoice,
    settings: &Settings,
    documents: &[Indexed],
) -> Result<(Cow<'r, RuleSet>, String), Bilingual> {
    if let RuleChoice::Given(rules) = choice {
        return Ok((Cow::Borrowed(rules.as_ref()), "argument".into()));
    }
    let shipped = rules::shipped();
    let known = shipped
        .iter()
        .map(|rules| rules.id.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    if let Some(id) = &settings.agency.rule_set {
        return shipped
            .iter()
            .find(|rules| rules.id == *id)
            .map(|rules| (Cow::Borrowed(rules), "oitcheck.toml".to_owned()))
            .ok_or_else(|| messages::text("rules-unknown", &[("id", id), ("known", &known)]));
    }
    let mut stated = match settings.agency.fiscal_year {
        Some(year) => BTreeMap::from([(year, 1)]),
        None => years_of(documents, |kind| kind == DateKind::FiscalYear),
    };
    let types = votes(shipped, documents);
    let wanted = settings.agency.agency_type.clone();
    let mut candidates: Vec<(&RuleSet, usize)> = shipped
        .iter()
        .filter(|rules| {
            wanted
                .as_ref()
                .is_none_or(|wanted| rules.agency_type == *wanted)
        })
        .map(|rules| (rules, types.get(rules.id.as_str()).copied().unwrap_or(0)))
        .filter(|(_, votes)| *votes > 0 || wanted.is_some())
        .collect();
    candidates.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
    let most = candidates.first().map_or(0, |(_, votes)| *votes);
    candidates.retain(|(_, votes)| *votes * 2 > most || most == 0);
    let mut fitting = of_years(&candidates, &stated);
    if fitting.is_empty() && settings.agency.fiscal_year.is_none() {
        // Papers that name no fiscal year still have days and months of one.
        stated = years_of(documents, |_| true);
        fitting = of_years(&candidates, &stated);
    }
    match fitting.as_slice() {
        [(only, votes)] => Ok((Cow::Borrowed(only), said(only, &stated, *votes))),
        _ => Err(messages::text("rules-ambiguous", &[("known", &known)])),
    }
}

/// Those of the sets that are for the latest year that many documents state and any set is for: many papers of last year
/// do not make an agency one of another list.
fn of_years<'r>(
    candidates: &[(&'r RuleSet, usize)],
    years: &BTreeMap<u16, usize>,
) -> Vec<(&'r RuleSet, usize)> {
    if years.is_empty() {
        return candidates.to_vec();
    }
    let all: usize = years.values().sum();
    let stated = years.iter().rev();
    let mut stated = stated.filter(|(_, votes)| **votes as f64 >= STATED * all as f64);
    let sets = |year: u16| -> Vec<(&'r RuleSet, usize)> {
        let candidates = candidates.iter().copied();
        candidates
            .filter(|(rules, _)| rules.fiscal_years.contains(&year))
            .collect()
    };
    stated
        .find_map(|(year, _)| Some(sets(*year)).filter(|sets| !sets.is_empty()))
        .unwrap_or_default()
}

fn said(rules: &RuleSet, years: &BTreeMap<u16, usize>, votes: usize) -> String {
    let year = years
        .keys()
        .rev()
        .find(|year| rules.fiscal_years.contains(year));
    let year = year.map_or_else(
        || "no fiscal year stated".to_owned(),
        |year| format!("fiscal year {year}"),
    );
    format!("documents: {votes} speak of {}, {year}", rules.agency_type)
}

/// How many documents speak of each rule set's agency type: each for the type whose words it has most of, and of two
/// with as many for that with the longer one. An อบต. writes of provinces, and a police station of the อบต. it meets with.
fn votes<'r>(shipped: &'r [RuleSet], documents: &[Indexed]) -> BTreeMap<&'r str, usize> {
    let words = |rules: &'r RuleSet| rules.recognise.iter().chain(rules.typical.iter());
    let (sets, words): (Vec<usize>, Vec<String>) = shipped
        .iter()
        .enumerate()
        .flat_map(|(set, rules)| words(rules).map(move |word| (set, fold(word))))
        .unzip();
    let mut votes = BTreeMap::new();
    let Ok(searcher) = AhoCorasick::new(&words) else {
        return votes;
    };
    for document in documents {
        let folded = document.text.text();
        let end = folded.char_indices().nth(HEAD);
        let end = end.map_or(folded.len(), |(offset, _)| offset);
        let head = folded.get(..end).unwrap_or(folded);
        // By set: how many words, and the length of the longest.
        let mut found = vec![(0_usize, 0_usize); shipped.len()];
        for word in searcher.find_overlapping_iter(head) {
            let set = sets.get(word.pattern().as_usize());
            if let Some((count, longest)) = set.and_then(|set| found.get_mut(*set)) {
                *count += 1;
                *longest = word.len().max(*longest);
            }
        }
        // A file numbered for one list is evidence for no other.
        let numbering = numbering(&document.path);
        let counting: Vec<(&RuleSet, (usize, usize))> = shipped
            .iter()
            .zip(found)
            .filter(|(rules, _)| numbering.is_none_or(|scheme| scheme == rules.scheme()))
            .filter(|(_, (count, _))| *count > 0)
            .collect();
        let best = counting.iter().map(|(_, found)| *found).max();
        for (rules, found) in counting {
            if Some(found) == best {
                *votes.entry(rules.id.as_str()).or_default() += 1;
            }
        }
    }
    votes
}

/// The numbering that the name of a file, or of a folder it lies in, states.
fn numbering(path: &str) -> Option<Scheme> {
    path.rsplit('/')
        .flat_map(codes_in_file_name)
        .find(|code| code.certainty == Certainty::Stated)
        .map(|code| code.scheme)
}

/// How many documents are of which fiscal year, each by the first of its dates that counts.
fn years_of(documents: &[Indexed], counts: impl Fn(DateKind) -> bool) -> BTreeMap<u16, usize> {
    let mut votes = BTreeMap::new();
    for document in documents {
        let mut dates = document.dates.iter();
        if let Some(date) = dates.find(|date| counts(date.kind)) {
            *votes.entry(FiscalYear::of(date.from).0).or_default() += 1;
        }
    }
    votes
}

/// The agency's name that most documents print.
pub fn agency_name(documents: &[Indexed], rules: &RuleSet) -> Option<String> {
    let mut votes: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents {
        let mut seen = std::collections::BTreeSet::new();
        for unit in 0..document.units.len().min(40) {
            for name in find_names(document.unit_text(unit)) {
                let text = name.canonical();
                let own = rules
                    .recognise
                    .iter()
                    .any(|phrase| fold(&text).starts_with(&fold(phrase)));
                if name.kind == NameKind::Agency && own && seen.insert(text.clone()) {
                    *votes.entry(text).or_default() += 1;
                }
            }
        }
    }
    // The longest of the most frequent: an abbreviation is no name.
    votes
        .into_iter()
        .max_by_key(|(name, count)| (*count, name.chars().count()))
        .map(|(name, _)| name)
}
