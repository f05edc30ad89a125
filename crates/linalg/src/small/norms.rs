//! Norms of slices and matrices.

use num_traits::{Float, Zero};

use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// The Euclidean norm, also where squares overflow or vanish.
pub(crate) fn norm2<T: LinalgScalar>(x: &[T]) -> T::Real {
    let sum = x.iter().fold(T::Real::zero(), |sum, v| sum + v.modulus_squared());
    let tiny = T::Real::min_positive_value() / T::Real::epsilon();
    if tiny < sum && sum.is_finite() {
        return sum.sqrt();
    }
    let largest = x.iter().fold(T::Real::zero(), |m, v| m.max(v.re().abs()).max(v.im().abs()));
    if largest == T::Real::zero() || !largest.is_finite() {
        return largest;
    }
    let sum = x.iter().fold(T::Real::zero(), |sum, v| {
        let (re, im) = (v.re() / largest, v.im() / largest);
        sum + re * re + im * im
    });
    largest * sum.sqrt()
}

/// The largest sum of moduli of a column.
pub(crate) fn norm_1<T: LinalgScalar>(a: &ColMajor<T>) -> T::Real {
    let sum_of = |j| a.col(j).iter().fold(T::Real::zero(), |sum, v| sum + v.modulus());
    (0..a.n_cols()).map(sum_of).fold(T::Real::zero(), Float::max)
}
