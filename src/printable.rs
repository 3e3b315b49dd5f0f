//! What a terminal would obey: texts of documents and names of files pass here before anybody sees them.

/// Text from documents with everything removed that a terminal would obey: control characters,
/// escape sequences, right-to-left overrides.
pub fn printable(text: &str) -> String {
    let removed = |c| obeyed(c) && !matches!(c, '\n' | '\t');
    text.split(removed).collect()
}

/// Whether a character moves, colours or reorders what a terminal shows. All of them are below U+FFFF.
pub(crate) fn obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_cannot_command_the_terminal() {
        assert_eq!(printable("ก\u{1b}[2Jข\u{202e}ค\u{7}\r\nง"), "ก[2Jขค\nง");
    }
}
