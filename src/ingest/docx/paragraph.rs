//! A paragraph while it is read: what it holds, and what its properties say.

use super::story::SectionProperties;
use super::styles::ParagraphStyle;
use crate::ingest::flow;

/// A paragraph that is open, or waits to be joined with the next one.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) content: flow::Paragraph,
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
    /// The section that ends with this paragraph.
    pub(super) section: Option<Box<SectionProperties>>,
}

impl Paragraph {
    /// An empty paragraph of a style.
    pub(super) fn styled(style: ParagraphStyle) -> Self {
        Paragraph {
            style,
            ..Paragraph::default()
        }
    }
}
