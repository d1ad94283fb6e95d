//! A site as it is read: settings and frame at once, the reports one department at a time.

use super::{
    decode::decode,
    departments, fast, memory,
    pages::{self, FreePageSource},
    problem::{Found, Problem},
    settings, sheet, theme,
    tree::{self, MAX_BYTES, Node},
    walk,
};
use crate::model::{
    department::{Department, DepartmentId},
    diagnostic::Diagnostic,
    lang::Lang,
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

/// The folder is no site, or cannot be read: nothing that content could mend.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// There is no `content/site.yaml`.
    #[error("{} is not a gongkai site: there is no content/site.yaml in it (choose another folder with --site DIR)", .0.display())]
    NoSite(PathBuf),
    /// A folder or file of the frame cannot be read.
    #[error("{} cannot be read: {cause}", .path.display())]
    Io { path: PathBuf, cause: io::Error },
}

/// Everything of a site but its reports.
#[derive(Debug)]
pub struct SiteSource {
    /// site.yaml.
    pub config: SiteConfig,
    /// departments.yaml.
    pub departments: BTreeMap<DepartmentId, Department>,
    /// The translation memory.
    pub translations: Translations,
    /// Free pages, by name.
    pub pages: Vec<FreePageSource>,
    /// The site's own theme files, those of `theme/` (layer `site`) and of every theme in `themes/`: (layer name, relative path → bytes).
    pub theme_files: Vec<(String, BTreeMap<String, Vec<u8>>)>,
    /// Departments that have sheets, in official order.
    pub reports: Vec<DepartmentFiles>,
    /// Problems of all of the above.
    pub diagnostics: Vec<Diagnostic>,
}

/// The sheets of one department.
#[derive(Clone, Debug)]
pub struct DepartmentFiles {
    /// The department.
    pub department: Department,
    /// Its years, oldest first, and the files of each.
    pub years: Vec<(Year, Vec<PathBuf>)>,
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
        if !content.join("site.yaml").is_file() {
            return Err(Unreadable::NoSite(dir.to_owned()));
        }
        let mut diagnostics = Vec::new();
        let config = match read_tree(&content.join("site.yaml"), &mut diagnostics) {
            Some((file, root)) => collect(&file, &mut diagnostics, |found| settings::read(&root, found)),
            None => settings::fallback(),
        };
        let departments = match read_tree(&content.join("departments.yaml"), &mut diagnostics) {
            Some((file, root)) => collect(&file, &mut diagnostics, |found| departments::read(&root, &config.languages, found)),
            None => BTreeMap::new(),
        };
        let translations = translations(&content, &config, &mut diagnostics);
        let pages = free_pages(&content, &config.languages, &mut diagnostics);
        let sheets = walk::sheets(&content, &departments, &mut diagnostics);
        let mut reports: Vec<DepartmentFiles> = sheets
            .into_iter()
            .filter_map(|(id, years)| {
                Some(DepartmentFiles { department: departments.get(&id)?.clone(), years: years.into_iter().collect() })
            })
            .collect();
        reports.sort_by(|a, b| a.department.sort_key().cmp(&b.department.sort_key()));
        let theme_files = theme::layers(&below("theme"), &below("themes"))?;
        Ok(SiteSource { config, departments, translations, pages, theme_files, reports, diagnostics })
    }

    /// Reads all sheets of one department, of the years that `wanted` lets through.
    pub fn read_reports(&self, files: &DepartmentFiles, wanted: impl Fn(Year) -> bool) -> (Vec<Report>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut reports = Vec::new();
        for (year, paths) in files.years.iter().filter(|(year, _)| wanted(*year)) {
            let mut sheets: Vec<Sheet> = Vec::new();
            for path in paths {
                let Some(sheet) = self.read_sheet(path, &mut diagnostics) else { continue };
                if sheets.iter().any(|other| other.form.id == sheet.form.id) {
                    let problem = Problem::SecondSheet { form: sheet.form.id.clone() };
                    diagnostics.push(Found::file(problem).diagnose(&sheet.file));
                    continue;
                }
                sheets.push(sheet);
            }
            if !sheets.is_empty() {
                reports.push(Report { year: *year, department: files.department.id.clone(), sheets });
            }
        }
        (reports, diagnostics)
    }

    fn read_sheet(&self, path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Option<Sheet> {
        let file = Arc::new(path.to_owned());
        let bytes = read_file(path, diagnostics)?;
        let text = decoded(&bytes, &file, diagnostics)?;
        let levels: Vec<String> = self.config.levels.iter().map(|(id, _)| id.clone()).collect();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let context = sheet::SheetContext { file: &file, stem, languages: &self.config.languages, levels: &levels };
        if let Some(root) = fast::read(text) {
            let mut found = Vec::new();
            let sheet = sheet::read(&root, &context, &mut found);
            if found.is_empty() && sheet.is_some() {
                return sheet;
            }
        }
        let careful = tree::read(text);
        let mut found = careful.found.clone();
        // What a file that needs aliases means is anybody's guess: it is not read further.
        let readable = careful.root.as_ref().filter(|_| !found.iter().any(|each| matches!(each.problem, Problem::Feature { .. })));
        let sheet = readable.and_then(|root| sheet::read(root, &context, &mut found));
        if careful.root.is_none() && found.is_empty() {
            found.push(Found::file(serde_says(text)));
        }
        let draft = sheet.as_ref().map_or_else(|| says_draft(text), |sheet| sheet.status == Status::Draft);
        let problems = found.len();
        let found = found.into_iter().map(|each| careful.placed(each));
        diagnostics.extend(found.map(|each| each.diagnose(&file)).map(|each| if draft { each.soften() } else { each }));
        sheet.filter(|_| problems == 0 || draft)
    }
}

/// An empty file, or one that only serde_yaml refuses: its own words.
fn serde_says(text: &str) -> Problem {
    let message = match serde_yaml::from_str::<serde_yaml::Value>(text) {
        Err(error) => error.to_string(),
        Ok(_) => "the file is empty".to_owned(),
    };
    Problem::Syntax { message, hint: None }
}

/// Whether a file that cannot be read as YAML says of itself that it is a draft.
fn says_draft(text: &str) -> bool {
    // Only the first document speaks for the file.
    let first = text.split("\n---").next().unwrap_or_default();
    let value = first.lines().find_map(|line| line.strip_prefix("status:"));
    value.and_then(|value| value.split('#').next()).is_some_and(|value| value.trim() == "draft")
}

fn read_file(path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
    let problem = match fs::metadata(path) {
        Ok(meta) if meta.len() > MAX_BYTES as u64 => Problem::TooMuch { what: "more bytes", limit: MAX_BYTES },
        Ok(_) => match fs::read(path) {
            Ok(bytes) => return Some(bytes),
            Err(error) => Problem::Unreadable { why: error.to_string() },
        },
        Err(error) => Problem::Unreadable { why: error.to_string() },
    };
    diagnostics.push(Found::file(problem).diagnose(&Arc::new(path.to_owned())));
    None
}

fn decoded<'a>(bytes: &'a [u8], file: &Arc<PathBuf>, diagnostics: &mut Vec<Diagnostic>) -> Option<&'a str> {
    decode(bytes).map_err(|found| diagnostics.push(found.diagnose(file))).ok()
}

/// Reads a small YAML file with the careful reader.
fn read_tree(path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Option<(Arc<PathBuf>, Node)> {
    let file = Arc::new(path.to_owned());
    let bytes = read_file(path, diagnostics)?;
    let text = decoded(&bytes, &file, diagnostics)?;
    let mut careful = tree::read(text);
    if careful.root.is_none() && careful.found.is_empty() {
        careful.found.push(Found::file(serde_says(text)));
    }
    diagnostics.extend(careful.found.into_iter().map(|found| found.diagnose(&file)));
    careful.root.map(|root| (file, root))
}

fn collect<T>(file: &Arc<PathBuf>, diagnostics: &mut Vec<Diagnostic>, read: impl FnOnce(&mut Vec<Found>) -> T) -> T {
    let mut found = Vec::new();
    let value = read(&mut found);
    diagnostics.extend(found.into_iter().map(|found| found.diagnose(file)));
    value
}

fn translations(content: &Path, config: &SiteConfig, diagnostics: &mut Vec<Diagnostic>) -> Translations {
    let mut translations = Translations::default();
    for (path, name) in folder(&content.join("translations"), diagnostics) {
        let file = Arc::new(path.clone());
        let lang = name.strip_suffix(".po").and_then(|stem| config.target_langs().iter().find(|lang| lang.as_str() == stem));
        let Some(lang) = lang else {
            let what = "not the translation memory of a language of site.yaml (en.po)";
            diagnostics.push(Found::file(Problem::Stray { what }).diagnose(&file));
            continue;
        };
        let Some(bytes) = read_file(&path, diagnostics) else { continue };
        let Some(text) = decoded(&bytes, &file, diagnostics) else { continue };
        match memory::read(text) {
            Ok(memory) => translations.insert(lang.clone(), memory),
            Err(found) => diagnostics.push(found.diagnose(&file)),
        }
    }
    translations
}

fn free_pages(content: &Path, languages: &[Lang], diagnostics: &mut Vec<Diagnostic>) -> Vec<FreePageSource> {
    let mut by_name: BTreeMap<String, Vec<(Lang, pages::PageText)>> = BTreeMap::new();
    for (path, name) in folder(&content.join("pages"), diagnostics) {
        let file = Arc::new(path.clone());
        let split = name.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.'));
        let known = split.and_then(|(stem, lang)| Some((stem, languages.iter().find(|known| known.as_str() == lang)?)));
        let (stem, lang) = match known {
            Some((stem, lang)) if stem == "about" || DepartmentId::parse(stem).is_ok() => (stem, lang),
            _ => {
                let what = "not a page <name>.<language>.md with a language of site.yaml";
                diagnostics.push(Found::file(Problem::Stray { what }).diagnose(&file));
                continue;
            }
        };
        let Some(bytes) = read_file(&path, diagnostics) else { continue };
        let Some(text) = decoded(&bytes, &file, diagnostics) else { continue };
        if let Some(page) = collect(&file, diagnostics, |found| pages::read(text, found)) {
            by_name.entry(stem.to_owned()).or_default().push((lang.clone(), page));
        }
    }
    let mut all = Vec::new();
    for (name, texts) in by_name {
        match pages::join(&name, languages, texts) {
            Some(page) => all.push(page),
            None => {
                let path = content.join("pages").join(&name);
                let why = "does not exist in the source language";
                diagnostics.push(Found::file(Problem::FrontMatter { why }).diagnose(&Arc::new(path)));
            }
        }
    }
    all
}

/// The files of a flat folder, sorted; nothing where there is no folder.
fn folder(dir: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<(PathBuf, String)> {
    if !dir.is_dir() {
        return Vec::new();
    }
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(dir).min_depth(1).max_depth(1).sort_by_file_name() {
        match entry {
            Ok(entry) => {
                let name = entry.file_name().to_string_lossy().into_owned();
                if !walk::is_noise(&name) {
                    files.push((entry.path().to_owned(), name));
                }
            }
            Err(error) => {
                let problem = Problem::Unreadable { why: error.to_string() };
                diagnostics.push(Found::file(problem).diagnose(&Arc::new(dir.to_owned())));
            }
        }
    }
    files
}
