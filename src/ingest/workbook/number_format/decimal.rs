//! Decimal digits of stored numbers, rounded as Excel rounds.

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
pub(super) fn rounded(value: f64, places: usize) -> String {
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

pub(super) fn sign(negative: bool, text: String) -> String {
    if negative { format!("-{text}") } else { text }
}
