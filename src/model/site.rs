//! What site.yaml says: title, languages, editions, theme, switches.

use super::{
    diagnostic::{Code, Severity},
    form::Labels,
    lang::{Edition, Lang},
    text::Text,
};

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct SiteConfig {
    /// Title of the site.
    pub title: Text,
    /// Who publishes it.
    pub publisher: Option<Text>,
    /// Where it will stand, ending in `/`; without it no absolute URL is written.
    pub base_url: Option<String>,
    /// Languages, the source language first; never empty.
    pub languages: Vec<Lang>,
    /// Editions, the one of the root page first; never empty.
    pub editions: Vec<Edition>,
    /// Name of the theme.
    pub theme: String,
    /// Publish content marked as sample.
    pub samples: bool,
    /// Severity of single rules; `None` switches a rule off.
    pub rules: Vec<(Code, Option<Severity>)>,
    /// Levels of indicators beyond the official ones: id and label.
    pub levels: Vec<(String, Labels)>,
}

impl SiteConfig {
    /// The language the originals are written in.
    pub fn source_lang(&self) -> &Lang {
        &self.languages[0] // never empty: checked where the file is read
    }

    /// How bad findings of a rule are: as site.yaml says, else as the rule does; `None` where it is switched off.
    pub fn severity(&self, code: Code, of_rule: Severity) -> Option<Severity> {
        let set = self.rules.iter().find(|(rule, _)| *rule == code).map(|(_, severity)| *severity);
        set.unwrap_or(Some(of_rule))
    }

    /// The languages that need translations.
    pub fn target_langs(&self) -> &[Lang] {
        &self.languages[1..]
    }
}
