//! The page to search on, and the form that leads there.

use super::NavLink;
use schemars::JsonSchema;
use serde::Serialize;

/// Where to search, seen from a page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SearchLink {
    /// The page to search on, in the reader's edition; relative URL.
    pub href: String,
    /// The entry script of the index; relative URL.
    pub entry: String,
}

/// `search.html` (template `search.html`): the index is loaded as it is needed, so the page itself has only words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SearchPage {
    /// Kinds of rows that results show: message `search-kind-<kind>`.
    pub kinds: Vec<String>,
    /// Ways into the site that need no script.
    pub browse: Vec<NavLink>,
}
