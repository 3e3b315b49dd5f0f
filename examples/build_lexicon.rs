//! Makes `src/thai/data/words.fst` from word lists of PyThaiNLP and our own list.
//!
//!     pip install pythainlp==5.4.0
//!     cargo run --example build_lexicon -- "$(python3 -c 'import pythainlp; print(pythainlp.__path__[0])')/corpus"
//!
//! `words_th.txt` gives the words, `tnc_freq.txt` (counts in the Thai National Corpus) how common they
//! are. The value of a word is its cost in bits, the negative binary logarithm of its share. Only entries of two or more Thai letters and no other sign are taken: the program splits runs
//! of letters into words, so an entry with a space or a full stop could never match. Two consonants
//! without a vowel are taken only when common: the others are abbreviations that fit anywhere.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use oitcheck::thai::{chars, fold};

const OWN_WORDS: &str = "src/thai/data/government_words.txt";
const OUTPUT: &str = "src/thai/data/words.fst";

/// Times two consonants without a vowel must occur in the corpus to be taken.
const COMMON_SHORT: u64 = 50;
/// Times our own words are taken to occur, which the corpus is too old or too literary to have.
const OWN_COUNT: u64 = 500;
/// Cost in bits of a word the corpus does not have.
const RARE: u64 = 26;

fn main() -> anyhow::Result<()> {
    let corpus = PathBuf::from(
        std::env::args()
            .nth(1)
            .context("give the folder with words_th.txt and tnc_freq.txt")?,
    );
    let read =
        |path: PathBuf| std::fs::read_to_string(&path).with_context(|| path.display().to_string());
    // The list has misspelt forms beside the right ones; folded, they are one word.
    let mut counts: HashMap<String, u64> = HashMap::new();
    for line in read(corpus.join("tnc_freq.txt"))?.lines() {
        if let Some((word, count)) = line.split_once('\t')
            && let Ok(count) = count.trim().parse::<u64>()
        {
            *counts.entry(fold::fold(word)).or_default() += count;
        }
    }
    let total: u64 = counts.values().sum();

    let mut words: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    let general = read(corpus.join("words_th.txt"))?;
    let own = read(PathBuf::from(OWN_WORDS))?;
    let lines = general.lines().map(|line| (line, 0));
    for (line, least) in lines.chain(own.lines().map(|line| (line, OWN_COUNT))) {
        let word = fold::fold(line);
        if line.starts_with('#') || !word.chars().all(chars::is_letter) {
            continue;
        }
        let count = counts.get(&word).copied().unwrap_or(0).max(least);
        let Some(key) = word.chars().map(chars::tis620).collect::<Option<Vec<u8>>>() else {
            continue;
        };
        let bare = word
            .chars()
            .all(|c| chars::class(c) == chars::Class::Consonant);
        if key.len() > 2 || (key.len() == 2 && (!bare || count >= COMMON_SHORT)) {
            let bits = match count {
                0 => RARE,
                _ => ((total as f64 / count as f64).log2().round() as u64).min(RARE - 1),
            };
            let cost = words.entry(key).or_insert(RARE);
            *cost = (*cost).min(bits);
        }
    }
    let mut builder = fst::raw::Builder::memory();
    for (key, cost) in &words {
        builder.insert(key, *cost)?;
    }
    let bytes = builder.into_inner()?;
    let mut file = tempfile::NamedTempFile::new_in("src/thai/data")?;
    file.write_all(&bytes)?;
    file.persist(OUTPUT)?;
    Ok(())
}
