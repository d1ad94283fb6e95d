//! One of the two versions: a published site, read from the JSON files of its reports, or content, read as a build would read it.

use super::{DiffError, Reports};
use crate::{
    content::{self, SiteSource},
    data::{self, ReportData, Texts},
    model::{
        department::DepartmentId,
        diagnostic::{Diagnostic, Severity},
        form::Form,
        money::{Amount, MoneyUnit},
        sheet::{Report, Status},
        year::Year,
    },
    publish::{Checksum, PublishedSite, RealDisk, published},
    site::{DepartmentOrder, Site, path::SitePath},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// What is known of a version beside its reports.
#[derive(Clone, Debug)]
pub struct SideInfo {
    /// The folder, as it was given.
    pub path: PathBuf,
    /// What stands in it.
    pub kind: SideKind,
    /// Files of data that are not as they were published: they were compared as they are now. Sorted.
    pub altered: Vec<SitePath>,
}

/// What a folder holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SideKind {
    /// A published site.
    Published {
        /// SHA-256 of its manifest, 64 hexadecimal digits.
        manifest: String,
    },
    /// The sources of a site.
    Content,
}

/// How a report stands in one version.
#[derive(Debug, Default)]
pub(super) enum Standing {
    /// There is none.
    #[default]
    Absent,
    /// There is a draft, which is not published.
    Draft,
    /// It could not be read; the problem is told at the end.
    Unread,
    /// It is published, or would be.
    Public(Box<ReportData>),
}

impl Standing {
    pub fn report(&self) -> Option<&ReportData> {
        match self {
            Standing::Public(report) => Some(report),
            _ => None,
        }
    }

    /// The name of its department.
    pub fn name(&self) -> Option<&Texts> {
        self.report().map(|report| &report.department.name)
    }
}

/// A version that is open to be read.
pub(super) struct Side {
    path: PathBuf,
    samples: bool,
    source: Source,
}

enum Source {
    Published {
        site: Box<PublishedSite<'static>>,
        folder: PathBuf,
        reports: BTreeMap<DepartmentId, Vec<(Year, SitePath)>>,
        altered: Vec<SitePath>,
    },
    Content {
        source: Box<SiteSource>,
        order: DepartmentOrder,
        problems: Vec<Diagnostic>,
    },
}

impl Side {
    /// Finds out what a folder is. One that has both, sources and a published site below them, is read as sources.
    pub fn open(path: &Path) -> Result<Side, DiffError> {
        if !path.exists() {
            return Err(DiffError::Missing(path.to_owned()));
        }
        if !path.is_dir() {
            return Err(DiffError::File(path.to_owned()));
        }
        let source = if path.join("content/site.yaml").is_file() {
            open_content(path)?
        } else {
            // An unpacked archive has the site below `data/site`.
            let places = [path.to_owned(), path.join("data/site")];
            let found = places.into_iter().find_map(|place| Some((published(&RealDisk, &place).transpose()?, place)));
            match found {
                Some((site, folder)) => open_published(site?, folder)?,
                None => return Err(DiffError::Neither { path: path.to_owned(), hint: hint(path) }),
            }
        };
        Ok(Side { path: path.to_owned(), samples: true, source })
    }

    pub fn is_published(&self) -> bool {
        matches!(self.source, Source::Published { .. })
    }

    /// Samples are compared unless nobody wants them, or a content that does not publish them is held against a published site.
    pub fn choose_samples(&mut self, no_samples: bool, other_is_published: bool) {
        let published = match &self.source {
            Source::Published { .. } => true,
            Source::Content { source, .. } => source.config.samples || !other_is_published,
        };
        self.samples = published && !no_samples;
    }

    /// Departments that have reports, perhaps only drafts.
    pub fn departments(&self) -> impl Iterator<Item = &DepartmentId> {
        let (published, content) = match &self.source {
            Source::Published { reports, .. } => (Some(reports.keys()), None),
            Source::Content { source, .. } => (None, Some(source.reports.iter().map(|files| &files.department.id))),
        };
        published.into_iter().flatten().chain(content.into_iter().flatten())
    }

    /// The language of the originals, where it is stated.
    pub fn source_lang(&self) -> Option<&str> {
        match &self.source {
            Source::Published { .. } => None,
            Source::Content { source, .. } => Some(source.config.source_lang().as_str()),
        }
    }

    /// All published files and their checksums; `None` of a content.
    pub fn files(&self) -> Option<impl Iterator<Item = (&SitePath, &Checksum)>> {
        match &self.source {
            Source::Published { site, .. } => Some(site.files()),
            Source::Content { .. } => None,
        }
    }

    /// All reports of one department.
    pub fn read(&mut self, id: &DepartmentId) -> Result<Reports, DiffError> {
        let mut reports = match &mut self.source {
            Source::Published { site, folder, reports, altered } => {
                let mut read = Reports::new();
                for (year, path) in reports.get(id).into_iter().flatten() {
                    read.insert(*year, Standing::Public(Box::new(read_data(site, folder, path, (*year, id), altered)?)));
                }
                read
            }
            Source::Content { source, order, problems } => read_content(source, order, id, problems),
        };
        if !self.samples {
            reports.retain(|_, standing| standing.report().is_none_or(|report| report.status != Status::Sample.as_str()));
        }
        Ok(reports)
    }

    /// What is known of the version once all of it was read.
    pub fn finish(self) -> Result<SideInfo, DiffError> {
        let (kind, altered) = match self.source {
            Source::Published { site, altered, .. } => {
                (SideKind::Published { manifest: site.manifest().map(Checksum::to_string).unwrap_or_default() }, altered)
            }
            Source::Content { problems, .. } if problems.is_empty() => (SideKind::Content, Vec::new()),
            Source::Content { problems: mut diagnostics, .. } => {
                content::locate(&mut diagnostics);
                return Err(DiffError::Problems { path: self.path, diagnostics });
            }
        };
        Ok(SideInfo { path: self.path, kind, altered })
    }
}

/// The folder that was probably meant.
fn hint(path: &Path) -> String {
    let named = |folder: PathBuf| format!(": did you mean {}?", folder.display());
    let above = path.parent().filter(|_| path.join("site.yaml").is_file()).map(Path::to_owned);
    let above = above.map(|above| if above.as_os_str().is_empty() { PathBuf::from(".") } else { above });
    let below = ["public", "data/source"].map(|name| path.join(name));
    let below =
        || below.into_iter().find(|folder| folder.join("manifest-sha256.txt").is_file() || folder.join("content/site.yaml").is_file());
    above.or_else(below).map(named).unwrap_or_default()
}

fn open_content(path: &Path) -> Result<Source, DiffError> {
    let source = SiteSource::open(path)?;
    let mut diagnostics = source.diagnostics.clone();
    diagnostics.retain(|each| each.severity == Severity::Error);
    if !diagnostics.is_empty() {
        // Of a frame in doubt nothing that follows would be certain.
        content::locate(&mut diagnostics);
        return Err(DiffError::Problems { path: path.to_owned(), diagnostics });
    }
    let order = DepartmentOrder::new(&source.departments, source.config.source_lang());
    Ok(Source::Content { source: Box::new(source), order, problems: Vec::new() })
}

fn read_content(source: &SiteSource, order: &DepartmentOrder, id: &DepartmentId, problems: &mut Vec<Diagnostic>) -> Reports {
    let mut read = Reports::new();
    let Some(files) = source.reports.iter().find(|files| files.department.id == *id) else { return read };
    for (year, _) in files.years.iter().filter(|(_, folder)| !folder.sheets.is_empty()) {
        let (mut reports, mut diagnostics) = source.read_reports(files, |wanted| wanted == *year);
        let standing = match reports.pop() {
            Some(report) if report.status() == Status::Draft => Standing::Draft,
            Some(report) => would_be_published(source, order, files, &report, &mut diagnostics),
            // A draft that cannot be read is no error.
            None => Standing::Draft,
        };
        diagnostics.retain(|each| each.severity == Severity::Error);
        read.insert(*year, if diagnostics.is_empty() { standing } else { Standing::Unread });
        problems.append(&mut diagnostics);
    }
    read
}

/// The values of a report's JSON file, were it built now.
fn would_be_published(
    source: &SiteSource,
    order: &DepartmentOrder,
    files: &content::DepartmentFiles,
    report: &Report,
    diagnostics: &mut Vec<Diagnostic>,
) -> Standing {
    let mut attached = Vec::new();
    for sheet in &report.sheets {
        for attachment in &sheet.attachments {
            attached.extend(source.read_attachment(files, (report.year, sheet), attachment, diagnostics).map(|(file, _)| file));
        }
    }
    let SiteSource { config, departments, translations, .. } = source;
    Standing::Public(Box::new(data::report_data(Site { config, departments, translations, order }, report, &attached, "")))
}

fn open_published(site: PublishedSite<'static>, folder: PathBuf) -> Result<Source, DiffError> {
    if site.interrupted()? {
        return Err(DiffError::Interrupted(folder));
    }
    let mut reports: BTreeMap<DepartmentId, Vec<(Year, SitePath)>> = BTreeMap::new();
    for path in site.paths() {
        let below = path.as_str().strip_prefix("data/").and_then(|below| below.strip_suffix(".json"));
        if let Some((year, id)) = below.and_then(of_report) {
            reports.entry(id).or_default().push((year, path.clone()));
        }
    }
    let page = |path: &SitePath| path.as_str().split_once('/').and_then(|(_, below)| of_report(below.strip_suffix(".html")?)).is_some();
    if reports.is_empty() && site.paths().any(page) {
        return Err(DiffError::NoData(folder));
    }
    Ok(Source::Published { site: Box::new(site), folder, reports, altered: Vec::new() })
}

/// Reads `2022/education-bureau`.
fn of_report(path: &str) -> Option<(Year, DepartmentId)> {
    let (year, id) = path.split_once('/')?;
    Some((Year::parse(year)?, DepartmentId::parse(id).ok()?))
}

fn read_data(
    site: &PublishedSite<'static>,
    folder: &Path,
    path: &SitePath,
    (year, id): (Year, &DepartmentId),
    altered: &mut Vec<SitePath>,
) -> Result<ReportData, DiffError> {
    let bytes = site.read(path.as_str())?.unwrap_or_default();
    let damaged = |why: String| DiffError::Damaged { path: folder.join(path.as_str()), why };
    let report: ReportData =
        serde_json::from_slice(&bytes).map_err(|error| damaged(format!("this is no report as gongkai writes it: {error}")))?;
    if report.year != year.to_string() || report.department.id != id.as_str() {
        return Err(damaged(format!("it says of itself that it is of {}/{}", report.year, report.department.id)));
    }
    understood(&report).map_err(damaged)?;
    if site.checksum(path.as_str()).is_none_or(|sum| sum.to_string() != data::sha256(&bytes)) {
        altered.push(path.clone());
    }
    Ok(report)
}

/// Everything in it is something that can be compared: whatever this gongkai does not know, it would pass over.
fn understood(report: &ReportData) -> Result<(), String> {
    Status::parse(&report.status).ok_or_else(|| format!("`{}` is no status", report.status))?;
    for sheet in &report.sheets {
        let unknown =
            |what: &str, word: &str| format!("{what} `{word}` is none that this gongkai knows: compare with the gongkai that wrote it");
        let form = Form::find(&sheet.form).ok_or_else(|| unknown("the form", &sheet.form))?;
        MoneyUnit::parse(&sheet.unit).ok_or_else(|| unknown("the unit", &sheet.unit))?;
        let columns: Vec<&str> = form.columns().map(|column| column.key.as_str()).collect();
        let keys = sheet.tasks.iter().flat_map(|task| task.amounts.keys().chain(task.texts.keys())).chain(sheet.declared_totals.keys());
        if let Some(key) = keys.into_iter().find(|key| !columns.contains(&key.as_str())) {
            return Err(unknown("the column", key));
        }
        let amounts = sheet.tasks.iter().flat_map(|task| task.amounts.values().flatten()).chain(sheet.declared_totals.values());
        for digits in amounts {
            Amount::parse(digits).map_err(|error| format!("`{digits}` is no amount: {error}"))?;
        }
    }
    Ok(())
}
