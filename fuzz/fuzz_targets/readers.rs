//! The law of [`laws::readers`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::readers(bytes));
