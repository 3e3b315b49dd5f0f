//! Which of a font's maps to believe.
//!
//! A font may say what its codes mean in several places: `/ToUnicode`, `/Encoding`, the embedded program's own
//! tables, and the codes themselves when they are Windows-874 or Unicode under another label. They contradict each
//! other in real files, so the candidates are tried on what the pages show with this font, and the most plausible
//! text wins. The order in which the format trusts them breaks ties: a later candidate must be clearly better.

use super::encoding::{mac_thai, windows_874};
use super::outlines::is_mark;
use super::plausible::Plausibility;
use super::{Coding, Font};
use crate::ingest::pdf::objects::{Budget, PdfFile};
use crate::ingest::pictorial::{Pictorial, UNKNOWN_SIGN, is_of_symbol_page, symbol_code};
use crate::thai::chars::is_thai;
use crate::thai::validity::measure;
use ecow::EcoString;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Codes whose text is remembered: all of one and two bytes.
const CACHED: usize = 0x1_0000;

/// Codes that are enough to judge a font by; more are not collected.
const ENOUGH: usize = 600;

/// Codes below which a font is not called doubtful.
const SURE: usize = 20;

/// Characters below which the declared maps are not doubted.
const FEW: u32 = 5;

/// Different codes below which they are not taken for bytes of another encoding.
const DIFFERENT: usize = 4;

/// What another candidate must be better by. The best score is 1, so from 1 less this on nothing is better.
const MARGIN: f64 = 0.1;

/// Below this the text of a font is doubtful whatever was chosen.
const DOUBTFUL: f64 = 0.8;

/// A space narrower than this is none, in ems; the narrowest real ones, hair spaces, are drawn by offsets.
const NO_SPACE: f64 = 0.12;

/// Where the text of a code comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    ToUnicode,
    /// `/Encoding` by name or by glyph names.
    Encoding,
    /// The embedded program: its `cmap`, then its glyph names.
    Program,
    /// The code is a character of an East Asian encoding or UTF-16, as the CMap's name says.
    Predefined,
    /// The code is Unicode although nothing says so.
    CodeIsUnicode,
    /// The byte is Windows-874 although it is labelled otherwise or not at all.
    Windows874,
    /// The byte is MacThai.
    MacThai,
    /// The outline is that of a known glyph.
    Shape,
    /// The declared text is Windows-1252 whose bytes are Windows-874.
    RelabelledWindows,
    /// The declared text is at U+F000 to U+F0FF, and its low byte is Windows-874.
    RelabelledSymbol,
    /// The declared text is Mac OS Roman whose bytes are MacThai.
    RelabelledMac,
}

/// The sources that take bytes for those of an encoding nobody declared.
const BYTES: &[Source] = &[
    Source::Windows874,
    Source::MacThai,
    Source::RelabelledWindows,
    Source::RelabelledMac,
];

/// The sources in order of trust, and what they were judged by.
#[derive(Debug, Default)]
pub(super) struct Decision {
    order: Vec<Source>,
    sample: Vec<u32>,
    needed: Vec<u32>,
    doubtful: bool,
}

/// The codes that a page shows with one font, runs separated by [`Sample::BREAK`] and, where other fonts draw between
/// them, by [`Sample::OTHER`].
#[derive(Debug, Default)]
pub(in crate::ingest::pdf) struct Sample {
    codes: Vec<u32>,
    /// Codes that some text must be known for, because no replacement text says it everywhere; as often as they come.
    needed: Vec<u32>,
}

impl Sample {
    /// Between two runs.
    const BREAK: u32 = u32::MAX;

    /// In the place of what other fonts draw in front: Chromium cuts a font without TrueType outlines into fonts of 256 glyphs, so
    /// that one may hold the letters and the next their marks.
    const OTHER: u32 = u32::MAX - 1;

    /// Adds a code; `said` tells that a replacement text covers it here.
    pub(in crate::ingest::pdf) fn push(&mut self, code: u32, said: bool) {
        if self.codes.len() < ENOUGH {
            self.codes.push(code);
            if !said {
                self.needed.push(code);
            }
        }
    }

    /// Ends a run.
    pub(in crate::ingest::pdf) fn end_run(&mut self) {
        self.separate(Self::BREAK);
    }

    /// Says that another font drew what stands in front.
    pub(in crate::ingest::pdf) fn leave(&mut self) {
        self.separate(Self::OTHER);
    }

    fn separate(&mut self, separator: u32) {
        if self.codes.len() < ENOUGH {
            self.codes.push(separator);
        }
    }
}

impl Font {
    /// Judges the font by what one more page shows with it.
    pub(in crate::ingest::pdf) fn observe(
        &self,
        sample: &Sample,
        file: &PdfFile,
        budget: &mut Budget,
    ) {
        let mut decision = self.decision.borrow_mut();
        let settled = decision.sample.len() >= ENOUGH && !decision.order.is_empty();
        if settled || sample.codes.is_empty() {
            return;
        }
        decision.sample.extend(&sample.codes);
        decision.needed.extend(&sample.needed);
        decision.sample.push(Sample::BREAK);
        let (order, mut score) = self.choose(&decision.sample, file, budget);
        if score < DOUBTFUL {
            // What outlines set right or replacement texts say is not doubtful: one glyph that is mapped to the text of a
            // whole cluster, or to none, spoils every word of a map that is sound otherwise.
            score = plausibility(&decision.sample, |code| {
                let text = self.text_by(&order, code, file, budget);
                match text.and_then(|text| self.checked(text, code, file, budget)) {
                    None if self.width(code) > 0.0 && decision.needed.contains(&code) => {
                        Some("\u{FFFD}".to_owned())
                    }
                    text => text,
                }
            })
            .score();
        }
        // Signs of pictorial fonts are looked up afterwards, and a few characters do not make a page unreadable.
        decision.doubtful =
            score < DOUBTFUL && self.pictorial.is_none() && decision.sample.len() >= SURE;
        if decision.order != order {
            decision.order = order;
            self.texts.borrow_mut().clear();
        }
    }

    /// Whether the text of this font could not be made certain.
    pub(in crate::ingest::pdf) fn doubtful(&self) -> bool {
        self.decision.borrow().doubtful
    }

    /// The text of a code; `None` when no source knows it.
    pub(in crate::ingest::pdf) fn text(
        &self,
        code: u32,
        file: &PdfFile,
        budget: &mut Budget,
    ) -> Option<EcoString> {
        let slot = usize::try_from(code).unwrap_or(usize::MAX);
        if let Some(Some(text)) = self.texts.borrow().get(slot) {
            return text.clone();
        }
        let order = self.decision.borrow().order.clone();
        let text = self
            .text_by(&order, code, file, budget)
            .and_then(|text| self.checked(text, code, file, budget))
            .map(EcoString::from);
        if slot < CACHED {
            let mut texts = self.texts.borrow_mut();
            if texts.len() <= slot {
                texts.resize(slot.saturating_add(1), None);
            }
            if let Some(entry) = texts.get_mut(slot) {
                *entry = Some(text.clone());
            }
        }
        text
    }

    /// Sets right what the outline contradicts. Word maps the ring of a split sara am to a space, and the sara aa
    /// beside it to sara am, so that every sara aa of the file reads as sara am. WeasyPrint maps the glyphs of a
    /// cluster to its characters in the order of drawing, so that a sara u under a tone mark reads as that tone mark.
    /// Ghostscript adds a stray character to the tone mark that stands over the ring of a sara am. Fonts draw the
    /// hyphens of Unicode with one glyph, and maps name whichever comes first.
    fn checked(
        &self,
        text: String,
        code: u32,
        file: &PdfFile,
        budget: &mut Budget,
    ) -> Option<String> {
        if let Some(family) = self.pictorial {
            return Some(self.pictured(family, text, code));
        }
        let thin = self.width(code) * self.scale < NO_SPACE * self.em;
        match text.as_str() {
            " " | "\u{A0}" if thin => match self.contours(code, file, budget) {
                Some(1..) => None,
                _ => Some(text),
            },
            "\u{2010}" | "\u{2011}" => Some("-".to_owned()),
            // Ligatures are letters.
            "\u{FB00}" | "\u{FB01}" | "\u{FB02}" | "\u{FB03}" | "\u{FB04}" => {
                Some(text.nfkc().collect())
            }
            // What a pictorial font by another name draws is unknown, but for the bullet of all office programs.
            "\u{F0B7}" => Some("•".to_owned()),
            _ if is_of_symbol_page(&text) => None,
            "\u{AD}" if !thin => Some("-".to_owned()),
            _ if goes_astray(&text) => {
                let tone = self.tone_over_ring(code, file, budget);
                Some(match tone {
                    Some(tone) => format!("\u{0E4D}{tone}"),
                    None => text.chars().filter(|c| is_mark(*c)).collect(),
                })
            }
            _ if let Some(part) = self.part_of_cluster(&text, code, file, budget) => {
                Some(part.to_string())
            }
            _ if text.ends_with('ำ') && text.chars().all(|c| c == 'ำ' || is_mark(c)) => {
                Some(self.half_of_sara_am(code, file, budget).unwrap_or(text))
            }
            _ => Some(match self.mark_by_place(&text, code, file, budget) {
                Some(mark) => mark.to_string(),
                None => text,
            }),
        }
    }

    /// The text of a glyph of a pictorial font: a map to real characters is believed, one to the symbol page or to
    /// the bytes themselves is looked up.
    fn pictured(&self, family: Pictorial, text: String, code: u32) -> String {
        let mut characters = text.chars();
        let (Some(character), None) = (characters.next(), characters.next()) else {
            return text;
        };
        let byte = symbol_code(character).or_else(|| {
            let unmapped = self.to_unicode.is_none() || character.is_ascii();
            u8::try_from(code)
                .ok()
                .filter(|_| unmapped && self.encoding.is_some())
        });
        match byte.and_then(|byte| family.sign(byte)) {
            Some(sign) => sign.to_string(),
            None if is_of_symbol_page(&text) => UNKNOWN_SIGN.to_string(),
            None => text,
        }
    }

    fn text_by(
        &self,
        order: &[Source],
        code: u32,
        file: &PdfFile,
        budget: &mut Budget,
    ) -> Option<String> {
        order
            .iter()
            .find_map(|source| self.text_from(*source, code, file, budget))
            .map(|text| text.chars().filter(|c| *c != '\0').collect())
            .filter(|text: &String| !text.is_empty())
    }

    fn text_from(
        &self,
        source: Source,
        code: u32,
        file: &PdfFile,
        budget: &mut Budget,
    ) -> Option<String> {
        let byte = u8::try_from(code).ok();
        match source {
            Source::ToUnicode => self.to_unicode.as_ref()?.text(code),
            Source::Encoding => self.encoding.as_ref()?.text(byte?),
            Source::Program => {
                let program = self.program(file, budget)?;
                program.text(self.glyph(program, code)?)
            }
            Source::Predefined => match self.coding {
                Coding::Utf16 => printable(code),
                Coding::Legacy(encoding) => {
                    let bytes = code.to_be_bytes();
                    let bytes = bytes.get(if code > 0xFF { 2 } else { 3 }..)?;
                    let (text, failed) = encoding.decode_without_bom_handling(bytes);
                    (!failed).then(|| text.into_owned())
                }
                _ => None,
            },
            Source::CodeIsUnicode => printable(code),
            Source::Windows874 => windows_874(byte?).map(String::from),
            Source::MacThai => mac_thai(byte?).map(String::from),
            Source::Shape => self
                .character_by_shape(code, file, budget)
                .map(String::from),
            Source::RelabelledWindows => {
                self.relabelled(encoding_rs::WINDOWS_1252, windows_874, code, file, budget)
            }
            Source::RelabelledSymbol => {
                let declared = self.declared_text(code, file, budget)?;
                declared
                    .chars()
                    .map(|c| windows_874(symbol_code(c)?))
                    .collect()
            }
            Source::RelabelledMac => {
                self.relabelled(encoding_rs::MACINTOSH, mac_thai, code, file, budget)
            }
        }
    }

    fn declared_text(&self, code: u32, file: &PdfFile, budget: &mut Budget) -> Option<String> {
        self.text_from(Source::ToUnicode, code, file, budget)
            .or_else(|| self.text_from(Source::Encoding, code, file, budget))
    }

    /// The declared text taken back to bytes, and those read as what they are.
    fn relabelled(
        &self,
        label: &'static encoding_rs::Encoding,
        decode: fn(u8) -> Option<char>,
        code: u32,
        file: &PdfFile,
        budget: &mut Budget,
    ) -> Option<String> {
        let declared = self.declared_text(code, file, budget)?;
        let (bytes, _, failed) = label.encode(&declared);
        if failed {
            return None;
        }
        bytes.iter().map(|byte| decode(*byte)).collect()
    }

    /// The order of sources for a sample, and the score of the text they give.
    fn choose(&self, sample: &[u32], file: &PdfFile, budget: &mut Budget) -> (Vec<Source>, f64) {
        let declared: Vec<Source> = match self.coding {
            Coding::Simple => vec![
                Source::ToUnicode,
                Source::Encoding,
                Source::Program,
                Source::Shape,
            ],
            Coding::Utf16 | Coding::Legacy(_) => vec![
                Source::ToUnicode,
                Source::Predefined,
                Source::Program,
                Source::Shape,
            ],
            Coding::Identity | Coding::Embedded(_) => {
                vec![Source::ToUnicode, Source::Program, Source::Shape]
            }
        };
        let found = self.judge(&declared, sample, file, budget);
        let score = found.score();
        // A few characters prove nothing against the file's own word.
        if score + MARGIN >= 1.0 || found.characters() < FEW || self.pictorial.is_some() {
            return (declared, score);
        }
        // Bytes under a wrong label give no Thai at all; where the declared text has some, its label is right.
        let labelled = found.thai_share() > 0.1;
        // As a Thai letter a bullet would be as good as any, however often it comes.
        let codes = sample.iter().filter(|code| **code < Sample::OTHER);
        let different: BTreeSet<u32> = codes.copied().collect();
        let rivals: &[Source] = match self.coding {
            _ if labelled || different.len() < DIFFERENT => &[Source::Program],
            Coding::Simple => &[
                Source::Encoding,
                Source::Program,
                Source::Windows874,
                Source::MacThai,
                Source::RelabelledWindows,
                Source::RelabelledMac,
                Source::RelabelledSymbol,
            ],
            _ => &[
                Source::Program,
                Source::Predefined,
                Source::CodeIsUnicode,
                Source::RelabelledWindows,
                Source::RelabelledMac,
                Source::RelabelledSymbol,
            ],
        };
        let mut best = (declared.clone(), score);
        let mut of_bytes: Vec<(Vec<Source>, f64)> = Vec::new();
        for rival in rivals {
            let mut order = vec![*rival];
            order.extend(declared.iter().filter(|source| *source != rival));
            let score = self.judge(&order, sample, file, budget).score();
            if BYTES.contains(rival) {
                of_bytes.push((order.clone(), score));
            }
            if score > best.1 + MARGIN {
                best = (order, score);
            }
        }
        if best.0.first().is_some_and(|source| BYTES.contains(source)) {
            // Where Windows keeps one tone mark Macintosh keeps another, and both make clusters.
            of_bytes.retain(|(_, score)| *score + MARGIN > best.1);
            best = self
                .most_words(of_bytes, sample, file, budget)
                .unwrap_or(best);
        }
        if best.1 + MARGIN < 1.0 {
            // Where every map lies only the shapes are left, and what they do not know stays unknown.
            let order = vec![Source::Shape];
            self.learn_shapes(sample, file, budget);
            let score = self.judge(&order, sample, file, budget).score();
            if score > best.1 + MARGIN {
                best = (order, score);
            }
        }
        best
    }

    /// The order that gives the most letters in words; the first of equals.
    fn most_words(
        &self,
        orders: Vec<(Vec<Source>, f64)>,
        sample: &[u32],
        file: &PdfFile,
        budget: &mut Budget,
    ) -> Option<(Vec<Source>, f64)> {
        let mut words = |order: &[Source]| {
            let pieces = sample.iter().map(|code| match *code {
                Sample::BREAK | Sample::OTHER => " ".to_owned(),
                code => self.text_by(order, code, file, budget).unwrap_or_default(),
            });
            measure(&pieces.collect::<String>())
                .word_coverage
                .unwrap_or_default()
        };
        let orders = orders.into_iter().map(|best| (words(&best.0), best));
        let most = orders.reduce(|most, next| if next.0 > most.0 { next } else { most });
        most.map(|(_, best)| best)
    }

    /// How plausible the text of a sample is under an order of sources.
    fn judge(
        &self,
        order: &[Source],
        sample: &[u32],
        file: &PdfFile,
        budget: &mut Budget,
    ) -> Plausibility {
        plausibility(sample, |code| {
            match self.text_by(order, code, file, budget) {
                // What takes no room may be a mark that is restored from its place.
                None if self.width(code) > 0.0 => Some("\u{FFFD}".to_owned()),
                text => text,
            }
        })
    }
}

/// How plausible a sample is when `text_of` tells the text of its codes.
fn plausibility(sample: &[u32], mut text_of: impl FnMut(u32) -> Option<String>) -> Plausibility {
    let mut plausibility = Plausibility::default();
    // A sample has each code some ten times.
    let mut texts: BTreeMap<u32, Option<String>> = BTreeMap::new();
    let mut text = String::new();
    for run in sample.split(|code| *code == Sample::BREAK) {
        for (place, piece) in run.split(|code| *code == Sample::OTHER).enumerate() {
            let before = (place == 0).then_some(' ');
            text.clear();
            for code in piece {
                let known = texts.entry(*code).or_insert_with(|| text_of(*code));
                text.push_str(known.as_deref().unwrap_or_default());
            }
            plausibility.add(before, text.chars());
        }
    }
    plausibility
}

/// Whether a text begins as a mark and goes on with what is not Thai.
fn goes_astray(text: &str) -> bool {
    text.starts_with(is_mark) && text.chars().any(|c| !is_thai(c))
}

fn printable(code: u32) -> Option<String> {
    char::from_u32(code)
        .filter(|c| !c.is_control())
        .map(String::from)
}
