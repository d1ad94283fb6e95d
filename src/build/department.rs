//! One department: read, checked and made in one pass, or taken as the build before made it.

use super::{
    BuildError, Made, Run,
    frame::MarkdownLink,
    memo::{Known, Recalled},
    pages::{Maker, Writer},
    shard,
};
use crate::{
    content::{self, DepartmentFiles},
    lint::{self, AcceptedFinding, Depth, Subject},
    model::{
        attachment::AttachedFile,
        department::DepartmentId,
        diagnostic::{Diagnostic, Severity},
        form::Form,
        history,
        notice::Notice,
        review::Review,
        sheet::{Report, Status},
        summary::ReportSummary,
        text::Text,
        year::Year,
    },
    publish::Tier,
    site::Site,
};
use serde::{Deserialize, Serialize};
use std::{
    path::PathBuf,
    sync::{Arc, atomic::Ordering},
};

/// A report that is part of the site, and what its pages need beside it.
pub(super) struct ReadyReport {
    pub report: Report,
    /// Accepted findings, one list per sheet.
    pub accepted: Vec<Vec<AcceptedFinding>>,
    /// Files published beside it.
    pub attached: Vec<AttachedFile>,
}

/// What the rules said of one sheet beside its diagnostics, for an auditor.
#[derive(Clone, Debug)]
pub struct Audited {
    /// Its year.
    pub year: Year,
    /// Its department.
    pub department: DepartmentId,
    /// Name of its department.
    pub name: Text,
    /// What it is of.
    pub form: &'static Form,
    /// How far it is from publication.
    pub status: Status,
    /// Its file.
    pub file: Arc<PathBuf>,
    /// What was done before it was made public.
    pub review: Review,
    /// What agrees.
    pub confirmed: Vec<Diagnostic>,
    /// What was accepted, by whom and why.
    pub accepted: Vec<AcceptedFinding>,
}

/// What one department leaves behind.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct DepartmentOutcome {
    pub diagnostics: Vec<Diagnostic>,
    pub summaries: Vec<ReportSummary>,
    pub notices: Vec<Notice>,
    pub accepted: usize,
    pub confirmed: usize,
    #[serde(skip)]
    pub audited: Vec<Audited>,
    pub drafts: usize,
    pub samples_left_out: usize,
    pub links: Vec<MarkdownLink>,
}

impl Run<'_> {
    /// A department as the build before made it, where nothing of it has changed; else anew.
    pub(super) fn known_department(
        &self,
        files: &DepartmentFiles,
        writer: &Writer<'_>,
        made: &Made,
    ) -> Result<DepartmentOutcome, BuildError> {
        let id = &files.department.id;
        let mut known = writer.memo.known(files);
        let Recalled { outcome, contribution, keys, packed } = match writer.memo.recall(&mut known, id, writer.stage)? {
            Some(recalled) => {
                made.departments_kept.fetch_add(1, Ordering::Relaxed);
                recalled
            }
            None => {
                let translations = self.source.translations.watched();
                let site = Site { translations: &translations, ..self.site() };
                let maker = writer.maker(site, known.before());
                let outcome = self.department(files, site, Some((&maker, &known)))?;
                let keys = maker.keys.into_inner();
                let (contribution, files_made) = maker.portion.finish();
                made.files.fetch_add(files_made, Ordering::Relaxed);
                let (packed, keys) = writer.memo.remember(known, files, translations.asked(), (&outcome, &contribution, keys));
                Recalled { outcome, contribution, keys, packed }
            }
        };
        if let Some(packed) = packed {
            writer.stage.put(&super::pages::path(&shard::record_path(id)), Tier::Asset, &packed)?;
        }
        writer.together.add(id, contribution)?;
        writer.search.iter().zip(keys).try_for_each(|(search, keys)| search.take(keys)).map_err(BuildError::Scratch)?;
        Ok(outcome)
    }

    /// Reads, checks, and makes a department where there is a maker for it.
    pub(super) fn department(
        &self,
        files: &DepartmentFiles,
        site: Site<'_>,
        maker: Option<(&Maker<'_>, &Known)>,
    ) -> Result<DepartmentOutcome, BuildError> {
        let wanted = |year| self.options.scope.has_year(year);
        let (reports, diagnostics) = self.source.read_reports(files, wanted);
        let mut outcome = DepartmentOutcome { diagnostics, ..DepartmentOutcome::default() };
        let notices = self.source.read_notices(files, wanted, &reports, &mut outcome.diagnostics);
        outcome.diagnostics.extend(self.check_notices(&notices, site));
        let mut published: Vec<ReadyReport> = Vec::new();
        let checked: Vec<_> = reports.iter().map(|report| self.check_report(report, &reports, site, &mut outcome)).collect();
        for (report, accepted) in reports.into_iter().zip(checked) {
            outcome.links.extend(Run::goal_links(&report));
            match report.status() {
                Status::Draft if !self.options.drafts => {
                    outcome.drafts += 1;
                    self.attachments(files, &report, None, &mut outcome)?;
                }
                Status::Sample if !self.source.config.samples || self.options.no_samples => {
                    outcome.samples_left_out += 1;
                    self.attachments(files, &report, None, &mut outcome)?;
                }
                _ => {
                    outcome.accepted += accepted.iter().map(Vec::len).sum::<usize>();
                    let attached = self.attachments(files, &report, maker.map(|(maker, _)| maker), &mut outcome)?;
                    published.push(ReadyReport { report, accepted, attached });
                }
            }
        }
        outcome.summaries = published.iter().map(|ready| ReportSummary::of(&ready.report)).collect();
        // In a preview the draft of a report stands there, not the notice that it is not yet published.
        let alone = |notice: &Notice| outcome.summaries.iter().all(|summary| summary.year != notice.year);
        outcome.notices = notices.into_iter().filter(|notice| self.shows(notice.status) && alone(notice)).collect();
        if let Some((maker, known)) = maker
            && !(published.is_empty() && outcome.notices.is_empty())
        {
            maker.department_pages(&files.department, known, &published, &outcome.summaries, &outcome.notices)?;
        }
        content::locate(&mut outcome.diagnostics);
        for audited in &mut outcome.audited {
            content::locate(&mut audited.confirmed);
        }
        Ok(outcome)
    }

    /// Whether what has that status is part of the site.
    fn shows(&self, status: Status) -> bool {
        match status {
            Status::Final => true,
            Status::Sample => self.source.config.samples && !self.options.no_samples,
            Status::Draft => self.options.drafts,
        }
    }

    /// Checks the attachments of a report, and publishes them where there is a writer: one at a time, for they may be large.
    fn attachments(
        &self,
        files: &DepartmentFiles,
        report: &Report,
        maker: Option<&Maker<'_>>,
        outcome: &mut DepartmentOutcome,
    ) -> Result<Vec<AttachedFile>, BuildError> {
        let mut attached = Vec::new();
        for sheet in &report.sheets {
            for attachment in &sheet.attachments {
                let read = self.source.read_attachment(files, (report.year, sheet), attachment, &mut outcome.diagnostics);
                let Some((file, bytes)) = read else { continue };
                if let Some(maker) = maker {
                    maker.attachment(report, &file, &bytes)?;
                }
                attached.push(file);
            }
        }
        Ok(attached)
    }

    /// Checks a report among `all` of its department.
    fn check_report(
        &self,
        report: &Report,
        all: &[Report],
        Site { config, translations, departments, .. }: Site<'_>,
        outcome: &mut DepartmentOutcome,
    ) -> Vec<Vec<AcceptedFinding>> {
        let mut accepted = Vec::new();
        let held_against = history::before(all, report);
        for sheet in &report.sheets {
            let before = held_against.and_then(|before| Some((before.year, before.sheet_of(sheet.form)?)));
            let checked = lint::check(&Subject { sheet, year: report.year, before, config, translations }, self.depth);
            let (notes, problems) = checked.diagnostics.into_iter().partition(|found| found.severity == Severity::Note);
            outcome.diagnostics.extend(content::shorten(problems));
            outcome.diagnostics.extend(content::shorten(notes));
            outcome.confirmed += checked.confirmed.len();
            if self.depth == Depth::Audit {
                outcome.audited.push(Audited {
                    year: report.year,
                    department: report.department.clone(),
                    name: departments
                        .get(&report.department)
                        .map_or_else(|| Text::plain(report.department.as_str(), sheet.span), |it| it.name.clone()),
                    form: sheet.form,
                    status: sheet.status,
                    file: sheet.file.clone(),
                    review: sheet.review.clone(),
                    confirmed: checked.confirmed,
                    accepted: checked.accepted.clone(),
                });
            }
            accepted.push(checked.accepted);
        }
        accepted
    }
}
