//! The page of one agency: what is missing first, then every item with what its verdict rests on.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::sources::Sources;
use super::{
    Report, badge, both, change_badge, facts, fill, item_badge, item_sign, say, score_bar, shell,
    standing_badge, tile,
};
use crate::language::Language;
use crate::messages;
use crate::messages::phrases::{self, Phrase};
use crate::picture::Picture;
use crate::report::facts::Standing;
use crate::result::{
    AgencyResult, DocumentResult, DocumentStatus, ErrorRecord, Evidence, ItemResult, ItemVerdict,
    RequirementResult,
};
use crate::thai::chars::is_alphabetic;

/// The whole page.
pub(super) fn page(
    report: &Report<'_>,
    agency: &AgencyResult,
    sources: &Sources,
    home: Option<&str>,
) -> Markup {
    let content = html! {
        (head(agency))
        @if agency.rule_set.is_some() {
            (summary(agency))
            (strip(agency))
            (contents(agency))
            (missing(agency, sources))
            (review(agency, sources))
            (waived(agency))
        }
        (errors(&agency.errors))
        (findings(agency, sources))
        @if agency.rule_set.is_some() { (items(agency, sources)) }
        (documents(agency, sources))
    };
    shell(report, facts::name(&agency.agency), home, &content)
}

fn head(agency: &AgencyResult) -> Markup {
    let info = &agency.agency;
    html! {
        h1 lang="th" { (facts::name(info)) }
        dl.facts {
            @if facts::name(info) != info.id { (fact(phrases::FOLDER, &info.id)) }
            @if let Some(province) = &info.province { (fact(phrases::PROVINCE, province)) }
            @if let Some(year) = info.fiscal_year { (fact(phrases::FISCAL_YEAR, &year.to_string())) }
            @if let Some(rules) = &agency.rule_set { (fact(phrases::RULE_SET, &rules.id)) }
        }
    }
}

fn fact(phrase: Phrase, value: &str) -> Markup {
    html! { div { dt { (say(phrase)) } dd { (value) } } }
}

fn summary(agency: &AgencyResult) -> Markup {
    let s = &agency.summary;
    html! {
        section.summary aria-labelledby="summary" {
            h2 #summary .visually-hidden { (say(phrases::SUMMARY)) }
            div.score {
                p.label { (say(phrases::SCORE)) }
                p.value { (facts::score(&s.score)) }
                (score_bar(s.score.min, s.score.max))
                p.scale aria-hidden="true" { span { "0" } span { "100" } }
            }
            ul.tiles {
                (tile("missing", "✕", phrases::MISSING, s.missing))
                (tile("partial", "◐", phrases::PARTIAL, s.partial))
                (tile("review", "?", phrases::REVIEW, s.review))
                (tile("pass", "✓", phrases::PASS, s.pass))
            }
            p.also {
                @if s.waived > 0 { span { (fill(phrases::COUNT_WAIVED, &[("count", &s.waived.to_string())])) } }
                @if s.not_due > 0 { span { (fill(phrases::COUNT_NOT_DUE, &[("count", &s.not_due.to_string())])) } }
                span {
                    (fill(phrases::COUNT_FILES, &[
                        ("read", &s.files.read.to_string()),
                        ("partial", &s.files.partial.to_string()),
                        ("unreadable", &s.files.unreadable.to_string()),
                    ]))
                }
            }
        }
    }
}

/// Every item as a sign, by indicator where the rule set knows it.
fn strip(agency: &AgencyResult) -> Markup {
    let mut groups: BTreeMap<&str, Vec<&ItemResult>> = BTreeMap::new();
    for item in &agency.items {
        let indicator = item.indicator.as_deref().unwrap_or_default();
        groups.entry(indicator).or_default().push(item);
    }
    html! {
        section aria-labelledby="strip" {
            h2 #strip { (say(phrases::ITEMS)) }
            @for (indicator, items) in &groups {
                @if !indicator.is_empty() {
                    h3.indicator { (say(phrases::INDICATOR)) " " (indicator)
                        @if let Some(range) = agency.summary.score.by_indicator.get(*indicator) {
                            " " span.quiet { (range_text(range.min, range.max)) }
                        }
                    }
                }
                ol.strip {
                    @for item in items {
                        li {
                            a class=(facts::item_code(item.verdict)) href=(format!("#{}", item.id)) {
                                span.sign aria-hidden="true" { (item_sign(item.verdict)) }
                                span.id { (item.id) }
                                span.visually-hidden { " " (say(facts::item_phrase(item.verdict))) ": " span lang="th" { (item.title) } }
                            }
                        }
                    }
                }
            }
            p.legend {
                @for verdict in [ItemVerdict::Pass, ItemVerdict::Partial, ItemVerdict::Missing, ItemVerdict::Review] {
                    (item_badge(verdict)) " "
                }
            }
        }
    }
}

fn range_text(min: f64, max: f64) -> String {
    facts::score(&crate::result::Score {
        min,
        max,
        by_indicator: BTreeMap::new(),
    })
}

/// The table of contents.
fn contents(agency: &AgencyResult) -> Markup {
    let has = |standing| facts::items_with(agency, standing).next().is_some();
    html! {
        nav.contents aria-labelledby="contents" {
            h2 #contents .visually-hidden { (say(phrases::CONTENTS)) }
            ul {
                li { a href="#missing" { (say(phrases::MISSING_LIST)) } }
                @if has(Standing::Review) { li { a href="#review" { (say(phrases::REVIEW_LIST)) } } }
                @if has(Standing::Waived) { li { a href="#waived" { (say(phrases::WAIVED_LIST)) } } }
                @if !agency.errors.is_empty() { li { a href="#errors" { (say(phrases::ERRORS)) } } }
                @if !agency.findings.is_empty() { li { a href="#findings" { (say(phrases::FINDINGS)) } } }
                li { a href="#items" { (say(phrases::ITEMS_EVIDENCE)) } }
                li { a href="#documents" { (say(phrases::DOCUMENTS)) } }
            }
        }
    }
}

fn missing(agency: &AgencyResult, sources: &Sources) -> Markup {
    let items: Vec<&ItemResult> = facts::items_with(agency, Standing::Missing).collect();
    html! {
        section.list.missing aria-labelledby="missing" {
            h2 #missing { (say(phrases::MISSING_LIST)) }
            @if items.is_empty() { p { (say(phrases::NOTHING_MISSING)) } }
            @for item in items {
                div.entry {
                    (entry_title(item))
                    @if item.verdict == ItemVerdict::Missing {
                        p { (say(phrases::NO_DOCUMENT)) }
                    }
                    ul {
                        @for requirement in facts::standing(item, Standing::Missing) {
                            li {
                                (asks(requirement))
                                @if item.verdict != ItemVerdict::Missing {
                                    (because(requirement, sources))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn review(agency: &AgencyResult, sources: &Sources) -> Markup {
    let items: Vec<&ItemResult> = facts::items_with(agency, Standing::Review).collect();
    html! {
        @if !items.is_empty() {
            section.list.review aria-labelledby="review" {
                h2 #review { (say(phrases::REVIEW_LIST)) }
                @for item in items {
                    div.entry {
                        (entry_title(item))
                        ul {
                            // The same unreadable file is said once, not for each of eleven requirements.
                            @for requirements in by_reason(item) {
                                li {
                                    @if let [only] = requirements.as_slice() {
                                        (asks(only)) (because(only, sources))
                                    } @else {
                                        @if let Some(first) = requirements.first() {
                                            (both(&first.reason.th, &first.reason.en))
                                        }
                                        " " span.quiet { (reason_ids(&requirements)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Requirements to look at, those with the same reason together.
fn by_reason(item: &ItemResult) -> Vec<Vec<&RequirementResult>> {
    let mut groups: Vec<Vec<&RequirementResult>> = Vec::new();
    for requirement in facts::standing(item, Standing::Review) {
        let alike = |group: &&mut Vec<&RequirementResult>| {
            group
                .first()
                .is_some_and(|first| first.reason == requirement.reason)
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(requirement),
            None => groups.push(vec![requirement]),
        }
    }
    groups
}

fn reason_ids(requirements: &[&RequirementResult]) -> String {
    let ids: Vec<&str> = requirements.iter().map(|r| r.id.as_str()).collect();
    ids.join(", ")
}

fn waived(agency: &AgencyResult) -> Markup {
    let items: Vec<&ItemResult> = facts::items_with(agency, Standing::Waived).collect();
    html! {
        @if !items.is_empty() {
            section.list.waived aria-labelledby="waived" {
                h2 #waived { (say(phrases::WAIVED_LIST)) }
                @for item in items {
                    div.entry {
                        (entry_title(item))
                        ul {
                            @for requirement in facts::standing(item, Standing::Waived) {
                                li { (asks(requirement)) (waiver(requirement)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn waiver(requirement: &RequirementResult) -> Markup {
    html! {
        @if let Some(waiver) = &requirement.waived {
            p.because {
                (fill(phrases::WAIVED_BY, &[("by", &waiver.by), ("reason", &waiver.reason)]))
                @if let Some(until) = &waiver.until {
                    " " (fill(phrases::WAIVED_UNTIL, &[("until", until)]))
                }
            }
        }
    }
}

fn entry_title(item: &ItemResult) -> Markup {
    html! {
        h3 {
            a href=(format!("#{}", item.id)) { (item.id) } " "
            span lang="th" { (item.title) } " "
            (item_badge(item.verdict))
            @if let Some(change) = &item.change { " " (change_badge(change)) }
        }
    }
}

/// What a requirement asks, with its id.
fn asks(requirement: &RequirementResult) -> Markup {
    html! {
        span.asks { (both(&requirement.text, &requirement.text_en)) } " "
        span.quiet { (requirement.id) }
    }
}

fn why(requirement: &RequirementResult) -> Markup {
    both(
        &facts::why(requirement, Language::Th),
        &facts::why(requirement, Language::En),
    )
}

/// Why it is not met, and the nearest place.
fn because(requirement: &RequirementResult, sources: &Sources) -> Markup {
    html! {
        p.because {
            (why(requirement))
            @if let Some(evidence) = requirement.nearest.first().or(requirement.evidence.first()) {
                " " (place(evidence, sources))
            }
        }
    }
}

/// A link to where evidence lies.
fn place(evidence: &Evidence, sources: &Sources) -> Markup {
    let (th, en) = (
        facts::place(evidence, Language::Th),
        facts::place(evidence, Language::En),
    );
    html! {
        a.place href=(sources.evidence(evidence)) {
            (evidence.document)
            @if !th.is_empty() { " · " (both(&th, &en)) }
        }
    }
}

fn errors(errors: &[ErrorRecord]) -> Markup {
    html! {
        @if !errors.is_empty() {
            section aria-labelledby="errors" {
                h2 #errors { (say(phrases::ERRORS)) }
                ul { @for error in errors { li { (both(&error.message.th, &error.message.en)) } } }
            }
        }
    }
}

fn findings(agency: &AgencyResult, sources: &Sources) -> Markup {
    html! {
        @if !agency.findings.is_empty() {
            section aria-labelledby="findings" {
                h2 #findings { (say(phrases::FINDINGS)) }
                ul.findings {
                    @for finding in &agency.findings {
                        li {
                            strong { (say(facts::severity_phrase(finding.severity))) } ": "
                            (both(&finding.th, &finding.en))
                            (quotes(&finding.evidence, sources))
                        }
                    }
                }
            }
        }
    }
}

fn items(agency: &AgencyResult, sources: &Sources) -> Markup {
    html! {
        section aria-labelledby="items" {
            h2 #items { (say(phrases::ITEMS_EVIDENCE)) }
            div #filter {}
            @for item in &agency.items {
                article.item id=(item.id) aria-labelledby=(format!("{}-title", item.id)) data-verdict=(facts::item_code(item.verdict)) {
                    h3 id=(format!("{}-title", item.id)) {
                        span.id { (item.id) } " " span lang="th" { (item.title) } " " (item_badge(item.verdict))
                        @if let Some(change) = &item.change { " " (change_badge(change)) }
                    }
                    (item_documents(agency, item, sources))
                    @for requirement in &item.requirements {
                        (requirement_details(item, requirement, sources))
                    }
                }
            }
        }
    }
}

fn item_documents(agency: &AgencyResult, item: &ItemResult, sources: &Sources) -> Markup {
    html! {
        @if !item.documents.is_empty() {
            ul.documents {
                @for path in &item.documents {
                    li {
                        a href=(sources.file(path)) { (path) }
                        @let signals = signals(agency, path, &item.id);
                        @if !signals.is_empty() {
                            " " span.quiet { (say(phrases::SIGNALS)) " " (signals) }
                        }
                    }
                }
            }
        }
    }
}

/// Why a file belongs to an item, in the words that were seen.
fn signals(agency: &AgencyResult, path: &str, item: &str) -> String {
    let document = agency
        .documents
        .iter()
        .find(|document| document.path == path);
    let details: BTreeSet<&str> = document
        .iter()
        .flat_map(|document| &document.assigned_by)
        .filter(|signal| {
            signal.item == item && signal.weight > 0.0 && signal.detail.chars().any(is_alphabetic)
        })
        .map(|signal| signal.detail.as_str())
        .collect();
    details
        .into_iter()
        .map(|detail| format!("“{detail}”"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn requirement_details(
    item: &ItemResult,
    requirement: &RequirementResult,
    sources: &Sources,
) -> Markup {
    let standing = Standing::of(item, requirement);
    html! {
        details open[standing == Standing::Missing] data-standing=(standing.code()) {
            summary {
                (standing_badge(standing)) " " (asks(requirement))
                @if requirement.advice && standing != Standing::Advice { " " (badge("advice", "i", phrases::ADVICE)) }
            }
            div.inside {
                p { (why(requirement)) }
                (waiver(requirement))
                (quotes(&requirement.evidence, sources))
                @if !requirement.nearest.is_empty() {
                    p.near { (say(phrases::NEAREST)) }
                    (quotes(&requirement.nearest, sources))
                }
                @if requirement.searched.documents > 0 {
                    p.quiet {
                        (fill(phrases::SEARCHED, &[
                            ("documents", &requirement.searched.documents.to_string()),
                            ("pages", &requirement.searched.pages.to_string()),
                        ]))
                    }
                }
            }
        }
    }
}

/// Quotes with their places, each once: two rules may have found the same.
fn quotes(list: &[Evidence], sources: &Sources) -> Markup {
    let mut seen = BTreeSet::new();
    html! {
        @for evidence in list {
            @let place = place(evidence, sources);
            @if seen.insert((&evidence.quote, place.0.clone())) {
                figure {
                    blockquote lang="th" dir="auto" { (evidence.quote) }
                    figcaption { (place) }
                    @if let Some(picture) = sources.picture(evidence) { (drawing(picture)) }
                }
            }
        }
    }
}

/// The strip of the page that a quote is from, with the place marked. The quote says the same in words.
fn drawing(picture: &Picture) -> Markup {
    let (place, line) = (picture.place, 2.0);
    html! {
        svg.strip-of-page viewBox=(format!("0 0 {} {}", picture.width, picture.height)) aria-hidden="true" {
            image href=(format!("data:image/png;base64,{}", picture.png)) width=(picture.width) height=(picture.height) {}
            rect x=(place.x0 - line) y=(place.y0 - line) width=(place.width() + 2.0 * line) height=(place.height() + 2.0 * line) {}
        }
    }
}

fn documents(agency: &AgencyResult, sources: &Sources) -> Markup {
    let unread = |document: &&DocumentResult| {
        matches!(
            document.status,
            DocumentStatus::Partial | DocumentStatus::Unreadable
        )
    };
    let unassigned: Vec<&str> = facts::unassigned(agency).collect();
    html! {
        section aria-labelledby="documents" {
            h2 #documents { (say(phrases::DOCUMENTS)) }
            @if agency.documents.iter().any(|document| unread(&document)) {
                h3 { (say(phrases::UNREADABLE)) }
                ul {
                    @for document in agency.documents.iter().filter(unread) {
                        li { a href=(sources.file(&document.path)) { (document.path) } " " span.quiet { (say(facts::status_phrase(document.status))) } }
                    }
                }
            }
            @if !unassigned.is_empty() && agency.rule_set.is_some() {
                h3 { (say(phrases::UNASSIGNED)) }
                ul { @for path in &unassigned { li { a href=(sources.file(path)) { (path) } } } }
            }
            h3 { (say(phrases::ALL_FILES)) }
            div.scroll tabindex="0" role="group" aria-labelledby="documents" {
                table {
                    thead {
                        tr {
                            th scope="col" { (say(phrases::DOCUMENT)) }
                            th scope="col" { (say(phrases::FORMAT)) }
                            th.number scope="col" { (say(phrases::PAGES)) }
                            th scope="col" { (say(phrases::STATUS)) }
                            th scope="col" { (say(phrases::ITEM)) }
                            th scope="col" { (say(phrases::NOTES)) }
                        }
                    }
                    tbody {
                        @for document in &agency.documents {
                            tr {
                                th scope="row" { a href=(sources.file(&document.path)) { (document.path) } }
                                td { @if let Some(format) = document.format { (format.extension()) } }
                                td.number { (document.pages) }
                                td { (say(facts::status_phrase(document.status))) }
                                td {
                                    @for item in &document.items { a href=(format!("#{item}")) { (item) } " " }
                                }
                                td { @for warning in &document.warnings { @let said = messages::warning(warning); p { (both(&said.th, &said.en)) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}
