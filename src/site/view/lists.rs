//! Pages that list reports: home, years, departments.

use super::{ChartView, ContactLine, DownloadView, Figure, Label, LinkedView, NavLink, NoticeLink, NoticeRow, PartsView, TextView};
use schemars::JsonSchema;
use serde::Serialize;

/// `index.html` of an edition (template `home.html`).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HomePage {
    /// All years that have a report, newest first.
    pub years: Vec<HomeYear>,
    /// Totals over the years, of one status only; null with fewer than two.
    pub chart: Option<ChartView>,
    /// All departments that have a report, in official order; empty where they are more than a page is for.
    pub departments: Vec<HomeDepartment>,
    /// How many they are.
    pub department_count: u32,
    /// The newest year with published (final) reports, else the newest with samples; null on an empty site.
    pub newest: Option<HomeNewest>,
    /// The Atom feed, relative URL; null where there is none.
    pub feed: Option<String>,
    /// Lists that lead into the site.
    pub browse: Vec<NavLink>,
}

/// A year on the home page. Final and sample figures stand apart.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HomeYear {
    /// Four digits.
    pub year: String,
    /// The year's page.
    pub href: String,
    /// One entry per status that occurs, final first.
    pub groups: Vec<StatusTotals>,
}

/// Sums over the reports of one status.
#[derive(Clone, Debug, Serialize, JsonSchema)]
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
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HomeDepartment {
    /// Its name.
    pub name: TextView,
    /// Its page over the years.
    pub href: String,
    /// Its reports, and what stands in their place, newest first.
    pub years: Vec<HomeDepartmentYear>,
    /// All its reports are samples.
    pub sample: bool,
}

/// A year of a department in a list of departments.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HomeDepartmentYear {
    /// Four digits.
    pub year: String,
    /// Its report, or what stands in its place; relative URL.
    pub href: String,
    /// `withdrawn`, `withheld` or `empty` (message `state-<notice>`) where there is no report; null where there is one.
    pub notice: Option<String>,
}

/// A link to a report by its year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct YearLink {
    /// Four digits.
    pub year: String,
    /// Relative URL.
    pub href: String,
}

/// The newest figures.
#[derive(Clone, Debug, Serialize, JsonSchema)]
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

/// `<year>/index.html` (template `year.html`).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct YearPage {
    /// Four digits.
    pub year: String,
    /// The year before and after that have reports.
    pub previous: Option<YearLink>,
    /// See `previous`.
    pub next: Option<YearLink>,
    /// One per status that occurs, final first; never summed with each other.
    pub groups: Vec<YearGroup>,
    /// Departments of departments.yaml that have no report this year (only those that have one in another year): the first of them, on the
    /// first page of the year.
    pub missing: Vec<DepartmentLink>,
    /// How many more there are.
    pub missing_more: u32,
    /// Departments whose report was withdrawn, is withheld or empty, by declaration; never in figures. The first of them, on the first page.
    pub notices: Vec<NoticeRow>,
    /// How many more there are.
    pub notices_more: u32,
    /// Tables over the published reports of the year; on its first page.
    pub downloads: Vec<DownloadView>,
    /// Where this page stands in the list of departments; null where it is all of it.
    pub parts: Option<PartsView>,
}

/// The reports of one status in one year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct YearGroup {
    /// `final`, `sample` or `draft`.
    pub status: String,
    /// Heads of the fund columns: total, fiscal, other.
    pub funds: Vec<FundHead>,
    /// One per department of this page, official order.
    pub rows: Vec<YearRow>,
    /// These are all: none of the group stands on another page.
    pub whole: bool,
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
    /// Totals by department, where the group begins; null where fewer than two have one, and on its other pages.
    pub chart: Option<ChartView>,
    /// Indicators by level 1; null where there are fewer than two levels, and on the group's other pages.
    pub level_chart: Option<ChartView>,
    /// Totals by sector; empty where no department is in one, and on the group's other pages.
    pub sectors: Vec<SectorRow>,
    /// Totals per head, one per department of this page with an indicator that counts its staff; empty where there is none.
    pub per_head: Vec<PerHeadRow>,
}

/// A department's total per head, computed by the site.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PerHeadRow {
    /// The department.
    pub name: TextView,
    /// Its indicators.
    pub href: String,
    /// Its total, 万元.
    pub total: Figure,
    /// Its serving staff, as an indicator states it.
    pub staff: Figure,
    /// The total by staff, 万元, rounded to two places.
    pub amount: Figure,
    /// Places in order; amounts are total, staff, amount.
    pub ranks: RowRanks,
}

/// A sector in one year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SectorRow {
    /// Its name, or that its departments are in none.
    pub name: Label,
    /// Number of departments.
    pub reports: u32,
    /// Sum of every fund column, computed, 万元; null where no department has an amount in it.
    pub sums: Vec<Option<Figure>>,
    /// Share of the group's total; null where it cannot be computed.
    pub share: Option<Figure>,
    /// Places in order.
    pub ranks: RowRanks,
}

/// Places of a row when its table is sorted by a column, counted from 1; equal values have equal places.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RowRanks {
    /// By name, in every language of the site.
    pub names: Vec<NameRank>,
    /// By each fund column, the smallest first; null where the cell is empty.
    pub amounts: Vec<Option<u32>>,
    /// By the number of reports or indicators.
    pub count: u32,
    /// By each level of indicators.
    pub levels: Vec<u32>,
}

impl RowRanks {
    /// Of a row whose table is not there yet.
    pub fn none() -> RowRanks {
        RowRanks { names: Vec::new(), amounts: Vec::new(), count: 0, levels: Vec::new() }
    }
}

/// A place in the order of names.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NameRank {
    /// Site language.
    pub key: String,
    /// From 1.
    pub rank: u32,
}

/// A fund column.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FundHead {
    /// `total`, `fiscal`, `other`.
    pub key: String,
    /// 总额 / Total.
    pub head: TextView,
    /// Its meaning in the glossary; null where it is not explained.
    pub glossary: Option<String>,
}

/// A department in one year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct YearRow {
    /// The department.
    pub name: TextView,
    /// Its report.
    pub href: String,
    /// One per fund column, 万元; null where no task has one.
    pub amounts: Vec<Option<Figure>>,
    /// Share of the group's total (`41.2%`); null where the total is zero.
    pub share: Option<Figure>,
    /// Number of indicators.
    pub indicators: u32,
    /// Indicators per level 1, in the order of the group's `levels`.
    pub levels: Vec<u32>,
    /// Places in order.
    pub ranks: RowRanks,
}

/// A link to a department's page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DepartmentLink {
    /// Its name.
    pub name: TextView,
    /// Its page over the years.
    pub href: String,
}

/// `departments/<id>.html` (template `department.html`).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DepartmentPage {
    /// Its full name.
    pub name: TextView,
    /// Its telephone, e-mail and address, as departments.yaml gives them: (message id, value).
    pub contact: Vec<ContactLine>,
    /// Its data over the years to take away.
    pub downloads: Vec<DownloadView>,
    /// The department as a schema.org organization; empty without `base_url`.
    pub linked: Vec<LinkedView>,
    /// Heads of the fund columns.
    pub funds: Vec<FundHead>,
    /// Totals over the years, of the status of the newest report; null with fewer than two.
    pub chart: Option<ChartView>,
    /// Its indicators over the years; null where there are no two reports to compare.
    pub history: Option<String>,
    /// From its first to its last year, newest first; a year without a report is there too.
    pub years: Vec<DepartmentYear>,
    /// Some figure is null.
    pub empty: bool,
}

/// One year of a department.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DepartmentYear {
    /// Four digits.
    pub year: String,
    /// Null where nothing was published for this year.
    pub report: Option<DepartmentReport>,
    /// What stands in its place; null where nothing does.
    pub notice: Option<NoticeLink>,
}

/// A report in a department's list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DepartmentReport {
    /// Relative URL.
    pub href: String,
    /// `final`, `sample` or `draft`.
    pub status: String,
    /// One per fund column, 万元; null where no task has one.
    pub amounts: Vec<Option<Figure>>,
    /// Number of indicators.
    pub indicators: u32,
}
