//! What amounts are taken, what is said about the others, and the laws of sums.

use super::*;
use proptest::prelude::*;

fn amount(written: &str) -> Amount {
    Amount::parse(written).unwrap_or_else(|error| panic!("{written}: {error}"))
}

fn decimal(text: &str) -> Decimal {
    amount(text).value()
}

#[test]
fn an_amount_keeps_every_digit() {
    for (written, decimals) in [("0", 0), ("2546", 0), ("234.08", 2), ("192.5", 1), ("140.50", 2), ("010", 0), ("-5.00", 2), ("-0", 0)] {
        let amount = amount(written);
        assert_eq!((amount.written(), amount.decimals()), (written, decimals));
        assert_eq!(amount.to_string(), written);
    }
    assert_eq!(amount("140.50").value().to_string(), "140.50");
    assert!(amount("-0.01").is_negative());
    assert!(!amount("-0").is_negative());
}

#[test]
fn twenty_eight_significant_digits_are_exact_and_more_are_refused() {
    let most = "9".repeat(MAX_DIGITS);
    assert_eq!(amount(&most).value().to_string(), most);
    let small = format!("0.{}", "9".repeat(MAX_DIGITS));
    assert_eq!(amount(&small).value().to_string(), small);
    assert_eq!(amount(&format!("{}{most}", "0".repeat(99))).value().to_string(), most);
    for digits in [29, 200, 1_000_000] {
        assert_eq!(Amount::parse(&"9".repeat(digits)), Err(AmountError::TooLong { digits }));
    }
    assert_eq!(Amount::parse(&format!("1.{}", "0".repeat(28))), Err(AmountError::TooLong { digits: 29 }));
}

/// Written, the error's name, what is suggested.
const NO_AMOUNTS: &[(&str, &str, Option<&str>)] = &[
    ("", "Empty", None),
    (" \u{3000}\n", "Empty", None),
    (" 12", "Spaces", Some("12")),
    ("12.50\n", "Spaces", Some("12.50")),
    ("1,234", "ThousandsSeparator", Some("1234")),
    ("1,234,567.50", "ThousandsSeparator", Some("1234567.50")),
    ("-1,234", "ThousandsSeparator", Some("-1234")),
    ("1_000", "ThousandsSeparator", Some("1000")),
    ("1，234", "ThousandsSeparator", Some("1234")),
    ("1 234", "ThousandsSeparator", Some("1234")),
    ("1’234", "ThousandsSeparator", Some("1234")),
    ("1,5", "ThousandsSeparator", None),
    ("1,0000", "ThousandsSeparator", None),
    ("1,234_567", "ThousandsSeparator", None),
    ("0,123", "ThousandsSeparator", None),
    ("1234,567", "ThousandsSeparator", None),
    ("1.234,5", "ThousandsSeparator", None),
    ("１２", "FullWidth", Some("12")),
    ("１２．５", "FullWidth", Some("12.5")),
    ("12．5", "FullWidth", Some("12.5")),
    ("－５", "FullWidth", Some("-5")),
    ("１，２３４", "FullWidth", Some("1234")),
    ("1e3", "Exponent", None),
    ("1.5E-3", "Exponent", None),
    ("-2e+10", "Exponent", None),
    ("1ｅ3", "Exponent", None),
    ("0x1F", "Hex", None),
    ("0o17", "Hex", None),
    ("0b101", "Hex", None),
    (".inf", "NotFinite", None),
    ("-.Inf", "NotFinite", None),
    (".NaN", "NotFinite", None),
    ("infinity", "NotFinite", None),
    ("+5", "Sign", Some("5")),
    ("+.5", "Sign", Some("0.5")),
    ("−5", "Sign", Some("-5")),
    ("+-5", "Sign", None),
    ("192.5万元", "UnitInside", Some("192.5")),
    ("１９２．５ 万元", "UnitInside", Some("192.5")),
    ("1,234万元", "UnitInside", Some("1234")),
    ("1925000元", "UnitInside", None),
    ("2亿元", "UnitInside", None),
    ("5万", "UnitInside", None),
    ("¥5", "UnitInside", None),
    ("￥5", "UnitInside", None),
    ("约5万元", "UnitInside", None),
    ("5%", "UnitInside", None),
    (".5", "MissingDigits", Some("0.5")),
    ("-.5", "MissingDigits", Some("-0.5")),
    ("5.", "MissingDigits", Some("5")),
    (".", "MissingDigits", None),
    ("yes", "Boolean", None),
    ("No", "Boolean", None),
    ("TRUE", "Boolean", None),
    ("off", "Boolean", None),
    ("否", "Boolean", None),
    ("2022-01-01", "Date", None),
    ("2022-01-01T00:00:00Z", "Date", None),
    ("2022/1/1", "Date", None),
    ("2022.1.1", "Date", None),
    ("2022年1月", "Date", None),
    ("99999999999999999999999999999", "TooLong", None),
    ("-", "Other", None),
    ("--5", "Other", None),
    ("(5)", "Other", None),
    ("5-", "Other", None),
    ("1.2.3", "Other", None),
    ("1:30", "Other", None),
    ("2546+234.08", "Other", None),
    ("无", "Other", None),
    ("~", "Other", None),
    ("null", "Other", None),
    ("٣", "Other", None),
];

#[test]
fn what_is_no_amount_is_named_and_mended_where_that_is_certain() {
    for (written, name, suggestion) in NO_AMOUNTS {
        let error = Amount::parse(written).expect_err(written);
        let shown = format!("{error:?}");
        assert_eq!(shown.split([' ', '{']).next(), Some(*name), "{written}: {shown}");
        assert_eq!(error.suggestion().as_deref(), *suggestion, "{written}: {shown}");
        assert!(!error.to_string().is_empty());
    }
}

#[test]
fn an_error_names_the_unit_and_the_number_of_digits() {
    let says = |written: &str| Amount::parse(written).expect_err(written).to_string();
    assert!(says("192.5万元").contains("`万元`"));
    assert!(says(&"9".repeat(30)).contains("30 significant digits"));
    assert!(says(&"9".repeat(30)).contains("at most 28"));
}

#[test]
fn units_are_read_and_converted_exactly() {
    assert_eq!(MoneyUnit::parse("万元"), Some(MoneyUnit::Wan));
    assert_eq!(MoneyUnit::parse("元"), Some(MoneyUnit::Yuan));
    assert_eq!(MoneyUnit::parse("万"), None);
    let wan = |written: &str| MoneyUnit::Yuan.to_wan(decimal(written)).map(|value| value.to_string());
    let yuan = |written: &str| MoneyUnit::Wan.to_yuan(decimal(written)).map(|value| value.to_string());
    assert_eq!(wan("1585000").as_deref(), Some("158.5"));
    assert_eq!(wan("1585000.00").as_deref(), Some("158.50"));
    assert_eq!(wan("1").as_deref(), Some("0.0001"));
    assert_eq!(wan("-0.01").as_deref(), Some("-0.000001"));
    assert_eq!(wan("0").as_deref(), Some("0"));
    assert_eq!(yuan("15.99").as_deref(), Some("159900"));
    assert_eq!(yuan("140.50").as_deref(), Some("1405000"));
    assert_eq!(yuan("0.00001").as_deref(), Some("0.1"));
    assert_eq!(wan(&format!("0.{}", "1".repeat(28))), None);
    assert_eq!(yuan(&"9".repeat(28)), None);
    assert_eq!(MoneyUnit::Wan.to_wan(decimal("1.50")).map(|value| value.to_string()).as_deref(), Some("1.50"));
    assert_eq!(MoneyUnit::Yuan.to_yuan(decimal("1.50")).map(|value| value.to_string()).as_deref(), Some("1.50"));
}

#[test]
fn thousands_are_separated_in_the_whole_part_alone() {
    for (figure, shown) in [
        ("158", "158"),
        ("2546", "2,546"),
        ("100000", "100,000"),
        ("-1234567.50", "-1,234,567.50"),
        ("-158", "-158"),
        ("0.123456", "0.123456"),
        ("1,234", "1,234"),
        ("有所提高", "有所提高"),
        ("", ""),
        ("—", "—"),
    ] {
        assert_eq!(grouped(figure), shown);
    }
}

#[test]
fn the_tasks_of_the_seed_table_come_to_3200_58() {
    let mut sum = Sum::default();
    assert_eq!(sum.to_string(), "0");
    for written in ["2546", "234.08", "192.5", "50", "90", "88"] {
        sum.add(&amount(written));
    }
    assert_eq!((sum.to_string().as_str(), sum.decimals()), ("3200.58", 2));
    assert_eq!(sum.value(), Ok(decimal("3200.58")));
    assert_eq!(share(decimal("2546"), decimal("3200.58"), 2), Some(decimal("79.55")));
}

#[test]
fn a_sum_keeps_the_digits_of_its_widest_part() {
    let sum = |parts: &[&str]| parts.iter().fold(Sum::default(), |sum, part| sum.plus(&Sum::of(&amount(part), MoneyUnit::Wan))).to_string();
    assert_eq!(sum(&["140.50", "9.50"]), "150.00");
    assert_eq!(sum(&["1", "-0.5"]), "0.5");
    assert_eq!(sum(&["-1", "0.25"]), "-0.75");
    assert_eq!(sum(&["-1", "-0.25"]), "-1.25");
    assert_eq!(sum(&["-0.25", "0.25"]), "0.00");
    assert_eq!(sum(&["-3", "1"]), "-2");
}

#[test]
fn amounts_in_yuan_are_summed_in_wan() {
    let sum = Sum::of(&amount("1585000"), MoneyUnit::Yuan).plus(&Sum::of(&amount("41.5"), MoneyUnit::Wan));
    assert_eq!(sum.to_string(), "200.0");
    assert_eq!(Sum::of(&amount("1"), MoneyUnit::Yuan).to_string(), "0.0001");
}

#[test]
fn a_sum_beyond_a_decimal_is_an_error_and_still_shown_exactly() {
    let most = amount(&"9".repeat(28));
    let mut sum = Sum::of(&most, MoneyUnit::Wan);
    sum.add(&amount("0.5"));
    assert_eq!(sum.value(), Err(SumTooLarge));
    assert_eq!(sum.to_string(), format!("{}.5", "9".repeat(28)));
    sum.add(&amount(&format!("-{}", "9".repeat(28))));
    assert_eq!(sum.value(), Ok(decimal("0.5")));
}

#[test]
fn a_sum_past_all_bounds_is_an_error_and_no_number() {
    let mut sum = Sum::of(&amount(&"9".repeat(28)), MoneyUnit::Wan);
    for _ in 0..200 {
        sum = sum.plus(&sum);
    }
    assert_eq!(sum.value(), Err(SumTooLarge));
    assert_eq!(sum.to_string(), "—");
}

#[test]
fn a_sum_that_was_large_is_small_again_as_if_it_had_never_been() {
    let sum = |parts: &[&str]| parts.iter().fold(Sum::default(), |sum, part| sum.plus(&Sum::of(&amount(part), MoneyUnit::Wan)));
    for large in ["9223372036854775808", "99999999999999999999999999", "92233720368547758.08", "9999999999999999999999999.999"] {
        let (back, never) = (sum(&["12.5", large, &format!("-{large}")]), sum(&["12.5", "0.000"]));
        assert_eq!((back.value(), back.plus(&never)), (never.value(), never.plus(&never)), "{large}");
    }
}

#[test]
fn shares_are_rounded_half_up() {
    let says = |part: &str, whole: &str, places| share(decimal(part), decimal(whole), places).map(|share| share.to_string());
    assert_eq!(says("1", "8", 1).as_deref(), Some("12.5"));
    assert_eq!(says("1", "8", 0).as_deref(), Some("13"));
    assert_eq!(says("1", "3", 2).as_deref(), Some("33.33"));
    assert_eq!(says("2", "3", 2).as_deref(), Some("66.67"));
    assert_eq!(says("-1", "8", 0).as_deref(), Some("-13"));
    assert_eq!(says("1", "1", 2).as_deref(), Some("100.00"));
    assert_eq!(says("0", "5", 1).as_deref(), Some("0.0"));
    assert_eq!(says("1", "0", 1), None);
    assert_eq!(says("0", "0.00", 1), None);
    assert_eq!(says(&"9".repeat(28), &format!("0.{}", "1".repeat(28)), 1), None);
    assert_eq!(says("1", "3", u32::MAX), None);
}

/// The mantissa at 28 digits after the point, for sums checked in whole numbers: room for figures below 10^9.
fn at_28(written: &str) -> i128 {
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    format!("{whole}{fraction:0<28}").parse().unwrap()
}

proptest! {
    #[test]
    fn exactly_the_grammar_is_taken_and_written_back(written in "-?[0-9]{1,15}(\\.[0-9]{1,13})?") {
        let amount = amount(&written);
        prop_assert_eq!(amount.written(), &written);
        prop_assert_eq!(amount.decimals() as usize, written.split_once('.').map_or(0, |(_, fraction)| fraction.len()));
        let canonical = written.trim_start_matches('-').trim_start_matches('0');
        let value = amount.value().to_string();
        prop_assert_eq!(value.trim_start_matches('-').trim_start_matches('0'), canonical);
    }

    #[test]
    fn nothing_else_is_taken(written in "[-+0-9.,_eExX 万元０-９]{0,12}|\\PC{0,20}") {
        let bytes = written.strip_prefix('-').unwrap_or(&written);
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        let plain = match bytes.split_once('.') {
            Some((whole, fraction)) => digits(whole) && digits(fraction),
            None => digits(bytes),
        };
        match Amount::parse(&written) {
            Ok(amount) => {
                prop_assert!(plain);
                prop_assert_eq!(amount.written(), written);
            }
            Err(error) => {
                prop_assert!(!plain);
                if let Some(suggestion) = error.suggestion() {
                    prop_assert!(Amount::parse(&suggestion).is_ok(), "{suggestion}");
                }
            }
        }
    }

    #[test]
    fn sums_are_exact_in_any_order(
        written in prop::collection::vec("-?[0-9]{1,7}(\\.[0-9]{1,20})?", 0..30),
        split in 0..30_usize,
    ) {
        let sum = |parts: &[String]| parts.iter().fold(Sum::default(), |mut sum, part| { sum.add(&amount(part)); sum });
        let whole = sum(&written);
        let (left, right) = written.split_at(split.min(written.len()));
        prop_assert_eq!(&sum(right).plus(&sum(left)), &whole);
        let expected: i128 = written.iter().map(|written| at_28(written)).sum();
        prop_assert_eq!(at_28(&whole.to_string()), expected);
        prop_assert_eq!(whole.value().map(|value| value.to_string()), Ok(whole.to_string()));
    }

    #[test]
    fn yuan_and_wan_are_each_others_inverse(written in "-?[0-9]{1,12}(\\.[0-9]{1,6})?") {
        let value = amount(&written).value();
        prop_assert_eq!(MoneyUnit::Yuan.to_wan(value).and_then(|wan| MoneyUnit::Wan.to_yuan(wan)), Some(value));
        prop_assert_eq!(Sum::of(&amount(&written), MoneyUnit::Yuan).value().ok(), MoneyUnit::Yuan.to_wan(value));
    }

    #[test]
    fn a_share_is_within_half_a_last_place(part in 0..10_000_000_i64, whole in 1..10_000_000_i64, places in 0..5_u32) {
        let rounded = share(Decimal::from(part), Decimal::from(whole), places).unwrap();
        let power = 10_i128.pow(places);
        let error = rounded.mantissa() * i128::from(whole) - i128::from(part) * 100 * power;
        prop_assert!(-i128::from(whole) < error * 2 && error * 2 <= i128::from(whole));
    }
}

#[test]
fn a_difference_is_exact_or_there_is_none() {
    let of = |before: &str, after: &str| {
        let value = |written: &str| Amount::parse(written).unwrap().value();
        difference(value(before), value(after)).map(|by| by.to_string())
    };
    assert_eq!(of("90", "95.50").as_deref(), Some("5.50"));
    assert_eq!(of("95.50", "90").as_deref(), Some("-5.50"));
    assert_eq!(of("140.5", "140.50").as_deref(), Some("0.00"));
    assert_eq!(of("0.1", "9999999999999999999999999999"), None, "29 digits would be rounded");
}
