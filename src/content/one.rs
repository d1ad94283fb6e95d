//! One file of a site by itself, from its bytes, with no folder around it: for laws that must hold of any bytes whatever
//! (`fuzz/laws/`), and for programs that look at a file before it is saved. A site is read through the same functions.

use super::{
    files::YamlFile,
    frame,
    pages::{self, FreePageSource},
    settings::{self, Doubt},
    source,
};
use crate::model::{
    department::{Department, DepartmentId},
    diagnostic::Diagnostic,
    lang::Lang,
    sheet::Sheet,
    site::SiteConfig,
    translations::Memory,
};
use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

/// What a file holds, as far as it could be read, and everything that is wrong with it.
pub type One<T> = (T, Vec<Diagnostic>);

/// Settings from the bytes of a site.yaml.
pub fn settings(bytes: &[u8]) -> One<SiteConfig> {
    let mut diagnostics = Vec::new();
    let file = YamlFile::of(&named("site.yaml"), bytes, &mut diagnostics);
    let settings = file.and_then(|file| file.read(&mut diagnostics, settings::read));
    (settings.unwrap_or_else(settings::unknown).0, diagnostics)
}

/// Departments from the bytes of a departments.yaml; `None` where it cannot be told which there are.
pub fn departments(bytes: &[u8], config: &SiteConfig) -> One<Option<BTreeMap<DepartmentId, Arc<Department>>>> {
    let mut diagnostics = Vec::new();
    let file = YamlFile::of(&named("departments.yaml"), bytes, &mut diagnostics);
    (file.and_then(|file| frame::departments(file, config, Doubt::NONE, &mut diagnostics)), diagnostics)
}

/// A sheet from the bytes of an overall-target.yaml; `None` where it cannot be told what it is of.
pub fn sheet(bytes: &[u8], config: &SiteConfig) -> One<Option<Sheet>> {
    let mut diagnostics = Vec::new();
    (source::sheet(&named("overall-target.yaml"), bytes, config, Doubt::NONE, &mut diagnostics), diagnostics)
}

/// A translation memory from the bytes of a PO file; empty where it cannot be read.
pub fn memory(bytes: &[u8], lang: &Lang) -> One<Memory> {
    let mut diagnostics = Vec::new();
    (frame::memory(&named(&format!("{lang}.po")), bytes, lang, &mut diagnostics).unwrap_or_default(), diagnostics)
}

/// A free page from the bytes of its file in the source language; `None` where anything is wrong with it.
pub fn page(bytes: &[u8], config: &SiteConfig) -> One<Option<FreePageSource>> {
    let mut diagnostics = Vec::new();
    let source = config.source_lang().clone();
    let text = frame::page(&named(&format!("page.{source}.md")), bytes, None, &mut diagnostics);
    (text.and_then(|text| pages::join("page", &config.languages, vec![(source, text)])), diagnostics)
}

fn named(name: &str) -> Arc<PathBuf> {
    Arc::new(PathBuf::from(name))
}
