//! A rational transfer function by its zeros, poles and gain.
//!
//! Counterpart of `scipy.signal.zpk2tf`, `zpk2sos`, `tf2zpk` and `sos2zpk`.

use ndarray::{Array1, Array2, ArrayRef2};
use num_complex::Complex;
use onkai_core::{Error, Result, check_finite};

use crate::iir::coefficients::Ba;
use crate::iir::conjugates::Conjugates;
use crate::iir::polynomial::{from_roots, roots};
use crate::iir::sections::{Pairing, check_sections, pair_analog, pair_digital};

/// A filter by the zeros, poles and gain of its transfer function.
///
/// ```text
/// H(x) = k ∏ (x - z[i]) / ∏ (x - p[i])
/// ```
///
/// where `x` is `exp(jω)` for a digital filter and `jω` for an analog one. Of the forms of a
/// recursive filter this is the most exact, and the one that the design functions return:
/// [`to_sos`](Self::to_sos) makes of it what [`sosfilt`](crate::sosfilt) runs, [`to_ba`](Self::to_ba)
/// what [`lfilter`](crate::lfilter) runs. The latter is safe for low orders only: coefficients of
/// polynomials of high degree tell their roots badly.
///
/// # Examples
///
/// ```
/// use ndarray::Axis;
/// use onkai_signal::{Band, butter, sosfilt};
/// let sos = butter(10, Band::HighPass(15.0), 1000.0)?.to_sos()?;
/// let x = ndarray::Array1::<f64>::ones(1000);
/// let y = sosfilt(&sos, &x, Axis(0))?;
/// assert!(y[999].abs() < 1e-3);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Zpk {
    /// The zeros.
    pub z: Array1<Complex<f64>>,
    /// The poles.
    pub p: Array1<Complex<f64>>,
    /// The gain.
    pub k: f64,
}

impl Zpk {
    /// Whether a digital filter is stable: all poles lie within the unit circle.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_signal::{Band, butter};
    /// assert!(butter(4, Band::LowPass(0.2), 2.0)?.is_stable());
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    pub fn is_stable(&self) -> bool {
        self.p.iter().all(|p| p.norm() < 1.0)
    }

    /// The coefficients of numerator and denominator.
    ///
    /// # Errors
    ///
    /// [`Error::Values`] when a complex zero or pole lacks its conjugate, [`Error::NotFinite`].
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_signal::{Band, butter};
    /// let ba = butter(2, Band::LowPass(0.5), 2.0)?.to_ba()?;
    /// assert!((ba.b[1] - 2.0 * ba.b[0]).abs() < 1e-15 && ba.a[0] == 1.0);
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    #[doc(alias = "zpk2tf")]
    pub fn to_ba(&self) -> Result<Ba> {
        let (z, p) = self.conjugates()?;
        let b = from_roots(&z).into_iter().map(|b| self.k * b).collect();
        Ok(Ba { b, a: from_roots(&p).into() })
    }

    /// Second-order sections of a digital filter, zeros with the poles nearest to them
    /// ([`Pairing::Nearest`]), sections of poles near the unit circle last.
    ///
    /// # Shapes
    ///
    /// Returns `[n_sections, 6]`: `b0, b1, b2, 1, a1, a2` of each section.
    ///
    /// # Errors
    ///
    /// As [`to_sos_paired`](Self::to_sos_paired).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_signal::{Band, butter};
    /// assert_eq!(butter(5, Band::LowPass(0.2), 2.0)?.to_sos()?.dim(), (3, 6));
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    #[doc(alias = "zpk2sos")]
    pub fn to_sos(&self) -> Result<Array2<f64>> {
        self.to_sos_paired(Pairing::Nearest)
    }

    /// Second-order sections of a digital filter.
    ///
    /// # Shapes
    ///
    /// As [`to_sos`](Self::to_sos).
    ///
    /// # Errors
    ///
    /// [`Error::Values`] when a complex zero or pole lacks its conjugate, or when there are more
    /// zeros than poles and the pairing is [`Pairing::Minimal`]; [`Error::NotFinite`].
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_signal::{Band, Pairing, butter};
    /// let sos = butter(3, Band::LowPass(0.2), 2.0)?.to_sos_paired(Pairing::KeepOdd)?;
    /// // One section is of first order.
    /// assert!(sos.rows().into_iter().any(|s| s[2] == 0.0 && s[5] == 0.0));
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    pub fn to_sos_paired(&self, pairing: Pairing) -> Result<Array2<f64>> {
        let (z, p) = self.conjugates()?;
        pair_digital(z, p, self.k, pairing)
    }

    /// Second-order sections of an analog filter: `b0 s² + b1 s + b2` over `a0 s² + a1 s + a2`,
    /// sections of poles near the imaginary axis last.
    ///
    /// # Shapes
    ///
    /// Returns `[n_sections, 6]`: `b0, b1, b2, a0, a1, a2`; where there is a single pole, `a0` is
    /// zero.
    ///
    /// # Errors
    ///
    /// [`Error::Values`] when a complex zero or pole lacks its conjugate, or when there are more
    /// zeros than poles; [`Error::NotFinite`].
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_signal::buttap;
    /// assert_eq!(buttap(3)?.to_analog_sos()?.dim(), (2, 6));
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    pub fn to_analog_sos(&self) -> Result<Array2<f64>> {
        let (z, p) = self.conjugates()?;
        pair_analog(&z, &p, self.k)
    }

    /// The zeros, poles and gain of second-order sections of a digital filter.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when `sos` has not six columns, [`Error::TooShort`] when it has no row,
    /// [`Error::Values`] when an `a0` is not 1, [`Error::NotFinite`].
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_signal::Zpk;
    /// let zpk = Zpk::from_sos(&array![[2.0, -1.0, 0.0, 1.0, 0.25, 0.0]])?;
    /// assert_eq!((zpk.k, zpk.z[0].re, zpk.p[0].re), (2.0, 0.5, -0.25));
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    ///
    /// # Differences from SciPy
    ///
    /// A section whose first numerator coefficients are zero has fewer zeros; SciPy pads them with
    /// zeros at the origin, which is another filter.
    #[doc(alias = "sos2zpk")]
    pub fn from_sos(sos: &ArrayRef2<f64>) -> Result<Self> {
        check_sections(sos)?;
        check_finite("sos", sos)?;
        let (mut z, mut p, mut k) = (Vec::new(), Vec::new(), 1.0);
        for section in sos.rows() {
            let ba: Vec<f64> = section.to_vec();
            let b = without_leading_zeros(&ba[..3]);
            k *= b.first().copied().unwrap_or(0.0);
            if !b.is_empty() {
                z.extend(roots(b)?);
            }
            p.extend(roots(&ba[3..])?);
        }
        Ok(Self { z: z.into(), p: p.into(), k })
    }

    pub(super) fn from_coefficients(b: &[f64], a: &[f64]) -> Result<Self> {
        let (b, a) = (without_leading_zeros(b), without_leading_zeros(a));
        let Some(&first) = a.first() else {
            return Err(Error::Values { name: "a", requirement: "not be zero everywhere" });
        };
        let p = roots(a)?.into();
        match b.first() {
            Some(gain) => Ok(Self { z: roots(b)?.into(), p, k: gain / first }),
            None => Ok(Self { z: Array1::default(0), p, k: 0.0 }),
        }
    }

    fn conjugates(&self) -> Result<(Conjugates, Conjugates)> {
        if !self.k.is_finite() {
            return Err(Error::parameter("k", self.k, "finite"));
        }
        let of = |name, roots: &Array1<Complex<f64>>| {
            Conjugates::of(name, &roots.iter().copied().collect::<Vec<_>>())
        };
        Ok((of("z", &self.z)?, of("p", &self.p)?))
    }
}

fn without_leading_zeros(coefficients: &[f64]) -> &[f64] {
    let n_zeros = coefficients.iter().take_while(|&&c| c == 0.0).count();
    &coefficients[n_zeros..]
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_roots_and_gains_are_named() {
        let lonely = Zpk { z: array![], p: array![Complex::new(0.5, 0.5)], k: 1.0 };
        let expected = "`p` must hold the conjugate of each complex number";
        assert_eq!(lonely.to_ba().unwrap_err().to_string(), expected);
        assert_eq!(lonely.to_sos().unwrap_err().to_string(), expected);
        assert_eq!(lonely.to_analog_sos().unwrap_err().to_string(), expected);
        let gain = Zpk { z: array![], p: array![], k: f64::NAN };
        assert_eq!(gain.to_ba().unwrap_err().to_string(), "`k` is NaN, but must be finite");
    }

    #[test]
    fn a_delay_has_no_zero() {
        let zpk = Zpk::from_sos(&array![[0.0, 0.0, 3.0, 1.0, 0.0, 0.25]]).unwrap();
        assert_eq!((zpk.z.len(), zpk.p.len(), zpk.k), (0, 2, 3.0));
    }

    #[test]
    fn stability_is_told() {
        let of = |r: f64| Zpk { z: array![], p: array![Complex::new(r, 0.0)], k: 1.0 };
        assert!(of(-0.999).is_stable() && !of(1.0).is_stable() && !of(-1.5).is_stable());
    }
}
