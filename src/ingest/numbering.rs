//! List numbers as they are printed: `๑.๒`, `(ก)`, `•`.
//!
//! In: what the levels of a list look like, and paragraph by paragraph which level counts. Out: the printed number.

use std::collections::{BTreeMap, BTreeSet};

use super::counting;
use super::pictorial::{self, Pictorial};

/// Levels of a list in the formats of Word; OpenDocument has one more, which nobody uses.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Level {
    pub(crate) start: u32,
    /// Its name in Office Open XML, ECMA-376 part 1, 17.18.59.
    pub(crate) format: String,
    /// `%1.%2` and the like.
    pub(crate) text: String,
    /// All parts are printed as decimal, whatever their own format.
    pub(crate) legal: bool,
    /// The level from 1 whose step restarts this one; 0 for never; any higher one for `None`.
    pub(crate) restart: Option<u8>,
    /// Nothing stands between number and text.
    pub(crate) tight: bool,
    pub(crate) font: Option<Pictorial>,
    /// The paragraph style bound to the level.
    pub(crate) style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Level {
            start: 0,
            format: "decimal".to_owned(),
            text: String::new(),
            legal: false,
            restart: None,
            tight: false,
            font: None,
            style: None,
        }
    }
}

/// The levels of a list, from 0.
pub(crate) type Levels = BTreeMap<u8, Level>;

/// Where the counters of a list stand.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counters([Option<u32>; LEVELS]);

impl Counters {
    /// The level begins anew with its next paragraph.
    pub(crate) fn reset(&mut self, level: u8) {
        self.set(level, None);
    }

    /// The next paragraph of the level has this number.
    pub(crate) fn start_at(&mut self, level: u8, number: u32) {
        // No number stands before 0: there the level's own start counts.
        self.set(level, number.checked_sub(1));
    }

    fn set(&mut self, level: u8, number: Option<u32>) {
        if let Some(counter) = self.0.get_mut(usize::from(level)) {
            *counter = number;
        }
    }

    /// Counts one paragraph and gives its number as printed, with what separates it from the text; `None` where
    /// nothing is printed.
    pub(crate) fn step<'l>(
        &mut self,
        level: u8,
        find: impl Fn(u8) -> Option<&'l Level>,
        start_of: impl Fn(u8) -> Option<u32>,
    ) -> Option<String> {
        let current = find(level)?;
        let start_of = |index: u8| {
            start_of(index)
                .or_else(|| find(index).map(|l| l.start))
                .unwrap_or(1)
        };
        for (index, counter) in (0_u8..).zip(self.0.iter_mut()) {
            if index < level && counter.is_none() {
                *counter = Some(start_of(index));
            } else if index == level {
                *counter = Some(counter.map_or_else(|| start_of(index), |n| n.saturating_add(1)));
            } else if index > level {
                let restarts = match find(index).and_then(|l| l.restart) {
                    None => true,
                    Some(after) => after > 0 && level < after,
                };
                if restarts {
                    *counter = None;
                }
            }
        }
        let mut printed = String::new();
        if current.format == "bullet" {
            printed = pictorial::drawn(&current.text, current.font);
        } else {
            let mut pattern = current.text.chars().peekable();
            while let Some(c) = pattern.next() {
                let place = pattern
                    .peek()
                    .and_then(|d| d.to_digit(10))
                    .filter(|d| c == '%' && (1..=9).contains(d))
                    .and_then(|d| u8::try_from(d.saturating_sub(1)).ok());
                let Some(index) = place else {
                    printed.push(c);
                    continue;
                };
                pattern.next();
                let number = self.0.get(usize::from(index)).copied().flatten();
                let format = match find(index) {
                    _ if current.legal => "decimal",
                    Some(level) => level.format.as_str(),
                    None => "decimal",
                };
                printed.push_str(&counting::print(number.unwrap_or(1), format));
            }
        }
        if printed.trim().is_empty() {
            return None;
        }
        if !current.tight {
            printed.push(' ');
        }
        Some(printed)
    }
}

/// A list of Word: a definition, and what it changes of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct List {
    pub(crate) definition: String,
    pub(crate) starts: BTreeMap<u8, u32>,
    pub(crate) levels: Levels,
}

/// The lists of a Word document and where their counters stand. Lists that share a definition share its counters.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    pub(crate) definitions: BTreeMap<String, Levels>,
    pub(crate) lists: BTreeMap<String, List>,
    counters: BTreeMap<String, Counters>,
    started: BTreeSet<String>,
}

impl Numbering {
    /// The level that a paragraph style is bound to in a list.
    pub(crate) fn level_of_style(&self, list: &str, style: &str) -> Option<u8> {
        let list = self.lists.get(list)?;
        let levels = self.definitions.get(&list.definition)?;
        levels
            .iter()
            .find(|(_, level)| level.style.as_deref() == Some(style))
            .map(|(index, _)| *index)
    }

    /// Counts one paragraph and gives its number as printed, with what separates it from the text.
    /// `None` when the list does not exist or prints nothing.
    pub(crate) fn next(&mut self, list_id: &str, level: u8) -> Option<String> {
        let list = self.lists.get(list_id)?;
        let levels = self.definitions.get(&list.definition)?;
        let level = level.min(8);
        let find = |index: u8| list.levels.get(&index).or_else(|| levels.get(&index));
        find(level)?;
        let counters = self.counters.entry(list.definition.clone()).or_default();
        if self.started.insert(list_id.to_owned()) {
            // A list with a start of its own begins there, wherever another list of the definition stands.
            for index in list.starts.keys() {
                counters.reset(*index);
            }
        }
        counters.step(level, find, |index| list.starts.get(&index).copied())
    }
}
