//! Another order of the eigenvalues in a Schur form.

use ndarray::{Array2, ArrayRef2};
use num_traits::{Float, Zero};

use super::schur_form::Triangularised;
use crate::scalar::LinalgScalar;

/// Moves the eigenvalues that `is_first` chooses to the front, in their order, and tells how many they
/// are.
///
/// Neighbours are swapped by rotations, which keeps errors at the size of rounding.
pub(crate) fn reorder<T: LinalgScalar>(
    form: &mut Triangularised<T>,
    is_first: impl Fn(T) -> bool,
) -> usize {
    let n = form.t.nrows();
    let z = form.z.get_or_insert_with(|| Array2::eye(n));
    // Values change a little with every swap, so all are judged before the first.
    let mut chosen: Vec<bool> = form.t.diag().iter().map(|&v| is_first(v)).collect();
    let mut n_first = 0;
    for i in 0..n {
        if !chosen[i] {
            continue;
        }
        for k in (n_first..i).rev() {
            swap(&mut form.t, z, k);
        }
        chosen[n_first..=i].rotate_right(1);
        n_first += 1;
    }
    n_first
}

/// Swaps the eigenvalues `k` and `k + 1`.
fn swap<T: LinalgScalar>(t: &mut ArrayRef2<T>, z: &mut ArrayRef2<T>, k: usize) {
    let n = t.nrows();
    let (first, second) = (t[[k, k]], t[[k + 1, k + 1]]);
    // The eigenvector of the second eigenvalue becomes the first basis vector.
    let (v, w) = (t[[k, k + 1]], second - first);
    let size = v.modulus().hypot(w.modulus());
    if size == T::Real::zero() {
        return;
    }
    let (v, w) = (v.scale(size.recip()), w.scale(size.recip()));
    let rotate_columns = |m: &mut ArrayRef2<T>, rows: usize| {
        for i in 0..rows {
            let (a, b) = (m[[i, k]], m[[i, k + 1]]);
            m[[i, k]] = a * v + b * w;
            m[[i, k + 1]] = b * v.conj() - a * w.conj();
        }
    };
    rotate_columns(t, k + 2);
    rotate_columns(z, n);
    for j in k..n {
        let (a, b) = (t[[k, j]], t[[k + 1, j]]);
        t[[k, j]] = v.conj() * a + w.conj() * b;
        t[[k + 1, j]] = v * b - w * a;
    }
    (t[[k, k]], t[[k + 1, k]], t[[k + 1, k + 1]]) = (second, T::zero(), first);
}

#[cfg(test)]
mod tests {
    use num_complex::Complex;

    use super::*;

    #[test]
    fn chosen_eigenvalues_come_first_and_the_matrix_stays() {
        let t = Array2::from_shape_fn((7, 7), |(i, j)| {
            let value =
                Complex::new((3.0 * i as f64 + j as f64).sin(), (i as f64 - 2.0 * j as f64).cos());
            if j < i { Complex::zero() } else { value }
        });
        let mut form = Triangularised { t: t.clone(), z: None };
        let n_first = reorder(&mut form, |v: Complex<f64>| v.re < 0.0);
        let negative = |v: &Complex<f64>| v.re < 0.0;
        assert_eq!(n_first, t.diag().iter().filter(|&v| negative(v)).count());
        assert!(form.t.diag().iter().take(n_first).all(negative));
        let back = form.transform_back(form.t.clone());
        assert!((back - t).iter().all(|d| d.norm() < 1e-14));
    }
}
