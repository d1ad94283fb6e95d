//! The record that a table was reviewed before its publication. It is on no page.

use super::date::Date;

/// What was done before a table was made public.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// Review for state secrets (保密审查).
    pub secrecy: Option<Step>,
    /// Sign-off (签发).
    pub sign_off: Option<Step>,
}

/// By whom and when. No names are needed.
#[derive(Clone, Debug)]
pub struct Step {
    /// An office or a role.
    pub by: String,
    /// The day.
    pub date: Date,
}
