//! The walk over `content/`: which sheets there are, and what lies there that is none.

use super::{
    near::nearest,
    problem::{Found, Problem},
    source::ReportFiles,
};
use crate::model::{
    department::{Department, DepartmentId},
    diagnostic::Diagnostic,
    year::Year,
};
use std::{collections::BTreeMap, path::Path, sync::Arc};
use walkdir::{DirEntry, WalkDir};

/// Folders and files of `content/` that have readers of their own.
const OWN: [&str; 5] = ["site.yaml", "departments.yaml", "translations", "pages", super::marks::FOLDER];

/// All files of reports: department → year → files, sorted.
pub(super) type Sheets = BTreeMap<DepartmentId, BTreeMap<Year, ReportFiles>>;

/// Walks `content/`; whatever is not a sheet in its place is reported. Sheets of a department that is not known are found all the
/// same; where it is not known which there are, nothing is said of that.
pub(super) fn sheets(
    content: &Path,
    departments: Option<&BTreeMap<DepartmentId, Arc<Department>>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Sheets {
    let mut sheets = Sheets::new();
    let mut report = |path: &Path, problem: Problem| diagnostics.push(Found::file(problem).diagnose(&Arc::new(path.to_owned())));
    let mut walk = WalkDir::new(content).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(content).to_owned();
                report(&path, Problem::Unreadable { why: error.to_string() });
                continue;
            }
        };
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_dir = entry.file_type().is_dir();
        if is_noise(&name) {
            if is_dir {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_symlink() {
            report(entry.path(), Problem::Link);
            continue;
        }
        if entry.depth() == 1 && OWN.contains(&name.as_str()) {
            if is_dir {
                walk.skip_current_dir();
            } else if !name.ends_with(".yaml") {
                report(entry.path(), Problem::Stray { what: "a file where a folder belongs" });
            }
            continue;
        }
        let problem = match (entry.depth(), is_dir) {
            (1, true) if Year::parse(&name).is_some() => None,
            (1, true) => Some(Problem::NotAYear { name }),
            (2, true) => unknown(&name, departments),
            (3, false) if name == super::notices::FILE => {
                if let Some(files) = folder(&entry, &mut sheets) {
                    files.notice = Some(entry.path().to_owned());
                }
                None
            }
            (3, false) if name.ends_with(".yaml") => {
                folder(&entry, &mut sheets).into_iter().for_each(|files| files.sheets.push(entry.path().to_owned()));
                None
            }
            (3, false) if name.ends_with(".yml") => Some(Problem::Stray { what: "sheets end in .yaml, not .yml" }),
            (3, false) => {
                folder(&entry, &mut sheets).into_iter().for_each(|files| files.others.push(entry.path().to_owned()));
                None
            }
            (_, true) => Some(Problem::Stray { what: "a folder where none belongs" }),
            (_, false) => Some(Problem::Stray { what: "a file that is not a sheet" }),
        };
        if let Some(problem) = problem {
            let goes_on = matches!(problem, Problem::UnknownDepartment { .. });
            report(entry.path(), problem);
            if is_dir && !goes_on {
                walk.skip_current_dir();
            }
        }
    }
    sheets
}

/// Files that systems and programs leave behind.
pub(super) fn is_noise(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') || matches!(name, "Thumbs.db" | "desktop.ini")
}

fn unknown(name: &str, departments: Option<&BTreeMap<DepartmentId, Arc<Department>>>) -> Option<Problem> {
    let id = match DepartmentId::parse(name) {
        Ok(id) => id,
        Err(why) => return Some(Problem::Slug { written: name.to_owned(), why: why.to_string() }),
    };
    let departments = departments.filter(|departments| !departments.contains_key(&id))?;
    let renamed = departments.values().find(|department| department.formerly.contains(&id)).map(|department| department.id.to_string());
    let near = renamed.or_else(|| nearest(name, departments.keys().map(DepartmentId::as_str)));
    Some(Problem::UnknownDepartment { id: name.to_owned(), near })
}

/// The files under the department and year of the folders above an entry, which the walk has checked.
fn folder<'s>(entry: &DirEntry, sheets: &'s mut Sheets) -> Option<&'s mut ReportFiles> {
    let mut folders = entry.path().ancestors().skip(1).filter_map(|folder| folder.file_name()?.to_str());
    let department = folders.next().and_then(|name| DepartmentId::parse(name).ok())?;
    let year = folders.next().and_then(Year::parse)?;
    Some(sheets.entry(department).or_default().entry(year).or_default())
}
