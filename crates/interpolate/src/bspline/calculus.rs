//! Derivatives, antiderivatives, integrals and roots of splines.
//!
//! Counterpart of `BSpline.derivative`, `antiderivative`, `integrate` and `scipy.interpolate.sproot`.

use ndarray::{Array, Array1, RemoveAxis};
use onkai_core::{Error, Real, Result};

use super::spline::BSpline;
use crate::extrapolation::{Extrapolation, Periods};
use crate::ppoly::RootOptions;

impl<T: Real, D: RemoveAxis> BSpline<T, D> {
    /// The `nu`-th derivative, a spline of degree `k - nu`.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when `nu` is greater than the degree, [`Error::Values`] when knots repeat so
    /// often that there is no derivative.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_interpolate::BSpline;
    /// let hat = BSpline::basis_element(&array![0.0, 1.0, 2.0])?;
    /// assert_eq!(hat.derivative(1)?.at(&array![0.5, 1.5]), array![1.0, -1.0]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    pub fn derivative(&self, nu: usize) -> Result<Self> {
        if self.k < nu {
            return Err(Error::parameter("nu", nu as f64, "at most the degree"));
        }
        let mut spline = self.clone();
        for _ in 0..nu {
            spline = spline.derived()?;
        }
        Ok(spline)
    }

    fn derived(&self) -> Result<Self> {
        let (k, r) = (self.k, self.layout.n_lanes());
        let mut c = Vec::with_capacity(self.c.len());
        for j in 0..self.n_coeffs() - 1 {
            let width = self.t[j + k + 1] - self.t[j + 1];
            if width.is_zero() {
                let requirement = "repeat no more often than the degree, to have a derivative";
                return Err(Error::Values { name: "knots", requirement });
            }
            let factor = T::of_usize(k) / width;
            let (here, next) = self.c[j * r..(j + 2) * r].split_at(r);
            c.extend(here.iter().zip(next).map(|(here, next)| (*next - *here) * factor));
        }
        let t = self.t[1..self.t.len() - 1].to_vec();
        let spline = Self::from_parts(t, c, k - 1, self.layout.clone());
        Ok(spline.with_extrapolation(self.extrapolation))
    }

    /// The `nu`-th antiderivative, a spline of degree `k + nu` that is zero at the first knot.
    ///
    /// That of a periodic spline is in general not periodic and has no values beyond the range.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_interpolate::BSpline;
    /// let hat = BSpline::basis_element(&array![0.0, 1.0, 2.0])?;
    /// assert_eq!(hat.antiderivative(1).at(&array![1.0, 2.0]), array![0.5, 1.0]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    #[must_use]
    pub fn antiderivative(&self, nu: usize) -> Self {
        let mut spline = self.clone();
        for _ in 0..nu {
            spline = spline.integrated();
        }
        if 0 < nu && spline.extrapolation == Extrapolation::Periodic {
            spline.extrapolation = Extrapolation::None;
        }
        spline
    }

    fn integrated(&self) -> Self {
        let (k, r, n) = (self.k, self.layout.n_lanes(), self.n_coeffs());
        let mut t = Vec::with_capacity(self.t.len() + 2);
        t.push(self.t[0]);
        t.extend_from_slice(&self.t);
        t.push(self.t[self.t.len() - 1]);
        let mut c = vec![T::zero(); (n + 1) * r];
        for j in 0..n {
            let width = (self.t[j + k + 1] - self.t[j]) / T::of_usize(k + 1);
            for lane in j * r..(j + 1) * r {
                c[lane + r] = c[lane] + self.c[lane] * width;
            }
        }
        let spline = Self::from_parts(t, c, k + 1, self.layout.clone());
        spline.with_extrapolation(self.extrapolation)
    }

    /// The integral from `a` to `b`; the other way round it has the other sign.
    ///
    /// Without extrapolation the spline is zero beyond its range.
    ///
    /// # Shapes
    ///
    /// Returns the values' shape without the axis; for values that are numbers, an array of no axes
    /// (`into_scalar` opens it).
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_interpolate::BSpline;
    /// let hat = BSpline::basis_element(&array![0.0, 1.0, 2.0])?;
    /// assert_eq!(hat.integrate(0.0, 1.0).into_scalar(), 0.5);
    /// assert_eq!(hat.integrate(-1.0, 1.0).into_scalar(), 0.0);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    pub fn integrate(&self, a: T, b: T) -> Array<T, D::Smaller> {
        let (low, high) = self.range();
        let (sign, a, b) = if b < a { (-T::one(), b, a) } else { (T::one(), a, b) };
        let primitive = self.integrated().with_extrapolation(Extrapolation::Continue);
        let between = |a: T, b: T| {
            let ends = self.layout.rows(&primitive.at(&Array1::from(vec![a, b])));
            let (from, to) = ends.split_at(self.layout.n_lanes());
            to.iter().zip(from).map(|(to, from)| *to - *from).collect::<Vec<T>>()
        };
        let mut sums = match self.extrapolation {
            _ if (a + b).is_nan() => vec![T::nan(); self.layout.n_lanes()],
            Extrapolation::Continue => between(a, b),
            Extrapolation::None => {
                let (a, b) = (a.max(low).min(high), b.max(low).min(high));
                between(a, b)
            }
            Extrapolation::Periodic => {
                let periods = Periods::new((a, b), (low, high));
                let mut sums = between(low, high);
                for sum in &mut sums {
                    *sum *= periods.n_whole;
                }
                for (a, b) in periods.rest {
                    sums.iter_mut().zip(between(a, b)).for_each(|(sum, part)| *sum += part);
                }
                sums
            }
        };
        for sum in &mut sums {
            *sum *= sign;
        }
        self.layout.outer_array(sums)
    }

    /// The points at which the spline is zero, rising; see [`PPoly::roots`](crate::PPoly::roots).
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Array1, Axis};
    /// use onkai_interpolate::{InterpSplineOptions, RootOptions, make_interp_spline};
    /// let x = Array1::linspace(0.5, 7.0, 40);
    /// let sine = make_interp_spline(&x, &x.mapv(f64::sin), Axis(0), &InterpSplineOptions::default())?;
    /// let inside = RootOptions { extrapolate: Some(false), ..Default::default() };
    /// let roots = sine.roots(&inside).into_scalar();
    /// assert_eq!(roots.len(), 2);
    /// assert!((roots[0] - std::f64::consts::PI).abs() < 1e-5);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    #[doc(alias = "sproot")]
    pub fn roots(&self, options: &RootOptions) -> Array<Vec<T>, D::Smaller> {
        self.to_ppoly().roots(options)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Axis, array};

    use super::*;

    #[test]
    fn what_has_no_derivative_is_refused() {
        let hat = BSpline::basis_element(&array![0.0, 1.0, 2.0]).unwrap();
        let error = hat.derivative(2).unwrap_err();
        assert_eq!(error.to_string(), "`nu` is 2, but must be at most the degree");
        let knots = array![0.0, 0.0, 1.0, 1.0, 2.0, 2.0];
        let jump = BSpline::new(&knots, &array![0.0, 1.0, 2.0, 3.0], 1, Axis(0)).unwrap();
        assert!(jump.derivative(1).unwrap_err().to_string().starts_with("`knots` must repeat"));
    }

    #[test]
    fn derivative_undoes_antiderivative() {
        let knots = array![0.0, 0.0, 0.0, 1.0, 2.5, 3.0, 3.0, 3.0];
        let spline = BSpline::new(&knots, &array![1.0, -1.0, 2.0, 0.5, 3.0], 2, Axis(0)).unwrap();
        let back = spline.antiderivative(2).derivative(2).unwrap();
        let difference = back.coeffs() - spline.coeffs();
        assert!(difference.iter().all(|d: &f64| d.abs() < 1e-14));
        assert_eq!(back.knots(), spline.knots());
    }
}
