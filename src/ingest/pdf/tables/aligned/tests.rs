//! Tables without rules, drawn as producers draw them: one test per cause, named after it.

use crate::document::{Block, Rect, Table};
use crate::ingest::pdf::assemble::blocks;
use crate::ingest::pdf::content::{PageContent, Picture};
use crate::ingest::pdf::layout::lay_out;
use crate::ingest::pdf::layout::testing::{across, page, word};
use crate::ingest::pdf::structure::Structure;
use crate::ingest::pdf::tables::tagged::Tags;
use crate::ingest::testing::texts;

/// Step between the lines of a cell, and between rows that leave no more room.
const STEP: f32 = 13.0;

fn tables(content: PageContent) -> Vec<Table> {
    let structure = Structure::default();
    let laid = lay_out(content, Some(&Tags::of_page(&structure, 0)));
    let table = |block: Block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    };
    blocks(vec![laid])
        .into_iter()
        .flatten()
        .filter_map(table)
        .collect()
}

/// Rows of cells, with the lines of a cell between `|`.
fn read(content: PageContent) -> Vec<Vec<String>> {
    let found = tables(content);
    assert_eq!(found.len(), 1);
    texts(&found[0])
        .into_iter()
        .map(|row| row.iter().map(|text| text.replace('\n', "|")).collect())
        .collect()
}

/// Draws cells one after the other, row by row, without room between the rows: the lines of a cell are between `|`, and
/// `down` says where a cell of fewer lines than its row stands, from 0 for the top to 1 for the bottom.
fn by_cells(content: &mut PageContent, columns: &[f32], rows: &[&[&str]], down: f32) {
    let mut top = 100.0;
    for row in rows {
        let lines = |text: &str| text.split('|').count() as f32;
        let tallest = row.iter().map(|text| lines(text)).fold(0.0, f32::max);
        for (x, text) in columns.iter().zip(*row) {
            let first = top + STEP * down * (tallest - lines(text));
            for (i, line) in text.split('|').enumerate() {
                let y = first + STEP * i as f32;
                content.glyphs.extend(word(line, *x, y, 10.0));
            }
        }
        top += STEP * tallest;
    }
}

const MEASURES: [&[&str]; 6] = [
    &["no", "measure", "who"],
    &["1", "first one of them|that goes on", "me"],
    &["2", "second", "you"],
    &["3", "third", "them"],
    &[
        "4",
        "fourth of all of|them and longer|than the others",
        "all|of us",
    ],
    &["5", "last", "me"],
];

#[test]
fn rows_drawn_cell_by_cell_are_told_where_no_step_does() {
    for down in [0.0, 0.5, 1.0] {
        let mut content = page();
        by_cells(&mut content, &[54.0, 90.0, 300.0], &MEASURES, down);
        let rows = read(content);
        assert_eq!(rows.len(), MEASURES.len(), "{down}: {rows:?}");
        for (row, drawn) in rows.iter().zip(MEASURES) {
            let words = |text: &str| text.replace('|', " ");
            let row: Vec<String> = row.iter().map(|text| words(text)).collect();
            let drawn: Vec<String> = drawn.iter().map(|text| words(text)).collect();
            assert_eq!(row, drawn);
        }
    }
}

#[test]
fn rows_whose_last_cell_alone_is_wrapped_begin_where_the_first_cell_does() {
    let rows: [&[&str]; 5] = [
        &["road", "the work that the road needs is|done by the office"],
        &["water", "short"],
        &[
            "light",
            "what the lamps of the town need|is bought by the office and set|up by it",
        ],
        &["park", "short"],
        &["school", "all that is left goes to schools|of the town"],
    ];
    let mut content = page();
    by_cells(&mut content, &[54.0, 150.0], &rows, 0.0);
    let found = read(content);
    assert_eq!(found.len(), 5);
    assert_eq!(found[2][0], "light");
    assert!(found[2][1].ends_with("up by it"));
    assert_eq!(found[3], ["park", "short"]);
}

#[test]
fn amounts_below_each_other_are_rows_although_a_text_fills_its_line() {
    let rows: [&[&str]; 5] = [
        &["1", "paper of the office", "1,201,899.08"],
        &["2", "ink", "952,406.46"],
        &["3", "fuel for the cars of", "1,934,181.74"],
        &["4", "repair of cars", "1,098,304.62"],
        &["5", "chairs for the office", "1,255,568.19"],
    ];
    let mut content = page();
    by_cells(&mut content, &[54.0, 80.0, 300.0], &rows, 0.0);
    assert_eq!(read(content), rows);
}

#[test]
fn cards_drawn_one_after_the_other_are_no_table() {
    let card = "name of one|head of the office|02 123 4567";
    let cards = [card; 3];
    let rows: [&[&str]; 3] = [&cards; 3];
    let mut content = page();
    by_cells(&mut content, &[54.0, 230.0, 410.0], &rows, 0.0);
    assert!(tables(content).is_empty());
}

#[test]
fn names_below_portraits_are_no_table() {
    // Drawn row by row, as a table of the producer: names, positions, offices.
    let rows: [&[&str]; 3] = [
        &["one name", "another", "a third"],
        &["head", "deputy", "clerk"],
        &["office", "office", "school"],
    ];
    let columns = [54.0, 230.0, 410.0];
    let mut content = page();
    by_cells(&mut content, &columns, &rows, 0.0);
    assert_eq!(tables(content.clone()).len(), 1);
    for x in columns {
        content.images.push(Picture {
            rect: Rect::new(x, 20.0, x + 60.0, 86.0),
            width_px: 60,
            height_px: 66,
            source: None,
        });
    }
    assert!(tables(content).is_empty());
}

#[test]
fn columns_drawn_one_after_the_other_are_rows_where_one_has_amounts() {
    let table: [&[&str]; 1] = [&["month|may|june|july|august", "cases|12|7|30|4"]];
    let mut content = page();
    by_cells(&mut content, &[54.0, 230.0], &table, 0.0);
    let rows = read(content);
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[4], ["august", "4"]);
    // Links at the foot of a web page.
    let lists: [&[&str]; 1] = [&["news|today|archive|press", "about|people|map|jobs"]];
    let mut content = page();
    by_cells(&mut content, &[54.0, 230.0], &lists, 0.0);
    assert!(tables(content).is_empty());
}

#[test]
fn a_justified_line_above_a_table_has_no_column_of_it() {
    let mut content = page();
    content.glyphs.extend(word(
        "a line of running text with one wide gap",
        54.0,
        70.0,
        10.0,
    ));
    content.glyphs.extend(word("in it", 480.0, 70.0, 10.0));
    let rows: [&[&str]; 5] = [
        &["one office", "02 111 2222"],
        &["another", "02 333 4444"],
        &["a third", "02 555 6666"],
        &["the fourth", "02 777 8888"],
        &["the last", "02 999 0000"],
    ];
    by_cells(&mut content, &[54.0, 230.0], &rows, 0.0);
    assert_eq!(read(content), rows);
}

#[test]
fn rows_of_one_line_stay_rows_where_every_text_fills_its_column() {
    let rows: [&[&str]; 6] = [
        &[
            "Ms. Angela Brown",
            "officer for supplies",
            "02-111-2222 line 1",
        ],
        &[
            "Mr. Bernard Cole",
            "officer for finances",
            "02-333-4444 line 2",
        ],
        &[
            "Ms. Cecilia Dane",
            "officer for planning",
            "02-555-6666 line 3",
        ],
        &[
            "Mr. Desmond Earl",
            "officer for archives",
            "02-777-8888 line 4",
        ],
        &[
            "Ms. Eleanor Ford",
            "officer for building",
            "02-999-0000 line 5",
        ],
        &[
            "Mr. Francis Gray",
            "officer for teaching",
            "02-123-4567 line 6",
        ],
    ];
    let mut content = page();
    by_cells(&mut content, &[54.0, 180.0, 330.0], &rows, 0.0);
    assert_eq!(read(content), rows);
}

#[test]
fn a_title_set_in_the_middle_of_its_column_beside_short_texts_has_no_column_of_its_own() {
    let mut content = page();
    for (text, x) in [("month", 116.0), ("cases", 288.0), ("share", 473.0)] {
        content.glyphs.extend(word(text, x, 100.0, 10.0));
    }
    for (i, month) in ["January", "May", "June", "July"].iter().enumerate() {
        let y = 120.0 + 20.0 * i as f32;
        for (text, x) in [(*month, 46.0), ("529", 410.0), ("4.19", 524.0)] {
            content.glyphs.extend(word(text, x, y, 10.0));
        }
    }
    let rows = read(content);
    assert_eq!(rows[0], ["month", "cases", "share"]);
    assert_eq!(rows[1], ["January", "529", "4.19"]);
}

/// Amounts in millions, which look like numbers of a list.
const MILLIONS: [[&str; 4]; 4] = [
    ["kind", "given", "spent", "share"],
    ["wages", "5.42", "2.71", "50.00"],
    ["water", "1.96", "0.88", "44.90"],
    ["fuel", "2.10", "0.98", "46.67"],
];

/// Draws rows at their heights, amounts to the right of titles that stand over none of them.
fn millions(content: &mut PageContent, rows: &[([&str; 4], f32)]) {
    for (row, y) in rows {
        let title = *row == MILLIONS[0];
        let columns = if title {
            [150.0, 260.0, 360.0, 460.0]
        } else {
            [54.0, 300.0, 400.0, 500.0]
        };
        for (text, x) in row.iter().zip(columns) {
            content.glyphs.extend(word(text, x, *y, 10.0));
        }
    }
}

#[test]
fn amounts_that_look_like_numbers_of_a_list_are_cells() {
    let mut content = page();
    let [title, first, second, third] = MILLIONS;
    millions(
        &mut content,
        &[(title, 100.0), (first, 120.0), (second, 140.0)],
    );
    // A raised mark in the first cell moves its line down.
    let mut label = third;
    label[1..].fill("");
    let amounts = ["", third[1], third[2], third[3]];
    millions(&mut content, &[(amounts, 160.0), (label, 163.5)]);
    assert_eq!(read(content), MILLIONS);
}

#[test]
fn a_title_and_one_row_above_the_end_of_a_page_belong_to_the_table_on_the_next() {
    let [title, first, second, third] = MILLIONS;
    let (mut above, mut below) = (page(), page());
    millions(&mut above, &[(title, 780.0), (first, 800.0)]);
    millions(&mut below, &[(title, 60.0), (second, 80.0), (third, 100.0)]);
    let structure = Structure::default();
    let laid = [above, below]
        .into_iter()
        .zip(1..)
        .map(|(content, number)| {
            lay_out(
                PageContent { number, ..content },
                Some(&Tags::of_page(&structure, 0)),
            )
        });
    let blocks: Vec<Block> = blocks(laid.collect()).into_iter().flatten().collect();
    let found: Vec<&Table> = blocks.iter().filter_map(Block::table).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(texts(found[0]), MILLIONS);
}

#[test]
fn contents_without_leaders_under_a_title_are_no_table() {
    let rows: [&[&str]; 7] = [
        &["subject", "หน้า"],
        &["foreword", "ก"],
        &["the office and what it does", "1 ถึง 4"],
        &["its plans", "5"],
        &["its money", "9"],
        &["its people", "๑๑"],
        &["what it bought", "12"],
    ];
    let mut content = page();
    by_cells(&mut content, &[54.0, 400.0], &rows, 0.0);
    assert!(tables(content).is_empty());
}

#[test]
fn questions_and_answers_beside_their_labels_are_no_table() {
    let ask: &[&str] = &["ask", "what does a citizen need to bring|to the office"];
    let tell: &[&str] = &["tell", "a card and a copy of it, signed by|the citizen"];
    let rows = [ask, tell, ask, tell, ask, tell];
    let mut content = page();
    by_cells(&mut content, &[54.0, 100.0], &rows, 0.0);
    assert!(tables(content).is_empty());
}

#[test]
fn lines_around_the_header_and_the_end_leave_rows_of_wrapped_cells_to_the_text() {
    let mut content = page();
    for (text, x) in [("measure", 54.0), ("how", 200.0), ("who", 420.0)] {
        content.glyphs.extend(word(text, x, 112.0, 10.0));
    }
    let rows = [
        ["first", "begins in one line|goes on in the next", "me"],
        ["second", "one line", "you"],
        ["third", "begins in one line|goes on in the next", "them"],
    ];
    let mut y = 138.0;
    for row in rows {
        for (text, x) in row.into_iter().zip([54.0, 200.0, 420.0]) {
            for (i, line) in text.split('|').enumerate() {
                content
                    .glyphs
                    .extend(word(line, x, y + STEP * i as f32, 10.0));
            }
        }
        y += STEP * row[1].split('|').count() as f32 + 8.0;
    }
    for at in [98.0, 120.0, y] {
        content.rules.push(across(50.0, 500.0, at));
    }
    let found = read(content);
    assert_eq!(found.len(), 4);
    assert_eq!(found[2], ["second", "one line", "you"]);
}

#[test]
fn a_list_counted_at_its_left_is_no_table_and_one_with_titles_is() {
    let rows: [&[&str]; 5] = [
        &["no", "what the office does"],
        &["S1", "it is near to the town and to all|that live in it"],
        &["S2", "it has roads"],
        &["S3", "its people know the work and do it|every day"],
        &["S4", "it buys what it needs"],
    ];
    let mut content = page();
    by_cells(&mut content, &[54.0, 110.0], &rows, 0.0);
    assert_eq!(read(content).len(), 5);
    let mut content = page();
    by_cells(&mut content, &[54.0, 110.0], &rows[1..], 0.0);
    assert!(tables(content).is_empty());
}

#[test]
fn items_that_end_with_their_amounts_are_no_rows() {
    let mut content = page();
    for i in 0..6 {
        let y = 100.0 + 3.0 * STEP * i as f32;
        for (text, x, line) in [
            (format!("({i}) a machine for the office"), 54.0, 0.0),
            ("of the town, with its parts".to_owned(), 74.0, 1.0),
            ("one piece".to_owned(), 74.0, 2.0),
            (format!("{i},200,000"), 400.0, 2.0),
        ] {
            content.glyphs.extend(word(&text, x, y + STEP * line, 10.0));
        }
    }
    assert!(tables(content).is_empty());
}

#[test]
fn titles_below_one_over_them_and_rows_of_one_cell_are_rows_of_their_own() {
    let mut content = page();
    let mut draw = |text: &str, x: f32, y: f32| {
        for (i, line) in text.split('|').enumerate() {
            content
                .glyphs
                .extend(word(line, x, y + STEP * i as f32, 10.0));
        }
    };
    draw("measure", 54.0, 100.0);
    draw("points of the year", 296.0, 100.0);
    draw("low", 300.0, 120.0);
    draw("high", 380.0, 120.0);
    let mut y = 140.0;
    for row in [
        ["first goes on|in two lines", "1", "2"],
        ["a group", "", ""],
        ["second goes on|in two lines", "3", "4"],
        ["third", "5", "6"],
        ["fourth goes on|in two lines", "7", "8"],
    ] {
        for (text, x) in row.into_iter().zip([54.0, 300.0, 380.0]) {
            if !text.is_empty() {
                draw(text, x, y);
            }
        }
        y += STEP * row[0].split('|').count() as f32 + 8.0;
    }
    let rows = read(content);
    assert_eq!(rows.len(), 7, "{rows:?}");
    assert_eq!(rows[0], ["measure", "points of the year"]);
    assert_eq!(rows[1], ["", "low", "high"]);
    assert_eq!(rows[3], ["a group", "", ""]);
    assert_eq!(rows[4][1], "3");
}
