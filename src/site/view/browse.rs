//! Lists that lead into the site without search.

use super::{HomeDepartment, NavLink, TextView};
use schemars::JsonSchema;
use serde::Serialize;

/// `departments.html`, `sectors.html` and their parts (template `browse.html`): departments in groups.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BrowsePage {
    /// The list for every language; an edition shows that of its main one.
    pub lists: Vec<BrowseList>,
    /// These pages.
    pub links: Vec<NavLink>,
    /// Where this page stands in a group that is too long for one; null elsewhere.
    pub parts: Option<PartsView>,
}

/// The list for one language.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BrowseList {
    /// The language: `zh`.
    pub key: String,
    /// Groups in order.
    pub groups: Vec<BrowseGroup>,
}

/// Departments under one head.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BrowseGroup {
    /// Fragment: `a`, `education`.
    pub id: String,
    /// The letter; null for a sector.
    pub letter: Option<String>,
    /// The sector; null for a letter, and for those without one.
    pub title: Option<TextView>,
    /// How many.
    pub count: u32,
    /// The page of the group, where the list is too long for one page.
    pub href: Option<String>,
    /// The departments; empty where the group has a page.
    pub departments: Vec<HomeDepartment>,
}

/// `indicators.html` (template `levels.html`): all levels of indicators.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelsPage {
    /// Levels in official order.
    pub levels: Vec<LevelEntry>,
    /// The pages that lead into the site.
    pub links: Vec<NavLink>,
}

/// Level 1 and level 2.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelName {
    /// 产出指标.
    pub level1: TextView,
    /// 数量指标.
    pub level2: TextView,
}

/// A level.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelEntry {
    /// Its name.
    pub name: LevelName,
    /// Years in which it occurs, newest first.
    pub years: Vec<LevelYear>,
}

/// Indicators of one level in one year, by status.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelYear {
    /// Four digits.
    pub year: String,
    /// Its page.
    pub href: String,
    /// Published ones.
    pub count: u32,
    /// Samples.
    pub samples: u32,
    /// Drafts.
    pub drafts: u32,
}

/// `indicators/<year>-<level>.html` (template `level.html`): which reports have indicators of a level.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelPage {
    /// Reports: published ones first, in official order.
    pub rows: Vec<LevelReport>,
    /// Where this page stands in a long list; null where it is all of it.
    pub parts: Option<PartsView>,
}

/// A report with indicators of a level.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelReport {
    /// The department.
    pub name: TextView,
    /// The indicators on its report.
    pub href: String,
    /// How many.
    pub count: u32,
    /// `final`, `sample` or `draft`.
    pub status: String,
}

/// Where a page stands in a long list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PartsView {
    /// The number of this part, from 1.
    pub number: u32,
    /// Its first entry, from 1.
    pub from: u32,
    /// Its last entry.
    pub to: u32,
    /// Entries of the whole list.
    pub entries: u32,
    /// All parts.
    pub links: Vec<PartLink>,
}

/// A part of a long list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PartLink {
    /// From 1.
    pub number: u32,
    /// Its page.
    pub href: String,
    /// This is it.
    pub current: bool,
}
