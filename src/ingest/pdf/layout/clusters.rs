//! Glyphs to clusters: a base character with the marks that belong to it.
//!
//! Marks are attached before anything is sorted by position. Thai marks often have no advance and an
//! origin past their base, so sorting glyphs by x first would tear ที่ into ท่ี. White space does not
//! become a cluster: it is remembered on its neighbours, so that boxes end where ink ends.

use ecow::EcoString;

use crate::document::Rect;
use crate::ingest::pdf::content::Glyph;
use crate::thai::marks::from_private_use;

/// A base character with its marks, or the text of one `ActualText` span.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    /// Never empty and never only white space.
    pub(crate) text: EcoString,
    /// Advance box of the base.
    pub(crate) bbox: Rect,
    /// Where the baseline is.
    pub(crate) baseline: f32,
    /// Font size in points.
    pub(crate) size: f32,
    /// Index into the page's fonts.
    pub(crate) font: u16,
    /// Place in drawing order among the clusters of the page.
    pub(crate) order: u32,
    /// Counts how often drawing moved to another baseline before this cluster.
    pub(crate) stroke: u32,
    /// A white-space glyph was drawn directly before.
    pub(crate) space_before: bool,
    /// A white-space glyph was drawn directly after.
    pub(crate) space_after: bool,
    /// Part of a pagination artifact.
    pub(crate) artifact: bool,
    /// Marked-content identifier, by which the structure tree names it.
    pub(crate) mcid: Option<u32>,
}

/// Marks per page whose base is looked for over the whole page. A page of prose has about 700 marks in
/// all; the search is quadratic, so a hostile page gets none.
const STRAYS_SEARCHED: usize = 2_000;

/// A space further from the end of a cluster than this, in font sizes, may stand behind something else.
const FAR_SPACE: f32 = 0.2;

/// Whether a character is a Thai vowel sign or mark drawn above or below a base.
pub(crate) fn is_thai_mark(c: char) -> bool {
    matches!(c, '\u{0e31}' | '\u{0e34}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}')
}

/// Whether a character is in the Thai block, or a variant of one: layout comes before repair.
pub(crate) fn is_thai(c: char) -> bool {
    ('\u{0e01}'..='\u{0e5b}').contains(&c) || from_private_use(c).is_some()
}

fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{ad}'))
}

/// Whether a mark drawn as `mark` can belong to the base `cluster`: its origin lies over the base or
/// where the base's advance ends, and it is not on another line.
fn belongs(cluster: &Cluster, mark: &Glyph) -> bool {
    let size = cluster.size.max(mark.size);
    (mark.baseline - cluster.baseline).abs() <= 0.75 * size
        && mark.bbox.x0 >= cluster.bbox.x0 - 0.35 * size
        && mark.bbox.x0 <= cluster.bbox.x1 + 0.35 * size
}

/// Groups the glyphs of one page, all upright, in drawing order.
pub(crate) fn gather(glyphs: Vec<Glyph>) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::with_capacity(glyphs.len());
    let mut strays: Vec<Glyph> = Vec::new();
    let mut far_spaces: Vec<(Glyph, usize)> = Vec::new();
    let mut after_far_spaces: Vec<(usize, f32)> = Vec::new();
    let mut space: Option<(f32, f32)> = None;
    for glyph in glyphs {
        if glyph.text.is_empty() {
            continue;
        }
        if is_blank(&glyph.text) {
            // Zero-width spaces say nothing about what is seen.
            if glyph.text.chars().any(char::is_whitespace) {
                space = Some((glyph.baseline, glyph.bbox.x1));
                if let Some(last) = clusters.last_mut()
                    && (glyph.baseline - last.baseline).abs() <= 0.3 * last.size
                {
                    if (glyph.bbox.x0 - last.bbox.x1).abs() <= FAR_SPACE * last.size {
                        last.space_after = true;
                    } else {
                        far_spaces.push((glyph, clusters.len().saturating_sub(1)));
                    }
                }
            }
            continue;
        }
        let marks_only = glyph.text.chars().all(is_thai_mark);
        if marks_only {
            let number = clusters.len();
            match clusters.last_mut() {
                Some(last) if belongs(last, &glyph) => {
                    last.text.push_str(&glyph.text);
                    if space.take().is_some() {
                        // A space between a base and its mark is an artefact of positioning.
                        last.space_after = false;
                        let base = number.saturating_sub(1);
                        far_spaces.retain(|(_, drawn_after)| *drawn_after != base);
                    }
                }
                _ => strays.push(glyph),
            }
            continue;
        }
        let space_before = space.take().is_some_and(|(baseline, end)| {
            let before = (baseline - glyph.baseline).abs() <= 0.3 * glyph.size
                // What begins before the space was only drawn later.
                && (end - 0.35 * glyph.size..=end + 2.0 * glyph.size).contains(&glyph.bbox.x0);
            if before && glyph.bbox.x0 - end > FAR_SPACE * glyph.size {
                after_far_spaces.push((clusters.len(), end));
            }
            before
        });
        let stroke = clusters.last().map_or(0, |last| {
            let moved = (last.baseline - glyph.baseline).abs() > 0.3 * glyph.size;
            last.stroke.saturating_add(u32::from(moved))
        });
        clusters.push(Cluster {
            text: glyph.text,
            bbox: glyph.bbox,
            baseline: glyph.baseline,
            size: glyph.size.max(0.1),
            font: glyph.font,
            order: u32::try_from(clusters.len()).unwrap_or(u32::MAX),
            stroke,
            space_before,
            space_after: false,
            artifact: glyph.artifact,
            mcid: glyph.mcid,
        });
    }
    if far_spaces.len() <= STRAYS_SEARCHED {
        for (space, drawn_after) in far_spaces {
            place_space(&mut clusters, &space, drawn_after);
        }
    }
    if after_far_spaces.len() <= STRAYS_SEARCHED {
        for (number, end) in after_far_spaces {
            take_back_space(&mut clusters, number, end);
        }
    }
    let search = strays.len() <= STRAYS_SEARCHED;
    for mark in strays {
        place_stray(&mut clusters, &mark, search);
    }
    clusters
}

/// Remembers a space on the cluster it stands behind: a word processor with one font for Thai and another for
/// digits draws "," and the space after "690,000" first, the digits around the comma later. Where nothing
/// ends at the space, it belongs to what was drawn before it.
fn place_space(clusters: &mut [Cluster], space: &Glyph, drawn_after: usize) {
    let distance = |cluster: &Cluster| (space.bbox.x0 - cluster.bbox.x1).abs();
    let behind = clusters
        .iter()
        .enumerate()
        .filter(|(_, cluster)| {
            (space.baseline - cluster.baseline).abs() <= 0.3 * cluster.size
                && distance(cluster) <= FAR_SPACE * cluster.size
        })
        .min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)))
        .map_or(drawn_after, |(number, _)| number);
    if let Some(cluster) = clusters.get_mut(behind) {
        cluster.space_after = true;
    }
}

/// Takes back the space before a cluster where others that were drawn later stand between the two: the hyphens of
/// a telephone number in the font of the text, its digits in another.
fn take_back_space(clusters: &mut [Cluster], number: usize, end: f32) {
    let Some(cluster) = clusters.get(number) else {
        return;
    };
    let between = clusters.iter().any(|other| {
        (other.baseline - cluster.baseline).abs() <= 0.3 * cluster.size
            && other.bbox.x0 >= end - 0.35 * cluster.size
            && other.bbox.x1 <= cluster.bbox.x0 + FAR_SPACE * cluster.size
    });
    if let (true, Some(cluster)) = (between, clusters.get_mut(number)) {
        cluster.space_before = false;
    }
}

/// Attaches a mark that was not drawn after its base to the nearest base under or over it. A mark
/// without any base in reach stands alone, so that no text is lost.
fn place_stray(clusters: &mut Vec<Cluster>, mark: &Glyph, search: bool) {
    let distance = |cluster: &Cluster| {
        // Fonts draw marks either with the origin after the base or centred over it.
        let over = (mark.bbox.x0 + mark.bbox.x1 - cluster.bbox.x0 - cluster.bbox.x1).abs() / 2.0;
        (mark.bbox.x0 - cluster.bbox.x1).abs().min(over)
    };
    let nearest = clusters
        .iter_mut()
        .filter(|cluster| search && belongs(cluster, mark))
        .min_by(|a, b| distance(a).total_cmp(&distance(b)));
    match nearest {
        Some(base) => base.text.push_str(&mark.text),
        None => clusters.push(Cluster {
            text: mark.text.clone(),
            bbox: mark.bbox,
            baseline: mark.baseline,
            size: mark.size.max(0.1),
            font: mark.font,
            order: u32::try_from(clusters.len()).unwrap_or(u32::MAX),
            stroke: u32::MAX,
            space_before: false,
            space_after: false,
            artifact: mark.artifact,
            mcid: mark.mcid,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pdf::layout::testing::{glyph, glyph_width};

    fn texts(clusters: &[Cluster]) -> Vec<&str> {
        clusters.iter().map(|c| c.text.as_str()).collect()
    }

    #[test]
    fn zero_width_marks_stay_with_their_base() {
        let glyphs = vec![
            glyph("ท", 10.0, 100.0, 8.0),
            glyph_width("ี", 18.0, 100.0, 0.0),
            glyph_width("่", 18.0, 100.0, 0.0),
            glyph("น", 18.0, 100.0, 8.0),
        ];
        assert_eq!(texts(&gather(glyphs)), ["ที่", "น"]);
    }

    #[test]
    fn marks_drawn_after_the_whole_line_find_their_base() {
        let glyphs = vec![
            glyph("ท", 10.0, 100.0, 8.0),
            glyph("น", 14.8, 100.0, 8.0),
            glyph("ก", 19.6, 100.0, 8.0),
            glyph_width("ี", 14.8, 100.0, 0.0),
        ];
        assert_eq!(texts(&gather(glyphs)), ["ที", "น", "ก"]);
    }

    #[test]
    fn white_space_is_remembered_and_makes_no_cluster() {
        let glyphs = vec![
            glyph("ก", 10.0, 100.0, 8.0),
            glyph(" ", 18.0, 100.0, 8.0),
            glyph("ข", 22.0, 100.0, 8.0),
        ];
        let clusters = gather(glyphs);
        assert_eq!(texts(&clusters), ["ก", "ข"]);
        assert!(clusters[0].space_after && clusters[1].space_before);
    }

    #[test]
    fn a_space_drawn_before_the_digits_it_follows_is_theirs() {
        let glyphs = vec![
            glyph_width(",", 30.0, 100.0, 3.0),
            glyph_width(" ", 60.0, 100.0, 3.0),
            glyph_width("6", 20.0, 100.0, 10.0),
            glyph_width("0", 50.0, 100.0, 10.0),
        ];
        let clusters = gather(glyphs);
        let spaced: Vec<bool> = clusters.iter().map(|c| c.space_after).collect();
        assert_eq!(spaced, [false, false, true]);
    }

    #[test]
    fn a_space_is_not_before_what_stands_behind_digits_drawn_later() {
        let glyphs = vec![
            glyph("อ", 10.0, 100.0, 8.0),
            glyph(" ", 14.8, 100.0, 8.0),
            glyph("-", 29.2, 100.0, 8.0),
            glyph("0", 19.6, 100.0, 8.0),
            glyph("8", 24.4, 100.0, 8.0),
        ];
        let clusters = gather(glyphs);
        let spaced: Vec<&str> = clusters
            .iter()
            .filter(|cluster| cluster.space_before)
            .map(|cluster| cluster.text.as_str())
            .collect();
        assert!(spaced.is_empty(), "{spaced:?}");
        assert!(clusters.iter().any(|c| c.text == "อ" && c.space_after));
    }

    #[test]
    fn a_space_between_base_and_mark_is_dropped() {
        let glyphs = vec![
            glyph("ก", 10.0, 100.0, 8.0),
            glyph(" ", 18.0, 100.0, 8.0),
            glyph_width("ั", 18.0, 100.0, 0.0),
        ];
        let clusters = gather(glyphs);
        assert_eq!(texts(&clusters), ["กั"]);
        assert!(!clusters[0].space_after);
    }
}
