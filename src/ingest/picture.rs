//! Sizes of embedded pictures from their first bytes, without decoding them.

/// Bytes of a picture that are looked at: a JPEG may carry 64 KiB of camera data, and a colour profile,
/// before its size.
pub(crate) const HEAD_BYTES: u64 = 256 << 10;

/// Pixels across and down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// The size a PNG, JPEG, GIF, BMP or EMF says it has; `None` for other kinds and damaged heads.
pub(crate) fn size(head: &[u8]) -> Option<Size> {
    if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        return sized(be32(head, 16)?, be32(head, 20)?);
    }
    if head.starts_with(b"GIF8") {
        return sized(le16(head, 6)?, le16(head, 8)?);
    }
    if head.starts_with(b"BM") {
        // Height is negative when the rows run from the top.
        let height = le32(head, 22)?.cast_signed().unsigned_abs();
        return sized(le32(head, 18)?, height);
    }
    if head.starts_with(b"\xFF\xD8") {
        return jpeg(head);
    }
    // EMF: record type 1 and the signature " EMF" at 40; bounds in pixels.
    if head.starts_with(&[1, 0, 0, 0]) && head.get(40..44) == Some(b" EMF") {
        let side = |from, to| -> Option<u32> {
            Some(
                le32(head, to)?
                    .cast_signed()
                    .saturating_sub(le32(head, from)?.cast_signed())
                    .unsigned_abs(),
            )
        };
        return sized(side(8, 16)?, side(12, 20)?);
    }
    None
}

/// The size in the first start-of-frame segment.
fn jpeg(head: &[u8]) -> Option<Size> {
    let mut at = 2_usize;
    loop {
        let marker = *head.get(at.checked_add(1)?)?;
        if *head.get(at)? != 0xFF {
            return None;
        }
        match marker {
            // Fill bytes and segments without a length.
            0xFF => at = at.checked_add(1)?,
            0x01 | 0xD0..=0xD8 => at = at.checked_add(2)?,
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                return sized(
                    be16(head, at.checked_add(7)?)?,
                    be16(head, at.checked_add(5)?)?,
                );
            }
            _ => {
                let length = be16(head, at.checked_add(2)?)?.max(2);
                at = at.checked_add(2)?.checked_add(length as usize)?;
            }
        }
    }
}

fn sized(width: u32, height: u32) -> Option<Size> {
    (width > 0 && height > 0).then_some(Size { width, height })
}

fn bytes<const N: usize>(head: &[u8], at: usize) -> Option<[u8; N]> {
    head.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn be16(head: &[u8], at: usize) -> Option<u32> {
    bytes(head, at).map(|b| u32::from(u16::from_be_bytes(b)))
}

fn le16(head: &[u8], at: usize) -> Option<u32> {
    bytes(head, at).map(|b| u32::from(u16::from_le_bytes(b)))
}

fn be32(head: &[u8], at: usize) -> Option<u32> {
    bytes(head, at).map(u32::from_be_bytes)
}

fn le32(head: &[u8], at: usize) -> Option<u32> {
    bytes(head, at).map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_png_and_jpeg() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 2, 128, 0, 0, 1, 224]);
        assert_eq!(
            size(&png),
            Some(Size {
                width: 640,
                height: 480
            })
        );
        let jpeg = [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 1, 224, 2, 128, 3,
        ];
        assert_eq!(
            size(&jpeg),
            Some(Size {
                width: 640,
                height: 480
            })
        );
    }

    #[test]
    fn truncated_heads_have_no_size() {
        assert_eq!(size(b"\x89PNG\r\n\x1a\n\0\0"), None);
        assert_eq!(size(&[0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF]), None);
        assert_eq!(size(&[0xFF, 0xD8]), None);
        assert_eq!(size(b""), None);
    }
}
