//! A calendar date as the content states it: `2026-02-18`.

use super::as_text;
use std::fmt;

/// A day of the Gregorian calendar (RFC 3339 `full-date`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`; a day that the calendar does not have is refused.
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| match i {
                4 | 7 => *b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shape {
            return None;
        }
        let year: u16 = text[..4].parse().ok()?;
        let month: u8 = text[5..7].parse().ok()?;
        let day: u8 = text[8..].parse().ok()?;
        let valid = year > 0 && (1..=days_in(year, month)).contains(&day);
        valid.then_some(Date { year, month, day })
    }

    /// Days since 1 January 1970; 0 for those before.
    pub fn days_since_1970(self) -> u64 {
        let months = |year: u16, last: u8| (1..=last).map(|month| u64::from(days_in(year, month))).sum::<u64>();
        let years: u64 = (1970..self.year).map(|year| months(year, 12)).sum();
        if self.year < 1970 { 0 } else { years + months(self.year, self.month - 1) + u64::from(self.day) - 1 }
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }
}

/// Days of a month; 0 for a month that is none.
fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

as_text!(Date, Date::parse);

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_are_counted_from_1970() {
        for (day, count) in [("1970-01-01", 0), ("1969-12-31", 0), ("1970-12-31", 364), ("2000-02-29", 11_016), ("2026-11-25", 20_782)] {
            assert_eq!(Date::parse(day).unwrap().days_since_1970(), count, "{day}");
        }
    }

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for right in ["2024-02-29", "2000-02-29", "2023-12-31"] {
            assert_eq!(Date::parse(right).map(|d| d.to_string()), Some(right.into()));
        }
        for wrong in ["2023-02-29", "1900-02-29", "2023-13-01", "2023-00-10", "2023-1-1", "2023/01/01", "二〇二三年"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }
}
