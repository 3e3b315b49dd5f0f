//! XLSX files made by hand: what other readers get wrong, one test per cause.

use super::read;
use crate::document::{Document, Format, Table, Value, WarningCode};
use crate::ingest::testing::{zip, zip_bytes};
use crate::ingest::{IngestError, Options};
use crate::render::tables;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a workbook with these sheets: name, state and content of the worksheet element.
fn parts(sheets: &[(&str, &str, &str)], styles: &str) -> Vec<(String, String)> {
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let mut list = String::new();
    let mut relations = String::new();
    let mut parts = Vec::new();
    for (index, (name, state, content)) in sheets.iter().enumerate() {
        list += &format!(
            r#"<sheet name="{name}" sheetId="{0}" state="{state}" r:id="s{0}"/>"#,
            index + 1
        );
        relations += &format!(
            r#"<Relationship Id="s{0}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{0}.xml"/>"#,
            index + 1
        );
        parts.push((
            format!("xl/worksheets/sheet{}.xml", index + 1),
            format!(r#"<worksheet xmlns="{main}" xmlns:r="{RELATIONS}">{content}</worksheet>"#),
        ));
    }
    relations +=
        &format!(r#"<Relationship Id="st" Type="{RELATIONS}/styles" Target="styles.xml"/>"#);
    parts.extend([
        (
            "_rels/.rels".to_owned(),
            format!(r#"<Relationships xmlns="{package}"><Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(r#"<Relationships xmlns="{package}">{relations}</Relationships>"#),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(r#"<workbook xmlns="{main}" xmlns:r="{RELATIONS}"><sheets>{list}</sheets></workbook>"#),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(r#"<styleSheet xmlns="{main}">{styles}</styleSheet>"#),
        ),
    ]);
    parts
}

fn bytes_of(parts: &[(String, String)]) -> Vec<u8> {
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(n, c)| (n.as_str(), c.as_str()))
        .collect();
    zip(&parts)
}

fn workbook(sheets: &[(&str, &str, &str)], styles: &str) -> Document {
    let bytes = bytes_of(&parts(sheets, styles));
    read("test.xlsx", &bytes, Format::Xlsx, &Options::default()).unwrap()
}

fn sheet(content: &str) -> Document {
    workbook(&[("ก", "visible", content)], "")
}

fn table(document: &Document) -> &Table {
    tables(document).next().unwrap()
}

fn text(reference: &str, text: &str) -> String {
    format!(r#"<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn one_cell_at_the_far_corner_costs_nothing() {
    let document = sheet(&format!(
        r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576">{}</row></sheetData>"#,
        text("XFD1048576", "ไกล")
    ));
    let block = &document.pages()[0].blocks[0];
    assert_eq!(block.text().unwrap().text, "ไกล");
}

#[test]
fn references_that_overflow_or_run_backwards_are_damage_not_a_panic() {
    for content in [
        r#"<dimension ref="I34:A1"/><sheetData/>"#.to_owned(),
        format!(
            "<sheetData><row>{}</row></sheetData>",
            text("ZZZZZZZZZZZZ1", "x")
        ),
        format!(
            "<sheetData><row>{}</row></sheetData>",
            text("A99999999999", "x")
        ),
        r#"<sheetData><row r="99999999999"/></sheetData>"#.to_owned(),
    ] {
        let document = sheet(&content);
        assert_eq!(
            document.warnings[0].code,
            WarningCode::SheetDamaged,
            "{content}"
        );
    }
}

#[test]
fn formats_merges_and_the_values_behind_them() {
    let styles = r##"<numFmts><numFmt numFmtId="170" formatCode="[$-D07041E]d mmm yyyy"/><numFmt numFmtId="171" formatCode="#,##0.00&quot; บาท&quot;"/></numFmts>
        <fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="10"/><xf numFmtId="171"/><xf numFmtId="61"/></cellXfs>"##;
    let document = workbook(
        &[(
            "ก",
            "visible",
            &format!(
                r#"<sheetData><row r="1">{}{}{}{}</row><row r="2"><c r="A2" s="1"><v>45688</v></c><c r="B2" s="2"><v>0.9371</v></c>
                <c r="C2" s="3"><v>3523.05</v></c><c r="D2" s="4"><v>1234</v></c></row></sheetData>
                <mergeCells><mergeCell ref="D1:C1"/></mergeCells>"#,
                text("A1", "วันที่"),
                text("B1", "ร้อยละ"),
                text("C1", "จำนวน"),
                ""
            ),
        )],
        styles,
    );
    let table = table(&document);
    assert_eq!(table.header_rows, 1);
    assert_eq!(table.rows[0][2].col_span, 2);
    let shown: Vec<&str> = table.rows[1].iter().map(|c| c.text.as_str()).collect();
    assert_eq!(shown, ["๓๑ ม.ค. ๒๕๖๘", "93.71%", "3,523.05 บาท", "๑,๒๓๔"]);
    assert!(
        matches!(&table.rows[1][0].value, Some(Value::Date { from, .. }) if from == "2025-01-31")
    );
    assert_eq!(
        table.rows[1][1].value,
        Some(Value::Percent { share: 0.9371 })
    );
    assert_eq!(table.rows[1][2].value, Some(Value::Money { baht: 3523.05 }));
}

#[test]
fn hidden_sheets_rows_and_columns_are_apart() {
    let grid = format!(
        r#"<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1">{}{}{}</row><row r="2" hidden="1">{}{}</row></sheetData>"#,
        text("A1", "เห็น"),
        text("B1", "ลับ"),
        text("C1", "ด้วย"),
        text("A2", "แถว"),
        text("C2", "ซ่อน"),
    );
    let other = format!(
        "<sheetData><row r=\"1\">{}</row></sheetData>",
        text("A1", "ชีตลับ")
    );
    let document = workbook(&[("ก", "visible", &grid), ("ข", "veryHidden", &other)], "");
    assert_eq!(document.pages().len(), 1);
    let page = &document.pages()[0];
    assert_eq!(page.blocks[0].text().unwrap().text, "เห็น ด้วย");
    assert_eq!(page.hidden, ["ลับ", "แถว", "ซ่อน", "ชีตลับ"]);
}

#[test]
fn a_formula_without_a_result_is_told() {
    let document = sheet(
        r#"<sheetData><row r="1"><c r="A1"><f>SUM(B1:B2)</f><v></v></c><c r="B1"><f>1+1</f><v>2</v></c></row></sheetData>"#,
    );
    let warning = &document.warnings[0];
    assert_eq!(warning.code, WarningCode::FormulaWithoutValue);
    assert_eq!(warning.detail, "ก!R1C1; 1");
}

#[test]
fn more_cells_than_the_limit_are_refused() {
    let cells: String = (1..=50)
        .map(|n| format!("<row r=\"{n}\">{}</row>", text(&format!("A{n}"), "x")))
        .collect();
    let bytes = bytes_of(&parts(
        &[("ก", "visible", &format!("<sheetData>{cells}</sheetData>"))],
        "",
    ));
    let mut options = Options::default();
    options.limits.cells = 10;
    let refused = read("t.xlsx", &bytes, Format::Xlsx, &options);
    assert!(matches!(refused, Err(IngestError::Limit(_))), "{refused:?}");
}

#[test]
fn mutated_workbooks_end_in_a_document_or_an_error() {
    let content = format!(
        r#"<dimension ref="A1:C3"/><sheetData><row r="1">{}{}</row><row r="2"><c r="A2" s="1"><v>45688</v></c><c r="C2"><f>A2</f><v>1.5</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:B1"/></mergeCells>"#,
        text("A1", "หัว"),
        text("C1", "ข้อ")
    );
    let all = parts(
        &[("ก", "visible", &content)],
        r#"<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>"#,
    );
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap()
    };
    for round in 0..600 {
        let mut parts: Vec<(&str, Vec<u8>)> = all
            .iter()
            .map(|(name, content)| (name.as_str(), content.clone().into_bytes()))
            .collect();
        let hit = round % parts.len();
        let part = &mut parts[hit].1;
        for _ in 0..=random() % 3 {
            let at = random() % part.len().max(1);
            match random() % 4 {
                0 => part.truncate(at.max(1)),
                1 => part.insert(at, b"0123456789<>/\"AZ"[random() % 16]),
                _ => {
                    if let Some(byte) = part.get_mut(at) {
                        *byte ^= 1 << (random() % 7);
                    }
                }
            }
        }
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, c)| (*n, c.as_slice())).collect();
        let _ = read(
            "t.xlsx",
            &zip_bytes(&parts),
            Format::Xlsx,
            &Options::default(),
        );
    }
}
