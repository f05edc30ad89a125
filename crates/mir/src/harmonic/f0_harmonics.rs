//! A spectrogram at the multiples of a pitch that moves.
//!
//! Counterpart of `librosa.f0_harmonics`.

use ndarray::{Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result, collect_columns};

use super::grid::{
    FRAMES_PER_TASK, FrequencyGrid, HarmonicOptions, Reader, Scratch, check_harmonics,
};

/// What a spectrogram or tempogram holds at multiples of the fundamental frequency of each frame.
///
/// ```text
/// out[h, t] = x(harmonics[h] · f0[t], t)
/// ```
///
/// # Shapes
///
/// `x`: `[n_bins, n_frames]`; `f0`: `[n_frames]`, in the unit of `freqs`, NaN where there is none.
/// Returns `[n_harmonics, n_frames]`, frame by frame in memory.
///
/// # Errors
///
/// [`Error::Shape`] when shapes do not fit, [`Error::NotFinite`] for `x`, [`Error::Values`] when two bins
/// have one frequency, [`Error::TooShort`] when there are too few for the kind of interpolation,
/// [`Error::OutOfBounds`] when a harmonic is negative or not finite.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{FrequencyGrid, HarmonicOptions, f0_harmonics};
///
/// let x = array![[0.0, 0.0], [1.0, 2.0], [4.0, 8.0], [0.0, 0.0]];
/// let freqs = array![0.0, 100.0, 200.0, 300.0];
/// let (f0, harmonics) = (array![100.0, 125.0], [1.0, 2.0]);
/// let grid = FrequencyGrid::Fixed(&freqs);
/// let strength = f0_harmonics(&x, &f0, grid, &harmonics, &HarmonicOptions::default())?;
/// assert_eq!(strength, array![[1.0, 3.5], [4.0, 4.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Bins of one frequency are an error instead of a warning.
pub fn f0_harmonics<F: Real>(
    x: &ArrayRef2<F>,
    f0: &ArrayRef1<f64>,
    freqs: FrequencyGrid<'_>,
    harmonics: &[f64],
    options: &HarmonicOptions,
) -> Result<Array2<F>> {
    check_harmonics(harmonics)?;
    let n_frames = x.ncols();
    if f0.len() != n_frames {
        let (expected, actual) = (vec![n_frames], vec![f0.len()]);
        return Err(Error::Shape { name: "f0", expected, actual });
    }
    let reader = Reader::new(x, freqs, options)?;
    let shape = (harmonics.len(), n_frames);
    let make = || (Scratch::default(), vec![]);
    Ok(collect_columns(shape, FRAMES_PER_TASK, make, |(scratch, points), t, out| {
        points.clear();
        points.extend(harmonics.iter().map(|h| h * f0[t]));
        reader.read(scratch, (x, t), points, out);
    }))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};
    use onkai_interpolate::Interp1dKind;

    use super::*;

    #[test]
    fn no_pitch_and_infinite_bins_give_the_fill_value() {
        let x = array![[5.0, 5.0, 5.0], [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]];
        let freqs = array![f64::INFINITY, 200.0, 100.0];
        let options = HarmonicOptions { fill_value: -1.0, ..Default::default() };
        let f0 = array![f64::NAN, 150.0, f64::INFINITY];
        let grid = FrequencyGrid::Fixed(&freqs);
        let strength = f0_harmonics(&x, &f0, grid, &[1.0, 0.0], &options).unwrap();
        assert_eq!(strength, array![[-1.0, 3.0, -1.0], [-1.0, -1.0, -1.0]]);
    }

    #[test]
    fn bad_input_is_named() {
        let (x, f0) = (Array2::<f32>::ones((3, 2)), array![1.0, 1.0]);
        let freqs = array![1.0, 2.0, 3.0];
        let name = |x: &Array2<f32>, f0: &Array1<f64>, freqs: &Array1<f64>, harmonics: &[f64]| {
            let options = HarmonicOptions { kind: Interp1dKind::Quadratic, fill_value: 0.0 };
            let grid = FrequencyGrid::Fixed(freqs);
            match f0_harmonics(x, f0, grid, harmonics, &options).unwrap_err() {
                Error::Shape { name, .. }
                | Error::NotFinite { name, .. }
                | Error::Values { name, .. }
                | Error::TooShort { name, .. }
                | Error::OutOfBounds { name, .. } => name,
                other => panic!("{other}"),
            }
        };
        assert_eq!(name(&x, &array![1.0], &freqs, &[1.0]), "f0");
        assert_eq!(name(&x, &f0, &array![1.0, 2.0], &[1.0]), "freqs");
        assert_eq!(name(&x, &f0, &array![1.0, 2.0, 1.0], &[1.0]), "freqs");
        assert_eq!(name(&x, &f0, &array![1.0, 2.0, f64::NAN], &[1.0]), "freqs");
        assert_eq!(name(&Array2::from_elem((3, 2), f32::NAN), &f0, &freqs, &[1.0]), "x");
        for bad in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(name(&x, &f0, &freqs, &[1.0, bad]), "harmonics");
        }
        let moving = Array2::<f64>::ones((3, 2));
        let grid = FrequencyGrid::Moving(&moving);
        let refused = f0_harmonics(&x, &f0, grid, &[1.0], &HarmonicOptions::default());
        assert!(matches!(refused, Err(Error::Values { name: "freqs", .. })));
    }
}
