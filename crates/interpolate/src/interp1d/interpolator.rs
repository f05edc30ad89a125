//! A function through given points of a line.
//!
//! Counterpart of `scipy.interpolate.interp1d`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef1, Axis, RemoveAxis};
use onkai_core::{Real, Result, check_finite};
use onkai_linalg::LinalgScalar;

use super::kind::Interp1dKind;
use super::steps::Steps;
use crate::bspline::{BSpline, InterpSplineOptions, make_interp_spline};
use crate::check::{check_abscissae, check_bounds};
use crate::interp::between;
use crate::interval::Finder;
use crate::layout::Layout;

/// A function that takes given values at given points, and others in between.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_interpolate::{Interp1d, Interp1dKind, Interp1dOptions};
///
/// let (x, y) = (array![0.0, 1.0, 2.0, 3.0], array![0.0, 1.0, 4.0, 9.0]);
/// let line = Interp1d::new(&x, &y, Axis(0), &Interp1dOptions::default())?;
/// assert_eq!(line.at(&array![0.5, 2.5])?, array![0.5, 6.5]);
///
/// let options = Interp1dOptions { kind: Interp1dKind::Cubic, ..Default::default() };
/// let curve = Interp1d::new(&x, &y, Axis(0), &options)?;
/// assert!((curve.at(&array![2.5])?[0] - 6.25_f64).abs() < 1e-14);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The axis is given, not the last one by default. Abscissae must differ from each other. Values that
/// are NaN give NaN where they take part, but are an error for splines of degree 2 and more. A value
/// for points out of range is one number for all lanes.
#[doc(alias = "interp1d")]
#[derive(Clone, Debug, PartialEq)]
pub struct Interp1d<T, D> {
    x: Vec<T>,
    method: Method<T, D>,
    out_of_range: OutOfRange<T>,
}

/// What is done between points: by the points themselves, or by a spline through them.
#[derive(Clone, Debug, PartialEq)]
enum Method<T, D> {
    Local { kind: Interp1dKind, layout: Layout<D>, rows: Vec<T> },
    Spline(BSpline<T, D>),
}

/// Options of [`Interp1d`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interp1dOptions<T> {
    /// How gaps are filled. Default: [`Interp1dKind::Linear`].
    pub kind: Interp1dKind,
    /// What happens beyond the first and the last point. Default: [`OutOfRange::Error`].
    pub out_of_range: OutOfRange<T>,
    /// Whether the abscissae must ascend as given; if not, points are sorted. Default: `false`.
    pub assume_sorted: bool,
}

impl<T> Default for Interp1dOptions<T> {
    fn default() -> Self {
        let (kind, out_of_range) = (Interp1dKind::default(), OutOfRange::default());
        Self { kind, out_of_range, assume_sorted: false }
    }
}

/// What an interpolator does at a point beyond those it was made of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum OutOfRange<T> {
    /// It is an error.
    #[default]
    Error,
    /// The value is this one.
    Fill {
        /// The value before the first point.
        below: T,
        /// The value behind the last point.
        above: T,
    },
    /// The first and the last piece go on. A step function that looks back has no value, that is NaN,
    /// before the first point, and one that looks forward none behind the last.
    Extrapolate,
}

impl<T: Copy> OutOfRange<T> {
    /// The same value on either side.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_interpolate::OutOfRange;
    /// assert_eq!(OutOfRange::fill(0.0), OutOfRange::Fill { below: 0.0, above: 0.0 });
    /// ```
    pub fn fill(value: T) -> Self {
        Self::Fill { below: value, above: value }
    }
}

impl<T: Real + LinalgScalar, D: RemoveAxis> Interp1d<T, D> {
    /// Prepares the function.
    ///
    /// # Shapes
    ///
    /// `x`: `[n]`; `y`: any shape with length `n` along `axis`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`](crate::Error::TooShort) for fewer points than a spline has coefficients in a piece,
    /// [`Error::Shape`](crate::Error::Shape) when `y` does not fit, [`Error::Parameter`](crate::Error::Parameter) when it has no such axis,
    /// [`Error::NotFinite`](crate::Error::NotFinite), [`Error::Values`](crate::Error::Values) for abscissae that repeat, or that do not ascend although
    /// this was said.
    pub fn new(
        x: &ArrayRef1<T>,
        y: &ArrayRef<T, D>,
        axis: Axis,
        options: &Interp1dOptions<T>,
    ) -> Result<Self> {
        let Interp1dOptions { kind, out_of_range, assume_sorted } = *options;
        let layout = Layout::of(y, axis)?;
        layout.check("y", y, x.len())?;
        check_finite("x", x)?;
        let order = ascending(x, assume_sorted);
        let x = Array1::from_iter(order.iter().map(|&i| x[i]));
        check_abscissae("x", &x, kind.degree().unwrap_or(0) + 1)?;
        let y = if order.is_sorted() { y.to_owned() } else { y.select(axis, &order) };
        let method = if kind.degree().is_some_and(|degree| 1 < degree) {
            let degree = kind.degree().unwrap_or(0);
            let options = InterpSplineOptions { degree, ..Default::default() };
            Method::Spline(make_interp_spline(&x, &y, axis, &options)?)
        } else {
            let rows = layout.rows(&y);
            Method::Local { kind, layout, rows }
        };
        Ok(Self { x: x.to_vec(), method, out_of_range })
    }

    /// The values at some points.
    ///
    /// # Shapes
    ///
    /// `x`: `[m]`, in any order. Returns the shape of the values given, with `m` along the axis. A point
    /// that is NaN gives NaN.
    ///
    /// # Errors
    ///
    /// [`Error::OutOfBounds`](crate::Error::OutOfBounds) for a point out of range, unless something else was asked for there.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::{Interp1d, Interp1dOptions, OutOfRange};
    /// let (x, y) = (array![0.0, 2.0], array![[0.0, 1.0], [4.0, 1.0]]);
    /// let options = Interp1dOptions { out_of_range: OutOfRange::fill(-1.0), ..Default::default() };
    /// let lines = Interp1d::new(&x, &y, Axis(0), &options)?;
    /// assert_eq!(lines.at(&array![0.5, 7.0])?, array![[1.0, 1.0], [-1.0, -1.0]]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    pub fn at(&self, x: &ArrayRef1<T>) -> Result<Array<T, D>> {
        let range @ (low, high) = (self.x[0], self.x[self.x.len() - 1]);
        if self.out_of_range == OutOfRange::Error {
            check_bounds("x", x.iter().map(|x| if x.is_nan() { low } else { *x }), range)?;
        }
        let mut y = match &self.method {
            Method::Spline(spline) => spline.at(x),
            Method::Local { kind, layout, rows } => {
                let r = layout.n_lanes();
                let mut out = Vec::with_capacity(x.len() * r);
                match kind {
                    Interp1dKind::Linear | Interp1dKind::Slinear | Interp1dKind::Spline(1) => {
                        self.on_lines(x, rows, r, &mut out);
                    }
                    _ => self.on_steps(x, *kind, (rows, r), &mut out),
                }
                layout.array(x.len(), out)
            }
        };
        if let OutOfRange::Fill { below, above } = self.out_of_range {
            for (lane, &x) in y.axis_iter_mut(self.axis()).zip(x) {
                fill(lane, x, range, (below, above));
            }
        } else if let (OutOfRange::Extrapolate, Some(kind)) = (self.out_of_range, self.one_sided())
        {
            let nothing_below = kind == Interp1dKind::Previous;
            for (mut lane, &x) in y.axis_iter_mut(self.axis()).zip(x) {
                if (nothing_below && x < low) || (!nothing_below && high < x) {
                    lane.fill(T::nan());
                }
            }
        }
        Ok(y)
    }

    fn axis(&self) -> Axis {
        match &self.method {
            Method::Spline(spline) => spline.axis(),
            Method::Local { layout, .. } => layout.axis(),
        }
    }

    /// The kind, if it looks to one side only.
    fn one_sided(&self) -> Option<Interp1dKind> {
        match self.method {
            Method::Local {
                kind: kind @ (Interp1dKind::Previous | Interp1dKind::Next), ..
            } => Some(kind),
            _ => None,
        }
    }

    fn on_lines(&self, at: &ArrayRef1<T>, rows: &[T], r: usize, out: &mut Vec<T>) {
        if self.x.len() == 1 {
            // A single point knows no slope.
            for at in at {
                out.extend(rows.iter().map(|y| if at.is_nan() { *at } else { *y }));
            }
            return;
        }
        let mut finder = Finder::new(&self.x);
        for &at in at {
            let i = finder.find(at);
            let ends = (self.x[i], self.x[i + 1]);
            let (low, high) = rows[i * r..(i + 2) * r].split_at(r);
            // The last point is met exactly, too.
            if at == ends.1 {
                out.extend_from_slice(high);
            } else {
                out.extend(low.iter().zip(high).map(|(l, h)| between(at, ends, (*l, *h))));
            }
        }
    }

    fn on_steps(
        &self,
        at: &ArrayRef1<T>,
        kind: Interp1dKind,
        (rows, r): (&[T], usize),
        out: &mut Vec<T>,
    ) {
        let mut steps = Steps::new(kind, &self.x);
        for &at in at {
            let i = steps.index(at);
            let row = &rows[i * r..(i + 1) * r];
            out.extend(row.iter().map(|y| if at.is_nan() { at } else { *y }));
        }
    }
}

/// Puts the fill values where a point is out of range.
fn fill<T: Real, D: ndarray::Dimension>(
    mut lane: ndarray::ArrayViewMut<'_, T, D>,
    x: T,
    (low, high): (T, T),
    (below, above): (T, T),
) {
    if x < low {
        lane.fill(below);
    } else if high < x {
        lane.fill(above);
    }
}

/// The order in which points ascend; equal ones keep theirs.
fn ascending<T: Real>(x: &ArrayRef1<T>, as_given: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..x.len()).collect();
    if !as_given {
        order.sort_by(|&a, &b| x[a].partial_cmp(&x[b]).unwrap_or(std::cmp::Ordering::Equal));
    }
    order
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    type Outcome = Result<Interp1d<f64, ndarray::Ix1>>;

    fn made(x: &Array1<f64>, y: &Array1<f64>, kind: Interp1dKind) -> Outcome {
        Interp1d::new(x, y, Axis(0), &Interp1dOptions { kind, ..Default::default() })
    }

    #[test]
    fn a_point_out_of_range_is_told_with_the_range() {
        let f = made(&array![0.0, 1.0], &array![0.0, 1.0], Interp1dKind::Linear).unwrap();
        let error = f.at(&array![0.5, 1.5]).unwrap_err();
        let expected = "`x` is out of bounds: element 1 is 1.5, but must lie in [0, 1]";
        assert_eq!(error.to_string(), expected);
        assert!(f.at(&array![f64::NAN]).unwrap()[0].is_nan());
        assert_eq!(f.at(&array![]).unwrap().len(), 0);
    }

    #[test]
    fn data_that_do_not_fit_are_named() {
        let message =
            |x: &Array1<f64>, y: &Array1<f64>, kind| made(x, y, kind).unwrap_err().to_string();
        let two = array![0.0, 1.0];
        let cubic = Interp1dKind::Cubic;
        assert_eq!(message(&two, &two, cubic), "`x` has length 2, but needs at least 4");
        assert_eq!(message(&two, &array![0.0], cubic), "`y` has shape [1], but must have [2]");
        let none = Array1::zeros(0);
        let nearest = Interp1dKind::Nearest;
        assert_eq!(message(&none, &none, nearest), "`x` has length 0, but needs at least 1");
        assert_eq!(message(&array![1.0, 1.0], &two, nearest), "`x` must be strictly ascending");
        assert!(message(&array![1.0, f64::INFINITY], &two, nearest).contains("not finite"));
        let four = array![0.0, 1.0, 2.0, 3.0];
        assert!(message(&four, &array![0.0, f64::NAN, 0.0, 0.0], cubic).contains("not finite"));
        let options = Interp1dOptions { assume_sorted: true, ..Default::default() };
        let error = Interp1d::new(&array![1.0, 0.0], &two, Axis(0), &options).unwrap_err();
        assert_eq!(error.to_string(), "`x` must be strictly ascending");
        assert!(Interp1d::new(&two, &two, Axis(1), &options).is_err());
    }

    #[test]
    fn a_single_point_is_constant() {
        for kind in [Interp1dKind::Linear, Interp1dKind::Nearest, Interp1dKind::Zero] {
            let out_of_range = OutOfRange::Extrapolate;
            let options = Interp1dOptions { kind, out_of_range, ..Default::default() };
            let f = Interp1d::new(&array![2.0], &array![7.0], Axis(0), &options).unwrap();
            assert_eq!(f.at(&array![1.0, 2.0, 3.0]).unwrap(), array![7.0, 7.0, 7.0]);
        }
    }

    #[test]
    fn values_that_are_nan_stay_where_they_are() {
        let x = array![0.0, 1.0, 2.0, 3.0];
        let y = array![0.0, 1.0, f64::NAN, 3.0];
        let f = made(&x, &y, Interp1dKind::Linear).unwrap();
        let values = f.at(&array![0.5, 1.0, 1.5, 3.0]).unwrap();
        assert_eq!(values.mapv(f64::is_nan), array![false, false, true, false]);
    }
}
