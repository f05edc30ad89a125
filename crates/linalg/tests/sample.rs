//! Inputs that the golden scripts make, too, and results in one type to compare them by.

use ndarray::{Array, Array1, Array2, ArrayD, ArrayRef, Dimension, IxDyn};
use num_complex::Complex;
use onkai_linalg::LinalgScalar;
use onkai_testing::{Golden, assert_close, noise};

/// A scalar type of the golden files.
pub(crate) trait Sample: LinalgScalar {
    /// What its arrays are called there.
    const NAME: &'static str;
    /// The rounding unit.
    const EPS: f64;
    /// Its number nearest to a complex one, without the imaginary part if it is real.
    fn of(value: Complex<f64>) -> Self;
    fn wide(self) -> Complex<f64>;
    /// An array of a golden file, which holds real numbers for real types.
    fn read(golden: &Golden, key: &str) -> ArrayD<Complex<f64>>;
}

macro_rules! impl_sample {
    ($real:ty, $name:literal, $complex_name:literal) => {
        #[allow(clippy::cast_lossless, reason = "one macro body serves both widths")]
        impl Sample for $real {
            const NAME: &'static str = $name;
            const EPS: f64 = <$real>::EPSILON as f64;
            fn of(value: Complex<f64>) -> Self {
                value.re as $real
            }
            fn wide(self) -> Complex<f64> {
                Complex::new(self as f64, 0.0)
            }
            fn read(golden: &Golden, key: &str) -> ArrayD<Complex<f64>> {
                read_real(golden, &format!("{key}.{}", $name))
            }
        }
        #[allow(clippy::cast_lossless, reason = "one macro body serves both widths")]
        impl Sample for Complex<$real> {
            const NAME: &'static str = $complex_name;
            const EPS: f64 = <$real>::EPSILON as f64;
            fn of(value: Complex<f64>) -> Self {
                Self::new(value.re as $real, value.im as $real)
            }
            fn wide(self) -> Complex<f64> {
                Complex::new(self.re as f64, self.im as f64)
            }
            fn read(golden: &Golden, key: &str) -> ArrayD<Complex<f64>> {
                golden.array::<Complex<f64>>(&format!("{key}.{}", $complex_name))
            }
        }
    };
}
impl_sample!(f32, "f32", "c64");
impl_sample!(f64, "f64", "c128");

pub(crate) fn open(name: &str) -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), name)
}

/// An array of real numbers, as complex ones.
pub(crate) fn read_real(golden: &Golden, key: &str) -> ArrayD<Complex<f64>> {
    golden.array::<f64>(key).mapv(|v| Complex::new(v, 0.0))
}

/// Noise; a complex type takes real and imaginary parts in turns.
pub(crate) fn vector<T: Sample>(n: usize, seed: u32) -> Array1<T> {
    if T::IS_COMPLEX {
        let parts = noise(2 * n, seed);
        Array1::from_shape_fn(n, |i| T::of(Complex::new(parts[2 * i], parts[2 * i + 1])))
    } else {
        noise(n, seed).mapv(|v| T::of(v.into()))
    }
}

pub(crate) fn matrix<T: Sample>(m: usize, n: usize, seed: u32) -> Array2<T> {
    vector(m * n, seed).into_shape_with_order((m, n)).unwrap()
}

/// The array rounded to a type, as the scripts do.
pub(crate) fn rounded<T: Sample, D: Dimension>(a: &ArrayRef<Complex<f64>, D>) -> Array<T, D> {
    a.mapv(T::of)
}

pub(crate) fn wide<T: Sample, D: Dimension>(a: &ArrayRef<T, D>) -> ArrayD<Complex<f64>> {
    a.mapv(T::wide).into_dyn()
}

/// Asserts that two arrays agree within `tol` times the largest element expected.
pub(crate) fn assert_near<T: Sample, D: Dimension>(
    actual: &ArrayRef<T, D>,
    expected: &ArrayRef<Complex<f64>, IxDyn>,
    tol: f64,
    context: &str,
) {
    let largest = expected.iter().map(|v| v.norm()).fold(0.0, f64::max);
    assert_close!(wide(actual), *expected, 0.0, tol * largest, "{context} {}", T::NAME);
}

/// Runs a check for all four types.
macro_rules! for_all_types {
    ($check:ident) => {
        $check::<f32>();
        $check::<f64>();
        $check::<num_complex::Complex<f32>>();
        $check::<num_complex::Complex<f64>>();
    };
}
pub(crate) use for_all_types;
