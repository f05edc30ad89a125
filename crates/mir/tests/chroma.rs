//! Pitch classes and the tonal centroid.

use ndarray::Array2;
use onkai_mir::{
    ChromaCensOptions, ChromaCqtMode, ChromaCqtOptions, ChromaFilterBank, ChromaFilterOptions,
    ChromaStftOptions, ChromaVqtOptions, CqToChromaOptions, CqtOptions, CqtResampler, Intervals,
    Norm, StftOptions, Tuning, Window, chroma_cens, chroma_cens_of_spectrogram, chroma_cqt,
    chroma_cqt_of_spectrogram, chroma_stft, chroma_stft_of_spectrogram, chroma_vqt,
    chroma_vqt_of_spectrogram, cq_to_chroma, cqt, stft, tonnetz, tonnetz_of_chroma,
};
use onkai_testing::noise;

use crate::constant_q::SHARP;
use crate::signals::{F32, F64, assert_golden, every, golden, narrow, song};

#[test]
fn the_filters_are_librosas() {
    let golden = golden("chroma");
    let default = ChromaFilterOptions::default();
    let flat = ChromaFilterOptions { octave_width: None, norm: None, base_c: false, ..default };
    let max = ChromaFilterOptions {
        norm: Some(Norm::Max),
        center_octave: 3.0,
        octave_width: Some(1.0),
        ..default
    };
    let few = ChromaFilterOptions { n_chroma: 5, norm: Some(Norm::P(1.0)), ..default };
    let cases = [
        ("default", 8000.0, 512, 0.0, default),
        ("odd", 16000.0, 401, 0.3, ChromaFilterOptions { n_chroma: 24, ..default }),
        ("flat", 8000.0, 256, 0.0, flat),
        ("max", 8000.0, 300, 0.0, max),
        ("few", 8000.0, 256, 0.0, few),
    ];
    for (name, rate, n_fft, tuning, options) in cases {
        let bank = ChromaFilterBank::<f64>::new(rate, n_fft, tuning, &options).unwrap();
        let expected: Array2<f64> = golden.array2(&format!("bank_{name}"));
        assert_golden!(bank.to_dense(), expected, 1e-12, "{name}");
    }
}

#[test]
fn the_folds_are_librosas() {
    let golden = golden("chroma");
    let default = CqToChromaOptions::default;
    let fine = CqToChromaOptions { bins_per_octave: 36, fmin_hz: Some(50.0), ..default() };
    let from_a = CqToChromaOptions { base_c: false, ..default() };
    let many =
        CqToChromaOptions { bins_per_octave: 48, n_chroma: 24, fmin_hz: Some(70.0), ..default() };
    let window = Some(vec![0.5, 1.0, 0.25]);
    let window = CqToChromaOptions { bins_per_octave: 24, window, ..default() };
    for (name, n_bins, options) in [
        ("default", 84, default()),
        ("fine", 250, fine),
        ("from_a", 84, from_a),
        ("many", 100, many),
        ("window", 60, window),
    ] {
        let expected: Array2<f64> = golden.array2(&format!("fold_{name}"));
        assert_golden!(cq_to_chroma::<f64>(n_bins, &options).unwrap(), expected, 1e-15, "{name}");
    }
}

#[test]
fn chroma_of_spectra_is_librosas() {
    let golden = golden("chroma");
    let y = song(16000, 8000.0);
    let default = ChromaStftOptions::default;
    let filters = ChromaFilterOptions { n_chroma: 24, octave_width: None, ..Default::default() };
    let other = ChromaStftOptions {
        stft: StftOptions {
            n_fft: 1000,
            hop_length: Some(333),
            window: Window::Blackman,
            ..Default::default()
        },
        tuning: Tuning::Bins(0.13),
        norm: Some(Norm::P(2.0)),
        filters,
    };
    let mut plain = ChromaStftOptions { norm: None, ..default() };
    (plain.stft.win_length, plain.stft.center, plain.filters.base_c) = (Some(900), false, false);
    for (name, options) in [("default", default()), ("options", other), ("plain", plain)] {
        let wide = chroma_stft(&y, 8000.0, &options).unwrap();
        assert_golden!(wide, golden.array2::<f64>(&format!("stft_{name}_f64")), F64, "{name}");
        let single = chroma_stft(&narrow(&y), 8000.0, &options).unwrap();
        assert_golden!(single, golden.array2::<f32>(&format!("stft_{name}_f32")), F32, "{name}");
    }
    let frames = StftOptions { n_fft: 512, ..Default::default() };
    let power = stft(&y, &frames).unwrap().mapv(|z| z.norm_sqr());
    let chroma = chroma_stft_of_spectrogram(&power, 8000.0, &default()).unwrap();
    assert_golden!(every(&chroma, 4), golden.array2::<f64>("stft_power_f64"), F64, "power");
}

fn coarse() -> ChromaCqtOptions {
    ChromaCqtOptions { bins_per_octave: Some(12), ..Default::default() }
}

/// Constant-Q magnitudes that no resampler of our own has touched.
fn magnitudes() -> Array2<f64> {
    let resampler = CqtResampler::Polyphase;
    let options = CqtOptions { n_bins: 72, resampler, ..Default::default() };
    cqt(&song(16000, 8000.0), 8000.0, &options).unwrap().mapv(num_complex::Complex::norm)
}

#[test]
fn chroma_of_constant_q_spectrograms_is_librosas() {
    let golden = golden("chroma");
    let c = magnitudes();
    let options = ChromaCqtOptions { norm: Some(Norm::P(1.0)), threshold: Some(0.02), ..coarse() };
    let chroma = chroma_cqt_of_spectrogram(&c, &options).unwrap();
    assert_golden!(chroma, golden.array2::<f64>("of_cqt_f64"), F64, "cqt");
    let centroid = tonnetz_of_chroma(&chroma).unwrap();
    assert_golden!(centroid, golden.array2::<f64>("tonnetz_of_chroma_f64"), F64, "tonnetz");
    let single = chroma_cqt_of_spectrogram(&c.mapv(|v| v as f32), &options).unwrap();
    assert_golden!(single, golden.array2::<f32>("of_cqt_f32"), F32, "cqt");
    let options = ChromaVqtOptions { intervals: Intervals::Ji5, ..Default::default() };
    let chroma = chroma_vqt_of_spectrogram(&c, &options).unwrap();
    assert_golden!(chroma, golden.array2::<f64>("of_vqt_f64"), F64, "vqt");
    let default = ChromaCensOptions { chroma: coarse(), ..Default::default() };
    let short = ChromaCensOptions {
        win_len_smooth: Some(10),
        smoothing_window: Window::Hamming,
        norm: None,
        ..default.clone()
    };
    let raw = ChromaCensOptions { win_len_smooth: None, norm: Some(Norm::Max), ..default.clone() };
    for (name, options) in [("cens", default), ("cens_short", short), ("cens_raw", raw)] {
        let wide = chroma_cens_of_spectrogram(&c, &options).unwrap();
        assert_golden!(wide, golden.array2::<f64>(&format!("{name}_f64")), F64, "{name}");
        let single = chroma_cens_of_spectrogram(&c.mapv(|v| v as f32), &options).unwrap();
        assert_golden!(single, golden.array2::<f32>(&format!("{name}_f32")), F32, "{name}");
    }
    let fine = noise(24 * 7, 8).mapv(f64::abs).into_shape_with_order((24, 7)).unwrap();
    let expected: Array2<f64> = golden.array2("tonnetz_fine_f64");
    assert_golden!(tonnetz_of_chroma(&fine).unwrap(), expected, F64, "fine");
    let single = tonnetz_of_chroma(&fine.mapv(|v| v as f32)).unwrap();
    assert_golden!(single, golden.array2::<f32>("tonnetz_fine_f32"), F32, "fine");
}

fn cqt_cases() -> [(&'static str, ChromaCqtOptions); 4] {
    let default = ChromaCqtOptions::default;
    let hybrid = ChromaCqtOptions {
        n_octaves: 5,
        mode: ChromaCqtMode::Hybrid,
        tuning: Tuning::Bins(0.0),
        ..default()
    };
    let other = ChromaCqtOptions {
        n_octaves: 4,
        fmin_hz: Some(60.0),
        norm: Some(Norm::P(2.0)),
        threshold: Some(0.01),
        tuning: Tuning::Bins(0.2),
        n_chroma: 24,
        bins_per_octave: Some(48),
        hop_length: 256,
        window: Some(vec![0.3, 1.0, 0.3]),
        ..default()
    };
    let coarse = ChromaCqtOptions {
        n_octaves: 5,
        bins_per_octave: None,
        norm: None,
        threshold: None,
        ..default()
    };
    let wide = ChromaCqtOptions { n_octaves: 6, ..default() };
    [("default", wide), ("hybrid", hybrid), ("options", other), ("coarse", coarse)]
}

#[test]
fn chroma_of_signals_is_librosas() {
    let golden = golden("chroma");
    let y = song(16000, 8000.0);
    // librosa has soxr halve the rate here.
    for (name, options) in cqt_cases() {
        let wide = every(&chroma_cqt(&y, 8000.0, &options).unwrap(), 2);
        assert_golden!(wide, golden.array2::<f64>(&format!("cqt_{name}_f64")), SHARP, "{name}");
        let single = every(&chroma_cqt(&narrow(&y), 8000.0, &options).unwrap(), 2);
        assert_golden!(single, golden.array2::<f32>(&format!("cqt_{name}_f32")), SHARP, "{name}");
    }
    let six = ChromaCqtOptions { n_octaves: 6, ..Default::default() };
    let centroid = tonnetz(&y, 8000.0, &six).unwrap();
    assert_golden!(centroid, golden.array2::<f64>("tonnetz_f64"), SHARP, "tonnetz");
    let chroma = ChromaCqtOptions { n_octaves: 5, ..Default::default() };
    let cens = ChromaCensOptions { chroma, ..Default::default() };
    let cens = chroma_cens(&y, 8000.0, &cens).unwrap();
    assert_golden!(cens, golden.array2::<f64>("cens_y_f64"), SHARP, "cens");
    let just = ChromaVqtOptions {
        intervals: Intervals::Ji3,
        n_octaves: 5,
        gamma: Some(3.0),
        ..Default::default()
    };
    let ratios = ChromaVqtOptions {
        intervals: Intervals::Ratios(vec![1.0, 1.2, 1.5]),
        n_octaves: 5,
        norm: Some(Norm::P(2.0)),
        ..Default::default()
    };
    for (name, options) in [("vqt", just), ("vqt_ratios", ratios)] {
        let wide = chroma_vqt(&y, 8000.0, &options).unwrap();
        assert_golden!(wide, golden.array2::<f64>(&format!("{name}_f64")), SHARP, "{name}");
        let single = chroma_vqt(&narrow(&y), 8000.0, &options).unwrap();
        assert_golden!(single, golden.array2::<f32>(&format!("{name}_f32")), SHARP, "{name}");
    }
}
