//! How texts and queries are made alike: width, case and thousands separators do not count. `search/fold.js` does the same.

use unicode_normalization::UnicodeNormalization;

/// What a character is for searching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Written without spaces between words: any part of a text can be searched for.
    Ideograph,
    /// Of a word in letters: the beginning of a word can be searched for.
    Letter,
    /// 0 to 9.
    Digit,
    /// Punctuation, spaces, symbols.
    Other,
}

/// A run of ideographs, a word or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is made of; a number may have a point in it.
    pub class: Class,
    /// Its folded characters.
    pub chars: Vec<char>,
}

/// Folded characters: full width and other forms of compatibility as plain ones (NFKC, one character at a time, so that a page can
/// find its way back to the original), lower case, no separators of thousands.
pub(super) fn fold(text: &str) -> Vec<char> {
    let mut folded = Vec::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | '\u{4E00}'..='\u{9FFF}' => folded.push(c),
            _ => folded.extend(std::iter::once(c).nfkc().flat_map(char::to_lowercase)),
        }
    }
    let separates = |at: usize| {
        let digit = |at: usize| folded.get(at).is_some_and(char::is_ascii_digit);
        folded[at] == ',' && at > 0 && digit(at - 1) && (at + 1..at + 4).all(digit) && !digit(at + 4)
    };
    let kept: Vec<bool> = (0..folded.len()).map(|at| !separates(at)).collect();
    folded.into_iter().zip(kept).filter_map(|(c, kept)| kept.then_some(c)).collect()
}

/// The class of a folded character.
pub(super) fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        'a'..='z' => Class::Letter,
        '\u{2E80}'..='\u{2FDF}' | '々' | '〇' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' => {
            Class::Ideograph
        }
        '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Class::Ideograph,
        _ if c.is_alphabetic() => Class::Letter,
        _ => Class::Other,
    }
}

/// The runs of a folded text. A number keeps its decimal point.
pub(super) fn tokens(folded: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        let class = class(folded[at]);
        let start = at;
        at = run(folded, at, class);
        let point = class == Class::Digit && folded.get(at) == Some(&'.');
        if point && folded.get(at + 1).is_some_and(char::is_ascii_digit) {
            at = run(folded, at + 1, class);
        }
        if class != Class::Other {
            tokens.push(Token { class, chars: folded[start..at].to_vec() });
        }
    }
    tokens
}

fn run(folded: &[char], from: usize, of: Class) -> usize {
    folded[from..].iter().position(|c| class(*c) != of).map_or(folded.len(), |length| from + length)
}

/// A number without the zeros at the end of its fraction: 140.50 is 140.5, 90.00 is 90.
pub(super) fn plain_number(number: &str) -> &str {
    match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.'),
        false => number,
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, plain_number, tokens};
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        fold(text).into_iter().collect()
    }

    #[test]
    fn width_case_and_separators_of_thousands_do_not_count() {
        assert_eq!(folded("Ａ１２，３４５．６０％"), "a12345.60%");
        assert_eq!(folded("1,234,567 Straße ℃"), "1234567 straße °c");
        assert_eq!(folded("10,20,30"), "10,20,30");
        assert_eq!(folded("1,2345"), "1,2345");
    }

    #[test]
    fn runs_are_words_numbers_and_ideographs() {
        let runs: Vec<String> = tokens(&fold("在2022年GDP≥95.50%，5G v1.2.3")).iter().map(|token| token.chars.iter().collect()).collect();
        assert_eq!(runs, ["在", "2022", "年", "gdp", "95.50", "5", "g", "v", "1.2", "3"]);
    }

    #[test]
    fn zeros_at_the_end_of_a_fraction_do_not_count_and_those_of_a_whole_number_do() {
        for (written, plain) in [("140.50", "140.5"), ("90.00", "90"), ("100", "100"), ("0.0", "0")] {
            assert_eq!(plain_number(written), plain);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "[ -~年万，．０-９Ａ-Ｚé]{0,40}") {
            let once = folded(&text);
            // A separator that only stands between digits once another one is gone is left to the reader.
            prop_assume!(!once.contains(','));
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn a_number_is_the_same_with_and_without_separators(number in 0u64..10_000_000_000) {
            let plain = number.to_string();
            prop_assert_eq!(folded(&crate::model::money::grouped(&plain)), plain);
        }
    }
}
