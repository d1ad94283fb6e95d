//! Addresses in style sheets.

/// The style sheet with other addresses: `with` says what takes the place of one, or leaves it with `None`. An address is what
/// stands in `url(…)`, quoted or not (CSS Values and Units 3, 3.4); one with an escape is left alone.
pub fn replace_urls(css: &str, mut with: impl FnMut(&str) -> Option<String>) -> String {
    let mut made = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(open) = rest.find("url(") {
        let (before, inside) = rest.split_at(open + "url(".len());
        made.push_str(before);
        rest = inside;
        let Some(close) = inside.find(')') else { break };
        let written = inside[..close].trim();
        let address = written.trim_matches(['"', '\'']);
        if let Some(other) = with(address).filter(|_| !address.contains('\\')) {
            made.push_str(&format!("\"{other}\""));
            rest = &inside[close..];
        }
    }
    made + rest
}

#[cfg(test)]
mod tests {
    use super::replace_urls;

    #[test]
    fn addresses_are_replaced_however_they_are_quoted_and_others_left() {
        let with = |address: &str| (address == "seal.svg").then(|| "seal.1a2b.svg".to_owned());
        for (css, expected) in [
            ("a { background: url(seal.svg) }", "a { background: url(\"seal.1a2b.svg\") }"),
            ("a { background: url( 'seal.svg' ), url(\"seal.svg\") }", "a { background: url(\"seal.1a2b.svg\"), url(\"seal.1a2b.svg\") }"),
            ("a { background: url(other.svg) url(seal.svg) }", "a { background: url(other.svg) url(\"seal.1a2b.svg\") }"),
            ("a { background: url(seal", "a { background: url(seal"),
            ("", ""),
        ] {
            assert_eq!(replace_urls(css, with), expected);
        }
    }
}
