//! What must hold of any bytes whatever. Each law is a plain function: the fuzz targets (`fuzz_targets/`) call it with what the fuzzer
//! makes, `tests/corpus.rs` with the files of `corpus/` and with mutations of them, on a stable compiler.
//!
//! A law that is broken panics. None of them may take more than 256 MB, or longer for more than what is in proportion to its input.

mod figures;
mod frame;
mod html;
mod import;
mod output;
mod pictures;
mod sheet;

pub use figures::{amount, target};
pub use frame::{front_matter, po, settings, theme_manifest};
pub use import::{import_html, import_ods, import_text, import_xls, import_xlsx};
pub use output::output;
pub use pictures::picture;
pub use sheet::{readers, sheet};

use gongkai::{
    content::{decode, one, tree},
    model::{
        diagnostic::{Diagnostic, Place},
        site::SiteConfig,
    },
};
use std::sync::LazyLock;

/// A law, by the name of its fuzz target and of its folder in `corpus/`.
pub type Law = (&'static str, fn(&[u8]));

/// All of them.
pub const LAWS: [Law; 15] = [
    ("readers", readers),
    ("sheet", sheet),
    ("target", target),
    ("amount", amount),
    ("po", po),
    ("front_matter", front_matter),
    ("theme_manifest", theme_manifest),
    ("settings", settings),
    ("output", output),
    ("picture", picture),
    ("import_text", import_text),
    ("import_html", import_html),
    ("import_xlsx", import_xlsx),
    ("import_ods", import_ods),
    ("import_xls", import_xls),
];

/// The settings of a small site in two languages.
static CONFIG: LazyLock<SiteConfig> = LazyLock::new(|| one::settings(b"title: {zh: a, en: b}\nlanguages: [zh, en]\n").0);

/// Law of all diagnostics of a file: each points at a place that is in the file, and none holds what a terminal would obey.
fn diagnostics_are_sound(diagnostics: &[Diagnostic], bytes: &[u8]) {
    let text = decode(bytes).unwrap_or_default();
    let length = text.chars().count();
    let mut nodes = None;
    for diagnostic in diagnostics {
        match diagnostic.place {
            Place::File => {}
            Place::Chars(from, to) => assert!(from <= to && from <= length && to <= length + 1, "{diagnostic:?} of {length} characters"),
            Place::Node(span) => {
                let nodes = *nodes.get_or_insert_with(|| tree::read(text).places.len());
                assert!((span.0 as usize) < nodes, "{diagnostic:?} of {nodes} nodes");
            }
        }
        for words in [&diagnostic.message.en, &diagnostic.label.en, &diagnostic.help.en] {
            assert!(is_visible(words), "{words:?}");
        }
    }
}

/// Nothing in it is obeyed by a terminal, or turns the direction of what stands behind it.
fn is_visible(words: &str) -> bool {
    let hidden =
        |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    !words.contains(hidden)
}
