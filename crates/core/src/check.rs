//! The checks that most functions begin with.

use ndarray::{ArrayRef, Dimension};

use crate::error::{Error, Result};
use crate::scalar::{Real, Scalar};
use crate::sums::sum_of;

/// Refuses an array with NaN or infinite elements.
///
/// # Errors
///
/// [`Error::NotFinite`] with the first such element.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert!(onkai_core::check_finite("x", &array![1.0, 2.0]).is_ok());
/// let error = onkai_core::check_finite("x", &array![1.0, f64::NAN]).unwrap_err();
/// assert_eq!(error.to_string(), "`x` is not finite: element 1 is NaN");
/// ```
pub fn check_finite<T: Scalar, D: Dimension>(name: &'static str, x: &ArrayRef<T, D>) -> Result<()> {
    // A sum is finite only if every term is, and adds up several times faster than a search; a sum
    // of finite terms may overflow, so the search has the last word.
    let sum = match x.as_slice_memory_order() {
        Some(elements) => sum_of(elements, |v| v),
        None => x.sum(),
    };
    if sum.is_all_finite() {
        return Ok(());
    }
    let parts = x.iter().map(|v| v.non_finite_part()).enumerate();
    match { parts }.find_map(|(index, part)| Some((index, part?))) {
        Some((index, part)) => Err(Error::NotFinite { name, index, value: part.as_f64() }),
        None => Ok(()),
    }
}

/// Refuses a scalar option that is not positive and finite.
///
/// # Errors
///
/// [`Error::Parameter`].
pub fn check_positive(name: &'static str, value: f64) -> Result<()> {
    if value.is_finite() && 0.0 < value {
        Ok(())
    } else {
        Err(Error::parameter(name, value, "positive and finite"))
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};
    use num_complex::Complex;

    use super::*;

    #[test]
    fn a_sum_that_overflows_is_still_finite_data() {
        assert_eq!(check_finite("x", &Array1::from_elem(9, f32::MAX)), Ok(()));
    }

    #[test]
    fn infinities_that_cancel_are_found() {
        let error = check_finite("x", &array![0.0, f64::INFINITY, f64::NEG_INFINITY]).unwrap_err();
        assert_eq!(error, Error::NotFinite { name: "x", index: 1, value: f64::INFINITY });
    }

    #[test]
    fn the_offending_part_is_told() {
        let x = array![Complex::new(1.0_f32, 0.0), Complex::new(2.0, f32::INFINITY)];
        let error = check_finite("x", &x).unwrap_err();
        assert_eq!(error, Error::NotFinite { name: "x", index: 1, value: f64::INFINITY });
    }

    #[test]
    fn zero_negative_and_nan_are_not_positive() {
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(check_positive("sample_rate", bad).is_err());
        }
    }
}
