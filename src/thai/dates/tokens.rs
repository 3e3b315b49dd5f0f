//! The words and signs that dates are made of. Comes in: folded text with single spaces. Goes out: tokens.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::thai::chars::{is_letter, starts_cell};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number {
        value: u32,
        digits: usize,
    },
    Month {
        month: u8,
        name: Name,
    },
    /// วันที่
    Day,
    /// จันทร์ที่
    Weekday,
    /// เดือน
    MonthWord,
    /// ปี
    YearWord,
    /// ปีงบประมาณ
    Fiscal,
    /// งบประมาณ, which before "พ.ศ." means a fiscal year even where a line break took the ปี away.
    Budget,
    /// ปีการศึกษา
    Academic,
    /// พ.ศ.
    Buddhist,
    /// ค.ศ.
    Common,
    /// ไตรมาสที่
    Quarter,
    /// รอบ
    Round,
    /// ครึ่งปี
    Half,
    /// แรก
    First,
    /// หลัง
    Last,
    /// ถึง
    To,
    /// และ
    And,
    /// ของ, ประจำ and other words between a period and its year.
    Of,
    Dash,
    Slash,
    Dot,
    Comma,
    Open,
    Close,
    Quote,
    Space,
    Line,
    /// Thai letters that are none of the above.
    Word,
    Other,
}

/// How a month's name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// มกราคม
    Full,
    /// มกรคม: with a letter left out, so that it must end its word.
    Short,
    /// ม.ค.
    Dotted,
    /// มค, มกรา: like other words, so that only its surroundings make it a month.
    Bare,
    /// January, Jan
    English,
}

/// One token, with its bytes in the folded text.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

/// Full names, then roots, which are also said alone; then the two halves of the abbreviation.
const MONTHS: [(&str, &str, &str, &str); 12] = [
    ("มกราคม", "มกรา", "ม", "ค"),
    ("กุมภาพันธ์", "กุมภา", "ก", "พ"),
    ("มีนาคม", "มีนา", "มี", "ค"),
    ("เมษายน", "เมษา", "เม", "ย"),
    ("พฤษภาคม", "พฤษภา", "พ", "ค"),
    ("มิถุนายน", "มิถุนา", "มิ", "ย"),
    ("กรกฎาคม", "กรกฎา", "ก", "ค"),
    ("สิงหาคม", "สิงหา", "ส", "ค"),
    ("กันยายน", "กันยา", "ก", "ย"),
    ("ตุลาคม", "ตุลา", "ต", "ค"),
    ("พฤศจิกายน", "พฤศจิกา", "พ", "ย"),
    ("ธันวาคม", "ธันวา", "ธ", "ค"),
];

const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 8] = [
    "อาทิตย์",
    "จันทร์",
    "อังคาร",
    "พุธ",
    "พฤหัสบดี",
    "พฤหัส",
    "ศุกร์",
    "เสาร์",
];

/// Words other than months and weekdays. Longest first is not needed: the search takes the longest.
const WORDS: &[(Kind, &[&str])] = &[
    (Kind::Day, &["วันที่", "วัน ที่", "ลงวันที่", "ที่"]),
    (Kind::MonthWord, &["เดือน", "เดีอน"]),
    (Kind::YearWord, &["ปี", "year"]),
    (
        Kind::Fiscal,
        &[
            "ปีงบประมาณ",
            "ปี งบประมาณ",
            "ปีงบฯ",
            "ปีงบ",
            "ปีงปม.",
            "ปีงบปม.",
            "fiscal year",
            "fy",
            "งปม.",
        ],
    ),
    (Kind::Academic, &["ปีการศึกษา", "ปี การศึกษา", "academic year"]),
    (
        Kind::Buddhist,
        &[
            "พ.ศ.",
            "พ.ศ",
            "พ. ศ.",
            "พศ.",
            "พศ",
            "พ .ศ.",
            "พุทธศักราช",
            "b.e.",
            "be",
        ],
    ),
    (
        Kind::Common,
        &[
            "ค.ศ.",
            "ค.ศ",
            "ค. ศ.",
            "คศ.",
            "คริสต์ศักราช",
            "a.d.",
            "ad",
            "c.e.",
        ],
    ),
    (Kind::Budget, &["งบประมาณ"]),
    (
        Kind::Quarter,
        &["ไตรมาสที่", "ไตรมาส ที่", "ไตรมาส", "quarter", "q"],
    ),
    (Kind::Round, &["รอบ", "ห้วง", "ช่วง"]),
    (Kind::Half, &["ครึ่งปี", "ครึ่งปีงบประมาณ"]),
    (Kind::First, &["แรก"]),
    (Kind::Last, &["หลัง", "สุดท้าย"]),
    (
        Kind::To,
        &["ถึง", "จนถึง", "to", "until", "ถึงวันที่", "จนถึงวันที่", "สิ้นสุด"],
    ),
    (Kind::And, &["และ", "กับ", "and"]),
    (Kind::Of, &["ของ", "ประจำ", "ใน", "แห่ง", "of", "สำหรับ"]),
];

struct Dictionary {
    search: AhoCorasick,
    kinds: Vec<Kind>,
}

/// `None` cannot happen: a fixed list of short patterns always builds, which a test makes sure of.
static DICTIONARY: LazyLock<Option<Dictionary>> = LazyLock::new(|| {
    let patterns = dictionary();
    let search = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(patterns.iter().map(|(word, _)| word))
        .ok()?;
    let kinds = patterns.into_iter().map(|(_, kind)| kind).collect();
    Some(Dictionary { search, kinds })
});

/// Every spelling that is looked for.
fn dictionary() -> Vec<(String, Kind)> {
    let mut patterns: Vec<(String, Kind)> = Vec::new();
    for (month, (full, root, first, second)) in (1..).zip(MONTHS) {
        let mut add = |word: String, name| patterns.push((word, Kind::Month { month, name }));
        for spelling in spellings(full) {
            add(spelling, Name::Full);
        }
        for spelling in with_a_letter_left_out(full) {
            add(spelling, Name::Short);
        }
        add(root.to_owned(), Name::Bare);
        for dotted in [
            format!("{first}.{second}."),
            format!("{first}.{second}"),
            format!("{first}. {second}."),
            format!("{first} .{second}."),
            format!("{first}{second}."),
        ] {
            add(dotted, Name::Dotted);
        }
        add(format!("{first}{second}"), Name::Bare);
    }
    for (month, full) in (1..).zip(ENGLISH) {
        let kind = Kind::Month {
            month,
            name: Name::English,
        };
        patterns.push((full.to_owned(), kind));
        patterns.extend(
            full.get(..3)
                .filter(|_| full.len() > 3)
                .map(|short| (short.to_owned(), kind)),
        );
    }
    patterns.push((
        "sept".to_owned(),
        Kind::Month {
            month: 9,
            name: Name::English,
        },
    ));
    for day in WEEKDAYS {
        for form in [
            format!("{day}ที่"),
            format!("{day} ที่"),
            format!("วัน{day}ที่"),
            format!("วัน{day}"),
        ] {
            patterns.push((form, Kind::Weekday));
        }
        patterns.push((day.to_owned(), Kind::Weekday));
    }
    for (kind, words) in WORDS {
        patterns.extend(words.iter().map(|word| ((*word).to_owned(), *kind)));
    }
    patterns
}

/// A full month name and how it is misspelt: ฎ and ฏ, ศ and ษ confused, the silencer dropped, า and ำ
/// confused by the text layer, and a space inside.
fn spellings(full: &str) -> Vec<String> {
    let mut all = vec![full.to_owned()];
    for (from, to) in [
        ("ฎ", "ฏ"),
        ("ษ", "ศ"),
        ("ศ", "ษ"),
        ("า", "ำ"),
        ("์", ""),
        ("ธ์", "ธุ์"),
        ("นธ์", "น"),
        ("นธ์", "ธ์"),
    ] {
        if full.contains(from) {
            all.push(full.replace(from, to));
        }
    }
    // Justified text layers have spaces inside words.
    for (at, c) in full.char_indices().skip(1) {
        if starts_cell(c) {
            all.push(format!("{} {}", &full[..at], &full[at..]));
        }
    }
    let last_a_only = full.replacen('า', "ำ", 1);
    all.push(last_a_only);
    all.sort();
    all.dedup();
    all
}

fn with_a_letter_left_out(full: &str) -> Vec<String> {
    let letters: Vec<char> = full.chars().collect();
    (1..letters.len())
        .map(|left_out| {
            letters
                .iter()
                .enumerate()
                .filter(|&(index, _)| index != left_out)
                .map(|(_, &c)| c)
                .collect()
        })
        .collect()
}

/// Splits folded text into tokens. Tokens cover all of it.
pub(super) fn lex(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    if let Some(dictionary) = DICTIONARY.as_ref() {
        let mut from = 0;
        while let Some(hit) = dictionary
            .search
            .find(aho_corasick::Input::new(text).range(from..))
        {
            let kind = dictionary.kinds[hit.pattern().as_usize()];
            if is_token(text, at, hit.range(), kind, tokens.last()) {
                plain(text, at..hit.start(), &mut tokens);
                tokens.push(Token {
                    kind,
                    span: hit.range(),
                });
                at = hit.end();
                from = at;
            } else {
                // A shorter word may begin inside what was refused ("ก.พ.ค.").
                let first = text[hit.start()..].chars().next().map_or(1, char::len_utf8);
                from = hit.start() + first;
            }
        }
    }
    plain(text, at..text.len(), &mut tokens);
    tokens
}

/// Words that lead to a date, and to which an abbreviated month is often joined where a line was broken between them:
/// "จัดทำเมื่อ" and "ก.พ. 2568".
const BEFORE_DATES: &[&str] = &[
    "เมื่อ",
    "ใน",
    "ของ",
    "ณ",
    "ตั้งแต่",
    "และ",
    "กับ",
    "ต้น",
    "กลาง",
    "ปลาย",
    "สิ้น",
    "ประจำ",
    "รอบ",
    "งวด",
];

/// Whether a spelling found stands for what it means, by what is around it.
fn is_token(
    text: &str,
    free_from: usize,
    span: Range<usize>,
    kind: Kind,
    last: Option<&Token>,
) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    let latin = text[span.clone()].is_ascii();
    if latin {
        let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        return !word(before) && !word(after);
    }
    // The letters before it belong to a token ("เดือนม.ค.", "ถึงก.ย."), or are a word that leads to a date.
    let led_to = || {
        BEFORE_DATES
            .iter()
            .any(|word| text[..span.start].ends_with(word))
    };
    let joined = before.is_some_and(is_letter)
        && !led_to()
        && !(free_from == span.start && last.is_some_and(|last| last.kind != Kind::Word));
    let goes_on = after.is_some_and(is_letter);
    let whole_cell = after.is_none_or(starts_cell);
    match kind {
        Kind::Month {
            name: Name::Full, ..
        }
        | Kind::MonthWord
        | Kind::Fiscal
        | Kind::Academic => whole_cell,
        Kind::Month {
            name: Name::Short, ..
        } => !goes_on,
        Kind::Month {
            name: Name::Dotted, ..
        } => {
            let open = !text[span.clone()].ends_with('.');
            !joined && before != Some('.') && !(open && goes_on)
        }
        Kind::Month {
            name: Name::Bare, ..
        } => !joined && before != Some('.') && !goes_on && after != Some('.'),
        Kind::Buddhist | Kind::Common => {
            let bare = !text[span.clone()].contains('.');
            !(bare && goes_on)
        }
        _ => whole_cell,
    }
}

/// Numbers, signs and words between the words of the dictionary.
fn plain(text: &str, part: Range<usize>, tokens: &mut Vec<Token>) {
    let mut at = part.start;
    while at < part.end {
        let rest = &text[at..part.end];
        let Some(first) = rest.chars().next() else {
            break;
        };
        let run = |belongs: fn(char) -> bool| rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let (kind, length) = if first.is_ascii_digit() {
            let digits = run(|c| c.is_ascii_digit());
            let value = rest[..digits].parse().unwrap_or(u32::MAX);
            (Kind::Number { value, digits }, digits)
        } else if is_letter(first) {
            (Kind::Word, run(is_letter))
        } else {
            let kind = match first {
                ' ' => Kind::Space,
                '\n' => Kind::Line,
                '-' | '~' => Kind::Dash,
                '/' | '\\' => Kind::Slash,
                '.' => Kind::Dot,
                ',' => Kind::Comma,
                '(' | '[' => Kind::Open,
                ')' | ']' => Kind::Close,
                '\'' => Kind::Quote,
                _ => Kind::Other,
            };
            (kind, first.len_utf8())
        };
        tokens.push(Token {
            kind,
            span: at..at + length,
        });
        at += length;
    }
}

/// The month a misspelt word means: at most two letters away from one full name.
pub(super) fn misspelt_month(word: &str) -> Option<u8> {
    let letters = word.chars().count();
    if !(5..=12).contains(&letters) || crate::thai::lexicon::is_word(word) {
        return None;
    }
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let mut near: Vec<(u32, u8)> = (1..)
        .zip(MONTHS)
        .map(|(month, (full, ..))| {
            // Two letters in each other's place are one slip.
            let swapped = sorted(full) == sorted(word);
            let distance = crate::thai::search::distance(full, word);
            (if swapped { distance.min(1) } else { distance }, month)
        })
        .filter(|&(distance, _)| distance <= 2)
        .collect();
    near.sort_unstable();
    let &(least, month) = near.first()?;
    let unique = near.get(1).is_none_or(|&(second, _)| second > least);
    unique.then_some(month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thai::lexicon::is_word;

    #[test]
    fn no_misspelling_of_a_month_is_another_word() {
        assert!(DICTIONARY.is_some());
        let mut seen = std::collections::BTreeMap::new();
        for (word, kind) in dictionary() {
            if let Kind::Month {
                month,
                name: Name::Full | Name::Short,
            } = kind
            {
                let full = MONTHS[usize::from(month) - 1].0;
                assert!(word == full || !is_word(&word), "{word} is a word");
                assert_eq!(*seen.entry(word.clone()).or_insert(month), month, "{word}");
            }
        }
    }

    #[test]
    fn tokens_cover_the_text() {
        let text = "วันที่ 1 ตุลาคม 2567 - 31 มี.ค.68";
        let tokens = lex(text);
        let joined: String = tokens
            .iter()
            .map(|token| &text[token.span.clone()])
            .collect();
        assert_eq!(joined, text);
    }
}
