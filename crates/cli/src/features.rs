//! `--features`: what can be computed frame by frame, and its means between beats, as arrays of `features.npz`.

use anyhow::{Context, Result};
use clap::ValueEnum;
use ndarray::{Array1, Array2, Axis};
use onkai_io::AnyArray;
use onkai_mir::audio::Recording;
use onkai_mir::{
    Aggregate, ChromaCensOptions, ChromaStftOptions, DeltaOptions, MfccOptions, PyinOptions,
    RmsOptions, SpectralBandwidthOptions, SpectralCentroidOptions, SpectralContrastOptions,
    SpectralFlatnessOptions, SpectralRolloffOptions, TempogramOptions, UnvoicedFill,
    ZeroCrossingRateOptions, chroma_cens, chroma_stft, delta, mfcc_from_db, pyin, rms,
    spectral_bandwidth, spectral_centroid, spectral_contrast, spectral_flatness, spectral_rolloff,
    sync, tempogram, tonnetz_of_chroma, zero_crossing_rate,
};

use crate::analysis::Analysis;

/// A feature of each frame, with librosa's default options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Feature {
    /// All of these
    All,
    /// Mel spectrogram, dB below the loudest cell
    Mel,
    /// 20 mel-frequency cepstral coefficients
    Mfcc,
    /// Their slopes in time
    Delta,
    /// Magnitudes of a constant-Q transform, 84 notes from C1
    ConstantQ,
    /// Pitch classes by a constant-Q transform
    Chroma,
    /// Pitch classes by a short-time Fourier transform
    ChromaStft,
    /// Pitch classes, smoothed and without loudness
    ChromaCens,
    /// Tonal centroids
    Tonnetz,
    /// Fundamental frequency in hertz, a best guess, and the probability that there is one
    Pitch,
    /// Root mean square
    Rms,
    /// Share of samples at which the sign changes
    ZeroCrossingRate,
    /// Mean frequency of the spectrum, in hertz
    Centroid,
    /// How far the spectrum spreads about it, in hertz
    Bandwidth,
    /// Peaks above valleys of each octave, in dB
    Contrast,
    /// Flatness of the spectrum, 0 for a tone and 1 for noise
    Flatness,
    /// Frequency below which 85 % of the energy lie, in hertz
    Rolloff,
    /// Onset strength
    OnsetStrength,
    /// Local autocorrelation of the onset strength
    Tempogram,
}

/// The arrays of the features, and the times of frames and beats.
pub(crate) fn arrays(
    features: &[Feature],
    recording: &Recording,
    analysis: &Analysis,
) -> Result<Vec<(String, AnyArray)>> {
    let clock = analysis.clock;
    let times = Array1::from_vec(clock.times(analysis.onset_strength.len()));
    let beats = Array1::from_vec(analysis.beat_times_s());
    let mut arrays =
        vec![("times_s".to_owned(), times.into()), ("beat_times_s".to_owned(), beats.into())];
    let all = Feature::value_variants().iter().filter(|feature| **feature != Feature::All);
    let wanted =
        |feature: &&Feature| features.contains(&Feature::All) || features.contains(feature);
    for &feature in all.filter(wanted) {
        for (name, rows) in compute(feature, recording, analysis)
            .with_context(|| format!("{} cannot be computed", name_of(feature)))?
        {
            let between_beats = sync(&rows, &analysis.beat_frames, aggregate(feature), true)?;
            arrays.push((format!("{name}_between_beats"), between_beats.into()));
            arrays.push((name, rows.into()));
        }
    }
    arrays.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(arrays)
}

/// The name on the command line.
fn name_of(feature: Feature) -> String {
    let value = feature.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

/// What is kept of the frames between two beats: passing notes must not blur a chord.
fn aggregate(feature: Feature) -> Aggregate {
    match feature {
        Feature::ConstantQ
        | Feature::Chroma
        | Feature::ChromaStft
        | Feature::ChromaCens
        | Feature::Tonnetz
        | Feature::Pitch => Aggregate::Median,
        _ => Aggregate::Mean,
    }
}

/// The named arrays of a feature, `[rows, frames]`.
fn compute(
    feature: Feature,
    recording: &Recording,
    analysis: &Analysis,
) -> Result<Vec<(String, Array2<f32>)>> {
    let (y, rate) = (&recording.samples, recording.sample_rate);
    let row = |values: Array1<f32>| values.insert_axis(Axis(0));
    let mfcc = || mfcc_from_db(&analysis.mel_db, &MfccOptions::default());
    let rows = match feature {
        Feature::All => unreachable!("stands for all the others"),
        Feature::Mel => analysis.mel_db.clone(),
        Feature::Mfcc => mfcc()?,
        Feature::Delta => delta(&mfcc()?, &DeltaOptions::default())?,
        Feature::ConstantQ => analysis.notes.clone(),
        Feature::Chroma => analysis.chroma.clone(),
        Feature::ChromaStft => chroma_stft(y, rate, &ChromaStftOptions::default())?,
        Feature::ChromaCens => chroma_cens(y, rate, &ChromaCensOptions::default())?,
        Feature::Tonnetz => tonnetz_of_chroma(&analysis.chroma)?,
        Feature::Pitch => return pitch(recording),
        Feature::Rms => row(rms(y, &RmsOptions::default())?),
        Feature::ZeroCrossingRate => {
            row(zero_crossing_rate(y, &ZeroCrossingRateOptions::default())?)
        }
        Feature::Centroid => row(spectral_centroid(y, rate, &SpectralCentroidOptions::default())?),
        Feature::Bandwidth => {
            row(spectral_bandwidth(y, rate, &SpectralBandwidthOptions::default())?)
        }
        Feature::Contrast => spectral_contrast(y, rate, &SpectralContrastOptions::default())?,
        Feature::Flatness => row(spectral_flatness(y, &SpectralFlatnessOptions::default())?),
        Feature::Rolloff => row(spectral_rolloff(y, rate, &SpectralRolloffOptions::default())?),
        Feature::OnsetStrength => row(analysis.onset_strength.clone()),
        Feature::Tempogram => tempogram(&analysis.onset_strength, &TempogramOptions::default())?,
    };
    Ok(vec![(name_of(feature).replace('-', "_"), rows)])
}

/// The pitch and how sure it is.
fn pitch(recording: &Recording) -> Result<Vec<(String, Array2<f32>)>> {
    let options = PyinOptions { fill: UnvoicedFill::BestGuess, ..Default::default() };
    let found = pyin(&recording.samples, recording.sample_rate, &options)?;
    let row = |values: Array1<f32>| values.insert_axis(Axis(0));
    Ok(vec![
        ("pitch_hz".to_owned(), row(found.f0_hz)),
        ("pitch_probability".to_owned(), row(found.voiced_prob)),
    ])
}
