//! A word-processor text put together: paragraphs, tables and text boxes inside each other become blocks.
//!
//! In: what the readers of DOCX, ODT and DOC meet, in the order of the text. Out: blocks, links and hidden text, of
//! which pages are made. What is open is kept in explicit stacks, so nesting costs memory in proportion and never
//! the call stack.

use super::captions;
use super::picture::Size;
use super::table_draft::{CellDraft, RowDraft, TableDraft};
use crate::document::{Block, Image, Link, Page, TextBlock};

/// A table itself takes the memory of about this many cells; 200 KB can hold a million empty ones.
const TABLE_COST: u64 = 4;

/// Which kind of text block the paragraphs become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Body,
    Header,
    Footer,
    Note,
}

/// A stretch of blocks with what belongs to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stretch {
    pub(crate) blocks: Vec<Block>,
    pub(crate) links: Vec<Link>,
    pub(crate) hidden: Vec<String>,
}

impl Stretch {
    /// Whether there is nothing in it at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.hidden.is_empty()
    }

    /// Puts the printed number before a note.
    pub(crate) fn mark(&mut self, number: &str) {
        if let Some(Block::Footnote(TextBlock { text, .. })) = self.blocks.first_mut() {
            *text = format!("{number} {text}");
        }
    }

    /// Goes to the end of a page.
    pub(crate) fn add_to(self, page: &mut Page) {
        page.blocks.extend(self.blocks);
        page.links.extend(self.links);
        page.hidden.extend(self.hidden);
    }
}

/// The pages that have something on them, numbered; one always stays. A section of nothing, such as the one after
/// a last table, is no page.
pub(crate) fn numbered(mut pages: Vec<Page>) -> Vec<Page> {
    let empty = |page: &Page| page.blocks.is_empty() && page.hidden.is_empty();
    if pages.iter().any(|page| !empty(page)) {
        pages.retain(|page| !empty(page));
    } else {
        pages.truncate(1);
    }
    for (number, page) in (1_u32..).zip(&mut pages) {
        page.number = number;
    }
    pages
}

/// Fewest boxes of a flow chart; two that are joined may be anything.
pub(crate) const FEWEST_BOXES: usize = 3;

/// A picture as a block.
pub(crate) fn image(source: Option<String>, size: Option<Size>, said: Option<&str>) -> Block {
    Block::Image(Image {
        bbox: None,
        caption: said.and_then(captions::meaningful),
        width_px: size.map(|s| s.width),
        height_px: size.map(|s| s.height),
        source,
        ..Image::default()
    })
}

/// What a paragraph holds, while it is read.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    /// Text as shown so far.
    pub(crate) text: String,
    /// Text that is there and not shown.
    pub(crate) hidden: String,
    /// Some of the text is not bold.
    pub(crate) plain: bool,
    pub(crate) pictures: Vec<Block>,
    /// Blocks of what is anchored here: text boxes, charts and diagrams.
    pub(crate) after: Vec<Block>,
    /// Texts of the text boxes that are anchored here.
    pub(crate) boxes: Vec<String>,
    /// Arrows that are anchored here.
    pub(crate) arrows: usize,
    /// Hyperlinks that are open: where their text begins, and their address.
    links: Vec<(usize, String)>,
}

impl Paragraph {
    /// Adds a piece of text.
    pub(crate) fn say(&mut self, text: &str, hidden: bool, bold: bool) {
        if hidden {
            self.hidden.push_str(text);
            return;
        }
        self.plain |= !bold && !text.trim().is_empty();
        self.text.push_str(text);
    }

    /// The blocks of a text box that is anchored here.
    pub(crate) fn add_box(&mut self, blocks: Vec<Block>) {
        let texts = blocks.iter().filter_map(Block::text);
        let text: Vec<&str> = texts.map(|block| block.text.as_str()).collect();
        if !text.is_empty() {
            self.boxes.push(text.join(" "));
        }
        self.after.extend(blocks);
    }

    /// The flow chart that is anchored here: text boxes with arrows from each to the next.
    fn chart(&mut self) -> Option<Block> {
        let boxes = std::mem::take(&mut self.boxes);
        let joined = boxes.len() >= FEWEST_BOXES && self.arrows.saturating_add(1) >= boxes.len();
        joined.then(|| {
            Block::Image(Image {
                boxes,
                ..Image::default()
            })
        })
    }

    /// The text as shown, without the space around it.
    pub(crate) fn shown(&self) -> &str {
        self.text.trim()
    }

    /// A hyperlink begins; the address is empty for a place in the document itself.
    pub(crate) fn open_link(&mut self, target: String) {
        self.links.push((self.text.len(), target));
    }

    /// The innermost hyperlink ends.
    pub(crate) fn close_link(&mut self) -> Option<Link> {
        let (start, target) = self.links.pop()?;
        self.link(start, target)
    }

    /// A link whose text begins at this byte and ends here; `None` for a place in the document itself.
    pub(crate) fn link(&self, start: usize, target: String) -> Option<Link> {
        let text = self.text.get(start..).unwrap_or_default().trim();
        (!target.is_empty()).then(|| Link {
            text: text.to_owned(),
            target,
        })
    }
}

/// The blocks of a text while it is read.
#[derive(Debug)]
pub(crate) struct Flow {
    pub(crate) kind: Kind,
    /// Blocks of the containers that are open: the text itself, cells, text boxes. Never empty.
    sinks: Vec<Vec<Block>>,
    tables: Vec<TableDraft>,
    pub(crate) links: Vec<Link>,
    pub(crate) hidden: Vec<String>,
    /// Table cells that may still be made; `None` once there were too many.
    pub(crate) cells_left: Option<u64>,
}

impl Flow {
    pub(crate) fn new(kind: Kind, cells_left: u64) -> Self {
        Flow {
            kind,
            sinks: vec![Vec::new()],
            tables: Vec::new(),
            links: Vec::new(),
            hidden: Vec::new(),
            cells_left: Some(cells_left),
        }
    }

    /// Containers that are open, the text itself among them.
    pub(crate) fn depth(&self) -> usize {
        self.sinks.len()
    }

    /// Tables that are open.
    pub(crate) fn tables(&self) -> usize {
        self.tables.len()
    }

    /// What was collected so far, outside of containers that are open.
    pub(crate) fn take(&mut self) -> Stretch {
        let mut blocks = self
            .sinks
            .first_mut()
            .map(std::mem::take)
            .unwrap_or_default();
        captions::assign(&mut blocks);
        Stretch {
            blocks,
            links: std::mem::take(&mut self.links),
            hidden: std::mem::take(&mut self.hidden),
        }
    }

    /// Counts what takes the memory of so many cells.
    pub(crate) fn spend(&mut self, cells: u64) {
        self.cells_left = self.cells_left.and_then(|left| left.checked_sub(cells));
    }

    pub(crate) fn open_table(&mut self) {
        self.spend(TABLE_COST);
        self.tables.push(TableDraft::default());
    }

    pub(crate) fn open_row(&mut self, row: RowDraft) {
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(row);
        }
    }

    pub(crate) fn open_cell(&mut self, cell: CellDraft) {
        self.sinks.push(Vec::new());
        self.add_cell(cell);
    }

    /// A cell without content.
    pub(crate) fn add_cell(&mut self, cell: CellDraft) {
        self.spend(1);
        if let Some(row) = self.row() {
            row.cells.push(cell);
        }
    }

    /// The innermost table that is open.
    pub(crate) fn table(&mut self) -> Option<&mut TableDraft> {
        self.tables.last_mut()
    }

    /// The row whose cells are being read.
    pub(crate) fn row(&mut self) -> Option<&mut RowDraft> {
        self.table()?.rows.last_mut()
    }

    /// The cell whose content is being read, unless a nested paragraph is.
    pub(crate) fn cell(&mut self) -> Option<&mut CellDraft> {
        self.row()?.cells.last_mut()
    }

    pub(crate) fn close_cell(&mut self) {
        let blocks = self.close_box();
        let Some(cell) = self.cell() else { return };
        let mut lines: Vec<String> = Vec::new();
        for block in blocks {
            match block {
                Block::Table(_) | Block::Image(_) => cell.inside.push(block),
                Block::Heading(text)
                | Block::Paragraph(text)
                | Block::Header(text)
                | Block::Footer(text)
                | Block::Footnote(text) => lines.push(text.text),
            }
        }
        cell.text = lines.join("\n");
    }

    pub(crate) fn close_table(&mut self) {
        if let Some(draft) = self.tables.pop() {
            let (table, after) = draft.finish();
            self.put(table.map(Block::Table));
            self.put(after);
        }
    }

    /// A text box, or what else holds blocks apart from those around it.
    pub(crate) fn open_box(&mut self) {
        self.sinks.push(Vec::new());
    }

    /// The blocks of the innermost box.
    pub(crate) fn close_box(&mut self) -> Vec<Block> {
        if self.sinks.len() > 1 {
            self.sinks.pop().unwrap_or_default()
        } else {
            Vec::new()
        }
    }

    /// Adds blocks where the text is.
    pub(crate) fn put(&mut self, blocks: impl IntoIterator<Item = Block>) {
        if let Some(sink) = self.sinks.last_mut() {
            sink.extend(blocks);
        }
    }

    /// A text as a block of the kind that is read.
    pub(crate) fn block(&self, text: impl Into<String>, level: Option<u8>) -> Block {
        let level = level.filter(|level| self.kind == Kind::Body && (1..=9).contains(level));
        let text = TextBlock {
            level,
            ..TextBlock::plain(text)
        };
        match self.kind {
            Kind::Body if level.is_some() => Block::Heading(text),
            Kind::Body => Block::Paragraph(text),
            Kind::Header => Block::Header(text),
            Kind::Footer => Block::Footer(text),
            Kind::Note => Block::Footnote(text),
        }
    }

    /// A paragraph is over. `number` is its list number as printed, with what separates it from the text; `level`
    /// its heading level from 1.
    pub(crate) fn paragraph(
        &mut self,
        mut paragraph: Paragraph,
        number: Option<String>,
        level: Option<u8>,
    ) {
        let chart = paragraph.chart();
        let shown = paragraph.shown();
        let text = match number {
            Some(number) => format!("{number}{shown}").trim_end().to_owned(),
            None => shown.to_owned(),
        };
        if self.sinks.len() > 1
            && paragraph.plain
            && let Some(cell) = self.cell()
        {
            cell.plain = true;
        }
        let hidden = paragraph.hidden.trim();
        if !hidden.is_empty() {
            self.hidden.push(hidden.to_owned());
        }
        self.put(paragraph.pictures);
        if !text.is_empty() {
            let block = self.block(text, level);
            self.put([block]);
        }
        self.put(chart);
        self.put(paragraph.after);
    }
}
