//! A grid: cells with their addresses, whatever file they came from. What was merged stays known.

use super::fold::is_invisible;
use crate::content::visible;
use std::{collections::BTreeMap, fmt, sync::Arc};

/// Most rows of a grid; an official table has some hundred.
pub const MAX_ROWS: u32 = 20_000;
/// Most columns.
pub const MAX_COLUMNS: u32 = 256;
/// Most cells that hold something.
const MAX_CELLS: usize = 200_000;
/// Most bytes of text in all cells together.
const MAX_BYTES: usize = 16 << 20;

/// One sheet of a workbook, one page, one text.
#[derive(Clone, Debug)]
pub struct Grid {
    /// What its addresses look like.
    kind: Kind,
    /// Of cells that hold something, row by row. Rows and columns count from 0.
    cells: BTreeMap<(u32, u32), Cell>,
    /// Cells that are one: from the first to the last row and column.
    merges: Vec<Merge>,
    /// Bytes of text so far.
    bytes: usize,
}

/// How people find a cell again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `整体支出!C7`, by the name of the sheet.
    Sheet(Arc<str>),
    /// `line 7, cell 3`: fields of a text file; rows are lines.
    Lines,
    /// `table 2, row 7, cell 3`, or `the text after table 2`: for each row its table and its row in it, both from 1; 0 for text.
    Page(Arc<[(u32, u32)]>),
}

impl Kind {
    /// Of a sheet with that name, without what a terminal would obey.
    pub fn sheet(name: &str) -> Kind {
        Kind::Sheet(visible(name).into())
    }
}

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its text as it is shown.
    pub text: String,
    /// A number whose format the file does not tell: it may be shown with other decimals, or as a percentage.
    pub bare_number: bool,
}

/// Cells that are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First row and column.
    pub first: (u32, u32),
    /// Last row and column.
    pub last: (u32, u32),
}

/// Where a cell stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    kind: Kind,
    /// From 0.
    pub row: u32,
    /// From 0.
    pub column: u32,
}

/// A file that is larger than a table can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it holds more than {MAX_ROWS} rows, {MAX_COLUMNS} columns, {MAX_CELLS} cells or {} MB of text, more than any official table", MAX_BYTES >> 20)]
pub struct TooLarge;

impl Grid {
    /// An empty one.
    pub fn new(kind: Kind) -> Grid {
        Grid { kind, cells: BTreeMap::new(), merges: Vec::new(), bytes: 0 }
    }

    /// Puts a text into a cell; one that shows nothing is no cell.
    ///
    /// # Errors
    /// [`TooLarge`]
    pub fn put(&mut self, (row, column): (u32, u32), text: String, bare_number: bool) -> Result<(), TooLarge> {
        if shows_nothing(&text) {
            return Ok(());
        }
        self.bytes += text.len();
        if row >= MAX_ROWS || column >= MAX_COLUMNS || self.cells.len() >= MAX_CELLS || self.bytes > MAX_BYTES {
            return Err(TooLarge);
        }
        self.cells.insert((row, column), Cell { text, bare_number });
        Ok(())
    }

    /// Makes cells one.
    pub fn merge(&mut self, merge: Merge) {
        if merge.last > merge.first && merge.first.0 < MAX_ROWS && merge.first.1 < MAX_COLUMNS {
            self.merges.push(Merge { last: (merge.last.0.min(MAX_ROWS - 1), merge.last.1.min(MAX_COLUMNS - 1)), ..merge });
        }
    }

    /// For rows that are known only now: where they stand.
    pub fn set_kind(&mut self, kind: Kind) {
        self.kind = kind;
    }

    /// Its name, where it has one.
    pub fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Sheet(name) => Some(name),
            Kind::Lines | Kind::Page(_) => None,
        }
    }

    /// The rows that hold something, in order: cells of a merge over several rows are in each of them.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        for ((number, column), cell) in &self.cells {
            let row = rows.entry(*number).or_insert_with(|| Row { number: *number, cells: Vec::new() });
            row.cells.push(RowCell { column: *column, cell: cell.clone(), at: self.address(*number, *column), repeated: false });
        }
        for Merge { first, last } in &self.merges {
            let Some(cell) = self.cells.get(first) else { continue };
            let (below, free) = ((first.0 + 1)..=last.0, |number: &u32| !self.cells.contains_key(&(*number, first.1)));
            for number in below.filter(free) {
                let Some(row) = rows.get_mut(&number) else { continue };
                row.cells.push(RowCell { column: first.1, cell: cell.clone(), at: self.address(first.0, first.1), repeated: true });
            }
        }
        let mut rows: Vec<Row> = rows.into_values().collect();
        rows.iter_mut().for_each(|row| row.cells.sort_by_key(|cell| cell.column));
        rows
    }

    fn address(&self, row: u32, column: u32) -> Address {
        Address { kind: self.kind.clone(), row, column }
    }
}

/// A row that holds something.
#[derive(Clone, Debug)]
pub struct Row {
    /// From 0.
    pub number: u32,
    /// From left to right.
    pub cells: Vec<RowCell>,
}

/// A cell of a row.
#[derive(Clone, Debug)]
pub struct RowCell {
    /// From 0.
    pub column: u32,
    /// What it holds.
    pub cell: Cell,
    /// Where it stands.
    pub at: Address,
    /// It stands in a row above, and reaches down to this one.
    pub repeated: bool,
}

impl RowCell {
    /// Its text.
    pub fn text(&self) -> &str {
        &self.cell.text
    }
}

fn shows_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c) || matches!(c, '\u{200C}' | '\u{200D}'))
}

impl Address {
    /// Its row alone, for a range of rows: `row 7`, `line 7`, `table 2, row 7`.
    pub fn row_words(&self) -> String {
        match &self.kind {
            Kind::Sheet(name) => format!("{name}, row {}", self.row + 1),
            Kind::Lines => format!("line {}", self.row + 1),
            Kind::Page(rows) => match rows.get(self.row as usize) {
                Some((table, row)) if *row > 0 => format!("table {table}, row {row}"),
                Some((0, _)) => "the text before the first table".to_owned(),
                Some((table, _)) => format!("the text after table {table}"),
                None => format!("row {}", self.row + 1),
            },
        }
    }

    /// Whether it is text outside of the tables of a page.
    pub fn is_text_of_page(&self) -> bool {
        matches!(&self.kind, Kind::Page(rows) if rows.get(self.row as usize).is_some_and(|(_, row)| *row == 0))
    }

    /// From this row to another of the same grid: `rows 7 to 12`.
    pub fn rows_to(&self, last: &Address) -> String {
        match &self.kind {
            _ if self.row == last.row => self.row_words(),
            Kind::Sheet(name) => format!("{name}, rows {} to {}", self.row + 1, last.row + 1),
            Kind::Lines => format!("lines {} to {}", self.row + 1, last.row + 1),
            Kind::Page(rows) => match (rows.get(self.row as usize), rows.get(last.row as usize)) {
                (Some((table, first)), Some((other, end))) if table == other && *first > 0 => {
                    format!("table {table}, rows {first} to {end}")
                }
                _ if self.row_words() == last.row_words() => self.row_words(),
                _ => format!("{} to {}", self.row_words(), last.row_words()),
            },
        }
    }
}

impl Address {
    /// The same in Chinese: `第 7 至 12 行`.
    pub fn rows_to_in_chinese(&self, last: &Address) -> String {
        let rows = |first: u32, last: u32| if first == last { format!("第 {first} 行") } else { format!("第 {first} 至 {last} 行") };
        match &self.kind {
            Kind::Sheet(_) | Kind::Lines => rows(self.row + 1, last.row + 1),
            Kind::Page(labels) => {
                let label = |row: u32| labels.get(row as usize).copied().unwrap_or_default();
                let ((table, first), (other, end)) = (label(self.row), label(last.row));
                match table == other && first > 0 {
                    true => format!("表格 {table} {}", rows(first, end)),
                    false => format!("表格 {table} 第 {first} 行至表格 {other} 第 {end} 行"),
                }
            }
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Sheet(name) => write!(f, "{name}!{}{}", letters(self.column), self.row + 1),
            Kind::Page(rows) if rows.get(self.row as usize).is_some_and(|(_, row)| *row == 0) => f.write_str(&self.row_words()),
            Kind::Lines | Kind::Page(_) => write!(f, "{}, cell {}", self.row_words(), self.column + 1),
        }
    }
}

/// `A`, `Z`, `AA` for columns 0, 25, 26.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Grid, Kind, MAX_ROWS, Merge, TooLarge, letters};

    #[test]
    fn a_merged_cell_is_in_all_its_rows() {
        let mut grid = Grid::new(Kind::sheet("表"));
        for (at, text) in [((0, 0), "产出"), ((0, 1), "a"), ((1, 1), "b"), ((2, 1), "c")] {
            grid.put(at, text.to_owned(), false).unwrap();
        }
        grid.merge(Merge { first: (0, 0), last: (1, 0) });
        let rows = grid.rows();
        let texts: Vec<Vec<&str>> = rows.iter().map(|row| row.cells.iter().map(|cell| cell.text()).collect()).collect();
        assert_eq!(texts, [vec!["产出", "a"], vec!["产出", "b"], vec!["c"]]);
        assert_eq!(rows[1].cells[0].at.to_string(), "表!A1");
        assert_eq!(rows[1].cells[1].at.to_string(), "表!B2");
    }

    #[test]
    fn columns_have_the_names_of_spreadsheets() {
        assert_eq!([0, 25, 26, 27, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn no_cell_is_farther_away_than_a_table_is_large() {
        let mut grid = Grid::new(Kind::sheet("s"));
        assert_eq!(grid.put((MAX_ROWS, 0), "x".to_owned(), false), Err(TooLarge));
        assert_eq!(grid.put((u32::MAX, u32::MAX), " \u{A0}".to_owned(), false), Ok(()));
    }
}
