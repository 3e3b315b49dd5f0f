//! The parts of an Office Open XML package: which part plays which role, and what the file says of itself.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::xml::{Bounds, Node, Ns, XmlError, XmlReader, decode};
use super::{IngestError, Options};
use crate::document::{Metadata, Warning, WarningCode};

/// What a relationship points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relationship {
    /// The last part of the relationship type, such as `header` or `image`; strict and transitional
    /// files share it.
    pub(crate) kind: String,
    /// The name of the part, or the address when external.
    pub(crate) target: String,
    /// The target lies outside the package.
    pub(crate) external: bool,
}

/// An open package and the troubles met so far.
pub(crate) struct Package<'a> {
    archive: Archive<'a>,
    bounds: Bounds,
    /// Parts that could not be read to their end.
    pub(crate) warnings: Vec<Warning>,
}

impl<'a> Package<'a> {
    /// Opens the container.
    pub(crate) fn open(bytes: &'a [u8], options: &Options) -> Result<Self, IngestError> {
        Ok(Package {
            archive: Archive::open(bytes, &options.limits)?,
            bounds: Bounds::new(&options.limits),
            warnings: Vec::new(),
        })
    }

    /// The container itself.
    pub(crate) fn archive(&mut self) -> &mut Archive<'a> {
        &mut self.archive
    }

    /// What reading a part may take.
    pub(crate) fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// A part as text; `None` when there is none of this name.
    pub(crate) fn text(&mut self, part: &str) -> Result<Option<String>, IngestError> {
        Ok(self.archive.read(part)?.map(decode))
    }

    /// A part that the document can do without: when damaged, a warning and `None`.
    pub(crate) fn optional_text(&mut self, part: &str) -> Option<String> {
        match self.text(part) {
            Ok(text) => text,
            Err(error) => {
                self.warn(WarningCode::PartDamaged, format!("{part}: {error}"));
                None
            }
        }
    }

    /// Remembers a trouble.
    pub(crate) fn warn(&mut self, code: WarningCode, detail: String) {
        self.warnings.push(Warning::of_file(code, detail));
    }

    /// Walks a small part, calling `visit` for each element; what cannot be read is left out.
    pub(crate) fn each_element(
        &mut self,
        part: &str,
        mut visit: impl FnMut(&super::xml::Element<'_>, &mut XmlReader<'_>) -> Result<(), XmlError>,
    ) {
        let Some(text) = self.optional_text(part) else {
            return;
        };
        let mut reader = XmlReader::new(&text, self.bounds);
        loop {
            let step = match reader.next() {
                Ok(None) => break,
                Ok(Some(Node::Start(element))) => visit(&element, &mut reader),
                Ok(Some(Node::End | Node::Text(_))) => Ok(()),
                Err(error) => Err(error),
            };
            if let Err(error) = step {
                self.warnings.push(error.warning(part));
                break;
            }
        }
        if reader.too_deep {
            self.warn(WarningCode::NestedTooDeep, part.to_owned());
        }
    }

    /// Relationships of a part by identifier; of the package itself for the empty name.
    pub(crate) fn relationships(&mut self, part: &str) -> BTreeMap<String, Relationship> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let rels = if folder.is_empty() {
            format!("_rels/{file}.rels")
        } else {
            format!("{folder}/_rels/{file}.rels")
        };
        let mut found = BTreeMap::new();
        self.each_element(&rels, |element, _| {
            if element.name() == "Relationship"
                && let (Some(id), Some(target)) =
                    (element.attribute("Id"), element.attribute("Target"))
            {
                let external = element
                    .attribute("TargetMode")
                    .is_some_and(|mode| mode == "External");
                let kind = element.attribute("Type").unwrap_or_default();
                found.insert(
                    id.into_owned(),
                    Relationship {
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                        target: if external {
                            target.into_owned()
                        } else {
                            resolve(folder, &target)
                        },
                        external,
                    },
                );
            }
            Ok(())
        });
        found
    }

    /// The part that the package names as its document, if it exists.
    pub(crate) fn main_part(&mut self) -> Option<String> {
        let named = self
            .relationships("")
            .into_values()
            .find(|r| r.kind == "officeDocument" && !r.external)?
            .target;
        self.archive.has(&named).then_some(named)
    }

    /// Title, program and language from the property parts.
    pub(crate) fn metadata(&mut self) -> Metadata {
        let mut metadata = Metadata::default();
        self.each_element("docProps/core.xml", |element, reader| {
            match element.key() {
                (Ns::DublinCore, "title") => metadata.title = said(reader.text()?),
                (Ns::DublinCore, "language") => metadata.language = said(reader.text()?),
                _ => {}
            }
            Ok(())
        });
        let mut version = None;
        self.each_element("docProps/app.xml", |element, reader| {
            match element.key() {
                (Ns::Properties, "Application") => metadata.producer = said(reader.text()?),
                (Ns::Properties, "AppVersion") => version = said(reader.text()?),
                _ => {}
            }
            Ok(())
        });
        if let (Some(producer), Some(version)) = (&mut metadata.producer, version) {
            producer.push(' ');
            producer.push_str(&version);
        }
        metadata
    }
}

/// A stated value, or `None` when it says nothing.
fn said(text: String) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A target relative to a folder, as a name from the root of the package. `..` beyond the root stays there.
pub(crate) fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|p| !p.is_empty()).collect()
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}
