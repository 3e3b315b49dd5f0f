//! Checks whether a Thai public agency has published what the yearly Integrity and Transparency
//! Assessment (ITA) asks of it.

pub mod document;
pub mod ingest;
pub mod result;
pub mod rules;
pub mod thai;
