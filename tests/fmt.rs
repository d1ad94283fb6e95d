//! `gongkai fmt`: content in one style.

mod support;

use std::fs;
use support::{SHEET, Site, TABLE, root};

#[test]
fn the_content_of_this_repository_is_in_order() {
    let run = Site::own().run("fmt --check");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

#[test]
fn keys_stand_in_the_order_that_people_expect_and_digits_as_written() {
    let untidy = "\
# 示例局
unit:   '万元'
status: \"final\"   # 已审定
tasks:
- total: 140.50
  # 与上年相同
  name:   {en: Training,   zh: '教师培训'}
  fiscal:   0140.5
indicators:
    output:
        quantity:
            - target:   '>=8批次'
              name: 批次
";
    let tidy = "\
# 示例局
unit: 万元
status: final  # 已审定

tasks:
  # 与上年相同
  - name: {zh: 教师培训, en: Training}
    total: 140.50
    fiscal: 0140.5

indicators:
  output:
    quantity:
      - name: 批次
        target: '>=8批次'
";
    // Comments go with the keys that they stand above; the head of a sheet has an order, too.
    let tidy = tidy.replace("# 示例局\nunit: 万元\nstatus: final  # 已审定\n", "status: final  # 已审定\n\n# 示例局\nunit: 万元\n");
    let site = Site::of(untidy);
    let checked = site.run("fmt --check");
    assert_eq!(checked.code, 1);
    assert!(
        checked.out.contains(&format!("--- {SHEET}\n+++ {SHEET}\n")) && checked.out.contains("\n+    total: 140.50\n"),
        "{}",
        checked.out
    );
    assert_eq!(fs::read_to_string(site.path().join(SHEET)).unwrap(), untidy, "--check writes nothing");
    let run = site.run(&format!("fmt {SHEET}")).good();
    assert!(run.err.contains(&format!("written: {SHEET}\n1 files, 1 changed")), "{}", run.err);
    assert_eq!(fs::read_to_string(site.path().join(SHEET)).unwrap(), tidy);
    site.run("fmt --check").good();
}

#[test]
fn a_file_with_mistakes_is_left_alone_and_said_to_be() {
    let broken = TABLE.replace("tasks:", "tasks: &here");
    let site = Site::of(&broken);
    let run = site.run("fmt");
    assert_eq!(run.code, 1);
    assert!(run.err.contains(SHEET) && run.err.contains("&here"), "{}", run.err);
    assert_eq!(fs::read_to_string(site.path().join(SHEET)).unwrap(), broken);
    let gbk: Vec<u8> = encoding_rs::GBK.encode(TABLE).0.into_owned();
    let site = Site::of(&gbk);
    let run = site.run("fmt");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("GBK"), "{}", run.err);
    assert_eq!(fs::read(site.path().join(SHEET)).unwrap(), gbk);
    let run = site.run("fmt nowhere.yaml");
    assert!(run.code == 1 && run.err.contains("nowhere.yaml"), "{}", run.err);
}

#[test]
fn what_is_imported_is_in_order_already() {
    for name in ["copied.txt", "split-targets.xlsx", "newer-levels.xlsx"] {
        let site = Site::own();
        let file = root().join("tests/fixtures/import").join(name);
        site.run(&format!("import {} --force", file.display())).good();
        let run = site.run("fmt --check content/2022/organization-department/overall-target.yaml");
        assert_eq!(run.code, 0, "{name}: {}", run.out);
    }
}

#[test]
fn a_sheet_is_put_in_the_order_of_the_form_that_it_names_and_what_a_build_leaves_alone_is_left_alone() {
    let untidy = "unit: 万元\nform: overall-target\ntasks:\n  - total: 90\n    name: 培训\n";
    let site =
        Site::of(TABLE).write("content/2022/sample-bureau/second.yaml", untidy).write("content/2022/sample-bureau/.second.yaml", untidy);
    site.run("fmt --quiet").good();
    let file = |name: &str| fs::read_to_string(site.path().join("content/2022/sample-bureau").join(name)).unwrap();
    assert_eq!(file("second.yaml"), "form: overall-target\nunit: 万元\n\ntasks:\n  - name: 培训\n    total: 90\n");
    assert_eq!(file(".second.yaml"), untidy);
}
