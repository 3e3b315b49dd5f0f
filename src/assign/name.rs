//! How much a name speaks of an item.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::unrelated::is_peer;
use crate::rules::model::RuleSet;
use crate::thai::chars::is_alphabetic;
use crate::thai::dates::find_months;
use crate::thai::fold::fold;
use crate::thai::names::find_names;

/// Letter triples a name must have to be compared; fewer fit anything.
const TRIPLES: usize = 4;

/// Letters of a title so short that a name must be the same.
const SHORTEST: usize = 3;

/// Items that a name may speak of alike; what more have in their titles, such as "รายงาน", tells them from no other.
const LEADERS: usize = 4;

type Triple = [char; 3];

/// Letter triples of every item's titles, weighted by how few items have them. Thai file names are
/// shortened, misspelt and cut by length limits, so that whole words would miss them.
#[derive(Debug)]
pub struct NameIndex {
    /// The items whose titles have a triple.
    triples: HashMap<Triple, Vec<usize>>,
    /// The item of each title too short for many triples.
    short: HashMap<String, usize>,
    items: Vec<String>,
    /// Weight of a triple that no title has.
    unknown: f64,
}

impl NameIndex {
    /// Indexes the titles and aliases of a rule set.
    pub fn new(rules: &RuleSet) -> Self {
        let mut triples: HashMap<Triple, Vec<usize>> = HashMap::new();
        let mut short = HashMap::new();
        for (number, item) in rules.items.iter().enumerate() {
            let names = std::iter::once(&item.title.th).chain(&item.aliases);
            let own: BTreeSet<Triple> = names.flat_map(|name| self::triples(&fold(name))).collect();
            for triple in own {
                triples.entry(triple).or_default().push(number);
            }
            let letters = item.aliases.iter().map(|alias| letters(alias));
            let few = letters
                .filter(|letters| (SHORTEST..TRIPLES + 2).contains(&letters.chars().count()));
            short.extend(few.map(|letters| (letters, number)));
        }
        NameIndex {
            triples,
            short,
            items: rules.items.iter().map(|item| item.id.clone()).collect(),
            unknown: (1.0 + rules.items.len() as f64).ln() * 0.7,
        }
    }

    /// Share of a name's weight that an item's titles have, 0 to 1, for the items that lead clearly.
    pub fn alike(&self, name: &str) -> Vec<(String, f64)> {
        let letters = letters(name);
        if let Some(item) = self
            .short
            .get(&letters)
            .and_then(|number| self.items.get(*number))
        {
            return vec![(item.clone(), 1.0)];
        }
        let own = triples(&letters);
        if own.len() < TRIPLES {
            return Vec::new();
        }
        let mut total = 0.0;
        let mut shares = vec![0.0; self.items.len()];
        for triple in &own {
            match self.triples.get(triple) {
                Some(items) => {
                    // The fewer items have it, the more it tells.
                    let weight = (1.0 + self.items.len() as f64 / items.len() as f64).ln();
                    total += weight;
                    for item in items {
                        shares[*item] += weight;
                    }
                }
                None => total += self.unknown,
            }
        }
        for share in &mut shares {
            *share /= total;
        }
        let best = shares.iter().copied().fold(0.0, f64::max);
        let items = self.items.iter().zip(shares);
        let leading = items.filter(|(_, share)| *share > 0.0 && *share >= best - 0.1);
        let leading: Vec<_> = leading.map(|(id, share)| (id.clone(), share)).collect();
        if leading.len() > LEADERS {
            return Vec::new();
        }
        leading
    }
}

/// A name without what any item may carry: the words for its year and months, the agency it is of, and how its file was made.
pub(super) fn bare(name: &str) -> String {
    const MONTHLY: &[&str] = &["ประจำเดือน", "ในรอบเดือน", "รอบเดือน", "ของเดือน", "เดือน"];
    const YEAR: &[&str] = &[
        "ประจำปีงบประมาณ",
        "ปีงบประมาณ",
        "ปีงบ",
        "ประจำปี",
        "พุทธศักราช",
        "พ.ศ.",
    ];
    // How the file was made.
    const MADE: &[&str] = &["สแกน", "scan", "Scan", "สำเนา"];
    const OFFICER: (&str, &str) = ("จนท.", "เจ้าหน้าที่");
    let months = find_months(name).into_iter().map(|month| month.span);
    let names = find_names(name).into_iter();
    let owners = names.filter(|name| name.agency.is_some_and(is_peer));
    let mut spans: Vec<Range<usize>> = months.chain(owners.map(|name| name.span)).collect();
    spans.sort_by_key(|span| span.start);
    let mut bare = String::with_capacity(name.len());
    let mut end = 0;
    for span in spans {
        let before = name.get(end..span.start).unwrap_or_default();
        // "ประจำเดือน" before a month says no more than the month.
        let trimmed = before.trim_end();
        let word = MONTHLY.iter().find_map(|word| trimmed.strip_suffix(word));
        bare.push_str(word.unwrap_or(before));
        bare.push(' ');
        end = end.max(span.end);
    }
    bare.push_str(name.get(end..).unwrap_or_default());
    let useless = YEAR.iter().chain(MADE);
    let bare = bare.replace(OFFICER.0, OFFICER.1);
    useless.fold(bare, |text, word| text.replace(word, " "))
}

/// The letters of a name: folded, without digits and signs.
pub(super) fn letters(name: &str) -> String {
    fold(name)
        .chars()
        .filter(|c| is_alphabetic(*c) || ('\u{0E31}'..='\u{0E4E}').contains(c))
        .collect()
}

fn triples(text: &str) -> BTreeSet<Triple> {
    let letters: Vec<char> = text.chars().collect();
    letters
        .windows(3)
        .filter_map(|window| Triple::try_from(window).ok())
        .collect()
}
