//! The index of many agencies: how the scores lie, what is missed most, who stands where. Long lists go over
//! several pages, so that each opens at once on a slow machine.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{Report, agency_file, both, facts, fill, item_sign, say, score_bar, shell, tile};
use crate::messages::phrases;
use crate::result::{AgencyResult, ErrorRecord, ItemResult, ItemVerdict};

/// Agencies of one page: with 30 items each, the page stays below 300 KB.
const AGENCIES_PER_PAGE: usize = 200;

/// Items in the list of the most missed.
const MOST_MISSED: usize = 10;

/// Provinces need no list of their own where there is only one.
const PROVINCES_AT_LEAST: usize = 2;

/// An agency and the number of its page.
type Numbered<'a> = (usize, &'a AgencyResult);

/// Every page of the index with its file name.
pub(super) fn pages(report: &Report<'_>) -> Vec<(String, Markup)> {
    let mut agencies: Vec<Numbered<'_>> = report.run.agencies.iter().enumerate().collect();
    // Where most is to be done first; alike by folder.
    agencies.sort_by(|(_, a), (_, b)| {
        let score = |agency: &AgencyResult| (agency.summary.score.min, agency.summary.score.max);
        let order = score(a).partial_cmp(&score(b));
        order
            .unwrap_or(std::cmp::Ordering::Equal)
            .then_with(|| a.agency.key().cmp(b.agency.key()))
    });
    let chunks: Vec<&[Numbered<'_>]> = agencies.chunks(AGENCIES_PER_PAGE).collect();
    if chunks.is_empty() {
        return vec![(page_name(0), page(report, &[], 0, 1))];
    }
    (0..)
        .zip(&chunks)
        .map(|(number, chunk)| (page_name(number), page(report, chunk, number, chunks.len())))
        .collect()
}

/// `index.html`, then `index-2.html` and so on.
fn page_name(number: usize) -> String {
    if number == 0 {
        "index.html".to_owned()
    } else {
        format!("index-{}.html", number + 1)
    }
}

fn page(report: &Report<'_>, chunk: &[Numbered<'_>], number: usize, pages: usize) -> Markup {
    let all = &report.run.agencies;
    let content = html! {
        h1 { (say(phrases::OVERVIEW)) }
        @if number == 0 {
            (summary(all))
            (distribution(all))
            (most_missed(all))
            (provinces(all))
            (strays(&report.run.errors))
        }
        section aria-labelledby="agencies" {
            h2 #agencies { (say(phrases::AGENCIES)) }
            (pager(number, pages))
            div #filter {}
            (table(report, chunk))
            (pager(number, pages))
        }
        (heat_maps(report, chunk))
    };
    let title = fill_title(report, all.len());
    shell(
        report,
        &title,
        (number > 0).then_some("index.html"),
        &content,
    )
}

fn fill_title(report: &Report<'_>, count: usize) -> String {
    phrases::AGENCY_COUNT.fill(report.language, &[("count", &count.to_string())])
}

fn pager(number: usize, pages: usize) -> Markup {
    html! {
        @if pages > 1 {
            p.pager {
                (fill(phrases::PAGE_OF, &[("page", &(number + 1).to_string()), ("pages", &pages.to_string())]))
                @for other in 0..pages {
                    " "
                    @if other == number { strong { (other + 1) } } @else { a href=(page_name(other)) { (other + 1) } }
                }
            }
        }
    }
}

/// Agencies that could be judged.
fn judged(agencies: &[AgencyResult]) -> impl Iterator<Item = &AgencyResult> {
    agencies.iter().filter(|agency| agency.rule_set.is_some())
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

fn summary(agencies: &[AgencyResult]) -> Markup {
    let min = mean(judged(agencies).map(|agency| agency.summary.score.min));
    let max = mean(judged(agencies).map(|agency| agency.summary.score.max));
    let sum =
        |pick: fn(&AgencyResult) -> u32| agencies.iter().map(pick).fold(0, u32::saturating_add);
    let not_judged = agencies.len() - judged(agencies).count();
    html! {
        section.summary aria-labelledby="summary" {
            h2 #summary .visually-hidden { (say(phrases::SUMMARY)) }
            div.score {
                p.label { (say(phrases::MEAN_SCORE)) " · " (fill(phrases::AGENCY_COUNT, &[("count", &agencies.len().to_string())])) }
                p.value { (format!("{min:.2}–{max:.2}")) }
                (score_bar(min, max))
                p.scale aria-hidden="true" { span { "0" } span { "100" } }
            }
            ul.tiles {
                (tile("missing", "✕", phrases::MISSING, sum(|agency| agency.summary.missing)))
                (tile("partial", "◐", phrases::PARTIAL, sum(|agency| agency.summary.partial)))
                (tile("review", "?", phrases::REVIEW, sum(|agency| agency.summary.review)))
                (tile("pass", "✓", phrases::PASS, sum(|agency| agency.summary.pass)))
            }
            @if not_judged > 0 { p.also { span { (say(phrases::NOT_JUDGED)) " " (not_judged) } } }
        }
    }
}

/// Agencies by tenths of the score that is certain.
fn distribution(agencies: &[AgencyResult]) -> Markup {
    let mut bins = [0_usize; 10];
    for agency in judged(agencies) {
        // 100 belongs to the last tenth. A score is between 0 and 100, so the cast keeps it.
        let bin = ((agency.summary.score.min / 10.0).floor().clamp(0.0, 9.0)) as usize;
        if let Some(count) = bins.get_mut(bin) {
            *count += 1;
        }
    }
    let rows = bins.iter().zip(0_usize..).map(|(count, bin)| {
        let to = if bin == 9 { 100 } else { bin * 10 + 9 };
        (html! { (format!("{}–{to}", bin * 10)) }, *count)
    });
    bars(
        "distribution",
        phrases::DISTRIBUTION,
        phrases::DISTRIBUTION_NOTE,
        phrases::SCORE,
        rows.collect(),
    )
}

fn most_missed(agencies: &[AgencyResult]) -> Markup {
    let mut missed: BTreeMap<(&str, &str), (usize, &ItemResult)> = BTreeMap::new();
    for agency in judged(agencies) {
        for item in &agency.items {
            if matches!(item.verdict, ItemVerdict::Missing | ItemVerdict::Partial) {
                missed.entry((&item.key, &item.id)).or_insert((0, item)).0 += 1;
            }
        }
    }
    let mut missed: Vec<(usize, &ItemResult)> = missed.into_values().collect();
    missed.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let rows = missed.into_iter().take(MOST_MISSED).map(|(count, item)| {
        (
            html! { strong { (item.id) } " " span lang="th" { (item.title) } },
            count,
        )
    });
    bars(
        "most-missed",
        phrases::MOST_MISSED,
        phrases::MOST_MISSED_NOTE,
        phrases::ITEM,
        rows.collect(),
    )
}

/// A table whose counts are bars.
fn bars(
    id: &str,
    title: phrases::Phrase,
    note: phrases::Phrase,
    label: phrases::Phrase,
    rows: Vec<(Markup, usize)>,
) -> Markup {
    let most = rows
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(0)
        .max(1);
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (say(title)) }
            table.bars {
                caption { (say(note)) }
                thead { tr { th scope="col" { (say(label)) } th.number scope="col" { (say(phrases::AGENCY)) } td {} } }
                tbody {
                    @for (label, count) in &rows {
                        tr {
                            th scope="row" { (label) }
                            td.number { (count) }
                            td.graph { (bar(*count, most)) }
                        }
                    }
                }
            }
        }
    }
}

/// A count as a part of the largest.
fn bar(count: usize, most: usize) -> Markup {
    html! {
        svg.bar aria-hidden="true" { rect.sure width=(format!("{}%", count * 100 / most)) height="100%" {} }
    }
}

fn provinces(agencies: &[AgencyResult]) -> Markup {
    let mut provinces: BTreeMap<&str, Vec<&AgencyResult>> = BTreeMap::new();
    for agency in judged(agencies) {
        if let Some(province) = &agency.agency.province {
            provinces.entry(province).or_default().push(agency);
        }
    }
    html! {
        @if provinces.len() >= PROVINCES_AT_LEAST {
            section aria-labelledby="provinces" {
                h2 #provinces { (say(phrases::BY_PROVINCE)) }
                div.scroll tabindex="0" role="group" aria-labelledby="provinces" {
                table.sortable {
                    thead {
                        tr {
                            th scope="col" { (say(phrases::PROVINCE)) }
                            th.number scope="col" { (say(phrases::AGENCY)) }
                            th.number scope="col" { (say(phrases::SCORE_LOWEST)) }
                            th.number scope="col" { (say(phrases::SCORE_HIGHEST)) }
                        }
                    }
                    tbody {
                        @for (province, list) in &provinces {
                            tr {
                                th scope="row" lang="th" { (province) }
                                td.number { (list.len()) }
                                td.number { (format!("{:.2}", mean(list.iter().map(|agency| agency.summary.score.min)))) }
                                td.number { (format!("{:.2}", mean(list.iter().map(|agency| agency.summary.score.max)))) }
                            }
                        }
                    }
                }
                }
            }
        }
    }
}

fn strays(errors: &[ErrorRecord]) -> Markup {
    html! {
        @if !errors.is_empty() {
            section aria-labelledby="errors" {
                h2 #errors { (say(phrases::ERRORS)) }
                ul { @for error in errors { li { (both(&error.message.th, &error.message.en)) } } }
            }
        }
    }
}

fn link(report: &Report<'_>, (number, agency): Numbered<'_>) -> Markup {
    let url = facts::iri(&agency_file(report.run, number));
    html! { a href=(format!("{}/{url}", super::AGENCIES)) lang="th" { (facts::name(&agency.agency)) } }
}

fn table(report: &Report<'_>, chunk: &[Numbered<'_>]) -> Markup {
    let provinces = chunk
        .iter()
        .any(|(_, agency)| agency.agency.province.is_some());
    html! {
        div.scroll tabindex="0" role="group" aria-labelledby="agencies" {
            table.sortable.filtered {
                thead {
                    tr {
                        th scope="col" { (say(phrases::AGENCY)) }
                        @if provinces { th scope="col" { (say(phrases::PROVINCE)) } }
                        th.number scope="col" { (say(phrases::SCORE_LOWEST)) }
                        th.number scope="col" { (say(phrases::SCORE_HIGHEST)) }
                        th.number scope="col" { (say(phrases::MISSING)) }
                        th.number scope="col" { (say(phrases::PARTIAL)) }
                        th.number scope="col" { (say(phrases::REVIEW)) }
                        th.number scope="col" { (say(phrases::PASS)) }
                    }
                }
                tbody {
                    @for &(number, agency) in chunk {
                        @let s = &agency.summary;
                        tr {
                            th scope="row" {
                                (link(report, (number, agency)))
                                @if agency.rule_set.is_none() { " " span.badge.missing { (say(phrases::NOT_JUDGED)) } }
                            }
                            @if provinces { td lang="th" { @if let Some(province) = &agency.agency.province { (province) } } }
                            @if agency.rule_set.is_some() {
                                td.number { (format!("{:.2}", s.score.min)) }
                                td.number { (format!("{:.2}", s.score.max)) }
                                @for count in [s.missing, s.partial, s.review, s.pass] { td.number { (count) } }
                            } @else {
                                // A score of nothing would read like one of 0.
                                @for _ in 0..6 { td.number { "–" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Agencies against items, one table for each rule set: the same number is another item elsewhere.
fn heat_maps(report: &Report<'_>, chunk: &[Numbered<'_>]) -> Markup {
    let mut sets: BTreeMap<&str, Vec<Numbered<'_>>> = BTreeMap::new();
    for &(number, agency) in chunk {
        if let Some(rules) = &agency.rule_set {
            sets.entry(&rules.id).or_default().push((number, agency));
        }
    }
    html! {
        @for (number, (set, agencies)) in sets.iter().enumerate() {
            @let id = format!("heat-{}", number + 1);
            section aria-labelledby=(id) {
                h2 id=(id) { (say(phrases::HEAT_MAP)) " " span.quiet { (set) } }
                p.legend {
                    @for verdict in [ItemVerdict::Pass, ItemVerdict::Partial, ItemVerdict::Missing, ItemVerdict::Review] {
                        (super::item_badge(verdict)) " "
                    }
                }
                div.scroll tabindex="0" role="group" aria-labelledby=(id) {
                    table.heat {
                        thead {
                            tr {
                                th scope="col" { (say(phrases::AGENCY)) }
                                @for item in agencies.first().iter().flat_map(|(_, agency)| &agency.items) {
                                    th scope="col" { abbr title=(item.title) { (item.id) } }
                                }
                            }
                        }
                        tbody {
                            @for &numbered in agencies {
                                tr {
                                    th scope="row" { (link(report, numbered)) }
                                    @for item in &numbered.1.items {
                                        td class=(cell_class(item.verdict)) { (item_sign(item.verdict)) }
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

/// A short class: the cells are most of the page.
fn cell_class(verdict: ItemVerdict) -> &'static str {
    match verdict {
        ItemVerdict::Pass => "p",
        ItemVerdict::Partial => "h",
        ItemVerdict::Missing => "m",
        ItemVerdict::Review => "r",
    }
}
