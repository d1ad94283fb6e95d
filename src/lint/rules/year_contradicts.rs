//! GK0104: the sheet states another year than its folder.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0104"),
    name: "year-contradicts-folder",
    severity: Severity::Error,
    acceptable: false,
    needs_whole: false,
    docs: "
The optional `year:` of a sheet is the year of its folder.

Why: the folder decides under which year the table is published; a copied file that still states last year is in the wrong place.

Example: `year: 2021` in `content/2022/…`.

Mending: correct `year:`, leave it out, or move the file.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(stated) = &subject.sheet.year else { return };
    if stated.value == subject.year {
        return;
    }
    let (stated_year, folder) = (stated.value, subject.year);
    findings.push(Finding::wrong(
        (Spot::Sheet, stated.span),
        (format!("the sheet says {stated_year}, but its folder is {folder}"), format!("表内年度为{stated_year}，所在文件夹为{folder}")),
        (format!("folder: {folder}"), format!("文件夹：{folder}")),
        ("correct `year:`, leave it out, or move the file", "改正或删去`year:`，或移动文件"),
    ));
}
