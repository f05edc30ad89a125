//! The polynomial through given points, in barycentric form.
//!
//! Counterpart of `scipy.interpolate.BarycentricInterpolator`.

use ndarray::{Array, ArrayRef, ArrayRef1, Axis, RemoveAxis};
use onkai_core::{Error, Real, Result, check_finite};

use super::scaled::Scaled;
use crate::check::check_values;
use crate::layout::Layout;

/// The polynomial of least degree through given points.
///
/// ```text
/// p(x) = Σⱼ wⱼ yⱼ / (x - xⱼ) / Σⱼ wⱼ / (x - xⱼ),    wⱼ = 1 / Πᵢ (xⱼ - xᵢ)
/// ```
///
/// Weights take time once, as the square of the number of points; then a value takes as long as there
/// are points. They neither overflow nor vanish, however many points there are. Evenly spaced points make
/// a polynomial swing wildly between them; take Chebyshev's.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis, array};
/// use onkai_interpolate::BarycentricInterpolator;
/// let nodes = Array1::from_shape_fn(20, |i| (std::f64::consts::PI * (i as f64 + 0.5) / 20.0).cos());
/// let p = BarycentricInterpolator::new(&nodes, &nodes.mapv(f64::exp), Axis(0))?;
/// assert!((p.at(&array![0.3])[0] - 0.3_f64.exp()).abs() < 1e-14);
/// assert!((p.derivative_at(&array![0.3], 1)[0] - 0.3_f64.exp()).abs() < 1e-12);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Products are kept with an exponent of their own instead of being taken in random order. Points may be
/// added to any number of them: `add_xi` gets the signs of weights wrong after an even one.
///
/// # References
///
/// J.-P. Berrut, L. N. Trefethen: Barycentric Lagrange interpolation. SIAM Review 46(3), 2004,
/// <https://doi.org/10.1137/S0036144502417715>
#[derive(Clone, Debug, PartialEq)]
pub struct BarycentricInterpolator<T, D> {
    x: Vec<T>,
    /// Rows of lanes.
    y: Vec<T>,
    layout: Layout<D>,
    /// Differences are counted in units of this one, a quarter of the range at first.
    unit: T,
    /// `1 / wⱼ`.
    products: Vec<Scaled<T>>,
}

impl<T: Real, D: RemoveAxis> BarycentricInterpolator<T, D> {
    /// Prepares the polynomial.
    ///
    /// # Shapes
    ///
    /// `x`: `[n]`, in any order; `y`: any shape with length `n` along `axis`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] when there are no points, [`Error::Shape`], [`Error::NotFinite`],
    /// [`Error::Values`] for abscissae that repeat, [`Error::Parameter`] for an axis that `y` has not.
    pub fn new(x: &ArrayRef1<T>, y: &ArrayRef<T, D>, axis: Axis) -> Result<Self> {
        let layout = Layout::of(y, axis)?;
        if x.is_empty() {
            return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
        }
        let range = x.iter().fold(T::neg_infinity(), |m, x| m.max(*x))
            - x.iter().fold(T::infinity(), |m, x| m.min(*x));
        let unit = if T::zero() < range { range / T::of(4.0) } else { T::one() };
        let (none, products) = (Vec::new(), Vec::new());
        let mut polynomial = Self { x: none.clone(), y: none, layout, unit, products };
        polynomial.add(x, y)?;
        Ok(polynomial)
    }

    /// Adds points.
    ///
    /// # Shapes
    ///
    /// `x`: `[m]`; `y`: the shape of the values given before, with `m` along the axis.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`], [`Error::NotFinite`], [`Error::Values`] for abscissae that repeat; the polynomial
    /// is then as it was.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::BarycentricInterpolator;
    /// let mut p = BarycentricInterpolator::new(&array![0.0, 1.0], &array![0.0, 1.0], Axis(0))?;
    /// assert!((p.at(&array![3.0])[0] - 3.0_f64).abs() < 1e-14);
    /// p.add(&array![2.0], &array![4.0])?;
    /// assert!((p.at(&array![3.0])[0] - 9.0_f64).abs() < 1e-14);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    #[doc(alias = "add_xi")]
    pub fn add(&mut self, x: &ArrayRef1<T>, y: &ArrayRef<T, D>) -> Result<()> {
        check_finite("x", x)?;
        check_values("y", y, &self.layout, x.len())?;
        let (mut all, mut products) = (self.x.clone(), self.products.clone());
        for &new in x {
            let mut own = Scaled::one();
            for (old, product) in all.iter().zip(&mut products) {
                let difference = (*old - new) / self.unit;
                *product = product.times(difference);
                own = own.times(-difference);
            }
            if own.is_zero() {
                return Err(Error::Values { name: "x", requirement: "not repeat" });
            }
            all.push(new);
            products.push(own);
        }
        (self.x, self.products) = (all, products);
        self.y.extend(self.layout.rows(y));
        Ok(())
    }

    /// Takes other values at the same abscissae.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`], [`Error::NotFinite`].
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::BarycentricInterpolator;
    /// let mut p = BarycentricInterpolator::new(&array![0.0, 1.0], &array![0.0, 1.0], Axis(0))?;
    /// p.set_values(&array![1.0, 3.0])?;
    /// assert_eq!(p.at(&array![0.5]), array![2.0]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    #[doc(alias = "set_yi")]
    pub fn set_values(&mut self, y: &ArrayRef<T, D>) -> Result<()> {
        check_values("y", y, &self.layout, self.x.len())?;
        self.y = self.layout.rows(y);
        Ok(())
    }

    /// The values at some points.
    ///
    /// # Shapes
    ///
    /// `x`: `[m]`. Returns the values' shape with `m` along the axis. NaN gives NaN.
    pub fn at(&self, x: &ArrayRef1<T>) -> Array<T, D> {
        self.values_at(x, &self.y)
    }

    /// The `nu`-th derivatives at some points; see [`at`](Self::at).
    ///
    /// They are the polynomial through the derivatives at the given points, which come from the values by
    /// the differentiation matrix.
    pub fn derivative_at(&self, x: &ArrayRef1<T>, nu: usize) -> Array<T, D> {
        if self.x.len() <= nu {
            let zeros = vec![T::zero(); self.y.len() / self.x.len() * x.len()];
            return self.layout.array(x.len(), zeros);
        }
        let mut y = self.y.clone();
        for _ in 0..nu {
            y = self.differentiated(&y);
        }
        self.values_at(x, &y)
    }

    /// The weights, but for a common factor.
    fn weights(&self) -> Vec<T> {
        let unit = self.products.iter().map(|p| -p.exponent()).max().unwrap_or(0);
        self.products.iter().map(|p| p.inverse(unit)).collect()
    }

    fn values_at(&self, x: &ArrayRef1<T>, y: &[T]) -> Array<T, D> {
        let (w, r) = (self.weights(), self.layout.n_lanes());
        let mut out = vec![T::zero(); x.len() * r];
        for (&x, out) in x.iter().zip(out.chunks_exact_mut(r.max(1))) {
            if let Some(j) = self.x.iter().position(|node| *node == x) {
                out.copy_from_slice(&y[j * r..(j + 1) * r]);
                continue;
            }
            let mut sum = T::zero();
            for ((node, w), y) in self.x.iter().zip(&w).zip(y.chunks_exact(r)) {
                let share = *w / (x - *node);
                sum += share;
                out.iter_mut().zip(y).for_each(|(out, y)| *out += share * *y);
            }
            for out in out.iter_mut() {
                *out /= sum;
            }
        }
        self.layout.array(x.len(), out)
    }

    /// The derivatives at the given points: `y′ᵢ = Σⱼ (wⱼ / wᵢ) (yⱼ - yᵢ) / (xᵢ - xⱼ)`.
    fn differentiated(&self, y: &[T]) -> Vec<T> {
        let r = self.layout.n_lanes();
        let mut derived = vec![T::zero(); y.len()];
        for (i, out) in derived.chunks_exact_mut(r.max(1)).enumerate() {
            // Counted in the unit of this point's weight, so that the quotient cannot overflow early.
            let unit = -self.products[i].exponent();
            let own = self.products[i].inverse(unit);
            for j in (0..self.x.len()).filter(|&j| j != i) {
                let share = self.products[j].inverse(unit) / own / (self.x[i] - self.x[j]);
                for lane in 0..r {
                    out[lane] += share * (y[j * r + lane] - y[i * r + lane]);
                }
            }
        }
        derived
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn very_many_points_neither_overflow_nor_vanish() {
        let n = 3000;
        let x = Array1::from_shape_fn(n, |i| {
            1e3 * (std::f64::consts::PI * (i as f64 + 0.5) / n as f64).cos()
        });
        let f = |x: f64| (x / 50.0).sin();
        let p = BarycentricInterpolator::new(&x, &x.mapv(f), Axis(0)).unwrap();
        let at = Array1::linspace(-990.0, 990.0, 77);
        assert!((p.at(&at) - at.mapv(f)).iter().all(|d| d.abs() < 1e-12));
    }

    #[test]
    fn data_that_do_not_fit_are_named() {
        let two = array![0.0, 1.0];
        let new = |x: &Array1<f64>, y: &Array1<f64>| {
            BarycentricInterpolator::new(x, y, Axis(0)).unwrap_err().to_string()
        };
        let none = Array1::zeros(0);
        assert_eq!(new(&none, &none), "`x` has length 0, but needs at least 1");
        assert_eq!(new(&array![1.0, 1.0], &two), "`x` must not repeat");
        assert_eq!(new(&two, &array![1.0]), "`y` has shape [1], but must have [2]");
        assert!(new(&array![1.0, f64::NAN], &two).contains("not finite"));
        let mut p = BarycentricInterpolator::new(&two, &two, Axis(0)).unwrap();
        let before = p.clone();
        assert!(p.add(&array![2.0, 1.0], &two).is_err());
        assert!(p.add(&array![2.0], &two).is_err());
        assert!(p.set_values(&array![1.0]).is_err());
        assert_eq!(p, before);
        assert!(p.at(&array![f64::NAN])[0].is_nan());
        assert_eq!(p.derivative_at(&array![0.5], 2), array![0.0]);
    }

    #[test]
    fn a_single_point_is_constant() {
        let p = BarycentricInterpolator::new(&array![2.0], &array![5.0], Axis(0)).unwrap();
        assert_eq!(p.at(&array![-1.0, 2.0]), array![5.0, 5.0]);
    }
}
