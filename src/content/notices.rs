//! `notice.yaml` in the folder of a report: why there is none.

use super::{
    fields::Fields,
    files::YamlFile,
    problem::{Found, Problem},
    revisions::required_date,
    source::DepartmentFiles,
    text::text,
};
use crate::model::{
    diagnostic::Diagnostic,
    lang::Lang,
    notice::{Notice, NoticeKind},
    sheet::{Report, Status},
    year::Year,
};
use std::{path::Path, sync::Arc};

/// The name of the file.
pub(super) const FILE: &str = "notice.yaml";

/// The notices of a department, oldest first. Beside a sheet that is no draft a notice contradicts it.
pub(super) fn read(
    files: &DepartmentFiles,
    wanted: impl Fn(Year) -> bool,
    reports: &[Report],
    languages: &[Lang],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (year, folder) in files.years.iter().filter(|(year, _)| wanted(*year)) {
        let Some(path) = &folder.notice else { continue };
        let mut told = Vec::new();
        let (status, notice) = one(path, *year, files, languages, &mut told);
        let report = reports.iter().find(|report| report.year == *year);
        if report.is_some_and(|report| report.status() != Status::Draft) && status != Status::Draft {
            told.push(Found::file(Problem::NoticeBesideSheet).diagnose(&Arc::new(path.clone())));
        }
        diagnostics.extend(told.into_iter().map(|each| if status == Status::Draft { each.soften() } else { each }));
        notices.extend(notice);
    }
    notices
}

/// The status that the notice has, and the notice, if nothing is wrong with it.
fn one(path: &Path, year: Year, files: &DepartmentFiles, languages: &[Lang], told: &mut Vec<Diagnostic>) -> (Status, Option<Notice>) {
    let mut status = Status::Final;
    let notice = YamlFile::open(path, told).and_then(|file| {
        file.read(told, |root, found| {
            let fields = Fields::open(root, &["kind", "status", "date", "what", "why"], found)?;
            status = fields.choice("status", &Status::ALL.map(|status| (status.as_str(), status)), found).unwrap_or(Status::Final);
            let kind = kind(&fields, found);
            let date = match kind == Some(NoticeKind::Withdrawn) || fields.raw("date").is_some() {
                true => required_date(&fields, "the notice", found),
                false => None,
            };
            let what = fields.get("what", found).and_then(|node| text(node, languages, found));
            let why = fields.require("why", "the notice", found).and_then(|node| text(node, languages, found));
            Some(Notice { year, department: files.department.id.clone(), kind: kind?, status, date, what, why: why? })
        })
    });
    (status, notice.flatten())
}

fn kind(fields: &Fields<'_>, found: &mut Vec<Found>) -> Option<NoticeKind> {
    fields.require("kind", "the notice", found)?;
    fields.choice("kind", &NoticeKind::ALL.map(|kind| (kind.as_str(), kind)), found)
}
