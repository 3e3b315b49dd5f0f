//! Tables of a tagged file: the cells of its structure tree, held against the page.
//!
//! Trees lie: spreadsheets leave empty cells out, word processors put letterheads into tables, repair tools make one
//! cell of a row. So a table of the tree is taken only where its columns stand side by side and its rows below each
//! other, where no text between its cells is missing from it, and where the drawn borders do not know more cells than
//! it does. What is refused goes to the ruled and the aligned tables, as in a file without a tree.

use super::grid::Grid;
use super::header;
use super::{Content, Lattice, PADDING, PageRow, PageTable, Slot, cell_of, middle_of};
use crate::document::Rect;
use crate::ingest::pdf::content::PageContent;
use crate::ingest::pdf::layout::clusters::Cluster;
use crate::ingest::pdf::layout::lines::{Fragment, Line};
use crate::ingest::pdf::layout::paragraphs::Style;
use crate::ingest::pdf::structure::{Owner, Structure, TaggedCell, TaggedTable};
use std::collections::{BTreeMap, BTreeSet};

/// What the structure tree says of one page.
pub(crate) struct Tags<'s> {
    structure: &'s Structure,
    owners: BTreeMap<u32, Owner>,
}

/// Which rows of a table of the structure tree a [`PageTable`] has.
#[derive(Debug, Clone)]
pub(crate) struct TreePlace {
    /// Number of the table in the file.
    pub(crate) table: usize,
    /// Number in the tree of each row, rising.
    pub(crate) rows: Vec<usize>,
    /// Rows of the whole table.
    pub(crate) total: usize,
}

/// How far the ink of neighbouring columns or rows may overlap, in points: italics, accents, tight leading.
const OVERLAP: f32 = 2.0;

impl<'s> Tags<'s> {
    /// The tags of a page, counted from 0.
    pub(crate) fn of_page(structure: &'s Structure, page: usize) -> Self {
        Tags {
            structure,
            owners: structure.page(page),
        }
    }

    fn owner(&self, cluster: &Cluster) -> Option<Owner> {
        self.owners.get(&cluster.mcid?).copied()
    }

    fn table(&self, index: usize) -> Option<&'s TaggedTable> {
        self.structure.tables.get(index)
    }
}

/// Where the text of a cell is gathered.
fn content_of(tables: &mut BTreeMap<usize, Cells>, owner: Owner) -> &mut Content {
    let cells = tables.entry(owner.table).or_default();
    cells.entry(owner.cell).or_default()
}

/// Where the letters of a fragment are.
fn centre(fragment: &Fragment) -> (f32, f32) {
    (middle(&fragment.bbox).0, middle_of(fragment))
}

fn middle(rect: &Rect) -> (f32, f32) {
    ((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0)
}

/// The cells of one table that have text on the page, by their index in the tree.
type Cells = BTreeMap<usize, Content>;

/// Finds the tagged tables of a page and takes their text out of `fragments` and `sideways`. `grids` are the ruled
/// grids of the page.
pub(crate) fn find(
    tags: &Tags<'_>,
    grids: &[Grid],
    page: &PageContent,
    fragments: &mut Vec<Fragment>,
    sideways: &mut Vec<Line>,
    style: Style<'_>,
) -> Vec<PageTable> {
    if tags.owners.is_empty() {
        return Vec::new();
    }
    let mut tables: BTreeMap<usize, Cells> = BTreeMap::new();
    let mut untagged = Vec::new();
    for fragment in std::mem::take(fragments) {
        for part in fragment.split(|a, b| tags.owner(a) != tags.owner(b)) {
            match part.clusters.first().and_then(|c| tags.owner(c)) {
                Some(owner) => content_of(&mut tables, owner).fragments.push(part),
                None => untagged.push(part),
            }
        }
    }
    for line in std::mem::take(sideways) {
        match line.clusters.first().and_then(|c| tags.owner(c)) {
            Some(owner) => content_of(&mut tables, owner).sideways.push(line),
            None => sideways.push(line),
        }
    }
    let others: Vec<(f32, f32)> = untagged
        .iter()
        .map(centre)
        .chain(sideways.iter().map(|line| middle(&line.bbox)))
        .collect();
    *fragments = untagged;
    let mut found = Vec::new();
    for (index, cells) in tables {
        let seen = tags.table(index).and_then(|table| {
            Part {
                table,
                cells: &cells,
            }
            .seen_on(grids, page, &others)
        });
        match seen {
            Some(seen) => found.push(seen.build(index, cells, page, style)),
            None => {
                for content in cells.into_values() {
                    fragments.extend(content.fragments);
                    sideways.extend(content.sideways);
                }
            }
        }
    }
    found
}

/// A table as far as it has text on a page.
struct Part<'s, 'c> {
    table: &'s TaggedTable,
    cells: &'c Cells,
}

/// A part that the page bears out.
struct Seen<'s> {
    table: &'s TaggedTable,
    bbox: Rect,
    /// Column boundaries.
    xs: Vec<f32>,
    /// Where the text of each column stands; `None` when borders say where the columns are.
    ink: Option<Vec<(f32, f32)>>,
    /// Rows of the tree that are on the page, and their upper and lower ends.
    rows: BTreeMap<usize, (f32, f32)>,
}

impl<'s> Part<'s, '_> {
    /// Text cells with their place in the tree and their box on the page.
    fn inked(&self) -> Vec<(TaggedCell, Rect)> {
        self.cells
            .iter()
            .filter_map(|(cell, content)| {
                let boxes = content.fragments.iter().map(|fragment| fragment.bbox);
                let turned = content.sideways.iter().map(|line| line.bbox);
                let bbox = boxes.chain(turned).reduce(|a, b| a.union(&b))?;
                Some((*self.table.cells.get(*cell)?, bbox))
            })
            .collect()
    }

    /// Holds the tree against the page. `others` is where text outside all tagged cells stands.
    fn seen_on(
        &self,
        grids: &[Grid],
        page: &PageContent,
        others: &[(f32, f32)],
    ) -> Option<Seen<'s>> {
        let table = self.table;
        if !table.complete || table.rows < 2 || table.columns < 2 {
            return None;
        }
        let inked = self.inked();
        let bbox = inked
            .iter()
            .map(|(_, bbox)| *bbox)
            .reduce(|a, b| a.union(&b))?;
        let columns = columns_of(&inked, table.columns)?;
        let rows = rows_of(&inked)?;
        if others.iter().any(|(x, y)| bbox.contains(*x, *y)) {
            return None;
        }
        let mut borders = None;
        for grid in grids {
            let around = grid.bbox();
            let lattice = Lattice::new(grid);
            let slots: BTreeSet<usize> = self
                .cells
                .values()
                .flat_map(|content| &content.fragments)
                .map(centre)
                .filter(|(x, y)| around.contains(*x, *y))
                .filter_map(|(x, y)| lattice.at(x, y))
                .collect();
            // One cell with all the text is a frame around the table.
            if slots.len() < 2 {
                continue;
            }
            let more = slots.len().saturating_mul(10) > inked.len().saturating_mul(11);
            if more || others.iter().any(|(x, y)| around.contains(*x, *y)) {
                return None;
            }
            if grid.cols() == table.columns {
                borders = Some(grid);
            }
        }
        if table.header_rows.is_none() && borders.is_none() && !is_drawn(&bbox, page) {
            return None;
        }
        let mut rows = self.with_empty(rows);
        let (xs, ink) = match borders {
            Some(grid) => {
                for span in rows.values_mut() {
                    *span = within_borders(*span, &grid.ys);
                }
                (grid.xs.clone(), None)
            }
            None => {
                let mut xs = vec![bbox.x0 - PADDING];
                let pairs = columns.iter().zip(columns.iter().skip(1));
                xs.extend(pairs.map(|(a, b)| (a.1 + b.0) / 2.0));
                xs.push(bbox.x1 + PADDING);
                (xs, Some(columns))
            }
        };
        Some(Seen {
            table,
            bbox: borders.map_or(bbox, Grid::bbox),
            xs,
            ink,
            rows,
        })
    }

    /// Adds the empty rows of the tree that stand below a row of the page, or above the first of the table.
    fn with_empty(&self, mut rows: BTreeMap<usize, (f32, f32)>) -> BTreeMap<usize, (f32, f32)> {
        let filled: BTreeSet<usize> = self
            .table
            .cells
            .iter()
            .filter(|cell| cell.filled)
            .map(|cell| cell.row)
            .collect();
        let first = filled.first().copied();
        let mut above = first.and_then(|first| rows.get(&first)).map(|span| span.0);
        let mut at = above.map(|top| (top, top));
        for row in 0..self.table.rows {
            if let Some(span) = rows.get(&row) {
                at = Some((span.1, span.1));
                above = None;
            } else if filled.contains(&row) {
                at = None;
            } else if let Some(at) = at {
                rows.insert(row, at);
            } else if let Some(top) = above {
                rows.insert(row, (top, top));
            }
        }
        rows
    }
}

/// Where the text of each column stands, from the left; `None` when the columns do not stand side by side. A column
/// without text lies between its neighbours.
fn columns_of(inked: &[(TaggedCell, Rect)], count: usize) -> Option<Vec<(f32, f32)>> {
    let mut spans: Vec<Option<(f32, f32)>> = vec![None; count];
    for (cell, bbox) in inked.iter().filter(|(cell, _)| cell.columns == 1) {
        let span = spans.get_mut(cell.column)?;
        *span = Some(span.map_or((bbox.x0, bbox.x1), |old| {
            (old.0.min(bbox.x0), old.1.max(bbox.x1))
        }));
    }
    let mut columns: Vec<(f32, f32)> = Vec::with_capacity(count);
    let mut end: Option<f32> = None;
    let first = spans.iter().flatten().next()?.0;
    for span in spans {
        let span = span.unwrap_or_else(|| {
            let at = end.unwrap_or(first);
            (at, at)
        });
        if end.is_some_and(|end| span.0 < end - OVERLAP) {
            return None;
        }
        end = Some(span.1);
        columns.push(span);
    }
    Some(columns)
}

/// Upper and lower end of each row's text; `None` when the rows do not stand below each other.
fn rows_of(inked: &[(TaggedCell, Rect)]) -> Option<BTreeMap<usize, (f32, f32)>> {
    let mut rows: BTreeMap<usize, (f32, f32)> = BTreeMap::new();
    let single = |cell: &TaggedCell| cell.rows == 1;
    for (cell, bbox) in inked.iter().filter(|(cell, _)| single(cell)) {
        let row = rows.entry(cell.row).or_insert((bbox.y0, bbox.y1));
        *row = (row.0.min(bbox.y0), row.1.max(bbox.y1));
    }
    let in_order = rows
        .values()
        .zip(rows.values().skip(1))
        .all(|(above, below)| below.0 >= above.1 - OVERLAP);
    if !in_order {
        return None;
    }
    for (cell, bbox) in inked.iter().filter(|(cell, _)| !single(cell)) {
        rows.entry(cell.row).or_insert((bbox.y0, bbox.y1));
    }
    Some(rows)
}

/// The borders around the text of a row, from its upper and lower end.
fn within_borders((top, bottom): (f32, f32), borders: &[f32]) -> (f32, f32) {
    let above = borders.iter().rev().find(|y| **y <= top + OVERLAP);
    let below = borders.iter().find(|y| **y >= bottom - OVERLAP);
    (
        above.copied().unwrap_or(top),
        below.copied().unwrap_or(bottom),
    )
}

/// Whether lines or backgrounds are drawn among the cells. A table that nothing shows and whose tree names no header
/// may be there for the layout of a letter.
fn is_drawn(bbox: &Rect, page: &PageContent) -> bool {
    const AROUND: f32 = 8.0;
    let inside = |rect: &Rect| {
        let (x, y) = middle(rect);
        x >= bbox.x0 - AROUND
            && x <= bbox.x1 + AROUND
            && y >= bbox.y0 - AROUND
            && y <= bbox.y1 + AROUND
    };
    let rules = page.rules.iter().map(|rule| &rule.rect);
    rules.chain(&page.fills).filter(|rect| inside(rect)).count() >= 2
}

impl Seen<'_> {
    fn build(
        self,
        index: usize,
        mut cells: Cells,
        page: &PageContent,
        style: Style<'_>,
    ) -> PageTable {
        let order = cells
            .values()
            .flat_map(|content| &content.fragments)
            .filter_map(|fragment| fragment.clusters.first())
            .map(|cluster| cluster.order)
            .min()
            .unwrap_or(0);
        let at = |column: usize| {
            self.xs
                .get(column)
                .or(self.xs.last())
                .copied()
                .unwrap_or(0.0)
        };
        let mut rows: BTreeMap<usize, PageRow> = self
            .rows
            .keys()
            .map(|row| (*row, PageRow::default()))
            .collect();
        for (number, cell) in self.table.cells.iter().enumerate() {
            let Some(row) = rows.get_mut(&cell.row) else {
                continue;
            };
            let last = cell.row.saturating_add(cell.rows).saturating_sub(1);
            let top = self.rows.get(&cell.row).map_or(self.bbox.y0, |span| span.0);
            let bottom = self
                .rows
                .range(cell.row..=last)
                .next_back()
                .map_or(top, |(_, span)| span.1);
            let bbox = Rect::new(
                at(cell.column),
                top,
                at(cell.column.saturating_add(cell.columns)),
                bottom,
            );
            let slot = Slot {
                row: cell.row,
                col: cell.column,
                rows: cell.rows,
                cols: cell.columns,
            };
            let content = cells.remove(&number).unwrap_or_default();
            let (x, y) = middle(&bbox);
            let shaded = page
                .fills
                .iter()
                .any(|fill| fill.contains(x, y) && fill.height() < 0.9 * self.bbox.height());
            row.cells.push(cell_of(slot, bbox, content, shaded, style));
        }
        let mut table = PageTable {
            bbox: self.bbox,
            xs: self.xs,
            open_top: false,
            open_bottom: false,
            header_rows: 0,
            order,
            ink: self.ink,
            otherwise: None,
            tree: Some(TreePlace {
                table: index,
                rows: rows.keys().copied().collect(),
                total: self.table.rows,
            }),
            rows: rows.into_values().collect(),
        };
        table.header_rows = match self.table.header_rows {
            Some(count) => self.rows.range(..count).count(),
            None => header::header_rows(&table),
        };
        table
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Table;
    use crate::ingest::Options;
    use crate::ingest::pdf::read;
    use crate::ingest::pdf::sample::{composite, file, stream};
    use crate::ingest::testing::texts;
    use crate::render;

    /// A file of pages of text and a structure tree with one table. Each page is a list of text, identifier and place;
    /// the text is in hexadecimal codes of a font whose codes are those of ASCII. `rows` is the tree below the table.
    fn tagged(pages: &[&[(&str, u32, i32, i32)]], rows: &str) -> Vec<Table> {
        let first = 9;
        let kids: String = (0..pages.len())
            .map(|i| format!("{} 0 R ", first + 2 * i))
            .collect();
        let mut objects = vec![
            b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 3 0 R/MarkInfo<</Marked true>>>>".to_vec(),
            format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()).into_bytes(),
            b"<</Type/StructTreeRoot/K 4 0 R/RoleMap<</Tabelle/Table>>>>".to_vec(),
            format!("<</S/Tabelle/Pg 9 0 R/K[{rows}]>>").into_bytes(),
        ];
        let ascii: String = (0x20..0x7f)
            .map(|code| format!("<{code:04X}> <{code:04X}>\n"))
            .collect();
        objects.extend(composite(&ascii, &[], ""));
        objects.push(b"null".to_vec());
        for (number, texts) in pages.iter().enumerate() {
            objects.push(
                format!(
                    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents {} 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                    first + 2 * number + 1
                )
                .into_bytes(),
            );
            let mut content = String::new();
            for (text, id, x, y) in *texts {
                let codes: String = text.bytes().map(|byte| format!("{byte:04X}")).collect();
                content +=
                    &format!("/P<</MCID {id}>>BDC BT /F 10 Tf {x} {y} Td <{codes}> Tj ET EMC\n");
            }
            objects.push(stream("", content.as_bytes()));
        }
        let document = read("a.pdf", &file(&objects), &Options::default()).unwrap();
        render::tables(&document).cloned().collect()
    }

    const TREE: &str = "<</S/TR/K[<</S/TH/K 0>><</S/TH/A<</O/Table/ColSpan 2>>/K 1>>]>>\
        <</S/TR/K[<</S/TD/A<</O/Table/RowSpan 2>>/K 2>><</S/TD/K 3>><</S/TD/K 4>>]>>\
        <</S/TR/K[<</S/TD/K 5>><</S/TD>>]>>";

    const PAGE: &[(&str, u32, i32, i32)] = &[
        ("name", 0, 20, 360),
        ("plan and paid", 1, 120, 360),
        ("road", 2, 20, 330),
        ("11", 3, 120, 330),
        ("12", 4, 220, 330),
        ("21", 5, 120, 300),
    ];

    #[test]
    fn the_tree_gives_spans_headers_and_empty_cells_of_a_table_without_rules() {
        let tables = tagged(&[PAGE], TREE);
        assert_eq!(tables.len(), 1);
        let table = &tables[0];
        assert_eq!(
            texts(table),
            [
                vec!["name", "plan and paid"],
                vec!["road", "11", "12"],
                vec!["21", ""]
            ]
        );
        assert_eq!(table.header_rows, 1);
        assert_eq!(table.rows[0][1].col_span, 2);
        assert_eq!(table.rows[1][0].row_span, 2);
    }

    #[test]
    fn a_row_cut_by_the_page_is_one_and_a_header_said_again_is_kept_once() {
        let rows = "<</S/TR/K[<</S/TH/K[0<</Type/MCR/Pg 11 0 R/MCID 0>>]>><</S/TH/K[1<</Type/MCR/Pg 11 0 R/MCID 1>>]>>]>>\
            <</S/TR/K[<</S/TD/K 2>><</S/TD/K[3<</Type/MCR/Pg 11 0 R/MCID 2>>]>>]>>\
            <</S/TR/K[<</S/TD/Pg 11 0 R/K 3>><</S/TD/Pg 11 0 R/K 4>>]>>";
        let tables = tagged(
            &[
                &[
                    ("no", 0, 20, 60),
                    ("text", 1, 120, 60),
                    ("1", 2, 20, 30),
                    ("begin", 3, 120, 30),
                ],
                &[
                    ("no", 0, 20, 360),
                    ("text", 1, 120, 360),
                    ("end", 2, 120, 330),
                    ("2", 3, 20, 300),
                    ("more", 4, 120, 300),
                ],
            ],
            rows,
        );
        assert_eq!(tables.len(), 1);
        let rows = texts(&tables[0]);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1][1].replace(['\n', ' '], "|"), "begin|end");
        assert_eq!(tables[0].repeated_headers.len(), 1);
        assert_eq!(tables[0].rows[2][0].page, Some(2));
    }

    #[test]
    fn a_tree_that_leaves_empty_cells_out_is_not_believed() {
        let short = "<</S/TR/K[<</S/TH/K 0>><</S/TH/K 1>><</S/TH>>]>>\
            <</S/TR/K[<</S/TD/K 3>><</S/TD/K 4>>]>>\
            <</S/TR/K[<</S/TD/K 5>>]>>";
        assert!(tagged(&[PAGE], short).is_empty());
    }

    #[test]
    fn a_tree_whose_columns_do_not_stand_side_by_side_is_not_believed() {
        let swapped = "<</S/TR/K[<</S/TH/K 0>><</S/TH/K 1>>]>>\
            <</S/TR/K[<</S/TD/K 4>><</S/TD/K 3>>]>>\
            <</S/TR/K[<</S/TD/K 2>><</S/TD/K 5>>]>>";
        assert!(tagged(&[PAGE], swapped).is_empty());
    }
}
