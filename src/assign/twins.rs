//! Twins: the same content in two formats, such as a table as PDF and as workbook.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::candidate::signal;
use super::path;
use super::{Assignment, Context, weight};
use crate::check::phrases::Hits;
use crate::index::Indexed;
use crate::result::Signal;
use crate::thai::chars::is_alphabetic;
use crate::thai::fold::fold;

/// Share of the smaller document's cell and paragraph texts that twins have in common.
const SAME: f64 = 0.6;

/// Texts a document must have to be compared by content.
const TEXTS: usize = 8;

pub(super) fn is_twin(signal: &Signal) -> bool {
    signal.signal == "twin"
}

/// Lets documents answer what their twins answer. One without an item of its own needs a twin by name or by content;
/// one that has an item needs both: a workbook has a sheet where the PDF has a chapter with its title. What is unrelated by
/// its kind stays so.
pub(super) fn twins(
    context: &Context<'_>,
    documents: &[(Indexed, Hits)],
    unrelated: &[bool],
    assignment: &mut Assignment,
) {
    let contents: Vec<Content<'_>> = documents
        .iter()
        .map(|(document, _)| Content::of(document))
        .collect();
    for (number, content) in contents.iter().enumerate() {
        let path = &content.document.path;
        let Some(own) = assignment.documents.get(number) else {
            continue;
        };
        if unrelated.get(number).copied().unwrap_or(false) {
            continue;
        }
        let is_twin = |other: &Content<'_>| {
            let named = same_stem(path, &other.document.path);
            if own.items.is_empty() {
                other.document.path != *path && (named || content.same(other))
            } else {
                named && content.same(other)
            }
        };
        let more = |items: &[String]| items.iter().any(|item| !own.items.contains(item));
        let others = contents.iter().zip(&assignment.documents);
        let twin = others
            .into_iter()
            .find(|(other, decision)| more(&decision.items) && is_twin(other));
        let Some((twin, decision)) = twin else {
            continue;
        };
        let mut further = decision.items.clone();
        further.retain(|item| !own.items.contains(item));
        let Some(own) = assignment.documents.get_mut(number) else {
            continue;
        };
        if own.items.is_empty() {
            own.signals.clear();
        }
        for item in &further {
            own.items.push(item.clone());
            own.signals
                .push(signal(item, "twin", &twin.document.path, weight::TWIN));
        }
        own.items.sort_by_key(|id| context.order(id));
        for item in &further {
            let units = std::iter::once(0..content.document.units.len()).collect();
            assignment.add(item, number, units);
        }
    }
}

/// Whether two files of one folder have the same name but for the extension and copy marks:
/// `x (1).pdf`, `x (แก้ไข).pdf`, `สำเนา x.pdf`, `x - Copy.pdf`.
pub fn same_stem(a: &str, b: &str) -> bool {
    let folder = |path: &str| {
        path.rsplit_once('/')
            .map_or(String::new(), |(folder, _)| folder.to_owned())
    };
    a != b && folder(a) == folder(b) && {
        let (a, b) = (name(a), name(b));
        !a.is_empty() && a == b
    }
}

/// Whether a file is by its name a copy of another one, wherever it lies: `เก่า/x (1).pdf` of `x.pdf`.
pub fn is_copy(path: &str, of: &str) -> bool {
    let original = name(of);
    let marked = fold(path::stem(path)) != original;
    marked && original.chars().any(is_alphabetic) && name(path) == original
}

fn name(path: &str) -> String {
    let mut folded = fold(path::stem(path));
    for mark in ["สำเนาของ", "สำเนา", "copyof", "-copy", "copy"] {
        folded = folded.replace(mark, "");
    }
    // A counter or which version it is, in brackets at the end: "(1)", "(แก้ไข 2)".
    const VERSIONS: &[&str] = &["แก้ไข", "ฉบับแก้ไข", "ปรับปรุง", "ล่าสุด", "ใหม่", "final", "edit"];
    match folded.rsplit_once('(') {
        Some((head, tail)) => {
            let tail = tail.trim_end_matches(')');
            let version = VERSIONS.iter().find_map(|word| tail.strip_prefix(*word));
            let counter = version.unwrap_or(tail);
            if counter.chars().all(|c| c.is_ascii_digit()) {
                head.to_owned()
            } else {
                folded
            }
        }
        None => folded,
    }
}

/// A document with its texts, folded when they are first asked for.
struct Content<'a> {
    document: &'a Indexed,
    texts: OnceCell<BTreeSet<String>>,
}

impl<'a> Content<'a> {
    fn of(document: &'a Indexed) -> Self {
        Content {
            document,
            texts: OnceCell::new(),
        }
    }

    fn texts(&self) -> &BTreeSet<String> {
        self.texts.get_or_init(|| {
            let units = 0..self.document.units.len();
            units
                .map(|unit| fold(self.document.unit_text(unit)))
                .filter(|text| text.chars().count() >= 3)
                .collect()
        })
    }

    /// Whether one document repeats the texts of another in another format.
    fn same(&self, other: &Self) -> bool {
        if self.document.format == other.document.format {
            return false;
        }
        let (a, b) = (self.texts(), other.texts());
        let fewer = a.len().min(b.len());
        fewer >= TEXTS && a.intersection(b).count() as f64 >= SAME * fewer as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_and_formats_share_a_stem() {
        assert!(same_stem("ก/ผัง.pdf", "ก/ผัง (1).pdf"));
        assert!(is_copy("ก/O4 กต.ตร. (1).pdf", "O4 กต.ตร..pdf"));
        assert!(!is_copy("ก/สขร.pdf", "ข/สขร.pdf") && !is_copy("ก/1 (1).pdf", "ข/1.pdf"));
        assert!(same_stem("ก/0๑๓ กองทุน.pdf", "ก/0๑๓ กองทุน.docx"));
        assert!(same_stem("ก/05.ก.พ.68.pdf", "ก/05.ก.พ.68 (แก้ไข).docx"));
        assert!(!same_stem("ก/ผัง.pdf", "ข/ผัง.pdf"));
        assert!(!same_stem("ก/มกราคม.pdf", "ก/มีนาคม.pdf"));
    }
}
