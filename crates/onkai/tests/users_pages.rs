//! The book's tables for users of SciPy and of librosa: every name in them is something that exists.
//!
//! The lists below name what the tables name. The compiler sees to it that a name of the lists exists, and the tests that
//! a name of the tables is in the lists.

#![cfg(feature = "audio")]

use std::fs;

use onkai::mir::FrameClock;
use onkai::mir::notation::{Key, KeyNotesOptions, Mela, NoteName, SvaraOptions, Thaat};
use onkai::stats::Continuous as _;

/// Items by path: the text, and a use of each, which the compiler checks.
macro_rules! items {
    ($($($segment:ident)::+,)+) => {
        #[allow(unused_imports, reason = "that they can be imported is the test")]
        mod imports {
            $(use $($segment)::+ as _;)+
        }
        const ITEMS: &[&str] = &[$(stringify!($($segment)::+),)+];
    };
}

items! {
    onkai::io::audio::info,
    onkai::mir::Aggregate, onkai::mir::ChirpOptions, onkai::mir::ChromaFilterBank,
    onkai::mir::ClicksOptions, onkai::mir::CqtPlan, onkai::mir::DbOptions, onkai::mir::DbReference,
    onkai::mir::IstftOptions, onkai::mir::MatchSide, onkai::mir::MelScale, onkai::mir::Norm,
    onkai::mir::NormalizeOptions, onkai::mir::NoteOptions, onkai::mir::ShortLanes,
    onkai::mir::StftOptions, onkai::mir::ToneOptions, onkai::mir::Weighting,
    onkai::mir::a4_to_tuning, onkai::mir::amplitude_to_db, onkai::mir::audio::LoadOptions,
    onkai::mir::audio::load, onkai::mir::audio::load_channels, onkai::mir::autocorrelate,
    onkai::mir::beat_track, onkai::mir::beat_track_at_tempo, onkai::mir::chirp,
    onkai::mir::chroma_cens, onkai::mir::chroma_cens_of_spectrogram, onkai::mir::chroma_cqt,
    onkai::mir::chroma_cqt_of_spectrogram, onkai::mir::chroma_stft,
    onkai::mir::chroma_stft_of_spectrogram, onkai::mir::chroma_vqt,
    onkai::mir::chroma_vqt_of_spectrogram, onkai::mir::click_sound, onkai::mir::click_track,
    onkai::mir::cq_to_chroma, onkai::mir::cqt, onkai::mir::cqt_frequencies,
    onkai::mir::db_to_amplitude, onkai::mir::db_to_power, onkai::mir::decompose::decompose,
    onkai::mir::decompose::hpss, onkai::mir::decompose::nn_filter,
    onkai::mir::decompose::softmask, onkai::mir::delta, onkai::mir::duration,
    onkai::mir::duration_of_spectrogram, onkai::mir::effects::deemphasis,
    onkai::mir::effects::harmonic, onkai::mir::effects::hpss, onkai::mir::effects::percussive,
    onkai::mir::effects::phase_vocoder, onkai::mir::effects::pitch_shift,
    onkai::mir::effects::preemphasis, onkai::mir::effects::remix, onkai::mir::effects::split,
    onkai::mir::effects::time_stretch, onkai::mir::effects::trim, onkai::mir::fft_frequencies,
    onkai::mir::fix_frames, onkai::mir::fourier_tempogram, onkai::mir::frequency_weighting,
    onkai::mir::griffinlim, onkai::mir::griffinlim_cqt, onkai::mir::hybrid_cqt,
    onkai::mir::hz_to_mel, onkai::mir::hz_to_midi, onkai::mir::hz_to_note, onkai::mir::hz_to_octs,
    onkai::mir::icqt, onkai::mir::index_to_ranges, onkai::mir::interval_frequencies,
    onkai::mir::istft, onkai::mir::lpc, onkai::mir::magphase, onkai::mir::match_events,
    onkai::mir::match_events_on, onkai::mir::match_intervals, onkai::mir::mel_frequencies,
    onkai::mir::mel_to_audio, onkai::mir::mel_to_hz, onkai::mir::mel_to_stft,
    onkai::mir::melspectrogram, onkai::mir::mfcc, onkai::mir::mfcc_from_db,
    onkai::mir::mfcc_to_audio, onkai::mir::mfcc_to_mel, onkai::mir::midi_to_hz,
    onkai::mir::midi_to_note, onkai::mir::mu_compress, onkai::mir::mu_compress_quantized,
    onkai::mir::mu_expand, onkai::mir::mu_expand_quantized,
    onkai::mir::multi_frequency_weighting, onkai::mir::normalize, onkai::mir::normalize_with,
    onkai::mir::notation::hz_to_fjs, onkai::mir::notation::interval_to_fjs,
    onkai::mir::notation::Key, onkai::mir::notation::Mela, onkai::mir::notation::NoteName,
    onkai::mir::notation::Thaat, onkai::mir::notation::midi_to_svara_c,
    onkai::mir::notation::midi_to_svara_h, onkai::mir::note_to_hz, onkai::mir::note_to_midi,
    onkai::mir::octs_to_hz, onkai::mir::onset_backtrack, onkai::mir::onset_detect,
    onkai::mir::onset_strength, onkai::mir::onset_strength_from_db,
    onkai::mir::onset_strength_multi, onkai::mir::onset_strength_multi_from_db,
    onkai::mir::over_channels, onkai::mir::over_spectrograms, onkai::mir::pcen,
    onkai::mir::pcen_with_state, onkai::mir::peak_pick, onkai::mir::perceptual_weighting,
    onkai::mir::plp, onkai::mir::poly_features, onkai::mir::poly_features_of_spectrogram,
    onkai::mir::power_to_db, onkai::mir::pseudo_cqt, onkai::mir::rms,
    onkai::mir::rms_of_spectrogram, onkai::mir::segment::recurrence_matrix,
    onkai::mir::sonify::chroma, onkai::mir::sonify::clicks, onkai::mir::sonify::pitch_contour,
    onkai::mir::sonify::time_frequency, onkai::mir::spectral_bandwidth,
    onkai::mir::spectral_bandwidth_of_spectrogram, onkai::mir::spectral_centroid,
    onkai::mir::spectral_centroid_of_spectrogram, onkai::mir::spectral_contrast,
    onkai::mir::spectral_contrast_of_spectrogram, onkai::mir::spectral_flatness,
    onkai::mir::spectral_flatness_of_spectrogram, onkai::mir::spectral_rolloff,
    onkai::mir::spectral_rolloff_of_spectrogram, onkai::mir::stack_memory, onkai::mir::stft,
    onkai::mir::sync, onkai::mir::sync_ranges, onkai::mir::tempo, onkai::mir::tempo_frequencies,
    onkai::mir::tempo_per_frame, onkai::mir::tempogram, onkai::mir::tempogram_ratio,
    onkai::mir::tone, onkai::mir::tonnetz, onkai::mir::tonnetz_of_chroma,
    onkai::mir::tuning_to_a4, onkai::mir::util::axis_sort, onkai::mir::util::axis_sort_by,
    onkai::mir::util::buf_to_float, onkai::mir::util::count_unique,
    onkai::mir::util::cyclic_gradient, onkai::mir::util::fill_off_diagonal,
    onkai::mir::util::fix_length, onkai::mir::util::is_unique, onkai::mir::util::localmax,
    onkai::mir::util::localmin, onkai::mir::util::pad_center, onkai::mir::util::shear,
    onkai::mir::util::sparsify_rows, onkai::mir::vqt, onkai::mir::wavelet,
    onkai::mir::wavelet_lengths, onkai::mir::zero_crossing_rate, onkai::mir::zero_crossings,
    onkai::decomposition::nmf, onkai::decomposition::nmf_transform, onkai::fft::FftOptions,
    onkai::fft::fft, onkai::fft::fft_with, onkai::linalg::Svd, onkai::linalg::SvdVectors,
    onkai::linalg::solve, onkai::linalg::svd, onkai::optimize::Minimizer,
    onkai::optimize::central_diff_weights, onkai::optimize::derivative, onkai::signal::LinearFilter,
    onkai::signal::Resampler, onkai::signal::SosFilter, onkai::signal::Window,
    onkai::signal::butter, onkai::spatial::distance::Metric, onkai::special::map,
    onkai::special::par_map, onkai::stats::Normal, onkai::stats::over_axis,
}

/// Variants and methods by name, with a use of each.
const MEMBERS: &[(&str, fn())] = &[
    ("frames_to_samples", || drop(clock().frames_to_samples(&[1]))),
    ("frames_to_time", || drop(clock().frames_to_time(&[1]))),
    ("sample_to_frame", || drop(vec![clock().sample_to_frame(1)])),
    ("times_to_frames", || drop(clock().times_to_frames(&[0.1]))),
    ("uncentered", || drop(vec![clock().uncentered(2048)])),
    ("blocks", || drop(clock().blocks(8))),
    ("times", || drop(clock().times(3))),
    ("samples", || drop(clock().samples(3))),
    ("duration_s", || drop(onkai::io::audio::info("none").map(|info| info.duration_s()))),
    ("new", || drop(Mela::new(22))),
    ("all", || drop(vec![Mela::all().next()])),
    ("svara", || drop(Mela::new(1).map(|mela| mela.svara(&SvaraOptions::default())))),
    ("degrees", || drop(vec![Thaat::Todi.degrees()])),
    ("Todi", || drop(vec![Thaat::Todi])),
    ("ALL", || drop(vec![Thaat::ALL])),
    ("note_names", || {
        drop("D:maj".parse::<Key>().map(|key| key.note_names(&KeyNotesOptions::default())));
    }),
    ("up_fifths", || drop("C".parse::<NoteName>().map(|name| name.up_fifths(6)))),
    ("gain_db", || drop(vec![onkai::mir::Weighting::A.gain_db(440.0)])),
    ("A", || drop(vec![onkai::mir::Weighting::A])),
    ("C", || drop(vec![onkai::mir::Weighting::C])),
    ("Z", || drop(vec![onkai::mir::Weighting::Z])),
    ("Max", || drop(vec![onkai::mir::Aggregate::Max])),
    ("Mean", || drop(vec![onkai::mir::Aggregate::Mean])),
    ("Of", || drop(vec![onkai::mir::DbReference::Of(onkai::mir::Aggregate::Max)])),
    ("Before", || drop(vec![onkai::mir::MatchSide::Before])),
    ("Slaney", || drop(vec![onkai::mir::MelScale::Slaney])),
    ("P", || drop(vec![onkai::mir::Norm::P(2.0)])),
    ("Fill", || drop(vec![onkai::mir::ShortLanes::Fill])),
    ("Hann", || drop(vec![onkai::signal::Window::Hann])),
    ("Kaiser", || drop(vec![onkai::signal::Window::Kaiser { beta: 8.6 }])),
    ("to_sos", || drop(low_pass().map(|filter| filter.to_sos()))),
    ("to_ba", || drop(low_pass().map(|filter| filter.to_ba()))),
    ("at", || drop(onkai::stats::Normal.at(0.0, 1.0))),
    ("pdf", || drop(onkai::stats::Normal.at(0.0, 1.0).map(|normal| normal.pdf(0.5)))),
    ("gradient", || drop(onkai::optimize::Minimizer::new(|x| x[0]).gradient(ToOwned::to_owned))),
    ("Thin", || drop(vec![onkai::linalg::SvdVectors::Thin])),
];

/// What is Rust's, ndarray's or stands for something else, such as `f(&x, &FOptions { … })`.
const OTHERS: &[&str] = &[
    "Axis",
    "Default",
    "Err",
    "Error",
    "FOptions",
    "Mode",
    "None",
    "Same",
    "Some",
    "default",
    "f",
    "mapv",
    "ndim",
    "onkai_signal",
    "parse",
    "to_string",
];

/// Fields, endings of names, modules.
const FIELDS: &[&str] = &[
    "_of_spectrogram",
    "effects",
    "first",
    "pad",
    "ref_magnitude",
    "threshold",
    "util",
    "y",
    "zf",
    "zi",
];

fn clock() -> FrameClock {
    FrameClock::new(22050.0, 512).expect("the numbers are positive")
}

fn low_pass() -> onkai::Result<onkai::signal::Zpk> {
    onkai::signal::butter(2, onkai::signal::Band::LowPass(0.5), 2.0)
}

/// The names that the tables of a page give to things of onkai.
fn names(page: &str) -> Vec<String> {
    let path = format!("{}/../../docs/src/{page}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).expect(&path);
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let mut names = Vec::new();
    for row in rows {
        let (theirs, ours) = row.split_once(" | ").expect("a row has cells");
        names.extend(spans(ours).flat_map(called));
        if ours.contains("the same names") {
            names.extend(spans(theirs).filter_map(last_segment));
        }
    }
    names
}

/// What stands between backquotes.
fn spans(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The words of a piece of code that name functions, methods, types or variants, as their surroundings tell.
fn called(code: &str) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut names = Vec::new();
    // Text in quotes names nothing.
    for part in code.split('"').step_by(2) {
        let mut rest = part;
        while let Some(start) = rest.find(is_word) {
            let word = &rest[start..];
            let end = word.find(|c| !is_word(c)).unwrap_or(word.len());
            let (word, after) = word.split_at(end);
            let is_type = word.starts_with(char::is_uppercase);
            if is_type || word == code || after.starts_with('(') || after.starts_with("::<") {
                names.push(word.to_owned());
            }
            rest = after;
        }
    }
    names
}

/// The name at the end of `module.name(arguments)`.
fn last_segment(code: &str) -> Option<String> {
    let path = code.split('(').next()?;
    Some(path.rsplit('.').next()?.trim_start_matches('…').to_owned())
}

fn unknown(page: &str) -> Vec<String> {
    let items = |name: &str| {
        ITEMS.iter().any(|path| path.rsplit("::").next().is_some_and(|last| last.trim() == name))
    };
    let is_known = |name: &String| {
        items(name)
            || MEMBERS.iter().any(|(member, _)| member == name)
            || OTHERS.contains(&name.as_str())
            || FIELDS.contains(&name.as_str())
    };
    let names = names(page);
    assert!(names.len() > 30, "{page} has tables");
    names.into_iter().filter(|name| !is_known(name) && !name.is_empty()).collect()
}

#[test]
fn all_names_for_users_of_librosa_exist() {
    assert_eq!(unknown("librosa-users.md"), [""; 0]);
}

#[test]
fn all_names_for_users_of_scipy_exist() {
    assert_eq!(unknown("scipy-users.md"), [""; 0]);
}

#[test]
fn members_can_be_used() {
    for (_, member) in MEMBERS {
        member();
    }
}

#[test]
fn words_of_code_are_told_apart() {
    assert_eq!(called("a_b(&x, \"C\", &DOptions { e: 1 })?.f::<g>().h"), ["a_b", "DOptions", "f"]);
    assert_eq!(called("stft"), ["stft"]);
    assert_eq!(last_segment("feature.mfcc(y=y)").as_deref(), Some("mfcc"));
}
