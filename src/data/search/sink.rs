//! All keys of an index while departments come in: in memory as long as they are few, else in runs on the disk, which are merged in
//! the end.

use super::{
    numbering::Numbering,
    posting,
    shards::{Occurrences, Years, hash, shard_part},
};
use crate::{model::year::Year, sorted::Sorted};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Keys in memory at most, in bytes, roughly.
const IN_MEMORY: usize = 16 << 20;
/// What a key takes beside its reports: the text, its place in the map, the list.
const KEY: usize = 96;

/// So many keys are encoded at once, by all threads.
const BATCH: usize = 4096;

/// Takes in the keys of departments, in any order.
pub(super) struct KeySink {
    scratch: PathBuf,
    in_memory: usize,
    held: Mutex<Held>,
}

struct Held {
    keys: HashMap<Box<str>, Vec<Reports>>,
    bytes: usize,
    runs: Sorted<Key>,
}

/// A key, in the order of shards, and reports in which it occurs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Key {
    order: u32,
    key: Box<str>,
    reports: Vec<Reports>,
}

/// The reports of one department in which a key occurs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Reports {
    /// Provisional number of the department.
    department: u32,
    /// One bit per year, the lowest is the first of `years`.
    years: u32,
    /// Years of the lowest bit: years before are in another entry.
    first: Year,
}

/// A key, in the order of shards, and its reports as the index has them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Line {
    /// The bits of the hash that decides on the shard, the lowest first: so shards, whose number is that of the low bits, come one after
    /// the other, however many there are.
    pub order: u32,
    pub key: Box<str>,
    pub reports: String,
}

impl KeySink {
    /// Nothing yet; `scratch` is where runs may wait.
    pub fn new(scratch: &Path) -> KeySink {
        let held = Held { keys: HashMap::new(), bytes: 0, runs: Sorted::new(scratch) };
        KeySink { scratch: scratch.to_owned(), in_memory: IN_MEMORY, held: Mutex::new(held) }
    }

    /// Adds a department, by its provisional number.
    pub fn take(&self, department: u32, occurrences: Occurrences) -> io::Result<()> {
        let full = {
            let held = &mut *self.held();
            for (key, years) in occurrences.into_keys() {
                held.bytes += years.len() * size_of::<Reports>();
                let reports = years.into_iter().map(|Years { years, first }| Reports { department, years, first });
                match held.keys.get_mut(&key) {
                    Some(all) => all.extend(reports),
                    None => {
                        held.bytes += KEY + key.len();
                        held.keys.insert(key, reports.collect());
                    }
                }
            }
            (held.bytes > self.in_memory).then(|| {
                held.bytes = 0;
                std::mem::take(&mut held.keys)
            })
        };
        // Sorted without the lock, so that others go on.
        match full.map(in_order) {
            Some(keys) => self.held().runs.push_run(keys),
            None => Ok(()),
        }
    }

    /// All keys as lines, and how many bytes they are.
    pub fn lines(&self, numbering: &Numbering) -> io::Result<(Sorted<Line>, usize)> {
        let held = &mut *self.held();
        let rest = in_order(std::mem::take(&mut held.keys));
        held.runs.hold(rest);
        let mut all = held.runs.iter()?.peekable();
        let (mut lines, mut bytes) = (Sorted::new(&self.scratch), 0);
        loop {
            let mut batch = Vec::with_capacity(BATCH);
            while batch.len() < BATCH
                && let Some(key) = all.next()
            {
                let mut key = key?;
                while let Some(Ok(same)) = all.next_if(|next| next.as_ref().is_ok_and(|next| next.key == key.key)) {
                    key.reports.extend(same.reports);
                }
                batch.push(key);
            }
            if batch.is_empty() {
                return Ok((lines, bytes));
            }
            let encoded = batch.into_par_iter().map(|key| key.line(numbering)).collect::<Vec<Line>>();
            bytes += encoded.iter().map(|line| line.key.len() + line.reports.len() + 2).sum::<usize>();
            encoded.into_iter().try_for_each(|line| lines.push(line))?;
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // A thread that panicked while adding has left a map that is whole, of a build that fails.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn in_order(keys: HashMap<Box<str>, Vec<Reports>>) -> Vec<Key> {
    let mut keys: Vec<Key> =
        keys.into_iter().map(|(key, reports)| Key { order: hash(shard_part(&key)).reverse_bits(), key, reports }).collect();
    keys.par_sort_unstable_by(|a, b| (a.order, &a.key).cmp(&(b.order, &b.key)));
    keys
}

impl Key {
    fn line(self, numbering: &Numbering) -> Line {
        let years = numbering.years();
        let mut numbers = Vec::new();
        for reports in &self.reports {
            let set = years
                .iter()
                .filter(|year| matches!(year.after(reports.first), Some(distance @ 0..32) if reports.years >> distance & 1 == 1));
            numbers.extend(set.map(|year| numbering.report(reports.department, *year)));
        }
        numbers.sort_unstable();
        Line { order: self.order, key: self.key, reports: posting::encode(&numbers, |bucket| numbering.size(bucket)) }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::keys::Keys, KeySink, Line, Numbering, Occurrences};
    use crate::model::{department::DepartmentId, year::Year};
    use std::collections::BTreeSet;

    fn lines(in_memory: usize) -> Vec<Line> {
        let scratch = tempfile::tempdir().unwrap();
        let sink = KeySink { in_memory, ..KeySink::new(scratch.path()) };
        let years = ["2022", "2023"].map(|year| Year::parse(year).unwrap());
        let ids: Vec<DepartmentId> = (0..20).map(|number| DepartmentId::parse(&format!("office-{number}")).unwrap()).collect();
        for number in 0..20 {
            let mut keys = Occurrences::default();
            for year in years {
                keys.begin(year);
                (0..30).filter(|key| (number + key) % 3 > 0).for_each(|key| keys.key(&format!("key{key}")));
            }
            sink.take(number, keys).unwrap();
        }
        let known: Vec<_> = ids.iter().map(|id| (id.clone(), BTreeSet::from(years))).collect();
        let (mut lines, _) = sink.lines(&Numbering::new(&known, ids.iter())).unwrap();
        lines.iter().unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn an_index_that_waits_on_the_disk_is_the_same() {
        let at_once = lines(usize::MAX);
        assert_eq!(at_once.len(), 30, "a line for every key");
        for in_memory in [0, 500, 5_000] {
            assert!(lines(in_memory) == at_once, "with {in_memory} bytes of memory");
        }
    }
}
