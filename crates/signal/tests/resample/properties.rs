//! Lengths, streams, channels, threads; and what is refused.

use ndarray::{Array1, Array2, Array3, ArrayView2, Axis, arr0, concatenate, s};
use onkai_signal::{Error, ResamplePlan, Resampler, resample};
use onkai_testing::{assert_close, noise, noise_f32};
use proptest::prelude::*;

use super::RATES;

fn stereo(n: usize, seed: u32) -> Array2<f64> {
    Array2::from_shape_vec((2, n), noise(2 * n, seed).to_vec()).expect("2 n values")
}

/// All that a stream returns when it is fed blocks of these lengths, over and over.
fn streamed(x: &ArrayView2<'_, f64>, plan: &ResamplePlan<f64>, cuts: &[usize]) -> Array2<f64> {
    let mut resampler = plan.stream(x.nrows());
    let mut parts = Vec::new();
    let mut start = 0;
    for cut in cuts.iter().cycle() {
        let end = (start + cut).min(x.ncols());
        parts.push(resampler.push(&x.slice(s![.., start..end])).expect("it fits"));
        start = end;
        if start == x.ncols() {
            break;
        }
    }
    parts.push(resampler.finish());
    let parts: Vec<_> = parts.iter().map(|part| part.view()).collect();
    concatenate(Axis(1), &parts).expect("it fits")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn lengths_are_rounded_up(n in 0_usize..3000, up in 1_u32..3000, down in 1_u32..3000) {
        let y = resample(&Array1::<f32>::ones(n), f64::from(down), f64::from(up)).unwrap();
        let exact = (n as u64 * u64::from(up)).div_ceil(u64::from(down));
        prop_assert_eq!(y.len() as u64, exact);
        prop_assert!(y.iter().all(|v| v.is_finite()));
    }

    #[test]
    fn single_precision_agrees(rates in 0..RATES.len(), n in 1_usize..9000, seed: u32) {
        let (orig_rate, target_rate) = RATES[rates];
        let n = if target_rate < 100.0 * orig_rate { n } else { n.div_ceil(100) };
        let wide = resample(&noise(n, seed), orig_rate, target_rate).unwrap();
        let narrow = resample(&noise_f32(n, seed), orig_rate, target_rate).unwrap();
        assert_close!(narrow.mapv(f64::from), wide, 0.0, 3e-6, "{orig_rate} -> {target_rate}");
    }
}

proptest! {
    // A case that feeds sample by sample takes seconds without optimisation.
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_stream_is_the_whole(
        rates in 0..RATES.len(),
        n in 0_usize..40000,
        seed: u32,
        cuts in prop::collection::vec(prop_oneof![0_usize..4, 1_usize..30000], 1..5),
    ) {
        prop_assume!(0 < cuts.iter().sum::<usize>());
        let (orig_rate, target_rate) = RATES[rates];
        let n = if target_rate < 100.0 * orig_rate { n } else { n / 200 };
        let plan = ResamplePlan::new(orig_rate, target_rate).unwrap();
        let x = stereo(n, seed);
        let whole = plan.run(&x).unwrap();
        prop_assert!(streamed(&x.view(), &plan, &cuts) == whole);
        for (channel, alone) in whole.rows().into_iter().zip(x.rows()) {
            prop_assert!(channel == plan.run(&alone).unwrap());
        }
    }
}

#[test]
fn one_sample_at_a_time_is_the_whole() {
    for (orig_rate, target_rate) in [(44100.0, 22050.0), (44100.0, 44101.0)] {
        let plan = ResamplePlan::new(orig_rate, target_rate).unwrap();
        let x = stereo(20000, 5);
        assert!(streamed(&x.view(), &plan, &[1]) == plan.run(&x).unwrap());
    }
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let x = noise_f32(400_000, 11);
    let run = |n_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        pool.install(|| {
            [22050.0, 48000.0, 44101.0].map(|rate| resample(&x, 44100.0, rate).unwrap())
        })
    };
    assert!(run(1) == run(3));
}

#[test]
fn any_axis_layout_gives_the_same() {
    let x = stereo(20000, 7);
    let expected = resample(&x, 44100.0, 16000.0).unwrap();
    let interleaved = x.t().as_standard_layout().into_owned();
    assert_eq!(resample(&interleaved.t(), 44100.0, 16000.0).unwrap(), expected);
    let cube = x.clone().into_shape_with_order((1, 2, 20000)).unwrap();
    assert_eq!(resample(&cube, 44100.0, 16000.0).unwrap().index_axis(Axis(0), 0), expected);
    let backwards = x.slice(s![.., ..;-1]);
    let copy = backwards.as_standard_layout().into_owned();
    assert_eq!(resample(&backwards, 3.0, 2.0).unwrap(), resample(&copy, 3.0, 2.0).unwrap());
}

#[test]
fn equal_rates_return_the_input() {
    let x = stereo(1000, 9);
    assert_eq!(resample(&x, 44100.0, 44100.0).unwrap(), x);
    let plan = ResamplePlan::new(0.1, 0.1).unwrap();
    assert_eq!(streamed(&x.view(), &plan, &[7]), x);
}

#[test]
fn nothing_and_next_to_nothing() {
    for (orig_rate, target_rate) in RATES {
        let plan = ResamplePlan::<f64>::new(orig_rate, target_rate).unwrap();
        assert_eq!(plan.run(&Array1::zeros(0)).unwrap().len(), 0);
        assert_eq!(plan.run(&Array3::zeros((2, 3, 0))).unwrap().shape(), [2, 3, 0]);
        assert_eq!(plan.run(&Array2::zeros((0, 5))).unwrap().nrows(), 0);
        assert_eq!(plan.stream(2).finish().shape(), [2, 0]);
        let y = plan.run(&Array1::ones(1)).unwrap();
        assert_eq!(y.len(), plan.output_len(1));
        // An impulse at time zero, limited to the band.
        let expected = if target_rate < orig_rate { target_rate / orig_rate } else { 1.0 };
        assert!((y[0] / expected - 0.955).abs() < 1e-2, "{orig_rate} -> {target_rate}: {}", y[0]);
    }
}

#[test]
fn rates_must_be_positive_numbers() {
    let x = Array1::<f32>::ones(10);
    for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let names = |error: Error, expected: &str| match error {
            Error::Parameter { name, .. } => assert_eq!(name, expected),
            other => panic!("{other}"),
        };
        names(resample(&x, bad, 44100.0).unwrap_err(), "orig_rate");
        names(resample(&x, 44100.0, bad).unwrap_err(), "target_rate");
        names(Resampler::<f32>::new(bad, 44100.0, 1).unwrap_err(), "orig_rate");
    }
    let error = resample(&x, 1.0, 65537.0).unwrap_err();
    assert!(error.to_string().starts_with("`target_rate` is 65537, but must be within a factor"));
    assert!(resample(&arr0(1.0), 1.0, 2.0).is_err());
}

#[test]
fn samples_that_are_not_finite_are_refused_and_a_stream_goes_on() {
    let mut x = stereo(30000, 13);
    let expected = resample(&x, 44100.0, 22050.0).unwrap();
    let mut resampler = Resampler::new(44100.0, 22050.0, 2).unwrap();
    let mut parts = vec![resampler.push(&x.slice(s![.., ..20000])).unwrap()];
    x[[1, 20001]] = f64::NAN;
    let error = resampler.push(&x.slice(s![.., 20000..])).unwrap_err();
    assert!(matches!(error, Error::NotFinite { name: "x", index: 10001, .. }), "{error}");
    assert!(matches!(resample(&x, 2.0, 1.0), Err(Error::NotFinite { index: 50001, .. })));
    x[[1, 20001]] = stereo(30000, 13)[[1, 20001]];
    parts.push(resampler.push(&x.slice(s![.., 20000..])).unwrap());
    parts.push(resampler.finish());
    let parts: Vec<_> = parts.iter().map(|part| part.view()).collect();
    assert_eq!(concatenate(Axis(1), &parts).unwrap(), expected);
}

#[test]
fn blocks_that_do_not_fit_are_named() {
    let mut resampler = Resampler::<f32>::new(1.0, 2.0, 2).unwrap();
    let error = resampler.push(&Array2::zeros((3, 4))).unwrap_err();
    assert_eq!(error.to_string(), "`x` has shape [3, 4], but must have [2, 4]");
    let n = resampler.output_len(50000);
    let mut out = Array2::zeros((2, n - 1));
    let error = resampler.push_into(&Array2::zeros((2, 50000)), &mut out).unwrap_err();
    assert_eq!(error, Error::Shape { name: "out", expected: vec![2, n], actual: vec![2, n - 1] });
}

#[test]
fn a_stream_that_was_finished_or_reset_is_a_new_one() {
    let x = stereo(30000, 17);
    let mut resampler = Resampler::new(44100.0, 44101.0, 2).unwrap();
    let run = |resampler: &mut Resampler<f64>| {
        let first = resampler.push(&x).unwrap();
        concatenate![Axis(1), first, resampler.finish()]
    };
    let once = run(&mut resampler);
    assert_eq!(run(&mut resampler), once);
    resampler.push(&x.slice(s![.., ..12345])).unwrap();
    resampler.reset();
    assert_eq!(run(&mut resampler), once);
}
