//! Sums and counts of both versions, year by year. Samples have their own: they are part of no total.

use super::field::Difference;
use crate::{
    data::ReportData,
    model::{
        form::{Column, Form},
        money::{Amount, MoneyUnit, Sum},
        sheet::Status,
        summary::{Figures, digits, wan},
        year::Year,
    },
};
use std::collections::BTreeMap;

/// Sums and counts by status and year.
#[derive(Clone, Debug, Default)]
pub struct Totals(BTreeMap<(Status, Year), (Figures, Figures)>);

/// Sums and counts of one year, or of all years.
#[derive(Clone, Debug)]
pub struct YearTotals {
    /// The year; `None` for all of them.
    pub year: Option<Year>,
    /// Of published reports, or of samples.
    pub status: Status,
    /// As they were.
    pub before: Figures,
    /// As they are.
    pub after: Figures,
}

/// A sum or count in both versions.
#[derive(Clone, Debug)]
pub struct Measure {
    /// `reports`, `tasks`, `indicators`; or a column of amounts.
    pub what: Counted,
    /// As it was, exact, in 万元 where it is a sum; `None` where nothing is stated.
    pub before: Option<String>,
    /// As it is.
    pub after: Option<String>,
    /// What they differ by; `None` where they are equal.
    pub difference: Option<Difference>,
}

/// What is counted or added up.
#[derive(Clone, Copy, Debug)]
pub enum Counted {
    /// Things.
    Things(&'static str),
    /// Amounts of a column.
    Amounts(&'static Column),
}

impl Counted {
    /// `reports`, `total`.
    pub fn key(self) -> &'static str {
        match self {
            Counted::Things(key) => key,
            Counted::Amounts(column) => &column.key,
        }
    }
}

impl Totals {
    pub(super) fn add(&mut self, before: Option<&ReportData>, after: Option<&ReportData>) {
        for (report, later) in before.map(|report| (report, false)).into_iter().chain(after.map(|report| (report, true))) {
            // Checked where it was read.
            let Some(key) = Status::parse(&report.status).zip(Year::parse(&report.year)) else { continue };
            let (was, is) = self.0.entry(key).or_default();
            if later { is } else { was }.merge(&figures(report));
        }
    }

    /// Published reports first, samples after them; each year, and all years where there are several.
    pub fn years(&self) -> Vec<YearTotals> {
        let mut years = Vec::new();
        for status in Status::ALL {
            let of_status: Vec<YearTotals> = self
                .0
                .iter()
                .filter(|((other, _), _)| *other == status)
                .map(|((_, year), (before, after))| YearTotals { year: Some(*year), status, before: before.clone(), after: after.clone() })
                .collect();
            let mut all = YearTotals { year: None, status, before: Figures::default(), after: Figures::default() };
            for year in &of_status {
                all.before.merge(&year.before);
                all.after.merge(&year.after);
            }
            let several = of_status.len() > 1;
            years.extend(of_status);
            years.extend(Some(all).filter(|_| several));
        }
        years
    }
}

impl YearTotals {
    /// Whether any count or sum differs.
    pub fn differs(&self) -> bool {
        measures(Some(&self.before), Some(&self.after)).iter().any(|measure| measure.before != measure.after)
    }

    /// Number of reports and the sum of the first column, always; of everything else what differs.
    pub fn measures(&self) -> Vec<Measure> {
        let mut measures = measures(Some(&self.before), Some(&self.after));
        measures.retain(|measure| matches!(measure.what.key(), "reports" | "total") || measure.before != measure.after);
        measures
    }
}

/// All counts and sums of two figures.
pub(super) fn measures(before: Option<&Figures>, after: Option<&Figures>) -> Vec<Measure> {
    let count = |key: &'static str, number: fn(&Figures) -> u32| {
        let (was, is) = (before.map(number), after.map(number));
        let difference = was.zip(is).filter(|(was, is)| was != is).and_then(|(was, is)| Difference::of(was.into(), is.into(), ""));
        Measure { what: Counted::Things(key), before: was.map(|was| was.to_string()), after: is.map(|is| is.to_string()), difference }
    };
    let mut measures = vec![count("reports", |figures| figures.reports), count("tasks", |figures| figures.tasks)];
    measures.push(count("indicators", |figures| figures.indicators));
    for (place, column) in Form::builtin().iter().take(1).flat_map(Form::funds).enumerate() {
        let sum = |figures: Option<&'_ Figures>| figures.and_then(|figures| figures.funds.get(place).cloned().flatten());
        let (was, is) = (sum(before), sum(after));
        let values = was.as_ref().and_then(wan).zip(is.as_ref().and_then(wan)).filter(|(was, is)| was != is);
        let difference = values.and_then(|(was, is)| Difference::of(was, is, MoneyUnit::Wan.label()));
        let shown = |sum: &Sum| digits(sum, MoneyUnit::Wan);
        let (before, after) = (was.as_ref().map(shown), is.as_ref().map(shown));
        measures.push(Measure { what: Counted::Amounts(column), before, after, difference });
    }
    measures
}

/// Counts and adds up one report.
pub(super) fn figures(report: &ReportData) -> Figures {
    let mut all = Figures { reports: 1, ..Figures::default() };
    for sheet in &report.sheets {
        // Form, unit and digits were checked where they were read.
        let columns = Form::find(&sheet.form).into_iter().flat_map(Form::funds);
        let unit = MoneyUnit::parse(&sheet.unit).unwrap_or(MoneyUnit::Wan);
        let sum = |column: &Column| {
            let digits = sheet.tasks.iter().filter_map(|task| task.amounts.get(&column.key)?.as_deref());
            let amounts = digits.filter_map(|digits| Amount::parse(digits).ok()).map(|amount| Sum::of(&amount, unit));
            amounts.reduce(|sum, amount| sum.plus(&amount))
        };
        let funds = columns.map(sum).collect();
        all.merge(&Figures { tasks: sheet.tasks.len() as u32, indicators: sheet.indicators.len() as u32, funds, ..Figures::default() });
    }
    all
}
