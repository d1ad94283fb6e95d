//! The page of a department's indicators and tasks over the years, each row with its figures as small bars on one scale from zero.

use super::{
    Site,
    department::sample_share,
    figures::{bar, figure},
    page::{Hrefs, Page, at},
    targets,
    texts::Texts,
    view::*,
};
use crate::model::{
    changes::{ChangeKind, compare_targets, compare_totals},
    department::Department,
    history::{Chain, History, Point, comparable},
    money::{MoneyUnit, Sum},
    sheet::{Indicator, Report, Sheet, Status, Task},
    summary::{digits, wan},
    target::Reading,
    text::Text,
    vocabulary::{Term, Vocabulary},
    year::Year,
};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Height of a small multiple.
const HEIGHT: u32 = 30;

impl Site<'_> {
    /// The page over the years of a department with these reports, oldest first; `None` where fewer than two can be compared.
    pub fn history_page(&self, department: &Department, reports: &[&Report]) -> Option<Page<HistoryPage>> {
        let status = reports.last()?.status();
        let reports = comparable(reports.iter().copied(), status);
        if reports.len() < 2 {
            return None;
        }
        let texts = self.texts();
        let at = at::history(&department.id);
        let hrefs = Hrefs::from(&at);
        let years: Vec<Year> = reports.iter().map(|report| report.year).collect();
        let history = History::of(&reports);
        let maker = Maker { site: self, texts: &texts, hrefs: &hrefs, department, years: &years };
        let groups = maker.groups(&history.indicators);
        let of_kind = |kind: &str| groups.iter().flat_map(|group| &group.rows).filter(|row| row.trend == kind).count() as u32;
        let view = HistoryPage {
            department_href: hrefs.to(&at::department(&department.id)),
            years: years
                .iter()
                .map(|year| YearLink { year: year.to_string(), href: hrefs.to(&at::report(*year, &department.id)) })
                .collect(),
            followed: history.indicators.iter().filter(|chain| chain.points.len() > 1).count() as u32,
            raised: of_kind(ChangeKind::Raised.id()),
            lowered: of_kind(ChangeKind::Lowered.id()),
            tasks: history.tasks.iter().map(|chain| maker.task(chain)).collect(),
            groups,
        };
        let name = texts.peek(&department.name, "department/name");
        let short = texts.peek(department.short.as_ref().unwrap_or(&department.name), "department/short");
        Some(Page {
            template: "history.html",
            title: Label::message("title-history", [("department", Arg::Text(name))]),
            breadcrumbs: vec![
                Crumb { text: Label::message("nav-home", []), href: Some(hrefs.to(at::HOME)) },
                Crumb { text: Label::text(short), href: Some(view.department_href.clone()) },
                Crumb { text: Label::message("history", []), href: None },
            ],
            at,
            sample: sample_share(&reports.iter().map(|report| report.status()).collect::<BTreeSet<Status>>()),
            draft: status == Status::Draft,
            translation_note: true,
            untranslated: texts.untranslated(),
            view,
        })
    }
}

struct Maker<'a> {
    site: &'a Site<'a>,
    texts: &'a Texts<'a>,
    hrefs: &'a Hrefs,
    department: &'a Department,
    years: &'a [Year],
}

impl Maker<'_> {
    /// Chains by the levels of their latest row, in the order in which these occur first.
    fn groups(&self, chains: &[Chain<'_, &Indicator>]) -> Vec<HistoryGroup> {
        let vocabulary = Vocabulary::builtin();
        let mut groups: Vec<HistoryGroup> = Vec::new();
        for chain in chains {
            let latest = chain.latest().row;
            let id = format!("{}-{}", latest.level1, latest.level2);
            let row = self.indicator(chain);
            match groups.iter_mut().find(|group| group.id == id) {
                Some(group) => group.rows.push(row),
                None => groups.push(HistoryGroup {
                    id,
                    level1: self.level(&vocabulary.level1, &latest.level1),
                    level2: self.level(&vocabulary.level2, &latest.level2),
                    rows: vec![row],
                }),
            }
        }
        groups
    }

    fn level(&self, terms: &[Term], id: &str) -> TextView {
        self.site.config.level_label(terms, id).map(|labels| self.texts.term(labels)).unwrap_or_default()
    }

    fn indicator(&self, chain: &Chain<'_, &Indicator>) -> HistoryRow {
        let context = |sheet: &Sheet, field: &str| format!("{}/{field}", sheet.form.id);
        self.row(
            chain,
            |point| Some((&point.row.name, context(point.sheet, "indicator"))),
            |point| Some(targets::view(self.texts, point.row, &context(point.sheet, "target"), 0).text),
            |point| match point.row.target.reading() {
                Reading::Bound { quantity, .. } => Some((quantity.unit.clone(), quantity.number.value())),
                _ => None,
            },
            |first, last| compare_targets(&first.row.target, &last.row.target),
            "indicator",
        )
    }

    fn task(&self, chain: &Chain<'_, Task<'_>>) -> HistoryRow {
        let total = |point: &Point<'_, Task<'_>>| {
            let amount = point.row.amounts().next()?.1?;
            Some(Sum::of(&amount.value, point.sheet.unit))
        };
        self.row(
            chain,
            |point| Some((point.row.name()?, format!("{}/task", point.sheet.form.id))),
            |point| Some(self.texts.same(&format!("{}\u{a0}万元", figure(&digits(&total(point)?, MoneyUnit::Wan)).text))),
            |point| Some((String::new(), wan(&total(point)?)?)),
            |first, last| compare_totals(first.sheet, &first.row, last.sheet, &last.row),
            "task",
        )
    }

    fn row<'c, R: crate::model::pairing::Row>(
        &self,
        chain: &'c Chain<'c, R>,
        name: impl Fn(&'c Point<'c, R>) -> Option<(&'c Text, String)>,
        value: impl Fn(&'c Point<'c, R>) -> Option<TextView>,
        quantity: impl Fn(&'c Point<'c, R>) -> Option<(String, Decimal)>,
        compare: impl Fn(&'c Point<'c, R>, &'c Point<'c, R>) -> Option<ChangeKind>,
        fragment: &str,
    ) -> HistoryRow {
        let words = |point| name(point).map(|(name, context)| self.texts.inline(name, &context)).unwrap_or_default();
        let latest_name = words(chain.latest());
        let source = |point| name(point).map(|(name, _)| name.source.as_str());
        let cells = self.years.iter().map(|year| {
            let point = chain.in_year(*year);
            HistoryCell {
                value: point.and_then(&value),
                href: point
                    .map(|point| format!("{}#{fragment}-{}", self.hrefs.to(&at::report(*year, &self.department.id)), point.place + 1)),
                was: point.filter(|point| source(point) != source(chain.latest())).map(&words),
            }
        });
        let cells: Vec<HistoryCell> = cells.collect();
        let trend = match chain.points.first() {
            Some(first) if chain.points.len() > 1 => compare(first, chain.latest()).map_or("same", ChangeKind::id),
            _ => "once",
        };
        let quantities: Vec<Option<(String, Decimal)>> = self.years.iter().map(|year| chain.in_year(*year).and_then(&quantity)).collect();
        HistoryRow { name: latest_name, cells, trend: trend.to_owned(), bars: bars(&quantities) }
    }
}

/// Bars on one scale from zero; none where the figures are fewer than two, of different units, or below zero.
fn bars(quantities: &[Option<(String, Decimal)>]) -> Vec<HistoryBar> {
    let mut units: Vec<&str> = quantities.iter().flatten().map(|(unit, _)| unit.as_str()).collect();
    let count = units.len();
    units.dedup();
    let longest = quantities.iter().flatten().map(|(_, value)| *value).max();
    let below = quantities.iter().flatten().any(|(_, value)| *value < Decimal::ZERO);
    if count < 2 || units.len() > 1 || below || longest.is_none_or(|longest| longest.is_zero()) {
        return Vec::new();
    }
    let bar = |(place, each): (usize, &Option<(String, Decimal)>)| {
        let (_, value) = each.as_ref()?;
        let percent: Decimal = bar(Some(*value), longest).parse().ok()?;
        let height = (percent * Decimal::from(HEIGHT) / Decimal::ONE_HUNDRED).round_dp(2);
        Some(HistoryBar {
            x: (place * 10 + 1).to_string(),
            y: (Decimal::from(HEIGHT) - height).normalize().to_string(),
            height: height.normalize().to_string(),
        })
    };
    quantities.iter().enumerate().filter_map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::{Decimal, bars};

    fn heights(values: &[(&str, Option<i64>)]) -> Vec<String> {
        let quantities: Vec<_> = values.iter().map(|(unit, value)| value.map(|value| (unit.to_string(), Decimal::from(value)))).collect();
        bars(&quantities).into_iter().map(|bar| bar.height).collect()
    }

    #[test]
    fn bars_stand_on_zero_and_only_for_figures_of_one_unit() {
        assert_eq!(heights(&[("人", Some(50)), ("人", None), ("人", Some(100))]), ["15", "30"]);
        assert!(heights(&[("人", Some(50)), ("%", Some(100))]).is_empty());
        assert!(heights(&[("人", Some(50))]).is_empty());
        assert!(heights(&[("人", Some(0)), ("人", Some(0))]).is_empty());
        assert!(heights(&[("人", Some(-1)), ("人", Some(5))]).is_empty());
    }
}
