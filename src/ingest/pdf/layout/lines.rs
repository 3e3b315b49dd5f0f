//! Clusters to lines, and where the spaces of a line are.
//!
//! A fragment is what was drawn in one go: clusters that follow each other on one baseline. Fragments
//! are the smallest unit that is sorted, so a producer's own order inside them is kept. A line is the
//! fragments of one baseline, cut where a gap is too wide for running text.
//!
//! A gap means a space only against the other gaps of its line: distributed Thai has wide gaps between
//! all letters, and no single width is right for every font.

use std::collections::BTreeMap;

use super::clusters::{Cluster, is_thai};
use crate::document::Rect;
use crate::thai::chars::{Class, class, is_numeric};

/// Clusters drawn one after the other on one baseline.
#[derive(Debug, Clone)]
pub(crate) struct Fragment {
    /// In drawing order, left to right; never empty.
    pub(crate) clusters: Vec<Cluster>,
    /// Around the clusters.
    pub(crate) bbox: Rect,
    /// Baseline of the first cluster.
    pub(crate) baseline: f32,
    /// Font size of the largest cluster.
    pub(crate) size: f32,
}

impl Fragment {
    /// Wraps clusters; `None` when there are none.
    pub(crate) fn new(clusters: Vec<Cluster>) -> Option<Self> {
        let first = clusters.first()?;
        let baseline = first.baseline;
        let bbox = clusters
            .iter()
            .fold(first.bbox, |bbox, cluster| bbox.union(&cluster.bbox));
        let size = clusters.iter().map(|c| c.size).fold(0.1, f32::max);
        Some(Fragment {
            clusters,
            bbox,
            baseline,
            size,
        })
    }

    /// Cuts the fragment where `wanted` says so between two neighbours.
    pub(crate) fn split(self, wanted: impl Fn(&Cluster, &Cluster) -> bool) -> Vec<Fragment> {
        if self.clusters.array_windows().all(|[a, b]| !wanted(a, b)) {
            return vec![self];
        }
        let parts = parts(self.clusters, wanted).into_iter();
        parts.filter_map(Fragment::new).collect()
    }
}

/// Clusters cut where `wanted` says so between two neighbours.
fn parts(clusters: Vec<Cluster>, wanted: impl Fn(&Cluster, &Cluster) -> bool) -> Vec<Vec<Cluster>> {
    // Lengths first, so that every part is made once, in one piece.
    let lengths: Vec<usize> = clusters
        .chunk_by(|a, b| !wanted(a, b))
        .map(<[_]>::len)
        .collect();
    if lengths.len() == 1 {
        return vec![clusters];
    }
    let mut clusters = clusters.into_iter();
    lengths
        .into_iter()
        .map(|length| clusters.by_ref().take(length).collect())
        .collect()
}

/// One line of text, or the part of it between two wide gaps.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Left to right; never empty.
    pub(crate) clusters: Vec<Cluster>,
    /// Around the clusters.
    pub(crate) bbox: Rect,
    /// Where the baseline is.
    pub(crate) baseline: f32,
    /// The font size most of the line has.
    pub(crate) size: f32,
}

impl Line {
    /// Wraps clusters that are already sorted; `None` when there are none.
    pub(crate) fn new(clusters: Vec<Cluster>) -> Option<Self> {
        let first = clusters.first()?;
        let bbox = clusters
            .iter()
            .fold(first.bbox, |bbox, cluster| bbox.union(&cluster.bbox));
        let size = usual_size(&clusters);
        let baseline = clusters
            .iter()
            .find(|cluster| (cluster.size - size).abs() < 0.1)
            .map_or(first.baseline, |cluster| cluster.baseline);
        Some(Line {
            clusters,
            bbox,
            baseline,
            size,
        })
    }

    /// Joins two parts of the same line.
    pub(crate) fn join(mut self, other: Line) -> Line {
        self.bbox = self.bbox.union(&other.bbox);
        self.clusters.extend(other.clusters);
        self
    }

    /// The text of the line with its spaces.
    pub(crate) fn text(&self, style: Spacing) -> String {
        compose(&self.clusters, style)
    }

    /// A white-space glyph ends the line.
    pub(crate) fn ends_with_space(&self) -> bool {
        self.clusters.last().is_some_and(|c| c.space_after)
    }

    /// Drawing order of the first cluster.
    pub(crate) fn order(&self) -> u32 {
        self.clusters.first().map_or(0, |c| c.order)
    }
}

/// The font size that most clusters have; sizes within a tenth of a point count as one.
fn usual_size(clusters: &[Cluster]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for cluster in clusters {
        // Sixteen sizes on one line are a drawing; the later ones do not matter.
        let room = sizes.len() < 16;
        let known = sizes
            .iter_mut()
            .find(|(size, _)| (*size - cluster.size).abs() < 0.1);
        match known {
            Some((_, count)) => *count = count.saturating_add(1),
            None if room => sizes.push((cluster.size, 1)),
            None => {}
        }
    }
    sizes
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map_or(0.1, |(size, _)| size)
}

/// Whether the producer of a page draws its spaces as glyphs or leaves gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spacing {
    /// Spaces are glyphs; a gap without one is kerning or justification unless it is very wide.
    Drawn,
    /// Spaces are gaps.
    Gaps,
}

impl Spacing {
    /// Decides for a page. Prose has a space every 5 (Latin) to 40 (Thai) characters; one in 200 is
    /// enough to show that the producer draws them.
    pub(crate) fn of(clusters: &[Cluster]) -> Spacing {
        let drawn = clusters.iter().filter(|c| c.space_before).count();
        if drawn > 0 && drawn.saturating_mul(200) >= clusters.len() {
            Spacing::Drawn
        } else {
            Spacing::Gaps
        }
    }
}

/// Cuts clusters in drawing order into fragments.
pub(crate) fn fragments(clusters: Vec<Cluster>) -> Vec<Fragment> {
    let follows = |last: &Cluster, cluster: &Cluster| {
        let size = last.size.max(cluster.size);
        (last.baseline - cluster.baseline).abs() <= 0.12 * size
            && cluster.bbox.x0 >= last.bbox.x1 - 0.45 * size
            && cluster.bbox.x0 > last.bbox.x0 - 0.1 * size
            && cluster.bbox.x0 - last.bbox.x1 <= 1.5 * size
    };
    let parts = parts(clusters, |last, cluster| !follows(last, cluster)).into_iter();
    interleave(parts.filter_map(Fragment::new).collect())
}

/// Cuts fragments at gaps in which something else was drawn. A word processor with one font for Thai and
/// another for digits draws "690 000" in one go and the comma between them by itself.
fn interleave(fragments: Vec<Fragment>) -> Vec<Fragment> {
    // Clusters by baseline, two points to a row, so that a gap is compared with its own line only.
    let row = |baseline: f32| (baseline / 2.0) as i32;
    let mut rows: BTreeMap<i32, Vec<(f32, usize)>> = BTreeMap::new();
    for (number, fragment) in fragments.iter().enumerate() {
        let level = |a: &Cluster, b: &Cluster| row(a.baseline) == row(b.baseline);
        for clusters in fragment.clusters.chunk_by(level) {
            let Some(first) = clusters.first() else {
                continue;
            };
            let centre = |cluster: &Cluster| (cluster.bbox.x0 + cluster.bbox.x1) / 2.0;
            let places = rows.entry(row(first.baseline)).or_default();
            places.extend(clusters.iter().map(|cluster| (centre(cluster), number)));
        }
    }
    for places in rows.values_mut() {
        places.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    }
    let filled = |number: usize, a: &Cluster, b: &Cluster| {
        let (start, end) = (a.bbox.x1, b.bbox.x0);
        let own = row(a.baseline);
        rows.range(own.saturating_sub(1)..=own.saturating_add(1))
            .any(|(_, places)| {
                let first = places.partition_point(|(centre, _)| *centre <= start);
                let inside = places
                    .iter()
                    .skip(first)
                    .take_while(|(centre, _)| *centre < end);
                inside.take(GAP_LOOK).any(|(_, other)| *other != number)
            })
    };
    let mut list = Vec::with_capacity(fragments.len());
    for (number, fragment) in fragments.into_iter().enumerate() {
        let gap = |a: &Cluster, b: &Cluster| b.bbox.x0 - a.bbox.x1 > 0.12 * a.size.min(b.size);
        list.extend(fragment.split(|a, b| gap(a, b) && filled(number, a, b)));
    }
    list
}

/// Clusters looked at in one gap; a gap of a line of text holds a few.
const GAP_LOOK: usize = 8;

/// Puts fragments together into lines, from the top down, each as wide as it goes.
pub(crate) fn assemble(mut fragments: Vec<Fragment>) -> Vec<Line> {
    fragments.sort_by(|a, b| {
        a.baseline
            .total_cmp(&b.baseline)
            .then(a.bbox.x0.total_cmp(&b.bbox.x0))
    });
    let mut rows: Vec<Vec<Fragment>> = Vec::new();
    for fragment in fragments {
        let row = rows
            .iter_mut()
            .rev()
            .take(OPEN_ROWS)
            .find(|row| shares_line(row, &fragment));
        match row {
            Some(row) => row.push(fragment),
            None => rows.push(vec![fragment]),
        }
    }
    let mut lines: Vec<Line> = rows
        .into_iter()
        .filter_map(|mut row| {
            row.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
            Line::new(row.into_iter().flat_map(|f| f.clusters).collect())
        })
        .collect();
    lines.sort_by(|a, b| {
        a.baseline
            .total_cmp(&b.baseline)
            .then(a.bbox.x0.total_cmp(&b.bbox.x0))
    });
    lines
}

/// Rows above a fragment that it may still belong to. Raised and lowered fragments put a few rows
/// between; more would only cost time.
const OPEN_ROWS: usize = 6;

/// Largest size of an index and how far it may be shifted, in sizes of what it belongs to: browsers set `smaller`, five
/// sixths, LibreOffice raises by 0.55.
const INDEX_SIZE: f32 = 0.85;
const INDEX_SHIFT: f32 = 0.6;

/// Whether a fragment continues a row: the same baseline within a fifth of the size and no overlap; or
/// smaller and shifted like an index.
fn shares_line(row: &[Fragment], fragment: &Fragment) -> bool {
    let overlap = |other: &Fragment| {
        other.bbox.x1.min(fragment.bbox.x1) - other.bbox.x0.max(fragment.bbox.x0)
    };
    let free = row
        .iter()
        .all(|other| overlap(other) <= 0.5 * other.size.min(fragment.size));
    free && row.iter().any(|other| {
        let (large, small) = if other.size >= fragment.size {
            (other, fragment)
        } else {
            (fragment, other)
        };
        let shift = (other.baseline - fragment.baseline).abs();
        let touching = overlap(other) >= -0.4 * large.size;
        shift <= 0.2 * small.size
            || (touching
                && small.size <= INDEX_SIZE * large.size
                && shift <= INDEX_SHIFT * large.size)
            || refers_to_note(other, fragment)
            || refers_to_note(fragment, other)
    })
}

/// Whether a mark of a footnote stands raised right behind a text, of whatever size: Firefox keeps the size, and the size of
/// a Type 3 font is only guessed.
fn refers_to_note(text: &Fragment, mark: &Fragment) -> bool {
    let mut characters = mark
        .clusters
        .iter()
        .flat_map(|cluster| cluster.text.chars());
    let gap = mark.bbox.x0 - text.bbox.x1;
    let raised = text.baseline - mark.baseline;
    mark.clusters.len() <= NOTE_MARK
        && characters.all(|c| is_numeric(c) || matches!(c, '/' | ')' | '*'))
        && gap.abs() <= 0.2 * text.size
        && (0.2 * text.size..=INDEX_SHIFT * text.size).contains(&raised)
}

/// Characters of the mark of a footnote.
const NOTE_MARK: usize = 3;

/// Narrowest gap at which a line is cut, where the drawing left the line in between, in font sizes.
const JUMP: f32 = 0.25;

/// What was drawn between two clusters of a line.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    /// Order, baseline and right end of every cluster, in drawing order.
    clusters: Vec<(u32, f32, f32)>,
}

impl Drawing {
    /// Lines below the first that a narrow text goes on for before the next one begins beside it, in font sizes, and how
    /// many letters they have.
    const LOW: f32 = 8.0;
    const LETTERS: usize = 300;

    pub(crate) fn of(fragments: &[Fragment]) -> Self {
        let clusters = fragments.iter().flat_map(|fragment| &fragment.clusters);
        let mut clusters: Vec<(u32, f32, f32)> = clusters
            .map(|cluster| (cluster.order, cluster.baseline, cluster.bbox.x1))
            .collect();
        clusters.sort_by_key(|(order, _, _)| *order);
        Drawing { clusters }
    }

    /// Whether the text of `last` went on below it, left of `next`, before `next` was drawn: they are in two captions or
    /// cells, however close they stand.
    fn wraps(&self, last: &Cluster, next: &Cluster) -> bool {
        let place = |order: u32| {
            self.clusters
                .partition_point(|(other, _, _)| *other < order)
        };
        let between = place(last.order.saturating_add(1))..place(next.order);
        let below = |(_, baseline, x1): &(u32, f32, f32)| {
            let low = (baseline - last.baseline) / last.size;
            (0.5..=Self::LOW).contains(&low) && *x1 <= next.bbox.x0 + 0.1 * next.size
        };
        last.font == next.font
            && !between.is_empty()
            && between.len() <= Self::LETTERS
            && self
                .clusters
                .get(between)
                .is_some_and(|between| between.iter().all(below))
    }
}

/// Cuts a line where a gap is wider than `limit(size)` says or where the drawing jumped over a gap, or went on below
/// before it came back.
pub(crate) fn cut_at_gaps(
    line: Line,
    limit: f32,
    spacing: Spacing,
    drawing: &Drawing,
) -> Vec<Line> {
    let typical = typical_gap(&line.clusters);
    let close = |[last, cluster]: &[Cluster; 2]| {
        gap(last, cluster) <= typical + JUMP * last.size.max(cluster.size)
            && (last.stroke == cluster.stroke || !drawing.wraps(last, cluster))
    };
    if limit >= JUMP && line.clusters.array_windows().all(close) {
        return vec![line];
    }
    // A vowel that follows its consonant begins no part.
    let belongs = |last: &Cluster, cluster: &Cluster| {
        gap(last, cluster) <= last.size.max(cluster.size)
            && cluster.text.starts_with(is_following_vowel)
    };
    let far = |last: &Cluster, cluster: &Cluster| {
        let size = last.size.max(cluster.size);
        let gap = gap(last, cluster);
        // Drawing left the line in between: the other side of the gap is another column or cell.
        let jumped = cluster.stroke != last.stroke;
        let wide = gap > typical + limit * size || (jumped && gap > typical + JUMP * size);
        let wraps = jumped && drawing.wraps(last, cluster);
        (wide || wraps) && !belongs(last, cluster)
    };
    let mut lines = Vec::new();
    for clusters in parts(line.clusters, far) {
        let word = word_gap(&clusters, typical, spacing);
        // Where spaces are drawn, a gap without one was left on purpose.
        let left_out = |last: &Cluster, cluster: &Cluster| {
            let size = last.size.max(cluster.size);
            let gap = gap(last, cluster);
            let drawn = last.space_after || cluster.space_before;
            let space = drawn || word.is_some_and(|word| word.is(gap, size));
            let wide = gap > 1.5 * typical + 0.3 * size;
            spacing == Spacing::Drawn && wide && !space && !belongs(last, cluster)
        };
        lines.extend(parts(clusters, left_out).into_iter().filter_map(Line::new));
    }
    lines
}

fn gap(a: &Cluster, b: &Cluster) -> f32 {
    b.bbox.x0 - a.bbox.x1
}

/// The gap that stands for a space all along a justified line, in points.
#[derive(Debug, Clone, Copy)]
struct WordGap(f32);

impl WordGap {
    /// By how much such gaps differ, in font sizes.
    const SAME: f32 = 0.08;

    fn is(self, gap: f32, size: f32) -> bool {
        (gap - self.0).abs() <= Self::SAME * size
    }
}

/// What stands for a space in a line without one on a page that draws them: a producer that moves every word of a
/// justified line to its place leaves gaps of one width, where cells and tabs leave all kinds.
fn word_gap(clusters: &[Cluster], typical: f32, spacing: Spacing) -> Option<WordGap> {
    let inner = clusters.split_last()?.1;
    if spacing != Spacing::Drawn || inner.iter().any(|cluster| cluster.space_after) {
        return None;
    }
    let size = usual_size(clusters);
    let gaps = clusters.array_windows().map(|[a, b]| gap(a, b));
    let wide: Vec<f32> = gaps.filter(|gap| *gap > typical + 0.2 * size).collect();
    let least = wide.iter().copied().reduce(f32::min)?;
    let alike = wide.iter().filter(|gap| WordGap(least).is(**gap, size));
    (alike.count() == wide.len() && wide.len() > 1).then_some(WordGap(least))
}

/// The gap that letters of a line usually have between them: about 0, unless it is distributed.
pub(crate) fn typical_gap(clusters: &[Cluster]) -> f32 {
    let mut gaps: Vec<f32> = Vec::with_capacity(clusters.len());
    let close = clusters
        .array_windows()
        .filter(|[a, b]| !a.space_after && !b.space_before);
    gaps.extend(close.map(|[a, b]| gap(a, b)));
    // Two or three gaps say nothing about what is usual.
    if gaps.len() < 4 {
        return 0.0;
    }
    let middle = gaps.len() / 2;
    let (_, median, _) = gaps.select_nth_unstable_by(middle, f32::total_cmp);
    median.max(0.0)
}

/// The text of clusters that stand on one line, with spaces where the drawing has them.
pub(crate) fn compose(clusters: &[Cluster], spacing: Spacing) -> String {
    let typical = typical_gap(clusters);
    let word = word_gap(clusters, typical, spacing);
    let mut text = String::with_capacity(clusters.len().saturating_mul(4));
    let mut previous: Option<&Cluster> = None;
    for cluster in clusters {
        if let Some(last) = previous
            && (is_space(last, cluster, typical, spacing)
                || word.is_some_and(|word| word.is(gap(last, cluster), last.size)))
        {
            text.push(' ');
        }
        text.push_str(&cluster.text);
        previous = Some(cluster);
    }
    text
}

/// Whether a vowel stands after its consonant and so never starts a word.
fn is_following_vowel(c: char) -> bool {
    matches!(class(c), Class::FollowVowel | Class::SaraAm)
}

fn is_space(a: &Cluster, b: &Cluster, typical: f32, spacing: Spacing) -> bool {
    let size = a.size.min(b.size);
    let gap = gap(a, b);
    let last = a.text.chars().next_back().unwrap_or(' ');
    let first = b.text.chars().next().unwrap_or(' ');
    let thai = is_thai(last) && is_thai(first);
    if a.space_after || b.space_before {
        // A space that the next glyph was drawn over is not seen. Latin words keep it: narrow spaces exist.
        let number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
        let tight = thai || (number(last) && number(first));
        return !tight || gap > 0.04 * size;
    }
    if is_following_vowel(first) {
        return false;
    }
    let needed = match (spacing, thai) {
        (Spacing::Drawn, true) => typical * 1.5 + 0.8 * size,
        (Spacing::Drawn, false) => typical * 1.5 + 0.3 * size,
        (Spacing::Gaps, true) => typical * 1.5 + 0.22 * size,
        (Spacing::Gaps, false) => typical * 1.5 + 0.17 * size,
    };
    gap > needed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pdf::layout::clusters::gather;
    use crate::ingest::pdf::layout::testing::{glyph, glyph_width, word};

    fn lines_of(glyphs: Vec<crate::ingest::pdf::content::Glyph>) -> Vec<String> {
        let clusters = gather(glyphs);
        let spacing = Spacing::of(&clusters);
        assemble(fragments(clusters))
            .iter()
            .map(|line| line.text(spacing))
            .collect()
    }

    #[test]
    fn distributed_letters_get_no_spaces() {
        // Ten letters, 3 pt apart at 10 pt: an engine with a fixed threshold puts nine spaces.
        let glyphs = "กขคงจชซญดต"
            .chars()
            .enumerate()
            .map(|(i, c)| glyph(&c.to_string(), 10.0 + i as f32 * 9.0, 100.0, 10.0))
            .collect();
        assert_eq!(lines_of(glyphs), ["กขคงจชซญดต"]);
    }

    #[test]
    fn a_following_vowel_stays_with_its_consonant_over_a_gap() {
        let mut glyphs = word("ต", 10.0, 100.0, 10.0);
        glyphs.extend(word("ำรวจ ก", 22.0, 100.0, 10.0));
        let line = assemble(fragments(gather(glyphs))).remove(0);
        let parts = cut_at_gaps(line, 1.0, Spacing::Drawn, &Drawing::default());
        assert_eq!(parts[0].text(Spacing::Drawn), "ตำรวจ ก");
    }

    #[test]
    fn gaps_are_spaces_where_none_is_drawn() {
        let mut glyphs = word("hello", 10.0, 100.0, 10.0);
        glyphs.extend(word("world", 10.0 + 5.0 * 6.0 + 3.0, 100.0, 10.0));
        assert_eq!(lines_of(glyphs), ["hello world"]);
    }

    #[test]
    fn gaps_of_one_width_are_spaces_in_a_line_without_any() {
        let mut glyphs = word("กข ค", 10.0, 60.0, 10.0);
        for (x, text) in [(10.0, "กขคง"), (40.0, "จชซญ"), (70.0, "ดตถท")] {
            glyphs.extend(word(text, x, 100.0, 10.0));
        }
        for (x, text) in [(10.0, "กขคง"), (40.0, "จชซญ"), (74.0, "ดตถท")] {
            glyphs.extend(word(text, x, 120.0, 10.0));
        }
        let clusters = gather(glyphs);
        let lines = assemble(fragments(clusters)).into_iter();
        let parts: Vec<Vec<String>> = lines
            .map(|line| cut_at_gaps(line, 1.0, Spacing::Drawn, &Drawing::default()))
            .map(|parts| parts.iter().map(|part| part.text(Spacing::Drawn)).collect())
            .collect();
        assert_eq!(parts[1], ["กขคง จชซญ ดตถท"]);
        assert_eq!(parts[2], ["กขคง", "จชซญ", "ดตถท"]);
    }

    #[test]
    fn drawing_order_does_not_decide_the_order_of_lines() {
        let mut glyphs = word("second", 10.0, 120.0, 10.0);
        glyphs.extend(word("first", 10.0, 100.0, 10.0));
        assert_eq!(lines_of(glyphs), ["first", "second"]);
    }

    #[test]
    fn a_comma_drawn_by_itself_goes_between_the_digits() {
        let mut glyphs = vec![glyph_width(",", 28.0, 100.0, 3.0)];
        glyphs.extend(word("690", 10.0, 100.0, 10.0));
        glyphs.extend(word("000", 31.0, 100.0, 10.0));
        assert_eq!(lines_of(glyphs), ["690,000"]);
    }

    #[test]
    fn an_index_stays_on_its_line() {
        let mut glyphs = word("note", 10.0, 100.0, 10.0);
        glyphs.extend(word("1", 34.0, 96.0, 6.0));
        assert_eq!(lines_of(glyphs), ["note1"]);
    }

    #[test]
    fn the_mark_of_a_note_stays_on_its_line_whatever_its_size() {
        let marked = |mark: &str, x: f32| {
            let mut glyphs = word("note", 10.0, 100.0, 10.0);
            glyphs.extend(word(mark, x, 96.5, 10.0));
            lines_of(glyphs)
        };
        assert_eq!(marked("1/", 34.0), ["note1/"]);
        // A word, or what stands apart, is a line of its own.
        assert_eq!(marked("no", 34.0).len(), 2);
        assert_eq!(marked("1/", 60.0).len(), 2);
    }
}
