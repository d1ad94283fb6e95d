//! View models: what each page shows, ready for a template. Numbers are formatted, texts escaped, URLs relative.
//! Made once per page for all editions; which languages a page shows is the [`EditionView`] beside it.
//! Every field is always there (null, never left out), because a template is silent about a missing name.

use crate::model::year::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text in every language of the site, in the order of site.yaml: one entry per language.
pub type TextView = Vec<LangText>;

/// What the reader of one language sees of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LangText {
    /// The site language this entry is for (`en`).
    pub key: String,
    /// The language the words are in, as BCP 47 for `lang` attributes (`zh-CN` where the translation is missing).
    pub lang: String,
    /// Escaped HTML: inline for names and phrases, paragraphs and lists for prose.
    pub html: String,
    /// The same without tags, unescaped (for `<title>`, attributes and sentences made by Fluent).
    pub plain: String,
    /// False where the source text stands in for a missing translation.
    pub translated: bool,
}

/// One number, formatted (`3,200.58`, `79.6%`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What the reader sees, one text node.
    pub text: String,
    /// How many characters of decimals (the point among them) this figure is shorter than the longest of its column: 0 to 9.
    pub pad: u8,
}

/// The languages one set of pages shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionView {
    /// `zh`, `en`, `zh-en`: also the folder.
    pub id: String,
    /// Languages shown, first is the main one: `["zh", "en"]`.
    pub langs: Vec<String>,
    /// `<html lang>`: `zh-CN` for zh and zh-en.
    pub html_lang: String,
    /// More than one language.
    pub bilingual: bool,
}

/// The whole context of a template: `edition`, `frame`, `page`.
#[derive(Clone, Debug, Serialize)]
pub struct PageContext<'a, P: Serialize> {
    /// Which languages to show.
    pub edition: &'a EditionView,
    /// What surrounds every page.
    pub frame: &'a FrameView,
    /// The page itself: one of the structs below.
    pub page: &'a P,
}

/// Head, navigation, banners, foot: the same on every kind of page.
#[derive(Clone, Debug, Serialize)]
pub struct FrameView {
    /// Title of the site.
    pub site_title: TextView,
    /// Who publishes the site; empty where site.yaml does not say.
    pub publisher: Option<TextView>,
    /// This file, from the root of the site: `zh/2022/organization-department.html`.
    pub path: String,
    /// Relative way to the root of the site: `../../` (empty in the root).
    pub root: String,
    /// Style sheets, relative URLs with the hash in their names.
    pub styles: Vec<String>,
    /// Classic deferred scripts, relative URLs.
    pub scripts: Vec<String>,
    /// The icon, relative URL.
    pub icon: Option<String>,
    /// The same page in every edition, this one among them.
    pub editions: Vec<EditionLink>,
    /// Main navigation: home, and the free pages.
    pub nav: Vec<NavLink>,
    /// From home to this page; the last one is the page itself and has no `href`.
    pub breadcrumbs: Vec<Crumb>,
    /// Title of the page without the site's: what stands in `<h1>` and, with the site title, in `<title>`.
    pub title: Label,
    /// Absolute URL of the page; only with `base_url`.
    pub canonical: Option<String>,
    /// hreflang alternates, absolute; only with `base_url`, only on one-language editions.
    pub alternates: Vec<Alternate>,
    /// Search engines shall not list the page (sample, draft, preview, 404).
    pub noindex: bool,
    /// The page shows sample data: `none`, `some` (beside real data) or `all`.
    pub sample: SampleShare,
    /// The page shows a draft.
    pub draft: bool,
    /// How many texts of the page lack a translation, per language of the site.
    pub untranslated: Vec<UntranslatedCount>,
    /// The language of the originals.
    pub source_lang: String,
    /// The page shows unofficial translations of official texts (true on report pages).
    pub translation_note: bool,
    /// Host of the base URL, if there is one: `example.gov.cn`.
    pub domain: Option<String>,
    /// Under which terms the data may be used.
    pub licence: Option<LicenceView>,
    /// Whom to ask, and whom to tell of an error.
    pub contact: Vec<ContactLine>,
    /// 网站标识码.
    pub site_id_code: Option<String>,
    /// 备案号.
    pub icp: Option<String>,
    /// 公安备案号.
    pub police: Option<String>,
    /// The site is not run by those whose tables it shows.
    pub unofficial: bool,
    /// `gongkai 0.1.0`
    pub generator: String,
}

/// Terms of use.
#[derive(Clone, Debug, Serialize)]
pub struct LicenceView {
    /// Its name.
    pub name: TextView,
    /// Where it can be read.
    pub href: Option<String>,
}

/// How much of a page is sample data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SampleShare {
    /// No sample data.
    None,
    /// Sample data beside published data, marked where it stands.
    Some,
    /// Nothing but sample data.
    All,
}

/// The same page in another edition.
#[derive(Clone, Debug, Serialize)]
pub struct EditionLink {
    /// Edition id; its label is the interface message `edition-<id>` in its own language (`edition-zh`: 中文).
    pub id: String,
    /// Relative URL.
    pub href: String,
    /// This is the page being shown.
    pub current: bool,
    /// BCP 47 tag of its main language.
    pub hreflang: String,
}

/// An entry of the main navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavLink {
    /// The label.
    pub text: Label,
    /// Relative URL.
    pub href: String,
    /// This is the page being shown.
    pub current: bool,
}

/// A label: a text of the content, or a message of the interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Label {
    /// Text of the content.
    Text {
        /// The text.
        text: TextView,
    },
    /// Interface message.
    Message {
        /// Fluent id (`nav-home`).
        id: String,
        /// What its variables stand for.
        args: BTreeMap<&'static str, Arg>,
    },
}

impl Label {
    /// Text of the content.
    pub fn text(text: TextView) -> Label {
        Label::Text { text }
    }

    /// A message.
    pub fn message<const N: usize>(id: &str, args: [(&'static str, Arg); N]) -> Label {
        Label::Message { id: id.to_owned(), args: args.into() }
    }

    /// A year: 2022年 / 2022.
    pub fn year(year: Year) -> Label {
        Label::message("year-label", [("year", Arg::Plain(year.to_string()))])
    }
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Arg {
    /// The same in every language.
    Plain(String),
    /// The words of the message's language are taken.
    Text(TextView),
}

/// One step of the breadcrumbs.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// The label.
    pub text: Label,
    /// Relative URL; null for the page itself.
    pub href: Option<String>,
}

/// A hreflang alternate.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// `zh-CN`, `en`, `x-default`.
    pub hreflang: String,
    /// Absolute URL.
    pub href: String,
}

/// How many texts of the page a language lacks.
#[derive(Clone, Debug, Serialize)]
pub struct UntranslatedCount {
    /// Site language.
    pub key: String,
    /// Texts shown in the source language instead.
    pub count: u32,
    /// All texts of the page that need a translation.
    pub of: u32,
}

/// A date: for `<time datetime>`, and its parts for the message `date` (2026年2月18日 / 18 February 2026).
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// `2026-02-18`
    pub iso: String,
    /// `2026`
    pub year: String,
    /// 1 to 12.
    pub month: u8,
    /// `18`
    pub day: String,
}

/// A remark at a value: a presumed misprint, or a finding that was accepted as it stands.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Note {
    /// `sic:` – message `note-sic` with `$written` and `$presumed`.
    Sic {
        /// As in the original.
        written: String,
        /// What was probably meant.
        presumed: String,
    },
    /// `accept:` – message `note-accepted` with `$reason` and `$code`.
    Accepted {
        /// Code of the rule (`GK0203`).
        code: String,
        /// What the rule found, one sentence.
        finding: TextView,
        /// Why it stays.
        reason: TextView,
    },
}

// ---------------------------------------------------------------- home

/// `index.html` of an edition (template `home.html`).
#[derive(Clone, Debug, Serialize)]
pub struct HomePage {
    /// All years that have a report, newest first.
    pub years: Vec<HomeYear>,
    /// All departments that have a report, in official order.
    pub departments: Vec<HomeDepartment>,
    /// The newest year with published (final) reports, else the newest with samples; null on an empty site.
    pub newest: Option<HomeNewest>,
}

/// A year on the home page. Final and sample figures stand apart.
#[derive(Clone, Debug, Serialize)]
pub struct HomeYear {
    /// Four digits.
    pub year: String,
    /// The year's page.
    pub href: String,
    /// One entry per status that occurs, final first.
    pub groups: Vec<StatusTotals>,
}

/// Sums over the reports of one status.
#[derive(Clone, Debug, Serialize)]
pub struct StatusTotals {
    /// `final`, `sample` or `draft`.
    pub status: String,
    /// Number of reports.
    pub reports: u32,
    /// Number of tasks.
    pub tasks: u32,
    /// Number of indicators.
    pub indicators: u32,
    /// Sum of the totals, 万元.
    pub total: Figure,
}

/// A department on the home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeDepartment {
    /// Its name.
    pub name: TextView,
    /// Its page over the years.
    pub href: String,
    /// Its reports, newest first.
    pub years: Vec<YearLink>,
    /// All its reports are samples.
    pub sample: bool,
}

/// A link to a report by its year.
#[derive(Clone, Debug, Serialize)]
pub struct YearLink {
    /// Four digits.
    pub year: String,
    /// Relative URL.
    pub href: String,
}

/// The newest figures.
#[derive(Clone, Debug, Serialize)]
pub struct HomeNewest {
    /// Four digits.
    pub year: String,
    /// The year's page.
    pub href: String,
    /// Of one status only.
    pub totals: StatusTotals,
    /// The reports of that status, largest total first, at most ten.
    pub rows: Vec<YearRow>,
    /// There are more than those.
    pub more: bool,
}

// ---------------------------------------------------------------- year

/// `<year>/index.html` (template `year.html`).
#[derive(Clone, Debug, Serialize)]
pub struct YearPage {
    /// Four digits.
    pub year: String,
    /// The year before and after that have reports.
    pub previous: Option<YearLink>,
    /// See `previous`.
    pub next: Option<YearLink>,
    /// One per status that occurs, final first; never summed with each other.
    pub groups: Vec<YearGroup>,
    /// Departments of departments.yaml that have no report this year (only those that have one in another year).
    pub missing: Vec<DepartmentLink>,
    /// Tables over the published reports of the year.
    pub downloads: Vec<DownloadView>,
}

/// The reports of one status in one year.
#[derive(Clone, Debug, Serialize)]
pub struct YearGroup {
    /// `final`, `sample` or `draft`.
    pub status: String,
    /// Heads of the fund columns: total, fiscal, other.
    pub funds: Vec<FundHead>,
    /// One per department, official order.
    pub rows: Vec<YearRow>,
    /// Sum of every fund column, computed by the site, 万元; null where no department has an amount in it.
    pub sums: Vec<Option<Figure>>,
    /// Share of the whole: `100.0%`; null where the whole is zero.
    pub sum_share: Option<Figure>,
    /// Some figure is null.
    pub empty: bool,
    /// Counts.
    pub totals: StatusTotals,
    /// Level-1 heads of the indicator statistics, in the order of the form.
    pub levels: Vec<TextView>,
    /// Indicators per level 1 over all departments, same order.
    pub level_sums: Vec<u32>,
}

/// A fund column.
#[derive(Clone, Debug, Serialize)]
pub struct FundHead {
    /// `total`, `fiscal`, `other`.
    pub key: String,
    /// 总额 / Total.
    pub head: TextView,
}

/// A department in one year.
#[derive(Clone, Debug, Serialize)]
pub struct YearRow {
    /// The department.
    pub name: TextView,
    /// Its report.
    pub href: String,
    /// One per fund column, 万元; null where no task has one.
    pub amounts: Vec<Option<Figure>>,
    /// Share of the group's total (`41.2%`); null where the total is zero.
    pub share: Option<Figure>,
    /// Length of its bar, 0 to 100, of the group's total: SVG attribute value.
    pub bar: String,
    /// Number of indicators.
    pub indicators: u32,
    /// Indicators per level 1, in the order of the group's `levels`.
    pub levels: Vec<u32>,
}

/// A link to a department's page.
#[derive(Clone, Debug, Serialize)]
pub struct DepartmentLink {
    /// Its name.
    pub name: TextView,
    /// Its page over the years.
    pub href: String,
}

// ---------------------------------------------------------------- department

/// `departments/<id>.html` (template `department.html`).
#[derive(Clone, Debug, Serialize)]
pub struct DepartmentPage {
    /// Its full name.
    pub name: TextView,
    /// Its telephone, e-mail and address, as departments.yaml gives them: (message id, value).
    pub contact: Vec<ContactLine>,
    /// Heads of the fund columns.
    pub funds: Vec<FundHead>,
    /// From its first to its last year, newest first; a year without a report is there too.
    pub years: Vec<DepartmentYear>,
    /// Some figure is null.
    pub empty: bool,
}

/// A line of contact.
#[derive(Clone, Debug, Serialize)]
pub struct ContactLine {
    /// Interface message (`contact-phone`, `contact-email`, `contact-address`).
    pub id: String,
    /// The value.
    pub value: TextView,
}

/// One year of a department.
#[derive(Clone, Debug, Serialize)]
pub struct DepartmentYear {
    /// Four digits.
    pub year: String,
    /// Null where nothing was published for this year.
    pub report: Option<DepartmentReport>,
}

/// A report in a department's list.
#[derive(Clone, Debug, Serialize)]
pub struct DepartmentReport {
    /// Relative URL.
    pub href: String,
    /// `final`, `sample` or `draft`.
    pub status: String,
    /// One per fund column, 万元; null where no task has one.
    pub amounts: Vec<Option<Figure>>,
    /// Length of its bar, 0 to 100, of the largest total of the department.
    pub bar: String,
    /// Number of indicators.
    pub indicators: u32,
}

// ---------------------------------------------------------------- report

/// `<year>/<department>.html` (template `report.html`).
#[derive(Clone, Debug, Serialize)]
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
    /// Its data to take away.
    pub downloads: Vec<DownloadView>,
}

/// What changed since the report before.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesView {
    /// The year of the report before.
    pub since: String,
    /// The year of this one.
    pub year: String,
    /// The report before.
    pub since_href: String,
    /// How many indicators were raised, lowered …: those kinds that occur.
    pub counts: Vec<ChangeCount>,
    /// How many indicators are the same.
    pub same: u32,
    /// Changed indicators, by kind.
    pub indicators: Vec<ChangeRow>,
    /// Changed tasks, by kind.
    pub tasks: Vec<ChangeRow>,
}

/// How many indicators changed in one way.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeCount {
    /// `raised`, `lowered`, `altered`, `added`, `dropped`: message `change-<kind>`, in a sentence `changed-<kind>`.
    pub kind: String,
    /// How many.
    pub count: u32,
}

/// An indicator or a task that changed.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeRow {
    /// See [`ChangeCount::kind`].
    pub kind: String,
    /// Its name.
    pub name: TextView,
    /// Level 2 of an indicator.
    pub level: Option<TextView>,
    /// Its row on this page; null for what is gone.
    pub href: Option<String>,
    /// Target or total as it was; null for what is new, or had none.
    pub before: Option<TextView>,
    /// Target or total as it is; null for what is gone, or has none.
    pub after: Option<TextView>,
}

/// A filled-in official table.
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
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
}

/// A task.
#[derive(Clone, Debug, Serialize)]
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
    /// Length of its bar, 0 to 100, of the sum of totals: SVG attribute value.
    pub bar: String,
    /// Remarks.
    pub notes: Vec<Note>,
}

/// Goals.
#[derive(Clone, Debug, Serialize)]
pub struct ProseView {
    /// `goals`.
    pub id: String,
    /// 年度总体目标.
    pub title: TextView,
    /// In the order of the original.
    pub items: Vec<ProseItem>,
}

/// A goal.
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
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
}

/// An operator in the legend.
#[derive(Clone, Debug, Serialize)]
pub struct OperatorView {
    /// `≥`
    pub symbol: String,
    /// Interface message: `operator-at-least`, `-at-most`, `-equal`, `-above`, `-below`.
    pub id: String,
}

/// All indicators of one level 2.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorGroup {
    /// Fragment: `output-quantity`.
    pub id: String,
    /// 产出指标.
    pub level1: TextView,
    /// 数量指标.
    pub level2: TextView,
    /// How many.
    pub count: u32,
    /// In the order of the original.
    pub rows: Vec<IndicatorRow>,
}

/// An indicator.
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
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

// ---------------------------------------------------------------- data

/// A file to take away; `frame.root` leads to its path.
#[derive(Clone, Debug, Serialize)]
pub struct DownloadView {
    /// From the root of the site: `data/2022/organization-department.json`.
    pub path: String,
    /// The file alone: `organization-department.json`.
    pub file: String,
    /// Official head of the block it holds; null for what is more than one block.
    pub title: Option<TextView>,
    /// The year it is about; null for a report's file, and for those of the whole site.
    pub year: Option<String>,
    /// The language of a file that has one alone; null otherwise.
    pub lang: Option<String>,
    /// `CSV`, `XLSX`, `JSON`.
    pub format: String,
    /// Its size: `3.2 KB`.
    pub size: String,
}

/// `data.html` (template `data.html`): what there is to take away, and what the columns mean.
#[derive(Clone, Debug, Serialize)]
pub struct DataPage {
    /// Tables over all published reports: of the site, then of each year; and the description of everything.
    pub files: Vec<DownloadView>,
    /// The kinds of tables.
    pub tables: Vec<TableView>,
}

/// A kind of table.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// `overall-target.tasks`: the stem of its files, and its fragment with a hyphen for the point.
    pub name: String,
    /// See `name`.
    pub id: String,
    /// Official head of the block; null for the table with a row per report.
    pub title: Option<TextView>,
    /// Its columns.
    pub columns: Vec<ColumnView>,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnView {
    /// `name_zh`
    pub name: String,
    /// `string`, `year`, `integer`, `number`.
    pub kind: String,
    /// Its title.
    pub title: TextView,
    /// What it means.
    pub meaning: TextView,
}

// ---------------------------------------------------------------- free pages, 404

/// `<name>.html` from `content/pages/<name>.<lang>.md` (template `page.html`).
#[derive(Clone, Debug, Serialize)]
pub struct FreePage {
    /// Block-level HTML.
    pub body: TextView,
}

/// `404.html` (template `404.html`), one for all languages, without assets; the edition holds all languages.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundPage {
    /// Absolute URL of every edition's home: (edition id, URL); empty without `base_url`.
    pub homes: Vec<EditionLink>,
}
