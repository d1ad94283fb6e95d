//! Translations held against their sources: beside the texts and in the PO files.

use super::{Catalogue, collect::of_report};
use crate::{
    content::SiteSource,
    lint::{self, figures_differ},
    model::{
        diagnostic::{Diagnostic, Kind, Place, Severity},
        lang::Lang,
    },
};
use std::{path::Path, sync::Arc};

/// The entries of a PO file whose figures are not those of their sources, whether a text needs them or not.
pub fn check_catalogue(file: &Path, text: &str, lang: &Lang) -> Vec<Diagnostic> {
    let catalogue = Catalogue::parse(text);
    let counts = catalogue.entries.iter().filter(|entry| !entry.obsolete && !entry.is_fuzzy() && !entry.translation.trim().is_empty());
    let starts: Vec<usize> = std::iter::once(0).chain(text.chars().enumerate().filter(|(_, c)| *c == '\n').map(|(at, _)| at + 1)).collect();
    let file = Arc::new(file.to_owned());
    counts
        .filter_map(|entry| {
            let difference = figures_differ(&entry.source, &entry.translation)?;
            let from = starts.get(entry.line.saturating_sub(1)).copied().unwrap_or_default();
            let to = starts.get(entry.line).map_or(from + 1, |next| next - 1).max(from + 1);
            Some(diagnose(file.clone(), Place::Chars(from, to), &difference, lang))
        })
        .collect()
}

/// The translations beside the texts of all sheets.
pub fn check_sheets(source: &SiteSource, lang: &Lang) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for files in &source.reports {
        let (reports, _) = source.read_reports(files, |_| true);
        for of_file in reports.iter().flat_map(|report| of_report(source, report, lang)) {
            let file = Arc::new(of_file.file);
            let own = of_file.texts.iter().filter_map(|(text, _)| Some((text, figures_differ(&text.source, text.own(lang)?)?)));
            found.extend(own.map(|(text, difference)| diagnose(file.clone(), Place::Node(text.span), &difference, lang)));
        }
    }
    found
}

fn diagnose(file: Arc<std::path::PathBuf>, place: Place, difference: &lint::FigureDifference, lang: &Lang) -> Diagnostic {
    let said = lint::figures_said(difference, lang);
    Diagnostic { code: said.0, severity: Severity::Error, kind: Kind::Wrong, file, place, message: said.1, label: said.2, help: said.3 }
}
