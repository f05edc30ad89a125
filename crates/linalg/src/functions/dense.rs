//! Products and systems of square matrices that are there as slices, row by row.

use ndarray::ArrayView2;

use crate::backend::Triangle;
use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// Orders up to which plain loops beat the call of a blocked kernel.
const PLAIN_UP_TO: usize = 16;

/// The product `a · b` of matrices of order `n`.
pub(super) fn product<T: LinalgScalar>(a: &[T], b: &[T], n: usize) -> Vec<T> {
    if n <= PLAIN_UP_TO {
        let mut c = vec![T::zero(); n * n];
        for (c, a) in c.chunks_exact_mut(n).zip(a.chunks_exact(n)) {
            for (&a, b) in a.iter().zip(b.chunks_exact(n)) {
                for (c, &b) in c.iter_mut().zip(b) {
                    *c += a * b;
                }
            }
        }
        return c;
    }
    let view = |x| ArrayView2::from_shape((n, n), x).expect("n times n elements");
    // The product comes row by row, and from there on as it lies.
    T::matmul(view(a), view(b)).into_raw_vec_and_offset().0
}

/// `a⁻¹ · b` for matrices of order `n` that commute.
pub(super) fn solve<T: LinalgScalar>(mut a: Vec<T>, mut b: Vec<T>, n: usize) -> Vec<T> {
    if n <= PLAIN_UP_TO {
        eliminate(&mut a, &mut b, n);
        return b;
    }
    // Read column by column these are the transposes, and b · a⁻¹ is what is computed. It is the
    // same, as the matrices commute.
    let mut a = ColMajor::from_vec(a, n, n);
    let rows = T::lu_in_place(&mut a);
    let mut x = ColMajor::zeros(n, n);
    for j in 0..n {
        let from = &b[j * n..(j + 1) * n];
        for (v, &row) in x.col_mut(j).iter_mut().zip(&rows) {
            *v = from[row];
        }
    }
    let lower = Triangle { lower: true, unit: true, transposed: false, conjugated: false };
    let upper = Triangle { lower: false, unit: false, transposed: false, conjugated: false };
    T::solve_triangle_in_place(&a, lower, &mut x);
    T::solve_triangle_in_place(&a, upper, &mut x);
    x.as_slice().to_vec()
}

/// Elimination with partial pivoting; `b` becomes `a⁻¹ · b`.
fn eliminate<T: LinalgScalar>(a: &mut [T], b: &mut [T], n: usize) {
    for k in 0..n {
        let size = |i: usize| a[i * n + k].modulus_bound();
        let pivot = (k + 1..n).fold(k, |best, i| if size(best) < size(i) { i } else { best });
        if pivot != k {
            for j in 0..n {
                a.swap(k * n + j, pivot * n + j);
                b.swap(k * n + j, pivot * n + j);
            }
        }
        let (a_above, a_below) = a.split_at_mut((k + 1) * n);
        let (b_above, b_below) = b.split_at_mut((k + 1) * n);
        let (a_row, b_row) = (&a_above[k * n..], &b_above[k * n..]);
        for (a, b) in a_below.chunks_exact_mut(n).zip(b_below.chunks_exact_mut(n)) {
            let factor = a[k] / a_row[k];
            subtract(&mut a[k + 1..], factor, &a_row[k + 1..]);
            subtract(b, factor, b_row);
        }
    }
    for k in (0..n).rev() {
        let (above, below) = b.split_at_mut(k * n);
        let row = &mut below[..n];
        let inverse = T::one() / a[k * n + k];
        for v in row.iter_mut() {
            *v *= inverse;
        }
        for (i, above) in above.chunks_exact_mut(n).enumerate() {
            subtract(above, a[i * n + k], row);
        }
    }
}

/// `y -= factor * x`.
#[inline]
pub(super) fn subtract<T: LinalgScalar>(y: &mut [T], factor: T, x: &[T]) {
    for (y, &x) in y.iter_mut().zip(x) {
        *y -= factor * x;
    }
}
