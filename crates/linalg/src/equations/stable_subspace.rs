//! From a matrix with a stable half of eigenvalues to a solution of Riccati's equation.

use ndarray::{Array2, ArrayRef2, s};
use num_traits::{Float, Zero};
use onkai_core::{Real, Result, Scalar as _};

use crate::functions::{complex_schur, from_complex, reorder};
use crate::lu::{LuFactor, Transpose};
use crate::product::{adjoint, matmul};
use crate::scalar::LinalgScalar;

/// The matrix `X` for which the columns of `[I; X]` span the subspace of the eigenvalues of `w` left of
/// the imaginary axis. `None` if these are not half of all, or too close to the axis, or if there is no
/// such Hermitian `X`.
///
/// A. J. Laub, "A Schur method for solving algebraic Riccati equations", IEEE Trans. Autom. Control 24
/// (1979), doi:10.1109/TAC.1979.1102178.
pub(super) fn stable_graph<T: LinalgScalar>(w: &ArrayRef2<T>) -> Result<Option<Array2<T>>> {
    let m = w.nrows() / 2;
    let mut form = complex_schur(w)?;
    let size = form.t.iter().map(|v| v.modulus()).fold(T::Real::zero(), Float::max);
    let noise = size * T::Real::epsilon() * T::Real::of_usize(w.nrows());
    if form.t.diag().iter().any(|v| v.re().abs() <= noise) {
        return Ok(None);
    }
    if reorder(&mut form, |v: T::Complex| v.re() < T::Real::zero()) != m {
        return Ok(None);
    }
    let basis = form.z.unwrap_or_else(|| Array2::eye(2 * m));
    let (top, bottom) = (basis.slice(s![..m, ..m]), basis.slice(s![m.., ..m]));
    let factors = LuFactor::of(&adjoint(&top));
    if factors.rcond() <= T::Real::epsilon() {
        return Ok(None);
    }
    // Hermitian solutions have a Hermitian product of the halves.
    let overlap = matmul(&adjoint(&top), &bottom);
    let norm = |m: &Array2<T::Complex>| m.iter().map(|v| v.modulus_squared()).sum::<T::Real>();
    if T::Real::of(0.01) * norm(&overlap) < norm(&(&overlap - &adjoint(&overlap)))
        && T::Real::epsilon() < norm(&overlap)
    {
        return Ok(None);
    }
    let x = adjoint(&factors.solve(&adjoint(&bottom), Transpose::No)?);
    let half = T::Real::of(0.5);
    Ok(Some(from_complex(&(&x + &adjoint(&x)).mapv(|v| v.scale(half)))))
}
