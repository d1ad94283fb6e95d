//! Minifying so that the page stays valid and says the same: closing tags and the html and head tags stay, nothing
//! noncompliant is allowed. Templates keep inline siblings inside paragraphs, cells and list items, where spaces survive.

use minify_html::Cfg;

/// The minified page.
pub fn minify(html: &str) -> String {
    let cfg = Cfg { keep_closing_tags: true, keep_html_and_head_opening_tags: true, keep_input_type_text_attr: true, ..Cfg::default() };
    let bytes = minify_html::minify(html.as_bytes(), &cfg);
    // It only removes and shortens ASCII; should it ever break UTF-8, the page goes out as it was.
    String::from_utf8(bytes).unwrap_or_else(|_| html.to_owned())
}
