//! The order in which people expect the keys of a file, for whoever writes it again.

use super::sheet;
use crate::model::{
    form::{BlockForm, Form},
    lang::Lang,
};
use std::path::Path;

/// Keys of a department.
const DEPARTMENT: [&str; 9] = ["name", "short", "order", "sort_key", "sector", "contact", "since", "until", "formerly"];

/// The order of the keys of a content file with that text, by the keys above them (`-` for an item of a list).
pub fn key_order(file: &Path, text: &str, languages: &[Lang]) -> impl Fn(&[String]) -> Vec<String> + use<> {
    let languages: Vec<String> = languages.iter().map(Lang::to_string).collect();
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    // As sheets are read: what the sheet says of its form, else its name.
    let stated = text.lines().find_map(|line| line.strip_prefix("form:"));
    let form = Form::find(stated.map_or(stem, |id| id.split('#').next().unwrap_or_default().trim().trim_matches(['\'', '"'])));
    let departments = stem == "departments";
    move |path| {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let keys: Vec<&str> = match (form, path.as_slice()) {
            (Some(form), []) => sheet::HEAD.into_iter().chain(form.blocks.iter().map(BlockForm::key)).collect(),
            (Some(form), [block, ..]) => row(form, block, &path).unwrap_or_default(),
            (None, [_]) if departments => DEPARTMENT.to_vec(),
            _ => Vec::new(),
        };
        let texts = ["label"].into_iter().chain(languages.iter().map(String::as_str)).chain(["sic"]);
        if keys.is_empty() { texts.map(str::to_owned).collect() } else { keys.into_iter().map(str::to_owned).collect() }
    }
}

/// Keys of a row of a block.
fn row<'f>(form: &'f Form, block: &str, path: &[&str]) -> Option<Vec<&'f str>> {
    let block = form.blocks.iter().find(|each| each.key() == block)?;
    match (block, path) {
        (BlockForm::Records { columns, .. }, [_, "-"]) => {
            Some(["id"].into_iter().chain(columns.iter().map(|column| column.key.as_str())).chain(["formerly", "accept"]).collect())
        }
        (BlockForm::Indicators { .. }, [_, _, _, "-"]) => Some(vec!["id", "name", "target", "task", "counts", "formerly", "accept"]),
        _ => None,
    }
}
