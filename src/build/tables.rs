//! Tables over many reports: of a department, of a year, of the site. Their rows wait in a scratch file, not in memory, until all
//! departments are done.

use super::{BuildError, data::DataWriter};
use crate::{
    data::{self, Chunks, Column, Table, TidySheet},
    model::{department::DepartmentId, form::Form, sheet::Report, year::Year},
    publish::{Piece, Scratch},
    site::{DownloadFile, DownloadScope},
};
use std::{
    collections::BTreeMap,
    io::{self, Read},
    sync::{PoisonError, RwLock},
};

/// The name of the table with a row a report.
pub(super) const REPORTS: &str = "departments";

/// Rows of all published reports, by kind of table.
pub(super) struct Gathered {
    scratch: Scratch,
    tables: RwLock<BTreeMap<String, Kind>>,
}

/// A kind of table: its columns, and its rows by report.
struct Kind {
    columns: Vec<Column>,
    rows: BTreeMap<(DepartmentId, Year), (Piece, usize)>,
}

impl Gathered {
    pub fn new(scratch: Scratch) -> Gathered {
        Gathered { scratch, tables: RwLock::default() }
    }

    /// Keeps the rows of a table of a report.
    pub fn keep(&self, report: &Report, table: &Table) -> Result<(), BuildError> {
        let piece = self.scratch.keep(&data::csv_body(table))?;
        // An entry is added whole or not at all, whatever a thread does that panics.
        let mut tables = self.tables.write().unwrap_or_else(PoisonError::into_inner);
        let kind = tables.entry(table.name.clone()).or_insert_with(|| Kind { columns: table.columns.clone(), rows: BTreeMap::new() });
        kind.rows.insert((report.department.clone(), report.year), (piece, table.rows.len()));
        Ok(())
    }

    /// Writes the tables of a year, or of all years: CSV each, and all of them as one spreadsheet a language. `reports` is the table
    /// with a row a report.
    pub fn write(&self, writer: &DataWriter<'_>, year: Option<Year>, reports: &Table) -> Result<Vec<DownloadFile>, BuildError> {
        let scope = year.map_or(DownloadScope::Site, DownloadScope::Year);
        let tables = self.tables.read().unwrap_or_else(PoisonError::into_inner);
        let mut files = Vec::new();
        let folder = year.map_or_else(String::new, |year| format!("{year}/"));
        let of_scope = |kind: &'_ Kind| -> Vec<(Piece, usize)> {
            kind.rows.iter().filter(|((_, of), _)| year.is_none_or(|year| year == *of)).map(|(_, piece)| *piece).collect()
        };
        let mut sheets = vec![in_memory(reports)];
        for (name, kind) in Form::builtin().iter().flat_map(Form::tables).filter_map(|(name, _)| tables.get_key_value(&name)) {
            let pieces = of_scope(kind);
            let head = data::csv_head(&kind.columns);
            let open = || -> Box<dyn Read> {
                Box::new(Pieces { scratch: &self.scratch, pieces: pieces.clone(), next: 0, at: io::Cursor::new(head.clone()) })
            };
            let file = writer.stream(&format!("{folder}{name}.csv"), name, &kind.columns, &open)?;
            files.push(DownloadFile { title: block_title(name).cloned(), scope, ..file });
            let scratch = &self.scratch;
            sheets.push(TidySheet {
                name: sheet_name(name),
                columns: &kind.columns,
                rows: pieces.iter().map(|(_, rows)| rows).sum(),
                chunks: Box::new(move || -> Chunks<'_> {
                    let pieces = pieces.clone().into_iter();
                    Box::new(pieces.map(move |(piece, _)| data::rows_of(&kind.columns, &scratch.read(piece)?)))
                }),
            });
        }
        let stem = year.map_or_else(|| "all".to_owned(), |year| year.to_string());
        files.extend(books(writer, &stem, &sheets, &self.scratch)?.into_iter().map(|file| DownloadFile { scope, ..file }));
        Ok(files)
    }

    /// Writes the tables of one department over its years.
    pub fn department(
        &self,
        writer: &DataWriter<'_>,
        id: &DepartmentId,
        reports: &Table,
        tables: &[Table],
        describe: bool,
    ) -> Result<Vec<DownloadFile>, BuildError> {
        let scope = DownloadScope::Department;
        let mut files = Vec::new();
        let mut sheets = vec![in_memory(reports)];
        for table in tables {
            let file = writer.table(&format!("departments/{id}/{}.csv", table.name), table, describe)?;
            files.push(DownloadFile { title: block_title(&table.name).cloned(), scope, ..file });
            sheets.push(in_memory(table));
        }
        let books = books(writer, &format!("departments/{id}"), &sheets, &self.scratch)?;
        files.extend(books.into_iter().map(|file| DownloadFile { scope, ..file }));
        Ok(files)
    }
}

fn in_memory(table: &Table) -> TidySheet<'_> {
    TidySheet {
        name: if table.name == REPORTS { "reports".to_owned() } else { sheet_name(&table.name) },
        columns: &table.columns,
        rows: table.rows.len(),
        chunks: Box::new(move || -> Chunks<'_> { Box::new(std::iter::once(Ok(table.rows.clone()))) }),
    }
}

/// One spreadsheet a language.
fn books(writer: &DataWriter<'_>, stem: &str, sheets: &[TidySheet<'_>], scratch: &Scratch) -> Result<Vec<DownloadFile>, BuildError> {
    let mut files = Vec::new();
    for lang in writer.spreadsheet_langs() {
        if let Some(book) = data::tidy_xlsx(lang, sheets, scratch.folder())? {
            let file = writer.put(format!("data/{stem}.{lang}.xlsx"), "XLSX", &book)?;
            files.push(DownloadFile { lang: Some(lang.clone()), ..file });
        }
    }
    Ok(files)
}

/// `overall-target.tasks` → `tasks`, as long as there is one form; a spreadsheet takes 31 characters.
fn sheet_name(table: &str) -> String {
    let name = match Form::builtin() {
        [_] => table.split_once('.').map_or(table, |(_, block)| block),
        _ => table,
    };
    name.chars().take(31).collect()
}

/// The official head of the block that a table is of.
pub(super) fn block_title(table: &str) -> Option<&'static crate::model::form::Labels> {
    Form::builtin().iter().flat_map(Form::tables).find(|(name, _)| name == table).map(|(_, title)| title)
}

/// The head, and then one piece after the other.
struct Pieces<'a> {
    scratch: &'a Scratch,
    pieces: Vec<(Piece, usize)>,
    next: usize,
    at: io::Cursor<Vec<u8>>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.at.read(buffer)?;
            let Some((piece, _)) = self.pieces.get(self.next).filter(|_| read == 0 && !buffer.is_empty()) else { return Ok(read) };
            self.at = io::Cursor::new(self.scratch.read(*piece)?);
            self.next += 1;
        }
    }
}
