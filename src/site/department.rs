//! The page of a department over the years.

use super::{
    DownloadFile, Site,
    charts::{self, YearTotal},
    figures::{align, figure},
    notice::notice_link,
    page::{Hrefs, Page, at},
    statuses,
    texts::Texts,
    view::*,
};
use crate::data;
use crate::model::{
    department::{Contact, Department},
    lang::Edition,
    money::MoneyUnit,
    notice::Notice,
    sheet::Status,
    summary::{Figures, ReportSummary, digits, wan},
    text::Text,
    vocabulary::Vocabulary,
    year::Year,
};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

impl Site<'_> {
    /// The page of a department; `summaries` are its reports, oldest first, and `notices` stand in the place of others; `history`: there is
    /// a page of its indicators over the years; `downloads` are its tables.
    pub fn department_page(
        &self,
        department: &Department,
        summaries: &[ReportSummary],
        notices: &[Notice],
        history: bool,
        downloads: &[DownloadFile],
    ) -> Page<DepartmentPage> {
        let texts = self.texts();
        let at = at::department(&department.id);
        let hrefs = Hrefs::from(&at);
        let name = texts.inline(&department.name, "department/name");
        let report = |summary: &ReportSummary| DepartmentReport {
            href: hrefs.to(&at::report(summary.year, &summary.department)),
            status: summary.status.as_str().to_owned(),
            amounts: amounts(&summary.figures),
            indicators: summary.figures.indicators,
        };
        let own: BTreeSet<Year> = summaries.iter().map(|summary| summary.year).chain(notices.iter().map(|notice| notice.year)).collect();
        let span = own.first().zip(own.last());
        let years: Vec<Year> = span.map(|(first, last)| first.through(*last).rev().collect()).unwrap_or_default();
        let mut years: Vec<DepartmentYear> = years
            .into_iter()
            .map(|year| DepartmentYear {
                year: year.to_string(),
                report: summaries.iter().find(|summary| summary.year == year).map(report),
                notice: notices.iter().find(|notice| notice.year == year).map(|notice| notice_link(notice, &hrefs)),
            })
            .collect();
        for column in 0..Figures::fund_count() {
            align(years.iter_mut().filter_map(|year| year.report.as_mut()?.amounts.get_mut(column)?.as_mut()));
        }
        let occurring = statuses(summaries);
        let view = DepartmentPage {
            name: name.clone(),
            contact: contact_lines(&texts, &department.contact),
            downloads: downloads.iter().map(|file| file.view(&texts)).collect(),
            // Nobody shall find an invented body by a search engine.
            linked: match occurring.contains(&Status::Final) {
                true => self.linked(|edition| data::department(*self, department, edition)),
                false => Vec::new(),
            },
            funds: self.funds(&texts, &hrefs),
            chart: years_chart(summaries),
            history: history.then(|| hrefs.to(&at::history(&department.id))),
            empty: years.iter().filter_map(|year| year.report.as_ref()).any(|report| report.amounts.contains(&None)),
            years,
        };
        let home = Crumb { text: Label::message("nav-home", []), href: Some(hrefs.to(at::HOME)) };
        let short = department.short.as_ref().map_or_else(|| name.clone(), |short| texts.inline(short, "department/short"));
        Page {
            template: "department.html",
            title: Label::text(name),
            breadcrumbs: vec![home, Crumb { text: Label::text(short), href: None }],
            at,
            sample: sample_share(&occurring.iter().copied().chain(notices.iter().map(|notice| notice.status)).collect()),
            draft: occurring.contains(&Status::Draft),
            translation_note: false,
            untranslated: texts.untranslated(),
            view,
        }
    }

    /// Descriptions for search engines, one an edition.
    pub(super) fn linked(&self, describe: impl Fn(&Edition) -> Option<String>) -> Vec<LinkedView> {
        let each = |edition: &Edition| Some(LinkedView { edition: edition.id().to_owned(), json: describe(edition)? });
        self.config.editions.iter().filter_map(each).collect()
    }

    /// Heads of the fund columns.
    pub(super) fn funds(&self, texts: &Texts<'_>, hrefs: &Hrefs) -> Vec<FundHead> {
        let head = |column: &crate::model::form::Column| FundHead {
            key: column.key.clone(),
            head: texts.term(&column.head),
            glossary: self.glossary_href(hrefs, &column.key),
        };
        self.form().funds().map(head).collect()
    }
}

/// Totals over the years, those with the status of the newest report: invented figures are not held against real ones.
fn years_chart(summaries: &[ReportSummary]) -> Option<ChartView> {
    let status = summaries.last()?.status;
    let same: Vec<&ReportSummary> = summaries.iter().filter(|summary| summary.status == status).collect();
    let years = same.first()?.year.through(same.last()?.year);
    let year = |year: Year| {
        let sum = same.iter().find(|summary| summary.year == year).and_then(|summary| summary.figures.funds.first()?.as_ref());
        YearTotal { year, value: sum.and_then(wan), digits: sum.map(|sum| digits(sum, MoneyUnit::Wan)).unwrap_or_default() }
    };
    charts::of_years(&years.map(year).collect::<Vec<_>>())
}

/// Whom to ask, line by line.
pub(super) fn contact_lines(texts: &Texts<'_>, contact: &Contact) -> Vec<ContactLine> {
    let line = |id: &str, value: &Option<Text>| {
        value.as_ref().map(|value| ContactLine { id: id.to_owned(), value: texts.inline(value, "department/contact") })
    };
    let lines = [line("contact-phone", &contact.phone), line("contact-email", &contact.email), line("contact-address", &contact.address)];
    lines.into_iter().flatten().collect()
}

/// The total (first fund column) in 万元; `None` where there is none, or it is too large to calculate with.
pub(super) fn total(figures: &Figures) -> Option<Decimal> {
    figures.funds.first().and_then(Option::as_ref).and_then(wan)
}

/// One figure per fund column, 万元.
pub(super) fn amounts(figures: &Figures) -> Vec<Option<Figure>> {
    let mut amounts: Vec<_> = figures.funds.iter().map(|sum| sum.as_ref().map(|sum| figure(&digits(sum, MoneyUnit::Wan)))).collect();
    amounts.resize(Figures::fund_count(), None);
    amounts
}

/// Heads of the indicator statistics: the official levels, then all others together.
pub(super) fn level_heads(texts: &Texts<'_>) -> Vec<TextView> {
    let vocabulary = Vocabulary::builtin();
    vocabulary.level1.iter().map(|term| &term.label).chain([&vocabulary.other_levels]).map(|labels| texts.term(labels)).collect()
}

/// Indicators per level head.
pub(super) fn levels(figures: &Figures) -> Vec<u32> {
    let mut levels = figures.levels.clone();
    levels.resize(Vocabulary::builtin().level1.len() + 1, 0);
    levels
}

/// How much of a page with reports of these statuses is sample data.
pub(super) fn sample_share(statuses: &std::collections::BTreeSet<Status>) -> SampleShare {
    match (statuses.contains(&Status::Sample), statuses.len()) {
        (false, _) => SampleShare::None,
        (true, 1) => SampleShare::All,
        (true, _) => SampleShare::Some,
    }
}
