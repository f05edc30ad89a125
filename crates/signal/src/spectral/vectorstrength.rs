//! How well events keep to a period.
//!
//! Counterpart of `scipy.signal.vectorstrength`.

use ndarray::ArrayRef1;
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar, check_finite, check_positive};

/// The length and angle of the mean of the events' directions on a circle of the given period.
///
/// # Shapes
///
/// `events`: `[n]`, times in the unit of `period`.
///
/// # Errors
///
/// [`Error::TooShort`] when there are no events, [`Error::NotFinite`], and [`Error::Parameter`] when
/// `period` is not positive and finite.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let v = onkai_signal::vectorstrength(&array![0.25, 2.25, 5.25], 1.0)?;
/// assert!((v.strength - 1.0_f64).abs() < 1e-12);
/// assert!((v.phase - std::f64::consts::FRAC_PI_2).abs() < 1e-12);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// One period a call.
///
/// # References
///
/// J. L. van Hemmen, A. Longtin, A. N. Vollmayr, "Testing resonating vector strength", Chaos 21, 2011.
/// <https://doi.org/10.1063/1.3670512>
pub fn vectorstrength<F: Real>(events: &ArrayRef1<F>, period: f64) -> Result<VectorStrength<F>> {
    if events.is_empty() {
        return Err(Error::TooShort { name: "events", expected: 1, actual: 0 });
    }
    check_positive("period", period)?;
    check_finite("events", events)?;
    let direction = |time: &F| {
        // Whole periods are taken off before the angle loses digits to them.
        let turns = time.as_f64() / period;
        Complex::cis((turns - turns.floor()) * std::f64::consts::TAU)
    };
    let mean = events.iter().map(direction).sum::<Complex<f64>>().scale(1.0 / events.len() as f64);
    Ok(VectorStrength { strength: F::of(mean.modulus()), phase: F::of(mean.im.atan2(mean.re)) })
}

/// What [`vectorstrength`] returns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VectorStrength<F> {
    /// 1 if all events fall on one phase, 0 if they are spread evenly.
    pub strength: F,
    /// The mean phase, in radians from -π to π.
    pub phase: F,
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        assert!(vectorstrength(&Array1::<f64>::zeros(0), 1.0).is_err());
        assert!(vectorstrength(&array![1.0], 0.0).is_err());
        assert!(vectorstrength(&array![f64::NAN], 1.0).is_err());
    }
}
