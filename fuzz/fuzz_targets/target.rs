//! Any text is a target; its canonical form is read again as the same.
#![no_main]

use gongkai::model::target::Target;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let once = Target::parse(text).canonical();
    assert_eq!(Target::parse(&once).canonical(), once);
});
