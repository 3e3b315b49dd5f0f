//! Pictures of places on the pages of a PDF, for people who check the evidence.
//!
//! In: the bytes of a PDF and places in it. Out: for each place a strip of its page as PNG, or nothing where the
//! page cannot be drawn. The renderer is foreign code that watches no clock: worker processes draw, see
//! [`crate::worker`].

use std::ops::RangeInclusive;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use serde::{Deserialize, Serialize};

use crate::document::Rect;

/// Pixels per point: Thai of 14 points is read without effort.
const SCALE: f32 = 1.5;

/// Most pixels of a page; larger ones, such as posters, are drawn smaller. A4 has 1.1 million.
const PIXELS: f32 = 12e6;

/// Points shown around a place: the line above and the line below.
const AROUND: f32 = 22.0;

/// Most points of a strip in each direction: the width of A4, and a third of its height.
const WIDTH: f32 = 600.0;
const HEIGHT: f32 = 280.0;

/// A place on a page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Page from 1.
    pub page: u32,
    /// Where on the page.
    pub bbox: Rect,
}

/// A strip of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// PNG in 16 shades of grey, as Base64.
    pub png: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The place in it, in pixels from the top left.
    pub place: Rect,
}

/// Draws places, in their order; nothing for those that cannot be drawn. Encrypted files cannot.
pub fn draw(pdf: Vec<u8>, places: &[Place]) -> Vec<Option<Picture>> {
    let nothing = || vec![None; places.len()];
    let Ok(pdf) = Pdf::new(pdf) else {
        return nothing();
    };
    let cache = RenderCache::new();
    let mut pictures = nothing();
    let mut by_page: Vec<usize> = (0..places.len()).collect();
    by_page.sort_by_key(|number| places.get(*number).map(|place| place.page));
    let mut drawn: Option<(u32, Option<Sheet>)> = None;
    for number in by_page {
        let Some(place) = places.get(number) else {
            continue;
        };
        if drawn.as_ref().is_none_or(|(page, _)| *page != place.page) {
            let index = (place.page as usize).checked_sub(1);
            let page = index.and_then(|index| pdf.pages().get(index));
            drawn = Some((place.page, page.and_then(|page| Sheet::of(page, &cache))));
        }
        if let (Some((_, Some(sheet))), Some(slot)) = (&drawn, pictures.get_mut(number)) {
            *slot = sheet.cut(place.bbox);
        }
    }
    pictures
}

/// A page, drawn.
struct Sheet {
    pixels: Pixmap,
    scale: f32,
}

impl Sheet {
    fn of<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>) -> Option<Sheet> {
        let (width, height) = page.render_dimensions();
        let area = width * height;
        if !area.is_finite() || width < 1.0 || height < 1.0 {
            return None;
        }
        let scale = SCALE.min((PIXELS / area).sqrt());
        // The renderer counts pixels in 16 bits.
        if width.max(height) * scale > f32::from(u16::MAX) {
            return None;
        }
        let pixels = render(
            page,
            cache,
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &PixmapSettings {
                x_scale: scale,
                y_scale: scale,
                bg_color: WHITE,
            },
        );
        Some(Sheet { pixels, scale })
    }

    /// The strip around a place.
    fn cut(&self, bbox: Rect) -> Option<Picture> {
        let (sheet_width, sheet_height) = (self.pixels.width(), self.pixels.height());
        // As wide as allowed, as high as needed.
        let (left, width) = self.span(bbox.x0, bbox.x1, WIDTH..=WIDTH, sheet_width)?;
        let (top, height) = self.span(bbox.y0, bbox.y1, 0.0..=HEIGHT, sheet_height)?;
        let stride = usize::from(sheet_width);
        let rows = self.pixels.data().chunks_exact(stride);
        let rows = rows.skip(usize::from(top)).take(usize::from(height));
        let mut shades = Vec::with_capacity(usize::from(height) * usize::from(width).div_ceil(2));
        for row in rows {
            let row = row.get(usize::from(left)..usize::from(left) + usize::from(width))?;
            for pair in row.chunks(2) {
                let shade = |number: usize| {
                    pair.get(number).map_or(0, |pixel| {
                        // Luma of ITU-R BT.601, in 16 shades.
                        let sum = u32::from(pixel.r) * 77
                            + u32::from(pixel.g) * 150
                            + u32::from(pixel.b) * 29;
                        (sum >> 12) as u8
                    })
                };
                shades.push(shade(0) << 4 | shade(1));
            }
        }
        let x = |value: f32| value * self.scale - f32::from(left);
        let y = |value: f32| value * self.scale - f32::from(top);
        Some(Picture {
            png: BASE64.encode(png(&shades, width, height)?),
            width: width.into(),
            height: height.into(),
            place: Rect::new(x(bbox.x0), y(bbox.y0), x(bbox.x1), y(bbox.y1)),
        })
    }

    /// The pixels from where to show a stretch with what is around it, and how many: within bounds in points, and
    /// within the side of the sheet.
    fn span(
        &self,
        from: f32,
        to: f32,
        bounds: RangeInclusive<f32>,
        side: u16,
    ) -> Option<(u16, u16)> {
        let side = f32::from(side);
        let (from, to) = ((from - AROUND) * self.scale, (to + AROUND) * self.scale);
        // Also false for what is no number.
        if !(from < side && to > 0.0) {
            return None;
        }
        let length = (to - from)
            .max(bounds.start() * self.scale)
            .min(bounds.end() * self.scale)
            .min(side);
        let spare = (length - (to - from)).max(0.0) / 2.0;
        let start = (from - spare).min(side - length).max(0.0);
        Some((start as u16, length as u16)).filter(|(_, length)| *length > 0)
    }
}

fn png(shades: &[u8], width: u16, height: u16) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width.into(), height.into());
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(shades).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(page: u32, y: f32) -> Place {
        Place {
            page,
            bbox: Rect::new(72.0, y, 200.0, y + 12.0),
        }
    }

    fn sample() -> Vec<u8> {
        include_bytes!("../rules/examples/table.pdf").to_vec()
    }

    #[test]
    fn a_place_is_shown_with_what_is_around_it() {
        let pictures = draw(sample(), &[place(1, 100.0)]);
        let picture = pictures[0].as_ref().unwrap();
        let around = 12.0 + 2.0 * AROUND;
        assert_eq!(picture.height, (around * SCALE) as u32);
        assert_eq!(picture.place.y0, AROUND * SCALE);
        let bytes = BASE64.decode(&picture.png).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((frame.width, frame.height), (picture.width, picture.height));
    }

    #[test]
    fn what_cannot_be_drawn_is_left_out() {
        let places = [
            place(0, 100.0),
            place(9, 100.0),
            place(1, 5000.0),
            place(1, f32::NAN),
        ];
        assert_eq!(draw(sample(), &places), vec![None; 4]);
        assert_eq!(draw(b"no file".to_vec(), &places), vec![None; 4]);
    }
}
