//! Bar charts: drawn at build time, with the same figures in a table right below.

use super::{Figure, Label};
use schemars::JsonSchema;
use serde::Serialize;

/// A bar chart (component `chart`).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChartView {
    /// What it shows, as a sentence: the finding.
    pub title: Label,
    /// What the values at the bars are in: `万元`; null where they are plain numbers.
    pub unit: Option<String>,
    /// From top to bottom.
    pub bars: Vec<ChartBar>,
}

/// A bar, its name and its value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChartBar {
    /// What it stands for.
    pub name: Label,
    /// Its value; null where there is none.
    pub value: Option<Figure>,
    /// Its share of the whole (`41.2%`); null where the bars are no parts of a whole.
    pub share: Option<Figure>,
    /// Its length, 0 to 100, of the longest bar: SVG attribute value.
    pub length: String,
    /// The title speaks of it.
    pub strong: bool,
}
