//! Whatever is written is read back the same, by the reader of content and by another.

use super::{Document, Entry, Line, Value};
use crate::content::tree;
use proptest::prelude::*;

#[test]
fn a_sheet_is_written_as_people_write_one() {
    let row = vec![Entry::new("name", Value::Text("保障运转".to_owned())), Entry::new("total", Value::Bare("140.50".to_owned()))];
    let goal = vec![Entry::new("label", Value::Text("目标1".to_owned())), Entry::new("zh", Value::Prose("第一段\n第二段".to_owned()))];
    let tasks = Entry::new("tasks", Value::list([Value::Map(row)])).below(vec!["from rows 7 to 9".to_owned()]);
    let document = Document {
        head: vec![Line::Comment("示例局 2022 年".to_owned())],
        entries: vec![
            Entry::new("form", Value::Text("overall-target".to_owned())),
            tasks,
            Entry::new("goals", Value::list([Value::Map(goal), Value::Prose("没有编号".to_owned())])),
        ],
        ..Document::default()
    };
    let expected = "\
# 示例局 2022 年
form: overall-target

# from rows 7 to 9
tasks:
  - name: 保障运转
    total: 140.50

goals:
  - label: 目标1
    zh: |
      第一段
      第二段
  - |
    没有编号
";
    assert_eq!(document.to_yaml(), expected);
}

#[test]
fn quotes_stand_only_where_they_must() {
    let written = |text: &str| {
        let document = Document { entries: vec![Entry::new("k", Value::Text(text.to_owned()))], ..Document::default() };
        document.to_yaml().trim_end().trim_start_matches("k: ").to_owned()
    };
    for plain in ["=158人", "≥95%", "≤15.99万元", "有所提高", "12次", "目标：1", "a#b", "<5天"] {
        assert_eq!(written(plain), plain);
    }
    for quoted in [">=8批次", "2022", "1.10", "0x1F", "yes", "null", "~", "- a", "a: b", "a #b", " a", "=", "2022-01-01", "*", "'"] {
        assert!(written(quoted).starts_with('\''), "{quoted} → {}", written(quoted));
    }
    assert_eq!(written("a\u{202E}\u{85}b\u{1}"), "\"a\u{202E}\\u0085b\\u0001\"");
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(texts in prop::collection::vec("(\\PC|[ \n:#'\"|>%@`-]){1,12}", 1..6), key in "[a-z]{1,8}|[^\\p{C}\\s0-9]{1,4}") {
        let items = Value::list(texts.iter().map(|text| Value::Text(text.clone())));
        let maps = texts.iter().map(|text| Value::Map(vec![Entry::new(key.clone(), Value::Text(text.clone()))]));
        let flow = Value::Flow(Box::new(Value::list(texts.iter().map(|text| Value::Text(text.clone())))));
        let document = Document {
            head: texts.iter().cloned().map(Line::Comment).collect(),
            entries: vec![Entry::new("list", items), Entry::new("maps", Value::list(maps)).below(texts.clone()), Entry::new("flow", flow)],
            ..Document::default()
        };
        let yaml = document.to_yaml();
        let other: serde_yaml::Value = serde_yaml::from_str(&yaml).map_err(|error| TestCaseError::fail(format!("{error}\n{yaml}")))?;
        let careful = tree::read(&yaml);
        prop_assert!(careful.found.is_empty(), "{:?}\n{yaml}", careful.found);
        let Some(tree::Value::Map(entries)) = careful.root.map(|root| root.value) else { return Err(TestCaseError::fail("no map")) };
        let tree::Value::Seq(list) = &entries[0].1.value else { return Err(TestCaseError::fail("no list")) };
        for (place, text) in texts.iter().enumerate() {
            prop_assert_eq!(list[place].scalar().unwrap_or_default(), text, "\n{}", yaml);
            prop_assert_eq!(other["flow"][place].as_str(), Some(text.as_str()), "\n{}", yaml);
            prop_assert_eq!(other["list"][place].as_str(), Some(text.as_str()), "\n{}", yaml);
            prop_assert_eq!(other["maps"][place][key.as_str()].as_str(), Some(text.as_str()), "\n{}", yaml);
        }
    }
}

/// Keys in the order of the file, but `a` first.
fn order(_: &[String]) -> Vec<String> {
    vec!["a".to_owned()]
}

#[test]
fn a_file_is_tidied_and_its_comments_stay() {
    let text = "\
# about the file

#about b
'b':   \"x\"   # behind b
c: {k: 1.10,   'l': '>=8' , # in brackets
  m: [ 1,2 ]}   # behind c


# about a
a:
- k: |
    one
     two
  # about l
  l:  140.50
-   z   # behind z
# about d, below the list
d:
e: ~
f: 'a: b'
# at the end
";
    let expected = "\
# about the file

# about a
a:
  - k: |
      one
       two
    # about l
    l: 140.50
  - z  # behind z

# about b
b: x  # behind b

c:  # behind c
  k: 1.10
  l: '>=8'  # in brackets
  m: [1, 2]

# about d, below the list
d:
e: ~
f: 'a: b'

# at the end
";
    let tidied = super::tidy(text, &order).unwrap();
    assert_eq!(tidied, expected);
    assert_eq!(super::tidy(&tidied, &order).unwrap(), tidied);
}

#[test]
fn an_empty_line_below_the_first_comment_stays() {
    for text in ["# of the file\n\na: 1\n", "# of the key\na: 1\n", "# of the file\n\n# of the key\na: 1\n"] {
        assert_eq!(super::tidy(text, &order).unwrap(), text);
    }
    let moved = super::tidy("b: 1\n# about a\n\na: 2\n", &order).unwrap();
    assert_eq!(super::tidy(&moved, &order).unwrap(), moved);
}

#[test]
fn what_comes_first_is_parted_from_nothing() {
    assert_eq!(super::tidy("b: 1\n\na: 2\n", &order).unwrap(), "a: 2\nb: 1\n");
    assert_eq!(super::tidy("b: 1\n\n# about a\na: 2\n", &order).unwrap(), "# about a\na: 2\nb: 1\n");
}

#[test]
fn an_empty_line_above_brackets_is_above_no_key_in_them() {
    let text = "k:\n  - a: 1\n\n    b: {d: 2, c: 3}\n";
    assert_eq!(super::tidy(text, &order).unwrap(), text);
}

#[test]
fn words_that_look_like_the_sign_of_a_block_are_words() {
    let text = "a: |-\n  null>\n  >-\n\nb: 1\n";
    assert_eq!(super::tidy(text, &order).unwrap(), text);
}

#[test]
fn a_key_that_looks_like_the_end_of_a_document_is_quoted() {
    assert_eq!(super::tidy("?\n \n ...   in words", &order).unwrap(), "'...   in words':\n");
}

#[test]
fn what_is_a_text_only_between_brackets_is_quoted_outside() {
    let text = "a: [{x: 'first\n\n    second', z: |||}]\n";
    let expected = "a:\n  - x: |-\n      first\n      second\n    z: '|||'\n";
    assert_eq!(super::tidy(text, &order).unwrap(), expected);
    let text = "a: [{x: ?, y: -5}, 'first\n\n    second']\n";
    assert_eq!(super::tidy(text, &order).unwrap(), "a:\n  - {x: '?', 'y': -5}\n  - |-\n    first\n    second\n");
}

#[test]
fn a_file_with_a_key_of_a_page_is_left_alone() {
    let text = format!("a:   [{}: 1]\n", "长".repeat(1100));
    assert_eq!(super::tidy(&text, &order).unwrap(), text);
}

#[test]
fn an_empty_line_above_a_list_in_a_list_stays() {
    let text = "a:\n  - b:\n\n  -\n    - c:\n";
    assert_eq!(super::tidy(text, &order).unwrap(), text);
    let text = "a:\n  - b: 1\n\n  # above\n  -  # behind\n    # between\n    - c: 1\n";
    let tidied = super::tidy(text, &order).unwrap();
    assert_eq!(super::tidy(&tidied, &order).unwrap(), tidied);
    assert!(tidied.contains("\n\n  # above\n"), "{tidied}");
}

#[test]
fn brackets_of_comments_close_nothing_and_comments_stay_with_their_line() {
    let text = "a:\n  - {b: c}  # of {b}, } ]\n  # of d ]\n  - d\n  - |-  # of the block\n    e\n    f\n";
    assert_eq!(super::tidy(text, &order).unwrap(), text);
    let text = "a: [b, c  # of c ]\n  , d]  # of a }\n";
    let tidied = super::tidy(text, &order).unwrap();
    assert_eq!(super::tidy(&tidied, &order).unwrap(), tidied);
    assert!(tidied.contains("- c  # of c ]\n") && tidied.contains("# of a }"), "{tidied}");
    let text = "a:\n  - |-  # of the first\n    b\n    c\n";
    assert_eq!(super::tidy(text, &order).unwrap(), text);
}

#[test]
fn a_text_that_ends_like_an_item_is_quoted_between_brackets() {
    assert_eq!(super::tidy("a: [b  -\n]\n", &order).unwrap(), "a: ['b  -']\n");
}
