//! Text in the columns of a terminal: Thai marks above and below take none, and lines end between words, which
//! Thai does not part by spaces.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::thai::lexicon::Run;

/// Pads to a number of columns.
pub(super) fn pad(text: &str, width: usize) -> String {
    let gap = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(gap))
}

/// Cuts to a number of columns between clusters.
pub(super) fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let kept = text.get(..fitting(text, width.saturating_sub(1)));
    format!("{}…", kept.unwrap_or_default())
}

/// Breaks a text into lines of a number of columns, at least one cluster each.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for mut word in text.split(' ') {
        loop {
            let gap = usize::from(!line.is_empty());
            let room = width.saturating_sub(line.width() + gap);
            if word.width() <= room {
                line.push_str(if gap == 1 { " " } else { "" });
                line.push_str(word);
                break;
            }
            let cut = match last_break(word, room) {
                Some(cut) => cut,
                None if gap == 1 => 0,
                None => fitting(word, room).max(first_cluster(word)),
            };
            let (head, tail) = word.split_at_checked(cut).unwrap_or((word, ""));
            if !head.is_empty() {
                line.push_str(if gap == 1 { " " } else { "" });
                line.push_str(head);
            }
            lines.push(std::mem::take(&mut line));
            word = tail;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// How many bytes from the start fit into a number of columns, in whole clusters.
fn fitting(text: &str, width: usize) -> usize {
    let mut columns = 0;
    text.grapheme_indices(true)
        .find(|(_, cluster)| {
            columns += cluster.width();
            columns > width
        })
        .map_or(text.len(), |(at, _)| at)
}

/// Bytes of the first cluster.
fn first_cluster(text: &str) -> usize {
    text.graphemes(true).next().map_or(0, str::len)
}

/// The last place within a number of columns where a piece without spaces may end: after a slash or between two
/// Thai words.
fn last_break(word: &str, width: usize) -> Option<usize> {
    let most = fitting(word, width);
    let places: Vec<usize> = word.grapheme_indices(true).map(|(at, _)| at).collect();
    places
        .into_iter()
        .rev()
        .filter(|at| (1..=most).contains(at))
        .find(|at| word.split_at_checked(*at).is_some_and(may_part))
}

/// Whether a line may end between two parts of a word.
fn may_part((head, tail): (&str, &str)) -> bool {
    if head.ends_with('/') {
        return true;
    }
    // A vowel written before its consonant belongs to it; signs of repetition and abbreviation to what they follow.
    if head.ends_with(['เ', 'แ', 'โ', 'ใ', 'ไ']) || tail.starts_with(['ๆ', 'ฯ', 'ะ', 'ำ', 'า'])
    {
        return false;
    }
    let is_letter = |c: &char| Run::new(c.encode_utf8(&mut [0; 4])).is_some();
    let before: Vec<char> = head.chars().rev().take_while(is_letter).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = tail.chars().take_while(is_letter).collect();
    if before.is_empty() || after.is_empty() {
        return false;
    }
    // The best split into words has a boundary here when asking for one makes it no worse.
    Run::new(&(before.clone() + &after))
        .is_some_and(|run| run.split_at(before.chars().count()) == run.split())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thai_marks_take_no_column() {
        assert_eq!(pad("ผู้", 4).width(), 4);
        assert_eq!(shorten("สถานีตำรวจภูธร", 6), "สถานี…");
    }

    #[test]
    fn lines_end_between_thai_words() {
        assert_eq!(
            wrap("การประเมินความเสี่ยงต่อการรับสินบน (พบ 3 แห่ง)", 12),
            ["การประเมิน", "ความเสี่ยงต่อ", "การรับสินบน", "(พบ 3 แห่ง)"]
        );
        assert_eq!(wrap("ก/ข.pdf หน้า 1", 4), ["ก/", "ข.pd", "f", "หน้า", "1"]);
    }

    #[test]
    fn every_text_is_kept_whole_in_lines_that_fit() {
        let text = "เชิญชวนให้ตอบแบบวัด EIT ผ่านลิงก์หรือ QR Code (ไม่พบคำเช่น แบบวัด EIT) ต่าง ๆ กฺฺฺฺฺ";
        let dense = |text: &str| text.replace(' ', "");
        for width in 0..60 {
            let lines = wrap(text, width);
            assert_eq!(dense(&lines.concat()), dense(text));
            for line in &lines {
                let is_one_cluster = line.graphemes(true).count() == 1;
                assert!(line.width() <= width || is_one_cluster, "{line} at {width}");
            }
        }
    }
}
