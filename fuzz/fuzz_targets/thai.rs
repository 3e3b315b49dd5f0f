//! The Thai core on any text: no panic, spans on character boundaries, repair and folding idempotent.

#![no_main]

use libfuzzer_sys::fuzz_target;
use oitcheck::thai::fold::{Folded, fold};
use oitcheck::thai::search::Searcher;
use oitcheck::thai::{codes, dates, names, numbers, repair, validity};

fuzz_target!(|text: &str| {
    // The first line is a phrase to look for in the rest.
    let (phrase, text) = text.split_once('\n').unwrap_or(("", text));
    let spans = (dates::find_dates(text).into_iter().map(|d| d.span))
        .chain(dates::find_months(text).into_iter().map(|m| m.span))
        .chain(numbers::find_numbers(text).into_iter().map(|n| n.span))
        .chain(codes::find_codes(text).into_iter().map(|c| c.span))
        .chain(codes::codes_in_file_name(text).into_iter().map(|c| c.span))
        .chain(names::find_names(text).into_iter().map(|n| n.span));
    for span in spans {
        assert!(text.get(span).is_some());
    }
    let folded = Folded::new(text);
    assert_eq!(fold(folded.text()), folded.text());
    let searcher = Searcher::new([phrase]);
    for found in searcher
        .find(&folded)
        .into_iter()
        .chain(searcher.find_approximate(&folded, &[0]))
    {
        assert!(text.get(found.source).is_some());
        assert!(found.negated.is_none_or(|span| text.get(span).is_some()));
    }
    let once = repair::repair(text).into_owned();
    assert_eq!(repair::repair(&once), once);
    let validity = validity::measure(text);
    assert!((0.0..=1.0).contains(&validity.damage()));
    let _ = numbers::parse_number(text);
});
