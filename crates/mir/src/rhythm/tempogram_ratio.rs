//! How strong the multiples of the tempo are.
//!
//! Counterpart of `librosa.feature.tempogram_ratio`.

use ndarray::{Array1, Array2, ArrayRef2, Axis};
use onkai_core::{Error, Real, Result};
use onkai_interpolate::Interp1dKind;

use super::tempo::{TempoOptions, tempo_per_frame_of_tempogram};
use super::tempo_scale::tempo_frequencies;
use crate::aggregate::Aggregate;
use crate::clock::FrameClock;
use crate::harmonic::{FrequencyGrid, HarmonicOptions, f0_harmonics};

/// The tempogram at multiples of the tempo of each frame ("spectral rhythm patterns"): how strong
/// eighths, triplets and dotted notes are, whatever the tempo.
///
/// # Shapes
///
/// `tempogram`: `[n_lags, n_frames]`, whose frames follow `clock`. Returns `[n_factors, n_frames]`, or
/// `[n_factors, 1]` if frames are summed up.
///
/// # Errors
///
/// Those of [`tempo_per_frame_of_tempogram`], and of [`f0_harmonics`]; [`Error::Shape`] when there is not
/// one tempo for each frame.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{
///     FrameClock, TempogramOptions, TempogramRatioOptions, tempogram, tempogram_ratio,
/// };
///
/// // A beat every 20 frames, and a weaker half every 10.
/// let weight = |t: usize| if t % 20 == 0 { 1.0 } else if t % 10 == 0 { 0.6 } else { 0.0 };
/// let envelope = Array1::from_shape_fn(1000, weight);
/// let tempogram = tempogram(&envelope, &TempogramOptions::default())?;
/// let clock = FrameClock::new(22050.0, 512)?;
/// let ratios = tempogram_ratio(&tempogram, clock, &TempogramRatioOptions::default())?;
/// let middle = ratios.column(500);
/// // Eighths (factor 2) are there, triplets (factor 3) are not.
/// assert!(middle[3] > 0.5 && middle[2] < 1e-9);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The tempogram must be given, and its lags are those of [`tempo_frequencies`].
///
/// # References
///
/// G. Peeters, "Rhythm classification using spectral rhythm patterns", Proc. ISMIR, 2005. M. Prockup et
/// al., "Modeling musical rhythm at scale with the Music Genome Project", Proc. WASPAA, 2015.
/// <https://doi.org/10.1109/WASPAA.2015.7336891>
pub fn tempogram_ratio<F: Real>(
    tempogram: &ArrayRef2<F>,
    clock: FrameClock,
    options: &TempogramRatioOptions,
) -> Result<Array2<F>> {
    let (n_lags, n_frames) = tempogram.dim();
    let tempo_bpm = match &options.tempo_bpm {
        Some(bpms) if bpms.len() == n_frames => bpms.clone(),
        Some(bpms) => {
            let (expected, actual) = (vec![n_frames], vec![bpms.len()]);
            return Err(Error::Shape { name: "tempo_bpm", expected, actual });
        }
        None => tempo_per_frame_of_tempogram(tempogram, clock, &options.tempo)?,
    };
    let lags = tempo_frequencies(n_lags, clock);
    let at = HarmonicOptions { kind: options.kind, fill_value: options.fill_value };
    let grid = FrequencyGrid::Fixed(&lags);
    let ratios = f0_harmonics(tempogram, &tempo_bpm, grid, &options.factors, &at)?;
    let Some(aggregate) = options.aggregate else { return Ok(ratios) };
    let mut scratch = vec![];
    let sums = ratios.rows().into_iter().map(|row| aggregate.of(row.iter().copied(), &mut scratch));
    Ok(sums.collect::<Array1<F>>().insert_axis(Axis(1)))
}

/// Options of [`tempogram_ratio`]; the defaults are those of librosa.
#[derive(Clone, Debug)]
pub struct TempogramRatioOptions {
    /// The tempo of each frame, in beats per minute.
    /// Default: `None`, meaning what [`tempo_per_frame_of_tempogram`] finds.
    pub tempo_bpm: Option<Array1<f64>>,
    /// How the tempo is found if it is not given.
    pub tempo: TempoOptions,
    /// The multiples of the tempo; at least 0. Default: if the beat is a quarter note, those of the
    /// sixteenth, dotted sixteenth, eighth triplet, eighth, dotted eighth, quarter triplet, quarter,
    /// dotted quarter, half triplet, half, dotted half, whole triplet, and whole note.
    pub factors: Vec<f64>,
    /// How the frames become one. Default: `None`, meaning not at all.
    pub aggregate: Option<Aggregate>,
    /// How to read the tempogram between lags. Default: [`Interp1dKind::Linear`].
    pub kind: Interp1dKind,
    /// What stands where the tempogram does not reach. Default: `0.0`.
    pub fill_value: f64,
}

impl Default for TempogramRatioOptions {
    fn default() -> Self {
        let thirds = |numerator: f64| numerator / 3.0;
        let factors = vec![
            4.0,
            thirds(8.0),
            3.0,
            2.0,
            thirds(4.0),
            1.5,
            1.0,
            thirds(2.0),
            0.75,
            0.5,
            thirds(1.0),
            0.375,
            0.25,
        ];
        Self {
            tempo_bpm: None,
            tempo: TempoOptions::default(),
            factors,
            aggregate: None,
            kind: Interp1dKind::Linear,
            fill_value: 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_is_named() {
        let clock = FrameClock::new(22050.0, 512).unwrap();
        let ones = Array2::<f64>::ones((30, 4));
        let name = |tempogram: &Array2<f64>, options: TempogramRatioOptions| match tempogram_ratio(
            tempogram, clock, &options,
        )
        .unwrap_err()
        {
            Error::Shape { name, .. }
            | Error::OutOfBounds { name, .. }
            | Error::TooShort { name, .. }
            | Error::NotFinite { name, .. }
            | Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = TempogramRatioOptions::default;
        let one = TempogramRatioOptions { tempo_bpm: Some(Array1::ones(1)), ..default() };
        assert_eq!(name(&ones, one), "tempo_bpm");
        let back = TempogramRatioOptions { factors: vec![1.0, -1.0], ..default() };
        assert_eq!(name(&ones, back), "harmonics");
        let tempo = TempoOptions { std_bpm: 0.0, ..Default::default() };
        assert_eq!(name(&ones, TempogramRatioOptions { tempo, ..default() }), "std_bpm");
        assert_eq!(name(&Array2::ones((1, 4)), default()), "tempogram");
        assert_eq!(name(&Array2::ones((30, 0)), default()), "tempogram");
        assert_eq!(name(&Array2::from_elem((30, 1), f64::NAN), default()), "tempogram");
    }
}
