//! ODS: OpenDocument spreadsheets.
//!
//! The format stores each cell's text as shown beside its value, so it is read straight from the XML;
//! `calamine` gives the value only and expands repeated rows while opening the file. Repeats are expanded
//! here too, within the allowance of cells, and only where they hold something.

use std::collections::BTreeSet;

use super::Workbook;
use super::serial;
use super::sheet::{Area, Drawing, MOST_COLUMNS, MOST_ROWS, Position, Sheet, SheetCell};
use crate::document::{Image, Link, Value};
use crate::ingest::package::Package;
use crate::ingest::xml::{Element, Node, Ns, XmlError, XmlReader};
use crate::ingest::{IngestError, Options, odf};

/// Reads all sheets.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Workbook, IngestError> {
    let mut package = Package::open(bytes, options)?;
    let text = package
        .text("content.xml")?
        .ok_or_else(|| IngestError::Corrupt("content.xml is missing".into()))?;
    let mut reading = Reading {
        reader: XmlReader::new(&text, package.bounds()),
        cells_left: options.limits.cells,
        over_limit: false,
        hidden_styles: BTreeSet::new(),
        style: None,
        sheets: Vec::new(),
        pictures: Vec::new(),
    };
    let outcome = reading.read();
    let (mut sheets, pictures, over_limit) = (reading.sheets, reading.pictures, reading.over_limit);
    if over_limit {
        return Err(IngestError::Limit("content.xml: too many cells".into()));
    }
    if let Err(error) = outcome {
        let warning = error.warning("content.xml");
        if sheets.is_empty() {
            return Err(IngestError::Corrupt(warning.detail));
        }
        package.warnings.push(warning);
    }
    for (sheet, drawing, part) in pictures {
        let size = odf::picture_size(&mut package, &part);
        if let (Some(size), Some((_, Drawing::Picture(image)))) = (
            size,
            sheets
                .get_mut(sheet)
                .and_then(|s: &mut Sheet| s.drawings.get_mut(drawing)),
        ) {
            image.width_px = Some(size.width);
            image.height_px = Some(size.height);
        }
    }
    Ok(Workbook {
        sheets,
        metadata: odf::metadata(&mut package),
        warnings: package.warnings,
    })
}

struct Reading<'x> {
    reader: XmlReader<'x>,
    cells_left: u64,
    over_limit: bool,
    /// Table styles that hide their sheet.
    hidden_styles: BTreeSet<String>,
    style: Option<String>,
    sheets: Vec<Sheet>,
    /// Sheet, drawing and part of the pictures, for their sizes.
    pictures: Vec<(usize, usize, String)>,
}

/// A cell as read, before it is repeated.
#[derive(Default)]
struct CellRead {
    text: String,
    value: Option<Value>,
    links: Vec<Link>,
}

impl Reading<'_> {
    fn read(&mut self) -> Result<(), XmlError> {
        while let Some(node) = self.reader.next()? {
            let Node::Start(element) = node else { continue };
            match element.key() {
                (Ns::OdfStyle, "style") => {
                    self.style = element.attribute("name").map(std::borrow::Cow::into_owned);
                }
                (Ns::OdfStyle, "table-properties")
                    if element.attribute("display").as_deref() == Some("false") =>
                {
                    self.hidden_styles.extend(self.style.clone());
                }
                (Ns::OdfTable, "tracked-changes") => self.reader.skip()?,
                (Ns::OdfTable, "table") => {
                    let sheet = Sheet {
                        name: element.attribute("name").unwrap_or_default().into_owned(),
                        hidden: element
                            .attribute("style-name")
                            .is_some_and(|style| self.hidden_styles.contains(&*style)),
                        ..Sheet::default()
                    };
                    self.sheets.push(sheet);
                    self.table()?;
                }
                _ => {}
            }
            if self.over_limit {
                break;
            }
        }
        Ok(())
    }

    /// The rows of a sheet, up to the end of its table.
    fn table(&mut self) -> Result<(), XmlError> {
        let (mut row, mut column) = (0_u32, 0_u32);
        let mut open = 1_u32;
        while open > 0 && !self.over_limit {
            let element = match self.reader.next()? {
                Some(Node::Start(element)) => element,
                Some(Node::End) => {
                    open = open.saturating_sub(1);
                    continue;
                }
                Some(Node::Text(_)) => continue,
                None => break,
            };
            match element.key() {
                (Ns::OdfTable, "table-column") => {
                    let end = column.saturating_add(repeats(&element, "number-columns-repeated"));
                    let end = end.min(MOST_COLUMNS);
                    if let (true, Some(sheet), Some(last)) = (
                        is_hidden(&element),
                        self.sheets.last_mut(),
                        end.checked_sub(1),
                    ) {
                        sheet.hidden_columns.push((column, last));
                    }
                    column = end;
                    open = open.saturating_add(1);
                }
                (Ns::OdfTable, "table-row") => {
                    let end = row.saturating_add(repeats(&element, "number-rows-repeated"));
                    let end = end.min(MOST_ROWS);
                    if let (true, Some(sheet), Some(last)) = (
                        is_hidden(&element),
                        self.sheets.last_mut(),
                        end.checked_sub(1),
                    ) {
                        sheet.hidden_rows.push((row, last));
                    }
                    self.row(row, end)?;
                    row = end;
                }
                (Ns::OdfTable, "shapes") => self.shapes((0, 0))?,
                (Ns::OdfOffice, "forms") | (Ns::OdfTable, "named-expressions") => {
                    self.reader.skip()?;
                }
                _ => open = open.saturating_add(1),
            }
        }
        Ok(())
    }

    /// The cells of a row that stands for all rows from `first` to before `end`.
    fn row(&mut self, first: u32, end: u32) -> Result<(), XmlError> {
        let mut column = 0_u32;
        loop {
            let element = match self.reader.next()? {
                Some(Node::Start(element)) => element,
                Some(Node::Text(_)) => continue,
                Some(Node::End) | None => return Ok(()),
            };
            let covered = element.key() == (Ns::OdfTable, "covered-table-cell");
            if !covered && element.key() != (Ns::OdfTable, "table-cell") {
                self.reader.skip()?;
                continue;
            }
            let next = column
                .saturating_add(repeats(&element, "number-columns-repeated"))
                .min(MOST_COLUMNS);
            let rows_spanned = repeats(&element, "number-rows-spanned");
            let columns_spanned = repeats(&element, "number-columns-spanned");
            if let Some(sheet) = self.sheets.last_mut()
                && (rows_spanned > 1 || columns_spanned > 1)
            {
                let last = (
                    first
                        .saturating_add(rows_spanned)
                        .saturating_sub(1)
                        .min(MOST_ROWS),
                    column
                        .saturating_add(columns_spanned)
                        .saturating_sub(1)
                        .min(MOST_COLUMNS),
                );
                sheet.merges.push(Area::new((first, column), last));
            }
            let mut cell = self.cell(&element, (first, column))?;
            if !covered && !cell.text.trim().is_empty() {
                let copies = u64::from(end.saturating_sub(first))
                    .saturating_mul(u64::from(next.saturating_sub(column)));
                match self.cells_left.checked_sub(copies) {
                    Some(left) => self.cells_left = left,
                    None => {
                        self.over_limit = true;
                        return Ok(());
                    }
                }
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.links.append(&mut cell.links);
                    for row in first..end {
                        sheet.cells.extend((column..next).map(|column| {
                            let copy = SheetCell {
                                text: cell.text.clone(),
                                value: cell.value.clone(),
                                emphasised: false,
                            };
                            ((row, column), copy)
                        }));
                    }
                }
            }
            column = next;
        }
    }

    /// The content of the cell that was just started.
    fn cell(&mut self, element: &Element<'_>, at: Position) -> Result<CellRead, XmlError> {
        let mut cell = CellRead {
            value: value(element),
            ..CellRead::default()
        };
        let mut open = 1_u32;
        let mut lines = 0_u32;
        while open > 0 {
            let element = match self.reader.next()? {
                Some(Node::Start(element)) => element,
                Some(Node::End) => {
                    open = open.saturating_sub(1);
                    continue;
                }
                Some(Node::Text(_)) => continue,
                None => break,
            };
            match element.key() {
                (Ns::OdfText, "p" | "h") => {
                    if lines > 0 {
                        cell.text.push('\n');
                    }
                    lines = lines.saturating_add(1);
                    paragraph(&mut self.reader, &mut cell.text, &mut cell.links)?;
                }
                // Comments are not part of the sheet as printed.
                (Ns::OdfOffice, "annotation") => self.reader.skip()?,
                (Ns::OdfDraw, _) => self.drawing(&element, at)?,
                _ => open = open.saturating_add(1),
            }
        }
        Ok(cell)
    }

    /// Drawings of a sheet that are anchored at no cell.
    fn shapes(&mut self, at: Position) -> Result<(), XmlError> {
        loop {
            match self.reader.next()? {
                Some(Node::Start(element)) => self.drawing(&element, at)?,
                Some(Node::Text(_)) => {}
                Some(Node::End) | None => return Ok(()),
            }
        }
    }

    /// A frame or shape that was just started: its picture, or its text.
    fn drawing(&mut self, element: &Element<'_>, at: Position) -> Result<(), XmlError> {
        let mut part = odf::image_part(element);
        let mut caption = None;
        let mut text = String::new();
        let mut open = 1_u32;
        while open > 0 {
            let element = match self.reader.next()? {
                Some(Node::Start(element)) => element,
                Some(Node::End) => {
                    open = open.saturating_sub(1);
                    continue;
                }
                Some(Node::Text(_)) => continue,
                None => break,
            };
            match (element.ns, element.name()) {
                (Ns::OdfText, "p" | "h") => {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    paragraph(&mut self.reader, &mut text, &mut Vec::new())?;
                }
                (_, "title" | "desc") => {
                    let said = self.reader.text()?;
                    caption = caption.or_else(|| crate::ingest::captions::meaningful(&said));
                }
                _ => {
                    part = part.or_else(|| odf::image_part(&element));
                    open = open.saturating_add(1);
                }
            }
        }
        let index = self.sheets.len().saturating_sub(1);
        let Some(sheet) = self.sheets.last_mut() else {
            return Ok(());
        };
        if !text.trim().is_empty() {
            sheet
                .drawings
                .push((at, Drawing::Text(text.trim().to_owned())));
        }
        if let Some(part) = part {
            self.pictures.push((index, sheet.drawings.len(), part));
            let image = Image {
                caption,
                ..Image::default()
            };
            sheet.drawings.push((at, Drawing::Picture(image)));
        }
        Ok(())
    }
}

/// The text of the paragraph that was just started, up to its end.
fn paragraph(
    reader: &mut XmlReader<'_>,
    text: &mut String,
    links: &mut Vec<Link>,
) -> Result<(), XmlError> {
    let mut open = 1_u32;
    // Links by the depth at which they end.
    let mut begun: Vec<(u32, usize, String)> = Vec::new();
    while open > 0 {
        match reader.next()? {
            Some(Node::Start(element)) => {
                open = open.saturating_add(1);
                if let Some(space) = odf::space(&element) {
                    text.push_str(&space);
                } else if element.key() == (Ns::OdfText, "a") {
                    begun.push((open, text.len(), odf::target(&element)));
                }
            }
            Some(Node::End) => {
                if begun.last().is_some_and(|(depth, ..)| *depth == open)
                    && let Some((_, start, target)) = begun.pop()
                    && !target.is_empty()
                {
                    links.push(Link {
                        text: text.get(start..).unwrap_or_default().trim().to_owned(),
                        target,
                    });
                }
                open = open.saturating_sub(1);
            }
            Some(Node::Text(said)) => text.push_str(&said),
            None => break,
        }
    }
    Ok(())
}

/// The typed value a cell states.
fn value(element: &Element<'_>) -> Option<Value> {
    match element.attribute("value-type").as_deref()? {
        "float" => Some(Value::Number {
            number: element.number("value")?,
        }),
        "percentage" => Some(Value::Percent {
            share: element.number("value")?,
        }),
        "currency" => {
            let number: f64 = element.number("value")?;
            let thai = element
                .attribute("currency")
                .is_none_or(|c| c.eq_ignore_ascii_case("THB"));
            Some(if thai {
                Value::Money { baht: number }
            } else {
                Value::Number { number }
            })
        }
        "date" => serial::iso_value(&element.attribute("date-value")?),
        _ => None,
    }
}

/// A count that is 1 where it is not stated.
fn repeats(element: &Element<'_>, name: &str) -> u32 {
    element.number::<u32>(name).unwrap_or(1).max(1)
}

fn is_hidden(element: &Element<'_>) -> bool {
    element
        .attribute("visibility")
        .is_some_and(|v| v == "collapse" || v == "filter")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::WarningCode;
    use crate::ingest::testing::zip;

    fn workbook(body: &str) -> Result<Workbook, IngestError> {
        let content = format!(
            r#"<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
            xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
            xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
            xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0">
            <s:style s:name="off"><s:table-properties t:display="false"/></s:style>
            <o:body><o:spreadsheet>{body}</o:spreadsheet></o:body></o:document-content>"#
        );
        read(&zip(&[("content.xml", &content)]), &Options::default())
    }

    #[test]
    fn text_as_shown_with_its_value_and_merges() {
        let workbook = workbook(
            r#"<t:table t:name="ก"><t:table-row>
            <t:table-cell t:number-columns-spanned="2"><x:p>หัว<x:s x:c="2"/>ข้อ</x:p><x:p>สอง</x:p></t:table-cell>
            <t:covered-table-cell/><t:table-cell o:value-type="date" o:date-value="2025-01-31"><x:p>๓๑ ม.ค. ๖๘</x:p></t:table-cell>
            </t:table-row></t:table><t:table t:name="ซ่อน" t:style-name="off"/>"#,
        )
        .unwrap();
        let sheet = &workbook.sheets[0];
        assert_eq!(sheet.cells[&(0, 0)].text, "หัว  ข้อ\nสอง");
        assert_eq!(sheet.merges, [Area::new((0, 0), (0, 1))]);
        assert_eq!(sheet.cells[&(0, 2)].text, "๓๑ ม.ค. ๖๘");
        assert!(matches!(
            sheet.cells[&(0, 2)].value,
            Some(Value::Date { .. })
        ));
        assert!(workbook.sheets[1].hidden);
    }

    #[test]
    fn repeated_rows_and_columns_cost_only_what_they_hold() {
        let many = r#"t:number-rows-repeated="1048576""#;
        let empty =
            format!(r#"<t:table><t:table-row {many}><t:table-cell/></t:table-row></t:table>"#);
        assert!(workbook(&empty).unwrap().sheets[0].cells.is_empty());
        let full = format!(
            r#"<t:table><t:table-row {many}><t:table-cell t:number-columns-repeated="16384"><x:p>x</x:p></t:table-cell></t:table-row></t:table>"#
        );
        assert!(matches!(workbook(&full), Err(IngestError::Limit(_))));
        let twice = r#"<t:table><t:table-row t:number-rows-repeated="2"><t:table-cell t:number-columns-repeated="2"><x:p>x</x:p></t:table-cell></t:table-row></t:table>"#;
        assert_eq!(workbook(twice).unwrap().sheets[0].cells.len(), 4);
    }

    #[test]
    fn a_part_that_breaks_off_keeps_what_was_read() {
        let content = r#"<t:table xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><t:table-row><t:table-cell><x:p>มี</x:p></t:table-cell><t:table-c"#;
        let workbook = read(&zip(&[("content.xml", content)]), &Options::default()).unwrap();
        assert_eq!(workbook.sheets[0].cells[&(0, 0)].text, "มี");
        assert_eq!(workbook.warnings[0].code, WarningCode::PartDamaged);
    }
}
