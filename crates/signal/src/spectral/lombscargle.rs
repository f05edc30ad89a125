//! The spectrum of samples at uneven times: a least-squares fit of a sinusoid at each frequency.
//!
//! Counterpart of `scipy.signal.lombscargle`.

use ndarray::{Array1, ArrayRef1};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, check_finite, for_each_chunk};

/// The Lomb-Scargle periodogram of `y`, sampled at the times `x`.
///
/// # Shapes
///
/// `x`, `y`: `[n]`. `angular_frequencies`: `[m]`, in radians per unit of `x`. Returns `[m]`: the power
/// that [`normalize`](LombScargleOptions::normalize) says.
///
/// # Errors
///
/// [`Error::TooShort`] when there are no samples; [`Error::Shape`] when `y` or the weights are not as
/// many as `x`; [`Error::NotFinite`]; [`Error::Values`] for weights that are negative or all zero.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, array};
/// use onkai_signal::lombscargle;
/// let x = Array1::from_shape_fn(80, |i| i as f64 + 0.3 * (i as f64).sin());
/// let y = x.mapv(|t| (0.7 * t).cos());
/// let power = lombscargle(&x, &y, &array![0.4, 0.7, 1.1], &Default::default())?;
/// assert!(power[1] > 10.0 * power[0] && power[1] > 10.0 * power[2]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// `normalize="amplitude"` is [`lombscargle_amplitude`]. The deprecated `precenter` is not there. NaN and
/// infinities are refused.
///
/// # References
///
/// J. D. Scargle, "Studies in astronomical time series analysis II", Astrophys. J. 263, 1982.
/// <https://doi.org/10.1086/160554>
///
/// M. Zechmeister, M. Kürster, "The generalised Lomb-Scargle periodogram", Astron. Astrophys. 496, 2009.
/// <https://doi.org/10.1051/0004-6361:200811296>
pub fn lombscargle<F: Real>(
    x: &ArrayRef1<F>,
    y: &ArrayRef1<F>,
    angular_frequencies: &ArrayRef1<F>,
    options: &LombScargleOptions,
) -> Result<Array1<F>> {
    let samples = Samples::new(x, y, options)?;
    check_finite("angular_frequencies", angular_frequencies)?;
    let factor = match options.normalize {
        LombScargleNorm::Power => x.len() as f64 / 4.0,
        LombScargleNorm::Normalize => 0.5 / samples.power(),
    };
    Ok(samples.fits(angular_frequencies, |fit| F::of(fit.power * factor)))
}

/// The amplitude and phase of the sinusoid that fits `y` best at each frequency.
///
/// ```text
/// y ≈ re cos(ω x) + im sin(ω x)   (plus a constant, with a floating mean)
/// ```
///
/// # Shapes
///
/// As [`lombscargle`].
///
/// # Errors
///
/// As [`lombscargle`].
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, array};
/// use onkai_signal::lombscargle_amplitude;
/// let x = Array1::from_shape_fn(80, |i| i as f64 + 0.3 * (i as f64).sin());
/// let y = x.mapv(|t| 2.0 * (0.7 * t).cos() - (0.7 * t).sin());
/// let z = lombscargle_amplitude(&x, &y, &array![0.7], &Default::default())?;
/// assert!((z[0].re - 2.0).abs() < 1e-9 && (z[0].im + 1.0).abs() < 1e-9);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn lombscargle_amplitude<F: Real>(
    x: &ArrayRef1<F>,
    y: &ArrayRef1<F>,
    angular_frequencies: &ArrayRef1<F>,
    options: &LombScargleOptions,
) -> Result<Array1<Complex<F>>> {
    let samples = Samples::new(x, y, options)?;
    check_finite("angular_frequencies", angular_frequencies)?;
    Ok(samples.fits(angular_frequencies, |fit| {
        Complex::new(F::of(fit.amplitude.re), F::of(fit.amplitude.im))
    }))
}

/// Options of [`lombscargle`]; the defaults are those of SciPy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LombScargleOptions {
    /// The weight of each sample. Default: `None`, all alike.
    pub weights: Option<Array1<f64>>,
    /// The unit. Default: [`LombScargleNorm::Power`].
    pub normalize: LombScargleNorm,
    /// Fit a constant, too, at each frequency. Default: `false`.
    pub floating_mean: bool,
}

/// The unit of a Lomb-Scargle periodogram.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LombScargleNorm {
    /// A quarter of the number of samples times the squared amplitude.
    #[default]
    Power,
    /// The part of the signal's power that the fit explains, from 0 to 1.
    Normalize,
}

/// Checked samples; sums are in double precision.
struct Samples {
    x: Vec<f64>,
    y: Vec<f64>,
    /// Positive, adding up to 1.
    weights: Vec<f64>,
    floating_mean: bool,
    /// What cosines and sines are kept from being divided by.
    least: f64,
}

/// A sinusoid fitted at one frequency.
struct Fit {
    power: f64,
    amplitude: Complex<f64>,
}

impl Samples {
    fn new<F: Real>(
        x: &ArrayRef1<F>,
        y: &ArrayRef1<F>,
        options: &LombScargleOptions,
    ) -> Result<Self> {
        let n = x.len();
        if n == 0 {
            return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
        }
        let n_weights = options.weights.as_ref().map_or(n, ndarray::ArrayBase::len);
        for (name, len) in [("y", y.len()), ("weights", n_weights)] {
            if len != n {
                return Err(Error::Shape { name, expected: vec![n], actual: vec![len] });
            }
        }
        check_finite("x", x)?;
        check_finite("y", y)?;
        let mut weights = vec![1.0 / n as f64; n];
        if let Some(given) = &options.weights {
            check_finite("weights", given)?;
            let total = given.sum();
            if given.iter().any(|&w| w < 0.0) || total <= 0.0 {
                let requirement = "be non-negative, and not all zero";
                return Err(Error::Values { name: "weights", requirement });
            }
            weights = given.iter().map(|w| w / total).collect();
        }
        let wide = |v: &ArrayRef1<F>| v.iter().map(|v| v.as_f64()).collect();
        Ok(Self {
            x: wide(x),
            y: wide(y),
            weights,
            floating_mean: options.floating_mean,
            least: F::epsilon().as_f64() / 2.0,
        })
    }

    /// The weighted sum of a function of the values.
    fn sum(&self, f: impl Fn(f64) -> f64) -> f64 {
        self.weights.iter().zip(&self.y).map(|(&w, &y)| w * f(y)).sum()
    }

    /// The mean square, about the mean if that is fitted.
    fn power(&self) -> f64 {
        let mean = if self.floating_mean { self.sum(|y| y) } else { 0.0 };
        self.sum(|y| y * y) - mean * mean
    }

    fn fits<F: Real, U: Copy + Default + Send>(
        &self,
        frequencies: &ArrayRef1<F>,
        finish: impl Fn(&Fit) -> U + Send + Sync,
    ) -> Array1<U> {
        let frequencies: Vec<f64> = frequencies.iter().map(|v| v.as_f64()).collect();
        let mut out = vec![U::default(); frequencies.len()];
        for_each_chunk(
            &mut out,
            1,
            4,
            || (),
            |(), index, out| {
                out[0] = finish(&self.fit(frequencies[index]));
            },
        );
        Array1::from(out)
    }

    fn fit(&self, frequency: f64) -> Fit {
        let [mut c, mut s, mut cc, mut cs, mut yc, mut ys] = [0.0; 6];
        for ((&x, &y), &w) in self.x.iter().zip(&self.y).zip(&self.weights) {
            let (sin, cos) = (frequency * x).sin_cos();
            (c, s) = (c + w * cos, s + w * sin);
            (cc, cs) = (cc + w * cos * cos, cs + w * cos * sin);
            (yc, ys) = (yc + w * y * cos, ys + w * y * sin);
        }
        let mut ss = 1.0 - cc;
        if self.floating_mean {
            let mean = self.sum(|y| y);
            (cc, ss, cs) = (cc - c * c, ss - s * s, cs - c * s);
            (yc, ys) = (yc - mean * c, ys - mean * s);
        }
        // Turned by `tau`, cosine and sine are orthogonal over the samples.
        let tau = 0.5 * (2.0 * cs).atan2(cc - ss);
        let (sin, cos) = tau.sin_cos();
        let cross = 2.0 * cs * cos * sin;
        let cosines = (cc * cos * cos + cross + ss * sin * sin).max(self.least);
        let sines = (cc * sin * sin - cross + ss * cos * cos).max(self.least);
        let (yc, ys) = (yc * cos + ys * sin, ys * cos - yc * sin);
        let (a, b) = (yc / cosines, ys / sines);
        let amplitude = Complex::new(a, b) * Complex::new(cos, sin);
        Fit { power: 2.0 * (a * yc + b * ys), amplitude }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn message(x: &[f64], y: &[f64], weights: Option<Array1<f64>>) -> String {
        let options = LombScargleOptions { weights, ..Default::default() };
        let (x, y) = (Array1::from(x.to_vec()), Array1::from(y.to_vec()));
        lombscargle(&x, &y, &array![1.0], &options).unwrap_err().to_string()
    }

    #[test]
    fn bad_input_is_named() {
        assert_eq!(message(&[], &[], None), "`x` has length 0, but needs at least 1");
        assert_eq!(message(&[1.0], &[1.0, 2.0], None), "`y` has shape [2], but must have [1]");
        assert!(message(&[f64::NAN], &[1.0], None).contains("`x` is not finite"));
        assert!(message(&[1.0], &[1.0], Some(array![1.0, 1.0])).contains("`weights` has shape"));
        let expected = "`weights` must be non-negative, and not all zero";
        assert_eq!(message(&[1.0], &[1.0], Some(array![0.0])), expected);
        assert_eq!(message(&[1.0, 2.0], &[1.0, 2.0], Some(array![2.0, -1.0])), expected);
    }
}
