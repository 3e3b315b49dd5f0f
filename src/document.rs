//! The document model: what every reader produces and everything after it consumes.
//!
//! It is format-neutral. A PDF has pages with boxes, a word-processor file one page per section
//! without boxes, a workbook sheets in place of pages. Positions are recorded while extracting because evidence needs
//! them and they cannot be recovered later. The serialised form is the contract
//! `oitcheck.document/1`, printed by `oitcheck extract --format json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Name and version of the serialised form of [`Document`].
pub const DOCUMENT_SCHEMA: &str = "oitcheck.document/1";

/// One file, extracted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Always [`DOCUMENT_SCHEMA`].
    pub schema: String,
    /// The path the caller gave, with `/` between its parts.
    pub path: String,
    /// What the bytes are, whatever the file name says.
    pub format: Format,
    /// What the file says about itself.
    pub metadata: Metadata,
    /// Pages or sheets, in order.
    #[serde(flatten)]
    pub body: Body,
    /// What a careful reader should know: a page that could not be read, an extension that lies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

impl Document {
    /// A document without pages, ready to be filled by a reader.
    pub fn new(path: &str, format: Format, body: Body) -> Self {
        Document {
            schema: DOCUMENT_SCHEMA.to_owned(),
            path: path.to_owned(),
            format,
            metadata: Metadata::default(),
            body,
            warnings: Vec::new(),
        }
    }

    /// Whether reading stopped at a limit of time or size: with more of it there may be more to read.
    pub fn is_cut(&self) -> bool {
        self.warnings
            .iter()
            .any(|warning| warning.code == WarningCode::StoppedAtLimit)
    }

    /// The pages or sheets, whichever the format has.
    pub fn pages(&self) -> &[Page] {
        match &self.body {
            Body::Pages { pages } | Body::Sheets { sheets: pages } => pages,
        }
    }
}

/// Pages of a paginated format, or sheets of a workbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Body {
    /// PDF pages, or the sections of a word-processor file.
    Pages {
        /// In the order of the file.
        pages: Vec<Page>,
    },
    /// The visible sheets of a workbook.
    Sheets {
        /// In the order of the file.
        sheets: Vec<Page>,
    },
}

/// File formats told apart by content.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML word-processor file.
    Docx,
    /// Office Open XML workbook.
    Xlsx,
    /// Binary workbook of Excel 5 to 2003.
    Xls,
    /// Binary Office Open XML workbook.
    Xlsb,
    /// OpenDocument spreadsheet.
    Ods,
    /// OpenDocument text.
    Odt,
    /// Binary document of Word 97 to 2003.
    Doc,
}

impl Format {
    /// The usual file extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
            Format::Xlsb => "xlsb",
            Format::Ods => "ods",
            Format::Odt => "odt",
            Format::Doc => "doc",
        }
    }
}

/// What a file says about itself. Every field is `None` when the file does not say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Metadata {
    /// Document title.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// Program that wrote the text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub creator: Option<String>,
    /// Program that wrote the file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub producer: Option<String>,
    /// Language tag the file declares, such as `th-TH`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<String>,
}

/// One page, section or sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Page {
    /// Counted from 1.
    pub number: u32,
    /// Name of a sheet; `None` for pages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// Width in points (1/72 inch) as shown, after rotation; `None` where the format has no pages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub width_pt: Option<f32>,
    /// Height in points as shown; `None` where the format has no pages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub height_pt: Option<f32>,
    /// Whether the text can be trusted.
    pub text_layer: TextLayer,
    /// What was measured about the text; `None` where nothing is wrong.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub damage: Option<Damage>,
    /// Headings, paragraphs, tables and images in reading order.
    pub blocks: Vec<Block>,
    /// Hyperlinks on the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Text that is in the file but that nobody sees: render mode 3, hidden runs, hidden rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<String>,
}

impl Page {
    /// An empty page of sound text.
    pub fn new(number: u32) -> Self {
        Page {
            number,
            name: None,
            width_pt: None,
            height_pt: None,
            text_layer: TextLayer::Native,
            damage: None,
            blocks: Vec::new(),
            links: Vec::new(),
            hidden: Vec::new(),
        }
    }
}

/// Whether the text of a page is what a reader of the page sees.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum TextLayer {
    /// The text is what the page shows. An empty page without pictures counts as native.
    Native,
    /// The text was recognised from a picture.
    Ocr,
    /// The page shows a picture and has no text of its own.
    None,
    /// There is text, but too much of it is not what the page shows.
    Damaged,
}

/// How the text of a page is damaged, measured after repair.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Damage {
    /// 0 (sound) to 1 (nothing readable).
    pub score: f32,
    /// Thai letters on the page.
    pub thai: u32,
    /// Mark sequences that Thai orthography does not allow.
    pub illegal: u32,
    /// Private-use code points left after repair.
    pub private_use: u32,
    /// U+FFFD left after repair.
    pub replacement: u32,
    /// Glyphs that were drawn but have no known character.
    pub unmapped: u32,
    /// Share of Thai letters inside dictionary words, 0 to 1; `None` when there are too few to say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub word_coverage: Option<f32>,
    /// Fonts whose text is bad, by the name the file gives them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<String>,
}

/// A rectangle on a page in points, origin at the top left of the page as shown, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "[f32; 4]", into = "[f32; 4]")]
#[schemars(with = "[f32; 4]")]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

impl Rect {
    /// Builds a rectangle from any two opposite corners.
    pub fn new(xa: f32, ya: f32, xb: f32, yb: f32) -> Self {
        Rect {
            x0: xa.min(xb),
            y0: ya.min(yb),
            x1: xa.max(xb),
            y1: ya.max(yb),
        }
    }

    /// Width in points.
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Height in points.
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// The smallest rectangle around both.
    pub fn union(&self, other: &Rect) -> Rect {
        Rect {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Whether a point lies inside or on the edge.
    pub fn contains(&self, x: f32, y: f32) -> bool {
        x >= self.x0 && x <= self.x1 && y >= self.y0 && y <= self.y1
    }

    /// Whether the middle of another rectangle is inside.
    pub fn holds_middle_of(&self, other: &Rect) -> bool {
        self.contains(
            f32::midpoint(other.x0, other.x1),
            f32::midpoint(other.y0, other.y1),
        )
    }
}

impl From<[f32; 4]> for Rect {
    fn from(v: [f32; 4]) -> Self {
        Rect::new(v[0], v[1], v[2], v[3])
    }
}

impl From<Rect> for [f32; 4] {
    fn from(r: Rect) -> Self {
        // A tenth of a point is finer than any evidence needs and keeps the output stable.
        [r.x0, r.y0, r.x1, r.y1].map(|v| (v * 10.0).round() / 10.0)
    }
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A title or section heading.
    Heading(TextBlock),
    /// Running text, lines joined.
    Paragraph(TextBlock),
    /// Text repeated at the top of pages.
    Header(TextBlock),
    /// Text repeated at the bottom of pages, page numbers included.
    Footer(TextBlock),
    /// A note below the text.
    Footnote(TextBlock),
    /// A table.
    Table(Table),
    /// A picture.
    Image(Image),
}

impl Block {
    /// Where the block is on its page; `None` where the format has no positions.
    pub fn bbox(&self) -> Option<Rect> {
        match self {
            Block::Table(table) => table.bbox,
            Block::Image(image) => image.bbox,
            Block::Heading(text)
            | Block::Paragraph(text)
            | Block::Header(text)
            | Block::Footer(text)
            | Block::Footnote(text) => text.bbox,
        }
    }

    /// The table; `None` for text and images.
    pub fn table(&self) -> Option<&Table> {
        match self {
            Block::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The text of a text block; `None` for tables and images.
    pub fn text(&self) -> Option<&TextBlock> {
        match self {
            Block::Table(_) | Block::Image(_) => None,
            Block::Heading(text)
            | Block::Paragraph(text)
            | Block::Header(text)
            | Block::Footer(text)
            | Block::Footnote(text) => Some(text),
        }
    }
}

/// Text of a heading, paragraph, header, footer or footnote.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TextBlock {
    /// Where it is; `None` where the format has no positions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bbox: Option<Rect>,
    /// The text, repaired. Lines of one paragraph are joined; a forced line break is `\n`.
    pub text: String,
    /// What the file says, where repair changed it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub original: Option<String>,
    /// Heading level from 1; `None` for other text or when unknown.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub level: Option<u8>,
}

impl TextBlock {
    /// Text without a position.
    pub fn plain(text: impl Into<String>) -> Self {
        TextBlock {
            text: text.into(),
            ..TextBlock::default()
        }
    }
}

/// A table. Only the first position of a spanning cell is listed, as in HTML.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// Where it is on the page it starts on; `None` where the format has no positions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bbox: Option<Rect>,
    /// The caption beside it, such as "ตารางที่ 3.1 ...".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub caption: Option<String>,
    /// Rows from the top; those of a table that continues over pages follow each other.
    pub rows: Vec<Vec<Cell>>,
    /// How many of the first rows are headers.
    #[serde(default)]
    pub header_rows: u32,
    /// Where the header was printed again on later pages; those rows are not in `rows`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeated_headers: Vec<Position>,
}

/// A place on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Page number from 1.
    pub page: u32,
    /// Where on the page; `None` where the format has no positions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bbox: Option<Rect>,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// The text as shown, repaired; paragraphs are separated by `\n`.
    pub text: String,
    /// What the file says, where repair changed it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub original: Option<String>,
    /// Rows the cell covers, at least 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub row_span: u32,
    /// Columns the cell covers, at least 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub col_span: u32,
    /// Where it is on its page; `None` where the format has no positions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bbox: Option<Rect>,
    /// The page the cell starts on; `None` where the format has no pages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<u32>,
    /// What the text means; `None` for plain text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<Value>,
}

impl Cell {
    /// A cell of one row and one column without a position.
    pub fn plain(text: impl Into<String>) -> Self {
        Cell {
            text: text.into(),
            original: None,
            row_span: 1,
            col_span: 1,
            bbox: None,
            page: None,
            value: None,
        }
    }
}

fn one() -> u32 {
    1
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if gives a reference"
)]
fn is_one(n: &u32) -> bool {
    *n == 1
}

/// The typed meaning of a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Value {
    /// A plain number.
    Number {
        /// In the unit the text has.
        number: f64,
    },
    /// An amount of money in baht.
    Money {
        /// Baht.
        baht: f64,
    },
    /// A share; 85 % is 0.85.
    Percent {
        /// 0.85 for 85 %.
        share: f64,
    },
    /// A date, or a range when the text names a month or a year.
    Date {
        /// First day, ISO 8601, CE.
        from: String,
        /// Last day, ISO 8601, CE.
        to: String,
    },
    /// The cell says that there is none: `-`, `ไม่มี`.
    None,
}

/// A picture on a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Image {
    /// Where it is; `None` where the format has no positions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bbox: Option<Rect>,
    /// The text beside it that names it, or its alternative text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub caption: Option<String>,
    /// Width in pixels; `None` when unknown.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub width_px: Option<u32>,
    /// Height in pixels; `None` when unknown.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub height_px: Option<u32>,
    /// What the file stores it as: its length with a digest of its beginning, or the name of its part. Pictures with
    /// the same source are one picture, shown several times.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// What stands in the boxes of a drawing whose boxes are joined one to the next, a flow chart, from box to box: in a PDF
    /// by lines or arrows, in a word-processor file by arrows. The same text is in the blocks beside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<String>,
}

impl Image {
    /// The boxes of a flow chart in one line, each leading to the next; `None` for other pictures.
    pub fn chart(&self) -> Option<String> {
        (!self.boxes.is_empty()).then(|| self.boxes.join(" → "))
    }
}

/// A hyperlink.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// The text that carries it; empty when unknown.
    pub text: String,
    /// The address as written in the file.
    pub target: String,
}

/// Something a careful reader should know about a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// What it is about.
    pub code: WarningCode,
    /// Page number from 1; `None` when it concerns the whole file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<u32>,
    /// The particulars, such as a part, a path or an item; [`crate::messages::warning`] has the sentence.
    pub detail: String,
}

impl Warning {
    /// Concerning the whole file.
    pub fn of_file(code: WarningCode, detail: impl Into<String>) -> Self {
        Warning {
            code,
            page: None,
            detail: detail.into(),
        }
    }
}

/// What a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WarningCode {
    /// Reading stopped at a limit.
    StoppedAtLimit,
    /// A part of the file is damaged; the rest was read.
    PartDamaged,
    /// A sheet is damaged; the others were read.
    SheetDamaged,
    /// Elements nested too deeply were left out.
    NestedTooDeep,
    /// A part in a format that is not read.
    ForeignContent,
    /// Formulas whose result is not stored in the file.
    FormulaWithoutValue,
    /// The extension names another format than the content has.
    ExtensionDiffers,
    /// The same bytes as another file.
    Copy,
    /// Only sends other documents.
    CoverLetter,
    /// Numbered for the list of another ministry.
    OtherScheme,
    /// Mostly blanks that nobody filled in.
    BlankForm,
    /// Says that it is a sample.
    Sample,
    /// Issued by another agency.
    OtherAgency,
    /// Only says that something is not ready, asks for time to make it, or for what has not come.
    AsksForTime,
    /// Of an earlier year, beside one of the year asked for.
    OlderYear,
    /// The number in the file name is not that of the content.
    CodeDiffers,
    /// Made by an operating system or an office program for itself.
    HousekeepingFile,
    /// Named in `[ignore]` of `oitcheck.toml`.
    IgnoredBySettings,
    /// `oitcheck.toml` itself.
    SettingsFile,
    /// An archive, whose files are listed by themselves.
    Unpacked,
}

/// A cell with the row and column (from 0) that it starts at.
#[derive(Debug, Clone, Copy)]
pub struct PlacedCell<'a> {
    /// Row from 0, header rows included.
    pub row: usize,
    /// Column from 0.
    pub column: usize,
    /// The cell.
    pub cell: &'a Cell,
}

/// Widest table that is laid out; what lies beyond is not placed. Excel's own limit is 16,384 columns.
const COLUMNS: usize = 16_384;

/// Gives every cell its column, as a browser does: left to right, skipping what is covered from above.
pub fn place(table: &Table) -> Vec<PlacedCell<'_>> {
    let mut placed = Vec::new();
    // For each column, how many further rows are covered by a cell from above.
    let mut covered: Vec<u32> = Vec::new();
    for (row, cells) in table.rows.iter().enumerate() {
        let mut next: Vec<u32> = covered.iter().map(|n| n.saturating_sub(1)).collect();
        let mut column = 0usize;
        for cell in cells {
            while covered.get(column).is_some_and(|n| *n > 0) {
                column = column.saturating_add(1);
            }
            let end = column
                .saturating_add(cell.col_span.max(1) as usize)
                .min(COLUMNS);
            if column >= end {
                break;
            }
            if next.len() < end {
                next.resize(end, 0);
            }
            for slot in next.iter_mut().take(end).skip(column) {
                *slot = cell.row_span.saturating_sub(1);
            }
            placed.push(PlacedCell { row, column, cell });
            column = end;
        }
        covered = next;
    }
    placed
}
