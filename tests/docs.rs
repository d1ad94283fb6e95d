//! Pages of the documentation that are made from the code.

use std::{fs, path::PathBuf};

/// Compares the page with what it is made from; with `UPDATE_DOCS=1` it writes it.
fn assert_current(name: &str, now: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, now).unwrap();
    }
    let stands = fs::read_to_string(&path).unwrap_or_default();
    assert!(stands == now, "docs/{name} is out of date: run UPDATE_DOCS=1 cargo test --release --test docs");
}

#[test]
fn the_rules_page_says_what_the_rules_say() {
    assert_current("rules.md", &gongkai::lint::documentation());
}

/// The first part of docs/theming.md is written by hand, the second is made from view models and the built-in theme.
#[test]
fn the_theming_page_says_what_the_view_models_are() {
    const LINE: &str = "<!-- From here on made from the code: UPDATE_DOCS=1 cargo test --release --test docs -->";
    let stands = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/theming.md")).unwrap();
    let by_hand = stands.split(LINE).next().unwrap();
    assert_current("theming.md", &format!("{by_hand}{LINE}\n\n{}", gongkai::render::documentation()));
}
