//! XML parts as a flat stream of elements and text, with namespaces resolved and depth bounded.
//!
//! In: the bytes of a part, in UTF-8 or UTF-16. Out: [`Node`]s. It decides for the office readers which
//! namespaces are the same thing: strict and transitional Office Open XML differ only in their addresses,
//! and a producer may call a namespace by any prefix. Nothing here recurses.

use std::borrow::Cow;
use std::time::Instant;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, PrefixDeclaration, ResolveResult};
use quick_xml::reader::NsReader;

use super::Limits;
use crate::document::{Warning, WarningCode};

/// The namespaces that carry meaning for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ns {
    /// WordprocessingML, transitional or strict.
    Word,
    /// SpreadsheetML, transitional or strict.
    Sheet,
    /// Office Math.
    Math,
    /// DrawingML main.
    Drawing,
    /// DrawingML anchors in word-processor files.
    WordDrawing,
    /// DrawingML anchors in workbooks.
    SheetDrawing,
    /// DrawingML charts.
    Chart,
    /// DrawingML diagrams (SmartArt).
    Diagram,
    /// DrawingML shapes of Word 2010 and later: shapes, groups, canvases and the Word extensions.
    WordShape,
    /// Markup compatibility.
    Compatibility,
    /// Relationship references (`r:id`).
    Reference,
    /// Package relationships.
    Package,
    /// Vector Markup Language, of Word 2007 and before.
    Vml,
    /// Office extensions of VML.
    VmlOffice,
    /// Dublin Core.
    DublinCore,
    /// Extended file properties.
    Properties,
    /// OpenDocument: office.
    OdfOffice,
    /// OpenDocument: text.
    OdfText,
    /// OpenDocument: table.
    OdfTable,
    /// OpenDocument: drawing.
    OdfDraw,
    /// OpenDocument: styles.
    OdfStyle,
    /// OpenDocument: metadata.
    OdfMeta,
    /// Any other, or none.
    Other,
}

/// Namespace addresses: ECMA-376 parts 1 and 4, ISO/IEC 29500 strict, OASIS OpenDocument 1.3 and the
/// Word extensions of [MS-DOCX].
const NAMESPACES: &[(&str, Ns)] = &[
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        Ns::Word,
    ),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", Ns::Word),
    (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        Ns::Sheet,
    ),
    ("http://purl.oclc.org/ooxml/spreadsheetml/main", Ns::Sheet),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        Ns::Math,
    ),
    ("http://purl.oclc.org/ooxml/officeDocument/math", Ns::Math),
    (
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        Ns::Drawing,
    ),
    ("http://purl.oclc.org/ooxml/drawingml/main", Ns::Drawing),
    (
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        Ns::WordDrawing,
    ),
    (
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        Ns::WordDrawing,
    ),
    (
        "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
        Ns::SheetDrawing,
    ),
    (
        "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
        Ns::SheetDrawing,
    ),
    (
        "http://schemas.openxmlformats.org/drawingml/2006/chart",
        Ns::Chart,
    ),
    ("http://purl.oclc.org/ooxml/drawingml/chart", Ns::Chart),
    (
        "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        Ns::Diagram,
    ),
    ("http://purl.oclc.org/ooxml/drawingml/diagram", Ns::Diagram),
    (
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        Ns::WordShape,
    ),
    (
        "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        Ns::WordShape,
    ),
    (
        "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
        Ns::WordShape,
    ),
    (
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
        Ns::WordShape,
    ),
    (
        "http://schemas.microsoft.com/office/word/2010/wordml",
        Ns::WordShape,
    ),
    (
        "http://schemas.microsoft.com/office/word/2012/wordml",
        Ns::WordShape,
    ),
    (
        "http://schemas.microsoft.com/office/drawing/2010/main",
        Ns::WordShape,
    ),
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        Ns::Compatibility,
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        Ns::Reference,
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        Ns::Reference,
    ),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships",
        Ns::Package,
    ),
    ("urn:schemas-microsoft-com:vml", Ns::Vml),
    ("urn:schemas-microsoft-com:office:office", Ns::VmlOffice),
    ("http://purl.org/dc/elements/1.1/", Ns::DublinCore),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        Ns::Properties,
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
        Ns::Properties,
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        Ns::OdfOffice,
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        Ns::OdfText,
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        Ns::OdfTable,
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        Ns::OdfDraw,
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        Ns::OdfStyle,
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        Ns::OdfMeta,
    ),
];

/// Elements inside elements after which a part is given up: nothing legitimate is near, and the
/// namespace resolver counts levels in 16 bits.
const HOPELESS_DEPTH: u32 = 60_000;

fn namespace(resolved: &ResolveResult<'_>) -> Ns {
    match resolved {
        ResolveResult::Bound(Namespace(address)) => NAMESPACES
            .iter()
            .find(|(known, _)| known == address)
            .map_or(Ns::Other, |(_, ns)| *ns),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => Ns::Other,
    }
}

/// One step through a part.
#[derive(Debug)]
pub(crate) enum Node<'x> {
    /// An element begins; an empty element begins and then ends.
    Start(Element<'x>),
    /// The innermost open element ends.
    End,
    /// Text with entities resolved.
    Text(Cow<'x, str>),
}

/// The start of an element.
#[derive(Debug)]
pub(crate) struct Element<'x> {
    /// Its namespace.
    pub(crate) ns: Ns,
    start: BytesStart<'x>,
}

impl Element<'_> {
    /// The name without prefix.
    pub(crate) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Namespace and name, for matching.
    pub(crate) fn key(&self) -> (Ns, &str) {
        (self.ns, self.name())
    }

    /// The first attribute of this name, whatever its prefix: the elements read here never carry two
    /// attributes that differ only in prefix and both matter.
    pub(crate) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let attribute = self
            .start
            .attributes()
            .with_checks(false)
            .map_while(Result::ok)
            .find(|a| a.key.local_name().into_inner() == name && !a.key.0.starts_with("xmlns"))?;
        Some(match quick_xml::escape::unescape(&attribute.value) {
            Ok(value) => Cow::Owned(value.into_owned()),
            Err(_) => attribute.value,
        })
    }

    /// An attribute as a number; `None` when absent or not a number.
    pub(crate) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// The value of a switch such as `<w:b/>` or `<w:b w:val="0"/>`: present means on.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.attribute(name)
            .is_none_or(|value| !matches!(&*value, "0" | "false" | "off" | "none"))
    }
}

/// Why a part could not be read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum XmlError {
    /// The markup is broken.
    Damaged(String),
    /// The time for the document is over.
    OutOfTime,
}

impl XmlError {
    /// As a warning of the document.
    pub(crate) fn warning(self, part: &str) -> Warning {
        match self {
            XmlError::Damaged(detail) => {
                Warning::of_file(WarningCode::PartDamaged, format!("{part}: {detail}"))
            }
            XmlError::OutOfTime => {
                Warning::of_file(WarningCode::StoppedAtLimit, format!("{part}: time"))
            }
        }
    }
}

/// What reading a part may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Elements inside elements; deeper ones are left out.
    pub(crate) depth: u32,
    /// When the time for the document is over.
    pub(crate) deadline: Instant,
}

impl Bounds {
    /// From now on.
    pub(crate) fn new(limits: &Limits) -> Self {
        Bounds {
            depth: limits.xml_depth,
            deadline: limits.deadline(),
        }
    }
}

/// Reads a part node by node.
pub(crate) struct XmlReader<'x> {
    reader: NsReader<&'x [u8]>,
    /// Elements that are open.
    depth: u32,
    bounds: Bounds,
    /// Events so far.
    events: u32,
    /// Elements were left out because they lay deeper than the bound.
    pub(crate) too_deep: bool,
    /// An error was returned; nothing follows.
    over: bool,
}

impl<'x> XmlReader<'x> {
    /// Starts at the beginning of a decoded part.
    pub(crate) fn new(text: &'x str, bounds: Bounds) -> Self {
        let mut reader = NsReader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        XmlReader {
            reader,
            depth: 0,
            bounds,
            events: 0,
            too_deep: false,
            over: false,
        }
    }

    /// The next node; `None` at the end, also when the part ends inside an element.
    pub(crate) fn next(&mut self) -> Result<Option<Node<'x>>, XmlError> {
        if self.over {
            return Ok(None);
        }
        loop {
            let (resolved, event) = match self.reader.read_resolved_event() {
                Ok((resolved, event)) => (namespace(&resolved), event),
                Err(error) => {
                    self.over = true;
                    return Err(XmlError::Damaged(error.to_string()));
                }
            };
            self.events = self.events.wrapping_add(1);
            // The clock is asked rarely: reading it costs more than a typical event.
            if self.events & 0xFFF == 0 && Instant::now() > self.bounds.deadline {
                self.over = true;
                return Err(XmlError::OutOfTime);
            }
            let hidden = self.depth > self.bounds.depth;
            match event {
                Event::Start(start) => {
                    self.depth = self.depth.saturating_add(1);
                    if self.depth > HOPELESS_DEPTH {
                        self.over = true;
                        return Err(XmlError::Damaged(format!(
                            "elements nested more than {HOPELESS_DEPTH} deep"
                        )));
                    }
                    if self.depth > self.bounds.depth {
                        self.too_deep = true;
                    } else {
                        return Ok(Some(Node::Start(Element {
                            ns: resolved,
                            start,
                        })));
                    }
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    if !hidden {
                        return Ok(Some(Node::End));
                    }
                }
                Event::Text(text) if !hidden => return Ok(Some(Node::Text(text.xml10_content()))),
                Event::CData(text) if !hidden => {
                    return Ok(Some(Node::Text(text.xml10_content())));
                }
                Event::GeneralRef(entity) if !hidden => {
                    let text = match entity.resolve_char_ref() {
                        Ok(Some(c)) => c.to_string(),
                        _ => quick_xml::escape::resolve_predefined_entity(&entity)
                            .unwrap_or_default()
                            .to_owned(),
                    };
                    return Ok(Some(Node::Text(Cow::Owned(text))));
                }
                Event::Eof => {
                    self.over = true;
                    return if self.depth == 0 {
                        Ok(None)
                    } else {
                        Err(XmlError::Damaged(
                            "the part ends inside an element".to_owned(),
                        ))
                    };
                }
                _ => {}
            }
        }
    }

    /// Passes over the content and the end of the element that was just started.
    pub(crate) fn skip(&mut self) -> Result<(), XmlError> {
        let mut open = 1_u32;
        while open > 0 {
            match self.next()? {
                Some(Node::Start(_)) => open = open.saturating_add(1),
                Some(Node::End) => open = open.saturating_sub(1),
                Some(Node::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    /// The text of the element that was just started, its descendants' included, up to its end.
    pub(crate) fn text(&mut self) -> Result<String, XmlError> {
        let mut open = 1_u32;
        let mut collected = String::new();
        while open > 0 {
            match self.next()? {
                Some(Node::Start(_)) => open = open.saturating_add(1),
                Some(Node::End) => open = open.saturating_sub(1),
                Some(Node::Text(text)) => collected.push_str(&text),
                None => break,
            }
        }
        Ok(collected)
    }

    /// What a prefix stands for here.
    pub(crate) fn meaning_of_prefix(&self, prefix: &str) -> Ns {
        let resolver = self.reader.resolver();
        let found = resolver
            .bindings()
            .find(|(declared, _)| *declared == PrefixDeclaration::Named(prefix))
            .map(|(_, address)| ResolveResult::Bound(address));
        found.map_or(Ns::Other, |resolved| namespace(&resolved))
    }
}

/// Decodes a part: UTF-16 with a byte order mark or without one, else UTF-8, else what it declares.
pub(crate) fn decode(bytes: Vec<u8>) -> String {
    let utf16 = match bytes.as_slice() {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = utf16 {
        return encoding.decode(&bytes).0.into_owned();
    }
    match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{FEFF}') {
            Some(rest) => rest.to_owned(),
            None => text,
        },
        Err(error) => {
            let bytes = error.into_bytes();
            let head = bytes.get(..200.min(bytes.len())).unwrap_or_default();
            let declared = declared_encoding(head).unwrap_or(encoding_rs::UTF_8);
            declared.decode(&bytes).0.into_owned()
        }
    }
}

/// The encoding an XML declaration names.
fn declared_encoding(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(head);
    let (_, rest) = head.split_once("encoding=")?;
    let quote = rest.chars().next()?;
    let label = rest.get(1..)?.split(quote).next()?;
    encoding_rs::Encoding::for_label(label.as_bytes())
}
