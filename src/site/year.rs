//! The page of a year: departments with their budgets, indicators by level. Final and sample figures stand apart.

use super::{
    DownloadFile, Site,
    department::{amounts, level_heads, levels, sample_share, total},
    figures::{align, bar, figure, share},
    page::{Hrefs, Page, at},
    statuses,
    texts::Texts,
    view::*,
};
use crate::model::{
    money::MoneyUnit,
    sheet::Status,
    summary::{Figures, ReportSummary, digits},
    year::Year,
};
use rust_decimal::Decimal;

impl Site<'_> {
    /// The page of `year`; `all` are the summaries of all reports of the site, `downloads` its tables.
    pub fn year_page(&self, year: Year, all: &[ReportSummary], downloads: &[DownloadFile]) -> Page<YearPage> {
        let texts = self.texts();
        let at = at::year(year);
        let hrefs = Hrefs::from(&at);
        let here: Vec<&ReportSummary> = all.iter().filter(|summary| summary.year == year).collect();
        let occurring = statuses(here.iter().copied());
        let groups = occurring.iter().map(|status| self.year_group(*status, &here, &texts, &hrefs)).collect();
        let absent = all.iter().filter(|summary| !here.iter().any(|other| other.department == summary.department));
        let missing = self.official_order(absent.map(|summary| summary.department.clone())).into_iter().map(|department| DepartmentLink {
            name: texts.inline(&department.name, "department/name"),
            href: hrefs.to(&at::department(&department.id)),
        });
        let link = |other: Option<Year>| other.map(|other| YearLink { year: other.to_string(), href: hrefs.to(&at::year(other)) });
        let view = YearPage {
            year: year.to_string(),
            previous: link(all.iter().map(|summary| summary.year).filter(|other| *other < year).max()),
            next: link(all.iter().map(|summary| summary.year).filter(|other| *other > year).min()),
            groups,
            missing: missing.collect(),
            downloads: downloads
                .iter()
                .filter(|file| file.year() == Some(year.to_string().as_str()))
                .map(|file| file.view(&texts))
                .collect(),
        };
        let home = Crumb { text: Label::message("nav-home", []), href: Some(hrefs.to(at::HOME)) };
        Page {
            template: "year.html",
            title: Label::message("title-year", [("year", Arg::Plain(year.to_string()))]),
            breadcrumbs: vec![home, Crumb { text: Label::year(year), href: None }],
            at,
            sample: sample_share(&occurring),
            draft: occurring.contains(&Status::Draft),
            translation_note: false,
            untranslated: texts.untranslated(),
            view,
        }
    }

    fn year_group(&self, status: Status, here: &[&ReportSummary], texts: &Texts<'_>, hrefs: &Hrefs) -> YearGroup {
        let reports: Vec<&ReportSummary> = here.iter().copied().filter(|summary| summary.status == status).collect();
        let mut sum = Figures::default();
        reports.iter().for_each(|summary| sum.merge(&summary.figures));
        let ordered = self.in_official_order(&reports);
        let mut rows = self.year_rows(&ordered, total(&sum), texts, hrefs);
        let mut sums: Vec<Option<Figure>> = amounts(&sum);
        for column in 0..sums.len() {
            let cells = rows.iter_mut().filter_map(|row| row.amounts.get_mut(column)?.as_mut());
            align(cells.chain(sums.get_mut(column).and_then(Option::as_mut)));
        }
        YearGroup {
            status: status.as_str().to_owned(),
            funds: self.funds(texts),
            sum_share: share(total(&sum), total(&sum)),
            empty: rows.iter().any(|row| row.amounts.contains(&None)) || sums.contains(&None),
            rows,
            sums,
            totals: totals(status, &sum),
            levels: level_heads(texts),
            level_sums: levels(&sum),
        }
    }

    /// Rows in the order of `reports`, with shares of `whole`.
    pub(super) fn year_rows(&self, reports: &[&ReportSummary], whole: Option<Decimal>, texts: &Texts<'_>, hrefs: &Hrefs) -> Vec<YearRow> {
        let row = |summary: &&ReportSummary| {
            let department = self.departments.get(&summary.department)?;
            let own = total(&summary.figures);
            Some(YearRow {
                name: texts.inline(&department.name, "department/name"),
                href: hrefs.to(&at::report(summary.year, &department.id)),
                amounts: amounts(&summary.figures),
                share: share(own, whole),
                bar: bar(own, whole),
                indicators: summary.figures.indicators,
                levels: levels(&summary.figures),
            })
        };
        reports.iter().filter_map(row).collect()
    }

    fn in_official_order<'s>(&self, reports: &[&'s ReportSummary]) -> Vec<&'s ReportSummary> {
        let departments = self.official_order(reports.iter().map(|summary| summary.department.clone()));
        departments.iter().filter_map(|department| reports.iter().copied().find(|summary| summary.department == department.id)).collect()
    }
}

/// Counts and the total of some reports.
pub(super) fn totals(status: Status, figures: &Figures) -> StatusTotals {
    let total = figures.funds.first().cloned().flatten().unwrap_or_default();
    StatusTotals {
        status: status.as_str().to_owned(),
        reports: figures.reports,
        tasks: figures.tasks,
        indicators: figures.indicators,
        total: figure(&digits(&total, MoneyUnit::Wan)),
    }
}
