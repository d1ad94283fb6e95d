//! A table becomes the YAML of a sheet, with comments that say where each part of it came from.

use super::table::{Block, Content, Goal, Indicator, Table};
use crate::{
    format::{Document, Entry, Line, Value},
    model::{
        form::{BlockForm, Column, ColumnKind, Form},
        lang::Lang,
        money::MoneyUnit,
        sheet::Status,
        year::Year,
    },
};

/// What the table itself does not say.
pub struct Frame<'a> {
    /// Its form.
    pub form: &'static Form,
    /// Its year.
    pub year: Year,
    /// The name of its department.
    pub department: &'a str,
    /// The name of the file it came from.
    pub file: &'a str,
    /// The language it is in.
    pub lang: &'a Lang,
    /// How far it is from publication.
    pub status: Status,
}

/// The text of the sheet.
pub fn write(table: &Table, frame: &Frame<'_>) -> String {
    let words = Words(frame.lang);
    let title = frame.form.title.get(frame.lang.as_str()).or_else(|| frame.form.title.values().next());
    let head = [words.heading(frame, title.map_or("", String::as_str)), words.origin(frame.file, table.sheet.as_deref())];
    let head = head.map(Line::Comment).to_vec();
    let unit = table.unit.unwrap_or(MoneyUnit::Wan);
    let mut entries = vec![
        Entry::new("form", Value::Text(frame.form.id.clone())),
        Entry::new("status", Value::Bare(frame.status.as_str().to_owned())),
        Entry::new("unit", Value::Bare(unit.label().to_owned())),
    ];
    for block in &table.blocks {
        let Some(form) = frame.form.blocks.get(block.place) else { continue };
        let comments = words.from(block);
        match (&block.content, form) {
            (Content::Records { rows, sum }, BlockForm::Records { key, columns, .. }) => {
                let list = rows.iter().map(|row| Value::Map(record(row, columns)));
                if let Some(sum) = sum {
                    let amounts = columns.iter().zip(sum).filter(|(column, _)| column.kind == ColumnKind::Amount);
                    let total = amounts.filter_map(|(column, cell)| Some(Entry::new(&column.key, Value::Bare(cell.clone()?)))).collect();
                    entries.push(Entry::new("declared_total", Value::Map(total)));
                }
                entries.push(Entry::new(key, Value::list(list)).below(comments));
            }
            (Content::Prose(goals), BlockForm::Prose { key, .. }) => {
                let list = goals.iter().map(|each| goal(each, frame.lang));
                entries.push(Entry::new(key, Value::list(list)).below(comments));
            }
            (Content::Indicators(indicators), BlockForm::Indicators { key, .. }) => {
                entries.push(Entry::new(key, Value::Map(levels(indicators, &words))).below(comments));
            }
            _ => {}
        }
    }
    Document { head, entries, ..Document::default() }.to_yaml()
}

fn record(row: &[Option<String>], columns: &[Column]) -> Vec<Entry> {
    let cells = columns.iter().zip(row).filter_map(|(column, cell)| Some((column, cell.clone()?)));
    let value = |column: &Column, cell| match column.kind {
        ColumnKind::Text => Value::Text(cell),
        ColumnKind::Amount => Value::Bare(cell),
    };
    cells.map(|(column, cell)| Entry::new(&column.key, value(column, cell))).collect()
}

fn goal(goal: &Goal, lang: &Lang) -> Value {
    match &goal.label {
        Some(label) => {
            Value::Map(vec![Entry::new("label", Value::Text(label.clone())), Entry::new(lang.as_str(), Value::Prose(goal.body.clone()))])
        }
        None => Value::Prose(goal.body.clone()),
    }
}

/// Level 1 → level 2 → indicators, each level where it first comes.
fn levels(indicators: &[Indicator], words: &Words<'_>) -> Vec<Entry> {
    let firsts = |keys: &mut dyn Iterator<Item = &String>| {
        let mut seen: Vec<String> = Vec::new();
        keys.for_each(|key| {
            if !seen.contains(key) {
                seen.push(key.clone())
            }
        });
        seen
    };
    let level1s = firsts(&mut indicators.iter().map(|each| &each.level1));
    let of1 = |level1: String| {
        let within: Vec<&Indicator> = indicators.iter().filter(|each| each.level1 == level1).collect();
        let level2s = firsts(&mut within.iter().map(|each| &each.level2));
        let of2 = |level2: String| {
            let rows = within.iter().filter(|each| each.level2 == level2).map(|each| indicator(each, words));
            Entry::new(level2.clone(), Value::list(rows))
        };
        Entry::new(level1, Value::Map(level2s.into_iter().map(of2).collect()))
    };
    level1s.into_iter().map(of1).collect()
}

fn indicator(indicator: &Indicator, words: &Words<'_>) -> Value {
    let comments = indicator.qualitative.iter().map(|said| words.qualitative(said)).collect();
    Value::Map(vec![
        Entry::new("name", Value::Text(indicator.name.clone())).below(comments),
        Entry::new("target", Value::Text(indicator.target.clone())),
    ])
}

/// Comments in the language of the table: its people read them.
struct Words<'a>(&'a Lang);

impl Words<'_> {
    fn chinese(&self) -> bool {
        self.0.as_str() == "zh"
    }

    fn heading(&self, frame: &Frame<'_>, title: &str) -> String {
        match self.chinese() {
            true => format!("{} {} 年 {title}", frame.department, frame.year),
            false => format!("{}, {}: {title}", frame.department, frame.year),
        }
    }

    fn origin(&self, file: &str, sheet: Option<&str>) -> String {
        match (self.chinese(), sheet) {
            (true, Some(sheet)) => format!("由 gongkai import 从 {file} 的工作表“{sheet}”导入"),
            (true, None) => format!("由 gongkai import 从 {file} 导入"),
            (false, Some(sheet)) => format!("Imported by gongkai from the sheet “{sheet}” of {file}"),
            (false, None) => format!("Imported by gongkai from {file}"),
        }
    }

    fn from(&self, block: &Block) -> Vec<String> {
        let parts = block.from.iter();
        match (self.chinese(), block.from.is_empty()) {
            (_, true) => Vec::new(),
            (true, false) => {
                vec![format!("原{}", parts.map(|(first, last)| first.rows_to_in_chinese(last)).collect::<Vec<_>>().join("、"))]
            }
            (false, false) => vec![format!("from {}", parts.map(|(first, last)| first.rows_to(last)).collect::<Vec<_>>().join("; "))],
        }
    }

    fn qualitative(&self, said: &str) -> String {
        match self.chinese() {
            true => format!("原表注明：{said}"),
            false => format!("in the original: {said}"),
        }
    }
}
