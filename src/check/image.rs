//! `image`: an embedded picture of real size near a caption.

use super::{Located, Outcome, Scope, Spot, text};
use crate::index::UnitKind;
use crate::rules::model::{ImageNear, PhraseList};

/// Points between a picture and the line below it: one line at most.
const CAPTION_GAP: f32 = 16.0;

/// Units between a picture and the text that names it: the caption below or the heading above.
const REACH: usize = 2;

pub(super) fn check<'a>(rule: &ImageNear, scope: &Scope<'a>) -> Outcome<'a> {
    let near = if rule.near.is_empty() {
        Vec::new()
    } else {
        let mut near = scope.find_any(&rule.near);
        near.retain(|hit| !text::denied(hit, &PhraseList::default()));
        near
    };
    let wanted = rule.at_least.max(1);
    let mut evidence = Vec::new();
    let mut others = Vec::new();
    for part in scope.parts {
        for number in part.unit_numbers() {
            let picture = part
                .document
                .units
                .get(number)
                .is_some_and(|unit| unit.kind == UnitKind::Picture { real: true });
            if !picture {
                continue;
            }
            let label = near
                .iter()
                .filter(|hit| std::ptr::eq(hit.part.document, part.document) && beside(hit, number))
                .min_by_key(|hit| (!below(hit, number), hit.unit.abs_diff(number)));
            match label {
                Some(hit) => {
                    // The evidence is the picture; its caption is the quote.
                    evidence.push(Spot {
                        picture: Some(number),
                        ..hit.spot()
                    });
                }
                None if rule.near.is_empty() => evidence.push(part.spot(number)),
                None => others.push(part.spot(number)),
            }
        }
    }
    if evidence.len() >= wanted {
        return Outcome::pass("image-found", evidence);
    }
    if others.is_empty() && evidence.is_empty() {
        return Outcome::fail("no-image").near(near.iter().map(Located::spot).collect());
    }
    Outcome::fail("image-without-caption").near(evidence.into_iter().chain(others).collect())
}

/// Whether a text stands just below a picture on the page, as names do in a row of portraits.
fn below(hit: &Located<'_>, picture: usize) -> bool {
    let unit = |number: usize| hit.part.document.units.get(number);
    let (Some(text), Some(picture)) = (unit(hit.unit), unit(picture)) else {
        return false;
    };
    let (Some(line), Some(frame)) = (text.bbox, picture.bbox) else {
        return false;
    };
    let middle = line.x0 + line.width() / 2.0;
    text.page == picture.page
        && (frame.x0..=frame.x1).contains(&middle)
        && (-CAPTION_GAP / 2.0..=CAPTION_GAP).contains(&(line.y0 - frame.y1))
}

/// Whether a phrase names a picture: in its caption, or beside it without another picture between.
fn beside(hit: &Located<'_>, picture: usize) -> bool {
    let document = hit.part.document;
    if is_placeholder(document.unit_text(hit.unit)) {
        return false;
    }
    if hit.unit == picture {
        return true;
    }
    let own_caption = !document.unit_text(picture).trim().is_empty();
    if own_caption {
        return false;
    }
    if below(hit, picture) {
        return true;
    }
    if hit.unit.abs_diff(picture) > REACH {
        return false;
    }
    let between = hit.unit.min(picture) + 1..hit.unit.max(picture);
    between.into_iter().all(|other| {
        !document
            .units
            .get(other)
            .is_some_and(|unit| matches!(unit.kind, UnitKind::Picture { .. }))
    })
}

/// Whether a text stands where a picture should: `[ภาพ: ป้ายจุดบริการ]` names one that was not put in.
fn is_placeholder(text: &str) -> bool {
    const PICTURE: &[&str] = &["ภาพ", "รูป", "photo", "picture", "image"];
    let inner = text
        .trim()
        .strip_prefix(['[', '<', '【'])
        .and_then(|rest| rest.strip_suffix([']', '>', '】']));
    inner.is_some_and(|inner| {
        let inner = inner.trim().to_lowercase();
        PICTURE.iter().any(|word| inner.starts_with(word))
    })
}
