//! Addresses that people write into texts.

/// What stands before the colon of an address that has one: `https`. A colon behind a slash, question mark or number sign is not it.
pub fn scheme(url: &str) -> Option<&str> {
    url.trim().split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']))
}

/// Whether an address leads to a page or a mailbox: http, https, mailto, or no scheme at all. All others run or open something.
pub fn is_safe(url: &str) -> bool {
    scheme(url).is_none_or(|scheme| ["http", "https", "mailto"].iter().any(|good| scheme.eq_ignore_ascii_case(good)))
}
