//! GK0303: a former name that the report before does not have, or that belongs to another row there.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::{
    diagnostic::{Code, Said, Severity},
    near::nearest,
    pairing::{Row, pair},
    sheet::Sheet,
    text::Text,
    year::Year,
};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0303"),
    name: "lost-rename",
    severity: Severity::Warning,
    acceptable: false,
    needs_whole: false,
    docs: "
`formerly:` is the name that the indicator or task had in the department's report before, and no other row claims it.

Why: a former name that names nothing joins nothing: the page would show one row gone and another one new, as if nobody had said
that they are the same.

Example: `formerly: 培训人数` where the table of the year before has 参训人数. Or the line was copied along with last year's file: what
was renamed then has its new name in the year before.

Mending: write the name as it stands in the report before, or remove the line.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    // Of a table that could not be read wholly nobody knows what is in it.
    let Some((year, before)) = subject.before.filter(|(_, before)| !before.partial) else { return };
    lost(subject.sheet, before, year, |sheet| sheet.tasks().collect(), Spot::Task, findings);
    lost(subject.sheet, before, year, |sheet| sheet.indicators().collect(), Spot::Indicator, findings);
}

fn lost<'s, R: Row>(
    sheet: &'s Sheet,
    before: &'s Sheet,
    year: Year,
    rows: impl Fn(&'s Sheet) -> Vec<R>,
    spot: fn(usize) -> Spot,
    findings: &mut Vec<Finding>,
) {
    let (old, new) = (rows(before), rows(sheet));
    let pairs = pair(&old, &new);
    for (number, row) in new.iter().enumerate() {
        let Some(former) = &row.identity().formerly else { continue };
        let was = pairs[number].map(|place| &old[place]);
        if was.is_none_or(|was| was.name() != former.source.trim()) {
            findings.push(finding(spot(number), former, row, was, &old, year));
        }
    }
}

/// What stands in the way: another row of that id, no row of that name, several, or one that is taken.
fn finding<R: Row>(spot: Spot, former: &Text, row: &R, was: Option<&R>, old: &[R], year: Year) -> Finding {
    let name = former.source.trim();
    let named = old.iter().filter(|row| row.name() == name).count();
    let id = row.identity().id().filter(|_| was.is_some_and(|was| was.identity().id() == row.identity().id()));
    let (en, zh, help): (_, _, Said) = match (named, was, id) {
        (_, Some(was), Some(id)) => (
            format!("in {year} the row with the id `{id}` is called “{}”, not “{name}”", was.name()),
            format!("{year}年编号{id}的名称为“{}”，不是“{name}”", was.name()),
            ("an id needs no former name: remove the line, or correct the id", "有编号便不需要原名称：删去此行，或改正编号").into(),
        ),
        (0, _, _) => (
            format!("the report of {year} has nothing that is called “{name}”"),
            format!("{year}年报告中没有“{name}”"),
            help(name, row.name(), old),
        ),
        (1, _, _) => (
            format!("“{name}” of {year} is another row of this table already, or has another id"),
            format!("{year}年的“{name}”已对应本表另一行，或编号不同"),
            (
                "one row becomes one row: leave `formerly:` at the one that goes on, or give both years the same `id:`",
                "一行只能对应一行：只在延续的那一行写`formerly:`，或在两个年度写同一个`id:`",
            )
                .into(),
        ),
        (several, _, _) => (
            format!("the report of {year} has {several} rows that are called “{name}”"),
            format!("{year}年报告中有{several}行名为“{name}”"),
            ("give the one that is meant the same `id:` in both years", "在两个年度给所指的一行写同一个`id:`").into(),
        ),
    };
    Finding::wrong((spot, former.span), (en, zh), ("joins nothing", "没有对应的行"), help)
}

fn help<R: Row>(name: &str, own: &str, old: &[R]) -> Said {
    if old.iter().any(|row| row.name() == own) {
        return (format!("it is called “{own}” there already: remove the line"), format!("该年度已名为“{own}”：删去此行")).into();
    }
    match nearest(name, old.iter().map(Row::name)) {
        Some(near) => (format!("did you mean “{near}”?"), format!("是否为“{near}”？")).into(),
        None => ("write the name as it stands in that report, or remove the line", "按该年度报告中的名称填写，或删去此行").into(),
    }
}
