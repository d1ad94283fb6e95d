//! A site as it is read: settings and frame at once, the reports one department at a time.

use super::{
    attachments, departments, fast,
    files::{self, YamlFile},
    frame::Frame,
    logo::{self, LogoFile},
    marks::{self, MarkImage},
    notices,
    pages::FreePageSource,
    problem::{Found, Problem, tell},
    settings::{self, Doubt},
    sheet, theme, tree, walk,
};
use crate::model::{
    attachment::{AttachedFile, Attachment},
    department::{Department, DepartmentId},
    diagnostic::Diagnostic,
    notice::Notice,
    sheet::{Report, Sheet, Status},
    site::SiteConfig,
    translations::Translations,
    year::Year,
};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};
use tracing::trace_span;

/// The folder is no site, or cannot be read: nothing that content could mend.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// There is no `content/site.yaml`.
    #[error("{} is not a gongkai site: there is no content/site.yaml in it (choose another folder with --site DIR)", .0.display())]
    NoSite(PathBuf),
    /// A folder or file of the frame cannot be read.
    #[error("{} cannot be read: {cause}", .path.display())]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}

/// Everything of a site but its reports.
#[derive(Debug)]
pub struct SiteSource {
    /// The folder of the site.
    pub dir: PathBuf,
    /// site.yaml.
    pub config: SiteConfig,
    /// departments.yaml, and by their ids alone the departments that it lacks and that have sheets.
    pub departments: BTreeMap<DepartmentId, Arc<Department>>,
    /// The translation memory.
    pub translations: Translations,
    /// Free pages, by name.
    pub pages: Vec<FreePageSource>,
    /// Pictures of the marks at the foot of the pages.
    pub mark_images: Vec<MarkImage>,
    /// The logo that site.yaml names.
    pub logo: Option<LogoFile>,
    /// The site's own theme files, those of `theme/` (layer `site`) and of every theme in `themes/`: (layer name, relative path → bytes).
    pub theme_files: Vec<(String, BTreeMap<String, Vec<u8>>)>,
    /// Departments that have sheets, by id.
    pub reports: Vec<DepartmentFiles>,
    /// Problems of all of the above.
    pub diagnostics: Vec<Diagnostic>,
    /// What of site.yaml could not be read.
    doubt: Doubt,
}

/// The sheets of one department.
#[derive(Clone, Debug)]
pub struct DepartmentFiles {
    /// The department.
    pub department: Arc<Department>,
    /// Its years, oldest first, and the files of each.
    pub years: Vec<(Year, ReportFiles)>,
}

/// The files of one report's folder.
#[derive(Clone, Debug, Default)]
pub struct ReportFiles {
    /// Its sheets.
    pub sheets: Vec<PathBuf>,
    /// What may be attached to them.
    pub others: Vec<PathBuf>,
    /// `notice.yaml`: why there is no report.
    pub notice: Option<PathBuf>,
}

impl SiteSource {
    /// Reads settings, departments, memory and free pages, and finds the sheets. Problems of the content are collected.
    ///
    /// # Errors
    /// [`Unreadable`] where there is no site at all.
    pub fn open(dir: &Path) -> Result<SiteSource, Unreadable> {
        // "./content" would show in every message.
        let below = |name: &str| if dir == Path::new(".") { PathBuf::from(name) } else { dir.join(name) };
        let content = below("content");
        let site_yaml = content.join("site.yaml");
        if !fs::symlink_metadata(&site_yaml).is_ok_and(|meta| meta.is_file() || meta.is_symlink()) {
            return Err(Unreadable::NoSite(dir.to_owned()));
        }
        let _walk = trace_span!("walk").entered();
        let mut diagnostics = Vec::new();
        let settings = match files::is_link(&site_yaml) {
            true => None,
            false => YamlFile::open(&site_yaml, &mut diagnostics).and_then(|file| file.read(&mut diagnostics, settings::read)),
        };
        let (config, doubt) = settings.unwrap_or_else(settings::unknown);
        let frame = Frame { content: &content, config: &config, doubt };
        let known = frame.departments(&mut diagnostics);
        let translations = frame.translations(&mut diagnostics);
        let pages = frame.pages(&mut diagnostics);
        let sheets = walk::sheets(&content, known.as_ref(), &mut diagnostics);
        let logo = config.logo.as_ref().and_then(|logo| logo::read(&content.join(marks::FOLDER).join(&logo.file), &mut diagnostics));
        let mut departments = known.unwrap_or_default();
        let mut reports = Vec::new();
        for (id, years) in sheets {
            let department =
                departments.entry(id.clone()).or_insert_with(|| Arc::new(departments::placeholder(id, &config.languages))).clone();
            reports.push(DepartmentFiles { department, years: years.into_iter().collect() });
        }
        reports.sort_by(|a, b| a.department.id.cmp(&b.department.id));
        let mark_images = marks::images(&content, &config.marks, &mut diagnostics);
        let theme_files = theme::layers(&below("theme"), &below("themes"))?;
        let dir = if dir == Path::new(".") { PathBuf::new() } else { dir.to_owned() };
        Ok(SiteSource { dir, config, departments, translations, pages, mark_images, logo, theme_files, reports, diagnostics, doubt })
    }

    /// Reads all sheets of one department, of the years that `wanted` lets through. A sheet with problems is handed on as far as it
    /// could be read, to be checked: whoever publishes looks at the diagnostics first.
    pub fn read_reports(&self, files: &DepartmentFiles, wanted: impl Fn(Year) -> bool) -> (Vec<Report>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut reports = Vec::new();
        for (year, folder) in files.years.iter().filter(|(year, _)| wanted(*year)) {
            let mut sheets: Vec<Sheet> = Vec::new();
            for path in &folder.sheets {
                let Some(sheet) = self.read_sheet(path, &mut diagnostics) else { continue };
                if sheets.iter().any(|other| other.form.id == sheet.form.id) {
                    let problem = Problem::SecondSheet { form: sheet.form.id.clone() };
                    diagnostics.push(Found::file(problem).diagnose(&sheet.file));
                }
                sheets.push(sheet);
            }
            // What a sheet that cannot be read names, nobody knows.
            if sheets.len() == folder.sheets.len() {
                diagnostics.extend(attachments::strays(&sheets, folder));
            }
            if !sheets.is_empty() {
                reports.push(Report { year: *year, department: files.department.id.clone(), sheets });
            }
        }
        (reports, diagnostics)
    }

    /// Reads the notices of one department, of the years that `wanted` lets through; `reports` are its reports of those years.
    pub fn read_notices(
        &self,
        files: &DepartmentFiles,
        wanted: impl Fn(Year) -> bool,
        reports: &[Report],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Notice> {
        notices::read(files, wanted, reports, &self.config.languages, diagnostics)
    }

    /// Reads the file of an attachment and checks it; what is wrong, if anything, goes to `diagnostics`. The bytes are those to publish.
    pub fn read_attachment(
        &self,
        files: &DepartmentFiles,
        (year, sheet): (Year, &Sheet),
        attachment: &Attachment,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(AttachedFile, Vec<u8>)> {
        let (_, folder) = files.years.iter().find(|(other, _)| *other == year)?;
        attachments::open(sheet, attachment, folder).map_err(|wrong| diagnostics.extend(wrong.map(|each| *each))).ok()
    }

    fn read_sheet(&self, path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Option<Sheet> {
        let file = Arc::new(path.to_owned());
        let bytes = trace_span!("read").in_scope(|| files::bytes(&file, diagnostics))?;
        sheet(&file, &bytes, &self.config, self.doubt, diagnostics)
    }
}

/// The sheet in a file with these bytes.
pub(super) fn sheet(
    file: &Arc<PathBuf>,
    bytes: &[u8],
    config: &SiteConfig,
    doubt: Doubt,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Sheet> {
    let _parse = trace_span!("parse").entered();
    let text = files::text(bytes, file, diagnostics)?;
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let SiteConfig { languages, levels, .. } = config;
    let context = sheet::SheetContext { file, stem, languages, levels, tainted: &[] };
    if let Some(root) = fast::read(text) {
        let mut found = Vec::new();
        let sheet = sheet::read(&root, &context, &mut found);
        if found.is_empty() && sheet.is_some() {
            return sheet;
        }
    }
    let careful = tree::read(text);
    let mut found = careful.found.clone();
    let context = sheet::SheetContext { tainted: &careful.tainted(), ..context };
    let sheet = careful.root.as_ref().and_then(|root| sheet::read(root, &context, &mut found));
    if careful.root.is_none() && found.is_empty() {
        found.push(Found::file(files::nothing(text)));
    }
    doubt.silence(&mut found);
    let draft = sheet.as_ref().map_or_else(|| says_draft(text), |sheet| sheet.status == Status::Draft);
    let told = tell(careful.placed(found), file);
    diagnostics.extend(told.into_iter().map(|each| if draft { each.soften() } else { each }));
    sheet
}

/// Whether a file that cannot be read as YAML says of itself that it is a draft.
fn says_draft(text: &str) -> bool {
    // Only the first document speaks for the file.
    let first = text.split("\n---").next().unwrap_or_default();
    let value = first.lines().find_map(|line| line.strip_prefix("status:"));
    value.and_then(|value| value.split('#').next()).is_some_and(|value| value.trim() == "draft")
}
