//! The summary and the missing-items list for a terminal, aligned for Thai.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::columns::{pad, shorten, wrap};
use super::facts::{self, Standing};
use crate::language::Language;
use crate::messages::phrases::{self, Phrase};
use crate::result::{
    AgencyResult, ErrorRecord, Evidence, ItemResult, ItemVerdict, RequirementResult, Run, Summary,
};

/// How the report is written.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Language of the sentences.
    pub language: Language,
    /// Whether verdicts are coloured.
    pub colours: bool,
    /// Columns of the terminal, at which lines are broken; `None` for whole lines, as programs and files want them.
    pub width: Option<usize>,
}

/// Columns a text has at least, however narrow the terminal is.
const LEAST_COLUMNS: usize = 20;

/// Widest column of agencies in the overview.
const AGENCY_COLUMNS: usize = 40;

/// The whole report, of a run that [`super::harmless`] made.
pub fn write(run: &Run, style: Style) -> String {
    let mut out = String::new();
    for agency in &run.agencies {
        agency_report(&mut out, agency, style);
    }
    errors(&mut out, &run.errors, style);
    if run.agencies.len() > 1 {
        overview(&mut out, run, style);
    }
    hints(&mut out, run, style);
    out
}

impl Style {
    fn say(self, phrase: Phrase) -> &'static str {
        phrase.text(self.language)
    }

    fn paint(self, colour: &str, text: &str) -> String {
        if self.colours {
            format!("\u{1b}[{colour}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// Writes a line: its start, which takes so many columns, and a text that goes on below itself where it is
    /// longer than the terminal is wide.
    fn line(self, out: &mut String, start: &str, columns: usize, text: &str) {
        let lines = match self.width {
            Some(width) => wrap(text, width.saturating_sub(columns).max(LEAST_COLUMNS)),
            None => vec![text.to_owned()],
        };
        let _ = writeln!(
            out,
            "{start}{}",
            lines.join(&format!("\n{}", " ".repeat(columns)))
        );
    }

    /// The same with a start that has no colours.
    fn plain(self, out: &mut String, start: &str, text: &str) {
        self.line(out, start, start.width(), text);
    }

    /// A verdict in its colour, as wide as the widest.
    fn verdict(self, verdict: ItemVerdict) -> String {
        const ALL: [Phrase; 4] = [
            phrases::PASS,
            phrases::PARTIAL,
            phrases::MISSING,
            phrases::REVIEW,
        ];
        let colour = match verdict {
            ItemVerdict::Pass => "32",
            ItemVerdict::Partial => "33",
            ItemVerdict::Missing => "31",
            ItemVerdict::Review => "36",
        };
        let widest = ALL.iter().map(|phrase| self.say(*phrase).width()).max();
        let name = self.say(facts::item_phrase(verdict));
        self.paint(colour, &pad(name, widest.unwrap_or(0)))
    }
}

fn agency_report(out: &mut String, agency: &AgencyResult, style: Style) {
    let _ = writeln!(out, "{}", style.paint("1", facts::name(&agency.agency)));
    if let Some(rules) = &agency.rule_set {
        let label = style.say(phrases::RULE_SET);
        let text = format!("{label}: {} ({})", rules.id, rules.chosen_by);
        style.plain(out, "", &text);
    }
    summary(out, &agency.summary, style);
    if !agency.items.is_empty() {
        out.push('\n');
    }
    let widest = agency.items.iter().map(|item| item.id.width()).max();
    for item in &agency.items {
        let verdict = style.verdict(item.verdict);
        let start = format!("  {}  {verdict}  ", pad(&item.id, widest.unwrap_or(0)));
        let change = item.change.as_ref().map(facts::change_phrase);
        let change = change
            .map(|phrase| format!("  [{}]", style.say(phrase)))
            .unwrap_or_default();
        // Colours have no width, but `width` counts their letters.
        let taken =
            widest.unwrap_or(0) + style.say(facts::item_phrase(item.verdict)).width().max(8);
        let title = match style.width {
            Some(width) => {
                let room = width.saturating_sub(taken + change.width() + 8);
                shorten(&item.title, room.max(LEAST_COLUMNS))
            }
            None => item.title.clone(),
        };
        let _ = writeln!(out, "{start}{title}{change}");
    }
    list(out, agency, style, Standing::Missing, phrases::MISSING_LIST);
    list(out, agency, style, Standing::Review, phrases::REVIEW_LIST);
    list(out, agency, style, Standing::Advice, phrases::ADVICE_LIST);
    list(out, agency, style, Standing::Waived, phrases::WAIVED_LIST);
    findings(out, agency, style);
    let unassigned: Vec<&str> = facts::unassigned(agency).collect();
    if !unassigned.is_empty() && !agency.items.is_empty() {
        heading(out, phrases::UNASSIGNED, style);
        for path in unassigned {
            style.plain(out, "  - ", path);
        }
    }
    if !agency.errors.is_empty() {
        heading(out, phrases::ERRORS, style);
    }
    errors(out, &agency.errors, style);
    out.push('\n');
}

fn summary(out: &mut String, s: &Summary, style: Style) {
    let counts = |list: &[(Phrase, u32)]| -> String {
        let counts = list
            .iter()
            .map(|(phrase, count)| format!("{} {count}", style.say(*phrase)));
        counts.collect::<Vec<_>>().join("  ")
    };
    let mut items = vec![
        (phrases::PASS, s.pass),
        (phrases::PARTIAL, s.partial),
        (phrases::MISSING, s.missing),
        (phrases::REVIEW, s.review),
    ];
    items.extend((s.waived > 0).then_some((phrases::WAIVED, s.waived)));
    items.extend((s.not_due > 0).then_some((phrases::NOT_DUE, s.not_due)));
    let files = [
        (phrases::FILE_READ, s.files.read),
        (phrases::FILE_PARTIAL, s.files.partial),
        (phrases::FILE_UNREADABLE, s.files.unreadable),
        (phrases::FILE_SKIPPED, s.files.skipped),
    ];
    let score = facts::score(&s.score);
    let _ = writeln!(out, "{}: {score}", style.say(phrases::SCORE));
    for (label, list) in [(phrases::ITEMS, &items[..]), (phrases::FILES, &files[..])] {
        style.plain(out, &format!("{}: ", style.say(label)), &counts(list));
    }
}

/// One line for each requirement that stands so; a title for each item.
fn list(out: &mut String, agency: &AgencyResult, style: Style, standing: Standing, title: Phrase) {
    let items: Vec<&ItemResult> = facts::items_with(agency, standing).collect();
    if items.is_empty() {
        return;
    }
    heading(out, title, style);
    for item in items {
        let start = format!("  {} ", style.paint("1", &item.id));
        style.line(out, &start, item.id.width() + 3, &item.title);
        let to_publish = matches!(standing, Standing::Missing | Standing::Advice);
        if item.verdict == ItemVerdict::Missing && to_publish {
            let _ = writeln!(out, "    {}", style.say(phrases::NO_DOCUMENT));
        }
        let mut said: Vec<&str> = Vec::new();
        for requirement in facts::standing(item, standing) {
            let reason = facts::says(&requirement.reason, style.language);
            // The same unreadable file is said once, not for each of eleven requirements.
            if requirement.reason.code == "unreadable-document" {
                if said.contains(&reason) {
                    continue;
                }
                said.push(reason);
            }
            let line = line(item, requirement, standing, style);
            style.plain(out, &format!("    {} ", pad(&requirement.id, 6)), &line);
        }
    }
}

/// What to publish or look at, why, and where the nearest is.
fn line(
    item: &ItemResult,
    requirement: &RequirementResult,
    standing: Standing,
    style: Style,
) -> String {
    let asks = facts::asks(requirement, style.language);
    if let (Standing::Waived, Some(waiver)) = (standing, &requirement.waived) {
        let by = [("by", waiver.by.as_str()), ("reason", &waiver.reason)];
        let mut line = format!("{asks} – {}", phrases::WAIVED_BY.fill(style.language, &by));
        if let Some(until) = &waiver.until {
            let until = phrases::WAIVED_UNTIL.fill(style.language, &[("until", until)]);
            let _ = write!(line, " ({until})");
        }
        return line;
    }
    if item.verdict == ItemVerdict::Missing {
        return asks.to_owned();
    }
    let mut line = facts::asks_and_why(requirement, style.language);
    let nearest = requirement.nearest.first().or(requirement.evidence.first());
    if let Some(evidence) = nearest {
        let _ = write!(line, " [{}]", facts::located(evidence, style.language));
    }
    line
}

fn findings(out: &mut String, agency: &AgencyResult, style: Style) {
    if !agency.findings.is_empty() {
        heading(out, phrases::FINDINGS, style);
    }
    for finding in &agency.findings {
        let text = match style.language {
            Language::Th => &finding.th,
            Language::En => &finding.en,
        };
        let place = finding
            .evidence
            .first()
            .map(|evidence| format!(" [{}]", facts::located(evidence, style.language)));
        let text = format!("{text}{}", place.unwrap_or_default());
        style.plain(out, "  - ", &text);
    }
}

fn errors(out: &mut String, errors: &[ErrorRecord], style: Style) {
    for error in errors {
        style.plain(out, "  ! ", error.message.text(style.language));
    }
}

/// A line for each agency, in columns.
fn overview(out: &mut String, run: &Run, style: Style) {
    let heads = [
        phrases::PASS,
        phrases::PARTIAL,
        phrases::MISSING,
        phrases::REVIEW,
        phrases::SCORE,
    ]
    .map(|phrase| style.say(phrase));
    let widest = run
        .agencies
        .iter()
        .map(|agency| agency.agency.key().width())
        .max()
        .unwrap_or(0)
        .min(AGENCY_COLUMNS);
    heading(out, phrases::OVERVIEW, style);
    let _ = writeln!(out, "  {}  {}", pad("", widest), heads.join("  "));
    for agency in &run.agencies {
        let s = &agency.summary;
        let mut line = pad(&shorten(agency.agency.key(), widest), widest);
        for (count, head) in [s.pass, s.partial, s.missing, s.review].iter().zip(heads) {
            let _ = write!(line, "  {count:>0$}", head.width());
        }
        let _ = writeln!(out, "  {line}  {}", facts::score(&s.score));
    }
}

/// The whole reasoning of one item in every agency, of a run that [`super::harmless`] made; `None` when no agency has the item.
pub fn explain(run: &Run, id: &str, style: Style) -> Option<String> {
    let mut out = String::new();
    for agency in &run.agencies {
        let Some(item) = agency
            .items
            .iter()
            .find(|item| item.id.eq_ignore_ascii_case(id))
        else {
            continue;
        };
        let _ = writeln!(out, "{}", style.paint("1", facts::name(&agency.agency)));
        let start = |style: Style| format!("{} {} ", item.id, style.verdict(item.verdict));
        let plain = Style {
            colours: false,
            ..style
        };
        style.line(&mut out, &start(style), start(plain).width(), &item.title);
        heading(&mut out, phrases::DOCUMENTS, style);
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
            style.plain(&mut out, &format!("  {mark} "), &document.path);
            for signal in about {
                let start = format!("      {:+.2} ", signal.weight);
                let text = format!("{}: {}", signal.signal, signal.detail);
                style.plain(&mut out, &start, &text);
            }
        }
        heading(&mut out, phrases::REQUIREMENT, style);
        for requirement in &item.requirements {
            let standing = Standing::of(item, requirement);
            let colour = match standing {
                Standing::Pass => "32",
                Standing::Missing => "31",
                _ => "36",
            };
            let verdict = style.paint(colour, style.say(standing.phrase()));
            let asks = facts::asks(requirement, style.language);
            let text = format!(
                "({}, {:.2}) {asks}",
                requirement.kind, requirement.confidence
            );
            let columns = requirement.id.width() + style.say(standing.phrase()).width() + 4;
            let start = format!("  {} {verdict} ", requirement.id);
            style.line(&mut out, &start, columns, &text);
            let reason = facts::says(&requirement.reason, style.language);
            style.plain(&mut out, "      ", reason);
            for (mark, list) in [("✓", &requirement.evidence), ("~", &requirement.nearest)] {
                for evidence in list {
                    style.plain(&mut out, &format!("      {mark} "), &quote(evidence, style));
                }
            }
        }
        out.push('\n');
    }
    (!out.is_empty()).then_some(out)
}

/// What to try next, by what happened.
fn hints(out: &mut String, run: &Run, style: Style) {
    let mut lines = Vec::new();
    let errors = || run.agencies.iter().flat_map(|agency| &agency.errors);
    if errors().any(|error| error.code == "rules") {
        lines.push(style.say(phrases::HINT_RULES).to_owned());
    }
    let mut items = run.agencies.iter().flat_map(|agency| &agency.items);
    if let Some(item) = items.find(|item| item.verdict != ItemVerdict::Pass) {
        lines.push(style.say(phrases::HINT_REPORTS).to_owned());
        lines.push(phrases::HINT_EXPLAIN.fill(style.language, &[("item", &item.id)]));
    }
    let mut items = run.agencies.iter().flat_map(|agency| &agency.items);
    let only_advice = |item: &ItemResult| {
        let mut requirements = item.requirements.iter();
        item.verdict == ItemVerdict::Review && requirements.all(|requirement| requirement.advice)
    };
    if items.any(only_advice) {
        lines.push(style.say(phrases::HINT_ADVICE).to_owned());
    }
    for line in lines {
        style.plain(out, "→ ", &line);
    }
}

fn heading(out: &mut String, phrase: Phrase, style: Style) {
    let _ = writeln!(out, "\n{}", style.paint("1", style.say(phrase)));
}

/// Where it stands and what is written there.
fn quote(evidence: &Evidence, style: Style) -> String {
    format!(
        "[{}] {}",
        facts::located(evidence, style.language),
        evidence.quote
    )
}
