//! The summary and the missing-items list for a terminal, aligned for Thai.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::cli::Language;
use crate::result::{AgencyResult, Evidence, ItemResult, ItemVerdict, Run, Verdict};

/// How the report is written.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Language of the sentences.
    pub language: Language,
    /// Whether verdicts are coloured.
    pub colours: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// The whole report.
pub fn write(run: &Run, style: Style) -> String {
    let run = &printable(run);
    let mut out = String::new();
    for agency in &run.agencies {
        agency_report(&mut out, agency, style);
    }
    for error in &run.errors {
        let _ = writeln!(
            out,
            "! {}",
            style.choose(&error.message.th, &error.message.en)
        );
    }
    if run.agencies.len() > 1 {
        overview(&mut out, run, style);
    }
    hints(&mut out, run, style);
    out
}

/// A run without anything that a terminal would obey, in whatever text of a document or name of a file it was:
/// after this only the colours of the report itself are left.
fn printable(run: &Run) -> Run {
    fn clean(value: &mut Value) {
        match value {
            Value::String(text) => *text = crate::cli::output::printable(text),
            Value::Array(list) => list.iter_mut().for_each(clean),
            Value::Object(members) => members.values_mut().for_each(clean),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let cleaned = serde_json::to_value(run).and_then(|mut value| {
        clean(&mut value);
        serde_json::from_value(value)
    });
    // What is serialised here is read again; were it not, nothing is better than what might be obeyed.
    cleaned.unwrap_or_else(|_| Run {
        agencies: Vec::new(),
        ..run.clone()
    })
}

impl Style {
    fn choose<'a>(self, th: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Th => th,
            Language::En => en,
        }
    }

    fn paint(self, colour: &str, text: &str) -> String {
        if self.colours {
            format!("\u{1b}[{colour}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    fn verdict(self, verdict: ItemVerdict) -> String {
        let (colour, th, en) = match verdict {
            ItemVerdict::Pass => ("32", "ผ่าน", "pass"),
            ItemVerdict::Partial => ("33", "ไม่ครบ", "partial"),
            ItemVerdict::Missing => ("31", "ไม่มี", "missing"),
            ItemVerdict::Review => ("36", "ให้คนดู", "review"),
        };
        self.paint(colour, &pad(self.choose(th, en), 8))
    }
}

fn agency_report(out: &mut String, agency: &AgencyResult, style: Style) {
    let name = agency.agency.name.as_deref().unwrap_or(&agency.agency.id);
    let _ = writeln!(out, "{}", style.paint("1", name));
    if let Some(rules) = &agency.rule_set {
        let label = style.choose("ชุดเกณฑ์", "rule set");
        let _ = writeln!(out, "{label}: {} ({})", rules.id, rules.chosen_by);
    }
    summary(out, agency, style);
    if !agency.items.is_empty() {
        out.push('\n');
        for item in &agency.items {
            let title_width = style.width.saturating_sub(18).max(20);
            let _ = writeln!(
                out,
                "{} {} {}",
                pad(&item.id, 6),
                style.verdict(item.verdict),
                shorten(&item.title, title_width)
            );
        }
    }
    list(
        out,
        agency,
        style,
        Verdict::Fail,
        style.choose("สิ่งที่ขาด", "What is missing"),
    );
    list(
        out,
        agency,
        style,
        Verdict::Review,
        style.choose("ให้คนตรวจดู", "For a person to look at"),
    );
    if !agency.findings.is_empty() {
        heading(out, style.choose("ข้อสังเกต", "Findings"), style);
        for finding in &agency.findings {
            let place = finding.evidence.first().map(place).unwrap_or_default();
            let _ = writeln!(
                out,
                "  - {} [{place}]",
                style.choose(&finding.th, &finding.en)
            );
        }
    }
    let unassigned: Vec<&str> = agency
        .documents
        .iter()
        .filter(|document| {
            document.items.is_empty() && document.status != crate::result::DocumentStatus::Skipped
        })
        .map(|document| document.path.as_str())
        .collect();
    if !unassigned.is_empty() && !agency.items.is_empty() {
        let title = style.choose("ไฟล์ที่ไม่ตรงกับข้อใด", "Files that answer no item");
        heading(out, title, style);
        for path in unassigned {
            let _ = writeln!(out, "  - {path}");
        }
    }
    if !agency.errors.is_empty() {
        heading(out, style.choose("ข้อผิดพลาด", "Errors"), style);
        for error in &agency.errors {
            let _ = writeln!(
                out,
                "  ! {}",
                style.choose(&error.message.th, &error.message.en)
            );
        }
    }
    out.push('\n');
}

fn summary(out: &mut String, agency: &AgencyResult, style: Style) {
    let s = &agency.summary;
    let score = if (s.score.max - s.score.min).abs() < f64::EPSILON {
        format!("{:.2}", s.score.min)
    } else {
        format!("{:.2}–{:.2}", s.score.min, s.score.max)
    };
    let _ = match style.language {
        Language::Th => writeln!(
            out,
            "คะแนน OIT: {score}   ผ่าน {}  ไม่ครบ {}  ไม่มี {}  ให้คนดู {}   ไฟล์: อ่านได้ {} บางส่วน {} อ่านไม่ได้ {} ข้าม {}",
            s.pass,
            s.partial,
            s.missing,
            s.review,
            s.files.read,
            s.files.partial,
            s.files.unreadable,
            s.files.skipped
        ),
        Language::En => writeln!(
            out,
            "OIT score: {score}   pass {}  partial {}  missing {}  review {}   files: read {} partial {} unreadable {} skipped {}",
            s.pass,
            s.partial,
            s.missing,
            s.review,
            s.files.read,
            s.files.partial,
            s.files.unreadable,
            s.files.skipped
        ),
    };
}

/// One line per requirement with a verdict; an item without documents is one line.
fn list(out: &mut String, agency: &AgencyResult, style: Style, verdict: Verdict, title: &str) {
    let items: Vec<&ItemResult> = agency
        .items
        .iter()
        .filter(|item| match verdict {
            Verdict::Fail => item
                .requirements
                .iter()
                .any(|r| r.verdict == verdict && !r.advice),
            _ => item.requirements.iter().any(|r| r.verdict == verdict),
        })
        .collect();
    if items.is_empty() {
        return;
    }
    heading(out, title, style);
    for item in items {
        let _ = writeln!(out, "  {} {}", style.paint("1", &item.id), item.title);
        if item.verdict == ItemVerdict::Missing {
            let text = style.choose(
                "ไม่มีเอกสารของข้อนี้ ต้องเผยแพร่:",
                "no document for this item; to publish:",
            );
            let _ = writeln!(out, "      {text}");
            for requirement in &item.requirements {
                let asks = style.choose(&requirement.text, &requirement.text_en);
                let _ = writeln!(out, "      {} {asks}", pad(&requirement.id, 7));
            }
            continue;
        }
        let mut said = BTreeSet::new();
        for requirement in item.requirements.iter().filter(|r| r.verdict == verdict) {
            let reason = style.choose(&requirement.reason.th, &requirement.reason.en);
            // The same unreadable file is said once, not for each of eleven requirements.
            if requirement.reason.code == "unreadable-document" && !said.insert(reason.to_owned()) {
                continue;
            }
            let asks = style.choose(&requirement.text, &requirement.text_en);
            let reason = if reason.contains(asks) {
                reason.to_owned()
            } else {
                format!("{asks} — {reason}")
            };
            let place = requirement
                .nearest
                .first()
                .or(requirement.evidence.first())
                .map(place);
            let place = place.map(|place| format!(" [{place}]")).unwrap_or_default();
            let _ = writeln!(out, "      {} {reason}{place}", pad(&requirement.id, 7));
        }
    }
}

fn overview(out: &mut String, run: &Run, style: Style) {
    heading(out, style.choose("ภาพรวม", "Overview"), style);
    let widest = run
        .agencies
        .iter()
        .map(|agency| agency.agency.path.width())
        .max()
        .unwrap_or(0)
        .min(50);
    let head = style.choose(
        "ผ่าน ไม่ครบ ไม่มี ให้คนดู  คะแนน",
        "pass partial missing review  score",
    );
    let _ = writeln!(out, "  {}  {head}", pad("", widest));
    for agency in &run.agencies {
        let s = &agency.summary;
        let _ = writeln!(
            out,
            "  {}  {:>4} {:>7} {:>7} {:>6}  {:.2}–{:.2}",
            pad(&shorten(&agency.agency.path, widest), widest),
            s.pass,
            s.partial,
            s.missing,
            s.review,
            s.score.min,
            s.score.max
        );
    }
}

/// The whole reasoning of one item in every agency; `None` when no agency has the item.
pub fn explain(run: &Run, id: &str, style: Style) -> Option<String> {
    let run = &printable(run);
    let mut out = String::new();
    for agency in &run.agencies {
        let Some(item) = agency
            .items
            .iter()
            .find(|item| item.id.eq_ignore_ascii_case(id))
        else {
            continue;
        };
        let name = agency.agency.name.as_deref().unwrap_or(&agency.agency.id);
        let _ = writeln!(out, "{}", style.paint("1", name));
        let _ = writeln!(
            out,
            "{} {} {}",
            item.id,
            style.verdict(item.verdict),
            item.title
        );
        heading(&mut out, style.choose("เอกสาร", "Documents"), style);
        for document in &agency.documents {
            let about: Vec<_> = document
                .assigned_by
                .iter()
                .filter(|signal| signal.item == item.id)
                .collect();
            if about.is_empty() {
                continue;
            }
            let mark = if document.items.contains(&item.id) {
                "+"
            } else {
                "-"
            };
            let _ = writeln!(out, "  {mark} {}", document.path);
            for signal in about {
                let _ = writeln!(
                    out,
                    "      {:+.2} {}: {}",
                    signal.weight, signal.signal, signal.detail
                );
            }
        }
        heading(&mut out, style.choose("ข้อกำหนด", "Requirements"), style);
        for requirement in &item.requirements {
            let verdict = match requirement.verdict {
                Verdict::Pass => style.paint("32", "pass"),
                Verdict::Fail => style.paint("31", "fail"),
                Verdict::Review => style.paint("36", "review"),
            };
            let asks = style.choose(&requirement.text, &requirement.text_en);
            let _ = writeln!(
                out,
                "  {} {verdict} ({}, {:.2}) {asks}",
                requirement.id, requirement.kind, requirement.confidence
            );
            let _ = writeln!(
                out,
                "      {}",
                style.choose(&requirement.reason.th, &requirement.reason.en)
            );
            for (mark, list) in [("✓", &requirement.evidence), ("~", &requirement.nearest)] {
                for evidence in list {
                    let _ = writeln!(out, "      {mark} [{}] {}", place(evidence), evidence.quote);
                }
            }
        }
        out.push('\n');
    }
    (!out.is_empty()).then_some(out)
}

/// What to try next, by what happened.
fn hints(out: &mut String, run: &Run, style: Style) {
    let any = |code: &str| {
        run.agencies
            .iter()
            .flat_map(|a| &a.errors)
            .any(|error| error.code == code)
    };
    let mut lines = Vec::new();
    if any("rules") {
        lines.push(style.choose(
            "ใช้ --rules ID เพื่อเลือกชุดเกณฑ์ (ดู oitcheck rules list)",
            "use --rules ID to choose a rule set (see oitcheck rules list)",
        ));
    }
    let review = run.agencies.iter().any(|agency| agency.summary.review > 0);
    let partial = run
        .agencies
        .iter()
        .any(|agency| agency.summary.partial + agency.summary.missing > 0);
    if review || partial {
        lines.push(style.choose(
            "ดูหลักฐานทั้งหมด: --format json หรือ --out DIR",
            "all evidence: --format json or --out DIR",
        ));
    }
    for line in lines {
        let _ = writeln!(out, "→ {line}");
    }
}

fn heading(out: &mut String, text: &str, style: Style) {
    let _ = writeln!(out, "\n{}", style.paint("1", text));
}

/// `file.pdf p. 4`, `file.xlsx "sheet" row 3`.
fn place(evidence: &Evidence) -> String {
    let mut text = evidence.document.clone();
    if let Some(page) = evidence.page {
        let _ = write!(text, " p. {page}");
    }
    if let Some(sheet) = &evidence.sheet {
        let _ = write!(text, " “{sheet}”");
    }
    if let Some(row) = evidence.row {
        let _ = write!(text, " r. {row}");
    }
    text
}

/// Pads to a number of terminal columns; Thai marks above and below take none.
fn pad(text: &str, width: usize) -> String {
    let gap = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(gap))
}

/// Cuts to a number of terminal columns between clusters.
fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for cluster in text.graphemes(true) {
        if out.width() + cluster.width() + 1 > width {
            break;
        }
        out.push_str(cluster);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thai_marks_take_no_column() {
        assert_eq!(pad("ผู้", 4).width(), 4);
        assert_eq!(shorten("สถานีตำรวจภูธร", 6), "สถานี…");
    }
}
