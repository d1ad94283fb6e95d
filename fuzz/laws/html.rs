//! What stands in a piece of HTML, read as a browser's tokenizer would, and by nobody else's code: it judges the code that makes it.

/// Elements that Markdown and marks of language make.
const ELEMENTS: &str =
    " a blockquote br code del div em h1 h2 h3 h4 h5 h6 hr li ol p pre s span strong sup table tbody td tfoot th thead tr ul ";

/// Attributes that they have.
const ATTRIBUTES: &str = " alt class href id lang start tabindex title ";

/// Law of HTML made from words: only elements and attributes that show something; addresses lead to pages.
pub fn runs_nothing(html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = tag(&rest[at + 1..], html);
    }
}

/// One tag, behind its `<`; what follows it.
fn tag<'h>(text: &'h str, html: &str) -> &'h str {
    let closing = text.strip_prefix('/');
    let text = closing.unwrap_or(text);
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let name = text[..end].to_ascii_lowercase();
    assert!(ELEMENTS.contains(&format!(" {name} ")), "<{name}> in {html}");
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches([' ', '\n', '\t', '\r', '\u{C}', '/']);
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        let end = rest.find([' ', '\n', '\t', '\r', '\u{C}', '/', '>', '=']).unwrap_or_else(|| panic!("a tag without an end in {html}"));
        let name = rest[..end].to_ascii_lowercase();
        assert!(ATTRIBUTES.contains(&format!(" {name} ")), "the attribute {name:?} in {html}");
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else { continue };
        // Without quotes a value ends at the first space, and what follows it is another attribute.
        let value = value.trim_start().strip_prefix('"').unwrap_or_else(|| panic!("a value without quotes in {html}"));
        let end = value.find('"').unwrap_or_else(|| panic!("a value without an end in {html}"));
        if matches!(name.as_str(), "href" | "src") {
            leads_to_a_page(&resolved(&value[..end]));
        }
        rest = &value[end + 1..];
    }
}

/// An address as a browser takes it (WHATWG URL): spaces and control characters around it and line ends in it do not count.
pub fn leads_to_a_page(address: &str) {
    let address: String = address.trim_matches(|c| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let Some((scheme, _)) = address.split_once(':') else { return };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let scheme = scheme.to_ascii_lowercase();
    assert!(!is_scheme || ["http", "https", "mailto"].contains(&scheme.as_str()), "{address:?}");
}

/// An attribute with its entities resolved, as far as they can make an address another one.
fn resolved(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find(';').filter(|end| *end < 12);
        let name = &rest[..end.unwrap_or(0)];
        let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
        let character = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "colon" => Some(':'),
            "Tab" => Some('\t'),
            "NewLine" => Some('\n'),
            _ => name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16),
                None => number(digits, 10),
            }),
        };
        match character {
            Some(character) => {
                text.push(character);
                rest = &rest[name.len() + 1..];
            }
            None => text.push('&'),
        }
    }
    text + rest
}
