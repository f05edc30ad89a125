//! Mel bands from cepstral coefficients.
//!
//! Counterpart of `librosa.feature.inverse.mfcc_to_mel`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite, check_positive, collect_columns};
use onkai_fft::DctPlan;

use crate::mel::MfccOptions;

/// The mel spectrogram whose coefficients are `mfcc`, made with the same options; what the coefficients
/// left out is smoothed away.
///
/// ```text
/// M[m, t] = reference · 10^(D[m, t] / 10)        D = DCT⁻¹(C[c, t] / (1 + L/2 · sin(π (c+1) / L))), L = lifter
/// ```
///
/// # Shapes
///
/// `mfcc`: `[n_mfcc, n_frames]`. Returns `[n_mels, n_frames]`, frame by frame in memory.
///
/// # Errors
///
/// [`Error::Parameter`] when an option or `reference` is out of range or `lifter` takes a coefficient to
/// nothing, [`Error::Shape`] when `mfcc` has not `n_mfcc` rows, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::{MfccOptions, mfcc_from_db, mfcc_to_mel};
///
/// let options = MfccOptions::default();
/// let flat = mfcc_from_db(&Array2::from_elem((128, 4), -20.0_f64), &options)?;
/// let mel = mfcc_to_mel(&flat, 1.0, &options)?;
/// assert!(mel.iter().all(|m| (m - 0.01).abs() < 1e-12));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Coefficients that `lifter` has taken to nothing are an error; librosa warns and goes on with huge
/// numbers.
pub fn mfcc_to_mel<F: Real>(
    mfcc: &ArrayRef2<F>,
    reference: f64,
    options: &MfccOptions,
) -> Result<Array2<F>> {
    check_positive("reference", reference)?;
    let n_mels = options.mel.mel.n_mels;
    let lift: Vec<F> = options.lift_factors(n_mels)?;
    if lift.iter().any(|factor| num_traits::Float::abs(*factor) < F::epsilon()) {
        let requirement = "such that no coefficient is multiplied by zero";
        return Err(Error::parameter("lifter", options.lifter, requirement));
    }
    let n_frames = mfcc.ncols();
    if mfcc.nrows() != lift.len() {
        let (expected, actual) = (vec![lift.len(), n_frames], mfcc.shape().to_vec());
        return Err(Error::Shape { name: "mfcc", expected, actual });
    }
    check_finite("mfcc", mfcc)?;
    let dct = DctPlan::<F>::new(n_mels, options.dct_type.inverse(), options.norm.inverse())?;
    // 10^(d / 10) is exp(d / 4.34), and the reference a number in that exponent.
    let (neper, offset) = (F::of(std::f64::consts::LN_10 / 10.0), F::of(reference.ln()));
    let shape = (n_mels, n_frames);
    Ok(collect_columns(
        shape,
        FRAMES_PER_TASK,
        || dct.make_scratch(),
        |scratch, t, column| {
            for ((v, &c), &factor) in column.iter_mut().zip(mfcc.column(t)).zip(&lift) {
                *v = c / factor;
            }
            dct.run_into(column, scratch);
            for v in column {
                *v = (*v * neper + offset).exp();
            }
        },
    ))
}

/// Frames that a thread takes in a row: about 50 µs of work at the default sizes.
const FRAMES_PER_TASK: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_is_named() {
        let mfcc = Array2::<f64>::ones((20, 3));
        let default = MfccOptions::default();
        let named = |reference, options| match mfcc_to_mel(&mfcc, reference, &options).unwrap_err()
        {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        for reference in [0.0, -1.0, f64::NAN] {
            assert_eq!(named(reference, default.clone()), "reference");
        }
        assert_eq!(named(1.0, MfccOptions { lifter: -1.0, ..default.clone() }), "lifter");
        assert_eq!(named(1.0, MfccOptions { n_mfcc: 129, ..default.clone() }), "n_mfcc");
        // 1 + 1 · sin(π · 3 / 2) = 0.
        assert_eq!(named(1.0, MfccOptions { lifter: 2.0, ..default.clone() }), "lifter");
        let of = |mfcc: &Array2<f64>| mfcc_to_mel(mfcc, 1.0, &default).unwrap_err();
        assert!(matches!(of(&Array2::ones((13, 3))), Error::Shape { name: "mfcc", .. }));
        assert!(matches!(of(&(&mfcc / 0.0)), Error::NotFinite { name: "mfcc", .. }));
        let none = mfcc_to_mel(&Array2::<f32>::zeros((20, 0)), 1.0, &default).unwrap();
        assert_eq!(none.dim(), (128, 0));
    }
}
