//! Piecewise polynomials in powers of the distance from the breakpoint before.
//!
//! Counterpart of `scipy.interpolate.PPoly`.

use ndarray::{Array, ArrayRef, ArrayRef1, ArrayView1, Axis, RemoveAxis};
use onkai_core::{Error, Real, Result, as_contiguous, check_finite};

use crate::check::check_abscissae;
use crate::extrapolation::Extrapolation;
use crate::interval::Finder;
use crate::layout::Layout;

/// A function that is a polynomial on each of several intervals.
///
/// ```text
/// S(x) = Σₘ c[m, i] (x - x[i])ᵏ⁻ᵐ        for x[i] ≤ x < x[i + 1]
/// ```
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_interpolate::PPoly;
/// // x² before 1, then 2 - x
/// let c = array![[1.0, 0.0], [0.0, -1.0], [0.0, 1.0]];
/// let p = PPoly::new(&c, &array![0.0, 1.0, 3.0], Axis(0))?;
/// assert_eq!(p.at(&array![0.5, 1.0, 2.0]), array![0.25, 1.0, 0.0]);
/// assert_eq!(p.derivative(1).at(&array![0.5, 2.0]), array![1.0, -1.0]);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Breakpoints ascend strictly. Coefficients are real.
#[derive(Clone, Debug, PartialEq)]
pub struct PPoly<T, D> {
    pub(super) x: Vec<T>,
    /// Interval by interval, lane by lane, rising powers: what one evaluation needs lies together.
    pub(super) coeffs: Vec<T>,
    pub(super) order: usize,
    pub(super) layout: Layout<D>,
    pub(super) extrapolation: Extrapolation,
}

impl<T: Real, D: RemoveAxis> PPoly<T, D> {
    /// Makes a function of its coefficients.
    ///
    /// # Shapes
    ///
    /// `coeffs`: `[k + 1, n]` for a function with a number as its value, highest power first. Values
    /// with more axes have `k + 1` and `n` side by side in place of the length along `axis`.
    /// `x`: `[n + 1]`.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when `axis` is none of the values', [`Error::TooShort`] for fewer than two
    /// breakpoints or no coefficient, [`Error::Shape`], [`Error::NotFinite`] and [`Error::Values`] for
    /// breakpoints that do not ascend.
    pub fn new<E>(coeffs: &ArrayRef<T, E>, x: &ArrayRef1<T>, axis: Axis) -> Result<Self>
    where
        E: RemoveAxis<Smaller = D>,
    {
        if coeffs.ndim() < axis.index() + 2 {
            return Err(Error::parameter("axis", axis.index() as f64, "an axis of the values"));
        }
        check_abscissae("x", x, 2)?;
        check_finite("coeffs", coeffs)?;
        let (order, n) = (coeffs.shape()[axis.index()], x.len() - 1);
        let pieces = Axis(axis.index() + 1);
        if order == 0 {
            return Err(Error::TooShort { name: "coeffs", expected: 1, actual: 0 });
        }
        if coeffs.len_of(pieces) != n {
            let mut expected = coeffs.shape().to_vec();
            expected[pieces.index()] = n;
            let actual = coeffs.shape().to_vec();
            return Err(Error::Shape { name: "coeffs", expected, actual });
        }
        let layout = Layout::new(coeffs.raw_dim().remove_axis(axis), axis)?;
        let r = layout.n_lanes();
        let mut inner = vec![T::zero(); order * n * r];
        for (m, power) in coeffs.axis_iter(axis).enumerate() {
            for (place, c) in layout.rows(&power).into_iter().enumerate() {
                inner[place * order + (order - 1 - m)] = c;
            }
        }
        Ok(Self::from_parts(x.to_vec(), inner, order, layout))
    }

    /// Coefficients as they are kept inside: interval, lane, rising power.
    pub(crate) fn from_parts(x: Vec<T>, coeffs: Vec<T>, order: usize, layout: Layout<D>) -> Self {
        Self { x, coeffs, order, layout, extrapolation: Extrapolation::default() }
    }

    /// The same function with another behaviour beyond its range.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::{Extrapolation, PPoly};
    /// let p = PPoly::new(&array![[1.0], [0.0]], &array![0.0, 2.0], Axis(0))?;
    /// assert_eq!(p.at(&array![3.0]), array![3.0]);
    /// assert_eq!(p.with_extrapolation(Extrapolation::Periodic).at(&array![3.0]), array![1.0]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    #[must_use]
    pub fn with_extrapolation(mut self, extrapolation: Extrapolation) -> Self {
        self.extrapolation = extrapolation;
        self
    }

    /// What the function does beyond its range.
    pub fn extrapolation(&self) -> Extrapolation {
        self.extrapolation
    }

    /// The breakpoints.
    pub fn x(&self) -> ArrayView1<'_, T> {
        ArrayView1::from(&self.x)
    }

    /// The axis of the values along which the variable runs.
    pub fn axis(&self) -> Axis {
        self.layout.axis()
    }

    /// The degree of the pieces, leading zeros counted.
    pub fn degree(&self) -> usize {
        self.order - 1
    }

    /// The coefficients of one power, `x - x[i]` to the `power`, of every piece.
    ///
    /// # Shapes
    ///
    /// Returns the values' shape with the number of intervals along the axis; zeros for a power above
    /// the degree.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::PPoly;
    /// let p = PPoly::new(&array![[1.0, 2.0], [3.0, 4.0]], &array![0.0, 1.0, 2.0], Axis(0))?;
    /// assert_eq!(p.coeffs(1), array![1.0, 2.0]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    pub fn coeffs(&self, power: usize) -> Array<T, D> {
        let pieces = self.coeffs.chunks_exact(self.order);
        let rows = pieces.map(|c| c.get(power).copied().unwrap_or(T::zero())).collect();
        self.layout.array(self.n_pieces(), rows)
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
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::PPoly;
    /// let p = PPoly::new(&array![[1.0], [0.0], [0.0]], &array![0.0, 1.0], Axis(0))?;
    /// assert_eq!(p.derivative_at(&array![3.0], 1), array![6.0]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    pub fn derivative_at(&self, x: &ArrayRef1<T>, nu: usize) -> Array<T, D> {
        let mut finder = Finder::new(&self.x);
        let (order, r) = (self.order, self.layout.n_lanes());
        let (low, high) = self.range();
        // The piece that a point lies in, and how far from its start.
        let mut locate = |x: T| {
            let place = self.extrapolation.place(x, low, high);
            let i = finder.find(place);
            (i, place - self.x[i])
        };
        if (nu, order, r) == (0, 4, 1) {
            // The case that speed is asked for.
            let x = as_contiguous(x);
            let values = x.iter().map(|&x| {
                let (i, distance) = locate(x);
                cubic(&self.coeffs[4 * i..4 * i + 4], distance)
            });
            return self.layout.array(x.len(), values.collect());
        }
        let factors = derivative_factors::<T>(order, nu);
        let mut out = Vec::with_capacity(x.len() * r);
        for &x in x {
            let (i, distance) = locate(x);
            let pieces = self.coeffs[i * r * order..(i + 1) * r * order].chunks_exact(order);
            if nu == 0 {
                out.extend(pieces.map(|c| value(c, distance)));
            } else {
                out.extend(pieces.map(|c| scaled_value(c, &factors, distance)));
            }
        }
        self.layout.array(x.len(), out)
    }

    pub(super) fn range(&self) -> (T, T) {
        (self.x[0], self.x[self.x.len() - 1])
    }

    pub(super) fn n_pieces(&self) -> usize {
        self.x.len() - 1
    }
}

/// What a derivative multiplies coefficients by: `(j + nu)! / j!` for the one that stays at power `j`.
pub(super) fn derivative_factors<T: Real>(order: usize, nu: usize) -> Vec<T> {
    (0..order.saturating_sub(nu))
        .map(|j| (j + 1..=j + nu).map(|i| i as f64).product())
        .map(T::of)
        .collect()
}

/// A cubic at `h`; NaN at NaN.
#[inline]
fn cubic<T: Real>(c: &[T], h: T) -> T {
    ((c[3] * h + c[2]) * h + c[1]) * h + c[0]
}

/// A polynomial, given by rising powers, at `h`; NaN at NaN, a constant's as well.
#[inline]
pub(super) fn value<T: Real>(c: &[T], h: T) -> T {
    let mut value = T::zero() * h;
    for c in c.iter().rev() {
        value = value * h + *c;
    }
    value
}

#[inline]
fn scaled_value<T: Real>(c: &[T], factors: &[T], h: T) -> T {
    let mut value = T::zero() * h;
    let nu = c.len() - factors.len();
    for (c, f) in c[nu..].iter().zip(factors).rev() {
        value = value * h + *c * *f;
    }
    value
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array3, array};

    use super::*;

    #[test]
    fn pieces_are_half_open_and_the_last_is_closed() {
        let p = PPoly::new(&array![[1.0, 2.0]], &array![0.0, 1.0, 2.0], Axis(0)).unwrap();
        assert_eq!(p.at(&array![0.0, 1.0, 2.0, -1.0, 3.0]), array![1.0, 2.0, 2.0, 1.0, 2.0]);
        assert!(p.at(&array![f64::NAN])[0].is_nan());
        let p = p.with_extrapolation(Extrapolation::None);
        assert!(p.at(&array![-0.1, 2.1]).iter().all(|v| v.is_nan()));
        assert_eq!(p.derivative_at(&array![0.5], 5), array![0.0]);
    }

    #[test]
    fn coefficients_stand_in_place_of_the_axis() {
        let c = Array3::from_shape_fn((2, 3, 4), |(lane, m, i)| (lane + 10 * m + 100 * i) as f64);
        let x = array![0.0, 1.0, 2.0, 3.0, 4.0];
        let p = PPoly::new(&c, &x, Axis(1)).unwrap();
        assert_eq!(p.coeffs(0), array![[20.0, 120.0, 220.0, 320.0], [21.0, 121.0, 221.0, 321.0]]);
        assert_eq!(p.at(&array![2.5]).shape(), [2, 1]);
        assert_eq!(p.at(&array![2.5])[[1, 0]], 201.0 * 0.25 + 211.0 * 0.5 + 221.0);
    }

    #[test]
    fn arguments_that_do_not_fit_are_named() {
        let x = array![0.0, 1.0];
        let message = |c: &ndarray::Array2<f64>, x: &Array1<f64>, axis| {
            PPoly::new(c, x, Axis(axis)).unwrap_err().to_string()
        };
        let c = array![[1.0]];
        assert!(message(&c, &x, 1).starts_with("`axis` is 1"));
        assert_eq!(message(&c, &array![0.0], 0), "`x` has length 1, but needs at least 2");
        assert_eq!(message(&c, &array![1.0, 0.0], 0), "`x` must be strictly ascending");
        let wide = array![[1.0, 2.0]];
        assert_eq!(message(&wide, &x, 0), "`coeffs` has shape [1, 2], but must have [1, 1]");
        let none = ndarray::Array2::zeros((0, 1));
        assert_eq!(message(&none, &x, 0), "`coeffs` has length 0, but needs at least 1");
        assert!(message(&array![[f64::NAN]], &x, 0).contains("not finite"));
    }
}
