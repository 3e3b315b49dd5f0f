//! Numbers and moments laid out by a section of a format.

use super::decimal::{general, rounded, sign};
use super::{Section, Token};
use crate::ingest::workbook::serial::Moment;
use crate::thai::dates::MONTHS_SHORT;

/// Digits after the point that are printed; Excel allows 30.
const MOST_DECIMALS: usize = 30;

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

impl Section {
    pub(super) fn show_moment(&self, moment: &Moment, number: f64) -> String {
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
            (3, false) => name(MONTHS_SHORT),
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

    pub(super) fn show_number(&self, number: f64, signed: bool) -> String {
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

pub(super) fn thai_digit(c: char) -> char {
    c.to_digit(10)
        .and_then(|d| char::from_u32(0x0E50_u32.saturating_add(d)))
        .unwrap_or(c)
}
