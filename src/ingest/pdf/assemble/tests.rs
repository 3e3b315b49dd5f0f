//! Whole synthetic documents: one test per cause, named after it.

use super::blocks;
use crate::document::{Block, Rect, Table};
use crate::ingest::pdf::content::{PageContent, Picture};
use crate::ingest::pdf::layout::lay_out;
use crate::ingest::pdf::layout::testing::{across, down, page, word};
use crate::ingest::pdf::structure::Structure;
use crate::ingest::pdf::tables::tagged::Tags;
use crate::ingest::testing::texts;

/// Lays out pages numbered from 1.
fn read(pages: Vec<PageContent>) -> Vec<Vec<Block>> {
    let structure = Structure::default();
    let tags = Tags::of_page(&structure, 0);
    let laid = pages
        .into_iter()
        .zip(1..)
        .map(|(content, number)| lay_out(PageContent { number, ..content }, Some(&tags)))
        .collect();
    blocks(laid)
}

/// Draws a ruled table of 20 pt rows and 100 pt columns with its upper left corner at (50, `top`).
fn ruled(content: &mut PageContent, top: f32, rows: &[&[&str]]) {
    let columns = rows.first().map_or(0, |row| row.len());
    let bottom = top + 20.0 * rows.len() as f32;
    let right = 50.0 + 100.0 * columns as f32;
    for i in 0..=rows.len() {
        content
            .rules
            .push(across(50.0, right, top + 20.0 * i as f32));
    }
    for i in 0..=columns {
        content
            .rules
            .push(down(50.0 + 100.0 * i as f32, top, bottom));
    }
    for (i, row) in rows.iter().enumerate() {
        for (j, text) in row.iter().enumerate() {
            let (x, y) = (54.0 + 100.0 * j as f32, top + 14.0 + 20.0 * i as f32);
            content.glyphs.extend(word(text, x, y, 10.0));
        }
    }
}

/// Draws text in columns of 130 pt with rows of 22 pt, without rules.
fn unruled(content: &mut PageContent, top: f32, rows: &[&[&str]]) {
    for (i, row) in rows.iter().enumerate() {
        for (j, text) in row.iter().enumerate() {
            let (x, y) = (54.0 + 130.0 * j as f32, top + 22.0 * i as f32);
            content.glyphs.extend(word(text, x, y, 10.0));
        }
    }
}

/// Draws a box of 90 pt by 30 pt with its text.
fn boxed(content: &mut PageContent, text: &str, x: f32, y: f32) {
    content.boxes.push(Rect::new(x, y, x + 90.0, y + 30.0));
    content.glyphs.extend(word(text, x + 10.0, y + 18.0, 10.0));
}

/// The flow charts of a page, in one line each.
fn charts(content: PageContent) -> Vec<String> {
    let pages = read(vec![content]);
    let images = pages.iter().flatten().filter_map(|block| match block {
        Block::Image(image) => image.chart(),
        _ => None,
    });
    images.collect()
}

fn tables(pages: &[Vec<Block>]) -> Vec<&Table> {
    pages.iter().flatten().filter_map(Block::table).collect()
}

#[test]
fn a_table_over_two_pages_is_one_and_its_header_is_kept_once() {
    let (mut first, mut second) = (page(), page());
    ruled(&mut first, 740.0, &[&["name", "sum"], &["ab", "1"]]);
    ruled(&mut second, 60.0, &[&["name", "sum"], &["cd", "2"]]);
    let pages = read(vec![first, second]);
    let found = tables(&pages);
    assert_eq!(found.len(), 1);
    let rows = texts(found[0]);
    assert_eq!(rows, [["name", "sum"], ["ab", "1"], ["cd", "2"]]);
    assert_eq!(found[0].header_rows, 1);
    assert_eq!(found[0].repeated_headers.len(), 1);
    assert_eq!(found[0].rows[2][0].page, Some(2));
}

#[test]
fn a_row_whose_first_cells_are_empty_after_a_page_break_is_the_rest_of_the_row_before() {
    let (mut first, mut second) = (page(), page());
    ruled(
        &mut first,
        740.0,
        &[&["no", "text", "who"], &["1", "begin", "me"]],
    );
    ruled(
        &mut second,
        60.0,
        &[&["", "end", ""], &["2", "more", "you"]],
    );
    let pages = read(vec![first, second]);
    let rows = texts(tables(&pages)[0]);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1][1].replace(['\n', ' '], "|"), "begin|end");
}

#[test]
fn a_part_without_upright_rules_goes_on_below_the_same_header() {
    let header: &[&str] = &["group", "what", "seen", "caught"];
    let (mut first, mut second) = (page(), page());
    let rows: &[&[&str]] = &[
        header,
        &["one", "theft", "12", "11"],
        &["two", "fraud", "7", "6"],
    ];
    ruled(&mut first, 740.0, rows);
    first.rules.retain(|rule| rule.horizontal);
    // The group goes on, and no border is between it and the header.
    let rows: &[&[&str]] = &[
        header,
        &["", "gaming", "29", "28"],
        &["all", "of it", "48", "45"],
    ];
    ruled(&mut second, 60.0, rows);
    second
        .rules
        .retain(|rule| !rule.horizontal || rule.rect.y0.floor() != 80.0);
    second.rules.push(across(150.0, 450.0, 80.0));
    let pages = read(vec![first, second]);
    let found = tables(&pages);
    assert_eq!((found.len(), found[0].repeated_headers.len()), (1, 1));
    let rows = texts(found[0]);
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[2][2..], ["7", "6"]);
    assert_eq!(rows[3], ["", "gaming", "29", "28"]);
}

#[test]
fn a_table_after_other_text_on_the_next_page_is_a_new_one() {
    let (mut first, mut second) = (page(), page());
    ruled(&mut first, 740.0, &[&["name", "sum"], &["ab", "1"]]);
    second
        .glyphs
        .extend(word("october report", 54.0, 90.0, 10.0));
    ruled(&mut second, 120.0, &[&["name", "sum"], &["cd", "2"]]);
    assert_eq!(tables(&read(vec![first, second])).len(), 2);
}

#[test]
fn a_frame_around_the_page_is_no_table() {
    let mut content = page();
    for y in [20.0, 822.0] {
        content.rules.push(across(20.0, 575.0, y));
    }
    for x in [20.0, 575.0] {
        content.rules.push(down(x, 20.0, 822.0));
    }
    content
        .glyphs
        .extend(word("announcement", 60.0, 100.0, 12.0));
    assert!(tables(&read(vec![content])).is_empty());
}

#[test]
fn a_form_with_dotted_lines_is_no_table() {
    let mut content = page();
    let dots = ".".repeat(30);
    for i in 0..6 {
        let y = 100.0 + 24.0 * i as f32;
        content.glyphs.extend(word("name", 54.0, y, 10.0));
        content.glyphs.extend(word(&dots, 120.0, y, 10.0));
        content.glyphs.extend(word("date", 340.0, y, 10.0));
    }
    assert!(tables(&read(vec![content])).is_empty());
}

#[test]
fn a_list_with_hanging_numbers_is_no_table() {
    let mut content = page();
    for i in 0..6 {
        let y = 100.0 + 20.0 * i as f32;
        content
            .glyphs
            .extend(word(&format!("{}.", i + 1), 54.0, y, 10.0));
        content
            .glyphs
            .extend(word("some words of a list", 90.0, y, 10.0));
    }
    assert!(tables(&read(vec![content])).is_empty());
}

#[test]
fn text_in_columns_without_rules_is_a_table() {
    let mut content = page();
    let rows: [&[&str]; 4] = [
        &["item", "plan", "paid"],
        &["paper", "11,300", "11,225"],
        &["ink", "15,750", "15,625"],
        &["fuel", "9,000", "8,900"],
    ];
    unruled(&mut content, 100.0, &rows);
    let pages = read(vec![content]);
    assert_eq!(texts(tables(&pages)[0]), rows);
}

/// Draws rows of 15 pt without any line; empty texts are left out.
fn aligned(content: &mut PageContent, top: f32, rows: &[&[&str]]) {
    for (i, row) in rows.iter().enumerate() {
        let y = top + 15.0 * i as f32;
        for (j, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let x = 54.0 + 130.0 * j as f32;
            content.glyphs.extend(word(text, x, y, 10.0));
        }
    }
}

#[test]
fn a_column_that_is_empty_on_one_page_keeps_its_place() {
    let (mut first, mut second) = (page(), page());
    let begin: [&[&str]; 4] = [
        &["no", "high", "low", "points"],
        &["1", "x", "-", "2"],
        &["2", "-", "x", "3"],
        &["3", "x", "-", "4"],
    ];
    let rest: [&[&str]; 3] = [
        &["4", "", "x", "5"],
        &["5", "", "x", "1"],
        &["6", "", "x", "7"],
    ];
    aligned(&mut first, 740.0, &begin);
    aligned(&mut second, 60.0, &rest);
    let pages = read(vec![first, second]);
    let found = tables(&pages);
    assert_eq!(found.len(), 1);
    let rows = texts(found[0]);
    assert_eq!(rows[4..], rest);
}

#[test]
fn the_only_row_of_a_page_is_a_row_of_the_table_before() {
    let (mut first, mut second) = (page(), page());
    let begin: [&[&str]; 3] = [
        &["no", "measure", "who"],
        &["1", "first", "me"],
        &["2", "second", "you"],
    ];
    aligned(&mut first, 740.0, &begin);
    // One row of three lines, then text.
    let lines: [&[&str]; 3] = [
        &["3", "third", "she"],
        &["", "of many", "and he"],
        &["", "lines", "too"],
    ];
    for (i, line) in lines.iter().enumerate() {
        aligned(&mut second, 60.0 + 12.0 * i as f32, &[line]);
    }
    let after = "some running text that goes on over the width of the page below it";
    second.glyphs.extend(word(after, 54.0, 140.0, 10.0));
    let pages = read(vec![first, second]);
    let found = tables(&pages);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rows.len(), 4);
}

#[test]
fn an_entry_that_counts_on_is_a_row_of_its_own_where_the_page_ends_without_a_line() {
    let rows_of = |next: &str| {
        let (mut first, mut second) = (page(), page());
        ruled(
            &mut first,
            720.0,
            &[&["no", "what"], &["6", "paper"], &["7", "ink"]],
        );
        // The line below the last row is not drawn, nor that above the first row of the next page.
        first
            .rules
            .retain(|rule| !rule.horizontal || rule.rect.y0 < 780.0);
        ruled(&mut second, 50.0, &[&[next, "boats"], &["9", "ropes"]]);
        second
            .rules
            .retain(|rule| !rule.horizontal || rule.rect.y0 > 50.0);
        let pages = read(vec![first, second]);
        let found = tables(&pages);
        (
            found.len(),
            found.first().map_or(0, |table| table.rows.len()),
        )
    };
    assert_eq!(rows_of("8"), (1, 5));
    assert_eq!(rows_of(""), (1, 4));
}

/// Draws rows of 30 pt between lines over the whole width, in columns of 130 pt; a second line in the second column.
fn lined(content: &mut PageContent, top: f32, rows: &[&[&str]]) {
    for i in 0..=rows.len() {
        content
            .rules
            .push(across(50.0, 450.0, top + 30.0 * i as f32));
    }
    for (i, row) in rows.iter().enumerate() {
        let y = top + 12.0 + 30.0 * i as f32;
        for (j, text) in row.iter().enumerate() {
            let x = 54.0 + 130.0 * j as f32;
            content.glyphs.extend(word(text, x, y, 10.0));
            if j == 1 {
                content.glyphs.extend(word("wrapped", x, y + 12.0, 10.0));
            }
        }
    }
}

#[test]
fn lines_between_rows_alone_make_a_table_of_cells_with_several_lines() {
    let mut content = page();
    lined(
        &mut content,
        100.0,
        &[
            &["no", "measure", "who"],
            &["1", "first", "me"],
            &["2", "second", "you"],
            &["3", "third", "them"],
        ],
    );
    let pages = read(vec![content]);
    let rows = texts(tables(&pages)[0]);
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[2][1].replace(['\n', ' '], "|"), "second|wrapped");
    assert_eq!(rows[3][2], "them");
}

#[test]
fn a_heading_above_the_first_line_and_titles_of_groups_belong_to_the_table() {
    let mut content = page();
    for (j, text) in ["no", "work", "baht"].iter().enumerate() {
        let x = 54.0 + 130.0 * j as f32;
        content.glyphs.extend(word(text, x, 92.0, 10.0));
    }
    lined(
        &mut content,
        100.0,
        &[
            &["1", "road", "500"],
            &["2", "bridge", "700"],
            &["3", "school", "900"],
        ],
    );
    // A fourth row of one long title.
    content.rules.push(across(50.0, 450.0, 220.0));
    let title = "title over the first two columns";
    content.glyphs.extend(word(title, 54.0, 208.0, 10.0));
    let pages = read(vec![content]);
    let rows = texts(tables(&pages)[0]);
    assert_eq!(rows[0], ["no", "work", "baht"]);
    assert_eq!(rows[1][2], "500");
    assert_eq!(rows[4][0], title);
}

#[test]
fn prose_between_lines_is_no_table() {
    let mut content = page();
    for i in 0..6 {
        let y = 100.0 + 40.0 * i as f32;
        content.rules.push(across(50.0, 450.0, y));
        let text = "some running text that fills the line as prose does";
        content.glyphs.extend(word(text, 54.0, y + 14.0, 10.0));
        content
            .glyphs
            .extend(word("and its end", 54.0, y + 28.0, 10.0));
    }
    assert!(tables(&read(vec![content])).is_empty());
}

#[test]
fn the_rest_of_one_cell_after_a_page_break_joins_its_row() {
    let (mut first, mut second) = (page(), page());
    let rows: [&[&str]; 3] = [
        &["no", "measure", "who"],
        &["1", "begin", "me"],
        &["2", "more", "you"],
    ];
    lined(&mut first, 680.0, &rows);
    // The last row has no line below it: it goes on.
    for (text, x) in [("3", 54.0), ("last", 184.0), ("them", 314.0)] {
        first.glyphs.extend(word(text, x, 782.0, 10.0));
    }
    second.glyphs.extend(word("rest", 184.0, 62.0, 10.0));
    lined(
        &mut second,
        70.0,
        &[&["4", "more", "me"], &["5", "end", "you"]],
    );
    let pages = read(vec![first, second]);
    let found = tables(&pages);
    assert_eq!(found.len(), 1);
    let rows = texts(found[0]);
    assert_eq!(rows.len(), 6);
    assert_eq!(rows[3][1].replace(['\n', ' '], "|"), "last|rest");
}

#[test]
fn rows_of_boxes_on_two_pages_are_drawings() {
    let pages = (0..2)
        .map(|_| {
            let mut content = page();
            ruled(&mut content, 700.0, &[&["left", "right"]]);
            content
        })
        .collect();
    assert!(tables(&read(pages)).is_empty());
}

#[test]
fn text_wider_than_its_cell_stays_with_it() {
    let mut content = page();
    ruled(
        &mut content,
        100.0,
        &[&["overlongtextofonecell", ""], &["a", "b"]],
    );
    let pages = read(vec![content]);
    assert_eq!(texts(tables(&pages)[0])[0][0], "overlongtextofonecell");
}

#[test]
fn rows_without_borders_between_them_are_told_by_their_lines() {
    let mut content = page();
    ruled(&mut content, 100.0, &[&["unit", "code"]]);
    for x in [50.0, 150.0, 250.0] {
        content.rules.push(down(x, 100.0, 240.0));
    }
    content.rules.push(across(50.0, 250.0, 240.0));
    for i in 0..5 {
        let y = 140.0 + 18.0 * i as f32;
        content.glyphs.extend(word("abc", 54.0, y, 10.0));
        content.glyphs.extend(word("12", 154.0, y, 10.0));
    }
    let pages = read(vec![content]);
    assert_eq!(tables(&pages)[0].rows.len(), 6);
}

#[test]
fn a_running_header_is_no_caption_and_one_left_on_the_page_before_is() {
    let (mut first, mut second) = (page(), page());
    for content in [&mut first, &mut second] {
        let header = "report of the station";
        content.glyphs.extend(word(header, 54.0, 50.0, 8.0));
    }
    first.glyphs.extend(word("before it", 54.0, 200.0, 10.0));
    first.glyphs.extend(word("January", 54.0, 700.0, 10.0));
    ruled(&mut second, 62.0, &[&["item", "sum"], &["ab", "1"]]);
    let pages = read(vec![first, second]);
    assert_eq!(tables(&pages)[0].caption.as_deref(), Some("January"));
}

#[test]
fn a_picture_takes_the_line_below_it_as_caption() {
    let mut content = page();
    content.images.push(Picture {
        rect: Rect::new(180.0, 100.0, 400.0, 250.0),
        width_px: 560,
        height_px: 360,
        source: None,
    });
    content.glyphs.extend(word("before it", 250.0, 90.0, 10.0));
    content.glyphs.extend(word("ภาพกิจกรรม", 250.0, 268.0, 10.0));
    let pages = read(vec![content]);
    let caption = pages.iter().flatten().find_map(|block| match block {
        Block::Image(image) => image.caption.clone(),
        _ => None,
    });
    assert_eq!(caption.as_deref(), Some("ภาพกิจกรรม"));
}

#[test]
fn pictures_side_by_side_have_captions_of_their_own() {
    let mut content = page();
    for (x, text) in [(60.0, "first"), (240.0, "second"), (420.0, "third")] {
        content.images.push(Picture {
            rect: Rect::new(x, 100.0, x + 140.0, 200.0),
            width_px: 560,
            height_px: 400,
            source: None,
        });
        content.glyphs.extend(word(text, x + 40.0, 214.0, 10.0));
    }
    content
        .glyphs
        .extend(word("ภาพ of another matter", 60.0, 236.0, 10.0));
    let pages = read(vec![content]);
    let captions: Vec<String> = pages
        .iter()
        .flatten()
        .filter_map(|block| match block {
            Block::Image(image) => image.caption.clone(),
            _ => None,
        })
        .collect();
    assert_eq!(captions, ["first", "second", "third"]);
}

#[test]
fn names_positions_and_telephones_below_portraits_stay_apart() {
    let mut content = page();
    for (x, person) in [(60.0, "one"), (240.0, "two"), (420.0, "three")] {
        content.images.push(Picture {
            rect: Rect::new(x, 100.0, x + 120.0, 240.0),
            width_px: 480,
            height_px: 560,
            source: None,
        });
        for (line, text) in ["name", "position", "telephone"].into_iter().enumerate() {
            let text = format!("{text} {person}");
            let left = x + 60.0 - text.len() as f32 * 3.0;
            let baseline = 254.0 + 15.0 * line as f32;
            content.glyphs.extend(word(&text, left, baseline, 10.0));
        }
    }
    let pages = read(vec![content]);
    let lines: Vec<String> = pages
        .iter()
        .flatten()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.clone()),
            Block::Heading(heading) => Some(heading.text.clone()),
            _ => None,
        })
        .collect();
    let below =
        |person: &str| ["name", "position", "telephone"].map(|what| format!("{what} {person}"));
    assert_eq!(lines, [below("one"), below("two"), below("three")].concat());
}

#[test]
fn page_numbers_become_headers_and_footers() {
    let pages = (1..=3)
        .map(|n| {
            let mut content = page();
            content
                .glyphs
                .extend(word(&format!("- {n} -"), 280.0, 40.0, 10.0));
            content.glyphs.extend(word("body text", 60.0, 200.0, 10.0));
            content
        })
        .collect();
    let pages = read(pages);
    assert!(pages.iter().all(|page| matches!(page[0], Block::Header(_))));
    assert!(
        pages
            .iter()
            .all(|page| matches!(page[1], Block::Paragraph(_)))
    );
}

#[test]
fn a_page_of_sideways_text_is_read_upright_and_its_boxes_stay_on_the_page() {
    let mut content = page();
    for (text, x) in [("first line", 500.0), ("second line", 480.0)] {
        for (i, mut glyph) in word(text, 0.0, 0.0, 10.0).into_iter().enumerate() {
            let y = 100.0 + 6.0 * i as f32;
            glyph.bbox = Rect::new(x - 2.0, y, x + 8.0, y + 6.0);
            glyph.baseline = x;
            glyph.angle = 90;
            content.glyphs.push(glyph);
        }
    }
    let pages = read(vec![content]);
    let texts: Vec<&str> = pages[0]
        .iter()
        .filter_map(|block| block.text().map(|text| text.text.as_str()))
        .collect();
    assert_eq!(texts, ["first line", "second line"]);
    let bbox = pages[0][0].bbox().unwrap();
    assert_eq!((bbox.x0, bbox.y0), (498.0, 100.0));
}

#[test]
fn boxes_that_lines_or_arrows_join_are_a_flow_chart() {
    let mut content = page();
    content.glyphs.extend(word("how it goes", 50.0, 80.0, 10.0));
    // Down the page, then to the left, drawn in another order.
    for (text, x, y) in [
        ("receipt", 50.0, 200.0),
        ("payment", 200.0, 200.0),
        ("request", 200.0, 100.0),
    ] {
        boxed(&mut content, text, x, y);
    }
    let mut unjoined = content.clone();
    content.rules.push(down(245.0, 131.0, 193.0));
    content.arrows.push(Rect::new(240.0, 190.0, 250.0, 198.0));
    content.arrows.push(Rect::new(145.0, 208.0, 195.0, 222.0));
    assert_eq!(
        charts(content.clone()),
        ["request → payment → receipt".to_owned()]
    );
    let pages = read(vec![content]);
    let said = pages.iter().flatten().filter_map(Block::text);
    let said = said.filter(|block| block.text == "payment");
    assert_eq!(said.count(), 1, "the text of the boxes stays where it was");
    // A line that ends far from the next box leads nowhere.
    unjoined.rules.push(down(245.0, 131.0, 160.0));
    unjoined.arrows.push(Rect::new(145.0, 208.0, 195.0, 222.0));
    assert_eq!(charts(unjoined), Vec::<String>::new());
}

#[test]
fn boxes_below_one_head_cards_with_a_line_between_them_and_cells_are_no_flow_chart() {
    let mut organisation = page();
    boxed(&mut organisation, "head", 200.0, 100.0);
    for (text, x) in [("patrol", 50.0), ("traffic", 200.0), ("inquiry", 350.0)] {
        boxed(&mut organisation, text, x, 200.0);
        organisation.rules.push(down(x + 45.0, 165.0, 199.0));
    }
    organisation.rules.push(down(245.0, 131.0, 165.0));
    organisation.rules.push(across(95.0, 395.0, 165.0));
    assert_eq!(charts(organisation), Vec::<String>::new());

    let mut cards = page();
    for (text, x) in [("first", 50.0), ("second", 150.0), ("third", 250.0)] {
        boxed(&mut cards, text, x, 100.0);
        cards.rules.push(down(x - 5.0, 95.0, 135.0));
    }
    assert_eq!(charts(cards), Vec::<String>::new());

    // Shaded cells, and a line that goes on from the middle of a tall one.
    let mut cells = page();
    for (text, x) in [("first", 50.0), ("second", 140.0), ("third", 230.0)] {
        boxed(&mut cells, text, x, 100.0);
        cells.rules.push(across(x + 80.0, x + 100.0, 115.0));
    }
    assert_eq!(charts(cells), Vec::<String>::new());
}
