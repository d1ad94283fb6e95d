//! GK0208: a date that is not in the year of the table.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::{
    diagnostic::{Code, Severity},
    target::Reading,
};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0208"),
    name: "deadline-outside-year",
    severity: Severity::Warning,
    acceptable: true,
    needs_whole: false,
    docs: "
A date as a target is in the year of the table.

Why: the table says what is done within its year. A date of the year before usually came along with last year's file.

Example: `2021年12月底前` in the table of 2022.

Mending: correct the year.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (number, indicator) in subject.sheet.indicators().enumerate() {
        let Reading::Date { date, .. } = indicator.target.reading() else { continue };
        let Some(stated) = date.year().filter(|stated| *stated != subject.year.number()) else { continue };
        let (written, year) = (indicator.target.written().trim(), subject.year);
        findings.push(Finding::wrong(
            (Spot::Indicator(number), indicator.target_text.span),
            (format!("the date {written} is not in {year}, the year of the table"), format!("日期{written}不在本表年度{year}年之内")),
            (format!("in {stated}"), format!("{stated}年")),
            ("correct the year", "改正年份"),
        ));
    }
}
