//! Glyph names to text.
//!
//! In: a name from `/Differences`, a `post` table or a CFF charset. Out: what it stands for, or `None` for names
//! that only number glyphs (`g12`, `cid00034`, `.notdef`).
//!
//! Sources: the Adobe Glyph List (through `read-fonts`), whose Thai names end in `thai` (`kokaithai`); Thai
//! foundries leave the ending out (`kokai`) or write it as words (`Sara_AA`, `mai-ek`), and mark positional
//! variants with suffixes (`maitho.low`, `uni0E49.small`, `maithoupperleftthai`).

use skrifa::raw::ps::agl;

/// Spellings that differ from the Adobe name by more than its ending, from Thai fonts of the 1990s and 2000s.
const ALIASES: &[(&str, &str)] = &[
    ("khorakhang", "khorakhangthai"),
    ("khokhuad", "khokhuatthai"),
    ("choching", "chochingthai"),
    ("thonangmontho", "thonangmonthothai"),
    ("thophuthao", "thophuthaothai"),
    ("popla", "poplathai"),
    ("fofan", "fofanthai"),
    ("yoyak", "yoyakthai"),
    ("rorua", "roruathai"),
    ("ru", "ruthai"),
    ("lu", "luthai"),
    ("rue", "ruthai"),
    ("lue", "luthai"),
    ("soso", "sosothai"),
    ("sosala", "sosalathai"),
    ("sorusi", "sorusithai"),
    ("sosua", "sosuathai"),
    ("hohip", "hohipthai"),
    ("lochula", "lochulathai"),
    ("oang", "oangthai"),
    ("honokhuk", "honokhukthai"),
    ("maihanakat", "maihanakatthai"),
    ("maihanagat", "maihanakatthai"),
    ("maihunakat", "maihanakatthai"),
    ("maitaikhu", "maitaikhuthai"),
    ("maitaikoo", "maitaikhuthai"),
    ("thanthakhat", "thanthakhatthai"),
    ("thantakhat", "thanthakhatthai"),
    ("karan", "thanthakhatthai"),
    ("garan", "thanthakhatthai"),
    ("nikhahit", "nikhahitthai"),
    ("nikkhahit", "nikhahitthai"),
    ("yamakkan", "yamakkanthai"),
    ("maichattawa", "maichattawathai"),
    ("maijattawa", "maichattawathai"),
    ("maitri", "maitrithai"),
    ("maitree", "maitrithai"),
    ("saraam", "saraamthai"),
    ("saraum", "saraamthai"),
    ("phinthu", "phinthuthai"),
    ("lakkhangyao", "lakkhangyaothai"),
    ("maiyamok", "maiyamokthai"),
    ("paiyannoi", "paiyannoithai"),
    ("baht", "bahtthai"),
];

/// The text of a glyph name.
pub(in crate::ingest::pdf) fn text(name: &str) -> Option<String> {
    // Longer names are not names; `uni` sequences of ligatures stay under 64.
    if name.is_empty() || name.len() > 128 || name.starts_with('.') {
        return None;
    }
    // The variant suffix says where or how a glyph is drawn, not what it is.
    let stem = name.split('.').next().unwrap_or(name);
    if let Some(found) = adobe(stem) {
        return Some(found);
    }
    let folded: String = stem
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let bare = folded
        .strip_prefix("thai")
        .or_else(|| folded.strip_suffix("thai"))
        .unwrap_or(&folded);
    let (alias, thai) = (
        ALIASES.iter().find(|(spelling, _)| *spelling == bare),
        format!("{bare}thai"),
    );
    match alias {
        Some((_, adobe_name)) => adobe(adobe_name),
        None => adobe(&thai).or_else(|| (folded != stem).then(|| unicode(&folded)).flatten()),
    }
}

/// By the Adobe Glyph List, with its private-use positional variants brought home.
fn adobe(name: &str) -> Option<String> {
    let mut text: String = agl::name_to_chars(name).collect();
    if text.is_empty() {
        text = unicode(name)?;
    }
    if text.chars().all(|c| ('\u{F880}'..='\u{F8A0}').contains(&c))
        && let Some(stem) = name.strip_suffix("thai")
    {
        let base = ["upperleft", "lowleft", "lowright", "left"]
            .iter()
            .find_map(|place| stem.strip_suffix(place))?;
        text = agl::name_to_chars(&format!("{base}thai")).collect();
    }
    (!text.is_empty()).then_some(text)
}

/// `uni0E01`, `u0E01`, `u0E01_u0E34`, also in lower case, which the Adobe rules do not allow but fonts use.
fn unicode(name: &str) -> Option<String> {
    let digits = name
        .strip_prefix("uni")
        .or_else(|| name.strip_prefix("Uni"))
        .or_else(|| name.strip_prefix('u'))
        .or_else(|| name.strip_prefix("U+"))?;
    if !(4..=6).contains(&digits.len()) {
        return None;
    }
    let code = u32::from_str_radix(digits, 16).ok()?;
    char::from_u32(code)
        .filter(|c| !c.is_control())
        .map(String::from)
}

#[cfg(test)]
mod tests {
    use super::{ALIASES, text};

    /// Every Thai name of the Adobe Glyph List, in code order from U+0E01, against the Unicode charts;
    /// with and without its ending.
    #[test]
    fn thai_names_in_code_order() {
        let names = [
            (
                0x0E01,
                "kokai khokhai khokhuat khokhwai khokhon khorakhang ngongu chochan choching chochang soso chochoe \
              yoying dochada topatak thothan thonangmontho thophuthao nonen dodek totao thothung thothahan thothong nonu \
              bobaimai popla phophung fofa phophan fofan phosamphao moma yoyak rorua ru loling lu wowaen sosala sorusi \
              sosua hohip lochula oang honokhuk paiyannoi saraa maihanakat saraaa saraam sarai saraii saraue sarauee \
              sarau sarauu phinthu",
            ),
            (
                0x0E3F,
                "baht sarae saraae sarao saraaimaimuan saraaimaimalai lakkhangyao maiyamok maitaikhu maiek maitho \
              maitri maichattawa thanthakhat nikhahit yamakkan fongman",
            ),
            (0x0E5A, "angkhankhu khomut"),
        ];
        for (first, list) in names {
            for (name, code) in list.split_whitespace().zip(first..) {
                let expected = char::from_u32(code).map(String::from);
                assert_eq!(text(name), expected, "{name}");
                assert_eq!(text(&format!("{name}thai")), expected, "{name}thai");
            }
        }
        for (digit, code) in [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        ]
        .iter()
        .zip(0x0E50..)
        {
            assert_eq!(
                text(&format!("{digit}thai")),
                char::from_u32(code).map(String::from)
            );
        }
    }

    #[test]
    fn every_alias_leads_to_a_thai_name_of_the_adobe_glyph_list() {
        for (alias, name) in ALIASES {
            let listed: String = skrifa::raw::ps::agl::name_to_chars(name).collect();
            assert!(
                listed.chars().count() == 1 && listed.chars().all(crate::thai::chars::is_thai),
                "{name}"
            );
            assert_eq!(text(alias), Some(listed), "{alias}");
        }
    }

    #[test]
    fn positional_variants_lose_their_suffix() {
        for name in [
            "maitho.low",
            "uni0E49.small",
            "maitholowleftthai",
            "maithoupperleftthai",
            "MaiTho",
            "mai_tho",
            "uni0e49",
        ] {
            assert_eq!(text(name).as_deref(), Some("\u{0E49}"), "{name}");
        }
        assert_eq!(text("saraileftthai").as_deref(), Some("\u{0E34}"));
    }

    #[test]
    fn numbered_glyphs_have_no_text() {
        for name in ["g12", "cid00034", "glyph7", ".notdef", "index5", ""] {
            assert_eq!(text(name), None, "{name}");
        }
    }

    #[test]
    fn latin_names_are_adobe_names() {
        assert_eq!(text("quoteright").as_deref(), Some("\u{2019}"));
        assert_eq!(text("f_i").as_deref(), Some("fi"));
        assert_eq!(text("A.sc").as_deref(), Some("A"));
    }
}
