//! What a cell style makes of a stored value: the text shown and its meaning.

use super::number_format::{Meaning, NumberFormat};
use super::serial;
use super::sheet::SheetCell;
use crate::document::Value;

/// A style, as far as it decides what a cell says.
#[derive(Debug)]
pub(super) struct Look {
    format: NumberFormat,
    meaning: Meaning,
    /// The format writes the currency of Thailand.
    baht: bool,
    emphasised: bool,
}

impl Look {
    /// From a number format code, and whether the style is bold or on a coloured ground.
    pub(super) fn new(code: &str, emphasised: bool) -> Self {
        let format = NumberFormat::parse(code);
        Look {
            meaning: format.meaning(),
            format,
            baht: code.contains('฿') || code.contains("บาท"),
            emphasised,
        }
    }

    /// A cell that stores a number.
    pub(super) fn number(&self, number: f64, epoch_1904: bool) -> SheetCell {
        let value = match self.meaning {
            Meaning::Percent => Some(Value::Percent { share: number }),
            Meaning::Date => serial::date_value(number, epoch_1904),
            Meaning::Time => None,
            Meaning::Number if self.baht => Some(Value::Money { baht: number }),
            Meaning::Number => Some(Value::Number { number }),
        };
        SheetCell {
            text: self.format.show(number, epoch_1904),
            value: value.filter(|_| number.is_finite()),
            emphasised: self.emphasised,
        }
    }

    /// A cell that stores a text.
    pub(super) fn text(&self, text: &str) -> SheetCell {
        SheetCell {
            text: self.format.show_text(text),
            value: None,
            emphasised: self.emphasised,
        }
    }

    /// A cell that stores a truth value, shown in English in every language version.
    pub(super) fn truth(&self, truth: bool) -> SheetCell {
        self.text(if truth { "TRUE" } else { "FALSE" })
    }
}
