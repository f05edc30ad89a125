//! Against SciPy 1.17.1.

use ndarray::Array1;
use onkai_fft::{Complex, DctNorm, DctType, dct, fft, ifft, irfft, rfft};
use onkai_testing::{Golden, assert_close, noise};

/// Lengths in `xtask/golden/fft.py`: odd, even, powers of two, primes.
const LENGTHS: [usize; 9] = [1, 2, 3, 7, 16, 30, 101, 257, 1000];
/// f64 against SciPy, relative to the largest value.
const F64: f64 = 1e-13;
/// f32 against SciPy, relative to the largest value.
const F32: f64 = 1e-6;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "fft")
}

fn largest(x: &Array1<Complex<f64>>) -> f64 {
    x.iter().map(|z| z.norm()).fold(0.0, f64::max)
}

fn complex_noise(n: usize) -> Array1<Complex<f64>> {
    let (re, im) = (noise(n, 1), noise(n, 2));
    Array1::from_shape_fn(n, |i| Complex::new(re[i], im[i]))
}

#[test]
fn complex_transforms_are_scipys() {
    let golden = golden();
    for n in LENGTHS {
        let x = complex_noise(n);
        let expected: Array1<Complex<f64>> = golden.array1(&format!("fft_{n}"));
        let atol = largest(&expected);
        assert_close!(fft(&x).unwrap(), expected, 0.0, F64 * atol, "n = {n}");
        assert_close!(ifft(&expected).unwrap(), x, 0.0, F64, "n = {n}");
        let narrow = fft(&x.mapv(|z| Complex::new(z.re as f32, z.im as f32))).unwrap();
        let narrow = narrow.mapv(|z| Complex::new(f64::from(z.re), f64::from(z.im)));
        assert_close!(narrow, expected, 0.0, F32 * atol, "f32, n = {n}");
    }
}

#[test]
fn real_transforms_are_scipys() {
    let golden = golden();
    for n in LENGTHS {
        let x = noise(n, 1);
        let expected: Array1<Complex<f64>> = golden.array1(&format!("rfft_{n}"));
        let atol = largest(&expected);
        assert_close!(rfft(&x).unwrap(), expected, 0.0, F64 * atol, "n = {n}");
        assert_close!(irfft(&expected, n).unwrap(), x, 0.0, F64, "n = {n}");
        let narrow = rfft(&x.mapv(|v| v as f32)).unwrap();
        let narrow = narrow.mapv(|z| Complex::new(f64::from(z.re), f64::from(z.im)));
        assert_close!(narrow, expected, 0.0, F32 * atol, "f32, n = {n}");
    }
}

#[test]
fn cosine_transforms_are_scipys() {
    let golden = golden();
    let kinds = [(1, DctType::I), (2, DctType::II), (3, DctType::III), (4, DctType::IV)];
    for n in LENGTHS {
        for (number, kind) in kinds {
            for norm in ["backward", "ortho", "forward"] {
                if n == 1 && kind == DctType::I {
                    continue;
                }
                let expected: Array1<f64> = golden.array1(&format!("dct{number}_{norm}_{n}"));
                let norm: DctNorm = norm.parse().unwrap();
                let y = dct(&noise(n, 1), kind, norm).unwrap();
                let atol = expected.iter().fold(0.0, |m: f64, v| m.max(v.abs()));
                assert_close!(y, expected, 0.0, F64 * atol, "{kind:?} {norm:?} n = {n}");
            }
        }
    }
}
