//! Which rows at the top of a table are its header.
//!
//! Producers mark a header by weight or background; where they do not, its shape tells: cells that span
//! rows or columns, words above columns of numbers.

use super::{PageCell, PageTable};

/// Deeper headers do not occur; a longer run of bold rows is a bold table.
const DEEPEST: usize = 4;

/// How many of the first rows are headers.
pub(crate) fn header_rows(table: &PageTable) -> usize {
    let rows = table.rows.len();
    if rows < 2 {
        return 0;
    }
    let marked = marked_rows(table, |cell| cell.bold)
        .or_else(|| marked_rows(table, |cell| cell.shaded))
        .unwrap_or(0);
    let found = if marked > 0 {
        marked
    } else {
        shaped_rows(table)
    };
    let mut header = closed_by_spans(table, found).min(rows.saturating_sub(1));
    // A row that only numbers the columns belongs to the header.
    while header > 0 && header < rows.saturating_sub(1) && numbers_columns(table, header) {
        header = header.saturating_add(1);
    }
    header
}

/// Leading rows all of whose text is marked, when the rows after them are not.
fn marked_rows(table: &PageTable, mark: impl Fn(&PageCell) -> bool) -> Option<usize> {
    let is_marked = |row: &super::PageRow| {
        let mut with_text = row.cells.iter().filter(|c| !c.text.is_empty()).peekable();
        with_text.peek().is_some() && with_text.all(&mark)
    };
    let count = table.rows.iter().take_while(|row| is_marked(row)).count();
    let others = table
        .rows
        .iter()
        .skip(count)
        .filter(|row| is_marked(row))
        .count();
    let rest = table.rows.len().saturating_sub(count);
    (count > 0 && count <= DEEPEST && others.saturating_mul(2) < rest.max(1)).then_some(count)
}

/// Without marks: the first row is a header when it is all words and says something in most columns.
fn shaped_rows(table: &PageTable) -> usize {
    let Some(first) = table.rows.first() else {
        return 0;
    };
    let titled: usize = first
        .cells
        .iter()
        .filter(|cell| !cell.text.is_empty())
        .map(|cell| cell.cols)
        .sum();
    let columns = table.xs.len().saturating_sub(1);
    let words = first
        .cells
        .iter()
        .filter(|cell| !cell.text.is_empty())
        .all(|cell| !is_amount(&cell.text) && cell.text.chars().count() <= 120);
    usize::from(words && titled.saturating_mul(10) >= columns.saturating_mul(7))
}

/// Header cells that span rows, or columns with narrower cells below, pull those rows into the header.
fn closed_by_spans(table: &PageTable, mut header: usize) -> usize {
    let columns = table.xs.len().saturating_sub(1);
    let mut at = 0_usize;
    while at < header {
        let Some(row) = table.rows.get(at) else {
            break;
        };
        for cell in &row.cells {
            let end = at.saturating_add(cell.rows);
            // A first cell that spans the whole table is a side heading.
            if cell.rows > 1 && end < table.rows.len() && end <= DEEPEST {
                header = header.max(end);
            }
        }
        let spans = row
            .cells
            .iter()
            .any(|cell| cell.cols > 1 && cell.cols < columns && !cell.text.is_empty());
        let title = row.cells.len() == 1;
        let below = at.saturating_add(1);
        let words_below = table.rows.get(below).is_some_and(|next| {
            next.cells
                .iter()
                .all(|cell| !is_amount(&cell.text) && cell.text.chars().count() <= 60)
        });
        if (spans || title) && words_below && below < DEEPEST {
            header = header.max(below.saturating_add(1));
        }
        at = below;
    }
    header
}

/// Whether every cell of a row is a bare number in rising order, in brackets or not: `(1) (2) (3)`.
fn numbers_columns(table: &PageTable, row: usize) -> bool {
    let Some(row) = table.rows.get(row) else {
        return false;
    };
    let columns = table.xs.len().saturating_sub(1);
    let numbers: Vec<u32> = row
        .cells
        .iter()
        .filter_map(|cell| {
            let bare = cell.text.trim().trim_matches(['(', ')', ' ']);
            arabic(bare).parse().ok().filter(|n| *n <= 40)
        })
        .collect();
    numbers.len() == columns
        && columns >= 3
        && numbers
            .iter()
            .zip(numbers.iter().skip(1))
            .all(|(a, b)| a.saturating_add(1) == *b)
}

/// A text with its Thai digits as Arabic ones.
pub(super) fn arabic(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '๐'..='๙' => char::from_digit(u32::from(c).saturating_sub(0xe50), 10).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// Whether a text is a number, an amount or a percentage and no word. A bare year can head a column.
pub(super) fn is_amount(text: &str) -> bool {
    let text = text.trim();
    let digits: String = arabic(text)
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '%'))
        .collect();
    if digits.len() == 4 && (digits.starts_with("25") || digits.starts_with("20")) {
        return false;
    }
    !digits.is_empty() && digits.parse::<f64>().is_ok()
}
