//! Panics, which are bugs, told as errors.
//!
//! Decoders may stumble over a damaged file by panicking, too; `onkai_io` catches that and reports
//! the file. In both cases the message of the panic would say nothing to the user of a command.

use std::panic::{self, AssertUnwindSafe};

use anyhow::{Result, anyhow};

/// Keeps the messages of panics off the screen, unless `RUST_BACKTRACE` asks for them.
pub(crate) fn silence() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        panic::set_hook(Box::new(|_| {}));
    }
}

/// Does `work` on what is called `label`; a panic becomes an error.
pub(crate) fn caught<T>(label: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    // Safe to unwind: whatever `work` had in hand is dropped with it.
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(anyhow!("{label}: stopped by a bug in onkai; RUST_BACKTRACE=1 shows where"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_that_names_the_recording() {
        let error = caught("a.wav", || -> Result<()> { panic!("a bug") }).unwrap_err();
        assert!(error.to_string().starts_with("a.wav: stopped by a bug"), "{error}");
        assert_eq!(caught("a.wav", || Ok(1)).unwrap(), 1);
    }
}
