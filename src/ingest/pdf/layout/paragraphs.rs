//! Lines to paragraphs.
//!
//! Thai has no space between words, so lines of one paragraph are joined without one; whether a line
//! ends its paragraph follows from the room it leaves: where the next line's first word would still have
//! fitted, the author ended the line on purpose.

use super::clusters::{Cluster, is_thai};
use super::lines::{Line, Spacing};
use crate::document::Rect;
use crate::thai::chars::{is_alphabetic, is_letter, is_numeric};
use crate::thai::lexicon::longest_match;

/// Running text between two breaks, with what later stages need to tell headings and page margins.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    /// Lines joined.
    pub(crate) text: String,
    /// Around the lines.
    pub(crate) bbox: Rect,
    /// Font size most of the first line has.
    pub(crate) size: f32,
    /// Most of the text is bold.
    pub(crate) bold: bool,
    /// Lines joined in it.
    pub(crate) lines: usize,
    /// Drawn as a pagination artifact.
    pub(crate) artifact: bool,
}

/// What paragraph building must know about the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style<'a> {
    /// How the producer draws spaces.
    pub(crate) spacing: Spacing,
    /// Bold by font index.
    pub(crate) bold: &'a [bool],
}

impl Style<'_> {
    /// Whether most of a line is bold.
    pub(crate) fn is_bold(&self, line: &Line) -> bool {
        let bold = |c: &&Cluster| self.bold.get(usize::from(c.font)).copied().unwrap_or(false);
        line.clusters.iter().filter(bold).count().saturating_mul(2) > line.clusters.len()
    }
}

/// How eagerly short lines end a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Text on the page.
    Body,
    /// Text below a picture: name, position, telephone, each on a line of its own.
    Caption,
    /// Text in a table cell: narrow, often centred, rarely more than one paragraph.
    Cell,
}

/// Whether a character is part of a written number.
fn is_number(c: char) -> bool {
    is_numeric(c) || matches!(c, '.' | ',')
}

/// Joins the lines of one column, in reading order. `column` is its left and right end.
pub(crate) fn paragraphs(
    lines: Vec<Line>,
    column: (f32, f32),
    setting: Setting,
    style: Style<'_>,
) -> Vec<Paragraph> {
    let lines = join_parts(lines);
    // Nobody asks what the first line begins with.
    let others = lines.iter().skip(1);
    let firsts: Vec<First> = others.map(|line| First::of(&line.clusters)).collect();
    let usual = Usual {
        leading: usual_leading(&lines),
        breaks_words: breaks_between_words(&lines, &firsts, column),
    };
    let mut firsts = firsts.into_iter();
    let mut result: Vec<Paragraph> = Vec::new();
    let mut previous: Option<Line> = None;
    for line in lines {
        let text = line.text(style.spacing);
        let bold = style.is_bold(&line);
        let artifact = line.clusters.iter().all(|c| c.artifact);
        let first = previous.as_ref().and_then(|_| firsts.next());
        let open = previous
            .as_ref()
            .zip(result.last_mut())
            .filter(|(last, open)| {
                open.bold == bold
                    && open.artifact == artifact
                    && !is_apart(last, &line, usual)
                    && (is_cut(&open.text, &text)
                        || first.is_some_and(|first| {
                            !breaks(last, &line, &text, first, column, usual, setting)
                        }))
            });
        match open {
            Some((last, open)) => {
                // A number that reached the end of a narrow cell goes on in the next line.
                let broken = setting == Setting::Cell
                    && !last.ends_with_space()
                    && (column.1 - last.bbox.x1 < 0.6 * last.size
                        || (open.text.ends_with(['.', ',']) && open.text.chars().all(is_number)))
                    && open.text.ends_with(is_number)
                    && text.starts_with(is_number);
                if broken {
                    open.text.push_str(&text);
                } else {
                    append(&mut open.text, &text, last.ends_with_space());
                }
                open.bbox = open.bbox.union(&line.bbox);
                open.lines = open.lines.saturating_add(1);
            }
            None => result.push(Paragraph {
                text,
                bbox: line.bbox,
                size: line.size,
                bold,
                lines: 1,
                artifact,
            }),
        }
        previous = Some(line);
    }
    result
}

/// Parts of one printed line that reading order left next to each other become one line again.
fn join_parts(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.pop() {
            Some(last)
                if (last.baseline - line.baseline).abs() <= 0.25 * last.size.min(line.size)
                    && line.bbox.x0 >= last.bbox.x1 - 0.5 * line.size =>
            {
                joined.push(last.join(line));
            }
            Some(last) => joined.extend([last, line]),
            None => joined.push(line),
        }
    }
    joined
}

/// The distance between baselines that is usual in these lines, in font sizes.
fn usual_leading(lines: &[Line]) -> f32 {
    let mut steps: Vec<f32> = lines
        .iter()
        .zip(lines.iter().skip(1))
        .map(|(a, b)| (b.baseline - a.baseline) / a.size.max(b.size))
        .filter(|step| (0.8..3.0).contains(step))
        .collect();
    if steps.is_empty() {
        return 1.5;
    }
    // The lower third: paragraph gaps are the larger steps, and there can be many of them.
    let third = steps.len() / 3;
    let (_, step, _) = steps.select_nth_unstable_by(third, f32::total_cmp);
    *step
}

/// What is usual in the lines of a column.
#[derive(Debug, Clone, Copy)]
struct Usual {
    /// Between baselines, in font sizes.
    leading: f32,
    /// See [`breaks_between_words`].
    breaks_words: bool,
}

/// Whether a line stands too far from the one before it, or is of another size, to go on with it.
fn is_apart(last: &Line, line: &Line, usual: Usual) -> bool {
    let size = last.size.max(line.size);
    let step = (line.baseline - last.baseline) / size;
    step <= 0.3
        || step > 1.18 * usual.leading.max(1.0)
        || (last.size - line.size).abs() > 0.08 * size
}

/// Whether a line break cut what belongs together: a telephone number after its hyphen, a row of words at a slash.
fn is_cut(before: &str, text: &str) -> bool {
    let number = before.strip_suffix('-');
    let digits = |c: char| c.is_ascii_digit() || ('๐'..='๙').contains(&c);
    // A web address ends with a slash too.
    before.ends_with(" /")
        || text.starts_with("/ ")
        || (text.starts_with(digits) && number.is_some_and(|number| number.ends_with(digits)))
}

/// Whether a line ends the paragraph of the one before it. `text` is that of the line, `first` what it begins with.
fn breaks(
    last: &Line,
    line: &Line,
    text: &str,
    first: First,
    column: (f32, f32),
    usual: Usual,
    setting: Setting,
) -> bool {
    let size = last.size.max(line.size);
    if starts_with_bullet(text) {
        return true;
    }
    let slack = column.1 - last.bbox.x1;
    let spare = SPARE * size;
    let middle = |line: &Line| (line.bbox.x0 + line.bbox.x1) / 2.0;
    let centred = (middle(last) - middle(line)).abs() < 0.4 * size
        && (last.bbox.x0 - line.bbox.x0).abs() > 0.5 * size;
    match setting {
        // A name that fills the room below a portrait is no beginning of the position under it.
        Setting::Caption => true,
        Setting::Body if centred => {
            let room = column.1 - column.0 - last.bbox.width();
            room > first.piece + spare
        }
        // A signature at the right margin leaves its room on the left.
        Setting::Body
            if last.bbox.x0 - column.0 > RIGHT * (column.1 - column.0)
                && (last.bbox.x0 - line.bbox.x0).abs() > 0.5 * size =>
        {
            true
        }
        Setting::Body => {
            slack
                > if usual.breaks_words {
                    first.word
                } else {
                    first.piece
                } + spare
                || (starts_with_number(text) && slack > 0.5 * size)
                || (line.bbox.x0 > last.bbox.x0.max(column.0) + 1.5 * size
                    && last.bbox.x0 - column.0 < size)
        }
        // Centred and right-aligned cells leave room on the left too; only what is left-aligned tells.
        Setting::Cell => {
            (slack > first.whole.min(0.8 * (column.1 - column.0)) + size
                && (last.bbox.x0 - line.bbox.x0).abs() < 0.5 * size)
                || (starts_with_number(text) && slack > 2.0 * size)
        }
    }
}

/// Whether a line that leaves `room` was ended on purpose: what the next one begins with would still have fitted.
pub(crate) fn had_room(room: f32, line: &Line, next: &Line) -> bool {
    room > First::of(&next.clusters).piece + SPARE * line.size.max(next.size)
}

/// Share of a column that no first line of a paragraph is indented by.
const RIGHT: f32 = 0.35;

/// Room beside a word that may stay free at the end of a full line, in font sizes.
const SPARE: f32 = 0.5;

/// The longest piece of Thai without a space that a line breaker is taken to keep whole, in font sizes.
const PIECE: f32 = 4.5;

/// The same for Latin words, which are kept whole for certain: "Transparency" has 6.
const LATIN_PIECE: f32 = 9.0;

/// Widths of what a line begins with.
#[derive(Debug, Clone, Copy)]
struct First {
    /// Up to the first space.
    whole: f32,
    /// The same, as far as a line breaker without a dictionary is taken to keep it whole.
    piece: f32,
    /// Up to the end of the first word, where the lexicon knows it; never more than the piece.
    word: f32,
}

impl First {
    fn of(clusters: &[Cluster]) -> First {
        let Some(first) = clusters.first() else {
            return First {
                whole: 0.0,
                piece: 0.0,
                word: 0.0,
            };
        };
        let close = |a: &Cluster, b: &Cluster| {
            !a.space_after && !b.space_before && b.bbox.x0 - a.bbox.x1 <= 0.3 * a.size
        };
        let clusters = clusters.chunk_by(close).next().unwrap_or_default();
        let end = clusters.last().unwrap_or(first);
        let text: String = clusters.iter().map(|c| c.text.as_str()).collect();
        let whole = end.bbox.x1 - first.bbox.x0;
        let latin = !text.contains(is_letter) && text.starts_with(is_alphabetic);
        let piece = whole.min(first.size * if latin { LATIN_PIECE } else { PIECE });
        let mut length = 0_usize;
        let word = unbroken(&text)
            .and_then(|unbroken| {
                clusters.iter().find(|cluster| {
                    length = length.saturating_add(cluster.text.len());
                    length >= unbroken
                })
            })
            .map_or(piece, |last| piece.min(last.bbox.x1 - first.bbox.x0));
        First { whole, piece, word }
    }
}

/// Whether these lines are broken between words, as by a program with a dictionary: then a line that leaves room for the
/// next word ends its paragraph. Without one Thai is broken at spaces, and lines that go on often leave such room.
/// `firsts` is what the lines after the first one begin with.
fn breaks_between_words(lines: &[Line], firsts: &[First], column: (f32, f32)) -> bool {
    let (mut full, mut open) = (0_usize, 0_usize);
    for ([last, line], first) in lines.array_windows().zip(firsts) {
        let slack = column.1 - last.bbox.x1 - SPARE * last.size.max(line.size);
        if slack <= first.word {
            full = full.saturating_add(1);
        } else if slack <= first.piece {
            open = open.saturating_add(1);
        }
    }
    full > open.saturating_mul(4)
}

/// Bytes of a text without spaces that stay on one line: the signs or Latin letters before the Thai and its first word,
/// with letters after it that begin no word. `None` when Thai letters begin no word.
fn unbroken(text: &str) -> Option<usize> {
    let Some(thai) = text.find(is_letter) else {
        return Some(text.len());
    };
    let word = longest_match(text.get(thai..)?)?;
    let begins_word = |rest: &str| !rest.starts_with(is_letter) || longest_match(rest).is_some();
    let rest = text.get(thai.saturating_add(word)..)?;
    let unknown = rest
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| rest.get(*at..).is_some_and(begins_word))
        .unwrap_or(rest.len());
    Some(thai.saturating_add(word).saturating_add(unknown))
}

/// Whether a line starts with a list bullet.
pub(crate) fn starts_with_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some(
            '•' | '●' | '○' | '■' | '□' | '▪' | '▫' | '◦' | '➢' | '➤' | '✓' | '✔' | '❖' | '◆' | '◇'
            | '☐' | '☑' | '\u{f0b7}' | '\u{f0a7}',
        ) => true,
        Some('-' | '–' | '*') => chars
            .next()
            .is_some_and(|c| c == ' ' || is_thai(c) && !is_numeric(c)),
        _ => false,
    }
}

/// Whether a line starts with a list number: `1.`, `๑.๒`, `(3)`, `4)`.
pub(crate) fn starts_with_number(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('๐'..='๙').contains(&c);
    let rest = text.strip_prefix('(').unwrap_or(text);
    let after = rest.trim_start_matches(|c| digit(c) || c == '.');
    let number = rest.strip_suffix(after).unwrap_or("");
    let digits = number.chars().filter(|c| digit(*c)).count();
    let closed = after.starts_with(')') || number.contains('.');
    digits >= 1
        && number.len() <= 24
        && number.starts_with(digit)
        && closed
        && (number.ends_with('.') || after.starts_with([')', ' ']))
        && !after.is_empty()
}

/// Adds a line to the text before it.
pub(crate) fn append(text: &mut String, line: &str, space: bool) {
    let last = text.chars().next_back().unwrap_or(' ');
    let first = line.chars().next().unwrap_or(' ');
    let digit = |c: char| is_numeric(c);
    let glued = if digit(last) && digit(first) {
        false
    } else {
        (is_thai(last) && is_thai(first))
            || matches!(last, '(' | '“' | '‘' | '/' | '-' | ' ')
            || matches!(first, ')' | '”' | '’' | ',' | '.' | '/' | ' ' | 'ๆ' | 'ฯ')
            || (last == ',' && digit(first))
    };
    if (space || !glued) && last != ' ' {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pdf::layout::clusters::gather;
    use crate::ingest::pdf::layout::lines::{assemble, fragments};
    use crate::ingest::pdf::layout::testing::word;

    fn read(rows: &[(&str, f32, f32)]) -> Vec<String> {
        let glyphs = rows
            .iter()
            .flat_map(|(text, x, y)| word(text, *x, *y, 10.0))
            .collect();
        let lines = assemble(fragments(gather(glyphs)));
        let style = Style {
            spacing: Spacing::Drawn,
            bold: &[],
        };
        paragraphs(lines, (10.0, 130.0), Setting::Body, style)
            .into_iter()
            .map(|p| p.text)
            .collect()
    }

    #[test]
    fn thai_lines_join_without_a_space() {
        assert_eq!(
            read(&[("กขคงจฉชซฌญฎฏฐฑฒณดตถท", 10.0, 100.0), ("นบปผ", 10.0, 115.0)]),
            ["กขคงจฉชซฌญฎฏฐฑฒณดตถทนบปผ"]
        );
    }

    #[test]
    fn a_telephone_number_goes_on_after_its_hyphen() {
        assert_eq!(
            read(&[("กขค 0-0000-", 10.0, 100.0), ("4401", 10.0, 115.0)]),
            ["กขค 0-0000-4401"]
        );
        assert_eq!(
            read(&[("กขค", 10.0, 100.0), ("/ นบปผ", 10.0, 115.0)]),
            ["กขค/ นบปผ"]
        );
    }

    #[test]
    fn a_signature_at_the_right_margin_is_no_beginning_of_what_follows() {
        assert_eq!(
            read(&[
                ("กขคงจฉชซ", 82.0, 100.0),
                ("นบปผฝพฟภมยรลวศษสหฬ", 10.0, 115.0)
            ]),
            ["กขคงจฉชซ", "นบปผฝพฟภมยรลวศษสหฬ"]
        );
    }

    #[test]
    fn a_line_with_room_left_ends_its_paragraph() {
        assert_eq!(
            read(&[("กขค", 10.0, 100.0), ("นบปผ", 10.0, 115.0)]),
            ["กขค", "นบปผ"]
        );
    }

    #[test]
    fn a_line_ends_its_paragraph_where_the_next_word_had_room() {
        // 16 letters leave room for four more and no space: enough for "และ", not for "แผนก".
        let short = "กขคงจฉชซฌญฎฏฐฑฒณ";
        let after_full_lines = |last: &str| {
            let mut rows = vec![
                ("กขคงจฉชซฌญฎฏฐฑฒณดตถท", 10.0, 100.0);
                5
            ];
            rows.extend([(short, 10.0, 100.0), (last, 10.0, 100.0)]);
            for (row, number) in rows.iter_mut().zip(0_u8..) {
                row.2 += 15.0 * f32::from(number);
            }
            read(&rows)
        };
        assert_eq!(after_full_lines("แผนกช่างโยธา").len(), 1);
        assert_eq!(after_full_lines("และผลงาน").len(), 2);
        // Nothing says that these lines are broken between words, so the piece to the next space counts.
        let two = [(short, 10.0, 100.0), ("และผลงาน", 10.0, 115.0)];
        assert_eq!(read(&two).len(), 1);
    }

    #[test]
    fn a_latin_word_counts_to_its_end() {
        assert_eq!(
            read(&[("กขคงจฉชซฌญ", 10.0, 100.0), ("Assessment กข", 10.0, 115.0)]).len(),
            1
        );
    }

    #[test]
    fn a_line_end_hyphen_between_years_is_kept() {
        let mut text = "๒๕๖๖ -".to_owned();
        append(&mut text, "๒๕๗๐", false);
        assert_eq!(text, "๒๕๖๖ -๒๕๗๐");
    }

    #[test]
    fn a_mark_in_private_use_ends_a_line_like_any_other() {
        let mut text = "ความโปร\u{F70A}".to_owned();
        append(&mut text, "งใส", false);
        assert_eq!(text, "ความโปร\u{F70A}งใส");
    }

    #[test]
    fn list_numbers_are_told_from_amounts() {
        for yes in ["1. ก", "๑.๒ ก", "(๓) ก", "4) ก", "๑.ก"] {
            assert!(starts_with_number(yes), "{yes}");
        }
        for no in ["84.17", "100.00", "2567", "1,200.50 บาท", "๒๕๖๗ ก"] {
            assert!(!starts_with_number(no), "{no}");
        }
    }
}
