//! The journal: what a commit is about to do, written down before the first file moves, so that any later run can finish it.

use super::checksum::Checksum;
use crate::site::path::SitePath;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What the bytes of a journal turn out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Journal {
    /// Whole: the commit is to be finished.
    Whole(Vec<Step>),
    /// Cut off or damaged: it was never in force, and nothing has moved.
    Torn,
    /// Whole, but in words of another version.
    Unknown,
}

/// Writes the steps down, sealed by the SHA-256 of all lines above the last.
pub(super) fn write(steps: &[Step]) -> String {
    let mut text = format!("{VERSION}\n");
    for Step { action, sum, path } in steps {
        text += &format!("{} {sum}  {path}\n", action.word());
    }
    let seal = Checksum::of(text.as_bytes());
    text + &format!("end {seal}\n")
}

/// Reads a journal.
pub(super) fn read(bytes: &[u8]) -> Journal {
    let Some(lines) = sealed_lines(bytes) else { return Journal::Torn };
    match parse(lines) {
        Some(steps) => Journal::Whole(steps),
        None => Journal::Unknown,
    }
}

/// The lines above the seal, if the seal fits. Every version seals its journals in this way.
fn sealed_lines(bytes: &[u8]) -> Option<&str> {
    let text = str::from_utf8(bytes).ok()?;
    let (lines, seal) = text.strip_suffix('\n')?.rsplit_once("\nend ")?;
    let lines = &text[..lines.len() + 1];
    (Checksum::parse(seal)? == Checksum::of(lines.as_bytes())).then_some(lines)
}

fn parse(lines: &str) -> Option<Vec<Step>> {
    let mut lines = lines.lines();
    if lines.next() != Some(VERSION) {
        return None;
    }
    lines.map(parse_step).collect()
}

fn parse_step(line: &str) -> Option<Step> {
    let (word, rest) = line.split_once(' ')?;
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

    #[test]
    fn a_journal_reads_what_it_writes() {
        assert_eq!(read(write(&steps()).as_bytes()), Journal::Whole(steps()));
        assert_eq!(read(write(&[]).as_bytes()), Journal::Whole(vec![]));
    }

    #[test]
    fn a_journal_cut_anywhere_or_changed_in_any_byte_is_torn() {
        let whole = write(&steps());
        for length in 0..whole.len() {
            assert_eq!(read(&whole.as_bytes()[..length]), Journal::Torn, "cut at {length}");
        }
        for place in 0..whole.len() {
            let mut bytes = whole.clone().into_bytes();
            bytes[place] ^= 1;
            assert_eq!(read(&bytes), Journal::Torn, "changed at {place}");
        }
        assert_eq!(read(format!("{whole}x").as_bytes()), Journal::Torn);
    }

    #[test]
    fn a_whole_journal_of_another_version_is_not_taken_for_a_torn_one() {
        let other = "gongkai journal 2\n";
        assert_eq!(read(format!("{other}end {}\n", Checksum::of(other.as_bytes())).as_bytes()), Journal::Unknown);
    }
}
