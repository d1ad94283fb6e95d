//! The law of [`laws::sheet`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::sheet(bytes));
