//! What site.yaml says of the look of a site: its colours and its logo.

use super::{
    fields::{Fields, scalar},
    problem::{Found, Problem},
    text::text,
    tree::Node,
};
use crate::model::{
    colour::Colour,
    lang::Lang,
    site::{Colours, Logo},
    text::Text,
};

const COLOUR: &str = "a colour: # and six digits of 0–9 and a–f in quotes, as in '#9b1c1c'";

/// `colours:`; the dark one is made from the light one where it is left out.
pub(super) fn colours(node: &Node, found: &mut Vec<Found>) -> Option<Colours> {
    let fields = Fields::open(node, &["accent", "accent_dark"], found)?;
    let accent = fields.require("accent", "`colours`", found).and_then(|node| colour(node, Colour::LIGHT_PAPER, found));
    let dark = fields.get("accent_dark", found).and_then(|node| colour(node, Colour::DARK_PAPER, found));
    let accent = accent?;
    Some(Colours { accent, accent_dark: dark.unwrap_or_else(|| accent.made_legible_on(Colour::DARK_PAPER)) })
}

/// A colour that can be read on that ground.
fn colour(node: &Node, ground: Colour, found: &mut Vec<Found>) -> Option<Colour> {
    let written = scalar(node, COLOUR, found)?;
    let Some(colour) = Colour::parse(written) else {
        found.push(Found::at(node, Problem::Value { written: written.to_owned(), expected: COLOUR }));
        return None;
    };
    if !colour.is_legible_on(ground) {
        found.push(Found::at(node, Problem::Contrast { colour, ground }));
    }
    Some(colour)
}

/// `logo:`; the file itself is looked at later.
pub(super) fn logo(node: &Node, languages: &[Lang], found: &mut Vec<Found>) -> Option<Logo> {
    let fields = Fields::open(node, &["file", "alt"], found)?;
    let file = fields.require("file", "the logo", found).and_then(|node| file(node, found));
    let alt = fields.require("alt", "the logo", found).and_then(|node| text(node, languages, found));
    // Without words for it nothing is published; the file is known all the same, and nothing else is said of it.
    Some(Logo { file: file?, alt: alt.unwrap_or_else(|| Text::plain("", Default::default())) })
}

/// The name of a file in `content/images/`.
fn file(node: &Node, found: &mut Vec<Found>) -> Option<String> {
    const EXPECTED: &str = "the name of a picture in content/images: logo.svg or logo.png";
    let written = scalar(node, EXPECTED, found)?;
    let good = [".svg", ".png"].iter().any(|end| written.len() > end.len() && written.ends_with(end));
    if !good || written.contains(['/', '\\', ':']) || written.starts_with('.') {
        found.push(Found::at(node, Problem::Value { written: written.to_owned(), expected: EXPECTED }));
        return None;
    }
    Some(written.to_owned())
}
