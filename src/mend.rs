//! What can be mended in a sheet without asking anybody: operators, full-width digits, spaces between Chinese characters, characters that
//! nobody sees. Never a quantity: what is mended reads as the same figure.
//!
//! Invariant: pure text in, text out; everything around a mended value stays as it is, and the file says the same but for it.

mod edit;
mod words;

use crate::{
    content::tree::{self, Node, Value},
    model::form::Form,
};
pub use edit::Unmendable;

/// Keys whose values are no words of the original.
const NO_WORDS: [&str; 8] = ["id", "task", "counts", "accept", "formerly", "sic", "format", "status"];

/// A value, and what it is to be.
struct Change<'t> {
    node: &'t Node,
    mended: String,
    what: What,
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// An amount, which needs no quotes.
    Amount,
    /// Words.
    Text,
}

/// The text of a sheet of that form with everything mended that can be; `None` where there is nothing to mend.
///
/// # Errors
/// [`Unmendable`] where its YAML has mistakes, or it would not say the same.
pub fn mend(text: &str, form: &Form, source_lang: &str) -> Result<Option<String>, Unmendable> {
    let careful = tree::read(text);
    if !careful.found.is_empty() {
        return Err(Unmendable::Problems);
    }
    let Some(root) = careful.root else { return Ok(None) };
    let mut changes = Vec::new();
    let Value::Map(entries) = &root.value else { return Ok(None) };
    for (key, value) in entries {
        let block = key.scalar().is_some_and(|key| form.blocks.iter().any(|block| block.key() == key));
        if block || key.scalar() == Some("declared_total") {
            look(value, "", &|key| form.funds().any(|column| column.key == key), source_lang, &mut changes);
        }
    }
    if changes.is_empty() {
        return Ok(None);
    }
    edit::apply(text, &careful.places, &root, &changes).map(Some)
}

/// Looks at the values below a key.
fn look<'t>(node: &'t Node, key: &str, is_amount: &dyn Fn(&str) -> bool, source_lang: &str, changes: &mut Vec<Change<'t>>) {
    match &node.value {
        Value::Empty => {}
        Value::Map(entries) => {
            for (name, value) in entries {
                let Some(name) = name.scalar().filter(|name| !NO_WORDS.contains(name)) else { continue };
                // Below `target:` stand the languages of a target in words.
                let of_target = key == "target" && name == source_lang;
                look(value, if of_target { "target" } else { name }, is_amount, source_lang, changes);
            }
        }
        Value::Seq(items) => items.iter().for_each(|item| look(item, key, is_amount, source_lang, changes)),
        Value::Scalar(written) => {
            let (what, mended) = match key {
                "target" => (What::Text, words::target(written)),
                key if is_amount(key) => (What::Amount, words::amount(written)),
                _ => (What::Text, words::text(written)),
            };
            changes.extend(mended.filter(|mended| mended != written).map(|mended| Change { node, mended, what }));
        }
    }
}
