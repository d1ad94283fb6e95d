//! What a department adds to the site: files of its own, and what goes into pages, tables and feeds of many departments.

use crate::{
    cache::Key,
    data::{self, Feed, FeedEntry, Package},
    model::{department::DepartmentId, year::Year},
    publish::Stored,
    site::Site,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
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

/// A table, by its path below `data/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct DescribedTable {
    pub below: String,
    /// `overall-target.tasks`
    pub table: String,
    pub bytes: usize,
    pub sha256: String,
}

/// The rows of a table of a report: they stand in its own file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ReportRows {
    /// `overall-target.tasks`
    pub table: String,
    pub year: Year,
    pub rows: usize,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// What all departments add together. They may come in any order.
pub(super) struct Together<'a> {
    site: Site<'a>,
    parts: Mutex<Parts>,
}

/// The parts that pages and data of the site are made from.
#[derive(Default)]
pub(super) struct Parts {
    pub package: Package,
    pub feed: Feed,
    /// Rows by table, department and year.
    pub rows: BTreeMap<String, BTreeMap<(DepartmentId, Year), ReportRows>>,
    pub listed: BTreeSet<String>,
    pub pages: usize,
}

impl<'a> Together<'a> {
    pub fn new(site: Site<'a>) -> Together<'a> {
        Together { site, parts: Mutex::default() }
    }

    /// Adds what a department adds.
    pub fn add(&self, department: &DepartmentId, contribution: &Contribution) {
        let mut parts = self.parts();
        for rows in &contribution.rows {
            parts.rows.entry(rows.table.clone()).or_default().insert((department.clone(), rows.year), rows.clone());
        }
        parts.feed.add(contribution.feed.clone());
        parts.listed.extend(contribution.listed.iter().cloned());
        parts.pages += contribution.pages;
        self.describe_in(&mut parts, contribution);
    }

    /// Adds the tables of a contribution to the description of all.
    pub fn describe(&self, contribution: &Contribution) {
        self.describe_in(&mut self.parts(), contribution);
    }

    fn describe_in(&self, parts: &mut Parts, contribution: &Contribution) {
        let kinds = contribution.kinds.iter().chain(contribution.tables.iter().map(|table| &table.table));
        for kind in kinds {
            if parts.package.columns(kind).is_none() {
                parts.package.know(kind, &self.columns(kind));
            }
        }
        for DescribedTable { below, table, bytes, sha256 } in &contribution.tables {
            parts.package.add(below, table, *bytes, sha256);
        }
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
