//! OpenDocument text (ODT) to document, after OASIS OpenDocument 1.3 part 3.
//!
//! As with DOCX a part is walked once as a stream: `story` makes blocks of the body and of the headers and footers,
//! `styles` says what its names mean, `lists` counts. There is one [`Page`] per page style that the text goes over to,
//! which is what a section of Word becomes; changes are taken as accepted and comments left out.

mod lists;
mod story;
mod styles;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use self::story::{Margin, Master, Section, StoryReader};
use self::styles::{Scope, Styles};
use super::flow::{self, Kind, Stretch};
use super::odf;
use super::package::Package;
use super::{IngestError, Options};
use crate::document::{Body, Document, Format, Page};

/// Reads an ODT.
pub fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Document, IngestError> {
    let mut package = Package::open(bytes, options)?;
    let content = package
        .text("content.xml")?
        .ok_or_else(|| IngestError::Corrupt("content.xml is missing".into()))?;
    let masters = package.optional_text("styles.xml").unwrap_or_default();
    let styles = Styles::read(package.bounds(), &masters, &content);
    let body = StoryReader::new(
        &mut package,
        &styles,
        "content.xml",
        &content,
        Scope::Body,
        options.limits.cells,
    )
    .read()?;
    let margins = StoryReader::new(
        &mut package,
        &styles,
        "styles.xml",
        &masters,
        Scope::Margins,
        body.cells_left,
    )
    .read()?;
    if body
        .sections
        .iter()
        .all(|section| section.stretch.is_empty())
        && let Some(warning) = package.warnings.first()
    {
        return Err(IngestError::Corrupt(warning.detail.clone()));
    }
    let pages = pages(body.sections, margins.masters);
    let mut document = Document::new(path, Format::Odt, Body::Pages { pages });
    document.metadata = odf::metadata(&mut package);
    styles.complete(&mut document.metadata);
    document.warnings = package.warnings;
    Ok(document)
}

/// Sections to pages: headers and footers where they are first shown, notes after the text that refers to them.
fn pages(sections: Vec<Section>, masters: BTreeMap<String, Master>) -> Vec<Page> {
    let mut margins = Margins {
        masters,
        shown: BTreeSet::new(),
    };
    let mut pages: Vec<Page> = Vec::new();
    let mut at_the_end: Vec<Stretch> = Vec::new();
    for (number, section) in (1_u32..).zip(sections) {
        let mut page = Page::new(number);
        margins.add_to(&mut page, &section.master, Kind::Header);
        section.stretch.add_to(&mut page);
        for note in section.notes {
            note.add_to(&mut page);
        }
        margins.add_to(&mut page, &section.master, Kind::Footer);
        pages.push(page);
        at_the_end.extend(section.endnotes);
    }
    if let Some(last) = pages.last_mut() {
        for note in at_the_end {
            note.add_to(last);
        }
    }
    flow::numbered(pages)
}

/// The headers and footers of the page styles.
struct Margins {
    masters: BTreeMap<String, Master>,
    /// Texts that a page before has shown: page styles of one document often repeat them.
    shown: BTreeSet<(Kind, String)>,
}

impl Margins {
    /// Adds what no page before has shown, of a page style and of the one that follows it by itself.
    fn add_to(&mut self, page: &mut Page, master: &str, kind: Kind) {
        let next = self.masters.get(master).and_then(|m| m.next.clone());
        for name in std::iter::once(master).chain(next.as_deref().filter(|next| *next != master)) {
            let Some(master) = self.masters.get_mut(name) else {
                continue;
            };
            for margin in [Margin::First, Margin::Default, Margin::Left] {
                let Some((said, stretch)) = master.margins.remove(&(kind, margin)) else {
                    continue;
                };
                // Pictures alone say nothing to tell them by.
                let silent = stretch.blocks.iter().all(|block| block.text().is_none());
                if silent || self.shown.insert((kind, said)) {
                    stretch.add_to(page);
                }
            }
        }
    }
}
