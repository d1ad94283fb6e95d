//! What of a text can be looked up: ideographs one by one, in twos and in threes, words and their beginnings, numbers; of names
//! also their pinyin.
//!
//! | key | of | for |
//! |---|---|---|
//! | `老`, `老干`, `老干部` | ideographs | any part of a Chinese text |
//! | `teachers`, `140.50` | words, numbers | their beginnings, from three letters on by the order of keys |
//! | `t*`, `te*` | words, numbers | beginnings of one and two letters |
//! | `'la*`, `'lao*` | readings of a name | a syllable, or its beginning |
//! | `lao'gan` | readings of a name | two syllables and more, the last may be a beginning |
//! | `^lg`, `^lgb` | readings of a name | initials |
//! | `@…` | names of departments | the same keys, to put departments first |

use super::{
    fold::{Class, Token, fold, plain_number, tokens},
    readings::Alphabet,
    text::{PartText, RowKind, RowText},
};
use std::collections::BTreeSet;

/// Longest word that is kept whole; what follows is found by its beginning.
const LONGEST: usize = 30;

/// Takes keys in.
pub(super) trait Keys {
    /// Notes that a key occurs.
    fn key(&mut self, key: &str);
}

/// All keys of a row.
pub(super) fn keys_of(row: &RowText, keys: &mut impl Keys, alphabet: &mut Alphabet) {
    let first = matches!(row.kind, RowKind::Department | RowKind::Year);
    for (cell, part) in row.parts.iter().enumerate() {
        let mut each = |key: &str| {
            keys.key(key);
            if first {
                keys.key(&format!("@{key}"));
            }
        };
        keys_of_part(part, row.is_name(cell), &mut each, alphabet);
    }
}

fn keys_of_part(part: &PartText, is_name: bool, each: &mut impl FnMut(&str), alphabet: &mut Alphabet) {
    for token in tokens(&fold(&part.words)) {
        match token.class {
            Class::Ideograph => {
                (1..=3).for_each(|length| grams(&token.chars, length, each));
                if is_name {
                    pinyin(&token.chars, each, alphabet);
                }
            }
            _ => word(&token, each),
        }
    }
}

fn grams(chars: &[char], length: usize, each: &mut impl FnMut(&str)) {
    for gram in chars.windows(length) {
        each(&gram.iter().collect::<String>());
    }
}

fn word(token: &Token, each: &mut impl FnMut(&str)) {
    let whole: String = token.chars.iter().take(LONGEST).collect();
    for length in [1, 2] {
        if token.chars.len() >= length {
            let start: String = token.chars.iter().take(length).collect();
            each(&format!("{start}*"));
        }
    }
    let plain = plain_number(&whole);
    if token.class == Class::Digit && plain != whole {
        each(plain);
    }
    each(&whole);
}

fn pinyin(chars: &[char], each: &mut impl FnMut(&str), alphabet: &mut Alphabet) {
    let readings: Vec<BTreeSet<String>> = chars.iter().map(|c| alphabet.readings(*c)).collect();
    for reading in readings.iter().flatten() {
        (2..=reading.len()).for_each(|length| each(&format!("'{}*", &reading[..length])));
    }
    for pair in readings.windows(2) {
        for (first, second) in pair[0].iter().flat_map(|first| pair[1].iter().map(move |second| (first, second))) {
            each(&format!("{first}'{second}"));
        }
    }
    let initials: Vec<BTreeSet<char>> =
        readings.iter().map(|all| all.iter().filter_map(|reading| reading.chars().next()).collect()).collect();
    for length in [2, 3] {
        for run in initials.windows(length) {
            let each_first = run.iter().fold(vec!["^".to_owned()], |starts, letters| {
                starts.iter().flat_map(|start| letters.iter().map(move |letter| format!("{start}{letter}"))).collect()
            });
            each_first.iter().for_each(|key| each(key));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Alphabet, Keys, PartText, RowKind, RowText, fold, keys_of};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    impl Keys for BTreeSet<String> {
        fn key(&mut self, key: &str) {
            self.insert(key.to_owned());
        }
    }

    fn keys(kind: RowKind, words: &str) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        let part = PartText { words: words.to_owned(), lang: "zh-CN".to_owned() };
        keys_of(&RowText { kind, parts: vec![part] }, &mut keys, &mut Alphabet::default());
        keys
    }

    #[test]
    fn a_name_can_be_looked_up_by_characters_syllables_and_initials() {
        let keys = keys(RowKind::Indicator, "老干部");
        for key in ["老", "老干", "干部", "老干部", "'la*", "'lao*", "lao'gan", "gan'bu", "^lg", "^lgb", "^gb"] {
            assert!(keys.contains(key), "{key} is not among {keys:?}");
        }
        assert!(!keys.contains("老部") && !keys.iter().any(|key| key.starts_with('@')), "{keys:?}");
    }

    #[test]
    fn a_number_can_be_looked_up_with_and_without_its_zeros() {
        let keys = keys(RowKind::Task, "2,546 140.50");
        assert_eq!(keys, BTreeSet::from(["2*", "25*", "2546", "1*", "14*", "140.5", "140.50"].map(str::to_owned)));
    }

    #[test]
    fn names_of_departments_have_keys_of_their_own_beside_the_common_ones() {
        let keys = keys(RowKind::Department, "财政局");
        assert!(keys.contains("财政") && keys.contains("@财政") && keys.contains("@^czj"), "{keys:?}");
    }

    proptest! {
        #[test]
        fn every_three_neighbours_are_a_key(text in "[一-十年万部]{2,20}") {
            let keys = keys(RowKind::Goal, &text);
            for run in (1..=3).flat_map(|length| fold(&text).windows(length).map(|run| run.iter().collect::<String>()).collect::<Vec<_>>()) {
                prop_assert!(keys.contains(&run));
            }
        }
    }
}
