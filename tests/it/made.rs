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

/// A word-processor file by lines: `# heading`, `| cell | cell |`, or a paragraph.
pub(crate) fn word_lines(lines: &[&str]) -> Vec<u8> {
    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let paragraph = |style: &str, text: &str| {
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
    let document = format!("<w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>");
    zip_file(&[("word/document.xml", document.as_bytes())])
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
