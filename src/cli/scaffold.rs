//! `gongkai init` and `gongkai new`: beginnings.

use super::{
    args::{CommentLang, Format, Init, New, Output},
    terminal,
};
use gongkai::{
    content::{SiteSource, Unreadable},
    model::{department::DepartmentId, form::Form, year::Year},
    publish::{Existing, PublishError, place_one},
    scaffold::{Basis, new_site, next_sheet},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

/// What kept it from being begun.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Site(#[from] Unreadable),
    #[error("{} is there already, and was not touched", .0.display())]
    Exists(PathBuf),
    #[error("{} is a site already: there is a content/site.yaml in it", .0.display())]
    IsSite(PathBuf),
    #[error("{} cannot be read or made: {cause}", .path.display())]
    Io { path: PathBuf, cause: io::Error },
    #[error("`{id}` is no department of content/departments.yaml; known are: {known}")]
    Department { id: DepartmentId, known: String },
    #[error("`{id}` has no table of {year}: {} is not there", .file.display())]
    NoTable { id: DepartmentId, year: Year, file: PathBuf },
    #[error("{} cannot be read: run `gongkai check`, which says why", .0.display())]
    Unread(PathBuf),
    #[error(transparent)]
    Place(#[from] PublishError),
}

/// Runs `gongkai init`.
pub fn init(init: &Init) -> Result<(), Error> {
    if init.dir.join("content/site.yaml").exists() {
        return Err(Error::IsSite(init.dir.clone()));
    }
    let files = new_site(this_year(), CommentLang::of_comments(init.lang));
    let below = |path: &Path| if init.dir == Path::new(".") { path.to_owned() } else { init.dir.join(path) };
    for (path, text) in files {
        let file = below(&path);
        if write(&file, &text)? {
            wrote(&file, &init.output);
        }
    }
    if init.output.message_format == Format::Human && !init.output.quiet {
        let site = if init.dir == Path::new(".") { String::new() } else { format!(" --site {}", init.dir.display()) };
        terminal::say(format_args!("next: gongkai build{site}, then open {}", below(Path::new("public/index.html")).display()));
    }
    Ok(())
}

/// Runs `gongkai new`.
pub fn new(new: &New) -> Result<(), Error> {
    let source = SiteSource::open(&new.site)?;
    let Some(department) = source.departments.get(&new.department) else {
        let known: Vec<&str> = source.departments.keys().map(DepartmentId::as_str).collect();
        return Err(Error::Department { id: new.department.clone(), known: known.join(", ") });
    };
    let form = &Form::builtin()[0]; // the only one there is, embedded
    let content = if new.site == Path::new(".") { PathBuf::from("content") } else { new.site.join("content") };
    let file_of = |year: Year| content.join(year.to_string()).join(new.department.as_str()).join(format!("{}.yaml", form.id));
    let files = source.reports.iter().find(|files| files.department.id == new.department);
    let years = files.into_iter().flat_map(|files| &files.years).map(|(year, _)| *year);
    let from = match new.from {
        Some(year) if !file_of(year).exists() => {
            return Err(Error::NoTable { id: new.department.clone(), year, file: file_of(year) });
        }
        Some(year) => Some(year),
        None => years.filter(|year| *year < new.year && file_of(*year).exists()).max(),
    };
    let comments = CommentLang::of_comments(new.lang);
    let name = &department.name.source;
    let yaml = match from {
        None => next_sheet(form, new.year, name, Basis::Form, comments).unwrap_or_default(),
        Some(year) => {
            let file = file_of(year);
            let text = fs::read_to_string(&file).map_err(|cause| Error::Io { path: file.clone(), cause })?;
            let basis = Basis::Sheet(year, text.trim_start_matches('\u{FEFF}'));
            next_sheet(form, new.year, name, basis, comments).ok_or(Error::Unread(file))?
        }
    };
    let file = file_of(new.year);
    if !write(&file, &yaml)? {
        return Err(Error::Exists(file));
    }
    wrote(&file, &new.output);
    if new.output.message_format == Format::Human && !new.output.quiet {
        terminal::say(format_args!("next: fill it in, then gongkai check --drafts --year {} --department {}", new.year, new.department));
    }
    Ok(())
}

/// Writes a file with its folders; false where one is there.
fn write(file: &Path, text: &str) -> Result<bool, Error> {
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|cause| Error::Io { path: folder.to_owned(), cause })?;
    }
    Ok(place_one(file, text.as_bytes(), Existing::Keep)?)
}

fn wrote(file: &Path, output: &Output) {
    match output.message_format {
        Format::Json => terminal::print(serde_json::json!({"type": "written", "file": file.display().to_string()})),
        Format::Human if output.quiet => {}
        Format::Human => terminal::say(format_args!("written: {}", file.display())),
    }
}

/// The year by the clock, in UTC; within what a year can be.
fn this_year() -> Year {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    // 400 years have 146,097 days; counted from March, the leap day is the last of a year (Howard Hinnant, “chrono-compatible low-level date algorithms”).
    let days = seconds / 86_400 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let year = era * 400 + year + u64::from(day_of_year >= 306);
    Year::parse(&year.to_string()).unwrap_or_else(|| Year::parse("2026").expect("a literal that is a year"))
}
