//! What the names of paragraph styles say.

/// The level that a style name in small letters promises: built-in names are English in every language version of Word;
/// the Thai ones are those people give to styles of their own.
pub(crate) fn heading_level(name: &str) -> Option<u8> {
    match name {
        "title" | "ชื่อเรื่อง" | "ชื่อเอกสาร" | "toc heading" =>
        {
            return Some(1);
        }
        "subtitle" | "ชื่อเรื่องรอง" => return Some(2),
        _ => {}
    }
    let rest = ["heading", "หัวเรื่อง", "หัวข้อ", "หัวเรือง"]
        .iter()
        .find_map(|start| name.strip_prefix(start))?;
    let digit = rest.chars().rfind(|c| !c.is_whitespace());
    match digit {
        None => Some(1),
        Some(c @ '1'..='9') => c.to_digit(10).and_then(|d| u8::try_from(d).ok()),
        Some(c @ '๑'..='๙') => u8::try_from(u32::from(c).saturating_sub(0x0E50)).ok(),
        // A name such as "heading 1 char": a style for other things.
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_by_english_and_thai_style_names() {
        assert_eq!(heading_level("heading 3"), Some(3));
        assert_eq!(heading_level("หัวข้อ ๒"), Some(2));
        assert_eq!(heading_level("หัวเรื่อง 1"), Some(1));
        assert_eq!(heading_level("title"), Some(1));
        assert_eq!(heading_level("header"), None);
        assert_eq!(heading_level("หัวกระดาษ"), None);
        assert_eq!(heading_level("heading 1 char"), None);
    }
}
