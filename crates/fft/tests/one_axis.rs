//! Transforms along one axis, against SciPy.

use ndarray::{Array1, Axis, ShapeBuilder, s};
use onkai_fft::{
    Complex, FftOptions, FftPlan, Norm, RealFftPlan, fft, fft_in_place, fft_with, hfft_with, ifft,
    ifft_in_place, ifft_with, ihfft_with, irfft, irfft_with, rfft, rfft_with,
};
use onkai_testing::{assert_close, noise};

use crate::sizes::{F32, F64, assert_scipys, complex, largest, narrow, narrow_complex, open, real};

/// Lengths in `xtask/golden/fft.py`: odd, even, powers of two, primes.
const LENGTHS: [usize; 9] = [1, 2, 3, 7, 16, 30, 101, 257, 1000];
const NORMS: [&str; 3] = ["backward", "ortho", "forward"];
const SHAPE: (usize, usize, usize) = (3, 7, 4);

fn complex_noise(n: usize) -> Array1<Complex<f64>> {
    let (re, im) = (noise(n, 1), noise(n, 2));
    Array1::from_shape_fn(n, |i| Complex::new(re[i], im[i]))
}

#[test]
fn complex_transforms_of_many_lengths_are_scipys() {
    let golden = open("fft");
    for n in LENGTHS {
        let x = complex_noise(n);
        let expected: Array1<Complex<f64>> = golden.array1(&format!("fft_{n}"));
        assert_scipys!(fft(&x), golden, format!("fft_{n}"), F64);
        assert_close!(ifft(&expected).unwrap(), x, 0.0, F64, "n = {n}");
        let narrow = fft(&x.mapv(|z| Complex::new(z.re as f32, z.im as f32))).unwrap();
        let narrow = narrow.mapv(|z| Complex::new(f64::from(z.re), f64::from(z.im)));
        assert_close!(narrow, expected, 0.0, F32 * largest(&expected), "f32, n = {n}");
    }
}

#[test]
fn real_transforms_of_many_lengths_are_scipys() {
    let golden = open("fft");
    for n in LENGTHS {
        let x = noise(n, 1);
        let expected: Array1<Complex<f64>> = golden.array1(&format!("rfft_{n}"));
        assert_scipys!(rfft(&x), golden, format!("rfft_{n}"), F64);
        assert_close!(irfft(&expected, n).unwrap(), x, 0.0, F64, "n = {n}");
        let narrow = rfft(&x.mapv(|v| v as f32)).unwrap();
        let narrow = narrow.mapv(|z| Complex::new(f64::from(z.re), f64::from(z.im)));
        assert_close!(narrow, expected, 0.0, F32 * largest(&expected), "f32, n = {n}");
    }
}

#[test]
fn every_length_axis_and_norm_is_scipys() {
    let golden = open("fft_options");
    let (x, z) = (real(SHAPE), complex(SHAPE));
    for norm in NORMS {
        for axis in 0..3 {
            for n in [Some(2), Some(3), None, Some(5), Some(8), Some(9)] {
                let options = FftOptions { n, axis: Some(Axis(axis)), norm: norm.parse().unwrap() };
                let n = n.map_or("whole".to_owned(), |n| n.to_string());
                let key = |name: &str| format!("{name}_{norm}_{axis}_{n}");
                assert_scipys!(fft_with(&z, &options), golden, key("fft"), F64);
                assert_scipys!(ifft_with(&z, &options), golden, key("ifft"), F64);
                assert_scipys!(fft_with(&x, &options), golden, key("fft_real"), F64);
                assert_scipys!(ifft_with(&x, &options), golden, key("ifft_real"), F64);
                assert_scipys!(rfft_with(&x, &options), golden, key("rfft"), F64);
                assert_scipys!(irfft_with(&z, &options), golden, key("irfft"), F64);
                assert_scipys!(hfft_with(&z, &options), golden, key("hfft"), F64);
                assert_scipys!(ihfft_with(&x, &options), golden, key("ihfft"), F64);
            }
        }
    }
}

#[test]
fn single_precision_stays_single_and_is_scipys() {
    let golden = open("fft_options");
    let (x, z) = (narrow(&real(SHAPE)), narrow_complex(&complex(SHAPE)));
    let options = FftOptions { n: Some(9), axis: Some(Axis(1)), norm: Norm::Ortho };
    assert_scipys!(fft_with(&z, &options), golden, "narrow_fft", F32);
    assert_scipys!(ifft_with(&x, &options), golden, "narrow_ifft", F32);
    assert_scipys!(rfft_with(&x, &options), golden, "narrow_rfft", F32);
    assert_scipys!(irfft_with(&z, &options), golden, "narrow_irfft", F32);
    assert_scipys!(hfft_with(&z, &options), golden, "narrow_hfft", F32);
    assert_scipys!(ihfft_with(&x, &options), golden, "narrow_ihfft", F32);
}

#[test]
fn not_a_number_stays_in_its_lane() {
    let golden = open("fft_options");
    let mut x = real(SHAPE);
    x[[1, 2, 3]] = f64::NAN;
    for (name, y) in [("nan_fft", fft(&x).unwrap()), ("nan_rfft", rfft(&x).unwrap())] {
        let expected = golden.array::<Complex<f64>>(name);
        let spoilt = |z: &Complex<f64>| z.re.is_nan() || z.im.is_nan();
        assert_eq!(y.map(spoilt).into_dyn(), expected.map(spoilt), "{name}");
        let (y, expected) =
            (y.slice(s![0, .., ..]).into_dyn(), expected.slice(s![0, .., ..]).into_dyn());
        assert_close!(y, expected, 0.0, 1e-14, "{name}");
    }
}

#[test]
fn memory_order_changes_nothing() {
    let x = complex((5, 33, 18));
    let mut mirrored = ndarray::Array3::zeros((5, 33, 18).f());
    mirrored.assign(&x);
    for axis in 0..3 {
        let options = FftOptions { axis: Some(Axis(axis)), ..Default::default() };
        let y = fft_with(&x, &options).unwrap();
        assert_eq!(fft_with(&mirrored, &options).unwrap(), y);
        assert_eq!(fft_with(&mirrored, &options).unwrap().strides(), mirrored.strides());
        for mut given in [x.clone(), mirrored.clone()] {
            fft_in_place(&mut given, Axis(axis), Norm::Backward).unwrap();
            assert_eq!(given, y);
            ifft_in_place(&mut given, Axis(axis), Norm::Backward).unwrap();
            assert_close!(given, x, 0.0, 1e-14);
        }
        let mut reversed = x.clone();
        reversed.invert_axis(Axis((axis + 1) % 3));
        fft_in_place(&mut reversed.slice_mut(s![.., .., ..]), Axis(axis), Norm::Backward).unwrap();
        reversed.invert_axis(Axis((axis + 1) % 3));
        assert_eq!(reversed, y);
    }
}

#[test]
fn plans_do_what_the_functions_do() {
    let (x, z) = (noise(30, 1), complex_noise(30));
    let (plan, real_plan) = (FftPlan::new(30).unwrap(), RealFftPlan::new(30).unwrap());
    let mut buffer = z.to_vec();
    plan.forward(&mut buffer);
    assert_eq!(buffer, fft(&z).unwrap().to_vec());
    plan.inverse(&mut buffer);
    assert_close!(Array1::from_vec(buffer), z, 0.0, 1e-15);
    let (mut spectrum, mut scratch) = (vec![Complex::default(); 16], real_plan.make_scratch());
    real_plan.forward_into(&x.to_vec(), &mut spectrum, &mut scratch);
    assert_eq!(spectrum, rfft(&x).unwrap().to_vec());
    let mut back = vec![0.0; 30];
    real_plan.inverse_into(&mut spectrum, &mut back, &mut scratch);
    assert_close!(Array1::from_vec(back), x, 0.0, 1e-15);
}
