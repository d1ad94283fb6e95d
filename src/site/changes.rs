//! What changed since the year before: the section of the report page, and the rows that the page of changes shows too.

use super::{
    Site,
    charts::{self, YearTotal},
    page::{Hrefs, at},
    texts::Texts,
    view::*,
};
use crate::model::{
    changes::{Change, ChangeKind, Changes},
    money::{MoneyUnit, Sum},
    pairing::Row,
    sheet::{Indicator, Report, Sheet, Task},
    summary::{Figures, digits, wan},
    text::Text,
    vocabulary::{Term, Vocabulary},
};

/// Most rows of a table in the section; the page of its own has all of them.
const ROWS: usize = 10;

/// The section of the report page: the changes from `before` to `after`, a long table shortened.
pub(super) fn view(site: &Site<'_>, texts: &Texts<'_>, before: &Report, after: &Report, hrefs: &Hrefs) -> ChangesView {
    let changes = Changes::between(before, after);
    let maker = Maker { site, texts, before, after, rows_on: String::new() };
    let count = |rows: usize| rows.saturating_sub(ROWS) as u32;
    ChangesView {
        since: before.year.to_string(),
        year: after.year.to_string(),
        since_href: hrefs.to(&at::report(before.year, &before.department)),
        href: hrefs.to(&at::changes(after.year, &after.department)),
        budget: budget(before, after),
        counts: counts(changes.indicators.iter().map(|change| change.kind)),
        same: changes.same_indicators.len() as u32,
        more: count(changes.indicators.len()) + count(changes.tasks.len()),
        indicators: by_kind(&changes.indicators).into_iter().take(ROWS).map(|change| maker.indicator(change)).collect(),
        tasks: by_kind(&changes.tasks).into_iter().take(ROWS).map(|change| maker.task(change)).collect(),
    }
}

/// How the total changed, in words.
pub(super) fn budget(before: &Report, after: &Report) -> Option<Label> {
    let total = |report: &Report| {
        let sum = Figures::of(report).funds.into_iter().next().flatten();
        let digits = sum.as_ref().map(|sum| digits(sum, MoneyUnit::Wan)).unwrap_or_default();
        YearTotal { year: report.year, value: sum.as_ref().and_then(wan), digits }
    };
    charts::change(&total(before), &total(after))
}

/// Changes in the order pages show their kinds.
pub(super) fn by_kind<T>(changes: &[Change<T>]) -> Vec<&Change<T>> {
    let mut sorted: Vec<&Change<T>> = changes.iter().collect();
    sorted.sort_by_key(|change| place(change.kind));
    sorted
}

/// How many changes there are of each kind that occurs.
pub(super) fn counts(kinds: impl Iterator<Item = ChangeKind>) -> Vec<ChangeCount> {
    let mut kinds: Vec<ChangeKind> = kinds.collect();
    kinds.sort_by_key(|kind| place(*kind));
    let count = |same: &[ChangeKind]| Some(ChangeCount { kind: same.first()?.id().to_owned(), count: same.len() as u32 });
    kinds.chunk_by(|a, b| a == b).filter_map(count).collect()
}

fn place(kind: ChangeKind) -> Option<usize> {
    ChangeKind::ALL.iter().position(|other| *other == kind)
}

/// Makes rows of changes.
pub(super) struct Maker<'a> {
    pub site: &'a Site<'a>,
    pub texts: &'a Texts<'a>,
    pub before: &'a Report,
    pub after: &'a Report,
    /// The page with the rows of the later report; empty on that page itself.
    pub rows_on: String,
}

impl Maker<'_> {
    pub fn indicator(&self, change: &Change<&Indicator>) -> ChangeRow {
        let shown = change.after.or(change.before);
        let form = self.after.sheets.first().map_or("", |sheet| sheet.form.id.as_str());
        let context = |field: &str| format!("{form}/{field}");
        let target = |indicator: &Indicator| super::targets::view(self.texts, indicator, &context("target"), 0).text;
        ChangeRow {
            kind: change.kind.id().to_owned(),
            name: shown.map(|indicator| self.texts.inline(&indicator.name, &context("indicator"))).unwrap_or_default(),
            was: self.was(change, |indicator| Some(&indicator.name), &context("indicator")),
            was_under: change.moved().map(|indicator| self.levels(indicator)),
            href: change.after.and_then(|indicator| self.row(indicator)),
            before: change.before.map(target),
            after: change.after.map(target),
        }
    }

    /// The name that a row had, where it was another.
    fn was<'r, R: Row>(&self, change: &Change<R>, name: impl Fn(R) -> Option<&'r Text>, context: &str) -> Option<TextView> {
        name(change.renamed()?).map(|name| self.texts.inline(name, context))
    }

    pub fn levels(&self, indicator: &Indicator) -> LevelsView {
        let vocabulary = Vocabulary::builtin();
        let label =
            |terms: &[Term], id: &str| self.site.config.level_label(terms, id).map(|label| self.texts.term(label)).unwrap_or_default();
        LevelsView { level1: label(&vocabulary.level1, &indicator.level1), level2: label(&vocabulary.level2, &indicator.level2) }
    }

    /// The row of an indicator.
    fn row(&self, indicator: &Indicator) -> Option<String> {
        let place = self.after.sheets.iter().flat_map(Sheet::indicators).position(|other| std::ptr::eq(other, indicator))?;
        Some(format!("{}#indicator-{}", self.rows_on, place + 1))
    }

    pub fn task(&self, change: &Change<Task<'_>>) -> ChangeRow {
        let shown = change.after.or(change.before);
        let name = shown.and_then(|task| task.name());
        let total = |report: &Report, task: Task<'_>| {
            let unit = report.sheets.first().map_or(MoneyUnit::Wan, |sheet| sheet.unit);
            let total = task.amounts().next().and_then(|(_, amount)| amount)?;
            let wan = super::figures::figure(&digits(&Sum::of(&total.value, unit), MoneyUnit::Wan)).text;
            Some(self.texts.same(&format!("{wan}\u{a0}万元")))
        };
        let place = change
            .after
            .and_then(|task| self.after.sheets.iter().flat_map(Sheet::tasks).position(|other| std::ptr::eq(other.record, task.record)));
        ChangeRow {
            kind: change.kind.id().to_owned(),
            name: name.map(|name| self.texts.inline(name, "overall-target/task")).unwrap_or_default(),
            was: self.was(change, |task| task.name(), "overall-target/task"),
            was_under: None,
            href: place.map(|place| format!("{}#task-{}", self.rows_on, place + 1)),
            before: change.before.and_then(|task| total(self.before, task)),
            after: change.after.and_then(|task| total(self.after, task)),
        }
    }
}
