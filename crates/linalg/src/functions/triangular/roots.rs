//! Repeated square roots, until a triangular matrix is close to the identity.

use ndarray::{Array2, ArrayRef2};
use num_complex::Complex;
use num_traits::{Float, Zero};
use onkai_core::Real;

use super::gaps::power_divided_difference;
use super::sqrt::{sqrt, sqrt_triangular};
use crate::functions::dense::product;
use crate::norm_estimate::norm_estimate;
use crate::scalar::LinalgScalar;

/// Orders up to which norms of powers are computed rather than estimated.
const EXACT_UP_TO: usize = 16;

/// `R = T^(1/2ˢ) - I` and the degree of the Padé approximant that serves for it.
pub(super) struct Reduced<T> {
    pub(super) r: Array2<T>,
    pub(super) n_roots: i32,
    pub(super) degree: usize,
}

/// Takes square roots until an approximant of degree `m ≤ 7` is exact for `‖R‖ ≤ thetas[m - 1]`.
///
/// Algorithm 4.1 of A. H. Al-Mohy, N. J. Higham, "Improved inverse scaling and squaring algorithms for
/// the matrix logarithm", SIAM J. Sci. Comput. 34 (2012), doi:10.1137/110852553. `None` if there is no
/// root.
pub(super) fn reduce<T: LinalgScalar>(t: &ArrayRef2<T>, thetas: &[f64; 7]) -> Option<Reduced<T>> {
    let mut root = t.to_owned();
    let mut n_roots = 0;
    let mut take_root = |root: &mut Array2<T>| {
        n_roots += 1;
        *root = sqrt_triangular(root)?;
        Some(())
    };
    while thetas[6] < spread(&root) {
        take_root(&mut root)?;
    }
    let smallest = |range: std::ops::Range<usize>, growth: f64| {
        range.into_iter().find(|&m| growth <= thetas[m - 1])
    };
    let growth = |root: &Array2<T>, p: usize| distance_power_norm(root, p).powf((p as f64).recip());
    let mut spare_roots = 2;
    let mut d3 = growth(&root, 3);
    let mut degree = smallest(1..3, growth(&root, 2).max(d3));
    while degree.is_none() {
        let d4 = growth(&root, 4);
        let a3 = d3.max(d4);
        match smallest(3..8, a3) {
            Some(m) if m <= 6 => {
                degree = Some(m);
                break;
            }
            // One root more may be cheaper than the two degrees that it saves.
            Some(_) if a3 / 2.0 <= thetas[4] && 0 < spare_roots => {
                spare_roots -= 1;
                take_root(&mut root)?;
                d3 = growth(&root, 3);
                continue;
            }
            _ => {}
        }
        let a4 = d4.max(growth(&root, 5));
        degree = smallest(6..8, a3.min(a4));
        if degree.is_none() {
            take_root(&mut root)?;
            d3 = growth(&root, 3);
        }
    }
    Some(Reduced { r: distance(t, root, n_roots), n_roots, degree: degree? })
}

/// How far the eigenvalues are from one.
fn spread<T: LinalgScalar>(t: &Array2<T>) -> f64 {
    t.diag().iter().map(|&v| (v - T::one()).modulus().as_f64()).fold(0.0, f64::max)
}

/// `root - I`, with the two diagonals nearest to the main one computed from `t` without cancellation.
fn distance<T: LinalgScalar>(t: &ArrayRef2<T>, mut root: Array2<T>, n_roots: i32) -> Array2<T> {
    let complex = |v: T| Complex::new(v.re(), v.im());
    let p = T::Real::of(0.5).powi(n_roots);
    for i in 0..t.nrows() {
        root[[i, i]] = root_minus_one(t[[i, i]], n_roots);
        if 0 < i {
            let (a, b) = (complex(t[[i - 1, i - 1]]), complex(t[[i, i]]));
            let slope = power_divided_difference(a, b, p);
            root[[i - 1, i]] = t[[i - 1, i]] * T::from_parts(slope.re, slope.im);
        }
    }
    root
}

/// `a^(1/2ˢ) - 1`.
///
/// A. H. Al-Mohy, "A more accurate Briggs method for the logarithm", Numer. Algorithms 59 (2012),
/// doi:10.1007/s11075-011-9496-z.
fn root_minus_one<T: LinalgScalar>(a: T, n_roots: i32) -> T {
    let (mut a, mut left) = (a, n_roots);
    if left == 0 {
        return a - T::one();
    }
    // Left of the imaginary axis 1 + √a would cancel.
    if a.re() < T::Real::zero() {
        (a, left) = (sqrt(a), left - 1);
    }
    let difference = a - T::one();
    let mut product = T::one();
    for _ in 0..left {
        a = sqrt(a);
        product *= T::one() + a;
    }
    difference / product
}

/// `‖(T - I)ᵖ‖`, or a close estimate.
fn distance_power_norm<T: LinalgScalar>(t: &Array2<T>, p: usize) -> f64 {
    let n = t.nrows();
    let mut r = t.clone();
    for v in r.diag_mut() {
        *v -= T::one();
    }
    if n <= EXACT_UP_TO {
        let r = r.as_slice().expect("an owned array of standard layout");
        let power = (1..p).fold(r.to_vec(), |power, _| product(&power, r, n));
        let sums = power.chunks_exact(n.max(1)).map(|row| row.iter().map(|v| v.modulus()).sum());
        return sums.fold(T::Real::zero(), Float::max).as_f64();
    }
    let apply = |x: &[T]| {
        let row_times = |i: usize| {
            let row = r.row(i);
            (i..n).fold(T::zero(), |sum, j| sum + row[j] * x[j])
        };
        (0..n).map(row_times).collect::<Vec<_>>()
    };
    let apply_adjoint = |x: &[T]| {
        let mut y = vec![T::zero(); n];
        for (i, row) in r.rows().into_iter().enumerate() {
            for j in i..n {
                y[j] += row[j].conj() * x[i];
            }
        }
        y
    };
    let power = |step: &dyn Fn(&[T]) -> Vec<T>, x: &[T]| (1..p).fold(step(x), |y, _| step(&y));
    norm_estimate(n, |x| power(&apply, x), |x| power(&apply_adjoint, x)).as_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_minus_one_keep_their_digits() {
        let a = 1.0 + 1e-10_f64;
        let expected = (a.ln() / 1024.0).exp_m1();
        assert!((root_minus_one(a, 10) / expected - 1.0).abs() < 1e-14);
        let a = Complex::new(-1.0_f64, 0.5);
        let expected = (a.ln() / 8.0).exp() - 1.0;
        assert!((root_minus_one(a, 3) - expected).norm() < 1e-15);
        assert_eq!(root_minus_one(3.0, 0), 2.0);
    }
}
