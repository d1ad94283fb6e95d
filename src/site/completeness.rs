//! The pages of completeness. What is missing there is missing on this site: nothing is said of other places.

use super::{
    Disclosed, Site,
    notice::CONTEXT,
    page::{Hrefs, Page, at},
    parts::ListPart,
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

/// Who published what, as the pages of completeness show it.
pub struct Completeness<'a> {
    groups: Vec<Group<'a>>,
    /// There is something that is not invented.
    real: bool,
}

/// Departments, all real or all invented.
struct Group<'a> {
    status: Status,
    departments: Vec<(&'a Department, Own<'a>)>,
    /// Place of the first of them in the list of all.
    from: usize,
    /// Newest first.
    years: Vec<Year>,
}

impl Completeness<'_> {
    /// The parts of the list of departments.
    pub fn parts(&self) -> impl Iterator<Item = ListPart> + Clone + use<> {
        ListPart::all(self.groups.iter().map(|group| group.departments.len()).sum())
    }
}

impl<'a> Site<'a> {
    /// What there is of all departments.
    pub fn completeness<'s>(&self, published: Disclosed<'s>) -> Completeness<'s>
    where
        'a: 's,
    {
        let mut all: BTreeMap<&DepartmentId, Own<'_>> = self.departments.keys().map(|id| (id, Own::default())).collect();
        published.reports.iter().for_each(|summary| all.entry(&summary.department).or_default().reports.push(summary));
        published.notices.iter().for_each(|notice| all.entry(&notice.department).or_default().notices.push(notice));
        // Where everything is invented, those of whom there is nothing are too.
        let real = all.values().any(|own| own.statuses().any(|status| status != Status::Sample));
        let (invented, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, own)| own.is_invented() || !real);
        let mut groups: Vec<Group<'_>> = Vec::new();
        for (status, all) in [(Status::Final, others), (Status::Sample, invented)] {
            let mut all: BTreeMap<&DepartmentId, Own<'_>> = all.into_iter().collect();
            let with: BTreeSet<Year> = all.values().flat_map(Own::years).collect();
            // Of a group that has nothing at all, there is nothing to say.
            let Some((first, last)) = with.first().zip(with.last()) else { continue };
            let ordered = self.official_order(all.keys().map(|id| (*id).clone())).into_iter();
            let departments: Vec<_> = ordered.filter_map(|department| Some((department, all.remove(&department.id)?))).collect();
            let from = groups.last().map_or(0, |group| group.from + group.departments.len());
            groups.push(Group { status, departments, from, years: first.through(*last).rev().collect() });
        }
        Completeness { groups, real }
    }

    /// A page of completeness.
    pub fn completeness_page(&self, all: &Completeness<'_>, part: ListPart) -> Page<CompletenessPage> {
        let texts = self.texts();
        let at = at::completeness(part.number);
        let hrefs = Hrefs::from(&at);
        let here = all.groups.iter().filter(|group| !part.of(group.from, group.departments.len()).is_empty());
        let groups: Vec<CompletenessGroup> = here.map(|group| self.completeness_group(group, part, &texts, &hrefs)).collect();
        let home = Crumb { text: Label::message("nav-home", []), href: Some(hrefs.to(at::HOME)) };
        Page {
            template: "completeness.html",
            title: Label::message("completeness", []),
            breadcrumbs: vec![home, Crumb { text: Label::message("completeness", []), href: None }],
            sample: match (all.real, all.groups.iter().any(|group| group.status == Status::Sample)) {
                (_, false) => SampleShare::None,
                (true, true) => SampleShare::Some,
                (false, true) => SampleShare::All,
            },
            draft: false,
            translation_note: false,
            untranslated: texts.untranslated(),
            view: CompletenessPage {
                form: texts.term(&self.form().title),
                groups,
                deadlines: !self.config.deadlines.is_empty(),
                parts: part.view(|other| hrefs.to(&at::completeness(other))),
            },
            at,
        }
    }

    fn completeness_group(&self, group: &Group<'_>, part: ListPart, texts: &Texts<'_>, hrefs: &Hrefs) -> CompletenessGroup {
        let shown = part.of(group.from, group.departments.len());
        let table = |years: &[Year]| {
            let row = |(department, own): &(&Department, Own<'_>)| CompletenessRow {
                name: texts.inline(&department.name, "department/name"),
                href: own.statuses().next().map(|_| hrefs.to(&at::department(&department.id))),
                cells: years.iter().map(|year| self.cell(department, *year, own, texts, hrefs)).collect(),
            };
            let year = |year: &Year| CompletenessYear {
                year: year.to_string(),
                deadline: self.config.deadlines.get(year).copied().map(date_view),
            };
            CompletenessTable { years: years.iter().map(year).collect(), rows: group.departments[shown.clone()].iter().map(row).collect() }
        };
        CompletenessGroup {
            status: group.status.as_str().to_owned(),
            // Of the whole group, where it begins.
            counts: if shown.start == 0 { self.state_counts(group) } else { Vec::new() },
            tables: group.years.chunks(COLUMNS).map(table).collect(),
        }
    }

    fn state_counts(&self, group: &Group<'_>) -> Vec<StateCount> {
        let mut counts: BTreeMap<State, u32> = BTreeMap::new();
        for (department, own) in &group.departments {
            for year in &group.years {
                let found = Found::of(department, *year, &own.reports, &own.notices);
                *counts.entry(self.state(&found, *year)).or_default() += 1;
            }
        }
        counts.into_iter().map(|(state, count)| StateCount { state: state.as_str().to_owned(), count }).collect()
    }

    fn state(&self, found: &Found<'_>, year: Year) -> State {
        found.state(self.config.deadlines.get(&year).copied())
    }

    fn cell(&self, department: &Department, year: Year, own: &Own<'_>, texts: &Texts<'_>, hrefs: &Hrefs) -> CompletenessCell {
        let found = Found::of(department, year, &own.reports, &own.notices);
        let (date, why) = match found {
            Found::Report(report) => (report.published, None),
            Found::Notice(notice) => (notice.date, Some(texts.inline(&notice.why, CONTEXT))),
            Found::Outside(_) | Found::Missing => (None, None),
        };
        let there = matches!(found, Found::Report(_) | Found::Notice(_));
        let href = there.then(|| hrefs.to(&at::report(year, &department.id)));
        CompletenessCell { state: self.state(&found, year).as_str().to_owned(), href, date: date.map(date_view), why }
    }
}
