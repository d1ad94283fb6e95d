//! The page of a year: departments with their budgets, indicators by level. Final and sample figures stand apart.

use super::{
    Site,
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
    /// The page of `year`; `all` are the summaries of all reports of the site.
    pub fn year_page(&self, year: Year, all: &[ReportSummary]) -> Page<YearPage> {
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
        let link = |other: Option<Year>| other.map(|other| YearLink { year: other.to_string(), href: Some(hrefs.to(&at::year(other))) });
        let view = YearPage {
            year: year.to_string(),
            previous: link(all.iter().map(|summary| summary.year).filter(|other| *other < year).max()),
            next: link(all.iter().map(|summary| summary.year).filter(|other| *other > year).min()),
            groups,
            missing: missing.collect(),
        };
        let home = Crumb { text: Label::Message { id: "nav-home".to_owned() }, href: Some(hrefs.to(at::HOME)) };
        Page {
            template: "year.html",
            title: texts.words(|lang| match lang.as_str() {
                "zh" => format!("{year}年部门整体支出绩效目标"),
                _ => format!("Departmental performance targets, {year}"),
            }),
            breadcrumbs: vec![home, Crumb { text: Label::Year { year: year.to_string() }, href: None }],
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
        let mut rows = self.year_rows(&reports, texts, hrefs);
        let mut sums: Vec<Option<Figure>> = amounts(&sum);
        for column in 0..sums.len() {
            let cells = rows.iter_mut().filter_map(|row| row.amounts.get_mut(column)?.as_mut());
            align(cells.chain(sums.get_mut(column).and_then(Option::as_mut)));
        }
        YearGroup {
            status: status.as_str().to_owned(),
            funds: self.funds(texts),
            rows,
            sums,
            totals: totals(status, &sum),
            levels: level_heads(texts),
            level_sums: levels(&sum),
        }
    }

    /// Rows in official order, with shares of their common total.
    pub(super) fn year_rows(&self, reports: &[&ReportSummary], texts: &Texts<'_>, hrefs: &Hrefs) -> Vec<YearRow> {
        let whole: Decimal = reports.iter().map(|summary| total(&summary.figures)).sum();
        let departments = self.official_order(reports.iter().map(|summary| summary.department.clone()));
        let row = |department: &crate::model::department::Department| {
            let summary = reports.iter().find(|summary| summary.department == department.id)?;
            let own = total(&summary.figures);
            Some(YearRow {
                name: texts.inline(&department.name, "department/name"),
                href: hrefs.to(&at::report(summary.year, &department.id)),
                amounts: amounts(&summary.figures),
                share: share(own, whole),
                bar: bar(own, whole),
                tasks: summary.figures.tasks,
                indicators: summary.figures.indicators,
                levels: levels(&summary.figures),
            })
        };
        departments.into_iter().filter_map(row).collect()
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
