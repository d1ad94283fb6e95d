//! A budget year, which is also the name of a folder and of a part of the URL.

use super::as_text;
use std::fmt;

/// A budget year (预算年度): in China the calendar year (Budget Law art. 18).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(u16);

impl Year {
    /// Reads four ASCII digits between 1949 and 2199; anything else is no year.
    pub fn parse(text: &str) -> Option<Year> {
        if text.len() != 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year: u16 = text.parse().ok()?;
        (1949..=2199).contains(&year).then_some(Year(year))
    }

    /// The number: 2022.
    pub fn number(self) -> u16 {
        self.0
    }

    /// The years from this one to `last`, both included.
    pub fn through(self, last: Year) -> impl DoubleEndedIterator<Item = Year> {
        (self.0..=last.0).map(Year)
    }

    /// How many years it is after another; `None` where it is before.
    pub fn after(self, other: Year) -> Option<u16> {
        self.0.checked_sub(other.0)
    }
}

as_text!(Year, Year::parse);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Year;

    #[test]
    fn a_year_is_four_ascii_digits_in_living_memory() {
        assert_eq!(Year::parse("2022").map(|y| y.to_string()), Some("2022".into()));
        for wrong in ["", "22", "02022", "２０２２", "2022年", "1066", "9999", "-202", "20 2"] {
            assert_eq!(Year::parse(wrong), None, "{wrong}");
        }
    }
}
