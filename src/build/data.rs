//! Writes the data of a run into its stage, and remembers what there is to describe.

use super::{
    BuildError, Options,
    pages::path,
    tables::{Gathered, REPORTS, block_title},
};
use crate::{
    data::{self, Column, Feed, Package, Table},
    model::{
        attachment::AttachedFile,
        form::Labels,
        lang::Lang,
        sheet::{Report, Status},
        summary::ReportSummary,
        year::Year,
    },
    publish::{Stage, Tier},
    site::{DownloadFile, DownloadScope, Site},
};
use rayon::prelude::*;
use std::{
    collections::BTreeSet,
    io::Read,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tracing::trace_span;

/// Where the schema of report files stands, seen from a report file.
const SCHEMA: &str = "../report.schema.json";

/// The data of a run.
pub(super) struct DataWriter<'a> {
    site: Site<'a>,
    stage: &'a Stage<'a>,
    package: Mutex<Package>,
    feed: Mutex<Feed>,
    gathered: Gathered,
    /// Less than the whole.
    preview: bool,
}

impl<'a> DataWriter<'a> {
    pub fn new(site: Site<'a>, stage: &'a Stage<'a>, options: &Options) -> Result<DataWriter<'a>, BuildError> {
        let gathered = Gathered::new(stage.scratch()?);
        Ok(DataWriter { site, stage, package: Mutex::default(), feed: Mutex::default(), gathered, preview: options.is_preview() })
    }

    /// The files of one report; samples and drafts stay out of the description of the whole.
    pub fn report(&self, report: &Report, attached: &[AttachedFile]) -> Result<Vec<DownloadFile>, BuildError> {
        let _data = trace_span!("data").entered();
        let folder = format!("{}/{}", report.year, report.department);
        let mut files = Vec::new();
        for table in data::report_tables(self.site, report) {
            let published = report.status() == Status::Final;
            let file = self.table(&format!("{folder}/{}.csv", table.name), &table, published)?;
            files.push(DownloadFile { title: block_title(&table.name).cloned(), ..file });
            if published && !self.preview {
                self.gathered.keep(report, &table)?;
            }
        }
        for lang in self.spreadsheet_langs() {
            if let Some(book) = data::report_xlsx(self.site, report, lang)? {
                let file = self.put(format!("data/{folder}.{lang}.xlsx"), "XLSX", &book)?;
                files.push(DownloadFile { lang: Some(lang.clone()), ..file });
            }
        }
        self.feed().add(data::feed_entries(self.site, report));
        files.push(self.put(format!("data/{folder}.json"), "JSON", &data::report_json(self.site, report, attached, SCHEMA))?);
        Ok(files)
    }

    /// The tables of a department over its years; a preview, which may lack some of them, has none. Rows say their status.
    pub fn department(&self, reports: &[&Report], summaries: &[ReportSummary]) -> Result<Vec<DownloadFile>, BuildError> {
        let _data = trace_span!("data").entered();
        let Some(id) = reports.first().map(|report| &report.department).filter(|_| !self.preview) else { return Ok(Vec::new()) };
        let mut tables: Vec<Table> = Vec::new();
        for table in reports.iter().flat_map(|report| data::report_tables(self.site, report)) {
            match tables.iter_mut().find(|other| other.name == table.name) {
                Some(other) => other.rows.extend(table.rows),
                None => tables.push(table),
            }
        }
        let summary = data::summary_table(self.site, REPORTS, &summaries.iter().collect::<Vec<_>>());
        let published = reports.iter().all(|report| report.status() == Status::Final);
        self.gathered.department(self, id, &summary, &tables, published)
    }

    /// The tables over all published reports, of each year and of the site, and the description of everything. A preview, which
    /// is not everything, has none of them.
    pub fn site(&self, summaries: &[ReportSummary]) -> Result<Vec<DownloadFile>, BuildError> {
        let _data = trace_span!("data").entered();
        if !summaries.is_empty() {
            self.stage.put(&path("data/report.schema.json"), Tier::Asset, &data::report_schema())?;
        }
        if self.preview {
            return Ok(Vec::new());
        }
        let published: Vec<&ReportSummary> = summaries.iter().filter(|summary| summary.status == Status::Final).collect();
        if published.is_empty() {
            return Ok(Vec::new());
        }
        let years: BTreeSet<Year> = published.iter().map(|summary| summary.year).collect();
        let scopes: Vec<Option<Year>> = std::iter::once(None).chain(years.into_iter().rev().map(Some)).collect();
        let tables = scopes.into_par_iter().map(|year| self.tables(&published, year)).collect::<Result<Vec<_>, BuildError>>()?;
        let (mut files, yearly): (Vec<DownloadFile>, Vec<DownloadFile>) =
            tables.into_iter().flatten().partition(|file| file.year().is_none());
        let config = self.site.config;
        let titles = std::iter::once((config.source_lang().to_string(), config.title.source.clone()));
        let others = config.title.others.iter().map(|(lang, title)| (lang.to_string(), title.clone()));
        let titles: Labels = titles.chain(others).collect();
        let json = self.package().json(&titles, config.source_lang().as_str(), config.base_url.as_deref(), config.licence.as_ref());
        for (below, schema) in self.package().schemas() {
            self.put(format!("data/{below}"), "JSON", &schema)?;
        }
        let mut described = vec![self.put("data/datapackage.json".to_owned(), "JSON", &json)?];
        let all: Vec<DownloadFile> = files.iter().chain(&described).chain(&yearly).cloned().collect();
        if let Some(catalogue) = data::catalogue(self.site, &all) {
            described.push(self.put(data::CATALOGUE.to_owned(), "JSON-LD", &catalogue)?);
        }
        files.extend(described.into_iter().map(|file| DownloadFile { scope: DownloadScope::Site, ..file }));
        files.extend(yearly);
        Ok(files)
    }

    /// The tables of a year, or of all years.
    fn tables(&self, published: &[&ReportSummary], year: Option<Year>) -> Result<Vec<DownloadFile>, BuildError> {
        let _data = trace_span!("data").entered();
        let rows: Vec<&ReportSummary> = published.iter().copied().filter(|summary| year.is_none_or(|year| summary.year == year)).collect();
        let reports = data::summary_table(self.site, REPORTS, &rows);
        let folder = year.map_or_else(String::new, |year| format!("{year}/"));
        let scope = year.map_or(DownloadScope::Site, DownloadScope::Year);
        let mut files = vec![DownloadFile { scope, ..self.table(&format!("{folder}{REPORTS}.csv"), &reports, true)? }];
        files.extend(self.gathered.write(self, year, &reports)?);
        Ok(files)
    }

    /// What is known of the feed so far.
    pub fn feed(&self) -> MutexGuard<'_, Feed> {
        self.feed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of the tables so far.
    pub fn package(&self) -> MutexGuard<'_, Package> {
        // A thread that panicked while adding has left a map that is whole.
        self.package.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The languages that there are spreadsheets in.
    pub fn spreadsheet_langs(&self) -> &'a [Lang] {
        if self.site.config.spreadsheets { &self.site.config.languages } else { &[] }
    }

    /// Writes a table, and describes it where it is part of the whole.
    pub fn table(&self, below: &str, table: &Table, describe: bool) -> Result<DownloadFile, BuildError> {
        let file = self.put(format!("data/{below}"), "CSV", &data::csv(table))?;
        match describe {
            true => self.package().add(below, &table.name, &table.columns, file.bytes, &file.sha256),
            false => self.package().know(&table.name, &table.columns),
        }
        Ok(file)
    }

    /// Writes a file.
    pub fn put(&self, at: String, format: &'static str, bytes: &[u8]) -> Result<DownloadFile, BuildError> {
        self.stage.put(&path(&at), Tier::Asset, bytes)?;
        let (scope, bytes, sha256) = (DownloadScope::Report, bytes.len(), data::sha256(bytes));
        Ok(DownloadFile { path: at, scope, title: None, lang: None, format, bytes, sha256 })
    }

    /// Writes and describes a table whose rows are not in memory.
    pub fn stream<'r>(
        &self,
        below: &str,
        table: &str,
        columns: &[Column],
        open: &dyn Fn() -> Box<dyn Read + 'r>,
    ) -> Result<DownloadFile, BuildError> {
        let at = format!("data/{below}");
        let (bytes, sha256) = self.stage.put_from(&path(&at), Tier::Asset, open)?;
        self.package().add(below, table, columns, bytes, &sha256);
        Ok(DownloadFile { path: at, scope: DownloadScope::Report, title: None, lang: None, format: "CSV", bytes, sha256 })
    }
}
