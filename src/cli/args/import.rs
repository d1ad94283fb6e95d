//! Arguments of `gongkai import`.

use super::{Output, year};
use clap::{Args, ValueEnum};
use gongkai::model::{department::DepartmentId, sheet::Status, year::Year};
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "\
FILE is an Excel workbook (.xlsx, .xls), an OpenDocument spreadsheet (.ods), a table with commas or
tabs (.csv, .tsv; UTF-8 or GBK), a saved web page (.html), or text as it was copied from a web page
or from Word (.txt). It is recognised by what is in it, not by its name.

The official form is found by its heads, wherever they stand: year and department in the heading,
main tasks, goals, indicators; merged cells, rows beside their heads, targets over three columns,
amounts in 元. Digits and words stay as written. Every row is accounted for: what cannot be placed is
named with its cell, and then nothing is written, unless --allow-partial says so.

A workbook may hold the tables of several departments; each is known by its name in
content/departments.yaml. The file of a report that is there already is never replaced without
--force.

Exit code: 0 written, 1 the table holds what could not be placed, or does not say whose or of which
year it is, 2 the file cannot be read or written.

Examples:
  gongkai import 2025.xlsx
  gongkai import pasted.txt --department water-bureau --year 2025
  gongkai import 2025.xlsx -o -             print the sheet, write nothing")]
pub struct Import {
    /// The file with the table
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Whose table it is (an id of departments.yaml, or a new one)
    #[arg(long, value_name = "ID", value_parser = DepartmentId::parse)]
    pub department: Option<DepartmentId>,
    /// Of which year, where the table does not say it
    #[arg(long, value_name = "YYYY", value_parser = year)]
    pub year: Option<Year>,
    /// Status of the sheet [default: as the table says, else final]
    #[arg(long, value_name = "STATUS")]
    pub status: Option<SheetStatus>,
    /// Write what could be placed, though something is left
    #[arg(long)]
    pub allow_partial: bool,
    /// The file to write, or - for standard output [default: the report's own in content/]
    #[arg(long, short = 'o', value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace a file that is there already
    #[arg(long)]
    pub force: bool,
    /// Folder of the site: the one that holds content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SheetStatus {
    /// Published as it is
    Final,
    /// Not published
    Draft,
    /// Invented, published with a banner
    Sample,
}

impl SheetStatus {
    /// As the library wants it.
    pub fn of_sheet(self) -> Status {
        match self {
            SheetStatus::Final => Status::Final,
            SheetStatus::Draft => Status::Draft,
            SheetStatus::Sample => Status::Sample,
        }
    }
}
