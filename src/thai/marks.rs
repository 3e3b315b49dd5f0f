//! The canonical spelling of one cell: what its marks are and in which order they stand.
//!
//! Folding and repair share this. Only what orthography makes certain is done here: no word list is
//! asked and no letter is guessed.

use super::chars::{Class, class, is_mark, mark_rank};

/// Whether the character hangs on the one before it and so belongs to the tail of a cell.
pub(super) const fn is_tail(c: char) -> bool {
    is_mark(c) || matches!(c, 'า' | 'ำ')
}

/// The standard character for a positional variant in a private-use block; `None` for others.
///
/// Old Thai fonts drew marks that had to move aside as glyphs of their own, and PDF writers wrote
/// those glyphs' code points as text. Source: the tables of HarfBuzz, `hb-ot-shaper-thai.cc`
/// (`win_pua` U+F700 to F71A, `mac_pua` U+F884 to F89E).
pub const fn from_private_use(c: char) -> Option<char> {
    Some(match c as u32 {
        0xF700 | 0xF89E => 'ฐ',
        0xF70F | 0xF89A => 'ญ',
        0xF710 | 0xF884 => '\u{0E31}',
        0xF701 | 0xF885 => '\u{0E34}',
        0xF702 | 0xF886 => '\u{0E35}',
        0xF703 | 0xF887 => '\u{0E36}',
        0xF704 | 0xF888 => '\u{0E37}',
        0xF718 | 0xF89B => '\u{0E38}',
        0xF719 | 0xF89C => '\u{0E39}',
        0xF71A | 0xF89D => '\u{0E3A}',
        0xF712 | 0xF889 => '\u{0E47}',
        0xF705 | 0xF70A | 0xF713 | 0xF88A..=0xF88C => '\u{0E48}',
        0xF706 | 0xF70B | 0xF714 | 0xF88D..=0xF88F => '\u{0E49}',
        0xF707 | 0xF70C | 0xF715 | 0xF890..=0xF892 => '\u{0E4A}',
        0xF708 | 0xF70D | 0xF716 | 0xF893..=0xF895 => '\u{0E4B}',
        0xF709 | 0xF70E | 0xF717 | 0xF896..=0xF898 => '\u{0E4C}',
        0xF711 | 0xF899 => '\u{0E4D}',
        _ => return None,
    })
}

/// Whether the tail is already written the one canonical way.
pub(super) fn is_canonical(tail: &[char]) -> bool {
    match tail {
        [] | [_] => true,
        _ => {
            let letters = tail.iter().filter(|&&c| matches!(c, 'า' | 'ำ')).count();
            let (marks, end) = tail.split_at(tail.len() - letters);
            let increasing = marks
                .windows(2)
                .all(|pair| mark_rank(pair[0]) < mark_rank(pair[1]));
            let marks_first = marks.iter().all(|&c| is_mark(c));
            let single = matches!(end, [] | ['า'] | ['ำ']);
            marks_first && increasing && single && (end.is_empty() || !marks.contains(&'\u{0E4D}'))
        }
    }
}

/// Rewrites the tail of a cell: marks in canonical order, none twice, sara am composed.
///
/// - nikhahit with า is ำ, wherever the tone stands; ำา and ำำ are ำ;
/// - a tone or silencer after า or ำ belongs before it;
/// - vowels come before tones, and a mark written twice is one mark.
pub(super) fn canonicalise(tail: &mut Vec<char>) {
    if is_canonical(tail) {
        return;
    }
    let letters: Vec<char> = tail.iter().copied().filter(|&c| !is_mark(c)).collect();
    let mut marks: Vec<char> = tail.iter().copied().filter(|&c| is_mark(c)).collect();
    marks.sort_by_key(|&c| mark_rank(c));
    marks.dedup();
    let nikhahit = marks.iter().position(|&c| class(c) == Class::Nikhahit);
    let composed = letters.contains(&'ำ') || (nikhahit.is_some() && letters.first() == Some(&'า'));
    if composed && let Some(at) = nikhahit {
        marks.remove(at);
    }
    tail.clear();
    tail.append(&mut marks);
    if composed {
        tail.push('ำ');
    } else {
        tail.extend(letters);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        let mut tail: Vec<char> = text.chars().collect();
        canonicalise(&mut tail);
        assert!(
            is_canonical(&tail) || text.contains("าา"),
            "{text:?} gave {tail:?}"
        );
        tail.into_iter().collect()
    }

    #[test]
    fn tone_before_vowel_is_put_behind_it() {
        assert_eq!(canonical("\u{0E48}\u{0E35}"), "\u{0E35}\u{0E48}");
    }

    #[test]
    fn sara_am_in_every_broken_spelling_is_composed() {
        for broken in [
            "\u{0E4D}\u{0E49}า",
            "\u{0E49}\u{0E4D}า",
            "ำ\u{0E49}",
            "\u{0E4D}\u{0E49}ำ",
            "\u{0E49}ำา",
            "\u{0E49}ำำ",
            "\u{0E49}า\u{0E4D}",
        ] {
            assert_eq!(canonical(broken), "\u{0E49}ำ", "{broken:?}");
        }
    }

    #[test]
    fn doubled_marks_are_one() {
        assert_eq!(canonical("\u{0E39}\u{0E39}"), "\u{0E39}");
        assert_eq!(canonical("\u{0E35}\u{0E48}\u{0E48}"), "\u{0E35}\u{0E48}");
        assert_eq!(canonical("\u{0E48}\u{0E35}\u{0E48}"), "\u{0E35}\u{0E48}");
    }

    #[test]
    fn a_long_vowel_written_twice_is_left_alone() {
        assert_eq!(canonical("าา"), "าา");
    }

    #[test]
    fn positional_variants_have_standard_characters() {
        let mapped = ('\u{F700}'..='\u{F71A}').filter(|&c| from_private_use(c).is_some());
        assert_eq!(mapped.count(), 27);
        let mapped = ('\u{F884}'..='\u{F89E}').filter(|&c| from_private_use(c).is_some());
        assert_eq!(mapped.count(), 27);
    }
}
