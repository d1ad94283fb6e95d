//! Dates as targets: `2022年12月底前`, `2022-12-31`, `第三季度前`.

use super::Doubt;
use crate::model::date::Date;

/// A date, as far as it is stated. At least one of year, quarter and month is, or it is the end of a year not named (年底).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TargetDate {
    year: Option<u16>,
    quarter: Option<u8>,
    month: Option<u8>,
    day: Option<u8>,
    end: bool,
    by: bool,
}

impl TargetDate {
    /// 1900 to 2199.
    pub fn year(self) -> Option<u16> {
        self.year
    }

    /// 1 to 4.
    pub fn quarter(self) -> Option<u8> {
        self.quarter
    }

    /// 1 to 12.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// A day that the month has.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The end of the smallest part that is stated (底, 末): of the month, the quarter, the year.
    pub fn is_end(self) -> bool {
        self.end
    }

    /// By that time (前, 之前, 以前).
    pub fn is_by(self) -> bool {
        self.by
    }
}

/// Reads a date from normalised text; `None` if it does not have the shape of one.
pub(super) fn read(text: &str) -> Option<Result<TargetDate, Doubt>> {
    let (mut date, rest) = in_chinese(text).or_else(|| in_figures(text))?;
    let rest = rest.strip_suffix("完成").unwrap_or(rest);
    let before = ["之前", "以前", "前"].iter().find_map(|word| rest.strip_suffix(word));
    date.by = before.is_some();
    if !before.unwrap_or(rest).is_empty() {
        return None;
    }
    // `12月` alone may be a dozen months.
    let placed = date.year.is_some() || date.quarter.is_some() || date.day.is_some() || date.end || date.by;
    Some(if placed && exists(date) { Ok(date) } else { Err(Doubt::Calendar) })
}

/// `2022年12月31日`, `12月底`, `年底`, `2022年第三季度`, with what follows.
fn in_chinese(text: &str) -> Option<(TargetDate, &str)> {
    let mut date = TargetDate::default();
    let mut rest = text;
    if let Some((year, after)) = figure(rest, 4..=4).and_then(|(year, after)| Some((year, after.strip_prefix('年')?))) {
        date.year = Some(year);
        rest = after;
    }
    if let Some((quarter, after)) = quarter(rest) {
        date.quarter = Some(quarter);
        rest = after;
    } else if let Some((month, after)) = figure(rest, 1..=2).and_then(|(month, after)| Some((month, after.strip_prefix('月')?))) {
        date.month = u8::try_from(month).ok();
        rest = after.strip_prefix('份').unwrap_or(after);
        if let Some((day, after)) = figure(rest, 1..=2).and_then(|(day, after)| Some((day, after.strip_prefix(['日', '号'])?))) {
            date.day = u8::try_from(day).ok();
            rest = after;
        }
    } else if date.year.is_none() {
        rest = rest.strip_prefix('年').filter(|rest| rest.starts_with(['底', '末']))?;
    }
    if let Some(after) = rest.strip_prefix(['底', '末']).filter(|_| date.day.is_none()) {
        date.end = true;
        rest = after;
    }
    Some((date, rest))
}

/// `2022-12-31`, `2022/12/31`, `2022.12.31`, `2022-12`, with what follows.
fn in_figures(text: &str) -> Option<(TargetDate, &str)> {
    let (year, rest) = figure(text, 4..=4)?;
    let sign = rest.chars().next().filter(|sign| matches!(sign, '-' | '/' | '.'))?;
    let (month, rest) = figure(&rest[1..], 1..=2)?;
    let date = TargetDate { year: Some(year), month: u8::try_from(month).ok(), ..TargetDate::default() };
    let Some((day, rest)) = rest.strip_prefix(sign).and_then(|rest| figure(rest, 1..=2)) else {
        // `2022.12` and `2022/12` may be a number and a fraction.
        return (sign == '-').then_some((date, rest));
    };
    Some((TargetDate { day: u8::try_from(day).ok(), ..date }, rest))
}

/// All ASCII digits at the front, if there are as many as asked for.
fn figure(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<(u16, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !digits.contains(&length) {
        return None;
    }
    let (figure, rest) = text.split_at(length);
    Some((figure.parse().ok()?, rest))
}

/// `第三季度`, `三季度`, `第3季度`; without 第 a figure may be a number of quarters.
fn quarter(text: &str) -> Option<(u8, &str)> {
    let (ordinal, text) = match text.strip_prefix('第') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let digit = text.chars().next()?;
    let quarter = match digit {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '1'..='4' if ordinal => digit as u8 - b'0',
        _ => return None,
    };
    Some((quarter, text[digit.len_utf8()..].strip_prefix("季度")?))
}

/// The calendar has it, in a year of our time.
fn exists(date: TargetDate) -> bool {
    // A leap year where none is stated: 2月29日 may be meant.
    let year = date.year.unwrap_or(2024);
    let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
    (1900..=2199).contains(&year) && Date::parse(&format!("{year:04}-{month:02}-{day:02}")).is_some()
}
