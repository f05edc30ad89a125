//! Eigenvalues and vectors of small general matrices, by way of the Schur form.

use crate::backend::{EigParts, NotConverged};
use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;
use crate::schur::{eigenvalues_of_schur, vectors_of_schur};

/// See `Backend::eig`.
pub(crate) fn eig<T: LinalgScalar>(
    a: ColMajor<T>,
    left: bool,
    right: bool,
) -> Result<EigParts<T>, NotConverged> {
    let n = a.n_rows();
    let (mut t, mut z) = super::hessenberg(a, left || right);
    T::schur_of_hessenberg(&mut t, &mut z)?;
    let (re, im) = eigenvalues_of_schur(&t);
    let none = || ColMajor::zeros(n, 0);
    let left = if left { vectors_of_schur(&t, &z, true) } else { none() };
    let right = if right { vectors_of_schur(&t, &z, false) } else { none() };
    Ok(EigParts { re, im, left, right })
}
