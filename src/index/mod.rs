//! A document made searchable: one folded text with a map back to the place of every letter.
//!
//! In: a [`Document`]. Out: an [`Indexed`] whose units (paragraphs, cells, captions) lie one after the
//! other in one text, so that a phrase cut by a line, cell or page break is still found, and every match
//! leads back to page, table, row, column and box.

mod unfilled;

pub(crate) use unfilled::{is_dash, says_nothing};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Block, Document, Format, Image, Rect, Table, TextLayer, place};
use crate::result::{Evidence, Match};
use crate::thai::chars::to_arabic_digits;
use crate::thai::dates::{DateMention, MonthMention, find_dates_and_months};
use crate::thai::fold::{Folded, fold};
use crate::thai::label::Label;
use crate::thai::names::{NameMention, find_names};

/// Letters of context a quote carries at most; about two printed lines, readable in ten seconds.
const QUOTE: usize = 200;

/// Rows that are looked through for headers when a table has none marked.
const HEADER_ROWS: usize = 4;

/// Columns from which on a row of one text says nothing of any of them.
const TITLED: usize = 3;

/// Shown smaller than this, in points, a picture is a logo, a bullet or a line (1.3 cm).
const TINY_PT: f32 = 36.0;

/// Shown smaller than this (2.1 cm) it is one too, unless it has the pixels of a photograph: portraits in
/// staff lists are 2 cm wide and have hundreds of pixels, a garuda or a badge has about a hundred.
const SMALL_PT: f32 = 60.0;
const SMALL_PX: u32 = 128;

/// Shown so many times in a document, a picture shows nothing in particular: a logo, a placeholder of a portrait.
const LOGO: usize = 3;

/// One readable document, ready to be searched.
#[derive(Debug)]
pub struct Indexed {
    /// Relative to the agency folder.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// Pages or sheets in all.
    pub pages: u32,
    /// Page numbers whose text cannot be trusted or is not there.
    pub unreadable_pages: Vec<u32>,
    /// All units, joined by line feeds.
    pub text: Folded<'static>,
    /// In reading order.
    pub units: Vec<Unit>,
    /// Dates by position in the source of `text`.
    pub dates: Vec<DateMention>,
    /// Months by position in the source of `text`.
    pub months: Vec<MonthMention>,
    /// The tables, in reading order.
    pub tables: Vec<IndexedTable>,
    /// Names by unit, looked for when they are first asked.
    names: OnceLock<Vec<Vec<NameMention>>>,
}

/// A table with the units of its cells.
#[derive(Debug)]
pub struct IndexedTable {
    /// The table as read.
    pub table: Table,
    /// Units of the caption and the cells.
    pub units: Range<usize>,
    /// Unit of each cell, by row and column of its first position.
    pub cells: Vec<PlacedUnit>,
    /// What the columns are called.
    pub headers: Vec<HeaderText>,
    /// Whether there is nothing below the heads of the columns, or beside the labels of the rows.
    pub empty: bool,
}

impl IndexedTable {
    /// The cells that head its columns: those of the first row where none are marked.
    pub fn heads(&self) -> impl Iterator<Item = &PlacedUnit> {
        let rows = (self.table.header_rows as usize).max(1);
        self.cells.iter().filter(move |cell| cell.row < rows)
    }
}

/// A text over a column: a header cell, alone or joined with those above it.
#[derive(Debug, Clone)]
pub struct HeaderText {
    /// Column from 0.
    pub column: usize,
    /// Row from 0.
    pub row: usize,
    /// Index into [`Indexed::units`] of the lowest cell.
    pub unit: usize,
    /// The text, as it is compared.
    pub label: Label,
}

/// A cell of a table and its unit.
#[derive(Debug, Clone, Copy)]
pub struct PlacedUnit {
    /// Row from 0, header rows included.
    pub row: usize,
    /// Column from 0.
    pub column: usize,
    /// Columns covered.
    pub columns: usize,
    /// Index into [`Indexed::units`].
    pub unit: usize,
}

/// The smallest located text.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Bytes in the source of [`Indexed::text`].
    pub span: Range<usize>,
    /// What it is.
    pub kind: UnitKind,
    /// Page from 1; `None` for sheets.
    pub page: Option<u32>,
    /// Sheet name.
    pub sheet: Option<String>,
    /// Paragraph of its page from 1.
    pub paragraph: Option<u32>,
    /// Table of its page from 1.
    pub table: Option<u32>,
    /// Row from 1.
    pub row: Option<u32>,
    /// Column from 1.
    pub column: Option<u32>,
    /// Where on the page.
    pub bbox: Option<Rect>,
    /// Whether it only names what nobody wrote beside or below it: a column head over empty cells, a label
    /// of a form, a heading without a text.
    pub unfilled: bool,
    /// Whether it is a line to be filled in or an entry of a list of contents: mostly dots.
    pub blank: bool,
    /// Level of a heading from 1; `None` when unknown.
    level: Option<u8>,
    /// The text in Arabic digits, where it has Thai ones.
    arabic: Option<String>,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// A heading.
    Heading,
    /// Running text.
    Paragraph,
    /// A table cell.
    Cell {
        /// In a header row.
        header: bool,
    },
    /// A picture; the text is its caption, maybe empty.
    Picture {
        /// Large enough to be a photograph, and not one picture shown again and again.
        real: bool,
    },
    /// A web address behind a text or picture.
    Link,
    /// A running header or footer.
    Margin,
}

impl Indexed {
    /// Indexes a document; `path` is how results name it.
    pub fn new(path: &str, document: &Document) -> Self {
        let mut builder = Builder::new(document);
        for page in document.pages() {
            builder.page(page);
        }
        unfilled::mark(&mut builder.units, &builder.text, &builder.tables);
        let moved = |span: &Range<usize>, start: usize| span.start + start..span.end + start;
        let (mut dates, mut months) = (Vec::new(), Vec::new());
        for unit in &builder.units {
            let text = builder.text.get(unit.span.clone()).unwrap_or_default();
            let (of_unit, in_unit) = find_dates_and_months(text);
            dates.extend(of_unit.into_iter().map(|date| DateMention {
                span: moved(&date.span, unit.span.start),
                ..date
            }));
            months.extend(in_unit.into_iter().map(|month| MonthMention {
                span: moved(&month.span, unit.span.start),
                ..month
            }));
        }
        Indexed {
            path: path.to_owned(),
            format: document.format,
            pages: u32::try_from(document.pages().len()).unwrap_or(u32::MAX),
            unreadable_pages: document
                .pages()
                .iter()
                .filter(|page| matches!(page.text_layer, TextLayer::None | TextLayer::Damaged))
                .map(|page| page.number)
                .collect(),
            text: Folded::new(builder.text),
            units: builder.units,
            dates,
            months,
            tables: builder.tables,
            names: OnceLock::new(),
        }
    }

    /// Whether no page has text that can be trusted.
    pub fn unreadable(&self) -> bool {
        self.pages > 0 && self.unreadable_pages.len() >= self.pages as usize
    }

    /// The text of a unit.
    pub fn unit_text(&self, unit: usize) -> &str {
        self.units
            .get(unit)
            .and_then(|unit| self.text.source().get(unit.span.clone()))
            .unwrap_or_default()
    }

    /// The text of a unit in Arabic digits, for patterns; Thai digits have other lengths.
    pub fn unit_in_arabic_digits(&self, unit: usize) -> &str {
        let arabic = self.units.get(unit).and_then(|unit| unit.arabic.as_deref());
        arabic.unwrap_or_else(|| self.unit_text(unit))
    }

    /// Whether a unit is a picture large enough to show something.
    pub fn is_photograph(&self, unit: usize) -> bool {
        let unit = self.units.get(unit);
        unit.is_some_and(|unit| unit.kind == UnitKind::Picture { real: true })
    }

    /// Whether a unit is a picture of any size.
    pub fn is_picture(&self, unit: usize) -> bool {
        let unit = self.units.get(unit);
        unit.is_some_and(|unit| matches!(unit.kind, UnitKind::Picture { .. }))
    }

    /// The table that a unit is in.
    pub fn table_of(&self, unit: usize) -> Option<&IndexedTable> {
        let mut tables = self.tables.iter();
        tables.find(|table| table.units.contains(&unit))
    }

    /// The names in a unit, with their places in its text.
    pub fn names(&self, unit: usize) -> &[NameMention] {
        let names = self.names.get_or_init(|| {
            let units = 0..self.units.len();
            units.map(|unit| find_names(self.unit_text(unit))).collect()
        });
        names.get(unit).map_or(&[], Vec::as_slice)
    }

    /// The unit that holds a byte of the source text.
    pub fn unit_at(&self, offset: usize) -> usize {
        self.units
            .partition_point(|unit| unit.span.end < offset)
            .min(self.units.len().saturating_sub(1))
    }

    /// Evidence for a range of the source text.
    pub fn evidence(&self, span: Range<usize>, matched: Match, distance: u32) -> Evidence {
        let index = self.unit_at(span.start);
        let mut evidence = Evidence {
            document: self.path.clone(),
            page: None,
            sheet: None,
            paragraph: None,
            table: None,
            row: None,
            column: None,
            bbox: None,
            quote: String::new(),
            matched,
            distance,
        };
        if let Some(unit) = self.units.get(index) {
            evidence.page = unit.page;
            evidence.sheet.clone_from(&unit.sheet);
            evidence.paragraph = unit.paragraph;
            evidence.table = unit.table;
            evidence.row = unit.row;
            evidence.column = unit.column;
            evidence.bbox = unit.bbox;
            let whole = unit.span.start..unit.span.end.max(span.end);
            evidence.quote = quote(self.text.source(), whole, &span);
        }
        evidence
    }

    /// Evidence for a whole unit.
    pub fn unit_evidence(&self, unit: usize) -> Evidence {
        let span = self.units.get(unit).map_or(0..0, |unit| unit.span.clone());
        self.evidence(span, Match::Exact, 0)
    }
}

/// Whether a picture is large enough to show something.
fn is_photograph(image: &Image) -> bool {
    let side_px = match (image.width_px, image.height_px) {
        (Some(width), Some(height)) => Some(width.min(height)),
        _ => None,
    };
    let few_pixels = side_px.is_none_or(|side| side < SMALL_PX);
    match image.bbox.map(|bbox| bbox.width().min(bbox.height())) {
        Some(side) => side >= SMALL_PT || (side >= TINY_PT && !few_pixels),
        None => side_px.is_none_or(|side| side >= SMALL_PX),
    }
}

/// The text of `whole` on one line, cut to [`QUOTE`] letters around `span`, never inside a cluster.
fn quote(source: &str, whole: Range<usize>, span: &Range<usize>) -> String {
    let text = source.get(whole.clone()).unwrap_or_default();
    if text.len() <= QUOTE {
        return squeeze(text);
    }
    let clusters: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
    if clusters.len() <= QUOTE {
        return squeeze(text);
    }
    let at = clusters.partition_point(|(offset, _)| whole.start + offset < span.start);
    let first = at
        .saturating_sub(QUOTE / 3)
        .min(clusters.len().saturating_sub(QUOTE));
    let body: String = clusters
        .iter()
        .skip(first)
        .take(QUOTE)
        .map(|(_, cluster)| *cluster)
        .collect();
    let head = if first > 0 { "… " } else { "" };
    let tail = if first + QUOTE < clusters.len() {
        " …"
    } else {
        ""
    };
    format!("{head}{}{tail}", squeeze(&body))
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Builder {
    /// Sources of pictures that are shown often.
    logos: BTreeSet<String>,
    text: String,
    units: Vec<Unit>,
    tables: Vec<IndexedTable>,
}

impl Builder {
    fn new(document: &Document) -> Self {
        let mut shown = BTreeMap::<&str, usize>::new();
        let blocks = document.pages().iter().flat_map(|page| &page.blocks);
        for block in blocks {
            if let Block::Image(Image {
                source: Some(source),
                ..
            }) = block
            {
                *shown.entry(source).or_default() += 1;
            }
        }
        let often = shown.into_iter().filter(|(_, times)| *times >= LOGO);
        Builder {
            logos: often.map(|(source, _)| source.to_owned()).collect(),
            ..Builder::default()
        }
    }

    /// Whether a picture is shown so often that it is a logo or a placeholder.
    fn repeated(&self, image: &Image) -> bool {
        let source = image.source.as_ref();
        source.is_some_and(|source| self.logos.contains(source))
    }

    fn page(&mut self, page: &crate::document::Page) {
        let (number, sheet) = match &page.name {
            Some(name) => (None, Some(name.clone())),
            None => (Some(page.number), None),
        };
        let blank = Unit {
            span: 0..0,
            kind: UnitKind::Paragraph,
            page: number,
            sheet,
            paragraph: None,
            table: None,
            row: None,
            column: None,
            bbox: None,
            unfilled: false,
            blank: false,
            level: None,
            arabic: None,
        };
        if let Some(name) = &page.name {
            // A sheet's name often says which month it is.
            self.push(
                name,
                Unit {
                    kind: UnitKind::Heading,
                    ..blank.clone()
                },
            );
        }
        let pictures = page
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Image(image) if image.boxes.is_empty()));
        let (mut paragraphs, mut tables) = (0u32, 0u32);
        for block in &page.blocks {
            let kind = match block {
                Block::Heading(_) => UnitKind::Heading,
                Block::Paragraph(_) | Block::Footnote(_) => UnitKind::Paragraph,
                Block::Header(_) | Block::Footer(_) => UnitKind::Margin,
                Block::Table(table) => {
                    tables = tables.saturating_add(1);
                    self.table(table, tables, &blank, pictures);
                    continue;
                }
                Block::Image(image) => {
                    let chart = image.chart();
                    let real = chart.is_none() && is_photograph(image) && !self.repeated(image);
                    let caption = chart.as_deref().or(image.caption.as_deref());
                    let kind = UnitKind::Picture { real };
                    self.push(
                        caption.unwrap_or_default(),
                        Unit {
                            kind,
                            bbox: image.bbox,
                            ..blank.clone()
                        },
                    );
                    continue;
                }
            };
            let Some(text) = block.text() else { continue };
            paragraphs = paragraphs.saturating_add(1);
            self.push(
                &text.text,
                Unit {
                    kind,
                    paragraph: Some(paragraphs),
                    bbox: text.bbox,
                    level: text.level,
                    ..blank.clone()
                },
            );
        }
        for link in &page.links {
            let text = format!("{} {}", link.text, link.target);
            self.push(
                text.trim(),
                Unit {
                    kind: UnitKind::Link,
                    ..blank.clone()
                },
            );
        }
    }

    fn table(&mut self, table: &Table, number: u32, blank: &Unit, pictures: bool) {
        let first = self.units.len();
        if let Some(caption) = &table.caption {
            let unit = Unit {
                table: Some(number),
                bbox: table.bbox,
                ..blank.clone()
            };
            self.push(caption, unit);
        }
        let mut cells = Vec::new();
        for placed in place(table) {
            let one_based = |n: usize| u32::try_from(n.saturating_add(1)).ok();
            let unit = Unit {
                kind: UnitKind::Cell {
                    header: placed.row < table.header_rows as usize,
                },
                page: placed.cell.page.or(blank.page),
                table: Some(number),
                row: one_based(placed.row),
                column: one_based(placed.column),
                bbox: placed.cell.bbox,
                ..blank.clone()
            };
            cells.push(PlacedUnit {
                row: placed.row,
                column: placed.column,
                columns: placed.cell.col_span.max(1) as usize,
                unit: self.units.len(),
            });
            self.push(&placed.cell.text, unit);
        }
        // Pictures stand in cells that have no text.
        let form = unfilled::mark_table(&mut self.units, &self.text, table, &cells, pictures);
        let empty = form || !pictures && unfilled::is_empty(&self.units, &self.text, table, &cells);
        self.tables.push(IndexedTable {
            table: table.clone(),
            units: first..self.units.len(),
            headers: self.headers(table, &cells),
            empty,
            cells,
        });
    }

    /// For each column the texts of its header cells, alone and joined from the top.
    fn headers(&self, table: &Table, cells: &[PlacedUnit]) -> Vec<HeaderText> {
        let width = cells.iter().map(|cell| cell.column + cell.columns).max();
        let width = width.unwrap_or(0);
        // A row of one text above the others is the title of the table.
        let is_title = |row: usize| {
            let said = cells.iter().filter(|cell| cell.row == row);
            let said = said.filter(|cell| {
                !unfilled::written(&self.units, &self.text, cell)
                    .trim()
                    .is_empty()
            });
            width >= TITLED && said.count() == 1
        };
        let titles = (0..HEADER_ROWS).take_while(|row| is_title(*row)).count();
        let rows = match table.header_rows as usize {
            0 => HEADER_ROWS,
            marked => marked.max(titles + 1),
        };
        let mut headers = Vec::new();
        for column in 0..width {
            let mut joined = String::new();
            for cell in cells.iter().filter(|cell| {
                (titles..rows).contains(&cell.row)
                    && (cell.column..cell.column + cell.columns).contains(&column)
            }) {
                let folded = fold(unfilled::written(&self.units, &self.text, cell));
                let above = !joined.is_empty();
                joined.push_str(&folded);
                let mut push = |folded: String| {
                    headers.push(HeaderText {
                        column,
                        row: cell.row,
                        unit: cell.unit,
                        label: Label::of_folded(folded),
                    });
                };
                push(folded);
                if above {
                    push(joined.clone());
                }
            }
        }
        headers
    }

    fn push(&mut self, text: &str, mut unit: Unit) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(text);
        unit.span = start..self.text.len();
        unit.blank = unfilled::mostly_dots(text) || unfilled::is_contents_entry(text);
        unit.arabic = match to_arabic_digits(text) {
            Cow::Owned(arabic) => Some(arabic),
            Cow::Borrowed(_) => None,
        };
        self.units.push(unit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Body, Cell, Page, TextBlock};

    fn indexed() -> Indexed {
        let mut page = Page::new(1);
        page.blocks.push(Block::Heading(TextBlock::plain("สรุปผล")));
        page.blocks.push(Block::Table(Table {
            rows: vec![
                vec![Cell::plain("เดือน"), Cell::plain("จำนวน")],
                vec![Cell::plain("ตุลาคม 2567"), Cell::plain("๑๒")],
            ],
            header_rows: 1,
            ..Table::default()
        }));
        Indexed::new(
            "a.pdf",
            &Document::new("a.pdf", Format::Pdf, Body::Pages { pages: vec![page] }),
        )
    }

    #[test]
    fn a_match_leads_back_to_its_cell() {
        let document = indexed();
        let at = document.text.source().find("๑๒").unwrap();
        let evidence = document.evidence(at..at + "๑๒".len(), Match::Exact, 0);
        assert_eq!(
            (evidence.page, evidence.table, evidence.row, evidence.column),
            (Some(1), Some(1), Some(2), Some(2))
        );
        assert_eq!(evidence.quote, "๑๒");
    }

    #[test]
    fn dates_keep_their_place_in_the_whole_text() {
        let document = indexed();
        let date = &document.dates[0];
        assert_eq!(&document.text.source()[date.span.clone()], "ตุลาคม 2567");
    }

    #[test]
    fn a_quote_is_cut_between_clusters() {
        let text = "กำ".repeat(400);
        let cut = quote(&text, 0..text.len(), &(600..606));
        assert!(cut.starts_with("… กำ") && cut.ends_with("กำ …"), "{cut}");
    }
}
