//! Which axis of a signal is time.

use ndarray::{ArrayRef, Axis, Dimension};
use onkai_core::{Error, Result};

/// The last axis of a signal, which must hold something.
pub(crate) fn time_axis<T, D: Dimension>(name: &'static str, y: &ArrayRef<T, D>) -> Result<Axis> {
    if y.ndim() == 0 || y.is_empty() {
        return Err(Error::TooShort { name, expected: 1, actual: 0 });
    }
    Ok(Axis(y.ndim() - 1))
}
