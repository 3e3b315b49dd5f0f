//! Whether text can be Thai: what in it orthography does not allow, and how much of it is words.
//!
//! This measures text as it is; repair comes before it. Readers use it to choose between candidate
//! decodings of a font and to say how far a page can be trusted.

use serde::{Deserialize, Serialize};

use super::chars::{Class, class, is_letter, is_private_use, is_thai, is_zero_width, tis620};
use super::lexicon::letters_in_words;

/// Thai letters a text needs before its share of words says anything.
const ENOUGH_LETTERS: u32 = 20;

/// What was counted in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Validity {
    /// Characters of the Thai block.
    pub thai: u32,
    /// Letters, digits and signs of any script.
    pub visible: u32,
    /// Places where a mark or vowel cannot stand.
    pub illegal: u32,
    /// Private-use code points.
    pub private_use: u32,
    /// U+FFFD.
    pub replacement: u32,
    /// Sara am written as nikhahit and า.
    pub split_sara_am: u32,
    /// Single Latin signs between Thai letters ("ข*อมูล", "จันทร^"): what a wrong font map leaves.
    pub intruders: u32,
    /// Share of Thai letters inside dictionary words, 0 to 1; `None` when there are too few to say.
    pub word_coverage: Option<f32>,
}

impl Validity {
    /// How damaged the text is, from 0 (sound) to 1 (nothing readable).
    ///
    /// Each flaw spoils about the word it is in, so flaws weigh as many letters as an average word has.
    pub fn damage(&self) -> f32 {
        const LETTERS_PER_WORD: f32 = 4.0;
        /// Sound government text has this share of its letters in words, names being the rest.
        const SOUND_COVERAGE: f32 = 0.85;
        let flaws = self.illegal
            + self.private_use
            + self.replacement
            + self.split_sara_am
            + self.intruders;
        let total = (self.thai + self.private_use + self.replacement).max(1) as f32;
        let by_flaws = (flaws as f32 * LETTERS_PER_WORD / total).min(1.0);
        let by_words = self.word_coverage.map_or(0.0, |share| {
            ((SOUND_COVERAGE - share) / SOUND_COVERAGE).max(0.0)
        });
        by_flaws.max(by_words)
    }
}

/// Counts what is wrong with a text.
pub fn measure(text: &str) -> Validity {
    let mut validity = Validity::default();
    let mut cell = Cell::default();
    let mut run: Vec<u8> = Vec::new();
    let (mut letters, mut in_words) = (0usize, 0usize);
    let mut before_intruder: Option<char> = None;
    let mut previous: Option<char> = None;
    for c in text.chars().filter(|&c| !is_zero_width(c)) {
        if is_thai(c) {
            validity.thai += 1;
            validity.visible += 1;
        } else {
            if !c.is_whitespace() && !c.is_control() {
                validity.visible += 1;
            }
            if is_private_use(c) {
                validity.private_use += 1;
            } else if c == '\u{FFFD}' {
                validity.replacement += 1;
            }
        }
        if is_letter(c) {
            if before_intruder.is_some() {
                validity.intruders += 1;
            }
            run.extend(tis620(c));
        } else {
            letters += run.len();
            in_words += letters_in_words(&run);
            run.clear();
        }
        before_intruder = previous
            .filter(|&p| is_letter(p) && is_intruder(c))
            .map(|_| c);
        match cell.step(c) {
            Step::Sound => {}
            Step::Illegal => validity.illegal += 1,
            Step::SplitSaraAm => validity.split_sara_am += 1,
        }
        previous = Some(c);
    }
    letters += run.len();
    in_words += letters_in_words(&run);
    if validity.thai >= ENOUGH_LETTERS && letters > 0 {
        validity.word_coverage = Some(in_words as f32 / letters as f32);
    }
    validity
}

/// Latin signs that stand inside Thai words only when a font map is wrong.
fn is_intruder(c: char) -> bool {
    matches!(
        c,
        '*' | '^'
            | '#'
            | '$'
            | '&'
            | '='
            | '~'
            | '@'
            | '<'
            | '>'
            | '{'
            | '}'
            | '['
            | ']'
            | '`'
            | '\\'
            | '|'
    )
}

enum Step {
    Sound,
    Illegal,
    SplitSaraAm,
}

/// The state of the cell that is being read.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    base: bool,
    lead_vowel: bool,
    vowel: bool,
    tone: bool,
    silencer: bool,
    nikhahit: bool,
    follow: bool,
}

impl Cell {
    /// Reads the next character and says whether it may stand here.
    fn step(&mut self, c: char) -> Step {
        let before = *self;
        let legal = match class(c) {
            Class::Consonant => {
                *self = Cell {
                    base: true,
                    ..Cell::default()
                };
                true
            }
            Class::LeadVowel => {
                *self = Cell {
                    lead_vowel: true,
                    ..Cell::default()
                };
                !before.lead_vowel
            }
            Class::AboveVowel | Class::BelowVowel => {
                self.vowel = true;
                // ็ and the vowels exclude each other; a vowel comes before the tone.
                before.base
                    && !before.vowel
                    && !before.tone
                    && !before.silencer
                    && !before.nikhahit
                    && !before.follow
            }
            Class::Tone => {
                self.tone = true;
                before.base && !before.tone && !before.silencer && !before.follow
            }
            Class::Silencer => {
                self.silencer = true;
                before.base && !before.tone && !before.silencer && !before.follow
            }
            Class::Nikhahit => {
                self.nikhahit = true;
                before.base && !before.nikhahit && !before.follow
            }
            Class::FollowVowel | Class::SaraAm => {
                if before.nikhahit && c == 'า' {
                    *self = Cell {
                        base: true,
                        follow: true,
                        ..Cell::default()
                    };
                    return Step::SplitSaraAm;
                }
                self.follow = true;
                // "เราะ", "เอา" and "ฤๅ" are sound; "ำา" and "าา" are not, nor a vowel without a base.
                before.base && !(before.follow && matches!(c, 'ำ' | 'า'))
            }
            Class::Digit | Class::Sign | Class::Other => {
                // A dotted circle or space carries marks shown by themselves.
                *self = Cell {
                    base: c == '\u{25CC}',
                    ..Cell::default()
                };
                !before.lead_vowel
            }
        };
        if legal { Step::Sound } else { Step::Illegal }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_text_has_no_flaw() {
        let text = "สถานีตำรวจภูธรได้ดำเนินการจัดซื้อจัดจ้างตามระเบียบกระทรวงการคลังว่าด้วยการพัสดุ เพราะฤๅษี เกาะ น้ำ ทั้งสิ้น ๑๒,๐๐๐ บาท";
        let validity = measure(text);
        assert_eq!(
            validity.illegal + validity.split_sara_am + validity.intruders,
            0
        );
        assert!(validity.word_coverage > Some(0.95), "{validity:?}");
        assert!(validity.damage() < 0.05);
    }

    #[test]
    fn each_flaw_is_counted() {
        assert_eq!(measure("ท\u{E48}\u{E35}").illegal, 1);
        assert_eq!(measure("\u{E35}").illegal, 1);
        assert_eq!(measure("ค รั \u{E49}ง").illegal, 1);
        assert_eq!(measure("ล\u{E4D}าดับ").split_sara_am, 1);
        assert_eq!(measure("น\u{E4D}\u{E49}า").split_sara_am, 1);
        assert_eq!(measure("ข*อมูล").intruders, 1);
        assert_eq!(measure("\u{F70A}\u{FFFD}").private_use, 1);
        assert_eq!(measure("\u{F70A}\u{FFFD}").replacement, 1);
        assert_eq!(measure("เ").word_coverage, None);
    }

    #[test]
    fn shifted_letters_are_not_words() {
        let sound = "สถานีตำรวจภูธรได้ดำเนินการจัดซื้อจัดจ้างตามระเบียบ";
        let shifted: String = sound
            .chars()
            .map(|c| char::from_u32(c as u32 + 1).unwrap_or(c))
            .collect();
        assert!(measure(&shifted).damage() > 0.4, "{:?}", measure(&shifted));
    }
}
