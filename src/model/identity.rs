//! What a row is known by over the years, beside its name: an id that its author gave it, and the name it had before.

use super::{
    sheet::Placed,
    slug::{self, SlugError},
    text::Text,
};
use std::fmt;

/// The id of an indicator or a task (`id: trainees`): a slug that stays the same when the name changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(Box<str>);

impl RowId {
    /// Reads a slug.
    ///
    /// # Errors
    /// Says which rule of the grammar it breaks.
    pub fn parse(text: &str) -> Result<RowId, SlugError> {
        slug::check(text).map(|()| RowId(text.into()))
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an indicator or a task is known by beside its name; both are the author's work, not the original's.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// `id:`, the same in every year.
    pub id: Option<Placed<RowId>>,
    /// `formerly:` the name it had in the report before.
    pub formerly: Option<Text>,
}

impl Identity {
    /// The id, if it has one.
    pub fn id(&self) -> Option<&RowId> {
        self.id.as_ref().map(|id| &id.value)
    }
}
