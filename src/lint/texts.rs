//! The texts of a sheet in the source language, each with what it is.

use super::Spot;
use crate::model::{
    sheet::{Cell, Sheet},
    text::Text,
};

/// A text and what it is of.
#[derive(Clone, Copy)]
pub(super) struct Stated<'a> {
    /// The part of the sheet.
    pub spot: Spot,
    /// What it is.
    pub role: Role,
    /// The text.
    pub text: &'a Text,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Name of a task: its first text.
    TaskName,
    /// Any other text of a task.
    TaskText,
    /// 目标1.
    GoalLabel,
    /// Prose of a goal.
    Goal,
    /// Name of an indicator.
    IndicatorName,
    /// Target as written.
    Target,
}

/// All of them, in the order of the table.
pub(super) fn texts(sheet: &Sheet) -> impl Iterator<Item = Stated<'_>> {
    let of_tasks = sheet.tasks().enumerate().flat_map(|(number, task)| {
        let texts = task.record.cells.iter().filter_map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None });
        let role = |place| if place == 0 { Role::TaskName } else { Role::TaskText };
        texts.enumerate().map(move |(place, text)| Stated { spot: Spot::Task(number), role: role(place), text })
    });
    let of_goals = sheet.goals().flat_map(|goal| {
        let label = goal.label.iter().map(|text| Stated { spot: Spot::Sheet, role: Role::GoalLabel, text });
        label.chain([Stated { spot: Spot::Sheet, role: Role::Goal, text: &goal.body }])
    });
    let of_indicators = sheet.indicators().enumerate().flat_map(|(number, row)| {
        let stated = move |role, text| Stated { spot: Spot::Indicator(number), role, text };
        [stated(Role::IndicatorName, &row.name), stated(Role::Target, &row.target_text)]
    });
    of_tasks.chain(of_goals).chain(of_indicators)
}

/// A Chinese character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}')
}

/// Some characters around a place, for a message.
pub(super) fn around(chars: &[char], at: usize) -> String {
    const BESIDE: usize = 6;
    let (from, to) = (at.saturating_sub(BESIDE), (at + BESIDE + 1).min(chars.len()));
    chars[from..to].iter().filter(|c| !c.is_control()).collect()
}

/// Of the forms of ASCII that are as wide as a Chinese character (U+FF01 to U+FF5E) the usual one.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    }
}
