//! Reports as tables: one per block of a form, and one with a row per report.

use super::{Cell, Column, Table, Words, columns::Columns};
use crate::{
    model::{
        form::{BlockForm, ColumnKind, Form},
        identity::Identity,
        lang::Lang,
        money::MoneyUnit,
        sheet::{Block, Goal, Indicator, Record, Report, Sheet},
        summary::{ReportSummary, digits},
        target::{Operator, Reading, Target},
        vocabulary::{Term, Vocabulary},
    },
    site::Site,
};

/// The tables of a report: one per block of each sheet, named `<form>.<block>`.
pub fn report_tables(site: Site<'_>, report: &Report) -> Vec<Table> {
    let maker = Maker { site, words: Words::new(site), report };
    let of_sheet = |sheet| maker.tables(sheet);
    report.sheets.iter().flat_map(of_sheet).collect()
}

/// One row per report, sums in 万元.
pub fn summary_table(site: Site<'_>, name: &str, summaries: &[&ReportSummary]) -> Table {
    let words = Words::new(site);
    let mut columns = Columns::new(words).add(["year", "department", "department_name", "status"]);
    let funds: Vec<_> = Form::builtin().iter().take(1).flat_map(Form::funds).collect();
    for fund in &funds {
        columns = columns.of_form("fund_sum", &format!("{}_wan", fund.key), &fund.head);
    }
    let row = |summary: &&ReportSummary| {
        let department = site.departments.get(&summary.department);
        let mut row = vec![Cell::code(summary.year), Cell::code(&summary.department)];
        row.extend(words.cells(department.map(|department| &department.name), "department/name"));
        row.push(Cell::code(summary.status.as_str()));
        let sums = (0..funds.len()).map(|column| summary.figures.funds.get(column).and_then(Option::as_ref));
        row.extend(sums.map(|sum| sum.map_or(Cell::Empty, |sum| Cell::number(digits(sum, MoneyUnit::Wan)))));
        row.extend([Cell::number(summary.figures.tasks), Cell::number(summary.figures.indicators)]);
        row
    };
    Table { name: name.to_owned(), rows: summaries.iter().map(row).collect(), columns: columns.add(["tasks", "indicators"]).done() }
}

/// The columns of the tables of that name, whatever reports there are; `None` for a name that no form has.
pub fn table_columns(site: Site<'_>, name: &str) -> Option<Vec<Column>> {
    let words = Words::new(site);
    let form = |form: &'static Form| form.tables().map(|(name, _)| name).zip(&form.blocks).collect::<Vec<_>>();
    let (_, block) = Form::builtin().iter().flat_map(form).find(|(known, _)| known == name)?;
    Some(match block {
        BlockForm::Records { columns, .. } => record_columns(words, columns),
        BlockForm::Prose { .. } => goal_columns(words),
        BlockForm::Indicators { .. } => indicator_columns(words),
    })
}

fn head_columns(words: Words<'_>) -> Columns<'_> {
    Columns::new(words).add(["year", "department", "department_name", "status", "number"])
}

fn record_columns(words: Words<'_>, form: &[crate::model::form::Column]) -> Vec<Column> {
    let of_kind = |kind: ColumnKind| form.iter().filter(move |column| column.kind == kind);
    let mut columns = head_columns(words).add(["id"]);
    for column in of_kind(ColumnKind::Text) {
        columns = columns.of_form("record_text", &column.key, &column.head);
    }
    columns = columns.add(["unit"]);
    for column in of_kind(ColumnKind::Amount) {
        columns = columns.of_form("fund", &column.key, &column.head);
    }
    columns.done()
}

fn goal_columns(words: Words<'_>) -> Vec<Column> {
    head_columns(words).add(["label", "text"]).done()
}

fn indicator_columns(words: Words<'_>) -> Vec<Column> {
    let columns = head_columns(words).add(["id", "level1", "level1_name", "level2", "level2_name", "name"]);
    columns.add(["target_operator", "target_value", "target_unit", "target_text"]).done()
}

struct Maker<'a> {
    site: Site<'a>,
    words: Words<'a>,
    report: &'a Report,
}

impl<'a> Maker<'a> {
    fn tables(&self, sheet: &Sheet) -> Vec<Table> {
        let blocks = sheet.form.tables().zip(sheet.form.blocks.iter().zip(&sheet.blocks));
        let table = |((name, _), (form, block)): ((String, _), (&BlockForm, &Block))| {
            let (columns, rows) = match (form, block) {
                (BlockForm::Records { columns, .. }, Block::Records(records)) => {
                    (record_columns(self.words, columns), self.records(sheet, records))
                }
                (BlockForm::Prose { .. }, Block::Prose(goals)) => (goal_columns(self.words), self.goals(sheet, goals)),
                (BlockForm::Indicators { .. }, Block::Indicators(indicators)) => {
                    (indicator_columns(self.words), self.indicators(sheet, indicators))
                }
                _ => return None,
            };
            Some(Table { name, columns, rows })
        };
        blocks.filter_map(table).collect()
    }

    /// The first cells of every row: whose, when, how final, which.
    fn head(&self, sheet: &Sheet, number: usize) -> Vec<Cell> {
        let department = self.site.departments.get(&self.report.department);
        let mut row = vec![Cell::code(self.report.year), Cell::code(&self.report.department)];
        row.extend(self.words.cells(department.map(|department| &department.name), "department/name"));
        row.extend([Cell::code(sheet.status.as_str()), Cell::number(number + 1)]);
        row
    }

    fn records(&self, sheet: &Sheet, records: &[Record]) -> Vec<Vec<Cell>> {
        let context = format!("{}/task", sheet.form.id);
        let unit = match sheet.unit {
            MoneyUnit::Wan => "wan",
            MoneyUnit::Yuan => "yuan",
        };
        let rows = records.iter().zip(sheet.tasks()).enumerate().map(|(number, (_, task))| {
            let mut row = self.head(sheet, number);
            row.push(id(&task.record.identity));
            row.extend(task.texts().flat_map(|text| self.words.cells(text, &context)));
            row.push(Cell::code(unit));
            row.extend(task.amounts().map(|(_, amount)| amount.map_or(Cell::Empty, |amount| Cell::number(amount.value.written()))));
            row
        });
        rows.collect()
    }

    fn goals(&self, sheet: &Sheet, goals: &[Goal]) -> Vec<Vec<Cell>> {
        let context = format!("{}/goal", sheet.form.id);
        let rows = goals.iter().enumerate().map(|(number, goal)| {
            let mut row = self.head(sheet, number);
            let label = |lang: &Lang| self.words.label(goal.label.as_ref()?, sheet.form, lang);
            row.extend(self.words.langs().iter().map(|lang| Cell::text(label(lang).as_deref())));
            row.extend(self.words.cells(Some(&goal.body), &context));
            row
        });
        rows.collect()
    }

    fn indicators(&self, sheet: &Sheet, indicators: &[Indicator]) -> Vec<Vec<Cell>> {
        let vocabulary = Vocabulary::builtin();
        let context = |field: &str| format!("{}/{field}", sheet.form.id);
        let rows = indicators.iter().enumerate().map(|(number, indicator)| {
            let mut row = self.head(sheet, number);
            row.push(id(&indicator.identity));
            for (terms, level) in [(&vocabulary.level1, &indicator.level1), (&vocabulary.level2, &indicator.level2)] {
                row.push(Cell::code(level));
                row.extend(self.level(terms, level));
            }
            row.extend(self.words.cells(Some(&indicator.name), &context("indicator")));
            row.extend(self.target(indicator, &context("target")));
            row
        });
        rows.collect()
    }

    fn level(&self, terms: &[Term], id: &str) -> Vec<Cell> {
        self.words.terms(self.site.config.level_label(terms, id))
    }

    /// Operator, value and unit of a bound; everything else in words.
    fn target(&self, indicator: &Indicator, context: &str) -> Vec<Cell> {
        let langs = self.words.langs();
        let nothing = || langs.iter().map(|_| Cell::Empty);
        let mut cells = Vec::new();
        match indicator.target.reading() {
            Reading::Bound { operator, quantity } => {
                cells.extend([operator.map_or(Cell::Empty, |operator| Cell::code(code(operator))), Cell::number(quantity.number.digits())]);
                cells.extend(langs.iter().map(|lang| match lang == self.words.source_lang() {
                    true => Cell::text(Some(quantity.unit.as_str()).filter(|unit| !unit.is_empty())),
                    false => Cell::text(quantity.unit_in(lang.as_str()).filter(|unit| !unit.is_empty())),
                }));
                cells.extend(nothing());
            }
            reading => {
                cells.extend([Cell::Empty, Cell::Empty]);
                cells.extend(nothing());
                cells.extend(match reading {
                    Reading::Phrase { .. } => self.words.cells(Some(&indicator.target_text), context),
                    _ => langs.iter().map(|lang| Cell::text(self.figure(&indicator.target, indicator, lang).as_deref())).collect(),
                });
            }
        }
        cells
    }

    fn figure(&self, target: &Target, indicator: &Indicator, lang: &Lang) -> Option<String> {
        if lang == self.words.source_lang() {
            return Some(target.canonical());
        }
        indicator.target_text.own(lang).map(str::to_owned).or_else(|| target.in_language(lang.as_str()))
    }
}

fn id(identity: &Identity) -> Cell {
    identity.id().map_or(Cell::Empty, Cell::code)
}

/// Operators in data, as in many query languages.
pub(super) fn code(operator: Operator) -> &'static str {
    match operator {
        Operator::Equal => "eq",
        Operator::AtLeast => "ge",
        Operator::AtMost => "le",
        Operator::Above => "gt",
        Operator::Below => "lt",
    }
}
