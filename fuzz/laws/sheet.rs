//! Sheets: both readers, and the whole way from bytes to the model.

use super::{CONFIG, diagnostics_are_sound, html};
use gongkai::{
    content::{
        decode, key_order, one, read_fast,
        tree::{self, Node, Value},
    },
    format::{Untidy, tidy},
    lint,
    model::{
        diagnostic::Severity,
        form::BlockForm,
        sheet::{Block, Cell, ProseFormat, Report, Sheet},
        summary::ReportSummary,
        text::Text,
        translations::Translations,
        year::Year,
    },
    site::prose,
};
use std::{collections::HashSet, path::Path};

/// Law: what the fast reader takes, the careful reader takes too, without a problem and with the same tree; places of nodes are in order
/// and in the text.
pub fn readers(bytes: &[u8]) {
    let Ok(text) = decode(bytes) else { return };
    let careful = tree::read(text);
    let length = text.chars().count();
    assert!(careful.places.iter().all(|place| place.start <= place.end && place.end <= length), "{:?} of {length}", careful.places);
    assert!(careful.root.is_some() || careful.places.is_empty() || !careful.found.is_empty(), "what was read is gone without a word");
    tidied(bytes);
    if let Some(fast) = read_fast(text) {
        assert_eq!(careful.found, [], "{text}");
        assert_eq!(Some(fast), careful.root, "{text}");
    }
}

/// Law: a file written again in our style says the same, with the same comments, and written once more it does not change.
pub fn tidied(bytes: &[u8]) {
    let Ok(text) = decode(bytes) else { return };
    let order = key_order(Path::new("overall-target.yaml"), text, &CONFIG.languages);
    match tidy(text, &order) {
        Ok(tidied) => match tidy(&tidied, &order) {
            Ok(again) => assert_eq!(again, tidied, "from\n{text}"),
            Err(why) => panic!("{why:?} of\n{tidied}\nfrom\n{text}"),
        },
        Err(Untidy::Problems(found)) => assert!(!found.is_empty()),
        Err(Untidy::Changed) => panic!("it would not say the same:\n{text}"),
    }
}

/// Law: a sheet without an error has every row, goal and indicator of its file; every figure and every text of a sheet stands in the
/// file as it is; diagnostics, those of the rules too, point into the file; goals as HTML run nothing.
pub fn sheet(bytes: &[u8]) {
    let (sheet, diagnostics) = one::sheet(bytes, &CONFIG);
    diagnostics_are_sound(&diagnostics, bytes);
    let Some(sheet) = sheet else {
        assert!(!diagnostics.is_empty(), "nothing is read, and nothing said");
        return;
    };
    let Some(root) = decode(bytes).ok().and_then(|text| tree::read(text).root) else { panic!("a sheet without a tree") };
    nothing_is_made_up(&sheet, &scalars(&root));
    // Those of a draft are warnings: but nothing is passed over without one.
    if diagnostics.is_empty() {
        assert!(!sheet.partial);
        nothing_is_lost(&sheet, &root);
    }
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return;
    }
    let year = Year::parse("2022").unwrap();
    let translations = Translations::default();
    let subject = lint::Subject { sheet: &sheet, year, before: None, config: &CONFIG, translations: &translations };
    let checked = lint::check(&subject, lint::Depth::Audit);
    diagnostics_are_sound(&checked.diagnostics, bytes);
    for goal in sheet.goals() {
        for (lang, words) in
            [("zh", &goal.body.source)].into_iter().chain(goal.body.others.iter().map(|(lang, words)| (lang.as_str(), words)))
        {
            html::runs_nothing(&match sheet.format {
                ProseFormat::Plain => prose::plain(words, lang),
                ProseFormat::Markdown => prose::markdown(words, lang, 4, "goal-1-"),
            });
        }
    }
    let department = gongkai::model::department::DepartmentId::parse("sample-bureau").unwrap();
    ReportSummary::of(&Report { year, department, sheets: vec![sheet] });
}

/// All texts of a tree, keys and values.
fn scalars(root: &Node) -> HashSet<&str> {
    let mut scalars = HashSet::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::Empty => {}
            Value::Scalar(text) => _ = scalars.insert(text.as_str()),
            Value::Seq(items) => open.extend(items),
            Value::Map(entries) => open.extend(entries.iter().flat_map(|(key, value)| [key, value])),
        }
    }
    scalars
}

fn nothing_is_made_up(sheet: &Sheet, scalars: &HashSet<&str>) {
    let stands = |words: &str| assert!(scalars.contains(words), "{words:?} stands nowhere in the file");
    let text = |text: &Text| {
        stands(&text.source);
        text.others.iter().for_each(|(_, words)| stands(words));
        text.sic.iter().for_each(|sic| stands(&sic.presumed));
    };
    for block in &sheet.blocks {
        match block {
            Block::Records(records) => {
                for cell in records.iter().flat_map(|record| &record.cells) {
                    match cell {
                        Cell::Empty => {}
                        Cell::Text(words) => text(words),
                        Cell::Amount(amount) => stands(amount.value.written()),
                    }
                }
            }
            Block::Prose(goals) => goals.iter().for_each(|goal| {
                goal.label.iter().for_each(text);
                text(&goal.body);
            }),
            Block::Indicators(indicators) => indicators.iter().for_each(|indicator| {
                text(&indicator.name);
                text(&indicator.target_text);
                stands(indicator.target.written());
            }),
        }
    }
    sheet.declared_total.iter().flatten().for_each(|amount| stands(amount.value.written()));
    sheet.origin.source.iter().for_each(text);
    sheet.revisions.iter().for_each(|revision| text(&revision.what));
}

fn nothing_is_lost(sheet: &Sheet, root: &Node) {
    for (form, block) in sheet.form.blocks.iter().zip(&sheet.blocks) {
        let value = under(root, form.key());
        let (stand, read) = match (form, block) {
            (BlockForm::Records { .. }, Block::Records(records)) => (items(value), records.len()),
            (BlockForm::Prose { .. }, Block::Prose(goals)) => (items(value), goals.len()),
            (BlockForm::Indicators { .. }, Block::Indicators(indicators)) => {
                let below = |node: &Node| match &node.value {
                    Value::Map(entries) => entries.iter().map(|(_, value)| value.clone()).collect(),
                    _ => Vec::new(),
                };
                let level2: Vec<Node> = value.map(below).unwrap_or_default().iter().flat_map(below).collect();
                (level2.iter().map(|rows| items(Some(rows))).sum(), indicators.len())
            }
            _ => panic!("a block that is none of its form"),
        };
        assert_eq!(stand, read, "rows of `{}`", form.key());
    }
}

fn under<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Map(entries) => entries.iter().find(|(name, _)| name.scalar() == Some(key)).map(|(_, value)| value),
        _ => None,
    }
}

fn items(node: Option<&Node>) -> usize {
    match node.map(|node| &node.value) {
        Some(Value::Seq(items)) => items.len(),
        _ => 0,
    }
}
