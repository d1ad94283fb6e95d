//! The pages of a year: departments with their budgets, indicators by level. Final and sample figures stand apart.

use super::{
    Disclosed, DownloadFile, Site,
    charts::{self, Part, PartMessages},
    department::{amounts, level_heads, levels, sample_share, total},
    figures::{align, figure, share},
    page::{Hrefs, Page, at},
    parts::{ListPart, PAGE},
    ranks::RowKeys,
    statuses,
    texts::Texts,
    view::*,
};
use crate::model::{
    department::{Department, DepartmentId},
    money::MoneyUnit,
    notice::Notice,
    sheet::Status,
    summary::{Figures, ReportSummary, digits, per_head, wan},
    year::Year,
};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The reports of a year, as its pages show them.
pub struct YearReports<'a> {
    year: Year,
    groups: Vec<Group<'a>>,
    notices: Vec<&'a Notice>,
    /// Departments that have reports of the same statuses in other years only.
    missing: Vec<&'a Department>,
    /// Years with reports before and after.
    beside: [Option<Year>; 2],
}

/// Reports of one status, in the official order.
struct Group<'a> {
    status: Status,
    reports: Vec<&'a ReportSummary>,
    /// Place of the first of them in the list of all.
    from: usize,
    sum: Figures,
}

impl YearReports<'_> {
    /// The parts of its list of departments.
    pub fn parts(&self) -> impl Iterator<Item = ListPart> + Clone + use<> {
        ListPart::all(self.groups.iter().map(|group| group.reports.len()).sum())
    }
}

impl<'a> Site<'a> {
    /// What there is of a year.
    pub fn year_reports<'s>(&self, year: Year, all: Disclosed<'s>) -> YearReports<'s>
    where
        'a: 's,
    {
        let here: Vec<&ReportSummary> = all.reports.iter().filter(|summary| summary.year == year).collect();
        let occurring = statuses(here.iter().copied());
        let mut groups: Vec<Group<'_>> = Vec::new();
        for status in occurring.iter().copied() {
            let reports = self.in_official_order(&here.iter().copied().filter(|summary| summary.status == status).collect::<Vec<_>>());
            let mut sum = Figures::default();
            reports.iter().for_each(|summary| sum.merge(&summary.figures));
            let from = groups.last().map_or(0, |group| group.from + group.reports.len());
            groups.push(Group { status, reports, from, sum });
        }
        let notices: Vec<&Notice> = all.notices.iter().filter(|notice| notice.year == year).collect();
        let reported = here.iter().map(|summary| &summary.department);
        let accounted: BTreeSet<&DepartmentId> = reported.chain(notices.iter().map(|notice| &notice.department)).collect();
        // Real and invented departments are not held against each other.
        let same = |summary: &&ReportSummary| occurring.contains(&summary.status) && !accounted.contains(&summary.department);
        let absent: BTreeSet<&DepartmentId> = all.reports.iter().filter(same).map(|summary| &summary.department).collect();
        let absent = self.official_order(absent.into_iter().cloned()).into_iter();
        let missing = absent.filter(|department| department.existed_in(year)).collect();
        let years = || all.reports.iter().map(|summary| summary.year);
        let beside = [years().filter(|other| *other < year).max(), years().filter(|other| *other > year).min()];
        YearReports { year, groups, notices, missing, beside }
    }

    /// A page of a year; `downloads` are the tables of the site.
    pub fn year_page(&self, reports: &YearReports<'_>, part: ListPart, downloads: &[DownloadFile]) -> Page<YearPage> {
        let YearReports { year, groups, notices, missing, beside: [before, after] } = reports;
        let year = *year;
        let texts = self.texts();
        let at = at::year_part(year, part.number);
        let hrefs = Hrefs::from(&at);
        let link = |other: &Option<Year>| other.map(|other| YearLink { year: other.to_string(), href: hrefs.to(&at::year(other)) });
        let missing_link = |department: &&Department| DepartmentLink {
            name: texts.inline(&department.name, "department/name"),
            href: hrefs.to(&at::department(&department.id)),
        };
        // What is not in the table stands where the list begins, and what is too long for that on the page of completeness.
        let here = |count: usize| if part.is_first() { count } else { 0 };
        let first = |count: usize| here(count.min(PAGE));
        let here_too = groups.iter().filter(|group| !part.of(group.from, group.reports.len()).is_empty());
        let view = YearPage {
            year: year.to_string(),
            previous: link(before),
            next: link(after),
            groups: here_too.map(|group| self.year_group(group, part, &texts, &hrefs)).collect(),
            missing: missing[..first(missing.len())].iter().map(missing_link).collect(),
            missing_more: here(missing.len().saturating_sub(PAGE)) as u32,
            notices: self.notice_rows(&notices[..first(notices.len())], &texts, &hrefs),
            notices_more: here(notices.len().saturating_sub(PAGE)) as u32,
            downloads: downloads.iter().filter(|file| part.is_first() && file.year() == Some(year)).map(|file| file.view(&texts)).collect(),
            parts: part.view(|other| hrefs.to(&at::year_part(year, other))),
        };
        let occurring: BTreeSet<Status> = groups.iter().map(|group| group.status).collect();
        let home = Crumb { text: Label::message("nav-home", []), href: Some(hrefs.to(at::HOME)) };
        Page {
            template: "year.html",
            title: Label::message("title-year", [("year", Arg::Plain(year.to_string()))]),
            breadcrumbs: vec![home, Crumb { text: Label::year(year), href: None }],
            at,
            sample: sample_share(&occurring.iter().copied().chain(notices.iter().map(|notice| notice.status)).collect()),
            draft: occurring.contains(&Status::Draft),
            translation_note: false,
            untranslated: texts.untranslated(),
            view,
        }
    }

    fn year_group(&self, group: &Group<'_>, part: ListPart, texts: &Texts<'_>, hrefs: &Hrefs) -> YearGroup {
        let Group { status, reports, from, sum } = group;
        let shown = part.of(*from, reports.len());
        let (begins, whole) = (shown.start == 0, shown.len() == reports.len());
        let here = &reports[shown];
        let mut rows = self.year_rows(here, total(sum), texts, hrefs);
        let mut sums: Vec<Option<Figure>> = amounts(sum);
        for column in 0..sums.len() {
            let cells = rows.iter_mut().filter_map(|row| row.amounts.get_mut(column)?.as_mut());
            align(cells.chain(sums.get_mut(column).and_then(Option::as_mut)));
        }
        let level_sums = levels(sum);
        let level_chart = || charts::of_counts(level_heads(texts).into_iter().zip(level_sums.iter().copied()).collect());
        YearGroup {
            chart: begins.then(|| self.department_chart(reports, texts)).flatten(),
            level_chart: begins.then(level_chart).flatten(),
            sectors: if begins { self.sector_rows(reports, total(sum), texts) } else { Vec::new() },
            per_head: self.per_head_rows(here, texts, hrefs),
            status: status.as_str().to_owned(),
            funds: self.funds(texts, hrefs),
            sum_share: share(total(sum), total(sum)),
            empty: rows.iter().any(|row| row.amounts.contains(&None)) || sums.contains(&None),
            whole,
            rows,
            sums,
            totals: totals(*status, sum),
            levels: level_heads(texts),
            level_sums,
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
                indicators: summary.figures.indicators,
                levels: levels(&summary.figures),
                ranks: RowRanks::none(),
            })
        };
        let mut rows: Vec<YearRow> = reports.iter().filter_map(row).collect();
        let keys: Vec<RowKeys<'_>> = rows
            .iter()
            .zip(reports)
            .map(|(row, summary)| RowKeys {
                name: &row.name,
                sort_key: self.departments.get(&summary.department).and_then(|department| department.sort_key.as_deref()),
                amounts: values(&summary.figures),
                count: row.indicators,
                levels: &row.levels,
            })
            .collect();
        let ranks = self.ranks(&keys);
        rows.iter_mut().zip(ranks).for_each(|(row, ranks)| row.ranks = ranks);
        rows
    }

    fn department_chart(&self, reports: &[&ReportSummary], texts: &Texts<'_>) -> Option<ChartView> {
        let part = |summary: &&ReportSummary| {
            let department = self.departments.get(&summary.department)?;
            let total = summary.figures.funds.first()?.as_ref()?;
            let name = department.short.as_ref().unwrap_or(&department.name);
            Some(Part { name: texts.peek(name, "department/name"), value: wan(total), digits: digits(total, MoneyUnit::Wan) })
        };
        charts::of_parts(reports.iter().filter_map(part).collect(), &PartMessages::DEPARTMENTS)
    }

    /// Sums by sector, in the order of sectors; last the departments that are in none.
    fn sector_rows(&self, reports: &[&ReportSummary], whole: Option<Decimal>, texts: &Texts<'_>) -> Vec<SectorRow> {
        let sector =
            |summary: &ReportSummary| self.departments.get(&summary.department).and_then(|department| department.sector.as_deref());
        let sectors: Vec<Option<&str>> = self.config.sector_ids().map(Some).chain([None]).collect();
        let mut sums: Vec<(Label, Figures)> = Vec::new();
        for id in sectors {
            let mut sum = Figures::default();
            reports.iter().filter(|summary| sector(summary) == id).for_each(|summary| sum.merge(&summary.figures));
            let name = id.and_then(|id| self.config.sector_label(id)).map(|labels| Label::text(texts.term(labels)));
            if sum.reports > 0 {
                sums.push((name.unwrap_or_else(|| Label::message("sector-none", [])), sum));
            }
        }
        if sums.iter().all(|(name, _)| matches!(name, Label::Message { .. })) {
            return Vec::new();
        }
        let none = TextView::new();
        let keys: Vec<RowKeys<'_>> = sums
            .iter()
            .map(|(name, sum)| RowKeys {
                name: if let Label::Text { text } = name { text } else { &none },
                sort_key: None,
                amounts: values(sum),
                count: sum.reports,
                levels: &[],
            })
            .collect();
        let ranks = self.ranks(&keys);
        let row = |((name, sum), ranks): (&(Label, Figures), RowRanks)| SectorRow {
            name: name.clone(),
            reports: sum.reports,
            sums: amounts(sum),
            share: share(total(sum), whole),
            ranks,
        };
        let mut rows: Vec<SectorRow> = sums.iter().zip(ranks).map(row).collect();
        for column in 0..Figures::fund_count() {
            align(rows.iter_mut().filter_map(|row| row.sums.get_mut(column)?.as_mut()));
        }
        rows
    }

    /// Totals per head, of departments that state how many staff they have.
    fn per_head_rows(&self, reports: &[&ReportSummary], texts: &Texts<'_>, hrefs: &Hrefs) -> Vec<PerHeadRow> {
        let of = |summary: &&ReportSummary| {
            let department = self.departments.get(&summary.department)?;
            let sum = summary.figures.funds.first()?.as_ref()?;
            let staff = summary.staff?;
            let amount = per_head(sum, staff)?;
            let row = PerHeadRow {
                name: texts.inline(&department.name, "department/name"),
                href: format!("{}#indicators", hrefs.to(&at::report(summary.year, &department.id))),
                total: figure(&digits(sum, MoneyUnit::Wan)),
                staff: figure(&staff.to_string()),
                amount: figure(&amount.to_string()),
                ranks: RowRanks::none(),
            };
            Some((row, department.sort_key.as_deref(), vec![wan(sum), Some(staff), Some(amount)]))
        };
        let mut rows: Vec<_> = reports.iter().filter_map(of).collect();
        let keys: Vec<RowKeys<'_>> = rows
            .iter()
            .map(|(row, sort_key, amounts)| RowKeys {
                name: &row.name,
                sort_key: *sort_key,
                amounts: amounts.clone(),
                count: 0,
                levels: &[],
            })
            .collect();
        let ranks = self.ranks(&keys);
        rows.iter_mut().zip(ranks).for_each(|((row, ..), ranks)| row.ranks = ranks);
        let mut rows: Vec<PerHeadRow> = rows.into_iter().map(|(row, ..)| row).collect();
        align(rows.iter_mut().map(|row| &mut row.total));
        rows
    }

    /// Reports in the order of their departments.
    pub(super) fn in_official_order<'s>(&self, reports: &[&'s ReportSummary]) -> Vec<&'s ReportSummary> {
        let placed = reports.iter().filter_map(|summary| Some((self.order.place(&summary.department)?, *summary)));
        let mut placed: Vec<(usize, &ReportSummary)> = placed.collect();
        placed.sort_by_key(|(place, _)| *place);
        placed.into_iter().map(|(_, summary)| summary).collect()
    }
}

/// One value per fund column, 万元, to compare.
fn values(figures: &Figures) -> Vec<Option<Decimal>> {
    let mut values: Vec<Option<Decimal>> = figures.funds.iter().map(|sum| sum.as_ref().and_then(wan)).collect();
    values.resize(Figures::fund_count(), None);
    values
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
