//! Fonts: how a string splits into codes, how wide each is, and what each says.
//!
//! In: font dictionaries. Out: [`Font`]s shared by all pages. Widths and codes are known at once; the text of
//! codes is decided per font from what its pages show (see [`decide`]), because files lie about it.

mod decide;
mod encoding;
pub(super) mod glyph_names;
mod outlines;
mod plausible;
mod program;
mod shapes;
mod type3;

pub(super) use decide::Sample;

use super::cmap::CMap;
use super::objects::{Budget, PdfFile};
use crate::ingest::pictorial::Pictorial;
use ecow::EcoString;
use encoding::Encoding;
use lopdf::{Dictionary, Object, ObjectId};
use program::Program;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Fonts one file may load; real files have hundreds at most.
const FONTS: usize = 20_000;

/// Widths one font may list; lists may repeat themselves.
const WIDTHS: usize = 300_000;

/// The last code of two bytes.
const WIDEST_CODE: u32 = 0xFFFF;

/// Fonts by the number of their dictionary.
#[derive(Default)]
pub(super) struct FontCache(RefCell<BTreeMap<ObjectId, Rc<Font>>>);

/// A font of the file.
pub(super) struct Font {
    /// Base font name without the subset prefix.
    pub(super) name: String,
    /// Bold by name, flags or weight.
    pub(super) bold: bool,
    /// Vertical writing.
    pub(super) vertical: bool,
    /// Glyph space to text space: a thousandth, but for Type 3.
    pub(super) scale: f64,
    /// Height of the em in text space: 1, but for Type 3.
    pub(super) em: f64,
    coding: Coding,
    widths: Widths,
    to_unicode: Option<CMap>,
    encoding: Option<Encoding>,
    /// Glyphs by character identifier, two bytes each; empty for identity.
    cid_to_gid: Vec<u8>,
    program: OnceCell<Option<Program>>,
    /// Where the embedded program is; read only when the map is not enough.
    program_stream: Option<ObjectId>,
    /// The glyphs of a Type 3 font, which has no program.
    procedures: Option<type3::Procedures>,
    true_type: bool,
    /// The family of signs, where the font is one of Symbol and Wingdings.
    pictorial: Option<Pictorial>,
    decision: RefCell<decide::Decision>,
    /// What shapes say, found so far.
    shapes: shapes::Shapes,
    /// Texts found so far, by code; `Some(None)` is a code that no source knows.
    texts: RefCell<Vec<Option<Option<EcoString>>>>,
}

/// How strings split into codes.
enum Coding {
    /// One byte each.
    Simple,
    /// Two bytes each, the code being the character identifier.
    Identity,
    /// By an embedded CMap.
    Embedded(CMap),
    /// Two bytes each, the code being UTF-16 (`UniGB-UTF16-H` and its like).
    Utf16,
    /// One or two bytes by an East Asian multi-byte encoding.
    Legacy(&'static encoding_rs::Encoding),
}

struct Widths {
    /// By code, or by character identifier; NaN where the file says nothing.
    listed: Vec<f32>,
    default: f64,
    /// The file says nothing about widths.
    missing: bool,
}

impl FontCache {
    /// The font of a resource entry, loaded once.
    pub(super) fn load(
        &self,
        file: &PdfFile,
        object: &Object,
        budget: &mut Budget,
    ) -> Option<Rc<Font>> {
        let id = object.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.0.borrow().get(&id).cloned()) {
            return Some(font);
        }
        let font = Rc::new(Font::read(file, file.as_dict(object)?, budget));
        let mut fonts = self.0.borrow_mut();
        if let Some(id) = id
            && fonts.len() < FONTS
        {
            fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }
}

impl Font {
    fn read(file: &PdfFile, dict: &Dictionary, budget: &mut Budget) -> Self {
        let subtype = file.name(dict, b"Subtype").unwrap_or_default();
        let descendant = file
            .array(dict, b"DescendantFonts")
            .and_then(|fonts| file.as_dict(fonts.first()?));
        let composite = descendant.is_some() || subtype == b"Type0";
        let inner = descendant.unwrap_or(dict);
        let descriptor = file.dict(inner, b"FontDescriptor");
        let name = base_name(file, dict)
            .or_else(|| base_name(file, inner))
            .unwrap_or_default();
        let flags = descriptor
            .and_then(|d| file.integer(d, b"Flags"))
            .unwrap_or(0);
        let weight = descriptor
            .and_then(|d| file.number(d, b"FontWeight"))
            .unwrap_or(0.0);
        let lower = name.to_lowercase();
        let type3 = subtype == b"Type3";
        let scale = match file.numbers::<6>(dict, b"FontMatrix") {
            Some([a, ..]) if type3 && a != 0.0 => a.abs(),
            _ => 0.001,
        };
        let to_unicode = file
            .stream(dict, b"ToUnicode")
            .and_then(|stream| file.data(stream, budget))
            .map(|data| CMap::parse(&data))
            .filter(|map| !map.is_empty());
        let coding = if composite {
            Coding::read(file, dict, budget)
        } else {
            Coding::Simple
        };
        let vertical = match &coding {
            Coding::Embedded(map) => map.vertical,
            _ => file
                .name(dict, b"Encoding")
                .is_some_and(|name| composite && name.ends_with(b"-V")),
        };
        let program_stream = descriptor.and_then(|descriptor| {
            [&b"FontFile2"[..], b"FontFile3", b"FontFile"]
                .iter()
                .find_map(|key| descriptor.get(key).ok()?.as_reference().ok())
        });
        let symbolic = flags & 4 != 0 && program_stream.is_some();
        let em = if type3 {
            type3_em(file, dict, scale)
        } else {
            1.0
        };
        Font {
            bold: lower.contains("bold")
                || lower.contains("black")
                || lower.contains("heavy")
                || flags & 0x4_0000 != 0
                || weight >= 600.0,
            vertical,
            scale,
            em,
            widths: if composite {
                Widths::composite(file, inner)
            } else {
                Widths::simple(file, dict, descriptor)
            },
            to_unicode,
            encoding: (!composite).then(|| Encoding::read(file, dict, symbolic || type3)),
            cid_to_gid: file
                .stream(inner, b"CIDToGIDMap")
                .and_then(|stream| file.data(stream, budget))
                .unwrap_or_default(),
            coding,
            program: OnceCell::new(),
            program_stream,
            procedures: type3
                .then(|| type3::Procedures::read(file, dict, em))
                .flatten(),
            true_type: subtype == b"TrueType",
            pictorial: Pictorial::of(&name),
            decision: RefCell::default(),
            shapes: shapes::Shapes::default(),
            texts: RefCell::default(),
            name,
        }
    }

    /// Splits off the first code of a string: the code and its length in bytes; `None` at the end.
    pub(super) fn code(&self, bytes: &[u8]) -> Option<(u32, usize)> {
        let first = *bytes.first()?;
        let pair = || match bytes {
            [a, b, ..] => ((u32::from(*a) << 8) | u32::from(*b), 2),
            _ => (u32::from(first), 1),
        };
        Some(match &self.coding {
            Coding::Simple => (u32::from(first), 1),
            Coding::Identity | Coding::Utf16 => pair(),
            Coding::Embedded(map) => {
                let length = map
                    .code_length(bytes)
                    .unwrap_or(if map.code_space.is_empty() { 2 } else { 1 })
                    .min(bytes.len());
                let head = bytes.get(..length)?;
                (
                    head.iter()
                        .fold(0, |code, &byte| (code << 8) | u32::from(byte)),
                    length,
                )
            }
            Coding::Legacy(_) => {
                if first >= 0x81 {
                    pair()
                } else {
                    (u32::from(first), 1)
                }
            }
        })
    }

    /// Advance of a code in glyph space units.
    pub(super) fn width(&self, code: u32) -> f64 {
        let code = match &self.coding {
            Coding::Embedded(map) => map.cid(code).unwrap_or(code),
            _ => code,
        };
        let listed = usize::try_from(code)
            .ok()
            .and_then(|code| self.widths.listed.get(code));
        match listed {
            Some(width) if !width.is_nan() => f64::from(*width),
            _ if self.widths.missing => u8::try_from(code).map_or(500.0, standard_width),
            _ => self.widths.default,
        }
    }

    /// Whether a code is the one-byte space that word spacing applies to.
    pub(super) fn is_word_space(&self, code: u32, length: usize) -> bool {
        length == 1 && code == 32
    }

    /// The embedded program, read at first use.
    fn program(&self, file: &PdfFile, budget: &mut Budget) -> Option<&Program> {
        self.program
            .get_or_init(|| {
                let object = Object::Reference(self.program_stream?);
                let Object::Stream(stream) = file.resolve(&object) else {
                    return None;
                };
                Program::read(file.data(stream, budget)?)
            })
            .as_ref()
    }

    /// How many contours the embedded program draws for a code; `None` when it has no such glyph.
    pub(super) fn contours(&self, code: u32, file: &PdfFile, budget: &mut Budget) -> Option<usize> {
        let program = self.program(file, budget)?;
        program.contours(self.glyph(program, code)?)
    }

    /// The glyph of a code in the embedded program.
    fn glyph(&self, program: &Program, code: u32) -> Option<u32> {
        if let Some(encoding) = &self.encoding {
            let byte = u8::try_from(code).ok()?;
            let by_name = || program.glyph_of_name(&encoding.glyph_name(byte)?);
            let by_character = || program.glyph_of_character(encoding.text(byte)?.chars().next()?);
            // A named code means the name; a bare code means what the font's own encoding says.
            let named = encoding.declared || encoding.name(byte).is_some();
            return if !self.true_type {
                by_name().or_else(|| program.glyph_of_code(byte))
            } else if named {
                by_character()
                    .or_else(by_name)
                    .or_else(|| program.glyph_of_code(byte))
            } else {
                program.glyph_of_code(byte).or_else(by_name)
            };
        }
        let cid = match &self.coding {
            Coding::Embedded(map) => map.cid(code)?,
            _ => code,
        };
        if self.cid_to_gid.is_empty() {
            return program.glyph_of_cid(cid);
        }
        let at = usize::try_from(cid).ok()?.checked_mul(2)?;
        match self.cid_to_gid.get(at..)? {
            [a, b, ..] => Some((u32::from(*a) << 8) | u32::from(*b)),
            _ => None,
        }
    }
}

impl Coding {
    fn read(file: &PdfFile, dict: &Dictionary, budget: &mut Budget) -> Self {
        match file.get(dict, b"Encoding") {
            Some(Object::Stream(stream)) => match file.data(stream, budget) {
                Some(data) => {
                    let map = CMap::parse(&data);
                    if map.has_cids() {
                        Coding::Embedded(map)
                    } else {
                        Coding::Identity
                    }
                }
                None => Coding::Identity,
            },
            Some(Object::Name(name)) => Coding::predefined(name),
            _ => Coding::Identity,
        }
    }

    /// The predefined CMaps by what their codes are (PDF 32000-1, table 118).
    fn predefined(name: &[u8]) -> Self {
        let has = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
        if has(b"UCS2") || has(b"UTF16") {
            Coding::Utf16
        } else if has(b"GBK") || name.starts_with(b"GB") {
            Coding::Legacy(encoding_rs::GBK)
        } else if has(b"B5") || has(b"ETen") || name.starts_with(b"HK") {
            Coding::Legacy(encoding_rs::BIG5)
        } else if has(b"RKSJ") {
            Coding::Legacy(encoding_rs::SHIFT_JIS)
        } else if name.starts_with(b"KSC") {
            Coding::Legacy(encoding_rs::EUC_KR)
        } else {
            Coding::Identity
        }
    }
}

impl Widths {
    fn simple(file: &PdfFile, dict: &Dictionary, descriptor: Option<&Dictionary>) -> Self {
        let first = file.integer(dict, b"FirstChar").unwrap_or(0).clamp(0, 255) as u32;
        let listed = file.array(dict, b"Widths");
        let mut widths = Widths {
            listed: Vec::new(),
            default: descriptor
                .and_then(|d| file.number(d, b"MissingWidth"))
                .unwrap_or(0.0),
            missing: listed.is_none(),
        };
        for (code, width) in (first..256).zip(listed.unwrap_or_default()) {
            widths.set(code, file.as_number(width));
        }
        widths
    }

    fn composite(file: &PdfFile, dict: &Dictionary) -> Self {
        let mut widths = Widths {
            listed: Vec::new(),
            default: file.number(dict, b"DW").unwrap_or(1000.0),
            missing: false,
        };
        let mut entries = 0_usize;
        let mut items = file.array(dict, b"W").unwrap_or_default().iter();
        // `first [w w w]` or `first last w`, mixed.
        while let (Some(first), Some(second)) = (items.next(), items.next()) {
            let Some(first) = file.as_number(first) else {
                break;
            };
            let first = first as u32;
            match file.resolve(second) {
                Object::Array(listed) => {
                    for (code, width) in (first..=WIDEST_CODE).zip(listed) {
                        widths.set(code, file.as_number(width));
                    }
                    entries = entries.saturating_add(listed.len());
                }
                last => {
                    let (Some(last), Some(width)) = (file.as_number(last), items.next()) else {
                        break;
                    };
                    let width = file.as_number(width);
                    let last = (last as u32).min(WIDEST_CODE);
                    for code in first..=last {
                        widths.set(code, width);
                    }
                    entries = entries.saturating_add(last.saturating_sub(first) as usize);
                }
            }
            if entries > WIDTHS {
                break;
            }
        }
        widths
    }

    fn set(&mut self, code: u32, width: Option<f64>) {
        let Some(width) = width else { return };
        let slot = code as usize;
        if self.listed.len() <= slot {
            self.listed.resize(slot.saturating_add(1), f32::NAN);
        }
        if let Some(listed) = self.listed.get_mut(slot) {
            *listed = width as f32;
        }
    }
}

/// Type 3 fonts have no em of their own; the height of their box serves.
fn type3_em(file: &PdfFile, dict: &Dictionary, scale: f64) -> f64 {
    match file.numbers::<4>(dict, b"FontBBox") {
        Some([_, low, _, high]) if (high - low).abs() * scale > 0.01 => (high - low).abs() * scale,
        _ => 1.0,
    }
}

fn base_name(file: &PdfFile, dict: &Dictionary) -> Option<String> {
    let name = file
        .name(dict, b"BaseFont")
        .or_else(|| file.name(dict, b"Name"))?;
    let name = String::from_utf8_lossy(name).into_owned();
    // `ABCDEF+Name` marks a subset.
    Some(match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) => {
            rest.to_owned()
        }
        _ => name,
    })
}

/// Widths of Helvetica, for the standard fonts that files need not describe (Adobe AFM of the core 14 fonts);
/// only gaps between words are judged by them, so one table serves all.
fn standard_width(code: u8) -> f64 {
    const WIDTHS: [u16; 95] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
        556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
        722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
        667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
        500, 334, 260, 334, 584,
    ];
    code.checked_sub(32)
        .and_then(|index| WIDTHS.get(usize::from(index)))
        .map_or(556.0, |width| f64::from(*width))
}
