//! `gongkai i18n`: PO files for translators, and how far the site is translated.

use super::{
    args::{Format, I18nCommand, Of, Output},
    diagnostics, terminal,
};
use gongkai::{
    content::{SiteSource, Unreadable},
    i18n::{self, Catalogue, ReportStatus},
    model::{
        diagnostic::{Diagnostic, Severity},
        lang::Lang,
    },
    publish::{Existing, PublishError, place_one},
};
use serde_json::json;
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What no content could mend.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Site(#[from] Unreadable),
    #[error(transparent)]
    Place(#[from] PublishError),
    #[error("{} cannot be read: {cause}", .file.display())]
    Read { file: PathBuf, cause: io::Error },
    #[error("`{0}` is no language that site.yaml wants translations into")]
    Language(Lang),
}

/// Runs the command.
pub fn run(command: &I18nCommand) -> Result<ExitCode, Error> {
    match command {
        I18nCommand::Extract { of, check, output } => extract(of, *check, output),
        I18nCommand::Status { of, output } => status(of, output),
        I18nCommand::Check { of, output } => check(of, output),
    }
}

fn languages(of: &Of, source: &SiteSource) -> Result<Vec<Lang>, Error> {
    let all = source.config.target_langs();
    match &of.language {
        None => Ok(all.to_vec()),
        Some(lang) if all.contains(lang) => Ok(vec![lang.clone()]),
        Some(lang) => Err(Error::Language(lang.clone())),
    }
}

fn file_of(source: &SiteSource, lang: &Lang) -> PathBuf {
    source.dir.join("content/translations").join(format!("{lang}.po"))
}

fn read(file: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Error::Read { file: file.to_owned(), cause }),
    }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|found| found.severity == Severity::Error)
}

fn extract(of: &Of, check: bool, output: &Output) -> Result<ExitCode, Error> {
    let source = SiteSource::open(&of.site)?;
    let mut code = ExitCode::SUCCESS;
    for lang in languages(of, &source)? {
        let (wanted, mut found) = i18n::collect(&source, &lang);
        found.retain(|each| each.severity == Severity::Error);
        if has_errors(&found) {
            // Of what cannot be read nobody knows which texts it has: they would be set aside.
            gongkai::content::locate(&mut found);
            diagnostics::print(&found, output);
            return Ok(ExitCode::from(1));
        }
        let file = file_of(&source, &lang);
        let text = read(&file)?;
        let old = text.as_deref().map(Catalogue::parse).unwrap_or_default();
        let (catalogue, merged) = i18n::merge(&old, &wanted, &lang, &|term| i18n::known_term(term, source.config.source_lang(), &lang));
        let new = catalogue.to_po();
        let changed = text.as_deref() != Some(new.as_str());
        if changed && check {
            code = ExitCode::from(1);
        } else if changed {
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder).map_err(|cause| Error::Read { file: folder.to_owned(), cause })?;
            }
            place_one(&file, new.as_bytes(), Existing::Replace)?;
        }
        let open =
            catalogue.entries.iter().filter(|entry| !entry.obsolete && (entry.is_fuzzy() || entry.translation.trim().is_empty())).count();
        match output.message_format {
            Format::Json => terminal::print(json!({
                "type": "catalogue", "language": lang.to_string(), "file": file.display().to_string(), "changed": changed, "texts": wanted.len(),
                "open": open, "new": merged.new, "proposed": merged.proposed, "known": merged.known, "set_aside": merged.set_aside,
                "revived": merged.revived,
            })),
            Format::Human if output.quiet => {}
            Format::Human => {
                let state = match (changed, check) {
                    (false, _) => "up to date",
                    (true, true) => "not up to date",
                    (true, false) => "written",
                };
                terminal::say(format_args!(
                    "{}: {state}: {} texts, {open} to be translated; {} new ({} with the official term, {} proposed), {} set aside, {} back in use",
                    file.display(),
                    wanted.len(),
                    merged.new,
                    merged.known,
                    merged.proposed,
                    merged.set_aside,
                    merged.revived
                ));
            }
        }
    }
    Ok(code)
}

fn status(of: &Of, output: &Output) -> Result<ExitCode, Error> {
    let source = SiteSource::open(&of.site)?;
    for lang in languages(of, &source)? {
        let reports = i18n::status(&source, &lang);
        let proposals = read(&file_of(&source, &lang))?.as_deref().map(Catalogue::parse).unwrap_or_default();
        let proposals = proposals.entries.iter().filter(|entry| entry.is_fuzzy() && !entry.obsolete).count();
        let sum = |of: fn(&ReportStatus) -> usize| reports.iter().map(of).sum::<usize>();
        let (texts, beside, memory, known) = (sum(|it| it.texts), sum(|it| it.beside), sum(|it| it.memory), sum(|it| it.known));
        match output.message_format {
            Format::Json => {
                for report in &reports {
                    terminal::print(json!({
                        "type": "report", "language": lang.to_string(), "year": report.year.to_string(), "department": report.department.as_str(),
                        "texts": report.texts, "beside": report.beside, "memory": report.memory, "known": report.known,
                        "missing": report.missing(),
                    }));
                }
                terminal::print(json!({
                    "type": "language", "language": lang.to_string(), "texts": texts, "beside": beside, "memory": memory, "known": known,
                    "proposals": proposals, "missing": texts - beside - memory - known,
                }));
            }
            Format::Human => {
                terminal::print(format_args!(
                    "{lang}: {} of {texts} texts translated, {proposals} proposals to be looked at",
                    beside + memory + known
                ));
                terminal::print(format_args!(
                    "{:>6}  {:<32} {:>6} {:>7} {:>7} {:>6} {:>8}",
                    "year", "department", "texts", "beside", "memory", "known", "missing"
                ));
                for report in &reports {
                    terminal::print(format_args!(
                        "{:>6}  {:<32} {:>6} {:>7} {:>7} {:>6} {:>8}",
                        report.year.to_string(),
                        report.department.as_str(),
                        report.texts,
                        report.beside,
                        report.memory,
                        report.known,
                        report.missing()
                    ));
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn check(of: &Of, output: &Output) -> Result<ExitCode, Error> {
    let source = SiteSource::open(&of.site)?;
    let mut found = Vec::new();
    for lang in languages(of, &source)? {
        let file = file_of(&source, &lang);
        if let Some(text) = read(&file)? {
            found.extend(i18n::check_catalogue(&file, &text, &lang));
        }
        found.extend(i18n::check_sheets(&source, &lang));
    }
    found.extend(source.diagnostics.iter().filter(|each| each.severity == Severity::Error).cloned());
    gongkai::content::locate(&mut found);
    found.sort_by(|a, b| (&a.file, a.code).cmp(&(&b.file, b.code)));
    diagnostics::print(&found, output);
    if output.message_format == Format::Human && !output.quiet {
        terminal::say(format_args!("{} mistakes in translations", found.len()));
    }
    Ok(if has_errors(&found) { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
