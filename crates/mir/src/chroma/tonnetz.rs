//! Where a chord lies in the space of fifths and thirds.
//!
//! Counterpart of `librosa.feature.tonnetz`.

use std::f64::consts::PI;

use ndarray::{Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite, collect_columns, dot};

use super::chroma_cqt::{ChromaCqtOptions, chroma_cqt};
use crate::norm::Norm;

/// The tonal centroid of each frame: the centre of gravity of its pitch classes, which stand on the circles
/// of fifths, minor thirds and major thirds.
///
/// ```text
/// T[i, t] = Σ_c r_i · cos(π (s_i · 12c/n - b_i)) · chroma[c, t] / Σ_c |chroma[c, t]|
/// s = 7/6, 7/6, 3/2, 3/2, 2/3, 2/3    b = ½, 0, ½, 0, ½, 0    r = 1, 1, 1, 1, ½, ½
/// ```
///
/// # Shapes
///
/// `y`: `[n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[6, n_frames]`, frame by frame in memory: sine and cosine
/// on each of the three circles.
///
/// # Errors
///
/// Those of [`chroma_cqt`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{ChromaCqtOptions, tonnetz};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// assert_eq!(tonnetz(&y, 22050.0, &ChromaCqtOptions::default())?.dim(), (6, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Those of [`chroma_cqt`].
///
/// # References
///
/// C. Harte, M. Sandler, M. Gasser, "Detecting harmonic change in musical audio", 1st ACM Workshop on
/// Audio and Music Computing Multimedia, 2006. <https://doi.org/10.1145/1178723.1178727>
pub fn tonnetz<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &ChromaCqtOptions,
) -> Result<Array2<F>> {
    tonnetz_of_chroma(&chroma_cqt(y, sample_rate, options)?)
}

/// [`tonnetz`] of chroma.
///
/// # Shapes
///
/// `chroma`: `[n_chroma, n_frames]`, `n_chroma ≥ 1`. Returns `[6, n_frames]`.
///
/// # Errors
///
/// [`Error::TooShort`] when there are no pitch classes, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// // All pitch classes together lie in the middle.
/// let centroid = onkai_mir::tonnetz_of_chroma(&Array2::<f64>::ones((12, 1)))?;
/// assert!(centroid.iter().all(|v| v.abs() < 1e-12));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn tonnetz_of_chroma<F: Real>(chroma: &ArrayRef2<F>) -> Result<Array2<F>> {
    let (n_chroma, n_frames) = chroma.dim();
    if n_chroma == 0 {
        return Err(Error::TooShort { name: "chroma", expected: 1, actual: 0 });
    }
    check_finite("chroma", chroma)?;
    let places = CIRCLES.map(|(steps, shift, radius)| -> Vec<F> {
        let angle = |class| steps * (class as f64 * (12.0 / n_chroma as f64)) - shift;
        (0..n_chroma).map(|class| F::of(radius * (PI * angle(class)).cos())).collect()
    });
    let make = || vec![F::zero(); n_chroma];
    Ok(collect_columns((6, n_frames), FRAMES_PER_TASK, make, |frame, t, out| {
        frame.iter_mut().zip(chroma.column(t)).for_each(|(f, &v)| *f = v);
        Norm::P(1.0).scale_to_one(frame.as_mut_slice().into());
        out.iter_mut().zip(&places).for_each(|(o, places)| *o = dot(places, frame));
    }))
}

/// Half turns for each semitone, the shift that makes a sine of a cosine, and the radius.
const CIRCLES: [(f64, f64, f64); 6] = [
    (7.0 / 6.0, 0.5, 1.0),
    (7.0 / 6.0, 0.0, 1.0),
    (3.0 / 2.0, 0.5, 1.0),
    (3.0 / 2.0, 0.0, 1.0),
    (2.0 / 3.0, 0.5, 0.5),
    (2.0 / 3.0, 0.0, 0.5),
];

/// Frames that a thread takes in a row.
const FRAMES_PER_TASK: usize = 256;

#[cfg(test)]
mod tests {
    use ndarray::Array1;

    use super::*;

    #[test]
    fn silence_lies_in_the_middle() {
        assert_eq!(tonnetz_of_chroma(&Array2::<f32>::zeros((12, 2))), Ok(Array2::zeros((6, 2))));
    }

    #[test]
    fn bad_input_is_named() {
        let none = tonnetz_of_chroma(&Array2::<f32>::zeros((0, 2))).unwrap_err();
        assert_eq!(none, Error::TooShort { name: "chroma", expected: 1, actual: 0 });
        assert!(tonnetz_of_chroma(&Array2::from_elem((12, 2), f64::NAN)).is_err());
        let options = ChromaCqtOptions::default();
        assert!(tonnetz(&Array1::<f32>::zeros(0), 22050.0, &options).is_err());
        assert!(tonnetz(&Array1::from_elem(9, f32::NAN), 22050.0, &options).is_err());
        assert_eq!(tonnetz(&Array1::<f32>::ones(1), 22050.0, &options).unwrap().dim(), (6, 1));
        let none = ChromaCqtOptions { n_chroma: 0, ..options };
        assert!(tonnetz(&Array1::<f32>::ones(9), 22050.0, &none).is_err());
    }
}
