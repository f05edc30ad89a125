//! Filters of least delay from filters of linear phase.
//!
//! Counterpart of `scipy.signal.minimum_phase`.

use std::f64::consts::TAU;

use ndarray::{Array1, ArrayRef1, s};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, check_finite};
use onkai_fft::{fft, ifft};

/// Turns a symmetric filter into one whose zeros all lie within the unit circle, so that what it
/// passes is delayed as little as it can be.
///
/// With [`half`](MinimumPhaseOptions::half) the gain is the square root of that of `h` and the
/// filter half as long; else the gain is that of `h`.
///
/// # Shapes
///
/// `h`: `[n]`, at least 3 coefficients, symmetric. Returns `[(n + 1) / 2]`, or `[n]` without `half`.
///
/// # Errors
///
/// [`Error::TooShort`] and [`Error::NotFinite`] for unfit `h`; [`Error::Values`] when `h` is zero, or
/// with the Hilbert transform when `half` is not set; [`Error::Parameter`] when `n_fft` is less than
/// `n`.
///
/// # Examples
///
/// ```
/// use onkai_signal::{MinimumPhaseOptions, RemezOptions, minimum_phase, remez};
/// let linear = remez::<f64>(51, &[0.0, 0.2, 0.3, 0.5], &[1.0, 0.0], &RemezOptions::default())?;
/// let h = minimum_phase(&linear.taps, &MinimumPhaseOptions::default())?;
/// assert_eq!(h.len(), 26);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// N. Damera-Venkata, B. L. Evans, "Optimal design of real and complex minimum phase digital FIR
/// filters", Proc. IEEE ICASSP, 1999. <https://doi.org/10.1109/ICASSP.1999.756179>;
/// J. S. Lim, A. V. Oppenheim, "Advanced Topics in Signal Processing", 1988.
pub fn minimum_phase<F: Real>(
    h: &ArrayRef1<F>,
    options: &MinimumPhaseOptions,
) -> Result<Array1<F>> {
    let n = h.len();
    if n < 3 {
        return Err(Error::TooShort { name: "h", expected: 3, actual: n });
    }
    check_finite("h", h)?;
    if h.iter().all(|h| *h == F::zero()) {
        return Err(Error::Values { name: "h", requirement: "not be zero everywhere" });
    }
    // Zeros on the circle make wide logarithms; this many points keep their aliases below 1 %.
    let n_fft = options.n_fft.unwrap_or_else(|| (200 * (n - 1)).next_power_of_two());
    if n_fft < n {
        return Err(Error::parameter("n_fft", n_fft as f64, "at least the length of `h`"));
    }
    let mut padded = Array1::<f64>::zeros(n_fft);
    padded.iter_mut().zip(h).for_each(|(p, h)| *p = h.as_f64());
    let full = match options.method {
        MinimumPhaseMethod::Homomorphic => homomorphic(&padded, options.half)?,
        MinimumPhaseMethod::Hilbert if options.half => hilbert(&padded, n)?,
        MinimumPhaseMethod::Hilbert => {
            let requirement = "be set for the method by the Hilbert transform";
            return Err(Error::Values { name: "half", requirement });
        }
    };
    let n_out = if options.half { n.div_ceil(2) } else { n };
    Ok(full.slice(s![..n_out]).mapv(F::of))
}

/// Options of [`minimum_phase`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MinimumPhaseOptions {
    /// The algorithm. Default: [`MinimumPhaseMethod::Homomorphic`].
    pub method: MinimumPhaseMethod,
    /// Length of the transforms. Default: `None`, the least power of two above `200 (n - 1)`.
    pub n_fft: Option<usize>,
    /// Take the square root of the gain and half of the length. Default: `true`.
    pub half: bool,
}

impl Default for MinimumPhaseOptions {
    fn default() -> Self {
        Self { method: MinimumPhaseMethod::Homomorphic, n_fft: None, half: true }
    }
}

/// How [`minimum_phase`] finds the phase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MinimumPhaseMethod {
    /// By the cepstrum, folded to positive times; for filters of any gain.
    #[default]
    Homomorphic,
    /// By lifting the gain above zero and a discrete Hilbert transform of its logarithm; for
    /// equiripple filters of unity and zero gain.
    Hilbert,
}

fn homomorphic(h: &ArrayRef1<f64>, half: bool) -> Result<Array1<f64>> {
    let gain = fft(h)?.mapv(Complex::norm);
    let least = gain.iter().copied().filter(|&g| 0.0 < g).fold(f64::INFINITY, f64::min);
    let exponent = if half { 0.5 } else { 1.0 };
    let log = gain.mapv(|g| exponent * (g + 1e-7 * least).ln());
    let mut cepstrum = ifft(&log)?.mapv(|v| v.re);
    // What would be before time zero is folded behind it.
    let n = cepstrum.len();
    let stop = n / 2;
    cepstrum.slice_mut(s![1..stop]).mapv_inplace(|c| 2.0 * c);
    let rest = if n % 2 == 1 { stop + 1 } else { stop };
    cepstrum.slice_mut(s![rest..]).fill(0.0);
    Ok(ifft(&fft(&cepstrum)?.mapv(Complex::exp))?.mapv(|v| v.re))
}

fn hilbert(h: &ArrayRef1<f64>, n_taps: usize) -> Result<Array1<f64>> {
    let n = h.len();
    let advance = TAU / n as f64 * (n_taps / 2) as f64;
    let spectrum = fft(h)?;
    // Exactly symmetric: beside the lifted zero a rounding error would count as much as a gain.
    let mut gain = Array1::from_shape_fn(n, |i| {
        let i = i.min(n - i);
        (spectrum[i] * Complex::from_polar(1.0, advance * i as f64)).re
    });
    let above = gain.fold(f64::NEG_INFINITY, |m, &g| m.max(g)) - 1.0;
    let below = -gain.fold(f64::INFINITY, |m, &g| m.min(g));
    let scale =
        4.0 / ((1.0 + above + below).sqrt() + (1.0 - above + below).max(0.0).sqrt()).powi(2);
    gain.mapv_inplace(|g| ((g + below) * scale).max(0.0).sqrt() + 1e-10);
    let middle = n / 2;
    let mut folded = ifft(&gain.mapv(f64::ln))?;
    folded[0] = Complex::ZERO;
    folded[middle] = Complex::ZERO;
    folded.slice_mut(s![middle + 1..]).mapv_inplace(|v| -v);
    let phase = fft(&folded)?;
    let spectrum = Array1::from_shape_fn(n, |i| gain[i] * phase[i].exp());
    Ok(ifft(&spectrum)?.mapv(|v| v.re))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_filters_are_refused() {
        let message = |h: &Array1<f64>, options: &MinimumPhaseOptions| {
            minimum_phase(h, options).unwrap_err().to_string()
        };
        let options = MinimumPhaseOptions::default();
        let short = "`h` has length 2, but needs at least 3";
        assert_eq!(message(&array![1.0, 1.0], &options), short);
        assert_eq!(message(&Array1::zeros(5), &options), "`h` must not be zero everywhere");
        assert!(message(&array![1.0, f64::NAN, 1.0], &options).contains("not finite"));
        let h = array![0.25, 0.5, 0.25];
        let few = MinimumPhaseOptions { n_fft: Some(2), ..options };
        assert_eq!(message(&h, &few), "`n_fft` is 2, but must be at least the length of `h`");
        let whole =
            MinimumPhaseOptions { method: MinimumPhaseMethod::Hilbert, half: false, ..options };
        assert!(message(&h, &whole).starts_with("`half` must be set"));
    }

    #[test]
    fn all_energy_moves_to_the_front() {
        let h = array![0.5, 1.25, 0.5];
        let options = MinimumPhaseOptions { half: false, ..Default::default() };
        let found = minimum_phase(&h, &options).unwrap();
        // (1 + z/2)(1 + 1/(2z)) reflected into the circle: (1 + 1/(2z))².
        for (found, expected) in found.iter().zip([1.0_f64, 1.0, 0.25]) {
            assert!((found - expected).abs() < 1e-6, "{found} for {expected}");
        }
    }
}
