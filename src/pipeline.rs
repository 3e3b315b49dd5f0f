//! The stages in order, and what runs in parallel; nothing else.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::assign::{self, Assignment, Unread};
use crate::check::phrases::{Hits, Phrases};
use crate::check::{self, Part, Scope, Unreadable};
use crate::choose::{self, RuleChoice};
use crate::discover::Agency;
use crate::document::{Damage, Document, Format, TextLayer, Warning};
use crate::findings;
use crate::index::Indexed;
use crate::ingest::{self, IngestError};
use crate::messages;
use crate::result::{
    AgencyInfo, AgencyResult, DocumentResult, DocumentStatus, ErrorRecord, FileCounts, ItemResult,
    RequirementResult, RuleSetInfo, Summary, Verdict,
};
use crate::rules::model::{Condition, Item, RuleSet, Window};
use crate::settings::Settings;
use crate::verdict;

/// How agencies are checked.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Which rule set judges.
    pub rules: RuleChoice,
    /// Bounds on documents.
    pub ingest: ingest::Options,
    /// Treats advice as official.
    pub count_advice: bool,
    /// The day the check speaks of: what is not due by then is not missing. `None` for after the year.
    pub as_of: Option<Date>,
}

/// One file handed in, before it is read.
#[derive(Debug)]
pub struct Input {
    /// Relative to the agency folder.
    pub path: String,
    /// The bytes, or what the operating system said instead; `None` with a code for files that are not reports.
    pub content: Content,
}

/// What is known of a file before it is read.
#[derive(Debug)]
pub enum Content {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// It could not be opened.
    Unreadable(String),
    /// It is not a report; the code says why.
    Skipped(&'static str),
}

/// Checks an agency found by [`crate::discover`]; `read` is called after each file.
pub fn check_agency(
    agency: &Agency,
    options: &Options,
    read: &(dyn Fn(&str) + Sync),
) -> AgencyResult {
    let limit = options.ingest.limits.file_bytes;
    let files: Vec<ReadFile> = agency
        .files
        .par_iter()
        .map(|file| {
            let content = match file.skipped {
                Some(skipped) => Content::Skipped(skipped.code()),
                None => match std::fs::metadata(&file.location) {
                    // A file over the limit is not even loaded.
                    Ok(metadata) if metadata.len() > limit => {
                        Content::Unreadable(format!("{} bytes, at most {limit}", metadata.len()))
                    }
                    _ => match std::fs::read(&file.location) {
                        Ok(bytes) => Content::Bytes(bytes),
                        Err(error) => Content::Unreadable(error.to_string()),
                    },
                },
            };
            let file = read_file(
                Input {
                    path: file.path.clone(),
                    content,
                },
                options,
            );
            read(&file.path);
            file
        })
        .collect();
    let info = AgencyInfo {
        id: agency.id.clone(),
        name: agency.settings.agency.name.clone(),
        agency_type: agency.settings.agency.agency_type.clone(),
        fiscal_year: agency.settings.agency.fiscal_year,
        province: agency.settings.agency.province.clone(),
        path: agency.path.clone(),
    };
    judge(
        info,
        &agency.settings,
        files,
        agency.errors.clone(),
        options,
    )
}

/// Checks documents given as bytes, without a file system: path inside the agency and content.
pub fn check_documents(
    agency: AgencyInfo,
    settings: &Settings,
    documents: Vec<(String, Vec<u8>)>,
    options: &Options,
) -> AgencyResult {
    let files = documents
        .into_par_iter()
        .map(|(path, bytes)| {
            read_file(
                Input {
                    path,
                    content: Content::Bytes(bytes),
                },
                options,
            )
        })
        .collect();
    judge(agency, settings, files, Vec::new(), options)
}

/// A file after reading.
struct ReadFile {
    path: String,
    sha256: Option<String>,
    outcome: Outcome,
}

enum Outcome {
    Read(Box<Document>),
    Failed(IngestError),
    Skipped(&'static str),
}

fn read_file(input: Input, options: &Options) -> ReadFile {
    let (sha256, outcome) = match input.content {
        Content::Skipped(code) => (None, Outcome::Skipped(code)),
        Content::Unreadable(detail) => (None, Outcome::Failed(IngestError::Unreadable(detail))),
        Content::Bytes(bytes) => {
            let sha256 = Sha256::digest(&bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            // A defect in a reader must cost only its document.
            let read = catch_unwind(AssertUnwindSafe(|| {
                ingest::extract(&input.path, &bytes, &options.ingest)
            }));
            let outcome = match read {
                Ok(Ok(document)) => Outcome::Read(Box::new(document)),
                Ok(Err(error)) => Outcome::Failed(error),
                Err(_) => Outcome::Failed(IngestError::Corrupt("the reader failed".into())),
            };
            (Some(sha256), outcome)
        }
    };
    ReadFile {
        path: input.path,
        sha256,
        outcome,
    }
}

fn judge(
    mut info: AgencyInfo,
    settings: &Settings,
    mut files: Vec<ReadFile>,
    mut errors: Vec<ErrorRecord>,
    options: &Options,
) -> AgencyResult {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut readable: Vec<Indexed> = files
        .par_iter()
        .filter_map(|file| match &file.outcome {
            Outcome::Read(document) => Some(Indexed::new(&file.path, document)),
            _ => None,
        })
        .collect();
    readable.retain(|document| !document.unreadable());
    for file in &files {
        if let Outcome::Failed(error) = &file.outcome {
            errors.push(ErrorRecord {
                path: file.path.clone(),
                code: error.code().into(),
                message: messages::ingest_error(&file.path, error),
            });
        }
    }
    if files
        .iter()
        .all(|file| matches!(file.outcome, Outcome::Skipped(_)))
    {
        let message = messages::text("no-documents", &[("path", &info.path)]);
        errors.push(ErrorRecord {
            path: ".".into(),
            code: "no-documents".into(),
            message,
        });
    }
    let chosen = choose::rule_set(&options.rules, settings, &readable);
    let (rules, chosen_by) = match chosen {
        Ok(chosen) => chosen,
        Err(message) => {
            errors.push(ErrorRecord {
                path: ".".into(),
                code: "rules".into(),
                message,
            });
            let documents = files
                .iter()
                .map(|file| document_result(file, None))
                .collect::<Vec<_>>();
            let summary = Summary {
                files: count_files(&documents),
                ..Summary::default()
            };
            return AgencyResult {
                agency: info,
                rule_set: None,
                summary,
                items: Vec::new(),
                documents,
                findings: Vec::new(),
                errors,
            };
        }
    };
    let rules = rules.as_ref();
    info.agency_type
        .get_or_insert_with(|| rules.agency_type.clone());
    info.fiscal_year = info
        .fiscal_year
        .or_else(|| rules.fiscal_years.first().copied());
    if info.name.is_none() {
        info.name = choose::agency_name(&readable, rules);
    }
    let phrases = Phrases::of(rules);
    let searched: Vec<(Indexed, Hits)> = readable
        .into_par_iter()
        .map(|document| {
            let hits = phrases.search(&document);
            (document, hits)
        })
        .collect();
    let unread: Vec<Unread> = files
        .iter()
        .filter(|file| unreadable(file))
        .map(|file| Unread {
            path: file.path.clone(),
        })
        .collect();
    let assignment = assign::assign(rules, &phrases, &searched, &unread, &settings.pins);
    let items = judge_items(
        rules,
        &phrases,
        &searched,
        &files,
        &unread,
        &assignment,
        options,
    );
    let documents: Vec<DocumentResult> = files
        .iter()
        .map(|file| {
            let read = searched
                .iter()
                .position(|(document, _)| document.path == file.path);
            let decision = match read {
                Some(number) => assignment.documents.get(number),
                None => unread
                    .iter()
                    .position(|other| other.path == file.path)
                    .and_then(|number| assignment.unread.get(number)),
            };
            document_result(file, decision)
        })
        .collect();
    let mut summary = verdict::summary(rules, &items);
    summary.files = count_files(&documents);
    let findings = findings::find(rules, &searched, &assignment);
    errors.sort_by(|a, b| (&a.path, &a.code).cmp(&(&b.path, &b.code)));
    AgencyResult {
        agency: info,
        rule_set: Some(RuleSetInfo {
            id: rules.id.clone(),
            version: rules.version.clone(),
            sha256: rules.sha256.clone(),
            chosen_by,
        }),
        summary,
        items,
        documents,
        findings,
        errors,
    }
}

/// Whether a file was handed in and gives no text: it failed, or every page is a picture or garbage.
fn unreadable(file: &ReadFile) -> bool {
    match &file.outcome {
        Outcome::Failed(_) => true,
        Outcome::Read(document) => status(document) == DocumentStatus::Unreadable,
        Outcome::Skipped(_) => false,
    }
}

fn judge_items(
    rules: &RuleSet,
    phrases: &Phrases,
    documents: &[(Indexed, Hits)],
    files: &[ReadFile],
    unread: &[Unread],
    assignment: &Assignment,
    options: &Options,
) -> Vec<ItemResult> {
    let parts: BTreeMap<String, Vec<Part<'_>>> = assignment
        .parts
        .iter()
        .map(|(item, list)| {
            let parts = list
                .iter()
                .filter_map(|(number, units)| {
                    let (document, hits) = documents.get(*number)?;
                    Some(Part {
                        document,
                        hits,
                        units: units.clone(),
                    })
                })
                .collect();
            (item.clone(), parts)
        })
        .collect();
    let formats: BTreeMap<&str, Option<Format>> = files
        .iter()
        .map(|file| (file.path.as_str(), format_of(file)))
        .collect();
    // Files that nothing ties to any item could be anything; a loose photograph is no report.
    let anything: Vec<Unreadable> = unread
        .iter()
        .zip(&assignment.unread)
        .filter(|(file, decision)| decision.items.is_empty() && !is_picture(&file.path))
        .map(|(file, _)| unreadable_file(&file.path, &formats))
        .collect();
    rules
        .items
        .par_iter()
        .map(|item| {
            let mut unreadable: Vec<Unreadable> = unread
                .iter()
                .zip(&assignment.unread)
                .filter(|(_, decision)| decision.items.contains(&item.id))
                .map(|(file, _)| unreadable_file(&file.path, &formats))
                .collect();
            let empty = Vec::new();
            let parts_of_item = parts.get(&item.id).unwrap_or(&empty);
            let named = unreadable.clone();
            // Bad pages in the middle of a readable document could hold what is asked.
            unreadable.retain(|file| !has_readable_twin(file, parts_of_item));
            for part in parts_of_item {
                if let Some(page) = bad_page(part) {
                    unreadable.push(Unreadable {
                        path: format!("{} (p. {page})", part.document.path),
                        format: Some(part.document.format),
                    });
                }
            }
            let scope = Scope {
                phrases,
                item,
                parts: parts_of_item,
                unreadable: &unreadable,
                agency_words: &rules.recognise,
                others: &parts,
                approximate: true,
            };
            judge_item(item, &scope, &named, &anything, options)
        })
        .collect()
}

fn judge_item(
    item: &Item,
    scope: &Scope<'_>,
    named: &[Unreadable],
    anything: &[Unreadable],
    options: &Options,
) -> ItemResult {
    let maybe = named.first().or_else(|| anything.first());
    let documents = match (scope.parts.is_empty(), maybe) {
        (false, _) => verdict::Documents::Assigned,
        (true, Some(_)) => verdict::Documents::MaybeUnreadable,
        (true, None) => verdict::Documents::None,
    };
    let requirements: Vec<RequirementResult> = item
        .requirements
        .iter()
        .map(|requirement| {
            let mut result = if scope.parts.is_empty() {
                check::without_documents(requirement, maybe)
            } else {
                check::requirement(requirement, scope)
            };
            let window = requirement
                .due
                .as_ref()
                .or_else(|| due(&requirement.condition));
            let open = match (options.as_of, window) {
                (Some(day), Some(window)) => window.to >= day,
                _ => false,
            };
            if let (Verdict::Fail, true, Some(window)) = (result.verdict, open, window) {
                check::not_due(&mut result, requirement, window);
            }
            result
        })
        .collect();
    let mut verdict = verdict::item(documents, &requirements, item.combine, options.count_advice);
    if documents == verdict::Documents::None
        && requirements
            .iter()
            .any(|requirement| requirement.reason.code == "not-due-yet")
    {
        verdict = crate::result::ItemVerdict::Review;
    }
    let mut paths: Vec<String> = scope
        .parts
        .iter()
        .map(|part| part.document.path.clone())
        .collect();
    paths.extend(named.iter().map(|file| file.path.clone()));
    paths.sort();
    paths.dedup();
    ItemResult {
        id: item.id.clone(),
        key: item.key.clone(),
        title: item.title.th.clone(),
        indicator: item.indicator.clone(),
        verdict,
        confidence: verdict::confidence(verdict, &requirements),
        documents: paths,
        requirements,
    }
}

/// The window a condition waits for; `None` when it asks for none.
fn due(condition: &Condition) -> Option<&Window> {
    match condition {
        Condition::Period(rule) => Some(&rule.window),
        Condition::Date(rule) => rule.window.as_ref(),
        Condition::Count(rule) => rule.window.as_ref(),
        Condition::All(list) | Condition::Any(list) | Condition::AtLeast(_, list) => {
            list.iter().find_map(due)
        }
        _ => None,
    }
}

/// Whether a file is a picture by its name.
fn is_picture(path: &str) -> bool {
    const EXTENSIONS: &[&str] = &[
        "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "svg",
    ];
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| EXTENSIONS.contains(&extension.to_lowercase().as_str()))
}

/// Whether an unreadable file is a copy of a readable document of the same format and name.
fn has_readable_twin(file: &Unreadable, parts: &[Part<'_>]) -> bool {
    parts.iter().any(|part| {
        assign::same_stem(&file.path, &part.document.path)
            && file
                .format
                .is_none_or(|format| format == part.document.format)
    })
}

/// The first page of a part that cannot be read.
fn bad_page(part: &Part<'_>) -> Option<u32> {
    let pages = part
        .unit_numbers()
        .filter_map(|unit| part.document.units.get(unit)?.page);
    let (first, last) = pages.fold((u32::MAX, 0), |(low, high), page| {
        (low.min(page), high.max(page))
    });
    part.document
        .unreadable_pages
        .iter()
        .copied()
        .find(|page| *page >= first && *page <= last.saturating_add(1))
}

fn unreadable_file(path: &str, formats: &BTreeMap<&str, Option<Format>>) -> Unreadable {
    Unreadable {
        path: path.to_owned(),
        format: formats.get(path).copied().flatten(),
    }
}

/// The format by content, or for a file that could not be read by its extension.
fn format_of(file: &ReadFile) -> Option<Format> {
    if let Outcome::Read(document) = &file.outcome {
        return Some(document.format);
    }
    let (_, extension) = file.path.rsplit_once('.')?;
    let extension = extension.to_lowercase();
    [
        Format::Pdf,
        Format::Docx,
        Format::Xlsx,
        Format::Xls,
        Format::Xlsb,
        Format::Ods,
    ]
    .into_iter()
    .find(|format| format.extension() == extension)
}

fn status(document: &Document) -> DocumentStatus {
    let pages = document.pages();
    let bad = pages
        .iter()
        .filter(|page| matches!(page.text_layer, TextLayer::None | TextLayer::Damaged))
        .count();
    if bad == 0 {
        DocumentStatus::Read
    } else if bad == pages.len() {
        DocumentStatus::Unreadable
    } else {
        DocumentStatus::Partial
    }
}

fn document_result(file: &ReadFile, decision: Option<&assign::Decision>) -> DocumentResult {
    let mut result = DocumentResult {
        path: file.path.clone(),
        sha256: file.sha256.clone(),
        format: None,
        status: DocumentStatus::Unreadable,
        pages: 0,
        text_layer: None,
        damage: None,
        items: Vec::new(),
        assigned_by: Vec::new(),
        warnings: Vec::new(),
    };
    match &file.outcome {
        Outcome::Read(document) => {
            result.format = Some(document.format);
            result.status = status(document);
            result.pages = u32::try_from(document.pages().len()).unwrap_or(u32::MAX);
            let worst = document.pages().iter().max_by_key(|page| page.text_layer);
            result.text_layer = worst.map(|page| page.text_layer);
            result.damage = worst_damage(document);
            result.warnings.extend(document.warnings.iter().cloned());
        }
        Outcome::Failed(_) => {}
        Outcome::Skipped(code) => {
            result.status = DocumentStatus::Skipped;
            result.warnings.push(Warning {
                code: (*code).into(),
                page: None,
                detail: String::new(),
            });
        }
    }
    if let Some(decision) = decision {
        result.items.clone_from(&decision.items);
        result.assigned_by.clone_from(&decision.signals);
        result.warnings.extend(decision.warnings.iter().cloned());
    }
    result
}

fn worst_damage(document: &Document) -> Option<Damage> {
    document
        .pages()
        .iter()
        .filter_map(|page| page.damage.as_ref())
        .reduce(|worst, next| {
            if next.score > worst.score {
                next
            } else {
                worst
            }
        })
        .cloned()
}

fn count_files(documents: &[DocumentResult]) -> FileCounts {
    let mut counts = FileCounts::default();
    for document in documents {
        match document.status {
            DocumentStatus::Read => counts.read += 1,
            DocumentStatus::Partial => counts.partial += 1,
            DocumentStatus::Unreadable => counts.unreadable += 1,
            DocumentStatus::Skipped => counts.skipped += 1,
        }
    }
    counts
}
