//! Whether a sentence denies what was found in it: "ไม่มีเรื่องร้องเรียน", "ยังไม่ได้ดำเนินการ".

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Found;
use crate::thai::chars::starts_cell;
use crate::thai::fold::{Folded, partition_near};

/// Words that deny what follows them in the sentence.
/// "ไม่" alone is not among them: "ไม่รับของขวัญ", "ไม่น้อยกว่า" deny nothing that is looked for.
const DENIALS: [&str; 12] = [
    "ยังไม่ได้",
    "ยังไม่มี",
    "ยังไม่เคย",
    "ยังมิได้",
    "ยังไม่",
    "ไม่ปรากฏ",
    "ไม่มี",
    "ไม่ได้",
    "ไม่พบ",
    "ไม่เคย",
    "มิได้",
    "ปราศจาก",
];

/// Words that begin a new thought, so that a denial before them does not reach what follows.
const NEW_THOUGHT: [&str; 12] = [
    "แต่",
    "และได้",
    "โดย",
    "จึง",
    "เพื่อ",
    "ทั้งนี้",
    "ดังนั้น",
    "ซึ่ง",
    "เนื่องจาก",
    "หาก",
    "กรณี",
    "พร้อมทั้ง",
];

/// Denials that can follow what they deny in the same clause: "การดำเนินการยังไม่แล้วเสร็จ".
const FOLLOWING: [&str; 3] = ["ยังไม่", "ยังมิได้", "ไม่ได้"];

/// Denials that stand alone as the value of what they follow: "เรื่องร้องเรียน : ไม่มี".
const VALUES: [&str; 3] = ["ไม่มี", "ไม่พบ", "ไม่ปรากฏ"];

/// Bytes of folded text a denial reaches forwards: about 40 Thai letters.
const REACH: usize = 120;
/// Bytes a denial reaches backwards: about 12 Thai letters.
const REACH_BACK: usize = 36;

/// Finds the denials, then the beginnings of a new thought. None of one list can overlap one of the other.
static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(DENIALS.iter().chain(&NEW_THOUGHT))
        .ok()
});

/// The denials of one text, found in one pass.
#[derive(Debug)]
pub struct Denials<'t> {
    text: &'t Folded<'t>,
    /// In the folded text, in order.
    all: Vec<Range<usize>>,
    /// Where a new thought begins, in the folded text, in order.
    thoughts: Vec<usize>,
    /// Number of the first denial that ends after the beginning of the last find: finds mostly come in order.
    next: usize,
}

impl<'t> Denials<'t> {
    /// Looks for the denials of a text.
    pub fn of(text: &'t Folded<'t>) -> Self {
        let mut denials = Denials {
            text,
            all: Vec::new(),
            thoughts: Vec::new(),
            next: 0,
        };
        let hits = SEARCH.as_ref().map(|search| search.find_iter(text.text()));
        for hit in hits.into_iter().flatten() {
            if hit.pattern().as_usize() < DENIALS.len() {
                denials.all.push(hit.range());
            } else {
                denials.thoughts.push(hit.start());
            }
        }
        denials
    }

    /// The words that deny a find ("ไม่มี", "ยังไม่ได้"), as a range of the source; `None` when nothing does.
    pub fn of_find(&mut self, found: &Found) -> Option<Range<usize>> {
        let found = &found.folded();
        let next = partition_near(&self.all, self.next, |denial| denial.end <= found.start);
        self.next = next;
        let before = next
            .checked_sub(1)
            .and_then(|last| self.all.get(last))
            .filter(|denial| self.reaches(denial, found));
        let denial = before.cloned().or_else(|| {
            let near = self
                .all
                .get(next..)?
                .iter()
                .find(|denial| denial.start >= found.end)?;
            self.follows(found, near)
        })?;
        Some(self.text.to_source(denial))
    }

    /// Whether a denial before a find reaches it.
    fn reaches(&self, denial: &Range<usize>, found: &Range<usize>) -> bool {
        let between = denial.end..found.start;
        // "ไม่มี" must not be the end of a longer cell: the letter after it begins a new one.
        let ends_cell = || {
            let rest = self.text.text().get(between.clone());
            rest.is_some_and(|rest| rest.chars().next().is_none_or(starts_cell))
        };
        between.len() <= REACH
            && ends_cell()
            && !self.has_new_thought(&between)
            && !ends_sentence(self.text, between.clone())
    }

    /// The part of a denial after a find that denies it.
    fn follows(&self, found: &Range<usize>, denial: &Range<usize>) -> Option<Range<usize>> {
        let text = self.text;
        let gap = found.end..denial.start;
        if gap.len() > REACH_BACK {
            return None;
        }
        let word = text.text().get(denial.clone())?;
        let between = text.text().get(gap.clone())?;
        let is_value = VALUES.contains(&word)
            && between.trim_start_matches([':', '-', '=']).is_empty()
            && text.is_spaced_at(denial.end)
            && !text.between(found.end..found.end).contains('\n');
        let is_following = FOLLOWING.iter().any(|start| word.starts_with(start))
            && !self.has_new_thought(&gap)
            && !ends_clause(text, gap);
        (is_value || is_following).then(|| denial.clone())
    }

    fn has_new_thought(&self, part: &Range<usize>) -> bool {
        let first = self.thoughts.partition_point(|&start| start < part.start);
        self.thoughts
            .get(first)
            .is_some_and(|&start| start < part.end)
    }
}

/// Whether a sentence ends inside a part of the folded text: a line or cell ends in the source, or a
/// list sign or semicolon stands there.
fn ends_sentence(text: &Folded<'_>, part: Range<usize>) -> bool {
    text.between(part.clone()).contains(['\n', '\t'])
        || text
            .text()
            .get(part)
            .is_some_and(|part| part.contains([';', '•', '|']))
}

/// Whether a clause ends there: a sentence, or any white space.
fn ends_clause(text: &Folded<'_>, part: Range<usize>) -> bool {
    ends_sentence(text, part.clone()) || text.between(part).contains(char::is_whitespace)
}
