//! Summaries (汇总): sums and counts of a report, a department, a year, the site. Exact, mergeable, in 万元.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{
    date::Date,
    department::DepartmentId,
    form::Form,
    level::LevelId,
    money::{MoneyUnit, Sum, quotient},
    sheet::{Count, Report, Sheet, Status},
    vocabulary::Vocabulary,
    year::Year,
};

/// What is kept of a report after its page is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportSummary {
    /// Its year.
    pub year: Year,
    /// Its department.
    pub department: DepartmentId,
    /// Its status.
    pub status: Status,
    /// When it was published: the last of its tables, where all of them state it.
    pub published: Option<Date>,
    /// Its figures.
    pub figures: Figures,
    /// Number of indicators per level, by level.
    pub levels: Box<[(LevelId, u32)]>,
    /// Serving staff, where an indicator counts them.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub staff: Option<Decimal>,
}

impl ReportSummary {
    /// What is kept of a report.
    pub fn of(report: &Report) -> ReportSummary {
        let mut levels: BTreeMap<LevelId, u32> = BTreeMap::new();
        for indicator in report.sheets.iter().flat_map(Sheet::indicators) {
            *levels.entry(LevelId::of(&indicator.level1, &indicator.level2)).or_default() += 1;
        }
        ReportSummary {
            year: report.year,
            department: report.department.clone(),
            status: report.status(),
            published: report.published(),
            figures: Figures::of(report),
            levels: levels.into_iter().collect(),
            staff: report.sheets.iter().find_map(staff),
        }
    }

    /// Number of its indicators of a level.
    pub fn indicators_of(&self, level: &LevelId) -> u32 {
        self.levels.binary_search_by(|(other, _)| other.cmp(level)).map_or(0, |place| self.levels[place].1)
    }
}

/// Sums and counts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
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
            figures.tasks += sheet.tasks().count() as u32;
            add_each(&mut figures.funds, &fund_sums(sheet));
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
        add_each(&mut self.funds, &other.funds);
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

/// One sum per fund column of a sheet, 万元; `None` where no task has an amount in it.
pub fn fund_sums(sheet: &Sheet) -> Vec<Option<Sum>> {
    let mut sums = vec![None; sheet.form.funds().count()];
    for task in sheet.tasks() {
        let amounts: Vec<Option<Sum>> = task.amounts().map(|(_, amount)| amount.map(|amount| Sum::of(&amount.value, sheet.unit))).collect();
        add_each(&mut sums, &amounts);
    }
    sums
}

fn add_each(sums: &mut Vec<Option<Sum>>, others: &[Option<Sum>]) {
    sums.resize(sums.len().max(others.len()), None);
    for (mine, theirs) in sums.iter_mut().zip(others) {
        if let Some(theirs) = theirs {
            *mine = Some(mine.take().unwrap_or_default().plus(theirs));
        }
    }
}

/// Serving staff, as the indicator of the sheet that counts them states it (`counts: staff`).
pub fn staff(sheet: &Sheet) -> Option<Decimal> {
    sheet.indicators().find(|indicator| indicator.counts == Some(Count::Staff))?.count()
}

/// A sum per head, 万元, rounded to two places; `None` for one too large to calculate with.
pub fn per_head(sum: &Sum, heads: Decimal) -> Option<Decimal> {
    quotient(wan(sum)?, heads, 2)
}

/// A sum in 万元, for comparing; `None` for one too large to calculate with.
pub fn wan(sum: &Sum) -> Option<Decimal> {
    sum.value().ok()
}

/// The digits of a sum in `unit`, exact: in 万元 with the places its amounts had (zeros beyond those of a fen left out), in 元
/// without the zeros at the end of its fraction. `—` for a sum past all bounds.
pub fn digits(sum: &Sum, unit: MoneyUnit) -> String {
    let text = sum.to_string();
    match unit {
        MoneyUnit::Wan => without_zeros(&text, 2),
        MoneyUnit::Yuan => without_zeros(&times_10_000(&text), 0),
    }
}

/// Moves the point of a plain figure four places: a `Decimal` could not hold the largest of them.
fn times_10_000(figure: &str) -> String {
    let (whole, fraction) = figure.split_once('.').unwrap_or((figure, ""));
    let moved = format!("{fraction:0<4}");
    let (up, rest) = moved.split_at(4);
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let digits = format!("{digits}{up}");
    let digits = digits.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    if rest.is_empty() { format!("{sign}{digits}") } else { format!("{sign}{digits}.{rest}") }
}

/// Leaves out zeros at the end of a fraction, down to `keep` places.
fn without_zeros(figure: &str, keep: usize) -> String {
    let Some((whole, fraction)) = figure.split_once('.') else { return figure.to_owned() };
    let significant = fraction.trim_end_matches('0').len().max(keep.min(fraction.len()));
    if significant == 0 { whole.to_owned() } else { format!("{whole}.{}", &fraction[..significant]) }
}

#[cfg(test)]
mod tests {
    use super::{MoneyUnit, Sum, digits};
    use crate::model::money::Amount;

    fn shown(written: &str, from: MoneyUnit, unit: MoneyUnit) -> String {
        digits(&Sum::of(&Amount::parse(written).unwrap(), from), unit)
    }

    #[test]
    fn a_sum_is_shown_exactly_in_either_unit_however_many_digits_it_has() {
        let (wan, yuan) = (MoneyUnit::Wan, MoneyUnit::Yuan);
        for (written, from, unit, expected) in [
            ("3200.58", wan, yuan, "32005800"),
            ("140.50", wan, wan, "140.50"),
            ("1.2300", wan, wan, "1.23"),
            ("1.2000", wan, wan, "1.20"),
            ("0.00001", wan, yuan, "0.1"),
            ("-0.5", wan, yuan, "-5000"),
            ("1234567.80", yuan, yuan, "1234567.8"),
            ("1234567.80", yuan, wan, "123.45678"),
            ("9.999999999999999999999999999", yuan, yuan, "9.999999999999999999999999999"),
            ("8000000000000000000000000", wan, yuan, "80000000000000000000000000000"),
            ("0", wan, yuan, "0"),
        ] {
            assert_eq!(shown(written, from, unit), expected, "{written}");
        }
    }
}
