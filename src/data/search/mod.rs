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
mod sink;
mod text;

pub use text::{PartText, ReportText, RowKind, RowText};

use crate::model::{department::DepartmentId, lang::Lang, year::Year};
use crate::sorted::Sorted;
use keys::keys_of;
use numbering::Numbering;
use readings::Alphabet;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shards::Occurrences;
use sink::KeySink;
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::Path,
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
struct Known {
    /// Departments by the provisional number that they came in at, with the years of their reports.
    departments: Vec<(DepartmentId, BTreeSet<Year>)>,
    /// Hashes of the files that are written already.
    digests: Sorted<(String, Vec<u8>)>,
    /// Characters of names, per language, with their readings.
    alphabets: BTreeMap<Lang, Alphabet>,
}

impl SearchIndex {
    /// An empty index over these languages; `scratch` is where what does not fit into memory may wait.
    pub fn new(languages: &[Lang], scratch: &Path) -> SearchIndex {
        let keys = languages.iter().map(|_| KeySink::new(scratch)).collect();
        let known = Known { departments: Vec::new(), digests: Sorted::new(scratch), alphabets: BTreeMap::new() };
        SearchIndex { languages: languages.to_vec(), keys, known: Mutex::new(known) }
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
    ///
    /// # Errors
    /// [`io::Error`] if what does not fit into memory could not be written to the disk.
    pub fn take(&self, keys: DepartmentKeys) -> io::Result<()> {
        let _search = trace_span!("search").entered();
        let number = {
            let mut known = self.known();
            known.departments.push((keys.department, keys.years));
            keys.digests.into_iter().try_for_each(|digest| known.digests.push(digest))?;
            known.departments.len() as u32 - 1
        };
        for ((lang, sink), (occurrences, alphabet)) in self.languages.iter().zip(&self.keys).zip(keys.languages) {
            sink.take(number, occurrences)?;
            self.known().alphabets.entry(lang.clone()).or_default().merge(alphabet);
        }
        Ok(())
    }

    /// All other files, handed to `put` one by one: the shards of keys, the lists of departments, and the entry script, which begins
    /// with `code`. `order` are the departments in the order of lists.
    ///
    /// # Errors
    /// Those of `put`, and those of `read`, if what waited on the disk cannot be read again.
    pub fn finish<'d, E>(
        &self,
        order: impl Iterator<Item = &'d DepartmentId>,
        code: &[u8],
        read: impl Fn(io::Error) -> E,
        put: impl Fn(IndexFile) -> Result<(), E>,
    ) -> Result<(), E> {
        let _search = trace_span!("search").entered();
        let Known { departments, digests, alphabets } = &mut *self.known();
        let numbering = Numbering::new(departments, order);
        let mut digested = |(path, bytes): IndexFile| {
            digests.push((path.clone(), Sha256::digest(&bytes).to_vec())).map_err(&read)?;
            put((path, bytes))
        };
        let mut shards = serde_json::Map::new();
        for (lang, sink) in self.languages.iter().zip(&self.keys) {
            let (lines, bytes) = sink.lines(&numbering).map_err(&read)?;
            let count = shards::cut(lines, bytes, &read, |at, keys| digested(file(&format!("{lang}/k/{at}"), &quoted(&keys))))?;
            let alphabet = alphabets.get(lang).map(Alphabet::lines).unwrap_or_default();
            shards.insert(lang.to_string(), serde_json::json!({ "shards": count, "pinyin": !alphabet.is_empty() }));
            if !alphabet.is_empty() {
                digested(file(&format!("{lang}/pinyin"), &quoted(&alphabet)))?;
            }
        }
        for (at, group) in numbering.groups().iter().enumerate() {
            let ids: Vec<&str> = group.iter().map(|id| id.as_str()).collect();
            digested(file(&format!("d/{at}"), &serde_json::json!(ids).to_string()))?;
        }
        let mut hash = Sha256::new();
        for digest in digests.iter().map_err(&read)? {
            let (path, digest) = digest.map_err(&read)?;
            hash.update([path.as_bytes(), &digest].concat());
        }
        let version: String = hash.finalize().iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        let begin = serde_json::json!({
            "version": version,
            "years": numbering.years().iter().map(|year| year.to_string()).collect::<Vec<_>>(),
            "groups": numbering.groups().iter().map(Vec::len).collect::<Vec<_>>(),
            "languages": shards,
        });
        put((ENTRY.to_owned(), [code, format!("gongkaiSearch.begin({begin});\n").as_bytes()].concat()))
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
