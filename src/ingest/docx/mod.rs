//! DOCX to document: a streaming reader of our own on `zip` and `quick-xml`.
//!
//! Why not a library: those that read the format build a tree by recursion (7 KB of nested tables overflow
//! the stack), lose footnotes and text boxes, and know one namespace prefix only. Here `story` walks a part
//! once with an explicit stack; `styles` and `numbering` say what its marks mean. One [`Page`] per section, because a word-processor file has no pages of its
//! own; changes are taken as accepted and comments left out, as the printed document shows them.

mod numbering;
mod paragraph;
mod story;
mod styles;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use self::story::{Context, Section, SectionProperties, Story, StoryReader};
use self::styles::Styles;
use super::flow::{self, Kind, Stretch};
use super::numbering::Numbering;
use super::package::{Package, Relationship};
use super::picture::{self, Size};
use super::xml::Ns;
use super::{IngestError, Options};
use super::{counting, drawn_text};
use crate::document::{Body, Document, Format, Page};

/// Reads a DOCX.
pub fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Document, IngestError> {
    let mut package = Package::open(bytes, options)?;
    let main = match package.main_part() {
        Some(part) => part,
        None if package.archive().has("word/document.xml") => "word/document.xml".to_owned(),
        None => {
            return Err(IngestError::Corrupt(
                "the package has no main document part".into(),
            ));
        }
    };
    let mut reading = Reading::new(package, &main, options.limits.cells);
    let body = reading
        .story(&main, Kind::Body)?
        .ok_or_else(|| IngestError::Corrupt(format!("{main} is missing")))?;
    if body
        .sections
        .iter()
        .all(|section| section.stretch.is_empty())
        && let Some(warning) = body.warnings.first()
    {
        return Err(IngestError::Corrupt(warning.detail.clone()));
    }
    let pages = reading.pages(body.sections)?;

    let mut document = Document::new(path, Format::Docx, Body::Pages { pages });
    document.metadata = reading.package.metadata();
    if document.metadata.language.is_none() {
        document.metadata.language = reading.styles.language.take();
    }
    document.warnings = reading.package.warnings;
    Ok(document)
}

/// The file while its stories are read.
struct Reading<'a> {
    package: Package<'a>,
    relationships: BTreeMap<String, Relationship>,
    styles: Styles,
    numbering: Numbering,
    even_pages: bool,
    cells_left: u64,
}

impl<'a> Reading<'a> {
    fn new(mut package: Package<'a>, main: &str, cells: u64) -> Self {
        let relationships = package.relationships(main);
        let part = |kind: &str| {
            relationships
                .values()
                .find(|r| r.kind == kind && !r.external)
                .map_or_else(|| format!("word/{kind}.xml"), |r| r.target.clone())
        };
        let styles = Styles::read(&mut package, &part("styles"));
        let numbering = numbering::read(&mut package, &part("numbering"), &styles);
        let mut even_pages = false;
        package.each_element(&part("settings"), |element, _| {
            if element.key() == (Ns::Word, "evenAndOddHeaders") {
                even_pages = element.is_on("val");
            }
            Ok(())
        });
        Reading {
            package,
            relationships,
            styles,
            numbering,
            even_pages,
            cells_left: cells,
        }
    }

    /// Reads one part; `None` when the package has none of this name.
    fn story(&mut self, part: &str, kind: Kind) -> Result<Option<Story>, IngestError> {
        let Some(text) = self.package.text(part)? else {
            return Ok(None);
        };
        let relationships = self.package.relationships(part);
        let pictures = self.picture_sizes(&relationships);
        let drawn = self.drawn_texts(&relationships);
        let bounds = self.package.bounds();
        let context = Context {
            styles: &self.styles,
            numbering: &mut self.numbering,
            relationships: &relationships,
            pictures: &pictures,
            drawn: &drawn,
            cells_left: &mut self.cells_left,
        };
        let mut story = StoryReader::new(context, part, &text, bounds, kind).read();
        if story.too_many_cells {
            return Err(IngestError::Limit(format!("{part}: too many table cells")));
        }
        self.package.warnings.extend(story.warnings.iter().cloned());
        // Headers and notes have one section each.
        if kind != Kind::Body {
            story.sections.truncate(1);
        }
        Ok(Some(story))
    }

    fn picture_sizes(
        &mut self,
        relationships: &BTreeMap<String, Relationship>,
    ) -> BTreeMap<String, Size> {
        relationships
            .values()
            .filter(|r| r.kind == "image" && !r.external)
            .filter_map(|r| {
                let head = self
                    .package
                    .archive()
                    .head(&r.target, picture::HEAD_BYTES)?;
                Some((r.target.clone(), picture::size(&head)?))
            })
            .collect()
    }

    /// Texts of charts and diagrams, which lie in parts of their own.
    fn drawn_texts(
        &mut self,
        relationships: &BTreeMap<String, Relationship>,
    ) -> BTreeMap<String, Vec<String>> {
        relationships
            .iter()
            .filter(|(_, r)| matches!(r.kind.as_str(), "chart" | "diagramData") && !r.external)
            .filter_map(|(id, r)| {
                let texts = drawn_text::of_part(&mut self.package, &r.target);
                (!texts.is_empty()).then(|| (id.clone(), texts))
            })
            .collect()
    }

    /// Sections to pages: headers and footers where they are first shown, notes after the text that
    /// refers to them.
    fn pages(&mut self, sections: Vec<Section>) -> Result<Vec<Page>, IngestError> {
        let mut notes = self.notes("footnotes")?;
        let mut endnotes = self.notes("endnotes")?;
        let mut shown: BTreeSet<String> = BTreeSet::new();
        let mut properties = SectionProperties::default();
        let mut pages: Vec<Page> = Vec::new();
        let (mut footnote, mut endnote) = (0_u32, 0_u32);
        let mut at_the_end: Vec<Stretch> = Vec::new();
        for (number, section) in (1_u32..).zip(sections) {
            inherit(&mut properties, &section.properties);
            let mut page = Page::new(number);
            self.margins(&properties, true, &mut shown, &mut page)?;
            let format = properties.footnote_format.clone();
            section.stretch.add_to(&mut page);
            for reference in section.notes {
                let (source, count) = if reference.endnote {
                    (&mut endnotes, &mut endnote)
                } else {
                    (&mut notes, &mut footnote)
                };
                let Some(mut note) = source.remove(&reference.id) else {
                    continue;
                };
                if !reference.own_mark {
                    *count = count.saturating_add(1);
                    let usual = if reference.endnote {
                        "lowerRoman"
                    } else {
                        "decimal"
                    };
                    note.mark(&counting::print(*count, format.as_deref().unwrap_or(usual)));
                }
                if reference.endnote {
                    at_the_end.push(note);
                } else {
                    note.add_to(&mut page);
                }
            }
            self.margins(&properties, false, &mut shown, &mut page)?;
            pages.push(page);
        }
        if let Some(last) = pages.last_mut() {
            for note in at_the_end {
                note.add_to(last);
            }
        }
        Ok(flow::numbered(pages))
    }

    fn notes(&mut self, kind: &str) -> Result<BTreeMap<String, Stretch>, IngestError> {
        let part = self
            .relationships
            .values()
            .find(|r| r.kind == kind && !r.external)
            .map(|r| r.target.clone());
        let Some(part) = part else {
            return Ok(BTreeMap::new());
        };
        Ok(self
            .story(&part, Kind::Note)?
            .map(|story| story.notes)
            .unwrap_or_default())
    }

    /// Adds the headers or footers of a section that no page before has shown.
    fn margins(
        &mut self,
        properties: &SectionProperties,
        top: bool,
        shown: &mut BTreeSet<String>,
        page: &mut Page,
    ) -> Result<(), IngestError> {
        let (parts, kind) = if top {
            (&properties.headers, Kind::Header)
        } else {
            (&properties.footers, Kind::Footer)
        };
        for (name, used) in [
            ("first", properties.title_page),
            ("default", true),
            ("even", self.even_pages),
        ] {
            let part = parts
                .get(name)
                .filter(|_| used)
                .and_then(|id| self.relationships.get(id))
                .filter(|r| !r.external)
                .map(|r| r.target.clone());
            let Some(part) = part.filter(|part| shown.insert(part.clone())) else {
                continue;
            };
            if let Some(story) = self.story(&part, kind)? {
                for section in story.sections {
                    section.stretch.add_to(page);
                }
            }
        }
        Ok(())
    }
}

/// A section shows the headers and footers of the one before where it names none.
fn inherit(properties: &mut SectionProperties, own: &SectionProperties) {
    properties
        .headers
        .extend(own.headers.iter().map(|(k, v)| (k.clone(), v.clone())));
    properties
        .footers
        .extend(own.footers.iter().map(|(k, v)| (k.clone(), v.clone())));
    properties.title_page = own.title_page;
    properties.footnote_format.clone_from(&own.footnote_format);
}
