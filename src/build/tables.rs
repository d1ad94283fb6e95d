//! Tables over many reports: of a department, of a year, of the site. Their rows stand in the files of the reports, and are read again
//! from there when all departments are done.

use super::{
    BuildError,
    contribution::{ReportRows, Rows},
    data::download,
    pages::{Maker, path},
};
use crate::{
    cache::{Key, KeyMaker},
    data::{self, Chunks, Column, Table, TidySheet},
    model::{department::DepartmentId, form::Form, summary::ReportSummary, year::Year},
    publish::{Checksum, Stage, Tier, read_chunks},
    site::{DownloadFile, DownloadScope, Site},
};
use rayon::prelude::*;
use std::io::{self, Read};

/// The name of the table with a row a report.
pub(super) const REPORTS: &str = "departments";

/// So many rows of it are in memory at once.
const CHUNK: usize = 1_000;

impl Maker<'_> {
    /// Writes the tables of a year, or of all years: CSV each, and all of them as one spreadsheet a language. `reports` is the table
    /// with a row a report, `sum` is of its rows; `all` are the rows of all years.
    pub fn gathered_tables(
        &self,
        year: Option<Year>,
        reports: &ReportsTable<'_>,
        sum: Checksum,
        all: &Rows,
    ) -> Result<Vec<DownloadFile>, BuildError> {
        let scope = year.map_or(DownloadScope::Site, DownloadScope::Year);
        let folder = year.map_or_else(String::new, |year| format!("{year}/"));
        let mut files = Vec::new();
        let kinds = self.kinds(year, all);
        let mut key = KeyMaker::default();
        key.value(&sum);
        let mut sheets = vec![reports.sheet()];
        let made = kinds.par_iter().map(|kind| {
            let at = format!("data/{folder}{}.csv", kind.name);
            let stored = self.portion.make_from(&at, Tier::Asset, kind.key(), kind.read())?;
            Ok(download(at, "CSV", &stored))
        });
        for (kind, file) in kinds.iter().zip(made.collect::<Result<Vec<_>, BuildError>>()?) {
            key.value(&kind.key());
            self.describe(&format!("{folder}{}.csv", kind.name), &kind.name, Some(&file));
            files.push(DownloadFile { title: block_title(&kind.name).cloned(), scope, ..file });
            sheets.push(TidySheet {
                name: sheet_name(&kind.name),
                columns: &kind.columns,
                rows: kind.reports().map(|(_, rows)| rows.rows as usize).sum(),
                chunks: Box::new(move || -> Chunks<'_> {
                    Box::new(kind.reports().map(|report| data::rows_of(&kind.columns, &kind.body(report)?)))
                }),
            });
        }
        let stem = year.map_or_else(|| "all".to_owned(), |year| year.to_string());
        files.extend(self.books(&stem, &sheets, key.key())?.into_iter().map(|file| DownloadFile { scope, ..file }));
        Ok(files)
    }

    /// The kinds of tables that published reports of a year have, or those of all years.
    fn kinds<'a>(&'a self, year: Option<Year>, all: &'a Rows) -> Vec<Kind<'a>> {
        let names = Form::builtin().iter().flat_map(Form::tables).map(|(name, _)| name);
        let kinds = names.map(|name| Kind { stage: self.writer.stage, columns: self.writer.together.columns(&name), name, year, all });
        kinds.filter(|kind| all.values().flatten().any(|rows| *rows.table == *kind.name)).collect()
    }

    /// Writes the tables of one department over its years.
    pub fn department_tables(
        &self,
        id: &DepartmentId,
        reports: &Table,
        tables: &[Table],
        describe: bool,
        key: Key,
    ) -> Result<Vec<DownloadFile>, BuildError> {
        let scope = DownloadScope::Department;
        let mut files = Vec::new();
        let mut sheets = vec![in_memory(reports)];
        for table in tables {
            let file = self.table(&format!("departments/{id}/{}.csv", table.name), table, describe)?;
            files.push(DownloadFile { title: block_title(&table.name).cloned(), scope, ..file });
            sheets.push(in_memory(table));
        }
        let books = self.books(&format!("departments/{id}"), &sheets, key)?;
        files.extend(books.into_iter().map(|file| DownloadFile { scope, ..file }));
        Ok(files)
    }

    /// One spreadsheet a language; `key` is of all that stands in the sheets.
    fn books(&self, stem: &str, sheets: &[TidySheet<'_>], key: Key) -> Result<Vec<DownloadFile>, BuildError> {
        let mut files = Vec::new();
        for lang in self.spreadsheet_langs() {
            let book = || Ok(data::tidy_xlsx(lang, sheets, self.writer.stage.scratch())?);
            files.extend(self.book(&format!("data/{stem}.{lang}.xlsx"), lang, key, book)?);
        }
        Ok(files)
    }
}

/// The table with a row a report, some rows at a time.
pub(super) struct ReportsTable<'a> {
    site: Site<'a>,
    columns: Vec<Column>,
    reports: &'a [&'a ReportSummary],
}

impl<'a> ReportsTable<'a> {
    pub fn new(site: Site<'a>, reports: &'a [&'a ReportSummary]) -> ReportsTable<'a> {
        ReportsTable { site, columns: data::summary_table(site, REPORTS, &[]).columns, reports }
    }

    fn parts(&self) -> impl Iterator<Item = Table> {
        self.reports.chunks(CHUNK).map(|part| data::summary_table(self.site, REPORTS, part))
    }

    /// As a file.
    pub fn csv(&self) -> impl Read {
        read_chunks(std::iter::once(Ok(data::csv_head(&self.columns))).chain(self.parts().map(|part| Ok(data::csv_body(&part)))))
    }

    /// As a sheet.
    pub fn sheet(&self) -> TidySheet<'_> {
        TidySheet {
            name: "reports".to_owned(),
            columns: &self.columns,
            rows: self.reports.len(),
            chunks: Box::new(|| -> Chunks<'_> { Box::new(self.parts().map(|part| Ok(part.rows))) }),
        }
    }
}

/// A kind of table, and the published reports that have rows of it.
struct Kind<'a> {
    stage: &'a Stage<'a>,
    name: String,
    columns: Vec<Column>,
    year: Option<Year>,
    all: &'a Rows,
}

impl Kind<'_> {
    /// Its reports, in order.
    fn reports(&self) -> impl Iterator<Item = (&DepartmentId, &ReportRows)> {
        let each = self.all.iter().flat_map(|(department, rows)| rows.iter().map(move |rows| (department, rows)));
        each.filter(|(_, rows)| *rows.table == *self.name && self.year.is_none_or(|year| year == rows.year))
    }

    /// Of all its rows.
    fn key(&self) -> Key {
        let mut key = KeyMaker::default();
        key.bytes(&data::csv_head(&self.columns));
        self.reports().for_each(|(_, rows)| _ = key.value(&rows.sum));
        key.key()
    }

    /// All rows below one head.
    fn read(&self) -> impl Read {
        read_chunks(std::iter::once(Ok(data::csv_head(&self.columns))).chain(self.reports().map(|report| self.body(report))))
    }

    /// The rows of a report, without their head: all files of a kind have the same one.
    fn body(&self, (department, rows): (&DepartmentId, &ReportRows)) -> io::Result<Vec<u8>> {
        let at = path(&format!("data/{}/{department}/{}.csv", rows.year, self.name));
        let mut bytes = Vec::new();
        self.stage.open(&at)?.read_to_end(&mut bytes)?;
        let head = data::csv_head(&self.columns);
        bytes.strip_prefix(head.as_slice()).map(<[u8]>::to_vec).ok_or_else(|| io::Error::other(format!("{at} has another head")))
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
