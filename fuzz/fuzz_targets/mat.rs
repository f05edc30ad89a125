//! `cargo fuzz run mat`: see `onkai_fuzz::run`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: onkai_fuzz::prepare(), |bytes: &[u8]| onkai_fuzz::run("mat", bytes));
