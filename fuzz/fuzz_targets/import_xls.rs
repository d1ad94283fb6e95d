//! The law of [`laws::import_xls`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::import_xls(bytes));
