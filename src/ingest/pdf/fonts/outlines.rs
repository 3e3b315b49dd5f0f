//! Glyphs known by their shape.
//!
//! Some copies of a PDF destroy every map (`ps2pdf`, Ghostscript's rewriting of Chromium files) but keep the outlines.
//! Two comparisons help: with glyphs of the same font that are mapped (a tone mark drawn higher over a tall letter
//! is the same tone mark), and with the fingerprints of the Thai fonts that may be freely used. Neither is ever asked
//! while the maps give plausible text.
//!
//! `outlines.bin` holds the fingerprints of the regular and bold faces of Sarabun, Kanit, Prompt and Noto Sans Thai
//! (SIL Open Font License) and of the fonts of the Thai Linux Working Group (GPL with font exception; Laksaman has
//! the shapes of TH Sarabun New). ญ and ฐ are there a second time without their foot, as shaping draws them over a vowel
//! below; no character stands for that glyph, so that maps often leave it out. A fingerprint is a measurement: no outline can be drawn from it. The test
//! `fingerprints_are_made_from_fonts` makes the file anew.

use crate::document::Rect;
use crate::ingest::pdf::matrix::bounds;
use skrifa::outline::OutlinePen;
use std::collections::BTreeMap;

/// Cells across and down the box of a glyph.
const GRID: usize = 12;

/// Bytes of the grid: one bit per cell.
const GRID_BYTES: usize = GRID * GRID / 8;

/// Words of the grid.
const WORDS: usize = GRID_BYTES.div_ceil(8);

/// Bytes of one record: character, face, box, grid.
const RECORD: usize = 4 + 2 + 6 + GRID_BYTES;

/// Cells of two drawings of one glyph that may differ, out of 144: curves are approximated differently, and the
/// grid falls differently on rounded coordinates. Different letters differ by 25 and more.
const DIFFERENT_CELLS: u32 = 9;

/// By how much two boxes of one glyph may differ, as the logarithm of the ratio of their sides.
const DIFFERENT_SIZE: f64 = 0.06;

/// The same for a mark and its smaller or raised variant in one font, in size and in proportion.
const VARIANT_SIZE: f64 = 0.45;
const VARIANT_PROPORTION: f64 = 0.12;

/// The sizes as ratios, rounded up: what is beyond them needs no logarithm.
const DIFFERENT_RATIO: f64 = 1.07;
const VARIANT_RATIO: f64 = 1.6;

/// What a glyph of another face than that of the others costs, and what a variant of a mark costs, in cells: a full
/// stop of any font is more likely than a phinthu out of place.
const STRANGE: f64 = 15.0;
const VARIANT: f64 = 20.0;

/// A glyph that ends no higher than this is below the letters, in thousandths of the em: marks below end at the
/// baseline or under it.
const BELOW: i16 = 50;

/// A glyph that begins no lower than this is above the letters. Thai letters are 500 to 600 high, marks begin there,
/// and only smaller ones lower.
const ABOVE: i16 = 250;

/// How far a mark may reach beyond its origin, in thousandths of the em.
const BEHIND: f32 = 50.0;

/// The fingerprints, in the order of their widths.
static KNOWN: &[u8] = include_bytes!("outlines.bin");

/// The shape of one glyph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fingerprint {
    /// Box of the outline in thousandths of the em: width, height, lower edge.
    width: i16,
    height: i16,
    bottom: i16,
    /// Bits in words, which are compared faster than bytes: nearly all of a search is this.
    grid: [u64; WORDS],
}

/// On which side of a letter a mark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Above,
    Below,
}

impl Place {
    /// The side where a mark belongs.
    pub(super) fn of_mark(mark: char) -> Self {
        if matches!(mark, '\u{0E38}'..='\u{0E3A}') {
            Place::Below
        } else {
            Place::Above
        }
    }
}

/// Collects an outline as straight pieces.
#[derive(Debug, Default)]
pub(super) struct Outline {
    edges: Vec<[f32; 4]>,
    /// Where contours begin among the edges.
    contours: Vec<usize>,
    start: (f32, f32),
    last: (f32, f32),
}

impl Outline {
    fn edge(&mut self, x: f32, y: f32) {
        // Outlines of letters have some hundred pieces; hostile ones end here.
        if self.edges.len() < 20_000 {
            self.edges.push([self.last.0, self.last.1, x, y]);
        }
        self.last = (x, y);
    }

    /// Whether nothing is drawn.
    pub(super) fn is_blank(&self) -> bool {
        self.edges.is_empty()
    }

    /// Its contours with the boxes around them.
    fn contours(&self) -> Vec<(Rect, &[[f32; 4]])> {
        let ends = self
            .contours
            .iter()
            .skip(1)
            .copied()
            .chain([self.edges.len()]);
        self.contours
            .iter()
            .zip(ends)
            .filter_map(|(start, end)| {
                let edges = self
                    .edges
                    .get(*start..end)
                    .filter(|edges| !edges.is_empty())?;
                let points = edges
                    .iter()
                    .flat_map(|&[xa, ya, xb, yb]| [(xa, ya), (xb, yb)]);
                Some((
                    bounds(points.map(|(x, y)| (f64::from(x), f64::from(y)))),
                    edges,
                ))
            })
            .collect()
    }

    /// What is drawn over a ring, the lowest contour with its hole; `None` when there is no such ring, or nothing over it.
    pub(super) fn over_ring(&self) -> Option<Outline> {
        let mut contours = self.contours();
        // Of two that begin at one height the larger is the outer one.
        contours.sort_by(|(a, _), (b, _)| a.y0.total_cmp(&b.y0).then(b.y1.total_cmp(&a.y1)));
        let (ring, _) = *contours.first()?;
        let (hole, over): (Vec<_>, Vec<_>) = contours
            .into_iter()
            .skip(1)
            .partition(|(bbox, _)| bbox.x0 >= ring.x0 && bbox.x1 <= ring.x1 && bbox.y1 <= ring.y1);
        let edges = over
            .into_iter()
            .flat_map(|(_, edges)| edges.to_vec())
            .collect();
        (!hole.is_empty()).then(|| Outline {
            edges,
            ..Outline::default()
        })
    }

    /// Whether it is drawn over what stands before it, as marks are, also where they are given room.
    pub(super) fn is_behind(&self) -> bool {
        self.bounds().is_some_and(|[.., right, _]| right <= BEHIND)
    }

    /// The box; `None` when nothing is drawn.
    fn bounds(&self) -> Option<[f32; 4]> {
        let mut bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        for &[xa, ya, xb, yb] in &self.edges {
            let [x0, y0, x1, y1] = bounds;
            bounds = [
                x0.min(xa).min(xb),
                y0.min(ya).min(yb),
                x1.max(xa).max(xb),
                y1.max(ya).max(yb),
            ];
        }
        let [x0, y0, x1, y1] = bounds;
        let thin = !(x1 - x0).is_finite() || x1 - x0 < 1.0 || y1 - y0 < 1.0;
        (!thin && !self.edges.is_empty()).then_some(bounds)
    }

    /// On which side of a letter this is drawn; `None` when it reaches into the letter.
    pub(super) fn place(&self) -> Option<Place> {
        let [_, y0, _, y1] = self.bounds()?;
        place(y0 as i16, (y1 - y0) as i16)
    }

    /// The shape; `None` when nothing is drawn.
    pub(super) fn fingerprint(&self) -> Option<Fingerprint> {
        let [x0, y0, x1, y1] = self.bounds()?;
        let mut grid = [0_u64; WORDS];
        let step = |from: f32, to: f32, cell: usize| {
            from + (to - from) * (cell as f32 + 0.5) / GRID as f32
        };
        // Where a row crosses the outline, and in which direction.
        let mut crossings: Vec<(f32, i32)> = Vec::new();
        for row in 0..GRID {
            let y = step(y0, y1, row);
            let crossing = self
                .edges
                .iter()
                .filter(|[_, ya, _, yb]| (*ya <= y) != (*yb <= y));
            crossings.clear();
            crossings.extend(crossing.map(|&[xa, ya, xb, yb]| {
                (
                    xa + (y - ya) / (yb - ya) * (xb - xa),
                    if yb > ya { 1 } else { -1 },
                )
            }));
            crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
            for column in 0..GRID {
                let x = step(x0, x1, column);
                let winding: i32 = crossings
                    .iter()
                    .take_while(|(at, _)| *at < x)
                    .map(|(_, direction)| direction)
                    .sum();
                let cell = row.saturating_mul(GRID).saturating_add(column);
                if winding != 0
                    && let Some(word) = grid.get_mut(cell / 64)
                {
                    *word |= 1 << (cell % 64);
                }
            }
        }
        Some(Fingerprint {
            width: (x1 - x0) as i16,
            height: (y1 - y0) as i16,
            bottom: y0 as i16,
            grid,
        })
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.contours.push(self.edges.len());
        self.start = (x, y);
        self.last = (x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.edge(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (sx, sy) = self.last;
        for part in 1_u8..=6 {
            let t = f32::from(part) / 6.0;
            let u = 1.0 - t;
            self.edge(
                u * u * sx + 2.0 * u * t * cx + t * t * x,
                u * u * sy + 2.0 * u * t * cy + t * t * y,
            );
        }
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (sx, sy) = self.last;
        for part in 1_u8..=8 {
            let t = f32::from(part) / 8.0;
            let u = 1.0 - t;
            let (p, q, r, s) = (u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t);
            self.edge(
                p * sx + q * ax + r * bx + s * x,
                p * sy + q * ay + r * by + s * y,
            );
        }
    }

    fn close(&mut self) {
        let (x, y) = self.start;
        if self.last != self.start {
            self.edge(x, y);
        }
    }
}

/// Where a box stands, by its lower edge and its height in thousandths of the em.
fn place(bottom: i16, height: i16) -> Option<Place> {
    if bottom.saturating_add(height) <= BELOW && bottom < 0 {
        Some(Place::Below)
    } else {
        (bottom >= ABOVE).then_some(Place::Above)
    }
}

/// A side as it is compared: a thin stroke may differ by a unit or two of rounding.
fn side(units: i16) -> f64 {
    f64::from(units) + 8.0
}

impl Fingerprint {
    /// On which side of a letter this is drawn; `None` when it reaches into the letter.
    pub(super) fn place(&self) -> Option<Place> {
        place(self.bottom, self.height)
    }

    fn different_cells(&self, other: &Fingerprint) -> u32 {
        self.grid
            .iter()
            .zip(&other.grid)
            .map(|(a, b)| (a ^ b).count_ones())
            .sum()
    }

    /// Whether no side of one is longer than `most` sides of the other.
    fn is_about(&self, other: &Fingerprint, most: f64) -> bool {
        let alike = |a: i16, b: i16| side(a) <= most * side(b) && side(b) <= most * side(a);
        alike(self.width, other.width) && alike(self.height, other.height)
    }

    /// Logarithms of the ratios of widths and of heights.
    fn ratios(&self, other: &Fingerprint) -> (f64, f64) {
        let ratio = |a: i16, b: i16| (side(a) / side(b)).ln();
        (
            ratio(self.width, other.width),
            ratio(self.height, other.height),
        )
    }

    /// Whether both are drawings of one glyph at one place; the less, the better.
    fn distance(&self, other: &Fingerprint) -> Option<f64> {
        // The cheapest test first: it turns away nearly everything.
        if !self.is_about(other, DIFFERENT_RATIO) {
            return None;
        }
        let cells = self.different_cells(other);
        if cells > DIFFERENT_CELLS {
            return None;
        }
        let (w, h) = self.ratios(other);
        let lift = f64::from(self.bottom.saturating_sub(other.bottom)).abs();
        if w.abs() > DIFFERENT_SIZE || h.abs() > DIFFERENT_SIZE || lift > 30.0 {
            return None;
        }
        Some(f64::from(cells) + 50.0 * (w.abs() + h.abs()) + lift / 10.0)
    }

    /// Whether this is a mark drawn smaller, larger or elsewhere than `other`; the less, the better.
    pub(super) fn variant_of(&self, other: &Fingerprint) -> Option<f64> {
        if !self.is_about(other, VARIANT_RATIO) {
            return None;
        }
        let cells = self.different_cells(other);
        if cells > DIFFERENT_CELLS {
            return None;
        }
        let (w, h) = self.ratios(other);
        if w.abs() > VARIANT_SIZE || h.abs() > VARIANT_SIZE || (w - h).abs() > VARIANT_PROPORTION {
            return None;
        }
        Some(f64::from(cells) + 20.0 * (w.abs() + h.abs()))
    }

    fn read(record: &[u8; RECORD]) -> Option<(char, u16, Fingerprint)> {
        let (character, rest) = record.split_first_chunk::<4>()?;
        let (face, rest) = rest.split_first_chunk::<2>()?;
        let (width, rest) = rest.split_first_chunk::<2>()?;
        let (height, rest) = rest.split_first_chunk::<2>()?;
        let (bottom, rest) = rest.split_first_chunk::<2>()?;
        let mut words = [0_u8; WORDS * 8];
        words.get_mut(..GRID_BYTES)?.copy_from_slice(rest);
        let mut grid = [0_u64; WORDS];
        for (word, bytes) in grid.iter_mut().zip(words.as_chunks().0) {
            *word = u64::from_le_bytes(*bytes);
        }
        Some((
            char::from_u32(u32::from_le_bytes(*character))?,
            u16::from_le_bytes(*face),
            Fingerprint {
                width: i16::from_le_bytes(*width),
                height: i16::from_le_bytes(*height),
                bottom: i16::from_le_bytes(*bottom),
                grid,
            },
        ))
    }
}

/// The width in a record, after the character and the face.
fn width_of(record: &[u8; RECORD]) -> i16 {
    let [_, _, _, _, _, _, low, high, ..] = *record;
    i16::from_le_bytes([low, high])
}

/// The known glyphs that are not more than `ratio` times wider or narrower than a width.
fn known_about(width: i16, ratio: f64) -> impl Iterator<Item = (char, u16, Fingerprint)> {
    let records = KNOWN.as_chunks::<RECORD>().0;
    let first = records.partition_point(|record| side(width) > ratio * side(width_of(record)));
    records
        .iter()
        .skip(first)
        .take_while(move |record| side(width_of(record)) <= ratio * side(width))
        .filter_map(Fingerprint::read)
}

/// The characters of glyphs by the known fonts, the face that knows most of them before any other.
/// Glyphs that no face knows are left out.
pub(super) fn identify(glyphs: &BTreeMap<u32, Fingerprint>) -> BTreeMap<u32, char> {
    let mut candidates: BTreeMap<u32, Vec<(u16, char, f64)>> = BTreeMap::new();
    let mut votes: BTreeMap<u16, u32> = BTreeMap::new();
    for (glyph, shape) in glyphs {
        for (character, face, known) in known_about(shape.width, VARIANT_RATIO) {
            if let Some(distance) = shape.distance(&known).or_else(|| {
                // Positional variants of marks are not in the list.
                is_mark(character)
                    .then(|| shape.variant_of(&known).map(|d| d + VARIANT))
                    .flatten()
            }) {
                let found = candidates.entry(*glyph).or_default();
                if !found.iter().any(|(other, ..)| *other == face) {
                    let count = votes.entry(face).or_default();
                    *count = count.saturating_add(1);
                }
                found.push((face, character, distance));
            }
        }
    }
    let face = votes
        .iter()
        .max_by_key(|(_, count)| **count)
        .map(|(face, _)| *face);
    candidates
        .into_iter()
        .filter_map(|(glyph, found)| {
            let cost = |(of, _, distance): &(u16, char, f64)| {
                distance + if Some(*of) == face { 0.0 } else { STRANGE }
            };
            let best = found.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)))?;
            Some((glyph, best.1))
        })
        .collect()
}

/// The mark whose shape in any known font is most like a glyph that must be a mark: of the marks on its side of the
/// letter, whatever its size.
pub(super) fn nearest_mark(glyph: &Fingerprint) -> Option<char> {
    nearest_mark_of(
        glyph,
        KNOWN.as_chunks().0.iter().filter_map(Fingerprint::read),
    )
}

fn nearest_mark_of(
    glyph: &Fingerprint,
    known: impl Iterator<Item = (char, u16, Fingerprint)>,
) -> Option<char> {
    let place = glyph.place()?;
    known
        .filter(|(character, ..)| is_mark(*character) && Place::of_mark(*character) == place)
        .map(|(character, _, other)| {
            let (w, h) = glyph.ratios(&other);
            // The grid is stretched over the box, so a flat shape and a tall one fill the same cells.
            let distance = f64::from(glyph.different_cells(&other)) + 20.0 * (w - h).abs();
            (character, distance)
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(character, _)| character)
}

/// Whether a character is a Thai vowel sign or tone mark without width.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character, '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pdf::fonts::program::Program;

    fn square(outline: &mut Outline, (x, y): (f32, f32), side: f32) {
        outline.move_to(x, y);
        outline.line_to(x + side, y);
        outline.line_to(x + side, y + side);
        outline.line_to(x, y + side);
        outline.close();
    }

    #[test]
    fn no_size_that_may_differ_is_beyond_its_ratio() {
        assert!(DIFFERENT_SIZE.exp() < DIFFERENT_RATIO);
        assert!(VARIANT_SIZE.exp() < VARIANT_RATIO);
    }

    #[test]
    fn what_stands_over_a_ring_is_told_from_it() {
        let mut ring = Outline::default();
        square(&mut ring, (-200.0, 700.0), 200.0);
        square(&mut ring, (-150.0, 750.0), 100.0);
        assert_eq!(ring.over_ring().unwrap().fingerprint(), None);
        let mut tone = Outline::default();
        square(&mut tone, (-180.0, 1000.0), 90.0);
        square(&mut ring, (-180.0, 1000.0), 90.0);
        assert_eq!(ring.over_ring().unwrap().fingerprint(), tone.fingerprint());
        assert!(tone.over_ring().is_none());
    }

    /// What the fingerprints cover: ASCII, Thai, and the signs of office texts.
    fn covered() -> impl Iterator<Item = char> {
        (' '..='~')
            .chain('ก'..='๛')
            .chain("“”‘’–—•…°×÷§©®€".chars())
    }

    /// A letter without the foot that it loses over a vowel below, where its font draws the foot by itself.
    fn footless(character: char, outline: &Outline) -> Option<Outline> {
        if !matches!(character, 'ญ' | 'ฐ') {
            return None;
        }
        let contours = outline.contours();
        let (foot, letter): (Vec<_>, Vec<_>) = contours
            .iter()
            .partition(|(bbox, _)| bbox.y1 <= f32::from(BELOW));
        let edges = letter.iter().flat_map(|(_, edges)| edges.to_vec());
        (!foot.is_empty()).then(|| Outline {
            edges: edges.collect(),
            ..Outline::default()
        })
    }

    /// Makes `outlines.bin` from the font files in the folder that `OITCHECK_FONTS` names, and otherwise checks that
    /// the file is whole. Faces are numbered in the order of file names without what follows the last subset part.
    #[test]
    fn fingerprints_are_made_from_fonts() {
        if let Some(folder) = std::env::var_os("OITCHECK_FONTS") {
            let mut files: Vec<_> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .collect();
            files.sort();
            let mut faces: Vec<String> = Vec::new();
            let mut records: Vec<[u8; RECORD]> = Vec::new();
            for file in files {
                let name = file.file_stem().unwrap().to_string_lossy().into_owned();
                // `sarabun-thai-400-normal` and `sarabun-latin-400-normal` are one face.
                let name = name
                    .replace("-thai-4", "-4")
                    .replace("-thai-7", "-7")
                    .replace("-latin", "");
                let face = faces.iter().position(|f| *f == name).unwrap_or_else(|| {
                    faces.push(name);
                    faces.len() - 1
                });
                let program = Program::read(std::fs::read(&file).unwrap()).unwrap();
                let outlines = covered().filter_map(|character| {
                    let mut outline = Outline::default();
                    program.draw(program.glyph_of_character(character)?, &mut outline);
                    Some((character, outline))
                });
                let drawn = outlines.flat_map(|(character, outline)| {
                    let without = footless(character, &outline);
                    [Some((character, outline)), without.map(|o| (character, o))]
                });
                for (character, outline) in drawn.flatten() {
                    let Some(print) = outline.fingerprint() else {
                        continue;
                    };
                    let mut data = u32::from(character).to_le_bytes().to_vec();
                    data.extend_from_slice(&u16::try_from(face).unwrap().to_le_bytes());
                    for side in [print.width, print.height, print.bottom] {
                        data.extend_from_slice(&side.to_le_bytes());
                    }
                    let grid = print.grid.iter().flat_map(|word| word.to_le_bytes());
                    data.extend(grid.take(GRID_BYTES));
                    records.push(data.try_into().unwrap());
                }
            }
            records.sort_by_key(width_of);
            let target = concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/src/ingest/pdf/fonts/outlines.bin"
            );
            let mut file = std::fs::File::create(target).unwrap();
            std::io::Write::write_all(&mut file, &records.concat()).unwrap();
            return;
        }
        assert_eq!(KNOWN.len() % RECORD, 0);
        assert!(KNOWN.as_chunks().0.is_sorted_by_key(width_of));
        let faces: std::collections::BTreeSet<u16> = KNOWN
            .as_chunks()
            .0
            .iter()
            .map(|record| Fingerprint::read(record).expect("a whole record").1)
            .collect();
        assert!(faces.len() >= 20, "{} faces", faces.len());
    }

    /// Most faces draw the feet of ญ and ฐ by themselves.
    #[test]
    fn letters_are_known_without_their_feet() {
        for letter in ['ญ', 'ฐ'] {
            let prints = KNOWN.as_chunks().0.iter().filter_map(Fingerprint::read);
            let footless =
                prints.filter(|(character, _, print)| *character == letter && print.bottom > -50);
            assert!(footless.count() >= 15, "{letter}");
        }
    }

    /// Each face must find its own Thai letters again, whatever the other faces look like.
    #[test]
    fn every_face_knows_its_own_letters() {
        let mut faces: BTreeMap<u16, Vec<(char, Fingerprint)>> = BTreeMap::new();
        for (character, face, print) in KNOWN.as_chunks().0.iter().filter_map(Fingerprint::read) {
            faces.entry(face).or_default().push((character, print));
        }
        for (face, letters) in faces {
            let thai: Vec<_> = letters
                .into_iter()
                .filter(|(c, _)| ('ก'..='๙').contains(c))
                .collect();
            let glyphs = (0..)
                .zip(thai.iter().map(|(_, print)| print.clone()))
                .collect();
            let found = identify(&glyphs);
            let wrong: Vec<_> = (0..)
                .zip(&thai)
                .filter(|(index, (c, _))| found.get(index) != Some(c))
                .map(|(index, (c, _))| (*c, found.get(&index).copied()))
                .collect();
            assert!(wrong.len() <= 2, "face {face}: {wrong:?}");
        }
    }

    /// The marks of a face must be found by the other faces: what stands for an unseen font.
    #[test]
    fn marks_are_known_by_the_fonts_of_others() {
        let known: Vec<_> = KNOWN
            .as_chunks()
            .0
            .iter()
            .filter_map(Fingerprint::read)
            .collect();
        let (mut marks, mut wrong) = (0, Vec::new());
        for (character, face, print) in &known {
            if !is_mark(*character) || Some(Place::of_mark(*character)) != print.place() {
                assert!(
                    !is_mark(*character) || print.place().is_none(),
                    "{character} {face}"
                );
                continue;
            }
            marks += 1;
            let others = known.iter().filter(|(_, other, _)| other != face).cloned();
            let found = nearest_mark_of(print, others);
            if found != Some(*character) {
                wrong.push((*character, *face, found));
            }
        }
        assert!(
            wrong.len() * 20 < marks,
            "{} of {marks}: {wrong:?}",
            wrong.len()
        );
    }
}
