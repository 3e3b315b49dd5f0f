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
