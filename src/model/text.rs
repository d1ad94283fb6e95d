//! A text of the content in one or more languages, with the place it came from.

use serde::{Deserialize, Serialize};

use super::{diagnostic::Span, lang::Lang};
use std::hash::{Hash, Hasher};

/// A text as the content gives it: in the source language, and perhaps in others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Where it stands.
    pub span: Span,
    /// In the source language: every character as written.
    pub source: String,
    /// In other languages, as far as the content itself gives them.
    pub others: Vec<(Lang, String)>,
    /// Misprints of the original: as written, and what was presumably meant.
    pub sic: Vec<Sic>,
}

impl Text {
    /// A text in the source language alone.
    pub fn plain(source: impl Into<String>, span: Span) -> Text {
        Text { span, source: source.into(), others: Vec::new(), sic: Vec::new() }
    }

    /// A web address, the same in every language.
    pub fn web_address(&self) -> Option<&str> {
        let text = self.source.trim();
        let scheme = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
        (scheme && text.is_ascii() && !text.contains(char::is_whitespace)).then_some(text)
    }

    /// The words in `lang`, if the content itself gives them.
    pub fn own(&self, lang: &Lang) -> Option<&str> {
        self.others.iter().find(|(own, _)| own == lang).map(|(_, text)| text.as_str())
    }
}

/// Where it stands is no part of what it says.
impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Text { span: _, source, others, sic } = self;
        (source, others, sic).hash(state);
    }
}

/// A misprint left as it stands, with its presumed reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Hash)]
pub struct Sic {
    /// As in the original.
    pub written: String,
    /// What was presumably meant.
    pub presumed: String,
}
