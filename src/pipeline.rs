//! The stages in order, and what runs in parallel; nothing else.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::assign::{self, Assignment, Unread};
use crate::check::phrases::{Hits, Phrases};
use crate::check::{self, Part, Scope, Unreadable};
use crate::choose::{self, RuleChoice};
use crate::discover::{self, Agency, Skipped};
use crate::document::{Damage, Document, Format, TextLayer, Warning, WarningCode};
use crate::findings;
use crate::index::Indexed;
use crate::ingest::bundle::{self, Member};
use crate::ingest::{self, IngestError};
use crate::language::Bilingual;
use crate::messages;
use crate::reading::{self, Reading};
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

/// A file of an agency after reading.
#[derive(Debug)]
pub struct ReadFile {
    /// Relative to the agency folder.
    pub path: String,
    /// Of its bytes, hexadecimal; `None` when they could not be read.
    pub sha256: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    /// A document.
    Read(Box<Document>),
    /// It could not be read.
    Failed(IngestError),
    /// It is not a report; the code says why.
    Skipped(WarningCode),
}

/// Judges an agency found by [`crate::discover`] by its files.
pub fn check_files(agency: &Agency, files: Vec<ReadFile>, options: &Options) -> AgencyResult {
    let settings = &agency.settings.agency;
    let info = AgencyInfo {
        id: agency.id.clone(),
        name: settings.name.clone(),
        agency_type: settings.agency_type.clone(),
        fiscal_year: settings.fiscal_year,
        province: settings.province.clone(),
        path: agency.path.clone(),
    };
    guarded(
        info,
        &agency.settings,
        files,
        agency.errors.clone(),
        options,
    )
}

/// Checks documents given as bytes, without a file system and without further processes: path inside the agency
/// and content. A reader that hangs or overflows its stack takes the caller with it; every other trouble is in
/// the result.
pub fn check_documents(
    agency: AgencyInfo,
    settings: &Settings,
    documents: Vec<(String, Vec<u8>)>,
    options: &Options,
) -> AgencyResult {
    let files = documents
        .into_par_iter()
        .flat_map_iter(|(path, bytes)| read_document(path, &bytes, settings, options))
        .collect();
    guarded(agency, settings, files, Vec::new(), options)
}

/// A defect in the program must cost only its agency.
fn guarded(
    info: AgencyInfo,
    settings: &Settings,
    mut files: Vec<ReadFile>,
    errors: Vec<ErrorRecord>,
    options: &Options,
) -> AgencyResult {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let judged = catch_unwind(AssertUnwindSafe(|| {
        judge(info.clone(), settings, &files, errors.clone(), options)
    }));
    judged.unwrap_or_else(|_| {
        let message = messages::text("check-failed", &[("path", &info.path)]);
        unjudged(info, &files, errors, "check-failed", message)
    })
}

/// The result of an agency that cannot be judged.
fn unjudged(
    info: AgencyInfo,
    files: &[ReadFile],
    mut errors: Vec<ErrorRecord>,
    code: &str,
    message: Bilingual,
) -> AgencyResult {
    errors.push(ErrorRecord {
        path: ".".into(),
        code: code.into(),
        message,
    });
    let documents: Vec<DocumentResult> = files
        .iter()
        .map(|file| document_result(file, None))
        .collect();
    AgencyResult {
        agency: info,
        rule_set: None,
        summary: Summary {
            files: count_files(&documents),
            ..Summary::default()
        },
        items: Vec::new(),
        documents,
        findings: Vec::new(),
        errors,
    }
}

/// Reads a document, or an archive and the documents in it.
fn read_document(
    path: String,
    bytes: &[u8],
    settings: &Settings,
    options: &Options,
) -> Vec<ReadFile> {
    if let Some(skipped) = discover::skipped(&path, settings) {
        return vec![ReadFile::skipped(path, None, skipped)];
    }
    let read = |path: String, bytes: &[u8], unpack| {
        let reading = reading::read_bytes(&path, bytes, unpack, &options.ingest);
        ReadFile::new(path, reading)
    };
    let (archive, members) = read(path, bytes, true);
    let mut files = vec![archive];
    for member in members {
        let path = format!("{}/{}", files[0].path, member.path);
        if let Some(skipped) = discover::skipped(&path, settings) {
            files.push(ReadFile::skipped(path, None, skipped));
            continue;
        }
        match bundle::member(bytes, member.number, &options.ingest.limits) {
            Ok(bytes) => files.push(read(path, &bytes, false).0),
            Err(error) => files.push(ReadFile::new(path, Reading::failed(error)).0),
        }
    }
    files
}

impl ReadFile {
    /// A file that was read, and what is in it when it is an archive.
    pub(crate) fn new(path: String, reading: Reading) -> (ReadFile, Vec<Member>) {
        let mut members = Vec::new();
        let outcome = match reading.outcome {
            reading::Outcome::Document(document) => Outcome::Read(document),
            reading::Outcome::Failed(error) => Outcome::Failed(error),
            reading::Outcome::Archive(found) => {
                members = found;
                Outcome::Skipped(Skipped::Unpacked.code())
            }
        };
        let file = ReadFile {
            path,
            sha256: reading.sha256,
            outcome,
        };
        (file, members)
    }

    /// Whether reading stopped at a limit before the end of the document.
    pub(crate) fn is_cut(&self) -> bool {
        matches!(&self.outcome, Outcome::Read(document) if document.is_cut())
    }

    /// A file that is not a report.
    pub(crate) fn skipped(path: String, sha256: Option<String>, why: Skipped) -> ReadFile {
        ReadFile {
            path,
            sha256,
            outcome: Outcome::Skipped(why.code()),
        }
    }
}

fn judge(
    mut info: AgencyInfo,
    settings: &Settings,
    files: &[ReadFile],
    mut errors: Vec<ErrorRecord>,
    options: &Options,
) -> AgencyResult {
    let mut readable: Vec<Indexed> = files
        .par_iter()
        .filter_map(|file| match &file.outcome {
            Outcome::Read(document) => Some(Indexed::new(&file.path, document)),
            _ => None,
        })
        .collect();
    readable.retain(|document| !document.unreadable());
    for file in files {
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
            return unjudged(info, files, errors, "rules", message);
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
    errors.extend(wrong_pins(settings, files, rules));
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
    let mut assignment = assign::assign(
        rules,
        &phrases,
        &searched,
        &unread,
        &settings.pins,
        info.name.as_deref(),
    );
    let copies = copies(files);
    for parts in assignment.parts.values_mut() {
        keep_one_copy(parts, &searched, &copies);
    }
    let items = judge_items(
        rules,
        &phrases,
        &searched,
        files,
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
            let mut result = document_result(file, decision);
            if let Some(original) = copies.get(file.path.as_str()) {
                result
                    .warnings
                    .push(Warning::of_file(WarningCode::Copy, *original));
            }
            result
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

/// Pins of `oitcheck.toml` that pin nothing: a slip there would otherwise go unseen.
fn wrong_pins(settings: &Settings, files: &[ReadFile], rules: &RuleSet) -> Vec<ErrorRecord> {
    let wrong = settings.pins.iter().filter(|(path, item)| {
        let no_file = !files.iter().any(|file| file.path == **path);
        no_file || !rules.items.iter().any(|known| known.id == **item)
    });
    wrong
        .map(|(path, item)| ErrorRecord {
            path: Settings::FILE_NAME.into(),
            code: "pin".into(),
            message: messages::text("pin", &[("path", path), ("item", item), ("id", &rules.id)]),
        })
        .collect()
}

/// Files with the same bytes as an earlier one, and that one.
fn copies(files: &[ReadFile]) -> BTreeMap<&str, &str> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let mut copies = BTreeMap::new();
    for file in files {
        let (Some(sha256), Outcome::Read(_)) = (&file.sha256, &file.outcome) else {
            continue;
        };
        match first.get(sha256.as_str()) {
            Some(original) => {
                copies.insert(file.path.as_str(), *original);
            }
            None => {
                first.insert(sha256, &file.path);
            }
        }
    }
    copies
}

/// Leaves one of several copies that evidence the same item, so that nothing is counted twice. A copy that
/// evidences another item than its original stays: its name or folder made the difference. So does the twin of a
/// file that is no copy, in another format.
fn keep_one_copy(
    parts: &mut Vec<assign::AssignedPart>,
    documents: &[(Indexed, Hits)],
    copies: &BTreeMap<&str, &str>,
) {
    let document = |number: usize| documents.get(number).map(|(document, _)| document);
    let originals: Vec<&Indexed> = parts
        .iter()
        .filter_map(|(number, _)| document(*number))
        .filter(|document| !copies.contains_key(document.path.as_str()))
        .collect();
    let is_twin = |copy: &Indexed| {
        let mut originals = originals.iter();
        originals
            .any(|other| other.format != copy.format && assign::same_stem(&copy.path, &other.path))
    };
    let mut kept: BTreeMap<&str, usize> = BTreeMap::new();
    parts.retain(|(number, _)| {
        let Some(document) = document(*number) else {
            return true;
        };
        let path = document.path.as_str();
        let original = copies.get(path).copied().unwrap_or(path);
        *kept.entry(original).or_insert(*number) == *number || is_twin(document)
    });
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
                .filter_map(|(number, units)| assign::part_of(documents, *number, units))
                .collect();
            (item.clone(), parts)
        })
        .collect();
    let by_path: BTreeMap<&str, &ReadFile> = files
        .iter()
        .map(|file| (file.path.as_str(), file))
        .collect();
    // Files that nothing ties to any item could be anything; a loose photograph is no report, and what stands beside a
    // readable file of its name says the same as that.
    let has_twin = |path: &str| {
        let mut readable = documents.iter().map(|(document, _)| &document.path);
        readable.any(|other| assign::same_stem(path, other))
    };
    let anything: Vec<Unreadable> = unread
        .iter()
        .zip(&assignment.unread)
        .filter(|(file, decision)| {
            decision.items.is_empty() && !is_picture(&file.path) && !has_twin(&file.path)
        })
        .map(|(file, _)| unreadable_file(&file.path, &by_path))
        .collect();
    rules
        .items
        .par_iter()
        .map(|item| {
            let mut unreadable: Vec<Unreadable> = unread
                .iter()
                .zip(&assignment.unread)
                .filter(|(_, decision)| decision.items.contains(&item.id))
                .map(|(file, _)| unreadable_file(&file.path, &by_path))
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
                        family: None,
                        broken: false,
                    });
                }
            }
            let scope = Scope {
                phrases,
                item,
                parts: parts_of_item,
                unreadable: &unreadable,
                unread: &named,
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
                check::without_documents(item, requirement, maybe)
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
    // Not due yet, or not to be told by a broken rule.
    if documents == verdict::Documents::None
        && requirements
            .iter()
            .any(|requirement| requirement.verdict == Verdict::Review)
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
        change: None,
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

/// Whether a file is a picture by its name: "รูปเสาธง.pdf", "หน้าตึก.jpg".
fn is_picture(path: &str) -> bool {
    const PICTURES: &[&str] = &["รูป", "ภาพ", "photo", "picture"];
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let named = PICTURES.iter().any(|word| name.starts_with(word)) && !name.starts_with("ภาพรวม");
    const EXTENSIONS: &[&str] = &[
        "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "svg",
    ];
    named || extension(path).is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// Whether an unreadable file is a copy of a readable document of the same format and name.
fn has_readable_twin(file: &Unreadable, parts: &[Part<'_>]) -> bool {
    parts.iter().any(|part| {
        let path = &part.document.path;
        (assign::same_stem(&file.path, path) || assign::is_copy(&file.path, path))
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

fn unreadable_file(path: &str, files: &BTreeMap<&str, &ReadFile>) -> Unreadable {
    let file = files.get(path);
    let format = file.and_then(|file| format_of(file));
    Unreadable {
        path: path.to_owned(),
        format,
        family: format.and_then(check::family),
        broken: file.is_some_and(|file| {
            let Outcome::Failed(error) = &file.outcome else {
                return false;
            };
            matches!(error, IngestError::Empty | IngestError::Corrupt(_))
        }),
    }
}

/// The extension of a file, in small letters.
fn extension(path: &str) -> Option<String> {
    let (_, extension) = path.rsplit_once('.')?;
    Some(extension.to_lowercase())
}

/// The format by content, or for a file that could not be read by its extension.
fn format_of(file: &ReadFile) -> Option<Format> {
    if let Outcome::Read(document) = &file.outcome {
        return Some(document.format);
    }
    let extension = extension(&file.path)?;
    [
        Format::Pdf,
        Format::Docx,
        Format::Xlsx,
        Format::Xls,
        Format::Xlsb,
        Format::Ods,
        Format::Odt,
        Format::Doc,
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
            result.warnings.push(Warning::of_file(*code, ""));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Body, Document, Format, Page};

    #[test]
    fn a_copy_stays_beside_a_file_of_its_name_that_is_none() {
        let rules = crate::rules::load("police-station-2568").unwrap();
        let phrases = Phrases::of(&rules);
        let files = [
            ("3 ธค67.docx", Format::Docx),
            ("3 ธค67.pdf", Format::Pdf),
            ("4 มค68.docx", Format::Docx),
            ("4 มค68.pdf", Format::Pdf),
            ("สำรอง.docx", Format::Docx),
        ];
        let documents: Vec<(Indexed, Hits)> = files
            .iter()
            .map(|(path, format)| {
                let pages = vec![Page::new(1)];
                let document = Document::new(path, *format, Body::Pages { pages });
                let document = Indexed::new(path, &document);
                let hits = phrases.search(&document);
                (document, hits)
            })
            .collect();
        let copies = BTreeMap::from([
            ("4 มค68.docx", "3 ธค67.docx"),
            ("สำรอง.docx", "3 ธค67.docx"),
        ]);
        let mut parts = (0..files.len())
            .map(|number| (number, Vec::new()))
            .collect();
        keep_one_copy(&mut parts, &documents, &copies);
        let kept: Vec<usize> = parts.into_iter().map(|(number, _)| number).collect();
        assert_eq!(kept, [0, 1, 2, 3]);
    }
}
