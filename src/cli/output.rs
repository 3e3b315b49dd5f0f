//! Where output goes: stdout as data, stderr as messages.

use std::io::{self, IsTerminal as _, Write};

use terminal_size::Width;

use crate::language::Language;
use crate::printable::{obeyed, printable};
use crate::report::terminal;

/// Writes data to stdout in one go.
pub(crate) fn data(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes JSON to stdout.
pub(crate) fn json(text: &str) -> io::Result<()> {
    data(&escaped(text))
}

/// JSON as it is written: what a terminal would obey stands in it as an escape, which means the same.
pub(crate) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\n' => out.push(c),
            c if obeyed(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// Writes a line to stderr. A closed stderr is nobody's concern.
pub(crate) fn message(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", printable(text));
}

/// How the terminal report looks here: as wide as the terminal, where stdout is one, and coloured there unless
/// `NO_COLOR` asks not to.
pub(super) fn style(language: Language) -> terminal::Style {
    let colours = io::stdout().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let size = terminal_size::terminal_size_of(io::stdout());
    terminal::Style {
        language,
        colours,
        width: size.map(|(Width(columns), _)| usize::from(columns)),
    }
}
