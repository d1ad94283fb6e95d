//! A look into an .xls before the library for spreadsheets reads it ([MS-XLS] 2.1.4 and 2.4): how far its cells are away, for the library
//! makes room for all between; and how its numbers are shown, which it does not tell.

use super::{
    super::grid::{MAX_COLUMNS, MAX_ROWS, TooLarge},
    Foreign,
};
use cfb::CompoundFile;
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

/// Most cells between the first and the last of a sheet.
const MAX_AREA: u32 = 1 << 20;

/// How the numbers of a workbook are shown.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// By the place of the sheet among all, row and column.
    cells: BTreeMap<(usize, u32, u32), u16>,
    /// Of each kind of cell, the id of its format.
    kinds: Vec<u16>,
    /// Formats by id.
    formats: BTreeMap<u16, String>,
}

impl Formats {
    /// The format of the number in a cell.
    pub(super) fn of(&self, sheet: usize, row: u32, column: u32) -> Option<&str> {
        let kind = self.cells.get(&(sheet, row, column))?;
        let id = self.kinds.get(usize::from(*kind))?;
        self.formats.get(id).map(String::as_str).or_else(|| builtin(*id))
    }
}

/// Looks at all records of a workbook.
pub(super) fn look(bytes: &[u8]) -> Result<Formats, Foreign> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    // Workbook since Excel 97, Book before.
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)).ok_or_else(|| damaged("there is no workbook in it"))?;
    let mut stream = Vec::new();
    // A stream is never longer than its file.
    file.open_stream(name).map_err(damaged)?.take(bytes.len() as u64).read_to_end(&mut stream).map_err(damaged)?;
    let mut formats = Formats::default();
    let mut sheets: Vec<usize> = Vec::new();
    let (mut at, mut sheet) = (0, None);
    while let Some((kind, data)) = record(&stream, at) {
        match kind {
            // BoundSheet8: where the records of a sheet begin.
            0x0085 => sheets.extend(long(data, 0).map(|begin| begin as usize)),
            // BOF
            0x0809 => sheet = sheets.iter().position(|begin| *begin == at).or(sheet),
            0x041E => _ = format(data).map(|(id, format)| formats.formats.insert(id, format)),
            // XF
            0x00E0 => formats.kinds.extend(short(data, 2)),
            // Dimensions
            0x0200 => near(dimensions(data).unwrap_or_default())?,
            0x0203 | 0x027E | 0x0006 => formats.note(sheet, data, short(data, 2).map(u32::from), 4)?,
            // MulRk: six bytes a cell, after row and first column.
            0x00BD => {
                let first = u32::from(short(data, 2).unwrap_or_default());
                for (column, cell) in (first..).zip((4..data.len().saturating_sub(6)).step_by(6)) {
                    formats.note(sheet, data, Some(column), cell)?;
                }
            }
            // Other cells: text, errors, blanks. MulBlank ends with its last column.
            0x00FD | 0x0204 | 0x0205 | 0x00D6 | 0x0201 => near(place(data).unwrap_or_default())?,
            _ => {}
        }
        at += 4 + data.len();
    }
    Ok(formats)
}

impl Formats {
    fn note(&mut self, sheet: Option<usize>, data: &[u8], column: Option<u32>, kind_at: usize) -> Result<(), Foreign> {
        let (Some(row), Some(column)) = (short(data, 0), column) else { return Ok(()) };
        let row = u32::from(row);
        near((row + 1, column + 1))?;
        if let (Some(sheet), Some(kind)) = (sheet, short(data, kind_at)) {
            self.cells.insert((sheet, row, column), kind);
        }
        Ok(())
    }
}

/// Refuses what is farther away than a table is large.
fn near((rows, columns): (u32, u32)) -> Result<(), TooLarge> {
    let far = rows > MAX_ROWS || columns > MAX_COLUMNS || rows.saturating_mul(columns.max(1)) > MAX_AREA;
    if far { Err(TooLarge) } else { Ok(()) }
}

/// The record that begins there.
fn record(stream: &[u8], at: usize) -> Option<(u16, &[u8])> {
    let head = stream.get(at..)?;
    let length = usize::from(short(head, 2)?);
    Some((short(head, 0)?, head.get(4..4 + length)?))
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// Rows and columns up to a cell.
fn place(data: &[u8]) -> Option<(u32, u32)> {
    Some((u32::from(short(data, 0)?) + 1, u32::from(short(data, 2)?) + 1))
}

/// Rows and columns of a sheet: rows are 32 bits since Excel 97, and 16 before.
fn dimensions(data: &[u8]) -> Option<(u32, u32)> {
    match data.len() {
        14.. => Some((long(data, 4)?, u32::from(short(data, 10)?))),
        _ => Some((u32::from(short(data, 2)?), u32::from(short(data, 6)?))),
    }
}

/// A format and its id ([MS-XLS] 2.4.126, and XLUnicodeString).
fn format(data: &[u8]) -> Option<(u16, String)> {
    let (id, length) = (short(data, 0)?, usize::from(short(data, 2)?));
    let wide = data.get(4)? & 1 == 1;
    let text = match wide {
        true => {
            String::from_utf16_lossy(&data.get(5..5 + 2 * length)?.chunks_exact(2).filter_map(|pair| short(pair, 0)).collect::<Vec<u16>>())
        }
        false => data.get(5..5 + length)?.iter().map(|byte| char::from(*byte)).collect(),
    };
    Some((id, text))
}

/// Formats that need not be written down ([MS-XLS] 2.5.165, ECMA-376 part 1, 18.8.30).
fn builtin(id: u16) -> Option<&'static str> {
    Some(match id {
        0 => "General",
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 | 41 | 42 => "#,##0",
        4 | 39 | 40 | 43 | 44 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        49 => "@",
        _ => return None,
    })
}

fn damaged(error: impl std::fmt::Display) -> Foreign {
    Foreign::Damaged { kind: "an Excel workbook of before 2007 (.xls)", why: error.to_string() }
}
