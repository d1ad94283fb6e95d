//! Dates in words.

use crate::model::target::TargetDate;

/// English names of the months.
pub(super) const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// `By the end of December 2022`, `31 December 2022`: no more than the original states.
pub(super) fn english(date: TargetDate) -> String {
    let mut words: Vec<String> = Vec::new();
    if let Some(day) = date.day() {
        words.push(day.to_string());
    }
    if let Some(quarter) = date.quarter() {
        words.push(["first quarter", "second quarter", "third quarter", "fourth quarter"][usize::from(quarter.clamp(1, 4)) - 1].to_owned());
    }
    if let Some(month) = date.month() {
        words.push(MONTHS[usize::from(month.clamp(1, 12)) - 1].to_owned());
    }
    match date.year() {
        Some(year) => words.push(year.to_string()),
        None if words.is_empty() => words.push("the year".to_owned()),
        None => {}
    }
    let when = words.join(" ");
    match (date.is_by(), date.is_end()) {
        (true, true) => format!("By the end of {when}"),
        (true, false) => format!("Before {when}"),
        (false, true) => format!("End of {when}"),
        (false, false) => when,
    }
}
