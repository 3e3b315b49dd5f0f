//! Requirements to item verdicts, item verdicts to counts and scores.

use std::collections::BTreeMap;

use crate::result::{
    ItemResult, ItemVerdict, RequirementResult, Score, ScoreRange, Summary, Verdict,
};
use crate::rules::model::{Combine, RuleSet};

/// What is known about the documents of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Documents {
    /// At least one is assigned.
    Assigned,
    /// None is assigned, and an unreadable file could be it.
    MaybeUnreadable,
    /// None is assigned.
    None,
}

/// The verdict of an item. Advice counts only with `count_advice`; an item without any official
/// requirement is `review` at best.
pub fn item(
    documents: Documents,
    requirements: &[RequirementResult],
    combine: Combine,
    count_advice: bool,
) -> ItemVerdict {
    match documents {
        Documents::None => return ItemVerdict::Missing,
        Documents::MaybeUnreadable => return ItemVerdict::Review,
        Documents::Assigned => {}
    }
    let counted: Vec<Verdict> = requirements
        .iter()
        .filter(|requirement| count_advice || !requirement.advice)
        .map(|requirement| requirement.verdict)
        .collect();
    let some = |verdict: Verdict| counted.contains(&verdict);
    if counted.is_empty() {
        return ItemVerdict::Review;
    }
    if combine == Combine::Any {
        return if some(Verdict::Pass) {
            ItemVerdict::Pass
        } else if some(Verdict::Review) {
            ItemVerdict::Review
        } else {
            ItemVerdict::Partial
        };
    }
    if some(Verdict::Fail) {
        ItemVerdict::Partial
    } else if some(Verdict::Review) {
        ItemVerdict::Review
    } else {
        ItemVerdict::Pass
    }
}

/// Confidence of an item: a pass is as sure as its weakest requirement, a partial as its surest failure.
pub fn confidence(verdict: ItemVerdict, requirements: &[RequirementResult]) -> f64 {
    let of = |wanted: Verdict| {
        requirements
            .iter()
            .filter(move |requirement| requirement.verdict == wanted)
            .map(|r| r.confidence)
    };
    match verdict {
        ItemVerdict::Pass => of(Verdict::Pass).fold(1.0, f64::min),
        ItemVerdict::Partial => of(Verdict::Fail).fold(0.0, f64::max),
        ItemVerdict::Missing => 0.9,
        ItemVerdict::Review => 0.5,
    }
}

/// Counts and score range. An item scores 100 or 0 by the official all-or-nothing rule.
pub fn summary(rules: &RuleSet, items: &[ItemResult]) -> Summary {
    let mut summary = Summary::default();
    for item in items {
        match item.verdict {
            ItemVerdict::Pass => summary.pass += 1,
            ItemVerdict::Partial => summary.partial += 1,
            ItemVerdict::Missing => summary.missing += 1,
            ItemVerdict::Review => summary.review += 1,
        }
        for requirement in &item.requirements {
            summary.waived += u32::from(requirement.waived.is_some());
            summary.not_due += u32::from(requirement.reason.code == "not-due-yet");
        }
    }
    summary.score = score(rules, items);
    summary
}

/// Score by indicator and overall. The score of the instrument is the mean of its indicators (ITA result
/// reports of 2566 and 2567 recompute exactly that way); where the rule set names no indicators it is
/// the mean of the items.
fn score(rules: &RuleSet, items: &[ItemResult]) -> Score {
    let mut groups: BTreeMap<String, Vec<&ItemResult>> = BTreeMap::new();
    let mut roots: BTreeMap<String, Vec<&ItemResult>> = BTreeMap::new();
    for item in items {
        if let Some(id) = &item.indicator {
            groups.entry(id.clone()).or_default().push(item);
            let root = id.split('.').next().unwrap_or(id);
            roots.entry(root.to_owned()).or_default().push(item);
        }
    }
    let all: Vec<&ItemResult> = items.iter().collect();
    let whole = mean(&all);
    let known = !rules.items.is_empty() && rules.items.iter().all(|item| item.indicator.is_some());
    let overall = if known && !roots.is_empty() {
        let ranges: Vec<ScoreRange> = roots.values().map(|items| mean(items)).collect();
        let count = ranges.len() as f64;
        ScoreRange {
            min: ranges.iter().map(|range| range.min).sum::<f64>() / count,
            max: ranges.iter().map(|range| range.max).sum::<f64>() / count,
        }
    } else {
        whole
    };
    groups.append(&mut roots);
    Score {
        min: round(overall.min),
        max: round(overall.max),
        by_indicator: groups
            .into_iter()
            .map(|(id, items)| {
                let range = mean(&items);
                (
                    id,
                    ScoreRange {
                        min: round(range.min),
                        max: round(range.max),
                    },
                )
            })
            .collect(),
    }
}

fn mean(items: &[&ItemResult]) -> ScoreRange {
    if items.is_empty() {
        return ScoreRange::default();
    }
    let count = items.len() as f64;
    let pass = items
        .iter()
        .filter(|item| item.verdict == ItemVerdict::Pass)
        .count() as f64;
    let review = items
        .iter()
        .filter(|item| item.verdict == ItemVerdict::Review)
        .count() as f64;
    ScoreRange {
        min: 100.0 * pass / count,
        max: 100.0 * (pass + review) / count,
    }
}

/// Two decimals, as the official reports print.
fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::{Reason, Searched};

    fn requirement(verdict: Verdict, advice: bool) -> RequirementResult {
        RequirementResult {
            id: "O1.a".into(),
            text: String::new(),
            text_en: String::new(),
            kind: "text".into(),
            verdict,
            confidence: 0.9,
            reason: Reason {
                code: "found".into(),
                args: BTreeMap::new(),
                th: String::new(),
                en: String::new(),
            },
            searched: Searched::default(),
            nearest: Vec::new(),
            advice,
            waived: None,
            evidence: Vec::new(),
        }
    }

    #[test]
    fn item_verdicts_follow_the_table_of_the_design() {
        use Verdict::{Fail, Pass, Review};
        let judge = |documents, list: &[(Verdict, bool)], advice| {
            let list: Vec<_> = list
                .iter()
                .map(|(verdict, advice)| requirement(*verdict, *advice))
                .collect();
            item(documents, &list, Combine::All, advice)
        };
        assert_eq!(
            judge(Documents::None, &[(Fail, false)], false),
            ItemVerdict::Missing
        );
        assert_eq!(
            judge(Documents::MaybeUnreadable, &[(Review, false)], false),
            ItemVerdict::Review
        );
        assert_eq!(
            judge(
                Documents::Assigned,
                &[(Fail, false), (Review, false)],
                false
            ),
            ItemVerdict::Partial
        );
        assert_eq!(
            judge(
                Documents::Assigned,
                &[(Pass, false), (Review, false)],
                false
            ),
            ItemVerdict::Review
        );
        assert_eq!(
            judge(Documents::Assigned, &[(Pass, false)], false),
            ItemVerdict::Pass
        );
        // Advice never fails an item, and alone never passes one.
        assert_eq!(
            judge(Documents::Assigned, &[(Pass, false), (Fail, true)], false),
            ItemVerdict::Pass
        );
        assert_eq!(
            judge(Documents::Assigned, &[(Pass, true)], false),
            ItemVerdict::Review
        );
        assert_eq!(
            judge(Documents::Assigned, &[(Pass, true)], true),
            ItemVerdict::Pass
        );
    }
}
