//! The report page: everything one department discloses for one year.

use super::{
    Site,
    figures::{align, bar, figure, share},
    page::{Hrefs, Page, at},
    targets,
    texts::Texts,
    view::*,
};
use crate::{
    lint::{AcceptedFinding, Spot},
    model::{
        department::Department,
        form::{BlockForm, ColumnKind},
        money::{MoneyUnit, Sum},
        sheet::{Block, Goal, Record, Report, Sheet, Status},
        summary::{digits, wan},
        target::Operator,
        text::Text,
        vocabulary::{Term, Vocabulary},
        year::Year,
    },
};

/// What a report page needs beside the report itself.
pub struct ReportContext<'a> {
    /// Its department.
    pub department: &'a Department,
    /// All years in which the department has a report that is built, oldest first.
    pub years: &'a [Year],
    /// Accepted findings, one list per sheet.
    pub accepted: &'a [Vec<AcceptedFinding>],
}

impl Site<'_> {
    /// The page of a report.
    pub fn report_page(&self, report: &Report, context: &ReportContext<'_>) -> Page<ReportPage> {
        let texts = self.texts();
        let at = at::report(report.year, &report.department);
        let hrefs = Hrefs::from(&at);
        let department = texts.inline(&context.department.name, "department/name");
        let short = context.department.short.as_ref().map_or_else(|| department.clone(), |short| texts.inline(short, "department/short"));
        let figures = crate::model::summary::Figures::of(report);
        let total = figures.funds.first().cloned().flatten().unwrap_or_default();
        let sheets: Vec<SheetView> = report
            .sheets
            .iter()
            .zip(context.accepted)
            .map(|(sheet, accepted)| SheetMaker { site: self, texts: &texts, sheet, accepted }.view())
            .collect();
        let neighbour = |year: Option<&Year>| {
            year.map(|year| YearLink {
                year: year.to_string(),
                href: self.scope.has_year(*year).then(|| hrefs.to(&at::report(*year, &report.department))),
            })
        };
        let status = report.status();
        let view = ReportPage {
            year: report.year.to_string(),
            department: department.clone(),
            department_href: hrefs.to(&at::department(&report.department)),
            year_href: hrefs.to(&at::year(report.year)),
            status: status.as_str().to_owned(),
            previous: neighbour(context.years.iter().rfind(|year| **year < report.year)),
            next: neighbour(context.years.iter().find(|year| **year > report.year)),
            total: figure(&digits(&total, MoneyUnit::Wan)),
            total_yuan: figure(&digits(&total, MoneyUnit::Yuan)).text,
            tasks: figures.tasks,
            indicators: figures.indicators,
            accepted: context.accepted.iter().map(|list| list.len() as u32).sum(),
            url: self.config.base_url.as_ref().map(|base| format!("{base}{}/{at}", self.config.source_lang())),
            sheets,
        };
        let year = report.year.to_string();
        Page {
            template: "report.html",
            title: report_title(&texts, &department, &year, report),
            breadcrumbs: vec![
                Crumb { text: Label::Message { id: "nav-home".to_owned() }, href: Some(hrefs.to(at::HOME)) },
                Crumb { text: Label::Year { year }, href: Some(view.year_href.clone()) },
                Crumb { text: Label::Text { text: short }, href: None },
            ],
            at,
            sample: if status == Status::Sample { SampleShare::All } else { SampleShare::None },
            draft: status == Status::Draft,
            translation_note: true,
            untranslated: texts.untranslated(),
            view,
        }
    }
}

/// `新疆巴州党委组织部2022年部门（单位）整体支出绩效目标表`
fn report_title(texts: &Texts<'_>, department: &TextView, year: &str, report: &Report) -> TextView {
    let Some(form) = report.sheets.first().map(|sheet| &sheet.form.title) else { return department.clone() };
    texts.words(|lang| {
        let name = department.iter().find(|text| text.key == lang.as_str()).map_or("", |text| text.plain.as_str());
        let title = form.get(lang.as_str()).map_or("", String::as_str);
        match lang.as_str() {
            "zh" => format!("{name}{year}年{title}"),
            _ => format!("{name}: {title}, {year}"),
        }
    })
}

struct SheetMaker<'a> {
    site: &'a Site<'a>,
    texts: &'a Texts<'a>,
    sheet: &'a Sheet,
    accepted: &'a [AcceptedFinding],
}

impl SheetMaker<'_> {
    fn view(&self) -> SheetView {
        let origin = &self.sheet.origin;
        let date = |date| DateView { iso: format!("{date}"), text: self.texts.date(date) };
        SheetView {
            form: self.sheet.form.id.clone(),
            title: self.texts.term(&self.sheet.form.title),
            unit: self.sheet.unit.label().to_owned(),
            published: origin.published.map(date),
            approved: origin.approved.map(date),
            approval_no: origin.approval_no.clone(),
            source: origin.source.as_ref().map(|source| self.texts.inline(source, &self.context("source"))),
            notes: self.accepted_at(Spot::Sheet),
            blocks: self.sheet.form.blocks.iter().zip(&self.sheet.blocks).filter_map(|(form, block)| self.block(form, block)).collect(),
        }
    }

    fn context(&self, field: &str) -> String {
        format!("{}/{field}", self.sheet.form.id)
    }

    fn block(&self, form: &BlockForm, block: &Block) -> Option<BlockView> {
        match (form, block) {
            (BlockForm::Records { key, title, amounts_head, columns }, Block::Records(records)) => {
                let heads = |kind| columns.iter().filter(move |column| column.kind == kind);
                Some(BlockView::Records(self.records(
                    records,
                    RecordsView {
                        id: key.clone(),
                        title: self.texts.term(title),
                        text_heads: heads(ColumnKind::Text).map(|column| self.texts.term(&column.head)).collect(),
                        amounts_head: self.texts.term(amounts_head),
                        funds: self.site.funds(self.texts),
                        rows: Vec::new(),
                        sums: Vec::new(),
                        sum_shares: Vec::new(),
                        declared: Vec::new(),
                    },
                )))
            }
            (BlockForm::Prose { key, title }, Block::Prose(goals)) => Some(BlockView::Prose(ProseView {
                id: key.clone(),
                title: self.texts.term(title),
                items: goals.iter().enumerate().map(|(number, goal)| self.goal(number + 1, goal)).collect(),
            })),
            (BlockForm::Indicators { key, title, heads }, Block::Indicators(_)) => {
                let heads = heads.iter().map(|head| self.texts.term(head)).collect();
                Some(BlockView::Indicators(self.indicators(key, self.texts.term(title), heads)))
            }
            _ => None,
        }
    }

    /// Fills the rows and sums into the head of the block.
    fn records(&self, records: &[Record], mut view: RecordsView) -> RecordsView {
        let unit = self.sheet.unit;
        let count = view.funds.len();
        let mut sums: Vec<Option<Sum>> = vec![None; count];
        for task in self.sheet.tasks() {
            for (column, (_, amount)) in task.amounts().enumerate() {
                if let Some(amount) = amount {
                    sums[column] = Some(sums[column].take().unwrap_or_default().plus(&Sum::of(&amount.value, unit)));
                }
            }
        }
        let whole = sums.first().and_then(Option::as_ref).map(wan).unwrap_or_default();
        for (number, (task, record)) in self.sheet.tasks().zip(records).enumerate() {
            let total = task.amounts().next().and_then(|(_, amount)| amount).map(|amount| wan(&Sum::of(&amount.value, unit)));
            let mut cells = task.texts();
            let name = cells.next().flatten();
            let description = cells.next().flatten();
            view.rows.push(RecordRow {
                id: format!("task-{}", number + 1),
                number: number as u32 + 1,
                name: name.map(|name| self.texts.inline(name, &self.context("task"))).unwrap_or_default(),
                description: description.map(|text| self.texts.inline(text, &self.context("task"))),
                amounts: task.amounts().map(|(_, amount)| amount.map(|amount| figure(amount.value.written()))).collect(),
                share: total.and_then(|total| share(total, whole)),
                bar: bar(total.unwrap_or_default(), whole),
                notes: self.notes(
                    Spot::Task(number),
                    record.cells.iter().filter_map(|cell| match cell {
                        crate::model::sheet::Cell::Text(text) => Some(text),
                        _ => None,
                    }),
                ),
            });
        }
        view.sum_shares = sums.iter().map(|sum| sum.as_ref().and_then(|sum| share(wan(sum), whole))).collect();
        view.sums = sums.iter().map(|sum| sum.as_ref().map(|sum| figure(&digits(sum, unit)))).collect();
        view.declared = self.sheet.declared_total.iter().map(|each| each.as_ref().map(|each| figure(each.value.written()))).collect();
        for column in 0..count {
            let rows = view.rows.iter_mut().filter_map(|row| row.amounts.get_mut(column)?.as_mut());
            let sum = view.sums.get_mut(column).and_then(Option::as_mut);
            align(rows.chain(sum).chain(view.declared.get_mut(column).and_then(Option::as_mut)));
        }
        view
    }

    fn goal(&self, number: usize, goal: &Goal) -> ProseItem {
        let id = format!("goal-{number}");
        ProseItem {
            label: goal.label.as_ref().map(|label| self.goal_label(label)),
            body: self.texts.prose(&goal.body, &self.context("goal"), self.sheet.format, &id),
            notes: sic(std::iter::once(&goal.body)),
            id,
        }
    }

    /// 目标1 is read as “Goal 1” where the content gives no other words.
    fn goal_label(&self, label: &Text) -> TextView {
        let context = self.context("goal-label");
        self.texts.words(|lang| match self.texts.find(label, lang, &context) {
            Some(words) => words.to_owned(),
            None => match label.source.strip_prefix("目标") {
                Some(number) if lang.as_str() == "en" => format!("Goal {number}"),
                _ => label.source.clone(),
            },
        })
    }

    fn indicators(&self, id: &str, title: TextView, heads: Vec<TextView>) -> IndicatorsView {
        let mut groups: Vec<IndicatorGroup> = Vec::new();
        let mut count = 0;
        let mut last = None;
        for (number, indicator) in self.sheet.indicators().enumerate() {
            count += 1;
            let levels = (&indicator.level1, &indicator.level2);
            // Groups follow the original; a level that comes again later gets a group again, and an id of its own.
            if last != Some(levels) {
                last = Some(levels);
                let id = format!("{}-{}", levels.0, levels.1);
                let again = groups.iter().filter(|group| group.id == id || group.id.starts_with(&format!("{id}--"))).count();
                groups.push(IndicatorGroup {
                    id: if again == 0 { id } else { format!("{id}--{}", again + 1) },
                    level1: self.level(&Vocabulary::builtin().level1, &indicator.level1),
                    level2: self.level(&Vocabulary::builtin().level2, &indicator.level2),
                    count: 0,
                    rows: Vec::new(),
                });
            }
            let Some(group) = groups.last_mut() else { continue };
            group.count += 1;
            group.rows.push(IndicatorRow {
                id: format!("indicator-{}", number + 1),
                number: number as u32 + 1,
                name: self.texts.inline(&indicator.name, &self.context("indicator")),
                target: targets::view(self.texts, indicator, &self.context("target")),
                notes: self.notes(Spot::Indicator(number), [&indicator.name, &indicator.target_text].into_iter()),
            });
        }
        let used: Vec<Operator> = self.sheet.indicators().filter_map(|indicator| indicator.target.operator()).collect();
        targets::align(&mut groups);
        IndicatorsView {
            id: id.to_owned(),
            title,
            heads,
            count,
            operators: targets::legend(&used),
            has_wan: self.sheet.indicators().any(|indicator| indicator.target.highest().is_some_and(|quantity| quantity.unit == "万元")),
            groups,
        }
    }

    fn level(&self, terms: &[Term], id: &str) -> TextView {
        let declared = || self.site.config.levels.iter().find(|(level, _)| level == id).map(|(_, labels)| labels);
        let labels = terms.iter().find(|term| term.id == id).map(|term| &term.label).or_else(declared);
        labels.map(|labels| self.texts.term(labels)).unwrap_or_default()
    }

    fn notes<'t>(&self, spot: Spot, texts: impl Iterator<Item = &'t Text>) -> Vec<Note> {
        let mut notes = sic(texts);
        notes.extend(self.accepted_at(spot));
        notes
    }

    fn accepted_at(&self, spot: Spot) -> Vec<Note> {
        let here = self.accepted.iter().filter(|finding| finding.spot == spot);
        here.map(|finding| Note::Accepted {
            code: finding.code.to_string(),
            finding: self.texts.words(|lang| if lang.as_str() == "zh" { finding.zh.clone() } else { finding.en.clone() }),
            reason: self.texts.inline(&finding.reason, "accept"),
        })
        .collect()
    }
}

fn sic<'t>(texts: impl Iterator<Item = &'t Text>) -> Vec<Note> {
    let all = texts.flat_map(|text| &text.sic);
    all.map(|sic| Note::Sic { written: sic.written.clone(), presumed: sic.presumed.clone() }).collect()
}
