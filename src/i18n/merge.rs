//! A catalogue brought up to date with the texts of a site, without losing a translator's work.

use super::{
    Wanted,
    catalogue::{Catalogue, Entry},
};
use crate::model::lang::Lang;
use std::collections::BTreeMap;

/// How alike two texts must be for the translation of one to be proposed for the other: of 100 characters so many are the same.
const ALIKE: f64 = 0.7;

/// Places that an entry names: a text of every report of a province would have ten thousand.
const PLACES: usize = 12;

/// What became of the entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Entries for texts that had none.
    pub new: usize,
    /// Of those, the ones with a translation to be looked at: of a text that was almost the same.
    pub proposed: usize,
    /// Of the new ones, those with the official term.
    pub known: usize,
    /// Entries that are out of use now.
    pub set_aside: usize,
    /// Entries that were out of use, and are not any more.
    pub revived: usize,
}

/// The catalogue with an entry for every text that is wanted, sorted; `known` are official terms.
pub fn merge(
    old: &Catalogue,
    wanted: &BTreeMap<String, Wanted>,
    lang: &Lang,
    known: &dyn Fn(&str) -> Option<String>,
) -> (Catalogue, Merged) {
    let mut merged = Merged::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut found: BTreeMap<&str, Vec<Option<&str>>> = BTreeMap::new();
    for entry in &old.entries {
        let source = entry.source.trim_end();
        let uses = wanted.get(source).filter(|wanted| entry.context.as_ref().is_none_or(|context| wanted.fields.contains(context)));
        match uses {
            Some(uses) => {
                found.entry(source).or_default().push(entry.context.as_deref());
                merged.revived += usize::from(entry.obsolete);
                entries.push(Entry { fields: fields(uses), places: places(uses), obsolete: false, ..entry.clone() });
            }
            None if entry.has_work() => {
                merged.set_aside += usize::from(!entry.obsolete);
                entries.push(Entry { places: Vec::new(), fields: Vec::new(), obsolete: true, ..entry.clone() });
            }
            None => {}
        }
    }
    for (source, uses) in wanted {
        let contexts = found.get(source.as_str()).map(Vec::as_slice).unwrap_or_default();
        let covered = contexts.contains(&None) || uses.fields.iter().all(|field| contexts.contains(&Some(field.as_str())));
        if covered && !contexts.is_empty() {
            continue;
        }
        merged.new += 1;
        let entry = Entry { fields: fields(uses), places: places(uses), source: source.clone(), ..Entry::default() };
        entries.push(match (known(source), nearest(source, &old.entries)) {
            (Some(term), _) => {
                merged.known += 1;
                Entry { translation: term, ..entry }
            }
            (None, Some(near)) => {
                merged.proposed += 1;
                let translation = near.translation.clone();
                Entry { translation, flags: vec!["fuzzy".to_owned()], previous: Some(near.source.clone()), ..entry }
            }
            (None, None) => entry,
        });
    }
    entries.sort_by(|a, b| (a.obsolete, &a.source, &a.context).cmp(&(b.obsolete, &b.source, &b.context)));
    (Catalogue { header: Some(header(old.header.as_ref(), lang)), entries }, merged)
}

fn fields(wanted: &Wanted) -> Vec<String> {
    let more = wanted.places.len().saturating_sub(PLACES);
    let others = (more > 0).then(|| format!("{more} more places"));
    wanted.fields.iter().cloned().chain(others).collect()
}

fn places(wanted: &Wanted) -> Vec<String> {
    wanted.places.iter().take(PLACES).map(|(file, line)| format!("{file}:{line}")).collect()
}

/// The translated entry whose text is most like another.
fn nearest<'e>(source: &str, entries: &'e [Entry]) -> Option<&'e Entry> {
    let length = source.chars().count();
    let translated = entries.iter().filter(|entry| !entry.translation.trim().is_empty() && !entry.is_fuzzy());
    let alike = translated.filter_map(|entry| {
        let other = entry.source.chars().count();
        // Texts of very different length are not compared, for that costs time.
        let comparable = length.min(other) * 10 >= length.max(other) * 7 && length >= 3;
        let alike = if comparable { strsim::normalized_levenshtein(source, entry.source.trim_end()) } else { 0.0 };
        (alike >= ALIKE).then_some((alike, entry))
    });
    alike.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, entry)| entry)
}

/// The header as it is, with what every tool asks for.
fn header(old: Option<&Entry>, lang: &Lang) -> Entry {
    let mut entry = old.cloned().unwrap_or_default();
    let has = |text: &str, name: &str| text.lines().any(|line| line.to_lowercase().starts_with(&format!("{}:", name.to_lowercase())));
    for (name, value) in [
        ("Project-Id-Version", "gongkai".to_owned()),
        ("Language", lang.to_string()),
        ("MIME-Version", "1.0".to_owned()),
        ("Content-Type", "text/plain; charset=UTF-8".to_owned()),
        ("Content-Transfer-Encoding", "8bit".to_owned()),
        ("X-Generator", format!("gongkai {}", env!("CARGO_PKG_VERSION"))),
    ] {
        if !has(&entry.translation, name) {
            entry.translation.push_str(&format!("{name}: {value}\n"));
        }
    }
    entry
}
