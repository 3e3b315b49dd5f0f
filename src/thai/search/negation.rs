//! Whether a sentence denies what was found in it: "ไม่มีเรื่องร้องเรียน", "ยังไม่ได้ดำเนินการ".

use std::ops::Range;

use crate::thai::chars::starts_cell;
use crate::thai::fold::Folded;

/// Words that deny what follows them in the sentence, longest first where one begins another.
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

/// The denial of a find, as a range of the source.
pub(super) fn find(text: &Folded, found: &Range<usize>) -> Option<Range<usize>> {
    before(text, found)
        .or_else(|| after(text, found))
        .map(|denial| text.to_source(denial))
}

fn before(text: &Folded, found: &Range<usize>) -> Option<Range<usize>> {
    let floor = text
        .text()
        .ceil_char_boundary(found.start.saturating_sub(REACH));
    let window = text.text().get(floor..found.start)?;
    let (at, word) = DENIALS
        .iter()
        .filter_map(|word| window.rfind(word).map(|at| (at, *word)))
        // The nearest to the find; where one begins inside another, the one that begins first.
        .max_by_key(|&(at, word)| (at + word.len(), word.len()))?;
    let denial = floor + at..floor + at + word.len();
    let between = text.text().get(denial.end..found.start)?;
    let cut = NEW_THOUGHT.iter().any(|word| between.contains(word))
        || ends_sentence(text, denial.end..found.start);
    // "ไม่มี" must not be the end of a longer cell: the letter after it begins a new one.
    let whole = between.chars().next().is_none_or(starts_cell);
    (!cut && whole).then_some(denial)
}

fn after(text: &Folded, found: &Range<usize>) -> Option<Range<usize>> {
    let ceiling = text
        .text()
        .floor_char_boundary(found.end.saturating_add(REACH_BACK).min(text.text().len()));
    let window = text.text().get(found.end..ceiling)?;
    let start = window.len() - window.trim_start_matches([':', '-', '=']).len();
    let value = window.get(start..)?;
    for word in VALUES {
        let end = found.end + start + word.len();
        if value.starts_with(word)
            && text.is_spaced_at(end)
            && !text.between(found.end..found.end).contains('\n')
        {
            return Some(end - word.len()..end);
        }
    }
    FOLLOWING
        .iter()
        .filter_map(|word| window.find(word).map(|at| at..at + word.len()))
        .min_by_key(|denial| denial.start)
        .map(|denial| found.end + denial.start..found.end + denial.end)
        .filter(|denial| {
            let between = text.text().get(found.end..denial.start).unwrap_or("");
            !NEW_THOUGHT.iter().any(|word| between.contains(word))
                && !ends_clause(text, found.end..denial.start)
        })
}

/// Whether a sentence ends inside a part of the folded text: a line or cell ends in the source, or a
/// list sign or semicolon stands there.
fn ends_sentence(text: &Folded, part: Range<usize>) -> bool {
    text.between(part.clone()).contains(['\n', '\t'])
        || text
            .text()
            .get(part)
            .is_some_and(|part| part.contains([';', '•', '|']))
}

/// Whether a clause ends there: a sentence, or any white space.
fn ends_clause(text: &Folded, part: Range<usize>) -> bool {
    ends_sentence(text, part.clone()) || text.between(part).contains(char::is_whitespace)
}
