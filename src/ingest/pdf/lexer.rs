//! Tokens of content streams and CMaps: operands until an operator, without ever giving up.
//!
//! `lopdf` stops at the first bad token and loses the rest of the page; here a bad byte is skipped. Strings and
//! names are borrowed from the stream unless they contain escapes, because a page has tens of thousands.

use std::borrow::Cow;
use std::ops::Deref;

/// Arrays and dictionaries inside each other; content streams need 2 or 3.
const NESTING: u32 = 16;

/// One operand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand<'a> {
    /// Integer or real.
    Number(f64),
    /// A name without its slash.
    Name(Cow<'a, [u8]>),
    /// A literal or hexadecimal string.
    Text(Bytes<'a>),
    /// An array.
    Array(Vec<Operand<'a>>),
    /// A dictionary, in file order.
    Dict(Vec<(Cow<'a, [u8]>, Operand<'a>)>),
    /// `true`, `false` or `null`.
    Other,
}

/// Bytes of a [`Bytes`] that are kept in it: it is no larger for them.
const SHORT: usize = 15;

/// The bytes of a string. Most hexadecimal strings have one or two codes, and a page has thousands of them: those
/// take no memory of their own.
#[derive(Debug, Clone)]
pub(super) enum Bytes<'a> {
    /// As they stand in the stream.
    Borrowed(&'a [u8]),
    /// The first bytes of the array, as many as the number says.
    Short(u8, [u8; SHORT]),
    /// Decoded.
    Owned(Vec<u8>),
}

impl Deref for Bytes<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Borrowed(bytes) => bytes,
            Bytes::Short(length, bytes) => bytes.get(..usize::from(*length)).unwrap_or(bytes),
            Bytes::Owned(bytes) => bytes,
        }
    }
}

impl PartialEq for Bytes<'_> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Operand<'_> {
    /// The number, if it is one.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Operand::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// The name, if it is one.
    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Operand::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The bytes of a string, if it is one.
    pub(super) fn text(&self) -> Option<&[u8]> {
        match self {
            Operand::Text(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// An entry, if it is a dictionary that has it.
    pub(super) fn entry(&self, key: &[u8]) -> Option<&Self> {
        match self {
            Operand::Dict(entries) => entries
                .iter()
                .find(|(name, _)| name.as_ref() == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }
}

/// Reads tokens from a decoded stream.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    data: &'a [u8],
    position: usize,
    /// Room of an array that was read before, for the next one.
    spare: Vec<Operand<'a>>,
}

enum Token<'a> {
    Operand(Operand<'a>),
    Word(&'a [u8]),
    ArrayEnd,
    DictEnd,
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

/// The value of a digit by its place after the dot, divided as often as it has places before it: so the last bit is that
/// of a reader who divides digit by digit. Further digits are divided so.
const PLACES: [f64; 16] = {
    let mut places = [1.0; 16];
    let mut place = 0;
    let mut value = 1.0;
    while place < places.len() {
        value /= 10.0;
        places[place] = value;
        place += 1;
    }
    places
};

impl<'a> Lexer<'a> {
    /// Starts at the first byte.
    pub(super) fn new(data: &'a [u8]) -> Self {
        Lexer {
            data,
            position: 0,
            spare: Vec::new(),
        }
    }

    /// Reads operands up to the next operator into `operands` (cleared first, at most `most` kept) and
    /// returns the operator; `None` at the end, with the operands that no operator followed.
    pub(super) fn operator(
        &mut self,
        operands: &mut Vec<Operand<'a>>,
        most: usize,
    ) -> Option<&'a [u8]> {
        for operand in operands.drain(..) {
            if let Operand::Array(mut items) = operand
                && items.capacity() > self.spare.capacity()
            {
                items.clear();
                self.spare = items;
            }
        }
        loop {
            match self.token(0)? {
                Token::Operand(operand) => {
                    if operands.len() < most {
                        operands.push(operand);
                    }
                }
                Token::Word(word) => return Some(word),
                Token::ArrayEnd | Token::DictEnd => {}
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.data.get(self.position).copied()
    }

    fn advance(&mut self, by: usize) {
        self.position = self.position.saturating_add(by).min(self.data.len());
    }

    fn rest(&self) -> &'a [u8] {
        self.data.get(self.position..).unwrap_or_default()
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let rest = self.rest();
        let taken = rest.get(..length).unwrap_or(rest);
        self.advance(length);
        taken
    }

    fn token(&mut self, depth: u32) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            return Some(match byte {
                _ if is_space(byte) => {
                    self.advance(1);
                    continue;
                }
                b'%' => {
                    let length = self
                        .rest()
                        .iter()
                        .position(|b| matches!(b, b'\r' | b'\n'))
                        .unwrap_or(usize::MAX);
                    self.advance(length);
                    continue;
                }
                b'/' => {
                    self.advance(1);
                    Token::Operand(Operand::Name(self.name()))
                }
                b'(' => {
                    self.advance(1);
                    Token::Operand(Operand::Text(self.literal()))
                }
                b'<' if self.rest().get(1) == Some(&b'<') => {
                    self.advance(2);
                    if depth >= NESTING {
                        continue;
                    }
                    Token::Operand(self.dictionary(depth.saturating_add(1)))
                }
                b'<' => {
                    self.advance(1);
                    Token::Operand(Operand::Text(self.hexadecimal()))
                }
                b'>' if self.rest().get(1) == Some(&b'>') => {
                    self.advance(2);
                    Token::DictEnd
                }
                b'[' => {
                    self.advance(1);
                    if depth >= NESTING {
                        continue;
                    }
                    Token::Operand(self.array(depth.saturating_add(1)))
                }
                b']' => {
                    self.advance(1);
                    Token::ArrayEnd
                }
                b'>' | b')' | b'{' | b'}' => {
                    self.advance(1);
                    continue;
                }
                b'0'..=b'9' | b'+' | b'-' | b'.' => self.number_or_word(),
                _ => {
                    let length = self.regular();
                    let word = self.take(length);
                    match word {
                        b"true" | b"false" | b"null" => Token::Operand(Operand::Other),
                        _ => Token::Word(word),
                    }
                }
            });
        }
    }

    /// Length of the run of regular characters from here.
    fn regular(&self) -> usize {
        let rest = self.rest();
        rest.iter()
            .position(|&b| is_space(b) || is_delimiter(b))
            .unwrap_or(rest.len())
    }

    fn number_or_word(&mut self) -> Token<'a> {
        // `1.5-3` is two numbers that lost their space, `12Td` a number and an operator, `--5` is -5.
        let mut length = 0_usize;
        let (mut value, mut negative, mut dot, mut digits) = (0.0_f64, false, false, false);
        let mut places = PLACES.iter();
        let mut scale = 1.0_f64;
        for &byte in self.rest() {
            match byte {
                b'+' | b'-' if !digits && !dot => negative |= byte == b'-',
                b'.' if !dot => dot = true,
                b'0'..=b'9' => {
                    digits = true;
                    let digit = f64::from(byte.wrapping_sub(b'0'));
                    if dot {
                        scale = places.next().map_or(scale / 10.0, |place| *place);
                        value += digit * scale;
                    } else {
                        value = value * 10.0 + digit;
                    }
                }
                _ => break,
            }
            length = length.saturating_add(1);
        }
        if length == 0 {
            let length = self.regular().max(1);
            return Token::Word(self.take(length));
        }
        self.advance(length);
        let value = if value.is_finite() { value } else { 0.0 };
        Token::Operand(Operand::Number(if negative { -value } else { value }))
    }

    fn name(&mut self) -> Cow<'a, [u8]> {
        let length = self.regular();
        let raw = self.take(length);
        if !raw.contains(&b'#') {
            return Cow::Borrowed(raw);
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut bytes = raw;
        while let [first, rest @ ..] = bytes {
            if let (b'#', [a, b, tail @ ..]) = (first, rest)
                && let (Some(high), Some(low)) = (hex_digit(*a), hex_digit(*b))
            {
                name.push((high << 4) | low);
                bytes = tail;
            } else {
                name.push(*first);
                bytes = rest;
            }
        }
        Cow::Owned(name)
    }

    fn literal(&mut self) -> Bytes<'a> {
        let rest = self.rest();
        // The common case: no escapes, no inner brackets, no line ends.
        if let Some(end) = rest
            .iter()
            .position(|b| matches!(b, b'(' | b')' | b'\\' | b'\r'))
            && rest.get(end) == Some(&b')')
        {
            self.advance(end.saturating_add(1));
            return Bytes::Borrowed(rest.get(..end).unwrap_or_default());
        }
        let mut text = Vec::new();
        let mut depth = 0_u32;
        while let Some(byte) = self.peek() {
            self.advance(1);
            match byte {
                b'(' => depth = depth.saturating_add(1),
                b')' => match depth.checked_sub(1) {
                    Some(outer) => depth = outer,
                    None => break,
                },
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.advance(1);
                    }
                    text.push(b'\n');
                    continue;
                }
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        Bytes::Owned(text)
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.advance(1);
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.advance(1);
                }
            }
            b'0'..=b'7' => {
                let mut code = u16::from(byte & 7);
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => {
                            code = (code << 3) | u16::from(digit & 7);
                            self.advance(1);
                        }
                        _ => break,
                    }
                }
                // Overflow is dropped, as the format says.
                text.push((code & 0xFF) as u8);
            }
            other => text.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Bytes<'a> {
        let rest = self.rest();
        let end = rest.iter().position(|byte| *byte == b'>');
        let length = end.unwrap_or(rest.len());
        let mut digits = self.take(length).iter().filter_map(|byte| hex_digit(*byte));
        self.advance(1);
        // An odd number of digits ends with a zero that is left out.
        let decoded =
            std::iter::from_fn(|| Some((digits.next()? << 4) | digits.next().unwrap_or(0)));
        if length > 2 * SHORT {
            return Bytes::Owned(decoded.collect());
        }
        let (mut count, mut short) = (0_u8, [0; SHORT]);
        for (slot, byte) in short.iter_mut().zip(decoded) {
            *slot = byte;
            count = count.saturating_add(1);
        }
        Bytes::Short(count, short)
    }

    fn array(&mut self, depth: u32) -> Operand<'a> {
        let mut items = std::mem::take(&mut self.spare);
        loop {
            let before = self.position;
            match self.token(depth) {
                Some(Token::Operand(operand)) => items.push(operand),
                Some(Token::ArrayEnd) | None => break,
                Some(Token::DictEnd) => {}
                Some(Token::Word(word)) => {
                    // An operator in an array means that the bracket was never closed.
                    if matches!(word, b"TJ" | b"Tj" | b"ET" | b"BT" | b"Td" | b"Tf" | b"Tm") {
                        self.position = before;
                        break;
                    }
                }
            }
        }
        Operand::Array(items)
    }

    fn dictionary(&mut self, depth: u32) -> Operand<'a> {
        let mut entries = Vec::new();
        let mut key = None;
        loop {
            match self.token(depth) {
                Some(Token::Operand(operand)) => match (key.take(), operand) {
                    (None, Operand::Name(name)) => key = Some(name),
                    (None, _) => {}
                    (Some(name), value) => entries.push((name, value)),
                },
                Some(Token::DictEnd) | None => break,
                Some(Token::Word(_) | Token::ArrayEnd) => {}
            }
        }
        Operand::Dict(entries)
    }

    /// After `BI`: the entries of an inline image; then skips its data and `EI`.
    pub(super) fn inline_image(&mut self) -> Operand<'a> {
        let mut entries = Vec::new();
        let mut key = None;
        loop {
            match self.token(0) {
                Some(Token::Operand(operand)) => match (key.take(), operand) {
                    (None, Operand::Name(name)) => key = Some(name),
                    (None, _) => {}
                    (Some(name), value) => entries.push((name, value)),
                },
                Some(Token::Word(b"ID")) | None => break,
                Some(_) => {}
            }
        }
        self.advance(1);
        // The data may contain `EI` by chance: the real one stands between white space and is
        // followed by text, not by binary data.
        let rest = self.rest();
        let end = rest
            .windows(3)
            .enumerate()
            .filter(|(_, window)| matches!(window, [space, b'E', b'I'] if is_space(*space)))
            .map(|(at, _)| at.saturating_add(3))
            .find(|&after| {
                let tail = rest.get(after..).unwrap_or_default();
                let tail = tail.get(..12).unwrap_or(tail);
                tail.first().is_none_or(|&b| is_space(b))
                    && tail
                        .iter()
                        .all(|&b| is_space(b) && b != 0 || (0x20..0x7F).contains(&b))
            });
        self.advance(end.unwrap_or(usize::MAX));
        Operand::Dict(entries)
    }
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|d| u8::try_from(d).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(data: &[u8]) -> Vec<(String, Vec<Operand<'_>>)> {
        let mut lexer = Lexer::new(data);
        let mut found = Vec::new();
        let mut operands = Vec::new();
        while let Some(word) = lexer.operator(&mut operands, 64) {
            found.push((String::from_utf8_lossy(word).into_owned(), operands.clone()));
        }
        found
    }

    #[test]
    fn operands_precede_their_operator() {
        let found = all(b"/F1 12 Tf [(a\\)b) -250.5 <0e01>] TJ");
        assert_eq!(found[0].1[1], Operand::Number(12.0));
        assert_eq!(
            found[1].1[0],
            Operand::Array(vec![
                Operand::Text(Bytes::Borrowed(b"a)b")),
                Operand::Number(-250.5),
                Operand::Text(Bytes::Borrowed(&[0x0e, 0x01])),
            ])
        );
    }

    #[test]
    fn strings_of_any_length_are_whole() {
        for length in [0, 1, SHORT - 1, SHORT, SHORT + 1, 300] {
            let stream = format!("<{}> Tj", "4".repeat(2 * length));
            let found = all(stream.as_bytes());
            assert_eq!(found[0].1[0].text(), Some(&vec![0x44; length][..]));
        }
        assert_eq!(all(b"<0e0> Tj")[0].1[0].text(), Some(&[0x0e, 0x00][..]));
    }

    #[test]
    fn the_last_bit_of_a_number_is_that_of_digit_by_digit_division() {
        let digits = "1234567890123456789";
        let (mut expected, mut scale) = (0.0_f64, 1.0_f64);
        for digit in digits.bytes() {
            scale /= 10.0;
            expected += f64::from(digit - b'0') * scale;
        }
        let stream = format!(".{digits} w");
        let found = all(stream.as_bytes());
        assert_eq!(
            found[0].1[0].number().map(f64::to_bits),
            Some(expected.to_bits())
        );
    }

    #[test]
    fn an_array_is_not_what_stood_in_the_one_before() {
        let found = all(b"[(a) 1 (b)] TJ [(c)] TJ");
        assert_eq!(
            found[1].1[0],
            Operand::Array(vec![Operand::Text(Bytes::Borrowed(b"c"))])
        );
    }

    #[test]
    fn numbers_that_lost_their_space_are_two() {
        let found = all(b"1.5-3 12Td --5 w .5.25 m");
        assert_eq!(found[0].1, [1.5, -3.0, 12.0].map(Operand::Number).to_vec());
        assert_eq!(found[2].1, [0.5, 0.25].map(Operand::Number).to_vec());
    }

    #[test]
    fn an_unclosed_array_does_not_swallow_the_page() {
        let found = all(b"[(a) TJ (b) Tj");
        assert_eq!(
            found.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(),
            ["TJ", "Tj"]
        );
    }

    #[test]
    fn inline_image_data_that_contains_ei_is_skipped() {
        let mut lexer = Lexer::new(b"BI /W 4 /H 1 ID \x01 EI \xff\xfe\x00 EI (x) Tj");
        let mut operands = Vec::new();
        assert_eq!(lexer.operator(&mut operands, 8), Some(&b"BI"[..]));
        let image = lexer.inline_image();
        assert_eq!(image.entry(b"W"), Some(&Operand::Number(4.0)));
        assert_eq!(lexer.operator(&mut operands, 8), Some(&b"Tj"[..]));
    }

    #[test]
    fn deep_nesting_ends() {
        let data = vec![b'['; 100_000];
        assert!(all(&data).is_empty());
    }
}
