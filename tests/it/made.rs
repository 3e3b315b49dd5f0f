//! Files that tests make as they go.

use std::io::Write as _;

/// A small word-processor file that says something of its own.
pub(crate) fn report(number: usize) -> Vec<u8> {
    word_file(&format!(
        "รายงานผลการปฏิบัติราชการ ฉบับที่ {number} ของสถานีตำรวจ ปีงบประมาณ พ.ศ. 2568"
    ))
}

/// A word-processor file of one paragraph.
pub(crate) fn word_file(text: &str) -> Vec<u8> {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p>\
         <w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    );
    zip_file(&[("word/document.xml", document.as_bytes())])
}

/// What makes a paragraph or a cell a photograph, each another one.
pub(crate) const PHOTOGRAPH: &str = "<photograph>";

/// What makes the next line begin a page.
pub(crate) const NEXT_PAGE: &str = "<next page>";

/// The head of a PNG of 400 by 500 pixels, told from others by its number.
fn photograph(number: usize) -> Vec<u8> {
    let mut bytes =
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x90\0\0\x01\xf4\x08\x02\0\0\0".to_vec();
    bytes.extend(number.to_be_bytes());
    bytes
}

/// A word-processor file by lines: `# heading`, `| cell | cell |`, a [`PHOTOGRAPH`], a [`NEXT_PAGE`], or a paragraph.
pub(crate) fn word_lines(lines: &[&str]) -> Vec<u8> {
    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let mut photographs = 0;
    let mut paragraph = |style: &str, text: &str| {
        if text == PHOTOGRAPH {
            photographs += 1;
            return format!(
                "<w:p><w:r><w:drawing><a:blip r:embed=\"p{photographs}\"/></w:drawing></w:r></w:p>"
            );
        }
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<w:p>{style}<w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let mut body = String::new();
    let mut in_table = false;
    for line in lines {
        let row = line
            .strip_prefix('|')
            .and_then(|rest| rest.strip_suffix('|'));
        match (in_table, row.is_some()) {
            (false, true) => body.push_str("<w:tbl>"),
            (true, false) => body.push_str("</w:tbl>"),
            _ => {}
        }
        in_table = row.is_some();
        if let Some(row) = row {
            let cells = row.split('|');
            let cells: String = cells
                .map(|cell| format!("<w:tc>{}</w:tc>", paragraph("", cell.trim())))
                .collect();
            body.push_str(&format!("<w:tr>{cells}</w:tr>"));
        } else if *line == NEXT_PAGE {
            body.push_str("<w:p><w:pPr><w:sectPr/></w:pPr></w:p>");
        } else if let Some(heading) = line.strip_prefix("# ") {
            let style = "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>";
            body.push_str(&paragraph(style, heading));
        } else {
            body.push_str(&paragraph("", line));
        }
    }
    if in_table {
        body.push_str("</w:tbl>");
    }
    const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let document = format!(
        "<w:document xmlns:w=\"{WORD}\" xmlns:a=\"{DRAWING}\" xmlns:r=\"{OFFICE}\"><w:body>{body}</w:body></w:document>"
    );
    let media: Vec<(String, Vec<u8>)> = (1..=photographs)
        .map(|number| (format!("word/media/{number}.png"), photograph(number)))
        .collect();
    let links: String = (1..=photographs)
        .map(|number| {
            format!(
                "<Relationship Id=\"p{number}\" Type=\"{OFFICE}/image\" Target=\"media/{number}.png\"/>"
            )
        })
        .collect();
    let links = format!("<Relationships xmlns=\"{PACKAGE}\">{links}</Relationships>");
    let mut members: Vec<(&str, &[u8])> = vec![
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", links.as_bytes()),
    ];
    members.extend(
        media
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    );
    zip_file(&members)
}

/// A zip archive of files.
pub(crate) fn zip_file(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        file.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        file.write_all(bytes).unwrap();
    }
    file.finish().unwrap().into_inner()
}
