//! A spline as a sum of B-splines.
//!
//! Counterpart of `scipy.interpolate.BSpline`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef1, ArrayView1, Axis, Ix1, RemoveAxis};
use onkai_core::{Error, Real, Result, check_finite};

use super::basis::{KnotFinder, basis_derivatives};
use crate::extrapolation::Extrapolation;
use crate::layout::Layout;
use crate::ppoly::PPoly;

/// A spline of degree `k` on given knots.
///
/// ```text
/// S(x) = Σⱼ c[j] Bⱼ,ₖ(x)        for t[k] ≤ x ≤ t[n]
/// ```
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_interpolate::BSpline;
/// let knots = array![0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
/// let spline = BSpline::new(&knots, &array![-1.0_f64, 2.0, 0.0, -1.0], 2, Axis(0))?;
/// assert!((spline.at(&array![2.5])[0] - 1.375).abs() < 1e-15);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Coefficients beyond the number that knots and degree ask for are dropped. Coefficients are real.
///
/// # References
///
/// C. de Boor: *A Practical Guide to Splines*. Springer 1978, chapters IX and X.
#[derive(Clone, Debug, PartialEq)]
pub struct BSpline<T, D> {
    pub(super) t: Vec<T>,
    /// Rows of lanes, one for each B-spline.
    pub(super) c: Vec<T>,
    pub(super) k: usize,
    pub(super) layout: Layout<D>,
    pub(super) extrapolation: Extrapolation,
}

impl<T: Real> BSpline<T, Ix1> {
    /// The one B-spline on these knots, of degree two less than their number.
    ///
    /// # Shapes
    ///
    /// `knots`: `[k + 2]`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] for fewer than two knots; else as [`new`](Self::new).
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_interpolate::{BSpline, Extrapolation};
    /// let hat = BSpline::basis_element(&array![0.0, 1.0, 2.0])?
    ///     .with_extrapolation(Extrapolation::None);
    /// assert_eq!(hat.at(&array![0.25, 1.0, 1.5]), array![0.25, 1.0, 0.5]);
    /// assert_eq!(hat.integrate(-1.0, 9.0).into_scalar(), 1.0);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    pub fn basis_element(knots: &ArrayRef1<T>) -> Result<Self> {
        if knots.len() < 2 {
            return Err(Error::TooShort { name: "knots", expected: 2, actual: knots.len() });
        }
        let k = knots.len() - 2;
        let (first, last) = (knots[0], knots[k + 1]);
        let before = std::iter::repeat_n(first - T::one(), k);
        let behind = std::iter::repeat_n(last + T::one(), k);
        let padded: Array1<T> = before.chain(knots.iter().copied()).chain(behind).collect();
        let mut c = Array1::zeros(2 * k + 1);
        c[k] = T::one();
        Self::new(&padded, &c, k, Axis(0))
    }
}

impl<T: Real, D: RemoveAxis> BSpline<T, D> {
    /// Makes a spline of its knots, coefficients and degree.
    ///
    /// # Shapes
    ///
    /// `knots`: `[n + k + 1]`, not descending; `coeffs`: any shape with length `n`, at least `k + 1`,
    /// along `axis`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] for fewer than `2 k + 2` knots or for missing coefficients,
    /// [`Error::NotFinite`], [`Error::Values`] for knots that descend or leave no interval,
    /// [`Error::Parameter`] when `coeffs` has no such axis.
    pub fn new(
        knots: &ArrayRef1<T>,
        coeffs: &ArrayRef<T, D>,
        k: usize,
        axis: Axis,
    ) -> Result<Self> {
        check_knots(knots, k)?;
        let layout = Layout::of(coeffs, axis)?;
        let n = knots.len() - k - 1;
        if coeffs.len_of(axis) < n {
            let actual = coeffs.len_of(axis);
            return Err(Error::TooShort { name: "coeffs", expected: n, actual });
        }
        check_finite("coeffs", coeffs)?;
        let mut c = layout.rows(coeffs);
        c.truncate(n * layout.n_lanes());
        Ok(Self::from_parts(knots.to_vec(), c, k, layout))
    }

    /// Parts that fit each other.
    pub(crate) fn from_parts(t: Vec<T>, c: Vec<T>, k: usize, layout: Layout<D>) -> Self {
        Self { t, c, k, layout, extrapolation: Extrapolation::default() }
    }

    /// The same spline with another behaviour beyond its range.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_interpolate::{BSpline, Extrapolation};
    /// let hat = BSpline::basis_element(&array![0.0, 1.0, 2.0])?;
    /// assert_eq!(hat.at(&array![3.0]), array![-1.0]);
    /// assert_eq!(hat.with_extrapolation(Extrapolation::Periodic).at(&array![3.0]), array![1.0]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    #[must_use]
    pub fn with_extrapolation(mut self, extrapolation: Extrapolation) -> Self {
        self.extrapolation = extrapolation;
        self
    }

    /// What the spline does beyond its range.
    pub fn extrapolation(&self) -> Extrapolation {
        self.extrapolation
    }

    /// The knots.
    pub fn knots(&self) -> ArrayView1<'_, T> {
        ArrayView1::from(&self.t)
    }

    /// The coefficients, shaped as the values with one for each B-spline along the axis.
    pub fn coeffs(&self) -> Array<T, D> {
        self.layout.array(self.n_coeffs(), self.c.clone())
    }

    /// The degree.
    pub fn degree(&self) -> usize {
        self.k
    }

    /// The axis of the values along which the variable runs.
    pub fn axis(&self) -> Axis {
        self.layout.axis()
    }

    /// The values at some points.
    ///
    /// # Shapes
    ///
    /// `x`: `[m]`, in any order. Returns the values' shape with `m` along the axis. NaN gives NaN.
    pub fn at(&self, x: &ArrayRef1<T>) -> Array<T, D> {
        self.derivative_at(x, 0)
    }

    /// The `nu`-th derivatives at some points; see [`at`](Self::at).
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_interpolate::BSpline;
    /// let hat = BSpline::basis_element(&array![0.0, 1.0, 2.0])?;
    /// assert_eq!(hat.derivative_at(&array![0.5, 1.5], 1), array![1.0, -1.0]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    pub fn derivative_at(&self, x: &ArrayRef1<T>, nu: usize) -> Array<T, D> {
        let (k, r) = (self.k, self.layout.n_lanes());
        let (low, high) = self.range();
        let mut finder = KnotFinder::new(&self.t, k);
        let mut basis = vec![T::zero(); k + 1];
        let mut out = vec![T::zero(); x.len() * r];
        for (&x, out) in x.iter().zip(out.chunks_exact_mut(r.max(1))) {
            let place = self.extrapolation.place(x, low, high);
            if place.is_nan() {
                out.fill(T::nan());
                continue;
            }
            let ell = finder.find(place);
            basis_derivatives(&self.t, ell, place, nu, &mut basis);
            for (b, c) in basis.iter().zip(self.c[(ell - k) * r..].chunks_exact(r)) {
                for (out, c) in out.iter_mut().zip(c) {
                    *out += *b * *c;
                }
            }
        }
        self.layout.array(x.len(), out)
    }

    /// The same function as polynomials between the knots that differ.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_interpolate::BSpline;
    /// let hat = BSpline::basis_element(&array![0.0, 1.0, 2.0])?.to_ppoly();
    /// assert_eq!(hat.coeffs(1), array![1.0, -1.0]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    #[doc(alias = "from_spline")]
    pub fn to_ppoly(&self) -> PPoly<T, D> {
        let (k, r, n) = (self.k, self.layout.n_lanes(), self.n_coeffs());
        let mut basis = vec![T::zero(); k + 1];
        let (mut x, mut coeffs) = (Vec::new(), Vec::new());
        for ell in (k..n).filter(|&ell| self.t[ell] < self.t[ell + 1]) {
            x.push(self.t[ell]);
            let start = coeffs.len();
            coeffs.resize(start + r * (k + 1), T::zero());
            let mut factorial = T::one();
            for nu in 0..=k {
                if 0 < nu {
                    factorial *= T::of_usize(nu);
                }
                basis_derivatives(&self.t, ell, self.t[ell], nu, &mut basis);
                for lane in 0..r {
                    let c = self.c[(ell - k) * r + lane..].iter().step_by(r);
                    let sum: T = basis.iter().zip(c).map(|(b, c)| *b * *c).sum();
                    coeffs[start + lane * (k + 1) + nu] = sum / factorial;
                }
            }
        }
        x.push(self.t[n]);
        PPoly::from_parts(x, coeffs, k + 1, self.layout.clone())
            .with_extrapolation(self.extrapolation)
    }

    /// Where the spline's values come from its coefficients alone.
    pub(super) fn range(&self) -> (T, T) {
        (self.t[self.k], self.t[self.n_coeffs()])
    }

    pub(super) fn n_coeffs(&self) -> usize {
        self.t.len() - self.k - 1
    }
}

/// What knots must be: enough for the degree, finite, not descending, with an interval among them.
pub(super) fn check_knots<T: Real>(t: &ArrayRef1<T>, k: usize) -> Result<()> {
    let expected = k.saturating_mul(2).saturating_add(2);
    if t.len() < expected {
        return Err(Error::TooShort { name: "knots", expected, actual: t.len() });
    }
    check_finite("knots", t)?;
    if t.iter().zip(t.iter().skip(1)).any(|(a, b)| b < a) {
        return Err(Error::Values { name: "knots", requirement: "not descend" });
    }
    if t[k] == t[t.len() - k - 1] {
        let requirement = "hold two that differ within the spline's range";
        return Err(Error::Values { name: "knots", requirement });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn what_is_wrong_with_knots_and_coefficients_is_told() {
        let message = |t: Array1<f64>, c: Array1<f64>, k| {
            BSpline::new(&t, &c, k, Axis(0)).unwrap_err().to_string()
        };
        let two = array![0.0, 1.0];
        assert_eq!(
            message(two.clone(), two.clone(), 1),
            "`knots` has length 2, but needs at least 4"
        );
        assert!(message(two.clone(), two.clone(), usize::MAX).starts_with("`knots` has length 2"));
        assert_eq!(message(array![0.0, 1.0, 0.5, 2.0], two.clone(), 1), "`knots` must not descend");
        let flat = array![0.0, 1.0, 1.0, 2.0];
        assert!(message(flat, two.clone(), 1).starts_with("`knots` must hold two that differ"));
        let t = array![0.0, 0.0, 1.0, 1.0];
        assert_eq!(
            message(t.clone(), array![1.0], 1),
            "`coeffs` has length 1, but needs at least 2"
        );
        assert!(message(t.clone(), array![1.0, f64::NAN], 1).starts_with("`coeffs` is not finite"));
        assert!(message(array![0.0, 0.0, 1.0, f64::NAN], two.clone(), 1).contains("not finite"));
        assert!(BSpline::new(&t, &two, 1, Axis(1)).is_err());
        assert!(BSpline::basis_element(&array![0.0]).is_err());
    }

    #[test]
    fn no_value_beyond_the_range_unless_it_continues() {
        let spline = BSpline::basis_element(&array![0.0, 1.0, 2.0]).unwrap();
        assert!(spline.at(&array![f64::NAN])[0].is_nan());
        let spline = spline.with_extrapolation(Extrapolation::None);
        assert!(spline.at(&array![-0.1, 2.1]).iter().all(|v| v.is_nan()));
        assert_eq!(spline.at(&array![2.0]), array![0.0]);
    }
}
