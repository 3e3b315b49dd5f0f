//! Captions: the line that names a table or a picture.
//!
//! In: the blocks of a page or section in order. The captions stay blocks of their own; tables and pictures
//! get their text.

use crate::document::Block;
use crate::thai::chars::is_numeric;

/// How captions of tables begin.
const TABLE_STARTS: &[&str] = &["ตาราง", "table"];

/// How captions of pictures begin.
const PICTURE_STARTS: &[&str] = &[
    "ภาพ",
    "รูป",
    "แผนภาพ",
    "แผนภูมิ",
    "แผนผัง",
    "แผนที่",
    "กราฟ",
    "figure",
    "fig.",
    "photo",
    "picture",
];

/// Words that begin like a caption and are none: ภาพรวม (overview), รูปแบบ (form) ...
const NOT_CAPTIONS: &[&str] = &[
    "ภาพรวม",
    "ภาพลักษณ์",
    "ภาพพจน์",
    "รูปแบบ",
    "รูปธรรม",
    "ตารางเวลา",
];

/// Characters of a caption; longer paragraphs speak about the picture.
const LONGEST: usize = 300;

/// Gives tables and pictures without a caption of their own the caption line beside them: a table's above,
/// a picture's below or else above. A visible line outranks a picture's alternative text.
pub(crate) fn assign(blocks: &mut [Block]) {
    for index in 0..blocks.len() {
        let caption = match blocks.get(index) {
            Some(Block::Table(table)) if table.caption.is_none() => {
                neighbour(blocks, index, false, TABLE_STARTS)
            }
            Some(Block::Image(_)) => neighbour(blocks, index, true, PICTURE_STARTS)
                .or_else(|| neighbour(blocks, index, false, PICTURE_STARTS)),
            _ => None,
        };
        match (caption, blocks.get_mut(index)) {
            (Some(caption), Some(Block::Table(table))) => table.caption = Some(caption),
            (Some(caption), Some(Block::Image(image))) => image.caption = Some(caption),
            _ => {}
        }
    }
}

/// The caption line next to a block, pictures of the same group passed over.
fn neighbour(blocks: &[Block], index: usize, below: bool, starts: &[&str]) -> Option<String> {
    /// Pictures that can share one caption.
    const GROUP: usize = 12;
    let is_line = |block: &&Block| !matches!(block, Block::Image(_));
    let line = if below {
        blocks
            .get(index.saturating_add(1)..)?
            .iter()
            .take(GROUP)
            .find(is_line)
    } else {
        blocks.get(..index)?.iter().rev().take(GROUP).find(is_line)
    }?;
    let (Block::Paragraph(text) | Block::Heading(text)) = line else {
        return None;
    };
    let text = text.text.trim();
    is_caption(text, starts).then(|| text.to_owned())
}

fn is_caption(text: &str, starts: &[&str]) -> bool {
    let lower = text.to_lowercase();
    starts.iter().any(|start| lower.starts_with(start))
        && !NOT_CAPTIONS.iter().any(|start| lower.starts_with(start))
        && text.chars().count() <= LONGEST
}

/// Alternative text, unless a program wrote it: file names and automatic descriptions say nothing to a
/// reader of the document.
pub(crate) fn meaningful(alternative: &str) -> Option<String> {
    let text = alternative.trim();
    let lower = text.to_lowercase();
    let automatic = lower.contains("description automatically generated")
        || lower.contains("คำอธิบายที่สร้างโดยอัตโนมัติ")
        || lower.contains("สร้างคำอธิบายโดยอัตโนมัติ");
    let file_name = lower.contains('\\')
        || lower.rsplit_once('.').is_some_and(|(_, end)| {
            matches!(
                end,
                "png" | "jpg" | "jpeg" | "gif" | "bmp" | "emf" | "wmf" | "tif" | "tiff"
            )
        });
    let generic = ["picture", "image", "รูปภาพ", "ภาพ"].iter().any(|word| {
        lower
            .strip_prefix(word)
            .is_some_and(|rest| rest.trim().chars().all(is_numeric))
    });
    (!text.is_empty() && !automatic && !file_name && !generic).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Image, Table, TextBlock};

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(TextBlock::plain(text))
    }

    fn caption(block: &Block) -> Option<&str> {
        match block {
            Block::Table(table) => table.caption.as_deref(),
            Block::Image(image) => image.caption.as_deref(),
            _ => None,
        }
    }

    #[test]
    fn pictures_share_the_line_below_and_tables_take_the_one_above() {
        let mut blocks = [
            paragraph("ตารางที่ ๑ ผลการดำเนินงาน"),
            Block::Table(Table::default()),
            Block::Image(Image::default()),
            Block::Image(Image::default()),
            paragraph("ภาพที่ 1 การประชุม"),
        ];
        assign(&mut blocks);
        assert_eq!(caption(&blocks[1]), Some("ตารางที่ ๑ ผลการดำเนินงาน"));
        assert_eq!(caption(&blocks[2]), Some("ภาพที่ 1 การประชุม"));
        assert_eq!(caption(&blocks[3]), Some("ภาพที่ 1 การประชุม"));
    }

    #[test]
    fn an_overview_is_no_caption() {
        let mut blocks = [
            Block::Image(Image::default()),
            paragraph("ภาพรวมของโครงการ"),
        ];
        assign(&mut blocks);
        assert_eq!(caption(&blocks[0]), None);
    }

    #[test]
    fn alternative_text_of_programs_is_left_out() {
        assert_eq!(meaningful("C:\\Users\\x\\IMG_1.jpg"), None);
        assert_eq!(meaningful("logo.png"), None);
        assert_eq!(
            meaningful("A person at a desk Description automatically generated"),
            None
        );
        assert_eq!(meaningful("Picture 1"), None);
        assert_eq!(
            meaningful("ตราสัญลักษณ์จังหวัด").as_deref(),
            Some("ตราสัญลักษณ์จังหวัด")
        );
    }
}
