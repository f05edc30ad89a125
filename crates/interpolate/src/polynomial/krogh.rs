//! The polynomial through given points and derivatives, in Newton's form.
//!
//! Counterpart of `scipy.interpolate.KroghInterpolator`.

use ndarray::{Array, ArrayRef, ArrayRef1, Axis, RemoveAxis};
use onkai_core::{Error, Real, Result, check_finite};

use crate::check::check_values;
use crate::layout::Layout;

/// The polynomial of least degree with given values, and derivatives where abscissae repeat.
///
/// An abscissa that stands `s` times in a row has its value first and then its `s - 1` derivatives.
/// Beyond about 30 points rounding errors grow large.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_interpolate::KroghInterpolator;
/// // p(0) = 0, p′(0) = 0, p(1) = 2
/// let p = KroghInterpolator::new(&array![0.0, 0.0, 1.0], &array![0.0, 0.0, 2.0], Axis(0))?;
/// assert_eq!(p.at(&array![3.0]), array![18.0]);
/// assert_eq!(p.derivative_at(&array![3.0], 1), array![12.0]);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # References
///
/// F. T. Krogh: Efficient algorithms for polynomial interpolation and numerical differentiation.
/// Math. Comp. 24, 1970, <https://doi.org/10.1090/S0025-5718-1970-0258240-X>
#[derive(Clone, Debug, PartialEq)]
pub struct KroghInterpolator<T, D> {
    x: Vec<T>,
    /// Divided differences, rows of lanes.
    c: Vec<T>,
    layout: Layout<D>,
}

impl<T: Real, D: RemoveAxis> KroghInterpolator<T, D> {
    /// Prepares the polynomial.
    ///
    /// # Shapes
    ///
    /// `x`: `[n]`, equal ones side by side; `y`: any shape with length `n` along `axis`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] when there are no points, [`Error::Shape`], [`Error::NotFinite`],
    /// [`Error::Values`] for abscissae that repeat with others in between, [`Error::Parameter`] for an
    /// axis that `y` has not.
    pub fn new(x: &ArrayRef1<T>, y: &ArrayRef<T, D>, axis: Axis) -> Result<Self> {
        let layout = Layout::of(y, axis)?;
        if x.is_empty() {
            return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
        }
        check_finite("x", x)?;
        check_values("y", y, &layout, x.len())?;
        let x = x.to_vec();
        let apart = |i: usize| x[..i].contains(&x[i]) && x[i - 1] != x[i];
        if (1..x.len()).any(apart) {
            let requirement = "have equal ones side by side";
            return Err(Error::Values { name: "x", requirement });
        }
        let c = divided_differences(&x, &layout.rows(y), layout.n_lanes());
        Ok(Self { x, c, layout })
    }

    /// The values at some points.
    ///
    /// # Shapes
    ///
    /// `x`: `[m]`. Returns the values' shape with `m` along the axis. NaN gives NaN.
    pub fn at(&self, x: &ArrayRef1<T>) -> Array<T, D> {
        self.derivative_at(x, 0)
    }

    /// The `nu`-th derivatives at some points; see [`at`](Self::at).
    pub fn derivative_at(&self, x: &ArrayRef1<T>, nu: usize) -> Array<T, D> {
        self.derivatives_at(x, nu + 1).pop().expect("one more than `nu`, at least one")
    }

    /// The values and the derivatives up to the `count - 1`-th at some points, as many arrays.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::KroghInterpolator;
    /// let p = KroghInterpolator::new(&array![0.0, 1.0, 2.0], &array![0.0, 1.0, 4.0], Axis(0))?;
    /// let derivatives = p.derivatives_at(&array![3.0], 4);
    /// assert_eq!(derivatives, [array![9.0], array![6.0], array![2.0], array![0.0]]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    pub fn derivatives_at(&self, x: &ArrayRef1<T>, count: usize) -> Vec<Array<T, D>> {
        let (n, r) = (self.x.len(), self.layout.n_lanes());
        let mut out = vec![vec![T::zero(); x.len() * r]; count];
        let mut taylor = vec![T::zero(); count];
        for (i, &x) in x.iter().enumerate() {
            for lane in 0..r {
                // Horner's scheme on Newton's form; each power's derivatives go along.
                taylor.fill(T::zero() * x);
                for j in (0..n).rev() {
                    for s in (1..count).rev() {
                        taylor[s] = taylor[s] * (x - self.x[j]) + taylor[s - 1];
                    }
                    if let Some(value) = taylor.first_mut() {
                        *value = *value * (x - self.x[j]) + self.c[j * r + lane];
                    }
                }
                let mut factorial = T::one();
                for (s, (out, t)) in out.iter_mut().zip(&taylor).enumerate() {
                    factorial *= T::of_usize(s.max(1));
                    out[i * r + lane] = *t * factorial;
                }
            }
        }
        out.into_iter().map(|rows| self.layout.array(x.len(), rows)).collect()
    }
}

/// Newton's divided differences, where an abscissa that repeats stands for derivatives.
fn divided_differences<T: Real>(x: &[T], y: &[T], r: usize) -> Vec<T> {
    let n = x.len();
    // How many equal abscissae stand before each.
    let mut repeats = vec![0; n];
    for i in 1..n {
        repeats[i] = if x[i] == x[i - 1] { repeats[i - 1] + 1 } else { 0 };
    }
    let mut c = vec![T::zero(); n * r];
    for lane in 0..r {
        // Differences of rising order that end at each point; order 0 of a repeated one is its value.
        let mut d: Vec<T> = (0..n).map(|i| y[(i - repeats[i]) * r + lane]).collect();
        c[lane] = d[0];
        let mut factorial = T::one();
        for order in 1..n {
            factorial *= T::of_usize(order);
            for i in (order..n).rev() {
                d[i] = if order <= repeats[i] {
                    y[(i - repeats[i] + order) * r + lane] / factorial
                } else {
                    (d[i] - d[i - 1]) / (x[i] - x[i - order])
                };
            }
            c[order * r + lane] = d[order];
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn data_that_do_not_fit_are_named() {
        let new = |x: &Array1<f64>, y: &Array1<f64>| {
            KroghInterpolator::new(x, y, Axis(0)).unwrap_err().to_string()
        };
        let none = Array1::zeros(0);
        assert_eq!(new(&none, &none), "`x` has length 0, but needs at least 1");
        let three = array![0.0, 1.0, 0.0];
        assert_eq!(new(&three, &three), "`x` must have equal ones side by side");
        assert_eq!(new(&three, &none), "`y` has shape [0], but must have [3]");
        assert!(new(&array![1.0, f64::NAN], &array![0.0, 0.0]).contains("not finite"));
    }

    #[test]
    fn derivatives_at_both_ends() {
        // x⁴ by value and slope at 0, and value, slope and curvature at 1
        let x = array![0.0, 0.0, 1.0, 1.0, 1.0];
        let p = KroghInterpolator::new(&x, &array![0.0, 0.0, 1.0, 4.0, 12.0], Axis(0)).unwrap();
        assert!((p.at(&array![0.5])[0] - 0.0625_f64).abs() < 1e-15);
        assert!((p.derivative_at(&array![2.0], 3)[0] - 48.0_f64).abs() < 1e-12);
        assert!(p.at(&array![f64::NAN])[0].is_nan());
        assert!(p.derivatives_at(&array![0.5], 0).is_empty());
    }
}
