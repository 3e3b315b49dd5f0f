//! Rule files as trees whose every value knows where it was written.
//!
//! In: the bytes of one TOML file. Out: [`Node`]s with a [`Span`] each, which outlive the text and may be
//! mixed with nodes of other files when rule sets inherit. `toml`'s recoverable parse gives every syntax
//! error at once; duplicate keys are such errors too.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Problem, Report};

/// Largest rule file in bytes. The largest shipped set has 300 KB; beyond this a file is not a rule file.
pub(crate) const MAX_FILE_BYTES: usize = 4 << 20;

/// Index of a file in [`Sources`].
pub(crate) type FileId = usize;

/// A range of bytes of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Span {
    pub(crate) file: FileId,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A file that takes part in a rule set.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    /// As the user gave it, or the path inside the program.
    pub(crate) name: String,
    /// Id of the rule set it holds; empty for vocabularies.
    pub(crate) set: String,
    pub(crate) text: String,
}

/// All files of a rule set, the one asked for first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources(pub(crate) Vec<SourceFile>);

impl Sources {
    pub(crate) fn add(&mut self, name: &str, text: &str) -> FileId {
        self.0.push(SourceFile {
            name: name.to_owned(),
            set: String::new(),
            text: text.to_owned(),
        });
        self.0.len() - 1
    }
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// A TOML value.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(String),
    Integer(i64),
    Flag(bool),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// Floats, dates, integers beyond 64 bits: nothing in a rule file uses them.
    Other(&'static str),
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Span,
    pub(crate) node: Node,
}

impl Node {
    /// The value of a key, where this is a table that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entries()
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    /// Entries in the order they are written; none where this is no table.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// Elements; none where this is no list.
    pub(crate) fn elements(&self) -> &[Node] {
        match &self.value {
            Value::List(nodes) => nodes,
            _ => &[],
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a key.
    pub(crate) fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::text)
    }

    /// The number of a key, where it is one that fits.
    pub(crate) fn number_of(&self, key: &str) -> Option<usize> {
        match self.get(key)?.value {
            Value::Integer(number) => usize::try_from(number).ok(),
            _ => None,
        }
    }

    pub(crate) fn flag_of(&self, key: &str) -> bool {
        matches!(
            self.get(key).map(|node| &node.value),
            Some(Value::Flag(true))
        )
    }

    /// What kind of value this is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Text(_) => "text",
            Value::Integer(_) => "number",
            Value::Flag(_) => "true/false",
            Value::List(_) => "list",
            Value::Table(_) => "table",
            Value::Other(kind) => kind,
        }
    }
}

/// Parses a file. Syntax errors go to the report; what could be read is returned all the same.
pub(crate) fn parse(sources: &Sources, file: FileId, report: &mut Report) -> Node {
    let text = sources.0.get(file).map_or("", |source| &source.text);
    let whole = Span {
        file,
        start: 0,
        end: 0,
    };
    if text.len() > MAX_FILE_BYTES {
        report.error(whole, Problem::FileTooLarge { bytes: text.len() });
        return Node {
            span: whole,
            value: Value::Table(Vec::new()),
        };
    }
    let (tree, errors) = DeTable::parse_recoverable(text);
    if errors.iter().all(is_duplicate) {
        return root(&tree, &errors, text, file, report);
    }
    let readable = without_broken_lines(text, file, report);
    let (tree, errors) = DeTable::parse_recoverable(&readable);
    root(&tree, &errors, text, file, report)
}

/// The tree of a file, with keys that are there twice told.
fn root(
    tree: &Spanned<DeTable<'_>>,
    errors: &[toml::de::Error],
    text: &str,
    file: FileId,
    report: &mut Report,
) -> Node {
    for error in errors.iter().filter(|error| is_duplicate(error)) {
        let range = error.span().unwrap_or(0..0);
        let span = Span {
            file,
            start: range.start,
            end: range.end,
        };
        let key = text.get(range).unwrap_or_default().to_owned();
        report.error(span, Problem::DuplicateKey { key });
    }
    let range = tree.span();
    Node {
        span: Span {
            file,
            start: range.start,
            end: range.end,
        },
        value: table(tree.get_ref(), file),
    }
}

/// The text with every line that is no TOML blanked out, so that one open quotation mark does not make the
/// parser complain about all that follows. A line right after a blanked one is blanked without a word: the
/// first is the cause.
fn without_broken_lines(text: &str, file: FileId, report: &mut Report) -> String {
    let mut readable = text.to_owned();
    let mut blanked_to = None;
    for _ in 0..MOST_PARSED_BYTES
        .div_ceil(text.len().max(1))
        .min(MOST_ATTEMPTS)
    {
        let (_, errors) = DeTable::parse_recoverable(&readable);
        let first = errors
            .iter()
            .filter(|error| !is_duplicate(error))
            .filter_map(|error| Some((error.span()?, error)))
            .min_by_key(|(range, _)| range.start);
        let Some((range, error)) = first else { break };
        let line = line_around(&readable, range.start);
        if blanked_to != Some(line.start) {
            let span = Span {
                file,
                start: range.start,
                end: range.end,
            };
            let detail = error.message().to_owned();
            report.error(span, Problem::Syntax { detail });
        }
        report.has_gaps = true;
        if errors.len() > MOST_BROKEN {
            return String::new();
        }
        blanked_to = Some(line.end);
        let blank: String = readable
            .get(line.clone())
            .unwrap_or_default()
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
            .collect();
        if blank.trim().is_empty() && readable.get(line.clone()) == Some(blank.as_str()) {
            // Nothing left to blank here: the parser gave up elsewhere.
            break;
        }
        readable.replace_range(line, &blank);
    }
    readable
}

/// Bytes that are parsed at most while broken lines are looked for; keeps a hostile file under a second.
const MOST_PARSED_BYTES: usize = 8 << 20;

/// Broken lines that are looked for at most.
const MOST_ATTEMPTS: usize = 50;

/// With more syntax errors than this a file is no rule file, and the first of them says so.
const MOST_BROKEN: usize = 500;

fn is_duplicate(error: &toml::de::Error) -> bool {
    error.message().contains("duplicate key")
}

/// The line around a byte, with its line break.
fn line_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let at = at.min(text.len());
    let bytes = text.as_bytes();
    let before = bytes.get(..at).unwrap_or_default();
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |found| found + 1);
    let after = bytes.get(at..).unwrap_or_default();
    let end = after
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(text.len(), |found| at + found + 1);
    start..end
}

fn table(table: &DeTable<'_>, file: FileId) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: Span {
                file,
                start: key.span().start,
                end: key.span().end,
            },
            node: node(value, file),
        })
        .collect();
    // The parser orders by name; messages and `show` follow the file.
    entries.sort_by_key(|entry| entry.key_span.start);
    Value::Table(entries)
}

fn node(value: &toml::Spanned<DeValue<'_>>, file: FileId) -> Node {
    let range = value.span();
    let content = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Other("number too large"), Value::Integer),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Array(elements) => {
            Value::List(elements.iter().map(|element| node(element, file)).collect())
        }
        DeValue::Table(inner) => table(inner, file),
        DeValue::Float(_) => Value::Other("decimal number"),
        DeValue::Datetime(_) => Value::Other("date"),
    };
    Node {
        span: Span {
            file,
            start: range.start,
            end: range.end,
        },
        value: content,
    }
}
