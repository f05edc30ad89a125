//! A spectrogram at the multiples of each of its frequencies.
//!
//! Counterpart of `librosa.interp_harmonics`.

use ndarray::{Array3, ArrayRef2, ShapeBuilder};
use onkai_core::{Real, Result, collect_columns};

use super::grid::{
    FRAMES_PER_TASK, FrequencyGrid, HarmonicOptions, Reader, Scratch, check_harmonics,
};

/// What a spectrogram or tempogram holds at multiples of the frequency of each bin.
///
/// ```text
/// out[h, k, t] = x(harmonics[h] · freqs[k], t)
/// ```
///
/// # Shapes
///
/// `x`: `[n_bins, n_frames]`. Returns `[n_harmonics, n_bins, n_frames]`, frame by frame in memory, and
/// within a frame harmonic by harmonic.
///
/// # Errors
///
/// Those of [`f0_harmonics`](crate::f0_harmonics).
///
/// # Examples
///
/// ```
/// use ndarray::{array, s};
/// use onkai_mir::{FrequencyGrid, HarmonicOptions, interp_harmonics};
///
/// let x = array![[0.0], [1.0], [4.0], [2.0]];
/// let freqs = array![0.0, 100.0, 200.0, 300.0];
/// let grid = FrequencyGrid::Fixed(&freqs);
/// let twice = interp_harmonics(&x, grid, &[2.0], &HarmonicOptions::default())?;
/// assert_eq!(twice.slice(s![0, .., 0]), array![0.0, 4.0, 0.0, 0.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The axis of frequency is the first, time the second. Bins of one frequency are an error instead of a
/// warning. Bins whose frequency is not finite are left out, as in
/// [`f0_harmonics`](crate::f0_harmonics), and hold the fill value in the result.
pub fn interp_harmonics<F: Real>(
    x: &ArrayRef2<F>,
    freqs: FrequencyGrid<'_>,
    harmonics: &[f64],
    options: &HarmonicOptions,
) -> Result<Array3<F>> {
    check_harmonics(harmonics)?;
    let reader = Reader::new(x, freqs, options)?;
    let (n_bins, n_frames) = x.dim();
    let n_points = harmonics.len() * n_bins;
    let make = || (Scratch::default(), vec![]);
    let all = collect_columns((n_points, n_frames), FRAMES_PER_TASK, make, |state, t, out| {
        let (scratch, points) = state;
        points.clear();
        for h in harmonics {
            points.extend((0..n_bins).map(|bin| h * reader.frequency(bin, t)));
        }
        reader.read(scratch, (x, t), points, out);
    });
    let shape = (harmonics.len(), n_bins, n_frames);
    if all.is_empty() {
        return Ok(Array3::zeros(shape));
    }
    let (elements, _) = all.into_raw_vec_and_offset();
    Ok(Array3::from_shape_vec(shape.strides((n_bins, 1, n_points)), elements)
        .expect("made with as many elements as the shape"))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, array};

    use super::*;
    use crate::Error;

    #[test]
    fn nothing_is_left_of_nothing() {
        let freqs = array![1.0, 2.0];
        let grid = FrequencyGrid::Fixed(&freqs);
        let options = HarmonicOptions::default();
        let none = interp_harmonics(&Array2::<f64>::zeros((2, 0)), grid, &[1.0, 2.0], &options);
        assert_eq!(none.unwrap().dim(), (2, 2, 0));
        let none = interp_harmonics(&Array2::<f64>::zeros((2, 3)), grid, &[], &options);
        assert_eq!(none.unwrap().dim(), (0, 2, 3));
        let freqs = Array1::zeros(0);
        let grid = FrequencyGrid::Fixed(&freqs);
        let refused = interp_harmonics(&Array2::<f64>::zeros((0, 3)), grid, &[1.0], &options);
        assert!(matches!(refused, Err(Error::TooShort { name: "freqs", .. })));
    }
}
