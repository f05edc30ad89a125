//! Where a recursive filter passes, and whether it is digital.

use std::f64::consts::{FRAC_PI_2, PI};

use onkai_core::{Error, Result, check_positive};

/// Which frequencies pass.
///
/// Frequencies of digital filters are in the unit of the sample rate that is given beside the band
/// (hertz, say), and lie below half of it: with the sample rate 2, SciPy's default, they are parts
/// of the Nyquist frequency. Those of analog filters are angular: radians per second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Band {
    /// All below the edge.
    LowPass(f64),
    /// All above the edge.
    HighPass(f64),
    /// All between the lower and the upper edge.
    BandPass(f64, f64),
    /// All but those between the lower and the upper edge.
    BandStop(f64, f64),
}

/// Whether a filter is digital or analog; a number stands for the sample rate of a digital one.
///
/// # Examples
///
/// ```
/// use onkai_signal::{Band, Domain, butter};
/// let digital = butter(3, Band::LowPass(1000.0), 44100.0)?;
/// let analog = butter(3, Band::LowPass(1000.0), Domain::Analog)?;
/// assert!(digital.is_stable() && analog.p.iter().all(|p| p.re < 0.0));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Domain {
    /// A digital filter.
    #[doc(alias = "fs")]
    Digital {
        /// Samples per unit of time, which sets the unit of the frequencies.
        sample_rate: f64,
    },
    /// An analog filter, of angular frequencies.
    Analog,
}

impl From<f64> for Domain {
    fn from(sample_rate: f64) -> Self {
        Self::Digital { sample_rate }
    }
}

impl Domain {
    /// The angular frequency of the analog filter that the bilinear transform at sample rate ½ (for
    /// which `s = (z - 1) / (z + 1)`) turns into a digital one of frequency `f`.
    pub(super) fn warp(self, f: f64) -> f64 {
        match self {
            Self::Analog => f,
            Self::Digital { sample_rate } => (PI * f / sample_rate).tan(),
        }
    }

    /// The inverse of [`warp`](Self::warp).
    pub(super) fn unwarp(self, w: f64) -> f64 {
        match self {
            Self::Analog => w,
            Self::Digital { sample_rate } => w.atan() / FRAC_PI_2 * sample_rate / 2.0,
        }
    }

    pub(super) fn check_edges(self, name: &'static str, edges: &[f64]) -> Result<()> {
        let requirement = match self {
            Self::Digital { sample_rate } => {
                check_positive("sample_rate", sample_rate)?;
                if edges.iter().all(|&f| 0.0 < f && f < sample_rate / 2.0) {
                    return Ok(());
                }
                "lie between 0 and half the sample rate, exclusively"
            }
            Self::Analog => {
                if edges.iter().all(|&f| f.is_finite() && 0.0 < f) {
                    return Ok(());
                }
                "be of positive and finite frequencies"
            }
        };
        Err(Error::Values { name, requirement })
    }
}

impl Band {
    /// Refuses edges out of range or out of order.
    pub(super) fn check(self, domain: Domain) -> Result<()> {
        match self {
            Self::LowPass(edge) | Self::HighPass(edge) => domain.check_edges("band", &[edge]),
            Self::BandPass(low, high) | Self::BandStop(low, high) => {
                domain.check_edges("band", &[low, high])?;
                if low < high {
                    return Ok(());
                }
                let requirement = "have its lower edge before its upper one";
                Err(Error::Values { name: "band", requirement })
            }
        }
    }

    /// The band with each edge replaced.
    pub(super) fn map(self, f: impl Fn(f64) -> f64) -> Self {
        match self {
            Self::LowPass(edge) => Self::LowPass(f(edge)),
            Self::HighPass(edge) => Self::HighPass(f(edge)),
            Self::BandPass(low, high) => Self::BandPass(f(low), f(high)),
            Self::BandStop(low, high) => Self::BandStop(f(low), f(high)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_must_lie_within_range_and_in_order() {
        let message = |band: Band, domain: Domain| band.check(domain).unwrap_err().to_string();
        let outside = "`band` must lie between 0 and half the sample rate, exclusively";
        for bad in [0.0, 1.0, 1.5, -0.1, f64::NAN] {
            assert_eq!(message(Band::LowPass(bad), 2.0.into()), outside);
            assert_eq!(message(Band::BandStop(0.5, bad), 2.0.into()), outside);
        }
        let order = "`band` must have its lower edge before its upper one";
        assert_eq!(message(Band::BandPass(0.5, 0.5), 2.0.into()), order);
        assert_eq!(message(Band::BandStop(5.0, 4.0), Domain::Analog), order);
        let positive = "`band` must be of positive and finite frequencies";
        for bad in [0.0, f64::INFINITY, f64::NAN] {
            assert_eq!(message(Band::HighPass(bad), Domain::Analog), positive);
        }
        let rate = "`sample_rate` is 0, but must be positive and finite";
        assert_eq!(message(Band::HighPass(0.1), 0.0.into()), rate);
    }

    #[test]
    fn warping_has_its_inverse() {
        let domain = Domain::from(44100.0);
        for f in [10.0, 1000.0, 22000.0] {
            assert!((domain.unwarp(domain.warp(f)) / f - 1.0).abs() < 1e-13);
        }
    }
}
