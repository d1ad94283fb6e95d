//! The site's own colours as a style sheet, for pages hold no style.

use super::{Asset, ThemeError};
use crate::model::site::Colours;

/// A style sheet that stands behind those of the theme. Its layer is one of theirs, below print and high contrast.
///
/// # Errors
/// None that can occur: its name is a literal.
pub fn colours(colours: &Colours) -> Result<Asset, ThemeError> {
    let Colours { accent, accent_dark } = colours;
    let css =
        format!("@layer colours{{:root{{--accent:{accent}}}@media (prefers-color-scheme:dark){{:root{{--accent:{accent_dark}}}}}}}\n");
    Asset::new("colours.css", css.into_bytes())
}
