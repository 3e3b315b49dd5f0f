//! XLSB: the binary twin of XLSX, cells by `calamine`.
//!
//! The styles are not read, so numbers have the General format and dates the short Thai one.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb, XlsbError};

use super::look::Look;
use super::sheet::{Position, Sheet, SheetCell};
use super::{Workbook, guarded};
use crate::document::WarningCode;
use crate::ingest::package::Package;
use crate::ingest::{IngestError, Options};

impl From<XlsbError> for IngestError {
    fn from(error: XlsbError) -> Self {
        match error {
            XlsbError::Password => IngestError::Encrypted,
            other => IngestError::Corrupt(other.to_string()),
        }
    }
}

/// Reads all sheets.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Workbook, IngestError> {
    let mut package = Package::open(bytes, options)?;
    // calamine unpacks parts without a bound.
    package.archive().verify_all()?;
    let mut reader = guarded(|| Xlsb::new(Cursor::new(bytes)))?;
    let listed: Vec<(String, bool)> = reader
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut workbook = Workbook {
        metadata: package.metadata(),
        ..Workbook::default()
    };
    let mut cells_left = options.limits.cells;
    for (name, hidden) in listed {
        let cells = match guarded(|| cells(&mut reader, &name, &mut cells_left)) {
            Ok(cells) => cells,
            Err(IngestError::Limit(limit)) => return Err(IngestError::Limit(limit)),
            Err(error) => {
                package.warn(WarningCode::SheetDamaged, format!("{name}: {error}"));
                BTreeMap::new()
            }
        };
        workbook.sheets.push(Sheet {
            name,
            hidden,
            cells,
            ..Sheet::default()
        });
    }
    workbook.warnings = package.warnings;
    Ok(workbook)
}

fn cells(
    reader: &mut Xlsb<Cursor<&[u8]>>,
    name: &str,
    cells_left: &mut u64,
) -> Result<BTreeMap<Position, SheetCell>, IngestError> {
    let epoch_1904 = reader.has_1904_epoch();
    let plain = Look::new("General", false);
    let day = Look::new("d/m/yyyy", false);
    let time = Look::new("d/m/yyyy h:mm", false);
    let mut stream = reader.worksheet_cells_reader(name)?;
    let mut cells = BTreeMap::new();
    while let Some(cell) = stream.next_cell()? {
        let shown = match cell.get_value() {
            DataRef::Empty => continue,
            #[allow(
                clippy::cast_precision_loss,
                reason = "sheets store numbers as doubles"
            )]
            DataRef::Int(number) => plain.number(*number as f64, epoch_1904),
            DataRef::Float(number) => plain.number(*number, epoch_1904),
            DataRef::DateTime(moment) => {
                let serial = moment.as_f64();
                let look = if serial.fract() == 0.0 { &day } else { &time };
                look.number(serial, epoch_1904)
            }
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                plain.text(text)
            }
            DataRef::SharedString(text) => plain.text(text),
            DataRef::Bool(truth) => plain.truth(*truth),
            DataRef::Error(error) => plain.text(&error.to_string()),
        };
        *cells_left = cells_left
            .checked_sub(1)
            .ok_or_else(|| IngestError::Limit(format!("{name}: too many cells")))?;
        cells.insert(cell.get_position(), shown);
    }
    Ok(cells)
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Format, Table, Value, WarningCode};
    use crate::ingest::testing::zip_bytes;
    use crate::ingest::workbook::read;
    use crate::ingest::{IngestError, Options};
    use crate::render::tables;

    /// A record: its number and the length of its data in seven bits a byte, then the data.
    fn record(number: u32, data: &[u8]) -> Vec<u8> {
        let seven_bits = |mut value: u32| {
            let mut bytes = Vec::new();
            loop {
                let byte = u8::try_from(value & 0x7F).unwrap();
                value >>= 7;
                if value == 0 {
                    bytes.push(byte);
                    return bytes;
                }
                bytes.push(byte | 0x80);
            }
        };
        let length = u32::try_from(data.len()).unwrap();
        [seven_bits(number), seven_bits(length), data.to_vec()].concat()
    }

    fn wide(text: &str) -> Vec<u8> {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let count = u32::try_from(text.encode_utf16().count()).unwrap();
        [count.to_le_bytes().to_vec(), units].concat()
    }

    enum Content {
        Text(&'static str),
        Shared(u32),
        Number(f64),
        Date(f64),
        Truth(bool),
    }

    fn sheet(rows: &[(u32, &[(u32, Content)])]) -> Vec<u8> {
        let mut bytes = [record(129, &[]), record(148, &[0; 16]), record(145, &[])].concat();
        for (row, cells) in rows {
            bytes.extend(record(0, &[&row.to_le_bytes()[..], &[0; 13]].concat()));
            for (column, content) in *cells {
                let (number, style, data) = match content {
                    Content::Text(text) => (6, 0_u32, wide(text)),
                    Content::Shared(index) => (7, 0, index.to_le_bytes().to_vec()),
                    Content::Number(value) => (5, 0, value.to_le_bytes().to_vec()),
                    Content::Date(value) => (5, 1, value.to_le_bytes().to_vec()),
                    Content::Truth(value) => (4, 0, vec![u8::from(*value)]),
                };
                let head = [column.to_le_bytes(), style.to_le_bytes()].concat();
                bytes.extend(record(number, &[head, data].concat()));
            }
        }
        bytes.extend([record(146, &[]), record(130, &[])].concat());
        bytes
    }

    /// A workbook of sheets with name, state and content; the second style is a date.
    fn workbook(sheets: &[(&str, u32, Vec<u8>)]) -> Vec<u8> {
        let mut relations = String::new();
        let mut list = [record(131, &[]), record(143, &[])].concat();
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        for (number, (name, state, content)) in (1_u32..).zip(sheets) {
            let id = format!("s{number}");
            relations += &format!(
                r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.bin"/>"#
            );
            let head = [state.to_le_bytes(), number.to_le_bytes()].concat();
            list.extend(record(156, &[head, wide(&id), wide(name)].concat()));
            parts.push((format!("xl/worksheets/sheet{number}.bin"), content.clone()));
        }
        list.extend([record(144, &[]), record(157, &[]), record(132, &[])].concat());
        let format = |code: u16| {
            let data = [&[0, 0][..], &code.to_le_bytes()[..], &[0; 12][..]].concat();
            record(47, &data)
        };
        let styles = [
            record(278, &[]),
            record(617, &2_u32.to_le_bytes()),
            format(0),
            format(14),
            record(618, &[]),
        ]
        .concat();
        let shared = [
            record(159, &[1_u32.to_le_bytes(), 1_u32.to_le_bytes()].concat()),
            record(19, &[vec![0], wide("กระดาษ")].concat()),
            record(160, &[]),
        ]
        .concat();
        parts.extend([
            ("xl/workbook.bin".to_owned(), list),
            ("xl/styles.bin".to_owned(), styles),
            ("xl/sharedStrings.bin".to_owned(), shared),
            (
                "xl/_rels/workbook.bin.rels".to_owned(),
                format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#)
                    .into_bytes(),
            ),
        ]);
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_slice()))
            .collect();
        zip_bytes(&parts)
    }

    fn opened(bytes: &[u8]) -> Document {
        read("t.xlsb", bytes, Format::Xlsb, &Options::default()).unwrap()
    }

    fn table(document: &Document) -> &Table {
        tables(document).next().expect("the sheet has a table")
    }

    fn procurement() -> Vec<u8> {
        sheet(&[
            (
                0,
                &[
                    (0, Content::Text("ลำดับ")),
                    (1, Content::Text("รายการ")),
                    (2, Content::Text("วงเงิน")),
                    (3, Content::Text("วันที่")),
                ],
            ),
            (
                1,
                &[
                    (0, Content::Number(1.0)),
                    (1, Content::Shared(0)),
                    (2, Content::Number(523.05)),
                    (3, Content::Date(45688.0)),
                ],
            ),
        ])
    }

    #[test]
    fn cells_of_every_kind_are_read() {
        let document = opened(&workbook(&[("ม.ค. 68", 0, procurement())]));
        assert_eq!(document.pages()[0].name.as_deref(), Some("ม.ค. 68"));
        let table = table(&document);
        assert_eq!(table.header_rows, 1);
        let texts: Vec<&str> = table.rows[1].iter().map(|c| c.text.as_str()).collect();
        assert_eq!(texts[..3], ["1", "กระดาษ", "523.05"]);
        assert!(
            matches!(&table.rows[1][3].value, Some(Value::Date { from, .. }) if from == "2025-01-31"),
            "{:?}",
            table.rows[1][3]
        );
    }

    #[test]
    fn hidden_sheets_are_apart() {
        let hidden = sheet(&[(0, &[(0, Content::Text("ลับ")), (1, Content::Truth(true))])]);
        let document = opened(&workbook(&[("ก", 0, procurement()), ("ข", 2, hidden)]));
        assert_eq!(document.pages().len(), 1);
        assert!(document.pages()[0].hidden.contains(&"ลับ".to_owned()));
    }

    #[test]
    fn a_cell_in_the_far_corner_costs_nothing() {
        let corner = sheet(&[
            (0, &[(0, Content::Text("a"))]),
            (1_048_575, &[(16_383, Content::Text("z"))]),
        ]);
        let document = opened(&workbook(&[("ก", 0, corner)]));
        assert_eq!(document.pages()[0].blocks.len(), 2);
    }

    #[test]
    fn a_cut_file_is_an_error_and_no_crash() {
        let mut content = procurement();
        content.truncate(content.len() / 2);
        let bytes = workbook(&[("ก", 0, content)]);
        let document = opened(&bytes);
        assert_eq!(document.warnings[0].code, WarningCode::SheetDamaged);
        let half = read(
            "t.xlsb",
            &bytes[..bytes.len() / 2],
            Format::Xlsb,
            &Options::default(),
        );
        assert!(matches!(half, Err(IngestError::Corrupt(_))), "{half:?}");
    }
}
