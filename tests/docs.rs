//! docs/rules.md is made from the rules' own texts.

#[test]
fn the_rules_page_says_what_the_rules_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let now = gongkai::lint::documentation();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let stands = std::fs::read_to_string(path).unwrap_or_default();
    assert!(stands == now, "docs/rules.md is out of date: run UPDATE_DOCS=1 cargo test --release --test docs");
}
