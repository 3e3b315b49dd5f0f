//! One test per kind of damage, named after its cause.

use crate::ingest::pdf::objects::{Budget, open};
use crate::ingest::pdf::sample::{
    composite, file, opened, page, run, stream, text, true_type, true_type_at,
};
use crate::ingest::{IngestError, Limits};

const THAI: &str = "<0001> <0E01>\n<0002> <0E32>\n<0003> <0E49>\n<0004> <0E19>";

/// A page that shows codes with the composite font of [`THAI`].
fn shown(content: &str, bfchar: &str, zero: &[u32]) -> Vec<u8> {
    let content = format!("BT /F 10 Tf 10 50 Td {content} ET");
    page(
        content.as_bytes(),
        "",
        "/Font<</F 5 0 R>>",
        &composite(bfchar, zero, ""),
    )
}

/// The same with an embedded font.
fn embedded(content: &str, bfchar: &str, zero: &[u32], font: &[u8]) -> Vec<u8> {
    let content = format!("BT /F 10 Tf 10 50 Td {content} ET");
    let mut more = composite(bfchar, zero, "/FontDescriptor 8 0 R");
    more.push(b"<</Type/FontDescriptor/FontName/Test/Flags 4/FontFile2 9 0 R>>".to_vec());
    more.push(stream("", font));
    page(content.as_bytes(), "", "/Font<</F 5 0 R>>", &more)
}

/// A page with a simple font of the given entries, showing a string of bytes.
fn simple(bytes: &[u8], entries: &str) -> Vec<u8> {
    let mut content = b"BT /F 10 Tf 10 50 Td <".to_vec();
    content.extend(
        bytes
            .iter()
            .flat_map(|byte| format!("{byte:02X}").into_bytes()),
    );
    content.extend_from_slice(b"> Tj ET");
    let font = format!("<</Type/Font/Subtype/Type1/BaseFont/Test{entries}>>").into_bytes();
    page(&content, "", "/Font<</F 5 0 R>>", &[font])
}

#[test]
fn chromium_says_reordered_clusters_only_in_actual_text() {
    let content = "/Span<</ActualText<FEFF0E190E49>>>BDC <00030004>Tj EMC <0001>Tj";
    assert_eq!(text(&shown(content, THAI, &[3])), "น้ก");
}

#[test]
fn cairo_gives_letters_the_clusters_they_stood_in_at_first() {
    // The letter, then the tone mark that it was first drawn with; then the letter before another one.
    let content = "/Span<</ActualText<FEFF0E190E49>>>BDC <0004>Tj EMC /Span<</ActualText<FEFF>>>BDC <0003>Tj EMC \
                   /Span<</ActualText<FEFF0E190E49>>>BDC <0004>Tj EMC <0001>Tj";
    assert_eq!(text(&shown(content, THAI, &[3])), "น้นก");
}

#[test]
fn indesign_repeats_the_marks_of_actual_text_after_it() {
    let content = "/Span<</ActualText<FEFF0E190E49>>>BDC <0004>Tj EMC <0003>Tj <0001>Tj";
    assert_eq!(text(&shown(content, THAI, &[3])), "น้ก");
}

#[test]
fn indesign_continues_a_sara_am_with_a_replacement_character() {
    let content = "/Span<</ActualText<FEFF0E010E33>>>BDC <0001>Tj EMC \
                   /Span<</ActualText<FEFFFFFD0E19>>>BDC <00020004>Tj EMC";
    let said: String = text(&shown(content, THAI, &[])).replace('\u{200B}', "");
    assert_eq!(said, "กำน");
}

#[test]
fn weasyprint_leaves_the_ring_of_sara_am_unmapped() {
    assert_eq!(text(&shown("<000100090002>Tj", THAI, &[9])), "ก\u{0E4D}า");
    // With a tone mark between ring and sara aa.
    assert_eq!(
        text(&shown("<0004000900030002>Tj", THAI, &[9, 3])),
        "น\u{0E4D}\u{0E49}า"
    );
}

#[test]
fn word_maps_the_ring_of_sara_am_to_a_space() {
    let map = format!("{THAI}\n<0005> <0020>");
    let font = true_type(&[1, 1, 1, 1, 2], &[]);
    assert_eq!(
        text(&embedded("<000100050002>Tj", &map, &[5], &font)),
        "ก\u{0E4D}า"
    );
}

#[test]
fn word_maps_every_sara_aa_to_sara_am() {
    let map = "<0001> <0E01>\n<0002> <0E33>";
    let font = true_type(&[1, 1], &[]);
    assert_eq!(text(&embedded("<00010002>Tj", map, &[], &font)), "กา");
    // A sara am that does have a ring stays.
    let font = true_type(&[1, 3], &[]);
    assert_eq!(text(&embedded("<00010002>Tj", map, &[], &font)), "กำ");
}

#[test]
fn weasyprint_gives_the_sara_aa_the_text_of_its_cluster() {
    let map = "<0001> <0E01>\n<0002> <0E490E33>";
    let font = true_type(&[1, 1], &[]);
    assert_eq!(text(&embedded("<00010002>Tj", map, &[], &font)), "กา");
    let font = true_type(&[1, 3], &[]);
    assert_eq!(
        text(&embedded("<00010002>Tj", map, &[], &font)),
        "ก\u{0E49}ำ"
    );
}

#[test]
fn fpdf2_gives_the_ring_of_sara_am_the_text_of_its_cluster() {
    let map = "<0001> <0E01>\n<0002> <0E33>";
    let font = true_type_at(&[(1, 0), (2, 700), (1, 0)], &[('า', 3)]);
    let said = text(&embedded("<000100020003>Tj", map, &[2], &font));
    assert_eq!(said, "ก\u{0E4D}า");
}

#[test]
fn weasyprint_maps_sara_u_to_the_tone_mark_above_it() {
    let map = "<0001> <0E01>\n<0002> <0E49>\n<0003> <0E38>";
    // Sara u is drawn below, the tone mark above: both maps are wrong, and the font's own table says so.
    let places = [(1, 0), (1, -300), (1, 700)];
    let table = [('\u{0E38}', 2), ('\u{0E49}', 3)];
    let font = true_type_at(&places, &table);
    let said = text(&embedded("<00010002>Tj <00010003>Tj", map, &[2, 3], &font));
    assert_eq!(said, "กุก้");
    // Without a table, the shape still says that it stands below.
    let font = true_type_at(&places, &[]);
    let said = text(&embedded("<00010002>Tj", map, &[2, 3], &font));
    let mark = said.chars().nth(1);
    assert!(
        matches!(mark, Some('\u{0E38}'..='\u{0E3A}')),
        "{said} has {mark:?}"
    );
    // Where the outline agrees with the map, the map is believed, whatever the table says.
    let font = true_type_at(&[(1, 0), (1, 700), (1, -300)], &table);
    let said = text(&embedded("<00010002>Tj <00010003>Tj", map, &[2, 3], &font));
    assert_eq!(said, "ก้กุ");
}

#[test]
fn libreoffice_names_marks_in_another_order_than_it_draws_them() {
    // The tone mark is drawn first and called sara u, sara u second and mapped to the tone mark.
    let font = true_type_at(&[(1, 0), (1, -300), (1, 700)], &[('\u{0E38}', 2)]);
    let map = "<0001> <0E01>\n<0002> <0E49>\n<0003> <0E49>";
    let content = "<0001>Tj /Span<</ActualText<FEFF0E38>>>BDC <0003>Tj EMC <0002>Tj";
    let said = text(&embedded(content, map, &[2, 3], &font));
    assert!(said == "กุ้" || said == "ก\u{0E49}\u{0E38}", "{said}");
}

#[test]
fn typst_says_a_split_cluster_with_every_part() {
    let whole = "/Span<</ActualText<FEFF0E190E490E33>>>BDC";
    let cluster = format!("{whole} <0004>Tj EMC {whole} <00090003>Tj EMC {whole} <0002>Tj EMC");
    assert_eq!(text(&shown(&cluster, THAI, &[3, 9])), "น้ำ");
    // A cluster that the text repeats begins with its letter again.
    let twice = format!("{cluster} {cluster}");
    assert_eq!(text(&shown(&twice, THAI, &[3, 9])), "น้ำน้ำ");
}

#[test]
fn ghostscript_adds_a_stray_character_to_a_tone_mark() {
    let map = "<0001> <0E19>\n<0002> <0E49E933>";
    let font = true_type(&[1, 1], &[]);
    assert_eq!(text(&embedded("<00010002>Tj", map, &[2], &font)), "น้");
}

#[test]
fn maps_name_any_of_the_hyphens_that_share_a_glyph() {
    let map = "<0001> <2010>\n<0002> <00AD>\n<0003> <2011>";
    assert_eq!(text(&shown("<000100020003>Tj", map, &[])), "---");
}

#[test]
fn marks_of_a_monospaced_font_have_an_advance() {
    let map = "<0001> <0E17>\n<0002> <0E35>\n<0003> <0E48>\n<0004> <0E19>";
    let content = run(&shown("<0001000200030004>Tj", map, &[]));
    let said: Vec<&str> = content.glyphs.iter().map(|g| g.text.as_str()).collect();
    assert_eq!(said, ["ที่", "น"]);
    // The advance of the marks is part of the letter, so no gap is left that looks like a space.
    assert_eq!(content.glyphs[0].bbox.x1, content.glyphs[1].bbox.x0);
}

#[test]
fn a_line_that_runs_over_the_edge_of_the_page_is_read_to_its_end() {
    let content = format!("{}<0004>Tj", "<0001>Tj ".repeat(32));
    assert!(text(&shown(&content, THAI, &[])).ends_with("กน"));
}

#[test]
fn a_map_with_holes_is_filled_from_the_embedded_font() {
    let font = true_type(&[1, 1, 1, 1, 1], &[('ข', 5)]);
    assert_eq!(text(&embedded("<00010005>Tj", THAI, &[], &font)), "กข");
}

#[test]
fn an_unmapped_glyph_without_outline_is_a_space() {
    let font = true_type(&[1, 1, 1, 1, 0], &[]);
    assert_eq!(text(&embedded("<000100050001>Tj", THAI, &[], &font)), "ก ก");
}

#[test]
fn an_unmapped_glyph_with_outline_stays_unknown() {
    let glyphs = run(&shown("<000100080001>Tj", THAI, &[])).glyphs;
    let texts: Vec<_> = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
    assert_eq!(texts, ["ก", "", "ก"]);
}

#[test]
fn windows_874_bytes_labelled_win_ansi_are_thai() {
    let (bytes, ..) = encoding_rs::WINDOWS_874.encode("ประกาศสำนักงานปลัดกระทรวง");
    let said = text(&simple(&bytes, "/Encoding/WinAnsiEncoding"));
    assert_eq!(said, "ประกาศสำนักงานปลัดกระทรวง");
}

#[test]
fn libreoffice_maps_the_bullets_of_a_list_to_the_symbol_page() {
    // As bytes of Windows-874 they would be ท.
    let bullets = "<0001>Tj 7 0 Td ".repeat(12);
    let said = text(&shown(&bullets, "<0001> <F0B7>", &[]));
    assert_eq!(said, "•".repeat(12));
    let said = text(&simple(&[0xB7; 12], "/Encoding/WinAnsiEncoding"));
    assert_eq!(said, "·".repeat(12));
}

#[test]
fn a_font_without_any_usable_map_is_doubtful() {
    // Codes in the order of first use, as subset writers number them, under a Latin label.
    let bytes: Vec<u8> = (0..60_u16).map(|i| (0x21 + (i * 7) % 31) as u8).collect();
    let content = run(&simple(&bytes, "/Encoding/WinAnsiEncoding"));
    assert!(content.fonts[0].doubtful);
    let sound = run(&simple(
        b"Annual report of the municipality, 2568",
        "/Encoding/WinAnsiEncoding",
    ));
    assert!(!sound.fonts[0].doubtful);
}

#[test]
fn french_labelled_win_ansi_stays_french() {
    let (bytes, ..) =
        encoding_rs::WINDOWS_1252.encode("Pr\u{e9}fecture de la r\u{e9}gion, \u{e0} No\u{eb}l");
    let said = text(&simple(&bytes, "/Encoding/WinAnsiEncoding"));
    assert_eq!(said, "Pr\u{e9}fecture de la r\u{e9}gion, \u{e0} No\u{eb}l");
}

#[test]
fn mac_thai_bytes_declared_as_mac_roman_are_thai() {
    // กล้วยแก่ with the low tone marks of Macintosh fonts.
    let bytes = [
        0xA1, 0xC5, 0x89, 0xC7, 0xC2, 0xE1, 0xA1, 0x88, 0xB7, 0xD5, 0x83, 0xB9, 0xD1, 0x89, 0xB9,
    ];
    let said = text(&simple(&bytes, "/Encoding/MacRomanEncoding"));
    assert_eq!(said, "กล้วยแก่ที่นั้น");
}

#[test]
fn positional_variants_of_windows_fonts_are_marks_under_any_label() {
    // ผู้ไม่ให้ที่ฝั่งปู่ญาติ with the low, the left and the low left tone marks of Windows fonts, and ญ without its foot.
    let bytes = [
        0xBC, 0xD9, 0x8C, 0xE4, 0xC1, 0x8B, 0xE3, 0xCB, 0x8C, 0xB7, 0xD5, 0xE8, 0xBD, 0x98, 0x9B,
        0xA7, 0xBB, 0xD9, 0x86, 0x90, 0xD2, 0xB5, 0xD4,
    ];
    for label in ["/Encoding/WinAnsiEncoding", ""] {
        assert_eq!(text(&simple(&bytes, label)), "ผู้ไม่ให้ที่ฝั่งปู่ญาติ", "{label}");
    }
}

#[test]
fn ligatures_are_letters() {
    let said = text(&simple(b"abc", "/Encoding<</Differences[97/o/ffi/fl]>>"));
    assert_eq!(said, "offifl");
}

#[test]
fn differences_with_thai_glyph_names() {
    let said = text(&simple(
        b"abcd",
        "/Encoding<</Differences[97/kokai/maitho.low/uni0E19.small/saraaa]>>",
    ));
    assert_eq!(said, "ก้นา");
}

#[test]
fn fake_bold_is_read_once() {
    let content = "<00010002>Tj 1 0 0 1 10.3 50 Tm <00010002>Tj";
    assert_eq!(text(&shown(content, THAI, &[])), "กา");
}

#[test]
fn letters_that_overlap_by_chance_are_both_read() {
    // The second line begins upon the first letter of the first.
    let content = "BT /F 10 Tf 10 50 Td <00010004000200040002>Tj 0 0 Td <000100020004>Tj ET";
    let bytes = page(
        content.as_bytes(),
        "",
        "/Font<</F 5 0 R>>",
        &composite(THAI, &[], ""),
    );
    assert_eq!(text(&bytes), "กนานากาน");
}

#[test]
fn marks_join_their_base_before_anything_is_sorted() {
    // The tone mark is drawn with its origin left of the base.
    let content = "<0001>Tj <0004>Tj 1 0 0 1 9 50 Tm <0003>Tj";
    let glyphs = run(&shown(content, THAI, &[3])).glyphs;
    let texts: Vec<_> = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
    assert_eq!(texts, ["ก้", "น"]);
}

#[test]
fn marks_stay_with_the_letter_before_them_in_a_line_set_wide() {
    let content = "<0001>Tj 1 0 0 1 22 50 Tm <0003>Tj <0004>Tj 1 0 0 1 31 50 Tm <0004>Tj";
    let glyphs = run(&shown(content, THAI, &[3])).glyphs;
    let texts: Vec<_> = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
    assert_eq!(texts, ["ก้", "น", "น"]);
}

#[test]
fn a_glyph_without_room_draws_only_the_mark_of_its_cluster() {
    let map = "<0001><0E01>\n<0002><0E190E34>\n<0003><0E01>";
    assert_eq!(text(&shown("<00010002>Tj", map, &[2])), "กิ");
}

#[test]
fn invisible_text_and_switched_off_layers_are_kept_apart() {
    let content = "3 Tr <0001>Tj 0 Tr /OC /L BDC <0002>Tj EMC <0004>Tj";
    let content = format!("BT /F 10 Tf 10 50 Td {content} ET");
    let mut objects = composite(THAI, &[], "");
    objects.push(b"<</Type/OCG/Name(off)>>".to_vec());
    let bytes = page(
        content.as_bytes(),
        "",
        "/Font<</F 5 0 R>>/Properties<</L 8 0 R>>",
        &objects,
    );
    let catalog = b"<</Type/Catalog/Pages 2 0 R>>";
    let layers = b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[8 0 R]/D<</OFF[8 0 R]>>>>>>";
    let at = bytes
        .windows(catalog.len())
        .position(|w| w == catalog)
        .unwrap();
    // The table of offsets is now wrong too, which must not matter.
    let bytes = [&bytes[..at], layers, &bytes[at + catalog.len()..]].concat();
    let content = run(&bytes);
    let said = |glyphs: &[super::super::content::Glyph]| -> String {
        glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    };
    assert_eq!(said(&content.glyphs), "น");
    assert_eq!(said(&content.invisible), "กา");
}

#[test]
fn text_outside_the_page_or_the_clip_is_not_read() {
    let content = "BT /F 10 Tf 10 50 Td <0001>Tj 500 0 Td <0002>Tj ET \
                   q 0 0 5 5 re W n BT /F 10 Tf 60 50 Td <0004>Tj ET Q";
    let bytes = page(
        content.as_bytes(),
        "",
        "/Font<</F 5 0 R>>",
        &composite(THAI, &[], ""),
    );
    assert_eq!(text(&bytes), "ก");
}

#[test]
fn a_mark_clipped_to_where_it_is_drawn_is_read() {
    // Cairo clips a mark to its box, which ends where the mark has its origin.
    let content =
        "BT /F 10 Tf 10 50 Td <0001>Tj ET q 11 57 4 5 re W n BT /F 10 Tf 18 50 Td <0002>Tj ET Q";
    let bytes = page(
        content.as_bytes(),
        "",
        "/Font<</F 5 0 R>>",
        &composite("<0001><0E19>\n<0002><0E49>", &[2], ""),
    );
    assert_eq!(text(&bytes), "น้");
}

#[test]
fn rotated_pages_are_read_as_shown() {
    // Text that runs up the sheet runs to the right on a page turned by 90 degrees.
    let content = "BT /F 10 Tf 0 1 -1 0 50 10 Tm <00010002>Tj ET";
    let bytes = page(
        content.as_bytes(),
        "/Rotate 90",
        "/Font<</F 5 0 R>>",
        &composite(THAI, &[], ""),
    );
    let content = run(&bytes);
    assert_eq!((content.width, content.height), (100.0, 200.0));
    assert!(content.glyphs.iter().all(|glyph| glyph.angle == 0));
    assert!(content.glyphs[0].bbox.x0 < content.glyphs[1].bbox.x0);
    let upright = page(
        b"BT /F 10 Tf 0 1 -1 0 50 10 Tm <0001>Tj ET",
        "",
        "/Font<</F 5 0 R>>",
        &composite(THAI, &[], ""),
    );
    assert_eq!(run(&upright).glyphs[0].angle, 270);
}

#[test]
fn forms_that_draw_each_other_end() {
    let mut objects = composite(THAI, &[], "");
    let form = |next: &str| {
        stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Resources<</Font<</F 5 0 R>>/XObject<</X 8 0 R/Y 9 0 R>>>>",
            format!("BT /F 10 Tf 10 50 Td <0001>Tj ET {next}").as_bytes(),
        )
    };
    objects.push(form("/Y Do"));
    objects.push(form("/X Do /Y Do"));
    let bytes = page(b"/X Do", "", "/XObject<</X 8 0 R>>", &objects);
    // Both forms draw the same glyph in the same place.
    assert_eq!(text(&bytes), "ก");
}

#[test]
fn forms_that_multiply_stop_at_the_budget() {
    let mut objects = Vec::new();
    for level in 0..12 {
        let calls = "/X Do ".repeat(10);
        objects.push(stream(
            &format!(
                "/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>",
                level + 6
            ),
            calls.as_bytes(),
        ));
    }
    objects.push(stream("/Subtype/Form/BBox[0 0 9 9]", b"0 0 1 1 re f"));
    let bytes = page(b"/X Do", "", "/XObject<</X 5 0 R>>", &objects);
    let mut budget = Budget::new(&Limits::default());
    super::page_content(&opened(&bytes), 0, &mut budget);
    assert_eq!(budget.exceeded, Some("form executions"));
}

#[test]
fn a_decompression_bomb_stops_at_the_budget() {
    let bytes = page(&vec![b' '; 100_000], "", "", &[]);
    let limits = Limits {
        unpacked_bytes: 50_000,
        ..Limits::default()
    };
    let mut budget = Budget::new(&limits);
    super::page_content(&open(&bytes, &limits).unwrap(), 0, &mut budget);
    assert_eq!(budget.exceeded, Some("decompressed bytes"));
}

#[test]
fn inline_images_do_not_swallow_the_text_after_them() {
    let content = "q 10 0 0 10 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x01 EI\x7f EI Q BT /F 10 Tf 10 50 Td <0001>Tj ET";
    let bytes = page(
        content.as_bytes(),
        "",
        "/Font<</F 5 0 R>>",
        &composite(THAI, &[], ""),
    );
    let content = run(&bytes);
    assert_eq!(content.images.len(), 1);
    assert_eq!(content.glyphs.len(), 1);
}

#[test]
fn rules_and_boxes_are_told_apart() {
    let content =
        b"0.5 w 10 10 m 190 10 l S 10 20 180 0.7 re f 10 30 50 40 re f 1 g 0 0 200 100 re f";
    let content = run(&page(content, "", "", &[]));
    assert_eq!(content.rules.len(), 2);
    assert!(content.rules.iter().all(|rule| rule.horizontal));
    // White paper is no box.
    assert_eq!(content.fills.len(), 1);
}

#[test]
fn small_filled_polygons_may_be_arrows() {
    let content = b"10 10 m 20 15 l 10 20 l f 30 10 m 130 80 l 30 90 l f 10 60 m 10 70 l 20 70 l 20 60 l h f \
        1 g 40 10 m 50 15 l 40 20 l f";
    let content = run(&page(content, "", "", &[]));
    // Not the large one, the square, nor the white one.
    assert_eq!(content.arrows.len(), 1);
    assert!((content.arrows[0].width() - 10.0).abs() < 0.1);
}

#[test]
fn a_file_without_cross_references_and_trailer_is_rebuilt() {
    let bytes = shown("<0001>Tj", THAI, &[]);
    let xref = bytes.windows(4).position(|w| w == b"xref").unwrap();
    assert_eq!(text(&bytes[..xref]), "ก");
}

#[test]
fn wrong_lengths_and_missing_endobj_are_survived() {
    let bytes = String::from_utf8_lossy(&shown("<0001>Tj", THAI, &[])).into_owned();
    let short = bytes.replacen("/Length ", "/Length 1", 1);
    assert_eq!(text(short.as_bytes()), "ก");
    let open_ended = bytes.replace("endobj\n", "");
    assert_eq!(text(open_ended.as_bytes()), "ก");
}

#[test]
fn junk_before_the_header_shifts_all_offsets() {
    let mut bytes = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n".to_vec();
    bytes.extend(shown("<0001>Tj", THAI, &[]));
    assert_eq!(text(&bytes), "ก");
}

#[test]
fn an_incremental_update_replaces_the_page() {
    let mut bytes = shown("<0001>Tj", THAI, &[]);
    let previous = String::from_utf8_lossy(&bytes).rfind("xref\n0").unwrap();
    let offset = bytes.len();
    bytes.extend_from_slice(b"4 0 obj\n");
    bytes.extend(stream("", b"BT /F 10 Tf 10 50 Td <0004>Tj ET"));
    bytes.extend_from_slice(b"\nendobj\n");
    let xref = bytes.len();
    bytes.extend_from_slice(
        format!(
            "xref\n4 1\n{offset:010} 00000 n \ntrailer\n<</Size 8/Root 1 0 R/Prev {previous}>>\nstartxref\n{xref}\n%%EOF"
        )
        .as_bytes(),
    );
    assert_eq!(text(&bytes), "น");
}

#[test]
fn pages_of_a_broken_tree_are_found_by_their_type() {
    let bytes = String::from_utf8_lossy(&shown("<0001>Tj", THAI, &[]))
        .replace("/Kids[3 0 R]", "/Kids[9 0 R]");
    assert_eq!(opened(bytes.as_bytes()).page_count(), 1);
}

#[test]
fn a_file_without_pages_is_corrupt() {
    let bytes = file(&[b"<</Type/Catalog>>".to_vec()]);
    assert!(matches!(
        open(&bytes, &Limits::default()),
        Err(IngestError::Corrupt(_))
    ));
}

mod encryption {
    use super::*;
    use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions, StringFormat};

    fn encrypted(user_password: &str) -> Vec<u8> {
        let mut document = Document::load_mem(&shown("<0001>Tj", THAI, &[])).unwrap();
        let id = Object::String(b"0123456789abcdef".to_vec(), StringFormat::Literal);
        document.trailer.set("ID", vec![id.clone(), id]);
        let version = EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn a_file_without_its_cross_reference_table_is_still_called_encrypted() {
        let mut bytes = encrypted("secret");
        let end = bytes.windows(9).rposition(|word| word == b"startxref");
        bytes.truncate(end.unwrap());
        let opened = open(&bytes, &Limits::default());
        assert!(matches!(opened, Err(IngestError::Encrypted)));
    }

    #[test]
    fn the_empty_user_password_opens() {
        assert_eq!(text(&encrypted("")), "ก");
    }

    #[test]
    fn another_password_is_a_clear_error() {
        let opened = open(&encrypted("secret"), &Limits::default());
        assert_eq!(opened.err(), Some(IngestError::Encrypted));
    }
}

#[test]
fn a_type_3_font_without_names_is_known_by_its_outlines() {
    // A hyphen and a bar as one of the known faces draws them.
    let draw_in = |bbox: &str, matrix: &str, hyphen: &str, bar: &str| {
        let font = format!(
            "<</Type/Font/Subtype/Type3/FontBBox[{bbox}]/FontMatrix[{matrix}]/FirstChar 1/LastChar 2/Widths[400 400]\
             /Encoding<</Differences[1/g1/g2]>>/CharProcs<</g1 6 0 R/g2 7 0 R>>>>"
        );
        let [hyphen, bar] = [hyphen, bar].map(|drawing| stream("", drawing.as_bytes()));
        let more = [font.into_bytes(), hyphen, bar];
        text(&page(
            b"BT /F 10 Tf 10 50 Td <010201> Tj ET",
            "",
            "/Font<</F 5 0 R>>",
            &more,
        ))
    };
    let draw = |matrix: &str, hyphen: &str, bar: &str| draw_in("0 0 0 0", matrix, hyphen, bar);
    let hyphen = "14 232 372 100 re f";
    let bar = "400 0 0 0 400 800 d1 50 -196 m 136 -196 l 136 714 l 50 714 l h f";
    assert_eq!(draw("0.001 0 0 0.001 0 0", hyphen, bar), "-|-");
    // Ten times as large, as Ghostscript writes it, and shown with a tenth of its size.
    let large = draw_in("0 -300 900 900", "0.01 0 0 0.01 0 0", hyphen, bar);
    assert_eq!(large, "-|-");
    // In units of its own, moved and restored.
    let hyphen = "q 2 0 0 2 28 464 cm 0 0 372 100 re f Q";
    let bar = "q 9 0 0 9 0 0 cm Q 100 -392 172 1820 re f";
    assert_eq!(draw("0.0005 0 0 0.0005 0 0", hyphen, bar), "-|-");
    // Other boxes are no characters, and paper is no space.
    assert_eq!(
        draw("0.001 0 0 0.001 0 0", "0 0 900 900 re f", bar).trim_matches('\u{FFFD}'),
        ""
    );
}
