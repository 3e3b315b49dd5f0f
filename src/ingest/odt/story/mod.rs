//! The texts of a part: the body of `content.xml`, or the headers and footers of `styles.xml`.
//!
//! In: a part as a stream of elements. Out: [`Section`]s and [`Master`]s. A part that breaks off is closed as if it had
//! ended there.

mod grid;
mod start;

use std::collections::BTreeMap;

use self::grid::Grid;
use super::lists::{Lists, OpenList};
use super::styles::{Look, Scope, Styles};
use crate::document::{Block, WarningCode};
use crate::ingest::IngestError;
use crate::ingest::flow::{self, Flow, Kind, Stretch};
use crate::ingest::odf;
use crate::ingest::package::Package;
use crate::ingest::pictorial::{self, Pictorial};
use crate::ingest::picture::Size;
use crate::ingest::xml::{Node, XmlReader};

/// The page style of a text that names none.
const STANDARD: &str = "Standard";

/// Which pages of a page style have a header or footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Margin {
    First,
    Default,
    Left,
}

/// A page style.
#[derive(Debug, Default)]
pub(super) struct Master {
    /// The page style of the pages after the first.
    pub(super) next: Option<String>,
    /// With what each says apart from page numbers.
    pub(super) margins: BTreeMap<(Kind, Margin), (String, Stretch)>,
}

/// The text from one change of the page style to the next.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) stretch: Stretch,
    pub(super) notes: Vec<Stretch>,
    pub(super) endnotes: Vec<Stretch>,
    pub(super) master: String,
}

/// A part, read.
#[derive(Debug)]
pub(super) struct Texts {
    pub(super) sections: Vec<Section>,
    pub(super) masters: BTreeMap<String, Master>,
    pub(super) cells_left: u64,
}

/// How text is to be taken.
#[derive(Debug, Clone, Default)]
struct Run {
    hidden: bool,
    bold: bool,
    font: Option<Pictorial>,
}

impl Run {
    /// What a style changes.
    fn dress(&mut self, look: &Look) {
        self.hidden |= look.hidden == Some(true);
        self.bold = look.bold.unwrap_or(self.bold);
        self.font = look.font.or(self.font);
    }
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    content: flow::Paragraph,
    number: Option<String>,
    level: Option<u8>,
}

/// A frame while it is read: its picture comes before what is said of it.
#[derive(Debug, Default)]
struct Frame {
    part: Option<String>,
    said: Option<String>,
    /// It holds an object of another program, of which only a picture can be shown.
    foreign: bool,
}

/// What an open element means for what it holds.
enum Open {
    Nothing,
    /// A paragraph, with the run to return to.
    Paragraph(Run),
    Span(Run),
    Link,
    List,
    Table,
    /// The header rows of a table.
    HeaderRows,
    /// A cell, with the lists around the table.
    Cell(Vec<OpenList>),
    Frame(Option<Frame>),
    /// A text box or shape with text, with the lists and the run around it.
    TextBox(Vec<OpenList>, Run),
    Note(Box<NoteAround>),
    /// The mark of a note, with whether the author wrote it by hand.
    Citation {
        own: bool,
    },
    /// What is said of the picture in a frame.
    Said,
    /// A page number, which differs where the text around it is the same.
    PageNumber,
    Master(String),
    Margin(String, Kind, Margin),
    /// A section, with whether the text around it is hidden.
    Section(bool),
    /// A form field with a box to tick.
    Tick(bool),
}

/// A note, and what it stands in.
struct NoteAround {
    endnote: bool,
    mark: Option<String>,
    kind: Kind,
    run: Run,
    lists: Vec<OpenList>,
}

/// Reads the texts of a part.
pub(super) struct StoryReader<'p, 'a, 'x> {
    package: &'p mut Package<'a>,
    styles: &'p Styles,
    part: &'x str,
    scope: Scope,
    reader: XmlReader<'x>,
    flow: Flow,
    open: Vec<Open>,
    paragraphs: Vec<Paragraph>,
    run: Run,
    /// The section is hidden.
    hidden: bool,
    lists: Lists,
    grids: Vec<Grid>,
    frame: Option<Frame>,
    sizes: BTreeMap<String, Option<Size>>,
    /// What charts and formulas say, by part: each is read once, however often it is shown.
    objects: BTreeMap<String, (String, Vec<String>)>,
    notes: Vec<Stretch>,
    endnotes: Vec<Stretch>,
    master: Option<String>,
    sections: Vec<Section>,
    masters: BTreeMap<String, Master>,
    /// What the header or footer says so far, apart from page numbers.
    repeated: String,
}

impl<'p, 'a, 'x> StoryReader<'p, 'a, 'x> {
    /// Prepares to read one part.
    pub(super) fn new(
        package: &'p mut Package<'a>,
        styles: &'p Styles,
        part: &'x str,
        text: &'x str,
        scope: Scope,
        cells_left: u64,
    ) -> Self {
        StoryReader {
            reader: XmlReader::new(text, package.bounds()),
            package,
            styles,
            part,
            scope,
            flow: Flow::new(Kind::Body, cells_left),
            open: Vec::new(),
            paragraphs: Vec::new(),
            run: Run::default(),
            hidden: false,
            lists: Lists::default(),
            grids: Vec::new(),
            frame: None,
            sizes: BTreeMap::new(),
            objects: BTreeMap::new(),
            notes: Vec::new(),
            endnotes: Vec::new(),
            master: None,
            sections: Vec::new(),
            masters: BTreeMap::new(),
            repeated: String::new(),
        }
    }

    /// Reads to the end, or to where the part breaks.
    pub(super) fn read(mut self) -> Result<Texts, IngestError> {
        let cells_left = loop {
            let Some(left) = self.flow.cells_left else {
                let part = self.part;
                return Err(IngestError::Limit(format!("{part}: too many table cells")));
            };
            let step = match self.reader.next() {
                Ok(None) => break left,
                Ok(Some(Node::Start(element))) => self.start(&element),
                Ok(Some(Node::End)) => {
                    self.end();
                    Ok(())
                }
                Ok(Some(Node::Text(text))) => {
                    self.text(&text);
                    Ok(())
                }
                Err(error) => Err(error),
            };
            if let Err(error) = step {
                self.package.warnings.push(error.warning(self.part));
                break left;
            }
        };
        while !self.open.is_empty() {
            self.end();
        }
        if self.reader.too_deep {
            let part = self.part.to_owned();
            self.package.warn(WarningCode::NestedTooDeep, part);
        }
        self.close_section(None);
        Ok(Texts {
            sections: self.sections,
            masters: self.masters,
            cells_left,
        })
    }

    /// Text as it stands in the part: white space is one space, OpenDocument 1.3 part 3, 6.1.2.
    fn text(&mut self, text: &str) {
        let mut open = self.open.iter_mut().rev();
        match (open.next(), open.next()) {
            (Some(Open::Citation { own }), Some(Open::Note(note))) => {
                if !*own {
                    note.mark.get_or_insert_default().push_str(text.trim());
                }
                return;
            }
            (Some(Open::Said), _) => {
                if let Some(frame) = &mut self.frame {
                    frame.said.get_or_insert_default().push_str(text);
                }
                return;
            }
            _ => {}
        }
        let Some(paragraph) = self.paragraphs.last() else {
            return;
        };
        let runs = text.contains(['\n', '\t', '\r']) || text.contains("  ");
        if !runs && !text.starts_with(' ') {
            self.say(text);
            return;
        }
        let mut after_space = paragraph.content.text.ends_with([' ', '\t', '\n']);
        let mut plain = String::new();
        for c in text.chars() {
            let space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !(space && after_space) {
                plain.push(if space { ' ' } else { c });
            }
            after_space = space;
        }
        self.say(&plain);
    }

    /// Adds text where it belongs: shown, hidden or nowhere.
    fn say(&mut self, text: &str) {
        if self.scope == Scope::Margins && !matches!(self.open.last(), Some(Open::PageNumber)) {
            self.repeated.push_str(text);
        }
        let drawn;
        let text = match self.run.font {
            Some(_) => {
                drawn = pictorial::drawn(text, self.run.font);
                &drawn
            }
            None => text,
        };
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let hidden = self.hidden || self.run.hidden;
            paragraph.content.say(text, hidden, self.run.bold);
        }
    }

    /// Ends the section; the next one, if there is one, has this page style.
    fn close_section(&mut self, next: Option<String>) {
        let section = Section {
            stretch: self.flow.take(),
            notes: std::mem::take(&mut self.notes),
            endnotes: std::mem::take(&mut self.endnotes),
            master: self.master.take().unwrap_or_else(|| STANDARD.to_owned()),
        };
        let last = next.is_none() && self.sections.is_empty();
        self.master = next;
        // A text that begins with a page style of its own has nothing before it.
        if !section.stretch.is_empty() || last {
            self.sections.push(section);
        }
    }

    /// Adds blocks of what is anchored in the text.
    fn anchor(&mut self, blocks: Vec<Block>) {
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.content.after.extend(blocks),
            None => self.flow.put(blocks),
        }
    }

    /// Closes the innermost open element.
    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Paragraph(outer)) => {
                self.run = outer;
                if let Some(paragraph) = self.paragraphs.pop() {
                    let Paragraph {
                        content,
                        number,
                        level,
                    } = paragraph;
                    self.flow.paragraph(content, number, level);
                }
            }
            Some(Open::Span(outer)) => self.run = outer,
            Some(Open::Link) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    self.flow.links.extend(paragraph.content.close_link());
                }
            }
            Some(Open::List) => self.lists.close(),
            Some(Open::Table) => {
                self.grids.pop();
                self.flow.close_table();
            }
            Some(Open::HeaderRows) => {
                if let Some(grid) = self.grids.last_mut() {
                    grid.header = false;
                }
            }
            Some(Open::Cell(lists)) => {
                self.lists.enter(lists);
                self.flow.close_cell();
            }
            Some(Open::Frame(outer)) => {
                let frame = std::mem::replace(&mut self.frame, outer);
                self.picture(frame.unwrap_or_default());
            }
            Some(Open::TextBox(lists, run)) => {
                self.lists.enter(lists);
                self.run = run;
                let blocks = self.flow.close_box();
                self.anchor(blocks);
            }
            Some(Open::Note(note)) => self.end_note(*note),
            Some(Open::Margin(master, kind, margin)) => {
                let read = (std::mem::take(&mut self.repeated), self.flow.take());
                self.flow.kind = Kind::Body;
                if let Some(master) = self.masters.get_mut(&master) {
                    master.margins.insert((kind, margin), read);
                }
            }
            Some(Open::Section(outer)) => self.hidden = outer,
            Some(Open::Tick(ticked)) => self.say(if ticked { "☑" } else { "☐" }),
            Some(
                Open::Nothing
                | Open::Master(_)
                | Open::Citation { .. }
                | Open::Said
                | Open::PageNumber,
            )
            | None => {}
        }
    }

    fn end_note(&mut self, note: NoteAround) {
        let mut stretch = Stretch {
            blocks: self.flow.close_box(),
            ..Stretch::default()
        };
        self.flow.kind = note.kind;
        self.run = note.run;
        self.lists.enter(note.lists);
        // A note that nothing shows refers to is not printed.
        if self.run.hidden || self.hidden {
            return;
        }
        if let Some(mark) = &note.mark {
            stretch.mark(mark);
        }
        let notes = match note.endnote {
            true => &mut self.endnotes,
            false => &mut self.notes,
        };
        notes.push(stretch);
    }

    fn picture(&mut self, frame: Frame) {
        let Some(part) = frame.part.filter(|_| !self.run.hidden && !self.hidden) else {
            return;
        };
        let package = &mut *self.package;
        let size = *self
            .sizes
            .entry(part.clone())
            .or_insert_with(|| odf::picture_size(package, &part));
        let image = flow::image(Some(part), size, frame.said.as_deref());
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.content.pictures.push(image),
            None => self.flow.put([image]),
        }
    }
}
