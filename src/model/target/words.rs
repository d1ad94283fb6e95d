//! Targets in the words of another language: units and dates, as far as gongkai knows them.

use super::{Operator, Quantity, Reading, Target, TargetDate};
use crate::model::vocabulary::Vocabulary;

impl Target {
    /// The target in `lang`: the unit's word, and dates in words. `None` for words, and where gongkai does not know them.
    pub fn in_language(&self, lang: &str) -> Option<String> {
        let symbol = self.operator().map_or("", Operator::symbol);
        match self.reading() {
            Reading::Bound { quantity, .. } => {
                let word = quantity.unit_in(lang)?;
                Some(format!("{symbol}{}{}{word}", quantity.number.grouped(), space_before(word)))
            }
            Reading::Range { low, high } => {
                let word = unit_word(&high.unit, lang, "2")?;
                // As in the original: what changes the size of a number stands at both ends.
                let between = if word.starts_with(['%', '‰', '万', '亿']) { word } else { "" };
                Some(format!("{}{between}–{}{}{word}", low.number.grouped(), high.number.grouped(), space_before(word)))
            }
            Reading::Date { date, .. } if lang == "en" => Some(format!("{symbol}{}", english(*date))),
            Reading::Date { .. } | Reading::Phrase { .. } => None,
        }
    }
}

impl Quantity {
    /// The word for its unit in `lang`; empty where it has none, `None` where gongkai does not know it.
    pub fn unit_in(&self, lang: &str) -> Option<&str> {
        unit_word(&self.unit, lang, self.number.digits())
    }
}

fn unit_word<'a>(unit: &'a str, lang: &str, digits: &str) -> Option<&'a str> {
    // Signs and Latin letters (m², kg) are the same in every language.
    let own = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}');
    if unit.contains(own) { Vocabulary::builtin().unit(unit, lang, digits) } else { Some(unit) }
}

/// Signs and Chinese units stand close to the figure, words do not.
fn space_before(word: &str) -> &'static str {
    if word.starts_with(|first: char| first.is_ascii_alphabetic()) { " " } else { "" }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// `By the end of December 2022`, `31 December 2022`: no more than the original states.
fn english(date: TargetDate) -> String {
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
