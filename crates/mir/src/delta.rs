//! Slopes of features over time.
//!
//! Counterpart of `librosa.feature.delta`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Error, Real, Result, check_finite};
use onkai_signal::{SavgolMode, SavgolOptions, savgol_filter};

/// The local slope (or a higher derivative) of `x` along its last axis, a unit being a frame.
///
/// A polynomial of degree `polyorder` is fitted to `width` frames around each (Savitzky and Golay), and
/// its derivative of order `order` taken.
///
/// # Shapes
///
/// Returns the shape of `x`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`] when there are fewer
/// frames than `width` in mode [`Interp`](SavgolMode::Interp), [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::{DeltaOptions, delta};
///
/// let ramp = Array2::from_shape_fn((2, 20), |(c, t)| (c + 3 * t) as f64);
/// let slope = delta(&ramp, &DeltaOptions::default())?;
/// assert!(slope.iter().all(|s| (s - 3.0).abs() < 1e-12));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The axis is the last one; transpose for another. NaN is refused.
pub fn delta<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    options: &DeltaOptions<F>,
) -> Result<Array<F, D>> {
    let DeltaOptions { width, order, polyorder, mode } = *options;
    if width < 3 || width % 2 == 0 {
        return Err(Error::parameter("width", width as f64, "odd and at least 3"));
    }
    if order == 0 || width <= order {
        return Err(Error::parameter("order", order as f64, "at least 1 and less than `width`"));
    }
    let degree = polyorder.unwrap_or(order);
    if degree < order || width <= degree {
        let requirement = "at least `order` and less than `width`";
        return Err(Error::parameter("polyorder", degree as f64, requirement));
    }
    check_finite("x", x)?;
    let savgol = SavgolOptions { deriv: order, mode, ..Default::default() };
    savgol_filter(x, Axis(x.ndim().saturating_sub(1)), width, degree, &savgol)
}

/// Options of [`delta`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DeltaOptions<F> {
    /// Frames to which a polynomial is fitted; odd, at least 3. Default: `9`.
    pub width: usize,
    /// Which derivative; at least 1. Default: `1`.
    pub order: usize,
    /// Degree of the polynomial; at least `order`. Default: `None`, meaning `order`.
    pub polyorder: Option<usize>,
    /// What stands beyond the ends. Default: [`SavgolMode::Interp`].
    pub mode: SavgolMode<F>,
}

impl<F> Default for DeltaOptions<F> {
    fn default() -> Self {
        Self { width: 9, order: 1, polyorder: None, mode: SavgolMode::Interp }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;

    use super::*;

    #[test]
    fn bad_options_are_named() {
        let x = Array1::<f32>::zeros(20);
        let run = |width, order| delta(&x, &DeltaOptions { width, order, ..Default::default() });
        for width in [0, 1, 4] {
            assert!(matches!(run(width, 1), Err(Error::Parameter { name: "width", .. })));
        }
        for order in [0, 5] {
            assert!(matches!(run(5, order), Err(Error::Parameter { name: "order", .. })));
        }
        assert!(matches!(run(21, 1), Err(Error::TooShort { .. })));
        for polyorder in [Some(1), Some(9)] {
            let options = DeltaOptions { order: 2, polyorder, ..Default::default() };
            let error = delta(&x, &options).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "polyorder", .. }));
        }
        let nan = delta(&(x / 0.0), &DeltaOptions::default()).unwrap_err();
        assert!(matches!(nan, Error::NotFinite { name: "x", .. }));
        let one = Array1::<f64>::ones(1);
        assert!(matches!(delta(&one, &DeltaOptions::default()), Err(Error::TooShort { .. })));
        let options = DeltaOptions { mode: SavgolMode::Nearest, ..Default::default() };
        assert_eq!(delta(&one, &options).unwrap(), Array1::zeros(1));
        assert!(delta(&Array1::<f64>::zeros(0), &options).is_err());
    }
}
