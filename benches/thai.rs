//! Speed of the Thai core on one megabyte of Thai.
//!
//!     cargo bench --bench thai
//!
//! The text is the lines of `sentences.txt` over and over, with a number in each so that no two are the same; the phrases
//! are all Thai strings of the police rule set of at most 60 letters.

use divan::{Bencher, black_box, counter::BytesCount};
use oitcheck::thai::fold::Folded;
use oitcheck::thai::search::Searcher;
use oitcheck::thai::{codes, dates, names, numbers, repair, validity};

const SENTENCES: &str = include_str!("sentences.txt");

const RULES: &str = include_str!("../rules/police-station-2568.toml");

/// Every quoted string of at most 60 letters that has Thai in it, once.
fn phrases() -> Vec<&'static str> {
    let mut phrases: Vec<&str> = RULES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .filter(|phrase| phrase.chars().count() <= 60)
        .filter(|phrase| phrase.chars().any(|c| ('ก'..='ฮ').contains(&c)))
        .collect();
    phrases.sort_unstable();
    phrases.dedup();
    phrases
}

fn megabyte() -> String {
    let mut text = String::with_capacity(1 << 20);
    for (number, sentence) in SENTENCES.lines().cycle().enumerate() {
        if text.len() >= 1_000_000 {
            break;
        }
        text.push_str(&format!("{sentence} {number}\n"));
    }
    text
}

fn main() {
    divan::main();
}

#[divan::bench]
fn fold(bencher: Bencher) {
    let text = megabyte();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| Folded::new(black_box(&text)));
}

#[divan::bench]
fn fold_and_search(bencher: Bencher) {
    let text = megabyte();
    let searcher = Searcher::new(phrases());
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| searcher.find(&Folded::new(black_box(&text))));
}

#[divan::bench]
fn approximate_search(bencher: Bencher) {
    let text = Folded::new(megabyte());
    let searcher = Searcher::new(phrases());
    let found = searcher.find(&text);
    let missing: Vec<usize> = (0..searcher.len())
        .filter(|phrase| !found.iter().any(|f| f.phrase() == *phrase))
        .collect();
    bencher
        .counter(BytesCount::of_str(text.source()))
        .bench(|| searcher.find_approximate(black_box(&text), &missing));
}

#[divan::bench]
fn prepare_phrases(bencher: Bencher) {
    let phrases = phrases();
    bencher.bench(|| Searcher::new(black_box(&phrases)));
}

macro_rules! over_the_text {
    ($($name:ident: $function:expr;)*) => {$(
        #[divan::bench]
        fn $name(bencher: Bencher) {
            let text = megabyte();
            bencher.counter(BytesCount::of_str(&text)).bench(|| $function(black_box(&text)));
        }
    )*};
}

over_the_text! {
    find_dates: dates::find_dates;
    find_numbers: numbers::find_numbers;
    find_codes: codes::find_codes;
    find_names: names::find_names;
    measure_validity: validity::measure;
    repair_sound_text: |text| repair::repair(text).len();
}
