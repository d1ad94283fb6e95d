//! Rules: each fires where it should, and is quiet where not; `gongkai explain` says what they are about.

mod support;

use support::{SHEET, Site, TABLE};

#[test]
fn what_is_of_a_person_is_never_published() {
    for (text, said) in [
        ("培训在职教师，联系人手机13800138000。", "the number of a mobile telephone, 13…00"),
        ("名单：990000190001010008", "the number of an identity card, 9900…0008"),
        ("汇至6222020000000000000", "the number of a bank card, 6222…0000"),
        ("报名 zhang.san@example.org", "an e-mail address, zhan"),
    ] {
        let site = Site::of(TABLE.replace("培训在职教师。", text));
        let run = site.run("build");
        assert_eq!(run.code, 1, "{text}: {}", run.err);
        assert!(run.err.contains("GK0401") && run.err.contains(said) && run.err.contains(SHEET), "{}", run.err);
        assert!(!site.path().join("public/zh").exists(), "{text}");
    }
    let goal = Site::of(TABLE.replace("提高教师队伍水平。", "提高水平，咨询13800138000"));
    assert_eq!(goal.run("check").code, 1);
    let english = Site::of(TABLE.replace("Train serving teachers.", "Call 13800138000."));
    assert_eq!(english.run("check").code, 1);
    Site::of(TABLE.replace("培训在职教师。", "预算13800138000元，第20220101号文，158人")).run("check").good();
}

#[test]
fn a_department_may_say_how_to_reach_it() {
    let site = Site::of(TABLE).write(
        "content/departments.yaml",
        "sample-bureau: {name: {zh: 示例局, en: Sample Bureau}, contact: {phone: '13800138000', email: office@example.org}}\n",
    );
    site.run("check").good();
}

#[test]
fn rules_are_explained() {
    let site = Site::of(TABLE);
    let one = site.run("explain GK0203").good().out;
    assert!(one.starts_with("GK0203 over-full: warning, can be accepted where it stands\n") && one.contains("Mending: "), "{one}");
    assert_eq!(site.run("explain over-full").good().out, one);
    let all = site.run("explain").good().out;
    assert!(all.lines().count() >= 14 && all.lines().all(|line| line.starts_with("GK0")), "{all}");
    let json = site.run("explain --message-format json").good().json();
    assert!(json.iter().any(|rule| rule["code"] == "GK0401" && rule["severity"] == "error"));
    for (code, said) in [("GK0230", "did you mean GK02"), ("GK0010", "a problem of reading"), ("nonsense", "lists all")] {
        let run = site.run(&format!("explain {code}"));
        assert!(run.code == 2 && run.err.contains(said), "{}", run.err);
    }
}
