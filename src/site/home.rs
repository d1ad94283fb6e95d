//! The home page: the newest figures, the years, the departments.

use super::{
    Site,
    charts::{self, YearTotal},
    department::{sample_share, total},
    disclosed::Disclosed,
    figures::align,
    page::{Hrefs, Page, at},
    parts::PAGE,
    statuses,
    texts::Texts,
    view::*,
    year::totals,
};
use crate::model::{
    money::MoneyUnit,
    sheet::Status,
    summary::{Figures, ReportSummary, digits, wan},
    year::Year,
};
use std::collections::BTreeSet;

/// How many departments the home page shows of the newest year.
const LARGEST: usize = 10;

impl Site<'_> {
    /// The home page; `feed` is the name of the feed, if there is one; `hrefs` lead from where it stands (the edition's folder, or the root of the site).
    pub fn home_page(&self, published: Disclosed<'_>, feed: Option<&str>, hrefs: &Hrefs) -> Page<HomePage> {
        let texts = self.texts();
        let all = published.reports;
        let years: BTreeSet<Year> = all.iter().map(|summary| summary.year).collect();
        let home_year = |year: &Year| HomeYear {
            year: year.to_string(),
            href: hrefs.to(&at::year(*year)),
            groups: statuses(all.iter().filter(|summary| summary.year == *year))
                .into_iter()
                .map(|status| totals(status, &sum(all, *year, status)))
                .collect(),
        };
        let departments = self.official_order(published.departments().cloned());
        let by_department = published.by_department();
        let occurring = statuses(all);
        let mut home_years: Vec<HomeYear> = years.iter().rev().map(home_year).collect();
        align(home_years.iter_mut().flat_map(|year| &mut year.groups).map(|group| &mut group.total));
        let view = HomePage {
            chart: self.chart(all),
            years: home_years,
            department_count: departments.len() as u32,
            departments: match departments.len() > PAGE {
                true => Vec::new(),
                false => departments.into_iter().map(|department| by_department.view(department, &texts, hrefs)).collect(),
            },
            newest: self.newest(all, &texts, hrefs),
            feed: feed.map(|feed| hrefs.to(feed)),
            browse: self.browse_links(published, hrefs, at::HOME),
        };
        Page {
            at: at::HOME.to_owned(),
            template: "home.html",
            title: Label::text(texts.inline(&self.config.title, "site/title")),
            breadcrumbs: Vec::new(),
            sample: sample_share(&occurring),
            draft: occurring.contains(&Status::Draft),
            translation_note: false,
            untranslated: texts.untranslated(),
            view,
        }
    }

    /// Totals over the years, of the status that the newest figures have.
    fn chart(&self, all: &[ReportSummary]) -> Option<ChartView> {
        let status = Status::ALL.into_iter().find(|status| all.iter().any(|summary| summary.status == *status))?;
        let of_status: Vec<&ReportSummary> = all.iter().filter(|summary| summary.status == status).collect();
        let years: BTreeSet<Year> = of_status.iter().map(|summary| summary.year).collect();
        let span = years.first()?.through(*years.last()?);
        let total = |year: Year| {
            let sum = sum(all, year, status);
            let total = sum.funds.first().cloned().flatten();
            let digits = total.as_ref().map(|total| digits(total, MoneyUnit::Wan)).unwrap_or_default();
            YearTotal { year, value: total.as_ref().and_then(wan), digits }
        };
        let mut chart = charts::of_years(&span.map(total).collect::<Vec<_>>())?;
        // A sum over other departments is no change of the budget.
        let departments = |year: &Year| -> BTreeSet<_> {
            of_status.iter().filter(|summary| summary.year == *year).map(|summary| &summary.department).collect()
        };
        let [.., before, last] = years.iter().collect::<Vec<_>>()[..] else { return None };
        if departments(before) != departments(last) {
            let newest = totals(status, &sum(all, *last, status));
            chart.title = Label::message(
                "chart-site",
                [("year", Arg::Plain(last.to_string())), ("reports", Arg::Count(newest.reports)), ("value", Arg::Plain(newest.total.text))],
            );
        }
        Some(chart)
    }

    /// The newest year with final reports, else with samples, else with drafts.
    fn newest(&self, all: &[ReportSummary], texts: &Texts<'_>, hrefs: &Hrefs) -> Option<HomeNewest> {
        let newest = |status: &Status| all.iter().filter(|summary| summary.status == *status).map(|summary| summary.year).max();
        let (status, year) = Status::ALL.iter().find_map(|status| Some((*status, newest(status)?)))?;
        let mut largest: Vec<&ReportSummary> = all.iter().filter(|summary| summary.year == year && summary.status == status).collect();
        let more = largest.len() > LARGEST;
        largest.sort_by_key(|summary| std::cmp::Reverse(total(&summary.figures)));
        largest.truncate(LARGEST);
        let whole = sum(all, year, status);
        let mut rows = self.year_rows(&largest, total(&whole), texts, hrefs);
        for column in 0..Figures::fund_count() {
            align(rows.iter_mut().filter_map(|row| row.amounts.get_mut(column)?.as_mut()));
        }
        Some(HomeNewest { year: year.to_string(), href: hrefs.to(&at::year(year)), totals: totals(status, &whole), rows, more })
    }
}

fn sum(all: &[ReportSummary], year: Year, status: Status) -> Figures {
    let mut sum = Figures::default();
    all.iter().filter(|summary| summary.year == year && summary.status == status).for_each(|summary| sum.merge(&summary.figures));
    sum
}
