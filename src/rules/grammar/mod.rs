//! The rule language as data: which keys a place may have, what each holds, and what it is for.
//!
//! One table serves four readers: the validator (unknown keys, wrong types, missing keys), the messages
//! ("did you mean"), the JSON Schema that editors use, and the reference in `docs/rules.md`.

mod file;
mod kinds;

pub(crate) use file::{FILE, VOCABULARY};
pub(crate) use kinds::KIND_KEYS;

/// A place in a rule file with its keys.
#[derive(Debug)]
pub(crate) struct Shape {
    /// How messages call it, such as `[[item]]`.
    pub(crate) name: &'static str,
    pub(crate) keys: &'static [Key],
    /// Whether the place also says what to check.
    pub(crate) kinds: Kinds,
}

/// How many of [`KIND_KEYS`] a place takes besides its own keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kinds {
    None,
    /// A change may leave the condition as it was.
    AtMostOne,
    One,
}

impl Shape {
    /// Its own keys and, where it takes a condition, those of the kinds.
    pub(crate) fn all_keys(&self) -> impl Iterator<Item = &'static Key> {
        let kinds: &'static [Key] = if self.kinds == Kinds::None {
            &[]
        } else {
            KIND_KEYS
        };
        self.keys.iter().chain(kinds)
    }
}

/// A key of a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) holds: Holds,
    pub(crate) required: bool,
    /// What it is for, in one English sentence; shown by editors.
    pub(crate) about: &'static str,
}

/// What a key holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Holds {
    /// A text that is not blank.
    Text,
    /// A number within bounds, both included.
    Number(i64, i64),
    /// `true` or `false`.
    Flag,
    /// `{ th = "..", en = ".." }`.
    Both,
    /// A list of texts: phrases, or `@name` for a list of the vocabulary.
    Phrases,
    /// A list of lists of phrases.
    Groups,
    /// A list of regular expressions.
    Patterns,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of these words.
    Choices(&'static [&'static str]),
    /// A list of texts that are not phrases: names, ids, addresses.
    Names,
    /// A list of Buddhist-era years.
    Years,
    /// A time window.
    Window,
    /// The name of a column, or `{ name = "..", headers = [..] }`.
    Column,
    /// A list of columns.
    Columns,
    /// A table of this shape.
    Table(&'static Shape),
    /// A list of tables of this shape.
    Tables(&'static Shape),
    /// A table of requirement ids with `pass`, `fail` or `review`.
    Verdicts,
    /// A list of rows, each a list of cell texts.
    Rows,
    /// A table whose every key names a list of phrases.
    PhraseLists,
    /// A table whose every key names a list of column names.
    NameLists,
}

const fn must(name: &'static str, holds: Holds, about: &'static str) -> Key {
    Key {
        name,
        holds,
        required: true,
        about,
    }
}

const fn may(name: &'static str, holds: Holds, about: &'static str) -> Key {
    Key {
        name,
        holds,
        required: false,
        about,
    }
}
