//! The page of data, and files to take away.

use super::TextView;
use schemars::JsonSchema;
use serde::Serialize;

/// A file to take away; `frame.root` leads to its path.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DownloadView {
    /// From the root of the site: `data/2022/organization-department.json`.
    pub path: String,
    /// The file alone: `organization-department.json`.
    pub file: String,
    /// Official head of the block it holds; null for what is more than one block.
    pub title: Option<TextView>,
    /// The year it is about; null for a report's file, and for those of the whole site.
    pub year: Option<String>,
    /// A spreadsheet of one row a thing, not the layout of the official table.
    pub tidy: bool,
    /// The language of a file that has one alone; null otherwise.
    pub lang: Option<String>,
    /// `CSV`, `XLSX`, `JSON`.
    pub format: String,
    /// Its size: `3.2 KB`.
    pub size: String,
}

/// `data.html` (template `data.html`): what there is to take away, and what the columns mean.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DataPage {
    /// Tables over all published reports: of the site, with the description of everything, then of each year.
    pub groups: Vec<DownloadGroup>,
    /// The catalogue among them, for machines: from the root of the site; null where there is none.
    pub catalogue: Option<String>,
    /// The kinds of tables.
    pub tables: Vec<TableView>,
}

/// Files about the same.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DownloadGroup {
    /// The year; null for those of the whole site.
    pub year: Option<String>,
    /// The files.
    pub files: Vec<DownloadView>,
}

/// A kind of table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TableView {
    /// `overall-target.tasks`: the stem of its files, and its fragment with a hyphen for the point.
    pub name: String,
    /// See `name`.
    pub id: String,
    /// Official head of the block; null for the table with a row per report.
    pub title: Option<TextView>,
    /// Its columns.
    pub columns: Vec<ColumnView>,
}

/// A column.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ColumnView {
    /// `name_zh`
    pub name: String,
    /// The language of its words (`zh`), where there is a column per language (message `column-lang`); else null.
    pub lang: Option<String>,
    /// `string`, `year`, `integer`, `number`.
    pub kind: String,
    /// Its title.
    pub title: TextView,
    /// What it means.
    pub meaning: TextView,
}
