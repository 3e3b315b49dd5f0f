//! Numbers as Word prints them in lists and notes: the `w:numFmt` values that Thai offices use.

use crate::thai::numbers::DIGIT_NAMES;

/// Letters of `thaiLetters`, ECMA-376 part 1, 17.18.59: the consonants without the obsolete ones and
/// without ฆ, ฤ and ฦ.
const THAI_LETTERS: &str = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ";

/// Names of the places below a million.
const THAI_PLACES: [&str; 6] = ["", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"];

/// Symbols and values of Roman numerals, largest first.
const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// How often a letter may be repeated (`aaa` is 55) and the largest Roman numeral: what Word prints
/// beyond is of no use, and a hostile start value would print megabytes.
const LONGEST: u32 = 32;

/// Prints `number` in a number format; formats not known here are printed as decimal.
pub(crate) fn print(number: u32, format: &str) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "thaiNumbers" => thai_digits(number),
        "thaiLetters" => letters(number, THAI_LETTERS),
        "thaiCounting" => thai_words(number),
        "bahtText" => format!("{}บาทถ้วน", thai_words(number)),
        "upperLetter" => letters(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerLetter" => letters(number, "abcdefghijklmnopqrstuvwxyz"),
        "upperRoman" => roman(number).to_uppercase(),
        "lowerRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        "ordinal" => ordinal(number),
        "hex" => format!("{number:X}"),
        "numberInDash" => format!("- {number} -"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(number, 0x2460),
        "decimalEnclosedParen" => enclosed(number, 0x2474),
        "decimalEnclosedFullstop" => enclosed(number, 0x2488),
        _ => number.to_string(),
    }
}

/// Decimal with Thai digits.
pub(crate) fn thai_digits(number: u32) -> String {
    number
        .to_string()
        .chars()
        .map(|c| {
            c.to_digit(10)
                .and_then(|d| char::from_u32(0x0E50_u32.saturating_add(d)))
                .unwrap_or(c)
        })
        .collect()
}

/// The letter at this place; after the last one the first is doubled, and so on.
fn letters(number: u32, alphabet: &str) -> String {
    let count = alphabet.chars().count();
    let Some(index) = (number as usize).checked_sub(1) else {
        return String::new();
    };
    let times = index.checked_div(count).unwrap_or(0).saturating_add(1);
    let letter = alphabet.chars().nth(index.checked_rem(count).unwrap_or(0));
    match letter {
        Some(letter) if times <= LONGEST as usize => letter.to_string().repeat(times),
        _ => number.to_string(),
    }
}

fn roman(number: u32) -> String {
    if number == 0 || number > LONGEST.saturating_mul(1000) {
        return number.to_string();
    }
    let mut rest = number;
    let mut printed = String::new();
    for (value, symbol) in ROMAN {
        while rest >= value {
            rest = rest.saturating_sub(value);
            printed.push_str(symbol);
        }
    }
    printed
}

fn ordinal(number: u32) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// One of the twenty characters of an enclosed series.
fn enclosed(number: u32, first: u32) -> String {
    match number {
        1..=20 => char::from_u32(first.saturating_add(number.saturating_sub(1)))
            .map_or_else(|| number.to_string(), String::from),
        _ => number.to_string(),
    }
}

fn thai_words(number: u32) -> String {
    let (millions, rest) = (number / 1_000_000, number % 1_000_000);
    let mut words = String::new();
    if millions > 0 {
        words.push_str(&thai_words_below_million(millions % 1_000_000));
        words.push_str("ล้าน");
    }
    if rest > 0 || millions == 0 {
        words.push_str(&thai_words_below_million(rest));
    }
    words
}

fn thai_words_below_million(number: u32) -> String {
    if number == 0 {
        return DIGIT_NAMES.first().copied().unwrap_or_default().into();
    }
    let mut words = String::new();
    let digits = number.to_string();
    let places = digits.len();
    for (index, digit) in digits.chars().filter_map(|c| c.to_digit(10)).enumerate() {
        let place = places.saturating_sub(index).saturating_sub(1);
        let name = match (place, digit) {
            (_, 0) => continue,
            (1, 1) => "",
            (1, 2) => "ยี่",
            (0, 1) if places > 1 => "เอ็ด",
            _ => DIGIT_NAMES.get(digit as usize).copied().unwrap_or_default(),
        };
        words.push_str(name);
        words.push_str(THAI_PLACES.get(place).copied().unwrap_or_default());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_thai_offices_use() {
        for (number, format, printed) in [
            (1, "thaiNumbers", "๑"),
            (120, "thaiNumbers", "๑๒๐"),
            (1, "thaiLetters", "ก"),
            (4, "thaiLetters", "ง"),
            (41, "thaiLetters", "ฮ"),
            (42, "thaiLetters", "กก"),
            (21, "thaiCounting", "ยี่สิบเอ็ด"),
            (101, "thaiCounting", "หนึ่งร้อยเอ็ด"),
            (10, "thaiCounting", "สิบ"),
            (2_000_000, "thaiCounting", "สองล้าน"),
            (5, "bahtText", "ห้าบาทถ้วน"),
            (28, "lowerLetter", "bb"),
            (1994, "upperRoman", "MCMXCIV"),
            (12, "ordinal", "12th"),
            (22, "ordinal", "22nd"),
            (7, "decimalZero", "07"),
            (3, "decimalEnclosedCircle", "③"),
            (7, "a format of the future", "7"),
        ] {
            assert_eq!(print(number, format), printed, "{number} {format}");
        }
    }

    #[test]
    fn huge_start_values_stay_short() {
        for format in ["lowerLetter", "thaiLetters", "upperRoman", "thaiCounting"] {
            assert!(print(u32::MAX, format).len() < 400, "{format}");
            assert!(print(0, format).len() < 40, "{format}");
        }
    }
}
