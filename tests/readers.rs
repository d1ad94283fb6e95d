//! Two readers, one truth: whatever the fast reader takes, the careful reader takes too, without a problem and with the same tree.

use gongkai::content::{read_fast, tree};
use proptest::{prelude::*, test_runner::RngSeed};

const REAL: &str = include_str!("../content/2022/organization-department/overall-target.yaml");

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
    fn both_readers_agree_on_generated_tables(text in table()) {
        agree(&text);
    }

    #[test]
    fn both_readers_agree_on_damaged_pieces_of_the_real_table(
        from in 0..200usize, lines in 1..30usize, at in 0..400usize,
        with in prop_oneof!["[:#>|&*!'\"{}\\[\\],%@` \t\r\n~?-]{1,3}", "[0-9]{1,4}", Just("---\n".to_owned())],
    ) {
        let piece: String = REAL.lines().skip(from).take(lines).flat_map(|line| [line, "\n"]).collect();
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
fn a_bomb_is_refused_before_it_goes_off() {
    let wide = format!("[{}]", "x,".repeat(1_000_000));
    let careful = tree::read(&wide);
    assert!(careful.root.is_none() && careful.places.len() <= tree::MAX_NODES + 1);
    let deep = "- ".repeat(50_000);
    assert!(tree::read(&deep).root.is_none() && read_fast(&deep).is_none());
    assert!(read_fast("a: &a [x]\nb: *a\n").is_none() && tree::read("a: &a [x]\nb: *a\n").found.len() == 2);
}
