//! A stretch of the text to blocks: the body, a header, a note, a text box.
//!
//! In: positions of characters. Out: what [`Flow`] gathers. Tables come as paragraphs that say how deep they lie and
//! end with a mark of their own; what a row is like is said at its end.

use super::fib::Range;
use super::pieces::Piece;
use super::properties::{CharacterLook, ParagraphLook, with_long};
use super::rows::{Row, lay_out};
use super::shapes::{inline, ticked};
use super::{File, State};
use crate::document::{Warning, WarningCode};
use crate::ingest::code_page::utf16;
use crate::ingest::fields::Fields;
use crate::ingest::flow::{self, Flow, Kind, Stretch};
use crate::ingest::pictorial;
use crate::ingest::table_draft::{CellDraft, RowDraft};

/// Characters that are read before the time is looked at again.
const AT_ONCE: u32 = 4_096;

/// Characters with a meaning, [MS-DOC] 2.4.1 and 2.8.25.
mod mark {
    pub(super) const PICTURE: u16 = 0x01;
    pub(super) const CELL_END: u16 = 0x07;
    pub(super) const DRAWING: u16 = 0x08;
    pub(super) const TAB: u16 = 0x09;
    pub(super) const LINE_BREAK: u16 = 0x0B;
    pub(super) const PAGE_BREAK: u16 = 0x0C;
    pub(super) const PARAGRAPH_END: u16 = 0x0D;
    pub(super) const COLUMN_BREAK: u16 = 0x0E;
    pub(super) const FIELD_BEGIN: u16 = 0x13;
    pub(super) const FIELD_SEPARATE: u16 = 0x14;
    pub(super) const FIELD_END: u16 = 0x15;
    pub(super) const FIXED_HYPHEN: u16 = 0x1E;
    pub(super) const SYMBOL: u16 = 0x28;
}

/// A table that is open.
#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<Row>,
    row_open: bool,
    cell_open: bool,
    /// Fields open at the start of the cell: a field never leaves it.
    fields: usize,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    content: flow::Paragraph,
    /// What its style says of its characters.
    base: CharacterLook,
}

/// Reads stretches of the text.
pub(super) struct StoryReader<'r, 'f> {
    file: &'r File<'f>,
    state: &'r mut State,
    flow: Flow,
    paragraph: Option<Paragraph>,
    tables: Vec<OpenTable>,
    fields: Fields,
    /// A text box, in which no other is looked for.
    boxed: bool,
}

impl<'r, 'f> StoryReader<'r, 'f> {
    pub(super) fn new(file: &'r File<'f>, state: &'r mut State, kind: Kind) -> Self {
        StoryReader {
            flow: Flow::new(kind, state.cells_left),
            file,
            state,
            paragraph: None,
            tables: Vec::new(),
            fields: Fields::default(),
            boxed: false,
        }
    }

    /// Reads a stretch and gives what is in it.
    pub(super) fn read(&mut self, range: Range) -> Stretch {
        let mut position = range.start;
        while position < range.end && self.state.may_go_on() {
            let Some(piece) = self.file.pieces.at(position) else {
                self.state.warn(WarningCode::PartDamaged, "WordDocument");
                break;
            };
            if piece.start > position {
                position = piece.start;
                continue;
            }
            let next = self.run(piece, position, range.end);
            let read = u64::from(next.saturating_sub(position));
            self.state.characters_left = self.state.characters_left.saturating_sub(read);
            position = next;
            match self.flow.cells_left {
                Some(left) => self.state.cells_left = left,
                None => {
                    self.state.too_many_cells = true;
                    break;
                }
            }
        }
        if let Some(paragraph) = self.paragraph.take() {
            self.flow.paragraph(paragraph.content, None, None);
        }
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.flow.take()
    }

    /// Reads the characters that are formatted alike, up to the end of their paragraph; gives where it stopped.
    fn run(&mut self, piece: &Piece, position: u32, end: u32) -> u32 {
        let place = piece.place(position);
        let run = self.file.characters.at(place);
        let count = match &run {
            Some(run) => run.end.saturating_sub(place).div_ceil(piece.width()),
            None => AT_ONCE,
        };
        let end = position
            .saturating_add(count.clamp(1, AT_ONCE))
            .min(piece.end)
            .min(end);
        let modifier = self.file.pieces.modifier(piece);
        if self.paragraph.is_none() {
            let (_, base) = self.file.styles.paragraph(self.style_at(place));
            self.paragraph = Some(Paragraph {
                base,
                ..Paragraph::default()
            });
        }
        let base = self
            .paragraph
            .as_ref()
            .map_or_else(CharacterLook::default, |p| p.base);
        let mut look = base;
        for list in [run.map_or(&[][..], |run| run.list), &*modifier] {
            for property in with_long(list, &self.file.streams.data) {
                look.apply(&property, &base, &self.file.styles);
            }
        }
        let bytes = piece.bytes(&self.file.streams.main, position, end);
        let width = if piece.wide { 2 } else { 1 };
        let unit = |chunk: &[u8]| match *chunk {
            [low, high] => u16::from_le_bytes([low, high]),
            [low, ..] => u16::from(low),
            [] => 0,
        };
        let mut plain = 0_usize;
        for (index, chunk) in bytes.chunks_exact(width).enumerate() {
            let unit = unit(chunk);
            let symbol = unit == mark::SYMBOL && look.symbol.is_some();
            if unit >= 0x20 && !symbol {
                continue;
            }
            let at = index.saturating_mul(width);
            self.say_bytes(bytes.get(plain..at).unwrap_or_default(), piece, &look);
            plain = at.saturating_add(width);
            let here = position.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
            if self.mark(unit, here, piece, &look, &modifier) {
                return here.saturating_add(1);
            }
        }
        self.say_bytes(bytes.get(plain..).unwrap_or_default(), piece, &look);
        end
    }

    fn style_at(&self, place: u32) -> u16 {
        self.file.paragraphs.at(place).map_or(0, |run| run.style)
    }

    /// A character with a meaning; says whether a paragraph ended.
    fn mark(
        &mut self,
        unit: u16,
        position: u32,
        piece: &Piece,
        look: &CharacterLook,
        modifier: &[u8],
    ) -> bool {
        match unit {
            mark::PARAGRAPH_END | mark::CELL_END => {
                let place = piece.place(position);
                // Without its mark a paragraph goes on in the next one.
                if unit == mark::PARAGRAPH_END && look.deleted {
                    return false;
                }
                self.end_paragraph(unit, place, look, modifier);
                return true;
            }
            mark::PAGE_BREAK if self.file.ends_section(position) => {
                self.end_paragraph(unit, piece.place(position), look, modifier);
                return true;
            }
            _ if look.deleted => {}
            mark::FIELD_BEGIN => self.mark_field("begin"),
            mark::FIELD_SEPARATE => self.mark_field("separate"),
            mark::FIELD_END => self.end_field(look),
            mark::TAB => self.say("\t", look),
            mark::LINE_BREAK | mark::PAGE_BREAK | mark::COLUMN_BREAK => self.say("\n", look),
            mark::FIXED_HYPHEN => self.say("-", look),
            mark::SYMBOL => {
                if let Some((font, code)) = look.symbol {
                    let text = utf16(&code.to_le_bytes());
                    let family = self.file.fonts.get(&font).copied();
                    self.say(&pictorial::drawn(&text, family), look);
                }
            }
            mark::PICTURE if look.special && look.is_data => {
                let data = &self.file.streams.data;
                let ticked = look.picture.and_then(|place| ticked(data, place));
                if let Some(ticked) = ticked {
                    self.fields.tick(ticked);
                }
            }
            mark::PICTURE if look.special && !look.is_ole => {
                let data = &self.file.streams.data;
                // A shape in the line of the text comes as itself and, for programs before it, as a picture.
                let shape = self.fields.is("SHAPE");
                let picture = look.picture.filter(|_| self.shows(look) && !shape);
                let pictures = &mut self.state.pictures;
                let picture = picture.and_then(|place| {
                    let read = || inline(data, place);
                    pictures.entry(place).or_insert_with(read).clone()
                });
                self.flow.spend(1);
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.content.pictures.extend(picture);
                }
            }
            mark::DRAWING if look.special && self.shows(look) => self.drawing(position),
            _ => {}
        }
        false
    }

    fn shows(&self, look: &CharacterLook) -> bool {
        !look.hidden && self.fields.showing()
    }

    /// Pictures and text boxes that float, where they are anchored.
    fn drawing(&mut self, position: u32) {
        if self.boxed {
            return;
        }
        // Each is anchored once, or not honestly.
        let shown = &mut self.state.shapes_shown;
        let shape = self.file.shapes.anchored(position);
        let Some(shape) = shape.filter(|shape| shown.insert(*shape)) else {
            return;
        };
        let pictures = self.file.shapes.pictures(shape);
        let mut after = Vec::new();
        for index in self.file.shapes.boxes_of(shape) {
            after.extend(self.text_box(index).blocks);
        }
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.content.pictures.extend(pictures);
            paragraph.content.after.extend(after);
        }
    }

    /// A text box; empty where it was shown before.
    pub(super) fn text_box(&mut self, index: usize) -> Stretch {
        let Some(range) = self.file.shapes.boxes.get(index) else {
            return Stretch::default();
        };
        if !self.state.boxes_shown.insert(index) {
            return Stretch::default();
        }
        let mut reader = StoryReader::new(self.file, self.state, self.flow.kind);
        reader.boxed = true;
        let mut stretch = reader.read(range.clone());
        self.flow.cells_left = Some(self.state.cells_left);
        self.flow.links.append(&mut stretch.links);
        self.flow.hidden.append(&mut stretch.hidden);
        stretch
    }

    /// A text box that no place in the text shows.
    pub(super) fn lost_box(mut self, index: usize) -> Stretch {
        let blocks = self.text_box(index).blocks;
        Stretch {
            blocks,
            ..self.flow.take()
        }
    }

    fn mark_field(&mut self, kind: &str) {
        let length = self.paragraph.as_ref().map_or(0, |p| p.content.text.len());
        self.fields.mark(kind, length);
    }

    fn end_field(&mut self, look: &CharacterLook) {
        let Some(field) = self.fields.end() else {
            return;
        };
        if let Some(text) = field.shows() {
            self.say(&text, look);
        }
        if let (Some(target), Some(paragraph)) = (field.link(), &self.paragraph) {
            let link = paragraph.content.link(field.text_start(), target);
            self.flow.links.extend(link);
        }
    }

    /// Text of one byte or two for each character.
    fn say_bytes(&mut self, bytes: &[u8], piece: &Piece, look: &CharacterLook) {
        if bytes.is_empty() || look.deleted {
            return;
        }
        let text = if piece.wide {
            utf16(bytes)
        } else {
            self.file.decode(bytes)
        };
        match look.font.and_then(|font| self.file.fonts.get(&font)) {
            Some(family) => self.say(&pictorial::drawn(&text, Some(*family)), look),
            None => self.say(&text, look),
        }
    }

    /// Adds text where it belongs: shown, hidden, or the code of a field.
    fn say(&mut self, text: &str, look: &CharacterLook) {
        if !self.fields.showing() {
            self.fields.instruct(text);
        } else if let Some(paragraph) = &mut self.paragraph {
            paragraph.content.say(text, look.hidden, look.bold);
        }
    }

    /// A paragraph is over, and with it maybe a cell or a row.
    fn end_paragraph(&mut self, unit: u16, place: u32, mark: &CharacterLook, modifier: &[u8]) {
        let Some(paragraph) = self.paragraph.take() else {
            return;
        };
        let run = self.file.paragraphs.at(place);
        let style = run.map_or(0, |run| run.style);
        let (mut look, _) = self.file.styles.paragraph(style);
        let lists = [run.map_or(&[][..], |run| run.list), modifier];
        let data = &self.file.streams.data;
        for property in lists.iter().flat_map(|list| with_long(list, data)) {
            look.apply(&property);
        }
        self.go_to_depth(look.tables());
        let row_end = (unit == mark::CELL_END && look.row_end) || look.inner_row_end;
        if row_end && !self.tables.is_empty() {
            let mut row = Row::default();
            for property in lists.iter().flat_map(|list| with_long(list, data)) {
                row.apply(&property);
            }
            self.end_row(row);
            return;
        }
        self.open_cell();
        // A paragraph that is hidden with its mark takes no number.
        let counts = !paragraph.content.shown().is_empty() || !mark.hidden;
        let number = Some(&look)
            .filter(|_| counts)
            .and_then(|look| self.number(look));
        let level = look.outline;
        self.flow.paragraph(paragraph.content, number, level);
        if unit == mark::CELL_END || look.inner_cell_end {
            self.close_cell();
        }
    }

    /// The number of a paragraph in its list, as printed.
    fn number(&mut self, look: &ParagraphLook) -> Option<String> {
        let list = look.list.filter(|list| *list != 0)?.to_string();
        let style = look.style.to_string();
        let level = look
            .list_level
            .or_else(|| self.state.numbering.level_of_style(&list, &style))
            .unwrap_or(0);
        self.state.numbering.next(&list, level)
    }

    /// Opens or closes tables until as many are open as the paragraph lies in.
    fn go_to_depth(&mut self, tables: u32) {
        let most = self.file.depth;
        if tables > most {
            self.state.warn(WarningCode::NestedTooDeep, "WordDocument");
        }
        let tables = usize::try_from(tables.min(most)).unwrap_or(0);
        while self.tables.len() > tables {
            self.close_table();
        }
        while self.tables.len() < tables {
            self.open_cell();
            self.flow.open_table();
            self.tables.push(OpenTable::default());
        }
    }

    /// Opens the row and cell of the innermost table, unless they are.
    fn open_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if !table.row_open {
            table.row_open = true;
            self.flow.open_row(RowDraft::default());
        }
        if !table.cell_open {
            table.cell_open = true;
            table.fields = self.fields.depth();
            self.flow.open_cell(CellDraft {
                span: 1,
                ..CellDraft::default()
            });
        }
    }

    fn close_cell(&mut self) {
        let Some(table) = self.tables.last_mut().filter(|table| table.cell_open) else {
            return;
        };
        table.cell_open = false;
        self.fields.close_beyond(table.fields);
        self.flow.close_cell();
    }

    fn end_row(&mut self, row: Row) {
        self.close_cell();
        if let Some(table) = self.tables.last_mut().filter(|table| table.row_open) {
            table.row_open = false;
            table.rows.push(row);
        }
    }

    fn close_table(&mut self) {
        self.close_cell();
        let Some(table) = self.tables.pop() else {
            return;
        };
        if let Some(draft) = self.flow.table() {
            lay_out(draft, &table.rows);
        }
        self.flow.close_table();
    }
}

impl State {
    /// Remembers a trouble, once.
    pub(super) fn warn(&mut self, code: WarningCode, part: &str) {
        let warning = Warning::of_file(code, part);
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}
