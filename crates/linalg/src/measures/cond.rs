//! How much a matrix enlarges errors.
//!
//! Counterpart of `numpy.linalg.cond`.

use ndarray::ArrayRef2;
use num_traits::{Float, Zero};
use onkai_core::{Error, Result, check_finite};

use super::norm::{NormOrder, norm};
use crate::check::order_of;
use crate::inv::inv;
use crate::scalar::LinalgScalar;
use crate::svd::svdvals;

/// The condition number of a matrix: `‖A‖ ‖A⁻¹‖`, infinite for a singular one.
///
/// In the 2-norm it is the ratio of the largest and the smallest singular value ([`NormOrder::NegL2`]: of
/// the smallest and the largest), which rectangular matrices have, too.
///
/// # Shapes
///
/// `a`: `[m, n]`, neither zero; `m = n` but for the 2-norm.
///
/// # Errors
///
/// [`Error::TooShort`] when `a` is empty, [`Error::NotSquare`], [`Error::NotFinite`], and those of
/// [`norm`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{NormOrder, cond};
/// assert_eq!(cond(&array![[4.0, 0.0_f64], [0.0, -2.0]], NormOrder::L1)?, 2.0);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn cond<T: LinalgScalar>(a: &ArrayRef2<T>, order: NormOrder) -> Result<T::Real> {
    if a.is_empty() {
        return Err(Error::TooShort { name: "a", expected: 1, actual: 0 });
    }
    check_finite("a", a)?;
    let by_singular_values = match order {
        NormOrder::L2 | NormOrder::NegL2 => true,
        NormOrder::P(p) => p.abs() == 2.0,
        _ => false,
    };
    if by_singular_values {
        let s = svdvals(a)?;
        let (largest, smallest) = (s[0], s[s.len() - 1]);
        let is_inverted = matches!(order, NormOrder::NegL2 | NormOrder::P(-2.0));
        let (over, under) = if is_inverted { (smallest, largest) } else { (largest, smallest) };
        // The zero matrix: singular, whatever the ratio.
        return Ok(if under == T::Real::zero() { T::Real::infinity() } else { over / under });
    }
    order_of("a", a)?;
    let size = norm(a, order)?;
    match inv(a) {
        Ok(inverse) if inverse.iter().all(|v| v.is_all_finite()) => {
            Ok(size * norm(&inverse, order)?)
        }
        Ok(_) | Err(Error::Singular { .. }) => Ok(T::Real::infinity()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn singular_matrices_have_infinite_condition() {
        let a = array![[1.0, 2.0], [2.0, 4.0]];
        for order in [NormOrder::L1, NormOrder::Inf, NormOrder::Frobenius] {
            assert_eq!(cond(&a, order), Ok(f64::INFINITY));
        }
        assert_eq!(cond(&Array2::<f64>::zeros((2, 2)), NormOrder::L2), Ok(f64::INFINITY));
    }

    #[test]
    fn rectangles_have_one_in_the_2_norm_only() {
        let a = array![[3.0_f64, 0.0], [0.0, 1.0], [0.0, 0.0]];
        assert!((cond(&a, NormOrder::P(2.0)).unwrap() - 3.0_f64).abs() < 1e-14);
        assert!((cond(&a, NormOrder::NegL2).unwrap() - 1.0_f64 / 3.0).abs() < 1e-14);
        assert!(matches!(cond(&a, NormOrder::L1), Err(Error::NotSquare { .. })));
        let none = Array2::<f64>::zeros((0, 0));
        assert!(matches!(cond(&none, NormOrder::L2), Err(Error::TooShort { .. })));
    }
}
