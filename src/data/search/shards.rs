//! From keys of departments, in any order, to shards of keys: an exact key, or all keys with the same beginning, are in one shard.

use super::{keys::Keys, numbering::Numbering, posting};
use crate::model::year::Year;
use rayon::prelude::*;
use serde::{Deserialize, Serialize, Serializer};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
};

/// A shard has about this many bytes: few enough to load, many enough that files stay few.
const SHARD: usize = 12_000;

/// Locks that share the work of many threads.
const STRIPES: usize = 64;

/// The reports of one department in which a key occurs.
#[derive(Clone, Copy)]
struct Reports {
    /// Provisional number of the department.
    department: u32,
    /// One bit per year, the lowest is the first of `years`.
    years: u32,
    /// Years of the lowest bit: years before are in another entry.
    first: Year,
}

/// The years of one department in which a key occurs.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Years {
    /// One bit per year, the lowest is the first of `years`.
    years: u32,
    /// Year of the lowest bit: years before are in another entry.
    first: Year,
}

/// Keys of one department.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Occurrences {
    year: Option<Year>,
    #[serde(serialize_with = "in_order")]
    keys: HashMap<Box<str>, Vec<Years>>,
}

/// What is written down is the same on every machine.
fn in_order<S: Serializer>(keys: &HashMap<Box<str>, Vec<Years>>, serializer: S) -> Result<S::Ok, S::Error> {
    keys.iter().collect::<BTreeMap<_, _>>().serialize(serializer)
}

impl Occurrences {
    /// The keys that follow are of this year; years come in order.
    pub fn begin(&mut self, year: Year) {
        self.year = Some(year);
    }
}

impl Keys for Occurrences {
    fn key(&mut self, key: &str) {
        let Some(year) = self.year else { return };
        let new = Years { years: 1, first: year };
        let Some(reports) = self.keys.get_mut(key) else {
            self.keys.insert(key.into(), vec![new]);
            return;
        };
        match reports.last_mut().and_then(|last| Some((year.after(last.first)?, last))) {
            Some((distance @ 0..32, last)) => last.years |= 1 << distance,
            _ => reports.push(new),
        }
    }
}

/// Keys of all departments.
pub(super) struct KeySink(Vec<Mutex<HashMap<Box<str>, Vec<Reports>>>>);

impl Default for KeySink {
    fn default() -> KeySink {
        KeySink((0..STRIPES).map(|_| Mutex::default()).collect())
    }
}

impl KeySink {
    /// Adds a department, by its provisional number.
    pub fn take(&self, department: u32, occurrences: Occurrences) {
        let mut parts: Vec<Vec<(Box<str>, Vec<Years>)>> = (0..STRIPES).map(|_| Vec::new()).collect();
        for (key, years) in occurrences.keys {
            parts[hash(shard_part(&key)) as usize % STRIPES].push((key, years));
        }
        for (stripe, part) in self.0.iter().zip(parts) {
            let mut stripe = stripe.lock().unwrap_or_else(PoisonError::into_inner);
            for (key, years) in part {
                let reports = years.into_iter().map(|Years { years, first }| Reports { department, years, first });
                match stripe.get_mut(&key) {
                    Some(all) => all.extend(reports),
                    None => _ = stripe.insert(key, reports.collect()),
                }
            }
        }
    }

    /// The shards: keys in order, each with its reports, `key=reports`, parted by spaces. Their number is a power of two.
    pub fn shards(&self, numbering: &Numbering) -> Vec<String> {
        let stripes: Vec<Vec<(Box<str>, String)>> = self
            .0
            .par_iter()
            .map(|stripe| {
                let keys = std::mem::take(&mut *stripe.lock().unwrap_or_else(PoisonError::into_inner));
                keys.into_iter().map(|(key, reports)| (key, encoded(&reports, numbering))).collect()
            })
            .collect();
        let bytes: usize = stripes.iter().flatten().map(|(key, reports)| key.len() + reports.len() + 2).sum();
        let count = bytes.div_ceil(SHARD).max(1).next_power_of_two();
        let mut shards: Vec<Vec<(Box<str>, String)>> = (0..count).map(|_| Vec::new()).collect();
        for (key, reports) in stripes.into_iter().flatten() {
            shards[hash(shard_part(&key)) as usize & (count - 1)].push((key, reports));
        }
        let line = |mut keys: Vec<(Box<str>, String)>| {
            keys.sort_unstable();
            keys.iter().map(|(key, reports)| format!("{key}={reports}")).collect::<Vec<_>>().join(" ")
        };
        shards.into_par_iter().map(line).collect()
    }
}

fn encoded(all: &[Reports], numbering: &Numbering) -> String {
    let years = numbering.years();
    let mut numbers = Vec::new();
    for reports in all {
        let set =
            years.iter().filter(|year| matches!(year.after(reports.first), Some(distance @ 0..32) if reports.years >> distance & 1 == 1));
        numbers.extend(set.map(|year| numbering.report(reports.department, *year)));
    }
    numbers.sort_unstable();
    posting::encode(&numbers, |bucket| numbering.size(bucket))
}

/// The part of a key that decides on its shard, so that keys with the same beginning stand together: of words their first three
/// letters, of pairs of syllables the first one. What comes before a name's own keys does not count.
pub(super) fn shard_part(key: &str) -> &str {
    let key = key.strip_prefix('@').unwrap_or(key);
    if key.starts_with(['^', '\'']) || key.ends_with('*') {
        return key;
    }
    match key.split_once('\'') {
        Some((first, _)) => first,
        None => key.char_indices().nth(3).map_or(key, |(end, _)| &key[..end]),
    }
}

/// FNV-1a over UTF-16, which is what pages can count in; its halves are folded, for its low bits alone are weak.
pub(super) fn hash(text: &str) -> u32 {
    let hash = text.encode_utf16().fold(0x811c_9dc5_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193));
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::shard_part;

    #[test]
    fn keys_with_the_same_beginning_stand_together() {
        for (key, part) in [
            ("teachers", "tea"),
            ("@teachers", "tea"),
            ("140.50", "140"),
            ("te*", "te*"),
            ("lao'gan", "lao"),
            ("^lgb", "^lgb"),
            ("老干", "老干"),
            ("𠮷", "𠮷"),
        ] {
            assert_eq!(shard_part(key), part);
        }
    }
}
