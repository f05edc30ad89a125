//! Steps and ramps.
//!
//! Counterpart of `numpy.heaviside`.

use onkai_core::Real;

/// Heaviside's step: 0 below 0, 1 above, `at_zero` at 0.
///
/// # Examples
///
/// ```
/// use onkai_special::heaviside;
/// assert_eq!([heaviside(-2.0, 0.5), heaviside(0.0, 0.5), heaviside(3.0, 0.5)], [0.0, 0.5, 1.0]);
/// ```
pub fn heaviside<F: Real>(x: F, at_zero: F) -> F {
    if x.is_nan() {
        x
    } else if x == F::zero() {
        at_zero
    } else {
        step(x)
    }
}

/// The unit step: 0 below 0, 1 from 0 on.
///
/// # Examples
///
/// ```
/// use onkai_special::step;
/// assert_eq!([step(-2.0), step(0.0), step(3.0)], [0.0, 1.0, 1.0]);
/// ```
pub fn step<F: Real>(x: F) -> F {
    if x.is_nan() {
        x
    } else if x < F::zero() {
        F::zero()
    } else {
        F::one()
    }
}

/// The ramp, the integral of [`step`]: 0 below 0, x from 0 on.
///
/// # Examples
///
/// ```
/// use onkai_special::ramp;
/// assert_eq!([ramp(-2.0), ramp(0.0), ramp(3.0)], [0.0, 0.0, 3.0]);
/// ```
pub fn ramp<F: Real>(x: F) -> F {
    if x < F::zero() { F::zero() } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_stays_nan() {
        for value in [heaviside(f64::NAN, 0.5), step(f64::NAN), ramp(f64::NAN)] {
            assert!(value.is_nan());
        }
    }
}
