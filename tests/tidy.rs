//! Tables of departments, years and the site: what the tables of the reports say, in one file, in order, as CSV and as spreadsheets.

mod support;

use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;
use support::{Site, TABLE, Tree, html, values};

/// Three departments, two of them over two years; one report is a sample.
fn site() -> Site {
    let table = |amount: &str| TABLE.replace("total: 90", &format!("total: {amount}")).replace("fiscal: 90", &format!("fiscal: {amount}"));
    Site::of(table("140.50"))
        .append("content/site.yaml", "samples: true\n")
        .append("content/departments.yaml", "a-bureau: {name: {zh: 甲局, en: Bureau A}}\nmock: {name: {zh: 虚构局, en: Mock}}\n")
        .write("content/2023/sample-bureau/overall-target.yaml", table("12345678901234567.89"))
        .write(
            "content/2022/a-bureau/overall-target.yaml",
            table("7").replace("教师培训", "'=1+1'").replace("Training of teachers", "'Training 1+1'").replace("≥95%", "有所提高"),
        )
        .write("content/2022/mock/overall-target.yaml", format!("status: sample\n{}", table("1")))
        .write("content/2023/a-bureau/overall-target.yaml", format!("status: sample\n{}", table("2")))
}

/// The rows of a sheet, as an independent library reads them.
fn sheet(files: &Tree, path: &str, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&files[path])).unwrap();
    book.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn sheets(files: &Tree, path: &str) -> Vec<String> {
    Xlsx::new(Cursor::new(&files[path])).unwrap().sheet_names().clone()
}

fn csv(files: &Tree, path: &str) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(files[path].strip_prefix(b"\xEF\xBB\xBF").unwrap()).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// A column of a CSV file.
fn column(files: &Tree, path: &str, name: &str) -> Vec<String> {
    let rows = csv(files, path);
    let place = rows[0].iter().position(|head| head == name).unwrap();
    rows[1..].iter().map(|row| row[place].clone()).collect()
}

#[test]
fn the_tables_of_a_year_and_of_the_site_hold_every_published_report_once_in_order() {
    let files = site().build();
    assert_eq!(column(&files, "data/2022/overall-target.tasks.csv", "department"), ["a-bureau", "sample-bureau"]);
    assert_eq!(column(&files, "data/overall-target.tasks.csv", "total"), ["7", "140.50", "12345678901234567.89"]);
    assert_eq!(column(&files, "data/overall-target.indicators.csv", "year"), ["2022", "2022", "2023"]);
    assert!(files.keys().all(|path| !path.starts_with("data/2024")));
}

#[test]
fn samples_are_in_the_files_of_their_department_alone_and_say_so_in_every_row() {
    let files = site().build();
    assert_eq!(column(&files, "data/departments/a-bureau/overall-target.tasks.csv", "status"), ["final", "sample"]);
    assert_eq!(column(&files, "data/departments/mock/overall-target.goals.csv", "status"), ["sample"]);
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".csv")) {
        let whole = !path.contains("departments/") && path.matches('/').count() < 3;
        assert!(!whole || !String::from_utf8_lossy(bytes).contains("sample,"), "{path}");
    }
    let package: serde_json::Value = serde_json::from_slice(&files["data/datapackage.json"]).unwrap();
    let paths: Vec<&str> = package["resources"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"departments/sample-bureau/overall-target.tasks.csv") && paths.contains(&"2023/overall-target.goals.csv"));
    assert!(!paths.iter().any(|path| path.contains("mock") || path.contains("departments/a-bureau")), "{paths:?}");
}

#[test]
fn a_spreadsheet_has_a_sheet_per_table_with_titles_and_words_of_one_language() {
    let files = site().build();
    for path in ["data/all.zh.xlsx", "data/2022.zh.xlsx", "data/departments/sample-bureau.zh.xlsx"] {
        assert_eq!(sheets(&files, path), ["reports", "tasks", "goals", "indicators"], "{path}");
    }
    let words = |row: &[Data]| row.iter().map(Data::to_string).collect::<Vec<_>>();
    let head = |lang: &str| words(&sheet(&files, &format!("data/2022.{lang}.xlsx"), "reports")[0]);
    assert_eq!(head("zh")[..4], ["年度", "部门代号", "部门名称", "状态"]);
    assert_eq!(head("en")[..4], ["Year", "Department id", "Department", "Status"]);
    let en = sheet(&files, "data/2022.en.xlsx", "indicators").into_iter().flatten();
    assert!(en.map(|cell| cell.to_string()).all(|words| !words.contains("培训合格率")));
}

#[test]
fn figures_are_numbers_as_written_and_words_that_look_like_formulas_are_words() {
    let files = site().build();
    let tasks = sheet(&files, "data/all.zh.xlsx", "tasks");
    let column = |title: &str| tasks[0].iter().position(|head| *head == title).unwrap();
    let (total, name, year) = (column("总额"), column("任务名称"), column("年度"));
    assert_eq!(tasks[1][total], Data::Float(7.0));
    assert_eq!(tasks[2][total], Data::Float(140.5));
    // More digits than a spreadsheet keeps.
    assert_eq!(tasks[3][total], Data::String("12345678901234567.89".to_owned()));
    assert_eq!((&tasks[1][name], &tasks[1][year]), (&Data::String("=1+1".to_owned()), &Data::Float(2022.0)));
}

#[test]
fn a_spreadsheet_says_the_same_as_the_csv_beside_it() {
    let files = Site::own().build();
    for block in ["tasks", "goals", "indicators"] {
        let csv = csv(&files, &format!("data/2022/overall-target.{block}.csv"));
        let own: Vec<usize> = (0..csv[0].len()).filter(|place| !csv[0][*place].ends_with("_en")).collect();
        let book = sheet(&files, "data/2022.zh.xlsx", block);
        assert_eq!(book.len(), csv.len());
        for (cells, record) in book[1..].iter().zip(&csv[1..]) {
            for (cell, place) in cells.iter().zip(&own) {
                let written = &record[*place];
                match cell {
                    Data::Float(value) => assert_eq!(*value, written.parse::<f64>().unwrap()),
                    other => assert_eq!(&other.to_string(), written.strip_prefix('\'').unwrap_or(written)),
                }
            }
        }
    }
}

#[test]
fn the_same_content_gives_the_same_bytes_with_any_number_of_threads() {
    let site = site();
    let spreadsheets = |arguments: &str| {
        site.run(arguments).good();
        site.tree("public").into_iter().filter(|(path, _)| path.ends_with(".xlsx") || path.ends_with(".csv")).collect::<Tree>()
    };
    let one = spreadsheets("build --quiet --jobs 1");
    site.run("clean --quiet").good();
    assert_eq!(spreadsheets("build --quiet --jobs 4"), one);
}

#[test]
fn pages_lead_to_them() {
    let files = site().build();
    let leads = |page: &str, link: &str| assert!(values(html(&files, page), "href").contains(&link), "{page}: {link}");
    leads("zh/2022/index.html", "../../data/2022.zh.xlsx");
    leads("zh/2022/index.html", "../../data/2022/overall-target.indicators.csv");
    leads("en/departments/sample-bureau.html", "../../data/departments/sample-bureau.en.xlsx");
    leads("en/data.html", "../data/all.en.xlsx");
    leads("en/data.html", "../data/2023/overall-target.tasks.csv");
    support::assert_links_resolve(&files);
}

#[test]
fn a_preview_which_may_lack_reports_has_no_tables_of_more_than_one() {
    let site = site();
    site.run("build --quiet --year 2022 --out preview").good();
    let files = site.tree("preview");
    let wrong: Vec<&String> = files.keys().filter(|path| path.starts_with("data/departments") || path.starts_with("data/all")).collect();
    assert!(wrong.is_empty() && !files.contains_key("data/2022.zh.xlsx"), "{wrong:?}");
}
