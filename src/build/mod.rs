//! The loop: reads, checks and renders one department at a time, in parallel, into the stage; then publishes, or not.
//!
//! Invariant: an error anywhere lets the pass go on to find the other problems, and then throws the stage away.

mod data;
mod frame;
mod own_assets;
mod pages;
mod scope;
mod tables;
mod theme;
mod vanished;

use crate::{
    content::{self, DepartmentFiles, SiteSource, Unreadable},
    lint::{self, AcceptedFinding, Subject},
    model::{
        attachment::AttachedFile,
        diagnostic::{Diagnostic, Place, Severity},
        history,
        lang::Edition,
        notice::Notice,
        sheet::{Report, Status},
        summary::ReportSummary,
    },
    publish::{self, PublishError, Published, RealDisk, Recovery, Stage},
    render::ThemeError,
    site::{Site, path::SitePath},
};
use frame::MarkdownLink;
use pages::Writer;
use rayon::prelude::*;
pub use scope::Scope;
use std::path::{Path, PathBuf};
pub use theme::{Themes, check_theme, eject, themes};

/// What to build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Folder of the site.
    pub site: PathBuf,
    /// Only these reports (a preview).
    pub scope: Scope,
    /// Only this edition (a preview).
    pub edition: Option<String>,
    /// Drafts too (a preview).
    pub drafts: bool,
    /// Leave samples out, whatever site.yaml says.
    pub no_samples: bool,
    /// Leave pages as the templates make them, not minified: to compare what readers see.
    pub unminified: bool,
    /// Threads; all cores where not given.
    pub jobs: Option<usize>,
}

impl Options {
    /// Whether this is less, or more, than what the site publishes.
    pub fn is_preview(&self) -> bool {
        self.scope.year.is_some() || self.scope.department.is_some() || self.edition.is_some() || self.drafts
    }
}

/// What became of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All problems, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Reports that are part of the site.
    pub reports: usize,
    /// Reports that were left out: drafts.
    pub drafts: usize,
    /// Reports that were left out: samples.
    pub samples_left_out: usize,
    /// Findings accepted where they stand.
    pub accepted: usize,
    /// Pages written into the stage.
    pub pages: usize,
    /// What was published; `None` where an error stopped it, and after a check.
    pub published: Option<Published>,
    /// What an interrupted run had left, and what became of it.
    pub recovery: Option<Recovery>,
    /// What is in the site, for `gongkai list`.
    pub summaries: Vec<ReportSummary>,
    /// Notices in the place of reports.
    pub notices: Vec<Notice>,
}

impl Outcome {
    /// Number of diagnostics of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// What no content could mend.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// No site.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The theme is broken.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// The output folder.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A filter names something that the site does not have.
    #[error("{0}")]
    Filter(String),
    /// A preview would overwrite a site.
    #[error("{} holds a whole site, and a preview would replace it: choose another folder with --out DIR", .0.display())]
    PreviewOverSite(PathBuf),
    /// The output folder lies among the sources.
    #[error("{} is a folder of the site's sources, and pages would be read as content: choose another folder with --out DIR", .0.display())]
    OutInSources(PathBuf),
    /// A spreadsheet.
    #[error("a spreadsheet could not be made: {0}")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
    /// A spreadsheet of many reports.
    #[error("a spreadsheet could not be made: {0}")]
    Tidy(#[from] crate::data::TidyError),
    /// Threads could not be started.
    #[error("cannot start {0} threads")]
    Threads(usize),
}

/// Told of every department that is done, for a progress bar: (done, all).
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Reads and checks everything, renders nothing.
///
/// # Errors
/// [`BuildError`] where there is no site to check.
pub fn check(options: &Options, progress: Progress<'_>) -> Result<Outcome, BuildError> {
    let source = SiteSource::open(&options.site)?;
    pool(options)?.install(|| Run::new(&source, options)?.over_departments(None, progress))
}

/// Reads, checks, renders and publishes into `out`. With errors in the content nothing is published, and the old site stays.
///
/// # Errors
/// [`BuildError`] where something other than the content is wrong.
pub fn build(options: &Options, out: &Path, progress: Progress<'_>) -> Result<Outcome, BuildError> {
    let source = SiteSource::open(&options.site)?;
    let run = Run::new(&source, options)?;
    let disk = RealDisk;
    refuse_own_folders(&options.site, out)?;
    let (stage, recovery) = Stage::begin(&disk, out)?;
    // Only now: an interrupted preview has become whole, and can say what it is.
    if options.is_preview() && publish::holds_site(&disk, out)? && !publish::owns(&disk, out, &preview_marker())? {
        return Err(BuildError::PreviewOverSite(out.to_owned()));
    }
    let mut outcome = pool(options)?.install(|| {
        let mut writer = Writer::new(&run, &stage)?;
        let mut outcome = run.over_departments(Some(&writer), progress)?;
        if outcome.count(Severity::Error) == 0 {
            writer.site_pages(&outcome.summaries, &outcome.notices)?;
            outcome.diagnostics.extend(run.vanished(&stage));
            outcome.diagnostics.sort_by(by_place);
        }
        outcome.pages = writer.pages();
        Ok::<_, BuildError>(outcome)
    })?;
    outcome.recovery = recovery;
    if outcome.count(Severity::Error) == 0 {
        outcome.published = Some(stage.commit()?);
    }
    Ok(outcome)
}

/// Pages must not be written where the next build reads.
fn refuse_own_folders(site: &Path, out: &Path) -> Result<(), BuildError> {
    // Of a folder that is yet to be made, the part that is there.
    let real = |path: &Path| std::path::absolute(path).ok().and_then(|path| path.ancestors().find_map(|part| part.canonicalize().ok()));
    let Some(at) = real(out) else { return Ok(()) };
    let sources = ["content", "theme", "themes"].map(|name| site.join(name));
    match sources.iter().filter_map(|source| source.canonicalize().ok()).any(|source| at.starts_with(source)) {
        true => Err(BuildError::OutInSources(out.to_owned())),
        false => Ok(()),
    }
}

/// The file that tells a preview from a site, for people and for the next run.
fn preview_marker() -> SitePath {
    SitePath::parse("preview.txt").expect("a literal that is a path")
}

fn pool(options: &Options) -> Result<rayon::ThreadPool, BuildError> {
    let threads = options.jobs.unwrap_or(0);
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|_| BuildError::Threads(threads))
}

/// One run over a site.
struct Run<'a> {
    source: &'a SiteSource,
    options: &'a Options,
    editions: Vec<Edition>,
}

/// A report that is part of the site, and what its pages need beside it.
struct ReadyReport {
    report: Report,
    /// Accepted findings, one list per sheet.
    accepted: Vec<Vec<AcceptedFinding>>,
    /// Files published beside it.
    attached: Vec<AttachedFile>,
}

/// What one department leaves behind.
#[derive(Default)]
struct DepartmentOutcome {
    diagnostics: Vec<Diagnostic>,
    summaries: Vec<ReportSummary>,
    notices: Vec<Notice>,
    accepted: usize,
    drafts: usize,
    samples_left_out: usize,
    links: Vec<MarkdownLink>,
}

impl<'a> Run<'a> {
    fn new(source: &'a SiteSource, options: &'a Options) -> Result<Run<'a>, BuildError> {
        let mut editions = source.config.editions.clone();
        if let Some(only) = &options.edition {
            let known = editions.iter().map(Edition::id).collect::<Vec<_>>().join(", ");
            editions.retain(|edition| edition.id() == only);
            if editions.is_empty() {
                return Err(BuildError::Filter(format!("`{only}` is not an edition of this site; site.yaml has: {known}")));
            }
        }
        if let Some(department) = &options.scope.department
            && !source.departments.contains_key(department)
        {
            return Err(BuildError::Filter(format!("`{department}` is not a department of departments.yaml")));
        }
        if let Some(year) = options.scope.year
            && !source.reports.iter().any(|files| files.years.iter().any(|(other, _)| *other == year))
        {
            return Err(BuildError::Filter(format!("there is no folder content/{year} with sheets")));
        }
        Ok(Run { source, options, editions })
    }

    fn site(&self) -> Site<'_> {
        let SiteSource { config, departments, translations, .. } = self.source;
        Site { config, departments, translations }
    }

    fn over_departments(&self, writer: Option<&Writer<'_>>, progress: Progress<'_>) -> Result<Outcome, BuildError> {
        let wanted: Vec<&DepartmentFiles> =
            self.source.reports.iter().filter(|files| self.options.scope.has_department(&files.department.id)).collect();
        let done = std::sync::atomic::AtomicUsize::new(0);
        let departments: Vec<DepartmentOutcome> = wanted
            .par_iter()
            .map(|files| {
                let outcome = self.department(files, writer);
                progress(1 + done.fetch_add(1, std::sync::atomic::Ordering::Relaxed), wanted.len());
                outcome
            })
            .collect::<Result<_, BuildError>>()?;
        let mut outcome = Outcome { diagnostics: self.source.diagnostics.clone(), ..Outcome::default() };
        outcome.diagnostics.extend(self.check_frame());
        let mut links = self.free_links();
        for department in departments {
            outcome.diagnostics.extend(department.diagnostics);
            outcome.summaries.extend(department.summaries);
            outcome.notices.extend(department.notices);
            outcome.accepted += department.accepted;
            outcome.drafts += department.drafts;
            outcome.samples_left_out += department.samples_left_out;
            links.extend(department.links);
        }
        outcome.diagnostics.extend(self.dead_links(&links, &outcome.summaries, &outcome.notices));
        outcome.reports = outcome.summaries.len();
        content::locate(&mut outcome.diagnostics);
        outcome.diagnostics.sort_by(by_place);
        Ok(outcome)
    }

    fn department(&self, files: &DepartmentFiles, writer: Option<&Writer<'_>>) -> Result<DepartmentOutcome, BuildError> {
        let wanted = |year| self.options.scope.has_year(year);
        let (reports, diagnostics) = self.source.read_reports(files, wanted);
        let mut outcome = DepartmentOutcome { diagnostics, ..DepartmentOutcome::default() };
        let notices = self.source.read_notices(files, wanted, &reports, &mut outcome.diagnostics);
        outcome.diagnostics.extend(self.check_notices(&notices));
        let mut published: Vec<ReadyReport> = Vec::new();
        let checked: Vec<_> = reports.iter().map(|report| self.check_report(report, &reports, &mut outcome)).collect();
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
                    let attached = self.attachments(files, &report, writer, &mut outcome)?;
                    published.push(ReadyReport { report, accepted, attached });
                }
            }
        }
        outcome.summaries = published.iter().map(|ready| ReportSummary::of(&ready.report)).collect();
        // In a preview the draft of a report stands there, not the notice that it is not yet published.
        let alone = |notice: &Notice| outcome.summaries.iter().all(|summary| summary.year != notice.year);
        outcome.notices = notices.into_iter().filter(|notice| self.shows(notice.status) && alone(notice)).collect();
        if let Some(writer) = writer
            && !(published.is_empty() && outcome.notices.is_empty())
        {
            writer.department_pages(&files.department, &published, &outcome.summaries, &outcome.notices)?;
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
        writer: Option<&Writer<'_>>,
        outcome: &mut DepartmentOutcome,
    ) -> Result<Vec<AttachedFile>, BuildError> {
        let mut attached = Vec::new();
        for sheet in &report.sheets {
            for attachment in &sheet.attachments {
                let read = self.source.read_attachment(files, (report.year, sheet), attachment, &mut outcome.diagnostics);
                let Some((file, bytes)) = read else { continue };
                if let Some(writer) = writer {
                    writer.attachment(report, &file, &bytes)?;
                }
                attached.push(file);
            }
        }
        Ok(attached)
    }

    /// Checks a report among `all` of its department.
    fn check_report(&self, report: &Report, all: &[Report], outcome: &mut DepartmentOutcome) -> Vec<Vec<AcceptedFinding>> {
        let SiteSource { config, translations, .. } = self.source;
        let mut accepted = Vec::new();
        let held_against = history::before(all, report);
        for sheet in &report.sheets {
            let before = held_against.and_then(|before| Some((before.year, before.sheet_of(sheet.form)?)));
            let checked = lint::check(&Subject { sheet, year: report.year, before, config, translations });
            outcome.diagnostics.extend(content::shorten(checked.diagnostics));
            accepted.push(checked.accepted);
        }
        accepted
    }
}

fn by_place(a: &Diagnostic, b: &Diagnostic) -> std::cmp::Ordering {
    (&a.file, order(a), a.code).cmp(&(&b.file, order(b), b.code))
}

/// Diagnostics of one file are told from top to bottom; those of the whole file first.
fn order(diagnostic: &Diagnostic) -> usize {
    match diagnostic.place {
        Place::Chars(from, _) => 1 + from,
        Place::File | Place::Node(_) => 0,
    }
}
