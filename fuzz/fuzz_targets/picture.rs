//! The law of [`laws::picture`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::picture(bytes));
