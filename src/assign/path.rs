//! What a path says: numbers and words in the names of a file and its folder.

use std::collections::{BTreeMap, BTreeSet};

use super::candidate::{NAMING, signal};
use super::left_over::Folders;
use super::name::{bare, letters};
use super::twins::same_stem;
use super::unrelated::is_title_of_minutes;
use super::{Assignment, Context, Decision, Unread, weight};
use crate::check::phrases::Hits;
use crate::document::{Warning, WarningCode};
use crate::index::Indexed;
use crate::result::Signal;
use crate::thai::chars::{is_alphabetic, is_thai};
use crate::thai::codes::{Certainty, codes_in_file_name};
use crate::thai::dates::find_months;

/// Least similarity of a name to count, and to assign a file that cannot be read.
pub(super) const NAME_ALIKE: f64 = 0.5;

/// Most numbers that a name lists for the chapters of a book; a range over half the list says nothing of any.
const LISTED: usize = 4;

/// Least share of the documents in numbered folders that answer the item of that number.
const FOLDERS_RIGHT: f64 = 0.5;

/// What a number is worth by its form: a bare number may count anything.
fn certainty(certainty: Certainty) -> f64 {
    match certainty {
        Certainty::Stated => 1.0,
        Certainty::Likely => 0.9,
        Certainty::Possible => 0.6,
    }
}

/// The file name without folders and extension.
pub(super) fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The name of the innermost folder; empty where there is none.
fn folder(path: &str) -> &str {
    path.rsplit('/').nth(1).unwrap_or_default()
}

/// A number in the file name that the content does not bear out.
pub(super) fn contradictions(context: &Context<'_>, path: &str, decision: &mut Decision) {
    for (code, _) in context.codes(stem(path)) {
        if !decision.items.is_empty() && !decision.items.contains(&code) {
            decision.warnings.push(Warning::of_file(
                WarningCode::CodeDiffers,
                format!("{code} ≠ {}", decision.items.join(", ")),
            ));
        }
    }
}

/// What the files of a series have in common: their folder, and the letters of their names without number and month.
pub(super) fn series_of(path: &str) -> (&str, String) {
    let (folder, _) = path.rsplit_once('/').unwrap_or_default();
    (folder, letters(&bare(stem(path))))
}

/// Months from which on files that are named alike but for their month are a series.
const MONTHS: usize = 4;

/// Files of a folder that are named alike but for their month: "ข่าวเล่าเรื่อง 01 ต.ค.67", "ข่าวเล่าเรื่อง 02 พ.ย.67".
pub(super) fn monthly_series(documents: &[(Indexed, Hits)]) -> BTreeSet<String> {
    let mut series: BTreeMap<(&str, String), BTreeMap<u8, Vec<&str>>> = BTreeMap::new();
    for (document, _) in documents {
        let months = find_months(stem(&document.path));
        if let [month] = months.as_slice() {
            let files = series.entry(series_of(&document.path)).or_default();
            files.entry(month.month).or_default().push(&document.path);
        }
    }
    let monthly = series.into_values().filter(|files| files.len() >= MONTHS);
    let paths = monthly.flat_map(|files| files.into_values().flatten());
    paths.map(str::to_owned).collect()
}

impl Context<'_> {
    /// Items of this rule set that a name numbers, with how sure each is.
    pub(super) fn codes(&self, name: &str) -> Vec<(String, f64)> {
        let mut list: Vec<(String, f64)> = Vec::new();
        let scheme = self.rules.scheme();
        for code in codes_in_file_name(name)
            .iter()
            .filter(|code| code.scheme == scheme)
        {
            for number in code.numbers() {
                let id = format!("{}{number}", scheme.prefix());
                if self.order(&id) != usize::MAX && !list.iter().any(|(known, _)| *known == id) {
                    list.push((id, certainty(code.certainty)));
                }
            }
        }
        list
    }

    /// How many documents with an item are numbered in the part of their path that `named` gives, and how many of
    /// those answer the item of that number, which comes first.
    pub(super) fn numbering(
        &self,
        documents: &[(Indexed, Hits)],
        assignment: &Assignment,
        named: impl Fn(&str) -> &str,
    ) -> (usize, usize) {
        let (mut right, mut numbered) = (0, 0);
        for ((document, _), decision) in documents.iter().zip(&assignment.documents) {
            let codes = self.codes(named(&document.path));
            if !codes.is_empty() && !decision.items.is_empty() {
                numbered += 1;
                // A file of one number is right where nothing else speaks more for another item.
                let right_code = |code: &str| {
                    let own = unnumbered(decision, code);
                    let mut others = decision.items.iter();
                    decision.items.iter().any(|item| item == code)
                        && (codes.len() > 1
                            || others.all(|other| unnumbered(decision, other) <= own))
                };
                right += usize::from(codes.iter().any(|(code, _)| right_code(code)));
            }
        }
        (right, numbered)
    }

    /// Items whose titles a file name is like, with or without its remark in brackets: `(แก้ไข 2)`.
    fn alike(&self, stem: &str) -> BTreeMap<String, f64> {
        // Minutes are reports of every month, and of nothing that is to be published each month.
        if is_title_of_minutes(stem) {
            return BTreeMap::new();
        }
        let unremarked = stem.split_once('(').map(|(name, _)| name);
        let mut alike = BTreeMap::new();
        for (item, similarity) in [Some(stem), unremarked]
            .into_iter()
            .flatten()
            .flat_map(|name| self.names.alike(&bare(name)))
        {
            let best = alike.entry(item).or_insert(similarity);
            *best = similarity.max(*best);
        }
        alike
    }

    /// Signals of the path: numbers and words in the file and folder names.
    pub(super) fn path_signals(&self, path: &str) -> Vec<Signal> {
        let mut signals = Vec::new();
        if let Some(item) = self.pins.get(path) {
            signals.push(signal(item, "pin", path, weight::PIN));
        }
        let file = path.rsplit('/').next().unwrap_or(path);
        if codes_in_file_name(file)
            .iter()
            .any(|code| code.scheme != self.rules.scheme() && code.certainty == Certainty::Stated)
        {
            // Numbered for the list of another ministry; what it is called there says nothing here.
            return signals;
        }
        let stem = stem(path);
        signals.extend(self.codes_in_name(path));
        for (item, alike) in self.alike(stem) {
            if alike >= NAME_ALIKE {
                signals.push(signal(
                    &item,
                    "title-in-file-name",
                    file,
                    weight::FILE_NAME * alike,
                ));
            }
        }
        // The innermost folder speaks of its files most closely.
        let folder = folder(path);
        if !folder.is_empty() {
            for (id, sure) in self.codes(folder) {
                signals.push(signal(
                    &id,
                    "code-in-folder",
                    folder,
                    weight::CODE_IN_FOLDER * sure,
                ));
            }
            for (item, alike) in self.names.alike(&bare(folder)) {
                if alike >= NAME_ALIKE {
                    signals.push(signal(
                        &item,
                        "title-in-folder",
                        folder,
                        weight::FOLDER * alike,
                    ));
                }
            }
        }
        signals
    }

    /// Signals of the numbers in the file name.
    fn codes_in_name(&self, path: &str) -> Vec<Signal> {
        let file = path.rsplit('/').next().unwrap_or(path);
        let codes = self.codes(stem(path)).into_iter();
        let worth = |sure: f64| weight::CODE_IN_FILE_NAME * sure * self.trust;
        codes
            .map(|(id, sure)| signal(&id, "code-in-file-name", file, worth(sure)))
            .collect()
    }

    /// The same where the name has several: "รายงานครึ่งปี (ข้อ ๑๓ ๑๗ ๒๓)".
    pub(super) fn listed_in_name(&self, path: &str) -> Vec<Signal> {
        let signals = self.codes_in_name(path);
        if (2..=LISTED).contains(&signals.len()) {
            signals
        } else {
            Vec::new()
        }
    }

    /// What unreadable files could be, by their names and by the readable files beside them; `answered` once all that the
    /// readable ones answer is known.
    pub(super) fn unread(
        &self,
        files: &[Unread],
        documents: &[(Indexed, Hits)],
        assignment: &Assignment,
        answered: bool,
    ) -> Vec<Decision> {
        let (right, numbered) = self.numbering(documents, assignment, folder);
        // Taken to be those of the list where no readable document says otherwise.
        let folders_numbered = right as f64 >= FOLDERS_RIGHT * numbered as f64;
        let folders = Folders::new(documents, assignment);
        files
            .iter()
            .map(|file| {
                self.unread_file(
                    &file.path,
                    documents,
                    assignment,
                    &folders,
                    folders_numbered,
                    answered,
                )
            })
            .collect()
    }

    /// The only item that a name comes near, be it in few words, if nothing else answers it: "จริยธรรม (ฉบับล็อก)".
    fn only_open(&self, path: &str, assignment: &Assignment) -> Option<Signal> {
        let answered = |item: &str| {
            let mut decisions = assignment.documents.iter();
            decisions.any(|decision| decision.items.iter().any(|own| own == item))
        };
        let near = self.names.alike(&bare(stem(path)));
        let [(item, alike)] = near.as_slice() else {
            return None;
        };
        let file = path.rsplit('/').next().unwrap_or(path);
        let named = || signal(item, "title-in-file-name", file, weight::FILE_NAME * alike);
        (*alike >= OPEN_ALIKE && !answered(item)).then(named)
    }

    fn unread_file(
        &self,
        path: &str,
        documents: &[(Indexed, Hits)],
        assignment: &Assignment,
        folders: &Folders<'_>,
        folders_numbered: bool,
        answered: bool,
    ) -> Decision {
        let mut signals = self.path_signals(path);
        if !folders_numbered {
            signals.retain(|signal| signal.signal != "code-in-folder");
        }
        for ((document, _), decision) in documents.iter().zip(&assignment.documents) {
            if same_stem(path, &document.path) {
                for item in &decision.items {
                    signals.push(signal(item, "same-name", &document.path, weight::TWIN));
                }
            }
        }
        let mut totals: BTreeMap<&str, f64> = BTreeMap::new();
        for signal in &signals {
            *totals.entry(&signal.item).or_default() += signal.weight;
        }
        let best = totals.values().copied().fold(0.0, f64::max);
        let mut items: Vec<String> = totals
            .iter()
            .filter(|(_, total)| **total >= best - 0.5 && **total >= weight::FOLDER * NAME_ALIKE)
            .map(|(item, _)| (*item).to_owned())
            .collect();
        let by_folder = signals
            .iter()
            .all(|signal| signal.signal == "title-in-folder");
        if by_folder && let Some(found) = self.only_open(path, assignment) {
            items = vec![found.item.clone()];
            signals.push(found);
        } else if by_folder && items.len() > 1 {
            // A folder for a theme says of none of its files which item it is for, unless one alone is still open.
            items.retain(|item| answered && !assignment.parts.contains_key(item));
            if items.len() != 1 {
                return Decision::default();
            }
        }
        // Of the items that a name is like, those that the files beside it answer.
        if let Some(topic) = folders.topic(path)
            && items.iter().any(|item| topic.contains(item))
        {
            items.retain(|item| topic.contains(item));
        }
        // What is numbered for an item of its own, though not of this set, is no other's.
        let codes = codes_in_file_name(stem(path));
        let numbered = codes.iter().any(|code| code.certainty == Certainty::Stated);
        if !numbered
            && let Some(topic) = folders.topic(path)
            && (items.is_empty() || continues_series(path, topic, documents, assignment))
        {
            let (folder, _) = path.rsplit_once('/').unwrap_or_default();
            items.clear();
            let beside = topic
                .iter()
                .map(|item| signal(item, "beside-others", folder, weight::BESIDE));
            signals.extend(beside);
            items.extend(topic.iter().cloned());
        }
        items.sort_by_key(|id| self.order(id));
        signals.retain(|signal| items.contains(&signal.item));
        Decision {
            items,
            signals,
            warnings: Vec::new(),
        }
    }
}

/// Least similarity of the name of a file that cannot be read to the one item that nothing else answers.
const OPEN_ALIKE: f64 = 0.25;

/// Takes from a document the item of its number, where it answers another better and the document that is numbered for
/// that one answers this: two files whose numbers were swapped.
pub(super) fn swapped(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    assignment: &mut Assignment,
) {
    let decided = || documents.iter().zip(&assignment.documents).enumerate();
    let numbered = |path: &str, item: &str| {
        let codes = context.codes(stem(path));
        codes.iter().any(|(code, _)| code == item)
    };
    let mut taken: Vec<(usize, String)> = Vec::new();
    for (number, ((document, _), decision)) in decided() {
        let wrong = decision.items.iter().filter(|item| {
            let own = unnumbered(decision, item);
            numbered(&document.path, item)
                && decision.items.iter().any(|better| {
                    unnumbered(decision, better) > own
                        && decided().any(|(_, ((other, _), there))| {
                            numbered(&other.path, better)
                                && there.items.contains(item)
                                && unnumbered(there, item) > own
                        })
                })
        });
        taken.extend(wrong.map(|item| (number, item.clone())));
    }
    for (number, item) in taken {
        assignment.take(&item, number);
    }
}

/// Takes from a document that its file name numbers and calls for one item what it answers only by its content, where that
/// has a document of its own: the figures in a monthly report are no statistics.
pub(super) fn one_item_by_number(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    assignment: &mut Assignment,
) {
    let names =
        |decision: &Decision, item: &str| decision.says(item, |name| NAMING.contains(&name));
    let mut taken: Vec<(usize, String)> = Vec::new();
    for (number, (decision, (document, _))) in
        assignment.documents.iter().zip(documents).enumerate()
    {
        let codes = context.codes(stem(&document.path));
        let [(own, _)] = codes.as_slice() else {
            continue;
        };
        let called =
            decision.items.contains(own) && decision.says(own, |name| name == "title-in-file-name");
        let others = decision.items.iter().filter(|item| {
            let has_own = || {
                let mut decisions = assignment.documents.iter().enumerate();
                decisions.any(|(other, decision)| {
                    other != number && decision.items.contains(item) && names(decision, item)
                })
            };
            called && *item != own && !names(decision, item) && has_own()
        });
        taken.extend(others.map(|item| (number, item.clone())));
    }
    for (document, item) in taken {
        assignment.take(&item, document);
    }
}

/// What speaks for an item of a document beside the number of its file.
fn unnumbered(decision: &Decision, item: &str) -> f64 {
    let signals = decision.signals.iter();
    let signals = signals.filter(|signal| signal.item == item);
    let telling = signals.filter(|signal| signal.signal != "code-in-file-name");
    telling.map(|signal| signal.weight).sum()
}

/// Files that make a series.
const SERIES: usize = 2;

/// Whether several files of a folder that answer its only item begin with the word that a file of it begins with:
/// "คู่มือ จร", "คู่มือ ปป", and a scan "คู่มือ สส".
fn continues_series(
    path: &str,
    topic: &BTreeSet<String>,
    documents: &[(Indexed, Hits)],
    assignment: &Assignment,
) -> bool {
    let place = |path: &str| {
        let (folder, _) = path.rsplit_once('/').unwrap_or_default();
        let mut words = stem(path).split(|c: char| !is_alphabetic(c) && !is_thai(c));
        let word = words.find(|word| !word.is_empty());
        (folder.to_owned(), word.map(str::to_owned))
    };
    let own = place(path);
    let decided = documents.iter().zip(&assignment.documents);
    let like = decided.filter(|((document, _), decision)| {
        decision.items.iter().eq(topic) && place(&document.path) == own
    });
    topic.len() == 1 && own.1.is_some() && like.take(SERIES).count() == SERIES
}
