//! The embedded font program, read backwards: glyphs to characters and names.
//!
//! A subset made by a printer driver often has no `/ToUnicode` but still carries the font's own `cmap` or `post`
//! table, or glyph names in its CFF charset or Type 1 dictionary.

use super::glyph_names;
use skrifa::outline::pen::PathElement;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::prelude::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::raw::ps::cff::CffFontRef;
use skrifa::raw::ps::cff::charset::CharsetKind;
use skrifa::raw::ps::type1::Type1Font;
use skrifa::raw::tables::cmap::PlatformId;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// Mappings read from one `cmap`; a hostile table can claim the whole code space many times over.
const MAPPINGS: usize = 200_000;

/// An embedded font. Its tables are read when first asked for: most fonts are only asked for one outline.
pub(super) struct Program {
    kind: Kind,
    characters: OnceCell<BTreeMap<u32, char>>,
    names: OnceCell<Names>,
}

/// Glyph names in both directions.
#[derive(Default)]
struct Names {
    by_glyph: BTreeMap<u32, String>,
    by_name: BTreeMap<String, u32>,
}

enum Kind {
    /// TrueType or OpenType.
    Sfnt(Vec<u8>),
    /// A bare CFF table.
    Cff(Vec<u8>),
    /// Type 1.
    Type1(Box<Type1Font>),
}

impl Program {
    /// Reads a decoded font file of any kind; the dictionary key that held it does not always tell.
    pub(super) fn read(data: Vec<u8>) -> Option<Self> {
        let kind = if FontRef::from_index(&data, 0).is_ok() {
            Kind::Sfnt(data)
        } else if data.first() == Some(&1) && CffFontRef::new(&data, 0, None).is_ok() {
            Kind::Cff(data)
        } else {
            Kind::Type1(Box::new(Type1Font::new(&data).ok()?))
        };
        Some(Program {
            kind,
            characters: OnceCell::new(),
            names: OnceCell::new(),
        })
    }

    /// Characters by glyph, from the font's own Unicode map.
    fn characters(&self) -> &BTreeMap<u32, char> {
        self.characters.get_or_init(|| self.read_characters())
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut names = Names::default();
            for (glyph, name) in self.read_names() {
                names.by_name.entry(name.clone()).or_insert(glyph);
                names.by_glyph.insert(glyph, name);
            }
            names
        })
    }

    fn sfnt(&self) -> Option<FontRef<'_>> {
        match &self.kind {
            Kind::Sfnt(data) => FontRef::from_index(data, 0).ok(),
            _ => None,
        }
    }

    /// The CFF data, bare or inside an OpenType wrapper.
    fn cff(&self) -> Option<CffFontRef<'_>> {
        match &self.kind {
            Kind::Cff(data) => CffFontRef::new(data, 0, None).ok(),
            Kind::Sfnt(_) => {
                let table = self.sfnt()?.data_for_tag(skrifa::Tag::new(b"CFF "))?;
                CffFontRef::new(table.as_bytes(), 0, None).ok()
            }
            Kind::Type1(_) => None,
        }
    }

    fn read_characters(&self) -> BTreeMap<u32, char> {
        let mut characters = BTreeMap::new();
        let Some(font) = self.sfnt() else {
            return characters;
        };
        for (code, glyph) in font.charmap().mappings().take(MAPPINGS) {
            let Some(character) = char::from_u32(code) else {
                continue;
            };
            // Several characters may share a glyph: a standard one says more than a private one.
            let better = |old: &char| is_private(*old) && !is_private(character);
            match characters.get(&glyph.to_u32()) {
                Some(old) if !better(old) => {}
                _ => {
                    characters.insert(glyph.to_u32(), character);
                }
            }
        }
        characters.remove(&0);
        characters
    }

    fn read_names(&self) -> Vec<(u32, String)> {
        match &self.kind {
            Kind::Type1(font) => font
                .glyph_names()
                .map(|(glyph, name)| (glyph.to_u32(), name.to_owned()))
                .collect(),
            _ => {
                if let Some(font) = self.sfnt()
                    && font.post().is_ok()
                {
                    return font
                        .glyph_names()
                        .iter()
                        .filter(|(_, name)| !name.is_synthesized())
                        .map(|(glyph, name)| (glyph.to_u32(), name.as_str().to_owned()))
                        .collect();
                }
                let Some(cff) = self.cff().filter(|cff| !cff.is_cid()) else {
                    return Vec::new();
                };
                let Some(charset) = cff.charset() else {
                    return Vec::new();
                };
                charset
                    .iter()
                    .take(MAPPINGS)
                    .filter_map(|(glyph, sid)| {
                        let name = std::str::from_utf8(cff.string(sid)?).ok()?;
                        Some((glyph.to_u32(), name.to_owned()))
                    })
                    .collect()
            }
        }
    }

    /// The glyph of a character identifier: CID-keyed CFF fonts have a table, others use the number itself.
    pub(super) fn glyph_of_cid(&self, cid: u32) -> Option<u32> {
        match self.cff() {
            Some(cff) if cff.is_cid() => {
                let charset = cff.charset()?;
                if matches!(charset.kind(), CharsetKind::IsoAdobe) {
                    return Some(cid);
                }
                let sid = i32::try_from(cid).ok()?;
                charset.glyph_id(sid.into()).map(|glyph| glyph.to_u32())
            }
            _ => Some(cid),
        }
    }

    /// The glyph with a name.
    pub(super) fn glyph_of_name(&self, name: &str) -> Option<u32> {
        self.names().by_name.get(name).copied()
    }

    /// The glyph of a one-byte code by the font's own encoding: the symbol or Macintosh `cmap` of TrueType, the
    /// built-in encoding of Type 1 and CFF.
    pub(super) fn glyph_of_code(&self, code: u8) -> Option<u32> {
        let glyph = match &self.kind {
            Kind::Type1(font) => font.encoding()?.map(code)?,
            Kind::Cff(_) => self.cff()?.encoding()?.map(code)?,
            Kind::Sfnt(_) => {
                let font = self.sfnt()?;
                let cmap = font.cmap().ok()?;
                let find = |platform: PlatformId, encoding: u16, code: u32| {
                    cmap.encoding_records()
                        .iter()
                        .filter(|record| {
                            record.platform_id() == platform && record.encoding_id() == encoding
                        })
                        .filter_map(|record| record.subtable(cmap.offset_data()).ok())
                        .find_map(|subtable| subtable.map_codepoint(code))
                        .filter(|glyph| glyph.to_u32() != 0)
                };
                let code = u32::from(code);
                // Symbol fonts put their codes at U+F000, some at U+F100 or U+F200.
                [0xF000, 0, 0xF100, 0xF200]
                    .iter()
                    .find_map(|page| find(PlatformId::Windows, 0, code | page))
                    .or_else(|| find(PlatformId::Macintosh, 0, code))?
            }
        };
        (glyph.to_u32() != 0).then(|| glyph.to_u32())
    }

    /// The glyph of a character by the font's Unicode map.
    pub(super) fn glyph_of_character(&self, character: char) -> Option<u32> {
        let glyph = self.sfnt()?.charmap().map(character)?;
        (glyph.to_u32() != 0).then(|| glyph.to_u32())
    }

    /// What the font itself says a glyph is: by its Unicode map, else by the glyph's name.
    pub(super) fn text(&self, glyph: u32) -> Option<String> {
        if let Some(character) = self.characters().get(&glyph)
            && !is_symbol_page(*character)
        {
            return Some(character.to_string());
        }
        self.names()
            .by_glyph
            .get(&glyph)
            .and_then(|name| glyph_names::text(name))
    }

    /// How many contours a glyph has; `None` when it does not exist.
    pub(super) fn contours(&self, glyph: u32) -> Option<usize> {
        let mut path: Vec<PathElement> = Vec::new();
        self.draw(glyph, &mut path)?;
        let starts = |element: &&PathElement| matches!(element, PathElement::MoveTo { .. });
        Some(path.iter().filter(starts).count())
    }

    /// Draws the outline of a glyph in thousandths of the em; `None` when the font has no such glyph.
    pub(super) fn draw(&self, glyph: u32, pen: &mut impl OutlinePen) -> Option<()> {
        let id = GlyphId::new(glyph);
        match &self.kind {
            Kind::Sfnt(_) => {
                let font = self.sfnt()?;
                let outline = font.outline_glyphs().get(id)?;
                let settings = DrawSettings::unhinted(Size::new(1000.0), LocationRef::default());
                outline.draw(settings, pen).ok()?;
            }
            Kind::Cff(_) => {
                let cff = self.cff()?;
                let subfont = cff.subfont(cff.subfont_index(id)?, &[]).ok()?;
                cff.draw(&subfont, id, &[], Some(1000.0), pen).ok()?;
            }
            Kind::Type1(font) => {
                font.draw(id, Some(1000.0), pen).ok()?;
            }
        }
        Some(())
    }
}

fn is_private(character: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&character)
}

/// Symbol fonts map their byte codes to U+F000 to U+F0FF: numbers of glyphs, not characters.
fn is_symbol_page(character: char) -> bool {
    ('\u{F000}'..='\u{F0FF}').contains(&character)
}
