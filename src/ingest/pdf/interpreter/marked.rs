//! Marked content: replacement text, identifiers for the structure tree, artifacts, and layers that are off.

use crate::ingest::pdf::lexer::Operand;
use crate::ingest::pdf::objects::{PdfFile, text_string};
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::BTreeSet;

/// Marked sequences inside each other; real files have under 20.
const NESTING: usize = 1_000;

/// What holds for the content at one point.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mark {
    /// Inside a pagination artifact.
    pub(super) artifact: bool,
    /// Inside a layer that is off.
    pub(super) hidden: bool,
    /// Index of the replacement text that covers this; the outermost one counts.
    pub(super) actual: Option<u32>,
    /// Identifier by which the structure tree names the content; the innermost one counts.
    pub(super) mcid: Option<u32>,
}

/// The open sequences.
#[derive(Debug, Default)]
pub(super) struct Marks {
    open: Vec<Mark>,
    /// Sequences opened beyond [`NESTING`].
    beyond: u32,
    /// Replacement texts of the page.
    actual_texts: Vec<String>,
}

impl Marks {
    /// What holds now.
    pub(super) fn current(&self) -> Mark {
        self.open.last().copied().unwrap_or_default()
    }

    /// The replacement text that covers a mark.
    pub(super) fn actual(&self, mark: Mark) -> Option<&str> {
        let text = usize::try_from(mark.actual?).ok()?;
        self.actual_texts.get(text).map(String::as_str)
    }

    /// `BMC`, `BDC`: opens a sequence with its tag and properties.
    pub(super) fn begin(&mut self, tag: Option<&[u8]>, properties: &Properties) {
        let mut mark = self.current();
        if tag == Some(b"Artifact") {
            mark.artifact = true;
        }
        mark.hidden |= properties.hidden;
        mark.mcid = properties.mcid.or(mark.mcid);
        if mark.actual.is_none()
            && let Some(text) = &properties.actual_text
        {
            mark.actual = u32::try_from(self.actual_texts.len()).ok();
            self.actual_texts.push(text.clone());
        }
        self.push(mark);
    }

    /// Opens a sequence for a form or picture that is in a layer.
    pub(super) fn begin_layer(&mut self, hidden: bool) {
        let mut mark = self.current();
        mark.hidden |= hidden;
        self.push(mark);
    }

    fn push(&mut self, mark: Mark) {
        if self.open.len() < NESTING {
            self.open.push(mark);
        } else {
            self.beyond = self.beyond.saturating_add(1);
        }
    }

    /// `EMC`
    pub(super) fn end(&mut self) {
        match self.beyond.checked_sub(1) {
            Some(left) => self.beyond = left,
            None => {
                self.open.pop();
            }
        }
    }

    /// How many are open, to close what a form left open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Closes down to a depth.
    pub(super) fn close_to(&mut self, depth: usize) {
        self.open.truncate(depth);
        self.beyond = 0;
    }
}

/// The properties of a sequence that matter here.
#[derive(Debug, Clone, Default)]
pub(super) struct Properties {
    actual_text: Option<String>,
    hidden: bool,
    /// Cleared by the caller inside a form, whose identifiers are its own.
    pub(super) mcid: Option<u32>,
}

impl Properties {
    /// From the operand of `BDC`: a dictionary, or a name among the resources.
    pub(super) fn read(
        operand: Option<&Operand<'_>>,
        tag: Option<&[u8]>,
        file: &PdfFile,
        resources: Option<&Dictionary>,
        layers: &Layers,
    ) -> Self {
        match operand {
            Some(dict @ Operand::Dict(_)) => Properties {
                actual_text: dict
                    .entry(b"ActualText")
                    .and_then(Operand::text)
                    .map(text_string),
                hidden: false,
                mcid: dict
                    .entry(b"MCID")
                    .and_then(Operand::number)
                    .filter(|id| (0.0..=f64::from(u32::MAX)).contains(id))
                    .map(|id| id as u32),
            },
            Some(Operand::Name(name)) => {
                let Some(properties) = resources.and_then(|r| file.dict(r, b"Properties")) else {
                    return Properties::default();
                };
                let Ok(object) = properties.get(name) else {
                    return Properties::default();
                };
                let dict = file.as_dict(object);
                Properties {
                    actual_text: dict.and_then(|d| file.text(d, b"ActualText")),
                    hidden: tag == Some(b"OC") && layers.hides(file, object),
                    mcid: dict
                        .and_then(|d| file.integer(d, b"MCID"))
                        .and_then(|id| u32::try_from(id).ok()),
                }
            }
            _ => Properties::default(),
        }
    }
}

/// Which layers (optional content groups) are off when the file is opened.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: BTreeSet<ObjectId>,
}

impl Layers {
    /// Reads the default configuration.
    pub(super) fn read(file: &PdfFile) -> Self {
        let mut off = BTreeSet::new();
        let Some(properties) = file.catalog().and_then(|c| file.dict(c, b"OCProperties")) else {
            return Layers::default();
        };
        let Some(config) = file.dict(properties, b"D") else {
            return Layers::default();
        };
        let ids = |dict: &Dictionary, key: &[u8]| -> Vec<ObjectId> {
            file.array(dict, key)
                .unwrap_or_default()
                .iter()
                .filter_map(|object| object.as_reference().ok())
                .collect()
        };
        if file.name(config, b"BaseState") == Some(b"OFF") {
            off.extend(ids(properties, b"OCGs"));
        }
        for id in ids(config, b"ON") {
            off.remove(&id);
        }
        off.extend(ids(config, b"OFF"));
        Layers { off }
    }

    /// Whether a group or membership dictionary hides its content.
    pub(super) fn hides(&self, file: &PdfFile, object: &Object) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if let Ok(id) = object.as_reference()
            && self.off.contains(&id)
        {
            return true;
        }
        let Some(dict) = file.as_dict(object) else {
            return false;
        };
        if file.name(dict, b"Type") != Some(b"OCMD") {
            return false;
        }
        let is_off = |group: &Object| group.as_reference().is_ok_and(|id| self.off.contains(&id));
        let groups: &[Object] = match dict.get(b"OCGs") {
            Ok(group @ Object::Reference(_))
                if !matches!(file.resolve(group), Object::Array(_)) =>
            {
                std::slice::from_ref(group)
            }
            _ => file.array(dict, b"OCGs").unwrap_or_default(),
        };
        if groups.is_empty() {
            return false;
        }
        match file.name(dict, b"P") {
            Some(b"AllOn") => groups.iter().any(is_off),
            Some(b"AnyOff") => !groups.iter().any(is_off),
            Some(b"AllOff") => !groups.iter().all(is_off),
            _ => groups.iter().all(is_off),
        }
    }
}
