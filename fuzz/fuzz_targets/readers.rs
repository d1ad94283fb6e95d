//! Whatever the fast reader takes, the careful reader takes too, with the same tree; neither panics.
#![no_main]

use gongkai::content::{decode, read_fast, tree};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = decode(bytes) else { return };
    let careful = tree::read(text);
    if let Some(fast) = read_fast(text) {
        assert!(careful.found.is_empty());
        assert_eq!(Some(fast), careful.root);
    }
});
