//! View models: what each page shows, ready for a template. Numbers are formatted, texts escaped, URLs relative.
//! Made once per page for all editions; which languages a page shows is the [`EditionView`] beside it.
//! Every field is always there (null, never left out), because a template is silent about a missing name.

mod browse;
mod changes;
mod chart;
mod completeness;
mod data;
mod frame;
mod general;
mod history;
mod lists;
mod notice;
mod report;
mod schema;
mod search;

pub use browse::*;
pub use changes::*;
pub use chart::*;
pub use completeness::*;
pub use data::*;
pub use frame::*;
pub use general::*;
pub use history::*;
pub use lists::*;
pub use notice::*;
pub use report::*;
pub use schema::{ViewSchema, schema};
pub use search::*;

use crate::model::year::Year;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text in every language of the site, in the order of site.yaml: one entry per language.
pub type TextView = Vec<LangText>;

/// What the reader of one language sees of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LangText {
    /// The site language this entry is for (`en`).
    pub key: String,
    /// The language the words are in, as BCP 47 for `lang` attributes (`zh-CN` where the translation is missing).
    pub lang: String,
    /// Escaped HTML: inline for names and phrases, paragraphs and lists for prose.
    pub html: String,
    /// The same without tags, unescaped (for `<title>`, attributes and sentences made by Fluent).
    pub plain: String,
    /// False where the source text stands in for a missing translation.
    pub translated: bool,
}

/// One number, formatted (`3,200.58`, `79.6%`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figure {
    /// What the reader sees, one text node.
    pub text: String,
    /// How many characters of decimals (the point among them) this figure is shorter than the longest of its column: 0 to 9.
    pub pad: u8,
}

/// A description of the page for search engines, in the main language of one edition.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LinkedView {
    /// The edition it is for.
    pub edition: String,
    /// JSON-LD, ready to stand in a page.
    pub json: String,
}

/// The languages one set of pages shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EditionView {
    /// `zh`, `en`, `zh-en`: also the folder.
    pub id: String,
    /// Languages shown, first is the main one: `["zh", "en"]`.
    pub langs: Vec<String>,
    /// `<html lang>`: `zh-CN` for zh and zh-en.
    pub html_lang: String,
    /// More than one language.
    pub bilingual: bool,
}

/// A label: a text of the content, or a message of the interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Label {
    /// Text of the content.
    Text {
        /// The text.
        text: TextView,
    },
    /// Interface message.
    Message {
        /// Fluent id (`nav-home`).
        id: String,
        /// What its variables stand for.
        args: BTreeMap<&'static str, Arg>,
    },
}

impl Label {
    /// Text of the content.
    pub fn text(text: TextView) -> Label {
        Label::Text { text }
    }

    /// A message.
    pub fn message<const N: usize>(id: &str, args: [(&'static str, Arg); N]) -> Label {
        Label::Message { id: id.to_owned(), args: args.into() }
    }

    /// A year: 2022年 / 2022.
    pub fn year(year: Year) -> Label {
        Label::message("year-label", [("year", Arg::Plain(year.to_string()))])
    }
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Arg {
    /// The same in every language.
    Plain(String),
    /// A number that chooses between singular and plural.
    Count(u32),
    /// The words of the message's language are taken.
    Text(TextView),
}

/// A date: for `<time datetime>`, and its parts for the message `date` (2026年2月18日 / 18 February 2026).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DateView {
    /// `2026-02-18`
    pub iso: String,
    /// `2026`
    pub year: String,
    /// 1 to 12.
    pub month: u8,
    /// `18`
    pub day: String,
}

/// A remark at a value: a presumed misprint, or a finding that was accepted as it stands.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Note {
    /// `sic:` – message `note-sic` with `$written` and `$presumed`.
    Sic {
        /// As in the original.
        written: String,
        /// What was probably meant.
        presumed: String,
    },
    /// `accept:` – message `note-accepted` with `$reason` and `$code`.
    Accepted {
        /// Code of the rule (`GK0203`).
        code: String,
        /// What the rule found, one sentence.
        finding: TextView,
        /// Why it stays.
        reason: TextView,
    },
}
