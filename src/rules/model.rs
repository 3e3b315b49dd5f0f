//! A rule set after loading: every phrase list resolved, every reference checked, nothing optional
//! that a checker would have to guess.

use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::OnceLock;

use jiff::civil::Date;
use regex::{Regex, RegexBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Bilingual;
use crate::thai::codes::Scheme;
use crate::thai::label::Label;

/// One list of items for one agency type and fiscal year.
#[derive(Debug, Clone)]
pub struct RuleSet {
    /// Such as `police-station-2568`.
    pub id: String,
    /// Version of the file's content, counted by its authors.
    pub version: String,
    /// SHA-256 of every byte that made the set (parents and vocabularies included), hexadecimal.
    pub sha256: String,
    /// Such as `police-station`.
    pub agency_type: String,
    /// Buddhist-era fiscal years the list is for, the first one is the one it was made for.
    pub fiscal_years: Vec<u16>,
    /// Name for people.
    pub title: Bilingual,
    /// Phrases in documents that show the agency type, such as `สถานีตำรวจภูธร`.
    pub recognise: PhraseList,
    /// Words that the agency type writes and others hardly do, such as `ผกก.`.
    pub typical: PhraseList,
    /// Indicators in order, with their titles.
    pub indicators: Vec<Indicator>,
    /// Items in the official order.
    pub items: Vec<Item>,
    /// Where the facts come from, for people: names of documents, addresses.
    pub sources: Vec<String>,
    /// Every phrase that documents are searched for, each once: what [`PhraseList::numbers`] count.
    pub(crate) phrases: Vec<String>,
    /// The regular expressions of its requirements, by their numbers.
    pub(crate) patterns: Vec<String>,
}

impl RuleSet {
    /// The numbering its items belong to; codes of another numbering say nothing about them.
    pub fn scheme(&self) -> Scheme {
        let moit = Scheme::Moit.prefix();
        if self.items.iter().any(|item| item.id.starts_with(moit)) {
            Scheme::Moit
        } else {
            Scheme::Oit
        }
    }

    /// Collects the phrases of all items and numbers them.
    pub(crate) fn number_phrases(&mut self) {
        let mut numbers = HashMap::new();
        let mut phrases = Vec::new();
        let mut number = |list: &mut PhraseList| {
            list.numbers.clear();
            for phrase in &list.phrases {
                let next = numbers.len() as u32;
                let number = *numbers.entry(phrase.clone()).or_insert(next);
                if number == next {
                    phrases.push(phrase.clone());
                }
                list.numbers.push(number);
            }
        };
        number(&mut self.recognise);
        for item in &mut self.items {
            number(&mut item.titles);
            number(&mut item.profile);
            number(&mut item.not_profile);
            for requirement in &mut item.requirements {
                requirement.condition.each_phrase_list(&mut number);
                if let Some(when) = &mut requirement.when {
                    when.each_phrase_list(&mut number);
                }
            }
        }
        self.phrases = phrases;
    }
}

/// Phrases, any of which will do.
#[derive(Debug, Clone, Default)]
pub struct PhraseList {
    phrases: Vec<String>,
    numbers: Vec<u32>,
}

impl PhraseList {
    /// The number of each among all phrases of the rule set.
    pub(crate) fn numbers(&self) -> &[u32] {
        &self.numbers
    }
}

impl From<Vec<String>> for PhraseList {
    fn from(phrases: Vec<String>) -> Self {
        PhraseList {
            phrases,
            numbers: Vec::new(),
        }
    }
}

impl Deref for PhraseList {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.phrases
    }
}

/// A regular expression. One of the program's own rules is compiled when it is first used, since most runs use few.
#[derive(Clone)]
pub struct Pattern {
    /// As the rule writes it.
    pub text: String,
    /// Its number among all of the set.
    pub(crate) number: usize,
    compiled: OnceLock<Option<Regex>>,
}

/// Bytes a compiled regular expression may take. 64 KB hold any pattern for a number or a code; `\w{500}`
/// over Thai letters would take megabytes.
pub(crate) const PATTERN_BYTES: usize = 64 << 10;

impl Pattern {
    pub(crate) fn new(text: &str, number: usize) -> Self {
        Pattern {
            text: text.to_owned(),
            number,
            compiled: OnceLock::new(),
        }
    }

    /// Compiles it at once, to see whether it can be.
    pub(crate) fn compile(self) -> Result<Self, regex::Error> {
        let compiled = compile(&self.text)?;
        Ok(Pattern {
            compiled: OnceLock::from(Some(compiled)),
            ..self
        })
    }

    /// `None` for one that cannot be compiled; loading reports those of a custom file, and the program has none.
    pub(crate) fn regex(&self) -> Option<&Regex> {
        let compiled = self.compiled.get_or_init(|| compile(&self.text).ok());
        compiled.as_ref()
    }
}

impl fmt::Debug for Pattern {
    /// Whether it is compiled yet says nothing about it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "/{}/", self.text)
    }
}

fn compile(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).size_limit(PATTERN_BYTES).build()
}

/// A group of items that is scored together.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Such as `9.1`.
    pub id: String,
    /// Official title.
    pub title: Bilingual,
}

/// One numbered disclosure duty.
#[derive(Debug, Clone)]
pub struct Item {
    /// The year's number, such as `O15`.
    pub id: String,
    /// Survives renumbering, such as `procurement-monthly-summary`.
    pub key: String,
    /// Official title.
    pub title: Bilingual,
    /// Other titles documents carry.
    pub aliases: Vec<String>,
    /// The official title with and without its prefix, then the aliases.
    pub(crate) titles: PhraseList,
    /// How many of the titles are official.
    pub(crate) official: usize,
    /// Words and phrases that a document for this item contains and others rarely do.
    pub profile: PhraseList,
    /// Words and phrases that speak against a document being for this item, such as titles of items it is mistaken for.
    pub not_profile: PhraseList,
    /// Id of its indicator; `None` where the source does not say.
    pub indicator: Option<String>,
    /// Contradictions in the sources and how they were settled.
    pub note: Option<Bilingual>,
    /// How requirements combine.
    pub combine: Combine,
    /// What must be shown.
    pub requirements: Vec<Requirement>,
    /// Why the item could not be loaded; its requirements are then `review`. `None` normally.
    pub broken: Option<String>,
    /// Texts and tables with the verdicts they must get; run by `rules test`, never while checking.
    pub examples: Vec<Example>,
}

/// A small document with the verdicts it must get.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// What it shows, for people; may be empty.
    pub about: String,
    /// Paragraphs; a line that starts with `# ` is a heading.
    pub text: String,
    /// Rows of cells, the first row is the header; empty for no table.
    pub table: Vec<Vec<String>>,
    /// Sample files that are further documents of the item.
    pub files: Vec<SampleFile>,
    /// Tables of other items, by their ids.
    pub others: Vec<(String, Vec<Vec<String>>)>,
    /// Requirement ids with the expected verdict: `pass`, `fail` or `review`.
    pub expect: Vec<(String, crate::result::Verdict)>,
}

/// A file that shows what text cannot: a format, a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SampleFile {
    /// One that comes with the program.
    Shipped(&'static str, &'static [u8]),
    /// One beside a custom rule file.
    Beside(PathBuf),
}

impl SampleFile {
    /// How people call it.
    pub fn name(&self) -> String {
        match self {
            SampleFile::Shipped(name, _) => (*name).to_owned(),
            SampleFile::Beside(path) => path.display().to_string(),
        }
    }
}

/// How the requirements of an item make its verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Combine {
    /// All must pass.
    #[default]
    All,
    /// One is enough.
    Any,
}

/// One required element.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// Unique in the rule set, such as `O15.a`.
    pub id: String,
    /// What is asked, in our words.
    pub asks: Bilingual,
    /// Whether it can fail an item.
    pub basis: Basis,
    /// Contradictions in the sources.
    pub note: Option<Bilingual>,
    /// Where it was confirmed, for people: a document or an address. `None` where the set's sources say it.
    pub source: Option<String>,
    /// The part of the year after which it is asked; `None` for no such part. A run with `--as-of` before
    /// its last day makes it `not-due-yet`.
    pub due: Option<Window>,
    /// Only asked where this holds; where it does not, the requirement passes as not applicable.
    pub when: Option<Condition>,
    /// What is checked.
    pub condition: Condition,
}

/// How far a requirement is confirmed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Read in the official list of the year.
    #[default]
    Official,
    /// Not confirmed for the year; never fails an item.
    Advice,
}

/// A check, or several combined.
#[derive(Debug, Clone)]
pub enum Condition {
    /// Phrases in the text.
    Text(Text),
    /// A table with certain columns.
    Table(Table),
    /// The documents' own dates cover a window.
    Period(Period),
    /// File formats.
    Format(Formats),
    /// At least n of something.
    Count(Count),
    /// Contact details.
    Contact(Contact),
    /// A stated date.
    Date(DateStated),
    /// A name in brackets above a position.
    Signature(Signature),
    /// A picture near a caption.
    Image(ImageNear),
    /// A version in a language.
    Language(Language),
    /// A web address.
    Link(LinkTo),
    /// Everything named in another item's table has its result here.
    Follows(Follows),
    /// A column adds up to its total row.
    Sum(Sum),
    /// What no document can decide.
    Human(Human),
    /// All of them.
    All(Vec<Condition>),
    /// One of them.
    Any(Vec<Condition>),
    /// At least `n` of them.
    AtLeast(usize, Vec<Condition>),
}

impl Condition {
    /// Whether it is so, or one of those that it is made of.
    pub fn has(&self, is: &impl Fn(&Condition) -> bool) -> bool {
        match self {
            Condition::All(list) | Condition::Any(list) | Condition::AtLeast(_, list) => {
                list.iter().any(|part| part.has(is))
            }
            single => is(single),
        }
    }

    /// Every list of phrases that documents are searched for.
    fn each_phrase_list(&mut self, visit: &mut impl FnMut(&mut PhraseList)) {
        match self {
            Condition::Text(text) => {
                text.groups.iter_mut().for_each(&mut *visit);
                visit(&mut text.unless);
            }
            Condition::Table(table) => {
                visit(&mut table.or_says_none);
                table.rows_with.iter_mut().for_each(visit);
            }
            Condition::Period(period) => {
                visit(&mut period.near);
                visit(&mut period.heads);
                visit(&mut period.heads_without);
            }
            Condition::Count(count) => {
                visit(&mut count.near);
                visit(&mut count.unless);
            }
            Condition::Contact(contact) => visit(&mut contact.near),
            Condition::Date(date) => {
                visit(&mut date.near);
                visit(&mut date.unless);
            }
            Condition::Signature(signature) => {
                visit(&mut signature.positions);
                visit(&mut signature.in_document_with);
            }
            Condition::Image(image) => {
                visit(&mut image.near);
                visit(&mut image.unless);
            }
            Condition::Language(language) => visit(&mut language.phrases),
            Condition::Link(link) => {
                visit(&mut link.near);
                visit(&mut link.or_says);
                visit(&mut link.unless);
            }
            Condition::Follows(follows) => {
                visit(&mut follows.with);
                visit(&mut follows.unless);
            }
            Condition::All(list) | Condition::Any(list) | Condition::AtLeast(_, list) => {
                for condition in list {
                    condition.each_phrase_list(visit);
                }
            }
            Condition::Format(_) | Condition::Sum(_) | Condition::Human(_) => {}
        }
    }
}

/// Phrases match folded text; a space in a phrase matches any white space or none.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Groups of alternatives: a group is met when one of its phrases is found.
    pub groups: Vec<PhraseList>,
    /// How many groups must be met; all of them unless the rule says fewer.
    pub at_least: usize,
    /// Most characters between the first and last group's matches; `None` for anywhere in the documents.
    pub near: Option<usize>,
    /// A match with one of these within its sentence does not count: "ยังไม่ได้", "อยู่ระหว่างจัดทำ".
    pub unless: PhraseList,
    /// A match counts only in a heading, caption or table header.
    pub in_heading: bool,
    /// A match counts only in a short block or a table without figures and names: a box of a chart.
    pub in_box: bool,
    /// Characters of text that must follow a heading match before the next heading; 0 for none.
    pub content: usize,
    /// The item's own title counts as a match. Normally it does not: naming a duty does not fulfil it.
    pub title_counts: bool,
    /// A match counts beside "ยังไม่ได้" and its kind too: a problem that was met is often a thing not yet there.
    pub not_yet_counts: bool,
    /// Nobody who is named may be left with a statement that their entry is still to come.
    pub nobody_pending: bool,
    /// Regular expressions over the text of a block with Thai digits made Arabic; each is one more group.
    pub patterns: Vec<Pattern>,
}

/// A table with certain columns.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Alternative layouts, each a list of columns; one must be there in full. Empty for any table.
    pub layouts: Vec<Layout>,
    /// Fewest rows below the header.
    pub rows_at_least: usize,
    /// Sentences that stand in place of rows, such as ไม่มีการจัดซื้อจัดจ้าง.
    pub or_says_none: PhraseList,
    /// Every table of the layout must have the rows or the sentence, not only one of them.
    pub every: bool,
    /// Columns of the layout that must not be empty in any row, by name. In an `any`, cells left out of one that most rows
    /// fill settle it, whatever its other conditions find.
    pub filled: Vec<String>,
    /// Column that must have a number above zero in some row, by name; `None` for no such demand.
    pub positive: Option<String>,
    /// For each group one row must contain one of its phrases and say something beside it.
    pub rows_with: Vec<PhraseList>,
}

/// The columns of one accepted layout.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Such as `skr-1`.
    pub name: String,
    /// Columns that must be there, in any order.
    pub columns: Vec<Column>,
}

/// A column and the headers it is known by.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Such as `reference-price`.
    pub name: String,
    headers: Vec<HeaderSpelling>,
}

/// A header spelling with what it is found by.
#[derive(Debug, Clone)]
pub struct HeaderSpelling {
    /// As the rule writes it.
    pub text: String,
    /// As it is compared.
    pub label: Label,
}

impl Column {
    /// A column known by these headers.
    pub fn new(name: &str, headers: Vec<String>) -> Self {
        let spelling = |text: String| HeaderSpelling {
            label: Label::of(&text),
            text,
        };
        Column {
            name: name.to_owned(),
            headers: headers.into_iter().map(spelling).collect(),
        }
    }

    /// Accepted header spellings.
    pub fn keys(&self) -> impl Iterator<Item = &HeaderSpelling> {
        self.headers.iter()
    }

    /// What a reader is told: its first spelling, or its name.
    pub fn label(&self) -> &str {
        self.headers
            .first()
            .map_or(&self.name, |header| &header.text)
    }
}

/// A time window, resolved against the rule set's fiscal year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// As the rule writes it: `FY`, `H1`, `FY-1`, `2567-10-01..2568-03-31`.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// The documents' own dates cover a window.
#[derive(Debug, Clone)]
pub struct Period {
    /// The window.
    pub window: Window,
    /// How it must be covered.
    pub cover: Cover,
    /// The period must stand near one of these phrases; empty for anywhere in the documents.
    pub near: PhraseList,
    /// Only tables with one of these among their heads are judged, by the period their heads name; empty for all that the
    /// documents say.
    pub heads: PhraseList,
    /// Tables with one of these among their heads are left out.
    pub heads_without: PhraseList,
    /// Documents that state no date are within any window.
    pub or_undated: bool,
}

/// How dates cover a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// The documents state the whole window, or dates of its first and last month.
    Whole,
    /// Every month of the window is named.
    EachMonth,
    /// Every quarter of the window is named.
    EachQuarter,
    /// At least this many different dates lie inside the window, and they outnumber those outside.
    Within(usize),
}

/// File formats of the documents.
#[derive(Debug, Clone, Default)]
pub struct Formats {
    /// Each of these families must be there.
    pub all: Vec<FormatFamily>,
    /// One of these families must be there; empty for none.
    pub any: Vec<FormatFamily>,
    /// Where nearly every PDF has a file of its name in another format, all of them must.
    pub same_content: bool,
}

/// Formats that count as one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum FormatFamily {
    /// PDF.
    Pdf,
    /// XLSX, XLS, XLSB, ODS.
    Xlsx,
    /// DOCX, DOC, ODT.
    Docx,
}

/// At least n of something.
#[derive(Debug, Clone)]
pub struct Count {
    /// What is counted.
    pub what: Counted,
    /// Fewest.
    pub at_least: usize,
    /// Only those near one of these phrases; empty for all. Of dated entries those that have one, where two do.
    pub near: PhraseList,
    /// Only those dated inside the window; `None` for any date.
    pub window: Option<Window>,
    /// Entries that say one of these do not count.
    pub unless: PhraseList,
}

/// What can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Headings, paragraphs or rows that carry a date of their own: news, activities.
    DatedEntries,
    /// Rows of tables below their headers.
    Rows,
    /// Pictures of real size.
    Images,
    /// Numbers beside one of the phrases.
    Numbers,
    /// Person names with a title or rank.
    Persons,
}

/// Contact details.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Each must be there.
    pub fields: Vec<ContactField>,
    /// For each person named in the documents, not once for the agency.
    pub each_person: bool,
    /// Must stand near one of these phrases; empty for anywhere.
    pub near: PhraseList,
}

/// A kind of contact detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ContactField {
    /// Name of the agency.
    AgencyName,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A postal address.
    Address,
    /// A map: a map link, a captioned picture, coordinates.
    Map,
    /// A web address or social-media name.
    Web,
    /// Phone, e-mail or web: any way to reach somebody.
    Any,
}

/// A stated date.
#[derive(Debug, Clone)]
pub struct DateStated {
    /// Beside one of these phrases, such as ข้อมูล ณ วันที่; empty for any date.
    pub near: PhraseList,
    /// A date whose line has one of these is of something else.
    pub unless: PhraseList,
    /// The date must lie inside; `None` for any date.
    pub window: Option<Window>,
    /// The date must name a day, not only a month.
    pub day: bool,
}

/// A name in brackets above a position.
#[derive(Debug, Clone, Default)]
pub struct Signature {
    /// Positions that count; empty for any.
    pub positions: PhraseList,
    /// The document must carry one of these, such as คำสั่ง; empty for any document.
    pub in_document_with: PhraseList,
    /// A name just before or above the position counts without brackets too.
    pub without_brackets: bool,
    /// Whoever signs must be named with such a position in the documents of this item, where they name anybody;
    /// empty for anybody.
    pub same_as: String,
}

/// A picture near a caption.
#[derive(Debug, Clone, Default)]
pub struct ImageNear {
    /// The caption, or the heading above, has one of these; empty for any picture.
    pub near: PhraseList,
    /// A caption with one of these does not count.
    pub unless: PhraseList,
    /// Where nearly everybody whom a table names has a picture, all of them must.
    pub each_person: bool,
    /// A caption that is a cell of a table counts too: the activity that a row names.
    pub of_rows: bool,
    /// Fewest pictures.
    pub at_least: usize,
}

/// A version in a language.
#[derive(Debug, Clone)]
pub struct Language {
    /// `th` or `en`.
    pub language: String,
    /// It must contain one of these; empty for any text.
    pub phrases: PhraseList,
    /// Fewest letters of the language.
    pub letters_at_least: usize,
}

/// A web address.
#[derive(Debug, Clone, Default)]
pub struct LinkTo {
    /// Beside one of these phrases; empty for anywhere.
    pub near: PhraseList,
    /// The address contains one of these; empty for any address.
    pub hosts: Vec<String>,
    /// Words that stand for a link where the document can only show a picture of it: QR Code, Line ID.
    pub or_says: PhraseList,
    /// An address with one of these in its sentence does not count: "ยังไม่เปิดใช้".
    pub unless: PhraseList,
}

/// Everything named in another item's table has its result here.
#[derive(Debug, Clone, Default)]
pub struct Follows {
    /// The other item's id.
    pub item: String,
    /// The column (by accepted headers) whose cells must come back.
    pub column: Column,
    /// Phrases that must come with them, such as ผลการดำเนินการ.
    pub with: PhraseList,
    /// Sentences that say that nothing was done.
    pub unless: PhraseList,
}

/// A column adds up to its total row.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    /// The column.
    pub column: Column,
    /// Words of the total row; รวม by default.
    pub total: Vec<String>,
}

/// What no document can decide.
#[derive(Debug, Clone, Default)]
pub struct Human {
    /// What a person must look at.
    pub look_at: Bilingual,
}
