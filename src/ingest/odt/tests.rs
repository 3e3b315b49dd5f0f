//! What OpenDocument texts mean, and what must not go wrong: one test per cause.

use crate::document::{Block, Document, Page, WarningCode};
use crate::ingest::testing::{texts, zip, zip_bytes};
use crate::ingest::{IngestError, Options, odt};

const NAMESPACES: &str = r#"xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
    xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
    xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
    xmlns:l="http://www.w3.org/1999/xlink""#;

fn file(styles: &str, automatic: &str, text: &str) -> Vec<u8> {
    let content = format!(
        "<o:document-content {NAMESPACES}><o:automatic-styles>{automatic}</o:automatic-styles>
        <o:body><o:text>{text}</o:text></o:body></o:document-content>"
    );
    let styles = format!("<o:document-styles {NAMESPACES}>{styles}</o:document-styles>");
    zip(&[("content.xml", &content), ("styles.xml", &styles)])
}

fn read_all(styles: &str, automatic: &str, text: &str) -> Document {
    odt::read(
        "test.odt",
        &file(styles, automatic, text),
        &Options::default(),
    )
    .unwrap()
}

fn read(text: &str) -> Document {
    read_all("", "", text)
}

fn lines(page: &Page) -> Vec<&str> {
    page.blocks
        .iter()
        .filter_map(|block| Some(block.text()?.text.as_str()))
        .collect()
}

#[test]
fn headings_spaces_links_and_notes() {
    let document = read(
        r##"<x:h x:outline-level="2">หัวข้อ<x:s x:c="2"/>ก</x:h>
        <x:p>ดู <x:a l:href="https://example.go.th/">ประกาศ
          ฉบับเต็ม</x:a><x:note x:note-class="footnote"><x:note-citation>๑</x:note-citation>
        <x:note-body><x:p>ที่มา</x:p></x:note-body></x:note> และ <x:a l:href="#x">ข้างล่าง</x:a></x:p>"##,
    );
    let page = &document.pages()[0];
    assert_eq!(
        lines(page),
        ["หัวข้อ  ก", "ดู ประกาศ ฉบับเต็ม และ ข้างล่าง", "๑ ที่มา"]
    );
    assert!(matches!(&page.blocks[0], Block::Heading(text) if text.level == Some(2)));
    assert!(matches!(page.blocks[2], Block::Footnote(_)));
    assert_eq!(page.links.len(), 1);
    assert_eq!(page.links[0].text, "ประกาศ ฉบับเต็ม");
}

#[test]
fn lists_count_by_level_and_go_on_after_other_text() {
    let styles = r#"<o:styles><x:list-style s:name="L">
        <x:list-level-style-number x:level="1" s:num-format="ก, ข, ค, ..." s:num-suffix=")"/>
        <x:list-level-style-number x:level="2" s:num-format="1" x:display-levels="2" x:start-value="3"/>
        <x:list-level-style-bullet x:level="3" x:bullet-char="-"/></x:list-style></o:styles>"#;
    let document = read_all(
        styles,
        "",
        r#"<x:list xml:id="a" x:style-name="L"><x:list-item><x:p>หนึ่ง</x:p><x:p>ต่อ</x:p>
        <x:list><x:list-item><x:p>ย่อย</x:p><x:list><x:list-item><x:p>จุด</x:p></x:list-item></x:list></x:list-item></x:list>
        </x:list-item></x:list><x:p>คั่น</x:p>
        <x:list x:continue-list="a" x:style-name="L"><x:list-item><x:p>สอง</x:p></x:list-item></x:list>
        <x:list x:style-name="L"><x:list-item><x:p>ใหม่</x:p></x:list-item>
        <x:list-item x:start-value="5"><x:p>ห้า</x:p></x:list-item></x:list>"#,
    );
    assert_eq!(
        lines(&document.pages()[0]),
        [
            "ก) หนึ่ง",
            "ต่อ",
            "ก.3 ย่อย",
            "- จุด",
            "คั่น",
            "ข) สอง",
            "ก) ใหม่",
            "จ) ห้า"
        ]
    );
}

#[test]
fn tables_with_spans_and_header_rows() {
    let document = read(
        r#"<t:table><t:table-column t:number-columns-repeated="3"/>
        <t:table-header-rows><t:table-row>
        <t:table-cell t:number-rows-spanned="2"><x:p>ที่</x:p></t:table-cell>
        <t:table-cell t:number-columns-spanned="2"><x:p>วงเงิน</x:p><x:p>(บาท)</x:p></t:table-cell><t:covered-table-cell/>
        </t:table-row></t:table-header-rows>
        <t:table-row><t:covered-table-cell/><t:table-cell><x:p>ตั้งไว้</x:p></t:table-cell><t:table-cell><x:p>ใช้ไป</x:p></t:table-cell></t:table-row>
        <t:table-row><t:table-cell><x:p>๑</x:p></t:table-cell><t:table-cell><x:p>๒๐๐</x:p></t:table-cell><t:table-cell/></t:table-row>
        </t:table>"#,
    );
    let table = document.pages()[0].blocks[0].table().unwrap();
    assert_eq!(
        texts(table),
        [
            vec!["ที่", "วงเงิน\n(บาท)"],
            vec!["ตั้งไว้", "ใช้ไป"],
            vec!["๑", "๒๐๐", ""]
        ]
    );
    assert_eq!(
        (table.rows[0][0].row_span, table.rows[0][1].col_span),
        (2, 2)
    );
    assert_eq!(table.header_rows, 2);
}

#[test]
fn hidden_and_deleted_text_is_not_shown() {
    let document = read_all(
        "",
        r#"<s:style s:name="T" s:family="text"><s:text-properties x:display="none"/></s:style>"#,
        r#"<x:tracked-changes><x:changed-region><x:deletion><x:p>ลบแล้ว</x:p></x:deletion></x:changed-region></x:tracked-changes>
        <x:p>เห็น<x:span x:style-name="T">ซ่อน</x:span><o:annotation><x:p>ความเห็น</x:p></o:annotation></x:p>
        <x:section x:display="none"><x:p>ส่วนซ่อน</x:p></x:section>"#,
    );
    let page = &document.pages()[0];
    assert_eq!(lines(page), ["เห็น"]);
    assert_eq!(page.hidden, ["ซ่อน", "ส่วนซ่อน"]);
}

#[test]
fn page_styles_make_pages_with_their_headers_once() {
    let document = read_all(
        r#"<o:master-styles><s:master-page s:name="Standard"><s:header><x:p>หัว <x:page-number>1</x:page-number></x:p></s:header>
        <s:footer s:display="false"><x:p>ไม่แสดง</x:p></s:footer></s:master-page>
        <s:master-page s:name="แนวนอน"><s:header><x:p>หัว <x:page-number>2</x:page-number></x:p></s:header>
        <s:footer><x:p>ท้าย</x:p></s:footer></s:master-page></o:master-styles>"#,
        r#"<s:style s:name="P" s:family="paragraph" s:master-page-name="แนวนอน"/>"#,
        r#"<x:p>หนึ่ง</x:p><x:p x:style-name="P">สอง</x:p>"#,
    );
    assert_eq!(lines(&document.pages()[0]), ["หัว 1", "หนึ่ง"]);
    assert_eq!(lines(&document.pages()[1]), ["สอง", "ท้าย"]);
}

#[test]
fn pictures_text_boxes_and_boxes_to_tick() {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 2, 128, 0, 0, 1, 224]);
    let content = format!(
        r##"<o:document-content {NAMESPACES} xmlns:f="urn:field"><o:body><o:text><x:p>ก่อน
        <d:frame><d:image l:href="Pictures/1.png"/><svg:desc>แผนที่ตั้ง</svg:desc></d:frame>
        <d:frame><d:text-box><x:p>ในกล่อง</x:p></d:text-box></d:frame>
        <f:fieldmark f:type="x.FORMCHECKBOX"><f:param f:name="Checkbox_Checked" f:value="true"/></f:fieldmark></x:p>
        </o:text></o:body></o:document-content>"##
    );
    let bytes = zip_bytes(&[
        ("content.xml", content.as_bytes()),
        ("Pictures/1.png", &png),
    ]);
    let document = odt::read("a.odt", &bytes, &Options::default()).unwrap();
    let page = &document.pages()[0];
    assert!(
        matches!(&page.blocks[0], Block::Image(image) if image.width_px == Some(640)
            && image.caption.as_deref() == Some("แผนที่ตั้ง"))
    );
    assert_eq!(lines(page), ["ก่อน ☑", "ในกล่อง"]);
}

#[test]
fn hostile_nesting_and_counts_stay_within_bounds() {
    let deep = format!(
        "{}<x:p>x</x:p>",
        "<t:table><t:table-row><t:table-cell>".repeat(20_000)
    );
    let document = odt::read("a.odt", &file("", "", &deep), &Options::default());
    assert!(document.is_err() || !document.unwrap().warnings.is_empty());
    let wide = r#"<t:table-row><t:covered-table-cell t:number-columns-repeated="4000000000"/></t:table-row>"#;
    let many = format!("<t:table>{}</t:table>", wide.repeat(10_000));
    assert!(matches!(
        odt::read("a.odt", &file("", "", &many), &Options::default()),
        Err(IngestError::Limit(_))
    ));
}

#[test]
fn a_part_that_breaks_off_keeps_what_was_read() {
    let content = format!("<o:document-content {NAMESPACES}><o:body><o:text><x:p>มี</x:p><x:p>คร");
    let document = odt::read(
        "a.odt",
        &zip(&[("content.xml", &content)]),
        &Options::default(),
    )
    .unwrap();
    assert_eq!(lines(&document.pages()[0]), ["มี", "คร"]);
    assert_eq!(document.warnings[0].code, WarningCode::PartDamaged);
    assert!(matches!(
        odt::read("a.odt", &zip(&[("content.xml", "<a")]), &Options::default()),
        Err(IngestError::Corrupt(_))
    ));
}
