//! The signals of `xtask/golden/mir.py`, and what every comparison needs.

use std::f64::consts::TAU;

use ndarray::{Array, Array1, Dimension};
use num_complex::Complex;
use onkai_testing::{Golden, noise};

/// f64 against librosa, relative to the largest value.
pub(crate) const F64: f64 = 1e-10;
/// f32 against librosa, relative to the largest value.
pub(crate) const F32: f64 = 1e-4;

pub(crate) fn golden(name: &str) -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), name)
}

/// Noise bursts on an uneven beat over three tones: something with onsets, beats and pitch.
pub(crate) fn song(n: usize, rate: f64) -> Array1<f64> {
    let hiss = noise(n, 7);
    let n_bursts = (2.0 * n as f64 / rate) as usize + 1;
    let burst = |k: usize, t: f64| {
        let after = t - (0.1 + 0.47 * k as f64 + if k % 3 == 1 { 0.02 } else { 0.0 });
        if after < 0.0 { 0.0 } else { 0.6 * (-after * (25 + 10 * (k % 2)) as f64).exp() }
    };
    Array1::from_shape_fn(n, |i| {
        let t = i as f64 / rate;
        let tones = 0.1 * (TAU * 220.0 * t).sin()
            + 0.05 * (TAU * 554.37 * t).sin()
            + 0.05 * (TAU * 1318.51 * t * (1.0 + 0.01 * t)).sin();
        (0..n_bursts).fold(tones, |y, k| y + hiss[i] * burst(k, t))
    })
}

pub(crate) fn narrow(x: &Array1<f64>) -> Array1<f32> {
    x.mapv(|v| v as f32)
}

/// The largest absolute value.
pub(crate) fn largest<T: Copy + onkai_testing::Measurable, D: Dimension>(x: &Array<T, D>) -> f64 {
    x.iter().map(|v| v.size()).fold(0.0, f64::max)
}

/// The golden values as frame indices.
pub(crate) fn indices(golden: &Golden, key: &str) -> Vec<usize> {
    golden.array1::<i64>(key).iter().map(|&i| usize::try_from(i).expect("an index")).collect()
}

/// Every `step`th column, as the golden files keep them.
pub(crate) fn every<T: Clone>(x: &ndarray::Array2<T>, step: usize) -> ndarray::Array2<T> {
    x.slice(ndarray::s![.., ..;step]).to_owned()
}

/// Compares two arrays within a share of the expected one's largest value.
macro_rules! assert_golden {
    ($actual:expr, $expected:expr, $tolerance:expr, $($context:tt)+) => {{
        let expected = $expected;
        let atol = $tolerance * crate::signals::largest(&expected);
        onkai_testing::assert_close!($actual, expected, 0.0, atol, $($context)+);
    }};
}
pub(crate) use assert_golden;

/// A complex array as the golden files hold it.
pub(crate) type Spectrogram<F> = ndarray::Array2<Complex<F>>;
