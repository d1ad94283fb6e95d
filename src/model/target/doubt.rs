//! Why a target that looks like a figure stays a phrase.

/// What keeps a target from being read with certainty. Its words fit after "`…` is shown as written, but not read as a figure: ".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Doubt {
    /// `不低于95%以下`, `≥10-15天`
    #[error("its operators contradict one another; write one, as in ≥95%")]
    Contradiction,
    /// `15-10天`
    #[error("its range goes down; write the lower end first, as in 10-15天")]
    Descending,
    /// `10天-15次`
    #[error("the ends of its range have different units; write one unit, as in 10-15天")]
    TwoUnits,
    /// `2022年13月`, `2022-2024`, `2022.12`
    #[error("it may be a date or a number of years, or is a day that the calendar does not have; write dates as in 2022年12月31日前")]
    Calendar,
    /// `1,35人`, `95.5.5%`, more digits than can be calculated with exactly
    #[error("its digits are not one exact number; write it without separators, as in 1350人")]
    Digits,
    /// `100人左右`, `95%完成`
    #[error("what follows the number is not a unit alone; write operator, number and unit, as in ≥95%")]
    Unit,
    /// `每年12次`, `约100人`, `5人，10次`
    #[error("there is more in it than one operator, one number and one unit; write it as in ≥95%")]
    Unclear,
}
