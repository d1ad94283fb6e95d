//! The figure of a target: its digits beside their exact decimal.

use crate::model::money;
use rust_decimal::Decimal;

/// A figure as written, in ASCII and without thousands separators: `1350` for `１，３５０`, `140.50` for `140.50`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    digits: String,
    value: Decimal,
}

impl Number {
    /// Reads `-?[0-9]+(\.[0-9]+)?` of at most 28 significant digits.
    pub fn parse(digits: &str) -> Option<Number> {
        let value = money::exact(digits).ok()?;
        Some(Number { digits: digits.to_owned(), value })
    }

    /// The digits, with every zero of the original.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The exact value.
    pub fn value(&self) -> Decimal {
        self.value
    }

    /// Digits after the point as written.
    pub fn decimals(&self) -> u32 {
        self.value.scale()
    }

    /// Digits before the point; sign and separators do not count.
    pub fn whole_digits(&self) -> usize {
        let whole = self.digits.split('.').next().unwrap_or(&self.digits);
        whole.trim_start_matches('-').len()
    }

    /// With thousands separators if it has five digits or more before the point: `24,443.53`, but `1350`. A figure that
    /// begins with a zero (`00123`) is no count of thousands and stays as it is.
    pub fn grouped(&self) -> String {
        if self.whole_digits() < 5 || self.digits.trim_start_matches('-').starts_with('0') {
            return self.digits.clone();
        }
        money::grouped(&self.digits)
    }

    /// It could be a year of our time: four digits from 1900 to 2199, no point.
    pub(super) fn is_year_like(&self) -> bool {
        self.whole_digits() == 4 && self.decimals() == 0 && in_our_time(self.value)
    }

    /// It could be year and month, as in `2022.12`.
    pub(super) fn is_year_and_month_like(&self) -> bool {
        self.whole_digits() == 4 && (1..=2).contains(&self.decimals()) && in_our_time(self.value.trunc())
    }
}

fn in_our_time(year: Decimal) -> bool {
    (Decimal::from(1900)..=Decimal::from(2199)).contains(&year)
}
