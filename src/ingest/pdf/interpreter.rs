//! Runs the content streams of a page.
//!
//! In: a page of a [`PdfFile`] and a budget. Out: a [`PageContent`] of glyphs with text, lines, boxes and pictures
//! on the page as shown. Text is decided only after the whole page has run ([`finish`]), when it is known what the
//! page does with each font.

mod finish;
mod marked;
mod paint;
mod resources;
mod state;
#[cfg(test)]
mod tests;
mod text;

use super::content::PageContent;
use super::fonts::Font;
use super::lexer::{Lexer, Operand};
use super::matrix::Matrix;
use super::objects::{Budget, PdfFile};
use crate::document::Rect;
use lopdf::{Dictionary, Object, ObjectId};
use marked::{Layers, Marks, Properties};
use paint::Path;
use resources::NamedFont;
use state::State;
use std::rc::Rc;
use text::{RawGlyph, TextPlace};

/// Operands kept before one operator; `scn` and `Tm` need six, colour functions up to 32.
const OPERANDS: usize = 64;

/// Saved graphics states; real pages stay under 50.
const SAVED_STATES: usize = 2_000;

/// Bytes of a content stream that draw one glyph, at least; and glyphs that room is made for before a page is run,
/// a page of small print: growing step by step costs more than room that is not used.
const GLYPH_BYTES: usize = 8;
const GLYPHS_EXPECTED: usize = 4_096;

/// The page size when the file gives none, in points: A4, which every Thai agency prints on.
const DEFAULT_PAGE: [f64; 4] = [0.0, 0.0, 595.276, 841.89];

/// Runs one page, counted from 0.
pub(crate) fn page_content(file: &PdfFile, index: usize, budget: &mut Budget) -> PageContent {
    budget.start_page();
    let mut page = PageContent {
        number: u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1),
        ..PageContent::default()
    };
    let Some(dict) = file.page(index) else {
        return page;
    };
    let (ctm, width, height) = page_space(file, dict);
    page.width = width as f32;
    page.height = height as f32;
    let clip = Rect::new(0.0, 0.0, page.width, page.height);
    let mut interpreter = Interpreter {
        file,
        budget,
        page,
        state: State::new(ctm, clip),
        saved: Vec::new(),
        path: Path::default(),
        current: (0.0, 0.0),
        place: TextPlace::default(),
        marks: Marks::default(),
        layers: Layers::read(file),
        fonts: Vec::new(),
        named: Vec::new(),
        raw: Vec::new(),
        running: Vec::new(),
        depth: 0,
    };
    let resources = file
        .inherited(dict, b"Resources")
        .and_then(|object| file.as_dict(object));
    let content = interpreter.page_stream(dict);
    interpreter
        .raw
        .reserve((content.len() / GLYPH_BYTES).min(GLYPHS_EXPECTED));
    interpreter.run(&content, resources);
    interpreter.marks.close_to(0);
    interpreter.annotations(dict, State::new(ctm, clip));
    interpreter.finish()
}

/// From default user space to the page as shown: crop box, rotation, y downwards; and the size shown.
fn page_space(file: &PdfFile, dict: &Dictionary) -> (Matrix, f64, f64) {
    let numbers = |key: &[u8]| -> Option<[f64; 4]> {
        let Object::Array(items) = file.inherited(dict, key)? else {
            return None;
        };
        let mut numbers = [0.0; 4];
        for (slot, item) in numbers.iter_mut().zip(items) {
            *slot = file.as_number(item)?;
        }
        let [xa, ya, xb, yb] = numbers;
        let sorted = [xa.min(xb), ya.min(yb), xa.max(xb), ya.max(yb)];
        (items.len() >= 4 && (xa - xb).abs() > 1.0 && (ya - yb).abs() > 1.0).then_some(sorted)
    };
    let media = numbers(b"MediaBox").unwrap_or(DEFAULT_PAGE);
    let crop = numbers(b"CropBox").unwrap_or(media);
    let [mx0, my0, mx1, my1] = media;
    let [cx0, cy0, cx1, cy1] = crop;
    let mut shown = [cx0.max(mx0), cy0.max(my0), cx1.min(mx1), cy1.min(my1)];
    let [x0, y0, x1, y1] = shown;
    if x1 - x0 < 1.0 || y1 - y0 < 1.0 {
        shown = media;
    }
    let [x0, y0, x1, y1] = shown;
    let (w, h) = (x1 - x0, y1 - y0);
    let turn = match file.inherited(dict, b"Rotate") {
        Some(object) => file.as_number(object).unwrap_or(0.0).rem_euclid(360.0),
        None => 0.0,
    };
    let quarter = (turn / 90.0).round() as i64;
    let (matrix, w, h) = match quarter {
        1 => (Matrix::new([0.0, 1.0, 1.0, 0.0, -y0, -x0]), h, w),
        2 => (Matrix::new([-1.0, 0.0, 0.0, 1.0, x1, -y0]), w, h),
        3 => (Matrix::new([0.0, -1.0, -1.0, 0.0, y1, x1]), h, w),
        _ => (Matrix::new([1.0, 0.0, 0.0, -1.0, -x0, y1]), w, h),
    };
    (matrix, w, h)
}

/// The machine that runs content streams.
struct Interpreter<'f, 'b> {
    file: &'f PdfFile,
    budget: &'b mut Budget,
    page: PageContent,
    state: State,
    saved: Vec<State>,
    path: Path,
    /// The current point, on the page as shown.
    current: (f64, f64),
    place: TextPlace,
    marks: Marks,
    layers: Layers,
    /// Fonts used on this page.
    fonts: Vec<Rc<Font>>,
    /// Fonts by the names they were selected with.
    named: Vec<NamedFont<'f>>,
    raw: Vec<RawGlyph>,
    /// Forms being run, against forms that draw themselves.
    running: Vec<ObjectId>,
    depth: u32,
}

impl<'f> Interpreter<'f, '_> {
    /// The content streams of a page as one.
    fn page_stream(&mut self, page: &Dictionary) -> Vec<u8> {
        let streams: Vec<&Object> = match self.file.get(page, b"Contents") {
            Some(Object::Array(items)) => items.iter().collect(),
            Some(object) => vec![object],
            None => Vec::new(),
        };
        let mut content = Vec::new();
        for object in streams {
            if let Object::Stream(stream) = self.file.resolve(object)
                && let Some(data) = self.file.data(stream, self.budget)
            {
                // Streams join between tokens.
                content.extend_from_slice(&data);
                content.push(b'\n');
            }
        }
        content
    }

    fn run(&mut self, content: &[u8], resources: Option<&'f Dictionary>) {
        let mut lexer = Lexer::new(content);
        let mut operands = Vec::new();
        while let Some(operator) = lexer.operator(&mut operands, OPERANDS) {
            if !self.budget.operator() {
                return;
            }
            if operator == b"BI" {
                let image = lexer.inline_image();
                self.inline_image(&image);
                continue;
            }
            self.operator(operator, &operands, resources);
        }
    }

    fn operator(
        &mut self,
        operator: &[u8],
        operands: &[Operand<'_>],
        resources: Option<&'f Dictionary>,
    ) {
        let numbers = |index: usize| operands.get(index).and_then(Operand::number).unwrap_or(0.0);
        let first = numbers(0);
        match operator {
            // Graphics state.
            b"q" if self.saved.len() < SAVED_STATES => self.saved.push(self.state.clone()),
            // Deeper than any real file nests: not saved.
            b"q" => {}
            b"Q" => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = six(operands) {
                    self.state.ctm = matrix.then(&self.state.ctm);
                }
            }
            b"w" => self.state.line_width = first.abs(),
            b"gs" => self.graphics_state(operands, resources),
            // Colour.
            b"g" | b"rg" | b"k" | b"sc" | b"scn" | b"G" | b"RG" | b"K" | b"SC" | b"SCN" => {
                let stroke = operator.first().is_some_and(u8::is_ascii_uppercase);
                let paint = if stroke {
                    &mut self.state.stroke
                } else {
                    &mut self.state.fill
                };
                if matches!(operator, b"g" | b"G") {
                    paint.gray_space = true;
                }
                paint.set(operands.iter().filter_map(Operand::number));
            }
            b"cs" | b"CS" => {
                let paint = if operator == b"CS" {
                    &mut self.state.stroke
                } else {
                    &mut self.state.fill
                };
                let name = operands.first().and_then(Operand::name);
                paint.gray_space = matches!(name, Some(b"DeviceGray" | b"CalGray" | b"G"));
                paint.white = false;
            }
            // Paths.
            b"m" => {
                let point = self.state.ctm.apply(first, numbers(1));
                self.path.move_to(point);
                self.current = point;
            }
            b"l" => {
                let point = self.state.ctm.apply(first, numbers(1));
                self.path.line_to(point, false);
                self.current = point;
            }
            b"c" | b"v" | b"y" => {
                let at = if operator == b"c" { 4 } else { 2 };
                let point = self
                    .state
                    .ctm
                    .apply(numbers(at), numbers(at.saturating_add(1)));
                self.path.line_to(point, true);
                self.current = point;
            }
            b"h" => self.path.close(),
            b"re" => self
                .path
                .rectangle(&self.state.ctm, [first, numbers(1), numbers(2), numbers(3)]),
            b"W" | b"W*" => self.path.clips = true,
            b"S" => self.paint(false, true, false),
            b"s" => self.paint(false, true, true),
            b"f" | b"F" | b"f*" => self.paint(true, false, false),
            b"B" | b"B*" => self.paint(true, true, false),
            b"b" | b"b*" => self.paint(true, true, true),
            b"n" => self.paint(false, false, false),
            // Text.
            b"BT" => self.place = TextPlace::default(),
            b"Tc" => self.state.text.char_space = first,
            b"Tw" => self.state.text.word_space = first,
            b"Tz" => self.state.text.horizontal = first / 100.0,
            b"TL" => self.state.text.leading = first,
            b"Ts" => self.state.text.rise = first,
            b"Tr" => self.state.text.mode = first as i64,
            b"Tf" => {
                if let Some(name) = operands.first().and_then(Operand::name) {
                    self.set_font(name, resources);
                }
                self.state.text.size = numbers(1);
            }
            b"Td" => self.place.next_line(first, numbers(1)),
            b"TD" => {
                self.state.text.leading = -numbers(1);
                self.place.next_line(first, numbers(1));
            }
            b"Tm" => {
                if let Some(matrix) = six(operands) {
                    self.place = TextPlace {
                        matrix,
                        line: matrix,
                    };
                }
            }
            b"T*" => self.place.next_line(0.0, -self.state.text.leading),
            b"Tj" => self.show_operand(operands.first()),
            b"TJ" => {
                if let Some(Operand::Array(items)) = operands.first() {
                    self.show(items);
                }
            }
            b"'" => {
                self.place.next_line(0.0, -self.state.text.leading);
                self.show_operand(operands.first());
            }
            b"\"" => {
                self.state.text.word_space = first;
                self.state.text.char_space = numbers(1);
                self.place.next_line(0.0, -self.state.text.leading);
                self.show_operand(operands.get(2));
            }
            // Marked content.
            b"BMC" | b"BDC" => {
                let tag = operands.first().and_then(Operand::name);
                let mut properties =
                    Properties::read(operands.get(1), tag, self.file, resources, &self.layers);
                if self.depth > 0 {
                    properties.mcid = None;
                }
                self.marks.begin(tag, &properties);
            }
            b"EMC" => self.marks.end(),
            b"Do" => {
                if let Some(name) = operands.first().and_then(Operand::name) {
                    self.draw_object(name, resources);
                }
            }
            _ => {}
        }
    }

    fn show_operand(&mut self, operand: Option<&Operand<'_>>) {
        match operand {
            // Some writers give `Tj` an array.
            Some(Operand::Array(items)) => self.show(items),
            Some(string @ Operand::Text(_)) => self.show(std::slice::from_ref(string)),
            _ => {}
        }
    }

    fn paint(&mut self, fill: bool, stroke: bool, close: bool) {
        if close {
            self.path.close();
        }
        let hidden = self.marks.current().hidden;
        self.path.paint(
            fill && !hidden,
            stroke && !hidden,
            &mut self.state,
            &mut self.page,
        );
    }
}

fn six(operands: &[Operand<'_>]) -> Option<Matrix> {
    let mut numbers = [0.0; 6];
    for (index, slot) in numbers.iter_mut().enumerate() {
        *slot = operands.get(index)?.number()?;
    }
    Some(Matrix::new(numbers))
}
