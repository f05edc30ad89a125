//! Sinusoids whose frequency changes.
//!
//! Counterpart of `scipy.signal.chirp` and `sweep_poly`.

use std::f64::consts::TAU;
use std::str::FromStr;

use ndarray::{Array, ArrayRef, Dimension};
use num_complex::Complex;
use onkai_core::{Error, Real, Result};

use super::number::check_number;

/// A cosine whose frequency goes from `f0` at time 0 to `f1` at time `t1`, and on in the same way.
///
/// ```text
/// linear       f(t) = f0 + (f1 - f0) t / t1
/// quadratic    f(t) = f0 + (f1 - f0) t² / t1²      or f1 - (f1 - f0) (t1 - t)² / t1²
/// logarithmic  f(t) = f0 (f1 / f0)^(t / t1)
/// hyperbolic   f(t) = f0 f1 t1 / ((f0 - f1) t + f1 t1)
/// ```
///
/// # Shapes
///
/// `t`: any, in seconds if the frequencies are in hertz. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`] when a number is not finite or `t1` is zero; [`Error::Values`] for a logarithmic
/// chirp between frequencies that have not the same sign, or a hyperbolic one from or to zero. A time that
/// is NaN gives NaN.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_signal::{ChirpOptions, chirp};
/// let t = Array1::linspace(0.0_f64, 10.0, 1001);
/// let y = chirp(&t, 1.0, 10.0, 6.0, &ChirpOptions::default())?;
/// // 35 periods in ten seconds, at 3.5 hertz in the mean.
/// assert!((y[0] - 1.0).abs() < 1e-12 && (y[1000] - 1.0).abs() < 1e-9);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn chirp<F: Real, D: Dimension>(
    t: &ArrayRef<F, D>,
    f0: f64,
    t1: f64,
    f1: f64,
    options: &ChirpOptions,
) -> Result<Array<F, D>> {
    let sweep = Sweep::new(f0, t1, f1, options)?;
    Ok(t.mapv(|t| F::of(sweep.phase(t.as_f64()).cos())))
}

/// The analytic signal of [`chirp`]: `exp(i phase)`.
///
/// # Errors
///
/// As [`chirp`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::{ChirpOptions, chirp_complex};
/// let z = chirp_complex(&array![0.0, 0.3], 1.0, 1.0, 2.0, &ChirpOptions::default())?;
/// assert!(z.iter().all(|z| (z.norm() - 1.0_f64).abs() < 1e-12));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn chirp_complex<F: Real, D: Dimension>(
    t: &ArrayRef<F, D>,
    f0: f64,
    t1: f64,
    f1: f64,
    options: &ChirpOptions,
) -> Result<Array<Complex<F>, D>> {
    let sweep = Sweep::new(f0, t1, f1, options)?;
    Ok(t.mapv(|t| {
        let (sin, cos) = sweep.phase(t.as_f64()).sin_cos();
        Complex::new(F::of(cos), F::of(sin))
    }))
}

/// Options of [`chirp`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChirpOptions {
    /// How the frequency changes. Default: [`ChirpMethod::Linear`].
    pub method: ChirpMethod,
    /// The phase at time 0, in degrees. Default: `0.0`.
    #[doc(alias = "phi")]
    pub phase_deg: f64,
    /// Whether the vertex of a quadratic chirp's parabola lies at time 0, or else at `t1`. Default: `true`.
    pub vertex_zero: bool,
}

impl Default for ChirpOptions {
    fn default() -> Self {
        Self { method: ChirpMethod::Linear, phase_deg: 0.0, vertex_zero: true }
    }
}

/// How the frequency of a [`chirp`] changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChirpMethod {
    /// By the same difference in equal times.
    #[default]
    Linear,
    /// Along a parabola.
    Quadratic,
    /// By the same factor in equal times.
    Logarithmic,
    /// By the same difference of periods in equal times.
    Hyperbolic,
}

impl FromStr for ChirpMethod {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "linear" | "lin" | "li" => Ok(Self::Linear),
            "quadratic" | "quad" | "q" => Ok(Self::Quadratic),
            "logarithmic" | "log" | "lo" => Ok(Self::Logarithmic),
            "hyperbolic" | "hyp" => Ok(Self::Hyperbolic),
            _ => Err(Error::UnknownName {
                name: "chirp method",
                value: name.to_owned(),
                known: "linear, quadratic, logarithmic, hyperbolic",
            }),
        }
    }
}

/// Checked parameters of a chirp.
struct Sweep {
    f0: f64,
    t1: f64,
    f1: f64,
    options: ChirpOptions,
}

impl Sweep {
    fn new(f0: f64, t1: f64, f1: f64, options: &ChirpOptions) -> Result<Self> {
        for (name, value) in [("f0", f0), ("t1", t1), ("f1", f1), ("phase_deg", options.phase_deg)]
        {
            check_number(name, value)?;
        }
        if t1 == 0.0 {
            return Err(Error::parameter("t1", t1, "other than zero"));
        }
        match options.method {
            ChirpMethod::Logarithmic if f0 * f1 <= 0.0 => {
                let requirement =
                    "have the sign of `f0` in a logarithmic chirp, and neither be zero";
                return Err(Error::Values { name: "f1", requirement });
            }
            ChirpMethod::Hyperbolic if f0 == 0.0 || f1 == 0.0 => {
                let requirement = "not be zero in a hyperbolic chirp, nor may `f0`";
                return Err(Error::Values { name: "f1", requirement });
            }
            _ => {}
        }
        Ok(Self { f0, t1, f1, options: *options })
    }

    /// The phase in radians.
    fn phase(&self, t: f64) -> f64 {
        let Self { f0, t1, f1, .. } = *self;
        let turns = match self.options.method {
            ChirpMethod::Linear => f0 * t + 0.5 * (f1 - f0) / t1 * t * t,
            ChirpMethod::Quadratic => {
                let bend = (f1 - f0) / (t1 * t1);
                if self.options.vertex_zero {
                    f0 * t + bend * t.powi(3) / 3.0
                } else {
                    f1 * t + bend * ((t1 - t).powi(3) - t1.powi(3)) / 3.0
                }
            }
            _ if f0 == f1 => f0 * t,
            ChirpMethod::Logarithmic => {
                let rate = t1 / (f1 / f0).ln();
                rate * f0 * ((f1 / f0).powf(t / t1) - 1.0)
            }
            ChirpMethod::Hyperbolic => {
                // Where the frequency grows without bound.
                let pole = -f1 * t1 / (f0 - f1);
                -pole * f0 * (1.0 - t / pole).abs().ln()
            }
        };
        TAU * turns + self.options.phase_deg.to_radians()
    }
}

/// A cosine whose frequency is a polynomial of time.
///
/// # Shapes
///
/// `t`: any, in seconds if the frequency is in hertz. `poly`: the coefficients, that of the highest power
/// first. Returns the shape of `t`.
///
/// # Errors
///
/// [`Error::TooShort`] when `poly` is empty, [`Error::Parameter`] when a number is not finite.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// // 0.5 + 2 t hertz.
/// let y = onkai_signal::sweep_poly(&array![0.0_f64, 0.5], &[2.0, 0.5], 0.0)?;
/// assert!((y[0] - 1.0).abs() < 1e-12 && (y[1] + 1.0).abs() < 1e-12);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn sweep_poly<F: Real, D: Dimension>(
    t: &ArrayRef<F, D>,
    poly: &[f64],
    phase_deg: f64,
) -> Result<Array<F, D>> {
    if poly.is_empty() {
        return Err(Error::TooShort { name: "poly", expected: 1, actual: 0 });
    }
    check_number("phase_deg", phase_deg)?;
    poly.iter().try_for_each(|&c| check_number("poly", c))?;
    let n = poly.len();
    let integral: Vec<f64> = poly.iter().enumerate().map(|(i, c)| c / (n - i) as f64).collect();
    let turns = |t: f64| integral.iter().fold(0.0, |sum, c| sum * t + c) * t;
    Ok(t.mapv(|t| F::of((TAU * turns(t.as_f64()) + phase_deg.to_radians()).cos())))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn message(f0: f64, t1: f64, f1: f64, method: &str) -> String {
        let options = ChirpOptions { method: method.parse().unwrap(), ..Default::default() };
        chirp(&array![0.0], f0, t1, f1, &options).unwrap_err().to_string()
    }

    #[test]
    fn bad_input_is_named() {
        assert_eq!(message(f64::NAN, 1.0, 1.0, "lin"), "`f0` is NaN, but must be finite");
        assert_eq!(message(1.0, 0.0, 1.0, "q"), "`t1` is 0, but must be other than zero");
        assert!(message(1.0, 1.0, -1.0, "log").starts_with("`f1` must have the sign"));
        assert!(message(0.0, 1.0, 1.0, "hyp").starts_with("`f1` must not be zero"));
        assert!("cubic".parse::<ChirpMethod>().is_err());
        assert!(sweep_poly(&array![0.0], &[], 0.0).is_err());
        assert!(sweep_poly(&array![0.0], &[f64::INFINITY], 0.0).is_err());
        assert!(sweep_poly(&array![0.0], &[1.0], f64::NAN).is_err());
    }
}
