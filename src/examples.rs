//! Runs the examples of a rule set: each is made into a small document that is judged like any other.
//!
//! In: a loaded set. Out: the verdicts that differ from what the examples expect. A text or a table is
//! enough for what documents say; formats, pictures and what follows another item are shown on sample
//! folders instead.

use std::collections::BTreeMap;

use crate::check::phrases::Phrases;
use crate::check::{self, Part, Scope};
use crate::document::{Block, Body, Cell, Document, Format, Page, Table, TextBlock};
use crate::index::Indexed;
use crate::result::Verdict;
use crate::rules::model::{Bilingual, Example, Item, RuleSet};

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
    let document = Indexed::new("example", &document(example));
    let hits = phrases.search(&document);
    let parts = [Part {
        document: &document,
        hits: &hits,
        units: std::iter::once(0..document.units.len()).collect(),
    }];
    let scope = Scope {
        phrases,
        item,
        parts: &parts,
        unreadable: &[],
        agency_words: &rules.recognise,
        others: &BTreeMap::new(),
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

/// The example as a document of one page: headings and paragraphs, then the table.
fn document(example: &Example) -> Document {
    let mut page = Page::new(1);
    for line in example
        .text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        page.blocks.push(match line.strip_prefix("# ") {
            Some(heading) => Block::Heading(TextBlock::plain(heading)),
            None => Block::Paragraph(TextBlock::plain(line)),
        });
    }
    if !example.table.is_empty() {
        page.blocks.push(Block::Table(Table {
            rows: example
                .table
                .iter()
                .map(|row| row.iter().map(Cell::plain).collect())
                .collect(),
            header_rows: 1,
            ..Table::default()
        }));
    }
    Document::new("example", Format::Docx, Body::Pages { pages: vec![page] })
}
