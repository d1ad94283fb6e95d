//! GK0304: a row that is almost called as one that is gone.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::{
    diagnostic::{Code, Said, Severity, Span},
    near::nearest,
    pairing::{Row, pair},
    sheet::Sheet,
    year::Year,
};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0304"),
    name: "likely-renamed",
    severity: Severity::Note,
    acceptable: true,
    needs_whole: true,
    docs: "
An indicator or task that has almost the name of one that was in the report before, and is not any more, says whether it is the same.

Why: without a word the page shows one row gone and another one new, and nobody can follow the figure over the years.

Example: 参训学员人数 this year, 参训学员数 the year before.

Mending: add `formerly: 参训学员数`, or give both years the same `id:`; where they are two things, accept it.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some((year, before)) = subject.before.filter(|(_, before)| !before.partial) else { return };
    renamed((subject.sheet, before, year), |sheet| sheet.tasks().collect(), |task| task.record.span, Spot::Task, findings);
    renamed(
        (subject.sheet, before, year),
        |sheet| sheet.indicators().collect(),
        |indicator| indicator.name.span,
        Spot::Indicator,
        findings,
    );
}

fn renamed<'s, R: Row>(
    (sheet, before, year): (&'s Sheet, &'s Sheet, Year),
    rows: impl Fn(&'s Sheet) -> Vec<R>,
    span: impl Fn(&R) -> Span,
    spot: fn(usize) -> Spot,
    findings: &mut Vec<Finding>,
) {
    let (old, new) = (rows(before), rows(sheet));
    let pairs = pair(&old, &new);
    let gone: Vec<&R> = old.iter().enumerate().filter(|(place, _)| !pairs.contains(&Some(*place))).map(|(_, row)| row).collect();
    for (number, row) in new.iter().enumerate().filter(|(number, _)| pairs[*number].is_none()) {
        let beside = gone.iter().filter(|old| old.levels() == row.levels()).map(|old| old.name());
        let Some(near) = nearest(row.name(), beside).filter(|_| row.identity().formerly.is_none()) else { continue };
        let name = row.name();
        let help: Said = (format!("add `formerly: {near}` if it is the same"), format!("如为同一事项，加`formerly: {near}`")).into();
        findings.push(Finding::to_explain(
            (spot(number), span(row)),
            (format!("“{name}” is almost “{near}” of {year}, which is gone"), format!("“{name}”与{year}年已不见的“{near}”名称相近")),
            ("the same, renamed?", "是否更名？"),
            help,
        ));
    }
}
