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

/// Most cells up to the farthest one, of all sheets together.
const MAX_AREA: u32 = 1 << 20;
/// Most sheets.
const MAX_SHEETS: usize = 64;

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
    let mut begins = Vec::new();
    for (kind, data) in Records(&stream) {
        match kind {
            // BoundSheet8: where the records of a sheet begin.
            0x0085 => begins.extend(long(data, 0).map(|begin| begin as usize)),
            0x041E => _ = format(data).map(|(id, format)| formats.formats.insert(id, format)),
            // XF
            0x00E0 => formats.kinds.extend(short(data, 2)),
            // EOF: those of the sheets follow.
            0x000A => break,
            _ => {}
        }
    }
    if begins.len() > MAX_SHEETS {
        return Err(TooLarge.into());
    }
    let mut area = 0;
    for (sheet, begin) in begins.into_iter().enumerate() {
        // As the library reads it: from where it is said to begin, whatever stands there.
        let (rows, columns) = formats.sheet(sheet, stream.get(begin..).unwrap_or_default())?;
        area += rows * columns;
        if area > MAX_AREA {
            return Err(TooLarge.into());
        }
    }
    Ok(formats)
}

impl Formats {
    /// Notes how the numbers of a sheet are shown; how many rows and columns it has up to its farthest cell.
    fn sheet(&mut self, sheet: usize, stream: &[u8]) -> Result<(u32, u32), TooLarge> {
        let mut far = (0, 0);
        for (kind, data) in Records(stream) {
            let reaches = match kind {
                // Dimensions
                0x0200 => dimensions(data),
                // Number, RK, Formula
                0x0203 | 0x027E | 0x0006 => {
                    self.note(sheet, place(data), short(data, 4));
                    place(data)
                }
                // MulRk: six bytes a cell, after row and first column.
                0x00BD => place(data).map(|(row, first)| {
                    let cells = (4..data.len().saturating_sub(6)).step_by(6);
                    let last =
                        (first..).zip(cells).inspect(|(column, cell)| self.note(sheet, Some((row, *column)), short(data, *cell))).last();
                    (row, last.map_or(first, |(column, _)| column))
                }),
                // Other cells: text, errors, blanks.
                0x00FD | 0x0204 | 0x0205 | 0x00D6 | 0x0201 => place(data),
                _ => None,
            };
            let (rows, columns) = reaches.unwrap_or_default();
            far = (far.0.max(rows), far.1.max(columns));
            if far.0 > MAX_ROWS || far.1 > MAX_COLUMNS {
                return Err(TooLarge);
            }
        }
        Ok(far)
    }

    /// `at`: rows and columns up to the cell.
    fn note(&mut self, sheet: usize, at: Option<(u32, u32)>, kind: Option<u16>) {
        if let (Some((row, column)), Some(kind)) = (at, kind) {
            self.cells.insert((sheet, row - 1, column - 1), kind);
        }
    }
}

/// The records of a stream, up to its end or to one that is cut off.
struct Records<'s>(&'s [u8]);

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<(u16, &'s [u8])> {
        let length = usize::from(short(self.0, 2)?);
        let (kind, data) = (short(self.0, 0)?, self.0.get(4..4 + length)?);
        self.0 = &self.0[4 + length..];
        Some((kind, data))
    }
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
