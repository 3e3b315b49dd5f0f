//! What the styles of an OpenDocument text decide for us: headings, lists, hidden text, page styles.

use std::collections::BTreeMap;

use crate::document::Metadata;
use crate::ingest::numbering::{Level, Levels};
use crate::ingest::pictorial::Pictorial;
use crate::ingest::style_names::heading_level;
use crate::ingest::xml::{Bounds, Element, Node, Ns, XmlReader};

/// Styles based on styles that are followed. A style based on itself ends here.
const LONGEST_CHAIN: usize = 32;

/// Where a style is used: automatic styles of the body and of headers and footers have the same names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Body,
    Margins,
}

/// What one style says itself.
#[derive(Debug, Clone, Default)]
struct Style {
    /// As people see it, in small letters.
    name: String,
    parent: Option<String>,
    /// The page style that begins with a paragraph or table of this style; empty for none.
    master: Option<String>,
    list: Option<String>,
    outline: Option<u8>,
    hidden: Option<bool>,
    bold: Option<bool>,
    shaded: Option<bool>,
    font: Option<String>,
}

/// Styles by family and name, and list styles by name.
#[derive(Debug, Default)]
struct Set {
    styles: BTreeMap<(String, String), Style>,
    lists: BTreeMap<String, Levels>,
}

/// All styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    common: Set,
    body: Set,
    margins: Set,
    /// Numbers of headings.
    outline: Levels,
    /// Pictorial fonts by the names that styles call them.
    fonts: BTreeMap<String, Pictorial>,
    language: Option<String>,
}

/// What a style and those it is based on say together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Look {
    /// Heading level from 1.
    pub(super) heading: Option<u8>,
    /// The list style; empty for none.
    pub(super) list: Option<String>,
    pub(super) master: Option<String>,
    pub(super) hidden: Option<bool>,
    pub(super) bold: Option<bool>,
    pub(super) shaded: bool,
    pub(super) font: Option<Pictorial>,
}

/// What the elements that are met belong to.
enum Place {
    Nowhere,
    Style(String, String),
    /// The style of all paragraphs.
    Default,
    List(String, u8),
    Outline(u8),
}

impl Styles {
    /// Reads the styles of the file and those of its body.
    ///
    /// What is wrong with a part is said by who reads the texts in it.
    pub(super) fn read(bounds: Bounds, styles_part: &str, content: &str) -> Self {
        let mut styles = Styles::default();
        styles.part(XmlReader::new(styles_part, bounds), Scope::Margins);
        styles.part(XmlReader::new(content, bounds), Scope::Body);
        styles
    }

    /// Reads a part up to its texts.
    fn part(&mut self, mut reader: XmlReader<'_>, automatic: Scope) {
        let mut scope = None;
        let mut place = Place::Nowhere;
        while let Ok(Some(node)) = reader.next() {
            let Node::Start(element) = node else { continue };
            match element.key() {
                (Ns::OdfOffice, "automatic-styles") => scope = Some(automatic),
                (Ns::OdfOffice, "styles") => scope = None,
                (Ns::OdfOffice, "body" | "master-styles") => return,
                (Ns::OdfStyle, "font-face") => {
                    let family = element.attribute("font-family");
                    if let Some(font) = family.as_deref().and_then(Pictorial::of) {
                        self.fonts.insert(value(&element, "name"), font);
                    }
                }
                (Ns::OdfStyle, "style") => {
                    let key = (value(&element, "family"), value(&element, "name"));
                    let style = Style::of(&element);
                    place = Place::Style(key.0.clone(), key.1.clone());
                    self.set(scope).styles.insert(key, style);
                }
                (Ns::OdfStyle, "default-style") => {
                    place = match element.attribute("family").as_deref() {
                        Some("paragraph") => Place::Default,
                        _ => Place::Nowhere,
                    };
                }
                (Ns::OdfText, "outline-style") => place = Place::Outline(0),
                (Ns::OdfText, "list-style") => {
                    let name = value(&element, "name");
                    self.set(scope).lists.insert(name.clone(), Levels::new());
                    place = Place::List(name, 0);
                }
                // How notes and lines are counted is written where they stand.
                (Ns::OdfText, "notes-configuration" | "linenumbering-configuration")
                | (Ns::OdfStyle, "page-layout") => place = Place::Nowhere,
                _ => self.detail(scope, &mut place, &element),
            }
        }
    }

    /// An element inside a style.
    fn detail(&mut self, scope: Option<Scope>, place: &mut Place, element: &Element<'_>) {
        match place {
            Place::Nowhere => {}
            Place::Default => {
                if element.key() == (Ns::OdfStyle, "text-properties") {
                    self.language = language(element);
                }
            }
            Place::Style(family, name) => {
                let key = (family.clone(), name.clone());
                if let Some(style) = self.set(scope).styles.get_mut(&key) {
                    style.take(element);
                }
            }
            Place::List(name, at) => {
                let fonts = std::mem::take(&mut self.fonts);
                if let Some(levels) = self.set(scope).lists.get_mut(name) {
                    level(levels, at, element, &fonts);
                }
                self.fonts = fonts;
            }
            Place::Outline(at) => level(&mut self.outline, at, element, &self.fonts),
        }
    }

    fn set(&mut self, scope: Option<Scope>) -> &mut Set {
        match scope {
            None => &mut self.common,
            Some(Scope::Body) => &mut self.body,
            Some(Scope::Margins) => &mut self.margins,
        }
    }

    /// The automatic styles of a scope, then those with names.
    fn sets(&self, scope: Scope) -> [&Set; 2] {
        let own = match scope {
            Scope::Body => &self.body,
            Scope::Margins => &self.margins,
        };
        [own, &self.common]
    }

    /// What applies to what is written in this style of this family.
    pub(super) fn look(&self, scope: Scope, family: &str, name: &str) -> Look {
        let sets = self.sets(scope);
        let find = |name: &str| {
            let key = (family.to_owned(), name.to_owned());
            sets.iter().find_map(|set| set.styles.get(&key))
        };
        let mut look = Look::default();
        let (mut outline, mut shaded) = (None, None);
        let chain = std::iter::successors(find(name), |style| find(style.parent.as_deref()?));
        for style in chain.take(LONGEST_CHAIN) {
            outline = outline
                .or(style.outline)
                .or_else(|| heading_level(&style.name));
            look.list = look.list.or_else(|| style.list.clone());
            look.hidden = look.hidden.or(style.hidden);
            look.bold = look.bold.or(style.bold);
            shaded = shaded.or(style.shaded);
            let font = style.font.as_ref();
            look.font = look.font.or_else(|| self.fonts.get(font?).copied());
            look.master = look.master.or_else(|| style.master.clone());
        }
        look.heading = outline.filter(|level| (1..=9).contains(level));
        look.master = look.master.filter(|name| !name.is_empty());
        look.shaded = shaded.unwrap_or(false);
        look
    }

    /// The levels of a list style.
    pub(super) fn list(&self, scope: Scope, name: &str) -> Option<&Levels> {
        self.sets(scope).iter().find_map(|set| set.lists.get(name))
    }

    /// The numbers of headings.
    pub(super) fn outline(&self) -> &Levels {
        &self.outline
    }

    /// The language of the text, where the file does not state one.
    pub(super) fn complete(&self, metadata: &mut Metadata) {
        if metadata.language.is_none() {
            metadata.language.clone_from(&self.language);
        }
    }
}

impl Style {
    fn of(element: &Element<'_>) -> Self {
        let said = |name: &str| element.attribute(name).map(std::borrow::Cow::into_owned);
        // Spaces are written as their code in names that programs use.
        let name = said("display-name").unwrap_or_else(|| value(element, "name"));
        Style {
            name: name.replace("_20_", " ").to_lowercase(),
            parent: said("parent-style-name"),
            master: said("master-page-name"),
            list: said("list-style-name"),
            outline: element.number("default-outline-level"),
            ..Style::default()
        }
    }

    fn take(&mut self, element: &Element<'_>) {
        match element.key() {
            (Ns::OdfStyle, "text-properties") => {
                if let Some(display) = element.attribute("display") {
                    self.hidden = Some(display == "none");
                }
                let weights = ["font-weight", "font-weight-complex"];
                for weight in weights.iter().filter_map(|name| element.attribute(name)) {
                    let heavy = weight.parse::<u16>().is_ok_and(|weight| weight >= 600);
                    self.bold = Some(self.bold == Some(true) || heavy || weight == "bold");
                }
                self.font = font_name(element);
            }
            (Ns::OdfStyle, "table-cell-properties") => {
                if let Some(colour) = element.attribute("background-color") {
                    let plain = matches!(&*colour, "transparent" | "#ffffff" | "#FFFFFF");
                    self.shaded = Some(!plain);
                }
            }
            _ => {}
        }
    }
}

/// An element of a list style; `at` is the level that is open.
fn level(
    levels: &mut Levels,
    at: &mut u8,
    element: &Element<'_>,
    fonts: &BTreeMap<String, Pictorial>,
) {
    match element.name() {
        "list-level-style-number"
        | "list-level-style-bullet"
        | "list-level-style-image"
        | "outline-level-style" => {
            let number = element.number::<u8>("level").unwrap_or(1).max(1);
            *at = number.saturating_sub(1);
            levels.insert(*at, described(element, number));
        }
        "list-level-label-alignment" => {
            if let Some(level) = levels.get_mut(at) {
                level.tight = element.attribute("label-followed-by").as_deref() == Some("nothing");
            }
        }
        "text-properties" => {
            if let Some(level) = levels.get_mut(at) {
                level.font = font_name(element).and_then(|name| fonts.get(&name).copied());
            }
        }
        _ => {}
    }
}

/// A level as its element describes it; `number` counts it from 1.
fn described(element: &Element<'_>, number: u8) -> Level {
    let said = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
    let format = match element.name() {
        "list-level-style-bullet" => "bullet",
        "list-level-style-image" => "none",
        _ => format_name(&said("num-format")),
    };
    let text = if format == "bullet" {
        said("bullet-char")
    } else if let Some(pattern) = element.attribute("num-list-format") {
        // LibreOffice's own: `%1%.%2%.`, which tells prefixes of inner numbers too.
        let mut text = pattern.into_owned();
        for number in 1..=9 {
            text = text.replace(&format!("%{number}%"), &format!("%{number}"));
        }
        text
    } else {
        let shown = element.number::<u8>("display-levels").unwrap_or(1).max(1);
        let first = number.saturating_sub(shown.saturating_sub(1)).max(1);
        let numbers: Vec<String> = (first..=number).map(|n| format!("%{n}")).collect();
        // Without a format there is no number, and what would stand around it stands alone.
        let numbers = if format == "none" {
            String::new()
        } else {
            numbers.join(".")
        };
        format!("{}{numbers}{}", said("num-prefix"), said("num-suffix"))
    };
    Level {
        start: element.number("start-value").unwrap_or(1),
        format: format.to_owned(),
        text,
        ..Level::default()
    }
}

/// A number format by its name in Office Open XML. OpenDocument 1.3 part 3, 19.502 has five; others are
/// LibreOffice's samples of the first numbers.
fn format_name(format: &str) -> &'static str {
    match format.chars().next() {
        None => "none",
        Some('a') => "lowerLetter",
        Some('A') => "upperLetter",
        Some('i') => "lowerRoman",
        Some('I') => "upperRoman",
        Some('ก') => "thaiLetters",
        Some('๑') => "thaiNumbers",
        Some('①') => "decimalEnclosedCircle",
        Some(_) => "decimal",
    }
}

fn font_name(element: &Element<'_>) -> Option<String> {
    element
        .attribute("font-name")
        .or_else(|| element.attribute("font-family"))
        .map(std::borrow::Cow::into_owned)
}

/// The language of complex scripts, Thai among them, else that of the others.
fn language(element: &Element<'_>) -> Option<String> {
    let of = |language: &str, country: &str| {
        let said = |name: &str| element.attribute(name).filter(|tag| tag != "none");
        let tag = said(language)?;
        Some(match said(country) {
            Some(country) => format!("{tag}-{country}"),
            None => tag.into_owned(),
        })
    };
    of("language-complex", "country-complex").or_else(|| of("language", "country"))
}

fn value(element: &Element<'_>, name: &str) -> String {
    element.attribute(name).unwrap_or_default().into_owned()
}
