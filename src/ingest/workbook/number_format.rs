//! Number formats: a stored number to the text the sheet shows.
//!
//! In: a format code as Excel stores it (`#,##0.00;(#,##0.00)`, `[$-D07041E]d mmmm yyyy`) and a number. Out:
//! the text, and what the format says the number is: a share, a date. Thai workbooks need what common
//! libraries lack: Thai digits, the Buddhist calendar and Thai month names, which hide in the locale code
//! `[$-NNCCLLLL]` (numeral shape, calendar, language; ECMA-376 part 1, 18.8.31 and [MS-OE376]).

use super::serial::{Moment, moment};

/// Characters of a format code; Excel allows 255.
const LONGEST_CODE: usize = 1024;

/// Digits after the point that are printed; Excel allows 30.
const MOST_DECIMALS: usize = 30;

/// The Thai Buddhist calendar in the calendar byte of a locale code, and the numeral shape of Thai digits.
const BUDDHIST_CALENDAR: u32 = 0x07;
const THAI_NUMERALS: u32 = 0x0D;

const THAI_MONTHS: [&str; 12] = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
];
const THAI_MONTHS_SHORT: [&str; 12] = [
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
];
const THAI_DAYS: [&str; 7] = [
    "วันจันทร์",
    "วันอังคาร",
    "วันพุธ",
    "วันพฤหัสบดี",
    "วันศุกร์",
    "วันเสาร์",
    "วันอาทิตย์",
];
const THAI_DAYS_SHORT: [&str; 7] = ["จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const ENGLISH_DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// What a format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A plain number.
    Number,
    /// A share shown in percent.
    Percent,
    /// A day, maybe with a time.
    Date,
    /// A time of day or a duration.
    Time,
}

/// A format code, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Section {
    condition: Option<(Compare, f64)>,
    tokens: Vec<Token>,
    thai_digits: bool,
    buddhist: bool,
    /// Month and day names in English; Thai otherwise, as the workbooks' users see them.
    english: bool,
    /// Thousands are separated.
    grouped: bool,
    /// Divisions by a thousand, from commas after the last digit.
    thousands: u32,
    percents: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Compare {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Percent,
    /// `E+` or `E-`.
    Exponent(bool),
    /// `/` of a fraction.
    Fraction,
    Literal(String),
    General,
    Text,
    Year(usize),
    BuddhistYear(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Digits of a second after the point.
    SubSecond(usize),
    /// Before and after noon, and whether long.
    HalfDay(bool),
    /// All hours, minutes or seconds that have passed.
    Elapsed(char, usize),
}

impl Token {
    fn is_of_date(&self) -> bool {
        matches!(
            self,
            Token::Year(_) | Token::BuddhistYear(_) | Token::Month(_) | Token::Day(_)
        )
    }

    fn is_of_time(&self) -> bool {
        matches!(
            self,
            Token::Hour(_)
                | Token::Minute(_)
                | Token::Second(_)
                | Token::HalfDay(_)
                | Token::Elapsed(..)
        )
    }
}

/// The code behind a built-in format identifier: ECMA-376 part 1, 18.8.30, with the identifiers 59 to 81 of
/// Thai Excel. `None` for identifiers that the file must define itself.
pub(super) fn built_in(id: u32) -> Option<&'static str> {
    Some(match id {
        0 => "General",
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        // The short date follows the reader's system; day first, as in Thailand.
        14 | 30 => "d/m/yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "d/m/yyyy h:mm",
        37 | 38 => "#,##0;(#,##0)",
        39 | 40 => "#,##0.00;(#,##0.00)",
        41 => "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-",
        42 => "_-฿* #,##0_-;-฿* #,##0_-;_-฿* \"-\"_-;_-@_-",
        43 => "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-",
        44 => "_-฿* #,##0.00_-;-฿* #,##0.00_-;_-฿* \"-\"??_-;_-@_-",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        59 => "t0",
        60 => "t0.00",
        61 => "t#,##0",
        62 => "t#,##0.00",
        67 => "t0%",
        68 => "t0.00%",
        69 => "t# ?/?",
        70 => "t# ??/??",
        71 => "td/m/bbbb",
        72 => "td-mmm-bb",
        73 => "td-mmm",
        74 => "tmmm-bb",
        75 => "th:mm",
        76 => "th:mm:ss",
        77 => "td/m/bbbb h:mm",
        78 => "tmm:ss",
        79 => "t[h]:mm:ss",
        80 => "tmm:ss.0",
        81 => "d/m/bb",
        _ => return None,
    })
}

impl NumberFormat {
    /// Takes a format code apart; a code that makes no sense prints numbers as they are.
    pub(super) fn parse(code: &str) -> Self {
        let code: String = code.chars().take(LONGEST_CODE).collect();
        let mut sections: Vec<Section> = split_sections(&code)
            .into_iter()
            .map(|text| Section::parse(&text))
            .collect();
        sections.truncate(4);
        NumberFormat { sections }
    }

    /// What the format makes of positive numbers.
    pub(super) fn meaning(&self) -> Meaning {
        let Some(first) = self.sections.first() else {
            return Meaning::Number;
        };
        let tokens = &first.tokens;
        if tokens.iter().any(Token::is_of_date) {
            Meaning::Date
        } else if tokens.iter().any(Token::is_of_time) {
            Meaning::Time
        } else if first.percents > 0 {
            Meaning::Percent
        } else {
            Meaning::Number
        }
    }

    /// The number as shown. `epoch_1904` tells from which day the workbook counts.
    pub(super) fn show(&self, number: f64, epoch_1904: bool) -> String {
        let Some((section, signed)) = self.section(number) else {
            return general(number);
        };
        if section.tokens.is_empty() {
            // An empty section hides the number.
            return String::new();
        }
        let dated = section
            .tokens
            .iter()
            .any(|t| t.is_of_date() || t.is_of_time());
        let shown = if dated {
            match moment(number, epoch_1904) {
                Some(moment) => section.show_moment(&moment, number),
                // Excel fills such a cell with signs.
                None => general(number),
            }
        } else {
            section.show_number(number, signed)
        };
        let shown = shown.trim().to_owned();
        if section.thai_digits {
            shown.chars().map(thai_digit).collect()
        } else {
            shown
        }
    }

    /// Text in a cell of this format: the text section may add words to it.
    pub(super) fn show_text(&self, text: &str) -> String {
        let section = match self.sections.as_slice() {
            [_, _, _, text] => text,
            [only] if only.tokens.contains(&Token::Text) => only,
            _ => return text.to_owned(),
        };
        let mut shown = String::new();
        for token in &section.tokens {
            match token {
                Token::Text => shown.push_str(text),
                Token::Literal(literal) => shown.push_str(literal),
                _ => {}
            }
        }
        if section.tokens.contains(&Token::Text) {
            shown.trim().to_owned()
        } else {
            text.to_owned()
        }
    }

    /// The section for a number, and whether it must print a minus sign itself.
    fn section(&self, number: f64) -> Option<(&Section, bool)> {
        if self.sections.iter().any(|s| s.condition.is_some()) {
            let chosen = self.sections.iter().find(|s| {
                s.condition
                    .is_none_or(|(compare, to)| compare.holds(number, to))
            })?;
            return Some((chosen, number < 0.0));
        }
        match self.sections.as_slice() {
            [] => None,
            [only] => Some((only, number < 0.0)),
            [positive, negative] | [positive, negative, _] | [positive, negative, _, _]
                if number != 0.0 =>
            {
                if number > 0.0 {
                    Some((positive, false))
                } else {
                    Some((negative, false))
                }
            }
            [zero, _] | [_, _, zero] | [_, _, zero, ..] => Some((zero, false)),
        }
    }
}

impl Compare {
    #[allow(clippy::float_cmp, reason = "Excel compares the stored number exactly")]
    fn holds(self, number: f64, to: f64) -> bool {
        match self {
            Compare::Less => number < to,
            Compare::LessOrEqual => number <= to,
            Compare::Equal => number == to,
            Compare::NotEqual => number != to,
            Compare::GreaterOrEqual => number >= to,
            Compare::Greater => number > to,
        }
    }
}

/// Splits at semicolons that are neither quoted nor escaped nor in brackets.
fn split_sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    for c in code.chars() {
        if c == ';' && !quoted && !bracketed && !escaped {
            sections.push(String::new());
            continue;
        }
        if escaped {
            escaped = false;
        } else {
            match c {
                '"' => quoted = !quoted,
                '[' if !quoted => bracketed = true,
                ']' if !quoted => bracketed = false,
                '\\' | '_' | '*' if !quoted => escaped = true,
                _ => {}
            }
        }
        if let Some(section) = sections.last_mut() {
            section.push(c);
        }
    }
    sections
}

impl Section {
    fn parse(text: &str) -> Self {
        let mut section = Section::default();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' => {
                    let literal: String = chars.by_ref().take_while(|c| *c != '"').collect();
                    section.literal(&literal);
                }
                '\\' => {
                    if let Some(next) = chars.next() {
                        section.literal(next.encode_utf8(&mut [0; 4]));
                    }
                }
                // A space as wide as the next character; a character that fills the cell.
                '_' => {
                    chars.next();
                    section.literal(" ");
                }
                '*' => {
                    chars.next();
                }
                '[' => {
                    let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    section.bracket(&inside);
                }
                '0' | '#' | '?' => {
                    if c == '0'
                        && matches!(section.tokens.last(), Some(Token::SubSecond(_)))
                        && let Some(Token::SubSecond(digits)) = section.tokens.last_mut()
                    {
                        *digits = digits.saturating_add(1);
                    } else {
                        section.tokens.push(Token::Digit(c));
                    }
                }
                '.' => {
                    let after_second = matches!(
                        section.tokens.last(),
                        Some(Token::Second(_) | Token::Elapsed('s', _))
                    );
                    if after_second && chars.peek() == Some(&'0') {
                        section.tokens.push(Token::SubSecond(0));
                    } else {
                        section.tokens.push(Token::Point);
                    }
                }
                ',' => section.comma(chars.peek().copied()),
                '%' => {
                    section.percents = section.percents.saturating_add(1);
                    section.tokens.push(Token::Percent);
                }
                'E' | 'e' if matches!(chars.peek(), Some('+' | '-')) => {
                    let plus = chars.next() == Some('+');
                    section.tokens.push(Token::Exponent(plus));
                }
                '@' => section.tokens.push(Token::Text),
                '/' if section.tokens.iter().any(|t| matches!(t, Token::Digit(_)))
                    && !section.tokens.iter().any(Token::is_of_date)
                    && chars.peek().is_some_and(|n| "?#0123456789".contains(*n)) =>
                {
                    section.tokens.push(Token::Fraction);
                }
                // Thai Excel puts `t` before a code for Thai digits.
                't' | 'T' if chars.peek().is_some_and(|n| "0#?dmyhbs[".contains(*n)) => {
                    section.thai_digits = true;
                }
                'G' | 'g' if rest_is(&mut chars, "eneral") => {
                    section.tokens.push(Token::General);
                }
                'A' | 'a' if rest_is(&mut chars, "M/PM") => {
                    section.tokens.push(Token::HalfDay(true));
                }
                'A' | 'a' if rest_is(&mut chars, "/P") => {
                    section.tokens.push(Token::HalfDay(false));
                }
                'B' | 'b' if chars.peek() == Some(&'2') || chars.peek() == Some(&'1') => {
                    // B1 and B2 choose the Hijri calendar; never met in Thai files.
                    chars.next();
                }
                'y' | 'Y' | 'e' | 'b' | 'B' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                    let mut count = 1_usize;
                    while chars.peek().is_some_and(|n| n.eq_ignore_ascii_case(&c)) {
                        chars.next();
                        count = count.saturating_add(1);
                    }
                    section.date(c.to_ascii_lowercase(), count);
                }
                other => section.literal(other.encode_utf8(&mut [0; 4])),
            }
        }
        section.tell_minutes_from_months();
        section
    }

    fn literal(&mut self, text: &str) {
        if let Some(Token::Literal(last)) = self.tokens.last_mut() {
            last.push_str(text);
        } else {
            self.tokens.push(Token::Literal(text.to_owned()));
        }
    }

    /// Between digits a comma groups, after the last one it divides by a thousand.
    fn comma(&mut self, next: Option<char>) {
        let has_digits = self.tokens.iter().any(|t| matches!(t, Token::Digit(_)));
        if !has_digits {
            self.literal(",");
        } else if next.is_some_and(|n| "0#?".contains(n)) {
            self.grouped = true;
        } else if matches!(self.tokens.last(), Some(Token::Digit(_))) {
            self.thousands = self.thousands.saturating_add(1).min(5);
        } else {
            self.literal(",");
        }
    }

    /// A bracket: a currency with a locale, a condition, an elapsed time or a colour.
    fn bracket(&mut self, inside: &str) {
        if let Some(locale) = inside.strip_prefix('$') {
            let (currency, code) = locale.split_once('-').unwrap_or((locale, ""));
            if !currency.is_empty() {
                self.literal(currency);
            }
            if let Ok(code) = u32::from_str_radix(code, 16) {
                let (numerals, calendar, language) =
                    (code >> 24, (code >> 16) & 0x7F, code & 0xFFFF);
                self.thai_digits |= numerals == THAI_NUMERALS;
                self.buddhist |= calendar == BUDDHIST_CALENDAR;
                self.english |= matches!(language & 0xFF, 0x09);
            } else if code.to_ascii_lowercase().starts_with("en") {
                self.english = true;
            }
            return;
        }
        for (sign, compare) in [
            ("<=", Compare::LessOrEqual),
            (">=", Compare::GreaterOrEqual),
            ("<>", Compare::NotEqual),
            ("<", Compare::Less),
            (">", Compare::Greater),
            ("=", Compare::Equal),
        ] {
            if let Some(to) = inside.strip_prefix(sign) {
                self.condition = to.trim().parse().ok().map(|to| (compare, to));
                return;
            }
        }
        let lower = inside.to_ascii_lowercase();
        if let Some(unit @ ('h' | 'm' | 's')) = lower.chars().next()
            && lower.chars().all(|c| c == unit)
        {
            self.tokens.push(Token::Elapsed(unit, lower.len()));
        } else if lower == "dbnum1" || lower.starts_with("natnum") {
            // LibreOffice names native digits so.
            self.thai_digits |= lower == "natnum1";
        }
    }

    fn date(&mut self, letter: char, count: usize) {
        self.tokens.push(match letter {
            'y' => Token::Year(count),
            'e' => Token::Year(4),
            'b' => Token::BuddhistYear(count),
            'm' => Token::Month(count),
            'd' => Token::Day(count),
            'h' => Token::Hour(count),
            _ => Token::Second(count),
        });
    }

    /// `m` is a minute after hours and before seconds.
    fn tell_minutes_from_months(&mut self) {
        let times: Vec<(usize, &Token)> = self
            .tokens
            .iter()
            .enumerate()
            .filter(|(_, t)| !matches!(t, Token::Literal(_)))
            .collect();
        let mut minutes = Vec::new();
        for (place, (index, token)) in times.iter().enumerate() {
            let Token::Month(count @ 1..=2) = token else {
                continue;
            };
            let before = place.checked_sub(1).and_then(|p| times.get(p));
            let after = times.get(place.saturating_add(1));
            let after_hours =
                before.is_some_and(|(_, t)| matches!(t, Token::Hour(_) | Token::Elapsed('h', _)));
            let before_seconds =
                after.is_some_and(|(_, t)| matches!(t, Token::Second(_) | Token::Elapsed('s', _)));
            if after_hours || before_seconds {
                minutes.push((*index, *count));
            }
        }
        for (index, count) in minutes {
            if let Some(token) = self.tokens.get_mut(index) {
                *token = Token::Minute(count);
            }
        }
    }

    fn show_moment(&self, moment: &Moment, number: f64) -> String {
        let half_day = self.tokens.iter().any(|t| matches!(t, Token::HalfDay(_)));
        let mut shown = String::new();
        for token in &self.tokens {
            match token {
                Token::Year(count) => {
                    let year = if self.buddhist {
                        moment.year.saturating_add(543)
                    } else {
                        moment.year
                    };
                    shown.push_str(&short_or_long(year, *count));
                }
                Token::BuddhistYear(count) => {
                    shown.push_str(&short_or_long(moment.year.saturating_add(543), *count));
                }
                Token::Month(count) => shown.push_str(&self.month(moment.month, *count)),
                Token::Day(count) => shown.push_str(&self.day(moment, *count)),
                Token::Hour(count) => {
                    let hour = match (half_day, moment.hour % 12) {
                        (false, _) => moment.hour,
                        (true, 0) => 12,
                        (true, hour) => hour,
                    };
                    shown.push_str(&padded(u64::from(hour), *count));
                }
                Token::Minute(count) => shown.push_str(&padded(u64::from(moment.minute), *count)),
                Token::Second(count) => shown.push_str(&padded(u64::from(moment.second), *count)),
                Token::SubSecond(count) => {
                    let digits = format!("{:03}", moment.millisecond);
                    shown.push('.');
                    shown.extend(digits.chars().take(*count));
                }
                Token::HalfDay(long) => shown.push_str(match (moment.hour < 12, long) {
                    (true, true) => "AM",
                    (false, true) => "PM",
                    (true, false) => "A",
                    (false, false) => "P",
                }),
                Token::Elapsed(unit, count) => {
                    let per_day = match unit {
                        'h' => 24.0,
                        'm' => 1_440.0,
                        _ => 86_400.0,
                    };
                    // Half a millisecond keeps 23:00 from becoming 22:59.
                    let passed = (number.abs() * per_day + 1e-6).floor();
                    shown.push_str(&format!("{passed:0count$.0}"));
                }
                Token::Literal(text) => shown.push_str(text),
                Token::Point => shown.push('.'),
                Token::Fraction => shown.push('/'),
                Token::Digit(_)
                | Token::Percent
                | Token::Exponent(_)
                | Token::General
                | Token::Text => {}
            }
        }
        shown
    }

    fn month(&self, month: u8, count: usize) -> String {
        let index = usize::from(month).saturating_sub(1);
        let name = |names: [&str; 12]| names.get(index).copied().unwrap_or_default().to_owned();
        match (count, self.english) {
            (1 | 2, _) => padded(u64::from(month), count),
            (3, false) => name(THAI_MONTHS_SHORT),
            (3, true) => name(ENGLISH_MONTHS).chars().take(3).collect(),
            (5, _) => name(if self.english {
                ENGLISH_MONTHS
            } else {
                THAI_MONTHS
            })
            .chars()
            .take(1)
            .collect(),
            (_, false) => name(THAI_MONTHS),
            (_, true) => name(ENGLISH_MONTHS),
        }
    }

    fn day(&self, moment: &Moment, count: usize) -> String {
        let index = usize::from(moment.weekday);
        let name = |names: [&str; 7]| names.get(index).copied().unwrap_or_default().to_owned();
        match (count, self.english) {
            (1 | 2, _) => padded(u64::from(moment.day), count),
            (3, false) => name(THAI_DAYS_SHORT),
            (3, true) => name(ENGLISH_DAYS).chars().take(3).collect(),
            (_, false) => name(THAI_DAYS),
            (_, true) => name(ENGLISH_DAYS),
        }
    }

    fn show_number(&self, number: f64, signed: bool) -> String {
        let tokens = &self.tokens;
        if tokens
            .iter()
            .any(|t| matches!(t, Token::General | Token::Text))
        {
            let mut shown = String::new();
            for token in tokens {
                match token {
                    Token::General | Token::Text => {
                        shown.push_str(&general(if signed { number } else { number.abs() }));
                    }
                    Token::Literal(text) => shown.push_str(text),
                    _ => {}
                }
            }
            return shown;
        }
        let mut value = number.abs();
        for _ in 0..self.percents.min(5) {
            value *= 100.0;
        }
        for _ in 0..self.thousands {
            value /= 1000.0;
        }
        if let Some(at) = tokens.iter().position(|t| matches!(t, Token::Exponent(_))) {
            return sign(signed, self.scientific(value, at));
        }
        if tokens.contains(&Token::Fraction) {
            return sign(signed, self.fraction(value));
        }
        let point = tokens.iter().position(|t| *t == Token::Point);
        let (whole, decimals) = tokens.split_at(point.unwrap_or(tokens.len()));
        let places = decimals
            .iter()
            .filter(|t| matches!(t, Token::Digit(_)))
            .count()
            .min(MOST_DECIMALS);
        let rounded = rounded(value, places);
        let (integer, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
        let mut shown = self.whole(whole, integer);
        let mut digits = fraction.chars();
        let mut decimal = String::new();
        for token in decimals {
            match token {
                Token::Digit(kind) => {
                    let digit = digits.next().unwrap_or('0');
                    // `#` leaves out zeros at the end, `?` leaves a space for them.
                    if *kind == '0' || digit != '0' || digits.as_str().contains(|c| c != '0') {
                        decimal.push(digit);
                    }
                }
                Token::Point => decimal.push('.'),
                Token::Percent => decimal.push('%'),
                Token::Literal(text) => decimal.push_str(text),
                _ => {}
            }
        }
        shown.push_str(&decimal);
        // A number that rounds to nothing has no sign.
        let nothing = !rounded.contains(|c| ('1'..='9').contains(&c));
        sign(signed && !nothing, shown)
    }

    /// Lays the integer digits into their places from the right; literals between the places stay where
    /// they are (`0-0000-00000-00-0`).
    fn whole(&self, tokens: &[Token], integer: &str) -> String {
        let integer = integer.trim_start_matches('0');
        let mut digits: Vec<char> = integer.chars().collect();
        let places = tokens
            .iter()
            .filter(|t| matches!(t, Token::Digit(_)))
            .count();
        let mut placed = 0_usize;
        let mut seen = 0_usize;
        // Built backwards.
        let mut reversed: Vec<char> = Vec::new();
        let mut push_digit = |reversed: &mut Vec<char>, digit: char| {
            if self.grouped && placed > 0 && placed.is_multiple_of(3) {
                reversed.push(',');
            }
            reversed.push(digit);
            placed = placed.saturating_add(1);
        };
        for token in tokens.iter().rev() {
            match token {
                Token::Digit(kind) => {
                    seen = seen.saturating_add(1);
                    match digits.pop() {
                        Some(digit) => push_digit(&mut reversed, digit),
                        None if *kind == '0' => push_digit(&mut reversed, '0'),
                        None => {}
                    }
                    // The first place takes all the digits that are left.
                    if seen == places {
                        while let Some(digit) = digits.pop() {
                            push_digit(&mut reversed, digit);
                        }
                    }
                }
                Token::Percent => reversed.push('%'),
                Token::Literal(text) => reversed.extend(text.chars().rev()),
                _ => {}
            }
        }
        reversed.iter().rev().collect()
    }

    fn scientific(&self, value: f64, at: usize) -> String {
        let (mantissa, exponent_tokens) = self.tokens.split_at(at);
        let places = mantissa
            .iter()
            .skip_while(|t| **t != Token::Point)
            .filter(|t| matches!(t, Token::Digit(_)))
            .count()
            .min(MOST_DECIMALS);
        let plus = matches!(exponent_tokens.first(), Some(Token::Exponent(true)));
        let width = exponent_tokens
            .iter()
            .filter(|t| matches!(t, Token::Digit(_)))
            .count();
        let printed = format!("{value:.places$e}");
        let (digits, exponent) = printed.split_once('e').unwrap_or((&printed, "0"));
        let (sign, exponent) = match exponent.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None if plus => ("+", exponent),
            None => ("", exponent),
        };
        format!("{digits}E{sign}{exponent:0>width$}")
    }

    /// The nearest fraction whose denominator has as many digits as the code allows.
    fn fraction(&self, value: f64) -> String {
        let after = self.tokens.iter().skip_while(|t| **t != Token::Fraction);
        let digits = after
            .filter(|t| matches!(t, Token::Digit(_)))
            .count()
            .clamp(1, 3);
        let largest: u32 = match digits {
            1 => 9,
            2 => 99,
            _ => 999,
        };
        let whole = value.floor();
        let part = value - whole;
        let mut best = (0.0_f64, 1_u32, part);
        for denominator in 1..=largest {
            let numerator = (part * f64::from(denominator)).round();
            let error = (part - numerator / f64::from(denominator)).abs();
            if error < best.2 - 1e-12 {
                best = (numerator, denominator, error);
            }
        }
        let (numerator, denominator, _) = best;
        match (whole > 0.0, numerator > 0.0) {
            (_, false) => format!("{whole:.0}"),
            (false, true) => format!("{numerator:.0}/{denominator}"),
            (true, true) => format!("{whole:.0} {numerator:.0}/{denominator}"),
        }
    }
}

/// A number in the General format: eleven characters at most, as a cell of normal width shows it.
pub(super) fn general(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let size = number.abs();
    if size != 0.0 && !(1e-9..1e11).contains(&size) {
        let printed = format!("{number:.5e}");
        let (digits, exponent) = printed.split_once('e').unwrap_or((&printed, "0"));
        let digits = if digits.contains('.') {
            digits.trim_end_matches('0').trim_end_matches('.')
        } else {
            digits
        };
        let (sign, exponent) = match exponent.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("+", exponent),
        };
        return format!("{digits}E{sign}{exponent:0>2}");
    }
    let whole_digits = format!("{size:.0}").len();
    let places = 10_usize.saturating_sub(whole_digits).min(9);
    let printed = rounded(size, places);
    let printed = if printed.contains('.') {
        printed.trim_end_matches('0').trim_end_matches('.')
    } else {
        printed.as_str()
    };
    sign(number < 0.0 && printed != "0", printed.to_owned())
}

/// A non-negative number with this many decimals, half rounded up in decimal: Excel keeps fifteen digits,
/// so 2.675 is 2.68 although the stored binary lies below.
fn rounded(value: f64, places: usize) -> String {
    let printed = format!("{value:.14e}");
    let Some((mantissa, exponent)) = printed.split_once('e') else {
        return format!("{value:.places$}");
    };
    let (Ok(exponent), digits) = (
        exponent.parse::<i32>(),
        mantissa
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<Vec<_>>(),
    ) else {
        return format!("{value:.places$}");
    };
    if exponent > 14 {
        return format!("{value:.places$}");
    }
    // Position of the last digit that is kept, counted from the first significant one.
    let kept = i64::from(exponent)
        .saturating_add(1)
        .saturating_add(i64::try_from(places).unwrap_or(0));
    let mut kept_digits: Vec<u8> = Vec::new();
    if kept >= 0 {
        let kept = usize::try_from(kept).unwrap_or(0);
        kept_digits = digits
            .iter()
            .take(kept)
            .filter_map(|c| c.to_digit(10).and_then(|d| u8::try_from(d).ok()))
            .collect();
        kept_digits.resize(kept, 0);
        let round_up = digits.get(kept).is_some_and(|c| *c >= '5');
        if round_up {
            let mut carried = true;
            for digit in kept_digits.iter_mut().rev() {
                if *digit == 9 {
                    *digit = 0;
                } else {
                    *digit = digit.saturating_add(1);
                    carried = false;
                    break;
                }
            }
            if carried {
                kept_digits.insert(0, 1);
            }
        }
    }
    let mut text: String = kept_digits
        .iter()
        .filter_map(|d| char::from_digit(u32::from(*d), 10))
        .collect();
    let least = places.saturating_add(1);
    if text.len() < least {
        text = format!("{text:0>least$}");
    }
    if places > 0 {
        let at = text.len().saturating_sub(places);
        text.insert(at, '.');
    }
    text
}

fn sign(negative: bool, text: String) -> String {
    if negative { format!("-{text}") } else { text }
}

fn short_or_long(year: i32, count: usize) -> String {
    if count <= 2 {
        format!("{:02}", year.rem_euclid(100))
    } else {
        format!("{year:04}")
    }
}

fn padded(number: u64, count: usize) -> String {
    if count >= 2 {
        format!("{number:02}")
    } else {
        number.to_string()
    }
}

fn thai_digit(c: char) -> char {
    c.to_digit(10)
        .and_then(|d| char::from_u32(0x0E50_u32.saturating_add(d)))
        .unwrap_or(c)
}

/// Whether the next characters are these, without case; takes them if so.
fn rest_is(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, rest: &str) -> bool {
    let mut ahead = chars.clone();
    let same = rest
        .chars()
        .all(|want| ahead.next().is_some_and(|c| c.eq_ignore_ascii_case(&want)));
    if same {
        *chars = ahead;
    }
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(code: &str, number: f64) -> String {
        NumberFormat::parse(code).show(number, false)
    }

    #[test]
    fn numbers_as_excel_shows_them() {
        for (code, number, shown) in [
            ("General", 3523.05, "3523.05"),
            ("General", 1.0, "1"),
            ("General", 0.1 + 0.2, "0.3"),
            ("General", -12.5, "-12.5"),
            ("General", 123_456_789_012.0, "1.23457E+11"),
            ("#,##0.00", 3_508_421.42, "3,508,421.42"),
            ("#,##0.00", 2.675, "2.68"),
            ("#,##0", 999.5, "1,000"),
            ("0.00%", 0.9371, "93.71%"),
            ("0%", 1.0, "100%"),
            ("#,##0.00;(#,##0.00)", -1234.5, "(1,234.50)"),
            ("#,##0;[Red]-#,##0", -1234.0, "-1,234"),
            ("_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-", 0.0, "-"),
            (
                "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-",
                1500.0,
                "1,500.00",
            ),
            (
                "0-0000-00000-00-0",
                1_234_567_890_123.0,
                "1-2345-67890-12-3",
            ),
            ("000", 7.0, "007"),
            ("#,##0.##", 5.0, "5."),
            ("0.00E+00", 12345.0, "1.23E+04"),
            ("# ?/?", 2.5, "2 1/2"),
            ("#,##0,", 1_234_567.0, "1,235"),
            ("0.0,,\" ล้านบาท\"", 2_500_000.0, "2.5 ล้านบาท"),
            ("[<1000]0;[>=1000]#,##0", 2500.0, "2,500"),
            (";;;", 5.0, ""),
            ("\"ฉบับที่ \"0", 3.0, "ฉบับที่ 3"),
            ("0.00", -0.001, "0.00"),
        ] {
            assert_eq!(show(code, number), shown, "{code} {number}");
        }
    }

    #[test]
    fn thai_digits_and_baht() {
        assert_eq!(show("[$-D00041E]#,##0.00", 1234.5), "๑,๒๓๔.๕๐");
        assert_eq!(show("t#,##0", 1234.0), "๑,๒๓๔");
        assert_eq!(show("[$฿-41E]#,##0.00", 99.0), "฿99.00");
    }

    #[test]
    fn dates_of_both_eras() {
        // 45688 is 2025-01-31.
        for (code, shown) in [
            ("dd/mm/yyyy", "31/01/2025"),
            ("[$-107041E]d mmm yy;@", "31 ม.ค. 68"),
            ("[$-D07041E]d mmmm yyyy;@", "๓๑ มกราคม ๒๕๖๘"),
            ("[$-187041E]d mmmm yyyy", "31 มกราคม 2568"),
            ("[$-1070000]d/m/yyyy;@", "31/1/2568"),
            ("[$-101041E]d mmmm yyyy;@", "31 มกราคม 2025"),
            ("d/m/bbbb", "31/1/2568"),
            ("[$-409]d-mmm-yy", "31-Jan-25"),
            ("yyyy\\-mm\\-dd", "2025-01-31"),
            ("dddd", "วันศุกร์"),
        ] {
            assert_eq!(show(code, 45688.0), shown, "{code}");
            assert_eq!(NumberFormat::parse(code).meaning(), Meaning::Date, "{code}");
        }
        assert_eq!(show("h:mm:ss", 0.572_916_666_666_666_6), "13:45:00");
        assert_eq!(show("[h]:mm", 1.25), "30:00");
        assert_eq!(show("h:mm AM/PM", 0.75), "6:00 PM");
        assert_eq!(show("mm:ss.0", 0.001), "01:26.4");
    }

    #[test]
    fn text_sections_add_words() {
        assert_eq!(
            NumberFormat::parse("0;0;0;\"นาย \"@").show_text("ก"),
            "นาย ก"
        );
        assert_eq!(NumberFormat::parse("@").show_text("ก"), "ก");
        assert_eq!(NumberFormat::parse("0.00").show_text("ก"), "ก");
    }

    #[test]
    fn nonsense_codes_and_numbers_end() {
        for code in [
            "", "[", "\"", "\\", "[$-", "E+", "/?", "0E", "[h", ";;;;;;", "0.0.0.0",
        ] {
            for number in [0.0, -1.0, 1e300, f64::NAN, f64::INFINITY, f64::MIN, 1e-300] {
                let shown = show(code, number);
                assert!(shown.len() < 2000, "{code} {number}");
            }
        }
        let long = "0".repeat(100_000);
        assert!(show(&long, 1.0).len() <= LONGEST_CODE);
    }
}
