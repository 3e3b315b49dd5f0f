//! Number formats: a stored number to the text the sheet shows.
//!
//! In: a format code as Excel stores it (`#,##0.00;(#,##0.00)`, `[$-D07041E]d mmmm yyyy`) and a number. Out:
//! the text, and what the format says the number is: a share, a date. Thai workbooks need what common
//! libraries lack: Thai digits, the Buddhist calendar and Thai month names, which hide in the locale code
//! `[$-NNCCLLLL]` (numeral shape, calendar, language; ECMA-376 part 1, 18.8.31 and [MS-OE376]).

mod built_in;
mod decimal;
mod parse;
mod show;

pub(super) use self::built_in::built_in;
use self::decimal::general;
use self::parse::split_sections;
use self::show::thai_digit;
use super::serial::moment;

/// Characters of a format code; Excel allows 255.
const LONGEST_CODE: usize = 1024;

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
