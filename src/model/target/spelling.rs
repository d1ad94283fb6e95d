//! The many spellings of a target brought down to few: characters, operators, range dashes, units.

use super::Operator;

/// Operators before a figure; where one begins another, the longer comes first.
///
/// Civil Code of the PRC, art. 1259: 不满 and 超过 exclude the figure itself.
const BEFORE: &[(&str, Operator)] = &[
    (">=", Operator::AtLeast),
    ("=>", Operator::AtLeast),
    ("≥", Operator::AtLeast),
    ("≮", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("=<", Operator::AtMost),
    ("≤", Operator::AtMost),
    ("≯", Operator::AtMost),
    ("==", Operator::Equal),
    ("=", Operator::Equal),
    (">", Operator::Above),
    ("<", Operator::Below),
    ("大于等于", Operator::AtLeast),
    ("大于或等于", Operator::AtLeast),
    ("不低于", Operator::AtLeast),
    ("不少于", Operator::AtLeast),
    ("不小于", Operator::AtLeast),
    ("至少", Operator::AtLeast),
    ("小于等于", Operator::AtMost),
    ("小于或等于", Operator::AtMost),
    ("不高于", Operator::AtMost),
    ("不超过", Operator::AtMost),
    ("不大于", Operator::AtMost),
    ("不多于", Operator::AtMost),
    ("至多", Operator::AtMost),
    ("等于", Operator::Equal),
    ("大于", Operator::Above),
    ("高于", Operator::Above),
    ("多于", Operator::Above),
    ("超过", Operator::Above),
    ("小于", Operator::Below),
    ("低于", Operator::Below),
    ("少于", Operator::Below),
    ("不满", Operator::Below),
];

/// Operators behind the unit; where one ends another, the longer comes first.
///
/// Civil Code of the PRC, art. 1259: 以上, 以下, 以内 include the figure itself, 以外 excludes it.
const BEHIND: &[(&str, Operator)] = &[
    ("及以上", Operator::AtLeast),
    ("以上", Operator::AtLeast),
    ("及以下", Operator::AtMost),
    ("以下", Operator::AtMost),
    ("以内", Operator::AtMost),
    ("以外", Operator::Above),
];

/// What may stand between the ends of a range; where one ends another, the longer comes first.
const BETWEEN: &[&str] = &["——", "—", "–", "―", "‐", "‑", "‒", "-", "~~", "~", "至", "到"];

/// Words and characters that no unit has: with them, what follows the number is a part of a sentence.
const NOT_IN_UNITS: &[&str] = &[
    "以", "不", "约", "或", "和", "与", "及", "且", "至", "到", "左右", "上下", "内", "前", "后", "余", "多", "底", "末", "超", "达", "于",
    "几", "完成", "提高", "提升", "增长", "增加", "下降", "降低", "减少", "零", "〇", "一", "二", "两", "三", "四", "五", "六", "七", "八",
    "九", "十",
];

/// A unit longer than this is a sentence.
const LONGEST_UNIT: usize = 16;

/// One spelling for each character that occurs in several, no spaces that mean nothing, no full stop at the end.
pub(super) fn normalise(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut space = false;
    for c in written.chars() {
        if is_space(c) {
            space = true;
            continue;
        }
        let c = narrow(c);
        // A space inside a figure or between Latin words means something: `1 2` is not 12.
        let parts_figures = is_of_figure(c) && text.ends_with(is_of_figure);
        let parts_words = c.is_ascii_alphabetic() && text.ends_with(|c: char| c.is_ascii_alphabetic());
        if std::mem::take(&mut space) && (parts_figures || parts_words) {
            text.push(' ');
        }
        text.push(c);
    }
    text.truncate(text.trim_end_matches(['。', ';', '；']).len());
    text
}

/// Takes an operator from the front.
pub(super) fn operator_before(text: &str) -> (Option<Operator>, &str) {
    let found = BEFORE.iter().find_map(|(spelling, operator)| Some((Some(*operator), text.strip_prefix(spelling)?)));
    found.unwrap_or((None, text))
}

/// Takes an operator from the end.
pub(super) fn operator_behind(text: &str) -> (Option<Operator>, &str) {
    let found = BEHIND.iter().find_map(|(spelling, operator)| Some((Some(*operator), text.strip_suffix(spelling)?)));
    found.unwrap_or((None, text))
}

/// Takes the sign of a range from the end.
pub(super) fn without_range_sign(text: &str) -> Option<&str> {
    BETWEEN.iter().find_map(|sign| text.strip_suffix(sign))
}

/// It may stand behind a number as its unit; empty for none.
pub(super) fn is_unit(text: &str) -> bool {
    match text.strip_prefix(['%', '‰']) {
        Some(rest) => rest.is_empty() || rest.strip_prefix('/').is_some_and(is_worded_unit),
        None => text.is_empty() || is_worded_unit(text),
    }
}

fn is_worded_unit(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let starts = first.is_alphabetic() || "°℃℉㎡㎥".contains(first);
    // A month without 个 is a month of the calendar (12月). 起 counts cases (3起) and means "from … on" behind a unit (10人起).
    starts
        && first != '月'
        && text.chars().nth(LONGEST_UNIT).is_none()
        && text.chars().all(|c| c.is_alphabetic() || " /·•²³°℃℉㎡㎥()（）".contains(c))
        && !text[first.len_utf8()..].contains('起')
        && !NOT_IN_UNITS.iter().any(|word| text.contains(word))
}

/// It holds a digit, an operator or a sign of percent, or compares with a number in Chinese characters.
pub(super) fn looks_quantitative(text: &str) -> bool {
    let sign = |c: char| c.is_numeric() || "<>=≤≥≮≯≠≈±%‰".contains(c);
    if text.contains(sign) || text.contains("百分之") {
        return true;
    }
    let chinese = |text: &str| text.starts_with(is_chinese_digit);
    matches!(operator_before(text), (Some(_), rest) if chinese(rest)) || operator_behind(text).0.is_some() && chinese(text)
}

fn is_chinese_digit(c: char) -> bool {
    "一二两三四五六七八九十百千".contains(c)
}

/// White space, and what Word and spreadsheets leave behind without showing it.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn is_of_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',')
}

fn narrow(c: char) -> char {
    match c {
        // Full-width forms stand in the order of ASCII, 0xFEE0 further on.
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' | '，' | '＝' | '＞' | '＜' | '％' | '－' | '＋' | '～' | '／' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        '﹥' => '>',
        '﹤' => '<',
        '﹦' => '=',
        '﹪' => '%',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '−' | '﹣' => '-',
        '〜' | '∼' => '~',
        _ => c,
    }
}
