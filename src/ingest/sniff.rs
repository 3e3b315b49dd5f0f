//! What a file is, by its bytes; the extension only adds a warning when it lies.

use super::IngestError;
use crate::document::{Format, Warning};

/// Tells the format from the first bytes and, for containers, from what they hold.
pub fn format_of(path: &str, bytes: &[u8]) -> Result<Format, IngestError> {
    let head = bytes.get(..1024.min(bytes.len())).unwrap_or(bytes);
    if head.windows(5).any(|w| w == b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return container(bytes);
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return compound(bytes);
    }
    Err(unknown(path, head))
}

/// Zip: the content types or the `mimetype` entry say which application wrote it.
fn container(bytes: &[u8]) -> Result<Format, IngestError> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes))
        .map_err(|e| IngestError::Corrupt(format!("zip container: {e}")))?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    let any = |prefix: &str| {
        archive
            .file_names()
            .any(|n| n.is_ok_and(|n| n.starts_with(prefix)))
    };
    if has("xl/workbook.bin") {
        Ok(Format::Xlsb)
    } else if any("xl/") {
        Ok(Format::Xlsx)
    } else if any("word/") {
        Ok(Format::Docx)
    } else if any("ppt/") {
        Err(IngestError::Unsupported(
            "PowerPoint presentation; save it as PDF".into(),
        ))
    } else if has("mimetype") && has("content.xml") {
        // An OpenDocument package names its type in the first, uncompressed entry.
        let head = bytes.get(..256.min(bytes.len())).unwrap_or(bytes);
        if head.windows(11).any(|w| w == b"spreadsheet") {
            Ok(Format::Ods)
        } else {
            Err(IngestError::Unsupported(
                "OpenDocument text or slides; save it as PDF or DOCX".into(),
            ))
        }
    } else {
        Err(IngestError::Unsupported(
            "zip archive; unpack it into the folder".into(),
        ))
    }
}

/// OLE compound file: old Office, or new Office with a password.
fn compound(bytes: &[u8]) -> Result<Format, IngestError> {
    let utf16 =
        |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let holds = |name: &str| {
        let needle = utf16(name);
        bytes.windows(needle.len()).any(|w| w == needle)
    };
    if holds("EncryptedPackage") {
        Err(IngestError::Encrypted)
    } else if holds("Workbook") || holds("Book") {
        Ok(Format::Xls)
    } else if holds("WordDocument") {
        Err(IngestError::Unsupported(
            "Word 97-2003 document (.doc); save it as DOCX or PDF".into(),
        ))
    } else if holds("PowerPoint Document") {
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
        || (head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP"));
    if image {
        IngestError::Unsupported("picture; publish the text as PDF or DOCX".into())
    } else if head.starts_with(b"{\\rtf") {
        IngestError::Unsupported("rich text (.rtf); save it as DOCX or PDF".into())
    } else if matches!(
        claimed(path).as_deref(),
        Some("pdf" | "docx" | "xlsx" | "xls" | "xlsb" | "ods")
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
        || (format == Format::Xlsx && claimed == "xlsm")
        || (format == Format::Docx && claimed == "docm");
    (!honest).then(|| Warning {
        code: "extension-differs".into(),
        page: None,
        detail: format!("named .{claimed} but the content is {}", format.extension()),
    })
}
