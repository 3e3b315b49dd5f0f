//! What the styles of a Word file decide for us: headings, lists, hidden text ([MS-DOC] 2.9.271).

use super::properties::{CharacterLook, ParagraphLook, Properties, Property};
use crate::ingest::code_page::utf16;
use crate::ingest::compound::u16_at;
use crate::ingest::style_names::heading_level;

/// Styles based on styles that are followed; Word allows about ten. A style based on itself ends here.
const LONGEST_CHAIN: usize = 32;

/// The kind of a paragraph style, [MS-DOC] 2.9.260.
const PARAGRAPH: u16 = 1;

/// What one style says itself.
#[derive(Debug, Clone, Default)]
struct Style {
    /// Heading level by its built-in number or its name.
    heading: Option<u8>,
    base: u16,
    paragraph: Vec<u8>,
    character: Vec<u8>,
    looks: Option<(ParagraphLook, CharacterLook)>,
}

/// All styles by number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
}

impl Styles {
    /// From the part that holds them; without styles where it is damaged.
    pub(super) fn read(part: &[u8]) -> Self {
        let mut styles = Styles {
            styles: stored(part).unwrap_or_default(),
        };
        for index in 0..styles.styles.len() {
            styles.settle(index);
        }
        styles
    }

    pub(super) fn is_empty(&self) -> bool {
        self.styles.is_empty()
    }

    /// Works out what a style says together with those it is based on, once for each: a style may be long and the
    /// base of all others.
    fn settle(&mut self, index: usize) {
        let mut chain = Vec::new();
        let mut next = index;
        while let Some(style) = self.styles.get(next)
            && style.looks.is_none()
            && chain.len() < LONGEST_CHAIN
        {
            chain.push(next);
            next = usize::from(style.base);
        }
        let base = self.styles.get(next).and_then(|style| style.looks.clone());
        let (mut paragraph, mut character) = base.unwrap_or_default();
        for index in chain.into_iter().rev() {
            let Some(style) = self.styles.get(index) else {
                continue;
            };
            // The level is said by the properties, else promised by the name.
            let inherited = paragraph.outline.take();
            for property in (Properties {
                rest: &style.paragraph,
            }) {
                paragraph.apply(&property);
            }
            paragraph.outline = paragraph.outline.or(style.heading).or(inherited);
            let outer = character;
            for property in (Properties {
                rest: &style.character,
            }) {
                character.apply(&property, &outer, &Styles::default());
            }
            let looks = (paragraph.clone(), character);
            if let Some(style) = self.styles.get_mut(index) {
                style.looks = Some(looks);
            }
        }
    }

    /// What applies to a paragraph of this style.
    pub(super) fn paragraph(&self, style: u16) -> (ParagraphLook, CharacterLook) {
        let found = self.styles.get(usize::from(style));
        let (mut paragraph, character) = found
            .and_then(|style| style.looks.clone())
            .unwrap_or_default();
        paragraph.style = style;
        (paragraph, character)
    }

    /// What a style of characters sets.
    pub(super) fn character(&self, style: u16) -> impl Iterator<Item = Property<'_>> {
        let list = self.styles.get(usize::from(style));
        Properties {
            rest: list.map_or(&[], |style| style.character.as_slice()),
        }
    }
}

/// The styles as the part lists them.
fn stored(part: &[u8]) -> Option<Vec<Style>> {
    let head = usize::from(u16_at(part, 0)?);
    let count = usize::from(u16_at(part, 2)?);
    let fixed = usize::from(u16_at(part, 4)?);
    let mut rest = part.get(head.checked_add(2)?..)?;
    let mut styles = Vec::new();
    for _ in 0..count {
        let Some(length) = u16_at(rest, 0).map(usize::from) else {
            break;
        };
        let end = length.saturating_add(2);
        let description = rest.get(2..end.min(rest.len())).unwrap_or_default();
        // A number that no style has keeps its place.
        styles.push(style(description, fixed).unwrap_or_default());
        rest = rest.get(end..).unwrap_or_default();
    }
    Some(styles)
}

/// A style's description, whose first part has a length that the file states.
fn style(description: &[u8], fixed: usize) -> Option<Style> {
    let built_in = u16_at(description, 0)? & 0x0FFF;
    let [kind, base] = {
        let word = u16_at(description, 2)?;
        [word & 0xF, word >> 4]
    };
    let length = usize::from(u16_at(description, fixed)?);
    let name_at = fixed.checked_add(2)?;
    let name_end = name_at.checked_add(length.checked_mul(2)?)?;
    let name = utf16(description.get(name_at..name_end)?).to_lowercase();
    // After the name and its zero come the properties, each list with its length before it, at even places.
    let mut at = name_end.checked_add(2)?;
    let mut list = || {
        let length = usize::from(u16_at(description, at)?);
        let start = at.checked_add(2)?;
        let end = start.checked_add(length)?;
        at = end.checked_add(end & 1)?;
        description.get(start..end)
    };
    let mut found = Style {
        heading: u8::try_from(built_in)
            .ok()
            .filter(|number| kind == PARAGRAPH && (1..=9).contains(number))
            .or_else(|| heading_level(&name).filter(|_| kind == PARAGRAPH)),
        base,
        ..Style::default()
    };
    if kind == PARAGRAPH {
        // The list of a paragraph begins with the number of the style itself.
        found.paragraph = list()
            .and_then(|list| list.get(2..))
            .unwrap_or_default()
            .to_vec();
    }
    if matches!(kind, PARAGRAPH | 2) {
        found.character = list().unwrap_or_default().to_vec();
    }
    Some(found)
}
