//! The law of [`laws::output`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::output(bytes));
