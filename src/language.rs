//! The two languages of everything people read. Rules, results, messages and reports all speak them, so this
//! depends on none of those.

use clap::ValueEnum;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Language of what people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Language {
    /// ไทย
    #[default]
    Th,
    /// English
    En,
}

/// A text in the two languages users read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Thai.
    pub th: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The text in one language.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Th => &self.th,
            Language::En => &self.en,
        }
    }
}
