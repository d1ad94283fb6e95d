//! Summaries (汇总): sums and counts of a report, a department, a year, the site. Exact, mergeable, in 万元.

use rust_decimal::Decimal;

use super::{
    department::DepartmentId,
    form::Form,
    money::{MoneyUnit, Sum},
    sheet::{Report, Status},
    vocabulary::Vocabulary,
    year::Year,
};

/// What is kept of a report after its page is written.
#[derive(Clone, Debug)]
pub struct ReportSummary {
    /// Its year.
    pub year: Year,
    /// Its department.
    pub department: DepartmentId,
    /// Its status.
    pub status: Status,
    /// Its figures.
    pub figures: Figures,
}

/// Sums and counts.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Number of reports.
    pub reports: u32,
    /// Number of tasks.
    pub tasks: u32,
    /// Number of indicators.
    pub indicators: u32,
    /// One per fund column of the form, 万元; `None` where no task has an amount in it.
    pub funds: Vec<Option<Sum>>,
    /// Indicators per level 1 of the vocabulary, then those of any other level.
    pub levels: Vec<u32>,
}

impl Figures {
    /// Counts and adds up one report.
    pub fn of(report: &Report) -> Figures {
        let level1 = &Vocabulary::builtin().level1;
        let mut figures = Figures { reports: 1, levels: vec![0; level1.len() + 1], ..Figures::default() };
        for sheet in &report.sheets {
            for task in sheet.tasks() {
                figures.tasks += 1;
                for (column, (_, amount)) in task.amounts().enumerate() {
                    if figures.funds.len() <= column {
                        figures.funds.push(None);
                    }
                    if let Some(amount) = amount {
                        let sum = figures.funds[column].get_or_insert_with(Sum::default);
                        *sum = sum.plus(&Sum::of(&amount.value, sheet.unit));
                    }
                }
            }
            for indicator in sheet.indicators() {
                figures.indicators += 1;
                let place = level1.iter().position(|term| *term.id == *indicator.level1).unwrap_or(level1.len());
                figures.levels[place] += 1;
            }
        }
        figures
    }

    /// Adds another's figures to these.
    pub fn merge(&mut self, other: &Figures) {
        self.reports += other.reports;
        self.tasks += other.tasks;
        self.indicators += other.indicators;
        self.funds.resize(self.funds.len().max(other.funds.len()), None);
        for (mine, theirs) in self.funds.iter_mut().zip(&other.funds) {
            if let Some(theirs) = theirs {
                *mine = Some(mine.take().unwrap_or_default().plus(theirs));
            }
        }
        self.levels.resize(self.levels.len().max(other.levels.len()), 0);
        for (mine, theirs) in self.levels.iter_mut().zip(&other.levels) {
            *mine += theirs;
        }
    }

    /// Number of fund columns of the only form there is.
    pub fn fund_count() -> usize {
        Form::builtin().first().map_or(0, |form| form.funds().count())
    }
}

/// A sum in 万元, for comparing. A sum too large to calculate with counts as the largest there is.
pub fn wan(sum: &Sum) -> Decimal {
    sum.value().unwrap_or(Decimal::MAX)
}

/// The digits of a sum in `unit`: at least as many places as its amounts had, but no more zeros than those of a fen.
pub fn digits(sum: &Sum, unit: MoneyUnit) -> String {
    let Ok(value) = sum.value() else { return sum.to_string() };
    let value = match unit {
        MoneyUnit::Wan => Some(value),
        MoneyUnit::Yuan => unit_yuan(value),
    };
    let Some(value) = value else { return sum.to_string() };
    let normal = value.normalize();
    let places = value.scale().min(2).max(normal.scale());
    format!("{:.1$}", normal, places as usize)
}

/// 万元 to 元, without the zeros that the conversion adds.
fn unit_yuan(value: Decimal) -> Option<Decimal> {
    MoneyUnit::Wan.to_yuan(value).map(|value| value.normalize())
}
