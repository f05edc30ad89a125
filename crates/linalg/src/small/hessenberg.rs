//! Hessenberg form by reflections one at a time.

use super::reflector::Reflector;
use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// `a = q · h · q^H`; `q` has no columns if it is not wanted.
pub(crate) fn hessenberg<T: LinalgScalar>(
    mut a: ColMajor<T>,
    want_q: bool,
) -> (ColMajor<T>, ColMajor<T>) {
    let n = a.n_rows();
    let mut q = ColMajor::identity(n, if want_q { n } else { 0 });
    let n_steps = n.saturating_sub(2);
    let mut reflectors = vec![Reflector::default(); n_steps];
    let mut row_sums = vec![T::zero(); n];
    for k in 0..n_steps {
        let reflector = Reflector::of(&mut a.col_mut(k)[k + 1..]);
        reflectors[k] = reflector;
        for j in k + 1..n {
            let [v, column] = a.two_cols_mut(k, j);
            reflector.apply_adjoint(&v[k + 2..], &mut column[k + 1..]);
        }
        from_the_right(&mut a, reflector, k, &mut row_sums);
    }
    if want_q {
        for (k, reflector) in reflectors.iter().enumerate().rev() {
            let tail = &a.col(k)[k + 2..];
            for j in k + 1..n {
                reflector.apply(tail, &mut q.col_mut(j)[k + 1..]);
            }
        }
    }
    for j in 0..n {
        let below = (j + 2).min(n);
        a.col_mut(j)[below..].fill(T::zero());
    }
    (a, q)
}

/// `a ← a · H`, where `v` of `H` stands in column `k` of `a` below row `k + 1`.
fn from_the_right<T: LinalgScalar>(
    a: &mut ColMajor<T>,
    reflector: Reflector<T>,
    k: usize,
    sums: &mut [T],
) {
    let n = a.n_rows();
    sums.copy_from_slice(a.col(k + 1));
    for j in k + 2..n {
        let v = a[(j, k)];
        for (sum, x) in sums.iter_mut().zip(a.col(j)) {
            *sum += *x * v;
        }
    }
    for sum in &mut *sums {
        *sum *= reflector.tau();
    }
    for j in k + 1..n {
        let v = if j == k + 1 { T::one() } else { a[(j, k)].conj() };
        for (x, sum) in a.col_mut(j).iter_mut().zip(&*sums) {
            *x -= *sum * v;
        }
    }
}
