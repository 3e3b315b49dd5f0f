//! Ends of elements: what was collected becomes blocks, cells, tables and sections.

use super::{Open, Section, StoryReader};
use crate::ingest::docx::paragraph::Paragraph;
use crate::ingest::flow::Kind;

impl StoryReader<'_, '_> {
    /// Closes the innermost open element.
    pub(super) fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Paragraph) => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    if paragraph.joins_next && paragraph.section.is_none() {
                        self.flush_carried();
                        self.carried = Some((self.flow.depth(), paragraph));
                    } else {
                        self.finish_paragraph(paragraph);
                    }
                }
            }
            Some(Open::Run(outer)) => self.run = outer,
            Some(Open::Table) => {
                self.flush_carried();
                self.flow.close_table();
            }
            Some(Open::Cell) => self.end_cell(),
            Some(Open::TextBox) => {
                self.flush_carried();
                let blocks = self.flow.close_box();
                match self.paragraphs.last_mut() {
                    Some(anchor) => anchor.content.add_box(blocks),
                    None => self.flow.put(blocks),
                }
            }
            Some(Open::Hyperlink) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    self.flow.links.extend(paragraph.content.close_link());
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
                    None => self.properties = properties,
                }
            }
            Some(Open::Note { id }) => {
                self.flush_carried();
                let note = self.flow.take();
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
        self.flow.close_cell();
    }

    /// Ends a carried paragraph that nothing follows.
    pub(super) fn flush_carried(&mut self) {
        if let Some((depth, paragraph)) = self.carried.take() {
            if depth == self.flow.depth() {
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
        let shown = paragraph.content.shown();
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
            self.context.numbering.next(list, level)
        });
        let level = paragraph.outline.or(paragraph.style.heading);
        self.flow.paragraph(paragraph.content, number, level);
        if let Some(properties) = paragraph.section
            && self.flow.kind == Kind::Body
            && self.flow.depth() == 1
        {
            self.properties = *properties;
            self.close_section();
        }
    }

    /// Ends a section; the body's last one ends with the story.
    pub(super) fn close_section(&mut self) {
        self.flush_carried();
        self.story.sections.push(Section {
            stretch: self.flow.take(),
            notes: std::mem::take(&mut self.notes),
            properties: std::mem::take(&mut self.properties),
        });
    }
}
