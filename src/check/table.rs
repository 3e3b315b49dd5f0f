//! `table`: columns known by their headers, rows below them, or the statement that there is nothing to list.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Located, Outcome, Part, Scope, Spot};
use crate::index::{HeaderText, Indexed, IndexedTable, PlacedUnit, UnitKind, says_nothing};
use crate::rules::model::{Column, Layout, PhraseList, Table};
use crate::thai::chars::{is_alphabetic, is_numeric};
use crate::thai::fold::fold;
use crate::thai::label::Label;
use crate::thai::numbers::find_numbers;

/// Share of the columns that makes a table an attempt at the layout.
const PARTLY: f64 = 0.4;

/// Characters that say something beside a label; a number or a dash says less.
const BESIDE: usize = 4;

/// The code of a column that some rows leave empty.
pub(super) const CELLS_LEFT_OUT: &str = "cells-left-out";

pub(super) fn check<'a>(rule: &Table, scope: &Scope<'a>) -> Outcome<'a> {
    let rows = match rows_with(&rule.rows_with, scope) {
        Ok(rows) => rows,
        Err((absent, rows)) => {
            return Outcome::fail("not-found").with("absent", absent).near(rows);
        }
    };
    if rule.layouts.is_empty() && !rows.is_empty() {
        return Outcome::pass("rows-found", rows);
    }
    let any_table = [Layout::default()];
    let layouts = if rule.layouts.is_empty() {
        &any_table[..]
    } else {
        &rule.layouts
    };
    let stated = || scope.find_any(&rule.or_says_none);
    let mut best: Option<Fit<'a>> = None;
    let mut complete: Vec<Fit<'a>> = Vec::new();
    for fit in fits(layouts, scope) {
        if fit.absent.is_empty() {
            complete.push(fit);
        } else if best.as_ref().is_none_or(|best| fit.share() > best.share()) {
            best = Some(fit);
        }
    }
    if complete.is_empty() {
        let stated: Vec<Spot<'a>> = stated().iter().map(Located::spot).collect();
        // A month without purchases does not excuse the columns of the others.
        let partly = best.as_ref().is_some_and(|fit| fit.share() >= PARTLY);
        if !stated.is_empty() && !partly && !lists_amounts(scope) {
            return Outcome::pass("says-none", stated).sure(0.7);
        }
        return match best {
            Some(fit) if fit.share() > 0.0 => Outcome::fail("columns-missing")
                .with("columns", fit.absent.join(", "))
                .near(fit.header_evidence()),
            _ => Outcome::fail("no-table"),
        };
    }
    let empty: Vec<&Fit<'_>> = complete
        .iter()
        .filter(|fit| fit.rows().count() < rule.rows_at_least)
        .collect();
    let judged_each = rule.every && !empty.is_empty();
    if judged_each || empty.len() == complete.len() {
        // A table without rows is answered by a statement in it, or anywhere when none has rows.
        let says: Vec<Located<'a>> = stated();
        let unanswered: Vec<&&Fit<'_>> = empty
            .iter()
            .filter(|fit| {
                !says
                    .iter()
                    .any(|hit| !rule.every || fit.holds(hit) || fit.just_before(hit))
            })
            .collect();
        if let Some(fit) = unanswered.first() {
            return Outcome::fail("rows-missing").near(fit.header_evidence());
        }
        if !says.is_empty() {
            return Outcome::pass("says-none", says.iter().map(Located::spot).collect()).sure(0.8);
        }
    }
    for fit in &complete {
        let gaps: Vec<Gaps<'a>> = fit.gaps(&rule.filled).collect();
        if let Some(gap) = gaps.iter().find(|gap| gap.is_left_out()) {
            return Outcome::fail(CELLS_LEFT_OUT)
                .with("columns", &gap.head)
                .near(gap.told.clone());
        }
        if let Some(gap) = gaps.first() {
            return Outcome::fail("cells-empty")
                .with("columns", &gap.head)
                .near(fit.header_evidence());
        }
    }
    if let Some(name) = &rule.positive {
        let cells: Vec<Spot<'a>> = complete.iter().flat_map(|fit| fit.positive(name)).collect();
        if cells.is_empty() {
            return Outcome::fail("no-number").with("columns", name);
        }
        return Outcome::pass("columns-found", cells);
    }
    let evidence = complete
        .iter()
        .flat_map(|fit| fit.header_evidence().into_iter().take(2))
        .collect();
    Outcome::pass("columns-found", evidence)
}

/// Whether a table has an amount of money below its head: something is listed, whatever else is not.
fn lists_amounts(scope: &Scope<'_>) -> bool {
    let is_amount = |text: &str| {
        let written = |span: Range<usize>| text.get(span).unwrap_or_default();
        let mut numbers = find_numbers(text).into_iter();
        numbers.any(|number| number.value >= 1_000.0 && written(number.span).contains(','))
    };
    scope.parts.iter().any(|part| {
        part.unit_numbers().any(|number| {
            let unit = part.document.units.get(number);
            unit.is_some_and(|unit| is_body_cell(unit.kind))
                && is_amount(part.document.unit_text(number))
        })
    })
}

/// Whether a rule can be met at all: a table has all columns of a layout, or a sentence stands for it.
pub(super) fn is_possible(rule: &Table, scope: &Scope<'_>) -> bool {
    let complete = |table: &IndexedTable| {
        let mut layouts = rule.layouts.iter();
        layouts.any(|layout| {
            let mut columns = layout.columns.iter();
            columns.all(|column| has_column(&table.headers, column))
        })
    };
    let mut tables = scope.parts.iter().flat_map(|part| {
        let tables = part.document.tables.iter();
        tables.filter(|table| part.holds(table.units.start))
    });
    rule.layouts.is_empty() || !scope.lacks(&rule.or_says_none) || tables.any(complete)
}

/// What the names of rows stand along: a column, or the heads of a table, by its first unit, whose columns are the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Along {
    Column(usize),
    Heads(usize),
}

/// A row for each group of phrases, all named along the same line, or else the words of the first group that has none,
/// with the rows found: what one row is called another can mention.
fn rows_with<'a>(
    groups: &[PhraseList],
    scope: &Scope<'a>,
) -> Result<Vec<Spot<'a>>, (String, Vec<Spot<'a>>)> {
    let found: Vec<_> = groups
        .iter()
        .map(|group| named_rows(group, scope))
        .collect();
    let lines: BTreeSet<Along> = found.iter().flatten().map(|(line, _)| *line).collect();
    let along = |line: Along| {
        let rows = found.iter().map(move |rows| {
            let mut rows = rows.iter().filter(move |(own, _)| *own == line);
            rows.next().map(|(_, row)| row.clone())
        });
        rows.collect::<Vec<_>>()
    };
    let candidates = lines.into_iter().map(along);
    let best = candidates.reduce(|best, next| {
        let count = |rows: &[Option<_>]| rows.iter().flatten().count();
        if count(&next) > count(&best) {
            next
        } else {
            best
        }
    });
    let best = best.unwrap_or_else(|| vec![None; groups.len()]);
    let lacking = groups.iter().zip(&best).find(|(_, row)| row.is_none());
    let absent = lacking.map(|(group, _)| group.first().cloned().unwrap_or_default());
    let rows = best.into_iter().flatten().collect();
    match absent {
        Some(absent) => Err((absent, rows)),
        None => Ok(rows),
    }
}

/// Rows that have one of the phrases in a cell and say something beside it, and columns that have it for a head and say
/// something below, with what the phrase stands along.
fn named_rows<'a>(group: &PhraseList, scope: &Scope<'a>) -> Vec<(Along, Spot<'a>)> {
    let hits = scope.find_any(group).into_iter();
    let hits = hits.filter(|hit| !super::text::denied(hit, &PhraseList::default()));
    hits.flat_map(|hit| {
        let lines = along(&hit).into_iter().flatten();
        lines.map(move |line| (line, hit.spot()))
    })
    .collect()
}

/// What the name in a cell stands along, where something is said beside or below it.
fn along(hit: &Located<'_>) -> [Option<Along>; 2] {
    let document = hit.part.document;
    let Some(table) = document.table_of(hit.unit) else {
        return [None; 2];
    };
    let Some(own) = table.cells.iter().find(|cell| cell.unit == hit.unit) else {
        return [None; 2];
    };
    let told = |place: &dyn Fn(&PlacedUnit) -> bool| {
        let mut others = table.cells.iter().filter(|cell| place(cell));
        others.any(|cell| document.unit_text(cell.unit).trim().chars().count() >= BESIDE)
    };
    let is_head = table.heads().any(|cell| cell.unit == hit.unit);
    let is_body = own.row >= table.table.header_rows as usize;
    let beside = is_body && told(&|cell| cell.row == own.row && cell.unit != hit.unit);
    let below = is_head && told(&|cell| cell.column == own.column && cell.row > own.row);
    [
        beside.then_some(Along::Column(own.column)),
        below.then_some(Along::Heads(table.units.start)),
    ]
}

/// How a table fits a layout.
pub(super) struct Fit<'a> {
    part: &'a Part<'a>,
    pub(super) table: &'a IndexedTable,
    /// Column name, column number, unit of the header.
    found: Vec<(String, usize, usize)>,
    absent: Vec<String>,
    header_rows: usize,
}

/// The empty cells of a column.
struct Gaps<'a> {
    /// What the column is called.
    head: String,
    empty: usize,
    filled: usize,
    /// What stands further left in the rows of the empty cells, where something does.
    told: Vec<Spot<'a>>,
}

impl Gaps<'_> {
    /// Whether most rows fill the column, and those that do not say what they are of: what is written once for several
    /// rows leaves the cells on its left empty too.
    fn is_left_out(&self) -> bool {
        self.empty < self.filled && self.told.len() == self.empty
    }
}

impl<'a> Fit<'a> {
    fn share(&self) -> f64 {
        let found = self.found.len() as f64;
        found / (found + self.absent.len() as f64).max(1.0)
    }

    fn header_evidence(&self) -> Vec<Spot<'a>> {
        let mut units: Vec<usize> = self.found.iter().map(|(_, _, unit)| *unit).collect();
        units.sort_unstable();
        units.dedup();
        units.into_iter().map(|unit| self.part.spot(unit)).collect()
    }

    /// Numbers of rows below the header that say anything in two cells, or in one that is not a statement.
    fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        let last = self
            .table
            .cells
            .iter()
            .map(|cell| cell.row)
            .max()
            .unwrap_or(0);
        (self.header_rows..=last).filter(|row| {
            let cells = self.table.cells.iter().filter(|cell| cell.row == *row);
            let cells = cells.map(|cell| (cell.column, self.part.document.unit_text(cell.unit)));
            let filled = cells.clone().filter(|(_, text)| !says_nothing(text));
            // A row of dashes, be it numbered, lists nothing.
            let mut telling = cells.filter(|(column, text)| {
                let number = *column > 0 && text.contains(is_numeric);
                number || text.contains(is_alphabetic)
            });
            filled.count() >= 3.min(self.found.len().max(2)) && telling.next().is_some()
        })
    }

    pub(super) fn holds(&self, hit: &Located<'_>) -> bool {
        std::ptr::eq(self.part.document, hit.part.document) && self.table.units.contains(&hit.unit)
    }

    pub(super) fn document(&self) -> &'a Indexed {
        self.part.document
    }

    /// Whether a statement stands within the few paragraphs around the table, with no other month between.
    fn just_before(&self, hit: &Located<'_>) -> bool {
        let document = self.part.document;
        let between = if hit.unit < self.table.units.start {
            hit.unit + 1..self.table.units.start
        } else {
            self.table.units.end..hit.unit
        };
        let sheet = |unit: usize| {
            document
                .units
                .get(unit)
                .and_then(|unit| unit.sheet.as_deref())
        };
        let mut months = document.months.iter();
        std::ptr::eq(document, hit.part.document)
            && hit.unit + 4 > self.table.units.start
            && hit.unit < self.table.units.end + 3
            && sheet(hit.unit) == sheet(self.table.units.start)
            && !months.any(|month| between.contains(&document.unit_at(month.span.start)))
    }

    /// The columns of `names` with empty cells in rows that have others.
    fn gaps(&self, names: &[String]) -> impl Iterator<Item = Gaps<'a>> {
        let rows: Vec<usize> = self.rows().collect();
        let says_nothing =
            |cell: &PlacedUnit| says_nothing(self.part.document.unit_text(cell.unit));
        let columns = self.found.iter().filter(|(name, ..)| names.contains(name));
        columns.filter_map(move |(_, column, head)| {
            let cells = self.table.cells.iter();
            let cells: Vec<&PlacedUnit> = cells.filter(|cell| rows.contains(&cell.row)).collect();
            let of_column = cells.iter().filter(|cell| cell.column == *column);
            let (empty, filled): (Vec<&PlacedUnit>, Vec<&PlacedUnit>) =
                of_column.partition(|cell| says_nothing(cell));
            let told = empty.iter().filter_map(|empty| {
                let mut left = cells.iter();
                left.find(|cell| {
                    cell.row == empty.row && cell.column < *column && !says_nothing(cell)
                })
            });
            (!empty.is_empty()).then(|| Gaps {
                head: self.part.document.unit_text(*head).trim().to_owned(),
                told: told.map(|cell| self.spot(cell.unit)).collect(),
                empty: empty.len(),
                filled: filled.len(),
            })
        })
    }

    /// Texts of a column below the header with their units.
    pub(super) fn column(&self, name: &str) -> Vec<(usize, &str)> {
        let Some((_, column, _)) = self.found.iter().find(|(known, _, _)| known == name) else {
            return Vec::new();
        };
        self.table
            .cells
            .iter()
            .filter(|cell| cell.row >= self.header_rows)
            .filter(|cell| (cell.column..cell.column + cell.columns).contains(column))
            .map(|cell| (cell.unit, self.part.document.unit_text(cell.unit)))
            .collect()
    }

    /// Cells of a column with a number above zero.
    fn positive(&self, name: &str) -> Vec<Spot<'a>> {
        self.column(name)
            .into_iter()
            .filter(|(_, text)| find_numbers(text).iter().any(|number| number.value > 0.0))
            .map(|(unit, _)| self.spot(unit))
            .collect()
    }

    /// The folded text of the row that a unit stands in.
    pub(super) fn row_text(&self, unit: usize) -> String {
        let row = self
            .table
            .cells
            .iter()
            .find(|cell| cell.unit == unit)
            .map(|cell| cell.row);
        let cells = self.table.cells.iter().filter(|cell| Some(cell.row) == row);
        cells
            .map(|cell| fold(self.part.document.unit_text(cell.unit)))
            .collect()
    }

    pub(super) fn spot(&self, unit: usize) -> Spot<'a> {
        self.part.spot(unit)
    }
}

/// Every table of the parts against every layout.
pub(super) fn fits<'a>(layouts: &[Layout], scope: &Scope<'a>) -> Vec<Fit<'a>> {
    let mut list = Vec::new();
    for part in scope.parts {
        for table in part
            .document
            .tables
            .iter()
            .filter(|table| part.holds(table.units.start))
        {
            list.extend(layouts.iter().map(|layout| fit(part, table, layout)));
        }
    }
    list
}

fn fit<'a>(part: &'a Part<'a>, table: &'a IndexedTable, layout: &Layout) -> Fit<'a> {
    let marked = table.table.header_rows as usize;
    let mut fit = Fit {
        part,
        table,
        found: Vec::new(),
        absent: Vec::new(),
        header_rows: marked.max(1),
    };
    for column in &layout.columns {
        match find_column(&table.headers, column) {
            Some(header) => {
                fit.found
                    .push((column.name.clone(), header.column, header.unit));
                if marked == 0 {
                    fit.header_rows = fit.header_rows.max(header.row + 1);
                }
            }
            None => fit.absent.push(column.label().to_owned()),
        }
    }
    fit
}

/// Texts beside the labels that a column is known by, where each entry has a table of its own with the labels below each
/// other.
pub(super) fn beside_labels<'a>(
    column: &Column,
    scope: &Scope<'a>,
) -> Vec<(&'a Part<'a>, &'a IndexedTable, usize)> {
    let known = |text: &str| {
        let label = Label::of(text);
        let mut keys = column.keys();
        keys.any(|key| key.label.equals(&label) || key.label.is_in(&label))
    };
    let mut list = Vec::new();
    for part in scope.parts {
        let document = part.document;
        for table in &document.tables {
            let labels = table.cells.iter().filter(|cell| {
                cell.column == 0
                    && part.holds(cell.unit)
                    && super::short(document.unit_text(cell.unit))
                    && known(document.unit_text(cell.unit))
            });
            let beside = labels.filter_map(|label| {
                let end = label.column + label.columns;
                let mut cells = table.cells.iter();
                cells.find(|cell| cell.row == label.row && cell.column == end)
            });
            list.extend(beside.map(|cell| (part, table, cell.unit)));
        }
    }
    list
}

/// The header that a column is known by: equal first, then containing, then alike but for tone marks.
fn find_column<'h>(headers: &'h [HeaderText], column: &Column) -> Option<&'h HeaderText> {
    let known = |fits: fn(&Label, &Label) -> bool| {
        headers
            .iter()
            .find(|header| column.keys().any(|key| fits(&key.label, &header.label)))
    };
    known(Label::equals)
        .or_else(|| known(Label::is_in))
        .or_else(|| known(Label::is_loosely_in))
}

/// Whether [`find_column`] finds any.
fn has_column(headers: &[HeaderText], column: &Column) -> bool {
    let known = |key: &Label, header: &Label| {
        key.equals(header) || key.is_in(header) || key.is_loosely_in(header)
    };
    headers
        .iter()
        .any(|header| column.keys().any(|key| known(&key.label, &header.label)))
}

/// Whether a unit is a table cell below the header.
pub(super) fn is_body_cell(kind: UnitKind) -> bool {
    matches!(kind, UnitKind::Cell { header: false })
}
