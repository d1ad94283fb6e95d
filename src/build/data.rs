//! The data beside the pages: of a report, of a department, of years and of the site.

use super::{
    BuildError,
    contribution::{ReportRows, Rows},
    pages::Maker,
    tables::{REPORTS, ReportsTable, block_title},
};
use crate::{
    cache::Key,
    data::{self, DescribedTable, Package, Table},
    model::{
        attachment::AttachedFile,
        form::Labels,
        lang::Lang,
        sheet::{Report, Status},
        summary::ReportSummary,
        year::Year,
    },
    publish::{Stored, Tier, read_chunks},
    site::{DownloadFile, DownloadScope},
};
use rayon::prelude::*;
use std::collections::BTreeSet;
use tracing::trace_span;

/// Where the schema of report files stands, seen from a report file.
const SCHEMA: &str = "../report.schema.json";

impl Maker<'_> {
    /// The files of one report; samples and drafts stay out of the description of the whole. `key` is of what they are made from.
    pub fn report_data(&self, report: &Report, attached: &[AttachedFile], key: Key) -> Result<Vec<DownloadFile>, BuildError> {
        let _data = trace_span!("data").entered();
        let folder = format!("{}/{}", report.year, report.department);
        let mut files = Vec::new();
        for table in data::report_tables(self.site, report) {
            let published = report.status() == Status::Final;
            let file = self.table(&format!("{folder}/{}.csv", table.name), &table, published)?;
            if published && !self.is_preview() {
                let (name, rows) = (table.name.as_str().into(), table.rows.len() as u32);
                self.portion.made().rows.push(ReportRows { table: name, year: report.year, rows, sum: file.sum });
            }
            files.push(DownloadFile { title: block_title(&table.name).cloned(), ..file });
        }
        for lang in self.spreadsheet_langs() {
            let book = || Ok(data::report_xlsx(self.site, report, lang)?);
            if let Some(file) = self.book(&format!("data/{folder}.{lang}.xlsx"), lang, key, book)? {
                files.push(file);
            }
        }
        self.portion.made().feed.extend(data::feed_entries(self.site, report));
        files.push(self.put(format!("data/{folder}.json"), "JSON", &data::report_json(self.site, report, attached, SCHEMA))?);
        Ok(files)
    }

    /// The tables of a department over its years; a preview, which may lack some of them, has none. Rows say their status.
    pub fn department_data(&self, reports: &[&Report], summaries: &[ReportSummary], key: Key) -> Result<Vec<DownloadFile>, BuildError> {
        let _data = trace_span!("data").entered();
        let Some(id) = reports.first().map(|report| &report.department).filter(|_| !self.is_preview()) else { return Ok(Vec::new()) };
        let mut tables: Vec<Table> = Vec::new();
        for table in reports.iter().flat_map(|report| data::report_tables(self.site, report)) {
            match tables.iter_mut().find(|other| other.name == table.name) {
                Some(other) => other.rows.extend(table.rows),
                None => tables.push(table),
            }
        }
        let summary = data::summary_table(self.site, REPORTS, &summaries.iter().collect::<Vec<_>>());
        let published = reports.iter().all(|report| report.status() == Status::Final);
        self.department_tables(id, &summary, &tables, published, key)
    }

    /// The tables over all published reports, of each year and of the site, and the description of everything. A preview, which
    /// is not everything, has none of them.
    pub fn site_data(&self, summaries: &[ReportSummary]) -> Result<Vec<DownloadFile>, BuildError> {
        let _data = trace_span!("data").entered();
        if !summaries.is_empty() {
            self.portion.put("data/report.schema.json", Tier::Asset, &data::report_schema())?;
        }
        if self.is_preview() {
            return Ok(Vec::new());
        }
        let published: Vec<&ReportSummary> = summaries.iter().filter(|summary| summary.status == Status::Final).collect();
        if published.is_empty() {
            return Ok(Vec::new());
        }
        let years: BTreeSet<Year> = published.iter().map(|summary| summary.year).collect();
        let scopes: Vec<Option<Year>> = std::iter::once(None).chain(years.into_iter().rev().map(Some)).collect();
        let rows = &std::mem::take(&mut self.writer.together.parts().rows);
        let tables = scopes.into_par_iter().map(|year| self.tables_of(&published, rows, year)).collect::<Result<Vec<_>, BuildError>>()?;
        let (mut files, yearly): (Vec<DownloadFile>, Vec<DownloadFile>) =
            tables.into_iter().flatten().partition(|file| file.year().is_none());
        let config = self.site.config;
        let titles = std::iter::once((config.source_lang().to_string(), config.title.source.clone()));
        let others = config.title.others.iter().map(|(lang, title)| (lang.to_string(), title.clone()));
        let titles: Labels = titles.chain(others).collect();
        let package = {
            let parts = &mut *self.writer.together.parts();
            let (kinds, tables) = {
                let mut made = self.portion.made();
                (made.kinds.clone(), std::mem::take(&mut made.tables))
            };
            self.writer.together.describe(parts, &kinds, tables)?;
            for (below, schema) in parts.package.schemas() {
                self.put(format!("data/{below}"), "JSON", &schema)?;
            }
            let files = parts.tables.iter().map_err(BuildError::Scratch)?;
            let (lang, homepage) = (config.source_lang().as_str(), config.base_url.as_deref());
            let json = Package::json(&titles, lang, homepage, config.licence.as_ref(), files);
            let at = "data/datapackage.json";
            download(at.to_owned(), "JSON", &self.portion.put_from(at, Tier::Asset, read_chunks(json))?)
        };
        let mut described = vec![package];
        let all: Vec<DownloadFile> = files.iter().chain(&described).chain(&yearly).cloned().collect();
        if let Some(catalogue) = data::catalogue(self.site, &all) {
            described.push(self.put(data::CATALOGUE.to_owned(), "JSON-LD", &catalogue)?);
        }
        files.extend(described.into_iter().map(|file| DownloadFile { scope: DownloadScope::Site, ..file }));
        files.extend(yearly);
        Ok(files)
    }

    /// The tables of a year, or of all years.
    fn tables_of(&self, published: &[&ReportSummary], all: &Rows, year: Option<Year>) -> Result<Vec<DownloadFile>, BuildError> {
        let _data = trace_span!("data").entered();
        let rows: Vec<&ReportSummary> = published.iter().copied().filter(|summary| year.is_none_or(|year| summary.year == year)).collect();
        let reports = ReportsTable::new(self.site, &rows);
        let scope = year.map_or(DownloadScope::Site, DownloadScope::Year);
        let below = format!("{}{REPORTS}.csv", year.map_or_else(String::new, |year| format!("{year}/")));
        let at = format!("data/{below}");
        let file = download(at.clone(), "CSV", &self.portion.put_from(&at, Tier::Asset, reports.csv())?);
        self.describe(&below, REPORTS, Some(&file));
        let mut files = self.gathered_tables(year, &reports, file.sum, all)?;
        files.insert(0, DownloadFile { scope, ..file });
        Ok(files)
    }

    /// Less than the whole.
    fn is_preview(&self) -> bool {
        self.writer.run.options.is_preview()
    }

    /// The languages that there are spreadsheets in.
    pub fn spreadsheet_langs(&self) -> &[Lang] {
        if self.site.config.spreadsheets { &self.site.config.languages } else { &[] }
    }

    /// Writes a table, and describes it where it is part of the whole.
    pub fn table(&self, below: &str, table: &Table, describe: bool) -> Result<DownloadFile, BuildError> {
        let file = self.put(format!("data/{below}"), "CSV", &data::csv(table))?;
        self.describe(below, &table.name, describe.then_some(&file));
        Ok(file)
    }

    /// Notes a kind of table, and one of its files where it is part of the whole.
    pub fn describe(&self, below: &str, table: &str, file: Option<&DownloadFile>) {
        let mut made = self.portion.made();
        made.kinds.insert(table.to_owned());
        let described = |file: &DownloadFile| DescribedTable {
            below: below.to_owned(),
            table: table.to_owned(),
            bytes: file.bytes,
            sha256: file.sum.to_string(),
        };
        made.tables.extend(file.map(described));
    }

    /// Makes a spreadsheet, if it is not there already; `None` where there is nothing to put into it.
    pub fn book(
        &self,
        at: &str,
        lang: &Lang,
        key: Key,
        make: impl FnOnce() -> Result<Option<Vec<u8>>, BuildError>,
    ) -> Result<Option<DownloadFile>, BuildError> {
        let stored = self.portion.make_some(at, Tier::Asset, key, make)?;
        Ok(stored.map(|stored| DownloadFile { lang: Some(lang.clone()), ..download(at.to_owned(), "XLSX", &stored) }))
    }

    /// Writes a file.
    pub fn put(&self, at: String, format: &'static str, bytes: &[u8]) -> Result<DownloadFile, BuildError> {
        let stored = self.portion.put(&at, Tier::Asset, bytes)?;
        Ok(download(at, format, &stored))
    }
}

/// A file to be downloaded.
pub(super) fn download(at: String, format: &'static str, stored: &Stored) -> DownloadFile {
    let bytes = usize::try_from(stored.bytes).unwrap_or(usize::MAX);
    DownloadFile { path: at, scope: DownloadScope::Report, title: None, lang: None, format, bytes, sum: stored.sum }
}
