//! Pure values of the domain: money, targets, texts, forms, sheets, summaries. No I/O, no clock, no environment.
//!
//! Invariant: every type that means something has one way in (`parse`) and is checked there once.

pub mod address;
mod as_text;
pub mod attachment;
pub mod changes;
pub mod colour;
pub mod completeness;
pub mod date;
pub mod department;
pub mod diagnostic;
pub mod form;
pub mod glossary;
pub mod history;
pub mod identity;
pub mod lang;
pub mod level;
pub mod money;
pub mod near;
pub mod notice;
pub mod page_lang;
pub mod pairing;
pub mod review;
pub mod revision;
pub mod sheet;
pub mod site;
pub mod slug;
pub mod summary;
pub mod target;
pub mod text;
pub mod translations;
pub mod vocabulary;
pub mod year;

pub(crate) use as_text::as_text;
