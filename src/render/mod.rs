//! The theme: Tera templates, Fluent messages and static files become HTML.
//!
//! Invariant: files are read by `content`; this room gets them as layers of bytes, and renders a view without knowing what it means.

mod colours;
mod i18n;
mod layers;
mod minify;
mod theme;

pub use colours::colours;
pub use layers::{ThemeLayer, embedded_layers};
pub use minify::minify;
pub use theme::{Asset, Theme, ThemeError};
