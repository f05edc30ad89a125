//! What is believed of the tempo before anything is heard.

use onkai_core::{Error, Result};
use onkai_stats::{Continuous, LogNormal, Normal, Uniform};

/// A distribution of tempos, in beats per minute.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{FrameClock, TempoOptions, TempoPrior, tempo};
///
/// // An onset every 20 frames of 512 samples at 22 050 Hz; every 40, if the tempo must be slow.
/// let envelope = Array1::from_shape_fn(1000, |t| if t % 20 == 0 { 1.0 } else { 0.0 });
/// let clock = FrameClock::new(22050.0, 512)?;
/// let prior = Some(TempoPrior::Uniform { low_bpm: 40.0, high_bpm: 100.0 });
/// let slow = tempo(&envelope, clock, &TempoOptions { prior, ..Default::default() })?;
/// assert_eq!(slow, 129.19921875 / 2.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub enum TempoPrior {
    /// All tempos of a range are equally likely.
    Uniform {
        /// The lowest tempo; finite.
        low_bpm: f64,
        /// The highest tempo; above the lowest, finite.
        high_bpm: f64,
    },
    /// The normal distribution.
    Normal {
        /// Its mean; finite.
        mean_bpm: f64,
        /// Its standard deviation; above 0.
        std_bpm: f64,
    },
    /// The distribution whose logarithm is normal: SciPy's `lognorm(s=sigma, scale=median_bpm)`.
    LogNormal {
        /// The tempo that is as likely exceeded as not; above 0.
        median_bpm: f64,
        /// The standard deviation of its natural logarithm; above 0.
        sigma: f64,
    },
    /// The natural logarithm of a density, or of something proportional to it: negative infinity
    /// where no tempo can be.
    LogDensity(fn(f64) -> f64),
}

impl TempoPrior {
    /// The logarithm of the density of each tempo; that of an infinite one is negative infinity.
    pub(super) fn log_densities(&self, bpms: &[f64]) -> Result<Vec<f64>> {
        let of = |density: &dyn Fn(f64) -> f64| -> Result<Vec<f64>> {
            let one = |&bpm: &f64| if bpm.is_finite() { density(bpm) } else { f64::NEG_INFINITY };
            let all = bpms.iter().map(one).collect::<Vec<_>>();
            if all.iter().any(|p| p.is_nan() || *p == f64::INFINITY) {
                let requirement = "have a logarithm of its density, and a finite one";
                return Err(Error::Values { name: "prior", requirement });
            }
            Ok(all)
        };
        match *self {
            Self::Uniform { low_bpm, high_bpm } => {
                let uniform = Uniform.at(low_bpm, high_bpm - low_bpm);
                let uniform = uniform.map_err(|_| unfit())?;
                of(&|bpm| uniform.logpdf(bpm))
            }
            Self::Normal { mean_bpm, std_bpm } => {
                let normal = Normal.at(mean_bpm, std_bpm).map_err(|_| unfit())?;
                of(&|bpm| normal.logpdf(bpm))
            }
            Self::LogNormal { median_bpm, sigma } => {
                let lognormal = LogNormal::new(sigma).and_then(|d| d.at(0.0, median_bpm));
                let lognormal = lognormal.map_err(|_| unfit())?;
                of(&|bpm| lognormal.logpdf(bpm))
            }
            Self::LogDensity(density) => of(&density),
        }
    }
}

fn unfit() -> Error {
    Error::Values { name: "prior", requirement: "have parameters in their range" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfit_distributions_are_named() {
        let bad = [
            TempoPrior::Uniform { low_bpm: 100.0, high_bpm: 90.0 },
            TempoPrior::Uniform { low_bpm: 100.0, high_bpm: 100.0 },
            TempoPrior::Uniform { low_bpm: f64::NAN, high_bpm: 100.0 },
            TempoPrior::Uniform { low_bpm: 0.0, high_bpm: f64::INFINITY },
            TempoPrior::Normal { mean_bpm: f64::NAN, std_bpm: 1.0 },
            TempoPrior::Normal { mean_bpm: 100.0, std_bpm: -1.0 },
            TempoPrior::LogNormal { median_bpm: 0.0, sigma: 1.0 },
            TempoPrior::LogNormal { median_bpm: 100.0, sigma: 0.0 },
            TempoPrior::LogDensity(|_| f64::NAN),
            TempoPrior::LogDensity(|_| f64::INFINITY),
        ];
        for prior in bad {
            let refused = prior.log_densities(&[60.0, 120.0]);
            assert!(matches!(refused, Err(Error::Values { name: "prior", .. })), "{prior:?}");
        }
    }

    // Expected values are SciPy 1.17's norm(100, 20).logpdf and lognorm(s=0.5, scale=100).logpdf.
    #[test]
    fn densities_are_those_of_their_names() {
        let bpms = [f64::INFINITY, 90.0];
        let normal = TempoPrior::Normal { mean_bpm: 100.0, std_bpm: 20.0 };
        let lognormal = TempoPrior::LogNormal { median_bpm: 100.0, sigma: 0.5 };
        let uniform = TempoPrior::Uniform { low_bpm: 80.0, high_bpm: 100.0 };
        let density = |prior: TempoPrior| {
            let both = prior.log_densities(&bpms).unwrap();
            assert_eq!(both[0], f64::NEG_INFINITY);
            both[1]
        };
        assert!((density(normal) + 4.0396708067586635).abs() < 1e-12);
        assert!((density(lognormal) + 4.747802699494359).abs() < 1e-12);
        assert!((density(uniform) + 20.0_f64.ln()).abs() < 1e-12);
        assert_eq!(density(TempoPrior::LogDensity(|bpm| -bpm)), -90.0);
    }
}
