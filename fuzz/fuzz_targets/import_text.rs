//! The law of [`laws::import_text`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::import_text(bytes));
