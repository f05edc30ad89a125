//! The matrix sign function.
//!
//! Counterpart of `scipy.linalg.signm`.

use ndarray::{Array2, ArrayRef2, s};
use num_traits::{Float, Zero};
use onkai_core::{Error, Real, Result, Scalar as _};

use super::reorder::reorder;
use super::schur_form::complex_schur;
use super::triangular::{Division, sylvester_triangular};
use super::value::from_complex;
use crate::check::finite_order;
use crate::scalar::LinalgScalar;

/// The sign of a square matrix: the eigenvalues become -1 left of the imaginary axis and 1 right of it,
/// the eigenvectors stay.
///
/// By the Schur form with the eigenvalues on the left first, and a Sylvester equation for what couples
/// both sides.
///
/// # Shapes
///
/// `a`: `[n, n]`. Returns the same.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::NotFinite`]; [`Error::Values`] when an eigenvalue lies on the imaginary
/// axis as far as rounding can tell.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let sign = onkai_linalg::signm(&array![[2.0_f64, 3.0], [0.0, -1.0]])?;
/// assert!((sign - array![[1.0, 2.0], [0.0, -1.0]]).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy takes zero for the sign of eigenvalues on the imaginary axis.
///
/// # References
///
/// N. J. Higham, *Functions of Matrices*, SIAM 2008, section 5.2.
pub fn signm<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Array2<T>> {
    let n = finite_order("a", a)?;
    let mut form = complex_schur(a)?;
    let size = form.t.iter().map(|v| v.modulus()).fold(T::Real::zero(), Float::max);
    let noise = T::Real::of_usize(n) * T::Real::epsilon() * size;
    if form.t.diag().iter().any(|v| v.re().abs() <= noise) {
        let requirement = "have no eigenvalue on the imaginary axis";
        return Err(Error::Values { name: "a", requirement });
    }
    let k = reorder(&mut form, |v: T::Complex| v.re() < T::Real::zero());
    let mut sign = Array2::<T::Complex>::eye(n);
    for v in sign.diag_mut().iter_mut().take(k) {
        *v = -*v;
    }
    // Sign and matrix commute: T₁ Y - Y T₂ = -2 T₁₂.
    let minus_two = -T::Real::of(2.0);
    let mut coupling = form.t.slice(s![..k, k..]).mapv(|v| v.scale(minus_two));
    let right = form.t.slice(s![k.., k..]).mapv(|v| -v);
    let division = Division { small: T::Real::zero(), negligible: None };
    sylvester_triangular(&form.t.slice(s![..k, ..k]), &right, &mut coupling, division)
        .expect("eigenvalues on both sides of the axis are apart");
    sign.slice_mut(s![..k, k..]).assign(&coupling);
    Ok(from_complex(&form.transform_back(sign)))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn the_axis_itself_has_no_sign() {
        let error = signm(&array![[0.0, 1.0], [-1.0, 0.0]]).unwrap_err();
        assert_eq!(error.to_string(), "`a` must have no eigenvalue on the imaginary axis");
        assert_eq!(signm(&Array2::<f64>::zeros((0, 0))).unwrap().len(), 0);
        assert_eq!(signm(&array![[-3.0_f32]]).unwrap(), array![[-1.0]]);
    }

    #[test]
    fn the_sign_is_its_own_inverse_and_commutes() {
        let a = Array2::from_shape_fn((9, 9), |(i, j)| ((5 * i + 3 * j * j + i * j) as f64).sin());
        let sign = signm(&a).unwrap();
        assert!((sign.dot(&sign) - Array2::<f64>::eye(9)).iter().all(|d: &f64| d.abs() < 1e-11));
        assert!((sign.dot(&a) - a.dot(&sign)).iter().all(|d: &f64| d.abs() < 1e-11));
    }
}
