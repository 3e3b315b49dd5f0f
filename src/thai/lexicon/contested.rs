//! Between which letters a word boundary is doubtful, as a table that answers in a nanosecond.
//!
//! A boundary between two letters is doubtful only when some common word has these letters in it and does not
//! itself split into words there: between น and ก in "แผนก", not in "แผนการ". The table has two bits for
//! the three letters on each side (fewer at the ends of a word), so most places need no look into the words.

use fst::Streamer as _;

use super::{COMMON, Run, WORDS, cost, starts_cell};

/// Bits in the table, as a power of two: 64 KB. It is a Bloom filter of two bits a key, full to an eighth,
/// so that one place in ten looks doubtful without being so.
const BITS: u32 = 19;

/// Letters on each side that a key has, unless the word begins or ends nearer.
pub(in crate::thai) const SIDE: usize = 3;

/// See [`table`], which a test compares it with.
static TABLE: &[u8] = include_bytes!("../data/contested.bits");

/// Whether a boundary between `left` and `right`, in TIS-620, may cut a word in two.
pub(in crate::thai) fn is_contested(left: &[u8], right: &[u8]) -> bool {
    // The word may begin and end at any of the nearer letters.
    let (lefts, rights) = (left.len().min(SIDE), right.len().min(SIDE));
    let all = key(left, right);
    let mut masks = NEAREST[..lefts].iter().flat_map(|masks| &masks[..rights]);
    masks.any(|mask| is_key(all & mask))
}

/// [`is_contested`] with all the letters that matter, as most places are.
pub(in crate::thai) fn is_contested_between(letters: [u8; 2 * SIDE]) -> bool {
    let [a, b, c, d, e, f] = letters;
    let all = u64::from_be_bytes([a, b, c, d, e, f, 0, 0]);
    NEAREST.as_flattened().iter().any(|mask| is_key(all & mask))
}

/// Whether a key is in the table, or looks so.
fn is_key(key: u64) -> bool {
    bits(key).into_iter().all(is_set)
}

fn is_set(bit: usize) -> bool {
    TABLE
        .get(bit / 8)
        .is_some_and(|byte| byte & (1 << (bit % 8)) != 0)
}

/// The letters beside a place, the nearest in the middle: three bytes for the left, three for the right.
fn key(left: &[u8], right: &[u8]) -> u64 {
    let mut key = [0; 8];
    for (place, &byte) in key[..SIDE].iter_mut().rev().zip(left.iter().rev()) {
        *place = byte;
    }
    for (place, &byte) in key[SIDE..2 * SIDE].iter_mut().zip(right) {
        *place = byte;
    }
    u64::from_be_bytes(key)
}

/// The parts of a [`key`] that have one, two or three letters on the left, and so many on the right.
const NEAREST: [[u64; SIDE]; SIDE] = {
    let mut masks = [[0; SIDE]; SIDE];
    let mut left = 0;
    while left < SIDE {
        let mut right = 0;
        while right < SIDE {
            let outer = 8 * (SIDE - 1 - left);
            let below = 64 - 8 * (SIDE + 1 + right);
            masks[left][right] = (u64::MAX >> outer) & (u64::MAX << below);
            right += 1;
        }
        left += 1;
    }
    masks
};

/// The two bits of a key.
fn bits(key: u64) -> [usize; 2] {
    // Fibonacci hashing: the upper bits of a product with 2^64 divided by the golden ratio.
    let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    [
        hash >> (64 - BITS),
        (hash >> (64 - 2 * BITS)) & ((1 << BITS) - 1),
    ]
    .map(|bit| bit as usize)
}

/// Makes the table from the words. It takes a second, so the result is committed as
/// `data/contested.bits`; `examples/build_tables.rs` writes it.
pub fn table() -> Vec<u8> {
    let mut table = vec![0; 1 << (BITS - 3)];
    let Some(words) = WORDS.as_ref() else {
        return table;
    };
    let mut stream = words.stream();
    while let Some((word, value)) = stream.next() {
        if cost(value.value()) > COMMON {
            continue;
        }
        let run = Run(word.to_vec());
        for at in (1..word.len()).filter(|&at| starts_cell(word[at])) {
            if run.split_at(at).unknown > 0 {
                let left = &word[at.saturating_sub(SIDE)..at];
                let right = &word[at..word.len().min(at + SIDE)];
                for bit in bits(key(left, right)) {
                    table[bit / 8] |= 1 << (bit % 8);
                }
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_table_is_that_of_the_words() {
        assert!(table() == TABLE, "run: cargo run --example build_tables");
    }

    #[test]
    fn only_doubtful_places_are_contested() {
        let contested = |left: &str, right: &str| {
            let run = |text: &str| Run::new(text).expect("Thai").0;
            is_contested(&run(left), &run(right))
        };
        assert!(contested("แผน", "กช่าง"));
        assert!(contested("ยา", "วรวม"));
    }
}
