//! The loop: reads, checks and renders one department at a time, in parallel, into the stage; then publishes, or not.
//!
//! Invariant: an error anywhere lets the pass go on to find the other problems, and then throws the stage away.

mod contribution;
mod data;
mod department;
mod frame;
mod memo;
mod own_assets;
mod pages;
mod portion;
mod scope;
mod shard;
mod site_pages;
mod tables;
mod theme;
mod vanished;

use crate::{
    cache::Cache,
    content::{self, DepartmentFiles, SiteSource, Unreadable},
    lint::Depth,
    model::{
        diagnostic::{Diagnostic, Place, Severity},
        lang::Edition,
        notice::Notice,
        summary::ReportSummary,
    },
    publish::{self, Confined, PublishError, Published, Recovery, Stage},
    render::{Theme, ThemeError, embedded_layers},
    site::{DepartmentOrder, Site, path::SitePath},
};
pub use department::Audited;
use department::DepartmentOutcome;
use pages::Writer;
use rayon::prelude::*;
pub use scope::Scope;
pub use shard::{JoinProblem, Shard, join};
use std::{
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};
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
    /// Only this part of the site, to be joined with the others.
    pub shard: Option<Shard>,
    /// What to do with what the build before made.
    pub cache: CacheUse,
    /// How the site takes the place of the one before.
    pub mode: publish::Mode,
    /// Threads; all cores where not given.
    pub jobs: Option<usize>,
}

/// What a build does with the cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CacheUse {
    /// Make only what has changed, and remember what was made.
    #[default]
    Use,
    /// Make everything anew, and remember it.
    Renew,
    /// Neither read it nor write it.
    Leave,
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
    /// Findings that agree; only a check looks for them.
    pub confirmed: usize,
    /// What the rules said of every sheet, after an audit.
    pub audited: Vec<Audited>,
    /// Pages of the site.
    pub pages: usize,
    /// Departments that have files of the content.
    pub departments: usize,
    /// Of those, the ones that were as the build before had made them, with everything they are made from.
    pub departments_kept: usize,
    /// Files that were made, pages first of all; the others were kept from the build before, without making them again.
    pub made: usize,
    /// Why the next build cannot know what this one made.
    pub cache_problem: Option<io::Error>,
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
    /// A view that is no data.
    #[error("a key could not be made: {0}")]
    Key(serde_json::Error),
    /// A record that could not be written down.
    #[error("a record of a shard could not be made: {0}")]
    Record(io::Error),
    /// A shard cannot be made without the cache.
    #[error("a shard is made of what the cache remembers, and there can be no cache: {0}")]
    ShardWithoutCache(io::Error),
    /// A shard would overwrite a site.
    #[error("{} holds a whole site, and a shard would replace it: choose another folder with --out DIR", .0.display())]
    ShardOverSite(PathBuf),
    /// Shards that do not make a site.
    #[error("the shards cannot be put together:\n{}", .0.iter().map(|problem| format!("  {problem}")).collect::<Vec<_>>().join("\n"))]
    Join(Vec<JoinProblem>),
    /// What does not fit into memory has no place on the disk.
    #[error("a file for what does not fit into memory could not be written or read, beside the pages of the output folder: {0}")]
    Scratch(io::Error),
    /// Threads could not be started.
    #[error("cannot start {0} threads")]
    Threads(usize),
}

/// Told of every department that is done, for a progress bar: (done, all).
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Reads and checks everything, renders nothing; an audit keeps what agrees and what was accepted, too.
///
/// # Errors
/// [`BuildError`] where there is no site to check.
pub fn check(options: &Options, depth: Depth, progress: Progress<'_>) -> Result<Outcome, BuildError> {
    let source = SiteSource::open(&options.site)?;
    pool(options)?.install(|| {
        let run = Run { depth, ..Run::new(&source, options)? };
        run.over_departments(&|_, files| run.department(files, run.site(), None), progress)
    })
}

/// Reads, checks, renders and publishes into `out`. With errors in the content nothing is published, and the old site stays.
///
/// # Errors
/// [`BuildError`] where something other than the content is wrong.
pub fn build(options: &Options, out: &Path, progress: Progress<'_>) -> Result<Outcome, BuildError> {
    let source = SiteSource::open(&options.site)?;
    let run = Run::new(&source, options)?;
    let disk = Confined::to(out);
    refuse_own_folders(&options.site, out)?;
    let (stage, recovery) = Stage::begin(&disk, out)?;
    // Only now: an interrupted preview has become whole, and can say what it is.
    if options.is_preview() && publish::holds_site(&disk, out)? && !publish::owns(&disk, out, &preview_marker())? {
        return Err(BuildError::PreviewOverSite(out.to_owned()));
    }
    if options.shard.is_some() && publish::holds_site(&disk, out)? && !publish::owns(&disk, out, &shard::marker())? {
        return Err(BuildError::ShardOverSite(out.to_owned()));
    }
    let (cache, mut cache_problem) = match options.is_preview() || options.cache == CacheUse::Leave {
        true => (None, None),
        false => Cache::open(&disk, &options.site, out).map_or_else(|error| (None, Some(error)), |cache| (Some(cache), None)),
    };
    if let Some(problem) = cache_problem.take_if(|_| options.shard.is_some()) {
        return Err(BuildError::ShardWithoutCache(problem));
    }
    let pool = pool(options)?;
    let mut outcome = pool.install(|| {
        let theme = Theme::compile(embedded_layers(&source.config.theme, &source.theme_files)?)?;
        let writer = Writer::new(&run, &stage, &theme, cache)?;
        let made = Made::default();
        let mut outcome = run.over_departments(&|_, files| run.known_department(files, &writer, &made), progress)?;
        outcome.departments_kept = made.departments_kept.into_inner();
        outcome.made = made.files.into_inner();
        if outcome.count(Severity::Error) == 0 {
            match options.shard {
                Some(shard) => {
                    shard::finish(&stage, shard)?;
                    outcome.pages = writer.together.parts().pages;
                }
                None => run.site_pages(&writer, &mut outcome)?,
            }
            cache_problem = cache_problem.take().or(writer.memo.finish());
        }
        Ok::<_, BuildError>(outcome)
    })?;
    outcome.cache_problem = cache_problem;
    outcome.recovery = recovery;
    run.publish(&pool, stage, &mut outcome)?;
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
    order: DepartmentOrder,
    depth: Depth,
}

/// How much of a run was made anew.
#[derive(Default)]
struct Made {
    departments_kept: AtomicUsize,
    files: AtomicUsize,
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
        let order = DepartmentOrder::new(&source.departments, source.config.source_lang());
        Ok(Run { source, options, editions, order, depth: Depth::Publish })
    }

    fn site(&self) -> Site<'_> {
        let SiteSource { config, departments, translations, .. } = self.source;
        Site { config, departments, translations, order: &self.order }
    }

    /// The error gate: with errors the stage is thrown away, without them it takes the place of the old site.
    fn publish(&self, pool: &rayon::ThreadPool, stage: Stage<'_>, outcome: &mut Outcome) -> Result<(), BuildError> {
        if outcome.count(Severity::Error) > 0 {
            return Ok(());
        }
        let mut ready = pool.install(|| stage.ready())?;
        outcome.diagnostics.extend(self.vanished(&mut ready)?);
        outcome.diagnostics.sort_by(by_place);
        outcome.published = Some(ready.commit(self.options.mode)?);
        Ok(())
    }

    /// Everything that is made from all departments.
    fn site_pages(&self, writer: &Writer<'_>, outcome: &mut Outcome) -> Result<(), BuildError> {
        let maker = writer.maker(self.site(), writer.memo.site_before());
        maker.site_pages(&outcome.summaries, &outcome.notices)?;
        let (contribution, made) = maker.portion.finish();
        outcome.made += made;
        outcome.pages = contribution.pages + writer.together.parts().pages;
        writer.memo.remember_site(&contribution);
        Ok(())
    }

    /// Goes through the departments; `each` is told the place of each among all.
    fn over_departments(
        &self,
        each: &(dyn Fn(usize, &DepartmentFiles) -> Result<DepartmentOutcome, BuildError> + Sync),
        progress: Progress<'_>,
    ) -> Result<Outcome, BuildError> {
        let of_shard = |place: usize| self.options.shard.is_none_or(|shard| shard.has(place));
        let all = self.source.reports.iter().enumerate();
        let wanted: Vec<(usize, &DepartmentFiles)> =
            all.filter(|(place, files)| of_shard(*place) && self.options.scope.has_department(&files.department.id)).collect();
        let done = AtomicUsize::new(0);
        let departments: Vec<DepartmentOutcome> = wanted
            .par_iter()
            .map(|(place, files)| {
                let outcome = each(*place, files);
                progress(1 + done.fetch_add(1, Ordering::Relaxed), wanted.len());
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
            outcome.confirmed += department.confirmed;
            outcome.audited.extend(department.audited);
            outcome.drafts += department.drafts;
            outcome.samples_left_out += department.samples_left_out;
            links.extend(department.links);
        }
        outcome.diagnostics.extend(self.dead_links(&links, &outcome.summaries, &outcome.notices));
        outcome.reports = outcome.summaries.len();
        outcome.departments = wanted.len();
        content::locate(&mut outcome.diagnostics);
        outcome.diagnostics.sort_by(by_place);
        Ok(outcome)
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
