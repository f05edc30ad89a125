//! Windows of prescribed side lobes: Dolph-Chebyshev and Taylor.

use std::f64::consts::PI;

use ndarray::Array1;
use onkai_fft::{Complex, fft};

use crate::window::kind::mirrored;

/// The Dolph-Chebyshev window of `n ≥ 2` samples.
///
/// Its spectrum is `T(β cos(πk/n))`, the Chebyshev polynomial of degree `n - 1` with `β` such that
/// its peak is the ratio of main to side lobe.
pub(super) fn chebwin(n: usize, attenuation_db: f64) -> Vec<f64> {
    let degree = (n - 1) as f64;
    let step = 10.0_f64.powf(attenuation_db / 20.0).acosh() / degree;
    let beta = step.cosh();
    let polynomial = |k: usize| {
        // T near 1 magnifies every error of its argument by degree²: so it is evaluated from the
        // argument's distance to 1, put together from two squares.
        let cosine = (PI * k as f64 / (2 * n) as f64).sin();
        let excess = 2.0 * ((step / 2.0).sinh().powi(2) - beta * cosine * cosine);
        if 0.0 < excess {
            (degree * 2.0 * (excess / 2.0).sqrt().asinh()).cosh()
        } else {
            (degree * 2.0 * (-excess / 2.0).sqrt().min(1.0).asin()).cos()
        }
    };
    let parity = if n.is_multiple_of(2) { -1.0 } else { 1.0 };
    let spectrum = Array1::from_shape_fn(n, |k| {
        let value = if 2 * k <= n { polynomial(k) } else { parity * polynomial(n - k) };
        // Turned by half a sample where the middle lies between two.
        if n.is_multiple_of(2) {
            Complex::from_polar(value, PI * k as f64 / n as f64)
        } else {
            Complex::new(value, 0.0)
        }
    });
    let samples = fft(&spectrum).expect("the spectrum is not empty");
    // The transform has the middle first: sample `middle - i` of the window is at `i`, or, for an
    // even length, at `i + 1`.
    let offset = (n - 1) / 2 + usize::from(n.is_multiple_of(2));
    let half = |i: usize| samples[offset - i].re;
    let peak = (0..n.div_ceil(2)).map(half).fold(0.0, f64::max);
    mirrored(n, |i| half(i) / peak)
}

/// The Taylor window of `n ≥ 2` samples: `1 + 2 Σₘ Fₘ cos(2πm (i - (n-1)/2) / n)`, `m < n_bar`.
pub(super) fn taylor(n: usize, n_bar: usize, sidelobe_level_db: f64, normalize: bool) -> Vec<f64> {
    let a = 10.0_f64.powf(sidelobe_level_db / 20.0).acosh() / PI;
    let dilation = (n_bar * n_bar) as f64 / (a * a + (n_bar as f64 - 0.5).powi(2));
    let weight = |m: usize| {
        let square = (m * m) as f64;
        let mut product = if m.is_multiple_of(2) { -0.5 } else { 0.5 };
        for k in 1..n_bar {
            product *= 1.0 - square / (dilation * (a * a + (k as f64 - 0.5).powi(2)));
            if k != m {
                product /= 1.0 - square / (k * k) as f64;
            }
        }
        product
    };
    let weights: Vec<f64> = (1..n_bar).map(weight).collect();
    // The distance from the middle, doubled, is an integer.
    let value = |doubled: usize| {
        let angle = PI * doubled as f64 / n as f64;
        let term = |(m, f): (usize, &f64)| f * ((m + 1) as f64 * angle).cos();
        1.0 + 2.0 * weights.iter().enumerate().map(term).sum::<f64>()
    };
    let scale = if normalize { value(0).recip() } else { 1.0 };
    mirrored(n, |i| scale * value(n - 1 - 2 * i))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_attenuation_leaves_two_pulses() {
        // β = 1: the spectrum cos((n-1)πk/n) is that of the two end samples.
        let w = chebwin(6, 0.0);
        assert!(w[1..5].iter().all(|v| v.abs() < 1e-14) && w[0] == 1.0 && w[5] == 1.0, "{w:?}");
    }

    #[test]
    fn taylor_of_one_lobe_is_a_boxcar() {
        assert_eq!(taylor(4, 1, 30.0, true), [1.0; 4]);
    }
}
