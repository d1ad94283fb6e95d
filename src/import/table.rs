//! What was read of a table, and the account of its rows: what went where, and what did not.

use super::grid::{Address, Row, RowCell};
use crate::model::{money::MoneyUnit, sheet::Status, year::Year};
use std::{collections::BTreeSet, fmt};

/// A table that was found in a foreign file.
#[derive(Debug, Default)]
pub struct Table {
    /// The sheet of the workbook it stands in.
    pub sheet: Option<String>,
    /// The year it states; `None` where it states none, or several.
    pub year: Option<Year>,
    /// The department it states.
    pub department: Option<String>,
    /// The status it states, as gongkai's own spreadsheets do where they are not final.
    pub status: Option<Status>,
    /// The unit of its amounts, where it states one.
    pub unit: Option<MoneyUnit>,
    /// Its blocks, in the order of the form.
    pub blocks: Vec<Block>,
    /// What became of its rows.
    pub account: Account,
}

/// A block of the form, and where it stood.
#[derive(Debug)]
pub struct Block {
    /// Its place in the form.
    pub place: usize,
    /// First and last row of each part.
    pub from: Vec<(Address, Address)>,
    /// What it holds.
    pub content: Content,
}

/// What a block holds, as written.
#[derive(Debug)]
pub enum Content {
    /// Rows: a text or an amount per column of the form.
    Records {
        /// The rows themselves.
        rows: Vec<Vec<Option<String>>>,
        /// The row that sums them up.
        sum: Option<Vec<Option<String>>>,
    },
    /// Goals.
    Prose(Vec<Goal>),
    /// Indicators, in the order of the table.
    Indicators(Vec<Indicator>),
}

/// A goal.
#[derive(Debug, PartialEq, Eq)]
pub struct Goal {
    /// `目标1`
    pub label: Option<String>,
    /// Its paragraphs, a line each.
    pub body: String,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Id of the official level, or the words of another one.
    pub level1: String,
    /// Likewise.
    pub level2: String,
    /// Its name.
    pub name: String,
    /// Its target.
    pub target: String,
    /// The table says that it is qualitative, in these words.
    pub qualitative: Option<String>,
}

/// What became of the rows of a table.
#[derive(Debug, Default)]
pub struct Account {
    /// Rows that hold something.
    pub seen: usize,
    /// Of those, rows that went into the content whole.
    pub placed: usize,
    /// Rows with titles and heads.
    pub heads: usize,
    /// Lines above and below the table that are no part of it: notes, signatures.
    pub aside: Vec<(Address, String)>,
    /// What could not be placed.
    pub left: Vec<Left>,
    /// What a person should know, though nothing is lost.
    pub notes: Vec<Note>,
    /// Rows that hold something that could not be placed.
    rows_left: BTreeSet<u32>,
}

/// So many cells back a cell that reaches down is looked for among those that were left.
const MAX_REACH: usize = 256;

/// A cell that could not be placed.
#[derive(Debug)]
pub struct Left {
    /// Where it stands.
    pub at: Address,
    /// What it holds.
    pub text: String,
    /// Why.
    pub why: Why,
}

/// Why a cell could not be placed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// A column that the form does not have.
    #[error("the form has no column “{head}”")]
    Column {
        /// Its head.
        head: String,
    },
    /// A cell beside all heads, or a second one under one.
    #[error("it stands under no head of the table, or beside another cell under one")]
    NoHead,
    /// No amount.
    #[error("it is no amount: {0}")]
    Amount(String),
    /// One amount over several rows.
    #[error("it is one amount for several rows; which part of it belongs to each is not said")]
    SharedAmount,
    /// A task without a name.
    #[error("the row has no name of a task")]
    NoTask,
    /// A task without a total.
    #[error("the row has no {head}")]
    NoTotal {
        /// Head of the column.
        head: String,
    },
    /// An indicator without a name.
    #[error("the row has no name of an indicator")]
    NoName,
    /// An indicator without a target.
    #[error("the indicator has no target")]
    NoTarget,
    /// An indicator whose level is not known.
    #[error("its level is not said, neither here nor in a row above")]
    NoLevel,
    /// The operator column holds something else.
    #[error("it is neither an operator (≥ ≤ = > <) nor 定性")]
    Operator,
    /// A number whose format the file does not tell.
    #[error(
        "it is a number, and the file does not tell whether it is shown as it is, as a percentage or with other decimals: save it as .xlsx or .csv"
    )]
    BareNumber,
    /// Several cells where a goal is one text.
    #[error("a goal is a text in one cell, and this row has several: are the heads of the block that it belongs to missing?")]
    ManyCells,
    /// A row with words that are no part of any block.
    #[error("it is no row of the table")]
    NoRow,
    /// A number of a goal without words.
    #[error("a goal is numbered here, and nothing follows the number")]
    EmptyGoal,
    /// A second sum.
    #[error("there is another row of sums above it")]
    SecondSum,
}

/// What a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Rows stood beside their heads.
    Shifted {
        /// Which ones.
        rows: String,
        /// How far, to the right.
        by: i32,
    },
    /// A group of indicators comes again farther down, and is put together with its first part.
    Regrouped {
        /// `产出指标 › 数量指标`
        group: String,
        /// Where it comes again.
        rows: String,
    },
    /// A level that is no official one.
    UnknownLevel {
        /// Its words.
        level: String,
    },
    /// The year is stated more than once, and not the same.
    Years(Vec<Year>),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::Shifted { rows, by } => {
                let places = if by.abs() == 1 { "one column".to_owned() } else { format!("{} columns", by.abs()) };
                write!(f, "{rows}: they stand {places} to the {} of their heads, and were read so", if *by > 0 { "right" } else { "left" })
            }
            Note::Regrouped { group, rows } => {
                write!(
                    f,
                    "{rows}: “{group}” comes a second time; its indicators were put with those above, for a sheet has each group once"
                )
            }
            Note::UnknownLevel { level } => {
                write!(f, "“{level}” is no official level: declare it under `levels:` in site.yaml, or change it in the sheet")
            }
            Note::Years(years) => {
                let years: Vec<String> = years.iter().map(Year::to_string).collect();
                write!(f, "the heading states the years {}: say which with --year", years.join(" and "))
            }
        }
    }
}

impl Account {
    /// Notes a cell of a row that could not be placed; one that reaches over several rows once.
    pub fn leave(&mut self, row: &Row, cell: &RowCell, why: Why) {
        if self.left.iter().rev().take(MAX_REACH).any(|left| left.at == cell.at) {
            return;
        }
        self.rows_left.insert(row.number);
        self.left.push(Left { at: cell.at.clone(), text: cell.text().to_owned(), why });
    }

    /// Notes the cell for which nothing was made of its row.
    pub fn lose(&mut self, row: &Row, cell: &RowCell, why: Why) {
        self.rows_left.insert(row.number);
        self.leave(row, cell, why);
    }

    /// Notes all cells of a row that nothing was made of.
    pub fn leave_row(&mut self, row: &Row, why: &Why) {
        self.rows_left.insert(row.number);
        row.cells.iter().filter(|cell| !cell.repeated).for_each(|cell| self.leave(row, cell, why.clone()));
    }

    /// Notes a row that is no part of the table.
    pub fn set_aside(&mut self, row: &Row) {
        let words: Vec<&str> = row.cells.iter().filter(|cell| !cell.repeated).map(RowCell::text).collect();
        if let Some(first) = row.cells.iter().find(|cell| !cell.repeated) {
            self.aside.push((first.at.clone(), words.join(" ")));
        }
    }

    /// Notes a row of which something was placed; it counts where nothing of it was left.
    pub fn place(&mut self, row: u32) {
        self.placed += usize::from(!self.rows_left.contains(&row));
    }

    /// Rows of which something could not be placed.
    pub fn rows_left(&self) -> usize {
        self.rows_left.len()
    }
}
