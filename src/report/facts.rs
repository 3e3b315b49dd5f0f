//! What every report says of a result: who the agency is, how a requirement stands, where evidence lies.

use crate::language::Language;
use crate::messages;
use crate::messages::phrases::{self, Phrase};
use crate::result::{
    AgencyInfo, AgencyResult, Change, ChangeState, DocumentResult, DocumentStatus, Evidence,
    ItemResult, ItemVerdict, Reason, RequirementResult, Score, Severity, Verdict,
};

/// How a requirement stands for a reader: its verdict, apart from what an auditor or the calendar decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Must be published.
    Missing,
    /// A person must look.
    Review,
    /// Its period is not over.
    NotDue,
    /// An auditor lets it be.
    Waived,
    /// Not met, and only advice.
    Advice,
    /// Not met, and not needed: the item is met another way.
    OtherWay,
    /// Met.
    Pass,
}

impl Standing {
    /// Of a requirement of an item.
    pub fn of(item: &ItemResult, requirement: &RequirementResult) -> Standing {
        match requirement.verdict {
            Verdict::Pass => Standing::Pass,
            _ if requirement.waived.is_some() => Standing::Waived,
            _ if requirement.advice && !advice_counts(item) => Standing::Advice,
            _ if item.verdict == ItemVerdict::Pass => Standing::OtherWay,
            _ if requirement.reason.code == "not-due-yet" => Standing::NotDue,
            Verdict::Fail => Standing::Missing,
            Verdict::Review => Standing::Review,
        }
    }

    /// Its name.
    pub fn phrase(self) -> Phrase {
        match self {
            Standing::Missing => phrases::FAIL,
            Standing::Review => phrases::REVIEW,
            Standing::NotDue => phrases::NOT_DUE,
            Standing::Waived => phrases::WAIVED,
            Standing::Advice => phrases::ADVICE,
            Standing::OtherWay => phrases::OTHER_WAY,
            Standing::Pass => phrases::PASS,
        }
    }

    /// Stable name for programs.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Missing => "fail",
            Standing::Review => "review",
            Standing::NotDue => "not-due",
            Standing::Waived => "waived",
            Standing::Advice => "advice",
            Standing::OtherWay => "other-way",
            Standing::Pass => "pass",
        }
    }
}

/// What is doubtful in a document, in one language.
pub fn warnings(document: &DocumentResult, language: Language) -> String {
    let said: Vec<String> = document
        .warnings
        .iter()
        .map(|warning| messages::warning(warning).text(language).to_owned())
        .collect();
    said.join("; ")
}

/// Whether the run was made with `--count-advice`: only then does advice alone make an item partial.
fn advice_counts(item: &ItemResult) -> bool {
    item.verdict == ItemVerdict::Partial
        && !item
            .requirements
            .iter()
            .any(|requirement| requirement.verdict == Verdict::Fail && !requirement.advice)
}

/// Requirements of an item that stand so.
pub fn standing(
    item: &ItemResult,
    wanted: Standing,
) -> impl Iterator<Item = &RequirementResult> + use<'_> {
    item.requirements
        .iter()
        .filter(move |requirement| Standing::of(item, requirement) == wanted)
}

/// The items of an agency with at least one requirement that stands so.
pub fn items_with(
    agency: &AgencyResult,
    wanted: Standing,
) -> impl Iterator<Item = &ItemResult> + use<'_> {
    agency
        .items
        .iter()
        .filter(move |item| standing(item, wanted).next().is_some())
}

/// Files that answer no item and are reports.
pub fn unassigned(agency: &AgencyResult) -> impl Iterator<Item = &str> {
    agency
        .documents
        .iter()
        .filter(|document| document.items.is_empty() && document.status != DocumentStatus::Skipped)
        .map(|document| document.path.as_str())
}

/// The agency's name, or its folder's where nobody says it.
pub fn name(agency: &AgencyInfo) -> &str {
    agency.name.as_deref().unwrap_or(&agency.id)
}

/// What a requirement asks.
pub fn asks(requirement: &RequirementResult, language: Language) -> &str {
    match language {
        Language::Th => &requirement.text,
        Language::En => &requirement.text_en,
    }
}

/// Why a verdict is what it is.
pub fn says(reason: &Reason, language: Language) -> &str {
    match language {
        Language::Th => &reason.th,
        Language::En => &reason.en,
    }
}

/// Why a requirement is not met, for a reader who has just read what it asks: a reason that repeats it (`not found:
/// a map`) says only the rest.
pub fn why(requirement: &RequirementResult, language: Language) -> String {
    let reason = says(&requirement.reason, language);
    let repeated = format!(": {}", asks(requirement, language));
    match reason.split_once(&repeated) {
        Some((before, after)) => format!("{before}{after}"),
        None => reason.to_owned(),
    }
}

/// What a requirement asks and why it is not met, on one line.
pub fn asks_and_why(requirement: &RequirementResult, language: Language) -> String {
    let asks = asks(requirement, language);
    format!("{asks} – {}", why(requirement, language))
}

/// The stable name of a value, as in the JSON.
pub fn code<T: serde::Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

/// The name of an item's verdict.
pub fn item_phrase(verdict: ItemVerdict) -> Phrase {
    match verdict {
        ItemVerdict::Pass => phrases::PASS,
        ItemVerdict::Partial => phrases::PARTIAL,
        ItemVerdict::Missing => phrases::MISSING,
        ItemVerdict::Review => phrases::REVIEW,
    }
}

/// The stable name of an item's verdict.
pub fn item_code(verdict: ItemVerdict) -> &'static str {
    match verdict {
        ItemVerdict::Pass => "pass",
        ItemVerdict::Partial => "partial",
        ItemVerdict::Missing => "missing",
        ItemVerdict::Review => "review",
    }
}

/// The name of what changed since the baseline.
pub fn change_phrase(change: &Change) -> Phrase {
    match change.state {
        ChangeState::New => phrases::CHANGE_NEW,
        ChangeState::Fixed => phrases::CHANGE_FIXED,
        ChangeState::Better => phrases::CHANGE_BETTER,
        ChangeState::Unchanged => phrases::CHANGE_UNCHANGED,
        ChangeState::Worse => phrases::CHANGE_WORSE,
    }
}

/// The name of a file's outcome.
pub fn status_phrase(status: DocumentStatus) -> Phrase {
    match status {
        DocumentStatus::Read => phrases::FILE_READ,
        DocumentStatus::Partial => phrases::FILE_PARTIAL,
        DocumentStatus::Unreadable => phrases::FILE_UNREADABLE,
        DocumentStatus::Skipped => phrases::FILE_SKIPPED,
    }
}

/// The name of a finding's severity.
pub fn severity_phrase(severity: Severity) -> Phrase {
    match severity {
        Severity::Note => phrases::NOTE,
        Severity::Warning => phrases::WARNING,
        Severity::Error => phrases::ERROR,
    }
}

/// `72.00`, or `60.00–72.00` where something must be looked at.
pub fn score(score: &Score) -> String {
    if (score.max - score.min).abs() < 0.005 {
        format!("{:.2}", score.min)
    } else {
        format!("{:.2}–{:.2}", score.min, score.max)
    }
}

/// Where in its file evidence lies: `page 4`, `sheet “x” row 3`; empty for the whole file.
pub fn place(evidence: &Evidence, language: Language) -> String {
    let mut parts = Vec::new();
    if let Some(page) = evidence.page {
        parts.push(phrases::PLACE_PAGE.fill(language, &[("page", &page.to_string())]));
    }
    if let Some(sheet) = &evidence.sheet {
        parts.push(phrases::PLACE_SHEET.fill(language, &[("sheet", sheet)]));
    }
    if let Some(row) = evidence.row {
        parts.push(phrases::PLACE_ROW.fill(language, &[("row", &row.to_string())]));
    }
    parts.join(" ")
}

/// The file and the place in it.
pub fn located(evidence: &Evidence, language: Language) -> String {
    let place = place(evidence, language);
    if place.is_empty() {
        evidence.document.clone()
    } else {
        format!("{} {place}", evidence.document)
    }
}

/// A relative path as a relative URI in ASCII: whatever is not a letter, digit or `-._~/` is escaped, and a first
/// part that reads like a scheme (`javascript:`) no longer does.
pub fn uri(path: &str) -> String {
    escaped(path, |c| c.is_ascii_alphanumeric() || "-._~/".contains(c))
}

/// The same as web pages write it: letters beyond ASCII stand for themselves, a third as long in Thai.
pub fn iri(path: &str) -> String {
    escaped(path, |c| {
        !c.is_ascii() || c.is_ascii_alphanumeric() || "-._~/".contains(c)
    })
}

fn escaped(path: &str, kept: impl Fn(char) -> bool) -> String {
    let mut url = String::with_capacity(path.len());
    for c in path.trim_start_matches('/').chars() {
        if kept(c) {
            url.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                url.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_be_anything_but_a_path() {
        assert_eq!(uri("javascript:alert(1)"), "javascript%3Aalert%281%29");
        assert_eq!(uri("//host.example/a"), "host.example/a");
        assert_eq!(uri("a b/ก#1?.pdf"), "a%20b/%E0%B8%81%231%3F.pdf");
        assert_eq!(iri("a b/ก#1?.pdf"), "a%20b/ก%231%3F.pdf");
        assert_eq!(iri("javascript:alert(1)"), "javascript%3Aalert%281%29");
    }
}
