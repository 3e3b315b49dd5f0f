//! What the readers of OpenDocument share: white space, pictures, and what a file says of itself.

use std::collections::BTreeSet;

use super::package::Package;
use super::picture::{self, Size};
use super::xml::{Element, Ns};
use crate::document::Metadata;

/// Spaces that one element can stand for; a hostile count would fill memory.
const MOST_SPACES: usize = 1_000;

/// The white space that an element stands for, OpenDocument 1.3 part 3, 6.1; `None` for other elements.
pub(crate) fn space(element: &Element<'_>) -> Option<String> {
    match element.key() {
        (Ns::OdfText, "s") => {
            let count = element.number::<usize>("c").unwrap_or(1).min(MOST_SPACES);
            Some(" ".repeat(count))
        }
        (Ns::OdfText, "tab") => Some("\t".to_owned()),
        (Ns::OdfText, "line-break") => Some("\n".to_owned()),
        _ => None,
    }
}

/// The address of a link; empty for a place in the document itself.
pub(crate) fn target(link: &Element<'_>) -> String {
    let target = link.attribute("href").unwrap_or_default();
    if target.starts_with('#') {
        String::new()
    } else {
        target.into_owned()
    }
}

/// The part that a picture element shows, unless it lies outside the package or stands for an object.
pub(crate) fn image_part(element: &Element<'_>) -> Option<String> {
    let href = element
        .attribute("href")
        .filter(|_| element.key() == (Ns::OdfDraw, "image"))?;
    let part = href.trim_start_matches("./");
    part.starts_with("Pictures/").then(|| part.to_owned())
}

/// Pixels across and down of a picture in the package.
pub(crate) fn picture_size(package: &mut Package<'_>, part: &str) -> Option<Size> {
    let head = package.archive().head(part, picture::HEAD_BYTES)?;
    picture::size(&head)
}

/// Title, language and program from the metadata part.
pub(crate) fn metadata(package: &mut Package<'_>) -> Metadata {
    let mut metadata = Metadata::default();
    package.each_element("meta.xml", |element, reader| {
        let slot = match element.key() {
            (Ns::DublinCore, "title") => &mut metadata.title,
            (Ns::DublinCore, "language") => &mut metadata.language,
            (Ns::OdfMeta, "generator") => &mut metadata.producer,
            _ => return Ok(()),
        };
        let said = reader.text()?;
        *slot = (!said.trim().is_empty()).then(|| said.trim().to_owned());
        Ok(())
    });
    metadata
}

/// What an object in the package says: the formula it is, and the lines of a chart, each once, since every series
/// repeats the categories.
pub(crate) fn object_texts(package: &mut Package<'_>, part: &str) -> (String, Vec<String>) {
    let mut lines: Vec<String> = Vec::new();
    let mut formula = String::new();
    package.each_element(part, |element, reader| {
        match (element.ns, element.name()) {
            (Ns::OdfText, "p") => lines.push(reader.text()?),
            (Ns::Other, "mi" | "mn" | "mo" | "mtext") => formula.push_str(&reader.text()?),
            _ => {}
        }
        Ok(())
    });
    let mut seen = BTreeSet::new();
    let lines = lines
        .into_iter()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty() && seen.insert(line.clone()))
        .collect();
    (formula, lines)
}
