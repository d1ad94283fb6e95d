//! The law of [`laws::amount`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::amount(bytes));
