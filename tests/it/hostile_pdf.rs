//! Damaged PDF files cost an error or a poor text, never a panic, a hang or unbounded memory.
//!
//! Whole files are cut, overwritten and rearranged at random with a fixed seed, so that a failure can be repeated.

use oitcheck::ingest::{Limits, Options, extract};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Mutations of each file.
const ROUNDS: u32 = 40;

/// No mutated file may take longer; the files are a few pages each.
const LONGEST: Duration = Duration::from_secs(20);

/// A small generator of our own: the same numbers on every machine and with every version of every crate.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

fn mutate(original: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        let length = random.below(2_000).min(bytes.len() - at);
        match random.below(7) {
            0 => bytes.truncate(at),
            1 => {
                bytes.drain(at..at + length);
            }
            2 => {
                let copy = bytes[at..at + length].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            3 => {
                for _ in 0..20 {
                    let at = random.below(bytes.len().max(1));
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = random.next() as u8;
                    }
                }
            }
            4 => {
                // Numbers are lengths, offsets and object numbers.
                for byte in bytes.iter_mut().skip(at).take(200) {
                    if byte.is_ascii_digit() && random.below(4) == 0 {
                        *byte = b'0' + random.below(10) as u8;
                    }
                }
            }
            5 => {
                for byte in bytes.iter_mut().skip(at).take(length.min(60)) {
                    *byte = b"<>[]()/%-9 \n"[random.below(12)];
                }
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

fn survive(files: &[PathBuf], rounds: u32) {
    let options = Options {
        limits: Limits {
            seconds: 5,
            ..Limits::default()
        },
        ..Options::default()
    };
    for file in files {
        let original = std::fs::read(file).expect("the file is there");
        let mut random = Random(0x5DEE_CE66_D5EE_DBED);
        for round in 0..rounds {
            let bytes = mutate(&original, &mut random);
            let began = Instant::now();
            let _ = extract("mutated.pdf", &bytes, &options);
            assert!(
                began.elapsed() < LONGEST,
                "{} in round {round} took {:?}",
                file.display(),
                began.elapsed()
            );
        }
    }
}

#[test]
fn mutated_samples_never_panic_or_hang() {
    let files = crate::common::files(&crate::common::root().join("samples"), &["pdf"]);
    assert!(!files.is_empty(), "the samples hold PDF files");
    survive(files.get(..4).unwrap_or(&files), ROUNDS);
}

#[test]
fn mutated_files_of_many_producers_never_panic_or_hang() {
    let Some(folder) = crate::common::shared("corpus/E") else {
        crate::common::left_out(1, "the corpus is not here");
        return;
    };
    survive(&crate::common::files(&folder, &["pdf"]), ROUNDS);
}
