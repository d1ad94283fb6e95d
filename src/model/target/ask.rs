//! What others ask of a target: its figure, its operator, whether it is words.

use super::{Operator, Quantity, Reading, Target};

impl Target {
    /// The quantity of a bound, or the upper end of a range.
    pub fn highest(&self) -> Option<&Quantity> {
        match self.reading() {
            Reading::Bound { quantity, .. } => Some(quantity),
            Reading::Range { high, .. } => Some(high),
            Reading::Date { .. } | Reading::Phrase { .. } => None,
        }
    }

    /// The operator, where one is written.
    pub fn operator(&self) -> Option<Operator> {
        match self.reading() {
            Reading::Bound { operator, .. } | Reading::Date { operator, .. } => *operator,
            Reading::Range { .. } | Reading::Phrase { .. } => None,
        }
    }

    /// Words, that need a translator.
    pub fn is_phrase(&self) -> bool {
        matches!(self.reading(), Reading::Phrase { .. })
    }
}
