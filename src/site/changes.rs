//! What changed since the year before, as the report page shows it.

use super::{Site, page::Hrefs, page::at, texts::Texts, view::*};
use crate::model::{
    changes::{Change, ChangeKind, Changes},
    money::{MoneyUnit, Sum},
    pairing::Row,
    sheet::{Indicator, Report, Sheet, Task},
    summary::digits,
    text::Text,
    vocabulary::{Term, Vocabulary},
};

/// The changes from `before` to `after`; the names of what is still there lead to its row.
pub(super) fn view(site: &Site<'_>, texts: &Texts<'_>, before: &Report, after: &Report, hrefs: &Hrefs) -> ChangesView {
    let changes = Changes::between(before, after);
    let maker = Maker { site, texts, before, after };
    let mut indicators: Vec<ChangeRow> = changes.indicators.iter().map(|change| maker.indicator(change)).collect();
    let mut tasks: Vec<ChangeRow> = changes.tasks.iter().map(|change| maker.task(change)).collect();
    let place = |row: &ChangeRow| ChangeKind::ALL.iter().position(|kind| kind.id() == row.kind);
    indicators.sort_by_key(place);
    tasks.sort_by_key(place);
    let mut kinds: Vec<ChangeKind> = changes.indicators.iter().map(|change| change.kind).collect();
    kinds.sort_by_key(|kind| ChangeKind::ALL.iter().position(|other| other == kind));
    let counts = kinds.chunk_by(|a, b| a == b).filter_map(|same| {
        let kind = same.first()?;
        Some(ChangeCount { kind: kind.id().to_owned(), count: same.len() as u32 })
    });
    ChangesView {
        since: before.year.to_string(),
        year: after.year.to_string(),
        since_href: hrefs.to(&at::report(before.year, &before.department)),
        counts: counts.collect(),
        same: changes.same_indicators as u32,
        indicators,
        tasks,
    }
}

struct Maker<'a> {
    site: &'a Site<'a>,
    texts: &'a Texts<'a>,
    before: &'a Report,
    after: &'a Report,
}

impl Maker<'_> {
    fn indicator(&self, change: &Change<&Indicator>) -> ChangeRow {
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

    fn levels(&self, indicator: &Indicator) -> LevelsView {
        let vocabulary = Vocabulary::builtin();
        let label =
            |terms: &[Term], id: &str| self.site.config.level_label(terms, id).map(|label| self.texts.term(label)).unwrap_or_default();
        LevelsView { level1: label(&vocabulary.level1, &indicator.level1), level2: label(&vocabulary.level2, &indicator.level2) }
    }

    /// The row of an indicator on this page.
    fn row(&self, indicator: &Indicator) -> Option<String> {
        let place = self.after.sheets.iter().flat_map(Sheet::indicators).position(|other| std::ptr::eq(other, indicator))?;
        Some(format!("#indicator-{}", place + 1))
    }

    fn task(&self, change: &Change<Task<'_>>) -> ChangeRow {
        let shown = change.after.or(change.before);
        let name = shown.and_then(|task| task.name());
        let total = |report: &Report, task: Task<'_>| {
            let unit = report.sheets.first().map_or(MoneyUnit::Wan, |sheet| sheet.unit);
            let total = task.amounts().next().and_then(|(_, amount)| amount)?;
            let wan = super::figures::figure(&digits(&Sum::of(&total.value, unit), MoneyUnit::Wan)).text;
            Some(self.texts.same(&format!("{wan}万元")))
        };
        let place = change
            .after
            .and_then(|task| self.after.sheets.iter().flat_map(Sheet::tasks).position(|other| std::ptr::eq(other.record, task.record)));
        ChangeRow {
            kind: change.kind.id().to_owned(),
            name: name.map(|name| self.texts.inline(name, "overall-target/task")).unwrap_or_default(),
            was: self.was(change, |task| task.name(), "overall-target/task"),
            was_under: None,
            href: place.map(|place| format!("#task-{}", place + 1)),
            before: change.before.and_then(|task| total(self.before, task)),
            after: change.after.and_then(|task| total(self.after, task)),
        }
    }
}
