//! The folded form of a text, with a map back to the text it was made from.
//!
//! The same words are written in many ways that mean the same: Thai or Arabic digits, marks in another
//! order, sara am in one code point or two, spaces inside words. Folding makes them equal, so that
//! search compares text once and plainly; the map leads every find back to what the file says.
//!
//! Folding never uses NFKC or NFKD: they split sara am.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::chars::{Class, class, digit, is_space, is_zero_width, starts_cell};
use super::marks::{canonicalise, from_private_use, is_canonical, is_tail};

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
        floor_boundary(&self.text, start)..ceil_boundary(&self.text, end)
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

/// Collects the folded text and its map.
struct Builder<'s> {
    source: &'s str,
    text: String,
    map: Vec<Segment>,
    spaces: Spaces,
}

impl<'s> Builder<'s> {
    fn run(source: Cow<'_, str>, spaces: Spaces) -> Folded<'_> {
        let mut builder = Builder {
            source: &source,
            text: String::with_capacity(source.len()),
            map: Vec::with_capacity(source.len() / 32),
            spaces,
        };
        builder.fold();
        let Builder { text, map, .. } = builder;
        Folded { source, text, map }
    }

    fn fold(&mut self) {
        let source = self.source;
        let mut tail: Vec<char> = Vec::new();
        let mut at = 0;
        loop {
            let end = self.plain_end(at);
            if end > at {
                self.keep(at, source.get(at..end).unwrap_or(""));
                at = end;
            }
            // What most often ends such text comes first, without a look at what it is not.
            at = match source.as_bytes().get(at..).unwrap_or_default() {
                [] => return,
                [b' ' | b'\n', ..] if self.spaces == Spaces::Dropped => at + 1,
                [0xE0, 0xB9, low @ 0x90..=0x99, ..] => {
                    self.rewrite(at, at + 3, [char::from(b'0' + (low - 0x90))]);
                    at + 3
                }
                _ => self.doubtful(at, &mut tail),
            };
        }
    }

    /// Where text that folds to itself ends, from `at` on. Nearly all text does, and this takes it bytewise.
    ///
    /// It ends before what the character after it may yet change: marks of a cell, or a เ.
    fn plain_end(&self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let mut rest = bytes.get(at..).unwrap_or_default();
        let mut may_follow = ANYTHING;
        loop {
            match rest {
                // Thai is U+0E00 to U+0E7F: two leading bytes, six bits in the last one.
                [0xE0, page @ (0xB8 | 0xB9), low, tail @ ..] => {
                    let sign = sign(*page, *low);
                    if may_follow & sign.place == 0 {
                        break;
                    }
                    may_follow = sign.followers;
                    rest = tail;
                }
                [b'!'..=b'@' | b'['..=b'~', tail @ ..] => {
                    may_follow = ANYTHING;
                    rest = tail;
                }
                _ => break,
            }
        }
        let end = bytes.len() - rest.len();
        if may_follow == ANYTHING || self.settles(rest, may_follow) {
            return end;
        }
        let plain = bytes.get(at..end).unwrap_or_default();
        let is_open = |letter: &&[u8]| match letter {
            [0xE0, page @ (0xB8 | 0xB9), low] => sign(*page, *low).followers != ANYTHING,
            _ => false,
        };
        end - 3 * plain.rchunks_exact(3).take_while(is_open).count()
    }

    /// Whether what comes next leaves the marks, or the เ, before it as they are.
    fn settles(&self, rest: &[u8], may_follow: u8) -> bool {
        let rest = match self.spaces {
            Spaces::Dropped => rest.trim_ascii_start(),
            Spaces::Single => rest,
        };
        match rest {
            [] | [b'!'..=b'~', ..] | [0xE0, 0xB9, 0x90..=0x99, ..] => true,
            [b' ' | b'\n', ..] => self.spaces == Spaces::Single,
            [0xE0, page @ (0xB8 | 0xB9), low, ..] => {
                let begins_cell = 1 << Place::ALONE | 1 << Place::LEAD;
                sign(*page, *low).place & may_follow & begins_cell != 0
            }
            _ => false,
        }
    }

    /// Takes what may not fold to itself. Returns where it ends.
    fn doubtful(&mut self, at: usize, tail: &mut Vec<char>) -> usize {
        let Some(original) = self.source.get(at..).and_then(|rest| rest.chars().next()) else {
            return self.source.len();
        };
        let end = at + original.len_utf8();
        let c = from_private_use(original).unwrap_or(original);
        match c {
            _ if is_tail(c) => self.tail(at, tail),
            'เ' => self.lead(at, end),
            _ => {
                self.one(at, end, original, c);
                end
            }
        }
    }

    /// Takes the marks, and the า or ำ, that hang on one consonant. Returns where they end.
    fn tail(&mut self, at: usize, tail: &mut Vec<char>) -> usize {
        let source = self.source;
        tail.clear();
        let (mut end, mut plain) = (at, true);
        for (offset, next) in source.get(at..).unwrap_or("").char_indices() {
            let standard = from_private_use(next).unwrap_or(next);
            if is_tail(standard) {
                plain &= standard == next && at + offset == end;
                tail.push(standard);
                end = at + offset + next.len_utf8();
            } else if !self.drops(next) {
                break;
            }
        }
        if plain && is_canonical(tail) {
            self.keep(at, source.get(at..end).unwrap_or(""));
        } else {
            canonicalise(tail);
            self.rewrite(at, end, tail.iter().copied());
        }
        end
    }

    /// Takes a เ, or two of them, which are always a mistyped แ. Returns where they end.
    fn lead(&mut self, at: usize, end: usize) -> usize {
        let rest = self.source.get(end..).unwrap_or("");
        let kept = rest.trim_start_matches(|c| self.drops(c));
        if kept.starts_with('เ') {
            let end = end + (rest.len() - kept.len()) + 'เ'.len_utf8();
            self.rewrite(at, end, ['แ']);
            return end;
        }
        self.keep_char(at, 'เ');
        end
    }

    /// Takes any other character: `original`, which is `c` or a private-use variant of it.
    fn one(&mut self, at: usize, end: usize, original: char, c: char) {
        match c {
            'ก'..='ๆ' if c == original => self.keep_char(at, c),
            c if is_zero_width(c) => {}
            c if is_space(c) => self.space(at, end, c),
            'A'..='Z' => self.keep_char(at, c.to_ascii_lowercase()),
            '\0'..='\x7F' => self.keep_char(at, c),
            c => match plain(c) {
                Plain::Char(plain) => self.rewrite(at, end, [plain]),
                Plain::Dots => self.rewrite(at, end, ['.', '.', '.']),
                Plain::Other => self.rewrite(at, end, c.to_lowercase()),
            },
        }
    }

    /// Whether the character leaves no trace in the folded text.
    fn drops(&self, c: char) -> bool {
        is_zero_width(c) || (self.spaces == Spaces::Dropped && is_space(c))
    }

    fn space(&mut self, at: usize, end: usize, c: char) {
        if self.spaces == Spaces::Dropped {
            return;
        }
        let line = matches!(
            c,
            '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        );
        match (self.text.chars().next_back(), self.map.last_mut()) {
            // The run goes on: it stays one character, which stands for all of it.
            (Some(' ' | '\n'), Some(last)) if last.rewritten() > 0 => {
                *last = Segment::new(last.folded(), last.source(), end - last.source());
                if line {
                    self.text.pop();
                    self.text.push('\n');
                }
            }
            _ => self.rewrite(at, end, [if line { '\n' } else { ' ' }]),
        }
    }

    /// Takes one character that has as many bytes as in the source.
    fn keep_char(&mut self, at: usize, c: char) {
        self.open(at);
        self.text.push(c);
    }

    /// Takes text that is as in the source.
    fn keep(&mut self, at: usize, text: &str) {
        self.open(at);
        self.text.push_str(text);
    }

    /// Makes the last segment one that runs alike with the source from `at` on.
    fn open(&mut self, at: usize) {
        let folded = self.text.len();
        let goes_on = self.map.last().is_some_and(|last| {
            last.rewritten() == 0 && last.source() + (folded - last.folded()) == at
        });
        if !goes_on {
            self.map.push(Segment::new(folded, at, 0));
        }
    }

    /// Puts other characters in the place of `at..end` of the source.
    fn rewrite(&mut self, at: usize, end: usize, with: impl IntoIterator<Item = char>) {
        let folded = self.text.len();
        self.text.extend(with);
        if self.text.len() > folded {
            self.map.push(Segment::new(folded, at, end - at));
        }
    }
}

/// What a character of the Thai block may stand behind in text that is folded already. From
/// [`Place::VOWEL`] on they hang on a consonant, in this order, one of each.
struct Place;

impl Place {
    /// Not without a closer look.
    const DOUBTFUL: u8 = 0;
    /// Anything.
    const ALONE: u8 = 1;
    /// Anything but another เ.
    const LEAD: u8 = 2;
    const VOWEL: u8 = 3;
    const TONE: u8 = 4;
    const SILENCER: u8 = 5;
    const AA: u8 = 6;

    const fn of(c: char) -> u8 {
        match class(c) {
            Class::LeadVowel if c == 'เ' => Place::LEAD,
            Class::FollowVowel if c == 'า' => Place::AA,
            Class::SaraAm => Place::AA,
            Class::Consonant | Class::LeadVowel | Class::FollowVowel => Place::ALONE,
            Class::Sign if c <= 'ๆ' => Place::ALONE,
            Class::AboveVowel | Class::BelowVowel => Place::VOWEL,
            Class::Tone => Place::TONE,
            Class::Silencer => Place::SILENCER,
            _ => Place::DOUBTFUL,
        }
    }

    /// Which places may follow a place, as bits.
    const fn followers(last: u8) -> u8 {
        let mut followers = 1 << Place::ALONE;
        let mut place = Place::LEAD;
        while place <= Place::AA {
            let fits = match place {
                Place::LEAD => last != Place::LEAD,
                _ => last < place,
            };
            if fits {
                followers |= 1 << place;
            }
            place += 1;
        }
        followers
    }
}

/// What may follow text that nothing can change.
const ANYTHING: u8 = Place::followers(Place::ALONE);

/// What reading text letter by letter needs to know of a sign.
#[derive(Clone, Copy)]
struct Sign {
    /// Its place, as a bit.
    place: u8,
    followers: u8,
}

/// The sign with these two bytes after the first one, which is that of U+0E00 to U+0E7F.
fn sign(page: u8, low: u8) -> Sign {
    SIGNS[usize::from(page & 1) << 6 | usize::from(low & 0x3F)]
}

/// The characters from U+0E00 on.
const SIGNS: [Sign; 0x80] = {
    let mut signs = [Sign {
        place: 1 << Place::DOUBTFUL,
        followers: ANYTHING,
    }; 0x80];
    let mut at = 0;
    while at < signs.len() {
        if let Some(c) = char::from_u32(0x0E00 + at as u32) {
            let place = Place::of(c);
            signs[at] = Sign {
                place: 1 << place,
                followers: Place::followers(place),
            };
        }
        at += 1;
    }
    signs
};

enum Plain {
    Char(char),
    Dots,
    Other,
}

/// The plain form of digits, dashes, quotes and full-width signs outside ASCII.
fn plain(c: char) -> Plain {
    if let Some(value) = digit(c) {
        return Plain::Char(char::from(b'0' + value));
    }
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{30FC}' => {
            Plain::Char('-')
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' => Plain::Char('"'),
        '‘' | '’' | '‚' | '‛' | '′' | '´' => Plain::Char('\''),
        '…' => Plain::Dots,
        '\u{FF01}'..='\u{FF5E}' => {
            let ascii = u8::try_from(c as u32 - 0xFEE0).unwrap_or(b'?');
            Plain::Char(char::from(ascii.to_ascii_lowercase()))
        }
        _ => Plain::Other,
    }
}

/// Whether a cluster ends at `at` by the letters alone: both sides Thai or ASCII, and the right one begins a
/// cell. It spares the search of the Unicode tables, which is most of the cost of a short range.
fn is_plain_boundary(text: &str, at: usize) -> bool {
    let (head, tail) = text.as_bytes().split_at_checked(at).unwrap_or_default();
    let ends = matches!(head, [.., b' '..=b'~'] | [.., 0xE0, 0xB8 | 0xB9, _]);
    ends && match tail {
        [b' '..=b'~', ..] => true,
        [0xE0, page @ (0xB8 | 0xB9), low, ..] => {
            STARTS_CELL[usize::from(page & 1) << 6 | usize::from(low & 0x3F)]
        }
        _ => false,
    }
}

/// [`starts_cell`] of the characters from U+0E00 on.
const STARTS_CELL: [bool; 0x80] = {
    let mut starts = [false; 0x80];
    let mut at = 0;
    while at < starts.len() {
        starts[at] = match char::from_u32(0x0E00 + at as u32) {
            Some(c) => starts_cell(c),
            None => false,
        };
        at += 1;
    }
    starts
};

/// The beginning of the grapheme cluster that has the byte `at` in it.
#[inline]
fn cluster_start(text: &str, at: usize) -> usize {
    if is_plain_boundary(text, at) {
        at
    } else {
        doubtful_start(text, at)
    }
}

fn doubtful_start(text: &str, at: usize) -> usize {
    let at = floor_boundary(text, at);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if at == 0 || cursor.is_boundary(text, 0).unwrap_or(true) {
        return at;
    }
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The end of the grapheme cluster that has the byte before `at` in it.
#[inline]
fn cluster_end(text: &str, at: usize) -> usize {
    if is_plain_boundary(text, at) {
        at
    } else {
        doubtful_end(text, at)
    }
}

fn doubtful_end(text: &str, at: usize) -> usize {
    let at = ceil_boundary(text, at);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if at == text.len() || cursor.is_boundary(text, 0).unwrap_or(true) {
        return at;
    }
    cursor
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

fn floor_boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

fn ceil_boundary(text: &str, at: usize) -> usize {
    text.ceil_char_boundary(at)
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
