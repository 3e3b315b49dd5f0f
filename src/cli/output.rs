//! Where output goes: stdout as data, stderr as messages, files atomically.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use super::Language;
use crate::report::terminal;

/// Writes data to stdout in one go.
pub(crate) fn data(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes JSON to stdout. What a terminal would obey stands in it as an escape, which means the same.
pub(crate) fn json(text: &str) -> io::Result<()> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(c),
            c if obeyed(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    data(&out)
}

/// Writes a line to stderr. A closed stderr is nobody's concern.
pub(crate) fn message(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", printable(text));
}

/// How the terminal report looks here: coloured on a terminal, unless `NO_COLOR` asks not to.
pub(super) fn style(language: Language) -> terminal::Style {
    let colours = io::stdout().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    terminal::Style {
        language,
        colours,
        width: 100,
    }
}

/// Text from documents with everything removed that a terminal would obey: control characters,
/// escape sequences, right-to-left overrides.
pub fn printable(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !obeyed(*c))
        .collect()
}

/// Whether a character moves, colours or reorders what a terminal shows. All of them are below U+FFFF.
fn obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// An agency's name as a file name: no separators, nothing a shell or another system trips over.
pub fn file_name(id: &str) -> String {
    let safe: String = id
        .chars()
        .map(|c| {
            if c.is_control() || "/\\:*?\"<>|".contains(c) {
                '_'
            } else {
                c
            }
        })
        .take(60)
        .collect();
    let trimmed = safe.trim_matches(['.', ' ']);
    if trimmed.is_empty() {
        "agency".to_owned()
    } else {
        trimmed.to_owned()
    }
}

/// Writes a whole file or nothing: first beside it, then renamed over it.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new()
        .prefix(".oitcheck-")
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    #[cfg(unix)]
    {
        // A temporary file is private; a report is as readable as any other new file.
        use std::os::unix::fs::PermissionsExt;
        file.as_file()
            .set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_cannot_command_the_terminal() {
        assert_eq!(printable("ก\u{1b}[2Jข\u{202e}ค\u{7}\r\nง"), "ก[2Jขค\nง");
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.json");
        write_file(&path, b"one").unwrap();
        write_file(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(
            std::fs::read_dir(folder.path().join("a")).unwrap().count(),
            1
        );
    }
}
