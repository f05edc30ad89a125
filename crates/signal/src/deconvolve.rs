//! Division of polynomials, which undoes a convolution.
//!
//! Counterpart of `scipy.signal.deconvolve`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result, Scalar, check_finite};

use crate::lfilter::LinearFilter;

/// The quotient and remainder of `signal` by `divisor`, as polynomials:
/// `signal = divisor * quotient + remainder`, `*` being the convolution.
///
/// # Shapes
///
/// `signal`: `[n]`, `divisor`: `[m]`. The quotient is `[n - m + 1]`, or empty where the divisor is
/// longer; the remainder `[n]`.
///
/// # Errors
///
/// [`Error::TooShort`] when either is empty, [`Error::Values`] when `divisor` begins with a zero,
/// [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let divided = onkai_signal::deconvolve(&array![2.0, 5.0, 3.0, 1.0], &array![2.0, 1.0])?;
/// assert_eq!(divided.quotient, array![1.0, 2.0, 0.5]);
/// assert_eq!(divided.remainder, array![0.0, 0.0, 0.0, 0.5]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn deconvolve<T: Scalar>(
    signal: &ArrayRef1<T>,
    divisor: &ArrayRef1<T>,
) -> Result<Deconvolved<T>> {
    for (name, array) in [("signal", signal), ("divisor", divisor)] {
        if array.is_empty() {
            return Err(Error::TooShort { name, expected: 1, actual: 0 });
        }
        check_finite(name, array)?;
    }
    if divisor[0] == T::zero() {
        let requirement = "begin with a coefficient that is not zero";
        return Err(Error::Values { name: "divisor", requirement });
    }
    let Some(n_quotient) = (signal.len() + 1).checked_sub(divisor.len()).filter(|&n| 0 < n) else {
        return Ok(Deconvolved { quotient: Array1::default(0), remainder: signal.to_owned() });
    };
    // The quotient is what the filter `1 / divisor` makes of the signal.
    let mut filter = LinearFilter::new(&Array1::from_elem(1, T::one()), divisor)?;
    let quotient = filter.run(&signal.slice(ndarray::s![..n_quotient]));
    let mut remainder = signal.to_owned();
    for (i, &q) in quotient.iter().enumerate() {
        for (k, &d) in divisor.iter().enumerate() {
            remainder[i + k] -= q * d;
        }
    }
    Ok(Deconvolved { quotient, remainder })
}

/// What [`deconvolve`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Deconvolved<T> {
    /// The quotient.
    pub quotient: Array1<T>,
    /// What is left, as long as the signal.
    pub remainder: Array1<T>,
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_arrays_are_named() {
        let none: Array1<f64> = array![];
        let message = |signal: &Array1<f64>, divisor: &Array1<f64>| {
            deconvolve(signal, divisor).unwrap_err().to_string()
        };
        assert_eq!(message(&none, &array![1.0]), "`signal` has length 0, but needs at least 1");
        assert_eq!(message(&array![1.0], &none), "`divisor` has length 0, but needs at least 1");
        assert!(message(&array![1.0], &array![0.0, 1.0]).starts_with("`divisor` must begin"));
        assert!(message(&array![f64::NAN], &array![1.0]).contains("not finite"));
    }

    #[test]
    fn a_longer_divisor_leaves_all() {
        let done = deconvolve(&array![1.0, 2.0], &array![1.0, 2.0, 3.0]).unwrap();
        assert_eq!((done.quotient.len(), done.remainder), (0, array![1.0, 2.0]));
    }
}
