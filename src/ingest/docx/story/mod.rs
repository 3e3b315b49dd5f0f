//! One story of a word-processor file (the body, a header, the notes) to blocks.
//!
//! In: a part as a stream of elements. Out: [`Section`]s of blocks with links, hidden text and the
//! references to other stories. What is open is kept in explicit stacks, so nesting costs memory in
//! proportion and never the call stack; a part that breaks off is closed as if it had ended there.

mod close;

use std::collections::BTreeMap;

use crate::document::{Warning, WarningCode};
use crate::ingest::docx::paragraph::Paragraph;
use crate::ingest::docx::styles::Styles;
use crate::ingest::fields::Fields;
use crate::ingest::flow::{self, Flow, Kind, Stretch};
use crate::ingest::numbering::Numbering;
use crate::ingest::package::Relationship;
use crate::ingest::pictorial::{self, Pictorial};
use crate::ingest::picture::Size;
use crate::ingest::table_draft::{CellDraft, Merge, RowDraft};
use crate::ingest::xml::{Bounds, Element, Node, Ns, XmlError, XmlReader};

/// What is known of the whole file while a story is read.
pub(in crate::ingest::docx) struct Context<'c> {
    pub(in crate::ingest::docx) styles: &'c Styles,
    pub(in crate::ingest::docx) numbering: &'c mut Numbering,
    /// Relationships of the part being read.
    pub(in crate::ingest::docx) relationships: &'c BTreeMap<String, Relationship>,
    /// Pixels across and down of the pictures of the part, by part name.
    pub(in crate::ingest::docx) pictures: &'c BTreeMap<String, Size>,
    /// Texts of the charts and diagrams of the part, by relationship identifier.
    pub(in crate::ingest::docx) drawn: &'c BTreeMap<String, Vec<String>>,
    /// Table cells that may still be made, over all stories.
    pub(in crate::ingest::docx) cells_left: &'c mut u64,
}

/// A reference from the body to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest::docx) struct NoteReference {
    /// An endnote, else a footnote.
    pub(in crate::ingest::docx) endnote: bool,
    pub(in crate::ingest::docx) id: String,
    /// The author wrote the mark by hand; none is counted.
    pub(in crate::ingest::docx) own_mark: bool,
}

/// What a section says about itself.
#[derive(Debug, Clone, Default)]
pub(in crate::ingest::docx) struct SectionProperties {
    /// Header part references by type: `default`, `first`, `even`.
    pub(in crate::ingest::docx) headers: BTreeMap<String, String>,
    /// Footer part references by type.
    pub(in crate::ingest::docx) footers: BTreeMap<String, String>,
    /// The first page has its own header and footer.
    pub(in crate::ingest::docx) title_page: bool,
    /// Number format of footnotes.
    pub(in crate::ingest::docx) footnote_format: Option<String>,
}

/// A stretch of blocks with what belongs to it.
#[derive(Debug, Default)]
pub(in crate::ingest::docx) struct Section {
    pub(in crate::ingest::docx) stretch: Stretch,
    pub(in crate::ingest::docx) notes: Vec<NoteReference>,
    pub(in crate::ingest::docx) properties: SectionProperties,
}

/// A story, read.
#[derive(Debug, Default)]
pub(in crate::ingest::docx) struct Story {
    /// At least one; several only in the body.
    pub(in crate::ingest::docx) sections: Vec<Section>,
    /// Notes by identifier, in a notes part.
    pub(in crate::ingest::docx) notes: BTreeMap<String, Stretch>,
    /// What went wrong.
    pub(in crate::ingest::docx) warnings: Vec<Warning>,
    /// More table cells than the limit; reading stopped there.
    pub(in crate::ingest::docx) too_many_cells: bool,
}

/// What an open element means for what it holds.
enum Open {
    Nothing,
    Paragraph,
    ParagraphProperties,
    /// Properties of the paragraph mark.
    MarkProperties,
    /// A run, with the state to return to.
    Run(RunState),
    RunProperties,
    Text,
    /// The code of a field.
    Instruction,
    SimpleField,
    Table,
    Row,
    Cell,
    TextBox,
    Hyperlink,
    Alternate {
        chosen: bool,
    },
    Drawing {
        outer: Option<String>,
        hidden: bool,
    },
    Section,
    Note {
        id: String,
    },
}

/// How the text of a run is to be taken.
#[derive(Debug, Clone, Default)]
struct RunState {
    hidden: bool,
    bold: bool,
    font: Option<Pictorial>,
}

/// Reads stories.
pub(in crate::ingest::docx) struct StoryReader<'c, 'x> {
    context: Context<'c>,
    /// Its name, for messages.
    part: &'x str,
    reader: XmlReader<'x>,
    flow: Flow,
    open: Vec<Open>,
    paragraphs: Vec<Paragraph>,
    /// A paragraph whose mark is deleted or hidden: its text begins the next one, at this sink depth.
    carried: Option<(usize, Paragraph)>,
    run: RunState,
    fields: Fields,
    /// Fields open at the start of each open cell: a field never leaves its cell.
    cell_fields: Vec<usize>,
    /// Alternative text of the drawing that is open.
    alternative: Option<String>,
    hidden_drawing: bool,
    properties: SectionProperties,
    story: Story,
    /// References to notes in the section that is open.
    notes: Vec<NoteReference>,
}

impl<'c, 'x> StoryReader<'c, 'x> {
    /// Prepares to read one part.
    pub(in crate::ingest::docx) fn new(
        context: Context<'c>,
        part: &'x str,
        text: &'x str,
        bounds: Bounds,
        kind: Kind,
    ) -> Self {
        StoryReader {
            flow: Flow::new(kind, *context.cells_left),
            context,
            part,
            reader: XmlReader::new(text, bounds),
            open: Vec::new(),
            paragraphs: Vec::new(),
            carried: None,
            run: RunState::default(),
            fields: Fields::default(),
            cell_fields: Vec::new(),
            alternative: None,
            hidden_drawing: false,
            properties: SectionProperties::default(),
            story: Story::default(),
            notes: Vec::new(),
        }
    }

    /// Reads to the end, or to where the part breaks.
    pub(in crate::ingest::docx) fn read(mut self) -> Story {
        loop {
            let step = match self.reader.next() {
                Ok(None) => break,
                Ok(Some(Node::Start(element))) => self.start(&element),
                Ok(Some(Node::End)) => {
                    self.end();
                    Ok(())
                }
                Ok(Some(Node::Text(text))) => {
                    match self.open.last() {
                        Some(Open::Text) => self.say(&text),
                        Some(Open::Instruction) => self.fields.instruct(&text),
                        _ => {}
                    }
                    Ok(())
                }
                Err(error) => Err(error),
            };
            if let Err(error) = step {
                self.story.warnings.push(error.warning(self.part));
                break;
            }
            if self.flow.cells_left.is_none() {
                break;
            }
        }
        while !self.open.is_empty() {
            self.end();
        }
        if self.reader.too_deep {
            self.warn(WarningCode::NestedTooDeep);
        }
        self.close_section();
        match self.flow.cells_left {
            Some(left) => *self.context.cells_left = left,
            None => self.story.too_many_cells = true,
        }
        self.story
    }

    fn warn(&mut self, code: WarningCode) {
        self.story.warnings.push(Warning::of_file(code, self.part));
    }

    fn start(&mut self, element: &Element<'_>) -> Result<(), XmlError> {
        let open = match element.ns {
            Ns::Word => self.start_word(element)?,
            Ns::Compatibility => match element.name() {
                "AlternateContent" => Some(Open::Alternate { chosen: false }),
                "Choice" => {
                    let requires = element.attribute("Requires").unwrap_or_default();
                    let understood = requires
                        .split_whitespace()
                        .all(|prefix| self.reader.meaning_of_prefix(prefix) != Ns::Other);
                    self.take_alternative(understood)
                }
                "Fallback" => self.take_alternative(true),
                _ => Some(Open::Nothing),
            },
            Ns::Math => match element.name() {
                "t" => Some(Open::Text),
                "den" => {
                    self.say("/");
                    Some(Open::Nothing)
                }
                _ => Some(Open::Nothing),
            },
            Ns::WordDrawing => match element.name() {
                "docPr" => {
                    self.describe(element, "descr", "title");
                    Some(Open::Nothing)
                }
                _ => Some(Open::Nothing),
            },
            Ns::Drawing => match element.name() {
                "blip" => {
                    self.picture(element, "embed");
                    Some(Open::Nothing)
                }
                // An arrow is a shape of that name or the head of a line. Lines without heads show who is above whom.
                "prstGeom" | "headEnd" | "tailEnd" => {
                    let leads = match element.attribute("prst") {
                        Some(shape) => shape.ends_with("Arrow"),
                        None => element.attribute("type").is_some_and(|head| head != "none"),
                    };
                    if let Some(anchor) = self.paragraphs.last_mut().filter(|_| leads) {
                        anchor.content.arrows = anchor.content.arrows.saturating_add(1);
                    }
                    Some(Open::Nothing)
                }
                // Shapes inside a group that is not made of text boxes.
                "t" if !self.paragraphs.is_empty() => Some(Open::Text),
                _ => Some(Open::Nothing),
            },
            Ns::Vml => match element.name() {
                "shape" | "rect" | "roundrect" | "oval" | "group" => {
                    if let Some(alt) = element.attribute("alt") {
                        self.alternative = Some(alt.into_owned());
                    }
                    Some(Open::Nothing)
                }
                "imagedata" => {
                    self.picture(element, "id");
                    Some(Open::Nothing)
                }
                "textpath" => {
                    if let Some(text) = element.attribute("string") {
                        self.say(&text);
                    }
                    Some(Open::Nothing)
                }
                _ => Some(Open::Nothing),
            },
            Ns::Chart | Ns::Diagram => {
                if matches!(element.name(), "chart" | "relIds")
                    && let Some(id) = element.attribute("dm").or_else(|| element.attribute("id"))
                    && let Some(paragraph) = self.paragraphs.last_mut()
                    && let Some(texts) = self.context.drawn.get(&*id)
                {
                    let blocks = texts.iter().map(|text| self.flow.block(text, None));
                    paragraph.content.after.extend(blocks);
                }
                Some(Open::Nothing)
            }
            _ => Some(Open::Nothing),
        };
        match open {
            Some(open) => self.open.push(open),
            None => self.reader.skip()?,
        }
        Ok(())
    }

    /// Enters the first alternative that is understood; the others hold the same content again.
    fn take_alternative(&mut self, understood: bool) -> Option<Open> {
        match self.open.last_mut() {
            Some(Open::Alternate { chosen }) if !*chosen && understood => {
                *chosen = true;
                Some(Open::Nothing)
            }
            _ => None,
        }
    }

    /// What an element of the word-processing namespace opens; `None` to pass over it.
    fn start_word(&mut self, element: &Element<'_>) -> Result<Option<Open>, XmlError> {
        let name = element.name();
        Ok(Some(match name {
            // Deletions and the places that content was moved from are gone once changes are accepted;
            // the `...Change` elements hold formatting as it was before.
            "del" | "moveFrom" => return Ok(self.deletion(name)),
            "rPrChange" | "pPrChange" | "sectPrChange" | "tblPrChange" | "trPrChange"
            | "tcPrChange" | "tblGridChange" | "tblPrExChange" | "numberingChange" | "delText"
            | "delInstrText" | "sdtPr" | "sdtEndPr" | "cellDel" => return Ok(None),
            "p" => {
                self.start_paragraph();
                Open::Paragraph
            }
            "pPr" => Open::ParagraphProperties,
            "rPr" => match self.open.last() {
                Some(Open::ParagraphProperties) => Open::MarkProperties,
                Some(Open::Run(_)) => Open::RunProperties,
                _ => return Ok(None),
            },
            "r" => {
                let outer = std::mem::take(&mut self.run);
                let style = self.paragraph_style();
                self.run.hidden = style.0;
                self.run.bold = style.1;
                Open::Run(outer)
            }
            "t" => Open::Text,
            "instrText" => Open::Instruction,
            "fldSimple" => {
                let instruction = element.attribute("instr").unwrap_or_default();
                let start = self.paragraphs.last().map_or(0, |p| p.content.text.len());
                self.fields.simple(&instruction, start);
                Open::SimpleField
            }
            "tbl" => {
                self.flush_carried();
                self.flow.open_table();
                Open::Table
            }
            "tr" => {
                self.flow.open_row(RowDraft::default());
                Open::Row
            }
            "tc" => {
                self.cell_fields.push(self.fields.depth());
                self.flow.open_cell(CellDraft {
                    span: 1,
                    ..CellDraft::default()
                });
                Open::Cell
            }
            "txbxContent" => {
                self.flow.open_box();
                Open::TextBox
            }
            "hyperlink" => {
                let target = element
                    .attribute("id")
                    .and_then(|id| self.external_target(&id));
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.content.open_link(target.unwrap_or_default());
                }
                Open::Hyperlink
            }
            "drawing" | "pict" | "object" => Open::Drawing {
                outer: self.alternative.take(),
                hidden: std::mem::take(&mut self.hidden_drawing),
            },
            "sectPr" => {
                self.properties = SectionProperties::default();
                Open::Section
            }
            "footnote" | "endnote" if self.flow.kind == Kind::Note => {
                let special = element
                    .attribute("type")
                    .is_some_and(|kind| kind != "normal");
                if special {
                    return Ok(None);
                }
                let id = element.attribute("id").unwrap_or_default().into_owned();
                Open::Note { id }
            }
            _ => {
                match self.open.last() {
                    Some(Open::ParagraphProperties) => self.paragraph_property(name, element),
                    Some(Open::MarkProperties) => self.mark_property(name, element),
                    Some(Open::RunProperties) => self.run_property(name, element),
                    Some(Open::Section) => self.section_property(name, element),
                    _ => self.small_word(name, element),
                }
                Open::Nothing
            }
        }))
    }

    /// A tracked deletion: of a paragraph mark or a row it is an empty element in the properties, else it
    /// holds what was deleted.
    fn deletion(&mut self, name: &str) -> Option<Open> {
        if matches!(self.open.last(), Some(Open::MarkProperties)) {
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.joins_next = true;
            }
        } else if name == "del"
            && matches!(self.open.last(), Some(Open::Nothing))
            && matches!(self.open.iter().rev().nth(1), Some(Open::Row))
            && let Some(row) = self.flow.row()
        {
            row.deleted = true;
        }
        None
    }

    /// Elements inside runs, and properties of tables, rows and cells.
    fn small_word(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "tab" | "ptab" => self.say("\t"),
            "br" | "cr" => self.say("\n"),
            "noBreakHyphen" => self.say("-"),
            "sym" => {
                let code = element
                    .attribute("char")
                    .and_then(|c| u32::from_str_radix(c.trim(), 16).ok())
                    .and_then(char::from_u32);
                if let Some(code) = code {
                    let font = element.attribute("font").and_then(|f| Pictorial::of(&f));
                    self.say(&pictorial::drawn(code.encode_utf8(&mut [0; 4]), font));
                }
            }
            "footnoteReference" | "endnoteReference" => {
                if let Some(id) = element.attribute("id")
                    && self.fields.showing()
                    && !self.run.hidden
                {
                    self.notes.push(NoteReference {
                        endnote: name == "endnoteReference",
                        id: id.into_owned(),
                        own_mark: element
                            .attribute("customMarkFollows")
                            .is_some_and(|v| v != "0" && v != "false"),
                    });
                }
            }
            "fldChar" => {
                let kind = element.attribute("fldCharType").unwrap_or_default();
                if &*kind == "end" {
                    self.end_field();
                } else {
                    self.fields.mark(
                        &kind,
                        self.paragraphs.last().map_or(0, |p| p.content.text.len()),
                    );
                }
            }
            "numId" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.list = element.attribute("val").map(std::borrow::Cow::into_owned);
                }
            }
            "ilvl" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.list_level = element.number("val");
                }
            }
            "numFmt" => {
                self.properties.footnote_format =
                    element.attribute("val").map(std::borrow::Cow::into_owned);
            }
            "checkBox" | "default" | "checked" | "ddList" | "result" | "listEntry" => {
                self.fields.form(name, element);
            }
            "gridSpan" => {
                if let Some(cell) = self.flow.cell() {
                    cell.span = element.number("val").unwrap_or(1);
                }
            }
            "vMerge" | "hMerge" => {
                let merge = match element.attribute("val").as_deref() {
                    Some("restart") => Merge::Restart,
                    _ => Merge::Continue,
                };
                if let Some(cell) = self.flow.cell() {
                    if name == "vMerge" {
                        cell.vertical = merge;
                    } else {
                        cell.horizontal = merge;
                    }
                }
            }
            "shd" => {
                let plain = |value: &str| matches!(value, "auto" | "FFFFFF" | "ffffff");
                let fill = element.attribute("fill");
                if let Some(cell) = self.flow.cell() {
                    cell.shaded = fill.is_some_and(|fill| !plain(&fill));
                }
            }
            "gridBefore" | "tblHeader" => {
                if let Some(row) = self.flow.row() {
                    if name == "tblHeader" {
                        row.header = element.is_on("val");
                    } else {
                        row.before = element.number("val").unwrap_or(0);
                    }
                }
            }
            "altChunk" => self.warn(WarningCode::ForeignContent),
            _ => {}
        }
    }

    fn paragraph_property(&mut self, name: &str, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match name {
            "pStyle" => {
                let id = element.attribute("val").unwrap_or_default();
                paragraph.style = self.context.styles.paragraph(Some(&id));
                paragraph.style_id = Some(id.into_owned());
            }
            "outlineLvl" => {
                paragraph.outline = element.number::<u8>("val").map(|l| l.saturating_add(1));
            }
            _ => {}
        }
    }

    fn mark_property(&mut self, name: &str, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match name {
            "vanish" => paragraph.mark_hidden = element.is_on("val"),
            "specVanish" => paragraph.joins_next |= element.is_on("val"),
            _ => {}
        }
    }

    fn run_property(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "vanish" => self.run.hidden = element.is_on("val"),
            "b" | "bCs" => self.run.bold = element.is_on("val"),
            "rFonts" => {
                self.run.font = element
                    .attribute("ascii")
                    .or_else(|| element.attribute("hAnsi"))
                    .and_then(|font| Pictorial::of(&font));
            }
            "rStyle" => {
                let style = self
                    .context
                    .styles
                    .character(&element.attribute("val").unwrap_or_default());
                self.run.hidden = style.hidden.unwrap_or(self.run.hidden);
                self.run.bold = style.bold.unwrap_or(self.run.bold);
            }
            _ => {}
        }
    }

    fn section_property(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "headerReference" | "footerReference" => {
                let kind = element.attribute("type").unwrap_or("default".into());
                let id = element.attribute("id").unwrap_or_default();
                let parts = if name == "headerReference" {
                    &mut self.properties.headers
                } else {
                    &mut self.properties.footers
                };
                parts.insert(kind.into_owned(), id.into_owned());
            }
            "titlePg" => self.properties.title_page = element.is_on("val"),
            _ => {}
        }
    }

    /// Hidden and bold as the style of the paragraph says.
    fn paragraph_style(&self) -> (bool, bool) {
        self.paragraphs
            .last()
            .map_or((false, false), |p| (p.style.hidden, p.style.bold))
    }

    fn external_target(&self, id: &str) -> Option<String> {
        let relationship = self.context.relationships.get(id)?;
        relationship.external.then(|| relationship.target.clone())
    }

    fn start_paragraph(&mut self) {
        let mut paragraph = Paragraph::styled(self.context.styles.paragraph(None));
        if let Some((depth, carried)) = self.carried.take() {
            if depth == self.flow.depth() {
                paragraph.content = carried.content;
            } else {
                self.carried = Some((depth, carried));
            }
        }
        self.paragraphs.push(paragraph);
    }

    /// Adds text where it belongs: shown, hidden or nowhere.
    fn say(&mut self, text: &str) {
        if !self.fields.showing() {
            return;
        }
        let shown;
        let text = match self.run.font {
            Some(_) => {
                shown = pictorial::drawn(text, self.run.font);
                &shown
            }
            None => text,
        };
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.content.say(text, self.run.hidden, self.run.bold);
        }
    }

    fn end_field(&mut self) {
        let Some(field) = self.fields.end() else {
            return;
        };
        if let Some(text) = field.shows() {
            self.say(&text);
        }
        if let Some(target) = field.link()
            && let Some(paragraph) = self.paragraphs.last()
        {
            let link = paragraph.content.link(field.text_start(), target);
            self.flow.links.extend(link);
        }
    }

    fn describe(&mut self, element: &Element<'_>, first: &str, second: &str) {
        let said = |name: &str| {
            element
                .attribute(name)
                .map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty())
        };
        self.alternative = said(first).or_else(|| said(second));
        self.hidden_drawing = element
            .attribute("hidden")
            .is_some_and(|h| h == "1" || h == "true");
    }

    fn picture(&mut self, element: &Element<'_>, reference: &str) {
        if self.hidden_drawing || self.run.hidden || !self.fields.showing() {
            return;
        }
        let Some(target) = element
            .attribute(reference)
            .and_then(|id| self.context.relationships.get(&*id))
            .filter(|r| !r.external)
            .map(|r| r.target.clone())
        else {
            return;
        };
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let size = self.context.pictures.get(&target).copied();
            let said = self.alternative.as_deref();
            paragraph
                .content
                .pictures
                .push(flow::image(Some(target), size, said));
        }
    }
}
