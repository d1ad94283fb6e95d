//! A sheet (表): one filled-in official table, in the shape of its form, and a typed view over it.

use super::{
    attachment::Attachment,
    date::Date,
    department::DepartmentId,
    diagnostic::{Code, Span},
    form::{BlockForm, Column, ColumnKind, Form},
    identity::Identity,
    money::{Amount, MoneyUnit},
    review::Review,
    revision::Revision,
    target::{Operator, Target},
    text::Text,
    year::Year,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::{path::PathBuf, sync::Arc};

/// Everything one department discloses for one year.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its year: the folder.
    pub year: Year,
    /// Its department: the folder below.
    pub department: DepartmentId,
    /// Its tables, in the order of their file names.
    pub sheets: Vec<Sheet>,
}

impl Report {
    /// A report is as unfinished as its least finished sheet.
    pub fn status(&self) -> Status {
        self.sheets.iter().map(|sheet| sheet.status).max().unwrap_or(Status::Draft)
    }

    /// When it was published: the last of its tables, where all of them state it.
    pub fn published(&self) -> Option<Date> {
        let days: Option<Vec<Date>> = self.sheets.iter().map(|sheet| sheet.origin.published).collect();
        days?.into_iter().max()
    }

    /// Its sheet of that form.
    pub fn sheet_of(&self, form: &Form) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.form.id == form.id)
    }
}

/// One filled-in official table.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What it is of.
    pub form: &'static Form,
    /// The file it was read from.
    pub file: Arc<PathBuf>,
    /// Place of the sheet as a whole.
    pub span: Span,
    /// Whether it is published.
    pub status: Status,
    /// Part of its table could not be read, and is left out: rows, goals, indicators, or their unit.
    pub partial: bool,
    /// The year the sheet itself states, to be checked against the folder.
    pub year: Option<Placed<Year>>,
    /// Unit of its amounts.
    pub unit: MoneyUnit,
    /// How its prose is written.
    pub format: ProseFormat,
    /// Dates and origin, as far as the original states them.
    pub origin: Origin,
    /// Sums the original states itself, one per fund column of the form.
    pub declared_total: Vec<Option<Placed<Amount>>>,
    /// What was done before it was made public.
    pub review: Review,
    /// Files that stand beside it: the signed original.
    pub attachments: Vec<Attachment>,
    /// What was corrected after it had been published, in the order of the file.
    pub revisions: Vec<Revision>,
    /// Findings accepted for the sheet as a whole.
    pub accepted: Vec<Accepted>,
    /// Its parts, in the order of the form.
    pub blocks: Vec<Block>,
}

/// Dates and origin of a table; what the original does not state stays out.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// When it was published.
    pub published: Option<Date>,
    /// When it was approved.
    pub approved: Option<Date>,
    /// Number of the approval.
    pub approval_no: Option<String>,
    /// Where it was published.
    pub source: Option<Text>,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// Where it stands.
    pub span: Span,
    /// The value.
    pub value: T,
}

/// How far a sheet is from publication; ordered from finished to unfinished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Published as it is.
    Final,
    /// Invented, for show: published with a banner where site.yaml wants samples.
    Sample,
    /// Not published.
    Draft,
}

impl Status {
    /// All of them, in order.
    pub const ALL: [Status; 3] = [Status::Final, Status::Sample, Status::Draft];

    /// Reads `final`, `sample` or `draft`.
    pub fn parse(text: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// The word in YAML, in pages' data and in the terminal.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Final => "final",
            Status::Sample => "sample",
            Status::Draft => "draft",
        }
    }
}

/// How prose is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProseFormat {
    /// Paragraphs, shown character by character.
    Plain,
    /// CommonMark with tables and footnotes.
    Markdown,
}

/// A finding that its author accepts as it stands, with the reason.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// Code of the rule.
    pub code: Code,
    /// Why it stays, for readers.
    pub reason: Text,
    /// Who accepts it: an office or a role, for auditors.
    pub by: Option<String>,
}

/// A filled-in part of a form.
#[derive(Clone, Debug)]
pub enum Block {
    /// Rows with declared columns.
    Records(Vec<Record>),
    /// Labelled prose.
    Prose(Vec<Goal>),
    /// Indicators, in the order of the original.
    Indicators(Vec<Indicator>),
}

/// A row of a records block.
#[derive(Clone, Debug)]
pub struct Record {
    /// Where it stands.
    pub span: Span,
    /// One per column of the form.
    pub cells: Vec<Cell>,
    /// What it is known by over the years.
    pub identity: Identity,
    /// Findings accepted here.
    pub accepted: Vec<Accepted>,
}

/// A cell of a row.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Empty in the original.
    Empty,
    /// A text.
    Text(Text),
    /// An amount in the sheet's unit.
    Amount(Placed<Amount>),
}

/// A goal (年度总体目标).
#[derive(Clone, Debug)]
pub struct Goal {
    /// As numbered in the original (目标1).
    pub label: Option<Text>,
    /// Its prose.
    pub body: Text,
}

/// A performance indicator (绩效指标).
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Where it stands.
    pub span: Span,
    /// Level 1: an id of the vocabulary or of site.yaml.
    pub level1: Arc<str>,
    /// Level 2, likewise.
    pub level2: Arc<str>,
    /// Level 3 (三级指标).
    pub name: Text,
    /// Target (指标值) as read.
    pub target: Target,
    /// Target as written, with translations of a phrase.
    pub target_text: Text,
    /// What it is known by over the years.
    pub identity: Identity,
    /// Whom it counts, for figures per head; the author's work, not the original's.
    pub counts: Option<Count>,
    /// Name or id of the task whose budget pays for it; the author's work, not the original's.
    pub task: Option<Placed<String>>,
    /// Findings accepted here.
    pub accepted: Vec<Accepted>,
}

impl Indicator {
    /// How many it counts: a whole number above zero, stated exactly (`=158人`, `158人`).
    pub fn count(&self) -> Option<Decimal> {
        let (operator, quantity) = self.target.bound()?;
        let value = quantity.number.value();
        let exact = operator.is_none_or(|operator| operator == Operator::Equal);
        (exact && value.is_integer() && value > Decimal::ZERO).then_some(value)
    }
}

/// Whom an indicator counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Serving staff (在职人员).
    Staff,
}

impl Count {
    /// Every kind.
    pub const ALL: [Count; 1] = [Count::Staff];

    /// The word in content and data.
    pub fn as_str(self) -> &'static str {
        match self {
            Count::Staff => "staff",
        }
    }
}

/// Typed view of a row: a task (年度主要任务) with its amounts.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    /// The row itself.
    pub record: &'a Record,
    columns: &'a [Column],
}

impl Sheet {
    /// The tasks: rows of the first records block.
    pub fn tasks(&self) -> impl Iterator<Item = Task<'_>> {
        self.form
            .blocks
            .iter()
            .zip(&self.blocks)
            .find_map(|pair| match pair {
                (BlockForm::Records { columns, .. }, Block::Records(records)) => Some((columns, records)),
                _ => None,
            })
            .into_iter()
            .flat_map(|(columns, records)| records.iter().map(move |record| Task { record, columns }))
    }

    /// The goals of all prose blocks.
    pub fn goals(&self) -> impl Iterator<Item = &Goal> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Prose(goals) => goals.as_slice(),
            _ => &[],
        })
    }

    /// The indicators of all indicator blocks.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Indicators(indicators) => indicators.as_slice(),
            _ => &[],
        })
    }
}

impl<'a> Task<'a> {
    /// 任务名称: the first text column.
    pub fn name(&self) -> Option<&'a Text> {
        self.texts().next().flatten()
    }

    /// The columns of its form.
    pub fn columns(&self) -> &'a [Column] {
        self.columns
    }

    /// The text cells, one per text column.
    pub fn texts(&self) -> impl Iterator<Item = Option<&'a Text>> + use<'a> {
        self.cells(ColumnKind::Text).map(|(_, cell)| match cell {
            Cell::Text(text) => Some(text),
            _ => None,
        })
    }

    /// The amounts, one per fund column: column and amount.
    pub fn amounts(&self) -> impl Iterator<Item = (&'a Column, Option<&'a Placed<Amount>>)> + use<'a> {
        self.cells(ColumnKind::Amount).map(|(column, cell)| match cell {
            Cell::Amount(amount) => (column, Some(amount)),
            _ => (column, None),
        })
    }

    fn cells(&self, kind: ColumnKind) -> impl Iterator<Item = (&'a Column, &'a Cell)> + use<'a> {
        self.columns.iter().zip(&self.record.cells).filter(move |(column, _)| column.kind == kind)
    }
}
