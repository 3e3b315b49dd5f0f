//! The Thai core: pure functions on text that know nothing of documents or rules.
