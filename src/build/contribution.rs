//! What a department adds to the site: files of its own, and what goes into pages, tables and feeds of many departments.

use super::BuildError;
use crate::{
    cache::Key,
    data::{self, DescribedTable, Feed, FeedEntry, Package},
    model::{department::DepartmentId, year::Year},
    publish::{Checksum, Stored},
    site::Site,
    sorted::Sorted,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// What was made of one department, or of the site as a whole.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Contribution {
    /// Its files.
    pub files: Vec<Entry>,
    /// How many of them are pages.
    pub pages: usize,
    /// Templates of its pages.
    pub templates: BTreeSet<String>,
    /// Pages that search engines may list, below their editions.
    pub listed: BTreeSet<String>,
    /// Kinds of tables that occur in it.
    pub kinds: BTreeSet<String>,
    /// Tables that the description of the data names.
    pub tables: Vec<DescribedTable>,
    /// Rows of its reports that go into tables of many reports.
    pub rows: Vec<ReportRows>,
    /// Entries of the feed.
    pub feed: Vec<FeedEntry>,
}

/// A file, and the key of what it was made from where it need not be made again for the same key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub stored: Stored,
    pub key: Option<Key>,
}

/// The rows of a table of a report: they stand in its own file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ReportRows {
    /// `overall-target.tasks`
    pub table: Arc<str>,
    pub year: Year,
    pub rows: u32,
    /// Of the file.
    pub sum: Checksum,
}

/// The same of all reports: years in order.
pub(super) type Rows = BTreeMap<DepartmentId, Box<[ReportRows]>>;

/// What all departments add together. They may come in any order.
pub(super) struct Together<'a> {
    site: Site<'a>,
    parts: Mutex<Parts>,
}

/// The parts that pages and data of the site are made from. What grows with the number of reports waits on the disk.
pub(super) struct Parts {
    pub package: Package,
    /// The files of the package.
    pub tables: Sorted<DescribedTable>,
    pub feed: Feed,
    pub rows: Rows,
    /// Pages that search engines may list.
    pub listed: Sorted<String>,
    pub pages: usize,
    /// Names of tables, each of them in memory once.
    names: BTreeSet<Arc<str>>,
}

impl<'a> Together<'a> {
    /// Nothing yet; `scratch` is where files may wait.
    pub fn new(site: Site<'a>, scratch: &Path) -> Together<'a> {
        let (tables, listed) = (Sorted::new(scratch), Sorted::new(scratch));
        let (package, feed, rows, names) = Default::default();
        Together { site, parts: Mutex::new(Parts { package, tables, feed, rows, listed, pages: 0, names }) }
    }

    /// Adds what a department adds.
    pub fn add(&self, department: &DepartmentId, mut contribution: Contribution) -> Result<(), BuildError> {
        let parts = &mut *self.parts();
        for rows in &mut contribution.rows {
            match parts.names.get(&rows.table) {
                Some(name) => rows.table = name.clone(),
                None => _ = parts.names.insert(rows.table.clone()),
            }
        }
        if !contribution.rows.is_empty() {
            parts.rows.insert(department.clone(), contribution.rows.into_boxed_slice());
        }
        parts.feed.add(contribution.feed);
        parts.pages += contribution.pages;
        contribution.listed.into_iter().try_for_each(|page| parts.listed.push(page)).map_err(BuildError::Scratch)?;
        self.describe(parts, &contribution.kinds, contribution.tables)
    }

    /// Adds tables, and kinds of tables, to the description of all.
    pub fn describe(&self, parts: &mut Parts, kinds: &BTreeSet<String>, tables: Vec<DescribedTable>) -> Result<(), BuildError> {
        for kind in kinds.iter().chain(tables.iter().map(|table| &table.table)) {
            if parts.package.columns(kind).is_none() {
                parts.package.know(kind, &self.columns(kind));
            }
        }
        for table in tables {
            parts.package.describe(&table.table);
            parts.tables.push(table).map_err(BuildError::Scratch)?;
        }
        Ok(())
    }

    /// What there is so far.
    pub fn parts(&self) -> MutexGuard<'_, Parts> {
        // Maps and sets, which a thread that panicked leaves whole.
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The columns of a kind of table.
    pub fn columns(&self, table: &str) -> Vec<data::Column> {
        data::table_columns(self.site, table).unwrap_or_else(|| data::summary_table(self.site, table, &[]).columns)
    }
}
