//! The report page: everything one department discloses for one year.

use super::{
    DownloadFile, Site, attachments, changes, corrections,
    figures::figure,
    page::{Hrefs, Page, at},
    sheet::SheetMaker,
    view::*,
};
use crate::{
    data,
    lint::{AcceptedFinding, Basis},
    model::{
        attachment::AttachedFile,
        department::Department,
        money::MoneyUnit,
        sheet::{Report, Status},
        summary::{Figures, digits},
        year::Year,
    },
};

/// Digits of a fingerprint: 48 bits, enough to tell the versions of one report apart and short enough to be read out.
const FINGERPRINT: usize = 12;

/// What a report page needs beside the report itself.
pub struct ReportContext<'a> {
    /// Its department.
    pub department: &'a Department,
    /// All years in which the department has a report that is built, oldest first.
    pub years: &'a [Year],
    /// Accepted findings, one list per sheet.
    pub accepted: &'a [Vec<AcceptedFinding>],
    /// Files published beside it.
    pub attached: &'a [AttachedFile],
    /// Its data to take away.
    pub downloads: &'a [DownloadFile],
    /// The department's report before it, of the same status.
    pub before: Option<&'a Report>,
}

impl Site<'_> {
    /// The page of a report.
    pub fn report_page(&self, report: &Report, context: &ReportContext<'_>) -> Page<ReportPage> {
        let texts = self.texts();
        let at = at::report(report.year, &report.department);
        let hrefs = Hrefs::from(&at);
        let department = texts.inline(&context.department.name, "department/name");
        let short = context.department.short.as_ref().map_or_else(|| department.clone(), |short| texts.inline(short, "department/short"));
        let figures = Figures::of(report);
        let total = figures.funds.first().and_then(Option::as_ref);
        let sheets: Vec<SheetView> = report
            .sheets
            .iter()
            .zip(context.accepted)
            .map(|(sheet, accepted)| SheetMaker { site: self, texts: &texts, hrefs: &hrefs, sheet, accepted }.view())
            .collect();
        let neighbour = |year: Option<&Year>| {
            year.map(|year| YearLink { year: year.to_string(), href: hrefs.to(&at::report(*year, &report.department)) })
        };
        let status = report.status();
        let title = match sheets.first() {
            Some(sheet) => Label::message(
                "title-report",
                [
                    ("department", Arg::Text(department.clone())),
                    ("form", Arg::Text(sheet.title.clone())),
                    ("year", Arg::Plain(report.year.to_string())),
                ],
            ),
            None => Label::text(department.clone()),
        };
        let view = ReportPage {
            year: report.year.to_string(),
            department,
            department_href: hrefs.to(&at::department(&report.department)),
            year_href: hrefs.to(&at::year(report.year)),
            status: status.as_str().to_owned(),
            previous: neighbour(context.years.iter().rfind(|year| **year < report.year)),
            next: neighbour(context.years.iter().find(|year| **year > report.year)),
            total: total.map(|total| figure(&digits(total, MoneyUnit::Wan))),
            total_yuan: total.map(|total| figure(&digits(total, MoneyUnit::Yuan)).text),
            tasks: figures.tasks,
            indicators: figures.indicators,
            accepted: context.accepted.iter().flatten().filter(|finding| finding.basis == Basis::Stated).count() as u32,
            changes: context.before.map(|before| changes::view(self, &texts, before, report, &hrefs)),
            attachments: attachments::view(&texts, report, context.attached),
            corrections: corrections::view(&texts, report),
            downloads: context.downloads.iter().map(|file| file.view(&texts)).collect(),
            linked: self.linked(|edition| data::dataset(*self, report, context.downloads, edition)),
            fingerprint: fingerprint(context.downloads),
            sheets,
        };
        Page {
            template: "report.html",
            title,
            breadcrumbs: vec![
                Crumb { text: Label::message("nav-home", []), href: Some(hrefs.to(at::HOME)) },
                Crumb { text: Label::year(report.year), href: Some(view.year_href.clone()) },
                Crumb { text: Label::text(short), href: None },
            ],
            at,
            sample: sample_share(status),
            draft: status == Status::Draft,
            translation_note: true,
            untranslated: texts.untranslated(),
            view,
        }
    }
}

/// First digits of the hash of the report's JSON, which holds everything that the page shows of the tables.
fn fingerprint(files: &[DownloadFile]) -> Option<FingerprintView> {
    let json = files.iter().find(|file| file.format == "JSON")?;
    let file = json.path.rsplit('/').next().unwrap_or_default().to_owned();
    Some(FingerprintView { digits: json.sum.to_string().chars().take(FINGERPRINT).collect(), file })
}

/// How much of a page about one report is sample data.
pub(super) fn sample_share(status: Status) -> SampleShare {
    match status {
        Status::Sample => SampleShare::All,
        Status::Final | Status::Draft => SampleShare::None,
    }
}
