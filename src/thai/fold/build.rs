//! Folding itself: what each letter becomes, and which runs of letters stay as they are.

use std::borrow::Cow;

use super::{Folded, Segment, Spaces};
use crate::thai::chars::{Class, class, digit, is_space, is_zero_width};
use crate::thai::marks::{canonicalise, from_private_use, is_canonical, is_tail};

/// Collects the folded text and its map.
pub(super) struct Builder<'s> {
    source: &'s str,
    text: String,
    map: Vec<Segment>,
    spaces: Spaces,
}

impl<'s> Builder<'s> {
    pub(super) fn run(source: Cow<'_, str>, spaces: Spaces) -> Folded<'_> {
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
