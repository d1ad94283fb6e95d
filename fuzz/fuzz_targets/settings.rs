//! The law of [`laws::settings`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::settings(bytes));
