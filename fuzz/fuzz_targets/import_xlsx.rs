//! The law of [`laws::import_xlsx`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::import_xlsx(bytes));
