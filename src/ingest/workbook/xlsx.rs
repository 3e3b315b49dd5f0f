//! XLSX: `calamine` streams the cells, and the facts it does not give are read from the sheet parts.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, Style, Xlsx, XlsxError};

use super::look::Look;
use super::number_format;
use super::serial;
use super::sheet::{Area, Drawing, MOST_COLUMNS, Position, Sheet, SheetCell, area, position};
use super::{Workbook, guarded};
use crate::document::{Image, Link, WarningCode};
use crate::ingest::package::{Package, Relationship};
use crate::ingest::xml::{Node, Ns, XmlReader};
use crate::ingest::{IngestError, Options, captions, drawn_text, picture};

/// Identifiers from here on are defined by the file itself.
const FIRST_CUSTOM_FORMAT: u32 = 164;

/// Reads all sheets.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Workbook, IngestError> {
    let mut package = Package::open(bytes, options)?;
    // calamine unpacks parts without a bound.
    package.archive().verify_all()?;
    let main = package
        .main_part()
        .unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let listing = listing(&mut package, &main)?;
    if listing.sheets.is_empty() {
        return Err(IngestError::Corrupt("the workbook lists no sheets".into()));
    }
    let mut sheets = Vec::new();
    for listed in &listing.sheets {
        sheets.push((listed, facts(&mut package, &listed.part)));
    }
    let mut reader = guarded(|| Xlsx::new(Cursor::new(bytes)))?;
    let mut workbook = Workbook {
        metadata: package.metadata(),
        ..Workbook::default()
    };
    let mut cells_left = options.limits.cells;
    for (listed, facts) in sheets {
        let mut sheet = Sheet {
            name: listed.name.clone(),
            hidden: listed.hidden,
            ..facts.sheet
        };
        if facts.damaged {
            package.warn(
                WarningCode::SheetDamaged,
                format!("{}: cell references make no sense", listed.name),
            );
        } else {
            let cells = guarded(|| {
                cells(
                    &mut reader,
                    &listed.name,
                    listing.epoch_1904,
                    &mut cells_left,
                )
            });
            match cells {
                Ok(cells) => sheet.cells = cells,
                Err(IngestError::Limit(limit)) => return Err(IngestError::Limit(limit)),
                Err(error) => package.warn(
                    WarningCode::SheetDamaged,
                    format!("{}: {error}", listed.name),
                ),
            }
        }
        uncomputed(&mut sheet, &facts.formulas, &mut package);
        sheet.links = facts
            .links
            .into_iter()
            .map(|(at, target)| Link {
                text: sheet
                    .cells
                    .get(&at)
                    .map_or_else(String::new, |c| c.text.clone()),
                target,
            })
            .collect();
        workbook.sheets.push(sheet);
    }
    workbook.warnings = package.warnings;
    Ok(workbook)
}

/// What the workbook part says.
#[derive(Default)]
struct Listing {
    sheets: Vec<Listed>,
    epoch_1904: bool,
}

struct Listed {
    name: String,
    part: String,
    hidden: bool,
}

fn listing(package: &mut Package<'_>, main: &str) -> Result<Listing, IngestError> {
    if !package.archive().has(main) {
        return Err(IngestError::Corrupt(format!("{main} is missing")));
    }
    let relationships = package.relationships(main);
    let mut listing = Listing::default();
    package.each_element(main, |element, _| {
        match element.key() {
            (Ns::Sheet, "workbookPr") => {
                listing.epoch_1904 = element
                    .attribute("date1904")
                    .is_some_and(|v| v == "1" || v == "true");
            }
            (Ns::Sheet, "sheet") => {
                let target = element
                    .attribute("id")
                    .and_then(|id| relationships.get(&*id))
                    // Chart sheets and macro sheets hold no cells.
                    .filter(|r| r.kind == "worksheet" && !r.external);
                if let Some(target) = target {
                    listing.sheets.push(Listed {
                        name: element.attribute("name").unwrap_or_default().into_owned(),
                        part: target.target.clone(),
                        hidden: element.attribute("state").is_some_and(|s| s != "visible"),
                    });
                }
            }
            _ => {}
        }
        Ok(())
    });
    Ok(listing)
}

/// What a sheet part says besides the values of its cells.
#[derive(Default)]
struct Facts {
    sheet: Sheet,
    links: Vec<(Position, String)>,
    /// Cells with a formula and no stored result.
    formulas: Vec<Position>,
    /// References that no program writes; `calamine` must not see them.
    damaged: bool,
}

fn facts(package: &mut Package<'_>, part: &str) -> Facts {
    let relationships = package.relationships(part);
    let mut facts = Facts::default();
    let mut drawing = None;
    let (mut row, mut column) = (0_u32, 0_u32);
    package.each_element(part, |element, reader| {
        if element.ns != Ns::Sheet {
            return Ok(());
        }
        match element.name() {
            "dimension" => {
                let reference = element.attribute("ref").unwrap_or_default();
                facts.damaged |= !is_forward(&reference);
            }
            "col"
                if element
                    .attribute("hidden")
                    .is_some_and(|h| h == "1" || h == "true") =>
            {
                let first = element.number::<u32>("min").unwrap_or(1).saturating_sub(1);
                let last = element.number::<u32>("max").unwrap_or(1).min(MOST_COLUMNS);
                if let Some(last) = last.checked_sub(1) {
                    facts.sheet.hidden_columns.push((first, last));
                }
            }
            "row" => {
                if let Some(number) = element.attribute("r") {
                    match position(&format!("A{number}")) {
                        Some((at, _)) => row = at,
                        None => facts.damaged = true,
                    }
                }
                column = 0;
                if element
                    .attribute("hidden")
                    .is_some_and(|h| h == "1" || h == "true")
                {
                    facts.sheet.hidden_rows.push((row, row));
                }
                // Rows without numbers follow each other.
                row = row.saturating_add(1);
            }
            "c" => {
                let mut at = (row.saturating_sub(1), column);
                if let Some(reference) = element.attribute("r") {
                    match position(&reference) {
                        Some(position) => at = position,
                        None => facts.damaged = true,
                    }
                }
                column = at.1.saturating_add(1);
                if formula_without_result(reader)? {
                    facts.formulas.push(at);
                }
            }
            "mergeCell" => {
                let area = element.attribute("ref").as_deref().and_then(area);
                facts.sheet.merges.extend(area);
            }
            "hyperlink" => {
                let at = element.attribute("ref").as_deref().and_then(area);
                let target = element
                    .attribute("id")
                    .and_then(|id| relationships.get(&*id))
                    .filter(|r| r.external);
                if let (Some(Area { first, .. }), Some(target)) = (at, target) {
                    facts.links.push((first, target.target.clone()));
                }
            }
            "drawing" => {
                drawing = element
                    .attribute("id")
                    .and_then(|id| relationships.get(&*id))
                    .map(|r| r.target.clone());
            }
            "oddHeader" => facts.sheet.header = margin_text(&reader.text()?),
            "oddFooter" => facts.sheet.footer = margin_text(&reader.text()?),
            _ => {}
        }
        Ok(())
    });
    if let Some(drawing) = drawing {
        facts.sheet.drawings = drawings(package, &drawing);
    }
    facts
}

/// Whether a declared extent runs from its first to its last cell; calamine subtracts without looking.
fn is_forward(reference: &str) -> bool {
    match reference.split_once(':') {
        None => position(reference).is_some(),
        Some((first, last)) => match (position(first), position(last)) {
            (Some(first), Some(last)) => first.0 <= last.0 && first.1 <= last.1,
            _ => false,
        },
    }
}

/// Reads the rest of a cell and tells whether it has a formula but no result.
fn formula_without_result(
    reader: &mut XmlReader<'_>,
) -> Result<bool, crate::ingest::xml::XmlError> {
    let (mut formula, mut result) = (false, false);
    loop {
        match reader.next()? {
            Some(Node::Start(element)) => match element.key() {
                (Ns::Sheet, "f") => {
                    formula = true;
                    reader.skip()?;
                }
                (Ns::Sheet, "v" | "is") => {
                    result |= !reader.text()?.is_empty();
                }
                _ => reader.skip()?,
            },
            Some(Node::Text(_)) => {}
            Some(Node::End) | None => return Ok(formula && !result),
        }
    }
}

/// Header and footer codes: `&L`, `&C`, `&R` begin the parts, other codes set fonts or insert fields.
fn margin_text(code: &str) -> Option<String> {
    let mut text = String::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '&' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some('&') => text.push('&'),
            Some('L' | 'C' | 'R') if !text.is_empty() => text.push('\n'),
            Some('"') => {
                for skipped in chars.by_ref() {
                    if skipped == '"' {
                        break;
                    }
                }
            }
            Some('K') => {
                // A colour of six digits.
                for _ in 0..6 {
                    chars.next_if(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-'));
                }
            }
            Some(digit) if digit.is_ascii_digit() => {
                while chars.next_if(char::is_ascii_digit).is_some() {}
            }
            _ => {}
        }
    }
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Pictures, shapes and charts of a drawing part with the cells they are anchored at.
fn drawings(package: &mut Package<'_>, part: &str) -> Vec<(Position, Drawing)> {
    let relationships = package.relationships(part);
    let mut found: Vec<(Position, Drawing)> = Vec::new();
    let mut pictures: Vec<(usize, String)> = Vec::new();
    let mut charts: Vec<(Position, String)> = Vec::new();
    let mut anchor = (0_u32, 0_u32);
    let mut alternative = None;
    let mut in_from = false;
    package.each_element(part, |element, reader| {
        match element.key() {
            (Ns::SheetDrawing, "from") => in_from = true,
            (Ns::SheetDrawing, "to" | "ext") => in_from = false,
            (Ns::SheetDrawing, "row") if in_from => {
                anchor.0 = reader.text()?.trim().parse().unwrap_or(0);
            }
            (Ns::SheetDrawing, "col") if in_from => {
                anchor.1 = reader.text()?.trim().parse().unwrap_or(0);
            }
            (Ns::SheetDrawing, "cNvPr") => {
                alternative = element
                    .attribute("descr")
                    .as_deref()
                    .and_then(captions::meaningful);
            }
            (Ns::Drawing, "blip") => {
                let target = internal(&relationships, element.attribute("embed").as_deref());
                if let Some(target) = target {
                    pictures.push((found.len(), target));
                    found.push((
                        anchor,
                        Drawing::Picture(Image {
                            caption: alternative.clone(),
                            ..Image::default()
                        }),
                    ));
                }
            }
            (Ns::Drawing, "p") => {
                let text = drawn_text::paragraph(reader)?;
                if !text.trim().is_empty() {
                    found.push((anchor, Drawing::Text(text.trim().to_owned())));
                }
            }
            (Ns::Chart, "chart") => {
                let target = internal(&relationships, element.attribute("id").as_deref());
                charts.extend(target.map(|target| (anchor, target)));
            }
            _ => {}
        }
        Ok(())
    });
    for (index, target) in pictures {
        let head = package.archive().head(&target, picture::HEAD_BYTES);
        if let (Some(size), Some((_, Drawing::Picture(image)))) = (
            head.and_then(|head| picture::size(&head)),
            found.get_mut(index),
        ) {
            image.width_px = Some(size.width);
            image.height_px = Some(size.height);
        }
    }
    for (anchor, chart) in charts {
        let texts = drawn_text::of_part(package, &chart);
        found.extend(texts.into_iter().map(|text| (anchor, Drawing::Text(text))));
    }
    found
}

fn internal(relationships: &BTreeMap<String, Relationship>, id: Option<&str>) -> Option<String> {
    let relationship = relationships.get(id?)?;
    (!relationship.external).then(|| relationship.target.clone())
}

impl From<XlsxError> for IngestError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => IngestError::Encrypted,
            other => IngestError::Corrupt(other.to_string()),
        }
    }
}

/// The cells of one sheet as shown.
fn cells(
    reader: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    epoch_1904: bool,
    cells_left: &mut u64,
) -> Result<BTreeMap<Position, SheetCell>, IngestError> {
    let mut stream = reader.worksheet_cells_reader(name)?;
    let mut looks: BTreeMap<usize, Look> = BTreeMap::new();
    let mut cells = BTreeMap::new();
    while let Some((cell, style)) = stream.next_cell_with_style_id()? {
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        *cells_left = cells_left
            .checked_sub(1)
            .ok_or_else(|| IngestError::Limit(format!("{name}: too many cells")))?;
        let look = match looks.entry(style) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(new) => {
                new.insert(self::look(stream.styles().get(style)))
            }
        };
        cells.insert(
            cell.get_position(),
            show(look, cell.get_value(), epoch_1904),
        );
    }
    Ok(cells)
}

/// The look of a style; of the default style for `None`.
fn look(style: Option<&Style>) -> Look {
    let code = style.and_then(|s| s.number_format.as_ref()).map(|format| {
        let id = format.format_id.unwrap_or(FIRST_CUSTOM_FORMAT);
        let own = format.format_code.as_str();
        // calamine names no code for Thai identifiers and American ones for dates and currency.
        let replace = id < FIRST_CUSTOM_FORMAT
            && (own == "General" || own.contains('$') || matches!(id, 14 | 22));
        number_format::built_in(id)
            .filter(|_| replace)
            .unwrap_or(own)
    });
    let emphasised = style.is_some_and(|s| {
        let bold = s.font.as_ref().is_some_and(calamine::Font::is_bold);
        let ground = s
            .fill
            .as_ref()
            .is_some_and(|f| f.is_visible() && f.get_color().is_some_and(|c| !c.is_white()));
        bold || ground
    });
    Look::new(code.unwrap_or("General"), emphasised)
}

/// A cell of this look.
fn show(look: &Look, value: &DataRef<'_>, epoch_1904: bool) -> SheetCell {
    match value {
        #[allow(
            clippy::cast_precision_loss,
            reason = "sheets store numbers as doubles"
        )]
        DataRef::Int(number) => look.number(*number as f64, epoch_1904),
        DataRef::Float(number) => look.number(*number, epoch_1904),
        DataRef::DateTime(time) => look.number(time.as_f64(), epoch_1904),
        DataRef::String(text) => look.text(text),
        DataRef::SharedString(text) => look.text(text),
        DataRef::Bool(truth) => look.truth(*truth),
        DataRef::DateTimeIso(text) => SheetCell {
            value: serial::iso_value(text),
            ..look.text(&text.trim_end_matches("T00:00:00").replace('T', " "))
        },
        DataRef::DurationIso(text) => look.text(text),
        DataRef::Error(error) => look.text(&error.to_string()),
        DataRef::Empty => SheetCell::default(),
    }
}

/// Says that results are missing: such a cell looks empty here and shows a number in Excel.
fn uncomputed(sheet: &mut Sheet, formulas: &[Position], package: &mut Package<'_>) {
    let missing: Vec<&Position> = formulas
        .iter()
        .filter(|at| sheet.cells.get(at).is_none_or(|cell| cell.text.is_empty()))
        .collect();
    if let Some((row, column)) = missing.first() {
        package.warn(
            WarningCode::FormulaWithoutValue,
            format!(
                "{}!R{}C{}; {}",
                sheet.name,
                row.saturating_add(1),
                column.saturating_add(1),
                missing.len()
            ),
        );
    }
}
