//! Glossary and site map.

use super::{Label, TextView};
use schemars::JsonSchema;
use serde::Serialize;

/// `glossary.html` (template `glossary.html`).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GlossaryPage {
    /// From general to special.
    pub entries: Vec<GlossaryEntryView>,
}

/// A word and its meaning.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GlossaryEntryView {
    /// Fragment.
    pub id: String,
    /// The word.
    pub term: TextView,
    /// What it means.
    pub meaning: TextView,
}

/// `site-map.html` (template `site-map.html`).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SiteMapPage {
    /// Home, lists, free and general pages.
    pub pages: Vec<SiteMapLink>,
    /// Years, newest first.
    pub years: Vec<SiteMapLink>,
    /// Departments, in official order; empty where they are more than a page is for: the lists lead to them.
    pub departments: Vec<SiteMapLink>,
}

/// A link of the site map.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SiteMapLink {
    /// Its words.
    pub text: Label,
    /// Relative URL.
    pub href: String,
}
