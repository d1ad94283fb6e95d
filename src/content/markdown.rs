//! Markdown is looked at when it is read: what nests deeper than any page needs would overflow those who make HTML of it.

use super::{
    control,
    problem::{Found, MAX_PROBLEMS, Problem},
    tree::MAX_DEPTH,
};
use crate::model::address::is_safe;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// The Markdown that gongkai speaks.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

/// What is wrong with a text in Markdown, with places in its characters: too many levels, links that run something, pictures, and characters that cannot be seen and
/// are written as entities (`&#x202E;`). Those that stand there themselves are not looked for.
pub(super) fn check(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut depth = 0usize;
    // The parser makes a flat tree and hands out events one by one: it needs no stack of its own.
    for (event, bytes) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                depth += 1;
                if let Some(problem) = address(&tag).filter(|_| found.len() < MAX_PROBLEMS) {
                    found.push(at(text, bytes.clone(), problem));
                }
            }
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

/// What is wrong with the address of a link or picture. It is looked at as browsers see it, with its entities resolved.
fn address(tag: &Tag<'_>) -> Option<Problem> {
    match tag {
        Tag::Link { dest_url, .. } => (!is_safe(dest_url)).then(|| Problem::UnsafeLink { url: dest_url.to_string() }),
        Tag::Image { dest_url, .. } => Some(Problem::Picture { url: dest_url.to_string() }),
        _ => None,
    }
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
    fn links_that_run_something_and_pictures_are_found_however_they_are_written() {
        for bad in [
            "[y](javascript:x)",
            "[y](JaVaScRiPt&#58;x)",
            "[y](java&#9;script:x)",
            "[y]( vbscript:x )",
            "[y](data:text/html,x)",
            "<javascript:x>",
            "[y][r]\n\n[r]: javascript:x",
            "![z](https://example.org/z.png)",
            "![z](z.png)",
            "[![z](z.png)](https://example.org/)",
        ] {
            let found = check(bad);
            assert!(
                matches!(found[..], [super::Found { problem: Problem::UnsafeLink { .. } | Problem::Picture { .. }, .. }]),
                "{bad}: {found:?}"
            );
        }
        for good in [
            "[y](https://example.org/a:b)",
            "[y](2022/index.html)",
            "[y](#a:b)",
            "[y](MAILTO:a@example.org)",
            "<https://example.org>",
            "a: javascript:x",
            "`[y](javascript:x)`",
        ] {
            assert_eq!(check(good), [], "{good}");
        }
    }

    #[test]
    fn a_hidden_character_is_found_in_its_entity() {
        let found = check("公开 &#x202E; b");
        assert!(matches!(found[..], [super::Found { problem: Problem::Control { character: '\u{202E}' }, .. }]), "{found:?}");
        assert_eq!(check("a \u{202E} b"), []);
    }
}
