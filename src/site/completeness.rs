//! The page of completeness. What is missing there is missing on this site: nothing is said of other places.

use super::{
    Site,
    notice::CONTEXT,
    page::{Hrefs, Page, at},
    sheet::date_view,
    texts::Texts,
    view::*,
};
use crate::model::{
    completeness::{Found, State},
    department::{Department, DepartmentId},
    notice::Notice,
    sheet::Status,
    summary::ReportSummary,
    year::Year,
};
use std::collections::{BTreeMap, BTreeSet};

/// Years beside each other in one table: more would be narrower than their words.
const COLUMNS: usize = 6;

/// What there is of one department.
#[derive(Default)]
struct Own<'a> {
    reports: Vec<&'a ReportSummary>,
    notices: Vec<&'a Notice>,
}

impl Own<'_> {
    fn statuses(&self) -> impl Iterator<Item = Status> {
        self.reports.iter().map(|report| report.status).chain(self.notices.iter().map(|notice| notice.status))
    }

    fn years(&self) -> impl Iterator<Item = Year> {
        self.reports.iter().map(|report| report.year).chain(self.notices.iter().map(|notice| notice.year))
    }

    fn is_invented(&self) -> bool {
        self.statuses().count() > 0 && self.statuses().all(|status| status == Status::Sample)
    }
}

impl Site<'_> {
    /// The page of completeness over all reports and notices of the site.
    pub fn completeness_page(&self, summaries: &[ReportSummary], notices: &[Notice]) -> Page<CompletenessPage> {
        let texts = self.texts();
        let mut all: BTreeMap<&DepartmentId, Own<'_>> = self.departments.keys().map(|id| (id, Own::default())).collect();
        summaries.iter().for_each(|summary| all.entry(&summary.department).or_default().reports.push(summary));
        notices.iter().for_each(|notice| all.entry(&notice.department).or_default().notices.push(notice));
        // Where everything is invented, those of whom there is nothing are too.
        let real = all.values().any(|own| own.statuses().any(|status| status != Status::Sample));
        let (invented, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, own)| own.is_invented() || !real);
        let groups = [(Status::Final, others), (Status::Sample, invented)];
        let groups: Vec<CompletenessGroup> =
            groups.into_iter().filter_map(|(status, all)| self.completeness_group(status, &all.into_iter().collect(), &texts)).collect();
        let home = Crumb { text: Label::message("nav-home", []), href: Some(at::HOME.to_owned()) };
        Page {
            template: "completeness.html",
            title: Label::message("completeness", []),
            breadcrumbs: vec![home, Crumb { text: Label::message("completeness", []), href: None }],
            at: at::COMPLETENESS.to_owned(),
            sample: match (real, groups.iter().any(|group| group.status == Status::Sample.as_str())) {
                (_, false) => SampleShare::None,
                (true, true) => SampleShare::Some,
                (false, true) => SampleShare::All,
            },
            draft: false,
            translation_note: false,
            untranslated: texts.untranslated(),
            view: CompletenessPage { form: texts.term(&self.form().title), groups, deadlines: !self.config.deadlines.is_empty() },
        }
    }

    /// `None` where there is nothing of any of its departments.
    fn completeness_group(&self, status: Status, all: &BTreeMap<&DepartmentId, Own<'_>>, texts: &Texts<'_>) -> Option<CompletenessGroup> {
        let with: BTreeSet<Year> = all.values().flat_map(Own::years).collect();
        let years: Vec<Year> = with.first()?.through(*with.last()?).rev().collect();
        let departments = self.official_order(all.keys().map(|id| (*id).clone()));
        let mut counts: BTreeMap<State, u32> = BTreeMap::new();
        let mut tables = Vec::new();
        for years in years.chunks(COLUMNS) {
            let mut rows = Vec::new();
            for department in &departments {
                let own = &all[&department.id];
                let cells: Vec<(State, CompletenessCell)> = years.iter().map(|year| self.cell(department, *year, own, texts)).collect();
                cells.iter().for_each(|(state, _)| *counts.entry(*state).or_default() += 1);
                rows.push(CompletenessRow {
                    name: texts.inline(&department.name, "department/name"),
                    href: own.statuses().next().map(|_| at::department(&department.id)),
                    cells: cells.into_iter().map(|(_, cell)| cell).collect(),
                });
            }
            let year = |year: &Year| CompletenessYear {
                year: year.to_string(),
                deadline: self.config.deadlines.get(year).copied().map(date_view),
            };
            tables.push(CompletenessTable { years: years.iter().map(year).collect(), rows });
        }
        let count = |(state, count): (State, u32)| StateCount { state: state.as_str().to_owned(), count };
        Some(CompletenessGroup { status: status.as_str().to_owned(), counts: counts.into_iter().map(count).collect(), tables })
    }

    fn cell(&self, department: &Department, year: Year, own: &Own<'_>, texts: &Texts<'_>) -> (State, CompletenessCell) {
        let found = Found::of(department, year, &own.reports, &own.notices);
        let state = found.state(self.config.deadlines.get(&year).copied());
        let (date, why) = match found {
            Found::Report(report) => (report.published, None),
            Found::Notice(notice) => (notice.date, Some(texts.inline(&notice.why, CONTEXT))),
            Found::Outside(_) | Found::Missing => (None, None),
        };
        let there = matches!(found, Found::Report(_) | Found::Notice(_));
        let href = there.then(|| Hrefs::from(at::COMPLETENESS).to(&at::report(year, &department.id)));
        (state, CompletenessCell { state: state.as_str().to_owned(), href, date: date.map(date_view), why })
    }
}
