//! Matrices that the tests work on, and how results are judged.

use ndarray::{Array2, ArrayRef2};
use num_complex::Complex;
use onkai_linalg::LinalgScalar;
use onkai_testing::noise;

/// Sizes with odd ones, on both sides of where the small kernels end.
pub(crate) const SIZES: [usize; 9] = [1, 2, 3, 4, 5, 8, 10, 17, 33];

/// A scalar that the tests can make of two numbers.
pub(crate) trait Make: LinalgScalar {
    /// The rounding unit.
    const EPS: f64;
    fn make(re: f64, im: f64) -> Self;
    fn size(self) -> f64;
}

macro_rules! impl_make {
    ($($t:ty),*) => {$(
        impl Make for $t {
            const EPS: f64 = <$t>::EPSILON as f64;
            fn make(re: f64, _: f64) -> Self { re as $t }
            fn size(self) -> f64 { f64::from(self.abs()) }
        }
        impl Make for Complex<$t> {
            const EPS: f64 = <$t>::EPSILON as f64;
            fn make(re: f64, im: f64) -> Self { Self::new(re as $t, im as $t) }
            fn size(self) -> f64 { f64::from(self.norm()) }
        }
    )*};
}
impl_make!(f32, f64);

/// Noise, with another seed for the imaginary part.
pub(crate) fn random<T: Make>(m: usize, n: usize, seed: u32) -> Array2<T> {
    let (re, im) = (noise(m * n, seed), noise(m * n, seed + 1000));
    Array2::from_shape_fn((m, n), |(i, j)| T::make(re[i * n + j], im[i * n + j]))
}

/// A Hermitian matrix of noise.
pub(crate) fn hermitian<T: Make>(n: usize, seed: u32) -> Array2<T> {
    let a = random::<T>(n, n, seed);
    let half = T::make(0.5, 0.0);
    Array2::from_shape_fn((n, n), |(i, j)| (a[(i, j)] + a[(j, i)].conj()) * half)
}

/// A positive definite matrix.
pub(crate) fn definite<T: Make>(n: usize, seed: u32) -> Array2<T> {
    let a = random::<T>(n, n, seed);
    let square = a.dot(&adjoint(&a)) + Array2::from_diag_elem(n, T::make(0.5, 0.0));
    // Hermitian to the last bit.
    let half = T::make(0.5, 0.0);
    Array2::from_shape_fn((n, n), |(i, j)| (square[(i, j)] + square[(j, i)].conj()) * half)
}

pub(crate) fn adjoint<T: Make>(a: &ArrayRef2<T>) -> Array2<T> {
    a.t().mapv(onkai_core::Scalar::conj)
}

pub(crate) fn largest<T: Make>(a: &ArrayRef2<T>) -> f64 {
    a.iter().fold(0.0, |m, v| m.max(v.size()))
}

/// Asserts that two matrices agree within some rounding units of the larger one's norm.
pub(crate) fn assert_same<T: Make>(a: &ArrayRef2<T>, b: &ArrayRef2<T>, units: f64, what: &str) {
    assert_eq!(a.dim(), b.dim(), "{what}");
    let n = a.nrows().max(a.ncols()) as f64;
    let error = largest(&(a.to_owned() - b));
    let allowed = units * T::EPS * n * largest(b).max(f64::MIN_POSITIVE);
    assert!(error <= allowed, "{what}: off by {error:e}, allowed {allowed:e}");
}

/// Asserts that the columns are orthonormal.
pub(crate) fn assert_orthonormal<T: Make>(q: &ArrayRef2<T>, what: &str) {
    let unit = Array2::from_diag_elem(q.ncols(), T::make(1.0, 0.0));
    if q.ncols() > 0 {
        assert_same(&adjoint(q).dot(q), &unit, 10.0 * (1.0 + q.nrows() as f64).sqrt(), what);
    }
}

/// Runs a test for the four scalar types.
macro_rules! for_all_scalars {
    ($test:ident) => {{
        $test::<f32>();
        $test::<f64>();
        $test::<num_complex::Complex<f32>>();
        $test::<num_complex::Complex<f64>>();
    }};
}
pub(crate) use for_all_scalars;
