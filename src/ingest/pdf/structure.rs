//! The structure tree of a tagged file, as far as it tells of tables.
//!
//! In: the catalog's `StructTreeRoot`. Out: the tables with the place of every cell, and for each page which cell its
//! marked content belongs to. What the tree says is not believed here: [`super::tables::tagged`] holds it against the
//! page. A table inside a cell belongs to that cell's text.

use super::objects::PdfFile;
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::BTreeMap;

/// Structure elements and pieces of content looked at per file; a tagged report of 225 pages has 60,000.
const ELEMENTS: usize = 2_000_000;

/// Elements inside each other; word processors stay under 30.
const DEPTH: usize = 64;

/// Rows or columns one cell may cover; more is damage.
const WIDEST_SPAN: usize = 1_000;

/// Rows times columns of one table; beyond, the tree is not read.
const LATTICE: usize = 1_000_000;

/// The tagged tables of a file.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    /// In the order of the file.
    pub(crate) tables: Vec<TaggedTable>,
    /// Which cell the marked content of a page belongs to, by page (from 0) and marked-content identifier.
    owners: BTreeMap<(usize, u32), Owner>,
}

/// A cell of a table, by its indexes into [`Structure::tables`] and [`TaggedTable::cells`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Owner {
    pub(crate) table: usize,
    pub(crate) cell: usize,
}

/// A table as the tree has it.
#[derive(Debug, Default)]
pub(crate) struct TaggedTable {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    /// Row by row.
    pub(crate) cells: Vec<TaggedCell>,
    /// How many of the first rows are headers; `None` when the tree names no header cell at all.
    pub(crate) header_rows: Option<usize>,
    /// Every place of the lattice is covered by a cell, none by two.
    pub(crate) complete: bool,
}

/// Where a cell is among the others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TaggedCell {
    /// First row.
    pub(crate) row: usize,
    /// First column.
    pub(crate) column: usize,
    /// Rows covered.
    pub(crate) rows: usize,
    /// Columns covered.
    pub(crate) columns: usize,
    /// It has content on some page.
    pub(crate) filled: bool,
}

impl Structure {
    /// Reads the tree; empty for an untagged file and for a tree beyond any real size.
    pub(crate) fn read(file: &PdfFile) -> Self {
        let root = file
            .catalog()
            .and_then(|catalog| file.dict(catalog, b"StructTreeRoot"));
        let Some(root) = root else {
            return Structure::default();
        };
        let mut reader = Reader {
            file,
            roles: file.dict(root, b"RoleMap"),
            pages: (0..file.page_count())
                .filter_map(|index| Some((file.page_id(index)?, index)))
                .collect(),
            left: ELEMENTS,
            found: Structure::default(),
        };
        reader.find_tables(root, None, 0);
        if reader.left == 0 {
            return Structure::default();
        }
        reader.found
    }

    /// The owners of a page's marked content, by identifier. The page is counted from 0.
    pub(crate) fn page(&self, page: usize) -> BTreeMap<u32, Owner> {
        self.owners
            .range((page, 0)..=(page, u32::MAX))
            .map(|((_, id), owner)| (*id, *owner))
            .collect()
    }
}

/// A child of a structure element.
enum Kid<'f> {
    Element(&'f Dictionary),
    /// Marked content of a page, counted from 0.
    Content(usize, u32),
}

struct Reader<'f> {
    file: &'f PdfFile,
    roles: Option<&'f Dictionary>,
    pages: BTreeMap<ObjectId, usize>,
    left: usize,
    found: Structure,
}

impl<'f> Reader<'f> {
    /// The children of an element. `page` is the page that its content is on, unless it names another.
    fn kids(&mut self, element: &'f Dictionary, page: Option<usize>) -> Vec<Kid<'f>> {
        let Ok(kids) = element.get(b"K") else {
            return Vec::new();
        };
        let kids = match self.file.resolve(kids) {
            Object::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(kids),
        };
        let content =
            |page: Option<usize>, id: i64| Some(Kid::Content(page?, u32::try_from(id).ok()?));
        let mut found = Vec::new();
        for kid in kids {
            self.left = self.left.saturating_sub(1);
            if self.left == 0 {
                break;
            }
            found.extend(match self.file.resolve(kid) {
                Object::Integer(id) => content(page, *id),
                Object::Dictionary(dict) if dict.has(b"MCID") => {
                    // Content of a form has numbers of its own.
                    let id = self
                        .file
                        .integer(dict, b"MCID")
                        .filter(|_| !dict.has(b"Stm"));
                    id.and_then(|id| content(self.page_of(dict).or(page), id))
                }
                Object::Dictionary(dict) => Some(Kid::Element(dict)),
                _ => None,
            });
        }
        found
    }

    fn page_of(&self, element: &Dictionary) -> Option<usize> {
        let id = element.get(b"Pg").ok()?.as_reference().ok()?;
        self.pages.get(&id).copied()
    }

    /// The standard name of an element's kind.
    fn role(&self, element: &'f Dictionary) -> &'f [u8] {
        let mut role = self.file.name(element, b"S").unwrap_or_default();
        // Role maps may lead over several names, and in circles.
        for _ in 0..8 {
            match self.roles.and_then(|roles| self.file.name(roles, role)) {
                Some(mapped) if mapped != role => role = mapped,
                _ => break,
            }
        }
        role
    }

    fn find_tables(&mut self, element: &'f Dictionary, page: Option<usize>, depth: usize) {
        if depth > DEPTH {
            return;
        }
        let page = self.page_of(element).or(page);
        if self.role(element) == b"Table" {
            self.read_table(element, page);
            return;
        }
        for kid in self.kids(element, page) {
            if let Kid::Element(kid) = kid {
                self.find_tables(kid, page, depth.saturating_add(1));
            }
        }
    }

    fn read_table(&mut self, element: &'f Dictionary, page: Option<usize>) {
        let mut rows = Vec::new();
        self.collect_rows(element, page, false, 0, &mut rows);
        let mut table = TaggedTable {
            rows: rows.len(),
            ..TaggedTable::default()
        };
        let index = self.found.tables.len();
        let mut named = false;
        let mut headings: Vec<Option<bool>> = Vec::new();
        let mut owners = Vec::new();
        // Per column, how many more rows a cell from above covers.
        let mut covered: Vec<usize> = Vec::new();
        let mut places = 0_usize;
        for (row, (tr, page, in_head)) in rows.into_iter().enumerate() {
            let mut column = 0_usize;
            let mut below: Vec<usize> = covered.iter().map(|n| n.saturating_sub(1)).collect();
            // All cells that say something are header cells; `None` when none says anything.
            let mut heading: Option<bool> = None;
            named |= in_head;
            for kid in self.kids(tr, page) {
                let Kid::Element(cell) = kid else {
                    continue;
                };
                let role = self.role(cell);
                if !matches!(role, b"TD" | b"TH") {
                    continue;
                }
                while covered.get(column).is_some_and(|rows| *rows > 0) {
                    column = column.saturating_add(1);
                }
                let (down, across) = (self.span(cell, b"RowSpan"), self.span(cell, b"ColSpan"));
                let end = column.saturating_add(across);
                if below.len() < end {
                    below.resize(end, 0);
                }
                for slot in below.get_mut(column..end).unwrap_or_default() {
                    *slot = (*slot).max(down.saturating_sub(1));
                }
                let mut content = Vec::new();
                self.content(cell, page, 0, &mut content);
                named |= role == b"TH";
                if !content.is_empty() {
                    heading = Some(heading.unwrap_or(true) && (in_head || role == b"TH"));
                }
                let owner = Owner {
                    table: index,
                    cell: table.cells.len(),
                };
                let filled = !content.is_empty();
                owners.extend(content.into_iter().map(|place| (place, owner)));
                places = places.saturating_add(down.saturating_mul(across));
                table.cells.push(TaggedCell {
                    row,
                    column,
                    rows: down,
                    columns: across,
                    filled,
                });
                column = end;
                table.columns = table.columns.max(end);
                if table.rows.saturating_mul(table.columns) > LATTICE {
                    return;
                }
            }
            headings.push(heading);
            covered = below;
        }
        // A span that reaches below the last row leaves the count too high, a missing cell too low.
        table.complete = places == table.rows.saturating_mul(table.columns);
        let leading = headings
            .iter()
            .take_while(|heading| **heading == Some(true))
            .count();
        // A table of headers alone says nothing of its header.
        table.header_rows = (named && leading < table.rows).then_some(leading);
        self.found.tables.push(table);
        self.found.owners.extend(owners);
    }

    /// The rows of a table, of its head, body and foot, each with its page and whether it is in the head.
    fn collect_rows(
        &mut self,
        element: &'f Dictionary,
        page: Option<usize>,
        in_head: bool,
        depth: usize,
        rows: &mut Vec<(&'f Dictionary, Option<usize>, bool)>,
    ) {
        if depth > 4 {
            return;
        }
        for kid in self.kids(element, page) {
            let Kid::Element(kid) = kid else {
                continue;
            };
            let page = self.page_of(kid).or(page);
            match self.role(kid) {
                b"TR" => rows.push((kid, page, in_head)),
                // Some writers put groups of their own between a table and its rows.
                role => {
                    let in_head = in_head || role == b"THead";
                    self.collect_rows(kid, page, in_head, depth.saturating_add(1), rows);
                }
            }
        }
    }

    /// All marked content of a cell.
    fn content(
        &mut self,
        element: &'f Dictionary,
        page: Option<usize>,
        depth: usize,
        content: &mut Vec<(usize, u32)>,
    ) {
        if depth > DEPTH {
            return;
        }
        let page = self.page_of(element).or(page);
        for kid in self.kids(element, page) {
            match kid {
                Kid::Content(page, id) => content.push((page, id)),
                Kid::Element(kid) => self.content(kid, page, depth.saturating_add(1), content),
            }
        }
    }

    /// A span among the attributes of a cell: a dictionary, or several with revision numbers between.
    fn span(&self, cell: &Dictionary, key: &[u8]) -> usize {
        let Ok(attributes) = cell.get(b"A") else {
            return 1;
        };
        let attributes = match self.file.resolve(attributes) {
            Object::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(attributes),
        };
        attributes
            .iter()
            .filter_map(|object| self.file.integer(self.file.as_dict(object)?, key))
            .find_map(|span| usize::try_from(span).ok())
            .map_or(1, |span| span.clamp(1, WIDEST_SPAN))
    }
}
