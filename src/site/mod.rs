//! Which pages exist, where they stand, and what each shows: view models, made once per page for all editions.
//!
//! Invariant: nothing here knows a template or a disk; a page is a path below its edition, a frame and a view.

pub mod path;
pub mod prose;
pub mod view;

mod attachments;
mod browse;
mod changes;
mod changes_page;
mod charts;
mod completeness;
mod corrections;
mod data;
mod department;
mod disclosed;
mod figures;
mod frame;
mod free;
mod general;
mod history;
mod home;
mod moved;
mod notice;
mod order;
mod page;
mod parts;
mod ranks;
mod report;
mod search;
mod sheet;
mod targets;
mod texts;
mod year;

pub use attachments::attachment_path;
pub use changes_page::ChangesContext;
pub(crate) use corrections::correction_id;
pub use data::{DownloadFile, DownloadScope};
pub use disclosed::Disclosed;
pub use frame::{Assets, Frames, FreePages, MarkAsset, SitemapUrl};
pub use moved::renamed_path;
pub use page::{Hrefs, Page};
pub use parts::ListPart;
pub use report::ReportContext;

use crate::model::{
    department::Department, department::DepartmentId, form::Form, lang::Lang, notice::Notice, sheet::Status, site::SiteConfig,
    summary::ReportSummary, translations::Translations, year::Year,
};
use order::Order;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use texts::Texts;

/// What all pages are made from: settings, departments, translations.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// site.yaml.
    pub config: &'a SiteConfig,
    /// departments.yaml.
    pub departments: &'a BTreeMap<DepartmentId, Arc<Department>>,
    /// Translation memory.
    pub translations: &'a Translations,
    /// Their order in lists.
    pub order: &'a DepartmentOrder,
}

/// The places of all departments in lists, found once for all pages.
#[derive(Clone, Debug)]
pub struct DepartmentOrder(BTreeMap<DepartmentId, usize>);

impl DepartmentOrder {
    /// Of these departments, for a site whose originals are in `lang`.
    pub fn new(departments: &BTreeMap<DepartmentId, Arc<Department>>, lang: &Lang) -> DepartmentOrder {
        let order = Order::new(lang);
        let mut sorted: Vec<&Department> = departments.values().map(Arc::as_ref).collect();
        sorted.sort_by(|a, b| order.compare(a, b));
        DepartmentOrder(sorted.into_iter().enumerate().map(|(place, department)| (department.id.clone(), place)).collect())
    }

    /// The place of a department, from 0; `None` for one that is not known.
    fn place(&self, id: &DepartmentId) -> Option<usize> {
        self.0.get(id).copied()
    }
}

impl<'a> Site<'a> {
    fn texts(&self) -> Texts<'a> {
        Texts::new(self.config, self.translations)
    }

    /// The form whose columns the summaries follow: the only one there is.
    fn form(&self) -> &'static Form {
        &Form::builtin()[0] // embedded, never empty
    }

    /// Departments by id, in the order of lists.
    fn official_order(&self, ids: impl IntoIterator<Item = DepartmentId>) -> Vec<&'a Department> {
        let places: BTreeMap<usize, DepartmentId> = ids.into_iter().filter_map(|id| Some((self.order.place(&id)?, id))).collect();
        places.values().filter_map(|id| self.departments.get(id).map(Arc::as_ref)).collect()
    }
}

/// Where the page of a report stands below its edition.
pub fn report_path(year: Year, department: &DepartmentId) -> String {
    page::at::report(year, department)
}

/// Where the page of a department stands below its edition.
pub fn department_path(department: &DepartmentId) -> String {
    page::at::department(department)
}

/// Where the page of a year stands below its edition.
pub fn year_path(year: Year) -> String {
    page::at::year(year)
}

/// Paths below an edition of all pages that are made from reports, and from notices in their place.
pub fn page_paths(summaries: &[ReportSummary], notices: &[Notice]) -> BTreeSet<String> {
    let lists = [
        page::at::HOME,
        page::at::DATA,
        page::at::SEARCH,
        page::at::GLOSSARY,
        page::at::SITE_MAP,
        page::at::COMPLETENESS,
        "privacy.html",
        "accessibility.html",
    ];
    let mut paths = BTreeSet::from(lists.map(str::to_owned));
    let mut first: BTreeMap<(&DepartmentId, Status), Year> = BTreeMap::new();
    for ReportSummary { year, department, status, .. } in summaries {
        let first = first.entry((department, *status)).or_insert(*year);
        *first = (*first).min(*year);
    }
    for summary in summaries {
        let (year, department) = (summary.year, &summary.department);
        paths.extend([page::at::year(year), page::at::report(year, department), page::at::department(department)]);
        if first.get(&(department, summary.status)).is_some_and(|first| *first < year) {
            paths.extend([page::at::history(department), page::at::changes(year, department)]);
        }
    }
    for Notice { year, department, .. } in notices {
        paths.extend([page::at::year(*year), page::at::report(*year, department), page::at::department(department)]);
    }
    paths
}

/// The statuses that occur, in order.
fn statuses<'a>(summaries: impl IntoIterator<Item = &'a ReportSummary>) -> BTreeSet<Status> {
    summaries.into_iter().map(|summary| summary.status).collect()
}
