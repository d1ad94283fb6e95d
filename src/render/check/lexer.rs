//! A template as tokens: what stands in its tags, each with its place.

/// What a template is made of, as far as the check looks.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// `{{`
    OpenShow,
    /// `}}`
    CloseShow,
    /// `{%`
    OpenTag,
    /// `%}`
    CloseTag,
    /// A name.
    Name(String),
    /// A text in quotes.
    Text(String),
    /// A number.
    Number,
    /// A sign of one to three characters.
    Sign(&'static str),
}

/// Longest first, so that `<=` is not read as `<`.
const SIGNS: [&str; 35] = [
    "...", "?.", "?[", "**", "//", "==", "!=", ">=", "<=", "</", "{", "}", "[", "]", "(", ")", "<", ">", "/", "*", "+", "-", "%", ".", ",",
    ":", "=", "|", "~", "@", "!", "?", ";", "&", "^",
];

/// All tokens with the bytes they begin at; the error is the place of what is no token.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, usize)>, usize> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let rest = &text[open..];
        at = match rest.as_bytes().get(1) {
            Some(b'#') => open + rest.find("#}").map_or(rest.len(), |end| end + 2),
            Some(b'{') => inside(text, open, Token::OpenShow, "}}", Token::CloseShow, &mut tokens)?,
            Some(b'%') => match raw(rest) {
                Some(length) => open + length,
                None => inside(text, open, Token::OpenTag, "%}", Token::CloseTag, &mut tokens)?,
            },
            _ => open + 1,
        };
    }
    Ok(tokens)
}

/// The length of a raw section, in which nothing is a tag.
fn raw(rest: &str) -> Option<usize> {
    let word = rest[2..].trim_start_matches('-').trim_start();
    if !word.strip_prefix("raw").is_some_and(|after| after.trim_start_matches([' ', '-']).starts_with("%}")) {
        return None;
    }
    let end = rest.find("endraw")?;
    Some(end + rest[end..].find("%}")? + 2)
}

/// Reads one tag; returns where it ends.
fn inside(text: &str, open: usize, first: Token, end: &str, last: Token, tokens: &mut Vec<(Token, usize)>) -> Result<usize, usize> {
    tokens.push((first, open));
    let mut at = open + 2 + usize::from(text[open + 2..].starts_with('-'));
    // A `}}` that closes a map is none that closes the tag.
    let mut braces = 0usize;
    loop {
        let rest = &text[at..];
        let Some(next) = rest.chars().next() else { return Err(open) };
        let closing = rest.strip_prefix('-').unwrap_or(rest);
        if braces == 0 && closing.starts_with(end) {
            tokens.push((last, at));
            return Ok(at + (rest.len() - closing.len()) + 2);
        }
        if next.is_whitespace() {
            at += next.len_utf8();
        } else if ['"', '\'', '`'].contains(&next) {
            let (value, length) = quoted(rest, next).ok_or(at)?;
            tokens.push((Token::Text(value), at));
            at += length;
        } else if next.is_alphabetic() || next == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push((Token::Name(rest[..length].to_owned()), at));
            at += length;
        } else if next.is_ascii_digit() {
            let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
            let whole = digits(rest);
            let decimals = rest[whole..].strip_prefix('.').map_or(0, digits);
            tokens.push((Token::Number, at));
            at += whole + if decimals > 0 { 1 + decimals } else { 0 };
        } else {
            let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign)).ok_or(at)?;
            match *sign {
                "{" => braces += 1,
                "}" => braces = braces.saturating_sub(1),
                _ => {}
            }
            tokens.push((Token::Sign(sign), at));
            at += sign.len();
        }
    }
}

/// A text in quotes: what it says, and its length with them.
fn quoted(rest: &str, quote: char) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => {
                value.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            c if c == quote => return Some((value, at + c.len_utf8())),
            c => value.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    #[test]
    fn tags_are_read_and_everything_else_is_passed_over() {
        let all =
            tokens("a { b }{# {{ no }} #}{%- if x.y >= 1.5 -%}{% raw %}{{ no }}{% endraw %}{{ \"}}\" ~ {\"k\": {\"l\": 1}} }}").unwrap();
        let words: Vec<String> = all.iter().map(|(token, _)| format!("{token:?}")).collect();
        let expected = "OpenTag Name(\"if\") Name(\"x\") Sign(\".\") Name(\"y\") Sign(\">=\") Number CloseTag OpenShow Text(\"}}\") \
                        Sign(\"~\") Sign(\"{\") Text(\"k\") Sign(\":\") Sign(\"{\") Text(\"l\") Sign(\":\") Number Sign(\"}\") Sign(\"}\") CloseShow";
        assert_eq!(words.join(" "), expected);
        assert_eq!(all[1], (Token::Name("if".to_owned()), 25));
    }

    #[test]
    fn what_does_not_end_is_an_error_and_no_loop() {
        assert_eq!(tokens("x {{ a"), Err(2));
        assert_eq!(tokens("{{ \"a }}"), Err(3));
        assert_eq!(tokens("{{ § }}"), Err(3));
    }
}
