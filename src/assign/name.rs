//! How much a name speaks of an item.

use std::collections::{BTreeMap, BTreeSet};

use crate::rules::model::RuleSet;
use crate::thai::fold::fold;

/// Letter triples a name must have to be compared; fewer fit anything.
const TRIPLES: usize = 4;

type Triple = [char; 3];

/// Letter triples of every item's titles, weighted by how few items have them. Thai file names are
/// shortened, misspelt and cut by length limits, so that whole words would miss them.
#[derive(Debug)]
pub struct NameIndex {
    weights: BTreeMap<Triple, f64>,
    items: Vec<(String, BTreeSet<Triple>)>,
    unknown: f64,
}

impl NameIndex {
    /// Indexes the titles and aliases of a rule set.
    pub fn new(rules: &RuleSet) -> Self {
        let items: Vec<(String, BTreeSet<Triple>)> = rules
            .items
            .iter()
            .map(|item| {
                let names = std::iter::once(&item.title.th).chain(&item.aliases);
                (
                    item.id.clone(),
                    names.flat_map(|name| triples(&fold(name))).collect(),
                )
            })
            .collect();
        let mut counts: BTreeMap<Triple, usize> = BTreeMap::new();
        for triple in items.iter().flat_map(|(_, triples)| triples) {
            *counts.entry(*triple).or_default() += 1;
        }
        let all = items.len() as f64;
        let weights = counts
            .into_iter()
            .map(|(triple, count)| (triple, (1.0 + all / count as f64).ln()))
            .collect();
        NameIndex {
            weights,
            items,
            unknown: (1.0 + all).ln() * 0.7,
        }
    }

    /// Share of a name's weight that an item's titles have, 0 to 1, for the items that lead clearly.
    pub fn alike(&self, name: &str) -> Vec<(String, f64)> {
        let own = triples(&letters(name));
        if own.len() < TRIPLES {
            return Vec::new();
        }
        let weight = |triple: &Triple| self.weights.get(triple).copied().unwrap_or(self.unknown);
        let total: f64 = own.iter().map(weight).sum();
        let shares: Vec<f64> = self
            .items
            .iter()
            .map(|(_, triples)| own.intersection(triples).map(weight).sum::<f64>() / total)
            .collect();
        let best = shares.iter().copied().fold(0.0, f64::max);
        self.items
            .iter()
            .zip(shares)
            .filter(|(_, share)| *share > 0.0 && *share >= best - 0.1)
            .map(|((id, _), share)| (id.clone(), share))
            .collect()
    }
}

/// The letters of a name: folded, without digits and signs.
fn letters(name: &str) -> String {
    fold(name)
        .chars()
        .filter(|c| c.is_alphabetic() || ('\u{0E31}'..='\u{0E4E}').contains(c))
        .collect()
}

fn triples(text: &str) -> BTreeSet<Triple> {
    let letters: Vec<char> = text.chars().collect();
    letters
        .windows(3)
        .filter_map(|window| Triple::try_from(window).ok())
        .collect()
}
