//! Diagnostics: what is wrong or doubtful, where, what was expected, and how to mend it. Values, collected and never printed here.

use super::as_text;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeSet,
    fmt,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

/// The place of a value in its file: the number of its node in document order, equal in both readers.
/// Line and column are worked out only when somebody must see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span(pub u32);

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing wrong by itself: to be explained. Only `gongkai check` says it.
    Note,
    /// Worth a look; does not stop a build.
    Warning,
    /// Nothing is published.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// What a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// It cannot be right.
    Wrong,
    /// It may be right, but the table does not say why.
    ToExplain,
    /// Two things that the table states agree.
    Confirmed,
}

impl Kind {
    /// The word for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Wrong => "wrong",
            Kind::ToExplain => "to-explain",
            Kind::Confirmed => "confirmed",
        }
    }
}

/// Words for people, in the languages of gongkai itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Said {
    /// In English.
    pub en: String,
    /// In Chinese; problems of reading are told in English so far.
    pub zh: Option<String>,
}

impl Said {
    /// In English alone.
    pub fn en(en: impl Into<String>) -> Said {
        Said { en: en.into(), zh: None }
    }
}

impl<E: Into<String>, Z: Into<String>> From<(E, Z)> for Said {
    fn from((en, zh): (E, Z)) -> Said {
        Said { en: en.into(), zh: Some(zh.into()) }
    }
}

/// A stable code: `GK0102`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl Code {
    /// A code that was written down by a run of gongkai: there are a few dozens of them, and each is kept once.
    fn read(text: &str) -> Option<Code> {
        static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
        let shape = text.len() == 6 && text.starts_with("GK") && text[2..].bytes().all(|b| b.is_ascii_digit());
        // Of a set, a thread that panicked leaves nothing half done.
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let code = |known: &mut BTreeSet<&'static str>| match known.get(text) {
            Some(code) => *code,
            None => {
                let code: &'static str = text.to_owned().leak();
                known.insert(code);
                code
            }
        };
        shape.then(|| Code(code(&mut known)))
    }
}

as_text!(Code, Code::read);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Where a diagnostic points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A file or folder as a whole.
    File,
    /// A node, to be located by the careful reader.
    Node(Span),
    /// Characters of the decoded text (byte order mark not counted): from, to.
    Chars(usize, usize),
}

/// One problem or finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Its code, to look it up or accept it by.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What kind of finding it is.
    pub kind: Kind,
    /// File or folder, as reached from the site's folder.
    pub file: Arc<PathBuf>,
    /// Where in the file.
    pub place: Place,
    /// What is wrong, one sentence.
    pub message: Said,
    /// What stands at the underlined place, a few words.
    pub label: Said,
    /// What was expected and how to mend it.
    pub help: Said,
}

impl Diagnostic {
    /// Drafts only warn.
    pub fn soften(mut self) -> Diagnostic {
        self.severity = self.severity.min(Severity::Warning);
        self
    }
}
