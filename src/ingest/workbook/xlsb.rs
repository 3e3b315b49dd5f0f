//! XLSB: the binary twin of XLSX, cells by `calamine`.
//!
//! The styles are not read, so numbers have the General format and dates the short Thai one.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb, XlsbError};

use super::look::Look;
use super::sheet::{Position, Sheet, SheetCell};
use super::{Workbook, guarded};
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
                package.warn("sheet-damaged", format!("{name}: {error}"));
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
