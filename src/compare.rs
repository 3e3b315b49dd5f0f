//! What changed since an earlier run: `--baseline OLD.json`.
//!
//! In: a result and the earlier one. Out: a [`Change`] on every item. Items are matched by their key, which
//! survives the yearly renumbering, and agencies by their folder.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::result::{AgencyResult, Change, ChangeState, ItemResult, ItemVerdict, Run, Verdict};

/// The items of an earlier run, by agency and key.
#[derive(Debug, Default)]
pub struct Baseline(BTreeMap<String, BTreeMap<String, Standing>>);

/// How far an item was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    verdict: ItemVerdict,
    failed: usize,
    open: usize,
}

impl Standing {
    fn of(item: &ItemResult) -> Standing {
        let count = |verdict| {
            let official = item.requirements.iter().filter(|r| !r.advice);
            official.filter(|r| r.verdict == verdict).count()
        };
        Standing {
            verdict: item.verdict,
            failed: count(Verdict::Fail),
            open: count(Verdict::Review),
        }
    }

    /// Whether more of the item is there than before: first by its verdict, then by what fails and what is open.
    fn compare(self, before: Standing) -> Ordering {
        let rank = |standing: Standing| match standing.verdict {
            ItemVerdict::Missing => 0,
            ItemVerdict::Partial => 1,
            ItemVerdict::Review => 2,
            ItemVerdict::Pass => 3,
        };
        let verdict = rank(self).cmp(&rank(before));
        if verdict == Ordering::Equal && self.verdict == ItemVerdict::Pass {
            // What a passing item does not meet was not needed.
            return Ordering::Equal;
        }
        verdict
            .then(before.failed.cmp(&self.failed))
            .then(before.open.cmp(&self.open))
    }
}

impl Baseline {
    /// Takes what is compared from an earlier run.
    pub fn of(run: &Run) -> Baseline {
        let agencies = run.agencies.iter().map(|agency| {
            let items = agency.items.iter();
            let items = items.map(|item| (item.key.clone(), Standing::of(item)));
            (agency.agency.key().to_owned(), items.collect())
        });
        Baseline(agencies.collect())
    }

    /// Marks every item of an agency.
    pub fn mark(&self, agency: &mut AgencyResult) {
        let earlier = self.0.get(agency.agency.key());
        for item in &mut agency.items {
            let before = earlier.and_then(|items| items.get(&item.key)).copied();
            item.change = Some(change(Standing::of(item), before));
        }
    }
}

fn change(now: Standing, before: Option<Standing>) -> Change {
    let state = match before {
        None => ChangeState::New,
        Some(before) => match now.compare(before) {
            Ordering::Less => ChangeState::Worse,
            Ordering::Greater if now.verdict == ItemVerdict::Pass => ChangeState::Fixed,
            Ordering::Equal => ChangeState::Unchanged,
            Ordering::Greater => ChangeState::Better,
        },
    };
    Change {
        state,
        before: before.map(|before| before.verdict),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_compared_by_verdict_then_by_what_fails() {
        use ItemVerdict::{Missing, Partial, Pass, Review};
        let standing = |(verdict, failed, open)| Standing {
            verdict,
            failed,
            open,
        };
        let state = |now, before: Option<(ItemVerdict, usize, usize)>| {
            change(standing(now), before.map(standing)).state
        };
        for (now, before, wanted) in [
            ((Pass, 0, 0), None, ChangeState::New),
            ((Pass, 0, 0), Some((Partial, 1, 0)), ChangeState::Fixed),
            ((Partial, 2, 0), Some((Missing, 5, 0)), ChangeState::Better),
            ((Partial, 1, 0), Some((Partial, 2, 0)), ChangeState::Better),
            (
                (Partial, 2, 0),
                Some((Partial, 2, 0)),
                ChangeState::Unchanged,
            ),
            ((Partial, 3, 0), Some((Partial, 2, 1)), ChangeState::Worse),
            ((Review, 0, 2), Some((Review, 0, 1)), ChangeState::Worse),
            ((Missing, 5, 0), Some((Pass, 0, 0)), ChangeState::Worse),
            ((Pass, 0, 0), Some((Pass, 1, 0)), ChangeState::Unchanged),
        ] {
            assert_eq!(state(now, before), wanted, "{now:?} after {before:?}");
        }
    }
}
