//! Finite impulse responses designed by the window method.
//!
//! Counterpart of `scipy.signal.firwin`.

use std::f64::consts::PI;
use std::str::FromStr;

use ndarray::Array1;
use onkai_core::{Error, Real, Result, check_positive};

use crate::firwin::kaiser::{kaiser_atten, kaiser_beta};
use crate::window::Window;

/// Designs a filter of `n_taps` coefficients with linear phase: the ideal response, windowed.
///
/// ```text
/// h[i] = w[i] Σ (r sinc(r t) - l sinc(l t)),   t = i - (n_taps - 1) / 2,   sinc(u) = sin(πu) / (πu)
/// ```
///
/// summed over the pass bands from `l` to `r` (in units of the Nyquist frequency) and, if
/// [`scale`](FirwinOptions::scale) is set, divided by the response at one frequency, so that it is
/// exactly 1 there.
///
/// # Shapes
///
/// `cutoff`: the edges between the bands, where the response is about ½, in the unit of
/// `sample_rate`. Returns `[n_taps]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `n_taps` is zero, or even with a pass band that reaches the Nyquist
/// frequency, or `sample_rate` or `width` is not positive; [`Error::TooShort`], [`Error::Shape`]
/// and [`Error::Values`] when `cutoff` has too few or too many edges for the band type, or edges
/// out of order or beyond the Nyquist frequency; whatever [`Window::symmetric`] refuses.
///
/// # Examples
///
/// ```
/// use onkai_signal::{BandType, FirwinOptions, firwin};
/// let options =
///     FirwinOptions { sample_rate: 22050.0, pass: BandType::Bandpass, ..Default::default() };
/// let h = firwin::<f32>(101, &[300.0, 3400.0], &options)?;
/// assert_eq!(h.len(), 101);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The band type is always said, and must fit the number of edges: SciPy's `pass_zero=True` with
/// several edges is [`BandType::Bandstop`], `False` with one is [`BandType::Highpass`].
///
/// # References
///
/// A. V. Oppenheim, R. W. Schafer, "Discrete-Time Signal Processing", 3rd ed., 2010, section 7.5.
#[doc(alias = "numtaps")]
pub fn firwin<F: Real>(
    n_taps: usize,
    cutoff: &[f64],
    options: &FirwinOptions,
) -> Result<Array1<F>> {
    if n_taps == 0 {
        return Err(Error::parameter("n_taps", 0.0, "at least 1"));
    }
    check_positive("sample_rate", options.sample_rate)?;
    let nyquist = options.sample_rate / 2.0;
    let cutoff: Vec<f64> = cutoff.iter().map(|c| c / nyquist).collect();
    let bands = pass_bands(&cutoff, options.pass)?;
    if n_taps.is_multiple_of(2) && bands.last().is_some_and(|band| band.1 == 1.0) {
        let requirement = "odd, as a filter with an even number of coefficients must have zero \
                           response at the Nyquist frequency";
        return Err(Error::parameter("n_taps", n_taps as f64, requirement));
    }
    let window = match options.width {
        Some(width) => {
            check_positive("width", width)?;
            &Window::Kaiser { beta: kaiser_beta(kaiser_atten(n_taps, width / nyquist)) }
        }
        None => &options.window,
    };
    let mut h = window.symmetric::<f64>(n_taps)?;
    let time = |i: usize| i as f64 - (n_taps - 1) as f64 / 2.0;
    for (i, h) in h.iter_mut().enumerate() {
        let t = time(i);
        *h *=
            bands.iter().map(|(left, right)| low_pass(*right, t) - low_pass(*left, t)).sum::<f64>();
    }
    if options.scale {
        let frequency = match bands[0] {
            (0.0, _) => 0.0,
            (_, 1.0) => 1.0,
            (left, right) => f64::midpoint(left, right),
        };
        let gain: f64 =
            h.iter().enumerate().map(|(i, h)| h * (PI * time(i) * frequency).cos()).sum();
        h /= gain;
    }
    Ok(h.mapv(F::of))
}

/// Options of [`firwin`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct FirwinOptions {
    /// Which bands pass. Default: [`BandType::Lowpass`].
    #[doc(alias = "pass_zero")]
    pub pass: BandType,
    /// The window, in its symmetric form. Default: [`Window::Hamming`].
    pub window: Window,
    /// The width of the transitions between bands, in the unit of `sample_rate`; a Kaiser window of
    /// fitting `beta` then takes the place of `window`. Default: `None`.
    pub width: Option<f64>,
    /// Make the response exactly 1 at zero, or at the Nyquist frequency or in the middle of the
    /// first pass band if zero does not pass. Default: `true`.
    pub scale: bool,
    /// Samples per unit of time, which sets the unit of the frequencies. Default: `2.0`, by which
    /// the Nyquist frequency is 1.
    #[doc(alias = "fs")]
    pub sample_rate: f64,
}

impl Default for FirwinOptions {
    fn default() -> Self {
        Self {
            pass: BandType::Lowpass,
            window: Window::Hamming,
            width: None,
            scale: true,
            sample_rate: 2.0,
        }
    }
}

/// Which bands a filter lets pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BandType {
    /// From zero to the one edge.
    #[default]
    Lowpass,
    /// From the one edge to the Nyquist frequency.
    Highpass,
    /// Between the first two edges, then every other band.
    Bandpass,
    /// From zero to the first edge and from the second on, then every other band.
    Bandstop,
}

impl FromStr for BandType {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "lowpass" => Ok(Self::Lowpass),
            "highpass" => Ok(Self::Highpass),
            "bandpass" => Ok(Self::Bandpass),
            "bandstop" => Ok(Self::Bandstop),
            _ => Err(Error::UnknownName {
                name: "band type",
                value: name.to_owned(),
                known: "lowpass, highpass, bandpass, bandstop",
            }),
        }
    }
}

/// Lower and upper edge of each pass band, in units of the Nyquist frequency.
fn pass_bands(cutoff: &[f64], pass: BandType) -> Result<Vec<(f64, f64)>> {
    let (single, from_zero) = match pass {
        BandType::Lowpass => (true, true),
        BandType::Highpass => (true, false),
        BandType::Bandpass => (false, false),
        BandType::Bandstop => (false, true),
    };
    let expected = if single { 1 } else { 2 };
    if cutoff.len() < expected {
        return Err(Error::TooShort { name: "cutoff", expected, actual: cutoff.len() });
    }
    if single && 1 < cutoff.len() {
        let (expected, actual) = (vec![1], vec![cutoff.len()]);
        return Err(Error::Shape { name: "cutoff", expected, actual });
    }
    if !cutoff.iter().all(|&c| 0.0 < c && c < 1.0) {
        let requirement = "lie between 0 and half the sample rate, exclusively";
        return Err(Error::Values { name: "cutoff", requirement });
    }
    if !cutoff.is_sorted_by(|a, b| a < b) {
        return Err(Error::Values { name: "cutoff", requirement: "be strictly increasing" });
    }
    let mut edges = Vec::with_capacity(cutoff.len() + 2);
    if from_zero {
        edges.push(0.0);
    }
    edges.extend(cutoff);
    if !edges.len().is_multiple_of(2) {
        edges.push(1.0);
    }
    Ok(edges.chunks_exact(2).map(|band| (band[0], band[1])).collect())
}

/// The response of an ideal low pass of edge `f`.
fn low_pass(f: f64, t: f64) -> f64 {
    f * onkai_special::sinc(f * t)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(n_taps: usize, cutoff: &[f64], pass: &str) -> String {
        let options = FirwinOptions { pass: pass.parse().unwrap(), ..Default::default() };
        firwin::<f64>(n_taps, cutoff, &options).unwrap_err().to_string()
    }

    #[test]
    fn edges_must_fit_the_band_type() {
        assert_eq!(message(5, &[], "lowpass"), "`cutoff` has length 0, but needs at least 1");
        assert_eq!(message(5, &[0.1], "bandstop"), "`cutoff` has length 1, but needs at least 2");
        assert_eq!(
            message(5, &[0.1, 0.2], "highpass"),
            "`cutoff` has shape [2], but must have [1]"
        );
    }

    #[test]
    fn edges_must_ascend_below_the_nyquist_frequency() {
        for bad in [0.0, 1.0, -0.5, f64::NAN] {
            assert_eq!(
                message(5, &[bad], "lowpass"),
                "`cutoff` must lie between 0 and half the sample rate, exclusively"
            );
        }
        for bad in [[0.3, 0.3], [0.3, 0.2]] {
            assert_eq!(message(5, &bad, "bandpass"), "`cutoff` must be strictly increasing");
        }
    }

    #[test]
    fn an_even_length_cannot_pass_the_nyquist_frequency() {
        let expected = "`n_taps` is 4, but must be odd, as a filter with an even number of \
                        coefficients must have zero response at the Nyquist frequency";
        assert_eq!(message(4, &[0.5], "highpass"), expected);
        assert_eq!(message(4, &[0.3, 0.5], "bandstop"), expected);
        assert_eq!(message(0, &[0.5], "lowpass"), "`n_taps` is 0, but must be at least 1");
    }

    #[test]
    fn scalar_options_must_be_positive() {
        let options = FirwinOptions { sample_rate: 0.0, ..Default::default() };
        assert!(firwin::<f64>(5, &[0.5], &options).is_err());
        let options = FirwinOptions { width: Some(f64::NAN), ..Default::default() };
        assert!(firwin::<f64>(5, &[0.5], &options).is_err());
        assert!("pass".parse::<BandType>().is_err());
    }
}
