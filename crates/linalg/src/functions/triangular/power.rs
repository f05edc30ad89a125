//! Fractional powers of triangular matrices.

use ndarray::{Array2, ArrayRef2};
use num_complex::Complex;
use num_traits::Float;
use onkai_core::Real;

use super::gaps::{power_divided_difference, powf};
use super::roots::{Reduced, reduce};
use crate::backend::Triangle;
use crate::col_major::ColMajor;
use crate::kernels::solve_triangle;
use crate::product::matmul;
use crate::scalar::LinalgScalar;

/// Up to which norm of `X` the Padé approximant of degree 1 … 7 of `(1 - x)ᵖ`, any `p` in (-1, 1), is
/// exact in double precision: Higham & Lin (2011), table 3.1.
const THETAS: [f64; 7] = [1.51e-5, 2.24e-3, 1.88e-2, 6.04e-2, 1.24e-1, 2.00e-1, 2.79e-1];

/// The principal power `p`, `-1 < p < 1`, of an upper triangular matrix without eigenvalue zero.
///
/// A real type must hold positive eigenvalues only. `None` if there is no such power.
///
/// N. J. Higham, L. Lin, "An improved Schur-Padé algorithm for fractional powers of a matrix and their
/// Fréchet derivatives", SIAM J. Matrix Anal. Appl. 34 (2013), doi:10.1137/130906118.
pub(crate) fn power_triangular<T: LinalgScalar>(t: &ArrayRef2<T>, p: T::Real) -> Option<Array2<T>> {
    let n = t.nrows();
    if n < 2 {
        let mut value = Array2::zeros((n, n));
        restore_diagonals(t, p, &mut value);
        return Some(value);
    }
    let reduced = reduce(t, &THETAS)?;
    let n_roots = reduced.n_roots;
    let mut value = pade(reduced, p);
    let at = |i: i32| p * T::Real::of(0.5).powi(i);
    restore_diagonals(t, at(n_roots), &mut value);
    for i in (0..n_roots).rev() {
        value = matmul(&value, &value);
        restore_diagonals(t, at(i), &mut value);
    }
    Some(value)
}

/// `(I + R)ᵖ` by the continued fraction of the Padé approximant, from its end.
fn pade<T: LinalgScalar>(reduced: Reduced<T>, p: T::Real) -> Array2<T> {
    let Reduced { r, degree, .. } = reduced;
    let shape = Triangle { lower: false, unit: false, transposed: false, conjugated: false };
    // Of (1 - x)ᵖ, so with -R for x.
    let term = |k: usize| {
        let c = fraction_constant(k, p);
        r.mapv(|v| v.scale(-c))
    };
    let mut y = term(2 * degree);
    for k in (1..2 * degree).rev() {
        for v in y.diag_mut() {
            *v += T::one();
        }
        let mut next = ColMajor::from_array(&term(k));
        solve_triangle(&ColMajor::from_array(&y), shape, &mut next);
        y = next.into_array();
    }
    for v in y.diag_mut() {
        *v += T::one();
    }
    y
}

/// The `k`th constant of the continued fraction of `(1 - x)ᵖ`: Higham & Lin (2011), section 4.
fn fraction_constant<R: Real>(k: usize, p: R) -> R {
    let j = R::of_usize(k / 2);
    let two = R::of(2.0);
    match k {
        1 => -p,
        _ if k.is_multiple_of(2) => (p - j) / (two * (two * j - R::one())),
        _ => (-p - j) / (two * (two * j + R::one())),
    }
}

/// Writes the main diagonal and the one above it of `Tᵖ`.
fn restore_diagonals<T: LinalgScalar>(t: &ArrayRef2<T>, p: T::Real, value: &mut ArrayRef2<T>) {
    let complex = |v: T| Complex::new(v.re(), v.im());
    for i in 0..t.nrows() {
        let power = powf(complex(t[[i, i]]), p);
        value[[i, i]] = T::from_parts(power.re, power.im);
        if 0 < i {
            let (a, b) = (complex(t[[i - 1, i - 1]]), complex(t[[i, i]]));
            let slope = power_divided_difference(a, b, p);
            value[[i - 1, i]] = t[[i - 1, i]] * T::from_parts(slope.re, slope.im);
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn a_jordan_block_has_the_taylor_coefficients() {
        let t = array![[4.0, 1.0, 0.0], [0.0, 4.0, 1.0], [0.0, 0.0, 4.0]];
        let root = power_triangular(&t, 0.5).unwrap();
        let expected = array![[2.0, 0.25, -1.0 / 64.0], [0.0, 2.0, 0.25], [0.0, 0.0, 2.0]];
        assert!((root - expected).iter().all(|d: &f64| d.abs() < 1e-15));
        assert_eq!(power_triangular(&array![[9.0]], 0.5).unwrap(), array![[3.0]]);
    }
}
