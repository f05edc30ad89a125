//! Cholesky's factor without blocks.

use num_traits::{Float, Zero};

use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// Cholesky's factor in the lower triangle; see `Backend::cholesky_in_place`.
pub(crate) fn cholesky_in_place<T: LinalgScalar>(a: &mut ColMajor<T>) -> Result<(), usize> {
    let n = a.n_rows();
    for k in 0..n {
        let head = a[(k, k)].re();
        if head <= T::Real::zero() || head.is_nan() {
            return Err(k + 1);
        }
        let root = head.sqrt();
        let inverse = root.recip();
        let column = &mut a.col_mut(k)[k..];
        column[0] = T::from_real(root);
        column[1..].iter_mut().for_each(|v| *v = v.scale(inverse));
        for j in k + 1..n {
            let [factors, column] = a.two_cols_mut(k, j);
            let top = factors[j].conj();
            for (v, factor) in column[j..].iter_mut().zip(&factors[j..]) {
                *v -= *factor * top;
            }
        }
    }
    Ok(())
}
