//! The rows of a table in two versions: which is which is decided by `model/pairing.rs`, as for the changes from year to year.

use super::{
    field::{Field, Fields, What},
    report::{Change, ChangeKind, Part, Sheets},
};
use crate::{
    data::{GoalData, IndicatorData, TaskData, Texts},
    model::{
        changes::{self, compare},
        diagnostic::Span,
        form::ColumnKind,
        identity::{Identity, RowId},
        pairing::{Row, pair_versions},
        sheet::Placed,
        text::Text,
    },
};

/// What differs in tasks, goals and indicators, in the order of the official table.
pub(super) fn changes(sheets: &Sheets<'_>) -> Vec<Change> {
    let Sheets { old, new, .. } = sheets;
    let tasks = |tasks| lines(tasks, |task| task_line(sheets, task));
    let mut changes = differing(Part::Task, &tasks(&old.tasks), &tasks(&new.tasks), |was, is| task(sheets, was, is));
    let (was, is) =
        (lines(&old.goals, |goal| goal_line(sheets, goal, &new.goals)), lines(&new.goals, |goal| goal_line(sheets, goal, &old.goals)));
    changes.extend(differing(Part::Goal, &was, &is, |was, is| goal(sheets, was, is)));
    let indicators = |indicators| lines(indicators, |indicator| indicator_line(sheets, indicator));
    changes.extend(differing(Part::Indicator, &indicators(&old.indicators), &indicators(&new.indicators), |was, is| {
        indicator(sheets, was, is)
    }));
    changes
}

/// A row, and what it is found by.
struct Line<'d, D> {
    of: &'d D,
    name: &'d str,
    levels: (&'d str, &'d str),
    identity: Identity,
    /// What it is called where people read of it.
    title: &'d Texts,
    under: Vec<&'d Texts>,
}

impl<D> Row for &Line<'_, D> {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn levels(&self) -> (&str, &str) {
        self.levels
    }

    fn name(&self) -> &str {
        self.name
    }
}

fn lines<'d, D>(rows: &'d [D], line: impl Fn(&'d D) -> Line<'d, D>) -> Vec<Line<'d, D>> {
    rows.iter().map(line).collect()
}

/// The rows that differ, and whether those in both versions stand in another order.
fn differing<'d, D>(
    part: Part,
    old: &[Line<'d, D>],
    new: &[Line<'d, D>],
    fields: impl Fn(Option<&'d D>, Option<&'d D>) -> Vec<Field>,
) -> Vec<Change> {
    let (old, new): (Vec<&Line<'d, D>>, Vec<&Line<'d, D>>) = (old.iter().collect(), new.iter().collect());
    let pairs = pair_versions(&old, &new);
    let in_order = pairs.iter().flatten().is_sorted();
    let differs = |was: &&Line<'d, D>, is: &&Line<'d, D>| {
        let fields = fields(Some(was.of), Some(is.of));
        (!fields.is_empty()).then_some(changes::ChangeKind::Altered)
    };
    let (found, _) = compare(old, new, &pairs, differs);
    let change = |found: changes::Change<&Line<'d, D>>| {
        let shown = found.after.or(found.before)?;
        Some(Change {
            part,
            name: shown.title.clone(),
            levels: shown.under.iter().map(|level| (*level).clone()).collect(),
            kind: match found.kind {
                changes::ChangeKind::Added => ChangeKind::Added,
                changes::ChangeKind::Dropped => ChangeKind::Removed,
                _ => ChangeKind::Changed,
            },
            fields: fields(found.before.map(|line| line.of), found.after.map(|line| line.of)),
        })
    };
    let mut changes: Vec<Change> = found.into_iter().filter_map(change).collect();
    if !in_order {
        changes.push(Change { part, name: Texts::new(), levels: Vec::new(), kind: ChangeKind::Reordered, fields: Vec::new() });
    }
    changes
}

fn identity(id: Option<&str>, formerly: Option<&str>) -> Identity {
    let id = id.and_then(|id| RowId::parse(id).ok());
    Identity {
        id: id.map(|value| Placed { span: Span::default(), value }),
        formerly: formerly.map(|name| Text::plain(name, Span::default())),
    }
}

static NO_TEXTS: Texts = Texts::new();

fn task_line<'d>(sheets: &Sheets<'d>, task: &'d TaskData) -> Line<'d, TaskData> {
    let key = sheets.form.columns().find(|column| column.kind == ColumnKind::Text).map_or("name", |column| column.key.as_str());
    let title = task.texts.get(key).unwrap_or(&NO_TEXTS);
    let identity = identity(task.id.as_deref(), task.formerly.as_ref().map(|name| sheets.words(name)));
    Line { of: task, name: sheets.words(title), levels: ("", ""), identity, title, under: Vec::new() }
}

fn task(sheets: &Sheets<'_>, was: Option<&TaskData>, is: Option<&TaskData>) -> Vec<Field> {
    let mut fields = Fields::new(sheets.original);
    let both = was.zip(is);
    let (old_unit, new_unit) = sheets.units();
    for column in sheets.form.columns() {
        match (column.kind, both) {
            (ColumnKind::Text, Some((was, is))) => {
                fields.words(What::Column(column), was.texts.get(&column.key), is.texts.get(&column.key))
            }
            (ColumnKind::Text, None) => {}
            (ColumnKind::Amount, _) => {
                let digits = |task: Option<&'_ TaskData>| task.and_then(|task| task.amounts.get(&column.key).cloned().flatten());
                fields.amount(What::Column(column), (digits(was).as_deref(), old_unit), (digits(is).as_deref(), new_unit));
            }
        }
    }
    if let Some((was, is)) = both {
        fields.plain("id", was.id.as_deref(), is.id.as_deref());
        fields.words(What::Key("formerly"), was.formerly.as_ref(), is.formerly.as_ref());
        fields.sic(&was.sic, &is.sic);
        fields.accepted(&was.accepted, &is.accepted);
    }
    fields.done()
}

/// A goal is known by its label; one without a label by its words, where `other` has the same.
fn goal_line<'d>(sheets: &Sheets<'d>, goal: &'d GoalData, other: &[GoalData]) -> Line<'d, GoalData> {
    let words = sheets.words(&goal.text);
    let name = match &goal.label {
        Some(label) => sheets.words(label),
        None if other.iter().any(|other| other.label.is_none() && sheets.words(&other.text) == words) => words,
        None => "",
    };
    Line {
        of: goal,
        name,
        levels: ("", ""),
        identity: Identity::default(),
        title: goal.label.as_ref().unwrap_or(&NO_TEXTS),
        under: Vec::new(),
    }
}

fn goal(sheets: &Sheets<'_>, was: Option<&GoalData>, is: Option<&GoalData>) -> Vec<Field> {
    let mut fields = Fields::new(sheets.original);
    let text = |goal: Option<&'_ GoalData>| goal.map(|goal| goal.text.clone());
    fields.original(What::Key("text"), text(was).as_ref(), text(is).as_ref());
    if let Some((was, is)) = was.zip(is) {
        fields.translations(What::Key("text"), Some(&was.text), Some(&is.text));
        fields.words(What::Key("label"), was.label.as_ref(), is.label.as_ref());
        let format = |goal: &GoalData| if goal.markdown { "markdown" } else { "plain" };
        fields.plain("format", Some(format(was)), Some(format(is)));
        fields.sic(&was.sic, &is.sic);
    }
    fields.done()
}

fn indicator_line<'d>(sheets: &Sheets<'d>, indicator: &'d IndicatorData) -> Line<'d, IndicatorData> {
    Line {
        of: indicator,
        name: sheets.words(&indicator.name),
        levels: (&indicator.level1.id, &indicator.level2.id),
        identity: identity(indicator.id.as_deref(), indicator.formerly.as_ref().map(|name| sheets.words(name))),
        title: &indicator.name,
        under: vec![&indicator.level1.name, &indicator.level2.name],
    }
}

fn indicator(sheets: &Sheets<'_>, was: Option<&IndicatorData>, is: Option<&IndicatorData>) -> Vec<Field> {
    let mut fields = Fields::new(sheets.original);
    fields.target(was.map(|indicator| indicator.target.written.as_str()), is.map(|indicator| indicator.target.written.as_str()));
    if let Some((was, is)) = was.zip(is) {
        if fields.is_empty() {
            // Those of another target are other ones anyway.
            fields.translations(What::Key("target"), Some(&was.target.text), Some(&is.target.text));
        }
        fields.words(What::Key("name"), Some(&was.name), Some(&is.name));
        fields.words(What::Key("level1"), Some(&was.level1.name), Some(&is.level1.name));
        fields.words(What::Key("level2"), Some(&was.level2.name), Some(&is.level2.name));
        fields.plain("id", was.id.as_deref(), is.id.as_deref());
        fields.words(What::Key("formerly"), was.formerly.as_ref(), is.formerly.as_ref());
        fields.plain("counts", was.counts.as_deref(), is.counts.as_deref());
        fields.sic(&was.sic, &is.sic);
        fields.accepted(&was.accepted, &is.accepted);
    }
    fields.done()
}
