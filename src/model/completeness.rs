//! Who published what in which year, and what became of the rest (公开情况).

use super::{
    date::Date,
    department::Department,
    notice::{Notice, NoticeKind},
    sheet::Status,
    summary::ReportSummary,
    year::Year,
};

/// What a site has of a department for a year.
#[derive(Clone, Copy, Debug)]
pub enum Found<'a> {
    /// A report.
    Report(&'a ReportSummary),
    /// A notice in its place.
    Notice(&'a Notice),
    /// The department did not exist yet, or any more.
    Outside(State),
    /// Nothing: that says something of this site alone.
    Missing,
}

/// One word for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Published; not after a stated deadline.
    Published,
    /// Published after the deadline: where site.yaml states one, and every table its date.
    Late,
    /// Invented, for show.
    Sample,
    /// Not published yet: in previews.
    Draft,
    /// Published once, and withdrawn.
    Withdrawn,
    /// Not published, for a reason.
    Withheld,
    /// Nothing to report, for a reason.
    Empty,
    /// No report on this site, and no reason.
    Missing,
    /// The department did not exist yet.
    Before,
    /// The department did not exist any more.
    After,
}

impl State {
    /// The name in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Published => "published",
            State::Late => "late",
            State::Sample => "sample",
            State::Draft => "draft",
            State::Withdrawn => "withdrawn",
            State::Withheld => "withheld",
            State::Empty => "empty",
            State::Missing => "missing",
            State::Before => "before",
            State::After => "after",
        }
    }
}

impl<'a> Found<'a> {
    /// What there is of `department` for `year` among its reports and notices.
    pub fn of(department: &Department, year: Year, reports: &[&'a ReportSummary], notices: &[&'a Notice]) -> Found<'a> {
        if let Some(report) = reports.iter().find(|report| report.year == year) {
            return Found::Report(report);
        }
        if let Some(notice) = notices.iter().find(|notice| notice.year == year) {
            return Found::Notice(notice);
        }
        match department {
            Department { since: Some(since), .. } if year < *since => Found::Outside(State::Before),
            Department { until: Some(until), .. } if year > *until => Found::Outside(State::After),
            _ => Found::Missing,
        }
    }

    /// The word for it; `deadline` is that of the year.
    pub fn state(&self, deadline: Option<Date>) -> State {
        match self {
            Found::Report(report) => match report.status {
                Status::Final if report.published.zip(deadline).is_some_and(|(day, deadline)| day > deadline) => State::Late,
                Status::Final => State::Published,
                Status::Sample => State::Sample,
                Status::Draft => State::Draft,
            },
            Found::Notice(notice) => match notice.kind {
                NoticeKind::Withdrawn => State::Withdrawn,
                NoticeKind::Withheld => State::Withheld,
                NoticeKind::Empty => State::Empty,
            },
            Found::Outside(state) => *state,
            Found::Missing => State::Missing,
        }
    }
}
