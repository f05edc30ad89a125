//! By how much a filter delays each frequency.
//!
//! Counterpart of `scipy.signal.group_delay`.

use std::f64::consts::TAU;

use ndarray::{Array1, ArrayRef1};
use num_complex::Complex;
use onkai_core::{Error, Real, Result};
use onkai_linalg::LinalgScalar;

use crate::iir::evaluate;
use crate::response::digital::{FreqzOptions, reversed, wide};

/// The group delay of a digital filter, in samples: minus the derivative of the phase.
///
/// Where the response is zero, and the delay thus has no value, it is set to 0.
///
/// # Shapes
///
/// `b`: `[M+1]`, `a`: `[N+1]`.
///
/// # Errors
///
/// As [`freqz`](crate::freqz).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::{FreqzOptions, group_delay};
/// let delay = group_delay(&array![1.0, 2.0, 1.0], &array![1.0], &FreqzOptions::default())?;
/// assert!(delay.delay.iter().all(|d: &f64| (d - 1.0).abs() < 1e-9));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// R. G. Lyons, "Understanding Digital Signal Processing", 3rd ed., 2010, p. 830.
pub fn group_delay<T: LinalgScalar>(
    b: &ArrayRef1<T>,
    a: &ArrayRef1<T>,
    options: &FreqzOptions,
) -> Result<GroupDelay<T::Real>> {
    let (b, a) = (wide("b", b)?, wide("a", a)?);
    if a.iter().all(|a| *a == Complex::ZERO) {
        let requirement = "not be zero everywhere";
        return Err(Error::Values { name: "a", requirement });
    }
    // b / a has the phase of b times the conjugate of a, which is a polynomial but for a delay of
    // N samples; of a polynomial the delay is the mean of the powers, each weighted by its term.
    let mut all = vec![Complex::ZERO; b.len() + a.len() - 1];
    for (i, b) in b.iter().enumerate() {
        for (k, a) in a.iter().rev().enumerate() {
            all[i + k] += b * a.conj();
        }
    }
    let ramped: Vec<_> = all.iter().enumerate().map(|(i, c)| c * i as f64).collect();
    let (all, ramped) = (reversed(&all), reversed(&ramped));
    let angles = options.angles()?;
    let extra = (a.len() - 1) as f64;
    let delay = angles.mapv(|w| {
        let z = Complex::from_polar(1.0, -w);
        let delay = (evaluate(&ramped, z) / evaluate(&all, z)).re - extra;
        T::Real::of(if delay.is_finite() { delay } else { 0.0 })
    });
    Ok(GroupDelay { w: angles.mapv(|w| T::Real::of(w * (options.sample_rate / TAU))), delay })
}

/// What [`group_delay`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupDelay<F> {
    /// The frequencies, in the unit of the sample rate.
    pub w: Array1<F>,
    /// The delay at each, in samples.
    pub delay: Array1<F>,
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::response::digital::FreqzPoints;

    #[test]
    fn no_response_has_no_delay() {
        let options = FreqzOptions { points: FreqzPoints::At(vec![0.0]), ..Default::default() };
        let delay = group_delay(&array![1.0, -1.0], &array![1.0], &options).unwrap();
        assert_eq!(delay.delay, array![0.0]);
    }

    #[test]
    fn unfit_arguments_are_refused() {
        let (one, none) = (array![1.0], Array1::<f64>::zeros(0));
        let options = FreqzOptions::default();
        assert!(group_delay(&none, &one, &options).is_err());
        assert!(group_delay(&one, &none, &options).is_err());
        assert!(group_delay(&one, &array![0.0], &options).is_err());
        assert!(group_delay(&array![f64::NAN], &one, &options).is_err());
    }
}
