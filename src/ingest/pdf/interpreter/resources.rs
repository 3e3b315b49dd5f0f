//! What content streams refer to by name: fonts, forms, pictures, graphics states; and annotations.

use super::state::State;
use super::{Interpreter, paint};
use crate::document::{Link, Rect};
use crate::ingest::pdf::fonts::Font;
use crate::ingest::pdf::lexer::Operand;
use crate::ingest::pdf::matrix::Matrix;
use lopdf::{Dictionary, Object, Stream};
use std::ptr;
use std::rc::Rc;

/// Names of fonts that are remembered on one page; real pages use some ten.
const NAMED: usize = 64;

/// A font that a name was found to mean: a page selects the same few hundreds of times.
pub(super) struct NamedFont<'f> {
    /// Where the name holds.
    resources: &'f Dictionary,
    name: Vec<u8>,
    font: (u16, Rc<Font>),
}

/// Annotations one page may have; forms have some hundreds.
const ANNOTATIONS: usize = 20_000;

impl<'f> Interpreter<'f, '_> {
    /// `Tf`
    pub(super) fn set_font(&mut self, name: &[u8], resources: Option<&'f Dictionary>) {
        let known = self.named.iter().find(|named| {
            resources.is_some_and(|resources| ptr::eq(named.resources, resources))
                && named.name == name
        });
        if let Some(known) = known {
            self.state.text.font = Some(known.font.clone());
            return;
        }
        let font = resources
            .and_then(|resources| self.file.dict(resources, b"Font"))
            .and_then(|fonts| fonts.get(name).ok());
        self.use_font(font);
        // A font without a number is another one each time.
        if let (Some(resources), Some(Object::Reference(_)), Some(font)) =
            (resources, font, &self.state.text.font)
            && self.named.len() < NAMED
        {
            self.named.push(NamedFont {
                resources,
                name: name.to_vec(),
                font: font.clone(),
            });
        }
    }

    fn use_font(&mut self, object: Option<&'f Object>) {
        let Some(font) =
            object.and_then(|object| self.file.fonts.load(self.file, object, self.budget))
        else {
            self.state.text.font = None;
            return;
        };
        let known = self.fonts.iter().position(|known| Rc::ptr_eq(known, &font));
        let index = known.unwrap_or(self.fonts.len());
        let Ok(number) = u16::try_from(index) else {
            self.state.text.font = None;
            return;
        };
        if known.is_none() {
            self.fonts.push(Rc::clone(&font));
        }
        self.state.text.font = Some((number, font));
    }

    /// `gs`: font, line width and transparency.
    pub(super) fn graphics_state(
        &mut self,
        operands: &[Operand<'_>],
        resources: Option<&'f Dictionary>,
    ) {
        let Some(dict) = operands.first().and_then(Operand::name).and_then(|name| {
            self.file
                .dict(self.file.dict(resources?, b"ExtGState")?, name)
        }) else {
            return;
        };
        if let Some(width) = self.file.number(dict, b"LW") {
            self.state.line_width = width;
        }
        if let Some(alpha) = self.file.number(dict, b"ca") {
            self.state.fill.transparent = alpha <= 0.0;
        }
        if let Some(alpha) = self.file.number(dict, b"CA") {
            self.state.stroke.transparent = alpha <= 0.0;
        }
        if let Some([font, size]) = self.file.array(dict, b"Font") {
            self.use_font(Some(font));
            self.state.text.size = self.file.as_number(size).unwrap_or(0.0);
        }
    }

    /// `Do`
    pub(super) fn draw_object(&mut self, name: &[u8], resources: Option<&'f Dictionary>) {
        let Some(object) = resources
            .and_then(|resources| self.file.dict(resources, b"XObject"))
            .and_then(|objects| objects.get(name).ok())
        else {
            return;
        };
        let Object::Stream(stream) = self.file.resolve(object) else {
            return;
        };
        let hidden = stream
            .dict
            .get(b"OC")
            .is_ok_and(|layer| self.layers.hides(self.file, layer));
        match self.file.name(&stream.dict, b"Subtype") {
            Some(b"Image") => {
                let mark = self.marks.current();
                if !hidden && !mark.hidden {
                    let pixels = |key: &[u8]| {
                        let n = self.file.integer(&stream.dict, key).unwrap_or(0);
                        u32::try_from(n).unwrap_or(0)
                    };
                    let size = (pixels(b"Width"), pixels(b"Height"));
                    let stored = Some(stream.content.as_slice());
                    paint::picture(&self.state, &mut self.page, size, stored);
                }
            }
            _ => {
                let depth = self.marks.depth();
                self.marks.begin_layer(hidden);
                self.run_form(object, stream, resources, None);
                self.marks.close_to(depth);
            }
        }
    }

    /// Runs a form with a matrix of its own, or that of the form.
    fn run_form(
        &mut self,
        object: &Object,
        stream: &'f Stream,
        resources: Option<&'f Dictionary>,
        placed: Option<Matrix>,
    ) {
        let id = object.as_reference().ok();
        if id.is_some_and(|id| self.running.contains(&id)) {
            return;
        }
        if self.depth >= self.budget.form_depth {
            self.budget.exceed("form depth");
            return;
        }
        if !self.budget.form() {
            return;
        }
        let Some(content) = self.file.data(stream, self.budget) else {
            return;
        };
        let before = self.state.clone();
        let (saved, place) = (std::mem::take(&mut self.saved), self.place);
        let matrix = self
            .file
            .numbers::<6>(&stream.dict, b"Matrix")
            .map_or(Matrix::IDENTITY, Matrix::new);
        self.state.ctm = matrix
            .then(&placed.unwrap_or(Matrix::IDENTITY))
            .then(&self.state.ctm);
        if let Some(bounds) = self.file.numbers::<4>(&stream.dict, b"BBox") {
            let clip = self.state.ctm.apply_rect(bounds);
            self.state.clip_to(clip);
        }
        let own = self.file.dict(&stream.dict, b"Resources");
        self.running.extend(id);
        self.depth = self.depth.saturating_add(1);
        self.run(&content, own.or(resources));
        self.depth = self.depth.saturating_sub(1);
        if id.is_some() {
            self.running.pop();
        }
        self.state = before;
        self.saved = saved;
        self.place = place;
    }

    /// An inline picture.
    pub(super) fn inline_image(&mut self, image: &Operand<'_>) {
        let pixels = |long: &[u8], short: &[u8]| {
            image
                .entry(short)
                .or_else(|| image.entry(long))
                .and_then(Operand::number)
                .map_or(0, |n| n as u32)
        };
        let mark = self.marks.current();
        if !mark.hidden {
            let size = (pixels(b"Width", b"W"), pixels(b"Height", b"H"));
            paint::picture(&self.state, &mut self.page, size, None);
        }
    }

    /// Links, and the appearance of filled form fields and of text set on the page by a reader.
    pub(super) fn annotations(&mut self, page: &'f Dictionary, initial: State) {
        let annotations = self.file.array(page, b"Annots").unwrap_or_default();
        for annotation in annotations.iter().take(ANNOTATIONS) {
            let Some(dict) = self.file.as_dict(annotation) else {
                continue;
            };
            self.state = initial.clone();
            self.saved.clear();
            match self.file.name(dict, b"Subtype") {
                Some(b"Link") => self.link(dict),
                Some(b"Widget" | b"FreeText" | b"Stamp") => self.appearance(dict),
                _ => {}
            }
        }
    }

    fn link(&mut self, dict: &Dictionary) {
        let target = self
            .file
            .dict(dict, b"A")
            .and_then(|action| self.file.text(action, b"URI"));
        if let (Some(target), Some(rect)) = (target, self.file.numbers::<4>(dict, b"Rect")) {
            let rect: Rect = self.state.ctm.apply_rect(rect);
            let link = Link {
                text: String::new(),
                target,
            };
            self.page.links.push((rect, link));
        }
    }

    fn appearance(&mut self, dict: &'f Dictionary) {
        // Bit 2 hides an annotation, bit 6 hides it on screen.
        let flags = self.file.integer(dict, b"F").unwrap_or(0);
        if flags & 0b10_0010 != 0 {
            return;
        }
        let Some(states) = self.file.dict(dict, b"AP") else {
            return;
        };
        let Ok(normal) = states.get(b"N") else { return };
        let object = match self.file.resolve(normal) {
            Object::Dictionary(by_state) => {
                let Some(object) = self
                    .file
                    .name(dict, b"AS")
                    .and_then(|state| by_state.get(state).ok())
                else {
                    return;
                };
                object
            }
            _ => normal,
        };
        let Object::Stream(stream) = self.file.resolve(object) else {
            return;
        };
        let (Some([rx0, ry0, rx1, ry1]), Some(bounds)) = (
            self.file.numbers::<4>(dict, b"Rect"),
            self.file.numbers::<4>(&stream.dict, b"BBox"),
        ) else {
            return;
        };
        // The form's box, after its own matrix, is fitted into the annotation's rectangle.
        let matrix = self
            .file
            .numbers::<6>(&stream.dict, b"Matrix")
            .map_or(Matrix::IDENTITY, Matrix::new);
        let from = matrix.apply_rect(bounds);
        let (fw, fh) = (f64::from(from.width()), f64::from(from.height()));
        let (sx, sy) = (
            if fw > 0.0 {
                (rx1 - rx0).abs() / fw
            } else {
                1.0
            },
            if fh > 0.0 {
                (ry1 - ry0).abs() / fh
            } else {
                1.0
            },
        );
        let placed = Matrix::new([
            sx,
            0.0,
            0.0,
            sy,
            rx0.min(rx1) - f64::from(from.x0) * sx,
            ry0.min(ry1) - f64::from(from.y0) * sy,
        ]);
        self.run_form(object, stream, None, Some(placed));
    }
}
