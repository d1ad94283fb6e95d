//! The law of [`laws::front_matter`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::front_matter(bytes));
