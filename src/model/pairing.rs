//! Which row of a table is which row of an earlier one: by id, else by the rename that the later one declares, else by level and name.

use super::{
    identity::{Identity, RowId},
    sheet::{Indicator, Task},
};
use std::collections::{BTreeMap, VecDeque};

/// A row that stands in the tables of several years: an indicator or a task.
pub trait Row: Copy {
    /// Id and former name, as its author gave them.
    fn identity(&self) -> &Identity;
    /// Level 1 and level 2; empty for a row that has none.
    fn levels(&self) -> (&str, &str);
    /// Its name in the source language.
    fn name(&self) -> &str;
}

impl Row for &Indicator {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn levels(&self) -> (&str, &str) {
        (&self.level1, &self.level2)
    }

    fn name(&self) -> &str {
        self.name.source.trim()
    }
}

impl Row for Task<'_> {
    fn identity(&self) -> &Identity {
        &self.record.identity
    }

    fn levels(&self) -> (&str, &str) {
        ("", "")
    }

    fn name(&self) -> &str {
        Task::name(self).map_or("", |name| name.source.trim())
    }
}

/// For every row of `new` the place of the row of `old` that it was, each at most once.
///
/// An id decides where both rows have one. A declared rename takes the row of that name in the same levels, else the only one of that
/// name. What is left is paired by levels and name, the first with the first.
pub fn pair<R: Row>(old: &[R], new: &[R]) -> Vec<Option<usize>> {
    let mut pairs = Pairs { old, new, taken: vec![false; old.len()], of_new: vec![None; new.len()] };
    pairs.by_id();
    pairs.by_rename();
    pairs.by_name();
    pairs.of_new
}

/// The same for two versions of one table. What a row was called in the year before says less there than what it is called in both:
/// levels and name come before a declared rename, so that every row of a table is its own in an equal one.
pub fn pair_versions<R: Row>(old: &[R], new: &[R]) -> Vec<Option<usize>> {
    let mut pairs = Pairs { old, new, taken: vec![false; old.len()], of_new: vec![None; new.len()] };
    pairs.by_id();
    pairs.by_name();
    pairs.by_rename();
    pairs.of_new
}

struct Pairs<'a, R> {
    old: &'a [R],
    new: &'a [R],
    taken: Vec<bool>,
    of_new: Vec<Option<usize>>,
}

impl<R: Row> Pairs<'_, R> {
    fn by_id(&mut self) {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, row) in self.old.iter().enumerate() {
            if let Some(id) = id(row) {
                places.entry(id).or_insert(place);
            }
        }
        for (number, row) in self.new.iter().enumerate() {
            let place = id(row).and_then(|id| places.remove(id));
            take(&mut self.taken, &mut self.of_new, number, place);
        }
    }

    fn by_rename(&mut self) {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, row) in self.old.iter().enumerate() {
            places.entry(row.name()).or_default().push(place);
        }
        for (number, row) in self.new.iter().enumerate() {
            let Some(former) = &row.identity().formerly else { continue };
            let named = places.get(former.source.trim()).map(Vec::as_slice).unwrap_or_default();
            let free: Vec<usize> = named.iter().copied().filter(|place| self.may_be(number, *place)).collect();
            let beside = free.iter().copied().find(|place| self.old[*place].levels() == row.levels());
            let only = free.first().copied().filter(|_| free.len() == 1);
            take(&mut self.taken, &mut self.of_new, number, beside.or(only));
        }
    }

    fn by_name(&mut self) {
        let mut places: BTreeMap<((&str, &str), &str), VecDeque<usize>> = BTreeMap::new();
        for (place, row) in self.old.iter().enumerate().filter(|(place, _)| !self.taken[*place]) {
            places.entry((row.levels(), row.name())).or_default().push_back(place);
        }
        for (number, row) in self.new.iter().enumerate() {
            let Some(named) = places.get_mut(&(row.levels(), row.name())) else { continue };
            let fits = named.iter().position(|place| self.may_be(number, *place));
            let place = fits.and_then(|at| named.remove(at));
            take(&mut self.taken, &mut self.of_new, number, place);
        }
    }

    /// Neither is paired yet, and no ids stand against it.
    fn may_be(&self, number: usize, place: usize) -> bool {
        let free = self.of_new[number].is_none() && !self.taken[place];
        free && !matches!((id(&self.new[number]), id(&self.old[place])), (Some(new), Some(old)) if new != old)
    }
}

fn take(taken: &mut [bool], of_new: &mut [Option<usize>], number: usize, place: Option<usize>) {
    if let Some(place) = place {
        taken[place] = true;
        of_new[number] = Some(place);
    }
}

fn id<R: Row>(row: &R) -> Option<&str> {
    row.identity().id().map(RowId::as_str)
}
