//! Finite impulse responses through given points of the frequency response.
//!
//! Counterpart of `scipy.signal.firwin2`.

use std::f64::consts::PI;

use ndarray::Array1;
use num_complex::Complex;
use onkai_core::{Error, Real, Result, check_positive};
use onkai_fft::irfft;

use crate::window::Window;

/// Designs a filter of `n_taps` coefficients with linear phase whose gain follows a polygon.
///
/// The gain is read at `n_freqs` even frequencies off the straight lines between the points
/// `(freq[i], gain[i])`, brought to the time domain, and windowed. A frequency that stands twice
/// makes a step. The four types of linear phase:
///
/// ```text
///                n_taps odd                              n_taps even
/// symmetric      I                                       II: gain 0 at the Nyquist frequency
/// antisymmetric  III: gain 0 there and at 0              IV: gain 0 at frequency 0
/// ```
///
/// # Shapes
///
/// `freq`, `gain`: `[k]`, at least two points, from 0 to half the sample rate. Returns `[n_taps]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `n_taps` is zero, `n_freqs` does not exceed it or `sample_rate` is not
/// positive; [`Error::TooShort`] and [`Error::Shape`] when there are too few points, or other than
/// one gain for each frequency; [`Error::Values`] when frequencies do not rise from 0 to half the
/// sample rate, stand at one place more than twice (or at an end more than once), a gain is not
/// finite, or not zero where the type demands it; whatever [`Window::symmetric`] refuses.
///
/// # Examples
///
/// ```
/// use onkai_signal::{Firwin2Options, firwin2};
/// let h = firwin2::<f64>(150, &[0.0, 0.5, 1.0], &[1.0, 1.0, 0.0], &Firwin2Options::default())?;
/// assert_eq!(h.len(), 150);
/// assert!((h.sum() - 1.0).abs() < 1e-3);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// A. V. Oppenheim, R. W. Schafer, "Discrete-Time Signal Processing", 3rd ed., 2010, section 7.5.
#[doc(alias = "numtaps")]
pub fn firwin2<F: Real>(
    n_taps: usize,
    freq: &[f64],
    gain: &[f64],
    options: &Firwin2Options,
) -> Result<Array1<F>> {
    check_positive("sample_rate", options.sample_rate)?;
    if n_taps == 0 {
        return Err(Error::parameter("n_taps", 0.0, "at least 1"));
    }
    let n_freqs = options.n_freqs.unwrap_or_else(|| 1 + n_taps.next_power_of_two());
    if n_freqs <= n_taps {
        return Err(Error::parameter("n_freqs", n_freqs as f64, "greater than `n_taps`"));
    }
    let nyquist = options.sample_rate / 2.0;
    check_points(freq, gain, nyquist)?;
    check_type(n_taps, gain, options.antisymmetric)?;
    let freq = steps_apart(freq, nyquist)?;
    // A filter of n taps is late by half its length; that is where its middle comes to lie.
    let delay = (n_taps - 1) as f64 / 2.0;
    let turn = if options.antisymmetric { Complex::i() } else { Complex::new(1.0, 0.0) };
    let spectrum = Array1::from_shape_fn(n_freqs, |i| {
        let part = i as f64 / (n_freqs - 1) as f64;
        let amplitude = polygon_at(nyquist * part, &freq, gain);
        Complex::from_polar(amplitude, -delay * PI * part) * turn
    });
    let response = irfft(&spectrum, 2 * (n_freqs - 1))?;
    let window = match &options.window {
        Some(window) => window.symmetric::<f64>(n_taps)?,
        None => Array1::ones(n_taps),
    };
    let mut h: Array1<F> = response.iter().zip(&window).map(|(h, w)| F::of(h * w)).collect();
    if options.antisymmetric && n_taps % 2 == 1 {
        h[n_taps / 2] = F::zero();
    }
    Ok(h)
}

/// Options of [`firwin2`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct Firwin2Options {
    /// At how many frequencies the gain is read; one more than a power of two is fast. Default:
    /// `None`, the least such number above `n_taps`.
    #[doc(alias = "nfreqs")]
    pub n_freqs: Option<usize>,
    /// The window, in its symmetric form; `None` for none. Default: [`Window::Hamming`].
    pub window: Option<Window>,
    /// Make the coefficients odd about the middle (types III and IV), which turns phases by 90
    /// degrees. Default: `false`.
    pub antisymmetric: bool,
    /// Samples per unit of time, which sets the unit of the frequencies. Default: `2.0`, by which
    /// the Nyquist frequency is 1.
    #[doc(alias = "fs")]
    pub sample_rate: f64,
}

impl Default for Firwin2Options {
    fn default() -> Self {
        Self {
            n_freqs: None,
            window: Some(Window::Hamming),
            antisymmetric: false,
            sample_rate: 2.0,
        }
    }
}

fn check_points(freq: &[f64], gain: &[f64], nyquist: f64) -> Result<()> {
    let refuse = |requirement| Err(Error::Values { name: "freq", requirement });
    let n = freq.len();
    if n < 2 {
        return Err(Error::TooShort { name: "freq", expected: 2, actual: n });
    }
    if gain.len() != n {
        let (expected, actual) = (vec![n], vec![gain.len()]);
        return Err(Error::Shape { name: "gain", expected, actual });
    }
    if !gain.iter().all(|g| g.is_finite()) {
        return Err(Error::Values { name: "gain", requirement: "be finite" });
    }
    if freq[0] != 0.0 || freq[n - 1] != nyquist {
        return refuse("start with 0 and end with half the sample rate");
    }
    // This refuses NaN, too.
    if !freq.is_sorted() {
        return refuse("not decrease");
    }
    if freq[1] == 0.0 || freq[n - 2] == nyquist {
        return refuse("not repeat 0 or half the sample rate");
    }
    if freq.windows(3).any(|three| three[0] == three[2]) {
        return refuse("not hold a value more than twice");
    }
    Ok(())
}

fn check_type(n_taps: usize, gain: &[f64], antisymmetric: bool) -> Result<()> {
    let (first, last) = (gain[0] == 0.0, gain[gain.len() - 1] == 0.0);
    let requirement = match (antisymmetric, n_taps % 2) {
        (false, 0) if !last => "end with 0, as an even number of taps has no gain there",
        (true, 1) if !(first && last) => {
            "begin and end with 0, as an odd number of antisymmetric taps has no gain there"
        }
        (true, 0) if !first => "begin with 0, as antisymmetric taps have no gain there",
        _ => return Ok(()),
    };
    Err(Error::Values { name: "gain", requirement })
}

/// The frequencies with those that stand twice moved apart by the least that counts.
fn steps_apart(freq: &[f64], nyquist: f64) -> Result<Vec<f64>> {
    let mut apart = freq.to_vec();
    let least = f64::EPSILON * nyquist;
    for i in 0..freq.len() - 1 {
        if freq[i] == freq[i + 1] {
            apart[i] -= least;
            apart[i + 1] += least;
        }
    }
    if apart.is_sorted_by(|a, b| a < b) {
        Ok(apart)
    } else {
        let requirement = "keep more than a rounding error away from a repeated value";
        Err(Error::Values { name: "freq", requirement })
    }
}

/// The ordinate at `x` of the polygon through the points, whose abscissas rise.
fn polygon_at(x: f64, abscissas: &[f64], ordinates: &[f64]) -> f64 {
    let after = abscissas.partition_point(|&a| a <= x).clamp(1, abscissas.len() - 1);
    let (left, right) = (abscissas[after - 1], abscissas[after]);
    let slope = (ordinates[after] - ordinates[after - 1]) / (right - left);
    slope * (x - left) + ordinates[after - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(n_taps: usize, freq: &[f64], gain: &[f64], options: &Firwin2Options) -> String {
        firwin2::<f64>(n_taps, freq, gain, options).unwrap_err().to_string()
    }

    #[test]
    fn points_must_run_from_zero_to_the_nyquist_frequency() {
        let refused =
            |freq: &[f64]| message(5, freq, &vec![1.0; freq.len()], &Firwin2Options::default());
        let ends = "`freq` must start with 0 and end with half the sample rate";
        assert_eq!(refused(&[0.1, 1.0]), ends);
        assert_eq!(refused(&[0.0, 0.9]), ends);
        assert_eq!(refused(&[0.0]), "`freq` has length 1, but needs at least 2");
        assert_eq!(refused(&[0.0, 0.6, 0.5, 1.0]), "`freq` must not decrease");
        assert_eq!(refused(&[0.0, f64::NAN, 1.0]), "`freq` must not decrease");
        let thrice = "`freq` must not hold a value more than twice";
        assert_eq!(refused(&[0.0, 0.5, 0.5, 0.5, 1.0]), thrice);
        let ends = "`freq` must not repeat 0 or half the sample rate";
        assert_eq!(refused(&[0.0, 0.0, 1.0]), ends);
        assert_eq!(refused(&[0.0, 1.0, 1.0]), ends);
        let near = "`freq` must keep more than a rounding error away from a repeated value";
        assert_eq!(refused(&[0.0, 0.5 - 1e-16, 0.5, 0.5, 1.0]), near);
    }

    #[test]
    fn gains_must_fit_the_points_and_the_type() {
        let odd = Firwin2Options { antisymmetric: true, ..Default::default() };
        let even = Firwin2Options::default();
        let ends = [0.0, 1.0];
        assert_eq!(message(5, &ends, &[1.0], &even), "`gain` has shape [1], but must have [2]");
        assert_eq!(message(5, &ends, &[1.0, f64::NAN], &even), "`gain` must be finite");
        assert!(message(4, &ends, &[0.0, 1.0], &even).starts_with("`gain` must end with 0"));
        assert!(message(5, &ends, &[0.0, 1.0], &odd).starts_with("`gain` must begin and end"));
        assert!(message(4, &ends, &[1.0, 1.0], &odd).starts_with("`gain` must begin with 0"));
    }

    #[test]
    fn lengths_must_be_positive_and_fewer_than_frequencies() {
        let few = Firwin2Options { n_freqs: Some(5), ..Default::default() };
        let (freq, gain) = ([0.0, 1.0], [1.0, 1.0]);
        let expected = "`n_freqs` is 5, but must be greater than `n_taps`";
        assert_eq!(message(5, &freq, &gain, &few), expected);
        assert_eq!(
            message(0, &freq, &gain, &Firwin2Options::default()),
            "`n_taps` is 0, but must be at least 1"
        );
        let options = Firwin2Options { sample_rate: -1.0, ..Default::default() };
        assert!(firwin2::<f64>(5, &freq, &gain, &options).is_err());
    }
}
