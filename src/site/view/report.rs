//! The page of a report: its tables, what changed, what to take away.

use super::{ChartView, DateView, DownloadView, Figure, FundHead, Label, LinkedView, Note, TextView, YearLink};
use schemars::JsonSchema;
use serde::Serialize;

/// `<year>/<department>.html` (template `report.html`).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReportPage {
    /// Four digits.
    pub year: String,
    /// Full name of the department.
    pub department: TextView,
    /// The department's page over the years.
    pub department_href: String,
    /// The year's page.
    pub year_href: String,
    /// `final`, `sample` or `draft`.
    pub status: String,
    /// The report of the nearest earlier and later year that has one.
    pub previous: Option<YearLink>,
    /// See `previous`.
    pub next: Option<YearLink>,
    /// Sum of the totals in 万元, computed; null where no task has one.
    pub total: Option<Figure>,
    /// The same in yuan (`32,005,800`); null likewise.
    pub total_yuan: Option<String>,
    /// Number of tasks.
    pub tasks: u32,
    /// Number of indicators.
    pub indicators: u32,
    /// Findings accepted as they stand.
    pub accepted: u32,
    /// The sheets (one, as long as there is one form).
    pub sheets: Vec<SheetView>,
    /// What changed since the report before; null for the first.
    pub changes: Option<ChangesView>,
    /// Files published beside it: the signed originals.
    pub attachments: Vec<AttachmentView>,
    /// What was corrected after it had been published, newest first.
    pub corrections: Vec<CorrectionView>,
    /// Its data to take away.
    pub downloads: Vec<DownloadView>,
    /// The report as a schema.org `Dataset`; empty without `base_url`, and for samples and drafts.
    pub linked: Vec<LinkedView>,
    /// Which version of the data the page shows.
    pub fingerprint: Option<FingerprintView>,
}

/// The first digits of the SHA-256 of the report's JSON file: `sha256sum FILE | cut -c 1-12`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FingerprintView {
    /// Twelve hexadecimal digits.
    pub digits: String,
    /// The name of the file.
    pub file: String,
}

/// A file published beside the tables, as it is; `frame.root` leads to its path.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct AttachmentView {
    /// From the root of the site: `data/2022/organization-department/signed.pdf`.
    pub path: String,
    /// The file alone: `signed.pdf`.
    pub file: String,
    /// What it is; null where the sheet does not say.
    pub title: Option<TextView>,
    /// `PDF`, `PNG`, `JPEG`, `TIFF` or `OFD`.
    pub format: String,
    /// Its size: `1.2 MB`.
    pub size: String,
    /// Its SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

/// A correction.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CorrectionView {
    /// `correction-1`: the fragment, the same when later ones are added.
    pub id: String,
    /// The day it was published.
    pub date: DateView,
    /// What was corrected.
    pub what: TextView,
    /// Why; null where nobody says.
    pub why: Option<TextView>,
    /// The value as it was; null where there was none, or it is told in words.
    pub old: Option<TextView>,
    /// The value as it is since then, likewise.
    pub new: Option<TextView>,
}

/// What changed since the report before.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangesView {
    /// The year of the report before.
    pub since: String,
    /// The year of this one.
    pub year: String,
    /// The report before.
    pub since_href: String,
    /// The page with all changes.
    pub href: String,
    /// Changes that are left out here, and stand there.
    pub more: u32,
    /// How the total changed, in words; null where one of the two is not stated.
    pub budget: Option<Label>,
    /// How many indicators were raised, lowered …: those kinds that occur.
    pub counts: Vec<ChangeCount>,
    /// How many indicators are the same.
    pub same: u32,
    /// Changed indicators, by kind; at most ten.
    pub indicators: Vec<ChangeRow>,
    /// Changed tasks, by kind; at most ten.
    pub tasks: Vec<ChangeRow>,
}

/// How many indicators changed in one way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangeCount {
    /// `raised`, `lowered`, `altered`, `renamed`, `moved`, `added`, `dropped`: message `change-<kind>`, in a sentence `changed-<kind>`.
    pub kind: String,
    /// How many.
    pub count: u32,
}

/// An indicator or a task that changed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangeRow {
    /// See [`ChangeCount::kind`].
    pub kind: String,
    /// Its name.
    pub name: TextView,
    /// The name it had, where that was another; null where it was not.
    pub was: Option<TextView>,
    /// The levels it stood under, where those were others; null where they were not, and for tasks.
    pub was_under: Option<LevelsView>,
    /// Its row in the table of the report; null for what is gone.
    pub href: Option<String>,
    /// Target or total as it was; null for what is new, or had none.
    pub before: Option<TextView>,
    /// Target or total as it is; null for what is gone, or has none.
    pub after: Option<TextView>,
}

/// Two levels of indicators.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelsView {
    /// 产出指标.
    pub level1: TextView,
    /// 数量指标.
    pub level2: TextView,
}

/// A filled-in official table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SheetView {
    /// The form: `overall-target`.
    pub form: String,
    /// Official title.
    pub title: TextView,
    /// `万元` or `元`: unit of the amounts below.
    pub unit: String,
    /// The message that names it above a table: `unit-wan`, `unit-yuan`.
    pub unit_line: String,
    /// Date of publication; null where the original does not state one.
    pub published: Option<DateView>,
    /// Date of approval.
    pub approved: Option<DateView>,
    /// Number of the approval.
    pub approval_no: Option<String>,
    /// Where the table was published, as the content states it.
    pub source: Option<TextView>,
    /// The source is a web address: where it leads.
    pub source_href: Option<String>,
    /// Remarks on the sheet as a whole.
    pub notes: Vec<Note>,
    /// Its parts in the order of the form.
    pub blocks: Vec<BlockView>,
}

/// A part of a sheet.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum BlockView {
    /// Rows with declared columns: the tasks and their budgets.
    Records(RecordsView),
    /// Labelled prose: the goals.
    Prose(ProseView),
    /// Indicators in three levels.
    Indicators(IndicatorsView),
}

/// Tasks with their amounts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RecordsView {
    /// `tasks`: also the fragment of the section.
    pub id: String,
    /// 年度主要任务 / Main tasks of the year.
    pub title: TextView,
    /// Heads of the text columns (任务名称, 主要内容).
    pub text_heads: Vec<TextView>,
    /// Official head over the amounts (预算金额).
    pub amounts_head: TextView,
    /// Heads of the fund columns (总额, 财政拨款, 其他资金).
    pub funds: Vec<FundHead>,
    /// One per task, in the order of the original.
    pub rows: Vec<RecordRow>,
    /// Sum of every fund column, computed by the site; null where the column is empty.
    pub sums: Vec<Option<Figure>>,
    /// Sums the original states itself (`declared_total`); empty where it states none.
    pub declared: Vec<Option<Figure>>,
    /// Totals by task; null where fewer than two tasks have one.
    pub chart: Option<ChartView>,
    /// The total per head; null where no indicator counts staff.
    pub per_head: Option<PerHead>,
}

/// An amount per head, computed by the site.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PerHead {
    /// Serving staff, as an indicator states it.
    pub staff: Figure,
    /// The total by staff, 万元, rounded to two places.
    pub amount: Figure,
}

/// A task.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RecordRow {
    /// Fragment: `task-1`.
    pub id: String,
    /// 任务名称.
    pub name: TextView,
    /// 主要内容; null where the cell is empty.
    pub description: Option<TextView>,
    /// One per fund column, in the sheet's unit, digits as written (with thousands separators); null = empty in the original.
    pub amounts: Vec<Option<Figure>>,
    /// Share of the sum of totals (`79.5%`); null where it cannot be computed.
    pub share: Option<Figure>,
    /// Remarks.
    pub notes: Vec<Note>,
}

/// Goals.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProseView {
    /// `goals`.
    pub id: String,
    /// 年度总体目标.
    pub title: TextView,
    /// In the order of the original.
    pub items: Vec<ProseItem>,
}

/// A goal.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProseItem {
    /// Fragment: `goal-1`.
    pub id: String,
    /// 目标1 / Goal 1; null where the original has none.
    pub label: Option<TextView>,
    /// Block-level HTML.
    pub body: TextView,
    /// Remarks.
    pub notes: Vec<Note>,
}

/// The indicator table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct IndicatorsView {
    /// `indicators`.
    pub id: String,
    /// 年度绩效指标.
    pub title: TextView,
    /// Official heads: 一级指标, 二级指标, 三级指标, 指标值.
    pub heads: Vec<TextView>,
    /// How many in all.
    pub count: u32,
    /// Level 1 › level 2, in the order of the original.
    pub groups: Vec<IndicatorGroup>,
    /// Operators that occur, for the legend: `≥`, `≤`, `=`, `>`, `<` (message `operator-at-least` …: ids here).
    pub operators: Vec<OperatorView>,
    /// Some target is an amount in 万元.
    pub has_wan: bool,
    /// Indicators by level 1; null where there are fewer than two levels.
    pub chart: Option<ChartView>,
}

/// An operator in the legend.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OperatorView {
    /// `≥`
    pub symbol: String,
    /// Interface message: `operator-at-least`, `-at-most`, `-equal`, `-above`, `-below`.
    pub id: String,
}

/// All indicators of one level 2.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct IndicatorGroup {
    /// Fragment: `output-quantity`.
    pub id: String,
    /// 产出指标.
    pub level1: TextView,
    /// 数量指标.
    pub level2: TextView,
    /// The meaning of level 1 in the glossary, where the page names it first; null otherwise.
    pub level1_glossary: Option<String>,
    /// The same of level 2.
    pub level2_glossary: Option<String>,
    /// How many.
    pub count: u32,
    /// How many of them have a figure as target, not words or a date.
    pub quantitative: u32,
    /// In the order of the original.
    pub rows: Vec<IndicatorRow>,
}

/// An indicator.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct IndicatorRow {
    /// Fragment: `indicator-1`.
    pub id: String,
    /// 三级指标.
    pub name: TextView,
    /// 指标值.
    pub target: TargetView,
    /// Remarks.
    pub notes: Vec<Note>,
}

/// A target in its canonical form.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TargetView {
    /// `≥95%`, `=158人` / `=158 people`, `有所提高` / `Some improvement`.
    pub text: TextView,
    /// A number to compare (bound or range), set in tabular figures.
    pub quantitative: bool,
    /// No operator stands before the figure: keep its place free.
    pub bare: bool,
    /// How many digits (separators not counted) the whole part is shorter than the longest of its group.
    pub pad: u8,
    /// For targets in 万元: the amount in yuan (`CNY 159,900`), in the languages whose readers need it; empty otherwise.
    pub yuan: TextView,
}
