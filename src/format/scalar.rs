//! Texts in YAML: plain where they can be, quoted where they must (YAML 1.2, chapters 6 to 8).

use super::is_line_end;

/// A text on one line: plain, else in single quotes, else in double quotes with escapes.
pub(super) fn plain_or_quoted(text: &str) -> String {
    match () {
        () if text.chars().any(needs_escape) => double(text),
        () if is_plain(text) => text.to_owned(),
        () => quoted(text),
    }
}

/// A key: a year needs no quotes.
pub(super) fn key(text: &str) -> String {
    let year = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if year { text.to_owned() } else { plain_or_quoted(text) }
}

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    match text.chars().any(needs_escape) {
        true => double(text),
        false => format!("'{}'", text.replace('\'', "''")),
    }
}

/// Whether signs of lists and maps are absent, which end a plain text between brackets.
pub(super) fn is_plain_in_flow(text: &str) -> bool {
    !text.contains([',', '[', ']', '{', '}', '?']) && !text.contains(":\"") && !ends_like_an_item(text)
}

/// Before a closing bracket, ` -` is taken for an item.
pub(super) fn ends_like_an_item(text: &str) -> bool {
    text.strip_suffix('-').is_some_and(|before| before.ends_with([' ', '\t']))
}

/// Line ends fold in quotes, and what cannot be seen must be.
fn needs_escape(c: char) -> bool {
    c.is_control() || is_line_end(c) || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a text begins with what opens something else than a text (YAML 1.2, 7.3.3).
pub(super) fn begins_with_a_sign(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('-' | '?' | ':') => chars.next().is_none_or(char::is_whitespace),
        Some(first) => ",[]{}#&*!|>'\"%@`".contains(first),
        None => false,
    }
}

/// Whether every reader of YAML, 1.1 or 1.2, takes it for this text without quotes.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let indicator = "-?:,[]{}#&*!|>'\"%@`".contains(first);
    let spaced = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    let inside = text.contains(": ") || text.contains(" #") || text.ends_with(':') || text.contains(":\u{A0}");
    // At the beginning of a line it ends the document.
    let mark = text.strip_prefix("...").is_some_and(|rest| rest.starts_with([' ', '\t']));
    !(indicator || spaced || inside || mark || is_other_than_text(text))
}

/// What a reader might take for a number, a truth value, nothing, a date or a sign of the format (YAML 1.1 types too).
fn is_other_than_text(text: &str) -> bool {
    let word = text.to_ascii_lowercase();
    let known = ["~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<", ".inf", ".nan", "+.inf", "---", "..."];
    let begins_a_number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '.'));
    let numeric = text.chars().all(|c| c.is_ascii_hexdigit() || "+-.,_:xXoOeETtZz ".contains(c));
    known.contains(&word.as_str()) || (begins_a_number && numeric)
}

fn double(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if needs_escape(c) => quoted.push_str(&format!("\\u{:04x}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a literal block (`|`) holds it as it is: some line of it shows something, and nothing in it needs an escape.
pub(super) fn fits_block(text: &str) -> bool {
    let shows = text.lines().any(|line| !line.trim().is_empty());
    // Where indentation is expected, spaces and tabs are read in more than one way; so are lines of nothing but spaces.
    let first = text.chars().next().is_some_and(char::is_whitespace);
    let blank = text.lines().any(|line| !line.is_empty() && line.trim().is_empty());
    // More than one line end at the end would run into the empty line before the next key.
    shows && !first && !blank && !text.ends_with("\n\n") && !text.chars().any(|c| needs_escape(c) && c != '\n' && c != '\t')
}

/// A literal block behind `key:` at `indent`, with a comment behind its first line.
pub(super) fn block(out: &mut String, indent: usize, text: &str, behind: &str) {
    let sign = if text.ends_with('\n') { "|" } else { "|-" };
    out.push_str(&format!(" {sign}{behind}\n"));
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        match line.is_empty() {
            true => out.push('\n'),
            false => out.push_str(&format!("{:width$}{line}\n", "", width = indent + 2)),
        }
    }
}
