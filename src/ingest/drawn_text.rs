//! Text of drawing parts: shapes, charts and diagrams that word-processor files and workbooks keep in parts
//! of their own.

use std::collections::BTreeSet;

use super::package::Package;
use super::xml::{Node, Ns, XmlError, XmlReader};

/// The text of the DrawingML paragraph that was just started, up to its end.
pub(crate) fn paragraph(reader: &mut XmlReader<'_>) -> Result<String, XmlError> {
    let mut text = String::new();
    let mut open = 1_u32;
    while open > 0 {
        match reader.next()? {
            Some(Node::Start(element)) => match element.key() {
                (Ns::Drawing, "t") => text.push_str(&reader.text()?),
                (Ns::Drawing, "br") => {
                    text.push('\n');
                    reader.skip()?;
                }
                _ => open = open.saturating_add(1),
            },
            Some(Node::End) => open = open.saturating_sub(1),
            Some(Node::Text(_)) => {}
            None => break,
        }
    }
    Ok(text)
}

/// The lines of a chart or diagram part: titles, labels, and the cached categories and values. A line that
/// was there before is left out: every series of a chart repeats the categories.
pub(crate) fn of_part(package: &mut Package<'_>, part: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    package.each_element(part, |element, reader| {
        match element.key() {
            (Ns::Drawing, "p") => lines.push(paragraph(reader)?),
            (Ns::Chart, "tx" | "cat" | "val") => lines.push(String::new()),
            (Ns::Chart, "v") => {
                let said = reader.text()?;
                if let Some(line) = lines.last_mut() {
                    if !line.is_empty() {
                        line.push(' ');
                    }
                    line.push_str(&said);
                }
            }
            _ => {}
        }
        Ok(())
    });
    let mut seen = BTreeSet::new();
    lines
        .into_iter()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty() && seen.insert(line.clone()))
        .collect()
}
