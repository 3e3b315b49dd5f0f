//! What the text of a table cell means: a number, money, a share, a date, or "none".
//!
//! In: the whole text of a cell. Out: a [`Value`], or `None` where the cell is plain text. A value is given
//! only when it is all that the cell says; "ซื้อ 5 รายการ เป็นเงิน 500 บาท" is text.

use crate::document::Value;
use crate::thai::dates::find_dates;
use crate::thai::numbers::{Unit, parse_number};

/// Characters of a cell that can be one value; longer ones are sentences.
const LONGEST: usize = 80;

/// What a cell says when there is nothing, without the dashes and dots around it.
const NOTHING: &[&str] = &["", "ไม่มี", "ไม่มีข้อมูล", "n/a", "na", "none", "nil"];

/// Reads the text of a cell.
pub(crate) fn of(text: &str) -> Option<Value> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let bare = text
        .trim_matches(|c: char| c.is_whitespace() || "-–—−.".contains(c))
        .to_lowercase();
    if NOTHING.contains(&bare.as_str()) {
        return Some(Value::None);
    }
    let digits = text.chars().any(|c| c.is_ascii_digit() || is_thai_digit(c));
    if !digits && !text.contains("บาท") && !text.contains("ร้อยละ") {
        return None;
    }
    if let Some(number) = plain_integer(text) {
        return Some(Value::Number { number });
    }
    if let Some(mention) = parse_number(text).filter(|mention| !mention.ordinal) {
        return Some(match mention.unit {
            Some(Unit::Baht) => Value::Money {
                baht: mention.value,
            },
            Some(Unit::Percent) => Value::Percent {
                share: mention.value / 100.0,
            },
            Some(Unit::Counted(_)) | None => Value::Number {
                number: mention.value,
            },
        });
    }
    match find_dates(text).as_slice() {
        [date] if date.span == (0..text.len()) => Some(Value::Date {
            from: date.from.to_string(),
            to: date.to.to_string(),
        }),
        _ => None,
    }
}

/// Digits and nothing else. Years are among them: in a column of amounts 2568 is an amount, and who
/// looks for a year reads the text.
fn plain_integer(text: &str) -> Option<f64> {
    let mut number = 0.0_f64;
    for c in text.chars() {
        let digit = if is_thai_digit(c) {
            u32::from(c).checked_sub(0x0E50)?
        } else {
            c.to_digit(10)?
        };
        number = number * 10.0 + f64::from(digit);
    }
    Some(number)
}

fn is_thai_digit(c: char) -> bool {
    ('๐'..='๙').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(from: &str, to: &str) -> Option<Value> {
        Some(Value::Date {
            from: from.to_owned(),
            to: to.to_owned(),
        })
    }

    #[test]
    fn cells_of_thai_reports() {
        let number = |number| Some(Value::Number { number });
        for (text, value) in [
            ("๑,๒๓๔.๕๐", number(1234.5)),
            ("12", number(12.0)),
            ("๒๕๖๘", number(2568.0)),
            ("(1,200.00)", number(-1200.0)),
            ("๕๐๐ บาท", Some(Value::Money { baht: 500.0 })),
            ("85%", Some(Value::Percent { share: 0.85 })),
            ("ร้อยละ 93.71", Some(Value::Percent { share: 0.9371 })),
            ("-", Some(Value::None)),
            ("- ไม่มี -", Some(Value::None)),
            ("๓๑ มกราคม ๒๕๖๘", date("2025-01-31", "2025-01-31")),
            ("ต.ค. ๖๗", date("2024-10-01", "2024-10-31")),
            ("", None),
            ("กระดาษ", None),
            ("ไม่มีการจัดซื้อจัดจ้าง", None),
            ("ซื้อ 5 รายการ เป็นเงิน 500 บาท", None),
        ] {
            let got = of(text);
            let close = match (&got, &value) {
                (Some(Value::Percent { share: a }), Some(Value::Percent { share: b })) => {
                    (a - b).abs() < 1e-9
                }
                _ => got == value,
            };
            assert!(close, "{text}: {got:?}, not {value:?}");
        }
    }
}
