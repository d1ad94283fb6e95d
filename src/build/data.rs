//! Writes the data of a run into its stage, and remembers what there is to describe.

use super::{BuildError, pages::path};
use crate::{
    data::{self, Feed, Package, Table},
    model::{
        attachment::AttachedFile,
        form::{Form, Labels},
        sheet::{Report, Status},
        summary::ReportSummary,
        year::Year,
    },
    publish::{Stage, Tier},
    site::{DownloadFile, Site},
};
use std::{
    collections::BTreeSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Where the schema of report files stands, seen from a report file.
const SCHEMA: &str = "../report.schema.json";

/// The data of a run.
pub(super) struct DataWriter<'a> {
    site: Site<'a>,
    stage: &'a Stage<'a>,
    package: Mutex<Package>,
    feed: Mutex<Feed>,
}

impl<'a> DataWriter<'a> {
    pub fn new(site: Site<'a>, stage: &'a Stage<'a>) -> DataWriter<'a> {
        DataWriter { site, stage, package: Mutex::default(), feed: Mutex::default() }
    }

    /// The files of one report; samples and drafts stay out of the description of the whole.
    pub fn report(&self, report: &Report, attached: &[AttachedFile]) -> Result<Vec<DownloadFile>, BuildError> {
        let folder = format!("{}/{}", report.year, report.department);
        let mut files = Vec::new();
        for table in data::report_tables(self.site, report) {
            let file = self.table(&format!("{folder}/{}.csv", table.name), &table, report.status() == Status::Final)?;
            files.push(DownloadFile { title: title(report, &table), ..file });
        }
        for lang in &self.site.config.languages {
            if let Some(book) = data::report_xlsx(self.site, report, lang)? {
                let file = self.put(format!("data/{folder}.{lang}.xlsx"), "XLSX", &book)?;
                files.push(DownloadFile { lang: Some(lang.clone()), ..file });
            }
        }
        self.feed().add(data::feed_entries(self.site, report));
        files.push(self.put(format!("data/{folder}.json"), "JSON", &data::report_json(self.site, report, attached, SCHEMA))?);
        Ok(files)
    }

    /// The tables over all published reports, of each year and of the site, and the description of everything. A preview, which
    /// is not everything, has none of them.
    pub fn site(&self, summaries: &[ReportSummary], preview: bool) -> Result<Vec<DownloadFile>, BuildError> {
        if !summaries.is_empty() {
            self.stage.put(&path("data/report.schema.json"), Tier::Asset, &data::report_schema())?;
        }
        if preview {
            return Ok(Vec::new());
        }
        let published: Vec<&ReportSummary> = summaries.iter().filter(|summary| summary.status == Status::Final).collect();
        let mut files = Vec::new();
        let years: BTreeSet<Year> = published.iter().map(|summary| summary.year).collect();
        let scopes = std::iter::once(None).chain(years.iter().rev().map(Some)).filter(|_| !published.is_empty());
        for year in scopes {
            let rows: Vec<&ReportSummary> =
                published.iter().copied().filter(|summary| year.is_none_or(|year| summary.year == *year)).collect();
            let table = data::summary_table(self.site, "departments", &rows);
            let below = year.map_or_else(|| "departments.csv".to_owned(), |year| format!("{year}/departments.csv"));
            files.push(self.table(&below, &table, true)?);
        }
        let package = self.package();
        if !package.is_empty() {
            let config = self.site.config;
            let titles = std::iter::once((config.source_lang().to_string(), config.title.source.clone()));
            let others = config.title.others.iter().map(|(lang, title)| (lang.to_string(), title.clone()));
            let titles: Labels = titles.chain(others).collect();
            let json = package.json(&titles, config.source_lang().as_str(), config.base_url.as_deref(), config.licence.as_ref());
            files.push(self.put("data/datapackage.json".to_owned(), "JSON", &json)?);
            if let Some(catalogue) = data::catalogue(self.site, &files) {
                files.push(self.put(data::CATALOGUE.to_owned(), "JSON-LD", &catalogue)?);
            }
        }
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

    fn table(&self, below: &str, table: &Table, describe: bool) -> Result<DownloadFile, BuildError> {
        let file = self.put(format!("data/{below}"), "CSV", &data::csv(table))?;
        match describe {
            true => self.package().add(below, table, file.bytes, &file.sha256),
            false => self.package().know(table),
        }
        Ok(file)
    }

    fn put(&self, at: String, format: &'static str, bytes: &[u8]) -> Result<DownloadFile, BuildError> {
        self.stage.put(&path(&at), Tier::Asset, bytes)?;
        Ok(DownloadFile { path: at, title: None, lang: None, format, bytes: bytes.len(), sha256: data::sha256(bytes) })
    }
}

/// The official head of the block that a table is of.
fn title(report: &Report, table: &Table) -> Option<Labels> {
    let forms = report.sheets.iter().map(|sheet| sheet.form);
    forms.flat_map(Form::tables).find(|(name, _)| *name == table.name).map(|(_, title)| title.clone())
}
