//! The law of [`laws::theme_manifest`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::theme_manifest(bytes));
