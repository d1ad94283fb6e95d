//! `gongkai import`: the real table in fifteen mangled files is the same table; what cannot be placed is said, and nothing is written then.

mod support;

use gongkai::{
    content::{SiteSource, one},
    model::{
        sheet::{Cell, Sheet, Status},
        site::SiteConfig,
    },
};
use rust_decimal::Decimal;
use std::{fs, path::PathBuf};
use support::{Site, root};
use unicode_normalization::UnicodeNormalization;

const REPORT: &str = "content/2022/organization-department/overall-target.yaml";

/// The repository's content without the report that is imported.
fn site() -> Site {
    let site = Site::own();
    fs::remove_dir_all(site.path().join("content/2022/organization-department")).unwrap();
    site
}

fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures/import").join(name)
}

/// A table as data, in the source language: digits and words as they stand.
#[derive(Clone, Debug, PartialEq)]
struct Table {
    unit: String,
    tasks: Vec<Vec<String>>,
    goals: Vec<(String, Vec<String>)>,
    /// Levels, name, target.
    indicators: Vec<[String; 4]>,
}

fn sheet(yaml: &[u8], config: &SiteConfig) -> Sheet {
    let (sheet, diagnostics) = one::sheet(yaml, config);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}\n{}", String::from_utf8_lossy(yaml));
    sheet.unwrap()
}

fn table(sheet: &Sheet) -> Table {
    let cell = |cell: &Cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.source.clone(),
        Cell::Amount(amount) => amount.value.written().to_owned(),
    };
    let goal = |goal: &gongkai::model::sheet::Goal| {
        let label = goal.label.as_ref().map(|label| label.source.clone()).unwrap_or_default();
        (label, goal.body.source.lines().map(str::to_owned).collect())
    };
    Table {
        unit: sheet.unit.label().to_owned(),
        tasks: sheet.tasks().map(|task| task.record.cells.iter().map(cell).collect()).collect(),
        goals: sheet.goals().map(goal).collect(),
        indicators: sheet
            .indicators()
            .map(|each| [each.level1.to_string(), each.level2.to_string(), each.name.source.clone(), each.target_text.source.clone()])
            .collect(),
    }
}

/// What stands in a site, as data.
fn read(site: &Site, file: &str) -> Table {
    let config = SiteSource::open(site.path()).unwrap().config;
    table(&sheet(&fs::read(site.path().join(file)).unwrap(), &config))
}

/// The hand-checked table of the repository.
fn original() -> Table {
    read(&Site::own(), REPORT)
}

fn imported(name: &str) -> Table {
    let site = site();
    site.run(&format!("import {}", fixture(name).display())).good();
    read(&site, REPORT)
}

#[test]
fn the_published_table_is_imported_as_it_was_checked_by_hand() {
    let seed = root().join("../shared/seed/000_66649c77c7503a8a.txt");
    if !seed.exists() {
        eprintln!("SKIPPED: ../shared/seed is not here; the same text in tests/fixtures/import/copied.txt is imported by the next test");
        return;
    }
    assert_eq!(fs::read(&seed).unwrap(), fs::read(fixture("copied.txt")).unwrap(), "the fixture is the published text");
    let site = site();
    let run = site.run(&format!("import {} --department organization-department", seed.display())).good();
    assert!(run.err.contains("57 rows seen: 51 placed, 6 with heads, 0 beside the table, 0 with something left"), "{}", run.err);
    assert!(run.err.contains("lines 47 to 62: they stand one column to the left of their heads"), "{}", run.err);
    assert_eq!(read(&site, REPORT), original());
}

#[test]
fn files_that_keep_digits_and_words_give_the_same_table() {
    for name in [
        "copied.txt",
        "merged.xlsx",
        "merged.ods",
        "merged.xls",
        "gbk.csv",
        "marked.tsv",
        "shifted.csv",
        "saved.html",
        "named-spreadsheet.xls",
    ] {
        assert_eq!(imported(name), original(), "{name}");
    }
}

#[test]
fn amounts_in_yuan_stay_in_yuan_with_their_digits() {
    let (yuan, wan) = (imported("yuan.xlsx"), original());
    assert_eq!(yuan.unit, "元");
    assert_eq!(yuan.tasks[1][2], "2340800.00", "without separators, with all digits");
    let value = |text: &String| text.parse::<Decimal>().unwrap_or_default();
    for (yuan, wan) in yuan.tasks.iter().zip(&wan.tasks) {
        assert_eq!(
            (&yuan[..2], value(&yuan[2]), value(&yuan[3])),
            (&wan[..2], value(&wan[2]) * Decimal::from(10_000), value(&wan[3]) * Decimal::from(10_000))
        );
    }
    assert_eq!((&yuan.goals, &yuan.indicators), (&wan.goals, &wan.indicators));
}

#[test]
fn targets_over_three_columns_are_put_together() {
    let (split, whole) = (imported("split-targets.xlsx"), original());
    let together = |table: &Table| table.indicators.iter().map(|row| row[3].replace(">=", "≥")).collect::<Vec<String>>();
    assert_eq!(together(&split), together(&whole));
    assert_eq!(split.indicators[14][3], "≥95%", "a number cell shown as a percentage");
    assert_eq!(split.indicators[31][3], "≤0.83万元");
    assert_eq!((&split.tasks, &split.goals), (&whole.tasks, &whole.goals));
    let site = site();
    site.run(&format!("import {}", fixture("split-targets.xlsx").display())).good();
    let yaml = fs::read_to_string(site.path().join(REPORT)).unwrap();
    assert!(yaml.contains("      # 原表注明：定性\n      - name: 干部服务管理整体能力\n        target: 有所提高\n"), "{yaml}");
}

#[test]
fn full_width_figures_stay_as_written_where_they_are_words() {
    let narrow = |text: &String| text.nfkc().collect::<String>();
    let (wide, plain) = (imported("fullwidth.txt"), original());
    assert_eq!(wide.tasks, plain.tasks, "amounts are written in half-width digits");
    assert_eq!(wide.indicators[0][3], "＝１５８人", "a target is what the table shows");
    let narrowed = |table: &Table| {
        let goals: Vec<_> =
            table.goals.iter().map(|(label, lines)| (narrow(label), lines.iter().map(narrow).collect::<Vec<_>>())).collect();
        (goals, table.indicators.iter().map(|row| row.each_ref().map(narrow)).collect::<Vec<_>>())
    };
    assert_eq!(narrowed(&wide), narrowed(&plain));
}

#[test]
fn cost_may_be_a_level_of_its_own_and_come_first() {
    let site = site();
    let run = site.run(&format!("import {}", fixture("newer-levels.xlsx").display())).good();
    for below in ["Sheet1!A59: 注：1.本表由部门填写。2.指标值应当可以衡量。", "Sheet1!A60: 填表人："] {
        assert!(run.err.contains(&format!("beside the table, not taken: {below}")), "{}", run.err);
    }
    let newer = read(&site, REPORT);
    assert_eq!(newer.indicators[0][..2], ["cost", "economic-cost"]);
    let older = |row: &[String; 4]| {
        if row[0] == "cost" { ["output".to_owned(), "cost".to_owned(), row[2].clone(), row[3].clone()] } else { row.clone() }
    };
    let mut as_before: Vec<_> = newer.indicators.iter().map(older).collect();
    let mut before = original().indicators;
    as_before.sort();
    before.sort();
    assert_eq!(as_before, before);
    let yaml = fs::read_to_string(site.path().join(REPORT)).unwrap();
    assert!(yaml.contains("declared_total:\n  total: 3200.58\n  fiscal: 3200.58\n"), "{yaml}");
    assert!(yaml.contains("# 原第 6 至 12 行\ntasks:"), "{yaml}");
}

#[test]
fn a_workbook_may_hold_the_tables_of_several_departments() {
    let name = fixture("two-departments.xlsx");
    let site = site();
    let refused = site.run(&format!("import {} --department organization-department", name.display()));
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("holds 2 tables, and --department says of one whose it is"), "{}", refused.err);
    let run = site.run(&format!("import {}", name.display()));
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("the sheet “气象局” of two-departments.xlsx is of “示例市气象局”"), "{}", run.err);
    assert!(run.err.contains("shi-li-shi-qi-xiang-ju:\n  name:\n    zh: 示例市气象局\n"), "{}", run.err);
    assert!(!site.path().join(REPORT).exists(), "all tables of a file or none");
    let site = site.append("content/departments.yaml", "\nshi-li-shi-qi-xiang-ju:\n  name:\n    zh: 示例市气象局\n");
    let run = site.run(&format!("import {}", name.display())).good();
    assert!(run.err.contains("no part of a table: 填报说明, rows 1 to 2 (2)"), "{}", run.err);
    assert_eq!(read(&site, REPORT), original());
    let other = read(&site, "content/2022/shi-li-shi-qi-xiang-ju/overall-target.yaml");
    assert_eq!(other.tasks, [["站点维护（示例）", "示例：维护气象观测站点。", "120.50", "120.50", ""]], "a number cell keeps its digits");
    assert_eq!(other.indicators.len(), 1);
}

/// A table of one task and one indicator, a cell of it replaced.
fn small(from: &str, to: &str) -> String {
    let table = "\
部门整体支出绩效目标表
（2022年）
部门名称\t新疆巴州党委组织部
年度主要任务\t任务名称\t主要内容\t预算金额（万元）
\t\t\t总额\t财政拨款\t其他资金
\t培训\t培训干部\t90\t90\t
年度总体目标\t提高水平。
年度绩效指标\t一级指标\t二级指标\t三级指标\t指标值
\t产出指标\t数量指标\t培训人数\t≥100人
";
    assert!(table.contains(from), "{from}");
    table.replace(from, to)
}

fn import_text(text: &str, arguments: &str) -> (Site, support::Run) {
    let site = site().write("table.txt", text);
    let run = site.run(&format!("import table.txt {arguments}"));
    (site, run)
}

#[test]
fn what_cannot_be_placed_is_named_with_its_cell_and_nothing_is_written() {
    for (from, to, expected) in [
        ("\t90\t90\t\n", "\t约90\t90\t\n", "line 6, cell 4: `约90`: it is no amount"),
        ("\t90\t90\t\n", "\t900000元\t90\t\n", "line 6, cell 4: `900000元`: it is no amount: a unit (`元`) stands in it"),
        ("\t90\t90\t\n", "\t\t90\t\n", "`培训`: the row has no 总额"),
        ("\t培训\t培训干部", "\t\t培训干部", "line 6, cell 3: `培训干部`: the row has no name of a task"),
        ("其他资金\n", "其他资金\t上年结转\n", ""),
        (
            "\t其他资金\n\t培训\t培训干部\t90\t90\t\n",
            "\t其他资金\t上年结转\n\t培训\t培训干部\t90\t80\t\t10\n",
            "line 6, cell 7: `10`: the form has no column “上年结转”",
        ),
        (
            "指标值\n\t产出指标\t数量指标\t培训人数\t≥100人",
            "指标值\t权重\n\t产出指标\t数量指标\t培训人数\t≥100人\t10",
            "line 9, cell 6: `10`: the form has no column “权重”",
        ),
        ("\t≥100人\n", "\n", "the indicator has no target"),
        ("提高水平。", "目标1：　目标2：改善。", "line 7, cell 2: `目标1： 目标2：改善。`: a goal is numbered here, and nothing follows"),
        ("\t培训人数\t", "\t\t", "the row has no name of an indicator"),
        ("\t产出指标\t数量指标\t培训", "\t\t数量指标\t培训", "its level is not said"),
        ("\t产出指标\t数量指标\t培训", "\t产出指标\t廉政指标\t培训", "“廉政指标” is no official level"),
        (
            "年度主要任务\t任务名称\t主要内容\t预算金额（万元）\n\t\t\t总额\t财政拨款\t其他资金\n",
            "",
            "line 4, cell 2: `培训`: it is no row of the table",
        ),
        ("年度绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n", "", "line 8, cell 2: `产出指标`: a goal is a text in one cell"),
        ("\t≥100人\n", "\t≥100人\n另行通知\n", "line 10, cell 1: `另行通知`: it is no row of the table"),
    ] {
        let (site, run) = import_text(&small(from, to), "");
        if expected.is_empty() {
            assert_eq!(run.code, 0, "an empty column loses nothing: {}", run.err);
            continue;
        }
        assert!(run.err.contains(expected), "{to}: {}", run.err);
        assert_eq!(run.code, 1, "{to}: {}", run.err);
        assert!(!site.path().join("content/2022/organization-department").exists(), "{to}");
        let (site, run) = import_text(&small(from, to), "--allow-partial");
        assert_eq!(run.code, 1, "{to}: what is written is not whole: {}", run.err);
        assert!(site.path().join(REPORT).exists(), "{to}");
    }
}

#[test]
fn whose_and_of_which_year_is_asked_where_the_table_does_not_say_it() {
    for (from, to, arguments, code, expected) in [
        ("（2022年）", "", "", 1, "table.txt does not say of which year it is: add --year YYYY"),
        ("（2022年）", "", "--year 2022", 0, ""),
        ("（2022年）", "2021年或2022年", "", 1, "does not say of which year"),
        ("（2022年）", "（2022年）", "--year 2021", 1, "table.txt states the year 2022, not 2021"),
        ("部门名称\t新疆巴州党委组织部\n", "", "", 1, "does not say whose it is: add --department ID"),
        ("新疆巴州党委组织部", "示例市绿化局", "", 1, "shi-li-shi-lv-hua-ju:"),
    ] {
        let (site, run) = import_text(&small(from, to), arguments);
        assert_eq!(run.code, code, "{to}: {}", run.err);
        assert!(run.err.contains(expected), "{to}: {}", run.err);
        assert_eq!(site.path().join(REPORT).exists(), code == 0, "{to}");
    }
    // One problem hides no other.
    let (_, run) = import_text(&small("（2022年）", "").replace("\t90\t90\t\n", "\t约90\t90\t\n"), "");
    assert!(run.err.contains("does not say of which year") && run.err.contains("left: line 6, cell 4: `约90`"), "{}", run.err);
    let (_, run) = import_text("没有表格的文字\n", "");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("no table of the form “部门（单位）整体支出绩效目标表” was found in table.txt"), "{}", run.err);
}

#[test]
fn goals_may_be_numbered_in_a_column_of_their_own() {
    let (site, run) = import_text(&small("年度总体目标\t提高水平。\n", "年度总体目标\t目标1\t提高水平。\n\t目标2\t改善质量。\n"), "");
    assert_eq!(run.code, 0, "{}", run.err);
    let goal = |label: &str, words: &str| (label.to_owned(), vec![words.to_owned()]);
    assert_eq!(read(&site, REPORT).goals, [goal("目标1", "提高水平。"), goal("目标2", "改善质量。")]);
}

#[test]
fn a_report_that_is_there_is_never_replaced_by_accident() {
    let site = Site::own().write("table.txt", small("培训干部", "培训"));
    let before = fs::read(site.path().join(REPORT)).unwrap();
    let run = site.run("import table.txt");
    assert_eq!(run.code, 2);
    assert!(run.err.contains(&format!("{REPORT} is there already, and was not touched")), "{}", run.err);
    assert_eq!(fs::read(site.path().join(REPORT)).unwrap(), before);
    let printed = site.run("import table.txt -o -").good();
    assert!(
        printed.out.starts_with("# 新疆巴州党委组织部 2022 年 部门（单位）整体支出绩效目标表\n# 由 gongkai import 从 table.txt 导入\n"),
        "{}",
        printed.out
    );
    site.run("import table.txt --force --status draft").good();
    let replaced = fs::read_to_string(site.path().join(REPORT)).unwrap();
    assert_eq!(replaced, printed.out.replace("status: final", "status: draft"));
}

#[test]
fn a_department_that_is_new_is_proposed_as_an_entry() {
    let (site, run) = import_text(&small("新疆巴州党委组织部", "示例市气象局"), "--department weather-bureau");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("add:\n\nweather-bureau:\n  name:\n    zh: 示例市气象局\n"), "{}", run.err);
    assert!(site.path().join("content/2022/weather-bureau/overall-target.yaml").exists());
}

#[test]
fn programs_read_the_account_as_json() {
    let (_, run) = import_text(&small("\t90\t90\t\n", "\t约90\t90\t\n"), "--message-format json");
    let table = &run.json()[0];
    assert_eq!(table["rows"], serde_json::json!({"seen": 9, "placed": 2, "heads": 6, "aside": 0, "left": 1}));
    assert_eq!((table["left"][0]["at"].as_str(), table["left"][0]["text"].as_str()), (Some("line 6, cell 4"), Some("约90")));
    assert!(run.err.is_empty(), "{}", run.err);
}

#[test]
fn what_is_no_table_is_told_by_what_it_is() {
    for (name, bytes, expected) in [
        ("a.pdf", b"%PDF-1.7\n".to_vec(), "it is a PDF, which is not read"),
        ("a.xlsx", b"PK\x03\x04broken".to_vec(), "it cannot be read as a packed file"),
        ("a.xls", b"\xD0\xCF\x11\xE0broken".to_vec(), "it cannot be read as an Excel workbook of before 2007"),
        ("a.csv", b"\n\n\xFF\xFF".to_vec(), "line 3 holds bytes that are no character"),
        ("a.csv", vec![b' '; 17 << 20], "no official table needs more than"),
        ("a.csv", vec![b'\n'; 8].into_iter().chain("x,".repeat(300).into_bytes()).collect(), "more than any official table"),
    ] {
        let site = site().write(name, bytes);
        let run = site.run(&format!("import {name}"));
        assert_eq!(run.code, 2, "{name}: {}", run.err);
        assert!(run.err.contains(expected), "{name}: {}", run.err);
    }
    let run = site().run("import nowhere.xlsx");
    assert!(run.code == 2 && run.err.contains("nowhere.xlsx cannot be read"), "{}", run.err);
}

#[test]
fn what_a_terminal_would_obey_never_reaches_it() {
    let text = small("\t90\t90\t\n", "\t\u{1b}[31m约90\t\u{202e}90\t\n")
        .replace("指标值", "指标值\t\u{1b}]0;权重\u{7}")
        .replace("≥100人", "≥100人\t\u{1b}[2J10");
    let (_, run) = import_text(&format!("{text}注：\u{1b}[1m无\n"), "");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("约90") && run.err.contains("权重") && run.err.contains('无'), "{}", run.err);
    assert!(!run.err.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{:?}", run.err);
}

#[test]
fn a_sample_that_was_exported_stays_a_sample() {
    let site = Site::own();
    site.build();
    let book = site.path().join("public/data/2022/sample-library.zh.xlsx");
    let run = site.run(&format!("import {} -o -", book.display())).good();
    assert!(run.out.contains("\nstatus: sample\n"), "{}", run.out);
    let config = SiteSource::open(site.path()).unwrap().config;
    let again = sheet(run.out.as_bytes(), &config);
    assert_eq!(again.status, Status::Sample);
    assert_eq!(table(&again), read(&site, "content/2022/sample-library/overall-target.yaml"));
}
