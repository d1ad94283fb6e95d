//! Checks of what surrounds the tables: names of departments, settings, free pages.

use super::{Rule, rules::missing_translation};
use crate::model::{
    department::Department,
    diagnostic::{Diagnostic, Place, Severity},
    lang::Lang,
    site::SiteConfig,
    text::Text,
    translations::Translations,
};
use std::{path::PathBuf, sync::Arc};

/// A file of the frame and its texts: each with its context in the translation memory.
pub struct FrameFile<'a> {
    /// The file.
    pub file: Arc<PathBuf>,
    /// Its texts.
    pub texts: Vec<(&'a Text, &'static str)>,
    /// The texts have places in the file.
    pub placed: bool,
}

/// The texts of departments.yaml.
pub fn department_texts<'a>(departments: impl Iterator<Item = &'a Department>) -> Vec<(&'a Text, &'static str)> {
    let each = |department: &'a Department| {
        let contact = [&department.contact.phone, &department.contact.email, &department.contact.address];
        let address = contact.into_iter().flatten().filter(|text| !text.source.is_ascii()).map(|text| (text, "department/contact"));
        let short = department.short.iter().map(|short| (short, "department/short"));
        std::iter::once((&department.name, "department/name")).chain(short).chain(address).collect::<Vec<_>>()
    };
    departments.flat_map(each).collect()
}

/// The texts of site.yaml.
pub fn site_texts(config: &SiteConfig) -> Vec<(&Text, &'static str)> {
    let publisher = config.publisher.iter().map(|text| (text, "site/publisher"));
    let licence = config.licence.iter().map(|licence| (&licence.name, "site/licence"));
    let logo = config.logo.iter().map(|logo| (&logo.alt, "site/logo"));
    std::iter::once((&config.title, "site/title")).chain(publisher).chain(licence).chain(logo).collect()
}

/// Texts of the frame without a translation: one finding per file and language.
pub fn check_frame(files: &[FrameFile<'_>], config: &SiteConfig, translations: &Translations) -> Vec<Diagnostic> {
    let rule: &Rule = &missing_translation::RULE;
    let Some(severity) = config.severity(rule.code, rule.severity) else { return Vec::new() };
    let langs = config.target_langs();
    files.iter().flat_map(|file| langs.iter().filter_map(move |lang| missing(file, lang, severity, rule, translations))).collect()
}

fn missing(file: &FrameFile<'_>, lang: &Lang, severity: Severity, rule: &Rule, translations: &Translations) -> Option<Diagnostic> {
    let texts: Vec<&Text> =
        file.texts.iter().filter(|(text, context)| translations.find(text, lang, context).is_none()).map(|(text, _)| *text).collect();
    let finding = missing_translation::finding(&texts, "this file", lang)?;
    Some(Diagnostic {
        code: rule.code,
        severity,
        kind: finding.kind,
        file: file.file.clone(),
        place: if file.placed { Place::Node(finding.span) } else { Place::File },
        message: finding.message,
        label: finding.label,
        help: finding.help,
    })
}
