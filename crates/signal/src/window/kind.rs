//! The window functions, as one enum.
//!
//! Counterpart of `scipy.signal.get_window` and `scipy.signal.windows`.

use ndarray::{Array1, ArrayView1};
use onkai_core::{Error, Real, Result, check_finite, check_positive};

use crate::window::{cosine_sum, dpss, equiripple, kaiser, shapes};

/// A window function: weights that fade a stretch of signal out towards its ends.
///
/// [`periodic`](Self::periodic) gives the form for spectral analysis, [`symmetric`](Self::symmetric)
/// the one for filter design. Names that SciPy knows can be parsed: `"hann".parse::<Window>()`.
///
/// In the formulas `i` counts the `n` samples from 0, and `x = 2i / (n-1) - 1` runs from -1 to 1.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::Window;
/// assert_eq!(Window::Bartlett.symmetric::<f32>(5)?, array![0.0, 0.5, 1.0, 0.5, 0.0]);
/// assert_eq!(Window::Bartlett.periodic::<f32>(4)?, array![0.0, 0.5, 1.0, 0.5]);
/// assert_eq!(Window::Kaiser { beta: 8.6 }.symmetric::<f64>(65)?[32], 1.0);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// - Values are exactly symmetric, and those of Kaiser and Dolph-Chebyshev windows of large
///   parameters keep the digits that SciPy loses.
/// - The suffixes `_symmetric` and `_periodic` of names are not known.
/// - Parameters that would give NaN are refused.
///
/// # References
///
/// F. J. Harris, "On the use of windows for harmonic analysis with the discrete Fourier transform",
/// Proc. IEEE 66(1), 1978. <https://doi.org/10.1109/PROC.1978.10837>
#[derive(Clone, Debug, PartialEq)]
pub enum Window {
    /// Ones: no window at all.
    Boxcar,
    /// A triangle that would reach zero half a step (even `n`) or one step beyond its ends.
    Triang,
    /// A triangle that is zero at its ends: `1 - |x|`.
    Bartlett,
    /// One period of a raised cosine: `0.5 + 0.5 cos(πx)`.
    Hann,
    /// `0.54 + 0.46 cos(πx)`.
    Hamming,
    /// `0.42 + 0.5 cos(πx) + 0.08 cos(2πx)`.
    Blackman,
    /// Blackman and Harris's four cosines of least side lobes.
    BlackmanHarris,
    /// Nuttall's four cosines of least side lobes ("Blackman-Harris" by his count).
    Nuttall,
    /// Five cosines whose main lobe is flat: a sinusoid's amplitude is read within 0.01 dB.
    Flattop,
    /// `(1 - |x|) cos(πx) + sin(π|x|) / π`.
    Bohman,
    /// A boxcar of a quarter of the length, convolved with itself three times.
    Parzen,
    /// A blend of Bartlett and Hann.
    Barthann,
    /// Half a period of a sine: `sin(π (i + ½) / n)`.
    Cosine,
    /// The main lobe of a sinc: `sin(πx) / (πx)`.
    Lanczos,
    /// `Σₖ aₖ cos(kπx)`.
    GeneralCosine {
        /// The weights `aₖ`, that of the constant first.
        coefficients: Vec<f64>,
    },
    /// `α + (1 - α) cos(πx)`.
    GeneralHamming {
        /// `α`.
        alpha: f64,
    },
    /// `I₀(β √(1-x²)) / I₀(β)`.
    Kaiser {
        /// `β`: 0 is a boxcar, 5 near Hamming, 6 near Hann, 8.6 near Blackman.
        beta: f64,
    },
    /// The root of a running sum of a Kaiser window, for lapped transforms: the squares of its
    /// halves add up to 1. Of even length, and symmetric only.
    KaiserBesselDerived {
        /// `β` of the Kaiser window.
        beta: f64,
    },
    /// `exp(-½ (t / std)²)`, `t = i - (n-1) / 2`.
    Gaussian {
        /// The standard deviation, in samples.
        std: f64,
    },
    /// `exp(-½ |t / std|^(2 power))`, `t = i - (n-1) / 2`.
    GeneralGaussian {
        /// 1 is a Gaussian, ½ an exponential.
        power: f64,
        /// The width, in samples.
        std: f64,
    },
    /// Ones between two halves of a Hann window.
    Tukey {
        /// The part of the length that the cosines take: 0 or less is a boxcar, 1 or more Hann.
        alpha: f64,
    },
    /// `exp(-|i - center| / tau)`.
    Exponential {
        /// Where the peak is, in samples; `None`: in the middle, as the symmetric form demands.
        center: Option<f64>,
        /// The decay, in samples.
        tau: f64,
    },
    /// Dolph's window of the narrowest main lobe for side lobes of one height.
    Chebwin {
        /// How far the side lobes lie below the main one, in dB.
        attenuation_db: f64,
    },
    /// Taylor's approximation to [`Chebwin`](Self::Chebwin) without its upturned ends.
    Taylor {
        /// How many side lobes next to the main one are nearly level; at least 1.
        n_bar: usize,
        /// How far they lie below it, in dB.
        sidelobe_level_db: f64,
        /// Scale the middle of the window to 1.
        normalize: bool,
    },
    /// Slepian's window, which has the most of its energy within `nw` bins of the spectrum; see
    /// [`dpss`](crate::dpss). Its peak is scaled to 1.
    Dpss {
        /// Half the bandwidth times the length; less than half the length.
        nw: f64,
    },
    /// The caller's own samples, the same for both forms; only of their own length.
    Samples(Vec<f64>),
}

impl Window {
    /// The window of `n` samples whose next one would repeat the first: SciPy's `fftbins=True`.
    ///
    /// It is the symmetric window of `n + 1` samples without the last.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when a parameter is out of range, [`Error::Shape`] and
    /// [`Error::NotFinite`] for unfit [`Samples`](Self::Samples), [`Error::Values`] for
    /// [`KaiserBesselDerived`](Self::KaiserBesselDerived), which has no such form.
    pub fn periodic<F: Real>(&self, n: usize) -> Result<Array1<F>> {
        if let Self::KaiserBesselDerived { .. } = self {
            let requirement = "be symmetric, as Kaiser-Bessel derived windows have no other form";
            return Err(Error::Values { name: "window", requirement });
        }
        self.check(n)?;
        if n <= 1 || matches!(self, Self::Samples(_)) {
            return Ok(round(&self.values(n)?));
        }
        let mut values = self.values(n + 1)?;
        values.truncate(n);
        Ok(round(&values))
    }

    /// The window of `n` samples that reads the same from both ends: SciPy's `fftbins=False`.
    ///
    /// # Errors
    ///
    /// As [`periodic`](Self::periodic); [`Error::Values`] for an
    /// [`Exponential`](Self::Exponential) with a center, [`Error::Parameter`] for an odd `n` of
    /// [`KaiserBesselDerived`](Self::KaiserBesselDerived).
    pub fn symmetric<F: Real>(&self, n: usize) -> Result<Array1<F>> {
        match self {
            Self::Exponential { center: Some(_), .. } => {
                let requirement = "be `None` for a symmetric window";
                return Err(Error::Values { name: "center", requirement });
            }
            Self::KaiserBesselDerived { .. } if n % 2 == 1 => {
                let requirement = "even for a Kaiser-Bessel derived window";
                return Err(Error::parameter("n", n as f64, requirement));
            }
            _ => {}
        }
        self.check(n)?;
        Ok(round(&self.values(n)?))
    }

    /// Refuses parameters for which the formula has no value.
    fn check(&self, n: usize) -> Result<()> {
        match self {
            Self::GeneralCosine { coefficients } => {
                check_finite("coefficients", &view(coefficients))?;
            }
            Self::GeneralHamming { alpha } => finite("alpha", *alpha)?,
            Self::Tukey { alpha } if alpha.is_nan() => finite("alpha", *alpha)?,
            Self::Kaiser { beta } | Self::KaiserBesselDerived { beta } => finite("beta", *beta)?,
            Self::Gaussian { std } => check_positive("std", *std)?,
            Self::GeneralGaussian { power, std } => {
                check_positive("power", *power)?;
                check_positive("std", *std)?;
            }
            Self::Exponential { center, tau } => {
                finite("center", center.unwrap_or(0.0))?;
                check_positive("tau", *tau)?;
            }
            Self::Chebwin { attenuation_db } => level("attenuation_db", *attenuation_db)?,
            Self::Taylor { n_bar, sidelobe_level_db, .. } => {
                if *n_bar == 0 {
                    return Err(Error::parameter("n_bar", 0.0, "at least 1"));
                }
                level("sidelobe_level_db", *sidelobe_level_db)?;
            }
            Self::Dpss { nw } => dpss::check(n, *nw)?,
            Self::Samples(samples) => {
                if samples.len() != n {
                    let (expected, actual) = (vec![n], vec![samples.len()]);
                    return Err(Error::Shape { name: "window", expected, actual });
                }
                check_finite("window", &view(samples))?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The symmetric form, of checked parameters.
    fn values(&self, n: usize) -> Result<Vec<f64>> {
        Ok(match self {
            Self::Samples(samples) => samples.clone(),
            Self::KaiserBesselDerived { beta } => kaiser::kaiser_bessel_derived(n, *beta),
            // SciPy has these be ones, whatever the window.
            _ if n <= 1 => vec![1.0; n],
            Self::Boxcar => vec![1.0; n],
            Self::Triang => mirrored(n, |i| shapes::triang(i, n)),
            Self::Bartlett => mirrored(n, |i| shapes::bartlett(i, n)),
            Self::Hann => cosine_sum::sum(n, &cosine_sum::HANN),
            Self::Hamming => cosine_sum::sum(n, &cosine_sum::HAMMING),
            Self::Blackman => cosine_sum::sum(n, &cosine_sum::BLACKMAN),
            Self::BlackmanHarris => cosine_sum::sum(n, &cosine_sum::BLACKMAN_HARRIS),
            Self::Nuttall => cosine_sum::sum(n, &cosine_sum::NUTTALL),
            Self::Flattop => cosine_sum::sum(n, &cosine_sum::FLATTOP),
            Self::Bohman => mirrored(n, |i| shapes::bohman(i, n)),
            Self::Parzen => mirrored(n, |i| shapes::parzen(i, n)),
            Self::Barthann => mirrored(n, |i| shapes::barthann(i, n)),
            Self::Cosine => mirrored(n, |i| shapes::cosine(i, n)),
            Self::Lanczos => mirrored(n, |i| shapes::lanczos(i, n)),
            Self::GeneralCosine { coefficients } => cosine_sum::sum(n, coefficients),
            Self::GeneralHamming { alpha } => cosine_sum::sum(n, &[*alpha, 1.0 - alpha]),
            Self::Kaiser { beta } => mirrored(n, |i| kaiser::kaiser(i, n, *beta)),
            Self::Gaussian { std } => {
                mirrored(n, |i| (-0.5 * (shapes::from_middle(i, n) / std).powi(2)).exp())
            }
            Self::GeneralGaussian { power, std } => mirrored(n, |i| {
                (-0.5 * (shapes::from_middle(i, n) / std).abs().powf(2.0 * power)).exp()
            }),
            Self::Tukey { alpha } => mirrored(n, |i| shapes::tukey(i, n, *alpha)),
            Self::Exponential { center, tau } => {
                let center = center.unwrap_or((n - 1) as f64 / 2.0);
                (0..n).map(|i| (-(i as f64 - center).abs() / tau).exp()).collect()
            }
            Self::Chebwin { attenuation_db } => equiripple::chebwin(n, *attenuation_db),
            Self::Taylor { n_bar, sidelobe_level_db, normalize } => {
                equiripple::taylor(n, *n_bar, *sidelobe_level_db, *normalize)
            }
            Self::Dpss { nw } => dpss::single(n, *nw)?,
        })
    }
}

/// The window whose first half, the middle included, is `half(i)`.
pub(super) fn mirrored(n: usize, half: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut values: Vec<f64> = (0..n.div_ceil(2)).map(half).collect();
    values.extend((0..n / 2).rev().map(|i| values[i]).collect::<Vec<_>>());
    values
}

fn round<F: Real>(values: &[f64]) -> Array1<F> {
    values.iter().map(|&v| F::of(v)).collect()
}

fn view(values: &[f64]) -> ArrayView1<'_, f64> {
    ArrayView1::from(values)
}

fn finite(name: &'static str, value: f64) -> Result<()> {
    if value.is_finite() { Ok(()) } else { Err(Error::parameter(name, value, "finite")) }
}

/// A level below the main lobe; beyond 6000 dB the ratio of amplitudes overflows.
fn level(name: &'static str, value: f64) -> Result<()> {
    if (0.0..=6000.0).contains(&value) {
        Ok(())
    } else {
        Err(Error::parameter(name, value, "between 0 and 6000"))
    }
}
