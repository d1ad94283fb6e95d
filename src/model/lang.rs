//! Languages of a site and editions, the sets of languages that one tree of pages shows.

use super::as_text;
use std::fmt;

/// A language of the site: two or three lower-case letters (ISO 639), `zh`, `en`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Box<str>);

impl Lang {
    /// Reads two or three lower-case ASCII letters.
    pub fn parse(text: &str) -> Option<Lang> {
        let shape = (2..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase());
        // `sic` is a key of a text's map, not one of its languages.
        (shape && text != "sic").then(|| Lang(text.into()))
    }

    /// `zh`
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The BCP 47 tag for `lang` attributes: `zh-CN` for Chinese, for screen readers choose their voice by it.
    pub fn bcp47(&self) -> &str {
        match self.as_str() {
            "zh" => "zh-CN",
            other => other,
        }
    }
}

as_text!(Lang, Lang::parse);

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The languages one tree of pages shows (版本): `zh`, `en`, or both side by side `zh-en`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition {
    id: Box<str>,
    langs: Vec<Lang>,
}

impl Edition {
    /// Splits a name into languages that the site declares; each at most once.
    pub fn parse(text: &str, languages: &[Lang]) -> Option<Edition> {
        let mut langs = Vec::new();
        for part in text.split('-') {
            let lang = languages.iter().find(|lang| lang.as_str() == part)?;
            if langs.contains(lang) {
                return None;
            }
            langs.push(lang.clone());
        }
        Some(Edition { id: text.into(), langs })
    }

    /// `zh-en`: also the name of its folder.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The languages shown, the main one first.
    pub fn langs(&self) -> &[Lang] {
        &self.langs
    }

    /// The main language: of attributes, of `<title>`, of the page as a whole.
    pub fn main(&self) -> &Lang {
        &self.langs[0] // `parse` splits into at least one part
    }
}

#[cfg(test)]
mod tests {
    use super::{Edition, Lang};

    #[test]
    fn an_edition_is_made_of_declared_languages() {
        let languages = [Lang::parse("zh").unwrap(), Lang::parse("en").unwrap()];
        let both = Edition::parse("zh-en", &languages).unwrap();
        assert_eq!(both.langs().len(), 2);
        assert_eq!(both.main().bcp47(), "zh-CN");
        for wrong in ["", "fr", "zh-zh", "zh-", "zh_en", "zh-fr"] {
            assert_eq!(Edition::parse(wrong, &languages), None, "{wrong}");
        }
    }
}
