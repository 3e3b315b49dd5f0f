//! The numbering part of a DOCX: which lists there are and how their levels look.

use std::collections::BTreeMap;

use super::styles::Styles;
use crate::ingest::numbering::{Level, Levels, Numbering};
use crate::ingest::package::Package;
use crate::ingest::pictorial::Pictorial;
use crate::ingest::xml::{Element, Ns};

/// Where the reading of the numbering part stands.
enum Place {
    Nowhere,
    Abstract(String),
    List(String),
}

/// Reads the numbering part.
pub(super) fn read(package: &mut Package<'_>, part: &str, styles: &Styles) -> Numbering {
    let mut numbering = Numbering::default();
    // Definitions that leave their levels to that of a list style.
    let mut links: BTreeMap<String, String> = BTreeMap::new();
    let mut place = Place::Nowhere;
    let mut level = 0_u8;
    package.each_element(part, |element, reader| {
        if element.ns != Ns::Word {
            return Ok(());
        }
        match element.name() {
            "abstractNum" => {
                let id = text(element, "abstractNumId");
                numbering.definitions.entry(id.clone()).or_default();
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
                    && let Some(levels) = levels(&mut numbering, &place)
                {
                    levels.entry(level).or_default();
                }
            }
            "numPicBullet" | "pPrChange" | "rPrChange" => reader.skip()?,
            "numStyleLink" => {
                if let Place::Abstract(id) = &place {
                    links.insert(id.clone(), text(element, "val"));
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
                if let Some(levels) = levels(&mut numbering, &place)
                    && let Some(level) = levels.get_mut(&level)
                {
                    level.take(name, element);
                }
            }
        }
        Ok(())
    });
    follow(&mut numbering, &links, styles);
    numbering
}

/// Gives lists whose definition is a link that of the list style; a link is followed once.
fn follow(numbering: &mut Numbering, links: &BTreeMap<String, String>, styles: &Styles) {
    let linked: BTreeMap<&str, String> = links
        .iter()
        .filter_map(|(id, style)| {
            let list = numbering.lists.get(styles.list_of(style)?)?;
            Some((id.as_str(), list.definition.clone()))
        })
        .collect();
    for list in numbering.lists.values_mut() {
        if let Some(definition) = linked.get(list.definition.as_str()) {
            list.definition.clone_from(definition);
        }
    }
}

fn levels<'n>(numbering: &'n mut Numbering, place: &Place) -> Option<&'n mut Levels> {
    match place {
        Place::Nowhere => None,
        Place::Abstract(id) => numbering.definitions.get_mut(id),
        Place::List(id) => numbering.lists.get_mut(id).map(|list| &mut list.levels),
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
