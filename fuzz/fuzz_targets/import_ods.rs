//! The law of [`laws::import_ods`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::import_ods(bytes));
