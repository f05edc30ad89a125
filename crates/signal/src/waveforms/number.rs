//! The check that parameters of waveforms share.

use onkai_core::{Error, Result};

/// Refuses a NaN or an infinity.
pub(super) fn check_number(name: &'static str, value: f64) -> Result<()> {
    if value.is_finite() { Ok(()) } else { Err(Error::parameter(name, value, "finite")) }
}
