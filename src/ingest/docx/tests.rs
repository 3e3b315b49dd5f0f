//! What went wrong in other readers, and must not here: one test per cause.

use crate::document::{Block, Document, Page, Table, WarningCode};
use crate::ingest::testing::{zip, zip_bytes};
use crate::ingest::{IngestError, Options, docx};
use crate::render;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
    xmlns:v="urn:schemas-microsoft-com:vml"
    xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;

const MAIN: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

fn body(content: &str) -> String {
    format!("<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>")
}

/// Relationships of the main part: identifier, kind, target.
fn relationships(list: &[(&str, &str, &str)]) -> String {
    let items: String = list
        .iter()
        .map(|(id, kind, target)| {
            let mode = if target.contains("://") { r#" TargetMode="External""# } else { "" };
            format!(
                r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/>"#
            )
        })
        .collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>"#
    )
}

fn package(content: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = body(content);
    let mut entries = vec![("_rels/.rels", MAIN), ("word/document.xml", main.as_str())];
    entries.extend(parts);
    zip(&entries)
}

fn read(content: &str) -> Document {
    read_with(content, &[])
}

fn read_with(content: &str, parts: &[(&str, &str)]) -> Document {
    docx::read("test.docx", &package(content, parts), &Options::default()).unwrap()
}

fn page(document: &Document) -> &Page {
    &document.pages()[0]
}

fn texts(document: &Document) -> Vec<&str> {
    let blocks = document.pages().iter().flat_map(|page| &page.blocks);
    blocks
        .filter_map(|b| Some(b.text()?.text.as_str()))
        .collect()
}

fn tables(document: &Document) -> Vec<&Table> {
    render::tables(document).collect()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

#[test]
fn twenty_thousand_nested_tables_do_not_overflow() {
    let open = "<w:tbl><w:tr><w:tc>".repeat(20_000);
    let document = read(&format!("{}{open}", p("ก่อน")));
    assert_eq!(texts(&document), ["ก่อน"]);
    assert!(
        document
            .warnings
            .iter()
            .any(|w| w.code == WarningCode::NestedTooDeep)
    );
}

#[test]
fn a_truncated_change_record_ends() {
    let cut = format!(
        "{}<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id=\"1\"><w:rPr>",
        p("มีอยู่")
    );
    let main = format!("<w:document {NAMESPACES}><w:body>{cut}");
    let bytes = zip(&[("_rels/.rels", MAIN), ("word/document.xml", &main)]);
    let document = docx::read("test.docx", &bytes, &Options::default()).unwrap();
    assert_eq!(texts(&document), ["มีอยู่"]);
    assert_eq!(document.warnings[0].code, WarningCode::PartDamaged);
}

#[test]
fn a_small_file_that_unpacks_to_more_than_its_allowance_is_refused() {
    let main = body(&format!(
        "<w:p><w:r><w:t>{}</w:t></w:r></w:p>",
        " ".repeat(3 << 20)
    ));
    let bytes = zip(&[("_rels/.rels", MAIN), ("word/document.xml", &main)]);
    assert!(bytes.len() < 20_000);
    let mut options = Options::default();
    options.limits.unpacked_bytes = 1 << 20;
    let refused = docx::read("test.docx", &bytes, &options);
    assert!(matches!(refused, Err(IngestError::Limit(_))), "{refused:?}");
}

#[test]
fn what_was_read_in_time_is_kept() {
    let mut options = Options::default();
    options.limits.seconds = 0;
    let bytes = package(&p("ก").repeat(2_000), &[]);
    let document = docx::read("test.docx", &bytes, &options).unwrap();
    assert!(document.is_cut());
    assert!((1..2_000).contains(&texts(&document).len()));
}

#[test]
fn too_many_cells_are_refused() {
    let rows = "<w:tr><w:tc/><w:tc/></w:tr>".repeat(600);
    let mut options = Options::default();
    options.limits.cells = 1000;
    let bytes = package(&format!("<w:tbl>{rows}</w:tbl>"), &[]);
    assert!(matches!(
        docx::read("t", &bytes, &options),
        Err(IngestError::Limit(_))
    ));
}

#[test]
fn any_prefix_and_the_strict_namespace_are_read() {
    let main = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body>
        <x:p><x:pPr><x:outlineLvl x:val="0"/></x:pPr><x:r><x:t>หัวข้อ</x:t></x:r></x:p></x:body></x:document>"#;
    let bytes = zip(&[("word/document.xml", main)]);
    let document = docx::read("test.docx", &bytes, &Options::default()).unwrap();
    assert!(
        matches!(&page(&document).blocks[..], [Block::Heading(t)] if t.text == "หัวข้อ" && t.level == Some(1))
    );
}

#[test]
fn utf_16_parts_are_read() {
    let main = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>{}",
        body(&p("ภาษาไทย"))
    );
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(main.encode_utf16().flat_map(u16::to_le_bytes));
    let file = zip_bytes(&[("word/document.xml", &bytes)]);
    let document = docx::read("test.docx", &file, &Options::default()).unwrap();
    assert_eq!(texts(&document), ["ภาษาไทย"]);
}

#[test]
fn spans_of_both_directions_and_rows_without_cells_of_their_own() {
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        tc(r#"<w:vMerge w:val="restart"/>"#, "ลำดับ"),
        tc(r#"<w:gridSpan w:val="2"/>"#, "วงเงิน"),
        tc("<w:vMerge/>", ""),
        tc("", "ตั้งไว้"),
        tc("", "ใช้ไป"),
        tc("", "๑"),
        tc("", "๑๐๐"),
        tc("", "๕๐"),
    );
    let document = read(&table);
    let table = tables(&document)[0];
    let spans: Vec<Vec<(u32, u32)>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|c| (c.row_span, c.col_span)).collect())
        .collect();
    assert_eq!(
        spans,
        [vec![(2, 1), (1, 2)], vec![(1, 1); 2], vec![(1, 1); 3]]
    );
    assert_eq!(table.header_rows, 2);
}

#[test]
fn declared_header_rows_count_with_the_rows_they_reach() {
    let row = |header: bool, cells: &str| {
        let mark = if header {
            "<w:trPr><w:tblHeader/></w:trPr>"
        } else {
            ""
        };
        format!("<w:tr>{mark}{cells}</w:tr>")
    };
    let table = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(
            true,
            &(tc(r#"<w:vMerge w:val="restart"/>"#, "ก") + &tc("", "ข"))
        ),
        row(false, &(tc("<w:vMerge/>", "") + &tc("", "ค"))),
        row(false, &(tc("", "ง") + &tc("", "จ"))),
    );
    assert_eq!(tables(&read(&table))[0].header_rows, 2);
}

#[test]
fn a_hostile_span_is_bounded() {
    let table = format!(
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"4000000000\"/></w:trPr>{}</w:tr></w:tbl>",
        tc(r#"<w:gridSpan w:val="4000000000"/>"#, "x")
    );
    let document = read(&table);
    assert!(
        tables(&document)[0].rows[0]
            .iter()
            .all(|c| c.col_span <= 256)
    );
}

#[test]
fn nested_tables_and_tables_in_text_boxes_and_controls_are_tables_of_their_own() {
    let inner = |text: &str| format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc("", text));
    let nested = format!(
        "<w:tbl><w:tr><w:tc>{}{}{}</w:tc></w:tr></w:tbl>",
        p("นอก"),
        inner("ใน"),
        p("ท้าย")
    );
    let boxed = format!(
        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        inner("กล่อง")
    );
    let control = format!(
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        inner("ช่องกรอก")
    );
    let document = read(&format!("{nested}{boxed}{control}"));
    let first: Vec<&str> = tables(&document)
        .iter()
        .map(|t| t.rows[0][0].text.as_str())
        .collect();
    assert_eq!(first, ["นอก\nท้าย", "ใน", "กล่อง", "ช่องกรอก"]);
}

#[test]
fn a_text_box_is_read_once_not_again_from_its_fallback() {
    let content = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let document = read(&format!(
        r#"<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#,
        content("เตือน"),
        content("เตือน")
    ));
    assert_eq!(texts(&document), ["เตือน"]);
}

#[test]
fn text_boxes_with_arrows_from_each_to_the_next_are_a_flow_chart() {
    let boxed = |text: &str| {
        format!(
            "<w:r><w:drawing><wps:wsp><a:prstGeom prst=\"rect\"/><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></w:r>",
            p(text)
        )
    };
    let joined = |shape: &str| {
        format!("<w:r><w:drawing><wps:wsp><a:prstGeom {shape}</wps:wsp></w:drawing></w:r>")
    };
    const LINE: &str = "prst=\"straightArrowConnector1\"/>";
    const HEADED: &str =
        "prst=\"line\"/><a:ln><a:headEnd type=\"none\"/><a:tailEnd type=\"triangle\"/></a:ln>";
    const BLOCK: &str = "prst=\"downArrow\"/>";
    let chart = |shapes: [&str; 2]| {
        let [first, second] = shapes.map(joined);
        let parts = [
            boxed("รับคำขอ"),
            first,
            boxed("ตรวจ"),
            second,
            boxed("แจ้งผล"),
        ];
        let document = read(&format!("<w:p>{}</w:p>", parts.concat()));
        let blocks = page(&document).blocks.iter();
        let charts = blocks.filter_map(|block| match block {
            Block::Image(image) => image.chart(),
            _ => None,
        });
        (charts.collect::<Vec<_>>(), texts(&document).join(" "))
    };
    let (charts, said) = chart([HEADED, BLOCK]);
    assert_eq!(charts, ["รับคำขอ → ตรวจ → แจ้งผล"]);
    assert_eq!(said, "รับคำขอ ตรวจ แจ้งผล");
    // Lines without heads are those of an organisation.
    assert!(chart([LINE, LINE]).0.is_empty());
}

#[test]
fn an_alternative_that_is_not_understood_gives_way_to_the_fallback() {
    let document = read(
        r#"<w:p xmlns:new="urn:future"><w:r><mc:AlternateContent><mc:Choice Requires="new"><w:t>ใหม่</w:t></mc:Choice>
        <mc:Fallback><w:t>เดิม</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"#,
    );
    assert_eq!(texts(&document), ["เดิม"]);
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    let row =
        |mark: &str, text: &str| format!("<w:tr><w:trPr>{mark}</w:trPr>{}</w:tr>", tc("", text));
    let document = read(&format!(
        r#"<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>เงิน</w:t></w:r>
        <w:del w:id="2"><w:r><w:delText>หนึ่งแสน</w:delText></w:r></w:del></w:p>
        <w:p><w:ins w:id="3"><w:r><w:t>สองแสน</w:t></w:r></w:ins><w:moveFrom w:id="4"><w:r><w:t>ย้าย</w:t></w:r></w:moveFrom></w:p>
        <w:tbl>{}{}</w:tbl>"#,
        row("", "อยู่"),
        row(r#"<w:del w:id="5"/>"#, "ลบ")
    ));
    assert_eq!(texts(&document), ["เงินสองแสน"]);
    let table = tables(&document)[0];
    assert_eq!(table.rows.len(), 1);
    assert_eq!(table.rows[0][0].text, "อยู่");
}

#[test]
fn hidden_text_is_apart_also_when_a_style_hides_it() {
    let styles = format!(
        r#"<w:styles {NAMESPACES}><w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#
    );
    let document = read_with(
        r#"<w:p><w:r><w:t>เห็น</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ซ่อน</w:t></w:r>
        <w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>ลับ</w:t></w:r>
        <w:r><w:rPr><w:rStyle w:val="h"/><w:vanish w:val="0"/></w:rPr><w:t>แล้ว</w:t></w:r></w:p>"#,
        &[("word/styles.xml", &styles)],
    );
    assert_eq!(texts(&document), ["เห็นแล้ว"]);
    assert_eq!(page(&document).hidden, ["ซ่อนลับ"]);
}

#[test]
fn field_results_are_shown_and_codes_are_not() {
    let document = read(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.go.th/o12" </w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>ประกาศ</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
        <w:fldSimple w:instr=" PAGE "><w:r><w:t> ๗</w:t></w:r></w:fldSimple></w:p>
        <w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>
        <w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> มี</w:t></w:r></w:p>"#,
    );
    assert_eq!(texts(&document), ["ประกาศ ๗", "☑ มี"]);
    let link = &page(&document).links[0];
    assert_eq!(
        (link.text.as_str(), link.target.as_str()),
        ("ประกาศ", "https://example.go.th/o12")
    );
}

#[test]
fn a_field_left_open_in_a_cell_does_not_swallow_the_rest() {
    let document = read(&format!(
        r#"<w:tbl><w:tr><w:tc><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p></w:tc></w:tr></w:tbl>{}"#,
        p("ต่อ")
    ));
    assert_eq!(texts(&document), ["ต่อ"]);
}

#[test]
fn lists_are_numbered_as_printed() {
    let level = |index: u32, format: &str, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let numbering = format!(
        r#"<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{}{}{}</w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"#,
        level(0, "thaiNumbers", "%1."),
        level(1, "thaiNumbers", "%1.%2"),
        level(2, "thaiLetters", "(%3)")
    );
    let item = |list: u32, level: u32, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let content: String = [
        item(1, 0, "ก"),
        item(1, 1, "ข"),
        item(1, 1, "ค"),
        item(1, 2, "ง"),
        item(1, 2, "จ"),
        item(1, 0, "ฉ"),
        item(1, 1, "ช"),
        item(2, 0, "ซ"),
        item(1, 0, "ฌ"),
        item(0, 0, "ญ"),
        item(1, 0, ""),
    ]
    .concat();
    let document = read_with(&content, &[("word/numbering.xml", &numbering)]);
    assert_eq!(
        texts(&document),
        [
            "๑. ก",
            "๑.๑ ข",
            "๑.๒ ค",
            "(ก) ง",
            "(ข) จ",
            "๒. ฉ",
            "๒.๑ ช",
            "๕. ซ",
            "๖. ฌ",
            "ญ",
            "๗."
        ]
    );
}

#[test]
fn headings_come_from_styles_and_the_styles_they_are_based_on() {
    let styles = format!(
        r#"<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
        <w:style w:type="paragraph" w:styleId="a"><w:name w:val="แบบของเรา"/><w:basedOn w:val="1"/></w:style>
        <w:style w:type="paragraph" w:styleId="t"><w:name w:val="หัวข้อ ๒"/></w:style>
        <w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style></w:styles>"#
    );
    let styled = |style: &str| {
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>ข้อความ</w:t></w:r></w:p>"#
        )
    };
    let content: String = ["1", "a", "t", "loop", "missing"].map(styled).concat();
    let document = read_with(&content, &[("word/styles.xml", &styles)]);
    let levels: Vec<Option<u8>> = page(&document)
        .blocks
        .iter()
        .map(|b| b.text().unwrap().level)
        .collect();
    assert_eq!(levels, [Some(1), Some(1), Some(2), None, None]);
}

#[test]
fn sections_show_their_headers_footers_and_notes_once() {
    let story = |kind: &str, text: &str| format!("<w:{kind} {NAMESPACES}>{}</w:{kind}>", p(text));
    let notes = format!(
        r#"<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="-1">{}</w:footnote>
        <w:footnote w:id="2">{}</w:footnote><w:footnote w:id="3">{}</w:footnote></w:footnotes>"#,
        p("เส้น"),
        p("อ้างอิง"),
        p("ไม่มีใครอ้าง")
    );
    let section = r#"<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:headerReference w:type="first" r:id="f"/>
        <w:footerReference w:type="default" r:id="g"/></w:sectPr>"#;
    let content = format!(
        r#"<w:p><w:pPr>{section}</w:pPr><w:r><w:t>หนึ่ง</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>{}<w:sectPr/>"#,
        p("สอง")
    );
    let document = read_with(
        &content,
        &[
            (
                "word/_rels/document.xml.rels",
                &relationships(&[
                    ("h", "header", "header1.xml"),
                    ("f", "header", "header2.xml"),
                    ("g", "footer", "footer1.xml"),
                    ("n", "footnotes", "footnotes.xml"),
                ]),
            ),
            ("word/header1.xml", &story("hdr", "หัว")),
            ("word/header2.xml", &story("hdr", "หน้าแรก")),
            ("word/footer1.xml", &story("ftr", "ท้าย")),
            ("word/footnotes.xml", &notes),
        ],
    );
    assert_eq!(document.pages().len(), 2);
    assert_eq!(texts(&document), ["หัว", "หนึ่ง", "1 อ้างอิง", "ท้าย", "สอง"]);
    assert!(matches!(page(&document).blocks[0], Block::Header(_)));
    assert!(matches!(page(&document).blocks[2], Block::Footnote(_)));
}

/// A body whose pictures, named `i`, are 640 pixels across and 480 down.
fn read_with_picture(content: &str) -> Document {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 2, 128, 0, 0, 1, 224]);
    let rels = relationships(&[("i", "image", "media/image1.png")]);
    let bytes = zip_bytes(&[
        ("_rels/.rels", MAIN.as_bytes()),
        ("word/document.xml", body(content).as_bytes()),
        ("word/_rels/document.xml.rels", rels.as_bytes()),
        ("word/media/image1.png", &png),
    ]);
    docx::read("test.docx", &bytes, &Options::default()).unwrap()
}

#[test]
fn pictures_have_their_size_and_the_caption_beside_them() {
    let picture = r#"<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="IMG_0001.jpg"/><a:blip r:embed="i"/></wp:inline></w:drawing></w:r></w:p>"#;
    let document = read_with_picture(&format!("{picture}{}", p("ภาพกิจกรรมการประชุม")));
    let Block::Image(image) = &page(&document).blocks[0] else {
        panic!("{:?}", page(&document).blocks);
    };
    assert_eq!(image.caption.as_deref(), Some("ภาพกิจกรรมการประชุม"));
    assert_eq!((image.width_px, image.height_px), (Some(640), Some(480)));
}

#[test]
fn a_portrait_in_a_list_of_persons_is_named_by_the_next_cell() {
    let picture = r#"<w:p><w:r><w:drawing><a:blip r:embed="i"/></w:drawing></w:r></w:p>"#;
    let row = |name: &str| {
        let name = p(name);
        format!("<w:tr><w:tc>{picture}</w:tc><w:tc>{name}</w:tc></w:tr>")
    };
    let rows = format!("{}{}", row("นายหนึ่ง ใจดี"), row("นายสอง ใจงาม"));
    let document = read_with_picture(&format!("<w:tbl>{rows}</w:tbl>"));
    let captions = page(&document)
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Image(image) => image.caption.as_deref(),
            _ => None,
        });
    assert_eq!(captions.collect::<Vec<_>>(), ["นายหนึ่ง ใจดี", "นายสอง ใจงาม"]);
}

#[test]
fn small_marks_of_runs_are_what_word_shows() {
    let document = read(
        r#"<w:p><w:r><w:t>ก</w:t><w:tab/><w:t>ข</w:t><w:br/><w:t>ค</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>ง</w:t>
        <w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>o</w:t></w:r></w:p>
        <w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>
        <w:r><w:t>&amp;&#3585;</w:t></w:r></w:p>"#,
    );
    assert_eq!(texts(&document), ["ก\tข\nค-ง☑□", "1/2&ก"]);
}

#[test]
fn a_package_without_a_document_or_with_a_broken_one_is_corrupt() {
    for bytes in [
        zip(&[("word/styles.xml", "")]),
        zip(&[("word/document.xml", "")]),
        zip(&[("word/document.xml", "not xml <")]),
    ] {
        let outcome = docx::read("test.docx", &bytes, &Options::default());
        match outcome {
            Err(IngestError::Corrupt(_)) => {}
            Ok(document) => assert!(texts(&document).is_empty()),
            Err(other) => panic!("{other:?}"),
        }
    }
}

/// docx-rs writes what this reader reads: an independent producer of the whole format.
#[test]
fn what_docx_rs_writes_comes_back() {
    use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow};
    let cell = |text: &str| {
        TableCell::new().add_paragraph(Paragraph::new().add_run(Run::new().add_text(text)))
    };
    let mut bytes = Vec::new();
    Docx::new()
        .add_paragraph(Paragraph::new().add_run(Run::new().add_text("บันทึกข้อความ")))
        .add_table(Table::new(vec![
            TableRow::new(vec![cell("ลำดับ"), cell("รายการ").grid_span(2)]),
            TableRow::new(vec![cell("๑"), cell("กระดาษ"), cell("๕๐๐ บาท")]),
        ]))
        .build()
        .pack(std::io::Cursor::new(&mut bytes))
        .unwrap();
    let document = docx::read("test.docx", &bytes, &Options::default()).unwrap();
    assert_eq!(texts(&document), ["บันทึกข้อความ"]);
    let table = tables(&document)[0];
    assert_eq!(table.rows[0][1].col_span, 2);
    assert_eq!(table.rows[1][2].text, "๕๐๐ บาท");
    assert_eq!(table.header_rows, 1);
}

/// Damaged files end in a document or an error, whatever byte was hit.
#[test]
fn mutated_files_neither_panic_nor_hang() {
    let numbering = format!(
        r#"<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="thaiLetters"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    let content = format!(
        r#"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>ก</w:t></w:r></w:p>
        <w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>"#,
        tc(r#"<w:vMerge w:val="restart"/>"#, "ข"),
        tc(r#"<w:gridSpan w:val="3"/>"#, "ค"),
        tc("<w:vMerge/>", ""),
        tc("", "ง")
    );
    let main = body(&content);
    // A generator of our own (xorshift), so that every run does the same.
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap()
    };
    let packed = package(&content, &[("word/numbering.xml", &numbering)]);
    for round in 0..1_500 {
        // The part itself and the container around it, in turn.
        let bytes = if round % 2 == 0 {
            let mut part = main.clone().into_bytes();
            mutate(&mut part, &mut random);
            zip_bytes(&[
                ("_rels/.rels", MAIN.as_bytes()),
                ("word/document.xml", &part),
                ("word/numbering.xml", numbering.as_bytes()),
            ])
        } else {
            let mut bytes = packed.clone();
            mutate(&mut bytes, &mut random);
            bytes
        };
        let _ = docx::read("test.docx", &bytes, &Options::default());
    }
}

fn mutate(bytes: &mut Vec<u8>, random: &mut impl FnMut() -> usize) {
    for _ in 0..=random() % 4 {
        let at = random() % bytes.len().max(1);
        match random() % 4 {
            0 => bytes.truncate(at.max(1)),
            1 => bytes.extend_from_within(..at),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << (random() % 8);
                }
            }
        }
    }
}
