//! The checks that the interpolators begin with.

use ndarray::{ArrayRef, ArrayRef1, RemoveAxis};
use onkai_core::{Error, Real, Result, check_finite};

use crate::layout::Layout;

/// Abscissae: finite, strictly ascending, `least` of them or more.
pub(crate) fn check_abscissae<T: Real>(
    name: &'static str,
    x: &ArrayRef1<T>,
    least: usize,
) -> Result<()> {
    if x.len() < least {
        return Err(Error::TooShort { name, expected: least, actual: x.len() });
    }
    check_finite(name, x)?;
    let ascends = x.iter().zip(x.iter().skip(1)).all(|(a, b)| a < b);
    if ascends { Ok(()) } else { Err(Error::Values { name, requirement: "be strictly ascending" }) }
}

/// Values that belong to `n` points: as many along the axis, and finite.
pub(crate) fn check_values<T: Real, D: RemoveAxis>(
    name: &'static str,
    y: &ArrayRef<T, D>,
    layout: &Layout<D>,
    n: usize,
) -> Result<()> {
    layout.check(name, y, n)?;
    check_finite(name, y)
}

/// Weights: one for each of `n` points, finite and none negative.
pub(crate) fn check_weights<T: Real>(w: Option<&[T]>, n: usize) -> Result<()> {
    let Some(w) = w else { return Ok(()) };
    if w.len() != n {
        return Err(Error::Shape { name: "weights", expected: vec![n], actual: vec![w.len()] });
    }
    if let Some(index) = w.iter().position(|w| !w.is_finite()) {
        return Err(Error::NotFinite { name: "weights", index, value: w[index].as_f64() });
    }
    if w.iter().any(|w| *w < T::zero()) {
        return Err(Error::Values { name: "weights", requirement: "not be negative" });
    }
    Ok(())
}

/// Points within a range; NaN is refused, too.
pub(crate) fn check_bounds<T: Real>(
    name: &'static str,
    x: impl IntoIterator<Item = T>,
    (low, high): (T, T),
) -> Result<()> {
    let outside = |x: &T| !(low <= *x && *x <= high);
    match x.into_iter().enumerate().find(|(_, x)| outside(x)) {
        None => Ok(()),
        Some((index, x)) => {
            let (value, low, high) = (x.as_f64(), low.as_f64(), high.as_f64());
            Err(Error::OutOfBounds { name, index, value, low, high })
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn what_is_wrong_with_abscissae_is_told() {
        let message = |x: &[f64]| {
            check_abscissae("x", &ndarray::Array1::from(x.to_vec()), 2).unwrap_err().to_string()
        };
        assert_eq!(message(&[1.0]), "`x` has length 1, but needs at least 2");
        assert_eq!(message(&[1.0, 1.0]), "`x` must be strictly ascending");
        assert_eq!(message(&[2.0, 1.0]), "`x` must be strictly ascending");
        assert_eq!(message(&[1.0, f64::NAN]), "`x` is not finite: element 1 is NaN");
    }

    #[test]
    fn the_first_point_out_of_bounds_is_told() {
        let error = check_bounds("x", array![0.5, 3.0, 4.0], (0.0, 1.0)).unwrap_err();
        let expected = "`x` is out of bounds: element 1 is 3, but must lie in [0, 1]";
        assert_eq!(error.to_string(), expected);
        assert!(check_bounds("x", array![f64::NAN], (0.0, 1.0)).is_err());
    }
}
