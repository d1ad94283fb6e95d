//! What changed in a department's table since the year before: indicators by their names, amounts of tasks likewise.

use super::{
    money::Sum,
    sheet::{Indicator, Report, Sheet, Task},
    target::{Reading, Target},
    text::Text,
};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, VecDeque},
};

/// The changes from one report to the next of the same department.
#[derive(Debug, Default)]
pub struct Changes<'a> {
    /// Of indicators: those of the later report in its order, then those that are gone in the order of the earlier one.
    pub indicators: Vec<Change<&'a Indicator>>,
    /// Of tasks, likewise.
    pub tasks: Vec<Change<Task<'a>>>,
    /// Indicators that stand in both with the same target.
    pub same_indicators: usize,
    /// Tasks that stand in both with the same total.
    pub same_tasks: usize,
}

/// One change.
#[derive(Clone, Copy, Debug)]
pub struct Change<T> {
    /// What became of it.
    pub kind: ChangeKind,
    /// As it was; `None` for what is new.
    pub before: Option<T>,
    /// As it is; `None` for what is gone.
    pub after: Option<T>,
}

/// What became of an indicator or a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Dropped,
    /// Its figure is larger; whether that is better, nobody says here.
    Raised,
    /// Its figure is smaller.
    Lowered,
    /// It is another, and cannot be compared: words, another operator or unit, no figure in one of the years.
    Altered,
}

impl ChangeKind {
    /// All of them, in the order pages show them.
    pub const ALL: [ChangeKind; 5] = [ChangeKind::Raised, ChangeKind::Lowered, ChangeKind::Altered, ChangeKind::Added, ChangeKind::Dropped];

    /// A name for interface messages.
    pub fn id(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Dropped => "dropped",
            ChangeKind::Raised => "raised",
            ChangeKind::Lowered => "lowered",
            ChangeKind::Altered => "altered",
        }
    }
}

impl<'a> Changes<'a> {
    /// The changes from `before` to `after`, sheet by sheet of the same form.
    pub fn between(before: &'a Report, after: &'a Report) -> Changes<'a> {
        let mut changes = Changes::default();
        for sheet in &after.sheets {
            let Some(old) = before.sheets.iter().find(|old| old.form.id == sheet.form.id) else { continue };
            let (indicators, same) = compare(
                old.indicators().collect(),
                sheet.indicators().collect(),
                |indicator| (indicator.level1.to_string(), indicator.level2.to_string(), name(Some(&indicator.name))),
                |old, new| compare_targets(&old.target, &new.target),
            );
            changes.indicators.extend(indicators);
            changes.same_indicators += same;
            let (tasks, same) =
                compare(old.tasks().collect(), sheet.tasks().collect(), |task| name(task.name()), |a, b| compare_totals(old, a, sheet, b));
            changes.tasks.extend(tasks);
            changes.same_tasks += same;
        }
        changes
    }

    /// Nothing changed.
    pub fn is_empty(&self) -> bool {
        self.indicators.is_empty() && self.tasks.is_empty()
    }
}

fn name(text: Option<&Text>) -> String {
    text.map(|text| text.source.trim().to_owned()).unwrap_or_default()
}

/// Pairs old and new by `key`, each at most once, the first with the first; says how many are the same.
fn compare<T: Copy, K: Ord>(
    old: Vec<T>,
    new: Vec<T>,
    key: impl Fn(&T) -> K,
    change: impl Fn(&T, &T) -> Option<ChangeKind>,
) -> (Vec<Change<T>>, usize) {
    let mut by_key: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
    for (place, item) in old.iter().enumerate() {
        by_key.entry(key(item)).or_default().push_back(place);
    }
    let mut left: Vec<Option<T>> = old.into_iter().map(Some).collect();
    let mut changes = Vec::new();
    let mut same = 0;
    for after in new {
        let before = by_key.get_mut(&key(&after)).and_then(VecDeque::pop_front).and_then(|place| left[place].take());
        match before {
            None => changes.push(Change { kind: ChangeKind::Added, before: None, after: Some(after) }),
            Some(before) => match change(&before, &after) {
                Some(kind) => changes.push(Change { kind, before: Some(before), after: Some(after) }),
                None => same += 1,
            },
        }
    }
    changes.extend(left.into_iter().flatten().map(|gone| Change { kind: ChangeKind::Dropped, before: Some(gone), after: None }));
    (changes, same)
}

fn compare_targets(old: &Target, new: &Target) -> Option<ChangeKind> {
    if old.canonical() == new.canonical() {
        return None;
    }
    match (old.reading(), new.reading()) {
        (Reading::Bound { operator: a, quantity: old }, Reading::Bound { operator: b, quantity: new })
            if a == b && old.unit == new.unit =>
        {
            by_order(new.number.value().cmp(&old.number.value()))
        }
        _ => Some(ChangeKind::Altered),
    }
}

fn compare_totals(old_sheet: &Sheet, old: &Task<'_>, new_sheet: &Sheet, new: &Task<'_>) -> Option<ChangeKind> {
    let total = |sheet: &Sheet, task: &Task<'_>| Some(Sum::of(&task.amounts().next()?.1?.value, sheet.unit));
    match (total(old_sheet, old), total(new_sheet, new)) {
        (None, None) => None,
        (Some(old), Some(new)) => match (old.value(), new.value()) {
            (Ok(old), Ok(new)) => by_order(new.cmp(&old)),
            _ => Some(ChangeKind::Altered),
        },
        _ => Some(ChangeKind::Altered),
    }
}

/// Figures that differ in their digits alone (`140.5`, `140.50`) are the same.
fn by_order(order: Ordering) -> Option<ChangeKind> {
    match order {
        Ordering::Greater => Some(ChangeKind::Raised),
        Ordering::Less => Some(ChangeKind::Lowered),
        Ordering::Equal => None,
    }
}
