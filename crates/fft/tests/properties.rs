//! Round trips, Parseval, shifts, convolution, for any length.

use ndarray::{Array1, Array2, Axis};
use onkai_fft::{
    Complex, DctType, FftOptions, Norm, dct, dst, fft, fft_with, fftn, fftshift, hfft, ifftn,
    ifftshift, ihfft, irfft, rfft,
};
use onkai_testing::{assert_close, noise};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn real_round_trip(n in 1_usize..600, seed: u32) {
        let x = noise(n, seed);
        assert_close!(irfft(&rfft(&x).unwrap(), n).unwrap(), x, 0.0, 1e-14);
        assert_close!(hfft(&ihfft(&x).unwrap(), n).unwrap(), x, 0.0, 1e-13);
    }

    #[test]
    fn complex_round_trip(rows in 1_usize..40, columns in 1_usize..40, seed: u32) {
        let re = noise(rows * columns, seed).into_shape_with_order((rows, columns)).unwrap();
        let z = re.mapv(|v| Complex::new(v, v * v));
        assert_close!(ifftn(&fftn(&z).unwrap()).unwrap(), z, 0.0, 1e-14);
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
    fn real_input_gives_what_complex_input_gives(n in 1_usize..600, seed: u32) {
        let x = noise(n, seed);
        let expected = fft(&x.mapv(Complex::from)).unwrap();
        assert_close!(fft(&x).unwrap(), expected, 0.0, 1e-13 * (n as f64).sqrt());
        assert_close!(
            rfft(&x).unwrap(),
            expected.slice(ndarray::s![..=n / 2]).to_owned(),
            0.0,
            1e-13 * (n as f64).sqrt()
        );
    }

    #[test]
    fn a_delay_turns_the_phases(n in 2_usize..300, seed: u32) {
        let x = noise(n, seed);
        let delayed = Array1::from_shape_fn(n, |i| x[(i + n - 1) % n]);
        let expected = Array1::from_iter(fft(&x).unwrap().iter().enumerate().map(|(k, z)| {
            z * Complex::cis(-std::f64::consts::TAU * k as f64 / n as f64)
        }));
        assert_close!(fft(&delayed).unwrap(), expected, 0.0, 1e-12);
    }

    #[test]
    fn orthogonal_transforms_invert(n in 2_usize..300, seed: u32) {
        let x = noise(n, seed);
        for kind in [DctType::I, DctType::II, DctType::III, DctType::IV] {
            let y = dct(&x, kind, Norm::Ortho).unwrap();
            let back = dct(&y, kind.inverse(), Norm::Ortho).unwrap();
            assert_close!(back, x, 0.0, 1e-13, "{kind:?}");
            let y = dst(&x, kind, Norm::Ortho).unwrap();
            let back = dst(&y, kind.inverse(), Norm::Ortho).unwrap();
            assert_close!(back, x, 0.0, 1e-13, "{kind:?}");
        }
    }

    #[test]
    fn single_precision_is_double_precision_rounded(n in 1_usize..600, seed: u32) {
        let x = noise(n, seed);
        let narrow = dct(&x.mapv(|v| v as f32), DctType::IV, Norm::Ortho).unwrap();
        let expected = dct(&x, DctType::IV, Norm::Ortho).unwrap();
        assert_close!(narrow.mapv(f64::from), expected, 0.0, 1e-5);
    }

    #[test]
    fn shifts_undo_each_other(rows in 0_usize..9, columns in 0_usize..9) {
        let x = Array2::from_shape_fn((rows, columns), |(i, j)| 10 * i + j);
        prop_assert_eq!(ifftshift(&fftshift(&x)), x.clone());
        prop_assert_eq!(fftshift(&ifftshift(&x)), x);
    }

    #[test]
    fn lanes_are_transformed_one_by_one(rows in 1_usize..20, columns in 1_usize..40, seed: u32) {
        let x = noise(rows * columns, seed).into_shape_with_order((rows, columns)).unwrap();
        let options = FftOptions { axis: Some(Axis(0)), ..Default::default() };
        let y = fft_with(&x, &options).unwrap();
        for (a, b) in x.columns().into_iter().zip(y.columns()) {
            prop_assert_eq!(fft(&a).unwrap(), b.to_owned());
        }
    }
}
