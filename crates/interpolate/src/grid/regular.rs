//! Functions of several variables, known on a grid.
//!
//! Counterpart of `scipy.interpolate.RegularGridInterpolator` and `interpn`.

use ndarray::{ArrayD, ArrayRef, ArrayRef2, ArrayView1, Axis, Dimension, IxDyn};
use onkai_core::{Error, Real, Result};
use onkai_linalg::LinalgScalar;

use super::method::{GridMethod, GridOptions, OutOfGrid};
use super::monotone::Monotone;
use super::tensor_spline::TensorSpline;
use crate::check::check_abscissae;
use crate::interval::Finder;

/// A function of several variables that takes given values on a grid, whose lines may be spaced unevenly.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, array};
/// use onkai_interpolate::{GridMethod, GridOptions, RegularGridInterpolator};
///
/// let (x, y) = (array![0.0, 1.0, 2.0, 3.0, 4.0], array![0.0, 1.0, 2.0, 3.5]);
/// let values = Array2::from_shape_fn((5, 4), |(i, j)| x[i] * x[i] + 3.0 * y[j]);
/// let grid = [x.view(), y.view()];
/// let f = RegularGridInterpolator::new(&grid, &values, &GridOptions::default())?;
/// assert_eq!(f.at(&array![[2.0, 0.5], [0.5, 1.0]])?, array![5.5, 3.5].into_dyn());
///
/// let options = GridOptions { method: GridMethod::Cubic, ..Default::default() };
/// let f = RegularGridInterpolator::new(&grid, &values, &options)?;
/// assert!((f.at(&array![[1.5, 3.0]])?[0] - 11.25_f64).abs() < 1e-13);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The coefficients of spline products are solved for exactly, axis by axis, and not by an iterative
/// solver with a tolerance. The method is chosen once. `Pchip` is content with two points an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct RegularGridInterpolator<T> {
    grid: Vec<Vec<T>>,
    /// The shape of one value.
    trailing: Vec<usize>,
    method: Method<T>,
    out_of_grid: OutOfGrid<T>,
}

#[derive(Clone, Debug, PartialEq)]
enum Method<T> {
    /// Values row by row; whether the nearest is taken instead of a mean.
    Cell {
        values: Vec<T>,
        nearest: bool,
    },
    Spline(TensorSpline<T>),
    Monotone(Box<Monotone<T>>),
}

/// Interpolates values on a grid in one call; see [`RegularGridInterpolator`].
///
/// # Errors
///
/// Those of [`RegularGridInterpolator::new`] and [`RegularGridInterpolator::at`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_interpolate::{GridOptions, interpn};
/// let line = array![0.0, 1.0];
/// let values = array![[0.0, 1.0], [2.0, 3.0]];
/// let at = interpn(&[line.view(), line.view()], &values, &array![[0.5, 0.5]], &GridOptions::default())?;
/// assert_eq!(at, array![1.5].into_dyn());
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// There is no method `splinef2d`, whose splines are those of [`GridMethod::Cubic`].
pub fn interpn<T: Real + LinalgScalar, D: Dimension>(
    grid: &[ArrayView1<'_, T>],
    values: &ArrayRef<T, D>,
    points: &ArrayRef2<T>,
    options: &GridOptions<T>,
) -> Result<ArrayD<T>> {
    RegularGridInterpolator::new(grid, values, options)?.at(points)
}

impl<T: Real + LinalgScalar> RegularGridInterpolator<T> {
    /// Prepares the function.
    ///
    /// # Shapes
    ///
    /// `grid`: for each variable the coordinates of its lines, strictly ascending or descending. `values`:
    /// as many along each of the first axes; further axes belong to the value at a grid point.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] for a grid without variables or an axis with fewer points than the method needs,
    /// [`Error::Shape`], [`Error::NotFinite`] for coordinates, and for values unless the method is linear
    /// or nearest, [`Error::Values`] for coordinates out of order.
    pub fn new<D: Dimension>(
        grid: &[ArrayView1<'_, T>],
        values: &ArrayRef<T, D>,
        options: &GridOptions<T>,
    ) -> Result<Self> {
        let least = match options.method {
            GridMethod::Linear | GridMethod::Nearest => 1,
            GridMethod::Pchip => 2,
            method => method.spline_degree().map_or(1, |degree| degree + 1),
        };
        if grid.is_empty() {
            return Err(Error::TooShort { name: "grid", expected: 1, actual: 0 });
        }
        let lengths: Vec<usize> = grid.iter().map(ArrayView1::len).collect();
        if values.ndim() < grid.len() || values.shape()[..grid.len()] != lengths {
            let trailing = values.shape().get(grid.len()..).unwrap_or_default();
            let (expected, actual) = ([&lengths, trailing].concat(), values.shape().to_vec());
            return Err(Error::Shape { name: "values", expected, actual });
        }
        let mut values = values.to_owned().into_dyn();
        let mut lines = Vec::with_capacity(grid.len());
        for (axis, line) in grid.iter().enumerate() {
            let mut line = line.to_owned();
            if 1 < line.len() && line[1] < line[0] {
                line.invert_axis(Axis(0));
                values.invert_axis(Axis(axis));
            }
            check_abscissae("grid", &line, least)?;
            lines.push(line.to_vec());
        }
        let trailing = values.shape()[lines.len()..].to_vec();
        let method = match options.method {
            GridMethod::Linear | GridMethod::Nearest => {
                let nearest = options.method == GridMethod::Nearest;
                Method::Cell { values: values.iter().copied().collect(), nearest }
            }
            GridMethod::Pchip => Method::Monotone(Box::new(Monotone::new(&lines, &values)?)),
            GridMethod::Slinear | GridMethod::Cubic | GridMethod::Quintic => {
                let degree = options.method.spline_degree().unwrap_or(1);
                Method::Spline(TensorSpline::new(&lines, values, degree)?)
            }
        };
        Ok(Self { grid: lines, trailing, method, out_of_grid: options.out_of_grid })
    }

    /// The values at some points.
    ///
    /// # Shapes
    ///
    /// `points`: `[m, n]` for `n` variables. Returns `[m]`, with the further axes of the values behind.
    /// A point with a NaN has the value NaN, where this is not an error.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`]; [`Error::OutOfBounds`] for a point beyond the grid or with a NaN, unless something
    /// else was asked for there.
    pub fn at(&self, points: &ArrayRef2<T>) -> Result<ArrayD<T>> {
        self.evaluated(points, None)
    }

    /// Derivatives at some points: of order `nu[i]` by variable `i`.
    ///
    /// # Errors
    ///
    /// Those of [`at`](Self::at); [`Error::Shape`] when `nu` has another length than there are variables,
    /// [`Error::Values`] when the method is not one of the splines.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Array2, array};
    /// use onkai_interpolate::{GridMethod, GridOptions, RegularGridInterpolator};
    /// let x = array![0.0, 1.0, 2.0, 3.0];
    /// let values = Array2::from_shape_fn((4, 4), |(i, j)| x[i] * x[i] * x[j]);
    /// let options = GridOptions { method: GridMethod::Cubic, ..Default::default() };
    /// let f = RegularGridInterpolator::new(&[x.view(), x.view()], &values, &options)?;
    /// assert!((f.derivative_at(&array![[1.5, 2.0]], &[1, 0])?[0] - 6.0_f64).abs() < 1e-13);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    pub fn derivative_at(&self, points: &ArrayRef2<T>, nu: &[usize]) -> Result<ArrayD<T>> {
        if nu.len() != self.grid.len() {
            let (expected, actual) = (vec![self.grid.len()], vec![nu.len()]);
            return Err(Error::Shape { name: "nu", expected, actual });
        }
        if !matches!(self.method, Method::Spline(_)) {
            let requirement = "be slinear, cubic or quintic to have derivatives";
            return Err(Error::Values { name: "method", requirement });
        }
        self.evaluated(points, Some(nu))
    }

    fn evaluated(&self, points: &ArrayRef2<T>, nu: Option<&[usize]>) -> Result<ArrayD<T>> {
        let (m, n) = (points.nrows(), self.grid.len());
        if points.ncols() != n {
            let (expected, actual) = (vec![m, n], points.shape().to_vec());
            return Err(Error::Shape { name: "points", expected, actual });
        }
        if self.out_of_grid == OutOfGrid::Error {
            self.check_inside(points)?;
        }
        let r = self.trailing.iter().product::<usize>();
        let mut out = vec![T::zero(); m * r];
        let no_derivative = vec![0; n];
        let nu = nu.unwrap_or(&no_derivative);
        let mut finders: Vec<_> =
            self.grid.iter().map(|line| (1 < line.len()).then(|| Finder::new(line))).collect();
        for (point, out) in points.rows().into_iter().zip(out.chunks_exact_mut(r.max(1))) {
            let inside =
                point.iter().zip(&self.grid).all(|(x, g)| g[0] <= *x && *x <= g[g.len() - 1]);
            let point = point.to_vec();
            if point.iter().any(|x| x.is_nan()) {
                out.fill(T::nan());
            } else if let (false, OutOfGrid::Fill(value)) = (inside, self.out_of_grid) {
                out.fill(value);
            } else {
                match &self.method {
                    Method::Spline(spline) => spline.value(&point, nu, out),
                    Method::Monotone(curves) => curves.value(&point, out)?,
                    Method::Cell { values, nearest } => {
                        let cell: Vec<_> = (0..n)
                            .map(|a| place(&self.grid[a], finders[a].as_mut(), point[a]))
                            .collect();
                        if *nearest {
                            self.nearest(values, &cell, out);
                        } else {
                            self.mean(values, &cell, out);
                        }
                    }
                }
            }
        }
        let shape = [&[m], &self.trailing[..]].concat();
        Ok(ArrayD::from_shape_vec(IxDyn(&shape), out).expect("a value for each point"))
    }

    fn check_inside(&self, points: &ArrayRef2<T>) -> Result<()> {
        for (axis, (column, line)) in points.columns().into_iter().zip(&self.grid).enumerate() {
            let range = (line[0], line[line.len() - 1]);
            let result = crate::check::check_bounds("points", column.iter().copied(), range);
            result.map_err(|error| match error {
                // Counted in the whole array.
                Error::OutOfBounds { name, index, value, low, high } => {
                    let index = index * self.grid.len() + axis;
                    Error::OutOfBounds { name, index, value, low, high }
                }
                other => other,
            })?;
        }
        Ok(())
    }

    /// The value of the nearest corner of a cell.
    fn nearest(&self, values: &[T], cell: &[(usize, T)], out: &mut [T]) {
        let half = T::of(0.5);
        let upper = |share: T| usize::from(half < share);
        let corner = cell.iter().zip(&self.grid).fold(0, |place, ((i, share), line)| {
            place * line.len() + (i + upper(*share)).min(line.len() - 1)
        });
        out.copy_from_slice(&values[corner * out.len()..(corner + 1) * out.len()]);
    }

    /// The mean of a cell's corners, weighted by how near they are.
    fn mean(&self, values: &[T], cell: &[(usize, T)], out: &mut [T]) {
        for corner in 0..1_usize << cell.len() {
            let (mut place, mut weight) = (0, T::one());
            for (axis, ((i, share), line)) in cell.iter().zip(&self.grid).enumerate() {
                let upper = (corner >> axis) & 1;
                weight *= if upper == 1 { *share } else { T::one() - *share };
                place = place * line.len() + (i + upper).min(line.len() - 1);
            }
            let value = &values[place * out.len()..(place + 1) * out.len()];
            out.iter_mut().zip(value).for_each(|(out, value)| *out += weight * *value);
        }
    }
}

/// The line before a coordinate, and which part of the way to the next one it has gone.
fn place<T: Real>(line: &[T], finder: Option<&mut Finder<'_, T>>, x: T) -> (usize, T) {
    // A single line is met or not; there is no way to another.
    let Some(finder) = finder else { return (0, T::zero()) };
    let i = finder.find(x);
    (i, (x - line[i]) / (line[i + 1] - line[i]))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, array};

    use super::*;

    fn message(grid: &[ArrayView1<'_, f64>], values: &Array2<f64>, method: GridMethod) -> String {
        let options = GridOptions { method, ..Default::default() };
        RegularGridInterpolator::new(grid, values, &options).unwrap_err().to_string()
    }

    #[test]
    fn grids_that_do_not_fit_are_named() {
        let (two, values) = (array![0.0, 1.0], Array2::zeros((2, 2)));
        let (line, linear) = (two.view(), GridMethod::Linear);
        assert_eq!(message(&[], &values, linear), "`grid` has length 0, but needs at least 1");
        let error = message(&[line, line, line], &values, linear);
        assert_eq!(error, "`values` has shape [2, 2], but must have [2, 2, 2]");
        let error = message(&[line, line], &values, GridMethod::Cubic);
        assert_eq!(error, "`grid` has length 2, but needs at least 4");
        let bent = array![0.0, 1.0, 0.5];
        let three = Array2::zeros((2, 3));
        let error = message(&[line, bent.view()], &three, linear);
        assert_eq!(error, "`grid` must be strictly ascending");
        let none = Array1::zeros(0);
        let error = message(&[none.view()], &Array2::zeros((0, 2)), linear);
        assert_eq!(error, "`grid` has length 0, but needs at least 1");
        let lost = array![0.0, f64::NAN];
        assert!(message(&[lost.view()], &values, linear).contains("not finite"));
    }

    #[test]
    fn points_that_do_not_fit_are_named() {
        let line = array![0.0, 1.0];
        let values = array![[0.0, 1.0], [2.0, 3.0]];
        let grid = [line.view(), line.view()];
        let f = RegularGridInterpolator::new(&grid, &values, &GridOptions::default()).unwrap();
        let error = f.at(&array![[0.5]]).unwrap_err().to_string();
        assert_eq!(error, "`points` has shape [1, 1], but must have [1, 2]");
        let error = f.at(&array![[0.5, 0.5], [0.5, 2.0]]).unwrap_err().to_string();
        assert_eq!(error, "`points` is out of bounds: element 3 is 2, but must lie in [0, 1]");
        assert!(f.at(&array![[0.5, f64::NAN]]).is_err());
        assert!(f.derivative_at(&array![[0.5, 0.5]], &[1]).is_err());
        assert!(f.derivative_at(&array![[0.5, 0.5]], &[1, 0]).is_err());
        let options = GridOptions { out_of_grid: OutOfGrid::Fill(-1.0), ..Default::default() };
        let f = RegularGridInterpolator::new(&grid, &values, &options).unwrap();
        let filled = f.at(&array![[0.5, f64::NAN], [0.5, 2.0]]).unwrap();
        assert!(filled[0].is_nan() && filled[1] == -1.0);
    }

    #[test]
    fn an_axis_of_one_line_is_flat() {
        let (line, one) = (array![0.0, 1.0], array![5.0]);
        let grid = [one.view(), line.view()];
        let values = array![[1.0, 3.0]];
        let f = RegularGridInterpolator::new(&grid, &values, &GridOptions::default()).unwrap();
        assert_eq!(f.at(&array![[5.0, 0.25]]).unwrap()[0], 1.5);
    }
}
