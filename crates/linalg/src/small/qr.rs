//! QR by reflections one at a time.

use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

use super::reflector::Reflector;

/// `a = q · r`; see `Backend::qr`.
pub(crate) fn qr<T: LinalgScalar>(mut a: ColMajor<T>, n_q: usize) -> (ColMajor<T>, ColMajor<T>) {
    let (m, n) = (a.n_rows(), a.n_cols());
    let k = m.min(n);
    let mut reflectors = vec![Reflector::default(); k];
    for j in 0..k {
        reflectors[j] = Reflector::of(&mut a.col_mut(j)[j..]);
        for l in j + 1..n {
            let [v, column] = a.two_cols_mut(j, l);
            reflectors[j].apply_adjoint(&v[j + 1..], &mut column[j..]);
        }
    }
    let mut q = ColMajor::identity(m, n_q);
    if n_q > 0 {
        for (j, reflector) in reflectors.iter().enumerate().rev() {
            let tail = &a.col(j)[j + 1..];
            // Columns further left are still unit vectors above row `j`.
            for l in j..n_q {
                reflector.apply(tail, &mut q.col_mut(l)[j..]);
            }
        }
    }
    let n_rows = if n_q == 0 { k } else { n_q };
    let mut r = ColMajor::zeros(n_rows, n);
    for j in 0..n {
        let top = (j + 1).min(n_rows);
        r.col_mut(j)[..top].copy_from_slice(&a.col(j)[..top]);
    }
    (q, r)
}
