//! The texts of a site that need a translation: where they stand, and whether they have one.

use crate::{
    content::{self, DepartmentFiles, SiteSource},
    lint,
    model::{
        department::DepartmentId,
        diagnostic::{Diagnostic, Span},
        lang::Lang,
        sheet::{Report, Status},
        text::Text,
        translations::Question,
        year::Year,
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// A text without a translation beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The fields that have it (`overall-target/task`).
    pub fields: BTreeSet<String>,
    /// File, with `/` between folders, and line.
    pub places: BTreeSet<(String, usize)>,
}

/// How far a report is translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportStatus {
    /// Its year.
    pub year: Year,
    /// Its department.
    pub department: DepartmentId,
    /// Texts that need a translation.
    pub texts: usize,
    /// Those translated beside the text.
    pub beside: usize,
    /// Those translated in the memory.
    pub memory: usize,
    /// Those that gongkai knows: official terms, phrases.
    pub known: usize,
}

impl ReportStatus {
    /// Texts without a translation.
    pub fn missing(&self) -> usize {
        self.texts - self.beside - self.memory - self.known
    }
}

/// Texts of a file with their fields.
pub(super) struct OfFile<'a> {
    pub file: PathBuf,
    pub texts: Vec<(&'a Text, String)>,
}

/// All texts that have no translation into `lang` beside them, by the text without space at its end.
pub fn collect(source: &SiteSource, lang: &Lang) -> (BTreeMap<String, Wanted>, Vec<Diagnostic>) {
    let mut wanted: BTreeMap<String, Wanted> = BTreeMap::new();
    let mut diagnostics = source.diagnostics.clone();
    let frame = frame(source);
    frame.iter().for_each(|file| add(file, lang, &source.dir, &mut wanted));
    for files in &source.reports {
        let (reports, found) = source.read_reports(files, |_| true);
        diagnostics.extend(found);
        for report in &reports {
            of_report(source, report, lang).iter().for_each(|file| add(file, lang, &source.dir, &mut wanted));
        }
        for file in of_notices(source, files, &reports, &mut diagnostics) {
            let texts = file.texts.iter().map(|(text, field)| (text, field.clone())).collect();
            add(&OfFile { file: file.file, texts }, lang, &source.dir, &mut wanted);
        }
    }
    (wanted, diagnostics)
}

/// How far each report is translated into `lang`; drafts too.
pub fn status(source: &SiteSource, lang: &Lang) -> Vec<ReportStatus> {
    let mut all = Vec::new();
    for files in &source.reports {
        let (reports, _) = source.read_reports(files, |_| true);
        for report in &reports {
            let mut status =
                ReportStatus { year: report.year, department: report.department.clone(), texts: 0, beside: 0, memory: 0, known: 0 };
            for (text, field) in of_report(source, report, lang).iter().flat_map(|file| &file.texts) {
                status.texts += 1;
                let question = Question { lang: lang.clone(), context: field.clone(), source: text.source.trim_end().to_owned() };
                match () {
                    () if text.own(lang).or_else(|| text.web_address()).is_some() => status.beside += 1,
                    () if source.translations.answer(&question).is_some() => status.memory += 1,
                    () if source.translations.find(text, lang, field).is_some() => status.known += 1,
                    () => {}
                }
            }
            all.push(status);
        }
    }
    all.sort_by(|a, b| (a.year, &a.department).cmp(&(b.year, &b.department)));
    all
}

/// departments.yaml and site.yaml.
fn frame(source: &SiteSource) -> Vec<OfFile<'_>> {
    let used: BTreeSet<&DepartmentId> = source.reports.iter().map(|files| &files.department.id).collect();
    let departments = source.departments.values().map(AsRef::as_ref).filter(|department| used.contains(&department.id));
    let content = source.dir.join("content");
    let site = lint::site_texts(&source.config);
    let departments = lint::department_texts(departments);
    [("site.yaml", site), ("departments.yaml", departments)]
        .map(|(name, texts)| OfFile {
            file: content.join(name),
            texts: texts.into_iter().map(|(text, field)| (text, field.to_owned())).collect(),
        })
        .into()
}

/// The texts of a report, sheet by sheet.
pub(super) fn of_report<'r>(source: &'r SiteSource, report: &'r Report, lang: &Lang) -> Vec<OfFile<'r>> {
    let texts = |sheet| lint::translatable(sheet, source.config.source_lang(), lang);
    report.sheets.iter().map(|sheet| OfFile { file: sheet.file.to_path_buf(), texts: texts(sheet) }).collect()
}

/// Texts of notices, which nobody else holds.
struct OfNotice {
    file: PathBuf,
    texts: Vec<(Text, String)>,
}

fn of_notices(source: &SiteSource, files: &DepartmentFiles, reports: &[Report], diagnostics: &mut Vec<Diagnostic>) -> Vec<OfNotice> {
    let notices = source.read_notices(files, |_| true, reports, diagnostics);
    let published = notices.into_iter().filter(|notice| notice.status != Status::Draft);
    published
        .map(|notice| {
            let file = source.dir.join("content").join(notice.year.to_string()).join(notice.department.as_str()).join("notice.yaml");
            let texts = notice.what.into_iter().chain([notice.why]).map(|text| (text, "notice".to_owned())).collect();
            OfNotice { file, texts }
        })
        .collect()
}

fn add(file: &OfFile<'_>, lang: &Lang, dir: &Path, wanted: &mut BTreeMap<String, Wanted>) {
    let missing = file.texts.iter().filter(|(text, _)| text.own(lang).is_none() && text.web_address().is_none());
    let missing: Vec<&(&Text, String)> = missing.filter(|(text, _)| !text.source.trim().is_empty()).collect();
    if missing.is_empty() {
        return;
    }
    let spans: Vec<Span> = missing.iter().map(|(text, _)| text.span).collect();
    let name = file.file.strip_prefix(dir).unwrap_or(&file.file);
    let name = name.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    for ((text, field), line) in missing.into_iter().zip(content::lines(&file.file, &spans)) {
        let entry = wanted.entry(text.source.trim_end().to_owned()).or_default();
        entry.fields.insert(field.clone());
        entry.places.insert((name.clone(), line));
    }
}
