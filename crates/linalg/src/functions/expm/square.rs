//! What scaling and squaring needs of a square matrix.

use crate::scalar::LinalgScalar;

/// A square matrix, kept on the stack or on the heap.
pub(super) trait Square<T: LinalgScalar>: Clone {
    /// The matrix product.
    fn product(&self, other: &Self) -> Self;
    /// `Σ c M + diagonal · I` over pairs of coefficients and matrices, at least one.
    fn combination(terms: &[(T::Real, &Self)], diagonal: T::Real) -> Self;
    /// The product with a number.
    fn scaled(self, factor: T::Real) -> Self;
    /// `self⁻¹ · other`.
    fn solve(self, other: Self) -> Self;
    /// The norm by which growth is measured: the largest sum of absolute values of a row (or column,
    /// as the matrix may be transposed).
    fn norm(&self) -> T::Real;
    /// The norm of the product, or a close estimate.
    fn norm_of_product(&self, other: &Self) -> T::Real;
    /// The norm of the power `p` of the matrix of absolute values.
    fn norm_of_absolute_power(&self, p: usize) -> T::Real;
}
