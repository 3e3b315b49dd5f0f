//! Starts of elements: what each means for what it holds.

use std::borrow::Cow;

use super::grid::{Grid, MOST_COLUMNS};
use super::{Frame, Margin, Master, NoteAround, Open, Paragraph, Run, StoryReader};
use crate::ingest::flow::Kind;
use crate::ingest::odf;
use crate::ingest::odt::styles::Scope;
use crate::ingest::table_draft::{CellDraft, Merge, RowDraft};
use crate::ingest::xml::{Element, Ns, XmlError};

impl StoryReader<'_, '_, '_> {
    pub(super) fn start(&mut self, element: &Element<'_>) -> Result<(), XmlError> {
        let open = match element.ns {
            Ns::OdfText => self.start_text(element),
            Ns::OdfTable => self.start_table(element),
            Ns::OdfDraw => self.start_drawing(element),
            Ns::OdfStyle => self.start_style(element),
            Ns::OdfOffice => match element.name() {
                // Comments, form controls and scripts, and styles, which are read already.
                "annotation" | "annotation-end" | "forms" | "scripts" | "automatic-styles"
                | "styles" | "font-face-decls" | "settings" | "meta" | "binary-data" => None,
                _ => Some(Open::Nothing),
            },
            _ => self.start_other(element),
        };
        match open {
            Some(open) => self.open.push(open),
            None => self.reader.skip()?,
        }
        Ok(())
    }

    /// What an element of the text namespace opens; `None` to pass over it.
    fn start_text(&mut self, element: &Element<'_>) -> Option<Open> {
        if let Some(space) = odf::space(element) {
            self.say(&space);
            return Some(Open::Nothing);
        }
        Some(match element.name() {
            name @ ("p" | "h") => self.start_paragraph(element, name == "h"),
            "span" => {
                let outer = self.run.clone();
                let style = element.attribute("style-name").unwrap_or_default();
                self.run
                    .dress(&self.styles.look(self.scope, "text", &style));
                Open::Span(outer)
            }
            "a" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.content.open_link(odf::target(element));
                }
                Open::Link
            }
            "list" => {
                self.lists.open(element);
                Open::List
            }
            "list-item" => {
                self.lists.item(element);
                Open::Nothing
            }
            "page-number" | "page-count" => Open::PageNumber,
            "section" => {
                let outer = self.hidden;
                // A condition is a formula; what it gave is not in the file.
                self.hidden |= element.attribute("display").as_deref() == Some("none");
                Open::Section(outer)
            }
            "note" => {
                let run = std::mem::take(&mut self.run);
                self.flow.open_box();
                let kind = std::mem::replace(&mut self.flow.kind, Kind::Note);
                Open::Note(Box::new(NoteAround {
                    endnote: element.attribute("note-class").as_deref() == Some("endnote"),
                    mark: None,
                    kind,
                    run,
                    lists: self.lists.leave(),
                }))
            }
            "note-citation" => Open::Citation {
                own: element.attribute("label").is_some(),
            },
            "hidden-text" if is_hidden(element) => {
                let said = element.attribute("string-value").unwrap_or_default();
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.content.say(&said, true, false);
                }
                return None;
            }
            "hidden-paragraph" => {
                self.run.hidden |= is_hidden(element);
                Open::Nothing
            }
            // What is deleted, what declares and configures, and readings above characters.
            "tracked-changes"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "dde-connection-decls"
            | "ruby-text" => return None,
            name if name.ends_with("-source") => return None,
            _ => Open::Nothing,
        })
    }

    fn start_paragraph(&mut self, element: &Element<'_>, heading: bool) -> Open {
        let style = element.attribute("style-name").unwrap_or_default();
        let look = self.styles.look(self.scope, "paragraph", &style);
        self.go_over_to(look.master.as_deref());
        let outer = self.run.clone();
        self.run = Run::default();
        self.run.dress(&look);
        let stated = element
            .number::<u8>("outline-level")
            .filter(|_| heading)
            .or(heading.then_some(1));
        let own = look.list.as_deref().filter(|list| !list.is_empty());
        let listed = self.lists.number(self.styles, self.scope, own);
        let number = listed.or_else(|| {
            let unnumbered = element.attribute("is-list-header").as_deref() == Some("true")
                || look.list.as_deref() == Some("");
            let level = stated.filter(|_| !unnumbered)?;
            self.lists.heading(self.styles, level)
        });
        self.paragraphs.push(Paragraph {
            number,
            level: stated.or(look.heading),
            ..Paragraph::default()
        });
        Open::Paragraph(outer)
    }

    /// A paragraph or table begins a page of this page style.
    fn go_over_to(&mut self, master: Option<&str>) {
        let outside =
            self.flow.depth() == 1 && self.flow.tables() == 0 && self.paragraphs.is_empty();
        if let Some(master) = master.filter(|_| outside && self.scope == Scope::Body) {
            self.close_section(Some(master.to_owned()));
        }
    }

    /// What an element of the table namespace opens.
    fn start_table(&mut self, element: &Element<'_>) -> Option<Open> {
        let style = element.attribute("style-name").unwrap_or_default();
        Some(match element.name() {
            "table" => {
                let look = self.styles.look(self.scope, "table", &style);
                self.go_over_to(look.master.as_deref());
                self.flow.open_table();
                self.grids.push(Grid::default());
                Open::Table
            }
            "table-header-rows" => {
                if let Some(grid) = self.grids.last_mut() {
                    grid.header = true;
                }
                Open::HeaderRows
            }
            "table-row" => {
                let header = self.grids.last_mut().is_some_and(Grid::next_row);
                self.flow.open_row(RowDraft {
                    header,
                    ..RowDraft::default()
                });
                Open::Nothing
            }
            "table-cell" => {
                let count = |name| element.number::<u32>(name).unwrap_or(1).max(1);
                let (span, rows) = (
                    count("number-columns-spanned"),
                    count("number-rows-spanned"),
                );
                if let Some(grid) = self.grids.last_mut() {
                    grid.cell(span, rows);
                }
                self.flow.open_cell(CellDraft {
                    span,
                    vertical: if rows > 1 {
                        Merge::Restart
                    } else {
                        Merge::None
                    },
                    shaded: self.styles.look(self.scope, "table-cell", &style).shaded,
                    ..CellDraft::default()
                });
                Open::Cell(self.lists.leave())
            }
            "covered-table-cell" => {
                let repeated = element
                    .number::<u32>("number-columns-repeated")
                    .unwrap_or(1);
                for _ in 0..repeated.min(MOST_COLUMNS) {
                    let covered = self.grids.last_mut().and_then(Grid::covered);
                    if let Some(cell) = covered {
                        self.flow.add_cell(cell);
                    }
                }
                return None;
            }
            // Columns have no text, and a table that a sheet would be has its formulas here.
            "table-column" | "shapes" | "named-expressions" | "tracked-changes" => return None,
            _ => Open::Nothing,
        })
    }

    /// What an element of the drawing namespace opens.
    fn start_drawing(&mut self, element: &Element<'_>) -> Option<Open> {
        Some(match element.name() {
            "frame" => Open::Frame(self.frame.replace(Frame::default())),
            "image" => {
                // A frame may hold the same picture in several formats; the first is the best.
                if let Some(frame) = &mut self.frame
                    && frame.part.is_none()
                {
                    let replacement = || {
                        let href = element.attribute("href").filter(|_| frame.foreign)?;
                        Some(href.trim_start_matches("./").to_owned())
                    };
                    frame.part = odf::image_part(element).or_else(replacement);
                }
                return None;
            }
            "object-ole" => {
                if let Some(frame) = &mut self.frame {
                    frame.foreign = true;
                }
                return None;
            }
            "object" => {
                self.object(element);
                return None;
            }
            "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "line" | "polyline"
            | "polygon" | "path" | "connector" | "caption" | "measure" | "regular-polygon" => {
                self.flow.open_box();
                Open::TextBox(self.lists.leave(), std::mem::take(&mut self.run))
            }
            "g" | "a" => Open::Nothing,
            _ => return None,
        })
    }

    /// Texts of a chart or formula, which is a document of its own in the package.
    fn object(&mut self, element: &Element<'_>) {
        let href = element.attribute("href").unwrap_or_default();
        let part = format!("{}/content.xml", href.trim_start_matches("./"));
        let package = &mut *self.package;
        let read = || odf::object_texts(package, &part);
        let said = self.objects.entry(part.clone()).or_insert_with(read);
        let (formula, lines) = said.clone();
        // As much text as a cell's counts as a cell.
        let bytes = lines
            .iter()
            .fold(formula.len(), |sum, line| sum.saturating_add(line.len()));
        self.flow.spend(bytes as u64 / 64);
        self.say(&formula);
        if self.run.hidden || self.hidden {
            return;
        }
        let blocks = lines
            .iter()
            .map(|line| self.flow.block(line, None))
            .collect();
        self.anchor(blocks);
    }

    /// Page styles with their headers and footers.
    fn start_style(&mut self, element: &Element<'_>) -> Option<Open> {
        if let ("master-page", Scope::Margins) = (element.name(), self.scope) {
            let name = element.attribute("name").unwrap_or_default().into_owned();
            let next = element.attribute("next-style-name").map(Cow::into_owned);
            let master = Master {
                next,
                ..Master::default()
            };
            self.masters.insert(name.clone(), master);
            return Some(Open::Master(name));
        }
        let (kind, margin) = match element.name() {
            "header" => (Kind::Header, Margin::Default),
            "header-left" => (Kind::Header, Margin::Left),
            "header-first" => (Kind::Header, Margin::First),
            "footer" => (Kind::Footer, Margin::Default),
            "footer-left" => (Kind::Footer, Margin::Left),
            "footer-first" => (Kind::Footer, Margin::First),
            // The parts of a header, one beside the other.
            "region-left" | "region-center" | "region-right" => return Some(Open::Nothing),
            _ => return None,
        };
        let Some(Open::Master(master)) = self.open.last() else {
            return None;
        };
        if element.attribute("display").as_deref() == Some("false") {
            return None;
        }
        let master = master.clone();
        self.flow.kind = kind;
        Some(Open::Margin(master, kind, margin))
    }

    /// Titles of pictures, and the fields of forms.
    fn start_other(&mut self, element: &Element<'_>) -> Option<Open> {
        Some(match element.name() {
            "title" | "desc" if matches!(self.open.last(), Some(Open::Frame(_))) => Open::Said,
            "title" | "desc" => return None,
            "fieldmark" | "fieldmark-start" => {
                let kind = element.attribute("type").unwrap_or_default();
                if kind.ends_with("FORMCHECKBOX") {
                    Open::Tick(false)
                } else {
                    Open::Nothing
                }
            }
            "param" => {
                let name = element.attribute("name").unwrap_or_default();
                let on = element.attribute("value").as_deref() == Some("true");
                if let ("Checkbox_Checked", Some(Open::Tick(ticked))) =
                    (&*name, self.open.last_mut())
                {
                    *ticked = on;
                }
                Open::Nothing
            }
            _ => Open::Nothing,
        })
    }
}

/// Whether a text with a condition was hidden when the file was written.
fn is_hidden(element: &Element<'_>) -> bool {
    element.attribute("is-hidden").as_deref() == Some("true")
}
