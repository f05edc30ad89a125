//! The calls of the SciPy talk, with the values that SciPy 1.17.1 gives.

use std::f64::consts::TAU;

use ndarray::{Array1, arr1};
use onkai_fft::{Complex, DctType, FftOptions, Norm, dct, fft, fft_with, fftfreq};
use onkai_testing::{assert_close, noise};

#[test]
fn small_transforms() {
    let x = Array1::from_iter((0..8).map(f64::from));
    let (re, im) = (
        arr1(&[28.0, -4.0, -4.0, -4.0, -4.0, -4.0, -4.0, -4.0]),
        arr1(&[
            0.0,
            9.65685424949238,
            4.0,
            1.6568542494923797,
            0.0,
            -1.6568542494923797,
            -4.0,
            -9.65685424949238,
        ]),
    );
    let spectrum = fft(&x).unwrap();
    assert_close!(spectrum.mapv(|z| z.re), re, 0.0, 1e-14);
    assert_close!(spectrum.mapv(|z| z.im), im, 0.0, 1e-14);
    let expected = arr1(&[
        56.0,
        -25.76929209082055,
        0.0,
        -2.693819203615763,
        0.0,
        -0.8036116149439877,
        0.0,
        -0.2028092910385837,
    ]);
    assert_close!(dct(&x, DctType::II, Norm::Backward).unwrap(), expected, 0.0, 1e-13);
    let frequencies = fftfreq::<f64>(8, 1.0 / 48000.0).unwrap();
    let expected = arr1(&[0.0, 6000.0, 12000.0, 18000.0, -24000.0, -18000.0, -12000.0, -6000.0]);
    assert_close!(frequencies, expected, 1e-15, 0.0);
}

#[test]
fn the_spectrum_of_a_tone_in_noise() {
    let (rate, n) = (48000.0, 2048);
    let hiss = noise(1500, 1);
    // A Hann window over 1500 samples; the rest of the transform's length is padded with zeros.
    let x = Array1::from_shape_fn(1500, |i| {
        let window = 0.5 - 0.5 * (TAU * i as f64 / 1500.0).cos();
        window * ((TAU * 2000.0 * i as f64 / rate).sin() + 0.1 * hiss[i])
    });
    let options = FftOptions { n: Some(n), ..Default::default() };
    let spectrum: Array1<Complex<f64>> = fft_with(&x, &options).unwrap();
    let power = |k: usize| spectrum[k].norm_sqr();
    let loudest = (0..n / 2).max_by(|&a, &b| power(a).total_cmp(&power(b))).unwrap();
    let frequencies = fftfreq::<f64>(n, 1.0 / rate).unwrap();
    assert!((frequencies[loudest] - 2000.0).abs() < rate / n as f64);
}
