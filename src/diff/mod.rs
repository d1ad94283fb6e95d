//! What changed between two versions of a site, in figures and words: two published sites, two contents, or one of each.
//!
//! Invariant: both versions are brought to the same values before they are compared, those of the JSON files of reports; of a content, those
//! that a build would publish. Digits are shown as written, and what is subtracted is said to be computed. One department is in memory at a time.

mod field;
mod files;
mod page;
mod report;
mod rows;
mod side;
mod totals;

pub use field::{Difference, Field, Value, What};
pub use files::{FileChanges, FileCounts};
pub use page::{Page, in_common};
pub use report::{Change, ChangeKind, Fate, Part, ReportDiff};
pub use side::{SideInfo, SideKind};
pub use totals::{Counted, Measure, Totals, YearTotals};

use crate::{
    content::Unreadable,
    data::Texts,
    model::{department::DepartmentId, diagnostic::Diagnostic, year::Year},
    publish::PublishError,
    render::ThemeError,
};
use side::{Side, Standing};
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
};

/// What was found out about all reports together.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The earlier version.
    pub old: SideInfo,
    /// The later one.
    pub new: SideInfo,
    /// Reports that differ.
    pub changed: usize,
    /// Reports that only the later version has.
    pub added: usize,
    /// Reports that only the earlier version has.
    pub removed: usize,
    /// Reports that say the same.
    pub same: usize,
    /// Departments that have a report in the later version alone.
    pub appeared: Vec<(DepartmentId, Texts)>,
    /// Departments that have a report in the earlier version alone.
    pub vanished: Vec<(DepartmentId, Texts)>,
    /// Sums and counts, before and after.
    pub totals: Totals,
    /// What became of the published files; `None` unless both versions are published sites.
    pub files: Option<FileChanges>,
}

impl Compared {
    /// Reports say the same, every one.
    pub fn same_reports(&self) -> bool {
        self.changed + self.added + self.removed == 0
    }

    /// There is no difference at all: neither in reports nor, where both are published, in any other file.
    pub fn is_same(&self) -> bool {
        self.same_reports() && self.files.as_ref().is_none_or(FileChanges::is_empty)
    }
}

/// What kept two versions from being compared.
#[derive(Debug, thiserror::Error)]
pub enum DiffError {
    /// There is no such folder.
    #[error("{}: there is no such folder", .0.display())]
    Missing(PathBuf),
    /// A file.
    #[error("{}: this is a file, and a folder is compared. Unpack an archive first: what it holds can be compared", .0.display())]
    File(PathBuf),
    /// Neither a site nor its sources.
    #[error(
        "{}: neither a published site (it would have a manifest-sha256.txt) nor the sources of one (they would have a content/site.yaml){hint}",
        .path.display()
    )]
    Neither {
        /// The folder.
        path: PathBuf,
        /// The folder that was probably meant, in words.
        hint: String,
    },
    /// The site may be half the old and half the new one.
    #[error("{}: a build is writing into this folder, or was interrupted: run `gongkai build`, then compare", .0.display())]
    Interrupted(PathBuf),
    /// The site has reports, and no figures of them that a program could read.
    #[error(
        "{}: this site has pages of reports and no data/<year>/<department>.json, so its figures cannot be compared: compare the content it was made from, \
         or build it again with this gongkai",
        .0.display()
    )]
    NoData(PathBuf),
    /// A file of data that cannot be read as what it should be.
    #[error("{}: {why}. Run `gongkai verify` to see whether it is as it was published; a build writes it anew", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Content with problems.
    #[error("{}: the content has problems, and what could not be read cannot be compared: run `gongkai check`", .path.display())]
    Problems {
        /// The site's folder.
        path: PathBuf,
        /// All problems that were met, with their places.
        diagnostics: Vec<Diagnostic>,
    },
    /// A site's frame.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// A published folder, or the page that is written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The templates of the page.
    #[error(transparent)]
    Page(#[from] ThemeError),
    /// What the page is put together from.
    #[error("the page could not be put together: {0}")]
    Draft(io::Error),
    /// Another file stands there and stays.
    #[error("{} is there already: add --force to replace it, or write to another file", .0.display())]
    Exists(PathBuf),
}

impl DiffError {
    /// What is compared has problems of its own; the other errors are of usage or environment.
    pub fn is_of_content(&self) -> bool {
        matches!(self, DiffError::Interrupted(_) | DiffError::NoData(_) | DiffError::Damaged { .. } | DiffError::Problems { .. })
    }
}

/// Compares the versions in two folders. `each` is told of every report that differs, department by department, years in order.
///
/// # Errors
/// [`DiffError`]. Problems in the tables of a content are collected to the end; reports that have none were compared till then.
pub fn diff(
    old: &Path,
    new: &Path,
    no_samples: bool,
    each: &mut dyn FnMut(&ReportDiff) -> Result<(), DiffError>,
) -> Result<Compared, DiffError> {
    let (mut old, mut new) = (Side::open(old)?, Side::open(new)?);
    let (old_published, new_published) = (old.is_published(), new.is_published());
    old.choose_samples(no_samples, new_published);
    new.choose_samples(no_samples, old_published);
    let mut tally = Tally::default();
    let departments: BTreeSet<DepartmentId> = old.departments().chain(new.departments()).cloned().collect();
    for id in departments {
        let (before, after) = (old.read(&id)?, new.read(&id)?);
        tally.department(id, &before, &after);
        for found in tally.reports(original(&old, &new, &before, &after), before, after) {
            each(&found)?;
        }
    }
    let files = files::changes(&old, &new);
    let (old, new) = (old.finish()?, new.finish()?);
    let Tally { changed, added, removed, same, appeared, vanished, totals } = tally;
    Ok(Compared { old, new, changed, added, removed, same, appeared, vanished, totals, files })
}

/// The reports of one department, by year.
type Reports = BTreeMap<Year, Standing>;

/// The language of the originals. Only content states it; what was published has the others as translations beside it.
fn original(old: &Side, new: &Side, before: &Reports, after: &Reports) -> String {
    let stated = new.source_lang().or(old.source_lang()).map(str::to_owned);
    stated.unwrap_or_else(|| {
        let mut names = before.values().chain(after.values()).filter_map(Standing::name);
        let name = names.next().filter(|name| !name.contains_key("zh"));
        name.and_then(|name| name.keys().next().cloned()).unwrap_or_else(|| "zh".to_owned())
    })
}

/// Counts while departments go by.
#[derive(Default)]
struct Tally {
    changed: usize,
    added: usize,
    removed: usize,
    same: usize,
    appeared: Vec<(DepartmentId, Texts)>,
    vanished: Vec<(DepartmentId, Texts)>,
    totals: Totals,
}

impl Tally {
    fn department(&mut self, id: DepartmentId, before: &Reports, after: &Reports) {
        let name = |reports: &Reports| reports.values().rev().find_map(Standing::name).cloned();
        match (name(before), name(after)) {
            (None, Some(name)) => self.appeared.push((id, name)),
            (Some(name), None) => self.vanished.push((id, name)),
            _ => {}
        }
    }

    /// The reports that differ, one year after the other.
    fn reports(&mut self, original: String, before: Reports, mut after: Reports) -> impl Iterator<Item = ReportDiff> {
        let mut years: BTreeMap<Year, (Standing, Standing)> =
            before.into_iter().map(|(year, was)| (year, (was, after.remove(&year).unwrap_or_default()))).collect();
        years.extend(after.into_iter().map(|(year, is)| (year, (Standing::Absent, is))));
        years.into_values().filter_map(move |(was, is)| {
            self.totals.add(was.report(), is.report());
            let found = report::compare(&was, &is, &original);
            match found.as_ref().map(|found| found.fate) {
                Some(Fate::Changed) => self.changed += 1,
                Some(Fate::Added { .. }) => self.added += 1,
                Some(Fate::Removed { .. }) => self.removed += 1,
                None if was.report().is_some() => self.same += 1,
                None => {}
            }
            found
        })
    }
}
