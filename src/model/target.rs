//! Targets (指标值) of indicators: what was written beside how it is read.
//! What cannot be read with certainty stays a phrase, with a doubt that says why.

mod ask;
mod date;
mod doubt;
mod number;
mod operator;
mod read;
mod spelling;
#[cfg(test)]
mod tests;
mod words;

pub use date::TargetDate;
pub use doubt::Doubt;
pub use number::Number;
pub use operator::Operator;

/// A target as written and as read.
///
/// ```
/// use gongkai::model::target::Target;
/// assert_eq!(Target::parse("不低于９５％").canonical(), "≥95%");
/// assert_eq!(Target::parse("＞＝1，350 人").canonical(), "≥1350人");
/// assert!(!Target::parse("有所提高").is_quantitative());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    written: String,
    reading: Reading,
}

/// What a target says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// `≥95%`, `=158人`, `12次`
    Bound {
        /// `None` for a bare figure: it has no operator and gets none.
        operator: Option<Operator>,
        /// Figure and unit.
        quantity: Quantity,
    },
    /// `10–15天`, `80%–90%`; both ends have the same unit and are in order.
    Range {
        /// The lower end.
        low: Quantity,
        /// The upper end.
        high: Quantity,
    },
    /// `2022年12月底前`
    Date {
        /// As in `≤2022年12月31日`.
        operator: Option<Operator>,
        /// The date.
        date: TargetDate,
    },
    /// `有所提高`
    Phrase {
        /// It looks like a figure, but cannot be read with certainty: worth a warning, never compared.
        doubt: Option<Doubt>,
    },
}

/// A figure and what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The figure.
    pub number: Number,
    /// `人`, `%`, `万元`, `元/人`; empty where none is given. 万 and 亿 before a unit belong to it.
    pub unit: String,
}

/// The pieces of a bound or range, for display: `symbol`, `digits` (or `grouped`) and `unit` in this order are the
/// canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// `≥`, or empty.
    pub symbol: &'static str,
    /// `24443.53`, `10–15`, `80%–90`.
    pub digits: String,
    /// The same with thousands separators in figures of five digits and more: `24,443.53`.
    pub grouped: String,
    /// `平方米`, or empty.
    pub unit: &'a str,
}

impl Target {
    /// Reads a target. Every text is one: at worst a phrase.
    pub fn parse(written: &str) -> Target {
        Target { written: written.to_owned(), reading: read::read(written) }
    }

    /// As in the original, character by character.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// How it is read.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The one form the page shows: `≥95%`, `≤140.50万元`, `10–15天`, `80%–90%`; dates and phrases as written, without the
    /// spaces around them. Reading it again gives the same.
    pub fn canonical(&self) -> String {
        self.shown(|parts| parts.digits)
    }

    /// The canonical form with thousands separators in figures of five digits and more: `=24,443.53平方米`.
    pub fn grouped(&self) -> String {
        self.shown(|parts| parts.grouped)
    }

    /// The pieces of the canonical form of a bound or range.
    pub fn parts(&self) -> Option<Parts<'_>> {
        match &self.reading {
            Reading::Bound { operator, quantity: Quantity { number, unit } } => Some(Parts {
                symbol: operator.map_or("", Operator::symbol),
                digits: number.digits().to_owned(),
                grouped: number.grouped(),
                unit,
            }),
            Reading::Range { low, high } => {
                // GB/T 15835 writes 63%～68%, but 100～150kg: what changes the size of a number stands at both ends.
                let between = if low.unit.starts_with(['%', '‰', '万', '亿']) { low.unit.as_str() } else { "" };
                Some(Parts {
                    symbol: "",
                    digits: format!("{}{between}–{}", low.number.digits(), high.number.digits()),
                    grouped: format!("{}{between}–{}", low.number.grouped(), high.number.grouped()),
                    unit: &high.unit,
                })
            }
            Reading::Date { .. } | Reading::Phrase { .. } => None,
        }
    }

    /// A figure that can be compared: a bound or a range.
    pub fn is_quantitative(&self) -> bool {
        matches!(self.reading, Reading::Bound { .. } | Reading::Range { .. })
    }

    /// Operator and quantity of a bound.
    pub fn bound(&self) -> Option<(Option<Operator>, &Quantity)> {
        match &self.reading {
            Reading::Bound { operator, quantity } => Some((*operator, quantity)),
            _ => None,
        }
    }

    /// Why it could not be read, if it looks as if it should be.
    pub fn doubt(&self) -> Option<Doubt> {
        match self.reading {
            Reading::Phrase { doubt } => doubt,
            _ => None,
        }
    }

    fn shown(&self, figure: fn(Parts<'_>) -> String) -> String {
        match self.parts() {
            Some(parts) => {
                let (symbol, unit) = (parts.symbol, parts.unit);
                format!("{symbol}{}{unit}", figure(parts))
            }
            None => self.written.trim().to_owned(),
        }
    }
}
