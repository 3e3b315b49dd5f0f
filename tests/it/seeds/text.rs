//! The seed texts as blocks. Two forms occur: tables with one row a line, cells divided by tabs and marked up
//! with a little HTML; and a dump of a Word file with one cell a line, each begun by a tab, rows not marked.

/// A piece of a seed text.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// Level from 1, text.
    Heading(usize, String),
    /// Running text.
    Paragraph(String),
    /// Rows from the top.
    Table(Vec<Vec<Cell>>),
}

/// A cell with the number of columns it covers.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) columns: usize,
}

impl Block {
    /// The rows of a table.
    pub(crate) fn rows(&self) -> Option<&Vec<Vec<Cell>>> {
        match self {
            Block::Table(rows) => Some(rows),
            _ => None,
        }
    }
}

/// A table of the second form: between which lines it stands, how many columns each header cell covers, and
/// how many cells a row has.
struct Dumped {
    after: &'static str,
    until: &'static str,
    header: &'static [usize],
    columns: usize,
}

const DUMPED: [Dumped; 5] = [
    Dumped {
        after: "3.1 ระบุและประเมินระดับความเสี่ยง",
        until: "3.๒.",
        header: &[1, 1, 1, 3, 3, 1],
        columns: 10,
    },
    Dumped {
        after: "3.๒. จัดลำดับ",
        until: "ความรุนแรงข",
        header: &[],
        columns: 5,
    },
    Dumped {
        after: "4.กำหนดตัวชี้วัดและค่าเป้าหมาย",
        until: "5. แนวทาง",
        header: &[1, 1, 5],
        columns: 7,
    },
    Dumped {
        after: "5.๑. การกำหนดแนวทาง",
        until: "5.2",
        header: &[1, 1, 1, 1],
        columns: 4,
    },
    Dumped {
        after: "5.2 ปฏิทินการดำเนินงาน",
        until: "\u{0}",
        header: &[1, 6, 1],
        columns: 8,
    },
];

/// Reads a seed text.
pub(crate) fn parse(source: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut lines = source.lines().peekable();
    while let Some(line) = lines.next() {
        let is_row = line.matches('\t').count() >= 2 && !line.starts_with("\t\t");
        if !is_row && !rows.is_empty() {
            blocks.push(Block::Table(std::mem::take(&mut rows)));
        }
        if is_row {
            rows.push(line.split('\t').map(|cell| plain(cell, 1)).collect());
        } else if let Some(heading) = line.strip_prefix('#') {
            let text = heading.trim_start_matches('#');
            blocks.push(Block::Heading(
                (1 + heading.len() - text.len()).min(6),
                clean(text),
            ));
        } else if !line.trim().is_empty() {
            blocks.push(Block::Paragraph(clean(line)));
            if let Some(dumped) = DUMPED
                .iter()
                .find(|d| line.trim_start().starts_with(d.after))
            {
                let mut cells: Vec<String> = Vec::new();
                while let Some(next) =
                    lines.next_if(|next| !next.trim_start().starts_with(dumped.until))
                {
                    match (next.strip_prefix('\t'), cells.last_mut()) {
                        (Some(text), _) => cells.push(text.to_owned()),
                        (None, Some(cell)) => {
                            cell.push('\n');
                            cell.push_str(next);
                        }
                        (None, None) => {}
                    }
                }
                blocks.push(Block::Table(dumped.rows(&cells)));
            }
        }
    }
    if !rows.is_empty() {
        blocks.push(Block::Table(rows));
    }
    blocks
}

impl Dumped {
    /// Divides the cells into rows. The header may come again where a page began.
    fn rows(&self, cells: &[String]) -> Vec<Vec<Cell>> {
        let first = cells.first().map(|cell| cell.trim().to_owned());
        let mut rows = Vec::new();
        let mut rest = cells;
        while !rest.is_empty() {
            let is_header =
                !self.header.is_empty() && rest.first().map(|c| c.trim().to_owned()) == first;
            let spans = match is_header {
                true => self.header.to_vec(),
                false => vec![1; self.columns],
            };
            let (row, after) = rest.split_at(spans.len().min(rest.len()));
            rows.push(
                row.iter()
                    .zip(&spans)
                    .map(|(text, &columns)| plain(text, columns))
                    .collect(),
            );
            rest = after;
        }
        rows
    }
}

/// A cell without its markup: what stood in paragraphs and list points of their own comes in lines.
fn plain(marked: &str, columns: usize) -> Cell {
    let mut text = String::new();
    let mut rest = marked;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let Some((tag, after)) = tag.split_once('>') else {
            break;
        };
        if matches!(tag, "/p" | "/li" | "br" | "br/") {
            text.push('\n');
        }
        rest = after;
    }
    text.push_str(rest);
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    Cell {
        text: clean(&lines.join("\n")),
        columns,
    }
}

/// Without Markdown's emphasis and what a Word file cannot hold.
fn clean(text: &str) -> String {
    text.replace("**", "")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n'))
        .collect::<String>()
        .trim()
        .to_owned()
}
