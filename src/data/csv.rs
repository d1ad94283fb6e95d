//! CSV: UTF-8 with byte order mark (so that spreadsheets see the encoding), RFC 4180, one header row of ASCII names.

use super::{Cell, Column, Table};

/// A spreadsheet takes a cell that begins with one of these for a formula (OWASP, "CSV Injection").
const FORMULA: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\'', '\t', '\r'];

/// The table as a CSV file.
pub fn csv(table: &Table) -> Vec<u8> {
    [csv_head(&table.columns), csv_body(table)].concat()
}

/// Byte order mark and header row.
pub fn csv_head(columns: &[Column]) -> Vec<u8> {
    let names = columns.iter().map(|column| column.name.clone()).collect();
    [b"\xEF\xBB\xBF".to_vec(), records(std::iter::once(names))].concat()
}

/// The rows without their head.
pub fn csv_body(table: &Table) -> Vec<u8> {
    records(table.rows.iter().map(|row| row.iter().map(field).collect()))
}

fn records(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    for record in rows {
        // Writing into memory fails only for rows of unequal length, which a table does not have.
        writer.write_record(&record).expect("rows are as long as the header");
    }
    drop(writer);
    bytes
}

/// Words get one `'` in front where they might be taken for a formula; taking one away gives the original. Figures are never touched.
fn field(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Code(text) | Cell::Number(text) => text.clone(),
        Cell::Text(text) if text.starts_with(FORMULA) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
    }
}
