//! A portion of the site while it is made: what one department adds, or what is made from all of them. Whatever it puts into the
//! stage, it keeps account of; what was made before from the same things stays as it stands.

use super::{
    BuildError,
    contribution::{Contribution, Entry},
    pages::path,
};
use crate::{
    cache::Key,
    publish::{Stage, Stored, Tier},
    site::path::SitePath,
};
use std::{
    collections::BTreeMap,
    io::Read,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

/// Writes into the stage, from any number of threads.
pub(super) struct Portion<'a> {
    stage: &'a Stage<'a>,
    before: BTreeMap<SitePath, Entry>,
    made: Mutex<Contribution>,
    /// Files that were made, and not kept.
    anew: AtomicUsize,
}

impl<'a> Portion<'a> {
    /// An empty one; `before` are the files of the one before.
    pub fn new(stage: &'a Stage<'a>, before: Vec<Entry>) -> Portion<'a> {
        let before = before.into_iter().map(|entry| (entry.stored.path.clone(), entry)).collect();
        Portion { stage, before, made: Mutex::default(), anew: AtomicUsize::new(0) }
    }

    /// Writes a file.
    pub fn put(&self, at: &str, tier: Tier, bytes: &[u8]) -> Result<Stored, BuildError> {
        let stored = self.stage.put(&path(at), tier, bytes)?;
        Ok(self.add(Entry { stored, key: None }))
    }

    /// Writes a file that is too large for memory.
    pub fn put_from(&self, at: &str, tier: Tier, mut reader: impl Read) -> Result<Stored, BuildError> {
        let stored = self.stage.put_from(&path(at), tier, &mut reader)?;
        Ok(self.add(Entry { stored, key: None }))
    }

    /// Keeps the file that was made before from things with the same key, or makes it.
    pub fn make<B: AsRef<[u8]>>(
        &self,
        at: &str,
        tier: Tier,
        key: Key,
        make: impl FnOnce() -> Result<B, BuildError>,
    ) -> Result<Stored, BuildError> {
        if let Some(kept) = self.kept(at, key)? {
            return Ok(kept);
        }
        self.anew(at, tier, key, make()?.as_ref())
    }

    /// The same for one that may turn out not to be.
    pub fn make_some(
        &self,
        at: &str,
        tier: Tier,
        key: Key,
        make: impl FnOnce() -> Result<Option<Vec<u8>>, BuildError>,
    ) -> Result<Option<Stored>, BuildError> {
        if let Some(kept) = self.kept(at, key)? {
            return Ok(Some(kept));
        }
        make()?.map(|bytes| self.anew(at, tier, key, &bytes)).transpose()
    }

    fn anew(&self, at: &str, tier: Tier, key: Key, bytes: &[u8]) -> Result<Stored, BuildError> {
        let stored = self.stage.put(&path(at), tier, bytes)?;
        self.anew.fetch_add(1, Ordering::Relaxed);
        Ok(self.add(Entry { stored, key: Some(key) }))
    }

    /// The same for one that is too large for memory.
    pub fn make_from(&self, at: &str, tier: Tier, key: Key, mut reader: impl Read) -> Result<Stored, BuildError> {
        if let Some(kept) = self.kept(at, key)? {
            return Ok(kept);
        }
        let stored = self.stage.put_from(&path(at), tier, &mut reader)?;
        self.anew.fetch_add(1, Ordering::Relaxed);
        Ok(self.add(Entry { stored, key: Some(key) }))
    }

    fn kept(&self, at: &str, key: Key) -> Result<Option<Stored>, BuildError> {
        let Some(entry) = self.before.get(at).filter(|entry| entry.key == Some(key)) else { return Ok(None) };
        let Some(stored) = self.stage.recognise(&entry.stored)? else { return Ok(None) };
        self.stage.keep(&stored)?;
        Ok(Some(self.add(Entry { stored, key: Some(key) })))
    }

    fn add(&self, entry: Entry) -> Stored {
        let stored = entry.stored.clone();
        self.made().files.push(entry);
        stored
    }

    /// The account so far.
    pub fn made(&self) -> MutexGuard<'_, Contribution> {
        // A thread that panicked while adding has left lists that are whole.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was made, and how many files of it anew.
    pub fn finish(self) -> (Contribution, usize) {
        let mut made = self.made.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Threads add in any order.
        made.files.sort_by(|a, b| a.stored.path.cmp(&b.stored.path));
        (made, self.anew.into_inner())
    }
}
