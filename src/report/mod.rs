//! What users take away, one module per output. Everything here reads only [`crate::result`].

pub mod terminal;
