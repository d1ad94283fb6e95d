//! One published page as one file, to be mailed, kept or printed: what readers see on the site, with nothing around it.
//!
//! Invariant: an export is made of what was published, and only of that: it never reads content, and what it holds can be compared
//! with the site.

pub mod browser;
mod pdf;
mod single;

pub use pdf::{PdfError, print};

use crate::{
    model::{department::DepartmentId, year::Year},
    publish::{Disk, PublishError, published},
    site::{path::SitePath, report_path, year_path},
};
use std::{fmt, path::Path};

/// What is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The page of a year.
    Year(Year),
    /// The page of a report.
    Report(Year, DepartmentId),
}

impl Subject {
    /// Reads `2022` or `2022/organization-department`.
    ///
    /// # Errors
    /// What can stand there.
    pub fn parse(text: &str) -> Result<Subject, String> {
        let text = text.trim_end_matches('/');
        let year = |text: &str| {
            Year::parse(text).ok_or_else(|| format!("`{text}` is no year of four digits, as in 2022 or 2022/education-bureau"))
        };
        match text.split_once('/') {
            None => Ok(Subject::Year(year(text)?)),
            Some((of, department)) => {
                let id = DepartmentId::parse(department).map_err(|why| format!("`{department}` is no id of a department: {why}"))?;
                Ok(Subject::Report(year(of)?, id))
            }
        }
    }

    /// Where its page stands below an edition.
    fn path(&self) -> String {
        match self {
            Subject::Year(year) => year_path(*year),
            Subject::Report(year, department) => report_path(*year, department),
        }
    }

    /// A name for its file, without extension: `2022-organization-department.zh`.
    pub fn stem(&self, edition: &str) -> String {
        match self {
            Subject::Year(year) => format!("{year}.{edition}"),
            Subject::Report(year, department) => format!("{year}-{department}.{edition}"),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Year(year) => write!(f, "{year}"),
            Subject::Report(year, department) => write!(f, "{year}/{department}"),
        }
    }
}

/// What kept a page from being exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The output folder holds no site.
    #[error("there is no published site in {}: run `gongkai build` first, or name its folder with --out DIR", .0.display())]
    NoSite(std::path::PathBuf),
    /// The site has no such page.
    #[error("the published site has no page of {subject} in the edition `{edition}`{}", near.as_ref().map_or(String::new(), |near| format!("; did you mean {near}?")))]
    NoPage {
        /// What was asked for.
        subject: Subject,
        /// In which edition.
        edition: String,
        /// What was probably meant.
        near: Option<String>,
    },
    /// A published file cannot be read.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The page is not as gongkai writes it.
    #[error("the page {path} cannot be rewritten: {why}")]
    Page {
        /// The page.
        path: SitePath,
        /// What the library says.
        why: String,
    },
}

/// The page of `subject` in `edition` of the site published in `out`, as one self-contained HTML page: style sheets and pictures
/// in it, its data too, no scripts. Links to other pages lead to `base`, the address of the site; without one they become text.
///
/// # Errors
/// [`ExportError`] where there is no such page.
pub fn single_file(disk: &dyn Disk, out: &Path, subject: &Subject, edition: &str, base: Option<&str>) -> Result<Vec<u8>, ExportError> {
    let files = published(disk, out)?.ok_or_else(|| ExportError::NoSite(out.to_owned()))?;
    let wanted = format!("{edition}/{}", subject.path());
    let Some(path) = files.paths().find(|path| path.as_str() == wanted) else {
        return Err(ExportError::NoPage {
            subject: subject.clone(),
            edition: edition.to_owned(),
            near: near(subject, edition, files.paths()),
        });
    };
    single::rewrite(&files, path, base)
}

/// The report or year of that edition whose name is nearest to the one that was asked for.
fn near<'p>(subject: &Subject, edition: &str, paths: impl Iterator<Item = &'p SitePath>) -> Option<String> {
    let below = format!("{edition}/");
    let known = paths.filter_map(|path| {
        let page = path.as_str().strip_prefix(&below)?;
        page.strip_suffix("/index.html")
            .or_else(|| page.strip_suffix(".html").filter(|page| page.starts_with(|c: char| c.is_ascii_digit())))
    });
    let known: Vec<&str> = known.filter(|name| Subject::parse(name).is_ok()).collect();
    crate::model::near::nearest(&subject.to_string(), known)
}
