//! What the golden tests share: inputs and the measure of errors.

use ndarray::{Array, Array3, Dimension};
use onkai_fft::Complex;
use onkai_testing::{Golden, Measurable, noise};

/// f64 against SciPy, relative to the largest value.
pub(crate) const F64: f64 = 1e-14;
/// f32 against SciPy, relative to the largest value.
pub(crate) const F32: f64 = 1e-6;

pub(crate) fn open(name: &str) -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), name)
}

/// The largest absolute value.
pub(crate) fn largest<T: Measurable, D: Dimension>(x: &Array<T, D>) -> f64 {
    x.iter().map(|v| v.size()).fold(0.0, f64::max)
}

pub(crate) fn real((a, b, c): (usize, usize, usize)) -> Array3<f64> {
    noise(a * b * c, 1).into_shape_with_order((a, b, c)).unwrap()
}

pub(crate) fn complex((a, b, c): (usize, usize, usize)) -> Array3<Complex<f64>> {
    let (re, im) = (noise(a * b * c, 1), noise(a * b * c, 2));
    let z = Array::from_shape_fn(a * b * c, |i| Complex::new(re[i], im[i]));
    z.into_shape_with_order((a, b, c)).unwrap()
}

pub(crate) fn narrow(x: &Array3<f64>) -> Array3<f32> {
    x.mapv(|v| v as f32)
}

pub(crate) fn narrow_complex(z: &Array3<Complex<f64>>) -> Array3<Complex<f32>> {
    z.mapv(|v| Complex::new(v.re as f32, v.im as f32))
}

/// Asserts that an array is SciPy's: the shape, and the values within a tolerance of the largest.
macro_rules! assert_scipys {
    ($actual:expr, $golden:expr, $key:expr, $tolerance:expr) => {{
        let actual = $actual.unwrap().into_dyn();
        let key = $key;
        let expected = $golden.array(&key);
        let atol = $tolerance * crate::sizes::largest(&expected);
        onkai_testing::assert_close!(actual, expected, 0.0, atol, "{key}");
    }};
}
pub(crate) use assert_scipys;
