//! Effects, harmonic-percussive separation, features of frames, and features between beats.

use ndarray::{Array1, Array2, array, s};
use onkai_mir::decompose::{HpssOptions, SoftmaskOptions, hpss, softmask};
use onkai_mir::effects::{
    EffectsHpssOptions, PitchShiftOptions, SilenceOptions, deemphasis, harmonic, percussive,
    phase_vocoder, pitch_shift, preemphasis, remix, split, time_stretch, trim,
};
use onkai_mir::{
    Aggregate, DbReference, PadMode, RmsOptions, StftOptions, ZeroCrossingOptions,
    ZeroCrossingRateOptions, effects, match_events, rms, rms_of_spectrogram, stft, sync,
    zero_crossing_rate, zero_crossings,
};
use onkai_testing::{assert_close, noise};

use crate::signals::{F32, F64, assert_golden, every, golden, indices, narrow, song};

const RATE: f64 = 8000.0;

fn signal() -> Array1<f64> {
    song(12000, RATE)
}

fn short(n_fft: usize) -> StftOptions {
    StftOptions { n_fft, ..Default::default() }
}

fn seventh<F: Clone>(y: &Array1<F>) -> Array1<F> {
    y.slice(s![..;7]).to_owned()
}

#[test]
fn spectrograms_are_split_as_librosa_does() {
    let golden = golden("effects");
    let magnitude = stft(&signal(), &short(256)).unwrap().mapv(num_complex::Complex::norm);
    let default = HpssOptions::default;
    for (name, options) in [
        ("default", default()),
        (
            "kernels",
            HpssOptions { kernel_harmonic: 17, kernel_percussive: 9, power: 1.0, ..default() },
        ),
        (
            "margins",
            HpssOptions { kernel_percussive: 12, margin_percussive: 5.0, power: 3.0, ..default() },
        ),
        (
            "hard",
            HpssOptions {
                power: f64::INFINITY,
                margin_harmonic: 1.2,
                margin_percussive: 1.2,
                ..default()
            },
        ),
    ] {
        let parts = hpss(&magnitude, &options).unwrap();
        let expected = |part| golden.array2::<f64>(&format!("hpss_{name}_{part}_f64"));
        assert_golden!(every(&parts.harmonic, 9), expected("harmonic"), F64, "{name}");
        assert_golden!(every(&parts.percussive, 9), expected("percussive"), F64, "{name}");
        // Where single precision may tip a bin over from one part to the other it need not agree.
        if options.power.is_finite() {
            let parts = hpss(&magnitude.mapv(|v| v as f32), &options).unwrap();
            let expected = |part| golden.array2::<f32>(&format!("hpss_{name}_{part}_f32"));
            assert_golden!(every(&parts.harmonic, 9), expected("harmonic"), F32, "{name}");
            assert_golden!(every(&parts.percussive, 9), expected("percussive"), F32, "{name}");
        }
    }
}

#[test]
fn signals_are_split_as_librosa_does() {
    let golden = golden("effects");
    let hpss = HpssOptions { margin_harmonic: 2.0, margin_percussive: 2.0, ..Default::default() };
    let options = EffectsHpssOptions { stft: short(512), hpss };
    let parts = effects::hpss(&signal(), &options).unwrap();
    assert_golden!(
        seventh(&parts.harmonic),
        golden.array1::<f64>("effects_harmonic_f64"),
        F64,
        "h"
    );
    let expected = golden.array1::<f64>("effects_percussive_f64");
    assert_golden!(seventh(&parts.percussive), expected, F64, "p");
    let single = effects::hpss(&narrow(&signal()), &options).unwrap();
    let expected = golden.array1::<f32>("effects_harmonic_f32");
    assert_golden!(seventh(&single.harmonic), expected, 1e-3, "single");
    assert_eq!(harmonic(&signal(), &options).unwrap(), parts.harmonic);
    assert_eq!(percussive(&signal(), &options).unwrap(), parts.percussive);
    // A channel is treated as if it were alone.
    let stereo = ndarray::stack![ndarray::Axis(0), signal(), signal() * 0.5];
    let both = effects::hpss(&stereo, &options).unwrap();
    assert_close!(both.harmonic.row(0).to_owned(), parts.harmonic, 0.0, 1e-14);
    assert_close!(both.percussive.row(1).to_owned(), parts.percussive * 0.5, 0.0, 1e-14);
}

#[test]
fn stretched_and_shifted_as_librosa_does() {
    let golden = golden("effects");
    let y = signal();
    for (name, rate, options) in [
        ("double", 2.0, short(512)),
        ("slow", 0.8, short(512)),
        ("fast", 1.37, short(512)),
        ("odd", 0.6, StftOptions { hop_length: Some(90), ..short(400) }),
    ] {
        let expected = golden.array1::<f64>(&format!("stretch_{name}"));
        let stretched = time_stretch(&y, rate, &options).unwrap();
        // Phases of bins that are nearly zero are made of rounding errors.
        assert_golden!(seventh(&stretched), expected, 1e-8, "{name}");
    }
    let slow = phase_vocoder(&stft(&y, &short(512)).unwrap(), 0.7).unwrap();
    let expected = golden.array2::<num_complex::Complex<f64>>("vocoder");
    assert_golden!(every(&slow, 19), expected, 1e-8, "vocoder");
    for (name, steps, bins_per_octave) in
        [("up", 4.0, 12), ("down", -6.0, 12), ("quarter", 1.0, 24)]
    {
        let options = PitchShiftOptions { bins_per_octave, scale: false, stft: short(512) };
        let shifted = seventh(&pitch_shift(&y, RATE, steps, &options).unwrap());
        let expected = golden.array1::<f64>(&format!("shift_{name}"));
        // Another resampler: alike in the pass band, not near the edge, where there is little.
        assert_golden!(shifted, expected, 1e-2, "{name}");
    }
}

#[test]
fn nothing_changed_is_the_input() {
    let y = narrow(&signal());
    assert_eq!(time_stretch(&y, 1.0, &StftOptions::default()).unwrap(), y);
    assert_eq!(pitch_shift(&y, RATE, 0.0, &PitchShiftOptions::default()).unwrap(), y);
}

#[test]
fn silence_is_found_as_librosa_does() {
    let golden = golden("effects");
    let mut gated = signal();
    gated.indexed_iter_mut().filter(|(i, _)| i % 5000 <= 1800).for_each(|(_, v)| *v = 0.0);
    let rms =
        |frame_length, hop_length| RmsOptions { frame_length, hop_length, ..Default::default() };
    let cut = SilenceOptions { top_db: 30.0, rms: rms(500, 100), ..Default::default() };
    for (name, options) in [
        ("default", SilenceOptions::default()),
        ("short", cut),
        (
            "ref",
            SilenceOptions {
                top_db: 20.0,
                reference: DbReference::Value(0.1),
                rms: rms(256, 64),
                ..Default::default()
            },
        ),
    ] {
        let trimmed = trim(&gated, &options).unwrap();
        let expected = indices(&golden, &format!("trim_{name}"));
        assert_eq!([trimmed.range.start, trimmed.range.end], *expected, "{name}");
        assert_eq!(trimmed.y, gated.slice(s![trimmed.range]));
        let ranges = split(&gated, &options).unwrap();
        let expected = golden.array2::<i64>(&format!("split_{name}"));
        let found: Vec<i64> =
            ranges.iter().flat_map(|r| [r.start, r.end]).map(|i| i.try_into().unwrap()).collect();
        assert_eq!(found, expected.into_raw_vec_and_offset().0, "{name}");
    }
    let rolled = Array1::from_shape_fn(12000, |i| gated[(i + 12000 - 900) % 12000]);
    let stereo = ndarray::stack![ndarray::Axis(0), gated, rolled];
    let expected = golden.array2::<i64>("split_stereo");
    assert_eq!(split(&stereo, &cut).unwrap().len(), expected.nrows());
    let nothing = trim(
        &Array1::<f32>::zeros(5000),
        &SilenceOptions { reference: DbReference::Value(1.0), ..Default::default() },
    );
    assert_eq!(nothing.unwrap().range, 0..0);
}

#[test]
fn pieces_and_emphasis_are_librosas() {
    let golden = golden("effects");
    let y = signal();
    let pieces = [7000..9000, 100..1234, 7000..9000, 11900..12000];
    for (name, align) in [("remix_zeros", true), ("remix", false)] {
        let mixed = remix(&y, &pieces, align).unwrap();
        let expected = golden.array1::<f64>(name);
        assert_close!(mixed.slice(s![..;3]).to_owned(), expected, 0.0, 1e-14, "{name}");
    }
    for (name, coefficient) in [("0.97", 0.97), ("0.5", 0.5)] {
        let fifth = |y: Array1<f64>| y.slice(s![..;5]).to_owned();
        let expected = golden.array1::<f64>(&format!("pre_{name}"));
        assert_golden!(fifth(preemphasis(&y, coefficient).unwrap()), expected, 1e-14, "{name}");
        let expected = golden.array1::<f64>(&format!("de_{name}"));
        assert_golden!(fifth(deemphasis(&y, coefficient).unwrap()), expected, 1e-12, "{name}");
    }
}

#[test]
fn loudness_and_zero_crossings_are_librosas() {
    let golden = golden("effects");
    let y = signal();
    for (name, options) in [
        ("default", RmsOptions::default()),
        (
            "odd",
            RmsOptions {
                frame_length: 501,
                hop_length: 200,
                pad_mode: PadMode::Reflect,
                ..Default::default()
            },
        ),
        (
            "left",
            RmsOptions { frame_length: 512, hop_length: 128, center: false, ..Default::default() },
        ),
    ] {
        let expected = golden.array1::<f64>(&format!("rms_{name}_f64"));
        assert_golden!(rms(&y, &options).unwrap(), expected, F64, "{name}");
        let expected = golden.array1::<f32>(&format!("rms_{name}_f32"));
        assert_golden!(rms(&narrow(&y), &options).unwrap(), expected, F32, "{name}");
    }
    for (name, n_fft) in [("rms_stft_f64", 512), ("rms_stft_odd_f64", 301)] {
        let s = stft(&y, &short(n_fft)).unwrap();
        let expected = golden.array1::<f64>(name);
        assert_golden!(rms_of_spectrogram(&s, n_fft).unwrap(), expected, F64, "{name}");
    }
    let mut gated = y.clone();
    gated.indexed_iter_mut().filter(|(i, _)| i % 5000 <= 1800).for_each(|(_, v)| *v = 0.0);
    let found = zero_crossing_rate(&gated, &ZeroCrossingRateOptions::default()).unwrap();
    assert_close!(found, golden.array1::<f64>("zcr_default"), 0.0, 1e-15);
    let crossings = ZeroCrossingOptions { threshold: 0.05, first: false, ..Default::default() };
    let odd =
        ZeroCrossingRateOptions { frame_length: 333, hop_length: 100, center: false, crossings };
    let found = zero_crossing_rate(&gated, &odd).unwrap();
    assert_close!(found, golden.array1::<f64>("zcr_odd"), 0.0, 1e-15);
    let steps = y.slice(s![..400]).mapv(|v| (4.0 * v).round_ties_even());
    let at = |options| {
        let crossings = zero_crossings(&steps, &options).unwrap();
        crossings.iter().enumerate().filter(|(_, c)| **c).map(|(i, _)| i).collect::<Vec<_>>()
    };
    let signs = ZeroCrossingOptions { zero_pos: false, first: false, ..Default::default() };
    assert_eq!(at(signs), indices(&golden, "zc"));
    assert_eq!(at(ZeroCrossingOptions::default()), indices(&golden, "zc_default"));
}

#[test]
fn beats_sum_up_as_in_librosa() {
    let golden = golden("effects");
    let data = noise(200, 9).into_shape_with_order((5, 40)).unwrap();
    let beats = [3, 11, 12, 20, 33];
    for (name, aggregate) in
        [("mean", Aggregate::Mean), ("median", Aggregate::Median), ("max", Aggregate::Max)]
    {
        let expected = golden.array2::<f64>(&format!("sync_{name}"));
        assert_close!(sync(&data, &beats, aggregate, true).unwrap(), expected, 1e-14, 1e-15);
        let expected = golden.array2::<f64>(&format!("sync_{name}_bare"));
        assert_close!(sync(&data, &beats, aggregate, false).unwrap(), expected, 1e-14, 1e-15);
    }
    let events = (noise(30, 4) + 1.0) * 20.0;
    let grid = Array1::from_shape_fn(13, |i| 3.1 * i as f64);
    let found = match_events(events.as_slice().unwrap(), grid.as_slice().unwrap()).unwrap();
    let expected: Vec<_> = golden.array1::<i32>("match").iter().map(|&i| i as usize).collect();
    assert_eq!(found, expected);
}

#[test]
fn bad_input_is_named() {
    let y = signal();
    let none = Array1::<f64>::zeros(0);
    let nan = array![0.0, f64::NAN, 1.0];
    let plain = StftOptions::default();
    let message = |error: onkai_mir::Error| error.to_string();
    assert!(message(time_stretch(&none, 2.0, &plain).unwrap_err()).contains("`y`"));
    assert!(message(time_stretch(&nan, 1.0, &plain).unwrap_err()).contains("`y`"));
    assert!(message(time_stretch(&y, f64::NAN, &plain).unwrap_err()).contains("`rate`"));
    assert!(message(time_stretch(&y, 1e-9, &plain).unwrap_err()).contains("`rate`"));
    let shift = |steps, bins_per_octave| {
        let options = PitchShiftOptions { bins_per_octave, ..Default::default() };
        message(pitch_shift(&y, RATE, steps, &options).unwrap_err())
    };
    assert!(shift(f64::INFINITY, 12).contains("`n_steps`"));
    assert!(shift(300.0, 12).contains("`n_steps`"));
    assert!(shift(1.0, 0).contains("`bins_per_octave`"));
    let split = |s: &Array2<f64>, options: HpssOptions| message(hpss(s, &options).unwrap_err());
    let s = Array2::<f64>::ones((4, 4));
    let default = HpssOptions::default;
    assert!(
        split(&s, HpssOptions { kernel_harmonic: 0, ..default() }).contains("`kernel_harmonic`")
    );
    assert!(
        split(&s, HpssOptions { margin_percussive: 0.5, ..default() }).contains("`margin_perc")
    );
    assert!(split(&s, HpssOptions { power: 0.0, ..default() }).contains("`power`"));
    assert!(split(&-s, default()).contains("`s` must not be negative"));
    assert!(split(&Array2::zeros((0, 4)), default()).contains("`s`"));
    let mask = softmask(&array![1.0], &array![-1.0], &SoftmaskOptions::default());
    assert!(message(mask.unwrap_err()).contains("`x_ref`"));
    assert!(message(remix(&y, &[0..4, 9..12001], true).unwrap_err()).contains("`intervals`"));
    assert!(message(remix(&y, &[], true).unwrap_err()).contains("`intervals`"));
    assert!(message(preemphasis(&array![1.0], 0.97).unwrap_err()).contains("`y`"));
    assert!(message(trim(&nan, &SilenceOptions::default()).unwrap_err()).contains("`y`"));
    assert!(message(sync(&nan, &[9], Aggregate::Mean, true).unwrap_err()).contains("boundaries"));
    assert!(message(sync(&y, &[], Aggregate::Mean, false).unwrap_err()).contains("boundaries"));
    let no_frames = RmsOptions { frame_length: 0, ..Default::default() };
    assert!(message(rms(&y, &no_frames).unwrap_err()).contains("`frame_length`"));
    assert!(rms_of_spectrogram(&Array2::<f64>::zeros((4, 2)), 512).is_err());
}
