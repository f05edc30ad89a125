//! `cargo fuzz run npy`: see `onkai_fuzz::run`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: onkai_fuzz::prepare(), |bytes: &[u8]| onkai_fuzz::run("npy", bytes));
