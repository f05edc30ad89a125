//! Functions through values at scattered points.
//!
//! Counterpart of `scipy.interpolate.RBFInterpolator`.

use std::collections::BTreeMap;

use ndarray::{Array, Array2, ArrayRef, ArrayRef2, ArrayView1, Axis, RemoveAxis};
use onkai_core::{Error, Real, Result, check_finite};
use onkai_linalg::LinalgScalar;

use super::options::{RbfOptions, checked_epsilon};
use super::system::{Fitted, Functions};
use crate::check::check_values;
use crate::layout::Layout;

/// A function that takes given values at points scattered in space: a sum of radial functions about them
/// and of polynomials.
///
/// ```text
/// f(x) = Σᵢ aᵢ φ(ε |x - yᵢ|) + Σⱼ bⱼ pⱼ(x)
/// ```
///
/// Solving for the coefficients takes time as the cube of the number of points; with `neighbors` there
/// is a small system for each set of nearest points instead, and the function jumps where sets change.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_interpolate::{RBFInterpolator, RbfKernel, RbfOptions};
///
/// let points = array![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.5, 0.2]];
/// let plane = points.dot(&array![1.0, 2.0]);
/// let f = RBFInterpolator::new(&points, &plane, &RbfOptions::default())?;
/// assert!((f.at(&array![[0.3, 0.4]])?[0] - 1.1_f64).abs() < 1e-13);
///
/// let kernel = RbfKernel::Gaussian;
/// let options = RbfOptions { kernel, epsilon: Some(2.0), ..Default::default() };
/// let f = RBFInterpolator::new(&points, &plane, &options)?;
/// assert!((f.at(&points)? - plane).iter().all(|d: &f64| d.abs() < 1e-12));
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Nearest points are selected from all by their distances, without a tree.
///
/// # References
///
/// G. E. Fasshauer: *Meshfree Approximation Methods with MATLAB*. World Scientific 2007, chapters 6 to 8,
/// <https://doi.org/10.1142/6437>
#[derive(Clone, Debug, PartialEq)]
pub struct RBFInterpolator<T, D> {
    points: Array2<T>,
    values: Array2<T>,
    smoothing: Vec<T>,
    functions: Functions<T>,
    layout: Layout<D>,
    solved: Solved<T>,
}

/// Coefficients of all points, or how many neighbours have theirs computed when they are needed.
#[derive(Clone, Debug, PartialEq)]
enum Solved<T> {
    All(Fitted<T>),
    Neighbors(usize),
}

impl<T: Real + LinalgScalar, D: RemoveAxis> RBFInterpolator<T, D> {
    /// Solves for the function.
    ///
    /// # Shapes
    ///
    /// `points`: `[n, n_dims]`; `values`: any shape with length `n` along the first axis.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] for fewer points (or neighbours) than there are monomials, or than one;
    /// [`Error::Shape`], [`Error::NotFinite`]; [`Error::Values`] or [`Error::Parameter`] for an `epsilon`
    /// that is missing or not positive, smoothing that is not finite; [`Error::Singular`] when points do
    /// not determine the function: they repeat, or lie on a line or a surface that the polynomials vanish
    /// on.
    pub fn new(
        points: &ArrayRef2<T>,
        values: &ArrayRef<T, D>,
        options: &RbfOptions<T>,
    ) -> Result<Self> {
        let layout = Layout::of(values, Axis(0))?;
        let (n, n_dims) = points.dim();
        check_finite("points", points)?;
        check_values("values", values, &layout, n)?;
        let epsilon = checked_epsilon(options)?;
        let smoothing = options.smoothing.values(n)?;
        let powers = options.polynomial.powers(options.kernel, n_dims);
        let n_used = options.neighbors.unwrap_or(n).min(n);
        let least = powers.len().max(1);
        if n_used < least {
            let name = if n_used < n { "neighbors" } else { "points" };
            return Err(Error::TooShort { name, expected: least, actual: n_used });
        }
        let functions = Functions { kernel: options.kernel, epsilon, powers };
        let points = points.to_owned();
        let shape = (n, layout.n_lanes());
        let values =
            Array2::from_shape_vec(shape, layout.rows(values)).expect("a row for each point");
        let solved = match options.neighbors {
            Some(_) => Solved::Neighbors(n_used),
            None => Solved::All(functions.fit(points.clone(), &values.view(), &smoothing)?),
        };
        Ok(Self { points, values, smoothing, functions, layout, solved })
    }

    /// The values at some points.
    ///
    /// # Shapes
    ///
    /// `x`: `[m, n_dims]`. Returns the values' shape with `m` along the first axis. NaN gives NaN.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`]; with `neighbors` [`Error::NotFinite`], and [`Error::Singular`] when the nearest
    /// points do not determine the function.
    pub fn at(&self, x: &ArrayRef2<T>) -> Result<Array<T, D>> {
        let (m, r) = (x.nrows(), self.layout.n_lanes());
        if x.ncols() != self.points.ncols() {
            let (expected, actual) = (vec![m, self.points.ncols()], x.shape().to_vec());
            return Err(Error::Shape { name: "x", expected, actual });
        }
        let mut out = vec![T::zero(); m * r];
        let mut row = Vec::new();
        match &self.solved {
            Solved::All(fitted) => {
                for (x, out) in x.rows().into_iter().zip(out.chunks_exact_mut(r.max(1))) {
                    self.functions.value(fitted, &x, &mut row, out);
                }
            }
            Solved::Neighbors(count) => {
                check_finite("x", x)?;
                // Points with the same neighbours share a system.
                let mut sets: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
                for (i, x) in x.rows().into_iter().enumerate() {
                    sets.entry(self.nearest(&x, *count)).or_default().push(i);
                }
                for (neighbors, members) in sets {
                    let fitted = self.fitted(&neighbors)?;
                    for i in members {
                        let out = &mut out[i * r..(i + 1) * r];
                        self.functions.value(&fitted, &x.row(i), &mut row, out);
                    }
                }
            }
        }
        Ok(self.layout.array(m, out))
    }

    /// The indices of the nearest points, rising.
    fn nearest(&self, x: &ArrayView1<'_, T>, count: usize) -> Vec<usize> {
        let square = |p: ArrayView1<'_, T>| -> T {
            p.iter().zip(x).map(|(p, x)| (*p - *x) * (*p - *x)).sum()
        };
        let mut order: Vec<(T, usize)> =
            self.points.rows().into_iter().map(square).zip(0..).collect();
        if count < order.len() {
            order.select_nth_unstable_by(count, |a, b| {
                let by_distance = a.0.partial_cmp(&b.0).unwrap_or(std::cmp::Ordering::Equal);
                by_distance.then(a.1.cmp(&b.1))
            });
            order.truncate(count);
        }
        let mut nearest: Vec<usize> = order.into_iter().map(|(_, i)| i).collect();
        nearest.sort_unstable();
        nearest
    }

    fn fitted(&self, neighbors: &[usize]) -> Result<Fitted<T>> {
        let points = self.points.select(Axis(0), neighbors);
        let values = self.values.select(Axis(0), neighbors);
        let smoothing: Vec<T> = neighbors.iter().map(|&i| self.smoothing[i]).collect();
        self.functions.fit(points, &values.view(), &smoothing)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;
    use crate::rbf::{RbfKernel, RbfPolynomial, RbfSmoothing};

    fn message(points: &Array2<f64>, options: &RbfOptions<f64>) -> String {
        let values = Array1::linspace(0.0, 1.0, points.nrows());
        RBFInterpolator::new(points, &values, options).unwrap_err().to_string()
    }

    #[test]
    fn data_and_options_that_do_not_fit_are_named() {
        let points = array![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [2.0, 2.0]];
        let usual = RbfOptions::default();
        let two = points.slice(ndarray::s![..2, ..]).to_owned();
        assert_eq!(message(&two, &usual), "`points` has length 2, but needs at least 3");
        let options = RbfOptions { neighbors: Some(2), ..Default::default() };
        assert_eq!(message(&points, &options), "`neighbors` has length 2, but needs at least 3");
        let options = RbfOptions { kernel: RbfKernel::Gaussian, ..Default::default() };
        assert_eq!(message(&points, &options), "`epsilon` must be given for this kernel");
        let options = RbfOptions { epsilon: Some(0.0), ..Default::default() };
        assert!(message(&points, &options).starts_with("`epsilon` is 0"));
        let smoothing = RbfSmoothing::Each(array![0.0]);
        let options = RbfOptions { smoothing, ..Default::default() };
        assert_eq!(message(&points, &options), "`smoothing` has shape [1], but must have [4]");
        let options = RbfOptions { smoothing: RbfSmoothing::Same(f64::NAN), ..Default::default() };
        assert!(message(&points, &options).starts_with("`smoothing` is NaN"));
        assert!(message(&(&points * f64::INFINITY), &usual).contains("not finite"));
        let error = RBFInterpolator::new(&points, &array![0.0], &usual).unwrap_err();
        assert_eq!(error.to_string(), "`values` has shape [1], but must have [4]");
        let f = RBFInterpolator::new(&points, &array![0.0, 1.0, 2.0, 3.0], &usual).unwrap();
        assert!(matches!(f.at(&array![[0.0]]), Err(Error::Shape { name: "x", .. })));
        let none = Array2::<f64>::zeros((0, 2));
        assert_eq!(
            message(&none, &RbfOptions { polynomial: RbfPolynomial::None, ..Default::default() }),
            "`points` has length 0, but needs at least 1"
        );
    }

    #[test]
    fn points_that_do_not_determine_the_function_are_told() {
        let line = array![[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [4.0, 0.0]];
        assert!(message(&line, &RbfOptions::default()).starts_with("singular matrix"));
    }
}
