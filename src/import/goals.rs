//! The block of goals: prose, numbered or not.

use super::{
    columns::without_title,
    fold::clean,
    grid::RowCell,
    known::Known,
    layout::Section,
    read::words_of_markup,
    table::{Account, Content, Goal, Why},
};
use crate::model::form::Labels;

/// Reads a section into the goals so far. Each cell begins a goal; in it, each paragraph that begins with a number of the form
/// (`目标1：`) does.
pub fn read(section: &Section, known: &Known, numbered: &Labels, content: &mut Content, account: &mut Account) {
    let Content::Prose(goals) = content else { return };
    for row in &section.rows {
        let cells: Vec<&RowCell> = without_title(row, known).into_iter().filter(|cell| !cell.repeated).collect();
        let texts: Vec<(&RowCell, String)> = match cells.as_slice() {
            // 目标1 | …
            [number, words] if label(&format!("{}：-", number.text().trim()), numbered).is_some() => {
                vec![(*words, format!("{}：{}", number.text().trim(), words.text()))]
            }
            [_, _, _, ..] => {
                account.leave_row(row, &Why::ManyCells);
                continue;
            }
            cells => cells.iter().map(|cell| (*cell, cell.text().to_owned())).collect(),
        };
        for (cell, text) in texts {
            let text = clean(&words_of_markup(&text));
            let (before, mut continues) = (goals.len(), false);
            for paragraph in text.lines().flat_map(|line| parts(line, numbered)) {
                match (label(paragraph, numbered), goals.last_mut().filter(|_| continues)) {
                    (Some((label, body)), _) => goals.push(Goal { label: Some(label), body }),
                    (None, Some(goal)) if goal.body.is_empty() => goal.body = paragraph.to_owned(),
                    (None, Some(goal)) => goal.body = format!("{}\n{paragraph}", goal.body),
                    (None, None) => goals.push(Goal { label: None, body: paragraph.to_owned() }),
                }
                continues = true;
            }
            let of_cell = goals.split_off(before);
            let whole = of_cell.len();
            goals.extend(of_cell.into_iter().filter(|goal| !goal.body.trim().is_empty()));
            if goals.len() - before < whole {
                account.leave(row, cell, Why::EmptyGoal);
            }
        }
        account.place(row.number);
    }
    // An empty line parts the lines of a goal, not a goal from the next.
    goals.iter_mut().for_each(|goal| goal.body.truncate(goal.body.trim_end().len()));
}

/// Goals that were run together: `目标1：…。 目标2：…`. A part begins where the next number stands after a space or the end of a sentence.
fn parts<'t>(paragraph: &'t str, numbered: &Labels) -> Vec<&'t str> {
    let number = |text: &str| {
        let (label, _) = label(text, numbered)?;
        label.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok()
    };
    let mut parts = Vec::new();
    let mut begin = 0;
    let Some(mut last) = number(paragraph) else { return vec![paragraph] };
    let starts = paragraph.char_indices().zip(paragraph.char_indices().skip(1));
    let ends = |before: char| before.is_whitespace() || matches!(before, '。' | '；' | ';');
    for at in starts.filter(|((_, before), _)| ends(*before)).map(|(_, (at, _))| at) {
        if number(&paragraph[at..]) == Some(last + 1) {
            parts.push(paragraph[begin..at].trim_end());
            (begin, last) = (at, last + 1);
        }
    }
    parts.push(&paragraph[begin..]);
    parts
}

/// A paragraph that begins with a number of the form: the number as it is written, and what follows it.
fn label(paragraph: &str, numbered: &Labels) -> Option<(String, String)> {
    numbered.values().find_map(|pattern| {
        let (before, after) = pattern.split_once("{n}")?;
        let rest = paragraph.strip_prefix(before.trim_end())?.trim_start();
        let number: String = rest.chars().take_while(|c| c.is_numeric() || "一二三四五六七八九十".contains(*c)).collect();
        let rest = rest.strip_prefix(number.as_str()).filter(|_| !number.is_empty())?.strip_prefix(after)?;
        let body = rest.trim_start().strip_prefix([':', '：', '、', '.', '．'])?;
        let label = paragraph[..paragraph.len() - rest.len()].trim();
        Some((label.to_owned(), body.trim().to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::{label, parts};
    use crate::model::form::Form;

    #[test]
    fn goals_that_were_run_together_are_taken_apart() {
        let numbered = Form::builtin()[0].numbered().unwrap();
        let words = "目标1：保障目标2：的工作。目标2：提高 目标3：改善。目标5：无";
        assert_eq!(parts(words, numbered), ["目标1：保障目标2：的工作。", "目标2：提高", "目标3：改善。目标5：无"]);
        assert_eq!(parts("一。目标2：二", numbered), ["一。目标2：二"]);
    }

    #[test]
    fn a_goal_is_numbered_as_it_is_written() {
        let numbered = Form::builtin()[0].numbered().unwrap();
        let read = |text| label(text, numbered);
        let is = |label: &str, body: &str| Some((label.to_owned(), body.to_owned()));
        assert_eq!(read("目标1：1. 保障"), is("目标1", "1. 保障"));
        assert_eq!(read("目标 二: 保障"), is("目标 二", "保障"));
        assert_eq!(read("Goal 3: Keep"), is("Goal 3", "Keep"));
        assert_eq!(read("目标是保障"), None);
        assert_eq!(read("1. 保障"), None);
        assert_eq!(read("目标1"), None);
    }
}
