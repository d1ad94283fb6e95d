//! A page before it is rendered: where it stands below its edition, what surrounds it, what it shows.

use super::view::{Crumb, Label, SampleShare, UntranslatedCount};

/// A page of every edition.
#[derive(Clone, Debug)]
pub struct Page<V> {
    /// Path below the edition's folder: `2022/organization-department.html`.
    pub at: String,
    /// Template that shows it.
    pub template: &'static str,
    /// Title without the site's.
    pub title: Label,
    /// From home to this page.
    pub breadcrumbs: Vec<Crumb>,
    /// How much of it is sample data.
    pub sample: SampleShare,
    /// It shows a draft.
    pub draft: bool,
    /// It shows unofficial translations of official texts.
    pub translation_note: bool,
    /// What is not translated.
    pub untranslated: Vec<UntranslatedCount>,
    /// The view model of its template.
    pub view: V,
}

/// Relative URLs from one page to others of the same edition.
#[derive(Clone, Debug)]
pub struct Hrefs {
    up: String,
}

impl Hrefs {
    /// From a page at `at` below its edition.
    pub fn from(at: &str) -> Hrefs {
        Hrefs { up: "../".repeat(at.matches('/').count()) }
    }

    /// From the root of the site into the edition `id`: for the first edition's home that stands there again.
    pub fn into_edition(id: &str) -> Hrefs {
        Hrefs { up: format!("{id}/") }
    }

    /// To a page at `at` below the same edition.
    pub fn to(&self, at: &str) -> String {
        format!("{}{at}", self.up)
    }
}

/// Where the pages stand below their edition.
pub(super) mod at {
    use crate::model::{department::DepartmentId, level::LevelId, year::Year};

    /// Home.
    pub const HOME: &str = "index.html";

    /// The page of data.
    pub const DATA: &str = "data.html";

    /// The glossary.
    pub const GLOSSARY: &str = "glossary.html";

    /// The site map.
    pub const SITE_MAP: &str = "site-map.html";
    /// Departments by letter.
    pub const DEPARTMENTS: &str = "departments.html";

    /// Departments by sector.
    pub const SECTORS: &str = "sectors.html";

    /// Indicators by level.
    pub const INDICATORS: &str = "indicators.html";

    /// Reports with indicators of a level in a year; `part` of a long list, from 0.
    pub fn level(year: Year, level: &LevelId, part: usize) -> String {
        let part = if part == 0 { String::new() } else { format!(".{}", part + 1) };
        format!("indicators/{year}-{}{part}.html", level.fragment())
    }

    /// The page to search on.
    pub const SEARCH: &str = "search.html";

    /// Who published what.
    pub const COMPLETENESS: &str = "completeness.html";

    /// Who published what; `part` of a long list, from 0.
    pub fn completeness(part: usize) -> String {
        if part == 0 { COMPLETENESS.to_owned() } else { format!("completeness/page-{}.html", part + 1) }
    }

    /// A year.
    pub fn year(year: Year) -> String {
        year_part(year, 0)
    }

    /// A year; `part` of a long list, from 0.
    pub fn year_part(year: Year, part: usize) -> String {
        if part == 0 { format!("{year}/index.html") } else { format!("{year}/page-{}.html", part + 1) }
    }

    /// A report.
    pub fn report(year: Year, department: &DepartmentId) -> String {
        format!("{year}/{department}.html")
    }

    /// What changed in a report since the one before.
    pub fn changes(year: Year, department: &DepartmentId) -> String {
        format!("{year}/{department}/changes.html")
    }

    /// A department over the years.
    pub fn department(department: &DepartmentId) -> String {
        format!("departments/{department}.html")
    }

    /// A department's indicators over the years.
    pub fn history(department: &DepartmentId) -> String {
        format!("departments/{department}/indicators.html")
    }

    /// A free page.
    pub fn free(name: &str) -> String {
        format!("{name}.html")
    }
}
