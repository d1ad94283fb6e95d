//! A sheet on its report page: the blocks of its form, filled in.

use super::{
    Site,
    charts::{self, Part, PartMessages},
    figures::{align, figure, share},
    page::Hrefs,
    targets,
    texts::Texts,
    view::*,
};
use crate::{
    lint::{AcceptedFinding, Basis, Spot},
    model::{
        date::Date,
        form::{BlockForm, ColumnKind, Labels, renumber},
        level::LevelId,
        money::{MoneyUnit, Sum},
        sheet::{Block, Cell, Goal, Indicator, Record, Sheet},
        summary::{digits, fund_sums, per_head, staff, wan},
        target::Operator,
        text::Text,
        vocabulary::{Term, Vocabulary},
    },
};
use std::collections::BTreeSet;

/// Makes the view of one sheet.
pub(super) struct SheetMaker<'a> {
    pub site: &'a Site<'a>,
    pub texts: &'a Texts<'a>,
    pub hrefs: &'a Hrefs,
    pub sheet: &'a Sheet,
    pub accepted: &'a [AcceptedFinding],
}

impl SheetMaker<'_> {
    /// The whole sheet.
    pub fn view(&self) -> SheetView {
        let origin = &self.sheet.origin;
        SheetView {
            form: self.sheet.form.id.clone(),
            title: self.texts.term(&self.sheet.form.title),
            unit: self.sheet.unit.label().to_owned(),
            unit_line: match self.sheet.unit {
                MoneyUnit::Wan => "unit-wan".to_owned(),
                MoneyUnit::Yuan => "unit-yuan".to_owned(),
            },
            published: origin.published.map(date_view),
            approved: origin.approved.map(date_view),
            approval_no: origin.approval_no.clone(),
            source: origin.source.as_ref().map(|source| self.texts.inline(source, &self.context("source"))),
            source_href: origin.source.as_ref().and_then(Text::web_address).map(str::to_owned),
            notes: self.accepted_at(Spot::Sheet),
            blocks: self.sheet.form.blocks.iter().zip(&self.sheet.blocks).filter_map(|(form, block)| self.block(form, block)).collect(),
        }
    }

    fn context(&self, field: &str) -> String {
        format!("{}/{field}", self.sheet.form.id)
    }

    fn block(&self, form: &BlockForm, block: &Block) -> Option<BlockView> {
        match (form, block) {
            (BlockForm::Records { key, title, amounts_head, columns, .. }, Block::Records(records)) => {
                let heads = |kind| columns.iter().filter(move |column| column.kind == kind);
                Some(BlockView::Records(self.records(
                    records,
                    RecordsView {
                        id: key.clone(),
                        title: self.texts.term(title),
                        text_heads: heads(ColumnKind::Text).map(|column| self.texts.term(&column.head)).collect(),
                        amounts_head: self.texts.term(amounts_head),
                        funds: self.site.funds(self.texts, self.hrefs),
                        rows: Vec::new(),
                        sums: Vec::new(),
                        declared: Vec::new(),
                        chart: None,
                        per_head: None,
                    },
                )))
            }
            (BlockForm::Prose { key, title, numbered, .. }, Block::Prose(goals)) => Some(BlockView::Prose(ProseView {
                id: key.clone(),
                title: self.texts.term(title),
                items: goals.iter().enumerate().map(|(number, goal)| self.goal(number + 1, goal, numbered)).collect(),
            })),
            (BlockForm::Indicators { key, title, heads, .. }, Block::Indicators(_)) => {
                let heads = heads.iter().map(|head| self.texts.term(head)).collect();
                Some(BlockView::Indicators(self.indicators(key, self.texts.term(title), heads)))
            }
            _ => None,
        }
    }

    /// Fills the rows and sums into the head of the block.
    fn records(&self, records: &[Record], mut view: RecordsView) -> RecordsView {
        let unit = self.sheet.unit;
        let sums = fund_sums(self.sheet);
        let whole = sums.first().and_then(Option::as_ref).and_then(wan);
        let mut parts = Vec::new();
        for (number, (task, record)) in self.sheet.tasks().zip(records).enumerate() {
            let amount = task.amounts().next().and_then(|(_, amount)| amount);
            let total = amount.and_then(|amount| wan(&Sum::of(&amount.value, unit)));
            let mut cells = task.texts();
            let name = cells.next().flatten();
            let description = cells.next().flatten();
            view.rows.push(RecordRow {
                id: format!("task-{}", number + 1),
                name: name.map(|name| self.texts.inline(name, &self.context("task"))).unwrap_or_default(),
                description: description.map(|text| self.texts.inline(text, &self.context("task"))),
                amounts: task.amounts().map(|(_, amount)| amount.map(|amount| figure(amount.value.written()))).collect(),
                share: share(total, whole),
                notes: self.notes(
                    Spot::Task(number),
                    record.cells.iter().filter_map(|cell| match cell {
                        Cell::Text(text) => Some(text),
                        _ => None,
                    }),
                ),
            });
            parts.push(Part {
                name: name.map(|name| self.texts.peek(name, &self.context("task"))).unwrap_or_default(),
                value: total,
                digits: amount.map(|amount| digits(&Sum::of(&amount.value, unit), MoneyUnit::Wan)).unwrap_or_default(),
            });
        }
        view.chart = charts::of_parts(parts, &PartMessages::TASKS);
        view.per_head = staff(self.sheet).zip(sums.first().and_then(Option::as_ref)).and_then(|(staff, sum)| {
            let amount = figure(&per_head(sum, staff)?.to_string());
            Some(PerHead { staff: figure(&staff.to_string()), amount })
        });
        view.sums = sums.iter().map(|sum| sum.as_ref().map(|sum| figure(&digits(sum, unit)))).collect();
        view.declared = self.sheet.declared_total.iter().map(|each| each.as_ref().map(|each| figure(each.value.written()))).collect();
        for column in 0..sums.len() {
            let rows = view.rows.iter_mut().filter_map(|row| row.amounts.get_mut(column)?.as_mut());
            let sum = view.sums.get_mut(column).and_then(Option::as_mut);
            align(rows.chain(sum).chain(view.declared.get_mut(column).and_then(Option::as_mut)));
        }
        view
    }

    fn goal(&self, number: usize, goal: &Goal, numbered: &Labels) -> ProseItem {
        let id = format!("goal-{number}");
        ProseItem {
            label: goal.label.as_ref().map(|label| self.goal_label(label, numbered)),
            body: self.texts.prose(&goal.body, &self.context("goal"), self.sheet.format, &id),
            notes: sic(std::iter::once(&goal.body)),
            id,
        }
    }

    /// 目标1 is read as “Goal 1” where the content gives no other words.
    fn goal_label(&self, label: &Text, numbered: &Labels) -> TextView {
        let (context, source) = (self.context("goal-label"), self.site.config.source_lang().as_str());
        self.texts.made(&label.source, |lang| {
            let own = self.texts.find(label, lang, &context).map(str::to_owned);
            own.or_else(|| renumber(numbered, &label.source, source, lang.as_str()))
        })
    }

    fn indicators(&self, id: &str, title: TextView, heads: Vec<TextView>) -> IndicatorsView {
        let numbered: Vec<(usize, &Indicator)> = self.sheet.indicators().enumerate().collect();
        let mut groups: Vec<IndicatorGroup> = Vec::new();
        let mut explained = BTreeSet::new();
        // Groups follow the original; a level that comes again later gets a group again, and an id of its own.
        for rows in numbered.chunk_by(|(_, a), (_, b)| (&a.level1, &a.level2) == (&b.level1, &b.level2)) {
            let Some((_, first)) = rows.first() else { continue };
            let id = LevelId::of(&first.level1, &first.level2).fragment();
            let again = groups.iter().filter(|group| group.id == id || group.id.starts_with(&format!("{id}--"))).count();
            let longest = rows.iter().map(|(_, row)| targets::whole_digits(&row.target)).max().unwrap_or(0);
            groups.push(IndicatorGroup {
                id: if again == 0 { id } else { format!("{id}--{}", again + 1) },
                level1: self.level(&Vocabulary::builtin().level1, &first.level1),
                level2: self.level(&Vocabulary::builtin().level2, &first.level2),
                level1_glossary: self.explained(&first.level1, &mut explained),
                level2_glossary: self.explained(&first.level2, &mut explained),
                count: rows.len() as u32,
                quantitative: rows.iter().filter(|(_, row)| row.target.is_quantitative()).count() as u32,
                rows: rows.iter().map(|(number, indicator)| self.indicator(*number, indicator, longest)).collect(),
            });
        }
        let counts = groups.iter().fold(Vec::<(TextView, u32)>::new(), |mut counts, group| {
            match counts.iter_mut().find(|(level, _)| *level == group.level1) {
                Some((_, count)) => *count += group.count,
                None => counts.push((group.level1.clone(), group.count)),
            }
            counts
        });
        let used: Vec<Operator> = self.sheet.indicators().filter_map(|indicator| indicator.target.operator()).collect();
        IndicatorsView {
            id: id.to_owned(),
            title,
            heads,
            count: numbered.len() as u32,
            operators: targets::legend(&used),
            has_wan: numbered.iter().any(|(_, row)| row.target.highest().is_some_and(|quantity| quantity.unit == MoneyUnit::Wan.label())),
            groups,
            chart: charts::of_counts(counts),
        }
    }

    /// The glossary's entry for a level, where it is named first.
    fn explained(&self, level: &str, before: &mut BTreeSet<String>) -> Option<String> {
        before.insert(level.to_owned()).then(|| self.site.glossary_href(self.hrefs, level)).flatten()
    }

    fn indicator(&self, number: usize, indicator: &Indicator, longest: usize) -> IndicatorRow {
        IndicatorRow {
            id: format!("indicator-{}", number + 1),
            name: self.texts.inline(&indicator.name, &self.context("indicator")),
            target: targets::view(self.texts, indicator, &self.context("target"), longest),
            notes: self.notes(Spot::Indicator(number), [&indicator.name, &indicator.target_text].into_iter()),
        }
    }

    fn level(&self, terms: &[Term], id: &str) -> TextView {
        self.site.config.level_label(terms, id).map(|labels| self.texts.term(labels)).unwrap_or_default()
    }

    fn notes<'t>(&self, spot: Spot, texts: impl Iterator<Item = &'t Text>) -> Vec<Note> {
        let mut notes = sic(texts);
        notes.extend(self.accepted_at(spot));
        notes
    }

    fn accepted_at(&self, spot: Spot) -> Vec<Note> {
        let here = self.accepted.iter().filter(|finding| finding.spot == spot && finding.basis == Basis::Stated);
        here.map(|finding| Note::Accepted {
            code: finding.found.code.to_string(),
            finding: self.texts.said(finding.found.message.zh.as_deref().unwrap_or_default(), &finding.found.message.en),
            reason: self.texts.inline(&finding.accepted.reason, "accept"),
        })
        .collect()
    }
}

fn sic<'t>(texts: impl Iterator<Item = &'t Text>) -> Vec<Note> {
    let all = texts.flat_map(|text| &text.sic);
    all.map(|sic| Note::Sic { written: sic.written.clone(), presumed: sic.presumed.clone() }).collect()
}

/// A date and its parts.
pub(super) fn date_view(date: Date) -> DateView {
    DateView { iso: date.to_string(), year: date.year().to_string(), month: date.month(), day: date.day().to_string() }
}
