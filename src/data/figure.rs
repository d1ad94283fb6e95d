//! Figures as numbers of a spreadsheet, as far as a spreadsheet shows them digit by digit.

/// A figure with more digits is not what a spreadsheet would make of it (IEEE 754, binary64).
const EXACT_DIGITS: usize = 15;

/// A figure that a spreadsheet shows as it was written.
pub(super) struct Figure {
    /// As a number.
    pub value: f64,
    /// How many decimals it was written with.
    pub decimals: usize,
}

impl Figure {
    /// `None` for one that would be rounded, or lose a zero or sign: it stays text.
    pub(super) fn of(written: &str) -> Option<Figure> {
        let unsigned = written.strip_prefix('-').unwrap_or(written);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let exact = unsigned.bytes().filter(u8::is_ascii_digit).count() <= EXACT_DIGITS;
        let padded = whole.len() > 1 && whole.starts_with('0');
        let value = written.parse::<f64>().ok()?;
        let minus_nothing = value == 0.0 && unsigned != written;
        (exact && !padded && !minus_nothing).then_some(Figure { value, decimals: fraction.len() })
    }

    /// The format in which it has the decimals it was written with (ECMA-376 part 1, 18.8.31).
    pub(super) fn format(&self) -> String {
        if self.decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(self.decimals)) }
    }
}

#[cfg(test)]
mod tests {
    use super::Figure;

    #[test]
    fn a_figure_is_a_number_where_a_spreadsheet_shows_its_digits() {
        let format = |written| Figure::of(written).map(|figure| figure.format());
        assert_eq!(format("140.50").as_deref(), Some("0.00"));
        assert_eq!(format("-3").as_deref(), Some("0"));
        assert_eq!(format("0.5").as_deref(), Some("0.0"));
        for text in ["015.50", "007", "-0", "-0.00", "1234567890123456", "12345678901.23456"] {
            assert!(Figure::of(text).is_none(), "{text}");
        }
    }
}
