//! Which of a table's first rows are headers, where the file does not say.
//!
//! In: the rows of a table and, for formats that have it, which rows stand out (bold, shaded). Out: a
//! count. Title rows over the whole width belong to the header: they hold no data.

use std::collections::BTreeSet;

use crate::document::Cell;

/// Rows that a header can have; a table whose "header" is longer is a form, not a table with a header.
const MOST_HEADER_ROWS: usize = 8;

/// Words that head columns in reports of Thai agencies, as the start of a cell.
const HEADINGS: &[&str] = &[
    "ลำดับ",
    "ที่",
    "ลําดับ",
    "ข้อ",
    "รายการ",
    "ชื่อ",
    "วันที่",
    "วัน",
    "เดือน",
    "จำนวน",
    "จํานวน",
    "หมายเหตุ",
    "งบประมาณ",
    "ผู้รับผิดชอบ",
    "ตัวชี้วัด",
    "กิจกรรม",
    "โครงการ",
    "ประเด็น",
    "หน่วยงาน",
    "ระยะเวลา",
    "ผลการ",
    "รวม",
    "รหัส",
    "ประเภท",
    "งาน",
    "ราคา",
    "วงเงิน",
    "วิธี",
    "เหตุผล",
    "เลขที่",
    "มาตรการ",
    "ขั้นตอน",
    "แนวทาง",
    "เป้าหมาย",
    "ปัญหา",
    "ข้อเสนอ",
    "ความเสี่ยง",
    "โอกาส",
    "ผลกระทบ",
    "ระดับ",
    "สถานะ",
    "ตำแหน่ง",
    "เบอร์",
    "โทร",
    "ร้อยละ",
    "คะแนน",
    "หัวข้อ",
    "เรื่อง",
    "รายละเอียด",
    "no",
    "item",
    "description",
    "date",
    "amount",
    "total",
    "remark",
    "name",
    "type",
    "code",
    "status",
];

/// A cell with its column.
struct Placed<'a> {
    column: usize,
    cell: &'a Cell,
}

/// Counts the header rows of a table. `emphasised` tells for the first rows whether all their text is bold
/// or shaded; shorter or empty where the format does not know.
pub(crate) fn count(rows: &[Vec<Cell>], emphasised: &[bool]) -> u32 {
    let first_rows = rows.get(..rows.len().min(MOST_HEADER_ROWS)).unwrap_or(rows);
    let placed = place(first_rows);
    let width = placed
        .iter()
        .flatten()
        .map(|p| p.column.saturating_add(p.cell.col_span as usize))
        .max()
        .unwrap_or(0);
    if rows.len() < 2 || width < 2 {
        return 0;
    }
    let mut titles = 0_usize;
    while placed
        .get(titles)
        .is_some_and(|row| is_title(row, width) || row.iter().all(|p| is_blank(p.cell)))
    {
        titles = titles.saturating_add(1);
    }
    let Some(first) = placed.get(titles) else {
        return 0;
    };
    let below = placed.get(titles.saturating_add(1));
    let stands_out = |index: usize| emphasised.get(index).copied().unwrap_or(false);
    let marked = stands_out(titles) && !stands_out(titles.saturating_add(1));
    let data = rows.get(titles.saturating_add(1)..).unwrap_or_default();
    if !is_header(first, below.map(Vec::as_slice), marked) && !heads_categories(first, data) {
        return 0;
    }
    // Cells that reach down take further rows with them; a cell over several columns has its parts below.
    let mut end = titles.saturating_add(1);
    let mut index = titles;
    while index < end {
        let Some(row) = placed.get(index) else { break };
        for p in row.iter().filter(|p| !is_blank(p.cell)) {
            end = end.max(index.saturating_add(p.cell.row_span as usize));
            let split = p.cell.col_span > 1 && (p.cell.col_span as usize) < width;
            if split && p.cell.row_span == 1 && parts_below(&placed, index, p) {
                end = end.max(index.saturating_add(2));
            }
        }
        index = index.saturating_add(1);
    }
    if placed.get(end).is_some_and(|row| numbers_columns(row)) {
        end = end.saturating_add(1);
    }
    if end >= rows.len() || end > MOST_HEADER_ROWS {
        // Without a row of data left, only the first row can be a header.
        end = titles.saturating_add(1);
    }
    u32::try_from(end).unwrap_or(0)
}

/// The cells of the first rows with their columns, spans from above taken into account.
fn place(rows: &[Vec<Cell>]) -> Vec<Vec<Placed<'_>>> {
    // Per column, how many more rows a cell from above covers.
    let mut covered: Vec<u32> = Vec::new();
    rows.iter()
        .map(|row| {
            let mut column = 0_usize;
            let mut placed = Vec::with_capacity(row.len());
            let mut next: Vec<u32> = covered.iter().map(|n| n.saturating_sub(1)).collect();
            for cell in row {
                while covered.get(column).is_some_and(|n| *n > 0) {
                    column = column.saturating_add(1);
                }
                let end = column.saturating_add(cell.col_span as usize);
                if next.len() < end {
                    next.resize(end, 0);
                }
                for slot in next.get_mut(column..end).unwrap_or_default() {
                    *slot = cell.row_span.saturating_sub(1);
                }
                placed.push(Placed { column, cell });
                column = end;
            }
            covered = next;
            placed
        })
        .collect()
}

/// One text over the whole width, or alone in its row.
fn is_title(row: &[Placed<'_>], width: usize) -> bool {
    let mut filled = row.iter().filter(|p| !is_blank(p.cell));
    let (Some(only), None) = (filled.next(), filled.next()) else {
        return false;
    };
    let whole = only.column == 0 && only.cell.col_span as usize >= width;
    only.cell.row_span == 1
        && (whole || (width > 2 && only.column == 0))
        && !is_number(&only.cell.text)
}

fn is_header(row: &[Placed<'_>], below: Option<&[Placed<'_>]>, marked: bool) -> bool {
    let filled: Vec<_> = row.iter().filter(|p| !is_blank(p.cell)).collect();
    let words = filled.iter().filter(|p| !is_number(&p.cell.text)).count();
    // Years head columns; other numbers are data.
    let all_heads = filled
        .iter()
        .all(|p| !is_number(&p.cell.text) || is_year(&p.cell.text));
    if filled.len() < 2 || words == 0 || !all_heads {
        return false;
    }
    if marked {
        return true;
    }
    let heads = filled.iter().filter(|p| is_heading(&p.cell.text)).count();
    // Two known words, or one at the start, or numbers under words.
    heads >= 2
        || filled
            .first()
            .is_some_and(|p| is_heading(&p.cell.text) && short(&p.cell.text))
        || below.is_some_and(|below| {
            filled.len() == row.len()
                && below.iter().any(|p| {
                    is_number(&p.cell.text) && filled.iter().any(|above| above.column == p.column)
                })
        })
}

/// In a long list, a first row whose words never come again above columns of words that do: the names of
/// the columns over provinces, types and the like.
fn heads_categories(row: &[Placed<'_>], data: &[Vec<Cell>]) -> bool {
    /// Rows from which a list is long enough to tell, and rows that are looked at.
    const LONG: usize = 10;
    const LOOKED_AT: usize = 200;
    if data.len() < LONG
        || row
            .iter()
            .any(|p| is_blank(p.cell) || p.cell.col_span > 1 || is_number(&p.cell.text))
    {
        return false;
    }
    let mut categories = 0_usize;
    for p in row {
        let mut seen = BTreeSet::new();
        let mut filled = 0_usize;
        for cell in data.iter().take(LOOKED_AT).filter_map(|r| r.get(p.column)) {
            if cell.text == p.cell.text || cell.col_span > 1 {
                return false;
            }
            if !is_blank(cell) {
                filled = filled.saturating_add(1);
                seen.insert(cell.text.as_str());
            }
        }
        if filled >= LONG && seen.len().saturating_mul(2) <= filled {
            categories = categories.saturating_add(1);
        }
    }
    categories > 0
}

/// A spanning cell's row below holds at least two texts under it, none of them data.
fn parts_below(placed: &[Vec<Placed<'_>>], index: usize, above: &Placed<'_>) -> bool {
    let Some(row) = placed.get(index.saturating_add(1)) else {
        return false;
    };
    let end = above.column.saturating_add(above.cell.col_span as usize);
    let under: Vec<_> = row
        .iter()
        .filter(|p| p.column >= above.column && p.column < end)
        .collect();
    under.len() >= 2
        && under.iter().any(|p| !is_blank(p.cell))
        && under.iter().all(|p| !is_amount(&p.cell.text))
}

/// A row that numbers the columns: (1) (2) (3), or 1 2 3 over the whole width.
fn numbers_columns(row: &[Placed<'_>]) -> bool {
    let filled: Vec<_> = row.iter().filter(|p| !is_blank(p.cell)).collect();
    if filled.len() < 3 {
        return false;
    }
    let bracketed = filled.iter().all(|p| {
        let text = p.cell.text.trim();
        text.starts_with(['(', '[']) && text.ends_with([')', ']']) && is_number(text)
    });
    let counted = filled.iter().enumerate().all(|(index, p)| {
        digits(&p.cell.text).parse::<usize>().ok() == Some(index.saturating_add(1))
    });
    bracketed || (counted && filled.len() == row.len())
}

fn is_heading(text: &str) -> bool {
    let text = text.trim_start().to_lowercase();
    HEADINGS.iter().any(|word| text.starts_with(word))
}

fn short(text: &str) -> bool {
    text.chars().count() <= 60
}

fn is_blank(cell: &Cell) -> bool {
    cell.text.trim().is_empty()
}

/// Digits of a text as Arabic digits.
fn digits(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '0'..='9' => Some(c),
            '๐'..='๙' => char::from_digit(u32::from(c).saturating_sub(0x0E50), 10),
            _ => None,
        })
        .collect()
}

/// Nothing but a number, with the signs that go with one.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    !digits(text).is_empty()
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || ('๐'..='๙').contains(&c)
                || c.is_whitespace()
                || ",.%()[]-–/:+฿".contains(c)
        })
}

/// A year of either era, alone in its cell.
fn is_year(text: &str) -> bool {
    let digits = digits(text);
    digits.len() == 4
        && text.trim().chars().count() == 4
        && digits
            .parse::<u32>()
            .is_ok_and(|year| matches!(year, 1990..=2100 | 2500..=2650))
}

/// A number that is not a year or a column number: with thousands, decimals or a percent sign.
fn is_amount(text: &str) -> bool {
    is_number(text) && text.contains([',', '.', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, row_span: u32, col_span: u32) -> Cell {
        Cell {
            row_span,
            col_span,
            ..Cell::plain(text)
        }
    }

    fn row(texts: &[&str]) -> Vec<Cell> {
        texts.iter().map(|t| Cell::plain(*t)).collect()
    }

    #[test]
    fn two_rows_under_spanning_cells() {
        let rows = [
            vec![cell("ลำดับ", 2, 1), cell("วงเงินงบประมาณ (บาท)", 1, 3)],
            row(&["ตั้งไว้", "ใช้ไป", "คงเหลือ"]),
            row(&["๑", "๑๐๐,๐๐๐.๐๐", "๙๕,๕๐๐.๒๕", "๔,๔๙๙.๗๕"]),
        ];
        assert_eq!(count(&rows, &[]), 2);
    }

    #[test]
    fn title_row_and_column_numbers_belong_to_the_header() {
        let rows = [
            vec![cell("สรุปผลการจัดซื้อจัดจ้าง", 1, 3)],
            row(&["ลำดับที่", "งานที่จัดซื้อ", "วงเงิน"]),
            row(&["(1)", "(2)", "(3)"]),
            row(&["1", "กระดาษ", "500.00"]),
        ];
        assert_eq!(count(&rows, &[]), 3);
    }

    #[test]
    fn a_form_of_labels_and_values_has_no_header() {
        let rows = [
            row(&["สถานีตำรวจภูธรบ้านใหม่", "จังหวัดตัวอย่าง"]),
            row(&["พันตำรวจเอก สมมติ", "ผู้กำกับการ"]),
        ];
        assert_eq!(count(&rows, &[]), 0);
        assert_eq!(count(&rows, &[true, false]), 1);
    }

    #[test]
    fn names_of_columns_over_a_long_list_are_a_header() {
        let mut rows = vec![row(&["Province", "Place"])];
        for n in 0..20 {
            let place = format!("ตำบล {}", char::from(b'a' + n));
            rows.push(row(&[
                if n < 10 {
                    "กระบี่"
                } else {
                    "ตรัง"
                },
                &place,
            ]));
        }
        assert_eq!(count(&rows, &[]), 1);
        rows.remove(0);
        assert_eq!(count(&rows, &[]), 0);
    }

    #[test]
    fn years_head_columns_of_numbers() {
        let rows = [
            row(&["เครื่องมือ", "๒๕๖๖", "๒๕๖๗"]),
            row(&["IIT", "๙๑.๔๓", "๘๔.๑๗"]),
        ];
        assert_eq!(count(&rows, &[]), 1);
    }

    #[test]
    fn data_without_header_has_none() {
        let rows = [row(&["1", "ก", "500"]), row(&["2", "ข", "700"])];
        assert_eq!(count(&rows, &[]), 0);
        assert_eq!(count(&[], &[]), 0);
    }
}
