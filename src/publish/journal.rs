//! The journal: what a commit is about to do, written down before the first file moves, so that any later run can finish it.

use super::checksum::Checksum;
use super::chunks::read_chunks;
use crate::site::path::SitePath;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufReader, Read};

const VERSION: &str = "gongkai journal 1";

/// One step of a commit. The order of the steps is the order of the journal's lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) action: Action,
    /// Of the bytes that are to stand at the path; for a deletion, of those that may be deleted.
    pub(super) sum: Checksum,
    pub(super) path: SitePath,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Action {
    /// Moves a staged file to a path where nothing stands.
    Add,
    /// Moves a staged file over an owned one.
    Replace,
    /// Removes an owned file, unless somebody edited it.
    Remove,
}

impl Action {
    const ALL: [Action; 3] = [Action::Add, Action::Replace, Action::Remove];

    fn word(self) -> &'static str {
        match self {
            Action::Add => "add",
            Action::Replace => "replace",
            Action::Remove => "remove",
        }
    }
}

/// What a journal turns out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Journal {
    /// Whole: the commit is to be finished.
    Whole,
    /// Cut off or damaged: it was never in force, and nothing has moved.
    Torn,
    /// Whole, but in words of another version.
    Unknown,
}

/// The bytes of a journal of these steps, sealed by the SHA-256 of all lines above the last.
pub(super) fn write(steps: impl Iterator<Item = io::Result<Step>>) -> impl Read {
    let lines = steps.map(|step| step.map(|Step { action, sum, path }| format!("{} {sum}  {path}\n", action.word())));
    let mut lines = std::iter::once(Ok(format!("{VERSION}\n"))).chain(lines);
    let mut seal = Some(Checksum::of_pieces());
    read_chunks(std::iter::from_fn(move || match lines.next() {
        Some(line) => Some(line.map(|line| {
            seal.iter_mut().for_each(|seal| seal.add(line.as_bytes()));
            line.into_bytes()
        })),
        None => seal.take().map(|seal| Ok(format!("end {}\n", seal.sum()).into_bytes())),
    }))
}

/// Looks a journal through. Every version seals its journals in the same way.
///
/// # Errors
/// [`io::Error`] if it cannot be read.
pub(super) fn inspect(reader: impl Read) -> io::Result<Journal> {
    let (mut seal, mut last, mut ours, mut number) = (Checksum::of_pieces(), Vec::new(), true, 0);
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    loop {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        // What stands above a line belongs to what is sealed.
        if number > 0 {
            seal.add(&last);
            ours &= match number {
                1 => last == format!("{VERSION}\n").as_bytes(),
                _ => parse(&last).is_some(),
            };
        }
        last = line;
        number += 1;
    }
    let stated = str::from_utf8(&last).ok().and_then(|line| Checksum::parse(line.strip_prefix("end ")?.strip_suffix('\n')?));
    Ok(match (number > 1 && stated == Some(seal.sum()), ours) {
        (false, _) => Journal::Torn,
        (true, true) => Journal::Whole,
        (true, false) => Journal::Unknown,
    })
}

/// The steps of a journal that is whole.
pub(super) fn steps(reader: impl Read) -> impl Iterator<Item = io::Result<Step>> {
    let lines = BufReader::with_capacity(1 << 16, reader).split(b'\n').skip(1);
    let step = |line: io::Result<Vec<u8>>| match line {
        Ok(line) if line.starts_with(b"end ") => None,
        Ok(line) => {
            Some(parse(&[line.as_slice(), b"\n"].concat()).ok_or_else(|| io::Error::other("the journal changed while it was read")))
        }
        Err(error) => Some(Err(error)),
    };
    lines.map_while(step)
}

fn parse(line: &[u8]) -> Option<Step> {
    let (word, rest) = str::from_utf8(line).ok()?.strip_suffix('\n')?.split_once(' ')?;
    let (sum, path) = rest.split_once("  ")?;
    let action = Action::ALL.into_iter().find(|action| action.word() == word)?;
    Some(Step { action, sum: Checksum::parse(sum)?, path: SitePath::parse(path).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Vec<Step> {
        let step = |action, path| Step { action, sum: Checksum::of(b"x"), path: SitePath::parse(path).unwrap() };
        vec![step(Action::Add, "a/b.html"), step(Action::Replace, "index.html"), step(Action::Remove, "end")]
    }

    fn written(steps: &[Step]) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(steps.iter().cloned().map(Ok)).read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn read(bytes: &[u8]) -> Journal {
        inspect(bytes).unwrap()
    }

    #[test]
    fn a_journal_reads_what_it_writes() {
        for all in [steps(), vec![]] {
            let bytes = written(&all);
            assert_eq!(read(&bytes), Journal::Whole);
            assert_eq!(super::steps(bytes.as_slice()).map(Result::unwrap).collect::<Vec<_>>(), all);
        }
    }

    #[test]
    fn a_journal_cut_anywhere_or_changed_in_any_byte_is_torn() {
        let whole = written(&steps());
        for length in 0..whole.len() {
            assert_eq!(read(&whole[..length]), Journal::Torn, "cut at {length}");
        }
        for place in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[place] ^= 1;
            assert_eq!(read(&bytes), Journal::Torn, "changed at {place}");
        }
        assert_eq!(read(&[whole.as_slice(), b"x"].concat()), Journal::Torn);
    }

    #[test]
    fn a_whole_journal_of_another_version_is_not_taken_for_a_torn_one() {
        let other = "gongkai journal 2\n";
        assert_eq!(read(format!("{other}end {}\n", Checksum::of(other.as_bytes())).as_bytes()), Journal::Unknown);
    }
}
