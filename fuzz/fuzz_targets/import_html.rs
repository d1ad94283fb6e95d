//! The law of [`laws::import_html`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::import_html(bytes));
