//! How much a text looks like something a person wrote: the measure that candidate decodings of a font compete by.

use crate::thai::marks::from_private_use;

/// Counts over a text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Plausibility {
    /// Characters that fit where they stand.
    pub(super) good: u32,
    /// Characters that do not: control and private codes, U+FFFD, marks without a base, Latin-1 letters in heaps.
    pub(super) bad: u32,
    /// Thai letters and marks among all.
    thai: u32,
    /// ASCII signs among the good: some are punctuation, half of a text is not.
    signs: u32,
    /// Which ASCII signs there were, a bit each.
    kinds: u128,
    /// Signs of [`RARE_SIGNS`], and which of them there were, a bit each.
    rare: u32,
    rare_kinds: u32,
}

/// Text of at least this many characters can be judged by its share of signs.
const JUDGED: u32 = 30;

/// The share of ASCII signs up to which a text is ordinary. Tables of amounts in brackets reach 0.2; codes taken for
/// characters have 0.35 and more.
const ORDINARY_SIGNS: f64 = 0.25;

/// Kinds of signs from which on they can be codes taken for characters. A bold font of a few digits and brackets has one
/// or two, however often they come.
const MANY_KINDS: u32 = 5;

/// Signs that a text may have, but no text has many kinds of. Ghostscript's copies of Chromium's files count up from `?` or
/// `@` in the ranges of a map, and a font of marks alone then reads as these.
const RARE_SIGNS: &str = "<=>?@[\\]^_`{|}~\u{FF}\u{100}";

/// Kinds of them and their share from which on they are codes taken for characters, and what is left of the score then.
const RARE_KINDS: u32 = 3;
const RARE_SHARE: f64 = 0.1;
const RARE: f64 = 0.5;

impl Plausibility {
    /// 1 for faultless text, falling to 0; 1 also for no text.
    pub(super) fn score(self) -> f64 {
        let (good, bad) = (f64::from(self.good), f64::from(self.bad));
        if good + bad == 0.0 {
            return 1.0;
        }
        let odd = if self.characters() >= JUDGED && self.kinds.count_ones() >= MANY_KINDS {
            let signs = f64::from(self.signs) / (good + bad);
            ((signs - ORDINARY_SIGNS) * 3.0).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let rare = f64::from(self.rare) >= RARE_SHARE * (good + bad)
            && self.rare_kinds.count_ones() >= RARE_KINDS;
        let score = (1.0 - odd) * good / (good + 3.0 * bad);
        if rare { RARE * score } else { score }
    }

    /// How many characters were judged.
    pub(super) fn characters(self) -> u32 {
        self.good.saturating_add(self.bad)
    }

    /// The share of Thai, 0 to 1.
    pub(super) fn thai_share(self) -> f64 {
        f64::from(self.thai) / f64::from(self.characters().max(1))
    }

    /// Judges one run of text that is drawn as a whole, in drawing order. `before` is the character in front of it;
    /// `None` where another font draws it.
    pub(super) fn add(&mut self, before: Option<char>, run: impl Iterator<Item = char>) {
        let mut previous = before;
        for character in run {
            let before = previous.unwrap_or(' ');
            if character != before
                && let Some(place) = RARE_SIGNS.chars().position(|sign| sign == character)
            {
                self.rare = self.rare.saturating_add(1);
                self.rare_kinds |= 1 << place;
            }
            let fits = match character {
                // Leaders and lines repeat one sign.
                c if c == before && !is_thai(c) && !is_lost(c) => true,
                'ก'..='\u{0E5B}' => {
                    self.thai = self.thai.saturating_add(1);
                    previous.is_none_or(|before| may_follow(before, character))
                }
                // One is a bullet. Ghostscript takes glyphs numbered a1, a2 for those of ZapfDingbats.
                c if is_dingbat(c) => !is_dingbat(before),
                // Leaders of dots, lines and spaces are no signs, nor are those of amounts and dates.
                '!'..='+' | ';'..='@' | '['..='^' | '`' | '{'..='~' => {
                    self.signs = self.signs.saturating_add(1);
                    self.kinds |= 1_u128.checked_shl(u32::from(character)).unwrap_or(0);
                    true
                }
                // Standard private positional variants: repairable, but worse than the plain mark.
                '\u{F700}'..='\u{F71A}' => true,
                '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => true,
                '\n' | '\t' | '\r' => true,
                c if is_lost(c) => false,
                // One accented letter in a word is French, one sign after a letter is a quotation mark; a word of
                // them is Thai in disguise.
                c if is_upper_half(c) => {
                    !is_upper_half(before) && (!is_thai(before) || is_punctuation(c))
                }
                _ => true,
            };
            let count = if fits { &mut self.good } else { &mut self.bad };
            *count = count.saturating_add(1);
            previous = Some(from_private_use(character).unwrap_or(character));
        }
    }
}

fn is_thai(c: char) -> bool {
    matches!(c, 'ก'..='\u{0E5B}')
}

/// Control codes, private use and U+FFFD: no text.
fn is_lost(c: char) -> bool {
    c.is_control() || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}')
}

/// What the upper halves of Windows-1252 and Mac OS Roman hold: accented letters, signs, mathematics.
fn is_upper_half(c: char) -> bool {
    matches!(c,
        '\u{A1}'..='\u{FF}' | 'ı' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ÿ' | 'Ž' | 'ž' | 'ƒ' | '\u{2C6}'..='\u{2DD}' | 'Ω' | 'π'
        | '\u{2010}'..='\u{2044}' | '€' | '™' | '\u{2200}'..='\u{22FF}' | '◊' | 'ﬁ' | 'ﬂ')
}

fn is_dingbat(c: char) -> bool {
    matches!(c, '\u{2701}'..='\u{27BE}')
}

/// Signs that may stand next to Thai.
fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'
            ..='\u{2026}' | '«' | '»' | '°' | '±' | '²' | '³' | '×' | '÷' | '·' | '©' | '®' | '™'
    )
}

/// Whether Thai orthography, or the order in which fonts draw, lets `character` follow `before`.
fn may_follow(before: char, character: char) -> bool {
    let consonant = |c: char| matches!(c, 'ก'..='ฮ' | 'ฯ');
    let above = |c: char| {
        matches!(
            c,
            '\u{0E31}' | '\u{0E34}'..='\u{0E37}' | '\u{0E47}' | '\u{0E4D}' | '\u{0E4E}'
        )
    };
    let below = |c: char| matches!(c, '\u{0E38}'..='\u{0E3A}');
    let tone = |c: char| matches!(c, '\u{0E48}'..='\u{0E4C}');
    match character {
        // Marks need a base; a tone may stand on a vowel.
        c if above(c) || below(c) => {
            consonant(before)
                || tone(before)
                || (above(c) != above(before) && (above(before) || below(before)))
        }
        c if tone(c) => consonant(before) || above(before) || below(before),
        'ะ' | 'า' | 'ำ' | 'ๅ' => {
            !matches!(before, 'เ'..='ไ') && !matches!(before, ' ' | '0'..='9')
        }
        'เ'..='ไ' => !matches!(before, 'เ' | 'โ'..='ไ') || character == 'เ' && before == 'เ',
        _ => !matches!(before, 'เ'..='ไ') || consonant(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(text: &str) -> f64 {
        let mut plausibility = Plausibility::default();
        plausibility.add(Some(' '), text.chars());
        plausibility.score()
    }

    #[test]
    fn a_font_of_a_few_digits_and_brackets_is_sound() {
        // The bold font of "(CRIMES)" and the year, of which other fonts draw the letters.
        assert!((score(&"67) 2) ".repeat(12)) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn codes_taken_for_signs_are_not() {
        assert!(score(&"#$%&'(*+<=>?@[]^".repeat(3)) < DOUBTED);
    }

    #[test]
    fn marks_that_a_map_counts_as_signs_are_not() {
        assert!(score(&"?`C@>B PAO? @QN".repeat(4)) <= DOUBTED);
        let letter = "สอบถามได้ที่ <clerk_1@station.example> ทุกวันในเวลาราชการ ".repeat(4);
        assert!((score(&letter) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn numbers_of_glyphs_taken_for_dingbats_are_not() {
        assert!(score(&"✁✂✄☎✆✝✞✟✠✡".repeat(3)) < DOUBTED);
        assert!((score(&"✓ ทำแล้ว ".repeat(9)) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn marks_after_a_letter_of_another_font_are_sound() {
        let mut plausibility = Plausibility::default();
        for run in ["\u{E34}", "\u{E35}\u{E48}", "\u{E49}"] {
            plausibility.add(None, run.chars());
        }
        assert!((plausibility.score() - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn marks_without_a_base_are_not() {
        assert!(score(&"\u{E48}\u{E49}".repeat(20)) < DOUBTED);
    }

    /// Far below sound text.
    const DOUBTED: f64 = 0.5;
}
