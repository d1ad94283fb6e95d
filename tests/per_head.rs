//! Figures per head: made where an indicator counts the staff, computed and said to be.

mod support;

use support::{Site, TABLE, html, text};

const STAFF: &str = "      - {name: {zh: 在职人员数, en: Serving staff}, target: =7人, counts: staff}\n";

fn with(table: &str) -> Site {
    Site::of(table)
        .append("content/departments.yaml", "a-bureau: {name: {zh: 甲局, en: Bureau A}}\nb-bureau: {name: {zh: 乙局, en: Bureau B}}\n")
}

fn staff(line: &str) -> String {
    format!("{TABLE}{line}")
}

#[test]
fn a_report_says_what_its_total_is_per_head_and_from_what() {
    let files = with(&staff(STAFF)).build();
    // 90 / 7 = 12.857…
    assert!(
        text(&files, "zh/2022/sample-bureau.html").contains("按指标所列在职人员 7 人计算，人均 12.86\u{a0}万元（本站计算，四舍五入）。")
    );
    assert!(
        text(&files, "en/2022/sample-bureau.html").contains("With 7 serving staff, as an indicator states, that is 12.86\u{a0}万元 a head")
    );
    let json: serde_json::Value = serde_json::from_slice(&files["data/2022/sample-bureau.json"]).unwrap();
    assert!(json.to_string().contains("\"counts\":\"staff\""));
}

#[test]
fn the_year_lists_departments_that_count_their_staff_and_no_other() {
    let site = with(&staff(STAFF))
        .write("content/2022/a-bureau/overall-target.yaml", staff(STAFF).replace("=7人", "1200人").replace(": 90", ": 12000"))
        .write("content/2022/b-bureau/overall-target.yaml", TABLE);
    let files = site.build();
    let page = html(&files, "zh/2022/index.html");
    let table = &page[page.find("id=final-per-head").unwrap()..];
    let table = support::words(&table[..table.find("</table>").unwrap()]);
    let cells: Vec<&str> = table.split_whitespace().collect();
    assert!(cells.ends_with(&["甲局", "12,000", "1,200", "10.00", "示例局", "90", "7", "12.86"]), "{cells:?}");
    assert!(!cells.contains(&"乙局"));
    let without = with(TABLE).build();
    assert!(!html(&without, "zh/2022/index.html").contains("per-head") && !html(&without, "zh/2022/sample-bureau.html").contains("人均"));
}

#[test]
fn what_is_no_exact_count_is_an_error_and_so_is_a_second_one() {
    for target in ["≥7人", "=0人", "=7.5人", "有所提高", "7-8人", "-7人"] {
        let run = with(&staff(&STAFF.replace("=7人", &format!("'{target}'")))).run("check");
        assert_eq!(run.code, 1, "{target}");
        assert!(run.err.contains("GK0036") && run.err.contains(&format!("`{target}` is no exact count")), "{}", run.err);
        assert!(run.err.contains("overall-target.yaml:15:"), "{}", run.err);
    }
    let twice = with(&staff(&format!("{STAFF}{}", STAFF.replace("在职人员数", "在编人员数")))).run("check");
    assert!(
        twice.err.contains("an indicator above counts staff already") && twice.err.contains("overall-target.yaml:16:"),
        "{}",
        twice.err
    );
    let misspelt = with(&staff(&STAFF.replace("counts: staff", "counts: stuff"))).run("check");
    assert!(misspelt.err.contains("did you mean `staff`?"), "{}", misspelt.err);
}
