//! Data to take away: tables as CSV, reports as JSON, and the description of both. Made of the same values as the pages.
//!
//! Invariant: this room makes bytes and knows neither pages nor disks. Figures keep the digits of the original; nothing that the
//! original does not state is filled in, and what is computed is named so.

mod blocks;
mod catalogue;
mod columns;
mod csv;
mod feed;
mod figure;
mod json;
mod package;
mod schema_org;
pub mod search;
mod sitemap;
mod tidy;
mod words;
mod xlsx;

pub use blocks::{report_tables, summary_table, table_columns};
pub use catalogue::{CATALOGUE, catalogue};
pub use columns::{Column, ColumnType};
pub use csv::{csv, csv_body, csv_head};
pub use feed::{FEED, Feed, FeedEntry, MAX_ENTRIES, feed_entries};
pub(crate) use json::{AttachmentData, GoalData, IndicatorData, RevisionData, SheetData, TaskData};
pub use json::{ReportData, Texts, report_data, report_json, report_schema};
pub use package::{DescribedTable, Package};
pub use schema_org::{dataset, department};
pub use sitemap::{MAX_URLS, robots, sitemap};
pub use tidy::{Chunks, MAX_ROWS, TidyError, TidySheet, rows_of, tidy_xlsx};
pub use xlsx::report_xlsx;

use sha2::{Digest, Sha256};
use words::Words;

/// The SHA-256 of a file, in lower-case hexadecimal digits, as `sha256sum` prints it.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The media type of a format that downloads are in.
fn media_type(format: &str) -> &'static str {
    match format {
        "CSV" => "text/csv",
        "XLSX" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "JSON-LD" => "application/ld+json",
        _ => "application/json",
    }
}

/// A table of data: one header row, rows of equal length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// `overall-target.tasks`: also the stem of its file.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, one cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing there.
    Empty,
    /// Words of people: protected from being taken for a formula.
    Text(String),
    /// Ids and codes of gongkai.
    Code(String),
    /// A figure with its digits.
    Number(String),
}

impl Cell {
    fn code(code: impl ToString) -> Cell {
        Cell::Code(code.to_string())
    }

    fn text(words: Option<&str>) -> Cell {
        words.map_or(Cell::Empty, |words| Cell::Text(words.trim().to_owned()))
    }

    fn number(digits: impl ToString) -> Cell {
        Cell::Number(digits.to_string())
    }
}
