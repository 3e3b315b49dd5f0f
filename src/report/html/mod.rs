//! The report as web pages: one file for one agency; an index and one file per agency for many.
//!
//! A page is whole in itself: no request leaves it, which its content security policy also forbids, and the policy
//! knows the one style and the one script by their hashes: nothing that a document smuggled in would run. It is read
//! without script: both languages are in it, and a radio button decides by CSS which is shown; script adds
//! sorting and filtering. Verdicts are told by a sign and a word as well as a colour.

mod agency;
mod index;
mod sources;

use std::path::Path;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::facts::{self, Standing};
use super::{Output, Report, ReportError, write};
use crate::files::safe_name;
use crate::language::Language;
use crate::messages::phrases::{self, Phrase};
use crate::result::{Change, ItemVerdict, Run};
use sources::Sources;

pub(super) const OUTPUT: Output = Output {
    flag: "html",
    value: "DIR",
    help: "เขียนรายงานเว็บ เปิดได้โดยไม่ต้องต่ออินเทอร์เน็ต / write a web report that opens offline",
    write: write_folder,
};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What a page may load and run: its own style, its own script and pictures inside it. Nothing else, so styles
/// cannot stand in attributes either.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = |text: &str| format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
});

/// Folder of the agencies' pages below the index.
const AGENCIES: &str = "agencies";

fn write_folder(report: &Report<'_>, folder: &Path) -> Result<(), ReportError> {
    let run = report.run;
    if let [agency] = run.agencies.as_slice() {
        let sources = Sources::new(folder, report, agency);
        let page = agency::page(report, agency, &sources, None);
        return write(&folder.join("index.html"), page.into_string().as_bytes());
    }
    let pages = folder.join(AGENCIES);
    run.agencies
        .par_iter()
        .enumerate()
        .try_for_each(|(number, agency)| {
            let sources = Sources::new(&pages, report, agency);
            let page = agency::page(report, agency, &sources, Some("../index.html"));
            let path = pages.join(agency_file(run, number));
            write(&path, page.into_string().as_bytes())
        })?;
    for (name, page) in index::pages(report) {
        write(&folder.join(name), page.into_string().as_bytes())?;
    }
    Ok(())
}

/// The file of an agency's page; its number keeps agencies of the same name apart.
fn agency_file(run: &Run, number: usize) -> String {
    let id = run
        .agencies
        .get(number)
        .map_or("", |agency| &agency.agency.id);
    format!("{:05}-{}.html", number + 1, safe_name(id))
}

/// A text in both languages; the page shows one of them.
fn both(th: &str, en: &str) -> Markup {
    html! {
        @if th == en {
            (th)
        } @else {
            span lang="th" { (th) }
            span lang="en" { (en) }
        }
    }
}

/// A phrase in both languages.
fn say(phrase: Phrase) -> Markup {
    both(phrase.th, phrase.en)
}

/// A phrase with arguments in both languages.
fn fill(phrase: Phrase, arguments: &[(&str, &str)]) -> Markup {
    both(
        &phrase.fill(Language::Th, arguments),
        &phrase.fill(Language::En, arguments),
    )
}

/// The frame of every page.
fn shell(report: &Report<'_>, title: &str, home: Option<&str>, content: &Markup) -> Markup {
    let thai = report.language == Language::Th;
    let lang = if thai { "th" } else { "en" };
    html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(*POLICY);
                meta name="generator" content=(format!("{} {}", report.run.tool.name, report.run.tool.version));
                meta name="color-scheme" content="light";
                title { (title) " – " (phrases::TITLE.text(report.language)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#content" { (say(phrases::SKIP)) }
                header.masthead {
                    div.wide {
                        p.brand {
                            @if let Some(home) = home {
                                a href=(home) { "← " (say(phrases::AGENCIES)) }
                            } @else {
                                (say(phrases::TITLE))
                            }
                        }
                        fieldset.switch {
                            legend { span lang="th" { "ภาษา" } span lang="en" { "Language" } }
                            input type="radio" name="language" id="show-th" value="th" checked[thai];
                            label for="show-th" lang="th" { "ไทย" }
                            input type="radio" name="language" id="show-en" value="en" checked[!thai];
                            label for="show-en" lang="en" { "English" }
                        }
                    }
                }
                main #content .wide { (content) }
                footer.foot { div.wide { (footer(report)) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn footer(report: &Report<'_>) -> Markup {
    html! {
        p {
            (report.run.tool.name) " " (report.run.tool.version)
            @if let Some(run) = &report.run.run {
                " · " (say(phrases::CHECKED_ON)) " " time datetime=(run.started) { (day(&run.started)) }
            }
        }
        p { (say(phrases::ABOUT_SCORE)) }
        @if report.documents.is_none() {
            p { (say(phrases::ABOUT_LINKS)) }
        }
    }
}

/// The day of an RFC 3339 time.
fn day(started: &str) -> &str {
    started.split('T').next().unwrap_or(started)
}

/// A verdict as a sign and a word.
fn badge(class: &str, sign: &str, phrase: Phrase) -> Markup {
    html! {
        span class=(format!("badge {class}")) {
            span.sign aria-hidden="true" { (sign) } " " (say(phrase))
        }
    }
}

fn item_badge(verdict: ItemVerdict) -> Markup {
    badge(
        facts::item_code(verdict),
        item_sign(verdict),
        facts::item_phrase(verdict),
    )
}

fn standing_badge(standing: Standing) -> Markup {
    badge(standing.code(), standing_sign(standing), standing.phrase())
}

/// The sign of an item's verdict: told apart without colour.
fn item_sign(verdict: ItemVerdict) -> &'static str {
    match verdict {
        ItemVerdict::Pass => "✓",
        ItemVerdict::Partial => "◐",
        ItemVerdict::Missing => "✕",
        ItemVerdict::Review => "?",
    }
}

fn standing_sign(standing: Standing) -> &'static str {
    match standing {
        Standing::Pass => "✓",
        Standing::Missing => "✕",
        Standing::Review => "?",
        Standing::NotDue => "…",
        Standing::Waived => "–",
        Standing::Advice => "i",
        Standing::OtherWay => "≈",
    }
}

fn change_badge(change: &Change) -> Markup {
    html! {
        span.change { (say(facts::change_phrase(change)))
            @if let Some(before) = change.before {
                " (" (say(phrases::CHANGE_BEFORE)) " " (say(facts::item_phrase(before))) ")"
            }
        }
    }
}

/// The range of a score as a bar: solid up to what is certain, striped up to what is possible. Drawn, because the
/// policy allows no style in an attribute.
fn score_bar(min: f64, max: f64) -> Markup {
    let percent = |value: f64| format!("{value:.2}%");
    html! {
        svg.bar aria-hidden="true" {
            rect.sure width=(percent(min)) height="100%" {}
            @if max > min {
                rect.maybe x=(percent(min)) width=(percent(max - min)) height="100%" {}
                line.stripes x1=(percent(min)) x2=(percent(max)) y1="50%" y2="50%" {}
            }
        }
    }
}

/// A number of items with a verdict.
fn tile(class: &str, sign: &str, phrase: Phrase, count: u32) -> Markup {
    html! {
        li class=(class) {
            span.count { (count) }
            span.what { span.sign aria-hidden="true" { (sign) } " " (say(phrase)) }
        }
    }
}
