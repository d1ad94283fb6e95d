//! GK0107: published more than 20 days after it was approved.

use crate::lint::{Finding, Rule, Spot, Subject};
use crate::model::diagnostic::{Code, Severity};

/// Days between approval and publication.
const DAYS: u64 = 20;

pub(in crate::lint) const RULE: Rule = Rule {
    code: Code("GK0107"),
    name: "late-disclosure",
    severity: Severity::Warning,
    acceptable: true,
    needs_whole: false,
    docs: "
A table that states when it was approved is published within 20 days after that, and not before.

Why: departments make their approved budgets public within 20 days (Budget Law of the People's Republic of China, art. 14). gongkai compares
what the table states, and nothing else.

Example: `approved: 2022-01-20` and `published: 2022-03-01`.

Mending: correct the date that is wrong; where both are right, accept it with the reason.
",
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let origin = &subject.sheet.origin;
    let Some((approved, published)) = origin.approved.zip(origin.published) else { return };
    let at = (Spot::Sheet, subject.sheet.span);
    if published < approved {
        findings.push(Finding::wrong(
            at,
            (
                format!("published on {published}, before it was approved on {approved}"),
                format!("公开日期{published}早于批复日期{approved}"),
            ),
            ("dates of this table", "本表日期"),
            ("correct the date that is wrong", "改正有误的日期"),
        ));
        return;
    }
    let days = published.days_since_1970() - approved.days_since_1970();
    if days > DAYS {
        findings.push(Finding::wrong(
            at,
            (
                format!("published {days} days after it was approved ({approved}, {published}); the law gives {DAYS}"),
                format!("批复（{approved}）后{days}天才公开（{published}），法定期限为{DAYS}天"),
            ),
            ("dates of this table", "本表日期"),
            ("correct the date that is wrong, or say why", "改正有误的日期，或说明原因"),
        ));
    } else {
        let said = (
            format!("published {days} days after it was approved, within the {DAYS} of the law"),
            format!("批复后{days}天公开，在法定{DAYS}天之内"),
        );
        findings.push(Finding::confirmed(at, said));
    }
}
