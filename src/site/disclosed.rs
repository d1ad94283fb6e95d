//! What a site publishes of its departments: reports, and notices in the place of others.

use super::{
    page::{Hrefs, at},
    texts::Texts,
    view::{HomeDepartment, HomeDepartmentYear},
};
use crate::model::{
    department::{Department, DepartmentId},
    notice::Notice,
    sheet::Status,
    summary::ReportSummary,
    year::Year,
};
use std::collections::{BTreeMap, BTreeSet};

/// All reports and notices of a site.
#[derive(Clone, Copy)]
pub struct Disclosed<'a> {
    /// Summaries of the reports.
    pub reports: &'a [ReportSummary],
    /// What stands in the place of reports that are not there.
    pub notices: &'a [Notice],
}

impl<'a> Disclosed<'a> {
    /// The departments that have a page.
    pub(super) fn departments(self) -> impl Iterator<Item = &'a DepartmentId> {
        self.reports.iter().map(|summary| &summary.department).chain(self.notices.iter().map(|notice| &notice.department))
    }

    /// The years that have a page.
    pub fn years(self) -> BTreeSet<Year> {
        self.reports.iter().map(|summary| summary.year).chain(self.notices.iter().map(|notice| notice.year)).collect()
    }

    /// The same by department.
    pub(super) fn by_department(self) -> ByDepartment<'a> {
        let mut by_department = ByDepartment(BTreeMap::new());
        let reports = self.reports.iter().map(|summary| (&summary.department, Entry::Report(summary)));
        let notices = self.notices.iter().map(|notice| (&notice.department, Entry::Notice(notice)));
        reports.chain(notices).for_each(|(department, entry)| by_department.0.entry(department).or_default().push(entry));
        by_department
    }
}

/// What there is of a department for a year.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Report(&'a ReportSummary),
    Notice(&'a Notice),
}

impl Entry<'_> {
    fn year(self) -> Year {
        match self {
            Entry::Report(summary) => summary.year,
            Entry::Notice(notice) => notice.year,
        }
    }

    fn status(self) -> Status {
        match self {
            Entry::Report(summary) => summary.status,
            Entry::Notice(notice) => notice.status,
        }
    }
}

/// Reports and notices by department.
pub(super) struct ByDepartment<'a>(BTreeMap<&'a DepartmentId, Vec<Entry<'a>>>);

impl ByDepartment<'_> {
    /// A department in a list of departments.
    pub fn view(&self, department: &Department, texts: &Texts<'_>, hrefs: &Hrefs) -> HomeDepartment {
        let own = self.0.get(&department.id).map_or(&[][..], Vec::as_slice);
        let years: BTreeMap<Year, Entry<'_>> = own.iter().map(|entry| (entry.year(), *entry)).collect();
        let year = |(year, entry): (&Year, &Entry<'_>)| HomeDepartmentYear {
            year: year.to_string(),
            href: hrefs.to(&at::report(*year, &department.id)),
            notice: match entry {
                Entry::Report(_) => None,
                Entry::Notice(notice) => Some(notice.kind.as_str().to_owned()),
            },
        };
        HomeDepartment {
            name: texts.inline(&department.name, "department/name"),
            href: hrefs.to(&at::department(&department.id)),
            years: years.iter().rev().map(year).collect(),
            sample: own.iter().all(|entry| entry.status() == Status::Sample),
        }
    }
}
