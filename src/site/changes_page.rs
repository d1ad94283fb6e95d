//! The page of changes of a report: all of them, in the groups of the official table, with what is the same counted.

use super::{
    Site,
    changes::{Maker, budget, by_kind, counts},
    page::{Hrefs, Page, at},
    report::sample_share,
    view::*,
};
use crate::model::{
    changes::{Change, Changes},
    department::Department,
    sheet::{Indicator, Report, Status},
    year::Year,
};

/// What a page of changes needs beside the report.
pub struct ChangesContext<'a> {
    /// Its department.
    pub department: &'a Department,
    /// The report it is held against.
    pub before: &'a Report,
    /// The year of the report before, where that has a page of changes too.
    pub previous: Option<Year>,
    /// The year of the report that is held against this one.
    pub next: Option<Year>,
}

impl Site<'_> {
    /// The page of changes of `report`.
    pub fn changes_page(&self, report: &Report, context: &ChangesContext<'_>) -> Page<ChangesPage> {
        let texts = self.texts();
        let id = &report.department;
        let at = at::changes(report.year, id);
        let hrefs = Hrefs::from(&at);
        let name = texts.inline(&context.department.name, "department/name");
        let short = context.department.short.as_ref().map_or_else(|| name.clone(), |short| texts.inline(short, "department/short"));
        let changes = Changes::between(context.before, report);
        let report_href = hrefs.to(&at::report(report.year, id));
        let maker = Maker { site: self, texts: &texts, before: context.before, after: report, rows_on: report_href.clone() };
        let neighbour = |year: Year| YearLink { year: year.to_string(), href: hrefs.to(&at::changes(year, id)) };
        let (since, year) = (context.before.year.to_string(), report.year.to_string());
        let view = ChangesPage {
            department: name.clone(),
            department_href: hrefs.to(&at::department(id)),
            since_href: hrefs.to(&at::report(context.before.year, id)),
            previous: context.previous.map(neighbour),
            next: context.next.map(neighbour),
            budget: budget(context.before, report),
            counts: counts(changes.indicators.iter().map(|change| change.kind)),
            same: changes.same_indicators.len() as u32,
            groups: groups(&maker, &changes),
            task_counts: counts(changes.tasks.iter().map(|change| change.kind)),
            same_tasks: changes.same_tasks.len() as u32,
            tasks: by_kind(&changes.tasks).into_iter().map(|change| maker.task(change)).collect(),
            since: since.clone(),
            year: year.clone(),
            report_href: report_href.clone(),
        };
        let arguments = [("department", Arg::Text(name)), ("since", Arg::Plain(since.clone())), ("year", Arg::Plain(year))];
        Page {
            template: "changes.html",
            title: Label::message("title-changes", arguments),
            breadcrumbs: vec![
                Crumb { text: Label::message("nav-home", []), href: Some(hrefs.to(at::HOME)) },
                Crumb { text: Label::year(report.year), href: Some(hrefs.to(&at::year(report.year))) },
                Crumb { text: Label::text(short), href: Some(report_href) },
                Crumb { text: Label::message("changes", [("since", Arg::Plain(since))]), href: None },
            ],
            at,
            sample: sample_share(report.status()),
            draft: report.status() == Status::Draft,
            translation_note: true,
            untranslated: texts.untranslated(),
            view,
        }
    }
}

/// Indicators by their levels, in the order of the report; what is gone stands among those of its old levels.
fn groups(maker: &Maker<'_>, changes: &Changes<'_>) -> Vec<ChangeGroup> {
    let levels = |indicator: &Indicator| (indicator.level1.clone(), indicator.level2.clone());
    let shown = |change: &Change<&Indicator>| change.after.or(change.before).map(levels);
    let mut order = Vec::new();
    for indicator in maker.after.sheets.iter().chain(&maker.before.sheets).flat_map(|sheet| sheet.indicators()) {
        if !order.iter().any(|(other, _)| *other == levels(indicator)) {
            order.push((levels(indicator), indicator));
        }
    }
    let group = |(key, first): (_, &Indicator)| {
        let here: Vec<_> = changes.indicators.iter().filter(|change| shown(change).as_ref() == Some(&key)).copied().collect();
        ChangeGroup {
            // Ids have single hyphens only.
            id: format!("{}--{}", first.level1, first.level2),
            levels: maker.levels(first),
            same: changes.same_indicators.iter().filter(|indicator| levels(indicator) == key).count() as u32,
            rows: by_kind(&here).into_iter().map(|change| maker.indicator(change)).collect(),
        }
    };
    let all = order.into_iter().map(group);
    // Levels that hold nothing any more, for all they held has moved.
    all.filter(|group| group.same > 0 || !group.rows.is_empty()).collect()
}
