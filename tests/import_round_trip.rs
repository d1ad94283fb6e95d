//! The spreadsheet that gongkai exports for a report is imported back to the same table, whatever the table holds.

mod support;

use gongkai::{
    content::{SiteSource, one},
    import::{self, Request},
    model::{
        form::Form,
        sheet::{Cell, Sheet},
    },
};
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use std::fs;
use support::Site;

/// Tables of one site.
const TABLES: usize = 40;

/// Words as they stand in tables: no two spaces, no line of a note, no head of the form.
fn words() -> impl Strategy<Value = String> {
    let sign = "[一-龥]|[一-龥]|[A-Za-z0-9（）：:，。、“”=+@'\"<>≥%#&/·—!\\-]| ";
    let text = prop::collection::vec(sign, 1..14).prop_map(|signs| signs.concat());
    text.prop_map(|text| format!("事{}", text.split_whitespace().collect::<Vec<&str>>().join(" ")))
}

fn amount() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "(0|[1-9][0-9]{0,7})(\\.[0-9]{1,4})?",
        1 => "-[1-9][0-9]{0,3}(\\.[0-9]{2})?",
        1 => "[1-9][0-9]{17}\\.[0-9]{2}",
        1 => "0[0-9]{2,3}(\\.50)?",
    ]
}

fn target() -> impl Strategy<Value = String> {
    let operator = prop::sample::select(vec!["=", "≥", "≤", ">=", "<=", "", "＞＝", "不低于"]);
    let unit = prop::sample::select(vec!["%", "人", "万元", "平方米", "", "次/年"]);
    prop_oneof![
        4 => (operator, "[1-9][0-9]{0,4}(\\.[0-9]{1,2})?", unit).prop_map(|(operator, digits, unit)| format!("{operator}{digits}{unit}")),
        1 => prop::sample::select(vec!["有所提高", "2022年12月底前", "10-15天", "-5%", "0.50", "优良中低差"]).prop_map(str::to_owned),
        1 => words(),
    ]
}

/// The YAML of a table.
fn table() -> impl Strategy<Value = String> {
    let task = (words(), prop::option::of(words()), amount(), prop::option::of(amount()), prop::option::of(amount()));
    let goal = (prop::bool::weighted(0.7), prop::collection::vec(words(), 1..4));
    let levels = prop::sample::subsequence(
        vec![
            ("output", "quantity"),
            ("output", "quality"),
            ("output", "cost"),
            ("benefit", "social"),
            ("satisfaction", "satisfaction"),
            ("cost", "economic-cost"),
        ],
        1..6,
    );
    let unit = prop::sample::select(vec!["万元", "元"]);
    let indicators = prop::collection::vec((words(), target()), 1..4);
    let parts = (unit, prop::collection::vec(task, 1..5), prop::collection::vec(goal, 1..4), levels, prop::collection::vec(indicators, 6));
    parts.prop_map(|(unit, tasks, goals, levels, indicators)| {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let mut yaml = format!("unit: {unit}\ntasks:\n");
        for (name, description, total, fiscal, other) in tasks {
            yaml.push_str(&format!("  - name: {}\n    total: {total}\n", text(&name)));
            [("description", description.map(|words| text(&words))), ("fiscal", fiscal), ("other", other)]
                .into_iter()
                .filter_map(|(key, value)| Some((key, value?)))
                .for_each(|(key, value)| yaml.push_str(&format!("    {key}: {value}\n")));
        }
        yaml.push_str("goals:\n");
        for (number, (numbered, lines)) in (1..).zip(goals) {
            let label = if numbered { format!("label: 目标{number}\n    ") } else { String::new() };
            yaml.push_str(&format!("  - {label}zh: {}\n", text(&lines.join("\n"))));
        }
        yaml.push_str("indicators:\n");
        for (place, ((level1, level2), rows)) in levels.iter().zip(indicators).enumerate() {
            if place == 0 || levels[place - 1].0 != *level1 {
                yaml.push_str(&format!("  {level1}:\n"));
            }
            yaml.push_str(&format!("    {level2}:\n"));
            rows.iter()
                .for_each(|(name, target)| yaml.push_str(&format!("      - name: {}\n        target: {}\n", text(name), text(target))));
        }
        yaml
    })
}

/// What a table says, in the order of the official form.
fn said(sheet: &Sheet) -> Vec<String> {
    let cell = |cell: &Cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.source.clone(),
        Cell::Amount(amount) => amount.value.written().to_owned(),
    };
    let tasks = sheet.tasks().flat_map(|task| task.record.cells.iter().map(cell).collect::<Vec<_>>());
    let goals = sheet.goals().map(|goal| {
        let label = goal.label.as_ref().map(|label| label.source.clone()).unwrap_or_default();
        format!("{label}|{}", goal.body.source.trim_end())
    });
    let indicators =
        sheet.indicators().map(|row| format!("{}|{}|{}|{}", row.level1, row.level2, row.name.source, row.target_text.source.trim()));
    std::iter::once(sheet.unit.label().to_owned()).chain(tasks).chain(goals).chain(indicators).collect()
}

#[test]
fn what_is_exported_is_imported_back() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config { cases: 10, failure_persistence: None, ..Config::default() }, rng);
    let tables = prop::collection::vec(table(), TABLES);
    let law = |tables: Vec<String>| {
        let departments: String =
            (0..TABLES).map(|number| format!("bureau-{number}: {{name: {{zh: 示例{number}局, en: Bureau {number}}}}}\n")).collect();
        let site = Site::of("").write("content/departments.yaml", departments);
        fs::remove_dir_all(site.path().join("content/2022")).unwrap();
        let site = tables
            .iter()
            .enumerate()
            .fold(site, |site, (number, yaml)| site.write(&format!("content/2022/bureau-{number}/overall-target.yaml"), yaml));
        // Whether sums add up is not what this is about.
        let site = site.append("content/site.yaml", "rules: {GK0101: warning, GK0102: warning, GK0103: warning}\n");
        let built = site.run("build --quiet --edition zh --out preview");
        prop_assert_eq!(built.code, 0, "{}", built.err);
        let source = SiteSource::open(site.path()).unwrap();
        for (number, yaml) in tables.iter().enumerate() {
            let name = format!("bureau-{number}.zh.xlsx");
            let bytes = fs::read(site.path().join("preview/data/2022").join(&name)).unwrap();
            let form = &Form::builtin()[0];
            let found = import::read(&name, &bytes, form, &source.config).unwrap();
            prop_assert!(found.tables.iter().all(import::Table::is_whole), "{:#?}\n{yaml}", found.tables);
            let request = Request { file: &name, form, department: None, year: None, status: None };
            let sheets = import::sheets(&found, &source, &request).unwrap();
            let [sheet] = sheets.as_slice() else { return Err(TestCaseError::fail("one table becomes one file")) };
            prop_assert_eq!(sheet.department.to_string(), format!("bureau-{number}"));
            let read = |yaml: &str| said(&one::sheet(yaml.as_bytes(), &source.config).0.unwrap());
            prop_assert_eq!(read(&sheet.yaml), read(yaml), "\n{}\n{}", yaml, &sheet.yaml);
        }
        Ok(())
    };
    if let Err(error) = runner.run(&tables.no_shrink(), law) {
        panic!("{error}");
    }
}
