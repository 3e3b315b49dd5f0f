//! A problem of a rule file as a user sees it: code, place, the line itself, and what to do.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::problem::{Problem, Report};
use super::source::{Sources, Span};
use crate::language::Bilingual;

/// Longest source line that is shown, in bytes. A longer one is no line a person wrote; its place is named
/// without it.
const SHOWN_BYTES: usize = 4096;

/// Columns of a message; long source lines are cut around the marked place by the renderer.
const WIDTH: usize = 120;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The item, or the set, cannot be used.
    Error,
    /// It works, but probably not as meant.
    Warning,
}

/// One problem of a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name of the kind of problem, such as `unknown-key`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The file as the user named it, or the name of an embedded one.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: Bilingual,
    /// What to do about it; empty where the message says it all.
    pub help: Bilingual,
    /// The source line; empty where there is none to show.
    shown: String,
    /// Bytes of `shown` that are marked.
    marked: std::ops::Range<usize>,
}

impl Diagnostic {
    /// The problem in one language with the source line, over several lines, without a final line break.
    pub fn render(&self, thai: bool) -> String {
        let pick = |text: &Bilingual| {
            if thai {
                text.th.clone()
            } else {
                text.en.clone()
            }
        };
        let level = match (self.severity, thai) {
            (Severity::Error, true) => Level::ERROR.with_name("ผิดพลาด"),
            (Severity::Error, false) => Level::ERROR,
            (Severity::Warning, true) => Level::WARNING.with_name("ควรแก้"),
            (Severity::Warning, false) => Level::WARNING,
        };
        let title = level.primary_title(pick(&self.message)).id(self.code);
        let mut group = if self.shown.is_empty() {
            let mut origin = Origin::path(self.file.clone());
            if self.line > 0 {
                origin = origin.line(self.line).char_column(self.column);
            }
            title.element(origin)
        } else {
            title.element(
                Snippet::source(self.shown.clone())
                    .line_start(self.line)
                    .path(self.file.clone())
                    .annotation(AnnotationKind::Primary.span(self.marked.clone())),
            )
        };
        let help = pick(&self.help);
        if !help.is_empty() {
            let level = if thai {
                Level::HELP.with_name("วิธีแก้")
            } else {
                Level::HELP
            };
            group = group.element(level.message(help));
        }
        Renderer::plain()
            .decor_style(DecorStyle::Ascii)
            .term_width(WIDTH)
            .render(&[group])
    }

    pub(crate) fn new(sources: &Sources, span: Span, problem: &Problem) -> Self {
        let words = problem.describe();
        let source = sources.0.get(span.file);
        let place = source
            .map(|source| Place::of(&source.text, span))
            .unwrap_or_default();
        Self {
            code: words.code,
            severity: problem.severity(),
            file: source.map(|source| source.name.clone()).unwrap_or_default(),
            line: place.line,
            column: place.column,
            message: Bilingual {
                th: words.th,
                en: words.en,
            },
            help: Bilingual {
                th: words.help_th,
                en: words.help_en,
            },
            shown: place.shown,
            marked: place.marked,
        }
    }
}

/// Line, column and text of a span.
#[derive(Default)]
struct Place {
    line: usize,
    column: usize,
    shown: String,
    marked: std::ops::Range<usize>,
}

impl Place {
    fn of(text: &str, span: Span) -> Self {
        let mut start = span.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let (before, after) = text.split_at(start);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = after.find('\n').map_or(text.len(), |at| start + at);
        let line = text
            .get(line_start..line_end)
            .unwrap_or_default()
            .trim_end_matches('\r');
        let from = start - line_start;
        // A span over several lines is marked on its first.
        let mut to = (span.end.max(start) - line_start)
            .min(line.len())
            .max(from.min(line.len()));
        while !line.is_char_boundary(to) {
            to += 1;
        }
        Self {
            line: before.matches('\n').count() + 1,
            column: text
                .get(line_start..start)
                .unwrap_or_default()
                .chars()
                .count()
                + 1,
            shown: if line.len() > SHOWN_BYTES {
                String::new()
            } else {
                line.to_owned()
            },
            marked: from.min(line.len())..to,
        }
    }
}

/// Problems in the order of files and lines.
pub(crate) fn diagnostics(sources: &Sources, report: &Report) -> Vec<Diagnostic> {
    let mut found: Vec<&(Span, Problem)> = report.found.iter().collect();
    found.sort_by_key(|(span, _)| *span);
    found.dedup();
    found
        .into_iter()
        .map(|(span, problem)| Diagnostic::new(sources, *span, problem))
        .collect()
}
