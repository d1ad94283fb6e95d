//! Tidy spreadsheets: one row a thing, one column a property, in one language, for people who sort, filter and add up. Rows come in
//! chunks and leave at once, so that a site of any size fits into memory.

use super::{Cell, Column, ColumnType, figure::Figure};
use crate::model::lang::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::{
    collections::BTreeMap,
    io,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
};
use tracing::trace_span;

/// Most rows of a sheet below its head (ECMA-376 allows 1,048,576 in all).
pub const MAX_ROWS: usize = 1_048_575;
/// Rows by whose words the width of a column is chosen.
const MEASURED: usize = 200;
/// Widths of columns, in digits of the default font.
const NARROWEST: usize = 6;
const WIDEST: usize = 50;

/// A table to become a sheet.
pub struct TidySheet<'a> {
    /// Its name, at most 31 characters.
    pub name: String,
    /// Its columns in all languages.
    pub columns: &'a [Column],
    /// How many rows there are.
    pub rows: usize,
    /// The rows, some at a time; may be asked more than once.
    pub chunks: Box<dyn Fn() -> Chunks<'a> + 'a>,
}

/// Rows, some at a time.
pub type Chunks<'a> = Box<dyn Iterator<Item = io::Result<Vec<Vec<Cell>>>> + 'a>;

/// What kept a spreadsheet from being made.
#[derive(Debug, thiserror::Error)]
pub enum TidyError {
    /// The library.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// The rows could not be read again.
    #[error("rows could not be read again: {0}")]
    Rows(#[from] io::Error),
    /// The library met something it does not expect, such as a full disk.
    #[error("passing files in {} could not be written: {said}", .scratch.display())]
    Stopped {
        /// Where they are.
        scratch: PathBuf,
        /// What the library said.
        said: String,
    },
}

/// The tables in `lang`, a sheet each; one of more rows than a sheet can have is left out. `None` where a text is longer than a
/// cell can be (32,767 characters): cut, it would not be the original. `scratch` is a folder for passing files.
///
/// # Errors
/// [`TidyError`] for what cannot be read or written.
pub fn tidy_xlsx(lang: &Lang, sheets: &[TidySheet<'_>], scratch: &Path) -> Result<Option<Vec<u8>>, TidyError> {
    let _xlsx = trace_span!("xlsx").entered();
    // The library panics where a passing file cannot be written (rust_xlsxwriter 0.102, packager.rs). Of what it was doing nothing stays.
    let written = panic::catch_unwind(AssertUnwindSafe(|| book(lang, sheets, scratch)));
    written.unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        Err(TidyError::Stopped { scratch: scratch.to_owned(), said: words.unwrap_or("for a reason that is not told").to_owned() })
    })
}

fn book(lang: &Lang, sheets: &[TidySheet<'_>], scratch: &Path) -> Result<Option<Vec<u8>>, TidyError> {
    let mut book = Workbook::new();
    book.set_tempdir(scratch)?;
    // The same input gives the same bytes: the time of creation is no time at all.
    book.set_properties(&DocProperties::new().set_author("gongkai").set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    for sheet in sheets.iter().filter(|sheet| sheet.rows <= MAX_ROWS) {
        let worksheet = book.add_worksheet_with_constant_memory()?;
        match Writer::new(lang, sheet, worksheet).write() {
            Err(TidyError::Xlsx(XlsxError::MaxStringLengthExceeded)) => return Ok(None),
            written => written?,
        }
    }
    Ok(Some(book.save_to_buffer()?))
}

struct Writer<'s, 'a, 'w> {
    lang: &'s Lang,
    sheet: &'s TidySheet<'a>,
    worksheet: &'w mut Worksheet,
    /// Places of the columns of this language among all.
    places: Vec<usize>,
    text: Format,
    quoted: Format,
    /// By number of decimals.
    figures: BTreeMap<usize, Format>,
}

impl<'s, 'a, 'w> Writer<'s, 'a, 'w> {
    fn new(lang: &'s Lang, sheet: &'s TidySheet<'a>, worksheet: &'w mut Worksheet) -> Writer<'s, 'a, 'w> {
        let own = |column: &Column| column.lang.as_ref().is_none_or(|of| of == lang);
        let places = sheet.columns.iter().enumerate().filter(|(_, column)| own(column)).map(|(place, _)| place).collect();
        let text = Format::new().set_font_name(font(lang)).set_font_size(11);
        Writer { lang, sheet, worksheet, places, quoted: text.clone().set_quote_prefix(), text, figures: BTreeMap::new() }
    }

    fn write(mut self) -> Result<(), TidyError> {
        self.worksheet.set_name(&self.sheet.name)?;
        self.widths()?;
        self.worksheet.set_freeze_panes(1, 0)?;
        let last = self.places.len().saturating_sub(1) as u16;
        self.worksheet.autofilter(0, 0, self.sheet.rows as u32, last)?;
        let head = self.text.clone().set_bold();
        for (column, title) in self.titles().into_iter().enumerate() {
            self.worksheet.write_string_with_format(0, column as u16, title, &head)?;
        }
        let mut row = 0;
        for chunk in (self.sheet.chunks)() {
            for cells in chunk? {
                row += 1;
                self.row(row, &cells)?;
            }
        }
        Ok(())
    }

    fn titles(&self) -> Vec<&'a str> {
        let columns: &'a [Column] = self.sheet.columns;
        self.places.iter().map(|place| columns[*place].title_in(self.lang)).collect()
    }

    /// As wide as the head and the words of the first rows, full-width characters counted twice.
    fn widths(&mut self) -> Result<(), TidyError> {
        let mut widths: Vec<usize> = self.titles().into_iter().map(width).collect();
        let mut measured = 0;
        for chunk in (self.sheet.chunks)() {
            for cells in chunk?.iter().take(MEASURED - measured) {
                measured += 1;
                for (widest, place) in widths.iter_mut().zip(&self.places) {
                    *widest = (*widest).max(cells.get(*place).map_or(0, |cell| width(words(cell))));
                }
            }
            if measured == MEASURED {
                break;
            }
        }
        for (column, widest) in widths.into_iter().enumerate() {
            self.worksheet.set_column_width(column as u16, (widest + 2).clamp(NARROWEST, WIDEST) as f64)?;
        }
        Ok(())
    }

    fn row(&mut self, row: u32, cells: &[Cell]) -> Result<(), XlsxError> {
        for (column, place) in self.places.clone().into_iter().enumerate() {
            let column = column as u16;
            match cells.get(place).unwrap_or(&Cell::Empty) {
                Cell::Empty => {}
                Cell::Number(digits) => self.figure(row, column, digits)?,
                Cell::Code(text) | Cell::Text(text) => {
                    let format = if text.starts_with(['=', '+', '-', '@']) { &self.quoted } else { &self.text };
                    self.worksheet.write_string_with_format(row, column, text, format)?;
                }
            }
        }
        Ok(())
    }

    /// A number with the decimals as written; one that a spreadsheet would round stays text.
    fn figure(&mut self, row: u32, column: u16, digits: &str) -> Result<(), XlsxError> {
        let Some(figure) = Figure::of(digits) else {
            self.worksheet.write_string_with_format(row, column, digits, &self.text)?;
            return Ok(());
        };
        let format = self.figures.entry(figure.decimals).or_insert_with(|| self.text.clone().set_num_format(figure.format()));
        self.worksheet.write_number_with_format(row, column, figure.value, format)?;
        Ok(())
    }
}

/// The face that readers of a language have.
pub(super) fn font(lang: &Lang) -> &'static str {
    if lang.as_str() == "zh" { "宋体" } else { "Calibri" }
}

fn words(cell: &Cell) -> &str {
    match cell {
        Cell::Empty => "",
        Cell::Text(text) | Cell::Code(text) | Cell::Number(text) => text,
    }
}

/// Width of the longest line, in digits.
fn width(text: &str) -> usize {
    text.lines().map(|line| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()).max().unwrap_or(0)
}

/// The rows of a table from the CSV of its body, which loses nothing but the kinds of cells: those are the columns'.
///
/// # Errors
/// [`io::Error`] for bytes that are no such body.
pub fn rows_of(columns: &[Column], body: &[u8]) -> io::Result<Vec<Vec<Cell>>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(body);
    let cell = |(column, field): (&Column, &str)| match column.kind {
        _ if field.is_empty() => Cell::Empty,
        ColumnType::String => Cell::Text(field.strip_prefix('\'').unwrap_or(field).to_owned()),
        ColumnType::Year | ColumnType::Integer | ColumnType::Number => Cell::Number(field.to_owned()),
    };
    let row = |record: Result<csv::StringRecord, csv::Error>| Ok(columns.iter().zip(record?.iter()).map(cell).collect());
    reader.records().map(row).collect::<Result<_, csv::Error>>().map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::{Cell, Chunks, Column, ColumnType, Lang, MAX_ROWS, TidySheet, tidy_xlsx};
    use calamine::{Reader, Xlsx};
    use std::io::Cursor;

    fn columns() -> [Column; 1] {
        let words = || [("zh".to_owned(), "名称".to_owned())].into_iter().collect();
        [Column { name: "name".to_owned(), lang: None, kind: ColumnType::String, title: words(), meaning: words() }]
    }

    /// A sheet that says it has so many rows, and one row.
    fn sheet<'a>(name: &str, columns: &'a [Column], rows: usize, text: &'a str) -> TidySheet<'a> {
        let chunks = move || Box::new(std::iter::once(Ok(vec![vec![Cell::Text(text.to_owned())]]))) as Chunks<'_>;
        TidySheet { name: name.to_owned(), columns, rows, chunks: Box::new(chunks) }
    }

    fn book(sheets: &[TidySheet<'_>]) -> Option<Vec<String>> {
        let scratch = tempfile::tempdir().unwrap();
        let bytes = tidy_xlsx(&Lang::parse("zh").unwrap(), sheets, scratch.path()).unwrap()?;
        Some(Xlsx::new(Cursor::new(bytes)).unwrap().sheet_names().clone())
    }

    #[test]
    fn a_table_of_more_rows_than_a_sheet_can_have_is_left_out_and_the_others_stay() {
        let columns = columns();
        let sheets = [sheet("reports", &columns, MAX_ROWS, "x"), sheet("indicators", &columns, MAX_ROWS + 1, "x")];
        assert_eq!(book(&sheets), Some(vec!["reports".to_owned()]));
    }

    #[test]
    fn a_text_longer_than_a_cell_can_be_makes_no_spreadsheet_at_all() {
        let columns = columns();
        let (longest, longer) = ("字".repeat(32_767), "字".repeat(32_768));
        assert!(book(&[sheet("tasks", &columns, 1, &longest)]).is_some());
        assert_eq!(book(&[sheet("tasks", &columns, 1, &longer)]), None);
    }
}
