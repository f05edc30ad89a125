//! Round trips, Parseval, and f32 against f64, for any length.

use ndarray::Array1;
use onkai_fft::{DctNorm, DctType, dct, irfft, rfft};
use onkai_testing::{assert_close, noise};
use proptest::prelude::*;

proptest! {
    #[test]
    fn real_round_trip(n in 1_usize..600, seed: u32) {
        let x = noise(n, seed);
        assert_close!(irfft(&rfft(&x).unwrap(), n).unwrap(), x, 0.0, 1e-13);
    }

    #[test]
    fn energy_is_kept(n in 2_usize..600, seed: u32) {
        let x = noise(n, seed);
        let spectrum = rfft(&x).unwrap();
        // Bins between zero and the Nyquist frequency stand for themselves and their mirror image.
        let weight = |k: usize| if k == 0 || 2 * k == n { 1.0 } else { 2.0 };
        let energy: f64 = spectrum.iter().enumerate().map(|(k, z)| weight(k) * z.norm_sqr()).sum();
        let expected = x.mapv(|v| v * v).sum();
        prop_assert!((energy / n as f64 - expected).abs() <= 1e-12 * expected);
    }

    #[test]
    fn orthogonal_cosine_transforms_invert(n in 2_usize..300, seed: u32) {
        let x = noise(n, seed);
        let pairs = [
            (DctType::I, DctType::I),
            (DctType::II, DctType::III),
            (DctType::III, DctType::II),
            (DctType::IV, DctType::IV),
        ];
        for (there, back) in pairs {
            let y: Array1<f64> = dct(&x, there, DctNorm::Ortho).unwrap();
            assert_close!(dct(&y, back, DctNorm::Ortho).unwrap(), x, 0.0, 1e-12, "{there:?}");
        }
    }
}
