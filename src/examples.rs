//! Runs the examples of a rule set: each is made into a small document that is judged like any other.
//!
//! In: a loaded set. Out: the verdicts that differ from what the examples expect. A text or a table is
//! enough for what documents say; sample files show formats and pictures.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::check::phrases::{Hits, Phrases};
use crate::check::{self, Part, Scope};
use crate::document::{Block, Body, Cell, Document, Format, Page, Table, TextBlock};
use crate::index::Indexed;
use crate::ingest::{self, Options};
use crate::language::Bilingual;
use crate::messages;
use crate::result::Verdict;
use crate::rules::model::{Example, Item, RuleSet, SampleFile};

/// What became of the examples of a set.
#[derive(Debug, Default)]
pub struct Tested {
    /// Expectations that were compared.
    pub checked: usize,
    /// Those that were not met.
    pub failures: Vec<Failure>,
}

/// An example that came out differently.
#[derive(Debug)]
pub struct Failure {
    /// Which requirement.
    pub requirement: String,
    /// Number of the example within its item, from 1.
    pub example: usize,
    /// What the example is about; may be empty.
    pub about: String,
    /// What the example expects.
    pub expected: Verdict,
    /// What the check said.
    pub got: Verdict,
    /// Why.
    pub reason: Bilingual,
}

/// Judges every example of a set.
pub fn test(rules: &RuleSet) -> Tested {
    let phrases = Phrases::of(rules);
    let mut tested = Tested::default();
    for item in &rules.items {
        for (index, example) in item.examples.iter().enumerate() {
            run(rules, &phrases, item, (index + 1, example), &mut tested);
        }
    }
    tested
}

fn run(
    rules: &RuleSet,
    phrases: &Phrases,
    item: &Item,
    (number, example): (usize, &Example),
    tested: &mut Tested,
) {
    let documents = match documents(example) {
        Ok(documents) => documents,
        Err(reason) => {
            for (id, expected) in &example.expect {
                tested.checked += 1;
                tested.failures.push(Failure {
                    requirement: id.clone(),
                    example: number,
                    about: example.about.clone(),
                    expected: *expected,
                    got: Verdict::Review,
                    reason: reason.clone(),
                });
            }
            return;
        }
    };
    let others: Vec<(&str, Indexed)> = example
        .others
        .iter()
        .map(|(item, rows)| (item.as_str(), Indexed::new(item, &written("", rows))))
        .collect();
    let all: Vec<(&Indexed, Hits)> = documents
        .iter()
        .chain(others.iter().map(|(_, document)| document))
        .map(|document| (document, phrases.search(document)))
        .collect();
    let parts: Vec<Part<'_>> = all.iter().take(documents.len()).map(whole).collect();
    let others: BTreeMap<String, Vec<Part<'_>>> = others
        .iter()
        .zip(all.iter().skip(documents.len()))
        .map(|((item, _), document)| ((*item).to_owned(), vec![whole(document)]))
        .collect();
    let scope = Scope {
        phrases,
        item,
        parts: &parts,
        unreadable: &[],
        unread: &[],
        agency_words: &rules.recognise,
        others: &others,
        approximate: true,
    };
    for (id, expected) in &example.expect {
        let Some(requirement) = item.requirements.iter().find(|one| one.id == *id) else {
            continue;
        };
        let result = check::requirement(requirement, &scope);
        tested.checked += 1;
        if result.verdict != *expected {
            tested.failures.push(Failure {
                requirement: id.clone(),
                example: number,
                about: example.about.clone(),
                expected: *expected,
                got: result.verdict,
                reason: Bilingual {
                    th: result.reason.th,
                    en: result.reason.en,
                },
            });
        }
    }
}

/// A document as a single section.
fn whole<'a>((document, hits): &'a (&Indexed, Hits)) -> Part<'a> {
    Part {
        document,
        hits,
        units: std::iter::once(0..document.units.len()).collect(),
    }
}

/// What the example writes down, then its sample files; or why one of them cannot be read.
fn documents(example: &Example) -> Result<Vec<Indexed>, Bilingual> {
    let mut documents = Vec::new();
    if !example.text.is_empty() || !example.table.is_empty() {
        let document = written(&example.text, &example.table);
        documents.push(Indexed::new("example", &document));
    }
    for file in &example.files {
        let name = file.name();
        let bytes = match file {
            SampleFile::Shipped(_, bytes) => Cow::Borrowed(*bytes),
            SampleFile::Beside(path) => std::fs::read(path)
                .map(Cow::Owned)
                .map_err(|_| messages::text("cannot-read", &[("path", &name)]))?,
        };
        let document = ingest::extract(&name, &bytes, &Options::default())
            .map_err(|error| messages::ingest_error(&name, &error))?;
        documents.push(Indexed::new(&name, &document));
    }
    Ok(documents)
}

/// A document of one page: headings and paragraphs, then the table.
fn written(text: &str, table: &[Vec<String>]) -> Document {
    let mut page = Page::new(1);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        page.blocks.push(match line.strip_prefix("# ") {
            Some(heading) => Block::Heading(TextBlock::plain(heading)),
            None => Block::Paragraph(TextBlock::plain(line)),
        });
    }
    if !table.is_empty() {
        page.blocks.push(Block::Table(Table {
            rows: table
                .iter()
                .map(|row| row.iter().map(Cell::plain).collect())
                .collect(),
            header_rows: 1,
            ..Table::default()
        }));
    }
    Document::new("example", Format::Docx, Body::Pages { pages: vec![page] })
}
