//! The search index: classic scripts that a page loads one by one, as a search needs them (docs/search.md has the format, the
//! reasons and the measurements).
//!
//! Texts of a report are written when its pages are; what stays of them is which keys occur in which of its reports. At the
//! end the keys become shards. Everything is the same for any order of departments and any number of threads.

mod fold;
mod keys;
mod numbering;
mod posting;
mod readings;
mod shards;
mod text;

pub use text::{PartText, ReportText, RowKind, RowText};

use crate::model::{department::DepartmentId, lang::Lang, year::Year};
use keys::keys_of;
use numbering::Numbering;
use rayon::prelude::*;
use readings::Alphabet;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shards::{KeySink, Occurrences};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};
use tracing::trace_span;

/// A file of the index: its path from the root of the site, and its bytes.
pub type IndexFile = (String, Vec<u8>);

/// Where the files of the index stand.
const FOLDER: &str = "assets/search";

/// The one script that pages know, from the root of the site. It has no hash in its name, so that no page changes with it.
pub const ENTRY: &str = "assets/search/entry.js";

/// The index while it grows.
pub struct SearchIndex {
    languages: Vec<Lang>,
    keys: Vec<KeySink>,
    known: Mutex<Known>,
}

/// What the reports of one department add to an index.
#[derive(Debug, Serialize, Deserialize)]
pub struct DepartmentKeys {
    department: DepartmentId,
    years: BTreeSet<Year>,
    /// Hashes of the files of its texts.
    digests: Vec<(String, Vec<u8>)>,
    /// Keys and characters of names, in the order of the index's languages.
    languages: Vec<(Occurrences, Alphabet)>,
}

/// What is known of the departments so far.
#[derive(Default)]
struct Known {
    /// Departments by the provisional number that they came in at, with the years of their reports.
    departments: Vec<(DepartmentId, BTreeSet<Year>)>,
    /// Hashes of the files that are written already.
    digests: BTreeMap<String, Vec<u8>>,
    /// Characters of names, per language, with their readings.
    alphabets: BTreeMap<Lang, Alphabet>,
}

impl SearchIndex {
    /// An empty index over these languages.
    pub fn new(languages: &[Lang]) -> SearchIndex {
        let keys = languages.iter().map(|_| KeySink::default()).collect();
        SearchIndex { languages: languages.to_vec(), keys, known: Mutex::default() }
    }

    /// The languages it is over.
    pub fn languages(&self) -> &[Lang] {
        &self.languages
    }

    /// Reads the reports of one department: what they add to the index, and the files of their texts.
    pub fn read(&self, department: &DepartmentId, reports: &[ReportText]) -> (DepartmentKeys, Vec<IndexFile>) {
        let _search = trace_span!("search").entered();
        let years = reports.iter().map(|report| report.year).collect();
        let mut keys = DepartmentKeys { department: department.clone(), years, digests: Vec::new(), languages: Vec::new() };
        let mut files = Vec::new();
        for lang in &self.languages {
            let mut occurrences = Occurrences::default();
            let mut alphabet = Alphabet::default();
            for report in reports {
                occurrences.begin(report.year);
                for row in report.rows(lang) {
                    keys_of(row, &mut occurrences, &mut alphabet);
                }
                files.push(file(&format!("{lang}/t/{}/{department}", report.year), &text::report_json(report, lang)));
            }
            keys.languages.push((occurrences, alphabet));
        }
        keys.digests.extend(files.iter().map(|(path, bytes)| (path.clone(), Sha256::digest(bytes).to_vec())));
        (keys, files)
    }

    /// Takes in what a department adds.
    pub fn take(&self, keys: DepartmentKeys) {
        let _search = trace_span!("search").entered();
        let number = {
            let mut known = self.known();
            known.departments.push((keys.department, keys.years));
            known.digests.extend(keys.digests);
            known.departments.len() as u32 - 1
        };
        for ((lang, sink), (occurrences, alphabet)) in self.languages.iter().zip(&self.keys).zip(keys.languages) {
            sink.take(number, occurrences);
            self.known().alphabets.entry(lang.clone()).or_default().merge(alphabet);
        }
    }

    /// All other files: the shards of keys, the lists of departments, and the entry script, which begins with `code`. `order` are
    /// the departments in the order of lists.
    pub fn finish<'d>(&self, order: impl Iterator<Item = &'d DepartmentId>, code: &[u8]) -> Vec<IndexFile> {
        let _search = trace_span!("search").entered();
        let Known { departments, mut digests, alphabets } = std::mem::take(&mut *self.known());
        let numbering = Numbering::new(&departments, order);
        let mut files = Vec::new();
        let mut shards = serde_json::Map::new();
        for (lang, sink) in self.languages.iter().zip(&self.keys) {
            let keys = sink.shards(&numbering);
            let alphabet = alphabets.get(lang).map(Alphabet::lines).unwrap_or_default();
            shards.insert(lang.to_string(), serde_json::json!({ "shards": keys.len(), "pinyin": !alphabet.is_empty() }));
            let made: Vec<IndexFile> =
                keys.par_iter().enumerate().map(|(at, keys)| file(&format!("{lang}/k/{at}"), &quoted(keys))).collect();
            files.extend(made);
            if !alphabet.is_empty() {
                files.push(file(&format!("{lang}/pinyin"), &quoted(&alphabet)));
            }
        }
        for (at, group) in numbering.groups().iter().enumerate() {
            let ids: Vec<&str> = group.iter().map(|id| id.as_str()).collect();
            files.push(file(&format!("d/{at}"), &serde_json::json!(ids).to_string()));
        }
        digests.extend(files.iter().map(|(path, bytes)| (path.clone(), Sha256::digest(bytes).to_vec())));
        let mut hash = Sha256::new();
        digests.iter().for_each(|(path, digest)| hash.update([path.as_bytes(), digest].concat()));
        let version: String = hash.finalize().iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        let begin = serde_json::json!({
            "version": version,
            "years": numbering.years().iter().map(|year| year.to_string()).collect::<Vec<_>>(),
            "groups": numbering.groups().iter().map(Vec::len).collect::<Vec<_>>(),
            "languages": shards,
        });
        let entry = [code, format!("gongkaiSearch.begin({begin});\n").as_bytes()].concat();
        files.push((ENTRY.to_owned(), entry));
        files
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // A thread that panicked while adding has left lists that are whole.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A script that hands `value`, an expression, to the page that asked for `name`.
fn file(name: &str, value: &str) -> IndexFile {
    (format!("{FOLDER}/{name}.js"), format!("gongkaiSearch.put(\"{name}\",{value});\n").into_bytes())
}

/// A text as an expression of JavaScript.
fn quoted(text: &str) -> String {
    script_safe(&serde_json::Value::from(text).to_string())
}

/// JSON as an expression of JavaScript: two line separators are allowed in the one and, in older engines, not in the other.
fn script_safe(json: &str) -> String {
    json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
