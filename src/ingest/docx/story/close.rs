//! Ends of elements: what was collected becomes blocks, cells, tables and sections.

use super::{Kind, Open, StoryReader};
use crate::document::{Block, Image, TextBlock};
use crate::ingest::captions;
use crate::ingest::docx::paragraph::Paragraph;

impl StoryReader<'_, '_> {
    /// Closes the innermost open element.
    pub(super) fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Paragraph) => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    if paragraph.joins_next && paragraph.section.is_none() {
                        self.flush_carried();
                        self.carried = Some((self.sinks.len(), paragraph));
                    } else {
                        self.finish_paragraph(paragraph);
                    }
                }
            }
            Some(Open::Run(outer)) => self.run = outer,
            Some(Open::Table) => {
                self.flush_carried();
                if let Some(draft) = self.tables.pop() {
                    let (table, after) = draft.finish();
                    if let Some(sink) = self.sinks.last_mut() {
                        sink.extend(table.map(Block::Table));
                        sink.extend(after);
                    }
                }
            }
            Some(Open::Cell) => self.end_cell(),
            Some(Open::TextBox) => {
                self.flush_carried();
                let blocks = self.sinks.pop().unwrap_or_default();
                match (self.paragraphs.last_mut(), self.sinks.last_mut()) {
                    (Some(anchor), _) => anchor.after.extend(blocks),
                    (None, Some(sink)) => sink.extend(blocks),
                    (None, None) => {}
                }
            }
            Some(Open::Hyperlink) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    self.current.links.extend(paragraph.close_link());
                }
            }
            Some(Open::SimpleField) => self.end_field(),
            Some(Open::Drawing { outer, hidden }) => {
                self.alternative = outer;
                self.hidden_drawing = hidden;
            }
            Some(Open::Section) => {
                let properties = std::mem::take(&mut self.properties);
                match self.paragraphs.last_mut() {
                    Some(paragraph) => paragraph.section = Some(Box::new(properties)),
                    None => self.current.properties = properties,
                }
            }
            Some(Open::Note { id, body }) => {
                self.flush_carried();
                let mut note = std::mem::replace(&mut self.current, body);
                note.blocks = self.sinks.pop().unwrap_or_default();
                self.story.notes.insert(id, note);
            }
            Some(
                Open::Nothing
                | Open::ParagraphProperties
                | Open::MarkProperties
                | Open::RunProperties
                | Open::Text
                | Open::Instruction
                | Open::Row
                | Open::Alternate { .. },
            )
            | None => {}
        }
    }

    fn end_cell(&mut self) {
        self.flush_carried();
        let depth = self.cell_fields.pop().unwrap_or(0);
        self.fields.close_beyond(depth);
        let blocks = self.sinks.pop().unwrap_or_default();
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

    /// Ends a carried paragraph that nothing follows.
    pub(super) fn flush_carried(&mut self) {
        if let Some((depth, paragraph)) = self.carried.take() {
            if depth == self.sinks.len() {
                self.finish_paragraph(paragraph);
            } else {
                self.carried = Some((depth, paragraph));
            }
        }
    }

    fn finish_paragraph(&mut self, paragraph: Paragraph) {
        let list = match paragraph.list.as_deref() {
            Some("0") => None,
            Some(list) => Some(list),
            None => paragraph.style.list.as_deref().filter(|list| *list != "0"),
        };
        let shown = paragraph.shown();
        // A paragraph that is hidden with its mark takes no number.
        let counts = !shown.is_empty() || !paragraph.mark_hidden;
        let number = list.filter(|_| counts).and_then(|list| {
            let level = paragraph
                .list_level
                .or(paragraph.style.list_level)
                .or_else(|| {
                    let style = paragraph.style_id.as_deref()?;
                    self.context.numbering.level_of_style(list, style)
                })
                .unwrap_or(0);
            self.context
                .numbering
                .next(list, level, self.context.styles)
        });
        let text = match number {
            Some(number) => format!("{number}{shown}").trim_end().to_owned(),
            None => shown.to_owned(),
        };
        let level = paragraph
            .outline
            .or(paragraph.style.heading)
            .filter(|level| (1..=9).contains(level));
        if self.sinks.len() > 1
            && paragraph.plain
            && let Some(cell) = self.cell()
        {
            cell.plain = true;
        }
        let hidden = paragraph.hidden.trim();
        if !hidden.is_empty() {
            self.current.hidden.push(hidden.to_owned());
        }
        let Some(sink) = self.sinks.last_mut() else {
            return;
        };
        for (part, alternative) in &paragraph.pictures {
            let size = self.context.pictures.get(part);
            sink.push(Block::Image(Image {
                bbox: None,
                caption: alternative.as_deref().and_then(captions::meaningful),
                width_px: size.map(|s| s.width),
                height_px: size.map(|s| s.height),
                source: Some(part.clone()),
            }));
        }
        let block = |text: TextBlock| match self.kind {
            Kind::Body if text.level.is_some() => Block::Heading(text),
            Kind::Body => Block::Paragraph(text),
            Kind::Header => Block::Header(text),
            Kind::Footer => Block::Footer(text),
            Kind::Note => Block::Footnote(text),
        };
        if !text.is_empty() {
            sink.push(block(TextBlock {
                level: level.filter(|_| self.kind == Kind::Body),
                ..TextBlock::plain(text)
            }));
        }
        for texts in paragraph
            .related
            .iter()
            .filter_map(|id| self.context.drawn.get(id))
        {
            sink.extend(texts.iter().map(|text| block(TextBlock::plain(text))));
        }
        sink.extend(paragraph.after);
        if let Some(properties) = paragraph.section
            && self.kind == Kind::Body
            && self.sinks.len() == 1
        {
            self.current.properties = *properties;
            self.close_section();
        }
    }

    /// Ends a section; the body's last one ends with the story.
    pub(super) fn close_section(&mut self) {
        self.flush_carried();
        let mut section = std::mem::take(&mut self.current);
        if let Some(sink) = self.sinks.last_mut() {
            section.blocks = std::mem::take(sink);
        }
        captions::assign(&mut section.blocks);
        self.story.sections.push(section);
    }
}
