//! Markdown is looked at when it is read: what nests deeper than any page needs would overflow those who make HTML of it.

use super::{
    control,
    problem::{Found, MAX_PROBLEMS, Problem},
    tree::MAX_DEPTH,
};
use pulldown_cmark::{Event, Options, Parser};
use std::ops::Range;

/// The Markdown that gongkai speaks.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

/// What is wrong with a text in Markdown, with places in its characters: too many levels, and characters that cannot be seen and
/// are written as entities (`&#x202E;`). Those that stand there themselves are not looked for.
pub(super) fn check(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut depth = 0usize;
    // The parser makes a flat tree and hands out events one by one: it needs no stack of its own.
    for (event, bytes) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(words) | Event::Code(words) => {
                let hidden = control::first(&words).filter(|_| control::first(&text[bytes.clone()]).is_none());
                if let Some(character) = hidden.filter(|_| found.len() < MAX_PROBLEMS) {
                    found.push(at(text, bytes, Problem::Control { character }));
                }
                continue;
            }
            _ => continue,
        }
        if depth > MAX_DEPTH {
            let here = bytes.start..bytes.start;
            found.push(at(text, here, Problem::TooMuch { what: "more levels", limit: MAX_DEPTH }));
            break;
        }
    }
    found
}

fn at(text: &str, bytes: Range<usize>, problem: Problem) -> Found {
    let from = text[..bytes.start].chars().count();
    Found::chars(from, from + text[bytes].chars().count().max(1), problem)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::content::problem::Problem;

    fn is_too_deep(text: &str) -> bool {
        check(text).iter().any(|found| matches!(found.problem, Problem::TooMuch { .. }))
    }

    #[test]
    fn markdown_that_nests_deeper_than_any_page_is_refused_without_recursion() {
        for deep in [
            ">".repeat(100_000),
            "> ".repeat(5_000) + "x",
            "- ".repeat(1_600) + "x",
            "1. ".repeat(1_600) + "x",
            "*a _b ".repeat(5_000) + &"c_ d* ".repeat(5_000),
            "![".repeat(5_000) + "x" + &"](y)".repeat(5_000),
        ] {
            assert!(is_too_deep(&deep), "{}", &deep[..20]);
        }
    }

    #[test]
    fn ordinary_markdown_is_not() {
        let lists: String = (0..10).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
        for flat in ["# a\n\n- b\n  - c\n\n> d\n\n|e|f|\n|-|-|\n|g|**h *i* j**|\n", &lists, &"*a _b ".repeat(5_000), &"[".repeat(5_000)] {
            assert_eq!(check(flat), [], "{flat}");
        }
    }

    #[test]
    fn a_hidden_character_is_found_in_its_entity() {
        let found = check("公开 &#x202E; b");
        assert!(matches!(found[..], [super::Found { problem: Problem::Control { character: '\u{202E}' }, .. }]), "{found:?}");
        assert_eq!(check("a \u{202E} b"), []);
    }
}
