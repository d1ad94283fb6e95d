//! Everything that is read: walks the site's folder, decodes, parses, and hands on typed values with their places.
//!
//! Invariant: only this room reads files, and every problem it meets becomes a diagnostic; nothing is skipped in silence.

mod appearance;
mod attachments;
mod control;
mod deadlines;
mod decode;
mod departments;
mod excerpt;
mod fast;
mod fields;
mod files;
mod former;
mod frame;
mod identity;
mod indicators;
mod key_order;
mod logo;
mod markdown;
mod marks;
mod memory;
mod mended;
mod notices;
pub mod one;
mod pages;
mod problem;
mod review;
mod revisions;
mod settings;
mod sheet;
mod source;
mod text;
mod theme;
mod tidied;
pub mod tree;
mod walk;
mod words;

use crate::model::near;
pub use control::visible;
pub use decode::decode;
pub use excerpt::{Excerpt, excerpt, lines, locate};
pub use fast::read as read_fast;
pub use key_order::key_order;
pub use logo::LogoFile;
pub use marks::MarkImage;
pub use mended::{Mended, mended, sheet_files};
pub use pages::FreePageSource;
pub use problem::{Expects, Found, MAX_PROBLEMS, Problem, shorten};
pub use source::{DepartmentFiles, ReportFiles, SiteSource, Unreadable};
pub use tidied::{Tidied, tidied, yaml_files};
