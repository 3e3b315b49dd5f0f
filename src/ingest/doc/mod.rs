//! Word 97 to 2003 (DOC) to document, after [MS-DOC].
//!
//! The file is a text with everything else beside it: `fib` finds the parts, `pieces` the characters, `formatting` and
//! `properties` what applies to them, `styles` and `lists` what those name, `rows` and `shapes` what tables and drawings
//! are like; `story` makes blocks of a stretch of text. As with DOCX there is one [`Page`] per section; changes are
//! taken as accepted and comments left out. Nothing that the file says of its own lengths is believed.

mod fib;
mod formatting;
mod lists;
mod pieces;
mod properties;
mod rows;
mod shapes;
mod story;
mod styles;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use self::fib::{Part, Plc, Range, Streams, Subdocuments};
use self::formatting::Runs;
use self::lists::Fonts;
use self::pieces::Pieces;
use self::properties::{Properties, code};
use self::shapes::Shapes;
use self::story::StoryReader;
use self::styles::Styles;
use super::compound::{Compound, u16_at, u32_at};
use super::flow::{self, Kind, Stretch};
use super::numbering::Numbering;
use super::{IngestError, Options, counting, property_set};
use crate::document::{Block, Body, Document, Format, Page, Warning, WarningCode};

/// Reads a DOC.
pub fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Document, IngestError> {
    let container = Compound::open(bytes)?;
    let streams = Streams::open(&container)?;
    let pieces = Pieces::read(streams.part(Part::Pieces), &streams.main)
        .ok_or_else(|| IngestError::Corrupt("the table of the text's pieces is damaged".into()))?;
    let fonts = lists::fonts(streams.part(Part::Fonts));
    let texts = streams.subdocuments();
    let file = File {
        pieces,
        characters: Runs::of_characters(&streams.main, streams.part(Part::CharacterBins)),
        paragraphs: Runs::of_paragraphs(&streams.main, streams.part(Part::ParagraphBins)),
        styles: Styles::read(streams.part(Part::Styles)),
        shapes: Shapes::read(&streams),
        sections: sections(&streams, &texts),
        depth: options.limits.xml_depth,
        texts,
        fonts,
        streams: &streams,
    };
    let mut state = State {
        numbering: lists::read(&streams, &file.fonts),
        cells_left: options.limits.cells,
        characters_left: options.limits.unpacked_bytes,
        deadline: options.limits.deadline(),
        boxes_shown: BTreeSet::new(),
        shapes_shown: BTreeSet::new(),
        pictures: BTreeMap::new(),
        warnings: Vec::new(),
        too_many_cells: false,
        steps: 0,
    };
    if file.styles.is_empty() {
        state.warn(WarningCode::PartDamaged, "styles");
    }
    let pages = pages(&file, &mut state);
    if state.too_many_cells {
        return Err(IngestError::Limit(
            "WordDocument: too many table cells".into(),
        ));
    }
    let mut document = Document::new(path, Format::Doc, Body::Pages { pages });
    if let Some(summary) = container.stream("\u{5}SummaryInformation") {
        document.metadata = property_set::metadata(&summary);
    }
    document.metadata.language = streams.is_thai().then(|| "th-TH".to_owned());
    document.warnings = state.warnings;
    Ok(document)
}

/// What the file says, found once.
struct File<'f> {
    streams: &'f Streams,
    texts: Subdocuments,
    pieces: Pieces<'f>,
    characters: Runs<'f>,
    paragraphs: Runs<'f>,
    styles: Styles,
    fonts: Fonts,
    shapes: Shapes,
    sections: Vec<Section>,
    /// Tables inside tables that are followed.
    depth: u32,
}

/// What changes while the text is read.
struct State {
    numbering: Numbering,
    cells_left: u64,
    /// Characters that may still be read: pieces of a hostile file are the same text over and over.
    characters_left: u64,
    deadline: Instant,
    boxes_shown: BTreeSet<usize>,
    shapes_shown: BTreeSet<u32>,
    /// Pictures in the text by their place: each is looked at once, however often it is shown.
    pictures: BTreeMap<u32, Option<Block>>,
    warnings: Vec<Warning>,
    too_many_cells: bool,
    steps: u32,
}

impl State {
    /// Whether neither the time nor the allowance of characters is over.
    fn may_go_on(&mut self) -> bool {
        self.steps = self.steps.wrapping_add(1);
        // The clock is asked rarely: reading it costs more than a typical run of text.
        let late = self.steps & 0xFF == 0 && Instant::now() > self.deadline;
        if late || self.characters_left == 0 {
            self.characters_left = 0;
            self.warn(WarningCode::StoppedAtLimit, "WordDocument");
            return false;
        }
        true
    }
}

/// A section of the body.
#[derive(Debug)]
struct Section {
    range: Range,
    /// The first page has its own header and footer.
    title_page: bool,
    footnote_format: &'static str,
}

impl File<'_> {
    /// Text of one byte for each character.
    fn decode(&self, bytes: &[u8]) -> String {
        let encoding = if self.pieces.thai {
            encoding_rs::WINDOWS_874
        } else {
            encoding_rs::WINDOWS_1252
        };
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    /// Whether the character at a position is the last of a section.
    fn ends_section(&self, position: u32) -> bool {
        let end = position.saturating_add(1);
        self.sections
            .binary_search_by_key(&end, |section| section.range.end)
            .is_ok()
    }
}

/// The sections of the body, [MS-DOC] 2.8.26; one where the file lists none.
fn sections(streams: &Streams, texts: &Subdocuments) -> Vec<Section> {
    let listed = Plc::new(streams.part(Part::Sections), 12);
    let mut sections: Vec<Section> = Vec::new();
    let mut end = texts.body.start;
    for index in 0..listed.len() {
        let Some(range) = listed
            .range(index, &texts.body)
            .filter(|range| range.start == end)
        else {
            continue;
        };
        end = range.end;
        let mut section = plain(range);
        let place = listed.data(index).and_then(|data| u32_at(data, 2));
        let properties = place
            .and_then(|place| {
                let stored = streams.main.get(usize::try_from(place).ok()?..)?;
                let length = usize::from(u16_at(stored, 0)?);
                stored.get(2..length.checked_add(2)?)
            })
            .unwrap_or_default();
        for property in (Properties { rest: properties }) {
            match property.code {
                code::TITLE_PAGE => section.title_page = property.is_on(),
                code::FOOTNOTE_FORMAT => {
                    section.footnote_format = lists::format_name(property.number());
                }
                _ => {}
            }
        }
        sections.push(section);
    }
    if end < texts.body.end {
        sections.push(plain(end..texts.body.end));
    }
    sections
}

fn plain(range: Range) -> Section {
    Section {
        range,
        title_page: false,
        footnote_format: "decimal",
    }
}

/// A note: where the text refers to it, and what it says.
struct Note {
    position: u32,
    /// The author wrote the mark by hand; none is counted.
    own_mark: bool,
    text: Range,
}

fn notes(streams: &Streams, references: Part, texts: Part, inside: &Range) -> Vec<Note> {
    let references = Plc::new(streams.part(references), 2);
    // The texts have one position more than the references, and no data.
    let texts = Plc::new(streams.part(texts), 0);
    (0..references.len())
        .filter_map(|index| {
            Some(Note {
                position: references.position(index)?,
                own_mark: u16_at(references.data(index)?, 0)? == 0,
                text: texts.range(index, inside)?,
            })
        })
        .collect()
}

/// Sections to pages: headers and footers where they are first shown, notes after the text that refers to them.
fn pages(file: &File<'_>, state: &mut State) -> Vec<Page> {
    let footnotes = notes(
        file.streams,
        Part::FootnoteReferences,
        Part::Footnotes,
        &file.texts.footnotes,
    );
    let mut footnotes = footnotes.into_iter().peekable();
    let endnotes = notes(
        file.streams,
        Part::EndnoteReferences,
        Part::Endnotes,
        &file.texts.endnotes,
    );
    let (mut footnote, mut endnote) = (0_u32, 0_u32);
    let mut pages: Vec<Page> = Vec::new();
    for (number, section) in (0_u32..).zip(&file.sections) {
        let mut page = Page::new(number.saturating_add(1));
        margins(file, state, section, number, Kind::Header)
            .for_each(|margin| margin.add_to(&mut page));
        StoryReader::new(file, state, Kind::Body)
            .read(section.range.clone())
            .add_to(&mut page);
        while let Some(note) = footnotes.next_if(|note| note.position < section.range.end) {
            let format = section.footnote_format;
            read_note(file, state, &note, &mut footnote, format).add_to(&mut page);
        }
        margins(file, state, section, number, Kind::Footer)
            .for_each(|margin| margin.add_to(&mut page));
        pages.push(page);
    }
    if let Some(last) = pages.last_mut() {
        // Boxes whose anchor is lost.
        for index in 0..file.shapes.boxes.len() {
            let kind = match file.shapes.boxes.get(index) {
                Some(text) if text.start >= file.texts.header_text_boxes.start => Kind::Header,
                _ => Kind::Body,
            };
            StoryReader::new(file, state, kind)
                .lost_box(index)
                .add_to(last);
        }
        for note in &endnotes {
            read_note(file, state, note, &mut endnote, "lowerRoman").add_to(last);
        }
    }
    if pages.is_empty() {
        pages.push(Page::new(1));
    }
    flow::numbered(pages)
}

fn read_note(
    file: &File<'_>,
    state: &mut State,
    note: &Note,
    count: &mut u32,
    format: &str,
) -> Stretch {
    let mut stretch = StoryReader::new(file, state, Kind::Note).read(note.text.clone());
    if !note.own_mark {
        *count = count.saturating_add(1);
        stretch.mark(&counting::print(*count, format));
    }
    stretch
}

/// The headers or footers that a section has of its own, [MS-DOC] 2.8.28: six texts for each section after six for
/// the separators of notes. A section without shows those of the one before.
fn margins(
    file: &File<'_>,
    state: &mut State,
    section: &Section,
    number: u32,
    kind: Kind,
) -> impl Iterator<Item = Stretch> {
    /// Headers of even and odd pages, footers of both, then those of the first page.
    const FIRST_HEADER: u32 = 4;
    const FIRST_FOOTER: u32 = 5;
    let texts = Plc::new(file.streams.part(Part::Headers), 0);
    // The first bit of the document's properties, [MS-DOC] 2.7.2.
    let properties = file.streams.part(Part::Properties);
    let even_pages = properties.first().is_some_and(|flags| flags & 1 == 1);
    let places = match kind {
        Kind::Header => [
            (FIRST_HEADER, section.title_page),
            (1, true),
            (0, even_pages),
        ],
        _ => [
            (FIRST_FOOTER, section.title_page),
            (3, true),
            (2, even_pages),
        ],
    };
    let mut read = Vec::new();
    for (place, used) in places {
        let index = number
            .saturating_add(1)
            .saturating_mul(6)
            .saturating_add(place);
        let text = usize::try_from(index)
            .ok()
            .and_then(|index| texts.range(index, &file.texts.headers));
        if let Some(text) = text.filter(|_| used) {
            read.push(StoryReader::new(file, state, kind).read(text));
        }
    }
    read.into_iter()
}
