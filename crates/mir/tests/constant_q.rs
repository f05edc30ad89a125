//! Frequencies, filters, the constant-Q transform and its kin, and the ways back.

use ndarray::{Array1, Array2, array, s};
use num_complex::Complex;
use onkai_mir::{
    CqtOptions, CqtPhase, CqtResampler, GriffinLimCqtOptions, IcqtOptions, IntervalOptions,
    Intervals, Norm, PadMode, Tuning, VqtOptions, WaveletBasis, WaveletOptions, Window, cqt,
    cqt_frequencies, griffinlim_cqt, hybrid_cqt, icqt, interval_frequencies, plimit_intervals,
    pseudo_cqt, pythagorean_intervals, vqt, wavelet, wavelet_lengths,
};
use onkai_testing::assert_close;

use crate::signals::{F32, F64, Spectrogram, assert_golden, every, golden, narrow, song};

/// Those of the generator, whose rate is halved by SciPy's filter.
fn options(hop_length: usize, n_bins: usize) -> CqtOptions {
    let resampler = CqtResampler::Polyphase;
    CqtOptions { hop_length, n_bins, resampler, ..Default::default() }
}

#[test]
fn frequencies_are_librosas() {
    let golden = golden("constant_q");
    let expected: Array1<f64> = golden.array1("cqt_frequencies");
    assert_close!(cqt_frequencies(30, 41.2, 17, -0.3).unwrap(), expected, 1e-14, 0.0);
    let intervals = |intervals, bins_per_octave| IntervalOptions {
        intervals,
        bins_per_octave,
        ..Default::default()
    };
    for name in ["equal", "pythagorean", "ji3", "ji5", "ji7"] {
        let options = IntervalOptions { tuning: 0.25, ..intervals(name.parse().unwrap(), 19) };
        let expected: Array1<f64> = golden.array1(&format!("intervals_{name}"));
        assert_close!(
            interval_frequencies(40, 50.0, &options).unwrap(),
            expected,
            1e-14,
            0.0,
            "{name}"
        );
    }
    let options = intervals(Intervals::Ratios(vec![1.0, 1.3, 2.1]), 19);
    let expected: Array1<f64> = golden.array1("intervals_ratios");
    assert_close!(interval_frequencies(10, 50.0, &options).unwrap(), expected, 1e-14, 0.0);
    let options = IntervalOptions { sort: false, ..intervals(Intervals::Ji5, 12) };
    let expected: Array1<f64> = golden.array1("intervals_unsorted");
    assert_close!(interval_frequencies(20, 50.0, &options).unwrap(), expected, 1e-14, 0.0);
    let expected: Array1<f64> = golden.array1("pythagorean_unsorted");
    assert_close!(pythagorean_intervals(7, false).unwrap(), expected, 1e-14, 0.0);
    let limits: [(&str, &[u32]); 4] =
        [("3", &[3]), ("3_5", &[3, 5]), ("3_5_7", &[3, 5, 7]), ("2_11", &[2, 11])];
    for (name, primes) in limits {
        let expected: Array1<f64> = golden.array1(&format!("plimit_{name}"));
        assert_close!(plimit_intervals(primes, 31, false).unwrap(), expected, 1e-13, 0.0, "{name}");
    }
}

#[test]
fn filters_are_librosas() {
    let golden = golden("constant_q");
    let hz = cqt_frequencies(6, 200.0, 5, 0.0).unwrap();
    let default = WaveletOptions::default;
    let long = WaveletOptions {
        filter_scale: 1.7,
        window: Window::BlackmanHarris,
        norm: Some(Norm::P(2.0)),
        ..default()
    };
    let gamma = WaveletOptions { gamma: None, norm: Some(Norm::Max), pad_fft: false, ..default() };
    let window = Window::Kaiser { beta: 5.0 };
    let wide = WaveletOptions { gamma: Some(20.0), norm: None, window, ..default() };
    for (name, options) in
        [("default", default()), ("long", long), ("gamma", gamma), ("wide", wide)]
    {
        let made = wavelet::<f64>(&hz, 8000.0, &options).unwrap();
        let expected: Spectrogram<f64> = golden.array2(&format!("wavelet_{name}"));
        assert_golden!(made.filters, expected, 1e-12, "{name}");
        let expected: Array1<f64> = golden.array1(&format!("lengths_{name}"));
        assert_close!(made.lengths, expected, 1e-13, 0.0, "{name}");
        let cutoff = wavelet_lengths(&hz, 8000.0, &options).unwrap().cutoff_hz;
        let expected: Array1<f64> = golden.array1(&format!("cutoff_{name}"));
        assert_close!(array![cutoff], expected, 1e-12, 0.0, "{name}");
    }
    for (name, norm, sparsity) in
        [("default", 1.0, 0.01), ("sparse", 2.0, 0.2), ("dense", 1.0, 0.0)]
    {
        let options = WaveletOptions { norm: Some(Norm::P(norm)), ..default() };
        let basis = WaveletBasis::<f64>::new(&hz, 8000.0, sparsity, &options).unwrap();
        let expected: Spectrogram<f64> = golden.array2(&format!("basis_{name}"));
        assert_golden!(basis.to_dense(), expected, 1e-12, "{name}");
    }
}

fn cqt_cases() -> [(&'static str, CqtOptions); 9] {
    [
        ("polyphase", options(256, 60)),
        ("fourier", CqtOptions { resampler: CqtResampler::Fourier, ..options(256, 60) }),
        ("early", options(512, 24)),
        ("early_plain", CqtOptions { scale: false, fmin_hz: Some(40.0), ..options(512, 20) }),
        ("odd_hop", options(36, 72)),
        (
            "options",
            CqtOptions {
                bins_per_octave: 24,
                fmin_hz: Some(55.0),
                tuning: Tuning::Bins(0.23),
                filter_scale: 0.7,
                norm: Some(Norm::P(2.0)),
                sparsity: 0.05,
                window: Window::Hamming,
                scale: false,
                pad_mode: PadMode::Reflect,
                ..options(160, 70)
            },
        ),
        (
            "estimated",
            CqtOptions {
                fmin_hz: Some(110.0),
                tuning: Tuning::Estimated,
                norm: Some(Norm::Max),
                window: Window::Kaiser { beta: 4.0 },
                pad_mode: PadMode::Edge,
                ..options(512, 48)
            },
        ),
        (
            "plain",
            CqtOptions { fmin_hz: Some(200.0), norm: None, sparsity: 0.0, ..options(512, 36) },
        ),
        ("one", CqtOptions { fmin_hz: Some(220.0), bins_per_octave: 7, ..options(512, 1) }),
    ]
}

#[test]
fn constant_q_transforms_are_librosas() {
    let golden = golden("constant_q");
    let y = song(8000, 8000.0);
    for (name, options) in cqt_cases() {
        let step = if 100 < options.hop_length { 5 } else { 37 };
        let wide = cqt(&y, 8000.0, &options).unwrap();
        let expected: Spectrogram<f64> = golden.array2(&format!("cqt_{name}_f64"));
        assert_golden!(every(&wide, step), expected, F64, "{name}");
        let single = cqt(&narrow(&y), 8000.0, &options).unwrap();
        let expected: Spectrogram<f32> = golden.array2(&format!("cqt_{name}_f32"));
        assert_golden!(every(&single, step), expected, F32, "{name}");
    }
}

#[test]
fn variable_q_transforms_are_librosas() {
    let golden = golden("constant_q");
    let y = song(8000, 8000.0);
    let case =
        |n_bins, intervals, gamma| VqtOptions { cqt: options(256, n_bins), intervals, gamma };
    let mut ji5 = case(45, Intervals::Ji5, None);
    ji5.cqt.bins_per_octave = 15;
    let mut ratios = case(21, Intervals::Ratios(vec![1.0, 9.0 / 8.0, 1.25, 1.5, 1.7]), None);
    (ratios.cqt.tuning, ratios.cqt.fmin_hz) = (Tuning::Bins(0.4), Some(65.0));
    let mut estimated = case(36, Intervals::Equal, None);
    (estimated.cqt.tuning, estimated.cqt.fmin_hz) = (Tuning::Estimated, Some(100.0));
    estimated.cqt.bins_per_octave = 9;
    let cases = [
        ("erb", case(48, Intervals::Equal, None)),
        ("gamma", case(48, Intervals::Equal, Some(12.0))),
        ("pythagorean", case(40, Intervals::Pythagorean, Some(0.0))),
        ("ji3", case(36, Intervals::Ji3, None)),
        ("ji5", ji5),
        ("ji7", case(36, Intervals::Ji7, Some(5.0))),
        ("ratios", ratios),
        ("estimated", estimated),
    ];
    for (name, options) in cases {
        let wide = vqt(&y, 8000.0, &options).unwrap();
        let expected: Spectrogram<f64> = golden.array2(&format!("vqt_{name}_f64"));
        assert_golden!(every(&wide, 8), expected, F64, "{name}");
        if ["erb", "ratios"].contains(&name) {
            let single = vqt(&narrow(&y), 8000.0, &options).unwrap();
            let expected: Spectrogram<f32> = golden.array2(&format!("vqt_{name}_f32"));
            assert_golden!(every(&single, 8), expected, F32, "{name}");
        }
    }
}

#[test]
fn soxr_and_the_sharp_resampler_agree_where_notes_are() {
    let golden = golden("constant_q");
    let y = song(16000, 22050.0);
    let default = CqtOptions::default();
    let fine = CqtOptions { bins_per_octave: 36, n_bins: 252, ..default.clone() };
    for (name, options, rows) in [("soxr", default, 1), ("soxr_36", fine, 3)] {
        let wide = cqt(&y, 22050.0, &options).unwrap();
        let wide = wide.slice(s![..;rows, ..;6]).to_owned();
        let expected: Spectrogram<f64> = golden.array2(&format!("cqt_{name}_f64"));
        assert_golden!(wide, expected, SHARP, "{name}");
        let single = cqt(&narrow(&y), 22050.0, &options).unwrap();
        let single = single.slice(s![..;rows, ..;6]).to_owned();
        let expected: Spectrogram<f32> = golden.array2(&format!("cqt_{name}_f32"));
        assert_golden!(single, expected, SHARP, "{name}");
    }
}

/// The two low-pass filters differ between 0.9 and 1 times the new Nyquist frequency. What lies there
/// reaches the notes, which lie below 0.45, through the weights that sparsity leaves out. Measured are
/// 1.2e-4 at most; soxr's own qualities HQ and VHQ differ by 1.5e-4, SciPy's filters from both by 2e-3.
pub(crate) const SHARP: f64 = 2e-4;

fn magnitude_cases() -> [(&'static str, CqtOptions); 3] {
    let other = CqtOptions {
        bins_per_octave: 24,
        fmin_hz: Some(80.0),
        tuning: Tuning::Bins(-0.2),
        filter_scale: 1.3,
        norm: Some(Norm::P(2.0)),
        sparsity: 0.03,
        window: Window::Hamming,
        scale: false,
        pad_mode: PadMode::Reflect,
        ..options(384, 50)
    };
    [("default", options(512, 72)), ("hop", options(100, 60)), ("options", other)]
}

#[test]
fn pseudo_and_hybrid_transforms_are_librosas() {
    let golden = golden("constant_q_inverse");
    let y = song(8000, 8000.0);
    for (name, options) in magnitude_cases() {
        let step = if options.hop_length == 100 { 4 } else { 1 };
        let wide = [
            ("pseudo", pseudo_cqt(&y, 8000.0, &options)),
            ("hybrid", hybrid_cqt(&y, 8000.0, &options)),
        ];
        for (kind, wide) in wide {
            let expected: Array2<f64> = golden.array2(&format!("{kind}_{name}_f64"));
            assert_golden!(every(&wide.unwrap(), step), expected, F64, "{kind} {name}");
        }
        let single = hybrid_cqt(&narrow(&y), 8000.0, &options).unwrap();
        let expected: Array2<f32> = golden.array2(&format!("hybrid_{name}_f32"));
        assert_golden!(every(&single, step), expected, F32, "{name}");
        let single = pseudo_cqt(&narrow(&y), 8000.0, &options).unwrap();
        let expected: Array2<f32> = golden.array2(&format!("pseudo_{name}_f32"));
        assert_golden!(every(&single, step), expected, F32, "{name}");
    }
    let tuned = CqtOptions { tuning: Tuning::Estimated, ..options(512, 60) };
    let expected: Array2<f64> = golden.array2("hybrid_estimated_f64");
    assert_golden!(hybrid_cqt(&y, 8000.0, &tuned).unwrap(), expected, F64, "estimated");
}

fn inverse_cases() -> [(&'static str, CqtOptions, Option<usize>); 4] {
    let other = CqtOptions {
        fmin_hz: Some(80.0),
        tuning: Tuning::Bins(-0.2),
        filter_scale: 1.3,
        norm: Some(Norm::P(2.0)),
        sparsity: 0.03,
        window: Window::Hamming,
        scale: false,
        resampler: CqtResampler::Fourier,
        ..options(128, 41)
    };
    [
        ("default", options(128, 72), None),
        ("length", options(256, 60), Some(7000)),
        ("odd_hop", options(100, 60), None),
        ("options", other, None),
    ]
}

#[test]
fn inverses_are_librosas() {
    let golden = golden("constant_q_inverse");
    let y = song(8000, 8000.0);
    let every_third = |y: &Array1<f64>| y.slice(s![..;3]).to_owned();
    for (name, cqt, length) in inverse_cases() {
        let notes = onkai_mir::cqt(&y, 8000.0, &cqt).unwrap();
        let single = onkai_mir::cqt(&narrow(&y), 8000.0, &cqt).unwrap();
        let options = IcqtOptions { cqt, length };
        let wide = icqt(&notes, 8000.0, &options).unwrap();
        let expected: Array1<f64> = golden.array1(&format!("icqt_{name}_f64"));
        assert_golden!(every_third(&wide), expected, F64, "{name}");
        let single = icqt(&single, 8000.0, &options).unwrap().slice(s![..;3]).to_owned();
        let expected: Array1<f32> = golden.array1(&format!("icqt_{name}_f32"));
        assert_golden!(single, expected, F32, "{name}");
    }
}

#[test]
fn phases_are_found_as_librosa_finds_them() {
    let golden = golden("constant_q_inverse");
    let y = song(8000, 8000.0).slice(s![..4000]).to_owned();
    let cqt = options(128, 60);
    let magnitudes = onkai_mir::cqt(&y, 8000.0, &cqt).unwrap().mapv(Complex::norm);
    for (name, n_iter, momentum) in [("default", 2, 0.99), ("slow", 3, 0.0)] {
        let cqt = cqt.clone();
        let phase = CqtPhase::Given;
        let options = GriffinLimCqtOptions { cqt, n_iter, momentum, phase, length: None };
        let wide = griffinlim_cqt(&magnitudes, 8000.0, &options).unwrap();
        let expected: Array1<f64> = golden.array1(&format!("griffinlim_{name}_f64"));
        // librosa rounds the phases to single precision, and where a note is silent its phase is noise.
        assert_golden!(wide.slice(s![..;3]).to_owned(), expected, 1e-5, "{name}");
        let single = griffinlim_cqt(&magnitudes.mapv(|v| v as f32), 8000.0, &options).unwrap();
        let expected: Array1<f32> = golden.array1(&format!("griffinlim_{name}_f32"));
        assert_golden!(single.slice(s![..;3]).to_owned(), expected, 1e-3, "{name}");
    }
}

#[test]
fn the_inverse_undoes_the_transform() {
    let y = song(8000, 8000.0);
    // Frames that overlap well, and only what the filters reach: tones between C2 and B6.
    let tones = Array1::from_shape_fn(8000, |i| {
        let t = i as f64 / 8000.0;
        (880.0 * t * std::f64::consts::TAU).sin() + (233.0 * t * std::f64::consts::TAU).cos()
    });
    let cqt = CqtOptions { hop_length: 64, n_bins: 72, ..Default::default() };
    let notes = onkai_mir::cqt(&tones, 8000.0, &cqt).unwrap();
    let options = IcqtOptions { cqt, length: Some(y.len()) };
    let back = icqt(&notes, 8000.0, &options).unwrap();
    let middle = s![2000..6000];
    let error = (&back - &tones).slice(middle).mapv(|v| v * v).sum();
    let energy = tones.slice(middle).mapv(|v| v * v).sum();
    assert!(error < 0.01 * energy, "{}", error / energy);
}
