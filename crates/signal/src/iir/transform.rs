//! From a low pass prototype to the band, and from analog to digital.
//!
//! Counterpart of `scipy.signal.lp2lp_zpk`, `lp2hp_zpk`, `lp2bp_zpk`, `lp2bs_zpk` and `bilinear_zpk`.

use ndarray::Array1;
use num_complex::Complex;
use onkai_core::{Error, Result, check_positive};

use crate::iir::zpk::Zpk;

/// What zeros, poles and gain of an analog low pass become when its frequency axis is transformed.
///
/// All of these refuse filters with more zeros than poles, and parameters that are not positive;
/// those that take reciprocals refuse a zero or pole at the origin, too. See each for its
/// `# Errors`.
impl Zpk {
    /// Moves the edge of an analog low pass from 1 to `frequency`, in radians per second:
    /// `s → s / frequency`.
    ///
    /// # Errors
    ///
    /// [`Error::Values`] when there are more zeros than poles, [`Error::Parameter`] when `frequency`
    /// is not positive.
    ///
    /// # Examples
    ///
    /// ```
    /// let low = onkai_signal::buttap(1)?.lp2lp(10.0)?;
    /// assert_eq!((low.p[0].re, low.k), (-10.0, 10.0));
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    #[doc(alias = "lp2lp_zpk")]
    pub fn lp2lp(&self, frequency: f64) -> Result<Self> {
        check_positive("frequency", frequency)?;
        let degree = self.relative_degree()?;
        let scale = |roots: &Array1<Complex<f64>>| roots.mapv(|r| r * frequency);
        Ok(Self { z: scale(&self.z), p: scale(&self.p), k: self.k * power(frequency, degree) })
    }

    /// Makes an analog low pass of edge 1 a high pass of edge `frequency`, in radians per second:
    /// `s → frequency / s`.
    ///
    /// # Errors
    ///
    /// As [`lp2lp`](Self::lp2lp); [`Error::Values`] when a zero or pole is at the origin.
    ///
    /// # Examples
    ///
    /// ```
    /// let high = onkai_signal::buttap(1)?.lp2hp(10.0)?;
    /// assert_eq!((high.z[0].re, high.p[0].re, high.k), (0.0, -10.0, 1.0));
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    #[doc(alias = "lp2hp_zpk")]
    pub fn lp2hp(&self, frequency: f64) -> Result<Self> {
        check_positive("frequency", frequency)?;
        let degree = self.relative_degree()?;
        let k = self.gain_at_origin()?;
        let invert = |roots: &Array1<Complex<f64>>| roots.mapv(|r| frequency / r);
        let mut z = invert(&self.z).to_vec();
        z.extend(vec![Complex::ZERO; degree]);
        Ok(Self { z: z.into(), p: invert(&self.p), k })
    }

    /// Makes an analog low pass of edge 1 a band pass about `center`, `width` wide, in radians per
    /// second: `s → (s² + center²) / (width s)`. The edges' geometric mean is `center`.
    ///
    /// # Errors
    ///
    /// As [`lp2lp`](Self::lp2lp).
    ///
    /// # Examples
    ///
    /// ```
    /// let band = onkai_signal::buttap(2)?.lp2bp(10.0, 3.0)?;
    /// assert_eq!((band.z.len(), band.p.len(), band.k), (2, 4, 9.0));
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    #[doc(alias = "lp2bp_zpk")]
    pub fn lp2bp(&self, center: f64, width: f64) -> Result<Self> {
        check_positive("center", center)?;
        check_positive("width", width)?;
        let degree = self.relative_degree()?;
        let split = |roots: &Array1<Complex<f64>>| {
            both_sides(&roots.mapv(|r| r * (width / 2.0)).to_vec(), center)
        };
        let mut z = split(&self.z);
        z.extend(vec![Complex::ZERO; degree]);
        let k = self.k * power(width, degree);
        Ok(Self { z: z.into(), p: split(&self.p).into(), k })
    }

    /// Makes an analog low pass of edge 1 a band stop about `center`, `width` wide, in radians per
    /// second: `s → width s / (s² + center²)`. The edges' geometric mean is `center`.
    ///
    /// # Errors
    ///
    /// As [`lp2hp`](Self::lp2hp).
    ///
    /// # Examples
    ///
    /// ```
    /// let stop = onkai_signal::buttap(2)?.lp2bs(10.0, 3.0)?;
    /// assert!(stop.z.iter().all(|z| z.re == 0.0 && z.im.abs() == 10.0));
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    #[doc(alias = "lp2bs_zpk")]
    pub fn lp2bs(&self, center: f64, width: f64) -> Result<Self> {
        check_positive("center", center)?;
        check_positive("width", width)?;
        let degree = self.relative_degree()?;
        let k = self.gain_at_origin()?;
        let split = |roots: &Array1<Complex<f64>>| {
            both_sides(&roots.mapv(|r| width / 2.0 / r).to_vec(), center)
        };
        let mut z = split(&self.z);
        z.extend(vec![Complex::new(0.0, center); degree]);
        z.extend(vec![Complex::new(0.0, -center); degree]);
        Ok(Self { z: z.into(), p: split(&self.p).into(), k })
    }

    /// Makes an analog filter digital by the bilinear (Tustin's) transform:
    /// `s → 2 sample_rate (z - 1) / (z + 1)`.
    ///
    /// # Errors
    ///
    /// As [`lp2lp`](Self::lp2lp) for the sample rate; [`Error::Values`] when a zero or pole is at
    /// `2 sample_rate`, which would come to lie at infinity.
    ///
    /// # Examples
    ///
    /// ```
    /// let digital = onkai_signal::buttap(1)?.bilinear(0.5)?;
    /// assert_eq!((digital.z[0].re, digital.p[0].re, digital.k), (-1.0, 0.0, 0.5));
    /// # Ok::<(), onkai_signal::Error>(())
    /// ```
    ///
    /// # References
    ///
    /// A. V. Oppenheim, R. W. Schafer, "Discrete-Time Signal Processing", 3rd ed., 2010, section 7.2.
    #[doc(alias = "bilinear_zpk")]
    pub fn bilinear(&self, sample_rate: f64) -> Result<Self> {
        check_positive("sample_rate", sample_rate)?;
        let degree = self.relative_degree()?;
        let s = 2.0 * sample_rate;
        for (name, roots) in [("z", &self.z), ("p", &self.p)] {
            if roots.iter().any(|r| *r == Complex::new(s, 0.0)) {
                let requirement = "not hold twice the sample rate, which goes to infinity";
                return Err(Error::Values { name, requirement });
            }
        }
        let turn = |roots: &Array1<Complex<f64>>| roots.mapv(|r| (r + s) / (-r + s)).to_vec();
        let mut z = turn(&self.z);
        z.extend(vec![Complex::new(-1.0, 0.0); degree]);
        let k = self.k * ratio(&self.z, &self.p, |r| -r + s);
        Ok(Self { z: z.into(), p: turn(&self.p).into(), k })
    }

    /// How many more poles than zeros there are.
    fn relative_degree(&self) -> Result<usize> {
        self.p
            .len()
            .checked_sub(self.z.len())
            .ok_or(Error::Values { name: "z", requirement: "not be more than the poles" })
    }

    /// `k ∏ (-z) / ∏ (-p)`.
    fn gain_at_origin(&self) -> Result<f64> {
        for (name, roots) in [("z", &self.z), ("p", &self.p)] {
            if roots.iter().any(|r| *r == Complex::ZERO) {
                let requirement = "not hold the origin, which goes to infinity";
                return Err(Error::Values { name, requirement });
            }
        }
        Ok(self.k * ratio(&self.z, &self.p, |r| -r))
    }
}

/// The real part of `∏ f(z) / ∏ f(p)`, multiplied in pairs lest a long product leave the range.
fn ratio(
    z: &Array1<Complex<f64>>,
    p: &Array1<Complex<f64>>,
    f: impl Fn(Complex<f64>) -> Complex<f64>,
) -> f64 {
    let one = Complex::new(1.0, 0.0);
    let factor = |roots: &Array1<Complex<f64>>, i: usize| roots.get(i).map_or(one, |&r| f(r));
    (0..z.len().max(p.len())).fold(one, |product, i| product * (factor(z, i) / factor(p, i))).re
}

/// The solutions of `s² - 2rs + center² = 0` for each `r`.
fn both_sides(roots: &[Complex<f64>], center: f64) -> Vec<Complex<f64>> {
    let root = |r: Complex<f64>| (r * r - center * center).sqrt();
    let plus = roots.iter().map(|&r| r + root(r));
    plus.chain(roots.iter().map(|&r| r - root(r))).collect()
}

fn power(x: f64, n: usize) -> f64 {
    x.powf(n as f64)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn real(r: f64) -> Complex<f64> {
        Complex::new(r, 0.0)
    }

    #[test]
    fn more_zeros_than_poles_are_refused() {
        let zpk = Zpk { z: array![real(-1.0)], p: array![], k: 1.0 };
        let expected = Error::Values { name: "z", requirement: "not be more than the poles" };
        for result in [
            zpk.lp2lp(1.0),
            zpk.lp2hp(1.0),
            zpk.lp2bp(1.0, 1.0),
            zpk.lp2bs(1.0, 1.0),
            zpk.bilinear(1.0),
        ] {
            assert_eq!(result.unwrap_err(), expected);
        }
    }

    #[test]
    fn what_would_go_to_infinity_is_refused() {
        let integrator = Zpk { z: array![], p: array![real(0.0)], k: 1.0 };
        let expected = "`p` must not hold the origin, which goes to infinity";
        assert_eq!(integrator.lp2hp(1.0).unwrap_err().to_string(), expected);
        assert_eq!(integrator.lp2bs(1.0, 1.0).unwrap_err().to_string(), expected);
        let growing = Zpk { z: array![], p: array![real(2.0)], k: 1.0 };
        assert!(growing.bilinear(1.0).is_err());
    }

    #[test]
    fn parameters_must_be_positive() {
        let zpk = Zpk { z: array![], p: array![real(-1.0)], k: 1.0 };
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            for result in [
                zpk.lp2lp(bad),
                zpk.lp2hp(bad),
                zpk.lp2bp(bad, 1.0),
                zpk.lp2bp(1.0, bad),
                zpk.lp2bs(bad, 1.0),
                zpk.lp2bs(1.0, bad),
                zpk.bilinear(bad),
            ] {
                assert!(matches!(result, Err(Error::Parameter { .. })));
            }
        }
    }
}
