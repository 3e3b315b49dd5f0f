//! List numbers as Word prints them.
//!
//! In: the numbering part and, paragraph by paragraph, which list and level numbers it. Out: the printed
//! number (`๑.๒`, `(ก)`, `•`). Lists that share an abstract definition share its counters, as in Word.

use std::collections::{BTreeMap, BTreeSet};

use super::counting;
use super::styles::Styles;
use crate::ingest::package::Package;
use crate::ingest::pictorial::{self, Pictorial};
use crate::ingest::xml::{Element, Ns};

/// Levels of a list, fixed by the format.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Debug, Clone, PartialEq)]
struct Level {
    start: u32,
    format: String,
    /// `%1.%2` and the like.
    text: String,
    /// All parts are printed as decimal, whatever their own format.
    legal: bool,
    /// The level from 1 whose step restarts this one; 0 for never; any higher one for `None`.
    restart: Option<u8>,
    /// Nothing stands between number and text.
    tight: bool,
    font: Option<Pictorial>,
    /// The paragraph style bound to the level.
    style: Option<String>,
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

#[derive(Debug, Clone, Default)]
struct Abstract {
    levels: BTreeMap<u8, Level>,
    /// The list style that holds the levels in place of this definition.
    link: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct List {
    definition: String,
    starts: BTreeMap<u8, u32>,
    levels: BTreeMap<u8, Level>,
}

/// The lists of a document and where their counters stand.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: BTreeMap<String, Abstract>,
    lists: BTreeMap<String, List>,
    counters: BTreeMap<String, [Option<u32>; LEVELS]>,
    started: BTreeSet<String>,
}

/// Where the reading of the numbering part stands.
enum Place {
    Nowhere,
    Abstract(String),
    List(String),
}

impl Numbering {
    /// Reads the numbering part.
    pub(super) fn read(package: &mut Package<'_>, part: &str) -> Self {
        let mut numbering = Numbering::default();
        let mut place = Place::Nowhere;
        let mut level = 0_u8;
        package.each_element(part, |element, reader| {
            if element.ns != Ns::Word {
                return Ok(());
            }
            match element.name() {
                "abstractNum" => {
                    let id = text(element, "abstractNumId");
                    numbering.abstracts.entry(id.clone()).or_default();
                    place = Place::Abstract(id);
                }
                "num" => {
                    let id = text(element, "numId");
                    numbering.lists.entry(id.clone()).or_default();
                    place = Place::List(id);
                }
                "lvl" | "lvlOverride" => {
                    level = element.number::<u8>("ilvl").unwrap_or(0).min(8);
                    if element.name() == "lvl"
                        && let Some(levels) = numbering.levels(&place)
                    {
                        levels.entry(level).or_default();
                    }
                }
                "numPicBullet" | "pPrChange" | "rPrChange" => reader.skip()?,
                "numStyleLink" => {
                    if let Place::Abstract(id) = &place
                        && let Some(found) = numbering.abstracts.get_mut(id)
                    {
                        found.link = Some(text(element, "val"));
                    }
                }
                "abstractNumId" => {
                    if let Place::List(id) = &place
                        && let Some(list) = numbering.lists.get_mut(id)
                    {
                        list.definition = text(element, "val");
                    }
                }
                "startOverride" => {
                    if let Place::List(id) = &place
                        && let Some(list) = numbering.lists.get_mut(id)
                    {
                        list.starts
                            .insert(level, element.number("val").unwrap_or(0));
                    }
                }
                name => {
                    if let Some(levels) = numbering.levels(&place)
                        && let Some(level) = levels.get_mut(&level)
                    {
                        level.take(name, element);
                    }
                }
            }
            Ok(())
        });
        numbering
    }

    fn levels(&mut self, place: &Place) -> Option<&mut BTreeMap<u8, Level>> {
        match place {
            Place::Nowhere => None,
            Place::Abstract(id) => self.abstracts.get_mut(id).map(|a| &mut a.levels),
            Place::List(id) => self.lists.get_mut(id).map(|l| &mut l.levels),
        }
    }

    /// The definition that holds the levels of a list: a link to a list style is followed once.
    fn definition(&self, list: &List, styles: &Styles) -> Option<String> {
        let own = self.abstracts.get(&list.definition)?;
        let linked = own
            .link
            .as_deref()
            .and_then(|style| styles.list_of(style))
            .and_then(|id| self.lists.get(id));
        Some(linked.map_or_else(|| list.definition.clone(), |l| l.definition.clone()))
    }

    /// The level that a paragraph style is bound to in a list.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<u8> {
        let list = self.lists.get(list)?;
        let levels = &self.abstracts.get(&list.definition)?.levels;
        levels
            .iter()
            .find(|(_, level)| level.style.as_deref() == Some(style))
            .map(|(index, _)| *index)
    }

    /// Counts one paragraph and gives its number as printed, with what separates it from the text.
    /// `None` when the list does not exist or prints nothing.
    pub(super) fn next(&mut self, list_id: &str, level: u8, styles: &Styles) -> Option<String> {
        let list = self.lists.get(list_id)?.clone();
        let definition = self.definition(&list, styles)?;
        let levels = &self.abstracts.get(&definition)?.levels;
        let level = level.min(8);
        let find = |index: u8| list.levels.get(&index).or_else(|| levels.get(&index));
        let current = find(level)?;

        let counters = self.counters.entry(definition.clone()).or_default();
        if self.started.insert(list_id.to_owned()) {
            // A list with a start of its own begins there, wherever another list of the definition stands.
            for index in list.starts.keys() {
                if let Some(counter) = counters.get_mut(usize::from(*index)) {
                    *counter = None;
                }
            }
        }
        let start_of = |index: u8| {
            list.starts
                .get(&index)
                .copied()
                .or_else(|| find(index).map(|l| l.start))
                .unwrap_or(1)
        };
        for (index, counter) in (0_u8..).zip(counters.iter_mut()) {
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
                let number = counters.get(usize::from(index)).copied().flatten();
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

impl Level {
    fn take(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "start" => self.start = element.number("val").unwrap_or(0),
            "numFmt" => self.format = text(element, "val"),
            "lvlText" => self.text = text(element, "val"),
            "isLgl" => self.legal = element.is_on("val"),
            "lvlRestart" => self.restart = element.number("val"),
            "suff" => self.tight = text(element, "val") == "nothing",
            "pStyle" => self.style = Some(text(element, "val")),
            "rFonts" => {
                self.font = element
                    .attribute("ascii")
                    .or_else(|| element.attribute("hAnsi"))
                    .and_then(|font| Pictorial::of(&font));
            }
            _ => {}
        }
    }
}

fn text(element: &Element<'_>, name: &str) -> String {
    element.attribute(name).unwrap_or_default().into_owned()
}
