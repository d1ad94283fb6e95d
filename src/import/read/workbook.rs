//! Excel workbooks, of 2007 and after (.xlsx) and before (.xls).

use super::{
    super::grid::{Grid, Kind, Merge},
    Foreign,
    biff::{self, Formats},
    number,
};
use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader, Xls, Xlsx};
use std::{
    io::Cursor,
    panic::{self, AssertUnwindSafe},
};

/// The grids of an .xlsx that was [looked](super::zipped::look) at: numbers with the digits that are shown.
pub(super) fn xlsx(bytes: &[u8]) -> Result<Vec<Grid>, Foreign> {
    const KIND: &str = "an Excel workbook (.xlsx)";
    safely(KIND, || read_xlsx(bytes, KIND))
}

/// The grids of an .xls.
pub(super) fn xls(bytes: &[u8]) -> Result<Vec<Grid>, Foreign> {
    const KIND: &str = "an Excel workbook of before 2007 (.xls)";
    let formats = biff::look(bytes)?;
    safely(KIND, || read_xls(bytes, &formats, KIND))
}

/// The library panics at some damaged workbooks (a length that goes beyond its record, found by fuzzing): that is told as any other damage.
fn safely(kind: &'static str, read: impl FnOnce() -> Result<Vec<Grid>, Foreign>) -> Result<Vec<Grid>, Foreign> {
    let panicked = |_| Err(Foreign::Damaged { kind, why: "it is damaged".to_owned() });
    // Nothing that was being made is used afterwards.
    panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(panicked)
}

fn read_xlsx(bytes: &[u8], kind: &'static str) -> Result<Vec<Grid>, Foreign> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged(kind))?;
    let mut grids = Vec::new();
    for name in book.sheet_names() {
        let mut grid = Grid::new(Kind::sheet(&name));
        // A sheet of charts has no cells.
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        merges.into_iter().for_each(|merge| grid.merge(merge_of(merge)));
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        // Cell by cell: a whole range would be as large as the farthest cell is away.
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged(kind))? {
            let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref()).map(|format| format.format_code.as_str());
            let (text, bare) = match cell.get_value() {
                DataRef::Int(value) => number(*value as f64, format),
                DataRef::Float(value) => number(*value, format),
                DataRef::DateTime(time) => (date(*time), false),
                other => (data(&Data::from(other.clone())), false),
            };
            grid.put(cell.get_position(), text, bare)?;
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn read_xls(bytes: &[u8], formats: &Formats, kind: &'static str) -> Result<Vec<Grid>, Foreign> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(damaged(kind))?;
    let mut grids = Vec::new();
    for (place, name) in book.sheet_names().into_iter().enumerate() {
        let mut grid = Grid::new(Kind::sheet(&name));
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        merges.into_iter().for_each(|merge| grid.merge(merge_of(merge)));
        let range = book.worksheet_range(&name).map_err(damaged(kind))?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at = (first_row + row as u32, first_column + column as u32);
            let (text, bare) = match (value, formats.of(place, at.0, at.1)) {
                (Data::Int(value), Some(format)) => number(*value as f64, Some(format)),
                (Data::Float(value), Some(format)) => number(*value, Some(format)),
                (value, _) => (data(value), matches!(value, Data::Int(_) | Data::Float(_))),
            };
            grid.put(at, text, bare)?;
        }
        grids.push(grid);
    }
    Ok(grids)
}

/// A number as it is shown, and whether that is not known.
fn number(value: f64, format: Option<&str>) -> (String, bool) {
    match number::shown(value, format.unwrap_or_default()) {
        Some(shown) => (shown, false),
        None => (number::general(value), true),
    }
}

fn data(data: &Data) -> String {
    match data {
        Data::Int(value) => value.to_string(),
        Data::Float(value) => number::general(*value),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(time) => date(*time),
        // As the cell shows it: a person has to look.
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

fn date(time: ExcelDateTime) -> String {
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    format!("{year}-{month:02}-{day:02}")
}

fn merge_of(Dimensions { start, end }: Dimensions) -> Merge {
    Merge { first: start, last: end }
}

fn damaged<E: std::fmt::Display>(kind: &'static str) -> impl Fn(E) -> Foreign {
    move |error| Foreign::Damaged { kind, why: error.to_string() }
}
