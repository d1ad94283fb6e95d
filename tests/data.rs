//! Data to take away says what the pages say: same figures, same words, and back again.

use assert_cmd::Command;
use gongkai::model::target::Target;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The site in `site`, built.
fn built(site: &Path) -> TempDir {
    let out = TempDir::new().unwrap();
    Command::cargo_bin("gongkai").unwrap().args(["build", "--quiet", "--site"]).arg(site).arg("--out").arg(out.path()).assert().success();
    out
}

/// A site of one department with this sheet.
fn site_of(sheet: &str) -> TempDir {
    let dir = TempDir::new().unwrap();
    let write = |file: &str, text: &str| {
        let path = dir.path().join("content").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.yaml", "title: {zh: 测试, en: Test}\nlanguages: [zh, en]\n");
    write("departments.yaml", "sample-bureau: {name: {zh: 示例局, en: Sample Bureau}}\n");
    write("2022/sample-bureau/overall-target.yaml", sheet);
    dir
}

type Row = BTreeMap<String, String>;

/// The rows of a CSV file by column, after looking at its form: byte order mark, CRLF, ASCII header.
fn rows(out: &Path, file: &str) -> Vec<Row> {
    let bytes = fs::read(out.join("data").join(file)).unwrap();
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark")).unwrap();
    assert!(text.ends_with("\r\n") && text.lines().next().unwrap().is_ascii());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| head.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// A target from its columns.
fn target(row: &Row) -> Target {
    let operator = [("", ""), ("eq", "="), ("ge", "≥"), ("le", "≤"), ("gt", ">"), ("lt", "<")];
    let symbol = operator.iter().find(|(code, _)| *code == row["target_operator"]).unwrap().1;
    Target::parse(&format!("{symbol}{}{}{}", row["target_value"], row["target_unit_zh"], row["target_text_zh"]))
}

const REAL: &str = "2022/organization-department/overall-target";

#[test]
fn operator_value_and_unit_read_back_to_the_target_of_the_table() {
    let out = built(root());
    let rows = rows(out.path(), &format!("{REAL}.indicators.csv"));
    let yaml = fs::read_to_string(root().join("content").join(format!("{REAL}.yaml"))).unwrap();
    // The targets of the file, whichever way they are written in YAML.
    let written = yaml.lines().filter_map(|line| line.trim().strip_prefix("target: ")).map(|value| {
        let value = value.strip_prefix("{zh: ").map_or(value, |words| words.split(',').next().unwrap());
        value.trim_matches('\'').to_owned()
    });
    let written: Vec<String> = written.collect();
    assert_eq!((rows.len(), written.len()), (44, 44));
    for (row, written) in rows.iter().zip(&written) {
        assert_eq!(target(row).reading(), Target::parse(written).reading(), "{written}");
    }
    assert!(rows.iter().any(|row| row["target_value"] == "140.50"));
}

#[test]
fn amounts_keep_their_digits_and_empty_cells_stay_empty() {
    let out = built(root());
    let rows = rows(out.path(), &format!("{REAL}.tasks.csv"));
    let totals: Vec<&str> = rows.iter().map(|row| row["total"].as_str()).collect();
    assert_eq!(totals, ["2546", "234.08", "192.5", "50", "90", "88"]);
    assert!(rows.iter().all(|row| row["other"].is_empty() && row["unit"] == "wan" && row["status"] == "final"));
    assert_eq!(rows[4]["name_en"], "Veteran cadres' activities");
}

#[test]
fn goals_are_numbered_in_data_as_on_pages() {
    let out = built(root());
    let labels: Vec<_> =
        rows(out.path(), &format!("{REAL}.goals.csv")).into_iter().map(|row| [row["label_zh"].clone(), row["label_en"].clone()]).collect();
    assert_eq!(labels, [["目标1", "Goal 1"], ["目标2", "Goal 2"], ["目标3", "Goal 3"]]);
    let file = fs::read(out.path().join("data/2022/organization-department.json")).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&file).unwrap();
    assert_eq!(report["sheets"][0]["goals"][2]["label"]["en"], "Goal 3");
    assert!(words(&cells(out.path(), "2022/organization-department.en.xlsx")).iter().any(|words| words.starts_with("Goal 2: 1. Know")));
}

#[test]
fn ranges_dates_and_words_stand_as_words_in_each_language_that_has_them() {
    let indicator = |name: &str, target: &str| format!("      - {{name: {{zh: {name}, en: {name}}}, target: {target}}}\n");
    let sheet = format!(
        "tasks: [{{name: {{zh: 任务, en: Task}}, total: 1}}]\ngoals: [{{zh: 目标。, en: Aim.}}]\nindicators:\n  output:\n    quantity:\n{}{}{}{}",
        indicator("a", "80%-90%"),
        indicator("b", "2022年12月底前"),
        indicator("c", "有所提高"),
        indicator("d", "5套卷"),
    );
    let site = site_of(&sheet);
    let out = built(site.path());
    let rows = rows(out.path(), "2022/sample-bureau/overall-target.indicators.csv");
    let words =
        |row: &Row| [&row["target_text_zh"], &row["target_text_en"], &row["target_unit_en"], &row["target_value"]].map(String::clone);
    assert_eq!(words(&rows[0]), ["80%–90%", "80%–90%", "", ""]);
    assert_eq!(words(&rows[1]), ["2022年12月底前", "By the end of December 2022", "", ""]);
    assert_eq!(words(&rows[2]), ["有所提高", "", "", ""]);
    // A unit without an English word has none in data: the Chinese does not stand in for it.
    assert_eq!(words(&rows[3]), ["", "", "", "5"]);
}

#[test]
fn words_that_a_spreadsheet_would_take_for_a_formula_are_quoted_and_figures_are_not() {
    let sheet = "tasks:\n  - name: {zh: '=a+b', en: '@sum'}\n    description: {zh: \"'引号\", en: plain}\n    total: -5\n    accept: {GK0103: 原表如此}\n\
                 goals: [{zh: ＝目标, en: +aim}]\nindicators:\n  output:\n    quantity: [{name: {zh: －甲, en: -a}, target: =158人}]\n";
    let site = site_of(sheet);
    let out = built(site.path());
    let file = |block: &str| rows(out.path(), &format!("2022/sample-bureau/overall-target.{block}.csv"));
    let task = &file("tasks")[0];
    assert_eq!([&task["name_zh"], &task["name_en"], &task["description_zh"]], ["'=a+b", "'@sum", "''引号"]);
    assert_eq!((task["description_en"].as_str(), task["total"].as_str()), ("plain", "-5"));
    let goal = &file("goals")[0];
    assert_eq!([&goal["text_zh"], &goal["text_en"]], ["'＝目标", "'+aim"]);
    let indicator = &file("indicators")[0];
    assert_eq!([&indicator["name_zh"], &indicator["name_en"], &indicator["target_operator"]], ["'－甲", "'-a", "eq"]);
}

#[test]
fn samples_have_data_of_their_own_and_are_no_part_of_the_whole() {
    let out = built(root());
    let all = rows(out.path(), "departments.csv");
    assert_eq!(all.len(), 1);
    assert_eq!(
        (all[0]["department"].as_str(), all[0]["total_wan"].as_str(), all[0]["other_wan"].as_str()),
        ("organization-department", "3200.58", "")
    );
    assert_eq!(rows(out.path(), "2022/departments.csv"), all);
    for block in ["tasks", "goals", "indicators"] {
        let file = |folder: &str| rows(out.path(), &format!("{folder}overall-target.{block}.csv"));
        let own = file("2022/organization-department/");
        assert_eq!([file(""), file("2022/"), file("departments/organization-department/")], [own.clone(), own.clone(), own], "{block}");
    }
    assert!(!out.path().join("data/2023/departments.csv").exists());
    let sample = rows(out.path(), "2024/sample-library/overall-target.tasks.csv");
    assert!(!sample.is_empty() && sample.iter().all(|row| row["status"] == "sample"));
    let package: serde_json::Value = serde_json::from_slice(&fs::read(out.path().join("data/datapackage.json")).unwrap()).unwrap();
    let paths: Vec<&str> = package["resources"].as_array().unwrap().iter().map(|resource| resource["path"].as_str().unwrap()).collect();
    assert_eq!(paths.len(), 14, "of the report, its department, its year and the site");
    assert!(paths.iter().all(|path| out.path().join("data").join(path).is_file() && !path.contains("sample")), "{paths:?}");
}

#[test]
fn the_description_names_every_column_in_order_with_its_meaning_in_both_languages() {
    let out = built(root());
    let package: serde_json::Value = serde_json::from_slice(&fs::read(out.path().join("data/datapackage.json")).unwrap()).unwrap();
    for resource in package["resources"].as_array().unwrap() {
        let bytes = fs::read(out.path().join("data").join(resource["path"].as_str().unwrap())).unwrap();
        assert_eq!(resource["bytes"], bytes.len());
        let head = String::from_utf8(bytes[3..].to_vec()).unwrap().lines().next().unwrap().to_owned();
        let schema = fs::read(out.path().join("data").join(resource["schema"].as_str().unwrap())).unwrap();
        let schema: serde_json::Value = serde_json::from_slice(&schema).unwrap();
        let fields = schema["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names.join(","), head);
        for field in fields {
            for lang in ["zh", "en"] {
                assert!(field["titles"][lang].is_string() && field["descriptions"][lang].is_string(), "{field}");
            }
        }
    }
}

#[test]
fn json_holds_targets_as_written_and_as_read() {
    let out = built(root());
    let file = fs::read(out.path().join("data/2022/organization-department.json")).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&file).unwrap();
    let sheet = &report["sheets"][0];
    assert_eq!((sheet["tasks"].as_array().unwrap().len(), sheet["indicators"].as_array().unwrap().len()), (6, 44));
    assert_eq!(sheet["computed_totals"]["total"], "3200.58");
    assert_eq!(sheet["tasks"][2]["sic"]["组织事物管理"], "组织事务管理");
    assert!(sheet["published"].is_null() && sheet["tasks"][0]["amounts"]["other"].is_null());
    let target = &sheet["indicators"][5]["target"];
    assert_eq!(
        [&target["written"], &target["canonical"], &target["operator"], &target["value"], &target["unit"], &target["text"]["en"]],
        [">=8批次", "≥8批次", "ge", "8", "批次", "≥8 batches"]
    );
}

#[test]
fn every_link_to_data_leads_to_a_file() {
    let out = built(root());
    let mut links = 0;
    for entry in walkdir::WalkDir::new(out.path())
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "html"))
    {
        let html = fs::read_to_string(entry.path()).unwrap();
        for (at, _) in html.match_indices("data/") {
            let start = html[..at].rfind(['"', '=']).unwrap() + 1;
            let link = html[start..].split(['"', ' ', '>']).next().unwrap();
            if link.starts_with("../") {
                let target: PathBuf = entry.path().parent().unwrap().join(link);
                assert!(target.is_file(), "{}: {link}", entry.path().display());
                links += 1;
            }
        }
    }
    assert!(links > 100, "{links}");
}

/// The repository's content under an address.
fn with_address() -> TempDir {
    let dir = TempDir::new().unwrap();
    for entry in walkdir::WalkDir::new(root().join("content")).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let to = dir.path().join("content").join(entry.path().strip_prefix(root().join("content")).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(entry.path(), to).unwrap();
    }
    let config = dir.path().join("content/site.yaml");
    fs::write(&config, fs::read_to_string(&config).unwrap() + "base_url: https://example.gov.cn/jixiao\n").unwrap();
    dir
}

#[test]
fn the_sitemap_lists_what_may_be_listed_with_its_translations() {
    let out = built(with_address().path());
    let sitemap = fs::read_to_string(out.path().join("sitemap.xml")).unwrap();
    let locs: Vec<&str> = sitemap.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert!(locs.contains(&"https://example.gov.cn/jixiao/zh/2022/organization-department.html"));
    for loc in &locs {
        let path = loc.strip_prefix("https://example.gov.cn/jixiao/").unwrap();
        let html = fs::read_to_string(out.path().join(path)).unwrap();
        assert!(!html.contains("noindex") && html.contains(loc), "{loc}");
    }
    assert!(!locs.iter().any(|loc| loc.contains("sample") || loc.contains("2023")), "{locs:?}");
    let entry =
        sitemap.lines().find(|line| line.contains("<loc>https://example.gov.cn/jixiao/en/2022/organization-department.html<")).unwrap();
    for part in ["hreflang=\"zh-CN\"", "hreflang=\"en\"", "hreflang=\"x-default\" href=\"https://example.gov.cn/jixiao/zh/"] {
        assert!(entry.contains(part), "{entry}");
    }
    let robots = fs::read_to_string(out.path().join("robots.txt")).unwrap();
    assert!(robots.contains("Sitemap: https://example.gov.cn/jixiao/sitemap.xml\n"));
}

#[test]
fn without_an_address_there_is_no_sitemap_and_no_robots_txt() {
    let out = built(root());
    for name in ["sitemap.xml", "robots.txt"] {
        assert!(!out.path().join(name).exists(), "{name}");
    }
}

/// The cells of a spreadsheet, as an independent library reads them.
fn cells(out: &Path, file: &str) -> calamine::Range<calamine::Data> {
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(out.join("data").join(file)).unwrap();
    assert_eq!(book.sheet_names(), ["overall-target"]);
    book.worksheet_range("overall-target").unwrap()
}

fn words(range: &calamine::Range<calamine::Data>) -> Vec<String> {
    range.used_cells().filter_map(|(_, _, cell)| calamine::DataType::as_string(cell)).collect()
}

#[test]
fn the_spreadsheet_has_the_layout_words_and_figures_of_the_official_table() {
    let out = built(root());
    let zh = cells(out.path(), "2022/organization-department.zh.xlsx");
    let text = |row: u32, column: u32| zh.get_value((row, column)).and_then(calamine::DataType::as_string).unwrap_or_default();
    assert_eq!(
        [text(0, 0), text(1, 0), text(2, 0), text(2, 2)],
        ["部门（单位）整体支出绩效目标表", "(2022年)", "部门（单位）名称", "新疆巴州党委组织部"]
    );
    assert_eq!([text(3, 0), text(3, 1), text(3, 3), text(3, 4)], ["年度主要任务", "任务名称", "主要内容", "预算金额（万元）"]);
    let figures =
        |column: u32| -> Vec<f64> { (5..11).filter_map(|row| calamine::DataType::get_float(zh.get_value((row, column))?)).collect() };
    assert_eq!(figures(4), [2546.0, 234.08, 192.5, 50.0, 90.0, 88.0]);
    assert_eq!((figures(5), figures(6)), (figures(4), vec![]));
    let all = words(&zh);
    let yaml = fs::read_to_string(root().join("content").join(format!("{REAL}.yaml"))).unwrap();
    assert_eq!(
        all.iter().filter(|words| yaml.contains(&format!("target: '{words}'")) || yaml.contains(&format!("target: {words}\n"))).count(),
        40
    );
    for expected in ["=158人", ">=8批次", "≤140.50万元", "有所提高", "产出指标", "满意度指标"] {
        assert!(all.iter().any(|words| words == expected), "{expected}");
    }
    assert!(all.iter().any(|words| words.starts_with("目标1：1. 自治州党委组织部承担着")));
    let en = words(&cells(out.path(), "2022/organization-department.en.xlsx"));
    for expected in ["Veteran cadres' activities", "≥8 batches", "Some improvement", "Output"] {
        assert!(en.iter().any(|words| words == expected), "{expected}");
    }
}

#[test]
fn figures_that_a_spreadsheet_would_round_are_text_and_samples_say_so() {
    let sheet = "status: sample\ntasks: [{name: {zh: '=1+1', en: Task 1+1}, total: 12345678901234567.89}, {name: {zh: 乙, en: B}, total: 140.50}]\n\
                 goals: [{zh: 目标。, en: Aim.}]\nindicators:\n  output:\n    quantity: [{name: {zh: 甲, en: A}, target: =158人}]\n";
    let site = site_of(sheet);
    let config = site.path().join("content/site.yaml");
    fs::write(&config, fs::read_to_string(&config).unwrap() + "samples: true\n").unwrap();
    let out = built(site.path());
    let range = cells(out.path(), "2022/sample-bureau.zh.xlsx");
    let all = words(&range);
    for expected in ["12345678901234567.89", "=1+1", "=158人", "示例数据（虚构，仅供演示）"] {
        assert!(all.iter().any(|words| words == expected), "{expected}: {all:?}");
    }
    assert!(range.used_cells().any(|(_, _, cell)| matches!(cell, calamine::Data::Float(value) if *value == 140.5)));
    let raw = fs::read(out.path().join("data/2022/sample-bureau.zh.xlsx")).unwrap();
    let again = built(site.path());
    assert_eq!(fs::read(again.path().join("data/2022/sample-bureau.zh.xlsx")).unwrap(), raw);
}
