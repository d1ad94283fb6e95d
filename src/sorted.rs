//! Things in order, however many there are: those that would take too much memory wait on the disk, in files without names, so that
//! nothing of them can be met after a crash.

use serde::{Serialize, de::DeserializeOwned};
use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// So many things are in memory at most; of files of a site, some three megabytes.
const IN_MEMORY: usize = 20_000;

/// Things that are put in in any order, and come out sorted, as often as wanted. Equal things come out side by side.
pub(crate) struct Sorted<T> {
    folder: PathBuf,
    in_memory: usize,
    buffer: Vec<T>,
    /// Sorted, one after the other, each with its length before it.
    runs: Vec<File>,
    length: usize,
}

impl<T: Ord + Clone + Serialize + DeserializeOwned> Sorted<T> {
    /// Nothing yet; `folder` is where files may wait.
    pub fn new(folder: &Path) -> Sorted<T> {
        Sorted { folder: folder.to_owned(), in_memory: IN_MEMORY, buffer: Vec::new(), runs: Vec::new(), length: 0 }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Puts one in.
    ///
    /// # Errors
    /// [`io::Error`] if it could not be written to the disk.
    pub fn push(&mut self, thing: T) -> io::Result<()> {
        self.buffer.push(thing);
        self.length += 1;
        if self.buffer.len() < self.in_memory {
            return Ok(());
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.sort_unstable();
        self.write_run(buffer.drain(..))?;
        self.buffer = buffer;
        Ok(())
    }

    /// Puts in many that are sorted already, and writes them to the disk at once.
    ///
    /// # Errors
    /// As [`push`](Sorted::push).
    pub fn push_run(&mut self, sorted: Vec<T>) -> io::Result<()> {
        self.length += sorted.len();
        self.write_run(sorted.into_iter())
    }

    /// Puts in many that stay in memory.
    pub fn hold(&mut self, things: Vec<T>) {
        self.length += things.len();
        match self.buffer.is_empty() {
            true => self.buffer = things,
            false => self.buffer.extend(things),
        }
    }

    fn write_run(&mut self, things: impl Iterator<Item = T>) -> io::Result<()> {
        let mut run = BufWriter::with_capacity(1 << 16, tempfile::tempfile_in(&self.folder)?);
        for thing in things {
            let bytes = postcard::to_stdvec(&thing).map_err(io::Error::other)?;
            run.write_all(&u32::try_from(bytes.len()).map_err(io::Error::other)?.to_le_bytes())?;
            run.write_all(&bytes)?;
        }
        self.runs.push(run.into_inner().map_err(io::IntoInnerError::into_error)?);
        Ok(())
    }

    /// All of them, in order.
    ///
    /// # Errors
    /// [`io::Error`] if they could not be read again.
    pub fn iter(&mut self) -> io::Result<impl Iterator<Item = io::Result<T>> + use<'_, T>> {
        self.buffer.sort_unstable();
        let mut merge = Merge { buffer: self.buffer.iter(), runs: Vec::new(), heads: BinaryHeap::new() };
        for run in &self.runs {
            let mut file = run;
            file.seek(SeekFrom::Start(0))?;
            merge.runs.push(BufReader::with_capacity(1 << 16, file));
        }
        // Where all are in memory, there is nothing to merge.
        for source in (0..=merge.runs.len()).filter(|_| !self.runs.is_empty()) {
            merge.advance(source)?;
        }
        Ok(merge)
    }
}

/// Goes through all runs at once.
struct Merge<'a, T> {
    buffer: std::slice::Iter<'a, T>,
    runs: Vec<BufReader<&'a File>>,
    /// The next of every source: of the runs, and last of the buffer. Empty where there are no runs.
    heads: BinaryHeap<Reverse<(T, usize)>>,
}

impl<T: Ord + Clone + DeserializeOwned> Merge<'_, T> {
    fn advance(&mut self, source: usize) -> io::Result<()> {
        let next = match self.runs.get_mut(source) {
            Some(run) => read(run)?,
            None => self.buffer.next().cloned(),
        };
        self.heads.extend(next.map(|thing| Reverse((thing, source))));
        Ok(())
    }
}

impl<T: Ord + Clone + DeserializeOwned> Iterator for Merge<'_, T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<io::Result<T>> {
        if self.runs.is_empty() {
            return self.buffer.next().cloned().map(Ok);
        }
        let Reverse((thing, source)) = self.heads.pop()?;
        Some(self.advance(source).map(|()| thing))
    }
}

fn read<T: DeserializeOwned>(run: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    match run.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
    run.read_exact(&mut bytes)?;
    postcard::from_bytes(&bytes).map(Some).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::Sorted;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn everything_comes_out_in_order_however_little_fits_into_memory(things in prop::collection::vec(any::<(u8, String)>(), 0..60), in_memory in 1usize..70) {
            let folder = tempfile::tempdir().unwrap();
            let mut sorted = Sorted { in_memory, ..Sorted::new(folder.path()) };
            things.iter().cloned().for_each(|thing| sorted.push(thing).unwrap());
            let mut expected = things;
            expected.sort();
            for _ in 0..2 {
                let all: Vec<_> = sorted.iter().unwrap().map(Result::unwrap).collect();
                prop_assert_eq!(&all, &expected);
            }
            prop_assert_eq!(sorted.len(), expected.len());
        }

        #[test]
        fn runs_that_are_put_in_whole_come_out_among_the_others(runs in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 0..6), held in prop::collection::vec(any::<u8>(), 0..9)) {
            let folder = tempfile::tempdir().unwrap();
            let mut sorted = Sorted::new(folder.path());
            let mut expected = held.clone();
            for mut run in runs {
                expected.extend(&run);
                run.sort();
                sorted.push_run(run).unwrap();
            }
            sorted.hold(held);
            expected.sort();
            prop_assert_eq!(sorted.len(), expected.len());
            prop_assert_eq!(sorted.iter().unwrap().map(Result::unwrap).collect::<Vec<u8>>(), expected);
        }
    }
}
