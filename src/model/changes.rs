//! What changed in a department's table since the year before: names, levels and targets of indicators, names and amounts of tasks.

use super::{
    money::Sum,
    pairing::{Row, pair},
    sheet::{Indicator, Report, Sheet, Task},
    target::{Reading, Target},
};
use std::cmp::Ordering;

/// The changes from one report to the next of the same department.
#[derive(Debug, Default)]
pub struct Changes<'a> {
    /// Of indicators: those of the later report in its order, then those that are gone in the order of the earlier one.
    pub indicators: Vec<Change<&'a Indicator>>,
    /// Of tasks, likewise.
    pub tasks: Vec<Change<Task<'a>>>,
    /// Indicators that stand in both with the same name, levels and target, as they are.
    pub same_indicators: Vec<&'a Indicator>,
    /// Tasks that stand in both with the same name and total, likewise.
    pub same_tasks: Vec<Task<'a>>,
}

/// One change; name and levels may differ too where its figure does.
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
    /// Only its name is another.
    Renamed,
    /// Only its levels are others.
    Moved,
}

impl ChangeKind {
    /// All of them, in the order pages show them.
    pub const ALL: [ChangeKind; 7] = [
        ChangeKind::Raised,
        ChangeKind::Lowered,
        ChangeKind::Altered,
        ChangeKind::Renamed,
        ChangeKind::Moved,
        ChangeKind::Added,
        ChangeKind::Dropped,
    ];

    /// A name for interface messages.
    pub fn id(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Dropped => "dropped",
            ChangeKind::Raised => "raised",
            ChangeKind::Lowered => "lowered",
            ChangeKind::Altered => "altered",
            ChangeKind::Renamed => "renamed",
            ChangeKind::Moved => "moved",
        }
    }
}

impl<R: Row> Change<R> {
    /// The row as it was, where its name was another.
    pub fn renamed(&self) -> Option<R> {
        self.before.filter(|before| self.after.is_some_and(|after| after.name() != before.name()))
    }

    /// The row as it was, where its levels were others.
    pub fn moved(&self) -> Option<R> {
        self.before.filter(|before| self.after.is_some_and(|after| after.levels() != before.levels()))
    }
}

impl<'a> Changes<'a> {
    /// The changes from `before` to `after`, sheet by sheet of the same form.
    pub fn between(before: &'a Report, after: &'a Report) -> Changes<'a> {
        let mut changes = Changes::default();
        for sheet in &after.sheets {
            let Some(old) = before.sheet_of(sheet.form) else { continue };
            let (before, after): (Vec<_>, Vec<_>) = (old.indicators().collect(), sheet.indicators().collect());
            let pairs = pair(&before, &after);
            let (indicators, same) = compare(before, after, &pairs, |old, new| compare_targets(&old.target, &new.target));
            changes.indicators.extend(indicators);
            changes.same_indicators.extend(same);
            let (before, after): (Vec<_>, Vec<_>) = (old.tasks().collect(), sheet.tasks().collect());
            let pairs = pair(&before, &after);
            let (tasks, same) = compare(before, after, &pairs, |a, b| compare_totals(old, a, sheet, b));
            changes.tasks.extend(tasks);
            changes.same_tasks.extend(same);
        }
        changes
    }

    /// Nothing changed.
    pub fn is_empty(&self) -> bool {
        self.indicators.is_empty() && self.tasks.is_empty()
    }
}

/// Changes of paired rows, and what is the same: those of `new` in its order, then those that are gone in the order of `old`. `pairs`
/// has for every row of `new` the place of its row in `old`; `figure` says what became of what the rows state.
pub fn compare<R: Row>(
    old: Vec<R>,
    new: Vec<R>,
    pairs: &[Option<usize>],
    figure: impl Fn(&R, &R) -> Option<ChangeKind>,
) -> (Vec<Change<R>>, Vec<R>) {
    let mut left: Vec<Option<R>> = old.into_iter().map(Some).collect();
    let mut changes = Vec::new();
    let mut same = Vec::new();
    for (after, place) in new.into_iter().zip(pairs) {
        let before = place.and_then(|place| left.get_mut(place)?.take());
        match before {
            None => changes.push(Change { kind: ChangeKind::Added, before: None, after: Some(after) }),
            Some(before) => match figure(&before, &after).or_else(|| in_words(&before, &after)) {
                Some(kind) => changes.push(Change { kind, before: Some(before), after: Some(after) }),
                None => same.push(after),
            },
        }
    }
    changes.extend(left.into_iter().flatten().map(|gone| Change { kind: ChangeKind::Dropped, before: Some(gone), after: None }));
    (changes, same)
}

/// What changed beside the figure.
fn in_words<R: Row>(old: &R, new: &R) -> Option<ChangeKind> {
    if old.name() != new.name() {
        return Some(ChangeKind::Renamed);
    }
    (old.levels() != new.levels()).then_some(ChangeKind::Moved)
}

/// What became of a target; `None` where it says the same.
pub fn compare_targets(old: &Target, new: &Target) -> Option<ChangeKind> {
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

/// What became of the total of a task; `None` where it is the same.
pub fn compare_totals(old_sheet: &Sheet, old: &Task<'_>, new_sheet: &Sheet, new: &Task<'_>) -> Option<ChangeKind> {
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
