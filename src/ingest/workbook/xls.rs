//! XLS: the binary records of Excel 5 to 2003 ([MS-XLS]).
//!
//! Read by ourselves: `calamine` lays every sheet out densely while opening the file and reserves what a
//! record claims, and it gives no number formats, hidden rows or code-page repair, on which Thai workbooks
//! of this age depend. Records are walked once, none is trusted to be as long as it should be.

mod drawn;

use std::collections::BTreeMap;

use self::drawn::{Drawn, Pictures};
use super::Workbook;
use super::look::Look;
use super::number_format;
use super::sheet::{Area, Position, Sheet, SheetCell};
use crate::document::{Link, Metadata};
use crate::ingest::code_page::{self, encoding_of, utf16};
use crate::ingest::compound::{Compound, u16_at, u32_at};
use crate::ingest::{IngestError, Options};

/// Record types, [MS-XLS] 2.3.
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000A;
    pub(super) const DATE_MODE: u16 = 0x0022;
    pub(super) const FILE_PASS: u16 = 0x002F;
    pub(super) const FONT: u16 = 0x0031;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const CODE_PAGE: u16 = 0x0042;
    pub(super) const OBJECT: u16 = 0x005D;
    pub(super) const COLUMN_INFO: u16 = 0x007D;
    pub(super) const PICTURE_DATA: u16 = 0x007F;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MUL_RK: u16 = 0x00BD;
    pub(super) const RICH_STRING: u16 = 0x00D6;
    pub(super) const XF: u16 = 0x00E0;
    pub(super) const MERGE_CELLS: u16 = 0x00E5;
    pub(super) const DRAWING_GROUP: u16 = 0x00EB;
    pub(super) const DRAWING: u16 = 0x00EC;
    pub(super) const SHARED_STRINGS: u16 = 0x00FC;
    pub(super) const LABEL_SST: u16 = 0x00FD;
    pub(super) const TEXT_OBJECT: u16 = 0x01B6;
    pub(super) const HYPERLINK: u16 = 0x01B8;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const BOOL_ERR: u16 = 0x0205;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const RK: u16 = 0x027E;
    pub(super) const FORMAT: u16 = 0x041E;
    pub(super) const BOF: u16 = 0x0809;
}

/// The moniker of a web address, [MS-OSHARED] 2.3.7.6.
const URL_MONIKER: [u8; 16] = [
    0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B,
];

/// Fonts of this weight and more are bold.
const BOLD: u16 = 600;

/// Reads all sheets.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Workbook, IngestError> {
    let file = Compound::open(bytes)?;
    let stream = file
        .stream("Workbook")
        .or_else(|| file.stream("Book"))
        .ok_or_else(|| IngestError::Corrupt("no workbook stream".into()))?;
    let globals = Globals::read(&stream)?;
    if globals.sheets.is_empty() {
        return Err(IngestError::Corrupt("the workbook lists no sheets".into()));
    }
    let mut workbook = Workbook {
        metadata: Metadata::default(),
        ..Workbook::default()
    };
    let mut cells_left = options.limits.cells;
    for listed in &globals.sheets {
        let mut sheet = Sheet {
            name: listed.name.clone(),
            hidden: listed.hidden,
            ..Sheet::default()
        };
        let records = stream.get(listed.offset..).unwrap_or_default();
        globals.fill(&mut sheet, records, &mut cells_left)?;
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

/// One record: its type and data.
#[derive(Clone, Copy)]
struct Record<'s> {
    kind: u16,
    data: &'s [u8],
}

/// The records of a stream; what is cut off at the end is given as far as it is there.
struct Records<'s> {
    rest: &'s [u8],
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let kind = u16_at(self.rest, 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        let end = length.saturating_add(4).min(self.rest.len());
        let data = self.rest.get(4..end)?;
        self.rest = self.rest.get(end..).unwrap_or_default();
        Some(Record { kind, data })
    }
}

struct Listed {
    name: String,
    offset: usize,
    hidden: bool,
}

/// What the first substream says for all sheets.
#[derive(Default)]
struct Globals {
    sheets: Vec<Listed>,
    strings: Vec<String>,
    looks: Vec<Look>,
    pictures: Pictures,
    epoch_1904: bool,
    text: TextRules,
}

/// How strings are stored.
#[derive(Clone, Copy)]
struct TextRules {
    /// Excel 97 and later: strings say themselves whether they are UTF-16.
    unicode: bool,
    encoding: &'static encoding_rs::Encoding,
}

impl Default for TextRules {
    fn default() -> Self {
        TextRules {
            unicode: true,
            encoding: encoding_rs::WINDOWS_1252,
        }
    }
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, IngestError> {
        let mut globals = Globals::default();
        let mut formats: BTreeMap<u16, String> = BTreeMap::new();
        let mut bold: Vec<bool> = Vec::new();
        let mut styles: Vec<(u16, u16)> = Vec::new();
        let mut strings: Vec<&[u8]> = Vec::new();
        let mut drawing_group: Vec<u8> = Vec::new();
        let mut last = 0_u16;
        for Record { kind, data } in (Records { rest: stream }) {
            match kind {
                kind::BOF => globals.text.unicode = u16_at(data, 0) == Some(0x0600),
                kind::FILE_PASS => return Err(IngestError::Encrypted),
                kind::CODE_PAGE => {
                    globals.text.encoding = encoding_of(u16_at(data, 0).unwrap_or(1252));
                }
                kind::DATE_MODE => globals.epoch_1904 = u16_at(data, 0) == Some(1),
                kind::FONT => bold.push(u16_at(data, 6).is_some_and(|w| w >= BOLD)),
                kind::FORMAT => {
                    let code = data.get(2..).and_then(|rest| {
                        if globals.text.unicode {
                            globals.text.long(rest)
                        } else {
                            globals.text.short(rest)
                        }
                    });
                    if let (Some(id), Some(code)) = (u16_at(data, 0), code) {
                        formats.insert(id, code);
                    }
                }
                kind::XF => {
                    styles.push((u16_at(data, 0).unwrap_or(0), u16_at(data, 2).unwrap_or(0)));
                }
                kind::BOUND_SHEET => globals.list(data),
                kind::SHARED_STRINGS => strings.push(data),
                kind::CONTINUE if last == kind::SHARED_STRINGS => strings.push(data),
                kind::DRAWING_GROUP => drawing_group.extend_from_slice(data),
                kind::CONTINUE if last == kind::DRAWING_GROUP => {
                    drawing_group.extend_from_slice(data);
                }
                kind::EOF => break,
                _ => {}
            }
            if kind != kind::CONTINUE {
                last = kind;
            }
        }
        globals.strings = shared_strings(&strings);
        globals.pictures = Pictures::of(&drawing_group);
        globals.looks = styles
            .into_iter()
            .map(|(font, format)| {
                // There is no font 4: the fifth record is font 5.
                let index = usize::from(if font > 4 {
                    font.saturating_sub(1)
                } else {
                    font
                });
                let code = formats
                    .get(&format)
                    .map(String::as_str)
                    .filter(|_| !matches!(format, 14 | 22))
                    .or_else(|| number_format::built_in(u32::from(format)))
                    .unwrap_or("General");
                Look::new(code, bold.get(index).copied().unwrap_or(false))
            })
            .collect();
        Ok(globals)
    }

    fn list(&mut self, data: &[u8]) {
        // Type 0 is a sheet of cells; others are charts, macros and modules.
        if data.get(5) != Some(&0) {
            return;
        }
        let name = data.get(6..).and_then(|rest| self.text.short(rest));
        if let (Some(offset), Some(name)) = (u32_at(data, 0), name) {
            self.sheets.push(Listed {
                name,
                offset: usize::try_from(offset).unwrap_or(usize::MAX),
                hidden: data.get(4).is_some_and(|state| state & 3 != 0),
            });
        }
    }

    /// Reads the records of one sheet.
    fn fill(
        &self,
        sheet: &mut Sheet,
        records: &[u8],
        cells_left: &mut u64,
    ) -> Result<(), IngestError> {
        // Substreams inside the sheet (charts) have cells of their own.
        let mut depth = 0_u32;
        let mut formula = None;
        let mut links: Vec<(Position, String)> = Vec::new();
        let mut drawn = Drawn::default();
        let mut last = 0_u16;
        for Record { kind, data } in (Records { rest: records }) {
            if kind != kind::CONTINUE {
                last = kind;
            }
            match kind {
                kind::BOF => depth = depth.saturating_add(1),
                kind::EOF if depth <= 1 => break,
                kind::EOF => depth = depth.saturating_sub(1),
                _ if depth > 1 => {}
                kind::DRAWING => drawn.drawing(data),
                kind::OBJECT => drawn.object(data),
                kind::PICTURE_DATA => drawn.own_picture(data),
                kind::TEXT_OBJECT => drawn.text(data),
                kind::CONTINUE => {
                    if matches!(last, kind::DRAWING | kind::OBJECT | kind::TEXT_OBJECT) {
                        drawn.continued(data, self.text);
                    }
                }
                kind::ROW => {
                    if let (Some(row), Some(flags)) = (u16_at(data, 0), data.get(12))
                        && flags & 0x20 != 0
                    {
                        sheet.hidden_rows.push((u32::from(row), u32::from(row)));
                    }
                }
                kind::COLUMN_INFO => {
                    if let (Some(first), Some(last), Some(flags)) =
                        (u16_at(data, 0), u16_at(data, 2), u16_at(data, 8))
                        && flags & 1 != 0
                    {
                        sheet
                            .hidden_columns
                            .push((u32::from(first), u32::from(last)));
                    }
                }
                kind::MERGE_CELLS => {
                    for area in data.get(2..).unwrap_or_default().chunks_exact(8) {
                        sheet.merges.extend(area_of(area));
                    }
                }
                kind::HYPERLINK => links.extend(hyperlink(data)),
                kind::STRING => {
                    if let (Some((at, style)), Some(text)) = (formula.take(), self.text.long(data))
                    {
                        let cell = self.look(style).map(|look| look.text(&text));
                        sheet.cells.extend(cell.map(|cell| (at, cell)));
                    }
                }
                kind::MUL_RK => {
                    let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else {
                        continue;
                    };
                    let body = data
                        .get(4..data.len().saturating_sub(2))
                        .unwrap_or_default();
                    for (column, pair) in (u32::from(first)..).zip(body.chunks_exact(6)) {
                        if let (Some(style), Some(rk)) = (u16_at(pair, 0), u32_at(pair, 2)) {
                            spend(cells_left, &sheet.name)?;
                            let cell = self.number(style, rk_number(rk));
                            sheet.cells.insert((u32::from(row), column), cell);
                        }
                    }
                }
                _ => {
                    let (Some(row), Some(column), Some(style)) =
                        (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4))
                    else {
                        continue;
                    };
                    let at = (u32::from(row), u32::from(column));
                    if kind == kind::FORMULA && is_text_result(data) {
                        formula = Some((at, style));
                    }
                    if let Some(cell) = self.cell(kind, data, style) {
                        spend(cells_left, &sheet.name)?;
                        sheet.cells.insert(at, cell);
                    }
                }
            }
        }
        sheet.drawings = drawn.finish(&self.pictures);
        // Any number of listed sheets may be the same records.
        for _ in &sheet.drawings {
            spend(cells_left, &sheet.name)?;
        }
        sheet.links = links
            .into_iter()
            .map(|(at, target)| Link {
                text: sheet
                    .cells
                    .get(&at)
                    .map_or_else(String::new, |cell| cell.text.clone()),
                target,
            })
            .collect();
        Ok(())
    }

    fn look(&self, style: u16) -> Option<&Look> {
        self.looks.get(usize::from(style)).or(self.looks.first())
    }

    fn number(&self, style: u16, number: f64) -> SheetCell {
        match self.look(style) {
            Some(look) => look.number(number, self.epoch_1904),
            None => Look::new("General", false).number(number, self.epoch_1904),
        }
    }

    fn text_cell(&self, style: u16, text: &str) -> SheetCell {
        match self.look(style) {
            Some(look) => look.text(text),
            None => Look::new("General", false).text(text),
        }
    }

    /// The cell of a record that holds one; `None` for other records and for results in the next record.
    fn cell(&self, kind: u16, data: &[u8], style: u16) -> Option<SheetCell> {
        Some(match kind {
            kind::NUMBER => self.number(style, f64_at(data, 6)?),
            kind::RK => self.number(style, rk_number(u32_at(data, 6)?)),
            kind::LABEL_SST => {
                let index = usize::try_from(u32_at(data, 6)?).ok()?;
                self.text_cell(style, self.strings.get(index)?)
            }
            kind::LABEL | kind::RICH_STRING => {
                self.text_cell(style, &self.text.long(data.get(6..)?)?)
            }
            kind::BOOL_ERR => {
                let value = *data.get(6)?;
                if *data.get(7)? == 1 {
                    self.text_cell(style, error_text(value))
                } else {
                    self.text_cell(style, if value == 0 { "FALSE" } else { "TRUE" })
                }
            }
            kind::FORMULA => match data.get(6..14)? {
                [1, _, value, _, _, _, 0xFF, 0xFF] => {
                    self.text_cell(style, if *value == 0 { "FALSE" } else { "TRUE" })
                }
                [2, _, value, _, _, _, 0xFF, 0xFF] => self.text_cell(style, error_text(*value)),
                [.., 0xFF, 0xFF] => return None,
                _ => self.number(style, f64_at(data, 6)?),
            },
            _ => return None,
        })
    }
}

fn spend(cells_left: &mut u64, sheet: &str) -> Result<(), IngestError> {
    *cells_left = cells_left
        .checked_sub(1)
        .ok_or_else(|| IngestError::Limit(format!("{sheet}: too many cells")))?;
    Ok(())
}

/// A formula whose text result follows in a record of its own.
fn is_text_result(data: &[u8]) -> bool {
    matches!(data.get(6..14), Some([0, .., 0xFF, 0xFF]))
}

fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

fn area_of(data: &[u8]) -> Option<Area> {
    let at = |index: usize| u16_at(data, index).map(u32::from);
    Some(Area::new((at(0)?, at(4)?), (at(2)?, at(6)?)))
}

/// The first cell and the web address of a link record.
fn hyperlink(data: &[u8]) -> Option<(Position, String)> {
    let area = area_of(data)?;
    let moniker = data
        .windows(URL_MONIKER.len())
        .position(|window| window == URL_MONIKER)?;
    let length_at = moniker.checked_add(URL_MONIKER.len())?;
    let start = length_at.checked_add(4)?;
    let end = start.checked_add(usize::try_from(u32_at(data, length_at)?).ok()?)?;
    let bytes = data.get(start..end.min(data.len()))?;
    let text = utf16(bytes);
    let address = text.split('\0').next()?.to_owned();
    (!address.is_empty()).then_some((area.first, address))
}

/// A number in four bytes: an integer or the upper half of a double, maybe hundredfold.
fn rk_number(rk: u32) -> f64 {
    let number = if rk & 2 != 0 {
        f64::from(rk.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(rk & 0xFFFF_FFFC) << 32)
    };
    if rk & 1 != 0 { number / 100.0 } else { number }
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    let bytes = data.get(at..at.checked_add(8)?)?;
    bytes.try_into().ok().map(f64::from_le_bytes)
}

impl TextRules {
    /// A string whose length takes one byte.
    fn short(self, data: &[u8]) -> Option<String> {
        let count = usize::from(*data.first()?);
        if self.unicode {
            self.flagged(count, data.get(1..)?)
        } else {
            Some(self.bytes(data.get(1..count.saturating_add(1).min(data.len()))?))
        }
    }

    /// A string whose length takes two bytes.
    fn long(self, data: &[u8]) -> Option<String> {
        let count = usize::from(u16_at(data, 0)?);
        if self.unicode {
            self.flagged(count, data.get(2..)?)
        } else {
            Some(self.bytes(data.get(2..count.saturating_add(2).min(data.len()))?))
        }
    }

    /// Characters after a byte of flags.
    fn flagged(self, count: usize, data: &[u8]) -> Option<String> {
        let flags = *data.first()?;
        let skip = if flags & 8 != 0 { 3_usize } else { 1 };
        let skip = skip.saturating_add(if flags & 4 != 0 { 4 } else { 0 });
        let rest = data.get(skip..)?;
        if flags & 1 != 0 {
            let end = count.saturating_mul(2).min(rest.len());
            Some(utf16(rest.get(..end)?))
        } else {
            Some(self.bytes(rest.get(..count.min(rest.len()))?))
        }
    }

    fn bytes(self, bytes: &[u8]) -> String {
        code_page::text(bytes, self.encoding)
    }
}

/// The shared strings. A string may be cut anywhere by the end of a record; its characters go on in the next
/// one after a new byte of flags.
fn shared_strings(pieces: &[&[u8]]) -> Vec<String> {
    let mut cursor = Cursor { pieces, at: 8 };
    // The count is only a claim; strings end where the records end.
    let mut strings = Vec::new();
    while let Some(string) = cursor.string() {
        strings.push(string);
    }
    strings
}

/// Reads over the borders of records.
struct Cursor<'p, 's> {
    pieces: &'p [&'s [u8]],
    /// Place in the first piece.
    at: usize,
}

impl Cursor<'_, '_> {
    /// Moves on to the next record at the end of one.
    fn settle(&mut self) -> Option<()> {
        while self.at >= self.pieces.first()?.len() {
            self.at = self.at.saturating_sub(self.pieces.first()?.len());
            self.pieces = self.pieces.get(1..)?;
        }
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        self.settle()?;
        let byte = *self.pieces.first()?.get(self.at)?;
        self.at = self.at.saturating_add(1);
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<usize> {
        let mut number = 0_usize;
        for place in 0..bytes {
            let byte = usize::from(self.byte()?);
            number |= byte.checked_shl(place.saturating_mul(8))?;
        }
        Some(number)
    }

    fn string(&mut self) -> Option<String> {
        let mut count = self.number(2)?;
        let mut flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let extra = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let mut string = String::new();
        loop {
            let piece = self.pieces.first()?;
            let rest = piece.get(self.at..).unwrap_or_default();
            let wide = flags & 1 != 0;
            let width = if wide { 2 } else { 1 };
            let taken = count.min(rest.len().checked_div(width).unwrap_or(0));
            let bytes = rest.get(..taken.saturating_mul(width)).unwrap_or_default();
            if wide {
                string.push_str(&utf16(bytes));
            } else {
                string.push_str(&TextRules::default().bytes(bytes));
            }
            self.at = self.at.saturating_add(bytes.len());
            count = count.saturating_sub(taken);
            if count == 0 {
                break;
            }
            self.pieces = self.pieces.get(1..)?;
            self.at = 0;
            flags = self.byte()?;
        }
        // Formatting runs and phonetic data.
        self.at = self
            .at
            .saturating_add(runs.saturating_mul(4))
            .saturating_add(extra);
        Some(string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_cut_by_the_end_of_a_record_are_joined() {
        let mut first = vec![0; 8];
        first.extend([4, 0, 1]);
        first.extend("กข".encode_utf16().flat_map(u16::to_le_bytes));
        let mut second = vec![0];
        second.extend(b"ab");
        second.extend([2, 0, 0]);
        second.extend(b"xy");
        assert_eq!(shared_strings(&[&first, &second]), ["กขab", "xy"]);
    }

    #[test]
    fn compressed_numbers() {
        assert_eq!(rk_number((12_345 << 2) | 3), 123.45);
        assert_eq!(rk_number((7 << 2) | 2), 7.0);
        assert_eq!(rk_number(0x3FF0_0000), 1.0);
        assert_eq!(rk_number((-5_i32 << 2).cast_unsigned() | 2), -5.0);
    }

    #[test]
    fn records_cut_off_or_absurd_end() {
        let mut sheet = Sheet::default();
        let globals = Globals::default();
        for kind in 0..0x0300_u16 {
            let mut bytes = kind.to_le_bytes().to_vec();
            bytes.extend([0xFF, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
            let _ = globals.fill(&mut sheet, &bytes, &mut 10);
            bytes.truncate(7);
            let _ = globals.fill(&mut sheet, &bytes, &mut 10);
        }
    }
}
