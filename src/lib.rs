//! Checks whether a Thai public agency has published what the yearly Integrity and Transparency
//! Assessment (ITA) asks of it.
//!
//! The data goes one way: [`discover`] turns folders into agencies, [`ingest`] files into
//! [`document::Document`]s, [`assign`] documents to the items they evidence, [`check`] each requirement
//! against that evidence, and [`pipeline`] puts the stages together into a [`result::Run`]. The Thai
//! knowledge is in [`thai`], the rules in [`rules`].
//!
//! Nothing here reaches the network, and nothing outside [`cli`] prints.

pub mod assign;
pub mod bulk;
pub mod cache;
pub mod check;
pub mod choose;
pub mod cli;
pub mod compare;
pub mod discover;
pub mod document;
pub mod examples;
pub mod files;
pub mod findings;
mod hash;
pub mod index;
pub mod ingest;
pub mod language;
pub mod messages;
pub mod picture;
pub mod pipeline;
pub mod printable;
pub mod reading;
pub mod render;
pub mod report;
pub mod result;
pub mod rules;
pub mod settings;
pub mod thai;
pub mod verdict;
pub mod waivers;
pub mod worker;
