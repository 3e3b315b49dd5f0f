//! Reading order: columns found, then top to bottom.
//!
//! Drawing order is not reading order (a fifth of a page can be out of place) and plain top-to-bottom
//! order reads across columns. So a page is cut where a gutter separates two sides that both look like
//! columns of text; what is above, left, right and below of it follows in that order.

use super::boxes::Boxed;
use super::lines::Line;
use crate::document::Rect;
use crate::ingest::pdf::content::Picture;
use crate::ingest::pdf::tables::PageTable;

/// Something that takes its place in reading order.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    /// A line or a part of one.
    Line(Line),
    /// A table as a whole.
    Table(PageTable),
    /// A picture.
    Picture(Picture),
    /// A box with what stands in it.
    Boxed(Boxed),
}

impl Item {
    /// Where it is.
    pub(crate) fn bbox(&self) -> Rect {
        match self {
            Item::Line(line) => line.bbox,
            Item::Table(table) => table.bbox,
            Item::Picture(picture) => picture.rect,
            Item::Boxed(boxed) => boxed.rect,
        }
    }

    fn line(&self) -> Option<&Line> {
        match self {
            Item::Line(line) => Some(line),
            Item::Table(_) | Item::Picture(_) | Item::Boxed(_) => None,
        }
    }

    fn centre(&self) -> f32 {
        let bbox = self.bbox();
        (bbox.y0 + bbox.y1) / 2.0
    }

    /// How many lines of text it stands for.
    fn weight(&self) -> f32 {
        match self {
            Item::Line(_) => 1.0,
            Item::Table(_) | Item::Picture(_) | Item::Boxed(_) => {
                (self.bbox().height() / 14.0).max(1.0)
            }
        }
    }
}

/// Nested cuts. Real pages need three: a title over two columns with a box in one of them.
const DEPTH: u32 = 6;

/// Items per page beyond which columns are not looked for; such a page is a drawing.
const MANY: usize = 2_000;

/// Puts items in reading order. Each inner list is one flow: a column or a band across the page.
pub(crate) fn flows(items: Vec<Item>) -> Vec<Vec<Item>> {
    let depth = if items.len() > MANY { 0 } else { DEPTH };
    let mut flows = Vec::new();
    cut(items, depth, &mut flows);
    flows
}

fn cut(items: Vec<Item>, depth: u32, flows: &mut Vec<Vec<Item>>) {
    if items.is_empty() {
        return;
    }
    let gutter = if depth == 0 {
        None
    } else {
        best_gutter(&items)
    };
    let Some(mut gutter) = gutter else {
        flows.push(by_rows(items));
        return;
    };
    if let Some(rest) = rest_of_line(&items, gutter) {
        gutter.top = rest;
    }
    let mut parts: [Vec<Item>; 4] = Default::default();
    let [above, left, right, below] = &mut parts;
    for item in items {
        let centre = item.centre();
        let part = if centre < gutter.top {
            &mut *above
        } else if centre > gutter.bottom {
            &mut *below
        } else if item.bbox().x1 <= gutter.x + EDGE {
            &mut *left
        } else {
            &mut *right
        };
        part.push(item);
    }
    for part in parts {
        cut(part, depth.saturating_sub(1), flows);
    }
}

/// Lines between the columns and the rest of a line above them, in font sizes.
const NEXT_LINE: f32 = 2.0;

/// Where columns begin below the few words that a full line above them left for the next one: they stand in its middle or
/// at its beginning, and nothing is beside them.
fn rest_of_line(items: &[Item], gutter: Gutter) -> Option<f32> {
    let lines = || items.iter().filter_map(Item::line);
    let across = |line: &&Line| line.bbox.x0 < gutter.x && line.bbox.x1 > gutter.x;
    let full = lines()
        .filter(|line| across(line) && line.baseline <= gutter.top)
        .max_by(|a, b| a.baseline.total_cmp(&b.baseline))?;
    let inside = |bbox: Rect| bbox.y1 > gutter.top && bbox.y0 < gutter.bottom;
    let rest = lines()
        .filter(|line| inside(line.bbox) && line.baseline > full.baseline)
        .min_by(|a, b| a.baseline.total_cmp(&b.baseline))?;
    let right = items.iter().map(|item| item.bbox().x1);
    let right = right.fold(f32::MIN, f32::max);
    let middle = |line: &Line| f32::midpoint(line.bbox.x0, line.bbox.x1);
    let goes_on = (middle(full) - middle(rest)).abs() < 0.4 * rest.size
        || (full.bbox.x0 - rest.bbox.x0).abs() < 0.5 * rest.size;
    let near = rest.baseline - full.baseline <= NEXT_LINE * rest.size
        && (rest.size - full.size).abs() <= 0.08 * full.size;
    let had_no_room = right - full.bbox.x1 <= rest.bbox.width() + rest.size;
    let short = rest.bbox.width() * 2.0 < full.bbox.width();
    let own = |item: &Item| item.line().is_some_and(|line| std::ptr::eq(line, rest));
    let alone = items.iter().all(|item| {
        let bbox = item.bbox();
        bbox.y1 <= gutter.top || bbox.y0 >= rest.bbox.y1 || own(item)
    });
    (goes_on && near && had_no_room && short && alone).then_some(rest.bbox.y1)
}

/// By how much more a line is below a column that ended than the lines of the column are below each other.
const ENDS_COLUMN: f32 = 1.2;

/// Where columns end above what stands on the left below both of them and was drawn after the right one: a heading of what
/// follows that is too short to reach across.
fn end_of_columns(items: &[Item], x: f32, top: f32, bottom: f32) -> Option<f32> {
    let centre = |line: &Line| f32::midpoint(line.bbox.y0, line.bbox.y1);
    let within = |line: &&Line| (top..=bottom).contains(&centre(line));
    let lines = items.iter().filter_map(Item::line).filter(within);
    let (left, right): (Vec<&Line>, Vec<&Line>) = lines.partition(|line| line.bbox.x1 <= x + EDGE);
    let last = right.iter().map(|line| line.order()).max()?;
    let end = right
        .iter()
        .map(|line| line.bbox.y1)
        .fold(f32::MIN, f32::max);
    // A picture or table there is of the column, and what stands with it too.
    let other = |item: &Item| item.line().is_none() && (end..=bottom).contains(&item.centre());
    if items.iter().any(other) {
        return None;
    }
    let (below, column): (Vec<&Line>, Vec<&Line>) = left
        .into_iter()
        .partition(|line| centre(line) > end && line.order() > last);
    let first = below.iter().map(|line| centre(line)).reduce(f32::min)?;
    let mut column: Vec<f32> = column.iter().map(|line| centre(line)).collect();
    column.sort_by(f32::total_cmp);
    let pairs = column.iter().zip(column.iter().skip(1));
    let nearest = pairs.map(|(a, b)| b - a).filter(|gap| *gap > SAME_BASELINE);
    let (nearest, left_end) = (nearest.reduce(f32::min)?, column.last()?);
    // The last line of a column stands as near as those before it.
    let apart = first - left_end > ENDS_COLUMN * nearest;
    apart.then(|| f32::midpoint(left_end.max(end), first))
}

/// Top to bottom; what stands on one baseline from left to right.
fn by_rows(items: Vec<Item>) -> Vec<Item> {
    let key = |item: &Item| match item {
        Item::Line(line) => top_of(line),
        Item::Table(table) => table.bbox.y0,
        Item::Picture(picture) => picture.rect.y0,
        Item::Boxed(boxed) => boxed.rect.y0,
    };
    let mut items = items;
    items.sort_by(|a, b| key(a).total_cmp(&key(b)));
    let mut rows: Vec<(f32, f32, Vec<Item>)> = Vec::new();
    for item in items {
        let (at, size) = match &item {
            Item::Line(line) => (line.baseline, line.size),
            // Cards of a row begin at about one height.
            Item::Boxed(boxed) => (boxed.rect.y0, boxed.rect.height()),
            _ => (f32::NAN, 0.0),
        };
        match rows.last_mut() {
            Some((baseline, other, row)) if (*baseline - at).abs() <= 0.3 * size.min(*other) => {
                row.push(item);
            }
            _ => rows.push((at, size, vec![item])),
        }
    }
    rows.into_iter()
        .flat_map(|(_, _, mut row)| {
            row.sort_by(|a, b| a.bbox().x0.total_cmp(&b.bbox().x0));
            row
        })
        .collect()
}

/// Where the letters of a line begin, vertically.
fn top_of(line: &Line) -> f32 {
    line.baseline - 0.6 * line.size
}

/// Lines before a label among which its text is looked for.
const LOOK_BACK: usize = 16;

/// Share of a label that is beside the first line of its text at least.
const BESIDE: f32 = 0.3;

/// Puts labels before their texts: a number in a circle stands halfway down the text beside it and was drawn directly
/// before it.
pub(crate) fn labels_first(lines: Vec<Line>) -> Vec<Line> {
    let mut ordered: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let after = line
            .clusters
            .last()
            .and_then(|last| last.order.checked_add(1));
        let near = ordered.len().saturating_sub(LOOK_BACK);
        let text = ordered.iter().skip(near).position(|text| {
            let level = text.bbox.y1.min(line.bbox.y1) - text.bbox.y0.max(line.bbox.y0);
            Some(text.order()) == after
                && text.bbox.x0 >= line.bbox.x1
                && level >= BESIDE * text.bbox.height().min(line.bbox.height())
        });
        match text {
            Some(text) => ordered.insert(near.saturating_add(text), line),
            None => ordered.push(line),
        }
    }
    ordered
}

/// Lines that a column has at least, and from which on little else is asked of it.
const FEWEST_LINES: f32 = 2.0;
const SURE_LINES: f32 = 5.0;

/// Share of the width of the text that a column has at least, and from which on little else is asked of it.
const NARROW: f32 = 0.12;
const WIDE: f32 = 0.2;

/// How far from each other cells of a column begin, in points.
const SAME_START: f32 = 2.0;

/// How long lines of columns are that were not drawn one after the other, in font sizes.
const LONG_LINE: f32 = 10.0;

/// Lines that the shorter side of a row of a table may have.
const TALL_ROW: f32 = 12.0;

/// Narrowest gap between two tables side by side, in points.
const TABLE_GAP: f32 = 18.0;

/// Narrowest gap between two columns, in points.
const NARROWEST: f32 = 6.0;

/// Baselines that count as one, in points.
const SAME_BASELINE: f32 = 1.5;

/// How far what stands left of a gutter may reach into it, in points.
const EDGE: f32 = 0.5;

/// A vertical strip without ink between two columns.
#[derive(Debug, Clone, Copy)]
struct Gutter {
    x: f32,
    top: f32,
    bottom: f32,
    score: f32,
}

/// The gutter that separates the most text; `None` when nothing looks like columns.
fn best_gutter(items: &[Item]) -> Option<Gutter> {
    let boxes: Vec<Rect> = items.iter().map(Item::bbox).collect();
    let left = boxes.iter().map(|b| b.x0).fold(f32::MAX, f32::min);
    let right = boxes.iter().map(|b| b.x1).fold(f32::MIN, f32::max);
    let width = right - left;
    if !width.is_finite() || width < 100.0 {
        return None;
    }
    let heights = Heights::of(items);
    // Every gutter begins where some item ends.
    let mut starts: Vec<f32> = boxes
        .iter()
        .map(|b| b.x1)
        .filter(|x| (0.15..0.85).contains(&((x - left) / width)))
        .collect();
    starts.sort_by(f32::total_cmp);
    starts.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    starts
        .into_iter()
        .map(|x| x + 2.0)
        .filter(|x| has_sides(items, &boxes, *x))
        .filter_map(|x| gutter_at(items, &boxes, &heights, x, width))
        .max_by(|a, b| a.score.total_cmp(&b.score))
}

/// Whether enough stands on both sides of `x` for columns, wherever they begin and end. Most pages of one column
/// are told by this alone.
fn has_sides(items: &[Item], boxes: &[Rect], x: f32) -> bool {
    let weight = |on_side: &dyn Fn(&Rect) -> bool| -> f32 {
        items
            .iter()
            .zip(boxes)
            .filter(|(_, bbox)| on_side(bbox))
            .map(|(item, _)| item.weight())
            .sum()
    };
    weight(&|bbox| bbox.x0 >= x) >= FEWEST_LINES
        && weight(&|bbox| bbox.x1 <= x + EDGE) >= FEWEST_LINES
}

/// The best stretch of a vertical line at `x` that crosses nothing and has columns on both sides.
fn gutter_at(
    items: &[Item],
    boxes: &[Rect],
    heights: &Heights,
    x: f32,
    width: f32,
) -> Option<Gutter> {
    let mut bars: Vec<(f32, f32)> = boxes
        .iter()
        .filter(|b| b.x0 < x && b.x1 > x)
        .map(|b| (b.y0, b.y1))
        .collect();
    bars.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut stretches = Vec::new();
    let mut top = f32::MIN;
    for (y0, y1) in bars {
        if y0 > top {
            stretches.push((top, y0));
        }
        top = top.max(y1);
    }
    stretches.push((top, f32::MAX));
    stretches
        .into_iter()
        .filter(|(top, bottom)| heights.between(*top, *bottom) > ENOUGH)
        .filter_map(|(top, bottom)| columns(items, x, top, bottom, width))
        .max_by(|a, b| a.score.total_cmp(&b.score))
}

/// What stands between two heights where there may be columns: nearly twice what one has at least, since it is
/// added up in another order.
const ENOUGH: f64 = 1.9 * FEWEST_LINES as f64;

/// How much there is down to each height: most stretches are told to be too short by this alone.
struct Heights {
    /// The middles of the items from the top down, and what they and those above them weigh.
    weights: Vec<(f32, f64)>,
}

impl Heights {
    fn of(items: &[Item]) -> Heights {
        let mut weights: Vec<(f32, f64)> = items
            .iter()
            .map(|item| (item.centre(), f64::from(item.weight())))
            .collect();
        weights.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let mut sum = 0.0;
        for (_, weight) in &mut weights {
            sum += *weight;
            *weight = sum;
        }
        Heights { weights }
    }

    /// What the items weigh whose middle is between two heights.
    fn between(&self, top: f32, bottom: f32) -> f64 {
        let above = |count: usize| {
            let last = count.checked_sub(1).and_then(|last| self.weights.get(last));
            last.map_or(0.0, |(_, sum)| *sum)
        };
        let first = self.weights.partition_point(|(centre, _)| *centre < top);
        let end = self
            .weights
            .partition_point(|(centre, _)| *centre <= bottom);
        above(end) - above(first)
    }
}

/// Judges the two sides of `x` between `top` and `bottom`.
fn columns(items: &[Item], x: f32, top: f32, bottom: f32, width: f32) -> Option<Gutter> {
    // Few stretches have enough on both sides: that is told before anything is kept.
    let (mut on_left, mut on_right) = (0.0_f32, 0.0_f32);
    let inside = || {
        let within = |item: &&Item| (top..=bottom).contains(&item.centre());
        items.iter().filter(within)
    };
    let is_left = |item: &Item| item.bbox().x1 <= x + EDGE;
    for item in inside() {
        if is_left(item) {
            on_left += item.weight();
        } else {
            on_right += item.weight();
        }
    }
    if on_left.min(on_right) < FEWEST_LINES {
        return None;
    }
    let bottom = end_of_columns(items, x, top, bottom).unwrap_or(bottom);
    let inside = || inside().filter(|item| item.centre() <= bottom);
    let inside: Vec<&Item> = inside().collect();
    let (left, right): (Vec<&Item>, Vec<&Item>) = inside.iter().partition(|item| is_left(item));
    let (a, b) = (Side::of(left)?, Side::of(right)?);
    let gap = b.bbox.x0 - a.bbox.x1;
    let overlap = a.bbox.y1.min(b.bbox.y1) - a.bbox.y0.max(b.bbox.y0);
    let shorter = a.bbox.height().min(b.bbox.height());
    // Text fills the left column first; a short left side belongs to the rows of a table.
    let filled = a.bbox.height() >= 0.6 * b.bbox.height();
    if !filled || gap < NARROWEST || overlap < 0.5 * shorter {
        return None;
    }
    // Columns that were drawn one after the other need little more proof; sides that were drawn row by row are columns
    // only if both are full of long lines.
    let drawn = Drawn::of(&inside, x);
    let (fill, lines) = match drawn.switches {
        0 | 1 => (0.45, SURE_LINES),
        // Portraits with what is written below them.
        2 | 3 if a.is_pictured() && b.is_pictured() => (0.4, FEWEST_LINES),
        2 | 3 => (0.6, 8.0),
        _ if drawn.by_cells() || a.longest() < LONG_LINE || b.longest() < LONG_LINE => return None,
        _ => (0.75, 10.0),
    };
    let rows = a.rows().min(b.rows());
    let narrower = a.bbox.width().min(b.bbox.width()) / width;
    let mut full = a.fill().min(b.fill()) >= fill && rows >= lines && narrower >= WIDE;
    // Short columns, and columns of columns, where nothing above or below says that they are a row of a table.
    if !full && drawn.switches <= 1 && rows >= FEWEST_LINES && narrower >= NARROW {
        let below = |item: &Item| {
            let bbox = item.bbox();
            (bbox.x0 - b.bbox.x0).abs() <= SAME_START && !(top..=bottom).contains(&item.centre())
        };
        full = !items.iter().any(below);
    }
    // Two tables side by side have no long lines, but each was drawn by itself and has columns of its own.
    let tables = drawn.switches <= 1 && gap >= TABLE_GAP && a.is_table() && b.is_table();
    if !(full || tables && rows >= SURE_LINES) || b.is_figures() {
        return None;
    }
    // A tall row of a table is no two columns: all of the page beside `x` was drawn cell by cell. Lines that reach into
    // the gutter are text above or below the columns.
    if a.weight.min(b.weight) < TALL_ROW {
        let reaches = |bbox: &Rect| bbox.x0 < b.bbox.x0 - EDGE && bbox.x1 > a.bbox.x1 + EDGE;
        let across: Vec<f32> = items
            .iter()
            .map(Item::bbox)
            .filter(reaches)
            .map(|bbox| bbox.y1)
            .collect();
        let beside = |item: &&Item| {
            let level = |y1: &f32| (item.bbox().y1 - y1).abs() <= SAME_BASELINE;
            !across.iter().any(level)
        };
        let all: Vec<&Item> = items.iter().filter(beside).collect();
        let drawn = Drawn::of(&all, x);
        if drawn.switches > 3 && drawn.by_cells() {
            return None;
        }
    }
    Some(Gutter {
        x,
        top,
        bottom,
        score: a.weight.min(b.weight) * 100.0 + gap.min(60.0),
    })
}

/// In which order the two sides of a gutter were drawn.
struct Drawn {
    /// How often drawing went from one side to the other.
    switches: usize,
    lines: usize,
    /// How often it went right to a line on the baseline where the left side had been begun.
    level: usize,
}

impl Drawn {
    fn of(items: &[&Item], x: f32) -> Drawn {
        let mut drawn: Vec<(u32, bool, f32)> = items
            .iter()
            .filter_map(|item| match item {
                Item::Line(line) => Some((line.order(), line.bbox.x1 <= x + EDGE, line.baseline)),
                Item::Table(table) => Some((table.order, table.bbox.x1 <= x + EDGE, f32::NAN)),
                Item::Boxed(boxed) => Some((boxed.order, boxed.rect.x1 <= x + EDGE, f32::NAN)),
                Item::Picture(_) => None,
            })
            .collect();
        drawn.sort_by_key(|(order, _, _)| *order);
        let (mut switches, mut level) = (0_usize, 0_usize);
        let mut begun: Option<f32> = None;
        for ((_, before, _), (_, left, baseline)) in drawn.iter().zip(drawn.iter().skip(1)) {
            if before != left {
                switches = switches.saturating_add(1);
                if *left {
                    begun = Some(*baseline);
                } else if begun.is_some_and(|begun| (begun - baseline).abs() <= SAME_BASELINE) {
                    level = level.saturating_add(1);
                }
            }
        }
        Drawn {
            switches,
            lines: drawn.len(),
            level,
        }
    }

    /// Whether cells of several lines were drawn one after the other, those of a row from one baseline on: a table of
    /// long texts.
    fn by_cells(&self) -> bool {
        // Every second switch goes right, the first from a side whose beginning is not known.
        self.lines >= self.switches.saturating_mul(3) / 2
            && self.level.saturating_mul(2).saturating_add(2) >= self.switches
    }
}

/// What one side of a gutter looks like.
struct Side<'i> {
    items: Vec<&'i Item>,
    bbox: Rect,
    weight: f32,
}

impl<'i> Side<'i> {
    fn of(items: Vec<&'i Item>) -> Option<Self> {
        let bbox = items
            .iter()
            .map(|item| item.bbox())
            .reduce(|a, b| a.union(&b))?;
        let weight = items.iter().map(|item| item.weight()).sum();
        Some(Side {
            items,
            bbox,
            weight,
        })
    }

    /// Its lines by baseline, from the top.
    fn lines(&self) -> Vec<&'i Line> {
        let mut lines: Vec<&Line> = self.items.iter().filter_map(|item| item.line()).collect();
        lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        lines
    }

    /// Whether most of its rows begin with figures: they belong to what stands beside them.
    fn is_figures(&self) -> bool {
        let is_digit = |c: &char| c.is_ascii_digit() || matches!(c, '๐'..='๙');
        let is_figure = |line: &Line| {
            let characters = line
                .clusters
                .iter()
                .flat_map(|cluster| cluster.text.chars());
            let (digits, others): (Vec<char>, Vec<char>) = characters
                .filter(|c| !c.is_ascii_punctuation())
                .partition(is_digit);
            digits.len() > others.len()
        };
        let lines = self.lines();
        let rows = lines.chunk_by(|a, b| b.baseline - a.baseline <= SAME_BASELINE);
        let (mut figures, mut all) = (0_usize, 0_usize);
        for row in rows {
            let first = row.iter().min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
            figures =
                figures.saturating_add(usize::from(first.is_some_and(|line| is_figure(line))));
            all = all.saturating_add(1);
        }
        figures.saturating_mul(2) > all
    }

    fn is_pictured(&self) -> bool {
        let is_picture = |item: &&Item| matches!(item, Item::Picture(_));
        self.items.iter().any(is_picture)
    }

    /// How many lines there are, those on one baseline counted once. A picture may stand above a line of any length.
    fn rows(&self) -> f32 {
        let mut baselines: Vec<f32> = Vec::new();
        let mut rows = 0.0;
        for item in &self.items {
            match item {
                Item::Line(line) => baselines.push(line.baseline),
                Item::Picture(_) => {}
                other => rows += other.weight(),
            }
        }
        baselines.sort_by(f32::total_cmp);
        let lines = baselines.chunk_by(|a, b| b - a <= SAME_BASELINE);
        rows + lines.count() as f32
    }

    /// Length of its longest line in font sizes.
    fn longest(&self) -> f32 {
        let lengths = self.items.iter().filter_map(|item| match item {
            Item::Line(line) => Some(line.bbox.width() / line.size),
            _ => None,
        });
        lengths.fold(0.0, f32::max)
    }

    /// Median length of its lines as a share of its width; the parts that wide spaces cut a line into count as one.
    fn fill(&self) -> f32 {
        let mut boxes: Vec<Rect> = self.items.iter().map(|item| item.bbox()).collect();
        boxes.sort_by(|a, b| a.y1.total_cmp(&b.y1).then(a.x0.total_cmp(&b.x0)));
        let rows: Vec<&[Rect]> = boxes
            .chunk_by(|a, b| b.y1 - a.y1 <= SAME_BASELINE)
            .collect();
        let around = |row: &[Rect]| row.iter().copied().reduce(|a, b| a.union(&b));
        let mut lengths: Vec<f32> = match stand_in_columns(&rows) {
            true => boxes.iter().map(Rect::width).collect(),
            false => {
                let whole = rows.iter().filter_map(|row| around(row));
                whole.map(|row| row.width()).collect()
            }
        };
        let middle = lengths.len() / 2;
        let (_, median, _) = lengths.select_nth_unstable_by(middle, f32::total_cmp);
        *median / self.bbox.width().max(1.0)
    }

    /// Whether most of its rows have several parts, and it was drawn row by row, not column by column.
    fn is_table(&self) -> bool {
        let lines = self.lines();
        let mut drawn = lines.clone();
        drawn.sort_by_key(|line| line.order());
        let rises = drawn
            .array_windows()
            .any(|[a, b]| a.baseline - b.baseline > 0.5 * self.bbox.height());
        let rows = lines.chunk_by(|a, b| b.baseline - a.baseline <= SAME_BASELINE);
        let (beside, alone): (Vec<usize>, Vec<usize>) =
            rows.map(<[_]>::len).partition(|count| *count > 1);
        !rises && beside.len() > alone.len()
    }
}

/// How far the edges of what stands below each other in a column may be apart, in points.
const SAME_EDGE: f32 = 1.0;

/// Share of the rows of several parts that a column of cells goes through at least.
const ROWS_OF_COLUMN: f32 = 0.4;

/// Parts beyond which a side is taken for a table without a look: each is compared with all others.
const MANY_PARTS: usize = 400;

/// Whether most parts of rows, without the first, begin or end below those of other rows: cells do, words of justified
/// lines do not, except at the margin.
fn stand_in_columns(rows: &[&[Rect]]) -> bool {
    let rows: Vec<&[Rect]> = rows
        .iter()
        .filter_map(|row| row.get(1..))
        .filter(|further| !further.is_empty())
        .collect();
    let ends = rows.iter().filter_map(|row| row.last());
    let margin = ends.map(|part| part.x1).fold(f32::MIN, f32::max) - SAME_EDGE;
    let below = |a: &Rect, b: &Rect| {
        let end = a.x1 < margin && (a.x1 - b.x1).abs() <= SAME_EDGE;
        end || (a.x0 - b.x0).abs() <= SAME_EDGE
    };
    let column = (rows.len() as f32 * ROWS_OF_COLUMN).max(2.0);
    let is_cell = |part: &&Rect| {
        let meets = |row: &&&[Rect]| row.iter().any(|other| below(part, other));
        rows.iter().filter(meets).count() as f32 >= column
    };
    let parts = rows.iter().map(|row| row.len()).sum::<usize>();
    if parts > MANY_PARTS {
        return true;
    }
    let cells = rows.iter().flat_map(|row| row.iter()).filter(is_cell);
    cells.count().saturating_mul(2) > parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pdf::layout::clusters::gather;
    use crate::ingest::pdf::layout::lines::{Drawing, Spacing, assemble, cut_at_gaps, fragments};
    use crate::ingest::pdf::layout::testing::word;

    fn order(rows: &[(&str, f32, f32)]) -> Vec<String> {
        let glyphs = rows
            .iter()
            .flat_map(|(text, x, y)| word(text, *x, *y, 10.0))
            .collect();
        let items = assemble(fragments(gather(glyphs)))
            .into_iter()
            .flat_map(|line| cut_at_gaps(line, 1.0, Spacing::Gaps, &Drawing::default()))
            .map(Item::Line)
            .collect();
        flows(items)
            .into_iter()
            .flatten()
            .map(|item| match item {
                Item::Line(line) => line.text(Spacing::Drawn),
                _ => String::new(),
            })
            .collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut rows = vec![("abcdefghijklmnopqrstuvwxyz", 100.0, 50.0)];
        let left = ["aaaaaaaaaaaaaaaaaaaa"; 5];
        let right = ["bbbbbbbbbbbbbbbbbbbb"; 5];
        for (i, text) in left.iter().enumerate() {
            rows.push((text, 50.0, 80.0 + 15.0 * i as f32));
        }
        for (i, text) in right.iter().enumerate() {
            rows.push((text, 200.0, 80.0 + 15.0 * i as f32));
        }
        let order = order(&rows);
        assert!(order[0].starts_with("abc"));
        assert!(order[1..6].iter().all(|t| t.starts_with('a')));
        assert!(order[6..].iter().all(|t| t.starts_with('b')));
    }

    #[test]
    fn a_gutter_may_be_narrower_than_a_letter_is_high() {
        let mut rows = Vec::new();
        for i in 0..6 {
            rows.push((
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                50.0,
                80.0 + 15.0 * i as f32,
            ));
        }
        for i in 0..6 {
            rows.push((
                "bbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
                231.0,
                80.0 + 15.0 * i as f32,
            ));
        }
        let order = order(&rows);
        assert!(order[..6].iter().all(|text| text.starts_with('a')));
        assert!(order[6..].iter().all(|text| text.starts_with('b')));
    }

    #[test]
    fn two_signatures_side_by_side_are_read_by_rows() {
        let order = order(&[
            ("sign a", 50.0, 50.0),
            ("sign b", 250.0, 50.0),
            ("name a", 50.0, 65.0),
            ("name b", 250.0, 65.0),
        ]);
        assert_eq!(
            order.join("|").replace("sign|", "sign "),
            "sign a|sign b|name a|name b"
        );
    }
}
