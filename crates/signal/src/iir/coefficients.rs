//! A rational transfer function by the coefficients of numerator and denominator.
//!
//! Counterpart of `scipy.signal.tf2zpk`, `tf2sos` and `sos2tf`.

use ndarray::{Array1, Array2, ArrayRef2, ArrayView1};
use onkai_core::{Error, Result, check_finite};

use crate::iir::polynomial::product;
use crate::iir::sections::check_sections;
use crate::iir::zpk::Zpk;

/// A filter by the coefficients of its transfer function.
///
/// ```text
/// digital: H(z) = (b[0] + b[1] z⁻¹ + … + b[M] z⁻ᴹ) / (a[0] + a[1] z⁻¹ + … + a[N] z⁻ᴺ)
/// analog:  H(s) = (b[0] sᴹ + … + b[M]) / (a[0] sᴺ + … + a[N])
/// ```
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_signal::{Band, butter, lfilter};
/// let ba = butter(2, Band::LowPass(0.25), 2.0)?.to_ba()?;
/// let y = lfilter(&ba.b, &ba.a, &array![1.0, 0.0, 0.0], Axis(0))?;
/// assert_eq!(y[0], ba.b[0]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Ba {
    /// The numerator.
    pub b: Array1<f64>,
    /// The denominator.
    pub a: Array1<f64>,
}

impl Ba {
    /// The zeros, poles and gain, those of the polynomials in the variable's positive powers.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] when `b` or `a` is empty, [`Error::NotFinite`], [`Error::Values`] when `a`
    /// is zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_signal::Ba;
    /// let zpk = Ba { b: array![2.0, 1.0], a: array![1.0, -0.25] }.to_zpk()?;
    /// assert_eq!((zpk.z[0].re, zpk.p[0].re, zpk.k), (-0.5, 0.25, 2.0));
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    ///
    /// # Differences from SciPy
    ///
    /// Only exact zeros are taken off the front of `b`; SciPy takes off what is below 1e-14, which
    /// numerators of good low passes are. A zero numerator has gain 0 and no zeros.
    #[doc(alias = "tf2zpk")]
    pub fn to_zpk(&self) -> Result<Zpk> {
        for (name, c) in [("b", &self.b), ("a", &self.a)] {
            if c.is_empty() {
                return Err(Error::TooShort { name, expected: 1, actual: 0 });
            }
            check_finite(name, c)?;
        }
        Zpk::from_coefficients(&self.b.to_vec(), &self.a.to_vec())
    }

    /// Second-order sections of a digital filter; see [`Zpk::to_sos`].
    ///
    /// The roots of a polynomial of high degree are known badly: where a design function made the
    /// filter, take the sections from its [`Zpk`].
    ///
    /// # Errors
    ///
    /// As [`to_zpk`](Self::to_zpk) and [`Zpk::to_sos_paired`].
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_signal::Ba;
    /// let sos = Ba { b: array![1.0, 3.0, 3.0, 1.0], a: array![1.0, 0.0, 0.25, 0.0] }.to_sos()?;
    /// assert_eq!(sos.dim(), (2, 6));
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    #[doc(alias = "tf2sos")]
    pub fn to_sos(&self) -> Result<Array2<f64>> {
        self.to_zpk()?.to_sos()
    }

    /// The coefficients of second-order sections of a digital filter, multiplied out.
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
    /// use onkai_signal::Ba;
    /// let sos = array![[1.0, 1.0, 0.0, 1.0, 0.5, 0.0], [2.0, 0.0, 0.0, 1.0, 0.0, 0.25]];
    /// let ba = Ba::from_sos(&sos)?;
    /// assert_eq!(ba.b, array![2.0, 2.0, 0.0, 0.0, 0.0]);
    /// assert_eq!(ba.a, array![1.0, 0.5, 0.25, 0.125, 0.0]);
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    #[doc(alias = "sos2tf")]
    pub fn from_sos(sos: &ArrayRef2<f64>) -> Result<Self> {
        check_sections(sos)?;
        check_finite("sos", sos)?;
        let one = (vec![1.0], vec![1.0]);
        let (b, a) = sos.rows().into_iter().fold(one, |(b, a), section| {
            let of = |half: ArrayView1<'_, f64>| half.to_vec();
            let (front, back) = section.split_at(ndarray::Axis(0), 3);
            (product(&b, &of(front)), product(&a, &of(back)))
        });
        Ok(Self { b: b.into(), a: a.into() })
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_coefficients_are_named() {
        let message =
            |b: Array1<f64>, a: Array1<f64>| Ba { b, a }.to_zpk().unwrap_err().to_string();
        assert_eq!(message(array![], array![1.0]), "`b` has length 0, but needs at least 1");
        assert_eq!(message(array![1.0], array![]), "`a` has length 0, but needs at least 1");
        assert_eq!(message(array![1.0], array![0.0, 0.0]), "`a` must not be zero everywhere");
        assert!(message(array![f64::NAN], array![1.0]).contains("not finite"));
    }

    #[test]
    fn leading_zeros_lower_the_degree() {
        let zpk = Ba { b: array![0.0, 2.0, 1.0], a: array![0.0, 4.0] }.to_zpk().unwrap();
        assert_eq!((zpk.z.len(), zpk.p.len(), zpk.k), (1, 0, 0.5));
        let zero = Ba { b: array![0.0], a: array![1.0, 0.5] }.to_zpk().unwrap();
        assert_eq!((zero.z.len(), zero.p.len(), zero.k), (0, 1, 0.0));
    }
}
