//! Which order a wanted response needs.
//!
//! Counterpart of `scipy.signal.buttord`, `cheb1ord`, `cheb2ord`, `ellipord` and `iirdesign`.

use onkai_core::{Error, Result, check_positive};
use onkai_special::{ellipk, ellipkm1};

use crate::iir::band::{Band, Domain};
use crate::iir::design::{IirKind, iirfilter};
use crate::iir::prototype::squared_excess;
use crate::iir::zpk::Zpk;

/// The least order of a Butterworth filter that does what `spec` says, and its edges.
///
/// # Errors
///
/// [`Error::Parameter`] when a level is not positive, the loss not less than the attenuation, or the
/// sample rate not positive; [`Error::Values`] when edges are out of range or out of order.
///
/// # Examples
///
/// ```
/// use onkai_signal::{IirEdges, IirSpec, butter, buttord};
/// let edges = IirEdges::BandPass { stop: (14.0, 60.0), pass: (20.0, 50.0) };
/// let spec = IirSpec { edges, max_loss_db: 3.0, min_attenuation_db: 40.0 };
/// let least = buttord(&spec, 1000.0)?;
/// assert_eq!(least.order, 13);
/// let zpk = butter(least.order, least.band, 1000.0)?;
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The free edges of a band stop are exact (their product is that of the stop band's edges), where
/// SciPy searches them to 1e-5.
pub fn buttord(spec: &IirSpec, domain: impl Into<Domain>) -> Result<IirOrder> {
    IirFamily::Butterworth.order(spec, domain)
}

/// The least order of a Chebyshev filter of the first type that does what `spec` says, and its
/// edges; see [`buttord`].
///
/// # Errors
///
/// As [`buttord`].
///
/// # Examples
///
/// ```
/// use onkai_signal::{IirEdges, IirSpec, cheb1ord};
/// let edges = IirEdges::LowPass { pass: 0.2, stop: 0.3 };
/// let spec = IirSpec { edges, max_loss_db: 3.0, min_attenuation_db: 40.0 };
/// assert_eq!(cheb1ord(&spec, 2.0)?.order, 6);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn cheb1ord(spec: &IirSpec, domain: impl Into<Domain>) -> Result<IirOrder> {
    IirFamily::Chebyshev1.order(spec, domain)
}

/// The least order of a Chebyshev filter of the second type that does what `spec` says, and its
/// edges; see [`buttord`].
///
/// # Errors
///
/// As [`buttord`].
///
/// # Examples
///
/// ```
/// use onkai_signal::{IirEdges, IirSpec, cheb2ord};
/// let edges = IirEdges::BandStop { pass: (0.1, 0.6), stop: (0.2, 0.5) };
/// let spec = IirSpec { edges, max_loss_db: 3.0, min_attenuation_db: 60.0 };
/// assert_eq!(cheb2ord(&spec, 2.0)?.order, 7);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn cheb2ord(spec: &IirSpec, domain: impl Into<Domain>) -> Result<IirOrder> {
    IirFamily::Chebyshev2.order(spec, domain)
}

/// The least order of an elliptic filter that does what `spec` says, and its edges; see [`buttord`].
///
/// # Errors
///
/// As [`buttord`].
///
/// # Examples
///
/// ```
/// use onkai_signal::{IirEdges, IirSpec, ellipord};
/// let edges = IirEdges::HighPass { stop: 0.2, pass: 0.3 };
/// let spec = IirSpec { edges, max_loss_db: 3.0, min_attenuation_db: 60.0 };
/// assert_eq!(ellipord(&spec, 2.0)?.order, 5);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn ellipord(spec: &IirSpec, domain: impl Into<Domain>) -> Result<IirOrder> {
    IirFamily::Elliptic.order(spec, domain)
}

/// Designs the recursive filter of least order of a family that does what `spec` says.
///
/// # Errors
///
/// As [`buttord`] and [`iirfilter`].
///
/// # Examples
///
/// ```
/// use onkai_signal::{IirEdges, IirFamily, IirSpec, iirdesign};
/// let edges = IirEdges::LowPass { pass: 3000.0, stop: 4000.0 };
/// let spec = IirSpec { edges, max_loss_db: 1.0, min_attenuation_db: 60.0 };
/// let zpk = iirdesign(&spec, IirFamily::Elliptic, 44100.0)?;
/// assert_eq!(zpk.p.len(), 6);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn iirdesign(spec: &IirSpec, family: IirFamily, domain: impl Into<Domain>) -> Result<Zpk> {
    let domain = domain.into();
    let IirOrder { order, band } = family.order(spec, domain)?;
    let (ripple_db, attenuation_db) = (spec.max_loss_db, spec.min_attenuation_db);
    let kind = match family {
        IirFamily::Butterworth => IirKind::Butterworth,
        IirFamily::Chebyshev1 => IirKind::Chebyshev1 { ripple_db },
        IirFamily::Chebyshev2 => IirKind::Chebyshev2 { attenuation_db },
        IirFamily::Elliptic => IirKind::Elliptic { ripple_db, attenuation_db },
    };
    iirfilter(order, kind, band, domain)
}

/// What a recursive filter shall do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IirSpec {
    /// Where it shall pass and where stop; units as those of [`Band`].
    pub edges: IirEdges,
    /// The most that may be lost in the pass band.
    #[doc(alias = "gpass")]
    pub max_loss_db: f64,
    /// The least attenuation in the stop band.
    #[doc(alias = "gstop")]
    pub min_attenuation_db: f64,
}

/// The edges of the pass band and of the stop band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum IirEdges {
    /// All up to `pass` passes, all from `stop` on stops; `pass < stop`.
    LowPass {
        /// The edge of the pass band.
        pass: f64,
        /// The edge of the stop band.
        stop: f64,
    },
    /// All up to `stop` stops, all from `pass` on passes; `stop < pass`.
    HighPass {
        /// The edge of the stop band.
        stop: f64,
        /// The edge of the pass band.
        pass: f64,
    },
    /// All between the edges `pass` passes, all outside of `stop` stops.
    BandPass {
        /// The edges of the stop bands, which lie outside of those of the pass band.
        stop: (f64, f64),
        /// The edges of the pass band.
        pass: (f64, f64),
    },
    /// All between the edges `stop` stops, all outside of `pass` passes.
    BandStop {
        /// The edges of the pass bands, which lie outside of those of the stop band.
        pass: (f64, f64),
        /// The edges of the stop band.
        stop: (f64, f64),
    },
}

/// The families of filters that have an order selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IirFamily {
    /// See [`buttord`].
    Butterworth,
    /// See [`cheb1ord`].
    Chebyshev1,
    /// See [`cheb2ord`].
    Chebyshev2,
    /// See [`ellipord`].
    Elliptic,
}

/// What [`buttord`] and its kin return.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IirOrder {
    /// The least order.
    pub order: usize,
    /// The band to hand to the design function; its edges are those of 3 dB for Butterworth, of the
    /// pass band for Chebyshev 1 and elliptic, of the stop band for Chebyshev 2 filters.
    pub band: Band,
}

impl IirFamily {
    fn order(self, spec: &IirSpec, domain: impl Into<Domain>) -> Result<IirOrder> {
        let domain = domain.into();
        spec.check(domain)?;
        let edges = spec.edges.map(|f| domain.warp(f)).with_best_pass_band();
        let selectivity = edges.selectivity();
        let (loss, attenuation) =
            (squared_excess(spec.max_loss_db), squared_excess(spec.min_attenuation_db));
        let discrimination = (attenuation / loss).sqrt();
        let order = match self {
            Self::Butterworth => discrimination.ln() / selectivity.ln(),
            Self::Chebyshev1 | Self::Chebyshev2 => discrimination.acosh() / selectivity.acosh(),
            Self::Elliptic => {
                let (m, m1) = (selectivity.powi(-2), loss / attenuation);
                ellipk(m) * ellipkm1(m1) / (ellipkm1(m) * ellipk(m1))
            }
        };
        let order = order.ceil().max(1.0);
        if !order.is_finite() {
            let requirement = "differ between pass band and stop band by more than rounding";
            return Err(Error::Values { name: "edges", requirement });
        }
        let scale = match self {
            // Where the loss at the edge of the pass band is as allowed, the edge of 3 dB is this
            // much farther out.
            Self::Butterworth => loss.powf(-0.5 / order),
            Self::Chebyshev2 => (discrimination.acosh() / order).cosh(),
            Self::Chebyshev1 | Self::Elliptic => 1.0,
        };
        let band = edges.scaled_pass_band(scale).map(|w| domain.unwarp(w));
        Ok(IirOrder { order: order as usize, band })
    }
}

impl IirSpec {
    fn check(&self, domain: Domain) -> Result<()> {
        check_positive("max_loss_db", self.max_loss_db)?;
        check_positive("min_attenuation_db", self.min_attenuation_db)?;
        if self.min_attenuation_db <= self.max_loss_db {
            let requirement = "greater than `max_loss_db`";
            let value = self.min_attenuation_db;
            return Err(Error::parameter("min_attenuation_db", value, requirement));
        }
        let rising = match self.edges {
            IirEdges::LowPass { pass, stop } => vec![pass, stop],
            IirEdges::HighPass { stop, pass } => vec![stop, pass],
            IirEdges::BandPass { stop, pass } => vec![stop.0, pass.0, pass.1, stop.1],
            IirEdges::BandStop { pass, stop } => vec![pass.0, stop.0, stop.1, pass.1],
        };
        domain.check_edges("edges", &rising)?;
        if rising.is_sorted_by(|a, b| a < b) {
            return Ok(());
        }
        let requirement =
            "have the pass band strictly beside or inside the stop band, or around it";
        Err(Error::Values { name: "edges", requirement })
    }
}

impl IirEdges {
    fn map(self, f: impl Fn(f64) -> f64) -> Self {
        let both = |pair: (f64, f64)| (f(pair.0), f(pair.1));
        match self {
            Self::LowPass { pass, stop } => Self::LowPass { pass: f(pass), stop: f(stop) },
            Self::HighPass { stop, pass } => Self::HighPass { stop: f(stop), pass: f(pass) },
            Self::BandPass { stop, pass } => Self::BandPass { stop: both(stop), pass: both(pass) },
            Self::BandStop { pass, stop } => Self::BandStop { pass: both(pass), stop: both(stop) },
        }
    }

    /// A band stop is symmetric in the logarithm of the frequency, so that one pair of edges binds
    /// before the other. Its pass band's edges may go in until both bind alike, which needs the
    /// least order.
    fn with_best_pass_band(self) -> Self {
        let Self::BandStop { mut pass, stop } = self else { return self };
        let product = stop.0 * stop.1;
        pass.0 = pass.0.max(product / pass.1);
        pass.1 = pass.1.min(product / pass.0);
        Self::BandStop { pass, stop }
    }

    /// The stop band's edge of the prototype whose pass band's edge is 1.
    fn selectivity(self) -> f64 {
        match self {
            Self::LowPass { pass, stop } => stop / pass,
            Self::HighPass { stop, pass } => pass / stop,
            Self::BandPass { stop, pass } => {
                let of = |s: f64| ((s * s - pass.0 * pass.1) / (s * (pass.0 - pass.1))).abs();
                of(stop.0).min(of(stop.1))
            }
            Self::BandStop { pass, stop } => {
                let of = |s: f64| (s * (pass.0 - pass.1) / (s * s - pass.0 * pass.1)).abs();
                of(stop.0).min(of(stop.1))
            }
        }
    }

    /// The pass band of the filter whose prototype's edge is `scale` instead of 1.
    fn scaled_pass_band(self, scale: f64) -> Band {
        // The edges' product stays, their distance is scaled.
        let spread = |(low, high): (f64, f64), scale: f64| {
            let half = scale * (high - low) / 2.0;
            let root = (half * half + low * high).sqrt();
            // The lower edge by the product keeps its digits.
            (low * high / (root + half), root + half)
        };
        match self {
            Self::LowPass { pass, .. } => Band::LowPass(pass * scale),
            Self::HighPass { pass, .. } => Band::HighPass(pass / scale),
            Self::BandPass { pass, .. } => {
                let (low, high) = spread(pass, scale);
                Band::BandPass(low, high)
            }
            Self::BandStop { pass, .. } => {
                let (low, high) = spread(pass, scale.recip());
                Band::BandStop(low, high)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(edges: IirEdges, loss: f64, attenuation: f64) -> String {
        let spec = IirSpec { edges, max_loss_db: loss, min_attenuation_db: attenuation };
        buttord(&spec, 2.0).unwrap_err().to_string()
    }

    #[test]
    fn edges_must_be_in_order_and_range() {
        let order = "`edges` must have the pass band strictly beside or inside the stop band, or \
                     around it";
        for edges in [
            IirEdges::LowPass { pass: 0.3, stop: 0.3 },
            IirEdges::HighPass { pass: 0.2, stop: 0.3 },
            IirEdges::BandPass { stop: (0.2, 0.6), pass: (0.3, 0.7) },
            IirEdges::BandStop { stop: (0.2, 0.6), pass: (0.3, 0.5) },
        ] {
            assert_eq!(message(edges, 1.0, 40.0), order);
        }
        for bad in [0.0, 1.0, f64::NAN] {
            let edges = IirEdges::LowPass { pass: 0.3, stop: bad };
            assert!(message(edges, 1.0, 40.0).starts_with("`edges` must lie between 0 and half"));
        }
    }

    #[test]
    fn levels_must_be_positive_and_in_order() {
        let edges = IirEdges::LowPass { pass: 0.2, stop: 0.3 };
        assert!(message(edges, 0.0, 40.0).starts_with("`max_loss_db` is 0"));
        assert!(message(edges, 1.0, f64::NAN).starts_with("`min_attenuation_db` is NaN"));
        let expected = "`min_attenuation_db` is 1, but must be greater than `max_loss_db`";
        assert_eq!(message(edges, 1.0, 1.0), expected);
    }
}
