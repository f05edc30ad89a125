//! How much speaks for each frequency being a fundamental.
//!
//! Counterpart of `librosa.salience`.

use ndarray::{Array2, ArrayRef2, Axis, s};
use onkai_core::{Error, Real, Result, collect_columns};
use onkai_interpolate::Interp1dKind;
use onkai_signal::argrelmax;

use super::grid::{FRAMES_PER_TASK, FrequencyGrid, HarmonicOptions};
use super::interp_harmonics::interp_harmonics;
use crate::aggregate::Aggregate;

/// The salience of each frequency: the mean of what a spectrogram holds at its harmonics.
///
/// ```text
/// S[k, t] = Σₕ weights[h] · x(harmonics[h] · freqs[k], t) / Σₕ weights[h]
/// ```
///
/// # Shapes
///
/// `x`: `[n_bins, n_frames]`. Returns the same, frame by frame in memory.
///
/// # Errors
///
/// Those of [`f0_harmonics`](crate::f0_harmonics); [`Error::TooShort`] when there is no harmonic,
/// [`Error::Shape`] when there are other than as many weights, [`Error::Values`] when weights add up to zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{FrequencyGrid, SalienceOptions, salience};
///
/// // Peaks at 100 and 200 Hz: the lower one has a harmonic that is there.
/// let x = array![[0.0], [4.0], [0.0], [2.0], [0.0]];
/// let freqs = array![50.0, 100.0, 150.0, 200.0, 250.0];
/// let options = SalienceOptions { fill_value: 0.0, ..SalienceOptions::new(&[1.0, 2.0]) };
/// let salience = salience(&x, FrequencyGrid::Fixed(&freqs), &options)?;
/// assert_eq!(salience, array![[0.0], [3.0], [0.0], [1.0], [0.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn salience<F: Real>(
    x: &ArrayRef2<F>,
    freqs: FrequencyGrid<'_>,
    options: &SalienceOptions,
) -> Result<Array2<F>> {
    let weights = options.checked_weights()?;
    let between = HarmonicOptions { kind: options.kind, fill_value: 0.0 };
    let at = interp_harmonics(x, freqs, &options.harmonics, &between)?;
    let is_peak = options.filter_peaks.then(|| argrelmax(x, Axis(0), 1, false)).transpose()?;
    let total = weights.iter().sum::<f64>();
    Ok(collect_columns(x.dim(), FRAMES_PER_TASK, Vec::new, |scratch, t, out| {
        for (k, out) in out.iter_mut().enumerate() {
            if is_peak.as_ref().is_some_and(|is_peak| !is_peak[[k, t]]) {
                *out = F::of(options.fill_value);
                continue;
            }
            let values = at.slice(s![.., k, t]);
            *out = if let Some(aggregate) = options.aggregate {
                aggregate.of(values.iter().copied(), scratch)
            } else {
                let terms = values.iter().zip(&weights).map(|(v, w)| v.as_f64() * w);
                F::of(terms.sum::<f64>() / total)
            };
        }
    }))
}

/// Options of [`salience`]; the defaults are those of librosa.
#[derive(Clone, Debug)]
pub struct SalienceOptions {
    /// The multiples of each frequency that count; at least one, each at least 0. librosa has no
    /// default. Default: the first four.
    pub harmonics: Vec<f64>,
    /// How much each counts. Default: `None`, meaning all the same.
    pub weights: Option<Vec<f64>>,
    /// How they become one, if not as a weighted mean; weights do not matter then. Default: `None`.
    pub aggregate: Option<Aggregate>,
    /// Whether only peaks of the spectrum have a salience. Default: `true`.
    pub filter_peaks: bool,
    /// What others have then. Default: NaN.
    pub fill_value: f64,
    /// How gaps between bins are filled. Default: [`Interp1dKind::Linear`].
    pub kind: Interp1dKind,
}

impl Default for SalienceOptions {
    fn default() -> Self {
        Self::new(&[1.0, 2.0, 3.0, 4.0])
    }
}

impl SalienceOptions {
    /// The default options with these harmonics.
    pub fn new(harmonics: &[f64]) -> Self {
        Self {
            harmonics: harmonics.to_vec(),
            weights: None,
            aggregate: None,
            filter_peaks: true,
            fill_value: f64::NAN,
            kind: Interp1dKind::Linear,
        }
    }

    fn checked_weights(&self) -> Result<Vec<f64>> {
        let n = self.harmonics.len();
        if n == 0 {
            return Err(Error::TooShort { name: "harmonics", expected: 1, actual: 0 });
        }
        let weights = self.weights.clone().unwrap_or_else(|| vec![1.0; n]);
        if weights.len() != n {
            let (expected, actual) = (vec![n], vec![weights.len()]);
            return Err(Error::Shape { name: "weights", expected, actual });
        }
        let total = weights.iter().sum::<f64>();
        if total == 0.0 || !total.is_finite() {
            let requirement = "have a finite sum that is not zero";
            return Err(Error::Values { name: "weights", requirement });
        }
        Ok(weights)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn bad_options_are_named() {
        let (x, freqs) = (Array2::<f64>::ones((3, 2)), array![1.0, 2.0, 3.0]);
        let name =
            |options: SalienceOptions| match salience(&x, FrequencyGrid::Fixed(&freqs), &options)
                .unwrap_err()
            {
                Error::Shape { name, .. }
                | Error::Values { name, .. }
                | Error::TooShort { name, .. }
                | Error::OutOfBounds { name, .. } => name,
                other => panic!("{other}"),
            };
        assert_eq!(name(SalienceOptions::new(&[])), "harmonics");
        assert_eq!(name(SalienceOptions::new(&[1.0, -2.0])), "harmonics");
        let weighted = |weights: &[f64]| SalienceOptions {
            weights: Some(weights.to_vec()),
            ..SalienceOptions::new(&[1.0, 2.0])
        };
        assert_eq!(name(weighted(&[1.0])), "weights");
        assert_eq!(name(weighted(&[1.0, -1.0])), "weights");
        assert_eq!(name(weighted(&[1.0, f64::NAN])), "weights");
    }
}
