//! A report as JSON: as written and as read. The types are the format: its JSON Schema is made from them, and what was published is read
//! with them again.

use super::{Words, blocks::code};
use crate::{
    model::{
        attachment::AttachedFile,
        form::ColumnKind,
        identity::Identity,
        revision::Revision,
        sheet::{Accepted, Cell, Goal, Indicator, Report, Sheet, Task},
        summary::{digits, fund_sums},
        target::{Quantity, Reading},
        text::Text,
        vocabulary::{Term, Vocabulary},
    },
    site::Site,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeMap};

/// Words per language of the site; a language that has none is left out.
pub type Texts = BTreeMap<String, String>;

/// A word of gongkai's own.
type Word = Cow<'static, str>;

/// Everything one department discloses for one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportData {
    /// Where the schema of this file stands.
    #[serde(rename = "$schema")]
    pub(crate) schema: Word,
    /// Budget year.
    pub(crate) year: String,
    /// Whose it is.
    pub(crate) department: DepartmentData,
    /// `final` (published), `sample` (invented, for demonstration) or `draft`.
    pub(crate) status: Word,
    /// The official tables.
    pub(crate) sheets: Vec<SheetData>,
    /// Files published beside them: the signed originals.
    pub(crate) attachments: Vec<AttachmentData>,
}

/// A file published beside the tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct AttachmentData {
    /// The way to it from this file: `education-bureau/signed.pdf`.
    pub(crate) path: String,
    /// What it is, if it is stated.
    pub(crate) title: Option<Texts>,
    /// `PDF`, `PNG`, `JPEG`, `TIFF` or `OFD`.
    pub(crate) format: Word,
    /// Size in bytes.
    pub(crate) bytes: usize,
    /// SHA-256 in hexadecimal digits.
    pub(crate) sha256: String,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct DepartmentData {
    /// Its id in addresses.
    pub(crate) id: String,
    /// Its full official name.
    pub(crate) name: Texts,
}

/// A filled-in official table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct SheetData {
    /// Id of the form: `overall-target`.
    pub(crate) form: String,
    /// Official title of the form.
    pub(crate) title: Texts,
    /// Unit of the amounts: `万元` (10,000 CNY) or `元` (CNY).
    pub(crate) unit: Word,
    /// Date of publication, if the original states it: `2026-02-18`.
    pub(crate) published: Option<String>,
    /// Date of approval, if the original states it.
    pub(crate) approved: Option<String>,
    /// Number of the approval, if the original states it.
    pub(crate) approval_no: Option<String>,
    /// Where the original was published, if it is known.
    pub(crate) source: Option<Texts>,
    /// What was corrected after publication, in the order of the file.
    pub(crate) revisions: Vec<RevisionData>,
    /// Findings of the rules that were accepted for the table as a whole: code → reason.
    pub(crate) accepted: BTreeMap<String, Texts>,
    /// Main tasks of the year, in the order of the original.
    pub(crate) tasks: Vec<TaskData>,
    /// Sum of every fund column in the unit of the table, computed; null where the column is empty.
    pub(crate) computed_totals: BTreeMap<String, Option<String>>,
    /// Totals that the original states itself.
    pub(crate) declared_totals: BTreeMap<String, String>,
    /// Overall goals of the year.
    pub(crate) goals: Vec<GoalData>,
    /// Performance indicators, in the order of the original.
    pub(crate) indicators: Vec<IndicatorData>,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct RevisionData {
    /// The day it was published: `2026-02-18`.
    pub(crate) date: String,
    /// What was corrected.
    pub(crate) what: Texts,
    /// Why, if it is stated.
    pub(crate) why: Option<Texts>,
    /// The value as it was, if it is stated.
    pub(crate) old: Option<Texts>,
    /// The value as it is since then, if it is stated.
    pub(crate) new: Option<Texts>,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct TaskData {
    /// Id that the site gives it, the same in every year; null where it has none.
    pub(crate) id: Option<String>,
    /// Name it had in the report of the year before, as the site declares it; null where it declares none.
    pub(crate) formerly: Option<Texts>,
    /// Text columns of the form: key → words.
    pub(crate) texts: BTreeMap<String, Texts>,
    /// Fund columns of the form: key → digits as written; null where the cell is empty in the original.
    pub(crate) amounts: BTreeMap<String, Option<String>>,
    /// Presumed misprints: as written → what was probably meant.
    pub(crate) sic: BTreeMap<String, String>,
    /// Findings of the rules that were accepted here: code → reason.
    pub(crate) accepted: BTreeMap<String, Texts>,
}

/// A goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct GoalData {
    /// As numbered in the original.
    pub(crate) label: Option<Texts>,
    /// Its words: plain text, or Markdown where `markdown` is true.
    pub(crate) text: Texts,
    /// The words are Markdown.
    pub(crate) markdown: bool,
    /// Presumed misprints: as written → what was probably meant.
    pub(crate) sic: BTreeMap<String, String>,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct IndicatorData {
    /// Id that the site gives it, the same in every year; null where it has none.
    pub(crate) id: Option<String>,
    /// Name it had in the report of the year before, as the site declares it; null where it declares none.
    pub(crate) formerly: Option<Texts>,
    /// Whom it counts, as the site declares it for figures per head: `staff`; null where it counts nobody.
    pub(crate) counts: Option<Word>,
    /// Level 1.
    pub(crate) level1: LevelData,
    /// Level 2.
    pub(crate) level2: LevelData,
    /// Level 3: what is measured.
    pub(crate) name: Texts,
    /// What is to be reached.
    pub(crate) target: TargetData,
    /// Presumed misprints: as written → what was probably meant.
    pub(crate) sic: BTreeMap<String, String>,
    /// Findings of the rules that were accepted here: code → reason.
    pub(crate) accepted: BTreeMap<String, Texts>,
}

/// A level of indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct LevelData {
    /// Its id.
    pub(crate) id: String,
    /// Its official name.
    pub(crate) name: Texts,
}

/// A target, as written and as read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct TargetData {
    /// As in the original, character by character.
    pub(crate) written: String,
    /// The one form that pages show.
    pub(crate) canonical: String,
    /// `bound`, `range`, `date` or `phrase` (words, or what cannot be read with certainty).
    pub(crate) kind: Word,
    /// `eq`, `ge`, `le`, `gt`, `lt`; null where none is written.
    pub(crate) operator: Option<Word>,
    /// Digits of a bound.
    pub(crate) value: Option<String>,
    /// Lower end of a range.
    pub(crate) low: Option<String>,
    /// Upper end of a range.
    pub(crate) high: Option<String>,
    /// Unit of a bound or range, as written.
    pub(crate) unit: Option<String>,
    /// The target in words, per language.
    pub(crate) text: Texts,
}

/// The report as a JSON file; `schema` is the way to its schema from where the file stands.
pub fn report_json(site: Site<'_>, report: &Report, attached: &[AttachedFile], schema: &'static str) -> Vec<u8> {
    pretty(&report_data(site, report, attached, schema))
}

/// What the JSON file of a report holds.
pub fn report_data(site: Site<'_>, report: &Report, attached: &[AttachedFile], schema: &'static str) -> ReportData {
    let words = Words::new(site);
    let department = site.departments.get(&report.department);
    let attachment = |file: &AttachedFile| AttachmentData {
        path: format!("{}/{}", report.department, file.attachment.name.value.as_str()),
        title: file.attachment.title.as_ref().map(|title| words.map(title, "attachment")),
        format: file.attachment.name.value.kind().as_str().into(),
        bytes: file.bytes,
        sha256: file.sha256.clone(),
    };
    ReportData {
        schema: schema.into(),
        year: report.year.to_string(),
        department: DepartmentData {
            id: report.department.to_string(),
            name: department.map(|department| words.map(&department.name, "department/name")).unwrap_or_default(),
        },
        status: report.status().as_str().into(),
        sheets: report.sheets.iter().map(|sheet| Maker { site, words, sheet }.sheet()).collect(),
        attachments: attached.iter().map(attachment).collect(),
    }
}

/// The JSON Schema of report files.
pub fn report_schema() -> Vec<u8> {
    pretty(&schemars::schema_for!(ReportData))
}

/// Indented, for people who look into the file; with a last newline.
pub(super) fn pretty(value: &impl Serialize) -> Vec<u8> {
    // Maps with text keys and plain values: nothing in them can fail to be written.
    let mut bytes = serde_json::to_vec_pretty(value).expect("plain data");
    bytes.push(b'\n');
    bytes
}

struct Maker<'a> {
    site: Site<'a>,
    words: Words<'a>,
    sheet: &'a Sheet,
}

impl Maker<'_> {
    fn sheet(&self) -> SheetData {
        let Sheet { form, origin, .. } = self.sheet;
        let keys: Vec<&str> = form.funds().map(|fund| fund.key.as_str()).collect();
        let sums = fund_sums(self.sheet).into_iter().map(|sum| sum.map(|sum| digits(&sum, self.sheet.unit)));
        let declared = keys.iter().zip(&self.sheet.declared_total);
        SheetData {
            form: form.id.clone(),
            title: self.words.term_map(Some(&form.title)),
            unit: self.sheet.unit.label().into(),
            published: origin.published.map(|date| date.to_string()),
            approved: origin.approved.map(|date| date.to_string()),
            approval_no: origin.approval_no.clone(),
            source: origin.source.as_ref().map(|source| self.text(source, "source")),
            revisions: self.sheet.revisions.iter().map(|revision| self.revision(revision)).collect(),
            accepted: self.accepted(&self.sheet.accepted),
            tasks: self.sheet.tasks().map(|task| self.task(task)).collect(),
            computed_totals: keys.iter().map(|key| key.to_string()).zip(sums).collect(),
            declared_totals: declared.filter_map(|(key, total)| Some((key.to_string(), total.as_ref()?.value.to_string()))).collect(),
            goals: self.sheet.goals().map(|goal| self.goal(goal)).collect(),
            indicators: self.sheet.indicators().map(|indicator| self.indicator(indicator)).collect(),
        }
    }

    fn text(&self, text: &Text, field: &str) -> Texts {
        self.words.map(text, &format!("{}/{field}", self.sheet.form.id))
    }

    fn revision(&self, revision: &Revision) -> RevisionData {
        let words = |text: &Text| self.words.map(text, "revision");
        RevisionData {
            date: revision.date.to_string(),
            what: words(&revision.what),
            why: revision.why.as_ref().map(words),
            old: revision.old.as_ref().map(words),
            new: revision.new.as_ref().map(words),
        }
    }

    fn accepted(&self, accepted: &[Accepted]) -> BTreeMap<String, Texts> {
        accepted.iter().map(|each| (each.code.to_string(), self.words.map(&each.reason, "accept"))).collect()
    }

    fn task(&self, task: Task<'_>) -> TaskData {
        let columns = task.columns().iter().zip(&task.record.cells);
        let texts = columns.filter_map(|(column, cell)| match cell {
            Cell::Text(text) if column.kind == ColumnKind::Text => Some((column.key.clone(), text)),
            _ => None,
        });
        let texts: Vec<(String, &Text)> = texts.collect();
        let Identity { id, formerly } = &task.record.identity;
        TaskData {
            id: id.as_ref().map(|id| id.value.to_string()),
            formerly: formerly.as_ref().map(|name| self.text(name, "task")),
            amounts: task.amounts().map(|(column, amount)| (column.key.clone(), amount.map(|amount| amount.value.to_string()))).collect(),
            sic: texts.iter().flat_map(|(_, text)| sic(text)).collect(),
            texts: texts.into_iter().map(|(key, text)| (key, self.text(text, "task"))).collect(),
            accepted: self.accepted(&task.record.accepted),
        }
    }

    fn goal(&self, goal: &Goal) -> GoalData {
        GoalData {
            label: goal.label.as_ref().map(|label| self.words.label_map(label, self.sheet.form)),
            text: self.text(&goal.body, "goal"),
            markdown: self.sheet.format == crate::model::sheet::ProseFormat::Markdown,
            sic: sic(&goal.body).collect(),
        }
    }

    fn indicator(&self, indicator: &Indicator) -> IndicatorData {
        let vocabulary = Vocabulary::builtin();
        let Identity { id, formerly } = &indicator.identity;
        IndicatorData {
            id: id.as_ref().map(|id| id.value.to_string()),
            formerly: formerly.as_ref().map(|name| self.text(name, "indicator")),
            counts: indicator.counts.map(|count| count.as_str().into()),
            level1: self.level(&vocabulary.level1, &indicator.level1),
            level2: self.level(&vocabulary.level2, &indicator.level2),
            name: self.text(&indicator.name, "indicator"),
            target: self.target(indicator),
            sic: sic(&indicator.name).chain(sic(&indicator.target_text)).collect(),
            accepted: self.accepted(&indicator.accepted),
        }
    }

    fn level(&self, terms: &[Term], id: &str) -> LevelData {
        LevelData { id: id.to_owned(), name: self.words.term_map(self.site.config.level_label(terms, id)) }
    }

    fn target(&self, indicator: &Indicator) -> TargetData {
        let target = &indicator.target;
        let digits = |quantity: &Quantity| Some(quantity.number.digits().to_owned());
        let unit = |quantity: &Quantity| Some(quantity.unit.clone()).filter(|unit| !unit.is_empty());
        let (kind, value, low, high, unit) = match target.reading() {
            Reading::Bound { quantity, .. } => ("bound", digits(quantity), None, None, unit(quantity)),
            Reading::Range { low, high } => ("range", None, digits(low), digits(high), unit(high)),
            Reading::Date { .. } => ("date", None, None, None, None),
            Reading::Phrase { .. } => ("phrase", None, None, None, None),
        };
        let mut text = self.text(&indicator.target_text, "target");
        for lang in self.words.langs() {
            if let Some(words) = target.in_language(lang.as_str()).filter(|_| lang != self.words.source_lang()) {
                text.entry(lang.to_string()).or_insert(words);
            }
        }
        TargetData {
            written: target.written().to_owned(),
            canonical: target.canonical(),
            kind: kind.into(),
            operator: target.operator().map(|operator| code(operator).into()),
            value,
            low,
            high,
            unit,
            text,
        }
    }
}

fn sic(text: &Text) -> impl Iterator<Item = (String, String)> {
    text.sic.iter().map(|sic| (sic.written.clone(), sic.presumed.clone()))
}
