//! Format codes taken apart.

use super::{Compare, Section, Token};

/// The Thai Buddhist calendar in the calendar byte of a locale code, and the numeral shape of Thai digits.
const BUDDHIST_CALENDAR: u32 = 0x07;
const THAI_NUMERALS: u32 = 0x0D;

/// Splits at semicolons that are neither quoted nor escaped nor in brackets.
pub(super) fn split_sections(code: &str) -> Vec<String> {
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
    pub(super) fn parse(text: &str) -> Self {
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
