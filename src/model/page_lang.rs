//! The language of a page that gongkai writes for its own users: of differences, of an audit.

use super::{form::Labels, text::Text};

/// Chinese or English; what was published or written in another stays in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageLang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl PageLang {
    /// `zh`, `en`
    pub fn as_str(self) -> &'static str {
        match self {
            PageLang::Zh => "zh",
            PageLang::En => "en",
        }
    }

    /// For `lang` attributes (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            PageLang::Zh => "zh-CN",
            PageLang::En => "en",
        }
    }

    /// A label in this language.
    pub fn label(self, labels: &Labels) -> Option<String> {
        labels.get(self.as_str()).cloned()
    }

    /// A text of the content in this language, else in its own.
    pub fn words(self, text: &Text) -> &str {
        let own = text.others.iter().find(|(lang, _)| lang.as_str() == self.as_str());
        own.map_or(text.source.as_str(), |(_, words)| words.as_str())
    }
}
