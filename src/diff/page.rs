//! The differences as one HTML page, to be filed, mailed and printed: everything in it, no script, nothing from elsewhere.
//!
//! Sections of reports are put aside as they come, for what stands above them, sums and a list of them, is only known at the end.

mod value;

pub use value::in_common;

use super::{Compared, Counted, DiffError, Fate, FileCounts, Measure, ReportDiff, SideInfo, SideKind, YearTotals};
use crate::{
    data::Texts,
    model::{department::DepartmentId, money::grouped, page_lang::PageLang, sheet::Status},
    publish::{Existing, place_with},
    render::{Theme, ThemeLayer, embedded_layers},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, Seek, Write},
    path::Path,
};
use value::{ChangeView, DifferenceView, Said};

/// Its templates and messages.
const FILES: [(&str, &str); 6] = [
    ("templates/components.html", include_str!("page/components.html")),
    ("templates/head.html", include_str!("page/head.html")),
    ("templates/report.html", include_str!("page/report.html")),
    ("templates/foot.html", include_str!("page/foot.html")),
    ("i18n/zh.ftl", include_str!("page/zh.ftl")),
    ("i18n/en.ftl", include_str!("page/en.ftl")),
];

/// A page in the making.
pub struct Page {
    lang: PageLang,
    theme: Theme,
    css: String,
    sections: File,
    reports: Vec<ReportLine>,
}

impl Page {
    /// Begins a page.
    ///
    /// # Errors
    /// [`DiffError::Draft`] where there is no room for its pieces.
    pub fn begin(lang: PageLang) -> Result<Page, DiffError> {
        let files = FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        let theme = Theme::compile(vec![ThemeLayer { name: "diff".to_owned(), files }])?;
        // The look of the sites that are compared.
        let looks = embedded_layers("default", &[])?;
        let css = looks.iter().find_map(|layer| layer.files.get("static/site.css")).map(Vec::as_slice).unwrap_or_default();
        let css = format!("{}\n{}", String::from_utf8_lossy(css), include_str!("page/diff.css"));
        let sections = tempfile::tempfile().map_err(DiffError::Draft)?;
        Ok(Page { lang, theme, css, sections, reports: Vec::new() })
    }

    /// Adds a report.
    ///
    /// # Errors
    /// [`DiffError::Draft`] where there is no room for it.
    pub fn add(&mut self, report: &ReportDiff) -> Result<(), DiffError> {
        let line = ReportLine::new(report, self.lang);
        if report.fate == Fate::Changed {
            let changes = report.changes.iter().map(|change| ChangeView::new(report, change, self.lang)).collect();
            let section = self.theme.render_alone("report.html", &Section { lang: self.lang.as_str(), line: &line, changes })?;
            self.sections.write_all(section.as_bytes()).map_err(DiffError::Draft)?;
        }
        self.reports.push(line);
        Ok(())
    }

    /// Puts the page together, and where it belongs.
    ///
    /// # Errors
    /// [`DiffError::Exists`] where another file stands there and stays, [`DiffError::Publish`] if it could not be written.
    pub fn finish(mut self, compared: &Compared, file: &Path, existing: Existing) -> Result<(), DiffError> {
        let (years, same_years): (Vec<_>, Vec<_>) = compared.totals.years().into_iter().partition(YearTotals::differs);
        let view = Head {
            lang: self.lang.as_str(),
            html_lang: self.lang.tag(),
            style_hash: format!("sha256-{}", STANDARD.encode(Sha256::digest(self.css.as_bytes()))),
            css: &self.css,
            old: SideView::new(&compared.old),
            new: SideView::new(&compared.new),
            counts: [compared.changed, compared.added, compared.removed, compared.same],
            same: compared.is_same(),
            same_reports: compared.same_reports(),
            years: years.iter().map(|year| YearView::new(year, self.lang)).collect(),
            same_years: same_years.iter().filter(|year| year.year.is_some()).count(),
            reports: &self.reports,
            appeared: names(&compared.appeared, self.lang),
            vanished: names(&compared.vanished, self.lang),
            files: compared.files.iter().flat_map(|files| files.all()).map(|(kind, counts)| FilesView::new(kind, counts)).collect(),
        };
        let (head, foot) = (self.theme.render_alone("head.html", &view)?, self.theme.render_alone("foot.html", &view)?);
        self.sections.rewind().map_err(DiffError::Draft)?;
        let placed = place_with(file, existing, |draft| {
            draft.write_all(head.as_bytes())?;
            io::copy(&mut self.sections, draft)?;
            draft.write_all(foot.as_bytes())
        })?;
        if placed { Ok(()) } else { Err(DiffError::Exists(file.to_owned())) }
    }
}

/// What stands above and below the sections.
#[derive(Serialize)]
struct Head<'a> {
    lang: &'static str,
    html_lang: &'static str,
    style_hash: String,
    css: &'a str,
    old: SideView,
    new: SideView,
    /// Changed, added, removed, the same.
    counts: [usize; 4],
    same: bool,
    same_reports: bool,
    years: Vec<YearView>,
    /// How many years have the same sums and counts.
    same_years: usize,
    reports: &'a [ReportLine],
    appeared: Vec<String>,
    vanished: Vec<String>,
    files: Vec<FilesView>,
}

#[derive(Serialize)]
struct SideView {
    path: String,
    manifest: Option<String>,
    altered: usize,
}

impl SideView {
    fn new(side: &SideInfo) -> SideView {
        let manifest = match &side.kind {
            SideKind::Published { manifest } => Some(manifest.clone()),
            SideKind::Content => None,
        };
        SideView { path: side.path.display().to_string(), manifest, altered: side.altered.len() }
    }
}

#[derive(Serialize)]
struct YearView {
    year: Option<String>,
    sample: bool,
    measures: Vec<MeasureView>,
}

impl YearView {
    fn new(year: &YearTotals, lang: PageLang) -> YearView {
        let measures = year.measures().iter().map(|measure| MeasureView::new(measure, lang)).collect();
        YearView { year: year.year.map(|year| year.to_string()), sample: year.status == Status::Sample, measures }
    }
}

#[derive(Serialize)]
struct MeasureView {
    key: &'static str,
    /// Official head of a column of amounts.
    head: Option<String>,
    unit: &'static str,
    before: Option<String>,
    after: Option<String>,
    difference: Option<DifferenceView>,
}

impl MeasureView {
    fn new(measure: &Measure, lang: PageLang) -> MeasureView {
        let (head, unit) = match measure.what {
            Counted::Things(_) => (None, ""),
            Counted::Amounts(column) => (lang.label(&column.head), "万元"),
        };
        let shown = |figure: &Option<String>| figure.as_deref().map(grouped);
        MeasureView {
            key: measure.what.key(),
            head,
            unit,
            before: shown(&measure.before),
            after: shown(&measure.after),
            difference: measure.difference.as_ref().map(DifferenceView::new),
        }
    }
}

/// A report in the list.
#[derive(Serialize)]
struct ReportLine {
    id: String,
    year: String,
    name: Said,
    sample: bool,
    /// `changed`, `added`, `removed`.
    fate: &'static str,
    /// It was a draft, or is one now.
    draft: bool,
    changes: usize,
    total: Option<MeasureView>,
    /// Of the earlier version, else of the later: how many tasks and indicators.
    tasks: u32,
    indicators: u32,
}

impl ReportLine {
    fn new(report: &ReportDiff, lang: PageLang) -> ReportLine {
        let (fate, draft) = match report.fate {
            Fate::Changed => ("changed", false),
            Fate::Added { was_draft } => ("added", was_draft),
            Fate::Removed { is_draft } => ("removed", is_draft),
        };
        let figures = report.before.as_ref().or(report.after.as_ref());
        ReportLine {
            id: format!("r-{}-{}", report.year, report.department),
            year: report.year.to_string(),
            name: Said::new(report, &report.name, lang),
            sample: report.status == Status::Sample,
            fate,
            draft,
            changes: report.changes.len(),
            total: report.measures().iter().find(|measure| measure.what.key() == "total").map(|total| MeasureView::new(total, lang)),
            tasks: figures.map_or(0, |figures| figures.tasks),
            indicators: figures.map_or(0, |figures| figures.indicators),
        }
    }
}

#[derive(Serialize)]
struct Section<'a> {
    lang: &'static str,
    line: &'a ReportLine,
    changes: Vec<ChangeView>,
}

#[derive(Serialize)]
struct FilesView {
    kind: &'static str,
    added: usize,
    changed: usize,
    removed: usize,
    same: usize,
}

impl FilesView {
    fn new(kind: &'static str, FileCounts { added, changed, removed, same }: FileCounts) -> FilesView {
        FilesView { kind, added, changed, removed, same }
    }
}

fn names(departments: &[(DepartmentId, Texts)], lang: PageLang) -> Vec<String> {
    let name = |texts: &Texts| texts.get(lang.as_str()).or_else(|| texts.values().next()).cloned();
    departments.iter().map(|(id, texts)| name(texts).unwrap_or_else(|| id.to_string())).collect()
}
