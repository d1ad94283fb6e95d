//! Interface messages: what templates and pages ask for is there in both languages, and nothing else is.

mod support;

use gongkai::model::target::Operator;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};
use support::root;

/// Messages by id, as they stand in the file.
fn messages(lang: &str) -> BTreeMap<String, String> {
    let file = fs::read_to_string(root().join(format!("themes/default/i18n/{lang}.ftl"))).unwrap();
    let mut messages: Vec<(String, String)> = Vec::new();
    for line in file.lines() {
        match line.split_once(" = ") {
            Some((id, words)) if id.starts_with(|c: char| c.is_ascii_lowercase()) => messages.push((id.to_owned(), words.to_owned())),
            _ if line.starts_with([' ', '}']) => messages.last_mut().unwrap().1.push_str(line),
            _ => assert!(line.is_empty() || line.starts_with('#'), "{lang}.ftl: {line}"),
        }
    }
    let count = messages.len();
    let by_id: BTreeMap<_, _> = messages.into_iter().collect();
    assert_eq!(by_id.len(), count, "{lang}.ftl has an id twice");
    by_id
}

fn sources(folder: &str) -> String {
    let files = walkdir::WalkDir::new(root().join(folder)).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(|entry| fs::read_to_string(entry.path()).unwrap()).collect()
}

/// The texts between `before` and the next quotation mark, wherever `before` stands, with what follows it.
fn quoted<'s>(source: &'s str, before: &str) -> Vec<(&'s str, &'s str)> {
    source.match_indices(before).map(|(at, _)| source[at + before.len()..].split_once('"').unwrap()).collect()
}

/// Ids that templates put together from a part of their own and a word that comes from Rust.
fn composed(start: &str) -> Vec<String> {
    let ends: &[&str] = match start {
        "edition-" => &["zh", "en", "zh-en", "en-zh"],
        "totals-" | "group-" => &["final", "sample", "draft"],
        "notice-" => &["withdrawn", "withheld", "empty"],
        "state-" => &["published", "late", "sample", "draft", "withdrawn", "withheld", "empty", "missing", "before", "after"],
        "completeness-" => &["final", "sample"],
        "tag-" => &["sample", "draft"],
        "change-" | "change-task-" | "changed-" | "changed-tasks-" => {
            &["raised", "lowered", "altered", "renamed", "moved", "added", "dropped"]
        }
        "trend-" | "trend-task-" => &["raised", "lowered", "altered", "same", "once"],
        "download-table-" | "download-book-" => &["zh", "en"],
        "column-type-" => &["home", "reports", "data"],
        "search-kind-" => &["total", "task", "goal", "indicator", "origin"],
        other => panic!("which messages begin with {other}?"),
    };
    ends.iter().map(|end| format!("{start}{end}")).collect()
}

/// Every id that a template or a page asks for.
fn wanted() -> BTreeSet<String> {
    let (templates, pages) = (sources("themes/default/templates"), sources("src/site"));
    let mut ids = BTreeSet::new();
    for call in ["m(id=\"", "t(id=\"", "t_all(id=\""] {
        for (id, rest) in quoted(&templates, call) {
            match rest.trim_start().starts_with('~') {
                true => ids.extend(composed(id)),
                false => _ = ids.insert(id.to_owned()),
            }
        }
    }
    let labels = pages.split("Label::message(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
    ids.extend(labels.map(|rest| rest.split('"').next().unwrap().to_owned()));
    // Ids that view models carry, as the next test knows: unit lines, kinds of contact, lists, operators.
    for family in ["unit-", "contact-", "mark-", "browse-"] {
        ids.extend(quoted(&pages, &format!("\"{family}")).into_iter().map(|(end, _)| format!("{family}{end}")));
    }
    // Findings of charts, and the bar that joins the smallest.
    ids.extend(quoted(&pages, "\"chart-").into_iter().map(|(end, _)| format!("chart-{end}")));
    // Titles of general pages.
    ids.extend(["glossary", "site-map", "privacy", "accessibility"].map(str::to_owned));
    // Heads that the site map hands to its lists.
    ids.extend(quoted(&templates, "head=\"site-map-").into_iter().map(|(end, _)| format!("site-map-{end}")));
    ids.extend(Operator::ALL.map(|operator| format!("operator-{}", operator.id())));
    // Ids that one component hands to another.
    for parameter in ["id=\"changes-", "head=\"col-"] {
        let prefix = parameter.split('"').nth(1).unwrap();
        ids.extend(quoted(&templates, parameter).into_iter().map(|(end, _)| format!("{prefix}{end}")));
    }
    ids
}

#[test]
fn every_interface_message_exists_in_both_languages_and_is_used() {
    let (zh, en) = (messages("zh"), messages("en"));
    assert_eq!(zh.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
    let wanted = wanted();
    assert_eq!(zh.into_keys().filter(|id| !wanted.contains(id)).collect::<Vec<_>>(), Vec::<String>::new(), "nobody asks for these");
}

#[test]
fn every_message_that_a_template_or_page_asks_for_exists_in_both_languages() {
    let wanted = wanted();
    for id in ["title-report", "nav-home", "unit-yuan", "operator-below", "contact-email", "totals-draft", "skip"] {
        assert!(wanted.contains(id), "{id} is asked for, and was not found");
    }
    for lang in ["zh", "en"] {
        let messages = messages(lang);
        let missing: Vec<&String> = wanted.iter().filter(|id| !messages.contains_key(*id)).collect();
        assert_eq!(missing, Vec::<&String>::new(), "{lang}.ftl lacks them");
    }
}

#[test]
fn ids_that_come_from_view_models_are_those_that_these_tests_know_of() {
    let templates = sources("themes/default/templates");
    let calls = ["m(id=", "t(id=", "t_all(id="].into_iter().flat_map(|call| templates.split(call).skip(1));
    let carried: BTreeSet<&str> = calls.filter(|rest| !rest.starts_with('"')).map(|rest| rest.split([',', ')']).next().unwrap()).collect();
    assert_eq!(carried, BTreeSet::from(["head", "id", "line.id", "mark.id", "operator.id", "sheet.unit_line", "v.id"]));
}

#[test]
fn a_message_has_the_same_variables_in_both_languages() {
    let variables = |words: &str| -> BTreeSet<String> {
        let names = words.split('$').skip(1);
        names.map(|name| name.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()).collect()
    };
    let (zh, en) = (messages("zh"), messages("en"));
    for (id, words) in &zh {
        let (zh, mut en) = (variables(words), variables(&en[id]));
        if id == "report-lead" {
            assert!(en.remove("yuan"), "readers of English get the amount in yuan too, for 万元 is foreign to them");
        }
        assert_eq!(zh, en, "{id}");
    }
    assert!(zh.values().any(|words| variables(words).len() > 3));
}
