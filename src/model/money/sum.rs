//! Sums of amounts: exact, mergeable in any order with the same result.

use super::{Amount, MoneyUnit, yuan_as_wan};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Digits after the point that a sum has room for: 28 of an amount, and 4 more where 元 becomes 万元.
const SCALE: u32 = 32;
const ONE: i128 = 10_i128.pow(SCALE);

/// An exact sum of amounts, with as many digits after the point as the widest of them: 2546 + 234.08 + 192.5 is
/// `2972.58`.
///
/// Whole and broken part are added apart, so there is room for ten thousand million amounts of 28 digits and the order of adding
/// and merging cannot matter.
///
/// ```
/// use gongkai::model::money::{Amount, MoneyUnit, Sum};
/// let mut sum = Sum::default();
/// for written in ["2546", "234.08", "192.5"] {
///     sum.add(&Amount::parse(written).unwrap());
/// }
/// assert_eq!(sum.to_string(), "2972.58");
/// assert_eq!(Sum::of(&Amount::parse("1585000").unwrap(), MoneyUnit::Yuan).to_string(), "158.5");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    value: Value,
    decimals: u32,
}

/// The same sum always has the same of these: the first that has room for it. A site keeps several sums of every report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Value {
    /// So many units of the last digit.
    Small(i64),
    /// More.
    Large(Box<Total>),
    /// It grew past all bounds.
    TooLarge,
}

/// `whole` + `fraction` / `ONE`, where 0 ≤ `fraction` < `ONE`: -0.5 is -1 and one half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Total {
    whole: i128,
    fraction: i128,
}

/// The sum has more digits than an exact `Decimal` can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sum has more digits than can be calculated with exactly")]
pub struct SumTooLarge;

impl Default for Sum {
    /// Zero: the sum of nothing.
    fn default() -> Sum {
        Sum::from_parts(0, 0)
    }
}

impl Sum {
    /// An amount of a sheet in `unit` as a sum in 万元.
    pub fn of(amount: &Amount, unit: MoneyUnit) -> Sum {
        let (mantissa, scale) = match unit {
            MoneyUnit::Wan => (amount.value().mantissa(), amount.decimals()),
            MoneyUnit::Yuan => yuan_as_wan(amount.value()),
        };
        Sum::from_parts(mantissa, scale)
    }

    /// Adds an amount as it stands: all amounts of such a sum are of one unit, and so is the sum.
    pub fn add(&mut self, amount: &Amount) {
        *self = self.plus(&Sum::from_parts(amount.value().mantissa(), amount.decimals()));
    }

    /// Both together; of one unit.
    pub fn plus(&self, other: &Sum) -> Sum {
        let decimals = self.decimals.max(other.decimals);
        if let (Value::Small(a), Value::Small(b)) = (&self.value, &other.value)
            && let Some(sum) = rescaled(*a, self.decimals, decimals).zip(rescaled(*b, other.decimals, decimals)).map(|(a, b)| a + b)
            && let Ok(small) = i64::try_from(sum)
        {
            return Sum { value: Value::Small(small), decimals };
        }
        Sum::new(self.total().zip(other.total()).and_then(|(a, b)| a.plus(b)), decimals)
    }

    /// Digits after the point: those of the widest amount.
    pub fn decimals(&self) -> u32 {
        self.decimals
    }

    /// The exact value, with [`Sum::decimals`] digits after the point.
    ///
    /// # Errors
    /// A `Decimal` cannot hold it exactly; `to_string` may still show it.
    pub fn value(&self) -> Result<Decimal, SumTooLarge> {
        let mantissa = self.total().and_then(|total| total.mantissa(self.decimals)).ok_or(SumTooLarge)?;
        Decimal::try_from_i128_with_scale(mantissa, self.decimals).map_err(|_| SumTooLarge)
    }

    /// `scale` is that of an amount: at most `SCALE`.
    fn from_parts(mantissa: i128, scale: u32) -> Sum {
        Sum::new(Some(Total::from_parts(mantissa, scale)), scale)
    }

    fn new(total: Option<Total>, decimals: u32) -> Sum {
        let value = match total {
            None => Value::TooLarge,
            Some(total) => match total.mantissa(decimals).and_then(|mantissa| i64::try_from(mantissa).ok()) {
                Some(small) => Value::Small(small),
                None => Value::Large(Box::new(total)),
            },
        };
        Sum { value, decimals }
    }

    fn total(&self) -> Option<Total> {
        match &self.value {
            Value::Small(mantissa) => Some(Total::from_parts(i128::from(*mantissa), self.decimals)),
            Value::Large(total) => Some(**total),
            Value::TooLarge => None,
        }
    }
}

/// The same number with more digits after the point.
fn rescaled(mantissa: i64, from: u32, to: u32) -> Option<i128> {
    // Of two such, the sum has room in an `i128`.
    i128::from(mantissa).checked_mul(10_i128.pow(to - from)).filter(|mantissa| mantissa.unsigned_abs() < 1 << 100)
}

impl Total {
    fn from_parts(mantissa: i128, scale: u32) -> Total {
        let one = 10_i128.pow(scale);
        Total { whole: mantissa.div_euclid(one), fraction: mantissa.rem_euclid(one) * (ONE / one) }
    }

    /// In units of the last of so many digits after the point, if there is room for it.
    fn mantissa(self, decimals: u32) -> Option<i128> {
        self.whole.checked_mul(10_i128.pow(decimals))?.checked_add(self.fraction / 10_i128.pow(SCALE - decimals))
    }

    fn plus(self, other: Total) -> Option<Total> {
        let fraction = self.fraction + other.fraction;
        let whole = self.whole.checked_add(other.whole)?.checked_add(fraction / ONE)?;
        Some(Total { whole, fraction: fraction % ONE })
    }
}

/// All digits, without separators; `—` for a sum past all bounds, as no number would be true.
impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(Total { whole, fraction }) = self.total() else {
            return f.write_str("—");
        };
        let (sign, whole, fraction) = match (whole < 0, fraction) {
            (false, _) => ("", whole, fraction),
            (true, 0) => ("-", whole, 0),
            (true, _) => ("-", whole + 1, ONE - fraction),
        };
        write!(f, "{sign}{}", whole.unsigned_abs())?;
        match self.decimals {
            0 => Ok(()),
            places => write!(f, ".{:0width$}", fraction / 10_i128.pow(SCALE - places), width = places as usize),
        }
    }
}
