//! The five comparisons a target can make.

/// How what is reached must stand to the figure of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `=`
    Equal,
    /// `≥`: the figure itself is included.
    AtLeast,
    /// `≤`: the figure itself is included.
    AtMost,
    /// `>`
    Above,
    /// `<`
    Below,
}

impl Operator {
    /// All of them, in the order of a legend.
    pub const ALL: [Operator; 5] = [Operator::AtLeast, Operator::AtMost, Operator::Equal, Operator::Above, Operator::Below];

    /// The canonical sign: `=`, `≥`, `≤`, `>`, `<`.
    pub fn symbol(self) -> &'static str {
        match self {
            Operator::Equal => "=",
            Operator::AtLeast => "≥",
            Operator::AtMost => "≤",
            Operator::Above => ">",
            Operator::Below => "<",
        }
    }

    /// A name for interface messages and data files: `equal`, `at-least`, `at-most`, `above`, `below`.
    pub fn id(self) -> &'static str {
        match self {
            Operator::Equal => "equal",
            Operator::AtLeast => "at-least",
            Operator::AtMost => "at-most",
            Operator::Above => "above",
            Operator::Below => "below",
        }
    }
}
