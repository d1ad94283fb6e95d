//! From keys of departments, in any order, to shards of keys: an exact key, or all keys with the same beginning, are in one shard.

use super::{keys::Keys, sink::Line};
use crate::{model::year::Year, sorted::Sorted};
use serde::{Deserialize, Serialize, Serializer};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io,
};

/// A shard has about this many bytes: few enough to load, many enough that files stay few.
const SHARD: usize = 12_000;

/// The years of one department in which a key occurs.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Years {
    /// One bit per year, the lowest is the first of `years`.
    pub years: u32,
    /// Year of the lowest bit: years before are in another entry.
    pub first: Year,
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
    /// All of them, in any order.
    pub fn into_keys(self) -> impl Iterator<Item = (Box<str>, Vec<Years>)> {
        self.keys.into_iter()
    }

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

/// Cuts lines, which are `bytes` long in all, into shards: keys in order, each with its reports, `key=reports`, parted by spaces. Their
/// number is a power of two. Hands on a shard after the other, by its number.
pub(super) fn cut<E>(
    mut lines: Sorted<Line>,
    bytes: usize,
    read: impl Fn(io::Error) -> E,
    mut put: impl FnMut(usize, String) -> Result<(), E>,
) -> Result<usize, E> {
    let count = bytes.div_ceil(SHARD).max(1).next_power_of_two();
    let number = |line: &Line| line.order.reverse_bits() as usize & (count - 1);
    let mut lines = lines.iter().map_err(&read)?.peekable();
    let mut empty: BTreeSet<usize> = (0..count).collect();
    while let Some(first) = lines.next() {
        let mut shard = vec![first.map_err(&read)?];
        let at = number(&shard[0]);
        while let Some(line) = lines.next_if(|line| line.as_ref().map_or(true, |line| number(line) == at)) {
            shard.push(line.map_err(&read)?);
        }
        shard.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        put(at, shard.iter().map(|line| format!("{}={}", line.key, line.reports)).collect::<Vec<_>>().join(" "))?;
        empty.remove(&at);
    }
    empty.into_iter().try_for_each(|at| put(at, String::new()))?;
    Ok(count)
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
