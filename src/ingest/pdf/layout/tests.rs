//! Whole pages laid out: one test per way of setting a page, named after it.

use super::testing::{page, word};
use super::{Piece, lay_out};
use crate::document::Rect;
use crate::ingest::pdf::content::{PageContent, Picture, SLANTED};

/// The paragraphs of a page in reading order.
fn read(content: PageContent) -> Vec<String> {
    let pieces = lay_out(content, None).pieces;
    let texts = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Text(paragraph) => Some(paragraph.text),
        _ => None,
    });
    texts.collect()
}

/// Draws lines at their places, in this order.
fn drawn(lines: &[(&str, f32, f32)]) -> PageContent {
    let mut content = page();
    for (text, x, y) in lines {
        content.glyphs.extend(word(text, *x, *y, 10.0));
    }
    content
}

const CARDS: [(&str, f32, f32); 6] = [
    ("18.6", 60.0, 100.0),
    ("peak demand", 60.0, 115.0),
    ("in the hot month", 60.0, 130.0),
    ("1.2", 220.0, 100.0),
    ("roofs", 220.0, 115.0),
    ("with cells", 220.0, 130.0),
];

#[test]
fn what_stands_in_a_card_is_read_together() {
    // What begins below the second text could make both a row of a table.
    let mut lines = CARDS.to_vec();
    lines.push(("a long line that goes below both of the cards", 60.0, 170.0));
    lines.push(("signed", 220.0, 190.0));
    let together = |boxes: Vec<Rect>| {
        let text = read(PageContent {
            boxes,
            ..drawn(&lines)
        })
        .join(" ");
        text.find("in the hot month") < text.find("1.2")
            && text.find("with cells") < text.find("a long line")
    };
    assert!(!together(Vec::new()));
    assert!(together(vec![
        Rect::new(50.0, 85.0, 200.0, 140.0),
        Rect::new(210.0, 85.0, 360.0, 140.0),
    ]));
}

#[test]
fn shaded_columns_of_a_table_drawn_row_by_row_are_no_cards() {
    let rows = [CARDS[0], CARDS[3], CARDS[1], CARDS[4], CARDS[2], CARDS[5]];
    let mut content = drawn(&rows);
    content.boxes = vec![
        Rect::new(50.0, 85.0, 205.0, 140.0),
        Rect::new(205.0, 85.0, 360.0, 140.0),
    ];
    let read = read(content).join(" ");
    assert!(read.find("1.2") < read.find("peak"));
}

#[test]
fn short_columns_drawn_one_after_the_other_are_columns() {
    let columns = drawn(&[
        ("short term", 60.0, 100.0),
        ("less paper", 60.0, 115.0),
        ("long term", 220.0, 100.0),
        ("one identity", 220.0, 115.0),
    ]);
    let read_down = read(columns).join(" ");
    assert!(read_down.find("less paper") < read_down.find("long term"));
    // Amounts belong to what stands beside them.
    let amounts = drawn(&[
        ("first office", 60.0, 100.0),
        ("second office", 60.0, 115.0),
        ("166,576,700", 220.0, 100.0),
        ("312,389,800", 220.0, 115.0),
    ]);
    let read_across = read(amounts).join(" ");
    assert!(read_across.find("166,576,700") < read_across.find("second office"));
}

#[test]
fn columns_of_amounts_drawn_from_the_right_belong_to_the_rows() {
    let rows = ["wages", "water", "fuel", "cars", "land", "all of it"];
    let columns = [460.0, 380.0, 200.0, 54.0];
    let lines: Vec<(&str, f32, f32)> = columns
        .into_iter()
        .flat_map(|x| {
            let text = move |row| if x == 54.0 { row } else { "12.50" };
            let down = (0..).map(|row: u8| 100.0 + 15.0 * f32::from(row));
            rows.into_iter()
                .zip(down)
                .map(move |(row, y)| (text(row), x, y))
        })
        .collect();
    let read = read(drawn(&lines)).join(" ");
    let (first, rest) = read.split_once("water").expect("rows are read");
    assert_eq!(
        (
            first.matches("12.50").count(),
            rest.matches("12.50").count()
        ),
        (3, 15)
    );
}

#[test]
fn what_a_full_line_left_for_the_next_one_stays_above_the_columns() {
    let full = "all of them counted on the last day of the month of January";
    let left = [("first name", 60.0, 160.0), ("its office", 60.0, 175.0)];
    let right = [
        ("second name", 220.0, 160.0),
        ("another office", 220.0, 175.0),
    ];
    let above = [(full, 50.0, 100.0), ("2568", 50.0, 115.0)];
    let lines: Vec<_> = above.into_iter().chain(left).chain(right).collect();
    assert_eq!(read(drawn(&lines))[0], format!("{full} 2568"));
}

#[test]
fn a_heading_below_both_columns_is_no_part_of_the_left_one() {
    let line = "words enough to fill a line";
    // The heading makes a third stretch of drawing, for which five lines would be few.
    for rows in [4_u8, 11] {
        let down = |row: u8| 25.0 + 15.0 * f32::from(row);
        let column = |x: f32| (0..rows).map(move |row| (line, x, down(row)));
        let (left_end, right_end) = (("left end", 60.0), ("right end", 320.0));
        let at_end = |(text, x)| (text, x, down(rows));
        let heading = ("what to take", 60.0, down(rows) + 25.0);
        let across = (
            "a line that goes below both of the columns of the page to its right end",
            60.0,
            down(rows) + 45.0,
        );
        let mut headed: Vec<_> = column(60.0).chain([at_end(left_end)]).collect();
        headed.extend(column(320.0).chain([at_end(right_end), heading, across]));
        let read_so = read(drawn(&headed)).join(" ");
        let (first, second) = read_so
            .split_once("left end")
            .expect("both columns are read");
        assert_eq!(first.matches(line).count(), usize::from(rows));
        assert_eq!(second.matches(line).count(), usize::from(rows));
        assert!(read_so.find("right end") < read_so.find("what to take"));
        // A left column that is longer goes on.
        let mut longer: Vec<_> = column(60.0).chain([at_end(left_end), heading]).collect();
        longer.extend(column(320.0).chain([at_end(right_end), across]));
        let read_so = read(drawn(&longer)).join(" ");
        assert!(read_so.find("what to take") < read_so.find("right end"));
    }
}

#[test]
fn captions_that_touch_are_told_by_the_order_of_drawing() {
    let mut content = drawn(&[
        ("the first name that fills", 50.0, 200.0),
        ("its office", 80.0, 215.0),
        ("the second name that fills", 200.5, 200.0),
        ("another office", 240.0, 215.0),
    ]);
    content.images = [(75.0, 125.0), (225.0, 325.0)]
        .map(|(left, right)| Picture {
            rect: Rect::new(left, 90.0, right, 190.0),
            width_px: 300,
            height_px: 300,
            source: None,
        })
        .to_vec();
    let read = read(content);
    assert!(
        read.contains(&"the first name that fills".to_owned()),
        "{read:?}"
    );
    assert!(
        read.contains(&"the second name that fills".to_owned()),
        "{read:?}"
    );
}

#[test]
fn a_number_in_a_circle_comes_before_the_text_beside_it() {
    let steps = drawn(&[
        ("1", 50.0, 107.0),
        ("bring your papers and the", 80.0, 100.0),
        ("letter of the office", 80.0, 115.0),
    ]);
    let read = read(steps);
    assert_eq!(read[0], "1");
    assert!(read[1].starts_with("bring your papers"));
}

#[test]
fn a_watermark_stands_apart() {
    let mut content = drawn(&[("the first line", 50.0, 100.0), ("the second", 50.0, 115.0)]);
    let mut draft = word("draft", 60.0, 108.0, 60.0);
    for (number, glyph) in draft.iter_mut().enumerate() {
        glyph.angle = SLANTED;
        glyph.bbox.x0 += 40.0 * number as f32;
        glyph.bbox.y0 -= 30.0 * number as f32;
    }
    content.glyphs.splice(7..7, draft);
    assert_eq!(read(content), ["the first line", "the second", "draft"]);
}
