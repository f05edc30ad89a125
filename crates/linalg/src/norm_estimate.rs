//! The 1-norm of a matrix that is known by its products only.

use num_traits::{Float, Zero};
use onkai_core::Real;

use crate::scalar::LinalgScalar;

/// Products that are taken at most before the search stops.
const MAX_ITER: usize = 5;

/// A lower bound of the 1-norm, nearly always within a factor of 3 and mostly exact; NaN if a product
/// has NaN.
///
/// `apply` multiplies a vector by the matrix, `apply_adjoint` by its conjugate transpose.
///
/// N. J. Higham, "FORTRAN codes for estimating the one-norm of a real or complex matrix",
/// ACM Trans. Math. Softw. 14 (1988), algorithm 4.1, doi:10.1145/50063.214386.
pub(crate) fn norm_estimate<T: LinalgScalar>(
    n: usize,
    apply: impl Fn(&[T]) -> Vec<T>,
    apply_adjoint: impl Fn(&[T]) -> Vec<T>,
) -> T::Real {
    if n == 0 {
        return T::Real::zero();
    }
    let even = T::from_real(T::Real::of_usize(n).recip());
    let mut y = apply(&vec![even; n]);
    let mut estimate = norm(&y);
    let mut last = None;
    for _ in 0..MAX_ITER {
        // The direction in which the norm grows fastest from here.
        let gradient = apply_adjoint(&signs(&y));
        let steepest =
            (1..n).fold(
                0,
                |best, i| {
                    if gradient[best].modulus() < gradient[i].modulus() { i } else { best }
                },
            );
        if last == Some(steepest) {
            break;
        }
        last = Some(steepest);
        let mut unit = vec![T::zero(); n];
        unit[steepest] = T::one();
        y = apply(&unit);
        let next = norm(&y);
        if next <= estimate {
            break;
        }
        estimate = next;
    }
    // A vector with alternating signs guards against matrices that cancel everything above.
    let alternating: Vec<_> = (0..n)
        .map(|i| {
            let size = 1.0 + i as f64 / (n.max(2) - 1) as f64;
            T::from_real(T::Real::of(if i % 2 == 0 { size } else { -size }))
        })
        .collect();
    let guard = norm(&apply(&alternating)) * T::Real::of(2.0) / T::Real::of_usize(3 * n);
    if estimate.is_nan() || guard.is_nan() { T::Real::nan() } else { estimate.max(guard) }
}

fn norm<T: LinalgScalar>(x: &[T]) -> T::Real {
    x.iter().map(|v| v.modulus()).sum()
}

fn signs<T: LinalgScalar>(x: &[T]) -> Vec<T> {
    let sign = |v: &T| {
        let size = v.modulus();
        if size == T::Real::zero() { T::one() } else { v.scale(size.recip()) }
    };
    x.iter().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, ArrayView1};

    use super::*;

    fn estimate(a: &Array2<f64>) -> f64 {
        norm_estimate(
            a.nrows(),
            |x| a.dot(&ArrayView1::from(x)).to_vec(),
            |x| a.t().dot(&ArrayView1::from(x)).to_vec(),
        )
    }

    #[test]
    fn estimates_are_close_and_never_above() {
        for seed in 0..20 {
            let a = Array2::from_shape_fn((30, 30), |(i, j)| {
                ((seed + 31 * i + 17 * j * j) as f64).sin()
            });
            let exact = a.mapv(f64::abs).sum_axis(ndarray::Axis(0));
            let exact = exact.iter().copied().fold(0.0, f64::max);
            let value = estimate(&a);
            assert!(value <= exact * (1.0 + 1e-14) && exact <= 3.0 * value, "{value} of {exact}");
        }
        assert_eq!(estimate(&Array2::from_diag(&Array1::from_vec(vec![1.0, -7.0, 3.0]))), 7.0);
        assert_eq!(estimate(&Array2::zeros((0, 0))), 0.0);
    }
}
