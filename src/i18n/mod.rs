//! Translation: the texts of a site that need one, the PO files that translators fill in, and what is still missing.
//!
//! Invariant: no translation is made here, and none is lost; a text that changed keeps its old translation as a proposal.

mod catalogue;
mod check;
mod collect;
mod merge;

pub use catalogue::{Catalogue, Entry};
pub use check::{check_catalogue, check_sheets};
pub use collect::{ReportStatus, Wanted, collect, status};
pub use merge::{Merged, merge};

use crate::model::{glossary, lang::Lang, vocabulary::Vocabulary};

/// The official word of a term in another language: of forms, levels, the glossary, common phrases.
pub fn known_term(source: &str, from: &Lang, to: &Lang) -> Option<String> {
    let vocabulary = Vocabulary::builtin();
    let phrase = vocabulary.phrases.get(source).and_then(|labels| labels.get(to.as_str()));
    let terms = || vocabulary.level1.iter().chain(&vocabulary.level2).chain(&vocabulary.sectors);
    let spelt = terms().find(|term| term.also.iter().any(|also| also == source)).map(|term| &term.label);
    let titles = crate::model::form::Form::builtin().iter().map(|form| &form.title);
    let mut labels = terms().map(|term| &term.label).chain(titles);
    let named = labels.find(|labels| labels.get(from.as_str()).is_some_and(|own| own == source));
    let of_terms = named.or(spelt).and_then(|labels| labels.get(to.as_str()));
    let of_glossary = || {
        let term =
            glossary::builtin().iter().map(|entry| &entry.term).find(|term| term.get(from.as_str()).is_some_and(|own| own == source))?;
        term.get(to.as_str()).cloned()
    };
    phrase.or(of_terms).cloned().or_else(of_glossary)
}
