//! Chirp z-transform and zoom FFT, against SciPy and against their sums at 50 digits.

use ndarray::Axis;
use onkai_fft::{Complex, CztOptions, CztPlan, ZoomOptions, czt, czt_points, fft, zoom_fft};
use onkai_testing::{assert_close, noise};

use crate::sizes::{assert_scipys, complex, open};

/// SciPy's own error is larger than that of its transforms: its phases are not reduced.
const TOLERANCE: f64 = 1e-13;

fn spiral() -> CztOptions {
    let (w, a) = (Complex::from_polar(0.97, -0.3), Complex::new(0.8, 0.3));
    CztOptions { m: Some(9), w: Some(w), a, axis: Some(Axis(1)) }
}

#[test]
fn chirp_transforms_are_scipys() {
    let golden = open("fft_chirp");
    let z = complex((3, 11, 4));
    let along = CztOptions { axis: Some(Axis(1)), ..Default::default() };
    assert_scipys!(czt(&z, &along), golden, "czt_default", TOLERANCE);
    let more = CztOptions { m: Some(17), ..along };
    assert_scipys!(czt(&z, &more), golden, "czt_more", TOLERANCE);
    let fewer = CztOptions { m: Some(5), ..Default::default() };
    assert_scipys!(czt(&z, &fewer), golden, "czt_fewer", TOLERANCE);
    assert_scipys!(czt(&z, &spiral()), golden, "czt_spiral", TOLERANCE);
    let last = CztOptions { axis: None, ..spiral() };
    assert_scipys!(czt(&z.mapv(|z| z.re), &last), golden, "czt_real", TOLERANCE);
    let points = CztOptions { m: Some(6), ..spiral() };
    assert_scipys!(czt_points(&points), golden, "points_spiral", 1e-15);
    let points = CztOptions { m: Some(7), ..Default::default() };
    assert_scipys!(czt_points(&points), golden, "points_default", 1e-15);
}

#[test]
fn zooms_are_scipys() {
    let golden = open("fft_chirp");
    let z = complex((3, 11, 4));
    let along = ZoomOptions { axis: Some(Axis(1)), ..Default::default() };
    assert_scipys!(zoom_fft(&z, [0.0, 2.0], &along), golden, "zoom_default", TOLERANCE);
    let part = ZoomOptions { m: Some(13), ..along.clone() };
    assert_scipys!(zoom_fft(&z, [0.2, 0.5], &part), golden, "zoom_part", TOLERANCE);
    let rate = ZoomOptions { m: Some(8), sample_rate: 8000.0, endpoint: true, ..along };
    assert_scipys!(zoom_fft(&z, [100.0, 300.0], &rate), golden, "zoom_rate", TOLERANCE);
    let down = ZoomOptions { m: Some(6), ..Default::default() };
    assert_scipys!(zoom_fft(&z, [0.5, -0.2], &down), golden, "zoom_down", TOLERANCE);
}

#[test]
fn a_long_zoom_is_exact() {
    let x = noise(4410, 3);
    let options = ZoomOptions { m: Some(1000), sample_rate: 44100.0, ..Default::default() };
    let plan = CztPlan::zoom(4410, [440.0, 450.0], &options).unwrap();
    let y = plan.run(&x).unwrap();
    let chosen = ndarray::Array1::from_iter([0, 1, 250, 999].map(|k| y[k]));
    let expected = open("fft_chirp").array1("zoom_long");
    // Relative to the sum of the magnitudes of what is added up, 2200.
    assert_close!(chosen, expected, 0.0, 1e-12);
}

#[test]
fn by_default_it_is_the_fourier_transform_in_single_precision_too() {
    let x = complex((2, 3, 101)).mapv(|z| Complex::new(z.re as f32, z.im as f32));
    let expected = fft(&x).unwrap();
    assert_close!(czt(&x, &CztOptions::default()).unwrap(), expected, 0.0, 1e-5 * 10.0);
}
