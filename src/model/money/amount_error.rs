//! Why something is no amount, and what was probably meant.

use super::MAX_DIGITS;

/// Why a text is no amount. Its words fit after "`…` is not an amount: "; [`AmountError::suggestion`] mends what can be
/// mended with certainty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing, or spaces alone.
    #[error("it is empty; an empty cell is left out, and zero is written 0")]
    Empty,
    /// ` 12 `
    #[error("spaces stand around the figure")]
    Spaces {
        /// Without them.
        mended: Option<String>,
    },
    /// `1,234`, `1_000`, `1，234`, `1 234`
    #[error("a figure is written without thousands separators")]
    ThousandsSeparator {
        /// Without them, if they stand where thousands end.
        mended: Option<String>,
    },
    /// `１２`
    #[error("full-width characters stand in the figure; amounts are written with half-width digits (0-9)")]
    FullWidth {
        /// With ASCII digits.
        mended: Option<String>,
    },
    /// `1e3`
    #[error("exponents are not taken, write all digits out")]
    Exponent,
    /// `0x1F`, `0o17`, `0b1`
    #[error("hexadecimal, octal and binary figures are not taken")]
    Hex,
    /// `.inf`, `.nan`
    #[error("it is not a finite number")]
    NotFinite,
    /// `+5`, `−5`
    #[error("the only sign an amount may have is `-` (minus) at its front")]
    Sign {
        /// Without the plus, with an ASCII minus.
        mended: Option<String>,
    },
    /// `192.5万元`
    #[error("a unit (`{unit}`) stands in it; the unit is said once for the whole sheet (`unit: 万元` or `unit: 元`)")]
    UnitInside {
        /// What stands around the figure.
        unit: String,
        /// The figure alone.
        mended: Option<String>,
    },
    /// `.5`, `5.`
    #[error("there is no digit on one side of the point")]
    MissingDigits {
        /// `0.5`, `5`
        mended: Option<String>,
    },
    /// `yes`, `false`, `是`
    #[error("it is a yes or no")]
    Boolean,
    /// `2022-01-01`
    #[error("it is a date")]
    Date,
    /// A plain figure with more digits than can be calculated with exactly.
    #[error("it has {digits} significant digits, and at most {MAX_DIGITS} can be calculated with exactly")]
    TooLong {
        /// How many.
        digits: usize,
    },
    /// Anything else.
    #[error("only digits, one point and a minus sign at the front are taken, as in 192.5")]
    Other,
}

impl AmountError {
    /// The amount that was certainly meant, in the form [`Amount::parse`](super::Amount::parse) takes: `1,234` → `1234`, `１２` → `12`, `.5` → `0.5`.
    ///
    /// For a figure with a unit it is the figure, if that unit is 万元, the unit of a sheet that says nothing else; where the
    /// sheet is in 元 the caller must not offer it.
    pub fn suggestion(&self) -> Option<String> {
        match self {
            AmountError::Spaces { mended }
            | AmountError::ThousandsSeparator { mended }
            | AmountError::FullWidth { mended }
            | AmountError::Sign { mended }
            | AmountError::UnitInside { mended, .. }
            | AmountError::MissingDigits { mended } => mended.clone(),
            AmountError::Empty
            | AmountError::Exponent
            | AmountError::Hex
            | AmountError::NotFinite
            | AmountError::Boolean
            | AmountError::Date
            | AmountError::TooLong { .. }
            | AmountError::Other => None,
        }
    }

    /// What is wrong with a text that is no plain figure.
    pub(super) fn of(written: &str) -> AmountError {
        let trimmed = written.trim();
        if trimmed.is_empty() {
            return AmountError::Empty;
        }
        let narrow: String = trimmed.chars().map(narrow).collect();
        let lower = narrow.to_ascii_lowercase();
        if ["yes", "no", "true", "false", "on", "off", "y", "n", "是", "否"].contains(&lower.as_str()) {
            return AmountError::Boolean;
        }
        let unsigned = lower.trim_start_matches(['+', '-']);
        if [".inf", "inf", "infinity", ".infinity", ".nan", "nan", "∞"].contains(&unsigned) {
            return AmountError::NotFinite;
        }
        if is_date(&lower) {
            return AmountError::Date;
        }
        if is_based(unsigned) {
            return AmountError::Hex;
        }
        if is_exponent(unsigned) {
            return AmountError::Exponent;
        }
        let mended = mend(&narrow);
        let figure = narrow.trim_start_matches(['+', '-', '−']);
        if let Some(unit) = unit_around(figure) {
            return AmountError::UnitInside { unit, mended };
        }
        // Not the wide comma: between digits it is a thousands separator before it is a wide character.
        if trimmed.contains(|c| matches!(c, '０'..='９' | '．' | '－' | '＋')) {
            return AmountError::FullWidth { mended };
        }
        if is_separated(figure) {
            return AmountError::ThousandsSeparator { mended };
        }
        if narrow.starts_with(['+', '−']) {
            return AmountError::Sign { mended };
        }
        if figure.starts_with('.') || figure.ends_with('.') {
            return AmountError::MissingDigits { mended };
        }
        if trimmed.len() < written.len() && mended.is_some() {
            return AmountError::Spaces { mended };
        }
        AmountError::Other
    }
}

/// Undoes every habit that can be undone with certainty, one after the other; `None` if no amount comes out.
fn mend(narrow: &str) -> Option<String> {
    let unsigned = narrow.strip_prefix('+').filter(|rest| !rest.starts_with(['+', '-', '−'])).unwrap_or(narrow);
    let (sign, unsigned) = match unsigned.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", unsigned),
    };
    let figure = unsigned.strip_suffix("万元").unwrap_or(unsigned).trim_end();
    let figure = without_separators(figure)?;
    let figure = figure.strip_suffix('.').unwrap_or(&figure);
    let zero = if figure.starts_with('.') { "0" } else { "" };
    let mended = format!("{sign}{zero}{figure}");
    super::exact(&mended).is_ok().then_some(mended)
}

/// The figure without its thousands separators; `None` where they are not all alike or do not stand where thousands end
/// (`1,5` may be anything).
fn without_separators(figure: &str) -> Option<String> {
    let whole = figure.split('.').next().unwrap_or(figure);
    let Some(separator) = whole.chars().find(|c| SEPARATORS.contains(c)) else {
        return Some(figure.to_owned());
    };
    let mut groups = whole.split(separator);
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && !group.starts_with('0'));
    (first && groups.all(|group| group.len() == 3)).then(|| {
        let rest = &figure[whole.len()..];
        whole.replace(separator, "") + rest
    })
}

const SEPARATORS: [char; 8] = [',', '_', '\'', '’', ' ', '\u{a0}', '\u{202f}', '\u{3000}'];

/// Digits and separators, with a separator among them.
fn is_separated(figure: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || c == '.' || SEPARATORS.contains(&c);
    figure.starts_with(|c: char| c.is_ascii_digit()) && figure.chars().all(plain) && figure.contains(SEPARATORS)
}

/// What stands before or behind a figure and names a currency or a unit.
fn unit_around(figure: &str) -> Option<String> {
    let digit = |c: char| c.is_ascii_digit();
    let start = figure.find(digit)?;
    let end = figure.rfind(digit)? + 1;
    let inside = figure[start..end].chars().all(|c| c.is_ascii_digit() || c == '.' || SEPARATORS.contains(&c));
    let worded = |text: &str| text.chars().any(|c| c.is_alphabetic() || "¥￥$€£%‰".contains(c));
    let unit = format!("{}{}", figure[..start].trim(), figure[end..].trim());
    (inside && worded(&unit)).then_some(unit)
}

/// `2022-01-01`, `2022/1`, `2022.1.1`, `2022年1月`, with or without a time of day behind it.
fn is_date(text: &str) -> bool {
    let Some((year, rest)) = text.split_at_checked(4) else {
        return false;
    };
    let starts_with_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    if !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    if let Some(month) = rest.strip_prefix('年') {
        return month.is_empty() || starts_with_digit(month);
    }
    match rest.chars().next() {
        Some('-' | '/') => starts_with_digit(&rest[1..]),
        // One point more than a number has.
        Some('.') => rest[1..].split_once('.').is_some_and(|(month, day)| starts_with_digit(month) && starts_with_digit(day)),
        _ => false,
    }
}

/// `0x1F`, `0o17`, `0b101`
fn is_based(unsigned: &str) -> bool {
    let Some((base, digits)) = unsigned.split_at_checked(2) else {
        return false;
    };
    ["0x", "0o", "0b"].contains(&base) && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'_')
}

/// `1e3`, `1.5e-3`
fn is_exponent(unsigned: &str) -> bool {
    let Some((figure, power)) = unsigned.split_once('e') else {
        return false;
    };
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    let numeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || b"._".contains(&byte));
    figure.bytes().any(|byte| byte.is_ascii_digit()) && numeric(figure) && !power.is_empty() && numeric(power)
}

/// Full-width forms of ASCII as ASCII.
fn narrow(c: char) -> char {
    match c {
        // Full-width forms stand in the order of ASCII, 0xFEE0 further on.
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
