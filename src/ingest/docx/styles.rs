//! What the styles of a word-processor file decide for us: headings, numbering, hidden text.

use std::collections::BTreeMap;

use crate::ingest::package::Package;
use crate::ingest::style_names::heading_level;
use crate::ingest::xml::{Element, Ns};

/// Styles based on styles that are followed; Word allows about ten. A style based on itself ends here.
const LONGEST_CHAIN: usize = 32;

/// What one style says itself.
#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    /// A paragraph style; else of characters, tables or lists.
    paragraph: bool,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    list_level: Option<u8>,
    hidden: Option<bool>,
    bold: Option<bool>,
}

/// All styles by identifier.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    default_paragraph: Option<String>,
    /// Language of the text, from the defaults.
    pub(super) language: Option<String>,
}

/// What a paragraph style and those it is based on say together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ParagraphStyle {
    /// Heading level from 1.
    pub(super) heading: Option<u8>,
    /// List that numbers the paragraphs.
    pub(super) list: Option<String>,
    /// Level in that list from 0, where the style says so.
    pub(super) list_level: Option<u8>,
    /// The text is hidden.
    pub(super) hidden: bool,
    /// The text is bold.
    pub(super) bold: bool,
}

/// What a character style says.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct CharacterStyle {
    pub(super) hidden: Option<bool>,
    pub(super) bold: Option<bool>,
}

impl Styles {
    /// Reads the styles part.
    pub(super) fn read(package: &mut Package<'_>, part: &str) -> Self {
        let mut styles = Styles::default();
        let mut current: Option<(String, Style)> = None;
        let mut finished: Vec<(String, Style)> = Vec::new();
        package.each_element(part, |element, reader| {
            if element.ns != Ns::Word {
                return Ok(());
            }
            match element.name() {
                "style" => {
                    finished.extend(current.take());
                    let id = value(element, "styleId").unwrap_or_default();
                    let paragraph = value(element, "type").is_none_or(|t| t == "paragraph");
                    if paragraph && element.attribute("default").is_some_and(|d| d != "0") {
                        styles.default_paragraph = Some(id.clone());
                    }
                    current = Some((
                        id,
                        Style {
                            paragraph,
                            ..Style::default()
                        },
                    ));
                }
                // Conditional formats of table styles speak of single rows and columns.
                "tblStylePr" | "latentStyles" | "pPrChange" | "rPrChange" => reader.skip()?,
                "lang" if styles.language.is_none() => {
                    styles.language = value(element, "bidi").or_else(|| value(element, "val"));
                }
                name => {
                    if let Some((_, style)) = &mut current {
                        style.take(name, element);
                    }
                }
            }
            Ok(())
        });
        finished.extend(current);
        styles.styles = finished.into_iter().collect();
        styles
    }

    /// A style and those it is based on, nearest first.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        std::iter::successors(self.styles.get(id), |style| {
            self.styles.get(style.based_on.as_deref()?)
        })
        .take(LONGEST_CHAIN)
    }

    /// What applies to a paragraph of this style; of the default style for `None`.
    pub(super) fn paragraph(&self, id: Option<&str>) -> ParagraphStyle {
        let Some(id) = id
            .filter(|id| self.styles.contains_key(*id))
            .or(self.default_paragraph.as_deref())
        else {
            return ParagraphStyle::default();
        };
        let mut merged = ParagraphStyle::default();
        let (mut outline, mut hidden, mut bold) = (None, None, None);
        for style in self.chain(id).filter(|s| s.paragraph) {
            // A style based on a heading is a heading too, unless it says "body text" (10).
            outline = outline
                .or(style.outline)
                .or_else(|| heading_level(&style.name));
            merged.list = merged.list.or_else(|| style.list.clone());
            merged.list_level = merged.list_level.or(style.list_level);
            hidden = hidden.or(style.hidden);
            bold = bold.or(style.bold);
        }
        merged.heading = outline.filter(|level| (1..=9).contains(level));
        merged.hidden = hidden.unwrap_or(false);
        merged.bold = bold.unwrap_or(false);
        merged
    }

    /// What a character style says.
    pub(super) fn character(&self, id: &str) -> CharacterStyle {
        CharacterStyle {
            hidden: self.chain(id).find_map(|s| s.hidden),
            bold: self.chain(id).find_map(|s| s.bold),
        }
    }

    /// The list of a list style.
    pub(super) fn list_of(&self, id: &str) -> Option<&str> {
        self.chain(id).find_map(|s| s.list.as_deref())
    }
}

impl Style {
    fn take(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "name" => self.name = value(element, "val").unwrap_or_default().to_lowercase(),
            "basedOn" => self.based_on = value(element, "val"),
            "outlineLvl" => self.outline = element.number::<u8>("val").map(|l| l.saturating_add(1)),
            "numId" => self.list = value(element, "val"),
            "ilvl" => self.list_level = element.number("val"),
            "vanish" => self.hidden = Some(element.is_on("val")),
            "b" | "bCs" => self.bold = Some(element.is_on("val")),
            _ => {}
        }
    }
}

fn value(element: &Element<'_>, name: &str) -> Option<String> {
    element.attribute(name).map(std::borrow::Cow::into_owned)
}
