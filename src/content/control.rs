//! Characters that cannot be seen and change what is seen: no table, page or translation needs them.

use super::problem::{Found, MAX_PROBLEMS, Problem};
use std::borrow::Cow;

/// What stands in their place where they must not.
pub(super) const SIGN: char = '\u{FFFD}';

/// C0 but tab and line ends, DEL, C1, the marks that turn the direction of text, and a byte order mark inside a text.
pub(super) fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The first such character of a text.
pub(super) fn first(text: &str) -> Option<char> {
    text.chars().find(|c| is_control(*c))
}

/// All of them with their places; a run of the same one counts once.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut more = 0;
    let mut before = None;
    for (at, c) in text.chars().enumerate().filter(|(_, c)| is_control(*c)) {
        let run = at > 0 && before == Some((at - 1, c));
        if !run {
            match found.len() {
                MAX_PROBLEMS => more += 1,
                _ => found.push(Found::chars(at, at + 1, Problem::Control { character: c })),
            }
        }
        before = Some((at, c));
    }
    if more > 0 {
        found.push(Found::file(Problem::More { count: more }));
    }
    found
}

/// The text with a sign in place of each of them, character for character: for parsers, which stumble over some, and terminals,
/// which obey some.
pub fn visible(text: &str) -> Cow<'_, str> {
    match first(text) {
        None => Cow::Borrowed(text),
        Some(_) => text.chars().map(|c| if is_control(c) { SIGN } else { c }).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{find, is_control, visible};

    #[test]
    fn only_what_cannot_be_seen_is_a_control_character() {
        for bad in ['\0', '\u{1B}', '\u{7F}', '\u{85}', '\u{202A}', '\u{202E}', '\u{2066}', '\u{2069}', '\u{FEFF}'] {
            assert!(is_control(bad), "{bad:?}");
        }
        for good in ['\t', '\n', '\r', ' ', '\u{3000}', '\u{200B}', '\u{A0}', '公', '\u{2028}'] {
            assert!(!is_control(good), "{good:?}");
        }
    }

    #[test]
    fn a_run_counts_once_and_nothing_is_lost() {
        assert_eq!(find("a\u{1B}\u{1B}b\u{1B}").len(), 2);
        assert_eq!(find(&"a\u{1B}".repeat(1000)).len(), super::MAX_PROBLEMS + 1);
        assert_eq!(visible("a\u{202E}b"), "a\u{FFFD}b");
    }
}
