//! Money: amounts as a department wrote them, their unit, exact sums and shares.
//! Nothing here rounds, except `share`, which says so.

mod amount_error;
mod sum;
#[cfg(test)]
mod tests;

pub use amount_error::AmountError;
pub use sum::{Sum, SumTooLarge};

use rust_decimal::Decimal;
use std::fmt;

/// Most significant digits of a figure: any 28 of them fit the 96 bits of a `Decimal` without rounding.
pub const MAX_DIGITS: usize = 28;

/// An amount of money as a department wrote it: its digits (`140.50`) beside their exact decimal.
///
/// It is in the unit of its sheet ([`MoneyUnit`]); the unit is no part of the amount.
///
/// ```
/// use gongkai::model::money::Amount;
/// let amount = Amount::parse("140.50").unwrap();
/// assert_eq!((amount.written(), amount.decimals()), ("140.50", 2));
/// assert!(Amount::parse("1_000").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    written: String,
    value: Decimal,
}

impl Amount {
    /// Reads `-?[0-9]+(\.[0-9]+)?` and nothing else: no spaces, no separators, no unit.
    ///
    /// # Errors
    /// Says which habit of writing stands in the way, or that there are more than [`MAX_DIGITS`] significant digits.
    /// A negative amount is none of these: the rules of `lint` refuse it.
    pub fn parse(written: &str) -> Result<Amount, AmountError> {
        match exact(written) {
            Ok(value) => Ok(Amount { written: written.to_owned(), value }),
            Err(Inexact::TooLong { digits }) => Err(AmountError::TooLong { digits }),
            Err(Inexact::NotPlain) => Err(AmountError::of(written)),
        }
    }

    /// The digits of the original.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The exact value, in the unit of the sheet.
    pub fn value(&self) -> Decimal {
        self.value
    }

    /// Digits after the point as written: 2 for `140.50`.
    pub fn decimals(&self) -> u32 {
        self.value.scale()
    }

    /// Below zero; `-0` is not.
    pub fn is_negative(&self) -> bool {
        self.value < Decimal::ZERO
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// The unit of the amounts of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MoneyUnit {
    /// 万元: 10,000 CNY, the unit of comparison and sums.
    Wan,
    /// 元: 1 CNY.
    Yuan,
}

impl MoneyUnit {
    /// Reads `万元` or `元`.
    pub fn parse(text: &str) -> Option<MoneyUnit> {
        [MoneyUnit::Wan, MoneyUnit::Yuan].into_iter().find(|unit| unit.label() == text)
    }

    /// `万元` or `元`.
    pub fn label(self) -> &'static str {
        match self {
            MoneyUnit::Wan => "万元",
            MoneyUnit::Yuan => "元",
        }
    }

    /// A value of this unit in 万元, exact. It keeps the decimals it has and gets only those it needs: 1585000.00 元 is
    /// 158.50 万元. `None` where a `Decimal` cannot hold it (beyond 24 digits after the point).
    pub fn to_wan(self, value: Decimal) -> Option<Decimal> {
        if self == MoneyUnit::Wan {
            return Some(value);
        }
        let (mantissa, scale) = yuan_as_wan(value);
        Decimal::try_from_i128_with_scale(mantissa, scale).ok()
    }

    /// A value of this unit in 元, exact: 15.99 万元 is 159900 元. `None` where a `Decimal` cannot hold it (about 10^24
    /// 万元 and more).
    pub fn to_yuan(self, value: Decimal) -> Option<Decimal> {
        if self == MoneyUnit::Yuan {
            return Some(value);
        }
        let (mantissa, scale) = (value.mantissa(), value.scale());
        if scale >= 4 {
            return Decimal::try_from_i128_with_scale(mantissa, scale - 4).ok();
        }
        // 96 bits and four digits more stay within 127 bits.
        Decimal::try_from_i128_with_scale(mantissa * 10_i128.pow(4 - scale), 0).ok()
    }
}

/// Mantissa and scale in 万元 of a value in 元, without the zeros that only the division by 10,000 brings.
fn yuan_as_wan(value: Decimal) -> (i128, u32) {
    let (mut mantissa, mut scale) = (value.mantissa(), value.scale() + 4);
    while scale > value.scale() && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    (mantissa, scale)
}

/// Puts thousands separators into the whole part of a plain figure: `-1234567.50` becomes `-1,234,567.50`. What is no
/// plain figure comes back as it is.
pub fn grouped(figure: &str) -> String {
    let Some(Plain { negative, whole, fraction }) = plain(figure) else {
        return figure.to_owned();
    };
    let mut text = String::with_capacity(figure.len() + whole.len() / 3);
    if negative {
        text.push('-');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// How many percent `part` is of `whole`, rounded half up (away from zero) to `places` digits after the point: 1 of 8 is
/// `12.5` to one place and `13` to none.
///
/// `None` where `whole` is zero, or where the two have so many digits that 127 bits cannot compare them exactly.
pub fn share(part: Decimal, whole: Decimal, places: u32) -> Option<Decimal> {
    let mut percent = quotient(part, whole, places.checked_add(2)?)?;
    percent.set_scale(places).ok()?;
    Some(percent)
}

/// `dividend` by `divisor`, rounded half up (away from zero) to `places` digits after the point.
///
/// `None` where `divisor` is zero, or where the two have so many digits that 127 bits cannot compare them exactly.
pub fn quotient(dividend: Decimal, divisor: Decimal, places: u32) -> Option<Decimal> {
    // Whole numbers throughout: a quotient rounded to 28 digits first and to `places` then could go wrong at the half.
    let scale = dividend.scale().max(divisor.scale());
    let at_scale = |value: Decimal| value.mantissa().checked_mul(10_i128.checked_pow(scale - value.scale())?);
    let dividend = at_scale(dividend)?.checked_mul(10_i128.checked_pow(places)?)?;
    let divisor = at_scale(divisor)?;
    if divisor == 0 {
        return None;
    }
    let (quotient, rest) = (dividend / divisor, dividend % divisor);
    let half_or_more = rest.unsigned_abs() >= divisor.unsigned_abs().div_ceil(2);
    let away = if (dividend < 0) == (divisor < 0) { 1 } else { -1 };
    let rounded = if half_or_more { quotient + away } else { quotient };
    Decimal::try_from_i128_with_scale(rounded, places).ok()
}

/// The exact decimal of a plain figure, with its scale.
pub(crate) fn exact(figure: &str) -> Result<Decimal, Inexact> {
    let Plain { negative, whole, fraction } = plain(figure).ok_or(Inexact::NotPlain)?;
    let whole = whole.trim_start_matches('0');
    let digits = whole.len() + fraction.len();
    if digits > MAX_DIGITS {
        return Err(Inexact::TooLong { digits });
    }
    let magnitude = whole.bytes().chain(fraction.bytes()).fold(0_i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    let mantissa = if negative { -magnitude } else { magnitude };
    // At most 28, as there are no more digits.
    let scale = fraction.len() as u32;
    Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| Inexact::TooLong { digits })
}

/// `after` less `before`, exact: with as many digits after the point as the one that has more. `None` where a `Decimal` cannot hold it.
pub fn difference(before: Decimal, after: Decimal) -> Option<Decimal> {
    let scale = before.scale().max(after.scale());
    let at_scale = |value: Decimal| value.mantissa().checked_mul(10_i128.checked_pow(scale - value.scale())?);
    Decimal::try_from_i128_with_scale(at_scale(after)?.checked_sub(at_scale(before)?)?, scale).ok()
}

/// Why a figure has no exact decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inexact {
    /// It is not `-?[0-9]+(\.[0-9]+)?`.
    NotPlain,
    /// It has more than [`MAX_DIGITS`] significant digits.
    TooLong {
        /// How many.
        digits: usize,
    },
}

/// The pieces of `-?[0-9]+(\.[0-9]+)?`.
struct Plain<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

fn plain(figure: &str) -> Option<Plain<'_>> {
    let (negative, unsigned) = match figure.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, figure),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) if digits(fraction) => (whole, fraction),
        Some(_) => return None,
        None => (unsigned, ""),
    };
    digits(whole).then_some(Plain { negative, whole, fraction })
}
