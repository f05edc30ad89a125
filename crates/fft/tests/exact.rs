//! Long transforms against sums in extended precision.

use ndarray::Array1;
use onkai_fft::{Complex, DctType, Norm, dct, fft, rfft};
use onkai_testing::{assert_close, noise};

use crate::sizes::open;

/// A power of two, a product of small primes, primes.
const LENGTHS: [usize; 4] = [1 << 20, 44100, 65537, 99991];
const BINS: [usize; 4] = [0, 1, 12345, 20000];

fn at_bins<T: Copy>(spectrum: &Array1<T>) -> Array1<T> {
    BINS.iter().map(|&k| spectrum[k]).collect()
}

/// Errors are relative to the root of the energy, which is the size of most bins.
#[test]
fn long_transforms_are_exact() {
    let golden = open("fft_exact");
    for n in LENGTHS {
        let x = noise(n, 1);
        let size = x.mapv(|v| v * v).sum().sqrt();
        let expected: Array1<Complex<f64>> = golden.array1(&format!("rfft_{n}"));
        let complex = fft(&x.mapv(Complex::from)).unwrap();
        assert_close!(at_bins(&rfft(&x).unwrap()), expected, 0.0, 1e-14 * size, "rfft {n}");
        assert_close!(at_bins(&complex), expected, 0.0, 1e-14 * size, "fft {n}");
        let narrow = rfft(&x.mapv(|v| v as f32)).unwrap();
        let narrow = at_bins(&narrow).mapv(|z| Complex::new(f64::from(z.re), f64::from(z.im)));
        assert_close!(narrow, expected, 0.0, 3e-6 * size, "rfft {n} in single precision");
        let expected: Array1<f64> = golden.array1(&format!("dct_{n}"));
        let y = dct(&x, DctType::II, Norm::Backward).unwrap();
        assert_close!(at_bins(&y), expected, 0.0, 2e-14 * size, "dct {n}");
    }
}
