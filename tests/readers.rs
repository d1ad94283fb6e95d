//! Two readers, one truth: whatever the fast reader takes, the careful reader takes too, without a problem and with the same tree.

use gongkai::{
    content::{read_fast, tree},
    model::diagnostic::Place,
};
use proptest::{
    prelude::*,
    test_runner::{RngSeed, TestRunner},
};
use std::{cell::Cell, fs, path::Path};

const REAL: &str = include_str!("../content/2022/organization-department/overall-target.yaml");
/// Its goals are Markdown.
const MARKDOWN: &str = include_str!("../content/2023/sample-library/overall-target.yaml");

/// Both readers on one text; true if the fast one took it.
fn agree(text: &str) -> bool {
    let careful = tree::read(text);
    let Some(fast) = read_fast(text) else { return false };
    assert_eq!(careful.found, [], "the careful reader has something to say about what the fast one took:\n{text}");
    assert_eq!(Some(fast), careful.root, "{text}");
    true
}

#[test]
fn the_real_table_is_read_by_both_and_its_digits_stay() {
    assert!(agree(REAL), "the fast reader takes the real table");
    let careful = tree::read(REAL);
    assert!(format!("{:?}", careful.root).contains("≤140.50万元"));
    assert!(agree("tasks:\n  - {name: 任务, total: 140.50}\n"));
    assert!(format!("{:?}", read_fast("total: 140.50\n")).contains("140.50"));
}

#[test]
fn every_table_of_this_repository_is_read_fast() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let files = walkdir::WalkDir::new(content).min_depth(3).into_iter().map(Result::unwrap);
    let sheets: Vec<_> = files.filter(|entry| entry.path().extension().is_some_and(|end| end == "yaml")).collect();
    assert!(sheets.len() >= 12);
    for sheet in sheets {
        assert!(agree(&fs::read_to_string(sheet.path()).unwrap()), "{} is left to the careful reader", sheet.path().display());
    }
}

/// A table as people write it: nothing in it is unusual.
fn plain_table() -> impl Strategy<Value = String> {
    let amount = || "[0-9]{1,4}(\\.[0-9]{1,2})?";
    let row = ("[一-龥]{2,12}", "[A-Z][a-z]{2,9}( [a-z]{2,9}){0,3}", amount(), any::<bool>());
    let target = prop_oneof!["[≥≤=][0-9]{1,3}(%|人|万元)", Just("有所提高".to_owned()), Just("'>=95%'".to_owned())];
    (prop::collection::vec(row, 1..5), target, any::<bool>()).prop_map(|(rows, target, crlf)| {
        let mut text = "form: overall-target\nstatus: final\nunit: 万元\ntasks:\n".to_owned();
        for (zh, en, total, flow) in rows {
            match flow {
                true => text.push_str(&format!("  - {{name: {{zh: {zh}, en: {en}}}, total: {total}}}\n")),
                false => {
                    text.push_str(&format!("  - name:\n      zh: {zh}\n      en: {en}\n    total: {total} # 注\n    fiscal: {total}\n"))
                }
            }
        }
        text.push_str("goals:\n  - label: 目标1\n    zh: |\n      1. 第一段。\n\n      第二段。\n");
        text.push_str(&format!("indicators:\n  output:\n    quantity:\n      - name: 培训人数\n        target: {target}\n"));
        if crlf { text.replace('\n', "\r\n") } else { text }
    })
}

/// How many of a hundred generated tables the fast reader takes; on every one of them both readers agree.
fn taken(tables: impl Strategy<Value = String>) -> u32 {
    let config = ProptestConfig { cases: 2000, failure_persistence: None, rng_seed: RngSeed::Fixed(2022), ..ProptestConfig::default() };
    let (cases, count) = (config.cases, Cell::new(0));
    let run = TestRunner::new(config).run(&tables, |text| {
        count.set(count.get() + u32::from(agree(&text)));
        Ok(())
    });
    run.unwrap();
    count.get() * 100 / cases
}

// A law that holds of what the fast reader takes would hold too if it took nothing.
#[test]
fn plain_tables_are_read_fast() {
    let taken = taken(plain_table());
    assert!(taken >= 95, "only {taken} of 100");
}

#[test]
fn both_readers_agree_on_generated_tables() {
    let taken = taken(table());
    assert!(taken >= 10, "only {taken} of 100");
}

/// A scalar as people and programs write it.
fn scalar() -> impl Strategy<Value = String> {
    let plain = prop_oneof![
        "[0-9]{1,4}(\\.[0-9]{1,3})?",
        Just("1.10".to_owned()),
        Just("yes".to_owned()),
        Just("null".to_owned()),
        Just("~".to_owned()),
        Just("0x1F".to_owned()),
        Just("2022-01-01".to_owned()),
        Just(".inf".to_owned()),
        Just("1e3".to_owned()),
        Just("≥95%".to_owned()),
        Just("=158人".to_owned()),
        Just(String::new()),
        "[一-龥a-z]{1,8}",
        "[一-龥a-z，。“” #&*!:>-]{0,10}",
    ];
    (plain, 0..4u8).prop_map(|(text, style)| match style {
        0 | 1 => text,
        2 => format!("'{}'", text.replace('\'', "''")),
        _ => format!("\"{}\"", text.replace(['"', '\\'], "")),
    })
}

/// A small table with scalars of all kinds in all places.
fn table() -> impl Strategy<Value = String> {
    let row = (scalar(), scalar(), scalar(), any::<bool>());
    (prop::collection::vec(row, 0..4), scalar(), any::<bool>(), any::<bool>()).prop_map(|(rows, status, block, crlf)| {
        let mut text = format!("status: {status}\ntasks:\n");
        for (name, total, en, flow) in rows {
            match flow {
                true => text.push_str(&format!("  - {{name: {name}, total: {total}}}\n")),
                false => text.push_str(&format!("  - name:\n      zh: {name}\n      en: {en}\n    total: {total} # 注\n")),
            }
        }
        if block {
            text.push_str("goals:\n  - zh: |\n      第一段\n\n      第二段\n    en: >-\n      folded\n      lines\n");
        }
        if crlf { text.replace('\n', "\r\n") } else { text }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, rng_seed: RngSeed::Fixed(2022), ..ProptestConfig::default() })]

    #[test]
    fn both_readers_agree_on_damaged_pieces_of_the_real_table(
        whole in prop_oneof![Just(REAL), Just(MARKDOWN)], from in 0..200usize, lines in 1..30usize, at in 0..400usize,
        with in prop_oneof!["[:#>|&*!'\"{}\\[\\],%@` \t\r\n~?-]{1,3}", "[0-9]{1,4}", "\n {0,10}[:#>|&*!-]{0,2} ?", Just("---\n".to_owned())],
    ) {
        let piece: String = whole.lines().skip(from).take(lines).flat_map(|line| [line, "\n"]).collect();
        let mut text: Vec<char> = piece.chars().collect();
        let at = at.min(text.len());
        text.splice(at..at, with.chars());
        agree(&text.into_iter().collect::<String>());
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "\\PC{0,200}") {
        agree(&text);
    }
}

#[test]
fn a_map_of_150_000_keys_is_read_in_time_and_its_double_key_is_found() {
    let mut text: String = (0..150_000).map(|number| format!("k{number}: 1\n")).collect();
    assert!(tree::read(&text).found.is_empty());
    text.push_str("k77777: 2\n");
    assert_eq!(tree::read(&text).found.len(), 1);
    assert!(read_fast(&text).is_none());
}

#[test]
fn neither_reader_takes_a_character_that_cannot_be_seen() {
    for text in ["a: b\u{202E}c\n", "a: \"b\\u202Ec\"\n", "\"a\\e\": b\n", "a: b # \u{7F}\n", "a: \0b\n"] {
        assert!(read_fast(text).is_none(), "{text:?}");
        assert_eq!(tree::read(text).found.len(), 1, "{text:?}");
    }
}

#[test]
fn a_quoted_text_of_two_lines_is_left_to_the_careful_reader_however_many_quotes_it_has() {
    for text in [
        "a': '''why:''sz\n: rsi'\n",
        "a': '''''''''''why:''''''''''sz\n: rsi'\n",
        "a\": \"b\n  c\"\n",
        "as<#:': '''  target: =404nts:\n1m'\n",
        "a: \"b\\\"\n  c\"\n",
        "a: \"b\\\\\" \"c\n  d\"\n",
    ] {
        assert!(!agree(text), "{text:?}");
    }
    for text in ["a: 'it''s'\n", "a: \"b \\\"c\\\" d\"\n", "a: department's b's 'c' d\n", "a: {b: 'c', d: \"e\"}\n"] {
        assert!(agree(text), "{text:?}");
    }
}

#[test]
fn a_line_separator_is_a_character_and_no_line_end() {
    for text in ["a: \u{2028}b\n", "\u{2029}a\n", "a: |\n  b\u{2028}  c\n"] {
        assert!(!agree(text));
        assert!(format!("{:?}", tree::read(text).root).contains("u{202"), "{text:?}");
    }
}

#[test]
fn what_is_wrong_with_a_directive_is_told_within_the_file() {
    for text in ["%i\u{18}d: ", "%YAMoorm: tasks:goals:\n\n4\n\nmar- {\n", "%[a &a|+ect[x,x*b]{other:dddpect[x,% x*b]g\n---"] {
        let careful = tree::read(text);
        let length = text.chars().count();
        assert!(careful.places.iter().all(|place| place.end <= length), "{:?}", careful.places);
        assert!(careful.found.iter().all(|each| matches!(each.place, Place::Chars(from, _) if from <= length)), "{:?}", careful.found);
    }
}

#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    let wide = format!("[{}]", "x,".repeat(1_000_000));
    let careful = tree::read(&wide);
    assert!(careful.root.is_none() && careful.places.len() <= tree::MAX_NODES + 1);
    let deep = "- ".repeat(50_000);
    assert!(tree::read(&deep).root.is_none() && read_fast(&deep).is_none());
    assert!(read_fast("a: &a [x]\nb: *a\n").is_none() && tree::read("a: &a [x]\nb: *a\n").found.len() == 2);
}
