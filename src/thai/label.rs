//! Short texts, such as the heads of a table's columns, prepared for being compared with many others.

use super::fold::{fold, loose_key};

/// Letters of a label that make it known inside a longer one.
const TELLING: usize = 4;

/// A short text with the forms it is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    folded: String,
    loose: String,
    telling: bool,
    loose_telling: bool,
    /// The letters of the loose key, one bit for each, several letters sharing a bit: a text stands in another only
    /// where all its letters do, which rules out nearly all pairs at once.
    letters: u64,
}

impl Label {
    /// The label of a text.
    pub fn of(text: &str) -> Self {
        Self::of_folded(fold(text))
    }

    /// The label of a text that is folded already.
    pub fn of_folded(folded: String) -> Self {
        let loose = loose_key(&folded);
        let telling = |text: &str| text.chars().count() >= TELLING;
        Label {
            telling: telling(&folded),
            loose_telling: telling(&loose),
            letters: loose
                .chars()
                .fold(0, |bits, c| bits | 1 << (u32::from(c) % 64)),
            folded,
            loose,
        }
    }

    /// Whether both are the same text once folded.
    pub fn equals(&self, other: &Self) -> bool {
        self.folded == other.folded
    }

    /// Whether the label stands in a longer one and is long enough to tell it.
    pub fn is_in(&self, longer: &Self) -> bool {
        self.telling && self.may_be_in(longer) && longer.folded.contains(&self.folded)
    }

    /// The same but for tone marks and า beside ำ.
    pub fn is_loosely_in(&self, longer: &Self) -> bool {
        self.loose_telling && self.may_be_in(longer) && longer.loose.contains(&self.loose)
    }

    fn may_be_in(&self, longer: &Self) -> bool {
        self.letters & !longer.letters == 0 && self.loose.len() <= longer.loose.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_in_a_longer_label_with_its_spelling_or_without_tone_marks() {
        let longer = Label::of("วงเงินงบประมาณที่ได้รับ (บาท)");
        assert!(Label::of("วงเงิน งบประมาณ").is_in(&longer));
        assert!(!Label::of("วงเงินงบประมาณที่ใดรับ").is_in(&longer));
        assert!(Label::of("งบประมาณที่ไดรับ").is_loosely_in(&longer));
        assert!(!Label::of("วงเงินราคากลาง").is_loosely_in(&longer));
        assert!(Label::of("เปาหมาย").is_loosely_in(&Label::of("เป้าหมาย")));
    }

    #[test]
    fn short_labels_only_equal() {
        let (short, longer) = (Label::of("ที่"), Label::of("สถานที่"));
        assert!(!short.is_in(&longer));
        assert!(short.equals(&Label::of(" ที่ ")));
    }
}
