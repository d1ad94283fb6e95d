//! What is remembered of a build, so that the next one makes only what has changed; the cache keeps it.

use super::{
    BuildError, CacheUse, Run,
    contribution::{Contribution, Entry},
    department::DepartmentOutcome,
};
use crate::{
    cache::{Cache, Found, Input, Key, KeyMaker, look, seal},
    content::DepartmentFiles,
    data::search::DepartmentKeys,
    model::{
        department::DepartmentId,
        diagnostic::Severity,
        translations::{Question, Translations},
        year::Year,
    },
    publish::{RealDisk, Stage, Stored},
    render::Theme,
    site::{
        Frames,
        view::{EditionView, FrameView},
    },
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};
use tracing::trace_span;

/// Changes with every change of gongkai's own sources (`build.rs`): what another version made is made again.
const VERSION: &str = env!("GONGKAI_SOURCES");

/// The name of the site's record.
const SITE: &str = "site";

/// Everything that one build knows of the one before.
pub(super) struct Memo<'a> {
    /// None for a preview, and where the site's folder cannot be written.
    cache: Option<Cache<'a>>,
    theme: &'a Theme,
    translations: &'a Translations,
    /// Nothing of the build before is to be used.
    anew: bool,
    content: PathBuf,
    /// Of settings, frame, and gongkai itself.
    basis: Key,
    /// Of what changes how every page is written.
    rendering: Key,
    templates: Mutex<BTreeMap<String, Key>>,
    /// What is made is for a shard.
    packs: bool,
    /// Whether what is made may be remembered: not where settings could not be read whole.
    remembers: bool,
    /// Records that are in use, and what went wrong with them first.
    kept: Mutex<(BTreeSet<String>, Option<io::Error>)>,
}

/// Of a department.
#[derive(Clone, Serialize, Deserialize)]
struct DepartmentRecord {
    basis: Key,
    inputs: Vec<Input>,
    templates: Vec<(String, Key)>,
    questions: Vec<(Question, Key)>,
    contribution: Contribution,
    outcome: DepartmentOutcome,
    /// It has keys in the search index.
    searched: bool,
}

/// Of its keys in the search index.
#[derive(Serialize, Deserialize)]
struct SearchRecord {
    /// Of what it was made from.
    of: Key,
    keys: DepartmentKeys,
}

/// Everything that is remembered of a department, for another machine.
#[derive(Serialize, Deserialize)]
pub(super) struct Packed {
    record: DepartmentRecord,
    keys: Option<DepartmentKeys>,
}

/// Of what is made from all departments.
#[derive(Serialize, Deserialize)]
struct SiteRecord {
    files: Vec<Entry>,
}

/// A department before it is made.
pub(super) struct Known {
    basis: Key,
    /// None where they cannot be told.
    inputs: Option<Vec<Input>>,
    record: Option<DepartmentRecord>,
    /// Settings and translations are as they were.
    same_words: bool,
}

/// A department that is as it was.
pub(super) struct Recalled {
    pub outcome: DepartmentOutcome,
    pub contribution: Contribution,
    pub keys: Option<DepartmentKeys>,
    /// For a shard.
    pub packed: Option<Vec<u8>>,
}

impl<'a> Memo<'a> {
    pub fn new(run: &Run<'a>, theme: &'a Theme, frames: &Frames<'_>, cache: Option<Cache<'a>>) -> Result<Memo<'a>, BuildError> {
        let mut rendering = KeyMaker::default();
        rendering.value(VERSION).value(&(run.options.unminified, run.source.config.minify));
        let mut basis = rendering.clone();
        basis.value(&run.source.config).value(&run.editions).value(&run.options.no_samples);
        basis.data(&frames.everywhere()).map_err(BuildError::Key)?;
        let remembers = run.source.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
        let (basis, rendering) = (basis.key(), rendering.key());
        let content = run.content_folder();
        let translations = &run.source.translations;
        let (templates, kept) = Default::default();
        let (anew, packs) = (run.options.cache == CacheUse::Renew, run.options.shard.is_some());
        Ok(Memo { cache, anew, packs, theme, translations, content, basis, rendering, templates, remembers, kept })
    }

    /// What was known of a department, and what it would be made from now.
    pub fn known(&self, files: &DepartmentFiles) -> Known {
        let basis = self.basis_of(files);
        let Some(cache) = &self.cache else { return Known { basis, inputs: None, record: None, same_words: false } };
        let found: Option<Found<DepartmentRecord>> = self.read(&record_name(&files.department.id));
        let record = found.map(|Found { mut record, written }| {
            record.contribution.files.iter_mut().for_each(|entry| unsettle(&mut entry.stored, &written));
            record
        });
        let before = record.as_ref().map_or(&[][..], |record| &record.inputs);
        let inputs = trace_span!("stat").in_scope(|| look(&RealDisk, &self.content, paths(files), before, Some(cache.began())).ok());
        let same_words = record.as_ref().is_some_and(|record| record.basis == basis && self.same_answers(record));
        Known { basis, inputs, record, same_words }
    }

    /// A department as it was made before, if everything it is made from is the same and all its files stand there.
    pub fn recall(&self, known: &mut Known, id: &DepartmentId, stage: &Stage<'_>) -> Result<Option<Recalled>, BuildError> {
        let (Some(record), Some(inputs)) = (&known.record, &known.inputs) else { return Ok(None) };
        if !(known.same_words && self.same_making(record, inputs)) {
            return Ok(None);
        }
        let keys = match record.searched {
            true => {
                let found: Option<Found<SearchRecord>> = self.read(&search_name(id));
                let Some(found) = found.filter(|found| found.record.of == identity(&record.basis, inputs, &record.questions)) else {
                    return Ok(None);
                };
                Some(found.record.keys)
            }
            false => None,
        };
        let _stat = trace_span!("stat").entered();
        let mut files = Vec::with_capacity(record.contribution.files.len());
        for entry in &record.contribution.files {
            let Some(stored) = stage.recognise(&entry.stored)? else { return Ok(None) };
            files.push(Entry { stored, ..entry.clone() });
        }
        files.iter().try_for_each(|entry| stage.keep(&entry.stored))?;
        let (Some(mut record), Some(inputs)) = (known.record.take(), known.inputs.take()) else { return Ok(None) };
        let stamp = |entry: &Entry| entry.stored.stamp;
        let same_stamps = record.inputs == inputs && record.contribution.files.iter().map(stamp).eq(files.iter().map(stamp));
        record.contribution.files = files;
        record.inputs = inputs;
        // So that files are not read once more by the next build.
        if !same_stamps {
            self.write(&record_name(id), &record);
        }
        self.keep(record_name(id));
        record.searched.then(|| self.keep(search_name(id)));
        let (packed, keys) = self.pack(&record, keys);
        let DepartmentRecord { mut outcome, contribution, .. } = record;
        outcome.move_files(|path| self.content.join(path));
        Ok(Some(Recalled { outcome, contribution, keys, packed }))
    }

    /// A department as a shard has it, if it would be made the same here.
    pub fn unpack(&self, Packed { record, keys }: Packed, files: &DepartmentFiles) -> Option<Recalled> {
        let inputs = look(&RealDisk, &self.content, paths(files), &[], None).ok()?;
        let same = record.basis == self.basis_of(files) && self.same_answers(&record) && self.same_making(&record, &inputs);
        let DepartmentRecord { mut outcome, contribution, .. } = record;
        outcome.move_files(|path| self.content.join(path));
        same.then_some(Recalled { outcome, contribution, keys, packed: None })
    }

    /// A record for another machine.
    fn pack(&self, record: &DepartmentRecord, keys: Option<DepartmentKeys>) -> (Option<Vec<u8>>, Option<DepartmentKeys>) {
        if !self.packs {
            return (None, keys);
        }
        let mut record = record.clone();
        record.inputs = record.inputs.iter().map(Input::without_stamp).collect();
        record.contribution.files.iter_mut().for_each(|entry| entry.stored.stamp = None);
        let packed = Packed { record, keys };
        (seal(&packed).ok(), packed.keys)
    }

    fn basis_of(&self, files: &DepartmentFiles) -> Key {
        KeyMaker::default().value(&self.basis).value(&files.department).key()
    }

    /// Whether the memory answers as it did.
    fn same_answers(&self, record: &DepartmentRecord) -> bool {
        record.questions.iter().all(|(question, answer)| self.answer(question) == *answer)
    }

    /// Whether files and templates are the same.
    fn same_making(&self, record: &DepartmentRecord, inputs: &[Input]) -> bool {
        let same = |(old, new): (&Input, &Input)| (&old.path, old.key) == (&new.path, new.key);
        record.inputs.len() == inputs.len()
            && record.inputs.iter().zip(inputs).all(same)
            && record.templates.iter().all(|(name, key)| self.template(name) == *key)
    }

    /// Remembers a department that was made.
    pub fn remember(
        &self,
        known: Known,
        files: &DepartmentFiles,
        asked: BTreeSet<Question>,
        (outcome, contribution, keys): (&DepartmentOutcome, &Contribution, Option<DepartmentKeys>),
    ) -> (Option<Vec<u8>>, Option<DepartmentKeys>) {
        let id = &files.department.id;
        let (Some(cache), Some(inputs)) = (&self.cache, known.inputs) else { return (None, keys) };
        // Somebody may have written a file after it was looked at and before it was read.
        let again = look(&RealDisk, &self.content, paths(files), &inputs, Some(cache.began())).ok();
        let errors = outcome.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        if !self.remembers || errors || again.as_ref() != Some(&inputs) {
            return (None, keys);
        }
        let answered = |question| (self.answer(&question), question);
        let questions: Vec<(Question, Key)> = asked.into_iter().map(answered).map(|(answer, question)| (question, answer)).collect();
        let templates = contribution.templates.iter().map(|name| (name.clone(), self.template(name))).collect();
        let mut outcome = outcome.clone();
        outcome.move_files(|path| path.strip_prefix(&self.content).map_or_else(|_| path.to_owned(), Path::to_owned));
        let of = identity(&known.basis, &inputs, &questions);
        let record = DepartmentRecord {
            basis: known.basis,
            inputs,
            templates,
            questions,
            contribution: contribution.clone(),
            outcome,
            searched: keys.is_some(),
        };
        self.write(&record_name(id), &record);
        let keys = keys.map(|keys| {
            let record = SearchRecord { of, keys };
            self.write(&search_name(id), &record);
            record.keys
        });
        self.keep(record_name(id));
        keys.as_ref().inspect(|_| self.keep(search_name(id)));
        self.pack(&record, keys)
    }

    /// The files that were made from all departments before.
    pub fn site_before(&self) -> Vec<Entry> {
        let found: Option<Found<SiteRecord>> = self.read(SITE);
        found
            .map(|Found { mut record, written }| {
                record.files.iter_mut().for_each(|entry| unsettle(&mut entry.stored, &written));
                record.files
            })
            .unwrap_or_default()
    }

    /// Remembers them.
    pub fn remember_site(&self, made: &Contribution) {
        if self.remembers {
            self.write(SITE, &SiteRecord { files: made.files.clone() });
            self.keep(SITE.to_owned());
        }
    }

    /// Forgets departments that are no longer there. Says what went wrong, if something did: the next build will take longer, and be right.
    pub fn finish(self) -> Option<io::Error> {
        let (names, mut problem) = self.kept.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(Err(error)) = self.cache.as_ref().map(|cache| cache.retain(&names)) {
            problem.get_or_insert(error);
        }
        problem
    }

    /// The key of a page: of all that its template sees, and of all that its template is made of. `view` is the key of what it shows.
    pub fn page(&self, template: &str, edition: &EditionView, frame: &FrameView, view: Key) -> Result<Key, BuildError> {
        let mut key = KeyMaker::default();
        key.value(&self.rendering).value(&self.template(template)).value(&view);
        key.data(edition).and_then(|key| key.data(frame)).map_err(BuildError::Key)?;
        Ok(key.key())
    }

    /// Of a template, and all that it is made of.
    fn template(&self, name: &str) -> Key {
        // Of a map, a thread that panicked leaves nothing half done.
        let mut known = self.templates.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = known.get(name) {
            return *key;
        }
        let mut key = KeyMaker::default();
        self.theme.sources(name).for_each(|(name, bytes)| _ = key.value(name).bytes(bytes));
        *known.entry(name.to_owned()).or_insert(key.key())
    }

    /// Of what the translation memory answers.
    fn answer(&self, question: &Question) -> Key {
        KeyMaker::default().value(&self.translations.answer(question)).key()
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> Option<Found<T>> {
        let _cache = trace_span!("cache").entered();
        self.cache.as_ref().filter(|_| !self.anew)?.read(name)
    }

    fn write<T: Serialize>(&self, name: &str, record: &T) {
        let _cache = trace_span!("cache").entered();
        if let Some(Err(error)) = self.cache.as_ref().map(|cache| cache.write(name, record)) {
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).1.get_or_insert(error);
        }
    }

    fn keep(&self, name: String) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).0.insert(name);
    }
}

impl Known {
    /// The files of the one before; its data only where they would be made from the same words.
    pub fn before(&mut self) -> Vec<Entry> {
        let files = self.record.take().map(|record| record.contribution.files).unwrap_or_default();
        let same_words = self.same_words;
        files.into_iter().filter(|entry| same_words || !entry.stored.path.as_str().starts_with("data/")).collect()
    }

    /// The key of data of a year, or of all years.
    pub fn data(&self, year: Option<Year>) -> Key {
        let mut key = KeyMaker::default();
        key.value(&self.basis);
        let folder = year.map(|year| year.to_string());
        let of_year = |input: &&Input| folder.as_ref().is_none_or(|year| input.path.starts_with(year));
        self.inputs.iter().flatten().filter(of_year).for_each(|input| _ = key.value(&(&input.path, &input.key)));
        // Where the inputs cannot be told, there is nothing from before to be mistaken for this.
        key.key()
    }
}

fn record_name(id: &DepartmentId) -> String {
    format!("department-{id}")
}

fn search_name(id: &DepartmentId) -> String {
    format!("search-{id}")
}

fn paths(files: &DepartmentFiles) -> impl Iterator<Item = &Path> {
    files.years.iter().flat_map(|(_, year)| year.sheets.iter().chain(&year.others).chain(&year.notice)).map(PathBuf::as_path)
}

/// A file that was stored at the same time as its record, or later, may have been written again since in the same tick of the clock.
fn unsettle(stored: &mut Stored, written: &crate::publish::Stamp) {
    stored.stamp = stored.stamp.filter(|stamp| stamp.is_older_than(written));
}

fn identity(basis: &Key, inputs: &[Input], questions: &[(Question, Key)]) -> Key {
    let mut key = KeyMaker::default();
    key.value(basis);
    inputs.iter().for_each(|input| _ = key.value(&(&input.path, &input.key)));
    questions.iter().for_each(|(_, answer)| _ = key.value(answer));
    key.key()
}

impl DepartmentOutcome {
    /// Puts other paths in the place of those of its files: records name them relative to the content.
    fn move_files(&mut self, to: impl Fn(&Path) -> PathBuf) {
        let files =
            self.diagnostics.iter_mut().map(|diagnostic| &mut diagnostic.file).chain(self.links.iter_mut().map(|link| &mut link.file));
        files.for_each(|file| *file = Arc::new(to(file)));
    }
}
