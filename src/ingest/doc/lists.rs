//! The lists of a Word file and the fonts of their signs ([MS-DOC] 2.9.131, 2.9.147).

use std::collections::BTreeMap;

use super::fib::{Part, Streams};
use super::properties::{Properties, code};
use crate::ingest::code_page::utf16;
use crate::ingest::compound::{u16_at, u32_at};
use crate::ingest::numbering::{Level, Levels, List, Numbering};
use crate::ingest::pictorial::Pictorial;

/// Pictorial fonts by their number in the file.
pub(super) type Fonts = BTreeMap<u16, Pictorial>;

/// The pictorial ones among the fonts of the file, [MS-DOC] 2.9.286.
pub(super) fn fonts(part: &[u8]) -> Fonts {
    /// Bytes of a font's description before its name.
    const NAME: usize = 39;
    let mut fonts = Fonts::new();
    let mut rest = part.get(4..).unwrap_or_default();
    for number in 0..u16_at(part, 0).unwrap_or(0) {
        let Some(length) = rest.first() else { break };
        let end = usize::from(*length).saturating_add(1);
        let name = utf16(rest.get(NAME.saturating_add(1)..end).unwrap_or_default());
        let name = name.split('\0').next().unwrap_or_default();
        fonts.extend(Pictorial::of(name).map(|family| (number, family)));
        rest = rest.get(end..).unwrap_or_default();
    }
    fonts
}

/// A number format by its name in Office Open XML, [MS-OSHARED] 2.2.1.3.
pub(super) fn format_name(format: u16) -> &'static str {
    match format {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        5 => "ordinal",
        8 => "hex",
        18 | 28 => "decimalEnclosedCircle",
        22 => "decimalZero",
        23 => "bullet",
        26 => "decimalEnclosedFullstop",
        27 => "decimalEnclosedParen",
        53 => "thaiLetters",
        54 => "thaiNumbers",
        55 => "thaiCounting",
        57 => "numberInDash",
        255 => "none",
        _ => "decimal",
    }
}

/// Reads the lists; what is damaged ends them.
pub(super) fn read(streams: &Streams, fonts: &Fonts) -> Numbering {
    let mut numbering = Numbering::default();
    let (part, length) = streams.from(Part::Lists);
    let _ = definitions(part, length, fonts, &mut numbering);
    let _ = overrides(streams.part(Part::ListOverrides), fonts, &mut numbering);
    numbering
}

/// Definitions; their levels follow after the end of the part.
fn definitions(part: &[u8], length: usize, fonts: &Fonts, numbering: &mut Numbering) -> Option<()> {
    const SIZE: usize = 28;
    let count = usize::from(u16_at(part, 0)?);
    let mut rest = part.get(length..)?;
    for head in part.get(2..length)?.chunks_exact(SIZE).take(count) {
        let simple = head.get(26)? & 1 == 1;
        let mut levels = Levels::new();
        for index in 0..if simple { 1 } else { 9_u8 } {
            let mut level = level(&mut rest, fonts)?;
            let style = usize::from(index).saturating_mul(2).saturating_add(8);
            level.style = u16_at(head, style)
                .filter(|style| *style != 0x0FFF)
                .map(|style| style.to_string());
            levels.insert(index, level);
        }
        numbering
            .definitions
            .insert(u32_at(head, 0)?.to_string(), levels);
    }
    Some(())
}

/// Lists, which are definitions with changes of their own; the changes follow after all of them.
fn overrides(part: &[u8], fonts: &Fonts, numbering: &mut Numbering) -> Option<()> {
    const SIZE: usize = 16;
    let count = usize::try_from(u32_at(part, 0)?).ok()?;
    let all = part.get(4..)?;
    let heads = all.chunks_exact(SIZE).take(count);
    for (number, head) in (1_u16..).zip(heads.clone()) {
        let list = List {
            definition: u32_at(head, 0)?.to_string(),
            ..List::default()
        };
        numbering.lists.insert(number.to_string(), list);
    }
    let mut rest = all.get(count.checked_mul(SIZE)?..)?;
    for (number, head) in (1_u16..).zip(heads) {
        rest = rest.get(4..)?;
        for _ in 0..*head.get(12)? {
            let (start, flags) = (u32_at(rest, 0)?, u32_at(rest, 4)?);
            rest = rest.get(8..)?;
            let index = u8::try_from(flags & 0xF).unwrap_or(0);
            let list = numbering.lists.get_mut(&number.to_string())?;
            if flags & 0x10 != 0 {
                list.starts.insert(index, start);
            }
            if flags & 0x20 != 0 {
                list.levels.insert(index, level(&mut rest, fonts)?);
            }
        }
    }
    Some(())
}

/// A level, [MS-DOC] 2.9.150: its head, two lists of properties and the text.
fn level(rest: &mut &[u8], fonts: &Fonts) -> Option<Level> {
    const SIZE: usize = 28;
    let head = rest.get(..SIZE)?;
    let format = *head.get(4)?;
    let flags = *head.get(5)?;
    let characters = usize::from(*head.get(24)?);
    let paragraphs = usize::from(*head.get(25)?);
    let characters_at = SIZE.checked_add(paragraphs)?;
    let text_at = characters_at.checked_add(characters)?;
    let font = Properties {
        rest: rest.get(characters_at..text_at)?,
    }
    .filter(|property| property.code == code::FONT)
    .last()
    .and_then(|property| fonts.get(&property.number()).copied());
    let length = usize::from(u16_at(rest, text_at)?).checked_mul(2)?;
    let start = text_at.checked_add(2)?;
    let end = start.checked_add(length)?;
    let stored = utf16(rest.get(start..end)?);
    *rest = rest.get(end..)?;
    // Where a number goes stands its level.
    let mut text = String::new();
    for c in stored.chars() {
        match u8::try_from(c) {
            Ok(index @ 0..=8) => text.push_str(&format!("%{}", index.saturating_add(1))),
            _ => text.push(c),
        }
    }
    Some(Level {
        start: u32_at(head, 0)?,
        format: format_name(u16::from(format)).to_owned(),
        text,
        legal: flags & 4 != 0,
        restart: (flags & 8 != 0).then_some(*head.get(26)?),
        tight: *head.get(15)? == 2,
        font,
        style: None,
    })
}
