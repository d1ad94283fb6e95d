//! What stands around the sheets: departments, translation memory, free pages.

use super::{
    control, departments,
    files::{self, YamlFile},
    memory,
    pages::{self, FreePageSource, PageText},
    problem::{Found, Problem, tell},
    settings::Doubt,
};
use crate::model::{
    department::{Department, DepartmentId},
    diagnostic::Diagnostic,
    lang::Lang,
    site::SiteConfig,
    translations::{Memory, Translations},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

/// The frame being read: settings, and what of them is in doubt.
pub(super) struct Frame<'a> {
    /// The folder `content/`.
    pub content: &'a Path,
    /// site.yaml.
    pub config: &'a SiteConfig,
    /// What of site.yaml could not be read.
    pub doubt: Doubt,
}

impl Frame<'_> {
    /// departments.yaml; `None` where it cannot be read, so that it is not known which departments there are.
    pub fn departments(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<BTreeMap<DepartmentId, Arc<Department>>> {
        let path = self.content.join("departments.yaml");
        if files::is_link(&path) {
            return None;
        }
        if !files::exists(&path) {
            diagnostics.push(Found::file(Problem::NoDepartments).diagnose(&Arc::new(path)));
            return None;
        }
        departments(YamlFile::open(&path, diagnostics)?, self.config, self.doubt, diagnostics)
    }

    /// The translation memory of every language but the first.
    pub fn translations(&self, diagnostics: &mut Vec<Diagnostic>) -> Translations {
        let mut memories = Vec::new();
        for (file, name) in files::folder(&self.content.join("translations"), diagnostics) {
            let lang = match self.memory_lang(&name) {
                Ok(lang) => lang,
                Err(why) => {
                    diagnostics.push(Found::file(Problem::StrayMemory { name, why }).diagnose(&file));
                    continue;
                }
            };
            let Some(bytes) = files::bytes(&file, diagnostics) else { continue };
            memories.extend(memory(&file, &bytes, &lang, diagnostics).map(|memory| (lang, memory)));
        }
        Translations::new(memories)
    }

    /// The language of a PO file by its name, or why it has none.
    fn memory_lang(&self, name: &str) -> Result<Lang, String> {
        let stem = name.strip_suffix(".po").ok_or("its name does not end in .po")?;
        let lang = self.lang(stem)?;
        if !self.doubt.languages && self.config.source_lang() == &lang {
            return Err(format!("`{stem}` is the source language, and nothing is translated into it"));
        }
        Ok(lang)
    }

    /// A language of the site by its code, or why it is none.
    fn lang(&self, code: &str) -> Result<Lang, String> {
        let lang = Lang::parse(code).ok_or_else(|| format!("`{code}` is not the code of a language (two or three small letters)"))?;
        if self.doubt.languages || self.config.languages.contains(&lang) {
            return Ok(lang);
        }
        let known: Vec<&str> = self.config.languages.iter().map(Lang::as_str).collect();
        Err(format!("`{code}` is not a language of site.yaml ({})", known.join(", ")))
    }

    /// The free pages that exist in the source language and have no problem, by name.
    pub fn pages(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<FreePageSource> {
        let mut by_name: BTreeMap<String, Page> = BTreeMap::new();
        for (file, name) in files::folder(&self.content.join("pages"), diagnostics) {
            let (stem, lang) = match self.page_name(&name) {
                Ok(parts) => parts,
                Err(why) => {
                    diagnostics.push(Found::file(Problem::StrayPage { name, why }).diagnose(&file));
                    continue;
                }
            };
            let page =
                by_name.entry(stem.clone()).or_insert_with(|| Page { file: file.clone(), languages: BTreeSet::new(), texts: Vec::new() });
            page.languages.insert(lang.clone());
            let Some(bytes) = files::bytes(&file, diagnostics) else { continue };
            let source = self.config.source_lang();
            let elsewhere = format!("content/pages/{stem}.{source}.md");
            let of_source = (lang != *source && !self.doubt.languages).then_some(elsewhere.as_str());
            page.texts.extend(self::page(&file, &bytes, of_source, diagnostics).map(|text| (lang, text)));
        }
        let mut all = Vec::new();
        for (name, page) in by_name {
            let source = self.config.source_lang();
            if !page.languages.contains(source) && !self.doubt.languages {
                let missing = format!("content/pages/{name}.{source}.md");
                diagnostics.push(Found::file(Problem::NoSourcePage { missing }).diagnose(&page.file));
            }
            // Of a page that cannot be read in one language nobody can say that it is missing there.
            if page.texts.len() == page.languages.len() {
                all.extend(pages::join(&name, &self.config.languages, page.texts));
            }
        }
        // In the order of the navigation: those with a place, then by name.
        all.sort_by_key(|page| (page.order.is_none(), page.order));
        all
    }

    /// Name and language of a page by the name of its file, or why it has none.
    fn page_name(&self, name: &str) -> Result<(String, Lang), String> {
        let stem = name.strip_suffix(".md").ok_or("its name does not end in .md")?;
        let (stem, lang) = stem.rsplit_once('.').ok_or("its name does not say the language")?;
        // `about` is kept from departments for the sake of this page.
        if stem != "about" {
            DepartmentId::parse(stem).map_err(|why| format!("`{stem}` is no name for it: {why}"))?;
        }
        Ok((stem.to_owned(), self.lang(lang)?))
    }
}

/// The departments of a departments.yaml.
pub(super) fn departments(
    file: YamlFile,
    config: &SiteConfig,
    doubt: Doubt,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<BTreeMap<DepartmentId, Arc<Department>>> {
    let read = file.read(diagnostics, |root, found| {
        let departments = departments::read(root, config, found);
        doubt.silence(found);
        departments
    });
    read.flatten()
}

/// What a PO file translates; `None` where it is no text.
pub(super) fn memory(file: &Arc<PathBuf>, bytes: &[u8], lang: &Lang, diagnostics: &mut Vec<Diagnostic>) -> Option<Memory> {
    let text = files::text(bytes, file, diagnostics)?;
    let mut found = control::find(text);
    let memory = memory::read(text, lang, &mut found);
    diagnostics.extend(tell(found, file));
    Some(memory)
}

/// One language of a free page, if nothing is wrong with it; `source` is the file of the source language, where this is another.
pub(super) fn page(file: &Arc<PathBuf>, bytes: &[u8], source: Option<&str>, diagnostics: &mut Vec<Diagnostic>) -> Option<PageText> {
    let text = files::text(bytes, file, diagnostics)?;
    let mut found = Vec::new();
    let page = pages::read(text, source, &mut found).filter(|_| found.is_empty());
    diagnostics.extend(tell(found, file));
    page
}

/// The files of one page.
struct Page {
    /// The first of them.
    file: Arc<PathBuf>,
    /// Languages of all of them.
    languages: BTreeSet<Lang>,
    /// Those in which no problem was found.
    texts: Vec<(Lang, PageText)>,
}
