//! A tree becomes a sheet of its form. Both readers' trees come through here, so there is one truth about what a sheet is.

use super::{
    attachments::attachments,
    fields::{Fields, items, scalar, shape},
    identity::{self, identity},
    indicators, markdown,
    near::nearest,
    problem::{Expects, Found, Problem},
    review::review,
    revisions::revisions,
    text::{accepted, check_language, row_text, sic, text, words},
    tree::{Node, Value},
};
use crate::model::{
    date::Date,
    diagnostic::Place,
    form::{BlockForm, Column, ColumnKind, Form, Labels},
    lang::Lang,
    money::{Amount, AmountError, MoneyUnit},
    sheet::{Block, Cell, Goal, Origin, Placed, ProseFormat, Record, Sheet, Status},
    text::Text,
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
    /// Levels beyond the official ones: id and labels.
    pub levels: &'a [(String, Labels)],
    /// Numbers of the nodes at which the reader of the tree found problems, in order.
    pub tainted: &'a [u32],
}

impl SheetContext<'_> {
    /// Whether the reader of the tree found a problem in `node`.
    pub fn is_tainted(&self, node: &Node) -> bool {
        let next = self.tainted.partition_point(|number| *number < node.number);
        self.tainted.get(next).is_some_and(|number| *number <= node.last_number())
    }
}

/// Keys of every sheet, beside the blocks of its form.
pub(super) const HEAD: [&str; 14] = [
    "form",
    "status",
    "year",
    "published",
    "approved",
    "approval_no",
    "source",
    "review",
    "attachments",
    "revisions",
    "unit",
    "format",
    "declared_total",
    "accept",
];

/// Reads the whole sheet; `None` where it is not known what it is of. All problems go to `found`, which begins with those of the
/// tree. A row, goal or indicator in which there is one is left out, and the sheet is partial then.
pub(super) fn read(root: &Node, context: &SheetContext<'_>, found: &mut Vec<Found>) -> Option<Sheet> {
    let form = form(root, context, found)?;
    let mut known: Vec<&str> = HEAD.to_vec();
    known.extend(form.blocks.iter().map(BlockForm::key));
    let fields = Fields::open(root, &known, found)?;
    let before = found.len();
    let statuses = Status::ALL.map(|status| (status.as_str(), status));
    let formats = [("plain", ProseFormat::Plain), ("markdown", ProseFormat::Markdown)];
    let status = fields.choice("status", &statuses, found).unwrap_or(Status::Final);
    let format = fields.choice("format", &formats, found).unwrap_or(ProseFormat::Plain);
    let year = year(&fields, found);
    let origin = Origin {
        published: date(&fields, "published", found),
        approved: date(&fields, "approved", found),
        approval_no: fields.scalar("approval_no", "a text", found).map(|(_, text)| text.to_owned()),
        source: fields.get("source", found).and_then(|node| text(node, context.languages, found)),
    };
    let review = review(&fields, found);
    let attachments = attachments(&fields, context.languages, found);
    let revisions = revisions(&fields, context.languages, found);
    let accepted = accepted(&fields, context.languages, found);
    let beside = found.len() - before;
    let unit = unit(&fields, found);
    let declared_total = declared_total(&fields, form, found);
    let blocks = form.blocks.iter().map(|block| read_block(block, &fields, format, context, found)).collect::<Vec<Block>>();
    identity::check_unique(&blocks, found);
    // What stands at the head of a sheet is no part of its table.
    let partial = found.len() > beside;
    let (file, span) = (context.file.clone(), root.span());
    Some(Sheet {
        form,
        file,
        span,
        status,
        partial,
        year,
        unit,
        format,
        origin,
        declared_total,
        review,
        attachments,
        revisions,
        accepted,
        blocks,
    })
}

/// The form of the sheet. A misspelt one is reported and read as the form that was meant, for the sake of what follows.
fn form(root: &Node, context: &SheetContext<'_>, found: &mut Vec<Found>) -> Option<&'static Form> {
    let fields = Fields::open_any(root, found)?;
    let stated = match fields.raw("form") {
        Some(_) => Some(fields.scalar("form", "the id of a form", found)?),
        None => None,
    };
    let id = stated.map_or(context.stem, |(_, id)| id);
    if let Some(form) = Form::find(id) {
        return Some(form);
    }
    let known = || Form::builtin().iter().map(|form| form.id.as_str());
    let near = nearest(id, known());
    let meant = near.as_deref().and_then(Form::find);
    let problem = Problem::UnknownForm { id: id.to_owned(), near, known: known().map(str::to_owned).collect() };
    found.push(match stated {
        Some((node, _)) => Found::at(node, problem),
        None => Found::file(problem),
    });
    meant
}

fn unit(fields: &Fields<'_>, found: &mut Vec<Found>) -> MoneyUnit {
    let Some((node, written)) = fields.scalar("unit", "one word", found) else { return MoneyUnit::Wan };
    MoneyUnit::parse(written).unwrap_or_else(|| {
        // Units are never suggested: 亿元 is one character from 万元, and ten thousand times as much.
        let choices = [MoneyUnit::Wan, MoneyUnit::Yuan].map(|unit| unit.label().to_owned()).to_vec();
        found.push(Found::at(node, Problem::Choice { written: written.to_owned(), choices, near: None }));
        MoneyUnit::Wan
    })
}

fn year(fields: &Fields<'_>, found: &mut Vec<Found>) -> Option<Placed<Year>> {
    let (node, written) = fields.scalar("year", "a year", found)?;
    let year = Year::parse(written);
    if year.is_none() {
        let expected = "a year of four digits, as in 2022";
        found.push(Found::at(node, Problem::Value { written: written.to_owned(), expected }));
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
    let written = scalar(node, "an amount", found)?;
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
    keys.iter().map(|key| fields.value(key, Expects::OptionalAmount, found).and_then(|node| amount(node, found))).collect()
}

fn read_block(
    block: &'static BlockForm,
    fields: &Fields<'_>,
    format: ProseFormat,
    context: &SheetContext<'_>,
    found: &mut Vec<Found>,
) -> Block {
    let node = fields.get(block.key(), found);
    match block {
        BlockForm::Records { columns, .. } => {
            let rows = node.and_then(|node| items(node, found)).unwrap_or_default();
            Block::Records(rows.iter().filter_map(|row| record(row, columns, context, found)).collect())
        }
        BlockForm::Prose { .. } => {
            let goals = node.and_then(|node| items(node, found)).unwrap_or_default();
            Block::Prose(goals.iter().filter_map(|node| goal(node, format, context, found)).collect())
        }
        BlockForm::Indicators { .. } => Block::Indicators(node.map(|node| indicators::read(node, context, found)).unwrap_or_default()),
    }
}

fn record(row: &Node, columns: &'static [Column], context: &SheetContext<'_>, found: &mut Vec<Found>) -> Option<Record> {
    let before = found.len();
    let mut known: Vec<&str> = columns.iter().map(|column| column.key.as_str()).collect();
    known.extend(identity::KEYS);
    known.push("accept");
    let fields = Fields::open(row, &known, found)?;
    let mut cells = Vec::with_capacity(columns.len());
    for column in columns {
        let expects = match (column.kind, column.required) {
            (ColumnKind::Text, true) => Expects::Required,
            (ColumnKind::Text, false) => Expects::Optional,
            (ColumnKind::Amount, true) => Expects::Amount,
            (ColumnKind::Amount, false) => Expects::OptionalAmount,
        };
        let node = match column.required {
            true => fields.require_value(&column.key, "the row", expects, found),
            false => fields.value(&column.key, expects, found),
        };
        let cell = match (node, column.kind) {
            (None, _) => None,
            (Some(node), ColumnKind::Text) => row_text(node, context.languages, found).map(Cell::Text),
            (Some(node), ColumnKind::Amount) => amount(node, found).map(Cell::Amount),
        };
        cells.push(cell.unwrap_or(Cell::Empty));
    }
    let identity = identity(&fields, context.languages, found);
    let accepted = accepted(&fields, context.languages, found);
    let whole = found.len() == before && !context.is_tainted(row);
    whole.then(|| Record { span: row.span(), cells, identity, accepted })
}

/// Keys of a goal beside its languages.
const GOAL: [&str; 2] = ["label", "sic"];

fn goal(node: &Node, format: ProseFormat, context: &SheetContext<'_>, found: &mut Vec<Found>) -> Option<Goal> {
    let before = found.len();
    let goal = match &node.value {
        Value::Scalar(source) if !node.is_blank() => Goal { label: None, body: Text::plain(source.clone(), node.span()) },
        Value::Map(_) => {
            let fields = Fields::open_any(node, found)?;
            for (key, name, _) in fields.entries() {
                check_language(key, name, &GOAL, context.languages, found);
            }
            let label = fields.get("label", found).and_then(|node| text(node, context.languages, found));
            let mut body = words(&fields, context.languages, found)?;
            body.sic = sic(&fields, &body.source, context.languages, found);
            Goal { label, body }
        }
        _ => {
            found.push(shape(node, "a text, or a map with the languages"));
            return None;
        }
    };
    if format == ProseFormat::Markdown {
        check_markdown(node, found);
    }
    (found.len() == before && !context.is_tainted(node)).then_some(goal)
}

/// Looks at the Markdown of a goal, in every language; the place of what is found is the text.
fn check_markdown(goal: &Node, found: &mut Vec<Found>) {
    let texts: Vec<&Node> = match &goal.value {
        Value::Map(entries) => {
            entries.iter().filter(|(key, _)| key.scalar().is_some_and(|key| !GOAL.contains(&key))).map(|(_, text)| text).collect()
        }
        _ => vec![goal],
    };
    for node in texts {
        let problems = node.scalar().map(markdown::check).unwrap_or_default();
        found.extend(problems.into_iter().map(|each| Found { place: Place::Node(node.span()), ..each }));
    }
}
