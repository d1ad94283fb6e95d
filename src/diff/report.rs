//! Two versions of one report: which rows are new, gone or changed, and every value of them that differs.

use super::{
    field::{Field, Fields, What},
    rows,
    side::Standing,
    totals::{self, Measure},
};
use crate::{
    data::{AttachmentData, ReportData, RevisionData, SheetData, Texts},
    model::{department::DepartmentId, form::Form, money::MoneyUnit, sheet::Status, summary::Figures, year::Year},
};
use std::collections::BTreeMap;

/// A report that differs.
#[derive(Clone, Debug)]
pub struct ReportDiff {
    /// Its year.
    pub year: Year,
    /// Its department.
    pub department: DepartmentId,
    /// The name of its department, in every language that has it.
    pub name: Texts,
    /// The language of the originals.
    pub original: String,
    /// Its status in the later version, else in the earlier one.
    pub status: Status,
    /// What became of it.
    pub fate: Fate,
    /// Its sums and counts as they were.
    pub before: Option<Figures>,
    /// As they are.
    pub after: Option<Figures>,
    /// What differs in it, in the order of the official table; empty unless both versions have it.
    pub changes: Vec<Change>,
}

impl ReportDiff {
    /// Counts and sums in both versions.
    pub fn measures(&self) -> Vec<Measure> {
        totals::measures(self.before.as_ref(), self.after.as_ref())
    }

    /// Words in the language `lang`, else those of the original.
    pub fn words<'t>(&self, texts: &'t Texts, lang: &str) -> &'t str {
        texts.get(lang).or_else(|| texts.get(&self.original)).or_else(|| texts.values().next()).map_or("", String::as_str)
    }
}

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Added {
        /// There was a draft of it.
        was_draft: bool,
    },
    /// It is gone.
    Removed {
        /// It is a draft now.
        is_draft: bool,
    },
    /// Both versions have it, and it differs.
    Changed,
}

/// Something in a report that differs.
#[derive(Clone, Debug)]
pub struct Change {
    /// What kind of thing it is.
    pub part: Part,
    /// Its name, in every language that has it; empty for the report as a whole, and for all rows of a kind.
    pub name: Texts,
    /// Level 1 and level 2 of an indicator.
    pub levels: Vec<Texts>,
    /// What became of it.
    pub kind: ChangeKind,
    /// Its values that differ; of a row that is new or gone those that it is there for.
    pub fields: Vec<Field>,
}

/// A kind of thing in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the vocabulary")]
pub enum Part {
    Report,
    Task,
    Goal,
    Indicator,
}

impl Part {
    /// A name for messages and programs.
    pub fn id(self) -> &'static str {
        match self {
            Part::Report => "report",
            Part::Task => "task",
            Part::Goal => "goal",
            Part::Indicator => "indicator",
        }
    }
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Values of it differ.
    Changed,
    /// Rows of this kind stand in another order.
    Reordered,
}

impl ChangeKind {
    /// A name for messages and programs.
    pub fn id(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Changed => "changed",
            ChangeKind::Reordered => "reordered",
        }
    }
}

/// What became of a report; `None` where it says the same, or is in neither version.
pub(super) fn compare(was: &Standing, is: &Standing, original: &str) -> Option<ReportDiff> {
    let (fate, changes) = match (was, is) {
        (Standing::Unread, _) | (_, Standing::Unread) => return None,
        (Standing::Public(before), Standing::Public(after)) => (Fate::Changed, changes(before, after, original)),
        (before, Standing::Public(_)) => (Fate::Added { was_draft: matches!(before, Standing::Draft) }, Vec::new()),
        (Standing::Public(_), after) => (Fate::Removed { is_draft: matches!(after, Standing::Draft) }, Vec::new()),
        _ => return None,
    };
    if fate == Fate::Changed && changes.is_empty() {
        return None;
    }
    let report = is.report().or(was.report())?;
    Some(ReportDiff {
        // Checked where it was read.
        year: Year::parse(&report.year)?,
        department: DepartmentId::parse(&report.department.id).ok()?,
        name: report.department.name.clone(),
        original: original.to_owned(),
        status: Status::parse(&report.status)?,
        fate,
        before: was.report().map(totals::figures),
        after: is.report().map(totals::figures),
        changes,
    })
}

fn changes(before: &ReportData, after: &ReportData, original: &str) -> Vec<Change> {
    if before == after {
        return Vec::new();
    }
    let mut whole = Fields::new(original);
    whole.words(What::Key("department"), Some(&before.department.name), Some(&after.department.name));
    whole.plain("status", Some(&before.status), Some(&after.status));
    attachments(&mut whole, &before.attachments, &after.attachments);
    let mut rows = Vec::new();
    for form in Form::builtin() {
        // In the place of a table that one of the versions does not have.
        let nothing = SheetData { unit: MoneyUnit::Wan.label().into(), ..SheetData::default() };
        let old = before.sheets.iter().find(|sheet| sheet.form == form.id).unwrap_or(&nothing);
        let new = after.sheets.iter().find(|sheet| sheet.form == form.id).unwrap_or(&nothing);
        if old != new {
            let sheets = Sheets { form, original, old, new };
            sheets.head(&mut whole);
            rows.extend(rows::changes(&sheets));
        }
    }
    let fields = whole.done();
    let head = Change { part: Part::Report, name: Texts::new(), levels: Vec::new(), kind: ChangeKind::Changed, fields };
    let head = Some(head).filter(|head| !head.fields.is_empty());
    head.into_iter().chain(rows).collect()
}

/// Files beside the tables, by their names.
fn attachments(fields: &mut Fields<'_>, before: &[AttachmentData], after: &[AttachmentData]) {
    let by_name = |files: &[AttachmentData]| -> BTreeMap<String, AttachmentData> {
        files.iter().map(|file| (file.path.clone(), file.clone())).collect()
    };
    let (before, after) = (by_name(before), by_name(after));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let (was, is) = (before.get(name), after.get(name));
        let shown = |file: Option<&AttachmentData>| {
            file.map(|file| format!("{}, {} B, SHA-256 {}", name.rsplit('/').next().unwrap_or_default(), file.bytes, file.sha256))
        };
        fields.plain("attachment", shown(was).as_deref(), shown(is).as_deref());
        let title = |file: Option<&'_ AttachmentData>| file.and_then(|file| file.title.clone());
        fields.words(What::Key("attachment_title"), title(was).as_ref(), title(is).as_ref());
    }
}

/// A table in both versions.
pub(super) struct Sheets<'a> {
    pub form: &'static Form,
    /// The language of the originals.
    pub original: &'a str,
    pub old: &'a SheetData,
    pub new: &'a SheetData,
}

impl Sheets<'_> {
    /// What stands around the table.
    fn head(&self, fields: &mut Fields<'_>) {
        let Sheets { old, new, .. } = self;
        fields.plain("unit", Some(&old.unit), Some(&new.unit));
        fields.plain("published", old.published.as_deref(), new.published.as_deref());
        fields.plain("approved", old.approved.as_deref(), new.approved.as_deref());
        fields.plain("approval_no", old.approval_no.as_deref(), new.approval_no.as_deref());
        fields.words(What::Key("source"), old.source.as_ref(), new.source.as_ref());
        let (was, is) = self.units();
        for column in self.form.funds() {
            let total = |sheet: &'_ SheetData| sheet.declared_totals.get(&column.key).cloned();
            fields.amount(What::DeclaredTotal(column), (total(old).as_deref(), was), (total(new).as_deref(), is));
        }
        let gone = old.revisions.iter().filter(|revision| !new.revisions.contains(revision));
        gone.for_each(|revision| fields.plain("revision", Some(&self.revision(revision)), None));
        let come = new.revisions.iter().filter(|revision| !old.revisions.contains(revision));
        come.for_each(|revision| fields.plain("revision", None, Some(&self.revision(revision))));
        fields.accepted(&old.accepted, &new.accepted);
    }

    /// A correction in one line: its day and what it was.
    fn revision(&self, revision: &RevisionData) -> String {
        format!("{} {}", revision.date, self.words(&revision.what))
    }

    /// The units of their amounts.
    pub fn units(&self) -> (MoneyUnit, MoneyUnit) {
        // Checked where it was read.
        let unit = |sheet: &SheetData| MoneyUnit::parse(&sheet.unit).unwrap_or(MoneyUnit::Wan);
        (unit(self.old), unit(self.new))
    }

    /// Words in the language of the originals.
    pub fn words<'t>(&self, texts: &'t Texts) -> &'t str {
        texts.get(self.original).or_else(|| texts.values().next()).map_or("", |words| words.trim())
    }
}
