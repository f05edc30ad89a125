//! A window, a hop, and what the transform of a slice is like.
//!
//! Counterpart of `scipy.signal.ShortTimeFFT`.

use std::fmt;
use std::str::FromStr;

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result, check_finite, check_positive};
use onkai_fft::{FftPlan, RealFftPlan};

use crate::window::Window;

/// A short-time Fourier transform: spectra of a signal seen through a window that moves on by `hop`.
///
/// ```text
/// S[q, p] = Σₖ x[k] w[k - p · hop + mid] exp(-2πi q k / n_fft),   mid = len(w) / 2
/// ```
///
/// Slice `p` has its middle at sample `p · hop`; slices that see a part of the signal only are there, too,
/// so that every sample can be computed back.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_signal::{ShortTimeFft, ShortTimeFftOptions, StftRange, Window};
/// let options = ShortTimeFftOptions::default();
/// let stft = ShortTimeFft::<f64>::from_window(&Window::Hann, 64, 48, 1000.0, &options)?;
/// let x = Array1::from_shape_fn(500, |i| (0.1 * i as f64).sin());
/// let s = stft.stft(&x, &StftRange::default())?;
/// let back: Array1<f64> = stft.istft(&s, 0, Some(500))?;
/// assert!((back - x).iter().all(|v| v.abs() < 1e-12));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Windows are real, and one signal is transformed at a time. What SciPy lets one change afterwards (rate,
/// mode, scaling, phase) is chosen when it is made. `from_win_equals_dual` is not there.
///
/// # References
///
/// K. Gröchenig, "Foundations of Time-Frequency Analysis", Birkhäuser, 2001.
/// <https://doi.org/10.1007/978-1-4612-0003-1>
#[derive(Clone)]
pub struct ShortTimeFft<F: Real> {
    pub(super) window: Vec<F>,
    /// The caller's own, if it is not the canonical one.
    pub(super) dual: Option<Vec<F>>,
    pub(super) hop: usize,
    pub(super) n_fft: usize,
    pub(super) sample_rate: f64,
    pub(super) mode: FftMode,
    pub(super) scaling: Option<StftScaling>,
    pub(super) phase_shift: Option<isize>,
    pub(super) transform: Transform<F>,
}

#[derive(Clone)]
pub(super) enum Transform<F: Real> {
    Real(RealFftPlan<F>),
    Complex(FftPlan<F>),
}

/// Options of [`ShortTimeFft`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortTimeFftOptions {
    /// The frequencies. Default: [`FftMode::OneSided`].
    pub fft_mode: FftMode,
    /// Samples to transform, zeros being added. Default: `None`, those of the window.
    #[doc(alias = "mfft")]
    pub n_fft: Option<usize>,
    /// What squares or moduli mean. Default: `None`, the window is taken as it is.
    pub scale_to: Option<StftScaling>,
    /// The sample of a slice, counted from its middle, that has phase 0. Default: `Some(0)`; `None`: the
    /// slice's first sample.
    pub phase_shift: Option<isize>,
}

impl Default for ShortTimeFftOptions {
    fn default() -> Self {
        Self { fft_mode: FftMode::OneSided, n_fft: None, scale_to: None, phase_shift: Some(0) }
    }
}

/// Which frequencies a slice has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FftMode {
    /// The non-negative ones; for real signals.
    #[default]
    OneSided,
    /// The non-negative ones, with the part of the negative ones added as the scaling demands.
    #[doc(alias = "onesided2X")]
    OneSidedDoubled,
    /// All, in the order of [`fftfreq`](onkai_fft::fftfreq).
    TwoSided,
    /// All, in ascending order.
    Centered,
}

impl FromStr for FftMode {
    type Err = Error;

    /// Reads SciPy's names.
    fn from_str(name: &str) -> Result<Self> {
        match name {
            "onesided" => Ok(Self::OneSided),
            "onesided2X" => Ok(Self::OneSidedDoubled),
            "twosided" => Ok(Self::TwoSided),
            "centered" => Ok(Self::Centered),
            _ => Err(Error::UnknownName {
                name: "FFT mode",
                value: name.to_owned(),
                known: "onesided, onesided2X, twosided, centered",
            }),
        }
    }
}

/// What the values of a short-time Fourier transform mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StftScaling {
    /// Moduli are amplitudes.
    Magnitude,
    /// Squares are power densities.
    Psd,
}

impl<F: Real> ShortTimeFft<F> {
    /// With a window of one's own.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] when the window is empty, [`Error::NotFinite`], [`Error::Parameter`] when `hop`
    /// is zero, `sample_rate` not positive, `n_fft` less than the window or the phase shift not less than
    /// `n_fft`; [`Error::Values`] for [`FftMode::OneSidedDoubled`] without a scaling, or a window that
    /// cannot be scaled.
    pub fn new(
        window: &ArrayRef1<F>,
        hop: usize,
        sample_rate: f64,
        options: &ShortTimeFftOptions,
    ) -> Result<Self> {
        if window.is_empty() {
            return Err(Error::TooShort { name: "window", expected: 1, actual: 0 });
        }
        check_finite("window", window)?;
        check_positive("sample_rate", sample_rate)?;
        if hop == 0 {
            return Err(Error::parameter("hop", 0.0, "at least 1"));
        }
        let n_fft = options.n_fft.unwrap_or(window.len());
        if n_fft < window.len() {
            return Err(Error::parameter("n_fft", n_fft as f64, "at least the window's length"));
        }
        if let Some(shift) = options.phase_shift.filter(|shift| n_fft <= shift.unsigned_abs()) {
            let requirement = "between `-n_fft` and `n_fft`, exclusively";
            return Err(Error::parameter("phase_shift", shift as f64, requirement));
        }
        if options.fft_mode == FftMode::OneSidedDoubled && options.scale_to.is_none() {
            let requirement = "be given for one-sided doubled spectra";
            return Err(Error::Values { name: "scale_to", requirement });
        }
        let transform = match options.fft_mode {
            FftMode::OneSided | FftMode::OneSidedDoubled => {
                Transform::Real(RealFftPlan::new(n_fft)?)
            }
            FftMode::TwoSided | FftMode::Centered => Transform::Complex(FftPlan::new(n_fft)?),
        };
        let mut plan = Self {
            window: window.to_vec(),
            dual: None,
            hop,
            n_fft,
            sample_rate,
            mode: options.fft_mode,
            scaling: None,
            phase_shift: options.phase_shift,
            transform,
        };
        if let Some(scaling) = options.scale_to {
            plan.scale(scaling)?;
        }
        Ok(plan)
    }

    /// With a window by its name, in the periodic form, and slices that share `overlap` samples.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new); [`Error::Parameter`] when `overlap` is not less than `segment_len`; whatever
    /// the window refuses.
    pub fn from_window(
        window: &Window,
        segment_len: usize,
        overlap: usize,
        sample_rate: f64,
        options: &ShortTimeFftOptions,
    ) -> Result<Self> {
        if segment_len <= overlap {
            return Err(Error::parameter("overlap", overlap as f64, "less than `segment_len`"));
        }
        Self::new(&window.periodic(segment_len)?, segment_len - overlap, sample_rate, options)
    }

    /// With the window that belongs to a given dual window, by which slices are weighted on the way back.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new); [`Error::Values`] when there is no such window, see
    /// [`dual_window`](Self::dual_window).
    pub fn from_dual(
        dual: &ArrayRef1<F>,
        hop: usize,
        sample_rate: f64,
        options: &ShortTimeFftOptions,
    ) -> Result<Self> {
        // The checks come first, so that errors are told of the caller's own numbers.
        let unscaled =
            ShortTimeFftOptions { scale_to: None, fft_mode: FftMode::OneSided, ..*options };
        Self::new(dual, hop, sample_rate, &unscaled)?;
        let window = canonical_dual(&dual.to_vec(), hop)?;
        let mut plan = Self::new(&Array1::from(window.clone()), hop, sample_rate, options)?;
        // What the window was scaled by is taken off its dual.
        let scale = plan.scaling.map_or(Ok(F::one()), |s| scale_factor(&window, sample_rate, s))?;
        plan.dual = Some(dual.iter().map(|&d| d / scale).collect());
        Ok(plan)
    }

    /// The window, scaled.
    pub fn window(&self) -> Array1<F> {
        Array1::from(self.window.clone())
    }

    /// The weights of slices on the way back: by default the canonical ones, `w / Σₚ w²[k - p · hop]`.
    ///
    /// # Errors
    ///
    /// [`Error::Values`] when a sample is seen by no slice with a weight other than zero: then no signal can
    /// be computed back.
    pub fn dual_window(&self) -> Result<Array1<F>> {
        match &self.dual {
            Some(dual) => Ok(Array1::from(dual.clone())),
            None => canonical_dual(&self.window, self.hop).map(Array1::from),
        }
    }

    /// Whether signals can be computed back.
    pub fn is_invertible(&self) -> bool {
        self.dual_window().is_ok()
    }

    /// By how many samples slices lie apart.
    pub fn hop(&self) -> usize {
        self.hop
    }

    /// Samples that are transformed.
    pub fn n_fft(&self) -> usize {
        self.n_fft
    }

    /// The sample rate.
    pub fn sample_rate(&self) -> f64 {
        self.sample_rate
    }

    fn scale(&mut self, scaling: StftScaling) -> Result<()> {
        let factor = scale_factor(&self.window, self.sample_rate, scaling)?;
        self.window.iter_mut().for_each(|w| *w *= factor);
        self.scaling = Some(scaling);
        Ok(())
    }
}

/// By what a window must be multiplied.
fn scale_factor<F: Real>(window: &[F], sample_rate: f64, scaling: StftScaling) -> Result<F> {
    let wide = window.iter().map(|w| w.as_f64());
    let size = match scaling {
        StftScaling::Magnitude => wide.sum::<f64>().abs(),
        StftScaling::Psd => (wide.map(|w| w * w).sum::<f64>() * sample_rate).sqrt(),
    };
    if size == 0.0 {
        return Err(Error::Values { name: "window", requirement: "not add up to zero" });
    }
    Ok(F::of(size.recip()))
}

/// `w / Σₚ w²[k - p · hop]`.
fn canonical_dual<F: Real>(window: &[F], hop: usize) -> Result<Vec<F>> {
    let requirement = "be other than zero at every `hop`th sample, wherever one begins";
    let unfit = Error::Values { name: "window", requirement };
    if window.len() < hop {
        return Err(unfit);
    }
    let mut sums = vec![F::zero(); hop];
    for (i, &w) in window.iter().enumerate() {
        sums[i % hop] += w * w;
    }
    let largest = sums.iter().fold(F::zero(), |m, &v| m.max(v));
    // Ten times the rounding error, as SciPy has it.
    let least = largest * F::epsilon() * F::of(5.0);
    if sums.iter().any(|&sum| sum <= least) {
        return Err(unfit);
    }
    Ok(window.iter().enumerate().map(|(i, &w)| w / sums[i % hop]).collect())
}

impl<F: Real> fmt::Debug for ShortTimeFft<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ShortTimeFft")
            .field("window_len", &self.window.len())
            .field("hop", &self.hop)
            .field("n_fft", &self.n_fft)
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn message(window: &[f64], hop: usize, options: &ShortTimeFftOptions) -> String {
        let window = Array1::from(window.to_vec());
        ShortTimeFft::new(&window, hop, 1.0, options).unwrap_err().to_string()
    }

    #[test]
    fn bad_input_is_named() {
        let plain = ShortTimeFftOptions::default();
        assert_eq!(message(&[], 1, &plain), "`window` has length 0, but needs at least 1");
        assert!(message(&[f64::NAN], 1, &plain).contains("`window` is not finite"));
        assert_eq!(message(&[1.0], 0, &plain), "`hop` is 0, but must be at least 1");
        let short = ShortTimeFftOptions { n_fft: Some(1), ..plain };
        assert!(message(&[1.0, 1.0], 1, &short).contains("`n_fft` is 1"));
        let shifted = ShortTimeFftOptions { phase_shift: Some(-2), ..plain };
        assert!(message(&[1.0, 1.0], 1, &shifted).contains("`phase_shift` is -2"));
        let doubled = ShortTimeFftOptions { fft_mode: FftMode::OneSidedDoubled, ..plain };
        assert!(message(&[1.0], 1, &doubled).contains("`scale_to`"));
        let scaled = ShortTimeFftOptions { scale_to: Some(StftScaling::Magnitude), ..plain };
        assert_eq!(message(&[1.0, -1.0], 1, &scaled), "`window` must not add up to zero");
        assert!("sided".parse::<FftMode>().is_err());
        let overlap = ShortTimeFft::<f64>::from_window(&Window::Hann, 8, 8, 1.0, &plain);
        assert!(matches!(overlap, Err(Error::Parameter { name: "overlap", .. })));
        assert!(ShortTimeFft::new(&array![1.0], 1, f64::NAN, &plain).is_err());
    }

    #[test]
    fn gaps_cannot_be_computed_back() {
        let plain = ShortTimeFftOptions::default();
        for (window, hop) in [(array![1.0, 1.0], 3), (array![0.0, 1.0, 0.0, 1.0], 2)] {
            assert!(!ShortTimeFft::new(&window, hop, 1.0, &plain).unwrap().is_invertible());
            assert!(ShortTimeFft::from_dual(&window, hop, 1.0, &plain).is_err());
        }
    }
}
