//! The audit report: everything that the rules said of a site as one HTML page, to be read, printed and signed. No script, nothing from
//! elsewhere.
//!
//! Invariant: it judges nothing itself; what it shows was found by `lint` and counted by `build`.

mod view;

use crate::{
    build::Outcome,
    model::{page_lang::PageLang, text::Text},
    publish::{Existing, PublishError, place_one},
    render::{Theme, ThemeError, ThemeLayer, embedded_layers},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use view::{RuleView, SheetView};

/// Its template and messages.
const FILES: [(&str, &str); 3] = [
    ("templates/audit.html", include_str!("audit.html")),
    ("i18n/zh.ftl", include_str!("zh.ftl")),
    ("i18n/en.ftl", include_str!("en.ftl")),
];

/// What kept a report from being written.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// Its template.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// The file.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// Another file stands there.
    #[error("{} is there already: choose another name, or replace it with --force", .0.display())]
    Exists(PathBuf),
}

#[derive(Serialize)]
struct PageView<'a> {
    lang: &'static str,
    html_lang: &'static str,
    style_hash: String,
    css: &'a str,
    site: &'a str,
    version: &'static str,
    /// Wrong, to be explained, accepted, confirmed.
    counts: [usize; 4],
    sheets: &'a [SheetView],
    /// What is wrong with files that are no sheet that could be read.
    others: Vec<view::FindingView>,
    rules: Vec<RuleView>,
}

/// Writes the report of an audit of a site with that title.
///
/// # Errors
/// [`AuditError`]; the file is whole or not there.
pub fn write(outcome: &Outcome, title: &Text, lang: PageLang, file: &Path, existing: Existing) -> Result<(), AuditError> {
    let files = FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let theme = Theme::compile(vec![ThemeLayer { name: "audit".to_owned(), files }])?;
    // The look of the site.
    let looks = embedded_layers("default", &[])?;
    let css = looks.iter().find_map(|layer| layer.files.get("static/site.css")).map(Vec::as_slice).unwrap_or_default();
    let css = format!("{}\n{}", String::from_utf8_lossy(css), include_str!("audit.css"));
    let (sheets, others) = view::sheets(outcome, lang);
    let count = |of: fn(&SheetView) -> usize| sheets.iter().map(of).sum::<usize>();
    let rules = view::rules(&sheets, &others);
    let view = PageView {
        lang: lang.as_str(),
        html_lang: lang.tag(),
        style_hash: format!("sha256-{}", STANDARD.encode(Sha256::digest(css.as_bytes()))),
        css: &css,
        site: lang.words(title),
        version: env!("CARGO_PKG_VERSION"),
        counts: [
            count(|sheet| sheet.wrong.len()) + others.len(),
            count(|sheet| sheet.to_explain.len()),
            count(|sheet| sheet.accepted.len()),
            count(|sheet| sheet.confirmed.len()),
        ],
        sheets: &sheets,
        others,
        rules,
    };
    let page = theme.render_alone("audit.html", &view)?;
    if place_one(file, page.as_bytes(), existing)? { Ok(()) } else { Err(AuditError::Exists(file.to_owned())) }
}
