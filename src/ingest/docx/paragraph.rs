//! A paragraph while it is read: what it shows, what it hides, and what hangs on it.

use super::story::SectionProperties;
use super::styles::ParagraphStyle;
use crate::document::{Block, Link};

/// A paragraph that is open, or waits to be joined with the next one.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Text as shown so far.
    pub(super) text: String,
    /// Text that is there and not shown.
    pub(super) hidden: String,
    pub(super) style: ParagraphStyle,
    pub(super) style_id: Option<String>,
    /// Heading level set on the paragraph itself; 10 is body text.
    pub(super) outline: Option<u8>,
    /// List set on the paragraph itself; `0` takes it out of its style's list.
    pub(super) list: Option<String>,
    pub(super) list_level: Option<u8>,
    /// The paragraph mark is hidden.
    pub(super) mark_hidden: bool,
    /// The mark is deleted or only separates styles: the next paragraph continues this one.
    pub(super) joins_next: bool,
    /// Some of the text is not bold.
    pub(super) plain: bool,
    /// Part name and alternative text of the pictures.
    pub(super) pictures: Vec<(String, Option<String>)>,
    /// Relationship identifiers of charts and diagrams.
    pub(super) related: Vec<String>,
    /// Blocks of the text boxes anchored here.
    pub(super) after: Vec<Block>,
    /// The section that ends with this paragraph.
    pub(super) section: Option<Box<SectionProperties>>,
    /// Hyperlinks that are open: where their text begins, and their address.
    links: Vec<(usize, String)>,
}

impl Paragraph {
    /// An empty paragraph of a style.
    pub(super) fn styled(style: ParagraphStyle) -> Self {
        Paragraph {
            style,
            ..Paragraph::default()
        }
    }

    /// Adds a piece of text.
    pub(super) fn say(&mut self, text: &str, hidden: bool, bold: bool) {
        if hidden {
            self.hidden.push_str(text);
            return;
        }
        self.plain |= !bold && !text.trim().is_empty();
        self.text.push_str(text);
    }

    /// The text as shown, without the space around it.
    pub(super) fn shown(&self) -> &str {
        self.text.trim()
    }

    /// Begins with the content of the paragraph before, whose mark is gone.
    pub(super) fn take_over(&mut self, before: Paragraph) {
        self.text = before.text;
        self.hidden = before.hidden;
        self.plain = before.plain;
        self.pictures = before.pictures;
        self.related = before.related;
        self.after = before.after;
    }

    /// A hyperlink begins; the address is empty for a place in the document itself.
    pub(super) fn open_link(&mut self, target: String) {
        self.links.push((self.text.len(), target));
    }

    /// The innermost hyperlink ends.
    pub(super) fn close_link(&mut self) -> Option<Link> {
        let (start, target) = self.links.pop()?;
        let text = self.text.get(start..).unwrap_or_default().trim();
        (!target.is_empty()).then(|| Link {
            text: text.to_owned(),
            target,
        })
    }
}
