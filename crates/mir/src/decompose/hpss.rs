//! Tones apart from clicks: harmonic-percussive source separation.
//!
//! Counterpart of `librosa.decompose.hpss`.

use ndarray::{Array2, ArrayRef2, Axis};
use onkai_core::{Error, Real, Result, Scalar, check_finite, collect_columns, for_each_chunk};
use onkai_ndimage::{SlidingOptions, median_filter1d};

use super::softmask::{Share, SoftmaskOptions};

/// Splits a spectrogram into what lasts (lines along time) and what is short (lines along frequency).
///
/// ```text
/// H = median of |S| along time        P = median of |S| along frequency
/// harmonic = S · H^p / (H^p + (m_h P)^p)        percussive = S · P^p / (P^p + (m_p H)^p)
/// ```
///
/// With both margins `m` at 1 the two parts add up to `s`; with larger ones a residual is left.
///
/// # Shapes
///
/// `s`: `[n_bins, n_frames]`, magnitudes or complex values. The parts have its shape.
///
/// # Errors
///
/// [`Error::TooShort`] when `s` is empty, [`Error::NotFinite`], [`Error::Values`] for negative real
/// elements, [`Error::Parameter`] when an option is out of range.
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::decompose::{HpssOptions, hpss};
///
/// // A tone at bin 20 and a click in frame 30.
/// let s = Array2::from_shape_fn((64, 64), |(k, t)| f32::from(u8::from(k == 20 || t == 30)));
/// let parts = hpss(&s, &HpssOptions::default())?;
/// assert_eq!((parts.harmonic[[20, 5]], parts.percussive[[20, 5]]), (1.0, 0.0));
/// assert_eq!((parts.harmonic[[50, 30]], parts.percussive[[50, 30]]), (0.0, 1.0));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # References
///
/// D. Fitzgerald, "Harmonic/percussive separation using median filtering", Int. Conf. Digital Audio
/// Effects, 2010. J. Driedger, M. Müller, S. Disch, "Extending harmonic-percussive separation of
/// audio", ISMIR, 2014.
pub fn hpss<T: Scalar>(s: &ArrayRef2<T>, options: &HpssOptions) -> Result<Hpss<T>> {
    let masks = hpss_masks(s, options)?;
    let part = |mask: &Array2<T::Real>| {
        collect_columns(
            s.dim(),
            FRAMES_PER_TASK,
            || (),
            |(), t, frame| {
                for ((v, &s), &share) in frame.iter_mut().zip(s.column(t)).zip(mask.column(t)) {
                    *v = s.scale(share);
                }
            },
        )
    };
    Ok(Hpss { harmonic: part(&masks.harmonic), percussive: part(&masks.percussive) })
}

/// The shares of each bin that [`hpss`] gives to its two parts.
///
/// # Errors
///
/// As [`hpss`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::decompose::{HpssOptions, hpss_masks};
///
/// let masks = hpss_masks(&Array2::<f64>::ones((9, 9)), &HpssOptions::default())?;
/// assert!(masks.harmonic.iter().all(|&share| share == 0.5));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn hpss_masks<T: Scalar>(s: &ArrayRef2<T>, options: &HpssOptions) -> Result<Hpss<T::Real>> {
    let [margin_harmonic, margin_percussive] = options.checked_margins()?;
    let split_zeros = options.margin_harmonic == 1.0 && options.margin_percussive == 1.0;
    let share = Share::new(&SoftmaskOptions { power: options.power, split_zeros })?;
    let magnitude = checked_magnitude(s)?;
    let sliding = SlidingOptions::default();
    let along = |name, axis, size| {
        median_filter1d(&magnitude, axis, size, &sliding).map_err(|error| match error {
            Error::Parameter { value, requirement, .. } => {
                Error::Parameter { name, value, requirement }
            }
            other => other,
        })
    };
    let mut harmonic = along("kernel_harmonic", Axis(1), options.kernel_harmonic)?;
    let mut percussive = along("kernel_percussive", Axis(0), options.kernel_percussive)?;
    // Either mask takes both medians, so both arrays are overwritten together, frame by frame.
    let mut frames: Vec<_> =
        harmonic.columns_mut().into_iter().zip(percussive.columns_mut()).collect();
    for_each_chunk(
        &mut frames,
        1,
        FRAMES_PER_TASK,
        || (),
        |(), _, frame| {
            let (harmonic, percussive) = &mut frame[0];
            for (h, p) in harmonic.iter_mut().zip(percussive) {
                (*h, *p) =
                    (share.of(*h, *p * margin_harmonic), share.of(*p, *h * margin_percussive));
            }
        },
    );
    Ok(Hpss { harmonic, percussive })
}

/// Options of [`hpss`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HpssOptions {
    /// Frames in the median along time; at least 1. Default: `31`.
    #[doc(alias = "kernel_size")]
    pub kernel_harmonic: usize,
    /// Bins in the median along frequency; at least 1. Default: `31`.
    pub kernel_percussive: usize,
    /// Exponent of the masks, positive; infinite for masks of 1 and 0. Default: `2`.
    pub power: f64,
    /// How many times as strong as percussive a bin must be to count as harmonic; at least 1.
    /// Default: `1`.
    #[doc(alias = "margin")]
    pub margin_harmonic: f64,
    /// How many times as strong as harmonic a bin must be to count as percussive; at least 1.
    /// Default: `1`.
    pub margin_percussive: f64,
}

impl Default for HpssOptions {
    fn default() -> Self {
        Self {
            kernel_harmonic: 31,
            kernel_percussive: 31,
            power: 2.0,
            margin_harmonic: 1.0,
            margin_percussive: 1.0,
        }
    }
}

impl HpssOptions {
    fn checked_margins<F: Real>(&self) -> Result<[F; 2]> {
        for (name, margin) in [
            ("margin_harmonic", self.margin_harmonic),
            ("margin_percussive", self.margin_percussive),
        ] {
            if !(1.0 <= margin && margin.is_finite()) {
                return Err(Error::parameter(name, margin, "finite and at least 1"));
            }
        }
        Ok([F::of(self.margin_harmonic), F::of(self.margin_percussive)])
    }
}

/// The two parts: of a spectrogram, of its masks, or of a signal.
#[derive(Clone, Debug, PartialEq)]
pub struct Hpss<T, D: ndarray::Dimension = ndarray::Ix2> {
    /// What lasts.
    pub harmonic: ndarray::Array<T, D>,
    /// What is short.
    pub percussive: ndarray::Array<T, D>,
}

/// The absolute values, frame by frame in memory.
fn checked_magnitude<T: Scalar>(s: &ArrayRef2<T>) -> Result<Array2<T::Real>> {
    if s.is_empty() {
        return Err(Error::TooShort { name: "s", expected: 1, actual: 0 });
    }
    let magnitude = collect_columns(
        s.dim(),
        FRAMES_PER_TASK,
        || (),
        |(), t, frame| {
            for (m, &v) in frame.iter_mut().zip(s.column(t)) {
                *m = v.modulus();
            }
        },
    );
    check_finite("s", &magnitude)?;
    if !T::IS_COMPLEX && s.iter().zip(&magnitude).any(|(&v, &m)| v != T::from_real(m)) {
        return Err(Error::Values { name: "s", requirement: "not be negative anywhere" });
    }
    Ok(magnitude)
}

/// Frames that a thread takes in a row.
const FRAMES_PER_TASK: usize = 16;
