//! The law of [`laws::po`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::po(bytes));
