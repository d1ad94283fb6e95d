//! A tree becomes a sheet of its form. Both readers' trees come through here, so there is one truth about what a sheet is.

use super::{
    fields::{Fields, items},
    indicators,
    problem::{Found, Problem, nearest},
    text::{accepted, text, words},
    tree::{Node, Value},
};
use crate::model::{
    date::Date,
    form::{BlockForm, Column, ColumnKind, Form},
    lang::Lang,
    money::{Amount, AmountError, MoneyUnit},
    sheet::{Block, Cell, Goal, Origin, Placed, ProseFormat, Record, Sheet, Status},
    year::Year,
};
use std::{path::PathBuf, sync::Arc};

/// What a sheet is read with.
pub(super) struct SheetContext<'a> {
    /// The file, for the sheet to remember.
    pub file: &'a Arc<PathBuf>,
    /// The file's stem: the form, unless the sheet says otherwise.
    pub stem: &'a str,
    /// Languages of the site, the source language first.
    pub languages: &'a [Lang],
    /// Ids of levels beyond the official ones.
    pub levels: &'a [String],
}

/// Keys of every sheet, beside the blocks of its form.
const HEAD: [&str; 11] =
    ["form", "status", "year", "published", "approved", "approval_no", "source", "unit", "format", "declared_total", "accept"];

/// Reads the whole sheet; `None` where so much is wrong that there is none. All problems go to `found`.
pub(super) fn read(root: &Node, context: &SheetContext<'_>, found: &mut Vec<Found>) -> Option<Sheet> {
    let form = form(root, context, found)?;
    let mut known: Vec<&str> = HEAD.to_vec();
    known.extend(form.blocks.iter().map(BlockForm::key));
    let fields = Fields::open(root, &known, found)?;
    let statuses = Status::ALL.map(|status| (status.as_str(), status));
    let status = match fields.raw("status") {
        None => Some(Status::Final),
        Some(_) => fields.choice("status", &statuses, found),
    };
    let unit = match fields.raw("unit") {
        None => Some(MoneyUnit::Wan),
        Some(_) => fields.choice("unit", &[("万元", MoneyUnit::Wan), ("元", MoneyUnit::Yuan)], found),
    };
    let format = match fields.raw("format") {
        None => Some(ProseFormat::Plain),
        Some(_) => fields.choice("format", &[("plain", ProseFormat::Plain), ("markdown", ProseFormat::Markdown)], found),
    };
    let year = year(&fields, found);
    let origin = Origin {
        published: date(&fields, "published", found),
        approved: date(&fields, "approved", found),
        approval_no: fields.scalar("approval_no", "a text", found).map(|(_, text)| text.to_owned()),
        source: fields.get("source", found).and_then(|node| text(node, context.languages, found)),
    };
    let declared_total = declared_total(&fields, form, found);
    let accepted = accepted(&fields, context.languages, found);
    let blocks = form.blocks.iter().map(|block| read_block(block, &fields, context, found)).collect();
    Some(Sheet {
        form,
        file: context.file.clone(),
        span: root.span(),
        status: status?,
        partial: false,
        year,
        unit: unit?,
        format: format?,
        origin,
        declared_total,
        accepted,
        blocks,
    })
}

fn form(root: &Node, context: &SheetContext<'_>, found: &mut Vec<Found>) -> Option<&'static Form> {
    let fields = Fields::open_any(root, found)?;
    let stated = match fields.raw("form") {
        Some(_) => Some(fields.scalar("form", "the id of a form", found)?),
        None => None,
    };
    let id = stated.map_or(context.stem, |(_, id)| id);
    let form = Form::find(id);
    if form.is_none() {
        let known = || Form::builtin().iter().map(|form| form.id.as_str());
        let problem = Problem::UnknownForm { id: id.to_owned(), near: nearest(id, known()), known: known().map(str::to_owned).collect() };
        found.push(stated.map_or_else(|| Found::file(problem.clone()), |(node, _)| Found::at(node, problem.clone())));
    }
    form
}

fn year(fields: &Fields<'_>, found: &mut Vec<Found>) -> Option<Placed<Year>> {
    let (node, written) = fields.scalar("year", "a year", found)?;
    let year = Year::parse(written);
    if year.is_none() {
        let problem =
            Problem::Choice { written: written.to_owned(), choices: vec!["a year of four digits, as in 2022".to_owned()], near: None };
        found.push(Found::at(node, problem));
    }
    Some(Placed { span: node.span(), value: year? })
}

fn date(fields: &Fields<'_>, key: &str, found: &mut Vec<Found>) -> Option<Date> {
    let (node, written) = fields.scalar(key, "a date", found)?;
    let date = Date::parse(written);
    if date.is_none() {
        found.push(Found::at(node, Problem::Date { written: written.to_owned() }));
    }
    date
}

fn amount(node: &Node, found: &mut Vec<Found>) -> Option<Placed<Amount>> {
    let written = super::fields::scalar(node, "an amount", found)?;
    match Amount::parse(written) {
        Ok(value) => Some(Placed { span: node.span(), value }),
        Err(error) => {
            // Digits that carry a unit may be meant in another one than the sheet’s: no suggestion then.
            let suggestion = error.suggestion().filter(|_| !matches!(error, AmountError::UnitInside { .. }));
            let problem = Problem::Amount { written: written.to_owned(), why: error.to_string(), suggestion };
            found.push(Found::at(node, problem));
            None
        }
    }
}

fn declared_total(fields: &Fields<'_>, form: &Form, found: &mut Vec<Found>) -> Vec<Option<Placed<Amount>>> {
    let Some(node) = fields.get("declared_total", found) else { return Vec::new() };
    let keys: Vec<&str> = form.funds().map(|column| column.key.as_str()).collect();
    let Some(fields) = Fields::open(node, &keys, found) else { return Vec::new() };
    keys.iter().map(|key| fields.get(key, found).and_then(|node| amount(node, found))).collect()
}

fn read_block(block: &'static BlockForm, fields: &Fields<'_>, context: &SheetContext<'_>, found: &mut Vec<Found>) -> Block {
    let node = fields.get(block.key(), found);
    match block {
        BlockForm::Records { columns, .. } => {
            let rows = node.and_then(|node| items(node, found)).unwrap_or_default();
            Block::Records(rows.iter().filter_map(|row| record(row, columns, context, found)).collect())
        }
        BlockForm::Prose { .. } => {
            let goals = node.and_then(|node| items(node, found)).unwrap_or_default();
            Block::Prose(goals.iter().filter_map(|node| goal(node, context, found)).collect())
        }
        BlockForm::Indicators { .. } => Block::Indicators(node.map(|node| indicators::read(node, context, found)).unwrap_or_default()),
    }
}

fn record(row: &Node, columns: &'static [Column], context: &SheetContext<'_>, found: &mut Vec<Found>) -> Option<Record> {
    let mut known: Vec<&str> = columns.iter().map(|column| column.key.as_str()).collect();
    known.push("accept");
    let fields = Fields::open(row, &known, found)?;
    let mut cells = Vec::with_capacity(columns.len());
    for column in columns {
        let node = match column.required {
            true => fields.require(&column.key, "the row", found),
            false => fields.get(&column.key, found),
        };
        let cell = match (node, column.kind) {
            (None, _) => None,
            (Some(node), ColumnKind::Text) => text(node, context.languages, found).map(Cell::Text),
            (Some(node), ColumnKind::Amount) => amount(node, found).map(Cell::Amount),
        };
        cells.push(cell.unwrap_or(Cell::Empty));
    }
    let accepted = accepted(&fields, context.languages, found);
    Some(Record { span: row.span(), cells, accepted })
}

fn goal(node: &Node, context: &SheetContext<'_>, found: &mut Vec<Found>) -> Option<Goal> {
    if matches!(node.value, Value::Scalar(_)) {
        return Some(Goal { label: None, body: text(node, context.languages, found)? });
    }
    let besides = ["label", "sic"];
    let mut known = besides.to_vec();
    known.extend(context.languages.iter().map(Lang::as_str));
    let fields = Fields::open(node, &known, found)?;
    let label = fields.get("label", found).and_then(|node| text(node, context.languages, found));
    // Unknown keys are reported above; here only the languages are read.
    let body = words(&fields, &fields.entries().map(|(_, name, _)| name).collect::<Vec<_>>(), context.languages, found)?;
    Some(Goal { label, body })
}
