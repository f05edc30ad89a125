//! Recursive filters by order and band.
//!
//! Counterpart of `scipy.signal.iirfilter`, `butter`, `cheby1`, `cheby2`, `ellip` and `bessel`.

use onkai_core::Result;

use crate::iir::band::{Band, Domain};
use crate::iir::bessel::{BesselNorm, besselap};
use crate::iir::elliptic::ellipap;
use crate::iir::prototype::{buttap, cheb1ap, cheb2ap};
use crate::iir::zpk::Zpk;

/// Designs a Butterworth filter: as flat as can be in the pass band, 3 dB down at the edges.
///
/// # Errors
///
/// As [`iirfilter`].
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_signal::{Band, butter, sosfilt};
/// let sos = butter(4, Band::BandPass(300.0, 3400.0), 16000.0)?.to_sos()?;
/// let speech = sosfilt(&sos, &Array1::<f64>::ones(1600), Axis(0))?;
/// assert!(speech[1599].abs() < 1e-6);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn butter(order: usize, band: Band, domain: impl Into<Domain>) -> Result<Zpk> {
    iirfilter(order, IirKind::Butterworth, band, domain)
}

/// Designs a Chebyshev filter of the first type: it ripples by `ripple_db` in the pass band, and is
/// that far down at the edges.
///
/// # Errors
///
/// As [`iirfilter`].
///
/// # Examples
///
/// ```
/// use onkai_signal::{Band, cheby1};
/// let sos = cheby1(4, 5.0, Band::HighPass(15.0), 1000.0)?.to_sos()?;
/// assert_eq!(sos.dim(), (2, 6));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn cheby1(order: usize, ripple_db: f64, band: Band, domain: impl Into<Domain>) -> Result<Zpk> {
    iirfilter(order, IirKind::Chebyshev1 { ripple_db }, band, domain)
}

/// Designs a Chebyshev filter of the second type: it ripples in the stop band, `attenuation_db`
/// down, as it is at the edges.
///
/// # Errors
///
/// As [`iirfilter`].
///
/// # Examples
///
/// ```
/// use onkai_signal::{Band, cheby2};
/// let sos = cheby2(12, 20.0, Band::HighPass(17.0), 1000.0)?.to_sos()?;
/// assert_eq!(sos.dim(), (6, 6));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn cheby2(
    order: usize,
    attenuation_db: f64,
    band: Band,
    domain: impl Into<Domain>,
) -> Result<Zpk> {
    iirfilter(order, IirKind::Chebyshev2 { attenuation_db }, band, domain)
}

/// Designs an elliptic (Cauer) filter: it ripples by `ripple_db` in the pass band, is that far down
/// at the edges, and `attenuation_db` down as soon as a filter of its order can.
///
/// # Errors
///
/// As [`iirfilter`].
///
/// # Examples
///
/// ```
/// use onkai_signal::{Band, ellip};
/// let sos = ellip(8, 1.0, 100.0, Band::HighPass(17.0), 1000.0)?.to_sos()?;
/// assert_eq!(sos.dim(), (4, 6));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn ellip(
    order: usize,
    ripple_db: f64,
    attenuation_db: f64,
    band: Band,
    domain: impl Into<Domain>,
) -> Result<Zpk> {
    iirfilter(order, IirKind::Elliptic { ripple_db, attenuation_db }, band, domain)
}

/// Designs a Bessel (Thomson) filter: its delay is as flat as can be in the pass band, for an analog
/// filter; the bilinear transform keeps little of that.
///
/// # Errors
///
/// As [`iirfilter`].
///
/// # Examples
///
/// ```
/// use onkai_signal::{Band, BesselNorm, Domain, bessel};
/// let zpk = bessel(4, BesselNorm::Phase, Band::LowPass(100.0), Domain::Analog)?;
/// assert_eq!(zpk.p.len(), 4);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn bessel(
    order: usize,
    norm: BesselNorm,
    band: Band,
    domain: impl Into<Domain>,
) -> Result<Zpk> {
    iirfilter(order, IirKind::Bessel { norm }, band, domain)
}

/// Designs a recursive filter: an analog prototype, moved to the band, and turned into a digital
/// filter by the bilinear transform.
///
/// Of a band pass or band stop the order is `2 order`. [`Zpk::to_sos`] and [`Zpk::to_ba`] give the
/// form that the filter functions take. A design by this function is stable, but coefficients of
/// high order and narrow band may not be once rounded: the sections are much safer.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when `order` is zero (or greater than 25 for a Bessel filter), a level is not
/// positive, an elliptic filter's levels do not differ in the right direction, or the sample rate is
/// not positive; [`Error::Values`](crate::Error::Values) when an edge of the band is not between zero and half the sample
/// rate, or the edges are out of order.
///
/// # Examples
///
/// ```
/// use onkai_signal::{Band, IirKind, iirfilter};
/// let kind = IirKind::Chebyshev2 { attenuation_db: 60.0 };
/// let zpk = iirfilter(17, kind, Band::BandPass(50.0, 200.0), 2000.0)?;
/// assert_eq!(zpk.p.len(), 34);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The order 0 and levels of 0 dB are refused. The sample rate (or [`Domain::Analog`]) is always
/// said; SciPy's default is 2.
///
/// # References
///
/// T. W. Parks, C. S. Burrus, "Digital Filter Design", 1987, chapter 7.
pub fn iirfilter(
    order: usize,
    kind: IirKind,
    band: Band,
    domain: impl Into<Domain>,
) -> Result<Zpk> {
    let domain = domain.into();
    band.check(domain)?;
    let prototype = kind.prototype(order)?;
    let analog = match band.map(|f| domain.warp(f)) {
        Band::LowPass(edge) => prototype.lp2lp(edge),
        Band::HighPass(edge) => prototype.lp2hp(edge),
        Band::BandPass(low, high) => prototype.lp2bp((low * high).sqrt(), high - low),
        Band::BandStop(low, high) => prototype.lp2bs((low * high).sqrt(), high - low),
    }?;
    match domain {
        Domain::Analog => Ok(analog),
        // The rate for which frequencies were warped.
        Domain::Digital { .. } => analog.bilinear(0.5),
    }
}

/// The kinds of recursive filters and what each must know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum IirKind {
    /// See [`butter`].
    Butterworth,
    /// See [`cheby1`].
    Chebyshev1 {
        /// The ripple in the pass band.
        ripple_db: f64,
    },
    /// See [`cheby2`].
    Chebyshev2 {
        /// How far the stop band is down.
        attenuation_db: f64,
    },
    /// See [`ellip`].
    Elliptic {
        /// The ripple in the pass band.
        ripple_db: f64,
        /// How far the stop band is down.
        attenuation_db: f64,
    },
    /// See [`bessel`].
    Bessel {
        /// What is 1 at frequency 1 of the prototype.
        norm: BesselNorm,
    },
}

impl IirKind {
    /// The analog low pass of edge 1.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`](crate::Error::Parameter) as [`iirfilter`].
    ///
    /// # Examples
    ///
    /// ```
    /// let zpk = onkai_signal::IirKind::Butterworth.prototype(3)?;
    /// assert_eq!(zpk, onkai_signal::buttap(3)?);
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    pub fn prototype(self, order: usize) -> Result<Zpk> {
        match self {
            Self::Butterworth => buttap(order),
            Self::Chebyshev1 { ripple_db } => cheb1ap(order, ripple_db),
            Self::Chebyshev2 { attenuation_db } => cheb2ap(order, attenuation_db),
            Self::Elliptic { ripple_db, attenuation_db } => {
                ellipap(order, ripple_db, attenuation_db)
            }
            Self::Bessel { norm } => besselap(order, norm),
        }
    }
}

#[cfg(test)]
mod tests {
    use onkai_core::Error;

    use super::*;

    #[test]
    fn bad_orders_bands_and_rates_are_refused() {
        let low = Band::LowPass(0.5);
        let order = Error::parameter("order", 0.0, "at least 1");
        assert_eq!(butter(0, low, 2.0).unwrap_err(), order);
        assert_eq!(bessel(0, BesselNorm::Phase, low, 2.0).unwrap_err(), order);
        assert!(butter(2, Band::LowPass(1.0), 2.0).is_err());
        assert!(butter(2, low, f64::NAN).is_err());
        assert!(cheby1(2, 0.0, low, 2.0).is_err() && cheby2(2, -1.0, low, 2.0).is_err());
        assert!(ellip(2, 3.0, 2.0, low, 2.0).is_err());
    }

    #[test]
    fn a_band_so_narrow_that_it_has_no_width_is_refused() {
        let next = f64::from_bits(1e300_f64.to_bits() + 1);
        assert!(butter(1, Band::BandPass(1e300, next), Domain::Analog).is_err());
    }
}
