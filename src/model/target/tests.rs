//! Every spelling of a target, the seed table, and the laws of reading and showing.

use super::*;
use Operator::{Above, AtLeast, AtMost, Below, Equal};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn canonical(written: &str) -> String {
    Target::parse(written).canonical()
}

fn doubt(written: &str) -> Option<Doubt> {
    Target::parse(written).doubt()
}

/// Operator, digits and unit of a bound.
fn bound(written: &str) -> (Option<Operator>, String, String) {
    let target = Target::parse(written);
    let (operator, quantity) = target.bound().unwrap_or_else(|| panic!("{written}: {:?}", target.reading()));
    (operator, quantity.number.digits().to_owned(), quantity.unit.clone())
}

/// Operator, year, quarter, month, day, end, by.
type DateParts = (Option<Operator>, Option<u16>, Option<u8>, Option<u8>, Option<u8>, bool, bool);

fn date(written: &str) -> DateParts {
    match Target::parse(written).reading() {
        Reading::Date { operator, date } => (*operator, date.year(), date.quarter(), date.month(), date.day(), date.is_end(), date.is_by()),
        other => panic!("{written}: {other:?}"),
    }
}

/// The targets of the seed table, in order: as written, as shown.
const SEED: [(&str, &str); 44] = [
    ("=158人", "=158人"),
    ("=97人", "=97人"),
    ("=12次", "=12次"),
    ("=24443.53平方米", "=24443.53平方米"),
    ("=13辆", "=13辆"),
    (">=8批次", "≥8批次"),
    (">=170人", "≥170人"),
    ("=1批次", "=1批次"),
    (">=10次", "≥10次"),
    (">=6次", "≥6次"),
    (">=30天", "≥30天"),
    (">=24期", "≥24期"),
    (">=1350人", "≥1350人"),
    (">=260天", "≥260天"),
    (">=95%", "≥95%"),
    ("=100%", "=100%"),
    ("=100%", "=100%"),
    (">=90%", "≥90%"),
    (">=90%", "≥90%"),
    (">=95%", "≥95%"),
    ("=100%", "=100%"),
    ("=100%", "=100%"),
    ("=100%", "=100%"),
    (">=90%", "≥90%"),
    (">=90%", "≥90%"),
    ("=100%", "=100%"),
    (">=90%", "≥90%"),
    (">=90%", "≥90%"),
    ("≥90%", "≥90%"),
    ("≤15.99万元", "≤15.99万元"),
    ("≤0.21万元", "≤0.21万元"),
    ("≤0.83万元", "≤0.83万元"),
    ("≤32万元", "≤32万元"),
    ("≤20万元", "≤20万元"),
    ("≤140.50万元", "≤140.50万元"),
    ("≤50万元", "≤50万元"),
    ("≤90万元", "≤90万元"),
    ("≤88万元", "≤88万元"),
    ("有所提高", "有所提高"),
    ("有所提高", "有所提高"),
    ("不断优化", "不断优化"),
    ("≥90%", "≥90%"),
    ("≥90%", "≥90%"),
    ("≥90%", "≥90%"),
];

#[test]
fn every_target_of_the_seed_table_reads_as_expected() {
    for (place, (written, shown)) in SEED.into_iter().enumerate() {
        let target = Target::parse(written);
        assert_eq!((target.written(), target.canonical().as_str()), (written, shown));
        assert_eq!(target.doubt(), None);
        assert_eq!(target.is_quantitative(), !(38..41).contains(&place), "{written}");
    }
    assert_eq!(bound("≤140.50万元"), (Some(AtMost), "140.50".into(), "万元".into()));
    assert_eq!(bound("=24443.53平方米"), (Some(Equal), "24443.53".into(), "平方米".into()));
}

const SPELLINGS: &[(Operator, &[&str])] = &[
    (Equal, &["=", "＝", "==", "＝＝", "﹦", "等于"]),
    (
        AtLeast,
        &[
            ">=",
            "=>",
            "≥",
            "≧",
            "⩾",
            "﹥=",
            "﹥＝",
            "＞＝",
            "＞=",
            ">＝",
            "> =",
            "≮",
            "大于等于",
            "大于或等于",
            "不低于",
            "不少于",
            "不小于",
            "至少",
        ],
    ),
    (
        AtMost,
        &[
            "<=",
            "=<",
            "≤",
            "≦",
            "⩽",
            "﹤=",
            "﹤＝",
            "＜＝",
            "＜=",
            "<＝",
            "< =",
            "≯",
            "小于等于",
            "小于或等于",
            "不高于",
            "不超过",
            "不大于",
            "不多于",
            "至多",
        ],
    ),
    (Above, &[">", "＞", "﹥", "大于", "高于", "多于", "超过"]),
    (Below, &["<", "＜", "﹤", "小于", "低于", "少于", "不满"]),
];

const SUFFIXES: &[(Operator, &[&str])] = &[(AtLeast, &["以上", "及以上"]), (AtMost, &["以下", "及以下", "以内"]), (Above, &["以外"])];

#[test]
fn every_spelling_of_an_operator_is_read() {
    for (operator, spellings) in SPELLINGS {
        for spelling in *spellings {
            let expected = (Some(*operator), "95.0".to_owned(), "%".to_owned());
            assert_eq!(bound(&format!("{spelling}95.0%")), expected, "{spelling}");
            assert_eq!(bound(&format!(" {spelling}　９５.０ ％ ")), expected, "{spelling}");
            assert_eq!(canonical(&format!("{spelling}95.0%")), format!("{}95.0%", operator.symbol()));
        }
    }
}

#[test]
fn operators_behind_the_unit_are_read_as_the_civil_code_says() {
    for (operator, spellings) in SUFFIXES {
        for spelling in *spellings {
            assert_eq!(bound(&format!("30天{spelling}")), (Some(*operator), "30".into(), "天".into()), "{spelling}");
            assert_eq!(bound(&format!("30 {spelling}")), (Some(*operator), "30".into(), String::new()), "{spelling}");
        }
    }
}

#[test]
fn two_operators_are_read_if_they_agree_and_doubted_if_not() {
    assert_eq!(canonical("不低于95%以上"), "≥95%");
    assert_eq!(canonical("不超过30天以内"), "≤30天");
    for written in ["不低于95%以下", "=95%以上", ">95%以上", "≤95%以外", "≥10-15天", "≥2022年12月底前"] {
        assert_eq!(doubt(written), Some(Doubt::Contradiction), "{written}");
    }
}

#[test]
fn a_bare_figure_gets_no_operator() {
    for written in ["100%", "12次", "1350人", "5", "0.5‰", "-5℃"] {
        assert_eq!(bound(written).0, None);
        assert_eq!(canonical(written), written);
    }
}

#[test]
fn digits_are_kept_and_only_their_form_is_changed() {
    for (written, digits, unit) in [
        ("≥1,350人", "1350", "人"),
        ("≥1，350人", "1350", "人"),
        ("≥１，２３４，５６７．８０元", "1234567.80", "元"),
        ("=007次", "007", "次"),
        ("≥−5.50℃", "-5.50", "℃"),
        ("≥－5℃", "-5", "℃"),
        ("≥95％。", "95", "%"),
        ("≥95﹪", "95", "%"),
        ("≤3‰", "3", "‰"),
        ("3.2万人次", "3.2", "万人次"),
        ("≥2亿元", "2", "亿元"),
        ("≤500元／人", "500", "元/人"),
        ("≤500元/人·年", "500", "元/人·年"),
        ("≥12次/年", "12", "次/年"),
        ("≥2%/年", "2", "%/年"),
        ("≤5 个 工作日", "5", "个工作日"),
        ("≤5个百分点", "5", "个百分点"),
        ("≥3个（次）", "3", "个（次）"),
        ("≤2起", "2", "起"),
        ("≥100 m²", "100", "m²"),
        ("≥100㎡", "100", "㎡"),
        ("≥5 sq  m", "5", "sq m"),
        ("≥5ｋｇ", "5", "kg"),
        ("≥12个月", "12", "个月"),
        ("≥3年", "3", "年"),
        ("≤30日", "30", "日"),
        ("\u{feff}≥9\u{a0}%\u{200b}", "9", "%"),
    ] {
        let target = Target::parse(written);
        assert_eq!(target.written(), written);
        let (_, figure, counted) = bound(written);
        assert_eq!((figure.as_str(), counted.as_str()), (digits, unit), "{written}");
    }
}

#[test]
fn what_is_not_certain_stays_a_phrase_with_a_doubt() {
    for (written, expected) in [
        ("1,35人", Doubt::Digits),
        ("1350,000人", Doubt::Digits),
        ("0,350人", Doubt::Digits),
        ("2、3次", Doubt::Digits),
        ("≥9 5%", Doubt::Digits),
        ("1. 5次", Doubt::Digits),
        ("95.5.5%", Doubt::Digits),
        ("5.次", Doubt::Digits),
        (".5%", Doubt::Digits),
        ("≥99999999999999999999999999999次", Doubt::Digits),
        ("100人左右", Doubt::Unit),
        ("100余人", Doubt::Unit),
        ("100多人", Doubt::Unit),
        ("10人起", Doubt::Unit),
        ("95%完成", Doubt::Unit),
        ("100%，全部到位", Doubt::Unit),
        ("30天内", Doubt::Unit),
        ("30日前", Doubt::Unit),
        ("95%以上以上", Doubt::Unit),
        ("95%≥", Doubt::Unit),
        ("5（次）", Doubt::Unit),
        ("5万三千元", Doubt::Unit),
        ("5人次数以及其他各种各样的活动参加人员", Doubt::Unit),
        ("+5%", Doubt::Unclear),
        ("约100人", Doubt::Unclear),
        ("每年12次", Doubt::Unclear),
        ("5人10次", Doubt::Unclear),
        ("1:2", Doubt::Unclear),
        ("1/3", Doubt::Unclear),
        ("90%±5%", Doubt::Unclear),
        ("≥80%且≤90%", Doubt::Unclear),
        ("≥≥95%", Doubt::Unclear),
        ("≠5次", Doubt::Unclear),
        ("≥", Doubt::Unclear),
        ("%", Doubt::Unclear),
        ("1e3次", Doubt::Unclear),
        ("0x1F", Doubt::Unclear),
        ("&gt;=95%", Doubt::Unclear),
        ("百分之九十五", Doubt::Unclear),
        ("不少于三次", Doubt::Unclear),
        ("三次以上", Doubt::Unclear),
        ("按2022年计划完成", Doubt::Unclear),
        ("—5%", Doubt::Unclear),
        ("٣次", Doubt::Unclear),
    ] {
        assert_eq!(doubt(written), Some(expected), "{written}: {:?}", Target::parse(written).reading());
        assert_eq!(canonical(written), written.trim());
        assert!(!Target::parse(written).is_quantitative());
        assert!(!expected.to_string().is_empty());
    }
}

#[test]
fn a_phrase_without_a_figure_is_no_doubt() {
    for written in [
        "有所提高",
        "不断优化",
        "",
        "  ",
        "高于上年",
        "超过预期",
        "不低于全国平均水平",
        "中级以上",
        "显著",
        "完成",
        "及时",
        "前",
        "年",
        "第",
        "一",
        "长期",
    ] {
        assert_eq!(Target::parse(written).reading(), &Reading::Phrase { doubt: None }, "{written}");
    }
    assert_eq!(canonical(" 有所 提高\u{3000}"), "有所 提高");
}

#[test]
fn ranges_have_one_unit_and_go_up() {
    for (written, shown) in [
        ("10-15天", "10–15天"),
        ("10—15天", "10–15天"),
        ("10——15天", "10–15天"),
        ("10–15天", "10–15天"),
        ("10～15天", "10–15天"),
        ("10~15", "10–15"),
        ("10至15天", "10–15天"),
        ("10 到 15 天", "10–15天"),
        ("10天-15天", "10–15天"),
        ("10-10天", "10–10天"),
        ("80%–90%", "80%–90%"),
        ("80%-90%", "80%–90%"),
        ("80-90％", "80%–90%"),
        ("80.50%~90.0%", "80.50%–90.0%"),
        ("3-5‰", "3‰–5‰"),
        ("3-5万元", "3万元–5万元"),
        ("1,000-12,000人", "1000–12000人"),
        ("-5~-3℃", "-5–-3℃"),
        ("-5至3℃", "-5–3℃"),
        ("２－３年", "2–3年"),
    ] {
        let target = Target::parse(written);
        assert!(matches!(target.reading(), Reading::Range { low, high } if low.unit == high.unit), "{written}: {target:?}");
        assert_eq!(target.canonical(), shown);
        assert_eq!(canonical(shown), shown);
        assert!(target.is_quantitative() && target.bound().is_none());
    }
    for (written, expected) in [
        ("15-10天", Doubt::Descending),
        ("-3~-5℃", Doubt::Descending),
        ("10天-15次", Doubt::TwoUnits),
        ("10天-15", Doubt::TwoUnits),
        ("3万-5万元", Doubt::TwoUnits),
        ("10--15天", Doubt::Unclear),
        ("10-15-20天", Doubt::Unclear),
        ("10-天", Doubt::Unit),
        ("10-15天以内", Doubt::Unit),
        ("1-3月", Doubt::Calendar),
        ("2022-2024", Doubt::Calendar),
        ("2022-2024年", Doubt::Calendar),
        ("2022年-2024年", Doubt::Calendar),
        ("2022年12月-2023年6月", Doubt::Calendar),
    ] {
        assert_eq!(doubt(written), Some(expected), "{written}: {:?}", Target::parse(written).reading());
        assert_eq!(canonical(written), written);
    }
}

#[test]
fn dates_keep_the_parts_that_are_stated() {
    for (written, expected) in [
        ("2022年12月底前", (None, Some(2022), None, Some(12), None, true, true)),
        ("2022年12月31日前", (None, Some(2022), None, Some(12), Some(31), false, true)),
        ("2022年12月31日之前", (None, Some(2022), None, Some(12), Some(31), false, true)),
        ("2022年12月31号以前完成", (None, Some(2022), None, Some(12), Some(31), false, true)),
        ("２０２２年 １２ 月底前", (None, Some(2022), None, Some(12), None, true, true)),
        ("2023年6月", (None, Some(2023), None, Some(6), None, false, false)),
        ("2023年6月份", (None, Some(2023), None, Some(6), None, false, false)),
        ("2022年", (None, Some(2022), None, None, None, false, false)),
        ("2022年底前", (None, Some(2022), None, None, None, true, true)),
        ("2022年末", (None, Some(2022), None, None, None, true, false)),
        ("年底前", (None, None, None, None, None, true, true)),
        ("年末", (None, None, None, None, None, true, false)),
        ("12月底前", (None, None, None, Some(12), None, true, true)),
        ("6月30日", (None, None, None, Some(6), Some(30), false, false)),
        ("2月29日前", (None, None, None, Some(2), Some(29), false, true)),
        ("2022-12-31", (None, Some(2022), None, Some(12), Some(31), false, false)),
        ("2022.12.31", (None, Some(2022), None, Some(12), Some(31), false, false)),
        ("2022/1/5前", (None, Some(2022), None, Some(1), Some(5), false, true)),
        ("2022-12", (None, Some(2022), None, Some(12), None, false, false)),
        ("≤2022年12月31日", (Some(AtMost), Some(2022), None, Some(12), Some(31), false, false)),
        ("<=2022年12月31日前", (Some(AtMost), Some(2022), None, Some(12), Some(31), false, true)),
        ("=2022年12月", (Some(Equal), Some(2022), None, Some(12), None, false, false)),
        ("第三季度前", (None, None, Some(3), None, None, false, true)),
        ("2022年第4季度末", (None, Some(2022), Some(4), None, None, true, false)),
        ("二季度", (None, None, Some(2), None, None, false, false)),
    ] {
        assert_eq!(date(written), expected, "{written}");
        assert_eq!(canonical(&format!(" {written} ")), written);
        assert!(!Target::parse(written).is_quantitative());
    }
}

#[test]
fn what_only_may_be_a_date_and_days_that_do_not_exist_are_doubted() {
    for written in [
        "2022年13月",
        "2022年0月底前",
        "2022年2月30日",
        "2023年2月29日",
        "2022-13-01",
        "2022-02-30",
        "2022-13",
        "13月底",
        "12月",
        "≤12月",
        "2022.12",
        "≤2022.1",
        "≥2022年以上",
        "2022年度",
        "9999-12-31",
        "≥2822年以上",
        "2,822年",
    ] {
        assert_eq!(doubt(written), Some(Doubt::Calendar), "{written}: {:?}", Target::parse(written).reading());
    }
    for written in ["2022年上半年", "12月中旬", "22年12月底前", "12月31日至1月5日"] {
        assert!(doubt(written).is_some(), "{written}: {:?}", Target::parse(written).reading());
    }
}

#[test]
fn parts_and_separators_are_for_the_page() {
    for (written, symbol, digits, separated, unit) in [
        (">=24443.53平方米", "≥", "24443.53", "24,443.53", "平方米"),
        ("1350人", "", "1350", "1350", "人"),
        ("=00123号", "=", "00123", "00123", "号"),
        ("=-1234567", "=", "-1234567", "-1,234,567", ""),
        ("80-90%", "", "80%–90", "80%–90", "%"),
        ("9000-12000人", "", "9000–12000", "9000–12,000", "人"),
    ] {
        let target = Target::parse(written);
        let expected = Parts { symbol, digits: digits.into(), grouped: separated.into(), unit };
        assert_eq!(target.parts(), Some(expected), "{written}");
        assert_eq!(target.grouped(), format!("{symbol}{separated}{unit}"));
        assert_eq!(Target::parse(&target.grouped()).reading(), target.reading());
    }
    assert_eq!(Target::parse("有所提高").parts(), None);
    assert_eq!(Target::parse(" 年底前 ").grouped(), "年底前");
    assert_eq!(Number::parse("-0123.50").map(|number| number.whole_digits()), Some(4));
    assert_eq!(Operator::ALL.map(Operator::symbol), ["≥", "≤", "=", ">", "<"]);
    assert_eq!(Operator::ALL.map(Operator::id), ["at-least", "at-most", "equal", "above", "below"]);
}

#[test]
fn a_megabyte_is_read_in_a_moment() {
    for piece in
        ["9", "1,000,", "%/", "≥", "年", "-", "——", "1-", "以上", "不低于", " ", "1 ", "起", "\u{10ffff}", "。", "12月", "2022-12-"]
    {
        let long = piece.repeat(1_000_000 / piece.len());
        for written in [long.clone(), format!("≥1{long}"), format!("1{long}1"), format!("2022年12月{long}前")] {
            let start = Instant::now();
            assert!(Target::parse(&written).written().len() == written.len());
            // An unoptimised build takes a few hundredths of a second; quadratic time would be many minutes.
            assert!(start.elapsed() < Duration::from_secs(10), "{piece}");
        }
    }
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            _ => c,
        })
        .collect()
}

fn any_digits() -> impl Strategy<Value = String> {
    prop_oneof!["-?(0|[1-9][0-9]{0,3})", "-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,8})?", Just("140.50".to_owned()),]
}

fn any_unit() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "人",
        "人次",
        "万人次",
        "平方米",
        "万元",
        "亿元",
        "元/人",
        "%",
        "‰",
        "辆",
        "批次",
        "期",
        "天",
        "个工作日",
        "个月",
        "次/年",
        "m²",
        "kg",
        "起",
    ])
}

/// An operator, and how it is spelled before and behind a quantity.
fn any_operator() -> impl Strategy<Value = (Option<Operator>, &'static str, &'static str)> {
    let before = SPELLINGS.iter().flat_map(|(operator, all)| all.iter().map(|one| (Some(*operator), *one, "")));
    let behind = SUFFIXES.iter().flat_map(|(operator, all)| all.iter().map(|one| (Some(*operator), "", *one)));
    prop::sample::select(before.chain(behind).chain([(None, "", "")]).collect::<Vec<_>>())
}

fn any_space() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "", "", " ", "  ", "\u{3000}", "\t", "\n", "\u{a0}", "\u{200b}"])
}

fn any_soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1",
        "20",
        "2022",
        "12",
        "95",
        "0",
        "9",
        ",",
        "，",
        ".",
        "．",
        "-",
        "—",
        "–",
        "~",
        "至",
        "到",
        "≥",
        ">=",
        "＝",
        "<",
        "不低于",
        "超过",
        "以上",
        "以下",
        "以内",
        "%",
        "％",
        "‰",
        "人",
        "天",
        "万",
        "元",
        "/",
        "年",
        "月",
        "日",
        "底",
        "末",
        "前",
        "之前",
        "完成",
        "第",
        "三",
        "季度",
        "起",
        " ",
        "\u{3000}",
        "\u{200b}",
        "。",
        "；",
        "（",
        "）",
        "m",
        "²",
        "e",
        "x",
        "有所提高",
        "份",
        "号",
        "年度",
        "−",
        "+",
        "\u{301}",
        "𝟗",
        "٣",
    ]);
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

/// Showing what was read and reading that again changes nothing.
fn check_laws(written: &str) -> Result<(), TestCaseError> {
    let target = Target::parse(written);
    prop_assert_eq!(target.written(), written);
    let shown = target.canonical();
    let again = Target::parse(&shown);
    prop_assert_eq!(again.reading(), target.reading(), "{:?} is shown as {:?}", written, shown);
    prop_assert_eq!(again.canonical(), shown);
    if target.is_quantitative() {
        let grouped = Target::parse(&target.grouped());
        prop_assert_eq!(grouped.reading(), target.reading(), "{:?} is grouped as {:?}", written, target.grouped());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn parsing_what_is_shown_keeps_operator_digits_and_unit(
        (operator, before, behind) in any_operator(),
        digits in any_digits(),
        unit in any_unit(),
        full in any::<bool>(),
        spaces in prop::array::uniform5(any_space()),
    ) {
        let [a, b, c, d, e] = spaces;
        let figure = if full { wide(&digits) } else { digits.clone() };
        let counted = if full { unit.replace('%', "％").replace('/', "／") } else { unit.to_owned() };
        let written = format!("{a}{before}{b}{figure}{c}{counted}{d}{behind}{e}");
        let number = Number::parse(&digits).unwrap();
        // 2022.12 alone may be a date.
        prop_assume!(!(unit.is_empty() && number.is_year_and_month_like()));
        let expected = Reading::Bound { operator, quantity: Quantity { number, unit: unit.to_owned() } };
        let target = Target::parse(&written);
        prop_assert_eq!(target.reading(), &expected, "{:?}", written);
        let again = Target::parse(&target.canonical());
        prop_assert_eq!(again.reading(), &expected);
        let (_, quantity) = again.bound().unwrap();
        prop_assert_eq!(quantity.number.digits(), &digits);
        prop_assert_eq!(quantity.number.decimals() as usize, digits.split_once('.').map_or(0, |(_, fraction)| fraction.len()));
        check_laws(&written)?;
    }

    #[test]
    fn ranges_are_shown_as_they_are_read(
        low in 0..1000_u32,
        width in 0..100_000_u32,
        sign in prop::sample::select(vec!["-", "—", "–", "～", "~", "至", "到", "——"]),
        unit in any_unit(),
        both in any::<bool>(),
    ) {
        let high = low + width;
        let first = if both { unit } else { "" };
        let written = format!("{low}{first}{sign}{high}{unit}");
        let target = Target::parse(&written);
        let end = |value: u32| Quantity { number: Number::parse(&value.to_string()).unwrap(), unit: unit.to_owned() };
        prop_assert_eq!(target.reading(), &Reading::Range { low: end(low), high: end(high) }, "{}", written);
        check_laws(&written)?;
    }

    #[test]
    fn any_text_is_a_target(written in "\\PC{0,40}|[0-9]{150,250}[%人]?|(?s).{0,40}") {
        check_laws(&written)?;
    }

    #[test]
    fn any_soup_of_what_targets_are_made_of_obeys_the_laws(written in any_soup()) {
        check_laws(&written)?;
    }
}
