//! Rule sets: what an agency of one type must publish in one fiscal year.
//!
//! In: TOML files, embedded or given. Out: a validated [`model::RuleSet`]. Rules are inert data: no
//! scripts, no network, no paths out of the rule folder.

pub mod model;
