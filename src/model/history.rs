//! A department over the years: every indicator and task as a chain of what it was in each report.

use super::{
    pairing::{Row, pair},
    sheet::{Indicator, Report, Sheet, Status, Task},
    year::Year,
};

/// The rows of a department's reports, followed over the years.
#[derive(Clone, Debug, Default)]
pub struct History<'a> {
    /// Chains of indicators: those of the latest report in its order, then those that ended in the report before it, and so on.
    pub indicators: Vec<Chain<'a, &'a Indicator>>,
    /// Chains of tasks, likewise.
    pub tasks: Vec<Chain<'a, Task<'a>>>,
}

/// One indicator or task over the years. Name and levels of today are those of its [`latest`](Chain::latest) row.
#[derive(Clone, Debug)]
pub struct Chain<'a, R> {
    /// What it was in each report that has it, oldest first; never empty. Years in which it did not stand are left out.
    pub points: Vec<Point<'a, R>>,
}

/// An indicator or a task in one report.
#[derive(Clone, Copy, Debug)]
pub struct Point<'a, R> {
    /// The year of the report.
    pub year: Year,
    /// The sheet it stands in, with the unit of its amounts.
    pub sheet: &'a Sheet,
    /// Its place in the report, from 0: among the indicators, or the tasks, of all its sheets.
    pub place: usize,
    /// The row itself.
    pub row: R,
}

impl<'a, R: Row> Chain<'a, R> {
    /// As it was last.
    pub fn latest(&self) -> &Point<'a, R> {
        &self.points[self.points.len() - 1] // never empty
    }

    /// As it was in the report of `year`.
    pub fn in_year(&self, year: Year) -> Option<&Point<'a, R>> {
        self.points.iter().find(|point| point.year == year)
    }
}

/// The report that `report` is held against: the nearest earlier one of its kind. Invented figures are not held against real ones,
/// and what is published not against drafts.
pub fn before<'r>(reports: impl IntoIterator<Item = &'r Report>, report: &Report) -> Option<&'r Report> {
    reports
        .into_iter()
        .filter(|other| other.year < report.year && may_compare(other.status(), report.status()))
        .max_by_key(|other| other.year)
}

/// The first report that is held against `report`.
pub fn after<'r>(reports: impl IntoIterator<Item = &'r Report> + Clone, report: &Report) -> Option<&'r Report> {
    let held = |later: &&Report| before(reports.clone(), later).is_some_and(|before| before.year == report.year);
    reports.clone().into_iter().filter(|other| other.year > report.year).find(held)
}

/// Those of `reports` that may be compared with one of that status, in their order.
pub fn comparable<'r>(reports: impl IntoIterator<Item = &'r Report>, status: Status) -> Vec<&'r Report> {
    reports.into_iter().filter(|other| may_compare(other.status(), status)).collect()
}

/// Whether a report of status `old` says something of one of status `new`.
fn may_compare(old: Status, new: Status) -> bool {
    old == new || (old, new) == (Status::Final, Status::Draft)
}

impl<'a> History<'a> {
    /// Follows the rows over `reports` of one department, oldest first, all of which may be compared with each other.
    ///
    /// From one report to the next rows are paired as for its changes; a row that finds no partner there may still be one that had
    /// been gone for some years.
    pub fn of(reports: &[&'a Report]) -> History<'a> {
        History {
            indicators: chains(reports, |sheet| sheet.indicators().collect()),
            tasks: chains(reports, |sheet| sheet.tasks().collect()),
        }
    }
}

/// Puts the rows of each report on the chains that earlier reports have begun.
fn chains<'a, R: Row>(reports: &[&'a Report], rows: impl Fn(&'a Sheet) -> Vec<R>) -> Vec<Chain<'a, R>> {
    let mut chains: Vec<Chain<'a, R>> = Vec::new();
    for report in reports {
        let mut open: Vec<Option<Chain<'a, R>>> = chains.into_iter().map(Some).collect();
        chains = Vec::new();
        for sheet in &report.sheets {
            let rows = rows(sheet);
            let joined = join(&open, sheet, &rows);
            for (row, chain) in rows.into_iter().zip(joined) {
                let mut chain = chain.and_then(|at| open[at].take()).unwrap_or(Chain { points: Vec::new() });
                chain.points.push(Point { year: report.year, sheet, place: chains.len(), row });
                chains.push(chain);
            }
        }
        chains.extend(open.into_iter().flatten());
    }
    chains
}

/// For every row of a sheet the chain it goes on, among those that are open and of its form. Those that end in the report before
/// have the first choice, then those that end in the one before that.
fn join<R: Row>(open: &[Option<Chain<'_, R>>], sheet: &Sheet, rows: &[R]) -> Vec<Option<usize>> {
    let of_form = |chain: &Chain<'_, R>| chain.latest().sheet.form.id == sheet.form.id;
    let ends: Vec<(Year, usize, R)> = open
        .iter()
        .enumerate()
        .filter_map(|(at, chain)| chain.as_ref().filter(|chain| of_form(chain)).map(|chain| (chain.latest().year, at, chain.latest().row)))
        .collect();
    let mut joined = vec![None; rows.len()];
    for of_year in ends.chunk_by(|a, b| a.0 == b.0) {
        let left: Vec<usize> = (0..rows.len()).filter(|number| joined[*number].is_none()).collect();
        let old: Vec<R> = of_year.iter().map(|(_, _, row)| *row).collect();
        let new: Vec<R> = left.iter().map(|number| rows[*number]).collect();
        for (number, place) in left.into_iter().zip(pair(&old, &new)) {
            joined[number] = place.map(|place| of_year[place].1);
        }
    }
    joined
}

#[cfg(test)]
#[path = "history/tests.rs"]
mod tests;
