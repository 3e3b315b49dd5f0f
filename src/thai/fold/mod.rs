//! The folded form of a text, with a map back to the text it was made from.
//!
//! The same words are written in many ways that mean the same: Thai or Arabic digits, marks in another
//! order, sara am in one code point or two, spaces inside words. Folding makes them equal, so that
//! search compares text once and plainly; the map leads every find back to what the file says.
//!
//! Folding never uses NFKC or NFKD: they split sara am.

mod build;
mod clusters;

use std::borrow::Cow;
use std::ops::Range;

use super::chars::is_space;
use build::Builder;
use clusters::{cluster_end, cluster_start};

/// A text and its folded form: marks in canonical order, sara am composed, digits Arabic, letters
/// lower case and half width, dashes and quotes plain, zero-width characters and white space dropped.
#[derive(Debug, Clone)]
pub struct Folded<'s> {
    source: Cow<'s, str>,
    text: String,
    map: Vec<Segment>,
}

/// A stretch where folded and source text run alike. It ends where the next one begins.
///
/// A text has one for every space and Thai digit, so they are kept in 32 bits: enough for 4 GB, far more than a document
/// has.
#[derive(Debug, Clone, Copy)]
struct Segment {
    folded: u32,
    source: u32,
    rewritten: u32,
}

impl Segment {
    fn new(folded: usize, source: usize, rewritten: usize) -> Self {
        let kept = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Segment {
            folded: kept(folded),
            source: kept(source),
            rewritten: kept(rewritten),
        }
    }

    /// Byte where it begins in the folded text.
    fn folded(&self) -> usize {
        self.folded as usize
    }

    /// Byte where it begins in the source.
    fn source(&self) -> usize {
        self.source as usize
    }

    /// Bytes of the source it stands for when it was rewritten as a whole; 0 when every byte of it is
    /// the byte at the same distance in the source.
    fn rewritten(&self) -> usize {
        self.rewritten as usize
    }
}

/// What folding does with white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spaces {
    Dropped,
    /// A run of white space becomes one line feed when it has one, else one space.
    Single,
}

impl<'s> Folded<'s> {
    /// Folds a text for search, without any white space.
    pub fn new(source: impl Into<Cow<'s, str>>) -> Self {
        Builder::run(source.into(), Spaces::Dropped)
    }

    /// Folds a text for reading dates, numbers and names in it: each run of white space is kept as one
    /// space, or as one line feed when there is one in it.
    pub fn spaced(source: impl Into<Cow<'s, str>>) -> Self {
        Builder::run(source.into(), Spaces::Single)
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as it was given.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The part of the source that a part of the folded text stands for, in bytes, widened to whole
    /// grapheme clusters. A range outside the text is cut to it.
    pub fn to_source(&self, folded: Range<usize>) -> Range<usize> {
        let start = self
            .map
            .partition_point(|segment| segment.folded() <= folded.start);
        let end = self
            .map
            .partition_point(|segment| segment.folded() < folded.end);
        let start = self.start_before(start, folded.start);
        let end = if folded.end <= folded.start {
            start
        } else {
            self.end_before(end, folded.end)
        };
        let start = cluster_start(&self.source, start);
        start..cluster_end(&self.source, end.max(start))
    }

    /// The part of the folded text that a part of the source became, in bytes. Empty when all of it was
    /// dropped. A range outside the text is cut to it.
    pub fn to_folded(&self, source: Range<usize>) -> Range<usize> {
        let start = self.folded_of(source.start, false);
        let end = self.folded_of(source.end, true).max(start);
        self.text.floor_char_boundary(start)..self.text.ceil_char_boundary(end)
    }

    /// The same map for many places that lie near each other.
    pub(super) fn sources(&self) -> Sources<'_> {
        Sources {
            folded: self,
            near: 0,
        }
    }

    /// Whether white space of the source, or its beginning or end, is just at this place of the folded text.
    pub(super) fn is_spaced_at(&self, folded: usize) -> bool {
        self.sources().is_spaced_at(folded)
    }

    /// The source from the end of what is before a part of the folded text to the beginning of what is
    /// after it: the part with all that was dropped around it.
    pub(super) fn between(&self, folded: Range<usize>) -> &str {
        let from = self.source_of_end(folded.start);
        let to = self.source_of_start(folded.end);
        self.source.get(from..to).unwrap_or("")
    }

    fn source_of_start(&self, folded: usize) -> usize {
        let after = self
            .map
            .partition_point(|segment| segment.folded() <= folded);
        self.start_before(after, folded)
    }

    /// The place in the source of what begins at `folded`, in the segment before the one with this number.
    fn start_before(&self, after: usize, folded: usize) -> usize {
        if folded >= self.text.len() {
            return self.source.len();
        }
        match self.map.get(after.wrapping_sub(1)) {
            Some(segment) if segment.rewritten() > 0 => segment.source(),
            Some(segment) => segment.source() + (folded - segment.folded()),
            None => 0,
        }
    }

    /// The end in the source of what ends at `folded`.
    fn source_of_end(&self, folded: usize) -> usize {
        let after = self
            .map
            .partition_point(|segment| segment.folded() < folded);
        self.end_before(after, folded)
    }

    /// The same, in the segment before the one with this number.
    fn end_before(&self, after: usize, folded: usize) -> usize {
        let folded = folded.min(self.text.len());
        match self.map.get(after.wrapping_sub(1)) {
            Some(segment) if segment.rewritten() > 0 => segment.source() + segment.rewritten(),
            Some(segment) => segment.source() + (folded - segment.folded()),
            None => 0,
        }
    }

    fn folded_of(&self, source: usize, as_end: bool) -> usize {
        let after = self
            .map
            .partition_point(|segment| segment.source() <= source);
        let Some(segment) = self.map.get(after.wrapping_sub(1)) else {
            return 0;
        };
        let limit = self
            .map
            .get(after)
            .map_or(self.text.len(), |next| next.folded());
        let inside = source - segment.source();
        if segment.rewritten() == 0 {
            (segment.folded() + inside).min(limit)
        } else if inside == 0 || (!as_end && inside < segment.rewritten()) {
            segment.folded()
        } else {
            limit
        }
    }
}

/// [`Folded::to_source`] and its like for places that come nearly in order: each is looked for around the last one,
/// which takes a few steps where a search of the whole map takes twenty.
#[derive(Debug)]
pub(super) struct Sources<'f> {
    folded: &'f Folded<'f>,
    /// Number of a segment near the last place.
    near: usize,
}

/// Where parts of a folded text begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begin {
    pub(super) folded: usize,
    source: usize,
    /// Number of the segment after that.
    after: usize,
}

/// What a part of a folded text stands for.
pub(super) struct Source {
    /// As [`Folded::to_source`] says.
    pub(super) range: Range<usize>,
    /// Whether it is surely the same text but for the case of Latin letters.
    pub(super) is_alike: bool,
}

impl Sources<'_> {
    /// What begins at a place, for any number of parts.
    pub(super) fn begin(&mut self, folded: usize) -> Begin {
        let after = self.find(|segment| segment.folded() <= folded);
        let source = self.folded.start_before(after, folded);
        Begin {
            folded,
            source: cluster_start(&self.folded.source, source),
            after,
        }
    }

    /// What a part that is not empty stands for.
    pub(super) fn of(&self, begin: &Begin, end: usize) -> Source {
        let text = self.folded;
        let is_before = |segment: &Segment| segment.folded() < end;
        let after = partition_near(&text.map, begin.after, is_before);
        let last = text.map.get(after.wrapping_sub(1));
        let is_one = after == begin.after && last.is_some_and(|segment| segment.rewritten() == 0);
        let source_end = text.end_before(after, end).max(begin.source);
        let range = begin.source..cluster_end(&text.source, source_end);
        Source {
            is_alike: is_one && range.len() == end - begin.folded,
            range,
        }
    }

    /// See [`Folded::is_spaced_at`].
    pub(super) fn is_spaced_at(&mut self, folded: usize) -> bool {
        let text = self.folded;
        if folded == 0 || folded >= text.text.len() {
            return true;
        }
        let after = self.find(|segment| segment.folded() < folded);
        // White space ends a segment; most places are inside one.
        let starts_segment = text
            .map
            .get(after)
            .is_some_and(|segment| segment.folded() == folded);
        starts_segment && {
            let from = text.end_before(after, folded);
            let to = text.start_before(after + 1, folded);
            let gap = text.source.get(from..to);
            gap.is_some_and(|gap| gap.contains(is_space))
        }
    }

    /// The number of the first segment that is not before a place.
    fn find(&mut self, is_before: impl Fn(&Segment) -> bool) -> usize {
        self.near = partition_near(&self.folded.map, self.near, is_before);
        self.near
    }
}

/// [`slice::partition_point`] for a point that is likely near a place: it looks around there in growing steps.
pub(super) fn partition_near<T>(list: &[T], near: usize, is_before: impl Fn(&T) -> bool) -> usize {
    let (mut low, mut high) = (near.min(list.len()), near.min(list.len()));
    let mut step = 1;
    if list.get(high).is_some_and(&is_before) {
        while list.get(high).is_some_and(&is_before) {
            low = high + 1;
            high = (high + step).min(list.len());
            step *= 2;
        }
    } else {
        while low > 0 && !is_before(&list[low - 1]) {
            high = low - 1;
            low = low.saturating_sub(step);
            step *= 2;
        }
    }
    low + list[low..high].partition_point(is_before)
}

/// Folds a phrase as [`Folded`] folds a text.
pub fn fold(text: &str) -> String {
    Folded::new(text).text
}

/// The loose key of a text: folded, า and ำ alike, tone marks dropped. Two texts with one key differ
/// only in what bad text layers confuse.
pub fn loose(text: &str) -> String {
    loose_key(&fold(text))
}

/// The loose key of a text that is folded already.
pub fn loose_key(folded: &str) -> String {
    folded.chars().filter_map(loose_char).collect()
}

/// One character of the loose key; `None` for what it leaves out.
pub(super) const fn loose_char(c: char) -> Option<char> {
    match c {
        'ำ' => Some('า'),
        '\u{0E48}'..='\u{0E4B}' => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_what_means_the_same_to_the_same() {
        for (a, b) in [
            ("พ.ศ. ๒๕๖๘", "พ.ศ.2568"),
            ("ลําดับ", "ลำดับ"),
            ("นํ้า", "น้ำ"),
            ("ข้อมููล", "ข้อมูล"),
            ("O１２", "o12"),
            ("การ\u{200B}จัดซื้อ", "การ จัดซื้อ"),
            ("ต.ค. – มี.ค.", "ต.ค.-มี.ค."),
            ("“สุจริต”", "\"สุจริต\""),
            ("เเผน", "แผน"),
            ("เ เผน ที ่", "แผนที่"),
            ("ท\u{F70A}าน", "ท่าน"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
    }

    #[test]
    fn leads_back_to_the_source() {
        let folded = Folded::new("ปี  ๒๕๖๘ ข้อมููล");
        let at = folded.text().find("2568").expect("digits");
        assert_eq!(&folded.source()[folded.to_source(at..at + 4)], "๒๕๖๘");
        let at = folded.text().find("ข้อมูล").expect("word");
        let span = folded.to_source(at..at + "ข้อมูล".len());
        assert_eq!(&folded.source()[span.clone()], "ข้อมููล");
        assert_eq!(&folded.text()[folded.to_folded(span)], "ข้อมูล");
    }

    #[test]
    fn a_part_of_a_cell_leads_back_to_the_whole_cell() {
        let folded = Folded::new("ที่");
        assert_eq!(folded.to_source(0..3), 0..9);
        assert_eq!(folded.to_source(3..6), 0..9);
    }

    #[test]
    fn spaced_keeps_one_space_and_lines() {
        assert_eq!(Folded::spaced("ก  \u{A0}ข\r\n\nค").text(), "ก ข\nค");
        let folded = Folded::spaced("ก   ข");
        assert_eq!(folded.to_source(3..4), 3..6);
    }

    #[test]
    fn loose_key_hides_what_text_layers_confuse() {
        assert_eq!(loose("ตาแหน่ง"), loose("ตำแหน่ง"));
        assert_eq!(loose("บันทึกข้อควำม"), loose("บันทึกข้อความ"));
        assert_ne!(loose("แผน"), loose("แผล"));
    }

    /// Text of the signs that matter here, mixed with anything.
    pub(crate) fn thai_text() -> impl Strategy<Value = String> {
        let sign = prop_oneof![
            10 => proptest::char::range('\u{0E01}', '\u{0E5B}'),
            2 => proptest::char::range(' ', '~'),
            1 => proptest::sample::select(vec!['\n', '\u{200B}', '\u{200D}', '\u{F70A}', '\u{F710}', '\u{FFFD}', 'О', '–', '…', '１', 'İ', '\u{301}']),
            1 => any::<char>(),
        ];
        proptest::collection::vec(sign, 0..60).prop_map(|signs| signs.into_iter().collect())
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in thai_text()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn spans_lie_on_cluster_boundaries(text in thai_text(), a in 0usize..200, b in 0usize..200) {
            for folded in [Folded::new(&text), Folded::spaced(&text)] {
                let span = folded.to_source(a..b);
                prop_assert!(text.get(span.clone()).is_some());
                let clusters: Vec<usize> = unicode_segmentation::UnicodeSegmentation::grapheme_indices(text.as_str(), true)
                    .map(|(at, _)| at).chain([text.len()]).collect();
                prop_assert!(clusters.contains(&span.start) && clusters.contains(&span.end));
                prop_assert!(folded.text().get(folded.to_folded(a..b)).is_some());
            }
        }

        #[test]
        fn the_way_there_and_back_covers_the_start(text in thai_text(), pick in any::<proptest::sample::Index>()) {
            let folded = Folded::new(&text);
            let starts: Vec<usize> = folded.text().char_indices().map(|(at, _)| at).collect();
            if !starts.is_empty() {
                let at = starts[pick.index(starts.len())];
                let length = folded.text()[at..].chars().next().map_or(0, char::len_utf8);
                let back = folded.to_folded(folded.to_source(at..at + length));
                prop_assert!(back.start <= at && at + length <= back.end, "{at} {length} {back:?}");
            }
        }
    }
}
