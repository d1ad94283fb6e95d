//! A number of a spreadsheet as it is shown: its format says how many places it has, and whether it is a percentage
//! (ECMA-376 part 1, 18.8.31). Thousands separators are left out: they are no digits.

/// Excel keeps this many digits of a number.
const DIGITS: usize = 15;

/// The digits of `value` in a cell of that format, with the words around them. `None` where the format is one that is not read
/// (dates, fractions, exponents).
pub(super) fn shown(value: f64, format: &str) -> Option<String> {
    // Positive;negative;zero;text: the sign aside, the first says what is needed.
    let Pattern { before, digits, after } = Pattern::parse(format)?;
    if digits.is_empty() || digits.eq_ignore_ascii_case("general") || digits == "@" {
        return Some(format!("{before}{}{after}", general(value)));
    }
    let percent = digits.ends_with('%');
    let digits = digits.strip_suffix('%').unwrap_or(&digits);
    let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
    let wanted = |c: char| matches!(c, '0' | '#' | '?' | ',');
    // A comma at the end divides by a thousand, which only a person can tell from a separator.
    if whole.is_empty() || whole.ends_with(',') || !whole.chars().all(wanted) || !places.chars().all(|c| wanted(c) && c != ',') {
        return None;
    }
    let least = places.chars().filter(|c| *c == '0').count();
    let most = places.len();
    let value = decimal(value, if percent { 2 } else { 0 });
    let (sign, value) = value.strip_prefix('-').map_or(("", value.as_str()), |value| ("-", value));
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    // Rounded, it would not be what the cell holds: then all its digits are given.
    let fraction = if fraction.len() <= most { format!("{fraction:0<least$}") } else { fraction.to_owned() };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{before}{sign}{whole}{point}{fraction}{}{after}", if percent { "%" } else { "" }))
}

/// Without a format: the shortest digits that mean the same, as far as a spreadsheet keeps them.
pub(super) fn general(value: f64) -> String {
    decimal(value, 0)
}

/// What stands for digits, and words around it.
struct Pattern {
    before: String,
    digits: String,
    after: String,
}

impl Pattern {
    /// Colours, conditions and spaces go. `None` where words stand among the digits.
    fn parse(format: &str) -> Option<Pattern> {
        let mut pattern = Pattern { before: String::new(), digits: String::new(), after: String::new() };
        let mut chars = format.chars();
        while let Some(c) = chars.next() {
            match c {
                ';' => break,
                '[' => _ = chars.find(|c| *c == ']'),
                '_' | '*' => _ = chars.next(),
                ' ' => {}
                '"' => pattern.word(&chars.by_ref().take_while(|c| *c != '"').collect::<String>()),
                '\\' => pattern.word(&chars.by_ref().take(1).collect::<String>()),
                c if c.is_ascii() => match pattern.after.is_empty() {
                    true => pattern.digits.push(c),
                    false => return None,
                },
                c => pattern.word(&c.to_string()),
            }
        }
        Some(pattern)
    }

    fn word(&mut self, word: &str) {
        if self.digits.is_empty() { self.before.push_str(word) } else { self.after.push_str(word) }
    }
}

/// The decimal digits of a value of [`DIGITS`] digits, its point moved `places` to the right.
fn decimal(value: f64, places: i32) -> String {
    let exact = format!("{value:.precision$e}", precision = DIGITS - 1);
    let (mantissa, exponent) = exact.split_once('e').unwrap_or((&exact, "0"));
    let negative = mantissa.starts_with('-');
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let point = exponent.parse::<i32>().unwrap_or(0) + 1 + places;
    if digits.is_empty() || point.unsigned_abs() > 300 {
        return "0".to_owned();
    }
    let length = digits.len() as i32;
    let number = match point {
        ..=0 => format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize)),
        _ if point >= length => format!("{digits}{}", "0".repeat((point - length) as usize)),
        _ => format!("{}.{}", &digits[..point as usize], &digits[point as usize..]),
    };
    if negative { format!("-{number}") } else { number }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_number_has_the_digits_that_are_shown() {
        for (value, format, expected) in [
            (140.5, "0.00", "140.50"),
            (2546.0, "General", "2546"),
            (2546.0, "#,##0.00", "2546.00"),
            (0.21, "General", "0.21"),
            (0.1 + 0.2, "General", "0.3"),
            (0.95, "0%", "95%"),
            (0.995, "0%", "99.5%"),
            (0.985, "0.00%", "98.50%"),
            (0.07, "0%", "7%"),
            (-3.5, "#,##0.0;[Red]-#,##0.0", "-3.5"),
            (192.5, "0_ ", "192.5"),
            (192.5, "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "192.50"),
            (1e6, "0", "1000000"),
            (15.99, "@", "15.99"),
            (0.0, "0.00", "0.00"),
            (32.0, "0\"万元\"", "32万元"),
            (95.0, "\"≥\"0\\%", "≥95%"),
            (8.0, "0批次", "8批次"),
        ] {
            assert_eq!(shown(value, format).as_deref(), Some(expected), "{value} as {format}");
        }
        for unread in ["yyyy-mm-dd", "0.00E+00", "# ?/?", "0\"-\"0", "0,", "0.0,,"] {
            assert_eq!(shown(1234.5, unread), None, "{unread}");
        }
    }
}
