//! What people get wrong, and what gongkai says: each case is a small file or folder under tests/fixtures/broken with its
//! diagnostics beside it. A changed snapshot is read before it is accepted: right line and column, right underlining, what was
//! expected and how to mend it.

mod support;

use gongkai::content::tree::{MAX_BYTES, MAX_DEPTH, MAX_NODES, read};
use std::fs;
use support::{SHEET, Site, TABLE};

const FINE: i32 = 0;
const ONLY_WARNS: i32 = 0;
const REFUSED: i32 = 1;

/// Compares what is said about the site with the snapshot of the case.
fn compare(case: &str, site: &Site, exit: i32) {
    let (said, code) = site.check();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("fixtures/broken");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(case, said));
    assert_eq!(code, Some(exit), "{said}");
}

macro_rules! cases {
    ($exit:ident: $($case:ident)+) => {
        $(#[test] fn $case() { compare(stringify!($case), &Site::of_case(stringify!($case)), $exit) })+
    };
}

cases! { REFUSED:
    accept-stale
    accept-stale.txt
    accept-unknown-code
    accept-unknown-code.txt
    accept_of_unknown_code
    accept_of_what_cannot_be_accepted
    alias
    amount-boolean
    amount-boolean.txt
    amount-date
    amount-date.txt
    amount-empty
    amount-empty.txt
    amount-exponent
    amount-exponent.txt
    amount-full-width
    amount-full-width.txt
    amount-hex
    amount-hex.txt
    amount-infinite
    amount-infinite.txt
    amount-is-a-list
    amount-is-a-list.txt
    amount-null
    amount-null.txt
    amount-thousands
    amount-thousands.txt
    amount-underscore
    amount-underscore.txt
    amount-with-unit
    amount-with-unit.txt
    anchor
    bad_base_url
    bad_edition
    bad_order_of_department
    bad_po
    bad_rule_severity
    bad_slug
    broken_site_yaml
    colon_in_a_text
    date-impossible
    date-impossible.txt
    declared-total
    declared-total.txt
    declared_total_not_the_sum
    department_in_chinese
    draft-broken-yaml
    draft-broken-yaml.txt
    draft-only-warns
    draft-only-warns.txt
    duplicate-indicator
    duplicate-indicator.txt
    duplicate-task
    duplicate-task.txt
    duplicate_key
    emoji_before_the_place
    empty-report
    empty-report.txt
    empty_file
    empty_level
    empty_report
    empty_total
    encoding-gbk
    encoding-gbk.txt
    encoding-utf16
    encoding-utf16.txt
    encoding-zero-bytes
    encoding-zero-bytes.txt
    far_off_status
    form-unknown
    form-unknown.txt
    full_width_colon
    full_width_colon_of_a_total
    good-bom-and-crlf
    good-bom-and-crlf.txt
    growth-rate-may-exceed
    growth-rate-may-exceed.txt
    indicator-without-target
    indicator-without-target.txt
    key-duplicate
    key-duplicate.txt
    key-misspelt
    key-misspelt.txt
    key-unknown-top
    key-unknown-top.txt
    language_missing
    level-empty
    level-empty.txt
    level-near-miss
    level-near-miss.txt
    level_in_chinese_with_a_slip
    level_of_another_planet
    list_in_place_of_amount
    list_in_place_of_map
    map_in_place_of_list
    missing-translation
    missing-translation.txt
    missing_name
    missing_target
    misspelt_key
    misspelt_key_of_site
    money_unit_in_english
    near_miss_level
    near_miss_status
    negative-amount
    negative-amount.txt
    negative_amount
    not_a_year
    null_total
    only_a_comment
    only_a_word
    over-full
    over-full.txt
    page_of_no_language
    page_with_endless_front_matter
    page_with_misspelt_title
    page_without_front_matter
    percent_at_the_start
    places.txt
    po_of_no_language
    problems_of_several_files
    published_in_words
    published_on_no_day
    second_document
    settings.txt
    several-problems
    several-problems.txt
    several_problems_of_one_file
    sic-not-in-text
    sic-not-in-text.txt
    sic_not_in_the_text
    site_without_title
    status-near-miss
    status-near-miss.txt
    stray_file
    stray_folder
    tab_indentation
    tag
    target-in-doubt
    target-in-doubt.txt
    target_in_place_of_map
    task-is-text
    task-is-text.txt
    task-without-name
    task-without-name.txt
    tasks-is-a-map
    tasks-is-a-map.txt
    text-unknown-language
    text-unknown-language.txt
    text-without-source
    text-without-source.txt
    text_in_place_of_list
    total-not-sum
    total-not-sum.txt
    total_date
    total_exponent
    total_full_width
    total_hexadecimal
    total_infinity
    total_long
    total_not_the_sum
    total_thousands_comma
    total_underscore
    total_unit_inside
    total_yes
    two_sheets_of_one_form
    unclosed_bracket
    unclosed_quote
    unit-missing
    unit-missing.txt
    unit-unknown
    unit-unknown.txt
    unknown_department
    unknown_form
    unknown_form_by_name
    unknown_language
    unquoted_greater_than
    wide_characters_before_the_place
    yaml-alias
    yaml-alias.txt
    yaml-anchor
    yaml-anchor.txt
    yaml-bomb
    yaml-bomb.txt
    yaml-colon-in-text
    yaml-colon-in-text.txt
    yaml-deep
    yaml-deep.txt
    yaml-empty-file
    yaml-empty-file.txt
    yaml-full-width-colon
    yaml-full-width-colon.txt
    yaml-percent-first
    yaml-percent-first.txt
    yaml-second-document
    yaml-second-document.txt
    yaml-tab
    yaml-tab.txt
    yaml-tag
    yaml-tag.txt
    yaml-unquoted-operator
    yaml-unquoted-operator.txt
    year-contradicts-folder
    year-contradicts-folder.txt
    year-malformed
    year-malformed.txt
    year_contradicts_folder
    year_of_two_digits
    yml_file
}

cases! { ONLY_WARNS:
    doubtful_target
    draft_with_broken_yaml
    draft_with_missing_parts
    draft_with_wrong_amount
    duplicate_indicator
    duplicate_task
    missing_translation
    missing_unit
    over_100_per_cent
    stale_acceptance
}

cases! { FINE:
    accepted_finding_is_fine
}

/// A file that cannot stand in the repository as it is.
fn compare_sheet(case: &str, bytes: impl AsRef<[u8]>, exit: i32) {
    compare(case, &Site::new().with(SHEET, bytes), exit);
}

#[test]
fn the_minimal_site_is_fine() {
    assert_eq!(Site::new().check(), (String::new(), Some(FINE)));
}

#[test]
fn byte_order_mark_and_crlf_are_fine() {
    let site = Site::new().with(SHEET, format!("\u{FEFF}{}", TABLE.replace('\n', "\r\n")));
    assert_eq!(site.check(), (String::new(), Some(FINE)));
}

#[test]
fn places_are_right_behind_a_byte_order_mark_and_crlf() {
    compare_sheet("problem_behind_bom_and_crlf", format!("\u{FEFF}{}", TABLE.replace("fiscal", "fisacl").replace('\n', "\r\n")), REFUSED);
}

#[test]
fn gbk_is_named() {
    compare_sheet("gbk", encoding_rs::GBK.encode(TABLE).0, REFUSED);
}

#[test]
fn utf_16_is_named() {
    let bytes: Vec<u8> = "\u{FEFF}".chars().chain(TABLE.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();
    compare_sheet("utf_16", bytes, REFUSED);
}

#[test]
fn zero_bytes_are_no_text() {
    compare_sheet("zero_bytes", TABLE.replace("培训工作", "培训\0工作"), REFUSED);
}

#[test]
fn damaged_utf_8_is_no_text() {
    let mut bytes = TABLE.as_bytes().to_vec();
    bytes[20] = 0xFF;
    compare_sheet("damaged_utf_8", bytes, REFUSED);
}

#[test]
fn a_file_of_nine_mebibytes_is_refused_unread() {
    compare_sheet("nine_mebibytes", format!("{TABLE}#{}\n", "长".repeat(3 << 20)), REFUSED);
}

/// Nine lists of nine aliases each: 9⁹ values, were they expanded.
fn alias_bomb() -> String {
    let list = |n: u32| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n.saturating_sub(1)); 9].join(","));
    (0..9).map(|n| if n == 0 { "a0: &a0 [x]\n".to_owned() } else { list(n) }).collect()
}

#[test]
fn an_alias_bomb_is_refused() {
    compare_sheet("alias_bomb", alias_bomb(), REFUSED);
    assert!(read(&alias_bomb()).places.len() < 200, "aliases are not expanded");
}

#[test]
fn a_bomb_of_brackets_is_refused() {
    let bomb = format!("tasks: {}\n", "[".repeat(100_000));
    compare_sheet("bracket_bomb", &bomb, REFUSED);
    assert!(read(&bomb).places.len() <= MAX_DEPTH + 3, "the reader stops at the limit");
}

#[test]
fn a_bomb_of_dashes_is_refused() {
    let bomb = format!("tasks:\n  {}x\n", "- ".repeat(100_000));
    compare_sheet("dash_bomb", &bomb, REFUSED);
    assert!(read(&bomb).places.len() <= MAX_DEPTH + 3, "the reader stops at the limit");
}

#[test]
fn a_bomb_of_values_is_refused() {
    let bomb = format!("tasks:\n{}", "- 1\n".repeat(MAX_NODES + 10));
    assert!(bomb.len() < MAX_BYTES);
    compare_sheet("value_bomb", &bomb, REFUSED);
    assert!(read(&bomb).places.len() <= MAX_NODES + 1, "the reader stops at the limit");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let site = Site::new();
    std::os::unix::fs::symlink("sample-bureau", site.path().join("content/2022/link")).unwrap();
    compare("link", &site, REFUSED);
}

#[test]
fn every_fixture_has_a_test_and_a_snapshot() {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    let source = fs::read_to_string(format!("{here}/broken.rs")).unwrap();
    for entry in fs::read_dir(format!("{here}/fixtures/broken")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let case = name.split('.').next().unwrap();
        assert!(source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == case), "no test reads {name}");
    }
}
