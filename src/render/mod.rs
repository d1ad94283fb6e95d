//! The theme: Tera templates, Fluent messages and static files become HTML.
//!
//! Invariant: files are read by `content`; this room gets them as layers of bytes, and renders a view without knowing what it means.

mod check;
mod colours;
mod css;
mod documentation;
mod functions;
mod i18n;
mod layers;
mod minify;
mod running;
mod theme;

pub use check::{Finding, check};
pub use colours::colours;
pub use css::replace_urls;
pub use documentation::documentation;
pub use layers::{ThemeInfo, ThemeLayer, embedded_layers, themes};
pub use minify::minify;
pub use running::{MAX_PAGE, running};
pub use theme::{Asset, PageValue, Theme, ThemeError};
