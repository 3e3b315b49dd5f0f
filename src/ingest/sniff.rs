//! What a file is, by its bytes; the extension only adds a warning when it lies.

use super::archive::Archive;
use super::compound::{Compound, SIGNATURE};
use super::xml::decode;
use super::{IngestError, Limits};
use crate::document::{Format, Warning, WarningCode};

/// Bytes before `%PDF-` that readers put up with.
const PDF_LEAD: usize = 1024;

/// Content types of main parts, as they begin after the last `.` that matters, and what they make the file.
/// Only main parts count: a workbook may carry a whole DOCX inside. After ECMA-376 part 1, 15, and
/// [MS-OFFMACRO2] for files with macros.
const MAIN_PARTS: &[(&str, Kind)] = &[
    (
        "wordprocessingml.document.main+xml",
        Kind::Read(Format::Docx),
    ),
    (
        "wordprocessingml.template.main+xml",
        Kind::Read(Format::Docx),
    ),
    (
        "ms-word.document.macroenabled.main+xml",
        Kind::Read(Format::Docx),
    ),
    (
        "ms-word.template.macroenabledtemplate.main+xml",
        Kind::Read(Format::Docx),
    ),
    ("spreadsheetml.sheet.main+xml", Kind::Read(Format::Xlsx)),
    ("spreadsheetml.template.main+xml", Kind::Read(Format::Xlsx)),
    (
        "ms-excel.sheet.macroenabled.main+xml",
        Kind::Read(Format::Xlsx),
    ),
    (
        "ms-excel.template.macroenabled.main+xml",
        Kind::Read(Format::Xlsx),
    ),
    (
        "ms-excel.sheet.binary.macroenabled.main",
        Kind::Read(Format::Xlsb),
    ),
    ("presentationml.presentation.main+xml", Kind::Presentation),
    ("presentationml.slideshow.main+xml", Kind::Presentation),
    (
        "ms-powerpoint.presentation.macroenabled.main+xml",
        Kind::Presentation,
    ),
];

#[derive(Clone, Copy)]
enum Kind {
    Read(Format),
    Presentation,
}

/// Tells the format from the first bytes and, for containers, from what they hold.
pub fn format_of(path: &str, bytes: &[u8], limits: &Limits) -> Result<Format, IngestError> {
    let head = bytes.get(..PDF_LEAD.min(bytes.len())).unwrap_or(bytes);
    if head.windows(5).any(|w| w == b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return container(bytes, limits);
    }
    if head.starts_with(&SIGNATURE) {
        return compound(bytes);
    }
    Err(unknown(path, head))
}

/// Zip: the content types or the `mimetype` entry say which application wrote it.
fn container(bytes: &[u8], limits: &Limits) -> Result<Format, IngestError> {
    let mut archive = Archive::open(bytes, limits)?;
    if let Some(types) = archive.read("[Content_Types].xml")? {
        let types = decode(types).to_lowercase();
        // The first main part named decides; a package has one.
        let found = MAIN_PARTS
            .iter()
            .filter_map(|(part, kind)| Some((types.find(part)?, *kind)))
            .min_by_key(|(at, _)| *at);
        match found {
            Some((_, Kind::Read(format))) => return Ok(format),
            Some((_, Kind::Presentation)) => return Err(presentation()),
            None => {}
        }
    }
    if archive.has("content.xml")
        && let Some(mime) = archive.read("mimetype")?
    {
        return open_document(&mut archive, &String::from_utf8_lossy(&mime));
    }
    // Producers that name their parts as usual and their types wrongly.
    if archive.has("xl/workbook.bin") {
        Ok(Format::Xlsb)
    } else if archive.has("xl/workbook.xml") {
        Ok(Format::Xlsx)
    } else if archive.has("word/document.xml") {
        Ok(Format::Docx)
    } else if archive.names().any(|name| name.starts_with("ppt/")) {
        Err(presentation())
    } else if archive.has("_rels/.rels") {
        Err(IngestError::Corrupt("the main part is missing".into()))
    } else {
        Err(plain_archive())
    }
}

/// What a zip archive of files is to a reader of documents.
pub(crate) fn plain_archive() -> IngestError {
    IngestError::Unsupported("archive; unpack it into the folder".into())
}

fn open_document(archive: &mut Archive<'_>, mime: &str) -> Result<Format, IngestError> {
    let manifest = archive
        .read("META-INF/manifest.xml")?
        .map(decode)
        .unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(IngestError::Encrypted);
    }
    if mime.contains("opendocument.spreadsheet") {
        Ok(Format::Ods)
    } else if mime.contains("opendocument.text") {
        Ok(Format::Odt)
    } else {
        Err(IngestError::Unsupported(
            "OpenDocument slides or drawing; save it as PDF".into(),
        ))
    }
}

fn presentation() -> IngestError {
    IngestError::Unsupported("PowerPoint presentation; save it as PDF".into())
}

/// OLE compound file: old Office, or new Office with a password.
fn compound(bytes: &[u8]) -> Result<Format, IngestError> {
    let file = Compound::open(bytes)?;
    if file.has("EncryptedPackage") {
        Err(IngestError::Encrypted)
    } else if file.has("Workbook") || file.has("Book") {
        Ok(Format::Xls)
    } else if file.has("WordDocument") {
        Ok(Format::Doc)
    } else if file.has("PowerPoint Document") {
        Err(IngestError::Unsupported(
            "PowerPoint 97-2003 presentation; save it as PDF".into(),
        ))
    } else {
        Err(IngestError::Unsupported(
            "OLE compound file of an unknown program".into(),
        ))
    }
}

fn unknown(path: &str, head: &[u8]) -> IngestError {
    let image = head.starts_with(b"\x89PNG")
        || head.starts_with(b"\xFF\xD8\xFF")
        || head.starts_with(b"GIF8")
        || head.starts_with(b"II*\0")
        || head.starts_with(b"MM\0*")
        || head.starts_with(b"BM")
        || head.get(4..12) == Some(b"ftypheic")
        || (head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP"));
    let text = head.trim_ascii_start().to_ascii_lowercase();
    if image {
        IngestError::Unsupported("picture; publish the text as PDF or DOCX".into())
    } else if head.starts_with(b"Rar!\x1A") || head.starts_with(b"7z\xBC\xAF\x27\x1C") {
        plain_archive()
    } else if head.starts_with(b"{\\rtf") {
        IngestError::Unsupported("rich text (.rtf); save it as DOCX or PDF".into())
    } else if text.starts_with(b"<!doctype html") || text.starts_with(b"<html") {
        // Web systems export HTML tables under the name .xls or .doc.
        IngestError::Unsupported("web page (HTML); save it as XLSX, DOCX or PDF".into())
    } else if text.starts_with(b"<?xml") {
        IngestError::Unsupported("XML document; save it as XLSX, DOCX or PDF".into())
    } else if matches!(
        claimed(path).as_deref(),
        Some("pdf" | "docx" | "xlsx" | "xls" | "xlsb" | "ods" | "odt" | "doc")
    ) {
        IngestError::Corrupt("the content is not what the extension says".into())
    } else {
        IngestError::Unsupported("unknown kind of file".into())
    }
}

fn claimed(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    name.rsplit_once('.').map(|(_, ext)| ext.to_lowercase())
}

/// A warning when the extension names another format than the bytes.
pub fn extension_warning(path: &str, format: Format) -> Option<Warning> {
    let claimed = claimed(path)?;
    let honest = claimed == format.extension()
        || (format == Format::Xlsx && matches!(claimed.as_str(), "xlsm" | "xltx" | "xltm"))
        || (format == Format::Docx && matches!(claimed.as_str(), "docm" | "dotx" | "dotm"))
        || (format == Format::Odt && claimed == "ott")
        || (format == Format::Doc && claimed == "dot")
        || (format == Format::Xls && claimed == "xlt");
    (!honest).then(|| {
        Warning::of_file(
            WarningCode::ExtensionDiffers,
            format!(".{claimed} ≠ {}", format.extension()),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::testing::zip;

    fn format(path: &str, bytes: &[u8]) -> Result<Format, IngestError> {
        format_of(path, bytes, &Limits::default())
    }

    #[test]
    fn a_package_without_its_main_part_is_damaged_and_no_archive_of_files() {
        let bytes = zip(&[("_rels/.rels", ""), ("word/styles.xml", "")]);
        assert!(matches!(
            format("a.docx", &bytes),
            Err(IngestError::Corrupt(_))
        ));
    }

    #[test]
    fn a_workbook_that_carries_a_word_file_is_a_workbook() {
        let types = r#"<Types><Default Extension="docx"
            ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document"/>
            <Override PartName="/xl/workbook.xml"
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
        let bytes = zip(&[("[Content_Types].xml", types), ("word/embedded.xml", "")]);
        assert_eq!(format("a.docx", &bytes), Ok(Format::Xlsx));
        let warning = extension_warning("a.docx", Format::Xlsx).unwrap();
        assert_eq!(warning.code, WarningCode::ExtensionDiffers);
    }

    #[test]
    fn unread_kinds_say_what_to_do() {
        let slides = zip(&[
            (
                "mimetype",
                "application/vnd.oasis.opendocument.presentation",
            ),
            ("content.xml", ""),
        ]);
        for (path, bytes, hint) in [
            ("a.odp", slides.as_slice(), "PDF"),
            ("a.rtf", b"{\\rtf1".as_slice(), "DOCX"),
            ("a.png", b"\x89PNG\r\n".as_slice(), "PDF"),
            ("a.xls", b"<html><table>".as_slice(), "XLSX"),
            ("a.zip", zip(&[("a.txt", "")]).as_slice(), "unpack"),
        ] {
            match format(path, bytes) {
                Err(IngestError::Unsupported(detail)) => assert!(detail.contains(hint), "{path}"),
                other => panic!("{path}: {other:?}"),
            }
        }
    }

    #[test]
    fn truncated_containers_are_corrupt() {
        let bytes = zip(&[("word/document.xml", "<a/>")]);
        let half = &bytes[..bytes.len() / 2];
        assert!(matches!(
            format("a.docx", half),
            Err(IngestError::Corrupt(_))
        ));
        assert!(matches!(
            format(
                "a.xls",
                &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]
            ),
            Err(IngestError::Corrupt(_))
        ));
    }

    #[test]
    fn encrypted_open_document_is_encrypted() {
        let bytes = zip(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", ""),
            ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
        ]);
        assert_eq!(format("a.ods", &bytes), Err(IngestError::Encrypted));
    }
}
