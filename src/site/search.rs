//! Search: what of a report can be found, taken from what its page shows, and the page to search on.

use super::{
    Site,
    disclosed::Disclosed,
    page::{Hrefs, Page, at},
    view::*,
};
use crate::{
    data::search::{PartText, ReportText, RowKind, RowText},
    model::{
        department::{Department, DepartmentId},
        lang::Lang,
        sheet::Report,
        summary::ReportSummary,
    },
};

impl Site<'_> {
    /// What readers of each of these languages see on the page of a report.
    pub fn search_text(&self, department: &Department, report: &Report, page: &ReportPage, languages: &[Lang]) -> ReportText {
        let short = department.short.as_ref().map(|short| self.texts().inline(short, "department/short"));
        let rows = |lang: &Lang| Reader { lang: lang.as_str() }.rows(page, short.as_ref());
        ReportText {
            year: report.year,
            status: report.status(),
            languages: languages.iter().map(|lang| (lang.clone(), rows(lang))).collect(),
        }
    }

    /// Departments in the order of lists, in which results stand within a year.
    pub fn search_order(&self, summaries: &[ReportSummary]) -> Vec<&DepartmentId> {
        let departments = self.official_order(summaries.iter().map(|summary| summary.department.clone()));
        departments.into_iter().map(|department| &department.id).collect()
    }

    /// The page to search on.
    pub fn search_page(&self, all: Disclosed<'_>) -> Page<SearchPage> {
        let hrefs = Hrefs::from(at::SEARCH);
        let home = Crumb { text: Label::message("nav-home", []), href: Some(hrefs.to(at::HOME)) };
        Page {
            at: at::SEARCH.to_owned(),
            template: "search.html",
            title: Label::message("search", []),
            breadcrumbs: vec![home, Crumb { text: Label::message("search", []), href: None }],
            sample: SampleShare::None,
            draft: false,
            translation_note: false,
            untranslated: Vec::new(),
            view: SearchPage {
                kinds: RowKind::SHOWN.map(|kind| kind.as_str().to_owned()).to_vec(),
                browse: self.browse_links(all, &hrefs, at::SEARCH),
            },
        }
    }
}

/// A reader of one language.
struct Reader<'a> {
    lang: &'a str,
}

impl Reader<'_> {
    fn rows(&self, page: &ReportPage, short: Option<&TextView>) -> Vec<RowText> {
        let year = PartText { words: page.year.clone(), lang: self.lang.to_owned() };
        let mut rows = vec![
            row(RowKind::Department, [self.words(&page.department), short.and_then(|short| self.words(short))]),
            row(RowKind::Year, [Some(self.figure(year.words))]),
        ];
        rows.extend(page.total.as_ref().map(|total| row(RowKind::Total, [Some(self.figure(total.text.clone()))])));
        for sheet in &page.sheets {
            let approval = sheet.approval_no.clone().map(|number| self.figure(number));
            rows.push(row(RowKind::Origin, [sheet.source.as_ref().and_then(|source| self.words(source)), approval]));
            sheet.blocks.iter().for_each(|block| self.block(block, &mut rows));
        }
        rows.retain(|row| !row.parts.is_empty());
        rows
    }

    fn block(&self, block: &BlockView, rows: &mut Vec<RowText>) {
        match block {
            BlockView::Records(records) => rows.extend(records.rows.iter().map(|task| {
                let texts = [self.words(&task.name), task.description.as_ref().and_then(|text| self.words(text))];
                let amounts = task.amounts.iter().map(|amount| amount.as_ref().map(|amount| self.figure(amount.text.clone())));
                row(RowKind::Task, texts.into_iter().chain(amounts))
            })),
            BlockView::Prose(prose) => rows.extend(prose.items.iter().map(|goal| {
                let label = goal.label.as_ref().and_then(|label| self.words(label));
                row(RowKind::Goal, [label, self.find(&goal.body).map(|body| part(words_of(&body.html), &body.lang))])
            })),
            BlockView::Indicators(indicators) => {
                for indicator in indicators.groups.iter().flat_map(|group| &group.rows) {
                    let target = [self.words(&indicator.target.text), self.words(&indicator.target.yuan)];
                    rows.push(row(RowKind::Indicator, std::iter::once(self.words(&indicator.name)).chain(target)));
                }
            }
        }
    }

    fn find<'t>(&self, text: &'t TextView) -> Option<&'t LangText> {
        text.iter().find(|entry| entry.key == self.lang)
    }

    fn words(&self, text: &TextView) -> Option<PartText> {
        self.find(text).map(|entry| part(entry.plain.clone(), &entry.lang))
    }

    /// The same in every language.
    fn figure(&self, words: String) -> PartText {
        part(words, Lang::parse(self.lang).as_ref().map_or(self.lang, Lang::bcp47))
    }
}

fn row(kind: RowKind, parts: impl IntoIterator<Item = Option<PartText>>) -> RowText {
    RowText { kind, parts: parts.into_iter().flatten().collect() }
}

fn part(words: String, lang: &str) -> PartText {
    PartText { words, lang: lang.to_owned() }
}

/// The words of escaped HTML: paragraphs and cells on lines of their own.
fn words_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let close = rest[open..].find('>').map_or(rest.len(), |length| open + length + 1);
        if ["<p", "</p", "<li", "<td", "<th", "<h", "<br"].iter().any(|block| rest[open..].starts_with(block)) {
            text.push('\n');
        }
        rest = &rest[close..];
    }
    text.push_str(rest);
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    let plain = entities.iter().fold(text, |text, (entity, plain)| text.replace(entity, plain));
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::words_of;
    use crate::site::prose::{markdown, plain};

    #[test]
    fn words_of_prose_are_those_a_reader_sees() {
        assert_eq!(words_of(&plain("1. 保证>=95% & \"a\"\n\n第二段", "en")), "1. 保证>=95% & \"a\"\n第二段");
        assert_eq!(words_of(&markdown("**加粗** 文字 [x](a.html)\n\n- 一\n- 二", "zh", 3, "")), "加粗 文字 x\n一\n二");
    }
}
