//! GK0108: a final table that nobody has released, on a site that wants it.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::{
    diagnostic::{Code, Severity},
    sheet::Status,
};

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0108"),
    name: "unreviewed",
    severity: Severity::Error,
    acceptable: false,
    needs_whole: false,
    docs: "
On a site with `strict: true` every final table says that it was reviewed for secrets and signed off: by which office or role, and when.

Why: what is published cannot be taken back. Before information is made public, it is reviewed for state secrets (Regulations on Open
Government Information, art. 17), and somebody answers for it. No names are needed, and the record is on no page.

Example:

```yaml
review:
  secrecy: {by: 保密审查员, date: 2026-02-10}
  sign_off: {by: 分管负责人, date: 2026-02-11}
```

Mending: add the record when it was done; until then `status: draft`.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let sheet = subject.sheet;
    if !subject.config.strict || sheet.status != Status::Final {
        return;
    }
    let steps = [
        (&sheet.review.secrecy, "secrecy", "the review for secrets", "保密审查"),
        (&sheet.review.sign_off, "sign_off", "the sign-off", "签发"),
    ];
    for (step, key, en, zh) in steps {
        if step.is_none() {
            findings.push(Finding::wrong(
                (Spot::Sheet, sheet.span),
                (format!("the table is final, but {en} is not on record"), format!("本表为正式表，但没有{zh}记录")),
                (format!("no `{key}:` in `review:`"), format!("`review:`中没有`{key}:`")),
                (
                    format!("add `review: {{{key}: {{by: an office or role, date: YYYY-MM-DD}}}}`, or set `status: draft` until then"),
                    format!("加`review: {{{key}: {{by: 部门或职务, date: YYYY-MM-DD}}}}`；在此之前可设`status: draft`"),
                ),
            ));
        }
    }
}
