//! From a draft to a [`RuleSet`]: windows resolved for the set's year, phrase lists filled in, every
//! reference checked.
//!
//! What cannot be decoded is reported; its requirement then asks a person, so that a broken rule never
//! passes or fails anything.

use std::collections::BTreeSet;
use std::path::Path;

use super::embedded;
use super::inherit::{ItemDraft, RequirementDraft, SetDraft};
use super::model::{
    Basis, Column, Combine, Condition, Contact, ContactField, Count, Counted, Cover, DateStated,
    Example, Follows, FormatFamily, Formats, Human, ImageNear, Indicator, Item, Language, Layout,
    LinkTo, PATTERN_BYTES, Pattern, Period, PhraseList, Requirement, RuleSet, SampleFile,
    Signature, Sum, Table, Text, Window,
};
use super::problem::{Problem, Report, nearest};
use super::source::{Node, Sources, Value};
use super::vocabulary::Vocabulary;
use super::window;
use crate::language::Bilingual;
use crate::result::Verdict;

/// Regular expressions in a set. Each takes up to some milliseconds to compile; the largest shipped set has about a hundred.
const MOST_PATTERNS: usize = 200;

/// Characters a title must have left without its prefix to be unmistakable.
const BARE_TITLE: usize = 20;

/// Letters that make a language version, where the rule does not say: three or four sentences.
const LETTERS: usize = 100;

/// The rule set of a draft. The caller fills in `sha256` and the items' `broken`.
pub(crate) fn rule_set(
    draft: &SetDraft,
    vocabulary: &mut Vocabulary,
    sources: &Sources,
    folder: Option<&Path>,
    report: &mut Report,
) -> RuleSet {
    let head = |key: &str| draft.head.get(key);
    let text = |key: &str| {
        head(key)
            .and_then(Node::text)
            .unwrap_or_default()
            .to_owned()
    };
    let fiscal_years: Vec<u16> = head("fiscal_years")
        .map(Node::elements)
        .unwrap_or_default()
        .iter()
        .filter_map(|year| match year.value {
            Value::Integer(year) => u16::try_from(year).ok(),
            _ => None,
        })
        .collect();
    let indicators: Vec<Indicator> = draft
        .indicators
        .iter()
        .map(|node| Indicator {
            id: node.text_of("id").unwrap_or_default().to_owned(),
            title: both(node.get("title")),
        })
        .collect();
    let mut decoder = Decoder {
        fiscal_year: fiscal_years.first().copied().unwrap_or(2568),
        items: draft
            .items
            .iter()
            .map(|item| item.id().to_owned())
            .collect(),
        indicators: indicators
            .iter()
            .map(|indicator| indicator.id.clone())
            .collect(),
        vocabulary,
        shipped: sources
            .0
            .iter()
            .map(|source| embedded::SETS.iter().any(|set| set.text == source.text))
            .collect(),
        folder,
        patterns: Vec::new(),
        report,
    };
    let items = draft.items.iter().map(|item| decoder.item(item)).collect();
    decoder.duplicates(draft);
    let recognise = decoder.list(head("recognise"));
    let typical = decoder.list(head("typical"));
    let patterns = decoder.patterns;
    let mut set = RuleSet {
        id: text("id"),
        version: text("version"),
        sha256: String::new(),
        agency_type: text("agency_type"),
        fiscal_years,
        title: both(head("title")),
        recognise,
        typical,
        indicators,
        items,
        sources: names(head("sources")),
        phrases: Vec::new(),
        patterns,
    };
    set.number_phrases();
    set
}

/// The titles documents carry for an item, and how many of them are official. The nominal prefix of a title comes and
/// goes: การรายงานผล, รายงานผล.
fn titles(title: &str, aliases: &[String]) -> (PhraseList, usize) {
    const PREFIXES: &[&str] = &["การ", "ข้อมูล"];
    let bare = PREFIXES
        .iter()
        .filter_map(|prefix| title.strip_prefix(prefix))
        .filter(|bare| bare.chars().count() >= BARE_TITLE);
    let mut titles: Vec<String> = std::iter::once(title)
        .chain(bare)
        .map(str::to_owned)
        .collect();
    let official = titles.len();
    titles.extend(aliases.iter().cloned());
    (titles.into(), official)
}

struct Decoder<'a> {
    fiscal_year: u16,
    /// Ids of all items, for references.
    items: Vec<String>,
    indicators: Vec<String>,
    vocabulary: &'a mut Vocabulary,
    /// Of each file, whether it comes with the program.
    shipped: Vec<bool>,
    /// Where sample files of a custom set lie.
    folder: Option<&'a Path>,
    /// Regular expressions so far.
    patterns: Vec<String>,
    report: &'a mut Report,
}

impl Decoder<'_> {
    fn item(&mut self, draft: &ItemDraft) -> Item {
        let field = |key: &str| draft.fields.get(key);
        let id = draft.id().to_owned();
        let indicator = field("indicator").and_then(Node::text).map(str::to_owned);
        if let (Some(indicator), Some(node)) = (&indicator, field("indicator"))
            && !self.indicators.contains(indicator)
        {
            let near = nearest(indicator, self.indicators.iter().map(String::as_str));
            self.report.error(
                node.span,
                Problem::UnknownIndicator {
                    id: indicator.clone(),
                    near,
                },
            );
        }
        let requirements: Vec<Requirement> = draft
            .requirements
            .iter()
            .map(|requirement| self.requirement(requirement, &id))
            .collect();
        let examples = draft
            .examples
            .iter()
            .map(|node| self.example(node, &requirements))
            .collect();
        let title = both(field("title"));
        let aliases = names(field("aliases"));
        let (titles, official) = titles(&title.th, &aliases);
        Item {
            key: field("key")
                .and_then(Node::text)
                .unwrap_or_default()
                .to_owned(),
            title,
            aliases,
            titles,
            official,
            profile: self.list(field("profile")),
            not_profile: self.list(field("not_profile")),
            indicator,
            note: field("note").map(|note| both(Some(note))),
            combine: match field("combine").and_then(Node::text) {
                Some("any") => Combine::Any,
                _ => Combine::All,
            },
            requirements,
            broken: None,
            examples,
            id,
        }
    }

    fn requirement(&mut self, draft: &RequirementDraft, item: &str) -> Requirement {
        let field = |key: &str| draft.fields.get(key);
        let id = draft.id().to_owned();
        let belongs = id
            .strip_prefix(item)
            .is_some_and(|rest| rest.len() > 1 && rest.starts_with('.'));
        if let Some(node) = field("id").filter(|_| !belongs) {
            let problem = Problem::RequirementNumber {
                id: id.clone(),
                item: item.to_owned(),
            };
            self.report.error(node.span, problem);
        }
        let condition = draft
            .fields
            .iter()
            .find_map(|(kind, node)| self.kind(kind, node, item));
        Requirement {
            id,
            asks: both(field("asks")),
            basis: match field("basis").and_then(Node::text) {
                Some("advice") => Basis::Advice,
                _ => Basis::Official,
            },
            note: field("note").map(|note| both(Some(note))),
            source: field("source").and_then(Node::text).map(str::to_owned),
            due: field("due").and_then(|node| self.window(node)),
            when: field("when").and_then(|node| self.condition(node, item)),
            condition: condition.unwrap_or_else(unusable),
        }
    }

    /// Item ids, item keys and requirement ids are each used once.
    fn duplicates(&mut self, draft: &SetDraft) {
        let (mut ids, mut keys, mut requirements) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for item in &draft.items {
            let id = item.id();
            let span = |key: &str| item.fields.get(key).map_or(item.span, |node| node.span);
            if !id.is_empty() && !ids.insert(id) {
                self.report
                    .error(span("id"), Problem::DuplicateItem { id: id.to_owned() });
            }
            if let Some(key) = item.fields.get("key").and_then(Node::text)
                && !keys.insert(key)
            {
                self.report.error(
                    span("key"),
                    Problem::DuplicateItemKey {
                        key: key.to_owned(),
                    },
                );
            }
            for requirement in &item.requirements {
                let id = requirement.id();
                if !id.is_empty() && !requirements.insert(id) {
                    let span = requirement
                        .fields
                        .get("id")
                        .map_or(requirement.span, |node| node.span);
                    self.report
                        .error(span, Problem::DuplicateRequirement { id: id.to_owned() });
                }
            }
        }
    }

    fn example(&mut self, node: &Node, requirements: &[Requirement]) -> Example {
        let mut expect = Vec::new();
        for entry in node.get("expect").map(Node::entries).unwrap_or_default() {
            if !requirements
                .iter()
                .any(|requirement| requirement.id == entry.key)
            {
                let near = nearest(
                    &entry.key,
                    requirements
                        .iter()
                        .map(|requirement| requirement.id.as_str()),
                );
                let problem = Problem::ExampleUnknownRequirement {
                    id: entry.key.clone(),
                    near,
                };
                self.report.error(entry.key_span, problem);
            }
            let verdict = match entry.node.text() {
                Some("pass") => Verdict::Pass,
                Some("fail") => Verdict::Fail,
                _ => Verdict::Review,
            };
            expect.push((entry.key.clone(), verdict));
        }
        let shows = ["text", "table", "files"];
        if expect.is_empty() || shows.iter().all(|key| node.get(key).is_none()) {
            self.report.error(node.span, Problem::ExampleEmpty);
        }
        Example {
            about: node.text_of("about").unwrap_or_default().to_owned(),
            text: node.text_of("text").unwrap_or_default().to_owned(),
            table: rows(node.get("table")),
            files: node
                .get("files")
                .map(Node::elements)
                .unwrap_or_default()
                .iter()
                .filter_map(|file| self.sample_file(file))
                .collect(),
            others: node
                .get("other")
                .map(Node::elements)
                .unwrap_or_default()
                .iter()
                .map(|other| {
                    let item = other.text_of("item").unwrap_or_default();
                    (item.to_owned(), rows(other.get("table")))
                })
                .collect(),
            expect,
        }
    }

    /// A sample file of the program, or one beside a custom rule file; never one elsewhere.
    fn sample_file(&mut self, node: &Node) -> Option<SampleFile> {
        let name = node.text()?;
        if let Some((name, bytes)) = embedded::SAMPLES.iter().find(|(known, _)| *known == name) {
            return Some(SampleFile::Shipped(name, bytes));
        }
        let is_plain = !name.starts_with('.') && !name.contains(['/', '\\', ':']);
        let beside = self
            .folder
            .filter(|_| is_plain)
            .map(|folder| folder.join(name));
        let found = beside.filter(|path| path.is_file() && !path.is_symlink());
        if found.is_none() {
            let problem = Problem::NoSampleFile {
                name: name.to_owned(),
                near: nearest(name, embedded::SAMPLES.iter().map(|(name, _)| *name)),
            };
            self.report.error(node.span, problem);
        }
        found.map(SampleFile::Beside)
    }

    /// A table with exactly one kind.
    fn condition(&mut self, node: &Node, item: &str) -> Option<Condition> {
        node.entries()
            .iter()
            .find_map(|entry| self.kind(&entry.key, &entry.node, item))
    }

    fn conditions(&mut self, node: &Node, item: &str) -> Vec<Condition> {
        node.elements()
            .iter()
            .map(|node| self.condition(node, item).unwrap_or_else(unusable))
            .collect()
    }

    /// The condition of a kind; `None` where the key is no kind, or its content was reported.
    fn kind(&mut self, kind: &str, node: &Node, item: &str) -> Option<Condition> {
        Some(match kind {
            "text" => Condition::Text(self.text(node)),
            "table" => Condition::Table(self.table(node)),
            "period" => Condition::Period(self.period(node)?),
            "format" => Condition::Format(self.format(node)),
            "count" => Condition::Count(self.count(node)?),
            "contact" => Condition::Contact(self.contact(node)),
            "date" => Condition::Date(DateStated {
                near: self.list(node.get("near")),
                unless: self.list(node.get("unless")),
                window: node.get("window").and_then(|node| self.window(node)),
                day: node.flag_of("day"),
            }),
            "signature" => Condition::Signature(Signature {
                positions: self.list(node.get("positions")),
                in_document_with: self.list(node.get("in_document_with")),
                without_brackets: node.flag_of("without_brackets"),
                same_as: node
                    .get("same_as")
                    .and_then(|other| self.other_item(other, item))
                    .unwrap_or_default(),
            }),
            "image" => Condition::Image(ImageNear {
                near: self.list(node.get("near")),
                unless: self.list(node.get("unless")),
                each_person: node.flag_of("each_person"),
                of_rows: node.flag_of("of_rows"),
                at_least: node.number_of("at_least").unwrap_or(1),
            }),
            "language" => Condition::Language(Language {
                language: node.text_of("is")?.to_owned(),
                phrases: self.list(node.get("phrases")),
                letters_at_least: node.number_of("letters_at_least").unwrap_or(LETTERS),
            }),
            "link" => Condition::Link(LinkTo {
                near: self.list(node.get("near")),
                hosts: names(node.get("hosts")),
                or_says: self.list(node.get("or_says")),
                unless: self.list(node.get("unless")),
            }),
            "follows" => Condition::Follows(self.follows(node, item)?),
            "sum" => Condition::Sum(self.sum(node)?),
            "human" => Condition::Human(Human {
                look_at: both(node.get("look_at")),
            }),
            "all" => Condition::All(self.conditions(node, item)),
            "any" => Condition::Any(self.conditions(node, item)),
            "at_least" => {
                let wanted = node.number_of("n")?;
                let of = self.conditions(node.get("of")?, item);
                self.at_least(node, wanted, of.len());
                Condition::AtLeast(wanted, of)
            }
            _ => return None,
        })
    }

    fn text(&mut self, node: &Node) -> Text {
        let mut groups = Vec::new();
        if node.get("any").is_some() {
            groups.push(self.list(node.get("any")));
        }
        for entry in node.get("all").map(Node::elements).unwrap_or_default() {
            groups.push(self.vocabulary.alternatives(entry, self.report).into());
        }
        for group in node.get("groups").map(Node::elements).unwrap_or_default() {
            groups.push(self.list(Some(group)));
        }
        let patterns: Vec<_> = node
            .get("patterns")
            .map(Node::elements)
            .unwrap_or_default()
            .iter()
            .filter_map(|pattern| self.pattern(pattern))
            .collect();
        let there = groups.len() + patterns.len();
        if there == 0 {
            self.nothing(node, "text");
        }
        let at_least = node.number_of("at_least").unwrap_or(there);
        self.at_least(node, at_least, there);
        Text {
            groups,
            at_least,
            near: node.number_of("near"),
            unless: self.list(node.get("unless")),
            in_heading: node.flag_of("in_heading"),
            in_box: node.flag_of("in_box"),
            content: node.number_of("content").unwrap_or(0),
            patterns,
            title_counts: node.flag_of("title_counts"),
            not_yet_counts: node.flag_of("not_yet_counts"),
            nobody_pending: node.flag_of("nobody_pending"),
        }
    }

    fn pattern(&mut self, node: &Node) -> Option<Pattern> {
        let text = node.text()?;
        let pattern = Pattern::new(text, self.patterns.len());
        self.patterns.push(text.to_owned());
        if self.patterns.len() > MOST_PATTERNS {
            if self.patterns.len() == MOST_PATTERNS + 1 {
                let most = MOST_PATTERNS;
                self.report
                    .error(node.span, Problem::TooManyPatterns { most });
            }
            return None;
        }
        // A test compiles those of the program.
        if self.shipped.get(node.span.file) == Some(&true) {
            return Some(pattern);
        }
        match pattern.compile() {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                let detail = match error {
                    regex::Error::CompiledTooBig(_) => {
                        format!("larger than {PATTERN_BYTES} bytes when compiled")
                    }
                    // The last line says what; the lines before draw the pattern once more.
                    other => other
                        .to_string()
                        .lines()
                        .last()
                        .unwrap_or_default()
                        .trim()
                        .to_owned(),
                };
                self.report.error(node.span, Problem::BadPattern { detail });
                None
            }
        }
    }

    fn table(&mut self, node: &Node) -> Table {
        let mut layouts: Vec<Layout> = node
            .get("layouts")
            .map(Node::elements)
            .unwrap_or_default()
            .iter()
            .filter_map(|layout| self.vocabulary.layout(layout, self.report))
            .collect();
        if let Some(columns) = node.get("columns") {
            let columns: Vec<Column> = columns
                .elements()
                .iter()
                .filter_map(|column| self.vocabulary.column(column, self.report))
                .collect();
            layouts.push(Layout {
                name: String::new(),
                columns,
            });
        }
        if ["layouts", "columns", "rows_with"]
            .iter()
            .all(|key| node.get(key).is_none())
        {
            self.nothing(node, "table");
        }
        let rows_with = node
            .get("rows_with")
            .map(Node::elements)
            .unwrap_or_default();
        let known: BTreeSet<&str> = layouts
            .iter()
            .flat_map(|layout| &layout.columns)
            .map(|column| column.name.as_str())
            .collect();
        let filled = node.get("filled").map(Node::elements).unwrap_or_default();
        for filled in filled.iter().chain(node.get("positive")) {
            let column = filled.text().unwrap_or_default();
            if !known.contains(column) {
                let near = nearest(column, known.iter().copied());
                let problem = Problem::ColumnNotInTable {
                    column: column.to_owned(),
                    near,
                };
                self.report.error(filled.span, problem);
            }
        }
        Table {
            layouts,
            rows_at_least: node.number_of("rows_at_least").unwrap_or(1),
            or_says_none: self.list(node.get("or_says_none")),
            filled: names(node.get("filled")),
            rows_with: rows_with
                .iter()
                .map(|group| self.list(Some(group)))
                .collect(),
            every: node.flag_of("every"),
            positive: node.text_of("positive").map(str::to_owned),
        }
    }

    fn period(&mut self, node: &Node) -> Option<Period> {
        let cover = match (node.text_of("each"), node.number_of("within")) {
            (Some("month"), _) => Cover::EachMonth,
            (Some("quarter"), _) => Cover::EachQuarter,
            (_, Some(dates)) => Cover::Within(dates),
            _ => Cover::Whole,
        };
        Some(Period {
            window: self.window(node.get("covers")?)?,
            cover,
            near: self.list(node.get("near")),
            heads: self.list(node.get("heads")),
            heads_without: self.list(node.get("heads_without")),
            or_undated: node.flag_of("or_undated"),
        })
    }

    fn format(&mut self, node: &Node) -> Formats {
        let families = |key: &str| -> Vec<FormatFamily> {
            names(node.get(key))
                .iter()
                .filter_map(|name| match name.as_str() {
                    "pdf" => Some(FormatFamily::Pdf),
                    "xlsx" => Some(FormatFamily::Xlsx),
                    "docx" => Some(FormatFamily::Docx),
                    _ => None,
                })
                .collect()
        };
        let formats = Formats {
            all: families("all"),
            any: families("any"),
            same_content: node.flag_of("same_content"),
        };
        if formats.all.is_empty() && formats.any.is_empty() {
            self.nothing(node, "format");
        }
        formats
    }

    fn count(&mut self, node: &Node) -> Option<Count> {
        let what = match node.text_of("what")? {
            "dated-entries" => Counted::DatedEntries,
            "rows" => Counted::Rows,
            "images" => Counted::Images,
            "numbers" => Counted::Numbers,
            "persons" => Counted::Persons,
            _ => return None,
        };
        Some(Count {
            what,
            at_least: node.number_of("at_least")?,
            near: self.list(node.get("near")),
            window: node.get("window").and_then(|node| self.window(node)),
            unless: self.list(node.get("unless")),
        })
    }

    fn contact(&mut self, node: &Node) -> Contact {
        let fields = names(node.get("fields"))
            .iter()
            .filter_map(|name| match name.as_str() {
                "agency-name" => Some(ContactField::AgencyName),
                "phone" => Some(ContactField::Phone),
                "email" => Some(ContactField::Email),
                "address" => Some(ContactField::Address),
                "map" => Some(ContactField::Map),
                "web" => Some(ContactField::Web),
                "any" => Some(ContactField::Any),
                _ => None,
            })
            .collect();
        Contact {
            fields,
            each_person: node.flag_of("each_person"),
            near: self.list(node.get("near")),
        }
    }

    /// An item of the set beside the one that names it.
    fn other_item(&mut self, other: &Node, item: &str) -> Option<String> {
        let id = other.text()?;
        if id == item {
            self.report.error(
                other.span,
                Problem::FollowsItself {
                    item: id.to_owned(),
                },
            );
        } else if !self.items.iter().any(|known| known == id) {
            let near = nearest(id, self.items.iter().map(String::as_str));
            self.report.error(
                other.span,
                Problem::UnknownFollows {
                    item: id.to_owned(),
                    near,
                },
            );
        }
        Some(id.to_owned())
    }

    fn follows(&mut self, node: &Node, item: &str) -> Option<Follows> {
        Some(Follows {
            item: self.other_item(node.get("item")?, item)?,
            column: self.vocabulary.column(node.get("column")?, self.report)?,
            with: self.list(node.get("with")),
            unless: self.list(node.get("unless")),
        })
    }

    fn sum(&mut self, node: &Node) -> Option<Sum> {
        let total = self.list(node.get("total")).to_vec();
        Some(Sum {
            column: self.vocabulary.column(node.get("column")?, self.report)?,
            total: if total.is_empty() {
                vec!["รวม".to_owned()]
            } else {
                total
            },
        })
    }

    fn list(&mut self, node: Option<&Node>) -> PhraseList {
        node.map(|node| self.vocabulary.phrases(node, self.report))
            .unwrap_or_default()
            .into()
    }

    fn window(&mut self, node: &Node) -> Option<Window> {
        let text = node.text()?;
        match window::parse(text, self.fiscal_year) {
            Ok(window) => Some(window),
            Err(reason) => {
                let problem = Problem::BadWindow {
                    text: text.chars().take(60).collect(),
                    reason,
                };
                self.report.error(node.span, problem);
                None
            }
        }
    }

    fn at_least(&mut self, node: &Node, wanted: usize, there: usize) {
        if wanted > there {
            let span = node
                .get("at_least")
                .or(node.get("n"))
                .map_or(node.span, |node| node.span);
            self.report
                .error(span, Problem::AtLeastTooMany { wanted, there });
        }
    }

    fn nothing(&mut self, node: &Node, kind: &'static str) {
        self.report
            .error(node.span, Problem::NothingToLookFor { kind });
    }
}

/// Stands in for a condition that was reported as broken.
fn unusable() -> Condition {
    Condition::Human(Human {
        look_at: Bilingual {
            th: "เกณฑ์ข้อนี้เขียนไม่ถูกต้อง จึงตรวจไม่ได้".to_owned(),
            en: "the rule itself is broken and cannot be checked".to_owned(),
        },
    })
}

fn both(node: Option<&Node>) -> Bilingual {
    let text = |key: &str| {
        node.and_then(|node| node.text_of(key))
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    Bilingual {
        th: text("th"),
        en: text("en"),
    }
}

/// The texts of a list, as they stand.
fn rows(node: Option<&Node>) -> Vec<Vec<String>> {
    node.map(Node::elements)
        .unwrap_or_default()
        .iter()
        .map(|row| names(Some(row)))
        .collect()
}

fn names(node: Option<&Node>) -> Vec<String> {
    node.map(Node::elements)
        .unwrap_or_default()
        .iter()
        .filter_map(Node::text)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Pattern;
    use crate::rules;

    #[test]
    fn every_shipped_pattern_compiles() {
        let patterns = rules::shipped().iter().flat_map(|rules| &rules.patterns);
        for text in patterns {
            let compiled = Pattern::new(text, 0).compile();
            assert!(compiled.is_ok(), "{text}: {:?}", compiled.err());
        }
    }
}
