//! The program from outside, by feature: one test binary, so that the crate is linked once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test fails by panicking and speaks on stdout, and its files need not survive a crash"
)]

#[cfg(target_os = "linux")]
mod apart;
mod bulk;
mod check;
mod cli;
mod common;
mod dependencies;
mod faults;
mod folders;
mod fuzz_seeds;
mod hostile_pdf;
mod hostile_rules;
mod labelled;
mod made;
mod moit;
mod office_truth;
mod readme;
mod realdocs;
mod reports;
mod rule_facts;
mod rule_guide;
mod rule_mistakes;
mod samples;
mod schema;
mod seeds;
mod tables;
mod text;
mod traps;
