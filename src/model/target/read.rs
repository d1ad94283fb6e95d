//! How a target is read: date, range, bound, and if nothing fits with certainty, phrase.

use super::{Doubt, Number, Operator, Quantity, Reading, date, spelling};

/// Reads any text, in time linear in its length.
pub(super) fn read(written: &str) -> Reading {
    let text = spelling::normalise(written);
    let (operator, rest) = spelling::operator_before(&text);
    if let Some(date) = date::read(rest) {
        return match date {
            // 前 says "at most" already.
            Ok(date) if date.is_by() && operator.is_some_and(|operator| operator != Operator::AtMost) => doubtful(Doubt::Contradiction),
            Ok(date) => Reading::Date { operator, date },
            Err(doubt) => doubtful(doubt),
        };
    }
    if !spelling::looks_quantitative(&text) {
        return Reading::Phrase { doubt: None };
    }
    quantity_or_range(operator, rest).unwrap_or_else(doubtful)
}

fn doubtful(doubt: Doubt) -> Reading {
    Reading::Phrase { doubt: Some(doubt) }
}

fn quantity_or_range(operator: Option<Operator>, text: &str) -> Result<Reading, Doubt> {
    let (number, rest) = number(text)?;
    match rest.find(|c: char| c.is_ascii_digit()) {
        Some(second) => range(operator, number, rest, second),
        None => bound(operator, number, rest),
    }
}

/// `rest` is what follows the number: unit, operator.
fn bound(before: Option<Operator>, number: Number, rest: &str) -> Result<Reading, Doubt> {
    let (behind, unit) = spelling::operator_behind(rest);
    // Both may say the same: 不低于95%以上 can only mean ≥95%.
    if before.is_some() && behind.is_some() && before != behind {
        return Err(Doubt::Contradiction);
    }
    if !spelling::is_unit(unit) {
        return Err(if unit.starts_with(['.', ',', ' ']) {
            Doubt::Digits
        } else if unit.starts_with('月') {
            Doubt::Calendar
        } else {
            Doubt::Unit
        });
    }
    if number.is_year_like() && unit.starts_with('年') || number.is_year_and_month_like() && unit.is_empty() {
        return Err(Doubt::Calendar);
    }
    // 3822年以上 and 3,822年 would be shown as a date, which the calendar does not have.
    if unit.starts_with('年') && date::read(&format!("{}{unit}", number.digits())).is_some() {
        return Err(Doubt::Calendar);
    }
    let quantity = Quantity { number, unit: unit.to_owned() };
    Ok(Reading::Bound { operator: before.or(behind), quantity })
}

/// `rest` is what follows the first number; `second` is where the next digit stands in it.
fn range(operator: Option<Operator>, low: Number, rest: &str, second: usize) -> Result<Reading, Doubt> {
    let (between, _) = rest.split_at(second);
    if between.ends_with("--") {
        return Err(Doubt::Unclear);
    }
    // Behind the sign of the range, a minus belongs to the upper end: -5~-3.
    let (low_unit, start) = match between.strip_suffix('-').and_then(spelling::without_range_sign) {
        Some(unit) => (unit, second - 1),
        None => (spelling::without_range_sign(between).ok_or_else(|| not_between(between))?, second),
    };
    let (high, high_unit) = number(&rest[start..])?;
    if operator.is_some() {
        return Err(Doubt::Contradiction);
    }
    if high_unit.contains(|c: char| c.is_ascii_digit()) {
        return Err(Doubt::Unclear);
    }
    if !spelling::is_unit(low_unit) || !spelling::is_unit(high_unit) {
        return Err(if high_unit.starts_with('月') { Doubt::Calendar } else { Doubt::Unit });
    }
    if !low_unit.is_empty() && low_unit != high_unit {
        return Err(Doubt::TwoUnits);
    }
    if low.is_year_like() && high.is_year_like() && (high_unit.is_empty() || high_unit.starts_with('年')) {
        return Err(Doubt::Calendar);
    }
    if low.value() > high.value() {
        return Err(Doubt::Descending);
    }
    let end = |number| Quantity { number, unit: high_unit.to_owned() };
    Ok(Reading::Range { low: end(low), high: end(high) })
}

/// Why what stands between two figures does not make a range of them.
fn not_between(between: &str) -> Doubt {
    if between.chars().all(|c| matches!(c, '.' | ',' | ' ' | '、')) {
        return Doubt::Digits;
    }
    if between.starts_with(['年', '月']) { Doubt::Calendar } else { Doubt::Unclear }
}

/// The number at the front, and what follows it.
fn number(text: &str) -> Result<(Number, &str), Doubt> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let sign = &text[..text.len() - unsigned.len()];
    let first = leading_digits(unsigned);
    if first == 0 {
        return Err(if unsigned.starts_with('.') { Doubt::Digits } else { Doubt::Unclear });
    }
    let (whole, mut rest) = unsigned.split_at(first);
    let mut digits = format!("{sign}{whole}");
    if first <= 3 && !whole.starts_with('0') {
        while let Some(group) = rest.strip_prefix(',').filter(|group| leading_digits(group) == 3) {
            digits.push_str(&group[..3]);
            rest = &group[3..];
        }
    }
    if let Some(fraction) = rest.strip_prefix('.').filter(|fraction| leading_digits(fraction) > 0) {
        let (fraction, after) = fraction.split_at(leading_digits(fraction));
        digits.push('.');
        digits.push_str(fraction);
        rest = after;
    }
    let number = Number::parse(&digits).ok_or(Doubt::Digits)?;
    Ok((number, rest))
}

fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}
