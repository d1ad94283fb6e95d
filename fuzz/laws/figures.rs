//! Figures: amounts and targets.

use gongkai::model::{
    money::{Amount, MoneyUnit, Sum, grouped, quotient, share},
    target::{Reading, Target},
};

/// Law: an amount is `-?[0-9]+(\.[0-9]+)?`, keeps its digits, and is exactly what they say; from 元 to 万元 and back nothing is lost; a
/// suggestion is an amount of the same digits; sums do not depend on the order. (A line is an amount.)
pub fn amount(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut amounts = Vec::new();
    for line in text.split('\n').take(64) {
        match Amount::parse(line) {
            Ok(amount) => {
                is_exact(&amount, line);
                amounts.push(amount);
            }
            Err(error) => {
                assert!(!is_plain(line) || significant_digits(line) > 28, "{line:?} is an amount");
                let Some(suggestion) = error.suggestion() else { continue };
                Amount::parse(&suggestion).unwrap_or_else(|error| panic!("{line:?}: {suggestion:?} is no amount: {error}"));
                assert_eq!(digits(&suggestion).trim_start_matches('0'), digits(line).trim_start_matches('0'), "{line:?}: {suggestion:?}");
            }
        }
        assert_eq!(grouped(line).replace(',', ""), line.replace(',', ""));
    }
    let sum = |amounts: &mut dyn Iterator<Item = &Amount>| {
        let mut sum = Sum::default();
        amounts.for_each(|amount| sum.add(amount));
        sum
    };
    assert_eq!(sum(&mut amounts.iter()), sum(&mut amounts.iter().rev()));
    for pair in amounts.windows(2) {
        for places in [0, 1, 2, 28] {
            _ = (share(pair[0].value(), pair[1].value(), places), quotient(pair[0].value(), pair[1].value(), places));
        }
    }
}

fn is_exact(amount: &Amount, line: &str) {
    assert!(is_plain(line), "{line:?} is no amount");
    assert_eq!((amount.written(), amount.to_string().as_str()), (line, line));
    assert_eq!(amount.decimals() as usize, line.split_once('.').map_or(0, |(_, fraction)| fraction.len()));
    let value = amount.value();
    let unsigned = value.to_string();
    assert_eq!(unsigned.trim_start_matches('-').trim_start_matches('0'), line.trim_start_matches('-').trim_start_matches('0'));
    let below_zero = line.starts_with('-') && digits(line).contains(|digit| digit != '0');
    assert_eq!(amount.is_negative(), below_zero);
    if let Some(yuan) = MoneyUnit::Wan.to_yuan(value) {
        assert_eq!(MoneyUnit::Yuan.to_wan(yuan), Some(value), "{line}");
    }
    if let Some(wan) = MoneyUnit::Yuan.to_wan(value) {
        assert_eq!(MoneyUnit::Wan.to_yuan(wan), Some(value), "{line}");
    }
    for unit in [MoneyUnit::Wan, MoneyUnit::Yuan] {
        let sum = Sum::of(amount, unit);
        assert_eq!(sum.plus(&sum), sum.plus(&sum));
        _ = sum.to_string();
    }
}

/// Written a second time on purpose: the law would hold of nothing if it asked the reader.
fn is_plain(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let all = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match unsigned.split_once('.') {
        Some((whole, fraction)) => all(whole) && all(fraction),
        None => all(unsigned),
    }
}

fn significant_digits(plain: &str) -> usize {
    let (whole, fraction) = plain.trim_start_matches('-').split_once('.').unwrap_or((plain.trim_start_matches('-'), ""));
    whole.trim_start_matches('0').len() + fraction.len()
}

/// The digits of a text, full-width ones as others.
fn digits(text: &str) -> String {
    text.chars().filter_map(narrow).filter(char::is_ascii_digit).collect()
}

fn narrow(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        other => Some(other),
    }
}

/// Law: any text is a target; it keeps what was written; its canonical form is read again as the same; no digit is made up or lost; the
/// ends of a range are in order.
pub fn target(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let target = Target::parse(text);
    assert_eq!(target.written(), text);
    let canonical = target.canonical();
    let again = Target::parse(&canonical);
    assert_eq!(again.canonical(), canonical, "{text:?}");
    if target.is_quantitative() {
        assert_eq!(again.reading(), target.reading(), "{text:?} as {canonical:?}");
        assert_eq!(digits(&canonical), digits(text), "{text:?} as {canonical:?}");
        assert_eq!(target.grouped().replace(',', ""), canonical);
    }
    if let Reading::Range { low, high } = target.reading() {
        assert!(low.number.value() <= high.number.value() && low.unit == high.unit, "{text:?}");
    }
    for lang in ["en", "zh", "fr"] {
        _ = target.in_language(lang);
    }
    _ = (target.doubt(), target.operator(), target.highest());
}
