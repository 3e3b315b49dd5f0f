//! The bound of a worker's heap on systems that keep none (`src/heap.rs`). A program for Linux is built without
//! that allocator; this one has it on every system, so that what the program relies on is tried everywhere.

use std::process::Command;

#[path = "../src/heap.rs"]
mod heap;

/// Bytes: far above what the tests need beside it.
const BOUND: u64 = 64 << 20;

/// Set in the process that is to end.
const VICTIM: &str = "OITCHECK_TEST_HEAP";

#[test]
fn an_allocation_above_the_bound_ends_the_process_with_words_that_the_program_knows() {
    if std::env::var_os(VICTIM).is_some() {
        heap::bound(BOUND).unwrap();
        loop {
            std::mem::forget(std::hint::black_box(vec![0u8; 16 << 20]));
        }
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture"])
        .arg("an_allocation_above_the_bound_ends_the_process_with_words_that_the_program_knows")
        .env(VICTIM, "")
        .output()
        .unwrap();
    assert!(!output.status.success());
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(
        words.contains("memory allocation of 16777216 bytes failed"),
        "{words}"
    );
}

#[test]
fn what_is_given_back_or_refused_can_be_had_again() {
    let bound = usize::try_from(BOUND).unwrap();
    let held = vec![1u8; bound];
    assert!(heap::bound(BOUND).is_err(), "more is held already");
    drop(held);
    heap::bound(BOUND).unwrap();
    for _ in 0..3 {
        let mut block: Vec<u8> = Vec::new();
        for part in [4, 3, 2] {
            let size = bound / part;
            assert!(
                block.try_reserve_exact(size - block.len()).is_ok(),
                "{part}"
            );
            block.resize(size, 1);
        }
        assert!(block.try_reserve_exact(bound).is_err());
        assert!(Vec::<u8>::new().try_reserve_exact(bound / 2).is_err());
        assert!(
            Vec::<u8>::new()
                .try_reserve_exact(isize::MAX as usize)
                .is_err()
        );
        block.truncate(1);
        block.shrink_to_fit();
        assert!(Vec::<u8>::new().try_reserve_exact(bound / 2).is_ok());
    }
}
