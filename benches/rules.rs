//! Speed of loading rules.
//!
//!     cargo bench --bench rules

use divan::{Bencher, black_box};
use oitcheck::rules;

#[path = "../tests/it/hostile_rules.rs"]
mod hostile_rules;

const POLICE: &str = include_str!("../rules/police-station-2568.toml");

fn main() {
    divan::main();
}

/// Every shipped set, with its parents and vocabularies.
#[divan::bench]
fn every_set() -> usize {
    black_box(rules::embedded()).len()
}

/// Each hostile file, with its diagnostics as a user reads them.
#[divan::bench(args = hostile_rules::files(POLICE).into_iter().map(|(name, _)| name))]
fn hostile_megabyte(bencher: Bencher<'_, '_>, name: &str) {
    let files = hostile_rules::files(POLICE);
    let text = files
        .iter()
        .find(|(known, _)| *known == name)
        .map_or("", |(_, text)| text);
    bencher.bench(|| {
        let found = rules::inspect_str("hostile.toml", black_box(text)).diagnostics;
        found.iter().for_each(|one| drop(one.render(true)));
    });
}
