//! From an id or a path to a rule set: files found, parents first, everything checked.
//!
//! A rule set of the program is found by its id, a custom one by its path; a parent is a set of the program
//! or a file beside the custom one, never a path. What is wrong inside one item breaks that item only.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::hash;

use super::diagnostic::{self, Diagnostic, Severity};
use super::inherit::{self, SetDraft};
use super::model::RuleSet;
use super::problem::{Problem, Report, nearest};
use super::source::{FileId, Node, Sources, Span, Value};
use super::vocabulary::Vocabulary;
use super::{decode, embedded, grammar, source, validate};

/// Items of a set; the longest official list has 43. Titles and phrases are compared with each other.
const MOST_ITEMS: usize = 500;

/// What became of a rule file.
#[derive(Debug)]
pub struct Inspection {
    /// The set; `None` where the file as a whole cannot be used. An item with an error is marked as broken.
    pub set: Option<RuleSet>,
    /// Everything that is wrong, in the order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
    pub(crate) draft: SetDraft,
    pub(crate) sources: Sources,
}

/// Loads a set of the program by its id, or a custom one by its path.
pub(crate) fn inspect(name: &str) -> Inspection {
    if let Some(set) = embedded::SETS.iter().find(|set| set.id == name) {
        return inspect_text(set.file, set.text, None);
    }
    let path = Path::new(name);
    let mut report = Report::default();
    let mut sources = Sources::default();
    let file = sources.add(name, "");
    let start = Span {
        file,
        start: 0,
        end: 0,
    };
    let bytes = match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => std::fs::read(path),
        Ok(_) => Err(std::io::Error::other("not a file")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !looks_like_path(name) => {
            let known: Vec<String> = embedded::SETS.iter().map(|set| set.id.to_owned()).collect();
            let near = nearest(name, known.iter().map(String::as_str));
            report.error(
                start,
                Problem::UnknownSet {
                    id: name.to_owned(),
                    near,
                    known,
                },
            );
            return failed(sources, &report);
        }
        Err(error) => Err(error),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            report.error(
                start,
                Problem::CannotRead {
                    detail: error.to_string(),
                },
            );
            return failed(sources, &report);
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let folder = path.parent().map(Path::to_owned).unwrap_or_default();
            inspect_text(name, &text, Some(folder))
        }
        Err(_) => {
            report.error(start, Problem::NotUtf8);
            failed(sources, &report)
        }
    }
}

fn looks_like_path(name: &str) -> bool {
    name.contains(['/', '\\']) || name.to_ascii_lowercase().ends_with(".toml")
}

fn failed(sources: Sources, report: &Report) -> Inspection {
    Inspection {
        set: None,
        diagnostics: diagnostic::diagnostics(&sources, report),
        draft: SetDraft::default(),
        sources,
    }
}

/// Loads a rule set from its text. `folder` is where a parent and sample files may lie; `None` allows only
/// those of the program.
pub(crate) fn inspect_text(name: &str, text: &str, folder: Option<PathBuf>) -> Inspection {
    let mut loader = Loader {
        sources: Sources::default(),
        report: Report::default(),
        folder,
        vanished: false,
    };
    let file = loader.sources.add(name, text);
    let mut draft = loader.draft(file, &mut Vec::new());
    if let Some(item) = draft.items.get(MOST_ITEMS) {
        let most = MOST_ITEMS;
        loader
            .report
            .error(item.span, Problem::TooManyItems { most });
        loader.vanished = true;
        draft.items.truncate(MOST_ITEMS);
    }
    let mut vocabulary = loader.vocabulary(&draft);
    let Loader {
        sources,
        mut report,
        folder,
        vanished,
    } = loader;
    let mut set = decode::rule_set(
        &draft,
        &mut vocabulary,
        &sources,
        folder.as_deref(),
        &mut report,
    );
    set.sha256 = sha256(&sources);
    let diagnostics = diagnostic::diagnostics(&sources, &report);
    let usable = !vanished && mark_broken(&mut set, &draft, &sources, &report);
    Inspection {
        set: usable.then_some(set),
        diagnostics,
        draft,
        sources,
    }
}

struct Loader {
    sources: Sources,
    report: Report,
    folder: Option<PathBuf>,
    /// A syntax error made whole items disappear from the tree.
    vanished: bool,
}

impl Loader {
    fn draft(&mut self, file: FileId, open: &mut Vec<String>) -> SetDraft {
        let tree = source::parse(&self.sources, file, &mut self.report);
        self.vanished |= self.lost_items(file, &tree);
        validate::table(&tree, &grammar::FILE, &mut self.report);
        let id = tree.text_of("id").unwrap_or_default().to_owned();
        if let Some(source) = self.sources.0.get_mut(file) {
            source.set.clone_from(&id);
        }
        let parent = tree
            .get("extends")
            .and_then(|extends| self.parent(&id, extends, open));
        if tree.get("extends").is_none() && tree.get("agency_type").is_none() {
            self.report.error(
                tree.span,
                Problem::MissingKey {
                    key: "agency_type",
                    place: grammar::FILE.name,
                },
            );
        }
        inherit::draft(&tree, parent, &mut self.report)
    }

    /// A syntax error may swallow what follows, such as an open `"""`: an item must not vanish unsaid.
    fn lost_items(&self, file: FileId, tree: &Node) -> bool {
        let text = self.sources.0.get(file).map_or("", |source| &source.text);
        ["item", "change"].iter().any(|key| {
            let header = format!("[[{key}]]");
            let written = text
                .lines()
                .filter(|line| line.trim_start().starts_with(&header))
                .count();
            let read = match tree.get(key).map(|node| &node.value) {
                Some(Value::List(nodes)) => nodes.len(),
                _ => 0,
            };
            read < written
        })
    }

    fn parent(&mut self, id: &str, extends: &Node, open: &mut Vec<String>) -> Option<SetDraft> {
        let wanted = extends.text()?.to_owned();
        if looks_like_path(&wanted) {
            self.report
                .error(extends.span, Problem::ExtendsPath { text: wanted });
            return None;
        }
        open.push(id.to_owned());
        if open.contains(&wanted) {
            let chain = open.iter().cloned().chain([wanted]).collect();
            self.report
                .error(extends.span, Problem::ExtendsLoop { chain });
            return None;
        }
        let beside = self
            .folder
            .as_ref()
            .map(|folder| folder.join(format!("{wanted}.toml")));
        let text = match embedded::SETS.iter().find(|set| set.id == wanted) {
            Some(set) => Some((set.file.to_owned(), set.text.to_owned())),
            None => beside.and_then(|path| {
                let text = std::fs::read_to_string(&path).ok()?;
                Some((path.display().to_string(), text))
            }),
        };
        let Some((name, text)) = text else {
            let near = nearest(&wanted, embedded::SETS.iter().map(|set| set.id));
            self.report
                .error(extends.span, Problem::ExtendsUnknown { id: wanted, near });
            return None;
        };
        let file = self.sources.add(&name, &text);
        Some(self.draft(file, open))
    }

    /// The shared vocabulary, then the files' own words, the child's last.
    fn vocabulary(&mut self, draft: &SetDraft) -> Vocabulary {
        let first = self.sources.0.len();
        for (name, text) in embedded::VOCABULARY {
            self.sources.add(name, text);
        }
        let (sources, report) = (&self.sources, &mut self.report);
        let mut parse = || shared_vocabulary(sources, first, report);
        let mut vocabulary = match VOCABULARIES.get(first) {
            Some(known) => known.get_or_init(parse).clone(),
            None => parse(),
        };
        for file in &draft.files {
            vocabulary.add(file);
        }
        vocabulary
    }
}

/// The shared vocabulary by the number of files before it, which its places count from: parsing it anew for every
/// set takes longer than the sets themselves.
static VOCABULARIES: [OnceLock<Vocabulary>; 4] = [const { OnceLock::new() }; 4];

fn shared_vocabulary(sources: &Sources, first: FileId, report: &mut Report) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for (number, _) in embedded::VOCABULARY.iter().enumerate() {
        let tree = source::parse(sources, first + number, report);
        validate::table(&tree, &grammar::VOCABULARY, report);
        vocabulary.add(&tree);
    }
    vocabulary
}

/// Marks the items errors belong to. `false` where an error belongs to no item.
fn mark_broken(set: &mut RuleSet, draft: &SetDraft, sources: &Sources, report: &Report) -> bool {
    // Every top-level part of every file begins somewhere; an error belongs to the part it stands in.
    let mut parts: BTreeMap<(FileId, usize), Option<usize>> = BTreeMap::new();
    for file in &draft.files {
        for entry in file.entries() {
            if entry.node.elements().is_empty() {
                parts.insert((entry.key_span.file, entry.key_span.start), None);
            }
            for element in entry.node.elements() {
                parts.insert((element.span.file, element.span.start), None);
            }
        }
    }
    for (index, item) in draft.items.iter().enumerate() {
        for region in &item.regions {
            parts.insert(*region, Some(index).filter(|_| !item.id().is_empty()));
        }
    }
    for (span, problem) in &report.found {
        if problem.severity() != Severity::Error {
            continue;
        }
        let part = parts.range(..=(span.file, span.start)).next_back();
        let owner = part
            .filter(|((file, _), _)| *file == span.file)
            .and_then(|(_, item)| *item);
        let Some(item) = owner.and_then(|index| set.items.get_mut(index)) else {
            return false;
        };
        if item.broken.is_none() {
            let found = Diagnostic::new(sources, *span, problem);
            item.broken = Some(format!(
                "{}:{}:{}: {} / {}",
                found.file, found.line, found.column, found.message.th, found.message.en
            ));
        }
    }
    !set.id.is_empty()
}

fn sha256(sources: &Sources) -> String {
    let mut hasher = Sha256::new();
    for source in &sources.0 {
        hasher.update((source.text.len() as u64).to_le_bytes());
        hasher.update(&source.text);
    }
    hash::hexadecimal(hasher)
}
